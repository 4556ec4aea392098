//! From a paragraph to its rows: which cells stand in which columns.
//!
//! Everything has a text of its own and is laid out by itself - the name before a date, a credit behind a caption - because
//! two texts put into one line would be reordered together.

use std::ops::Range;
use std::sync::Arc;

use crate::app::sheet::paragraph::{Field, Look, Paragraph, PartOf};
use crate::text::bidi::Direction;
use crate::text::layout::{Laid, Layout, layout};
use crate::text::measure::both_ends;
use crate::text::paragraph::Paragraph as TextParagraph;
use crate::text::position::{Logical, Visual};
use crate::text::setting::Setting;
use crate::text::wrap::Wrapping;

/// A field that is longer than a row has no more rows than this.
const FIELD_ROWS: u16 = 3;
/// Indents are given up where fewer columns than this would be left for text.
const NARROWEST: u16 = 24;

/// One row of text, ready to draw.
#[derive(Clone, Debug, Default)]
pub struct SheetRow {
    /// The first byte of the paragraph's text that it shows; of fields in a row, how many rows stand above it. No two
    /// rows of a paragraph have the same.
    pub start: usize,
    /// What stands on it.
    pub parts: Vec<Part>,
    /// The column of the bar.
    pub bar: Option<u16>,
}

impl SheetRow {
    /// The same, so many columns further to the right.
    pub(super) fn shifted(mut self, columns: u16) -> SheetRow {
        self.parts.iter_mut().for_each(|part| part.x += columns);
        self.bar = self.bar.map(|bar| bar + columns);
        self
    }

    /// The bytes of the paragraph's running text that stand on it, with the space it was broken at.
    pub(super) fn text_bytes(&self) -> Option<Range<usize>> {
        let part = self.parts.iter().find(|part| matches!(part.of, PartOf::Field(_)))?;
        let Range { start, end } = part.laid.row(part.row_idx)?.whole_range();
        Some(part.offset + start.0..part.offset + end.0)
    }

    /// Columns its parts take together.
    fn width(&self) -> u16 {
        self.parts.iter().map(Part::width).sum()
    }
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

    /// The byte of the whole text that a column of it shows.
    pub(super) fn byte_at(&self, column: u16) -> Option<usize> {
        self.laid.logical_at(self.row_idx, Visual(column)).map(|Logical(byte)| self.offset + byte)
    }

    /// Columns it takes.
    pub fn width(&self) -> u16 {
        self.laid.row(self.row_idx).map_or(0, |row| row.width())
    }
}

/// Where the text of a paragraph stands in a sheet of some width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// Columns kept free at the starting edge.
    indent: u16,
    /// Columns kept free at the other edge.
    indent_end: u16,
    /// Columns for text.
    pub(super) width: u16,
    direction: Direction,
    /// A text of a single row begins at the starting edge.
    at_edge: bool,
    /// How the screen shows texts.
    setting: Setting,
}

