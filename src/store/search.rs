//! Finding the articles that a query asks for, and the places where its words stand.
//!
//! The folded text of each article is scanned as it stands: some twenty megabytes for ten thousand articles, which takes
//! milliseconds. What costs least is asked first: an article of another year is not read at all.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::article::ArticleRef;
use crate::store::bits::Bits;
use crate::store::groups::{self, OutletKey};
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library, Shelf};
use crate::store::query::{Node, OutletName, Part, Period, Query, Text, Unit};
use crate::store::term::Word;
use crate::store::tokens;
use crate::text::clean::Clean;
use crate::text::fold::{Folded, fold_mapped, words};

/// The articles a search found: a set for each segment of the library that was searched. Cloning it is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    segments: Vec<Arc<Bits>>,
    n_found: usize,
    /// The search goes on.
    is_partial: bool,
    /// How well articles answer, in the library's order.
    scored: Arc<Vec<(ArticleKey, u32)>>,
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

    /// How well an article answers; more is better, 0 is no hit. Scores of different searches cannot be compared.
    pub fn score(&self, key: ArticleKey) -> u32 {
        let place = self.scored.binary_search_by_key(&key, |(key, _)| *key);
        place.map_or(0, |idx| self.scored[idx].1)
    }
}

/// What the reader has done with articles, as far as a query can ask for it. Cloning it is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The articles that were read.
    pub read: Arc<HashSet<ArticleId>>,
}

/// The articles that the query asks for, none of them read.
pub fn search(library: &Library, query: &Query) -> Hits {
    search_marked(library, query, &Marks::default())
}

/// The articles that the query asks for.
pub fn search_marked(library: &Library, query: &Query, marks: &Marks) -> Hits {
    let mut searching = Searching::new(library, query, marks);
    searching.step(&mut || true);
    searching.hits()
}

/// A search that goes on as long as it is let, and can be looked at meanwhile.
pub struct Searching<'a> {
    library: &'a Library,
    marks: &'a Marks,
    question: Question<'a>,
    hits: Hits,
    /// Where it goes on.
    next: ArticleKey,
}

/// So many articles are read before the clock is looked at again.
const AT_A_TIME: u32 = 64;

impl<'a> Searching<'a> {
    /// Nothing has been looked at yet.
    pub fn new(library: &'a Library, query: &'a Query, marks: &'a Marks) -> Searching<'a> {
        let segments = library.shelves.iter().map(|shelf| Arc::new(Bits::new(shelf.segment.len() as u32))).collect();
        let hits = Hits { segments, is_partial: true, ..Hits::default() };
        let question = Question::new(&query.root, library);
        Searching { library, marks, question, hits, next: ArticleKey { segment: 0, idx: 0 } }
    }

    /// Goes on while `go_on` says so, which is asked several times a millisecond; true once the search has come to its end.
    pub fn step(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        while self.hits.is_partial && go_on() {
            self.look_at_some();
        }
        !self.hits.is_partial
    }

    /// What was found so far.
    pub fn hits(&self) -> Hits {
        self.hits.clone()
    }

    fn look_at_some(&mut self) {
        let ArticleKey { segment, idx: first } = self.next;
        let Some(shelf) = self.library.shelves.get(segment as usize) else {
            self.hits.is_partial = false;
            return;
        };
        let n_articles = shelf.segment.len() as u32;
        let end = n_articles.min(first + AT_A_TIME);
        for key in (first..end).map(|idx| ArticleKey { segment, idx }) {
            let Some(score) = self.score(shelf, key.idx) else { continue };
            if let Some(found) = self.hits.segments.get_mut(segment as usize) {
                Arc::make_mut(found).set(key.idx);
                self.hits.n_found += 1;
                Arc::make_mut(&mut self.hits.scored).push((key, score.max(1)));
            }
        }
        self.next = match end == n_articles {
            true => ArticleKey { segment: segment + 1, idx: 0 },
            false => ArticleKey { segment, idx: end },
        };
    }

    fn score(&self, shelf: &Shelf, idx: u32) -> Option<u32> {
        let run = shelf.segment.cells().run_of(idx).filter(|_| shelf.is_live(idx))?;
        let outlet = shelf.outlet_of(run.outlet);
        let (article, text) = (shelf.segment.article(idx)?, shelf.segment.texts().get(idx as usize)?);
        self.question.score(&Candidate { article, outlet, text, marks: self.marks })
    }
}

/// Where the words of the query stand in a text of this part of an article: ascending byte ranges that do not touch. Words
/// that follow each other are marked with what stands between them.
pub fn hits_in(query: &Query, part: Part, text: &str) -> Vec<Range<usize>> {
    let texts = query.shown_texts();
    let mut asked = texts
        .into_iter()
        .filter(|asked| asked.part == part || asked.part == Part::Anywhere && part == Part::Title)
        .peekable();
    if asked.peek().is_none() {
        return Vec::new();
    }
    let folded = fold_mapped(text);
    let found: Vec<(usize, &str)> = words(&folded.text).collect();
    united(asked.flat_map(|asked| asked.places_in(text, &folded, &found)).collect())
}

/// Ascending ranges, those that touch or overlap made one.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut united: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match united.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => united.push(range),
        }
    }
    united
}

