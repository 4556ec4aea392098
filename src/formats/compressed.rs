//! Files that were made smaller: what is in them is read as if it lay there itself.
//!
//! A file may consist of several compressed parts one after the other, as crawl archives do. Zeros or anything else behind
//! the last part are passed over, as gzip(1) does.

use std::io::{self, BufRead, Read};
use std::mem;

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use crate::formats::stream::Stream;
use crate::formats::{Format, MAX_DEPTH, Records, Refusal, once, open};
use crate::model::problem::Fault;

/// RFC 1952.
pub(super) const GZIP: Format = Format {
    name: "gzip",
    what: "anything below, compressed; also in many parts, as crawl archives are",
    known_by: "the bytes 1F 8B 08",
    recognises: |sample| sample.bytes.starts_with(GZIP_MAGIC),
    open: |stream| under(stream, gzip),
};

/// RFC 8878.
pub(super) const ZSTD: Format = Format {
    name: "zstd",
    what: "anything below, compressed; also in many frames",
    known_by: "the bytes 28 B5 2F FD",
    recognises: |sample| match sample.bytes {
        // A frame to be skipped may stand first.
        [first, 0x2a, 0x4d, 0x18, ..] => first >> 4 == 5,
        bytes => bytes.starts_with(ZSTD_MAGIC),
    },
    open: |stream| under(stream, zstd),
};

/// As bzip2(1) writes it.
pub(super) const BZIP2: Format = Format {
    name: "bzip2",
    what: "anything below, compressed; also in many streams",
    known_by: "BZh, a digit, and the mark of a first block",
    recognises: |sample| {
        let mark = sample.bytes.get(4..10);
        sample.bytes.starts_with(b"BZh") && matches!(mark, Some(b"1AY&SY" | b"\x17rE8P\x90"))
    },
    open: |stream| under(stream, bzip2),
};

/// The XZ file format, version 1.2.
pub(super) const XZ: Format = Format {
    name: "xz",
    what: "anything below, compressed; also in many streams",
    known_by: "the bytes FD 37 7A 58 5A 00",
    recognises: |sample| sample.bytes.starts_with(b"\xfd7zXZ\0"),
    open: |stream| under(stream, xz),
};

const GZIP_MAGIC: &[u8] = b"\x1f\x8b\x08";
const ZSTD_MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";

/// What a decoder may need: xz -9 has a window of 64 MiB.
const MAX_XZ_KIB: u32 = 130 << 10;

/// What is under a layer.
pub(super) type Reader<'r> = Box<dyn Read + Send + 'r>;

