//! One story, many papers: which articles of a library say the same.
//!
//! Pairs that are worth reading are found by what their [`Sketch`]es share, one part of all hashes after the other, so that
//! memory stays bounded; each pair is then decided by all trigrams of both texts ([`Gist::is_like`]). What was decided is
//! remembered by what both articles say, so that new segments cost the reading of new pairs alone, and those that were only
//! bound into one cost none.
//!
//! Stories are not chains. The longest text stands for all that are like it; what is like one of those and not like it has
//! a story of its own. So the story of an article depends on which articles there are, and not on the order they came in, and
//! a thousand small changes from page to page do not make one story of a thousand pages.
//!
//! Articles of one document are no variants of each other: a page and the piece republished in it are two things it says.

mod pairs;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::store::library::{ArticleKey, Library};
use crate::store::remainder::Rest;
use crate::store::sketch::Gist;
use crate::store::stories::pairs::{Node, Nodes};

/// The stories of a library that are told more than once. What it says holds for a library that begins with the segments it
/// was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stories {
    /// The segments it was made of: their sums, and how many articles were live.
    of: Vec<(u64, u32)>,
    /// The articles of one story after the other, those of each in order.
    variants: Vec<(u32, u32)>,
    /// How many articles each story has, two at least.
    sizes: Vec<u32>,
    /// What was decided about pairs: a hash of both, whose lowest bit says whether they are alike. Ascending.
    decided: Vec<u64>,
    /// For each article of a story where it stands among the variants, in the order of the articles.
    #[serde(skip)]
    places: Vec<(ArticleKey, u32)>,
    /// For each variant where its story begins among them, and where it ends.
    #[serde(skip)]
    stories: Vec<(u32, u32)>,
}

impl Stories {
    /// The stories of a library; what `known` decided is not decided again. `None` if `go_on`, which is asked some thousand
    /// times a second, says so.
    pub fn of(library: &Library, known: &Stories, go_on: &mut dyn FnMut() -> bool) -> Option<Stories> {
        let nodes = Nodes::of(library);
        let mut found = nodes.pairs(go_on)?;
        found.sort_unstable();
        let mut alike = Vec::new();
        let mut decided = Vec::with_capacity(found.len());
        let mut gists = Gists { library, nodes: &nodes, kept: HashMap::new() };
        for pair in found {
            if !go_on() {
                return None;
            }
            let name = nodes.name_of(pair);
            let verdict = known.verdict(name).or_else(|| gists.are_alike(pair));
            // What cannot be read any more is decided when it has been read again.
            let Some(is_alike) = verdict else { continue };
            decided.push(name << 1 | u64::from(is_alike));
            alike.extend(is_alike.then_some(pair));
        }
        decided.sort_unstable();
        decided.dedup();
        let mut stories = Stories { of: segments_of(library), decided, ..Stories::default() };
        for mut story in grouped(&nodes, &alike) {
            story.sort_unstable_by_key(|node| nodes.order_of(*node));
            stories.sizes.push(story.len() as u32);
            stories.variants.extend(story.into_iter().map(|node| nodes.place_of(node)));
        }
        stories.find_places();
        Some(stories)
    }

    /// How many stories are told more than once.
    pub fn len(&self) -> usize {
        self.sizes.len()
    }

    /// No story is told more than once.
    pub fn is_empty(&self) -> bool {
        self.sizes.is_empty()
    }

