//! The line in which one types what to find in the article.

use ratatui::layout::Rect;

use crate::app::find::Find;
use crate::app::reader::Reader;
use crate::locale::words::Words;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{line, row};

/// Columns between what is typed and what it found.
const GAP: u16 = 3;

/// Draws the line in the first row of `area`, how many hits there are at its end.
pub fn view(find: &Find, reader: &Reader, words: &Words, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    row::fill(Rect { height: area.height.min(1), ..area }, canvas, theme.text);
    let label = (row::words(words.text("find"), area, canvas, theme.accent) + 1).min(area.width);
    let rest = Rect { x: area.x + label, width: area.width - label, ..area };
    let told = told(find, reader, words);
    // What is typed matters more than how often it was found.
    let told_width = if rest.width > 30 { row::words_at_end(&told, rest, canvas, theme.quiet) + GAP } else { 0 };
    line::view(find.line(), Rect { width: rest.width - told_width.min(rest.width), ..rest }, canvas, theme.text);
}

/// How many hits there are, and at which of them the reader stands.
fn told(find: &Find, reader: &Reader, words: &Words) -> String {
    if find.line().text().trim().is_empty() {
        return String::new();
    }
    match reader.marked() {
        (0, _) => words.text("find-nothing").to_owned(),
        (n_hits, Some(current)) => words.with("find-at", &[("hit", current.into()), ("n", n_hits.into())]),
        (n_hits, None) => words.with("hits", &[("n", n_hits.into())]),
    }
}
