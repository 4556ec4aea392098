//! Lines of an article that say again what another of its lines says.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::ingest::trigrams::{self, Texts, Trigrams};
use crate::model::article::Article;
use crate::model::document::{Duplicate, DuplicateKind, LineKind, LineLabel};
use crate::text::fold::fold;

/// Lines shorter than this (characters) repeat each other by chance.
const MIN_CHARS: usize = 20;

/// Every pair of lines of the same article that repeat each other: exact, prefix up to an ellipsis, near.
pub fn find(articles: &[Article], lines: &[LineLabel]) -> Vec<Duplicate> {
    let mut found = Vec::new();
    for article in articles {
        let mut own: Vec<&LineLabel> =
            lines.iter().filter(|line| line.article == Some(article.ordinal) && is_text(line)).collect();
        let exact = exact(&own, article.ordinal);
        // What is known to be said before is not compared again: a page may say one thing a thousand times.
        let repeated: HashSet<u32> = exact.iter().map(|duplicate| duplicate.lines[1]).collect();
        own.retain(|line| !repeated.contains(&line.n));
        found.extend(exact);
        found.extend(excerpts(&own, article.ordinal));
    }
    // Where two rules name the same lines, the stronger claim comes first and stays.
    found.sort_by_key(|duplicate| (duplicate.article, duplicate.lines, duplicate.kind as u8));
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
    let mut found = Vec::new();
    let mut by_n_words: Vec<Vec<(usize, OnceCell<String>)>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let above = at.checked_sub(1).map(|above| lines[above]);
        let captions = above.filter(|above| above.kind == LineKind::Caption && line.kind == LineKind::Caption);
        let repeats_above = captions.filter(|above| text.starts_with(above.text.as_str()));
        // Folding keeps the number of words, so only lines with as many words need be folded, and each of them once.
        let n_words = memchr::memchr_iter(b' ', text.as_bytes()).count().min(MAX_BYTES);
        by_n_words.resize_with(by_n_words.len().max(n_words + 1), Vec::new);
        let alike = &mut by_n_words[n_words];
        let folded = OnceCell::new();
        let earlier = match repeats_above {
            Some(above) => Some(above.n),
            None if alike.is_empty() || text.len() > MAX_BYTES => None,
            None => {
                let says_the_same = |(at, other): &&(usize, OnceCell<String>)| {
                    let other_text = lines[*at].text.as_str();
                    begin_alike(text, other_text)
                        && other.get_or_init(|| fold(other_text)) == folded.get_or_init(|| fold(text))
                };
                alike.iter().find(says_the_same).map(|(earlier, _)| lines[*earlier].n)
            }
        };
        match earlier {
            Some(earlier) => found.push(Duplicate { kind: DuplicateKind::Exact, article, lines: [earlier, line.n] }),
            None => alike.push((at, folded)),
        }
    }
    found
}

/// Their first letters may fold to the same: most lines differ there already.
fn begin_alike(text: &str, other: &str) -> bool {
    let first = |text: &str| text.bytes().find(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    match (first(text), first(other)) {
        (Some(first), Some(other)) if first.is_ascii() && other.is_ascii() => first.eq_ignore_ascii_case(&other),
        _ => true,
    }
}

/// A line cut with an ellipsis that another begins with; and lines that share most of their trigrams.
fn excerpts(lines: &[&LineLabel], article: u16) -> Vec<Duplicate> {
    let mut found = Vec::new();
    if !lines.iter().any(|line| can_be_excerpt(line)) {
        return found;
    }
    let texts = Texts::new(lines.iter().map(|line| line.text.as_str()).collect());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| can_be_excerpt(line)) {
        let text = line.text.as_str();
        let cut = text.trim_end_matches(['…', '.', ' ']);
        for other in texts.that_may_hold(at).into_iter().map(|other| lines[other]) {
            let other_text = other.text.as_str();
            let is_prefix = text.ends_with('…') && other_text.len() > cut.len() && other_text.starts_with(cut);
            let kind = match (is_prefix, is_near(text, other_text)) {
                (true, _) => DuplicateKind::Prefix,
                (false, true) => DuplicateKind::Near,
                (false, false) => continue,
            };
            found.push(Duplicate { kind, article, lines: [line.n.min(other.n), line.n.max(other.n)] });
        }
    }
    found
}

/// Posts, captions and the like, and what ends with an ellipsis. Paragraphs that echo others are pull quotes by now.
fn can_be_excerpt(line: &LineLabel) -> bool {
    let is_teaser = matches!(line.kind, LineKind::TweetText | LineKind::Pullquote | LineKind::Dek | LineKind::Caption);
    (60..=MAX_BYTES).contains(&line.text.len()) && (is_teaser || line.text.ends_with('…'))
}

/// Lines longer than this (bytes) are not looked for as excerpts or repetitions.
const MAX_BYTES: usize = 1200;

fn is_near(text: &str, other: &str) -> bool {
    if other.len() * 10 < text.len() * 6 {
        return false;
    }
    let (own, others) = (Trigrams::of(text), Trigrams::of(other));
    own.contained_in(&others) >= trigrams::EXCERPT || own.likeness(&others) >= trigrams::SAME
}
