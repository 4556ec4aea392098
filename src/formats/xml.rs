//! XML as it comes: a walk from tag to tag that forgives, and the little that reading feeds, subscriptions and books needs of
//! a document.
//!
//! What is out there is seldom well-formed: a stray `&`, an entity of HTML that nobody declared, markup inside a field that
//! should have been escaped, a file cut off in the middle. So quick-xml reads single tags, and what a field holds is found by
//! its closing tag alone: a fault stays in the field or entry it stands in. No entity a document declares is ever expanded, and
//! nothing outside of it is ever asked for.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter, memmem};
use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use crate::ingest::decode;

/// A walk over the tags of a document, from left to right.
pub(super) struct Tags<'x> {
    text: &'x str,
    reader: Reader<&'x [u8]>,
    /// Where in the text the reader began.
    from: usize,
    /// Tags that could not be read so far. Each may cost a look at all that follows, so they are few.
    n_broken: usize,
    /// Elements of these names are not closed in what is left of the text: it was looked through once.
    unclosed: Vec<String>,
}

/// What the walk comes to.
pub(super) enum Tag<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// An element of this name ends.
    Close(BytesEnd<'x>),
}

/// The beginning of an element.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    /// Where its tag begins in the text.
    pub(super) at: usize,
    /// It has neither content nor closing tag: `<br/>`.
    pub(super) is_empty: bool,
}

/// Tags that are no tags, after which the walk gives up.
const MAX_BROKEN: usize = 64;

impl<'x> Tags<'x> {
    /// A walk that begins at this byte of the text.
    pub(super) fn new(text: &'x str, from: usize) -> Tags<'x> {
        Tags { text, reader: reader(text, from), from, n_broken: 0, unclosed: Vec::new() }
    }

    /// Where the walk is, in bytes of the text: after the last tag.
    pub(super) fn at(&self) -> usize {
        self.from + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX - self.from)
    }

    /// Goes on at this byte.
    pub(super) fn seek(&mut self, at: usize) {
        self.reader = reader(self.text, at);
        self.from = at;
    }

    /// What stands between the tag of this element, which was the last, and the tag that closes it; the walk goes on behind
    /// that. `None` for an element that is not closed: the walk goes on with what is in it.
    pub(super) fn inner(&mut self, element: &Element<'x>) -> Option<&'x str> {
        if element.is_empty {
            return Some("");
        }
        let name = element.name();
        if self.unclosed.iter().any(|unclosed| unclosed == name) {
            return None;
        }
        let from = self.at();
        let Some(end) = end_of(self.text, from, name, Nesting::Counts) else {
            self.unclosed.push(name.to_owned());
            return None;
        };
        self.seek(end.after);
        self.text.get(from..end.content)
    }
}

impl<'x> Iterator for Tags<'x> {
    type Item = Tag<'x>;

    fn next(&mut self) -> Option<Tag<'x>> {
        loop {
            let at = self.at();
            match self.reader.read_event() {
                // A sign for "less than" that nobody escaped.
                Ok(Event::Start(start) | Event::Empty(start)) if start.name().into_inner().is_empty() => {
                    self.n_broken += 1;
                    if self.n_broken > MAX_BROKEN {
                        return None;
                    }
                    self.seek(at + 1);
                }
                Ok(Event::Start(start)) => return Some(Tag::Open(Element { start, at, is_empty: false })),
                Ok(Event::Empty(start)) => return Some(Tag::Open(Element { start, at, is_empty: true })),
                Ok(Event::End(end)) => return Some(Tag::Close(end)),
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(_) if self.n_broken >= MAX_BROKEN => return None,
                Err(_) => {
                    self.n_broken += 1;
                    let error = usize::try_from(self.reader.error_position()).unwrap_or(0);
                    let after = (self.from + error).max(at) + 1;
                    self.seek(after + memchr(b'<', self.text.as_bytes().get(after..)?)?);
                }
            }
        }
    }
}

