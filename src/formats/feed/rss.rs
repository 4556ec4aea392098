//! RSS 0.9x to 2.0, RSS 1.0 and Atom: one walk for all of them, because feeds mix their elements freely.
//!
//! A first look finds where each entry begins and ends and reads what the feed says of itself; entries are read when they are
//! asked for. An entry ends where it is closed, or where the next begins.

use std::ops::Range;

use memchr::memmem;

use crate::formats::Refusal;
use crate::formats::feed::fields::{self, Markup};
use crate::formats::feed::{Body, Enclosure, Entry, Feed, MAX_AUTHORS, MAX_TITLE, absolute};
use crate::formats::xml::{self, Element, LineCount, Nesting, Tag, Tags, end_of};
use crate::model::problem::Fault;

/// Whether a document that begins with this element is a feed, or was meant to be one.
pub(super) fn is_root(root: &Element<'_>) -> bool {
    let namespaces = || root.attributes().into_iter().filter(|(name, _)| name.starts_with("xmlns"));
    let speaks_of = |words: &[&str]| namespaces().any(|(_, uri)| words.iter().any(|word| uri.contains(word)));
    match root.local() {
        "rss" | "channel" | "CHANNEL" => true,
        "feed" => speaks_of(&["/Atom", "/atom/"]) || namespaces().next().is_none(),
        "RDF" => speaks_of(&["purl.org/rss/", "purl.org/net/rss", "netscape.com/rdf/"]),
        _ => false,
    }
}

/// What the feed says of itself, and its entries.
pub(super) fn open(text: String, served_from: Option<&str>) -> Result<(Feed, Entries), Fault> {
    let root = xml::root(&text).ok_or_else(|| Fault::Malformed("no feed begins in it".to_owned()))?;
    if root.local() == "CHANNEL" {
        return Err(Fault::Unsupported("CDF".to_owned()));
    }
    // Whoever asks for a feed and gets one of a namespace nobody knows has a feed.
    if !is_root(&root) && root.local() != "feed" {
        return Err(Fault::Malformed(format!("it begins with <{}>, which is no feed", root.name())));
    }
    let from = root.at;
    let closing = format!("</{}", root.name());
    let mut head = Head { base: served_from.map(str::to_owned), ..Head::default() };
    let mut feed = Feed::default();
    let mut frames = Vec::new();
    let mut tags = Tags::new(&text, from);
    while let Some(tag) = tags.next() {
        let Tag::Open(element) = tag else { continue };
        match element.local() {
            "rss" | "feed" | "RDF" | "channel" => head.enter(&element),
            "item" | "entry" if head.vocabulary(&element) == Vocabulary::Core => {
                let frame = frame(&text, &element, tags.at());
                tags.seek(frame.after);
                frames.push(frame);
            }
            _ => head.read(&mut feed, &mut tags, &element),
        }
    }
    let last = frames.last().map_or(from, |frame| frame.content.end);
    let ends = frames.last().is_some_and(|frame| frame.is_cut_off)
        || memmem::find(&text.as_bytes()[last..], closing.as_bytes()).is_some();
    feed.language.clone_from(&head.language);
    feed.site = feed.site.and_then(|site| absolute(&site, head.base.as_deref()));
    // Entries are relative to the site where nothing else is said.
    head.base = head.base.or_else(|| feed.site.clone());
    let entries =
        Entries { text, head, frames: frames.into_iter().enumerate(), lines: LineCount::default(), is_cut_off: !ends };
    Ok((feed, entries))
}

/// The entries of a feed, read as they are asked for.
pub(super) struct Entries {
    text: String,
    head: Head,
    frames: std::iter::Enumerate<std::vec::IntoIter<Frame>>,
    lines: LineCount,
    /// The feed ends before it is closed, between two entries.
    is_cut_off: bool,
}

impl Iterator for Entries {
    type Item = Result<Entry, Refusal>;

