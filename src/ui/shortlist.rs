//! Rows under a typed line: the line in the title, and the rows that it leaves.

use ratatui::layout::Rect;

use crate::app::line_edit::LineEdit;
use crate::app::shortlist::Shortlist;
use crate::locale::words::Words;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{line, row, sources};

/// Draws the rows, each by `draw`, or says that there are none.
pub fn rows<R>(
    list: &Shortlist<R>,
    words: &Words,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
    mut draw: impl FnMut(&R, Rect, &mut Canvas<'_>),
) {
    if list.rows().is_empty() {
        let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: area.height.min(1), ..area };
        row::words(words.text("picker-empty"), place, canvas, theme.faint);
    }
    for (shown, of, is_selected) in list.shown(area.height) {
        let whole = Rect { y: area.y + shown.y, height: 1, ..area };
        draw(of, whole, canvas);
        if is_selected {
            sources::select(whole, canvas, theme);
        }
    }
}

/// ` Outlets mon▏ ─────`: what is typed continues the title.
pub fn title(typed: &LineEdit, words: &Words, name: &str, title: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    row::fill(title, canvas, theme.text);
    let inner = Rect { x: title.x + 1, width: title.width.saturating_sub(2), ..title };
    let label = row::words(words.text(name), inner, canvas, theme.focused_title) + 1;
    let rest = Rect { x: inner.x + label.min(inner.width), width: inner.width.saturating_sub(label), ..inner };
    if typed.is_empty() {
        let hint = Rect { x: rest.x + 2.min(rest.width), width: rest.width.saturating_sub(2), ..rest };
        if hint.width >= columns(words.text("picker-hint"), canvas.setting()) {
            row::words(words.text("picker-hint"), hint, canvas, theme.faint);
        }
        line::view(typed, Rect { width: rest.width.min(1), ..rest }, canvas, theme.text);
    } else {
        line::view(typed, rest, canvas, theme.text);
    }
}
