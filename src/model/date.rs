//! A date known to the day, to the month or to the year.
//!
//! Press pages often say no more than "février 2020". Such a date is kept as it is: nothing fills in a first of the month.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day, a month or a year of the proleptic Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct PartialDate {
    year: i16,
    /// 1 to 12, or 0 where only the year is known.
    month: u8,
    /// 1 to 31, or 0 where the day is not known.
    day: u8,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The full date.
    Day,
}

impl Precision {
    /// `year`, `month` or `day`.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
        }
    }
}

impl PartialDate {
    /// A full date; `None` if there is no such day (29 February of a common year, month 13).
    pub fn day(year: i32, month: u32, day: u32) -> Option<PartialDate> {
        let in_range = (1..=9999).contains(&year);
        let date = NaiveDate::from_ymd_opt(year, month, day).filter(|_| in_range)?;
        Some(PartialDate::from(date))
    }

    /// A month; `None` if there is no such month.
    pub fn month(year: i32, month: u32) -> Option<PartialDate> {
        let known = PartialDate::day(year, month, 1)?;
        Some(PartialDate { day: 0, ..known })
    }

    /// A year; `None` outside 1 to 9999.
    pub fn year(year: i32) -> Option<PartialDate> {
        let known = PartialDate::day(year, 1, 1)?;
        Some(PartialDate { month: 0, day: 0, ..known })
    }

    /// How much of it is known.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (0, _) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The year.
    pub fn year_number(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, where it is known.
    pub fn month_number(self) -> Option<u32> {
        (self.month > 0).then_some(u32::from(self.month))
    }

    /// The day of the month, 1 to 31, where it is known.
    pub fn day_number(self) -> Option<u32> {
        (self.day > 0).then_some(u32::from(self.day))
    }

    /// The first day it may mean.
    pub fn first_day(self) -> NaiveDate {
        let (month, day) = (self.month.max(1), self.day.max(1));
        NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(month), u32::from(day)).unwrap_or_default()
    }

    /// The last day it may mean.
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        match self.precision() {
            Precision::Day => first,
            Precision::Month => last_of_month(first),
            Precision::Year => first.with_month(12).map_or(first, last_of_month),
        }
    }

    /// The month of a date that was made a number, 1 to 12; 0 where it is not known.
    pub fn month_in(number: u32) -> u32 {
        number >> 8 & 0xFF
    }

    /// Ascending, the order of a newspaper's archive with the newest first: a date known only to the month or the year
    /// comes after the full dates of its period, whichever way the list runs.
    pub fn newest_rank(self) -> u32 {
        u32::MAX - packed(self.year, self.month, self.day)
    }

    /// Ascending, the oldest first, with the same place for dates known only to the month or the year.
    pub fn oldest_rank(self) -> u32 {
        let last = |part: u8| if part == 0 { u8::MAX } else { part };
        packed(self.year, last(self.month), last(self.day))
    }

    /// Compares by [`PartialDate::newest_rank`].
    pub fn newest_first(a: PartialDate, b: PartialDate) -> Ordering {
        a.newest_rank().cmp(&b.newest_rank())
    }

    /// Compares by [`PartialDate::oldest_rank`].
    pub fn oldest_first(a: PartialDate, b: PartialDate) -> Ordering {
        a.oldest_rank().cmp(&b.oldest_rank())
    }
}

impl From<PartialDate> for u32 {
    /// A number that compares as year, month and day do, and is never 0.
    fn from(date: PartialDate) -> u32 {
        packed(date.year, date.month, date.day)
    }
}

impl TryFrom<u32> for PartialDate {
    type Error = &'static str;

    /// The date that was made such a number.
    fn try_from(number: u32) -> Result<PartialDate, &'static str> {
        let (year, month, day) = ((number >> 16) as i32, number >> 8 & 0xFF, number & 0xFF);
        let date = match (month, day) {
            (0, 0) => PartialDate::year(year),
            (month, 0) => PartialDate::month(year, month),
            (month, day) => PartialDate::day(year, month, day),
        };
        date.ok_or("no date of the calendar")
    }
}

/// Compares as year, month and day do; years are positive.
fn packed(year: i16, month: u8, day: u8) -> u32 {
    u32::from(year.unsigned_abs()) << 16 | u32::from(month) << 8 | u32::from(day)
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    let (year, month) = if first.month() == 12 { (first.year() + 1, 1) } else { (first.year(), first.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|next| next.pred_opt()).unwrap_or(first)
}

impl From<NaiveDate> for PartialDate {
    /// Years beyond 9999 do not occur: every date comes from four digits of a page.
    fn from(date: NaiveDate) -> PartialDate {
        PartialDate { year: date.year() as i16, month: date.month() as u8, day: date.day() as u8 }
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601, cut to its precision: `2020-02-12`, `2020-02`, `2020`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            Precision::Year => write!(f, "{:04}", self.year),
            Precision::Month => write!(f, "{:04}-{:02}", self.year, self.month),
            Precision::Day => write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap());
        let year = parts.next().unwrap() as i32;
        match (parts.next(), parts.next()) {
            (Some(month), Some(day)) => PartialDate::day(year, month, day),
            (Some(month), None) => PartialDate::month(year, month),
            _ => PartialDate::year(year),
        }
        .unwrap()
    }

    #[test]
    fn a_date_spans_what_it_may_mean() {
        for (text, first, last) in [
            ("2020-02-12", "2020-02-12", "2020-02-12"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2019-12", "2019-12-01", "2019-12-31"),
            ("2019", "2019-01-01", "2019-12-31"),
        ] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(date(text).first_day().to_string(), first);
            assert_eq!(date(text).last_day().to_string(), last);
        }
    }

    #[test]
    fn days_that_are_not_in_the_calendar_are_refused() {
        assert_eq!(PartialDate::day(2019, 2, 29), None);
        assert_eq!(PartialDate::day(2020, 13, 1), None);
        assert_eq!(PartialDate::month(2020, 0), None);
        assert_eq!(PartialDate::year(0), None);
    }

    #[test]
    fn a_date_is_a_number_and_few_numbers_are_dates() {
        for text in ["2020-02-12", "2020-02", "2020", "0001-01-01", "9999-12-31"] {
            assert_eq!(PartialDate::try_from(u32::from(date(text))), Ok(date(text)));
            assert_eq!(PartialDate::month_in(u32::from(date(text))), date(text).month_number().unwrap_or(0));
        }
        for number in [0, 2020 << 16 | 13 << 8, 2019 << 16 | 2 << 8 | 29, 2020 << 16 | 1, 10_000 << 16, u32::MAX] {
            assert!(PartialDate::try_from(number).is_err(), "{number:#x}");
        }
    }

    #[test]
    fn a_vague_date_sorts_after_the_full_dates_of_its_period() {
        let mut dates = ["2020", "2020-02", "2020-02-12", "2020-02-28", "2019-12-31", "2020-03-01"].map(date);
        dates.sort_by(|a, b| PartialDate::newest_first(*a, *b));
        assert_eq!(
            dates.map(|d| d.to_string()),
            ["2020-03-01", "2020-02-28", "2020-02-12", "2020-02", "2020", "2019-12-31"]
        );
        dates.sort_by(|a, b| PartialDate::oldest_first(*a, *b));
        assert_eq!(
            dates.map(|d| d.to_string()),
            ["2019-12-31", "2020-02-12", "2020-02-28", "2020-02", "2020-03-01", "2020"]
        );
    }
}
