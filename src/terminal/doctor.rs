//! `kiosque doctor`: what this terminal is, what is done about it and why, a card to judge by, and what could be better.
//!
//! The card is shown as an article is: on a screen of its own, after the terminal was told what it is told then. The
//! findings come after it, on the shell's screen, where they can be copied from.

use std::io;
use std::sync::mpsc::{self, Receiver};

use ratatui::layout::{Rect, Size as Cells};
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::app::message::{Hint, Message};
use crate::config::Config;
use crate::locale::words::Words;
use crate::terminal::bidi::{Decision, Mode, Switch, decide};
use crate::terminal::capabilities::{Capabilities, Environment, SIGNATURES};
use crate::terminal::events::{self, Event};
use crate::terminal::guard::{Guard, Modes};
use crate::terminal::inquiry::Inquiry;
use crate::terminal::screen::Screen;
use crate::terminal::{HUNG_UP, kitty, size, theme};
use crate::ui::card::{self, Card};
use crate::ui::theme::Depth;

/// What the environment alone tells, where there is no terminal to ask.
pub fn from_environment(words: &Words, config: &Config) -> String {
    let capabilities = Capabilities::guess(Environment::of_this_process());
    findings(words, config, &capabilities, false)
}

/// Asks the terminal, shows the card until a key is pressed, and gives back what was found, to be printed; or the exit
/// code, if a signal ended it.
pub fn examine(words: &Words, config: &Config) -> io::Result<Result<String, u8>> {
    let environment = Environment::of_this_process();
    if environment.is_dumb() {
        return Ok(Ok(from_environment(words, config)));
    }
    let (inbox, arriving) = mpsc::channel();
    events::listen_to_signals(inbox.clone())?;
    let guard = Guard::raw()?;
    let inquiry = Inquiry::ask(environment, &guard)?;
    events::listen_to_keys(inbox, inquiry.owed())?;
    let mut examination = Examination { words, config, guard, inquiry, arriving };
    let ended = examination.show()?;
    examination.inquiry.end(&examination.arriving);
    let Examination { guard, inquiry, .. } = examination;
    drop(guard);
    Ok(match ended {
        None => Ok(findings(words, config, &inquiry.capabilities, true)),
        Some(code) => Err(code),
    })
}

struct Examination<'a> {
    words: &'a Words,
    config: &'a Config,
    guard: Guard,
    inquiry: Inquiry,
    arriving: Receiver<Event>,
}

impl Examination<'_> {
    /// The exit code of a signal, or nothing where a key was pressed.
    fn show(&mut self) -> io::Result<Option<u8>> {
        while let Some(deadline) = self.inquiry.deadline() {
            match self.inquiry.next(&self.arriving, deadline) {
                Some(Event::Reply(reply)) => self.inquiry.learn(&reply, &self.guard)?,
                Some(Event::Ended(signal)) => return Ok(Some(ended_by(signal))),
                // A key before the card is none for it.
                Some(_) => {}
                None => break,
            }
        }
        self.guard.enter(self.modes())?;
        loop {
            self.draw()?;
            match self.arriving.recv() {
                Ok(Event::Message(Message::Key(_))) => return Ok(None),
                Ok(Event::Reply(reply)) => {
                    let modes = self.modes();
                    self.inquiry.learn(&reply, &self.guard)?;
                    if self.modes() != modes {
                        self.guard.enter(self.modes())?;
                    }
                }
                Ok(Event::Stop) => self.guard.suspend()?,
                Ok(Event::Continued) => self.guard.renew()?,
                Ok(Event::Ended(signal)) => return Ok(Some(ended_by(signal))),
                Ok(Event::Gone) | Err(_) => return Ok(Some(HUNG_UP)),
                Ok(_) => {}
            }
        }
    }

    fn draw(&self) -> io::Result<()> {
        let decision = self.decision();
        let size = size();
        let area = Rect::new(0, 0, size.width, size.height);
        let mut screen = Screen::new(Cells::new(size.width, size.height));
        screen.set_whole_rows(decision.mode.is_logical());
        let mut terminal = Terminal::with_options(screen, TerminalOptions { viewport: Viewport::Fixed(area) })?;
        terminal.clear()?;
        let theme = theme(None, &self.inquiry.capabilities);
        let card = Card {
            words: self.words,
            setting: decision.answer().shown(self.config.setting, self.config.harakat),
            verdict: vec![decided(self.words, &decision), advice(self.words, &decision)],
        };
        terminal.draw(|frame| {
            card::view(&card, &theme, frame.buffer_mut());
            if decision.mode == Mode::Kitty {
                kitty::turn_words(frame.buffer_mut());
            }
        })?;
        self.guard.write(&terminal.backend_mut().frame())
    }

    fn decision(&self) -> Decision {
        decide(self.config.bidi, &self.inquiry.capabilities.known(self.config.kitty_force_ltr))
    }

    fn modes(&self) -> Modes {
        Modes { mouse: false, switch: self.decision().switch }
    }
}

