//! A terminal that answers, the program in it, and a screen that shows what it painted.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use memchr::memmem;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Where a frame ends: the end of a synchronized update.
pub const FRAME_END: &[u8] = b"\x1b[?2026l";
/// A key that changes nothing paints nothing.
const NOTHING_COMES: Duration = Duration::from_millis(400);
/// A program that does not answer so long has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// Columns and rows.
pub type Size = (u16, u16);

pub struct Terminal {
    arriving: Receiver<(Instant, Vec<u8>)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    screen: vt100::Parser,
    /// What came after the last frame that was looked at.
    rest: Vec<u8>,
}

impl Terminal {
    /// The newsstand, on these pages, at home in this folder.
    pub fn kiosque(home: &Path, arguments: &[&Path], size: Size) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kiosque"));
        command.args(arguments);
        Terminal::start(command, home, size)
    }

    pub fn start(mut command: CommandBuilder, home: &Path, (cols, rows): Size) -> Terminal {
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, arriving) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(n_bytes @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..n_bytes].to_vec())).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().expect("a writer");
        let [n_rows, n_cols] = nonzero(size);
        let screen = vt100::Parser::new(n_rows, n_cols, 0);
        Terminal { arriving, writer, child, master: pair.master, screen, rest: Vec::new() }
    }

    /// Waits for the end of the next frame, and says when it came.
    pub fn next_frame(&mut self) -> Instant {
        self.frame_within(PATIENCE).expect("the program says nothing")
    }

    /// The end of the next frame, if it comes in time. Answers the questions a program asks at its start.
    fn frame_within(&mut self, patience: Duration) -> Option<Instant> {
        let mut at = Instant::now();
        let until = at + patience;
        loop {
            if let Some(place) = memmem::find(&self.rest, FRAME_END) {
                let frame: Vec<u8> = self.rest.drain(..place + FRAME_END.len()).collect();
                self.screen.process(&frame);
                return Some(at);
            }
            let (arrived, bytes) = self.arriving.recv_timeout(until.saturating_duration_since(Instant::now())).ok()?;
            at = arrived;
            self.rest.extend(bytes);
            if self.rest.ends_with(b"\x1b[c") {
                self.writer.write_all(b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[8;0$y\x1b[?62;22c").ok()?;
            }
        }
    }

    /// Waits until the screen is as it should be, and says when the frame that made it so came.
    pub fn until(&mut self, is_so: impl Fn(&str) -> bool) -> Instant {
        loop {
            let at = self.next_frame();
            if is_so(&self.text()) {
                return at;
            }
        }
    }

    /// Waits until nothing comes for so long.
    pub fn until_quiet(&mut self, quiet: Duration) {
        while self.frame_within(quiet).is_some() {}
    }

    /// Presses a key; the time to the end of the frame it makes, if it makes one.
    pub fn press(&mut self, key: &[u8]) -> Option<Duration> {
        let pressed = self.write(key);
        self.frame_within(NOTHING_COMES).map(|at| at.duration_since(pressed))
    }

    /// Presses a key and waits until nothing more is painted; the time to the end of the last frame.
    pub fn press_and_settle(&mut self, key: &[u8]) -> Option<Duration> {
        const QUIET: Duration = Duration::from_millis(30);
        let pressed = self.write(key);
        let mut last = self.frame_within(NOTHING_COMES)?;
        while let Some(at) = self.frame_within(QUIET) {
            last = at;
        }
        Some(last.duration_since(pressed))
    }

    fn write(&mut self, key: &[u8]) -> Instant {
        // What was painted before belongs to no key.
        while self.frame_within(Duration::ZERO).is_some() {}
        let pressed = Instant::now();
        self.writer.write_all(key).expect("the program takes keys");
        pressed
    }

    /// Gives the terminal another size; the time to the end of the next frame.
    pub fn resize(&mut self, (cols, rows): Size) -> Option<Duration> {
        let resized = Instant::now();
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let [n_rows, n_cols] = nonzero(size);
        self.screen.screen_mut().set_size(n_rows, n_cols);
        self.master.resize(size).expect("a terminal has a size");
        self.frame_within(NOTHING_COMES).map(|at| at.duration_since(resized))
    }

    /// What stands on the screen.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The program has not ended.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// The number of its process.
    pub fn process(&self) -> Option<String> {
        self.child.process_id().map(|id| id.to_string())
    }
}

/// Rows and columns, one of each at least.
fn nonzero(size: PtySize) -> [NonZeroU16; 2] {
    [size.rows, size.cols].map(|n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN))
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
