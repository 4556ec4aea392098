//! A set of articles of one segment, as one bit an article.
//!
//! Sets are united, narrowed and counted a word of 64 articles at a time in plain loops, which compilers turn into
//! vectors: for 250,000 articles that is a few microseconds. Bits beyond the number of articles are always 0, whatever
//! is done, so that counting never has to look at them.

use std::ops::Range;

/// A set of articles, by their numbers in a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    n: u32,
    words: Vec<u64>,
}

const WORD: u32 = u64::BITS;

impl Bits {
    /// None of `n` articles.
    pub fn new(n: u32) -> Bits {
        Bits { n, words: vec![0; n.div_ceil(WORD) as usize] }
    }

    /// All of `n` articles.
    pub fn full(n: u32) -> Bits {
        let mut bits = Bits { n, words: vec![u64::MAX; n.div_ceil(WORD) as usize] };
        bits.trim();
        bits
    }

    /// How many articles the segment has; not how many are in the set.
    pub fn n_articles(&self) -> u32 {
        self.n
    }

    /// Puts an article in; a number beyond the last article is left out.
    pub fn set(&mut self, article: u32) {
        if let Some(word) = self.words.get_mut((article / WORD) as usize).filter(|_| article < self.n) {
            *word |= 1 << (article % WORD);
        }
    }

    /// Takes an article out.
    pub fn unset(&mut self, article: u32) {
        if let Some(word) = self.words.get_mut((article / WORD) as usize) {
            *word &= !(1 << (article % WORD));
        }
    }

    /// Puts a run of articles in.
    pub fn set_range(&mut self, range: Range<u32>) {
        for (word, mask) in self.words_of(&range) {
            self.words[word] |= mask;
        }
    }

    /// The article is in the set.
    pub fn contains(&self, article: u32) -> bool {
        self.words.get((article / WORD) as usize).is_some_and(|word| word >> (article % WORD) & 1 == 1)
    }

    /// Leaves only what is in both.
    pub fn and(&mut self, other: &Bits) {
        let n_shared = self.words.len().min(other.words.len());
        let (shared, rest) = self.words.split_at_mut(n_shared);
        shared.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
        rest.fill(0);
    }

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
        if other.n > self.n {
            self.trim();
        }
    }

    /// Takes out what is in the other.
    pub fn and_not(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Takes out what is in it, and puts in all that is not.
    pub fn flip(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    /// No article is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many articles are in the set.
    pub fn count(&self) -> u32 {
        count(&self.words)
    }

    /// How many articles are in both sets.
    pub fn count_with(&self, other: &Bits) -> u32 {
        self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones()).sum()
    }

    /// How many articles of a run are in the set: this is how cells are counted, and most are short.
    pub fn count_in(&self, range: Range<u32>) -> u32 {
        let end = range.end.min(self.n);
        if range.start >= end {
            return 0;
        }
        let (first, last) = ((range.start / WORD) as usize, ((end - 1) / WORD) as usize);
        let (head, tail) = (u64::MAX << (range.start % WORD), u64::MAX >> (WORD - 1 - (end - 1) % WORD));
        match self.words.get(first..=last).unwrap_or_default() {
            [] => 0,
            [word] => (word & head & tail).count_ones(),
            [first, between @ .., last] => (first & head).count_ones() + count(between) + (last & tail).count_ones(),
        }
    }

    /// For each of some ends, ascending, how many articles of the set stand before it. Runs that lie side by side are
    /// counted so in one pass, a word at a time.
    pub fn counts_before(&self, ends: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
        // Counts up to each word first: then an end is looked up without asking how many words it is behind the last one.
        let mut n_before = Vec::with_capacity(self.words.len() + 1);
        let mut n = 0;
        for word in self.words.iter().chain([&0]) {
            n_before.push((n, *word));
            n += word.count_ones();
        }
        ends.map(move |end| {
            let end = end.min(self.n);
            let (n, word) = n_before.get((end / WORD) as usize).copied().unwrap_or_default();
            n + (word & !(u64::MAX << (end % WORD))).count_ones()
        })
    }

    /// The articles in the set, ascending.
    pub fn iter(&self) -> Iter<'_> {
        self.iter_in(0..self.n)
    }

    /// The articles of a run that are in the set, ascending.
    pub fn iter_in(&self, range: Range<u32>) -> Iter<'_> {
        let end = range.end.min(self.n);
        let first = (range.start / WORD).min(end / WORD);
        let words = self.words.get(first as usize..end.div_ceil(WORD) as usize).unwrap_or_default();
        let mut words = words.iter();
        let head = words.next().map_or(0, |word| word & (u64::MAX << (range.start % WORD)));
        let is_empty = range.start >= end;
        Iter { word: if is_empty { 0 } else { head }, base: first * WORD, end, words }
    }

    /// The set as words of 64 articles, the lowest bit first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Adds a set that is stored as words of 64 articles, little endian, without a copy of it.
    pub(super) fn or_stored(&mut self, stored: &[[u8; 8]]) {
        self.words.iter_mut().zip(stored).for_each(|(word, stored)| *word |= u64::from_le_bytes(*stored));
        self.trim();
    }

    /// The words a run of articles touches, each with its bits of the run.
    fn words_of(&self, range: &Range<u32>) -> impl Iterator<Item = (usize, u64)> + use<> {
        let (start, end) = (range.start, range.end.min(self.n));
        let words = if start < end { start / WORD..(end - 1) / WORD + 1 } else { 0..0 };
        words.map(move |word| {
            let first = word * WORD;
            let head = u64::MAX << start.saturating_sub(first);
            let tail = u64::MAX >> (WORD - (end - first).min(WORD));
            (word as usize, head & tail)
        })
    }

    fn trim(&mut self) {
        let n_used = self.n % WORD;
        if let Some(last) = self.words.last_mut().filter(|_| n_used > 0) {
            *last &= u64::MAX >> (WORD - n_used);
        }
    }
}

