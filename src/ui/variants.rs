//! The variants of a story: a row or two for each, and below a rule what the selected one says otherwise.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::cursor::Shown;
use crate::app::headlines::{LEAD, TAIL, date, headline_text};
use crate::app::panes::Area;
use crate::app::variants::{Alike, Variant, Variants};
use crate::store::article::ArticleRef;
use crate::text::clean::Clean;
use crate::ui::canvas::Canvas;
use crate::ui::row::rect;
use crate::ui::theme::Theme;
use crate::ui::{row, rules, sheet, sources};

/// Columns between two fields.
const GAP: u16 = 2;
/// Columns of an outlet on a row that has the headline, too.
const OUTLET: u16 = 22;

/// Draws the page below its title.
pub fn view(app: &App, page: &Variants, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let on_page = |part: Area| {
        let part = rect(part);
        Rect { x: area.x + part.x, y: area.y + part.y, ..part }.intersection(area)
    };
    let list = on_page(page.list());
    for shown in page.shown() {
        let variant = page.variants().get(shown.item);
        let found = variant.and_then(|variant| Some((variant, app.library.get(variant.key)?)));
        let Some((variant, article)) = found else { continue };
        let is_selected = shown.item == page.selected_idx();
        let item = Item { app, variant: *variant, article, is_selected, is_on_one_row: page.is_on_one_row() };
        item.draw(shown, list, canvas, theme);
    }
    let rule = on_page(page.rule());
    if rule.height > 0 {
        rules::across(rule, canvas, theme.rule);
        rules::title(app.words.text("title-rewording"), "", false, rule, canvas, theme);
        sheet::view(page.sheet(), None, on_page(page.text()), canvas, theme);
    }
}

struct Item<'a> {
    app: &'a App,
    variant: Variant,
    article: ArticleRef,
    is_selected: bool,
    is_on_one_row: bool,
}

impl Item<'_> {
    fn draw(&self, shown: Shown, list: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        for offset in 0..shown.height {
            let whole = Rect { y: list.y + shown.y + offset, height: 1, ..list };
            if self.is_selected {
                sources::select(whole, canvas, theme);
            }
            let lead = LEAD.min(whole.width);
            let text = Rect { x: whole.x + lead, width: whole.width.saturating_sub(LEAD + TAIL), ..whole };
            match shown.skipped + offset {
                0 => self.draw_facts(text, canvas, theme),
                _ => drop(row::text(&headline_text(&self.article), text, canvas, self.on(theme.text, theme))),
            }
        }
    }

    fn draw_facts(&self, text: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        let quiet = self.on(theme.quiet, theme);
        let ink = if self.variant.alike == Alike::Itself { theme.accent } else { theme.text };
        let date = date(self.article.published(), &self.app.words);
        let date_width = self.app.words.date_width().min(text.width);
        row::words_at_end(&date, Rect { width: date_width, ..text }, canvas, quiet);
        let rest = row::behind(text, date_width + GAP);
        let taken = row::words_at_end(&self.variant.alike.told(&self.app.words), rest, canvas, self.on(ink, theme));
        let rest = Rect { width: rest.width.saturating_sub(taken + GAP), ..rest };
        let outlet = self.app.library.outlet_label(self.variant.key);
        let outlet_width = if self.is_on_one_row { OUTLET.min(rest.width) } else { rest.width };
        let place = Rect { width: outlet_width, ..rest };
        match outlet.as_ref().map(Clean::as_str) {
            Some(outlet) => row::text(outlet, place, canvas, quiet),
            None => row::words(self.app.words.text("no-outlet"), place, canvas, quiet),
        };
        if self.is_on_one_row {
            row::text(
                &headline_text(&self.article),
                row::behind(rest, outlet_width + GAP),
                canvas,
                self.on(theme.text, theme),
            );
        }
    }

    fn on(&self, style: Style, theme: &Theme) -> Style {
        if self.is_selected { theme.on_selected(style) } else { style }
    }
}
