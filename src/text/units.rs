//! The units in which a reader takes a text: words and sentences as the standard finds them (UAX #29), and paragraphs.
//!
//! Where the standard knows nothing of the press, it is helped: `M. Dupont` and `J. Prévert` end no sentence, what goes on with
//! a small letter behind `!` is the same one, and a closing guillemet behind a space belongs to what it closes. Units are
//! ranges of bytes without spaces at their ends.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold::fold;

/// What a text is taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A word, with what is written together with it: `l'escalade`.
    Word,
    /// A sentence with the marks that end it.
    #[default]
    Sentence,
    /// The whole text.
    Paragraph,
}

/// The units of a text, ascending; none is empty. Of words these are the ones with a letter or a figure in them.
pub fn units(text: &str, unit: Unit) -> Vec<Range<usize>> {
    match unit {
        Unit::Word => text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect(),
        Unit::Sentence => sentences(text),
        Unit::Paragraph => Some(trimmed(text, 0..text.len())).filter(|range| !range.is_empty()).into_iter().collect(),
    }
}

/// The unit that stands at a byte; between two of them, the one before. Marks between words are a unit of their own here:
/// who points at a comma means the comma. `None` if the text has nothing but spaces.
pub fn unit_at(text: &str, byte: usize, unit: Unit) -> Option<Range<usize>> {
    let found = match unit {
        Unit::Word => pieces(text),
        Unit::Sentence | Unit::Paragraph => units(text, unit),
    };
    let idx = found.partition_point(|range| range.start <= byte).saturating_sub(1);
    found.get(idx).cloned()
}

/// How many words a text has.
pub fn n_words(text: &str) -> usize {
    text.unicode_words().count()
}

/// Words and the marks between them, but no spaces.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let pieces = text.split_word_bound_indices().filter(|(_, piece)| !piece.trim().is_empty());
    pieces.map(|(at, piece)| at..at + piece.len()).collect()
}

fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for (at, sentence) in text.split_sentence_bound_indices() {
        let (mut start, end) = (at, at + sentence.len());
        if let Some(last) = sentences.last_mut() {
            let is_same_line = !text[last.clone()].ends_with('\n');
            let rest = sentence.trim_start().trim_start_matches(CLOSING);
            let goes_on = rest.trim_start().starts_with(char::is_lowercase);
            if is_same_line && (goes_on || ends_in_abbreviation(&text[last.clone()])) {
                last.end = end;
                continue;
            }
            if is_same_line && rest.len() < sentence.trim_start().len() {
                start = end - rest.len();
                last.end = start;
            }
        }
        sentences.push(start..end);
    }
    let trimmed = sentences.into_iter().map(|range| trimmed(text, range));
    trimmed.filter(|range| !range.is_empty()).collect()
}

/// Marks that close what was said, also where French puts a space before them.
const CLOSING: [char; 5] = ['»', '›', '”', ')', ']'];

/// Words before a full stop that ends no sentence; besides these, any single capital and any single Arabic letter.
const ABBREVIATIONS: [&str; 18] = [
    "MM", "Mr", "Mrs", "Ms", "Dr", "Pr", "Prof", "Me", "Mgr", "St", "Ste", "Gén", "Col", "Cdt", "cf", "art", "vol",
    "pp",
];

fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(before) = sentence.trim_end_matches(' ').strip_suffix('.') else { return false };
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| before.ceil_char_boundary(at + 1));
    let word = before.get(start..).unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_alphabetic() && !only.is_lowercase(),
        _ => ABBREVIATIONS.contains(&word),
    }
}

/// A part of a text without the spaces and line ends around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// A word without what is elided before it: who means `l'escalade` means the word that may stand behind something else
/// elsewhere. Several words are left as they are.
pub fn without_elision(words: &str) -> &str {
    let words = words.trim();
    match words.split_once(['\'', '\u{2019}']) {
        Some((elided, rest)) if !words.contains(char::is_whitespace) && ELIDED.contains(&fold(elided).as_str()) => rest,
        _ => words,
    }
}

