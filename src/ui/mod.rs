//! A picture of the app: the first to know ratatui.
//!
//! The view only looks. Areas were computed by `app::panes`, texts of pages are laid out by `text::layout`, and every style
//! comes from the theme; so the same app and theme always give the same picture.

pub mod bottom_line;
pub mod canvas;
pub mod card;
pub mod comparison;
pub mod concordance;
pub mod export;
pub mod find;
pub mod headlines;
pub mod help;
pub mod histogram;
pub mod hyperlinks;
pub mod line;
pub mod links;
pub mod map;
mod marking_line;
pub mod overlay;
pub mod palette;
pub mod picker;
pub mod problems;
pub mod reader;
pub mod row;
pub mod rules;
pub mod sheet;
mod shortlist;
pub mod sources;
pub mod stand;
pub mod theme;
pub mod top_line;
pub mod tour;
pub mod vacancy;
pub mod variants;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::panes::Arrangement;
use crate::app::{App, Page};
use crate::ui::canvas::Canvas;
use crate::ui::hyperlinks::Hyperlinks;
use crate::ui::row::rect;
use crate::ui::theme::Theme;

/// Draws the app; gives back which cells lead where on the web.
pub fn view(app: &App, theme: &Theme, frame: &mut Frame<'_>) -> Hyperlinks {
    let area = frame.area();
    let mut canvas = Canvas::new(frame.buffer_mut(), app.words.direction()).with_setting(&app.setting);
    draw(app, area, &mut canvas, theme);
    canvas.into_hyperlinks()
}

fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    row::fill(area, canvas, theme.text);
    if app.panes.arrangement == Arrangement::TooSmall {
        return vacancy::too_small(app, area, canvas, theme);
    }
    top_line::view(app, canvas, theme);
    match app.pages.last() {
        Some(Page::Map(map)) => {
            let (title, contents) = rules::page(rect(app.panes.page), canvas, theme);
            rules::title(app.words.text("title-map"), "", app.overlay.is_none(), title, canvas, theme);
            map::view(map, contents, canvas, theme);
        }
        Some(Page::Histogram(histogram)) => {
            let (title, contents) = rules::page(rect(app.panes.page), canvas, theme);
            let is_focused = app.overlay.is_none();
            rules::title(&histogram.title(), &histogram.remark(), is_focused, title, canvas, theme);
            histogram::view(histogram, contents, canvas, theme);
        }
        Some(Page::Comparison(comparison)) => {
            comparison::view(app, comparison, rect(app.panes.page), canvas, theme);
        }
        Some(Page::Variants(page)) => {
            let (title, contents) = rules::page(rect(app.panes.page), canvas, theme);
            let remark = app.words.with("articles", &[("n", page.variants().len().into())]);
            rules::title(app.words.text("title-variants"), &remark, app.overlay.is_none(), title, canvas, theme);
            variants::view(app, page, contents, canvas, theme);
        }
        Some(Page::Concordance(page)) => {
            let (title, contents) = rules::page(rect(app.panes.page), canvas, theme);
            rules::title(&page.title(), &page.remark(), app.overlay.is_none(), title, canvas, theme);
            concordance::view(app, page, contents, canvas, theme);
        }
        None if app.library.is_empty() => vacancy::nothing_read(app, rect(app.panes.page), canvas, theme),
        None => stand::view(app, canvas, theme),
    }
    if let Some(open) = &app.tour {
        tour::view(app, open, canvas, theme);
    }
    bottom_line::view(app, canvas, theme);
    if let Some(open) = &app.overlay {
        overlay::view(app, open, canvas, theme);
    }
}
