//! Tables as text: a header that names a column of text, and a record a row.
//!
//! Cells may be in quotes and have line breaks in them. A quote that is never closed would swallow what follows it, so a row
//! that came out wrong is searched for a line in it that is a row by itself; the broken one is lost alone. Rows of fewer
//! columns have the first of them.

use std::borrow::Cow;
use std::io;

use crate::formats::fields::{Field, Fields, with_text};
use crate::formats::sniff::Sample;
use crate::formats::stream::{Line, Stream, fault};
use crate::formats::{Format, MAX_BYTES, Record, Refusal};
use crate::ingest::decode::{decode, utf_8};
use crate::model::problem::Fault;

/// RFC 4180, and what spreadsheets and databases write.
pub(super) const TABLE: Format = Format {
    name: "csv",
    what: "a table between commas, semicolons or tabs: each row is a page, with columns called as the fields of jsonl are",
    known_by: "a first row of names with text, content, body or the like among them, and a second of as many columns",
    recognises: |sample| Header::of(sample).is_some(),
    open: |stream| with_text(Box::new(Rows::new(stream))),
};

/// What stands between cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What the first row says.
#[derive(Debug)]
struct Header {
    delimiter: u8,
    columns: Vec<Option<Field>>,
}

/// Names of columns are short.
const MAX_NAME: usize = 60;
/// And so is the row they make.
const MAX_HEADER: usize = 8 << 10;

/// So many rows are looked at.
const LOOKED_AT: usize = 5;

impl Header {
    /// The header of a table that begins like this; of several delimiters that make one, the one that makes most columns.
    fn of(sample: &Sample<'_>) -> Option<Header> {
        let text = without_separator(&sample.text);
        let is_short = memchr::memchr(b'\n', text).unwrap_or(text.len()) <= MAX_HEADER;
        if !is_short {
            return None;
        }
        let headers = DELIMITERS.into_iter().filter_map(|delimiter| {
            let (header, rest) = first_row(text, delimiter)?;
            let header = Header::parse(header, delimiter)?;
            let agrees = header.agrees_with(rest, sample.is_cut());
            agrees.then_some(header)
        });
        headers.max_by_key(|header| header.columns.len())
    }

    /// Whether there are rows of as many columns among the first: two columns are so common in any text that all have to be.
    fn agrees_with(&self, mut rest: &[u8], is_cut: bool) -> bool {
        let (mut n_alike, mut n_other) = (0, 0);
        while n_alike + n_other < LOOKED_AT {
            let Some((row, behind)) = first_row(rest, self.delimiter) else { break };
            rest = behind;
            // The sample may end in a row, and so may a file that was cut off.
            let is_whole = row.ends_with(b"\n") || (!is_cut && n_alike == 0);
            if is_whole && !row.trim_ascii().is_empty() {
                let n_cells = cells(&String::from_utf8_lossy(row), self.delimiter).len();
                let count = if n_cells == self.columns.len() { &mut n_alike } else { &mut n_other };
                *count += 1;
            }
        }
        n_other == 0 || (n_alike > 0 && self.columns.len() > 2)
    }

    fn parse(row: &[u8], delimiter: u8) -> Option<Header> {
        let row = utf_8(row).map_or_else(|| decode(row).0, Cow::Borrowed);
        let names = cells(&row, delimiter);
        let is_name = |name: &Cow<'_, str>| name.len() <= MAX_NAME && !name.contains(['.', '?', '!', '\n']);
        let columns: Vec<Option<Field>> = names.iter().map(|name| Field::named(name)).collect();
        let is_header =
            names.len() > 1 && names.iter().all(is_name) && columns.iter().flatten().any(|field| field.is_text());
        is_header.then_some(Header { delimiter, columns })
    }

    /// The record of a row.
    fn record(&self, row: &str, is_ended: bool) -> Result<Record, Fault> {
        let mut cells = cells(row, self.delimiter);
        let n_columns = self.columns.len();
        while cells.len() > n_columns && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() > n_columns {
            return Err(Fault::Malformed(format!("{} columns, where the header has {n_columns}", cells.len())));
        }
        let is_there = |at: usize| at < cells.len();
        let has_text =
            self.columns.iter().enumerate().any(|(at, field)| field.is_some_and(Field::is_text) && is_there(at));
        if !has_text {
            let too_few = || Fault::Malformed(format!("{} columns, where the header has {n_columns}", cells.len()));
            return Err(if is_ended { too_few() } else { Fault::CutOff });
        }
        let mut fields = Fields::default();
        for (field, cell) in self.columns.iter().zip(cells) {
            if let Some(field) = field {
                fields.note(*field, cell);
            }
        }
        fields.record()
    }

    /// Whether a line is a row by itself, beyond doubt.
    fn is_row(&self, line: &[u8]) -> bool {
        let n_columns = self.columns.len();
        let is_sure = n_columns > 2 || self.delimiter == b'\t';
        is_sure
            && first_row(line, self.delimiter).is_some_and(|(row, _)| row.len() >= line.trim_ascii_end().len())
            && cells(&String::from_utf8_lossy(line), self.delimiter).len() == n_columns
    }

