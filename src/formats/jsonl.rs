//! Records as JSON: one a line, as crawl corpora have them, or in one array or object, as exports do.
//!
//! Values are borrowed from their line and no tree of them is built. A line that is no JSON costs itself alone; in an array
//! the next element is looked for where a line begins as that of the broken one did.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::formats::fields::{Field, Fields, squeezed, with_text};
use crate::formats::sniff::Sample;
use crate::formats::stream::{Line, Stream, fault};
use crate::formats::{Format, MAX_BYTES, Record, Refusal};
use crate::ingest::decode::{decode, utf_8};
use crate::model::problem::Fault;

/// <https://jsonlines.org>
pub(super) const JSONL: Format = Format {
    name: "jsonl",
    what: "each line is a page, with fields: `text` (or content, body, maintext, raw_content), and if it is there url, title, date, source, language",
    known_by: "a first line that is a JSON object",
    recognises: |sample| sample.text.starts_with(b"{") && is_jsonl(sample),
    open: |stream| with_text(Box::new(Lines::new(stream))),
};

/// RFC 8259.
pub(super) const JSON: Format = Format {
    name: "json",
    what: "an object is a page, with the fields of jsonl; so is each of an array, or of a list such as `articles` or `items`",
    known_by: "a beginning that is a JSON object, or an array of them",
    recognises: |sample| matches!(sample.text.first(), Some(b'{' | b'[')) && is_json(sample),
    open: |stream| with_text(Box::new(Elements::new(stream))),
};

/// The first lines decide: one of them may be broken.
fn is_jsonl(sample: &Sample<'_>) -> bool {
    let is_object = |line: &[u8]| begins_object(line) && is_whole(line);
    let mut lines = sample.lines().map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).take(3).peekable();
    match lines.peek() {
        Some(_) => lines.any(is_object),
        None => is_object(&sample.text) || (sample.is_cut() && begins_object(&sample.text)),
    }
}

fn is_json(sample: &Sample<'_>) -> bool {
    let text = sample.text.trim_ascii();
    let first = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    let mut values = serde_json::Deserializer::from_slice(first).into_iter::<IgnoredAny>();
    match values.next() {
        Some(outcome) => begins_object(first) && outcome.err().is_none_or(|error| error.is_eof()),
        None => false,
    }
}

fn is_whole(json: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(json).is_ok()
}

/// A brace, a name in quotes, a colon.
fn begins_object(text: &[u8]) -> bool {
    let name = |text: &[u8]| -> Option<bool> {
        let text = text.strip_prefix(b"{")?.trim_ascii_start().strip_prefix(b"\"")?;
        let end = memchr::memchr2(b'"', b'\n', text)?;
        let after = text.get(end..)?.strip_prefix(b"\"")?.trim_ascii_start();
        Some(after.starts_with(b":"))
    };
    name(text).unwrap_or(false)
}

/// The records of lines.
struct Lines<'r> {
    stream: Stream<'r>,
    line: Vec<u8>,
    n_lines: u64,
    ready: VecDeque<Result<Record, Refusal>>,
}

impl<'r> Lines<'r> {
    fn new(stream: Stream<'r>) -> Lines<'r> {
        Lines { stream: stream.in_utf_8(), line: Vec::new(), n_lines: 0, ready: VecDeque::new() }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            let read = self.stream.line(&mut self.line);
            self.n_lines += 1;
            let fault = match read {
                Ok(Line::End) => return None,
                Ok(Line::Whole) => {
                    // RFC 7464 begins each with a record separator.
                    let line = self.line.trim_ascii();
                    let line = line.strip_prefix(b"\x1e").unwrap_or(line);
                    if !line.is_empty() {
                        self.ready.extend(records_of(line, Some(self.n_lines), self.line.ends_with(b"\n")));
                    }
                    continue;
                }
                Ok(Line::TooLong) => Fault::TooLarge(MAX_BYTES),
                Err(error) => fault(&error),
            };
            return Some(Err(Refusal { record: Some(0), line: Some(self.n_lines), name: None, fault }));
        }
    }
}

/// The records of one object, which is mostly one.
fn records_of(json: &[u8], line: Option<u64>, is_ended: bool) -> Vec<Result<Record, Refusal>> {
    let outcome = match utf_8(json) {
        Some(text) => read(text, is_ended),
        None => read(&decode(json).0, is_ended),
    };
    let placed = |outcome: Result<Record, Fault>| match outcome {
        Ok(record) => Ok(Record { line, ..record }),
        Err(fault) => Err(Refusal { record: Some(0), line, name: None, fault }),
    };
    outcome.map_or_else(|fault| vec![placed(Err(fault))], |records| records.into_iter().map(placed).collect())
}

