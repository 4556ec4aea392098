//! Did you mean: words near to those that were typed and that no article has.
//!
//! Only words that stand in no dictionary of the library are looked at, and only where a search found nothing: what is
//! found is what was asked for. A word is near where one letter was left out, put in, exchanged or swapped with its
//! neighbour (Damerau 1964, in the form known as optimal string alignment), or two in a long word; of the nearest, the one in
//! the most articles comes first. In Arabic, what follows the article is compared too, and the article stays.
//!
//! Most words of a dictionary cost no more than a look at which letters they have: a letter that only one of two words has is a
//! mistake by itself. Of the others, dictionaries being sorted, one often shares its beginning with the one before: the rows of the
//! table of distances are kept for as many letters as both have in common, and where a beginning is already too far off, so
//! is every word that has it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::store::index::{Field, Index};
use crate::store::library::{ArticleKey, Library};
use crate::store::marked::Marked;
use crate::store::query::{Part, TypedWord, parse, typed_words};
use crate::store::search::{Searching, hits_in};
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// What may have been meant where nothing was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What was typed.
    pub input: String,
    /// The same with other words in the places of those that no article has.
    pub meant: String,
    /// Only these other words, in the order they stand in.
    pub words: Vec<String>,
    /// How many articles it finds.
    pub n_found: usize,
}

