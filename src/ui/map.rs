//! The map of outlets and years: tiles shaded by how much there is.
//!
//! Where colours can be mixed, the accent is laid into the background in five strengths; where they cannot, shading
//! characters before the number say the same.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::map::{Cell, Grid, Map, Spot};
use crate::ui::row;
use crate::ui::theme::Theme;

/// How much of the accent is in the background, by shade.
const MIXED: [f32; 6] = [0.0, 0.14, 0.28, 0.44, 0.64, 0.86];
/// What stands before the number where colours cannot be mixed, by shade.
const SHADES: [&str; 6] = [" ", "░", "░", "▒", "▒", "▓"];

/// Draws the part of the map that is in its window.
pub fn view(map: &Map, area: Rect, buf: &mut Buffer, theme: &Theme) {
    if map.is_empty() {
        row::text("There is nothing to map yet.", Rect { height: area.height.min(1), ..area }, buf, theme.quiet);
        return;
    }
    let picture = Picture { map, grid: map.grid(), area, theme };
    picture.headers(buf);
    for row in map.rows() {
        picture.outlet(row, buf);
    }
}

struct Picture<'a> {
    map: &'a Map,
    grid: Grid,
    area: Rect,
    theme: &'a Theme,
}

impl Picture<'_> {
    /// The years, and under them their totals.
    fn headers(&self, buf: &mut Buffer) {
        let total = Spot::default();
        self.text_at_right("all", self.total_place(0), buf, self.header_style(total));
        self.number(total, self.total_place(1), buf, self.header_style(total));
        self.text("all outlets", self.name_place(1), buf, self.header_style(total));
        for column in self.map.columns() {
            let spot = Spot { row: 0, column };
            let style = self.header_style(spot);
            self.text_at_right(&self.map.column_name(column), self.year_place(column, 0), buf, style);
            self.number(spot, self.year_place(column, 1), buf, style);
            self.mark(spot, self.year_place(column, 0), buf);
        }
        let [left, right, above, below] = self.map.beyond();
        let more = [(left, "‹"), (right, "›"), (above, "↑"), (below, "↓")];
        let more: Vec<&str> = more.into_iter().filter(|(is_more, _)| *is_more).map(|(_, sign)| sign).collect();
        self.text(&more.join(" "), self.name_place(0), buf, self.theme.faint);
    }

    fn outlet(&self, row: usize, buf: &mut Buffer) {
        let y = self.grid.outlets_y + (row - self.map.rows().start) as u16;
        let header = Spot { row, column: 0 };
        let style = self.header_style(header);
        self.text(self.map.row_name(row), self.name_place(y), buf, style);
        self.number(header, self.total_place(y), buf, style);
        self.mark(header, self.name_place(y), buf);
        for column in self.map.columns() {
            self.tile(Spot { row, column }, self.year_place(column, y), buf);
        }
    }

    fn tile(&self, spot: Spot, place: Rect, buf: &mut Buffer) {
        let cell = self.map.cell(spot);
        let is_under_cursor = self.map.cursor() == spot;
        let style = self.tile_style(cell);
        row::fill(place, buf, style);
        if !self.mixes() && cell.is_in && cell.shade > 0 {
            let n_digits = cell.count.to_string().len() as u16;
            for x in place.x..(place.right().saturating_sub(n_digits)) {
                row::symbol(SHADES[usize::from(cell.shade.min(5))], x, place.y, buf, self.theme.accent);
            }
        }
        let number = if cell.count == 0 { "·".to_owned() } else { cell.count.to_string() };
        self.text_at_right(&number, place, buf, style);
        if is_under_cursor {
            row::tint(place, buf, Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD));
        }
        self.mark(spot, place, buf);
    }

    fn tile_style(&self, cell: Cell) -> Style {
        if cell.count == 0 || !cell.is_in {
            return self.theme.faint;
        }
        let mixed = mix(self.theme, MIXED[usize::from(cell.shade.min(5))]);
        mixed.map_or(self.theme.text, |background| self.theme.text.bg(background).fg(ink_on(background, self.theme)))
    }

    fn mixes(&self) -> bool {
        mix(self.theme, 0.0).is_some()
    }

    fn header_style(&self, spot: Spot) -> Style {
        let cell = self.map.cell(spot);
        let style = match (cell.count, cell.is_in) {
            (0, _) | (_, false) => self.theme.faint,
            _ if spot == Spot::default() => self.theme.quiet,
            _ => self.theme.text,
        };
        if self.map.cursor() == spot { style.add_modifier(Modifier::REVERSED | Modifier::BOLD) } else { style }
    }

    /// The sign of a mark, in the column before what is marked.
    fn mark(&self, spot: Spot, place: Rect, buf: &mut Buffer) {
        if self.map.cell(spot).is_marked && place.x > self.area.x && place.height > 0 {
            row::symbol("▌", place.x - 1, place.y, buf, self.theme.accent);
        }
    }

    fn number(&self, spot: Spot, place: Rect, buf: &mut Buffer, style: Style) {
        self.text_at_right(&self.map.cell(spot).count.to_string(), place, buf, style);
    }

    fn name_place(&self, y: u16) -> Rect {
        self.place(1, y, self.grid.name)
    }

    fn total_place(&self, y: u16) -> Rect {
        self.place(self.grid.total_x, y, self.grid.total)
    }

    fn year_place(&self, column: usize, y: u16) -> Rect {
        let idx = (column - self.map.columns().start) as u16;
        let wider = if self.map.is_undated(column) { self.grid.undated } else { 0 };
        self.place(self.grid.years_x + idx * (self.grid.year + 1), y, self.grid.year + wider)
    }

    /// A row of cells counted from the corner of the map, cut to its area.
    fn place(&self, x: u16, y: u16, width: u16) -> Rect {
        let place = Rect { x: self.area.x.saturating_add(x), y: self.area.y.saturating_add(y), width, height: 1 };
        place.intersection(self.area)
    }

    fn text(&self, text: &str, place: Rect, buf: &mut Buffer, style: Style) {
        row::text(text, place, buf, style);
    }

    fn text_at_right(&self, text: &str, place: Rect, buf: &mut Buffer, style: Style) {
        row::text_at_right(text, place, buf, style);
    }
}

/// The background with so much of the accent in it; `None` where the theme's colours are the terminal's own.
fn mix(theme: &Theme, part: f32) -> Option<Color> {
    let (Some(Color::Rgb(r, g, b)), Some(Color::Rgb(to_r, to_g, to_b))) = (theme.text.bg, theme.accent.fg) else {
        return None;
    };
    let mixed = |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * part).round() as u8;
    Some(Color::Rgb(mixed(r, to_r), mixed(g, to_g), mixed(b, to_b)))
}

/// Of the theme's text and background the one that stands out more.
fn ink_on(background: Color, theme: &Theme) -> Color {
    let inks = [theme.text.fg, theme.text.bg].into_iter().flatten();
    inks.max_by(|a, b| contrast(*a, background).total_cmp(&contrast(*b, background))).unwrap_or(Color::Reset)
}

/// The contrast of two colours (WCAG 2.1).
fn contrast(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a colour (WCAG 2.1).
fn luminance(colour: Color) -> f32 {
    let Color::Rgb(r, g, b) = colour else { return 0.0 };
    let linear = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
