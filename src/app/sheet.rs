//! A column of paragraphs that scrolls: the body of the reader, of the evidence page and of every other page of text.
//!
//! Rows are made when they come into view and forgotten when they are far away; until then a paragraph is counted by
//! a guess from its length, so that two megabytes open as fast as a telegram. The place is kept as a paragraph and a
//! byte of its text, never as a row: another width or measure keeps the words that stood at the top. Paragraphs that
//! face each other begin on the same row, in two columns. What is drawn is decided here, cell by cell; the view only
//! looks.

pub mod bands;
pub mod frame;
pub mod marks;
pub mod paragraph;
pub mod rows;

use std::ops::Range;

use crate::app::action::Action;
use crate::app::input::{Mouse, MouseKind};
use crate::app::sheet::bands::{Anchor, Bands, Facing, Spot};
use crate::app::sheet::frame::Frame;
use crate::app::sheet::marks::{Mark, Marks};
use crate::app::sheet::paragraph::{Paragraph, PartOf};
use crate::app::sheet::rows::{Part, SheetRow};
use crate::model::address::WebAddress;
use crate::text::bidi::Direction;
use crate::text::setting::Setting;

/// Rows that one notch of the wheel scrolls.
const WHEEL: isize = 3;

/// What stands on a row of the window: a row of a paragraph, or nothing.
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
    bands: Bands,
    /// Columns a row may have.
    measure: u16,
    height: u16,
    /// What could stand beside each other stands below.
    whole_rows: bool,
    top: Spot,
    anchor: Anchor,
    n_before: usize,
    n_total: usize,
    marks: Marks,
    /// What is selected.
    passage: Marks,
    /// The mouse holds the scroll bar.
    is_held: bool,
}

impl Sheet {
    /// A sheet with its window at the top; `fit` gives it a size.
    pub fn new(paragraphs: Vec<Paragraph>) -> Sheet {
        Sheet::facing(paragraphs, &[])
    }

    /// The same with paragraphs that face each other; `facings` are ascending.
    pub fn facing(paragraphs: Vec<Paragraph>, facings: &[Facing]) -> Sheet {
        Sheet { bands: Bands::new(paragraphs, facings), measure: u16::MAX, ..Sheet::default() }
    }

    /// The same with rows of at most `measure` columns, in the middle of their place.
    pub fn with_measure(self, measure: u16) -> Sheet {
        Sheet { measure, ..self }
    }

    /// The same in an interface that is read from this side.
    pub fn read_from(mut self, direction: Direction) -> Sheet {
        self.bands.read_from(direction);
        self
    }

    /// The same with texts shown as the screen shows them.
    pub fn with_setting(mut self, setting: &Setting) -> Sheet {
        self.bands.set_setting(setting);
        self
    }

    /// Shows texts in another way; the words at the top stay there.
    pub fn set_setting(&mut self, setting: &Setting) {
        self.bands.set_setting(setting);
        self.top = self.bands.spot(self.anchor);
        self.settle();
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        self.bands.paragraphs()
    }

