//! Finds and reads input: files, folders with all that is in them, standard input, the built-in edition.
//!
//! What was read before is taken from the [`cache`](crate::cache) at once; then a walk looks for files that are new or have
//! changed, while as many threads as there are cores read them: small files as a whole, large ones in pieces (`stream`). What
//! is no page is passed over and counted: hidden files, binary content, pipes and devices. A path that was named is read
//! whatever it is called. What could not be read, file or record, is in the report and in the news, with the reason.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::Contents;
use crate::locale::words::{Saying, Words};
use crate::model::problem::{Fault, Problem};
use crate::source::volumes::{Volume, Volumes};
use crate::store::library::Library;
use crate::store::segment::Segment;

mod desk;
pub mod estimate;
mod known;
mod page;
mod reading;
mod revision;
mod stream;
mod troubles;
mod volumes;
mod walk;

pub use crate::formats::MAX_BYTES;
pub use reading::keeping::cache_key;
pub use reading::{Reading, Request};
pub use volumes::{bound_at_the_end, bound_meanwhile};

/// Where articles are to come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// Standard input, one file of any format.
    Stdin,
    /// The edition built into the program.
    Edition,
}

impl Input {
    /// What a word of the command line asks for: `-` is standard input.
    pub fn from_argument(argument: &Path) -> Input {
        if argument.as_os_str() == "-" { Input::Stdin } else { Input::Path(argument.to_owned()) }
    }
}

/// The arguments of the command line that name nothing there is, each with what the system says.
pub fn missing(arguments: &[PathBuf]) -> Vec<Skip> {
    let skip = |argument: &PathBuf| match Input::from_argument(argument) {
        Input::Path(path) => {
            let reason = Reason::of(&path.metadata().err()?);
            Some(Skip { path: path.to_string_lossy().into_owned(), reason, was_named: true })
        }
        Input::Stdin | Input::Edition => None,
    };
    arguments.iter().filter_map(skip).collect()
}

/// The library that a cache holds.
pub fn library(contents: Contents) -> Library {
    let held = contents.manifest.segments;
    let volume = |(at, segment): (usize, Segment)| Some(Volume::of_cache(Arc::new(segment), held.get(at)?));
    Volumes::new(contents.segments.into_iter().filter_map(volume).collect()).library()
}

/// What happens while an archive is read.
#[derive(Clone, Debug)]
pub enum News {
    /// How far it is.
    Progress(Progress),
    /// All articles there are so far.
    Library(Library),
    /// Something about the cache that the reader should know.
    Notice(Saying),
    /// All that could not be read, by path and record.
    Problems(Arc<[Problem]>),
}

/// How far the reading of an archive is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files found so far.
    pub n_found: usize,
    /// Files done with so far: read, passed over, or as they were.
    pub n_read: usize,
    /// Those of them that did not need to be read, because they are as they were.
    pub n_same: usize,
    /// Bytes of the files found so far.
    pub n_bytes_found: u64,
    /// Bytes of these that are done with; those of a large file are counted while it is read.
    pub n_bytes_read: u64,
    /// Bytes of files that are as they were.
    pub n_bytes_same: u64,
    /// Some of the files that are read are large, so that their number alone does not tell how far it is.
    pub has_large: bool,
    /// All files have been found: `n_found` will not grow.
    pub found_all: bool,
}

impl Progress {
    /// How much there is to do for so many files of so many bytes: opening one is as much as reading some bytes.
    fn work(n_files: usize, n_bytes: u64) -> u64 {
        n_bytes + n_files as u64 * BYTES_OF_OPENING
    }

    /// How much of what was found is done, in thousandths.
    pub fn share(&self) -> u16 {
        let found = Progress::work(self.n_found, self.n_bytes_found).max(1);
        let done = Progress::work(self.n_read, self.n_bytes_read).min(found);
        u16::try_from(done.saturating_mul(1000) / found).unwrap_or(1000)
    }
}

/// Opening a file takes about as long as reading so many bytes of it.
const BYTES_OF_OPENING: u64 = 4 << 10;

/// What came of reading an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many documents there are.
    pub n_documents: usize,
    /// How many of them were read now, and are not as they were.
    pub n_read: usize,
    /// How many documents there were whose files are gone, or are no pages any more.
    pub n_gone: usize,
    /// What was not, by path.
    pub skipped: Vec<Skip>,
    /// What of the files that were could not be read, by path and record.
    pub problems: Vec<Problem>,
}

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skip {
    /// Its path as it came, not made safe for a terminal.
    pub path: String,
    /// Why it was not read.
    pub reason: Reason,
    /// The reader named it, so that it is missed.
    pub was_named: bool,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// There is nothing of this name.
    Missing,
    /// The system does not let it be read.
    Denied,
    /// The system said no: what it said.
    Unreadable(String),
    /// It is no text.
    Binary,
    /// A file or folder whose name begins with a dot.
    Hidden,
    /// A pipe, a socket or a device.
    Special,
    /// Nothing is written in it.
    Empty,
    /// It had been reached by another way: a link to a folder above, a link to a file of the archive.
    Seen,
}

