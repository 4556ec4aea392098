//! Which cells are put into a row so that it fills its width: tatweels in Arabic words, spaces between others.
//!
//! A row that would need too many stays ragged, as one with a single long word does: an even edge is not worth a hole in
//! the text. What is put in shows nothing of the text. The last row of a paragraph is never asked for.

use crate::text::bidi::Direction;
use crate::text::kashida::{self, Letter};

/// One cell of a row, as justification sees it, in logical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A letter of the Arabic script.
    Letter(Letter),
    /// A space that may be wider; a no-break space may not.
    Space,
    /// Anything else.
    Other,
}

/// Cells of one column to put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the cell in front of them.
    pub behind: usize,
    /// How many.
    pub n: usize,
    /// What each of them shows: [`TATWEEL`] or a space.
    pub symbol: &'static str,
}

/// The stroke that makes a joint of Arabic letters longer.
pub const TATWEEL: &str = "\u{640}";

/// Columns that every two spaces may get at most,
const LOOSEST: usize = 3;
/// and where the words are stretched as far as they can be already.
const LOOSEST_BESIDE_TATWEELS: usize = 1;

/// What makes a row wider by `n_missing` columns, ascending; nothing if the row would look worse for it. Rows take turns
/// in where their wider spaces stand, so that these do not run down the page.
pub fn stretches(row: &[Place], n_missing: usize, direction: Direction, row_idx: usize) -> Vec<Stretch> {
    let (mut stretches, loosest) = match direction {
        Direction::RightToLeft => (tatweels(row, n_missing), LOOSEST_BESIDE_TATWEELS),
        Direction::LeftToRight => (Vec::new(), LOOSEST),
    };
    let n_left = n_missing - stretches.iter().map(|stretch| stretch.n).sum::<usize>();
    let Some(spaces) = spaces(row, n_left, loosest, row_idx) else { return Vec::new() };
    stretches.extend(spaces);
    stretches.sort_by_key(|stretch| stretch.behind);
    stretches
}

fn tatweels(row: &[Place], n_missing: usize) -> Vec<Stretch> {
    let letter = |place: &Place| match place {
        Place::Letter(letter) => Some(*letter),
        _ => None,
    };
    let letters: Vec<Option<Letter>> = row.iter().map(letter).collect();
    let stretch = |(behind, n)| Stretch { behind, n, symbol: TATWEEL };
    kashida::tatweels(&letters, n_missing).into_iter().map(stretch).collect()
}

/// So many spaces more, evenly spread; `None` if the gaps would be absurd.
fn spaces(row: &[Place], n_missing: usize, loosest: usize, row_idx: usize) -> Option<Vec<Stretch>> {
    let spaces: Vec<usize> = (0..row.len()).filter(|idx| row[*idx] == Place::Space).collect();
    if 2 * n_missing > loosest * spaces.len() {
        return None;
    }
    let Some(for_each) = n_missing.checked_div(spaces.len()) else { return Some(Vec::new()) };
    let mut numbers = vec![for_each; spaces.len()];
    for place in spread(n_missing % spaces.len(), spaces.len()) {
        let place = if row_idx.is_multiple_of(2) { place } else { spaces.len() - 1 - place };
        numbers[place] += 1;
    }
    let stretch = |(behind, n)| Stretch { behind, n, symbol: " " };
    Some(spaces.into_iter().zip(numbers).filter(|(_, n)| *n > 0).map(stretch).collect())
}

/// `n` places out of `of`, evenly spread.
pub(super) fn spread(n: usize, of: usize) -> impl Iterator<Item = usize> {
    (0..n).map(move |i| (2 * i + 1) * of / (2 * n))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Places for a text in which capitals are Arabic letters, joined to each other.
    fn places(text: &str) -> Vec<Place> {
        let chars: Vec<char> = text.chars().collect();
        let joins = |at: usize| chars.get(at + 1).is_some_and(char::is_ascii_uppercase);
        let place = |(at, c): (usize, &char)| match c {
            ' ' => Place::Space,
            'A'..='Z' => Place::Letter(Letter { letter: '\u{645}', joins_next: joins(at), is_ligature: false }),
            _ => Place::Other,
        };
        chars.iter().enumerate().map(place).collect()
    }

    fn check(text: &str, n_missing: usize, direction: Direction, row_idx: usize, want: &str) {
        let stretches = stretches(&places(text), n_missing, direction, row_idx);
        let shown = text.chars().enumerate().map(|(at, c)| {
            let stretch = stretches.iter().find(|stretch| stretch.behind == at);
            let put_in = stretch.map_or(String::new(), |stretch| stretch.symbol.repeat(stretch.n));
            format!("{c}{put_in}").replace(TATWEEL, "-")
        });
        assert_eq!(shown.collect::<String>(), want);
    }

    #[test]
    fn spaces_are_widened_evenly_and_rows_take_turns() {
        let ltr = Direction::LeftToRight;
        check("a b c d e", 0, ltr, 0, "a b c d e");
        check("a b c d", 1, ltr, 0, "a b  c d");
        check("a b c d e", 1, ltr, 0, "a b c  d e");
        check("a b c d e", 1, ltr, 1, "a b  c d e");
        check("a b c d e", 2, ltr, 0, "a b  c d  e");
        check("a b c d e", 4, ltr, 0, "a  b  c  d  e");
        check("a b c d e", 6, ltr, 0, "a  b   c  d   e");
    }

    #[test]
    fn a_row_that_would_be_too_loose_stays_as_it_is() {
        check("a b c d e", 7, Direction::LeftToRight, 0, "a b c d e");
        check("abc", 1, Direction::LeftToRight, 0, "abc");
        check("ABC DEF", 9, Direction::RightToLeft, 0, "ABC DEF");
    }

    #[test]
    fn arabic_words_are_stretched_before_spaces() {
        check("ABC DEF", 1, Direction::RightToLeft, 0, "ABC DE-F");
        check("ABC DEF", 4, Direction::RightToLeft, 0, "AB--C DE--F");
        check("ABC DEF GHI", 7, Direction::RightToLeft, 0, "AB--C DE--F  GH--I");
        check("ABC DEF GHI", 8, Direction::RightToLeft, 0, "ABC DEF GHI");
        check("a ABC b", 1, Direction::LeftToRight, 0, "a ABC  b");
    }

    proptest! {
        #[test]
        fn all_or_nothing_is_put_in(text in "[a-cA-C ]{0,30}", n_missing in 0usize..20, row_idx in 0usize..2) {
            for direction in [Direction::LeftToRight, Direction::RightToLeft] {
                let stretches = stretches(&places(&text), n_missing, direction, row_idx);
                let n: usize = stretches.iter().map(|stretch| stretch.n).sum();
                prop_assert!(n == n_missing || n == 0);
            }
        }
    }
}
