//! The list of articles: date, outlet and languages, the headline under them, and the context of a search.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::cursor::Shown;
use crate::app::headlines::{LEAD, OVERRIDDEN, TAIL, date, headline_text};
use crate::app::panes::Pane;
use crate::locale::words::number;
use crate::store::article::ArticleRef;
use crate::store::headline::Headline;
use crate::store::library::ArticleKey;
use crate::store::marks::Mark;
use crate::store::query::Part;
use crate::store::search::hits_in;
use crate::text::layout::layout;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, vacancy};

/// Columns between two fields.
const GAP: u16 = 2;
/// Stands under the sign of the unread at an article that is to be compared with another.
const MARKED: &str = "◧";
/// Stands under the sign of the unread at an article with a star.
const STARRED: &str = "*";
/// An outlet with less room than this says nothing.
const SHORTEST_OUTLET: u16 = 4;

/// Draws the items in the window, or what to do where there is none.
pub fn view(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let headlines = &app.stand.headlines;
    if headlines.list().is_empty() {
        return vacancy::nothing_left(app, area, canvas, theme);
    }
    let date_width = app.words.date_width();
    for shown in headlines.shown(&app.library) {
        let Some(key) = headlines.list().get(shown.item) else { continue };
        if let Some(article) = app.library.get(key) {
            let is_selected = shown.item == headlines.selected_idx();
            let is_in_selection = headlines.is_in_selection(shown.item);
            let mark = app.marks.of(article.text_hash());
            let item = Item { app, key, article, mark, is_selected, is_in_selection, date_width };
            item.draw(shown, area, canvas, theme);
        }
    }
}

struct Item<'a> {
    app: &'a App,
    key: ArticleKey,
    article: ArticleRef,
    mark: Option<&'a Mark>,
    is_selected: bool,
    /// It is one of several that are selected.
    is_in_selection: bool,
    /// Columns of a date: they line up at their end.
    date_width: u16,
}

