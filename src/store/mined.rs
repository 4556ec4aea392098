//! Names that stand in an archive in two scripts, as each segment keeps them.
//!
//! They are sorted by their consonants ([`names`](crate::store::names)), so that those of one sound are found where they are
//! stored, without reading the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use zerocopy::FromBytes;
use zerocopy::little_endian::U32;

/// Names that were found in an archive itself: written in one script where its translation has the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MinedNames {
    /// By skeleton; each spelling with the number of times it was met.
    by_skeleton: BTreeMap<Box<str>, BTreeMap<Box<str>, u32>>,
}

impl MinedNames {
    /// Counts a spelling of the names with these consonants.
    pub(super) fn add(&mut self, skeleton: &str, spelling: &str) {
        let spellings = self.by_skeleton.entry(skeleton.into()).or_default();
        *spellings.entry(spelling.into()).or_default() += 1;
    }

    /// Takes in what was found in another part of the archive.
    pub fn merge(&mut self, other: &MinedNames) {
        for (skeleton, spellings) in &other.by_skeleton {
            let own = self.by_skeleton.entry(skeleton.clone()).or_default();
            for (spelling, n) in spellings {
                *own.entry(spelling.clone()).or_default() += n;
            }
        }
    }

    /// Takes out what was found in a part of the archive that is gone.
    pub(super) fn take_out(&mut self, gone: &MinedNames) {
        for (skeleton, spellings) in &gone.by_skeleton {
            let Some(own) = self.by_skeleton.get_mut(skeleton) else { continue };
            for (spelling, n) in spellings {
                if let Some(count) = own.get_mut(spelling) {
                    *count = count.saturating_sub(*n);
                }
            }
            own.retain(|_, count| *count > 0);
            if own.is_empty() {
                self.by_skeleton.remove(skeleton);
            }
        }
    }

    /// Nothing was found.
    pub fn is_empty(&self) -> bool {
        self.by_skeleton.is_empty()
    }

    /// The names as they are stored: how many entries there are, where each begins and the last one ends, counted from the
    /// first one, and the entries in order.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let (mut starts, mut entries) = (vec![U32::new(0)], Vec::new());
        for (skeleton, spellings) in &self.by_skeleton {
            let spellings = spellings.iter().map(|(spelling, n)| (&**spelling, *n)).collect();
            entries.extend(postcard::to_stdvec(&Entry { skeleton, spellings }).unwrap_or_default());
            starts.push(U32::new(entries.len() as u32));
        }
        let mut bytes = (self.by_skeleton.len() as u32).to_le_bytes().to_vec();
        bytes.extend(starts.iter().flat_map(|start| start.get().to_le_bytes()));
        bytes.extend(entries);
        bytes
    }

    /// All names that are stored in these bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> MinedNames {
        let mut names = MinedNames::default();
        let stored = Stored::of(bytes).unwrap_or_default();
        for entry in (0..stored.len()).filter_map(|idx| stored.entry(idx)) {
            let own = names.by_skeleton.entry(entry.skeleton.into()).or_default();
            entry.spellings.into_iter().for_each(|(spelling, n)| *own.entry(spelling.into()).or_default() += n);
        }
        names
    }
}

/// The spellings of the names with the same consonants.
#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    skeleton: &'a str,
    #[serde(borrow)]
    spellings: Vec<(&'a str, u32)>,
}

/// The names of several segments, where they are stored.
#[derive(Clone, Debug, Default)]
pub struct Names<'a> {
    stored: Vec<Stored<'a>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Stored<'a> {
    starts: &'a [U32],
    entries: &'a [u8],
}

impl<'a> Names<'a> {
    /// The names that are stored in these bytes.
    pub(super) fn of(bytes: impl Iterator<Item = &'a [u8]>) -> Names<'a> {
        Names { stored: bytes.filter_map(Stored::of).collect() }
    }

    /// The spellings of the names with these consonants, the commonest first.
    pub(super) fn with(&self, skeleton: &str) -> Vec<&'a str> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for (spelling, n) in self.stored.iter().filter_map(|stored| stored.find(skeleton)).flatten() {
            let count = counts.entry(spelling).or_default();
            *count = count.saturating_add(n);
        }
        let mut spellings: Vec<(&str, u32)> = counts.into_iter().collect();
        spellings.sort_by_key(|(_, n)| Reverse(*n));
        spellings.into_iter().map(|(spelling, _)| spelling).collect()
    }
}

impl<'a> Stored<'a> {
    fn of(bytes: &'a [u8]) -> Option<Stored<'a>> {
        let (n, rest) = U32::read_from_prefix(bytes).ok()?;
        let (starts, entries) = <[U32]>::ref_from_prefix_with_elems(rest, n.get() as usize + 1).ok()?;
        Some(Stored { starts, entries })
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn entry(&self, idx: usize) -> Option<Entry<'a>> {
        let (start, end) = (self.starts.get(idx)?.get() as usize, self.starts.get(idx + 1)?.get() as usize);
        postcard::from_bytes(self.entries.get(start..end)?).ok()
    }

    fn find(&self, skeleton: &str) -> Option<Vec<(&'a str, u32)>> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.entry(middle)?.skeleton < skeleton { low = middle + 1 } else { high = middle }
        }
        self.entry(low).filter(|entry| entry.skeleton == skeleton).map(|entry| entry.spellings)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mined(found: &[(String, String)]) -> MinedNames {
        let mut names = MinedNames::default();
        found.iter().for_each(|(skeleton, spelling)| names.add(skeleton, spelling));
        names
    }

    #[test]
    fn the_commonest_spelling_of_all_segments_comes_first() {
        let pair = |spelling: &str| ("hlb".to_owned(), spelling.to_owned());
        let one = mined(&[pair("Halab"), pair("Haleb"), pair("Halab")]).to_bytes();
        let two = mined(&[pair("Haleb"), pair("Haleb"), ("bsr".to_owned(), "Basra".to_owned())]).to_bytes();
        let names = Names::of([&*one, &*two].into_iter());
        assert_eq!(
            (names.with("hlb"), names.with("bsr"), names.with("h")),
            (vec!["Haleb", "Halab"], vec!["Basra"], vec![])
        );
    }

    proptest! {
        #[test]
        fn what_is_stored_is_found(found in prop::collection::vec(("[a-c]{1,2}", "[A-Cح]{1,2}"), 0..30), n_gone in 0usize..30) {
            let names = mined(&found);
            let bytes = names.to_bytes();
            prop_assert_eq!(&MinedNames::from_bytes(&bytes), &names);
            for (skeleton, spellings) in &names.by_skeleton {
                let mut with = Names::of([&*bytes].into_iter()).with(skeleton);
                with.sort();
                prop_assert_eq!(with, spellings.keys().map(|spelling| &**spelling).collect::<Vec<_>>());
            }
            let (gone, left) = found.split_at(n_gone.min(found.len()));
            let mut rest = names;
            rest.take_out(&mined(gone));
            prop_assert_eq!(rest, mined(left));
        }

        #[test]
        fn damaged_names_are_none_or_others(found in prop::collection::vec(("[a-c]{1,2}", "[A-C]{1,2}"), 0..9), at in 0usize..99, to: u8) {
            let mut bytes = mined(&found).to_bytes();
            let n_bytes = bytes.len();
            bytes[at % n_bytes] = to;
            let _ = Names::of([&*bytes].into_iter()).with("b");
            let _ = MinedNames::from_bytes(&bytes[..at % n_bytes]);
        }
    }
}
