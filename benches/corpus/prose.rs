//! Sentences that nobody wrote: words as common as in a language, with elisions, clitics, vowel signs, names and numbers.

use super::random::Random;
use super::vocabulary::{Language, Name, Vocabulary, names};

/// Vowel signs that now and then stand on an Arabic letter.
const SIGNS: [char; 6] = ['\u{64e}', '\u{64f}', '\u{650}', '\u{651}', '\u{64b}', '\u{652}'];

/// The three languages.
pub struct Writer {
    french: Vocabulary,
    arabic: Vocabulary,
    english: Vocabulary,
    pub names: Vec<Name>,
}

/// What a text is about: some words of its language and some names, by their ranks.
pub struct Subject<'a> {
    pub language: Language,
    pub topic: Vec<usize>,
    pub names: &'a [usize],
}

impl Writer {
    /// With `is_whole` it knows the word lists of the system.
    pub fn new(seed: u64, is_whole: bool) -> Writer {
        let vocabulary = |language| Vocabulary::new(language, seed, is_whole);
        Writer {
            french: vocabulary(Language::French),
            arabic: vocabulary(Language::Arabic),
            english: vocabulary(Language::English),
            names: names(),
        }
    }

    /// A text in this language about these names, and what words come to mind.
    pub fn subject<'a>(&self, language: Language, names: &'a [usize], random: &mut Random) -> Subject<'a> {
        Subject { language, topic: self.vocabulary(language).topic(random), names }
    }

    /// Appends a headline.
    pub fn headline(&self, subject: &Subject<'_>, random: &mut Random, text: &mut String) {
        if !subject.names.is_empty() && random.chance(0.5) {
            text.push_str(self.name(subject.names[0], subject.language));
            text.push_str(" : ");
        }
        for n in 0..6 + random.below(8) {
            if n > 0 {
                text.push(' ');
            }
            self.word(subject, n == 0, random, text);
        }
    }

    /// Appends paragraphs of so many bytes and a sentence more, one a line.
    pub fn paragraphs(&self, subject: &Subject<'_>, n_bytes: usize, random: &mut Random, text: &mut String) {
        let start = text.len();
        let mut n_sentences = 0;
        while text.len() - start < n_bytes {
            self.sentence(subject, random, text);
            n_sentences += 1;
            if n_sentences > 2 + random.below(3) {
                text.push('\n');
                n_sentences = 0;
            } else {
                text.push(' ');
            }
        }
        text.truncate(text.trim_end().len());
    }

    fn sentence(&self, subject: &Subject<'_>, random: &mut Random, text: &mut String) {
        let language = subject.language;
        let [opening, closing] = if language == Language::French { ["« ", " »"] } else { ["“", "”"] };
        let n_words = 9 + random.below(22);
        let quotes = random.chance(0.08);
        for n in 0..n_words {
            if n > 0 {
                text.push(' ');
            }
            if quotes && n == n_words / 2 {
                text.push_str(opening);
            }
            match random.fraction() {
                drawn if drawn < 0.035 && !subject.names.is_empty() => {
                    let rank = subject.names[random.below(subject.names.len())];
                    if language == Language::Arabic && random.chance(0.2) {
                        text.push_str(random.any(&["ب", "و", "ل"]));
                    }
                    text.push_str(self.name(rank, language));
                }
                drawn if drawn < 0.05 => number(language, random, text),
                _ => self.word(subject, n == 0, random, text),
            }
            if n + 1 < n_words && n > 2 && random.chance(0.06) {
                text.push(if language == Language::Arabic { '،' } else { ',' });
            }
        }
        if quotes {
            text.push_str(closing);
        }
        text.push('.');
    }

    fn word(&self, subject: &Subject<'_>, is_first: bool, random: &mut Random, text: &mut String) {
        let vocabulary = self.vocabulary(subject.language);
        let of_topic = !subject.topic.is_empty() && random.chance(0.14);
        let rank = if of_topic { subject.topic[random.below(subject.topic.len())] } else { vocabulary.draw(random) };
        let word = vocabulary.word(rank);
        match subject.language {
            Language::Arabic => arabic(word, random, text),
            Language::French => {
                let elided = elision(word, is_first, random, text);
                capitalised(word, is_first && !elided, random, text);
            }
            Language::English => capitalised(word, is_first, random, text),
        }
    }

    fn name(&self, rank: usize, language: Language) -> &'static str {
        let (latin, arabic) = self.names[rank];
        if language == Language::Arabic { arabic } else { latin }
    }

    fn vocabulary(&self, language: Language) -> &Vocabulary {
        match language {
            Language::French => &self.french,
            Language::Arabic => &self.arabic,
            Language::English => &self.english,
        }
    }
}

/// An article or a preposition written onto the word, a vowel sign, a stretched letter: each now and then.
fn arabic(word: &str, random: &mut Random, text: &mut String) {
    let n_chars = word.chars().count();
    if n_chars > 3 && !word.starts_with("ال") {
        text.push_str(match random.fraction() {
            drawn if drawn < 0.16 => "ال",
            drawn if drawn < 0.20 => "وال",
            drawn if drawn < 0.23 => "بال",
            drawn if drawn < 0.25 => "لل",
            drawn if drawn < 0.29 => "و",
            drawn if drawn < 0.31 => "ب",
            _ => "",
        });
    }
    let first = word.chars().next().map_or(0, char::len_utf8);
    if random.chance(0.012) {
        let signed = random.below(n_chars);
        for (idx, c) in word.chars().enumerate() {
            text.push(c);
            if idx == signed {
                text.push(SIGNS[random.below(SIGNS.len())]);
            }
        }
    } else if random.chance(0.001) {
        text.push_str(&word[..first]);
        text.push('\u{640}');
        text.push_str(&word[first..]);
    } else {
        text.push_str(word);
    }
}

/// Appends `l’` or the like before a vowel, at times; says whether it did.
fn elision(word: &str, is_first: bool, random: &mut Random, text: &mut String) -> bool {
    const VOWELS: [char; 13] = ['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'à', 'â', 'î', 'œ', 'h'];
    if !word.starts_with(VOWELS) || word.len() <= 3 || !random.chance(0.35) {
        return false;
    }
    let elided = random.any(&["l", "d", "l", "d", "qu", "s", "n"]);
    if is_first {
        push_capitalised(elided, text)
    } else {
        text.push_str(elided)
    }
    text.push(if random.chance(0.6) { '\u{2019}' } else { '\'' });
    true
}

fn capitalised(word: &str, is_first: bool, random: &mut Random, text: &mut String) {
    if is_first || random.chance(0.01) { push_capitalised(word, text) } else { text.push_str(word) }
}

fn push_capitalised(word: &str, text: &mut String) {
    let mut chars = word.chars();
    text.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    text.push_str(chars.as_str());
}

/// A day, an amount or a year; in Arabic mostly in Arabic digits.
fn number(language: Language, random: &mut Random, text: &mut String) {
    let drawn = [random.below(31) + 1, random.below(900) + 20, 1990 + random.below(37)];
    let number = drawn[random.below(3)].to_string();
    if language == Language::Arabic && random.chance(0.6) {
        text.extend(number.chars().filter_map(|digit| char::from_u32(0x660 + digit.to_digit(10)?)));
    } else {
        text.push_str(&number);
    }
}
