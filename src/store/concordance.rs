//! Concordance: every place where a word or a phrase stands, in the articles that a list shows, the newest first.
//!
//! The index says which articles hold the word, the list says in which order they come, and an article is read when its turn
//! has come: the first screen of a word that stands in every article costs what a screen of articles costs. Whoever asks goes
//! on in slices and takes what was found meanwhile. An occurrence is two dozen bytes and what stands around it as far as it
//! can be put in order by that; its text stays where it is. So many of them are kept ([`MOST_KEPT`]) that nobody reads
//! further, and what comes behind is counted: the commonest word of a million articles must not fill the memory.
//!
//! Of a story that several articles tell, the one that stands for it in the list is read, as everywhere.

use std::cmp::Reverse;
use std::ops::Range;

use crate::store::article::ArticleRef;
use crate::store::groups::Filter;
use crate::store::library::{ArticleKey, Library};
use crate::store::listing::{Listing, folded};
use crate::store::marked::Marked;
use crate::store::order::Order;
use crate::store::query::{Node, Part, Query, Text, Word};
use crate::store::search::{Candidates, Hits, Wanted};
use crate::text::fold::{fold, is_word_char, words};

/// Occurrences that are kept; those behind are counted.
pub const MOST_KEPT: usize = 100_000;

/// What is looked up: words one behind the other, or any of several such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    query: Query,
}

impl Sought {
    /// Words as they stand in a text, whatever their spelling; `None` where there is no word among them.
    pub fn words(written: &str) -> Option<Sought> {
        let words: Vec<Word> = words(&fold(written)).map(|(_, word)| Word::new(word, false)).collect();
        if words.is_empty() {
            return None;
        }
        Some(Sought { query: Query { root: Node::Text(Text { part: Part::Anywhere, words, exactly: None }) } })
    }

    /// What a search shows of its words, wherever it looks for them; exactly where it asks for that. `None` where it shows none.
    pub fn of_search(query: &Query) -> Option<Sought> {
        let anywhere = |text: &&Text| Node::Text(Text { part: Part::Anywhere, ..(*text).clone() });
        let mut texts: Vec<Node> =
            query.shown_texts().iter().filter(|text| text.part != Part::Author).map(anywhere).collect();
        texts.dedup();
        let only = texts.pop()?;
        let root = if texts.is_empty() { only } else { Node::Any(texts.into_iter().chain([only]).collect()) };
        Some(Sought { query: Query { root } })
    }

    /// Its words, or each of several: as they were written where exactly these are meant, folded elsewhere.
    pub fn texts(&self) -> Vec<String> {
        let folded = |words: &[Word]| words.iter().map(Word::folded).collect::<Vec<_>>().join(" ");
        let written = |text: &&Text| text.exactly.as_ref().map_or_else(|| folded(&text.words), |text| text.to_string());
        self.query.shown_texts().iter().map(written).collect()
    }

    /// The same as a query: what is marked in an article that is opened.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Where it stands in a text: ascending ranges that do not overlap. A word of which only the beginning is looked for is
    /// taken whole.
    pub fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        places_in(&Wanted::new(&self.query, Part::Anywhere), text)
    }
}

fn places_in(wanted: &Wanted<'_>, text: &str) -> Vec<Range<usize>> {
    // Most texts do not hold it, and that is said sooner than where it stands.
    if !wanted.may_stand_in(text) {
        return Vec::new();
    }
    let mut hits: Vec<Range<usize>> = wanted.hits_in(text).into_iter().map(|(_, hit)| hit).collect();
    hits.sort_by_key(|hit| (hit.start, Reverse(hit.end)));
    let mut end = 0;
    hits.retain_mut(|hit| {
        let is_apart = hit.start >= end;
        if is_apart {
            hit.end = end_of_word(text, hit.end);
            end = hit.end;
        }
        is_apart
    });
    hits
}

/// Where the word ends that a byte stands in or behind.
fn end_of_word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|c| !is_word_char(c) && !folds_away(c)).unwrap_or(rest.len())
}

