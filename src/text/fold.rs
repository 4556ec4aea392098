//! Folding: two spellings that a searcher takes for the same become the same text.
//!
//! Case, accents and ligatures go; œ, æ, ß, ø, ł are spelled out; quotes and dashes become the plain ones. Of Arabic, the
//! hamza seats become their letter, ى becomes ي and ة becomes ه, vowel signs and tatweel go, presentation forms become
//! letters, Persian ک and ی their Arabic sisters, and digits of both sorts become 0-9. Every character folds by itself, so a
//! folded place has one place in the original, and folding twice is folding once. Search folds both sides; nothing folded is shown.
//! The table is made when the program is built, from Unicode's data and the lists in `fold/rules.rs`.

#[cfg(test)]
mod rules;

use std::ops::Range;

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (kept, after) = rest.split_at(n_bytes_kept(rest.as_bytes()));
        folded.push_str(kept);
        let mut others = after.chars();
        if let Some(c) = others.next() {
            push(&mut folded, c);
        }
        rest = others.as_str();
    }
    // Foldings are in lower case already, so that only the rest changes.
    folded.make_ascii_lowercase();
    folded
}

/// Folding the text gives this one. It is folded as far as the two agree: most texts differ in the first letter.
pub fn folds_to(text: &str, folded: &str) -> bool {
    text.chars().flat_map(folding).eq(folded.chars())
}

/// How many bytes at the beginning fold to themselves, but for capitals of ASCII: most of any text.
fn n_bytes_kept(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [0..=0x7F, rest @ ..] => rest,
            // U+0627 to U+064A without U+0629 and U+0649, and without what stands between the letters.
            [0xD8, 0xA7 | 0xA8 | 0xAA..=0xBA, rest @ ..] | [0xD9, 0x81..=0x88 | 0x8A, rest @ ..] => rest,
            _ => return bytes.len() - rest.len(),
        }
    }
}

/// The folded text, with the way back: see [`Folded::original`].
pub fn fold_mapped(text: &str) -> Folded {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    for (origin, c) in text.char_indices() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase())
        } else {
            push(&mut folded, c)
        }
        origins.resize(folded.len(), offset(origin));
    }
    origins.push(offset(text.len()));
    Folded { text: folded, origins }
}

/// A folded text that remembers where each of its bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each folded byte the offset of the character it came from; at the end the length of the original.
    origins: Vec<u32>,
}

impl Folded {
    /// The bytes of the original that became these bytes of the folded text. Whole characters, together with the marks
    /// behind the last one, which folding dropped.
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let n_original = self.origins.last().copied().unwrap_or(0) as usize;
        let origin = |idx: usize| self.origins.get(idx).map_or(n_original, |origin| *origin as usize);
        let start = origin(folded.start);
        if folded.end <= folded.start {
            return start..start;
        }
        let last = origin(folded.end - 1);
        let rest = self.origins.get(folded.end..).unwrap_or_default();
        let end = rest.iter().map(|origin| *origin as usize).find(|origin| *origin > last);
        start..end.unwrap_or(n_original)
    }
}

/// The words of a folded text, each with its byte offset: runs of letters and digits. An apostrophe separates, so
/// `l'armee` is two words.
pub fn words(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + n_bytes_between_words(folded.get(at..)?);
        let word = folded.get(start..).filter(|word| !word.is_empty())?;
        let n_bytes = n_bytes_of_word(word);
        at = start + n_bytes;
        Some((start, word.get(..n_bytes)?))
    })
}

/// How many bytes stand before the first letter or digit.
fn n_bytes_between_words(text: &str) -> usize {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [b' ', rest @ ..] => rest,
            [] | [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] => return text.len() - rest.len(),
            [0..=0x7F, rest @ ..] => rest,
            _ => match text[text.len() - rest.len()..].chars().next().filter(|c| !is_word_char(*c)) {
                Some(c) => &rest[c.len_utf8()..],
                None => return text.len() - rest.len(),
            },
        }
    }
}

/// How many bytes of letters and digits stand first.
fn n_bytes_of_word(text: &str) -> usize {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', rest @ ..] => rest,
            // U+0620 to U+064A.
            [0xD8, 0xA0..=0xBF, rest @ ..] | [0xD9, 0x80..=0x8A, rest @ ..] => rest,
            [] | [0..=0x7F, ..] => return text.len() - rest.len(),
            _ => match text[text.len() - rest.len()..].chars().next().filter(|c| is_word_char(*c)) {
                Some(c) => &rest[c.len_utf8()..],
                None => return text.len() - rest.len(),
            },
        }
    }
}