/// What may have been meant by a search that found nothing. Ends with `None` as soon as `go_on` says so.
pub fn suggestion(
    library: &Library,
    input: &str,
    marked: &Marked,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<Suggestion> {
    let indexes: Vec<Index<'_>> = library.shelves.iter().map(|shelf| shelf.segment.index()).collect();
    let unknown = typed_words(input).into_iter().filter(|typed| is_guessed_at(typed) && !is_known(typed, &indexes));
    let mut misspelt = Vec::new();
    for typed in unknown.take(MAX_WORDS) {
        let near = nearest(&typed, &indexes, go_on)?;
        if !near.is_empty() {
            misspelt.push(Misspelt { place: typed.place, part: typed.part, near });
        }
    }
    let n_attempts = misspelt.iter().map(|misspelt| misspelt.near.len()).max().unwrap_or(0);
    for attempt in 0..n_attempts {
        let words: Vec<String> = misspelt.iter().map(|misspelt| misspelt.near(attempt).to_owned()).collect();
        let (query, _) = parse(&replaced(input, &misspelt, &words));
        let mut searching = Searching::new(library, &query, marked);
        if !searching.step(go_on) {
            return None;
        }
        let hits = searching.hits();
        let Some(first) = hits.keys().next() else { continue };
        let written = |(misspelt, word): (&Misspelt, &String)| {
            written(library, first, misspelt, &input[misspelt.place.clone()], word)
        };
        let words: Vec<String> = misspelt.iter().zip(&words).map(written).collect();
        let meant = replaced(input, &misspelt, &words);
        return Some(Suggestion { input: input.to_owned(), meant, words, n_found: hits.len() });
    }
    None
}

/// More words than this that no article has are no slip of the finger.
const MAX_WORDS: usize = 4;

/// For each word so many of the nearest are tried, until something is found.
const MAX_ATTEMPTS: usize = 3;

/// A shorter word is near to everything.
const MIN_LETTERS: usize = 4;

/// A longer one is none that somebody typed by mistake.
const MAX_LETTERS: usize = 40;

/// From so many letters on, two of them may be wrong.
const LONG: usize = 8;

/// A word that no article has, and what is near to it.
struct Misspelt {
    /// Its bytes in the input.
    place: Range<usize>,
    part: Part,
    /// Words to take its place, folded, the nearest first; one at least.
    near: Vec<String>,
}

impl Misspelt {
    fn near(&self, attempt: usize) -> &str {
        self.near.get(attempt).or(self.near.last()).map_or("", String::as_str)
    }
}

/// Numbers are meant as they are, and so are names with digits in them.
fn is_guessed_at(typed: &TypedWord) -> bool {
    let folded = typed.word.folded();
    folded.chars().all(char::is_alphabetic) && allowed(folded.chars().count()).is_some()
}

/// How many letters of a word of this length may be wrong; `None` where it is too short or too long to be guessed at.
fn allowed(n_letters: usize) -> Option<u8> {
    match n_letters {
        MIN_LETTERS..LONG => Some(1),
        LONG..=MAX_LETTERS => Some(2),
        _ => None,
    }
}

/// The word means a word of some dictionary.
fn is_known(typed: &TypedWord, indexes: &[Index<'_>]) -> bool {
    let (word, field) = (&typed.word, typed.part.field());
    let is_term = |index: &Index<'_>, word: &str| index.term(field, word).is_some();
    indexes.iter().any(|index| match word.is_prefix() {
        true => !index.terms_with_prefix(field, word.folded()).is_empty(),
        false => is_term(index, word.folded()) || is_term(index, word.without_article()),
    })
}

/// The words nearest to one that was typed, the better known first; `None` if it was not to go on.
fn nearest(typed: &TypedWord, indexes: &[Index<'_>], go_on: &mut dyn FnMut() -> bool) -> Option<Vec<String>> {
    let folded = typed.word.folded();
    let bare = typed.word.without_article();
    let article = &folded[..folded.len() - bare.len()];
    // By what would take the place of the word.
    let mut found: BTreeMap<String, (u8, u64)> = BTreeMap::new();
    let ways = [("", folded), (article, bare)];
    for (before, wanted) in ways.iter().take(if article.is_empty() { 1 } else { 2 }) {
        let Some(allowed) = allowed(wanted.chars().count()) else { continue };
        for (word, (distance, n_articles)) in words_near(wanted, allowed, typed.part.field(), indexes, go_on)? {
            let known = found.entry(format!("{before}{word}")).or_insert((distance, 0));
            *known = (known.0.min(distance), known.1.max(n_articles));
        }
    }
    let mut near: Vec<(u8, Reverse<u64>, String)> =
        found.into_iter().map(|(word, (distance, n))| (distance, Reverse(n), word)).collect();
    near.sort();
    Some(near.into_iter().take(MAX_ATTEMPTS).map(|(_, _, word)| word).collect())
}

/// So many words of a dictionary are looked at before asking whether to go on.
const AT_A_TIME: u32 = 4096;

/// The words of all dictionaries that are not farther than `allowed`, each with its distance and the articles it is in.
fn words_near(
    wanted: &str,
    allowed: u8,
    field: Field,
    indexes: &[Index<'_>],
    go_on: &mut dyn FnMut() -> bool,
) -> Option<BTreeMap<String, (u8, u64)>> {
    let mut found: BTreeMap<String, (u8, u64)> = BTreeMap::new();
    for index in indexes {
        let mut distances = Distances::from(wanted, allowed);
        let terms = index.terms(field);
        let mut next = terms.start;
        while next < terms.end {
            if !go_on() {
                return None;
            }
            let end = terms.end.min(next + AT_A_TIME);
            index.walk(next..end, |_, word, n_articles| {
                if let Some(distance) = distances.to(word) {
                    found.entry(word.to_owned()).or_insert((distance, 0)).1 += u64::from(n_articles);
                }
            });
            next = end;
        }
    }
    Some(found)
}

/// The distances of one word to others that come in the order of a dictionary.
struct Distances {
    wanted: Vec<char>,
    /// Which letters it has: see [`kind`].
    kinds: u64,
    allowed: u8,
    /// The letters of the last word, as far as it was looked at.
    letters: Vec<char>,
    /// A row of the table of distances for each of these letters, and one for none.
    rows: Vec<u8>,
    /// The last row has nothing that is near enough any more.
    is_too_far: bool,
}

impl Distances {
    fn from(wanted: &str, allowed: u8) -> Distances {
        let wanted: Vec<char> = wanted.chars().collect();
        let kinds = wanted.iter().fold(0, |kinds, letter| kinds | kind(*letter));
        let rows = (0..=wanted.len() as u8).collect();
        Distances { wanted, kinds, allowed, letters: Vec::new(), rows, is_too_far: false }
    }

    /// The distance to a word; `None` if it is farther than allowed.
    fn to(&mut self, word: &str) -> Option<u8> {
        if !self.may_be_near(word) {
            return None;
        }
        let n_common = self.letters.iter().zip(word.chars()).take_while(|(known, letter)| **known == *letter).count();
        if self.is_too_far && n_common == self.letters.len() {
            return None;
        }
        self.is_too_far = false;
        self.letters.truncate(n_common);
        self.rows.truncate((n_common + 1) * self.n_columns());
        for letter in word.chars().skip(n_common) {
            self.add(letter);
            if self.is_too_far {
                return None;
            }
        }
        self.rows.last().copied().filter(|distance| *distance <= self.allowed)
    }

    /// Neither its length nor its letters are against it. Every mistake changes the length by one letter at most, and adds or
    /// takes away one letter at most.
    fn may_be_near(&self, word: &str) -> bool {
        let (mut n_letters, mut kinds) = (0, 0);
        for letter in word.chars() {
            n_letters += 1;
            kinds |= kind(letter);
        }
        let is_near = |n_mistakes: u32| n_mistakes <= u32::from(self.allowed);
        is_near(self.wanted.len().abs_diff(n_letters) as u32)
            && is_near((kinds & !self.kinds).count_ones())
            && is_near((self.kinds & !kinds).count_ones())
    }

    fn n_columns(&self) -> usize {
        self.wanted.len() + 1
    }

    /// Adds the row of one more letter.
    fn add(&mut self, letter: char) {
        let n = self.n_columns();
        let above = self.rows.len() - n;
        let last = self.letters.last().copied();
        self.rows.push(self.rows[above] + 1);
        for (idx, wanted) in self.wanted.iter().enumerate() {
            let (diagonal, up, left) = (self.rows[above + idx], self.rows[above + idx + 1], self.rows[above + n + idx]);
            let mut distance = (diagonal + u8::from(*wanted != letter)).min(up + 1).min(left + 1);
            let is_swapped = idx > 0 && last == Some(*wanted) && self.wanted[idx - 1] == letter;
            if is_swapped {
                distance = distance.min(self.rows[above - n + idx - 1] + 1);
            }
            self.rows.push(distance);
        }
        self.letters.push(letter);
        self.is_too_far = self.rows[above + n..].iter().all(|distance| *distance > self.allowed);
    }
}

/// A bit for a letter. The letters of one script have bits of their own, and it does no harm that others share them.
fn kind(letter: char) -> u64 {
    1 << (u32::from(letter) % u64::BITS)
}

/// The input with words in the places of those that are misspelt.
fn replaced(input: &str, misspelt: &[Misspelt], words: &[String]) -> String {
    let mut replaced = String::new();
    let mut end = 0;
    for (misspelt, word) in misspelt.iter().zip(words) {
        replaced.push_str(&input[end..misspelt.place.start]);
        replaced.push_str(word);
        end = misspelt.place.end;
    }
    replaced.push_str(&input[end..]);
    replaced
}

/// A word as an article that was found writes it: a dictionary has it folded only. Capitals come from a sentence or a
/// title there, and are left out where none were typed.
fn written(library: &Library, found: ArticleKey, misspelt: &Misspelt, typed: &str, folded: &str) -> String {
    let Some(article) = library.get(found) else { return folded.to_owned() };
    let (query, _) = parse(&format!("{folded} "));
    let texts = article.title().into_iter().chain(article.blocks().iter().map(|block| &block.text));
    let place = |text: &Clean| {
        let text = text.as_str();
        hits_in(&query, Part::Anywhere, text)
            .into_iter()
            .map(|hit| text[hit].to_owned())
            .find(|word| fold(word) == folded)
    };
    let word = texts.filter(|_| misspelt.part != Part::Author).find_map(place).unwrap_or_else(|| folded.to_owned());
    if typed.chars().any(char::is_uppercase) { word } else { word.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::sample::table;

    /// What is suggested for an input, with the number of articles; empty for nothing.
    fn check(typed: &str, want: &str) {
        let library = table(&[
            ["Alep", "Le Monde", "2020", "fr", "Le président est à Alep et à Idlib. Les présidents"],
            ["Alep encore", "", "", "fr", "L'armée\nLe président. Des soldats turcs à Edlib"],
            ["", "", "", "ar", "حلب والنظام السوري في المدينة"],
            ["", "", "", "ar", "مدرسة"],
            ["Idlib", "", "", "", "idlib 2019 covid19"],
        ]);
        let suggestion = suggestion(&library, typed, &Marked::default(), &mut || true);
        let told = suggestion.map(|suggestion| format!("{} {}", suggestion.meant, suggestion.n_found));
        assert_eq!(told.as_deref().unwrap_or_default(), want, "{typed}");
    }

    #[test]
    fn a_word_is_near_by_one_letter_or_by_two_if_it_is_long() {
        check("alepp ", "alep  2");
        check("aelp ", "alep  2");
        check("elep", "alep 2");
        check("soldatx", "soldats 1");
        check("sldatx", "");
        check("presidnte", "président 2");
        check("prsidnt", "");
        check("persidnet ", "président  2");
    }

    #[test]
    fn what_is_too_short_or_a_number_or_known_is_left_alone() {
        check("ale", "");
        check("2018", "");
        check("covid18", "");
        check("pres", "");
        check("alep soldats idlib ", "");
    }

    #[test]
    fn the_better_known_of_the_nearest_comes_first() {
        check("adlib ", "idlib  2");
        check("presidend ", "président  2");
    }

    #[test]
    fn arabic_words_are_compared_below_their_article_too() {
        // One letter exchanged, and the article stays as it was typed.
        check("\u{627}\u{644}\u{646}\u{636}\u{627}\u{645} ", "\u{627}\u{644}\u{646}\u{638}\u{627}\u{645}  1");
        check(
            "\u{628}\u{627}\u{644}\u{646}\u{636}\u{627}\u{645} ",
            "\u{628}\u{627}\u{644}\u{646}\u{638}\u{627}\u{645}  1",
        );
        // It is suggested as an article writes it, and not as it folds.
        check("\u{645}\u{62f}\u{631}\u{635}\u{647} ", "\u{645}\u{62f}\u{631}\u{633}\u{629}  1");
    }

    #[test]
    fn what_stands_around_the_word_is_kept() {
        check("title:alepp", "title:alep 2");
        check("(alepp OR homss) lang:fr", "(alep OR homss) lang:fr 2");
        check("\"soldats turxs\" lang:fr", "\"soldats turcs\" lang:fr 1");
        check("l'armeee -alepp lang:fr ", "l'armée -alepp lang:fr  1");
        check("alepp presidnet soldatz ", "alep président soldats  1");
        check("Alepp", "Alep 2");
        check("=alepp ", "");
        check("-alepp ", "");
        check("outlet:mondee ", "");
    }

    #[test]
    fn only_what_finds_something_is_suggested() {
        check("alepp year:2016", "");
        check("alepp covid19", "");
        // The nearest one finds nothing, the next does.
        check("dlib title:encore", "edlib title:encore 1");
    }

    #[test]
    fn it_gives_up_when_it_is_told_to() {
        let library = table(&[["Alep", "", "", "", ""]]);
        assert_eq!(suggestion(&library, "alepp", &Marked::default(), &mut || false), None);
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_whole_table(wanted in "[abcا]{1,9}", mut words in prop::collection::vec("[abcا]{0,9}", 0..40), allowed in 1u8..3) {
            words.sort();
            let mut distances = Distances::from(&wanted, allowed);
            for word in words {
                let distance = strsim::osa_distance(&wanted, &word) as u8;
                prop_assert_eq!(distances.to(&word), Some(distance).filter(|distance| *distance <= allowed), "{} {}", wanted, word);
            }
        }

        #[test]
        fn typed_words_fold_to_what_stands_in_their_places(typed in "((-|)(title:|author:|outlet:|=|\\(|)(Alep|l'Armée|حَلَب|œuvre|\"Alep d'Idlib\"|\"alep)( | OR |\\)|)){0,5}") {
            let mut end = 0;
            for word in typed_words(&typed) {
                prop_assert!(word.place.start >= end);
                prop_assert_eq!(fold(&typed[word.place.clone()]), word.word.folded());
                end = word.place.end;
            }
        }
    }
}
