//! What a line says about the head of an article: publication lines, bylines, date lines.
//!
//! A publication line names outlet and date ("Publié dans OUTLET le DATE"). A byline names people, and may name the outlet
//! before them and the date after ("OUTLET – Par NAME Publié hier à 11h21"). A date line says when, and little else.
//! Only the form is read; which article a head belongs to is decided in `label`.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::ingest::dates::{self, Ago, Form, Mention, NumericOrder};
use crate::ingest::outlets;
use crate::model::evidence::RuleId;
use crate::text::bytes;

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
}

/// The longest line that can be a head, in bytes.
pub const MAX_BYTES: usize = 320;

/// Reads a cleaned line; `None` if it is no head.
pub fn read(text: &str, order: NumericOrder) -> Option<Head> {
    if text.len() > MAX_BYTES {
        return None;
    }
    publication(text, order).or_else(|| {
        // Without a figure there is no date, and a byline alone is short.
        let may_be_digit = |first: u8, _, _| first.is_ascii_digit() | (first == 0xD9) | (first == 0xDB);
        if text.len() > 120 && !bytes::any_triple(text.as_bytes(), may_be_digit) {
            return None;
        }
        let cues = cues(text);
        byline(text, &cues, order).or_else(|| date_line(text, &cues, order))
    })
}

const PUBLICATION_ANCHORS: [(&str, &str); 10] = [
    ("Publié dans ", "pubinfo.published_in"),
    ("Publiée dans ", "pubinfo.published_in"),
    ("Paru dans ", "pubinfo.published_in"),
    ("Parue dans ", "pubinfo.published_in"),
    ("Published in ", "pubinfo.published_in_en"),
    ("Publicado en ", "pubinfo.published_in_es"),
    ("نشر في ", "pubinfo.published_in_ar"),
    ("نُشر في ", "pubinfo.published_in_ar"),
    ("نشرت في ", "pubinfo.published_in_ar"),
    ("منشور في ", "pubinfo.published_in_ar"),
];

/// "Publié dans OUTLET le DATE", at the start of the line, the date at its end.
fn publication(text: &str, order: NumericOrder) -> Option<Head> {
    let (anchor, rule) = PUBLICATION_ANCHORS.into_iter().find(|(anchor, _)| text.starts_with(anchor))?;
    // The line is a template of its language, whatever the article is written in.
    let order = if rule == "pubinfo.published_in_en" { order } else { NumericOrder::DayFirst };
    let start = anchor.len();
    let tail_start = date_tail(text, start, order)?;
    let outlet_end = start + strip_connector(&text[start..tail_start]).len();
    let name = text[start..outlet_end].trim_end_matches([' ', ',', '،', ':']);
    if name.is_empty() || name.chars().count() > 60 || name.split(' ').count() > 8 {
        return None;
    }
    let is_date = |mention: &Mention| matches!(mention.form, Form::Full(_) | Form::Ambiguous(_));
    let date = dates::mentions(&text[tail_start..], order)
        .into_iter()
        .find(is_date)
        .map(|mention| HeadDate::Printed(shifted(mention, tail_start)));
    Some(Head {
        kind: HeadKind::Publication,
        rule: RuleId(rule),
        outlet: Some(start..start + name.len()),
        authors: Vec::new(),
        agencies: Vec::new(),
        date,
        is_update: false,
    })
}

/// Where the date at the end of a publication line begins: a full date, or digits that are meant as one.
fn date_tail(text: &str, from: usize, order: NumericOrder) -> Option<usize> {
    let found = dates::mentions(&text[from..], order);
    let last_full = found.iter().rev().find(|mention| matches!(mention.form, Form::Full(_) | Form::Ambiguous(_)));
    if let Some(mention) = last_full {
        let start = from + weekday_start(&text[from..], mention);
        return is_time_or_nothing(&text[from + mention.range.end..]).then_some(start);
    }
    // "le 31 - 02 - 2020": no such day, yet no part of the outlet's name.
    let digits = text.rfind(|c: char| !(c.is_numeric() || matches!(c, ' ' | '-' | '/' | '.')))?;
    let tail = digits + text[digits..].chars().next().map_or(1, char::len_utf8);
    let n_numbers = text[tail..].split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty()).count();
    (n_numbers >= 3 && tail > from).then_some(tail)
}

fn weekday_start(text: &str, mention: &Mention) -> usize {
    let before = text[..mention.range.start].trim_end();
    let last_word = before.rsplit(' ').next().unwrap_or_default();
    match dates::weekday(last_word.trim_end_matches(',')) {
        Some(_) => before.len() - last_word.len(),
        None => mention.range.start,
    }
}

