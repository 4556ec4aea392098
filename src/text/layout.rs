//! The one layout call: a paragraph becomes rows of cells in visual order.
//!
//! Every text on the screen goes through here. Breaks are chosen in logical order, levels are those of the whole paragraph,
//! and only then is each row put in visual order, so that a bracket or a number looks the same at every width. A cell keeps
//! the logical bytes it shows: styles, hits and the cursor are logical ranges, and find their columns afterwards.
//! A row starts at column 0; `Laid::indent` says how far it stands from the left edge of its place.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::Level;

use crate::text::bidi::{self, Direction, Levels};
use crate::text::cells;
use crate::text::position::{Logical, Visual};
use crate::text::setting::{Base, Setting};
use crate::text::wrap::{self, Fit, Measured, Wrapping};

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

/// A paragraph with all that does not depend on the width. Worth keeping where a text is laid out at several widths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    text: Box<str>,
    setting: Setting,
}

impl Paragraph {
    /// A paragraph of a text; a line end in it ends a row.
    pub fn new(text: &str, setting: &Setting) -> Paragraph {
        Paragraph { text: text.into(), setting: *setting }
    }

    /// The base direction.
    pub fn direction(&self) -> Direction {
        direction(&self.text, self.setting.base)
    }

    /// Its rows.
    pub fn rows(&self, wrapping: Wrapping) -> Laid {
        layout(&self.text, &Layout { setting: self.setting, wrapping })
    }
}

/// A paragraph in rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    direction: Direction,
    is_cut: bool,
    rows: Vec<Span>,
    /// The cells of all rows, each row from left to right.
    glyphs: Vec<Glyph>,
    /// What the cells show, one after the other.
    symbols: String,
}

/// One row of a laid paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    laid: &'a Laid,
    span: &'a Span,
}

/// One place of a row: a cluster of the text, in one column or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What to print.
    pub symbol: &'a str,
    /// Columns it takes.
    pub width: u16,
    /// Its first column.
    pub column: Visual,
    /// The part of the text it shows; empty for an ellipsis, and for the place behind the end of an edited line.
    pub range: Range<Logical>,
}

impl Cell<'_> {
    /// The column behind it.
    pub fn end(&self) -> Visual {
        self.column.right_by(self.width)
    }
}

/// A line being edited, and where the cursor stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// One row.
    pub laid: Laid,
    /// The column of the cursor.
    pub cursor: Visual,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    glyphs: Range<usize>,
    bytes: Range<usize>,
    width: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Glyph {
    start: u32,
    end: u32,
    symbol_start: u32,
    symbol_end: u32,
    column: u32,
    width: u16,
}

impl Glyph {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Lays a paragraph out. A line end in the text ends a row; an empty text has one empty row.
pub fn layout(text: &str, layout: &Layout) -> Laid {
    let Layout { setting, wrapping } = layout;
    let width = wrapping.width.max(1);
    let max_rows = wrapping.n_rows();
    let direction = direction(text, setting.base);
    let shown = clip(text, width, max_rows);
    let levels = bidi::levels(shown, direction);
    let mut typesetter = Typesetter::new(direction, shown.len());
    for line in lines(shown) {
        let is_last = line.end == text.len();
        let is_clipped = !is_last && line.end == shown.len();
        let line = Line::measure(shown, line, &levels);
        let n_rows_left = max_rows - typesetter.rows.len();
        let rows = wrap::wrap(line.text, &line.clusters, wrapping, n_rows_left);
        let fits = !is_clipped && (rows.len() < n_rows_left || rows.len() == n_rows_left && is_last);
        let n_whole = if fits { rows.len() } else { rows.len().min(n_rows_left).saturating_sub(1) };
        for row in rows.iter().take(n_whole) {
            typesetter.set_row(&line, row.clone());
        }
        if !fits {
            if let Some(row) = rows.get(n_whole).filter(|_| n_rows_left > 0) {
                typesetter.set_cut_row(line, row.start, wrapping);
            }
            typesetter.is_cut = true;
            break;
        }
    }
    typesetter.finish()
}

/// Lays out a line being edited, spaces and all, in one row of `width` columns that always shows the cursor.
///
/// The cursor goes by the level of what comes next: it stands on the character before which typing inserts. At the end of
/// the line nothing comes next, and it goes by the level of what was typed last: it stands on a place of its own, where
/// more of the same script will appear. Between lam and alef it parts the two, so that each place of the cursor has a
/// column.
pub fn edit(text: &str, cursor: Logical, width: u16, setting: &Setting) -> Edited {
    let direction = direction(text, setting.base);
    let cursor = text.floor_char_boundary(cursor.0);
    let parted = parted(text, cursor);
    let levels = bidi::levels(&parted, direction);
    let mut line = Line::measure(&parted, 0..parted.len(), &levels);
    let level_of_last = line.pictures.last().map_or(levels.base(), |last| last.level);
    let level = if cursor == text.len() { level_of_last } else { levels.base() };
    line.push(" ", 1, parted.len()..parted.len(), level);
    let mut typesetter = Typesetter::new(direction, parted.len());
    typesetter.set_clusters(&line, 0..line.clusters.len());
    let mut laid = typesetter.finish();
    laid.forget(cursor, parted.len() - text.len());
    let cursor = laid.scroll_to(cursor, u32::from(width.max(1)));
    Edited { laid, cursor }
}

/// The text with a joiner at the cursor if a ligature is there: both letters keep their forms, and have a cell each.
fn parted(text: &str, cursor: usize) -> Cow<'_, str> {
    let (before, after) = text.split_at(cursor);
    let is_lam = cells::clusters(before).last().is_some_and(|last| before[last.start..].starts_with('\u{644}'));
    let is_alef = after.starts_with(['\u{622}', '\u{623}', '\u{625}', '\u{627}', '\u{671}']);
    if is_lam && is_alef { Cow::Owned(format!("{before}\u{200d}{after}")) } else { Cow::Borrowed(text) }
}

