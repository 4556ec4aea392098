//! How many columns a text takes on one row, as it will be drawn.
//!
//! Clusters that are measured one by one can come to more: lam and alef share a cell, and signs may be left out or put in.

use crate::text::layout::{Layout, layout};
use crate::text::setting::Setting;

/// Columns of the whole text on one row.
pub fn columns(text: &str, setting: &Setting) -> u16 {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain {
        return u16::try_from(text.len()).unwrap_or(u16::MAX);
    }
    let laid = layout(text, &Layout::one_row(u16::MAX).with_setting(*setting));
    laid.row(0).map_or(0, |row| row.width())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured_is_what_is_drawn() {
        for (text, want) in [
            ("", 0),
            ("archive/", 8),
            ("\u{6F22}e\u{301}", 3),
            ("\u{633}\u{64E}\u{644}", 2),
            ("\u{623}\u{648}\u{644}\u{627}\u{64B}", 3),
        ] {
            assert_eq!(columns(text, &Setting::screen()), want, "{text}");
        }
    }
}
