//! Counts clicks: a terminal says that a button went down, and not how often.

use std::time::{Duration, Instant};

use crate::app::input::{Mouse, MouseKind};
use crate::app::message::Message;

/// Whoever presses again within this time means the same thing (GTK's and Windows' own is 400 to 500 ms).
const AT_ONCE: Duration = Duration::from_millis(400);
/// What is counted to: a fourth press begins anew.
const MOST: u8 = 3;

/// The last press, and how many there were at its place.
#[derive(Debug, Default)]
pub struct Clicks {
    last: Option<(Mouse, Instant)>,
    n: u8,
}

impl Clicks {
    /// The message, told how often the button went down by `now`.
    pub fn count(&mut self, message: Message, now: Instant) -> Message {
        let Message::Mouse(mouse @ Mouse { kind: MouseKind::Press, .. }) = message else { return message };
        let is_again = self.last.is_some_and(|(last, at)| last == mouse && now.duration_since(at) < AT_ONCE);
        self.n = if is_again && self.n < MOST { self.n + 1 } else { 1 };
        self.last = Some((mouse, now));
        let kind = if self.n > 1 { MouseKind::Again(self.n) } else { MouseKind::Press };
        Message::Mouse(Mouse { kind, ..mouse })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_at_one_place_are_counted_while_they_follow_at_once() {
        let start = Instant::now();
        let mut clicks = Clicks::default();
        for (millis, x, kind, want) in [
            (0, 5, MouseKind::Press, MouseKind::Press),
            (50, 5, MouseKind::Release, MouseKind::Release),
            (200, 5, MouseKind::Press, MouseKind::Again(2)),
            (400, 5, MouseKind::Press, MouseKind::Again(3)),
            (600, 5, MouseKind::Press, MouseKind::Press),
            (700, 6, MouseKind::Press, MouseKind::Press),
            (1200, 6, MouseKind::Press, MouseKind::Press),
        ] {
            let message = Message::Mouse(Mouse { kind, x, y: 3 });
            let told = clicks.count(message, start + Duration::from_millis(millis));
            let Message::Mouse(mouse) = told else { panic!("{told:?}") };
            assert_eq!(mouse.kind, want, "{millis}");
        }
    }
}
