//! Reads an archive: what the cache has at once, then what is new or has changed, on all cores.
//!
//! Batches of pages, and pieces of large files, become small segments, handed over in the order of the walk, so that the
//! first headlines stand early and the order is the same at every start. So that memory stays bounded however large the
//! archive is, small segments are bound into one, in a file of the cache, whenever they grow beyond [`MAX_LOOSE_BYTES`]; the
//! smallest of these are bound again, so that a search goes through few, and the others when all has been read.
//!
//! All documents of a file carry its stamp: they hold together and die together. A file that is in the middle of being read
//! when something is written down is noted as such, and read again as a whole at the next start.
//!
//! What many pages have in common is furniture, and what is furniture is known for sure only when all pages have been read.
//! A page is first read without knowing any, and at once a second time where known furniture was taken for text; at the end
//! those pages are read again that were read before some of it was known. The result is that of reading everything twice.
//! The counts are kept with the cache, so that it is also that of reading everything afresh, but for two things: lines of
//! pages that are gone still count, and of equally old articles of an outlet those that were read later stand behind.

pub(super) mod keeping;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use crate::cache::manifest::{Barren, Made, Stored, Trouble};
use crate::cache::{self, Cache};
use crate::ingest::pile::{Pile, Repeats};
use crate::locale::words::Saying;
use crate::model::document::Document;
use crate::model::problem::Problem;
use crate::source::desk::{Desk, Done, Stretch, Turn};
use crate::source::known::Known;
use crate::source::reading::keeping::{Bound, bind, damaged};
use crate::source::revision::{Containers, Held, Part, Revised, Revising, parts};
use crate::source::stream::forward;
use crate::source::troubles::{problem_of, problems};
use crate::source::volumes::{Place, Volume, Volumes};
use crate::source::walk::{Same, Walk};
use crate::source::{Input, News, Progress, Reason, Report, Skip};
use crate::store::library::Library;
use crate::store::segment::Segment;
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

/// So many loose segments are bound whatever their size, because a search asks each of them.
const MAX_LOOSE: usize = 32;

/// So many small batches or large files may have been found and wait to be read.
const N_LOTS: usize = 16;

/// A person sees no more than this many snapshots a second.
const BETWEEN_SNAPSHOTS: Duration = Duration::from_millis(50);

/// So many parts of volumes are looked through for furniture before what has changed is put in its place,
const N_PARTS: usize = 64;
/// and so many documents that were read again become a segment.
const N_AGAIN: usize = 1024;

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
    /// What could not be read, by the hashes of the paths of files.
    troubles: BTreeMap<u64, Trouble>,
    /// The problems have changed since they were told.
    has_troubles_to_tell: bool,
    /// Files that are to be read again whatever is known of them, by the hashes of their paths: one that is being read, and
    /// those that the system did not give to their end.
    partial: BTreeSet<u64>,
    /// Some volumes were damaged or missing, and what stood in them has not been read again yet.
    has_lost: bool,
    /// What is known so far of the file that is being read in pieces.
    begun: Option<Stretch>,
    /// What cannot be read again, by its path.
    held: Held,
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

/// Lets all other threads go first. On Linux a thread can do so for itself and for those it starts; elsewhere nothing is done,
/// because the keys would give way too.
fn give_way() {
    #[cfg(target_os = "linux")]
    // A system that does not allow it reads at full speed.
    let _ = rustix::process::nice(10);
}

/// What happens while the first reading goes on.
#[derive(Debug)]
pub(super) enum Event {
    /// So many files are to be read, which have so many bytes.
    Found { n_files: usize, n_bytes: u64 },
    /// These are as they were.
    Same(Same),
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
    turn: &'h Turn,
    cache: Option<&'h Mutex<Cache>>,
}

