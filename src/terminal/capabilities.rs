//! What the terminal can do and how it looks: asked of the terminal where it answers, read from the environment else.
//!
//! All questions go out in one write, and the last is one that every terminal answers, so that its answer says that no
//! other will come. Nothing here waits: the answers arrive among the keys (`sequences` tells them apart), and the loop
//! decides how long it is worth waiting for them. Guessing is the last resort, and errs towards the terminal's own
//! colours, which are readable on any background.

use std::collections::BTreeSet;

use crate::terminal::bidi::{Known, Multiplexer};
use crate::terminal::sequences::Reply;
use crate::ui::theme::Depth;

/// The environment variables that tell of terminals, read once at the rim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `TERM`: the terminfo name.
    pub term: String,
    /// `COLORTERM`: `truecolor` or `24bit` where it is set to mean something.
    pub colorterm: String,
    /// `COLORFGBG`: `15;0` and the like: the palette numbers of text and background, from rxvt and its kin.
    pub colorfgbg: String,
    /// `TERM_PROGRAM`: the emulator's name, where it gives one.
    pub program: String,
    /// `XTERM_VERSION` is set: xterm itself, which calls itself `xterm` and has 256 colours nevertheless.
    pub is_xterm: bool,
    /// `NO_COLOR` is set and not empty (no-color.org).
    pub no_color: bool,
    /// Which of the [`SIGNATURES`] are set. A terminal started from another one inherits that one's.
    pub signatures: BTreeSet<&'static str>,
    /// The locale of characters: `LC_ALL`, `LC_CTYPE` or `LANG`, the first that is set.
    pub locale: String,
}

/// Variables by which emulators and multiplexers make themselves known.
pub const SIGNATURES: [&str; 8] =
    ["TMUX", "STY", "VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WT_SESSION"];

impl Environment {
    /// What this process was started with.
    pub fn of_this_process() -> Environment {
        Environment::from_variables(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    /// What these variables tell.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Environment {
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(&variable).find(|value| !value.is_empty());
        Environment {
            term: variable("TERM").unwrap_or_default(),
            colorterm: variable("COLORTERM").unwrap_or_default(),
            colorfgbg: variable("COLORFGBG").unwrap_or_default(),
            program: variable("TERM_PROGRAM").unwrap_or_default(),
            is_xterm: is_set("XTERM_VERSION"),
            no_color: is_set("NO_COLOR"),
            signatures: SIGNATURES.into_iter().filter(|name| is_set(name)).collect(),
            locale: locale.unwrap_or_default(),
        }
    }

    /// Whether a signature is set.
    pub fn has(&self, signature: &str) -> bool {
        self.signatures.contains(signature)
    }

    /// What stands between this program and the terminal, as far as the names tell.
    pub fn multiplexer(&self) -> Option<Multiplexer> {
        if self.has("TMUX") || self.term.starts_with("tmux") || self.program == "tmux" {
            return Some(Multiplexer::Tmux);
        }
        self.has("STY").then_some(Multiplexer::Screen)
    }

    /// Characters are written in UTF-8 here; a locale that does not say so may still be one.
    pub fn is_utf8(&self) -> bool {
        let locale = self.locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }

    /// The name under which it is remembered whether this terminal answers questions.
    pub fn name(&self) -> String {
        match self.program.as_str() {
            "" => self.term.clone(),
            program => format!("{} {program}", self.term),
        }
    }

    /// Where the cursor cannot be moved, nothing can be drawn.
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }

    /// How many colours there are, as far as the names tell.
    pub fn depth(&self) -> Depth {
        let truecolor = matches!(self.colorterm.as_str(), "truecolor" | "24bit") || self.term.ends_with("-direct");
        if self.no_color || self.is_monochrome() {
            Depth::Monochrome
        } else if truecolor {
            Depth::True
        } else if self.term.contains("256color") || !self.colorterm.is_empty() || self.is_xterm && self.term == "xterm"
        {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }

    /// Dark or light by `COLORFGBG`, whose last number is the background's place in the palette.
    fn background(&self) -> Option<Background> {
        match self.colorfgbg.rsplit(';').next()?.parse().ok()? {
            7 | 9..=15 => Some(Background::Light),
            0..=6 | 8 => Some(Background::Dark),
            _ => None,
        }
    }

    /// Terminals of one colour, by the names terminfo gives them: the DEC ones, and the `-m` and `-mono` variants.
    fn is_monochrome(&self) -> bool {
        let dec = ["vt52", "vt1", "vt2", "vt3", "vt4", "vt5"].iter().any(|name| self.term.starts_with(name));
        dec || self.term.ends_with("-m") || self.term.ends_with("-mono")
    }

    /// The Linux console of older kernels prints what it does not know instead of ignoring it.
    fn prints_questions(&self) -> bool {
        self.term == "linux" || self.is_dumb()
    }
}

/// What to ask, in one write: the background's colour (OSC 11), whether the terminal knows that it may have to leave the
/// order of cells to the app (DECRQM of BDSM, mode 8), its name (XTVERSION) and number (DA2), and last what it can do
/// (DA1), which all of them answer. In a multiplexer the same goes to the terminal outside.
///
/// A terminal that prints a question instead of answering it has its print wiped at once.
pub fn questions(environment: &Environment) -> Option<String> {
    if environment.prints_questions() {
        return None;
    }
    let outside = environment.multiplexer().map(outside).unwrap_or_default();
    let asked = match environment.program.as_str() {
        // It prints the last letter of what it does not know (vim's pull request 20038), which may be late to wipe.
        "Apple_Terminal" => BACKGROUND.to_owned(),
        _ => format!("\x1b7{BACKGROUND}{BIDI}{NAMES}{outside}\x1b8\x1b[K"),
    };
    Some(format!("{asked}{ATTRIBUTES}"))
}

/// The same questions for the terminal outside a multiplexer.
pub fn outside(multiplexer: Multiplexer) -> String {
    multiplexer.wrap(&format!("{BACKGROUND}{BIDI}{NAMES}{ATTRIBUTES}"))
}

const BACKGROUND: &str = "\x1b]11;?\x07";
const BIDI: &str = "\x1b[8$p";
const NAMES: &str = "\x1b[>q\x1b[>c";
const ATTRIBUTES: &str = "\x1b[c";

/// What the terminal has answered of itself. Where a multiplexer stands between, these are the answers of the terminal
/// outside, if it was let through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The state of mode 8.
    pub bdsm: Option<u16>,
    /// Its name.
    pub version: Option<String>,
    /// Its kind and version in numbers.
    pub secondary: Option<(u16, u16)>,
    /// A multiplexer has answered first, for itself.
    pub multiplexer: Option<Multiplexer>,
    /// How often the last question was answered: once by whoever is nearest, once more by the terminal outside.
    pub n_attributes: u16,
}

impl Answers {
    /// Takes an answer to heart.
    pub fn learn(&mut self, reply: &Reply) {
        match reply {
            Reply::Mode { number: 8, state } => self.bdsm = Some(*state),
            Reply::Version(name) if name.starts_with("tmux") => self.multiplexer = Some(Multiplexer::Tmux),
            Reply::Version(name) => self.version = Some(name.clone()),
            // The numbers that tmux and GNU screen have chosen.
            Reply::Secondary { kind: 84, .. } => self.multiplexer = Some(Multiplexer::Tmux),
            Reply::Secondary { kind: 83, .. } => self.multiplexer = Some(Multiplexer::Screen),
            Reply::Secondary { kind, version } => self.secondary = Some((*kind, *version)),
            Reply::Attributes => self.n_attributes = self.n_attributes.saturating_add(1),
            Reply::Mode { .. } | Reply::Background(_) | Reply::Other => {}
        }
    }
}

/// What is known of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    environment: Environment,
    /// How many colours it shows.
    pub depth: Depth,
    /// Whether its background is dark or light; unknown where nobody says.
    pub background: Option<Background>,
    /// What it has answered of itself.
    pub answers: Answers,
    /// The questions for the terminal outside have been sent.
    asked_outside: bool,
}

impl Capabilities {
    /// What the environment tells, before any answer.
    pub fn guess(environment: Environment) -> Capabilities {
        Capabilities {
            depth: environment.depth(),
            background: environment.background(),
            answers: Answers::default(),
            asked_outside: environment.multiplexer().is_some(),
            environment,
        }
    }

    /// Takes an answer to heart. Gives back what is to be asked now: a multiplexer that shows itself only by its answers,
    /// because it runs on another machine, has yet to pass the questions on.
    pub fn learn(&mut self, reply: &Reply) -> Option<String> {
        if let Reply::Background(rgb) = reply {
            self.background = Some(Background::of(*rgb));
        }
        self.answers.learn(reply);
        let found = self.answers.multiplexer.filter(|_| !self.asked_outside)?;
        self.asked_outside = true;
        Some(outside(found))
    }

    /// All that decides who puts text in order.
    pub fn known(&self, kitty_force_ltr: bool) -> Known<'_> {
        Known { environment: &self.environment, answers: &self.answers, kitty_force_ltr }
    }

    /// The name under which it is remembered whether this terminal answers.
    pub fn name(&self) -> String {
        self.environment.name()
    }

    /// Whoever is nearest has answered the last question.
    pub fn is_answered(&self) -> bool {
        self.answers.n_attributes > 0
    }

    /// No answer is owed any more, neither by a multiplexer nor by the terminal outside.
    pub fn is_complete(&self) -> bool {
        self.answers.n_attributes >= self.n_asked()
    }

    /// How many were asked: whoever is nearest, and the terminal outside a multiplexer.
    pub fn n_asked(&self) -> u16 {
        1 + u16::from(self.asked_outside)
    }

    /// The terminal outside is asked through a multiplexer.
    pub fn asks_outside(&self) -> bool {
        self.asked_outside
    }

    /// What the environment tells.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }
}

/// What text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light text is read best.
    Dark,
    /// Dark text is read best.
    Light,
}

