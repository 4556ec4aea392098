//! A file on its way to its records: bytes that come once, in order, with their beginning at hand for recognising them.
//!
//! What is read may end early or be damaged in the middle: an error is met at its place, after the bytes before it. A reader
//! may give more bytes after an error, where its format lets it find the next whole part.

use std::io::{self, BufRead, BufReader, Read};

use crate::formats::SAMPLE;
use crate::formats::{Content, MAX_BYTES, Record, Records, Refusal};
use crate::model::problem::Fault;

/// Bytes that come once and in order.
pub(super) struct Stream<'r> {
    /// The first of them, as many as are looked at to recognise them.
    head: Vec<u8>,
    /// How many of those are read.
    at: usize,
    /// What went wrong after them.
    error: Option<io::Error>,
    /// What comes after them; `None` where nothing does.
    rest: Option<BufReader<Box<dyn Read + Send + 'r>>>,
    /// How many layers - compression, archives - were taken off already.
    pub(super) depth: u8,
}

/// So much is read from the system at once.
const BUFFER: usize = 64 << 10;

impl<'r> Stream<'r> {
    /// What lies under `depth` layers; its beginning is read at once.
    pub(super) fn new(mut reader: Box<dyn Read + Send + 'r>, depth: u8) -> Stream<'r> {
        let mut head = Vec::new();
        let error = reader.by_ref().take(SAMPLE as u64).read_to_end(&mut head).err();
        let is_all = error.is_none() && head.len() < SAMPLE;
        let rest = (!is_all).then(|| BufReader::with_capacity(BUFFER, reader));
        Stream { head, at: 0, error, rest, depth }
    }

    /// Bytes that are in memory already.
    pub(super) fn of(bytes: Vec<u8>, depth: u8) -> Stream<'r> {
        Stream { head: bytes, at: 0, error: None, rest: None, depth }
    }

    /// Its beginning; asked before anything is read.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// All of it, at most [`MAX_BYTES`]. Where it ends early, what there is comes with the reason.
    pub(super) fn whole(mut self) -> (Vec<u8>, Option<Fault>) {
        let mut bytes = std::mem::take(&mut self.head);
        bytes.drain(..std::mem::take(&mut self.at));
        let left = (MAX_BYTES + 1).saturating_sub(bytes.len() as u64);
        let fault = self.take(left).read_to_end(&mut bytes).err().map(|error| fault(&error));
        if bytes.len() as u64 > MAX_BYTES { (Vec::new(), Some(Fault::TooLarge(MAX_BYTES))) } else { (bytes, fault) }
    }

    /// A file that is one record. Where it ends early, what there is of it is one nevertheless.
    pub(super) fn single(self, content: impl FnOnce(Vec<u8>) -> Content) -> Records<'r> {
        let (bytes, fault) = self.whole();
        let record = (fault.is_none() || !bytes.is_empty()).then(|| Record::new(content(bytes)));
        let refusal = fault.map(|fault| Err(Refusal::new(fault)));
        Box::new(record.map(Ok).into_iter().chain(refusal))
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let n = available.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.head.len() {
            return Ok(self.head.get(self.at..).unwrap_or_default());
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        match &mut self.rest {
            Some(rest) => rest.fill_buf(),
            None => Ok(&[]),
        }
    }

    fn consume(&mut self, n: usize) {
        if self.at < self.head.len() {
            self.at = (self.at + n).min(self.head.len());
        } else if let Some(rest) = &mut self.rest {
            rest.consume(n);
        }
    }
}

/// What an error of reading means for a record.
pub(super) fn fault(error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Fault::CutOff,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Fault::Malformed(error.to_string()),
        io::ErrorKind::Unsupported => Fault::Unsupported(error.to_string()),
        _ => Fault::Unreadable(error.to_string()),
    }
}
