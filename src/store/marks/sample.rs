//! Markings for tests: few texts and few words, so that they meet.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::store::marks::{Change, Marking, Note, NoteId, Passage, Spot, Tag};
use crate::store::text_hash::TextHash;
use crate::store::whereabouts::Whereabouts;

/// Up to a dozen.
pub fn markings() -> impl Strategy<Value = Vec<Marking>> {
    vec(marking(), 0..12)
}

fn marking() -> impl Strategy<Value = Marking> {
    let texts = vec((0u64..5).prop_map(TextHash::from), 0..4);
    (change(), texts).prop_map(|(change, texts)| Marking { change, texts })
}

fn change() -> impl Strategy<Value = Change> {
    let tag = || "[ab\u{e9}\u{628}]".prop_map(|tag| Tag::new(&tag).unwrap());
    let on = (0u32..2).prop_map(|block| Passage { block, start: 0, quote: "d'un\nmot".to_owned() });
    let note = ((0u64..3).prop_map(NoteId), "[xy]", proptest::option::of(on));
    let spot = (0u32..3).prop_map(|block| Spot { block, byte: 0 });
    prop_oneof![
        any::<bool>().prop_map(Change::Read),
        any::<bool>().prop_map(Change::Starred),
        any::<bool>().prop_map(Change::Listed),
        tag().prop_map(Change::Tagged),
        tag().prop_map(Change::Untagged),
        note.prop_map(|(id, text, on)| Change::Noted(Note { id, text, on })),
        (0u64..3).prop_map(|id| Change::Unnoted(NoteId(id))),
        proptest::option::of(spot).prop_map(Change::Left),
        vec((0u64..3).prop_map(Whereabouts::from), 0..4).prop_map(Change::At),
    ]
}
