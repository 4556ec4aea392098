//! An entry, or the whole page of one, as a file that any browser shows and that is read like any saved page.
//!
//! The head says what is known: headline, authors, date, outlet, address, language. What came from out there stands below
//! it, put in order by a parser of HTML, so that nothing in it can end the page it stands in. It is not washed: a policy in
//! the head forbids everything but pictures and the look of the text, and scripts are left out for good measure.

use std::fmt::Write;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

use crate::formats::feed::{self, Body, Entry, Feed};
use crate::model::lang::Lang;
use crate::text::bidi::Direction;

/// Nothing is loaded but pictures, nothing is run, nothing is sent.
const POLICY: &str = "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; form-action 'none'; \
    base-uri 'none'";

/// The look of a page that has none of its own.
const LOOK: &str = "body{max-width:40em;margin:2em auto;padding:0 1em;line-height:1.5;font-family:serif}\
    img{max-width:100%;height:auto}";

/// Elements that act on the page they stand in, or load another.
const ACTING: &[&str] = &["script", "base", "meta", "link", "object", "embed", "applet", "frame", "frameset"];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "poster", "cite"];

/// What the head of a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    /// As it was written.
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
}

impl Head {
    /// What a feed says of one of its entries.
    pub(super) fn of(feed: &Feed, entry: &Entry) -> Head {
        Head {
            title: entry.title.clone(),
            authors: entry.authors.clone(),
            published: entry.published.clone().or_else(|| entry.updated.clone()),
            modified: entry.updated.clone().filter(|_| entry.published.is_some()),
            outlet: entry.source.as_ref().or(feed.title.as_ref()).map(|title| feed::outlet(title).to_owned()),
            address: entry.address.clone().filter(|address| web(address)),
            language: entry.language.clone().or_else(|| feed.language.clone()),
        }
    }

    /// What the head of a page says that was written here.
    pub(super) fn read(page: &str) -> Head {
        let html = Html::parse_document(page);
        let all = |css: &str, attribute: &str| -> Vec<String> {
            let Ok(selector) = Selector::parse(css) else { return Vec::new() };
            html.select(&selector).filter_map(|found| found.attr(attribute)).map(str::to_owned).collect()
        };
        let first = |css, attribute| all(css, attribute).into_iter().next();
        let title = Selector::parse("head > title").ok();
        let title = title.and_then(|title| html.select(&title).next()).map(|title| title.text().collect::<String>());
        Head {
            title: title.filter(|title| !title.is_empty()),
            authors: all("head > meta[name=author]", "content"),
            published: first("head > meta[property='article:published_time']", "content"),
            modified: first("head > meta[property='article:modified_time']", "content"),
            outlet: first("head > meta[property='og:site_name']", "content"),
            address: first("head > link[rel=canonical]", "href"),
            language: first("html", "lang"),
        }
    }

