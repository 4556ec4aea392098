//! Finds and reads input: files, folders with all that is in them, standard input, the built-in edition.
//!
//! A walk looks for files while as many threads as there are cores read them, batch by batch; each batch is handed over as
//! a segment as soon as the ones before it are there, so that the first headlines stand early and the order is the same at
//! every start. What is no page is passed over and counted: hidden files, binary content, pipes and devices, files beyond
//! [`MAX_BYTES`]. A path that was named is read whatever it is called, and if it cannot be read, the report says why.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;

use walkdir::{DirEntry, WalkDir};

use crate::ingest;
use crate::model::document::{Document, Origin};
use crate::store::segment::Segment;

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

/// What happens while an archive is read.
#[derive(Clone, Debug)]
pub enum News {
    /// How far it is.
    Progress(Progress),
    /// The next articles.
    Batch(Arc<Segment>),
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
    /// It had been reached by another way: a link to a folder above, a link to a file of the archive.
    Seen,
}

impl Skip {
    /// Whether something may be missing that the reader expects: such a skip is said aloud, the others are counted.
    pub fn is_failure(&self) -> bool {
        match self.reason {
            Reason::Unreadable(_) | Reason::TooLarge => true,
            Reason::Binary | Reason::Special => self.was_named,
            Reason::Hidden | Reason::Seen => false,
        }
    }

    /// Why, in a few words.
    pub fn why(&self) -> String {
        match &self.reason {
            Reason::Unreadable(error) => error.clone(),
            Reason::TooLarge => format!("it is larger than {} MiB", MAX_BYTES >> 20),
            Reason::Binary => "it is not text".to_owned(),
            Reason::Hidden => "it is hidden".to_owned(),
            Reason::Special => "it is a pipe, a socket or a device".to_owned(),
            Reason::Seen => "it was read by another path".to_owned(),
        }
    }
}

impl Report {
    /// What a reader may miss.
    pub fn failures(&self) -> impl Iterator<Item = &Skip> {
        self.skipped.iter().filter(|skip| skip.is_failure())
    }

    /// What was passed over in silence, in one sentence; `None` where nothing was.
    pub fn summary(&self) -> Option<String> {
        let count =
            |reason: Reason| self.skipped.iter().filter(|skip| !skip.is_failure() && skip.reason == reason).count();
        let counts = [
            (count(Reason::Hidden), "hidden"),
            (count(Reason::Binary), "binary"),
            (count(Reason::Special), "pipes or devices"),
            (count(Reason::Seen), "reached twice"),
        ];
        let total: usize = counts.iter().map(|(n, _)| n).sum();
        let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let files = if total == 1 { "file" } else { "files" };
        (total > 0).then(|| format!("passed over {total} {files}: {}", parts.join(", ")))
    }
}

/// Reads all inputs, and tells what happens on the way; returns when everything is read, or soon after `tell` breaks off.
pub fn read(inputs: &[Input], tell: &mut dyn FnMut(News) -> ControlFlow<()>) -> Report {
    let base = std::env::current_dir().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let n_threads = thread::available_parallelism().map_or(1, |n| n.get());
    let (batches, waiting) = mpsc::sync_channel(2 * n_threads);
    let (events, arriving) = mpsc::channel();
    let waiting = Mutex::new(waiting);
    let stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        let walk = Walk {
            batches,
            events: events.clone(),
            stopped: &stopped,
            pages: Vec::new(),
            n_sent: 0,
            seen: HashSet::new(),
        };
        scope.spawn(move || walk.all(inputs));
        for _ in 0..n_threads {
            let done = events.clone();
            scope.spawn(|| work(&base, &waiting, done, &stopped));
        }
        drop(events);
        let mut report = Report::default();
        if in_order(&arriving, &mut report, tell).is_break() {
            stopped.store(true, Ordering::Relaxed);
        }
        report.skipped.sort();
        report
    })
}

/// A page that waits to be read.
enum Page {
    File { path: PathBuf, was_named: bool },
    Stdin,
    Edition { name: &'static str, text: &'static str },
}

/// Pages that become one segment.
struct Batch {
    idx: usize,
    pages: Vec<Page>,
}

enum Event {
    Found(usize),
    Skipped(Skip),
    Done { idx: usize, segment: Segment, skipped: Vec<Skip> },
    FoundAll,
}

