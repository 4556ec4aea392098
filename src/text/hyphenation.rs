//! Where a word may be divided at the end of a row, by the patterns of its language.
//!
//! Names, abbreviations and addresses are never divided: a word with a capital in it, or with digits or signs beside it, is
//! left alone, and so is one that has a hyphen already. Two letters at least stay, and three go on, as French printers
//! have it. The hyphen itself is a cell without bytes.

use std::ops::Range;

use crate::text::isolation::Isolate;
use crate::text::language::Language;

/// The longest word that is looked at, in bytes: longer ones are no words.
const N_BYTES_WORD: usize = 45;
/// The shortest word that is divided, in letters.
const MIN_LETTERS: usize = 6;
/// Letters that stay on the row, and letters that go on to the next, at least.
const BOUNDS: (usize, usize) = (2, 3);

/// The byte offsets before which a word may be divided, ascending. `isolates` are the addresses and numbers of the text
/// (see `isolation`).
pub fn division_points(text: &str, language: Language, isolates: &[Isolate]) -> Vec<usize> {
    let Some(patterns) = patterns(language) else { return Vec::new() };
    let mut isolates = isolates.iter().peekable();
    let mut points = Vec::new();
    for word in words(text) {
        while isolates.next_if(|isolate| isolate.range.end <= word.start).is_some() {}
        if isolates.peek().is_some_and(|isolate| isolate.range.start < word.end) {
            continue;
        }
        let mut at = word.start;
        for syllable in hypher::hyphenate_bounded(&text[word.clone()], patterns, BOUNDS.0, BOUNDS.1) {
            points.extend((at > word.start).then_some(at));
            at += syllable.len();
        }
    }
    points
}

fn patterns(language: Language) -> Option<hypher::Lang> {
    match language {
        Language::French => Some(hypher::Lang::French),
        Language::English => Some(hypher::Lang::English),
        Language::Spanish => Some(hypher::Lang::Spanish),
        Language::Persian | Language::Other => None,
    }
}

/// The words that may be divided: small letters of a Latin script, nothing but space and punctuation around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + text.get(end..)?.find(is_word)?;
        let rest = &text[start..];
        end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        Some(start..end)
    })
    .filter(move |word| is_divisible(text, word))
}

fn is_divisible(text: &str, word: &Range<usize>) -> bool {
    let letters = &text[word.clone()];
    let has_company = text[..word.start].ends_with(is_company) || text[word.end..].starts_with(is_company);
    letters.len() <= N_BYTES_WORD
        && letters.chars().all(char::is_lowercase)
        && letters.chars().count() >= MIN_LETTERS
        && !has_company
}

/// A character of a word or of a name, a number or an abbreviation.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Beside a word, it makes it part of something else.
fn is_company(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}' | '\u{2011}' | '_' | '@' | '#' | '/' | '\\' | '&' | '+' | '\u{AD}' | '\u{300}'..='\u{36F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::isolation::isolates;

    /// The text with a hyphen at each place where it may be divided.
    fn check(language: Language, text: &str, want: &str) {
        let mut shown = String::new();
        let mut done = 0;
        for point in division_points(text, language, &isolates(text)) {
            shown += &text[done..point];
            shown += "-";
            done = point;
        }
        assert_eq!(shown + &text[done..], want);
    }

    #[test]
    fn words_are_divided_by_the_patterns_of_their_language() {
        check(Language::French, "l'information régionale", "l'in-for-ma-tion ré-gio-nale");
        check(Language::French, "anticonstitutionnellement", "an-ti-cons-ti-tu-tion-nel-le-ment");
        check(Language::French, "ils étaient", "ils étaient");
        check(Language::English, "hyphenation", "hy-phen-ation");
        check(Language::Spanish, "informaciones", "in-for-ma-cio-nes");
        check(Language::Other, "informaciones", "informaciones");
    }

    #[test]
    fn names_and_addresses_are_not() {
        for text in [
            "Constantine",
            "INFORMATION",
            "rendez-vous",
            "information2",
            "www.information.fr",
            "redaction@information.fr #information @information",
            "information_nationale",
            "\u{645}\u{639}\u{644}\u{648}\u{645}\u{627}\u{62A}",
        ] {
            check(Language::French, text, text);
        }
    }
}
