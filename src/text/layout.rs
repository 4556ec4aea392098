//! The one layout call: a text becomes rows of cells in visual order.
//!
//! Every text on the screen goes through here. A [`Laid`] keeps which clusters stand on which row and nothing else; the
//! cells of a row are made when it is drawn, so that a long text costs what is seen of it. A cell keeps the part of the
//! text it shows: styles, hits and the cursor are logical ranges, and find their columns afterwards. A row starts at
//! column 0; [`Laid::indent`] says how far it stands from the left edge of its place.

use std::fmt;
use std::iter;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::text::bidi::{self, Direction};
use crate::text::justify::{self, Place};
use crate::text::paragraph::{self, Paragraph, Read};
use crate::text::position::{Logical, Visual};
use crate::text::setting::{Base, Setting};
use crate::text::wrap::{self, End, Fit, Run, Wrapping};

/// How a text is to be laid out: what its picture is, and the rows it is broken into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    /// What does not depend on the width.
    pub setting: Setting,
    /// The rows.
    pub wrapping: Wrapping,
}

impl Layout {
    /// All rows of the paragraph, evenly broken, in the direction of its letters, as the screen shows them by default.
    pub fn new(width: u16) -> Layout {
        Layout { setting: Setting::screen(), wrapping: Wrapping::new(width) }
    }

    /// One row, cut with an ellipsis where it is too long.
    pub fn one_row(width: u16) -> Layout {
        Layout { wrapping: Wrapping::one_row(width), ..Layout::new(width) }
    }

    /// The same with another setting.
    pub fn with_setting(self, setting: Setting) -> Layout {
        Layout { setting, ..self }
    }

    /// The same with a given base direction.
    pub fn with_base(self, direction: Direction) -> Layout {
        Layout { setting: self.setting.with_base(Base::Given(direction)), ..self }
    }

    /// The same with row ends chosen in this way.
    pub fn with_fit(self, fit: Fit) -> Layout {
        Layout { wrapping: Wrapping { fit, ..self.wrapping }, ..self }
    }

    /// The same, cut between Arabic words.
    pub fn with_whole_words(self) -> Layout {
        Layout { wrapping: Wrapping { whole_words: true, ..self.wrapping }, ..self }
    }

    /// The same with at most so many rows.
    pub fn with_max_rows(self, max_rows: u16) -> Layout {
        Layout { wrapping: Wrapping { max_rows: Some(max_rows), ..self.wrapping }, ..self }
    }
}

/// A text in rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    read: Arc<Read>,
    rows: Vec<Span>,
    /// What was put into rows to fill them.
    stretches: Vec<Stretch>,
    is_cut: bool,
}

/// One row of a laid text.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    laid: &'a Laid,
    span: &'a Span,
}

/// One place of a row: a cluster of the text, in one column or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What to print.
    pub symbol: Symbol,
    /// Columns it takes.
    pub width: u16,
    /// Its first column.
    pub column: Visual,
    /// The part of the text it shows; empty for what the text does not have: an ellipsis, a hyphen, what fills a row, and
    /// the place behind the end of an edited line.
    pub range: Range<Logical>,
}

/// What is printed in one place: a string of a few characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Symbol(Spelled);

#[derive(Clone, PartialEq, Eq)]
enum Spelled {
    /// So many bytes are one character.
    Char([u8; 4], u8),
    Long(Box<str>),
}

/// A line being edited, and where the cursor stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// One row.
    pub laid: Laid,
    /// The column of the cursor.
    pub cursor: Visual,
}

/// A row of a laid text, with what is seen at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    run: Run,
    /// Behind the last cluster that is drawn.
    shown_end: u32,
    /// Columns of all that is drawn.
    width: u32,
    ending: Ending,
    /// Which stretches are its own.
    stretches: Range<u32>,
    /// The columns that are seen of it, where that is not all.
    window: Option<Range<u32>>,
}

/// What stands behind the last cluster of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Nothing,
    Hyphen,
    Ellipsis,
    /// The place behind an edited line, which goes on with the level of its last cluster if the cursor is there.
    Place {
        goes_on: bool,
    },
}

/// Cells put in behind a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    cluster: u32,
    n: u16,
    symbol: char,
}

