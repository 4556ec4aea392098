//! What a line says about the head of an article: publication lines, bylines, date lines.
//!
//! A publication line names outlet and date ("Publié dans OUTLET le DATE"): what rules capture. A byline names people, and
//! may name the outlet before them and the date after ("OUTLET – Par NAME Publié hier à 11h21"), or stand behind the date
//! ("Publié le DATE par NAME"). A date line says when, and little else. Only the form is read; which article a head belongs
//! to is decided in `label`.

mod cues;

use std::ops::Range;
use std::sync::LazyLock;

use crate::ingest::dates::{self, Ago, Form, Mention, NumericOrder};
use crate::ingest::heads::cues::{Cue, CueKind, cues};
pub use crate::ingest::heads::cues::{ends_with_change, is_change};
use crate::ingest::outlets;
use crate::ingest::phrases::Phrases;
use crate::ingest::rules::Match;
use crate::model::date::PartialDate;
use crate::model::evidence::RuleId;
use crate::text::bytes;
use crate::text::fold::fold;

/// What a line says about a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which kind of line it is.
    pub kind: HeadKind,
    /// The form that was recognised.
    pub rule: RuleId,
    /// The outlet, in bytes of the cleaned line.
    pub outlet: Option<Range<usize>>,
    /// People.
    pub authors: Vec<Range<usize>>,
    /// Agencies.
    pub agencies: Vec<Range<usize>>,
    /// When.
    pub date: Option<HeadDate>,
    /// The date is that of a later change, not of publication.
    pub is_update: bool,
}

impl Head {
    /// A head of which only the kind is known.
    fn of(kind: HeadKind, rule: RuleId) -> Head {
        Head { kind, rule, outlet: None, authors: Vec::new(), agencies: Vec::new(), date: None, is_update: false }
    }
}

/// Which kind of line a head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadKind {
    /// It says where the article was published.
    Publication,
    /// It names people or agencies.
    Byline,
    /// It says when, with a word for it ("Publié le", "نشر يوم").
    DateCue,
    /// It is a date and little else: the date of the article, or of the page.
    BareDate,
}

/// When, as a head says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadDate {
    /// A date is printed.
    Printed(Mention),
    /// A relative day is printed, with whatever follows it, in bytes of the cleaned line.
    Relative(Range<usize>, Ago),
    /// Figures stand where the date should be, but there is no such day.
    NotInCalendar,
}

/// The longest line that can be a head, in bytes.
pub const MAX_BYTES: usize = 320;

/// Reads a cleaned line; `None` if it is no head.
pub fn read(text: &str, order: NumericOrder) -> Option<Head> {
    if text.len() > MAX_BYTES {
        return None;
    }
    // Without a figure there is no date, and a byline alone is short.
    let is_digit = |first: u8, second: u8, _| {
        first.is_ascii_digit()
            | (first == 0xD9) & (0xA0..=0xA9).contains(&second)
            | (first == 0xDB) & (0xB0..=0xB9).contains(&second)
    };
    if text.len() > 120 && !bytes::any_triple(text.as_bytes(), is_digit) {
        return None;
    }
    let cues = cues(text);
    byline(text, &cues, order)
        .or_else(|| name_behind_date(text, &cues, order))
        .or_else(|| date_line(text, &cues, order))
}

/// Reads a line that a rule recognised: the facts the rule captures, or what its words say by themselves. The rule is named
/// as the one that was followed.
pub fn read_by_rule(text: &str, found: &Match, order: NumericOrder) -> Option<Head> {
    let order = if found.day_first { NumericOrder::DayFirst } else { order };
    // What goes on behind the date is of no account: "It was last modified at 13.43 GMT".
    let up_to_date = || text.get(..found.captures.date.as_ref()?.end);
    let head = publication(text, found, order)
        .or_else(|| read(text, order))
        .or_else(|| read(up_to_date()?, order))
        .or_else(|| captured(text, found, order))?;
    Some(Head { rule: found.id, ..head })
}

/// The outlet the rule captured, and the date.
fn publication(text: &str, found: &Match, order: NumericOrder) -> Option<Head> {
    let outlet = found.captures.outlet.clone()?;
    let name = text.get(outlet.clone())?.trim_end_matches([' ', ',', '،', ':']);
    if name.is_empty() || name.chars().count() > 60 || name.split(' ').count() > 8 {
        return None;
    }
    let date = match found.captures.date.clone() {
        Some(range) => Some(captured_date(text, range, order)?),
        None => None,
    };
    let outlet = Some(outlet.start..outlet.start + name.len());
    Some(Head { outlet, date, ..Head::of(HeadKind::Publication, found.id) })
}