impl Laid {
    /// The base direction it was laid out in.
    pub fn direction(&self) -> Direction {
        self.direction
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

    /// Columns between the left edge of a place `width` wide and the row in it: right-to-left rows stand at the right.
    pub fn indent(&self, row_idx: usize, width: u16) -> u16 {
        match (self.direction, self.rows.get(row_idx)) {
            (Direction::RightToLeft, Some(row)) => width.saturating_sub(n_columns(row.width)),
            _ => 0,
        }
    }

    /// The columns of a row that show some of this part of the text, from left to right, neighbours joined: one range
    /// of text can stand in several places of a row that mixes directions.
    pub fn columns_of(&self, row_idx: usize, part: Range<Logical>) -> Vec<Range<Visual>> {
        let mut columns: Vec<Range<Visual>> = Vec::new();
        let shows = |cell: &Cell<'_>| cell.range.start.max(part.start) < cell.range.end.min(part.end);
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
        let bytes = Logical::bytes(part);
        let first = self.rows.partition_point(|row| row.bytes.end <= bytes.start);
        let end = self.rows.partition_point(|row| row.bytes.start < bytes.end);
        first..end.max(first)
    }

    /// What a column of a row shows: the start of the cluster there. Columns left or right of the row count as its
    /// nearest cell; `None` if the row shows nothing.
    pub fn logical_at(&self, row_idx: usize, column: Visual) -> Option<Logical> {
        let row = self.row(row_idx)?;
        let at = row.cells().find(|cell| column < cell.end());
        at.or_else(|| row.cells().last()).map(|cell| cell.range.start)
    }

    /// Counts its offsets as if `n_bytes` had not been put in at this byte.
    fn forget(&mut self, at: usize, n_bytes: usize) {
        let without = |offset: u32| offset.saturating_sub(n_bytes as u32).max(offset.min(at as u32));
        for glyph in &mut self.glyphs {
            (glyph.start, glyph.end) = (without(glyph.start), without(glyph.end));
        }
        for row in &mut self.rows {
            row.bytes.end = row.bytes.end.saturating_sub(n_bytes);
        }
    }

    /// Keeps `width` columns of the only row, among them the cell of this byte with some of its neighbours, and gives
    /// back its column.
    fn scroll_to(&mut self, byte: usize, width: u32) -> Visual {
        let is_there = |glyph: &&Glyph| glyph.start as usize == byte || glyph.range().contains(&byte);
        let (cursor, cursor_end) = self
            .glyphs
            .iter()
            .find(is_there)
            .map_or((0, 1), |glyph| (glyph.column, glyph.column + u32::from(glyph.width)));
        let Some(span) = self.rows.first_mut().filter(|span| span.width > width) else { return visual(cursor) };
        // What comes next is seen before the cursor is there.
        let ahead = (width / 4).min(SEEN_AHEAD);
        let left = match self.direction {
            Direction::LeftToRight => (cursor_end + ahead).saturating_sub(width).min(span.width - width),
            Direction::RightToLeft => cursor.saturating_sub(ahead).min(span.width - width),
        };
        self.glyphs.retain(|glyph| glyph.column >= left && glyph.column + u32::from(glyph.width) <= left + width);
        for glyph in &mut self.glyphs {
            glyph.column -= left;
        }
        span.glyphs = 0..self.glyphs.len();
        span.width = width;
        visual(cursor.saturating_sub(left))
    }
}

impl<'a> Row<'a> {
    /// The part of the text it shows, without the spaces it was broken at.
    pub fn range(&self) -> Range<Logical> {
        Logical::range(self.span.bytes.clone())
    }

