//! A column of paragraphs that scrolls: the body of the reader, of the evidence page and of every other page of text.
//!
//! Rows are made when they come into view and forgotten when they are far away; until then a paragraph is counted by
//! a guess from its length, so that two megabytes open as fast as a telegram. The place is kept as a paragraph and a
//! byte of its text, never as a row: another width or measure keeps the words that stood at the top. What is drawn is
//! decided here, cell by cell; the view only looks.

use std::ops::Range;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::input::{Mouse, MouseKind};
use crate::text::bidi::Direction;
use crate::text::clean::Clean;
use crate::text::layout::{Base, Laid, Layout, layout};

/// Text is laid out in pieces of at most this many bytes; a paragraph that is longer breaks its row there.
const PIECE: usize = 8 * 1024;
/// So many pieces keep their rows before the distant ones are forgotten.
const KEPT: usize = 1024;
/// A field that is longer than a row has no more rows than this.
const FIELD_ROWS: u16 = 3;
/// Indents are given up where fewer columns than this would be left for text.
const NARROWEST: u16 = 24;

/// Rows that one notch of the wheel scrolls.
const WHEEL: isize = 3;

/// What a piece of text is, for the eye; the theme says how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// Running text.
    #[default]
    Text,
    /// Words that carry more weight: a standfirst, a value.
    Strong,
    /// The headline of an article or a page.
    Headline,
    /// Words the page does not print, such as a headline made from a first sentence.
    MadeUp,
    /// A heading in the text.
    Heading,
    /// A sentence of the article set apart.
    Pullquote,
    /// Dates, outlets, counts.
    Quiet,
    /// Rules, hints, what hardly anybody looks for.
    Faint,
    /// A small mark in the one accent.
    Accent,
}

/// A text with its look and the direction of its own.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The text; of a sheet's running text, line ends are kept.
    pub text: Clean,
    /// How all of it looks …
    pub look: Look,
    /// … but for these byte ranges, ascending.
    pub spans: Vec<(Range<usize>, Look)>,
    /// Its base direction.
    pub base: Base,
}

impl Field {
    /// A text that finds its own direction.
    pub fn new(text: Clean, look: Look) -> Field {
        Field { text, look, spans: Vec::new(), base: Base::Auto }
    }

    /// Words of the interface.
    pub fn words(words: &str, look: Look) -> Field {
        Field { base: Base::Given(Direction::LeftToRight), ..Field::new(Clean::new(words), look) }
    }
}

/// A paragraph of a sheet: running text, or short fields in a row.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Running text is one field. Fields in a row have a dot between them, and wrap as wholes.
    pub fields: Vec<Field>,
    /// The fields stand in a row, from the starting edge on.
    pub in_a_row: bool,
    /// Where its label, its bar and its fields begin: the left edge or the right one. Running text keeps to the edge
    /// of its own direction.
    pub direction: Direction,
    /// Blank rows above it; none above the first of a sheet.
    pub gap: u16,
    /// Columns kept free at its starting edge; with a bar, the bar stands two columns before the text.
    pub indent: u16,
    /// Columns kept free at its other edge.
    pub indent_end: u16,
    /// A bar stands at the starting edge.
    pub bar: bool,
    /// Stands in the indent of the first row.
    pub label: Option<Field>,
    /// The label stands at the end of the indent, so that numbers line up.
    pub label_at_end: bool,
    /// Stands at the end side of the last row if there is room, or else on a row of its own.
    pub end: Option<Field>,
    /// No more rows than this; an ellipsis says that there were more.
    pub max_rows: Option<u16>,
    /// Whatever the page wants to find again when the paragraph is chosen.
    pub tag: Option<usize>,
}

impl Paragraph {
    /// The text that a part shows, where it is one of the paragraph's own.
    pub fn field(&self, of: PartOf) -> Option<&Field> {
        match of {
            PartOf::Field(idx) => self.fields.get(idx),
            PartOf::Label => self.label.as_ref(),
            PartOf::End => self.end.as_ref(),
            PartOf::Dot => None,
        }
    }

