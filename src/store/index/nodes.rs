//! Unions of postings that are made beforehand, for beginnings of words that stand in too many terms to be read while
//! somebody types: `a` begins tens of thousands of words.
//!
//! Terms come in order, so that the beginnings of the last one form a stack; one that is left passes what it has gathered
//! on to the shorter one below it. A union is kept under the range of terms it is of: `q` and `qu` are often one.

use std::ops::Range;

use crate::store::bits::Bits;
use crate::store::index::TermNo;
use crate::store::index::key;
use crate::store::index::postings::is_dense;

/// Below so many articles no union is kept: reading all postings is quick, and there would be many unions to keep.
const MIN_ARTICLES: u32 = 4096;

/// The longest beginnings that get a union, in letters. Those of words that are frequent enough are frequent words themselves.
const MAX_LETTERS: usize = 6;

/// What reading the terms of a range costs at most without a union, as a part of the articles.
const COST: u32 = 4;

/// The unions of an index that is being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    n_articles: u32,
    open: Vec<Open>,
    /// The ranges of terms with a union, in the order of the unions in `bytes`.
    ranges: Vec<Range<TermNo>>,
    bytes: Vec<u8>,
    /// Room for the articles of beginnings to come.
    spare: Vec<Vec<u32>>,
}

/// A beginning whose terms are still coming.
#[derive(Debug)]
struct Open {
    /// Its length in bytes of the key.
    n_bytes: usize,
    first: TermNo,
    /// What reading its terms costs: a step for each article of a sparse one, one for 64 of a dense one.
    cost: u64,
    union: Union,
}

/// Articles that are gathered: as they come while they are few, as bits then.
#[derive(Debug, Default)]
struct Union {
    few: Vec<u32>,
    many: Option<Bits>,
}

impl Writer {
    pub(super) fn new(n_articles: u32) -> Writer {
        Writer { n_articles, ..Writer::default() }
    }

    /// Takes in the next term, whose key begins with so many bytes of the one before.
    pub(super) fn add(&mut self, key: &[u8], n_shared: usize, term: TermNo, articles: &[u32]) {
        if self.n_articles < MIN_ARTICLES {
            return;
        }
        self.close(n_shared, term);
        let n_open = self.open.last().map_or(0, |open| open.n_bytes);
        for n_bytes in key::beginnings(key).take(MAX_LETTERS).filter(|n_bytes| *n_bytes > n_open) {
            let union = Union { few: self.spare.pop().unwrap_or_default(), many: None };
            self.open.push(Open { n_bytes, first: term, cost: 0, union });
        }
        if let Some(open) = self.open.last_mut() {
            let df = articles.len() as u32;
            let cost = if is_dense(df, self.n_articles) { self.n_articles / u64::BITS } else { df };
            open.cost += u64::from(cost);
            open.union.add(articles, self.n_articles);
        }
    }

    /// The ranges in order, each with the place of its union, and the unions.
    pub(super) fn finish(mut self, n_terms: u32) -> (Vec<(Range<TermNo>, u32)>, Vec<u8>) {
        self.close(0, n_terms);
        let mut ranges: Vec<(Range<TermNo>, u32)> = self.ranges.into_iter().zip(0..).collect();
        ranges.sort_unstable_by_key(|(range, _)| (range.start, range.end));
        (ranges, self.bytes)
    }

    /// Closes the beginnings longer than this; their last term is the one before `end`.
    fn close(&mut self, n_bytes: usize, end: TermNo) {
        while let Some(open) = self.open.pop_if(|open| open.n_bytes > n_bytes) {
            let range = open.first..end;
            let is_kept = open.cost > u64::from(self.n_articles / COST) && self.ranges.last() != Some(&range);
            if is_kept {
                let bits = open.union.bits(self.n_articles);
                self.bytes.extend(bits.words().iter().flat_map(|word| word.to_le_bytes()));
                self.ranges.push(range);
            }
            if let Some(shorter) = self.open.last_mut() {
                shorter.cost += open.cost;
                shorter.union.unite(&open.union.few, open.union.many, self.n_articles);
            }
            let mut few = open.union.few;
            few.clear();
            self.spare.push(few);
        }
    }
}

impl Union {
    fn add(&mut self, articles: &[u32], n_articles: u32) {
        let is_many = self.few.len() + articles.len() > n_articles as usize / 32;
        if is_many && self.many.is_none() {
            self.many = Some(Bits::new(n_articles));
        }
        match &mut self.many {
            Some(bits) => self.few.drain(..).chain(articles.iter().copied()).for_each(|article| bits.set(article)),
            None => self.few.extend_from_slice(articles),
        }
    }

    fn unite(&mut self, few: &[u32], many: Option<Bits>, n_articles: u32) {
        match (&mut self.many, many) {
            (Some(bits), Some(more)) => bits.or(&more),
            (none, more) if none.is_none() => *none = more,
            _ => {}
        }
        self.add(few, n_articles);
    }

    fn bits(&self, n_articles: u32) -> Bits {
        let mut bits = self.many.clone().unwrap_or_else(|| Bits::new(n_articles));
        self.few.iter().for_each(|article| bits.set(*article));
        bits
    }
}

/// The unions of an index where its bytes are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nodes<'a> {
    /// First term, end of the terms and place of the union, ordered.
    pub(super) keys: &'a [[u8; 12]],
    pub(super) bytes: &'a [u8],
}

impl<'a> Nodes<'a> {
    /// The union of these terms, a bit an article; `None` where none is kept.
    pub(super) fn union(&self, terms: &Range<TermNo>, n_articles: u32) -> Option<&'a [[u8; 8]]> {
        let part = |key: &[u8; 12], part: usize| u32::from_le_bytes(*key.as_chunks().0.get(part).unwrap_or(&[0; 4]));
        let wanted = (terms.start, terms.end);
        let idx = self.keys.binary_search_by_key(&wanted, |key| (part(key, 0), part(key, 1))).ok()?;
        let place = part(self.keys.get(idx)?, 2) as usize;
        let n_bytes = n_articles.div_ceil(u64::BITS) as usize * 8;
        let start = place.checked_mul(n_bytes)?;
        Some(self.bytes.get(start..start.checked_add(n_bytes)?)?.as_chunks().0)
    }
}