/// What is packed with gzip.
pub(super) fn gzip(stream: Stream<'_>) -> Reader<'_> {
    Box::new(Gzip(GzipState::Between(stream)))
}

/// What is packed with zstd.
pub(super) fn zstd(stream: Stream<'_>) -> Reader<'_> {
    Box::new(Zstd::new(stream))
}

/// What is packed with bzip2.
pub(super) fn bzip2(stream: Stream<'_>) -> Reader<'_> {
    Box::new(UntilError::new(MultiBzDecoder::new(stream), MultiBzDecoder::get_mut))
}

/// What is packed with xz.
pub(super) fn xz(stream: Stream<'_>) -> Reader<'_> {
    Box::new(UntilError::new(XzReader::new_mem_limit(stream, true, MAX_XZ_KIB), XzReader::inner_mut))
}

/// The records of what is left when a layer is taken off.
fn under<'r>(stream: Stream<'r>, reader: fn(Stream<'r>) -> Reader<'r>) -> Records<'r> {
    let depth = stream.depth + 1;
    if depth > MAX_DEPTH {
        return once(Err(Refusal::new(Fault::TooDeep)));
    }
    open(Stream::new(reader(stream), depth))
}

/// One part after the other. After a damaged one the next is looked for: in a crawl archive each part is a record.
struct Gzip<'r>(GzipState<'r>);

#[derive(Default)]
enum GzipState<'r> {
    /// Before a part, or behind the last one.
    Between(Stream<'r>),
    Within(Box<GzDecoder<Stream<'r>>>),
    /// Somewhere in a part that cannot be read.
    Lost(Stream<'r>),
    #[default]
    Done,
}

impl Read for Gzip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            self.0 = match mem::take(&mut self.0) {
                GzipState::Between(mut stream) => {
                    let is_next = stream.fill_buf()?.first() == GZIP_MAGIC.first();
                    if is_next { GzipState::Within(Box::new(GzDecoder::new(stream))) } else { GzipState::Done }
                }
                GzipState::Within(mut part) => match part.read(buffer) {
                    Ok(0) => GzipState::Between(part.into_inner()),
                    Ok(n) => {
                        self.0 = GzipState::Within(part);
                        return Ok(n);
                    }
                    Err(error) => {
                        self.0 = GzipState::Lost(part.into_inner());
                        return Err(error);
                    }
                },
                GzipState::Lost(mut stream) => loop {
                    let bytes = stream.fill_buf()?;
                    if bytes.is_empty() {
                        break GzipState::Done;
                    }
                    // A beginning that lies across two buffers is missed: one record in a few thousand, of those behind damage.
                    match memchr::memmem::find(bytes, GZIP_MAGIC) {
                        Some(at) => {
                            stream.consume(at);
                            break GzipState::Between(stream);
                        }
                        None => {
                            let n = bytes.len();
                            stream.consume(n);
                        }
                    }
                },
                GzipState::Done => return Ok(0),
            };
        }
    }
}

/// One frame after the other.
struct Zstd<'r> {
    stream: Stream<'r>,
    decoder: FrameDecoder,
    place: ZstdPlace,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ZstdPlace {
    Beginning,
    Between,
    Within,
    Done,
}

/// A frame that holds a dictionary for all the others, at the beginning of a crawl archive:
/// <https://iipc.github.io/warc-specifications/specifications/warc-zstd/>.
const ZSTD_DICTIONARY: u32 = 0x184D_2A5D;

impl<'r> Zstd<'r> {
    fn new(stream: Stream<'r>) -> Zstd<'r> {
        Zstd { stream, decoder: FrameDecoder::new(), place: ZstdPlace::Beginning }
    }

    /// Begins the next frame, and says where that leads.
    fn begin(&mut self) -> io::Result<ZstdPlace> {
        if self.stream.fill_buf()?.is_empty() {
            return Ok(ZstdPlace::Done);
        }
        let skipped = match self.decoder.reset(&mut self.stream) {
            Ok(()) => return Ok(ZstdPlace::Within),
            Err(FrameDecoderError::ReadFrameHeaderError(header)) => header,
            Err(error) => return Err(self.error(error)),
        };
        match skipped {
            ReadFrameHeaderError::SkipFrame { magic_number, length } => {
                let mut frame = self.stream.by_ref().take(length.into());
                if self.place == ZstdPlace::Beginning && magic_number == ZSTD_DICTIONARY && length < MAX_DICTIONARY {
                    let mut bytes = Vec::new();
                    frame.read_to_end(&mut bytes)?;
                    self.learn(bytes)?;
                } else {
                    io::copy(&mut frame, &mut io::sink())?;
                }
                Ok(ZstdPlace::Between)
            }
            ReadFrameHeaderError::BadMagicNumber(_) if self.place == ZstdPlace::Between => Ok(ZstdPlace::Done),
            error => Err(self.error(error)),
        }
    }

    /// A dictionary may be compressed itself.
    fn learn(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        let bytes = if bytes.starts_with(ZSTD_MAGIC) {
            let mut plain = Vec::new();
            Zstd::new(Stream::of(bytes, MAX_DEPTH)).take(MAX_DICTIONARY.into()).read_to_end(&mut plain)?;
            plain
        } else {
            bytes
        };
        let dictionary = Dictionary::decode_dict(&bytes).map_err(io::Error::other)?;
        self.decoder.add_dict(dictionary).map_err(|error| self.error(error))
    }

    /// The decoder does not tell where the data ends from where it is damaged.
    fn error(&mut self, error: impl ToString) -> io::Error {
        broken(&error.to_string(), self.stream.fill_buf())
    }
}

/// A dictionary has a hundred thousand bytes.
const MAX_DICTIONARY: u32 = 8 << 20;

impl Read for Zstd<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.place {
                ZstdPlace::Done => return Ok(0),
                ZstdPlace::Beginning | ZstdPlace::Between => {
                    let begun = self.begin();
                    self.place = *begun.as_ref().unwrap_or(&ZstdPlace::Done);
                    begun?;
                }
                ZstdPlace::Within => {
                    while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                        let step = BlockDecodingStrategy::UptoBlocks(1);
                        if let Err(error) = self.decoder.decode_blocks(&mut self.stream, step) {
                            self.place = ZstdPlace::Done;
                            return Err(self.error(error));
                        }
                    }
                    match self.decoder.read(buffer)? {
                        0 if self.decoder.is_finished() && self.decoder.can_collect() == 0 => {
                            self.place = ZstdPlace::Between;
                        }
                        n => return Ok(n),
                    }
                }
            }
        }
    }
}

/// A decoder that says nothing more after an error.
struct UntilError<'r, R> {
    reader: R,
    is_done: bool,
    /// What it reads from.
    source: fn(&mut R) -> &mut Stream<'r>,
}

impl<'r, R> UntilError<'r, R> {
    fn new(reader: R, source: fn(&mut R) -> &mut Stream<'r>) -> Self {
        UntilError { reader, is_done: false, source }
    }
}

impl<R: Read> Read for UntilError<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_done {
            return Ok(0);
        }
        self.reader.read(buffer).map_err(|error| {
            self.is_done = true;
            broken(&error.to_string(), (self.source)(&mut self.reader).fill_buf())
        })
    }
}

