//! Lines of an article that say again what another of its lines says.

use crate::ingest::trigrams;
use crate::model::article::Article;
use crate::model::document::{Duplicate, DuplicateKind, LineKind, LineLabel};
use crate::text::fold::fold;

/// Lines shorter than this (characters) repeat each other by chance.
const MIN_CHARS: usize = 20;

/// Every pair of lines of the same article that repeat each other: exact, prefix up to an ellipsis, near.
pub fn find(articles: &[Article], lines: &[LineLabel]) -> Vec<Duplicate> {
    let mut found = Vec::new();
    for article in articles {
        let own: Vec<&LineLabel> =
            lines.iter().filter(|line| line.article == Some(article.ordinal) && is_text(line)).collect();
        found.extend(exact(&own, article.ordinal));
        found.extend(excerpts(&own, article.ordinal));
    }
    found.sort_by_key(|duplicate| (duplicate.article, duplicate.lines));
    found.dedup_by_key(|duplicate| (duplicate.article, duplicate.lines));
    found
}

fn is_text(line: &LineLabel) -> bool {
    let has_text = matches!(
        line.kind,
        LineKind::Title
            | LineKind::Dek
            | LineKind::Paragraph
            | LineKind::Subheading
            | LineKind::Pullquote
            | LineKind::Caption
            | LineKind::TweetText
            | LineKind::Quote
    );
    // Hashtags are there to be repeated.
    let is_hashtag = line.text.as_str().starts_with('#');
    has_text && !is_hashtag && line.text.as_str().chars().take(MIN_CHARS).count() == MIN_CHARS
}

/// The same letters; or a caption with nothing but its credit added.
fn exact(lines: &[&LineLabel], article: u16) -> Vec<Duplicate> {
    let mut first_with: std::collections::HashMap<String, u32> = std::collections::HashMap::new();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.text.as_str().len() > 600 {
            continue;
        }
        let folded = fold(line.text.as_str());
        let above = at
            .checked_sub(1)
            .map(|above| lines[above])
            .filter(|above| above.kind == LineKind::Caption && line.kind == LineKind::Caption);
        let repeats_above = above.filter(|above| line.text.as_str().starts_with(above.text.as_str()));
        let earlier = repeats_above.map(|above| above.n).or_else(|| first_with.get(&folded).copied());
        match earlier {
            Some(earlier) => found.push(Duplicate { kind: DuplicateKind::Exact, article, lines: [earlier, line.n] }),
            None => drop(first_with.insert(folded, line.n)),
        }
    }
    found
}

/// A line cut with an ellipsis that another begins with; and lines that share most of their trigrams.
fn excerpts(lines: &[&LineLabel], article: u16) -> Vec<Duplicate> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let can_be_excerpt =
            text.len() <= 1200 && (text.ends_with(['…', '.']) && text.len() >= 60 || line.kind == LineKind::Pullquote);
        if !can_be_excerpt {
            continue;
        }
        let cut = text.trim_end_matches(['…', '.', ' ']);
        for (other_at, other) in lines.iter().enumerate().filter(|(other_at, _)| *other_at != at) {
            let other_text = other.text.as_str();
            let pair = [line.n.min(other.n), line.n.max(other.n)];
            if text.ends_with('…') && other_text.len() > cut.len() && other_text.starts_with(cut) {
                found.push(Duplicate { kind: DuplicateKind::Prefix, article, lines: pair });
            } else if is_near(line, other) && (other_at > at || !is_near(other, line)) {
                found.push(Duplicate { kind: DuplicateKind::Near, article, lines: pair });
            }
        }
    }
    found
}

fn is_near(line: &LineLabel, other: &LineLabel) -> bool {
    let (text, other_text) = (line.text.as_str(), other.text.as_str());
    if other_text.len() * 10 < text.len() * 6 || !trigrams::may_hold(other_text, text) {
        return false;
    }
    let (own, others) = (trigrams::of(text), trigrams::of(other_text));
    trigrams::containment(&own, &others) >= trigrams::EXCERPT || trigrams::jaccard(&own, &others) >= trigrams::SAME
}
