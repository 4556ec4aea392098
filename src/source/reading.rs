//! Reads an archive: what the cache has at once, then what is new or has changed, on all cores.
//!
//! Batches of pages become small segments, handed over in the order of the walk, so that the first headlines stand early and
//! the order is the same at every start. So that memory stays bounded however large the archive is, small segments are bound
//! into one, in a file of the cache, whenever they grow beyond [`MAX_LOOSE_BYTES`].
//!
//! What many pages have in common is furniture, and what is furniture is known for sure only when all pages have been read.
//! A page is first read without knowing any, and at once a second time where known furniture was taken for text; at the end
//! those pages are read again that were read before some of it was known. The result is that of reading everything twice.
//! The counts are kept with the cache, so that it is also that of reading everything afresh, but for two things: lines of
//! pages that are gone still count, and of equally old articles of an outlet those that were read later stand behind.

use std::collections::{BTreeMap, HashMap};
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::cache::manifest::{Barren, Made, Manifest, Stored};
use crate::cache::{self, Cache};
use crate::edition;
use crate::ingest::pile::{Imprint, Pile, Repeats};
use crate::ingest::{self, Context};
use crate::locale::words::Saying;
use crate::model::document::{Document, Origin};
use crate::source::known::Known;
use crate::source::page::{EDITION, Page, STDIN};
use crate::source::volumes::{Place, Volume, Volumes};
use crate::source::walk::{Task, Walk};
use crate::source::{Input, News, Progress, Reason, Report, Skip};
use crate::store::bits::Bits;
use crate::store::id::absolute;
use crate::store::library::Library;
use crate::store::segment::{Mount, Segment};
use crate::store::stamp::Stamp;
use crate::store::stories::Stories;
use crate::tables::Tables;

/// What is to be read, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What pages are read with.
    pub tables: &'a Tables,
    /// Where they are.
    pub inputs: &'a [Input],
    /// Where what was read is kept.
    pub cache: &'a cache::Place,
    /// Everything is read again, whatever the cache has.
    pub afresh: bool,
    /// Somebody works with what has been read meanwhile: the thread that reads gives way to all others, for good.
    pub gives_way: bool,
}

/// Bytes of memory that loose segments may have before they are bound into a file, and twice as many before reading waits
/// for it.
const MAX_LOOSE_BYTES: usize = 64 << 20;

/// So many loose segments are bound whatever their size, because a search asks each of them; so many need not be where there
/// is no cache.
const MAX_LOOSE: usize = 32;
const FEW_LOOSE: usize = 8;

/// What has been read is made safe so often while reading goes on; a reader who leaves loses no more.
const BETWEEN_COMMITS: Duration = Duration::from_secs(10);

/// A person sees no more than this many snapshots a second.
const BETWEEN_SNAPSHOTS: Duration = Duration::from_millis(50);

/// Documents that are looked through at a time for furniture.
const N_LOOKED_THROUGH: u32 = 1024;
/// and so many of these parts before what has changed is put in its place.
const N_PARTS: usize = 64;

/// Who hears of what happens, and may say that it is enough.
pub type Tell<'t> = dyn FnMut(News) -> ControlFlow<()> + 't;

/// An archive that is being read, or has been.
#[derive(Debug)]
pub struct Reading<'a> {
    desk: Desk<'a>,
    /// What came of it.
    pub report: Report,
    progress: Progress,
    volumes: Volumes,
    /// Not looked at before something has been read.
    pile: Option<Pile>,
    stored_pile: Option<Stored>,
    /// The furniture all documents were read with.
    applied: Repeats,
    barren: Vec<Barren>,
    /// Pages that cannot be read again, by their path.
    held: HashMap<String, Vec<u8>>,
    cache: Option<Mutex<Cache>>,
    /// Nothing more can be written, and that has been said.
    is_full: bool,
    /// Not even in memory could segments be bound.
    cannot_bind: bool,
    /// A path of the archive is not there, and may come back: the cache is left as it is.
    is_away: bool,
    /// The cache is not what it should be after this reading.
    has_changed: bool,
    made: Made,
    /// What was written last, and when.
    committed: Instant,
    /// Time up to here is in `made`.
    counted: Instant,
    /// Which articles tell the same story, as it was last found out.
    stories: Arc<Stories>,
    /// `tell` has had enough.
    was_stopped: bool,
}

/// What all threads work with.
#[derive(Clone, Debug)]
struct Desk<'a> {
    tables: &'a Tables,
    inputs: &'a [Input],
    gives_way: bool,
    /// The folder from which relative paths are meant.
    base: String,
    mounts: Arc<[Mount]>,
    n_threads: usize,
}

