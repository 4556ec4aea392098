//! Folding: two spellings that a searcher takes for the same become the same text.
//!
//! Case, accents and ligatures go; œ, æ, ß, ø, ł are spelled out; quotes and dashes become the plain ones. Of Arabic, the
//! hamza seats become their letter, ى becomes ي and ة becomes ه, vowel signs and tatweel go, presentation forms become
//! letters, Persian ک and ی their Arabic sisters, and digits of both sorts become 0-9. Every character folds by itself, so a
//! folded place has one place in the original, and folding twice is folding once. Search folds both sides; nothing folded is shown.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// The folded text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut foldings = Foldings::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (kept, after) = rest.split_at(n_bytes_kept(rest.as_bytes()));
        folded.push_str(kept);
        let mut others = after.chars();
        if let Some(c) = others.next() {
            foldings.push(&mut folded, c);
        }
        rest = others.as_str();
    }
    // Foldings are in lower case already, so that only the rest changes.
    folded.make_ascii_lowercase();
    folded
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
    let mut foldings = Foldings::default();
    for (origin, c) in text.char_indices() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase())
        } else {
            foldings.push(&mut folded, c)
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
        let rest = folded.get(at..)?;
        let start = at + rest.find(is_word_char)?;
        let word = folded.get(start..)?;
        let n_bytes = word.find(|c| !is_word_char(c)).unwrap_or(word.len());
        at = start + n_bytes;
        Some((start, word.get(..n_bytes)?))
    })
}

/// A letter or digit, as [`char::is_alphanumeric`] tells.
pub fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        // The letters of French and Arabic are spared the search in Unicode's tables.
        '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{17F}' | '\u{620}'..='\u{64A}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The tables of what characters fold to, with the page that was asked last at hand: neighbours nearly always come from
/// the same one, or from ASCII.
#[derive(Default)]
struct Foldings {
    page_number: usize,
    page: Option<&'static Page>,
}

impl Foldings {
    /// Adds what the character folds to.
    fn push(&mut self, folded: &mut String, c: char) {
        let page_number = c as usize >> 8;
        if page_number != self.page_number || self.page.is_none() {
            *self = Foldings { page_number, page: page_of(page_number) };
        }
        match self.page.map(|page| page[c as usize & 0xFF]) {
            Some(Folding { n_chars, chars }) if n_chars != LONG => {
                chars.iter().take(usize::from(n_chars)).for_each(|c| folded.push(*c));
            }
            _ => folded.push_str(&fold_char(c)),
        }
    }
}

/// What 256 characters in a row fold to.
type Page = [Folding; 256];

/// What a character of the Basic Multilingual Plane folds to.
#[derive(Clone, Copy)]
struct Folding {
    n_chars: u8,
    chars: [char; 3],
}

/// Marks a folding that is too long for the table and is worked out anew, as that of U+FDFA is.
const LONG: u8 = u8::MAX;

/// Pages are made when the first of their characters is met: a whole table would take milliseconds at the start.
static PAGES: [OnceLock<Box<Page>>; 256] = [const { OnceLock::new() }; 256];

fn page_of(page_number: usize) -> Option<&'static Page> {
    let page = PAGES.get(page_number)?;
    Some(page.get_or_init(|| fold_page(page_number << 8)))
}

fn fold_page(first: usize) -> Box<Page> {
    let mut page = Box::new([Folding { n_chars: 0, chars: ['\0'; 3] }; 256]);
    for (code, folding) in (first..).zip(page.iter_mut()) {
        let Some(c) = u32::try_from(code).ok().and_then(char::from_u32) else { continue };
        for folded in fold_char(c).chars() {
            match folding.chars.get_mut(usize::from(folding.n_chars)) {
                Some(free) => {
                    *free = folded;
                    folding.n_chars += 1;
                }
                None => folding.n_chars = LONG,
            }
        }
    }
    page
}

/// The folding of one character, worked out from Unicode's tables and the list below.
fn fold_char(c: char) -> String {
    let mut folded = fold_char_once(c);
    // A folding may hold what folds further, such as the lower case of a letter that is listed below.
    for _ in 0..4 {
        let again: String = folded.chars().map(fold_char_once).collect();
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn fold_char_once(c: char) -> String {
    if matches!(c, '\u{AC00}'..='\u{D7A3}') {
        return c.to_string(); // a Hangul syllable is what a searcher types
    }
    let mut folded = String::new();
    for part in std::iter::once(c).nfkd() {
        match spelled_out(part) {
            Some(spelled) => folded.push_str(spelled),
            None if is_dropped(part) => {}
            None => folded.extend(part.to_lowercase()),
        }
    }
    // Isolated vowel signs decompose to a space and the sign.
    if matches!(c, '\u{FE70}'..='\u{FE7F}' | '\u{FC5E}'..='\u{FC63}') { String::new() } else { folded }
}

/// What Unicode's decomposition does not know, but a searcher expects.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ı' => "i",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ς' => "σ",
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʻ' | 'ʹ' | '´' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‒' | '–' | '—' | '―' | '−' => "-",
        '\u{2044}' => "/",
        'ٱ' => "ا",
        'ى' | 'ی' | 'ے' | 'ې' => "ي",
        'ة' | 'ۃ' | 'ہ' | 'ە' | 'ھ' => "ه",
        'ک' | 'ڪ' => "ك",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

/// Marks over, under and between letters, tatweel, and characters nobody sees.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}'
        | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{61C}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}')
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
        // Behind these two planes nothing folds to anything but itself.
        for c in '\0'..='\u{1FFFF}' {
            let folded = fold_char(c);
            assert_eq!(fold(c.encode_utf8(&mut [0; 4])), folded, "{:04X}", u32::from(c));
            assert_eq!(fold(&folded), folded, "{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
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
