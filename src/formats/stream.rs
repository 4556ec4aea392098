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

/// What came of asking for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// There is none left.
    End,
    /// It is there, with its line feed where it has one.
    Whole,
    /// It has more than [`MAX_BYTES`] and was passed over.
    TooLong,
}

impl<'r> Stream<'r> {
    /// The next line.
    pub(super) fn line(&mut self, line: &mut Vec<u8>) -> io::Result<Line> {
        line.clear();
        let mut n_passed = 0;
        loop {
            let bytes = self.fill_buf()?;
            if bytes.is_empty() {
                return Ok(if n_passed > 0 {
                    Line::TooLong
                } else if line.is_empty() {
                    Line::End
                } else {
                    Line::Whole
                });
            }
            let end = memchr::memchr(b'\n', bytes).map(|at| at + 1);
            let n = end.unwrap_or(bytes.len());
            if n_passed == 0 {
                line.extend_from_slice(bytes.get(..n).unwrap_or_default());
            }
            self.consume(n);
            if line.len() as u64 > MAX_BYTES {
                n_passed = line.len() as u64;
                *line = Vec::new();
            } else if n_passed > 0 {
                n_passed += n as u64;
            }
            match end {
                Some(_) if n_passed > 0 => return Ok(Line::TooLong),
                Some(_) => return Ok(Line::Whole),
                // A few thousand bytes of a compressed file can become as many as one wishes.
                None if n_passed > MAX_PASSED => {
                    self.end();
                    return Ok(Line::TooLong);
                }
                None => {}
            }
        }
    }

    /// Reads so many bytes, and says whether there were as many.
    pub(super) fn append(&mut self, n_bytes: u64, bytes: &mut Vec<u8>) -> io::Result<bool> {
        let mut n_left = n_bytes;
        while n_left > 0 {
            let available = self.fill_buf()?;
            let n = available.len().min(usize::try_from(n_left).unwrap_or(usize::MAX));
            if n == 0 {
                return Ok(false);
            }
            bytes.extend_from_slice(available.get(..n).unwrap_or_default());
            self.consume(n);
            n_left -= n as u64;
        }
        Ok(true)
    }

    /// Puts back bytes that were read.
    pub(super) fn unread(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(self.head.get(self.at..).unwrap_or_default());
        self.head = bytes;
        self.at = 0;
    }

    /// Leaves the rest unread.
    pub(super) fn end(&mut self) {
        (self.head, self.at, self.error, self.rest) = (Vec::new(), 0, None, None);
    }

    /// The same in UTF-8, where a byte order mark says that it is in UTF-16; and without that mark.
    pub(super) fn in_utf_8(mut self) -> Stream<'r> {
        match self.head.as_slice() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                let depth = self.depth;
                let decoder = encoding_rs::UTF_16LE.new_decoder();
                Stream::new(
                    Box::new(Transcoded { stream: self, decoder, text: Vec::new(), at: 0, is_done: false }),
                    depth,
                )
            }
            [0xef, 0xbb, 0xbf, ..] => {
                self.at = self.at.max(3);
                self
            }
            _ => self,
        }
    }
}

/// No more than this is passed over in search of the end of something that is too large.
pub(super) const MAX_PASSED: u64 = 1 << 30;

/// UTF-16 of either order on its way to UTF-8.
struct Transcoded<'r> {
    stream: Stream<'r>,
    decoder: encoding_rs::Decoder,
    text: Vec<u8>,
    at: usize,
    is_done: bool,
}

impl Read for Transcoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.is_done {
            let bytes = self.stream.fill_buf()?;
            self.is_done = bytes.is_empty();
            // Three bytes for two, and what was left over before.
            self.text.resize(bytes.len() * 3 + 16, 0);
            let (_, n_read, n_written, _) = self.decoder.decode_to_utf8(bytes, &mut self.text, self.is_done);
            self.stream.consume(n_read);
            self.text.truncate(n_written);
            self.at = 0;
        }
        let n = self.text.get(self.at..).unwrap_or_default().read(buffer)?;
        self.at += n;
        Ok(n)
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
        let Some(rest) = &mut self.rest else { return Ok(&[]) };
        let error = loop {
            match rest.fill_buf() {
                Ok(_) => break None,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Some(error),
            }
        };
        match error {
            None => Ok(self.rest.as_ref().map_or(&[], BufReader::buffer)),
            Some(error) => {
                // There may be more behind damaged data; what the system does not give it will not give later.
                if !matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) {
                    self.end();
                }
                Err(error)
            }
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
