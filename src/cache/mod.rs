//! What was read of an archive, kept between starts of the program: segments that are mapped, and a manifest.
//!
//! An archive has a folder of its own in the cache, named by its paths; the same archive has the same one however its paths
//! are written. The cache is never trusted: a manifest that is damaged, foreign or of another version counts as none, a
//! segment that is not what the manifest says is left out, and what is missing is read from the pages again. It is never
//! needed: where it cannot be written there is one sentence about it, and reading goes on. And it never touches a page.
//!
//! A file is written under another name, is on the disk as a whole before it gets its own, and is never changed afterwards;
//! the manifest comes last, so that a program that is killed leaves the cache of before. Of several kiosque on one archive
//! the one with the pen writes, and the others only read; files nobody mentions any more are removed when nobody else has
//! the archive open. Both are advisory locks, which end with their process however it ends.

pub mod manifest;
mod mapped;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::OnceLock;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use directories::ProjectDirs;
use xxhash_rust::xxh3::xxh3_64;

use crate::cache::manifest::{Disbelief, Manifest, Stored};
use crate::cache::mapped::{Mapped, Steps};
use crate::ingest::pile::Pile;
use crate::locale::words::Saying;
use crate::store::segment::Segment;
use crate::store::stamp::Stamp;
use crate::store::stories::Stories;
use crate::writing::{self, Writing};

/// Where the caches of all archives are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// `kiosque` in the platform's folder for caches.
    #[default]
    Usual,
    /// In this folder.
    Folder(PathBuf),
    /// Nothing is kept.
    Nowhere,
}

impl Place {
    /// What the variable `KIOSQUE_CACHE` says: a folder, or one of the words that switch it off.
    pub fn of_variable(value: &OsStr) -> Option<Place> {
        match value.to_str() {
            Some("") => None,
            Some("off" | "false" | "no" | "0") => Some(Place::Nowhere),
            Some("on" | "true" | "yes" | "1") => Some(Place::Usual),
            _ => Some(Place::Folder(PathBuf::from(value))),
        }
    }

    /// The folder; none where nothing is kept, or where the platform has none.
    pub fn folder(&self) -> Option<PathBuf> {
        match self {
            Place::Usual => Some(ProjectDirs::from("", "", "kiosque")?.cache_dir().to_owned()),
            Place::Folder(folder) => Some(folder.clone()),
            Place::Nowhere => None,
        }
    }
}

/// What a cache is the cache of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The paths of the archive, absolute.
    pub archive: Vec<String>,
    /// What its pages are read with.
    pub parser: u64,
}

impl Key {
    /// The folder of this archive below the folder of all caches.
    pub fn folder(&self, root: &Path) -> PathBuf {
        root.join(format!("{:016x}", xxh3_64(self.archive.join("\0").as_bytes())))
    }
}

/// The cache of one archive, while that archive is open.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    key: Key,
    /// Locked as long as this kiosque may write.
    pen: Result<File, NoPen>,
    /// Locked, together with others, as long as files of the cache may be in use.
    in_use: Option<Arc<File>>,
    /// Files that were mapped for the first rows.
    mapped: Mutex<Vec<Weak<Mapped>>>,
    next_number: u64,
}

/// Why nothing can be written.
#[derive(Debug)]
pub enum NoPen {
    /// Another kiosque is writing.
    Taken,
    /// The system says no.
    Error(io::Error),
}

/// What was found when a cache was opened.
#[derive(Debug)]
pub struct Opened {
    /// The cache, ready to be written to if it may.
    pub cache: Cache,
    /// What is in it; an empty manifest where there is nothing, or nothing to be believed.
    pub manifest: Manifest,
    /// The segments of the manifest, each with its place there; those that were not what they should be are missing.
    pub segments: Vec<(usize, Segment)>,
    /// What was wrong with it.
    pub fault: Option<Saying>,
}

/// What a cache holds, for those who only want to know.
#[derive(Debug)]
pub struct Contents {
    /// Its folder.
    pub folder: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    /// The segments of the manifest, each with its place there.
    pub segments: Vec<(usize, Segment)>,
    /// What is wrong with it.
    pub fault: Option<Saying>,
}

