//! A set of articles of one segment that takes no more room than it needs: few articles are a list, many are a bit each.

use crate::store::bits::Bits;

/// A set of articles, by their numbers in a segment.
#[derive(Clone, Debug)]
pub(super) enum Set {
    /// Ascending.
    Few(Vec<u32>),
    Many(Bits),
}

/// One article in so many is where a list takes as much room as bits.
const SHARE_OF_FEW: usize = u32::BITS as usize;

impl Default for Set {
    fn default() -> Set {
        Set::Few(Vec::new())
    }
}

impl PartialEq for Set {
    fn eq(&self, other: &Set) -> bool {
        self.len() == other.len() && self.articles() == other.articles()
    }
}

impl Eq for Set {}

impl Set {
    /// These articles of a segment of `n`, which ascend.
    pub(super) fn new(articles: Vec<u32>, n: u32) -> Set {
        if articles.len() <= n as usize / SHARE_OF_FEW {
            return Set::Few(articles);
        }
        let mut bits = Bits::new(n);
        articles.iter().for_each(|article| bits.set(*article));
        Set::Many(bits)
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Set::Few(list) => list.len(),
            Set::Many(bits) => bits.count() as usize,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Set::Few(list) => list.is_empty(),
            Set::Many(bits) => bits.is_empty(),
        }
    }

    pub(super) fn contains(&self, article: u32) -> bool {
        match self {
            Set::Few(list) => list.binary_search(&article).is_ok(),
            Set::Many(bits) => bits.contains(article),
        }
    }

    /// Adds what is in it to other articles.
    pub(super) fn or_into(&self, found: &mut Bits) {
        match self {
            Set::Few(list) => list.iter().for_each(|article| found.set(*article)),
            Set::Many(bits) => found.or(bits),
        }
    }

    /// Puts these articles of a segment of `n` in; they ascend.
    pub(super) fn put(&mut self, articles: &[u32], n: u32) {
        match self {
            Set::Many(bits) => articles.iter().for_each(|article| bits.set(*article)),
            Set::Few(list) => {
                let mut list = std::mem::take(list);
                list.extend(articles);
                list.sort_unstable();
                list.dedup();
                *self = Set::new(list, n);
            }
        }
    }

    /// Takes these articles out; they ascend.
    pub(super) fn take(&mut self, articles: &[u32]) {
        match self {
            Set::Many(bits) => articles.iter().for_each(|article| bits.unset(*article)),
            Set::Few(list) => list.retain(|article| articles.binary_search(article).is_err()),
        }
    }

    fn articles(&self) -> Vec<u32> {
        match self {
            Set::Few(list) => list.clone(),
            Set::Many(bits) => bits.iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_agree_with_sets(
            n in 300u32..400,
            steps in prop::collection::vec((any::<bool>(), prop::collection::btree_set(0u32..300, 0..40)), 0..8),
        ) {
            let (mut set, mut want) = (Set::default(), BTreeSet::new());
            for (is_put, articles) in steps {
                let list: Vec<u32> = articles.iter().copied().collect();
                if is_put {
                    set.put(&list, n);
                    want.extend(articles);
                } else {
                    set.take(&list);
                    want.retain(|article| !articles.contains(article));
                }
                let list: Vec<u32> = want.iter().copied().collect();
                prop_assert_eq!(&set.articles(), &list);
                prop_assert_eq!((set.len(), set.is_empty()), (want.len(), want.is_empty()));
                prop_assert!((0..n).all(|article| set.contains(article) == want.contains(&article)));
                let mut bits = Bits::new(n);
                set.or_into(&mut bits);
                prop_assert_eq!(bits.iter().collect::<Vec<_>>(), list.clone());
                prop_assert_eq!(&set, &Set::new(list, n));
            }
        }
    }
}