/// The date a rule captured: printed in full, or relative; figures that are none in the calendar were meant as one.
fn captured_date(text: &str, range: Range<usize>, order: NumericOrder) -> Option<HeadDate> {
    let printed = text.get(range.clone())?;
    if let Some(ago) = dates::ago(printed) {
        return Some(HeadDate::Relative(range, ago));
    }
    let is_date = |mention: &Mention| matches!(mention.form, Form::Full(_) | Form::Ambiguous(_));
    if let Some(mention) = dates::mentions(printed, order).into_iter().find(is_date) {
        return Some(HeadDate::Printed(shifted(mention, range.start)));
    }
    let n_numbers = printed.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty()).count();
    (n_numbers >= 3).then_some(HeadDate::NotInCalendar)
}

/// People or a date that a rule of the user's captured in words that say nothing by themselves. What the program's own
/// rules match was read already, and more strictly: they only have to know that a line is no text.
fn captured(text: &str, found: &Match, order: NumericOrder) -> Option<Head> {
    if !found.is_user {
        return None;
    }
    let date = found.captures.date.clone().and_then(|range| captured_date(text, range, order));
    // A time of day has three figures, too.
    let date = date.filter(|date| *date != HeadDate::NotInCalendar);
    let people = found.captures.author.clone().map(|range| names(text, range));
    let (authors, agencies) = people.map(|names| (names.authors, names.agencies)).unwrap_or_default();
    let kind = match (authors.is_empty() && agencies.is_empty(), &date) {
        (false, _) => HeadKind::Byline,
        (true, Some(_)) => HeadKind::DateCue,
        (true, None) => return None,
    };
    let is_update = cues(text).iter().any(|cue| cue.kind == CueKind::Updated);
    Some(Head { authors, agencies, date, is_update, ..Head::of(kind, found.id) })
}

/// A date with the word before it that says what it is the date of.
struct CuedDate {
    /// Where the cue begins, in bytes.
    at: usize,
    date: HeadDate,
    is_update: bool,
}

/// The date of publication if the line has one, else that of an update. A date before the word of an update is that of
/// publication: "2 December 2021 by NAME | Last updated 28 February 2023".
fn cued_date(text: &str, cues: &[Cue], order: NumericOrder) -> Option<CuedDate> {
    let first = |wanted| first_cued(text, cues, wanted, order);
    if let Some((at, date)) = first(CueKind::Published) {
        return Some(CuedDate { at, date, is_update: false });
    }
    let (at, date) = first(CueKind::Updated)?;
    match dates::first_full(&text[..at], order) {
        Some(mention) => Some(CuedDate { at: mention.range.start, date: HeadDate::Printed(mention), is_update: false }),
        None => Some(CuedDate { at, date, is_update: true }),
    }
}

/// The first of the cues that is followed by a date or a relative day: where it starts, and the date.
fn first_cued(text: &str, cues: &[Cue], wanted: CueKind, order: NumericOrder) -> Option<(usize, HeadDate)> {
    cues.iter().filter(|cue| cue.kind == wanted && begins_word(text, cue.range.start)).find_map(|cue| {
        let at = cue.range.start;
        let rest = text[cue.range.end..].trim_start_matches([' ', ':', '-', '–']);
        if let Some(ago) = dates::ago(rest) {
            let raw_end = text.trim_end_matches([' ', '.', '|', '-', '–']).len();
            return Some((at, HeadDate::Relative(at..raw_end, ago)));
        }
        let mention =
            dates::mentions(rest, order).into_iter().find(|mention| !matches!(mention.form, Form::Year(_)))?;
        let rest_start = text.len() - rest.len();
        is_near(&rest[..mention.range.start]).then(|| (at, HeadDate::Printed(shifted(mention, rest_start))))
    })
}

/// Between a cue and its date stand a weekday, an article, a time or a place, no sentence.
fn is_near(between: &str) -> bool {
    between.chars().count() <= 48
        && !between.contains(". ")
        && between.split(' ').filter(|word| word.len() > 3).count() <= 4
}

