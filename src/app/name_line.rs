//! The line in which a search is given a name.
//!
//! The search itself is the name that is proposed. A name that is taken is said while it is typed: what `Enter` then does is
//! never a surprise.

use crate::app::action::Action;
use crate::app::input::Key;
use crate::app::line_edit::LineEdit;
use crate::app::saved::{Edit, SavedSearch};
use crate::text::clean::Clean;

/// A name being typed.
#[derive(Clone, Debug)]
pub struct NameLine {
    line: LineEdit,
    of: Named,
}

/// What is given a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A search, by what was typed.
    Query(String),
    /// A saved search, by its name until now.
    Saved(Clean),
}

/// What the app is to do after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Nothing.
    Going,
    /// Make this change of the saved searches, and close the line.
    Done(Edit),
    /// Close the line.
    Left,
}

impl NameLine {
    /// A name for a search.
    pub fn for_search(query: &str) -> NameLine {
        NameLine { line: LineEdit::new(query.trim()), of: Named::Query(query.to_owned()) }
    }

    /// Another name for a saved search.
    pub fn for_name(name: Clean) -> NameLine {
        NameLine { line: LineEdit::new(&name), of: Named::Saved(name) }
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// What is given a name.
    pub fn of(&self) -> &Named {
        &self.of
    }

    /// The name as it would be kept; none while nothing is typed that can be seen.
    pub fn name(&self) -> Option<Clean> {
        Some(Clean::new(self.line.text().trim())).filter(|name| !name.is_empty())
    }

    /// Does what an action of text entry does here; `is_taken` tells whether a saved search has a name.
    pub fn act(&mut self, action: Action, is_taken: impl Fn(&Clean) -> bool) -> Naming {
        match (action, self.name(), &self.of) {
            (Action::Cancel, ..) => Naming::Left,
            (Action::Accept, Some(name), Named::Query(query)) => {
                Naming::Done(Edit::Put(SavedSearch { name, query: query.clone() }, None))
            }
            (Action::Accept, Some(name), Named::Saved(old)) if name == *old => Naming::Left,
            (Action::Accept, Some(name), Named::Saved(old)) if !is_taken(&name) => {
                Naming::Done(Edit::Rename(old.clone(), name))
            }
            _ => Naming::Going,
        }
    }

    /// Types a key.
    pub fn key(&mut self, key: Key) {
        self.line.key(key);
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_unless_it_is_empty_or_another_has_it() {
        let name = Clean::new;
        let is_taken = |name: &Clean| name.as_str() == "Alep";
        let put =
            |typed: &str| Naming::Done(Edit::Put(SavedSearch { name: name(typed), query: "idlib ".to_owned() }, None));
        for (of, typed, want) in [
            (Named::Query("idlib ".to_owned()), "", put("idlib")),
            (Named::Query("idlib ".to_owned()), " 2020 ", put("idlib 2020")),
            (Named::Saved(name("Idlib")), "", Naming::Left),
            (Named::Saved(name("Idlib")), " 2", Naming::Done(Edit::Rename(name("Idlib"), name("Idlib 2")))),
            (Named::Saved(name("Al")), "ep", Naming::Going),
        ] {
            let mut line = match &of {
                Named::Query(query) => NameLine::for_search(query),
                Named::Saved(name) => NameLine::for_name(name.clone()),
            };
            line.paste(typed);
            assert_eq!(line.act(Action::Accept, is_taken), want, "{of:?} {typed}");
            assert_eq!(line.act(Action::Cancel, is_taken), Naming::Left);
        }
        let mut empty = NameLine::for_search("idlib");
        empty.key(Key::ctrl('u'));
        assert_eq!(empty.act(Action::Accept, is_taken), Naming::Going);
    }
}
