//! Which articles of a library have which marks: what lists show, what searches ask for, what the sources count.
//!
//! Marks belong to texts ([`Marks`]); here they stand as sets of articles, segment by segment, so that a question is answered
//! without a look at any article. An article that lies in two places has its marks in both. Cloning is copying a few pointers,
//! and a clone stays as it was. Who changes marks tells both, [`Marks`] first.

mod set;

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;
use std::sync::Arc;

use crate::store::bits::Bits;
use crate::store::library::{ArticleKey, Library, Shelf};
use crate::store::marked::set::Set;
use crate::store::marks::{Change, Mark, Marking, Marks, Tag};
use crate::store::query::{Text, Word};
use crate::store::remainder::Remainder;
use crate::store::segment::Segment;
use crate::store::text_hash::{ByText, TextHash};
use crate::store::tokens;

/// What can be asked of an article by `is:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It was read.
    Read,
    /// It was not read yet.
    Unread,
    /// It has a star.
    Starred,
    /// It is on the reading list.
    Listed,
    /// It has a note, or a passage of it has one.
    Noted,
    /// It has a tag, whichever.
    Tagged,
}

impl Status {
    /// All there are.
    pub const ALL: [Status; 6] =
        [Status::Read, Status::Unread, Status::Starred, Status::Listed, Status::Noted, Status::Tagged];

    /// What stands behind `is:`.
    pub fn name(self) -> &'static str {
        match self {
            Status::Read => "read",
            Status::Unread => "unread",
            Status::Starred => "starred",
            Status::Listed => "listed",
            Status::Noted => "noted",
            Status::Tagged => "tagged",
        }
    }
}

/// The marks of the articles of one library; its default has none.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    segments: Vec<OfSegment>,
    revision: u64,
}

/// The marks of the articles of one segment.
#[derive(Clone, Debug)]
struct OfSegment {
    segment: Arc<Segment>,
    /// The articles that are still there; all of them where it is not said.
    live: Option<Arc<Bits>>,
    sets: Arc<Sets>,
}

/// Sets of articles of one segment. None of them holds an article that is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sets {
    read: Set,
    starred: Set,
    listed: Set,
    /// By the words of tags, as a search names them: `à-lire` and `A lire` stand together, each with those that are written so.
    tags: Arc<BTreeMap<Box<str>, BTreeMap<Tag, Set>>>,
    /// By what they say: a note on many articles is kept once.
    notes: Arc<BTreeMap<Box<str>, Set>>,
}

/// More markings than this are not made one by one: all articles are looked at once instead.
const MANY: usize = 16;

impl Marked {
    /// The marks of the articles of a library.
    pub fn new(library: &Library, marks: &Marks) -> Marked {
        let mut marked = Marked::default();
        marked.follow(library, marks);
        marked
    }

    /// The library has grown, or another one has taken its place. The marks are those that are known here already.
    pub fn follow(&mut self, library: &Library, marks: &Marks) {
        let mut known: Vec<Option<OfSegment>> = std::mem::take(&mut self.segments).into_iter().map(Some).collect();
        let of_shelf = |(idx, shelf): (usize, &Shelf)| {
            let known = known.get_mut(idx).and_then(Option::take).filter(|known| known.is_of(shelf));
            known.unwrap_or_else(|| OfSegment::new(shelf, marks))
        };
        self.segments = library.shelves.iter().enumerate().map(of_shelf).collect();
    }

    /// These markings have been made: `marks` are what they are since.
    pub fn change(&mut self, marks: &Marks, markings: &[Marking]) {
        self.revision += 1;
        if markings.len() > MANY {
            return self
                .segments
                .iter_mut()
                .for_each(|of| of.sets = Arc::new(Sets::new(&of.segment, of.live(), marks)));
        }
        for Marking { change, texts } in markings {
            let texts = Texts::new(texts);
            self.segments.iter_mut().for_each(|of| of.change(change, &texts, marks));
        }
    }

