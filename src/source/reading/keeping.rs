//! What is kept of an archive: taken up from its cache before it is read, bound into few volumes and written down there while
//! it is read and at the end, when the stories its articles tell are found out.
//!
//! What cannot be written is no reason to read no further: that is said once, and what is new stays in memory from then on.
//! Where another kiosque writes the cache, or a path of the archive may come back, it is left as it is. Which files are read,
//! and what of them holds, is the business of the reading.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::cache::manifest::Manifest;
use crate::cache::{self, Cache};
use crate::ingest::pile::{Pile, Repeats};
use crate::locale::words::Saying;
use crate::source::reading::{BETWEEN_SNAPSHOTS, Reading, Tell};
use crate::source::volumes::{Volume, Volumes};
use crate::source::{Input, News};
use crate::store::bits::Bits;
use crate::store::id::absolute;
use crate::store::segment::Segment;
use crate::store::stories::Stories;
use crate::tables::Tables;

/// Loose segments that need not be bound where there is no cache.
const FEW_LOOSE: usize = 8;

/// What has been read is made safe so often while reading goes on; a reader who leaves loses no more.
const BETWEEN_COMMITS: Duration = Duration::from_secs(10);

/// Reading so much keeps a disk busy: whoever looks at the first rows gets them before.
const MANY_BYTES: usize = 64 << 20;
const FIRST_ROWS: Duration = Duration::from_millis(500);

/// What became of segments that were to be bound into one.
#[derive(Debug, Default)]
pub(super) struct Bound {
    volume: Option<Volume>,
    /// Why it is no file.
    refusal: Option<Saying>,
}

impl Reading<'_> {
    /// What the cache has is where reading begins.
    pub(super) fn take_up(&mut self, opened: cache::Opened, afresh: bool, tell: &mut Tell<'_>) {
        let cache::Opened { cache, manifest, segments, fault } = opened;
        if let Some(fault) = fault.filter(|_| !afresh) {
            self.has_changed = true;
            self.notice(fault, tell);
        }
        if !afresh {
            self.has_lost = segments.len() < manifest.segments.len();
            let volume = |(at, segment): (usize, Segment)| {
                let segment = Arc::new(segment.shown_from(Arc::clone(&self.desk.mounts)));
                Some(Volume::of_cache(segment, manifest.segments.get(at)?))
            };
            self.volumes = Volumes::new(segments.into_iter().filter_map(volume).collect());
            self.stored_pile = manifest.pile;
            self.applied = Repeats::new(manifest.furniture);
            self.barren = manifest.barren;
            self.troubles = manifest.troubles.into_iter().map(|trouble| (trouble.stamp.file, trouble)).collect();
            self.has_troubles_to_tell = !self.troubles.is_empty();
            self.partial = manifest.partial.into_iter().collect();
            self.made = manifest.made;
            self.stories = cache.stories().map(Arc::new).unwrap_or_default();
        }
        // What was never finished, or is begun afresh, is to be written down at the end, even if nothing is found.
        self.has_changed |= afresh || !self.made.finished;
        self.cache = Some(Mutex::new(cache));
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
    pub(super) fn bind(&mut self, range: Range<usize>, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        let bound = bind(&self.volumes.all()[range.clone()], cache.filter(|_| !self.is_full && !self.is_away));
        self.put_in_place(range, bound, tell);
    }

    pub(super) fn commit_now_and_then(&mut self, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
        if self.committed.elapsed() >= BETWEEN_COMMITS {
            self.commit(false, cache, tell);
        }
    }

    /// The cache is what has been written so far.
    pub(super) fn commit(&mut self, is_end: bool, cache: Option<&Mutex<Cache>>, tell: &mut Tell<'_>) {
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
            troubles: self.troubles.values().filter(|trouble| trouble.stamp.is_of_a_file()).cloned().collect(),
            partial: self.partial.iter().copied().collect(),
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

    /// Another kiosque is writing what this one would write.
    pub fn is_anothers(&self) -> bool {
        let refusal = self.cache.as_ref().and_then(|cache| lock(cache).refusal());
        matches!(refusal, Some(None))
    }

    /// What was read is in the cache.
    pub fn is_kept(&self) -> bool {
        self.cache.is_some() && !self.is_full && !self.is_away && !self.has_changed
    }

    /// The counts of the pile, as they were kept. Where they are lost, the furniture they led to is still known.
    pub(super) fn pile(&mut self, cache: Option<&Mutex<Cache>>) -> &mut Pile {
        let (stored, applied) = (self.stored_pile, &self.applied);
        self.pile.get_or_insert_with(|| {
            let kept = cache.filter(|_| stored.is_some()).and_then(|cache| lock(cache).pile(stored));
            kept.unwrap_or_else(|| Pile::knowing(applied.clone()))
        })
    }

    /// Volumes of this range were bound into one, or could not be.
    pub(super) fn put_in_place(&mut self, range: Range<usize>, bound: Bound, tell: &mut Tell<'_>) {
        if let Some(refusal) = bound.refusal {
            self.is_full = true;
            self.notice(refusal, tell);
        }
        match bound.volume {
            Some(mut volume) => {
                volume.shown_from(&self.desk.mounts);
                self.volumes.replace(range, volume);
            }
            // Files stay as they are: why they could not be bound has been told.
            None => self.cannot_bind |= !self.volumes.are_files(range),
        }
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

/// The volumes that are not what was written, by their place. They are looked at while the archive is, so that nobody waits.
pub(super) fn damaged(
    old: &[Arc<Segment>],
    cache: Option<&Mutex<Cache>>,
    gives_way: bool,
    stopped: &AtomicBool,
) -> Vec<usize> {
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

/// Several volumes become one: a file of the cache, or, where there is none, bytes in memory.
pub(super) fn bind(volumes: &[Volume], cache: Option<&Mutex<Cache>>) -> Bound {
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