    /// The articles that tell the story of this one, itself among them: the earliest first, of one day the longest first,
    /// undated last. None where it alone tells it.
    pub fn variants_of(&self, key: ArticleKey) -> impl ExactSizeIterator<Item = ArticleKey> + '_ {
        let at = self.places.binary_search_by_key(&key, |(key, _)| *key).ok();
        let place = at.and_then(|at| self.places.get(at)).map(|(_, place)| *place as usize);
        let story = place.and_then(|place| self.stories.get(place));
        let story = story.and_then(|(start, end)| self.variants.get(*start as usize..*end as usize));
        story.unwrap_or_default().iter().map(|(segment, idx)| ArticleKey { segment: *segment, idx: *idx })
    }

    /// What it says holds for this library, though articles may have come since.
    pub fn hold_for(&self, library: &Library) -> bool {
        let sums = library.shelves.iter().map(|shelf| shelf.segment.sum());
        self.of.len() <= library.shelves.len()
            && self.of.iter().map(|(sum, _)| *sum).zip(sums).all(|(one, two)| one == two)
    }

    /// It is what would be found in this library.
    pub fn are_of(&self, library: &Library) -> bool {
        self.of == segments_of(library)
    }

    /// Of each story only the first article that is left.
    pub(super) fn first_of_each(&self, rests: &[Rest]) -> Vec<Rest> {
        let mut firsts = rests.to_vec();
        let mut variants = self.variants.iter();
        for size in &self.sizes {
            let mut is_first = true;
            for (segment, idx) in variants.by_ref().take(*size as usize) {
                let segment = *segment as usize;
                if rests.get(segment).is_none_or(|rest| !rest.contains(*idx)) {
                    continue;
                }
                if !std::mem::take(&mut is_first) {
                    firsts[segment].leave_out(*idx);
                }
            }
        }
        firsts
    }

    /// As bytes that say whether they are whole.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Into memory, and of types that can all be written: there is nothing that could fail.
        let content = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = Vec::with_capacity(content.len() + 24);
        bytes.extend(MARK);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(&content);
        bytes.extend(xxh3_64(&bytes).to_le_bytes());
        bytes
    }

    /// What these bytes were made of; `None` if they are not as they were written, or by another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Stories> {
        let (rest, sum) = bytes.split_last_chunk()?;
        let is_whole = u64::from_le_bytes(*sum) == xxh3_64(rest);
        let (version, content) = rest.strip_prefix(MARK)?.split_first_chunk()?;
        let is_ours = is_whole && u32::from_le_bytes(*version) == VERSION;
        let mut stories: Stories = postcard::from_bytes(content).ok().filter(|_| is_ours)?;
        stories.find_places();
        Some(stories)
    }

    fn verdict(&self, name: u64) -> Option<bool> {
        let at = self.decided.partition_point(|decided| decided >> 1 < name & (u64::MAX >> 1));
        self.decided.get(at).filter(|decided| *decided >> 1 == name & (u64::MAX >> 1)).map(|decided| decided & 1 == 1)
    }

    fn find_places(&mut self) {
        let mut start = 0;
        self.stories = Vec::with_capacity(self.variants.len());
        for size in &self.sizes {
            let end = start + size;
            self.stories.extend((start..end).map(|_| (start, end)));
            start = end;
        }
        let key = |(segment, idx): &(u32, u32)| ArticleKey { segment: *segment, idx: *idx };
        self.places = self.variants.iter().map(key).zip(0..).collect();
        self.places.sort_unstable();
    }
}

/// What the bytes begin with.
const MARK: &[u8] = b"kiosque stories\0";

/// Goes up whenever the bytes come to mean something else, or other articles are alike.
const VERSION: u32 = 1;

fn segments_of(library: &Library) -> Vec<(u64, u32)> {
    let live = |shelf: &crate::store::library::Shelf| {
        shelf.live.as_ref().map_or(shelf.segment.n_articles(), |live| live.count())
    };
    library.shelves.iter().map(|shelf| (shelf.segment.sum(), live(shelf))).collect()
}

/// Stories of these pairs: going from the longest text down, an article joins the first that stands for a story and is like
/// it, or else stands for one itself.
fn grouped(nodes: &Nodes<'_>, alike: &[(Node, Node)]) -> Vec<Vec<Node>> {
    let mut neighbours: HashMap<Node, Vec<Node>> = HashMap::new();
    for (one, other) in alike {
        neighbours.entry(*one).or_default().push(*other);
        neighbours.entry(*other).or_default().push(*one);
    }
    let mut by_length: Vec<Node> = neighbours.keys().copied().collect();
    by_length.sort_unstable_by_key(|node| nodes.rank_of(*node));
    let mut standing: HashMap<Node, usize> = HashMap::new();
    let mut stories: Vec<Vec<Node>> = Vec::new();
    for node in by_length {
        let of = neighbours.get(&node).into_iter().flatten().filter_map(|other| standing.get(other)).min();
        match of.and_then(|of| stories.get_mut(*of)) {
            Some(story) => story.push(node),
            None => {
                standing.insert(node, stories.len());
                stories.push(vec![node]);
            }
        }
    }
    stories.retain(|story| story.len() > 1);
    stories
}

/// What articles say, read when it is asked for; pairs come sorted, so that one of both is mostly at hand.
struct Gists<'a> {
    library: &'a Library,
    nodes: &'a Nodes<'a>,
    kept: HashMap<Node, Arc<Gist>>,
}

/// So many are kept at a time.
const MOST_KEPT: usize = 256;

impl Gists<'_> {
    fn are_alike(&mut self, (one, other): (Node, Node)) -> Option<bool> {
        let (one, other) = (self.of(one)?, self.of(other)?);
        Some(one.is_like(&other))
    }

    fn of(&mut self, node: Node) -> Option<Arc<Gist>> {
        if let Some(gist) = self.kept.get(&node) {
            return Some(Arc::clone(gist));
        }
        let (segment, idx) = self.nodes.place_of(node);
        let shelf = self.library.shelves.get(segment as usize)?;
        let gist = Arc::new(Gist::of(shelf.segment.article(idx)?.article()));
        if self.kept.len() >= MOST_KEPT {
            self.kept.clear();
        }
        self.kept.insert(node, Arc::clone(&gist));
        Some(gist)
    }
}

/// Sorts the earliest first, of one day the longest first, undated last.
type OrderKey = (u32, Reverse<u32>, u64);
