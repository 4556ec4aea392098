//! The bytes a terminal sends, read as keys, clicks, pastes and answers. Pure: who reads the bytes, and when to stop
//! hoping for the rest of a sequence, is the business of `events`.
//!
//! The answers to questions come among the keys, early, late or in pieces, and none of their bytes may pass for a key.
//! So whatever has the form of an answer or of an unknown sequence is swallowed whole. The forms are those of ECMA-48
//! and of xterm's ctlseqs.

use std::time::Duration;

use crate::app::input::{Key, KeyCode, Mouse, MouseKind};

/// What was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key, with its modifiers.
    Key(Key),
    /// A click, drag or turn of the wheel.
    Mouse(Mouse),
    /// Text pasted at one go.
    Paste(String),
    /// The window got the focus, or lost it.
    Focus(bool),
    /// An answer of the terminal.
    Reply(Reply),
}

/// An answer of the terminal, or a sequence that nobody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The colour of its background (OSC 11).
    Background([u8; 3]),
    /// The state of an ANSI mode (DECRPM): 0 unknown to it, 1 set, 2 reset, 3 and 4 the same for good.
    Mode {
        /// Which mode.
        number: u16,
        /// How it stands.
        state: u16,
    },
    /// Its name and version (XTVERSION): `XTerm(379)`, `Konsole 22.12.3`.
    Version(String),
    /// What kind of terminal it is and of which version, in numbers that each of them has chosen (DA2): 0;136 is PuTTY.
    Secondary {
        /// Which kind.
        kind: u16,
        /// Its version.
        version: u16,
    },
    /// What it can do, in general (DA1); only that it answered is of interest.
    Attributes,
    /// Anything else that is no key.
    Other,
}

/// Reads bytes as they come; what is incomplete waits for the rest.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    pending: Vec<u8>,
}

impl Parser {
    /// Takes further bytes and gives back what is complete, in order.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.pending.extend_from_slice(bytes);
        let mut inputs = Vec::new();
        let mut rest = self.pending.as_slice();
        while let Some(&first) = rest.first() {
            match read(first, rest) {
                Step::Done(n_bytes, input) => {
                    inputs.extend(input);
                    rest = rest.get(n_bytes..).unwrap_or_default();
                }
                Step::Incomplete if rest.len() > TOO_LONG => {
                    inputs.extend(cut_short(rest));
                    rest = &[];
                }
                Step::Incomplete => break,
            }
        }
        self.pending = rest.to_vec();
        inputs
    }

    /// How long the rest of what is pending is worth waiting for; nothing is pending: as long as it takes.
    ///
    /// Terminals write a sequence at one go, so that a lone Escape is nearly always the key, and a serial line of 9600 baud
    /// brings the next byte within a millisecond; while answers are owed it may be the beginning of one that the network
    /// has cut in two.
    pub fn patience(&self, answers_owed: bool) -> Option<Duration> {
        let milliseconds = match self.pending.as_slice() {
            [] => return None,
            [ESC] if !answers_owed => 2,
            [ESC] => 200,
            [ESC, b'[' | b']' | b'O' | b'P' | b'^' | b'_' | b'X'] if !answers_owed => 100,
            _ => 1000,
        };
        Some(Duration::from_millis(milliseconds))
    }

    /// The rest did not come: what is pending is read as it stands.
    pub fn give_up(&mut self) -> Option<Input> {
        let pending = std::mem::take(&mut self.pending);
        cut_short(&pending)
    }
}

const ESC: u8 = 0x1b;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";
/// Longer than any sequence and than any paste into a search line; beyond it the end is not waited for.
const TOO_LONG: usize = 1 << 20;

enum Step {
    /// So many bytes were read, and meant this.
    Done(usize, Option<Input>),
    /// More bytes are needed to tell.
    Incomplete,
}

fn read(first: u8, bytes: &[u8]) -> Step {
    match (first, bytes.get(1)) {
        (ESC, None) => Step::Incomplete,
        (ESC, Some(b'[')) => control_sequence(bytes),
        (ESC, Some(b'O')) => single_shift(bytes),
        (ESC, Some(b']' | b'P' | b'^' | b'_' | b'X')) => control_string(bytes),
        (ESC, Some(&ESC)) => Step::Done(1, Some(key(KeyCode::Esc))),
        (ESC, Some(&second)) => match plain(second, &bytes[1..]) {
            Step::Done(n_bytes, Some(Input::Key(key))) => {
                Step::Done(n_bytes + 1, Some(Input::Key(Key { alt: true, ..key })))
            }
            Step::Done(n_bytes, input) => Step::Done(n_bytes + 1, input),
            Step::Incomplete => Step::Incomplete,
        },
        _ => plain(first, bytes),
    }
}

