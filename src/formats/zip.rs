//! Archives of files: each member is read as if it lay there itself, in the order in which they are stored.
//!
//! The archive is read from front to back by the headers of its members, and not by the directory at its end: so it may come
//! through a pipe or from another archive, it needs no more memory than a member, and one that was cut off gives what lies
//! before the cut. Nothing is ever written, so the paths of members are names and nothing else. A member of an unknown
//! length, as streaming writers have them, ends where its compressed data does.
//! <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>

use std::io::{self, BufRead, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::formats::stream::{MAX_PASSED, Stream, fault};
use crate::formats::{Format, MAX_BYTES, MAX_DEPTH, Record, Records, Refusal, compressed, once, open};
use crate::ingest::decode::decode;
use crate::model::problem::Fault;

/// PKWARE's APPNOTE 6.3.10.
pub(super) const ZIP: Format = Format {
    name: "zip",
    what: "an archive of anything: each member is read as if it lay in a folder",
    known_by: "the bytes PK 03 04, or PK 05 06 where it is empty",
    recognises: |sample| sample.bytes.starts_with(&MEMBER) || sample.bytes.starts_with(b"PK\x05\x06"),
    open: |stream| match stream.depth + 1 {
        depth if depth > MAX_DEPTH => once(Err(Refusal::new(Fault::TooDeep))),
        depth => Box::new(Members::new(stream, depth)),
    },
};

/// What a member begins with.
const MEMBER: [u8; 4] = *b"PK\x03\x04";
/// What stands behind the data of a member whose lengths were not known before it.
const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
/// What the directory at the end begins with, whose first entries tell that there are no more members.
const DIRECTORY: [[u8; 4]; 4] = [*b"PK\x01\x02", *b"PK\x05\x06", *b"PK\x06\x06", *b"PK\x06\x08"];

/// The records of one member after the other.
struct Members<'r> {
    archive: Shared<'r>,
    /// How many layers lie over a member.
    depth: u8,
    /// The member that is being read.
    member: Option<(String, Records<'r>)>,
    /// A member was said to end early, which an archive that ends there need not be said to do again.
    was_cut_off: bool,
    is_done: bool,
}

/// An archive in the hands of its members' readers: one at a time, so nobody ever waits.
type Shared<'r> = Arc<Mutex<Archive<'r>>>;

struct Archive<'r> {
    stream: Stream<'r>,
    data: Data,
}

/// The data of a member, as far as it has been read.
#[derive(Default)]
struct Data {
    /// What is left of it in the archive; `None` where that shows only when it ends.
    left: Option<u64>,
    inflate: Option<Decompress>,
    crc: Crc,
    /// What the checksum should be, where it stands before the data.
    wanted: Option<u32>,
    is_done: bool,
    is_checked: bool,
}

/// What stands before a member.
#[derive(Debug)]
struct Header {
    name: String,
    is_encrypted: bool,
    /// Its lengths and its checksum stand behind it.
    has_descriptor: bool,
    method: u16,
    crc: u32,
    n_packed: u64,
}

/// Reads the data of the member that the archive is at.
struct MemberReader<'r>(Shared<'r>);

fn lock<'a, 'r>(archive: &'a Shared<'r>) -> MutexGuard<'a, Archive<'r>> {
    archive.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Iterator for Members<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((name, records)) = &mut self.member {
                match records.next() {
                    Some(Err(Refusal { fault: Fault::Binary, .. })) => continue,
                    Some(outcome) => {
                        self.was_cut_off |= matches!(&outcome, Err(refusal) if refusal.fault == Fault::CutOff);
                        return Some(named(name, outcome));
                    }
                    None => self.member = None,
                }
            }
            if self.is_done {
                return None;
            }
            let header = lock(&self.archive).next();
            match header {
                Ok(Some(header)) => {
                    let name = header.name.clone();
                    let records = self.open(header).unwrap_or_else(|fault| once(Err(Refusal::new(fault))));
                    self.member = Some((name, records));
                }
                Ok(None) => self.is_done = true,
                Err(error) => {
                    self.is_done = true;
                    let fault = fault(&error);
                    return (fault != Fault::CutOff || !self.was_cut_off).then(|| Err(Refusal::new(fault)));
                }
            }
        }
    }
}

