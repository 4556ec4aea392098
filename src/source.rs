//! Finds and reads input: files, folders with all that is in them, standard input, the built-in edition.
//!
//! A walk looks for files while as many threads as there are cores read them, batch by batch; each batch is handed over as
//! a segment as soon as the ones before it are there, so that the first headlines stand early and the order is the same at
//! every start. What is no page is passed over and counted: hidden files, binary content, pipes and devices, files beyond
//! [`MAX_BYTES`]. A path that was named is read whatever it is called, and if it cannot be read, the report says why.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::ingest::pile::{Imprint, Pile, Repeats};
use crate::ingest::{self, Context};
use crate::locale::words::{Saying, Words};
use crate::model::document::Document;
use crate::source::page::Page;
use crate::source::walk::Walk;
use crate::store::segment::Segment;
use crate::tables::Tables;

mod page;
mod walk;

/// The largest file that is read, 32 MiB: a page of text has a few thousand bytes, so what is larger is something else.
pub const MAX_BYTES: u64 = 32 << 20;

/// Where articles are to come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// Standard input, one page.
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

/// What happens while an archive is read.
#[derive(Clone, Debug)]
pub enum News {
    /// How far it is.
    Progress(Progress),
    /// The next articles.
    Batch(Arc<Segment>),
    /// Batches that were read again, by their place from 0: they take the place of those told of before. Comes last.
    Revised(Vec<(usize, Arc<Segment>)>),
}

/// How far the reading of an archive is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files found so far.
    pub n_found: usize,
    /// Files read so far, passed over or not.
    pub n_read: usize,
    /// All files have been found: `n_found` will not grow.
    pub found_all: bool,
}