/// Lets all other threads go first. On Linux a thread can do so for itself and for those it starts; elsewhere nothing is done,
/// because the keys would give way too.
fn give_way() {
    #[cfg(target_os = "linux")]
    // A system that does not allow it reads at full speed.
    let _ = rustix::process::nice(10);
}

/// Pages that become one segment.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) idx: usize,
    pub(super) tasks: Vec<Task>,
}

/// What happens while the first reading goes on.
#[derive(Debug)]
pub(super) enum Event {
    /// So many files are to be read.
    Found(usize),
    /// So many are as they were.
    Same(usize),
    /// The walk is over.
    FoundAll,
    /// A file is as it was, and holds no article.
    Barren(Barren, Skip),
    /// Something is not read.
    Skipped(Skip),
    /// A batch has been read.
    Done(Done),
}

/// The other end of the threads that read.
struct Hall<'h> {
    arriving: Receiver<Event>,
    to_bind: Sender<Vec<Volume>>,
    bound: Receiver<Bound>,
    furniture: &'h RwLock<Arc<Repeats>>,
    cache: Option<&'h Mutex<Cache>>,
}

/// What became of segments that were to be bound into one.
#[derive(Debug, Default)]
struct Bound {
    volume: Option<Volume>,
    /// Why it is no file.
    refusal: Option<Saying>,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub(super) struct Done {
    idx: usize,
    n_files: usize,
    n_documents: usize,
    segment: Option<Arc<Segment>>,
    imprints: Vec<Imprint>,
    replaced: Vec<Place>,
    barren: Vec<Barren>,
    skipped: Vec<Skip>,
    held: Vec<(String, Vec<u8>)>,
}

impl<'a> Reading<'a> {
    /// Reads all that `request` asks for, and tells what happens on the way; comes back when everything is read, or soon
    /// after `tell` breaks off. What was read is kept by [`Reading::keep`].
    pub fn read(request: Request<'a>, tell: &mut Tell<'_>) -> Reading<'a> {
        let mut reading = Reading::open(request, tell);
        if !reading.volumes.all().is_empty() {
            reading.tell_library(tell);
        }
        reading.read_all(tell);
        reading
    }

    /// Both readings; the first one again where volumes turned out to be damaged.
    fn read_all(&mut self, tell: &mut Tell<'_>) {
        while !self.was_stopped {
            let damaged = self.first_reading(tell);
            if damaged.is_empty() {
                break;
            }
            self.drop_damaged(damaged, tell);
        }
        if !self.was_stopped {
            self.second_reading(tell);
            self.tell_library(tell);
        }
        self.report.skipped.sort();
    }