fn read(json: &str, is_ended: bool) -> Result<Vec<Result<Record, Fault>>, Fault> {
    let mut object = Object::default();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Within::top(&mut object).deserialize(&mut deserializer).and_then(|()| deserializer.end()).map_err(|error| {
        if error.is_eof() && !is_ended {
            Fault::CutOff
        } else {
            Fault::Malformed(error.to_string().replace(" line 1", ""))
        }
    })?;
    if object.fields.have_text() || object.list.is_empty() {
        return Ok(vec![object.fields.record()]);
    }
    Ok(object.list.into_iter().map(Fields::record).collect())
}

/// What is read of an object.
#[derive(Default)]
struct Object<'d> {
    fields: Fields<'d>,
    /// Objects in a list of it: an answer of a news service has its articles there.
    list: Vec<Fields<'d>>,
}

/// Objects in which the fields of a record may stand.
const NESTS: &[&str] =
    &["metadata", "meta", "warcheaders", "fields", "article", "document", "doc", "response", "hits", "data"];

/// The same in an export of a search engine, whose name would else be taken for that of a paper.
const EXPORTED: &str = "_source";

/// Lists whose objects are records.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "records",
    "entries",
    "posts",
    "hits",
    "news",
    "stories",
];

/// Where a field holds an object, what it is about stands under one of these: names of people and papers, text that a server
/// has rendered, and the types of a database's export.
const VALUES: &[&str] = &["name", "rendered", "value", "text", "$date", "$numberLong", "#text", "@value"];

/// The fields of a record may lie so deep.
const MAX_NESTS: u8 = 3;

/// A value within an object, and what its name makes of it.
struct Within<'o, 'd> {
    object: &'o mut Object<'d>,
    /// What it is about.
    field: Option<Field>,
    /// It may hold fields of the record.
    is_nest: bool,
    /// It may be a list of records.
    is_list: bool,
    depth: u8,
}

#[derive(Deserialize)]
struct Name<'d>(#[serde(borrow)] Cow<'d, str>);

impl<'o, 'd> Within<'o, 'd> {
    fn top(object: &'o mut Object<'d>) -> Within<'o, 'd> {
        Within { object, field: None, is_nest: true, is_list: false, depth: 0 }
    }

    /// A member of this name, if it is of any interest.
    fn member(&mut self, name: &str) -> Option<Within<'_, 'd>> {
        let depth = self.depth + 1;
        if let Some(field) = self.field.filter(|_| VALUES.contains(&name)) {
            return Some(Within { object: self.object, field: Some(field), is_nest: false, is_list: false, depth });
        }
        if !self.is_nest || depth > MAX_NESTS + 1 {
            return None;
        }
        let key = squeezed(name);
        let field = Field::named(name).filter(|_| name != EXPORTED);
        let is_nest = name == EXPORTED || NESTS.contains(&key.as_str());
        let is_list = LISTS.contains(&key.as_str());
        (field.is_some() || is_nest || is_list).then_some(Within {
            object: self.object,
            field,
            is_nest,
            is_list,
            depth,
        })
    }

    fn note(self, value: Cow<'d, str>) {
        if let Some(field) = self.field {
            self.object.fields.note(field, value);
        }
    }
}

impl<'d> DeserializeSeed<'d> for Within<'_, 'd> {
    type Value = ();

    fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'d> Visitor<'d> for Within<'_, 'd> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JSON")
    }

    fn visit_borrowed_str<E>(self, value: &'d str) -> Result<(), E> {
        self.note(value.into());
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.note(value.to_owned().into());
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.note(value.to_string().into());
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.note(value.to_string().into());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.note(value.to_string().into());
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'d>>(self, mut elements: A) -> Result<(), A::Error> {
        loop {
            let mut of_list = Object::default();
            let is_list = self.is_list;
            let within = Within {
                object: if is_list { &mut of_list } else { &mut *self.object },
                field: self.field,
                is_nest: is_list,
                is_list: false,
                depth: self.depth,
            };
            if elements.next_element_seed(within)?.is_none() {
                return Ok(());
            }
            if of_list.fields.have_text() {
                self.object.list.push(of_list.fields);
            }
        }
    }

    fn visit_map<A: MapAccess<'d>>(mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = members.next_key()? {
            match self.member(&name) {
                Some(within) => members.next_value_seed(within)?,
                None => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The records of the elements of an array, or of objects one behind the other.
struct Elements<'r> {
    stream: Stream<'r>,
    ready: VecDeque<Result<Record, Refusal>>,
    /// The line that is being read, from 1.
    line: u64,
    /// What stands before it on its line.
    indent: Vec<u8>,
    /// An array has been opened, and not been closed since.
    is_open: bool,
    is_done: bool,
}

