//! The rows of the three groups - outlets, years, languages - and the filter that switches them on.
//!
//! Pages print `Le Monde`, `LE MONDE`, `Monde`; a reader means one paper. Names that differ in case, accents, punctuation
//! or the leading article are one row here; which spelling is shown is decided by how often each occurs.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::marked::Status;
use crate::store::marks::Tag;
use crate::store::query::{Query, parse};
use crate::store::tokens;

/// An outlet as a row of its group.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutletKey {
    /// What all spellings of its name have in common: folded words without the leading article.
    Named(Arc<str>),
    /// Articles that name no outlet.
    None,
}

/// Articles that may stand before a name, folded, as separate words (`L'Opinion` has the words `l` and `opinion`).
const ARTICLES: &[&str] = &["le", "la", "les", "l", "the", "el", "al", "il", "los", "las", "der", "die", "das"];

/// The Arabic article, written onto its word.
const ARABIC_ARTICLE: &str = "ال";

impl OutletKey {
    /// The outlet that is written like this, in any of its spellings; none for a name without letters.
    pub fn of(name: &str) -> OutletKey {
        let mut words = String::new();
        tokens::push_words(&mut words, name);
        match without_article(words.trim()) {
            "" => OutletKey::None,
            key => OutletKey::Named(key.into()),
        }
    }
}

/// The outlets that a name means: the one of this name, or else those in whose name its words stand. A name that is being
/// typed means all in whose name words begin like it.
pub fn outlets_named<'a>(name: &str, is_prefix: bool, keys: &[&'a OutletKey]) -> Vec<&'a OutletKey> {
    let OutletKey::Named(words) = OutletKey::of(name) else { return Vec::new() };
    let exact = keys.iter().find(|key| matches!(key, OutletKey::Named(key) if *key == words));
    if let Some(exact) = exact.filter(|_| !is_prefix) {
        return vec![exact];
    }
    let wanted = if is_prefix { format!(" {words}") } else { format!(" {words} ") };
    let within = |key: &&OutletKey| matches!(key, OutletKey::Named(key) if format!(" {key} ").contains(&wanted));
    keys.iter().copied().filter(within).collect()
}

fn without_article(words: &str) -> &str {
    let words = match words.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest,
        _ => words,
    };
    match words.strip_prefix(ARABIC_ARTICLE) {
        // Two letters are too few for a name: what looks like an article is a part of it.
        Some(rest) if rest.chars().take_while(|c| *c != ' ').count() > 2 => rest,
        _ => words,
    }
}

/// A year as a row of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum YearKey {
    /// Articles of which at least the year is known.
    Year(i32),
    /// All others.
    Undated,
}

/// Articles with a mark as a row of their group.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKey {
    /// Articles of which this can be said.
    Is(Status),
    /// Articles with this tag, folded: however it is written.
    Tag(Arc<str>),
}

impl MarkKey {
    /// The row of a tag.
    pub fn of(tag: &Tag) -> MarkKey {
        MarkKey::Tag(tag.folded().into())
    }

    /// What asks for its articles.
    pub fn query(&self) -> Query {
        let typed = match self {
            MarkKey::Is(status) => format!("is:{} ", status.name()),
            MarkKey::Tag(folded) => format!("tag:\"{}\" ", folded.replace('"', " ")),
        };
        parse(&typed).0
    }
}

/// A month as a row inside a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MonthKey {
    /// 1 to 12.
    Month(u32),
    /// Articles of which no more than the year is known.
    Unknown,
}

impl MonthKey {
    /// All rows inside a year: January to December, and what is known of no month.
    pub fn all() -> impl Iterator<Item = MonthKey> {
        (1..=12).map(MonthKey::Month).chain([MonthKey::Unknown])
    }
}

impl YearKey {
    /// The row an article with this date counts in.
    pub fn of(published: Option<PartialDate>) -> YearKey {
        published.map_or(YearKey::Undated, |date| YearKey::Year(date.year_number()))
    }
}

impl fmt::Display for YearKey {
    /// `2020`, `undated`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            YearKey::Year(year) => f.pad(&year.to_string()),
            YearKey::Undated => f.pad("undated"),
        }
    }
}

/// The rows that are switched on. Within a group they unite, the groups intersect; a group with nothing on lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Outlets.
    pub outlets: BTreeSet<OutletKey>,
    /// Years.
    pub years: BTreeSet<YearKey>,
    /// Languages; an article counts in each of its own.
    pub languages: BTreeSet<Lang>,
}

impl Filter {
    /// Nothing is switched on.
    pub fn is_empty(&self) -> bool {
        self.outlets.is_empty() && self.years.is_empty() && self.languages.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_outlet_fall_together() {
        for (a, b) in [
            ("L'Opinion", "L\u{2019}opinion"),
            ("Le Monde", "LE MONDE"),
            ("Le Monde", "Monde"),
            ("Les Échos", "Les Echos"),
            ("The Times", "Times"),
            ("El Watan", "El-Watan"),
            ("Al-Ahram", "Al Ahram"),
            ("\u{627}\u{644}\u{623}\u{647}\u{631}\u{627}\u{645}", "\u{623}\u{647}\u{631}\u{627}\u{645}"),
        ] {
            assert_eq!(OutletKey::of(a), OutletKey::of(b), "{a} and {b}");
        }
    }

    #[test]
    fn different_outlets_stay_apart() {
        for (a, b) in
            [("Le Monde", "Le Monde diplomatique"), ("La Croix", "La Voix"), ("Lemonde", "Le Monde"), ("Le", "La")]
        {
            assert_ne!(OutletKey::of(a), OutletKey::of(b), "{a} and {b}");
        }
        assert_eq!(OutletKey::of("- !"), OutletKey::None);
    }
}
