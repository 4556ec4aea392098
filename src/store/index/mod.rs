//! The inverted index of one segment: which articles hold a word, how well they answer to it, and their words in order.
//!
//! It knows article numbers and folded text, and nothing of documents. An [`IndexBuilder`] makes the index of a batch,
//! [`merge`] makes one of several, and an [`Index`] is read where its bytes are, be it memory or a mapped file: it is a few
//! slices, opened without a look at what is in them. There is no trust in the bytes either: whatever they are, answers may
//! be wrong or missing, but nothing panics, loops or fills the memory.
//!
//! # What is indexed
//!
//! The words of title and blocks under [`Field::Anywhere`], those of the title under [`Field::Title`] too, those of the
//! names of authors under [`Field::Author`]. An Arabic word is indexed as it is written, behind one letter written onto it,
//! and behind all that is (`term::starts`, the light stemming of Larkey, Ballesteros and Connell 2002): so a query asks for
//! whole terms and beginnings of terms and never for what stands inside one.
//!
//! A posting of the whole text has an *impact*: the part of BM25F (Robertson and Zaragoza, The Probabilistic Relevance
//! Framework, 2009) that depends on the article alone, as a byte. The other part, the rarity of the word, is multiplied in by
//! who knows the whole library.
//!
//! # The bytes
//!
//! Sections one after another, numbers little endian, nothing aligned; the order is such that a merge writes them as it goes
//! and keeps none but the small ones. *varint* is seven bits a byte ([`varint`]), n is the number of articles.
//!
//! | section | what | width |
//! |---|---|---|
//! | postings | for each term in more than one article: a bit an article that says whether its impact is its own (if one is), the articles as bits (if they are n/16 at least) or as [`elias_fano`] has them, the impacts that are their own; without impacts in title and author ([`postings`]) | bits; ceil(n/64) x 8 bytes, or bits; bytes |
//! | unions | articles of the terms with one beginning, where reading those would cost n/4 steps | ceil(n/64) x 8 bytes each |
//! | streams | the words of each article in order ([`stream`]) | a varint a word and a break |
//! | starts | where the stream of each article begins, and where the last one ends | 8 bytes each |
//! | plain impacts | for each article the impact of a word that stands once in its text | 1 byte each |
//! | common | the commonest terms, whose numbers in streams are short | 4 bytes each |
//! | dictionary | terms in blocks of 16: where the postings of the block begin, then for each term how its [`key`] differs from the one before, and the article it stands in, or in how many it does ([`dictionary`]) | varints and bytes |
//! | blocks | where each block begins | 4 bytes each |
//! | union keys | first and last term of each union, and which union it is | 3 x 4 bytes each |
//! | footer | magic with the version, n, number of terms, length of each section | 8, 4, 4, 8 x 8 bytes |

mod build;
mod dictionary;
mod elias_fano;
mod key;
mod layout;
mod merge;
mod nodes;
mod postings;
mod stream;
#[cfg(test)]
mod tests;
mod varint;

use std::hint::black_box;
use std::ops::Range;

pub use crate::store::index::build::IndexBuilder;
pub use crate::store::index::merge::{DROPPED, Input, merge};
pub use crate::store::index::postings::Scored;
pub use crate::store::index::stream::{Finder, Stream};

use crate::store::bits::Bits;
use crate::store::index::dictionary::{Cursor, Dictionary};
use crate::store::index::key::key;
use crate::store::index::nodes::Nodes;
use crate::store::index::postings::Lists;
use crate::store::index::stream::Streams;

/// The number of a term in one index. Terms are numbered in the order of their fields, and of their keys within a field, so
/// that the words with one beginning are a range.
pub type TermNo = u32;

/// Where in an article a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// In its title or a block of its text.
    Anywhere,
    /// In its title.
    Title,
    /// In the name of an author.
    Author,
}

/// A piece of an article's text as it is kept for phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A word as it was written (folded), a term of [`Field::Anywhere`].
    Word(TermNo),
    /// The end of the title, or of a block that is not the last: no phrase reaches across.
    Break,
}

/// The impact of every posting outside [`Field::Anywhere`]: a name or a title holds a word or does not.
pub const IMPACT_OF_A_FIELD: u8 = 128;

/// A word in the title weighs as much as so many in the text.
const TITLE_WEIGHT: u32 = 4;

/// Words of an article of ordinary length. It is fixed, and not the mean of a segment, because a score must not depend on
/// which articles happen to stand beside one.
const PIVOT: f32 = 350.0;

/// How much of a score `tf` occurrences in so many words are worth: `tf / (tf + k)` of BM25 with k1 = 1.2 and b = 0.75, as a
/// part of 255 that is never 0.
fn impact(tf: u32, n_tokens: u32) -> u8 {
    let (tf, n_tokens) = (tf as f32, n_tokens as f32);
    let k = 1.2 * (1.0 - 0.75 + 0.75 * n_tokens / PIVOT);
    (255.0 * tf / (tf + k)).round().clamp(1.0, 255.0) as u8
}

