//! The groups of a library with live counts, the map of outlets by years, and the years with their months.
//!
//! A row's count is of what the *other* groups and the search leave: choosing a year changes the counts of the outlets,
//! not of the years, so that a zero always means "nothing to find there". Rows come in the order of the archive's totals
//! (years: newest first) and never leave, so that nothing jumps while one narrows down.
//!
//! The articles of one outlet in one year are a run of their segment, so that a count is a count of bits, and all groups
//! follow from the counts of the runs. The order of the rows and their labels are made once for a library.

use std::cmp::Reverse;

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::cells::newest_first;
use crate::store::groups::{Filter, MarkKey, MonthKey, OutletKey, YearKey};
use crate::store::library::{Group, Library, Shelf, Totals};
use crate::store::remainder::{Rest, Sieve};
use crate::store::search::Hits;
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// The rows of the three groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The largest first, *no outlet* last; that row is there only if some article has none.
    pub outlets: Vec<Facet<OutletKey>>,
    /// The newest first, *undated* last; that row is there only if some article is.
    pub years: Vec<Facet<YearKey>>,
    /// The largest first.
    pub languages: Vec<Facet<Lang>>,
    /// Articles with marks: what can be said of them, then tags; whoever knows the marks puts them here.
    pub marks: Vec<Facet<MarkKey>>,
    /// Saved searches in the reader's order: whoever keeps them puts them here.
    pub searches: Vec<SearchFacet>,
}

/// The row of a saved search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchFacet {
    /// What it is called.
    pub name: Clean,
    /// Articles that the other groups and the search leave; none while nobody has counted them.
    pub count: Option<usize>,
}

/// One row of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet<K> {
    /// What it stands for.
    pub key: K,
    /// What it is called: the commonest spelling of an outlet; nothing for no outlet, which whoever shows it has words for.
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
    let rows = totals.rows();
    if filter.is_empty() && hits.is_none() {
        return rows.with_totals();
    }
    let sieve = Sieve::new(totals, filter);
    let mut outlets = vec![0; totals.outlets.rows.len()];
    let mut years = vec![0; totals.years.rows.len()];
    let mut languages = vec![0; totals.languages.rows.len()];
    for (shelf, rest) in rests(library, hits) {
        let in_cells = sieve.cells(shelf, rest.clone());
        for (idx, (_, spoken)) in shelf.segment.languages().iter().enumerate() {
            languages[shelf.language_of(idx)] += in_cells.n_among(spoken) as usize;
        }
        sieve.languages(shelf, rest).count_runs(shelf.segment.cells(), |run, n| {
            if sieve.passes_year(shelf, run) {
                outlets[shelf.outlet_of(run.outlet)] += n;
            }
            if sieve.passes_outlet(shelf, run) {
                years[shelf.year_of(run.year)] += n;
            }
        });
    }
    Facets {
        outlets: rows.outlets.counted(&outlets),
        years: rows.years.counted(&years),
        languages: rows.languages.counted(&languages),
        marks: Vec::new(),
        searches: Vec::new(),
    }
}

/// The map of a library: who wrote, and when.
pub fn matrix(library: &Library, filter: &Filter, hits: Option<&Hits>) -> Matrix {
    let totals = &*library.totals;
    let rows = totals.rows();
    let sieve = Sieve::new(totals, filter);
    let (mut of_outlet, mut of_year) = (vec![0; totals.outlets.rows.len()], vec![0; totals.years.rows.len()]);
    let (row_of, column_of) = (rows.outlets.ranks(of_outlet.len()), rows.years.ranks(of_year.len()));
    let n_columns = rows.years.rows.len();
    let mut cells = vec![0; rows.outlets.rows.len() * n_columns];
    for (shelf, rest) in rests(library, hits) {
        sieve.languages(shelf, rest).count_runs(shelf.segment.cells(), |run, n| {
            let (outlet, year) = (shelf.outlet_of(run.outlet), shelf.year_of(run.year));
            cells[row_of[outlet] * n_columns + column_of[year]] += n;
            of_outlet[outlet] += n;
            of_year[year] += n;
        });
    }
    Matrix { cells, outlets: rows.outlets.counted(&of_outlet), years: rows.years.counted(&of_year) }
}

