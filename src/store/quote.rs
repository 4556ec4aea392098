//! Finding the words of a passage again: where they stood, or else the same words elsewhere, nearest to there.
//!
//! A page that is read in another way has other blocks: paragraphs come together or fall apart, a letter gets its accent back.
//! So what is looked for then are the words, folded, across blocks. A passage that was taken out of one of two columns left
//! out the blocks of the other one; these are of the other direction.

use std::ops::Range;

use crate::model::article::Block;
use crate::store::marks::Passage;
use crate::text::bidi::majority;
use crate::text::fold::{fold, fold_mapped, words};

/// The parts of blocks that a passage is made of, as indexes of blocks and bytes of their texts; empty where its words are
/// in the article no longer.
pub fn find(passage: &Passage, blocks: &[Block]) -> Vec<(usize, Range<usize>)> {
    if passage.quote.trim().is_empty() {
        return Vec::new();
    }
    if let Some(spans) = follow(passage, blocks) {
        return spans;
    }
    let quote = fold(&passage.quote);
    let wanted: Vec<&str> = words(&quote).map(|(_, word)| word).collect();
    let direction = majority(&passage.quote);
    let all = words_of(blocks, |_| true);
    let found = nearest(&wanted, &all, passage)
        .or_else(|| nearest(&wanted, &words_of(blocks, |block| block.dir == direction), passage));
    found.unwrap_or_default()
}

/// Where a passage still stands as it stood: its blocks one after the other, but for those it left out.
fn follow(passage: &Passage, blocks: &[Block]) -> Option<Vec<(usize, Range<usize>)>> {
    let mut spans = Vec::new();
    let (mut left, mut start) = (passage.quote.as_str(), passage.start as usize);
    for (idx, block) in blocks.iter().enumerate().skip(passage.block as usize) {
        let here = block.text.as_str().get(start..)?;
        if here.starts_with(left) {
            spans.push((idx, start..start + left.len()));
            return Some(spans);
        }
        match left.strip_prefix(here).and_then(|rest| rest.strip_prefix('\n')) {
            Some(rest) => {
                spans.push((idx, start..start + here.len()));
                left = rest;
            }
            None if spans.is_empty() => return None,
            None => {}
        }
        start = 0;
    }
    None
}

/// A word of a block, folded, and where it stands.
struct Word {
    folded: String,
    block: usize,
    bytes: Range<usize>,
}

fn words_of(blocks: &[Block], is_wanted: impl Fn(&Block) -> bool) -> Vec<Word> {
    let of_block = |(block, of): (usize, &Block)| {
        let folded = fold_mapped(of.text.as_str());
        let word = |(at, word): (usize, &str)| {
            let bytes = folded.original(at..at + word.len());
            Word { folded: word.to_owned(), block, bytes }
        };
        words(&folded.text).map(word).collect::<Vec<_>>()
    };
    blocks.iter().enumerate().filter(|(_, block)| is_wanted(block)).flat_map(of_block).collect()
}

/// The place where these words follow each other that is nearest to where the passage stood.
fn nearest(wanted: &[&str], all: &[Word], passage: &Passage) -> Option<Vec<(usize, Range<usize>)>> {
    let (block, start) = (passage.block as usize, passage.start as usize);
    let is_it = |found: &&[Word]| found.iter().zip(wanted).all(|(word, wanted)| word.folded == *wanted);
    let distance = |found: &&[Word]| {
        found.first().map(|word| (word.block.abs_diff(block), word.bytes.start.abs_diff(start))).unwrap_or_default()
    };
    let found = all.windows(wanted.len().max(1)).filter(is_it).min_by_key(distance).filter(|_| !wanted.is_empty())?;
    let mut spans: Vec<(usize, Range<usize>)> = Vec::new();
    for word in found {
        match spans.last_mut().filter(|(block, _)| *block == word.block) {
            Some((_, bytes)) => bytes.end = word.bytes.end,
            None => spans.push((word.block, word.bytes.clone())),
        }
    }
    Some(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::paragraph;

    /// Where a quote is found among texts, as it is written there.
    fn check(block: u32, start: u32, quote: &str, texts: &[&str], want: &[(usize, &str)]) {
        let blocks: Vec<Block> = texts.iter().map(|text| paragraph(text)).collect();
        let passage = Passage { block, start, quote: quote.to_owned() };
        let found = find(&passage, &blocks);
        let found: Vec<(usize, &str)> =
            found.into_iter().map(|(block, bytes)| (block, &blocks[block].text.as_str()[bytes])).collect();
        assert_eq!(found, want, "{quote:?} in {texts:?}");
    }

    #[test]
    fn words_are_where_they_stood_or_nearest_to_there() {
        check(0, 3, "phare", &["Le phare, le phare."], &[(0, "phare")]);
        check(1, 3, "port.", &["Un port.", "Le port.", "Ce port."], &[(1, "port.")]);
        check(0, 9, "le phare", &["x", "Le phare et le phare."], &[(1, "le phare")]);
        check(5, 0, "le phare", &["Le phare.", "x", "y", "Le phare."], &[(3, "Le phare")]);
        check(0, 0, "Rien de tel", &["Le phare."], &[]);
        check(0, 0, "", &["Le phare."], &[]);
        check(9, 9, "«!»", &["Le phare «!»."], &[]);
    }

    #[test]
    fn accents_and_blocks_that_changed_do_not_matter() {
        check(0, 0, "L'ete fini.\nLe phare", &["L'été fini. Le phare rouvre."], &[(0, "L'été fini. Le phare")]);
        check(
            0,
            0,
            "L'été fini. Le phare",
            &["x", "L'été fini.", "Le phare rouvre."],
            &[(1, "L'été fini"), (2, "Le phare")],
        );
    }

    #[test]
    fn a_passage_of_one_column_leaves_out_the_other() {
        let arabic = "\u{627}\u{644}\u{645}\u{646}\u{627}\u{631}\u{629}";
        check(0, 0, "Un.\nDeux", &["Un.", arabic, "Deux."], &[(0, "Un."), (2, "Deux")]);
        check(7, 0, "Un.\nDeux", &["Un.", arabic, "Deux."], &[(0, "Un"), (2, "Deux")]);
    }
}
