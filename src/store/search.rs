//! Finding the articles in which all words of a query occur, and the places where they do.
//!
//! The folded text of each article is scanned as it stands: some twenty megabytes for ten thousand articles, which takes
//! milliseconds. What is found is title and blocks; names of people, outlets and dates have filters of their own.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::store::library::{ArticleKey, Library};
use crate::store::query::{Query, Word};
use crate::store::tokens;

/// The articles a search found, each with a score, in the library's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    scored: Vec<(ArticleKey, u32)>,
}

impl Hits {
    /// How many articles were found.
    pub fn len(&self) -> usize {
        self.scored.len()
    }

    /// None was found.
    pub fn is_empty(&self) -> bool {
        self.scored.is_empty()
    }

    /// The article is among them.
    pub fn contains(&self, key: ArticleKey) -> bool {
        self.place(key).is_some()
    }

    /// The articles in the library's order.
    pub fn keys(&self) -> impl Iterator<Item = ArticleKey> {
        self.scored.iter().map(|(key, _)| *key)
    }

    /// How well an article answers; more is better, 0 is no hit. Scores of different searches cannot be compared.
    pub fn score(&self, key: ArticleKey) -> u32 {
        self.place(key).map_or(0, |idx| self.scored[idx].1)
    }

    fn place(&self, key: ArticleKey) -> Option<usize> {
        self.scored.binary_search_by_key(&key, |(key, _)| *key).ok()
    }
}

/// The articles in whose title and blocks all words of the query occur; every article if there are none.
pub fn search(library: &Library, query: &Query) -> Hits {
    let needles: Vec<String> = query.words().iter().map(needle).collect();
    let finders: Vec<Finder> = needles.iter().map(|needle| Finder::new(needle.as_bytes())).collect();
    let text = |key: ArticleKey| library.shelves[key.segment as usize].segment.texts()[key.idx as usize].as_bytes();
    let scored = library.keys().filter_map(|key| Some((key, score(text(key), &finders)?)));
    Hits { scored: scored.collect() }
}

/// Where the words of the query occur in a text: ascending byte ranges that do not touch.
pub fn hits_in(query: &Query, text: &str) -> Vec<Range<usize>> {
    if query.is_empty() {
        return Vec::new();
    }
    let (folded, map) = tokens::fold_mapped(text);
    let matched = |range: Range<usize>| {
        let word = &folded[range.clone()];
        let lengths = query.words().iter().filter(|wanted| wanted.matches(word)).map(|wanted| wanted.text.len());
        lengths.max().map(|len| map[range.start]..map[range.start + len])
    };
    tokens::words(&folded).filter_map(matched).filter(|range| !range.is_empty()).collect()
}

impl Word {
    /// Whether a folded word of a text is meant.
    fn matches(&self, word: &str) -> bool {
        if self.is_prefix { word.starts_with(&self.text) } else { word == self.text }
    }
}

fn needle(word: &Word) -> String {
    let end = if word.is_prefix { "" } else { " " };
    format!(" {}{end}", word.text)
}

/// Beyond so many occurrences more of them say nothing new about an article; the scan of it ends there.
const ENOUGH: usize = 8;

/// A word in the title weighs as much as this many in the body.
const TITLE_WEIGHT: u32 = 10;

fn score(text: &[u8], finders: &[Finder]) -> Option<u32> {
    let mut score = 1;
    for finder in finders {
        let first = finder.find(text)?;
        let title_end = memchr::memchr(b'\n', text).unwrap_or(text.len());
        let n_found = finder.find_iter(text).take(ENOUGH).count() as u32;
        score += n_found + if first < title_end { TITLE_WEIGHT } else { 0 };
    }
    Some(score)
}