/// A year with its months, each a count of what the search and the other groups leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Months {
    /// The year; articles without a date have no months.
    pub year: YearKey,
    /// January to December.
    pub counts: [usize; 12],
    /// Articles of which no more than the year is known, or not even that.
    pub n_without: usize,
}

impl Months {
    /// Articles of one of its rows.
    pub fn count(&self, month: MonthKey) -> usize {
        match month {
            MonthKey::Month(number) => {
                (number as usize).checked_sub(1).and_then(|idx| self.counts.get(idx)).copied().unwrap_or(0)
            }
            MonthKey::Unknown => self.n_without,
        }
    }

    /// All articles of the year.
    pub fn total(&self) -> usize {
        self.counts.iter().sum::<usize>() + self.n_without
    }
}

/// The months of all years, as [`Facets`] has the years: the newest first, *undated* last.
pub fn months(library: &Library, filter: &Filter, hits: Option<&Hits>) -> Vec<Months> {
    let totals = &*library.totals;
    let sieve = Sieve::new(totals, &Filter { years: Default::default(), ..filter.clone() });
    // A place for each month, and before them one for none.
    let mut counts = vec![[0; 13]; totals.years.rows.len()];
    for (shelf, rest) in rests(library, hits) {
        let rest = sieve.cells(shelf, sieve.languages(shelf, rest));
        let dates = shelf.segment.dates();
        for year in 0..shelf.segment.cells().years().len() {
            let counts = &mut counts[shelf.year_of(year as u32)];
            rest.for_each_in(shelf.segment.cells().of_year(year), |idx| {
                let month = dates.get(idx as usize).map_or(0, |date| PartialDate::month_in(date.get()));
                if let Some(count) = counts.get_mut(month as usize) {
                    *count += 1;
                }
            });
        }
    }
    let months = |(row, place): (&Facet<YearKey>, &usize)| {
        let [n_without, counts @ ..] = counts[*place];
        Months { year: row.key, counts, n_without }
    };
    let years = &totals.rows().years;
    years.rows.iter().zip(&years.places).map(months).collect()
}

/// What the search leaves of each segment.
fn rests<'a>(library: &'a Library, hits: Option<&'a Hits>) -> impl Iterator<Item = (&'a Shelf, Rest)> {
    library.shelves.iter().enumerate().map(move |(idx, shelf)| (shelf, Rest::of(shelf, idx, hits)))
}

/// The rows of all groups in their order.
#[derive(Clone)]
pub(super) struct Rows {
    pub(super) outlets: Ordered<OutletKey>,
    pub(super) years: Ordered<YearKey>,
    languages: Ordered<Lang>,
    /// What each outlet is called, by its index in the library.
    pub(super) labels: Vec<Clean>,
    /// The outlets by their names, without regard to capitals and accents, no outlet last: indices in the library.
    pub(super) by_name: Vec<usize>,
}

/// The rows of one group in their order, with nothing counted yet.
#[derive(Clone)]
pub(super) struct Ordered<K> {
    rows: Vec<Facet<K>>,
    /// The index of each row in the library.
    pub(super) places: Vec<usize>,
}

impl Rows {
    pub(super) fn new(totals: &Totals) -> Rows {
        let label = |(idx, (key, _)): (usize, &(OutletKey, usize))| match key {
            OutletKey::Named(_) => totals.outlet_label(idx),
            OutletKey::None => Clean::default(),
        };
        let labels: Vec<Clean> = totals.outlets.rows.iter().enumerate().map(label).collect();
        let label = |idx: usize, _: &OutletKey| labels.get(idx).cloned().unwrap_or_default();
        let alphabetical = |row: &Facet<OutletKey>| (row.key == OutletKey::None, fold(row.label.as_str()));
        let outlets = Ordered::new(&totals.outlets, label, |row| {
            let (is_nameless, name) = alphabetical(row);
            (is_nameless, Reverse(row.total), name)
        });
        let named = Ordered::new(&totals.outlets, label, alphabetical);
        Rows {
            outlets,
            by_name: named.places,
            labels,
            years: Ordered::new(&totals.years, |_, key| Clean::new(&key.to_string()), |row| newest_first(row.key)),
            languages: Ordered::new(
                &totals.languages,
                |_, key| Clean::new(key.as_str()),
                |row| (Reverse(row.total), row.key),
            ),
        }
    }

