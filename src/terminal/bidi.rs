//! Who puts right-to-left text in order on this terminal: decided by one table.
//!
//! The app draws final cells: letters joined, brackets mirrored, each row in the order the eye sees. Most terminals show
//! them as they come. Some would reorder them once more: those that can be told to leave it are told, in the words each of
//! them knows, before the alternate screen is made, because VTE stamps the mode on the rows of a screen when it makes
//! them. For those that cannot be told the app sends text in the order it is read, one pane at a time, which is the only
//! picture they do not tear. What each of them does was seen, not guessed, except where a row says so.
//!
//! Nothing is sent here: `guard` does that, and undoes it on every way out.

use crate::app::message::{Answer, Hint};
use crate::terminal::capabilities::{Answers, Environment};

/// What the reader has set: `bidi = …`, `--bidi …`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bidi {
    /// By the table.
    #[default]
    Auto,
    /// The app orders and joins, and the terminal is told to leave it.
    App,
    /// The same, and words are turned round for kitty, which turns them back.
    Kitty,
    /// The terminal orders and joins.
    Terminal,
    /// Nobody does: text as it is read, for screen readers, braille lines, and copying with the mouse.
    Off,
}

impl Bidi {
    /// All of them, in the order of the settings file.
    pub const ALL: [Bidi; 5] = [Bidi::Auto, Bidi::App, Bidi::Kitty, Bidi::Terminal, Bidi::Off];

    /// Its name in the settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Bidi::Auto => "auto",
            Bidi::App => "app",
            Bidi::Kitty => "kitty",
            Bidi::Terminal => "terminal",
            Bidi::Off => "off",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Bidi> {
        Bidi::ALL.into_iter().find(|bidi| bidi.as_str() == name)
    }

    /// What it means where it leaves nothing to the table.
    fn mode(self) -> Option<Mode> {
        match self {
            Bidi::Auto => None,
            Bidi::App => Some(Mode::App),
            Bidi::Kitty => Some(Mode::Kitty),
            Bidi::Terminal => Some(Mode::Terminal),
            Bidi::Off => Some(Mode::Off),
        }
    }
}

/// Who does what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The app orders and joins.
    App,
    /// The app orders and joins, and `kitty` turns words round, because the terminal will turn them back.
    Kitty,
    /// The terminal orders and joins: text goes out as it is read, one pane at a time.
    Terminal,
    /// Nobody orders: text goes out as it is read, one pane at a time.
    Off,
}

impl Mode {
    /// Rows are in the order they are read, and belong to one pane each.
    pub fn is_logical(self) -> bool {
        matches!(self, Mode::Terminal | Mode::Off)
    }
}

/// All that the table looks at.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The environment variables.
    pub environment: &'a Environment,
    /// What the terminal has answered.
    pub answers: &'a Answers,
    /// The reader has said that kitty is set to `force_ltr yes`, which it does not tell by itself.
    pub kitty_force_ltr: bool,
}

/// What to do on this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Who does what.
    pub mode: Mode,
    /// What the terminal is told.
    pub switch: Option<Switch>,
    /// Vowel signs stand where they belong.
    pub marks: bool,
    /// What the reader can do to have it better.
    pub hint: Option<Hint>,
    /// Why: the message that says it.
    pub because: &'static str,
}

impl Decision {
    /// What the app is told of it.
    pub fn answer(self) -> Answer {
        Answer { is_logical: self.mode.is_logical(), marks: self.marks, hint: self.hint }
    }
}

/// How a terminal is told to leave the order of cells alone, and to take it up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    /// In which words.
    pub dialect: Dialect,
    /// Who has to be asked to pass them on.
    pub through: Option<Multiplexer>,
    /// It was so before: nothing has to be undone.
    pub was_so: bool,
}

/// Words that a terminal knows for "leave the order of cells alone".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// BDSM, mode 8 of ECMA-48, as the terminal working group has it: VTE, mintty.
    Bdsm,
    /// A profile property; any other terminal takes OSC 50 for the name of a font.
    Konsole,
    /// A setting of mlterm's own.
    Mlterm,
}

/// A program between kiosque and the terminal that has a terminal of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux passes on what is wrapped, if `allow-passthrough` is on.
    Tmux,
    /// GNU screen passes on what is wrapped.
    Screen,
}