impl Text {
    /// Where these words stand in a text, given with what it folds to and the words of that.
    fn places_in(&self, text: &str, folded: &Folded, found: &[(usize, &str)]) -> Vec<Range<usize>> {
        let place = |first: usize| Some(folded.original(self.place_at(&found[first..])?));
        (0..found.len()).filter_map(place).filter(|place| self.is_written(text, place)).collect()
    }

    /// The bytes of a folded text that are meant, if these words of it begin with what is meant.
    fn place_at(&self, found: &[(usize, &str)]) -> Option<Range<usize>> {
        let mut place: Option<Range<usize>> = None;
        let mut found = found.iter();
        for wanted in &self.words {
            let (start, word) = found.next()?;
            let part = self.found_in(wanted, word)?;
            let begin = place.map_or(start + part.start, |place| place.start);
            place = Some(begin..start + part.end);
        }
        place
    }

    /// The bytes of a word of a text that are meant by a word of these. Where exactly these are meant, nothing else may be
    /// written onto it.
    fn found_in(&self, wanted: &Word, word: &str) -> Option<Range<usize>> {
        wanted.found_in(word).filter(|part| self.exactly.is_none() || part.start == 0)
    }

    /// What stands at a place of a text is written as it was typed, as far as that matters.
    fn is_written(&self, text: &str, place: &Range<usize>) -> bool {
        let Some(exactly) = &self.exactly else { return true };
        match self.words.last().is_some_and(Word::is_prefix) {
            true => text[place.start..].starts_with(within_marks(exactly)),
            false => text[place.clone()].split_whitespace().eq(within_marks(exactly).split_whitespace()),
        }
    }
}