impl Element<'_> {
    /// The name as it stands there: `dc:creator`.
    pub(super) fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    /// The name without its prefix: `creator`.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The prefix of the name, empty where there is none: `dc`.
    pub(super) fn prefix(&self) -> &str {
        self.start.name().prefix().map_or("", |prefix| prefix.into_inner())
    }

    /// The value of an attribute, whatever the case of its name; entities are resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let is_it = |found: &&(Cow<'_, str>, Cow<'_, str>)| found.0.eq_ignore_ascii_case(name);
        self.attributes().iter().find(is_it).map(|(_, value)| value.trim().to_owned())
    }

    /// All attributes, by name; those that cannot be read are left out.
    pub(super) fn attributes(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let mut attributes = self.start.html_attributes();
        let read = attributes.with_checks(false).flatten();
        read.map(|attribute| {
            let value = match attribute.value {
                Cow::Borrowed(value) => unescape(value),
                Cow::Owned(value) => Cow::Owned(unescape(&value).into_owned()),
            };
            (Cow::Borrowed(attribute.key.into_inner()), value)
        })
        .collect()
    }
}

fn reader(text: &str, from: usize) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text.get(from..).unwrap_or_default());
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// Where an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// The end of what is in it.
    pub(super) content: usize,
    /// Behind the tag that closes it.
    pub(super) after: usize,
}

/// Whether elements of one name can stand in each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// They can: as many must be closed as were opened.
    Counts,
    /// They cannot: where the next begins, this one ends.
    Ends,
}

/// Where an element of this name ends whose content begins at this byte. Sections of character data are stepped over.
pub(super) fn end_of(text: &str, from: usize, name: &str, nesting: Nesting) -> Option<End> {
    let bytes = text.as_bytes();
    let mut n_open = 0usize;
    let mut at = from;
    while let Some(found) = memchr(b'<', bytes.get(at..)?) {
        let tag = at + found;
        at = tag + 1;
        let rest = &bytes[at..];
        if let Some(end) = cdata_end(bytes, tag) {
            at = end;
        } else if rest.first() == Some(&b'/') && is_named(&rest[1..], name) {
            if n_open == 0 {
                let close = memchr(b'>', rest).map_or(bytes.len(), |close| at + close + 1);
                return Some(End { content: tag, after: close });
            }
            n_open -= 1;
        } else if is_named(rest, name) {
            match nesting {
                Nesting::Ends => return Some(End { content: tag, after: tag }),
                Nesting::Counts => {
                    let close = memchr(b'>', rest)?;
                    n_open += usize::from(close == 0 || rest[close - 1] != b'/');
                }
            }
        }
    }
    None
}

/// Whether a tag begins with this name.
fn is_named(tag: &[u8], name: &str) -> bool {
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    tag.starts_with(name.as_bytes()) && ends(tag.get(name.len()))
}

/// The end of the section of character data that begins at this byte. One in which another begins was never closed.
fn cdata_end(bytes: &[u8], at: usize) -> Option<usize> {
    let from = at + CDATA.len();
    let rest = bytes.get(at..)?.strip_prefix(CDATA)?;
    let next = memmem::find(rest, CDATA).unwrap_or(rest.len());
    memmem::find(&rest[..next], b"]]>").map(|end| from + end + 3)
}

const CDATA: &[u8] = b"<![CDATA[";

/// The text of a field: entities are resolved but for those in sections of character data. Tags stay as they are.
pub(super) fn text(inner: &str) -> Cow<'_, str> {
    let bytes = inner.as_bytes();
    let Some(first) = memmem::find(bytes, CDATA) else { return unescape(inner) };
    // Mostly all of it is one section.
    if let Some(end) = cdata_end(bytes, first)
        && inner[..first].trim().is_empty()
        && inner[end..].trim().is_empty()
    {
        return Cow::Borrowed(&inner[first + CDATA.len()..end - 3]);
    }
    let mut text = String::with_capacity(inner.len());
    let mut at = 0;
    while let Some(found) = memmem::find(&bytes[at..], CDATA) {
        let start = at + found;
        text.push_str(&unescape(&inner[at..start]));
        let Some(end) = cdata_end(bytes, start) else {
            // Never closed: what follows is taken as it is.
            at = start + CDATA.len();
            continue;
        };
        text.push_str(&inner[start + CDATA.len()..end - 3]);
        at = end;
    }
    text.push_str(&unescape(&inner[at..]));
    Cow::Owned(text)
}

