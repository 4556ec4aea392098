//! Which language a piece of text is in, and which way it runs.
//!
//! Script first, then a statistical guess, overruled by a vote of function words: on headlines the guess alone takes a
//! French line full of English names for English. Very short text follows the document it stands in, because thirty
//! letters of names are no language.

mod votes;

use whichlang::detect_language;

use crate::ingest::language::votes::vote;
use crate::model::lang::Lang;
use crate::text::bidi::Direction;
use crate::text::bytes;
use crate::text::fold::is_word_char;

/// The guess needs no more of a text than this, in bytes.
const SAMPLE: usize = 240;

/// Text shorter than this (characters) follows its document where no function word speaks.
const SHORT: usize = 40;

/// The languages the guess knows that are written in Latin letters.
const LATIN: &[&str] = &["de", "en", "es", "fr", "it", "nl", "pt", "sv", "tr", "vi"];

/// The language of a text; `document_hint` is that of the document around it.
pub fn language(text: &str, document_hint: Option<Lang>) -> Lang {
    let text = beginning(text, LOOKED_AT);
    let letters = if is_latin_words(text) { None } else { Some(Letters::count(text)) };
    if let Some(letters) = &letters {
        if letters.n_all() == 0 || letters.is_a_code(text) {
            return Lang::UND;
        }
        if letters.n_arabic * 2 > letters.n_all() {
            return letters.language_in_arabic_script();
        }
        if letters.n_hebrew * 2 > letters.n_all() {
            return Lang::HE;
        }
    }
    let sample = beginning(text, SAMPLE);
    let is_short = || text.chars().take(SHORT).count() < SHORT;
    let is_latin = letters.is_none_or(|letters| letters.n_latin * 2 >= letters.n_all());
    let hint = document_hint.filter(|hint| *hint != Lang::UND && hint.direction() == Direction::LeftToRight);
    // Most texts are in the language of their document, and a few words show it.
    if is_latin && hint.is_some() && hint == vote(beginning(text, SAMPLE / 2)).map(|winner| winner.lang) {
        return hint.unwrap_or(Lang::UND);
    }
    match vote(sample) {
        // One word of another language may be a part of a name: Los Angeles, La Paz.
        Some(winner) if is_latin && (winner.is_sure || hint.is_none() || !is_short()) => winner.lang,
        _ if is_latin && hint.is_some() && is_short() => hint.unwrap_or(Lang::UND),
        _ => {
            let guess = guess(sample);
            let fits_script = !is_latin || LATIN.contains(&guess.as_str());
            if fits_script { guess } else { hint.unwrap_or(Lang::UND) }
        }
    }
}

/// Several words in Latin letters alone, as most texts are: nothing need be counted. All that stands beside ASCII is Latin-1
/// (C2, C3) and general punctuation (E2 80).
fn is_latin_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_other = |first: u8, second: u8, _| (first > 0xC3) & !((first == 0xE2) & (second == 0x80));
    bytes.contains(&b' ') && bytes.iter().any(u8::is_ascii_alphabetic) && !bytes::any_triple(bytes, is_other)
}

/// The base direction of a text: that of most of its letters, of the first one where they balance, of its language
/// where there are none.
pub fn direction(text: &str, lang: Lang) -> Direction {
    // A language was told by the script of most letters already.
    if lang != Lang::UND {
        return lang.direction();
    }
    let text = beginning(text, LOOKED_AT);
    let letters = Letters::count(text);
    let n_right_to_left = letters.n_arabic + letters.n_hebrew;
    let n_left_to_right = letters.n_all() - n_right_to_left;
    match n_right_to_left.cmp(&n_left_to_right) {
        std::cmp::Ordering::Greater => Direction::RightToLeft,
        std::cmp::Ordering::Less => Direction::LeftToRight,
        std::cmp::Ordering::Equal if n_left_to_right == 0 => lang.direction(),
        std::cmp::Ordering::Equal => match text.chars().find(|character| character.is_alphabetic()) {
            Some(first) if is_arabic(first) || is_hebrew(first) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        },
    }
}

/// The letters of a text by script.
#[derive(Debug, Default, PartialEq, Eq)]
struct Letters {
    n_latin: usize,
    n_arabic: usize,
    n_hebrew: usize,
    n_other: usize,
    /// Letters of Persian and Urdu for which Arabic has another form.
    n_keheh_yeh: usize,
    /// The Arabic forms of the same letters.
    n_kaf_yeh: usize,
    /// Letters of Urdu alone.
    n_urdu: usize,
}

impl Letters {
    fn count(text: &str) -> Letters {
        Letters::of_plain(text.as_bytes()).unwrap_or_else(|| Letters::of_any(text))
    }