    fn next(&mut self) -> Option<Result<Entry, Refusal>> {
        for (n, frame) in self.frames.by_ref() {
            let number = u32::try_from(n).unwrap_or(u32::MAX);
            let line = Some(self.lines.line_at(&self.text, frame.content.start));
            if frame.is_cut_off {
                return Some(Err(Refusal { record: Some(number), line, ..Refusal::new(Fault::CutOff) }));
            }
            let entry = self.head.entry(&self.text[..frame.content.end], frame.content.start);
            // An entry with nothing in it has lost nothing.
            if entry != Entry::default() {
                return Some(Ok(Entry { number, line, ..entry }));
            }
        }
        let is_cut_off = std::mem::take(&mut self.is_cut_off);
        is_cut_off.then(|| Err(Refusal::new(Fault::CutOff)))
    }
}

/// Where an entry stands.
struct Frame {
    /// From its tag to the tag that closes it, without that.
    content: Range<usize>,
    /// Where the walk goes on.
    after: usize,
    /// The document ends in it.
    is_cut_off: bool,
}

/// The entry of this tag, whose content begins at a byte of the text.
fn frame(text: &str, element: &Element<'_>, from: usize) -> Frame {
    if element.is_empty {
        return Frame { content: element.at..from, after: from, is_cut_off: false };
    }
    if let Some(end) = end_of(text, from, element.name(), Nesting::Ends) {
        return Frame { content: element.at..end.content, after: end.after, is_cut_off: false };
    }
    // The last one: it may lack its closing tag in a feed that is closed.
    let closing = ["</channel", "</rss", "</feed", "</rdf:RDF"];
    let end = closing.iter().filter_map(|tag| memmem::rfind(&text.as_bytes()[from..], tag.as_bytes())).min();
    let content_end = end.map_or(text.len(), |end| from + end);
    Frame { content: element.at..content_end, after: content_end, is_cut_off: end.is_none() }
}

/// Whose words an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vocabulary {
    /// RSS, Atom, XHTML, or none.
    Core,
    /// `content:encoded`.
    Content,
    DublinCore,
    Media,
    Other,
}

impl Vocabulary {
    fn of_namespace(uri: &str) -> Vocabulary {
        let uri = uri.trim().to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| uri.contains(word));
        match () {
            () if has(&["purl.org/rss/1.0/modules/content"]) => Vocabulary::Content,
            () if has(&["purl.org/rss/1.0/modules/", "purl.org/rss/modules/"]) => Vocabulary::Other,
            () if has(&["purl.org/dc/"]) => Vocabulary::DublinCore,
            () if has(&["search.yahoo.com/mrss", "/mrss"]) => Vocabulary::Media,
            () if has(&[
                "/atom",
                "purl.org/rss/",
                "purl.org/net/rss",
                "netscape.com/rdf",
                "userland.com/rss",
                "/xhtml",
            ]) =>
            {
                Vocabulary::Core
            }
            () => Vocabulary::Other,
        }
    }

    /// By a prefix that nobody declared.
    fn of_prefix(prefix: &str) -> Vocabulary {
        match prefix.to_ascii_lowercase().as_str() {
            "" | "rss" | "atom" | "a10" | "atom10" | "xhtml" => Vocabulary::Core,
            "content" => Vocabulary::Content,
            "dc" | "dcterms" => Vocabulary::DublinCore,
            "media" => Vocabulary::Media,
            _ => Vocabulary::Other,
        }
    }
}

/// A feed declares a dozen.
const MAX_PREFIXES: usize = 64;

/// What the beginning of a feed says for its entries.
#[derive(Default)]
struct Head {
    base: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    is_atom: bool,
    prefixes: Vec<(String, Vocabulary)>,
}

