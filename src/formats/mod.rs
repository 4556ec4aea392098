//! Containers and markup become records, and a record becomes a document.
//!
//! A file is one record or many: a page of text or HTML is one, a crawl archive, a feed, a mailbox, a table have one for each
//! page, entry, letter or row. Whatever surrounds it - compression, an archive of files - is taken off on the way, by what
//! the bytes are and not by what the file is called. Records come one at a time, so that memory is bounded by the largest of
//! them, and a broken one costs itself alone. All of them meet in [`ingest`]: markup as a manuscript with hints, text as it is.

use std::io::Read;

use crate::ingest::manuscript::Statement;
use crate::ingest::{self, Context};
use crate::model::document::{Document, Origin};
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
    /// What is the matter.
    pub fault: Fault,
}

/// The records of a file, one at a time.
pub type Records<'r> = Box<dyn Iterator<Item = Result<Record, Refusal>> + Send + 'r>;

/// Reads a file, whatever it is.
pub fn records<'r>(mut input: impl Read + Send + 'r) -> Records<'r> {
    let mut bytes = Vec::new();
    let read = input.read_to_end(&mut bytes);
    let record = match read {
        Ok(_) => Ok(Record { content: Content::Text(bytes), ..Record::default() }),
        Err(error) => Err(Refusal { record: None, line: None, fault: Fault::Unreadable(error.to_string()) }),
    };
    Box::new(std::iter::once(record))
}

/// Reads one record. Never fails.
pub fn document(context: &Context<'_>, origin: &Origin, record: &Record) -> Document {
    match &record.content {
        Content::Text(bytes) | Content::Html { bytes, .. } => ingest::ingest_with(context, origin, bytes),
    }
}
