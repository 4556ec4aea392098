//! What could not be read: a line to search it, and the files under it.

use ratatui::layout::Rect;

use crate::app::problems::Problems;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{help, sheet};

/// Draws the line and what the window shows of the list.
pub fn view(problems: &Problems, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    help::search_line(problems.line(), problems.words(), area, canvas, theme);
    let n_head = problems.n_head().min(area.height);
    let list = Rect { y: area.y + n_head, height: area.height - n_head, ..area };
    sheet::view(problems.sheet(), None, list, canvas, theme);
}