fn ended_by(signal: i32) -> u8 {
    u8::try_from(128 + signal).unwrap_or(HUNG_UP)
}

/// All that was found, a line each: the terminal's own words first, then what they mean.
fn findings(words: &Words, config: &Config, capabilities: &Capabilities, is_asked: bool) -> String {
    let words = &words.clone().for_answers();
    let environment = capabilities.environment();
    let answers = &capabilities.answers;
    let decision = decide(config.bidi, &capabilities.known(config.kitty_force_ltr));
    let none = if is_asked { words.text("doctor-no-answer") } else { "" };
    let or_none = |answer: Option<String>| answer.unwrap_or_else(|| none.to_owned());
    let set: Vec<&str> = SIGNATURES.into_iter().filter(|name| environment.has(name)).collect();
    let background = capabilities.background.map(|background| format!("{background:?}").to_lowercase());
    let mode_8 = answers.bdsm.map(|state| format!("{state} ({})", words.text(mode_in_words(state))));
    let facts = [
        ("TERM", environment.term.clone()),
        ("TERM_PROGRAM", environment.program.clone()),
        ("COLORTERM", environment.colorterm.clone()),
        ("LANG", environment.locale.clone()),
        (words.text("doctor-also-set"), set.join(" ")),
        ("XTVERSION", or_none(answers.version.clone())),
        ("DA2", or_none(answers.secondary.map(|(kind, version)| format!("{kind};{version}")))),
        ("DECRQM 8", or_none(mode_8)),
        ("OSC 11", or_none(background)),
    ];
    let not_asked = (!is_asked).then(|| words.text("doctor-not-asked").to_owned());
    let mut lines: Vec<String> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}: {value}"))
        .chain(not_asked)
        .collect();
    let is_heard = answers.bdsm.is_some() || answers.version.is_some() || answers.secondary.is_some();
    if capabilities.known(false).multiplexer().is_some() && is_asked {
        lines.push(words.text(if is_heard { "doctor-passes-on" } else { "doctor-keeps-back" }).to_owned());
    }
    lines.push(words.text(colours(capabilities.depth)).to_owned());
    lines.push(String::new());
    lines.push(decided(words, &decision));
    // How a multiplexer wraps it says nothing more.
    if let Some(switch) = decision.switch.map(|switch| Switch { through: None, ..switch }) {
        let (sent, back) = (visible(&switch.entering()), visible(&switch.leaving()));
        lines.push(words.with("doctor-told", &[("sent", sent.into())]));
        lines.extend((!back.is_empty()).then(|| words.with("doctor-taken-back", &[("back", back.into())])));
    } else {
        lines.push(words.text("doctor-told-nothing").to_owned());
    }
    lines.extend((!decision.marks).then(|| words.text("doctor-marks-left-out").to_owned()));
    lines.push(String::new());
    lines.extend((!environment.is_utf8()).then(|| words.text("doctor-locale").to_owned()));
    // Without a card there is nothing to say yes to.
    lines.extend((is_asked || decision.hint.is_some()).then(|| advice(words, &decision)));
    lines.push(words.text("doctor-font").to_owned());
    lines.join("\n") + "\n"
}

/// Who orders the rows, and why.
fn decided(words: &Words, decision: &Decision) -> String {
    let who = match decision.mode {
        Mode::App => "doctor-app",
        Mode::Kitty => "doctor-kitty",
        Mode::Terminal => "doctor-terminal",
        Mode::Off => "doctor-off",
    };
    format!("{} {}", words.text(who), words.text(decision.because))
}

/// What the reader can do, in one line.
fn advice(words: &Words, decision: &Decision) -> String {
    let id = match decision.hint {
        Some(Hint::CannotBeTold) => "doctor-fix-cannot-be-told",
        Some(Hint::Putty) => "doctor-fix-putty",
        Some(Hint::AllowPassthrough) => "doctor-fix-allow-passthrough",
        Some(Hint::KittyForceLtr) => "doctor-fix-kitty-force-ltr",
        None => "doctor-fix-none",
    };
    words.text(id).to_owned()
}

fn mode_in_words(state: u16) -> &'static str {
    match state {
        1 => "doctor-mode-reorders",
        2 => "doctor-mode-told-before",
        3 => "doctor-mode-always",
        4 => "doctor-mode-never",
        _ => "doctor-mode-unknown",
    }
}

fn colours(depth: Depth) -> &'static str {
    match depth {
        Depth::True => "doctor-colours-true",
        Depth::Indexed => "doctor-colours-256",
        Depth::Sixteen => "doctor-colours-16",
        Depth::Monochrome => "doctor-colours-none",
    }
}

/// Control characters by their names.
fn visible(bytes: &str) -> String {
    bytes.replace('\x1b', " ESC ").replace('\x07', " BEL").split_whitespace().collect::<Vec<_>>().join(" ")
}