impl<'r> Members<'r> {
    fn new(stream: Stream<'r>, depth: u8) -> Members<'r> {
        let archive = Arc::new(Mutex::new(Archive { stream, data: Data::default() }));
        Members { archive, depth, member: None, was_cut_off: false, is_done: false }
    }

    /// The records of the member behind this header.
    fn open(&self, header: Header) -> Result<Records<'r>, Fault> {
        let left = (!header.has_descriptor || header.n_packed > 0).then_some(header.n_packed);
        let wanted = (!header.has_descriptor).then_some(header.crc);
        lock(&self.archive).data = Data { left, wanted, ..Data::default() };
        if is_passed_over(&header.name) {
            return Ok(Box::new(std::iter::empty()));
        }
        if header.is_encrypted {
            return Err(Fault::Encrypted);
        }
        let reader = || Box::new(MemberReader(Arc::clone(&self.archive)));
        let packed = || {
            // The checksum is that of what is packed.
            lock(&self.archive).data.wanted = None;
            Stream::new(reader(), self.depth)
        };
        let plain: Box<dyn Read + Send + 'r> = match header.method {
            0 if left == Some(0) => return Ok(Box::new(std::iter::empty())),
            0 if left.is_none() => {
                return lock(&self.archive).stored().map(|bytes| open(Stream::of(bytes, self.depth)));
            }
            0 => reader(),
            8 => {
                lock(&self.archive).data.inflate = Some(Decompress::new(false));
                reader()
            }
            12 if left.is_some() => compressed::bzip2(packed()),
            93 if left.is_some() => compressed::zstd(packed()),
            95 if left.is_some() => compressed::xz(packed()),
            method => return Err(Fault::Unsupported(format!("zip method {method}"))),
        };
        Ok(open(Stream::new(plain, self.depth)))
    }
}

/// Folders, and what would be hidden in a folder.
fn is_passed_over(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != "." && part != "..";
    name.ends_with('/') || name.split('/').any(|part| is_hidden(part) || part == "__MACOSX")
}

/// What came of a member, with its name before any that it has itself.
fn named(member: &str, outcome: Result<Record, Refusal>) -> Result<Record, Refusal> {
    let path = |name: Option<String>| Some(name.map_or_else(|| member.to_owned(), |name| format!("{member}/{name}")));
    match outcome {
        Ok(record) => Ok(Record { name: path(record.name), ..record }),
        Err(refusal) => Err(Refusal { record: Some(0), name: path(refusal.name), ..refusal }),
    }
}

impl Archive<'_> {
    /// Goes behind the member it is at, to the next one.
    fn next(&mut self) -> io::Result<Option<Header>> {
        self.pass()?;
        self.header()
    }

    /// Goes to the next member; `None` where the directory begins.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut signature = [0; 4];
        self.stream.read_exact(&mut signature)?;
        // Behind damage, and behind lengths that follow their data, it is not at once what is wanted.
        let mut n_passed = 0;
        while signature != MEMBER {
            if DIRECTORY.contains(&signature) {
                return Ok(None);
            }
            signature.rotate_left(1);
            let [.., last] = &mut signature;
            self.stream.read_exact(std::slice::from_mut(last))?;
            n_passed += 1;
            if n_passed > MAX_PASSED {
                return Ok(None);
            }
        }
        let mut fixed = [0; 26];
        self.stream.read_exact(&mut fixed)?;
        let n16 = |at: usize| fixed.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]));
        let n32 = |at: usize| u32::from(n16(at)) | u32::from(n16(at + 2)) << 16;
        let flags = n16(2);
        let mut name = vec![0; n16(22).into()];
        self.stream.read_exact(&mut name)?;
        let mut extra = vec![0; n16(24).into()];
        self.stream.read_exact(&mut extra)?;
        let n_packed = match n32(14) {
            u32::MAX => packed_of_zip_64(&extra).unwrap_or(u32::MAX.into()),
            n => n.into(),
        };
        Ok(Some(Header {
            name: decode(&name).0.into_owned(),
            is_encrypted: flags & 1 != 0,
            has_descriptor: flags & 8 != 0,
            method: n16(4),
            crc: n32(10),
            n_packed,
        }))
    }

    /// Passes over what is left of a member.
    fn pass(&mut self) -> io::Result<()> {
        let data = &mut self.data;
        if let Some(left) = data.left.take() {
            let passed = io::copy(&mut self.stream.by_ref().take(left), &mut io::sink())?;
            return if passed < left { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) };
        }
        if data.inflate.is_some() && !data.is_done {
            // Damaged data says so once; then the next header is looked for.
            let mut rest = io::Read::take(&mut *self, MAX_PASSED);
            let _ = io::copy(&mut rest, &mut io::sink());
        }
        Ok(())
    }

    /// A member that is not compressed and whose length stands behind it: it ends where a length is right.
    fn stored(&mut self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        loop {
            let from = bytes.len().saturating_sub(15);
            let is_whole = self.stream.append(STEP, &mut bytes).map_err(|error| fault(&error))?;
            let found = memchr::memmem::find_iter(bytes.get(from..).unwrap_or_default(), &DESCRIPTOR).find(|at| {
                let at = from + at;
                let length = bytes.get(at + 8..at + 12).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
                length.is_some_and(|length| length as usize == at)
            });
            if let Some(at) = found {
                self.stream.unread(bytes.split_off(from + at));
                return Ok(bytes);
            }
            if !is_whole {
                return Err(Fault::CutOff);
            }
            if bytes.len() as u64 > MAX_BYTES {
                return Err(Fault::TooLarge(MAX_BYTES));
            }
        }
    }
}

