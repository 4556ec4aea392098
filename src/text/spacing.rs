//! The spaces of French typography: where the text has a plain space a French printer would not break at, or none at all.
//!
//! A narrow no-break space (U+202F) stands before ; ! ? and %, inside « », in `1 250 000` and in `n° 12`; a no-break space
//! (U+00A0) before the colon (Imprimerie nationale, *Lexique des règles typographiques*). Much text from the web has
//! none at all - `«mot»`, `Quoi?` -, and since French readers expect them, they are shown there too. Only the picture
//! changes: a space that the text does not have is a cell without bytes. Addresses, times such as 12:30 and scores
//! stay as they are; which text is French, the caller knows.

use std::ops::Range;

use crate::text::isolation::{Isolate, Kind, char_at, char_before};

/// A space that is shown otherwise than the text has it, and where no row may end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The bytes of the space in the text; empty where there is none.
    pub range: Range<usize>,
    /// What is shown.
    pub symbol: char,
}

/// U+202F.
const NARROW: char = '\u{202F}';
/// U+00A0.
const NO_BREAK: char = '\u{A0}';

/// The gaps of a French text, ascending. `isolates` are its addresses and numbers (see `isolation`).
pub fn french_gaps(text: &str, isolates: &[Isolate]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut isolates = isolates.iter().peekable();
    let mut at = 0;
    while let Some(sign) = next_sign(text, at) {
        while isolates.next_if(|isolate| isolate.range.end <= sign).is_some() {}
        if let Some(isolate) = isolates.next_if(|isolate| isolate.range.start <= sign) {
            gaps.extend(inside_number(text, isolate).into_iter().flatten());
            at = isolate.range.end;
            continue;
        }
        let Some(c) = text.get(sign..).and_then(|rest| rest.chars().next()) else { break };
        at = sign + c.len_utf8();
        let gap = match c {
            '«' => behind_opening(text, at),
            '»' => before_closing(text, sign),
            '°' | 'º' => behind_number_sign(text, sign, at),
            '%' | '€' | '‰' => before_unit(text, sign),
            _ => before_punctuation(text, sign, c),
        };
        // The only space of `« »` is behind one sign and before the other.
        gaps.extend(gap.filter(|gap| gaps.last() != Some(gap)));
    }
    gaps
}

fn next_sign(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_sign = |at: &usize| match bytes.get(*at) {
        Some(b';' | b':' | b'!' | b'?' | b'%' | b'0'..=b'9' | b'+') => true,
        Some(0xC2) => matches!(bytes.get(at + 1), Some(0xAB | 0xBB | 0xB0 | 0xBA)), // « » ° º
        Some(0xE2) => matches!(bytes.get(at + 1..at + 3), Some([0x82, 0xAC] | [0x80, 0xB0])), // € ‰
        _ => false,
    };
    (from..bytes.len()).find(is_sign)
}

/// The spaces of `1 250 000` and of a telephone number.
fn inside_number(text: &str, isolate: &Isolate) -> Option<impl Iterator<Item = Gap>> {
    let start = isolate.range.start;
    let number = text.get(isolate.range.clone()).filter(|_| isolate.kind == Kind::Number)?;
    let spaces = number.match_indices(' ').map(move |(at, _)| start + at);
    Some(spaces.map(|at| Gap { range: at..at + 1, symbol: NARROW }))
}

fn behind_opening(text: &str, at: usize) -> Option<Gap> {
    match char_at(text, at)? {
        ' ' => char_at(text, at + 1).map(|_| Gap { range: at..at + 1, symbol: NARROW }),
        c if c.is_whitespace() || matches!(c, '«' | '»') => None,
        _ => Some(Gap { range: at..at, symbol: NARROW }),
    }
}

fn before_closing(text: &str, at: usize) -> Option<Gap> {
    match char_before(text, at)? {
        ' ' => space_before(text, at, NARROW),
        c if c.is_whitespace() || matches!(c, '«' | '»') => None,
        _ => Some(Gap { range: at..at, symbol: NARROW }),
    }
}

