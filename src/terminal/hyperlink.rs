//! OSC 8: telling the terminal which cells lead where, so that it opens an address when they are clicked.
//!
//! The form is that of the description all terminals go by (Egmont Koblinger, "Hyperlinks in terminal emulators"): the cells
//! between an opening and a closing lead to the address, and those with the same `id` are one link, on however many rows.
//! Terminals that do not know it ignore it; the few that would print it, cut it or choke on it are not told.

use std::fmt::Write;

use crate::terminal::bidi::Multiplexer;
use crate::terminal::capabilities::Capabilities;
use crate::ui::hyperlinks::Hyperlink;

/// What the reader has set: `hyperlinks = …`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// Unless the terminal is known not to understand it.
    #[default]
    Auto,
    /// Whatever the terminal is.
    Always,
    /// Nothing is told.
    Never,
}

impl Telling {
    /// All of them, in the order of the settings file.
    pub const ALL: [Telling; 3] = [Telling::Auto, Telling::Always, Telling::Never];

    /// Its name in the settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Telling::Auto => "auto",
            Telling::Always => "always",
            Telling::Never => "never",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Telling> {
        Telling::ALL.into_iter().find(|telling| telling.as_str() == name)
    }

    /// Whether this terminal is told where cells lead.
    pub fn tells(self, capabilities: &Capabilities) -> bool {
        match self {
            Telling::Auto => understands(capabilities),
            Telling::Always => true,
            Telling::Never => false,
        }
    }
}

/// Terminals that print the sequence or do not know where it ends, by the beginning of their names.
const STRANGERS: [&str; 8] = ["linux", "dumb", "vt", "eterm", "cygwin", "sun", "cons25", "wsvt25"];

fn understands(capabilities: &Capabilities) -> bool {
    let (environment, answers) = (capabilities.environment(), &capabilities.answers);
    let multiplexer = answers.multiplexer.or(environment.multiplexer());
    // GNU screen takes the names of terminals that begin so, and tmux did; it prints what is longer than it keeps.
    let is_screen = environment.term.starts_with("screen") && multiplexer.is_none();
    // VTE knows it since 0.50, whose number is 5000.
    let is_old_vte = environment.has("VTE_VERSION") && answers.secondary.is_some_and(|(_, version)| version < 5000);
    let is_stranger = STRANGERS.iter().any(|name| environment.term.starts_with(name));
    !(is_stranger || is_old_vte || is_screen || multiplexer == Some(Multiplexer::Screen))
}

/// Longer addresses are cut or refused by terminals (VTE and iTerm2 allow so many bytes).
const LONGEST: usize = 2083;

/// Ends what an opening has begun.
pub const CLOSING: &str = "\x1b]8;;\x1b\\";

/// What is sent before the cells of a link; none where its address is longer than terminals take. Whatever an address is
/// made of, no byte of it ends the sequence: all that is not printable ASCII is sent as `%xx`.
pub fn opening(link: &Hyperlink) -> Option<String> {
    let mut address = String::with_capacity(link.address.as_str().len());
    for byte in link.address.as_str().bytes() {
        match byte {
            b'!'..=b'~' => address.push(char::from(byte)),
            _ => write!(address, "%{byte:02X}").ok()?,
        }
    }
    // A colon or a semicolon would end the id.
    let id: String = link.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    (address.len() <= LONGEST).then(|| format!("\x1b]8;id={id};{address}\x1b\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::model::address::WebAddress;
    use crate::terminal::capabilities::Environment;
    use crate::terminal::sequences::Reply;

    #[test]
    fn no_address_breaks_out_and_none_is_too_long() {
        let long = format!("https://quai.example/{}", "a".repeat(2083 - 21));
        for (address, id, want) in [
            ("https://quai.example/a;b?c=d&e#f", "3-0", Some("id=3-0;https://quai.example/a;b?c=d&e#f")),
            ("https://quai.example/\u{643}", "3-0", Some("id=3-0;https://quai.example/%D9%83")),
            ("https://quai.example/", "a;b:c\u{1b}", Some("id=abc;https://quai.example/")),
            (&long, "1", Some(&format!("id=1;{long}"))),
            (&format!("{long}a"), "1", None),
        ] {
            let address = WebAddress::parse(address).unwrap();
            let link = Hyperlink { address, id: id.to_owned() };
            assert_eq!(opening(&link), want.map(|want| format!("\x1b]8;{want}\x1b\\")));
        }
        for hostile in ["\u{1b}\\", "\u{7}", "\u{9c}", "\n\u{1b}]0;x\u{7}", "\u{202e}", "a b\t"] {
            let address = WebAddress::parse(&format!("https://quai.example/{hostile}?{hostile}#{hostile}")).unwrap();
            let sent = opening(&Hyperlink { address, id: hostile.to_owned() }).unwrap();
            let inside = sent.strip_prefix("\x1b]8;").and_then(|sent| sent.strip_suffix("\x1b\\")).unwrap();
            assert!(inside.bytes().all(|byte| (33..127).contains(&byte)), "{inside:?}");
        }
    }

    #[test]
    fn a_terminal_is_told_unless_it_would_not_understand() {
        let attributes = Reply::Other;
        let secondary = |kind, version| Reply::Secondary { kind, version };
        for (variables, reply, tells) in [
            (&[("TERM", "xterm-256color")][..], attributes.clone(), true),
            (&[("TERM", "xterm-kitty")], attributes.clone(), true),
            (&[("TERM", "foot")], attributes.clone(), true),
            (&[("TERM", "tmux-256color")], attributes.clone(), true),
            (&[("TERM", "screen-256color"), ("TMUX", "/tmp/x")], attributes.clone(), true),
            (&[("TERM", "screen-256color")], secondary(84, 0), true),
            (&[("TERM", "screen-256color")], attributes.clone(), false),
            (&[("TERM", "xterm-256color")], secondary(83, 50000), false),
            (&[("TERM", "screen"), ("STY", "1.pts")], attributes.clone(), false),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7006")], secondary(61, 7006), true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "4601")], secondary(1, 4601), false),
            (&[("TERM", "xterm-256color")], secondary(41, 379), true),
            (&[("TERM", "linux")], attributes.clone(), false),
            (&[("TERM", "vt220")], attributes.clone(), false),
            (&[("TERM", "dumb")], attributes, false),
        ] {
            let value = |name: &str| variables.iter().find(|(of, _)| *of == name).map(|(_, value)| (*value).to_owned());
            let mut capabilities = Capabilities::guess(Environment::from_variables(value));
            capabilities.learn(&reply);
            assert_eq!(Telling::Auto.tells(&capabilities), tells, "{variables:?} {reply:?}");
            assert!(Telling::Always.tells(&capabilities) && !Telling::Never.tells(&capabilities));
        }
    }
}