/// Whether there are tags in what a field holds, outside of character data.
pub(super) fn has_elements(inner: &str) -> bool {
    let bytes = inner.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let tag = at + found;
        match cdata_end(bytes, tag) {
            Some(end) => at = end,
            None if bytes.get(tag + 1).is_some_and(u8::is_ascii_alphabetic) => return true,
            None => at = tag + 1,
        }
    }
    false
}

/// Resolves the entities of XML and HTML; what is none stays as it is.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let resolved = reference(after);
        match resolved {
            Some((character, length)) => {
                character.push_to(&mut plain);
                rest = &after[length..];
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        plain.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(plain)
}

/// What a reference stands for.
enum Resolved {
    Character(char),
    Name(&'static str),
}

impl Resolved {
    fn push_to(&self, text: &mut String) {
        match self {
            Resolved::Character(character) => text.push(*character),
            Resolved::Name(characters) => text.push_str(characters),
        }
    }
}

/// What the reference stands for whose name begins here, behind the `&`, and how long it is with its semicolon.
fn reference(text: &str) -> Option<(Resolved, usize)> {
    // The longest name of HTML has 31 letters.
    let window = &text.as_bytes()[..text.len().min(33)];
    let end = memchr(b';', window)?;
    let name = &text[..end];
    let resolved = match name.strip_prefix('#') {
        Some(number) => Resolved::Character(numbered(number)?),
        None => Resolved::Name(resolve_html5_entity(name)?),
    };
    Some((resolved, end + 1))
}

/// The character of a number. Those of 128 to 159 are meant as windows-1252, as the HTML standard has it.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match u8::try_from(code) {
        Ok(byte @ 128..=159) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => char::from_u32(code).filter(|character| *character != '\0'),
    }
}

/// Which line of the text a byte stands in, from 1, asked from left to right.
#[derive(Default)]
pub(super) struct LineCount {
    at: usize,
    n_ends: u64,
}

impl LineCount {
    /// The line of this byte.
    pub(super) fn line_at(&mut self, text: &str, at: usize) -> u64 {
        let between = text.as_bytes().get(self.at..at).unwrap_or_default();
        self.n_ends += memchr_iter(b'\n', between).count() as u64;
        self.at = at.max(self.at);
        self.n_ends + 1
    }
}

/// The text of a document: by its mark, as UTF-8 where it is that, by the encoding it declares or came with, by its letters.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    if let Some(text) = decode_wide(bytes) {
        return text;
    }
    let declared = declared(bytes);
    let candidates = [declared, charset.and_then(|charset| Encoding::for_label(charset.as_bytes()))];
    // Many say anything and send UTF-8; other letters hardly ever happen to be valid UTF-8.
    if decode::utf_8(bytes).is_none() {
        for encoding in candidates.into_iter().flatten().filter(|encoding| *encoding != UTF_8) {
            if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
                return text.into_owned();
            }
        }
    }
    decode::decode(bytes).0.into_owned()
}

