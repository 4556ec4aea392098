//! The palette: a row for each thing that can be done.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::palette::{Entry, Found, Palette};
use crate::text::bidi::Direction;
use crate::text::layout::layout;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, shortlist};

/// Columns before the words of a row: the bar, air.
const LEAD: u16 = 2;
/// Columns between two parts of a row.
const GAP: u16 = 2;
/// Names and all keys stand in the rows where these have so many columns.
const NAMED: u16 = 72;
/// Columns for names,
const NAME: u16 = 17;
/// and for keys.
const KEYS: u16 = 16;

/// Draws the typed line into the rule above, and the rows below it.
pub fn view(palette: &Palette, title: Rect, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (list, words) = (palette.list(), palette.words());
    shortlist::title(list.line(), words, "title-palette", title, canvas, theme);
    let keys = |entry: &Entry| columns(&keys(entry, area.width), canvas.setting());
    let keys_width = palette.entries().iter().map(keys).max().unwrap_or(0).min(KEYS);
    shortlist::rows(list, words, area, canvas, theme, |found, whole, canvas| {
        if let Some(entry) = palette.entries().get(found.entry) {
            draw(entry, found, keys_width, whole, canvas, theme);
        }
    });
}

fn draw(entry: &Entry, found: &Found, keys_width: u16, whole: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let place = Rect { x: whole.x + LEAD, width: whole.width.saturating_sub(LEAD + 1), ..whole };
    let is_named = whole.width >= NAMED;
    let keys_place = at_end(place, keys_width);
    row::address_at_end(&keys(entry, whole.width), keys_place, canvas, theme.accent);
    let place = before(place, keys_width + GAP);
    let place = match is_named {
        true => {
            let name_place = at_end(place, NAME);
            marked(&entry.name, Direction::LeftToRight, &found.in_name, name_place, canvas, [theme.faint, theme.hit]);
            before(place, NAME + GAP)
        }
        false => place,
    };
    let direction = canvas.direction();
    marked(&entry.does, direction, &found.in_does, place, canvas, [theme.text, theme.hit]);
}

/// All keys, or where room is short the one to remember.
fn keys(entry: &Entry, width: u16) -> String {
    let n_shown = if width >= NAMED { entry.keys.len() } else { 1 };
    entry.keys.iter().take(n_shown).map(String::as_str).collect::<Vec<_>>().join("  ")
}

/// Words on one row at the start of an area, with some letters of them in the second style.
fn marked(
    words: &str,
    direction: Direction,
    marks: &[Range<usize>],
    area: Rect,
    canvas: &mut Canvas<'_>,
    [ink, mark]: [Style; 2],
) {
    let laid = layout(words, &canvas.one_row(area.width).with_base(direction));
    let width = laid.row(0).map_or(0, |row| row.width()).min(area.width);
    row::draw_marked(&laid, 0, Rect { width, ..area }, canvas, ink, marks.iter().map(|range| (range, mark)));
}

fn at_end(area: Rect, width: u16) -> Rect {
    let width = width.min(area.width);
    Rect { x: area.right() - width, width, ..area }
}

fn before(area: Rect, width: u16) -> Rect {
    Rect { width: area.width.saturating_sub(width), ..area }
}
