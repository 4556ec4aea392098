//! A row of context for a hit: the piece of the body in which most of the searched words stand together.

use std::ops::Range;

use crate::store::query::Query;
use crate::store::search::hits_in;
use crate::store::segment::ArticleRef;
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
pub fn snippet(query: &Query, article: ArticleRef<'_>, n_chars: usize) -> Option<Snippet> {
    let texts = article.blocks().iter().map(|block| block.text.as_str());
    let best = texts.enumerate().map(|(i, text)| (window(query, text, n_chars), i, text));
    let ((_, range), _, text) = best.max_by_key(|((n_hits, _), i, _)| (*n_hits, std::cmp::Reverse(*i)))?;
    let before = if range.start > 0 { "…" } else { "" };
    let after = if range.end < text.len() { "…" } else { "" };
    let text = Clean::new(&format!("{before}{}{after}", text[range].trim()));
    Some(Snippet { hits: hits_in(query, text.as_str()), text })
}

/// The piece of a text with the most hits in it, and their number.
fn window(query: &Query, text: &str, n_chars: usize) -> (usize, Range<usize>) {
    let hits = hits_in(query, text);
    let piece = |first: usize| around(text, hits.get(first).map_or(0, |hit| hit.start), n_chars);
    let n_within =
        |range: &Range<usize>| hits.iter().filter(|hit| range.start <= hit.start && hit.end <= range.end).count();
    let pieces = (0..hits.len().max(1)).map(piece).map(|range| (n_within(&range), range));
    pieces.max_by_key(|(n_hits, range)| (*n_hits, std::cmp::Reverse(range.start))).unwrap_or((0, 0..0))
}

/// `n_chars` characters with a quarter of them before `at`, beginning and ending between words.
fn around(text: &str, at: usize, n_chars: usize) -> Range<usize> {
    let back = text[..at].char_indices().rev().take(n_chars / 4).last().map_or(at, |(start, _)| start);
    let start = if back == 0 { 0 } else { text[back..at].find(' ').map_or(at, |space| back + space + 1) };
    let far = text[start..].char_indices().nth(n_chars).map(|(end, _)| start + end);
    let end = match far {
        None => text.len(),
        Some(far) => text[start..far].rfind(' ').map_or(far, |space| start + space),
    };
    start..end
}
