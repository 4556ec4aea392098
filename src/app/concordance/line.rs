//! One row of a concordance: a word in the middle, with as much around it as there is room for.
//!
//! The row is laid out as one text, so that letters join across the ends of the word and every direction stands as it does on
//! the page: before a French word is at its left, before an Arabic word at its right. Then the row is pushed along until its
//! word stands under the others. It is cut between words.

use std::ops::Range;

use crate::text::bidi::Direction;
use crate::text::breaks::breaks;
use crate::text::cells::width;
use crate::text::layout::{Laid, Layout, layout};
use crate::text::position::Logical;
use crate::text::setting::Setting;

/// A word with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// One row.
    pub laid: Laid,
    /// The bytes of the word in it.
    pub word: Range<usize>,
    /// Columns between the left edge of its place and the row.
    pub x: u16,
}

/// Where the words of all rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// Columns of the whole place.
    pub width: u16,
    /// The first column of the words.
    pub word_x: u16,
    /// Columns of a word as it is mostly written.
    pub word_width: u16,
}

impl Axis {
    /// A word of this width in the middle of a place.
    pub fn new(width: u16, word_width: u16) -> Axis {
        let word_width = word_width.min(width);
        Axis { width, word_x: (width - word_width) / 2, word_width }
    }

    /// Columns before a word and behind it, in the direction of reading. The word begins in line with the others.
    fn rooms(&self, direction: Direction, n_columns: u16) -> [u16; 2] {
        let at_end = (self.width - self.word_x).saturating_sub(n_columns);
        match direction {
            Direction::LeftToRight => [self.word_x, at_end],
            Direction::RightToLeft => {
                let end = self.word_x + self.word_width;
                [self.width - end, end.saturating_sub(n_columns)]
            }
        }
    }
}

/// What stands around a word, as the bytes of a text at which it may be cut, the nearest first.
struct Context {
    cuts: Vec<usize>,
    /// How many of these pieces are shown.
    n_shown: usize,
}

impl Context {
    fn end(&self, word: usize) -> usize {
        self.n_shown.checked_sub(1).and_then(|last| self.cuts.get(last)).copied().unwrap_or(word)
    }

    fn shrink(&mut self) -> bool {
        let is_possible = self.n_shown > 0;
        self.n_shown = self.n_shown.saturating_sub(1);
        is_possible
    }
}

/// The row of the word at these bytes of a text. Its setting has a given direction.
pub fn line(text: &str, word: Range<usize>, direction: Direction, axis: &Axis, setting: &Setting) -> Line {
    let shown = text.get(word.clone()).unwrap_or_default();
    let n_columns = u16::try_from(width(shown)).unwrap_or(u16::MAX);
    let rooms = axis.rooms(direction, n_columns);
    let mut before = before(text, word.start, rooms[0]);
    let mut behind = behind(text, word.end, rooms[1]);
    loop {
        let line = laid(text, &word, [&before, &behind], direction, axis, setting);
        let (left, right) = match &line {
            Ok(line) => return line.clone(),
            Err(Overflow { line, is_left, is_right }) if !is_left && !is_right => return line.clone(),
            Err(Overflow { is_left, is_right, .. }) => (*is_left, *is_right),
        };
        let is_before = if direction == Direction::LeftToRight { left } else { right };
        // Words of the other direction may stand on the side where they are not looked for.
        let [first, second] = if is_before { [&mut before, &mut behind] } else { [&mut behind, &mut before] };
        if !first.shrink() && !second.shrink() {
            return match line {
                Ok(line) | Err(Overflow { line, .. }) => line,
            };
        }
    }
}

/// A row that does not fit into its place.
struct Overflow {
    line: Line,
    is_left: bool,
    is_right: bool,
}

fn laid(
    text: &str,
    word: &Range<usize>,
    [before, behind]: [&Context; 2],
    direction: Direction,
    axis: &Axis,
    setting: &Setting,
) -> Result<Line, Overflow> {
    let (start, end) = (before.end(word.start), behind.end(word.end));
    let piece = |range: Range<usize>| text.get(range).unwrap_or_default().replace('\n', " ");
    let mut shown = String::new();
    shown.push_str(if start > 0 { ELLIPSIS } else { "" });
    shown.push_str(piece(start..word.start).trim_start());
    let at = shown.len();
    shown.push_str(&piece(word.clone()));
    let place = at..shown.len();
    shown.push_str(piece(word.end..end).trim_end());
    shown.push_str(if end < text.len() && !shown.ends_with(ELLIPSIS) { ELLIPSIS } else { "" });
    let laid = layout(&shown, &Layout::one_row(u16::MAX).with_setting(*setting).with_base(direction));
    let columns = laid.columns_of(0, Logical::range(place.clone()));
    let first = columns.iter().map(|columns| columns.start.0).min().unwrap_or(0);
    let last = columns.iter().map(|columns| columns.end.0).max().unwrap_or(0);
    let row_width = laid.row(0).map_or(0, |row| row.width());
    // Where the row begins, perhaps beyond the left edge of its place.
    let x = match direction {
        Direction::LeftToRight => i32::from(axis.word_x) - i32::from(first),
        Direction::RightToLeft => i32::from(axis.word_x + axis.word_width) - i32::from(last),
    };
    let (is_left, is_right) = (x < 0, x + i32::from(row_width) > i32::from(axis.width));
    let line = Line { laid, word: place, x: u16::try_from(x.max(0)).unwrap_or(0) };
    if is_left || is_right { Err(Overflow { line, is_left, is_right }) } else { Ok(line) }
}

