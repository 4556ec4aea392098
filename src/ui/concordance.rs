//! The page of a concordance: date and outlet, quiet, and a text with its word in the middle.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::concordance::{Concordance, GAP, Row};
use crate::app::cursor::Shown;
use crate::app::headlines::{LEAD, TAIL, headline_text};
use crate::text::clean::Clean;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, sources};

/// Draws the page below its title.
pub fn view(app: &App, page: &Concordance, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    if page.has_nothing() {
        let y = area.y + area.height / 3;
        let place =
            Rect { x: area.x + LEAD.min(area.width), y, width: area.width.saturating_sub(LEAD + TAIL), height: 1 };
        row::words(&page.nothing(), place.intersection(area), canvas, theme.quiet);
        return;
    }
    for shown in page.shown() {
        if let Some(row) = page.row(shown.item) {
            let item = Item { app, page, row, is_selected: shown.item == page.selected_idx() };
            item.draw(shown, area, canvas, theme);
        }
    }
    if let Some(row) = page.row(page.selected_idx()).filter(|_| page.foot() > 0) {
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        draw_foot(app, page, row, within(foot), canvas, theme);
    }
}

/// The part of a row for texts.
fn within(whole: Rect) -> Rect {
    let lead = LEAD.min(whole.width);
    Rect { x: whole.x + lead, width: whole.width.saturating_sub(LEAD + TAIL), ..whole }
}

/// The headline of the selected article, behind what its row has no room for.
fn draw_foot(app: &App, page: &Concordance, row: &Row, place: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut rest = place;
    let is_short_of = |text: &str, room: u16| !page.is_on_two_rows() && columns(text, canvas.setting()) > room;
    let (lacks_date, outlet) = (is_short_of(&row.date, page.grid().date), row.outlet.as_ref());
    let lacks_outlet = outlet.is_some_and(|outlet| is_short_of(outlet.as_str(), page.grid().outlet));
    if lacks_date {
        let taken = row::words(&row.date, rest, canvas, theme.quiet);
        rest = row::behind(rest, taken + GAP);
    }
    if lacks_outlet {
        let outlet = Rect { width: rest.width / 2, ..rest };
        let taken = draw_outlet(app, row, outlet, canvas, theme.quiet);
        rest = row::behind(rest, taken + GAP);
    }
    row::text(&headline_text(&row.article), rest, canvas, theme.text);
}

fn draw_outlet(app: &App, row: &Row, place: Rect, canvas: &mut Canvas<'_>, style: Style) -> u16 {
    match row.outlet.as_ref().map(Clean::as_str) {
        Some(outlet) => row::text(outlet, place, canvas, style),
        None => row::words(app.words.text("no-outlet"), place, canvas, style),
    }
}

struct Item<'a> {
    app: &'a App,
    page: &'a Concordance,
    row: &'a Row,
    is_selected: bool,
}

impl Item<'_> {
    fn draw(&self, shown: Shown, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        for offset in 0..shown.height {
            let whole = Rect { y: area.y + shown.y + offset, height: 1, ..area };
            if self.is_selected {
                sources::select(whole, canvas, theme);
            }
            match (self.page.is_on_two_rows(), shown.skipped + offset) {
                (true, 0) => self.draw_facts(within(whole), [self.app.words.date_width(), whole.width], canvas, theme),
                (true, _) => self.draw_text(within(whole), canvas, theme),
                (false, _) => {
                    let grid = self.page.grid();
                    self.draw_facts(within(whole), [grid.date, grid.outlet], canvas, theme);
                    let text_x = grid.text_x.min(whole.width);
                    let text = Rect { x: whole.x + text_x, width: grid.axis.width.min(whole.width - text_x), ..whole };
                    self.draw_text(text, canvas, theme);
                }
            }
        }
    }

    fn draw_facts(&self, place: Rect, [date, outlet]: [u16; 2], canvas: &mut Canvas<'_>, theme: &Theme) {
        let quiet = self.on(theme.quiet, theme);
        if date > 0 {
            let date = date.min(place.width);
            // The bounds of an unknown date are long: those of the selected row stand in the foot.
            let has_room = columns(&self.row.date, canvas.setting()) <= date;
            let words = if has_room { &self.row.date } else { self.app.words.text("undated") };
            row::words_at_end(words, Rect { width: date, ..place }, canvas, quiet);
        }
        if outlet > 0 {
            let rest = row::behind(place, date + GAP);
            draw_outlet(self.app, self.row, Rect { width: outlet.min(rest.width), ..rest }, canvas, quiet);
        }
    }

    /// The text is no part of the interface: it stands in its place as it is read, whichever side that is reached from.
    fn draw_text(&self, place: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        let line = &self.row.line;
        let width = line.laid.row(0).map_or(0, |row| row.width());
        let shown = canvas.from_left(place, line.x, width.min(place.width.saturating_sub(line.x)));
        let marks = [(&line.word, theme.hit)];
        row::draw_marked(&line.laid, 0, shown, canvas, self.on(theme.text, theme), marks);
    }

    fn on(&self, style: Style, theme: &Theme) -> Style {
        if self.is_selected { theme.on_selected(style) } else { style }
    }
}