impl Multiplexer {
    /// These bytes for the terminal outside; they must not hold a string terminator.
    pub fn wrap(self, bytes: &str) -> String {
        match self {
            Multiplexer::Tmux => format!("\x1bPtmux;{}\x1b\\", bytes.replace('\x1b', "\x1b\x1b")),
            Multiplexer::Screen => format!("\x1bP{bytes}\x1b\\"),
        }
    }
}

impl Switch {
    /// Sent before the alternate screen is made.
    pub fn entering(self) -> String {
        match self.dialect {
            Dialect::Bdsm => self.set_mode("\x1b[8l"),
            Dialect::Konsole => self.wrapped("\x1b]50;BidiRenderingEnabled=false\x07"),
            Dialect::Mlterm => self.wrapped("\x1b]5379;use_ctl=false\x07"),
        }
    }

    /// Sent when the shell's screen comes back. What Konsole and mlterm were set to cannot be asked: the order of cells is
    /// theirs unless somebody has changed their settings.
    pub fn leaving(self) -> String {
        match self.dialect {
            _ if self.was_so => String::new(),
            Dialect::Bdsm => self.set_mode("\x1b[8h"),
            Dialect::Konsole => self.wrapped("\x1b]50;BidiRenderingEnabled=true\x07"),
            Dialect::Mlterm => self.wrapped("\x1b]5379;use_ctl=true\x07"),
        }
    }

    /// A multiplexer makes no screen outside: the rows there keep the mode they were made in, but for the one in which
    /// the mode is set. So it is set once for all that come, and then in each that is there.
    fn set_mode(self, bytes: &str) -> String {
        let row_by_row = format!("{bytes}\x1b[B").repeat(N_ROWS_OUTSIDE);
        let rows = self.through.map(|multiplexer| multiplexer.wrap(&format!("\x1b7\x1b[H{row_by_row}\x1b8")));
        self.wrapped(bytes) + &rows.unwrap_or_default()
    }

    fn wrapped(self, bytes: &str) -> String {
        self.through.map_or_else(|| bytes.to_owned(), |multiplexer| multiplexer.wrap(bytes))
    }
}

/// Rows a terminal may have; going down stops at the last one.
const N_ROWS_OUTSIDE: usize = 120;

/// What to do: the reader's own setting, or else the first row that applies.
pub fn decide(setting: Bidi, known: &Known<'_>) -> Decision {
    let row = TABLE.iter().find(|row| (row.applies)(known)).unwrap_or(&LAST);
    let told = |dialect| Switch {
        dialect,
        through: known.multiplexer(),
        was_so: dialect == Dialect::Bdsm && known.answers.bdsm == Some(EXPLICIT),
    };
    let by_table = Decision {
        mode: row.mode,
        switch: row.dialect.map(told),
        marks: row.marks && row.mode != Mode::Kitty,
        hint: row.hint,
        because: row.because,
    };
    let Some(mode) = setting.mode() else { return by_table };
    Decision {
        mode,
        switch: by_table.switch.filter(|_| mode == Mode::App),
        marks: row.marks && mode != Mode::Kitty,
        hint: None,
        because: "because-set",
    }
}

/// States of a mode (DECRPM): on, off, on for good, off for good. On is implicit: the terminal orders.
const IMPLICIT: u16 = 1;
const EXPLICIT: u16 = 2;
const IMPLICIT_FOR_GOOD: u16 = 3;

