//! Lines that many documents of a pile share: menus and notices no list knows.
//!
//! A line is furniture when several documents have it and those documents are not copies of each other: agency copy and
//! pages crawled twice share their paragraphs too, and must keep them.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::document::{Document, LineKind};

/// Lines longer than this (bytes) are text wherever they are repeated.
const MAX_BYTES: usize = 240;

/// Documents that must share a line before it counts.
const MIN_DOCUMENTS: u32 = 3;

/// Counts the lines of a pile, document by document.
#[derive(Debug, Default)]
pub struct Pile {
    n_documents: HashMap<u64, u32>,
}

impl Pile {
    /// Counts each line of one document once.
    pub fn add(&mut self, document: &Document) {
        for line in short_lines(document) {
            *self.n_documents.entry(line).or_default() += 1;
        }
    }

    /// The lines that are furniture, if there are any.
    pub fn repeats(self) -> Option<Repeats> {
        let lines: HashSet<u64> =
            self.n_documents.into_iter().filter(|(_, n)| *n >= MIN_DOCUMENTS).map(|(line, _)| line).collect();
        (!lines.is_empty()).then_some(Repeats { lines })
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
