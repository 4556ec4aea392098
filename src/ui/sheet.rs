//! A sheet in its place: rows, bars, marks and the scroll bar.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::app::sheet::paragraph::{Look, PartOf};
use crate::app::sheet::rows::Part;
use crate::app::sheet::{Sheet, Visible};
use crate::ui::canvas::Canvas;
use crate::ui::hyperlinks::Hyperlink;
use crate::ui::row;
use crate::ui::theme::Theme;

/// Stands at the starting edge of what is a post; in the middle of its cell, so that it serves both edges.
const BAR: &str = "┃";
/// Stands beside what is chosen.
const CHOSEN: &str = "▌";
/// The part of the scroll bar that shows where the window is.
const THUMB: &str = "▐";

/// Draws what the window shows. The paragraph `chosen` has the accent and its bar in the air beside it, and no tint: it
/// is often there when an article opens, and should not shout.
pub fn view(sheet: &Sheet, chosen: Option<usize>, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    for visible in sheet.visible().filter(|visible| visible.y < area.height) {
        let is_chosen = chosen == Some(visible.paragraph) && visible.row.is_some();
        let line = Rect { y: area.y + visible.y, height: 1, ..area };
        if is_chosen && sheet.frame().left > 0 {
            row::symbol(CHOSEN, line.x + sheet.frame().left - 1, line.y, canvas, theme.accent);
        }
        draw(sheet, visible, is_chosen, line, canvas, theme);
    }
    rule_between_columns(sheet, area, canvas, theme);
    scroll_bar(sheet, area, canvas, theme);
}

fn rule_between_columns(sheet: &Sheet, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(column) = sheet.frame().rule() else { return };
    let text = Rect { x: area.x + sheet.frame().left, width: sheet.frame().width, ..area };
    for y in sheet.halved().filter(|y| *y < area.height) {
        row::symbol("│", canvas.from_left(text, column, 1).x, area.y + y, canvas, theme.rule);
    }
}

fn draw(sheet: &Sheet, visible: Visible<'_>, is_chosen: bool, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(sheet_row) = visible.row else { return };
    let on = |style: Style| if is_chosen { style.patch(theme.accent) } else { style };
    // Where a text stands in the sheet is the text's own affair, whichever side reading of the interface begins at.
    let text = Rect { x: line.x + sheet.frame().left, width: sheet.frame().width, ..line };
    if let Some(bar) = sheet_row.bar.filter(|bar| sheet.frame().left + bar < line.width) {
        row::symbol(BAR, canvas.from_left(text, bar, 1).x, line.y, canvas, on(theme.rule));
    }
    for part in &sheet_row.parts {
        let Rect { x, .. } = canvas.from_left(text, part.x, part.width());
        let place = Rect { x, width: part.width().min(line.right().saturating_sub(x)), ..line };
        let field = visible.of.field(part.of);
        let base = on(style(field.map_or(Look::Faint, |field| field.look), theme));
        let spans = field.iter().flat_map(|field| &field.spans);
        let spans = spans.filter_map(|(range, look)| Some((part.local(range)?, on(style(*look, theme)))));
        let selected = selected(sheet, visible, part, theme);
        let marks: Vec<(Range<usize>, Style)> =
            spans.chain(selected).chain(hits(sheet, visible, part, theme)).collect();
        let (laid, row_idx) = part.laid();
        row::draw_marked(laid, row_idx, place, canvas, base, marks.iter().map(|(range, over)| (range, *over)));
        for (range, address) in field.iter().flat_map(|field| &field.leads) {
            let Some(local) = part.local(range) else { continue };
            let id = format!("{}-{}", visible.paragraph, range.start);
            let link = Arc::new(Hyperlink { address: address.clone(), id });
            row::lead(laid, row_idx, place, canvas, &local, &link);
        }
    }
}

/// What is selected of a part; hits show through.
fn selected<'a>(
    sheet: &'a Sheet,
    visible: Visible<'a>,
    part: &'a Part,
    theme: &'a Theme,
) -> impl Iterator<Item = (Range<usize>, Style)> + 'a {
    let is_text = visible.of.is_running() && matches!(part.of, PartOf::Field(_));
    let ranges = sheet.passage_of(visible.paragraph).filter(move |_| is_text);
    ranges.filter_map(|range| Some((part.local(range)?, theme.passage)))
}

/// The hits in a part; only running text has any.
fn hits<'a>(
    sheet: &'a Sheet,
    visible: Visible<'a>,
    part: &'a Part,
    theme: &'a Theme,
) -> impl Iterator<Item = (Range<usize>, Style)> + 'a {
    let is_text = visible.of.is_running() && matches!(part.of, PartOf::Field(_));
    let marks = sheet.marks_of(visible.paragraph).filter(move |_| is_text);
    marks.filter_map(|(range, is_current)| {
        Some((part.local(range)?, if is_current { theme.current_hit } else { theme.hit }))
    })
}

fn scroll_bar(sheet: &Sheet, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (Some(column), Some(_)) = (sheet.frame().scroll_bar(), sheet.per_cent()) else { return };
    if column >= area.width {
        return;
    }
    let height = usize::from(area.height);
    let (n_before, n_total) = sheet.extent();
    let n_rows = (height * height / n_total.max(1)).clamp(1, height.max(1));
    let n_hidden = n_total.saturating_sub(height).max(1);
    let first = (height - n_rows.min(height)) * n_before.min(n_hidden) / n_hidden;
    for y in first..(first + n_rows).min(height) {
        row::symbol(THUMB, area.x + column, area.y + y as u16, canvas, theme.rule);
    }
}

/// What a kind of text looks like.
pub fn style(look: Look, theme: &Theme) -> Style {
    match look {
        Look::Text => theme.text,
        Look::Strong => theme.text.add_modifier(Modifier::BOLD),
        Look::Headline => theme.headline,
        Look::MadeUp | Look::Faint => theme.faint,
        Look::Heading => theme.subheading,
        Look::Pullquote | Look::Accent => theme.accent,
        Look::Quiet => theme.quiet,
        Look::Removed => theme.quiet.add_modifier(Modifier::CROSSED_OUT),
        Look::Added => theme.accent.add_modifier(Modifier::UNDERLINED),
        Look::Link => theme.link,
        Look::Noted => Style::new().add_modifier(Modifier::UNDERLINED),
    }
}
