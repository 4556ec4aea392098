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

pub use platform::{Keys, drop_unread, lend_signals, listen_to_keys, listen_to_signals, settings, stop_everybody};

#[cfg(unix)]
mod platform {
    use super::{Event, Input, Reply};

    use std::fs::File;
    use std::io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write};
    use std::os::fd::AsFd;
    use std::process;
    use std::sync::mpsc::{self, Receiver, Sender};
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::thread;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec};
    use rustix::io::Errno;
    use rustix::process::Signal;
    use rustix::termios::{OptionalActions, QueueSelector, Termios};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::terminal::guard;
    use crate::terminal::inquiry::Owed;
    use crate::terminal::sequences::Parser;

    /// Starts listening to the system: sizes, stops and ends.
    pub fn listen_to_signals(inbox: Sender<Event>) -> io::Result<()> {
        let mut signals = Signals::new([SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
        let mut is_ending = false;
        let forward = move || {
            for signal in signals.forever() {
                let foreground = *foreground();
                match (signal, foreground) {
                    // These are for the command alone.
                    (SIGINT | SIGQUIT | SIGCONT, Foreground::Lent) => continue,
                    (SIGINT | SIGQUIT, Foreground::GivenBack(when)) if when.elapsed() < SIGNALS_TAKE => continue,
                    // The shell stops the job as a whole, and continues it so; nothing of the terminal is in use.
                    (SIGTSTP, Foreground::Lent) => {
                        let _ = emulate_default_handler(SIGTSTP);
                        continue;
                    }
                    _ => {}
                }
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

    /// Whose the terminal is, and so for whom its signals are meant.
    #[derive(Clone, Copy)]
    enum Foreground {
        /// The newsstand's.
        Own,
        /// A command's.
        Lent,
        /// The newsstand's again, since then.
        GivenBack(Instant),
    }

    static FOREGROUND: Mutex<Foreground> = Mutex::new(Foreground::Own);

    /// The signal that ends a command reaches the newsstand with it, and may be heard of only after the command has ended.
    const SIGNALS_TAKE: Duration = Duration::from_secs(1);

    fn foreground() -> MutexGuard<'static, Foreground> {
        FOREGROUND.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Signals of the terminal are a command's, until this is dropped.
    #[derive(Debug)]
    pub struct Lent(());

    /// Leaves the signals of the terminal to a command.
    pub fn lend_signals() -> Lent {
        *foreground() = Foreground::Lent;
        Lent(())
    }

    impl Drop for Lent {
        fn drop(&mut self) {
            *foreground() = Foreground::GivenBack(Instant::now());
        }
    }

    /// How the terminal treats lines and keys; nothing where it does not say.
    #[derive(Debug)]
    pub struct Settings(Option<Termios>);

    /// The settings as they are now.
    pub fn settings() -> Settings {
        Settings(rustix::termios::tcgetattr(io::stdout()).ok())
    }

    impl Settings {
        /// Makes them so again: a command that was killed may have left others.
        pub fn restore(&self) {
            if let Some(settings) = &self.0 {
                let _ = rustix::termios::tcsetattr(io::stdout(), OptionalActions::Now, settings);
            }
        }
    }

    /// Whoever reads the keys, as somebody knows them who wants them to pause.
    #[derive(Debug)]
    pub struct Keys {
        /// A byte in it means to pause,
        wake: PipeWriter,
        /// which is answered here;
        paused: Receiver<()>,
        /// and a word in this one means to go on.
        resume: Sender<()>,
    }

    impl Keys {
        /// Leaves what is typed to somebody else, until [`resume`](Keys::resume) is called.
        pub fn pause(&mut self) {
            // The thread that reads is asleep, or about to be: it takes no time to answer.
            if self.wake.write_all(b"p").is_ok() {
                let _ = self.paused.recv_timeout(PATIENCE_WITH_THE_LOOP);
            }
        }

        /// Reads keys again.
        pub fn resume(&self) {
            let _ = self.resume.send(());
        }
    }

    /// Starts listening to the terminal, which is in raw mode.
    pub fn listen_to_keys(inbox: Sender<Event>, owed: Owed) -> io::Result<Keys> {
        let terminal = terminal()?;
        let (woken, wake) = io::pipe()?;
        let (tell_paused, paused) = mpsc::channel();
        let (resume, resumed) = mpsc::channel();
        let pauses = Pauses { woken, paused: tell_paused, resumed };
        let listen = move || {
            // Nobody listens any more only when the program ends.
            let _ = read_keys(terminal, pauses, &inbox, &owed);
            let _ = inbox.send(Event::Gone);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(listen)?;
        Ok(Keys { wake, paused, resume })
    }

    /// The other ends of [`Keys`].
    struct Pauses {
        woken: PipeReader,
        paused: Sender<()>,
        resumed: Receiver<()>,
    }

    impl Pauses {
        /// Sleeps until keys are wanted again; none if nobody will ever want them.
        fn pause(&mut self) -> Option<()> {
            self.woken.read_exact(&mut [0]).ok()?;
            self.paused.send(()).ok()?;
            self.resumed.recv().ok()
        }
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

    /// Answers are hoped for so long after the start, unless all have come: later a lone Escape is the key.
    const ANSWERS_OWED: Duration = Duration::from_secs(3);

    fn read_keys(mut terminal: File, mut pauses: Pauses, inbox: &Sender<Event>, owed: &Owed) -> Option<()> {
        // Whoever wants no pause has let go of the other end, which is no event.
        let mut can_pause = true;
        let start = Instant::now();
        let mut parser = Parser::default();
        let mut bytes = [0; 4096];
        loop {
            let patience = parser.patience(owed.is_any() && start.elapsed() < ANSWERS_OWED);
            let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
            let mut awaited = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&pauses.woken, PollFlags::IN)];
            let n_awaited = if can_pause { 2 } else { 1 };
            let polled = rustix::event::poll(awaited.get_mut(..n_awaited)?, timeout.as_ref());
            let [_, woken] = awaited.map(|fd| fd.revents());
            if can_pause && polled.is_ok() && !woken.is_empty() {
                can_pause = pauses.pause().is_some();
                continue;
            }
            match polled {
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
                        if input == Input::Reply(Reply::Attributes) {
                            owed.arrive();
                        }
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
    use crate::terminal::inquiry::Owed;

    /// The console sends none.
    pub fn listen_to_signals(_: Sender<Event>) -> io::Result<()> {
        Ok(())
    }

    /// The console has no such signals.
    pub fn lend_signals() {}

    /// The console's settings are seen to by whoever takes it into use.
    #[derive(Debug)]
    pub struct Settings;

    /// The settings as they are now.
    pub fn settings() -> Settings {
        Settings
    }

    impl Settings {
        /// Nothing to be put right.
        pub fn restore(&self) {}
    }

    /// Whoever reads the keys. The console gives each key to one of those who read it, and nobody can be made to pause.
    #[derive(Debug)]
    pub struct Keys;

    impl Keys {
        /// Cannot be done here.
        pub fn pause(&mut self) {}

        /// Nothing to be taken up again.
        pub fn resume(&self) {}
    }

    /// Starts listening to the console.
    pub fn listen_to_keys(inbox: Sender<Event>, _: Owed) -> io::Result<Keys> {
        let listen = move || {
            while let Ok(event) = event::read() {
                let sent = translated(event).map_or(Ok(()), |event| inbox.send(event));
                if sent.is_err() {
                    return;
                }
            }
            let _ = inbox.send(Event::Gone);
        };
        thread::Builder::new().name("keys".to_owned()).spawn(listen).map(|_| Keys)
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
