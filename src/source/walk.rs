//! Looks for pages: walks folders, passes over what is no page, and hands on batches of what is left.
//!
//! Links are followed, because an archive may be made of them; whatever is reached a second time - through a link to a
//! folder above, or to a file of the archive - is passed over, so that no walk is endless and no article stands twice.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::path::Path;
#[cfg(not(unix))]
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, SyncSender};

use walkdir::{DirEntry, WalkDir};

use crate::edition;
use crate::source::page::Page;
use crate::source::{Batch, Event, Input, MAX_BYTES, Reason, Skip};

/// The first batch is small, because somebody waits for it; each is twice as large as the one before, up to a limit
/// that keeps all threads busy to the end.
const FIRST_BATCH: usize = 8;
const LARGEST_BATCH: usize = 256;

/// Looks for pages.
pub(super) struct Walk<'a> {
    batches: SyncSender<Batch>,
    events: Sender<Event>,
    stopped: &'a AtomicBool,
    pages: Vec<Page>,
    n_sent: usize,
    seen: HashSet<Identity>,
}

impl Walk<'_> {
    /// Batches go one way, what else happens the other; nobody wants either when it is stopped.
    pub(super) fn new(batches: SyncSender<Batch>, events: Sender<Event>, stopped: &AtomicBool) -> Walk<'_> {
        Walk { batches, events, stopped, pages: Vec::new(), n_sent: 0, seen: HashSet::new() }
    }

    /// Looks at all inputs in their order.
    pub(super) fn all(mut self, inputs: &[Input]) {
        for input in inputs {
            match input {
                Input::Path(path) => self.path(path),
                Input::Stdin => self.add(Page::Stdin),
                Input::Edition => edition::PAGES.iter().for_each(|(name, text)| self.add(Page::Edition { name, text })),
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
            Err(error) => self.skip(path, Reason::of(&error), true),
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
                        Some(error) => Reason::of(error),
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
            Err(error) => Some(error.io_error().map_or_else(|| Reason::Unreadable(error.to_string()), Reason::of)),
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