/// Reads an index where its bytes are. Opening costs nothing to speak of and a copy is a few pointers. Damaged bytes give
/// wrong answers or none, and never a panic.
#[derive(Clone, Copy, Debug, Default)]
pub struct Index<'a> {
    n_articles: u32,
    dictionary: Dictionary<'a>,
    lists: Lists<'a>,
    nodes: Nodes<'a>,
    streams: Streams<'a>,
}

impl<'a> Index<'a> {
    /// The index in these bytes; `None` where they cannot be one.
    pub fn open(bytes: &'a [u8]) -> Option<Index<'a>> {
        layout::open(bytes)
    }

    /// How many articles the segment has.
    pub fn n_articles(&self) -> u32 {
        self.n_articles
    }

    /// How many of its bytes are there for phrases alone.
    pub fn n_bytes_for_phrases(&self) -> usize {
        self.streams.bytes.len() + 8 * self.streams.starts.len() + 4 * self.streams.common.len()
    }

    /// All terms of a field.
    pub fn terms(&self, field: Field) -> Range<TermNo> {
        self.terms_with_prefix(field, "")
    }

    /// The term that is this folded word.
    pub fn term(&self, field: Field, word: &str) -> Option<TermNo> {
        self.dictionary.find(&key(field, word))
    }

    /// The terms that begin so.
    pub fn terms_with_prefix(&self, field: Field, prefix: &str) -> Range<TermNo> {
        self.dictionary.range(&key(field, prefix))
    }

    /// The word a term is.
    pub fn text_of(&self, term: TermNo) -> Option<String> {
        let mut cursor = Cursor::new(self.dictionary, term..term.saturating_add(1));
        cursor.advance().then(|| cursor.word()).map(str::to_owned)
    }

    /// Shows each of these terms in order, with its number, its word and the number of articles it stands in: far faster
    /// than asking for one after another.
    pub fn walk(&self, terms: Range<TermNo>, mut look: impl FnMut(TermNo, &str, u32)) {
        let mut cursor = Cursor::new(self.dictionary, terms);
        while cursor.advance() {
            let (term, df) = (cursor.term_no(), cursor.term.df);
            look(term, cursor.word(), df);
        }
    }

    /// In how many articles a term stands.
    pub fn df(&self, term: TermNo) -> u32 {
        self.dictionary.term(term).map_or(0, |term| term.df)
    }

    /// Adds the articles a term stands in.
    pub fn or_into(&self, term: TermNo, bits: &mut Bits) {
        if let Some(term) = self.dictionary.term(term) {
            self.lists.or_into(&term, bits);
        }
    }

    /// Adds the articles in which some term begins so.
    pub fn or_prefix_into(&self, field: Field, prefix: &str, bits: &mut Bits) {
        let terms = self.terms_with_prefix(field, prefix);
        if let Some(union) = self.nodes.union(&terms, self.n_articles) {
            bits.or_stored(union);
            return;
        }
        for entry in self.dictionary.entries(terms.start).take(terms.len()) {
            self.lists.or_into(&entry.term, bits);
        }
    }

    /// The articles a term stands in, ascending, each with its impact: how much of a score the word is worth there, before
    /// its rarity is known. The same in whichever segment the article stands.
    pub fn scored(&self, term: TermNo) -> Scored<'a> {
        let term = self.dictionary.term(term);
        term.map_or_else(Scored::none, |term| self.lists.scored(&term))
    }

    /// The same for each of these terms in order: far faster than asking for one after another.
    pub fn scored_each(&self, terms: Range<TermNo>) -> impl Iterator<Item = Scored<'a>> + use<'a> {
        let lists = self.lists;
        let entries = self.dictionary.entries(terms.start).take(terms.len());
        entries.map(move |entry| lists.scored(&entry.term))
    }

    /// The words of an article in order.
    pub fn stream(&self, article: u32) -> Stream<'a> {
        Stream { streams: self.streams, rest: self.streams.of(article) }
    }

    /// Looks at the words of these articles, so that they are at hand when they are read: a processor waits for the memory
    /// once, where it would wait for each article.
    pub fn fetch_streams(&self, articles: &[u32]) {
        let streams = articles.iter().map(|article| self.streams.of(*article));
        black_box(streams.flat_map(|stream| stream.iter().step_by(CACHE_LINE)).fold(0, |all, byte| all ^ byte));
    }

    /// What finds words one behind the other in the streams of this index; each of them is any of some terms.
    pub fn finder(&self, words: &[&[TermNo]]) -> Finder {
        Finder::new(words, &self.streams)
    }

    /// The words of an article from so many before each place of the words that are looked for: where a phrase would
    /// begin that holds them.
    pub fn streams_around(&self, article: u32, finder: &Finder, n_before: usize) -> impl Iterator<Item = Stream<'a>> {
        let streams = self.streams;
        finder.rests(streams.of(article), n_before).map(move |rest| Stream { streams, rest })
    }

    /// How many words an article has, those of its title among them.
    pub fn n_tokens(&self, article: u32) -> u32 {
        stream::n_words(self.streams.of(article))
    }
}

/// Bytes that come from memory together.
const CACHE_LINE: usize = 64;
