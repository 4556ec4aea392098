//! The map of outlets and years: tiles shaded by how much there is.
//!
//! Where colours can be mixed, the accent is laid into the background in five strengths; where they cannot, shading
//! characters before the number say the same.

use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::map::{Cell, Grid, Map, Spot};
use crate::ui::canvas::Canvas;
use crate::ui::row;
use crate::ui::theme::{Theme, indexed, parts};

/// How much of the accent is in the background, by shade. Not in even steps: halfway, no ink would stand out from it.
const MIXED: [f32; 6] = [0.0, 0.1, 0.2, 0.3, 0.42, 0.88];
/// What stands before the number where colours cannot be mixed, by shade.
const SHADES: [&str; 6] = [" ", " ", "░", "▒", "▒", "▓"];

/// Draws the part of the map that is in its window.
pub fn view(map: &Map, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    if map.is_empty() {
        let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: area.height.min(1), ..area };
        row::words(map.words().text("map-empty"), place, canvas, theme.quiet);
        return;
    }
    let picture = Picture { map, grid: map.grid(), area, theme };
    picture.headers(canvas);
    for row in map.rows() {
        picture.outlet(row, canvas);
    }
    picture.foot(canvas);
}

struct Picture<'a> {
    map: &'a Map,
    grid: Grid,
    area: Rect,
    theme: &'a Theme,
}

impl Picture<'_> {
    /// The years, and under them their totals if there is room.
    fn headers(&self, canvas: &mut Canvas<'_>) {
        let corner = Spot::default();
        row::number(&self.map.column_name(0), self.total_place(0), canvas, self.header_style(corner));
        for column in self.map.columns() {
            let spot = Spot { row: 0, column };
            let place = self.year_place(column, 0);
            row::number(&self.map.column_name(column), place, canvas, self.header_style(spot));
            self.mark(spot, place, canvas);
        }
        let [left, right, above, below] = self.map.beyond();
        let more = [(left, "‹"), (right, "›"), (above, "↑"), (below, "↓")];
        let more: String = more.into_iter().filter(|(is_more, _)| *is_more).map(|(_, sign)| sign).collect();
        row::words(&more, self.name_place(0), canvas, self.theme.faint);
        if self.grid.outlets_y < 2 {
            return;
        }
        self.text(self.map.row_name(0), self.name_place(1), canvas, self.header_style(corner));
        self.number(corner, self.total_place(1), canvas, self.header_style(corner));
        for column in self.map.columns() {
            let spot = Spot { row: 0, column };
            self.number(spot, self.year_place(column, 1), canvas, self.header_style(spot));
        }
    }

    fn outlet(&self, row: usize, canvas: &mut Canvas<'_>) {
        let y = self.grid.outlets_y + (row - self.map.rows().start) as u16;
        let header = Spot { row, column: 0 };
        let style = self.header_style(header);
        self.text(self.map.row_name(row), self.name_place(y), canvas, style);
        self.number(header, self.total_place(y), canvas, style);
        self.mark(header, self.name_place(y), canvas);
        for column in self.map.columns() {
            self.tile(Spot { row, column }, self.year_place(column, y), canvas);
        }
    }

    fn tile(&self, spot: Spot, place: Rect, canvas: &mut Canvas<'_>) {
        let cell = self.map.cell(spot);
        let is_under_cursor = self.map.cursor() == spot;
        let style = self.tile_style(cell);
        row::fill(place, canvas, style);
        if !self.mixes() && cell.is_in && cell.shade > 0 {
            let n_digits = cell.count.to_string().len() as u16;
            for column in 0..place.width.saturating_sub(n_digits) {
                let Rect { x, y, .. } = canvas.from_left(place, column, 1);
                row::symbol(SHADES[usize::from(cell.shade.min(5))], x, y, canvas, self.theme.accent);
            }
        }
        let number = if cell.count == 0 { "·".to_owned() } else { cell.count.to_string() };
        row::number(&number, place, canvas, style);
        if is_under_cursor {
            row::tint(place, canvas, self.cursor_style());
        }
        self.mark(spot, place, canvas);
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
        if self.map.cursor() == spot { style.patch(self.cursor_style()) } else { style }
    }

    /// Text and background change places: a full tile reversed would be an empty one.
    fn cursor_style(&self) -> Style {
        match (self.theme.text.fg, self.theme.text.bg) {
            (Some(ink), Some(paper)) if self.mixes() => Style::new().fg(paper).bg(ink).add_modifier(Modifier::BOLD),
            _ => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
        }
    }

    /// The sign of a mark, in the column before what is marked.
    fn mark(&self, spot: Spot, place: Rect, canvas: &mut Canvas<'_>) {
        if self.map.cell(spot).is_marked && place.x > self.area.x && place.height > 0 {
            row::symbol("▌", place.x - 1, place.y, canvas, self.theme.accent);
        }
    }

    /// What the cursor is on, or what is marked.
    fn foot(&self, canvas: &mut Canvas<'_>) {
        let y = self.grid.outlets_y + self.grid.n_rows + 1;
        let place = self.place(1, y, self.area.width.saturating_sub(2));
        summary(&self.map.summary(), place, canvas, self.theme);
    }

    fn number(&self, spot: Spot, place: Rect, canvas: &mut Canvas<'_>, style: Style) {
        row::number(&self.map.cell(spot).count.to_string(), place, canvas, style);
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

    fn text(&self, text: &str, place: Rect, canvas: &mut Canvas<'_>, style: Style) {
        row::text(text, place, canvas, style);
    }
}

