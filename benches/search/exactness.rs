//! Compares answers with those of the slow scan that is to be believed: hits, rows, and the counts of every group.

use std::collections::{BTreeMap, HashSet};
use std::thread;

use kiosque::model::lang::Lang;
use kiosque::store::article::ArticleRef;
use kiosque::store::facets::{Facet, facets, matrix, months};
use kiosque::store::groups::{Filter, MonthKey, OutletKey, YearKey};
use kiosque::store::library::{ArticleKey, Library};
use kiosque::store::listing::listed;
use kiosque::store::marks::Marks;
use kiosque::store::order::Order;
use kiosque::store::query::parse;
use kiosque::store::search::search;

use crate::corpus::random::Random;
use crate::oracle;
use crate::typed;

/// Searches that are made at every run, besides what is typed in the benchmark.
const FIXED: [&str; 24] = [
    "a",
    "œ",
    "20",
    "٢٠",
    "سوري ",
    "والنظام ",
    "l'armée",
    "de la le ",
    "alep OR حلب ",
    "(alep OR homs) -soldats ",
    "-de ",
    "\"soldats turcs\"",
    "\"bachar al-assad\"",
    "\"النظام ال",
    "=Alep ",
    "=\"Bachar al-Assad\"",
    "title:damas ",
    "title:\"bachar al",
    "author:kepel",
    "outlet:courrier year:2010.. ",
    "outlet:\"النهار\" idlib ",
    "président year:2016..2020 lang:fr -turcs ",
    "date:2020-02..2020-03 lang:ar ",
    "(lang:en OR lang:ar) title:al year:1995 ",
];

/// How many searches were made, and those that were wrong.
pub struct Verdict {
    pub n_asked: usize,
    pub wrong: Vec<String>,
}

