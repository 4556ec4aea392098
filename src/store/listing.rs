//! The list: which articles stand in it, and in which order.
//!
//! A date known only to the month or the year comes after the full dates of its period, whichever way the list runs, and
//! undated articles come last in every order: what is unknown never stands in front of what is known.
//!
//! A list may have one row for each story. Which article stands for it depends on what was found: the first that tells it
//! among those, so that a filter never hides a story together with the article that was its first.
//!
//! Nobody reads a million rows. A list is made of buckets - the articles of a year, of an outlet, of some scores - whose
//! sizes are counted; what stands in a bucket, and in which order, is found out where somebody looks, and no further than
//! they look. Every segment has the articles of a year in order already, so that what is left to do is to go through them
//! side by side.

use std::cmp::Reverse;
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, Mutex, PoisonError};

use zerocopy::little_endian::U32;

use crate::model::date::PartialDate;
use crate::store::bits::Bits;
use crate::store::groups::{Filter, YearKey};
use crate::store::library::{ArticleKey, Library, Shelf};
use crate::store::order::Order;
use crate::store::ranking::Ranking;
use crate::store::remainder::{Remainder, Rest};
use crate::store::search::Hits;
use crate::store::segment::Segment;

/// Articles in order. Its length is known; what stands in it is found out where somebody looks. Cloning it is cheap.
#[derive(Clone, Default)]
pub struct Listing(Option<Arc<Inner>>);

struct Inner {
    library: Library,
    ranking: Option<Ranking>,
    /// What stands in it.
    rests: Arc<[Rest]>,
    /// The same with what stands behind others: articles whose story another one tells.
    all: Arc<[Rest]>,
    /// The earliest date comes first.
    is_oldest: bool,
    /// None of them is empty.
    buckets: Vec<Bucket>,
    len: usize,
}

/// A part of the list.
struct Bucket {
    /// The index of its first article in the list.
    first: usize,
    content: Content,
    /// None until somebody has looked.
    rows: Mutex<Option<Rows>>,
}

/// Which articles stand in a bucket. Outlets and years are indices in the library.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Year(usize),
    Outlet { outlet: usize, is_dated: bool },
    Scores { scores: RangeInclusive<u16>, is_dated: bool },
}