    /// Those of a text in ASCII and Arabic letters with the punctuation of both, as most Arabic ones are: many bytes are
    /// counted at once. `None` if it holds anything else.
    fn of_plain(bytes: &[u8]) -> Option<Letters> {
        // U+0620 to U+064A.
        let is_arabic = |first: u8, second: u8| (first == 0xD8) & (second >= 0xA0) | (first == 0xD9) & (second <= 0x8A);
        let is_punctuation = |first: u8, second: u8| {
            (first == 0xD8) & (second == 0x8C)
                | (first == 0xC2) & ((second == 0xAB) | (second == 0xBB))
                | (first == 0xE2) & (second == 0x80)
        };
        let is_rare =
            |first: u8, second: u8, _| (first >= 0xC2) & !is_arabic(first, second) & !is_punctuation(first, second);
        if bytes::any_triple(bytes, is_rare) {
            return None;
        }
        let (last, seconds) = (bytes.last()?, bytes.get(1..)?);
        let mut letters = Letters { n_latin: usize::from(last.is_ascii_alphabetic()), ..Letters::default() };
        // Counts of so many bytes fit into a byte each.
        const N: usize = u8::MAX as usize;
        for (firsts, seconds) in bytes.chunks(N).zip(seconds.chunks(N)) {
            let (mut n_latin, mut n_arabic, mut n_kaf_yeh) = (0u8, 0u8, 0u8);
            for (&first, &second) in firsts.iter().zip(seconds) {
                n_latin += u8::from(first.is_ascii_alphabetic());
                n_arabic += u8::from(is_arabic(first, second));
                n_kaf_yeh += u8::from((first == 0xD9) & ((second == 0x83) | (second == 0x89) | (second == 0x8A)));
            }
            letters.n_latin += usize::from(n_latin);
            letters.n_arabic += usize::from(n_arabic);
            letters.n_kaf_yeh += usize::from(n_kaf_yeh);
        }
        Some(letters)
    }

    /// Counts on bytes; only what is rare is decoded.
    fn of_any(text: &str) -> Letters {
        let mut letters = Letters::default();
        let mut bytes = text.as_bytes();
        while let [byte, rest @ ..] = bytes {
            bytes = match (byte, rest) {
                (0..=0x7F, rest) => {
                    letters.n_latin += usize::from(byte.is_ascii_alphabetic());
                    rest
                }
                // U+0620 to U+064A, of which ك ى ي have sisters.
                (0xD8, [0xA0..=0xBF, rest @ ..]) => {
                    letters.n_arabic += 1;
                    rest
                }
                (0xD9, [second @ 0x80..=0x8A, rest @ ..]) => {
                    letters.n_arabic += 1;
                    letters.n_kaf_yeh += usize::from(matches!(second, 0x83 | 0x89 | 0x8A));
                    rest
                }
                // The Arabic comma, quotation marks and dashes.
                (0xD8, [0x8C, rest @ ..]) | (0xC2, [0xAB | 0xBB, rest @ ..]) | (0xE2, [0x80, _, rest @ ..]) => rest,
                _ => {
                    let character = text[text.len() - bytes.len()..].chars().next().unwrap_or_default();
                    letters.count_rare(character);
                    &bytes[character.len_utf8()..]
                }
            };
        }
        letters
    }

    fn count_rare(&mut self, character: char) {
        match character {
            _ if !is_word_char(character) || !character.is_alphabetic() => {}
            _ if is_arabic(character) => self.count_arabic(character),
            _ if is_hebrew(character) => self.n_hebrew += 1,
            '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => self.n_latin += 1,
            _ => self.n_other += 1,
        }
    }

    fn count_arabic(&mut self, character: char) {
        self.n_arabic += 1;
        match character {
            '\u{6a9}' | '\u{6cc}' => self.n_keheh_yeh += 1,
            '\u{643}' | '\u{64a}' | '\u{649}' => self.n_kaf_yeh += 1,
            '\u{679}' | '\u{688}' | '\u{691}' | '\u{6ba}' | '\u{6d2}' | '\u{6c1}' | '\u{6be}' => self.n_urdu += 1,
            _ => {}
        }
    }

    fn n_all(&self) -> usize {
        self.n_latin + self.n_arabic + self.n_hebrew + self.n_other
    }

    /// A file name or a size rather than words: one token, mostly figures and signs.
    fn is_a_code(&self, text: &str) -> bool {
        let is_one_token = !text.trim().contains(char::is_whitespace);
        is_one_token
            && text.contains(|character: char| character.is_numeric())
            && self.n_all() * 2 <= text.chars().count()
    }

    /// Arabic pages print names with گ and پ, but only a Persian or Urdu keyboard has ک and ی for ك and ي.
    fn language_in_arabic_script(&self) -> Lang {
        if self.n_keheh_yeh <= self.n_kaf_yeh {
            return Lang::AR;
        }
        if self.n_urdu * 50 >= self.n_arabic { Lang::UR } else { Lang::FA }
    }
}

fn is_arabic(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_hebrew(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}')
}

/// The beginning of a text, cut between characters.
fn beginning(text: &str, n_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(n_bytes)]
}