/// A text from its first letter or digit to its last: quotation marks and points around it are not meant.
fn within_marks(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A query made ready for one library: words as strings to scan for, outlets as the keys they mean, what costs least first.
enum Question<'a> {
    All(Vec<Question<'a>>),
    Any(Vec<Question<'a>>),
    Not(Box<Question<'a>>),
    Text(Box<Scan<'a>>),
    /// By index of the outlet in the totals of the library.
    Outlet(Vec<bool>),
    Dated(Period),
    Undated,
    Lang(Lang),
    Read(bool),
}

/// Words and how they are looked for in a folded text.
struct Scan<'a> {
    asked: &'a Text,
    finder: Finder<'static>,
}

/// An article that may answer a question.
struct Candidate<'a> {
    article: ArticleRef,
    /// Index of its outlet in the totals of the library.
    outlet: usize,
    /// Its words as `tokens` writes them, the title on the first line.
    text: &'a str,
    marks: &'a Marks,
}

impl<'a> Question<'a> {
    fn new(node: &'a Node, library: &Library) -> Question<'a> {
        let all = |nodes: &'a [Node]| {
            let mut questions: Vec<Question<'a>> = nodes.iter().map(|node| Question::new(node, library)).collect();
            questions.sort_by_key(Question::reads_text);
            questions
        };
        match node {
            Node::All(nodes) => Question::All(all(nodes)),
            Node::Any(nodes) => Question::Any(all(nodes)),
            Node::Not(node) => Question::Not(Box::new(Question::new(node, library))),
            Node::Text(asked) => Question::Text(Box::new(Scan::new(asked))),
            Node::Outlet(name) => {
                let keys: Vec<&OutletKey> = library.totals.outlets.rows.iter().map(|(key, _)| key).collect();
                let meant = name.among(&keys);
                Question::Outlet(keys.iter().map(|key| meant.contains(key)).collect())
            }
            Node::Dated(period) => Question::Dated(*period),
            Node::Undated => Question::Undated,
            Node::Lang(lang) => Question::Lang(*lang),
            Node::Read(is_read) => Question::Read(*is_read),
        }
    }

    fn reads_text(&self) -> bool {
        match self {
            Question::All(questions) | Question::Any(questions) => questions.iter().any(Question::reads_text),
            Question::Not(question) => question.reads_text(),
            Question::Text(_) => true,
            _ => false,
        }
    }

    /// How well an article answers; `None` if it does not.
    fn score(&self, candidate: &Candidate<'_>) -> Option<u32> {
        let article = &candidate.article;
        let is_answer = match self {
            Question::All(questions) => {
                return questions.iter().try_fold(0, |sum, question| Some(sum + question.score(candidate)?));
            }
            Question::Any(questions) => {
                return questions
                    .iter()
                    .filter_map(|question| question.score(candidate))
                    .reduce(|sum, score| sum + score);
            }
            Question::Text(scan) => return scan.score(candidate),
            Question::Not(question) => question.score(candidate).is_none(),
            Question::Outlet(is_meant) => is_meant.get(candidate.outlet).copied().unwrap_or(false),
            Question::Dated(period) => article.published().fact.value.is_some_and(|date| period.holds(date)),
            Question::Undated => article.published().fact.value.is_none(),
            Question::Lang(lang) => match article.languages() {
                [] => *lang == Lang::UND,
                languages => languages.contains(lang),
            },
            Question::Read(is_read) => candidate.marks.read.contains(&article.id()) == *is_read,
        };
        is_answer.then_some(0)
    }
}

impl OutletName {
    /// The outlets that are meant.
    fn among<'a>(&self, keys: &[&'a OutletKey]) -> Vec<&'a OutletKey> {
        match self {
            OutletName::None => keys.iter().copied().filter(|key| **key == OutletKey::None).collect(),
            OutletName::Words(words) => {
                let name: Vec<&str> = words.iter().map(Word::folded).collect();
                let is_prefix = words.last().is_some_and(Word::is_prefix);
                groups::outlets_named(&name.join(" "), is_prefix, keys)
            }
        }
    }
}

impl Period {
    /// The date lies in the period, whatever day it means.
    fn holds(&self, date: PartialDate) -> bool {
        match self.unit {
            Unit::Year => {
                let year = date.year_number();
                self.from.is_none_or(|from| from.year_number() <= year)
                    && self.to.is_none_or(|to| year <= to.year_number())
            }
            Unit::Day => {
                self.from.is_none_or(|from| from.first_day() <= date.first_day())
                    && self.to.is_none_or(|to| date.last_day() <= to.last_day())
            }
        }
    }
}

/// Beyond so many occurrences more of them say nothing new about an article; the scan of it ends there.
const ENOUGH: usize = 8;

/// Words in the title weigh as much as this many in the body.
const TITLE_WEIGHT: u32 = 10;

