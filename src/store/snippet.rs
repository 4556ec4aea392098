//! A row of context for a hit: the piece of the body in which the most different words of the search stand together, and of
//! those the one with the most hits.

use std::ops::Range;

use crate::store::article::ArticleRef;
use crate::store::query::{Part, Query};
use crate::store::search::{Wanted, hits_in};
use crate::text::clean::Clean;

/// A piece of a body and what to mark in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The piece on one line, with an ellipsis where it was cut.
    pub text: Clean,
    /// Byte ranges of the hits in it, ascending.
    pub hits: Vec<Range<usize>>,
}

/// The best context of at most about `n_chars` characters; `None` for an article without a body. Where only the title
/// was hit, it is the beginning of the body.
pub fn snippet(query: &Query, article: &ArticleRef, n_chars: usize) -> Option<Snippet> {
    let wanted = Wanted::new(query, Part::Anywhere);
    let texts = || article.blocks().iter().map(|block| block.text.as_str());
    let mut best = Piece { text: texts().next()?, ..Piece::default() };
    best.range = around(best.text, 0, 0, n_chars);
    let mut n_read = 0;
    for (text, stretch) in texts().flat_map(|text| stretches(text).map(move |stretch| (text, stretch))) {
        if n_read > ENOUGH && best.n_different == wanted.len() {
            break;
        }
        n_read += stretch.len();
        if let Some(piece) = best_piece(&wanted, text, stretch, n_chars).filter(|piece| piece.is_better_than(&best)) {
            best = piece;
        }
    }
    let Piece { text, range, .. } = best;
    let before = if range.start > 0 { "…" } else { "" };
    let after = if range.end < text.len() { "…" } else { "" };
    let text = Clean::new(&format!("{before}{}{after}", text[range].trim()));
    Some(Snippet { hits: hits_in(query, Part::Anywhere, text.as_str()), text })
}

/// A piece of a body that could be shown.
#[derive(Default)]
struct Piece<'a> {
    text: &'a str,
    range: Range<usize>,
    /// How many of the searched words and phrases stand in it.
    n_different: usize,
    n_hits: usize,
}

impl Piece<'_> {
    fn is_better_than(&self, other: &Piece<'_>) -> bool {
        (self.n_different, self.n_hits) > (other.n_different, other.n_hits)
    }
}

/// Bytes of a body that are read to the end; in a longer one, the first piece with all words is good enough.
const ENOUGH: usize = 64 * 1024;

/// So many hits of a stretch are looked at for the best piece.
const N_HITS: usize = 50;

/// Bytes of a text that are looked at together, so that of a text as long as a book little is kept at a time.
const N_TOGETHER: usize = 16 * 1024;

/// The stretches of a text, which begin and end between words where there is a space.
fn stretches(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let far = rest.floor_char_boundary(N_TOGETHER);
        let end = if far < rest.len() { rest[..far].rfind(' ').map_or(far, |space| space + 1) } else { far };
        let stretch = start..start + end;
        start = stretch.end;
        Some(stretch)
    })
}

/// The piece with the most different words, and of those the one with the most hits; `None` where nothing was hit.
fn best_piece<'a>(wanted: &Wanted<'_>, text: &'a str, stretch: Range<usize>, n_chars: usize) -> Option<Piece<'a>> {
    let read = text.get(stretch.clone()).filter(|read| wanted.may_stand_in(read))?;
    let mut hits = wanted.hits_in(read);
    hits.sort_by_key(|(_, hit)| hit.start);
    hits.truncate(N_HITS);
    // Some words before the first hit make it better understood, if that costs no other hit.
    let leads = [n_chars / 3, 0];
    let starts = hits.iter().flat_map(|(_, hit)| leads.map(|lead| (stretch.start + hit.start, lead)));
    let mut best = Piece::default();
    for (first, lead) in starts {
        let range = around(text, first, lead, n_chars);
        let is_within =
            |hit: &Range<usize>| range.start <= stretch.start + hit.start && stretch.start + hit.end <= range.end;
        let within = hits.iter().filter(|(_, hit)| is_within(hit));
        let (mut seen, mut n_hits) = (vec![false; wanted.len()], 0);
        within.for_each(|(number, _)| {
            seen[*number] = true;
            n_hits += 1;
        });
        let n_different = seen.into_iter().filter(|seen| *seen).count();
        let piece = Piece { text, range, n_different, n_hits };
        if piece.is_better_than(&best) {
            best = piece;
        }
    }
    (best.n_hits > 0).then_some(best)
}