/// Data that cannot be decoded, before what is left of it: where that is nothing, it ends too early.
fn broken(what: &str, left: io::Result<&[u8]>) -> io::Error {
    match left {
        Ok([]) => io::ErrorKind::UnexpectedEof.into(),
        Ok(_) => io::Error::new(io::ErrorKind::InvalidData, what.to_owned()),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::formats::told;

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd_frame(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn bzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// "Un mot.", as xz(1) writes it; the crate is built without its encoder.
    const XZ_STREAM: &[u8] = b"\xfd\x37\x7a\x58\x5a\x00\x00\x01\x69\x22\xde\x36\x02\x00\x21\x01\x16\x00\x00\x00\x74\x2f\xe5\xa3\x01\x00\x07\x55\x6e\x20\x6d\x6f\x74\x2e\x0a\x00\x52\x64\x0c\x1e\x00\x01\x1c\x08\x44\x60\x2a\xc8\x90\x42\x99\x0d\x01\x00\x00\x00\x00\x01\x59\x5a";

    #[test]
    fn what_was_made_smaller_is_read_as_it_is() {
        let twice = |part: Vec<u8>| [part.clone(), part].concat();
        let skipped = [b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec(), zstd_frame(b"Un mot.\n")].concat();
        for (file, wanted, what) in [
            (gzipped(b"Un mot.\n"), "0: Un mot./", "gzip"),
            (twice(gzipped(b"Un mot.\n")), "0: Un mot./Un mot./", "gzip in two parts"),
            ([gzipped(b"Un mot.\n"), vec![0; 512]].concat(), "0: Un mot./", "gzip with zeros behind it"),
            (gzipped(b""), "0: ", "gzip of nothing"),
            (zstd_frame(b"Un mot.\n"), "0: Un mot./", "zstd"),
            (twice(zstd_frame(b"Un mot.\n")), "0: Un mot./Un mot./", "zstd in two frames"),
            (skipped, "0: Un mot./", "zstd behind a frame to be skipped"),
            (bzipped(b"Un mot.\n"), "0: Un mot./", "bzip2"),
            (twice(bzipped(b"Un mot.\n")), "0: Un mot./Un mot./", "bzip2 in two streams"),
            (XZ_STREAM.to_vec(), "0: Un mot./", "xz"),
            (twice(XZ_STREAM.to_vec()), "0: Un mot./Un mot./", "xz in two streams"),
            (gzipped(&bzipped(&zstd_frame(b"Un mot.\n"))), "0: Un mot./", "three layers"),
            (gzipped(b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), "0 @1: a\n1 @2: b", "JSONL in gzip"),
            (gzipped(b"\x89PNG\r\n\x1a\n\0\0"), "file: it is not text", "a picture in gzip"),
        ] {
            assert_eq!(told(&file), wanted, "{what}");
        }
    }

    #[test]
    fn layers_are_taken_off_up_to_a_depth() {
        let mut file = b"Un mot.".to_vec();
        for _ in 0..=MAX_DEPTH {
            file = gzipped(&file);
        }
        assert_eq!(told(&file), "file: archives lie too deep in each other");
    }

    #[test]
    fn what_ends_early_gives_what_lies_before_the_end() {
        let lines: String = (0..2000_u64).map(|n| format!("{{\"text\":\"{n} {}\"}}\n", n * n * 7919)).collect();
        for (file, what) in [
            (gzipped(lines.as_bytes()), "gzip"),
            (zstd_frame(lines.repeat(30).as_bytes()), "zstd"),
            (bzipped(&lines.repeat(30).into_bytes()), "bzip2"),
        ] {
            let cut = &file[..file.len() * 3 / 4];
            let told = told(cut);
            assert!(told.ends_with("the data ends early"), "{what}: {:?}", told.lines().last());
            assert!(told.starts_with("0 @1: 0 0\n1 @2: 1 7919\n"), "{what}");
        }
        assert_eq!(told(&XZ_STREAM[..XZ_STREAM.len() - 4]), "0: Un mot./\nfile: the data ends early");
        assert_eq!(told(&gzipped(b"Un mot.")[..5]), "file: the data ends early");
    }

    #[test]
    fn damage_in_one_part_of_gzip_costs_that_part() {
        let part = |n: u32| gzipped(format!("{{\"text\":\"page {n} {}\"}}\n", "mot ".repeat(50)).as_bytes());
        let mut broken = part(1);
        let middle = broken.len() / 2;
        broken[middle..middle + 4].fill(0xff);
        let file = [part(0), broken, part(2), part(3)].concat();
        let told = told(&file);
        let pages: Vec<&str> =
            told.lines().filter_map(|line| line.split_once(": page ")).map(|(_, page)| &page[..1]).collect();
        assert_eq!(pages, ["0", "2", "3"], "{told}");
        assert!(told.contains("it is damaged: "), "{told}");
    }

    #[test]
    fn a_bomb_is_no_more_than_too_large() {
        let bomb = gzipped(&gzipped(&vec![b'a'; 80 << 20]));
        assert!(bomb.len() < 4000);
        assert_eq!(told(&bomb), "file: it has more than 33554432 bytes");
    }
}
