//! Enters the screen, and always leaves it: on quit, error, panic, signal and suspension the terminal is as it was.
//!
//! What was switched on is kept in one place for the whole process, because a panic hook has no other way to it.
//! Everything written to the terminal passes that place too, so that no frame can follow the farewell.

use std::io::{self, Write};
use std::panic;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;

use crossterm::terminal;

use crate::formats::caught::is_caught;
use crate::terminal::bidi::Switch;

/// What of the terminal is taken into use besides its screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    /// Clicks, drags and the wheel are reported to the program, which takes the terminal's own selection.
    pub mouse: bool,
    /// The terminal would reorder right-to-left text by itself, and is told not to.
    pub switch: Option<Switch>,
}

/// The terminal in use; dropping it restores the terminal.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Puts the terminal in raw mode, so that it can be asked questions, and sees to it that a panic leaves it first.
    /// The screen is still the shell's.
    pub fn raw() -> io::Result<Guard> {
        restore_before_panicking();
        let mut screen = screen();
        terminal::enable_raw_mode()?;
        screen.raw = true;
        Ok(Guard(()))
    }

    /// Switches to a screen of its own; entered already, it enters again, for modes that changed meanwhile.
    pub fn enter(&self, modes: Modes) -> io::Result<()> {
        let mut screen = screen();
        if !screen.raw {
            terminal::enable_raw_mode()?;
            screen.raw = true;
        }
        let mut bytes = match screen.modes.take() {
            Some(before) => leaving(before),
            None => String::new(),
        };
        bytes.push_str(&entering(modes));
        screen.modes = Some(modes);
        platform::enter(modes)?;
        send(bytes.as_bytes())
    }

    /// Writes to the terminal at one go, unless it was left meanwhile.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let screen = screen();
        if screen.raw { send(bytes) } else { Ok(()) }
    }

    /// Gives the terminal back for the time the process is stopped, and takes it again when it continues.
    pub fn suspend(&self) -> io::Result<()> {
        let modes = screen().modes;
        restore();
        platform::stop()?;
        self.enter(modes.unwrap_or_default())
    }

    /// Gives the screen back to whatever comes next; [`enter`](Guard::enter) takes it again.
    pub fn lend(&self) -> Modes {
        let modes = screen().modes;
        restore();
        modes.unwrap_or_default()
    }

    /// Keys come one by one again, though the screen is still the shell's.
    pub fn listen(&self) -> io::Result<()> {
        let mut screen = screen();
        terminal::enable_raw_mode()?;
        screen.raw = true;
        Ok(())
    }

    /// Takes the terminal anew after the process was stopped without having been asked: its modes are the shell's now.
    pub fn renew(&self) -> io::Result<()> {
        let modes = screen().modes;
        if screen().raw {
            // crossterm remembers that raw mode is on and would do nothing.
            terminal::disable_raw_mode()?;
            screen().raw = false;
        }
        self.enter(modes.unwrap_or_default())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back; does nothing when it was given back before. A terminal that is gone is no error here.
pub fn restore() {
    screen().leave();
}

/// Gives the terminal back unless somebody is writing to it: a terminal that takes nothing any more must not keep the
/// program from ending.
pub fn restore_if_idle() {
    match SCREEN.try_lock() {
        Ok(mut screen) => screen.leave(),
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().leave(),
        Err(TryLockError::WouldBlock) => drop(terminal::disable_raw_mode()),
    }
}

struct Screen {
    raw: bool,
    modes: Option<Modes>,
}

impl Screen {
    fn leave(&mut self) {
        if let Some(modes) = self.modes.take() {
            let _ = send(leaving(modes).as_bytes());
            platform::leave(modes);
        }
        if self.raw {
            self.raw = false;
            let _ = terminal::disable_raw_mode();
        }
    }
}

static SCREEN: Mutex<Screen> = Mutex::new(Screen { raw: false, modes: None });

fn screen() -> MutexGuard<'static, Screen> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A message printed on the alternate screen would vanish with it, so the terminal is restored before the report.
/// A panic in a worker ends the program as well: what the worker owed would be waited for in vain. One that is caught where
/// it happens is nobody's concern.
fn restore_before_panicking() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if is_caught() {
            return;
        }
        restore();
        report(info);
        if thread::current().name() != Some("main") {
            process::exit(101);
        }
    }));
}

