//! Finding the articles that a query asks for, and the places where its words stand.
//!
//! A [`Question`] is answered segment by segment by the index, without a look at any article. Only phrases, and words that
//! have to be written exactly so, leave articles in doubt: these are asked one by one, the newest years first, and whoever
//! searches can look at what was found meanwhile.

mod answer;
mod phrase;
mod places;
mod question;

use std::ops::Range;
use std::sync::Arc;

use crate::store::bits::Bits;
use crate::store::cells;
use crate::store::library::{ArticleKey, Library};
use crate::store::marked::Marked;
use crate::store::query::Query;
pub(super) use crate::store::search::places::Wanted;
pub use crate::store::search::places::hits_in;

use crate::store::search::answer::{Answer, Open};
use crate::store::search::question::{Place, Question};

/// The articles a search found: a set for each segment of the library that was searched. Cloning it is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    segments: Vec<Arc<Bits>>,
    n_found: usize,
    /// The search goes on.
    is_partial: bool,
}

impl Hits {
    /// How many articles were found.
    pub fn len(&self) -> usize {
        self.n_found
    }

    /// None was found.
    pub fn is_empty(&self) -> bool {
        self.n_found == 0
    }

    /// The search has come to its end: there are no more.
    pub fn is_complete(&self) -> bool {
        !self.is_partial
    }

    /// The article is among them.
    pub fn contains(&self, key: ArticleKey) -> bool {
        self.in_segment(key.segment as usize).is_some_and(|found| found.contains(key.idx))
    }

    /// The articles in the library's order.
    pub fn keys(&self) -> impl Iterator<Item = ArticleKey> {
        let keys = |(segment, found)| Bits::iter(found).map(move |idx| ArticleKey { segment, idx });
        (0..).zip(self.segments.iter().map(|found| &**found)).flat_map(keys)
    }

    /// What was found in a segment of the library, counted from 0; `None` for a segment that was not searched.
    pub fn in_segment(&self, segment: usize) -> Option<&Arc<Bits>> {
        self.segments.get(segment)
    }
}

/// The articles that the query asks for, none of them marked.
pub fn search(library: &Library, query: &Query) -> Hits {
    search_marked(library, query, &Marked::default())
}

/// The articles that the query asks for.
pub fn search_marked(library: &Library, query: &Query, marked: &Marked) -> Hits {
    let mut searching = Searching::new(library, query, marked);
    searching.step(&mut || true);
    searching.hits()
}

/// A search that goes on as long as it is let, and can be looked at meanwhile.
pub struct Searching<'a> {
    library: &'a Library,
    marked: &'a Marked,
    question: Question<'a>,
    hits: Hits,
    /// Segments in which articles are left in doubt.
    doubts: Vec<Doubt<'a>>,
    /// The stretches of these segments that have to be read, the next one last.
    unread: Vec<Stretch>,
}

/// A segment some of whose articles have to be read.
struct Doubt<'a> {
    segment: usize,
    place: Place<'a>,
    open: Open<'a>,
    /// The articles that may answer, but for those that do.
    articles: Bits,
}

/// The articles of a year in a segment that is in doubt.
struct Stretch {
    /// Which doubt.
    doubt: usize,
    articles: Range<u32>,
}

/// So many articles are asked before the clock is looked at again, where a microsecond is enough for each.
const AT_A_TIME: usize = 16;

