//! Feeds: RSS of all ages, RDF, Atom and JSON Feed. An entry is a record.
//!
//! [`read`] takes a feed from the network or from a file; what it cannot read of an entry costs that entry alone, and of a feed
//! that was cut off the entries before the cut are read. Dates are kept as they are written, because half of those in use follow no
//! standard ("mer., 12 févr. 2020 10:00:00 CEST") and ingest reads more of them than a parser of dates does. That, the `source` of
//! an entry, and reading on behind a fault are why the elements are read here, tag by tag, and not by feed-rs; tests hold the two
//! against each other.
//!
//! CDF, the channels of 1997, is refused by name.

mod fields;
mod json;
mod rss;

use std::io::Read;

use url::Url;

use crate::formats::sniff::Sample;
use crate::formats::stream::{self, Stream};
use crate::formats::xml;
use crate::formats::{Content, Format, Record, Records, Refusal};
use crate::ingest::decode;
use crate::ingest::manuscript::{About, Statement};
use crate::model::problem::Fault;

/// An entry of a feed is a record.
pub(super) const FEED: Format = Format {
    name: "feed",
    what: "RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom, JSON Feed: an entry is an article",
    known_by: "its first element, or the version that a JSON Feed names",
    recognises,
    open: records,
};

/// A feed, as it says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its title, as plain text.
    pub title: Option<String>,
    /// The address of the site it belongs to.
    pub site: Option<String>,
    /// The address it says it has.
    pub address: Option<String>,
    /// The language of its entries, where they do not say otherwise: a BCP 47 tag, as it stands there.
    pub language: Option<String>,
    /// The hubs that tell of new entries.
    pub hubs: Vec<String>,
    /// The address of older entries.
    pub next: Option<String>,
    /// How many minutes it may be kept before it is fetched again.
    pub ttl: Option<u32>,
    /// Hours of the day, 0 to 23 in UTC, at which there is nothing new.
    pub skip_hours: Vec<u8>,
    /// What has been published, in the order of the feed.
    pub entries: Vec<Entry>,
    /// Entries that could not be read.
    pub refusals: Vec<Refusal>,
}

/// An entry of a feed. Addresses are absolute where the feed says enough for that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the feed, from 0.
    pub number: u32,
    /// The line of the feed it begins in, from 1, where the feed consists of lines.
    pub line: Option<u64>,
    /// What distinguishes it from the others of the feed: its `guid` or `id`.
    pub id: Option<String>,
    /// Its headline, as plain text.
    pub title: Option<String>,
    /// The address of its page.
    pub address: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was last changed, as written.
    pub updated: Option<String>,
    /// Who wrote it; addresses of mail are left out.
    pub authors: Vec<String>,
    /// Its language, where it is said of it or of the feed.
    pub language: Option<String>,
    /// The title of the feed it was taken from, where that is another one.
    pub source: Option<String>,
    /// Its text: the content, or the summary where there is no content.
    pub body: Option<Body>,
    /// The summary as plain text, where it is a standfirst: it does not stand in the text.
    pub summary: Option<String>,
    /// Pictures, recordings and films that belong to it.
    pub enclosures: Vec<Enclosure>,
    /// What relative addresses in its text are relative to.
    pub base: Option<String>,
}

/// The text of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A fragment of HTML.
    Html(String),
    /// Plain text.
    Text(String),
}

/// A file that belongs to an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub address: String,
    /// Its media type, as it stands there: `audio/mpeg`.
    pub kind: Option<String>,
    /// How many bytes it has, as it stands there.
    pub length: Option<u64>,
}

/// How a feed came: what the server said of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served<'s> {
    /// The address it was fetched from; what its own addresses are relative to.
    pub address: Option<&'s str>,
    /// The encoding the server named.
    pub charset: Option<&'s str>,
}

/// Reads a feed. Bytes that are none, or of a kind that is not read, are a fault; a feed with faults in it is read as far as
/// it goes, and says so in its refusals.
pub fn read(bytes: &[u8], served: Served<'_>) -> Result<Feed, Fault> {
    let (mut feed, entries) = open(bytes, served)?;
    for entry in entries {
        match entry {
            Ok(entry) => feed.entries.push(entry),
            Err(refusal) => feed.refusals.push(refusal),
        }
    }
    Ok(feed)
}

