//! Sentences that were broken over several lines.
//!
//! Text that was set to a width is broken where the next word would not have fitted, so that the width can be read off it.
//! Some scrapers print each text node of a page on a line of its own, which breaks sentences at their links; what goes on
//! behind a link begins small or with punctuation, and so the link is known, too.

use std::ops::Range;

use crate::ingest::lines::Line;

/// What is known of a line before its neighbours are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Open,
    /// Its words are those of furniture, or a day; so may be those of a link in the middle of a sentence.
    Weak,
    /// It is no part of a sentence.
    Set,
}

/// For each line whether it goes on with the one before it. Weak lines that turn out to be parts of sentences are open
/// from then on.
pub fn continued(lines: &[Line<'_>], standings: &mut [Standing]) -> Vec<bool> {
    let width = width(lines, standings);
    let mut continued = vec![false; lines.len()];
    for at in 1..lines.len() {
        let (before, line) = (&lines[at - 1], &lines[at]);
        let goes_on = goes_on(line);
        if before.is_marked() || line.is_marked() || standings[at] == Standing::Set {
            continue;
        }
        if line.n_blank_before > 0 {
            continued[at] = goes_on && standings[at - 1..=at] == [Standing::Open; 2];
            continue;
        }
        if goes_on && standings[at] == Standing::Weak && is_unfinished(lines, standings, &continued, at - 1) {
            standings[at] = Standing::Open;
        }
        let is_full = width.is_some_and(|width| is_full(before, line, width));
        let may_be_link = !is_full && !continued[at - 1] && may_be_link(before, standings[at - 1]);
        if goes_on && may_be_link && standings[at] == Standing::Open {
            let is_inside =
                at >= 2 && before.n_blank_before == 0 && is_unfinished(lines, standings, &continued, at - 2);
            if is_inside || begins_sentence(before, line) {
                standings[at - 1] = Standing::Open;
                continued[at - 1] = is_inside;
            }
        }
        let are_open = standings[at - 1..=at] == [Standing::Open; 2];
        continued[at] = are_open && (goes_on || is_full || asks_for_more(before));
    }
    continued
}

/// It begins in the middle of a sentence: small, or with the punctuation that stands behind a word.
fn goes_on(line: &Line<'_>) -> bool {
    line.shape.begins_lower || line.shape.only_closing || begins_closing(&line.text)
}

fn begins_closing(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(',' | '.' | ';' | ':' | '!' | '?' | '»' | '”' | '،' | '؛' | '؟' | '۔') => {
            matches!(chars.next(), None | Some(' ' | '”' | '"' | '»' | ')'))
        }
        Some(')' | ']') => true,
        Some('’' | '\'') => chars.as_str().starts_with("s "),
        _ => false,
    }
}

/// There was no space where the line was broken: before a comma, a full stop or what closes, and behind an open bracket.
/// Before the signs that French sets apart there may have been one.
pub fn touch(before: &Line<'_>, line: &Line<'_>) -> bool {
    let closes = |c: char| matches!(c, ',' | '.' | ')' | ']' | '”' | '’' | '\'' | '،' | '؛' | '؟' | '۔');
    line.shape.only_closing || begins_closing(&line.text) && line.text.starts_with(closes) || before.text.ends_with('(')
}

/// It ends where no sentence does.
fn asks_for_more(line: &Line<'_>) -> bool {
    line.shape.n_letters > 1 && line.text.ends_with([',', '(', '،'])
}

