//! What is typed into the search line, read as far as it makes sense.
//!
//! A query never fails. What cannot be understood is left out or read as plain words, and a doubt beside it says so.

use std::ops::Range;

use crate::text::clean::Clean;
use crate::text::fold::{fold, words};

/// Words that must all occur in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// A folded word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A few words in English.
    pub text: Clean,
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
    let mut query = Query::default();
    let mut doubts = Vec::new();
    for range in pieces(input) {
        let piece = &input[range.clone()];
        let folded = fold(piece);
        let mut found = words(&folded).peekable();
        let doubt = if found.peek().is_none() {
            Some("is no word")
        } else {
            query.words.extend(found.map(|(_, word)| Word { text: word.to_owned(), is_prefix: false }));
            reading(piece)
        };
        doubts.extend(doubt.map(|why| Doubt { range, text: Clean::new(&format!("{piece} {why}")) }));
    }
    let still_typing = input.chars().next_back().is_some_and(char::is_alphanumeric);
    if let Some(last) = query.words.last_mut().filter(|_| still_typing) {
        last.is_prefix = true;
    }
    (query, doubts)
}

/// The byte ranges between spaces.
fn pieces(input: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = input.match_indices(char::is_whitespace).map(|(at, space)| (at, at + space.len()));
    let mut start = 0;
    ends.chain([(input.len(), input.len())]).filter_map(move |(end, next)| {
        let piece = start..end;
        start = next;
        (!piece.is_empty()).then_some(piece)
    })
}

/// How a piece was read, if it looks like more than words.
fn reading(piece: &str) -> Option<&'static str> {
    const FIELDS: [&str; 8] = ["outlet:", "year:", "date:", "lang:", "title:", "author:", "is:", "="];
    if piece.contains('"') {
        return Some("is searched word by word, in any order");
    }
    if piece.starts_with('-') {
        return Some("is searched for, not left out");
    }
    if piece == "OR" || FIELDS.iter().any(|field| piece.starts_with(field)) {
        return Some("is searched as plain words");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, words: &str, doubts: &[&str]) {
        let (query, got) = parse(typed);
        let shown: Vec<String> =
            query.words.iter().map(|word| format!("{}{}", word.text, if word.is_prefix { "*" } else { "" })).collect();
        assert_eq!(shown.join(" "), words, "{typed}");
        assert_eq!(got.iter().map(|doubt| &typed[doubt.range.clone()]).collect::<Vec<_>>(), doubts, "{typed}");
    }

    #[test]
    fn a_query_is_read_as_far_as_it_makes_sense() {
        check("", "", &[]);
        check("   ", "", &[]);
        check("Soldats turcs", "soldats turcs*", &[]);
        check("soldats turcs ", "soldats turcs", &[]);
        check("l'Armée", "l armee*", &[]);
        check("où ? ", "ou", &["?"]);
        check("\"soldats turcs\"", "soldats turcs", &["\"soldats", "turcs\""]);
        check("-turcs", "turcs*", &["-turcs"]);
        check("a OR b", "a or b*", &["OR"]);
        check("outlet:monde", "outlet monde*", &["outlet:monde"]);
        check("« \u{a0}»", "", &["«", "»"]);
    }
}
