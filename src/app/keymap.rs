//! From keys to actions, by place; everything can be remapped.
//!
//! With an Arabic keyboard layout a letter command works by the key's place: the app sees the letter that the layout
//! writes, looks at which key of the Latin layout stands there, and asks again. Text entry never comes here for letters.

use std::collections::{BTreeMap, HashMap};

use crate::app::action::{Action, Place};
use crate::app::input::{Key, KeyCode, UnknownKey};
use crate::app::macros::Macro;

/// Which key does what, at each place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    actions: HashMap<(Place, Key), Action>,
    /// Their keys are at work everywhere outside text entry.
    macros: Vec<Macro>,
}

/// What a key or a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// One action.
    Action(Action),
    /// The macro with this index.
    Macro(usize),
}

/// Why a line of the key configuration was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeymapError {
    /// No action has this name.
    UnknownAction(String),
    /// No key is written like this.
    UnknownKey(UnknownKey),
}

impl Default for Keymap {
    fn default() -> Keymap {
        let rows =
            Action::ALL.iter().flat_map(|action| action.default_keys().map(|key| ((action.place(), key), *action)));
        Keymap { actions: rows.collect(), macros: Vec::new() }
    }
}

impl Keymap {
    /// Gives an action these keys instead of those it had; an empty list leaves it without a key.
    ///
    /// A key that did something else at the same place does this now.
    pub fn remap(&mut self, name: &str, notations: &[impl AsRef<str>]) -> Result<(), KeymapError> {
        let action = Action::named(name).ok_or_else(|| KeymapError::UnknownAction(name.to_owned()))?;
        let keys: Result<Vec<Key>, _> = notations.iter().map(|notation| notation.as_ref().parse()).collect();
        let keys = keys.map_err(KeymapError::UnknownKey)?;
        self.actions.retain(|_, old| *old != action);
        self.actions.extend(keys.into_iter().map(|key| ((action.place(), key), action)));
        Ok(())
    }

    /// Adds a macro; a key that does something everywhere already is not given to it, and comes back with what does it.
    pub fn add_macro(&mut self, mut new: Macro) -> Vec<(Key, Command)> {
        let taken = |key: &Key| Some((*key, self.written(*key, &[Place::Everywhere])?));
        let refused: Vec<(Key, Command)> = new.keys.iter().filter_map(taken).collect();
        new.keys.retain(|key| !refused.iter().any(|(taken, _)| taken == key));
        self.macros.push(new);
        refused
    }

    /// The macros, in the order of the settings.
    pub fn macros(&self) -> &[Macro] {
        &self.macros
    }

    /// The name of an action or a macro.
    pub fn name(&self, command: Command) -> &str {
        match command {
            Command::Action(action) => action.name(),
            Command::Macro(idx) => self.macros.get(idx).map_or("", |of| &of.name),
        }
    }

    /// What this key does at these places; the first place that knows the key decides.
    pub fn command(&self, key: Key, places: &[Place]) -> Option<Command> {
        let by_place = || self.written(Key { code: KeyCode::Char(key_under(key)?), ..key }, places);
        self.written(key, places).or_else(by_place)
    }

    /// The same of actions alone.
    pub fn action(&self, key: Key, places: &[Place]) -> Option<Action> {
        match self.command(key, places)? {
            Command::Action(action) => Some(action),
            Command::Macro(_) => None,
        }
    }

    /// What the very key does, whatever stands under it on another keyboard.
    fn written(&self, key: Key, places: &[Place]) -> Option<Command> {
        let action = places.iter().find_map(|place| self.actions.get(&(*place, key)));
        let idx = || self.macros.iter().position(|of| of.keys.contains(&key));
        let everywhere = places.contains(&Place::Everywhere);
        action.map(|action| Command::Action(*action)).or_else(|| idx().filter(|_| everywhere).map(Command::Macro))
    }

