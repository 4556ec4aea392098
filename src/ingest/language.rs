//! Which language a piece of text is in, and which way it runs.
//!
//! Script first, then a statistical guess, overruled by a vote of function words: on headlines the guess alone takes a
//! French line full of English names for English. Very short text follows the document it stands in, because thirty
//! letters of names are no language.

use whichlang::detect_language;

use crate::model::lang::Lang;
use crate::text::bidi::Direction;
use crate::text::bytes;
use crate::text::fold::is_word_char;

/// The guess needs no more of a text than this, in bytes.
const SAMPLE: usize = 240;

/// Text shorter than this (characters) follows its document where no function word speaks.
const SHORT: usize = 40;

/// The words that carry grammar, in lower case. One that stands in a single list speaks louder than one in several.
const FRENCH: &[&str] = &[
    "le", "la", "les", "l", "d", "du", "des", "de", "et", "est", "une", "un", "dans", "pour", "par", "sur", "avec",
    "au", "aux", "qui", "que", "qu", "ne", "n", "pas", "ce", "cette", "son", "sa", "ses", "se", "s", "leur", "sont",
    "en", "entre", "à", "où", "après", "contre", "plus", "vers", "chez", "deux", "il", "elle", "nous", "vous",
    "depuis", "sans", "ou", "a",
];
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "for", "with", "that", "by", "from", "at", "as", "are", "was", "were", "has",
    "have", "its", "it", "be", "will", "after", "over", "against", "not", "but", "his", "their", "who", "this", "says",
    "s", "a", "an", "on", "or", "he", "she", "we", "you", "how", "what", "why", "more", "than",
];
const SPANISH: &[&str] = &[
    "el", "los", "las", "del", "al", "y", "en", "una", "con", "por", "para", "que", "se", "su", "sus", "como", "más",
    "lo", "fue", "son", "ha", "sobre", "entre", "está", "desde", "tras", "este", "esta", "hasta", "pero", "la", "de",
    "un", "no", "a", "sin", "qué", "cómo", "es",
];

/// What speaks, in votes: a word of one language only, a word of several. A letter with an accent one of them uses has one.
const OWN_WORD: u32 = 2;
const SHARED_WORD: u32 = 1;