/// A row of the table.
struct Row {
    applies: fn(&Known<'_>) -> bool,
    mode: Mode,
    dialect: Option<Dialect>,
    marks: bool,
    hint: Option<Hint>,
    because: &'static str,
}

const TABLE: [Row; 10] = [
    Row {
        applies: |known| matches!(known.answers.bdsm, Some(IMPLICIT | EXPLICIT)),
        dialect: Some(Dialect::Bdsm),
        because: "because-bdsm",
        ..LAST
    },
    Row {
        applies: |known| known.answers.bdsm == Some(IMPLICIT_FOR_GOOD),
        mode: Mode::Terminal,
        hint: Some(Hint::CannotBeTold),
        because: "because-implicit-for-good",
        ..LAST
    },
    Row { applies: |known| known.is_konsole(), dialect: Some(Dialect::Konsole), because: "because-konsole", ..LAST },
    Row { applies: |known| known.is_mlterm(), dialect: Some(Dialect::Mlterm), because: "because-mlterm", ..LAST },
    Row { applies: |known| known.is_kitty() && known.kitty_force_ltr, because: "because-kitty-force-ltr", ..LAST },
    Row {
        applies: |known| known.is_kitty(),
        mode: Mode::Kitty,
        hint: Some(Hint::KittyForceLtr),
        because: "because-kitty",
        ..LAST
    },
    Row {
        applies: |known| known.answers.secondary == Some((0, 136)),
        mode: Mode::Terminal,
        hint: Some(Hint::Putty),
        because: "because-putty",
        ..LAST
    },
    Row {
        // Read, not seen: trippy's pull request 1344, tmux's issue 3262.
        applies: |known| known.environment.program == "Apple_Terminal",
        mode: Mode::Terminal,
        hint: Some(Hint::CannotBeTold),
        because: "because-apple",
        ..LAST
    },
    Row {
        applies: |known| known.is_behind_a_closed_door(),
        hint: Some(Hint::AllowPassthrough),
        because: "because-closed-tmux",
        ..LAST
    },
    Row { applies: |known| known.misplaces_marks(), marks: false, because: "because-marks", ..LAST },
];

const LAST: Row = Row {
    applies: |_| true,
    mode: Mode::App,
    dialect: None,
    marks: true,
    hint: None,
    because: "because-nothing-known",
};

// A variable may have been left by a terminal from which this one was started, so an answer counts more than it does.
impl Known<'_> {
    /// What stands between kiosque and the terminal.
    pub fn multiplexer(&self) -> Option<Multiplexer> {
        self.environment.multiplexer().or(self.answers.multiplexer)
    }

    fn is_konsole(&self) -> bool {
        let by_variable = || self.environment.has("KONSOLE_VERSION") && self.multiplexer().is_none();
        let by_number = || self.answers.secondary.is_none_or(|(_, version)| version == 115);
        self.is_named("Konsole", || by_variable() && by_number())
    }

    fn is_mlterm(&self) -> bool {
        let by_variable = || self.environment.has("MLTERM") && self.multiplexer().is_none();
        self.is_named("mlterm", || match self.answers.secondary {
            Some((kind, _)) => kind == 24,
            None => by_variable(),
        })
    }

    fn is_kitty(&self) -> bool {
        self.is_named("kitty", || self.environment.term == "xterm-kitty" && self.multiplexer().is_none())
    }

    /// By the name it gives itself, or where it gives none by something else.
    fn is_named(&self, name: &str, or_else: impl FnOnce() -> bool) -> bool {
        match &self.answers.version {
            Some(version) => version.starts_with(name),
            None => or_else(),
        }
    }

    /// In a tmux that passes nothing on, started, as it seems, in a terminal that should be told something.
    fn is_behind_a_closed_door(&self) -> bool {
        let should_be_told = ["VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID"];
        let is_heard =
            self.answers.bdsm.is_some() || self.answers.secondary.is_some() || self.answers.version.is_some();
        self.multiplexer() == Some(Multiplexer::Tmux)
            && !is_heard
            && should_be_told.iter().any(|name| self.environment.has(name))
    }

    /// alacritty draws marks one cell too far to the right (its issue 2357), st leaves them out.
    fn misplaces_marks(&self) -> bool {
        let term = self.environment.term.as_str();
        let by_variable = || self.environment.has("ALACRITTY_WINDOW_ID") && self.multiplexer().is_none();
        let is_alacritty = || term.starts_with("alacritty") || by_variable();
        let by_number = || self.answers.secondary.is_none_or(|(kind, _)| kind == 0);
        let is_st = term == "st" || term.starts_with("st-");
        self.is_named("alacritty", || is_alacritty() && by_number()) || is_st
    }
}

#[cfg(test)]
mod tests {
    use super::{Bidi, Decision, Dialect, Known, Multiplexer, Switch, decide};

    use crate::terminal::capabilities::{Answers, Environment};
    use crate::terminal::sequences::Reply;

