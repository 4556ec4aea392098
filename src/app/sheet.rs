//! A column of paragraphs that scrolls: the body of the reader, of the evidence page and of every other page of text.
//!
//! Rows are made when they come into view and forgotten when they are far away; until then a paragraph is counted by
//! a guess from its length, so that two megabytes open as fast as a telegram. The place is kept as a paragraph and a
//! byte of its text, never as a row: another width or measure keeps the words that stood at the top. What is drawn is
//! decided here, cell by cell; the view only looks.

pub mod paragraph;
pub mod rows;

use std::ops::Range;

use crate::app::action::Action;
use crate::app::input::{Mouse, MouseKind};
use crate::app::sheet::paragraph::Paragraph;
use crate::app::sheet::rows::{Columns, SheetRow, rows_of};

/// Text is laid out in pieces of at most this many bytes; a paragraph that is longer breaks its row there.
const PIECE: usize = 8 * 1024;
/// So many pieces keep their rows before the distant ones are forgotten.
const KEPT: usize = 1024;
/// Rows that one notch of the wheel scrolls.
const WHEEL: isize = 3;

/// A byte range of a paragraph's running text that is marked: a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Byte range of its text.
    pub range: Range<usize>,
}

impl Mark {
    /// Where it begins.
    fn start(&self) -> Anchor {
        Anchor { paragraph: self.paragraph, byte: self.range.start, above: 0 }
    }
}

/// A place in the text that no width changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Index of the paragraph at the top.
    pub paragraph: usize,
    /// The first byte of its text that shows.
    pub byte: usize,
    /// So many of the blank rows above it still show.
    pub above: u16,
}

/// A row in the window.
#[derive(Clone, Copy, Debug)]
pub struct Visible<'a> {
    /// Rows below the top of the window.
    pub y: u16,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The paragraph.
    pub of: &'a Paragraph,
    /// The row; `None` for a blank one above the paragraph.
    pub row: Option<&'a SheetRow>,
}

/// A scrolling column of paragraphs, its window and its marks.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    paragraphs: Vec<Paragraph>,
    pieces: Vec<Piece>,
    /// Columns of the place it stands in.
    place: u16,
    /// Columns a row may have.
    measure: u16,
    /// Columns the rows do have.
    width: u16,
    height: u16,
    top: Spot,
    anchor: Anchor,
    n_laid: usize,
    n_before: usize,
    n_total: usize,
    marks: Vec<Mark>,
    current: Option<usize>,
    /// The mouse holds the scroll bar.
    is_held: bool,
}

/// Part of a paragraph that is laid out at once.
#[derive(Clone, Debug)]
struct Piece {
    paragraph: usize,
    range: Range<usize>,
    n_chars: usize,
    /// Blank rows above it: those of its paragraph before the first piece.
    gap: usize,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    Guessed(usize),
    Laid(Vec<SheetRow>),
}

/// A row among the pieces; the gap counts as the first rows of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    piece: usize,
    row: usize,
}

impl Sheet {
    /// A sheet with its window at the top; `fit` gives it a size.
    pub fn new(paragraphs: Vec<Paragraph>) -> Sheet {
        let mut pieces = Vec::with_capacity(paragraphs.len());
        for (idx, paragraph) in paragraphs.iter().enumerate() {
            let text = running_text(paragraph);
            let mut gap = if idx == 0 { 0 } else { usize::from(paragraph.gap) };
            // What is cut short after a few rows is cut as a whole.
            let whole = paragraph.max_rows.is_some();
            for range in cut(text, whole) {
                let n_chars = text[range.clone()].chars().count();
                pieces.push(Piece { paragraph: idx, range, n_chars, gap, rows: Rows::Guessed(1) });
                gap = 0;
            }
        }
        Sheet { paragraphs, pieces, measure: u16::MAX, ..Sheet::default() }
    }

