//! What a reader has got used to: which keys were pressed how often, and what was looked for by name.
//!
//! It is kept for all archives together, and what it changes on the screen changes from one start to the next: a line that
//! turned into another one while it is looked at would teach nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::app::action::Action;

/// What is kept of the reader's ways.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// How often a key of an action was pressed, by the name of the action; no more is counted than tells something.
    pub pressed: BTreeMap<String, u32>,
    /// Names of the actions and macros that were run by name, the latest first.
    pub latest: Vec<String>,
}

/// Pressed so often, a key is known and needs no hint.
const TIMES_TO_LEARN: u32 = 5;
/// So many of the latest are remembered.
const MOST_LATEST: usize = 12;

impl Habits {
    /// A key of this action was pressed.
    pub fn press(&mut self, action: Action) {
        let n_times = self.pressed.entry(action.name().to_owned()).or_default();
        *n_times = n_times.saturating_add(1).min(TIMES_TO_LEARN);
    }

    /// The reader knows a key of this action.
    pub fn knows(&self, action: Action) -> bool {
        self.pressed.get(action.name()).is_some_and(|n_times| *n_times >= TIMES_TO_LEARN)
    }

    /// Something was run by its name.
    pub fn run(&mut self, name: &str) {
        self.latest.retain(|other| other != name);
        self.latest.insert(0, name.to_owned());
        self.latest.truncate(MOST_LATEST);
    }

    /// Takes in those of a session that ends; what another one has kept meanwhile is not lost.
    pub fn take_in(&mut self, session: Habits) {
        for (name, n_times) in session.pressed {
            let kept = self.pressed.entry(name).or_default();
            *kept = n_times.max(*kept);
        }
        for name in session.latest.iter().rev() {
            self.run(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_once_it_was_pressed_a_few_times() {
        let mut habits = Habits::default();
        for n in 0..2 * TIMES_TO_LEARN {
            assert_eq!(habits.knows(Action::Search), n >= TIMES_TO_LEARN, "{n}");
            habits.press(Action::Search);
        }
        assert!(!habits.knows(Action::Find));
    }

    #[test]
    fn two_sessions_at_once_keep_what_both_have_seen() {
        let (mut kept, mut other) = (Habits::default(), Habits::default());
        kept.press(Action::Map);
        kept.press(Action::Map);
        kept.run("map");
        kept.run("zen");
        other.press(Action::Map);
        other.press(Action::Star);
        other.run("star");
        other.run("map");
        kept.take_in(other);
        assert_eq!(kept.pressed, [("map".to_owned(), 2), ("star".to_owned(), 1)].into());
        assert_eq!(kept.latest, ["map", "star", "zen"]);
    }
}
