//! Containers and markup become records, and a record becomes a document.
//!
//! A file is one record or many: a page of text or HTML is one, a crawl archive, a feed, a mailbox, a table have one for each
//! page, entry, letter or row. Whatever surrounds it - compression, an archive of files - is taken off on the way, by what
//! the bytes are and not by what the file is called. Records come one at a time, so that memory is bounded by the largest of
//! them, and a broken one costs itself alone. All of them meet in [`ingest`]: markup as a manuscript with hints, text as it is.
//!
//! A format is one row of [`FORMATS`]: a constant of its own file that says how it is recognised and how its records are read.

pub mod caught;
mod compressed;
mod epub;
pub mod feed;
mod fields;
pub mod html;
mod jsonl;
mod mail;
mod markdown;
mod mhtml;
pub mod opml;
mod sniff;
mod stream;
mod table;
mod warc;
mod xml;
mod zip;

use std::io::Read;

use crate::formats::caught::caught;
use crate::formats::sniff::Sample;
pub use crate::formats::sniff::{SAMPLE, is_binary};
use crate::formats::stream::Stream;
use crate::ingest::decode::decode;
use crate::ingest::manuscript::{Manuscript, Statement};
use crate::ingest::{self, Context};
use crate::model::document::{Document, Origin};
use crate::model::interned::Name;
use crate::model::problem::Fault;

/// One page, entry, letter or row of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its place in the file, from 0: it is counted whether it can be read or not.
    pub number: u32,
    /// The line of the file it begins in, from 1, where the file consists of lines.
    pub line: Option<u64>,
    /// What it is called inside the file: the path of a member of an archive.
    pub name: Option<String>,
    /// What it holds.
    pub content: Content,
    /// The formats it was taken out of, the innermost first: `html`, `gzip`.
    pub formats: Vec<Name>,
    /// What the container says of it.
    pub statements: Vec<Statement>,
}

/// What a record can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Plain text in any encoding.
    Text(Vec<u8>),
    /// A web page, or a fragment of one.
    Html {
        /// Its bytes.
        bytes: Vec<u8>,
        /// The encoding the container declares, by any of its names.
        charset: Option<String>,
    },
    /// A piece of HTML that is text throughout: the content of a feed's entry, a letter.
    Fragment {
        /// Its markup.
        html: String,
        /// What relative addresses in it are relative to.
        base: Option<String>,
    },
}

impl Default for Content {
    fn default() -> Content {
        Content::Text(Vec::new())
    }
}

/// A record that could not be read; those after it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its place in the file, from 0; `None` where the file as a whole is meant.
    pub record: Option<u32>,
    /// The line of the file, from 1, where it consists of lines.
    pub line: Option<u64>,
    /// What it is called inside the file, where it has a name.
    pub name: Option<String>,
    /// What is the matter.
    pub fault: Fault,
}

impl Record {
    /// A record that nothing is said of.
    pub fn new(content: Content) -> Record {
        Record { content, ..Record::default() }
    }

    /// How many bytes it has.
    pub fn n_bytes(&self) -> usize {
        match &self.content {
            Content::Text(bytes) | Content::Html { bytes, .. } => bytes.len(),
            Content::Fragment { html, .. } => html.len(),
        }
    }
}

impl Refusal {
    /// A file that cannot be read, or not to its end.
    pub fn new(fault: Fault) -> Refusal {
        Refusal { record: None, line: None, name: None, fault }
    }
}

/// The records of a file, one at a time.
pub type Records<'r> = Box<dyn Iterator<Item = Result<Record, Refusal>> + Send + 'r>;

/// The largest record that is read, 32 MiB: a page of text has a few thousand bytes, so what is larger is something else.
pub const MAX_BYTES: u64 = 32 << 20;

/// So many layers - compression, archives - are taken off before a file.
const MAX_DEPTH: u8 = 3;

/// A format that is read: what `kiosque formats` says of it, and how it is recognised and opened.
pub struct Format {
    /// What it is called.
    pub name: &'static str,
    /// What becomes of it.
    pub what: &'static str,
    /// What tells it from all others.
    pub known_by: &'static str,
    /// Whether a file that begins like this is one. Where there is any doubt, it is text.
    recognises: fn(&Sample<'_>) -> bool,
    open: for<'r> fn(Stream<'r>) -> Records<'r>,
}

/// What is read, in the order in which the formats are asked: the first that is sure of a file has it.
pub static FORMATS: &[Format] = &[
    compressed::GZIP,
    compressed::ZSTD,
    compressed::BZIP2,
    compressed::XZ,
    epub::EPUB,
    epub::ZIM,
    zip::ZIP,
    warc::WARC,
    warc::ARC,
    feed::FEED,
    opml::OPML,
    mail::MBOX,
    mhtml::MHTML,
    mail::EML,
    markdown::MARKDOWN,
    jsonl::JSONL,
    jsonl::JSON,
    html::HTML,
    table::TABLE,
    TEXT,
];

/// What is left.
const TEXT: Format = Format {
    name: "text",
    what: "a page, in any of the usual encodings",
    known_by: "being none of the others, and few control characters",
    recognises: |sample| !is_binary(sample.bytes),
    open: |stream| stream.single(Content::Text),
};

/// What a file is that begins with these bytes, as many as [`SAMPLE`] of them; `None` if it is nothing that is read: a picture,
/// a program.
pub fn format(head: &[u8]) -> Option<&'static Format> {
    let sample = Sample::new(head);
    FORMATS.iter().find(|format| (format.recognises)(&sample))
}

impl Format {
    /// Reads a file as one of this format, whatever it looks like.
    pub fn records<'r>(&self, input: impl Read + Send + 'r) -> Records<'r> {
        numbered(|| (self.open)(Stream::new(Box::new(input), 0)))
    }
}