impl Head {
    /// An element that holds others: what it says holds for them.
    fn enter(&mut self, element: &Element<'_>) {
        self.is_atom |= element.local() == "feed";
        for (name, uri) in element.attributes() {
            if let Some(prefix) = name.strip_prefix("xmlns:").filter(|_| self.prefixes.len() < MAX_PREFIXES) {
                self.prefixes.push((prefix.to_owned(), Vocabulary::of_namespace(&uri)));
            }
        }
        if let Some(base) = element.attribute("xml:base").and_then(|base| absolute(&base, self.base.as_deref())) {
            self.base = Some(base);
        }
        self.language = element.attribute("xml:lang").filter(|tag| is_tag(tag)).or(self.language.take());
    }

    fn vocabulary(&self, element: &Element<'_>) -> Vocabulary {
        let prefix = element.prefix();
        if prefix.is_empty() {
            return Vocabulary::Core;
        }
        let declared = self.prefixes.iter().find(|(declared, _)| declared == prefix);
        declared.map_or_else(|| Vocabulary::of_prefix(prefix), |(_, vocabulary)| *vocabulary)
    }

    /// Reads an element that stands beside the entries.
    fn read<'x>(&mut self, feed: &mut Feed, tags: &mut Tags<'x>, element: &Element<'x>) {
        match (self.vocabulary(element), element.local()) {
            (Vocabulary::Core, "title") | (Vocabulary::DublinCore, "title") => {
                let title = tags.inner(element).map(|inner| self.title(element, inner));
                let title = title.filter(|title| (1..=MAX_TITLE).contains(&title.len()));
                feed.title = feed.title.take().or(title);
            }
            (Vocabulary::Core, "link") => self.read_link(feed, tags, element),
            (Vocabulary::Core | Vocabulary::DublinCore, "language") => {
                self.language = self.language.take().or(tags.inner(element).and_then(words).filter(|tag| is_tag(tag)));
            }
            (Vocabulary::Core, "ttl") => {
                feed.ttl = tags.inner(element).and_then(words).and_then(|minutes| minutes.parse().ok()).or(feed.ttl);
            }
            (Vocabulary::Core, "skipHours") => {
                // 24 was midnight once.
                let hours = |inner| children(inner, "hour").into_iter().filter_map(|hour| hour.parse::<u8>().ok());
                let hours = tags.inner(element).into_iter().flat_map(hours);
                feed.skip_hours = hours.filter(|hour| *hour <= 24).map(|hour| hour % 24).collect();
            }
            (Vocabulary::Core, "author") if self.is_atom && self.authors.len() < MAX_AUTHORS => {
                self.authors.extend(tags.inner(element).and_then(person));
            }
            // What is in them has titles and links too.
            (_, "image" | "textinput" | "textInput" | "contributor" | "owner" | "items") => {
                tags.inner(element);
            }
            _ => {}
        }
    }

    fn read_link<'x>(&self, feed: &mut Feed, tags: &mut Tags<'x>, element: &Element<'x>) {
        let Some(href) = element.attribute("href") else {
            let site = tags.inner(element).and_then(words);
            feed.site = feed.site.take().or(site);
            return;
        };
        let base = self.base.as_deref().or(feed.site.as_deref());
        let Some(address) = absolute(&href, base) else { return };
        let relation = element.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        match relation.as_str() {
            "" | "alternate" => feed.site = feed.site.take().or(Some(address)),
            "self" => feed.address = feed.address.take().or(Some(address)),
            "hub" => feed.hubs.push(address),
            "next" => feed.next = feed.next.take().or(Some(address)),
            _ => {}
        }
    }

    /// Reads the entry whose tag is at this byte, from a text that ends with it.
    fn entry(&self, text: &str, at: usize) -> Entry {
        let mut tags = Tags::new(text, at);
        let mut reading = Reading::default();
        if let Some(Tag::Open(element)) = tags.next() {
            let base = element.attribute("xml:base").and_then(|base| absolute(&base, self.base.as_deref()));
            reading.entry.base = base.or_else(|| self.base.clone());
            reading.entry.language = element.attribute("xml:lang").filter(|tag| is_tag(tag));
            reading.about = element.attribute("rdf:about");
        }
        while let Some(tag) = tags.next() {
            if let Tag::Open(element) = tag {
                self.read_field(&mut reading, &mut tags, &element);
            }
        }
        reading.finish(self)
    }

    fn read_field<'x>(&self, reading: &mut Reading, tags: &mut Tags<'x>, element: &Element<'x>) {
        let entry = &mut reading.entry;
        let vocabulary = self.vocabulary(element);
        match (vocabulary, element.local()) {
            (Vocabulary::Core | Vocabulary::DublinCore, "title") => {
                let title =
                    tags.inner(element).map(|inner| self.title(element, inner)).filter(|title| !title.is_empty());
                let is_first = entry.title.is_none() || vocabulary == Vocabulary::Core && reading.title_is_second_rate;
                if is_first && title.is_some() {
                    entry.title = title;
                    reading.title_is_second_rate = vocabulary != Vocabulary::Core;
                }
            }
            (Vocabulary::Core, "link") => reading.read_link(tags, element),
            (Vocabulary::Other, "origLink") => reading.original = tags.inner(element).and_then(words),
            (Vocabulary::Core, "guid" | "id") => {
                reading.is_permanent =
                    element.attribute("isPermaLink").is_none_or(|is| is.eq_ignore_ascii_case("true"));
                entry.id = entry.id.take().or(tags.inner(element).and_then(words));
            }
            (Vocabulary::Core, "pubDate" | "published" | "issued") => {
                if let Some(date) = tags.inner(element).and_then(words) {
                    entry.published = Some(date);
                }
            }
            (Vocabulary::Core, "created") | (Vocabulary::DublinCore, "date" | "issued" | "created") => {
                entry.published = entry.published.take().or(tags.inner(element).and_then(words));
            }
            (Vocabulary::Core, "updated" | "modified") | (Vocabulary::DublinCore, "modified") => {
                entry.updated = tags.inner(element).and_then(words).or(entry.updated.take());
            }
            (Vocabulary::Core, "author") | (Vocabulary::DublinCore, "creator") => {
                let author = tags.inner(element).and_then(person).filter(|author| !entry.authors.contains(author));
                entry.authors.extend(author.filter(|_| entry.authors.len() < MAX_AUTHORS));
            }
            (Vocabulary::Core | Vocabulary::DublinCore, "language") => {
                entry.language = tags.inner(element).and_then(words).or(entry.language.take());
            }
            (Vocabulary::Core, "content" | "body" | "fullitem") | (Vocabulary::Content, "encoded") => {
                if let Some(base) =
                    element.attribute("xml:base").and_then(|base| absolute(&base, entry.base.as_deref()))
                {
                    entry.base = Some(base);
                }
                let body = self.body(element, tags);
                reading.content = longer(reading.content.take(), body);
            }
            (Vocabulary::Core, "description" | "summary") => {
                let body = self.body(element, tags);
                reading.summary = longer(reading.summary.take(), body);
            }
            (Vocabulary::Core, "source") => {
                let title = |inner: &str| match xml::has_elements(inner) {
                    true => children(inner, "title").into_iter().next(),
                    false => words(inner),
                };
                entry.source = tags.inner(element).and_then(title).map(|title| fields::plain(&title));
            }
            (Vocabulary::Core, "enclosure") | (Vocabulary::Media, "content" | "thumbnail") => {
                entry.enclosures.extend(enclosure(element, "url", entry.base.as_deref()));
            }
            // Whose titles and names are not those of the entry.
            (Vocabulary::Core, "contributor" | "image" | "textinput" | "comments" | "category") => {
                tags.inner(element);
            }
            _ => {}
        }
    }

    /// A headline: plain text in Atom where nothing else is said, and a little HTML anywhere else.
    fn title(&self, element: &Element<'_>, inner: &str) -> String {
        let text = xml::text(inner);
        match Markup::of(element, self.is_atom) {
            Markup::Foreign => String::new(),
            Markup::Plain => fields::squeeze(&text),
            _ => fields::plain(&text),
        }
    }

    fn body<'x>(&self, element: &Element<'x>, tags: &mut Tags<'x>) -> Option<Body> {
        // Content that stands elsewhere is no text.
        let inner = tags.inner(element)?;
        fields::body(inner, Markup::of(element, self.is_atom))
    }
}

