//! Days as machines and editors write them in the head of a page: ISO 8601, RFC 2822, seconds since 1970, or in words.
//!
//! The day is the one that is printed, in the zone of whoever printed it. What content systems write where they know no
//! day - the first second of 1970, the year 1 - is none.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::ingest::dates::{self, Form, NumericOrder};
use crate::model::date::{PartialDate, Precision};

/// A day, month or year as it is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The date.
    pub date: PartialDate,
    /// It is the first minute of a year: what a system writes that knows the year alone.
    pub is_new_year: bool,
}

/// Reads what a head states; `None` where that is no day.
pub fn read(text: &str, order: NumericOrder) -> Option<Moment> {
    let text = text.trim().trim_matches(['"', '\'']);
    let date = number(text).or_else(|| iso(text)).or_else(|| printed(text, order))?;
    let is_none = date.year_number() < FIRST_YEAR || date == PartialDate::day(1970, 1, 1)?;
    let first_of_year = date.month_number() == Some(1) && date.day_number() == Some(1);
    let has_time = text.contains(':') && !text.contains("00:00");
    (!is_none).then_some(Moment { date, is_new_year: first_of_year && !has_time })
}

/// The first newspapers are of the seventeenth century; years before are those of other calendars, or nothing.
const FIRST_YEAR: i32 = 1600;

/// Digits alone: seconds or milliseconds since 1970, or a date without signs between its parts.
fn number(text: &str) -> Option<PartialDate> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let compact = || PartialDate::day(part(0..4)? as i32, part(4..6)?, part(6..8)?);
    let since_1970 = |seconds: i64| Some(PartialDate::from(DateTime::from_timestamp(seconds, 0)?.date_naive()));
    let number: i64 = text.parse().ok()?;
    match text.len() {
        4 => PartialDate::year(number as i32),
        6 => PartialDate::month(part(0..4)? as i32, part(4..6)?),
        8 | 12 | 14 => compact(),
        9 | 10 => since_1970(number),
        13 => since_1970(number / 1000),
        16 => since_1970(number / 1_000_000),
        _ => None,
    }
}

/// `2020-02-12`, `2020-02-12T08:15:00+01:00`, `20200212T081500Z`, `2020-02`, `2020`.
fn iso(text: &str) -> Option<PartialDate> {
    let day_end = text.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(text.len());
    let (day, rest) = text.split_at(day_end);
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' ', '_', 'Z'])) {
        return None;
    }
    let mut parts = day.trim_end_matches('-').split('-');
    let (year, month, of_month) = (parts.next()?, parts.next(), parts.next());
    if year.len() == 8 && month.is_none() {
        return number(year);
    }
    if year.len() != 4 || parts.next().is_some_and(|zone| !rest.is_empty() || zone.len() > 4) {
        return None;
    }
    let year = year.parse().ok()?;
    match (month, of_month) {
        (Some(month), Some(day)) => PartialDate::day(year, month.parse().ok()?, day.parse().ok()?),
        (Some(month), None) => PartialDate::month(year, month.parse().ok()?),
        (None, _) => PartialDate::year(year).filter(|_| rest.is_empty()),
    }
}

/// Words: RFC 2822 and all that looks like it, in any language, and dates as pages print them.
fn printed(text: &str, order: NumericOrder) -> Option<PartialDate> {
    let found = dates::mentions(text, order);
    let known = |form: Form| match form {
        Form::Full(date) => Some(PartialDate::from(date)),
        Form::Ambiguous(_) | Form::MonthYear(_) => form.known(),
        Form::Year(_) | Form::DayMonth { .. } => None,
    };
    let full = found.iter().find_map(|mention| known(mention.form).filter(|date| date.day_number().is_some()));
    let vague = || found.iter().find_map(|mention| known(mention.form));
    full.or_else(|| year_at_end(text, &found)).or_else(|| short_year(text, &found)).or_else(vague)
}

/// `Wed Feb 12 08:15:00 CET 2020`: the time stands between the day and its year.
fn year_at_end(text: &str, found: &[dates::Mention]) -> Option<PartialDate> {
    let [.., day, year] = found else { return None };
    match (day.form, year.form) {
        (Form::DayMonth { day, month }, Form::Year(number)) if text.contains(':') => {
            PartialDate::day(number, month, day)
        }
        _ => None,
    }
}

