//! Lines that many documents of a pile share: menus and notices no list knows.
//!
//! A line is furniture when several documents have it and those documents are not copies of each other: agency copy and
//! pages crawled twice share their paragraphs too, and must keep them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::num::NonZeroU32;

use xxhash_rust::xxh3::xxh3_64;

use crate::ingest::likeness;
use crate::model::document::{Document, LineKind, LineLabel};
use crate::text::fold::fold;

/// Lines longer than this (bytes) are text wherever they are repeated.
const MAX_BYTES: usize = 240;

/// Different texts that must share a line before it counts.
const MIN_TEXTS: usize = 3;

/// Lines shorter than this (bytes) do not tell one text from another.
const MIN_BYTES_COMPARED: usize = 80;

/// Lines of a document that are compared to tell whether its text has been seen.
const N_COMPARED: usize = 16;

/// One in so many of them alike makes a document a copy: more than the notices that pages of a site share, less than what is
/// left of a page cut off or broken up.
const ONE_ALIKE_IN: usize = 5;

/// A headline has so many of its longer words in common with its text.
const MIN_SHARED: u32 = 2;

/// A single paragraph may be quoted; so many of them (or all, where there are fewer) are not.
const MIN_ALIKE: usize = 2;

/// What the pile asks of one document: hashes of its lines, made where the document is at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Its short lines, each once.
    short: Vec<u64>,
    /// The longer lines of its articles that tell its text from others.
    compared: Vec<u64>,
}

impl Imprint {
    /// The imprint of one document.
    pub fn of(document: &Document) -> Imprint {
        Imprint { short: short_lines(document), compared: compared_lines(document) }
    }
}

/// Counts in how many different texts each line of a pile stands.
///
/// A page crawled three times is one text: its headline stands in three documents, and is no furniture for that.
/// However large the pile is, its memory is bounded, by the idea of lossy counting (Manku and Motwani, 2002): what is not
/// met again within [`N_REMEMBERED`] other lines is forgotten. Furniture of a site stands on every page, so it is met
/// again long before; and a pile with fewer lines than that is counted exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pile {
    texts_with: Remembered<Texts>,
    text_with: Remembered<NonZeroU32>,
    n_texts: u32,
    furniture: Repeats,
}

/// Some of the texts a line stands in: as many as decide.
type Texts = [Option<NonZeroU32>; MIN_TEXTS];

/// Lines of each kind that are remembered at least: those of some fifty thousand pages, in about 30 MB.
const N_REMEMBERED: usize = 900_000;

impl Pile {
    /// A pile of which nothing is known but these lines.
    pub fn knowing(furniture: Repeats) -> Pile {
        Pile { furniture, ..Pile::default() }
    }

    /// Counts each line of one document once. A stub without text of its own may be cut from any page, so it says nothing.
    pub fn add(&mut self, imprint: &Imprint) {
        let Some(text) = self.text_of(&imprint.compared) else { return };
        for line in &imprint.short {
            if self.furniture.lines.contains(line) {
                continue;
            }
            let texts = self.texts_with.entry(*line);
            if let Some(free) = texts.iter_mut().find(|other| other.is_none_or(|other| other == text)) {
                *free = Some(text);
            }
            if texts.iter().all(Option::is_some) {
                self.texts_with.forget(*line);
                self.furniture.lines.insert(*line);
            }
        }
    }

    /// The lines that are furniture, as far as the pile has been seen.
    pub fn furniture(&self) -> &Repeats {
        &self.furniture
    }

    /// The number of the text that most of the compared lines of this document stood in before, or a new number.
    fn text_of(&mut self, compared: &[u64]) -> Option<NonZeroU32> {
        if compared.is_empty() {
            return None;
        }
        let seen: Vec<NonZeroU32> = compared.iter().filter_map(|line| self.text_with.get(*line)).collect();
        let n_alike = |text: NonZeroU32| seen.iter().filter(|other| **other == text).count();
        let known = seen.iter().copied().max_by_key(|text| n_alike(*text));
        let n_needed = compared.len().div_ceil(ONE_ALIKE_IN).max(MIN_ALIKE.min(compared.len()));
        let text = known.filter(|text| n_alike(*text) >= n_needed).unwrap_or_else(|| {
            self.n_texts = self.n_texts.saturating_add(1);
            NonZeroU32::MIN.saturating_add(self.n_texts)
        });
        for line in compared {
            self.text_with.keep(*line, text);
        }
        Some(text)
    }