    /// The keys of an action, shortest notation first.
    pub fn keys(&self, action: Action) -> Vec<Key> {
        let mut keys: Vec<Key> =
            self.actions.iter().filter(|(_, known)| **known == action).map(|((_, key), _)| *key).collect();
        keys.sort_by_key(|key| (key.to_string().chars().count(), *key));
        keys
    }

    /// The key to name in a hint: the shortest, in its notation; nothing if the action has none.
    pub fn hint(&self, action: Action) -> Option<String> {
        self.keys(action).first().map(Key::to_string)
    }

    /// Every action with its keys as notations, in the form of the configuration.
    pub fn notations(&self) -> BTreeMap<&'static str, Vec<String>> {
        let notations = |action: &Action| self.keys(*action).iter().map(Key::to_string).collect();
        Action::ALL.iter().map(|action| (action.name(), notations(action))).collect()
    }
}

/// The key of the Latin layout that stands where the Arabic 101 layout of the PC writes this character.
fn key_under(key: Key) -> Option<char> {
    let KeyCode::Char(typed) = key.code else { return None };
    ARABIC_101.iter().find(|(arabic, _)| *arabic == typed).map(|(_, latin)| *latin)
}

/// Arabic (101), as Windows and XKB have it (`symbols/ara`), by rows of the keyboard: unshifted, then shifted, then the
/// Arabic-Indic digits.
///
/// Characters that a Latin layout also writes (`/`, `[`, `~` …) are left out: there what is typed decides. The four
/// lam-alef keys send one ligature under XKB. Written as code points, because an editor reorders what it shows.
#[rustfmt::skip]
const ARABIC_101: [(char, char); 64] = [
    ('\u{0630}', '`'), ('\u{0636}', 'q'), ('\u{0635}', 'w'), ('\u{062B}', 'e'), ('\u{0642}', 'r'), ('\u{0641}', 't'),
    ('\u{063A}', 'y'), ('\u{0639}', 'u'), ('\u{0647}', 'i'), ('\u{062E}', 'o'), ('\u{062D}', 'p'), ('\u{062C}', '['),
    ('\u{062F}', ']'), ('\u{0634}', 'a'), ('\u{0633}', 's'), ('\u{064A}', 'd'), ('\u{0628}', 'f'), ('\u{0644}', 'g'),
    ('\u{0627}', 'h'), ('\u{062A}', 'j'), ('\u{0646}', 'k'), ('\u{0645}', 'l'), ('\u{0643}', ';'), ('\u{0637}', '\''),
    ('\u{0626}', 'z'), ('\u{0621}', 'x'), ('\u{0624}', 'c'), ('\u{0631}', 'v'), ('\u{FEFB}', 'b'), ('\u{0649}', 'n'),
    ('\u{0629}', 'm'), ('\u{0648}', ','), ('\u{0632}', '.'), ('\u{0638}', '/'), ('\u{0651}', '~'), ('\u{064E}', 'Q'),
    ('\u{064B}', 'W'), ('\u{064F}', 'E'), ('\u{064C}', 'R'), ('\u{FEF9}', 'T'), ('\u{0625}', 'Y'), ('\u{00F7}', 'I'),
    ('\u{00D7}', 'O'), ('\u{061B}', 'P'), ('\u{0650}', 'A'), ('\u{064D}', 'S'), ('\u{FEF7}', 'G'), ('\u{0623}', 'H'),
    ('\u{0640}', 'J'), ('\u{060C}', 'K'), ('\u{0652}', 'X'), ('\u{FEF5}', 'B'), ('\u{0622}', 'N'), ('\u{061F}', '?'),
    ('\u{0660}', '0'), ('\u{0661}', '1'), ('\u{0662}', '2'), ('\u{0663}', '3'), ('\u{0664}', '4'), ('\u{0665}', '5'),
    ('\u{0666}', '6'), ('\u{0667}', '7'), ('\u{0668}', '8'), ('\u{0669}', '9'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::macros::Step;
    use crate::text::clean::Clean;

    fn action(typed: char) -> Option<Action> {
        Keymap::default().action(Key::char(typed), &[Place::Everywhere])
    }

    #[test]
    fn an_arabic_letter_does_what_the_key_under_it_does() {
        for (arabic, latin) in [
            ('\u{062A}', 'j'), // teh
            ('\u{0646}', 'k'), // noon
            ('\u{0644}', 'g'), // lam
            ('\u{FEF7}', 'G'), // lam with alef with hamza above
            ('\u{0640}', 'J'), // tatweel
            ('\u{060C}', 'K'), // Arabic comma
            ('\u{0638}', '/'), // zah
            ('\u{061F}', '?'), // Arabic question mark
            ('\u{063A}', 'y'), // ghain
            ('\u{062E}', 'o'), // khah
            ('\u{0622}', 'N'), // alef with madda
        ] {
            assert!(action(latin).is_some(), "{latin}");
            assert_eq!(action(arabic), action(latin), "{latin}");
        }
    }

    #[test]
    fn a_macro_gets_the_keys_that_nothing_else_has() {
        let new = |name: &str, keys: &[&str]| Macro {
            name: Clean::new(name),
            keys: keys.iter().map(|key| key.parse().unwrap()).collect(),
            steps: vec![Step::Do(Action::Zen)],
            help: None,
        };
        let mut keymap = Keymap::default();
        let taken = keymap.add_macro(new("one", &["Z", "z", "delete"]));
        assert_eq!(taken, [(Key::char('z'), Command::Action(Action::Zen))]);
        assert_eq!(keymap.add_macro(new("two", &["Z"])), [(Key::char('Z'), Command::Macro(0))]);
        for (key, places, want) in [
            ("Z", &[Place::Everywhere][..], Some(Command::Macro(0))),
            ("Z", &[Place::Typing], None),
            // Saved searches know this key themselves.
            (
                "delete",
                &[Place::SavedSearch, Place::Sources, Place::Everywhere],
                Some(Command::Action(Action::RemoveSearch)),
            ),
            ("delete", &[Place::Everywhere], Some(Command::Macro(0))),
        ] {
            assert_eq!(keymap.command(key.parse().unwrap(), places), want, "{key} at {places:?}");
        }
    }

    #[test]
    fn no_key_of_the_arabic_layout_is_listed_twice() {
        for (i, (arabic, latin)) in ARABIC_101.iter().enumerate() {
            let twice = ARABIC_101[i + 1..].iter().any(|(a, l)| a == arabic || l == latin);
            assert!(!twice, "{latin}");
        }
    }

    #[test]
    fn a_particular_place_wins_over_everywhere() {
        let keymap = Keymap::default();
        let space = Key::char(' ');
        assert_eq!(keymap.action(space, &[Place::Sources, Place::Everywhere]), Some(Action::SwitchSource));
        assert_eq!(keymap.action(space, &[Place::Everywhere]), Some(Action::PageDown));
        assert_eq!(keymap.action(Key::char('j'), &[Place::Typing]), None);
    }

    #[test]
    fn a_remapped_action_loses_its_old_keys() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.remap("quit", &["Q", "ctrl-q"]), Ok(()));
        let at = |key| keymap.action(key, &[Place::Everywhere]);
        assert_eq!(at(Key::char('q')), None);
        assert_eq!(at(Key::char('Q')), Some(Action::Quit));
        assert_eq!(at(Key::ctrl('q')), Some(Action::Quit));
    }

    #[test]
    fn a_key_taken_from_another_action_does_the_new_one() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.remap("map", &["j"]), Ok(()));
        assert_eq!(keymap.action(Key::char('j'), &[Place::Everywhere]), Some(Action::Map));
        assert_eq!(keymap.hint(Action::Next), Some("down".to_owned()));
    }

    #[test]
    fn unknown_names_are_refused_and_nothing_changes() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.remap("fly", &["j"]), Err(KeymapError::UnknownAction("fly".to_owned())));
        let unknown = KeymapError::UnknownKey(UnknownKey("jj".to_owned()));
        assert_eq!(keymap.remap("map", &["jj"]), Err(unknown));
        assert_eq!(keymap, Keymap::default());
    }
}