impl Columns {
    /// The columns of a paragraph in a sheet so wide.
    pub(super) fn of(paragraph: &Paragraph, sheet: u16, setting: &Setting) -> Columns {
        let bar = if paragraph.bar && sheet > 4 { 2 } else { 0 };
        let mut indent = paragraph.indent.max(bar);
        let mut indent_end = paragraph.indent_end;
        // What stands in the indent keeps it: a label on top of its text could not be read.
        if sheet < indent + indent_end + NARROWEST {
            indent_end = 0;
            indent = if paragraph.label.is_some() { indent.min(sheet / 2) } else { bar };
        }
        let width = sheet.saturating_sub(indent + indent_end).max(1);
        let (direction, at_edge) = (paragraph.direction.unwrap_or_default(), paragraph.at_edge);
        Columns { indent, indent_end, width, direction, at_edge, setting: *setting }
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

/// The rows of a piece of a paragraph. What does not depend on the width is looked up in `set`, or kept there.
pub(super) fn rows_of(
    paragraph: &Paragraph,
    range: Range<usize>,
    is_last: bool,
    sheet: u16,
    setting: &Setting,
    set: &mut Option<TextParagraph>,
) -> Vec<SheetRow> {
    let columns = Columns::of(paragraph, sheet, setting);
    let mut rows = match (paragraph.fields.as_slice(), paragraph.max_rows) {
        ([field, ..], None) if paragraph.is_running() => {
            let text = field.text.as_str().get(range.clone()).unwrap_or_default();
            let set = set.get_or_insert_with(|| TextParagraph::new(text, &setting_of(field, columns)));
            text_rows(set.rows(wrapping(columns)), range.start, columns)
        }
        ([field, ..], Some(max_rows)) if paragraph.is_running() => cut_rows(field, max_rows, columns),
        (fields, _) => field_rows(fields, columns),
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

fn text_rows(laid: Laid, offset: usize, columns: Columns) -> Vec<SheetRow> {
    let laid = Arc::new(laid);
    let row = |(row_idx, Logical(row_start)): (usize, Logical)| {
        let part = Part { x: 0, of: PartOf::Field(0), laid: Arc::clone(&laid), row_idx, offset };
        let is_value = columns.at_edge && laid.n_rows() == 1;
        let x = if is_value { columns.x(0, part.width()) } else { columns.text(&laid, row_idx) };
        let part = Part { x, ..part };
        SheetRow { start: offset + row_start, parts: vec![part], bar: None }
    };
    laid.rows().map(|row| row.range().start).enumerate().map(row).collect()
}

/// The first rows of a text: no more of it than these is looked at.
fn cut_rows(field: &Field, max_rows: u16, columns: Columns) -> Vec<SheetRow> {
    let wrapping = Wrapping { max_rows: Some(max_rows), ..wrapping(columns) };
    let laid = layout(field.text.as_str(), &Layout { setting: setting_of(field, columns), wrapping });
    text_rows(laid, 0, columns)
}

/// Fields one after the other; one that does not fit behind its neighbour begins a row.
fn field_rows(fields: &[Field], columns: Columns) -> Vec<SheetRow> {
    let dot = one_row(&Field::code("·", Look::Faint), 1, columns);
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut used = 0;
    for (idx, field) in fields.iter().enumerate().filter(|(_, field)| !field.text.is_empty()) {
        let of = PartOf::Field(idx);
        let short = one_row(field, columns.width, columns);
        match rows.last_mut() {
            Some(last) if !short.is_cut() && used + 3 + width_of(&short) <= columns.width => {
                last.parts.push(part(&dot, PartOf::Dot, used + 1, columns));
                last.parts.push(part(&short, of, used + 3, columns));
                used += 3 + width_of(&short);
            }
            _ if field.keeps_ends => {
                rows.push(SheetRow { start: rows.len(), parts: vec![part(&short, of, 0, columns)], bar: None });
                used = width_of(&short);
            }
            _ => {
                let edged = cut_rows(field, FIELD_ROWS, columns).into_iter().flat_map(|row| row.parts);
                let edged = edged.map(|part| Part { x: columns.x(0, part.width()), of, ..part });
                for part in edged {
                    rows.push(SheetRow { start: rows.len(), parts: vec![part], bar: None });
                }
                used = rows.last().map_or(0, SheetRow::width);
            }
        }
    }
    rows
}

fn put_at_the_end(rows: &mut Vec<SheetRow>, end: &Field, start: usize, columns: Columns) {
    let laid = one_row(end, columns.width, columns);
    let at_end = part(&laid, PartOf::End, columns.width.saturating_sub(width_of(&laid)), columns);
    let (from, to) = (at_end.x, at_end.x + at_end.width());
    match rows.last_mut() {
        Some(last) if last.parts.iter().all(|part| part.x + part.width() + 2 <= from || to + 2 <= part.x) => {
            last.parts.push(at_end);
        }
        last => {
            let start = last.map_or(start, |last| start.max(last.start + 1));
            rows.push(SheetRow { start, parts: vec![at_end], bar: None });
        }
    }
}

fn put_in_the_indent(row: &mut SheetRow, label: &Field, at_end: bool, columns: Columns) {
    let laid = one_row(label, columns.indent.saturating_sub(1), columns);
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

fn one_row(field: &Field, width: u16, columns: Columns) -> Arc<Laid> {
    let wrapping = Wrapping { whole_words: true, ..Wrapping::one_row(width) };
    let setting = setting_of(field, columns);
    if field.keeps_ends {
        return Arc::new(layout(&both_ends(&field.text, width, &setting), &Layout { setting, wrapping }));
    }
    Arc::new(layout(field.text.as_str(), &Layout { setting, wrapping }))
}

fn wrapping(columns: Columns) -> Wrapping {
    Wrapping { fit: columns.setting.fit, whole_words: true, ..Wrapping::new(columns.width) }
}

fn setting_of(field: &Field, columns: Columns) -> Setting {
    let setting = if field.is_prose { columns.setting } else { columns.setting.unjustified() };
    setting.with_base(field.base.unwrap_or_default()).with_language(field.language)
}

fn width_of(laid: &Laid) -> u16 {
    laid.row(0).map_or(0, |row| row.width())
}
