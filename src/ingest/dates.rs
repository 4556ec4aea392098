//! Dates as press pages print them, in French, Arabic, English and Spanish.
//!
//! `mentions` finds every date of a line and says what is printed, no more: a day and a month without a year stay so.
//! Day before month is the order of French, Arabic and Spanish pages; month before day is read only where a day above 12
//! leaves no other reading, or on an English line. Hijri months are not in the tables, so their years match nothing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::model::date::PartialDate;
use crate::text::bytes;
use crate::text::fold::fold;

/// A date found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes of the line: from its first digit or month to its last; a weekday is not part of it.
    pub range: Range<usize>,
    /// What is printed.
    pub form: Form,
    /// The weekday before it.
    pub weekday: Option<Weekday>,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Day, month and year.
    Full(NaiveDate),
    /// A full numeric date that may be read in two ways: only the year is sure.
    Ambiguous(i32),
    /// Day and month.
    DayMonth {
        /// 1 to 31.
        day: u32,
        /// 1 to 12.
        month: u32,
    },
    /// Month and year.
    MonthYear(PartialDate),
    /// Four digits that may be a year, 1900 to 2099.
    Year(i32),
}

impl Form {
    /// The date as far as it is known with its year.
    pub fn known(self) -> Option<PartialDate> {
        match self {
            Form::Full(date) => Some(PartialDate::from(date)),
            Form::MonthYear(date) => Some(date),
            Form::Ambiguous(year) | Form::Year(year) => PartialDate::year(year),
            Form::DayMonth { .. } => None,
        }
    }
}

/// Which number comes first in `03/07/2013`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumericOrder {
    /// French, Arabic, Spanish.
    DayFirst,
    /// English pages use both orders.
    Unsure,
}

/// Every date of the line, in order; none overlap.
pub fn mentions(text: &str, order: NumericOrder) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    if !has_digit(text) {
        return found;
    }
    let mut at = 0;
    while let Some(number) = next_number(text, at) {
        at = number.range.end;
        let from = found.last().map_or(0, |mention| mention.range.end);
        let Some((range, form)) = read_at(text, &number, from, order) else { continue };
        at = range.end.max(at);
        let weekday = weekday_before(&text[from..range.start]);
        found.push(Mention { range, form, weekday });
    }
    found
}

/// The first full date of the line.
pub fn first_full(text: &str, order: NumericOrder) -> Option<Mention> {
    mentions(text, order).into_iter().find(|mention| matches!(mention.form, Form::Full(_)))
}

/// A run of digits.
#[derive(Clone, Debug)]
struct Number {
    range: Range<usize>,
    value: u32,
    n_digits: usize,
}

fn read_at(text: &str, number: &Number, from: usize, order: NumericOrder) -> Option<(Range<usize>, Form)> {
    match number.n_digits {
        1 | 2 => {
            numeric(text, number, order).or_else(|| day_month(text, number)).or_else(|| month_day(text, number, from))
        }
        4 => iso(text, number).or_else(|| month_year(text, number, from)).or_else(|| year(text, number)),
        8 => compact(text, number),
        _ => None,
    }
}

/// `05 - 11 - 2016`, `5/11/2016`, `05.11.16`.
fn numeric(text: &str, first: &Number, order: NumericOrder) -> Option<(Range<usize>, Form)> {
    let is_inside_number = text[..first.range.start].ends_with(['.', ',', '/', '-', '#']);
    if is_inside_number {
        return None;
    }
    let (separator, second) = separated_number(text, first.range.end)?;
    let (separator_again, third) = separated_number(text, second.range.end)?;
    if separator != separator_again || second.n_digits > 2 || !ends_cleanly(text, third.range.end) {
        return None;
    }
    let year = match third.n_digits {
        4 => third.value as i32,
        // Two digits name a year only in a full date with slashes: "1.5.12" is as likely a version or a paragraph.
        2 if separator == '/' => 2000 + third.value as i32,
        _ => return None,
    };
    let range = first.range.start..third.range.end;
    let day_first = NaiveDate::from_ymd_opt(year, second.value, first.value);
    let month_first = NaiveDate::from_ymd_opt(year, first.value, second.value);
    let form = match (order, day_first, month_first) {
        (NumericOrder::DayFirst, Some(date), _) => Form::Full(date),
        (NumericOrder::DayFirst, None, _) => return None,
        (NumericOrder::Unsure, Some(a), Some(b)) if a != b => Form::Ambiguous(year),
        (NumericOrder::Unsure, Some(date), _) | (NumericOrder::Unsure, None, Some(date)) => Form::Full(date),
        (NumericOrder::Unsure, None, None) => return None,
    };
    Some((range, form))
}

