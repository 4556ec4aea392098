//! Blocks that say the same in French and in Arabic.
//!
//! No translation is needed: posts are told by handle and age, then by their numbers; paragraphs by their order between
//! what is already paired, their lengths, numbers and quotation marks. What is not clear stays unpaired.

use crate::ingest::dates;
use crate::model::article::{Article, Block, BlockKind, Tweet};
use crate::model::document::{Pair, PairKind};
use crate::model::lang::Lang;

/// The pairs of all articles, posts with the paragraphs behind their links first, in the order of the French blocks.
pub fn find(articles: &[Article]) -> Vec<Pair> {
    articles.iter().flat_map(in_article).collect()
}

fn in_article(article: &Article) -> Vec<Pair> {
    let blocks = &article.blocks;
    let has_both = [Lang::FR, Lang::AR].iter().all(|lang| article.languages.contains(lang));
    if !has_both || blocks.len() > MAX_BLOCKS {
        return Vec::new();
    }
    let texts: Vec<Text> = blocks.iter().map(Text::of).collect();
    let posts = posts(blocks, &texts);
    let mut found: Vec<(usize, usize, PairKind)> = posts.iter().map(|(fr, ar)| (*fr, *ar, PairKind::Tweet)).collect();
    for (fr, ar) in &posts {
        let behind_links = align(
            &texts,
            &paragraphs_after(blocks, *fr, Lang::FR),
            &paragraphs_after(blocks, *ar, Lang::AR),
            Need::Nothing,
        );
        found.extend(behind_links.into_iter().map(|(fr, ar)| (fr, ar, PairKind::Paragraph)));
    }
    if posts.is_empty() {
        let all = |lang: Lang| -> Vec<usize> {
            (0..blocks.len()).filter(|at| is_running(&blocks[*at]) && blocks[*at].lang == lang).collect()
        };
        let aligned = align(&texts, &all(Lang::FR), &all(Lang::AR), Need::SharedNumbers);
        found.extend(aligned.into_iter().map(|(fr, ar)| (fr, ar, PairKind::Paragraph)));
    }
    found.sort_by_key(|(fr, _, _)| *fr);
    found.into_iter().map(|(fr, ar, kind)| Pair { article: article.ordinal, fr, ar, kind }).collect()
}

/// More blocks than this are no article but a file of many, in which everything might be paired with everything.
const MAX_BLOCKS: usize = 500;

fn is_running(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Dek)
}

// ---- posts ----

fn posts(blocks: &[Block], texts: &[Text]) -> Vec<(usize, usize)> {
    let of = |lang: Lang| -> Vec<(usize, &Tweet)> {
        let posts = blocks.iter().enumerate().filter(|(_, block)| block.lang == lang);
        posts
            .filter_map(|(at, block)| if let BlockKind::Tweet(tweet) = &block.kind { Some((at, tweet)) } else { None })
            .collect()
    };
    let (french, arabic) = (of(Lang::FR), of(Lang::AR));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (ar, ar_tweet) in &arabic {
        let free = french.iter().filter(|(fr, _)| pairs.iter().all(|(taken, _)| taken != fr));
        let same: Vec<usize> = free
            .filter(|(_, fr_tweet)| {
                fr_tweet.handle.is_some() && fr_tweet.handle == ar_tweet.handle && fr_tweet.age == ar_tweet.age
            })
            .map(|(fr, _)| *fr)
            .filter(|fr| lengths_fit(&texts[*fr], &texts[*ar]) && !numbers_conflict(&texts[*fr], &texts[*ar]))
            .collect();
        let n_rivals =
            arabic.iter().filter(|(_, other)| other.handle == ar_tweet.handle && other.age == ar_tweet.age).count();
        let choice = match same.as_slice() {
            [] => None,
            [only] if n_rivals == 1 => Some(*only),
            several => by_numbers(texts, several, *ar).or_else(|| {
                (several.len() >= n_rivals && n_rivals > 1)
                    .then(|| several[0])
                    .filter(|_| several.len() == n_left(&pairs, &arabic, ar_tweet))
            }),
        };
        pairs.extend(choice.map(|fr| (fr, *ar)));
    }
    pairs
}

/// Arabic posts of this handle and age that are not paired yet.
fn n_left(pairs: &[(usize, usize)], arabic: &[(usize, &Tweet)], like: &Tweet) -> usize {
    arabic
        .iter()
        .filter(|(ar, tweet)| {
            tweet.handle == like.handle && tweet.age == like.age && pairs.iter().all(|(_, taken)| taken != ar)
        })
        .count()
}

