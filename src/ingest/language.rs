//! Which language a piece of text is in, and which way it runs.
//!
//! Script first, then a statistical guess, overruled by a vote of function words: on headlines the guess alone takes a
//! French line full of English names for English. Very short text follows the document it stands in, because thirty
//! letters of names are no language.

use whichlang::detect_language;

use crate::model::lang::Lang;
use crate::text::bidi::Direction;

/// The guess needs no more of a text than this, in bytes.
const SAMPLE: usize = 240;

/// Text shorter than this (characters) follows its document where no function word speaks.
const SHORT: usize = 40;

/// The words that carry grammar. Words that two of the languages share ("on", "an", "a", "no") are in neither list.
const FRENCH: &[&str] = &[
    "le", "la", "les", "l", "d", "du", "des", "de", "et", "est", "une", "un", "dans", "pour", "par", "sur", "avec",
    "au", "aux", "qui", "que", "qu", "ne", "pas", "ce", "cette", "son", "sa", "ses", "leur", "sont", "entre", "à",
    "où", "après", "contre", "plus", "vers",
];
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "for", "with", "that", "by", "from", "at", "as", "are", "was", "were", "has",
    "have", "its", "it", "be", "will", "after", "over", "against", "not", "but", "his", "their", "who", "this", "says",
    "s",
];
const SPANISH: &[&str] = &[
    "el", "los", "las", "del", "al", "y", "en", "una", "con", "por", "para", "que", "se", "su", "sus", "como", "más",
    "lo", "fue", "son", "ha", "sobre", "entre", "está", "desde", "tras", "este", "esta", "hasta", "pero", "la", "de",
    "un",
];

/// The languages the guess knows that are written in Latin letters.
const LATIN: &[&str] = &["de", "en", "es", "fr", "it", "nl", "pt", "sv", "tr", "vi"];

/// The language of a text; `document_hint` is that of the document around it.
pub fn language(text: &str, document_hint: Option<Lang>) -> Lang {
    let letters = Letters::count(text);
    if letters.n_all() == 0 || letters.is_a_code(text) {
        return Lang::UND;
    }
    if letters.n_arabic * 2 > letters.n_all() {
        return letters.language_in_arabic_script();
    }
    if letters.n_hebrew * 2 > letters.n_all() {
        return Lang::HE;
    }
    let sample = sample(text);
    let n_chars = text.chars().take(SHORT).count();
    let is_latin = letters.n_latin * 2 >= letters.n_all();
    let hint = document_hint.filter(|hint| *hint != Lang::UND && hint.direction() == Direction::LeftToRight);
    match vote(sample) {
        Some(winner) if is_latin => winner,
        _ if n_chars < SHORT && is_latin && hint.is_some() => hint.unwrap_or(Lang::UND),
        _ => {
            let guess = guess(sample);
            let fits_script = !is_latin || LATIN.contains(&guess.as_str());
            if fits_script { guess } else { hint.unwrap_or(Lang::UND) }
        }
    }
}

/// The base direction of a text: that of most of its letters, of the first one where they balance, of its language
/// where there are none.
pub fn direction(text: &str, lang: Lang) -> Direction {
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
#[derive(Default)]
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
        let mut letters = Letters::default();
        for character in text.chars() {
            match character {
                _ if character.is_ascii_alphabetic() => letters.n_latin += 1,
                _ if character.is_ascii() || !character.is_alphabetic() => {}
                _ if is_arabic(character) => letters.count_arabic(character),
                _ if is_hebrew(character) => letters.n_hebrew += 1,
                '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => letters.n_latin += 1,
                _ => letters.n_other += 1,
            }
        }
        letters
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
            && self.n_all() * 2 < text.chars().count()
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
fn sample(text: &str) -> &str {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// The language whose function words are clearly more frequent.
fn vote(text: &str) -> Option<Lang> {
    let mut votes = [(Lang::FR, 0), (Lang::EN, 0), (Lang::ES, 0)];
    let mut lower = String::new();
    for word in text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty()) {
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        for ((_, n), words) in votes.iter_mut().zip([FRENCH, ENGLISH, SPANISH]) {
            *n += usize::from(words.contains(&lower.as_str()));
        }
    }
    votes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let [(winner, first), (_, second), _] = votes;
    (first > second && (first >= second + 2 || second == 0)).then_some(winner)
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
    use super::*;

    #[test]
    fn the_script_decides_first() {
        for (text, want) in [
            ("", "und"),
            ("1 234 … 56 %", "und"),
            ("photo_\u{662}\u{660}\u{662}\u{660}-\u{660}\u{662}-\u{661}\u{662}_720x405", "und"),
            ("اشتباك مسلح بين دورية أمريكية وقوات النظام", "ar"),
        ] {
            assert_eq!(language(text, None).as_str(), want, "{text}");
        }
    }
}
