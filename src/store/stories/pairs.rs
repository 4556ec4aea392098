//! Which pairs of articles are worth reading: those whose sketches share some hash, and enough of them.

use std::cmp::Reverse;
use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;
use zerocopy::IntoBytes;

use crate::store::library::Library;
use crate::store::segment::Segment;
use crate::store::sketch::Sketch;
use crate::store::stories::OrderKey;

/// An article that says enough, by its number among those.
pub(super) type Node = u32;

/// The articles of a library that say enough to be told from others.
pub(super) struct Nodes<'a> {
    library: &'a Library,
    /// Segment and number of each.
    places: Vec<(u32, u32)>,
}

/// The hashes are looked through in so many parts: of a million articles each takes some fifteen megabytes.
const N_PARTS: u32 = 16;

/// Where more articles than this share a hash, most often a frame that all pages of a column have, only some are compared
/// with all others:
const MANY: usize = 64;
/// so many of the longest, which stand for their stories.
const PILLARS: usize = 8;

impl<'a> Nodes<'a> {
    pub(super) fn of(library: &'a Library) -> Nodes<'a> {
        let mut places = Vec::new();
        for (segment, shelf) in (0..).zip(&library.shelves) {
            let said = (0..).zip(shelf.segment.sketches()).filter(|(_, sketch)| sketch.n_shingles() > 0);
            places.extend(said.map(|(idx, _)| (segment, idx)).filter(|(_, idx)| shelf.is_live(*idx)));
        }
        Nodes { library, places }
    }

    /// The pairs that are worth reading, each once, in no order; `None` if `go_on` says so.
    pub(super) fn pairs(&self, go_on: &mut dyn FnMut() -> bool) -> Option<Vec<(Node, Node)>> {
        let mut found: HashSet<(Node, Node)> = HashSet::new();
        for part in 0..N_PARTS {
            let mut shared: Vec<(u32, Node)> = Vec::new();
            for (node, place) in (0..).zip(&self.places) {
                if node % 4096 == 0 && !go_on() {
                    return None;
                }
                let Some(sketch) = self.sketch(*place) else { continue };
                shared.extend(sketch.keys().filter(|hash| hash % N_PARTS == part).map(|hash| (hash, node)));
            }
            shared.sort_unstable();
            shared.dedup();
            for run in shared.chunk_by(|(one, _), (other, _)| one == other).filter(|run| run.len() > 1) {
                if !go_on() {
                    return None;
                }
                self.pairs_of_run(run.iter().map(|(_, node)| *node).collect(), &mut found);
            }
        }
        Some(found.into_iter().collect())
    }

    fn pairs_of_run(&self, mut run: Vec<Node>, found: &mut HashSet<(Node, Node)>) {
        if run.len() > MANY {
            run.sort_unstable_by_key(|node| self.rank_of(*node));
        }
        let n_firsts = if run.len() > MANY { PILLARS } else { run.len() };
        for (at, one) in run.iter().enumerate().take(n_firsts) {
            for other in run.iter().skip(at + 1) {
                let pair = (*one.min(other), *one.max(other));
                if !found.contains(&pair) && self.may_be_alike(pair) {
                    found.insert(pair);
                }
            }
        }
    }

    fn may_be_alike(&self, (one, other): (Node, Node)) -> bool {
        let (one, other) = (self.place_of(one), self.place_of(other));
        let Some((first, second)) = self.sketch(one).zip(self.sketch(other)) else { return false };
        let document = |(segment, idx)| self.segment(segment).and_then(|segment| segment.document_of(idx));
        first.may_be_like(second) && (one.0 != other.0 || document(one) != document(other))
    }

    /// The same for a pair of articles of the same text and place, whatever segment they stand in.
    pub(super) fn name_of(&self, (one, other): (Node, Node)) -> u64 {
        let name = |node: Node| {
            let place = self.place_of(node);
            let mut bytes = self.id(place).to_le_bytes().to_vec();
            bytes.extend(self.sketch(place).map(IntoBytes::as_bytes).unwrap_or_default());
            xxh3_64(&bytes)
        };
        let (one, other) = (name(one), name(other));
        xxh3_64([one.min(other), one.max(other)].as_bytes())
    }

    /// The longest text first.
    pub(super) fn rank_of(&self, node: Node) -> (Reverse<u32>, u64) {
        let place = self.place_of(node);
        (Reverse(self.sketch(place).map_or(0, Sketch::n_shingles)), self.id(place))
    }

    /// Where an article stands among those of its story.
    pub(super) fn order_of(&self, node: Node) -> OrderKey {
        let (segment, idx) = self.place_of(node);
        let date = self.segment(segment).and_then(|segment| segment.date(idx));
        let (length, id) = self.rank_of(node);
        (date.map_or(u32::MAX, |date| date.oldest_rank()), length, id)
    }

    /// Its segment and its number there.
    pub(super) fn place_of(&self, node: Node) -> (u32, u32) {
        self.places.get(node as usize).copied().unwrap_or((u32::MAX, u32::MAX))
    }

    fn id(&self, (segment, idx): (u32, u32)) -> u64 {
        self.segment(segment).and_then(|segment| segment.id(idx)).map_or(0, u64::from)
    }

    fn sketch(&self, (segment, idx): (u32, u32)) -> Option<&'a Sketch> {
        self.segment(segment)?.sketches().get(idx as usize)
    }

    fn segment(&self, segment: u32) -> Option<&'a Segment> {
        self.library.shelves.get(segment as usize).map(|shelf| &*shelf.segment)
    }
}
