//! How many columns a text takes on one row, as it will be drawn.
//!
//! Clusters that are measured one by one can come to more: lam and alef share a cell, and signs may be left out or put in.

use crate::text::cells::clusters;
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

/// A text in at most `width` columns: of one that is longer the beginning and the end, because an address or a path is
/// told apart by both.
pub fn both_ends(text: &str, width: u16, setting: &Setting) -> String {
    if columns(text, setting) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let clusters: Vec<&str> = clusters(text).map(|cluster| cluster.text).collect();
    let fits = |clusters: &mut dyn Iterator<Item = &&str>, room: u16| {
        let mut left = room;
        let fits = |cluster: &&&str| {
            let rest = left.checked_sub(columns(cluster, setting));
            left = rest.unwrap_or(left);
            rest.is_some()
        };
        clusters.take_while(fits).count()
    };
    let n_last = fits(&mut clusters.iter().rev(), room / 3);
    let n_first = fits(&mut clusters.iter(), room - room / 3);
    let last = clusters.len().saturating_sub(n_last).max(n_first);
    [&clusters[..n_first], &["…"], &clusters[last..]].concat().concat()
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

    #[test]
    fn of_what_is_too_long_both_ends_are_kept() {
        for (text, width, want) in [
            ("quai.example", 12, "quai.example"),
            ("quai.example", 11, "quai.ex…ple"),
            ("quai.example", 4, "qu…e"),
            ("quai.example", 1, "…"),
            ("quai.example", 0, "…"),
            ("\u{6F22}\u{6F22}\u{6F22}", 5, "\u{6F22}…"),
            ("", 0, ""),
        ] {
            assert_eq!(both_ends(text, width, &Setting::screen()), want, "{text} in {width}");
        }
    }
}
