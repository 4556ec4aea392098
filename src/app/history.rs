//! Undo and redo: one history of the whole session, of filters, saved searches and marks alike.
//!
//! What is remembered of a deed is what takes it back. Doing that answers with what does the deed again, so that undo
//! and redo are the same step between two stacks. A deed says in words what it was: whoever undoes something reads what.
//!
//! What the program does by itself is no deed.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::filters::{Filters, Step, chip};
use crate::app::saved::Edit;
use crate::locale::words::Saying;
use crate::store::marks::Marking;

/// What can be undone and redone, the latest last.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

/// Something that was done, as what takes it back.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// What was done, as it was told then.
    told: Saying,
    /// The filters to give back and those that the deed made, if it changed any. Both are kept: going through places
    /// changes filters, too, and is no deed.
    filters: Option<[Filters; 2]>,
    /// The edit of the saved searches to make.
    edit: Option<Edit>,
    /// The markings to make, in their order.
    markings: Vec<Marking>,
}

/// Who has done so much has forgotten how it began.
const LONGEST: usize = 10_000;
/// Marks of a whole archive weigh something: no more texts than these are remembered, eight bytes each, but always the last
/// deed.
const MOST_TEXTS: usize = 4_000_000;

impl History {
    /// Something was done: what was undone before is not done again.
    fn push(&mut self, deed: Deed) {
        self.undone.clear();
        self.done.push(deed);
        let mut n_texts = 0;
        let is_kept = |deed: &&Deed| {
            n_texts += deed.markings.iter().map(|marking| marking.texts.len()).sum::<usize>();
            n_texts <= MOST_TEXTS
        };
        let n_kept = self.done.iter().rev().take(LONGEST).take_while(is_kept).count().max(1);
        self.done.drain(..self.done.len() - n_kept);
    }
}

impl App {
    /// Keeps filters of before for undo.
    pub(super) fn remember(&mut self, before: Filters) {
        if before != self.filters {
            let told = self.told_of(&before);
            let filters = Some([before, self.filters.clone()]);
            self.history.push(Deed { told, filters, edit: None, markings: Vec::new() });
        }
    }

    /// Keeps filters of before for undo, with what takes back the edit that was made of the saved searches.
    pub(super) fn remember_edit(&mut self, before: Filters, told: Saying, back: Edit) {
        let filters = (before != self.filters).then(|| [before, self.filters.clone()]);
        self.history.push(Deed { told, filters, edit: Some(back), markings: Vec::new() });
    }

    /// Keeps what takes markings back for undo.
    pub(super) fn remember_markings(&mut self, told: Saying, back: Vec<Marking>) {
        self.history.push(Deed { told, filters: None, edit: None, markings: back });
    }

    pub(super) fn undo(&mut self, effects: &mut Vec<Effect>) {
        let Some(deed) = self.history.done.pop() else { return self.say("nothing-to-undo") };
        self.tell(self.words.with("undone", &[("deed", deed.told.clone().into())]));
        let again = self.turn(deed, effects);
        self.history.undone.push(again);
    }

    pub(super) fn redo(&mut self, effects: &mut Vec<Effect>) {
        let Some(deed) = self.history.undone.pop() else { return self.say("nothing-to-redo") };
        self.tell(self.words.with("redone", &[("deed", deed.told.clone().into())]));
        let back = self.turn(deed, effects);
        self.history.done.push(back);
    }

    /// Takes a deed back, or does it again; answers with the opposite.
    fn turn(&mut self, deed: Deed, effects: &mut Vec<Effect>) -> Deed {
        let Deed { told, filters, edit, markings } = deed;
        let is_about_list = filters.is_some() || edit.is_some();
        let edit = edit.and_then(|edit| {
            let opposite = self.saved.undoing(&edit);
            self.make(edit, effects);
            opposite
        });
        let filters = filters.map(|[back, made]| {
            self.filters.clone_from(&back);
            [made, back]
        });
        if is_about_list {
            self.drop_lost_searches();
            self.look_again();
        }
        Deed { told, filters, edit, markings: self.make_markings(markings) }
    }

