//! The tour: a rule with its title, and under it the keys of the step and what they are for.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;
use crate::app::tour::{KEYS_GAP, Tour};
use crate::ui::canvas::Canvas;
use crate::ui::row::rect;
use crate::ui::theme::Theme;
use crate::ui::{row, rules};

/// Draws the step where the tour has rows of its own.
pub(crate) fn view(app: &App, tour: &Tour, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(says) = tour.says.as_ref().filter(|_| !tour.area.is_empty()) else { return };
    row::fill(rect(tour.area), canvas, theme.text);
    let (title, contents) = rules::page(rect(tour.area), canvas, theme);
    let (step, all) = tour.way();
    let name = app.words.with("tour-title", &[("n", step.into()), ("all", all.into())]);
    let close = app.keymap.hint(Action::Close).unwrap_or_default();
    let leave = app.words.with("tour-leave", &[("close", close.into())]);
    rules::title(&name, &leave, true, title, canvas, theme);
    let inner = rect(tour.area.inset(1));
    let inner = Rect { y: contents.y, height: contents.height, ..inner };
    let taken = (row::text(&tour.keys, inner, canvas, theme.accent) + KEYS_GAP).min(inner.width);
    for row_idx in 0..inner.height {
        let width = says.row(usize::from(row_idx)).map_or(0, |row| row.width()).min(inner.width - taken);
        let place = Rect { x: inner.x + taken, y: inner.y + row_idx, width, height: 1 };
        row::draw(says, usize::from(row_idx), place, canvas, theme.text);
    }
}

/// The step on one row, where there is no room for more; gives back whether there was one to draw.
pub fn in_a_row(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> bool {
    let tour = app.tour.as_ref().filter(|tour| tour.area.is_empty() && app.overlay.is_none());
    let Some(tour) = tour else { return false };
    let taken = (row::text(&tour.keys, area, canvas, theme.accent) + 1).min(area.width);
    let rest = Rect { x: area.x + taken, width: area.width - taken, ..area };
    row::words(tour.sentence(&app.words), rest, canvas, theme.text);
    true
}