fn send(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

// Bidi first: VTE stamps the mode on the rows when they are made, that is, when the alternate screen is entered.
// 1049 is the alternate screen, 2004 bracketed paste, 1004 tells whether the window has the focus, 1000 and 1002 clicks and
// drags, 1006 their SGR form, 25 the cursor, 2026 the synchronized update (xterm's ctlseqs, the terminal-wg specifications).

fn entering(modes: Modes) -> String {
    let mut bytes = modes.switch.map(Switch::entering).unwrap_or_default();
    bytes.push_str("\x1b[?1049h\x1b[?2004h\x1b[?1004h");
    if modes.mouse {
        bytes.push_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h");
    }
    bytes.push_str("\x1b[?25l");
    bytes
}

fn leaving(modes: Modes) -> String {
    let mut bytes = String::from("\x1b[?2026l\x1b[0m");
    if modes.mouse {
        bytes.push_str("\x1b[?1006l\x1b[?1002l\x1b[?1000l");
    }
    bytes.push_str("\x1b[?1004l\x1b[?2004l\x1b[?25h");
    let switched = modes.switch.map(Switch::leaving).unwrap_or_default();
    if modes.switch.is_some_and(|switch| switch.through.is_some()) {
        // tmux passes nothing on while it is about to draw the shell's screen again.
        return bytes + &switched + "\x1b[?1049l";
    }
    bytes + "\x1b[?1049l" + &switched
}

#[cfg(unix)]
mod platform {
    use super::Modes;

    use std::io;

    use signal_hook::consts::SIGTSTP;
    use signal_hook::low_level::emulate_default_handler;

    pub fn enter(_: Modes) -> io::Result<()> {
        Ok(())
    }

    pub fn leave(_: Modes) {}

    /// Stops this process until somebody continues it.
    pub fn stop() -> io::Result<()> {
        emulate_default_handler(SIGTSTP)
    }
}

#[cfg(windows)]
mod platform {
    use super::Modes;

    use std::io;

    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    use crossterm::execute;

    /// The console must be told to understand escape sequences, and to report the mouse as records.
    pub fn enter(modes: Modes) -> io::Result<()> {
        if !crossterm::ansi_support::supports_ansi() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "this console understands no escape sequences"));
        }
        if modes.mouse { execute!(io::stdout(), EnableMouseCapture) } else { Ok(()) }
    }

    pub fn leave(modes: Modes) {
        if modes.mouse {
            let _ = execute!(io::stdout(), DisableMouseCapture);
        }
    }

    /// There is no job control to stop for.
    pub fn stop() -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Modes, entering, leaving};

    use crate::terminal::bidi::{Dialect, Multiplexer, Switch};

    const BDSM: Switch = Switch { dialect: Dialect::Bdsm, through: None, was_so: false };

    /// The private modes a string of bytes switches, in order: `(number, on)`.
    fn switches(bytes: &str) -> Vec<(&str, bool)> {
        bytes
            .split('\x1b')
            .filter_map(|sequence| {
                let body = sequence.strip_prefix('[')?;
                body.strip_suffix('h').map(|mode| (mode, true)).or(body.strip_suffix('l').map(|mode| (mode, false)))
            })
            .collect()
    }

    #[test]
    fn leaving_undoes_entering_in_the_opposite_order() {
        for (mouse, switch) in [(false, None), (true, None), (false, Some(BDSM)), (true, Some(BDSM))] {
            let modes = Modes { mouse, switch };
            let entered = entering(modes);
            let left = leaving(modes);
            let mut undone: Vec<_> = switches(&left).into_iter().map(|(mode, on)| (mode, !on)).collect();
            assert_eq!(undone.remove(0), ("?2026", true), "a frame cut short is ended first");
            undone.sort();
            let mut done = switches(&entered);
            done.sort();
            assert_eq!(done, undone, "{modes:?}");
        }
    }

    #[test]
    fn the_alternate_screen_is_made_after_the_terminal_stopped_reordering() {
        let modes = Modes { mouse: true, switch: Some(BDSM) };
        assert!(entering(modes).starts_with("\x1b[8l\x1b[?1049h"));
        assert!(leaving(modes).ends_with("\x1b[?1049l\x1b[8h"));
        let passed_on = Modes { switch: Some(Switch { through: Some(Multiplexer::Tmux), ..BDSM }), ..modes };
        let wrapped = leaving(passed_on).find("\x1bPtmux;\x1b\x1b[8h\x1b\\");
        assert!(wrapped.is_some() && leaving(passed_on).ends_with("\x1b\\\x1b[?1049l"));
    }
}