/// Lays a text out. A line end in it ends a row; an empty text has one empty row.
pub fn layout(text: &str, layout: &Layout) -> Laid {
    let Layout { setting, wrapping } = layout;
    let direction = paragraph::direction(text, setting.base);
    let shown = clip(text, wrapping);
    let paragraph = Paragraph::in_direction(shown, direction, setting);
    Laid::new(&paragraph, wrapping, shown.len() < text.len())
}

/// Lays out a line being edited, spaces and all, in one row of `width` columns that always shows the cursor.
///
/// The cursor goes by the level of what comes next: it stands on the character before which typing inserts. At the end of
/// the line nothing comes next, and it goes by the level of what was typed last: it stands on a place of its own, where
/// more of the same script will appear. Between lam and alef it parts the two, so that each place of the cursor has a
/// column. Nothing else is put into the line that was not typed.
pub fn edit(text: &str, cursor: Logical, width: u16, setting: &Setting) -> Edited {
    let cursor = Logical(text.floor_char_boundary(cursor.0));
    let read = Paragraph::edited(text, cursor.0, setting).read;
    let end = read.n_clusters();
    let width_of_text: u32 = read.clusters(0..end).iter().map(|cluster| u32::from(cluster.width)).sum();
    let span = Span {
        run: Run { start: 0, end: offset(end), kind: End::Line },
        shown_end: offset(end),
        width: width_of_text + 1,
        ending: Ending::Place { goes_on: cursor.0 == text.len() },
        stretches: 0..0,
        window: None,
    };
    let mut laid = Laid { read, rows: vec![span], stretches: Vec::new(), is_cut: false };
    let cursor = laid.scroll_to(cursor, u32::from(width.max(1)));
    Edited { laid, cursor }
}

impl Laid {
    /// The rows of a paragraph; if it was clipped, there is more of the text than it has.
    pub(super) fn new(paragraph: &Paragraph, wrapping: &Wrapping, is_clipped: bool) -> Laid {
        let read = Arc::clone(&paragraph.read);
        let runs = wrap::wrap(&read, wrapping);
        let max_rows = wrapping.n_rows();
        let is_cut = is_clipped || runs.len() > max_rows;
        let n_whole = if is_cut { runs.len().min(max_rows).saturating_sub(1) } else { runs.len() };
        let mut laid = Laid { read, rows: Vec::with_capacity(n_whole + 1), stretches: Vec::new(), is_cut };
        for run in runs.iter().take(n_whole) {
            let row = laid.whole_row(*run, wrapping);
            laid.rows.push(row);
        }
        if let Some(run) = runs.get(n_whole).filter(|_| max_rows > 0) {
            let row = laid.cut_row(run.start as usize, wrapping);
            laid.rows.push(row);
        }
        if laid.read.justify {
            laid.justify(wrapping);
        }
        laid
    }

    /// The base direction it was laid out in.
    pub fn direction(&self) -> Direction {
        self.read.direction
    }

