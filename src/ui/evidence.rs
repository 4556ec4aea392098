//! The page of evidence.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::evidence::Evidence;
use crate::ui::sheet;
use crate::ui::theme::Theme;

/// Draws what the window shows of it.
pub fn view(evidence: &Evidence, area: Rect, buf: &mut Buffer, theme: &Theme) {
    sheet::view(evidence.sheet(), None, area, buf, theme);
}
