//! What a reader has done with articles: read, starred, put on the reading list, tagged, noted, and left at some place.
//!
//! Marks belong to texts ([`TextHash`]), not to files. They are changed by [`Marking`]s alone, and every change answers with those that
//! take it back. The list on the screen takes a marking at once, and the journal on disk takes the same one, so that both say
//! the same. Which articles of a library have which marks is the business of [`marked`](crate::store::marked).

mod difference;
#[cfg(test)]
pub(crate) mod sample;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::store::digits;
use crate::store::text_hash::{ByText, TextHash};
use crate::store::whereabouts::Whereabouts;
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// A word that a reader has given to articles: nothing in it that stands [between](Tag::is_between) tags, no sign before it
/// that takes one away, and never empty. Tags that differ in case or accents are the same for a search, but each stays as it
/// was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(Clean);

impl Tag {
    /// The tag that is written like this; `None` for what is none.
    pub fn new(written: &str) -> Option<Tag> {
        let word = Clean::new(written.trim().trim_start_matches('#'));
        let is_word = word.as_str().chars().any(char::is_alphanumeric) && !word.as_str().contains(Tag::is_between);
        (is_word && !word.as_str().starts_with(Tag::TAKES_AWAY)).then_some(Tag(word))
    }

    /// Before a tag that articles are to lose.
    pub const TAKES_AWAY: char = '-';

    /// Stands between two tags where several are written, in any of the languages.
    pub fn is_between(c: char) -> bool {
        c.is_whitespace() || matches!(c, ',' | ';' | '\u{60C}' | '\u{61B}')
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// As it is searched.
    pub fn folded(&self) -> String {
        fold(self.as_str())
    }
}

impl TryFrom<String> for Tag {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Tag, Self::Error> {
        Tag::new(&written).ok_or("a tag is one word without commas, and no hyphen before it")
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> String {
        tag.as_str().to_owned()
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What tells the notes of an article apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NoteId(pub u64);

/// What a reader has written beside an article, or beside a passage of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// Its own number: another note with the same takes its place.
    pub id: NoteId,
    /// What is written, cleaned.
    pub text: String,
    /// What it is about; none for the whole article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Passage>,
}

impl Note {
    /// A new note, whose number follows from what it says, so that two readers who write the same write one note.
    pub fn new(text: &str, on: Option<Passage>) -> Note {
        let about = on.as_ref().map(|on| format!("{}\0{}\0{}", on.block, on.start, on.quote)).unwrap_or_default();
        Note { id: NoteId(xxh3_64(format!("{text}\0{about}").as_bytes())), text: text.to_owned(), on }
    }
}

/// Words of an article: where they stood, and which they are, so that they are found again when it was read in another way
/// (the text quote selector of the W3C's Web Annotation Data Model).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// The block it begins in, from 0.
    pub block: u32,
    /// Its first byte in the text of that block.
    pub start: u32,
    /// The words themselves; a line break between blocks.
    pub quote: String,
}

/// Where a reader has left an article: what stood at the top of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// The block, from 0.
    pub block: u32,
    /// The first byte of its text that showed.
    pub byte: u32,
}

/// Something that is done to an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It was read, or is to be read still.
    Read(bool),
    /// It gets a star, or loses it.
    Starred(bool),
    /// It is put on the reading list, or taken off it.
    Listed(bool),
    /// It gets this tag.
    Tagged(Tag),
    /// It loses this tag.
    Untagged(Tag),
    /// It gets this note, in the place of the one with the same number.
    Noted(Note),
    /// It loses this note.
    Unnoted(NoteId),
    /// It was left here; at its beginning where there is none.
    Left(Option<Spot>),
    /// It stands here: the texts in their order, each at its place. This is no mark, and nothing takes it back.
    At(#[serde(with = "digits")] Vec<Whereabouts>),
}

/// One thing done to some texts: what the journal has a line for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    /// What is done.
    pub change: Change,
    /// To which.
    pub texts: Vec<TextHash>,
}

/// The marks of one text; its default has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    is_read: bool,
    is_starred: bool,
    is_listed: bool,
    /// What few articles have.
    more: Option<Box<More>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct More {
    tags: BTreeSet<Tag>,
    /// By what they are about: those on the whole article first, then in the order of the text.
    notes: Vec<Note>,
    left: Option<Spot>,
}

impl Mark {
    /// It was read.
    pub fn is_read(&self) -> bool {
        self.is_read
    }

    /// It has a star.
    pub fn is_starred(&self) -> bool {
        self.is_starred
    }

    /// It is on the reading list.
    pub fn is_listed(&self) -> bool {
        self.is_listed
    }