/// Hands the batches over in their order, whichever thread was first.
fn in_order(
    arriving: &Receiver<Event>,
    report: &mut Report,
    tell: &mut dyn FnMut(News) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut progress = Progress::default();
    let mut early = BTreeMap::new();
    let mut next = 0;
    for event in arriving {
        match event {
            Event::Found(n) => progress.n_found += n,
            Event::FoundAll => progress.found_all = true,
            Event::Skipped(skip) => report.skipped.push(skip),
            Event::Done { idx, segment, skipped } => {
                let n_documents = segment.documents().count();
                progress.n_read += n_documents + skipped.len();
                report.n_documents += n_documents;
                report.skipped.extend(skipped);
                early.insert(idx, segment);
            }
        }
        while let Some(segment) = early.remove(&next) {
            tell(News::Batch(Arc::new(segment)))?;
            next += 1;
        }
        tell(News::Progress(progress))?;
    }
    ControlFlow::Continue(())
}

/// The first batch is small, because somebody waits for it; each is twice as large as the one before, up to a limit
/// that keeps all threads busy to the end.
const FIRST_BATCH: usize = 8;
const LARGEST_BATCH: usize = 256;

/// Looks for pages.
struct Walk<'a> {
    batches: SyncSender<Batch>,
    events: Sender<Event>,
    stopped: &'a AtomicBool,
    pages: Vec<Page>,
    n_sent: usize,
    seen: HashSet<Identity>,
}

impl Walk<'_> {
    fn all(mut self, inputs: &[Input]) {
        for input in inputs {
            match input {
                Input::Path(path) => self.path(path),
                Input::Stdin => self.add(Page::Stdin),
                Input::Edition => {
                    for (name, text) in crate::edition::PAGES {
                        self.add(Page::Edition { name, text });
                    }
                }
            }
        }
        self.send();
        self.tell(Event::FoundAll);
    }

    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) => {
                // A pipe may be named twice: its second reading is another one.
                let is_new = !metadata.is_file() || self.seen.insert(identity(path, &metadata));
                if is_new {
                    self.add(Page::File { path: path.to_owned(), was_named: true });
                }
            }
            Err(error) => self.skip(path, Reason::Unreadable(error_text(&error)), true),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            if self.stopped.load(Ordering::Relaxed) {
                return;
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let reason = match error.io_error() {
                        Some(error) => Reason::Unreadable(error_text(error)),
                        None => Reason::Seen, // a link to a folder it stands in
                    };
                    self.skip(&path, reason, path == folder);
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            if let Some(reason) = self.reason_against(&entry) {
                self.skip(entry.path(), reason, false);
                if is_folder {
                    entries.skip_current_dir();
                }
            } else if !is_folder {
                self.add(Page::File { path: entry.into_path(), was_named: false });
            }
        }
    }

    /// Why an entry of a folder is passed over.
    fn reason_against(&mut self, entry: &DirEntry) -> Option<Reason> {
        let was_named = entry.depth() == 0;
        if !was_named && entry.file_name().as_encoded_bytes().starts_with(b".") {
            return Some(Reason::Hidden);
        }
        let kind = entry.file_type();
        if !kind.is_dir() && !kind.is_file() {
            return Some(Reason::Special);
        }
        match entry.metadata() {
            Ok(metadata) if !self.seen.insert(identity(entry.path(), &metadata)) => Some(Reason::Seen),
            Ok(metadata) if kind.is_file() && metadata.len() > MAX_BYTES => Some(Reason::TooLarge),
            Ok(_) => None,
            Err(error) => Some(Reason::Unreadable(error.io_error().map_or_else(|| error.to_string(), error_text))),
        }
    }

    fn add(&mut self, page: Page) {
        self.pages.push(page);
        let size = FIRST_BATCH << self.n_sent.min(16);
        if self.pages.len() >= size.min(LARGEST_BATCH) {
            self.send();
        }
    }

    fn send(&mut self) {
        if self.pages.is_empty() {
            return;
        }
        let batch = Batch { idx: self.n_sent, pages: std::mem::take(&mut self.pages) };
        self.tell(Event::Found(batch.pages.len()));
        self.n_sent += 1;
        // Nobody waits for it any more only when a worker has panicked, and then the scope says so.
        let _ = self.batches.send(batch);
    }

    fn skip(&self, path: &Path, reason: Reason, was_named: bool) {
        self.tell(Event::Skipped(Skip { path: path.to_string_lossy().into_owned(), reason, was_named }));
    }

    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}

/// What makes a file the same file however it is reached.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(_: &Path, metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
type Identity = PathBuf;