    /// All marks have become others.
    pub fn replace(&mut self, marks: &Marks) {
        self.revision += 1;
        self.segments.iter_mut().for_each(|of| of.sets = Arc::new(Sets::new(&of.segment, of.live(), marks)));
    }

    /// Goes up with every change of the marks: what was found at another revision may be found no more.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// This can be said of an article.
    pub fn is(&self, key: ArticleKey, status: Status) -> bool {
        self.segments.get(key.segment as usize).is_some_and(|of| of.sets.is(key.idx, status))
    }

    /// An article was read.
    pub fn is_read(&self, key: ArticleKey) -> bool {
        self.is(key, Status::Read)
    }

    /// An article has this tag.
    pub fn has_tag(&self, key: ArticleKey, tag: &Tag) -> bool {
        let of = self.segments.get(key.segment as usize);
        let tagged = of.and_then(|of| of.sets.tags.get(&*words_of(tag.as_str()))?.get(tag));
        tagged.is_some_and(|tagged| tagged.contains(key.idx))
    }

    /// Of how many articles this can be said.
    pub fn count(&self, status: Status) -> usize {
        self.segments.iter().map(|of| of.count(status)).sum()
    }

    /// The tags that articles have, in the order of their letters, and how many have each.
    pub fn tags(&self) -> Vec<(Tag, usize)> {
        let mut counts: BTreeMap<&Tag, usize> = BTreeMap::new();
        for (tag, tagged) in self.segments.iter().flat_map(|of| of.sets.tags.values().flatten()) {
            *counts.entry(tag).or_default() += tagged.len();
        }
        counts.into_iter().map(|(tag, n)| (tag.clone(), n)).collect()
    }

    /// How many of what is left of a library have this tag, however it is written: what a search for it finds there.
    pub fn n_tagged(&self, library: &Library, rest: &Remainder, tag: &str) -> usize {
        let words = words_of(tag);
        let n_in = |(idx, shelf): (usize, &Shelf)| {
            let tagged = self.of_shelf(idx, shelf)?.tags.get(&*words)?;
            let rest = rest.of_segment(idx)?;
            let mut spellings = tagged.values();
            match (spellings.next(), spellings.next()) {
                (Some(Set::Few(only)), None) => Some(only.iter().filter(|idx| rest.contains(**idx)).count()),
                _ => {
                    let mut found = Bits::new(shelf.segment.n_articles());
                    tagged.values().for_each(|tagged| tagged.or_into(&mut found));
                    Some(rest.n_among(&found) as usize)
                }
            }
        };
        library.shelves.iter().enumerate().filter_map(n_in).sum()
    }

    /// The sets of a segment of a library; none for a library they were not made for.
    pub(super) fn of_shelf(&self, idx: usize, shelf: &Shelf) -> Option<&Sets> {
        self.segments.get(idx).filter(|of| of.is_of(shelf)).map(|of| &*of.sets)
    }
}

impl PartialEq for Marked {
    /// The same marks of as many articles, whenever they were made.
    fn eq(&self, other: &Marked) -> bool {
        self.segments.len() == other.segments.len()
            && self.segments.iter().zip(&other.segments).all(|(one, other)| one.sets == other.sets)
    }
}

impl Eq for Marked {}

/// Texts that a marking is made to.
enum Texts {
    One(TextHash),
    Many(HashSet<TextHash, ByText>),
}

impl Texts {
    fn new(texts: &[TextHash]) -> Texts {
        match texts {
            [only] => Texts::One(*only),
            texts => Texts::Many(texts.iter().copied().collect()),
        }
    }

    fn contains(&self, text: TextHash) -> bool {
        match self {
            Texts::One(only) => *only == text,
            Texts::Many(texts) => texts.contains(&text),
        }
    }
}