/// ISO 8601: `2020-02-12`; also `2020/02/12` and `2020.02.12`, and followed by a time after `T` or `_`.
fn iso(text: &str, year: &Number) -> Option<(Range<usize>, Form)> {
    let (separator, month) = separated_number(text, year.range.end)?;
    let (separator_again, day) = separated_number(text, month.range.end)?;
    if separator != separator_again || month.n_digits > 2 || day.n_digits > 2 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year.value as i32, month.value, day.value)?;
    Some((year.range.start..day.range.end, Form::Full(date)))
}

/// `20200212`, as in names of pictures.
fn compact(text: &str, number: &Number) -> Option<(Range<usize>, Form)> {
    let is_set_apart =
        !text[..number.range.start].ends_with(|c: char| c.is_alphanumeric()) && ends_cleanly(text, number.range.end);
    let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
    let is_plausible = is_set_apart && (1990..2100).contains(&year);
    let date = NaiveDate::from_ymd_opt(year as i32, month, day).filter(|_| is_plausible)?;
    Some((number.range.clone(), Form::Full(date)))
}

/// `12 février 2020`, `1er mars`, `12 / شباط / 2020`, `12 de febrero de 2020`, `12 شباط/فبراير 2020`, `12-Feb-2020`.
fn day_month(text: &str, day: &Number) -> Option<(Range<usize>, Form)> {
    if !(1..=31).contains(&day.value) {
        return None;
    }
    let after_ordinal = day.range.end + ordinal_sign(&text[day.range.end..]);
    let after_gap = skip(text, after_ordinal, &[" de ", " of ", " "], &['/', '-', '.', '،', ',']);
    let (month, month_end) = month_at(text, after_gap)?;
    let (_, month_end) = second_month_name(text, month_end).unwrap_or((month, month_end));
    let end = day.range.start..month_end;
    let after_month = skip(
        text,
        month_end,
        &[" de ", " del ", " من عام ", " عام ", " من سنة ", " سنة ", " "],
        &['/', '-', '.', ',', '،'],
    );
    let year = next_number(text, after_month)
        .filter(|year| year.range.start == after_month && year.n_digits == 4 && is_year(year.value));
    match year {
        Some(year) => {
            let date = NaiveDate::from_ymd_opt(year.value as i32, month, day.value)?;
            Some((day.range.start..year.range.end, Form::Full(date)))
        }
        None => {
            // 2000 was a leap year: 29 February exists in some year.
            NaiveDate::from_ymd_opt(2000, month, day.value)?;
            Some((end, Form::DayMonth { day: day.value, month }))
        }
    }
}

/// `February 12, 2020`, `Feb. 12th`: the month stands before the day in English alone.
fn month_day(text: &str, day: &Number, from: usize) -> Option<(Range<usize>, Form)> {
    let before = text[from..day.range.start].strip_suffix(' ')?;
    let before = before.strip_suffix('.').unwrap_or(before);
    let word = last_word(before);
    let month = ENGLISH_MONTHS.get(fold(word).as_str()).copied()?;
    let begins_large = word.starts_with(|c: char| c.is_uppercase());
    if !begins_large || !(1..=31).contains(&day.value) {
        return None;
    }
    let start = from + before.len() - word.len();
    let after_day = day.range.end + ordinal_sign(&text[day.range.end..]);
    let rest = &text[after_day..];
    let gap = rest.len() - rest.trim_start_matches([',', ' ']).len();
    let year = next_number(text, after_day + gap)
        .filter(|year| gap > 0 && year.range.start == after_day + gap && year.n_digits == 4 && is_year(year.value));
    match year {
        Some(year) => {
            let date = NaiveDate::from_ymd_opt(year.value as i32, month, day.value)?;
            Some((start..year.range.end, Form::Full(date)))
        }
        None => {
            NaiveDate::from_ymd_opt(2000, month, day.value)?;
            Some((start..day.range.end, Form::DayMonth { day: day.value, month }))
        }
    }
}

