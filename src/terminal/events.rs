//! What comes from outside: the terminal's bytes and the system's signals, each read by a thread of its own and put in
//! the one inbox of the loop. Nothing here decides anything, and nothing ticks: the threads sleep until something comes.

use crate::app::message::Message;
use crate::terminal::marks::Report;
use crate::terminal::sequences::{Input, Reply};

/// What lies in the inbox.
#[derive(Debug)]
pub enum Event {
    /// Something the app is told as it is.
    Message(Message),
    /// Something from the reading of an archive: only the newest reading counts.
    Archive {
        /// Which reading, counted from 1.
        reading: u64,
        /// What it says.
        message: Message,
    },
    /// The journal of marks was read or written.
    Marks(Report),
    /// The terminal answers a question.
    Reply(Reply),
    /// The window got the focus, or lost it.
    Focus(bool),
    /// The screen may have another size now.
    Resized,
    /// The process is to stop, as by Ctrl-z.
    Stop,
    /// The process continues.
    Continued,
    /// The process is to end, because of this signal.
    Ended(i32),
    /// The terminal is gone: nobody sees anything any more.
    Gone,
}

impl From<Input> for Event {
    fn from(input: Input) -> Event {
        match input {
            Input::Key(key) => Event::Message(Message::Key(key)),
            Input::Mouse(mouse) => Event::Message(Message::Mouse(mouse)),
            Input::Paste(text) => Event::Message(Message::Paste(text)),
            Input::Focus(has_it) => Event::Focus(has_it),
            Input::Reply(reply) => Event::Reply(reply),
        }
    }
}

pub use platform::{drop_unread, listen_to_keys, listen_to_signals, stop_everybody};

#[cfg(unix)]
mod platform {
    use super::{Event, Input, Reply};