impl OfSegment {
    fn new(shelf: &Shelf, marks: &Marks) -> OfSegment {
        let sets = Arc::new(Sets::new(&shelf.segment, shelf.live.as_deref(), marks));
        OfSegment { segment: Arc::clone(&shelf.segment), live: shelf.live.clone(), sets }
    }

    fn is_of(&self, shelf: &Shelf) -> bool {
        Arc::ptr_eq(&self.segment, &shelf.segment) && self.live == shelf.live
    }

    fn live(&self) -> Option<&Bits> {
        self.live.as_deref()
    }

    fn n_live(&self) -> usize {
        self.live().map_or(self.segment.n_articles(), Bits::count) as usize
    }

    fn count(&self, status: Status) -> usize {
        let counted = |sets: &mut dyn Iterator<Item = &Set>| {
            let mut bits = Bits::new(self.segment.n_articles());
            sets.for_each(|set| set.or_into(&mut bits));
            bits.count() as usize
        };
        match status {
            Status::Read => self.sets.read.len(),
            Status::Unread => self.n_live() - self.sets.read.len(),
            Status::Starred => self.sets.starred.len(),
            Status::Listed => self.sets.listed.len(),
            Status::Noted => counted(&mut self.sets.notes.values()),
            Status::Tagged => counted(&mut self.sets.tags.values().flat_map(BTreeMap::values)),
        }
    }

    /// Makes a change of the articles with these texts.
    fn change(&mut self, change: &Change, texts: &Texts, marks: &Marks) {
        if matches!(change, Change::Left(_) | Change::At(_)) {
            return;
        }
        let articles = articles(&self.segment, self.live(), |text| texts.contains(text));
        if articles.is_empty() {
            return;
        }
        let n = self.segment.n_articles();
        let sets = Arc::make_mut(&mut self.sets);
        let put_or_take = |set: &mut Set, is_put: bool| match is_put {
            true => set.put(&articles, n),
            false => set.take(&articles),
        };
        match change {
            Change::Read(is) => put_or_take(&mut sets.read, *is),
            Change::Starred(is) => put_or_take(&mut sets.starred, *is),
            Change::Listed(is) => put_or_take(&mut sets.listed, *is),
            Change::Tagged(tag) => {
                let spellings = Arc::make_mut(&mut sets.tags).entry(words_of(tag.as_str()).into()).or_default();
                put_or_take(spellings.entry(tag.clone()).or_default(), true);
            }
            Change::Untagged(tag) => {
                let (tags, words) = (Arc::make_mut(&mut sets.tags), words_of(tag.as_str()));
                if let Some(spellings) = tags.get_mut(&*words) {
                    spellings.entry(tag.clone()).and_modify(|tagged| tagged.take(&articles));
                    spellings.retain(|_, tagged| !tagged.is_empty());
                }
                tags.retain(|_, spellings| !spellings.is_empty());
            }
            Change::Noted(_) | Change::Unnoted(_) => {
                let mark_of = |idx: &u32| marks.of(self.segment.text_hash(*idx)?);
                let of_articles = articles.iter().filter_map(|idx| Some((*idx, mark_of(idx)?)));
                let notes = Arc::make_mut(&mut sets.notes);
                notes.values_mut().for_each(|noted| noted.take(&articles));
                for (text, noted) in lists_of_notes(of_articles) {
                    notes.entry(text).or_default().put(&noted, n);
                }
                notes.retain(|_, noted| !noted.is_empty());
            }
            Change::Left(_) | Change::At(_) => {}
        }
    }
}

/// The articles of a segment with some texts that are still there, ascending.
fn articles(segment: &Segment, live: Option<&Bits>, is_meant: impl Fn(TextHash) -> bool) -> Vec<u32> {
    let texts = (0..).zip(segment.text_hashes());
    let meant = texts.filter(|(_, text)| is_meant(TextHash::from(text.get()))).map(|(idx, _)| idx);
    meant.filter(|idx| live.is_none_or(|live| live.contains(*idx))).collect()
}

