//! Where something is: in the text, or on the screen. Two types, because mixing them up is the mistake everybody makes
//! once text runs in two directions.
//!
//! Whatever is stored, searched, styled, linked, selected or copied is a range of [`Logical`] offsets; [`Visual`] columns
//! exist only for one row at one width, and are asked for when that row is drawn or clicked on.

use std::ops::Range;

/// A byte offset in a text as it is written and stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Logical(pub usize);

/// A column, counted from the left end of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visual(pub u16);

impl Logical {
    /// A byte range as a range of logical offsets.
    pub fn range(bytes: Range<usize>) -> Range<Logical> {
        Logical(bytes.start)..Logical(bytes.end)
    }

    /// The byte range that slices the text.
    pub fn bytes(range: Range<Logical>) -> Range<usize> {
        range.start.0..range.end.0
    }
}

impl Visual {
    /// The column so many columns further right.
    pub fn right_by(self, n_columns: u16) -> Visual {
        Visual(self.0.saturating_add(n_columns))
    }
}
