//! What tells which articles say the same: the word trigrams of a text, and the few of them that are kept in a segment.
//!
//! Two texts are alike when they share half of all their trigrams, or when the shorter one has four fifths of its own from the
//! longer one: measured on press pages, unrelated articles share at most one in thirty, a copy in which every tenth word is
//! another one still more than half, and an excerpt nearly all of its own. Words are folded, so that neither capitals nor
//! accents nor typography make a difference.
//!
//! Three kinds of page look alike and are not the same story. Weather, markets and results say the same sentences with other
//! figures: texts with several figures have to share half of them. A notice in the place of an article says the same under
//! every headline: where a text is short, the headlines have to agree. And a translation shares no words: it is no variant.
//!
//! A [`Sketch`] is what is looked at to find out which pairs are worth reading: the lowest hashes of the trigrams of a text, of
//! which two texts share about as many as of all trigrams, and an excerpt has whatever of them is its own.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::model::article::{Article, BlockKind};
use crate::store::tokens;

/// A text with fewer trigrams says too little to be told from others: some 14 words.
pub const LEAST: usize = 12;

/// From this share of all their trigrams on, two texts are the same.
const SAME: f64 = 0.5;

/// From this share of its own trigrams on, the shorter text is an excerpt of the longer one.
const EXCERPT: f64 = 0.8;

/// A text of fewer trigrams is short: its headline has to agree, too.
const SHORT: usize = 30;

/// Texts with at least so many different figures have to share some of them.
const MANY_FIGURES: usize = 6;

/// Trigrams of a text that are kept.
const N_KEPT: usize = 32;

/// The words at the beginning of a text that are kept as one hash: an excerpt is most often a beginning, however short.
const N_HEAD: usize = 6;

/// What a segment keeps of the text of an article: 136 bytes.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub struct Sketch {
    /// How many different trigrams the text has; 0 where they are fewer than [`LEAST`].
    n_shingles: U32,
    /// The hash of its first words.
    head: U32,
    /// The lowest hashes of its trigrams, ascending; at the end [`NONE`] where it has fewer.
    lowest: [U32; N_KEPT],
}

const NONE: u32 = u32::MAX;

impl Sketch {
    /// Of nothing.
    pub const EMPTY: Sketch =
        Sketch { n_shingles: U32::ZERO, head: U32::ZERO, lowest: [U32::from_bytes([0xFF; 4]); N_KEPT] };

    /// Of a line of words, as [`words_of`] makes it.
    pub fn of_words(line: &str) -> Sketch {
        let shingles = shingles(line);
        if shingles.len() < LEAST {
            return Sketch::EMPTY;
        }
        let mut sketch = Sketch { n_shingles: (shingles.len() as u32).into(), ..Sketch::EMPTY };
        // Sorted by all their bits, they are sorted by the upper half.
        let mut lowest: Vec<u32> = shingles.iter().take(2 * N_KEPT).map(|hash| (hash >> 32) as u32).collect();
        lowest.dedup();
        for (place, hash) in sketch.lowest.iter_mut().zip(lowest.into_iter().filter(|hash| *hash != NONE)) {
            *place = hash.into();
        }
        let line = line.trim_start();
        let end = line.match_indices(' ').nth(N_HEAD - 1).map_or(line.len(), |(at, _)| at);
        sketch.head = (xxh3_64(line.get(..end).unwrap_or_default().as_bytes()) as u32).into();
        sketch
    }

    /// How many different trigrams the text has; 0 where it says too little.
    pub fn n_shingles(&self) -> u32 {
        self.n_shingles.get()
    }

    /// What two texts that are alike have in common, some of it at least.
    pub(super) fn keys(&self) -> impl Iterator<Item = u32> {
        let has_text = self.n_shingles() > 0;
        self.lowest().chain([self.head.get()]).filter(move |_| has_text)
    }

    /// The two texts may be alike, as far as these few trigrams can tell; they err on the side of reading both.
    pub(super) fn may_be_like(&self, other: &Sketch) -> bool {
        let last = |sketch: &Sketch| match sketch.lowest.last() {
            Some(last) if last.get() != NONE => last.get(),
            _ => NONE,
        };
        // Below this hash both sketches have all there is.
        let end = last(self).min(last(other));
        let (mut ones, mut others) = (self.lowest().peekable(), other.lowest().peekable());
        let (mut n_ones, mut n_others, mut n_shared) = (0_u32, 0_u32, 0_u32);
        loop {
            let next = ones.peek().copied().unwrap_or(NONE).min(others.peek().copied().unwrap_or(NONE));
            if next == NONE || next > end {
                break;
            }
            let (one, other) = (ones.next_if_eq(&next).is_some(), others.next_if_eq(&next).is_some());
            n_ones += u32::from(one);
            n_others += u32::from(other);
            n_shared += u32::from(one && other);
        }
        // The same first words are worth a trigram.
        let heads = u32::from(self.head == other.head);
        let (n_shared, n_fewer) = (n_shared + heads, n_ones.min(n_others) + heads);
        // Of texts that are alike the shorter one shares two thirds at least; of so few the half of that may be seen.
        3 * n_shared >= n_fewer
    }