/// A mark, or what else is no letter of a word and does not end it.
fn folds_away(c: char) -> bool {
    !c.is_ascii() && fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// A place where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// In which article.
    pub key: ArticleKey,
    /// In which block, from 0; none for the headline.
    pub block: Option<u32>,
    start: u32,
    end: u32,
    /// The words behind it.
    pub behind: Neighbours,
    /// The words before it.
    pub before: Neighbours,
}

impl Occurrence {
    /// Its bytes in the text of the block, or in the headline.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it stands in.
    pub fn text_in<'a>(&self, article: &'a ArticleRef) -> Option<&'a str> {
        match self.block {
            None => article.title().map(|title| title.as_str()),
            Some(block) => article.blocks().get(block as usize).map(|block| block.text.as_str()),
        }
    }
}

/// The words beside an occurrence, folded, the nearest first, as far as they have room: what comes first in the order of
/// their letters is the smaller one, and no words at all are the smallest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Neighbours([u8; 24]);

/// Bytes of a text in which neighbours are looked for: with vowel signs, words are twice as long.
const N_BYTES_BESIDE: usize = 128;

fn neighbours<'w>(words: impl Iterator<Item = &'w str>) -> Neighbours {
    let mut neighbours = Neighbours::default();
    let (mut at, mut room) = (0, neighbours.0.len());
    for word in words {
        let n = word.len().min(room);
        neighbours.0[at..at + n].copy_from_slice(&word.as_bytes()[..n]);
        // One byte stays 0 between two words, so that a word comes before all that begin with it.
        (at, room) = (at + n + 1, room.saturating_sub(n + 1));
        if room == 0 {
            break;
        }
    }
    neighbours
}

fn behind(text: &str, end: usize) -> Neighbours {
    let far = text.floor_char_boundary(end.saturating_add(N_BYTES_BESIDE));
    let folded = fold(text.get(end..far).unwrap_or_default());
    neighbours(words(&folded).map(|(_, word)| word))
}

fn before(text: &str, start: usize) -> Neighbours {
    let far = text.ceil_char_boundary(start.saturating_sub(N_BYTES_BESIDE));
    let rest = text.get(far..start).unwrap_or_default();
    // What is written onto the front of the word is no neighbour of it.
    let folded = fold(rest.trim_end_matches(|c| is_word_char(c) || folds_away(c)));
    let words: Vec<&str> = words(&folded).map(|(_, word)| word).collect();
    neighbours(words.into_iter().rev())
}

/// A concordance that goes on as long as it is let, and can be looked at meanwhile.
pub struct Concording<'a> {
    library: &'a Library,
    candidates: Candidates<'a>,
    wanted: Wanted<'a>,
    /// The articles that may hold it.
    list: Listing,
    /// The next of them.
    next: usize,
    /// What was found and not taken yet.
    found: Vec<Occurrence>,
    n_found: usize,
    n_articles: usize,
}