/// The letters and digits of a text, folded: what names and titles are compared by. They are folded as they are asked for, and
/// most texts differ in the first.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(folding).filter(|c| is_word_char(*c))
}

/// A letter or digit, as [`char::is_alphanumeric`] tells; of scripts that are rare in it, it tells it far sooner.
pub fn is_word_char(c: char) -> bool {
    let page = table::PAGES_OF_WORD_CHARS.get(c as usize >> 8).copied().unwrap_or(0);
    let bits = table::WORD_CHARS[usize::from(page)][c as usize >> 6 & 3];
    bits >> (c as usize & 63) & 1 == 1
}

/// What all characters fold to, as `build.rs` made it from `fold/rules.rs`: for each page of 256 characters in a row the number
/// of its foldings, counted from 1, or 0 where all fold to themselves, and those foldings. One is a character, or a piece of
/// `SPELLED`: a bit that says so, where it begins, and in the last eight bits how many bytes it has. And for each page the number
/// of its 256 bits that tell letters and digits.
mod table {
    include!(concat!(env!("OUT_DIR"), "/folding.rs"));
}

/// Adds what the character folds to; the capitals of ASCII stay.
fn push(folded: &mut String, c: char) {
    match folded_of(c) {
        (Some(only), _) => folded.push(only),
        (None, spelled) => folded.push_str(spelled),
    }
}

/// What the character folds to, in lower case.
fn folding(c: char) -> impl Iterator<Item = char> {
    let (only, spelled) = if c.is_ascii() { (Some(c.to_ascii_lowercase()), "") } else { folded_of(c) };
    only.into_iter().chain(spelled.chars())
}

/// The character it folds to, or the piece of `SPELLED`.
fn folded_of(c: char) -> (Option<char>, &'static str) {
    let page = table::PAGES.get(c as usize >> 8).copied().unwrap_or(0);
    let Some(page) = usize::from(page).checked_sub(1).and_then(|page| table::FOLDINGS.get(page)) else {
        return (Some(c), "");
    };
    let folding = page[c as usize & 0xFF];
    match char::from_u32(folding) {
        Some(only) => (Some(only), ""),
        None => {
            let start = (folding & !table::IS_SPELLED) as usize >> 8;
            (None, table::SPELLED.get(start..start + (folding as usize & 0xFF)).unwrap_or_default())
        }
    }
}

