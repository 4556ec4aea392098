//! A line being typed, with its cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::line_edit::LineEdit;
use crate::text::bidi::Direction;
use crate::text::layout::{Base, edit};
use crate::ui::row;

/// Draws the line in the first row of `area`, scrolled so that its cursor shows, which is a reversed cell: a terminal's
/// own cursor could not stand in the middle of a frame without flicker.
pub fn view(line: &LineEdit, area: Rect, buf: &mut Buffer, style: Style) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let edited = edit(line.text(), line.cursor(), area.width, Base::Auto);
    let indent = match edited.laid.direction() {
        Direction::LeftToRight => 0,
        Direction::RightToLeft => edited.laid.indent(0, area.width),
    };
    row::draw(&edited.laid, 0, area, buf, style);
    let cursor = Rect { x: area.x + indent + edited.cursor, width: 1, height: 1, ..area };
    row::tint(cursor.intersection(area), buf, style.add_modifier(Modifier::REVERSED));
}