    /// Of all groups the totals.
    fn with_totals(&self) -> Facets {
        Facets {
            outlets: self.outlets.with_totals(),
            years: self.years.with_totals(),
            languages: self.languages.with_totals(),
            marks: Vec::new(),
            searches: Vec::new(),
        }
    }
}

impl<K: Clone> Ordered<K> {
    /// For each of `n` indices in the library its row; 0 for what has no article and no row.
    fn ranks(&self, n: usize) -> Vec<usize> {
        let mut ranks = vec![0; n];
        (0..).zip(&self.places).for_each(|(rank, place)| ranks[*place] = rank);
        ranks
    }

    fn new<O: Ord>(group: &Group<K>, label: impl Fn(usize, &K) -> Clean, order: impl Fn(&Facet<K>) -> O) -> Ordered<K> {
        let row = |(idx, (key, total)): (usize, &(K, usize))| {
            (idx, Facet { key: key.clone(), label: label(idx, key), count: 0, total: *total })
        };
        // What is nowhere any more is no row.
        let mut rows: Vec<_> = group.rows.iter().enumerate().map(row).filter(|(_, row)| row.total > 0).collect();
        rows.sort_by_cached_key(|(_, row)| order(row));
        let (places, rows) = rows.into_iter().unzip();
        Ordered { rows, places }
    }

    /// The rows with these counts, which are by index in the library.
    fn counted(&self, counts: &[usize]) -> Vec<Facet<K>> {
        let row = |(row, place): (&Facet<K>, &usize)| Facet { count: counts[*place], ..row.clone() };
        self.rows.iter().zip(&self.places).map(row).collect()
    }

