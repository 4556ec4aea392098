//! The groups of a library with live counts, and the map of outlets by years.
//!
//! A row's count is of what the *other* groups and the search leave: choosing a year changes the counts of the outlets,
//! not of the years, so that a zero always means "nothing to find there". Rows come in the order of the archive's totals
//! (years: newest first) and never leave, so that nothing jumps while one narrows down.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::lang::Lang;
use crate::store::groups::{Filter, OutletKey, YearKey};
use crate::store::library::{ArticleKey, Group, Library, Shelf, Totals};
use crate::store::search::Hits;
use crate::store::segment::Row;
use crate::store::tokens;
use crate::text::clean::Clean;

/// The rows of the three groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The largest first, *no outlet* last; that row is there only if some article has none.
    pub outlets: Vec<Facet<OutletKey>>,
    /// The newest first, *undated* last; that row is there only if some article is.
    pub years: Vec<Facet<YearKey>>,
    /// The largest first.
    pub languages: Vec<Facet<Lang>>,
}

/// One row of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet<K> {
    /// What it stands for.
    pub key: K,
    /// What it is called: the commonest spelling of an outlet; `no outlet`, `undated`.
    pub label: Clean,
    /// Articles that the other groups and the search leave.
    pub count: usize,
    /// Articles of the whole library.
    pub total: usize,
}

/// Outlets by years, each cell a count of what languages and search leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The rows, as in [`Facets`]; `count` is the sum of the row.
    pub outlets: Vec<Facet<OutletKey>>,
    /// The columns, as in [`Facets`]; `count` is the sum of the column.
    pub years: Vec<Facet<YearKey>>,
    /// Row by row.
    cells: Vec<usize>,
}

impl Matrix {
    /// The articles of one outlet in one year, by index of row and column; 0 outside.
    pub fn count(&self, outlet: usize, year: usize) -> usize {
        let row = self.cells.chunks(self.years.len().max(1)).nth(outlet);
        row.and_then(|row| row.get(year)).copied().unwrap_or(0)
    }

    /// All articles in it.
    pub fn total(&self) -> usize {
        self.cells.iter().sum()
    }
}

/// The three groups with their counts.
pub fn facets(library: &Library, filter: &Filter, hits: Option<&Hits>) -> Facets {
    let totals = &*library.totals;
    let sieve = Sieve::new(totals, filter);
    let mut outlets = vec![0; totals.outlets.rows.len()];
    let mut years = vec![0; totals.years.rows.len()];
    let mut languages = vec![0; totals.languages.rows.len()];
    for_each(library, hits, |_, shelf, row| {
        let passes = sieve.passes(shelf, row);
        if passes.year && passes.language {
            outlets[shelf.outlet(row)] += 1;
        }
        if passes.outlet && passes.language {
            years[shelf.year(row)] += 1;
        }
        if passes.outlet && passes.year {
            shelf.languages(row).for_each(|idx| languages[idx] += 1);
        }
    });
    Facets {
        outlets: without_places(outlet_rows(totals, &outlets)),
        years: without_places(year_rows(totals, &years)),
        languages: without_places(language_rows(totals, &languages)),
    }
}

/// The map of a library: who wrote, and when.
pub fn matrix(library: &Library, filter: &Filter, hits: Option<&Hits>) -> Matrix {
    let totals = &*library.totals;
    let others = Filter { languages: filter.languages.clone(), ..Filter::default() };
    let sieve = Sieve::new(totals, &others);
    let n_years = totals.years.rows.len();
    let mut cells = vec![0; totals.outlets.rows.len() * n_years];
    for_each(library, hits, |_, shelf, row| {
        if sieve.passes(shelf, row).language {
            cells[shelf.outlet(row) * n_years + shelf.year(row)] += 1;
        }
    });
    let of_outlet: Vec<usize> = cells.chunks(n_years.max(1)).map(|row| row.iter().sum()).collect();
    let of_year: Vec<usize> = (0..n_years).map(|year| cells.iter().skip(year).step_by(n_years).sum()).collect();
    let outlets = outlet_rows(totals, &of_outlet);
    let years = year_rows(totals, &of_year);
    let in_order =
        |(outlet, _): &(usize, _)| years.iter().map(|(year, _)| cells[outlet * n_years + year]).collect::<Vec<_>>();
    Matrix {
        cells: outlets.iter().flat_map(in_order).collect(),
        outlets: without_places(outlets),
        years: without_places(years),
    }
}