    /// Its text is one that runs on, and can hold marks.
    pub fn is_running(&self) -> bool {
        !self.in_a_row
    }

    /// Running text among words of the interface.
    pub fn new(field: Field) -> Paragraph {
        Paragraph { fields: vec![field], ..Paragraph::default() }
    }

    /// Running text that begins, as all that belongs to it, at the edge of its direction.
    pub fn text(text: Clean, look: Look, direction: Direction) -> Paragraph {
        let field = Field { base: Base::Given(direction), ..Field::new(text, look) };
        Paragraph { direction, ..Paragraph::new(field) }
    }

    /// Running words of the interface.
    pub fn words(words: &str, look: Look) -> Paragraph {
        Paragraph::text(Clean::new(words), look, Direction::LeftToRight)
    }

    /// Short fields in a row.
    pub fn fields(fields: Vec<Field>, direction: Direction) -> Paragraph {
        Paragraph { fields, in_a_row: true, direction, ..Paragraph::default() }
    }

    /// The same with blank rows above it.
    pub fn gap(self, gap: u16) -> Paragraph {
        Paragraph { gap, ..self }
    }

    /// The same with columns kept free at the starting edge.
    pub fn indent(self, indent: u16) -> Paragraph {
        Paragraph { indent, ..self }
    }

    /// The same with a label in its indent.
    pub fn label(self, label: Field) -> Paragraph {
        Paragraph { label: Some(label), ..self }
    }

    /// The same with a label at the end of its indent.
    pub fn label_at_end(self, label: Field) -> Paragraph {
        Paragraph { label: Some(label), label_at_end: true, ..self }
    }

    /// The same with a text at its end side.
    pub fn end(self, end: Option<Field>) -> Paragraph {
        Paragraph { end, ..self }
    }

    /// The same in no more than `rows` rows.
    pub fn at_most(self, rows: u16) -> Paragraph {
        Paragraph { max_rows: Some(rows), ..self }
    }

    /// The same, to be found again by `tag`.
    pub fn tag(self, tag: Option<usize>) -> Paragraph {
        Paragraph { tag, ..self }
    }
}

/// A byte range of a paragraph's running text that is marked: a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Byte range of its text.
    pub range: Range<usize>,
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

/// Part of a row: cells of one text from column `x` of the sheet.
#[derive(Clone, Debug)]
pub struct Part {
    /// First column, from the left edge of the sheet.
    pub x: u16,
    /// Which text of the paragraph this is.
    pub of: PartOf,
    laid: Arc<Laid>,
    row_idx: usize,
    /// Where the text that was laid out begins in the whole.
    offset: usize,
}

impl Part {
    /// The text it is a row of, as it was laid out, and which row.
    pub fn laid(&self) -> (&Laid, usize) {
        (&self.laid, self.row_idx)
    }

    /// A byte range of the whole text as a range of what was laid out; `None` if no byte of it is there.
    pub fn local(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let end = range.end.checked_sub(self.offset).filter(|end| *end > 0)?;
        Some(range.start.saturating_sub(self.offset)..end)
    }

    /// Columns it takes.
    pub fn width(&self) -> u16 {
        self.laid.row(self.row_idx).map_or(0, |row| row.width())
    }
}

/// The texts a paragraph has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// One of its fields.
    Field(usize),
    /// Its label.
    Label,
    /// What stands at its end side.
    End,
    /// The dot between two fields.
    Dot,
}

/// One row of text, ready to draw.
#[derive(Clone, Debug, Default)]
pub struct SheetRow {
    /// The first byte of the paragraph's text that it shows.
    pub start: usize,
    /// What stands on it.
    pub parts: Vec<Part>,
    /// The column of the bar.
    pub bar: Option<u16>,
}

impl SheetRow {
    /// Columns its parts take together.
    fn width(&self) -> u16 {
        self.parts.iter().map(Part::width).sum()
    }
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