/// The title of a feed without what only says that it is one: `Le Fanal - RSS` is published by `Le Fanal`.
pub fn outlet(title: &str) -> &str {
    fields::without_feed_words(title)
}

/// Whether a file that begins like this is a feed.
fn recognises(sample: &Sample<'_>) -> bool {
    json::recognises(&sample.text)
        || xml::head(sample.bytes).is_some_and(|head| xml::root(&head).is_some_and(|root| rss::is_root(&root)))
}

/// The entries of a feed as records.
fn records(stream: Stream<'_>) -> Records<'_> {
    let limit = decode::LIMIT as u64;
    let mut bytes = Vec::new();
    let mut faults = Vec::new();
    match stream.take(limit + 1).read_to_end(&mut bytes) {
        Err(error) => faults.push(stream::fault(&error)),
        Ok(n_read) if n_read as u64 > limit => faults.push(Fault::TooLarge(limit)),
        Ok(_) => {}
    }
    let (outlet, entries) = match open(&bytes, Served::default()) {
        Ok((feed, entries)) => (feed.title, Some(entries)),
        Err(fault) => {
            faults.push(fault);
            (None, None)
        }
    };
    let records = entries.into_iter().flatten().map(move |entry| record(entry?, outlet.as_deref()));
    Box::new(records.chain(faults.into_iter().map(|fault| Err(Refusal::new(fault)))))
}

type Entries = Box<dyn Iterator<Item = Result<Entry, Refusal>> + Send>;

/// What the feed says of itself, without entries, and its entries one by one.
fn open(bytes: &[u8], served: Served<'_>) -> Result<(Feed, Entries), Fault> {
    let text = xml::decode(bytes, served.charset);
    if json::recognises(text.as_bytes()) {
        return json::open(&text, served.address);
    }
    let (feed, entries) = rss::open(text, served.address)?;
    Ok((feed, Box::new(entries)))
}

/// An entry as a record; an entry that has but a headline is a page of it.
fn record(entry: Entry, feed_title: Option<&str>) -> Result<Record, Refusal> {
    let Entry { number, line, title, body, .. } = entry;
    let content = match (body, &title) {
        (Some(Body::Html(html)), _) => Content::Fragment { html, base: entry.base.or_else(|| entry.address.clone()) },
        (Some(Body::Text(text)), _) => Content::Text(text.into_bytes()),
        (None, Some(title)) => Content::Text(title.clone().into_bytes()),
        (None, None) => return Err(Refusal { record: Some(number), line, ..Refusal::new(Fault::NoText) }),
    };
    let outlet = entry.source.as_deref().map(|source| ("feed.source", source));
    let outlet = outlet.or(feed_title.map(|title| ("feed.title", title)));
    let outlet = outlet.map(|(rule, title)| (rule, fields::without_feed_words(title).to_owned()));
    let mut statements = Vec::new();
    let mut state = |about, rule, value: Option<String>| {
        statements.extend(value.filter(|value| !value.is_empty()).map(|value| Statement { about, value, rule }));
    };
    state(About::Title, "feed.entry_title", title);
    if let Some((rule, outlet)) = outlet {
        state(About::Outlet, rule, Some(outlet));
    }
    state(About::Published, "feed.published", entry.published);
    state(About::Modified, "feed.updated", entry.updated);
    for author in entry.authors {
        state(About::Author, "feed.author", Some(author));
    }
    state(About::Language, "feed.language", entry.language);
    state(About::Address, "feed.link", entry.address);
    state(About::Summary, "feed.summary", entry.summary);
    Ok(Record { number, line, content, statements, ..Record::default() })
}

/// Addresses longer than this lead nowhere. What a feed says of itself is kept with each of its entries, so that it must not be large.
const MAX_ADDRESS: usize = 8 << 10;

/// The largest title of a feed, in bytes.
const MAX_TITLE: usize = 2 << 10;

/// So many authors are kept.
const MAX_AUTHORS: usize = 32;

/// An address made absolute, where it can be one of the web.
fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    if address.len() > MAX_ADDRESS {
        return None;
    }
    let found = match Url::parse(address) {
        Ok(found) => found,
        Err(_) => Url::parse(base?).ok()?.join(address).ok()?,
    };
    matches!(found.scheme(), "http" | "https").then(|| found.into())
}

#[cfg(test)]
mod tests;
