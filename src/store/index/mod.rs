//! The inverted index of one segment: which articles hold a word, how well they answer to it, and their words in order.
//!
//! It knows article numbers and folded text, and nothing of documents. See [`IndexBuilder`], [`merge`] and [`Index`].

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::store::bits::Bits;
use crate::store::term;

/// The number of a term in one index. Terms are numbered in the order of their fields, and of their bytes within a field,
/// so that the words with one beginning are a range.
pub type TermNo = u32;

/// Where in an article a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// Reads an index where its bytes are. Opening costs nothing to speak of and a copy is a few pointers. Damaged bytes give
/// wrong answers or none, and never a panic.
#[derive(Clone, Debug, Default)]
pub struct Index<'a> {
    simple: Arc<Simple>,
    bytes: std::marker::PhantomData<&'a [u8]>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Simple {
    n: u32,
    terms: Vec<(Field, String, Vec<(u32, u8)>)>,
    streams: Vec<Vec<Option<u32>>>,
}

impl<'a> Index<'a> {
    /// The index in these bytes; `None` where they cannot be one.
    pub fn open(bytes: &'a [u8]) -> Option<Index<'a>> {
        let simple = Arc::new(postcard::from_bytes(bytes).ok()?);
        Some(Index { simple, bytes: std::marker::PhantomData })
    }

    /// How many articles the segment has.
    pub fn n_articles(&self) -> u32 {
        self.simple.n
    }

    /// All terms of a field.
    pub fn terms(&self, field: Field) -> Range<TermNo> {
        self.terms_with_prefix(field, "")
    }

    /// The term that is this folded word.
    pub fn term(&self, field: Field, word: &str) -> Option<TermNo> {
        let key = (field, word);
        self.simple.terms.binary_search_by(|(field, word, _)| (*field, &**word).cmp(&key)).ok().map(|idx| idx as u32)
    }

    /// The terms that begin so.
    pub fn terms_with_prefix(&self, field: Field, prefix: &str) -> Range<TermNo> {
        let terms = &self.simple.terms;
        let start = terms.partition_point(|(f, word, _)| (*f, &**word) < (field, prefix));
        let end = terms
            .partition_point(|(f, word, _)| (*f, &**word) < (field, prefix) || *f == field && word.starts_with(prefix));
        start as u32..end as u32
    }

    /// The word a term is.
    pub fn text_of(&self, term: TermNo) -> Option<String> {
        self.simple.terms.get(term as usize).map(|(_, word, _)| word.clone())
    }

    /// Shows each of these terms in order, with its number, its word and the number of articles it stands in: far faster
    /// than asking for one after another.
    pub fn walk(&self, terms: Range<TermNo>, mut look: impl FnMut(TermNo, &str, u32)) {
        for term in terms {
            let Some((_, word, postings)) = self.simple.terms.get(term as usize) else { return };
            look(term, word, postings.len() as u32);
        }
    }

    /// In how many articles a term stands.
    pub fn df(&self, term: TermNo) -> u32 {
        self.simple.terms.get(term as usize).map_or(0, |(_, _, postings)| postings.len() as u32)
    }

    /// Adds the articles a term stands in.
    pub fn or_into(&self, term: TermNo, bits: &mut Bits) {
        self.scored(term).for_each(|(article, _)| bits.set(article));
    }

    /// Adds the articles in which some term begins so.
    pub fn or_prefix_into(&self, field: Field, prefix: &str, bits: &mut Bits) {
        self.terms_with_prefix(field, prefix).for_each(|term| self.or_into(term, bits));
    }

    /// The articles a term stands in, ascending, each with its impact: how much of a score the word is worth there, before
    /// its rarity is known. The same in whichever segment the article stands.
    pub fn scored(&self, term: TermNo) -> Scored<'a> {
        let postings = self.simple.terms.get(term as usize).map(|(_, _, postings)| postings.clone());
        Scored { postings: postings.unwrap_or_default().into_iter(), bytes: std::marker::PhantomData }
    }

    /// The words of an article in order.
    pub fn stream(&self, article: u32) -> Stream<'a> {
        let stream = self.simple.streams.get(article as usize).cloned().unwrap_or_default();
        Stream { tokens: stream.into_iter(), bytes: std::marker::PhantomData }
    }

    /// How many words an article has, those of its title among them.
    pub fn n_tokens(&self, article: u32) -> u32 {
        self.stream(article).filter(|token| *token != Token::Break).count() as u32
    }
}

/// See [`Index::scored`].
#[derive(Clone, Debug)]
pub struct Scored<'a> {
    postings: std::vec::IntoIter<(u32, u8)>,
    bytes: std::marker::PhantomData<&'a [u8]>,
}

impl Iterator for Scored<'_> {
    type Item = (u32, u8);

    fn next(&mut self) -> Option<(u32, u8)> {
        self.postings.next()
    }
}

/// See [`Index::stream`].
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    tokens: std::vec::IntoIter<Option<u32>>,
    bytes: std::marker::PhantomData<&'a [u8]>,
}

impl Iterator for Stream<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        Some(self.tokens.next()?.map_or(Token::Break, Token::Word))
    }
}