/// How much is looked at at once for the end of a member.
const STEP: u64 = 16 << 10;

/// The length of the data, where it has more than 4 GiB: behind the length of what it becomes.
fn packed_of_zip_64(mut extra: &[u8]) -> Option<u64> {
    while let Some(([id_low, id_high, n_low, n_high], rest)) = extra.split_first_chunk() {
        let (field, after) = rest.split_at_checked(u16::from_le_bytes([*n_low, *n_high]).into())?;
        if u16::from_le_bytes([*id_low, *id_high]) == 1 {
            return field.get(8..16)?.try_into().ok().map(u64::from_le_bytes);
        }
        extra = after;
    }
    None
}

impl Read for Archive<'_> {
    /// Reads what the member becomes.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Data { left, inflate, crc, wanted, is_done, is_checked } = &mut self.data;
        if buffer.is_empty() {
            return Ok(0);
        }
        if *is_done {
            let is_other = !std::mem::replace(is_checked, true) && wanted.is_some_and(|wanted| wanted != crc.sum());
            return if is_other { Err(damaged("its checksum is another")) } else { Ok(0) };
        }
        loop {
            let bytes = self.stream.fill_buf()?;
            let n_available =
                left.map_or(bytes.len(), |left| bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX)));
            let bytes = bytes.get(..n_available).unwrap_or_default();
            let is_all = *left == Some(0);
            if bytes.is_empty() && !is_all {
                (*is_done, *is_checked) = (true, true);
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let (n_read, n_written, is_end) = match inflate {
                None => {
                    let n = (&mut &*bytes).read(buffer)?;
                    (n, n, is_all)
                }
                Some(inflate) => {
                    let (before, made) = (inflate.total_in(), inflate.total_out());
                    let outcome = inflate.decompress(bytes, buffer, FlushDecompress::None);
                    let (n_read, n_written) = (inflate.total_in() - before, inflate.total_out() - made);
                    let is_end = matches!(outcome, Ok(Status::StreamEnd));
                    if outcome.is_err() || (is_all && n_written == 0 && !is_end) {
                        (*is_done, *is_checked) = (true, true);
                        return Err(damaged("its compressed data is damaged"));
                    }
                    (n_read as usize, n_written as usize, is_end)
                }
            };
            self.stream.consume(n_read);
            *left = left.map(|left| left.saturating_sub(n_read as u64));
            crc.update(buffer.get(..n_written).unwrap_or_default());
            *is_done = is_end;
            if n_written > 0 {
                return Ok(n_written);
            }
            if is_end {
                return self.read(buffer);
            }
        }
    }
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