/// `mars 2020`, `شباط/فبراير 2020`, `marzo de 2020`.
fn month_year(text: &str, year: &Number, from: usize) -> Option<(Range<usize>, Form)> {
    if !is_year(year.value) {
        return None;
    }
    let mut before = text[from..year.range.start].trim_end_matches([' ', '/', ',', '.', '-']);
    for particle in [" de", " del", " عام", " سنة"] {
        before = before.strip_suffix(particle).unwrap_or(before);
    }
    let word = last_word(before);
    let head = before[..before.len() - word.len()].trim_end();
    let two_words = match last_word(head) {
        "" => word,
        first => &before[head.len() - first.len()..],
    };
    let (month, n_bytes) = match (MONTHS.get(fold(two_words).as_str()), MONTHS.get(fold(word).as_str())) {
        (Some(month), _) => (*month, two_words.len()),
        (None, Some(month)) => (*month, word.len()),
        (None, None) => return None,
    };
    let start = from + before.len() - n_bytes;
    Some((start..year.range.end, Form::MonthYear(PartialDate::month(year.value as i32, month)?)))
}

fn year(text: &str, number: &Number) -> Option<(Range<usize>, Form)> {
    let before = text[..number.range.start].chars().next_back();
    let after = text[number.range.end..].chars().next();
    let is_joined =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '€' | '$' | '_' | '@' | '#'));
    let is_part_of_number = text[..number.range.start].ends_with(['.', ',', '/']) && before.is_some();
    let groups_digits = [" ", ".", ","].iter().any(|sign| {
        let rest = text[number.range.end..].strip_prefix(sign).unwrap_or_default();
        rest.len() >= 3 && rest.bytes().take(3).all(|b| b.is_ascii_digit())
    });
    if is_joined(before) || is_joined(after) || is_part_of_number || groups_digits || !is_year(number.value) {
        return None;
    }
    Some((number.range.clone(), Form::Year(number.value as i32)))
}

fn is_year(value: u32) -> bool {
    (1900..=2099).contains(&value)
}

/// The next run of digits at or after byte `at`; ASCII, Arabic-Indic and Persian digits count alike.
fn next_number(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let mut start = at;
    loop {
        // The first byte of an Arabic digit is that of many letters, too.
        start += bytes.get(start..)?.iter().position(|byte| matches!(byte, b'0'..=b'9' | 0xD9 | 0xDB))?;
        if digit_at(bytes, start).is_some() {
            break;
        }
        start += 1;
    }
    let (mut end, mut value, mut n_digits) = (start, 0u32, 0);
    while let Some((digit, n_bytes)) = digit_at(bytes, end) {
        value = value.saturating_mul(10).saturating_add(digit);
        n_digits += 1;
        end += n_bytes;
    }
    (n_digits > 0).then_some(Number { range: start..end, value, n_digits })
}

/// There may be a digit; most lines have none.
pub fn has_digit(text: &str) -> bool {
    bytes::any_triple(text.as_bytes(), |first, second, _| {
        first.is_ascii_digit() | (first == 0xD9) & (second & 0xF0 == 0xA0) | (first == 0xDB) & (second >= 0xB0)
    })
}

/// The digit at a byte and its length: U+0030-39, U+0660-69 (D9 A0-A9), U+06F0-F9 (DB B0-B9).
fn digit_at(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    match (*bytes.get(at)?, bytes.get(at + 1)) {
        (byte @ b'0'..=b'9', _) => Some((u32::from(byte - b'0'), 1)),
        (0xD9, Some(byte @ 0xA0..=0xA9)) => Some((u32::from(byte - 0xA0), 2)),
        (0xDB, Some(byte @ 0xB0..=0xB9)) => Some((u32::from(byte - 0xB0), 2)),
        _ => None,
    }
}

/// A number after `-`, `/` or `.` with at most one space at each side.
fn separated_number(text: &str, at: usize) -> Option<(char, Number)> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(' ');
    let sign = trimmed.chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '–' | '‑' | '٫'))?;
    let after_sign = trimmed[sign.len_utf8()..].trim_start_matches(' ');
    let start = text.len() - after_sign.len();
    let number = next_number(text, start).filter(|number| number.range.start == start)?;
    let sign = if matches!(sign, '–' | '‑') { '-' } else { sign };
    Some((sign, number))
}

