//! The headlines that stood on the page.

use ratatui::layout::Rect;

use crate::app::page_headlines::PageHeadlines;
use crate::ui::canvas::Canvas;
use crate::ui::sheet;
use crate::ui::theme::Theme;

/// Draws what the window shows of them.
pub fn view(headlines: &PageHeadlines, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    sheet::view(headlines.sheet(), None, area, canvas, theme);
}
