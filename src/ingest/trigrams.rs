//! Word trigrams, to tell what repeats what.
//!
//! Measured on press pages: unrelated documents share at most 0.034 of their trigrams, an excerpt shares at least 0.8 of
//! its own with its source, and a second translation of a sentence about half.

use crate::text::{bytes, fold};

/// From this containment on, a text is an excerpt of the other.
pub const EXCERPT: f64 = 0.8;

/// From this Jaccard similarity on, two texts say the same.
pub const SAME: f64 = 0.5;

/// The word trigrams of a text: the hashes of all runs of three words, case and punctuation aside; ascending, each once.
pub struct Trigrams(Vec<u64>);

impl Trigrams {
    /// Those of a text.
    pub fn of(text: &str) -> Trigrams {
        let words: Vec<u64> = fold::words(text).map(|(_, word)| hash_of_word(word)).collect();
        let hash = |run: &[u64]| {
            run.iter().fold(17u64, |hash, word| hash.rotate_left(21) ^ word.wrapping_mul(0x9E37_79B9_7F4A_7C15))
        };
        let mut hashes: Vec<u64> = words.windows(3).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Trigrams(hashes)
    }

    /// The share of these that the others have, too; 0 if there are none.
    pub fn contained_in(&self, others: &Trigrams) -> f64 {
        self.n_shared(others) as f64 / self.0.len().max(1) as f64
    }

    /// The share of the union that both have (Jaccard).
    pub fn likeness(&self, others: &Trigrams) -> f64 {
        let n_shared = self.n_shared(others);
        n_shared as f64 / (self.0.len() + others.0.len() - n_shared).max(1) as f64
    }

    fn n_shared(&self, others: &Trigrams) -> usize {
        self.0.iter().filter(|hash| others.0.binary_search(hash).is_ok()).count()
    }
}

/// The same for a word in capitals.
fn hash_of_word(word: &str) -> u64 {
    let add = |hash: u64, letter: char| (hash.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    word.chars().fold(0, |hash, letter| match letter {
        '\0'..='\u{7F}' => add(hash, letter.to_ascii_lowercase()),
        '\u{620}'..='\u{64A}' => add(hash, letter),
        _ => letter.to_lowercase().fold(hash, add),
    })
}

/// Several texts, to be asked cheaply which of them may hold an excerpt of another: only those are worth their trigrams.
pub struct Texts<'t> {
    texts: Vec<&'t str>,
    /// All texts, a line each.
    joined: String,
    /// Where each text begins in `joined`.
    starts: Vec<usize>,
    /// What stands around the spaces of `joined`.
    spaces: Surroundings,
}

impl<'t> Texts<'t> {
    /// Puts the texts side by side.
    pub fn new(texts: Vec<&'t str>) -> Texts<'t> {
        let n_bytes = texts.iter().map(|text| text.len() + 1).sum();
        let mut joined = String::with_capacity(n_bytes);
        let mut starts = Vec::with_capacity(texts.len());
        for text in &texts {
            starts.push(joined.len());
            joined.push_str(text);
            joined.push('\n');
        }
        let spaces = if n_bytes > MAX_BYTES { Surroundings::default() } else { Surroundings::of(joined.as_bytes()) };
        Texts { texts, joined, starts, spaces }
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
            if stretch.len() < 8 || self.spaces.stand_once(stretch.as_bytes()) {
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

/// What stands around each space, three letters before it and four after it, by hashes: told in one pass over all texts,
/// and most stretches that stand only once are known without a search.
struct Surroundings {
    once: [u64; Surroundings::N_HASHES / 64],
    twice: [u64; Surroundings::N_HASHES / 64],
}

impl Default for Surroundings {
    fn default() -> Self {
        Surroundings { once: [0; Surroundings::N_HASHES / 64], twice: [0; Surroundings::N_HASHES / 64] }
    }
}

impl Surroundings {
    /// A power of two, more than there are words in most articles.
    const N_HASHES: usize = 1 << 12;

    fn of(text: &[u8]) -> Surroundings {
        let mut spaces = Surroundings::default();
        bytes::each(b' ', text, |at| {
            if let Some((word, bit)) = Surroundings::place(text, at) {
                spaces.twice[word] |= spaces.once[word] & bit;
                spaces.once[word] |= bit;
            }
        });
        spaces
    }

    /// One of the spaces of the stretch has surroundings that no other has.
    fn stand_once(&self, stretch: &[u8]) -> bool {
        let mut places = memchr::memchr_iter(b' ', stretch).filter_map(|at| Surroundings::place(stretch, at));
        places.any(|(word, bit)| self.twice[word] & bit == 0)
    }

    /// Where the hash of a space has its bit, if there is enough around it.
    #[inline]
    fn place(text: &[u8], at: usize) -> Option<(usize, u64)> {
        let around = text.get(at.checked_sub(3)?..)?.first_chunk()?;
        let hash = u64::from_le_bytes(*around).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hash = (hash >> (64 - Surroundings::N_HASHES.ilog2())) as usize;
        Some((hash / 64, 1 << (hash % 64)))
    }
}

/// About three words from the first space at or after a byte.
fn stretch(text: &str, from: usize) -> &str {
    let bytes = text.as_bytes();
    let start = memchr::memchr(b' ', &bytes[from..]).map_or(text.len(), |space| from + space + 1);
    let mut end = start;
    for _ in 0..3 {
        end = memchr::memchr(b' ', &bytes[end..]).map_or(text.len(), |space| end + space + 1);
    }
    text[start..end].trim_end_matches(|c| !fold::is_word_char(c))
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
        assert!(Trigrams::of(excerpt).contained_in(&Trigrams::of(source)) >= EXCERPT);
        assert!(Trigrams::of(excerpt).likeness(&Trigrams::of(source)) > 0.5);
        assert!(Trigrams::of("Un tout autre sujet, sans un mot commun").contained_in(&Trigrams::of(source)) < 0.1);
    }

    #[test]
    fn short_texts_have_no_trigrams() {
        assert_eq!(Trigrams::of("a b").contained_in(&Trigrams::of("a b c")), 0.0);
        assert_eq!(Texts::new(vec!["", "abc"]).that_may_hold(0), [] as [usize; 0]);
    }
}