    /// Some of the text was left out, and an ellipsis says so.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// How many rows it has.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// One row, counted from 0 at the top.
    pub fn row(&self, row_idx: usize) -> Option<Row<'_>> {
        self.rows.get(row_idx).map(|span| Row { laid: self, span })
    }

    /// The rows from the top down.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|span| Row { laid: self, span })
    }

    /// Columns between the left edge of a place `width` wide and the row in it: right-to-left rows stand at the right. Rows
    /// in logical order begin where they begin: the terminal that orders them also finds their side.
    pub fn indent(&self, row_idx: usize, width: u16) -> u16 {
        match (self.direction(), self.row(row_idx)) {
            (Direction::RightToLeft, Some(row)) if self.read.base_level() > 0 => width.saturating_sub(row.width()),
            _ => 0,
        }
    }

    /// The columns of a row that show some of this part of the text, from left to right, neighbours joined: one range
    /// of text can stand in several places of a row that mixes directions. What was put into the row in the middle of the
    /// part counts with it.
    pub fn columns_of(&self, row_idx: usize, part: Range<Logical>) -> Vec<Range<Visual>> {
        let mut columns: Vec<Range<Visual>> = Vec::new();
        let shows = |cell: &Cell| part.start < cell.range.end && cell.range.start < part.end;
        for cell in self.row(row_idx).iter().flat_map(Row::cells).filter(shows) {
            match columns.last_mut() {
                Some(last) if last.end == cell.column => last.end = cell.end(),
                _ => columns.push(cell.column..cell.end()),
            }
        }
        columns
    }

    /// The rows that show some of this part of the text.
    pub fn rows_of(&self, part: Range<Logical>) -> Range<usize> {
        let shown = |span: &Span| Row { laid: self, span }.range();
        let first = self.rows.partition_point(|row| shown(row).end <= part.start);
        let end = self.rows.partition_point(|row| shown(row).start < part.end);
        first..end.max(first)
    }

    /// What a column of a row shows: the start of the cluster there. Columns left or right of the row count as its
    /// nearest cell; `None` if the row shows nothing.
    pub fn logical_at(&self, row_idx: usize, column: Visual) -> Option<Logical> {
        let mut cells = self.row(row_idx)?.cells();
        let mut last = None;
        cells.find(|cell| {
            last = Some(cell.range.start);
            column < cell.end()
        });
        last
    }

    /// A row that shows all of its clusters but the spaces it was broken at.
    fn whole_row(&self, run: Run, wrapping: &Wrapping) -> Span {
        let mut span = self.span(run, self.without_trailing_spaces(run.clusters()).end);
        if run.kind == End::Hyphen && span.width < u32::from(wrapping.width.max(1)) {
            span.width += 1;
            span.ending = Ending::Hyphen;
        }
        span
    }

    /// A row from this cluster on, as much as fits together with an ellipsis at its logical end.
    fn cut_row(&self, from: usize, wrapping: &Wrapping) -> Span {
        let mut room = u32::from(wrapping.width.max(1)) - 1;
        let clusters = self.read.clusters(from..self.read.n_clusters());
        let mut fits = |width: u16| {
            let rest = room.checked_sub(u32::from(width));
            room = rest.unwrap_or(room);
            rest.is_some()
        };
        let n_fitting = clusters.iter().take_while(|cluster| !cluster.is_line_end() && fits(cluster.width)).count();
        let cut = from + n_fitting;
        let cut = if wrapping.whole_words { self.cut_between_words(from, cut) } else { cut };
        let kept = self.without_trailing_spaces(from..cut);
        let run = Run { start: offset(from), end: offset(kept.end), kind: End::Line };
        let span = self.span(run, kept.end);
        Span { width: span.width + 1, ending: Ending::Ellipsis, ..span }
    }

    fn span(&self, run: Run, shown_end: usize) -> Span {
        let shown = self.read.clusters(run.start as usize..shown_end);
        let width = shown.iter().map(|cluster| u32::from(cluster.width)).sum();
        Span { run, shown_end: offset(shown_end), width, ending: Ending::Nothing, stretches: 0..0, window: None }
    }

    /// Where to cut a row that begins at `from` and has room up to `cut`: not inside an Arabic word, unless nothing stands
    /// before it.
    fn cut_between_words(&self, from: usize, cut: usize) -> usize {
        let is_arabic = |idx: usize| self.read.cluster(idx).is_some_and(|cluster| cluster.is_arabic());
        let is_inside = cut.checked_sub(1).is_some_and(is_arabic) && is_arabic(cut);
        let before = self.read.clusters(from..cut);
        match before.iter().rposition(|cluster| cluster.is_space()).filter(|space| is_inside && *space > 0) {
            Some(space) => from + space,
            None => cut,
        }
    }

    /// The clusters without the spaces at their end: where a row ends nobody sees them (rule L1 has nothing left to do).
    fn without_trailing_spaces(&self, clusters: Range<usize>) -> Range<usize> {
        let spaces = self.read.clusters(clusters.clone()).iter().rev().take_while(|cluster| cluster.is_space());
        clusters.start..clusters.end - spaces.count()
    }

    /// Fills the rows but the last of every line.
    fn justify(&mut self, wrapping: &Wrapping) {
        let last = self.rows.len().saturating_sub(1);
        let direction = self.direction();
        for (row_idx, span) in self.rows.iter_mut().enumerate().take(last) {
            let n_missing = u32::from(wrapping.width.max(1)).saturating_sub(span.width);
            if n_missing == 0 || span.run.kind == End::Line {
                continue;
            }
            let clusters = self.read.clusters(span.run.start as usize..span.shown_end as usize);
            let place = |cluster: &paragraph::Cluster| match cluster.arabic() {
                Some(letter) => Place::Letter(letter),
                None if cluster.is_space() => Place::Space,
                None => Place::Other,
            };
            let places: Vec<Place> = clusters.iter().map(place).collect();
            let first = offset(self.stretches.len());
            for stretch in justify::stretches(&places, n_missing as usize, direction, row_idx) {
                let symbol = stretch.symbol.chars().next().unwrap_or(' ');
                span.width += offset(stretch.n);
                let cluster = span.run.start + offset(stretch.behind);
                self.stretches.push(Stretch { cluster, n: n_columns(offset(stretch.n)), symbol });
            }
            span.stretches = first..offset(self.stretches.len());
        }
    }

    /// Shows `width` columns of the only row, among them the cell of this place with some of its neighbours, and gives
    /// back its column.
    fn scroll_to(&mut self, at: Logical, width: u32) -> Visual {
        let is_there = |place: &&Placed| place.range.start == at || place.range.contains(&at);
        let places: Vec<Placed> = self.row(0).iter().flat_map(Row::places).collect();
        let (cursor, cursor_end) =
            places.iter().find(is_there).map_or((0, 1), |place| (place.column, place.column + u32::from(place.width)));
        let direction = self.direction();
        let Some(span) = self.rows.first_mut().filter(|span| span.width > width) else { return visual(cursor) };
        // What comes next is seen before the cursor is there.
        let ahead = (width / 4).min(SEEN_AHEAD);
        let left = match direction {
            Direction::LeftToRight => (cursor_end + ahead).saturating_sub(width).min(span.width - width),
            Direction::RightToLeft => cursor.saturating_sub(ahead).min(span.width - width),
        };
        span.window = Some(left..left + width);
        visual(cursor.saturating_sub(left))
    }
}