impl Listing {
    /// How many articles stand in it.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |inner| inner.len)
    }

    /// How many articles stand in it, and behind others in it.
    pub fn n_articles(&self) -> usize {
        self.0.as_ref().map_or(0, |inner| inner.all.iter().map(|rest| rest.len() as usize).sum())
    }

    /// How many articles stand behind this one: those that tell its story and were found, too.
    pub fn n_behind(&self, key: ArticleKey) -> usize {
        self.told_with(key).count().saturating_sub(1)
    }

    /// The article that stands for this one: the first of those that tell its story. None where none of them was found.
    pub fn row_of(&self, key: ArticleKey) -> Option<ArticleKey> {
        if self.is_found(key) { self.told_with(key).next().or(Some(key)) } else { None }
    }

    /// The article of a row, and those that stand behind it.
    pub fn with_behind(&self, key: ArticleKey) -> impl Iterator<Item = ArticleKey> {
        let behind = self.told_with(key).filter(move |other| *other != key);
        std::iter::once(key).chain(behind)
    }

    /// All articles that stand in it, and behind others in it, in the order they were read in.
    pub fn articles(&self) -> Vec<ArticleKey> {
        let mut keys = Vec::with_capacity(self.n_articles());
        let Some(inner) = &self.0 else { return keys };
        for ((segment, shelf), rest) in (0..).zip(&inner.library.shelves).zip(inner.all.iter()) {
            rest.for_each_in(0..shelf.segment.n_articles(), |idx| keys.push(ArticleKey { segment, idx }));
        }
        keys
    }

    /// What tells the story of an article and was found, if more than that article does.
    fn told_with(&self, key: ArticleKey) -> impl Iterator<Item = ArticleKey> {
        let variants = self.0.iter().flat_map(move |inner| inner.library.stories().variants_of(key));
        variants.filter(|variant| self.is_found(*variant)).take(if self.is_folded() { usize::MAX } else { 0 })
    }

    fn is_folded(&self) -> bool {
        self.0.as_ref().is_some_and(|inner| !Arc::ptr_eq(&inner.rests, &inner.all))
    }

    /// The article stands in it, or behind another one.
    fn is_found(&self, key: ArticleKey) -> bool {
        self.0.as_ref().and_then(|inner| inner.all.get(key.segment as usize)).is_some_and(|rest| rest.contains(key.idx))
    }

    /// No article stands in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article at `idx`, counted from 0; `None` past the end.
    pub fn get(&self, idx: usize) -> Option<ArticleKey> {
        let inner = self.0.as_ref()?;
        let bucket = inner.buckets.partition_point(|bucket| bucket.first <= idx).checked_sub(1)?;
        let bucket = inner.buckets.get(bucket)?;
        inner.look(bucket, |keys| keys.get(idx - bucket.first).copied())
    }

    /// Where the article stands; `None` if it does not.
    pub fn position(&self, key: ArticleKey) -> Option<usize> {
        let inner = self.0.as_ref()?;
        inner.rests.get(key.segment as usize).filter(|rest| rest.contains(key.idx))?;
        let bucket = inner.buckets.iter().find(|bucket| inner.is_in(&bucket.content, key))?;
        let mut n_seen = 0;
        let is_it = |keys: &[ArticleKey]| {
            let found = keys[n_seen..].iter().position(|other| *other == key).map(|idx| n_seen + idx);
            n_seen = keys.len();
            found
        };
        Some(bucket.first + inner.look(bucket, is_it)?)
    }

    /// The articles from the first to the last.
    pub fn iter(&self) -> impl Iterator<Item = ArticleKey> {
        (0..self.len()).filter_map(|idx| self.get(idx))
    }
}

impl PartialEq for Listing {
    /// The very same list.
    fn eq(&self, other: &Listing) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl fmt::Debug for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Listing({} articles)", self.len())
    }
}

/// The articles the filter and the search leave, in order; the best match is that of `ranking`. Equals keep the order they
/// were read in.
pub fn listed(
    library: &Library,
    filter: &Filter,
    hits: Option<&Hits>,
    ranking: Option<&Ranking>,
    order: Order,
) -> Listing {
    let rests = Remainder::of(library, filter, hits).into_rests();
    in_order(library, Arc::clone(&rests), rests, ranking, order)
}

fn in_order(
    library: &Library,
    rests: Arc<[Rest]>,
    all: Arc<[Rest]>,
    ranking: Option<&Ranking>,
    order: Order,
) -> Listing {
    let contents = match (order, ranking) {
        (Order::Newest, _) | (Order::BestMatch, None) => years(library, &rests),
        (Order::Oldest, _) => oldest_first(library, years(library, &rests)),
        (Order::Outlet, _) => outlets(library, &rests),
        (Order::BestMatch, Some(ranking)) => bands(library, &rests, ranking),
    };
    let mut len = 0;
    let mut buckets = Vec::new();
    for (content, n) in contents.into_iter().filter(|(_, n)| *n > 0) {
        buckets.push(Bucket { first: len, content, rows: Mutex::default() });
        len += n;
    }
    let is_oldest = order == Order::Oldest;
    let ranking = ranking.filter(|_| order == Order::BestMatch).cloned();
    Listing(Some(Arc::new(Inner { library: library.clone(), ranking, rests, all, is_oldest, buckets, len })))
}

