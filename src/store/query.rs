//! What is typed into the search line, read as far as it makes sense.
//!
//! A query never fails. What cannot be understood is left out, and a doubt beside it says so.

use std::ops::Range;

use crate::store::tokens;

/// Words that must all occur in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// A folded word of a query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    pub(super) text: String,
    /// Longer words that begin with it will do: it is still being typed.
    pub(super) is_prefix: bool,
}

/// Something in a query that was read otherwise than it may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The part of the input it is about, in bytes.
    pub range: Range<usize>,
    /// One sentence in English.
    pub text: String,
}

impl Query {
    /// It asks for nothing, and everything answers it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }
}

/// Reads a query. Its last word counts as a beginning until a space ends it.
pub fn parse(input: &str) -> (Query, Vec<Doubt>) {
    let (folded, _) = tokens::fold_mapped(input);
    let still_typing = input.chars().next_back().is_some_and(|c| !c.is_whitespace());
    let ranges: Vec<Range<usize>> = tokens::words(&folded).collect();
    let n_words = ranges.len();
    let words = ranges.into_iter().enumerate();
    let words =
        words.map(|(i, range)| Word { text: folded[range].to_owned(), is_prefix: still_typing && i + 1 == n_words });
    (Query { words: words.collect() }, Vec::new())
}
