//! The search line: what is typed, and what was there before it.
//!
//! Results follow the typing, so leaving without keeping them means giving back all that typing changed.

use crate::app::action::Action;
use crate::app::filters::Filters;
use crate::app::input::Key;
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::reader::Place;
use crate::app::saved::SavedSearch;
use crate::locale::facts::Length;
use crate::locale::words::{Value, Words};
use crate::store::id::ArticleId;
use crate::store::query::{Doubt, Reading};
use crate::text::clean::Clean;

/// A search being typed.
#[derive(Clone, Debug)]
pub struct SearchBox {
    line: LineEdit,
    before: Before,
    /// The saved search that is being changed.
    edits: Option<Clean>,
    /// What was typed when a proposal for it was left aside.
    left_aside: Option<String>,
}

/// What to give back.
#[derive(Clone, Debug)]
pub struct Before {
    /// The filters with their search.
    pub filters: Filters,
    /// The selected article by its id, which outlasts a change of the library, and its row in the list's pane.
    pub selected: Option<(ArticleId, u16)>,
    /// Where the reader stood in it.
    pub place: Place,
}

/// What the app is to do after a key in a text entry that narrows the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Narrowing {
    /// Nothing.
    Nothing,
    /// The filters are others now: look again.
    Changed,
    /// Move the selection of the list.
    Move(Action),
    /// Keep what was found, and go on in the list.
    Keep,
    /// Give back the earlier state.
    Cancel,
}

impl SearchBox {
    /// Begins with the search that is on, to be replaced by what is typed, or continued.
    pub fn new(before: Before) -> SearchBox {
        SearchBox { line: LineEdit::marked(before.filters.search()), before, edits: None, left_aside: None }
    }

    /// Begins with a saved search, to be changed.
    pub fn editing(search: &SavedSearch, before: Before) -> SearchBox {
        let (line, edits) = (LineEdit::new(&search.query), Some(search.name.clone()));
        SearchBox { line, before, edits, left_aside: None }
    }

    /// The name of the saved search that is being changed, if one is.
    pub fn edits(&self) -> Option<&Clean> {
        self.edits.as_ref()
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// What was there before.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// Does what an action of text entry does here.
    pub fn act(&mut self, action: Action) -> Narrowing {
        match action {
            Action::Accept => Narrowing::Keep,
            Action::Cancel => Narrowing::Cancel,
            Action::NextChoice => Narrowing::Move(Action::Next),
            Action::PreviousChoice => Narrowing::Move(Action::Previous),
            Action::NextChoices => Narrowing::Move(Action::PageDown),
            Action::PreviousChoices => Narrowing::Move(Action::PageUp),
            _ => Narrowing::Nothing,
        }
    }

    /// Types a key.
    pub fn key(&mut self, key: Key, filters: &mut Filters) -> Narrowing {
        let edited = self.line.key(key);
        self.follow(edited, filters)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, filters: &mut Filters) -> Narrowing {
        let edited = self.line.paste(text);
        self.follow(edited, filters)
    }

    /// What is proposed for what is typed is not wanted.
    pub fn leave_aside(&mut self) -> Narrowing {
        self.left_aside = Some(self.line.text().to_owned());
        Narrowing::Nothing
    }

    /// What was proposed for this text was not wanted.
    pub fn has_left_aside(&self, input: &str) -> bool {
        self.left_aside.as_deref() == Some(input)
    }

    /// Another text takes the place of what is typed.
    pub fn replace(&mut self, text: &str, filters: &mut Filters) -> Narrowing {
        self.line = LineEdit::new(text);
        self.follow(Edited::Text, filters)
    }

    fn follow(&self, edited: Edited, filters: &mut Filters) -> Narrowing {
        if edited != Edited::Text {
            return Narrowing::Nothing;
        }
        filters.set_search(self.line.text());
        Narrowing::Changed
    }
}
/// How a piece of the search was understood that may have been meant otherwise.
pub fn doubt_words(doubt: &Doubt, words: &Words) -> String {
    let of = |id| words.with(id, &[("quote", doubt.quote.as_str().into())]);
    let year = |year: i32| Value::from(year.to_string());
    match doubt.reading {
        Reading::NoWord => of("query-no-word"),
        Reading::Nothing => of("query-nothing"),
        Reading::NotClosed => of("query-not-closed"),
        Reading::NotOpened => of("query-not-opened"),
        Reading::TooDeep => of("query-too-deep"),
        Reading::LonelyOr => of("query-lonely-or"),
        Reading::NeedlessAnd => of("query-needless-and"),
        Reading::NoField => of("query-no-field"),
        Reading::NoSuch => of("query-no-such"),
        Reading::TurnedRound => of("query-turned-round"),
        Reading::Years(from, to) => {
            let arguments = [("quote", doubt.quote.as_str().into()), ("from", year(from)), ("to", year(to))];
            words.with("query-years", &arguments)
        }
        Reading::AsFar(date) => {
            let date = words.date(date, Length::Long);
            words.with("query-as-far", &[("quote", doubt.quote.as_str().into()), ("date", date.into())])
        }
    }
}