impl<'r> Elements<'r> {
    fn new(stream: Stream<'r>) -> Elements<'r> {
        let (ready, indent) = (VecDeque::new(), Vec::new());
        Elements { stream: stream.in_utf_8(), ready, line: 1, indent, is_open: false, is_done: false }
    }

    /// Goes to the next object.
    fn seek(&mut self) -> io::Result<bool> {
        loop {
            let bytes = self.stream.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let at = memchr::memchr(b'{', bytes);
            let before = bytes.get(..at.unwrap_or(bytes.len())).unwrap_or_default();
            if let Some(bracket) = memchr::memrchr2(b'[', b']', before) {
                self.is_open = before.get(bracket) == Some(&b'[');
            }
            let last = memchr::memrchr(b'\n', before);
            if last.is_some() {
                self.indent.clear();
            }
            self.line += memchr::memchr_iter(b'\n', before).count() as u64;
            self.indent.extend_from_slice(before.get(last.map_or(0, |last| last + 1)..).unwrap_or_default());
            self.indent.truncate(MAX_INDENT);
            let n = before.len();
            self.stream.consume(n);
            if at.is_some() {
                return Ok(true);
            }
        }
    }

    /// Reads the object that begins here, to its closing brace or the end of the file. Where the braces are those of its
    /// form, how deep they are is known without looking at anything else but strings.
    fn object(&mut self, object: &mut Vec<u8>) -> io::Result<bool> {
        object.clear();
        let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
        loop {
            let bytes = self.stream.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let ends = |(_, byte): &(usize, &u8)| {
                match byte {
                    _ if is_escaped => is_escaped = false,
                    b'\\' if is_string => is_escaped = true,
                    b'"' => is_string = !is_string,
                    b'{' if !is_string => depth += 1,
                    b'}' if !is_string => depth = depth.saturating_sub(1),
                    _ => return false,
                }
                depth == 0
            };
            let end = bytes.iter().enumerate().find(ends).map(|(at, _)| at + 1);
            let part = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default();
            object.extend_from_slice(part);
            let n = part.len();
            self.stream.consume(n);
            if end.is_some() || object.len() as u64 > MAX_BYTES {
                return Ok(end.is_some());
            }
        }
    }

    /// Where the next element begins in what was taken for one.
    fn next_element(&self, object: &[u8]) -> Option<usize> {
        let begin = [b"\n", self.indent.as_slice(), b"{"].concat();
        self.indent.trim_ascii().is_empty().then(|| memchr::memmem::find(object, &begin).map(|at| at + 1)).flatten()
    }
}

/// Longer indents are none.
const MAX_INDENT: usize = 256;

impl Iterator for Elements<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if self.is_done {
                return None;
            }
            let mut object = Vec::new();
            let ended = match self.seek() {
                Ok(true) => self.object(&mut object),
                Ok(false) => {
                    self.is_done = true;
                    return self.is_open.then(|| Err(Refusal::new(Fault::CutOff)));
                }
                Err(error) => Err(error),
            };
            let line = Some(self.line);
            let refusal = |fault| Err(Refusal { record: Some(0), line, name: None, fault });
            let mut records = match ended {
                Ok(true) => records_of(&object, line, true),
                Ok(false) if object.len() as u64 > MAX_BYTES => vec![refusal(Fault::TooLarge(MAX_BYTES))],
                Ok(false) => vec![refusal(Fault::CutOff)],
                Err(ref error) => vec![refusal(fault(error))],
            };
            let is_broken =
                |record: &Result<Record, Refusal>| record.as_ref().is_err_and(|refusal| refusal.fault != Fault::NoText);
            if records.iter().any(is_broken) {
                match self.next_element(&object) {
                    Some(next) => {
                        records = vec![refusal(Fault::Malformed("its braces and quotes do not match".to_owned()))];
                        self.stream.unread(object.split_off(next));
                    }
                    None => self.is_done = !matches!(ended, Ok(true)),
                }
            }
            self.line += memchr::memchr_iter(b'\n', &object).count() as u64;
            self.ready.extend(records);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{format, records, told};
    use crate::ingest::manuscript::About;

    fn check(file: impl AsRef<[u8]>, wanted: &str) {
        let file = file.as_ref();
        assert_eq!(told(file), wanted, "{}", String::from_utf8_lossy(file));
    }