#[cfg(not(unix))]
fn identity(path: &Path, _: &Metadata) -> Identity {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Reads batches until there are no more; when nobody wants them any more it only takes them, so that the walk can end.
fn work(base: &str, waiting: &Mutex<Receiver<Batch>>, done: Sender<Event>, stopped: &AtomicBool) {
    loop {
        let batch = waiting.lock().ok().and_then(|waiting| waiting.recv().ok());
        let Some(Batch { idx, pages }) = batch else { return };
        if stopped.load(Ordering::Relaxed) {
            continue;
        }
        let mut documents = Vec::with_capacity(pages.len());
        let mut skipped = Vec::new();
        for page in pages {
            match document(page) {
                Ok(document) => documents.push(document),
                Err(skip) => skipped.push(skip),
            }
        }
        let _ = done.send(Event::Done { idx, segment: Segment::seen_from(base, documents), skipped });
    }
}

fn document(page: Page) -> Result<Document, Skip> {
    match page {
        Page::Edition { name, text } => Ok(ingest::ingest(&Origin::file(format!("edition/{name}")), text.as_bytes())),
        Page::Stdin => {
            let bytes = bytes_of(io::stdin().lock());
            let skip = |reason| Skip { path: "-".to_owned(), reason, was_named: true };
            Ok(ingest::ingest(&Origin::file("-"), &bytes.map_err(skip)?))
        }
        Page::File { path, was_named } => {
            let name = path.to_string_lossy().into_owned();
            let bytes = File::open(&path).map_err(|error| Reason::Unreadable(error_text(&error))).and_then(bytes_of);
            match bytes {
                Ok(bytes) => Ok(ingest::ingest(&Origin::file(name), &bytes)),
                Err(reason) => Err(Skip { path: name, reason, was_named }),
            }
        }
    }
}

/// So much of a file is looked at to tell whether it is text.
const SAMPLE: u64 = 8 << 10;

fn bytes_of(mut file: impl Read) -> Result<Vec<u8>, Reason> {
    let unreadable = |error: io::Error| Reason::Unreadable(error_text(&error));
    let mut bytes = Vec::new();
    file.by_ref().take(SAMPLE).read_to_end(&mut bytes).map_err(unreadable)?;
    if is_binary(&bytes) {
        return Err(Reason::Binary);
    }
    let rest = MAX_BYTES + 1 - bytes.len() as u64;
    file.take(rest).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge) } else { Ok(bytes) }
}

/// How common files begin that are no text but may look like it for a while: PDF, PostScript, pictures, archives,
/// programs, sound. From the database of file(1).
const MAGIC: &[&[u8]] = &[
    b"%PDF-",
    b"%!PS",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"OggS",
];

/// Content with many zero bytes or control characters is no text, unless it is UTF-16.
fn is_binary(sample: &[u8]) -> bool {
    if MAGIC.iter().any(|magic| sample.starts_with(magic)) {
        return true;
    }
    if is_utf16(sample) {
        return false;
    }
    // Escape is left out: terminal output that was saved has many of them.
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let n_controls = sample.iter().filter(is_control).count();
    // Compressed data has one in ten; a text that was damaged has a few.
    n_controls > 3 && n_controls * 25 > sample.len()
}

/// A byte order mark, or zero bytes at one parity alone: the high halves of Latin letters, spaces and digits.
fn is_utf16(sample: &[u8]) -> bool {
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return true;
    }
    let n_zero = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (n_zero(0), n_zero(1));
    let enough = sample.len() / 20; // Arabic has zeros only in its spaces
    (even == 0 && odd > enough) || (odd == 0 && even > enough)
}

/// What the system says, without its error number.
fn error_text(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_what_is_not() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let noise: Vec<u8> = (0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, binary, what) in [
            (b"".to_vec(), false, "nothing"),
            ("L'armée syrienne\r\n".into(), false, "UTF-8"),
            (b"\xc8\xc7\xe1\xe1\xdb\xc9 \xc7\xe1\xda\xd1\xc8\xed\xc9".to_vec(), false, "windows-1256"),
            (utf16("L'armée syrienne progresse"), false, "UTF-16"),
            (utf16("حلب مدينة في شمال سوريا"), false, "UTF-16 in Arabic"),
            (b"\x1b[31mrouge\x1b[0m\x07 et un z\0ro".to_vec(), false, "a few control characters"),
            (b"\0\x01\x02\x03 un peu de texte \0\0".to_vec(), true, "many control characters"),
            (b"%PDF-1.4 all text so far".to_vec(), true, "PDF"),
            (noise, true, "noise"),
        ] {
            assert_eq!(is_binary(&bytes), binary, "{what}");
        }
    }

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
                skip("e", Reason::Unreadable("permission denied".to_owned()), false),
            ],
        };
        assert_eq!(report.summary().as_deref(), Some("passed over 3 files: 1 hidden, 2 binary"));
        assert_eq!(report.failures().map(|skip| skip.path.as_str()).collect::<Vec<_>>(), ["d.png", "e"]);
        assert_eq!(Report::default().summary(), None);
    }
}
