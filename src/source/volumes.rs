//! The segments of an archive on their way: read from the cache, made just now, or written to the cache meanwhile.

use std::ops::Range;
use std::sync::Arc;

use crate::cache::manifest::{Held, Stored};
use crate::store::bits::Bits;
use crate::store::library::Library;
use crate::store::segment::{Mount, Segment};

/// A segment, and what has become of it.
#[derive(Clone, Debug)]
pub(super) struct Volume {
    pub(super) segment: Arc<Segment>,
    /// Its documents that have changed since, or whose files are gone.
    dead: Option<Bits>,
    /// Its file in the cache, if it has one.
    stored: Option<Stored>,
    /// It was put together of others, and is no longer one of those that memory holds.
    is_bound: bool,
}

/// A document by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Which volume, from 0.
    pub(super) volume: usize,
    /// Which of its documents, from 0.
    pub(super) document: u32,
}

impl Volume {
    /// A segment that was made just now, in which everything holds.
    pub(super) fn fresh(segment: Arc<Segment>) -> Volume {
        Volume { segment, dead: None, stored: None, is_bound: false }
    }

    /// A segment as the cache has it.
    pub(super) fn of_cache(segment: Arc<Segment>, held: &Held) -> Volume {
        let mut volume = Volume::bound(segment, Some(held.stored));
        held.dead.iter().for_each(|document| volume.kill(*document));
        volume
    }

    /// A segment put together of others.
    pub(super) fn bound(segment: Arc<Segment>, stored: Option<Stored>) -> Volume {
        Volume { segment, dead: None, stored, is_bound: true }
    }

    /// It was put together of others.
    pub(super) fn is_bound(&self) -> bool {
        self.is_bound
    }

    /// A document no longer holds.
    pub(super) fn kill(&mut self, document: u32) {
        let n = self.segment.n_documents();
        if document < n {
            self.dead.get_or_insert_with(|| Bits::new(n)).set(document);
        }
    }

    /// The documents that no longer hold; none where all do.
    pub(super) fn dead(&self) -> Option<&Bits> {
        self.dead.as_ref()
    }

    /// The documents that hold.
    pub(super) fn holding(&self) -> Bits {
        let mut holding = Bits::full(self.segment.n_documents());
        if let Some(dead) = &self.dead {
            holding.and_not(dead);
        }
        holding
    }

    /// What the manifest says of it; nothing while it has no file.
    pub(super) fn held(&self) -> Option<Held> {
        let dead = self.dead.as_ref().map(|dead| dead.iter().collect()).unwrap_or_default();
        Some(Held { stored: self.stored?, dead })
    }

    /// Paths in it are shown as the archive is named this time.
    pub(super) fn shown_from(&mut self, mounts: &Arc<[Mount]>) {
        if let Some(segment) = Arc::get_mut(&mut self.segment) {
            *segment = std::mem::take(segment).shown_from(Arc::clone(mounts));
        }
    }

    fn shelve(&self, library: &mut Library) {
        match &self.dead {
            None => library.push(Arc::clone(&self.segment)),
            Some(dead) => {
                let mut live = Bits::full(self.segment.n_articles());
                for article in dead.iter().flat_map(|document| self.segment.articles_of(document)) {
                    live.unset(article);
                }
                library.push_live(Arc::clone(&self.segment), Arc::new(live));
            }
        }
    }
}

/// All volumes of an archive in reading order, and the library they make.
#[derive(Debug, Default)]
pub(super) struct Volumes {
    all: Vec<Volume>,
    library: Library,
    /// The library is no longer made of them.
    is_stale: bool,
}

impl Volumes {
    /// These volumes.
    pub(super) fn new(all: Vec<Volume>) -> Volumes {
        Volumes { all, library: Library::default(), is_stale: true }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Volume] {
        &self.all
    }

    /// One more, made just now.
    pub(super) fn push(&mut self, segment: Arc<Segment>) {
        let volume = Volume::fresh(segment);
        if !self.is_stale {
            volume.shelve(&mut self.library);
        }
        self.all.push(volume);
    }

