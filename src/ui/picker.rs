//! The picker: a row for each choice, with what it counts.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::filters::{Choice, Filters, Group};
use crate::app::picker::Picker;
use crate::locale::words::number;
use crate::text::cells;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, shortlist};

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
    let (list, words) = (picker.list(), picker.words());
    shortlist::title(list.line(), words, name, title, canvas, theme);
    shortlist::rows(list, words, area, canvas, theme, |choice, whole, canvas| {
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
    });
}

/// Columns that the name has in a row so wide: the count stands behind it, with air at both its sides.
pub fn name_width(choice: &Choice, width: u16) -> u16 {
    let count = cells::width(&choice.count.map_or_else(String::new, number)) as u16;
    width.saturating_sub(LEAD + 1 + count + 1)
}