/// The text of bytes whose characters have two or four each, by their mark or by how a document begins.
fn decode_wide(bytes: &[u8]) -> Option<String> {
    let quad: fn([u8; 4]) -> u32 = match bytes {
        [0xff, 0xfe, 0, 0, ..] | [b'<', 0, 0, 0, ..] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, b'<', ..] => u32::from_be_bytes,
        [0xff, 0xfe, ..] | [b'<', 0, ..] => return Some(UTF_16LE.decode_with_bom_removal(bytes).0.into_owned()),
        [0xfe, 0xff, ..] | [0, b'<', ..] => return Some(UTF_16BE.decode_with_bom_removal(bytes).0.into_owned()),
        _ => return None,
    };
    let character = |quad| char::from_u32(quad).unwrap_or(char::REPLACEMENT_CHARACTER);
    let text: String = bytes.as_chunks().0.iter().map(|chunk| character(quad(*chunk))).collect();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// The encoding that the first line of the document declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let declaration = &head[memmem::find(head, b"<?xml")?..];
    let declaration = &declaration[..memmem::find(declaration, b"?>")?];
    let value = &declaration[memmem::find(declaration, b"encoding")? + 8..];
    let mut parts = value.split(|byte| matches!(byte, b'"' | b'\''));
    Encoding::for_label(parts.nth(1)?)
}

/// The beginning of a file as text, if it may be XML; most files are told by their first bytes.
pub(super) fn head(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.get(..SAMPLE).unwrap_or(bytes);
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [b'<', 0, ..] => decode_wide(bytes).map(Cow::Owned),
        _ => {
            let begins = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
            let printed = &bytes[..bytes.len().min(MAX_PRINTED)];
            let may_be = begins.starts_with(b"<") || memmem::find(printed, b"<?xml").is_some();
            may_be.then(|| String::from_utf8_lossy(bytes))
        }
    }
}

/// So much of a file is looked at: a document type can be long.
const SAMPLE: usize = 16 << 10;

/// So much of what a server printed before the document is stepped over.
const MAX_PRINTED: usize = 4 << 10;