/// The same with one article for each story, the first that is left of those that tell it.
pub fn folded(
    library: &Library,
    filter: &Filter,
    hits: Option<&Hits>,
    ranking: Option<&Ranking>,
    order: Order,
) -> Listing {
    let all = Remainder::of(library, filter, hits).into_rests();
    let firsts =
        if library.stories().is_empty() { Arc::clone(&all) } else { library.stories().first_of_each(&all).into() };
    in_order(library, firsts, all, ranking, order)
}

/// Buckets, and how many articles each of them has.
type Sized = Vec<(Content, usize)>;

/// A bucket for each year, the newest first.
fn years(library: &Library, rests: &[Rest]) -> Sized {
    let mut counts = vec![0; library.totals.years.rows.len()];
    for (shelf, rest) in library.shelves.iter().zip(rests) {
        for year in 0..shelf.segment.cells().years().len() {
            counts[shelf.year_of(year as u32)] += rest.count_in(shelf.segment.cells().of_year(year)) as usize;
        }
    }
    library.totals.rows().years.places.iter().map(|year| (Content::Year(*year), counts[*year])).collect()
}

/// The same years from the last to the first, but undated last.
fn oldest_first(library: &Library, mut years: Sized) -> Sized {
    years.reverse();
    years.sort_by_key(|(content, _)| matches!(content, Content::Year(year) if is_undated(library, *year)));
    years
}

/// A bucket for what is dated of each outlet, then one for what is not.
fn outlets(library: &Library, rests: &[Rest]) -> Sized {
    let mut counts = vec![[0; 2]; library.totals.outlets.rows.len()];
    for (shelf, rest) in library.shelves.iter().zip(rests) {
        rest.count_runs(shelf.segment.cells(), |run, n| {
            let is_dated = !is_undated(library, shelf.year_of(run.year));
            counts[shelf.outlet_of(run.outlet)][usize::from(is_dated)] += n;
        });
    }
    let by_name = &library.totals.rows().by_name;
    let of = |is_dated: bool| {
        let counts = &counts;
        by_name
            .iter()
            .map(move |outlet| (Content::Outlet { outlet: *outlet, is_dated }, counts[*outlet][usize::from(is_dated)]))
    };
    of(true).chain(of(false)).collect()
}

/// So many articles of some scores are put in order together, unless more have one score. The small lists of tests are to
/// have several buckets, too.
const BAND: usize = if cfg!(test) { 12 } else { 2048 };

/// Buckets of scores from the best down, first for what is dated, then for what is not.
fn bands(library: &Library, rests: &[Rest], ranking: &Ranking) -> Sized {
    let mut counts = [const { Vec::new() }; 2];
    counts.fill(vec![0_u32; usize::from(u16::MAX) + 1]);
    for (segment, (shelf, rest)) in library.shelves.iter().zip(rests).enumerate() {
        let scores = ranking.in_segment(segment);
        let score = |idx: u32| usize::from(scores.get(idx as usize).copied().unwrap_or(0));
        let undated = undated_of(shelf);
        let [of_undated, of_dated] = &mut counts;
        rest.for_each_in(0..undated.start, |idx| of_dated[score(idx)] += 1);
        rest.for_each_in(undated, |idx| of_undated[score(idx)] += 1);
    }
    let mut bands = Vec::new();
    for is_dated in [true, false] {
        let counts = &counts[usize::from(is_dated)];
        let found = (0..=u16::MAX).zip(counts).rev().filter(|(_, count)| **count > 0);
        let mut band: Option<(u16, u16, usize)> = None;
        for (score, n) in found.map(|(score, n)| (score, *n as usize)) {
            band = match band {
                Some((_, best, n_before)) if n_before + n <= BAND => Some((score, best, n_before + n)),
                full => {
                    bands.extend(full.map(|(worst, best, n)| (Content::Scores { scores: worst..=best, is_dated }, n)));
                    Some((score, score, n))
                }
            };
        }
        bands.extend(band.map(|(worst, best, n)| (Content::Scores { scores: worst..=best, is_dated }, n)));
    }
    bands
}

