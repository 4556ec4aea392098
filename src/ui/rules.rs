//! The thin lines between panes, and the titles that sit in them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::row;
use crate::ui::theme::Theme;

/// A rule across the first row of `area`.
pub fn across(area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    for x in area.x..area.right() {
        row::symbol("─", x, area.y, canvas, style);
    }
}

/// A rule down the first column of `area`.
pub fn down(area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    for y in area.y..area.bottom() {
        row::symbol("│", area.x, y, canvas, style);
    }
}

/// A title in a rule, with a remark at its end; the remark goes first where room is short.
pub fn title(title: &str, remark: &str, is_focused: bool, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let style = if is_focused { theme.focused_title } else { theme.title };
    let room = area.width.saturating_sub(2);
    let title_width = columns(title, canvas.setting()).min(room);
    if title_width == 0 {
        return;
    }
    // The cell before a title is blank and the cell after it, so that it does not touch the line.
    row::fill(Rect { width: title_width + 2, height: 1, ..area }, canvas, theme.text);
    row::text(title, Rect { x: area.x + 1, width: title_width, height: 1, ..area }, canvas, style);
    let remark_width = columns(remark, canvas.setting());
    if remark_width == 0 || title_width.saturating_add(remark_width).saturating_add(5) > area.width {
        return;
    }
    let x = area.right() - remark_width - 2;
    row::fill(Rect { x, width: remark_width + 2, height: 1, ..area }, canvas, theme.text);
    row::words(remark, Rect { x: x + 1, width: remark_width, height: 1, ..area }, canvas, theme.quiet);
}

/// Remarks side by side, each a text of its own: a word before a number must not turn its sign round.
pub fn remarks(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| format!("\u{2068}{part}\u{2069}")).collect();
    parts.join("   ")
}

/// A page that fills `area`: a rule in its first row for the title, and its contents below.
pub fn page(area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> (Rect, Rect) {
    let title = Rect { height: area.height.min(1), ..area };
    across(title, canvas, theme.rule);
    (title, Rect { y: area.y + title.height, height: area.height - title.height, ..area })
}

/// Rules around `area`.
pub fn around(area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    if area.width < 2 || area.height < 2 {
        return;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    across(area, canvas, style);
    across(Rect { y: bottom, ..area }, canvas, style);
    down(area, canvas, style);
    down(Rect { x: right, ..area }, canvas, style);
    for (corner, x, y) in [("┌", area.x, area.y), ("┐", right, area.y), ("└", area.x, bottom), ("┘", right, bottom)]
    {
        row::symbol(corner, x, y, canvas, style);
    }
}