fn begins_word(text: &str, at: usize) -> bool {
    // "2024 à 08:01Mis à jour": sites forget the space after a digit or a small letter, so only letters of the same case count.
    !text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphabetic() && !text[at..].starts_with(|c: char| c.is_uppercase()))
}

/// "OUTLET – Par NAME Publié DATE", in whole or in part; it must begin with a name's cue, or have the cue after a dash.
fn byline(text: &str, cues: &[Cue], order: NumericOrder) -> Option<Head> {
    let dated = cued_date(text, cues, order);
    let head_end = dated.as_ref().map_or(text.len(), |dated| dated.at);
    let head = text[..head_end].trim_end_matches([' ', '|', '-', '–', '—', '·', '•', ',']);
    let (outlet, names_start) = person_cue(head, cues, dated.is_some())?;
    let names_end = names_start + names_length(&head[names_start..], order);
    let mut names = names(text, names_start..names_end);
    names.agencies.extend(agency_after_with(head, names_end));
    if names.authors.is_empty() && names.agencies.is_empty() {
        return None;
    }
    let after = &head[names_end..];
    let is_update = dated.as_ref().is_some_and(|dated| dated.is_update);
    let date = match dated {
        Some(dated) => Some(dated.date),
        // Figures before the day are of another one, which runs into the name.
        None => dates::first_full(after, order)
            .filter(|mention| after.len() <= 80 && !after[..mention.range.start].contains(char::is_numeric))
            .map(|mention| HeadDate::Printed(shifted(mention, names_end))),
    };
    // A sentence that happens to begin with "Par" goes on; a byline has ended.
    let rest_is_short = date.is_some() || after.chars().count() <= 60;
    let is_sentence = text.ends_with('.') && date.is_none() && text.split(' ').count() > 8;
    if !rest_is_short || is_sentence {
        return None;
    }
    let (authors, agencies) = (names.authors, names.agencies);
    Some(Head { outlet, authors, agencies, date, is_update, ..Head::of(HeadKind::Byline, RuleId("byline.person_cue")) })
}

/// "Publié le DATE à 10h30 par NAME", "DATE by NAME", and nothing else but signs: a sentence about a book begins like that,
/// too.
fn name_behind_date(text: &str, cues: &[Cue], order: NumericOrder) -> Option<Head> {
    let last_person = cues.iter().rfind(|cue| cue.kind == CueKind::Person && cue.range.start > 0)?;
    let first_day = || day_at_start(&text[..last_person.range.start], order);
    let dated = cued_date(text, cues, order).or_else(first_day).filter(|dated| dated.at == 0)?;
    let HeadDate::Printed(mention) = &dated.date else { return None };
    let is_behind = |cue: &&Cue| cue.kind == CueKind::Person && cue.range.start >= mention.range.end;
    let person = cues.iter().find(is_behind)?;
    if !is_time_of_day(&text[mention.range.end..person.range.start]) {
        return None;
    }
    let start = person.range.end;
    let stretch = start..start + names_length(&text[start..], order);
    let mut names = names(text, stretch.clone());
    let n_parts = outlets::split_names(&text[stretch.clone()]).count();
    let all_are_names = n_parts > 0 && n_parts == names.authors.len() + names.agencies.len();
    names.agencies.extend(agency_after_with(text, stretch.end));
    let behind_names = names.agencies.iter().map(|agency| agency.end).max().unwrap_or(0).max(stretch.end);
    let after = text[behind_names..].trim_start();
    let has_ended = !after.starts_with(char::is_alphanumeric);
    if !all_are_names || !has_ended || after.chars().count() > 60 {
        return None;
    }
    // It stays a line that says when: a byline would begin a piece of its own.
    let head = Head::of(HeadKind::DateCue, RuleId("pubinfo.date_and_name"));
    let (authors, agencies) = (names.authors, names.agencies);
    Some(Head { authors, agencies, date: Some(dated.date), is_update: dated.is_update, ..head })
}

/// The day that a line begins with, or its weekday.
fn day_at_start(text: &str, order: NumericOrder) -> Option<CuedDate> {
    const LONGEST_WEEKDAY: usize = 24;
    let begins_line = |mention: &Mention| !text[..mention.range.start].trim_end().contains([' ', '.', ':']);
    if !text.bytes().take(LONGEST_WEEKDAY).any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mention = dates::first_full(text, order).filter(begins_line)?;
    Some(CuedDate { at: 0, date: HeadDate::Printed(mention), is_update: false })
}

