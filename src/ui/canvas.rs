//! The cells of the screen, with columns counted from where reading begins.
//!
//! An interface that is read from right to left is the reflection of one that is read from left to right: what stands
//! first stands at the right. Areas are computed once, from the starting side on, and views draw into them from there;
//! that they are reflected is known here, where cells are written, and where the mouse comes in. Words are laid out
//! before they get here and are never turned round.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::text::bidi::Direction;

/// The interface's own signs that point to a side, each with its reflection.
const REFLECTIONS: [(&str, &str); 5] = [("▌", "▐"), ("┌", "┐"), ("└", "┘"), ("├", "┤"), ("◂", "▸")];

/// A buffer of cells seen from the side where reading begins.
pub struct Canvas<'b> {
    cells: &'b mut Buffer,
    direction: Direction,
}

impl<'b> Canvas<'b> {
    /// The cells of a buffer for an interface of this direction.
    pub fn new(cells: &'b mut Buffer, direction: Direction) -> Canvas<'b> {
        Canvas { cells, direction }
    }

    /// Where reading begins.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Columns of an area that are counted from its left edge, as an area.
    pub fn from_left(&self, area: Rect, x: u16, width: u16) -> Rect {
        let behind = match self.direction {
            Direction::LeftToRight => x,
            Direction::RightToLeft => area.width.saturating_sub(x.saturating_add(width)),
        };
        Rect { x: area.x.saturating_add(behind), width, ..area }
    }

    /// Where an area stands among the cells, its columns counted from the left; only the part of it that is there.
    pub(super) fn place(&self, area: Rect) -> Rect {
        let whole = self.cells.area;
        let area = area.intersection(whole);
        match self.direction {
            Direction::LeftToRight => area,
            Direction::RightToLeft => Rect { x: whole.x + (whole.right() - area.right()), ..area },
        }
    }

    /// What a sign of the interface looks like here.
    pub(super) fn reflected<'s>(&self, sign: &'s str) -> &'s str {
        let pair = REFLECTIONS.iter().find(|(one, other)| *one == sign || *other == sign);
        match (self.direction, pair) {
            (Direction::RightToLeft, Some((one, other))) => {
                if *one == sign {
                    other
                } else {
                    one
                }
            }
            _ => sign,
        }
    }

    /// A cell, its column counted from the left as `place` says it.
    pub(super) fn cell_mut(&mut self, x: u16, y: u16) -> Option<&mut Cell> {
        self.cells.cell_mut((x, y))
    }
}
