//! The interface's own words for what the model knows: dates, bounds, languages, how sure a fact is.
//!
//! English for now, and in one place, so that another language is one more file. What a page says is never translated.

use crate::model::article::Dating;
use crate::model::date::PartialDate;
use crate::model::evidence::{Confidence, Role};
use crate::model::lang::Lang;

/// Beside a headline: signs in it, or in the text, turned the order of letters round and were left out; the evidence has
/// the lines.
pub const OVERRIDDEN: &str = "⇄";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date at full length, cut to what is known of it: `28 February 2020`, `February 2020`, `2020`.
pub fn long_date(date: PartialDate) -> String {
    let month = date.month_number().and_then(|month| MONTHS.get(month as usize - 1));
    match (month, date.day_number()) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year_number()),
        (Some(month), None) => format!("{month} {}", date.year_number()),
        (None, _) => date.year_number().to_string(),
    }
}

/// A date for a column of dates: `28 Feb 2020`, `Feb 2020`, `2020`.
pub fn short_date(date: PartialDate) -> String {
    let month = date.month_number().and_then(|month| MONTHS.get(month as usize - 1)).and_then(|month| month.get(..3));
    match (month, date.day_number()) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year_number()),
        (Some(month), None) => format!("{month} {}", date.year_number()),
        (None, _) => date.year_number().to_string(),
    }
}

/// When an article was published, as its dateline says it: `28 February 2020`, `undated, after March 2020`.
/// A derived date is followed by its sign, `(derived)`: no line of the page says it outright.
pub fn dateline(dating: &Dating) -> String {
    match dating.fact.value {
        Some(date) if dating.fact.confidence == Confidence::Derived => format!("{} (derived)", long_date(date)),
        Some(date) => long_date(date),
        None => match bounds(dating.not_before, dating.not_after, long_date) {
            Some(bounds) => format!("undated, {bounds}"),
            None => "undated".to_owned(),
        },
    }
}

/// What bounds a date, said with `written`: `after March 2020`, `before 3 May 2021`, `between 2019 and 2021`.
/// A bound is itself a day it may have been, but so the press says it.
pub fn bounds(
    not_before: Option<PartialDate>,
    not_after: Option<PartialDate>,
    written: fn(PartialDate) -> String,
) -> Option<String> {
    match (not_before, not_after) {
        (Some(first), Some(last)) if first == last => Some(format!("about {}", written(first))),
        (Some(first), Some(last)) => Some(format!("between {} and {}", written(first), written(last))),
        (Some(first), None) => Some(format!("after {}", written(first))),
        (None, Some(last)) => Some(format!("before {}", written(last))),
        (None, None) => None,
    }
}

/// How sure a fact is, for somebody who never saw a rule.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Stated => "the page says so",
        Confidence::Derived => "derived from several lines",
        Confidence::None => "the page does not say",
    }
}

/// What a line does for a fact.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::States => "says it",
        Role::Relative => "says it relative to another day",
        Role::Anchor => "fixes the day that others are counted from",
        Role::Bound => "sets a bound",
        Role::Corroborates => "fits",
        Role::Tension => "fits badly",
        Role::Rejected => "considered, and set aside",
        Role::Hint => "a hint, too weak to conclude from",
    }
}

/// The name of a language; its tag where the interface has no name for it.
pub fn language(lang: Lang) -> String {
    match lang.as_str() {
        "ar" => "Arabic",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "it" => "Italian",
        "nl" => "Dutch",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "tr" => "Turkish",
        "und" => "undetermined",
        "ur" => "Urdu",
        tag => tag,
    }
    .to_owned()
}

/// `1 article`, `12 articles`, `12 345 articles`: thousands are set apart by a space, as both presses do.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// A number with its thousands set apart by a space.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evidence::Fact;
    use crate::text::clean::Clean;

    fn dating(confidence: Confidence, value: Option<PartialDate>, bounds: [Option<PartialDate>; 2]) -> Dating {
        let fact = Fact { value, raw: None::<Clean>, confidence, evidence: Vec::new() };
        Dating { fact, not_before: bounds[0], not_after: bounds[1] }
    }

    #[test]
    fn a_dateline_says_no_more_than_is_known() {
        let day = PartialDate::day(2020, 2, 28);
        let month = PartialDate::month(2020, 3);
        let year = PartialDate::year(2021);
        for (confidence, value, bounds, want) in [
            (Confidence::Stated, day, [None, None], "28 February 2020"),
            (Confidence::Stated, month, [None, None], "March 2020"),
            (Confidence::Stated, year, [month, None], "2021"),
            (Confidence::Derived, day, [day, day], "28 February 2020 (derived)"),
            (Confidence::None, None, [month, None], "undated, after March 2020"),
            (Confidence::None, None, [None, year], "undated, before 2021"),
            (Confidence::None, None, [month, year], "undated, between March 2020 and 2021"),
            (Confidence::None, None, [month, month], "undated, about March 2020"),
            (Confidence::None, None, [None, None], "undated"),
        ] {
            assert_eq!(dateline(&dating(confidence, value, bounds)), want);
        }
    }

    #[test]
    fn a_short_date_fits_a_column() {
        for (date, want) in [
            (PartialDate::day(2016, 11, 5), "5 Nov 2016"),
            (PartialDate::month(2020, 3), "Mar 2020"),
            (PartialDate::year(2021), "2021"),
        ] {
            assert_eq!(date.map(short_date).as_deref(), Some(want));
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        for (n, want) in [(0, "0"), (999, "999"), (1000, "1 000"), (1234567, "1 234 567")] {
            assert_eq!(number(n), want);
        }
        assert_eq!(count(1, "article", "articles"), "1 article");
    }
}