fn count(words: &[u64]) -> u32 {
    words.iter().map(|word| word.count_ones()).sum()
}

/// The articles of a set, ascending: see [`Bits::iter`].
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    /// What is left of the word that is being read, whose lowest bit is the article `base`.
    word: u64,
    base: u32,
    end: u32,
    words: std::slice::Iter<'a, u64>,
}

impl Iterator for Iter<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.word == 0 {
            self.word = *self.words.next()?;
            self.base += WORD;
        }
        let article = self.base + self.word.trailing_zeros();
        self.word &= self.word - 1;
        (article < self.end).then_some(article)
    }
}

impl<'a> IntoIterator for &'a Bits {
    type Item = u32;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(n: u32, articles: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::new(n);
        articles.iter().for_each(|article| bits.set(*article));
        bits
    }

    #[test]
    fn bits_beyond_the_last_article_stay_out() {
        for n in [0, 1, 63, 64, 65, 200] {
            let mut full = Bits::full(n);
            assert_eq!((full.count(), full.iter().count()), (n, n as usize), "{n}");
            assert_eq!(full.iter().last(), n.checked_sub(1));
            full.set(n);
            full.set_range(0..n + 100);
            full.or(&Bits::full(n + 70));
            full.or_stored(&vec![[0xFF; 8]; n as usize / 64 + 2]);
            assert_eq!((full.count(), full.count_in(0..u32::MAX), full.contains(n)), (n, n, false), "{n}");
            full.flip();
            assert!(full.is_empty());
            full.flip();
            assert_eq!(full, Bits::full(n));
        }
    }

    #[test]
    fn sets_of_other_sizes_do_no_harm() {
        let mut bits = Bits::full(130);
        bits.and(&Bits::full(65));
        assert_eq!(bits.count(), 65);
        bits.and_not(&Bits::full(1000));
        assert_eq!(bits.count(), 0);
    }

    proptest! {
        #[test]
        fn sets_agree_with_sets(
            n in 0u32..300,
            one in prop::collection::btree_set(0u32..300, 0..80),
            two in prop::collection::btree_set(0u32..300, 0..80),
            start in 0u32..310,
            end in 0u32..310,
        ) {
            let [one, two] = [one, two].map(|set| set.into_iter().filter(|article| *article < n).collect::<BTreeSet<u32>>());
            let check = |bits: &Bits, want: BTreeSet<u32>| {
                assert_eq!(bits.iter().collect::<BTreeSet<_>>(), want);
                assert_eq!(bits.count() as usize, want.len());
                assert_eq!(bits.is_empty(), want.is_empty());
                assert!((0..310).all(|article| bits.contains(article) == want.contains(&article)));
                let within: Vec<u32> = want.iter().copied().filter(|article| (start..end).contains(article)).collect();
                assert_eq!(bits.count_in(start..end) as usize, within.len());
                assert_eq!(bits.iter_in(start..end).collect::<Vec<_>>(), within);
                let ends = [0, start.min(end), start.min(end), start.max(end), 400];
                let before = ends.map(|end| want.iter().filter(|article| **article < end).count() as u32);
                assert_eq!(bits.counts_before(ends.into_iter()).collect::<Vec<_>>(), before);
            };
            let (first, second) = (bits(n, &one), bits(n, &two));
            let stored: Vec<[u8; 8]> = second.words().iter().map(|word| word.to_le_bytes()).collect();
            check(&first, one.clone());
            let mut got = first.clone();
            got.and(&second);
            check(&got, &one & &two);
            assert_eq!(first.count_with(&second), got.count());
            let mut got = first.clone();
            got.or(&second);
            check(&got, &one | &two);
            let mut got = first.clone();
            got.or_stored(&stored);
            check(&got, &one | &two);
            let mut got = first.clone();
            got.and_not(&second);
            check(&got, &one - &two);
            let mut got = first.clone();
            got.set_range(start..end);
            check(&got, one.iter().copied().chain(start..end.min(n)).collect());
            let mut got = first.clone();
            got.flip();
            check(&got, (0..n).filter(|article| !one.contains(article)).collect());
            let mut got = first;
            one.iter().take(5).for_each(|article| got.unset(*article));
            check(&got, one.iter().copied().skip(5).collect());
        }
    }
}