/// The one French post that shares more numbers with the Arabic one than any other.
fn by_numbers(texts: &[Text], french: &[usize], ar: usize) -> Option<usize> {
    let mut scored: Vec<(usize, usize)> =
        french.iter().map(|fr| (n_shared_numbers(&texts[*fr], &texts[ar]), *fr)).collect();
    scored.sort_by_key(|(n_shared, _)| std::cmp::Reverse(*n_shared));
    match scored.as_slice() {
        [(best, fr), rest @ ..] if *best > 0 && rest.first().is_none_or(|(second, _)| second < best) => Some(*fr),
        _ => None,
    }
}

// ---- paragraphs ----

/// Paragraphs of the language directly after a block.
fn paragraphs_after(blocks: &[Block], at: usize, lang: Lang) -> Vec<usize> {
    (at + 1..blocks.len())
        .take_while(|at| blocks[*at].kind == BlockKind::Paragraph && blocks[*at].lang == lang)
        .collect()
}

/// What two sequences must show before any of their paragraphs are paired.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// They stand behind a pair already.
    Nothing,
    /// Nothing else ties them together.
    SharedNumbers,
}

/// The longest sequences that are aligned when their lengths differ: more is no bilingual page.
const MAX_UNEVEN: usize = 40;

/// Pairs two sequences in order; where one has more, by the alignment that is clearly best.
fn align(texts: &[Text], french: &[usize], arabic: &[usize], need: Need) -> Vec<(usize, usize)> {
    if french.is_empty() || arabic.is_empty() {
        return Vec::new();
    }
    let pairs: Vec<(usize, usize)> = if french.len() == arabic.len() {
        french.iter().copied().zip(arabic.iter().copied()).collect()
    } else if french.len().max(arabic.len()) <= MAX_UNEVEN {
        clear_alignment(texts, french, arabic)
    } else {
        Vec::new()
    };
    let is_plausible = |(fr, ar): &(usize, usize)| {
        lengths_fit(&texts[*fr], &texts[*ar]) && !numbers_conflict(&texts[*fr], &texts[*ar])
    };
    let n_plausible = pairs.iter().filter(|pair| is_plausible(pair)).count();
    let n_shared = pairs.iter().filter(|(fr, ar)| n_shared_numbers(&texts[*fr], &texts[*ar]) > 0).count();
    let is_tied =
        need == Need::Nothing || (n_shared > 0 && n_shared * 4 >= pairs.len() && n_plausible * 4 >= pairs.len() * 3);
    if !is_tied {
        return Vec::new();
    }
    pairs.into_iter().filter(is_plausible).collect()
}

/// The monotone alignment of the shorter sequence into the longer with the greatest likeness, if no other comes near it.
fn clear_alignment(texts: &[Text], french: &[usize], arabic: &[usize]) -> Vec<(usize, usize)> {
    /// By how much the best alignment must beat one without a pair of it.
    const MARGIN: f64 = 0.35;
    let ratio = expected_ratio(texts, french, arabic);
    let likenesses: Vec<Vec<f64>> =
        french.iter().map(|fr| arabic.iter().map(|ar| likeness(&texts[*fr], &texts[*ar], ratio)).collect()).collect();
    let score = |fr: usize, ar: usize| likenesses[fr][ar];
    let (_, best) = best_alignment(french.len(), arabic.len(), &score, None);
    let total: f64 = best.iter().map(|(fr, ar)| score(*fr, *ar)).sum();
    let is_clear = |pair: &(usize, usize)| {
        let (without, _) = best_alignment(french.len(), arabic.len(), &score, Some(*pair));
        total - without >= MARGIN
    };
    best.iter().copied().filter(is_clear).map(|(fr, ar)| (french[fr], arabic[ar])).collect()
}

