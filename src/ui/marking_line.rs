//! The bottom line while it asks about marks: tags with those that may be meant, a note, or whether so many are meant.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;
use crate::app::line_edit::LineEdit;
use crate::app::marking_line::{MarkingLine, NoteLine, TagLine};
use crate::locale::words::number;
use crate::text::measure::columns;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{line, row};

/// Columns between what is typed and what there is to say of it.
const GAP: u16 = 3;
/// What is typed keeps so many columns.
const TYPED: u16 = 16;

/// Draws the line.
pub fn view(app: &App, asked: &MarkingLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let key = |action| app.keymap.hint(action).unwrap_or_default();
    let keys = [("keep", key(Action::Accept).into()), ("leave", key(Action::Cancel).into())];
    match asked {
        MarkingLine::Confirm(doing) => {
            let [keep, leave] = keys;
            let asked = app.words.with("ask", &[("question", doing.question().into()), keep, leave]);
            row::words(&asked, area, canvas, theme.accent);
        }
        MarkingLine::Tags(tags) => {
            let rest = label(app, "tags", tags.n_articles(), area, canvas, theme);
            let rest = offered(tags, rest, canvas, theme);
            line::view(tags.line(), rest, canvas, theme.text);
        }
        MarkingLine::Note(note) => {
            let id = if note.is_on_passage() { "note-on-passage" } else { "note" };
            let rest = label(app, id, note.n_articles(), area, canvas, theme);
            let told = app.words.with(keys_of(note), &keys);
            with_told(note.line(), &told, rest, canvas, theme);
        }
    }
}

fn keys_of(note: &NoteLine) -> &'static str {
    match (note.is_changing(), note.line().text().trim().is_empty()) {
        (true, true) => "note-removes",
        _ => "save-keys",
    }
}

/// What is asked for, and for how many articles if not for one; gives back the rest of the line.
fn label(app: &App, id: &str, n_articles: usize, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let mut taken = row::words(app.words.text(id), area, canvas, theme.accent) + 1;
    if n_articles > 1 {
        let told = app.words.with("articles", &[("n", n_articles.into())]);
        let rest = Rect { x: area.x + taken.min(area.width), width: area.width.saturating_sub(taken), ..area };
        taken += row::words(&told, rest, canvas, theme.quiet) + 1;
    }
    Rect { x: area.x + taken.min(area.width), width: area.width.saturating_sub(taken), ..area }
}

/// What is typed, and at the end what the keys do.
fn with_told(typed: &LineEdit, told: &str, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let has_room = area.width
        > columns(told, canvas.setting()) + columns(typed.text(), canvas.setting()).min(area.width / 2) + TYPED;
    let taken = if has_room { row::words_at_end(told, area, canvas, theme.quiet) + GAP } else { 0 };
    line::view(typed, Rect { width: area.width.saturating_sub(taken), ..area }, canvas, theme.text);
}

/// The tags that may be meant, at the end of the line, the one that Tab takes in the accent; gives back what is left.
fn offered(tags: &TagLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let (offered, chosen) = tags.offered();
    let typed = columns(tags.line().text(), canvas.setting()).saturating_add(2).max(TYPED);
    let most = area.width.saturating_sub(typed.saturating_add(GAP));
    let told = |(tag, n): &(crate::store::marks::Tag, usize)| (format!("#{tag}"), number(*n));
    let mut shown = Vec::new();
    let mut width = 0;
    // What is chosen is shown, whatever stands before it.
    for (idx, offer) in offered.iter().enumerate().skip(chosen.saturating_sub(1)) {
        let (tag, n) = told(offer);
        let columns = columns(&tag, canvas.setting()) + 1 + columns(&n, canvas.setting());
        if width + columns > most {
            break;
        }
        width += columns + GAP;
        shown.push((idx, tag, n));
    }
    if shown.is_empty() {
        return area;
    }
    let mut x = area.right() - width + GAP;
    for (idx, tag, n) in shown {
        let place = |x: u16| Rect { x, width: area.right().saturating_sub(x), ..area };
        x += row::text(&tag, place(x), canvas, if idx == chosen { theme.accent } else { theme.text }) + 1;
        x += row::words(&n, place(x), canvas, theme.quiet) + GAP;
    }
    Rect { width: area.width - width, ..area }
}
