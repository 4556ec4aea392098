//! The links of an article: number, words, and the host each leads to; the whole address stands in the bottom line.

use ratatui::layout::Rect;

use crate::app::links::{Entry, Links};
use crate::locale::words::Words;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, shortlist};

/// Columns before the number of a row: the bar, air.
const LEAD: u16 = 2;
/// The host stands beside the words where they are left as many columns as this.
const ROOM_FOR_WORDS: u16 = 14;

/// Draws what is typed into the rule above, and the rows below it.
pub fn view(links: &Links, words: &Words, title: Rect, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    shortlist::title(links.list().line(), words, "title-links", title, canvas, theme);
    let n_figures = links.n_links().to_string().len() as u16;
    shortlist::rows(links.list(), words, area, canvas, theme, |idx, whole, canvas| {
        if let Some(entry) = links.entry(*idx) {
            draw(entry, words, n_figures, whole, canvas, theme);
        }
    });
}

fn draw(entry: &Entry, words: &Words, n_figures: u16, whole: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let place = Rect { x: whole.x + LEAD, width: whole.width.saturating_sub(LEAD + 1), ..whole };
    let number = entry.number.map(|number| number.to_string()).unwrap_or_default();
    row::words_at_end(&number, Rect { width: n_figures.min(place.width), ..place }, canvas, theme.accent);
    let taken = (n_figures + 2).min(place.width);
    let place = Rect { x: place.x + taken, width: place.width - taken, ..place };
    let host = entry.address.host();
    let host_width = columns(host, canvas.setting()).min(place.width / 2);
    let has_room = place.width >= host_width + 2 + ROOM_FOR_WORDS;
    let taken = match has_room {
        true => {
            row::address_at_end(
                host,
                Rect { x: place.right() - host_width, width: host_width, ..place },
                canvas,
                theme.quiet,
            ) + 2
        }
        false => 0,
    };
    let place = Rect { width: place.width - taken, ..place };
    match entry.number {
        None => row::words(words.text("links-source"), place, canvas, theme.text),
        Some(_) => row::text(&entry.words, place, canvas, theme.text),
    };
}
