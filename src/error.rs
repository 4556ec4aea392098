//! What can go wrong at the rim, in sentences that name what, where, and what to do next.
//!
//! They quote the reader's words as they came; whoever prints a sentence makes it safe.

use std::fmt;
use std::io;

use crate::store::id::ArticleId;

/// Why something could not be done.
#[derive(Debug)]
pub enum Error {
    /// No input could be read at all; each failure has been said already.
    NothingReadable,
    /// No article's id begins like this.
    NoSuchId(String),
    /// So many articles' ids begin like this.
    AmbiguousId(String, usize),
    /// An id was cut too short.
    ShortId(String),
    /// The query has no word in it.
    EmptyQuery(String),
    /// The answer could not be written.
    Write(io::Error),
    /// The screen could not be used.
    Screen(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NothingReadable => write!(f, "nothing could be read; name a file or a folder of text files"),
            Error::NoSuchId(id) => {
                write!(f, "no article has the ID {}; `kiosque list` prints the IDs of an archive", id)
            }
            Error::AmbiguousId(id, n) => {
                write!(f, "{n} articles have an ID that begins with {}; write more of it", id)
            }
            Error::ShortId(id) => {
                let least = ArticleId::MIN_PREFIX;
                write!(f, "the ID {} is too short; write at least {least} characters of it", id)
            }
            Error::EmptyQuery(query) => {
                write!(f, "there is no word to search for in \u{201c}{}\u{201d}; write letters or digits", query)
            }
            Error::Write(error) => write!(f, "cannot write the answer: {error}"),
            Error::Screen(error) => {
                write!(f, "cannot use the terminal: {error}; `kiosque list` prints the articles without it")
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    /// The commands write to standard output and nothing else.
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}
