//! The left pane: all articles, and the groups to narrow them down by.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::filters::{Choice, Group, Step, choice, n_choices};
use crate::app::panes::Pane;
use crate::app::sources::Line;
use crate::locale::words::number;
use crate::store::groups::YearKey;
use crate::ui::canvas::Canvas;
use crate::ui::row;
use crate::ui::theme::Theme;

/// Stands before a row that is switched on.
pub(super) const ON: &str = "✓";
/// Columns before the words of a title, and before those of a row: the bar, air, the mark, air.
const LEAD: [u16; 2] = [2, 4];
/// The bars of the years, from the least to the most.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// Columns of a year with the air behind it, where its bar stands.
const YEAR: u16 = 6;

/// Draws the pane.
pub fn view(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let most = app.facets.years.iter().map(|year| year.count).max().unwrap_or(0);
    let selected = app.stand.sources.selected();
    for (line, y) in app.stand.sources.lines(&app.facets).zip(area.y..area.bottom()) {
        let row = Rect { y, height: 1, ..area };
        match line {
            Line::Blank => {}
            Line::Problems => {
                let n_problems = Some(app.n_problems());
                named_count(app.words.text("problems"), n_problems, LEAD[0], theme.text, row, canvas, theme);
            }
            Line::Title(group, n_shown) => title(app, group, n_shown, row, canvas, theme),
            Line::All => {
                let is_on = app.filters.steps().iter().all(|step| *step == Step::Search);
                let style = if is_on { theme.text.add_modifier(Modifier::BOLD) } else { theme.text };
                named_count(app.words.text("all-articles"), app.n_without_groups(), LEAD[0], style, row, canvas, theme);
            }
            Line::Row(group, idx) => {
                if let Some(choice) = choice(&app.facets, group, idx, &app.words) {
                    draw_choice(app, &choice, most, row, canvas, theme);
                }
            }
        }
        if line == selected && app.stand.focus == Pane::Sources {
            select(row, canvas, theme);
        }
    }
}

/// The title of a group, and the number of its rows where the pane does not show them all.
fn title(app: &App, group: Group, n_shown: usize, row: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let place = from_column(row, LEAD[0]);
    let n_rows = n_choices(&app.facets, group);
    let taken = if n_rows > n_shown { row::words_at_end(&number(n_rows), place, canvas, theme.faint) + 1 } else { 0 };
    row::words(
        group.title().map_or("", |title| app.words.text(title)),
        Rect { width: place.width.saturating_sub(taken), ..place },
        canvas,
        theme.quiet,
    );
}

fn draw_choice(app: &App, choice: &Choice, most: usize, row: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let is_on = app.filters.has(&choice.step);
    let style = match (is_on, choice.count) {
        (true, _) => theme.accent.add_modifier(Modifier::BOLD),
        (false, Some(0)) => theme.faint,
        (false, _) => theme.text,
    };
    if is_on && row.width > LEAD[1] {
        row::symbol(ON, row.x + LEAD[0], row.y, canvas, style);
    }
    let room = named_count(&choice.label, choice.count, LEAD[1], style, row, canvas, theme);
    let bar = match choice.step {
        Step::Year(YearKey::Year(_)) => choice.count.and_then(|count| bar(count, most)),
        _ => None,
    };
    if let Some(bar) = bar.filter(|_| room > YEAR) {
        row::symbol(bar, row.x + LEAD[1] + YEAR, row.y, canvas, if is_on { theme.accent } else { theme.quiet });
    }
}

/// A name at the left and a number at the right, once it is known; gives back the columns the name could have.
fn named_count(
    name: &str,
    count: Option<usize>,
    lead: u16,
    style: Style,
    row: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) -> u16 {
    let place = from_column(row, lead);
    let ink = if count == Some(0) { theme.faint } else { theme.quiet };
    let taken = row::words_at_end(&count.map_or_else(String::new, number), place, canvas, ink);
    let room = place.width.saturating_sub(taken + 1);
    row::text(name, Rect { width: room, ..place }, canvas, style);
    room
}

/// The bar of a year among the others; none where there is nothing.
fn bar(count: usize, most: usize) -> Option<&'static str> {
    let level = (count * BARS.len()).div_ceil(most.max(1));
    BARS.get(level.checked_sub(1)?).copied()
}

/// A row from a column on, without the column of air at its end.
fn from_column(row: Rect, column: u16) -> Rect {
    let column = column.min(row.width);
    Rect { x: row.x + column, width: (row.width - column).saturating_sub(1), ..row }
}

/// The tint of the selected row, and the bar at its starting edge.
pub fn select(row: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    row::tint(row, canvas, theme.selected);
    row::symbol("▌", row.x, row.y, canvas, theme.on_selected(theme.accent));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_grows_with_the_count_and_nothing_has_none() {
        for (count, most, want) in
            [(0, 9, None), (1, 800, Some("▁")), (4, 8, Some("▄")), (8, 8, Some("█")), (1, 1, Some("█")), (0, 0, None)]
        {
            assert_eq!(bar(count, most), want, "{count} of {most}");
        }
    }
}