fn key(code: KeyCode) -> Input {
    Input::Key(Key::plain(code))
}

/// What a sequence means whose end never came: the key that its first bytes are when typed, or nothing.
fn cut_short(bytes: &[u8]) -> Option<Input> {
    match bytes {
        [ESC] => Some(key(KeyCode::Esc)),
        [ESC, second] => Some(Input::Key(Key { alt: true, ..Key::char(char::from(*second)) })),
        _ => bytes.strip_prefix(PASTE_START).map(pasted),
    }
}

/// A key that is one character: a letter, or a control character that a terminal has sent for a key since ever.
fn plain(first: u8, bytes: &[u8]) -> Step {
    let key = match first {
        b'\r' | b'\n' => Key::plain(KeyCode::Enter),
        b'\t' => Key::plain(KeyCode::Tab),
        0x08 | 0x7f => Key::plain(KeyCode::Backspace),
        0x00 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(first - 1 + b'a')),
        ESC => Key::plain(KeyCode::Esc),
        0x1c..=0x1f => Key::ctrl(char::from(first - 0x1c + b'\\')),
        0x20..=0x7e => Key::char(char::from(first)),
        0x80.. => return character(first, bytes),
    };
    Step::Done(1, Some(Input::Key(key)))
}

/// One character of UTF-8; a byte that begins none is dropped.
fn character(first: u8, bytes: &[u8]) -> Step {
    let n_bytes = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Done(1, None),
    };
    let head = &bytes[..bytes.len().min(n_bytes)];
    match std::str::from_utf8(head) {
        Ok(text) => Step::Done(n_bytes, text.chars().next().map(|letter| Input::Key(Key::char(letter)))),
        Err(error) if error.error_len().is_none() => Step::Incomplete,
        Err(_) => Step::Done(1, None),
    }
}

/// `ESC O x`: keypad and function keys.
fn single_shift(bytes: &[u8]) -> Step {
    let Some(&last) = bytes.get(2) else { return Step::Incomplete };
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        // The application keypad: its characters, 64 places further on.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 64)),
        // No such key: an O typed with Alt, and then this.
        _ => return Step::Done(2, Some(Input::Key(Key { alt: true, ..Key::char('O') }))),
    };
    Step::Done(3, Some(key(code)))
}

/// `ESC ]`, `ESC P` and their kin up to the terminator: never keys.
fn control_string(bytes: &[u8]) -> Step {
    let body = &bytes[2..];
    let Some(end) = body.iter().position(|&byte| byte == BEL || byte == ESC) else { return Step::Incomplete };
    let n_terminator = match (body[end], body.get(end + 1)) {
        (BEL, _) => 1,
        (_, Some(b'\\')) => 2,
        (_, None) => return Step::Incomplete,
        // A new sequence begins where this one should have ended.
        (_, Some(_)) => 0,
    };
    let reply = match bytes[1] {
        b']' => background(&body[..end]),
        b'P' => version(&body[..end]),
        _ => None,
    };
    Step::Done(2 + end + n_terminator, Some(Input::Reply(reply.unwrap_or(Reply::Other))))
}

/// `>|` and a name in plain characters, such as `kitty(0.26.5)`. Names are short; what is longer is none.
fn version(body: &[u8]) -> Option<Reply> {
    let name = std::str::from_utf8(body.strip_prefix(b">|")?).ok()?;
    let is_plain = name.len() <= 80 && name.chars().all(|letter| letter == ' ' || letter.is_ascii_graphic());
    is_plain.then(|| Reply::Version(name.to_owned()))
}

const BEL: u8 = 0x07;

