//! The words of the corpus: those of the press first, then all that a word list of the system has.

use std::collections::HashSet;
use std::ffi::OsString;
use std::{env, fs};

use super::random::{Random, Ranks};

/// What is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    French,
    Arabic,
    English,
}

/// Words of one language, and how often each is drawn.
pub struct Vocabulary {
    words: Vec<String>,
    ranks: Ranks,
}

/// A name in Latin letters and in Arabic ones.
pub type Name = (&'static str, &'static str);

/// Where the words of the language go on after those of the press: nothing where there is no such list.
fn listed(language: Language) -> String {
    let (variable, path) = match language {
        Language::French => ("WORDS_FR", "/usr/share/dict/french"),
        Language::Arabic => ("WORDS_AR", "/usr/share/hunspell/ar.dic"),
        Language::English => ("WORDS_EN", "/usr/share/dict/american-english"),
    };
    let path = env::var_os(variable).unwrap_or_else(|| OsString::from(path));
    fs::read_to_string(&path).unwrap_or_else(|_| {
        eprintln!("no list of words at {}: the corpus has few words", path.display());
        String::new()
    })
}

impl Vocabulary {
    /// The words of the press, and with `is_whole` those of the lists of the system: the packages wfrench, hunspell-ar and
    /// wamerican of Debian, or what `WORDS_FR`, `WORDS_AR` and `WORDS_EN` name.
    pub fn new(language: Language, seed: u64, is_whole: bool) -> Vocabulary {
        let press = match language {
            Language::French => include_str!("words/french.txt"),
            Language::Arabic => include_str!("words/arabic.txt"),
            Language::English => include_str!("words/english.txt"),
        };
        let mut words: Vec<String> = press.split_whitespace().map(str::to_owned).collect();
        let known: HashSet<&str> = press.split_whitespace().collect();
        let list = if is_whole { listed(language) } else { String::new() };
        // hunspell writes the ways a word is inflected behind a stroke.
        let mut others: Vec<&str> =
            list.lines().map(|line| line.split('/').next().unwrap_or_default().trim()).collect();
        others.retain(|word| is_word(word, language) && !known.contains(word));
        others.sort_unstable();
        others.dedup();
        let mut random = Random::new(seed, 0xD1C7);
        for last in (1..others.len()).rev() {
            others.swap(last, random.below(last + 1));
        }
        words.extend(others.into_iter().map(str::to_owned));
        let ranks = Ranks::new(words.len(), 2.7, 1.0);
        Vocabulary { words, ranks }
    }

    /// The word of this rank.
    pub fn word(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    /// The rank of a word, common ones more often.
    pub fn draw(&self, random: &mut Random) -> usize {
        self.ranks.draw(random)
    }

    /// Six words that are no common ones: what a text is about.
    pub fn topic(&self, random: &mut Random) -> Vec<usize> {
        const N_COMMON: usize = 90;
        let first = N_COMMON.min(self.words.len() - 1);
        let mut uncommon = || {
            loop {
                let rank = self.draw(random);
                if rank >= first {
                    return rank;
                }
            }
        };
        (0..6).map(|_| uncommon()).collect()
    }
}

fn is_word(word: &str, language: Language) -> bool {
    let n_chars = word.chars().count();
    match language {
        Language::Arabic => (2..=10).contains(&n_chars) && word.chars().all(|c| ('\u{621}'..='\u{64a}').contains(&c)),
        _ => n_chars > 1 && !word.contains('\''),
    }
}

/// Names of places, then of people, by how often they are in the news.
pub fn names() -> Vec<Name> {
    include_str!("words/names.tsv").lines().filter_map(|line| line.split_once('\t')).collect()
}

/// Two hundred papers: twenty names, alone and in nine places.
pub fn outlets() -> Vec<String> {
    const PLACES: [&str; 10] = [
        "",
        " de Paris",
        " d\u{2019}Alger",
        " de Tunis",
        " de Rabat",
        " du Caire",
        " de Beyrouth",
        " de Damas",
        " d\u{2019}Orient",
        " du Sud",
    ];
    let names = include_str!("words/outlets.txt").lines();
    PLACES.iter().flat_map(|place| names.clone().map(move |name| format!("{name}{place}"))).collect()
}