    /// Columns it takes.
    pub fn width(&self) -> u16 {
        n_columns(self.span.width)
    }

    /// Its cells from left to right.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = Cell<'a>> + use<'a> {
        let laid = self.laid;
        laid.glyphs.get(self.span.glyphs.clone()).unwrap_or_default().iter().map(|glyph| Cell {
            symbol: laid.symbols.get(glyph.symbol_start as usize..glyph.symbol_end as usize).unwrap_or_default(),
            width: glyph.width,
            column: visual(glyph.column),
            range: Logical::range(glyph.range()),
        })
    }
}

/// Columns of an edited line that are seen beyond the cursor.
const SEEN_AHEAD: u32 = 8;

/// The ellipsis of a text that was cut.
const ELLIPSIS: &str = "\u{2026}";

/// Bytes that a column may stand for, with all its marks, before a text that must be cut anyway is cut.
const N_BYTES_A_COLUMN: usize = 64;

fn direction(text: &str, base: Base) -> Direction {
    match base {
        Base::Given(direction) => direction,
        Base::First(fallback) => bidi::first(text).unwrap_or(fallback),
        Base::Auto => bidi::majority(text),
    }
}

/// The beginning of a text that has to fit into a few rows: a headline of a megabyte costs no more than its two rows.
fn clip(text: &str, width: u16, max_rows: usize) -> &str {
    let n_columns = usize::from(width).saturating_mul(max_rows.saturating_add(1));
    &text[..text.floor_char_boundary(n_columns.saturating_mul(N_BYTES_A_COLUMN))]
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// A line measured in logical order: what each cluster shows, how wide it is, and at which level it stands.
struct Line<'a> {
    text: &'a str,
    /// Byte offset of the line in the text of the paragraph.
    start: usize,
    /// Offsets in the line.
    clusters: Vec<Measured>,
    pictures: Vec<Picture>,
    symbols: String,
}

#[derive(Clone, Copy)]
struct Picture {
    symbol_start: u32,
    symbol_end: u32,
    level: Level,
}

impl<'a> Line<'a> {
    fn measure(text: &'a str, line: Range<usize>, levels: &Levels) -> Line<'a> {
        let start = line.start;
        let text = text.get(line).unwrap_or_default();
        let mut line = Line {
            text,
            start,
            clusters: Vec::with_capacity(text.len()),
            pictures: Vec::with_capacity(text.len()),
            symbols: String::with_capacity(text.len()),
        };
        // A cluster without a picture belongs to the one before it, or at the start of the line to the one behind it.
        let mut pictureless_from = None;
        for cluster in cells::clusters(text) {
            let drawn = cluster.drawn();
            if drawn.width > 0 {
                let bytes = pictureless_from.take().unwrap_or(cluster.start)..cluster.end();
                line.push(&drawn.symbol, drawn.width, bytes, levels.at(start + cluster.start));
            } else if let Some(last) = line.clusters.last_mut() {
                last.end = offset(cluster.end());
            } else {
                pictureless_from = Some(0);
            }
        }
        line
    }

    /// Letters are drawn as they stand; joining Arabic ones is a step on the symbol and its level, and its place is here.
    fn push(&mut self, symbol: &str, width: u16, bytes: Range<usize>, level: Level) {
        let symbol_start = offset(self.symbols.len());
        let mut chars = symbol.chars();
        match chars.next().filter(|_| level.is_rtl()).and_then(bidi::mirrored) {
            Some(mirrored) => {
                self.symbols.push(mirrored);
                self.symbols.push_str(chars.as_str());
            }
            None => self.symbols.push_str(symbol),
        }
        let is_space = symbol == " ";
        self.clusters.push(Measured { start: offset(bytes.start), end: offset(bytes.end), width, is_space });
        self.pictures.push(Picture { symbol_start, symbol_end: offset(self.symbols.len()), level });
    }

    fn symbol(&self, picture: &Picture) -> &str {
        self.symbols.get(picture.symbol_start as usize..picture.symbol_end as usize).unwrap_or_default()
    }

    /// Where to cut a row that begins at `from` and has room up to `cut`: not inside an Arabic word, unless nothing stands
    /// before it.
    fn cut_between_words(&self, from: usize, cut: usize) -> usize {
        let is_arabic = |place: usize| self.pictures.get(place).is_some_and(|picture| is_arabic(self.symbol(picture)));
        let is_inside = cut.checked_sub(1).is_some_and(is_arabic) && is_arabic(cut);
        let before = self.clusters.get(from..cut).unwrap_or_default();
        match before.iter().rposition(|cluster| cluster.is_space).filter(|space| is_inside && *space > 0) {
            Some(space) => from + space,
            None => cut,
        }
    }

    /// The clusters without the spaces at their end: where a row ends nobody sees them (rule L1 has nothing left to do).
    fn without_trailing_spaces(&self, clusters: Range<usize>) -> Range<usize> {
        let measured = self.clusters.get(clusters.clone()).unwrap_or_default();
        let n_spaces = measured.iter().rev().take_while(|cluster| cluster.is_space).count();
        clusters.start..clusters.end - n_spaces
    }
}

/// Sets rows of measured lines in visual order.
struct Typesetter {
    direction: Direction,
    is_cut: bool,
    rows: Vec<Span>,
    glyphs: Vec<Glyph>,
    symbols: String,
}

impl Typesetter {
    fn new(direction: Direction, n_bytes: usize) -> Typesetter {
        let (glyphs, symbols) = (Vec::with_capacity(n_bytes), String::with_capacity(n_bytes));
        Typesetter { direction, is_cut: false, rows: Vec::new(), glyphs, symbols }
    }

