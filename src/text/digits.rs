//! Digits in the other script: `\u{661}\u{662}` shown as `12` to who reads no Arabic digits, `12` in Arabic text as
//! `\u{661}\u{662}` to who would rather.
//!
//! Only the picture changes. Searching finds both anyway, and what is copied is what was written. A digit belongs to the
//! script of the last letter before it, as it does for the bidi algorithm (UAX #9, W2); names and addresses keep theirs.

use std::ops::Range;

use crate::text::bidi::{self, Direction};
use crate::text::isolation::{Isolate, Kind};
use crate::text::language::Language;

/// The Arabic-Indic and Persian digits of a text, each with the Latin one to show in its place.
pub fn latin(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    text.char_indices().filter_map(|(at, c)| {
        let value = match c {
            '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
            '\u{6F0}'..='\u{6F9}' => u32::from(c) - 0x6F0,
            _ => return None,
        };
        Some((at..at + c.len_utf8(), char::from_digit(value, 10)?))
    })
}

/// The Latin digits that stand in right-to-left text, each with the one of the language to show in its place: Arabic-Indic
/// or Persian. `isolates` are the names and numbers of the text (see `isolation`), `base` is the direction before the first
/// letter.
pub fn arabic(text: &str, base: Direction, language: Language, isolates: &[Isolate]) -> Vec<(Range<usize>, char)> {
    let zero = if language == Language::Persian { 0x6F0 } else { 0x660 };
    let mut names = isolates.iter().filter(|isolate| isolate.kind == Kind::Name).peekable();
    let mut around = base;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        while names.next_if(|name| name.range.end <= at).is_some() {}
        if names.peek().is_some_and(|name| name.range.start <= at) {
            continue;
        }
        around = bidi::strong(c).unwrap_or(around);
        let value = c.to_digit(10).filter(|_| around == Direction::RightToLeft);
        if let Some(digit) = value.and_then(|value| char::from_u32(zero + value)) {
            found.push((at..at + 1, digit));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::isolation::isolates;

    fn shown(text: &str, digits: impl IntoIterator<Item = (Range<usize>, char)>) -> String {
        let mut shown = String::new();
        let mut done = 0;
        for (at, digit) in digits {
            shown += &text[done..at.start];
            shown.push(digit);
            done = at.end;
        }
        shown + &text[done..]
    }

    #[test]
    fn arabic_and_persian_digits_become_latin() {
        for (text, want) in [("\u{661}\u{669} \u{6F0}\u{6F5}", "19 05"), ("12", "12"), ("\u{9E7}", "\u{9E7}"), ("", "")]
        {
            assert_eq!(shown(text, latin(text)), want);
        }
    }

    #[test]
    fn digits_in_arabic_text_become_arabic() {
        let check = |text: &str, base: Direction, want: &str| {
            assert_eq!(shown(text, arabic(text, base, Language::Other, &isolates(text))), want);
        };
        check("\u{641}\u{64A} 2020", Direction::RightToLeft, "\u{641}\u{64A} \u{662}\u{660}\u{662}\u{660}");
        check("12 \u{641}", Direction::RightToLeft, "\u{661}\u{662} \u{641}");
        check("12 \u{641} 3 a 4", Direction::LeftToRight, "12 \u{641} \u{663} a 4");
        check("A320 \u{641} @a1 2-1", Direction::RightToLeft, "A320 \u{641} @a1 \u{662}-\u{661}");
        let persian = arabic("\u{641} 45", Direction::RightToLeft, Language::Persian, &[]);
        assert_eq!(shown("\u{641} 45", persian), "\u{641} \u{6F4}\u{6F5}");
    }
}