/// What notes say, and the articles that have them.
fn lists_of_notes<'m>(marks: impl Iterator<Item = (u32, &'m Mark)>) -> BTreeMap<Box<str>, Vec<u32>> {
    let mut notes: BTreeMap<Box<str>, Vec<u32>> = BTreeMap::new();
    for (idx, mark) in marks {
        for note in mark.notes() {
            let noted = match notes.get_mut(&*note.text) {
                Some(noted) => noted,
                None => notes.entry(note.text.as_str().into()).or_default(),
            };
            if noted.last() != Some(&idx) {
                noted.push(idx);
            }
        }
    }
    notes
}

impl Sets {
    fn new(segment: &Segment, live: Option<&Bits>, marks: &Marks) -> Sets {
        if marks.is_empty() {
            return Sets::default();
        }
        let n = segment.n_articles();
        let is_live = |idx: u32| live.is_none_or(|live| live.contains(idx));
        let of_texts = (0..).zip(segment.text_hashes());
        let of_articles: Vec<(u32, &Mark)> = of_texts
            .filter_map(|(idx, text)| Some((idx, marks.of(TextHash::from(text.get()))?)))
            .filter(|(idx, _)| is_live(*idx))
            .collect();
        let those = |is: fn(&Mark) -> bool| {
            let those = of_articles.iter().filter(|(_, mark)| is(mark));
            Set::new(those.map(|(idx, _)| *idx).collect(), n)
        };
        let mut tags: BTreeMap<&Tag, Vec<u32>> = BTreeMap::new();
        for (idx, mark) in &of_articles {
            mark.tags().for_each(|tag| tags.entry(tag).or_default().push(*idx));
        }
        let mut by_words: BTreeMap<Box<str>, BTreeMap<Tag, Set>> = BTreeMap::new();
        for (tag, tagged) in tags {
            let spellings = by_words.entry(words_of(tag.as_str()).into()).or_default();
            spellings.insert(tag.clone(), Set::new(tagged, n));
        }
        let notes = lists_of_notes(of_articles.iter().copied());
        let notes = notes.into_iter().map(|(text, noted)| (text, Set::new(noted, n))).collect();
        Sets {
            read: those(Mark::is_read),
            starred: those(Mark::is_starred),
            listed: those(Mark::is_listed),
            tags: Arc::new(by_words),
            notes: Arc::new(notes),
        }
    }

    fn is(&self, idx: u32, status: Status) -> bool {
        match status {
            Status::Read => self.read.contains(idx),
            Status::Unread => !self.read.contains(idx),
            Status::Starred => self.starred.contains(idx),
            Status::Listed => self.listed.contains(idx),
            Status::Noted => self.notes.values().any(|noted| noted.contains(idx)),
            Status::Tagged => self.tags.values().flatten().any(|(_, tagged)| tagged.contains(idx)),
        }
    }

    /// Adds the articles this can be said of.
    pub(super) fn or_into(&self, status: Status, found: &mut Bits) {
        match status {
            Status::Read => self.read.or_into(found),
            Status::Unread => {
                let mut read = Bits::new(found.n_articles());
                self.read.or_into(&mut read);
                read.flip();
                found.or(&read);
            }
            Status::Starred => self.starred.or_into(found),
            Status::Listed => self.listed.or_into(found),
            Status::Noted => self.notes.values().for_each(|noted| noted.or_into(found)),
            Status::Tagged => self.tags.values().flatten().for_each(|(_, tagged)| tagged.or_into(found)),
        }
    }