    /// The pile as bytes that [`Pile::from_bytes`] reads; little endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(self.n_texts.to_le_bytes());
        let text_bytes = |text: &Option<NonZeroU32>| text.map_or(0, NonZeroU32::get).to_le_bytes();
        for generation in self.texts_with.generations() {
            let rows = generation.iter();
            put_rows(&mut bytes, rows.map(|(line, texts)| (*line, texts.iter().flat_map(text_bytes))));
        }
        for generation in self.text_with.generations() {
            put_rows(&mut bytes, generation.iter().map(|(line, text)| (*line, text_bytes(&Some(*text)))));
        }
        put_rows(&mut bytes, self.furniture.lines.iter().map(|line| (*line, [])));
        bytes
    }

    /// The pile these bytes were made of; `None` if they are no pile.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Pile> {
        let bytes = &mut bytes;
        let n_texts = take_u32(bytes)?;
        let texts = |bytes: &mut &[u8]| {
            let mut texts = Texts::default();
            for text in &mut texts {
                *text = NonZeroU32::new(take_u32(bytes)?);
            }
            Some(texts)
        };
        let text = |bytes: &mut &[u8]| NonZeroU32::new(take_u32(bytes)?);
        Some(Pile {
            n_texts,
            texts_with: Remembered {
                new: take_rows(bytes, texts)?,
                old: take_rows(bytes, texts)?,
                ..Remembered::default()
            },
            text_with: Remembered {
                new: take_rows(bytes, text)?,
                old: take_rows(bytes, text)?,
                ..Remembered::default()
            },
            furniture: Repeats { lines: take_rows(bytes, |_| Some(()))?.into_keys().collect() },
        })
        .filter(|_| bytes.is_empty())
    }
}

/// How many rows there are, then each with its key.
fn put_rows<V: IntoIterator<Item = u8>>(bytes: &mut Vec<u8>, rows: impl ExactSizeIterator<Item = (u64, V)>) {
    bytes.extend((rows.len() as u32).to_le_bytes());
    for (line, value) in rows {
        bytes.extend(line.to_le_bytes());
        bytes.extend(value);
    }
}