    fn open(request: Request<'a>, tell: &mut Tell<'_>) -> Reading<'a> {
        let desk = Desk::new(request);
        let now = Instant::now();
        let mut reading = Reading {
            desk,
            report: Report::default(),
            progress: Progress::default(),
            volumes: Volumes::default(),
            pile: None,
            stored_pile: None,
            applied: Repeats::default(),
            barren: Vec::new(),
            held: HashMap::new(),
            cache: None,
            is_full: false,
            is_away: false,
            cannot_bind: false,
            has_changed: false,
            made: Made::default(),
            committed: now,
            counted: now,
            stories: Arc::default(),
            was_stopped: false,
        };
        let (Some(root), Some(key)) = (request.cache.folder(), reading.desk.key()) else { return reading };
        match Cache::open(&root, key) {
            Ok(opened) => reading.take_up(opened, request.afresh, tell),
            Err(refusal) => reading.notice(refusal, tell),
        }
        reading
    }

    /// What the cache has is where reading begins.
    fn take_up(&mut self, opened: cache::Opened, afresh: bool, tell: &mut Tell<'_>) {
        let cache::Opened { cache, manifest, segments, fault } = opened;
        if let Some(fault) = fault.filter(|_| !afresh) {
            self.has_changed = true;
            self.notice(fault, tell);
        }
        if !afresh {
            let volume = |(at, segment): (usize, Segment)| {
                let segment = Arc::new(segment.shown_from(Arc::clone(&self.desk.mounts)));
                Some(Volume::of_cache(segment, manifest.segments.get(at)?))
            };
            self.volumes = Volumes::new(segments.into_iter().filter_map(volume).collect());
            self.stored_pile = manifest.pile;
            self.applied = Repeats::new(manifest.furniture);
            self.barren = manifest.barren;
            self.made = manifest.made;
            self.stories = cache.stories().map(Arc::new).unwrap_or_default();
        }
        // What was never finished, or is begun afresh, is to be written down at the end, even if nothing is found.
        self.has_changed |= afresh || !self.made.finished;
        self.cache = Some(Mutex::new(cache));
    }

    /// Looks for what is new or has changed, and reads it. Gives back the volumes that turned out to be damaged.
    fn first_reading(&mut self, tell: &mut Tell<'_>) -> Vec<usize> {
        let desk = self.desk.clone();
        if desk.gives_way {
            give_way();
        }
        let known = Known::new(self.volumes.all(), std::mem::take(&mut self.barren));
        let furniture = RwLock::new(Arc::new(self.applied.clone()));
        let cache = self.cache.take();
        let (batches, waiting) = mpsc::sync_channel(2 * desk.n_threads);
        let (events, arriving) = mpsc::sync_channel(2 * desk.n_threads);
        let (to_bind, to_be_bound) = mpsc::channel();
        let (binder, bound) = mpsc::channel();
        let waiting = Mutex::new(waiting);
        let stopped = AtomicBool::new(false);
        let old: Vec<Arc<Segment>> = self.volumes.all().iter().map(|volume| Arc::clone(&volume.segment)).collect();
        let (known, damaged) = thread::scope(|scope| {
            let walk = Walk::new(batches, events.clone(), &stopped, &desk.base, known);
            let walk = scope.spawn(|| walk.all(desk.inputs));
            for _ in 0..desk.n_threads {
                let done = events.clone();
                scope.spawn(|| desk.work(&waiting, done, &furniture, &stopped));
            }
            let may_write = !self.is_full;
            let cache = cache.as_ref();
            scope.spawn(move || {
                let cache = cache.filter(|_| may_write);
                // Nobody waits for it any more when reading was broken off.
                to_be_bound.iter().for_each(|volumes: Vec<Volume>| drop(binder.send(bind(&volumes, cache))));
            });
            let (old, gives_way, stopped) = (&old, desk.gives_way, &stopped);
            let check = scope.spawn(move || damaged(old, cache, gives_way, stopped));
            drop(events);
            let hall = Hall { arriving, to_bind, bound, furniture: &furniture, cache };
            self.was_stopped |= self.take_in_order(hall, tell).is_break();
            stopped.store(self.was_stopped, Ordering::Relaxed);
            (walk.join().unwrap_or_default(), check.join().unwrap_or_default())
        });
        self.cache = cache;
        if !self.was_stopped {
            self.bury(&known);
        }
        damaged
    }

    /// Hands the batches over in their order, whichever thread was first.
    fn take_in_order(&mut self, hall: Hall<'_>, tell: &mut Tell<'_>) -> ControlFlow<()> {
        let (mut early, mut next) = (BTreeMap::new(), 0);
        let mut binding: Option<Range<usize>> = None;
        let mut told: Option<Instant> = None;
        for event in &hall.arriving {
            match event {
                Event::Found(n) => self.progress.n_found += n,
                Event::Same(n) => {
                    self.progress.n_found += n;
                    self.progress.n_read += n;
                    self.progress.n_same += n;
                    self.report.n_documents += n;
                }
                Event::FoundAll => self.progress.found_all = true,
                Event::Barren(barren, skip) => {
                    self.progress.n_found += 1;
                    self.progress.n_read += 1;
                    self.progress.n_same += 1;
                    // What is no text is no document.
                    self.report.n_documents += usize::from(barren.is_empty);
                    self.barren.push(barren);
                    self.report.skipped.push(skip);
                }
                Event::Skipped(skip) => self.report.skipped.push(skip),
                Event::Done(done) => drop(early.insert(done.idx, done)),
            }
            let mut has_grown = false;
            while let Some(done) = early.remove(&next) {
                next += 1;
                has_grown |= done.segment.is_some();
                self.take_in(done, &hall);
            }
            if has_grown && told.is_none_or(|told| told.elapsed() >= BETWEEN_SNAPSHOTS) {
                tell(News::Library(self.library()))?;
                told = Some(Instant::now());
            }
            tell(News::Progress(self.progress))?;
            if let Some(range) = binding.clone() {
                let is_too_full = self.volumes.n_loose_bytes() >= 2 * MAX_LOOSE_BYTES;
                let bound = if is_too_full { hall.bound.recv().ok() } else { hall.bound.try_recv().ok() };
                if let Some(bound) = bound {
                    binding = None;
                    self.put_in_place(range, bound, tell);
                    self.commit_now_and_then(hall.cache, tell);
                }
            }
            let loose = self.volumes.loose();
            let is_full = self.volumes.n_loose_bytes() >= MAX_LOOSE_BYTES || loose.len() > MAX_LOOSE;
            if is_full && binding.is_none() && !self.cannot_bind {
                let volumes = self.volumes.all()[loose.clone()].to_vec();
                binding = hall.to_bind.send(volumes).is_ok().then_some(loose);
            }
        }
        if let Some(range) = binding {
            self.put_in_place(range, hall.bound.recv().unwrap_or_default(), tell);
        }
        ControlFlow::Continue(())
    }

    fn take_in(&mut self, done: Done, hall: &Hall<'_>) {
        self.has_changed |= done.segment.is_some() || !done.barren.is_empty();
        self.progress.n_read += done.n_files;
        self.report.n_documents += done.n_documents;
        self.report.n_read += done.n_documents;
        self.report.skipped.extend(done.skipped);
        self.barren.extend(done.barren);
        self.held.extend(done.held);
        done.replaced.into_iter().for_each(|place| self.volumes.kill(place));
        if !done.imprints.is_empty() {
            let pile = self.pile(hall.cache);
            let n_known = pile.furniture().len();
            done.imprints.iter().for_each(|imprint| pile.add(imprint));
            if pile.furniture().len() > n_known {
                let known = Arc::new(pile.furniture().clone());
                *hall.furniture.write().unwrap_or_else(PoisonError::into_inner) = known;
            }
        }
        if let Some(segment) = done.segment {
            self.volumes.push(segment);
        }
    }

    /// The counts of the pile, as they were kept. Where they are lost, the furniture they led to is still known.
    fn pile(&mut self, cache: Option<&Mutex<Cache>>) -> &mut Pile {
        let (stored, applied) = (self.stored_pile, &self.applied);
        self.pile.get_or_insert_with(|| {
            let kept = cache.filter(|_| stored.is_some()).and_then(|cache| lock(cache).pile(stored));
            kept.unwrap_or_else(|| Pile::knowing(applied.clone()))
        })
    }

    /// Volumes of this range were bound into one, or could not be.
    fn put_in_place(&mut self, range: Range<usize>, bound: Bound, tell: &mut Tell<'_>) {
        if let Some(refusal) = bound.refusal {
            self.is_full = true;
            self.notice(refusal, tell);
        }
        match bound.volume {
            Some(mut volume) => {
                volume.shown_from(&self.desk.mounts);
                self.volumes.replace(range, volume);
            }
            None => self.cannot_bind = true,
        }
    }

    /// Documents whose files were not met any more do not hold. Where a path of the archive is not there at all, it may
    /// come back, and the cache stays as it is.
    fn bury(&mut self, known: &Known) {
        let gone: Vec<Place> = known.missing().filter(|place| self.volumes.holds(*place)).collect();
        let is_away = |skip: &Skip| skip.was_named && skip.is_failure();
        self.has_changed |= !gone.is_empty();
        self.is_away = self.report.skipped.iter().any(is_away);
        self.report.n_gone += gone.len();
        gone.into_iter().for_each(|place| self.volumes.kill(place));
    }

    /// Segments that are not what was written are left out; their files will be read again.
    fn drop_damaged(&mut self, damaged: Vec<usize>, tell: &mut Tell<'_>) {
        self.notice(Saying::new("cache-damaged"), tell);
        damaged.into_iter().rev().for_each(|at| self.volumes.remove(at));
        self.has_changed = true;
        self.report = Report::default();
        self.progress = Progress::default();
        self.tell_library(tell);
    }

    /// Reads the pages again in which furniture was taken for text, because it was not known for furniture yet.
    fn second_reading(&mut self, tell: &mut Tell<'_>) {
        let cache = self.cache.take();
        // A reading that was not finished may have found some that it did not apply.
        let is_same = self.pile.is_none() && self.made.finished;
        let furniture = if is_same { self.applied.clone() } else { self.pile(cache.as_ref()).furniture().clone() };
        if furniture == self.applied {
            self.cache = cache;
            return;
        }
        let n_volumes = self.volumes.all().len();
        let parts: Vec<Part> =
            self.volumes.all().iter().enumerate().flat_map(|(at, volume)| parts(at, volume)).collect();
        for round in parts.chunks(N_PARTS) {
            let revisions = self.desk.revise_all(round, self.volumes.all(), &furniture, &self.held);
            let mut again = Vec::new();
            for revision in revisions {
                match revision {
                    Revision::Whole(at, segment) => self.volumes.exchange(at, segment),
                    Revision::Some(documents) => {
                        for (place, document, stamp) in documents {
                            self.volumes.kill(place);
                            again.push((document, stamp));
                        }
                    }
                }
            }
            if !again.is_empty() {
                self.volumes.push(Arc::new(self.desk.segment(again)));
            }
            if self.volumes.n_loose_bytes() >= 2 * MAX_LOOSE_BYTES && self.volumes.all().len() > n_volumes {
                self.bind(n_volumes..self.volumes.all().len(), cache.as_ref(), tell);
            }
        }
        self.cache = cache;
        self.has_changed = true;
        self.applied = furniture;
    }

    /// Reads those pages again whose documents turned out to be damaged when somebody asked for them; whether there were any.
    pub fn mend(&mut self, tell: &mut Tell<'_>) -> bool {
        let is_damaged = |volume: &Volume| volume.segment.is_damaged();
        let damaged: Vec<usize> =
            (0..self.volumes.all().len()).filter(|at| is_damaged(&self.volumes.all()[*at])).collect();
        if damaged.is_empty() {
            return false;
        }
        self.drop_damaged(damaged, tell);
        self.read_all(tell);
        true
    }

    /// Writes down what is not written yet, and binds small segments into larger ones, so that few remain.
    pub fn keep(&mut self, tell: &mut Tell<'_>) {
        if self.was_stopped {
            return;
        }
        let cache = self.cache.take();
        if let Some(refusal) = cache.as_ref().and_then(|cache| lock(cache).refusal()).filter(|_| self.has_changed) {
            self.is_full = true;
            // Another kiosque that writes is nothing to tell of.
            refusal.into_iter().for_each(|refusal| self.notice(refusal, tell));
        }
        let loose = self.volumes.loose();
        let may_write = cache.is_some() && !self.is_full && !self.is_away;
        if loose.len() > if may_write { 0 } else { FEW_LOOSE } {
            self.bind(loose, cache.as_ref(), tell);
        }
        self.commit(true, cache.as_ref(), tell);
        self.find_stories(tell);
        while let Some(range) = self.volumes.to_be_bound().filter(|_| may_write && !self.is_full && !self.was_stopped) {
            self.bind(range, cache.as_ref(), tell);
            self.has_changed = true;
            self.commit(true, cache.as_ref(), tell);
            self.find_stories(tell);
        }
        self.keep_stories(cache.as_ref().filter(|_| may_write), tell);
        self.cache = cache;
    }

    /// Finds out which articles tell the same story, where that is not known, and tells of the library as it is now.
    fn find_stories(&mut self, tell: &mut Tell<'_>) {
        let library = self.volumes.library();
        if self.stories.are_of(&library) {
            return;
        }
        let mut asked = Instant::now();
        let mut go_on = || {
            let is_time = asked.elapsed() >= BETWEEN_SNAPSHOTS;
            asked = if is_time { Instant::now() } else { asked };
            !is_time || tell(News::Progress(self.progress)).is_continue()
        };
        match Stories::of(&library, &self.stories, &mut go_on) {
            Some(stories) => self.stories = Arc::new(stories),
            None => self.was_stopped = true,
        }
        self.tell_library(tell);
    }

    /// Keeps the stories with the cache, if others are kept there.
    fn keep_stories(&mut self, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        let Some(cache) = cache.filter(|_| !self.is_full && !self.was_stopped) else { return };
        let mut cache = lock(cache);
        if cache.refusal().is_some() || cache.stories().is_some_and(|kept| kept == *self.stories) {
            return;
        }
        let kept = cache.keep_stories(&self.stories);
        drop(cache);
        if let Err(refusal) = kept {
            self.is_full = true;
            self.notice(refusal, tell);
        }
    }

    /// Volumes become one.
    fn bind(&mut self, range: Range<usize>, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        let bound = bind(&self.volumes.all()[range.clone()], cache.filter(|_| !self.is_full && !self.is_away));
        self.put_in_place(range, bound, tell);
    }

    fn commit_now_and_then(&mut self, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        if self.committed.elapsed() >= BETWEEN_COMMITS {
            self.commit(false, cache, tell);
        }
    }

    /// The cache is what has been written so far.
    fn commit(&mut self, is_end: bool, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        let Some(cache) = cache.filter(|_| self.has_changed && !self.is_full && !self.is_away) else { return };
        let now = Instant::now();
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        self.made.took += now.duration_since(self.counted).as_millis() as u64;
        self.made.at = since_1970.as_secs();
        self.made.finished = is_end;
        (self.committed, self.counted) = (now, now);
        let manifest = Manifest {
            segments: self.volumes.all().iter().filter_map(Volume::held).collect(),
            furniture: self.applied.hashes(),
            barren: self.barren.clone(),
            made: self.made,
            ..Manifest::default()
        };
        let mut cache = lock(cache);
        let pile = match &self.pile {
            Some(pile) => cache.keep_pile(pile).map(Some),
            None => Ok(self.stored_pile),
        };
        let kept = pile.and_then(|pile| cache.commit(&Manifest { pile, ..manifest }).map(|()| pile));
        drop(cache);
        match kept {
            Ok(pile) => (self.stored_pile, self.has_changed) = (pile, !is_end),
            Err(refusal) => {
                self.is_full = true;
                self.notice(refusal, tell);
            }
        }
    }

    /// The library as it is now.
    pub fn library(&mut self) -> Library {
        self.volumes.library().with_stories(&self.stories)
    }

    /// Another kiosque is writing what this one would write.
    pub fn is_anothers(&self) -> bool {
        let refusal = self.cache.as_ref().and_then(|cache| lock(cache).refusal());
        matches!(refusal, Some(None))
    }

    /// What was read is in the cache.
    pub fn is_kept(&self) -> bool {
        self.cache.is_some() && !self.is_full && !self.is_away && !self.has_changed
    }

    fn tell_library(&mut self, tell: &mut Tell<'_>) {
        let library = self.library();
        self.was_stopped |= tell(News::Library(library)).is_break();
    }

    fn notice(&mut self, notice: Saying, tell: &mut Tell<'_>) {
        self.was_stopped |= tell(News::Notice(notice)).is_break();
    }
}

