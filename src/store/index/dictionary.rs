//! The terms of an index in order, each with where its postings are.
//!
//! Keys are sorted and stand in blocks of [`BLOCK`]; a key says only how it differs from the one before (front coding), and
//! the first of a block says all. A word is found by halving the blocks and walking through one.
//!
//! An entry begins with a byte: two bits for how many bytes of the key are its own (0 for more than three), four for how many
//! it shares with the one before (15 for as many or more), and two for its [`Kind`]. Lengths that do not fit follow as
//! varints, then the bytes of the key, then what the kind asks for.

use std::io;
use std::ops::Range;

use crate::store::index::{Field, TermNo, key, postings, varint};

/// Terms in a block: fewer would be found sooner and take more space.
pub(super) const BLOCK: u32 = 16;

/// As many shared bytes as do not fit into the first byte of an entry.
const MANY_SHARED: usize = 15;

/// The most own bytes that fit into it.
const MAX_OWN: usize = 3;

/// What follows the key of an entry. A term with an impact of its own anywhere says so; most have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    /// The article, the only one.
    One,
    /// The article, and the impact it has there.
    OneOwn,
    /// In how many articles it stands.
    More,
    /// In how many articles it stands, and in how many of them it has an impact of its own.
    MoreOwn,
}

impl Kind {
    const ALL: [Kind; 4] = [Kind::One, Kind::OneOwn, Kind::More, Kind::MoreOwn];
}

/// Where the postings of a term are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) field: u8,
    /// In how many articles it stands.
    pub(super) df: u32,
    pub(super) place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It stands in one article, which needs no postings; there it has an impact of its own or that of a word that stands
    /// once in the text.
    Here { article: u32, own_impact: Option<u8> },
    /// Its postings begin at this byte; in so many articles it has an impact of its own.
    Stored { start: u64, n_own: u32 },
}

impl Term {
    /// What stands nowhere.
    const NONE: Term = Term { field: 0, df: 0, place: Place::Stored { start: 0, n_own: 0 } };

    /// Impacts are kept for words of the whole text alone.
    pub(super) fn has_impacts(&self) -> bool {
        has_impacts(self.field)
    }
}

pub(super) fn has_impacts(field: u8) -> bool {
    field == Field::Anywhere as u8
}

/// The bytes of a dictionary that is being written, term after term in order.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    /// Where each block begins.
    pub(super) blocks: Vec<u32>,
    pub(super) n_terms: u32,
}

impl Writer {
    /// Adds a term whose key begins with so many bytes of the one before; `start` is where its postings stand.
    pub(super) fn push(&mut self, key: &[u8], mut shared: usize, start: u64, term: &Term) -> io::Result<()> {
        if self.n_terms.is_multiple_of(BLOCK) {
            self.blocks.push(u32::try_from(self.bytes.len()).map_err(|_| io::Error::other("too many words"))?);
            varint::push(&mut self.bytes, start);
            shared = 0;
        }
        let suffix = &key[shared..];
        let (kind, first, second) = match term.place {
            Place::Here { article, own_impact: None } => (Kind::One, article, None),
            Place::Here { article, own_impact: Some(impact) } => (Kind::OneOwn, article, Some(u32::from(impact))),
            Place::Stored { n_own: 0, .. } => (Kind::More, term.df, None),
            Place::Stored { n_own, .. } => (Kind::MoreOwn, term.df, Some(n_own)),
        };
        let n_bytes = if suffix.len() <= MAX_OWN { suffix.len() } else { 0 };
        self.bytes.push(kind as u8 | (shared.min(MANY_SHARED) << 2 | n_bytes << 6) as u8);
        if shared >= MANY_SHARED {
            varint::push(&mut self.bytes, (shared - MANY_SHARED) as u64);
        }
        if n_bytes == 0 {
            varint::push(&mut self.bytes, suffix.len() as u64);
        }
        self.bytes.extend_from_slice(suffix);
        varint::push(&mut self.bytes, u64::from(first));
        if let Some(second) = second {
            varint::push(&mut self.bytes, u64::from(second));
        }
        self.n_terms += 1;
        Ok(())
    }
}

