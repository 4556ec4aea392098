//! The histogram: a row a year or a month, its name, its bar, its count.
//!
//! Bars begin where reading begins. There are blocks of one to seven eighths for the left side of a cell; for the right
//! side most fonts have one and four only, so that in Arabic a bar ends at the nearest of these.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::histogram::{Histogram, LEAD, Row};
use crate::locale::words::number;
use crate::text::bidi::Direction;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{map, row, sources};

/// The end of a bar, from no eighth of a cell to seven.
const ENDS: [&str; 8] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// The same of signs that have a reflection.
const REFLECTED_ENDS: [&str; 8] = [" ", "▏", "▏", "▌", "▌", "▌", "█", "█"];

/// Draws the rows in the window, and what is under the cursor or marked below them.
pub fn view(histogram: &Histogram, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let inside = |y: u16, height: u16| Rect { y: area.y + y, height, ..area }.intersection(area);
    if histogram.n_rows() == 0 {
        let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..inside(0, 1) };
        row::words(histogram.words().text("no-articles"), place, canvas, theme.quiet);
        return;
    }
    for shown in histogram.shown() {
        let whole = inside(shown.y, 1);
        if let Some(row) = histogram.row(shown.item) {
            draw(histogram, &row, whole, canvas, theme);
        }
        if shown.item == histogram.selected() && !whole.is_empty() {
            sources::select(whole, canvas, theme);
        }
    }
    let foot = inside(histogram.grid().n_rows + 1, 1);
    let foot = Rect { x: foot.x + 1, width: foot.width.saturating_sub(2), ..foot };
    map::summary(&histogram.summary(), foot, canvas, theme);
}

fn draw(histogram: &Histogram, row: &Row, whole: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let grid = histogram.grid();
    let place = |x: u16, width: u16| Rect { x: whole.x.saturating_add(x), width, ..whole }.intersection(whole);
    let (ink, quiet) = match (row.is_marked, row.count) {
        (true, _) => (theme.accent.add_modifier(Modifier::BOLD), theme.quiet),
        (false, 0) => (theme.faint, theme.faint),
        (false, _) if !row.is_in => (theme.faint, theme.faint),
        (false, _) => (theme.text, theme.quiet),
    };
    if row.is_marked && whole.width > LEAD {
        row::symbol(sources::ON, whole.x + LEAD - 2, whole.y, canvas, ink);
    }
    row::words(&row.name, place(LEAD, grid.name), canvas, ink);
    let count = if row.count == 0 { "·".to_owned() } else { number(row.count) };
    row::number(&count, place(grid.count_x, grid.count), canvas, quiet);
    let style = if row.is_in { theme.accent } else { theme.faint };
    let ends = match canvas.direction() {
        Direction::LeftToRight => &ENDS,
        Direction::RightToLeft => &REFLECTED_ENDS,
    };
    let eighths = eighths(row.count, grid.most, grid.bar);
    for x in 0..grid.bar.min(eighths.div_ceil(8)) {
        let sign = if eighths >= (x + 1) * 8 { "█" } else { ends[usize::from(eighths % 8)] };
        row::symbol(sign, whole.x + grid.bar_x + x, whole.y, canvas, style);
    }
}

/// How long a bar is, in eighths of a column; what is there at all is seen.
fn eighths(count: usize, most: usize, columns: u16) -> u16 {
    let whole = usize::from(columns) * 8;
    count.saturating_mul(whole).div_ceil(most.max(1)).min(whole) as u16
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::app::action::Action;
    use crate::locale::words::Words;
    use crate::store::facets::Months;
    use crate::store::groups::{Filter, YearKey};

    /// 2021 has 16 articles, 2019 five, and one has no date.
    fn histogram(width: u16, height: u16) -> Histogram {
        let months = |year, n| Months { year, counts: [n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], n_without: 0 };
        let undated = Months { year: YearKey::Undated, counts: [0; 12], n_without: 1 };
        let years = vec![months(YearKey::Year(2021), 15), months(YearKey::Year(2019), 4), undated];
        let mut histogram = Histogram::new(years, &Filter::default(), Words::default());
        histogram.resize(width, height);
        histogram
    }

    fn rows(histogram: &Histogram, direction: Direction, width: u16, height: u16) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let theme = Theme::named("paper").unwrap();
        view(histogram, buf.area, &mut Canvas::new(&mut buf, direction), &theme);
        let row = |cells: &[ratatui::buffer::Cell]| cells.iter().map(|cell| cell.symbol()).collect::<String>();
        buf.content.chunks(usize::from(width)).map(|cells| row(cells).trim_end().to_owned()).collect()
    }

    #[test]
    fn bars_stand_between_names_and_counts_and_a_year_of_silence_is_seen() {
        let picture = [
            "▌   2021     ████████ 16",
            "    2020               ·",
            "    2019     ██▌       5",
            "    undated  ▌         1",
        ];
        let mut seen = rows(&histogram(25, 6), Direction::LeftToRight, 25, 6);
        assert_eq!(seen.split_off(4), ["", " 2021 · 16 articles"]);
        assert_eq!(seen, picture);
    }

    #[test]
    fn read_from_the_right_bars_begin_there() {
        let picture =
            [" 16 ████████     2021   ▐", "  ·              2020", "  5      ▐██     2019", "  1        ▐  undated"];
        let mut histogram = histogram(25, 6);
        assert_eq!(rows(&histogram, Direction::RightToLeft, 25, 6)[..4], picture);
        histogram.act(Action::MarkPeriod);
        assert_eq!(rows(&histogram, Direction::RightToLeft, 25, 6)[0], " 16 ████████     2021 ✓ ▐");
    }

    #[test]
    fn a_bar_is_as_long_as_its_count_and_whatever_is_there_is_seen() {
        for (count, most, columns, want) in
            [(0, 9, 10, 0), (1, 1_000_000, 10, 1), (5, 10, 10, 40), (10, 10, 10, 80), (1, 1, 0, 0), (0, 0, 10, 0)]
        {
            assert_eq!(eighths(count, most, columns), want, "{count} of {most}");
        }
    }

    #[test]
    fn nothing_is_drawn_outside_at_any_size() {
        let theme = Theme::named("terminal").unwrap();
        for width in 0..40 {
            for height in 0..9 {
                let mut histogram = histogram(width, height);
                if width % 2 == 0 {
                    histogram.act(Action::Open);
                }
                histogram.act(Action::MarkPeriod);
                let whole = Rect::new(0, 0, width + 2, height + 2);
                let mut buf = Buffer::filled(whole, ratatui::buffer::Cell::new("#"));
                let inside = Rect::new(1, 1, width, height);
                view(&histogram, inside, &mut Canvas::new(&mut buf, Direction::LeftToRight), &theme);
                let is_kept = |position| inside.contains(position) || buf[position].symbol() == "#";
                assert!(whole.positions().all(is_kept), "{width}x{height}");
            }
        }
    }
}
