//! What is known of an archive from earlier: which files need not be read again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cache::manifest::{Barren, Trouble};
use crate::source::Reason;
use crate::source::stream::LARGE;
use crate::source::volumes::{Place, Volume};
use crate::store::bits::Bits;
use crate::store::segment::Segment;
use crate::store::stamp::Stamp;

/// The files of an archive as they were, and which of them are still there.
#[derive(Debug, Default)]
pub(super) struct Known {
    volumes: Vec<KnownVolume>,
    /// Files without an article, ascending.
    barren: Vec<Barren>,
    /// Files of which something could not be read, as they were.
    troubled: BTreeMap<u64, Stamp>,
    /// Files that were not read to their end.
    partial: BTreeSet<u64>,
    /// Some documents are lost: what is left of a file that may have had several cannot be told from all of it.
    has_lost: bool,
}

#[derive(Debug)]
struct KnownVolume {
    segment: Arc<Segment>,
    /// The documents that held and have not been met yet.
    missing: Bits,
}

/// What is to be done about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing: it is as it was, and so many documents are of it.
    Same(usize),
    /// Nothing: it holds no article, as before.
    Barren(Barren),
    /// It is to be read, and takes the place of these documents, which are none if it is new.
    Read(Vec<Place>),
}

impl Known {
    /// What these volumes and files are known for.
    pub(super) fn new(
        volumes: &[Volume],
        mut barren: Vec<Barren>,
        troubles: &BTreeMap<u64, Trouble>,
        partial: &BTreeSet<u64>,
        has_lost: bool,
    ) -> Known {
        barren.sort_unstable_by_key(|barren| barren.stamp.file);
        let known = |volume: &Volume| KnownVolume { segment: Arc::clone(&volume.segment), missing: volume.holding() };
        let troubled = troubles.iter().map(|(file, trouble)| (*file, trouble.stamp)).collect();
        Known { volumes: volumes.iter().map(known).collect(), barren, troubled, partial: partial.clone(), has_lost }
    }

    /// What is to be done about a file that was found; each is asked for once.
    pub(super) fn judge(&mut self, stamp: Stamp) -> Verdict {
        let is_same = |then: Stamp| then == stamp && stamp.is_sure();
        let trouble = self.troubled.remove(&stamp.file);
        let mut are_same = !self.partial.contains(&stamp.file) && trouble.is_none_or(is_same);
        let mut places = Vec::new();
        for (volume, known) in self.volumes.iter().enumerate() {
            let holding =
                known.segment.documents_at(stamp.file).filter(|(document, _)| known.missing.contains(*document));
            for (document, then) in holding {
                are_same &= is_same(then);
                places.push(Place { volume, document });
            }
        }
        let may_have_several = places.len() > 1 || stamp.size >= LARGE || trouble.is_some();
        if !are_same || (self.has_lost && may_have_several) {
            // What has changed stays missing: others take its place only when they have been read.
            return Verdict::Read(places);
        }
        for Place { volume, document } in &places {
            self.volumes[*volume].missing.unset(*document);
        }
        let at = self.barren.binary_search_by_key(&stamp.file, |barren| barren.stamp.file);
        match at.ok().and_then(|at| self.barren.get(at)).filter(|barren| is_same(barren.stamp)) {
            Some(barren) => Verdict::Barren(*barren),
            None if places.is_empty() && trouble.is_none() => Verdict::Read(places),
            None => Verdict::Same(places.len()),
        }
    }

    /// The documents that held and whose files were not met, or have changed.
    pub(super) fn missing(&self) -> impl Iterator<Item = Place> {
        let of_volume = |(volume, known): (usize, &KnownVolume)| {
            let documents: Vec<u32> = known.missing.iter().collect();
            documents.into_iter().map(move |document| Place { volume, document })
        };
        self.volumes.iter().enumerate().flat_map(of_volume)
    }

    /// The files of which something could not be read, and which were not met any more.
    pub(super) fn missing_troubles(&self) -> impl Iterator<Item = u64> {
        self.troubled.keys().copied()
    }
}

/// Why a file without an article was passed over.
pub(super) fn reason_of(barren: Barren) -> Reason {
    if barren.is_empty { Reason::Empty } else { Reason::Binary }
}