/// `11;rgb:ffff/ffff/ffff`, with one to four digits a channel; `rgba:` and `#ffffff` are seen too.
fn background(body: &[u8]) -> Option<Reply> {
    let color = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let rgb: Vec<u8> = match color.split_once(':') {
        Some(("rgb" | "rgba", channels)) => channels.split('/').take(3).map(channel).collect::<Option<_>>()?,
        _ => {
            let digits = color.strip_prefix('#').filter(|digits| digits.is_ascii() && digits.len() % 3 == 0)?;
            let third = digits.len() / 3;
            (0..3).map(|place| channel(digits.get(place * third..(place + 1) * third)?)).collect::<Option<_>>()?
        }
    };
    Some(Reply::Background(rgb.try_into().ok()?))
}

/// A share of full in one to four hexadecimal digits, as one byte.
fn channel(digits: &str) -> Option<u8> {
    let full = match digits.len() {
        n_digits @ 1..=4 => (1u32 << (4 * n_digits)) - 1,
        _ => return None,
    };
    let value = u32::from_str_radix(digits, 16).ok()?;
    u8::try_from((value * 255 + full / 2) / full).ok()
}

/// `ESC [`, parameters, intermediates, one final byte.
fn control_sequence(bytes: &[u8]) -> Step {
    if bytes.starts_with(PASTE_START) {
        return paste(bytes);
    }
    let body = &bytes[2..];
    // The Linux console's F1 to F5 have a second bracket.
    if let [b'[', rest @ ..] = body {
        return match rest.first() {
            None => Step::Incomplete,
            Some(&last @ b'A'..=b'E') => Step::Done(4, Some(key(KeyCode::F(last - b'A' + 1)))),
            Some(_) => Step::Done(3, Some(Input::Reply(Reply::Other))),
        };
    }
    let Some(n_parameters) = body.iter().position(|byte| !matches!(byte, 0x30..=0x3f)) else { return Step::Incomplete };
    let (parameters, rest) = body.split_at(n_parameters);
    let Some(n_intermediates) = rest.iter().position(|byte| !matches!(byte, 0x20..=0x2f)) else {
        return Step::Incomplete;
    };
    let (intermediates, rest) = rest.split_at(n_intermediates);
    let n_before_final = 2 + n_parameters + n_intermediates;
    match rest {
        // The old form of the mouse: three bytes after the final one. Not asked for, but some know no other.
        [b'M', old @ ..] if parameters.is_empty() => match old {
            [button, column, row, ..] => Step::Done(6, old_mouse(*button, *column, *row)),
            _ => Step::Incomplete,
        },
        [last @ 0x40..=0x7e, ..] => Step::Done(n_before_final + 1, Some(meaning(parameters, intermediates, *last))),
        // What cannot stand in a sequence ends it and is read on its own.
        _ => {
            Step::Done(n_before_final, Some(cut_short(&bytes[..n_before_final]).unwrap_or(Input::Reply(Reply::Other))))
        }
    }
}

fn meaning(parameters: &[u8], intermediates: &[u8], last: u8) -> Input {
    let other = Input::Reply(Reply::Other);
    let (private, numbers) = match parameters {
        [mark @ b'<'..=b'?', rest @ ..] => (Some(*mark), numbers(rest)),
        _ => (None, numbers(parameters)),
    };
    let number = |place: usize| numbers.get(place).copied().flatten();
    match (private, intermediates, last) {
        (Some(b'?'), b"", b'c') => Input::Reply(Reply::Attributes),
        (Some(b'>'), b"", b'c') => match number(0) {
            Some(kind) => Input::Reply(Reply::Secondary { kind, version: number(1).unwrap_or(0) }),
            None => other,
        },
        (None, b"$", b'y') => match (number(0), number(1)) {
            (Some(number), Some(state)) => Input::Reply(Reply::Mode { number, state }),
            _ => other,
        },
        (Some(b'<'), b"", b'M' | b'm') => match (number(0), number(1), number(2)) {
            (Some(button), Some(column), Some(row)) => mouse(button, column, row, last == b'm').unwrap_or(other),
            _ => other,
        },
        (None, b"", b'I' | b'O') if parameters.is_empty() => Input::Focus(last == b'I'),
        (None, b"", b'Z') => Input::Key(Key { shift: true, ..Key::plain(KeyCode::Tab) }),
        (None, b"", _) => match code(last, number(0), number(2)) {
            Some(code) => Input::Key(with_modifiers(code, number(1).unwrap_or(1))),
            None => other,
        },
        _ => other,
    }
}