fn take_rows<V>(bytes: &mut &[u8], value: impl Fn(&mut &[u8]) -> Option<V>) -> Option<Generation<V>> {
    let n_rows = take_u32(bytes)? as usize;
    // A number that is wrong must not ask for more memory than there are bytes.
    let mut rows = Generation::with_capacity_and_hasher(n_rows.min(bytes.len() / 8), BuildHasherDefault::default());
    for _ in 0..n_rows {
        let (line, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        rows.insert(u64::from_le_bytes(*line), value(bytes)?);
    }
    Some(rows)
}

fn take_u32(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

/// A map that forgets: what was not asked for while a generation filled up goes with the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Remembered<V> {
    new: Generation<V>,
    old: Generation<V>,
    /// Values of one generation.
    room: usize,
}

impl<V> Default for Remembered<V> {
    fn default() -> Remembered<V> {
        Remembered { new: Generation::default(), old: Generation::default(), room: N_REMEMBERED }
    }
}

/// Values by the hash of a line.
type Generation<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;

impl<V: Copy> Remembered<V> {
    fn get(&mut self, line: u64) -> Option<V> {
        if let Some(known) = self.old.remove(&line) {
            self.keep(line, known);
        }
        self.new.get(&line).copied()
    }

    /// Remembers a value, unless there is one.
    fn keep(&mut self, line: u64, value: V) {
        if self.new.len() >= self.room {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.entry(line).or_insert(value);
    }

    fn entry(&mut self, line: u64) -> &mut V
    where
        V: Default,
    {
        let known = self.old.remove(&line).unwrap_or_default();
        self.keep(line, known);
        self.new.entry(line).or_default()
    }

    fn forget(&mut self, line: u64) {
        self.new.remove(&line);
    }

    fn generations(&self) -> [&Generation<V>; 2] {
        [&self.new, &self.old]
    }
}

/// The key is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Lines that are furniture, by their hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    lines: HashSet<u64, BuildHasherDefault<Hashed>>,
}

impl Repeats {
    /// Lines by their hashes.
    pub fn new(lines: impl IntoIterator<Item = u64>) -> Repeats {
        Repeats { lines: lines.into_iter().collect() }
    }

    /// The hashes, ascending.
    pub fn hashes(&self) -> Vec<u64> {
        let mut hashes: Vec<u64> = self.lines.iter().copied().collect();
        hashes.sort_unstable();
        hashes
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The cleaned line is furniture.
    pub fn has(&self, text: &str) -> bool {
        text.len() <= MAX_BYTES && self.lines.contains(&xxh3_64(text.as_bytes()))
    }

    /// A line of the document's articles is furniture.
    pub fn touch(&self, document: &Document) -> bool {
        self.n_repeated_bytes(document) > 0
    }

    /// Reading the document, which was read without them, again with these lines known would change it: a line of its
    /// articles is among them, and the document is no copy of others (most of its text is its own).
    fn would_change(&self, document: &Document) -> bool {
        let n_repeated_bytes = self.n_repeated_bytes(document);
        let n_bytes = || lines_of_articles(document).map(|line| line.text.len()).sum::<usize>();
        n_repeated_bytes > 0 && n_repeated_bytes * 3 < n_bytes()
    }

    /// The length of those lines of the document's articles that are among them; its headline is its own.
    fn n_repeated_bytes(&self, document: &Document) -> usize {
        let mut repeated = lines_of_articles(document).filter(|line| self.has(&line.text)).peekable();
        if self.is_empty() || repeated.peek().is_none() {
            return 0;
        }
        let headline = self.headline(document);
        repeated.filter(|line| Some(line.n) != headline).map(|line| line.text.len()).sum()
    }

    /// What to read a document again with that was read without them; `None` where that would not change it.
    pub fn furniture(&self, document: &Document) -> Option<Furniture<'_>> {
        self.would_change(document).then(|| Furniture { repeats: self, headline: self.headline(document) })
    }

    /// The line of the document's headline, if other pages link to it: it is among these lines, and speaks of its text.
    fn headline(&self, document: &Document) -> Option<u32> {
        let article = document.articles.first()?;
        let headline = article.title.value.as_ref().filter(|headline| self.has(headline))?;
        let text: String = article.blocks.iter().map(|block| fold(&block.text).to_string() + "\n").collect();
        let (n_shared, n_words) = likeness::n_shared_words(headline, &text);
        article.title_line.filter(|_| n_shared >= MIN_SHARED && n_shared * 2 >= n_words)
    }

    /// The line that was taken for the headline is among them, and `again`, the document read with them, has lost more than
    /// half of what its text alone says: then the one tells where the other is.
    pub fn mislead(&self, document: &Document, again: &Document) -> bool {
        let headline = document.articles.first().and_then(|article| article.title.value.as_ref());
        if !headline.is_some_and(|headline| self.has(headline)) {
            return false;
        }
        let is_own = |label: &&LineLabel| label.text.len() > MIN_BYTES_COMPARED && !self.has(&label.text);
        let own = |document: &Document| -> BTreeMap<u32, usize> {
            let lines = document.lines.iter().filter(|label| label.article.is_some());
            lines.filter(is_own).map(|label| (label.n, label.text.len())).collect()
        };
        let kept = own(again);
        let (n_bytes, n_kept) = own(document).iter().fold((0, 0), |(n_bytes, n_kept), (line, n)| {
            (n_bytes + n, n_kept + if kept.contains_key(line) { *n } else { 0 })
        });
        n_kept * 2 < n_bytes
    }
}

/// The furniture of a pile, as one of its pages is read with it.
#[derive(Clone, Copy, Debug)]
pub struct Furniture<'r> {
    repeats: &'r Repeats,
    /// The line that is none here.
    headline: Option<u32>,
}

impl Furniture<'_> {
    /// The cleaned line of this number is furniture on this page.
    pub fn has(&self, n: u32, text: &str) -> bool {
        self.repeats.has(text) && self.headline != Some(n)
    }
}

fn lines_of_articles(document: &Document) -> impl Iterator<Item = &LineLabel> {
    let in_article = |line: &&LineLabel| {
        matches!(
            line.kind,
            LineKind::Paragraph | LineKind::Dek | LineKind::Subheading | LineKind::Caption | LineKind::Title
        )
    };
    document.lines.iter().filter(in_article)
}