/// A dictionary where its bytes are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dictionary<'a> {
    pub(super) bytes: &'a [u8],
    /// Where each block begins: [`Writer::blocks`].
    pub(super) blocks: &'a [[u8; 4]],
    pub(super) n_terms: u32,
    pub(super) n_articles: u32,
}

impl<'a> Dictionary<'a> {
    /// The first term whose key is not below this one.
    pub(super) fn lower_bound(&self, key: &[u8]) -> TermNo {
        // The first keys of blocks are whole: the last block that begins below the key is the one to walk through.
        let block = partition_point(self.blocks.len(), |block| {
            self.entries(block as u32 * BLOCK).next().is_some_and(|entry| entry.suffix() < key)
        });
        let Some(block) = block.checked_sub(1) else { return 0 };
        let first = block as u32 * BLOCK;
        let mut cursor = Cursor::new(*self, first..self.n_terms.min(first + BLOCK));
        while cursor.advance() {
            if cursor.key() >= key {
                return cursor.term_no();
            }
        }
        self.n_terms.min(first + BLOCK)
    }

    /// The term with this key.
    pub(super) fn find(&self, key: &[u8]) -> Option<TermNo> {
        let term = self.lower_bound(key);
        let mut cursor = Cursor::new(*self, term..self.n_terms);
        (cursor.advance() && cursor.key() == key).then_some(term)
    }

    /// The terms whose keys begin so.
    pub(super) fn range(&self, prefix: &[u8]) -> Range<TermNo> {
        let mut behind = prefix.to_vec();
        // No byte of a key is 255, so that the last one has a next one.
        if let Some(last) = behind.last_mut() {
            *last = last.saturating_add(1);
        }
        let start = self.lower_bound(prefix);
        start..self.lower_bound(&behind).max(start)
    }

    /// Where the postings of a term are.
    pub(super) fn term(&self, term: TermNo) -> Option<Term> {
        (term < self.n_terms).then(|| self.entries(term).next())?.map(|entry| entry.term)
    }

    /// The bytes of a block, which end where the next one begins.
    fn block(&self, block: u32) -> Option<&'a [u8]> {
        let at = |block: usize| self.blocks.get(block).map(|at| u32::from_le_bytes(*at) as usize);
        let block = block as usize;
        self.bytes.get(at(block)?..at(block + 1).unwrap_or(self.bytes.len()))
    }

    /// The entries of the terms from `first` on.
    pub(super) fn entries(&self, first: TermNo) -> Entries<'a> {
        let block_start = first - first % BLOCK;
        let mut entries = Entries { dictionary: *self, next: block_start, rest: &[], start: None, field: 0 };
        for _ in block_start..first {
            entries.next();
        }
        entries
    }
}

/// What stands in the dictionary for one term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// So many bytes of the key before begin this key too.
    shared: usize,
    /// So many bytes are its own, and begin these, which go on to the end of the block.
    n_bytes: usize,
    from_own: &'a [u8],
    pub(super) term: Term,
}

impl<'a> Entry<'a> {
    /// The bytes of its key that are its own.
    fn suffix(&self) -> &'a [u8] {
        self.from_own.get(..self.n_bytes).unwrap_or_default()
    }

    /// The first bytes of its key as a number, of those of the key before: reckoned, because to read what was written a
    /// moment ago in pieces makes the processor wait.
    fn first_bytes(&self, before: u128) -> u128 {
        let shared_bits = 8 * self.shared.min(16) as u32;
        let own = match self.from_own.first_chunk() {
            Some(chunk) => u128::from_be_bytes(*chunk),
            None => self.from_own.iter().rev().fold(0, |number, byte| number >> 8 | u128::from(*byte) << 120),
        };
        let first = |n_bits: u32| u128::MAX.checked_shr(n_bits).map_or(u128::MAX, |rest| !rest);
        let own = own & first(8 * self.n_bytes.min(16) as u32);
        before & first(shared_bits) | own.checked_shr(shared_bits).unwrap_or(0)
    }
}