/// Makes the index of a batch of articles.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    n: u32,
    terms: BTreeMap<(Field, String), Vec<(u32, u8)>>,
    streams: Vec<Vec<Option<String>>>,
}

impl IndexBuilder {
    /// An index of no article.
    pub fn new() -> IndexBuilder {
        IndexBuilder::default()
    }

    /// Takes in the next article: title, blocks and names of authors as `tokens` writes them, folded words between single
    /// spaces.
    pub fn add<'t>(
        &mut self,
        title: &'t str,
        blocks: impl IntoIterator<Item = &'t str>,
        authors: impl IntoIterator<Item = &'t str>,
    ) {
        let words = |text: &'t str| text.split_ascii_whitespace();
        let mut stream: Vec<Option<String>> = words(title).map(|word| Some(word.to_owned())).collect();
        let mut found: BTreeMap<(Field, String), u32> = BTreeMap::new();
        let mut take = |field, word: &str, weight| {
            for form in forms(word) {
                *found.entry((field, form.to_owned())).or_default() += weight;
            }
        };
        words(title).for_each(|word| take(Field::Anywhere, word, TITLE_WEIGHT));
        words(title).for_each(|word| take(Field::Title, word, 1));
        for block in blocks {
            stream.push(None);
            stream.extend(words(block).map(|word| Some(word.to_owned())));
            words(block).for_each(|word| take(Field::Anywhere, word, 1));
        }
        authors.into_iter().flat_map(words).for_each(|word| take(Field::Author, word, 1));
        let n_tokens = stream.iter().flatten().count();
        for ((field, word), tf) in found {
            let impact = if field == Field::Anywhere { impact(tf, n_tokens as u32) } else { IMPACT_OF_A_FIELD };
            self.terms.entry((field, word)).or_default().push((self.n, impact));
        }
        self.streams.push(stream);
        self.n += 1;
    }

    /// The bytes of the index.
    pub fn finish(self) -> Vec<u8> {
        let terms: Vec<(Field, String, Vec<(u32, u8)>)> =
            self.terms.into_iter().map(|((field, word), postings)| (field, word, postings)).collect();
        let number =
            |word: String| terms.partition_point(|(field, w, _)| (*field, w) < (Field::Anywhere, &word)) as u32;
        let streams =
            self.streams.into_iter().map(|stream| stream.into_iter().map(|word| word.map(number)).collect()).collect();
        postcard::to_stdvec(&Simple { n: self.n, terms, streams }).unwrap_or_default()
    }
}

/// An index that goes into a bigger one.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// It.
    pub index: Index<'a>,
    /// For each of its articles the number it gets, or [`DROPPED`].
    pub new_numbers: &'a [u32],
}

/// The new number of an article that is left out of a merged index.
pub const DROPPED: u32 = u32::MAX;

/// Writes the index of `n_articles` articles that come from several indexes. Every number up to `n_articles` is given to
/// one article.
pub fn merge(inputs: &[Input<'_>], n_articles: u32, out: &mut impl io::Write) -> io::Result<()> {
    let mut terms: BTreeMap<(Field, String), Vec<(u32, u8)>> = BTreeMap::new();
    let mut streams: Vec<Vec<Option<String>>> = vec![Vec::new(); n_articles as usize];
    for input in inputs {
        let new_number = |old: u32| input.new_numbers.get(old as usize).copied().filter(|new| *new < n_articles);
        for (term, (field, word, _)) in input.index.simple.terms.iter().enumerate() {
            for (old, impact) in input.index.scored(term as u32) {
                if let Some(new) = new_number(old) {
                    terms.entry((*field, word.clone())).or_default().push((new, impact));
                }
            }
        }
        for old in 0..input.index.n_articles() {
            let Some(new) = new_number(old) else { continue };
            let tokens = input.index.stream(old).map(|token| match token {
                Token::Word(term) => input.index.text_of(term),
                Token::Break => None,
            });
            streams[new as usize] = tokens.collect();
        }
    }
    terms.values_mut().for_each(|postings| postings.sort_unstable());
    out.write_all(&IndexBuilder { n: n_articles, terms, streams }.finish())
}

/// The spellings under which a word of a text is found: itself, and in Arabic what is left without what is written onto
/// its front.
fn forms(word: &str) -> BTreeSet<&str> {
    term::starts(word).filter_map(|start| word.get(start..)).collect()
}

/// Words of an article of ordinary length. It is fixed, and not the mean of a segment, because a score must not depend on
/// which articles happen to stand beside one.
const PIVOT: f32 = 350.0;

/// How much of a score `tf` occurrences in so many words are worth: the part of BM25 that knows nothing of rarity
/// (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75), as a byte that is never 0.
fn impact(tf: u32, n_tokens: u32) -> u8 {
    let (tf, n_tokens) = (tf as f32, n_tokens as f32);
    let k = 1.2 * (1.0 - 0.75 + 0.75 * n_tokens / PIVOT);
    (255.0 * tf / (tf + k)).round().clamp(1.0, 255.0) as u8
}