/// What may stand between a date and a name: a time, the words of it, and signs.
fn is_time_of_day(text: &str) -> bool {
    let is_word_of_time = |word: &str| word.chars().count() <= 3 || word.chars().any(char::is_numeric);
    text.chars().count() <= 24 && !text.contains(". ") && text.split([' ', ',']).all(is_word_of_time)
}

/// The agency of "NAME avec AFP".
fn agency_after_with(head: &str, names_end: usize) -> Option<Range<usize>> {
    let rest = &head[names_end..];
    let with = [" avec ", " with ", " con ", " (avec "].into_iter().find(|with| rest.starts_with(with))?;
    let name = rest[with.len()..].trim_end_matches([')', '.', ' ']);
    let start = names_end + with.len();
    outlets::is_agency(name).then(|| start..start + name.len())
}

/// Where the names start, and the outlet before a dash: `(outlet, start)`.
fn person_cue(head: &str, cues: &[Cue], is_dated: bool) -> Option<(Option<Range<usize>>, usize)> {
    const DASHES: [&str; 7] = [" – ", " — ", " - ", " | ", " • ", " · ", ", "];
    let persons = cues.iter().filter(|cue| cue.kind == CueKind::Person && cue.range.end <= head.len());
    persons.into_iter().find_map(|cue| {
        if cue.range.start == 0 {
            return (!head.starts_with("par ")).then_some((None, cue.range.end));
        }
        let (before, dash) =
            DASHES.iter().find_map(|dash| Some((head[..cue.range.start].strip_suffix(dash)?, *dash)))?;
        let before = before.trim_start();
        let names_outlet = dash != ", " && is_outlet_like(before.trim_end(), is_dated);
        let start = cue.range.start - dash.len() - before.len();
        Some((names_outlet.then(|| start..start + before.trim_end().len()), cue.range.end))
    })
}

/// One to six words without the end of a sentence; they begin large, unless the line is dated and so surely a head.
fn is_outlet_like(text: &str, is_dated: bool) -> bool {
    let n_words = text.split(' ').count();
    let begins_large = text.chars().next().is_some_and(|c| c.is_uppercase() || is_arabic(c));
    (1..=6).contains(&n_words)
        && text.chars().count() <= 50
        && (begins_large || is_dated)
        && !text.ends_with(['.', '!', '?', ':'])
        && !outlets::is_agency(text)
}

/// Bytes that may hold names: up to the first sign or word that ends them.
fn names_length(text: &str, order: NumericOrder) -> usize {
    static STOPS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            " – ",
            " — ",
            " - ",
            " | ",
            " • ",
            " · ",
            "(",
            " le ",
            " à ",
            " in ",
            " at ",
            " on ",
            " avec ",
            " with ",
            ", correspondant",
            ", envoyé",
            " pour ",
            " / ",
            "، ",
        ])
    });
    let by_word = STOPS.first_in(text).unwrap_or(text.len());
    let by_sign = text.find(|c: char| c == '@' || c.is_numeric()).unwrap_or(text.len());
    // The full stop of "T. C. Berel" ends no sentence.
    let is_end = |at: &usize| !text[..*at].ends_with(char::is_uppercase);
    let by_stop = text.match_indices(". ").map(|(at, _)| at).find(is_end).unwrap_or(text.len());
    let by_date = dates::mentions(text, order).first().map_or(text.len(), |mention| mention.range.start);
    let end = by_word.min(by_sign).min(by_stop).min(by_date);
    // "BerelMarch 11": what runs into a figure is no name.
    let last_word = text[..end].trim_end().rsplit(' ').next().unwrap_or_default();
    let is_glued =
        last_word.as_bytes().windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    if is_glued && text[end..].starts_with(char::is_numeric) {
        0
    } else {
        text[..end].trim_end_matches([' ', ',', '.', ';', ':']).len()
    }
}

/// People and agencies of a stretch of a byline, in bytes of the whole line.
struct Names {
    authors: Vec<Range<usize>>,
    agencies: Vec<Range<usize>>,
}