    /// Where its text stands in its place.
    pub fn frame(&self) -> &Frame {
        self.bands.frame()
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
            MouseKind::Press | MouseKind::Again(_) => {
                self.is_held = self.frame().scroll_bar() == Some(mouse.x) && self.per_cent().is_some();
                return self.is_held && self.mouse(Mouse { kind: MouseKind::Drag, ..mouse });
            }
            MouseKind::Drag if self.is_held => {
                self.go_to_part(usize::from(mouse.y), usize::from(self.height.saturating_sub(1)));
            }
            MouseKind::Release => self.is_held = false,
            MouseKind::Extend | MouseKind::Drag => return false,
        }
        true
    }

    /// Puts it into a place of so many columns and rows; the words at its top stay there as far as the end allows.
    pub fn fit(&mut self, place: u16, height: u16) {
        let frame = Frame::new(place, self.measure, self.bands.has_facings() && !self.whole_rows);
        if (frame, height) == (*self.frame(), self.height) && self.n_total > 0 {
            return;
        }
        self.bands.set_frame(frame);
        self.height = height;
        self.top = self.bands.spot(self.anchor);
        self.settle();
    }

    /// Rows are one text each, or may be two that stand beside each other.
    pub fn set_whole_rows(&mut self, whole_rows: bool) {
        self.whole_rows = whole_rows;
        self.fit(self.frame().place, self.height);
    }

    /// Changes the measure; the words at the top stay there.
    pub fn set_measure(&mut self, measure: u16) {
        self.measure = measure;
        self.fit(self.frame().place, self.height);
    }

    /// Moves the window by rows: down, or up where `n_rows` is negative.
    pub fn scroll(&mut self, n_rows: isize) {
        let before = self.top;
        self.top = if n_rows < 0 {
            self.bands.up(self.top, n_rows.unsigned_abs())
        } else {
            self.bands.down(self.top, n_rows.unsigned_abs())
        };
        self.settle();
        if self.top != before {
            self.anchor = self.bands.anchor_at(self.top);
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
        let band = self.bands.last();
        self.bands.lay_out(band);
        self.go_to_spot(Spot { band, row: self.bands.n_rows(band).saturating_sub(1) });
    }

    /// Rows above the window, and how many these can become.
    pub fn way(&self) -> (usize, usize) {
        (self.n_before, self.n_total.saturating_sub(usize::from(self.height)))
    }

    /// Moves the window to about `part` of `whole` of its way: the scroll bar was taken there.
    pub fn go_to_part(&mut self, part: usize, whole: usize) {
        let (_, end) = self.way();
        let mut n_above = (end as u128 * part.min(whole) as u128 / whole.max(1) as u128) as usize;
        let mut band = 0;
        while band < self.bands.last() && self.bands.n_rows(band) <= n_above {
            n_above -= self.bands.n_rows(band);
            band += 1;
        }
        self.bands.lay_out(band);
        self.go_to_spot(Spot { band, row: n_above.min(self.bands.n_rows(band).saturating_sub(1)) });
    }

    fn go_to_spot(&mut self, spot: Spot) {
        self.top = spot;
        self.settle();
        self.anchor = self.bands.anchor_at(self.top);
    }

    /// The place to come back to.
    pub fn anchor(&self) -> Anchor {
        self.anchor
    }

    /// Comes back to a place, as near as the text allows.
    pub fn go_to(&mut self, anchor: Anchor) {
        self.anchor = anchor;
        self.top = self.bands.spot(anchor);
        self.settle();
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

    /// What the window shows, from the top; of two paragraphs that face each other both, the left one first.
    pub fn visible(&self) -> impl Iterator<Item = Visible<'_>> {
        let rows = (0..self.height).zip(self.bands.rows_from(self.top));
        rows.flat_map(move |(y, band_row)| {
            let visible = move |paragraph: usize, row| {
                let of = self.paragraphs().get(paragraph)?;
                Some(Visible { y, paragraph, of, row })
            };
            let blank = visible(band_row.paragraph, None).filter(|_| band_row.placed.is_empty());
            let placed = band_row.placed.iter();
            placed.filter_map(move |placed| visible(placed.paragraph, Some(&placed.row))).chain(blank)
        })
    }

    /// The rows of the window on which two columns stand beside each other.
    pub fn halved(&self) -> impl Iterator<Item = u16> + '_ {
        let rows = (0..self.height).zip(self.bands.rows_from(self.top));
        rows.filter(|(_, band_row)| band_row.is_halved).map(|(y, _)| y)
    }

    /// The paragraph that shows text `y` rows below the top of the window.
    pub fn paragraph_at(&self, y: u16) -> Option<usize> {
        self.visible().find(|visible| visible.y == y && visible.row.is_some()).map(|visible| visible.paragraph)
    }

    /// Where on the web a cell leads; columns are counted as in `text_at`.
    pub fn address_at(&self, x: u16, y: u16) -> Option<&WebAddress> {
        let x = x.checked_sub(self.frame().left)?;
        let of_row = |row: &'_ Visible<'_>| row.y == y;
        self.visible().filter(of_row).find_map(|visible| {
            let part = visible.row?.parts.iter().find(|part| (part.x..part.x + part.width()).contains(&x))?;
            let (field, byte) = (visible.of.field(part.of)?, part.byte_at(x - part.x)?);
            field.leads.iter().find(|(range, _)| range.contains(&byte)).map(|(_, address)| address)
        })
    }

    /// The paragraph whose running text a cell shows, and the byte of it; columns are counted from the left edge of the
    /// place, whichever side reading begins at.
    pub fn text_at(&self, x: u16, y: u16) -> Option<(usize, usize)> {
        let x = x.checked_sub(self.frame().left)?;
        let shows = |part: &&Part| matches!(part.of, PartOf::Field(_)) && (part.x..part.x + part.width()).contains(&x);
        let text = |visible: Visible<'_>| {
            let part = visible.row?.parts.iter().find(shows).filter(|_| visible.of.is_running())?;
            Some((visible.paragraph, part.byte_at(x - part.x)?))
        };
        self.visible().filter(|visible| visible.y == y).find_map(text)
    }

    /// The running text nearest to a cell, in a paragraph that is wanted, and the byte of it: in the same row if there is
    /// some, or else in the row nearest to it.
    pub fn text_nearest(&self, x: u16, y: u16, is_wanted: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let x = x.saturating_sub(self.frame().left);
        let text = |visible: Visible<'_>| {
            let is_text = visible.of.is_running() && is_wanted(visible.paragraph);
            let parts = visible.row.filter(|_| is_text).map_or(&[][..], |row| &row.parts);
            let part = parts.iter().find(|part| matches!(part.of, PartOf::Field(_)))?;
            let column = x.clamp(part.x, part.x + part.width().saturating_sub(1));
            let distance = (visible.y.abs_diff(y), column.abs_diff(x));
            Some((distance, (visible.paragraph, part.byte_at(column - part.x)?)))
        };
        self.visible().filter_map(text).min_by_key(|(distance, _)| *distance).map(|(_, found)| found)
    }

    /// Scrolls by a row where something is dragged to this row at the edge of the window, or beyond it.
    pub fn scroll_at_edge(&mut self, y: u16) {
        if y == 0 {
            self.scroll(-1);
        } else if y >= self.height {
            self.scroll(1);
        }
    }

    /// The running text the window shows, by paragraphs from the top: the bytes of each that are on its rows.
    pub fn text_in_window(&self) -> Vec<(usize, Range<usize>)> {
        let mut shown: Vec<(usize, Range<usize>)> = Vec::new();
        for visible in self.visible().filter(|visible| visible.of.is_running()) {
            let Some(bytes) = visible.row.and_then(SheetRow::text_bytes) else { continue };
            match shown.iter_mut().find(|(paragraph, _)| *paragraph == visible.paragraph) {
                Some((_, all)) => all.end = bytes.end,
                None => shown.push((visible.paragraph, bytes)),
            }
        }
        shown
    }

    /// The window shows this byte of a paragraph's running text.
    pub fn shows(&self, paragraph: usize, byte: usize) -> bool {
        self.text_in_window().iter().any(|(of, bytes)| *of == paragraph && bytes.contains(&byte))
    }

    /// Moves the window as little as can be for this part of a paragraph's text to show, with a row of air; of a part that
    /// is higher than the window its beginning.
    pub fn reveal(&mut self, paragraph: usize, range: Range<usize>) {
        let spot = |bands: &mut Bands, byte| bands.spot(Anchor { paragraph, byte, above: 0 });
        let start = spot(&mut self.bands, range.start);
        let end = spot(&mut self.bands, range.end.saturating_sub(1).max(range.start));
        let height = usize::from(self.height);
        let n_rows = self.bands.n_above(end).saturating_sub(self.bands.n_above(start)) + 1;
        if start < self.top || (n_rows > height && !self.is_visible(start)) {
            let top = self.bands.up(start, usize::from(n_rows < height));
            self.go_to_spot(top);
        } else if !self.is_visible(end) && n_rows <= height {
            let below = self.bands.down(end, usize::from(n_rows < height));
            let top = self.bands.up(below, height.saturating_sub(1));
            self.go_to_spot(top);
        }
    }

    /// Shows these ranges as selected, and no others.
    pub fn set_passage(&mut self, passage: Vec<Mark>) {
        self.passage = Marks::new(passage);
    }

    /// What is selected of a paragraph.
    pub fn passage_of(&self, paragraph: usize) -> impl Iterator<Item = &Range<usize>> {
        self.passage.of(paragraph).map(|(range, _)| range)
    }

    /// The current mark.
    pub fn current_mark(&self) -> Option<&Mark> {
        self.marks.get(self.marks.current()?)
    }

    /// Marks these ranges and no others; the next step begins at the window.
    pub fn set_marks(&mut self, marks: Vec<Mark>) {
        self.marks = Marks::new(marks);
    }

    /// Makes one of the marks the current one, and moves nothing.
    pub fn choose_mark(&mut self, idx: usize) {
        if idx < self.marks.len() {
            self.marks.choose(idx);
        }
    }

    /// The marks of a paragraph, ascending, each with whether it is the current one.
    pub fn marks_of(&self, paragraph: usize) -> impl Iterator<Item = (&Range<usize>, bool)> {
        self.marks.of(paragraph)
    }

    /// How many marks there are, and which of them is the current one, from 1.
    pub fn marked(&self) -> (usize, Option<usize>) {
        (self.marks.len(), self.marks.current().map(|current| current + 1))
    }

    /// Makes the first mark at this byte of a paragraph or behind it the current one, and shows it; `false` if there is none.
    pub fn step_to(&mut self, paragraph: usize, byte: usize) -> bool {
        self.go_to_mark(self.marks.first_from((paragraph, byte)))
    }

    /// Goes on to the next mark, or back to the one before: from the current one while it shows, or else from the
    /// window. `false` if there is none that way.
    pub fn step(&mut self, forward: bool) -> bool {
        let shown = self.marks.current().filter(|current| {
            let spot = self.spot_of_mark(*current);
            spot.is_some_and(|spot| self.is_visible(spot))
        });
        let next = match (shown, forward) {
            (Some(current), true) => Some(current + 1),
            (Some(current), false) => current.checked_sub(1),
            (None, true) => Some(self.first_mark_in_window()),
            (None, false) => self.first_mark_in_window().checked_sub(1),
        };
        next.is_some_and(|next| self.go_to_mark(next))
    }

    /// Makes the first mark (or the last) the current one and shows it; `false` if there is none.
    pub fn step_to_end(&mut self, last: bool) -> bool {
        self.go_to_mark(if last { self.marks.len().wrapping_sub(1) } else { 0 })
    }

    /// The first mark at the top of the window or below it: a column that began above may have marks there.
    fn first_mark_in_window(&mut self) -> usize {
        let mut idx = self.marks.first_from(self.bands.start_of(self.top));
        while self.spot_of_mark(idx).is_some_and(|spot| spot < self.top) {
            idx += 1;
        }
        idx
    }

    fn spot_of_mark(&mut self, idx: usize) -> Option<Spot> {
        let mark = self.marks.get(idx)?;
        Some(self.bands.spot(Anchor { paragraph: mark.paragraph, byte: mark.range.start, above: 0 }))
    }

    /// Makes a mark the current one, and moves the window if that is outside it; a third of the window then stands above.
    fn go_to_mark(&mut self, idx: usize) -> bool {
        let Some(spot) = self.spot_of_mark(idx) else { return false };
        self.marks.choose(idx);
        if !self.is_visible(spot) {
            let top = self.bands.up(spot, usize::from(self.height / 3));
            self.go_to_spot(top);
        }
        true
    }

    fn is_visible(&self, spot: Spot) -> bool {
        let end = self.bands.n_above(self.top) + usize::from(self.height);
        spot >= self.top && self.bands.n_above(spot) < end
    }

    /// Lays out what the window shows, and moves it up if it would show anything below the end.
    fn settle(&mut self) {
        self.top.band = self.top.band.min(self.bands.last());
        let height = usize::from(self.height);
        let n_shown = self.bands.lay_out_from(self.top, height);
        if n_shown < height {
            self.top = self.bands.up(self.top, height - n_shown);
            self.bands.lay_out_from(self.top, height);
        }
        self.bands.forget_far_from(self.top.band, height);
        self.n_before = self.bands.n_above(self.top);
        self.n_total = self.bands.n_total();
    }
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
            assert!(sheet.bands.n_kept() < 60, "{} pieces of text were laid out", sheet.bands.n_kept());
            sheet.last();
            assert!(sheet.bands.n_kept() < 120, "{} pieces of text were laid out", sheet.bands.n_kept());
            assert_eq!((sheet.per_cent(), window(&sheet).len()), (Some(100), 50));
            let hits = texts.iter().enumerate().flat_map(|(paragraph, text)| {
                let hits = text.match_indices("pluie");
                hits.map(move |(at, hit)| Mark { paragraph, range: at..at + hit.len() })
            });
            sheet.set_marks(hits.collect());
            assert!(sheet.step(false) && sheet.marked().1 > Some(39_000));
            assert!(sheet.bands.n_kept() < 180, "{} pieces of text were laid out", sheet.bands.n_kept());
        }
    }

    #[test]
    fn what_is_far_away_is_forgotten_but_counted() {
        let mut sheet = sheet(&vec!["un deux trois"; 5000], 10, 20);
        for _ in 0..900 {
            sheet.act(Action::PageDown);
            assert!(sheet.bands.n_kept() <= bands::KEPT + 64);
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
        let bar = sheet.frame().scroll_bar().unwrap();
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