/// No letter, digit or digit group goes on after a date.
fn ends_cleanly(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    match rest.next() {
        // A time may follow without a space ("2024-07-18T08:01", "18/07/2024à 08:01", "2020Mis à jour").
        Some(c) if c.is_ascii_digit() => false,
        Some('-' | '/' | '.') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}

/// Bytes of `er`, `e`, `ème`, `st`, `nd`, `rd`, `th`, `º` directly after a number.
fn ordinal_sign(rest: &str) -> usize {
    let sign = ["er", "ère", "ème", "st", "nd", "rd", "th", "º", "°"]
        .into_iter()
        .find(|sign| rest.strip_prefix(sign).is_some_and(|after| !after.starts_with(|c: char| c.is_alphabetic())));
    sign.map_or(0, str::len)
}

/// Skips one of the words, or one sign with spaces around it.
fn skip(text: &str, at: usize, words: &[&str], signs: &[char]) -> usize {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(' ');
    if let Some(after) = trimmed.strip_prefix(signs) {
        return text.len() - after.trim_start_matches(' ').len();
    }
    let word = words.iter().find(|word| rest.starts_with(**word));
    at + word.map_or(0, |word| word.len())
}

/// The month whose name begins at byte `at`, and where the name ends (an abbreviation's full stop included).
fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let word = first_word(&text[at..]);
    if word.is_empty() {
        return None;
    }
    let after = &text[at + word.len()..];
    let second = after.strip_prefix(' ').map(first_word).unwrap_or_default();
    let two_words = &text[at..at + word.len() + if second.is_empty() { 0 } else { 1 + second.len() }];
    if let Some(month) = MONTHS.get(fold(two_words).as_str()).filter(|_| !second.is_empty()) {
        return Some((*month, at + two_words.len()));
    }
    let month = *MONTHS.get(fold(word).as_str())?;
    let is_abbreviated = after.starts_with('.') && word.chars().count() <= 5;
    Some((month, at + word.len() + usize::from(is_abbreviated)))
}

/// The other name of the same month: `شباط/فبراير`, `شباط (فبراير)`.
fn second_month_name(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text[at..].trim_start_matches(' ');
    let inner = rest.strip_prefix(['/', '(', '-'])?.trim_start_matches(' ');
    let (month, end) = month_at(text, text.len() - inner.len())?;
    let closed = text[end..].strip_prefix(')').map_or(end, |after| text.len() - after.len());
    Some((month, closed))
}

fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        // Most letters are spared the search in Unicode's tables.
        '\u{d8}'..='\u{f6}' | '\u{620}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}' => true,
        _ => c.is_alphabetic(),
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_word_char(c)).unwrap_or(text.len());
    &text[..end]
}

fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| is_word_char(*c)).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn weekday_before(before: &str) -> Option<Weekday> {
    let mut rest = before.trim_end_matches([' ', ',', '/', '،', '.', '-', '|']);
    // "mercredi matin 12 février", "le mercredi, le 12 février", "Wednesday, the 12th"
    for word in [" matin", " soir", " après-midi", " le", " the", " el", " الموافق", " يوم"] {
        rest = rest.strip_suffix(word).unwrap_or(rest).trim_end_matches([',', ' ']);
    }
    weekday(last_word(rest))
}

/// The weekday a word names.
pub fn weekday(word: &str) -> Option<Weekday> {
    if word.len() > 24 {
        return None;
    }
    WEEKDAYS.get(fold(word).as_str()).copied()
}

/// The years `from..=to` in which this day and month fall on the weekday.
pub fn years_with_weekday(day: u32, month: u32, weekday: Weekday, years: std::ops::RangeInclusive<i32>) -> Vec<i32> {
    years
        .filter(|year| NaiveDate::from_ymd_opt(*year, month, day).is_some_and(|date| date.weekday() == weekday))
        .collect()
}

/// How long ago, in whole days, a relative expression at the start of a text says something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ago {
    /// 0 for today, 1 for yesterday.
    pub n_days: u32,
    /// An age in hours or less may reach back over midnight.
    pub may_be_day_before: bool,
}