/// `12 Feb 20 08:15 GMT`: years had two figures in the mails of old, and in feeds they still have (RFC 2822, 4.3).
fn short_year(text: &str, found: &[dates::Mention]) -> Option<PartialDate> {
    let mention = found.first()?;
    let Form::DayMonth { day, month } = mention.form else { return None };
    let rest = text.get(mention.range.end..)?.trim_start_matches([' ', '-']);
    let digits = rest.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let is_time = !rest[2..].is_empty() && !rest[2..].starts_with(' ');
    let number: i32 = digits.parse().ok()?;
    let year = if number < 50 { 2000 + number } else { 1900 + number };
    (!is_time).then(|| PartialDate::day(year, month, day)).flatten()
}

/// A moment in universal time may be of the day before or behind for whoever printed it: this printed day is the day there, in
/// a zone between the west coast of America (UTC-8) and the Gulf (UTC+4).
pub fn is_day_in_zone(moment: &str, printed: PartialDate) -> bool {
    let Some(utc) = universal(moment.trim()) else { return false };
    let [west, east] = [-8, 4].map(|hours| utc.checked_add_signed(TimeDelta::hours(hours)).map(|there| there.date()));
    let is_there = Some(printed.first_day()) == west || Some(printed.first_day()) == east;
    // Midnight is what a day is made into that has no time.
    is_there
        && printed.precision() == Precision::Day
        && printed.first_day() != utc.date()
        && utc.time() != NaiveTime::MIN
}

/// A moment that is given in universal time; none for one of another zone, or of none that it says.
fn universal(text: &str) -> Option<NaiveDateTime> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        return match text.len() {
            10 => Some(DateTime::from_timestamp(number, 0)?.naive_utc()),
            13 => Some(DateTime::from_timestamp_millis(number)?.naive_utc()),
            _ => None,
        };
    }
    let moment = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)).ok()?;
    (moment.offset().local_minus_utc() == 0).then(|| moment.naive_utc())
}

/// The full date in the path of an address: `/2016/11/05/`, `/2016-11-05-title`, `/20161105/`.
pub fn in_address(address: &str) -> Option<PartialDate> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let path = path.get(path.find('/')?..)?;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let figures = |text: &str, n: std::ops::RangeInclusive<usize>| {
        (n.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
    };
    let day = |year: u32, month: u32, day: u32| {
        let is_year = (1990..2100).contains(&year);
        NaiveDate::from_ymd_opt(year as i32, month, day).filter(|_| is_year).map(PartialDate::from)
    };
    let in_parts = parts
        .windows(3)
        .find_map(|parts| day(figures(parts[0], 4..=4)?, figures(parts[1], 1..=2)?, figures(parts[2], 1..=2)?));
    in_parts.or_else(|| {
        parts.iter().find_map(|part| {
            let whole =
                part.get(..8).filter(|_| !part[8..].starts_with(|c: char| c.is_ascii_digit())).and_then(|figs| {
                    let number = figures(figs, 8..=8)?;
                    day(number / 10_000, number / 100 % 100, number % 100)
                });
            let mut pieces = part.splitn(4, ['-', '_']);
            let dashed = || {
                day(figures(pieces.next()?, 4..=4)?, figures(pieces.next()?, 2..=2)?, figures(pieces.next()?, 2..=2)?)
            };
            whole.or_else(dashed)
        })
    })
}

/// How many days apart two dates are, where they can be compared: those of one period are not apart.
pub fn days_between(a: PartialDate, b: PartialDate) -> i64 {
    if a.first_day() > b.last_day() {
        (a.first_day() - b.last_day()).num_days()
    } else if b.first_day() > a.last_day() {
        (b.first_day() - a.last_day()).num_days()
    } else {
        0
    }
}