impl Inner {
    /// Shows the rows of a bucket to `seen`, more and more of them, until it has found something or has seen all.
    fn look<T>(&self, bucket: &Bucket, mut seen: impl FnMut(&[ArticleKey]) -> Option<T>) -> Option<T> {
        // Rows are only ever added: what a panic somewhere left behind is good, as far as it goes.
        let mut rows = bucket.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = rows.get_or_insert_with(|| self.begin(&bucket.content));
        loop {
            if let Some(found) = seen(&rows.keys) {
                return Some(found);
            }
            if !rows.go_on(self) {
                return None;
            }
        }
    }

    /// The article stands in a bucket of this content, if it stands in the list.
    fn is_in(&self, content: &Content, key: ArticleKey) -> bool {
        let Some(shelf) = self.library.shelves.get(key.segment as usize) else { return false };
        let Some(run) = shelf.segment.cells().run_of(key.idx) else { return false };
        let year = shelf.year_of(run.year);
        let has_date = !is_undated(&self.library, year);
        match content {
            Content::Year(of) => *of == year,
            Content::Outlet { outlet, is_dated } => *outlet == shelf.outlet_of(run.outlet) && *is_dated == has_date,
            Content::Scores { scores, is_dated } => *is_dated == has_date && scores.contains(&self.score(key)),
        }
    }

    fn score(&self, key: ArticleKey) -> u16 {
        self.ranking.as_ref().map_or(0, |ranking| ranking.score(key))
    }

    /// The rows of a bucket, with nothing looked at yet.
    fn begin(&self, content: &Content) -> Rows {
        match content {
            Content::Year(year) => self.stretches(Arc::clone(&self.rests), &[*year], None),
            Content::Outlet { outlet, is_dated } => {
                self.stretches(Arc::clone(&self.rests), &self.years(*is_dated), Some(*outlet))
            }
            Content::Scores { scores, is_dated } if scores.start() == scores.end() => {
                self.stretches(self.with_scores(scores, *is_dated), &self.years(*is_dated), None)
            }
            Content::Scores { scores, is_dated } => {
                let rests = self.with_scores(scores, *is_dated);
                let all = |(segment, shelf): (usize, &Shelf)| (segment, 0..shelf.segment.n_articles());
                let runs = self.library.shelves.iter().enumerate().map(all).collect();
                Rows { keys: Vec::new(), ahead: vec![Stretch::Few(runs)], rests }
            }
        }
    }

    /// Dated years, the newest first, or the one that is none.
    fn years(&self, is_dated: bool) -> Vec<usize> {
        let years = self.library.totals.rows().years.places.iter().copied();
        years.filter(|year| is_undated(&self.library, *year) != is_dated).collect()
    }

    /// What is left and has one of these scores.
    fn with_scores(&self, scores: &RangeInclusive<u16>, is_dated: bool) -> Arc<[Rest]> {
        let of = |(segment, (shelf, rest)): (u32, (&Shelf, &Rest))| {
            let mut found = Bits::new(shelf.segment.n_articles());
            let undated = undated_of(shelf);
            rest.for_each_in(if is_dated { 0..undated.start } else { undated }, |idx| {
                if scores.contains(&self.score(ArticleKey { segment, idx })) {
                    found.set(idx);
                }
            });
            Rest::Some(Arc::new(found))
        };
        (0..).zip(self.library.shelves.iter().zip(&*self.rests)).map(of).collect()
    }