    fn set_row(&mut self, line: &Line<'_>, clusters: Range<usize>) {
        self.set_clusters(line, line.without_trailing_spaces(clusters));
    }

    /// A row from this cluster on, as much as fits together with an ellipsis at its logical end.
    fn set_cut_row(&mut self, mut line: Line<'_>, from: usize, layout: &Wrapping) {
        let mut room = u32::from(layout.width.max(1)) - 1;
        let fits = |cluster: &&Measured| match room.checked_sub(u32::from(cluster.width)) {
            Some(rest) => {
                room = rest;
                true
            }
            None => false,
        };
        let n_fitting = line.clusters.iter().skip(from).take_while(fits).count();
        let cut = from + n_fitting;
        let cut = if layout.whole_words { line.cut_between_words(from, cut) } else { cut };
        let kept = line.without_trailing_spaces(from..cut);
        let cut_at =
            kept.end.checked_sub(1).and_then(|last| line.clusters.get(last)).map_or(0, |cluster| cluster.end as usize);
        line.clusters.truncate(kept.end);
        line.pictures.truncate(kept.end);
        line.push(ELLIPSIS, 1, cut_at..cut_at, self.direction.level());
        self.set_clusters(&line, kept.start..kept.end + 1);
    }

    fn set_clusters(&mut self, line: &Line<'_>, clusters: Range<usize>) {
        let begin = clusters.start;
        let measured = line.clusters.get(clusters.clone()).unwrap_or_default();
        let pictures = line.pictures.get(clusters).unwrap_or_default();
        let levels: Vec<Level> = pictures.iter().map(|picture| picture.level).collect();
        let first_glyph = self.glyphs.len();
        let mut width = 0;
        for place in bidi::visual_order(&levels) {
            let (Some(cluster), Some(picture)) = (measured.get(place), pictures.get(place)) else { continue };
            let symbol_start = offset(self.symbols.len());
            self.symbols.push_str(line.symbol(picture));
            self.glyphs.push(Glyph {
                start: offset(line.start + cluster.start as usize),
                end: offset(line.start + cluster.end as usize),
                symbol_start,
                symbol_end: offset(self.symbols.len()),
                column: width,
                width: cluster.width,
            });
            width += u32::from(cluster.width);
        }
        let bytes = match (measured.first(), measured.last()) {
            (Some(first), Some(last)) => line.start + first.start as usize..line.start + last.end as usize,
            // A row of nothing but the spaces it was broken at stands where they do.
            _ => {
                let at = line.start + line.clusters.get(begin).map_or(0, |cluster| cluster.start as usize);
                at..at
            }
        };
        self.rows.push(Span { glyphs: first_glyph..self.glyphs.len(), bytes, width });
    }

