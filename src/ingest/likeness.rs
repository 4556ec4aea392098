//! What a line has in common with the text below it and with other lines of the page: headlines speak of their text, and are
//! repeated in paths, in calls to share and in lists.

use memchr::memmem;

use crate::ingest::page::Unit;
use crate::text::fold::fold;

/// Shorter words are in every text.
const MIN_LETTERS: usize = 4;

/// The share of a line's words that occur in a folded text; a short line is easily there by chance.
pub fn shared_words(line: &str, folded_text: &str) -> f64 {
    let (n_shared, n_words) = n_shared_words(line, folded_text);
    f64::from(n_shared) / (f64::from(n_words) + 1.5)
}

/// How many of a line's longer words occur in a folded text, and how many it has.
pub fn n_shared_words(line: &str, folded_text: &str) -> (u32, u32) {
    let folded = fold(line);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= MIN_LETTERS);
    let is_in_text = |word: &str| memmem::find(folded_text.as_bytes(), word.as_bytes()).is_some();
    words.fold((0, 0), |(shared, all), word| (shared + u32::from(is_in_text(word)), all + 1))
}

/// One of the other lines has this one in it, and not much more.
pub fn stands_in<'u>(line: &str, others: impl IntoIterator<Item = &'u Unit>) -> bool {
    let finder = memmem::Finder::new(line);
    let mut others = others.into_iter().map(|other| other.text.as_bytes());
    others.any(|other| (line.len()..=4 * line.len()).contains(&other.len()) && finder.find(other).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_speaks_of_its_text() {
        let text = fold("Le port de Fanal a rouvert après trois jours de vent, dit la capitainerie.");
        for (line, want) in [
            ("Fanal : le port rouvert", (3, 3)),
            ("Fanal: LE PORT ROUVERT", (3, 3)),
            ("La capitainerie attend l'été", (1, 2)),
            ("Le vent", (1, 1)),
            ("", (0, 0)),
        ] {
            assert_eq!(n_shared_words(line, &text), want, "{line}");
        }
        assert!(shared_words("Le vent", &text) < shared_words("Fanal : le port rouvert", &text));
    }
}
