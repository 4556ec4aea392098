//! A word of a query, and which words of a text it means.
//!
//! Words are compared folded. In Arabic, short words are written onto the next one - and, with, for, like, the - so that one
//! noun has a dozen spellings. A word of a text is therefore also known without what is written onto its front, after the list
//! of prefixes of light stemming (Larkey, Ballesteros, Connell 2002), and so is a complete word of a query. A word being
//! typed keeps its article: half of `\u{627}\u{644}\u{646}\u{638}\u{627}\u{645}` would otherwise find every word that begins with noon.

use std::ops::Range;

/// A folded word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    folded: Box<str>,
    is_prefix: bool,
}

impl Word {
    /// A word as `fold::words` gives it; a prefix is still being typed, and longer words that begin with it will do.
    pub fn new(folded: &str, is_prefix: bool) -> Word {
        Word { folded: folded.into(), is_prefix }
    }

    /// Its folded letters and digits.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// It is still being typed.
    pub fn is_prefix(&self) -> bool {
        self.is_prefix
    }

    /// The bytes of a folded word of a text that are meant by this one; `None` if it is another word.
    pub fn found_in(&self, word: &str) -> Option<Range<usize>> {
        let folded = &*self.folded;
        if self.is_prefix {
            let start = starts(word).find(|start| word[*start..].starts_with(folded))?;
            return Some(start..start + folded.len());
        }
        let bare = self.without_article();
        let is_meant = |start: &usize| word[*start..] == *folded || word[*start..] == *bare;
        starts(word).find(is_meant).map(|start| start..word.len())
    }

    /// The terms that a complete word is found under: itself, and without the article that was typed. A word being typed
    /// is the beginning of terms.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        let bare = if self.is_prefix { &self.folded } else { self.without_article() };
        [&*self.folded].into_iter().chain((bare.len() < self.folded.len()).then_some(bare))
    }

    /// Words of texts that may be meant as well, or their beginnings: the forms with what may be written onto their front.
    pub(super) fn written_onto(&self) -> impl Iterator<Item = String> {
        let fronts = [""].into_iter().chain(CLITICS);
        let words = self.forms().flat_map(move |form| fronts.clone().map(move |front| format!("{front}{form}")));
        words.filter(|word| **word != *self.folded)
    }

    /// Only what holds the article is taken off a word that was typed: who types `\u{648}\u{62d}\u{644}\u{628}` means it.
    pub(super) fn without_article(&self) -> &str {
        let start = bare_start(&self.folded);
        let is_single_letter = start <= 'و'.len_utf8();
        if is_single_letter { &self.folded } else { &self.folded[start..] }
    }
}

/// What may be written onto the front of a word, folded: the longest first.
const CLITICS: [&str; 11] = ["وال", "بال", "كال", "فال", "ال", "لل", "و", "ب", "ل", "ك", "ف"];

/// Letters that must be left of a word without its article, and without a single letter: with fewer, what looks like a
/// prefix is a part of the word.
const MIN_LETTERS: (usize, usize) = (2, 3);

/// Where a folded word begins without what is written onto its front; 0 where nothing is.
fn bare_start(word: &str) -> usize {
    let is_arabic = word.as_bytes().first().is_some_and(|byte| matches!(byte, 0xD8 | 0xD9));
    if !is_arabic {
        return 0;
    }
    let n_letters = word.chars().count();
    let is_written_on = |clitic: &&&str| {
        let n_own = clitic.chars().count();
        let least = if n_own == 1 { MIN_LETTERS.1 } else { MIN_LETTERS.0 };
        word.starts_with(**clitic) && n_letters >= n_own + least
    };
    CLITICS.iter().find(is_written_on).map_or(0, |clitic| clitic.len())
}

/// Where what is meant may begin in a word of a text: at its front, behind one letter written onto it (the article then
/// stays), and behind all that is written onto it. A word is indexed under what stands behind each.
pub(super) fn starts(word: &str) -> impl Iterator<Item = usize> {
    let bare = bare_start(word);
    let letter = word.chars().next().map_or(0, char::len_utf8);
    let behind_letter = if bare > letter && !word.starts_with(['ا', 'ل']) { letter } else { bare };
    [0, behind_letter, bare].into_iter()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The part of the word of a text that is found by a word of a query; a star behind that means it is being typed.
    fn check(query: &str, word: &str, want: &str) {
        let wanted = match query.strip_suffix('*') {
            Some(beginning) => Word::new(beginning, true),
            None => Word::new(query, false),
        };
        let found = wanted.found_in(word);
        assert_eq!(found.map_or("", |range| &word[range]), want, "{query} in {word}");
    }

    proptest! {
        #[test]
        fn all_words_that_are_meant_are_enumerated(query in "[وبالفحa]{1,4}", word in "[وبالفحa]{1,7}", is_prefix: bool) {
            let wanted = Word::new(&query, is_prefix);
            let is_it = |other: &str| if is_prefix { word.starts_with(other) } else { word == other };
            let is_enumerated = is_it(&query) || wanted.written_onto().any(|other| is_it(&other));
            prop_assert!(wanted.found_in(&word).is_none() || is_enumerated);
        }
    }

    #[test]
    fn a_word_means_itself_and_one_being_typed_what_begins_with_it() {
        check("alep", "alep", "alep");
        check("alep", "aleppo", "");
        check("alep*", "aleppo", "alep");
        check("lep*", "alep", "");
    }

    #[test]
    fn arabic_words_are_found_with_what_is_written_onto_them() {
        for word in ["حلب", "وحلب", "بحلب", "لحلب", "كحلب", "فحلب"] {
            check("حلب", word, "حلب");
            check("حل*", word, "حل");
        }
        for word in ["النظام", "والنظام", "بالنظام", "كالنظام", "فالنظام", "للنظام", "نظام"]
        {
            check("نظام", word, "نظام");
            check("نظا*", word, "نظا");
        }
        // The article that was typed belongs to what is marked, where there is one.
        check("النظام", "النظام", "النظام");
        check("النظام", "والنظام", "النظام");
        // What looks like an article is one letter of the word, which is found with another letter before it.
        check("الالتزام", "والتزام", "التزام");
        check("النظام", "نظام", "نظام");
        check("النظ*", "والنظام", "النظ");
        check("النظ*", "نظر", "");
    }

    #[test]
    fn what_belongs_to_a_word_is_not_taken_off() {
        check("لد", "ولد", "");
        check("ولد", "ولد", "ولد");
        check("حلب", "وحلب", "حلب");
        check("وحلب", "حلب", "");
        check("م", "الم", "");
    }
}