fn names(text: &str, range: Range<usize>) -> Names {
    let mut names = Names { authors: Vec::new(), agencies: Vec::new() };
    let mut at = range.start;
    let stretch = &text[range.clone()];
    for part in outlets::split_names(stretch) {
        let start = range.start + (part.as_ptr() as usize - stretch.as_ptr() as usize);
        let trimmed = part.trim();
        let start = start + (part.len() - part.trim_start().len());
        at = at.max(start);
        let range = start..start + trimmed.len();
        if outlets::is_agency(trimmed) {
            names.agencies.push(range);
        } else if is_person(trimmed) {
            names.authors.push(range);
        }
    }
    names
}

/// Two to five words, each beginning large or a particle of names, and no article in front: an outlet is no person.
pub fn is_person(text: &str) -> bool {
    const PARTICLES: [&str; 24] = [
        "de", "du", "des", "d’", "d'", "la", "le", "van", "von", "der", "den", "di", "da", "dos", "el", "al", "ben",
        "bin", "ibn", "bint", "ould", "ait", "y", "e",
    ];
    const ARTICLES: [&str; 10] = ["Le", "La", "Les", "L'", "L’", "The", "El", "Los", "Notre", "Our"];
    const NOT_PEOPLE: [&str; 16] = [
        "Rédaction",
        "Redaction",
        "Staff",
        "Editor",
        "Editorial",
        "News",
        "Correspondant",
        "Agence",
        "Agences",
        "Service",
        "Équipe",
        "Team",
        "Journal",
        "Radio",
        "Magazine",
        "Press",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    if !(2..=5).contains(&words.len())
        || text.chars().any(|c| c.is_numeric() || matches!(c, ':' | '@' | '/' | '!' | '?' | '«' | '"' | '|'))
    {
        return false;
    }
    if text.chars().any(is_arabic) {
        return words.iter().all(|word| word.chars().count() <= 14)
            && !words[0].starts_with("وكال")
            && words[0] != "هيئة";
    }
    let is_name_word = |word: &&str| {
        let begins_large = word.chars().next().is_some_and(char::is_uppercase);
        let is_particle = PARTICLES.iter().any(|particle| word.eq_ignore_ascii_case(particle))
            || word.starts_with("d'")
            || word.starts_with("d’")
            || word.starts_with("al-")
            || word.starts_with("el-");
        begins_large || is_particle
    };
    let begins_large = words[0].chars().next().is_some_and(char::is_uppercase);
    let is_house = ARTICLES.contains(&words[0]) || words.iter().any(|word| NOT_PEOPLE.contains(word));
    begins_large
        && words.iter().all(is_name_word)
        && !is_house
        && !words[0].starts_with("L'")
        && !words[0].starts_with("L’")
}

fn is_arabic(c: char) -> bool {
    ('\u{620}'..='\u{6ff}').contains(&c)
}

/// A cue and a date, or a date with at most a weekday, a place and a time around it.
fn date_line(text: &str, cues: &[Cue], order: NumericOrder) -> Option<Head> {
    if let Some(CuedDate { at, date, is_update }) = cued_date(text, cues, order) {
        let before = &text[..at];
        let is_head = before.chars().count() <= 60 && !before.contains(". ");
        let after_end = match &date {
            HeadDate::Printed(mention) => mention.range.end,
            HeadDate::Relative(range, _) => range.end,
            HeadDate::NotInCalendar => at,
        };
        let n_letters_after = text[after_end..].chars().filter(|c| c.is_alphabetic()).count();
        let begins_large = !text[at..].starts_with(char::is_lowercase) || at == 0;
        let is_sentence = text.ends_with('.') && text.split(' ').count() > 12;
        if is_head && begins_large && n_letters_after <= 80 && !is_sentence {
            let cue = Head::of(HeadKind::DateCue, RuleId("pubinfo.date_cue"));
            return Some(Head { date: Some(date), is_update, ..cue });
        }
        return None;
    }
    // A date alone is short.
    if text.chars().count() > 70 {
        return None;
    }
    let found = dates::mentions(text, order);
    // A month and a year are a date line where they are the whole line; elsewhere they are words of a sentence.
    let is_whole = |mention: &Mention| mention.range.len() + 2 >= text.len();
    let first = found.iter().find(|mention| match mention.form {
        Form::Full(_) | Form::Ambiguous(_) => true,
        Form::MonthYear(_) => is_whole(mention),
        _ => false,
    })?;
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let n_date_letters = text[first.range.clone()].chars().filter(|c| c.is_alphabetic()).count();
    let has_few_letters = n_letters - n_date_letters <= 24 || is_between_bars(text, &first.range);
    let is_date_only = has_few_letters && !text.ends_with(['!', '?', '؟']);
    let is_sentence = text.ends_with('.') && n_letters - n_date_letters > 14;
    if !is_date_only || is_sentence {
        return None;
    }
    // Of two days, as blogs print them, the later one is that of a change.
    let full = found.iter().filter(|mention| matches!(mention.form, Form::Full(_)));
    let earliest = full.min_by_key(|mention| mention.form.known().map(PartialDate::first_day)).unwrap_or(first);
    let is_update = is_of_a_change(&text[earliest.range.end..]);
    let date = Some(HeadDate::Printed(earliest.clone()));
    Some(Head { date, is_update, ..Head::of(HeadKind::BareDate, RuleId("pubinfo.bare_date")) })
}

/// "NAME | PLACE | 12/03/2019": the date is a part of its own, and the others are names.
fn is_between_bars(text: &str, date: &Range<usize>) -> bool {
    let (before, after) = (text[..date.start].trim_end(), text[date.end..].trim_start());
    let is_apart = (before.is_empty() || before.ends_with('|')) && (after.is_empty() || after.starts_with('|'));
    is_apart && text.contains('|') && text.split('|').all(|part| part.split_whitespace().count() <= 4)
}

/// "12 March 2019 (updated)", "Feb 23, 2026 See Updates": the word stands behind the day, and no time behind the word.
fn is_of_a_change(after: &str) -> bool {
    const WORDS: [&str; 6] = ["updated", "updates", "mis a jour", "mise a jour", "actualizado", "aktualisiert"];
    let after = fold(after.trim_end_matches([' ', ')', '.']));
    WORDS.iter().any(|word| after.ends_with(word))
}

fn shifted(mention: Mention, by: usize) -> Mention {
    Mention { range: mention.range.start + by..mention.range.end + by, ..mention }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::rules::Rules;

    /// `outlet | authors | agencies | date` of a line, with `-` for nothing.
    fn shown(text: &str) -> String {
        let order = NumericOrder::DayFirst;
        let found = Rules::builtin().find(text).filter(|found| !found.kind.is_boilerplate());
        let head = found.map_or_else(|| read(text, order), |found| read_by_rule(text, &found, order));
        let Some(head) = head else { return "none".into() };
        let list = |ranges: &[Range<usize>]| match ranges {
            [] => "-".to_string(),
            ranges => ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>().join("+"),
        };
        let date = match head.date {
            None => "-".to_string(),
            Some(HeadDate::NotInCalendar) => "no day".to_string(),
            Some(HeadDate::Printed(mention)) => text[mention.range].to_string(),
            Some(HeadDate::Relative(range, ago)) => format!("{} [-{}]", &text[range], ago.n_days),
        };
        format!(
            "{} | {} | {} | {date}",
            head.outlet.map_or("-", |range| &text[range]),
            list(&head.authors),
            list(&head.agencies)
        )
    }

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(shown(text), want, "{text}");
    }

    #[test]
    fn names_end_where_handles_figures_and_days_begin() {
        for (text, want) in [
            ("By: Nora Berel October 2, 2016", "- | Nora Berel | - | October 2, 2016"),
            ("ByNora Berel Dec 9, 2016", "- | Nora Berel | - | Dec 9, 2016"),
            ("By T.C. Berel Nov 29, 2016, 10:00am EST", "- | T.C. Berel | - | Nov 29, 2016"),
            ("By Nora Berel@noraberel Dec 6, 2016, 4:08pm EST", "- | Nora Berel | - | Dec 6, 2016"),
            ("by Nora Berel   @noraberel November 29, 2016: 3:42 PM ET", "- | Nora Berel | - | November 29, 2016"),
            ("By Nora Berel 5 minute Read", "- | Nora Berel | - | -"),
            ("By Nora Berel last updated 4 April 2017", "- | Nora Berel | - | 4 April 2017"),
            ("By Nora Berel published May 21, 2026", "- | Nora Berel | - | May 21, 2026"),
            ("December 19, 2016 by Nora Berel", "- | Nora Berel | - | December 19, 2016"),
            ("Wednesday January 18, 2017 10:44 am PST by Nora Berel", "- | Nora Berel | - | January 18, 2017"),
            ("17 janvier 2017 à 18h08 par Nora Berel", "- | Nora Berel | - | 17 janvier 2017"),
            ("By Nora BerelMarch 11, 2014February 18th, 2016No Comments", "none"),
            ("By Nora McBerel@noraberel Dec 6, 2016", "- | Nora McBerel | - | Dec 6, 2016"),
            ("On January 18, 2017 the port was opened by Nora Berel", "none"),
            ("Bytes of memory were lost", "none"),
        ] {
            check(text, want);
        }
    }

    #[test]
    fn a_publication_line_names_outlet_and_date() {
        check("Publié dans Barlamane le 28 - 02 - 2020", "Barlamane | - | - | 28 - 02 - 2020");
        check("Publié dans L'opinion le 05-11-2016", "L'opinion | - | - | 05-11-2016");
        check("Publié dans Le Courrier de le Havre le 3/7/2013", "Le Courrier de le Havre | - | - | 3/7/2013");
        check("Publié dans Le Matin le vendredi 28 février 2020 à 08h15", "Le Matin | - | - | 28 février 2020");
        check("Publié dans Le Matin le 31 - 02 - 2020", "Le Matin | - | - | no day");
        check("Publié dans 20 Minutes, 12/02/2020 à 08h15", "20 Minutes | - | - | 12/02/2020");
        check("Publiée dans France 24 - 3 mars 2020", "France 24 | - | - | 3 mars 2020");
        check("Parue dans Le Matin du Sahel jeudi 5 mars 2020", "Le Matin du Sahel | - | - | 5 mars 2020");
        check("Publicado en La Voz el 12 de marzo de 2015", "La Voz | - | - | 12 de marzo de 2015");
        check("منشور في صوت الميناء 12 شباط/فبراير 2020", "صوت الميناء | - | - | 12 شباط/فبراير 2020");
        check("نشر في الصباح الجديد يوم 12 - 03 - 2015", "الصباح الجديد | - | - | 12 - 03 - 2015");
        check("نشر في Le Matin يوم 12 - 03 - 2015", "Le Matin | - | - | 12 - 03 - 2015");
        check("Published in The Daily Star on 12 March 2015", "The Daily Star | - | - | 12 March 2015");
    }

    #[test]
    fn a_notice_of_publication_tells_the_day_whatever_it_says_behind_it() {
        let article = "This article was published on gazette.example at 12.24 GMT on Thursday 12 January 2012. ";
        let behind = "A version appeared on p14 of the main section on Friday 13 January 2012. ";
        let again = "It was last modified at 00.39 GMT on Saturday 14 January 2012.";
        check(&format!("{article}{again}"), "- | - | - | 12 January 2012");
        check(&format!("{article}{behind}{again}"), "- | - | - | 12 January 2012");
        check("This story was originally published on 12 January 2012", "- | - | - | 12 January 2012");
        check("Cet article a été publié le 12 mars 2019", "- | - | - | 12 mars 2019");
        check("Initialement publié le 12 mars 2019", "- | - | - | 12 mars 2019");
        check("This article was published in a year of war", "none");
    }

    #[test]
    fn a_byline_names_people_and_may_name_the_outlet_before_them() {
        check(
            "Le Monde – Par Marie Jégo Publié hier à 11h21, mis à jour à 09h40",
            "Le Monde | Marie Jégo | - | Publié hier à 11h21, mis à jour à 09h40 [-1]",
        );
        check(
            "القدس العربي – Par Marie Jégo Publié hier à 11h21",
            "القدس العربي | Marie Jégo | - | Publié hier à 11h21 [-1]",
        );
        check("Par Marie Jégo et Paul Durand", "- | Marie Jégo+Paul Durand | - | -");
        check("Par Marie Jégo (à Istanbul)", "- | Marie Jégo | - | -");
        check("Par Marie Jégo(Istanbul, correspondante)", "- | Marie Jégo | - | -");
        check("Par AFP", "- | - | AFP | -");
        check("Par Nadia El Fassi avec AFP", "- | Nadia El Fassi | AFP | -");
        check("By John Smith | March 12, 2019", "- | John Smith | - | March 12, 2019");
        check("بقلم: أحمد العلوي", "- | أحمد العلوي | - | -");
    }

    #[test]
    fn a_name_may_stand_behind_the_date() {
        check("Publié le 12 mars 2019 par Nora Belkacem", "- | Nora Belkacem | - | 12 mars 2019");
        check("Publié le 12/03/2019 à 10h30 par Nora Belkacem", "- | Nora Belkacem | - | 12/03/2019");
        check(
            "Publié le 12 mars 2019 à 08:15, par Nora Belkacem et Paul Durand",
            "- | Nora Belkacem+Paul Durand | - | 12 mars 2019",
        );
        check("Mis en ligne le 12 mars 2019 par Nora Belkacem avec AFP", "- | Nora Belkacem | AFP | 12 mars 2019");
        check("Publié le 12 mars 2019 par AFP", "- | - | AFP | 12 mars 2019");
        check("Publié le 12 mars 2019 par Nora Belkacem (Rabat)", "- | Nora Belkacem | - | 12 mars 2019");
        check("Posted on March 12, 2019 by John Smith", "- | John Smith | - | March 12, 2019");
        check("Published 12 March 2019 at 10:30 GMT by John Smith | Comments", "- | John Smith | - | 12 March 2019");
        // Whoever is named there is no person, or the line is a sentence.
        check("Publié le 12 mars 2019 par la rédaction", "- | - | - | 12 mars 2019");
        check("Publié le 12 mars 2019 par Le Monde", "- | - | - | 12 mars 2019");
        for text in [
            "Publié le 12 mars 2019 par Jeanne Martin, le roman a reçu trois prix et fait parler de lui jusqu'à Rabat.",
            "Publié le 12 mars 2019 par Jeanne Martin à Paris, le roman a reçu trois prix et fait parler de lui.",
            "Le rapport publié le 12 mars 2019 par Human Rights Watch dénonce les arrestations de la semaine passée.",
        ] {
            let head = read(text, NumericOrder::DayFirst);
            assert!(head.is_none_or(|head| head.authors.is_empty()), "{text}");
        }
    }

    #[test]
    fn a_date_line_says_when() {
        check("Publié le 18 juil. 2024 à 08:01Mis à jour le 19 juil. 2024 à 10:00", "- | - | - | 18 juil. 2024");
        check(
            "Publié il y a 3 heures, mis à jour à 09h42",
            "- | - | - | Publié il y a 3 heures, mis à jour à 09h42 [-0]",
        );
        check("Actualizado a las 20:56h 12/03/2019", "- | - | - | 12/03/2019");
        check("Jeudi 12 mars 2019 - 08:15", "- | - | - | 12 mars 2019");
        check("الخميس 12 مارس 2019", "- | - | - | 12 مارس 2019");
        check("نُشر بتاريخ 12 مارس 2019", "- | - | - | 12 مارس 2019");
        check("mars 2019", "- | - | - | mars 2019");
        check("Nora Belkacem | Palma de Mallorca | 12/03/2019", "- | - | - | 12/03/2019");
        check("Le port rouvre après trois jours de vent | 12/03/2019", "none");
    }

    #[test]
    fn the_day_of_a_change_is_told_by_its_word_before_or_behind() {
        for (text, want) in [
            ("Feb 23, 2026 See Updates", true),
            ("12 mars 2019 (mis à jour)", true),
            ("Aktualisiert am 12.03.2019", true),
            ("Last Updated on March 12th, 2019", true),
            ("12 mars 2019, mis à jour à 10h30", false),
            ("12 mars 2019", false),
        ] {
            let head = read(text, NumericOrder::DayFirst);
            assert_eq!(head.map(|head| (head.date.is_some(), head.is_update)), Some((true, want)), "{text}");
        }
        assert!(ends_with_change("Updated:") && ends_with_change("Mis à jour le") && !ends_with_change("Publié le"));
    }

    #[test]
    fn body_text_is_no_head() {
        for text in [
            "Publié dans la revue Nature, l'article décrit la méthode.",
            "Par ailleurs, la présidence turque a annoncé une riposte.",
            "Par Marie, nous avons appris la nouvelle de son départ le 12 mars 2019.",
            "Le 12 mars 2019, la ville a inauguré son nouveau port de pêche devant une foule nombreuse.",
            "Dans un communiqué publié mercredi soir, l'état-major annonce avoir coupé toutes les routes.",
            "L'étude, publiée le 12 mars 2019, montre que les pluies ont diminué de moitié en dix ans.",
            "Un char se déploie le long de l’autoroute, le 10 février.",
        ] {
            check(text, "none");
        }
    }
}
