//! What fields of feeds mean: how their text is marked up, who a person is, which summary is a standfirst.

use std::borrow::Cow;

use memchr::memchr2;

use crate::formats::feed::Body;
use crate::formats::xml::{self, Element};

/// How the text of a field is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// It is not said: by its looks.
    Unsaid,
    /// Not at all.
    Plain,
    /// HTML as text.
    Escaped,
    /// Elements.
    Inline,
    /// It holds something else than text.
    Foreign,
}

impl Markup {
    /// By the attributes of the field. In Atom, text is plain where nothing is said.
    pub(super) fn of(element: &Element<'_>, is_atom: bool) -> Markup {
        let said = |name| element.attribute(name).unwrap_or_default().to_ascii_lowercase();
        let (kind, mode) = (said("type"), said("mode"));
        match (kind.as_str(), mode.as_str()) {
            (_, "base64") => Markup::Foreign,
            ("xhtml", _) | ("text/html" | "application/xhtml+xml", "xml") => Markup::Inline,
            ("html" | "text/html" | "application/xhtml+xml", _) => Markup::Escaped,
            ("text" | "text/plain", _) => Markup::Plain,
            ("", "escaped") => Markup::Unsaid,
            ("", _) if is_atom => Markup::Plain,
            ("", _) => Markup::Unsaid,
            _ => Markup::Foreign,
        }
    }
}

/// The text of a field, where it has any.
pub(super) fn body(inner: &str, markup: Markup) -> Option<Body> {
    // Tags that are there are meant, whatever is said.
    let is_inline = xml::has_elements(inner);
    let text = match (markup, is_inline) {
        (Markup::Foreign, _) => return None,
        (Markup::Inline, _) | (_, true) => Cow::Owned(inline(inner)),
        _ => xml::text(inner),
    };
    if text.trim().is_empty() {
        return None;
    }
    let body = match markup {
        _ if is_inline => Body::Html(text.into_owned()),
        Markup::Escaped | Markup::Inline => Body::Html(unwrapped(text).into_owned()),
        Markup::Plain if !has_closing_tag(&text) => Body::Text(text.into_owned()),
        _ => {
            let text = unwrapped(text);
            match has_markup(&text) {
                true => Body::Html(text.into_owned()),
                false => Body::Text(text.into_owned()),
            }
        }
    };
    Some(body)
}

/// Elements as HTML: sections of character data become text.
fn inline(inner: &str) -> String {
    inner.replace("<![CDATA[", "").replace("]]>", "")
}

/// HTML that was escaped once too often is taken out of its wrapping.
fn unwrapped(html: Cow<'_, str>) -> Cow<'_, str> {
    if has_tag(&html) {
        return html;
    }
    match xml::unescape(&html) {
        Cow::Owned(inner) if has_closing_tag(&inner) => Cow::Owned(inner),
        _ => html,
    }
}

fn has_markup(text: &str) -> bool {
    has_tag(text) || matches!(xml::unescape(text), Cow::Owned(plain) if plain != text)
}

/// Whether there is a tag in it that is one of HTML's by its looks: `<p>`, `<br/>`, `</a>`, `<img src=…`.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| tag(&text[at..]).is_some())
}

fn has_closing_tag(text: &str) -> bool {
    text.match_indices("</").any(|(at, _)| tag(&text[at..]).is_some())
}

/// The name and the length of the tag that this text begins with.
fn tag(text: &str) -> Option<(&str, usize)> {
    let name = text.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name[length..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/');
    if !is_name {
        return None;
    }
    // A tag ends before the next begins, so that looking for tags is one walk over the text.
    let end = 1 + memchr2(b'<', b'>', &text.as_bytes()[1..])?;
    text[end..].starts_with('>').then_some((&name[..length], end + 1))
}

/// HTML as plain text on one line, for headlines and names. Only elements that can stand in a line are taken for tags: `<Le
/// Fanal>` is a name in odd quotes.
pub(super) fn plain(html: &str) -> String {
    const INLINE: &[&str] = &[
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "div", "em", "font", "h1", "h2",
        "h3", "h4", "i", "img", "ins", "kbd", "mark", "nobr", "p", "q", "s", "small", "span", "strike", "strong",
        "sub", "sup", "tt", "u", "wbr",
    ];
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest).filter(|(name, _)| INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))) {
            Some((name, length)) => {
                if ["br", "div", "p"].iter().any(|block| block.eq_ignore_ascii_case(name)) {
                    text.push(' ');
                }
                rest = &rest[length..];
            }
            None => {
                text.push('<');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    squeeze(&xml::unescape(&text))
}

/// The text on one line. Spaces that do not break stay.
pub(super) fn squeeze(text: &str) -> String {
    let mut words = text.split([' ', '\t', '\n', '\r', '\u{c}']).filter(|word| !word.is_empty());
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// The name in `name`, `mail (name)`, `name <mail>`; an address of mail alone names nobody.
pub(super) fn person(text: &str) -> Option<String> {
    let text = plain(text);
    let is_mail = |part: &str| part.contains('@') && !part.contains(char::is_whitespace);
    let (before, inside) = match text.split_once(['(', '<']) {
        Some((before, inside)) => (before.trim(), inside.trim_end_matches([')', '>']).trim()),
        None => (text.trim(), ""),
    };
    let name = match (is_mail(before), is_mail(inside)) {
        (true, _) => inside,
        (false, true) => before,
        (false, false) => &text,
    };
    let name = name.trim().trim_matches('"').trim();
    (!name.is_empty() && !is_mail(name)).then(|| name.to_owned())
}

/// The text of an entry, and its summary where that is a standfirst: not the beginning of the text in other words.
pub(super) fn body_and_standfirst(content: Option<Body>, summary: Option<Body>) -> (Option<Body>, Option<String>) {
    let (Some(content), Some(summary)) = (&content, &summary) else { return (content.or(summary), None) };
    let (text, short) = (content.plain(), summary.plain());
    // Some give the whole text as a summary and a teaser as the content.
    if text.len() < short.len() {
        return (Some(summary.clone()), None);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let start: String = letters(&short).chars().take(60).collect();
    let is_standfirst = short.len() <= 2000 && !start.is_empty() && !letters(&text).contains(&start);
    (Some(content.clone()), is_standfirst.then_some(short))
}

impl Body {
    /// The markup or text.
    pub fn as_str(&self) -> &str {
        match self {
            Body::Html(text) | Body::Text(text) => text,
        }
    }

    /// Its words on one line.
    fn plain(&self) -> String {
        match self {
            Body::Html(html) => plain(html),
            Body::Text(text) => squeeze(text),
        }
    }
}

/// A title without words at its ends that say no more than that this is a feed.
pub(super) fn without_feed_words(title: &str) -> &str {
    const WORDS: &[&str] = &[
        "rss",
        "rss 2.0",
        "flux rss",
        "fil rss",
        "rss feed",
        "rss feeds",
        "feed",
        "flux",
        "atom",
        "atom feed",
        "خلاصات",
        "خلاصة",
        "تغذية rss",
    ];
    const SEPARATORS: &[&str] = &[" - ", " – ", " — ", " | ", " : ", " » ", " · ", ": "];
    let says_feed = |part: &str| WORDS.contains(&part.trim().to_lowercase().as_str());
    let title = title.trim();
    for separator in SEPARATORS {
        match title.rsplit_once(separator) {
            Some((name, end)) if says_feed(end) => return without_feed_words(name),
            _ => {}
        }
        match title.split_once(separator) {
            Some((start, name)) if says_feed(start) => return without_feed_words(name),
            _ => {}
        }
    }
    title
}