    /// The same with rows of at most `measure` columns, in the middle of their place.
    pub fn with_measure(self, measure: u16) -> Sheet {
        Sheet { measure, ..self }
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Columns between the left edge of its place and its text.
    pub fn left(&self) -> u16 {
        let (left, right) = air(self.place);
        left + self.place.saturating_sub(left + right + self.width) / 2
    }

    /// Columns its rows have.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The column of the scroll bar, counted from the left edge of its place; none where that is too narrow for one.
    pub fn scroll_bar(&self) -> Option<u16> {
        (air(self.place).1 > 0).then(|| self.place - 1)
    }

    /// Rows that a page key scrolls: all but two, so that the eye finds its place.
    pub fn page(&self) -> usize {
        usize::from(self.height.saturating_sub(2).max(1))
    }

    /// Scrolls as an action says; `false` if it is none that scrolls.
    pub fn act(&mut self, action: Action) -> bool {
        let page = self.page() as isize;
        match action {
            Action::Next => self.scroll(1),
            Action::Previous => self.scroll(-1),
            Action::HalfPageDown => self.scroll((page / 2).max(1)),
            Action::HalfPageUp => self.scroll(-(page / 2).max(1)),
            Action::PageDown => self.scroll(page),
            Action::PageUp => self.scroll(-page),
            Action::First => self.first(),
            Action::Last => self.last(),
            _ => return false,
        }
        true
    }

    /// Scrolls as the mouse says, in cells of its place: by the wheel, or by the scroll bar, which is held until the
    /// button goes up. `false` if it is a click on the text.
    pub fn mouse(&mut self, mouse: Mouse) -> bool {
        match mouse.kind {
            MouseKind::WheelDown => self.scroll(WHEEL),
            MouseKind::WheelUp => self.scroll(-WHEEL),
            MouseKind::Press => {
                self.is_held = self.scroll_bar() == Some(mouse.x) && self.per_cent().is_some();
                return self.is_held && self.mouse(Mouse { kind: MouseKind::Drag, ..mouse });
            }
            MouseKind::Drag if self.is_held => {
                self.go_to_part(usize::from(mouse.y), usize::from(self.height.saturating_sub(1)));
            }
            MouseKind::Release => self.is_held = false,
            MouseKind::Drag => return false,
        }
        true
    }

    /// Puts it into a place of so many columns and rows; the words at its top stay there as far as the end allows.
    pub fn fit(&mut self, place: u16, height: u16) {
        let (left, right) = air(place);
        let width = self.measure.min(place.saturating_sub(left + right)).max(1);
        if width != self.width {
            self.width = width;
            self.n_laid = 0;
            for idx in 0..self.pieces.len() {
                self.pieces[idx].rows = Rows::Guessed(self.guess(idx));
            }
        }
        self.place = place;
        self.height = height;
        self.top = self.spot(self.anchor);
        self.settle();
    }

    /// Changes the measure; the words at the top stay there.
    pub fn set_measure(&mut self, measure: u16) {
        self.measure = measure;
        self.fit(self.place, self.height);
    }

    /// Moves the window by rows: down, or up where `n_rows` is negative.
    pub fn scroll(&mut self, n_rows: isize) {
        let before = self.top;
        self.top = if n_rows < 0 {
            self.up(self.top, n_rows.unsigned_abs())
        } else {
            self.down(self.top, n_rows.unsigned_abs())
        };
        self.settle();
        if self.top != before {
            self.anchor = self.anchor_at(self.top);
        }
    }

    /// Moves the window to the first row.
    pub fn first(&mut self) {
        self.top = Spot::default();
        self.settle();
        self.anchor = Anchor::default();
    }

    /// Moves the window to the last row.
    pub fn last(&mut self) {
        let last = self.pieces.len().saturating_sub(1);
        self.lay_out(last);
        self.top = Spot { piece: last, row: self.n_rows(last).saturating_sub(1) };
        self.settle();
        self.anchor = self.anchor_at(self.top);
    }

    /// Moves the window to about `part` of `whole` of its way: the scroll bar was taken there.
    fn go_to_part(&mut self, part: usize, whole: usize) {
        let n_hidden = self.n_total.saturating_sub(usize::from(self.height));
        let mut n_above = (n_hidden as u128 * part.min(whole) as u128 / whole.max(1) as u128) as usize;
        let mut piece = 0;
        while piece + 1 < self.pieces.len() && self.n_rows(piece) <= n_above {
            n_above -= self.n_rows(piece);
            piece += 1;
        }
        self.lay_out(piece);
        self.top = Spot { piece, row: n_above.min(self.n_rows(piece).saturating_sub(1)) };
        self.settle();
        self.anchor = self.anchor_at(self.top);
    }

    /// The place to come back to.
    pub fn anchor(&self) -> Anchor {
        self.anchor
    }

    /// Comes back to a place, as near as the text allows.
    pub fn go_to(&mut self, anchor: Anchor) {
        self.anchor = anchor;
        self.top = self.spot(anchor);
        self.settle();
    }

    /// Moves the window if that place is outside it; a third of the window then stands above.
    fn reveal(&mut self, place: Anchor) {
        let spot = self.spot(place);
        if self.is_visible(spot) {
            return;
        }
        self.top = self.up(spot, usize::from(self.height / 3));
        self.settle();
        self.anchor = self.anchor_at(self.top);
    }

    /// Rows above the window, rows in all, as far as they are known.
    pub fn extent(&self) -> (usize, usize) {
        (self.n_before, self.n_total)
    }

    /// How much has been read when the window's last row is; `None` where the window shows all there is.
    pub fn per_cent(&self) -> Option<u8> {
        let height = usize::from(self.height);
        if self.n_total <= height {
            return None;
        }
        let is_end = self.n_before + height >= self.n_total;
        let per_cent = (self.n_before + height) * 100 / self.n_total;
        Some(if is_end { 100 } else { per_cent.min(99) as u8 })
    }

    /// The last row is in the window.
    pub fn is_at_end(&self) -> bool {
        self.n_before + usize::from(self.height) >= self.n_total
    }

    /// The rows in the window, from the top.
    pub fn visible(&self) -> impl Iterator<Item = Visible<'_>> {
        let mut spot = self.top;
        (0..self.height).map_while(move |y| {
            while self.pieces.get(spot.piece).is_some_and(|_| spot.row >= self.n_rows(spot.piece)) {
                spot = Spot { piece: spot.piece + 1, row: 0 };
            }
            let piece = self.pieces.get(spot.piece)?;
            let row = match &piece.rows {
                Rows::Laid(rows) => spot.row.checked_sub(piece.gap).and_then(|row| rows.get(row)),
                Rows::Guessed(_) => None,
            };
            spot.row += 1;
            let of = self.paragraphs.get(piece.paragraph)?;
            Some(Visible { y, paragraph: piece.paragraph, of, row })
        })
    }

