//! Crawl archives: WARC from 0.9 to 1.1, and the text extracted from them (WET).
//!
//! A page that was answered, saved or converted is a record; requests, revisits, metadata and everything that is no page are
//! passed over, and so are answers other than 200. Where the length of a record is wrong, or its data is damaged, the next is
//! looked for by the line each begins with, and the broken one alone is lost.
//! <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>

use std::io::{self, Read};

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::formats::compressed;
use crate::formats::sniff::{Sample, is_binary};
use crate::formats::stream::{Line, Stream, fault};
use crate::formats::{Content, Format, MAX_BYTES, Record, Records, Refusal, feed, html, once};
use crate::ingest::manuscript::{About, Statement};
use crate::model::problem::Fault;

/// ISO 28500, and the drafts before it.
pub(super) const WARC: Format = Format {
    name: "warc",
    what: "crawl archives, and their extracted text (WET): each page is one, with its address and the day of its capture",
    known_by: "a first line of WARC/ and a version",
    recognises: |sample| is_version(sample.text.split(|byte| *byte == b'\n').next().unwrap_or_default()),
    open: |stream| Box::new(Warc::new(stream)),
};

/// What crawlers wrote before there was WARC.
pub(super) const ARC: Format = Format {
    name: "arc",
    what: "the crawl archives before WARC: not read, but said to be; warcio recompress makes WARC of them",
    known_by: "filedesc:// at its beginning",
    recognises: |sample| sample.begins("filedesc://"),
    open: |_| once(Err(Refusal::new(Fault::Unsupported("ARC".to_owned())))),
};

/// Reads one record after the other.
struct Warc<'r> {
    stream: Stream<'r>,
    line: Vec<u8>,
    block: Vec<u8>,
    /// The first line of the next record, where it has been read already.
    ahead: Option<Vec<u8>>,
    /// What was met behind a record that is whole.
    late: Option<Fault>,
    /// The entries of a feed that was captured.
    entries: Option<(Records<'static>, Vec<Statement>)>,
}

/// What the fields of a record say.
#[derive(Debug, Default)]
struct Head {
    /// `response`, `resource`, in small letters.
    kind: String,
    length: Option<u64>,
    statements: Vec<Statement>,
    media: Option<Media>,
    /// What somebody found the page to be.
    identified: Option<Media>,
}

/// A media type, and the encoding that goes with it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Media {
    /// Without its parameters, in small letters.
    essence: String,
    charset: Option<String>,
}

/// What stands between a record and the next.
enum Gap {
    /// Blank lines, or nothing.
    Clean,
    /// Something else: the length of the record was wrong.
    Other,
}

/// The fields of a record have a thousand bytes.
const MAX_HEAD: usize = 1 << 20;

