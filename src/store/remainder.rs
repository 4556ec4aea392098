//! What a filter and a search leave of a library, as a set of articles for each segment.
//!
//! Whole sets are intersected, a word of 64 articles at a time; the articles of some outlets and years are a few runs. Where
//! nothing narrows a segment down there is no set at all: an archive that nobody asked anything of costs nothing.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::store::bits::Bits;
use crate::store::cells::{Cells, Run};
use crate::store::groups::Filter;
use crate::store::library::{Group, Library, Shelf, Totals};
use crate::store::search::Hits;

/// The articles of a library that a filter and a search leave.
#[derive(Clone, Debug, Default)]
pub struct Remainder {
    rests: Arc<[Rest]>,
}

impl Remainder {
    /// What this filter leaves of these hits, or of all articles.
    pub fn of(library: &Library, filter: &Filter, hits: Option<&Hits>) -> Remainder {
        let sieve = Sieve::new(&library.totals, filter);
        let rest = |(idx, shelf)| sieve.cells(shelf, sieve.languages(shelf, Rest::of(shelf, idx, hits)));
        Remainder { rests: library.shelves.iter().enumerate().map(rest).collect() }
    }

    /// How many articles these are.
    pub fn len(&self) -> usize {
        self.rests.iter().map(|rest| rest.len() as usize).sum()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them another search of the same library found.
    pub fn n_among(&self, hits: &Hits) -> usize {
        let found =
            (0..).zip(self.rests.iter()).map(|(idx, rest)| hits.in_segment(idx).map_or(0, |found| rest.n_among(found)));
        found.map(|n| n as usize).sum()
    }

    /// What is left of the segment at an index.
    pub(super) fn of_segment(&self, idx: usize) -> Option<&Rest> {
        self.rests.get(idx)
    }

    /// What is left of each segment.
    pub(super) fn into_rests(self) -> Arc<[Rest]> {
        self.rests
    }
}

/// Looking for the run of an article costs as much as counting so many runs.
const FEW: usize = 16;

/// What is left of one segment.
#[derive(Clone, Debug)]
pub(super) enum Rest {
    /// All of so many articles.
    All(u32),
    /// These.
    Some(Arc<Bits>),
}

impl Rest {
    /// The hits that are live, or all live articles of a segment, which is the one at `idx` of the library. What came in
    /// after the search has no hits yet.
    pub(super) fn of(shelf: &Shelf, idx: usize, hits: Option<&Hits>) -> Rest {
        match (hits.map(|hits| hits.in_segment(idx)), &shelf.live) {
            (None, None) => Rest::All(shelf.segment.len() as u32),
            (None, Some(live)) => Rest::Some(Arc::clone(live)),
            (Some(None), _) => Rest::Some(Arc::default()),
            (Some(Some(found)), None) => Rest::Some(Arc::clone(found)),
            (Some(Some(found)), Some(live)) => Rest::Some(Arc::clone(found)).and(live),
        }
    }

    /// How many articles.
    pub(super) fn len(&self) -> u32 {
        match self {
            Rest::All(n) => *n,
            Rest::Some(bits) => bits.count(),
        }
    }

    /// How many articles of a run.
    pub(super) fn count_in(&self, run: Range<u32>) -> u32 {
        match self {
            Rest::All(n) => run.end.min(*n).saturating_sub(run.start),
            Rest::Some(bits) => bits.count_in(run),
        }
    }

    /// Calls `look` for each run of a segment of which something is left, with how many articles that is.
    pub(super) fn count_runs(&self, cells: &Cells, mut look: impl FnMut(&Run, usize)) {
        let runs = cells.runs();
        match self {
            Rest::All(_) => runs.iter().for_each(|run| look(run, run.articles().len())),
            Rest::Some(left) if (left.count() as usize) < runs.len() / FEW => {
                let mut left = left.iter().peekable();
                while let Some(run) = left.next().and_then(|idx| cells.run_of(idx)) {
                    let n_more = std::iter::from_fn(|| left.next_if(|idx| *idx < run.end)).count();
                    look(&run, 1 + n_more);
                }
            }
            Rest::Some(left) => {
                let mut n_before = 0;
                for (run, n) in runs.iter().zip(left.counts_before(runs.iter().map(|run| run.end))) {
                    if n > n_before {
                        look(run, (n - n_before) as usize);
                    }
                    n_before = n;
                }
            }
        }
    }