/// Texts in a row with dots between them.
pub(super) fn summary(told: &[String], mut place: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    for (i, told) in told.iter().enumerate() {
        if i > 0 {
            row::text("·", row::behind(place, 1), canvas, theme.faint);
            place = row::behind(place, 3);
        }
        place = row::behind(place, row::text(told, place, canvas, theme.quiet));
    }
}

/// The background with so much of the accent in it; `None` where the theme's colours are the terminal's own.
fn mix(theme: &Theme, part: f32) -> Option<Color> {
    let (background, accent) = (theme.text.bg?, theme.accent.fg?);
    let ([r, g, b], [to_r, to_g, to_b]) = (parts(background)?, parts(accent)?);
    let mixed = |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * part).round() as u8;
    let colour = Color::Rgb(mixed(r, to_r), mixed(g, to_g), mixed(b, to_b));
    Some(if matches!(background, Color::Rgb(..)) { colour } else { indexed(colour) })
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
    let Some([r, g, b]) = parts(colour) else { return 0.0 };
    let linear = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::app::action::Action;
    use crate::app::sample::{article, document, paragraph, stated};
    use crate::locale::words::Words;
    use crate::model::date::PartialDate;
    use crate::store::facets::matrix;
    use crate::store::groups::Filter;
    use crate::store::library::Library;
    use crate::store::segment::Segment;
    use crate::text::bidi::Direction;
    use crate::ui::theme::Depth;

    /// Le Monde wrote once in 2019, 25 times in 2020; Le Matin four times in 2020.
    fn map(width: u16, height: u16) -> Map {
        let written = [("Le Monde", 2019, 1), ("Le Monde", 2020, 25), ("Le Matin", 2020, 4)];
        let pages = written.iter().flat_map(|(outlet, year, n)| {
            let mut article = article("Titre", vec![paragraph("Texte.")]);
            article.outlet = stated(outlet);
            article.published.fact.value = PartialDate::year(*year);
            std::iter::repeat_n(document(vec![article]), *n)
        });
        let library = Library::new([Segment::new(pages.collect())]);
        let mut map = Map::new(matrix(&library, &Filter::default(), None), &Filter::default(), Words::default());
        map.resize(width, height);
        map
    }

    fn draw(map: &Map, width: u16, height: u16, theme: &Theme) -> Buffer {
        draw_from(Direction::LeftToRight, map, width, height, theme)
    }

    fn draw_from(direction: Direction, map: &Map, width: u16, height: u16, theme: &Theme) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view(map, buf.area, &mut Canvas::new(&mut buf, direction), theme);
        buf
    }

    fn rows(buf: &Buffer) -> Vec<String> {
        let row = |cells: &[ratatui::buffer::Cell]| cells.iter().map(|cell| cell.symbol()).collect::<String>();
        let width = usize::from(buf.area.width).max(1);
        buf.content.chunks(width).map(|cells| row(cells).trim_end().to_owned()).collect()
    }

    #[test]
    fn counts_stand_under_their_years_with_totals_before_them() {
        let theme = Theme::named("paper").unwrap();
        let picture = [
            "             all  2019 2020",
            " all outlets  30     1   29",
            " Le Monde     26     1   25",
            " Le Matin      4     ·    4",
            "",
            " Le Monde · 2020 · 25 articles",
        ];
        assert_eq!(rows(&draw(&map(34, 6), 34, 6, &theme)), picture);
    }

    #[test]
    fn read_from_the_right_the_years_go_to_the_left_and_units_stay_under_units() {
        let theme = Theme::named("terminal").unwrap();
        let picture = [
            "       2020 2019  all",
            "         29    1   30 all outlets",
            "       ▓▓25    1   26    Le Monde",
            "       ░░░4    ·    4    Le Matin",
        ];
        let buf = draw_from(Direction::RightToLeft, &map(34, 6), 34, 6, &theme);
        assert_eq!(rows(&buf)[..4], picture);
    }

    #[test]
    fn without_mixed_colours_shading_stands_before_the_number() {
        for theme in [Theme::named("terminal").unwrap(), Theme::named("ink").unwrap().without_colour()] {
            let picture = rows(&draw(&map(34, 6), 34, 6, &theme));
            assert_eq!(picture[2..4], [" Le Monde     26     1 ▓▓25", " Le Matin      4     · ░░░4"], "{theme:?}");
        }
    }

    #[test]
    fn every_shade_is_another_and_its_number_can_be_read() {
        for name in ["paper", "ink", "contrast"] {
            let theme = Theme::named(name).unwrap();
            let mut backgrounds = Vec::new();
            for part in MIXED {
                let Some(background) = mix(&theme, part) else { continue };
                let ratio = contrast(ink_on(background, &theme), background);
                assert!(ratio >= 4.5, "{name}: {part} has {ratio:.2}:1");
                assert!(!backgrounds.contains(&background), "{name}: {part}");
                backgrounds.push(background);
            }
            let theme = theme.at_depth(Depth::Indexed);
            let mut of_256: Vec<Color> = MIXED.iter().filter_map(|part| mix(&theme, *part)).collect();
            for background in &of_256 {
                let ratio = contrast(ink_on(*background, &theme), *background);
                assert!(ratio >= 4.5, "{name}: {background} has {ratio:.2}:1");
            }
            of_256.dedup();
            assert!(of_256.len() >= 4, "{name}: {of_256:?}");
        }
    }

    #[test]
    fn the_cursor_stands_out_on_a_full_tile() {
        let theme = Theme::named("ink").unwrap();
        let cell = &draw(&map(34, 6), 34, 6, &theme)[(26, 2)];
        assert_eq!((Some(cell.fg), Some(cell.bg)), (theme.text.bg, theme.text.fg));
    }

    #[test]
    fn what_enter_would_not_show_is_faint() {
        let theme = Theme::named("ink").unwrap();
        let mut map = map(34, 6);
        map.act(Action::MarkOnMap);
        let buf = draw(&map, 34, 6, &theme);
        let column_of_2020 = 26;
        assert_eq!(buf[(column_of_2020, 3)].fg, theme.faint.fg.unwrap(), "Le Matin is not marked");
        assert_ne!(buf[(column_of_2020, 2)].bg, theme.text.bg.unwrap());
        assert_eq!(buf[(22, 2)].symbol(), "▌");
    }

    #[test]
    fn nothing_is_drawn_outside_at_any_size() {
        let theme = Theme::named("terminal").unwrap();
        for width in 0..40 {
            for height in 0..9 {
                let mut map = map(width, height);
                map.act(Action::Previous);
                let whole = Rect::new(0, 0, width + 2, height + 2);
                let mut buf = Buffer::filled(whole, ratatui::buffer::Cell::new("#"));
                view(&map, Rect::new(1, 1, width, height), &mut Canvas::new(&mut buf, Direction::LeftToRight), &theme);
                let inside = Rect::new(1, 1, width, height);
                let is_kept = |position| inside.contains(position) || buf[position].symbol() == "#";
                assert!(whole.positions().all(is_kept), "{width}x{height}");
            }
        }
    }
}