    use std::fs::File;
    use std::io::{self, IsTerminal, Read};
    use std::os::fd::AsFd;
    use std::process;
    use std::sync::mpsc::Sender;
    use std::thread;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec};
    use rustix::io::Errno;
    use rustix::process::Signal;
    use rustix::termios::QueueSelector;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;

    use crate::terminal::guard;
    use crate::terminal::sequences::Parser;

    /// Starts listening to the system: sizes, stops and ends.
    pub fn listen_to_signals(inbox: Sender<Event>) -> io::Result<()> {
        let mut signals = Signals::new([SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
        let mut is_ending = false;
        let forward = move || {
            for signal in signals.forever() {
                let event = match signal {
                    SIGWINCH => Event::Resized,
                    SIGTSTP => Event::Stop,
                    SIGCONT => Event::Continued,
                    // Who asks twice is not made to wait.
                    ended if is_ending => end(ended),
                    ended => {
                        is_ending = true;
                        thread::spawn(move || {
                            thread::sleep(PATIENCE_WITH_THE_LOOP);
                            end(ended)
                        });
                        Event::Ended(ended)
                    }
                };
                if inbox.send(event).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("signals".to_owned()).spawn(forward).map(drop)
    }

    /// A loop that writes to a terminal that takes nothing, or computes without end, is not waited for any longer.
    const PATIENCE_WITH_THE_LOOP: Duration = Duration::from_secs(3);

    /// Ends the program without the loop.
    fn end(signal: i32) -> ! {
        guard::restore_if_idle();
        process::exit(128 + signal)
    }

    /// Starts listening to the terminal, which is in raw mode.
    pub fn listen_to_keys(inbox: Sender<Event>) -> io::Result<()> {
        let terminal = terminal()?;
        let listen = move || {
            // Nobody listens any more only when the program ends.
            let _ = read_keys(terminal, &inbox);
            let _ = inbox.send(Event::Gone);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(listen).map(drop)
    }

    /// The terminal to read keys from: standard input, unless that brings pages. Then it is the one that standard output
    /// writes to, by its own name, because poll(2) of macOS refuses `/dev/tty`.
    fn terminal() -> io::Result<File> {
        if io::stdin().is_terminal() {
            return Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?));
        }
        let name = rustix::termios::ttyname(io::stdout(), Vec::new());
        let named = name.ok().and_then(|name| File::open(name.to_str().ok()?).ok());
        named.map_or_else(|| File::open("/dev/tty"), Ok)
    }

    /// Answers are owed for so long after the start, unless the last one has come: later a lone Escape is the key.
    const ANSWERS_OWED: Duration = Duration::from_secs(2);

    fn read_keys(mut terminal: File, inbox: &Sender<Event>) -> Option<()> {
        let start = Instant::now();
        let mut answered = false;
        let mut parser = Parser::default();
        let mut bytes = [0; 4096];
        loop {
            let patience = parser.patience(!answered && start.elapsed() < ANSWERS_OWED);
            let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
            match rustix::event::poll(&mut [PollFd::new(&terminal, PollFlags::IN)], timeout.as_ref()) {
                Ok(0) => {
                    if let Some(input) = parser.give_up() {
                        inbox.send(input.into()).ok()?;
                    }
                    continue;
                }
                Ok(_) => {}
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => return None,
            }
            match terminal.read(&mut bytes) {
                Ok(0) => return None,
                Ok(n_bytes) => {
                    for input in parser.feed(bytes.get(..n_bytes)?) {
                        answered |= input == Input::Reply(Reply::Attributes);
                        inbox.send(input.into()).ok()?;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return None,
            }
        }
    }

    /// Asks everybody in this job to stop, as the terminal does for Ctrl-z: a shell watches the job and not its parts.
    /// The request comes back to this process as a signal.
    pub fn stop_everybody() -> io::Result<()> {
        Ok(rustix::process::kill_current_process_group(Signal::TSTP)?)
    }

    /// Drops what the terminal has sent and nobody has read.
    pub fn drop_unread() {
        if let Ok(terminal) = terminal() {
            let _ = rustix::termios::tcflush(terminal, QueueSelector::IFlush);
        }
    }
}

#[cfg(windows)]
mod platform {
    //! The console sends records instead of bytes, and has no job control and none of the signals.

    use super::Event;

    use std::io;
    use std::sync::mpsc::Sender;
    use std::thread;

    use crossterm::event::{self, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

    use crate::app::input::{Key, KeyCode, Mouse, MouseKind};
    use crate::app::message::Message;

    /// The console sends none.
    pub fn listen_to_signals(_: Sender<Event>) -> io::Result<()> {
        Ok(())
    }

    /// Starts listening to the console.
    pub fn listen_to_keys(inbox: Sender<Event>) -> io::Result<()> {
        let listen = move || {
            while let Ok(event) = event::read() {
                let sent = translated(event).map_or(Ok(()), |event| inbox.send(event));
                if sent.is_err() {
                    return;
                }
            }
            let _ = inbox.send(Event::Gone);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(listen).map(drop)
    }

    /// There is no job control.
    pub fn stop_everybody() -> io::Result<()> {
        Ok(())
    }

    /// Nothing was asked, so that no answer is owed.
    pub fn drop_unread() {}

    fn translated(event: event::Event) -> Option<Event> {
        Some(match event {
            event::Event::Key(event) if event.kind != KeyEventKind::Release => {
                Event::Message(Message::Key(key(event)?))
            }
            event::Event::Mouse(event) => Event::Message(Message::Mouse(mouse(event)?)),
            event::Event::Paste(text) => Event::Message(Message::Paste(text)),
            event::Event::Resize(..) => Event::Resized,
            event::Event::FocusGained => Event::Focus(true),
            _ => return None,
        })
    }

    fn key(event: event::KeyEvent) -> Option<Key> {
        let code = match event.code {
            event::KeyCode::Char(letter) => KeyCode::Char(letter),
            event::KeyCode::Enter => KeyCode::Enter,
            event::KeyCode::Esc => KeyCode::Esc,
            event::KeyCode::Tab | event::KeyCode::BackTab => KeyCode::Tab,
            event::KeyCode::Backspace => KeyCode::Backspace,
            event::KeyCode::Delete => KeyCode::Delete,
            event::KeyCode::Insert => KeyCode::Insert,
            event::KeyCode::Up => KeyCode::Up,
            event::KeyCode::Down => KeyCode::Down,
            event::KeyCode::Left => KeyCode::Left,
            event::KeyCode::Right => KeyCode::Right,
            event::KeyCode::Home => KeyCode::Home,
            event::KeyCode::End => KeyCode::End,
            event::KeyCode::PageUp => KeyCode::PageUp,
            event::KeyCode::PageDown => KeyCode::PageDown,
            event::KeyCode::F(n) => KeyCode::F(n),
            _ => return None,
        };
        let held = |modifier| event.modifiers.contains(modifier);
        // AltGr is Control and Alt together and writes characters of its own.
        let writes = matches!(code, KeyCode::Char(_)) && held(KeyModifiers::CONTROL) && held(KeyModifiers::ALT);
        Some(Key {
            code,
            ctrl: held(KeyModifiers::CONTROL) && !writes,
            alt: held(KeyModifiers::ALT) && !writes,
            shift: held(KeyModifiers::SHIFT) && !matches!(code, KeyCode::Char(_)),
        })
    }

    fn mouse(event: event::MouseEvent) -> Option<Mouse> {
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) if event.modifiers.contains(KeyModifiers::SHIFT) => {
                MouseKind::Extend
            }
            MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
            MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
            MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
            MouseEventKind::ScrollUp => MouseKind::WheelUp,
            MouseEventKind::ScrollDown => MouseKind::WheelDown,
            _ => return None,
        };
        Some(Mouse { kind, x: event.column, y: event.row })
    }
}
