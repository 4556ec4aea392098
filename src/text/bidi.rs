//! One row, logical order -> visual order (UAX #9).

/// The base direction of a paragraph (UAX #9, paragraph level 0 or 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Paragraph level 0: Latin, and whatever has no direction of its own.
    #[default]
    LeftToRight,
    /// Paragraph level 1: Arabic, Hebrew.
    RightToLeft,
}

impl Direction {
    /// `ltr` or `rtl`, as HTML's `dir` attribute says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}
