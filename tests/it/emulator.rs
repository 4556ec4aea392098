//! A terminal for tests: a pseudo-terminal, and what stands at its other end.
//!
//! It understands what a real one does (vt100 keeps its screen and its modes) and answers questions at once, later, in its
//! own words or never. Nothing sleeps but a halting line: a test waits until the screen shows what it is to show, or fails with a picture.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use vt100::{Color, MouseProtocolMode};

/// Long enough for a busy machine; a test that passes never waits so long.
pub(crate) const AT_MOST: Duration = Duration::from_secs(60);

/// The last of the questions a program asks at its start; every terminal answers it.
pub(crate) const LAST_QUESTION: &[u8] = b"\x1b[c";
/// A light background, no knowledge of bidi modes, a VT220 with colours.
pub(crate) const ANSWERS: &[u8] = b"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[8;0$y\x1b[?62;22c";

/// Questions and the answers to them.
pub(crate) type Answers = &'static [(&'static str, &'static str)];

/// How a terminal answers.
#[derive(Clone, Copy)]
pub(crate) struct Manners {
    pub(crate) answers: Answers,
    /// The answers of the terminal outside, where this one is a tmux that passes questions on.
    pub(crate) outside: Answers,
    pub(crate) delivery: Delivery,
}

/// How answers arrive.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Delivery {
    AtOnce,
    ByteByByte,
    /// A byte at a time, and each a while after the last, as over a slow line.
    Haltingly,
    /// When the program has a screen of its own already.
    Late,
}

impl Delivery {
    fn is_by_byte(self) -> bool {
        matches!(self, Delivery::ByteByByte | Delivery::Haltingly)
    }
}

/// A byte of a halting line comes so long after the last: more than a lone Escape is given where no answer is owed.
const HALT: Duration = Duration::from_millis(6);

/// What [`ANSWERS`] are the answers to.
const PLAIN: Manners = Manners {
    answers: &[
        ("\x1b]11;?\x07", "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\"),
        ("\x1b[8$p", "\x1b[8;0$y"),
        ("\x1b[c", "\x1b[?62;22c"),
    ],
    outside: &[],
    delivery: Delivery::AtOnce,
};

impl Manners {
    /// The answers to what stands in these bytes, and how many of the bytes were understood: a wrapped question may not
    /// have come whole yet.
    fn reply(self, bytes: &[u8]) -> (Vec<u8>, usize) {
        const WRAPPED: &[u8] = b"\x1bPtmux;";
        let mut reply = Vec::new();
        let mut rest = bytes;
        while let [_, behind @ ..] = rest {
            if let Some(wrapped) = rest.strip_prefix(WRAPPED) {
                let Some(end) = end_of_wrapped(wrapped) else { break };
                let unwrapped = String::from_utf8_lossy(&wrapped[..end]).replace("\x1b\x1b", "\x1b");
                let outside = Manners { answers: self.outside, ..self };
                reply.extend(outside.reply(unwrapped.as_bytes()).0);
                rest = &wrapped[end..];
            } else if let Some((asked, answer)) =
                self.answers.iter().find(|(asked, _)| rest.starts_with(asked.as_bytes()))
            {
                reply.extend_from_slice(answer.as_bytes());
                rest = &rest[asked.len()..];
            } else if b"\x1bPtmux;".starts_with(rest) || rest.len() < 8 && rest[0] == 0x1b {
                break;
            } else {
                rest = behind;
            }
        }
        (reply, bytes.len() - rest.len())
    }
}

/// Where the terminator stands: an escape character that is not doubled.
fn end_of_wrapped(bytes: &[u8]) -> Option<usize> {
    let mut idx = 0;
    loop {
        match bytes.get(idx..idx + 2)? {
            b"\x1b\\" => return Some(idx),
            b"\x1b\x1b" => idx += 2,
            _ => idx += 1,
        }
    }
}

/// A terminal, and the program that runs in it.
pub(crate) struct Emulator {
    pub(crate) master: Option<Box<dyn MasterPty>>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) writer: Writer,
    pub(crate) seen: Seen,
    /// How the terminal treated lines before the program came.
    pub(crate) settings: String,
}

pub(crate) type Writer = Arc<Mutex<Box<dyn Write + Send>>>;
pub(crate) type Seen = Arc<(Mutex<Sight>, Condvar)>;

/// What the terminal has been sent.
pub(crate) struct Sight {
    pub(crate) parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
    /// The program has closed its end.
    pub(crate) over: bool,
}

impl Sight {
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.parser.screen().contents().contains(text)
    }

    pub(crate) fn n_frames(&self) -> usize {
        self.bytes.windows(8).filter(|window| window == b"\x1b[?2026h").count()
    }
}

/// A way to start the program.
pub(crate) struct Start {
    command: CommandBuilder,
    manners: Option<Manners>,
    stalls: bool,
    size: PtySize,
}

impl Start {
    /// The program with these arguments, in a home of its own.
    pub(crate) fn kiosque(home: &TempDir, arguments: &[&Path]) -> Start {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kiosque"));
        command.args(arguments);
        Start::of(command, home)
    }

