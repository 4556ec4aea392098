//! Draws one row of a laid text onto the canvas: the one door for text.
//!
//! Styles and hits come in logical byte ranges; which columns these are was decided by `text::layout`. What a page says
//! finds its direction by itself; words of the interface have that of the interface, whatever names stand among them.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use crate::app::panes::Area;
use crate::text::bidi::Direction;
use crate::text::layout::{Laid, layout};
use crate::text::measure::both_ends;
use crate::text::position::Logical;
use crate::ui::canvas::Canvas;
use crate::ui::hyperlinks::Hyperlink;

/// An area of the app as ratatui writes it.
pub fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

/// Draws row `row_idx` of a laid text into the first row of `area`: right-to-left text at the right, other text at the
/// left, whichever side reading of the interface begins at.
pub fn draw(laid: &Laid, row_idx: usize, area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    draw_marked(laid, row_idx, area, canvas, style, std::iter::empty());
}

/// Draws a row with some byte ranges of the text in a style of their own, laid over `style`.
pub fn draw_marked<'a>(
    laid: &Laid,
    row_idx: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
    style: Style,
    marks: impl IntoIterator<Item = (&'a Range<usize>, Style)>,
) {
    let area = canvas.place(area);
    let Some(row) = laid.row(row_idx).filter(|_| area.height > 0) else { return };
    let indent = laid.indent(row_idx, area.width);
    let shown = Logical::bytes(row.range());
    let marks: Vec<_> =
        marks.into_iter().filter(|(range, _)| range.start < shown.end && shown.start < range.end).collect();
    for cell in row.cells() {
        let column = indent + cell.column.0;
        if column + cell.width > area.width {
            continue;
        }
        let bytes = Logical::bytes(cell.range);
        let is_in = |range: &Range<usize>| range.start < bytes.end && bytes.start < range.end;
        let over = marks.iter().filter(|(range, _)| is_in(range)).map(|(_, over)| *over);
        put(canvas, area.x + column, area.y, &cell.symbol, cell.width, over.fold(style, Style::patch));
    }
}

/// Lets a byte range of the text lead somewhere, as far as a row shows it that was drawn into `area`.
pub fn lead(
    laid: &Laid,
    row_idx: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
    range: &Range<usize>,
    link: &Arc<Hyperlink>,
) {
    let area = canvas.place(area);
    let Some(row) = laid.row(row_idx).filter(|_| area.height > 0) else { return };
    let indent = laid.indent(row_idx, area.width);
    for cell in row.cells() {
        let (bytes, column) = (Logical::bytes(cell.range), indent + cell.column.0);
        let is_in = range.start < bytes.end && bytes.start < range.end;
        if is_in && column + cell.width <= area.width {
            (column..column + cell.width).for_each(|x| canvas.lead(area.x + x, area.y, Some(link)));
        }
    }
}

/// Draws what a page says on one row at the start of `area`, with an ellipsis where it is too long; gives back the
/// columns it took.
pub fn text(text: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    at_start(&layout(text, &canvas.one_row(area.width)), area, canvas, style)
}

/// Draws what a page says on one row at the end of `area`; gives back the columns it took.
pub fn text_at_end(text: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    at_end(&layout(text, &canvas.one_row(area.width)), area, canvas, style)
}

/// Draws words of the interface on one row at the start of `area`; gives back the columns they took.
pub fn words(words: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    at_start(&laid_words(words, area, canvas), area, canvas, style)
}

/// Draws words of the interface on one row at the end of `area`, as numbers are; gives back the columns they took.
pub fn words_at_end(words: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    at_end(&laid_words(words, area, canvas), area, canvas, style)
}

/// What is left of a place behind so many columns.
pub fn behind(place: Rect, n_columns: u16) -> Rect {
    let n_columns = n_columns.min(place.width);
    Rect { x: place.x + n_columns, width: place.width - n_columns, ..place }
}

/// Draws an address or a path on one row at the start of `area`: from left to right in every language, and both of its ends
/// where it is too long. Gives back the columns it took.
pub fn address(address: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    at_start(&laid_address(address, area, canvas), area, canvas, style)
}

/// Draws an address or a path on one row at the end of `area`; gives back the columns it took.
pub fn address_at_end(address: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    at_end(&laid_address(address, area, canvas), area, canvas, style)
}

