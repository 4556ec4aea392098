//! The reader's pane: the article that is open, or what to do to open one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::reader::Reader;
use crate::ui::theme::Theme;
use crate::ui::{row, sheet};

/// Draws the article that is open; the link that is chosen only if keys come here.
pub fn view(reader: &Reader, is_focused: bool, area: Rect, buf: &mut Buffer, theme: &Theme) {
    match reader.sheet() {
        Some(open) => sheet::view(open, reader.chosen().filter(|_| is_focused), area, buf, theme),
        None => {
            let middle =
                Rect { x: area.x + 1, y: area.y + area.height / 3, width: area.width.saturating_sub(2), height: 1 };
            row::text("No article is open.", middle.intersection(area), buf, theme.faint);
        }
    }
}