    /// The paragraph that shows text `y` rows below the top of the window.
    pub fn paragraph_at(&self, y: u16) -> Option<usize> {
        self.visible().find(|visible| visible.y == y && visible.row.is_some()).map(|visible| visible.paragraph)
    }

    /// Marks these ranges and no others; the next step begins at the window.
    pub fn set_marks(&mut self, mut marks: Vec<Mark>) {
        marks.sort_by_key(|mark| (mark.paragraph, mark.range.start));
        self.marks = marks;
        self.current = None;
    }

    /// The marks of a paragraph, ascending, each with whether it is the current one.
    pub fn marks_of(&self, paragraph: usize) -> impl Iterator<Item = (&Range<usize>, bool)> {
        let first = self.marks.partition_point(|mark| mark.paragraph < paragraph);
        let of_it = self.marks[first..].iter().take_while(move |mark| mark.paragraph == paragraph);
        of_it.enumerate().map(move |(i, mark)| (&mark.range, self.current == Some(first + i)))
    }

    /// How many marks there are, and which of them is the current one, from 1.
    pub fn marked(&self) -> (usize, Option<usize>) {
        (self.marks.len(), self.current.map(|current| current + 1))
    }

    /// Goes on to the next mark, or back to the one before: from the current one while it shows, or else from the
    /// window. `false` if there is none that way.
    pub fn step(&mut self, forward: bool) -> bool {
        let current = self.current.and_then(|current| Some((current, self.marks.get(current)?.start())));
        let shown = current.filter(|(_, place)| self.shows(*place)).map(|(current, _)| current);
        let top = Anchor { above: 0, ..self.anchor_at(self.top) };
        let at_window = self.marks.partition_point(|mark| mark.start() < top);
        let next = match (shown, forward) {
            (Some(current), true) => Some(current + 1),
            (Some(current), false) => current.checked_sub(1),
            (None, true) => Some(at_window),
            (None, false) => at_window.checked_sub(1),
        };
        next.is_some_and(|next| self.go_to_mark(next))
    }