    fn finish(self) -> Laid {
        let Typesetter { direction, is_cut, rows, glyphs, symbols } = self;
        Laid { direction, is_cut, rows, glyphs, symbols }
    }
}

/// A letter of the Arabic script, in any of its blocks.
fn is_arabic(symbol: &str) -> bool {
    let first = symbol.chars().next().filter(|c| c.is_alphabetic());
    first.is_some_and(|c| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

/// Offsets are kept in 32 bits: a paragraph of four gigabytes is not laid out whole.
fn offset(n_bytes: usize) -> u32 {
    u32::try_from(n_bytes).unwrap_or(u32::MAX)
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
    fn arabic_stands_from_right_to_left() {
        check("\u{633}\u{644}\u{627}\u{645}", 10, &["\u{645}\u{627}\u{644}\u{633}"]);
        check("\u{642}\u{627}\u{644} (UE) 12", 20, &["12 (UE) \u{644}\u{627}\u{642}"]);
        // The brackets are mirrored by the level the paragraph gives them, on whichever row they stand.
        check(
            "\u{642}\u{627}\u{644} (\u{646}\u{639}\u{645} \u{644}\u{627})",
            8,
            &["\u{645}\u{639}\u{646}) \u{644}\u{627}\u{642}", "(\u{627}\u{644}"],
        );
        // A mark follows its letter into its cell.
        check("\u{628}\u{651}\u{627}", 5, &["\u{627}\u{628}\u{651}"]);
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
            (6, "\u{2026}\u{633}\u{62d} \u{62a}\u{628}"),
            (5, "\u{2026}\u{62a}\u{628}"),
            (4, "\u{2026}\u{62a}\u{628}"),
            (2, "\u{2026}\u{628}"),
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
            6,
            1,
            &["…\u{645}\u{627}\u{644}\u{633}"],
        );
        check_cut(
            "\u{633}\u{644}\u{627}\u{645} \u{639}\u{644}\u{64A}\u{643}\u{645}",
            7,
            1,
            &["…\u{639} \u{645}\u{627}\u{644}\u{633}"],
        );
        // Golden case trunc-ltr, unjoined: the end of the text is inside the Arabic word.
        let laid =
            layout("Le quotidien \u{627}\u{644}\u{623}\u{647}\u{631}\u{627}\u{645} annonce", &Layout::one_row(17));
        assert_eq!(rows(&laid), ["Le quotidien \u{623}\u{644}\u{627}…"]);
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
        assert_eq!((laid.direction(), laid.indent(0, 10), laid.indent(9, 10)), (Direction::RightToLeft, 6, 0));
        assert_eq!(layout("oui", &Layout::new(10)).indent(0, 10), 0);
    }

    #[test]
    fn a_range_of_text_has_its_columns() {
        let text = "Le mot \u{633}\u{644}\u{627}\u{645} 12 en une";
        let laid = layout(text, &Layout::new(40));
        assert_eq!(rows(&laid), ["Le mot 12 \u{645}\u{627}\u{644}\u{633} en une"]);
        let columns = |part: &str| -> Vec<(u16, u16)> {
            let bytes = text.find(part).map_or(0..0, |at| at..at + part.len());
            laid.columns_of(0, Logical::range(bytes))
                .into_iter()
                .map(|columns| (columns.start.0, columns.end.0))
                .collect()
        };
        assert_eq!(columns("mot"), [(3, 6)]);
        assert_eq!(columns("\u{633}\u{644}"), [(12, 14)]);
        assert_eq!(columns("mot \u{633}"), [(3, 7), (13, 14)]);
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
        check("\u{633}\u{644}", 4, 10, Base::Auto, " \u{644}\u{633}", 0);
        check("\u{633}\u{644}", 0, 10, Base::Auto, " \u{644}\u{633}", 2);
        check("\u{633}\u{644}\u{627}\u{645}", 8, 3, Base::Auto, " \u{645}\u{627}", 0);
        check("\u{633}\u{644}\u{627}\u{645}", 0, 3, Base::Auto, "\u{627}\u{644}\u{633}", 2);
        check("a \u{633}\u{644}", 2, 10, Base::Given(Direction::LeftToRight), "a \u{644}\u{633} ", 3);
        // At the end the cursor is where the next letter of the word will be, and behind a space on the end side.
        check("a \u{633}\u{644}", 6, 10, Base::Given(Direction::LeftToRight), "a  \u{644}\u{633}", 2);
        check("a \u{633} ", 5, 10, Base::Given(Direction::LeftToRight), "a \u{633}  ", 4);
        check("\u{633} ab", 5, 10, RTL, "ab  \u{633}", 2);
        check("\u{633} 12", 5, 10, RTL, "12  \u{633}", 2);
    }
}