fn laid_address(address: &str, area: Rect, canvas: &Canvas<'_>) -> Laid {
    let shown = both_ends(address, area.width, canvas.setting());
    layout(&shown, &canvas.one_row(area.width).with_base(Direction::LeftToRight))
}

/// Draws a number of a table on one row at the right of `area`: its units stand under each other in every language.
pub fn number(number: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    let laid = laid_words(number, area, canvas);
    let width = width_in(&laid, area);
    draw(&laid, 0, canvas.from_left(area, area.width - width, width), canvas, style);
}

fn laid_words(words: &str, area: Rect, canvas: &Canvas<'_>) -> Laid {
    layout(words, &canvas.one_row(area.width).with_base(canvas.direction()))
}

fn at_start(laid: &Laid, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    let width = width_in(laid, area);
    draw(laid, 0, Rect { width, ..area }, canvas, style);
    width
}

fn at_end(laid: &Laid, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    let width = width_in(laid, area);
    draw(laid, 0, Rect { x: area.x + area.width - width, width, ..area }, canvas, style);
    width
}

/// Columns that the only row takes of an area; none where there is no area.
fn width_in(laid: &Laid, area: Rect) -> u16 {
    if area.height == 0 { 0 } else { laid.row(0).map_or(0, |row| row.width()).min(area.width) }
}

/// Writes one sign of the interface's own - a rule, a bar, a mark - into a cell.
pub fn symbol(symbol: &str, x: u16, y: u16, canvas: &mut Canvas<'_>, style: Style) {
    let place = canvas.place(Rect { x, y, width: 1, height: 1 });
    if !place.is_empty() {
        put(canvas, place.x, place.y, canvas.reflected(symbol), 1, style);
    }
}

/// Fills an area with blanks in a style.
pub fn fill(area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    for position in canvas.place(area).positions() {
        if let Some(cell) = canvas.cell_mut(position.x, position.y) {
            cell.reset();
            cell.set_style(style);
        }
        canvas.lead(position.x, position.y, None);
    }
}

/// Lays a style over an area.
pub fn tint(area: Rect, canvas: &mut Canvas<'_>, style: Style) {
    for position in canvas.place(area).positions() {
        if let Some(cell) = canvas.cell_mut(position.x, position.y) {
            cell.set_style(style);
        }
    }
}

/// The cells behind a wide symbol are emptied, because ratatui skips them by the width of the symbol before. A symbol of
/// several characters with columns of their own, such as a flag, goes into as many cells: a terminal keeps it in these,
/// and what changed is written cell by cell.
fn put(canvas: &mut Canvas<'_>, x: u16, y: u16, symbol: &str, width: u16, style: Style) {
    let mut column = x;
    let mut rest = symbol;
    while let Some(first) = rest.chars().next() {
        let has_columns = |c: char| c.width().is_some_and(|width| width > 0);
        let end = rest.char_indices().skip(1).find(|(_, c)| has_columns(*c)).map_or(rest.len(), |(end, _)| end);
        let (part, behind) = rest.split_at(end);
        rest = behind;
        // What the symbol takes is known for all of it: its last part gets what is left.
        let left = x.saturating_add(width.max(1)).saturating_sub(column);
        let wanted = if rest.is_empty() { left } else { first.width().unwrap_or(0).min(usize::from(left)) as u16 };
        for offset in 0..wanted {
            let x = column.saturating_add(offset);
            if let Some(cell) = canvas.cell_mut(x, y) {
                cell.set_symbol(if offset == 0 { part } else { " " }).set_style(style);
            }
            canvas.lead(x, y, None);
        }
        column = column.saturating_add(wanted);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;

    #[test]
    fn a_symbol_takes_the_cells_that_a_terminal_keeps_it_in() {
        for (written, want) in [
            ("ab", ["a", "b", " ", " "]),
            ("e\u{301}b", ["e\u{301}", "b", " ", " "]),
            ("\u{6f22}b", ["\u{6f22}", " ", "b", " "]),
            // The flag of France: two regional indicators, a column each.
            ("\u{1f1eb}\u{1f1f7}b", ["\u{1f1eb}", "\u{1f1f7}", "b", " "]),
        ] {
            let area = Rect::new(0, 0, 4, 1);
            let mut buf = Buffer::empty(area);
            text(written, area, &mut Canvas::new(&mut buf, Direction::LeftToRight), Style::new());
            let cells: Vec<&str> = buf.content.iter().map(|cell| cell.symbol()).collect();
            assert_eq!(cells, want, "{written}");
        }
    }
}