impl Contents {
    /// What the cache of an archive holds, if there is one; nothing is locked, made or removed.
    pub fn of(root: &Path, key: Key) -> Option<Contents> {
        let folder = key.folder(root);
        let cache =
            Cache { folder, key, pen: Err(NoPen::Taken), in_use: None, mapped: Mutex::default(), next_number: 0 };
        let (manifest, segments, fault) = cache.read();
        let folder = cache.folder;
        (!segments.is_empty() || fault.is_some()).then_some(Contents { folder, manifest, segments, fault })
    }

    /// Bytes of its files.
    pub fn n_bytes(&self) -> u64 {
        let held = self.manifest.segments.iter().map(|held| held.stored.len);
        let len = |name| fs::metadata(self.folder.join(name)).map_or(0, |found| found.len());
        held.sum::<u64>() + self.manifest.pile.map_or(0, |pile| pile.len) + len(MANIFEST) + len(STORIES)
    }

    /// How many documents hold.
    pub fn n_documents(&self) -> usize {
        self.holding().count()
    }

    /// How many records and files could not be read.
    pub fn n_problems(&self) -> u64 {
        self.manifest.troubles.iter().map(|trouble| trouble.problems.len() as u64 + trouble.n_more).sum()
    }

    /// Bytes of the files.
    pub fn n_page_bytes(&self) -> u64 {
        // All documents of a file carry its size.
        let files: HashMap<u64, u64> = self.holding().map(|stamp| (stamp.file, stamp.size)).collect();
        files.values().sum()
    }

    fn holding(&self) -> impl Iterator<Item = Stamp> {
        self.segments.iter().flat_map(|(at, segment)| {
            let dead = self.manifest.segments.get(*at).map(|held| held.dead.as_slice()).unwrap_or_default();
            let holding = segment.stamps().filter(|(document, _)| dead.binary_search(document).is_err());
            holding.map(|(_, stamp)| stamp)
        })
    }
}

/// The file of the stories that several articles tell. It says itself what it is the file of, and is found again where it is lost.
const STORIES: &str = "stories";
/// The file of the table of contents.
const MANIFEST: &str = "manifest";
/// The endings of the files that are called by a number.
const SEGMENT: &str = "segment";
const PILE: &str = "pile";
/// What a name ends with while the file is being written.
const UNFINISHED: &str = "new";
/// How often a manifest is read again because files of it were replaced meanwhile.
const N_TRIES: usize = 5;

impl Cache {
    /// Opens the cache of an archive below the folder of all caches, or begins one. `Err` says why there can be none.
    pub fn open(root: &Path, key: Key) -> Result<Opened, Saying> {
        heed_limits();
        let folder = key.folder(root);
        let made = writing::make_private(&folder);
        if !folder.is_dir() {
            let error = made.err().unwrap_or_else(|| io::ErrorKind::NotADirectory.into());
            return Err(not_kept(&folder, &error));
        }
        // Whoever has it alone is removing files, which takes no time.
        let in_use = writing::lock_file(&folder.join("in-use"))
            .and_then(|file| file.lock_shared().map(|()| Arc::new(file)))
            .ok();
        let pen = match writing::lock_file(&folder.join("pen")) {
            Ok(file) => match file.try_lock() {
                Ok(()) => Ok(file),
                Err(TryLockError::WouldBlock) => Err(NoPen::Taken),
                Err(TryLockError::Error(error)) => Err(NoPen::Error(error)),
            },
            Err(error) => Err(NoPen::Error(error)),
        };
        let mut cache = Cache { folder, key, pen, in_use, mapped: Mutex::default(), next_number: 0 };
        cache.next_number = cache.numbers().max().map_or(1, |number| number + 1);
        let (manifest, segments, fault) = cache.read();
        cache.tidy(&manifest);
        Ok(Opened { cache, manifest, segments, fault })
    }

    /// Why this kiosque may not write, if it may not: `Ok` where another one is writing, which is nothing to tell of.
    pub fn refusal(&self) -> Option<Option<Saying>> {
        match &self.pen {
            Ok(_) => None,
            Err(NoPen::Taken) => Some(None),
            Err(NoPen::Error(error)) => Some(Some(not_kept(&self.folder, error))),
        }
    }