    /// Its tags in the order of their letters.
    pub fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.more.iter().flat_map(|more| &more.tags)
    }

    /// It has this tag.
    pub fn has_tag(&self, tag: &Tag) -> bool {
        self.more.as_ref().is_some_and(|more| more.tags.contains(tag))
    }

    /// Its notes: those on the whole article first, then in the order of the text.
    pub fn notes(&self) -> &[Note] {
        self.more.as_ref().map_or(&[], |more| &more.notes)
    }

    /// Where it was left.
    pub fn left(&self) -> Option<Spot> {
        self.more.as_ref()?.left
    }

    /// Makes a change, and says what takes it back: nothing where nothing changed.
    fn make(&mut self, change: &Change) -> Option<Change> {
        let back = match change {
            Change::Read(is) => swapped(&mut self.is_read, *is).map(Change::Read),
            Change::Starred(is) => swapped(&mut self.is_starred, *is).map(Change::Starred),
            Change::Listed(is) => swapped(&mut self.is_listed, *is).map(Change::Listed),
            Change::Tagged(tag) => self.more().tags.insert(tag.clone()).then(|| Change::Untagged(tag.clone())),
            Change::Untagged(tag) => self.more().tags.remove(tag).then(|| Change::Tagged(tag.clone())),
            Change::Noted(note) => self.note(note),
            Change::Unnoted(id) => {
                let notes = &mut self.more().notes;
                notes.iter().position(|note| note.id == *id).map(|idx| Change::Noted(notes.remove(idx)))
            }
            Change::Left(spot) => {
                let before = std::mem::replace(&mut self.more().left, *spot);
                (before != *spot).then_some(Change::Left(before))
            }
            Change::At(_) => None,
        };
        self.more.take_if(|more| **more == More::default());
        back
    }

    fn note(&mut self, note: &Note) -> Option<Change> {
        let notes = &mut self.more().notes;
        match notes.iter_mut().find(|known| known.id == note.id) {
            Some(known) if known == note => None,
            Some(known) if place_of(known) == place_of(note) => {
                Some(Change::Noted(std::mem::replace(known, note.clone())))
            }
            Some(_) => {
                let before = self.make(&Change::Unnoted(note.id));
                self.note(note);
                before
            }
            None => {
                let place = notes.partition_point(|known| (place_of(known), known.id) < (place_of(note), note.id));
                notes.insert(place, note.clone());
                Some(Change::Unnoted(note.id))
            }
        }
    }

    fn more(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }
}

/// Where the words of a note begin; what is about the whole article comes first.
fn place_of(note: &Note) -> Option<(u32, u32)> {
    note.on.as_ref().map(|on| (on.block, on.start))
}

fn swapped(place: &mut bool, with: bool) -> Option<bool> {
    let before = std::mem::replace(place, with);
    (before != with).then_some(before)
}

/// The marks of all texts that have any, and where these were seen to stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    by_text: HashMap<TextHash, Mark, ByText>,
    whereabouts: HashMap<TextHash, Whereabouts, ByText>,
}

impl Marks {
    /// The marks of a text; `None` if it has none.
    pub fn of(&self, text: TextHash) -> Option<&Mark> {
        self.by_text.get(&text)
    }

    /// All texts that have marks, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (TextHash, &Mark)> {
        self.by_text.iter().map(|(text, mark)| (*text, mark))
    }

    /// Where a text was seen to stand last.
    pub fn whereabouts(&self, text: TextHash) -> Whereabouts {
        self.whereabouts.get(&text).copied().unwrap_or_default()
    }

    /// All texts that have marks, in no order, each with where it was seen to stand last.
    pub fn all_whereabouts(&self) -> impl Iterator<Item = (TextHash, Whereabouts)> {
        self.by_text.keys().map(|text| (*text, self.whereabouts(*text)))
    }

    /// How many texts have marks.
    pub fn len(&self) -> usize {
        self.by_text.len()
    }

    /// No text has marks.
    pub fn is_empty(&self) -> bool {
        self.by_text.is_empty()
    }

    /// Makes a change, and says what takes it back, as few markings as can be: nothing where nothing changed.
    pub fn make(&mut self, marking: &Marking) -> Vec<Marking> {
        let n_texts = marking.texts.len();
        if let Change::At(whereabouts) = &marking.change {
            self.whereabouts.reserve(n_texts.saturating_sub(self.whereabouts.len()));
            for (text, at) in marking.texts.iter().zip(whereabouts) {
                match *at {
                    Whereabouts::NOWHERE => self.whereabouts.remove(text),
                    at => self.whereabouts.insert(*text, at),
                };
            }
            return Vec::new();
        }
        self.by_text.reserve(n_texts.saturating_sub(self.by_text.len()));
        let mut back: BTreeMap<Change, Vec<TextHash>> = BTreeMap::new();
        for text in &marking.texts {
            let mark = self.by_text.entry(*text).or_default();
            let undoing = mark.make(&marking.change);
            if *mark == Mark::default() {
                self.by_text.remove(text);
            }
            if let Some(change) = undoing {
                back.entry(change).or_default().push(*text);
            }
        }
        back.into_iter().map(|(change, texts)| Marking { change, texts }).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sample::markings;
    use super::*;

    #[test]
    fn a_tag_is_one_word() {
        for (written, tag) in [
            (" idlib ", Some("idlib")),
            ("#à-lire", Some("à-lire")),
            ("two words", None),
            ("", None),
            ("-", None),
            ("-neg", None),
            ("#-neg", None),
            ("covid-19", Some("covid-19")),
            ("a,b", None),
            ("a;b", None),
            ("\u{628}\u{60C}\u{62A}", None),
            ("a\u{1b}[2Jb", Some("ab")),
        ] {
            assert_eq!(Tag::new(written).as_ref().map(Tag::as_str), tag, "{written:?}");
        }
    }

    proptest! {
        #[test]
        fn undoing_gives_back_what_was(markings in markings()) {
            let mut marks = Marks::default();
            let mut past = Vec::new();
            // Where texts stand is not undone.
            for marking in markings.iter().filter(|marking| !matches!(marking.change, Change::At(_))) {
                past.push((marks.clone(), marks.make(marking)));
            }
            for (before, back) in past.into_iter().rev() {
                back.iter().rev().for_each(|marking| drop(marks.make(marking)));
                prop_assert_eq!(&marks, &before);
            }
        }
    }
}
