//! The top line: the program, the archive, the chips, the count.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::filters::Step;
use crate::app::top_line::PROGRAM;
use crate::ui::canvas::Canvas;
use crate::ui::row;
use crate::ui::row::rect;
use crate::ui::theme::Theme;

/// Draws the line; nothing where it has no place.
pub fn view(app: &App, canvas: &mut Canvas<'_>, theme: &Theme) {
    if app.panes.top.is_empty() {
        return;
    }
    let line = app.top_line();
    row::text(PROGRAM, rect(line.program), canvas, theme.headline);
    row::text(app.name.as_str(), rect(line.archive), canvas, theme.quiet);
    for chip in &line.chips {
        let area = rect(chip.area);
        // The words and the cross are two fields: a right-to-left name must not take the cross to its other side.
        let words = Rect { width: area.width.saturating_sub(2), ..area };
        // The sign of a search stands before what is searched, whichever way that runs.
        let (sign, rest) = match chip.words.strip_prefix('/') {
            Some(rest) if chip.step == Step::Search => ("/", rest),
            _ => ("", chip.words.as_str()),
        };
        let taken = row::text(sign, words, canvas, theme.accent);
        let rest_of_words = Rect { x: words.x + taken, width: words.width - taken, ..words };
        row::text(rest, rest_of_words, canvas, theme.accent);
        row::words_at_end("×", area, canvas, theme.faint);
    }
    if let Some((area, more)) = &line.more {
        row::words(more, rect(*area), canvas, theme.accent);
    }
    let (area, count) = &line.count;
    row::words_at_end(count, rect(*area), canvas, theme.quiet);
}