/// Reads `hier`, `aujourd'hui`, `il y a 3 heures`, `3 hours ago`, `أمس`, `منذ 3 ساعات`, `ayer`, `hace 2 días` at the start of a text.
pub fn ago(text: &str) -> Option<Ago> {
    let folded = fold(text.trim_start());
    let starts = |words: &[&str]| words.iter().any(|word| starts_with_word(&folded, word));
    if starts(&["avant-hier", "avant hier", "أول أمس", "اول امس", "anteayer"]) {
        return Some(Ago { n_days: 2, may_be_day_before: false });
    }
    if starts(&["hier", "yesterday", "ayer", "امس", "البارحه"]) {
        return Some(Ago { n_days: 1, may_be_day_before: false });
    }
    if starts(&["aujourd'hui", "today", "hoy", "اليوم", "ce jour", "ce matin", "ce soir"]) {
        return Some(Ago { n_days: 0, may_be_day_before: false });
    }
    let lead = ["il y a ", "hace ", "منذ ", "قبل ", "depuis "].into_iter().find(|lead| folded.starts_with(lead));
    let rest = &folded[lead.map_or(0, str::len)..];
    if lead.is_none() && !folded.contains(" ago") {
        return None;
    }
    age(rest)
}

/// An age as social networks print it: `3h`, `12 min`, `2 j`, `5 ساعات`; also the dual and singular of Arabic (`ساعتين`).
pub fn age(text: &str) -> Option<Ago> {
    let folded = fold(text.trim());
    let number = next_number(&folded, 0).filter(|number| number.range.start == 0 && number.value < 1000);
    let (value, unit) = match &number {
        Some(number) => (number.value, folded[number.range.end..].trim_start()),
        None => (1, folded.as_str()),
    };
    let unit = unit
        .strip_prefix("an ")
        .or(unit.strip_prefix("une "))
        .or(unit.strip_prefix("un "))
        .or(unit.strip_prefix("a "))
        .unwrap_or(unit);
    let unit = first_word(unit);
    let n_days_each = *AGE_UNITS
        .iter()
        .find(|(words, needs_number, _)| (number.is_some() || !needs_number) && words.contains(&unit))
        .map(|(_, _, days)| days)?;
    Some(Ago { n_days: value.saturating_mul(n_days_each), may_be_day_before: n_days_each == 0 })
}

/// Hours of an age in hours or minutes: `(whole hours, whole hours + 1)` of the span it may mean.
pub fn age_hours(text: &str) -> Option<u32> {
    let folded = fold(text.trim());
    let number = next_number(&folded, 0).filter(|number| number.range.start == 0 && number.value < 1000)?;
    let unit = first_word(folded[number.range.end..].trim_start());
    if HOUR_UNITS.contains(&unit) {
        Some(number.value)
    } else if MINUTE_UNITS.contains(&unit) {
        Some(number.value / 60)
    } else if DAY_UNITS.contains(&unit) {
        Some(number.value.saturating_mul(24))
    } else {
        None
    }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

const MINUTE_UNITS: &[&str] = &[
    "s",
    "sec",
    "secs",
    "seconde",
    "secondes",
    "second",
    "seconds",
    "segundo",
    "segundos",
    "m",
    "mn",
    "min",
    "mins",
    "minute",
    "minutes",
    "minuto",
    "minutos",
    "ث",
    "ثانيه",
    "ثواني",
    "ثوان",
    "د",
    "دقيقه",
    "دقائق",
    "دقايق",
];
const HOUR_UNITS: &[&str] =
    &["h", "hr", "hrs", "heure", "heures", "hour", "hours", "hora", "horas", "س", "ساعه", "ساعات"];
const DAY_UNITS: &[&str] =
    &["j", "jr", "jrs", "jour", "jours", "d", "day", "days", "dia", "dias", "ي", "يوم", "ايام", "يوما"];

/// Words (folded), whether they need a number before them, and the days one of them lasts (0 for less than a day).
const AGE_UNITS: &[(&[&str], bool, u32)] = &[
    (MINUTE_UNITS, true, 0),
    (HOUR_UNITS, true, 0),
    (DAY_UNITS, true, 1),
    (&["sem", "semaine", "semaines", "w", "wk", "week", "weeks", "semana", "semanas", "اسبوع", "اسابيع"], true, 7),
    (&["ساعتين", "ساعه", "دقيقتين", "دقيقه"], false, 0),
    (&["يومين"], false, 2),
    (&["اسبوعين"], false, 14),
];

/// Names of months, folded, to 1..=12: French, English, Spanish with abbreviations; Arabic in the standard, Levantine and
/// Maghrebi sets (the last as Algerian, Tunisian and Moroccan papers print them).
static MONTHS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let names: [&str; 12] = [
        "janvier janv jan january enero ene يناير كانون_الثاني جانفي ينايـر",
        "février fevrier févr fév fev february feb febrero فبراير شباط فيفري",
        "mars mar march marzo مارس آذار مرس",
        "avril avr april apr abril abr أبريل ابريل إبريل نيسان أفريل",
        "mai may mayo مايو أيار ماي",
        "juin jun june junio يونيو يونيه حزيران جوان",
        "juillet juil jul july julio يوليو يوليه تموز جويلية يوليوز",
        "août aout aoû august aug agosto ago أغسطس آب أوت غشت",
        "septembre sept sep september septiembre setiembre سبتمبر أيلول شتنبر",
        "octobre oct october octubre أكتوبر اكتوبر تشرين_الأول",
        "novembre nov november noviembre نوفمبر تشرين_الثاني نونبر",
        "décembre decembre déc dec december diciembre dic ديسمبر كانون_الأول دجنبر",
    ];
    by_name(&names)
});