    /// How many of these.
    pub(super) fn n_among(&self, others: &Bits) -> u32 {
        match self {
            Rest::All(_) => others.count(),
            Rest::Some(bits) => bits.count_with(others),
        }
    }

    /// The article is left.
    pub(super) fn contains(&self, article: u32) -> bool {
        match self {
            Rest::All(n) => article < *n,
            Rest::Some(bits) => bits.contains(article),
        }
    }

    /// Calls `look` for each article of a run, ascending.
    pub(super) fn for_each_in(&self, run: Range<u32>, look: impl FnMut(u32)) {
        match self {
            Rest::All(n) => (run.start..run.end.min(*n)).for_each(look),
            Rest::Some(bits) => bits.iter_in(run).for_each(look),
        }
    }

    /// Takes an article out.
    pub(super) fn leave_out(&mut self, article: u32) {
        if let Rest::All(n) = self {
            *self = Rest::Some(Arc::new(Bits::full(*n)));
        }
        if let Rest::Some(bits) = self {
            Arc::make_mut(bits).unset(article);
        }
    }

    /// What is in the other set, too.
    fn and(self, others: &Bits) -> Rest {
        match self {
            Rest::All(_) => Rest::Some(Arc::new(others.clone())),
            Rest::Some(mut bits) => {
                Arc::make_mut(&mut bits).and(others);
                Rest::Some(bits)
            }
        }
    }
}

/// Which rows of each group let an article pass, by index; `None` where all do.
pub(super) struct Sieve {
    outlets: Option<Vec<bool>>,
    years: Option<Vec<bool>>,
    languages: Option<Vec<bool>>,
}

impl Sieve {
    pub(super) fn new(totals: &Totals, filter: &Filter) -> Sieve {
        fn switched_on<K: Ord>(group: &Group<K>, on: &BTreeSet<K>) -> Option<Vec<bool>> {
            (!on.is_empty()).then(|| group.rows.iter().map(|(key, _)| on.contains(key)).collect())
        }
        Sieve {
            outlets: switched_on(&totals.outlets, &filter.outlets),
            years: switched_on(&totals.years, &filter.years),
            languages: switched_on(&totals.languages, &filter.languages),
        }
    }

    /// The outlet of a run lets it pass.
    pub(super) fn passes_outlet(&self, shelf: &Shelf, run: &Run) -> bool {
        self.outlets.as_ref().is_none_or(|on| on[shelf.outlet_of(run.outlet)])
    }

    /// The year of a run lets it pass.
    pub(super) fn passes_year(&self, shelf: &Shelf, run: &Run) -> bool {
        self.years.as_ref().is_none_or(|on| on[shelf.year_of(run.year)])
    }

    /// What the languages leave.
    pub(super) fn languages(&self, shelf: &Shelf, rest: Rest) -> Rest {
        let Some(on) = &self.languages else { return rest };
        let mut spoken = Bits::new(shelf.segment.len() as u32);
        for (idx, (_, speaking)) in shelf.segment.languages().iter().enumerate() {
            if on[shelf.language_of(idx)] {
                spoken.or(speaking);
            }
        }
        rest.and(&spoken)
    }

    /// What outlets and years leave.
    pub(super) fn cells(&self, shelf: &Shelf, rest: Rest) -> Rest {
        if self.outlets.is_none() && self.years.is_none() {
            return rest;
        }
        let mut within = Bits::new(shelf.segment.len() as u32);
        for run in shelf.segment.cells().runs() {
            if self.passes_year(shelf, run) && self.passes_outlet(shelf, run) {
                within.set_range(run.articles());
            }
        }
        rest.and(&within)
    }
}
