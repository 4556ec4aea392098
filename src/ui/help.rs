//! The help: a line to search it, and the actions under it.

use ratatui::layout::Rect;

use crate::app::help::Help;
use crate::app::line_edit::LineEdit;
use crate::locale::words::Words;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{line, row, sheet};

/// Draws the line and what the window shows of the list.
pub fn view(help: &Help, words: &Words, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    search_line(help.line(), words, area, canvas, theme);
    let n_head = help.n_head().min(area.height);
    let list = Rect { y: area.y + n_head, height: area.height - n_head, ..area };
    sheet::view(help.sheet(), None, list, canvas, theme);
}

/// Draws what is typed to search a page in its first row.
pub fn search_line(typed: &LineEdit, words: &Words, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let air = u16::from(area.width >= 20);
    let head = Rect { x: area.x + air, width: area.width.saturating_sub(2 * air), height: area.height.min(1), ..area };
    let label = (row::words(words.text("help-search"), head, canvas, theme.quiet) + 1).min(head.width);
    let rest = Rect { x: head.x + label, width: head.width - label, ..head };
    line::view(typed, rest, canvas, theme.text);
}
