//! JSON Feed. Its entries are read one after the other, so that those before a fault are kept.

use std::fmt;

use memchr::memmem;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::formats::Refusal;
use crate::formats::feed::fields;
use crate::formats::feed::{Body, Enclosure, Entries, Entry, Feed, MAX_AUTHORS, MAX_TITLE, absolute};
use crate::model::problem::Fault;

/// Whether a text that begins like this is a JSON Feed: it names its version.
pub(super) fn recognises(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let names = |words: &[u8]| memmem::find(head, words).is_some();
    head.starts_with(b"{") && (names(b"jsonfeed.org/version") || names(b"jsonfeed.org\\/version"))
}

/// What the feed says of itself, and its entries.
pub(super) fn open(text: &str, served_from: Option<&str>) -> Result<(Feed, Entries), Fault> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut read = Read::default();
    let mut parser = serde_json::Deserializer::from_str(text);
    let outcome = (&mut read).deserialize(&mut parser);
    let Read { head, items } = read;
    let feed = Feed {
        title: head.words("title").filter(|title| title.len() <= MAX_TITLE),
        site: head.address("home_page_url", served_from),
        address: head.address("feed_url", served_from),
        language: head.words("language").filter(|tag| tag.len() <= 35),
        hubs: head.list("hubs").iter().filter_map(|hub| hub.address("url", served_from)).collect(),
        next: head.address("next_url", served_from),
        ..Feed::default()
    };
    let base = served_from.map(str::to_owned).or_else(|| feed.site.clone());
    let feed_authors = authors(&head);
    let language = feed.language.clone();
    let n_items = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let fault = outcome.err().map(|error| {
        let fault = if error.is_eof() { Fault::CutOff } else { Fault::Malformed(error.to_string()) };
        let line = u64::try_from(error.line()).ok();
        Err(Refusal { record: Some(n_items), line, ..Refusal::new(fault) })
    });
    let entries = items.into_iter().zip(0..).map(move |(item, number)| {
        let mut entry = entry(&item, base.as_deref());
        if entry.authors.is_empty() {
            entry.authors.clone_from(&feed_authors);
        }
        entry.language = entry.language.or_else(|| language.clone());
        Ok(Entry { number, ..entry })
    });
    Ok((feed, Box::new(entries.chain(fault))))
}

fn entry(item: &Value, base: Option<&str>) -> Entry {
    let html = item.text("content_html").map(Body::Html);
    let content = html.or_else(|| item.text("content_text").map(Body::Text));
    let (body, summary) = fields::body_and_standfirst(content, item.text("summary").map(Body::Text));
    let enclosure = |attachment: &Value| {
        Some(Enclosure {
            address: attachment.address("url", base)?,
            kind: attachment.words("mime_type"),
            length: attachment.get("size_in_bytes").and_then(Value::as_u64),
        })
    };
    let id = item.words("id").or_else(|| item.get("id").filter(|id| id.is_number()).map(Value::to_string));
    let address = ["url", "external_url"].iter().find_map(|name| item.address(name, base));
    Entry {
        address: address.or_else(|| absolute(id.as_deref().filter(|id| id.starts_with("http"))?, None)),
        id,
        title: item.words("title").map(|title| fields::plain(&title)),
        published: item.words("date_published"),
        updated: item.words("date_modified"),
        authors: authors(item),
        language: item.words("language"),
        body,
        summary,
        enclosures: item.list("attachments").iter().filter_map(enclosure).collect(),
        base: base.map(str::to_owned),
        ..Entry::default()
    }
}

/// `authors` of version 1.1, `author` of version 1.
fn authors(value: &Value) -> Vec<String> {
    let one = value.get("author").into_iter();
    let names = value.list("authors").iter().chain(one).filter_map(|author| fields::person(&author.words("name")?));
    names.take(MAX_AUTHORS).collect()
}

/// Fields of objects that may be of any type.
trait Fields {
    fn text(&self, name: &str) -> Option<String>;
    fn words(&self, name: &str) -> Option<String>;
    fn address(&self, name: &str, base: Option<&str>) -> Option<String>;
    fn list(&self, name: &str) -> &[Value];
}

impl Fields for Value {
    fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
    }

    fn words(&self, name: &str) -> Option<String> {
        self.text(name).map(|text| fields::squeeze(&text))
    }

    fn address(&self, name: &str, base: Option<&str>) -> Option<String> {
        absolute(self.get(name)?.as_str()?, base)
    }

    fn list(&self, name: &str) -> &[Value] {
        self.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// What was read of a feed, as far as it could be.
#[derive(Default)]
struct Read {
    /// Everything but the entries.
    head: Value,
    items: Vec<Value>,
}

impl<'de> DeserializeSeed<'de> for &mut Read {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Read {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.head = Value::Object(serde_json::Map::new());
        while let Some(name) = map.next_key::<String>()? {
            if name == "items" {
                map.next_value_seed(Items(&mut self.items))?;
            } else if let Some(head) = self.head.as_object_mut() {
                head.insert(name, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The list of entries while it is read.
struct Items<'i>(&'i mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element()? {
            self.0.push(item);
        }
        Ok(())
    }
}
