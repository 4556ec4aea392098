//! A few phrases, all of them looked for in one pass over a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

/// Phrases that may stand anywhere in a text: of those that begin at the same place the longest counts.
#[derive(Debug)]
pub struct Phrases(Option<AhoCorasick>);

impl Phrases {
    /// These phrases, known by their numbers in this order.
    pub fn new<P: AsRef<[u8]>>(phrases: impl IntoIterator<Item = P>) -> Phrases {
        Phrases(AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(phrases).ok())
    }

    /// Phrases that begin with something so common that to look for it first would be in vain.
    pub fn with_common_beginnings(phrases: &[&str]) -> Phrases {
        let mut builder = AhoCorasick::builder();
        Phrases(builder.match_kind(MatchKind::LeftmostLongest).prefilter(false).build(phrases).ok())
    }

    /// At least one stands in the text.
    pub fn are_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|automaton| automaton.is_match(text))
    }

    /// Where the first one begins, in bytes.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        self.each_in(text).next().map(|(_, range)| range.start)
    }

    /// Each one that stands in the text, in order: its number, and its bytes.
    pub fn each_in(&self, text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
        let found = self.0.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.map(|found| (found.pattern().as_usize(), found.range()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        for phrases in [["par ", "publié", "publié par "], ["publié par ", "par ", "publié"]] {
            let both = [Phrases::new(phrases), Phrases::with_common_beginnings(&phrases)];
            for found in both {
                let in_text = |text| {
                    let each = found.each_in(text);
                    each.map(|(number, range)| (phrases[number], range.start)).collect::<Vec<_>>()
                };
                assert_eq!(in_text("publié par Nora, par Ali"), [("publié par ", 0), ("par ", 18)]);
                assert_eq!(in_text("publié"), [("publié", 0)]);
                assert_eq!(found.first_in("un texte publié"), Some(9));
                assert!(found.are_in("vu par elle") && !found.are_in("parvenu"));
            }
        }
    }
}