    /// The folder of this archive.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn read(&self) -> (Manifest, Vec<(usize, Segment)>, Option<Saying>) {
        let mut last = None;
        for _ in 0..N_TRIES {
            let manifest = match self.read_manifest() {
                Ok(manifest) => manifest,
                Err(fault) => return (Manifest::default(), Vec::new(), fault),
            };
            let held = manifest.segments.iter().enumerate();
            let segments: Vec<(usize, Segment)> =
                held.filter_map(|(at, held)| Some((at, self.segment(held.stored).ok()?))).collect();
            if segments.len() == manifest.segments.len() {
                return (manifest, segments, None);
            }
            // Another kiosque may have merged the missing ones meanwhile: then the manifest is another one now.
            let is_same = last.as_ref() == Some(&manifest);
            last = Some(manifest.clone());
            if is_same || self.pen.is_ok() {
                return (manifest, segments, Some(Saying::new("cache-damaged")));
            }
        }
        (Manifest::default(), Vec::new(), Some(Saying::new("cache-damaged")))
    }

    /// The manifest, if it is to be believed and is of this archive, read as it would be read now.
    fn read_manifest(&self) -> Result<Manifest, Option<Saying>> {
        let bytes = match fs::read(self.folder.join(MANIFEST)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(None),
            Err(error) => {
                let path = self.folder.join(MANIFEST).display().to_string();
                let unread = Saying::new("cache-unread").of("path", path).of("error", error.to_string());
                return Err(Some(unread));
            }
        };
        let outdated = || Some(Saying::new("cache-outdated"));
        match Manifest::from_bytes(&bytes) {
            Ok(manifest) if manifest.archive != self.key.archive => Err(Some(Saying::new("cache-damaged"))),
            Ok(manifest) if manifest.parser != self.key.parser => Err(outdated()),
            Ok(manifest) => Ok(manifest),
            Err(Disbelief::OtherVersion) => Err(outdated()),
            Err(Disbelief::Damaged) => Err(Some(Saying::new("cache-damaged"))),
        }
    }

    /// The segment in this file, if the file is what it was.
    pub fn segment(&self, stored: Stored) -> io::Result<Segment> {
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let (bytes, mapped) = mapped::open(&self.path(stored.number, SEGMENT), self.in_use.as_ref())?;
        self.mapped.lock().unwrap_or_else(PoisonError::into_inner).push(mapped);
        let is_whole = (*bytes).as_ref().len() as u64 == stored.len;
        let segment = Segment::open(bytes).ok().filter(|segment| is_whole && segment.sum() == stored.sum);
        segment.ok_or_else(damaged)
    }

    /// The first rows have been seen: from now on files are paged in as the system likes, because searches and checks read
    /// long stretches of them.
    pub fn go_on(&self) {
        let mapped = std::mem::take(&mut *self.mapped.lock().unwrap_or_else(PoisonError::into_inner));
        mapped.iter().filter_map(Weak::upgrade).for_each(|mapped| mapped.read_in(Steps::Usual));
    }

    /// The pile in this file, if the file is what it was.
    pub fn pile(&self, stored: Option<Stored>) -> Option<Pile> {
        let stored = stored?;
        let bytes = fs::read(self.path(stored.number, PILE)).ok()?;
        let is_whole = bytes.len() as u64 == stored.len && xxh3_64(&bytes) == stored.sum;
        Pile::from_bytes(&bytes).filter(|_| is_whole)
    }

    /// Writes a segment, and opens what was written.
    pub fn keep_segment(
        &mut self,
        fill: impl FnOnce(&mut Writing) -> io::Result<()>,
    ) -> Result<(Stored, Arc<Segment>), Saying> {
        let number = self.new_number();
        let path = self.path(number, SEGMENT);
        let kept = self.write(&path, fill).and_then(|()| {
            let (bytes, mapped) = mapped::open(&path, self.in_use.as_ref())?;
            mapped.upgrade().inspect(|mapped| mapped.read_in(Steps::Usual));
            let len = (*bytes).as_ref().len() as u64;
            let segment = Segment::open(bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
            Ok((Stored { number, len, sum: segment.sum() }, Arc::new(segment)))
        });
        kept.map_err(|error| not_kept(&self.folder, &error))
    }

    /// Writes the counts of a pile.
    pub fn keep_pile(&mut self, pile: &Pile) -> Result<Stored, Saying> {
        let number = self.new_number();
        let bytes = pile.to_bytes();
        let written = self.write(&self.path(number, PILE), |file| file.write_all(&bytes));
        let stored = Stored { number, len: bytes.len() as u64, sum: xxh3_64(&bytes) };
        written.map(|()| stored).map_err(|error| not_kept(&self.folder, &error))
    }

    /// The stories as they were kept; none where there is nothing to be believed.
    pub fn stories(&self) -> Option<Stories> {
        Stories::from_bytes(&fs::read(self.folder.join(STORIES)).ok()?)
    }

    /// Writes the stories.
    pub fn keep_stories(&mut self, stories: &Stories) -> Result<(), Saying> {
        let bytes = stories.to_bytes();
        let written = self.write(&self.folder.join(STORIES), |file| file.write_all(&bytes));
        written.map_err(|error| not_kept(&self.folder, &error))
    }

    /// From now on the cache is what this manifest says.
    pub fn commit(&mut self, manifest: &Manifest) -> Result<(), Saying> {
        let manifest = Manifest { parser: self.key.parser, archive: self.key.archive.clone(), ..manifest.clone() };
        let bytes = manifest.to_bytes();
        let written = self.write(&self.folder.join(MANIFEST), |file| file.write_all(&bytes));
        written.map_err(|error| not_kept(&self.folder, &error))?;
        self.tidy(&manifest);
        Ok(())
    }

    /// Writes a file beside its place, and puts it there when all of it is on the disk.
    fn write(&self, path: &Path, fill: impl FnOnce(&mut Writing) -> io::Result<()>) -> io::Result<()> {
        if self.pen.is_err() {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let mut file = Writing::locked(path)?;
        fill(&mut file)?;
        file.finish()
    }

    fn new_number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number - 1
    }

    fn path(&self, number: u64, ending: &str) -> PathBuf {
        self.folder.join(format!("{number}.{ending}"))
    }

    /// The numbers that names of files here begin with.
    fn numbers(&self) -> impl Iterator<Item = u64> {
        let names = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.filter_map(|name| name.split('.').next()?.parse().ok())
    }

    /// Removes what a kiosque that was killed left unfinished; and files that are not mentioned any more, if nobody else has
    /// the archive open.
    fn tidy(&mut self, manifest: &Manifest) {
        if self.pen.is_err() {
            return;
        }
        let files: Vec<(PathBuf, String)> = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some((entry.as_ref().ok()?.path(), entry.ok()?.file_name().into_string().ok()?)))
            .collect();
        let unfinished = files.iter().filter(|(_, name)| name.ends_with(&format!(".{UNFINISHED}")));
        unfinished.for_each(|(path, _)| drop(fs::remove_file(path)));
        let mentioned: Vec<String> = manifest
            .segments
            .iter()
            .map(|held| format!("{}.{SEGMENT}", held.stored.number))
            .chain(manifest.pile.map(|stored| format!("{}.{PILE}", stored.number)))
            .collect();
        let is_numbered = |name: &str| name.ends_with(&format!(".{SEGMENT}")) || name.ends_with(&format!(".{PILE}"));
        let stale: Vec<&PathBuf> = files
            .iter()
            .filter(|(_, name)| is_numbered(name) && !mentioned.contains(name))
            .map(|(path, _)| path)
            .collect();
        let Some(in_use) = self.in_use.as_ref().filter(|_| !stale.is_empty()) else { return };
        let _ = in_use.unlock();
        if in_use.try_lock().is_ok() {
            stale.iter().for_each(|path| drop(fs::remove_file(path)));
            let _ = in_use.unlock();
        }
        let _ = in_use.lock_shared();
    }
}

/// A file that may not grow any more is an error like any other, and does not end the program.
fn heed_limits() {
    #[cfg(unix)]
    {
        static HEEDED: OnceLock<bool> = OnceLock::new();
        let heed = || signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default()).is_ok();
        HEEDED.get_or_init(heed);
    }
}

fn not_kept(folder: &Path, error: &io::Error) -> Saying {
    Saying::new("cache-not-kept").of("path", folder.display().to_string()).of("error", error.to_string())
}