/// The first element of a document, as far as this head of it goes. Blanks, declarations and comments are stepped over, and so
/// is a little of what servers print before the document.
pub(super) fn root(head: &str) -> Option<Element<'_>> {
    let begins = head.find(|c: char| !c.is_whitespace() && c != '\u{feff}')?;
    let from = match head[begins..].starts_with('<') {
        true => begins,
        false => head.find("<?xml").filter(|at| *at <= MAX_PRINTED)?,
    };
    Tags::new(head, from).find_map(|tag| match tag {
        Tag::Open(element) => Some(element),
        Tag::Close(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_element_is_found_by_its_closing_tag() {
        for (rest, nesting, want) in [
            ("a</t>b", Nesting::Counts, Some(("a", "b"))),
            ("a < b && c</t  >d", Nesting::Counts, Some(("a < b && c", "d"))),
            ("<![CDATA[</t>]]></t>b", Nesting::Counts, Some(("<![CDATA[</t>]]>", "b"))),
            ("<![CDATA[a</t><t><![CDATA[b]]></t>", Nesting::Ends, Some(("<![CDATA[a", "<t><![CDATA[b]]></t>"))),
            ("<t>a</t></t>b", Nesting::Counts, Some(("<t>a</t>", "b"))),
            ("<t/>a</t>b", Nesting::Counts, Some(("<t/>a", "b"))),
            ("<title>a</title></t>b", Nesting::Counts, Some(("<title>a</title>", "b"))),
            ("a<t>b</t>", Nesting::Ends, Some(("a", "<t>b</t>"))),
            ("a</t", Nesting::Counts, Some(("a", ""))),
            ("a", Nesting::Counts, None),
            ("<t", Nesting::Counts, None),
        ] {
            let end = end_of(rest, 0, "t", nesting).map(|end| (&rest[..end.content], &rest[end.after..]));
            // The first closing tag closes a section of character data that was never closed.
            let want =
                if rest.starts_with("<![CDATA[a<") { Some(("<![CDATA[a", "<t><![CDATA[b]]></t>")) } else { want };
            assert_eq!(end, want, "{rest}");
        }
    }

    #[test]
    fn entities_are_resolved_and_what_is_none_stays() {
        for (given, want) in [
            ("AT&T", "AT&T"),
            ("Fish & chips &amp; co", "Fish & chips & co"),
            ("l&#8217;&eacute;t&eacute;&nbsp;!", "l’été\u{a0}!"),
            ("&#x645;&#X635;", "\u{645}\u{635}"),
            ("&#146;&#x93;", "’“"),
            ("&unheardof; &#xffffffff; &#0; &;", "&unheardof; &#xffffffff; &#0; &;"),
            ("&amp;amp;", "&amp;"),
            ("&", "&"),
            ("é&é;", "é&é;"),
        ] {
            assert_eq!(unescape(given), want);
        }
    }

    #[test]
    fn the_text_of_a_field_is_read_with_its_sections() {
        for (given, want) in [
            ("a &lt;b&gt;", "a <b>"),
            ("<![CDATA[a &lt;b>]]>", "a &lt;b>"),
            (" \n<![CDATA[a]]> ", "a"),
            ("&lt;<![CDATA[&lt;]]>&lt;<![CDATA[b]]>", "<&lt;<b"),
            ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"),
            ("<![CDATA[a &eacute;", "a é"),
        ] {
            assert_eq!(text(given), want, "{given}");
        }
    }

    #[test]
    fn any_encoding_is_decoded() {
        let page = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>\n<t>été</t>");
        let wide =
            |text: &str, bytes: fn(u32) -> Vec<u8>| text.chars().flat_map(|c| bytes(c as u32)).collect::<Vec<_>>();
        let utf_16: fn(u32) -> Vec<u8> = |c| (c as u16).to_be_bytes().to_vec();
        let utf_32: fn(u32) -> Vec<u8> = |c| c.to_le_bytes().to_vec();
        for (bytes, charset) in [
            (page("utf-8").into_bytes(), None),
            (page("iso-8859-1").into_bytes(), None), // it says so, and is UTF-8
            (encoding_rs::WINDOWS_1252.encode(&page("iso-8859-1")).0.into_owned(), None),
            (encoding_rs::WINDOWS_1252.encode(&page("utf-8")).0.into_owned(), Some("windows-1252")),
            (encoding_rs::MACINTOSH.encode(&page("no-such")).0.into_owned(), Some("macintosh")),
            (wide(&page("utf-16"), utf_16), None),
            (wide(&format!("\u{feff}{}", page("utf-16")), utf_16), None),
            (wide(&format!("\u{feff}{}", page("utf-32")), utf_32), None),
            (wide(&page("utf-32"), utf_32), None),
        ] {
            let text = decode(&bytes, charset);
            assert!(text.starts_with("<?xml") && text.ends_with("<t>été</t>"), "{text}");
        }
    }

    #[test]
    fn the_first_element_is_found_behind_what_servers_print() {
        for (head, want) in [
            ("<rss version='2.0'>", Some("rss")),
            ("\n \u{feff}<?xml version='1.0'?><!-- a <b> --><!DOCTYPE c [<!ENTITY d 'e'>]>\n<rss", None),
            ("<!DOCTYPE c [<!ENTITY d '<e>'>]><rdf:RDF a='b'>", Some("rdf:RDF")),
            ("Warning: foo() in <b>x.php</b>\n<?xml version='1.0'?><feed>", Some("feed")),
            ("Il écrit <b>ceci</b>.", None),
            ("", None),
        ] {
            assert_eq!(root(head).map(|element| element.name().to_owned()).as_deref(), want, "{head}");
        }
    }

    #[test]
    fn broken_tags_are_stepped_over() {
        let names = |text: &str| -> Vec<String> {
            let name = |tag| match tag {
                Tag::Open(element) => element.name().to_owned(),
                Tag::Close(_) => "/".to_owned(),
            };
            Tags::new(text, 0).map(name).collect()
        };
        assert_eq!(names("<a>< <b/> & </a></b><!foo ><c x=1 y=\"2'><"), ["a", "b", "/", "/"]);
        assert!(names(&"<!".repeat(100_000)).is_empty());
    }
}
