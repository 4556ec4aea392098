//! Two articles beside each other: whose each is and of when stands in the rule above it.

use ratatui::layout::Rect;

use crate::app::comparison::{Comparison, SidePlace};
use crate::app::reader::Reader;
use crate::app::{App, headlines};
use crate::text::clean::Clean;
use crate::ui::canvas::Canvas;
use crate::ui::row::rect;
use crate::ui::theme::Theme;
use crate::ui::{row, rules, sheet};

/// Draws both, each under its title; the titles of those that scroll have the accent.
pub fn view(app: &App, comparison: &Comparison, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let places = comparison.places();
    for (place, (reader, scrolls)) in places.into_iter().zip(comparison.readers()) {
        let [title, text] = [place.title, place.text].map(|part| on_page(rect(part), area));
        rules::across(title, canvas, theme.rule);
        if title.height > 0 {
            let (outlet, remark) = told(app, reader);
            rules::title(&outlet, &remark, scrolls && app.overlay.is_none(), title, canvas, theme);
        }
        if let Some(open) = reader.sheet() {
            sheet::view(open, None, text, canvas, theme);
        }
    }
    rule_between(places, area, canvas, theme);
}

fn rule_between(places: [SidePlace; 2], area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let [first, second] = places;
    if second.title.x <= first.title.x {
        return;
    }
    let rule = Rect { x: area.x + first.title.width, width: 1, ..area };
    // Of an even number of columns one is left over behind the second.
    rules::across(
        Rect { x: area.x + second.title.right(), width: area.width - second.title.right(), height: 1, ..area },
        canvas,
        theme.rule,
    );
    rules::down(rule, canvas, theme.rule);
    row::symbol("┬", rule.x, rule.y, canvas, theme.rule);
}

fn on_page(part: Rect, page: Rect) -> Rect {
    Rect { x: page.x + part.x, y: page.y + part.y, ..part }.intersection(page)
}

/// The outlet; and the date, with how far one has read.
fn told(app: &App, reader: &Reader) -> (String, String) {
    let Some((key, article)) = reader.key().and_then(|key| Some((key, app.library.get(key)?))) else {
        return Default::default();
    };
    let outlet = app.library.outlet_label(key);
    let outlet = outlet.as_ref().map_or(app.words.text("no-outlet"), Clean::as_str).to_owned();
    let date = headlines::date(article.published(), &app.words);
    let per_cent = reader
        .sheet()
        .and_then(|sheet| sheet.per_cent())
        .map(|per_cent| app.words.with("per-cent", &[("n", usize::from(per_cent).into())]));
    (outlet, rules::remarks([Some(date), per_cent].into_iter().flatten()))
}
