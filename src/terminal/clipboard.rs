//! Puts a text on the clipboard: the terminal's own, by OSC 52, and the system's, by a program that is there.
//!
//! The terminal may be far away and the program here, or the other way round, and no terminal says whether it took what it
//! was given: so both are done. The text goes to the terminal as base64, so that nothing of a page can end the sequence, and
//! to the program on its standard input; no shell is in between. A program that does not answer is ended.

use std::env;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::message::{Copied, Message};
use crate::terminal::bidi::Multiplexer;
use crate::terminal::events::Event;
use crate::terminal::opener::detach;

/// Terminals drop what is longer than this (xterm's and hterm's limit, in bytes of base64).
const MOST_ENCODED: usize = 100_000;
/// GNU screen passes on strings of no more than 768 bytes.
const SCREEN_TAKES: usize = 700;
/// A program that has not ended after so long waits for something.
const PROGRAMS_TAKE: Duration = Duration::from_secs(3);
/// Between two looks at a program that should end at once.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// A program that puts its standard input on a clipboard.
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The variable that is set where it can work; always where there is none.
    where_set: Option<&'static str>,
    /// It reads UTF-16, as Windows writes it: otherwise it takes the text for one in the code page of the console.
    is_wide: bool,
}

const fn program(
    name: &'static str,
    arguments: &'static [&'static str],
    where_set: Option<&'static str>,
    is_wide: bool,
) -> Program {
    Program { name, arguments, where_set, is_wide }
}

/// The programs of this system in the order in which they are tried; the first that succeeds is enough.
const PROGRAMS: &[Program] = if cfg!(target_os = "macos") {
    &[program("pbcopy", &[], None, false), program("tmux", &["load-buffer", "-w", "-"], Some("TMUX"), false)]
} else if cfg!(windows) {
    &[program("clip", &[], None, true)]
} else {
    &[
        program("wl-copy", &["--type", "text/plain"], Some("WAYLAND_DISPLAY"), false),
        program("xclip", &["-selection", "clipboard"], Some("DISPLAY"), false),
        program("xsel", &["--clipboard", "--input"], Some("DISPLAY"), false),
        program("clip.exe", &[], Some("WSL_DISTRO_NAME"), true),
        program("termux-clipboard-set", &[], Some("TERMUX_VERSION"), false),
        // Without a screen at hand, tmux keeps it, and gives it to its terminal if that may be told.
        program("tmux", &["load-buffer", "-w", "-"], Some("TMUX"), false),
    ]
};

/// Hands a text to the system's clipboard, off the keys' way, and says how that went; gives back what the terminal is to be
/// told, or nothing where the text is too long for terminals.
pub fn copy(text: String, n_words: usize, inbox: &Sender<Event>) -> Option<String> {
    let sequence = sequence(&text);
    let (to_terminal, answers) = (sequence.is_some(), inbox.clone());
    let work = move || {
        let (by, failure) = put(&text);
        let copied = Copied { n_words, by: by.map(str::to_owned), to_terminal, failure };
        let _ = answers.send(Event::Message(Message::Copied(copied)));
    };
    if let Err(error) = thread::Builder::new().name("clipboard".to_owned()).spawn(work) {
        let copied = Copied { n_words, by: None, to_terminal, failure: Some(error.to_string()) };
        let _ = inbox.send(Event::Message(Message::Copied(copied)));
    }
    sequence
}

/// A sequence as it has to be written with this between the program and the terminal. tmux takes a text itself if it may
/// (`set-clipboard on`), or passes on what is wrapped (`allow-passthrough on`): it is asked both.
pub fn through(sequence: &str, multiplexer: Option<Multiplexer>) -> String {
    match multiplexer {
        None => sequence.to_owned(),
        Some(Multiplexer::Tmux) => format!("{sequence}{}", Multiplexer::Tmux.wrap(sequence)),
        Some(Multiplexer::Screen) => {
            let (mut wrapped, mut rest) = (String::new(), sequence);
            while let Some((part, behind)) = rest.split_at_checked(SCREEN_TAKES) {
                wrapped.push_str(&Multiplexer::Screen.wrap(part));
                rest = behind;
            }
            wrapped + &Multiplexer::Screen.wrap(rest)
        }
    }
}

/// The sequence that gives a text to the terminal's clipboard (OSC 52 of xterm's `ctlseqs`).
fn sequence(text: &str) -> Option<String> {
    let encoded = STANDARD.encode(text);
    (encoded.len() <= MOST_ENCODED).then(|| format!("\x1b]52;c;{encoded}\x07"))
}

/// Tries the programs; the name of the one that took the text, or else what went wrong with the last one that is there.
fn put(text: &str) -> (Option<&'static str>, Option<String>) {
    let mut failure = None;
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    for program in PROGRAMS.iter().filter(|program| program.where_set.is_none_or(is_set)) {
        match give(program, text) {
            Ok(()) => return (Some(program.name), None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => failure = Some(format!("{}: {error}", program.name)),
        }
    }
    (None, failure)
}

fn give(program: &Program, text: &str) -> io::Result<()> {
    let bytes = match program.is_wide {
        true => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        false => text.as_bytes().to_vec(),
    };
    let mut command = Command::new(program.name);
    // What pbcopy takes its input for is said by the locale.
    command.args(program.arguments).env("LC_CTYPE", "UTF-8");
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    detach(&mut command);
    let mut child = command.spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // One that reads nothing ends, or is ended; the pipe is broken then, and its status says why.
        thread::Builder::new().name("clipboard".to_owned()).spawn(move || stdin.write_all(&bytes))?;
    }
    ended(child)
}

fn ended(mut child: Child) -> io::Result<()> {
    let started = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(status.to_string())),
            None if started.elapsed() < PROGRAMS_TAKE => thread::sleep(LOOK_AGAIN),
            None => {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_can_end_the_sequence() {
        for text in ["Le phare\n", "a\x1b\\b", "a\x07b\u{9c}", "ESC ]0;x\x07 \u{202E}"] {
            let sequence = sequence(text).unwrap();
            let inside = sequence.strip_prefix("\x1b]52;c;").and_then(|rest| rest.strip_suffix('\x07')).unwrap();
            assert!(inside.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)), "{text:?}");
            assert_eq!(STANDARD.decode(inside).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn what_is_too_long_for_terminals_is_not_sent() {
        for (n_bytes, is_sent) in [(0, true), (75_000, true), (75_001, false), (1 << 20, false)] {
            assert_eq!(sequence(&"a".repeat(n_bytes)).is_some(), is_sent, "{n_bytes}");
        }
    }

    #[test]
    fn a_multiplexer_is_asked_as_it_wants_to_be() {
        let sequence = sequence("Le phare").unwrap();
        assert_eq!(through(&sequence, None), sequence);
        let doubled = sequence.replace('\x1b', "\x1b\x1b");
        assert_eq!(through(&sequence, Some(Multiplexer::Tmux)), format!("{sequence}\x1bPtmux;{doubled}\x1b\\"));
        let long = super::sequence(&"a".repeat(2000)).unwrap();
        let screen = through(&long, Some(Multiplexer::Screen));
        let parts: Vec<&str> = screen.split("\x1b\\").collect();
        assert!(parts.iter().all(|part| part.len() <= 768));
        let joined: String = parts.iter().filter_map(|part| part.strip_prefix("\x1bP")).collect();
        assert_eq!(joined, long);
    }
}