/// French words that lose their last letter before a vowel, folded.
const ELIDED: [&str; 13] = ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, unit: Unit, want: &[&str]) {
        let got: Vec<&str> = units(text, unit).into_iter().map(|range| &text[range]).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn sentences_end_where_a_reader_of_the_press_ends_them() {
        for (text, sentences) in [
            ("", &[][..]),
            ("  ", &[]),
            ("Sans point", &["Sans point"]),
            ("Un. Deux ! Trois ? Quatre… cinq.", &["Un.", "Deux !", "Trois ?", "Quatre… cinq."]),
            ("Le 3.5 vaut 3,5.", &["Le 3.5 vaut 3,5."]),
            ("M. Dupont a vu J. Prévert. Il rit.", &["M. Dupont a vu J. Prévert.", "Il rit."]),
            ("Le Dr. Haddad dort. Me. Castel plaide.", &["Le Dr. Haddad dort.", "Me. Castel plaide."]),
            ("« Oui. » Il part. « Non ! » dit-elle.", &["« Oui. »", "Il part.", "« Non ! » dit-elle."]),
            ("(Il dort.) Elle lit.", &["(Il dort.)", "Elle lit."]),
            ("Une ligne\nDeux lignes. Fin.", &["Une ligne", "Deux lignes.", "Fin."]),
        ] {
            check(text, Unit::Sentence, sentences);
        }
    }

    #[test]
    fn arabic_sentences_have_their_own_marks() {
        check(
            "هل عاد؟ نعم. قال د. سمير: لا! ثم صمت.",
            Unit::Sentence,
            &[
                "\u{647}\u{644} \u{639}\u{627}\u{62F}\u{61F}",
                "\u{646}\u{639}\u{645}.",
                "\u{642}\u{627}\u{644} \u{62F}. \u{633}\u{645}\u{64A}\u{631}: \u{644}\u{627}!",
                "\u{62B}\u{645} \u{635}\u{645}\u{62A}.",
            ],
        );
    }

    #[test]
    fn words_keep_their_apostrophe_and_marks_are_no_words() {
        check("L'escalade, « enfin » : 3,5 % !", Unit::Word, &["L'escalade", "enfin", "3,5"]);
        check("في 2020، قالت AFP", Unit::Word, &["\u{641}\u{64A}", "2020", "\u{642}\u{627}\u{644}\u{62A}", "AFP"]);
        assert_eq!(n_words("L'escalade, « enfin » : 3,5 % !"), 3);
    }

    #[test]
    fn what_is_pointed_at_is_a_unit_between_units_the_one_before() {
        let text = "Un, deux. Trois.";
        for (byte, unit, want) in [
            (0, Unit::Word, "Un"),
            (2, Unit::Word, ","),
            (3, Unit::Word, ","),
            (5, Unit::Word, "deux"),
            (99, Unit::Word, "."),
            (9, Unit::Sentence, "Un, deux."),
            (10, Unit::Sentence, "Trois."),
            (3, Unit::Paragraph, text),
        ] {
            assert_eq!(unit_at(text, byte, unit).map(|range| &text[range]), Some(want), "{byte} {unit:?}");
        }
        assert_eq!((unit_at("", 0, Unit::Word), unit_at("  ", 1, Unit::Sentence)), (None, None));
    }

    proptest! {
        #[test]
        fn units_ascend_and_leave_out_no_letter(text in "[a-zA-ZéÉ.?!»« \n(),0-9د.عا\u{61F}]{0,60}|.{0,40}") {
            for unit in [Unit::Word, Unit::Sentence, Unit::Paragraph] {
                let mut end = 0;
                for range in units(&text, unit) {
                    prop_assert!(range.start >= end && !range.is_empty() && text.get(range.clone()).is_some());
                    let between = &text[end..range.start];
                    prop_assert!(!between.chars().any(char::is_alphanumeric), "{between:?} is in no unit");
                    prop_assert!(unit == Unit::Word || between.trim().is_empty());
                    end = range.end;
                }
                prop_assert!(!text[end..].chars().any(char::is_alphanumeric));
            }
        }
    }
}