impl<'r> Warc<'r> {
    fn new(stream: Stream<'r>) -> Warc<'r> {
        let (line, block) = (Vec::new(), Vec::new());
        Warc { stream, line, block, ahead: None, late: None, entries: None }
    }

    /// Reads a record up to the next. `None` is the end of the file, an error is that of reading it.
    fn frame(&mut self) -> io::Result<Option<Result<Head, Fault>>> {
        if !self.seek()? {
            return Ok(None);
        }
        let mut head = Head::default();
        let mut n_bytes = self.line.len();
        let is_positional = head.take_positional(&self.line);
        let mut name = String::new();
        loop {
            if self.stream.line(&mut self.line)? == Line::End {
                return Ok(Some(Err(Fault::CutOff)));
            }
            n_bytes += self.line.len();
            let line = String::from_utf8_lossy(&self.line);
            if line.trim().is_empty() {
                break;
            }
            if n_bytes > MAX_HEAD || is_version(&self.line) {
                return Ok(Some(Err(self.lose("its head has no end"))));
            }
            match line.split_once(':') {
                // A value may go on in the next line.
                _ if line.starts_with([' ', '\t']) => head.take(&name, line.trim()),
                Some((field, value)) => {
                    name = field.trim().to_lowercase();
                    head.take(&name, value.trim());
                }
                None => {}
            }
        }
        let Some(length) = head.length else { return Ok(Some(Err(self.lose("it has no Content-Length")))) };
        // The drafts counted the head in.
        let length = if is_positional { length.saturating_sub(n_bytes as u64) } else { length };
        if length > MAX_BYTES {
            // As its length may be a slip of the pen, the next record is looked for rather than counted to.
            return Ok(head.is_page().then_some(Err(Fault::TooLarge(MAX_BYTES))).or(Some(Ok(Head::default()))));
        }
        self.block.clear();
        let is_whole = self.stream.append(length, &mut self.block)?;
        let gap = if is_whole { self.gap()? } else { Gap::Other };
        Ok(Some(match gap {
            Gap::Clean => Ok(head),
            Gap::Other => Err(self.realign(is_whole)),
        }))
    }

    /// Goes to the first line of a record, which may have been read already.
    fn seek(&mut self) -> io::Result<bool> {
        if let Some(line) = self.ahead.take() {
            self.line = line;
            return Ok(true);
        }
        loop {
            match self.stream.line(&mut self.line)? {
                Line::End => return Ok(false),
                Line::Whole if is_version(&self.line) => return Ok(true),
                Line::Whole | Line::TooLong => {}
            }
        }
    }

    /// Looks at what stands behind a record.
    fn gap(&mut self) -> io::Result<Gap> {
        loop {
            match self.stream.line(&mut self.line) {
                Ok(Line::End) => return Ok(Gap::Clean),
                Ok(Line::Whole) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) if is_version(&self.line) => {
                    self.ahead = Some(std::mem::take(&mut self.line));
                    return Ok(Gap::Clean);
                }
                Ok(Line::Whole) if b"WARC/".starts_with(&self.line) => {
                    self.late = Some(Fault::CutOff);
                    return Ok(Gap::Clean);
                }
                Ok(_) => return Ok(Gap::Other),
                // The record itself is there.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    self.late = Some(Fault::CutOff);
                    return Ok(Gap::Clean);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Where the length of a record was wrong, finds the next: in what was taken for the record, or behind it.
    fn realign(&mut self, is_whole: bool) -> Fault {
        if is_whole {
            // The line behind may be the end of that which is looked for.
            self.block.append(&mut self.line);
        }
        let begins = |at: &usize| {
            let line = self.block.get(*at..).unwrap_or_default();
            let is_at_line = at.checked_sub(1).and_then(|before| self.block.get(before)) == Some(&b'\n');
            is_at_line && is_version(line.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default())
        };
        let next = memchr::memmem::find_iter(&self.block, "WARC/").find(begins);
        if let Some(next) = next {
            self.stream.unread(self.block.split_off(next));
            return Fault::Malformed("its Content-Length is too large".to_owned());
        }
        if is_whole { Fault::Malformed("its Content-Length is too small".to_owned()) } else { Fault::CutOff }
    }

    /// Leaves a record that cannot be read; the next is where a line begins as records do.
    fn lose(&mut self, why: &str) -> Fault {
        if is_version(&self.line) {
            self.ahead = Some(std::mem::take(&mut self.line));
        }
        Fault::Malformed(why.to_owned())
    }

    /// The page in a record, if there is one; the entries of a feed wait in their place.
    fn page(&mut self, head: Head) -> Result<Option<Record>, Fault> {
        if !head.is_page() {
            return Ok(None);
        }
        let block = self.block.as_slice();
        let (body, media) = if head.kind != "conversion" && block.starts_with(b"HTTP/") {
            match answer(block)? {
                Some(Answer { body, media }) => (body, media.or(head.identified)),
                None => return Ok(None),
            }
        } else {
            (block.to_vec(), head.media)
        };
        let depth = self.stream.depth;
        let address = head.statements.iter().find(|said| said.about == About::Address).map(|said| said.value.as_str());
        if body.trim_ascii().is_empty() || address.is_some_and(is_robots) {
            return Ok(None);
        }
        let Media { essence, charset } = media.unwrap_or_default();
        let sample = Sample::new(&body);
        let is_feed = (feed::FEED.recognises)(&sample);
        let is_html = (html::HTML.recognises)(&sample);
        let is_text = !is_binary(sample.bytes);
        let content = match essence.as_str() {
            "text/html" | "application/xhtml+xml" if !is_feed && is_text => Content::Html { bytes: body, charset },
            "text/plain" if is_text && !is_html => Content::Text(in_utf_8(body, charset.as_deref())),
            _ if is_feed => {
                let entries = (feed::FEED.open)(Stream::of(body, depth));
                self.entries = Some((entries, head.statements));
                return Ok(None);
            }
            "" | "text/plain" | "text/xml" | "application/xml" | "application/octet-stream" | "unknown/unknown"
                if is_html =>
            {
                Content::Html { bytes: body, charset }
            }
            _ => return Ok(None),
        };
        Ok(Some(Record { content, statements: head.statements, ..Record::default() }))
    }

    /// The next entry of a feed that was captured.
    fn entry(&mut self) -> Option<Result<Record, Refusal>> {
        let (entries, statements) = self.entries.as_mut()?;
        let next = entries.next();
        if next.is_none() {
            self.entries = None;
            return None;
        }
        let when = statements.iter().filter(|said| said.about == About::Captured).cloned();
        next.map(|entry| {
            entry.map(|mut record| {
                record.statements.extend(when);
                record
            })
        })
    }
}

impl Iterator for Warc<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let refusal = |fault| Some(Err(Refusal { record: Some(0), line: None, name: None, fault }));
        loop {
            if let Some(entry) = self.entry() {
                return Some(entry);
            }
            if let Some(fault) = self.late.take() {
                return Some(Err(Refusal::new(fault)));
            }
            match self.frame() {
                Ok(None) => return None,
                Ok(Some(Err(fault))) => return refusal(fault),
                Ok(Some(Ok(head))) => match self.page(head) {
                    Ok(Some(record)) => return Some(Ok(record)),
                    Ok(None) => {}
                    Err(fault) => return refusal(fault),
                },
                Err(error) => return refusal(fault(&error)),
            }
        }
    }
}

impl Head {
    /// Notes what a field says.
    fn take(&mut self, name: &str, value: &str) {
        match name {
            "warc-type" => self.kind = value.to_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            "content-type" => self.media = Some(Media::parse(value)),
            "warc-identified-payload-type" => self.identified = Some(Media::parse(value)),
            "warc-target-uri" => {
                // 1.0 had angle brackets around it, by an error of its grammar.
                let address = value.trim_start_matches('<').trim_end_matches('>');
                if address.starts_with("http://") || address.starts_with("https://") {
                    self.say(About::Address, address.to_owned(), "warc.target_uri");
                }
            }
            "warc-date" => self.say(About::Captured, value.to_owned(), "warc.date"),
            _ => {}
        }
    }