/// Dynamic programming over both sequences; every block of the shorter one is paired. `forbidden` is left out.
fn best_alignment(
    n_fr: usize,
    n_ar: usize,
    score: &dyn Fn(usize, usize) -> f64,
    forbidden: Option<(usize, usize)>,
) -> (f64, Vec<(usize, usize)>) {
    let mut best = vec![vec![0.0f64; n_ar + 1]; n_fr + 1];
    let pair_score = |fr: usize, ar: usize| if forbidden == Some((fr, ar)) { -1e6 } else { score(fr, ar) + 2.0 };
    for fr in 1..=n_fr {
        for ar in 1..=n_ar {
            let paired = best[fr - 1][ar - 1] + pair_score(fr - 1, ar - 1);
            best[fr][ar] = paired.max(best[fr - 1][ar]).max(best[fr][ar - 1]);
        }
    }
    let (mut fr, mut ar, mut pairs) = (n_fr, n_ar, Vec::new());
    while fr > 0 && ar > 0 {
        if best[fr][ar] == best[fr - 1][ar] {
            fr -= 1;
        } else if best[fr][ar] == best[fr][ar - 1] {
            ar -= 1;
        } else {
            pairs.push((fr - 1, ar - 1));
            (fr, ar) = (fr - 1, ar - 1);
        }
    }
    pairs.reverse();
    let total = best[n_fr][n_ar] - 2.0 * pairs.len() as f64;
    (total, pairs)
}

/// How alike two paragraphs are by what survives translation; around 0 for strangers of fitting length.
fn likeness(fr: &Text, ar: &Text, ratio: f64) -> f64 {
    let lengths = (fr.n_chars / ar.n_chars.max(1.0) / ratio).ln().abs();
    let numbers = match (fr.numbers.is_empty(), ar.numbers.is_empty()) {
        (false, false) if n_shared_numbers(fr, ar) > 0 => 0.8,
        (false, false) => -0.8,
        (true, true) => 0.0,
        _ => -0.1,
    };
    let quotes = match (fr.has_quotes, ar.has_quotes) {
        (true, true) => 0.5,
        (false, false) => 0.0,
        _ => -0.5,
    };
    numbers + quotes - 1.5 * lengths
}

/// French characters for one of Arabic, over both sequences, kept to what translations show.
fn expected_ratio(texts: &[Text], french: &[usize], arabic: &[usize]) -> f64 {
    let mean = |of: &[usize]| of.iter().map(|at| texts[*at].n_chars).sum::<f64>() / of.len().max(1) as f64;
    (mean(french) / mean(arabic).max(1.0)).clamp(1.2, 1.7)
}

/// A French text has 0.7 to 2.8 times the characters of its Arabic original.
fn lengths_fit(fr: &Text, ar: &Text) -> bool {
    (0.7..=2.8).contains(&(fr.n_chars / ar.n_chars.max(1.0)))
}

fn n_shared_numbers(fr: &Text, ar: &Text) -> usize {
    fr.numbers.iter().filter(|number| ar.numbers.contains(number)).count()
}

/// Both have numbers of two digits or more, and none in common.
fn numbers_conflict(fr: &Text, ar: &Text) -> bool {
    let is_large = |number: &&u64| **number >= 10;
    let have_large = [fr, ar].iter().all(|text| text.numbers.iter().any(|number| is_large(&number)));
    have_large && !fr.numbers.iter().filter(is_large).any(|number| ar.numbers.contains(number))
}

/// What of a block survives translation.
struct Text {
    n_chars: f64,
    /// The numbers in it, in order.
    numbers: Vec<u64>,
    has_quotes: bool,
}

impl Text {
    fn of(block: &Block) -> Text {
        let text = block.text.as_str();
        Text { n_chars: text.chars().count() as f64, numbers: numbers(text), has_quotes: has_quotes(text) }
    }
}

/// A quotation mark of any kind stands in the text.
fn has_quotes(text: &str) -> bool {
    let may_begin_one = memchr::memchr3_iter(b'"', 0xC2, 0xE2, text.as_bytes());
    let mut signs = may_begin_one.filter_map(|at| text.get(at..)?.chars().next());
    signs.any(|sign| matches!(sign, '“' | '”' | '«' | '»' | '"'))
}

/// The numbers of a text, whatever digits they are written in.
fn numbers(text: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    if !dates::has_digit(text) {
        return numbers;
    }
    let mut current: Option<u64> = None;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => Some(c as u64 - '0' as u64),
            '\u{660}'..='\u{669}' => Some(c as u64 - 0x660),
            '\u{6f0}'..='\u{6f9}' => Some(c as u64 - 0x6f0),
            _ => None,
        };
        match digit {
            Some(digit) => current = Some(current.unwrap_or(0).saturating_mul(10).saturating_add(digit)),
            None => numbers.extend(current.take()),
        }
    }
    numbers.extend(current);
    numbers
}