/// Walks through entries.
#[derive(Clone, Debug)]
pub(super) struct Entries<'a> {
    dictionary: Dictionary<'a>,
    next: TermNo,
    rest: &'a [u8],
    /// Where the next postings begin; unknown before the first block.
    start: Option<u64>,
    field: u8,
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        if self.next >= self.dictionary.n_terms {
            return None;
        }
        if self.next.is_multiple_of(BLOCK) {
            self.rest = self.dictionary.block(self.next / BLOCK)?;
            let start = varint::take(&mut self.rest)?;
            // Postings follow each other, those of damaged bytes too: else a walk might read the same ones without end.
            if self.start.replace(start).is_some_and(|expected| expected != start) {
                return None;
            }
        }
        self.next += 1;
        self.read()
    }
}

impl<'a> Entries<'a> {
    fn read(&mut self) -> Option<Entry<'a>> {
        let rest = &mut self.rest;
        let (first, behind) = rest.split_first()?;
        *rest = behind;
        let kind = Kind::ALL[usize::from(first & 3)];
        let shared = match usize::from(first >> 2 & 0xF) {
            MANY_SHARED => varint::take_u32(rest)? as usize + MANY_SHARED,
            shared => shared,
        };
        let n_bytes = match usize::from(first >> 6) {
            0 => varint::take_u32(rest)? as usize,
            n_bytes => n_bytes,
        };
        let from_own = *rest;
        *rest = rest.get(n_bytes..)?;
        if let (0, Some(field)) = (shared, from_own.first()) {
            self.field = *field;
        }
        let first = varint::take_u32(rest)?;
        let (df, place) = match kind {
            Kind::One => (1, Place::Here { article: first, own_impact: None }),
            Kind::OneOwn => (1, Place::Here { article: first, own_impact: Some(varint::take_u32(rest)? as u8) }),
            Kind::More | Kind::MoreOwn => {
                let df = first.min(self.dictionary.n_articles);
                let n_own = if kind == Kind::MoreOwn { varint::take_u32(rest)?.min(df) } else { 0 };
                let start = self.start?;
                let n_bytes = postings::n_bytes(df, n_own, self.dictionary.n_articles);
                self.start = Some(start.saturating_add(n_bytes));
                (df, Place::Stored { start, n_own })
            }
        };
        let term = Term { field: self.field, df, place };
        Some(Entry { shared, n_bytes, from_own, term })
    }
}

/// Walks through terms with their keys.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    entries: Entries<'a>,
    end: TermNo,
    key: Vec<u8>,
    word: String,
    /// The first bytes of the key as a number, zeros behind: they tell most keys apart.
    pub(super) first_bytes: u128,
    /// Where the postings are of the term it stands on.
    pub(super) term: Term,
}

impl<'a> Cursor<'a> {
    /// Before the first of these terms.
    pub(super) fn new(dictionary: Dictionary<'a>, terms: Range<TermNo>) -> Cursor<'a> {
        let end = terms.end.min(dictionary.n_terms);
        let start = terms.start.min(end);
        let block_start = start - start % BLOCK;
        let entries = dictionary.entries(block_start);
        let mut cursor =
            Cursor { entries, end, key: Vec::new(), word: String::new(), first_bytes: 0, term: Term::NONE };
        for _ in block_start..start {
            cursor.advance();
        }
        cursor
    }

    /// Goes on to the next term; false behind the last one.
    pub(super) fn advance(&mut self) -> bool {
        if self.entries.next >= self.end {
            return false;
        }
        let Some(entry) = self.entries.next() else { return false };
        self.key.truncate(entry.shared);
        self.key.extend_from_slice(entry.suffix());
        self.first_bytes = entry.first_bytes(self.first_bytes);
        self.term = entry.term;
        true
    }

    /// The number of the term it stands on.
    pub(super) fn term_no(&self) -> TermNo {
        self.entries.next.saturating_sub(1)
    }

    /// The word of the term it stands on; nothing where damage left none.
    pub(super) fn word(&mut self) -> &str {
        key::read(&self.key, &mut self.word);
        &self.word
    }

    /// The key of the term it stands on.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }
}

/// How many of the first numbers below `n` fulfil what all of them do up to some number, and none behind.
pub(super) fn partition_point(n: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut start, mut end) = (0, n);
    while start < end {
        let middle = start + (end - start) / 2;
        if is_before(middle) { start = middle + 1 } else { end = middle }
    }
    start
}
