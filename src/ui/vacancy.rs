//! Screens for when there is nothing to show: each says why, and what to do next.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::action::Action;
use crate::app::filters::chip;
use crate::app::message::Skipped;
use crate::store::proposal::Proposal;
use crate::text::layout::{Layout, layout};
use crate::ui::canvas::Canvas;
use crate::ui::row;
use crate::ui::theme::Theme;

/// Columns of the text of such a screen.
const MEASURE: u16 = 60;

/// The screen has no room for panes: one line says so.
pub fn too_small(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let place = Rect { y: area.y + area.height / 2, height: area.height.min(1), ..area };
    row::words(app.words.text("too-small"), place, canvas, theme.text);
}

/// The archive has given nothing yet, or nothing at all.
pub fn nothing_read(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let reading = &app.reading;
    let words = &app.words;
    let mut page = Paragraphs::default();
    if reading.is_going_on() {
        page.add(words.with("reading", &[("archive", app.name.as_str().into())]), theme.headline);
        page.add(words.text("reading-wait"), theme.quiet);
        return page.draw(area, canvas, theme);
    }
    page.add(words.text("no-articles"), theme.headline);
    for failure in reading.failures.iter().take(5) {
        page.add(&failure.text, theme.warning);
    }
    let progress = &reading.progress;
    if progress.n_read == 0 && progress.skipped.is_empty() && reading.failures.is_empty() {
        page.add(words.with("archive-empty", &[("archive", app.name.as_str().into())]), theme.text);
    }
    for skipped in progress.skipped.iter().take(5) {
        let Skipped { reason, n_files, example } = skipped;
        let arguments =
            [("n", (*n_files).into()), ("example", example.as_str().into()), ("reason", reason.as_str().into())];
        page.add(words.with("skipped-example", &arguments), theme.quiet);
    }
    page.add(words.text("how-to-open"), theme.text);
    let keys = [(Action::Reload, words.text("does-reload")), (Action::Quit, words.text("does-quit"))];
    page.add(keys_in_words(app, &keys), theme.quiet);
    page.draw(area, canvas, theme);
}

/// The filters have left nothing in the list.
pub fn nothing_left(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let words = &app.words;
    let mut page = Paragraphs::default();
    if app.reading.is_going_on() {
        page.add(words.text("nothing-yet"), theme.headline);
        page.add(words.text("nothing-yet-wait"), theme.quiet);
        return page.draw(area, canvas, theme);
    }
    page.add(words.text("nothing-left"), theme.headline);
    if let Some(meant) = meant(app) {
        page.add(meant, theme.text);
    }
    if let Some(last) = app.filters.steps().last() {
        let last = chip(&app.facets, &app.filters, last, words);
        let drops = words.with("does-drop", &[("filter", last.into())]);
        let keys = [
            (Action::DropFilter, drops.as_str()),
            (Action::DropFilters, words.text("does-drop-all")),
            (Action::Undo, words.text("does-undo")),
        ];
        page.add(words.text("nothing-left-why"), theme.quiet);
        page.add(keys_in_words(app, &keys), theme.text);
    }
    page.draw(area, canvas, theme);
}

/// What may have been meant by the search, once it is no longer typed: while it is, the row above it says so.
fn meant(app: &App) -> Option<String> {
    let Some(Proposal::Meant(suggestion)) = &app.search.proposal else { return None };
    let is_meant = suggestion.input == app.filters.search() && app.overlay.is_none();
    let key = |action| app.keymap.hint(action).unwrap_or_default().into();
    let words = suggestion.words.join(" ");
    let arguments = [("words", words.into()), ("search", key(Action::Search)), ("key", key(Action::Accept))];
    is_meant.then(|| app.words.with("search-meant-kept", &arguments))
}

fn keys_in_words(app: &App, keys: &[(Action, &str)]) -> String {
    let does = |(action, does): &(Action, &str)| {
        let key = app.keymap.hint(*action)?;
        Some(app.words.with("key-does", &[("key", key.into()), ("does", (*does).into())]))
    };
    let parts: Vec<String> = keys.iter().filter_map(does).collect();
    app.words.with("keys-do", &[("list", parts.join(app.words.text("comma")).into())])
}

#[derive(Default)]
struct Paragraphs(Vec<(String, Style)>);

impl Paragraphs {
    fn add(&mut self, text: impl Into<String>, style: Style) {
        self.0.push((text.into(), style));
    }

    /// A column in the upper half, one blank row between paragraphs where there is room.
    fn draw(&self, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
        let width = area.width.saturating_sub(4).clamp(1, MEASURE);
        let x = area.x + (area.width.saturating_sub(width)) / 2;
        let laid: Vec<_> = self
            .0
            .iter()
            .map(|(text, style)| {
                (
                    layout(text, &Layout::new(width).with_setting(*canvas.setting()).with_base(canvas.direction())),
                    *style,
                )
            })
            .collect();
        let n_rows: usize = laid.iter().map(|(laid, _)| laid.n_rows()).sum();
        let gap = usize::from(n_rows + laid.len() <= usize::from(area.height));
        let n_rows = n_rows + gap * laid.len().saturating_sub(1);
        let above = usize::from(area.height).saturating_sub(n_rows) / 3;
        let mut y = area.y + above as u16;
        for (paragraph, style) in &laid {
            for row_idx in 0..paragraph.n_rows() {
                if y >= area.bottom() {
                    return;
                }
                row::draw(paragraph, row_idx, Rect { x, y, width, height: 1 }, canvas, theme.text.patch(*style));
                y += 1;
            }
            y += gap as u16;
        }
    }
}