    /// Rows that go through years one after the other, of an outlet or of all.
    fn stretches(&self, rests: Arc<[Rest]>, years: &[usize], outlet: Option<usize>) -> Rows {
        let outlets: Vec<Option<usize>> = self
            .library
            .shelves
            .iter()
            .map(|shelf| shelf.places.outlets.iter().position(|of| Some(*of) == outlet))
            .collect();
        let stretch = |year: &usize| {
            let run = |(segment, shelf): (usize, &Shelf)| {
                let cells = shelf.segment.cells();
                let year = shelf.places.years.iter().position(|of| of == year)?;
                let run = match outlet {
                    None => cells.of_year(year),
                    Some(_) => cells.of(year, outlets[segment]?),
                };
                (!run.is_empty()).then_some((segment, run))
            };
            let runs: Vec<(usize, Range<u32>)> = self.library.shelves.iter().enumerate().filter_map(run).collect();
            let n_articles: u32 = runs.iter().map(|(_, run)| run.end - run.start).sum();
            let n_left: u32 = runs.iter().map(|(segment, run)| rests[*segment].count_in(run.clone())).sum();
            match n_left < n_articles / FEW {
                true => Stretch::Few(runs),
                false => Stretch::Many(
                    runs.into_iter().map(|(segment, run)| self.way(segment, run, outlet.is_none())).collect(),
                ),
            }
        };
        let ahead = years.iter().rev().map(stretch).collect();
        Rows { keys: Vec::new(), ahead, rests }
    }

    /// What is left of some runs, in order.
    fn in_order(&self, rests: &[Rest], runs: &[(usize, Range<u32>)]) -> Vec<ArticleKey> {
        let mut rows = Vec::new();
        for (segment, run) in runs {
            let Some((shelf, rest)) = self.library.shelves.get(*segment).zip(rests.get(*segment)) else { continue };
            rest.for_each_in(run.clone(), |idx| {
                let key = ArticleKey { segment: *segment as u32, idx };
                let rank = self.rank(shelf.segment.date(idx));
                rows.push((Reverse(self.score(key)), rank, key.segment, shelf.segment.place_of(idx), idx));
            });
        }
        rows.sort_unstable();
        rows.into_iter().map(|(_, _, segment, _, idx)| ArticleKey { segment, idx }).collect()
    }

    /// Ascending in the order of the list; what has no date is alone with its kind.
    fn rank(&self, date: Option<PartialDate>) -> u32 {
        let rank = if self.is_oldest { PartialDate::oldest_rank } else { PartialDate::newest_rank };
        date.map_or(0, rank)
    }

    fn way(&self, segment: usize, ahead: Range<u32>, is_year: bool) -> Way {
        let mut way = Way { segment, is_year, ahead, days: Vec::new(), next: None };
        if self.is_oldest {
            while let Some(day) = way.newest_day(self) {
                way.days.push(day);
            }
            // The first is taken from the end; parts of one day stay as they are.
            way.days.reverse();
            way.days.sort_by_key(|(rank, _)| Reverse(*rank));
        }
        way.advance(self);
        way
    }
}

/// What is known of the rows of a bucket.
#[derive(Default)]
struct Rows {
    keys: Vec<ArticleKey>,
    /// What has not been gone through yet, the first at the end.
    ahead: Vec<Stretch>,
    /// What is left of each segment, of this bucket at least.
    rests: Arc<[Rest]>,
}

/// Runs of articles whose rows come one after the other, by their segments.
enum Stretch {
    /// Few of the articles are left: these are sorted.
    Few(Vec<(usize, Range<u32>)>),
    /// Segments have them in order: all are gone through side by side, and what is left of them is taken.
    Many(Vec<Way>),
}

/// Sorting one article costs as much as going past so many.
const FEW: u32 = 16;

/// How far one segment has been gone through.
struct Way {
    segment: usize,
    /// What is gone through is a year in the order of its dates. A cell is in that order by itself.
    is_year: bool,
    /// Where the articles stand that nobody has looked at.
    ahead: Range<u32>,
    /// What is ahead in parts of one date, where the earliest comes first: the first at the end.
    days: Vec<Day>,
    next: Option<Day>,
}

/// Articles of one date: its rank, and where they stand.
type Day = (u32, Range<u32>);