impl<'a> Reading<'a> {
    /// Reads all that `request` asks for, and tells what happens on the way; comes back when everything is read, or soon
    /// after `tell` breaks off. What was read is kept by [`Reading::keep`].
    pub fn read(request: Request<'a>, tell: &mut Tell<'_>) -> Reading<'a> {
        let mut reading = Reading::open(request, tell);
        if !reading.volumes.all().is_empty() {
            reading.tell_library(tell);
        }
        reading.tell_problems(tell);
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
            self.has_lost = false;
            self.second_reading(tell);
            self.tell_library(tell);
        }
        self.report.skipped.sort();
        self.report.problems = problems(&self.troubles, &self.desk.mounts);
        self.tell_problems(tell);
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
            troubles: BTreeMap::new(),
            has_troubles_to_tell: false,
            partial: BTreeSet::new(),
            has_lost: false,
            begun: None,
            held: Held::new(),
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

    /// Looks for what is new or has changed, and reads it. Gives back the volumes that turned out to be damaged.
    fn first_reading(&mut self, tell: &mut Tell<'_>) -> Vec<usize> {
        let desk = self.desk.clone();
        if desk.gives_way {
            give_way();
        }
        let barren = std::mem::take(&mut self.barren);
        let known = Known::new(self.volumes.all(), barren, &self.troubles, &self.partial, self.has_lost);
        let cache = self.cache.take();
        let (lots, to_be_forwarded) = mpsc::sync_channel(N_LOTS);
        let (batches, waiting) = mpsc::sync_channel(desk.n_threads);
        let (events, arriving) = mpsc::sync_channel(2 * desk.n_threads);
        let (to_bind, to_be_bound) = mpsc::channel();
        let (binder, bound) = mpsc::channel();
        let waiting = Mutex::new(waiting);
        let stopped = AtomicBool::new(false);
        let turn = Turn::new(Arc::new(self.applied.clone()), desk.n_threads);
        let old: Vec<Arc<Segment>> = self.volumes.all().iter().map(|volume| Arc::clone(&volume.segment)).collect();
        let (known, damaged) = thread::scope(|scope| {
            let walk = Walk::new(lots, events.clone(), &stopped, &desk.base, known);
            let walk = scope.spawn(|| walk.all(desk.inputs));
            let is_stopped = &stopped;
            scope.spawn(move || forward(&to_be_forwarded, batches, is_stopped));
            for _ in 0..desk.n_threads {
                let done = events.clone();
                scope.spawn(|| desk.work(&waiting, done, &turn));
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
            let hall = Hall { arriving, to_bind, bound, turn: &turn, cache };
            self.was_stopped |= self.take_in_order(hall, tell).is_break();
            stopped.store(self.was_stopped, Ordering::Relaxed);
            turn.end();
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
        let (mut early, mut next) = (BTreeMap::new(), (0, 0));
        let mut binding: Option<Range<usize>> = None;
        let mut told: Option<Instant> = None;
        // What was there before is being looked at, and may be damaged.
        let n_old = self.volumes.all().len();
        for event in &hall.arriving {
            match event {
                Event::Found { n_files, n_bytes } => {
                    self.progress.n_found += n_files;
                    self.progress.n_bytes_found += n_bytes;
                }
                Event::Same(Same { n_files, n_documents, n_bytes }) => {
                    self.progress.n_found += n_files;
                    self.progress.n_read += n_files;
                    self.progress.n_same += n_files;
                    self.progress.n_bytes_found += n_bytes;
                    self.progress.n_bytes_read += n_bytes;
                    self.progress.n_bytes_same += n_bytes;
                    self.report.n_documents += n_documents;
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
                Event::Skipped(skip) => self.pass_over(skip),
                Event::Done(done) => drop(early.insert((done.idx, done.part), done)),
            }
            let mut has_grown = false;
            while let Some(done) = early.remove(&next) {
                next = if done.is_last { (done.idx + 1, 0) } else { (done.idx, done.part + 1) };
                has_grown |= done.segment.is_some();
                self.take_in(done, &hall);
                hall.turn.set(next.0);
            }
            if has_grown && told.is_none_or(|told| told.elapsed() >= BETWEEN_SNAPSHOTS) {
                tell(News::Library(self.library()))?;
                told = Some(Instant::now());
                self.tell_problems(tell);
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
            let are_many = self.volumes.n_loose_bytes() >= MAX_LOOSE_BYTES || loose.len() > MAX_LOOSE;
            let wanted = match are_many {
                true => Some(loose).filter(|_| !self.cannot_bind),
                false => self.volumes.small_files(n_old).filter(|_| !self.is_full),
            };
            if let Some(range) = wanted.filter(|_| binding.is_none()) {
                let volumes = self.volumes.all()[range.clone()].to_vec();
                binding = hall.to_bind.send(volumes).is_ok().then_some(range);
            }
        }
        if let Some(range) = binding {
            self.put_in_place(range, hall.bound.recv().unwrap_or_default(), tell);
        }
        ControlFlow::Continue(())
    }

    fn take_in(&mut self, done: Done, hall: &Hall<'_>) {
        self.held.extend(done.held);
        done.stretches.into_iter().for_each(|stretch| self.take_in_stretch(stretch));
        if !done.imprints.is_empty() {
            let pile = self.pile(hall.cache);
            let n_known = pile.furniture().len();
            done.imprints.iter().for_each(|imprint| pile.add(imprint));
            if pile.furniture().len() > n_known {
                hall.turn.learn(done.idx, Arc::new(pile.furniture().clone()));
            }
        }
        if let Some(segment) = done.segment {
            self.has_changed = true;
            self.volumes.push(segment);
        }
    }

    /// What was read of a file, perhaps not to its end yet. What stood there before gives way as soon as the first of it is
    /// there: two articles of one name would be one too many.
    fn take_in_stretch(&mut self, mut stretch: Stretch) {
        let file = stretch.stamp.file;
        self.progress.n_bytes_read += stretch.n_bytes;
        self.report.n_documents += stretch.n_documents;
        self.report.n_read += stretch.n_documents;
        std::mem::take(&mut stretch.replaces).into_iter().for_each(|place| self.volumes.kill(place));
        let so_far = match self.begun.take() {
            Some(mut begun) => {
                begun.join(stretch);
                begun
            }
            None => {
                self.has_troubles_to_tell |= self.troubles.remove(&file).is_some();
                stretch
            }
        };
        if so_far.is_over {
            self.progress.n_read += 1;
            self.partial.remove(&file);
            self.close(so_far);
        } else {
            self.progress.has_large = true;
            self.partial.insert(file);
            self.begun = Some(so_far);
        }
    }

    /// A file has been read: what is to be remembered of it besides its documents.
    fn close(&mut self, file: Stretch) {
        let Stretch { path, stamp, shown, was_named, n_documents, n_articles, tally, skip, .. } = file;
        if let Some(skip) = skip {
            return self.pass_over(skip);
        }
        self.has_changed = true;
        if tally.may_pass {
            self.partial.insert(stamp.file);
        }
        if tally.is_empty() && n_articles == 0 {
            // A file without a record is nothing that is read.
            let is_empty = n_documents > 0;
            let reason = if is_empty { Reason::Empty } else { Reason::Binary };
            self.pass_over(Skip { path: shown, reason, was_named: was_named && !is_empty });
            self.barren.push(Barren { stamp, is_empty });
        } else if !tally.is_empty() {
            let mut problems = tally.problems;
            problems.iter_mut().for_each(|problem| problem.n_read = n_articles as u64);
            let file = if stamp.is_of_a_file() { stamp.file } else { xxh3_64(path.as_bytes()) };
            self.troubles.insert(file, Trouble { stamp, path, problems, n_more: tally.n_more });
            self.has_troubles_to_tell = true;
        }
    }

    fn pass_over(&mut self, skip: Skip) {
        self.has_troubles_to_tell |= skip.is_failure();
        self.report.skipped.push(skip);
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
        for file in known.missing_troubles() {
            // One that was read again meanwhile is another one.
            let is_it = self.troubles.get(&file).is_some_and(|trouble| trouble.stamp.is_of_a_file());
            if is_it && self.troubles.remove(&file).is_some() {
                (self.has_changed, self.has_troubles_to_tell) = (true, true);
            }
        }
    }

    /// Segments that are not what was written are left out; their files will be read again.
    fn drop_damaged(&mut self, damaged: Vec<usize>, tell: &mut Tell<'_>) {
        self.notice(Saying::new("cache-damaged"), tell);
        damaged.into_iter().rev().for_each(|at| self.volumes.remove(at));
        self.has_lost = true;
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
        let mut containers = Containers::new();
        for round in parts.chunks(N_PARTS) {
            let mut again = Vec::new();
            for revision in self.revising(&furniture).all(round) {
                if let Some((at, segment)) = revision.whole {
                    self.volumes.exchange(at, segment);
                }
                again.extend(revision.some);
                for (path, contained) in revision.contained {
                    containers.entry(path).or_default().push(contained);
                }
            }
            self.put_again(again);
            self.bind_what_was_read_again(n_volumes, cache.as_ref(), tell);
        }
        self.revise_containers(&containers, &furniture, n_volumes, cache.as_ref(), tell);
        self.cache = cache;
        self.has_changed = true;
        self.applied = furniture;
    }

    /// The same for documents that stand in a file with others: each of these files is gone through once.
    fn revise_containers(
        &mut self,
        containers: &Containers,
        furniture: &Repeats,
        n_volumes: usize,
        cache: Option<&Mutex<Cache>>,
        tell: &mut Tell<'_>,
    ) {
        let mut fresh: BTreeMap<usize, BTreeMap<u32, Document>> = BTreeMap::new();
        for (path, contained) in containers {
            let mut to_push = Vec::new();
            let revising = self.revising(furniture);
            let is_fresh = |place: Place| {
                let volume = revising.volumes.get(place.volume);
                volume.is_some_and(|volume| !volume.is_bound() && volume.dead().is_none())
            };
            let mut segments: Vec<(Vec<Place>, Arc<Segment>)> = Vec::new();
            let mut bind = |to_push: &mut Vec<Revised>| {
                let places = to_push.iter().map(|(place, ..)| *place).collect();
                let documents = to_push.drain(..).map(|(_, document, stamp)| (document, stamp)).collect();
                segments.push((places, Arc::new(revising.desk.segment(documents))));
            };
            revising.container(path, contained, |(place, document, stamp)| {
                if is_fresh(place) {
                    fresh.entry(place.volume).or_default().insert(place.document, document);
                } else {
                    to_push.push((place, document, stamp));
                    if to_push.len() >= N_AGAIN {
                        bind(&mut to_push);
                    }
                }
            });
            for (places, segment) in segments {
                places.into_iter().for_each(|place| self.volumes.kill(place));
                self.volumes.push(segment);
            }
            self.put_again(to_push);
            self.bind_what_was_read_again(n_volumes, cache, tell);
        }
        for (at, changed) in fresh {
            let Some(segment) =
                self.volumes.all().get(at).map(|volume| self.revising(furniture).made_again(volume, changed))
            else {
                continue;
            };
            self.volumes.exchange(at, segment);
        }
    }

    fn revising<'r>(&'r self, furniture: &'r Repeats) -> Revising<'r> {
        Revising { desk: &self.desk, volumes: self.volumes.all(), furniture, held: &self.held }
    }

    /// Documents that were read again stand behind all others; what they were no longer holds.
    fn put_again(&mut self, again: Vec<Revised>) {
        if again.is_empty() {
            return;
        }
        again.iter().for_each(|(place, ..)| self.volumes.kill(*place));
        let documents = again.into_iter().map(|(_, document, stamp)| (document, stamp)).collect();
        self.volumes.push(Arc::new(self.desk.segment(documents)));
    }

    /// Volumes behind the first so many are bound if they have grown large.
    fn bind_what_was_read_again(&mut self, first: usize, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        if self.volumes.n_loose_bytes() >= 2 * MAX_LOOSE_BYTES && self.volumes.all().len() > first {
            self.bind(first..self.volumes.all().len(), cache, tell);
        }
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

    /// The library as it is now.
    pub fn library(&mut self) -> Library {
        self.volumes.library().with_stories(&self.stories)
    }

    fn tell_library(&mut self, tell: &mut Tell<'_>) {
        let library = self.library();
        self.was_stopped |= tell(News::Library(library)).is_break();
    }

    /// Tells what could not be read, if that is not what was told last.
    fn tell_problems(&mut self, tell: &mut Tell<'_>) {
        if !std::mem::take(&mut self.has_troubles_to_tell) {
            return;
        }
        let failures = self.report.skipped.iter().filter_map(problem_of);
        let mut all: Vec<Problem> = failures.chain(problems(&self.troubles, &self.desk.mounts)).collect();
        all.sort_by(|one, other| one.path.cmp(&other.path));
        self.was_stopped |= tell(News::Problems(all.into())).is_break();
    }

    fn notice(&mut self, notice: Saying, tell: &mut Tell<'_>) {
        self.was_stopped |= tell(News::Notice(notice)).is_break();
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::SystemTime;

    use super::*;
    use crate::ingest::ingest;
    use crate::model::document::Origin;
    use crate::source::walk::stamp_of;

    #[test]
    fn a_file_that_was_broken_off_in_the_middle_is_read_again_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("year.jsonl");
        let line = "{\"text\": \"La gare ferme\\n\\nLes habitants ont appris mardi que plus un train ne passera.\"}\n";
        fs::write(&path, line.repeat(3)).unwrap();
        let a_day_ago = SystemTime::now() - Duration::from_secs(86_400);
        File::options().write(true).open(&path).unwrap().set_modified(a_day_ago).unwrap();
        let (tables, place) = (Tables::default(), cache::Place::Folder(folder.path().join("cache")));
        let inputs = [Input::Path(path.clone())];
        let request = Request { tables: &tables, inputs: &inputs, cache: &place, afresh: false, gives_way: false };
        let mut tell = |_| ControlFlow::Continue(());

        let mut killed = Reading::open(request, &mut tell);
        let known_as = path.to_string_lossy().into_owned();
        let stamp = stamp_of(xxh3_64(known_as.as_bytes()), &fs::metadata(&path).unwrap());
        let document = ingest(&Origin::file(known_as.clone()), b"La gare ferme\n\nPlus un train ne passera.\n");
        killed.volumes.push(Arc::new(killed.desk.segment(vec![(document, stamp)])));
        let first = Stretch { path: known_as, stamp, n_documents: 1, n_articles: 1, ..Stretch::default() };
        killed.take_in_stretch(first);
        killed.has_changed = true;
        let cache = killed.cache.take();
        killed.bind(0..1, cache.as_ref(), &mut tell);
        killed.commit(false, cache.as_ref(), &mut tell);
        drop((killed, cache));

        for n_read in [3, 0] {
            let mut reading = Reading::read(request, &mut tell);
            reading.keep(&mut tell);
            assert_eq!((reading.library().len(), reading.report.n_read), (3, n_read));
        }
    }
}