impl<'a> Desk<'a> {
    fn new(request: Request<'a>) -> Desk<'a> {
        let Request { tables, inputs, gives_way, .. } = request;
        // The pages of the edition have no place in the file system that would depend on where the program was started.
        let folder = std::env::current_dir().ok().filter(|_| !inputs.contains(&Input::Edition));
        let base = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
        let mount = |input: &Input| match input {
            Input::Path(path) => {
                let to = path.to_string_lossy().into_owned();
                Some(Mount { stored: absolute(&base, &to), shown: to })
            }
            Input::Stdin | Input::Edition => None,
        };
        let mounts = inputs.iter().filter_map(mount).collect();
        let n_threads = thread::available_parallelism().map_or(1, |n| n.get());
        Desk { tables, inputs, gives_way, mounts, base, n_threads }
    }

    /// What the cache of these inputs is called; none where they cannot be read again.
    fn key(&self) -> Option<cache::Key> {
        cache_key(self.tables, self.inputs)
    }

    /// Reads batches until there are no more; when nobody wants them any more it only takes them, so that the walk can end.
    fn work(
        &self,
        waiting: &Mutex<Receiver<Batch>>,
        done: SyncSender<Event>,
        furniture: &RwLock<Arc<Repeats>>,
        stopped: &AtomicBool,
    ) {
        loop {
            let batch = waiting.lock().ok().and_then(|waiting| waiting.recv().ok());
            let Some(batch) = batch else { return };
            if !stopped.load(Ordering::Relaxed) {
                let furniture = Arc::clone(&furniture.read().unwrap_or_else(PoisonError::into_inner));
                // The other end hangs up when it is stopped.
                let _ = done.send(Event::Done(self.read_batch(batch, &furniture)));
            }
        }
    }

    fn read_batch(&self, batch: Batch, furniture: &Repeats) -> Done {
        let mut done = Done { idx: batch.idx, n_files: batch.tasks.len(), ..Done::default() };
        let mut documents = Vec::with_capacity(batch.tasks.len());
        for Task { mut page, path, stamp, replaces } in batch.tasks {
            done.replaced.extend(replaces);
            match self.document(&mut page, &path, furniture) {
                Ok(document) => {
                    done.n_documents += 1;
                    if document.articles.is_empty() {
                        done.skipped.push(Skip { path: page.path(), reason: Reason::Empty, was_named: false });
                        done.barren.push(Barren { stamp, is_empty: true });
                    }
                    done.imprints.push(Imprint::of(&document));
                    documents.push((document, stamp));
                    if let Page::Held { path, bytes } = page {
                        done.held.push((path, bytes));
                    }
                }
                Err(skip) => {
                    if skip.reason == Reason::Binary {
                        done.barren.push(Barren { stamp, is_empty: false });
                    }
                    done.skipped.push(skip);
                }
            }
        }
        done.segment = (!documents.is_empty()).then(|| Arc::new(self.segment(documents)));
        done
    }

    fn segment(&self, documents: Vec<(Document, Stamp)>) -> Segment {
        Segment::stamped(&self.base, documents).shown_from(Arc::clone(&self.mounts))
    }

    /// Reads a page without knowing any furniture, and with it where that makes a difference.
    fn document(&self, page: &mut Page, path: &str, furniture: &Repeats) -> Result<Document, Skip> {
        let bytes = page.bytes()?;
        let origin = Origin::file(path);
        let document = ingest::ingest_with(&self.tables.context(), &origin, &bytes);
        if !furniture.would_change(&document) {
            return Ok(document);
        }
        Ok(ingest::ingest_with(&Context { repeats: Some(furniture), ..self.tables.context() }, &origin, &bytes))
    }

    /// Reads those pages again in which there is furniture, on all cores; in the order of the parts.
    fn revise_all(
        &self,
        parts: &[Part],
        volumes: &[Volume],
        furniture: &Repeats,
        held: &HashMap<String, Vec<u8>>,
    ) -> Vec<Revision> {
        let waiting = Mutex::new(parts.iter().enumerate());
        let (done, arriving) = mpsc::channel();
        let mut revisions: Vec<(usize, Revision)> = thread::scope(|scope| {
            for _ in 0..self.n_threads {
                let (done, waiting) = (done.clone(), &waiting);
                scope.spawn(move || {
                    while let Some((at, part)) = next(waiting) {
                        if let Some(revision) = self.revise(part, volumes, furniture, held) {
                            // The other end waits for all of them.
                            let _ = done.send((at, revision));
                        }
                    }
                });
            }
            drop(done);
            arriving.iter().collect()
        });
        revisions.sort_by_key(|(at, _)| *at);
        revisions.into_iter().map(|(_, revision)| revision).collect()
    }

    fn revise(
        &self,
        part: &Part,
        volumes: &[Volume],
        furniture: &Repeats,
        held: &HashMap<String, Vec<u8>>,
    ) -> Option<Revision> {
        let volume = volumes.get(part.volume)?;
        let again = |number: u32| {
            let document = volume.segment.document(number).filter(|document| furniture.touch(document))?;
            let (mut page, known_as) = self.page_of(&document.origin.path, held);
            // A file that has vanished meanwhile stays as it was read.
            let again = self.document(&mut page, &known_as, furniture).ok()?;
            (again.articles != document.articles || again.lines != document.lines).then_some(again)
        };
        let holding = volume.holding();
        let changed: BTreeMap<u32, Document> =
            holding.iter_in(part.documents.clone()).filter_map(|number| Some((number, again(number)?))).collect();
        if changed.is_empty() {
            return None;
        }
        let of_part = volume.segment.stamps().filter(|(document, _)| part.documents.contains(document));
        let stamps: HashMap<u32, Stamp> = of_part.collect();
        let stamp = |number: u32| stamps.get(&number).copied().unwrap_or_default();
        if volume.is_bound() || volume.dead().is_some() {
            let row = |(document, again)| (Place { volume: part.volume, document }, again, stamp(document));
            return Some(Revision::Some(changed.into_iter().map(row).collect()));
        }
        // A segment that was made just now is made again: what stands in it keeps its place in the order of reading.
        let mut changed = changed;
        let document = |number| {
            let document = changed.remove(&number).or_else(|| self.as_it_was(&volume.segment, number))?;
            Some((document, stamp(number)))
        };
        let documents = (0..volume.segment.n_documents()).filter_map(document).collect();
        Some(Revision::Whole(part.volume, Arc::new(self.segment(documents))))
    }

    /// The page a document was made of, and the path it is known by.
    fn page_of(&self, path: &str, held: &HashMap<String, Vec<u8>>) -> (Page, String) {
        let edition = edition::PAGES.iter().find(|(name, _)| path.strip_prefix(EDITION) == Some(name));
        match (held.get(path), edition.filter(|_| self.inputs.contains(&Input::Edition))) {
            (Some(bytes), _) => (Page::Held { path: path.to_owned(), bytes: bytes.clone() }, self.known_as(path)),
            (None, Some((name, text))) => (Page::Edition { name, text }, path.to_owned()),
            (None, None) => (Page::File { path: PathBuf::from(path), was_named: false }, self.known_as(path)),
        }
    }

    /// The path from the root; standard input has none.
    fn known_as(&self, path: &str) -> String {
        if path == STDIN { path.to_owned() } else { absolute(&self.base, path) }
    }

    /// A document of a segment, under the path it is known by.
    fn as_it_was(&self, segment: &Segment, number: u32) -> Option<Document> {
        let mut document = Document::clone(&*segment.document(number)?);
        let (_, known_as) = self.page_of(&document.origin.path, &HashMap::new());
        document.origin.path = known_as;
        Some(document)
    }
}

/// What the cache of these inputs is called; none where they cannot be read again.
pub fn cache_key(tables: &Tables, inputs: &[Input]) -> Option<cache::Key> {
    let base = std::env::current_dir().unwrap_or_default().to_string_lossy().into_owned();
    let path = |input: &Input| match input {
        Input::Path(path) => {
            let can_be_read_again = path.metadata().map_or(true, |found| found.is_dir() || found.is_file());
            can_be_read_again.then(|| absolute(&base, &path.to_string_lossy()))
        }
        Input::Stdin | Input::Edition => None,
    };
    let archive: Option<Vec<String>> = inputs.iter().map(path).collect();
    Some(cache::Key { archive: archive.filter(|archive| !archive.is_empty())?, parser: tables.version() })
}

/// Documents of one volume.
#[derive(Clone, Debug)]
struct Part {
    volume: usize,
    documents: Range<u32>,
}

/// What became of a part that was read again.
enum Revision {
    /// The volume is another one now.
    Whole(usize, Arc<Segment>),
    /// These documents are others now.
    Some(Vec<(Place, Document, Stamp)>),
}

/// The parts of a volume; one that was made just now is small, and a part of its own.
fn parts(at: usize, volume: &Volume) -> Vec<Part> {
    let n = volume.segment.n_documents();
    if !volume.is_bound() {
        return vec![Part { volume: at, documents: 0..n }];
    }
    let part = |first: u32| Part { volume: at, documents: first..n.min(first + N_LOOKED_THROUGH) };
    (0..n).step_by(N_LOOKED_THROUGH as usize).map(part).collect()
}

fn next<T>(waiting: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    waiting.lock().ok().and_then(|mut waiting| waiting.next())
}

/// The volumes that are not what was written, by their place. They are looked at while the archive is, so that nobody waits.
fn damaged(old: &[Arc<Segment>], cache: Option<&Mutex<Cache>>, gives_way: bool, stopped: &AtomicBool) -> Vec<usize> {
    let mut go_on = || !stopped.load(Ordering::Relaxed);
    let n_bytes: usize = old.iter().map(|segment| segment.n_bytes()).sum();
    let begun = Instant::now();
    while gives_way && n_bytes > MANY_BYTES && begun.elapsed() < FIRST_ROWS && go_on() {
        thread::sleep(FIRST_ROWS / 25);
    }
    if let Some(cache) = cache {
        lock(cache).go_on();
    }
    let mut is_damaged = |segment: &Arc<Segment>| segment.verify(&mut go_on).is_err();
    (0..old.len()).filter(|at| is_damaged(&old[*at])).collect()
}

/// Reading so much keeps a disk busy: whoever looks at the first rows gets them before.
const MANY_BYTES: usize = 64 << 20;
const FIRST_ROWS: Duration = Duration::from_millis(500);

/// Several volumes become one: a file of the cache, or, where there is none, bytes in memory.
fn bind(volumes: &[Volume], cache: Option<&Mutex<Cache>>) -> Bound {
    let inputs: Vec<(&Segment, Option<&Bits>)> =
        volumes.iter().map(|volume| (&*volume.segment, volume.dead())).collect();
    let cache = cache.filter(|cache| lock(cache).refusal().is_none());
    let kept = cache.map(|cache| lock(cache).keep_segment(|file| Segment::merge(&inputs, file)));
    let refusal = match kept {
        Some(Ok((stored, segment))) => {
            return Bound { volume: Some(Volume::bound(segment, Some(stored))), refusal: None };
        }
        Some(Err(refusal)) => Some(refusal),
        None => None,
    };
    // What is bound already is a file: it need not be brought into memory.
    if volumes.iter().any(Volume::is_bound) {
        return Bound { volume: None, refusal };
    }
    let mut bytes = Vec::new();
    let segment = Segment::merge(&inputs, &mut bytes).ok().and_then(|()| Segment::open(Arc::new(bytes)).ok());
    Bound { volume: segment.map(|segment| Volume::bound(Arc::new(segment), None)), refusal }
}

/// A thread that panicked while it held the cache has left no half-written file behind.
fn lock(cache: &Mutex<Cache>) -> MutexGuard<'_, Cache> {
    cache.lock().unwrap_or_else(PoisonError::into_inner)
}