/// Names bring their accents into any language: more than this many votes they do not have.
const MAX_ACCENTS: u32 = 2;

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
    if is_latin && hint.is_some() && hint == vote(beginning(text, SAMPLE / 2)) {
        return hint.unwrap_or(Lang::UND);
    }
    match vote(sample) {
        Some(winner) if is_latin => winner,
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

/// The language whose function words are clearly more frequent.
fn vote(text: &str) -> Option<Lang> {
    let mut votes = Votes::default();
    let mut word = Word::default();
    let mut bytes = text.as_bytes();
    while let [byte, rest @ ..] = bytes {
        bytes = match (byte, rest) {
            (b'a'..=b'z' | b'A'..=b'Z', rest) => {
                // Capitals lack the bit 0x20, and stand before the small letters.
                word.push(byte | 0x20);
                word.n_capitals += u32::from(*byte < b'a');
                rest
            }
            (0..=0x7F, rest) => {
                votes.count(std::mem::take(&mut word));
                rest
            }
            // U+00C0 to U+00FF: capitals have their small letters 32 further on.
            (0xC3, [second, rest @ ..]) => {
                votes.count_accent(ACCENTS_OF_LATIN_1[usize::from(second & 0x3F)]);
                let is_capital = *second <= 0x9E && *second != 0x97;
                word.push(*byte);
                word.push(if is_capital { second + 0x20 } else { *second });
                rest
            }
            _ => {
                let character = text[text.len() - bytes.len()..].chars().next().unwrap_or_default();
                if is_in_word(character) {
                    votes.count_accent(accents(character));
                    word.push_lower(character);
                } else {
                    votes.count(std::mem::take(&mut word));
                }
                &bytes[character.len_utf8()..]
            }
        };
    }
    votes.count(word);
    votes.winner()
}

/// A mark or sign beyond ASCII that words are not split at: all but general punctuation.
fn is_in_word(character: char) -> bool {
    character > '\u{bf}' && !('\u{2000}'..='\u{206f}').contains(&character)
}

/// The languages whose list of accents has this letter, a bit for each.
const fn accents(letter: char) -> u8 {
    match letter {
        'é' => FRENCH_BIT | SPANISH_BIT,
        'à' | 'â' | 'ç' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'ù' | 'û' | 'œ' => FRENCH_BIT,
        'á' | 'í' | 'ñ' | 'ó' | 'ú' | 'ü' => SPANISH_BIT,
        _ => 0,
    }
}

/// [`accents`] of U+00C0 to U+00FF.
const ACCENTS_OF_LATIN_1: [u8; 64] = {
    let mut table = [0; 64];
    let mut n = 0;
    while n < table.len() {
        table[n] = accents((0xC0 + n as u8) as char);
        n += 1;
    }
    table
};

/// The votes of words and accents for French, English and Spanish, ten bits each, so that one addition counts for all.
#[derive(Default)]
struct Votes {
    words: u32,
    accents: u32,
}

const FRENCH_BIT: u8 = 1;
const SPANISH_BIT: u8 = 4;

impl Votes {
    /// A vote for each set of languages.
    const ONE: [u32; 8] = Votes::table(1, 1);

    /// The weight of a word for each set of languages it is listed in.
    const OF_WORD: [u32; 8] = Votes::table(OWN_WORD, SHARED_WORD);

    const fn table(own: u32, shared: u32) -> [u32; 8] {
        let mut table = [0; 8];
        let mut languages = 0;
        while languages < table.len() {
            let weight = if languages.count_ones() == 1 { own } else { shared };
            let bits = languages as u32;
            table[languages] = weight * (bits & 1 | (bits & 2) << 9 | (bits & 4) << 18);
            languages += 1;
        }
        table
    }

    fn count(&mut self, word: Word) {
        self.words += Votes::OF_WORD[usize::from(word.languages() & 7)];
    }

    fn count_accent(&mut self, languages: u8) {
        self.accents += Votes::ONE[usize::from(languages & 7)];
    }

    fn winner(self) -> Option<Lang> {
        let n = |language: u32| {
            let of = |votes: u32| votes >> (10 * language) & 0x3FF;
            of(self.words) + of(self.accents).min(MAX_ACCENTS)
        };
        let mut votes = [(Lang::FR, n(0)), (Lang::EN, n(1)), (Lang::ES, n(2))];
        votes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let [(winner, first), (_, second), _] = votes;
        (first >= second + OWN_WORD).then_some(winner)
    }
}

/// A word in lower case, as a number: no function word is longer than eight bytes, and numbers compare at once.
#[derive(Clone, Copy, Default)]
struct Word {
    packed: u64,
    n_bytes: u32,
    n_capitals: u32,
}

impl Word {
    fn push(&mut self, byte: u8) {
        self.packed = self.packed << 8 | u64::from(byte);
        self.n_bytes += 1;
    }

    fn push_lower(&mut self, letter: char) {
        for lower in letter.to_lowercase() {
            lower.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(byte));
        }
    }

    /// The lists the word stands in, a bit for each. "El" and "Al" begin names, not Spanish clauses.
    fn languages(self) -> u8 {
        let begins_name =
            self.n_capitals == 1 && [const { packed("el") }, const { packed("al") }].contains(&self.packed);
        let can_be_listed = (1..=8).contains(&self.n_bytes) && !begins_name;
        if can_be_listed { FUNCTION_WORDS.languages_of(self.packed) } else { 0 }
    }
}

/// All lists in one table with open addressing: every word of every short line is looked up in it.
struct FunctionWords {
    slots: [(u64, u8); FunctionWords::N_SLOTS],
}

static FUNCTION_WORDS: FunctionWords = FunctionWords::new();

impl FunctionWords {
    /// A power of two, several times the number of words.
    const N_SLOTS: usize = 1024;

    const fn new() -> FunctionWords {
        let mut table = FunctionWords { slots: [(0, 0); FunctionWords::N_SLOTS] };
        let lists = [FRENCH, ENGLISH, SPANISH];
        let mut idx = 0;
        while idx < lists.len() {
            let mut words = lists[idx];
            while let [word, rest @ ..] = words {
                let word = packed(word);
                let slot = table.slot(word);
                table.slots[slot] = (word, table.slots[slot].1 | 1 << idx);
                words = rest;
            }
            idx += 1;
        }
        table
    }

    fn languages_of(&self, word: u64) -> u8 {
        self.slots[self.slot(word)].1
    }

    /// The slot of the word, or the free one where it would go.
    const fn slot(&self, word: u64) -> usize {
        let mut slot = (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize % FunctionWords::N_SLOTS;
        while self.slots[slot].0 != word && self.slots[slot].0 != 0 {
            slot = (slot + 1) % FunctionWords::N_SLOTS;
        }
        slot
    }
}

/// A word of up to eight bytes as a number.
const fn packed(word: &str) -> u64 {
    let (mut packed, mut at) = (0, 0);
    while at < word.len() {
        packed = packed << 8 | word.as_bytes()[at] as u64;
        at += 1;
    }
    packed
}

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