/// What came of reading an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many documents were read.
    pub n_documents: usize,
    /// What was not, by path.
    pub skipped: Vec<Skip>,
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
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
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
    /// A page that was read, and holds no article because nothing is written in it.
    fn empty(page: &Document) -> Skip {
        Skip { path: page.origin.path.clone(), reason: Reason::Empty, was_named: false }
    }

    /// Whether something may be missing that the reader expects: such a skip is said aloud, the others are counted.
    pub fn is_failure(&self) -> bool {
        match self.reason {
            Reason::Missing | Reason::Denied | Reason::Unreadable(_) | Reason::TooLarge => true,
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
            Reason::TooLarge => Saying::new("skip-too-large").of("n", (MAX_BYTES >> 20) as usize),
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
            Reason::TooLarge => Saying::new("unread-too-large").of("n", (MAX_BYTES >> 20) as usize),
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

/// Reads all inputs, and tells what happens on the way; returns when everything is read, or soon after `tell` breaks off.
///
/// What many pages have in common is furniture, and is known only when all have been read: the pages in which some was
/// taken for text are then read once more, and told of as [`News::Revised`].
pub fn read(tables: &Tables, inputs: &[Input], tell: &mut dyn FnMut(News) -> ControlFlow<()>) -> Report {
    // The pages of the edition have no place in the file system that would depend on where the program was started.
    let folder = std::env::current_dir().ok().filter(|_| !inputs.contains(&Input::Edition));
    let base = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let desk = Desk { tables, base: &base, n_threads: thread::available_parallelism().map_or(1, |n| n.get()) };
    let mut reading = Reading::default();
    let read_all = desk.first_reading(inputs, &mut reading, tell).is_continue();
    if read_all && !reading.pile.furniture().is_empty() {
        let revised = desk.second_reading(reading.batches, reading.pile.furniture());
        if !revised.is_empty() {
            // It is the last news: there is nothing left to break off.
            let _ = tell(News::Revised(revised));
        }
    }
    reading.report.skipped.sort();
    reading.report
}

/// What all threads work with.
#[derive(Clone, Copy)]
struct Desk<'a> {
    tables: &'a Tables,
    /// The folder from which relative paths are meant.
    base: &'a str,
    n_threads: usize,
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    report: Report,
    progress: Progress,
    pile: Pile,
    /// In order; page `n` of a batch became document `n` of its segment.
    batches: Vec<(Arc<Segment>, Vec<Page>)>,
}

/// Pages that become one segment.
struct Batch {
    idx: usize,
    pages: Vec<Page>,
}

enum Event {
    Found(usize),
    FoundAll,
    Skipped(Skip),
    /// The pages are those that became documents.
    Done {
        idx: usize,
        segment: Arc<Segment>,
        pages: Vec<Page>,
        skipped: Vec<Skip>,
    },
}

impl Desk<'_> {
    fn first_reading(
        self,
        inputs: &[Input],
        reading: &mut Reading,
        tell: &mut dyn FnMut(News) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (batches, waiting) = mpsc::sync_channel(2 * self.n_threads);
        let (events, arriving) = mpsc::channel();
        let waiting = Mutex::new(waiting);
        let stopped = AtomicBool::new(false);
        thread::scope(|scope| {
            let walk = Walk::new(batches, events.clone(), &stopped);
            scope.spawn(move || walk.all(inputs));
            for _ in 0..self.n_threads {
                let done = events.clone();
                scope.spawn(|| self.work(&waiting, done, &stopped));
            }
            drop(events);
            let outcome = reading.take_in_order(&arriving, tell);
            stopped.store(true, Ordering::Relaxed);
            outcome
        })
    }

    /// Reads batches until there are no more; when nobody wants them any more it only takes them, so that the walk can end.
    fn work(self, waiting: &Mutex<Receiver<Batch>>, done: Sender<Event>, stopped: &AtomicBool) {
        loop {
            let batch = waiting.lock().ok().and_then(|waiting| waiting.recv().ok());
            let Some(batch) = batch else { return };
            if !stopped.load(Ordering::Relaxed) {
                // The other end hangs up when it is stopped.
                let _ = done.send(self.read_batch(batch));
            }
        }
    }

    fn read_batch(self, batch: Batch) -> Event {
        let (mut documents, mut pages, mut skipped) = (Vec::with_capacity(batch.pages.len()), Vec::new(), Vec::new());
        for mut page in batch.pages {
            match self.document(&mut page, None) {
                Ok(document) => {
                    documents.push(document);
                    pages.push(page);
                }
                Err(skip) => skipped.push(skip),
            }
        }
        let segment = Arc::new(Segment::seen_from(self.base, documents));
        Event::Done { idx: batch.idx, segment, pages, skipped }
    }

    fn document(self, page: &mut Page, repeats: Option<&Repeats>) -> Result<Document, Skip> {
        let origin = page.origin();
        let bytes = page.bytes()?;
        Ok(ingest::ingest_with(&Context { repeats, ..self.tables.context() }, &origin, &bytes))
    }

    /// Reads the pages again that `repeats` would change; returns the segments that are others now, by their place.
    fn second_reading(self, batches: Vec<(Arc<Segment>, Vec<Page>)>, repeats: &Repeats) -> Vec<(usize, Arc<Segment>)> {
        let waiting = Mutex::new(batches.into_iter().enumerate());
        let revised = Mutex::new(Vec::new());
        let work = || {
            loop {
                let next = waiting.lock().ok().and_then(|mut waiting| waiting.next());
                let Some((idx, (segment, pages))) = next else { return };
                if let (Some(again), Ok(mut revised)) = (self.read_again(&segment, pages, repeats), revised.lock()) {
                    revised.push((idx, Arc::new(again)));
                }
            }
        };
        thread::scope(|scope| (0..self.n_threads).for_each(|_| drop(scope.spawn(work))));
        let mut revised = revised.into_inner().unwrap_or_default();
        revised.sort_by_key(|(idx, _)| *idx);
        revised
    }

    fn read_again(self, segment: &Segment, pages: Vec<Page>, repeats: &Repeats) -> Option<Segment> {
        if !segment.documents().any(|document| repeats.would_change(&document)) {
            return None;
        }
        let again = |(document, mut page): (Arc<Document>, Page)| {
            let changed =
                repeats.would_change(&document).then(|| self.document(&mut page, Some(repeats)).ok()).flatten();
            // A file that has vanished meanwhile stays as it was read.
            changed.unwrap_or_else(|| Document::clone(&document))
        };
        let documents = segment.documents().zip(pages).map(again).collect();
        Some(Segment::seen_from(self.base, documents))
    }
}

impl Reading {
    /// Hands the batches over in their order, whichever thread was first.
    fn take_in_order(
        &mut self,
        arriving: &Receiver<Event>,
        tell: &mut dyn FnMut(News) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut early = BTreeMap::new();
        for event in arriving {
            match event {
                Event::Found(n) => self.progress.n_found += n,
                Event::FoundAll => self.progress.found_all = true,
                Event::Skipped(skip) => self.report.skipped.push(skip),
                Event::Done { idx, segment, pages, skipped } => {
                    self.progress.n_read += pages.len() + skipped.len();
                    self.report.n_documents += pages.len();
                    self.report.skipped.extend(skipped);
                    early.insert(idx, (segment, pages));
                }
            }
            while let Some((segment, pages)) = early.remove(&self.batches.len()) {
                segment.documents().for_each(|document| self.pile.add(&Imprint::of(&document)));
                self.report
                    .skipped
                    .extend(segment.documents().filter(|page| page.articles.is_empty()).map(|page| Skip::empty(&page)));
                self.batches.push((Arc::clone(&segment), pages));
                tell(News::Batch(segment))?;
            }
            tell(News::Progress(self.progress))?;
        }
        ControlFlow::Continue(())
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
        };
        let words = &Words::default();
        assert_eq!(report.summary(words).as_deref(), Some("passed over 3 files: hidden (1), not text (2)"));
        assert_eq!(report.failures().map(|skip| skip.path.as_str()).collect::<Vec<_>>(), ["d.png", "e"]);
        assert_eq!(Report::default().summary(words), None);
    }
}