    /// Makes the first mark (or the last) the current one and shows it; `false` if there is none.
    pub fn step_to_end(&mut self, last: bool) -> bool {
        self.go_to_mark(if last { self.marks.len().wrapping_sub(1) } else { 0 })
    }

    fn go_to_mark(&mut self, idx: usize) -> bool {
        let Some(mark) = self.marks.get(idx) else { return false };
        let start = mark.start();
        self.current = Some(idx);
        self.reveal(start);
        true
    }

    fn shows(&mut self, place: Anchor) -> bool {
        let spot = self.spot(place);
        self.is_visible(spot)
    }

    /// Lays out what the window shows, and moves it up if it would show anything below the end.
    fn settle(&mut self) {
        self.top.piece = self.top.piece.min(self.pieces.len().saturating_sub(1));
        let height = usize::from(self.height);
        let n_shown = self.lay_out_from(self.top, height);
        if n_shown < height {
            self.top = self.up(self.top, height - n_shown);
            self.lay_out_from(self.top, height);
        }
        self.forget_the_distant();
        self.n_before = self.pieces[..self.top.piece].iter().map(Piece::n_rows).sum::<usize>() + self.top.row;
        self.n_total = self.pieces.iter().map(Piece::n_rows).sum();
    }

    /// Lays out up to `height` rows from `spot` on; returns how many there are.
    fn lay_out_from(&mut self, spot: Spot, height: usize) -> usize {
        let mut n_shown = 0;
        for piece in spot.piece..self.pieces.len() {
            if n_shown >= height {
                break;
            }
            self.lay_out(piece);
            n_shown += self.n_rows(piece).saturating_sub(if piece == spot.piece { spot.row } else { 0 });
        }
        n_shown.min(height)
    }

    fn up(&mut self, from: Spot, n_rows: usize) -> Spot {
        let (mut spot, mut left) = (from, n_rows);
        while left > spot.row && spot.piece > 0 {
            left -= spot.row + 1;
            let piece = spot.piece - 1;
            self.lay_out(piece);
            spot = Spot { piece, row: self.n_rows(piece).saturating_sub(1) };
        }
        Spot { row: spot.row.saturating_sub(left), ..spot }
    }

    fn down(&mut self, from: Spot, n_rows: usize) -> Spot {
        let (mut spot, mut left) = (from, n_rows);
        loop {
            self.lay_out(spot.piece);
            let n_below = self.n_rows(spot.piece).saturating_sub(spot.row + 1);
            if left <= n_below || spot.piece + 1 >= self.pieces.len() {
                return Spot { row: spot.row + left.min(n_below), ..spot };
            }
            left -= n_below + 1;
            spot = Spot { piece: spot.piece + 1, row: 0 };
        }
    }