/// Strips the word that joins an outlet to its date.
fn strip_connector(text: &str) -> &str {
    let text = text.trim_end();
    const CONNECTORS: [&str; 13] =
        [" le", " on", " el", " du", " يوم", " بتاريخ", " في", ",", " -", " –", " —", "،", " |"];
    let stripped = CONNECTORS.into_iter().find_map(|connector| text.strip_suffix(connector));
    stripped.unwrap_or(text).trim_end()
}

/// After a date: nothing, or a time ("à 08h15", "at 5:00 pm", "الساعة 12:30").
fn is_time_or_nothing(rest: &str) -> bool {
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    rest.is_empty() || (letters <= 8 && rest.len() <= 40)
}

/// Words that say that a date is the date of publication.
const PUBLISHED_CUES: [&str; 25] = [
    "Article publié",
    "Publié",
    "Publiée",
    "publié",
    "PUBLIÉ",
    "Posté",
    "Mis en ligne",
    "Mise en ligne",
    "Paru le",
    "Créé le",
    "Rédigé le",
    "Publication :",
    "Date de publication",
    "Published",
    "PUBLISHED",
    "Posted",
    "First published",
    "Publicado",
    "Publicada",
    "Fecha de publicación",
    "نشر",
    "نُشر",
    "تاريخ النشر",
    "تم النشر",
    "نشرت",
];

/// Words that say that a date is that of a later change.
const UPDATE_CUES: [&str; 13] = [
    "Mis à jour",
    "Mise à jour",
    "MIS À JOUR",
    "Modifié le",
    "Dernière mise à jour",
    "Updated",
    "UPDATED",
    "Last updated",
    "Last modified",
    "Actualizado",
    "Actualizada",
    "آخر تحديث",
    "حُدّث",
];

/// A date with the word before it that says what it is the date of.
struct CuedDate {
    /// Where the cue begins, in bytes.
    at: usize,
    date: HeadDate,
    is_update: bool,
}

/// The date of publication if the line has one, else that of an update.
fn cued_date(text: &str, cues: &[Cue], order: NumericOrder) -> Option<CuedDate> {
    let first = |wanted| first_cued(text, cues, wanted, order);
    let published = first(CueKind::Published).map(|(at, date)| CuedDate { at, date, is_update: false });
    published.or_else(|| first(CueKind::Updated).map(|(at, date)| CuedDate { at, date, is_update: true }))
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

/// A word that says what follows it.
struct Cue {
    range: Range<usize>,
    kind: CueKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CueKind {
    Published,
    Updated,
    Person,
}

/// Every cue of a line, in order.
fn cues(text: &str) -> Vec<Cue> {
    let kind = |pattern: usize| match pattern {
        n if n < PUBLISHED_CUES.len() => CueKind::Published,
        n if n < PUBLISHED_CUES.len() + UPDATE_CUES.len() => CueKind::Updated,
        _ => CueKind::Person,
    };
    let found = ALL_CUES.iter().flat_map(|automaton| automaton.find_iter(text));
    found.map(|found| Cue { range: found.range(), kind: kind(found.pattern().as_usize()) }).collect()
}

/// One automaton over all cues: most lines have none, and are left after one pass.
static ALL_CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let all = PUBLISHED_CUES.iter().chain(&UPDATE_CUES).chain(&PERSON_CUES);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(all).ok()
});