impl<'a> Searching<'a> {
    /// Nothing has been looked at yet.
    pub fn new(library: &'a Library, query: &'a Query, marked: &'a Marked) -> Searching<'a> {
        let question = Question::new(&query.root, library);
        let hits = Hits { is_partial: true, ..Hits::default() };
        Searching { library, marked, question, hits, doubts: Vec::new(), unread: Vec::new() }
    }

    /// Goes on while `go_on` says so, which is asked several times a millisecond; true once the search has come to its end.
    pub fn step(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        while self.hits.is_partial && go_on() {
            if self.hits.segments.len() < self.library.shelves.len() {
                self.ask_index();
            } else if let Some(stretch) = self.unread.pop() {
                self.read_some(stretch);
            } else {
                self.hits.is_partial = false;
            }
        }
        !self.hits.is_partial
    }

    /// What was found so far.
    pub fn hits(&self) -> Hits {
        self.hits.clone()
    }

    /// Asks the index of the next segment.
    fn ask_index(&mut self) {
        let segment = self.hits.segments.len();
        let Some(shelf) = self.library.shelves.get(segment) else { return };
        let place = Place::new(shelf, self.marked.of_shelf(segment, shelf));
        let sure = match self.question.answer(&place) {
            Answer::Known(found) => found,
            Answer::Open(open) => {
                let sure = open.sure.clone();
                let mut articles = open.may.clone();
                articles.and_not(&sure);
                self.doubts.push(Doubt { segment, place, open, articles });
                sure
            }
        };
        self.hits.n_found += sure.count() as usize;
        self.hits.segments.push(Arc::new(sure));
        if self.hits.segments.len() == self.library.shelves.len() {
            self.divide_doubts();
        }
    }

    /// Where what is in doubt is to be read, year by year: the newest rows stand at the top of a list, and are wanted first.
    fn divide_doubts(&mut self) {
        let mut years = Vec::new();
        for (doubt, Doubt { place, articles, .. }) in self.doubts.iter().enumerate() {
            let cells = place.shelf.segment.cells();
            for (idx, year) in cells.years().iter().enumerate() {
                let of_year = cells.of_year(idx);
                if articles.count_in(of_year.clone()) > 0 {
                    years.push((cells::newest_first(*year), Stretch { doubt, articles: of_year }));
                }
            }
        }
        years.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
        self.unread = years.into_iter().map(|(_, stretch)| stretch).collect();
    }

    /// Asks the first articles of a stretch, and puts back what is left of it.
    fn read_some(&mut self, stretch: Stretch) {
        let Stretch { doubt: idx, articles: Range { start, end } } = stretch;
        let Some(doubt) = self.doubts.get(idx) else { return };
        let mut articles = doubt.articles.iter_in(start..end);
        let n_together = if doubt.open.reads_articles() { 1 } else { AT_A_TIME };
        let together: Vec<u32> = articles.by_ref().take(n_together).collect();
        doubt.place.index.fetch_streams(&together);
        for article in together {
            if doubt.open.is_answered_by(article, &doubt.place)
                && let Some(found) = self.hits.segments.get_mut(doubt.segment)
            {
                Arc::make_mut(found).set(article);
                self.hits.n_found += 1;
            }
        }
        if let Some(next) = articles.next() {
            self.unread.push(Stretch { doubt: idx, articles: next..end });
        }
    }
}

/// The articles that may answer a query, as the index knows without a look at any of them; and asking one.
pub(super) struct Candidates<'a> {
    /// For each segment.
    answers: Vec<(Place<'a>, Answer<'a>)>,
}