impl Item<'_> {
    fn draw(&self, shown: Shown, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        let laid = self.app.stand.headlines.headline(&self.article);
        let n_headline = laid.n_rows().max(1) as u16;
        let context = self.app.stand.headlines.context(self.key);
        let n_rows = 1 + n_headline + u16::from(context.is_some());
        let ink = self.headline_ink(theme);
        let hits = hits_in(&self.app.search.query, Part::Title, &headline_text(&self.article));
        for offset in 0..shown.height {
            let nth = shown.skipped + offset;
            let whole = Rect { y: area.y + shown.y + offset, height: 1, ..area };
            if nth >= n_rows {
                continue;
            }
            if self.is_tinted() {
                self.select(whole, canvas, theme);
            }
            if nth == 1 && whole.width > LEAD {
                self.draw_signs(whole, canvas, theme);
            }
            let text =
                Rect { x: whole.x + LEAD.min(whole.width), width: whole.width.saturating_sub(LEAD + TAIL), ..whole };
            match nth {
                0 => self.draw_facts(whole, text, canvas, theme),
                _ if nth <= n_headline => {
                    let marks = hits.iter().map(|hit| (hit, theme.hit));
                    row::draw_marked(&laid, usize::from(nth - 1), text, canvas, self.on(ink, theme), marks);
                }
                _ => {
                    let Some(context) = context else { continue };
                    let laid = layout(context.text.as_str(), &canvas.one_row(text.width));
                    let marks = context.hits.iter().map(|hit| (hit, theme.hit));
                    row::draw_marked(&laid, 0, text, canvas, self.on(theme.quiet, theme), marks);
                }
            }
        }
    }

    /// Below the sign of the unread: that it is to be compared, that it has a star.
    fn draw_signs(&self, whole: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        let is_compared = self.app.stand.marked == Some(self.article.id());
        let is_starred = self.mark.is_some_and(Mark::is_starred);
        let signs = [is_compared.then_some(MARKED), is_starred.then_some(STARRED)];
        for (sign, x) in signs.into_iter().flatten().zip(whole.x + 1..) {
            row::symbol(sign, x, whole.y, canvas, self.on(theme.accent, theme));
        }
    }

    /// Unread is bold, made up is faint.
    fn headline_ink(&self, theme: &Theme) -> Style {
        let ink = match self.article.headline() {
            Headline::Printed(_) => theme.text,
            Headline::MadeUp(_) => theme.faint,
        };
        if self.is_unread() { ink.add_modifier(Modifier::BOLD) } else { ink }
    }

    fn is_unread(&self) -> bool {
        !self.mark.is_some_and(Mark::is_read)
    }

    fn draw_facts(&self, whole: Rect, text: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        if self.is_unread() && whole.width > LEAD {
            row::symbol("•", whole.x + 1, whole.y, canvas, self.on(theme.accent, theme));
        }
        let quiet = self.on(theme.quiet, theme);
        let date = date(self.article.published(), &self.app.words);
        let date_width = columns(&date, canvas.setting()).max(self.date_width).min(text.width);
        row::words_at_end(&date, Rect { width: date_width, ..text }, canvas, quiet);
        let languages: Vec<&str> = self.article.languages().iter().take(3).map(|lang| lang.as_str()).collect();
        let mut languages = languages.join(" ");
        if self.article.is_overridden() {
            languages = format!("{} {languages}", OVERRIDDEN);
        }
        let languages_width = columns(&languages, canvas.setting());
        let rest = text.width.saturating_sub(date_width + GAP);
        let rest = Rect { x: text.right() - rest, width: rest, ..text };
        let rest = self.draw_behind(rest, canvas, quiet);
        let taken = if languages_width > 0 && languages_width <= rest.width {
            row::words_at_end(&languages, rest, canvas, quiet) + GAP
        } else {
            0
        };
        let room = rest.width.saturating_sub(taken);
        if room >= SHORTEST_OUTLET {
            let outlet = self.app.library.outlet_label(self.key);
            let place = Rect { width: room, ..rest };
            let taken = match outlet {
                Some(outlet) => row::text(outlet.as_str(), place, canvas, quiet),
                None => row::words(self.app.words.text("no-outlet"), place, canvas, quiet),
            };
            let behind = (taken + GAP).min(place.width);
            self.draw_tags(Rect { x: place.x + behind, width: place.width - behind, ..place }, canvas, quiet);
        }
    }

    /// As many tags as have room, whole.
    fn draw_tags(&self, mut place: Rect, canvas: &mut Canvas<'_>, style: Style) {
        for tag in self.mark.iter().flat_map(|mark| mark.tags()) {
            let written = format!("#{tag}");
            let width = columns(&written, canvas.setting());
            if width > place.width {
                break;
            }
            row::text(&written, place, canvas, style);
            let taken = (width + 1).min(place.width);
            place = Rect { x: place.x + taken, width: place.width - taken, ..place };
        }
    }

    /// At the end how many more articles tell the story; what is left of the place.
    fn draw_behind(&self, place: Rect, canvas: &mut Canvas<'_>, style: Style) -> Rect {
        let n_behind = self.app.stand.headlines.list().n_behind(self.key);
        let behind = format!("+{}", number(n_behind));
        if n_behind == 0 || columns(&behind, canvas.setting()) > place.width {
            return place;
        }
        let taken = row::words_at_end(&behind, place, canvas, style) + GAP;
        Rect { width: place.width.saturating_sub(taken), ..place }
    }

    /// The tint and the bar; the bar is in the accent only where the keys go.
    fn select(&self, whole: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        row::tint(whole, canvas, theme.selected);
        let is_here = self.is_selected && self.app.stand.focus == Pane::Articles;
        let ink = if is_here { theme.accent } else { theme.quiet };
        row::symbol("▌", whole.x, whole.y, canvas, theme.on_selected(ink));
    }

    fn on(&self, style: Style, theme: &Theme) -> Style {
        if self.is_tinted() { theme.on_selected(style) } else { style }
    }

    fn is_tinted(&self) -> bool {
        self.is_selected || self.is_in_selection
    }
}
