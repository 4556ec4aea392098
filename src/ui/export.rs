//! What to export and how, and the lines in which a file or a command is typed.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::action::Action;
use crate::app::export::{Choice, CommandLine, FileLine, Line};
use crate::app::line_edit::LineEdit;
use crate::locale::words::Words;
use crate::text::measure::columns;
use crate::ui::bottom_line::GAP;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{line, row, sources};

/// Columns before the words of a row: the bar, the mark, air.
const LEAD: u16 = 3;
/// What is typed keeps so many columns beside what is told of it.
const ROOM_TO_TYPE: u16 = 24;

/// Draws what can be taken out, the chosen one marked, and the formats.
pub fn view(choice: &Choice, words: &Words, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let lines = choice.lines();
    for shown in choice.cursor().shown(lines.len(), area.height, |_| 1) {
        let whole = Rect { y: area.y + shown.y, height: 1, ..area };
        let place = Rect { x: whole.x + LEAD, width: whole.width.saturating_sub(LEAD + 1), ..whole };
        match lines.get(shown.item) {
            Some(Line::Scope(idx)) => {
                let is_chosen = *idx == choice.scope();
                let ink = if is_chosen { theme.accent.add_modifier(Modifier::BOLD) } else { theme.text };
                if is_chosen {
                    row::symbol("✓", whole.x + 1, whole.y, canvas, ink);
                }
                let title = choice.scopes().get(*idx).map(|scope| scope.title(words)).unwrap_or_default();
                row::words(&title, place, canvas, ink);
            }
            Some(Line::Format(format)) => drop(row::words(format.title(words), place, canvas, theme.text)),
            Some(Line::Blank) | None => {}
        }
        if shown.item == choice.cursor().selected() {
            sources::select(whole, canvas, theme);
        }
    }
}

/// A file being named, and at the end what the keys do, what it may go on with, or that there is one of that name.
pub fn file_line(app: &App, file: &FileLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let key = |action| app.keymap.hint(action).unwrap_or_default().into();
    let found: Vec<&str> = file.found().collect();
    let arguments = [("write", key(Action::Accept)), ("complete", key(Action::Mark)), ("leave", key(Action::Cancel))];
    let (told, ink) = match (file.replaces(), found.is_empty()) {
        (true, _) => (app.words.with("export-replaces", &arguments), theme.warning),
        (false, true) => (app.words.with("export-keys", &arguments), theme.quiet),
        (false, false) => (fitting(&found, area.width / 2, canvas), theme.quiet),
    };
    typed(app.words.text("export-to"), file.line(), (&told, ink), area, canvas, theme);
}

/// A command being typed, and before it what it gets.
pub fn command_line(app: &App, command: &CommandLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let scope = command.scope().map(|scope| scope.title(&app.words)).unwrap_or_default();
    let key = |action| app.keymap.hint(action).unwrap_or_default().into();
    let arguments = [("run", key(Action::Accept)), ("other", key(Action::Mark)), ("leave", key(Action::Cancel))];
    let told = app.words.with(if command.has_choice() { "pipe-keys-choice" } else { "pipe-keys" }, &arguments);
    typed(&format!("{scope} |"), command.line(), (&told, theme.quiet), area, canvas, theme);
}

/// As many names as have room, and a sign that there are more.
fn fitting(found: &[&str], room: u16, canvas: &Canvas<'_>) -> String {
    let mut told = String::new();
    for (n, name) in found.iter().enumerate() {
        let longer = if n == 0 { (*name).to_owned() } else { format!("{told}  {name}") };
        if columns(&longer, canvas.setting()) + 3 > room {
            return format!("{told}  …");
        }
        told = longer;
    }
    told
}

/// A label, what is typed, and what is told of it where there is room.
fn typed(
    label: &str,
    line: &LineEdit,
    (told, ink): (&str, ratatui::style::Style),
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let label = (row::words(label, area, canvas, theme.accent) + 1).min(area.width);
    let rest = Rect { x: area.x + label, width: area.width - label, ..area };
    let room = rest.width.saturating_sub(ROOM_TO_TYPE.max(columns(line.text(), canvas.setting()) + 1) + GAP);
    let has_room = columns(told, canvas.setting()) <= room;
    let taken = if has_room { row::words_at_end(told, rest, canvas, ink) + GAP } else { 0 };
    line::view(line, Rect { width: rest.width.saturating_sub(taken), ..rest }, canvas, theme.text);
}
