//! A row of context for a hit: the piece of the body in which most of the searched words stand together.

use std::cmp::Reverse;
use std::ops::Range;

use crate::store::article::ArticleRef;
use crate::store::query::{Part, Query};
use crate::store::search::hits_in;
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
    let texts = article.blocks().iter().map(|block| block.text.as_str());
    let best = texts.enumerate().map(|(i, text)| (window(query, text, n_chars), i, text));
    let ((_, range), _, text) = best.max_by_key(|((n_hits, _), i, _)| (*n_hits, Reverse(*i)))?;
    let before = if range.start > 0 { "…" } else { "" };
    let after = if range.end < text.len() { "…" } else { "" };
    let text = Clean::new(&format!("{before}{}{after}", text[range].trim()));
    Some(Snippet { hits: hits_in(query, Part::Anywhere, text.as_str()), text })
}

/// So many hits of a block are looked at for the best piece; in a longer block the first ones are good enough.
const N_HITS: usize = 50;

/// The piece of a text with the most hits in it, and their number.
fn window(query: &Query, text: &str, n_chars: usize) -> (usize, Range<usize>) {
    let mut hits = hits_in(query, Part::Anywhere, text);
    hits.truncate(N_HITS);
    let n_within =
        |piece: &Range<usize>| hits.iter().filter(|hit| piece.start <= hit.start && hit.end <= piece.end).count();
    let starts = if hits.is_empty() { vec![0] } else { hits.iter().map(|hit| hit.start).collect() };
    let pieces = starts.into_iter().map(|at| around(text, at, n_chars)).map(|piece| (n_within(&piece), piece));
    pieces.max_by_key(|(n_hits, piece)| (*n_hits, Reverse(piece.start))).unwrap_or((0, 0..0))
}

/// `n_chars` characters with a third of them before `at`, beginning and ending between words.
fn around(text: &str, at: usize, n_chars: usize) -> Range<usize> {
    let before = text[..at].char_indices().rev().nth(n_chars / 3);
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
