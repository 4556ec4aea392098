//! The order of the articles of a segment: by year, then by outlet, then by date.
//!
//! So the articles of one outlet in one year stand side by side. A count of a year, of an outlet or of both is then a count
//! of bits in runs, a year is one stretch of articles, and no column has to be read for any of them.

use std::cmp::Reverse;
use std::ops::Range;

use crate::store::groups::{OutletKey, YearKey};
use crate::text::clean::Clean;

/// The years and outlets of a segment, and which of its articles stand in which of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    years: Vec<YearKey>,
    outlets: Vec<Outlet>,
    runs: Vec<Run>,
    /// Where the runs of each year begin, and where those of the last one end.
    runs_of_years: Vec<usize>,
}

/// An outlet as the articles of one segment name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// What its spellings have in common.
    pub key: OutletKey,
    /// How often each spelling occurs, in the order of the spellings.
    pub spellings: Vec<(Clean, u32)>,
}

/// The articles of one outlet in one year; never none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Index of the year.
    pub year: u32,
    /// Index of the outlet.
    pub outlet: u32,
    /// The first article.
    pub start: u32,
    /// The article after the last one.
    pub end: u32,
}

impl Run {
    /// The articles.
    pub fn articles(&self) -> Range<u32> {
        self.start..self.end
    }
}

impl Cells {
    /// Puts the groups together; `starts` are year, outlet and first article of each run, in order. `None` if they do not
    /// cover `n_articles` articles in order, or name what is not there.
    pub(super) fn new(
        years: Vec<YearKey>,
        outlets: Vec<Outlet>,
        starts: &[[u32; 3]],
        n_articles: u32,
    ) -> Option<Cells> {
        let ends = starts.iter().skip(1).map(|[_, _, start]| *start).chain([n_articles]);
        let run =
            |([year, outlet, start], end): (&[u32; 3], u32)| Run { year: *year, outlet: *outlet, start: *start, end };
        let runs: Vec<Run> = starts.iter().zip(ends).map(run).collect();
        let begins = runs.first().map_or(n_articles == 0, |run| run.start == 0);
        let is_whole = |run: &Run| {
            run.start < run.end && (run.year as usize) < years.len() && (run.outlet as usize) < outlets.len()
        };
        let is_ordered = runs.is_sorted_by(|a, b| (a.year, a.outlet) < (b.year, b.outlet))
            && years.is_sorted_by(|a, b| newest_first(*a) < newest_first(*b))
            && outlets.is_sorted_by(|a, b| a.key < b.key);
        if !begins || !is_ordered || !runs.iter().all(is_whole) {
            return None;
        }
        let first_of = |year: usize| runs.partition_point(|run| (run.year as usize) < year);
        let runs_of_years = (0..=years.len()).map(first_of).collect();
        Some(Cells { years, outlets, runs, runs_of_years })
    }

    /// The years, the newest first, undated last.
    pub fn years(&self) -> &[YearKey] {
        &self.years
    }

    /// The outlets in the order of their keys, no outlet last.
    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The runs in the order of their articles; together they hold all articles.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The runs of a year, by its index.
    pub fn runs_of_year(&self, year: usize) -> &[Run] {
        let runs = self.runs_of_years.get(year).zip(self.runs_of_years.get(year + 1));
        runs.and_then(|(first, end)| self.runs.get(*first..*end)).unwrap_or_default()
    }

    /// The articles of a year, by its index.
    pub fn of_year(&self, year: usize) -> Range<u32> {
        let runs = self.runs_of_year(year);
        runs.first().zip(runs.last()).map_or(0..0, |(first, last)| first.start..last.end)
    }

    /// The articles of an outlet in a year, by their indices.
    pub fn of(&self, year: usize, outlet: usize) -> Range<u32> {
        let runs = self.runs_of_year(year);
        let idx = runs.binary_search_by_key(&outlet, |run| run.outlet as usize);
        idx.map_or(0..0, |idx| runs[idx].articles())
    }

    /// The run an article stands in.
    pub fn run_of(&self, article: u32) -> Option<Run> {
        let idx = self.runs.partition_point(|run| run.end <= article);
        self.runs.get(idx).copied()
    }
}

/// Ascending, the newest year first and undated last.
pub(super) fn newest_first(year: YearKey) -> (bool, Reverse<i32>) {
    match year {
        YearKey::Year(year) => (false, Reverse(year)),
        YearKey::Undated => (true, Reverse(0)),
    }
}
