//! What is marked on a sheet: hits, and which of them is the current one.

use std::ops::Range;

/// A byte range of a paragraph's running text that is marked: a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Byte range of its text.
    pub range: Range<usize>,
}

/// The marks of a sheet in the order of its paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    current: Option<usize>,
}

impl Marks {
    /// These marks, and none of them current.
    pub(super) fn new(mut marks: Vec<Mark>) -> Marks {
        marks.sort_by_key(|mark| (mark.paragraph, mark.range.start));
        Marks { marks, current: None }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }

    /// One of them.
    pub(super) fn get(&self, idx: usize) -> Option<&Mark> {
        self.marks.get(idx)
    }

    /// The index of the current one.
    pub(super) fn current(&self) -> Option<usize> {
        self.current
    }

    /// Makes one of them current.
    pub(super) fn choose(&mut self, idx: usize) {
        self.current = Some(idx);
    }

    /// The index of the first mark at this byte of this paragraph or behind it.
    pub(super) fn first_from(&self, start: (usize, usize)) -> usize {
        self.marks.partition_point(|mark| (mark.paragraph, mark.range.start) < start)
    }

    /// The marks of a paragraph, ascending, each with whether it is the current one.
    pub(super) fn of(&self, paragraph: usize) -> impl Iterator<Item = (&Range<usize>, bool)> {
        let first = self.first_from((paragraph, 0));
        let of_it = self.marks[first..].iter().take_while(move |mark| mark.paragraph == paragraph);
        of_it.enumerate().map(move |(i, mark)| (&mark.range, self.current == Some(first + i)))
    }
}
