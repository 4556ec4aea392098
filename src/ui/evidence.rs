//! The page of evidence.

use ratatui::layout::Rect;

use crate::app::evidence::Evidence;
use crate::ui::canvas::Canvas;
use crate::ui::sheet;
use crate::ui::theme::Theme;

/// Draws what the window shows of it.
pub fn view(evidence: &Evidence, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    sheet::view(evidence.sheet(), None, area, canvas, theme);
}