/// A place of a row while its cells are made.
#[derive(Clone, Debug)]
struct Placed {
    shows: Shows,
    width: u16,
    column: u32,
    range: Range<Logical>,
}

#[derive(Clone, Copy, Debug)]
enum Shows {
    Cluster(usize),
    Char(char),
}

impl<'a> Row<'a> {
    /// The part of the text it shows, without the spaces it was broken at.
    pub fn range(&self) -> Range<Logical> {
        let read = &self.laid.read;
        read.start(self.span.run.start as usize)..read.start(self.span.shown_end as usize)
    }

    /// The part of the text it stands for: with the spaces and the line end behind it.
    pub fn whole_range(&self) -> Range<Logical> {
        let read = &self.laid.read;
        read.start(self.span.run.start as usize)..read.start(self.span.run.end as usize)
    }

    /// Columns it takes.
    pub fn width(&self) -> u16 {
        n_columns(self.span.window.as_ref().map_or(self.span.width, |window| window.end - window.start))
    }

    /// Its cells from left to right.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = Cell> + use<'a> {
        let read = &self.laid.read;
        let window = self.span.window.clone().unwrap_or(0..u32::MAX);
        let is_seen = {
            let window = window.clone();
            move |place: &Placed| place.column >= window.start && place.column + u32::from(place.width) <= window.end
        };
        self.places().into_iter().filter(is_seen).map(move |Placed { shows, width, column, range }| {
            let symbol = match shows {
                Shows::Cluster(idx) => {
                    let (first, tail) = read.picture(idx);
                    Symbol::new(first, tail)
                }
                Shows::Char(c) => Symbol::new(c, ""),
            };
            Cell { symbol, width, column: visual(column - window.start), range }
        })
    }

    /// All that stands on it from left to right, with columns.
    fn places(&self) -> Vec<Placed> {
        let (mut places, levels) = self.logical_places();
        if levels.iter().any(|level| *level > 0) {
            let mut ordered = Vec::with_capacity(places.len());
            ordered.extend(bidi::visual_order(&levels).into_iter().filter_map(|idx| places.get(idx).cloned()));
            places = ordered;
        }
        let mut column = 0;
        for place in &mut places {
            place.column = column;
            column += u32::from(place.width);
        }
        places
    }

    /// All that stands on it in logical order, with levels.
    fn logical_places(&self) -> (Vec<Placed>, Vec<u8>) {
        let Laid { read, stretches, .. } = self.laid;
        let mut stretches = stretches
            .get(self.span.stretches.start as usize..self.span.stretches.end as usize)
            .unwrap_or_default()
            .iter()
            .peekable();
        let shown = self.span.run.start as usize..self.span.shown_end as usize;
        let (mut places, mut levels) = (Vec::with_capacity(shown.len() + 1), Vec::with_capacity(shown.len() + 1));
        for (idx, cluster) in shown.clone().zip(read.clusters(shown)) {
            if cluster.is_line_end() {
                continue;
            }
            let range = read.range(idx);
            let end = range.end;
            places.push(Placed { shows: Shows::Cluster(idx), width: cluster.width, column: 0, range });
            levels.push(read.level(cluster));
            while let Some(stretch) = stretches.next_if(|stretch| stretch.cluster as usize == idx) {
                let filler = Placed { shows: Shows::Char(stretch.symbol), width: 1, column: 0, range: end..end };
                places.extend(iter::repeat_n(filler, usize::from(stretch.n)));
                levels.extend(iter::repeat_n(read.level(cluster), usize::from(stretch.n)));
            }
        }
        let ending = match self.span.ending {
            Ending::Nothing => return (places, levels),
            // A hyphen belongs to its word.
            Ending::Hyphen => ('-', levels.last().copied().unwrap_or_default()),
            Ending::Ellipsis => (ELLIPSIS, read.base_level()),
            // Spaces at the end of a line have the level of the paragraph (rule L1).
            Ending::Place { goes_on } => {
                bidi::reset_trailing(&mut levels, read.base_level(), |place| {
                    read.cluster(self.span.run.start as usize + place).is_some_and(|cluster| cluster.is_space())
                });
                let level_of_last = levels.last().copied().filter(|_| goes_on);
                (' ', level_of_last.unwrap_or(read.base_level()))
            }
        };
        let at = self.range().end;
        places.push(Placed { shows: Shows::Char(ending.0), width: 1, column: 0, range: at..at });
        levels.push(ending.1);
        (places, levels)
    }
}

