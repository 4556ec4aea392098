//! Where text may stand in the place a sheet is given: all of its columns, or two halves of them.
//!
//! This is all there is of a sheet's geometry. Both halves have the same measure, and French is the left one in any
//! language of the interface.

/// Columns between two halves; a rule stands in the middle of them.
const GUTTER: u16 = 3;
/// Text in halves narrower than this could hardly be read.
const NARROWEST_HALF: u16 = 30;

/// The columns of a sheet in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Columns of the place.
    pub place: u16,
    /// Columns between the left edge of the place and the text.
    pub left: u16,
    /// Columns for text.
    pub width: u16,
    /// Its halves, where two columns are wanted and have room.
    pub halves: Option<[Half; 2]>,
}

/// One of two columns of text beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Half {
    /// Its first column, from the left edge of the sheet's text.
    pub x: u16,
    /// Columns for text.
    pub width: u16,
}

impl Frame {
    /// A frame in a place of so many columns, for rows of at most `measure`; with halves if they are wanted and have
    /// room.
    pub fn new(place: u16, measure: u16, wants_halves: bool) -> Frame {
        let (air_left, air_right) = air(place);
        let room = place.saturating_sub(air_left + air_right);
        let half = half(place, measure).filter(|_| wants_halves);
        let width = half.map_or(measure.min(room), |half| 2 * half + GUTTER).max(1);
        let left = air_left + room.saturating_sub(width) / 2;
        let halves = half.map(|half| [Half { x: 0, width: half }, Half { x: half + GUTTER, width: half }]);
        Frame { place, left, width, halves }
    }

    /// Two columns of text have room in a place of so many columns.
    pub fn has_room_for_halves(place: u16) -> bool {
        half(place, u16::MAX).is_some()
    }

    /// The smallest measure that looks as this one does in its place, where it has halves.
    pub fn measure_of_halves(&self) -> Option<u16> {
        self.halves.map(|[first, _]| first.width + first.width / 2)
    }

    /// The column of the rule between the halves, from the left edge of the text.
    pub fn rule(&self) -> Option<u16> {
        self.halves.map(|[first, _]| first.width + GUTTER / 2)
    }

    /// The column of the scroll bar, counted from the left edge of the place; none where that is too narrow for one.
    pub fn scroll_bar(&self) -> Option<u16> {
        (air(self.place).1 > 0).then(|| self.place - 1)
    }
}

/// Columns of one half: two thirds of the measure, because what runs across both should not tire either.
fn half(place: u16, measure: u16) -> Option<u16> {
    let (left, right) = air(place);
    let room = place.saturating_sub(left + right + GUTTER) / 2;
    let wanted = (measure - measure / 3).max(NARROWEST_HALF);
    (room >= NARROWEST_HALF).then_some(room.min(wanted))
}

/// Columns kept free at the left and at the right of a place; the last one at the right is the scroll bar's.
fn air(place: u16) -> (u16, u16) {
    match place {
        0..4 => (0, 0),
        4..20 => (0, 1),
        _ => (1, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_even_and_have_room_or_are_none() {
        for (place, measure, halves) in [
            (60, 72, None),
            (65, 72, None),
            (66, 72, Some(30)),
            (80, 72, Some(37)),
            (110, 72, Some(48)),
            (200, 72, Some(48)),
            (200, 100, Some(67)),
            (200, 32, Some(30)),
        ] {
            let frame = Frame::new(place, measure, true);
            assert_eq!(frame.halves.map(|[first, _]| first.width), halves, "{place} {measure}");
            assert_eq!(Frame::has_room_for_halves(place), halves.is_some());
            assert_eq!(Frame::new(place, measure, false).halves, None);
            let Some([first, second]) = frame.halves else { continue };
            assert_eq!((first.x, first.width, second.x + second.width), (0, second.width, frame.width));
            assert_eq!(Frame::new(place, frame.measure_of_halves().unwrap(), true), frame);
            assert_eq!(frame.rule().map(|rule| (rule - first.width, second.x - rule)), Some((1, 2)));
            assert!(frame.left + frame.width < frame.scroll_bar().unwrap());
        }
    }

    #[test]
    fn text_stands_in_the_middle_of_its_place() {
        for (place, measure, left, width) in
            [(0, 72, 0, 1), (3, 72, 0, 3), (10, 72, 0, 9), (40, 72, 1, 37), (120, 72, 23, 72), (40, 20, 9, 20)]
        {
            let frame = Frame::new(place, measure, false);
            assert_eq!((frame.left, frame.width), (left, width), "{place} {measure}");
        }
    }
}
