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

/// A cheap look before trigrams are made: one of three stretches of the needle, some words long, stands in the text.
pub fn may_hold(text: &str, needle: &str) -> bool {
    (1..=3).any(|part| {
        let at = needle.len() * part / 4;
        let start = (at..needle.len()).find(|at| needle.as_bytes()[*at] == b' ').map_or(needle.len(), |at| at + 1);
        let mut end = start;
        for _ in 0..3 {
            end = memchr::memchr(b' ', &needle.as_bytes()[end..]).map_or(needle.len(), |space| end + space + 1);
        }
        let stretch = needle[start..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        stretch.len() >= 8 && memchr::memmem::find(text.as_bytes(), stretch.as_bytes()).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_held_by_its_source() {
        let source = "Entre Anne Morel et Paul Brun, les canaux semblent grippés. Il n’est plus question d’entretiens, les deux s’évitent. Même chose pour les adjoints.";
        let excerpt = "Entre Morel et Brun, les canaux semblent grippés. Il n’est plus question d’entretiens, les deux s’évitent.";
        assert!(may_hold(source, excerpt));
        assert!(containment(&of(excerpt), &of(source)) >= EXCERPT);
        assert!(jaccard(&of(excerpt), &of(source)) > 0.5);
        assert!(containment(&of("Un tout autre sujet, sans un mot commun"), &of(source)) < 0.1);
    }

    #[test]
    fn short_texts_have_no_trigrams() {
        assert!(of("deux mots").is_empty());
        assert_eq!(containment(&of("a b"), &of("a b c")), 0.0);
        assert!(!may_hold("abc", ""));
    }
}