    /// A document no longer holds.
    pub(super) fn kill(&mut self, place: Place) {
        if let Some(volume) = self.all.get_mut(place.volume) {
            volume.kill(place.document);
            self.is_stale = true;
        }
    }

    /// A document holds.
    pub(super) fn holds(&self, place: Place) -> bool {
        let volume = self.all.get(place.volume);
        volume.is_some_and(|volume| !volume.dead().is_some_and(|dead| dead.contains(place.document)))
    }

    /// One volume takes the place of several.
    pub(super) fn replace(&mut self, range: Range<usize>, volume: Volume) {
        if range.start <= range.end && range.end <= self.all.len() {
            self.all.splice(range, [volume]);
            self.is_stale = true;
        }
    }

    /// A segment takes the place of another one.
    pub(super) fn exchange(&mut self, at: usize, segment: Arc<Segment>) {
        self.replace(at..at + 1, Volume::fresh(segment));
    }

    /// A volume is left out.
    pub(super) fn remove(&mut self, at: usize) {
        if at < self.all.len() {
            self.all.remove(at);
            self.is_stale = true;
        }
    }

    /// A snapshot.
    pub(super) fn library(&mut self) -> Library {
        if self.is_stale {
            self.library = Library::default();
            self.all.iter().for_each(|volume| volume.shelve(&mut self.library));
            self.is_stale = false;
        }
        self.library.clone()
    }

    /// The volumes at the end that are not bound.
    pub(super) fn loose(&self) -> Range<usize> {
        let n_loose = self.all.iter().rev().take_while(|volume| !volume.is_bound).count();
        self.all.len() - n_loose..self.all.len()
    }

    /// Bytes of memory of these volumes.
    pub(super) fn n_loose_bytes(&self) -> usize {
        self.all[self.loose()].iter().map(|volume| volume.segment.n_bytes()).sum()
    }

    /// Neighbours that should be one, so that few volumes remain, or a volume of which too much does not hold.
    pub(super) fn to_be_bound(&self) -> Option<Range<usize>> {
        let is_rotten = |volume: &Volume| {
            let n_dead = volume.dead().map_or(0, Bits::count);
            n_dead * DEAD_ONE_IN > volume.segment.n_documents()
        };
        if let Some(at) = self.all.iter().position(is_rotten) {
            return Some(at..at + 1);
        }
        bound_at_the_end(&n_articles(&self.all))
    }

    /// Of those from this place on, neighbours that should be one, if all that are bound are files, and that are so small that
    /// whoever reads on hardly waits for it.
    pub(super) fn small_files(&self, start: usize) -> Option<Range<usize>> {
        let bound = start..self.loose().start;
        let range = bound_meanwhile(&n_articles(self.all.get(bound.clone())?))?;
        self.are_files(bound).then_some(start + range.start..start + range.end)
    }

    /// All of these are files of the cache.
    pub(super) fn are_files(&self, range: Range<usize>) -> bool {
        self.all.get(range).is_some_and(|volumes| volumes.iter().all(|volume| volume.stored.is_some()))
    }
}

fn n_articles(volumes: &[Volume]) -> Vec<u32> {
    volumes.iter().map(|volume| volume.segment.n_articles()).collect()
}

/// Of segments with so many articles each, the first neighbours that should be one while an archive is read: small ones, as
/// soon as they are many or a larger one together. Larger ones stay as they are, because binding reads and writes all of them
/// again.
pub fn bound_meanwhile(n_articles: &[u32]) -> Option<Range<usize>> {
    first_run(n_articles, SMALL, |run| are_many(run, SMALL))
}

/// The same when all of it has been read. The few segments of a small archive become one, too: a word that stands in several
/// is kept several times, and only one of some thousand articles has unions for what begins many words. What is little beside
/// the rest waits until there is more of it.
pub fn bound_at_the_end(n_articles: &[u32]) -> Option<Range<usize>> {
    let is_worth_it = |run: &[u32]| {
        let largest = run.iter().copied().max().unwrap_or(0);
        run.len() > 1 && (run.iter().sum::<u32>() - largest) * LITTLE_ONE_IN >= largest
    };
    bound_meanwhile(n_articles)
        .or_else(|| first_run(n_articles, MEDIUM, |run| are_many(run, MEDIUM)))
        .or_else(|| first_run(n_articles, SMALL / 2, is_worth_it))
}