impl Cell {
    /// The column behind it.
    pub fn end(&self) -> Visual {
        self.column.right_by(self.width)
    }
}

impl Symbol {
    fn new(first: char, tail: &str) -> Symbol {
        if tail.is_empty() {
            let mut bytes = [0; 4];
            let n_bytes = first.encode_utf8(&mut bytes).len();
            return Symbol(Spelled::Char(bytes, n_bytes as u8));
        }
        Symbol(Spelled::Long(iter::once(first).chain(tail.chars()).collect::<String>().into()))
    }

    /// The string.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Spelled::Char(bytes, n_bytes) => {
                bytes.get(..usize::from(*n_bytes)).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
            }
            Spelled::Long(symbol) => symbol,
        }
    }
}

impl Deref for Symbol {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl FromIterator<Symbol> for String {
    fn from_iter<T: IntoIterator<Item = Symbol>>(symbols: T) -> String {
        let mut text = String::new();
        symbols.into_iter().for_each(|symbol| text.push_str(&symbol));
        text
    }
}

/// Columns of an edited line that are seen beyond the cursor.
const SEEN_AHEAD: u32 = 8;

/// The ellipsis of a text that was cut.
const ELLIPSIS: char = '\u{2026}';

/// Bytes that a column may stand for, with all its marks, before a text that must be cut anyway is cut.
const N_BYTES_A_COLUMN: usize = 64;

/// The beginning of a text that has to fit into a few rows: a headline of a megabyte costs no more than its two rows.
fn clip<'a>(text: &'a str, wrapping: &Wrapping) -> &'a str {
    let n_columns = usize::from(wrapping.width.max(1)).saturating_mul(wrapping.n_rows().saturating_add(1));
    &text[..text.floor_char_boundary(n_columns.saturating_mul(N_BYTES_A_COLUMN))]
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn n_columns(n_columns: u32) -> u16 {
    u16::try_from(n_columns).unwrap_or(u16::MAX)
}

