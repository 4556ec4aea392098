//! Finding the articles in which all words of a query occur, and the places where they do.
//!
//! The folded text of each article is scanned as it stands: some twenty megabytes for ten thousand articles, which takes
//! milliseconds. What is found is title and blocks; names of people, outlets and dates have filters of their own.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::store::library::{ArticleKey, Library};
use crate::store::query::{Query, Word};
use crate::text::fold::{fold_mapped, words};

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
    let folded = fold_mapped(text);
    let matched = |(start, word): (usize, &str)| {
        let lengths = query.words().iter().filter(|wanted| wanted.matches(word)).map(|wanted| wanted.text.len());
        lengths.max().map(|len| folded.original(start..start + len))
    };
    words(&folded.text).filter_map(matched).collect()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::query::parse;
    use crate::store::sample::{library, samples, table};
    use crate::text::fold::fold;

    fn check(typed: &str, text: &str, want: &[&str]) {
        let query = parse(typed).0;
        let hits = hits_in(&query, text);
        assert_eq!(hits.iter().map(|hit| &text[hit.clone()]).collect::<Vec<_>>(), want, "{typed} in {text}");
        let n_found = search(&table(&[["", "", "", "", text]]), &query).len();
        let n_words = query.words().len();
        assert!(n_words > 1 || n_found == usize::from(!want.is_empty()), "{typed} in {text}");
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        check("ARMEE ", "L'armée, l'Armee, armées", &["armée", "Armee"]);
        check("erdogan ", "M. Erdoğan", &["Erdoğan"]);
        check("œuvre ", "Une oeuvre, des œuvres, l'Œuvre", &["oeuvre", "Œuvre"]);
        check("l'opinion", "L\u{2019}Opinion", &["L", "Opinion"]);
    }

    #[test]
    fn the_last_word_is_a_beginning_until_a_space_ends_it() {
        check("sold", "soldats turcs", &["sold"]);
        check("sold ", "soldats turcs", &[]);
        check("turc soldat", "soldats turcs", &["soldat"]);
        check("oe", "œuvre", &["œ"]);
    }

    #[test]
    fn arabic_forms_are_one() {
        // حلب with and without vowel signs and tatweel; the marks behind the last letter belong to the hit.
        check(
            "\u{62d}\u{644}\u{628} ",
            "\u{62d}\u{64e}\u{644}\u{640}\u{628}\u{64c}",
            &["\u{62d}\u{64e}\u{644}\u{640}\u{628}\u{64c}"],
        );
        // Alef with and without hamza, teh marbuta and heh.
        check("\u{627}\u{645}\u{647} ", "\u{623}\u{645}\u{629}", &["\u{623}\u{645}\u{629}"]);
        check("2020 ", "\u{662}\u{660}\u{662}\u{660}", &["\u{662}\u{660}\u{662}\u{660}"]);
    }

    #[test]
    fn all_words_must_occur_in_title_or_body() {
        let library = table(&[
            ["Des soldats", "", "", "", "turcs à Idlib"],
            ["Des soldats", "", "", "", "russes à Idlib"],
            ["Des soldats turcs", "", "", "", ""],
        ]);
        let found =
            |typed| search(&library, &parse(typed).0).keys().map(|key| key.segment * 3 + key.idx).collect::<Vec<_>>();
        assert_eq!(found("soldats turcs"), [0, 2]);
        assert_eq!(found("turcs idlib soldats"), [0]);
        assert_eq!(found("desturcs"), [] as [u32; 0]);
        assert_eq!(found(""), [0, 1, 2]);
    }

    #[test]
    fn a_word_in_the_title_counts_more() {
        let library = table(&[["", "", "", "", "Alep Alep Alep"], ["Alep", "", "", "", ""], ["Homs", "", "", "", ""]]);
        let hits = search(&library, &parse("alep").0);
        let scores: Vec<u32> = library.iter().map(|(key, _)| hits.score(key)).collect();
        assert!(scores[1] > scores[0] && scores[0] > scores[2] && scores[2] == 0, "{scores:?}");
    }

    proptest! {
        #[test]
        fn search_agrees_with_a_slow_scan(samples in samples(), typed in "(a|al|alep|armee|l'armée|حلب|oeuvre|20)( |)(id|idlib|)( |)") {
            let library = library(&samples);
            let query = parse(&typed).0;
            let hits = search(&library, &query);
            for (key, article) in library.iter() {
                let title = article.title().map(|title| fold(title.as_str()));
                let lines: Vec<String> = article.blocks().iter().map(|block| fold(block.text.as_str())).chain(title).collect();
                let in_text: Vec<&str> = lines.iter().flat_map(|line| words(line)).map(|(_, word)| word).collect();
                let occurs = |word: &Word| in_text.iter().any(|other| word.matches(other));
                prop_assert_eq!(hits.contains(key), query.words().iter().all(occurs));
            }
        }

        #[test]
        fn a_hit_folds_to_what_was_typed(text in "[ a-zéœ'حلبَـ٢]{0,40}", typed in "[a-zéحل٢]{1,3}") {
            let query = parse(&typed).0;
            let mut end = 0;
            for hit in hits_in(&query, &text) {
                prop_assert!(hit.start >= end && !hit.is_empty());
                prop_assert!(query.words().iter().any(|word| fold(&text[hit.clone()]).starts_with(&word.text)));
                end = hit.end;
            }
        }
    }
}