    /// Adds the articles with a tag that these words are all of; where the last one is being typed, they are its beginning.
    pub(super) fn or_tagged_into(&self, name: &[Word], found: &mut Bits) {
        let name_of: Vec<&str> = name.iter().map(Word::folded).collect();
        let typed = name_of.join(" ");
        let is_named = |words: &str| match name.last().is_some_and(Word::is_prefix) {
            true => words.starts_with(&typed),
            false => words == typed,
        };
        let behind = self.tags.range::<str, _>((Bound::Included(&*typed), Bound::Unbounded));
        let named = behind.take_while(|(words, _)| is_named(words));
        named.flat_map(|(_, spellings)| spellings.values()).for_each(|tagged| tagged.or_into(found));
    }

    /// Adds the articles with a note in which these words stand.
    pub(super) fn or_noted_into(&self, words: &Text, found: &mut Bits) {
        let noted = self.notes.iter().filter(|(text, _)| words.stands_in(text));
        noted.for_each(|(_, noted)| noted.or_into(found));
    }
}

/// The words of a tag, with a blank between them.
fn words_of(tag: &str) -> String {
    let mut words = String::new();
    tokens::push_words(&mut words, tag);
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::groups::{Filter, MarkKey, YearKey};
    use crate::store::sample::{deeds, library, markings, samples};
    use crate::store::search::search_marked;

    proptest! {
        #[test]
        fn changing_is_making_anew(samples in samples(), deeds in deeds(), n_together in 1usize..4, n_times in 1usize..8) {
            let library = library(&samples);
            let mut marks = Marks::default();
            let mut marked = Marked::new(&library, &marks);
            let all = vec![markings(&library, &deeds); n_times].concat();
            for together in all.chunks(n_together * n_times) {
                let (before, copy) = (marked.clone(), marked.clone());
                together.iter().for_each(|marking| drop(marks.make(marking)));
                marked.change(&marks, together);
                prop_assert_eq!(&marked, &Marked::new(&library, &marks));
                prop_assert_eq!(before, copy);
            }
        }

        #[test]
        fn counts_are_of_what_can_be_asked(samples in samples(), deeds in deeds()) {
            let library = library(&samples);
            let mut marks = Marks::default();
            markings(&library, &deeds).iter().for_each(|marking| drop(marks.make(marking)));
            let marked = Marked::new(&library, &marks);
            for status in Status::ALL {
                let n = library.iter().filter(|(key, _)| marked.is(*key, status)).count();
                prop_assert_eq!(marked.count(status), n, "{}", status.name());
            }
            for (tag, n_tagged) in marked.tags() {
                prop_assert_eq!(library.iter().filter(|(key, _)| marked.has_tag(*key, &tag)).count(), n_tagged);
                let years = library.iter().take(1).map(|(_, article)| YearKey::of(article.published().fact.value)).collect();
                for filter in [Filter::default(), Filter { years, ..Filter::default() }] {
                    let rest = Remainder::of(&library, &filter, None);
                    let row = MarkKey::of(&tag);
                    let found = search_marked(&library, &row.query(), &marked);
                    prop_assert_eq!(marked.n_tagged(&library, &rest, &tag.folded()), rest.n_among(&found));
                }
            }
            for (key, article) in library.iter() {
                let mark = marks.of(article.text_hash()).cloned().unwrap_or_default();
                prop_assert_eq!(marked.is_read(key), mark.is_read());
                prop_assert!(mark.tags().all(|tag| marked.has_tag(key, tag)));
                prop_assert!(library.with_text(article.text_hash()).any(|other| other == key));
            }
        }

        #[test]
        fn a_library_that_grows_or_is_another_one_is_followed(samples in samples(), deeds in deeds(), n in 0usize..20) {
            let (whole, part) = (library(&samples), library(&samples[..n.min(samples.len())]));
            let mut marks = Marks::default();
            markings(&whole, &deeds).iter().for_each(|marking| drop(marks.make(marking)));
            let mut marked = Marked::default();
            for library in [&part, &whole, &Library::default(), &part] {
                marked.follow(library, &marks);
                prop_assert_eq!(&marked, &Marked::new(library, &marks));
            }
        }
    }
}