    /// Where a line begins in a row that is a row itself.
    fn next_row(&self, row: &[u8]) -> Option<usize> {
        let starts = memchr::memchr_iter(b'\n', row).map(|at| at + 1);
        starts.take_while(|at| *at < row.len()).find(|at| {
            let rest = row.get(*at..).unwrap_or_default();
            self.is_row(rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default())
        })
    }
}

/// Spreadsheets may say in a line of their own what stands between cells.
fn without_separator(text: &[u8]) -> &[u8] {
    match text.get(..4) {
        Some(begin) if begin.eq_ignore_ascii_case(b"sep=") => {
            memchr::memchr(b'\n', text).and_then(|end| text.get(end + 1..)).unwrap_or_default()
        }
        _ => text,
    }
}

/// Where in a row one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Within {
    #[default]
    CellStart,
    Plain,
    Quoted,
    /// Behind a quote that ends the cell, unless another follows.
    AfterQuote,
}

impl Within {
    fn after(self, byte: u8, delimiter: u8) -> Within {
        match (self, byte) {
            (Within::CellStart, b'"') | (Within::AfterQuote, b'"') => Within::Quoted,
            (Within::Quoted, b'"') => Within::AfterQuote,
            (Within::Quoted, _) => Within::Quoted,
            (_, byte) if byte == delimiter || byte == b'\n' => Within::CellStart,
            (Within::AfterQuote, b'\r') => Within::AfterQuote,
            // A quote that nobody doubled.
            (Within::AfterQuote, _) => Within::Quoted,
            (Within::CellStart | Within::Plain, _) => Within::Plain,
        }
    }
}

/// The first row, and what is behind it; `None` where it does not end.
fn first_row(text: &[u8], delimiter: u8) -> Option<(&[u8], &[u8])> {
    let mut within = Within::default();
    for (at, byte) in text.iter().enumerate() {
        if *byte == b'\n' && within != Within::Quoted {
            return text.split_at_checked(at + 1);
        }
        within = within.after(*byte, delimiter);
    }
    (!text.is_empty() && within != Within::Quoted).then_some((text, &[]))
}

/// The cells of a row.
fn cells(row: &str, delimiter: u8) -> Vec<Cow<'_, str>> {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let row = row.strip_suffix('\r').unwrap_or(row);
    let mut cells = Vec::new();
    let mut begin = 0;
    let mut within = Within::default();
    for (at, byte) in row.bytes().enumerate() {
        if byte == delimiter && within != Within::Quoted {
            cells.push(cell(row.get(begin..at).unwrap_or_default()));
            begin = at + 1;
        }
        within = within.after(byte, delimiter);
    }
    cells.push(cell(row.get(begin..).unwrap_or_default()));
    cells
}

/// What stands in a cell.
fn cell(raw: &str) -> Cow<'_, str> {
    let quoted = raw.strip_prefix('"').map(|quoted| quoted.strip_suffix('"').unwrap_or(quoted));
    match quoted {
        Some(text) if text.contains("\"\"") => text.replace("\"\"", "\"").into(),
        Some(text) => text.into(),
        None => raw.into(),
    }
}

/// The records of rows.
struct Rows<'r> {
    stream: Stream<'r>,
    header: Option<Header>,
    row: Vec<u8>,
    line: Vec<u8>,
    /// The lines before the row, and those in it.
    n_before: u64,
    n_lines: u64,
}

/// What came of asking for a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    End,
    Whole,
    /// The file ends in a quote.
    Open,
    TooLarge,
}

