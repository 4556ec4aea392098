//! Macros: several actions in order, by a key of the reader's own or by name.
//!
//! A macro is made of actions and of words to search, never of other macros: it always ends. Each step sees what the one
//! before left; behind a search the rest waits for the whole answer, and any key puts an end to the waiting. What cannot
//! be done is said, and the rest is done; but where a line or a question is open that asks for something else, nothing more is.

use std::collections::VecDeque;

use crate::app::App;
use crate::app::action::{Action, Place};
use crate::app::effect::Effect;
use crate::app::input::Key;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::locale::words::Words;
use crate::store::search::Hits;
use crate::text::clean::Clean;

/// Several actions under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// What it is called in the settings.
    pub name: Clean,
    /// The keys it has everywhere outside text entry.
    pub keys: Vec<Key>,
    /// What it does, in order.
    pub steps: Vec<Step>,
    /// What its maker says that it does.
    pub help: Option<Clean>,
}

/// One thing a macro does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// What an action does where the macro has come to.
    Do(Action),
    /// Search these words, in the place of the search that is on.
    Search(String),
}

/// What stands before the words of a search.
const SEARCH: &str = "search:";

impl Step {
    /// The step written like this: the name of an action, or `search:` and words.
    pub fn parse(written: &str) -> Option<Step> {
        match written.strip_prefix(SEARCH) {
            Some(words) => Some(Step::Search(words.trim_start().to_owned())),
            None => Action::named(written).map(Step::Do),
        }
    }
}

impl Macro {
    /// What it does: as its maker says, or else what its steps do.
    pub fn does(&self, words: &Words) -> String {
        if let Some(help) = &self.help {
            return help.to_string();
        }
        let step = |step: &Step| match step {
            Step::Do(action) => action.help(words).to_owned(),
            Step::Search(typed) => format!("/{}", Clean::new(typed)),
        };
        self.steps.iter().map(step).collect::<Vec<_>>().join(words.text("comma"))
    }
}

impl App {
    /// Begins with the first step; the others follow as soon as each can.
    pub(super) fn begin_macro(&mut self, idx: usize) {
        self.steps = self.keymap.macros().get(idx).map(|of| of.steps.iter().cloned().collect()).unwrap_or_default();
    }

    /// Nothing of a macro is done any more.
    pub(super) fn drop_steps(&mut self) {
        self.steps = VecDeque::new();
    }

    /// The next step of the macro that is on, once all that the search finds is there; the app has settled then.
    pub(super) fn next_step(&mut self) -> Option<Step> {
        let is_complete = || self.search.hits.as_ref().is_none_or(Hits::is_complete);
        if self.steps.is_empty() || !self.search_is_answered() || !is_complete() {
            None
        } else {
            self.steps.pop_front()
        }
    }

    pub(super) fn take_step(&mut self, step: Step, effects: &mut Vec<Effect>) {
        match step {
            Step::Do(action) => self.act_by_name(action, effects),
            Step::Search(words) => {
                self.overlay = None;
                self.change(|filters| filters.set_search(&words));
                if self.pages.is_empty() && !self.stand.zen {
                    self.stand.focus = Pane::Articles;
                }
            }
        }
    }

    /// Does what no key was pressed for: where keys are typed, that is what text entry knows; else it is done where one is,
    /// or in the sources, if it is at home there and they can be gone to. Where it cannot be done, that is said.
    pub(super) fn act_by_name(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if self.overlay.as_ref().is_some_and(Overlay::is_typed_in) {
            if action.place() == Place::Typing {
                // Which key it was is asked only where it is no action.
                return self.type_in(Key::char(' '), Some(action), effects);
            }
            self.drop_steps();
            return self.say_never_here(action, Action::Cancel);
        }
        let is_on_stand = self.pages.is_empty() && self.overlay.is_none();
        match action.place() {
            place if self.places().contains(&place) => self.act(action, effects),
            place if is_on_stand && self.is_in_sources(place) => {
                self.stand.zen = false;
                self.stand.focus = Pane::Sources;
                self.act(action, effects);
            }
            place => self.say_elsewhere(action, place),
        }
    }

    /// Whoever goes to the sources is at this place.
    fn is_in_sources(&self, place: Place) -> bool {
        place == Place::Sources || (place == Place::SavedSearch && self.is_on_saved_search())
    }
}