/// Numbers between semicolons; a colon begins details that say nothing here.
fn numbers(parameters: &[u8]) -> Vec<Option<u16>> {
    let number = |text: &[u8]| {
        let digits = text.split(|&byte| byte == b':').next()?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    };
    parameters.split(|&byte| byte == b';').map(number).collect()
}

fn code(last: u8, first: Option<u16>, third: Option<u16>) -> Option<KeyCode> {
    Some(match (last, first) {
        (b'A', _) => KeyCode::Up,
        (b'B', _) => KeyCode::Down,
        (b'C', _) => KeyCode::Right,
        (b'D', _) => KeyCode::Left,
        (b'H', _) | (b'~', Some(1 | 7)) => KeyCode::Home,
        (b'F', _) | (b'~', Some(4 | 8)) => KeyCode::End,
        // A cursor report ends in R as well; nobody asks for one, and no key has a first number but 1.
        (b'P'..=b'S', None | Some(1)) => KeyCode::F(last - b'P' + 1),
        (b'~', Some(2)) => KeyCode::Insert,
        (b'~', Some(3)) => KeyCode::Delete,
        (b'~', Some(5)) => KeyCode::PageUp,
        (b'~', Some(6)) => KeyCode::PageDown,
        (b'~', Some(n @ 11..=15)) => KeyCode::F(n as u8 - 10),
        (b'~', Some(n @ 17..=21)) => KeyCode::F(n as u8 - 11),
        (b'~', Some(n @ 23..=24)) => KeyCode::F(n as u8 - 12),
        // Any key with its character: xterm's modifyOtherKeys, and the form that fixterms proposed.
        (b'~', Some(27)) => of_character(third?)?,
        (b'u', Some(character)) => of_character(character)?,
        _ => return None,
    })
}

fn of_character(character: u16) -> Option<KeyCode> {
    Some(match character {
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        9 => KeyCode::Tab,
        8 | 127 => KeyCode::Backspace,
        _ => KeyCode::Char(char::from_u32(character.into()).filter(|letter| !letter.is_control())?),
    })
}

/// xterm counts modifiers from 1: then 1 is Shift, 2 Alt, 4 Control.
fn with_modifiers(code: KeyCode, modifiers: u16) -> Key {
    let bits = modifiers.saturating_sub(1);
    // A capital letter says already that Shift is down.
    let shift = bits & 1 != 0 && !matches!(code, KeyCode::Char(_));
    Key { code, ctrl: bits & 4 != 0, alt: bits & 2 != 0, shift }
}

/// `ESC [ 200 ~`, any text, `ESC [ 201 ~`.
fn paste(bytes: &[u8]) -> Step {
    let text = &bytes[PASTE_START.len()..];
    match memchr::memmem::find(text, PASTE_END) {
        Some(end) => Step::Done(PASTE_START.len() + end + PASTE_END.len(), Some(pasted(&text[..end]))),
        None => Step::Incomplete,
    }
}

fn pasted(text: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(text).into_owned())
}

fn old_mouse(button: u8, column: u8, row: u8) -> Option<Input> {
    let place = |byte: u8| u16::from(byte.saturating_sub(32));
    let button = place(button);
    // In this form a release does not say of which button.
    let released = button & 3 == 3 && button & 64 == 0;
    mouse(button, place(column), place(row), released)
}

/// The low bits are the button, 32 is a motion, 64 the wheel; places count from 1.
fn mouse(button: u16, column: u16, row: u16, released: bool) -> Option<Input> {
    let kind = match (button & !0b1_1100, released) {
        (64, _) => MouseKind::WheelUp,
        (65, _) => MouseKind::WheelDown,
        (0, false) if button & 4 != 0 => MouseKind::Extend,
        (0, false) => MouseKind::Press,
        (32, false) => MouseKind::Drag,
        (0 | 3 | 32, true) => MouseKind::Release,
        _ => return None,
    };
    Some(Input::Mouse(Mouse { kind, x: column.saturating_sub(1), y: row.saturating_sub(1) }))
}

#[cfg(test)]
mod tests {
    use super::{Input, Parser, Reply};

    use std::time::Duration;

    use crate::app::input::Mouse;