impl<'r> Rows<'r> {
    fn new(stream: Stream<'r>) -> Rows<'r> {
        let stream = stream.in_utf_8();
        let header = Header::of(&Sample::new(stream.head()));
        let mut rows = Rows { stream, header: None, row: Vec::new(), line: Vec::new(), n_before: 0, n_lines: 0 };
        let Some(header) = header else { return rows };
        // The header itself, and what may stand before it.
        while let Ok(Row::Whole) = rows.read(header.delimiter) {
            let row = rows.row.trim_ascii();
            if !row.is_empty() && !without_separator(row).is_empty() {
                rows.header = Some(header);
                break;
            }
        }
        rows
    }

    fn read(&mut self, delimiter: u8) -> io::Result<Row> {
        self.row.clear();
        self.n_before += std::mem::take(&mut self.n_lines);
        let mut within = Within::default();
        loop {
            match self.stream.line(&mut self.line)? {
                Line::End => return Ok(if self.row.is_empty() { Row::End } else { Row::Open }),
                Line::TooLong => {
                    self.n_lines += 1;
                    return Ok(Row::TooLarge);
                }
                Line::Whole => {}
            }
            self.n_lines += 1;
            within = self.line.iter().fold(within, |within, byte| within.after(*byte, delimiter));
            self.row.append(&mut self.line);
            if within != Within::Quoted {
                return Ok(Row::Whole);
            }
            if self.row.len() as u64 > MAX_BYTES {
                return Ok(Row::TooLarge);
            }
        }
    }

    /// The record of the row that was read, or what is the matter with it. Behind a quote that was not closed, reading goes
    /// on where the next row begins.
    fn record(&mut self, read: Row, header: &Header) -> Result<Record, Fault> {
        let outcome = match read {
            Row::Whole => {
                let is_ended = self.row.ends_with(b"\n");
                match utf_8(&self.row) {
                    Some(row) => header.record(row, is_ended),
                    None => header.record(&decode(&self.row).0, is_ended),
                }
            }
            Row::TooLarge => Err(Fault::TooLarge(MAX_BYTES)),
            Row::Open | Row::End => Err(Fault::CutOff),
        };
        let is_broken = outcome.as_ref().is_err_and(|fault| *fault != Fault::NoText);
        match is_broken.then(|| header.next_row(&self.row)).flatten() {
            Some(next) => {
                let behind = self.row.split_off(next);
                self.n_lines = memchr::memchr_iter(b'\n', &self.row).count() as u64;
                self.stream.unread(behind);
                Err(Fault::Malformed("a quote in it is not closed".to_owned()))
            }
            None => outcome,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let header = self.header.take()?;
        let outcome = loop {
            match self.read(header.delimiter) {
                Ok(Row::End) => return None,
                Ok(Row::Whole) if self.row.trim_ascii().is_empty() => {}
                Ok(read) => break self.record(read, &header),
                Err(error) => break Err(fault(&error)),
            }
        };
        self.header = Some(header);
        let line = Some(self.n_before + 1);
        Some(match outcome {
            Ok(record) => Ok(Record { line, ..record }),
            Err(fault) => Err(Refusal { record: Some(0), line, name: None, fault }),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{format, told};

    fn check(file: impl AsRef<[u8]>, wanted: &str) {
        let file = file.as_ref();
        assert_eq!(told(file), wanted, "{}", String::from_utf8_lossy(file));
    }

    #[test]
    fn a_row_is_a_record_with_what_its_columns_say() {
        let said = "; Title T (record.title); Published 2020-02-28 (record.date)";
        for file in [
            "title,date,text\nT,2020-02-28,Un mot.\n",
            "title;date;text\r\nT;2020-02-28;Un mot.\r\n",
            "TITLE\tDate\tText\nT\t2020-02-28\tUn mot.",
            "title|date|text\nT|2020-02-28|Un mot.\n",
            "sep=;\ntitle;date;text\nT;2020-02-28;Un mot.\n",
            "\u{feff}\"title\",\"date\",\"text\"\n\"T\",\"2020-02-28\",\"Un mot.\"\n",
            ",title,date,text\n0,T,2020-02-28,Un mot.\n",
        ] {
            let line = if file.starts_with("sep") { 3 } else { 2 };
            check(file, &format!("0 @{line}: Un mot.{said}"));
        }
        let utf_16: Vec<u8> =
            "\u{feff}text\turl\nété\thttp://a.test/\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(utf_16, "0 @2: été; Address http://a.test/ (record.url)");
        check(
            b"texte;titre\nL'\xe9t\xe9 a \xe9t\xe9 tr\xe8s chaud;T\n",
            "0 @2: L'été a été très chaud; Title T (record.titre)",
        );
    }

    #[test]
    fn cells_in_quotes_have_line_breaks_delimiters_and_quotes() {
        check(
            "id,text,n\n1,\"Un \"\"mot\"\",\nun autre.\",2\n2,\"Il dit \"oui\" hier.\",3\n3,5\" de pluie,4\n",
            "0 @2: Un \"mot\",/un autre.\n1 @4: Il dit \"oui\" hier.\n2 @5: 5\" de pluie",
        );
    }

    #[test]
    fn ragged_rows_keep_what_is_theirs() {
        check(
            "text,title,url\na\nb,T,\n\nc,T,,,\nd,T,http://x.test/,e\n,T,\nf,T,x",
            "0 @2: a\n1 @3: b; Title T (record.title)\n2 @5: c; Title T (record.title)\n\
             3 @6: it is damaged: 4 columns, where the header has 3\n4 @7: it has no text\n5 @8: f; Title T (record.title)",
        );
        check("title,text\nT,a\nU", "0 @2: a; Title T (record.title)\n1 @3: the data ends early");
    }

    #[test]
    fn a_quote_that_is_not_closed_costs_its_row_alone() {
        check(
            "id,text,n\n1,a,x\n2,\"b,x\n3,c,x\n4,d,x\n",
            "0 @2: a\n1 @3: it is damaged: a quote in it is not closed\n2 @4: c\n3 @5: d",
        );
        check("id,text,n\n1,a,x\n2,\"b\net la fin", "0 @2: a\n1 @3: the data ends early");
    }

    #[test]
    fn text_with_delimiters_is_text() {
        for text in [
            "a,b\n1,2\n",
            "Un texte, puis un autre.\nUne phrase.",
            "text\nUne phrase.",
            "Text, content\nUne phrase sans rien.",
            "Le corps, le texte ; la suite\nUne phrase, une autre ; la fin",
            "title,text. Une phrase,\n",
        ] {
            assert_eq!(format(text.as_bytes()).map(|format| format.name), Some("text"), "{text}");
        }
    }
}
