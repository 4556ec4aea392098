//! The cells of the screen, with columns counted from where reading begins.
//!
//! An interface that is read from right to left is the reflection of one that is read from left to right: what stands
//! first stands at the right. Areas are computed once, from the starting side on, and views draw into them from there;
//! that they are reflected is known here, where cells are written, and where the mouse comes in. Words are laid out
//! before they get here and are never turned round.

use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::text::bidi::Direction;
use crate::text::layout::Layout;
use crate::text::setting::Setting;
use crate::ui::hyperlinks::{Hyperlink, Hyperlinks};

/// The interface's own signs that point to a side, each with its reflection.
const REFLECTIONS: [(&str, &str); 6] = [("▌", "▐"), ("▏", "▕"), ("┌", "┐"), ("└", "┘"), ("├", "┤"), ("◧", "◨")];

/// A buffer of cells seen from the side where reading begins.
pub struct Canvas<'b> {
    cells: &'b mut Buffer,
    direction: Direction,
    setting: Setting,
    hyperlinks: Hyperlinks,
}

impl<'b> Canvas<'b> {
    /// The cells of a buffer for an interface of this direction.
    pub fn new(cells: &'b mut Buffer, direction: Direction) -> Canvas<'b> {
        Canvas { cells, direction, setting: Setting::screen(), hyperlinks: Hyperlinks::default() }
    }

    /// The same with texts shown as the reader wants them and the terminal can; prose is laid out before it gets here.
    pub fn with_setting(self, setting: &Setting) -> Canvas<'b> {
        Canvas { setting: setting.unjustified(), ..self }
    }

    /// How texts are shown.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The layout of what a page says on one row.
    pub fn one_row(&self, width: u16) -> Layout {
        Layout::one_row(width).with_setting(self.setting).with_whole_words()
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

    /// Where its cells lead.
    pub fn into_hyperlinks(self) -> Hyperlinks {
        self.hyperlinks
    }

    /// A cell leads there, or nowhere; its column is counted from the left as `place` says it.
    pub(super) fn lead(&mut self, x: u16, y: u16, link: Option<&Arc<Hyperlink>>) {
        self.hyperlinks.set(x, y, link);
    }

    /// A cell, its column counted from the left as `place` says it.
    pub(super) fn cell_mut(&mut self, x: u16, y: u16) -> Option<&mut Cell> {
        self.cells.cell_mut((x, y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_reflected_and_twice_reflected_is_itself() {
        let whole = Rect::new(2, 0, 10, 3);
        let mut buffer = Buffer::empty(whole);
        let right = Canvas::new(&mut buffer, Direction::RightToLeft);
        for (area, want) in [
            (Rect::new(2, 1, 3, 1), Rect::new(9, 1, 3, 1)),
            (Rect::new(2, 0, 10, 3), Rect::new(2, 0, 10, 3)),
            (Rect::new(11, 2, 1, 1), Rect::new(2, 2, 1, 1)),
            // What lies outside is left out.
            (Rect::new(8, 1, 30, 9), Rect::new(2, 1, 4, 2)),
        ] {
            assert_eq!(right.place(area), want);
            assert_eq!(right.place(want), area.intersection(whole));
        }
        assert_eq!((right.reflected("▌"), right.reflected("┤"), right.reflected("•")), ("▐", "├", "•"));
        assert_eq!(right.from_left(Rect::new(3, 0, 6, 1), 0, 2), Rect::new(7, 0, 2, 1));
    }

    #[test]
    fn read_from_the_left_everything_stands_where_it_is_counted() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 3));
        let left = Canvas::new(&mut buffer, Direction::LeftToRight);
        assert_eq!(left.place(Rect::new(4, 1, 3, 1)), Rect::new(4, 1, 3, 1));
        assert_eq!((left.reflected("▌"), left.from_left(Rect::new(3, 0, 6, 1), 1, 2).x), ("▌", 4));
    }
}
