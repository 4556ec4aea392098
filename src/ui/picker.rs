//! The picker: what is typed in its title, and the rows that are left.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::filters::{Choice, Filters, Group};
use crate::app::line_edit::LineEdit;
use crate::app::picker::Picker;
use crate::locale::words::{Words, number};
use crate::text::cells;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{line, row, sources};

/// Columns before the words of a row: the bar, the mark, air.
const LEAD: u16 = 3;

/// Draws the typed line into the rule above, and the rows below it.
pub fn view(picker: &Picker, filters: &Filters, title: Rect, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let name = match picker.group() {
        Group::Marks | Group::Searches => "title-searches",
        Group::Outlets => "title-outlets",
        Group::Years => "title-years",
        Group::Languages => "title-languages",
    };
    typed_in_title(picker.line(), picker.words(), name, title, canvas, theme);
    let choices = picker.choices();
    if choices.is_empty() {
        let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: area.height.min(1), ..area };
        row::words(picker.words().text("picker-empty"), place, canvas, theme.faint);
    }
    for shown in picker.cursor().shown(choices.len(), area.height, |_| 1) {
        let Some(choice) = choices.get(shown.item) else { continue };
        let whole = Rect { y: area.y + shown.y, height: 1, ..area };
        let is_on = filters.has(&choice.step);
        let style = match (is_on, choice.count) {
            (true, _) => theme.accent.add_modifier(Modifier::BOLD),
            (false, Some(0)) => theme.faint,
            (false, _) => theme.text,
        };
        if is_on {
            row::symbol("✓", whole.x + 1, whole.y, canvas, style);
        }
        let place = Rect { x: whole.x + LEAD, width: whole.width.saturating_sub(LEAD + 1), ..whole };
        let ink = if choice.count == Some(0) { theme.faint } else { theme.quiet };
        row::words_at_end(&choice.count.map_or_else(String::new, number), place, canvas, ink);
        row::text(&choice.label, Rect { width: name_width(choice, whole.width), ..place }, canvas, style);
        if shown.item == picker.cursor().selected() {
            sources::select(whole, canvas, theme);
        }
    }
}

/// Columns that the name has in a row so wide: the count stands behind it, with air at both its sides.
pub fn name_width(choice: &Choice, width: u16) -> u16 {
    let count = cells::width(&choice.count.map_or_else(String::new, number)) as u16;
    width.saturating_sub(LEAD + 1 + count + 1)
}

/// ` Outlets mon▏ ─────`: what is typed continues the title.
pub fn typed_in_title(
    typed: &LineEdit,
    words: &Words,
    name: &str,
    title: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
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
