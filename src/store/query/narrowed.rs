//! What is typed, narrowed down by one more term: how a page puts a period into the search.
//!
//! The term goes first, because what stands last is perhaps still being typed: a word that is not complete, a quotation
//! that is not closed. A period that was put there before gives way to one within it.

use crate::store::query::{Node, Period, Query, parse};

/// A query, as it can be typed, that is answered by what answers both `typed` and `term`.
pub fn narrowed(typed: &str, term: &str) -> String {
    let typed = without_wider_period(typed.trim_start(), term);
    if typed.trim().is_empty() {
        return term.to_owned();
    }
    let wanted = both(parse(term).0, parse(typed).0);
    // A bracket that is closed ends a word that was being typed; one that is left open ends with the query as well.
    let ways = [format!("{term} {typed}"), format!("{term} ({typed})"), format!("{term} ({typed}")];
    let says_it = |way: &String| parse(way).0 == wanted;
    ways.into_iter().find(says_it).unwrap_or_else(|| wanted.to_string())
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

fn both(one: Query, other: Query) -> Query {
    let parts = |root| match root {
        Node::All(nodes) => nodes,
        node => vec![node],
    };
    let mut nodes = parts(one.root);
    nodes.extend(parts(other.root));
    Query { root: Node::All(nodes) }
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
    use crate::store::sample::{library, samples};
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