    /// What has become of the filters, in words.
    fn told_of(&self, before: &Filters) -> Saying {
        let after = &self.filters;
        let name = |filters: &Filters, step: &Step| chip(&self.facets, filters, step, &self.words);
        let has_come: Vec<&Step> = after.steps().iter().filter(|step| !before.has(step)).collect();
        let has_gone: Vec<&Step> = before.steps().iter().filter(|step| !after.has(step)).collect();
        match (has_come.as_slice(), has_gone.as_slice()) {
            ([], []) => Saying::new("did-filter-on").of("name", name(after, &Step::Search)),
            ([step], []) => Saying::new("did-filter-on").of("name", name(after, step)),
            ([], [step]) => Saying::new("did-filter-off").of("name", name(before, step)),
            ([], _) if after.is_empty() => Saying::new("did-drop-filters"),
            _ => Saying::new("did-change-filters"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::app::App;
    use crate::app::filters::Filters;
    use crate::app::marking::sample::{open, press};
    use crate::app::saved::SavedSearch;
    use crate::store::marks::Marks;

    /// All that can be undone.
    type State = (Filters, Vec<SavedSearch>, Marks);

    fn state(app: &App) -> State {
        let rows = app.facets.searches.iter();
        let searches = rows.filter_map(|row| app.saved.named(&row.name).cloned()).collect();
        (app.filters.clone(), searches, app.marks.clone())
    }

    /// One thing somebody does, in keys.
    fn deeds() -> impl Strategy<Value = String> {
        // Letters that no action has: where nothing can be marked, they are no text.
        let mark = "([*]|r|P|E(D|W |-D|W,D)\n|a(X|Y)\n|a\u{15}\n)";
        let on_articles = format!("(j|k|)(v(j|G)|A|){mark}(\u{1b}|)");
        let on_sources = "hgj{1,9}( |[*]|d|r\u{15}X{1,2}\n|E(D|W)\n)\u{9}";
        let filters = "(/(alep|homs)\n|/alep\nS\u{15}V{1,2}\n|x|\u{8}|s|\\[|\\])";
        proptest::string::string_regex(&format!("({on_articles}|{on_sources}|{filters})")).expect("a pattern")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
        #[test]
        fn undo_gives_back_what_was_and_redo_what_came_of_it(deeds in proptest::collection::vec(deeds(), 1..12)) {
            let mut app = open(6);
            let mut done: Vec<[State; 2]> = Vec::new();
            let mut before = state(&app);
            for key in deeds.concat().chars() {
                // What is typed into a line is done when the line is done.
                if app.overlay.is_none() {
                    before = state(&app);
                }
                press(&mut app, &key.to_string());
                if app.history.done.len() > done.len() {
                    done.push([before.clone(), state(&app)]);
                }
            }
            // Filters that a deed left alone may be others by then: going through places is no deed.
            let check = |app: &mut App, key: &str, was: &State, [before, after]: &[State; 2]| {
                let filters = if before.0 == after.0 { state(app).0 } else { was.0.clone() };
                press(app, key);
                prop_assert_eq!(state(app), (filters, was.1.clone(), was.2.clone()), "{:?} {:?}", key, &deeds);
                Ok(())
            };
            for deed in done.iter().rev() {
                let [before, after] = deed;
                check(&mut app, "u", before, deed)?;
                check(&mut app, "\u{12}", after, deed)?;
                check(&mut app, "u", before, deed)?;
            }
            for deed in &done {
                check(&mut app, "\u{12}", &deed[1], deed)?;
            }
        }
    }

    #[test]
    fn what_is_undone_and_redone_is_said() {
        let mut app = open(3);
        let mut told = |keys: &str| {
            press(&mut app, keys);
            app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
        };
        for (keys, want) in [
            ("u", "Nothing to undo."),
            ("*", "Starred \u{b7} u undoes"),
            ("A*", "3 articles starred \u{b7} u undoes"),
            ("A*", "3 articles lost their star \u{b7} u undoes"),
            ("Eidlib\n", "3 articles tagged #idlib \u{b7} u undoes"),
            ("u", "Undone: 3 articles tagged #idlib"),
            ("u", "Undone: 3 articles lost their star"),
            ("\u{12}", "Done again: 3 articles lost their star"),
            ("r", "3 articles marked as read \u{b7} u undoes"),
            ("\u{12}", "Nothing to redo."),
            ("hgj ", ""),
            ("u", "Undone: Unread switched on"),
            (" [", "Back at All articles"),
            ("u", "Undone: Unread switched on"),
            ("\u{12}", "Done again: Unread switched on"),
        ] {
            assert_eq!(told(keys), want, "{keys:?}");
        }
        assert_eq!(app.filters.words(), ["is:unread"], "and it is as it is said");
    }
}