impl<'a> Candidates<'a> {
    /// Asks the index of each segment.
    pub(super) fn new(library: &'a Library, query: &'a Query, marked: &'a Marked) -> Candidates<'a> {
        let question = Question::new(&query.root, library);
        let answer = |(segment, shelf)| {
            let place = Place::new(shelf, marked.of_shelf(segment, shelf));
            let answer = question.answer(&place);
            (place, answer)
        };
        Candidates { answers: library.shelves.iter().enumerate().map(answer).collect() }
    }

    /// All of them that are among some others, too, as if they had been found.
    pub(super) fn among(&self, others: Option<&Hits>) -> Hits {
        let segment = |(segment, (_, answer)): (usize, &(Place<'_>, Answer<'_>))| {
            let mut may = match answer {
                Answer::Known(found) => found.clone(),
                Answer::Open(open) => open.may.clone(),
            };
            if let Some(others) = others {
                match others.in_segment(segment) {
                    Some(other) => may.and(other),
                    None => may.clear(),
                }
            }
            Arc::new(may)
        };
        let segments: Vec<Arc<Bits>> = self.answers.iter().enumerate().map(segment).collect();
        let n_found = segments.iter().map(|found| found.count() as usize).sum();
        Hits { segments, n_found, is_partial: false }
    }

    /// One of them answers; it is read if that is not known.
    pub(super) fn is_answered_by(&self, key: ArticleKey) -> bool {
        self.answers.get(key.segment as usize).is_some_and(|(place, answer)| match answer {
            Answer::Known(found) => found.contains(key.idx),
            Answer::Open(open) => open.is_answered_by(key.idx, place),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::marks::{Change, Marking, Marks, Note, Tag};
    use crate::store::oracle;
    use crate::store::query::{Part, parse};
    use crate::store::sample::{deeds, library, markings, samples, table};
    use crate::text::fold::fold;

    fn check(typed: &str, text: &str, want: &[&str]) {
        let query = parse(typed).0;
        let hits = hits_in(&query, Part::Anywhere, text);
        assert_eq!(hits.iter().map(|hit| &text[hit.clone()]).collect::<Vec<_>>(), want, "{typed} in {text}");
        let is_found = !search(&table(&[["", "", "", "", text]]), &query).is_empty();
        assert_eq!(is_found, !want.is_empty(), "{typed} in {text}");
    }

    /// The numbers of the articles that are found, counted from 0.
    fn found(library: &Library, typed: &str) -> Vec<u32> {
        let number = |key| library.get(key)?.document().origin.path.strip_suffix(".txt")?.parse().ok();
        let mut numbers: Vec<u32> = search(library, &parse(typed).0).keys().filter_map(number).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        check("ARMEE ", "L'armée, l'Armee, armées", &["armée", "Armee"]);
        check("erdogan ", "M. Erdoğan", &["Erdoğan"]);
        check("œuvre ", "Une oeuvre, des œuvres, l'Œuvre", &["oeuvre", "Œuvre"]);
        check("l'opinion", "L\u{2019}Opinion, l, opinion", &["L\u{2019}Opinion", "l, opinion"]);
    }

    #[test]
    fn the_last_word_is_a_beginning_until_a_space_ends_it() {
        check("sold", "soldats turcs", &["sold"]);
        check("sold ", "soldats turcs", &[]);
        check("turcs soldat", "soldats turcs", &["soldat", "turcs"]);
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
    fn what_is_marked_is_what_was_meant_and_nothing_beside_it() {
        for (typed, text, want) in [
            // A ligature is marked whole, whichever of its letters is meant.
            ("coeur ", "au cœur, aux cœurs", "cœur"),
            ("co", "au cœur", "cœ"),
            ("aesop ", "d'Æsop.", "Æsop"),
            ("fin ", "la \u{FB01}n.", "\u{FB01}n"),
            ("f", "\u{FB01}n", "\u{FB01}"),
            ("strasse ", "Straße!", "Straße"),
            // Letters with marks of their own, and all marks of the last one.
            ("ete ", "l'e\u{301}te\u{301}, ", "e\u{301}te\u{301}"),
            ("et", "e\u{301}te\u{301}", "e\u{301}t"),
            // Presentation forms, lam and alef in one.
            ("\u{633}\u{644}\u{627}\u{645} ", "(\u{FEB3}\u{FEFC}\u{FEE1})", "\u{FEB3}\u{FEFC}\u{FEE1}"),
            ("\u{633}\u{644}", "\u{FEB3}\u{FEFC}\u{FEE1}", "\u{FEB3}\u{FEFC}"),
            ("\u{644}\u{627} ", "\u{FEFB} \u{645}\u{646}", "\u{FEFB}"),
            ("\u{627}\u{644}\u{644}\u{647} ", "\u{FDFA}", "\u{FDFA}"),
            // Harakat and tatweel in the middle belong to the word, those of the last letter too; the space does not.
            (
                "\u{645}\u{62D}\u{645}\u{62F} ",
                "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}\u{64C} \u{648}",
                "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}\u{64C}",
            ),
            (
                "\u{645}\u{62D}",
                "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}",
                "\u{645}\u{64F}\u{62D}\u{64E}",
            ),
            (
                "\u{633}\u{644}\u{627}\u{645} ",
                "\u{633}\u{640}\u{640}\u{644}\u{640}\u{627}\u{645}\u{640}",
                "\u{633}\u{640}\u{640}\u{644}\u{640}\u{627}\u{645}\u{640}",
            ),
            // What is written onto a word is not marked, nor are its marks.
            (
                "\u{62D}\u{644}\u{628} ",
                "\u{648}\u{64E}\u{62D}\u{64E}\u{644}\u{64E}\u{628}\u{64E}",
                "\u{62D}\u{64E}\u{644}\u{64E}\u{628}\u{64E}",
            ),
        ] {
            check(typed, text, &[want]);
        }
    }

    #[test]
    fn all_words_must_occur_in_title_or_body() {
        let library = table(&[
            ["Des soldats", "", "", "", "turcs à Idlib"],
            ["Des soldats", "", "", "", "russes à Idlib"],
            ["Des soldats turcs", "", "", "", ""],
        ]);
        assert_eq!(found(&library, "soldats turcs"), [0, 2]);
        assert_eq!(found(&library, "turcs idlib soldats"), [0]);
        assert_eq!(found(&library, "desturcs"), [] as [u32; 0]);
        assert_eq!(found(&library, ""), [0, 1, 2]);
    }

    proptest! {
        #[test]
        fn search_agrees_with_a_slow_scan(samples in samples(), typed in QUERIES, deeds in deeds()) {
            let library = library(&samples);
            let query = parse(&typed).0;
            let mut marks = Marks::default();
            markings(&library, &deeds).iter().for_each(|marking| drop(marks.make(marking)));
            let want = oracle::found(&library, &query, &marks);
            let hits = search_marked(&library, &query, &Marked::new(&library, &marks));
            prop_assert!(hits.is_complete());
            prop_assert_eq!(hits.len(), want.len());
            prop_assert_eq!(hits.keys().collect::<Vec<_>>(), want, "{}", query);
        }

        #[test]
        fn a_hit_folds_to_what_was_typed(text in "[ a-zéœ'حلبَـ٢]{0,40}", typed in "[a-zéحل٢]{1,3}") {
            let query = parse(&typed).0;
            let mut end = 0;
            for hit in hits_in(&query, Part::Anywhere, &text) {
                prop_assert!(hit.start >= end && !hit.is_empty());
                prop_assert!(query.shown_texts().iter().any(|asked| fold(&text[hit.clone()]).starts_with(asked.words[0].folded())));
                end = hit.end;
            }
        }
    }

    const QUERIES: &str = "((-|)(title:|author:|outlet:|=|)(a|al|alep|Alep|armee|l'armée|حلب|وحل|النظام|و|ال|والن|\"وحلب النظ|\"حلب ولد\"|oeuvre|20|\"alep d'idlib\"|monde|el)( | OR |)|year:20(16|20|)(\\.\\.|) |date:2020-02(-12|) |date:(|2016|2020-02|2020-02-12)..(|2016-11|2020-02-11|2020) |lang:(fr|ar|und) |year:undated |is:(read|unread|starred|listed|noted|tagged) |tag:(id|idlib|idlib |20 |حلب |à-lire |\"a li|a)|note:(=Alep |al|alep |\"l'armée d|نظام )|-|\\(|\\)){0,5}";

    #[test]
    fn phrases_and_exact_words_are_found_as_they_stand() {
        check("\"soldats turcs\"", "Des soldats turcs, turcs soldats", &["soldats turcs"]);
        check("\"soldats turcs\"", "soldats et turcs", &[]);
        check("=Été ", "L'Été, l'été, l'Ete", &["Été"]);
        check("=Ét", "Été, été", &["Ét"]);
        check("=\"Le Monde\"", "le monde, Le Monde, Le-Monde", &["Le Monde"]);
        // The exact word is not found in a longer one it is written onto.
        check("=\u{62d}\u{644}\u{628} ", "\u{648}\u{62d}\u{644}\u{628}", &[]);
    }

    #[test]
    fn every_part_of_the_language_narrows_down() {
        let library = table(&[
            ["Des soldats", "Le Monde", "2020-02-11", "fr", "turcs à Idlib"],
            ["La ville", "L'Opinion", "2016-11-05", "ar", "Des soldats russes"],
            ["Le port", "Le Monde diplomatique", "2020", "fr ar", "turcs"],
            ["Le marché", "", "", "", "rien"],
        ]);
        for (typed, want) in [
            ("soldats", &[0, 1][..]),
            ("soldats -russes ", &[0]),
            ("russes OR turcs ", &[0, 1, 2]),
            ("(russes OR turcs) soldats", &[0, 1]),
            ("title:soldats", &[0]),
            ("outlet:\"Le Monde\"", &[0]),
            ("outlet:diplomatique ", &[2]),
            ("outlet:mon", &[0, 2]),
            ("outlet:none ", &[3]),
            ("year:2020", &[0, 2]),
            ("year:..2016", &[1]),
            ("year:201", &[1]),
            ("year:undated", &[3]),
            ("date:2020-02", &[0]),
            ("date:2020", &[0, 2]),
            ("lang:ar", &[1, 2]),
            ("-lang:fr", &[1, 3]),
            ("is:unread", &[0, 1, 2, 3]),
            ("is:read", &[]),
            ("lang:fr lang:ar", &[2]),
        ] {
            assert_eq!(found(&library, typed), want, "{typed}");
        }
    }

    #[test]
    fn what_was_read_can_be_asked_for() {
        let library = table(&[["Alep", "", "", "", ""], ["Homs", "", "", "", ""]]);
        let mut marks = Marks::default();
        let texts = library.text_hashes(library.keys().take(1));
        let note = Note::new("Qui l'a dit ?", None);
        for change in [Change::Read(true), Change::Tagged(Tag::new("À-lire").unwrap()), Change::Noted(note)] {
            marks.make(&Marking { change, texts: texts.clone() });
        }
        let marked = Marked::new(&library, &marks);
        let found = |typed: &str| -> Vec<u32> {
            search_marked(&library, &parse(typed).0, &marked).keys().map(|key| key.idx).collect()
        };
        for typed in
            ["is:read", "tag:à-lire ", "tag:\"A lire\"", "tag:a", "tag:à-li", "is:tagged", "is:noted", "note:DIT "]
        {
            assert_eq!((typed, found(typed)), (typed, vec![0]));
            assert_eq!((typed, found(&format!("-{typed}"))), (typed, vec![1]));
        }
        for typed in ["is:starred", "tag:lire ", "tag:\"a lire plus\"", "note:\"dit qui\"", "note:=dit homs"] {
            assert_eq!((typed, found(typed)), (typed, vec![]));
        }
    }
}