fn offset(n_bytes: usize) -> u32 {
    u32::try_from(n_bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_that_mean_the_same_fold_to_the_same() {
        for (spelling, folded) in [
            ("L'ARMÉE Syrienne", "l'armee syrienne"),
            ("l’armée", "l'armee"),
            (
                "Cœur, ŒUVRE, Æsop, Straße, Erdoğan, ısı, İzmir, Łódź, Ørsted",
                "coeur, oeuvre, aesop, strasse, erdogan, isi, izmir, lodz, orsted",
            ),
            ("« où ? »", "\" ou ? \""),
            ("“a” „b” «c»", "\"a\" \"b\" \"c\""),
            ("ﬁn – ﬂot — ½…", "fin - flot - 1/2..."),
            ("e\u{301}te\u{301}", "ete"),
            ("ΟΔΟΣ ὁδός", "οδοσ οδοσ"),
            ("ＡＢ１２", "ab12"),
            ("أإآٱا", "ااااا"),
            ("مستشفى", "مستشفي"),
            ("رئيس", "رييس"),
            ("مؤتمر", "موتمر"),
            ("مدرسة", "مدرسه"),
            (
                "\u{6A9}\u{62A}\u{627}\u{628} \u{641}\u{627}\u{631}\u{633}\u{6CC}",
                "\u{643}\u{62A}\u{627}\u{628} \u{641}\u{627}\u{631}\u{633}\u{64A}",
            ),
            ("\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}", "\u{645}\u{62D}\u{645}\u{62F}"),
            ("\u{633}\u{640}\u{640}\u{644}\u{627}\u{645}", "\u{633}\u{644}\u{627}\u{645}"),
            ("\u{FEB3}\u{FEFC}\u{FEE1}", "\u{633}\u{644}\u{627}\u{645}"),
            ("\u{FE77}\u{FE70}\u{FE79}", ""),
            ("٢٠٢٠ ۱۹۹۰", "2020 1990"),
            ("\u{FDFA}", "صلي الله عليه وسلم"),
            ("한국 日本", "한국 日本"),
        ] {
            assert_eq!(fold(spelling), folded, "{spelling}");
        }
    }

    #[test]
    fn a_folded_place_finds_its_way_back() {
        for (text, needle, found) in [
            ("L’ARMÉE", "armee", "ARMÉE"),
            ("un cœur", "oe", "œ"),
            ("un cœur", "co", "cœ"),
            ("un cœur", "eur", "œur"),
            ("e\u{301}te\u{301} !", "ete", "e\u{301}te\u{301}"),
            (
                "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}\u{64C} \u{641}",
                "\u{645}\u{62D}\u{645}\u{62F}",
                "\u{645}\u{64F}\u{62D}\u{64E}\u{645}\u{651}\u{64E}\u{62F}\u{64C}",
            ),
            ("\u{633}\u{640}\u{644}", "\u{633}\u{644}", "\u{633}\u{640}\u{644}"),
            ("x", "", ""),
        ] {
            let folded = fold_mapped(text);
            let start = folded.text.find(needle).expect("the needle is there");
            assert_eq!(&text[folded.original(start..start + needle.len())], found, "{text}");
        }
        assert_eq!(fold_mapped("a").original(5..9), 1..1);
    }

    #[test]
    fn words_are_letters_and_digits() {
        let check =
            |folded: &str, want: &[(usize, &str)]| assert_eq!(words(folded).collect::<Vec<_>>(), want, "{folded}");
        check("", &[]);
        check(" -- ", &[]);
        check("l'armee turque, 33 morts", &[(0, "l"), (2, "armee"), (8, "turque"), (16, "33"), (19, "morts")]);
        check("\"rendez-vous\"", &[(1, "rendez"), (8, "vous")]);
        check("سوريا، ادلب", &[(0, "سوريا"), (13, "ادلب")]);
    }

    #[test]
    fn the_table_says_what_the_rules_say() {
        for c in '\0'..=char::MAX {
            let folded = rules::fold_char(c);
            let mut looked_up = String::new();
            push(&mut looked_up, c);
            assert_eq!(looked_up, folded, "{:04X}", u32::from(c));
            assert_eq!(fold(c.encode_utf8(&mut [0; 4])), folded, "{:04X}", u32::from(c));
            if folded != *c.encode_utf8(&mut [0; 4]) {
                assert_eq!(fold(&folded), folded, "{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_word_char(c), c.is_alphanumeric(), "{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_text_folds_to_its_folding_alone(text in "[a-cA-CéÉœ\u{301}\u{640}]{0,4}", other in "[a-céœ]{0,4}") {
            let folded = fold(&text);
            prop_assert!(folds_to(&text, &folded));
            prop_assert_eq!(folds_to(&text, &other), folded == other);
        }

        #[test]
        fn letters_and_words_are_those_of_the_folded_text(text in "[a-zA-Z0-9éŒﬁ\u{301}\u{64E}\u{640}\u{661}\u{FDFA}\u{61F}-\u{64B} '’`«.漢]{0,24}|.{0,12}") {
            let folded = fold(&text);
            let all: String = folded.chars().filter(|c| is_word_char(*c)).collect();
            prop_assert_eq!(letters(&text).collect::<String>(), all.clone());
            let found: Vec<(usize, &str)> = words(&folded).collect();
            prop_assert_eq!(found.iter().map(|(_, word)| *word).collect::<String>(), all);
            let n_runs = folded.split(|c| !is_word_char(c)).filter(|word| !word.is_empty()).count();
            prop_assert_eq!(found.len(), n_runs);
            prop_assert!(found.iter().all(|(at, word)| folded[*at..].starts_with(word)));
        }

        #[test]
        fn the_map_leads_to_whole_characters_in_order(text in "[a-zéœﬁ\u{301}\u{64E}\u{640}\u{FDFA}\u{627}-\u{64A} '’]{0,20}") {
            let folded = fold_mapped(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            let bounds: Vec<usize> = (0..=folded.text.len()).filter(|at| folded.text.is_char_boundary(*at)).collect();
            let mut last_start = 0;
            for pair in bounds.windows(2) {
                let original = folded.original(pair[0]..pair[1]);
                prop_assert!(text.get(original.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(original.start >= last_start);
                prop_assert!(fold(&text[original.clone()]).contains(&folded.text[pair[0]..pair[1]]));
                last_start = original.start;
            }
        }
    }
}
