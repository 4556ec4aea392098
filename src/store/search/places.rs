//! Where the words of a query stand in a text: what is marked on the screen.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::store::query::{Part, Query, Text, Word};
use crate::text::fold::{Folded, fold, fold_mapped, words};

/// Where the words of the query stand in a text of this part of an article: ascending byte ranges that do not touch. Words
/// that follow each other are marked with what stands between them.
pub fn hits_in(query: &Query, part: Part, text: &str) -> Vec<Range<usize>> {
    united(Wanted::new(query, part).hits_in(text).into_iter().map(|(_, hit)| hit).collect())
}

/// What of a query is marked in one part of an article.
pub(in crate::store) struct Wanted<'a> {
    texts: Vec<&'a Text>,
    /// For each text what every hit of it holds.
    cores: Vec<Finder<'a>>,
}

impl<'a> Wanted<'a> {
    pub(in crate::store) fn new(query: &'a Query, part: Part) -> Wanted<'a> {
        let is_in_part = |text: &&Text| text.part == part || text.part == Part::Anywhere && part == Part::Title;
        let texts: Vec<&Text> = query.shown_texts().into_iter().filter(is_in_part).collect();
        let core =
            |text: &&'a Text| Finder::new(text.words.first().and_then(|word| word.forms().last()).unwrap_or_default());
        let cores = texts.iter().map(core).collect();
        Wanted { texts, cores }
    }

    /// How many texts there are.
    pub(in crate::store) fn len(&self) -> usize {
        self.texts.len()
    }

    /// There may be a hit in this text. It takes far less time to say than where the hits are.
    pub(in crate::store) fn may_stand_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.cores.iter().any(|core| core.find(folded.as_bytes()).is_some())
    }

    /// The bytes of each hit in a text, with the number of what is hit.
    pub(in crate::store) fn hits_in(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        if self.texts.is_empty() {
            return Vec::new();
        }
        let folded = fold_mapped(text);
        let found: Vec<(usize, &str)> = words(&folded.text).collect();
        let hits = |(number, asked): (usize, &&Text)| {
            asked.places_in(text, &folded, &found).into_iter().map(move |hit| (number, hit)).collect::<Vec<_>>()
        };
        self.texts.iter().enumerate().flat_map(hits).collect()
    }
}

/// Ascending ranges, those that touch or overlap made one.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut united: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match united.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => united.push(range),
        }
    }
    united
}

impl Text {
    /// The words stand in a text as they were typed.
    pub(in crate::store) fn stands_in(&self, text: &str) -> bool {
        // Folding a long text takes long: one that does not even hold the letters is not folded.
        if self.longest_piece().is_some_and(|piece| !text.contains(piece)) {
            return false;
        }
        let folded = fold_mapped(text);
        let found: Vec<(usize, &str)> = words(&folded.text).collect();
        !self.places_in(text, &folded, &found).is_empty()
    }

    /// Letters without a space that stand in every text in which the words are written exactly so; `None` where it does not
    /// matter how they are written.
    pub(super) fn longest_piece(&self) -> Option<&str> {
        within_marks(self.exactly.as_deref()?).split_whitespace().max_by_key(|piece| piece.len())
    }

    /// Where these words stand in a text, given with what it folds to and the words of that.
    fn places_in(&self, text: &str, folded: &Folded, found: &[(usize, &str)]) -> Vec<Range<usize>> {
        let place = |first: usize| Some(folded.original(self.place_at(&found[first..])?));
        (0..found.len()).filter_map(place).filter(|place| self.is_written(text, place)).collect()
    }

    /// The bytes of a folded text that are meant, if these words of it begin with what is meant.
    fn place_at(&self, found: &[(usize, &str)]) -> Option<Range<usize>> {
        let mut place: Option<Range<usize>> = None;
        let mut found = found.iter();
        for wanted in &self.words {
            let (start, word) = found.next()?;
            let part = self.found_in(wanted, word)?;
            let begin = place.map_or(start + part.start, |place| place.start);
            place = Some(begin..start + part.end);
        }
        place
    }

    /// The bytes of a word of a text that are meant by a word of these. Where exactly these are meant, nothing else may be
    /// written onto it.
    fn found_in(&self, wanted: &Word, word: &str) -> Option<Range<usize>> {
        wanted.found_in(word).filter(|part| self.exactly.is_none() || part.start == 0)
    }

    /// What stands at a place of a text is written as it was typed, as far as that matters.
    fn is_written(&self, text: &str, place: &Range<usize>) -> bool {
        let Some(exactly) = &self.exactly else { return true };
        match self.words.last().is_some_and(Word::is_prefix) {
            true => text[place.start..].starts_with(within_marks(exactly)),
            false => text[place.clone()].split_whitespace().eq(within_marks(exactly).split_whitespace()),
        }
    }
}

/// A text from its first letter or digit to its last: quotation marks and points around it are not meant.
fn within_marks(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}
