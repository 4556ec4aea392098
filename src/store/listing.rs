//! The list: which articles stand in it, and in which order.
//!
//! A date known only to the month or the year comes after the full dates of its period, whichever way the list runs, and
//! undated articles come last in every order: what is unknown never stands in front of what is known.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::date::PartialDate;
use crate::store::facets::{self, Sieve};
use crate::store::groups::{Filter, OutletKey};
use crate::store::library::{ArticleKey, Library};
use crate::store::order::Order;
use crate::store::ranking::Ranking;
use crate::store::search::Hits;

/// Articles in order. Its length is known; what stands in it is found out where somebody looks. Cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    keys: Arc<[ArticleKey]>,
}

impl Listing {
    /// How many articles stand in it.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// No article stands in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article at `idx`, counted from 0; `None` past the end.
    pub fn get(&self, idx: usize) -> Option<ArticleKey> {
        self.keys.get(idx).copied()
    }

    /// Where the article stands; `None` if it does not.
    pub fn position(&self, key: ArticleKey) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }

    /// The articles from the first to the last.
    pub fn iter(&self) -> impl Iterator<Item = ArticleKey> {
        self.keys.iter().copied()
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
    let sieve = Sieve::new(&library.totals, filter);
    let by_name = if order == Order::Outlet { names_in_order(library) } else { Vec::new() };
    let mut rows: Vec<(bool, u32, u32, ArticleKey)> = Vec::new();
    facets::for_each(library, hits, |key, shelf, row| {
        if !sieve.passes(shelf, row).all() {
            return;
        }
        let newest = row.published.map_or(0, PartialDate::newest_rank);
        let (first, second) = match order {
            Order::Newest => (newest, 0),
            Order::Oldest => (row.published.map_or(0, PartialDate::oldest_rank), 0),
            Order::Outlet => (by_name.get(shelf.outlet(row)).copied().unwrap_or(u32::MAX), newest),
            Order::BestMatch => (ranking.map_or(0, |ranking| u32::from(u16::MAX - ranking.score(key))), newest),
        };
        rows.push((row.published.is_none(), first, second, key));
    });
    rows.sort_unstable();
    Listing { keys: rows.into_iter().map(|(_, _, _, key)| key).collect() }
}

/// For each outlet of the library its place in the alphabet.
fn names_in_order(library: &Library) -> Vec<u32> {
    let outlets = &library.totals.outlets.rows;
    let mut order: Vec<usize> = (0..outlets.len()).collect();
    order.sort_by_cached_key(|idx| {
        let nameless = outlets[*idx].0 == OutletKey::None;
        (nameless, facets::alphabetical(&library.totals.outlet_label(*idx)), Reverse(*idx))
    });
    let mut places = vec![0; outlets.len()];
    for (place, idx) in order.into_iter().enumerate() {
        places[idx] = place as u32;
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::query::parse;
    use crate::store::ranking::rank;
    use crate::store::sample::{library, samples, table};
    use crate::store::search::search;

    fn check(order: Order, typed: &str, want: &[&str]) {
        let library = table(&[
            ["year", "Le Monde", "2020", "fr", "Alep"],
            ["nothing", "Le Monde", "", "fr", "Alep Alep Alep"],
            ["month", "Le Monde", "2020-02", "fr", "Alep"],
            ["old", "L'Opinion", "2016-11-05", "fr", "Alep Alep"],
            ["nameless", "", "2020-02-12", "fr", "Alep"],
            ["Alep", "Al Watan", "2020-02-28", "fr", "Homs"],
        ]);
        let hits = (!typed.is_empty()).then(|| search(&library, &parse(typed).0));
        let ranking = rank(&library, &parse(typed).0);
        let keys = listed(&library, &Filter::default(), hits.as_ref(), Some(&ranking), order);
        let title = |key| library.get(key).unwrap().headline().text().as_str().to_owned();
        let titles: Vec<String> = keys.iter().map(title).collect();
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
        #[test]
        fn every_order_lists_the_same_articles_with_undated_ones_last(samples in samples(), year in 0usize..3) {
            let library = library(&samples);
            let years = facets::facets(&library, &Filter::default(), None).years;
            let filter = Filter { years: years.get(year).map(|row| row.key).into_iter().collect(), ..Filter::default() };
            let want: Vec<ArticleKey> = library
                .iter()
                .filter(|(_, a)| filter.is_empty() || filter.years.contains(&crate::store::groups::YearKey::of(a.published().fact.value)))
                .map(|(key, _)| key)
                .collect();
            for order in Order::ALL {
                let listing = listed(&library, &filter, None, None, order);
                let mut keys: Vec<ArticleKey> = listing.iter().collect();
                for (idx, key) in keys.iter().enumerate() {
                    prop_assert_eq!((listing.get(idx), listing.position(*key)), (Some(*key), Some(idx)));
                }
                prop_assert_eq!((listing.len(), listing.get(keys.len())), (keys.len(), None));
                let is_undated = |key: &ArticleKey| library.get(*key).unwrap().published().fact.value.is_none();
                prop_assert!(keys.is_sorted_by_key(is_undated), "{order:?}");
                keys.sort();
                prop_assert_eq!(&keys, &want);
            }
        }
    }
}