    /// The drafts had most of it in the first line: length, type, address, day, id, media type.
    fn take_positional(&mut self, line: &[u8]) -> bool {
        let line = String::from_utf8_lossy(line);
        let mut words = line.split_whitespace().skip(1);
        let Some(length) = words.next() else { return false };
        let names = ["warc-type", "warc-target-uri", "warc-date", "", "content-type"];
        self.length = length.parse().ok();
        for (name, value) in names.iter().zip(words) {
            match chrono::NaiveDateTime::parse_from_str(value, "%Y%m%d%H%M%S") {
                Ok(time) if *name == "warc-date" => self.take(name, &format!("{}Z", time.format("%Y-%m-%dT%H:%M:%S"))),
                _ => self.take(name, value),
            }
        }
        true
    }

    fn say(&mut self, about: About, value: String, rule: &'static str) {
        self.statements.push(Statement { about, value, rule });
    }

    /// Whether it may hold a page.
    fn is_page(&self) -> bool {
        matches!(self.kind.as_str(), "response" | "resource" | "conversion")
    }
}

impl Media {
    fn parse(value: &str) -> Media {
        let mut parts = value.split(';');
        let essence = parts.next().unwrap_or_default().trim().to_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
        Media { essence, charset }
    }
}

/// The first line of a record: `WARC/1.0`, and in the drafts the fields behind it.
fn is_version(line: &[u8]) -> bool {
    let is_version = |line: &[u8]| -> Option<bool> {
        let (name, rest) = line.split_at_checked(5)?;
        let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let rest = rest.get(digits(rest)..)?.strip_prefix(b".")?;
        let rest = rest.get(digits(rest)..)?;
        let is_end = rest.trim_ascii().is_empty();
        let is_draft = rest.first() == Some(&b' ') && rest.get(1).is_some_and(u8::is_ascii_digit);
        Some(name.eq_ignore_ascii_case(b"WARC/") && line.get(5).is_some_and(u8::is_ascii_digit) && (is_end || is_draft))
    };
    is_version(line).unwrap_or(false)
}

/// What sites tell crawlers stands in every crawl and is no page.
fn is_robots(address: &str) -> bool {
    address.split(['?', '#']).next().is_some_and(|path| path.ends_with("/robots.txt"))
}

/// What a server sent, unpacked, and what it is said to be.
struct Answer {
    body: Vec<u8>,
    media: Option<Media>,
}

/// The answer that was given; `None` where it is not that to what was asked, or no page.
fn answer(block: &[u8]) -> Result<Option<Answer>, Fault> {
    let end = |mark: &[u8]| memchr::memmem::find(block, mark).map(|at| (at, at + mark.len()));
    let Some((end, begin)) = end(b"\r\n\r\n").into_iter().chain(end(b"\n\n")).min() else { return Ok(None) };
    let (head, body) = (block.get(..end).unwrap_or_default(), block.get(begin..).unwrap_or_default());
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1));
    if status != Some("200") {
        return Ok(None);
    }
    let (mut media, mut is_chunked, mut encoding) = (None, false, String::new());
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        match name.trim().to_lowercase().as_str() {
            "content-type" => media = Some(Media::parse(value)),
            "transfer-encoding" => is_chunked = value.to_lowercase().contains("chunked"),
            "content-encoding" => encoding = value.trim().to_lowercase(),
            _ => {}
        }
    }
    let is_other = media.as_ref().is_some_and(|media: &Media| {
        ["image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript"]
            .iter()
            .any(|kind| media.essence.starts_with(kind))
    });
    if is_other {
        return Ok(None);
    }
    // What a crawler has decoded it may still call encoded.
    let body = if is_chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    decoded(body, &encoding).map(|body| Some(Answer { body, media }))
}