    fn is_visible(&self, spot: Spot) -> bool {
        if spot < self.top {
            return false;
        }
        let mut n_between = spot.row as isize - self.top.row as isize;
        for piece in self.top.piece..spot.piece {
            n_between += self.n_rows(piece) as isize;
            if n_between >= self.height as isize + spot.row as isize {
                return false;
            }
        }
        n_between < self.height as isize
    }

    /// The row that shows a place; lays out its piece.
    fn spot(&mut self, anchor: Anchor) -> Spot {
        let next = self
            .pieces
            .partition_point(|piece| (piece.paragraph, piece.range.start) <= (anchor.paragraph, anchor.byte));
        let piece = next.saturating_sub(1);
        self.lay_out(piece);
        let Some(Piece { gap, rows: Rows::Laid(rows), .. }) = self.pieces.get(piece) else { return Spot::default() };
        if anchor.byte == 0 && anchor.above > 0 {
            return Spot { piece, row: gap.saturating_sub(usize::from(anchor.above)) };
        }
        let n_up_to_it = rows.partition_point(|row| row.start <= anchor.byte);
        Spot { piece, row: gap + n_up_to_it.saturating_sub(1) }
    }

    fn anchor_at(&self, spot: Spot) -> Anchor {
        let Some(piece) = self.pieces.get(spot.piece) else { return Anchor::default() };
        let row = match &piece.rows {
            Rows::Laid(rows) => spot.row.checked_sub(piece.gap).and_then(|row| rows.get(row)),
            Rows::Guessed(_) => None,
        };
        let above = piece.gap.saturating_sub(spot.row) as u16;
        Anchor { paragraph: piece.paragraph, byte: row.map_or(piece.range.start, |row| row.start), above }
    }

    fn n_rows(&self, piece: usize) -> usize {
        self.pieces.get(piece).map_or(0, Piece::n_rows)
    }

    fn guess(&self, piece: usize) -> usize {
        let Some(piece) = self.pieces.get(piece) else { return 0 };
        let Some(paragraph) = self.paragraphs.get(piece.paragraph) else { return 0 };
        let width = usize::from(Columns::of(paragraph, self.width).width.max(1));
        // Rows are rarely full to the last column.
        let n_rows = piece.n_chars / width + piece.n_chars / (width * 12) + 1;
        paragraph.max_rows.map_or(n_rows, |max_rows| n_rows.min(usize::from(max_rows)))
    }

    fn lay_out(&mut self, piece: usize) {
        let Some(Piece { paragraph, range, rows: Rows::Guessed(_), .. }) = self.pieces.get(piece) else { return };
        let Some(of) = self.paragraphs.get(*paragraph) else { return };
        let is_last = self.pieces.get(piece + 1).is_none_or(|next| next.paragraph != *paragraph);
        let rows = rows_of(of, range.clone(), is_last, self.width);
        self.pieces[piece].rows = Rows::Laid(rows);
        self.n_laid += 1;
    }

    /// Gives up the rows of pieces far from the window, but not how many there were.
    fn forget_the_distant(&mut self) {
        if self.n_laid <= KEPT {
            return;
        }
        let near = self.top.piece.saturating_sub(KEPT / 4)..self.top.piece + KEPT / 4 + usize::from(self.height);
        self.n_laid = 0;
        for (idx, piece) in self.pieces.iter_mut().enumerate() {
            match &piece.rows {
                Rows::Laid(_) if near.contains(&idx) => self.n_laid += 1,
                Rows::Laid(rows) => piece.rows = Rows::Guessed(rows.len()),
                Rows::Guessed(_) => {}
            }
        }
    }
}

impl Piece {
    fn n_rows(&self) -> usize {
        let n_rows = match &self.rows {
            Rows::Guessed(n_rows) => *n_rows,
            Rows::Laid(rows) => rows.len(),
        };
        self.gap + n_rows
    }
}