/// What is known of an entry while it is read.
#[derive(Default)]
struct Reading {
    entry: Entry,
    /// The title is not in a field made for it.
    title_is_second_rate: bool,
    /// The identifier is an address, where it looks like one.
    is_permanent: bool,
    /// The address that a service in between put aside.
    original: Option<String>,
    link: Option<String>,
    about: Option<String>,
    content: Option<Body>,
    summary: Option<Body>,
}

impl Reading {
    fn read_link<'x>(&mut self, tags: &mut Tags<'x>, element: &Element<'x>) {
        let Some(href) = element.attribute("href") else {
            self.link = self.link.take().or(tags.inner(element).and_then(words));
            return;
        };
        let relation = element.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        match relation.as_str() {
            "" | "alternate" => self.link = self.link.take().or(Some(href)),
            "enclosure" => self.entry.enclosures.extend(enclosure(element, "href", self.entry.base.as_deref())),
            _ => {}
        }
    }

    fn finish(self, head: &Head) -> Entry {
        let Reading { mut entry, original, link, about, content, summary, is_permanent, .. } = self;
        let base = entry.base.as_deref();
        let identifier = entry.id.clone().filter(|_| is_permanent).or(about).filter(|id| id.starts_with("http"));
        let mut addresses = [original, link, identifier].into_iter().flatten();
        entry.address = addresses.find_map(|address| absolute(&address, base));
        (entry.body, entry.summary) = fields::body_and_standfirst(content, summary);
        let is_nothing = Entry { base: None, language: None, ..entry.clone() } == Entry::default();
        if is_nothing {
            return Entry::default();
        }
        if entry.authors.is_empty() {
            entry.authors.clone_from(&head.authors);
        }
        entry.language = entry.language.or_else(|| head.language.clone());
        entry
    }
}

