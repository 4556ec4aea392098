//! Looks for pages: walks folders, passes over what is no page, and hands on batches of what is left.
//!
//! Links are followed, because an archive may be made of them; whatever is reached a second time - through a link to a
//! folder above, or to a file of the archive - is passed over, so that no walk is endless and no article stands twice.

#[cfg(unix)]
use std::collections::HashMap;
#[cfg(not(unix))]
use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::{Duration, SystemTime};

use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::xxh3_64;

use crate::edition;
use crate::source::known::{Known, Verdict, reason_of};
use crate::source::page::Page;
use crate::source::reading::Event;
use crate::source::stream::LARGE;
use crate::source::volumes::Place;
use crate::source::{Input, Reason, Skip};
use crate::store::id::absolute;
use crate::store::stamp::Stamp;

/// The first batch is small, because somebody waits for it; each is twice as large as the one before, up to a limit
/// that keeps all threads busy to the end.
const FIRST_BATCH: usize = 8;
const LARGEST_BATCH: usize = 1024;
const LARGEST_BATCH_BYTES: u64 = 8 << 20;

/// Files that were found and need not be read are told of by so many.
const LARGEST_COUNT: usize = 1024;

/// A file that changed within this time before it was looked at may change again without its time telling: clocks of file
/// systems tick that slowly. It will be read again.
const TICK: Duration = Duration::from_millis(20);

/// Something to be read.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) page: Page,
    /// The path it is known by.
    pub(super) path: String,
    pub(super) stamp: Stamp,
    /// The documents it was, if it has been read before.
    pub(super) replaces: Vec<Place>,
}

/// What is handed on at a time.
#[derive(Debug)]
pub(super) enum Lot {
    /// Small files.
    Files(Vec<Task>),
    /// A large one, or what can be read only once.
    Large(Task),
}

/// Files that are as they were.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Same {
    pub(super) n_files: usize,
    pub(super) n_documents: usize,
    pub(super) n_bytes: u64,
}

/// Looks for pages.
pub(super) struct Walk<'a> {
    lots: SyncSender<Lot>,
    events: SyncSender<Event>,
    stopped: &'a AtomicBool,
    /// The folder from which relative paths are meant.
    base: &'a str,
    known: Known,
    tasks: Vec<Task>,
    /// Bytes of these files.
    n_bytes: u64,
    same: Same,
    n_sent: usize,
    seen: Seen,
    feeds: Feeds,
}

impl<'a> Walk<'a> {
    /// Lots go one way, what else happens the other; nobody wants either when it is stopped.
    pub(super) fn new(
        lots: SyncSender<Lot>,
        events: SyncSender<Event>,
        stopped: &'a AtomicBool,
        base: &'a str,
        known: Known,
    ) -> Walk<'a> {
        Walk {
            lots,
            events,
            stopped,
            base,
            known,
            tasks: Vec::new(),
            n_bytes: 0,
            same: Same::default(),
            n_sent: 0,
            seen: Seen::default(),
            feeds: Feeds::default(),
        }
    }

    /// Looks at all inputs in their order; gives back what is known and was not met.
    pub(super) fn all(mut self, inputs: &[Input]) -> Known {
        for input in inputs {
            match input {
                Input::Path(path) => self.path(path),
                Input::Stdin => self.add(Page::Stdin),
                Input::Edition => edition::PAGES.iter().for_each(|(name, text)| self.add(Page::Edition { name, text })),
            }
        }
        self.send();
        self.count();
        self.tell(Event::FoundAll);
        self.known
    }

    fn path(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            // A pipe may be named twice: its second reading is another one.
            Ok(metadata) if !metadata.is_file() => self.add(Page::Pipe { path: path.to_owned() }),
            Ok(metadata) => {
                if self.seen.insert(path, &metadata) {
                    let known_as = PathBuf::from(self.known_as(path));
                    self.judge(path.to_owned(), &known_as, &metadata, true);
                }
            }
            Err(error) => self.skip(path, Reason::of(&error), true),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let root = PathBuf::from(self.known_as(folder));
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
                        Some(error) => Reason::of(error),
                        None => Reason::Seen, // a link to a folder it stands in
                    };
                    self.skip(&path, reason, path == folder);
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            match self.looked_at(&entry) {
                Err(reason) => {
                    self.skip(entry.path(), reason, false);
                    if is_folder {
                        entries.skip_current_dir();
                    }
                }
                Ok(metadata) if !is_folder => {
                    if self.feeds.stands_aside(entry.path()) {
                        continue;
                    }
                    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    let known_as = root.join(below);
                    self.judge(entry.into_path(), &known_as, &metadata, false);
                }
                Ok(_) => {}
            }
        }
    }

    /// What the system says of an entry of a folder, or why it is passed over.
    fn looked_at(&mut self, entry: &DirEntry) -> Result<Metadata, Reason> {
        let was_named = entry.depth() == 0;
        if !was_named && entry.file_name().as_encoded_bytes().starts_with(b".") {
            return Err(Reason::Hidden);
        }
        let kind = entry.file_type();
        if !kind.is_dir() && !kind.is_file() {
            return Err(Reason::Special);
        }
        match entry.metadata() {
            Ok(metadata) if !self.seen.insert(entry.path(), &metadata) => Err(Reason::Seen),
            Ok(metadata) => Ok(metadata),
            Err(error) => Err(error.io_error().map_or_else(|| Reason::Unreadable(error.to_string()), Reason::of)),
        }
    }

    /// A file is read unless it is known as it is.
    fn judge(&mut self, path: PathBuf, known_as: &Path, metadata: &Metadata, was_named: bool) {
        let file = xxh3_64(known_as.as_os_str().as_encoded_bytes());
        let stamp = stamp_of(file, metadata);
        let replaces = match self.known.judge(stamp) {
            Verdict::Same(n_documents) => return self.same(n_documents, stamp.size),
            Verdict::Barren(barren) => {
                let path = path.to_string_lossy().into_owned();
                return self.tell(Event::Barren(barren, Skip { path, reason: reason_of(barren), was_named }));
            }
            Verdict::Read(replaces) => replaces,
        };
        let known_as = known_as.to_string_lossy().into_owned();
        self.add_task(Task { page: Page::File { path, was_named }, path: known_as, stamp, replaces });
    }

    fn same(&mut self, n_documents: usize, n_bytes: u64) {
        self.same.n_files += 1;
        self.same.n_documents += n_documents;
        self.same.n_bytes += n_bytes;
        if self.same.n_files >= LARGEST_COUNT {
            self.count();
        }
    }

    fn count(&mut self) {
        let same = std::mem::take(&mut self.same);
        if same.n_files > 0 {
            self.tell(Event::Same(same));
        }
    }

    /// Something that is no file, or can be read only once.
    fn add(&mut self, page: Page) {
        let path = match &page {
            Page::File { path, .. } | Page::Pipe { path } => self.known_as(path),
            page => page.path(),
        };
        self.add_task(Task { page, path, stamp: Stamp::default(), replaces: Vec::new() });
    }

    fn add_task(&mut self, task: Task) {
        if task.stamp.size >= LARGE || matches!(task.page, Page::Pipe { .. } | Page::Stdin) {
            self.send();
            self.tell(Event::Found { n_files: 1, n_bytes: task.stamp.size });
            return self.hand_on(Lot::Large(task));
        }
        self.n_bytes += task.stamp.size;
        self.tasks.push(task);
        let size = FIRST_BATCH << self.n_sent.min(16);
        if self.tasks.len() >= size.min(LARGEST_BATCH) || self.n_bytes >= LARGEST_BATCH_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        if self.tasks.is_empty() {
            return;
        }
        let (tasks, n_bytes) = (std::mem::take(&mut self.tasks), std::mem::take(&mut self.n_bytes));
        self.tell(Event::Found { n_files: tasks.len(), n_bytes });
        self.n_sent += 1;
        self.hand_on(Lot::Files(tasks));
    }

    fn hand_on(&self, lot: Lot) {
        // Nobody waits for it any more only when somebody behind has panicked, and then the scope says so.
        let _ = self.lots.send(lot);
    }

    fn known_as(&self, path: &Path) -> String {
        absolute(self.base, &path.to_string_lossy())
    }

    fn skip(&self, path: &Path, reason: Reason, was_named: bool) {
        self.tell(Event::Skipped(Skip { path: path.to_string_lossy().into_owned(), reason, was_named }));
    }

    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}