/// Columns kept free at the left and at the right of a place; the last one at the right is the scroll bar's.
fn air(place: u16) -> (u16, u16) {
    match place {
        0..4 => (0, 0),
        4..20 => (0, 1),
        _ => (1, 2),
    }
}

fn running_text(paragraph: &Paragraph) -> &str {
    paragraph.fields.first().filter(|_| paragraph.is_running()).map_or("", |field| field.text.as_str())
}

/// Cuts running text at line ends, and at a space before `PIECE` bytes, if it is not to stay `whole`. Leaves out no
/// byte but those line ends.
fn cut(text: &str, whole: bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if whole {
        ranges.push(0..text.len());
        return ranges;
    }
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        while end - start > PIECE {
            let limit = (start + PIECE - 3..=start + PIECE).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(end);
            let space = text[start..limit].rfind(' ').map_or(limit, |space| start + space + 1);
            ranges.push(start..space);
            start = space;
        }
        ranges.push(start..end);
        start = end + 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::sheet::paragraph::Look;
    use crate::text::bidi::Direction;
    use crate::text::clean::Clean;

    fn sheet(texts: &[&str], place: u16, height: u16) -> Sheet {
        let paragraph = |text: &&str| Paragraph::text(Clean::new(text), Look::Text, Direction::LeftToRight).gap(1);
        let mut sheet = Sheet::new(texts.iter().map(paragraph).collect());
        sheet.fit(place, height);
        sheet
    }

    /// The texts of the rows in the window; an empty one for a blank row.
    fn window(sheet: &Sheet) -> Vec<String> {
        let text = |visible: Visible<'_>| {
            let parts = visible.row.map(|row| row.parts.as_slice()).unwrap_or_default();
            let cells = parts.iter().map(|part| part.laid()).filter_map(|(laid, row_idx)| laid.row(row_idx));
            cells.flat_map(|row| row.cells().map(|cell| cell.symbol.to_owned()).collect::<Vec<_>>()).collect()
        };
        sheet.visible().map(text).collect()
    }

    const LINES: [&str; 3] = ["un deux trois quatre", "cinq", "six sept huit neuf dix"];

    #[test]
    fn rows_follow_each_other_one_blank_row_apart() {
        let whole = ["un deux", "trois", "quatre", "", "cinq", "", "six sept", "huit neuf", "dix"];
        assert_eq!(window(&sheet(&LINES, 10, 20)), whole);
        let mut sheet = sheet(&LINES, 10, 4);
        for first in [0, 1, 2, 3, 4, 5, 5, 5] {
            assert_eq!(window(&sheet), whole[first..first + 4], "{first}");
            sheet.scroll(1);
        }
        for first in [5, 4, 3, 2, 1, 0, 0] {
            assert_eq!(window(&sheet), whole[first..first + 4], "{first}");
            sheet.scroll(-1);
        }
    }

    #[test]
    fn actions_scroll_within_the_text() {
        for (from, action, first) in [
            (Action::First, Action::Next, "trois"),
            (Action::First, Action::HalfPageDown, "trois"),
            (Action::First, Action::PageDown, ""),
            (Action::First, Action::Last, "cinq"),
            (Action::Last, Action::Previous, ""),
            (Action::Last, Action::HalfPageUp, ""),
            (Action::Last, Action::PageUp, "trois"),
            (Action::Last, Action::First, "un deux"),
        ] {
            let mut sheet = sheet(&LINES, 10, 5);
            assert!(sheet.act(from) && sheet.act(action));
            assert_eq!(window(&sheet).first().map(String::as_str), Some(first), "{action:?}");
        }
    }

    #[test]
    fn how_much_was_read_is_a_hundred_at_the_end_and_nothing_where_all_is_seen() {
        assert_eq!(sheet(&LINES, 10, 9).per_cent(), None);
        let mut sheet = sheet(&LINES, 10, 4);
        assert_eq!(sheet.per_cent(), Some(44));
        sheet.last();
        assert_eq!(sheet.per_cent(), Some(100));
    }

    #[test]
    fn another_width_keeps_the_words_at_the_top() {
        let text = "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa";
        let mut sheet = sheet(&[text, text], 22, 4);
        sheet.scroll(3);
        let (place, before) = (sheet.anchor(), window(&sheet));
        for width in [60, 11, 35, 4, 200] {
            sheet.fit(width, 4);
            assert_eq!(sheet.anchor(), place, "{width}");
        }
        sheet.fit(22, 4);
        assert_eq!(window(&sheet), before);
    }

    #[test]
    fn two_megabytes_open_by_laying_out_what_is_seen() {
        let sentence = "La pluie est tombée toute la nuit sur les quais. ";
        let (one, many) = (sentence.repeat(40_000), vec![sentence.trim(); 40_000]);
        for texts in [&[one.as_str()][..], &many] {
            let mut sheet = sheet(texts, 80, 50);
            assert!(sheet.n_laid < 60, "{} pieces of text were laid out", sheet.n_laid);
            sheet.last();
            assert!(sheet.n_laid < 120, "{} pieces of text were laid out", sheet.n_laid);
            assert_eq!((sheet.per_cent(), window(&sheet).len()), (Some(100), 50));
        }
    }

    #[test]
    fn what_is_far_away_is_forgotten_but_counted() {
        let mut sheet = sheet(&vec!["un deux trois"; 5000], 10, 20);
        for _ in 0..900 {
            sheet.act(Action::PageDown);
            assert!(sheet.n_laid <= KEPT + 64);
        }
        assert_eq!(sheet.per_cent(), Some(100));
        assert_eq!(sheet.extent().1, 3 * 5000 - 1);
    }

    #[test]
    fn steps_go_from_mark_to_mark_and_say_when_there_is_no_more() {
        let mut sheet = sheet(&LINES, 10, 3);
        let mark = |paragraph, range| Mark { paragraph, range };
        sheet.set_marks(vec![mark(2, 4..8), mark(0, 3..7), mark(2, 19..22)]);
        let mut steps = Vec::new();
        for forward in [true, true, true, true, false, false, false] {
            steps.push((sheet.step(forward), sheet.marked().1));
        }
        let [one, two, three] = [Some(1), Some(2), Some(3)];
        assert_eq!(
            steps,
            [(true, one), (true, two), (true, three), (false, three), (true, two), (true, one), (false, one)]
        );
    }

    #[test]
    fn a_held_scroll_bar_follows_the_mouse_wherever_it_is() {
        let mut sheet = sheet(&LINES, 10, 4);
        let bar = sheet.scroll_bar().unwrap();
        let mouse = |kind, x, y| Mouse { kind, x, y };
        assert!(!sheet.mouse(mouse(MouseKind::Press, 2, 3)), "a click on the text");
        assert!(!sheet.mouse(mouse(MouseKind::Drag, 2, 3)));
        assert!(sheet.mouse(mouse(MouseKind::Press, bar, 3)));
        assert_eq!(sheet.per_cent(), Some(100));
        assert!(sheet.mouse(mouse(MouseKind::Drag, 0, 0)));
        assert_eq!(sheet.anchor(), Anchor::default());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_window_is_full_or_shows_everything(
            texts in prop::collection::vec("[a-z\u{0627}-\u{064A} ]{0,60}", 0..12),
            sizes in prop::collection::vec((0u16..40, 0u16..12), 1..4),
            steps in prop::collection::vec(-15isize..15, 0..8),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut sheet = sheet(&texts, 20, 5);
            for (width, height) in sizes {
                sheet.fit(width, height);
                for step in &steps {
                    sheet.scroll(*step);
                    let n_shown = sheet.visible().count();
                    prop_assert_eq!(n_shown, usize::from(height).min(sheet.extent().1));
                }
            }
        }
    }
}
