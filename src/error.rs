//! What can go wrong at the rim, in sentences that name what, where, and what to do next.
//!
//! They quote the reader's words as they came; whoever prints a sentence makes it safe.

use std::io;
use std::path::PathBuf;

use crate::locale::words::Saying;
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
    /// No saved search is called this.
    NoSuchSearch(String),
    /// Nothing is to be kept, by the settings or the surroundings.
    CacheOff,
    /// Another kiosque is writing the cache of this archive.
    CacheBusy,
    /// Standard input and the built-in edition have no cache.
    CannotBeCached,
    /// What was read could not be kept; why has been said.
    NotCached,
    /// There is no folder for data in which feeds could be kept.
    NoData,
    /// Nothing that was asked of feeds could be done; why has been said.
    NothingFetched,
    /// None of the lines that should be marks is; why has been said.
    NoMarks,
    /// Marks that were to be brought in could not be read.
    MarksUnread {
        /// The file, as it was given.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// Marks could not be kept; why has been said.
    MarksNotKept,
    /// A file is there already that was to be written.
    Exists(PathBuf),
    /// A file could not be written.
    NotWritten(PathBuf, io::Error),
    /// The answer could not be written.
    Write(io::Error),
    /// The screen could not be used.
    Screen(io::Error),
}

impl Error {
    /// What, where, and what to do next.
    pub fn saying(&self) -> Saying {
        match self {
            Error::NothingReadable => Saying::new("error-nothing-readable"),
            Error::NoSuchId(id) => Saying::new("error-no-such-id").of("id", id.clone()),
            Error::AmbiguousId(id, n) => Saying::new("error-ambiguous-id").of("id", id.clone()).of("n", *n),
            Error::ShortId(id) => Saying::new("error-short-id").of("id", id.clone()).of("least", ArticleId::MIN_PREFIX),
            Error::EmptyQuery(query) => Saying::new("error-empty-query").of("query", query.clone()),
            Error::NoSuchSearch(name) => Saying::new("error-no-such-search").of("name", name.clone()),
            Error::CacheOff => Saying::new("error-cache-off"),
            Error::CacheBusy => Saying::new("error-cache-busy"),
            Error::CannotBeCached => Saying::new("error-cannot-be-cached"),
            Error::NotCached => Saying::new("error-not-cached"),
            Error::NoData => Saying::new("error-no-data"),
            Error::NothingFetched => Saying::new("error-nothing-fetched"),
            Error::NoMarks => Saying::new("error-no-marks"),
            Error::MarksUnread { path, error } => {
                Saying::new("error-marks-unread").of("path", path.clone()).of("error", error.to_string())
            }
            Error::MarksNotKept => Saying::new("error-marks-not-kept"),
            Error::Exists(path) => Saying::new("error-exists").of("path", path.display().to_string()),
            Error::NotWritten(path, error) => {
                let path = path.display().to_string();
                Saying::new("error-not-written").of("path", path).of("error", error.to_string())
            }
            Error::Write(error) => Saying::new("error-write").of("error", error.to_string()),
            Error::Screen(error) => Saying::new("error-screen").of("error", error.to_string()),
        }
    }
}

impl From<io::Error> for Error {
    /// The commands write to standard output and nothing else.
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}
