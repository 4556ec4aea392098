//! Keys and mouse events as the app understands them.
//!
//! These are the app's own types: only `terminal` knows the library that reads them, so everything behind this door can
//! be driven by tests. A key has one notation, used in the configuration, in the help and in the README.

use std::fmt;
use std::str::FromStr;

/// A key as pressed, with what was held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt (Option) was held.
    pub alt: bool,
    /// Shift was held. Never set for characters: `G` is a character of its own.
    pub shift: bool,
}

/// The keys that can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character as typed, shift already applied.
    Char(char),
    /// Enter, Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; Shift-Tab is this with shift.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 24.
    F(u8),
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column, from 0 at the left.
    pub x: u16,
    /// Row, from 0 at the top.
    pub y: u16,
}

/// What the mouse can do; buttons other than the first are left to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The first button went down.
    Press,
    /// It went down at the same place once more, right after: for the second time, or the third.
    Again(u8),
    /// The first button went down while Shift was held, where the terminal does not keep that to itself.
    Extend,
    /// It moved with the first button down.
    Drag,
    /// The first button went up.
    Release,
    /// The wheel turned towards the reader: later rows come up.
    WheelDown,
    /// The wheel turned away from the reader.
    WheelUp,
}

impl Mouse {
    /// The same where it does not matter how often the button went down.
    pub fn once(self) -> Mouse {
        let kind = if let MouseKind::Again(_) = self.kind { MouseKind::Press } else { self.kind };
        Mouse { kind, ..self }
    }
}

/// The names of the keys that are no characters, and of two characters that would not be seen.
const NAMES: [(&str, KeyCode); 19] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("return", KeyCode::Enter),
    ("escape", KeyCode::Esc),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

impl Key {
    /// A key with nothing held down.
    pub const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// A character with nothing held down.
    pub const fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }

    /// A character with Control held down.
    pub const fn ctrl(c: char) -> Key {
        Key { code: KeyCode::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// The character that typing this key writes, if it writes one.
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    /// The notation of the configuration: `j`, `G`, `ctrl-d`, `shift-tab`, `enter`, `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut notation = String::new();
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                notation.push_str(name);
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => notation.push_str(name),
            (None, KeyCode::Char(c)) => notation.push(c),
            (None, KeyCode::F(n)) => notation.push_str(&format!("f{n}")),
            (None, _) => {}
        }
        f.pad(&notation)
    }
}

/// A key notation that names no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(notation: &str) -> Result<Key, UnknownKey> {
        let unknown = || UnknownKey(notation.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = notation;
        loop {
            let lower = rest.to_ascii_lowercase();
            let (held, n_bytes) = if lower.starts_with("ctrl-") {
                (&mut ctrl, 5)
            } else if lower.starts_with("alt-") {
                (&mut alt, 4)
            } else if lower.starts_with("shift-") {
                (&mut shift, 6)
            } else {
                break;
            };
            *held = true;
            rest = rest.get(n_bytes..).ok_or_else(unknown)?;
        }
        let code = code(rest).ok_or_else(unknown)?;
        Ok(match code {
            KeyCode::Char(c) if shift && c.is_alphabetic() => {
                let upper = c.to_uppercase().next().unwrap_or(c);
                Key { code: KeyCode::Char(upper), ctrl, alt, shift: false }
            }
            KeyCode::Char(c) if ctrl => Key { code: KeyCode::Char(c.to_ascii_lowercase()), ctrl, alt, shift: false },
            KeyCode::Char(_) => Key { code, ctrl, alt, shift: false },
            _ => Key { code, ctrl, alt, shift },
        })
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return (!only.is_control()).then_some(KeyCode::Char(only));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(*code);
    }
    let n = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&n).then_some(KeyCode::F(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notation_is_read_as_it_is_written() {
        for notation in
            ["j", "G", "?", "-", "ctrl-d", "shift-tab", "enter", "space", "alt-x", "f5", "pgdn", "ت", "ctrl-alt-h"]
        {
            assert_eq!(notation.parse::<Key>().map(|key| key.to_string()), Ok(notation.to_owned()));
        }
    }

    #[test]
    fn other_spellings_mean_the_same_key() {
        for (spelling, notation) in
            [("shift-g", "G"), ("Ctrl-D", "ctrl-d"), ("Escape", "esc"), (" ", "space"), ("Shift-Tab", "shift-tab")]
        {
            assert_eq!(spelling.parse::<Key>().map(|key| key.to_string()), Ok(notation.to_owned()));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for notation in ["", "ctrl-", "jj", "f25", "shift-", "hyper-x"] {
            assert_eq!(notation.parse::<Key>(), Err(UnknownKey(notation.to_owned())));
        }
    }
}
