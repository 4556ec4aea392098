//! EPUB: a book or an issue of a magazine as an archive of web pages. A chapter is a record.
//!
//! The archive is read from memory, since its directory stands at its end; nothing of it is ever written anywhere. ZIM, the
//! other format of whole libraries, is known and not read: no crate for it is kept up, and its tools export what is read here.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::formats::stream::{self, Stream};
use crate::formats::xml::{self, Tag, Tags};
use crate::formats::{Content, Format, MAX_BYTES, Record, Records, Refusal, html, once};
use crate::ingest::manuscript::{About, Statement};
use crate::model::problem::Fault;

/// A chapter of a book is a record.
pub(super) const EPUB: Format = Format {
    name: "epub",
    what: "a book or magazine: a chapter is an article",
    known_by: "an archive whose first file says application/epub+zip",
    recognises: |sample| {
        let name = sample.bytes.get(30..).unwrap_or_default();
        sample.bytes.starts_with(b"PK\x03\x04") && name.starts_with(b"mimetypeapplication/epub+zip")
    },
    open: records,
};

/// Known, and not read.
pub(super) const ZIM: Format = Format {
    name: "zim",
    what: "not read: zimdump makes a folder of pages of it, which is",
    known_by: "its first four bytes",
    recognises: |sample| sample.bytes.starts_with(b"ZIM\x04"),
    open: |_| once(Err(Refusal::new(Fault::Unsupported("ZIM".to_owned())))),
};

/// What an archive unpacks to, all in all: a book has a few megabytes of text.
const MAX_TEXT: u64 = 256 << 20;

fn records(stream: Stream<'_>) -> Records<'_> {
    let (bytes, fault) = stream.whole();
    match (fault, ZipArchive::new(Cursor::new(bytes))) {
        (Some(fault), _) => once(Err(Refusal::new(fault))),
        (None, Err(error)) => once(Err(Refusal::new(fault_of(&error)))),
        (None, Ok(archive)) => match Book::open(archive) {
            Ok(book) => Box::new(book),
            Err(fault) => once(Err(Refusal::new(fault))),
        },
    }
}

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// A book, and how far it is read.
struct Book {
    archive: Archive,
    statements: Vec<Statement>,
    /// The paths of its chapters in the archive, in order.
    chapters: std::vec::IntoIter<String>,
    /// How many bytes of text may still be unpacked.
    left: u64,
}

impl Book {
    fn open(mut archive: Archive) -> Result<Book, Fault> {
        let container = member(&mut archive, "META-INF/container.xml", MAX_BYTES)?;
        let container = xml::decode(&container, None);
        let rootfile = |tag| match tag {
            Tag::Open(element) if element.local() == "rootfile" => element.attribute("full-path"),
            _ => None,
        };
        let path = Tags::new(&container, 0).find_map(rootfile);
        let path = path.ok_or_else(|| Fault::Malformed("it does not say where its list of contents is".to_owned()))?;
        let package = member(&mut archive, &path, MAX_BYTES)?;
        let package = Package::read(&xml::decode(&package, None), &path);
        let encryption = member(&mut archive, "META-INF/encryption.xml", MAX_BYTES).unwrap_or_default();
        let encrypted = encrypted(&xml::decode(&encryption, None));
        // Fonts often are, and do not matter.
        if package.chapters.iter().any(|chapter| encrypted.contains(chapter)) {
            return Err(Fault::Encrypted);
        }
        Ok(Book { archive, statements: package.statements, chapters: package.chapters.into_iter(), left: MAX_TEXT })
    }
}

impl Iterator for Book {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Result<Record, Refusal>> {
        let name = self.chapters.next()?;
        let page = member(&mut self.archive, &name, MAX_BYTES.min(self.left));
        let page = page.map(|page| {
            self.left = self.left.saturating_sub(page.len() as u64);
            let html = html::decode(&page, None).0.into_owned();
            let (content, statements) = (Content::Fragment { html, base: None }, self.statements.clone());
            Record { name: Some(name.clone()), content, statements, ..Record::default() }
        });
        Some(page.map_err(|fault| Refusal { record: Some(0), name: Some(name), ..Refusal::new(fault) }))
    }
}

/// The paths of the files that the list of encrypted ones names.
fn encrypted(list: &str) -> HashSet<String> {
    let path = |tag| match tag {
        Tag::Open(element) if element.local() == "CipherReference" => Some(beside("", &element.attribute("URI")?)),
        _ => None,
    };
    Tags::new(list, 0).filter_map(path).collect()
}

/// A file of the archive.
fn member(archive: &mut Archive, name: &str, limit: u64) -> Result<Vec<u8>, Fault> {
    let file = archive.by_name(name).map_err(|error| fault_of(&error))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| stream::fault(&error))?;
    if bytes.len() as u64 > limit { Err(Fault::TooLarge(limit)) } else { Ok(bytes) }
}

fn fault_of(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => stream::fault(error),
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => Fault::Encrypted,
        other => Fault::Malformed(other.to_string()),
    }
}

/// The list of what is in a book.
#[derive(Default)]
struct Package {
    statements: Vec<Statement>,
    chapters: Vec<String>,
}