/// Which rows of each group let an article pass, by index.
pub(super) struct Sieve {
    outlets: Vec<bool>,
    years: Vec<bool>,
    languages: Vec<bool>,
}

/// What a sieve says of one article.
#[derive(Clone, Copy)]
pub(super) struct Passes {
    outlet: bool,
    year: bool,
    language: bool,
}

impl Passes {
    /// All three groups let it pass.
    pub(super) fn all(self) -> bool {
        self.outlet && self.year && self.language
    }
}

impl Sieve {
    pub(super) fn new(totals: &Totals, filter: &Filter) -> Sieve {
        fn switched_on<K: Ord>(group: &Group<K>, on: &BTreeSet<K>) -> Vec<bool> {
            group.rows.iter().map(|(key, _)| on.is_empty() || on.contains(key)).collect()
        }
        Sieve {
            outlets: switched_on(&totals.outlets, &filter.outlets),
            years: switched_on(&totals.years, &filter.years),
            languages: switched_on(&totals.languages, &filter.languages),
        }
    }

    pub(super) fn passes(&self, shelf: &Shelf, row: &Row) -> Passes {
        Passes {
            outlet: self.outlets[shelf.outlet(row)],
            year: self.years[shelf.year(row)],
            language: shelf.languages(row).any(|idx| self.languages[idx]),
        }
    }
}

/// Calls `look` for every article, or for every hit, in the library's order.
pub(super) fn for_each(library: &Library, hits: Option<&Hits>, mut look: impl FnMut(ArticleKey, &Shelf, &Row)) {
    let mut look_at = |key: ArticleKey| {
        let shelf = library.shelves.get(key.segment as usize);
        if let Some((shelf, row)) = shelf.and_then(|shelf| Some((shelf, shelf.segment.rows().get(key.idx as usize)?))) {
            look(key, shelf, row);
        }
    };
    match hits {
        Some(hits) => hits.keys().for_each(look_at),
        None => library.keys().for_each(&mut look_at),
    }
}

/// The rows of a group in their order, each with its place in the totals.
type Placed<K> = Vec<(usize, Facet<K>)>;

fn outlet_rows(totals: &Totals, counts: &[usize]) -> Placed<OutletKey> {
    let label = |idx, key: &OutletKey| match key {
        OutletKey::Named(_) => totals.outlet_label(idx),
        OutletKey::None => Clean::new("no outlet"),
    };
    let mut rows = placed(&totals.outlets, counts, label);
    rows.sort_by_cached_key(|(_, row)| (row.key == OutletKey::None, Reverse(row.total), alphabetical(&row.label)));
    rows
}

fn year_rows(totals: &Totals, counts: &[usize]) -> Placed<YearKey> {
    let mut rows = placed(&totals.years, counts, |_, key| Clean::new(&key.to_string()));
    rows.sort_by_key(|(_, row)| match row.key {
        YearKey::Year(year) => (false, Reverse(year)),
        YearKey::Undated => (true, Reverse(0)),
    });
    rows
}

fn language_rows(totals: &Totals, counts: &[usize]) -> Placed<Lang> {
    let mut rows = placed(&totals.languages, counts, |_, key| Clean::new(key.as_str()));
    rows.sort_by_key(|(_, row)| (Reverse(row.total), row.key));
    rows
}

fn placed<K: Clone>(group: &Group<K>, counts: &[usize], label: impl Fn(usize, &K) -> Clean) -> Placed<K> {
    let row = |(idx, ((key, total), count)): (usize, (&(K, usize), &usize))| {
        (idx, Facet { key: key.clone(), label: label(idx, key), count: *count, total: *total })
    };
    group.rows.iter().zip(counts).enumerate().map(row).collect()
}

fn without_places<K>(rows: Placed<K>) -> Vec<Facet<K>> {
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Sorts names as a list of names is sorted: whatever their case and accents.
pub(super) fn alphabetical(name: &Clean) -> String {
    tokens::fold(name.as_str())
}