    /// What comes of these bytes, one word an input.
    fn words(inputs: &[Input]) -> String {
        let word = |input: &Input| match input {
            Input::Key(key) => key.to_string(),
            Input::Mouse(Mouse { kind, x, y }) => format!("{kind:?}@{x},{y}"),
            Input::Paste(text) => format!("Paste({text})"),
            Input::Focus(has_it) => format!("Focus({has_it})"),
            Input::Reply(Reply::Background([red, green, blue])) => format!("#{red:02x}{green:02x}{blue:02x}"),
            Input::Reply(Reply::Mode { number, state }) => format!("Mode({number}={state})"),
            Input::Reply(Reply::Version(name)) => format!("Version({name})"),
            Input::Reply(Reply::Secondary { kind, version }) => format!("Secondary({kind};{version})"),
            Input::Reply(reply) => format!("{reply:?}"),
        };
        inputs.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// Reads these bytes at one go, then gives up hoping for more.
    fn read(bytes: &[u8]) -> String {
        let mut parser = Parser::default();
        let mut inputs = parser.feed(bytes);
        inputs.extend(parser.give_up());
        words(&inputs)
    }

    #[test]
    fn keys_are_read() {
        for (bytes, keys) in [
            ("jG?", "j G ?"),
            ("é\u{062A}\u{10400}", "é \u{062A} \u{10400}"),
            ("\r\n\t\x7f\x08", "enter enter tab backspace backspace"),
            ("\x03\x1a\x04\x00\x1f", "ctrl-c ctrl-z ctrl-d ctrl-space ctrl-_"),
            ("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "up down right left home end"),
            ("\x1bOA\x1bOB\x1bOH\x1bOF\x1bOP\x1bOM", "up down home end f1 enter"),
            ("\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1b[5~\x1b[6~\x1b[2~\x1b[3~", "home end home end pgup pgdn insert delete"),
            ("\x1b[11~\x1b[15~\x1b[17~\x1b[24~\x1b[[A\x1b[[E", "f1 f5 f6 f12 f1 f5"),
            ("\x1b[Z\x1b[1;2Z", "shift-tab shift-tab"),
            (
                "\x1b[1;5C\x1b[1;2A\x1b[1;3D\x1b[5;5~\x1b[1;8F",
                "ctrl-right shift-up alt-left ctrl-pgup ctrl-alt-shift-end",
            ),
            ("\x1b[1;5P\x1b[15;2~", "ctrl-f1 shift-f5"),
            ("\x1b[27;5;105~\x1b[105;5u\x1b[27u\x1b[97;1:1u", "ctrl-i ctrl-i esc a"),
            ("\x1b[9;2u", "shift-tab"),
            ("\x1bx\x1b\x7f\x1bé", "alt-x alt-backspace alt-é"),
            ("\x1b", "esc"),
            ("\x1b\x1b", "esc esc"),
            ("\x1b\x1b[A", "esc up"),
            ("\x1b[", "alt-["),
            ("\x1b]", "alt-]"),
            ("\x1bO", "alt-O"),
            ("\x1bOz", "alt-O z"),
            ("\x1b[\x1b[B", "alt-[ down"),
        ] {
            assert_eq!(read(bytes.as_bytes()), keys, "{bytes:?}");
        }
    }

    #[test]
    fn answers_are_no_keys() {
        for (bytes, expected) in [
            ("\x1b]11;rgb:1c1c/1c1c/1c1c\x07", "#1c1c1c"),
            ("\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\", "#fdf6e3"),
            ("\x1b]11;rgb:f/8/0\x07", "#ff8800"),
            ("\x1b]11;rgb:fff/800/000\x07", "#ff8000"),
            ("\x1b]11;rgba:ffff/ffff/ffff/8000\x07", "#ffffff"),
            ("\x1b]11;#002b36\x07", "#002b36"),
            ("\x1b]11;rgb:zz/00/00\x07", "Other"),
            ("\x1b]11;#ab\x07", "Other"),
            ("\x1b]10;rgb:ffff/ffff/ffff\x07", "Other"),
            ("\x1b[8;1$y\x1b[?2026;2$y", "Mode(8=1) Other"),
            ("\x1b[?62;4;22c", "Attributes"),
            ("\x1b[>65;7006;1c\x1b[>0;136c\x1b[>84c", "Secondary(65;7006) Secondary(0;136) Secondary(84;0)"),
            ("\x1b[>c\x1b[>;1c", "Other Other"),
            ("\x1bP>|XTerm(379)\x1b\\", "Version(XTerm(379))"),
            ("\x1bP>|Konsole 22.12.3\x1b\\j", "Version(Konsole 22.12.3) j"),
            ("\x1bP>|\u{1}\x1b\\\x1bP>|\u{e9}\x1b\\\x1bP1+r4d73\x1b\\", "Other Other Other"),
            ("\x1b_Gi=1;OK\x1b\\j", "Other j"),
            ("\x1b[12;40R\x1b[0n\x1b[?1u", "Other Other Other"),
            ("\x1b[I\x1b[Oj\x1b[1I", "Focus(true) Focus(false) j Other"),
            ("\x1b]11;rgb:0000/0000/0000\x1b[?6c", "#000000 Attributes"),
            ("j\x1b]11;rgb:0000/0000/0000\x07k\x1b[?6cl", "j #000000 k Attributes l"),
            // The end never came: the beginning is no key either.
            ("\x1b]11;rgb:00", ""),
            ("\x1b[?6", ""),
            ("\x1b[200;", ""),
        ] {
            assert_eq!(read(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_mouse_is_read_in_both_forms() {
        for (bytes, expected) in [
            ("\x1b[<0;1;1M\x1b[<32;5;6M\x1b[<0;5;6m", "Press@0,0 Drag@4,5 Release@4,5"),
            ("\x1b[<64;10;20M\x1b[<65;10;20M\x1b[<69;300;1M", "WheelUp@9,19 WheelDown@9,19 WheelDown@299,0"),
            ("\x1b[<2;1;1M\x1b[<35;1;1M", "Other Other"),
            ("\x1b[M !!\x1b[M#!!\x1b[M`!!", "Press@0,0 Release@0,0 WheelUp@0,0"),
        ] {
            assert_eq!(read(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_paste_is_one_text_whatever_is_in_it() {
        for (bytes, expected) in [
            ("\x1b[200~soldats\rturcs\x1b[A\x1b[201~q", "Paste(soldats\rturcs\x1b[A) q"),
            ("\x1b[200~cut off", "Paste(cut off)"),
            ("\x1b[201~", "Other"),
        ] {
            assert_eq!(read(bytes.as_bytes()), expected, "{bytes:?}");
        }
        assert_eq!(read(b"\xff\xc3j\xe2\x82"), "j", "bytes that are no UTF-8 are no keys");
    }

    #[test]
    fn it_does_not_matter_where_the_bytes_are_cut() {
        let bytes = "j\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\\x1b[8;0$yé\x1b[?62;4c\x1b[1;5C\x1bOA\x1b[<0;12;3M\x1b[200~né\x1b[201~\x1b[24~k";
        let whole = read(bytes.as_bytes());
        assert_eq!(whole, "j #1c1c1c Mode(8=0) é Attributes ctrl-right up Press@11,2 Paste(né) f12 k");
        for cut in 0..=bytes.len() {
            let mut parser = Parser::default();
            let (before, after) = bytes.as_bytes().split_at(cut);
            let mut inputs = parser.feed(before);
            inputs.extend(parser.feed(after));
            assert_eq!(words(&inputs), whole, "cut at {cut}");
        }
        let mut parser = Parser::default();
        let inputs: Vec<_> = bytes.bytes().flat_map(|byte| parser.feed(&[byte])).collect();
        assert_eq!(words(&inputs), whole);
    }

    #[test]
    fn the_longer_a_beginning_the_longer_its_end_is_waited_for() {
        for (bytes, owed, milliseconds) in [
            ("", true, None),
            ("j", true, None),
            ("\x1b", false, Some(2)),
            ("\x1b", true, Some(200)),
            ("\x1b[", false, Some(100)),
            ("\x1b[", true, Some(1000)),
            ("\x1b]11;", false, Some(1000)),
            ("\x1b[200~half", false, Some(1000)),
        ] {
            let mut parser = Parser::default();
            parser.feed(bytes.as_bytes());
            assert_eq!(parser.patience(owed), milliseconds.map(Duration::from_millis), "{bytes:?}");
        }
    }

    #[test]
    fn an_endless_string_is_given_up() {
        let mut parser = Parser::default();
        assert_eq!(parser.feed(b"\x1b]0;"), []);
        for _ in 0..256 {
            assert_eq!(parser.feed(&[b'x'; 4096]), []);
        }
        assert_eq!(words(&parser.feed(b"jk")), "j k");
    }
}