    fn lowest(&self) -> impl Iterator<Item = u32> {
        self.lowest.iter().map(|hash| hash.get()).take_while(|hash| *hash != NONE)
    }
}

/// What of an article is compared with others.
#[derive(Clone, Debug, Default)]
pub struct Gist {
    /// Hashes of the trigrams of its text, ascending, each once.
    shingles: Vec<u64>,
    /// Hashes of the numbers in it.
    figures: BTreeSet<u64>,
    /// Hashes of the words of its headline.
    headline: BTreeSet<u64>,
}

/// How alike two articles are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// The share of all their trigrams that both have (Jaccard), from 0 to 1.
    pub shared: f64,
    /// The share of its own trigrams that the shorter one has from the longer one, from 0 to 1.
    pub contained: f64,
}

impl Likeness {
    /// The shorter one is a piece of the longer one, rather than the same text with other words: that one is longer by a quarter.
    pub fn is_excerpt(self) -> bool {
        let times_longer = self.contained / self.shared.max(f64::MIN_POSITIVE) + self.contained - 1.0;
        self.contained >= EXCERPT && times_longer >= 1.25
    }
}

impl Gist {
    /// What an article says.
    pub fn of(article: &Article) -> Gist {
        let line = words_of(article);
        let is_figure = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        let mut headline = String::new();
        if let Some(title) = &article.title.value {
            tokens::push_words(&mut headline, title.as_str());
        }
        Gist {
            figures: line.split_whitespace().filter(is_figure).map(|word| xxh3_64(word.as_bytes())).collect(),
            headline: headline.split_whitespace().map(|word| xxh3_64(word.as_bytes())).collect(),
            shingles: shingles(&line),
        }
    }

    /// How many different trigrams its text has.
    pub fn n_shingles(&self) -> usize {
        self.shingles.len()
    }

    /// How alike it is to another one.
    pub fn likeness(&self, other: &Gist) -> Likeness {
        let n_shared = n_shared(&self.shingles, &other.shingles);
        let n_together = self.shingles.len() + other.shingles.len() - n_shared;
        let n_shorter = self.shingles.len().min(other.shingles.len());
        let share = |of: usize| n_shared as f64 / of.max(1) as f64;
        Likeness { shared: share(n_together), contained: share(n_shorter) }
    }

    /// The two are variants of one story.
    pub fn is_like(&self, other: &Gist) -> bool {
        let n_shorter = self.shingles.len().min(other.shingles.len());
        // Without a word compared: the share of all is at most that of the shorter in the longer.
        if n_shorter < LEAST || (n_shorter < SHORT && !half_agrees(&self.headline, &other.headline, 1)) {
            return false;
        }
        let likeness = self.likeness(other);
        (likeness.shared >= SAME || likeness.contained >= EXCERPT)
            && half_agrees(&self.figures, &other.figures, MANY_FIGURES)
    }
}

/// The smaller set has half of what is in it from the larger one; sets smaller than `least` have nothing to say.
fn half_agrees(one: &BTreeSet<u64>, other: &BTreeSet<u64>, least: usize) -> bool {
    let n_smaller = one.len().min(other.len());
    n_smaller < least || 2 * one.intersection(other).count() >= n_smaller
}

fn n_shared(ones: &[u64], others: &[u64]) -> usize {
    let (mut n, mut others) = (0, others.iter().peekable());
    for one in ones {
        while others.next_if(|other| *other < one).is_some() {}
        n += usize::from(others.next_if_eq(&one).is_some());
    }
    n
}

/// The words of the text of an article, folded, one space between two. Captions, credits and what stands there twice, as a
/// sentence set apart does, are left out: other pages of the same text have others.
pub fn words_of(article: &Article) -> String {
    let mut line = String::new();
    let blocks = article.blocks.iter().filter(|block| is_text(&block.kind));
    blocks.for_each(|block| tokens::push_words(&mut line, block.text.as_str()));
    line
}

/// Whether a block of this kind is of the text that is compared.
pub fn is_text(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Dek
        | BlockKind::Paragraph
        | BlockKind::Subheading { .. }
        | BlockKind::Quote
        | BlockKind::Tweet(_) => true,
        BlockKind::Pullquote { .. }
        | BlockKind::Caption { .. }
        | BlockKind::AgencyCredit
        | BlockKind::ImageName
        | BlockKind::Image { .. } => false,
    }
}

/// The hashes of all runs of three words, ascending, each once.
fn shingles(line: &str) -> Vec<u64> {
    let line = line.trim_matches(' ');
    let bytes = line.as_bytes();
    let (mut starts, mut hashes) = ([None, None, Some(0)], Vec::with_capacity(bytes.len() / 4));
    // Words are short: to look at each byte is quicker than to look for the next space.
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b' ').map(|(at, _)| at).chain([bytes.len()]);
    for end in ends {
        let run = starts[0].and_then(|start: usize| bytes.get(start..end));
        hashes.extend(run.map(xxh3_64));
        starts = [starts[1], starts[2], Some(end + 1)];
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