/// The year of a date may be that of reading a page, never one far from all of the web and print.
pub fn is_plausible(date: PartialDate, latest: Option<NaiveDate>) -> bool {
    let first = date.first_day();
    first.year() >= FIRST_YEAR && latest.is_none_or(|latest| first <= latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let got =
            read(text, NumericOrder::DayFirst).map_or_else(|| "none".to_owned(), |moment| moment.date.to_string());
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn a_day_is_read_as_machines_write_it() {
        check("2020-02-12", "2020-02-12");
        check("2020-02-12T23:59:00-05:00", "2020-02-12");
        check("2020-02-12T08:15:00.000Z", "2020-02-12");
        check("2020-02-12 08:15", "2020-02-12");
        check("20200212T081500Z", "2020-02-12");
        check("20200212081500", "2020-02-12");
        check("2020-02", "2020-02");
        check("2020", "2020");
        check("1581495300", "2020-02-12");
        check("1581495300000", "2020-02-12");
    }

    #[test]
    fn a_day_is_read_as_feeds_and_mails_write_it() {
        check("Wed, 12 Feb 2020 08:15:00 +0100", "2020-02-12");
        check("Wed, 12 Feb 20 08:15:00 GMT", "2020-02-12");
        check("12 Feb 97 08:15", "1997-02-12");
        check("mer., 12 févr. 2020 08:15:00 +0100", "2020-02-12");
        check("الأربعاء, 12 فبراير 2020 08:15:00", "2020-02-12");
        check("Wed Feb 12 08:15:00 CET 2020", "2020-02-12");
        check("February 12, 2020 8:15 am", "2020-02-12");
        check("12/02/2020 - 08:15", "2020-02-12");
        check("Publié le 12 février 2020", "2020-02-12");
        check("février 2020", "2020-02");
    }

    #[test]
    fn a_moment_is_of_the_day_that_is_printed_where_it_was() {
        for (moment, printed, is_there) in [
            ("2020-02-25T02:25:54Z", "2020-02-24", true),
            ("2020-02-25T02:25:54+00:00", "2020-02-24", true),
            ("Tue, 25 Feb 2020 02:25:54 GMT", "2020-02-24", true),
            ("1582597554", "2020-02-24", true),
            ("2020-02-24T23:11:00Z", "2020-02-25", true),
            ("2020-02-24T18:11:00Z", "2020-02-25", false),
            ("2020-02-25T09:25:54Z", "2020-02-24", false),
            ("2020-02-25T02:25:54+01:00", "2020-02-24", false),
            ("2020-02-25T00:00:00Z", "2020-02-24", false),
            ("2020-02-25T02:25:54Z", "2020-02-25", false),
            ("2020-02-25T02:25:54Z", "2020-02-23", false),
            ("2020-02-25", "2020-02-24", false),
            ("+262142-12-31T23:59:00Z", "2020-02-24", false),
        ] {
            let printed = iso(printed).unwrap();
            assert_eq!(is_day_in_zone(moment, printed), is_there, "{moment} {printed}");
        }
    }

    #[test]
    fn what_stands_for_no_day_is_none() {
        for text in [
            "",
            "0",
            "1970-01-01T00:00:00Z",
            "0001-01-01T00:00:00",
            "0000-00-00 00:00:00",
            "-0001-11-30T00:00:00+00:00",
            "1441-06-18",
            "null",
            "hier",
            "12 mars",
            "2019-02-29",
            "4294967296999",
        ] {
            let got = read(text, NumericOrder::DayFirst);
            assert!(got.is_none_or(|moment| moment.date.year_number() > 2100), "{text}: {got:?}");
        }
    }

    #[test]
    fn the_first_minute_of_a_year_is_seen() {
        let is_new_year = |text| read(text, NumericOrder::DayFirst).is_some_and(|moment| moment.is_new_year);
        assert!(is_new_year("2016-01-01T00:00:00+00:00") && is_new_year("2016-01-01"));
        assert!(!is_new_year("2016-01-01T08:15:00Z") && !is_new_year("2016-01-02T00:00:00Z"));
    }

    #[test]
    fn an_address_may_hold_its_day() {
        for (address, want) in [
            ("https://a.example/monde/2016/11/05/le-port.html", Some("2016-11-05")),
            ("https://a.example/2016-11-05-le-port", Some("2016-11-05")),
            ("https://a.example/20161105/le-port", Some("2016-11-05")),
            ("https://a.example/2016/11/le-port", None),
            ("https://a.example/20161335-x", None),
            ("https://a.example/a/123456789012/x", None),
            ("https://a.example?d=2016/11/05/", None),
        ] {
            assert_eq!(in_address(address).map(|date| date.to_string()).as_deref(), want, "{address}");
        }
    }
}