    /// Scrolls as an action says; `false` if it is none that scrolls. A page keeps two rows of the one before.
    pub fn act(&mut self, action: Action) -> bool {
        let page = isize::try_from(self.height.saturating_sub(2).max(1)).unwrap_or(1);
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

    /// Moves the window if that text is outside it; a third of the window then stands above.
    pub fn reveal(&mut self, paragraph: usize, byte: usize) {
        let spot = self.spot(Anchor { paragraph, byte, above: 0 });
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
        let shown = self.current.filter(|&current| {
            let place = self.marks.get(current).map(|mark| (mark.paragraph, mark.range.start));
            place.is_some_and(|(paragraph, byte)| self.shows(paragraph, byte))
        });
        let (top, n_before_top) = (self.anchor_at(self.top), |mark: &Mark, top: Anchor| {
            (mark.paragraph, mark.range.start) < (top.paragraph, top.byte)
        });
        let at_window = self.marks.partition_point(|mark| n_before_top(mark, top));
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
        let (paragraph, byte) = (mark.paragraph, mark.range.start);
        self.current = Some(idx);
        self.reveal(paragraph, byte);
        true
    }

    fn shows(&mut self, paragraph: usize, byte: usize) -> bool {
        let spot = self.spot(Anchor { paragraph, byte, above: 0 });
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

/// Where the text of a paragraph stands in a sheet of some width.
#[derive(Clone, Copy, Debug)]
struct Columns {
    /// Columns kept free at the starting edge.
    indent: u16,
    /// Columns kept free at the other edge.
    indent_end: u16,
    /// Columns for text.
    width: u16,
    direction: Direction,
}

impl Columns {
    fn of(paragraph: &Paragraph, sheet: u16) -> Columns {
        let bar = if paragraph.bar && sheet > 4 { 2 } else { 0 };
        let mut indent = paragraph.indent.max(bar);
        let mut indent_end = paragraph.indent_end;
        // What stands in the indent keeps it: a label on top of its text could not be read.
        if sheet < indent + indent_end + NARROWEST {
            indent_end = 0;
            indent = if paragraph.label.is_some() { indent.min(sheet / 2) } else { bar };
        }
        let width = sheet.saturating_sub(indent + indent_end).max(1);
        Columns { indent, indent_end, width, direction: paragraph.direction }
    }

    /// The column of something `width` wide that stands `behind` columns behind the starting edge of the text.
    fn x(self, behind: u16, width: u16) -> u16 {
        match self.direction {
            Direction::LeftToRight => self.indent + behind,
            Direction::RightToLeft => self.indent_end + self.width.saturating_sub(behind + width),
        }
    }

    /// The column of the bar.
    fn bar(self) -> u16 {
        match self.direction {
            Direction::LeftToRight => self.indent.saturating_sub(2),
            Direction::RightToLeft => self.indent_end + self.width + 1,
        }
    }

    /// The column of a row of the text itself, at the edge of its own direction.
    fn text(self, laid: &Laid, row_idx: usize) -> u16 {
        let left = match self.direction {
            Direction::LeftToRight => self.indent,
            Direction::RightToLeft => self.indent_end,
        };
        left + laid.indent(row_idx, self.width)
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

/// The rows of a piece of a paragraph.
fn rows_of(paragraph: &Paragraph, range: Range<usize>, is_last: bool, sheet: u16) -> Vec<SheetRow> {
    let columns = Columns::of(paragraph, sheet);
    let mut rows = match paragraph.fields.as_slice() {
        [field, ..] if paragraph.is_running() => text_rows(field, range.clone(), paragraph.max_rows, columns),
        fields => field_rows(fields, columns),
    };
    if rows.is_empty() {
        rows.push(SheetRow { start: range.start, ..SheetRow::default() });
    }
    if let (Some(end), true) = (&paragraph.end, is_last) {
        put_at_the_end(&mut rows, end, range.end, columns);
    }
    if let (Some(label), Some(first), 0) = (&paragraph.label, rows.first_mut(), range.start) {
        put_in_the_indent(first, label, paragraph.label_at_end, columns);
    }
    if paragraph.bar && columns.indent >= 2 {
        rows.iter_mut().for_each(|row| row.bar = Some(columns.bar()));
    }
    rows
}

fn text_rows(field: &Field, range: Range<usize>, max_rows: Option<u16>, columns: Columns) -> Vec<SheetRow> {
    let text = field.text.as_str().get(range.clone()).unwrap_or_default();
    let laid = Arc::new(layout(text, &Layout { base: field.base, max_rows, ..Layout::new(columns.width) }));
    let row = |(row_idx, row_start): (usize, usize)| {
        let x = columns.text(&laid, row_idx);
        let part = Part { x, of: PartOf::Field(0), laid: Arc::clone(&laid), row_idx, offset: range.start };
        SheetRow { start: range.start + row_start, parts: vec![part], bar: None }
    };
    laid.rows().map(|row| row.range().start).enumerate().map(row).collect()
}

/// Fields one after the other; one that does not fit behind its neighbour begins a row.
fn field_rows(fields: &[Field], columns: Columns) -> Vec<SheetRow> {
    let dot = one_row(&Field::words("·", Look::Faint), 1);
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut used = 0;
    for (idx, field) in fields.iter().enumerate().filter(|(_, field)| !field.text.is_empty()) {
        let of = PartOf::Field(idx);
        let short = one_row(field, u16::MAX);
        match rows.last_mut() {
            Some(last) if used + 3 + width_of(&short) <= columns.width => {
                last.parts.push(part(&dot, PartOf::Dot, used + 1, columns));
                last.parts.push(part(&short, of, used + 3, columns));
                used += 3 + width_of(&short);
            }
            _ => {
                let whole = text_rows(field, 0..field.text.as_str().len(), Some(FIELD_ROWS), columns);
                let edged = whole.into_iter().flat_map(|row| row.parts);
                let edged = edged.map(|part| Part { x: columns.x(0, part.width()), of, ..part });
                rows.extend(edged.map(|part| SheetRow { start: 0, parts: vec![part], bar: None }));
                used = rows.last().map_or(0, SheetRow::width);
            }
        }
    }
    rows
}

fn put_at_the_end(rows: &mut Vec<SheetRow>, end: &Field, start: usize, columns: Columns) {
    let laid = one_row(end, columns.width);
    let at_end = part(&laid, PartOf::End, columns.width.saturating_sub(width_of(&laid)), columns);
    let (from, to) = (at_end.x, at_end.x + at_end.width());
    match rows.last_mut() {
        Some(last) if last.parts.iter().all(|part| part.x + part.width() + 2 <= from || to + 2 <= part.x) => {
            last.parts.push(at_end);
        }
        _ => rows.push(SheetRow { start, parts: vec![at_end], bar: None }),
    }
}

fn put_in_the_indent(row: &mut SheetRow, label: &Field, at_end: bool, columns: Columns) {
    let laid = one_row(label, columns.indent.saturating_sub(1));
    let left_over = columns.indent.saturating_sub(width_of(&laid));
    let before = if at_end { left_over.saturating_sub(2) } else { 0 };
    let x = match columns.direction {
        Direction::LeftToRight => before,
        Direction::RightToLeft => columns.indent_end + columns.width + left_over - before,
    };
    row.parts.push(Part { x, ..part(&laid, PartOf::Label, 0, columns) });
}

/// The only row of a text, `behind` columns behind the starting edge.
fn part(laid: &Arc<Laid>, of: PartOf, behind: u16, columns: Columns) -> Part {
    Part { x: columns.x(behind, width_of(laid)), of, laid: Arc::clone(laid), row_idx: 0, offset: 0 }
}

fn one_row(field: &Field, width: u16) -> Arc<Laid> {
    Arc::new(layout(field.text.as_str(), &Layout { base: field.base, ..Layout::one_row(width) }))
}

fn width_of(laid: &Laid) -> u16 {
    laid.row(0).map_or(0, |row| row.width())
}
