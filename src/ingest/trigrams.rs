//! Word trigrams, to tell what repeats what.
//!
//! Measured on press pages: unrelated documents share at most 0.034 of their trigrams, an excerpt shares at least 0.8 of
//! its own with its source, and a second translation of a sentence about half.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// From this containment on, a text is an excerpt of the other.
pub const EXCERPT: f64 = 0.8;

/// From this Jaccard similarity on, two texts say the same.
pub const SAME: f64 = 0.5;

/// The hashes of all runs of three words, case and punctuation aside.
pub fn of(text: &str) -> HashSet<u64> {
    let lower = text.to_lowercase();
    let words: Vec<u64> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| xxh3_64_with_seed(word.as_bytes(), 0))
        .collect();
    words
        .windows(3)
        .map(|run| run.iter().fold(17u64, |hash, word| hash.rotate_left(21) ^ word.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
        .collect()
}

/// The share of `a` that is in `b`; 0 if `a` has no trigrams.
pub fn containment(a: &HashSet<u64>, b: &HashSet<u64>) -> f64 {
    a.intersection(b).count() as f64 / a.len().max(1) as f64
}

/// The share of the union that both have.
pub fn jaccard(a: &HashSet<u64>, b: &HashSet<u64>) -> f64 {
    let n_shared = a.intersection(b).count();
    n_shared as f64 / (a.len() + b.len() - n_shared).max(1) as f64
}

/// Several texts, to be asked cheaply which of them may hold an excerpt of another: only those are worth their trigrams.
pub struct Texts<'t> {
    texts: Vec<&'t str>,
    /// All texts, a line each.
    joined: String,
    /// Where each text begins in `joined`.
    starts: Vec<usize>,
}

impl<'t> Texts<'t> {
    /// Puts the texts side by side.
    pub fn new(texts: Vec<&'t str>) -> Texts<'t> {
        let mut joined = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
        let mut starts = Vec::with_capacity(texts.len());
        for text in &texts {
            starts.push(joined.len());
            joined.push_str(text);
            joined.push('\n');
        }
        Texts { texts, joined, starts }
    }

    /// The other texts, ascending, in which one of three stretches of this text stands, each some words long. None where
    /// so many hold one that it is a turn of phrase, or where there is more text than an article has.
    pub fn that_may_hold(&self, at: usize) -> Vec<usize> {
        let needle = self.texts[at];
        let mut holders = Vec::new();
        if self.joined.len() > MAX_BYTES {
            return holders;
        }
        for part in 1..=3 {
            let stretch = stretch(needle, needle.len() * part / 4);
            if stretch.len() < 8 {
                continue;
            }
            for found in memchr::memmem::find_iter(self.joined.as_bytes(), stretch.as_bytes()) {
                let holder = self.starts.partition_point(|start| *start <= found) - 1;
                if holder != at && !holders.contains(&holder) {
                    holders.push(holder);
                }
                if holders.len() > MAX_HOLDERS {
                    return Vec::new();
                }
            }
        }
        holders.sort_unstable();
        holders
    }
}

/// More text than this is no article but a file of many, where looking for excerpts takes the square of the time.
const MAX_BYTES: usize = 256 << 10;

/// An excerpt has one source, and perhaps some copies of it.
const MAX_HOLDERS: usize = 16;

/// About three words from the first space at or after a byte.
fn stretch(text: &str, from: usize) -> &str {
    let bytes = text.as_bytes();
    let start = memchr::memchr(b' ', &bytes[from..]).map_or(text.len(), |space| from + space + 1);
    let mut end = start;
    for _ in 0..3 {
        end = memchr::memchr(b' ', &bytes[end..]).map_or(text.len(), |space| end + space + 1);
    }
    text[start..end].trim_end_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_held_by_its_source() {
        let source = "Entre Anne Morel et Paul Brun, les canaux semblent grippés. Il n’est plus question d’entretiens, les deux s’évitent. Même chose pour les adjoints.";
        let excerpt = "Entre Morel et Brun, les canaux semblent grippés. Il n’est plus question d’entretiens, les deux s’évitent.";
        let texts = Texts::new(vec!["Un tout autre sujet, sans un mot commun avec le reste", excerpt, source]);
        assert_eq!(texts.that_may_hold(1), [2]);
        assert_eq!(texts.that_may_hold(0), [] as [usize; 0]);
        assert!(containment(&of(excerpt), &of(source)) >= EXCERPT);
        assert!(jaccard(&of(excerpt), &of(source)) > 0.5);
        assert!(containment(&of("Un tout autre sujet, sans un mot commun"), &of(source)) < 0.1);
    }

    #[test]
    fn short_texts_have_no_trigrams() {
        assert!(of("deux mots").is_empty());
        assert_eq!(containment(&of("a b"), &of("a b c")), 0.0);
        assert_eq!(Texts::new(vec!["", "abc"]).that_may_hold(0), [] as [usize; 0]);
    }
}
