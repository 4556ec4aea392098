//! A line being typed, with its cursor.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::line_edit::LineEdit;
use crate::text::layout::edit;
use crate::text::position::Logical;
use crate::text::setting::{Base, Setting};
use crate::ui::canvas::Canvas;
use crate::ui::row;

/// Draws the line in the first row of `area`, scrolled so that its cursor shows, which is a reversed cell: a terminal's
/// own cursor could not stand in the middle of a frame without flicker. A line of either direction begins at the start of
/// the area, beside what asks for it: the first letter does not throw the cursor to the other end of the screen. A marked
/// text is reversed like its cursor.
pub fn view(line: &LineEdit, area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let edited = edit(line.text(), Logical(line.cursor()), area.width, &setting(canvas));
    let width = edited.laid.row(0).map_or(0, |row| row.width()).min(area.width);
    let area = Rect { width, height: 1, ..area };
    row::draw(&edited.laid, 0, area, canvas, style);
    let cursor = canvas.from_left(area, edited.cursor.0, 1);
    let reversed = if line.is_marked() { area } else { cursor.intersection(area) };
    row::tint(reversed, canvas, style.add_modifier(Modifier::REVERSED));
}

/// A line runs in the direction of its first letter, and does not turn round while more is typed; an empty one is the
/// interface's. Nothing is put in or left out: the cursor stands among the characters that were typed.
fn setting(canvas: &Canvas<'_>) -> Setting {
    Setting { isolation: false, spacing: false, base: Base::First(canvas.direction()), ..*canvas.setting() }
}
