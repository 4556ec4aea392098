//! Undo and redo: one history of the whole session, of filters and saved searches alike.
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
    /// The filters to give back, if they were changed.
    filters: Option<Filters>,
    /// The edit of the saved searches to make.
    edit: Option<Edit>,
}

/// Who has done so much has forgotten how it began.
const LONGEST: usize = 10_000;

impl History {
    /// Something was done: what was undone before is not done again.
    fn push(&mut self, deed: Deed) {
        self.undone.clear();
        self.done.push(deed);
        let n_too_many = self.done.len().saturating_sub(LONGEST);
        self.done.drain(..n_too_many);
    }
}

impl App {
    /// Keeps filters of before for undo.
    pub(super) fn remember(&mut self, before: Filters) {
        if before != self.filters {
            let told = self.told_of(&before);
            self.history.push(Deed { told, filters: Some(before), edit: None });
        }
    }

    /// Keeps filters of before for undo, with what takes back the edit that was made of the saved searches.
    pub(super) fn remember_edit(&mut self, before: Filters, told: Saying, back: Edit) {
        let filters = Some(before).filter(|before| *before != self.filters);
        self.history.push(Deed { told, filters, edit: Some(back) });
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
        let Deed { told, filters, edit } = deed;
        let is_about_list = filters.is_some() || edit.is_some();
        let edit = edit.and_then(|edit| {
            let opposite = self.saved.undoing(&edit);
            self.make(edit, effects);
            opposite
        });
        let filters = filters.map(|filters| std::mem::replace(&mut self.filters, filters));
        if is_about_list {
            self.drop_lost_searches();
            self.look_again();
        }
        Deed { told, filters, edit }
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