fn visual(column: u32) -> Visual {
    Visual(n_columns(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::setting::{Joining, Order};

    const RTL: Base = Base::Given(Direction::RightToLeft);

    /// What stands in the rows from left to right.
    fn rows(laid: &Laid) -> Vec<String> {
        laid.rows().map(|row| row.cells().map(|cell| cell.symbol).collect()).collect()
    }

    fn check(text: &str, width: u16, want: &[&str]) {
        assert_eq!(rows(&layout(text, &Layout::new(width).with_fit(Fit::Greedy))), want, "{text}");
    }

    fn check_cut(text: &str, width: u16, max_rows: u16, want: &[&str]) {
        let laid = layout(text, &Layout::new(width).with_max_rows(max_rows));
        assert_eq!(rows(&laid), want, "{text}");
        assert_eq!(laid.is_cut(), want.last().is_none_or(|row| row.contains(ELLIPSIS)), "{text}");
    }

    #[test]
    fn a_paragraph_becomes_rows() {
        check("", 10, &[""]);
        check("L'armée syrienne", 8, &["L'armée", "syrienne"]);
        check("une ligne\n\nune autre", 20, &["une ligne", "", "une autre"]);
        check("汉字 e\u{301}", 4, &["汉字", "e\u{301}"]);
        check("a\u{1B}[1m", 10, &["a\u{FFFD}[1m"]);
    }

    #[test]
    fn the_first_row_begins_where_the_text_does() {
        for text in ["", "a", " a", "\u{2069}", "\u{2069} ", "\u{2069}a", "\u{200F}\n\u{2069}"] {
            let laid = layout(text, &Layout::new(1));
            assert_eq!(laid.row(0).map(|row| row.whole_range().start), Some(Logical(0)), "{text:?}");
        }
    }

    #[test]
    fn arabic_stands_from_right_to_left() {
        check("\u{633}\u{644}\u{627}\u{645}", 10, &["\u{FEE1}\u{FEFC}\u{FEB3}"]);
        check("\u{642}\u{627}\u{644} (UE) 12", 20, &["12 (UE) \u{FEDD}\u{FE8E}\u{FED7}"]);
        // The brackets are mirrored by the level the paragraph gives them, on whichever row they stand.
        check(
            "\u{642}\u{627}\u{644} (\u{646}\u{639}\u{645} \u{644}\u{627})",
            8,
            &["\u{FEE2}\u{FECC}\u{FEE7}) \u{FEDD}\u{FE8E}\u{FED7}", "(\u{FEFB}"],
        );
        // A mark follows its letter into its cell.
        check("\u{628}\u{651}\u{627}", 5, &["\u{FE8E}\u{FE91}\u{651}"]);
    }

    #[test]
    fn a_terminal_that_orders_gets_what_is_written() {
        let text = "\u{642}\u{627}\u{644} (UE) \u{644}\u{627}";
        let rows_in = |order: Order, joining: Joining| {
            let setting = Setting { order, joining, ..Setting::default() };
            rows(&layout(text, &Layout::new(20).with_setting(setting)))
        };
        assert_eq!(rows_in(Order::Logical, Joining::Nominal), [text]);
        // A terminal may order letters, and not join them.
        assert_eq!(rows_in(Order::Logical, Joining::Presentation), ["\u{FED7}\u{FE8E}\u{FEDD} (UE) \u{FEFB}"]);
        assert_eq!(rows_in(Order::Visual, Joining::Nominal), ["\u{627}\u{644} (UE) \u{644}\u{627}\u{642}"]);
    }

    #[test]
    fn a_text_too_long_ends_with_an_ellipsis() {
        check_cut("L'armée syrienne progresse", 40, 1, &["L'armée syrienne progresse"]);
        check_cut("L'armée syrienne progresse", 26, 1, &["L'armée syrienne progresse"]);
        check_cut("L'armée syrienne progresse", 25, 1, &["L'armée syrienne progres…"]);
        check_cut("L'armée syrienne progresse", 9, 1, &["L'armée…"]);
        check_cut("L'armée syrienne progresse", 8, 2, &["L'armée", "syrienn…"]);
        check_cut("un\ndeux", 10, 1, &["un…"]);
        check_cut("un\ndeux", 10, 2, &["un", "deux"]);
        check_cut("汉字汉字", 4, 1, &["汉…"]);
        check_cut("汉字", 1, 1, &["…"]);
        check_cut("abc", 1, 1, &["…"]);
        check_cut("abc", 5, 0, &[]);
        check_cut("", 5, 1, &[""]);
    }

    #[test]
    fn an_arabic_word_is_left_out_whole() {
        // b t space h s: two words of two letters each, and a third of three.
        let words = "\u{628}\u{62a} \u{62d}\u{633} \u{642}\u{643}\u{644}";
        for (width, want) in [
            (6, "\u{2026}\u{FEB2}\u{FEA3} \u{FE96}\u{FE91}"),
            (5, "\u{2026}\u{FE96}\u{FE91}"),
            (4, "\u{2026}\u{FE96}\u{FE91}"),
            (2, "\u{2026}\u{FE91}"),
        ] {
            assert_eq!(rows(&layout(words, &Layout::one_row(width).with_whole_words())), [want], "{width}");
        }
        let in_latin = "Le mot \u{642}\u{643}\u{644} fin";
        assert_eq!(rows(&layout(in_latin, &Layout::one_row(10).with_whole_words())), ["Le mot\u{2026}"]);
        assert_eq!(rows(&layout("Le mot final", &Layout::one_row(10).with_whole_words())), ["Le mot fi\u{2026}"]);
    }

    #[test]
    fn the_ellipsis_stands_at_the_end_of_the_direction() {
        check_cut(
            "\u{633}\u{644}\u{627}\u{645} \u{639}\u{644}\u{64A}\u{643}\u{645}",
            5,
            1,
            &["…\u{FEE1}\u{FEFC}\u{FEB3}"],
        );
        check_cut(
            "\u{633}\u{644}\u{627}\u{645} \u{639}\u{644}\u{64A}\u{643}\u{645}",
            6,
            1,
            &["…\u{FECB} \u{FEE1}\u{FEFC}\u{FEB3}"],
        );
        // Golden case trunc-ltr: the end of the text is inside the Arabic word.
        let laid =
            layout("Le quotidien \u{627}\u{644}\u{623}\u{647}\u{631}\u{627}\u{645} annonce", &Layout::one_row(17));
        assert_eq!(rows(&laid), ["Le quotidien \u{FEEB}\u{FEF7}\u{FE8D}…"]);
    }

    #[test]
    fn a_very_long_headline_costs_no_more_than_its_rows() {
        let text = "mot ".repeat(1 << 20);
        assert_eq!(rows(&layout(&text, &Layout::new(11).with_max_rows(2))), ["mot mot mot", "mot mot mo…"]);
        let heap = "\u{200B}".repeat(1 << 16) + "mot";
        assert_eq!(rows(&layout(&heap, &Layout::one_row(4))), ["…"]);
        assert_eq!(rows(&layout(&heap, &Layout::one_row(4).with_max_rows(3))), ["…"]);
    }

    #[test]
    fn rows_stand_at_the_side_of_their_direction() {
        let laid = layout("\u{633}\u{644}\u{627}\u{645}", &Layout::new(10));
        assert_eq!((laid.direction(), laid.indent(0, 10), laid.indent(9, 10)), (Direction::RightToLeft, 7, 0));
        let logical = Setting { order: Order::Logical, ..Setting::default() };
        let laid = layout("\u{633}\u{644}\u{627}\u{645}", &Layout::new(10).with_setting(logical));
        assert_eq!(laid.indent(0, 10), 0, "the terminal finds its side");
        assert_eq!(layout("oui", &Layout::new(10)).indent(0, 10), 0);
    }

    #[test]
    fn a_range_of_text_has_its_columns() {
        let text = "Le mot \u{633}\u{644}\u{627}\u{645} 12 en une";
        let laid = layout(text, &Layout::new(40));
        assert_eq!(rows(&laid), ["Le mot 12 \u{FEE1}\u{FEFC}\u{FEB3} en une"]);
        let columns = |part: &str| -> Vec<(u16, u16)> {
            let bytes = text.find(part).map_or(0..0, |at| at..at + part.len());
            laid.columns_of(0, Logical::range(bytes))
                .into_iter()
                .map(|columns| (columns.start.0, columns.end.0))
                .collect()
        };
        assert_eq!(columns("mot"), [(3, 6)]);
        assert_eq!(columns("\u{633}\u{644}"), [(11, 13)]);
        assert_eq!(columns("mot \u{633}"), [(3, 7), (12, 13)]);
        assert_eq!(columns("\u{645} 12"), [(7, 11)]);
        assert_eq!(laid.columns_of(0, Logical(3)..Logical(3)), []);
        assert_eq!(laid.columns_of(7, Logical(0)..Logical(9)), []);
    }

    #[test]
    fn a_row_of_spaces_stands_where_they_do() {
        let laid = layout("a  / ", &Layout::new(1));
        let ranges: Vec<_> = laid.rows().map(|row| Logical::bytes(row.range())).collect();
        assert_eq!(ranges, [0..1, 2..2, 3..4]);
    }

    #[test]
    fn a_range_of_text_has_its_rows() {
        let laid = layout("un deux trois quatre", &Layout::new(5));
        assert_eq!(rows(&laid), ["un", "deux", "trois", "quatr", "e"]);
        for (bytes, want) in [(0..2, 0..1), (3..9, 1..3), (14..20, 3..5), (2..3, 1..1), (90..99, 5..5)] {
            assert_eq!(laid.rows_of(Logical::range(bytes)), want);
        }
    }

    #[test]
    fn a_column_shows_a_byte() {
        let laid = layout("a \u{633}\u{644}", &Layout::new(10).with_base(Direction::LeftToRight));
        let bytes: Vec<_> = (0..6).filter_map(|column| laid.logical_at(0, Visual(column))).map(|at| at.0).collect();
        assert_eq!(bytes, [0, 1, 4, 2, 2, 2]);
        assert_eq!(laid.logical_at(1, Visual(0)), None);
        assert_eq!(layout("", &Layout::new(10)).logical_at(0, Visual(0)), None);
    }

    #[test]
    fn an_edited_line_shows_its_cursor() {
        let check = |text: &str, cursor: usize, width: u16, base: Base, want: &str, column: u16| {
            let edited = edit(text, Logical(cursor), width, &Setting::screen().with_base(base));
            assert_eq!(
                (rows(&edited.laid).concat().as_str(), edited.cursor),
                (want, Visual(column)),
                "{text} {cursor}"
            );
        };
        check("", 0, 10, Base::Auto, " ", 0);
        check("", 0, 10, RTL, " ", 0);
        check("abc ", 4, 10, Base::Auto, "abc  ", 4);
        check("abc", 1, 10, Base::Auto, "abc ", 1);
        check("abcdef", 6, 4, Base::Auto, "def ", 3);
        check("abcdef", 0, 4, Base::Auto, "abcd", 0);
        check("abcdef", 3, 4, Base::Auto, "bcde", 2);
        check("汉字", 6, 4, Base::Auto, "字 ", 3);
        check("\u{633}\u{644}", 4, 10, Base::Auto, " \u{FEDE}\u{FEB3}", 0);
        check("\u{633}\u{644}", 0, 10, Base::Auto, " \u{FEDE}\u{FEB3}", 2);
        check("\u{633}\u{644}\u{627}\u{645}", 8, 3, Base::Auto, " \u{FEE1}\u{FEFC}", 0);
        check("\u{633}\u{644}\u{627}\u{645}", 0, 3, Base::Auto, "\u{FEE1}\u{FEFC}\u{FEB3}", 2);
        check("a \u{633}\u{644}", 2, 10, Base::Given(Direction::LeftToRight), "a \u{FEDE}\u{FEB3} ", 3);
        // At the end the cursor is where the next letter of the word will be, and behind a space on the end side.
        check("a \u{633}\u{644}", 6, 10, Base::Given(Direction::LeftToRight), "a  \u{FEDE}\u{FEB3}", 2);
        check("a \u{633} ", 5, 10, Base::Given(Direction::LeftToRight), "a \u{FEB1}  ", 4);
        check("\u{633} ab", 5, 10, RTL, "ab  \u{FEB1}", 2);
        check("\u{633} 12", 5, 10, RTL, "12  \u{FEB1}", 2);
        // Between lam and alef.
        check("\u{644}\u{627}", 2, 10, RTL, " \u{FE8E}\u{FEDF}", 1);
        check("\u{644}\u{64E}\u{627}", 4, 10, RTL, " \u{FE8E}\u{FEDF}\u{64E}", 1);
        check("\u{644}\u{627}", 4, 10, RTL, " \u{FEFB}", 0);
    }
}