/// So many articles of one date are gone through at once; fewer than some dates of tests have.
const MOST_OF_A_DAY: usize = if cfg!(test) { 3 } else { 4096 };

impl Rows {
    /// Goes on by at least one article; `false` at the end.
    fn go_on(&mut self, inner: &Inner) -> bool {
        let n_before = self.keys.len();
        while self.keys.len() == n_before {
            match self.ahead.last_mut() {
                None => return false,
                Some(Stretch::Few(runs)) => {
                    self.keys.extend(inner.in_order(&self.rests, runs));
                    self.ahead.pop();
                }
                Some(Stretch::Many(ways)) => {
                    let first = ways
                        .iter_mut()
                        .filter(|way| way.next.is_some())
                        .min_by_key(|way| way.next.as_ref().map(|(rank, _)| *rank));
                    match first {
                        Some(way) => way.take(inner, &self.rests, &mut self.keys),
                        None => drop(self.ahead.pop()),
                    }
                }
            }
        }
        true
    }
}

impl Way {
    /// Takes what is left of the next day.
    fn take(&mut self, inner: &Inner, rests: &[Rest], keys: &mut Vec<ArticleKey>) {
        let segment = &inner.library.shelves[self.segment].segment;
        if let Some((_, day)) = self.next.take() {
            let left = self.articles(segment, day).filter(|idx| rests[self.segment].contains(*idx));
            keys.extend(left.map(|idx| ArticleKey { segment: self.segment as u32, idx }));
        }
        self.advance(inner);
    }

    fn advance(&mut self, inner: &Inner) {
        self.next = if inner.is_oldest { self.days.pop() } else { self.newest_day(inner) };
    }

    /// The articles of the newest date ahead, or some of them, which are not ahead any more then.
    fn newest_day(&mut self, inner: &Inner) -> Option<Day> {
        let segment = &inner.library.shelves.get(self.segment)?.segment;
        let dates = segment.dates();
        let date_of = |idx: &u32| dates.get(*idx as usize).map(|date| date.get());
        let mut articles = self.articles(segment, self.ahead.clone());
        let newest = articles.next()?;
        let date = date_of(&newest);
        let n = 1 + articles.take(MOST_OF_A_DAY).take_while(|idx| date_of(idx) == date).count() as u32;
        let start = self.ahead.start;
        self.ahead.start += n;
        Some((inner.rank(segment.date(newest)), start..start + n))
    }

    /// The articles that stand in some places.
    fn articles(&self, segment: &Segment, places: Range<u32>) -> impl Iterator<Item = u32> {
        let newest = self.is_year.then(|| segment.newest());
        let article = |newest: &[U32], place: u32| newest.get(place as usize).map_or(u32::MAX, |idx| idx.get());
        places.map(move |place| newest.map_or(place, |newest| article(newest, place)))
    }
}

/// Where the articles without a date stand.
fn undated_of(shelf: &Shelf) -> Range<u32> {
    let cells = shelf.segment.cells();
    match cells.years().split_last() {
        Some((YearKey::Undated, dated)) => cells.of_year(dated.len()),
        _ => shelf.segment.n_articles()..shelf.segment.n_articles(),
    }
}