fn are_many(run: &[u32], size: u32) -> bool {
    run.len() >= MANY || run.len() > 1 && run.iter().sum::<u32>() >= size
}

/// The first neighbours below this size, and not above twice of it together, that are meant.
fn first_run(n_articles: &[u32], size: u32, is_meant: impl Fn(&[u32]) -> bool) -> Option<Range<usize>> {
    let mut start = 0;
    while start < n_articles.len() {
        let mut n_together = 0;
        let fits = |n_articles: &&u32| {
            n_together += **n_articles;
            **n_articles < size && n_together <= 2 * size
        };
        let end = start + n_articles[start..].iter().take_while(fits).count();
        if is_meant(&n_articles[start..end]) {
            return Some(start..end);
        }
        start = end.max(start + 1);
    }
    None
}

/// Below how many articles a segment is small, and below how many it is not large.
const SMALL: u32 = 32 << 10;
const MEDIUM: u32 = 256 << 10;
const MANY: usize = 4;

/// Beside a segment with so many times as many articles others are little.
const LITTLE_ONE_IN: u32 = 8;

/// A volume of which more than one document in so many does not hold is written anew without those.
const DEAD_ONE_IN: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::ingest;
    use crate::model::document::Origin;

    #[test]
    fn only_files_are_bound_while_an_archive_is_read() {
        let segment = Arc::new(Segment::new(vec![ingest(&Origin::default(), b"La gare ferme\n\nPlus un train.\n")]));
        let file = || Volume::bound(Arc::clone(&segment), Some(Stored::default()));
        let memory = || Volume::bound(Arc::clone(&segment), None);
        let loose = || Volume::fresh(Arc::clone(&segment));
        for (volumes, start, bound) in [
            (vec![file(), file(), file(), file(), loose()], 0, Some(0..4)),
            (vec![file(), file(), file(), file(), loose()], 1, None),
            (vec![memory(), file(), file(), file(), file()], 1, Some(1..5)),
            (vec![memory(), memory(), memory(), memory(), loose()], 0, None),
            (vec![file(), file(), file(), file(), memory()], 0, None),
            (vec![loose(), loose(), loose(), loose()], 0, None),
        ] {
            assert_eq!(Volumes::new(volumes).small_files(start), bound);
        }
    }

    #[test]
    fn small_neighbours_are_bound_as_soon_as_they_are_many_or_large_together() {
        let k = |thousands: &[u32]| thousands.iter().map(|n| n << 10).collect::<Vec<_>>();
        for (n_articles, meanwhile, at_the_end) in [
            (k(&[]), None, None),
            (k(&[1]), None, None),
            (k(&[1, 1, 1]), None, Some(0..3)),
            (k(&[8, 1]), None, Some(0..2)),
            (k(&[9, 1]), None, None),
            (k(&[9, 1, 1]), None, Some(0..3)),
            (k(&[16, 1, 1]), None, Some(1..3)),
            (k(&[1, 1, 1, 1]), Some(0..4), Some(0..4)),
            (k(&[8, 8, 8, 8, 8]), Some(0..5), Some(0..5)),
            (k(&[300, 1, 1, 1, 1]), Some(1..5), Some(1..5)),
            (k(&[30, 30, 30]), Some(0..2), Some(0..2)),
            (k(&[300, 1, 40]), None, None),
            (k(&[40, 20, 2]), None, None),
            (k(&[1, 40, 1, 40]), None, Some(0..4)),
            (k(&[32; 3]), None, None),
            (k(&[32; 30]), None, Some(0..16)),
            (k(&[300, 200, 200, 200]), None, Some(1..3)),
            (k(&[300; 8]), None, None),
        ] {
            assert_eq!(bound_meanwhile(&n_articles), meanwhile, "{n_articles:?}");
            assert_eq!(bound_at_the_end(&n_articles), at_the_end, "{n_articles:?}");
        }
    }
}
