//! The markings that make some marks into others, as few as can be.

use std::collections::BTreeMap;

use crate::store::marks::{Change, Mark, Marking, Marks};
use crate::store::text_hash::TextHash;

impl Marks {
    /// What has to be done to these marks to have those: each change once, in the order of changes, with its texts in theirs.
    pub fn difference(&self, to: &Marks) -> Vec<Marking> {
        let nothing = Mark::default();
        let gone = self.iter().filter(|(text, _)| to.of(*text).is_none()).map(|(text, _)| (text, &nothing));
        let mut texts_of: BTreeMap<Change, Vec<TextHash>> = BTreeMap::new();
        for (text, after) in to.iter().chain(gone) {
            let before = self.of(text).unwrap_or(&nothing);
            changes(before, after, |change| texts_of.entry(change).or_default().push(text));
        }
        let marking = |(change, mut texts): (Change, Vec<TextHash>)| {
            texts.sort_unstable();
            Marking { change, texts }
        };
        texts_of.into_iter().map(marking).chain(self.moves(to)).collect()
    }

    /// What texts have to be told of where they stand.
    fn moves(&self, to: &Marks) -> Option<Marking> {
        let gone = self.whereabouts.keys().filter(|text| !to.whereabouts.contains_key(text));
        let texts = to.whereabouts.keys().chain(gone).copied();
        let mut texts: Vec<TextHash> = texts.filter(|text| self.whereabouts(*text) != to.whereabouts(*text)).collect();
        texts.sort_unstable();
        let change = Change::At(texts.iter().map(|text| to.whereabouts(*text)).collect());
        (!texts.is_empty()).then_some(Marking { change, texts })
    }

    /// What has to be done for texts to have the marks of others, too; each stands behind the one it inherits from. What it
    /// has itself stays.
    pub fn inherited(&self, heirs: &[(TextHash, TextHash)]) -> Vec<Marking> {
        let nothing = Mark::default();
        let mut texts_of: BTreeMap<Change, Vec<TextHash>> = BTreeMap::new();
        for (text, heir) in heirs {
            let own = self.of(*heir).unwrap_or(&nothing);
            let is_there = |change: &Change| match change {
                Change::Noted(note) => own.notes().iter().any(|known| known.id == note.id),
                Change::Left(_) => own.left().is_some(),
                _ => false,
            };
            changes(&nothing, self.of(*text).unwrap_or(&nothing), |change| {
                if !is_there(&change) {
                    texts_of.entry(change).or_default().push(*heir);
                }
            });
        }
        texts_of.into_iter().map(|(change, texts)| Marking { change, texts }).collect()
    }
}

fn changes(before: &Mark, after: &Mark, mut make: impl FnMut(Change)) {
    for (was, is, change) in [
        (before.is_read(), after.is_read(), Change::Read as fn(bool) -> Change),
        (before.is_starred(), after.is_starred(), Change::Starred),
        (before.is_listed(), after.is_listed(), Change::Listed),
    ] {
        if was != is {
            make(change(is));
        }
    }
    before.tags().filter(|tag| !after.has_tag(tag)).for_each(|tag| make(Change::Untagged(tag.clone())));
    after.tags().filter(|tag| !before.has_tag(tag)).for_each(|tag| make(Change::Tagged(tag.clone())));
    let (old, new) = (before.notes(), after.notes());
    let is_gone = |id| !new.iter().any(|note| note.id == id);
    old.iter().filter(|note| is_gone(note.id)).for_each(|note| make(Change::Unnoted(note.id)));
    new.iter().filter(|note| !old.contains(note)).for_each(|note| make(Change::Noted(note.clone())));
    if before.left() != after.left() {
        make(Change::Left(after.left()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::store::marks::sample::markings;
    use crate::store::marks::{Marking, Marks};

    fn made(markings: &[Marking]) -> Marks {
        let mut marks = Marks::default();
        markings.iter().for_each(|marking| drop(marks.make(marking)));
        marks
    }

    proptest! {
        #[test]
        fn the_difference_makes_one_into_the_other(one in markings(), other in markings()) {
            let (mut one, other) = (made(&one), made(&other));
            one.difference(&other).iter().for_each(|marking| drop(one.make(marking)));
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(one.difference(&other), vec![]);
        }
    }
}