/// `n_chars` characters with at most `lead` of them before `at`, beginning and ending between words.
fn around(text: &str, at: usize, lead: usize, n_chars: usize) -> Range<usize> {
    let before = text[..at].char_indices().rev().nth(lead);
    let start = before.map_or(0, |(space, _)| text[space..at].find(' ').map_or(at, |gap| space + gap + 1));
    let far = text[start..].char_indices().nth(n_chars).map(|(end, _)| start + end);
    let end = far.map_or(text.len(), |far| text[start..far].rfind(' ').map_or(far, |space| start + space));
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::query::parse;
    use crate::store::sample::{library, samples, table};

    fn check(typed: &str, body: &str, n_chars: usize, want: &str) {
        let library = table(&[["Soldats", "", "", "", body]]);
        let (_, article) = library.iter().next().unwrap();
        let snippet = snippet(&parse(typed).0, &article, n_chars).unwrap();
        let mut shown = String::new();
        let mut done = 0;
        for hit in &snippet.hits {
            shown += &format!("{}[{}]", &snippet.text.as_str()[done..hit.start], &snippet.text.as_str()[hit.clone()]);
            done = hit.end;
        }
        assert_eq!(shown + &snippet.text.as_str()[done..], want);
    }

    #[test]
    fn the_context_is_chosen_around_the_hits() {
        check("turcs ", "Les soldats turcs avancent", 80, "Les soldats [turcs] avancent");
        check("turcs ", "Au nord de la ville les soldats turcs avancent encore", 24, "…soldats [turcs] avancent…");
        check("idlib turcs ", "Les turcs.\nAvec des turcs à Idlib hier", 30, "Avec des [turcs] à [Idlib] hier");
        check(
            "turcs idlib ",
            "turcs un deux trois quatre cinq six sept huit turcs à Idlib",
            20,
            "…huit [turcs] à [Idlib]",
        );
    }

    #[test]
    fn different_words_are_worth_more_than_one_word_often() {
        check(
            "idlib turcs ",
            "Des turcs, des turcs et des turcs. Puis des turcs partis loin à Idlib hier",
            26,
            "…[turcs] partis loin à [Idlib]…",
        );
    }

    #[test]
    fn a_hit_far_down_in_a_long_article_is_found() {
        let body = format!("{} Les soldats turcs avancent", "une page de plus ".repeat(20_000));
        check("turcs ", &body, 26, "…soldats [turcs] avancent");
    }

    #[test]
    fn letters_that_were_folded_are_marked_whole() {
        check("finance ", "La \u{FB01}nance", 40, "La [\u{FB01}nance]");
        check("f", "La \u{FB01}nance", 40, "La [\u{FB01}]nance");
        // A word with a vowel sign on each letter, and the ligature of lam and alef.
        let with_signs = "\u{62d}\u{64e}\u{644}\u{64e}\u{628}\u{64c}";
        check("\u{62d}\u{644}\u{628} ", with_signs, 40, &format!("[{with_signs}]"));
        check("\u{62d}\u{644}", with_signs, 40, "[\u{62d}\u{64e}\u{644}\u{64e}]\u{628}\u{64c}");
        check("\u{644}\u{627}\u{62c}", "\u{FEFB}\u{62c}\u{626}", 40, "[\u{FEFB}\u{62c}]\u{626}");
        check("\u{644}", "\u{FEFB}\u{62c}\u{626}", 40, "[\u{FEFB}]\u{62c}\u{626}");
    }

    #[test]
    fn without_a_hit_in_the_body_it_is_the_beginning() {
        check("soldats ", "Une première phrase. Une autre.", 18, "Une première…");
    }

    proptest! {
        #[test]
        fn a_snippet_is_short_and_marks_what_a_search_would(samples in samples(), n_chars in 1usize..60) {
            let library = library(&samples);
            let query = parse("alep arm").0;
            for (_, article) in library.iter() {
                let Some(snippet) = snippet(&query, &article, n_chars) else {
                    prop_assert!(article.blocks().is_empty());
                    continue;
                };
                prop_assert!(snippet.text.as_str().chars().count() <= n_chars + 2);
                prop_assert_eq!(&snippet.hits, &hits_in(&query, Part::Anywhere, snippet.text.as_str()));
            }
        }
    }
}