static ENGLISH_MONTHS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let names: [&str; 12] = [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ];
    by_name(&names)
});

fn by_name(names: &[&str; 12]) -> HashMap<String, u32> {
    let all = (1..)
        .zip(names)
        .flat_map(|(month, names)| names.split(' ').map(move |name| (fold(&name.replace('_', " ")), month)));
    all.map(|(name, month)| (name.to_string(), month)).collect()
}

/// Names of weekdays, folded: French, English, Spanish, Arabic, with their abbreviations.
static WEEKDAYS: LazyLock<HashMap<String, Weekday>> = LazyLock::new(|| {
    let names = [
        (Weekday::Mon, "lundi lun monday mon lunes الاثنين الإثنين اثنين"),
        (Weekday::Tue, "mardi tuesday tue martes الثلاثاء ثلاثاء"),
        (Weekday::Wed, "mercredi merc wednesday wed miércoles الأربعاء أربعاء"),
        (Weekday::Thu, "jeudi jeu thursday thu jueves الخميس خميس"),
        (Weekday::Fri, "vendredi ven friday fri viernes الجمعة جمعة"),
        (Weekday::Sat, "samedi sam saturday sat sábado السبت سبت"),
        (Weekday::Sun, "dimanche dim sunday sun domingo الأحد أحد"),
    ];
    names.into_iter().flat_map(|(day, names)| names.split(' ').map(move |name| (fold(name).to_string(), day))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, order: NumericOrder) -> Vec<String> {
        let show = |mention: Mention| {
            let form = match mention.form {
                Form::Full(date) => date.to_string(),
                Form::Ambiguous(year) => format!("{year}?"),
                Form::DayMonth { day, month } => format!("--{month:02}-{day:02}"),
                Form::MonthYear(date) => date.to_string(),
                Form::Year(year) => year.to_string(),
            };
            match mention.weekday {
                Some(weekday) => format!("{weekday} {form}"),
                None => form,
            }
        };
        mentions(text, order).into_iter().map(show).collect()
    }

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        assert_eq!(shown(text, NumericOrder::DayFirst), want, "{text}");
    }

    #[test]
    fn numeric_dates_have_the_day_first() {
        check("Publié dans Barlamane le 28 - 02 - 2020", &["2020-02-28"]);
        check("03/07/2013 à 08h15", &["2013-07-03"]);
        check("3-7-2013, 03.07.2013", &["2013-07-03", "2013-07-03"]);
        check("\u{660}\u{665} - \u{661}\u{661} - \u{662}\u{660}\u{661}\u{666}", &["2016-11-05"]);
        check("11 - 25 - 2016", &["2016"]);
        check("29/02/2019", &[]);
        check("05/11/16", &["2016-11-05"]);
        check("2020-02-12T08:15:00Z", &["2020-02-12"]);
        check("photo_\u{662}\u{660}\u{662}\u{660}-\u{660}\u{662}-\u{661}\u{662}_21-49", &["2020-02-12"]);
        check("IMG_20200212_2149.jpg", &["2020-02-12"]);
        check("image-20200212-wa0004", &["2020-02-12"]);
    }

    #[test]
    fn an_english_page_does_not_say_which_number_is_the_day() {
        assert_eq!(shown("05/11/2016", NumericOrder::Unsure), ["2016?"]);
        assert_eq!(shown("11/25/2016", NumericOrder::Unsure), ["2016-11-25"]);
        assert_eq!(shown("25/11/2016", NumericOrder::Unsure), ["2016-11-25"]);
        assert_eq!(shown("11/11/2016", NumericOrder::Unsure), ["2016-11-11"]);
    }

    #[test]
    fn a_month_may_stand_far_behind_another_word() {
        check("côté\u{a0}  \u{a0}février 2020", &["2020-02"]);
        check("côté\u{a0}  \u{a0}ôôô 2020", &["2020"]);
    }

    #[test]
    fn months_have_names_in_four_languages() {
        check("le mercredi matin 12 février 2020.", &["Wed 2020-02-12"]);
        check("Publié le 18 juil. 2024 à 08:01Mis à jour le 19 juil. 2024", &["2024-07-18", "2024-07-19"]);
        check("1er mars 2019", &["2019-03-01"]);
        check("February 12, 2020 and Feb. 3rd, 2021", &["2020-02-12", "2021-02-03"]);
        check("12 February 2020, Dec 3 2019", &["2020-02-12", "2019-12-03"]);
        check("12 de febrero de 2020", &["2020-02-12"]);
        check("صباح اليوم الأربعاء / 12 / شباط / 2020.", &["Wed 2020-02-12"]);
        check("الخميس 5 كانون الثاني 2017", &["Thu 2017-01-05"]);
        check("12 شباط/فبراير 2020", &["2020-02-12"]);
        check("يوم 3 غشت 2014", &["2014-08-03"]);
        check("يوم 29 أكتوبر 2017", &["2017-10-29"]);
    }

    #[test]
    fn what_is_not_printed_is_not_filled_in() {
        check("lundi 10 février à Idlib", &["Mon --02-10"]);
        check("depuis mars 2020", &["2020-03"]);
        check("fév 2020", &["2020-02"]);
        check("entre 2012 et 2013", &["2012", "2013"]);
        check("le 30 février 2020", &["2020-02"]);
        check("Le 1er Joumada II de l'an 1447 de l'Hégire", &[]);
        check("756 000 bénéficiaires, 1.941 accidents, 2.900 postes, 2000 m, GenZ212", &["2000"]);
        check("720x405 et 1995km et 2020_x", &[]);
        check("la version 1.5.12", &[]);
        check("12 mars", &["--03-12"]);
    }

    #[test]
    fn ages_and_relative_days_are_read() {
        let days = |text: &str| ago(text).map(|ago| ago.n_days);
        for (text, want) in [
            ("hier à 11h21, mis à jour à 09h40", Some(1)),
            ("aujourd’hui à 21:43", Some(0)),
            ("il y a 3 heures", Some(0)),
            ("il y a 2 jours", Some(2)),
            ("3 hours ago", Some(0)),
            ("منذ 3 ساعات", Some(0)),
            ("أمس", Some(1)),
            ("ayer", Some(1)),
            ("hierarchie", None),
            ("le 12 mars", None),
        ] {
            assert_eq!(days(text), want, "{text}");
        }
        for (text, want) in [
            ("3h", Some(3)),
            ("12 h", Some(12)),
            ("45 min", Some(0)),
            ("2 j", Some(48)),
            ("\u{663} س", Some(3)),
            ("3 hommes", None),
        ] {
            assert_eq!(age_hours(text), want, "{text}");
        }
    }

    #[test]
    fn a_weekday_leaves_few_years() {
        assert_eq!(years_with_weekday(10, 2, Weekday::Mon, 2010..=2032), [2014, 2020, 2025, 2031]);
    }
}