    #[test]
    fn a_line_is_a_record_with_what_its_fields_say() {
        check(
            r#"{"text":"Un mot.","url":"https://a.test/1","title":"T","published":"2020-02-28","source":"Le Monde","language":"fr"}
{"TEXT":"Autre \u00e9t\u00e9\nfin","Date":1582848000,"authors":["A. B.","C. D."]}
"#,
            "0 @1: Un mot.; Title T (record.title); Outlet Le Monde (record.source); Published 2020-02-28 (record.published); \
             Language fr (record.language); Address https://a.test/1 (record.url)\n\
             1 @2: Autre été/fin; Published 2020-02-28T00:00:00Z (record.date); Author A. B. (record.authors); Author C. D. (record.authors)",
        );
    }

    #[test]
    fn fields_are_known_by_many_names_and_in_common_places() {
        for (line, wanted) in [
            (r#"{"raw_content":"a","source_domain":"lemonde.fr"}"#, "a; Outlet lemonde.fr (record.source_domain)"),
            (r#"{"content":{"rendered":"a"},"title":{"rendered":"T"}}"#, "a; Title T (record.title)"),
            (r#"{"body":"a","metadata":{"url":"http://x.test/"}}"#, "a; Address http://x.test/ (record.url)"),
            (
                r#"{"content":"a","warc_headers":{"warc-target-uri":"http://x.test/","warc-date":"2021-02-26T02:45:59Z"}}"#,
                "a; Captured 2021-02-26T02:45:59Z (record.warc_date); Address http://x.test/ (record.warc_target_uri)",
            ),
            (r#"{"_source":{"text":"a","headline":"T"}}"#, "a; Title T (record.headline)"),
            (r#"{"text":["a","b"]}"#, "a/b"),
            (r#"{"text":"a","source":{"id":null,"name":"Le Soir"}}"#, "a; Outlet Le Soir (record.source)"),
            (
                r#"{"text":"a","date":{"$date":{"$numberLong":"1582848000000"}}}"#,
                "a; Published 2020-02-28T00:00:00Z (record.date)",
            ),
            (r#"{"text":"a","date":"20200228"}"#, "a; Published 2020-02-28 (record.date)"),
            (
                r#"{"texte":"a","titre":"T","Date de publication":"28/02/2020"}"#,
                "a; Title T (record.titre); Published 28/02/2020 (record.date_de_publication)",
            ),
            (r#"{"text":"","content":"a","title":null,"author":"None"}"#, "a"),
            (
                r#"{"text":"a","article:published_time":"2020-02-28"}"#,
                "a; Published 2020-02-28 (record.published_time)",
            ),
        ] {
            check(line, &format!("0 @1: {wanted}"));
        }
    }

    #[test]
    fn the_time_of_a_crawl_is_no_day_of_publication_and_a_corpus_no_outlet() {
        for (line, wanted) in [
            (
                r#"{"text":"a","timestamp":"2019-04-25T12:57:54Z","url":"https://a.test/","source":"mC4"}"#,
                "Captured 2019-04-25T12:57:54Z (record.timestamp); Address https://a.test/ (record.url)",
            ),
            (
                r#"{"text":"a","date":"2013-05-18T05:48:54Z","dump":"CC-MAIN-2013-20","language_score":0.9}"#,
                "Captured 2013-05-18T05:48:54Z (record.date)",
            ),
            (r#"{"text":"a","source":"https://a.test/x"}"#, "Address https://a.test/x (record.source)"),
            (r#"{"text":"a","source":"OSCAR-2301"}"#, ""),
        ] {
            let said = if wanted.is_empty() { String::new() } else { format!("; {wanted}") };
            check(line, &format!("0 @1: a{said}"));
        }
    }

    #[test]
    fn a_broken_line_costs_itself_alone() {
        check(
            "{\"text\":\"a\"}\n{\"text\":\"b\n\n{\"title\":\"no text\"}\n{\"text\":\"\\ud800\"}\nnot json\n{\"text\":\"c\"}\n{\"text\":\"d",
            "0 @1: a\n\
             1 @2: it is damaged: EOF while parsing a string at column 10\n\
             2 @4: it has no text\n\
             3 @5: it is damaged: unexpected end of hex escape at column 16\n\
             4 @6: it is damaged: expected ident at column 2\n\
             5 @7: c\n\
             6 @8: the data ends early",
        );
    }

    #[test]
    fn text_that_is_html_is_a_page() {
        check(r#"{"text":"<p>Un</p><p>Deux</p>"}"#, "0 @1 html: <p>Un</p><p>Deux</p>");
        check(r#"{"html":"Un <b>mot</b>"}"#, "0 @1 html: Un <b>mot</b>");
        check(r#"{"text":"1 < 2 et 3 > 2"}"#, "0 @1: 1 < 2 et 3 > 2");
    }

    #[test]
    fn other_encodings_are_read() {
        let utf_16: Vec<u8> = "\u{feff}{\"text\":\"été\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(utf_16, "0 @1: été");
        check(b"\xef\xbb\xbf{\"text\":\"a\"}\n", "0 @1: a");
        check(
            b"{\"text\":\"L'\xe9t\xe9 a \xe9t\xe9 tr\xe8s chaud dans la r\xe9gion\"}\n",
            "0 @1: L'été a été très chaud dans la région",
        );
    }

    #[test]
    fn arrays_objects_and_lists_in_them_are_read() {
        check(
            "[{\"text\":\"a\"},\n {\"text\":\"b {[\\\"\"} , {\"x\":1}]",
            "0 @1: a\n1 @2: b {[\"\n2 @2: it has no text",
        );
        check("{\n  \"title\": \"T\",\n  \"text\": \"a\"\n}\n", "0 @1: a; Title T (record.title)");
        check(
            r#"{"status":"ok","articles":[{"content":"a","source":{"name":"X"}},{"content":"b"}]}"#,
            "0 @1: a; Outlet X (record.source)\n1 @1: b",
        );
        check(r#"{"hits":{"hits":[{"_source":{"body":"a"}},{"_source":{"body":"b"}}]}}"#, "0 @1: a\n1 @1: b");
    }

    #[test]
    fn after_a_broken_element_the_next_is_found_by_its_line() {
        check(
            "[\n  {\"text\": \"a\"},\n  {\"text\": \"b},\n  {\"text\": \"c\"},\n  {\"text\": \"d\"}\n]\n",
            "0 @2: a\n1 @3: it is damaged: its braces and quotes do not match\n2 @4: c\n3 @5: d",
        );
        check("[{\"text\":\"a\"},{\"text\":\"b", "0 @1: a\n1 @1: the data ends early");
        check("[{\"text\":\"a\"},\n", "0 @1: a\nfile: the data ends early");
    }

    #[test]
    fn a_file_without_any_text_says_so_once() {
        check("{\"name\":\"x\",\n\"version\":\"1\"}", "file: it is not text");
        check("{\"a\":1}\n".repeat(3000), "file: it has no text");
        let late = format!("{}{{\"text\":\"a\"}}\n", "{\"a\":1}\n".repeat(3));
        check(late, "0 @1: it has no text\n1 @2: it has no text\n2 @3: it has no text\n3 @4: a");
    }

    #[test]
    fn text_that_only_begins_like_json_is_text() {
        for text in [
            "{",
            "{}",
            "{ Lire aussi }\nUne phrase.",
            "{\"Une citation\", dit-il.}\nUne phrase.",
            "[Vidéo] Une phrase.",
            "[{Note}]",
            "[1] Une phrase.",
            "[]",
            "{\"a\": oui}\nUne phrase.",
        ] {
            assert_eq!(format(text.as_bytes()).map(|format| format.name), Some("text"), "{text}");
        }
        let long = format!("{{\"text\":\"{}\"}}\n", "mot ".repeat(40_000));
        assert_eq!(format(long.as_bytes()).map(|format| format.name), Some("jsonl"));
        assert_eq!(format(format!("[\n {long}]").as_bytes()).map(|format| format.name), Some("json"));
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long =
            format!("{{\"text\":\"a\"}}\n{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n", "x".repeat(MAX_BYTES as usize));
        check(long, "0 @1: a\n1 @2: it has more than 33554432 bytes\n2 @3: b");
    }

    #[test]
    fn captured_days_are_of_many_forms() {
        for (value, wanted) in [
            ("1582848000", "2020-02-28T00:00:00Z"),
            ("1582848000000", "2020-02-28T00:00:00Z"),
            ("1582848000.5", "2020-02-28T00:00:00Z"),
            ("\"Fri, 28 Feb 2020 00:00:00 GMT\"", "Fri, 28 Feb 2020 00:00:00 GMT"),
            ("2020", "2020"),
            ("\"28.02.2020\"", "28.02.2020"),
        ] {
            let record =
                records(format!("{{\"text\":\"a\",\"timestamp\":{value}}}").as_bytes()).next().unwrap().unwrap();
            let said: Vec<_> = record.statements.iter().map(|said| (said.about, said.value.as_str())).collect();
            assert_eq!(said, [(About::Captured, wanted)], "{value}");
        }
    }
}