impl Reason {
    /// What this is among the problems of an archive.
    fn fault(&self) -> Fault {
        match self {
            Reason::Missing => Fault::Unreadable("no such file".to_owned()),
            Reason::Denied => Fault::Unreadable("permission denied".to_owned()),
            Reason::Unreadable(error) => Fault::Unreadable(error.clone()),
            Reason::Binary | Reason::Hidden | Reason::Special | Reason::Empty | Reason::Seen => Fault::Binary,
        }
    }

    /// Why the system does not give something to read; what it says is kept without its error number.
    fn of(error: &io::Error) -> Reason {
        match error.kind() {
            io::ErrorKind::NotFound => Reason::Missing,
            io::ErrorKind::PermissionDenied => Reason::Denied,
            _ => {
                let text = error.to_string();
                Reason::Unreadable(text.split_once(" (os error").map_or(text.clone(), |(words, _)| words.to_owned()))
            }
        }
    }
}

impl Skip {
    /// Whether something may be missing that the reader expects: such a skip is said aloud, the others are counted.
    pub fn is_failure(&self) -> bool {
        match self.reason {
            Reason::Missing | Reason::Denied | Reason::Unreadable(_) => true,
            Reason::Binary | Reason::Special => self.was_named,
            Reason::Hidden | Reason::Empty | Reason::Seen => false,
        }
    }

    /// Why, in words that can stand beside a number of files.
    pub fn in_few_words(&self) -> Saying {
        match &self.reason {
            Reason::Missing => Saying::new("skip-missing"),
            Reason::Denied => Saying::new("skip-denied"),
            Reason::Unreadable(error) => Saying::new("skip-error").of("error", error.clone()),
            Reason::Binary => Saying::new("skip-binary"),
            Reason::Hidden => Saying::new("skip-hidden"),
            Reason::Special => Saying::new("skip-special"),
            Reason::Empty => Saying::new("skip-empty"),
            Reason::Seen => Saying::new("skip-seen"),
        }
    }

    /// Its path and why, in a sentence.
    pub fn told(&self) -> Saying {
        let why = match &self.reason {
            Reason::Missing => Saying::new("unread-missing"),
            Reason::Denied => Saying::new("skip-denied"),
            Reason::Unreadable(error) => Saying::new("skip-error").of("error", error.clone()),
            Reason::Binary => Saying::new("unread-binary"),
            Reason::Hidden => Saying::new("unread-hidden"),
            Reason::Special => Saying::new("unread-special"),
            Reason::Empty => Saying::new("unread-empty"),
            Reason::Seen => Saying::new("unread-seen"),
        };
        Saying::new("unread").of("path", self.path.clone()).of("why", why)
    }
}

impl Report {
    /// What a reader may miss.
    pub fn failures(&self) -> impl Iterator<Item = &Skip> {
        self.skipped.iter().filter(|skip| skip.is_failure())
    }

    /// How many records and files could not be read, those that were not opened left out.
    pub fn n_problems(&self) -> u64 {
        self.problems.iter().map(Problem::n_records).sum()
    }

    /// A reader misses something.
    pub fn misses_something(&self) -> bool {
        self.failures().next().is_some() || !self.problems.is_empty()
    }

    /// What was passed over in silence, in one sentence; `None` where nothing was.
    pub fn summary(&self, words: &Words) -> Option<String> {
        let count =
            |reason: Reason| self.skipped.iter().filter(|skip| !skip.is_failure() && skip.reason == reason).count();
        let counts = [
            (count(Reason::Hidden), "skip-hidden"),
            (count(Reason::Binary), "skip-binary"),
            (count(Reason::Special), "skip-special"),
            (count(Reason::Empty), "skip-empty"),
            (count(Reason::Seen), "skip-seen"),
        ];
        let total: usize = counts.iter().map(|(n, _)| n).sum();
        let part = |(n, id): &(usize, &str)| {
            words.with("skipped-reason", &[("reason", words.text(id).into()), ("n", (*n).into())])
        };
        let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(part).collect();
        let reasons = parts.join(words.text("comma"));
        (total > 0).then(|| words.with("passed-over", &[("n", total.into()), ("reasons", reasons.into())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_passed_over_is_said_in_one_sentence() {
        let skip = |path: &str, reason, was_named| Skip { path: path.to_owned(), reason, was_named };
        let report = Report {
            n_documents: 1,
            skipped: vec![
                skip("a/.git", Reason::Hidden, false),
                skip("a/b.png", Reason::Binary, false),
                skip("a/c.png", Reason::Binary, false),
                skip("d.png", Reason::Binary, true),
                skip("e", Reason::Denied, false),
            ],
            ..Report::default()
        };
        let words = &Words::default();
        assert_eq!(report.summary(words).as_deref(), Some("passed over 3 files: hidden (1), not text (2)"));
        assert_eq!(report.failures().map(|skip| skip.path.as_str()).collect::<Vec<_>>(), ["d.png", "e"]);
        assert_eq!(Report::default().summary(words), None);
    }
}