/// Letters are counted in so many bytes: a paragraph shows its script long before its end.
const LOOKED_AT: usize = 300;

fn guess(text: &str) -> Lang {
    use whichlang::Lang as Guess;
    let tag = match detect_language(text) {
        Guess::Ara => "ar",
        Guess::Cmn => "zh",
        Guess::Deu => "de",
        Guess::Eng => "en",
        Guess::Fra => "fr",
        Guess::Hin => "hi",
        Guess::Ita => "it",
        Guess::Jpn => "ja",
        Guess::Kor => "ko",
        Guess::Nld => "nl",
        Guess::Por => "pt",
        Guess::Rus => "ru",
        Guess::Spa => "es",
        Guess::Swe => "sv",
        Guess::Tur => "tr",
        Guess::Vie => "vi",
    };
    Lang::parse(tag).unwrap_or(Lang::UND)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_are_as_many_counted_at_once(text in "[a-zA-Z0-9 .«»،\u{2019}\u{620}-\u{64a}]{0,400}") {
            prop_assert_eq!(Letters::of_plain(text.as_bytes()).unwrap_or_default(), Letters::of_any(&text));
        }
    }

    fn check(text: &str, hint: Option<Lang>, want: &str) {
        assert_eq!(language(text, hint).as_str(), want, "{text}, in a document in {hint:?}");
    }

    #[test]
    fn the_script_decides_first() {
        for (text, want) in [
            ("", "und"),
            ("1 234 … 56 %", "und"),
            ("3h", "und"),
            ("photo_\u{662}\u{660}\u{662}\u{660}-\u{660}\u{662}-\u{661}\u{662}_720x405", "und"),
            ("اشتباك مسلح بين دورية أمريكية وقوات النظام", "ar"),
            ("قناة HalabToday تنشر صورا جديدة من المدينة", "ar"),
            ("وزیر خارجه ایران گفت که این کشور به توافق پایبند است", "fa"),
            ("وزیر اعظم نے کہا ہے کہ ملک میں انتخابات وقت پر ہوں گے", "ur"),
            ("أگادير: افتتاح معرض الكتاب في نسخته الثالثة", "ar"),
            ("ראש הממשלה אמר כי הבחירות יתקיימו במועדן", "he"),
            ("Президент заявил, что переговоры продолжатся", "ru"),
        ] {
            check(text, None, want);
        }
    }

    #[test]
    fn headlines_are_told_by_their_small_words() {
        for (text, want) in [
            ("Prix du public : la salle se lève pour The Quiet Ones", "fr"),
            ("Port : le trafic en hausse de 12,4% au T3 2025", "fr"),
            ("La pêche au thon rouverte", "fr"),
            ("DGM : 15 blessés dans 1.941 accidents en une semaine", "fr"),
            ("Regional lawmakers adopt Tafraoui declaration for harbour development", "en"),
            ("Hamid El Rahoui's arrest prompts call for urgent inquiry", "en"),
            ("Fireworks and small fires downtown after Northern beats Southern", "en"),
            ("Cambios en los derechos de importación en 2026", "es"),
            ("El puerto reabre tras diez días de temporal", "es"),
            ("Der Minister sagte am Freitag, die Verhandlungen würden fortgesetzt", "de"),
            ("Was es in der Stadt an alten Häusern gibt, ist nicht mehr zu retten, und das ist schade", "de"),
            ("O presidente disse que não há dinheiro para as obras do porto, mas que são precisas", "pt"),
        ] {
            check(text, None, want);
        }
    }

    #[test]
    fn a_few_words_without_grammar_follow_their_document() {
        check("Postes encerclés", Some(Lang::FR), "fr");
        check("Implications internationales", Some(Lang::FR), "fr");
        check("Un long conflit", Some(Lang::FR), "fr");
        check("The end of the truce", Some(Lang::FR), "en");
        check("Los Angeles, lundi", Some(Lang::FR), "fr");
        check("Dallas, in Texas", Some(Lang::FR), "fr");
        check("Postes encerclés", Some(Lang::AR), "fr");
    }

    #[test]
    fn direction_is_that_of_most_letters() {
        for (text, lang, want) in [
            ("L’émission حلب اليوم est diffusée depuis la Turquie", Lang::FR, Direction::LeftToRight),
            ("تقول قناة HalabToday إن الطريق مقطوع", Lang::AR, Direction::RightToLeft),
            ("AFP: عودة الصيادين إلى الميناء بعد العاصفة", Lang::AR, Direction::RightToLeft),
            ("AB \u{627}\u{628}", Lang::UND, Direction::LeftToRight),
            ("\u{627}\u{628} AB", Lang::UND, Direction::RightToLeft),
            ("2020 - 02", Lang::UND, Direction::LeftToRight),
            ("2020 - 02", Lang::AR, Direction::RightToLeft),
        ] {
            assert_eq!(direction(text, lang), want, "{text}");
        }
    }
}