/// The parts of a chunked body together; `None` where it is not chunked. What a cut left of the last part is kept.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let part = || -> Option<(usize, &[u8])> {
            let end = memchr::memchr(b'\n', rest)?;
            let size = std::str::from_utf8(rest.get(..end)?).ok()?;
            let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
            Some((size, rest.get(end + 1..)?))
        };
        let Some((size, data)) = part() else { return (!whole.is_empty()).then_some(whole) };
        if size == 0 {
            return Some(whole);
        }
        let Some(after) = data.get(size..) else {
            whole.extend_from_slice(data);
            return Some(whole);
        };
        let Some(after) =
            after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).or(after.is_empty().then_some(after))
        else {
            return (!whole.is_empty()).then_some(whole);
        };
        whole.extend_from_slice(data.get(..size)?);
        rest = after;
    }
}

/// A body without the compression it is said to have, which it may not have.
fn decoded(body: Vec<u8>, encoding: &str) -> Result<Vec<u8>, Fault> {
    let stream = |body| Stream::of(body, 0);
    let reader: Box<dyn Read> = match encoding {
        "gzip" | "x-gzip" if (compressed::GZIP.recognises)(&Sample::new(&body)) => compressed::gzip(stream(body)),
        "zstd" if (compressed::ZSTD.recognises)(&Sample::new(&body)) => compressed::zstd(stream(body)),
        // Both forms are about; the zlib header has a checksum of its own.
        "deflate" => match body.as_slice() {
            [first, second, ..] if first & 15 == 8 && (u16::from(*first) * 256 + u16::from(*second)) % 31 == 0 => {
                Box::new(ZlibDecoder::new(io::Cursor::new(body)))
            }
            bytes if (html::HTML.recognises)(&Sample::new(bytes)) => return Ok(body),
            _ => Box::new(DeflateDecoder::new(io::Cursor::new(body))),
        },
        "br" if !(html::HTML.recognises)(&Sample::new(&body)) => {
            return Err(Fault::Unsupported("Content-Encoding: br".to_owned()));
        }
        _ => return Ok(body),
    };
    let mut plain = Vec::new();
    match reader.take(MAX_BYTES + 1).read_to_end(&mut plain) {
        Ok(_) if plain.len() as u64 > MAX_BYTES => Err(Fault::TooLarge(MAX_BYTES)),
        Ok(_) => Ok(plain),
        Err(error) => Err(fault(&error)),
    }
}

