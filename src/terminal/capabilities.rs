//! What the terminal can do and how it looks: asked of the terminal where it answers, read from the environment else.
//!
//! All questions go out in one write, and the last is one that every terminal answers, so that its answer says that no
//! other will come. Nothing here waits: the answers arrive among the keys (`sequences` tells them apart), and the loop
//! decides how long it is worth waiting for them. Guessing is the last resort, and errs towards the terminal's own
//! colours, which are readable on any background.

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
}

impl Environment {
    /// What this process was started with.
    pub fn of_this_process() -> Environment {
        let variable = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Environment {
            term: variable("TERM").unwrap_or_default(),
            colorterm: variable("COLORTERM").unwrap_or_default(),
            colorfgbg: variable("COLORFGBG").unwrap_or_default(),
            program: variable("TERM_PROGRAM").unwrap_or_default(),
            is_xterm: variable("XTERM_VERSION").is_some(),
            no_color: variable("NO_COLOR").is_some_and(|value| !value.is_empty()),
        }
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

/// What to ask: the background's colour (OSC 11), whether the terminal knows that it may have to leave reordering to
/// the app (DECRQM of BDSM, mode 8), and last what kind of terminal it is (DA1), which all of them answer.
pub fn questions(environment: &Environment) -> Option<&'static [u8]> {
    (!environment.prints_questions()).then_some(b"\x1b]11;?\x1b\\\x1b[8$p\x1b[c")
}

/// What is known of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How many colours it shows.
    pub depth: Depth,
    /// Whether its background is dark or light; unknown where nobody says.
    pub background: Option<Background>,
    /// It reorders right-to-left text by itself, and stops when it is told.
    pub reorders: bool,
    /// The last question was answered: no other answer will come.
    pub complete: bool,
}

impl Capabilities {
    /// What the environment tells, before any answer.
    pub fn guess(environment: &Environment) -> Capabilities {
        Capabilities {
            depth: environment.depth(),
            background: environment.background(),
            reorders: false,
            complete: false,
        }
    }

    /// Takes an answer to heart.
    pub fn learn(&mut self, reply: &Reply) {
        match reply {
            Reply::Background(rgb) => self.background = Some(Background::of(*rgb)),
            Reply::Mode { number: 8, state: 1 | 2 } => self.reorders = true,
            Reply::Attributes => self.complete = true,
            Reply::Mode { .. } | Reply::Other => {}
        }
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
            let mut known = Capabilities::guess(&environment("rxvt", "", colorfgbg));
            assert_eq!(known.background, guess, "{colorfgbg}");
            known.learn(&Reply::Background([253, 246, 227]));
            assert_eq!(known.background, Some(Background::Light), "an answer counts more than a guess");
        }
        assert_eq!(Background::of([0, 43, 54]), Background::Dark);
        assert_eq!(Background::of([128, 128, 128]), Background::Light);
    }

    #[test]
    fn the_last_answer_ends_the_questions() {
        let mut known = Capabilities::guess(&Environment::default());
        for (reply, reorders, complete) in [
            (Reply::Mode { number: 8, state: 0 }, false, false),
            (Reply::Mode { number: 2026, state: 1 }, false, false),
            (Reply::Mode { number: 8, state: 1 }, true, false),
            (Reply::Other, true, false),
            (Reply::Attributes, true, true),
        ] {
            known.learn(&reply);
            assert_eq!((known.reorders, known.complete), (reorders, complete), "{reply:?}");
        }
        let asked = questions(&environment("xterm", "", "")).unwrap_or_default();
        assert!(asked.ends_with(b"\x1b[c"), "the answer that always comes is asked for last");
        assert_eq!(questions(&environment("linux", "", "")), None);
    }
}