impl Read for MemberReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        lock(&self.0).read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::DeflateEncoder;
    use flate2::{Compression, Crc};

    use super::*;
    use crate::formats::told;

    /// How a member is written.
    #[derive(Clone, Copy)]
    struct Written<'w> {
        name: &'w str,
        content: &'w [u8],
        flags: u16,
        method: u16,
    }

    const STORED: Written<'_> = Written { name: "a.txt", content: b"Un mot.", flags: 0, method: 0 };
    const DEFLATED: Written<'_> = Written { method: 8, ..STORED };
    /// Its lengths stand behind it.
    const STREAMED: u16 = 8;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn member(written: Written<'_>) -> Vec<u8> {
        let data = if written.method == 8 { deflated(written.content) } else { written.content.to_vec() };
        let mut crc = Crc::new();
        crc.update(written.content);
        let lengths = [crc.sum(), data.len() as u32, written.content.len() as u32].map(u32::to_le_bytes).concat();
        let is_streamed = written.flags & STREAMED != 0;
        let mut bytes = b"PK\x03\x04\x14\0".to_vec();
        bytes.extend([written.flags, written.method, 0, 0].map(u16::to_le_bytes).concat());
        bytes.extend(if is_streamed { vec![0; 12] } else { lengths.clone() });
        bytes.extend([written.name.len() as u16, 0].map(u16::to_le_bytes).concat());
        bytes.extend(written.name.bytes());
        bytes.extend(data);
        if is_streamed {
            bytes.extend([DESCRIPTOR.to_vec(), lengths].concat());
        }
        bytes
    }

    /// An archive, with as much of a directory as tells that one begins.
    fn archive(members: &[Written<'_>]) -> Vec<u8> {
        let mut bytes: Vec<u8> = members.iter().flat_map(|written| member(*written)).collect();
        bytes.extend(b"PK\x01\x02 and so on");
        bytes
    }

    #[test]
    fn members_are_read_in_their_order_whatever_they_are() {
        let named = |name, content| Written { name, content, ..DEFLATED };
        let inner = archive(&[STORED]);
        let file = archive(&[
            Written { name: "pages/", content: b"", ..STORED },
            named("pages/b.txt", "L'été.".as_bytes()),
            named("pages/a.html", b"<p>Un</p><p>Deux</p>"),
            named("../../etc/x.jsonl", b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n"),
            named("inner.zip", &inner),
            named("picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
            named("__MACOSX/pages/._a.html", b"Mac OS X"),
            named(".hidden", b"nothing"),
            Written { name: "empty.txt", content: b"", ..STORED },
        ]);
        assert_eq!(
            told(&file),
            "0 pages/b.txt: L'été.\n\
             1 pages/a.html html: <p>Un</p><p>Deux</p>\n\
             2 ../../etc/x.jsonl @1: a\n\
             3 ../../etc/x.jsonl @2: b\n\
             4 inner.zip/a.txt: Un mot."
        );
        assert_eq!(told(b"PK\x05\x06 and so on"), "");
    }

    #[test]
    fn members_of_lengths_that_follow_them_are_read() {
        let file = archive(&[
            Written { name: "a", flags: STREAMED, ..DEFLATED },
            Written { name: "b", flags: STREAMED, ..STORED },
            Written { name: "c", flags: STREAMED, content: b"", ..STORED },
            Written { name: "d", ..STORED },
        ]);
        assert_eq!(told(&file), "0 a: Un mot.\n1 b: Un mot.\n2 c: \n3 d: Un mot.");
    }

    #[test]
    fn what_cannot_be_read_of_a_member_costs_itself_alone() {
        let mut broken = member(Written { name: "broken", ..DEFLATED });
        let at = broken.len() - 5;
        broken[at] ^= 0xff;
        let mut other = member(Written { name: "checksum", ..STORED });
        *other.last_mut().unwrap() = b'!';
        let file = [
            member(Written { name: "locked", flags: 1, ..STORED }),
            member(Written { name: "imploded", method: 6, ..STORED }),
            broken,
            other,
            archive(&[STORED]),
        ]
        .concat();
        let told = told(&file);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[0], "0 locked: it is encrypted");
        assert_eq!(lines[1], "1 imploded: zip method 6 is not read");
        assert!(lines.iter().any(|line| line.contains(" broken: it is damaged: ")), "{told}");
        assert!(lines.iter().any(|line| line.contains(" checksum: it is damaged: its checksum is another")), "{told}");
        assert!(lines.last().unwrap().ends_with(" a.txt: Un mot."), "{told}");
    }

    #[test]
    fn an_archive_that_ends_early_gives_what_lies_before_the_end() {
        let second = Written { name: "b.txt", content: b"Un autre mot, et encore un.", ..STORED };
        let file = archive(&[STORED, second]);
        let between = member(STORED).len();
        assert_eq!(told(&file[..between]), "0 a.txt: Un mot.\nfile: the data ends early");
        assert_eq!(told(&file[..between + 9]), "0 a.txt: Un mot.\nfile: the data ends early");
        assert_eq!(
            told(&file[..between + member(second).len() - 4]),
            "0 a.txt: Un mot.\n1 b.txt: Un autre mot, et encore\n2 b.txt: the data ends early"
        );
    }

    #[test]
    fn a_member_that_is_too_large_is_passed_over() {
        let large = vec![b'a'; MAX_BYTES as usize + 5];
        let file = archive(&[
            Written { name: "bomb", content: &large, ..DEFLATED },
            Written { name: "streamed", content: &large, flags: STREAMED, ..DEFLATED },
            STORED,
        ]);
        assert_eq!(
            told(&file),
            "0 bomb: it has more than 33554432 bytes\n1 streamed: it has more than 33554432 bytes\n2 a.txt: Un mot."
        );
    }
}