/// How a file, given by the hash of its path, is now.
pub(super) fn stamp_of(file: u64, metadata: &Metadata) -> Stamp {
    let modified = metadata.modified().ok().filter(|modified| {
        // What lies in the future by the clock is old by another one.
        SystemTime::now().duration_since(*modified).is_ok_and(|age| age > TICK) || *modified > SystemTime::now() + TICK
    });
    let since_1970 = |time: SystemTime| match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanoseconds| -nanoseconds),
    };
    Stamp { file, size: metadata.len(), modified: modified.map_or(Stamp::UNSURE, since_1970) }
}

/// What is known of the folder that was looked at last: whether it is one a feed is kept in. There a file says what is known
/// of the feed, and an entry stands aside for its page where that has been fetched too.
#[derive(Debug, Default)]
struct Feeds {
    folder: PathBuf,
    is_feed: bool,
}

/// The file that makes a folder one of a feed.
const ABOUT_FEED: &str = "feed.toml";
/// What the name of an entry ends with, and that of its page.
const ENTRY: &str = ".html";
const FULL: &str = ".full.html";

impl Feeds {
    /// Whether a file is not to be read, because another one stands for it.
    fn stands_aside(&mut self, path: &Path) -> bool {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
            return false;
        };
        let Some(stem) = name.strip_suffix(ENTRY).or((name == ABOUT_FEED).then_some(name)) else { return false };
        if self.folder != folder {
            *self = Feeds { folder: folder.to_owned(), is_feed: folder.join(ABOUT_FEED).is_file() };
        }
        let is_full = name.ends_with(FULL);
        self.is_feed && (name == ABOUT_FEED || (!is_full && folder.join(format!("{stem}{FULL}")).is_file()))
    }
}

/// The files and folders that have been met. Their numbers mostly follow each other, so they are kept as bits.
#[derive(Debug, Default)]
struct Seen {
    #[cfg(unix)]
    by_number: HashMap<(u64, u64), u64>,
    #[cfg(not(unix))]
    by_path: HashSet<PathBuf>,
}

impl Seen {
    /// Whether it is met for the first time.
    #[cfg(unix)]
    fn insert(&mut self, _: &Path, metadata: &Metadata) -> bool {
        use std::os::unix::fs::MetadataExt;
        let (device, number) = (metadata.dev(), metadata.ino());
        let bit = 1 << (number % 64);
        let bits = self.by_number.entry((device, number / 64)).or_default();
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }

    /// Whether it is met for the first time.
    #[cfg(not(unix))]
    fn insert(&mut self, path: &Path, _: &Metadata) -> bool {
        self.by_path.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }
}