    fn with_totals(&self) -> Vec<Facet<K>> {
        self.rows.iter().map(|row| Facet { count: row.total, ..row.clone() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::date::PartialDate;
    use crate::store::query::parse;
    use crate::store::sample::{many, table};
    use crate::store::search::search;

    fn archive() -> Library {
        table(&[
            ["Idlib", "Le Monde", "2020-02-11", "fr", ""],
            ["Alep", "L'opinion", "2016-11-05", "fr", ""],
            ["Alep", "L'Opinion", "2020-02", "fr ar", ""],
            ["Alep", "L'Opinion", "2020", "ar", ""],
            ["Homs", "", "", "fr", ""],
        ])
    }

    fn shown<K>(rows: &[Facet<K>]) -> Vec<String> {
        rows.iter().map(|row| format!("{} {}/{}", row.label, row.count, row.total)).collect()
    }

    fn filter(outlets: &[&str], years: &[i32]) -> Filter {
        Filter {
            outlets: outlets.iter().map(|name| OutletKey::of(name)).collect(),
            years: years.iter().map(|year| YearKey::Year(*year)).collect(),
            ..Filter::default()
        }
    }

    #[test]
    fn without_a_filter_counts_are_totals() {
        let facets = facets(&archive(), &Filter::default(), None);
        assert_eq!(shown(&facets.outlets), ["L'Opinion 3/3", "Le Monde 1/1", " 1/1"]);
        assert_eq!(shown(&facets.years), ["2020 3/3", "2016 1/1", "undated 1/1"]);
        assert_eq!(shown(&facets.languages), ["fr 4/4", "ar 2/2"]);
    }

    #[test]
    fn a_year_narrows_the_other_groups_and_not_the_years() {
        let facets = facets(&archive(), &filter(&[], &[2016]), None);
        assert_eq!(shown(&facets.outlets), ["L'Opinion 1/3", "Le Monde 0/1", " 0/1"]);
        assert_eq!(shown(&facets.years), ["2020 3/3", "2016 1/1", "undated 1/1"]);
        assert_eq!(shown(&facets.languages), ["fr 1/4", "ar 0/2"]);
    }

    #[test]
    fn a_search_narrows_all_groups() {
        let library = archive();
        let hits = search(&library, &parse("alep").0);
        let facets = facets(&library, &filter(&["opinion"], &[2020]), Some(&hits));
        assert_eq!(shown(&facets.outlets), ["L'Opinion 2/3", "Le Monde 0/1", " 0/1"]);
        assert_eq!(shown(&facets.years), ["2020 2/3", "2016 1/1", "undated 0/1"]);
        assert_eq!(shown(&facets.languages), ["fr 1/4", "ar 2/2"]);
    }

    #[test]
    fn the_map_shows_what_languages_leave() {
        let on = Filter { languages: [Lang::AR].into(), ..filter(&["Le Monde"], &[2016]) };
        let matrix = matrix(&archive(), &on, None);
        assert_eq!(shown(&matrix.outlets), ["L'Opinion 2/3", "Le Monde 0/1", " 0/1"]);
        assert_eq!(shown(&matrix.years), ["2020 2/3", "2016 0/1", "undated 0/1"]);
        assert_eq!((matrix.count(0, 0), matrix.count(0, 1), matrix.total()), (2, 0, 2));
        assert_eq!((matrix.count(0, 3), matrix.count(3, 0)), (0, 0));
    }

    #[test]
    fn a_year_has_months_and_what_is_not_known_to_the_month() {
        let row = |of: &Months| {
            let known = (1..)
                .zip(of.counts)
                .filter(|(_, count)| *count > 0)
                .map(|(month, count)| format!("{month}: {count}, "));
            format!("{} {}without: {}", of.year, known.collect::<String>(), of.n_without)
        };
        for (typed, on, want) in [
            ("", filter(&[], &[]), ["2020 2: 2, without: 1", "2016 11: 1, without: 0", "undated without: 1"]),
            // A year that is on narrows the other groups, and not the years.
            ("", filter(&[], &[2016]), ["2020 2: 2, without: 1", "2016 11: 1, without: 0", "undated without: 1"]),
            ("", filter(&["Le Monde"], &[]), ["2020 2: 1, without: 0", "2016 without: 0", "undated without: 0"]),
            ("alep ", filter(&[], &[]), ["2020 2: 1, without: 1", "2016 11: 1, without: 0", "undated without: 0"]),
        ] {
            let library = archive();
            let hits = (!typed.is_empty()).then(|| search(&library, &parse(typed).0));
            let months = months(&library, &on, hits.as_ref());
            assert_eq!(months.iter().map(row).collect::<Vec<_>>(), want, "{typed} {on:?}");
        }
    }

    #[test]
    fn the_commonest_spelling_is_shown_and_the_more_careful_of_equals() {
        for (spellings, want) in [
            (vec!["LE MONDE", "LE MONDE", "Le Monde"], "LE MONDE"),
            (vec!["LE MONDE", "Le Monde", "le monde"], "Le Monde"),
            (vec!["Monde", "Le Monde"], "Le Monde"),
            (vec!["Les Echos", "Les Échos"], "Les Échos"),
        ] {
            let rows: Vec<[&str; 5]> = spellings.iter().map(|outlet| ["", *outlet, "", "", ""]).collect();
            let facets = facets(&table(&rows), &Filter::default(), None);
            assert_eq!(shown(&facets.outlets), [format!("{want} {n}/{n}", n = rows.len())]);
        }
    }

    #[test]
    fn an_article_without_text_has_a_language_row() {
        let facets = facets(&table(&[["", "", "", "", ""]]), &Filter::default(), None);
        assert_eq!(shown(&facets.languages), ["und 1/1"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(80))]

        #[test]
        fn counts_agree_with_counting_one_by_one(library in many(0..60), on in 0usize..64, typed in "(ale|homs|zanzibar|)") {
            let all = facets(&library, &Filter::default(), None);
            fn some<K: Clone + Ord>(rows: &[Facet<K>], on: usize) -> BTreeSet<K> {
                rows.iter().enumerate().filter(|(i, _)| on >> i & 1 == 1).map(|(_, row)| row.key.clone()).collect()
            }
            let filter = Filter { outlets: some(&all.outlets, on), years: some(&all.years, on >> 2), languages: some(&all.languages, on >> 4) };
            let hits = (!typed.is_empty()).then(|| search(&library, &parse(&typed).0));
            let keys = |key| {
                let article = library.get(key).unwrap();
                let outlet = article.outlet().map_or(OutletKey::None, |name| OutletKey::of(name.as_str()));
                let languages = if article.languages().is_empty() { vec![Lang::UND] } else { article.languages().to_vec() };
                (outlet, YearKey::of(article.published().fact.value), languages)
            };
            let count = |outlets: bool, years: bool, languages: bool, has: &dyn Fn(&OutletKey, YearKey, &[Lang]) -> bool| {
                library.iter().filter(|(key, _)| {
                    let (outlet, year, langs) = keys(*key);
                    hits.as_ref().is_none_or(|hits| hits.contains(*key))
                        && (!outlets || filter.outlets.is_empty() || filter.outlets.contains(&outlet))
                        && (!years || filter.years.is_empty() || filter.years.contains(&year))
                        && (!languages || filter.languages.is_empty() || langs.iter().any(|lang| filter.languages.contains(lang)))
                        && has(&outlet, year, &langs)
                }).count()
            };
            let facets = facets(&library, &filter, hits.as_ref());
            for row in &facets.outlets {
                prop_assert_eq!(row.count, count(false, true, true, &|outlet, _, _| *outlet == row.key));
            }
            for row in &facets.years {
                prop_assert_eq!(row.count, count(true, false, true, &|_, year, _| year == row.key));
            }
            for row in &facets.languages {
                prop_assert_eq!(row.count, count(true, true, false, &|_, _, langs| langs.contains(&row.key)));
            }
            let order = |facets: &Facets| (
                facets.outlets.iter().map(|row| row.key.clone()).collect::<Vec<_>>(),
                facets.years.iter().map(|row| row.key).collect::<Vec<_>>(),
                facets.languages.iter().map(|row| row.key).collect::<Vec<_>>(),
            );
            prop_assert_eq!(order(&facets), order(&all));
            let months = months(&library, &filter, hits.as_ref());
            prop_assert_eq!(months.iter().map(|of| (of.year, of.total())).collect::<Vec<_>>(), facets.years.iter().map(|row| (row.key, row.count)).collect::<Vec<_>>());
            for of in &months {
                let in_month = |month: Option<u32>| library.iter().filter(|(key, article)| {
                    let date = article.published().fact.value;
                    let (outlet, year, langs) = keys(*key);
                    year == of.year && date.and_then(PartialDate::month_number) == month
                        && hits.as_ref().is_none_or(|hits| hits.contains(*key))
                        && (filter.outlets.is_empty() || filter.outlets.contains(&outlet))
                        && (filter.languages.is_empty() || langs.iter().any(|lang| filter.languages.contains(lang)))
                }).count();
                prop_assert_eq!(of.n_without, in_month(None));
                for (month, count) in (1..).zip(of.counts) {
                    prop_assert_eq!(count, in_month(Some(month)));
                }
            }
            let matrix = matrix(&library, &filter, hits.as_ref());
            for (i, outlet) in matrix.outlets.iter().enumerate() {
                for (j, year) in matrix.years.iter().enumerate() {
                    prop_assert_eq!(matrix.count(i, j), count(false, false, true, &|o, y, _| *o == outlet.key && y == year.key));
                }
                prop_assert_eq!(outlet.count, (0..matrix.years.len()).map(|j| matrix.count(i, j)).sum::<usize>());
            }
            prop_assert_eq!(matrix.years.iter().map(|year| year.count).sum::<usize>(), matrix.total());
        }
    }
}