/// Between a cue and its date stand a weekday, an article, a time or a place, no sentence.
fn is_near(between: &str) -> bool {
    between.chars().count() <= 40
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

const PERSON_CUES: [&str; 30] = [
    "Rédigé par ",
    "Écrit par ",
    "Posté par ",
    "Publié par ",
    "Written by ",
    "Posted by ",
    "Escrito por ",
    "Publicado por ",
    "Par ",
    "par ",
    "PAR ",
    "Par : ",
    "Par: ",
    "By ",
    "BY ",
    "by ",
    "Por ",
    "بقلم: ",
    "بقلم : ",
    "بقلم ",
    "كتب: ",
    "كتب : ",
    "كتبت: ",
    "إعداد: ",
    "إعداد ",
    "تحرير: ",
    "Propos recueillis par ",
    "Texte : ",
    "Auteur : ",
    "Author: ",
];

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
        None => dates::first_full(after, order)
            .filter(|_| after.len() <= 80)
            .map(|mention| HeadDate::Printed(shifted(mention, names_end))),
    };
    // A sentence that happens to begin with "Par" goes on; a byline has ended.
    let rest_is_short = date.is_some() || after.chars().count() <= 60;
    let is_sentence = text.ends_with('.') && date.is_none() && text.split(' ').count() > 8;
    if !rest_is_short || is_sentence {
        return None;
    }
    Some(Head {
        kind: HeadKind::Byline,
        rule: RuleId("byline.by"),
        outlet,
        authors: names.authors,
        agencies: names.agencies,
        date,
        is_update,
    })
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
    const STOPS: [&str; 20] = [
        " – ",
        " — ",
        " - ",
        " | ",
        " • ",
        " · ",
        " (",
        " le ",
        " à ",
        " in ",
        " at ",
        " on ",
        ". ",
        " avec ",
        " with ",
        ", correspondant",
        ", envoyé",
        " pour ",
        " / ",
        "، ",
    ];
    let by_word = STOPS.iter().filter_map(|stop| text.find(stop)).min().unwrap_or(text.len());
    let by_date = dates::mentions(text, order).first().map_or(text.len(), |mention| mention.range.start);
    text[..by_word.min(by_date)].trim_end_matches([' ', ',', '.', ';', ':']).len()
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
    let no_names = |kind, rule, date, is_update| Head {
        kind,
        rule: RuleId(rule),
        outlet: None,
        authors: Vec::new(),
        agencies: Vec::new(),
        date: Some(date),
        is_update,
    };
    if let Some(CuedDate { at, date, is_update }) = cued_date(text, cues, order) {
        let before = &text[..at];
        let is_head = before.chars().count() <= 60 && !before.contains(". ");
        let after_end = match &date {
            HeadDate::Printed(mention) => mention.range.end,
            HeadDate::Relative(range, _) => range.end,
        };
        let n_letters_after = text[after_end..].chars().filter(|c| c.is_alphabetic()).count();
        let begins_large = !text[at..].starts_with(char::is_lowercase) || at == 0;
        let is_sentence = text.ends_with('.') && text.split(' ').count() > 12;
        if is_head && begins_large && n_letters_after <= 80 && !is_sentence {
            return Some(no_names(HeadKind::DateCue, "pubinfo.date_cue", date, is_update));
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
    let is_date_only = n_letters - n_date_letters <= 24 && !text.ends_with(['!', '?', '؟']);
    let is_sentence = text.ends_with('.') && n_letters - n_date_letters > 14;
    if !is_date_only || is_sentence {
        return None;
    }
    Some(no_names(HeadKind::BareDate, "pubinfo.bare_date", HeadDate::Printed(first.clone()), false))
}

fn shifted(mention: Mention, by: usize) -> Mention {
    Mention { range: mention.range.start + by..mention.range.end + by, ..mention }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `outlet | authors | agencies | date` of a line, with `-` for nothing.
    fn shown(text: &str) -> String {
        let Some(head) = read(text, NumericOrder::DayFirst) else { return "none".into() };
        let list = |ranges: &[Range<usize>]| match ranges {
            [] => "-".to_string(),
            ranges => ranges.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>().join("+"),
        };
        let date = match head.date {
            None => "-".to_string(),
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
    fn a_publication_line_names_outlet_and_date() {
        check("Publié dans Barlamane le 28 - 02 - 2020", "Barlamane | - | - | 28 - 02 - 2020");
        check("Publié dans L'opinion le 05-11-2016", "L'opinion | - | - | 05-11-2016");
        check("Publié dans Le Courrier de le Havre le 3/7/2013", "Le Courrier de le Havre | - | - | 3/7/2013");
        check("Publié dans Le Matin le vendredi 28 février 2020 à 08h15", "Le Matin | - | - | 28 février 2020");
        check("Publié dans Le Matin le 31 - 02 - 2020", "Le Matin | - | - | -");
        check("نشر في الصباح الجديد يوم 12 - 03 - 2015", "الصباح الجديد | - | - | 12 - 03 - 2015");
        check("نشر في Le Matin يوم 12 - 03 - 2015", "Le Matin | - | - | 12 - 03 - 2015");
        check("Published in The Daily Star on 12 March 2015", "The Daily Star | - | - | 12 March 2015");
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
        check("Par AFP", "- | - | AFP | -");
        check("Par Nadia El Fassi avec AFP", "- | Nadia El Fassi | AFP | -");
        check("By John Smith | March 12, 2019", "- | John Smith | - | March 12, 2019");
        check("بقلم: أحمد العلوي", "- | أحمد العلوي | - | -");
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
