//! Lines that many documents of a pile share: menus and notices no list knows.
//!
//! A line is furniture when several documents have it and those documents are not copies of each other: agency copy and
//! pages crawled twice share their paragraphs too, and must keep them.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;

use xxhash_rust::xxh3::xxh3_64;

use crate::model::document::{Document, LineKind, LineLabel};

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

/// A single paragraph may be quoted; so many of them (or all, where there are fewer) are not.
const MIN_ALIKE: usize = 2;

/// Counts in how many different texts each line of a pile stands.
///
/// A page crawled three times is one text: its headline stands in three documents, and is no furniture for that.
#[derive(Debug, Default)]
pub struct Pile {
    texts_with: HashMap<u64, Texts>,
    text_with: HashMap<u64, NonZeroU32>,
    n_texts: u32,
}

/// Some of the texts a line stands in: as many as decide.
type Texts = [Option<NonZeroU32>; MIN_TEXTS];

impl Pile {
    /// Counts each line of one document once. A stub without text of its own may be cut from any page, so it says nothing.
    pub fn add(&mut self, document: &Document) {
        let Some(text) = self.text_of(document) else { return };
        for line in short_lines(document) {
            let texts = self.texts_with.entry(line).or_default();
            if let Some(free) = texts.iter_mut().find(|other| other.is_none_or(|other| other == text)) {
                *free = Some(text);
            }
        }
    }

    /// The lines that are furniture, if there are any.
    pub fn repeats(self) -> Option<Repeats> {
        let is_furniture = |texts: &Texts| texts.iter().all(Option::is_some);
        let lines: HashSet<u64> =
            self.texts_with.into_iter().filter(|(_, texts)| is_furniture(texts)).map(|(line, _)| line).collect();
        (!lines.is_empty()).then_some(Repeats { lines })
    }

    /// The number of the text that most of the compared lines of this document stood in before, or a new number.
    fn text_of(&mut self, document: &Document) -> Option<NonZeroU32> {
        let compared = compared_lines(document);
        if compared.is_empty() {
            return None;
        }
        let seen: Vec<NonZeroU32> = compared.iter().filter_map(|line| self.text_with.get(line).copied()).collect();
        let n_alike = |text: NonZeroU32| seen.iter().filter(|other| **other == text).count();
        let known = seen.iter().copied().max_by_key(|text| n_alike(*text));
        let n_needed = compared.len().div_ceil(ONE_ALIKE_IN).max(MIN_ALIKE.min(compared.len()));
        let text = known.filter(|text| n_alike(*text) >= n_needed).unwrap_or_else(|| {
            self.n_texts = self.n_texts.saturating_add(1);
            NonZeroU32::MIN.saturating_add(self.n_texts)
        });
        for line in compared {
            self.text_with.entry(line).or_insert(text);
        }
        Some(text)
    }
}

/// Lines that are furniture, by their hash.
#[derive(Debug)]
pub struct Repeats {
    lines: HashSet<u64>,
}

impl Repeats {
    /// The cleaned line is furniture.
    pub fn has(&self, text: &str) -> bool {
        text.len() <= MAX_BYTES && self.lines.contains(&xxh3_64(text.as_bytes()))
    }

    /// Reading the document again with these lines known would change it: a line of its articles is among them, and the
    /// document is no copy of others (most of its text is its own).
    pub fn would_change(&self, document: &Document) -> bool {
        let in_article = |kind: LineKind| {
            matches!(
                kind,
                LineKind::Paragraph | LineKind::Dek | LineKind::Subheading | LineKind::Caption | LineKind::Title
            )
        };
        let (mut n_bytes, mut n_repeated_bytes) = (0, 0);
        for line in document.lines.iter().filter(|line| in_article(line.kind)) {
            n_bytes += line.text.as_str().len();
            n_repeated_bytes += if self.has(line.text.as_str()) { line.text.as_str().len() } else { 0 };
        }
        n_repeated_bytes > 0 && n_repeated_bytes * 3 < n_bytes
    }
}

fn short_lines(document: &Document) -> HashSet<u64> {
    let lines = document.lines.iter().map(|line| line.text.as_str());
    lines.filter(|text| text.len() <= MAX_BYTES).map(|text| xxh3_64(text.as_bytes())).collect()
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
        pages.iter().for_each(|page| pile.add(&ingest(&Origin::default(), page.as_bytes())));
        let has_menu = pile.repeats().is_some_and(|repeats| repeats.has(MENU.trim()));
        assert_eq!(has_menu, is_furniture, "{pages:#?}");
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
}