impl<'a> Scan<'a> {
    fn new(asked: &'a Text) -> Scan<'a> {
        let core = asked.words.first().map_or("", Word::core);
        // Before an Arabic word something may be written onto it; any other begins behind a space.
        let needle = if core.is_ascii() { format!(" {core}") } else { core.to_owned() };
        Scan { asked, finder: Finder::new(&needle).into_owned() }
    }

    fn score(&self, candidate: &Candidate<'_>) -> Option<u32> {
        let title = candidate.text.lines().next().unwrap_or_default();
        let (n_found, is_in_title) = match self.asked.part {
            Part::Anywhere => (self.n_found(candidate.text), self.n_found(title) > 0),
            Part::Title => (self.n_found(title), true),
            Part::Author => (self.n_found_in_names(&candidate.article), false),
        };
        let is_found = n_found > 0 && (self.asked.exactly.is_none() || self.is_written(&candidate.article));
        is_found.then(|| n_found as u32 + if is_in_title { TITLE_WEIGHT } else { 0 })
    }

    /// How often the words stand in a folded text, counted up to a bound.
    fn n_found(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let word_start =
            |at: usize| bytes[..at + 1].iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1);
        let mut starts: Vec<usize> = Vec::new();
        for start in self.finder.find_iter(bytes).map(word_start) {
            let mut found = text[start..].split(' ');
            let mut is_next =
                |wanted: &Word| found.next().is_some_and(|word| self.asked.found_in(wanted, word).is_some());
            if starts.last() != Some(&start) && self.asked.words.iter().all(&mut is_next) {
                starts.push(start);
            }
            if starts.len() == ENOUGH {
                break;
            }
        }
        starts.len()
    }

    fn n_found_in_names(&self, article: &ArticleRef) -> usize {
        let mut names = String::new();
        for author in article.article().authors.iter().map(|author| &author.name) {
            tokens::push_words(&mut names, author.as_str());
            names.push('\n');
        }
        self.n_found(&names)
    }

    /// The words stand in the article as they were written in the query.
    fn is_written(&self, article: &ArticleRef) -> bool {
        let is_in = |text: &Clean| {
            let folded = fold_mapped(text.as_str());
            let found: Vec<(usize, &str)> = words(&folded.text).collect();
            !self.asked.places_in(text.as_str(), &folded, &found).is_empty()
        };
        match self.asked.part {
            Part::Author => article.article().authors.iter().map(|author| &author.name).any(is_in),
            Part::Title => article.title().is_some_and(is_in),
            Part::Anywhere => {
                article.title().into_iter().chain(article.blocks().iter().map(|block| &block.text)).any(is_in)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::oracle;
    use crate::store::query::parse;
    use crate::store::sample::{library, samples, table};
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

    #[test]
    fn a_word_in_the_title_counts_more() {
        let library = table(&[["", "", "", "", "Alep Alep Alep"], ["Alep", "", "", "", ""], ["Homs", "", "", "", ""]]);
        let hits = search(&library, &parse("alep").0);
        let scores: Vec<u32> = library.iter().map(|(key, _)| hits.score(key)).collect();
        assert!(scores[1] > scores[0] && scores[0] > scores[2] && scores[2] == 0, "{scores:?}");
    }

    proptest! {
        #[test]
        fn search_agrees_with_a_slow_scan(samples in samples(), typed in QUERIES, n_read in 0usize..3) {
            let library = library(&samples);
            let query = parse(&typed).0;
            let read: HashSet<ArticleId> = library.iter().take(n_read).map(|(_, article)| article.id()).collect();
            let want = oracle::found(&library, &query, &read);
            let hits = search_marked(&library, &query, &Marks { read: Arc::new(read) });
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

    const QUERIES: &str = "((-|)(title:|author:|outlet:|=|)(a|al|alep|Alep|armee|l'armée|حلب|وحل|oeuvre|20|\"alep d'idlib\"|monde|el)( | OR |)|year:20(16|20|)(\\.\\.|) |date:2020-02(-12|) |lang:(fr|ar|und) |year:undated |-|\\(|\\)){0,5}";

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
        let first = library.iter().next().unwrap().1.id();
        let marks = Marks { read: Arc::new([first].into()) };
        let found =
            |typed| search_marked(&library, &parse(typed).0, &marks).keys().map(|key| key.idx).collect::<Vec<_>>();
        assert_eq!((found("is:read"), found("is:unread")), (vec![0], vec![1]));
    }
}