/// The table as Markdown, for the README.
pub fn markdown() -> String {
    let mut table = String::from("| format | what becomes of it | known by |\n|---|---|---|\n");
    for format in FORMATS {
        let row = [format.name, format.what, format.known_by].map(|cell| cell.replace('|', "\\|").replace('<', "\\<"));
        table.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    table
}

/// Reads a file, whatever it is.
pub fn records<'r>(input: impl Read + Send + 'r) -> Records<'r> {
    numbered(|| open(Stream::new(Box::new(input), 0)))
}

/// Records with their places in the file.
fn numbered<'r>(open: impl FnOnce() -> Records<'r>) -> Records<'r> {
    let inner = caught(open).unwrap_or_else(|fault| once(Err(Refusal::new(fault))));
    Box::new(Numbered { inner: Some(inner), next: 0 })
}

/// The records of what begins anywhere: in a file, under compression, in an archive.
fn open(stream: Stream<'_>) -> Records<'_> {
    match format(stream.head()) {
        Some(format) => named(format, (format.open)(stream)),
        None => once(Err(Refusal::new(Fault::Binary))),
    }
}

/// The records of a format, each with its name. A page of text is known by what it was taken out of.
fn named<'r>(format: &Format, records: Records<'r>) -> Records<'r> {
    let name = format.name;
    if name == TEXT.name {
        return records;
    }
    Box::new(records.map(move |record| {
        let mut record = record?;
        record.formats.push(name);
        Ok(record)
    }))
}

/// One record, or why there is none.
fn once<'r>(record: Result<Record, Refusal>) -> Records<'r> {
    Box::new(std::iter::once(record))
}

/// The records of a file with their places in it; a parser that gives up is the end of it.
struct Numbered<'r> {
    inner: Option<Records<'r>>,
    next: u32,
}

impl Iterator for Numbered<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let inner = self.inner.as_mut()?;
        let next = caught(|| inner.next()).unwrap_or_else(|fault| {
            self.inner = None;
            Some(Err(Refusal::new(fault)))
        });
        let place = match next.as_ref()? {
            Ok(_) | Err(Refusal { record: Some(_), .. }) => Some(self.next),
            Err(_) => None,
        };
        self.next += u32::from(place.is_some());
        next.map(|item| match item {
            Ok(record) => Ok(Record { number: place.unwrap_or_default(), ..record }),
            Err(refusal) => Err(Refusal { record: place, ..refusal }),
        })
    }
}

/// Reads one record. Never fails.
pub fn document(context: &Context<'_>, origin: &Origin, record: &Record) -> Document {
    let mut manuscript = match &record.content {
        Content::Html { bytes, charset } => html::manuscript(bytes, charset.as_deref()),
        Content::Fragment { html, base } => html::fragment(html, base.as_deref()),
        Content::Text(bytes) => {
            if record.statements.is_empty() && record.formats.is_empty() {
                return ingest::ingest_with(context, origin, bytes);
            }
            let (text, decoding) = decode(bytes);
            Manuscript { text: text.into_owned(), decoding, ..Manuscript::default() }
        }
    };
    // What a container says was said by somebody who had the page; the page itself may repeat what its template says.
    manuscript.statements.splice(0..0, record.statements.iter().cloned());
    manuscript.decoding.formats.clone_from(&record.formats);
    ingest::ingest_manuscript(context, origin, &manuscript)
}

/// What comes of a file, a line each: the text of a record behind its place, name and line, and what is said of it; or why
/// there is none. For tests.
#[cfg(test)]
fn told(file: &[u8]) -> String {
    let place = |record: Option<u32>, name: &Option<String>, line: Option<u64>| {
        let record = record.map_or("file".to_owned(), |record| record.to_string());
        let name = name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        format!("{record}{name}{}", line.map(|line| format!(" @{line}")).unwrap_or_default())
    };
    let lines = records(file).map(|outcome| match outcome {
        Ok(record) => {
            let (kind, text) = match &record.content {
                Content::Text(bytes) => ("", String::from_utf8_lossy(bytes)),
                Content::Html { bytes, .. } => (" html", String::from_utf8_lossy(bytes)),
                Content::Fragment { html, .. } => (" piece", html.into()),
            };
            let said =
                record.statements.iter().map(|said| format!("; {:?} {} ({})", said.about, said.value, said.rule));
            let place = place(Some(record.number), &record.name, record.line);
            format!("{place}{kind}: {}{}", text.replace('\n', "/"), said.collect::<String>())
        }
        Err(refusal) => format!("{}: {}", place(refusal.record, &refusal.name, refusal.line), refusal.fault),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_of_formats_are_told_apart_and_the_last_takes_any_text() {
        let names: HashSet<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        for text in ["", "mot", "{ et la suite", "From Paris with love", "a,b\n1,2\n", "---\n", "<3 Paris"] {
            assert_eq!(format(text.as_bytes()).map(|format| format.name), Some("text"), "{text}");
        }
        assert!(format(b"\x89PNG\r\n\x1a\n").is_none());
    }

    #[test]
    fn a_parser_that_gives_up_ends_its_file_after_the_records_before() {
        let panics =
            std::iter::once(()).map(|()| -> Result<Record, Refusal> { std::panic::resume_unwind(Box::new(())) });
        let inner: Records<'_> = Box::new([Ok(Record::default())].into_iter().chain(panics));
        let all: Vec<_> = Numbered { inner: Some(inner), next: 0 }.collect();
        assert_eq!(all.len(), 2);
        assert!(matches!(&all[1], Err(Refusal { fault: Fault::Malformed(_), .. })));
    }
}