impl<'a> Concording<'a> {
    /// Over the articles that the filter and the hits leave; the index has been asked, and no article has been read yet.
    pub fn new(library: &'a Library, sought: &'a Sought, filter: &Filter, hits: Option<&Hits>) -> Concording<'a> {
        static UNMARKED: std::sync::LazyLock<Marked> = std::sync::LazyLock::new(Marked::default);
        let candidates = Candidates::new(library, &sought.query, &UNMARKED);
        let list = folded(library, filter, Some(&candidates.among(hits)), None, Order::Newest);
        let wanted = Wanted::new(&sought.query, Part::Anywhere);
        Concording { library, candidates, wanted, list, next: 0, found: Vec::new(), n_found: 0, n_articles: 0 }
    }

    /// Goes on while `go_on` says so, which is asked before each article; true once all have been read.
    pub fn step(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        while self.next < self.list.len() && go_on() {
            let key = self.list.get(self.next);
            self.next += 1;
            if let Some(key) = key.filter(|key| self.candidates.is_answered_by(*key)) {
                self.read(key);
            }
        }
        self.next == self.list.len()
    }

    /// What was found since this was asked last, the newest articles first, up to [`MOST_KEPT`] in all.
    pub fn take(&mut self) -> Vec<Occurrence> {
        std::mem::take(&mut self.found)
    }

    /// Something was found that has not been taken.
    pub fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    /// How often it stands in the articles that have been read, the places that are not kept among them.
    pub fn n_found(&self) -> usize {
        self.n_found
    }

    /// In how many of them.
    pub fn n_articles(&self) -> usize {
        self.n_articles
    }

    fn read(&mut self, key: ArticleKey) {
        let Some(article) = self.library.get(key) else { return };
        let n_before = self.n_found;
        if let Some(title) = article.title() {
            self.read_text(key, None, title.as_str());
        }
        for (block, of) in (0..).zip(article.blocks()) {
            self.read_text(key, Some(block), of.text.as_str());
        }
        self.n_articles += usize::from(self.n_found > n_before);
    }

    fn read_text(&mut self, key: ArticleKey, block: Option<u32>, text: &str) {
        let places = places_in(&self.wanted, text);
        let n_kept = MOST_KEPT.saturating_sub(self.n_found);
        self.n_found += places.len();
        let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        self.found.extend(places.into_iter().take(n_kept).map(|Range { start, end }| Occurrence {
            key,
            block,
            start: offset(start),
            end: offset(end),
            behind: behind(text, end),
            before: before(text, start),
        }));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::listing::folded;
    use crate::store::query::parse;
    use crate::store::sample::{library, samples, table};
    use crate::store::search::{hits_in, search};

    fn sought(typed: &str) -> Sought {
        Sought::of_search(&parse(typed).0).unwrap()
    }

    /// All occurrences, as they are written with brackets around them.
    fn found(library: &Library, sought: &Sought) -> Vec<String> {
        let mut concording = Concording::new(library, sought, &Filter::default(), None);
        concording.step(&mut || true);
        let written = |occurrence: Occurrence| {
            let article = library.get(occurrence.key).unwrap();
            let text = occurrence.text_in(&article).unwrap();
            let Range { start, end } = occurrence.range();
            format!("{}[{}]{}", &text[..start], &text[start..end], &text[end..])
        };
        concording.take().into_iter().map(written).collect()
    }

    #[test]
    fn it_has_every_place_of_a_word_in_headline_and_text_the_newest_article_first() {
        let library = table(&[
            ["Alep hier", "", "2016-11-05", "fr", "Rien."],
            ["Des soldats", "", "2020-02-11", "fr", "Vers Alep et d'Alep.\nPrès d'ALEP"],
            ["Ailleurs", "", "2021-02-11", "fr", "Idlib"],
        ]);
        let want = ["Vers [Alep] et d'Alep.", "Vers Alep et d'[Alep].", "Près d'[ALEP]", "[Alep] hier"];
        assert_eq!(found(&library, &Sought::words("alep").unwrap()), want);
        assert_eq!(found(&library, &sought("=ALEP ")), ["Près d'[ALEP]"]);
        assert_eq!(found(&library, &sought("ale")), want, "a beginning is taken whole");
        assert_eq!(
            found(&library, &Sought::words("d\u{2019}Alep !").unwrap()),
            ["Vers Alep et [d'Alep].", "Près [d'ALEP]"]
        );
        assert_eq!(found(&library, &sought("hier OR idlib ")), ["[Idlib]", "Alep [hier]"]);
        assert_eq!(Sought::words(" – "), None);
        assert_eq!(Sought::of_search(&parse("lang:fr -alep").0), None);
    }

    #[test]
    fn an_arabic_word_is_found_behind_what_is_written_onto_it() {
        // W-H-L-B and H-L-B with signs.
        let library = table(&[["", "", "", "ar", "\u{648}\u{62d}\u{644}\u{628} \u{62d}\u{64e}\u{644}\u{628}\u{64c}"]]);
        assert_eq!(
            found(&library, &Sought::words("\u{62d}\u{644}\u{628}").unwrap()),
            [
                "\u{648}[\u{62d}\u{644}\u{628}] \u{62d}\u{64e}\u{644}\u{628}\u{64c}",
                "\u{648}\u{62d}\u{644}\u{628} [\u{62d}\u{64e}\u{644}\u{628}\u{64c}]"
            ]
        );
    }

    #[test]
    fn they_are_put_in_order_by_the_words_beside_them() {
        let body = "la ville d'Alep tombe\nla ville Alep ancienne\nun quartier d'Alep\nAlep ancien";
        let library = table(&[["", "", "", "fr", body]]);
        let sought = Sought::words("alep").unwrap();
        let ordered = |by: fn(&Occurrence) -> Neighbours| {
            let mut concording = Concording::new(&library, &sought, &Filter::default(), None);
            concording.step(&mut || true);
            let mut found = concording.take();
            found.sort_by_key(by);
            found.into_iter().map(|occurrence| occurrence.block.unwrap()).collect::<Vec<_>>()
        };
        // Nothing, "ancien", "ancienne", "tombe".
        assert_eq!(ordered(|occurrence| occurrence.behind), [2, 3, 1, 0]);
        // Nothing, "d quartier", "d ville", "ville".
        assert_eq!(ordered(|occurrence| occurrence.before), [3, 2, 0, 1]);
    }

    #[test]
    fn letters_written_onto_a_word_are_no_neighbour_of_it() {
        // B-H-L-B behind the word F-Y: the neighbour is the word.
        let text = "\u{641}\u{64a} \u{628}\u{62d}\u{644}\u{628}";
        assert_eq!(before(text, 7), neighbours(["\u{641}\u{64a}"].into_iter()));
        assert_eq!(before("\u{628}\u{62d}", 2), Neighbours::default());
    }

    proptest! {
        #[test]
        fn it_says_what_a_slow_scan_says(samples in samples(), typed in WORDS, narrowing in "(alep |year:2020|)", pause in 1usize..9) {
            let library = library(&samples);
            let query = parse(&typed).0;
            let Some(sought) = Sought::of_search(&query) else { return Ok(()) };
            let hits = search(&library, &parse(&narrowing).0);
            let mut concording = Concording::new(&library, &sought, &Filter::default(), Some(&hits));
            let mut found = Vec::new();
            loop {
                let mut n = 0;
                let is_over = concording.step(&mut || { n += 1; n <= pause });
                found.extend(concording.take());
                if is_over {
                    break;
                }
            }
            let mut want = Vec::new();
            for key in folded(&library, &Filter::default(), Some(&hits), None, Order::Newest).iter() {
                let article = library.get(key).unwrap();
                let texts = article.title().map(|title| (None, title));
                let blocks = (0..).zip(article.blocks()).map(|(block, of)| (Some(block), &of.text));
                for (block, text) in texts.into_iter().chain(blocks) {
                    let marked = hits_in(sought.query(), Part::Anywhere, text);
                    let places = sought.places_in(text);
                    // What is marked begins in one of the places, and each place begins with something marked.
                    let is_in = |hit: &Range<usize>| places.iter().any(|place| place.contains(&hit.start));
                    prop_assert!(marked.iter().all(is_in), "{} in {:?}", typed, text);
                    prop_assert!(places.iter().all(|place| marked.iter().any(|hit| hit.start <= place.start && place.start < hit.end)));
                    want.extend(places.into_iter().map(|place| (key, block, place)));
                }
            }
            prop_assert_eq!(concording.n_found(), want.len());
            let articles: std::collections::BTreeSet<ArticleKey> = want.iter().map(|(key, ..)| *key).collect();
            prop_assert_eq!(concording.n_articles(), articles.len());
            let found: Vec<_> = found.iter().map(|place| (place.key, place.block, place.range())).collect();
            prop_assert_eq!(found, want);
        }
    }

    const WORDS: &str = "=?(alep|armee|l'armee|\"alep alep\"|حلب|نظام|النظام|oeuvre|al|20)( |)( OR idlib |)";
}