/// Text in the encoding that is declared for it, where that can be.
fn in_utf_8(bytes: Vec<u8>, charset: Option<&str>) -> Vec<u8> {
    let declared = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let decoded = declared.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes));
    match decoded {
        Some(text) => text.into_owned().into_bytes(),
        None => bytes,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};

    use crate::formats::told;

    /// A record with these fields.
    fn record(fields: &str, block: impl AsRef<[u8]>) -> Vec<u8> {
        let block = block.as_ref();
        let head = format!("WARC/1.0\r\n{}\r\nContent-Length: {}\r\n\r\n", fields.replace('\n', "\r\n"), block.len());
        [head.into_bytes(), block.to_vec(), b"\r\n\r\n".to_vec()].concat()
    }

    const FIELDS: &str = "WARC-Type: response\nWARC-Target-URI: http://a.test/x\nWARC-Date: 2020-02-28T10:00:00Z\n\
                          Content-Type: application/http; msgtype=response";
    const SAID: &str = "; Address http://a.test/x (warc.target_uri); Captured 2020-02-28T10:00:00Z (warc.date)";

    fn response(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
        let head = format!("HTTP/1.1 {}\r\n\r\n", head.replace('\n', "\r\n"));
        record(FIELDS, [head.as_bytes(), body.as_ref()].concat())
    }

    fn page(text: &str) -> Vec<u8> {
        response("200 OK\nContent-Type: text/html; charset=\"UTF-8\"", format!("<p>{text}</p><p>.</p>"))
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(file: &[u8], wanted: &str) {
        assert_eq!(told(file), wanted, "{}", String::from_utf8_lossy(file));
    }

    #[test]
    fn a_page_that_was_answered_is_a_record_and_the_rest_is_none() {
        let info = record("WARC-Type: warcinfo\nContent-Type: application/warc-fields", "software: x\r\n");
        let request =
            record("WARC-Type: request\nContent-Type: application/http; msgtype=request", "GET / HTTP/1.0\r\n\r\n");
        let revisit = record("WARC-Type: revisit\nContent-Type: application/http", "HTTP/1.1 200 OK\r\n\r\n");
        let metadata = record("WARC-Type: metadata\nContent-Type: application/json", "{\"text\":\"a\"}");
        let robots = record(
            "WARC-Type: response\nWARC-Target-URI: http://a.test/robots.txt\nContent-Type: application/http",
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *",
        );
        let name = record(
            "WARC-Type: response\nWARC-Target-URI: dns:a.test\nContent-Type: text/dns",
            "20200228 a.test. 300 IN A",
        );
        let others = [
            "404 Not Found\nContent-Type: text/html",
            "301 Moved\nContent-Type: text/html",
            "200 OK\nContent-Type: image/png",
        ];
        let others = others.map(|head| response(head, "<p>a</p><p>.</p>")).concat();
        let empty = response("200 OK\nContent-Type: text/html", "\n");
        let file = [info, request, page("Un"), revisit, metadata, robots, name, others, empty, page("Deux")].concat();
        check(&file, &format!("0 html: <p>Un</p><p>.</p>{SAID}\n1 html: <p>Deux</p><p>.</p>{SAID}"));
        let by_record: Vec<u8> = [page("Un"), page("Deux")].iter().flat_map(|record| gzipped(record)).collect();
        check(&by_record, &format!("0 html: <p>Un</p><p>.</p>{SAID}\n1 html: <p>Deux</p><p>.</p>{SAID}"));
    }

    #[test]
    fn resources_and_extracted_text_are_records() {
        let resource = record(
            "WARC-Type: resource\nWARC-Target-URI: <http://a.test/r>\nContent-Type: text/plain; charset=iso-8859-1",
            b"L'\xe9t\xe9.",
        );
        let wet = record(
            "WARC-Type: conversion\nWARC-Target-URI: http://a.test/w\nContent-Type: text/plain",
            "Un mot.\nDeux.",
        );
        check(
            &[resource, wet].concat(),
            "0: L'été.; Address http://a.test/r (warc.target_uri)\n1: Un mot./Deux.; Address http://a.test/w (warc.target_uri)",
        );
    }

    #[test]
    fn bodies_are_unpacked_as_far_as_they_are_packed() {
        let html = "<p>Un</p><p>Deux</p>";
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(html.as_bytes()).unwrap();
        let zlib = zlib.finish().unwrap();
        let chunked = "8\r\n<p>Un</p\r\nC;x=y\r\n><p>Deux</p>\r\n0\r\n\r\n";
        let cut = "8\r\n<p>Un</p\r\nff\r\n><p>Deux</p>";
        for (head, body) in [
            ("Content-Encoding: gzip", gzipped(html.as_bytes())),
            ("Content-Encoding: gzip", html.into()),
            ("Content-Encoding: deflate", zlib),
            ("Content-Encoding: deflate", html.into()),
            ("Content-Encoding: br", html.into()),
            ("Transfer-Encoding: chunked", chunked.into()),
            ("Transfer-Encoding: chunked", cut.into()),
            ("Transfer-Encoding: chunked", html.into()),
            ("Transfer-Encoding: chunked\nContent-Encoding: gzip", {
                let packed = gzipped(html.as_bytes());
                [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat()
            }),
        ] {
            let file = response(&format!("200 OK\nContent-Type: text/html\n{head}"), body);
            check(&file, &format!("0 html: {html}{SAID}"));
        }
        let packed = response("200 OK\nContent-Type: text/html\nContent-Encoding: br", b"\x1b\x13\0\0\xa4");
        check(
            &[packed, page("Un")].concat(),
            &format!("0: Content-Encoding: br is not read\n1 html: <p>Un</p><p>.</p>{SAID}"),
        );
        let cut = response("200 OK\nContent-Type: text/html\nContent-Encoding: gzip", &gzipped(html.as_bytes())[..20]);
        check(&cut, "0: the data ends early");
    }

    #[test]
    fn a_wrong_length_costs_its_record_alone() {
        let wrong = |from: &str, to: &str| {
            let text = String::from_utf8(page("Faux")).unwrap();
            let length = format!("Content-Length: {from}");
            assert!(text.contains(&length), "{text}");
            text.replace(&length, &format!("Content-Length: {to}")).into_bytes()
        };
        let un = format!("0 html: <p>Un</p><p>.</p>{SAID}");
        let deux = format!("2 html: <p>Deux</p><p>.</p>{SAID}");
        for (to, why) in [
            ("50", "it is damaged: its Content-Length is too small"),
            ("94", "it is damaged: its Content-Length is too large"),
            ("86", "it is damaged: its Content-Length is too large"),
            ("4000", "it is damaged: its Content-Length is too large"),
            ("99999999999", "it has more than 33554432 bytes"),
            ("many", "it is damaged: it has no Content-Length"),
        ] {
            let file = [page("Un"), wrong("80", to), page("Deux")].concat();
            check(&file, &format!("{un}\n1: {why}\n{deux}"));
        }
    }

    #[test]
    fn blank_lines_between_records_may_be_missing() {
        let un = page("Un");
        let file = [un.strip_suffix(b"\r\n\r\n").unwrap(), &page("Deux"), b"\r\n\r\n", &page("Trois")].concat();
        check(
            &file,
            &["Un", "Deux", "Trois"]
                .iter()
                .enumerate()
                .map(|(n, text)| format!("{n} html: <p>{text}</p><p>.</p>{SAID}"))
                .collect::<Vec<_>>()
                .join("\n"),
        );
        let block = "HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>Un</p><p>.</p>";
        let unix = format!("WARC/1.0\n{FIELDS}\nContent-Length: {}\n\n{block}\n\n", block.len());
        check(unix.as_bytes(), &format!("0 html: <p>Un</p><p>.</p>{SAID}"));
    }

    #[test]
    fn an_archive_that_ends_early_gives_what_lies_before_the_end() {
        let file = [page("Un"), page("Deux")].concat();
        let un = format!("0 html: <p>Un</p><p>.</p>{SAID}");
        for n_cut in [6, 60, 120, 240] {
            check(&file[..file.len() - n_cut], &format!("{un}\n1: the data ends early"));
        }
        check(&file[..page("Un").len() + 3], &format!("{un}\nfile: the data ends early"));
        check(&file[..file.len() - 4], &format!("{un}\n1 html: <p>Deux</p><p>.</p>{SAID}"));
        let packed = [gzipped(&page("Un")), gzipped(&page("Deux"))].concat();
        check(&packed[..packed.len() - 40], &format!("{un}\n1: the data ends early"));
        check(
            &packed[..packed.len() - 2],
            &format!("{un}\n1 html: <p>Deux</p><p>.</p>{SAID}\nfile: the data ends early"),
        );
    }

    #[test]
    fn the_drafts_of_the_format_are_read() {
        let body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Un</p><p>.</p>";
        let line =
            |n: usize| format!("WARC/0.9 {n:012} response http://a.test/x 20200228100000 uuid:1 message/http\r\n\r\n");
        let length = line(0).len() + body.len() + 4;
        let old = [line(length).as_bytes(), body.as_bytes(), b"\r\n\r\n"].concat();
        let newer = String::from_utf8(page("Deux")).unwrap().replace("WARC/1.0", "WARC/0.18").into_bytes();
        check(
            &[old, newer].concat(),
            &format!("0 html: <p>Un</p><p>.</p>/{SAID}\n1 html: <p>Deux</p><p>.</p>{SAID}")
                .replace("</p>/;", "</p>\r/\r/;"),
        );
    }

    #[test]
    fn a_feed_that_was_captured_has_its_entries() {
        let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>F</title>\
                    <item><title>Un</title><description>Un mot, et un autre.</description></item></channel></rss>";
        let file = [response("200 OK\nContent-Type: application/rss+xml", feed), page("Deux")].concat();
        let told = told(&file);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 2, "{told}");
        assert!(lines[0].contains("Un mot, et un autre.") && lines[0].contains("(warc.date)"), "{told}");
        assert_eq!(lines[1], format!("1 html: <p>Deux</p><p>.</p>{SAID}"));
    }

    #[test]
    fn arc_is_refused_and_text_about_warc_is_text() {
        check(
            b"filedesc://x.arc 0.0.0.0 20200228100000 text/plain 76\n1 0 Internet Archive\n",
            "file: ARC is not read",
        );
        check(b"WARC/1.0 est un format.\n", "0: WARC/1.0 est un format./");
    }
}