/// The space of `n° 12`.
fn behind_number_sign(text: &str, sign: usize, behind: usize) -> Option<Gap> {
    let mut before = text.get(..sign)?.chars().rev();
    let is_number_sign = matches!(before.next(), Some('n' | 'N')) && !before.next().is_some_and(char::is_alphanumeric);
    let has_number = char_at(text, behind) == Some(' ') && char_at(text, behind + 1).is_some_and(|c| c.is_numeric());
    (is_number_sign && has_number).then_some(Gap { range: behind..behind + 1, symbol: NARROW })
}

/// The space of `12 %`. `12%` stays: many houses write it so.
fn before_unit(text: &str, at: usize) -> Option<Gap> {
    space_before(text, at, NARROW).filter(|gap| char_before(text, gap.range.start).is_some_and(|c| c.is_numeric()))
}

/// The space before ; : ! ?, of which only the first in a row has one. A sign that has more of the word behind it belongs
/// to that word: `12:30`, `a?b`; and `:)` is a face.
fn before_punctuation(text: &str, at: usize, sign: char) -> Option<Gap> {
    if !is_punctuation(sign) {
        return None;
    }
    let before = char_before(text, at).filter(|before| !is_punctuation(*before))?;
    let behind = text.get(at..)?.trim_start_matches(is_punctuation).chars().next();
    let ends_here = match behind {
        Some(')') => matches!(sign, '!' | '?'),
        Some(c) => c.is_whitespace() || matches!(c, '»' | '”' | '"' | '’' | '\'' | ']' | '…'),
        None => true,
    };
    let symbol = if sign == ':' { NO_BREAK } else { NARROW };
    match before {
        _ if !ends_here => None,
        ' ' => space_before(text, at, symbol),
        c if c.is_alphanumeric() || matches!(c, '»' | '”' | '"' | '’' | ')' | ']' | '%' | '…' | '.' | '€') => {
            Some(Gap { range: at..at, symbol })
        }
        _ => None,
    }
}

fn is_punctuation(c: char) -> bool {
    matches!(c, ';' | ':' | '!' | '?')
}

/// The plain space before `at`, with something before it.
fn space_before(text: &str, at: usize, symbol: char) -> Option<Gap> {
    let start = at.checked_sub(1)?;
    let before = text.get(..at)?.strip_suffix(' ')?;
    let has_word = before.chars().next_back().is_some_and(|c| !c.is_whitespace());
    has_word.then_some(Gap { range: start..at, symbol })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::isolation::isolates;

    /// The text as it is shown: `_` for a narrow no-break space, `~` for the one before a colon.
    fn shown(text: &str) -> String {
        let mut shown = String::new();
        let mut done = 0;
        for gap in french_gaps(text, &isolates(text)) {
            assert!(text[gap.range.clone()].trim().is_empty() && gap.range.start >= done, "{text}");
            shown += &text[done..gap.range.start];
            shown += if gap.symbol == NARROW { "_" } else { "~" };
            done = gap.range.end;
        }
        shown + &text[done..]
    }

    fn check(text: &str, want: &str) {
        assert_eq!(shown(text), want);
    }

    #[test]
    fn plain_spaces_are_not_broken_at() {
        check("Qui ? Lui ; moi : nous !", "Qui_? Lui_; moi~: nous_!");
        check("Le mot « oui » est dit", "Le mot «_oui_» est dit");
        check("1 250 000 morts, 12 %, 3 €", "1_250_000 morts, 12_%, 3_€");
        check("n° 12, N° 3", "n°_12, N°_3");
        check("au 01 42 33 44 55", "au 01_42_33_44_55");
        check("Quoi ?! « Non ! »", "Quoi_?! «_Non_!_»");
    }

    #[test]
    fn missing_spaces_are_shown() {
        check("«mot»: Quoi?", "«_mot_»~: Quoi_?");
        check("(non!) etc.; fin…?", "(non_!) etc._; fin…_?");
        check("en 2020: «Non!»", "en 2020~: «_Non_!_»");
    }

    #[test]
    fn what_is_no_sentence_stays_as_it_is() {
        for text in [
            "à 12:30, 2-1, 12%",
            "https://a.fr/?a=b;c:d www.b.fr/!x",
            "a?b:c std::vec (!) :) ok:)",
            "20 °C",
            "",
            "«",
            "»",
            "«»",
            "!",
        ] {
            check(text, text);
        }
        check("« »", "«_»");
        check("«\n»", "«\n»");
    }
}