fn is_undated(library: &Library, year: usize) -> bool {
    library.totals.years.rows.get(year).is_some_and(|(year, _)| *year == YearKey::Undated)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::query::parse;
    use crate::store::ranking::rank;
    use crate::store::sample::{many, table};
    use crate::store::search::search;
    use crate::text::fold::fold;

    fn check(order: Order, typed: &str, want: &[&str]) {
        let library = table(&[
            ["year", "Le Monde", "2020", "fr", "Alep"],
            ["nothing", "Le Monde", "", "fr", "Alep Alep Alep"],
            ["month", "Le Monde", "2020-02", "fr", "Alep"],
            ["old", "L'Opinion", "2016-11-05", "fr", "Alep Alep"],
            ["nameless", "", "2020-02-12", "fr", "Alep"],
            ["Alep", "Al Watan", "2020-02-28", "fr", "Homs"],
        ]);
        let query = parse(typed).0;
        let (hits, ranking) = (search(&library, &query), rank(&library, &query));
        let hits = (!typed.is_empty()).then_some(&hits);
        let keys = listed(&library, &Filter::default(), hits, hits.map(|_| &ranking), order);
        let titles: Vec<String> =
            keys.iter().map(|key| library.get(key).unwrap().headline().text().to_string()).collect();
        assert_eq!(titles, want);
    }

    #[test]
    fn vague_dates_follow_the_full_ones_of_their_period_and_undated_comes_last() {
        check(Order::Newest, "", &["Alep", "nameless", "month", "year", "old", "nothing"]);
        check(Order::Oldest, "", &["old", "nameless", "Alep", "month", "year", "nothing"]);
    }

    #[test]
    fn outlets_are_sorted_by_name_without_regard_to_capitals() {
        check(Order::Outlet, "", &["Alep", "old", "month", "year", "nameless", "nothing"]);
    }

    #[test]
    fn the_best_match_has_the_word_in_its_title_or_more_often() {
        check(Order::BestMatch, "alep", &["Alep", "old", "nameless", "month", "year", "nothing"]);
        check(Order::BestMatch, "", &["Alep", "nameless", "month", "year", "old", "nothing"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// All that is left, sorted by what its place is to depend on, in a list that was looked at here and there before.
        #[test]
        fn every_order_is_that_of_all_articles_sorted(
            library in many(0..200), typed in "(|alep|homs|zanzibar|-homs)", years in prop::collection::btree_set(0usize..5, 0..3),
            looked_at in prop::collection::vec(0usize..200, 0..4),
        ) {
            let rows = &library.totals.years.rows;
            let years = years.into_iter().filter_map(|year| Some(rows.get(year)?.0)).collect();
            let filter = Filter { years, ..Filter::default() };
            let query = parse(&typed).0;
            let (hits, ranking) = (search(&library, &query), rank(&library, &query));
            let hits = (!query.is_empty()).then_some(&hits);
            for order in Order::ALL {
                let listing = listed(&library, &filter, hits, hits.map(|_| &ranking), order);
                for idx in &looked_at {
                    let key = listing.get(*idx);
                    prop_assert_eq!(key.and_then(|key| listing.position(key)), key.map(|_| *idx));
                }
                let mut want = Vec::new();
                for (key, article) in library.iter() {
                    let date = article.published().fact.value;
                    let is_left = (filter.is_empty() || filter.years.contains(&YearKey::of(date))) && hits.is_none_or(|hits| hits.contains(key));
                    let newest = date.map_or(0, PartialDate::newest_rank);
                    let name = library.outlet_label(key).map(|label| fold(label.as_str()));
                    let of_order = match order {
                        Order::Newest => (newest, 0, None),
                        Order::Oldest => (date.map_or(0, PartialDate::oldest_rank), 0, None),
                        Order::Outlet => (u32::from(name.is_none()), newest, name),
                        Order::BestMatch => (hits.map_or(0, |_| u32::from(u16::MAX - ranking.score(key))), newest, None),
                    };
                    let as_read = article.document().origin.path.trim_end_matches(".txt").parse::<usize>().unwrap();
                    let (first, second, name) = of_order;
                    if is_left {
                        want.push((date.is_none(), (first, name, second), as_read, key));
                    } else {
                        prop_assert_eq!(listing.position(key), None);
                    }
                }
                want.sort();
                let want: Vec<ArticleKey> = want.into_iter().map(|(.., key)| key).collect();
                prop_assert_eq!(listing.len(), want.len());
                prop_assert_eq!(listing.iter().collect::<Vec<_>>(), want, "{:?}", order);
                prop_assert_eq!(listing.get(listing.len()), None);
            }
        }
    }
}