/// Whether it can be a tag of a language.
fn is_tag(tag: &str) -> bool {
    (1..=35).contains(&tag.len())
}

/// What a field of words says, where it says anything.
fn words(inner: &str) -> Option<String> {
    let words = fields::squeeze(&xml::text(inner));
    (!words.is_empty()).then_some(words)
}

/// The words of the elements of this name.
fn children(inner: &str, name: &str) -> Vec<String> {
    let mut tags = Tags::new(inner, 0);
    let mut found = Vec::new();
    while let Some(tag) = tags.next() {
        if let Tag::Open(element) = tag
            && element.local() == name
        {
            found.extend(tags.inner(&element).and_then(words));
        }
    }
    found
}

/// The name of a person, from an element of Atom or from the line that RSS has.
fn person(inner: &str) -> Option<String> {
    match xml::has_elements(inner) {
        true => children(inner, "name").into_iter().find_map(|name| fields::person(&name)),
        false => fields::person(&words(inner)?),
    }
}

fn enclosure(element: &Element<'_>, address: &str, base: Option<&str>) -> Option<Enclosure> {
    let length = ["length", "fileSize"].iter().find_map(|name| element.attribute(name));
    Some(Enclosure {
        address: absolute(&element.attribute(address)?, base)?,
        kind: element.attribute("type").or_else(|| element.attribute("medium")),
        length: length.and_then(|length| length.parse().ok()),
    })
}

/// Of several fields for the same, the text is the longest.
fn longer(before: Option<Body>, now: Option<Body>) -> Option<Body> {
    let length = |body: &Option<Body>| body.as_ref().map_or(0, |body| body.as_str().len());
    if length(&now) > length(&before) { now } else { before }
}