/// Makes the fixed searches and so many random ones.
pub fn verdict(library: &Library, n_random: usize) -> Verdict {
    let articles: Vec<Article> = library.iter().map(|(key, article)| Article::new(key, &article)).collect();
    let mut random = Random::new(4, 0);
    let mut whims = Whims { library, articles: &articles, random: &mut random };
    let fixed = FIXED.into_iter().chain(typed::QUERIES).map(|typed| (typed.to_owned(), Filter::default()));
    let mut asked: Vec<(String, Filter)> = fixed.collect();
    asked.extend((0..n_random).map(|_| (whims.search(), whims.filter())));
    let n_threads = thread::available_parallelism().map_or(1, |n| n.get());
    let share = asked.len().div_ceil(n_threads);
    let check = |part: &[(String, Filter)]| -> Vec<String> {
        part.iter().filter_map(|(typed, filter)| difference(library, &articles, typed, filter)).collect()
    };
    let wrong = thread::scope(|scope| {
        let threads: Vec<_> = asked.chunks(share).map(|part| scope.spawn(|| check(part))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no search panics")).collect()
    });
    Verdict { n_asked: asked.len(), wrong }
}

/// What counts of an article.
struct Article {
    key: ArticleKey,
    outlet: OutletKey,
    year: YearKey,
    month: MonthKey,
    rank: u32,
    languages: Vec<Lang>,
}

impl Article {
    fn new(key: ArticleKey, article: &ArticleRef) -> Article {
        let date = article.published().fact.value;
        let month = date.and_then(|date| date.month_number());
        Article {
            key,
            outlet: article.outlet().map_or(OutletKey::None, |name| OutletKey::of(name.as_str())),
            year: YearKey::of(date),
            month: month.map_or(MonthKey::Unknown, MonthKey::Month),
            rank: date.map_or(u32::MAX, |date| date.newest_rank()),
            languages: if article.languages().is_empty() { vec![Lang::UND] } else { article.languages().to_vec() },
        }
    }

    fn passes(&self, filter: &Filter) -> [bool; 3] {
        let Filter { outlets, years, languages } = filter;
        [
            outlets.is_empty() || outlets.contains(&self.outlet),
            years.is_empty() || years.contains(&self.year),
            languages.is_empty() || self.languages.iter().any(|lang| languages.contains(lang)),
        ]
    }
}

/// The first thing about the answer that is not as it should be.
fn difference(library: &Library, articles: &[Article], typed: &str, filter: &Filter) -> Option<String> {
    let query = parse(typed).0;
    let hits = search(library, &query);
    let found: HashSet<ArticleKey> = oracle::found(library, &query, &Marks::default()).into_iter().collect();
    let fault = |what: &str| Some(format!("{typed} with {filter:?}: {what}"));
    if hits.len() != found.len() || hits.keys().any(|key| !found.contains(&key)) {
        return fault(&format!("{} hits and not {}", hits.len(), found.len()));
    }
    let found: Vec<&Article> = articles.iter().filter(|article| found.contains(&article.key)).collect();
    let [mut outlets, mut years, mut languages] = [(); 3].map(|()| BTreeMap::<String, usize>::new());
    let (mut cells, mut by_month) = (BTreeMap::new(), BTreeMap::new());
    let mut rows = Vec::new();
    for article in found {
        let [outlet, year, language] = article.passes(filter);
        if year && language {
            *outlets.entry(format!("{:?}", article.outlet)).or_default() += 1;
        }
        if outlet && language {
            *years.entry(format!("{:?}", article.year)).or_default() += 1;
            *by_month.entry((article.year, article.month)).or_insert(0) += 1;
        }
        if outlet && year {
            article.languages.iter().for_each(|lang| *languages.entry(format!("{lang:?}")).or_default() += 1);
        }
        if language {
            *cells.entry((&article.outlet, article.year)).or_insert(0) += 1;
        }
        if outlet && year && language {
            rows.push((article.rank, article.key));
        }
    }
    let counted = facets(library, filter, Some(&hits));
    if counts(&counted.outlets) != outlets {
        return fault("counts of outlets");
    }
    if counts(&counted.years) != years {
        return fault("counts of years");
    }
    if counts(&counted.languages) != languages {
        return fault("counts of languages");
    }
    let map = matrix(library, filter, Some(&hits));
    for (row, outlet) in map.outlets.iter().enumerate() {
        for (column, year) in map.years.iter().enumerate() {
            if map.count(row, column) != cells.get(&(&outlet.key, year.key)).copied().unwrap_or(0) {
                return fault("a cell of the map");
            }
        }
    }
    for year in months(library, filter, Some(&hits)) {
        if MonthKey::all().any(|month| year.count(month) != by_month.get(&(year.year, month)).copied().unwrap_or(0)) {
            return fault("counts of months");
        }
    }
    let listing = listed(library, filter, Some(&hits), None, Order::Newest);
    let ranks: BTreeMap<ArticleKey, u32> = rows.iter().map(|(rank, key)| (*key, *rank)).collect();
    let shown: Vec<Option<u32>> = listing.iter().map(|key| ranks.get(&key).copied()).collect();
    if shown.len() != rows.len() || !shown.iter().all(Option::is_some) || !shown.is_sorted() {
        return fault("rows");
    }
    None
}

/// Rows that count something, by what they stand for.
fn counts<K: std::fmt::Debug>(rows: &[Facet<K>]) -> BTreeMap<String, usize> {
    rows.iter().filter(|row| row.count > 0).map(|row| (format!("{:?}", row.key), row.count)).collect()
}

/// Thinks of something to search for.
struct Whims<'a> {
    library: &'a Library,
    articles: &'a [Article],
    random: &'a mut Random,
}

impl Whims<'_> {
    /// Up to three words that stand in some article, whole or begun, plain or in one of the forms of the language.
    fn search(&mut self) -> String {
        let n_words = 1 + self.random.below(3);
        let words: Vec<String> = (0..n_words).map(|_| self.word()).collect();
        let typed = match self.random.below(8) {
            0 => format!("\"{}\"", words.join(" ")),
            1 => words.join(" OR "),
            2 => format!("{} -{}", words.join(" "), self.word()),
            3 => format!("title:{}", words.join(" ")),
            4 => format!("={}", words[0]),
            _ => words.join(" "),
        };
        if self.random.chance(0.5) {
            return typed + " ";
        }
        let end = 2 + self.random.below(12);
        typed.chars().take(end).collect()
    }

    fn word(&mut self) -> String {
        let Some(key) = self.key() else { return String::new() };
        let article = self.library.get(key);
        let texts = article.iter().flat_map(|article| article.blocks()).map(|block| block.text.as_str());
        let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
        let word = if words.is_empty() { "" } else { words[self.random.below(words.len())] };
        word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }

    /// Some rows that are switched on, none at times.
    fn filter(&mut self) -> Filter {
        let mut filter = Filter::default();
        for _ in 0..self.random.below(4) {
            let article = &self.articles[self.random.below(self.articles.len())];
            match self.random.below(3) {
                0 => drop(filter.outlets.insert(article.outlet.clone())),
                1 => drop(filter.years.insert(article.year)),
                _ => filter.languages.extend(article.languages.first()),
            }
        }
        filter
    }

    fn key(&mut self) -> Option<ArticleKey> {
        let place = self.random.below(self.articles.len());
        self.articles.get(place).map(|article| article.key)
    }
}