    pub(crate) fn of(mut command: CommandBuilder, home: &TempDir) -> Start {
        command.env_clear();
        command.env("PATH", env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.cwd(home.path());
        Start {
            command,
            manners: Some(PLAIN),
            stalls: false,
            size: PtySize { rows: 30, cols: 120, pixel_width: 0, pixel_height: 0 },
        }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Start {
        self.command.env(name, value);
        self
    }

    /// The terminal keeps its answers for itself.
    pub(crate) fn without_answers(self) -> Start {
        Start { manners: None, ..self }
    }

    /// The terminal answers like this.
    pub(crate) fn with_manners(self, manners: Manners) -> Start {
        Start { manners: Some(manners), ..self }
    }

    /// The terminal takes nothing more once a frame has begun, one that is larger than what waits on the way to it.
    pub(crate) fn stalling(self) -> Start {
        Start { stalls: true, size: PtySize { rows: 300, cols: 500, ..self.size }, ..self }
    }

    pub(crate) fn run(self) -> Emulator {
        let pair = native_pty_system().openpty(self.size).unwrap();
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(self.command).unwrap();
        let writer: Writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let [rows, cols] = [self.size.rows, self.size.cols].map(|n| NonZeroU16::new(n).unwrap());
        let sight = Sight { parser: vt100::Parser::new(rows, cols, 0), bytes: Vec::new(), over: false };
        let seen: Seen = Arc::new((Mutex::new(sight), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let answers = self.manners.map(|manners| (manners, Arc::clone(&writer)));
        let watched = Arc::clone(&seen);
        let stalls = self.stalls;
        thread::spawn(move || watch(reader, &watched, answers, stalls));
        Emulator { master: Some(pair.master), child, writer, seen, settings }
    }
}

/// Takes in what the program writes, and answers its questions if it is to.
fn watch(mut reader: Box<dyn Read + Send>, seen: &Seen, answers: Option<(Manners, Writer)>, stalls: bool) {
    let mut bytes = [0; 4096];
    let mut n_understood = 0;
    loop {
        let n_bytes = reader.read(&mut bytes).unwrap_or(0);
        let mut sight = seen.0.lock().unwrap();
        sight.bytes.extend_from_slice(&bytes[..n_bytes]);
        sight.parser.process(&bytes[..n_bytes]);
        sight.over |= n_bytes == 0;
        if let Some((manners, writer)) = &answers {
            let is_time = manners.delivery != Delivery::Late || sight.parser.screen().alternate_screen();
            let (reply, n_more) = if is_time { manners.reply(&sight.bytes[n_understood..]) } else { (Vec::new(), 0) };
            n_understood += n_more;
            let piece = if manners.delivery.is_by_byte() { 1 } else { reply.len().max(1) };
            let _ = reply.chunks(piece).try_for_each(|piece| {
                if manners.delivery == Delivery::Haltingly {
                    thread::sleep(HALT);
                }
                // Nobody may be there any more to take it.
                writer.lock().unwrap().write_all(piece)
            });
        }
        seen.1.notify_all();
        if sight.over || (stalls && sight.n_frames() > 0) {
            return;
        }
    }
}

impl Emulator {
    pub(crate) fn send(&self, bytes: &[u8]) {
        self.writer.lock().unwrap().write_all(bytes).unwrap();
    }

    /// Waits until the terminal has seen this.
    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&Sight) -> bool) -> MutexGuard<'_, Sight> {
        let deadline = Instant::now() + AT_MOST;
        let mut sight = self.seen.0.lock().unwrap();
        while !is_so(&sight) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || sight.over {
                let screen = sight.parser.screen().contents();
                drop(sight);
                panic!("{what} never came; the screen:\n{screen}");
            }
            sight = self.seen.1.wait_timeout(sight, left).unwrap().0;
        }
        sight
    }

    pub(crate) fn until_shown(&self, text: &str) {
        drop(self.until(text, |sight| sight.shows(text)));
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        self.child.process_id().and_then(|pid| Pid::from_raw(pid as i32)).unwrap()
    }

    pub(crate) fn resize(&self, rows: u16, cols: u16) {
        let [n_rows, n_cols] = [rows, cols].map(|n| NonZeroU16::new(n).unwrap());
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(n_rows, n_cols);
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits for the end, checks that the terminal is as it was, and gives back the exit code.
    pub(crate) fn end(&mut self) -> u32 {
        drop(self.until_over());
        let code = self.child.wait().unwrap().exit_code();
        let settings = self.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
        assert_eq!(settings.as_ref(), Some(&self.settings), "lines are treated as before");
        self.assert_left();
        code
    }

    pub(crate) fn until_over(&self) -> MutexGuard<'_, Sight> {
        let sight = self.seen.0.lock().unwrap();
        let (sight, timeout) = self.seen.1.wait_timeout_while(sight, AT_MOST, |sight| !sight.over).unwrap();
        assert!(!timeout.timed_out(), "it never ended; the screen:\n{}", sight.parser.screen().contents());
        sight
    }

    /// Every mode that was switched on is off, and the shell's screen is back.
    pub(crate) fn assert_left(&self) {
        let sight = self.seen.0.lock().unwrap();
        let screen = sight.parser.screen();
        assert!(!screen.alternate_screen(), "the shell's screen is back");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are the shell's");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is the terminal's");
        assert_eq!((screen.fgcolor(), screen.bgcolor()), (Color::Default, Color::Default));
    }

    pub(crate) fn assert_entered(&self) {
        drop(self.until("a screen of its own", |sight| sight.parser.screen().alternate_screen()));
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // A test that failed must not leave the program behind.
        let _ = self.child.kill();
    }
}

pub(crate) fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What was kept for the next start, wherever the platform keeps such things.
pub(crate) fn memory(home: &TempDir) -> String {
    let mut files = walkdir::WalkDir::new(home.path()).into_iter().filter_map(Result::ok);
    let file = files.find(|file| file.file_name() == "state.json").expect("something is kept");
    fs::read_to_string(file.path()).unwrap()
}
