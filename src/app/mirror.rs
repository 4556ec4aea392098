//! The mirror: where reading begins at the right, the screen is the reflection of one where it begins at the left.
//!
//! All areas are counted from the starting side, and whatever computes with them knows one direction only. What comes
//! from the hand is reflected once, here; what goes to the eye is reflected once, where `ui` writes cells.

use crate::app::App;
use crate::app::action::Action;
use crate::app::input::Mouse;
use crate::text::bidi::Direction;

impl App {
    /// The event with its column counted from where reading begins.
    pub(super) fn reflected(&self, mouse: Mouse) -> Mouse {
        match self.words.direction() {
            Direction::LeftToRight => mouse,
            Direction::RightToLeft => Mouse { x: self.size.width.saturating_sub(mouse.x.saturating_add(1)), ..mouse },
        }
    }

    /// Left and right are what the eye sees: where reading begins at the right, right is the way back.
    pub(super) fn as_seen(&self, action: Action) -> Action {
        match (self.words.direction(), action) {
            (Direction::RightToLeft, Action::Left) => Action::Right,
            (Direction::RightToLeft, Action::Right) => Action::Left,
            _ => action,
        }
    }
}