    /// The page with this head; `statements` are those of another head, `body` is HTML.
    fn page(&self, statements: &str, body: &str) -> String {
        let mut page = "<!DOCTYPE html>\n<html".to_owned();
        let attribute = |page: &mut String, name: &str, value: &str| {
            // Writing to a string cannot fail.
            let _ = write!(page, " {name}=\"{}\"", escaped(value));
        };
        if let Some(language) = &self.language {
            attribute(&mut page, "lang", language);
            let direction = Lang::parse(language).map(Lang::direction);
            if let Some(direction) = direction {
                let is_leftwards = direction == Direction::RightToLeft;
                attribute(&mut page, "dir", if is_leftwards { "rtl" } else { "ltr" });
            }
        }
        page.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
        let _ = writeln!(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
        page.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
        let _ = writeln!(page, "<title>{}</title>", escaped(self.title.as_deref().unwrap_or_default()));
        let said = |name, key, value: Option<&String>| value.map(|value| (name, key, value.clone()));
        let authors = self.authors.iter().map(|author| ("name", "author", author.clone()));
        let rest = [
            said("property", "article:published_time", self.published.as_ref()),
            said("property", "article:modified_time", self.modified.as_ref()),
            said("property", "og:site_name", self.outlet.as_ref()),
        ];
        for (name, key, value) in authors.chain(rest.into_iter().flatten()) {
            let _ = writeln!(page, "<meta {name}=\"{key}\" content=\"{}\">", escaped(&value));
        }
        if let Some(address) = &self.address {
            let _ = writeln!(page, "<link rel=\"canonical\" href=\"{}\">", escaped(address));
        }
        let _ = writeln!(page, "{statements}<style>{LOOK}</style>\n</head>\n<body>\n{body}\n</body>\n</html>");
        page
    }
}

/// The page of an entry.
pub(super) fn entry(feed: &Feed, entry: &Entry) -> String {
    let mut body = "<article>\n".to_owned();
    if let Some(title) = &entry.title {
        let _ = writeln!(body, "<h1>{}</h1>", escaped(title));
    }
    if let Some(summary) = &entry.summary {
        let _ = writeln!(body, "<p>{}</p>", escaped(summary));
    }
    let base = entry.base.as_ref().or(entry.address.as_ref()).or(feed.site.as_ref());
    let base = base.and_then(|base| Url::parse(base).ok());
    body.push_str("<div itemprop=\"articleBody\">\n");
    match &entry.body {
        Some(Body::Html(content)) => body.push_str(&in_order(content, base.as_ref())),
        Some(Body::Text(text)) => body.push_str(&paragraphs(text)),
        None => {}
    }
    body.push_str("\n</div>\n");
    let has_picture = body.contains("<img");
    let mut rest = String::new();
    for enclosure in entry.enclosures.iter().filter(|enclosure| web(&enclosure.address)) {
        let is_picture = enclosure.kind.as_deref().is_some_and(|kind| kind.starts_with("image/"));
        let address = escaped(&enclosure.address);
        if !is_picture {
            let _ = writeln!(rest, "<li><a href=\"{address}\">{}</a></li>", escaped(file_name(&enclosure.address)));
        } else if !has_picture {
            let _ = writeln!(body, "<figure><img src=\"{address}\" alt=\"\"></figure>");
        }
    }
    if !rest.is_empty() {
        let _ = writeln!(body, "<footer>\n<ul>\n{rest}</ul>\n</footer>");
    }
    body.push_str("</article>");
    Head::of(feed, entry).page("", &body)
}

/// The whole page of an entry, with the head of the entry before what the page says of itself.
pub(super) fn full(head: &Head, page: &str, address: &Url) -> String {
    let mut html = Html::parse_document(page);
    let base = Selector::parse("base[href]").ok();
    let base = base.and_then(|base| address.join(html.select(&base).next()?.attr("href")?).ok());
    let base = base.as_ref().unwrap_or(address);
    let select = |css: &str, html: &Html| {
        let Ok(selector) = Selector::parse(css) else { return String::new() };
        html.select(&selector).fold(String::new(), |all, found| all + &found.html() + "\n")
    };
    // Data in the guise of a script: no browser runs it, and nothing tells more of a page.
    let statements = select("head > meta[property], head > meta[name]:not([name=viewport])", &html)
        + &select("script[type='application/ld+json']", &html);
    put_in_order(&mut html, Some(base));
    let body = Selector::parse("body").ok();
    let body = body.and_then(|body| html.select(&body).next().map(|body| body.inner_html())).unwrap_or_default();
    let language = head.language.clone().or_else(|| html.root_element().attr("lang").map(str::to_owned));
    Head { language, ..head.clone() }.page(&statements, &body)
}

/// A fragment that was parsed and written again: what it opens it closes.
fn in_order(fragment: &str, base: Option<&Url>) -> String {
    let mut html = Html::parse_fragment(fragment);
    put_in_order(&mut html, base);
    html.root_element().inner_html()
}

/// Takes out what acts, and makes addresses absolute.
fn put_in_order(html: &mut Html, base: Option<&Url>) {
    let ids: Vec<_> = html.tree.nodes().map(|node| node.id()).collect();
    for id in ids {
        let Some(mut node) = html.tree.get_mut(id) else { continue };
        let Node::Element(element) = node.value() else { continue };
        if ACTING.contains(&element.name()) {
            node.detach();
        } else if let Some(base) = base {
            make_absolute(element, base);
        }
    }
}

fn make_absolute(element: &mut Element, base: &Url) {
    for (name, value) in &mut element.attrs {
        let is_address = ADDRESSES.contains(&&*name.local) && !value.starts_with('#');
        if let Some(absolute) = is_address.then(|| base.join(value).ok()).flatten() {
            *value = absolute.as_str().into();
        }
    }
}

/// Plain text: a paragraph for what stands between blank lines.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let marked = paragraphs.map(|paragraph| format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>\n")));
    marked.collect::<Vec<_>>().join("\n")
}

/// The last part of the path, which is what a file is called.
fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

fn web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|address| matches!(address.scheme(), "http" | "https"))
}

/// The addresses of feeds a page names, those of comments last; none are repeated.
pub(super) fn feeds_named(page: &str, address: &Url) -> Vec<Url> {
    let html = Html::parse_document(page);
    let Ok(links) = Selector::parse("link[rel][href]") else { return Vec::new() };
    let is_of_comments = |link: &ElementRef<'_>| {
        let words = format!("{} {}", link.attr("title").unwrap_or_default(), link.attr("href").unwrap_or_default());
        let words = words.to_lowercase();
        ["comment", "\u{62a}\u{639}\u{644}\u{64a}\u{642}"].iter().any(|word| words.contains(word))
    };
    let names_feed = |link: &ElementRef<'_>| {
        let mut relations = link.attr("rel").unwrap_or_default().split_ascii_whitespace();
        let kind = link.attr("type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        relations.any(|relation| relation.eq_ignore_ascii_case("alternate")) && FEED_KINDS.contains(&kind.as_str())
    };
    let base = Selector::parse("base[href]").ok();
    let base = base.and_then(|base| address.join(html.select(&base).next()?.attr("href")?).ok());
    let base = base.as_ref().unwrap_or(address);
    let mut links: Vec<ElementRef<'_>> = html.select(&links).filter(names_feed).collect();
    links.sort_by_key(is_of_comments);
    let mut found: Vec<Url> = Vec::new();
    for link in links {
        let address = base.join(link.attr("href").unwrap_or_default().trim()).ok();
        if let Some(address) = address.and_then(super::address::web).filter(|address| !found.contains(address)) {
            found.push(address);
        }
    }
    found
}

/// The types by which pages name feeds.
const FEED_KINDS: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "application/xml",
    "text/xml",
];

/// Text that can stand in an element or between double quotes. Control characters, which no page may hold, become spaces.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
