//! What is typed, narrowed down by one more term: how months, which are no row of a group, are put into the search.
//!
//! The term goes first, because what stands last is perhaps still being typed: a word that is not complete, a quotation
//! that is not closed. A period that was put there before gives way to one within it.

use std::collections::BTreeSet;

use crate::store::groups::MonthKey;
use crate::store::query::{Node, Period, parse};

/// A query, as it can be typed, that is answered by what answers both `typed` and `term`.
pub fn narrowed(typed: &str, term: &str) -> String {
    let typed = without_wider_period(typed.trim_start(), term);
    if typed.trim().is_empty() {
        return term.to_owned();
    }
    let wanted = parse(term).0.and(parse(typed).0);
    // A bracket that is closed ends a word that was being typed; one that is left open ends with the query as well.
    let ways = [format!("{term} {typed}"), format!("{term} ({typed})"), format!("{term} ({typed}")];
    let says_it = |way: &String| parse(way).0 == wanted;
    ways.into_iter().find(says_it).unwrap_or_else(|| wanted.to_string())
}

/// These months of a year as one term: a period for each run of them.
pub fn months_term(year: i32, months: &BTreeSet<MonthKey>) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for month in months {
        match (month, runs.last_mut()) {
            (MonthKey::Month(number), Some((_, last))) if *last + 1 == *number => *last = *number,
            (MonthKey::Month(number), _) => runs.push((*number, *number)),
            (MonthKey::Unknown, _) => {}
        }
    }
    // From January to December is what is known only to the year as well.
    if runs == [(1, 12)] {
        runs = vec![(1, 11), (12, 12)];
    }
    let mut terms: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match first == last {
            true => format!("date:{year:04}-{first:02}"),
            false => format!("date:{year:04}-{first:02}..{year:04}-{last:02}"),
        })
        .collect();
    if months.contains(&MonthKey::Unknown) {
        // A date that has a month lies in one of these periods, one without a month in none of them.
        terms.push(format!("year:{year:04} -date:{year:04}-01..{year:04}-11 -date:{year:04}-02..{year:04}-12"));
    }
    match terms.as_slice() {
        [only] => only.clone(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// What is typed, without the period at its beginning if that of the term lies within it.
fn without_wider_period<'a>(typed: &'a str, term: &str) -> &'a str {
    let (first, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    match (period(first), period(term)) {
        (Some(old), Some(new)) if old.encloses(new) && !matches!(parse(typed).0.root, Node::Any(_)) => rest,
        _ => typed,
    }
}

fn period(term: &str) -> Option<Period> {
    match parse(term).0.root {
        Node::Dated(period) => Some(period),
        _ => None,
    }
}

impl Period {
    /// Both are of days, and no day of the other lies outside this one.
    fn encloses(self, other: Period) -> bool {
        let days = |period: Period| Some((period.from?.first_day(), period.to?.last_day()));
        let same_unit = self.unit == other.unit;
        days(self).zip(days(other)).is_some_and(|(whole, part)| same_unit && whole.0 <= part.0 && part.1 <= whole.1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::facets::months;
    use crate::store::groups::{Filter, YearKey};
    use crate::store::sample::{library, samples, table};
    use crate::store::search::search;

    #[test]
    fn a_period_goes_before_what_is_typed() {
        for (typed, want) in [
            ("", "date:2020-02"),
            ("  ", "date:2020-02"),
            ("ale", "date:2020-02 ale"),
            ("alep ", "date:2020-02 alep "),
            ("\"ras zah", "date:2020-02 \"ras zah"),
            ("alep OR homs ", "date:2020-02 (alep OR homs )"),
            ("alep OR hom", "date:2020-02 (alep OR hom"),
            ("date:2020-02", "date:2020-02"),
            ("date:2020-01..2020-04 alep", "date:2020-02 alep"),
            ("date:2020-03 alep", "date:2020-02 date:2020-03 alep"),
            ("date:2020 OR alep ", "date:2020-02 (date:2020 OR alep )"),
            ("year:2020 alep ", "date:2020-02 year:2020 alep "),
        ] {
            assert_eq!(narrowed(typed, "date:2020-02"), want, "{typed}");
        }
    }

    fn marked(on: u32) -> BTreeSet<MonthKey> {
        MonthKey::all().enumerate().filter(|(idx, _)| on >> idx & 1 == 1).map(|(_, month)| month).collect()
    }

    #[test]
    fn months_in_a_row_are_one_period() {
        for (on, want) in [
            (0b0_0000_0000_0010, "date:2020-02"),
            (0b0_0000_0000_1110, "date:2020-02..2020-04"),
            (0b0_1000_0000_0110, "(date:2020-02..2020-03 OR date:2020-12)"),
            (0b0_1111_1111_1111, "(date:2020-01..2020-11 OR date:2020-12)"),
            (0b1_0000_0000_0000, "year:2020 -date:2020-01..2020-11 -date:2020-02..2020-12"),
        ] {
            assert_eq!(months_term(2020, &marked(on)), want);
        }
    }

    #[test]
    fn the_term_of_any_months_finds_what_they_count() {
        let dates =
            ["2020-02-12", "2020-02", "2020-04-30", "2020-12-31", "2020-01-01", "2020", "2019-12-31", "2021", ""];
        let library = table(&dates.map(|date| ["", "", date, "", ""]));
        let of =
            months(&library, &Filter::default(), None).into_iter().find(|of| of.year == YearKey::Year(2020)).unwrap();
        for on in 1..1 << 13 {
            let marked = marked(on);
            let term = months_term(2020, &marked);
            let (query, doubts) = parse(&term);
            let counted: usize = marked.iter().map(|month| of.count(*month)).sum();
            assert_eq!((search(&library, &query).len(), doubts.len()), (counted, 0), "{term}");
        }
    }

    proptest! {
        #[test]
        fn it_finds_what_both_find(
            samples in samples(),
            typed in "(ale|alep |\"|\\(|\\)|OR |-|=|date:2020|date:2020-02-1|year:2016 |arm| ){0,6}",
            term in "(date:2020-02|date:2020-02\\.\\.2020-04|\\(date:2020-02 OR date:2016-11\\))",
        ) {
            let library = library(&samples);
            let [both, one, other] = [&narrowed(&typed, &term), &typed, &term].map(|typed| search(&library, &parse(typed).0));
            for (key, _) in library.iter() {
                prop_assert_eq!(both.contains(key), one.contains(key) && other.contains(key), "{}", narrowed(&typed, &term));
            }
        }
    }
}
