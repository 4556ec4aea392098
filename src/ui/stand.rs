//! The panes, the rules between them, and their titles.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::panes::{Arrangement, Pane, Place};
use crate::store::order::Order;
use crate::ui::canvas::Canvas;
use crate::ui::row::rect;
use crate::ui::theme::Theme;
use crate::ui::{headlines, reader, row, rules, sources};

/// Draws the panes that have a place on the screen.
pub fn view(app: &App, canvas: &mut Canvas<'_>, theme: &Theme) {
    draw_rules(app, canvas, theme);
    for place in &app.panes.places {
        draw_title(app, place, canvas, theme);
        let area = rect(place.area);
        match place.pane {
            Pane::Sources => sources::view(app, area, canvas, theme),
            Pane::Articles => headlines::view(app, area, canvas, theme),
            Pane::Reader => {
                let is_focused = app.stand.focus == Pane::Reader && app.overlay.is_none();
                reader::view(&app.stand.reader, is_focused, area, canvas, theme);
            }
        }
    }
}

fn draw_rules(app: &App, canvas: &mut Canvas<'_>, theme: &Theme) {
    for place in &app.panes.places {
        rules::across(rect(place.title), canvas, theme.rule);
    }
    let sides =
        [app.panes.sources_border, app.panes.list_border.filter(|_| app.panes.arrangement == Arrangement::Wide)];
    for side in sides.into_iter().flatten() {
        rules::down(rect(side), canvas, theme.rule);
        row::symbol("┬", side.x, side.y, canvas, theme.rule);
    }
    if let (Arrangement::Stacked, Some(side), Some(middle)) =
        (app.panes.arrangement, app.panes.sources_border, app.panes.list_border)
    {
        row::symbol("├", side.x, middle.y, canvas, theme.rule);
    }
}

fn draw_title(app: &App, place: &Place, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (title, remark) = match place.pane {
        Pane::Sources => ("title-sources", String::new()),
        Pane::Articles => ("title-articles", app.words.text(order(app.order)).to_owned()),
        Pane::Reader => ("title-reader", position(app)),
    };
    let title_area: Rect = rect(place.title);
    if title_area.height > 0 {
        let is_focused = app.stand.focus == place.pane && app.overlay.is_none();
        rules::title(app.words.text(title), &remark, is_focused, title_area, canvas, theme);
    }
}

/// The message that says the order.
fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "order-newest",
        Order::Oldest => "order-oldest",
        Order::Outlet => "order-outlet",
        Order::BestMatch => "order-best-match",
    }
}

/// Which hit of how many, and how far into the article.
fn position(app: &App) -> String {
    let reader = &app.stand.reader;
    let hit = match reader.marked() {
        (0, _) => None,
        (n_hits, Some(current)) => Some(app.words.with("hit-of", &[("hit", current.into()), ("n", n_hits.into())])),
        (n_hits, None) => Some(app.words.with("hits", &[("n", n_hits.into())])),
    };
    let per_cent = reader
        .sheet()
        .and_then(|sheet| sheet.per_cent())
        .map(|per_cent| app.words.with("per-cent", &[("n", usize::from(per_cent).into())]));
    rules::remarks([hit, per_cent].into_iter().flatten())
}
