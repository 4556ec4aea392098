//! What a key that does nothing may have been meant for: said in one line, which goes with the next key.
//!
//! A key may be at home at another place, be another one with Shift or Control held, or be the first letter of words that
//! somebody began to type. What moves is forgiven in silence: whoever leafs past an end knows it.

use crate::app::App;
use crate::app::action::{Action, Place};
use crate::app::input::{Key, KeyCode};
use crate::app::keymap::Command;

/// Where else a key may be at home, and what goes there.
const ELSEWHERE: [(Place, Option<Action>); 5] = [
    (Place::Sources, None),
    (Place::SavedSearch, None),
    (Place::Passage, Some(Action::Select)),
    (Place::Map, Some(Action::Map)),
    (Place::Histogram, Some(Action::Histogram)),
];

impl App {
    /// Nothing is done by this key here.
    pub(super) fn wonder_at(&mut self, key: Key) {
        let places = self.places();
        let does = |command| match command {
            Command::Action(action) => action.help(&self.words).to_owned(),
            Command::Macro(idx) => self.keymap.macros().get(idx).map_or_else(String::new, |of| of.does(&self.words)),
        };
        let elsewhere = ELSEWHERE.iter().find_map(|(place, _)| Some((*place, self.keymap.action(key, &[*place])?)));
        let near = || neighbours(key).find_map(|other| Some((other, self.keymap.command(other, places)?)));
        let pressed = ("key", key.to_string().into());
        let said = if let Some((place, action)) = elsewhere {
            let of = [pressed, ("place", place.title(&self.words).into()), ("does", action.help(&self.words).into())];
            self.words.with("key-elsewhere", &of)
        } else if let Some((other, command)) = near() {
            let of = [pressed, ("other", other.to_string().into()), ("does", does(command).into())];
            self.words.with("key-other", &of)
        } else if let (Some('a'..='z' | 'A'..='Z' | '0'..='9' | '\u{80}'..), Some(search)) =
            (key.text(), self.keymap.hint(Action::Search))
        {
            self.words.with("key-word", &[pressed, ("search", search.into())])
        } else if let Some(help) = self.keymap.hint(Action::Help) {
            self.words.with("key-nothing", &[pressed, ("help", help.into())])
        } else {
            return;
        };
        self.tell(said);
    }

    /// Text was pasted where none is typed.
    pub(super) fn wonder_at_paste(&mut self) {
        if let Some(search) = self.keymap.hint(Action::Search) {
            self.tell(self.words.with("paste-nowhere", &[("search", search.into())]));
        }
    }

    /// The page or the overlay on top knows nothing of this action.
    pub(super) fn say_not_here(&mut self, action: Action) {
        let is_movement = action < Action::Open;
        if !is_movement {
            self.say_never_here(action, Action::Close);
        }
    }

    /// The same of whatever action; what leads back is this one.
    pub(super) fn say_never_here(&mut self, action: Action, back: Action) {
        let back = self.keymap.hint(back).unwrap_or_default();
        let of = [("does", action.help(&self.words).into()), ("close", back.into())];
        self.tell(self.words.with("not-here", &of));
    }

    /// The action is at home at a place where one is not.
    pub(super) fn say_elsewhere(&mut self, action: Action, place: Place) {
        let goes_there = ELSEWHERE.iter().find(|(other, _)| *other == place).and_then(|(_, action)| *action);
        let key = goes_there.and_then(|action| self.keymap.hint(action));
        let of = [("does", action.help(&self.words).into()), ("place", place.title(&self.words).into())];
        let said = match key {
            Some(key) => {
                let [does, place] = of;
                self.words.with("elsewhere-by-key", &[does, place, ("key", key.into())])
            }
            None => self.words.with("elsewhere", &of),
        };
        self.tell(said);
    }
}

/// The keys beside this one: the same in the other case, and with other keys held down.
fn neighbours(key: Key) -> impl Iterator<Item = Key> {
    let other_case = match key.code {
        KeyCode::Char(c) if c.is_uppercase() => c.to_lowercase().next(),
        KeyCode::Char(c) => c.to_uppercase().next(),
        _ => None,
    };
    let plain = Key::plain(key.code);
    let in_other_case = other_case.map(|c| Key { code: KeyCode::Char(c), ..key });
    let plain_in_other_case = other_case.map(Key::char);
    let all = [in_other_case, Some(plain), plain_in_other_case, Some(Key { ctrl: true, ..plain })];
    all.into_iter().flatten().filter(move |other| *other != key)
}