impl Package {
    /// Reads the list; paths in it are relative to its own.
    fn read(text: &str, path: &str) -> Package {
        let mut package = Package::default();
        let mut files: HashMap<String, String> = HashMap::new();
        let mut spine = Vec::new();
        let mut tags = Tags::new(text, 0);
        while let Some(tag) = tags.next() {
            let Tag::Open(element) = tag else { continue };
            let about = match element.local() {
                "item" => {
                    let kind = element.attribute("media-type").unwrap_or_default();
                    let is_page = kind.contains("html");
                    let is_contents =
                        element.attribute("properties").is_some_and(|said| said.split(' ').any(|word| word == "nav"));
                    if let (true, Some(id), Some(href)) =
                        (is_page && !is_contents, element.attribute("id"), element.attribute("href"))
                    {
                        files.insert(id, beside(path, &href));
                    }
                    continue;
                }
                "itemref" => {
                    spine.extend(element.attribute("idref"));
                    continue;
                }
                "date" if element.attribute("opf:event").is_some_and(|event| event == "modification") => continue,
                "creator" => (About::Author, "epub.creator"),
                "publisher" => (About::Outlet, "epub.publisher"),
                "date" => (About::Published, "epub.date"),
                "language" => (About::Language, "epub.language"),
                _ => continue,
            };
            let value =
                tags.inner(&element).map(|inner| xml::text(inner).trim().to_owned()).filter(|value| !value.is_empty());
            let (about, rule) = about;
            package.statements.extend(value.map(|value| Statement { about, value, rule }));
        }
        package.chapters = spine.iter().filter_map(|id| files.remove(id)).collect();
        package
    }
}

/// A path that is relative to the folder of another; it never leads anywhere but to a name in the archive.
fn beside(path: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let href = percent_decoded(href);
    let mut parts: Vec<&str> = path.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::formats::{format, records};

    const PACKAGE: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Recueil</dc:title><dc:creator>Nora &amp; Ali</dc:creator>
        <dc:publisher>Le Fanal</dc:publisher><dc:language>fr</dc:language><dc:date>2020-02-12</dc:date></metadata>
        <manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="b" href="text/deux%20b.xhtml#x" media-type="application/xhtml+xml"/>
        <item id="a" href="../un.xhtml" media-type="application/xhtml+xml"/>
        <item id="c" href="absent.xhtml" media-type="application/xhtml+xml"/>
        <item id="i" href="a.png" media-type="image/png"/></manifest>
        <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="c"/><itemref idref="b"/><itemref idref="i"/></spine></package>"#;

    const CONTAINER: &str =
        r#"<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>"#;

    fn book(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let first = [("mimetype", "application/epub+zip")];
        for (name, text) in first.iter().chain(files) {
            writer.start_file(*name, stored).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_chapter_is_a_record() {
        let book = book(&[
            ("META-INF/container.xml", CONTAINER),
            ("OEBPS/content.opf", PACKAGE),
            ("un.xhtml", "<p>Un.</p>"),
            ("OEBPS/text/deux b.xhtml", "<p>Deux.</p>"),
        ]);
        assert_eq!(format(&book).map(|format| format.name), Some("epub"));
        let lines: Vec<String> = records(book.as_slice())
            .map(|record| match record {
                Ok(Record { number, name, content: Content::Fragment { html, .. }, .. }) => {
                    format!("{number} {} {html}", name.unwrap_or_default())
                }
                Err(Refusal { record, name, .. }) => format!("{record:?} {}", name.unwrap_or_default()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            lines,
            ["0 un.xhtml <p>Un.</p>", "Some(1) OEBPS/absent.xhtml", "2 OEBPS/text/deux b.xhtml <p>Deux.</p>"]
        );
        let first = records(book.as_slice()).next().unwrap().unwrap();
        let said: Vec<_> = first.statements.iter().map(|said| said.value.as_str()).collect();
        assert_eq!(said, ["Nora & Ali", "Le Fanal", "fr", "2020-02-12"]);
    }

    #[test]
    fn books_that_cannot_be_read_say_why() {
        let fault = |book: &[u8]| records(book).find_map(Result::err).map(|refusal| refusal.fault);
        let encrypted = r#"<encryption><CipherReference URI="un.xhtml"/></encryption>"#;
        let files = [("META-INF/container.xml", CONTAINER), ("OEBPS/content.opf", PACKAGE), ("un.xhtml", "x")];
        let with_encryption: Vec<_> = files.into_iter().chain([("META-INF/encryption.xml", encrypted)]).collect();
        assert_eq!(fault(&book(&with_encryption)), Some(Fault::Encrypted));
        let whole = book(&files);
        for broken in [&whole[..whole.len() / 2], &book(&files[..1]), &book(&[("META-INF/container.xml", "<a>")])] {
            assert!(matches!(fault(broken), Some(Fault::Malformed(_) | Fault::CutOff)), "{:?}", fault(broken));
        }
        assert_eq!(fault(b"ZIM\x04rest"), Some(Fault::Unsupported("ZIM".to_owned())));
    }
}