    /// What is decided in this environment after these answers: `8=1` is the state of mode 8, `0;136` the numbers of DA2,
    /// any other word a name.
    fn decision(setting: Bidi, variables: &str, answers: &str) -> Decision {
        let environment = Environment::from_variables(|name| {
            let mut words = variables.split_whitespace();
            words.find_map(|word| Some(word.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
        });
        let mut heard = Answers::default();
        for word in answers.split_whitespace() {
            let numbers = |(one, other): (&str, &str)| Some((one.parse().ok()?, other.parse().ok()?));
            heard.learn(&match (word.strip_prefix("8="), word.split_once(';').and_then(numbers)) {
                (Some(state), _) => Reply::Mode { number: 8, state: state.parse().unwrap() },
                (_, Some((kind, version))) => Reply::Secondary { kind, version },
                _ => Reply::Version(word.to_owned()),
            });
        }
        let kitty_force_ltr = variables.contains("force_ltr");
        decide(setting, &Known { environment: &environment, answers: &heard, kitty_force_ltr })
    }

    /// A decision in words: the mode, what the terminal is told and through whom, whether marks are left out, the hint.
    fn words(decision: Decision) -> String {
        let Decision { mode, switch, marks, hint, .. } = decision;
        let mut words = vec![format!("{mode:?}")];
        words.extend(switch.map(|switch| format!("{:?}", switch.dialect)));
        words.extend(switch.and_then(|switch| switch.through).map(|through| format!("through {through:?}")));
        words.extend((!marks).then(|| "no marks".to_owned()));
        words.extend(hint.map(|hint| format!("{hint:?}")));
        words.join(", ")
    }

    #[rustfmt::skip]
    const TERMINALS: [(&str, &str, &str, &str); 39] = [
        ("VTE", "TERM=xterm-256color VTE_VERSION=7006", "8=1 65;7006", "App, Bdsm"),
        ("one that was told before", "TERM=xterm", "8=2", "App, Bdsm"),
        ("one that always reorders", "TERM=xterm", "8=3", "Terminal, CannotBeTold"),
        ("one that never reorders", "TERM=xterm", "8=4", "App"),
        ("Konsole", "TERM=xterm-256color", "Konsole-22.12.3 1;115", "App, Konsole"),
        ("an old Konsole", "KONSOLE_VERSION=180400", "0;115", "App, Konsole"),
        ("a silent Konsole", "KONSOLE_VERSION=180400", "", "App, Konsole"),
        ("xterm from Konsole", "KONSOLE_VERSION=221203", "8=0 XTerm(379) 41;379", "App"),
        ("urxvt from Konsole", "KONSOLE_VERSION=221203", "85;95", "App"),
        ("mlterm", "TERM=mlterm MLTERM=3.9.2", "8=0 24;279", "App, Mlterm"),
        ("mlterm, far away", "TERM=xterm", "24;279", "App, Mlterm"),
        ("a silent mlterm", "MLTERM=3.9.2", "", "App, Mlterm"),
        ("xterm from mlterm", "MLTERM=3.9.2", "XTerm(379) 41;379", "App"),
        ("urxvt from mlterm", "MLTERM=3.9.2", "85;95", "App"),
        ("xterm as a VT320", "TERM=xterm", "XTerm(379) 24;379", "App"),
        ("kitty", "TERM=xterm-kitty", "8=0 kitty(0.26.5) 1;4000", "Kitty, no marks, KittyForceLtr"),
        ("kitty under another name", "TERM=xterm-256color", "kitty(0.26.5)", "Kitty, no marks, KittyForceLtr"),
        ("a silent kitty", "TERM=xterm-kitty", "", "Kitty, no marks, KittyForceLtr"),
        ("kitty with force_ltr", "TERM=xterm-kitty force_ltr", "kitty(0.26.5)", "App"),
        ("PuTTY", "TERM=xterm", "0;136", "Terminal, Putty"),
        ("Terminal of macOS", "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", "1;95", "Terminal, CannotBeTold"),
        ("alacritty", "TERM=alacritty", "0;1700", "App, no marks"),
        ("alacritty under another name", "TERM=xterm ALACRITTY_WINDOW_ID=1", "0;1700", "App, no marks"),
        ("xterm from alacritty", "TERM=xterm ALACRITTY_WINDOW_ID=1", "XTerm(379)", "App"),
        ("urxvt from alacritty", "TERM=xterm ALACRITTY_WINDOW_ID=1", "85;95", "App"),
        ("st", "TERM=st-256color", "", "App, no marks"),
        ("xterm", "TERM=xterm XTERM_VERSION=379", "8=0 XTerm(379) 41;379", "App"),
        ("one that says nothing", "TERM=xterm", "", "App"),
        ("tmux in VTE", "TERM=tmux TMUX=x VTE_VERSION=7006", "tmux 84;0 8=1 65;7006", "App, Bdsm, through Tmux"),
        ("tmux in Konsole", "TERM=tmux TMUX=x", "tmux 84;0 Konsole-22 1;115", "App, Konsole, through Tmux"),
        ("tmux in mlterm", "TERM=tmux TMUX=x MLTERM=3.9.2", "tmux 84;0 8=0 24;279", "App, Mlterm, through Tmux"),
        ("tmux in kitty", "TERM=tmux TMUX=x", "tmux 84;0 8=0 kitty(0.26.5)", "Kitty, no marks, KittyForceLtr"),
        ("tmux in PuTTY", "TERM=tmux TMUX=x", "tmux 84;0 0;136", "Terminal, Putty"),
        ("tmux in xterm, begun in VTE", "TERM=tmux TMUX=x VTE_VERSION=7006", "tmux 84;0 8=0 XTerm(379)", "App"),
        ("closed tmux in VTE", "TERM=tmux TMUX=x VTE_VERSION=7006", "tmux 84;0", "App, AllowPassthrough"),
        ("closed tmux in Konsole", "TERM=tmux TMUX=x KONSOLE_VERSION=221203", "tmux 84;0", "App, AllowPassthrough"),
        ("closed tmux", "TERM=tmux TMUX=x", "tmux 84;0", "App"),
        ("tmux, far away, in VTE", "TERM=screen-256color", "tmux 84;0 8=1", "App, Bdsm, through Tmux"),
        ("GNU screen in VTE", "TERM=screen STY=1.pts", "83;40900 8=1", "App, Bdsm, through Screen"),
    ];

    #[test]
    fn every_terminal_has_its_row() {
        for (name, variables, answers, want) in TERMINALS {
            assert_eq!(words(decision(Bidi::Auto, variables, answers)), want, "{name}");
        }
    }

    #[test]
    fn the_readers_setting_counts_more_than_the_table() {
        for (setting, answers, want) in [
            (Bidi::App, "8=1", "App, Bdsm"),
            (Bidi::App, "Konsole-22.12.3", "App, Konsole"),
            (Bidi::App, "0;136", "App"),
            (Bidi::App, "kitty(0.26.5)", "App"),
            (Bidi::Kitty, "8=1", "Kitty, no marks"),
            (Bidi::Terminal, "8=1", "Terminal"),
            (Bidi::Terminal, "kitty(0.26.5)", "Terminal"),
            (Bidi::Off, "Konsole-22.12.3", "Off"),
            (Bidi::Off, "", "Off"),
        ] {
            assert_eq!(words(decision(setting, "TERM=xterm", answers)), want, "{setting:?} {answers}");
        }
    }

    #[test]
    fn what_is_said_on_entering_is_taken_back_on_leaving() {
        let konsole = ["\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"];
        for (dialect, [entering, leaving]) in [
            (Dialect::Bdsm, ["\x1b[8l", "\x1b[8h"]),
            (Dialect::Konsole, konsole),
            (Dialect::Mlterm, ["\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"]),
        ] {
            let switch = Switch { dialect, through: None, was_so: false };
            assert_eq!([switch.entering(), switch.leaving()], [entering, leaving]);
            for through in [Multiplexer::Tmux, Multiplexer::Screen] {
                let switch = Switch { through: Some(through), ..switch };
                assert!(switch.entering().starts_with(&through.wrap(entering)), "{switch:?}");
                assert!(switch.leaving().starts_with(&through.wrap(leaving)), "{switch:?}");
            }
        }
        assert_eq!(Multiplexer::Tmux.wrap("\x1b[8l"), "\x1bPtmux;\x1b\x1b[8l\x1b\\");
        assert_eq!(Multiplexer::Screen.wrap("\x1b[8l"), "\x1bP\x1b[8l\x1b\\");
        let told_before = decision(Bidi::Auto, "TERM=xterm", "8=2").switch.unwrap();
        assert_eq!([told_before.entering(), told_before.leaving()], ["\x1b[8l", ""]);
    }

    #[test]
    fn a_setting_has_a_name() {
        for bidi in Bidi::ALL {
            assert_eq!(Bidi::parse(bidi.as_str()), Some(bidi));
        }
        assert_eq!(Bidi::parse("always"), None);
    }
}