fn short_lines(document: &Document) -> Vec<u64> {
    let lines = document.lines.iter().map(|line| line.text.as_str());
    let mut lines: Vec<u64> =
        lines.filter(|text| text.len() <= MAX_BYTES).map(|text| xxh3_64(text.as_bytes())).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The longer lines of the articles with the smallest hashes: the same ones in every copy, whatever else differs.
fn compared_lines(document: &Document) -> Vec<u64> {
    let is_text = |line: &&LineLabel| line.article.is_some() && line.text.as_str().len() > MIN_BYTES_COMPARED;
    let lines = document.lines.iter().filter(is_text).map(|line| xxh3_64(line.text.as_str().as_bytes()));
    let mut lines: Vec<u64> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    lines.truncate(N_COMPARED);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::ingest;
    use crate::model::document::Origin;

    const MENU: &str = "Les rendez-vous du quai\n\n";

    /// Whether the menu is furniture in a pile of these pages.
    fn check(pages: &[String], is_furniture: bool) {
        let mut pile = Pile::default();
        pages.iter().for_each(|page| pile.add(&Imprint::of(&ingest(&Origin::default(), page.as_bytes()))));
        assert_eq!(pile.furniture().has(MENU.trim()), is_furniture, "{pages:#?}");
        let kept = Pile::from_bytes(&pile.to_bytes());
        assert!(kept.as_ref() == Some(&pile), "what is kept is the pile");
    }

    fn page(subject: &str, day: usize) -> String {
        let sentences = ["ouvre ses portes aux visiteurs", "cherche un nouveau toit", "fait parler toute la ville"];
        let text: String = sentences.iter().map(|end| format!("{subject}, dont on attendait des nouvelles depuis le printemps dernier, {end} malgré la pluie et le vent.\n")).collect();
        format!("{MENU}{subject}\nPublié dans Le Phare le {day:02} - 03 - 2014\n\n{text}")
    }

    #[test]
    fn a_line_of_three_different_pages_is_furniture() {
        check(&["La gare", "Le marché", "Le théâtre"].map(|subject| page(subject, 4)), true);
        check(&["La gare", "Le marché"].map(|subject| page(subject, 4)), false);
    }

    #[test]
    fn copies_of_a_page_count_once() {
        check(&[1, 2, 3, 4, 5].map(|day| page("La gare", day)), false);
        check(&[page("La gare", 1), page("La gare", 2), page("Le marché", 3), page("Le marché", 4)], false);
        check(&[page("La gare", 1), page("La gare", 2), page("Le marché", 3), page("Le théâtre", 4)], true);
        let stubs = [1, 2, 3, 4].map(|n| page("La gare", 1).chars().take(60 + n).collect::<String>());
        check(&stubs, false);
    }

    #[test]
    fn what_is_not_met_again_is_forgotten_and_furniture_is_not() {
        let own = |n: u64| xxh3_64(&n.to_le_bytes());
        let mut pile = Pile::default();
        (pile.texts_with.room, pile.text_with.room) = (100, 100);
        let (early, often, rare) = (1, 2, 3);
        for n in 0..1000 {
            let line = match n {
                0..3 => early,
                _ if n % 40 == 0 => often,
                _ if n % 300 == 7 => rare,
                _ => own(3 * n),
            };
            pile.add(&Imprint { short: vec![line, own(3 * n + 1)], compared: vec![own(3 * n + 2)] });
        }
        let known = |line: u64| pile.furniture.lines.contains(&line);
        assert_eq!((known(early), known(often), known(rare)), (true, true, false));
        assert!(pile.texts_with.generations().iter().all(|generation| generation.len() <= 100));
    }

    #[test]
    fn bytes_that_are_no_pile_are_none() {
        let mut pile = Pile::default();
        (0..9).for_each(|n| pile.add(&Imprint { short: vec![7, n], compared: vec![n + 100] }));
        let bytes = pile.to_bytes();
        assert_eq!(Pile::from_bytes(&bytes), Some(pile));
        for end in 0..bytes.len() {
            assert_eq!(Pile::from_bytes(&bytes[..end]), None, "cut at {end}");
        }
        assert_eq!(Pile::from_bytes(&[255; 64]), None);
    }
}
