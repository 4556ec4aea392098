//! From the size of the screen to the areas things stand in.
//!
//! Pure arithmetic on cells, so that update and view agree about who owns which cell, and so that a test can try every
//! size. Panes share one-cell rules: an area never includes a rule.

/// The size of the screen in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Leftmost column.
    pub x: u16,
    /// Topmost row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell is in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.right()).contains(&x) && (self.y..self.bottom()).contains(&y)
    }

    /// The first column after it.
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// The first row after it.
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// No cell is in it.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The same area without so many columns at each side.
    pub fn inset(self, columns: u16) -> Area {
        let columns = columns.min(self.width / 2);
        Area { x: self.x + columns, width: self.width - 2 * columns, ..self }
    }

    /// One row of it, counted from its top; an empty area below its end.
    pub fn row(self, y: u16) -> Area {
        Area { y: self.y.saturating_add(y).min(self.bottom()), height: u16::from(y < self.height), ..self }
    }
}