const ELLIPSIS: &str = "…";

/// Bytes of a text that may be needed to fill so many columns.
fn n_bytes(room: u16) -> usize {
    usize::from(room) * 8 + 64
}

fn before(text: &str, word: usize, room: u16) -> Context {
    let far = text.ceil_char_boundary(word.saturating_sub(n_bytes(room)));
    let stretch = text.get(far..word).unwrap_or_default();
    let inside = breaks(stretch).into_iter().map(|at| far + at as usize).filter(|at| *at < word);
    // Where the stretch begins may be the middle of a word, unless it is the beginning of all.
    let mut cuts: Vec<usize> = (far == 0 && word > 0).then_some(0).into_iter().chain(inside).collect();
    cuts.reverse();
    let mut n_columns = 0;
    let mut from = word;
    let fits = |cut: &&usize| {
        n_columns += width(text.get(**cut..from).unwrap_or_default());
        from = **cut;
        n_columns + usize::from(from > 0) <= usize::from(room)
    };
    let n_shown = cuts.iter().take_while(fits).count();
    Context { cuts, n_shown }
}

fn behind(text: &str, word: usize, room: u16) -> Context {
    let far = text.floor_char_boundary(word.saturating_add(n_bytes(room)));
    let stretch = text.get(word..far).unwrap_or_default();
    let is_all = far >= text.len();
    // The end of the stretch counts as a place to break at, and is one only where nothing follows.
    let cuts: Vec<usize> =
        breaks(stretch).into_iter().map(|at| word + at as usize).filter(|at| is_all || *at < far).collect();
    let mut n_columns = 0;
    let mut from = word;
    let fits = |cut: &&usize| {
        let piece = text.get(from..**cut).unwrap_or_default();
        let n_with_ellipsis = n_columns + width(piece.trim_end()) + usize::from(**cut < text.len());
        n_columns += width(piece);
        from = **cut;
        n_with_ellipsis <= usize::from(room)
    };
    let n_shown = cuts.iter().take_while(fits).count();
    Context { cuts, n_shown }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::bidi::majority;

    fn set(text: &str, word: &str, axis: &Axis) -> Line {
        let start = text.find(word).unwrap();
        line(text, start..start + word.len(), majority(text), axis, &Setting::screen())
    }

    /// The row in its place, with a dot for each empty column.
    fn picture(text: &str, word: &str, width: u16) -> String {
        let axis = Axis::new(width, 4);
        let line = set(text, word, &axis);
        let row: String = line.laid.row(0).unwrap().cells().map(|cell| cell.symbol).collect();
        format!("{}{row}", ".".repeat(usize::from(line.x)))
    }

    #[test]
    fn words_stand_under_each_other_and_rows_are_cut_between_words() {
        for (text, want) in [
            ("Vers Alep ce matin", ".....Vers Alep ce matin"),
            ("Alep", "..........Alep"),
            ("Les soldats turcs vers Alep et vers Idlib hier", "....…vers Alep et vers…"),
            ("Anticonstitutionnellement Alep extraordinairement", ".........…Alep…"),
            ("vers\nAlep\nhier", ".....vers Alep hier"),
        ] {
            assert_eq!(picture(text, "Alep", 24).replace("… Alep", "…Alep"), want, "{text}");
        }
    }

    #[test]
    fn before_an_arabic_word_is_at_its_right() {
        // F-Y H-L-B A-L-Y-W-M: in, Aleppo, today. The word has three columns and ends where one of four would.
        let text = "\u{641}\u{64a} \u{62d}\u{644}\u{628} \u{627}\u{644}\u{64a}\u{648}\u{645}";
        let want = ".....\u{FEE1}\u{FEEE}\u{FEF4}\u{FEDF}\u{FE8D} \u{FE90}\u{FEE0}\u{FEA3} \u{FEF2}\u{FED3}";
        assert_eq!(picture(text, "\u{62d}\u{644}\u{628}", 24), want);
    }

    #[test]
    fn letters_join_across_the_beginning_of_a_word() {
        // B is written onto H-L-B: it begins a word, and H is in the middle of one.
        let text = "\u{628}\u{62d}\u{644}\u{628}";
        assert!(picture(text, "\u{62d}\u{644}\u{628}", 24).ends_with("\u{FE90}\u{FEE0}\u{FEA4}\u{FE91}"));
    }

    proptest! {
        #[test]
        fn a_row_stays_in_its_place_and_its_word_in_line(
            before in "([a-zé]{1,9} |حلب |المدينة |2020 |، ){0,9}", behind in "( [a-zé]{1,9}| حلب| والنظام| 33|\\.){0,9}",
            word in "(alep|حلب)", width in 12u16..60
        ) {
            let text = format!("{before}{word}{behind}");
            let (direction, axis) = (majority(&text), Axis::new(width, 4));
            let at = before.len()..before.len() + word.len();
            let line = line(&text, at, direction, &axis, &Setting::screen());
            let row = line.laid.row(0).unwrap();
            prop_assert!(line.x + row.width() <= width, "{text}");
            let columns = line.laid.columns_of(0, Logical::range(line.word.clone()));
            prop_assert_eq!(columns.len(), 1);
            match direction {
                Direction::LeftToRight => prop_assert_eq!(line.x + columns[0].start.0, axis.word_x),
                Direction::RightToLeft => prop_assert_eq!(line.x + columns[0].end.0, axis.word_x + axis.word_width),
            }
        }
    }
}
