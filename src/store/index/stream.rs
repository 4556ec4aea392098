//! The words of each article in order, for phrases.
//!
//! A word is a number of as few bytes as it is frequent: 0 ends the title or a block, the numbers behind stand for the
//! commonest terms, of which a table is kept, and the rest for all terms in order.

use std::cmp::Reverse;

use memchr::memmem;

use crate::store::index::{TermNo, Token, varint};

/// The most terms in the table: as many as have a number of one byte or two.
const MAX_COMMON: usize = (1 << 14) - 1;

/// The fewest terms in the table of a small segment: as many as have a number of one byte.
const MIN_COMMON: usize = (1 << 7) - 1;

/// The numbers that stand for terms in streams that are being written.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// The commonest terms; the number of the first is 1.
    pub(super) common: Vec<TermNo>,
    /// The number of each term.
    codes: Vec<u32>,
}

/// The number that ends a title or a block.
pub(super) const BREAK: u32 = 0;

impl Codes {
    /// The numbers for terms that stand in so many articles each.
    pub(super) fn new(dfs: &[u32], n_articles: u32) -> Codes {
        // A quarter as many as there are articles: an entry is four bytes long.
        let n_common = (n_articles as usize / 4).clamp(MIN_COMMON, MAX_COMMON).min(dfs.len());
        let mut common: Vec<TermNo> = (0..dfs.len() as u32).collect();
        let order = |term: &TermNo| (Reverse(dfs.get(*term as usize).copied()), *term);
        if n_common < common.len() {
            common.select_nth_unstable_by_key(n_common, order);
            common.truncate(n_common);
        }
        common.sort_unstable_by_key(order);
        common.shrink_to_fit();
        let first_other = n_common as u32 + 1;
        let mut codes: Vec<u32> = (first_other..first_other + dfs.len() as u32).collect();
        for (code, term) in (1..).zip(&common) {
            codes[*term as usize] = code;
        }
        Codes { common, codes }
    }

    /// The number of a term; that of the end of a block for no term.
    pub(super) fn code(&self, term: TermNo) -> u32 {
        self.codes.get(term as usize).copied().unwrap_or(BREAK)
    }
}

/// The streams of an index where its bytes are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Streams<'a> {
    pub(super) bytes: &'a [u8],
    /// Where the stream of each article begins, and where the last one ends.
    pub(super) starts: &'a [[u8; 8]],
    pub(super) common: &'a [[u8; 4]],
}

impl<'a> Streams<'a> {
    /// The numbers of an article as they are stored.
    pub(super) fn of(&self, article: u32) -> &'a [u8] {
        let at = |idx: usize| usize::try_from(u64::from_le_bytes(*self.starts.get(idx)?)).ok();
        let idx = article as usize;
        at(idx).zip(at(idx + 1)).and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// Each begins where the one before ends.
    pub(super) fn follow_each_other(&self) -> bool {
        self.starts.is_sorted_by_key(|start| u64::from_le_bytes(*start))
    }

    /// The number a term has in streams.
    fn code(&self, term: TermNo) -> u32 {
        let place = self.common.iter().position(|common| u32::from_le_bytes(*common) == term);
        let code = place.map_or(self.common.len() as u64 + u64::from(term), |place| place as u64) + 1;
        code as u32
    }

    /// What a number stands for.
    #[inline]
    pub(super) fn token(&self, code: u32) -> Token {
        if code == BREAK {
            return Token::Break;
        }
        let idx = code as usize - 1;
        match self.common.get(idx) {
            Some(term) => Token::Word(u32::from_le_bytes(*term)),
            None => Token::Word((idx - self.common.len()) as u32),
        }
    }
}

/// The words of an article in order: see [`Index::stream`](crate::store::index::Index::stream).
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    pub(super) streams: Streams<'a>,
    pub(super) rest: &'a [u8],
}

impl Iterator for Stream<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        varint::take_u32(&mut self.rest).map(|code| self.streams.token(code))
    }
}

/// Finds some words that stand one behind the other in streams as bytes, which is faster than reading all numbers.
#[derive(Clone, Debug)]
pub struct Finder(Vec<memmem::Finder<'static>>);

impl Finder {
    /// For each word the terms that are meant by it: every choice of them is looked for by itself.
    pub(super) fn new(words: &[&[TermNo]], streams: &Streams<'_>) -> Finder {
        let mut choices = vec![Vec::new()];
        for terms in words {
            let longer = |begun: &Vec<u8>, term: &TermNo| {
                let mut bytes = begun.clone();
                varint::push(&mut bytes, u64::from(streams.code(*term)));
                bytes
            };
            choices = choices.iter().flat_map(|begun| terms.iter().map(move |term| longer(begun, term))).collect();
        }
        Finder(choices.iter().map(|bytes| memmem::Finder::new(bytes).into_owned()).collect())
    }

    /// The rest of a stream from so many numbers before each place of these words, where there are as many.
    pub(super) fn rests<'a>(&self, stream: &'a [u8], n_before: usize) -> impl Iterator<Item = &'a [u8]> {
        let places = self.0.iter().flat_map(|finder| places(finder, stream));
        // The last byte of a number is below 128: behind any other, a number goes on.
        let begins =
            |at: &usize| at.checked_sub(1).is_none_or(|last| stream.get(last).is_some_and(|byte| *byte < 0x80));
        let before =
            |at: usize| stream.get(..at)?.iter().rposition(|byte| *byte < 0x80).map_or(Some(0), |last| Some(last + 1));
        let back = move |at: usize| (0..n_before).try_fold(at, |at, _| before(at.checked_sub(1)?));
        places.filter(begins).filter_map(move |at| stream.get(back(at)?..))
    }
}

/// Where these bytes stand in a stream; words that repeat each other may begin inside each other.
fn places(finder: &memmem::Finder<'static>, stream: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + finder.find(stream.get(from..)?)?;
        from = at + 1;
        Some(at)
    })
}

/// How many words these numbers are of: each ends with a byte below 128, which is 0 for the end of a block alone.
pub(super) fn n_words(stream: &[u8]) -> u32 {
    stream.iter().map(|byte| u32::from((1..0x80).contains(byte))).sum()
}