impl Background {
    /// By relative luminance (WCAG 2): above 0.18 black text has more contrast than white.
    pub fn of([red, green, blue]: [u8; 3]) -> Background {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        if luminance > 0.18 { Background::Light } else { Background::Dark }
    }
}

#[cfg(test)]
mod tests {
    use super::{Background, Capabilities, Environment, questions};

    use crate::terminal::sequences::Reply;
    use crate::ui::theme::Depth;

    fn environment(term: &str, colorterm: &str, colorfgbg: &str) -> Environment {
        Environment {
            term: term.into(),
            colorterm: colorterm.into(),
            colorfgbg: colorfgbg.into(),
            ..Environment::default()
        }
    }

    #[test]
    fn the_names_tell_how_many_colours_there_are() {
        for (term, colorterm, depth) in [
            ("xterm-256color", "truecolor", Depth::True),
            ("xterm", "24bit", Depth::True),
            ("xterm-direct", "", Depth::True),
            ("xterm-256color", "", Depth::Indexed),
            ("screen.xterm-256color", "", Depth::Indexed),
            ("rxvt", "rxvt", Depth::Indexed),
            ("xterm", "", Depth::Sixteen),
            ("linux", "", Depth::Sixteen),
            ("", "", Depth::Sixteen),
            ("vt100", "", Depth::Monochrome),
            ("vt220", "truecolor", Depth::Monochrome),
            ("xterm-mono", "", Depth::Monochrome),
            ("linux-m", "", Depth::Monochrome),
        ] {
            assert_eq!(environment(term, colorterm, "").depth(), depth, "{term} {colorterm}");
        }
        let no_color = Environment { no_color: true, ..environment("xterm-256color", "truecolor", "") };
        assert_eq!(no_color.depth(), Depth::Monochrome);
        let in_xterm = |term| Environment { is_xterm: true, ..environment(term, "", "") }.depth();
        assert_eq!([in_xterm("xterm"), in_xterm("screen")], [Depth::Indexed, Depth::Sixteen]);
    }

    #[test]
    fn the_background_is_asked_for_and_then_guessed() {
        for (colorfgbg, guess) in [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;15", Some(Background::Light)),
            ("12;8", Some(Background::Dark)),
            ("0;7", Some(Background::Light)),
            ("15;default", None),
            ("1;234", None),
            ("", None),
        ] {
            let mut known = Capabilities::guess(environment("rxvt", "", colorfgbg));
            assert_eq!(known.background, guess, "{colorfgbg}");
            known.learn(&Reply::Background([253, 246, 227]));
            assert_eq!(known.background, Some(Background::Light), "an answer counts more than a guess");
        }
        assert_eq!(Background::of([0, 43, 54]), Background::Dark);
        assert_eq!(Background::of([128, 128, 128]), Background::Light);
    }

    #[test]
    fn the_last_answer_ends_the_questions() {
        let version = |name: &str| Reply::Version(name.to_owned());
        let check = |term: &str, replies: &[(Reply, bool, bool)]| {
            let mut known = Capabilities::guess(environment(term, "", ""));
            for (reply, asks, complete) in replies {
                let asked = known.learn(reply);
                assert_eq!((asked.is_some(), known.is_complete()), (*asks, *complete), "{term}: {reply:?}");
            }
        };
        check("xterm", &[(Reply::Mode { number: 8, state: 0 }, false, false), (Reply::Attributes, false, true)]);
        check("tmux", &[(version("tmux 3.3a"), false, false), (Reply::Attributes, false, false)]);
        check("tmux", &[(Reply::Attributes, false, false), (Reply::Attributes, false, true)]);
        check(
            "screen",
            &[
                (version("tmux 3.3a"), true, false),
                (Reply::Secondary { kind: 84, version: 0 }, false, false),
                (Reply::Attributes, false, false),
                (Reply::Mode { number: 8, state: 1 }, false, false),
                (Reply::Attributes, false, true),
            ],
        );
    }

    #[test]
    fn questions_are_one_write_that_ends_with_the_one_that_is_always_answered() {
        let asked = |term: &str| questions(&environment(term, "", "")).unwrap_or_default();
        assert_eq!(asked("xterm"), "\x1b7\x1b]11;?\x07\x1b[8$p\x1b[>q\x1b[>c\x1b8\x1b[K\x1b[c");
        let wrapped = "\x1bPtmux;\x1b\x1b]11;?\x07\x1b\x1b[8$p\x1b\x1b[>q\x1b\x1b[>c\x1b\x1b[c\x1b\\";
        assert!(asked("tmux-256color").contains(wrapped) && asked("tmux-256color").ends_with("\x1b[c"));
        assert_eq!((asked("linux"), asked("dumb")), (String::new(), String::new()));
        let terminal = Environment { program: "Apple_Terminal".into(), ..environment("xterm", "", "") };
        assert_eq!(questions(&terminal).as_deref(), Some("\x1b]11;?\x07\x1b[c"), "it would print the others");
    }
}