/// An open line that is no whole sentence, and no heading or name before one: those are shorter.
fn is_unfinished(lines: &[Line<'_>], standings: &[Standing], continued: &[bool], at: usize) -> bool {
    const MIN_CHARS: u32 = 20;
    let line = &lines[at];
    let is_words = !line.is_marked() && (line.shape.n_chars >= MIN_CHARS || continued[at]);
    standings[at] == Standing::Open && is_words && !line.shape.ends_sentence && !line.text.ends_with(':')
}

/// It is as short as a link in a sentence.
fn may_be_link(line: &Line<'_>, standing: Standing) -> bool {
    const MAX_CHARS: u32 = 80;
    standing != Standing::Set && line.shape.n_chars <= MAX_CHARS && !line.shape.ends_sentence
}

/// A word or two, and the rest of the sentence.
fn begins_sentence(first: &Line<'_>, rest: &Line<'_>) -> bool {
    const MAX_WORDS: u32 = 2;
    const MIN_CHARS: u32 = 40;
    first.shape.n_words <= MAX_WORDS && rest.shape.begins_lower && rest.shape.n_chars >= MIN_CHARS
}

/// Widths text is set to, in characters.
const MIN_WIDTH: usize = 40;
const MAX_WIDTH: usize = 140;

/// The width the text was set to, if it was: the one at which most lines are as full as they can be. Between paragraphs set
/// as one line each, there is none: their lengths have nothing in common, and hardly ever are two of them full in a row.
fn width(lines: &[Line<'_>], standings: &[Standing]) -> Option<usize> {
    const N_NEEDED: usize = 4;
    // Where the widths begin and end at which a line is full.
    let mut steps = [0_i32; MAX_WIDTH + 2];
    let mut n_lines = 0;
    for at in 1..lines.len() {
        if may_be_set(lines, standings, at) && !lines[at - 1].shape.ends_sentence {
            let range = full_at(&lines[at - 1], &lines[at]);
            steps[range.start.min(MAX_WIDTH + 1)] += 1;
            steps[range.end.min(MAX_WIDTH + 1)] -= 1;
            n_lines += 1;
        }
    }
    if n_lines < N_NEEDED {
        return None;
    }
    let (mut n_at_width, mut most, mut width) = (0, 0, 0);
    for (at, step) in steps.iter().enumerate().take(MAX_WIDTH + 1) {
        n_at_width += step;
        if n_at_width > most {
            (most, width) = (n_at_width, at);
        }
    }
    // Of lines that are about as long, one in ten is full by chance.
    let is_full = |at: usize| may_be_set(lines, standings, at) && is_full(&lines[at - 1], &lines[at], width);
    let is_long =
        |at: &usize| may_be_set(lines, standings, *at) && lines[at - 1].shape.n_chars as usize * 10 >= width * 7;
    let (mut n_long, mut n_full, mut n_in_a_row) = (0, 0, 0);
    for at in (1..lines.len()).filter(is_long) {
        n_long += 1;
        n_full += usize::from(is_full(at));
        n_in_a_row += usize::from(!lines[at - 1].shape.ends_sentence && is_full(at) && at > 1 && is_full(at - 1));
    }
    let is_set = n_in_a_row >= N_NEEDED && n_full * 4 >= n_long || n_full >= N_NEEDED && n_full * 4 >= n_long * 3;
    is_set.then_some(width)
}

/// The line before this one may have been broken at a width.
fn may_be_set(lines: &[Line<'_>], standings: &[Standing], at: usize) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    let n_chars = before.shape.n_chars as usize;
    line.n_blank_before == 0
        && (MIN_WIDTH..=MAX_WIDTH).contains(&n_chars)
        && standings[at - 1..=at] == [Standing::Open; 2]
        && !before.is_marked()
        && !line.is_marked()
}

/// At this width, the first word of a line would not have fitted into the line before it.
fn is_full(before: &Line<'_>, line: &Line<'_>, width: usize) -> bool {
    full_at(before, line).contains(&width)
}

/// The widths at which the first word of a line would not have fitted into the line before it; none if it begins an entry
/// of a list.
fn full_at(before: &Line<'_>, line: &Line<'_>) -> Range<usize> {
    let indent = before.raw.len() - before.raw.trim_start_matches(' ').len();
    let n_chars = indent + before.shape.n_chars as usize;
    // A no-break space breaks no line.
    let word = line.raw.trim().split(' ').next().unwrap_or_default();
    let is_entry = line.text.starts_with(['*', '•', '-', '+', '–', '#', '◦', '·']);
    n_chars..if is_entry { n_chars } else { n_chars + word.chars().count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines;

    /// Lines behind `~` are weak, those behind `=` set; the texts they are joined to.
    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let standing = |line: &str| match line.chars().next() {
            Some('~') => Standing::Weak,
            Some('=') => Standing::Set,
            _ => Standing::Open,
        };
        let mut standings: Vec<Standing> = text.lines().filter(|line| !line.is_empty()).map(standing).collect();
        let text = text.replace(['~', '='], "");
        let lines = lines::split(&text);
        let continued = continued(&lines, &mut standings);
        let mut got: Vec<String> = Vec::new();
        for (at, (line, continued)) in lines.iter().zip(continued).enumerate() {
            let before = &lines[at.saturating_sub(1)];
            match got.last_mut().filter(|_| continued) {
                Some(last) => *last = format!("{last}{}{}", if touch(before, line) { "" } else { " " }, &*line.text),
                None => got.push(line.text.to_string()),
            }
        }
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn a_sentence_broken_at_its_links_is_one() {
        let whole = "Le maire a annoncé dans Le Courrier, lundi.";
        check("Le maire a annoncé dans\nLe Courrier\n, lundi.", &[whole]);
        check("Le maire a annoncé dans\n~Le Courrier\n, lundi.", &[whole]);
        check(
            "Le maire a annoncé dans\n=Le Courrier\n, lundi.",
            &["Le maire a annoncé dans", "Le Courrier", ", lundi."],
        );
        check("Le maire a annoncé dans\n~le Courrier\n~, lundi.", &["Le maire a annoncé dans le Courrier, lundi."]);
        check(
            "أعلن رئيس البلدية في تصريح إلى\nصوت المرفأ\n، يوم الإثنين.",
            &["أعلن رئيس البلدية في تصريح إلى صوت المرفأ، يوم الإثنين."],
        );
        check(
            "The mayor of the old town told\nThe Quay Gazette\n’s reporter.",
            &["The mayor of the old town told The Quay Gazette’s reporter."],
        );
        check(
            "La flotte du port de Fanal (\nle Triton\n) et\nLe Fanal\n: deux.",
            &["La flotte du port de Fanal (le Triton) et Le Fanal : deux."],
        );
        check(
            "Fanal,\nle 3 mars. Le vent tombe,\nLe port rouvre.",
            &["Fanal, le 3 mars. Le vent tombe, Le port rouvre."],
        );
    }

    #[test]
    fn a_word_known_from_menus_may_begin_a_sentence() {
        let rest = "pêcheurs sont repartis avant l'aube, avec la marée.";
        check(&format!("~Les\n{rest}"), &[&format!("Les {rest}")]);
        check(&format!("~Lire aussi notre page\n{rest}"), &["Lire aussi notre page", rest]);
        check("~Les\npêcheurs sont repartis.", &["Les", "pêcheurs sont repartis."]);
    }

    #[test]
    fn whole_sentences_headings_and_menus_stay_apart() {
        for text in [
            "Le port rouvre après trois jours.\nLe Courrier\nLundi",
            "Le vent\nLe Courrier\nLa mer",
            "Ce qu'il a dit au Courrier :\nLe Courrier\nLe port rouvre.",
            "Le maire a annoncé dans\n\nLe Courrier\n\nLe port rouvre.",
            ".NET\n.NET",
        ] {
            let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            check(text, &lines);
        }
        check("Le vent\nLe Courrier\nde lundi", &["Le vent", "Le Courrier de lundi"]);
        check("Le maire a annoncé dans\n\nLe Courrier\n, lundi.", &["Le maire a annoncé dans", "Le Courrier, lundi."]);
    }

    const WRAPPED: [&str; 7] = [
        "Les bateaux rentrent au port dans le vent du soir et",
        "Fanal décharge ses caisses sous les lampes du quai. Le",
        "Courrier compte vingt-deux chalutiers, trois de plus",
        "Que l'an passé à la même date, et deux cents marins qui",
        "Dormiront à terre pour la première fois depuis trois",
        "Semaines de mer.",
        "Demain, la criée ouvre à six heures.",
    ];

    #[test]
    fn text_set_to_a_width_is_joined_and_lines_of_any_length_are_not() {
        let [.., last, next] = WRAPPED;
        let paragraph = WRAPPED[..6].join(" ");
        assert!(paragraph.ends_with(last));
        check(&WRAPPED.join("\n"), &[&paragraph, next]);
        check(
            &format!("Accueil\nPolitique\n\n{}\n\n{next}", WRAPPED[..6].join("\n")),
            &["Accueil", "Politique", &paragraph, next],
        );
        // An entry of a list stands for itself, and so does what is no part of a sentence.
        for sign in ["* ", "="] {
            let text = format!("{}\n\n{}\n{sign}Le Courrier", WRAPPED[..6].join("\n"), WRAPPED[..5].join("\n"));
            let entry = format!("{sign}Le Courrier").replace('=', "");
            check(&text, &[&paragraph, &WRAPPED[..5].join(" "), &entry]);
        }
        let headlines = [
            "Un marché couvert ouvre au pied du phare de Fanal",
            "Le pont de l'Anse ferme",
            "Trois chalutiers neufs pour la flotte de pêche de l'Anse-aux-Oursins",
            "Grève des dockers lundi",
            "La criée de Fanal change de mains après quarante ans et un procès",
            "Les prix du thon baissent encore cette semaine",
        ];
        check(&headlines.join("\n"), &headlines);
    }
}
