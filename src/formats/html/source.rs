//! The source of a page is made ready for the parser: scripts are emptied, and what would cost too much is left out.
//!
//! Half of the bytes of a page are scripts and styles, and nobody reads them here but those that describe the page.
//!
//! The standard way to read HTML takes time and space that grow with the square of the input where elements are nested deeply, where
//! elements of style are left open again and again, or where an element has thousands of attributes; no page that somebody
//! wrote has any of it. Tags are counted in one pass over the source, and only where there is too much of something it is
//! copied without the tags that are too many. Their text stays.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Elements nested deeper than this are taken for their text. Browsers stop at some hundred, and pages long before.
const DEPTH: usize = 120;

/// Tables, lists and quotations nested deeper than this are taken for their text: extractors weigh each by all within it.
const N_BOXES: usize = 16;

/// So many elements of style can be open at once.
const N_STYLES: usize = 40;

/// An opening tag loses its attributes if it has more than this.
const N_ATTRIBUTES: usize = 1000;

/// A tag of fewer bytes cannot have so many.
const TAG: usize = 2 << 10;

/// Elements whose content is no markup.
const RAW: [&[u8]; 8] = [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// Elements that are opened again where they were left open when a paragraph ended, from the standard's list of
/// formatting elements. Links are missing: one ends the other.
const STYLES: [&[u8]; 13] =
    [b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u"];

/// Elements without content, from the standard.
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
    b"track", b"wbr",
];

/// Elements of which few stand in each other.
const BOXES: [&[u8]; 5] = [b"table", b"ul", b"ol", b"dl", b"blockquote"];

/// Elements that are nothing without such a box.
const PARTS_OF_BOXES: [&[u8]; 10] =
    [b"tr", b"td", b"th", b"tbody", b"thead", b"tfoot", b"caption", b"li", b"dt", b"dd"];

/// Elements that end one of their own kind which is open, unless one of the others was opened since.
const ENDING: [(&[u8], &[&[u8]]); 8] = [
    (
        b"p",
        &[b"div", b"td", b"th", b"li", b"section", b"article", b"main", b"blockquote", b"center", b"table", b"body"],
    ),
    (b"li", &[b"ul", b"ol", b"menu", b"table"]),
    (b"dt", &[b"dl", b"table"]),
    (b"dd", &[b"dl", b"table"]),
    (b"option", &[b"select"]),
    (b"td", &[b"tr", b"table"]),
    (b"th", &[b"tr", b"table"]),
    (b"tr", &[b"table"]),
];

/// The source without its scripts, and with as much of its markup as can be parsed in time.
pub fn prepared(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut nesting = Nesting::default();
    let mut kept: Option<String> = None;
    let mut from = 0;
    let mut at = 0;
    while let Some(tag) = next_tag(bytes, &mut at) {
        let text = match nesting.allows(bytes, &tag) {
            Allowed::Whole if is_idle(&bytes[tag.name.clone()], &source[tag.start..tag.end], &source[tag.end..at]) => {
                source[tag.start..tag.end].to_owned()
            }
            Allowed::Whole => continue,
            Allowed::Bare => format!("<{}>", &source[tag.name.clone()]),
            Allowed::Gap => String::from(" "),
            Allowed::Not => String::new(),
        };
        let kept = kept.get_or_insert_with(|| String::with_capacity(source.len()));
        kept.push_str(&source[from..tag.start]);
        kept.push_str(&text);
        from = at;
    }
    match kept {
        Some(kept) => Cow::Owned(kept + &source[from..]),
        None => Cow::Borrowed(source),
    }
}

/// A script or style that describes nothing. One that writes scripts ends elsewhere than at the first tag that says so.
fn is_idle(name: &[u8], tag: &str, content: &str) -> bool {
    let is_script = name.eq_ignore_ascii_case(b"script");
    let describes = is_script && tag.to_ascii_lowercase().contains("ld+json");
    let writes = content.contains("<!--") && content.contains("<script");
    !content.is_empty() && (is_script || name.eq_ignore_ascii_case(b"style")) && !describes && !writes
}

/// A tag: the bytes from `<` to behind `>`.
struct Tag {
    start: usize,
    end: usize,
    name: std::ops::Range<usize>,
    is_closing: bool,
}

enum Allowed {
    Whole,
    /// Without its attributes.
    Bare,
    /// Not, and words do not stand together around it.
    Gap,
    Not,
}

/// The next tag from `at` on; `at` is then behind it, and behind the content of elements that hold no markup.
fn next_tag(bytes: &[u8], at: &mut usize) -> Option<Tag> {
    loop {
        let start = *at + memchr(b'<', bytes.get(*at..)?)?;
        let is_closing = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(is_closing);
        match bytes.get(name_start) {
            Some(b'!') if bytes[name_start..].starts_with(b"!--") => {
                *at = memmem::find(&bytes[start..], b"-->").map_or(bytes.len(), |end| start + end + 3);
                continue;
            }
            Some(first) if first.is_ascii_alphabetic() => {}
            _ => {
                *at = start + 1;
                continue;
            }
        }
        let is_of_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>');
        let n_bytes = bytes[name_start..].iter().take_while(|byte| is_of_name(byte)).count();
        let name = name_start..name_start + n_bytes;
        let end = end_of_tag(bytes, name.end);
        *at = end;
        if !is_closing && RAW.iter().any(|raw| bytes[name.clone()].eq_ignore_ascii_case(raw)) {
            *at = end_of_raw(bytes, end, &bytes[name.clone()]);
        }
        return Some(Tag { start, end, name, is_closing });
    }
}

/// Behind the `>` that stands in no quotes.
fn end_of_tag(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)) {
        at += found;
        if bytes[at] == b'>' {
            return at + 1;
        }
        // A quote opens a value only behind "="; elsewhere it is a part of a name.
        let is_value = bytes[..at].trim_ascii_end().ends_with(b"=");
        at += 1;
        if is_value {
            let Some(closing) = memchr(bytes[at - 1], &bytes[at..]) else { break };
            at += closing + 1;
        }
    }
    bytes.len()
}

/// Before the tag that closes an element whose content is no markup.
fn end_of_raw(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        at += found;
        let closing = bytes.get(at + 2..at + 2 + name.len());
        if closing.is_some_and(|closing| closing.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

/// An element that is open.
struct Open {
    /// What tells its name apart.
    key: u64,
    is_box: bool,
}

/// The elements that are open, as far as counting tells.
#[derive(Default)]
struct Nesting {
    open: Vec<Open>,
    n_styles: usize,
    /// Boxes that were left out and are open: what they are made of is left out with them, or it would be rows and items of
    /// the box around.
    n_boxes_left_out: usize,
}

impl Nesting {
    fn allows(&mut self, bytes: &[u8], tag: &Tag) -> Allowed {
        let name = &bytes[tag.name.clone()];
        let is_one_of = |names: &[&[u8]]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        if is_one_of(&VOID) {
            return Allowed::Whole;
        }
        let is_box = is_one_of(&BOXES);
        let is_part = is_box || self.n_boxes_left_out > 0 && is_one_of(&PARTS_OF_BOXES);
        if is_part && self.is_in_box_left_out(is_box, tag.is_closing) {
            return Allowed::Gap;
        }
        let is_style = is_one_of(&STYLES);
        let key = key(name);
        if tag.is_closing {
            if is_style {
                self.n_styles = self.n_styles.saturating_sub(1);
            }
            // What was left open within ends with it.
            if let Some(found) = self.open.iter().rposition(|open| open.key == key) {
                self.open.truncate(found);
            }
            return Allowed::Whole;
        }
        self.end_own_kind(name, key);
        if is_box && self.n_boxes() >= N_BOXES {
            self.n_boxes_left_out = 1;
            return Allowed::Gap;
        }
        if self.open.len() >= DEPTH || is_style && self.n_styles >= N_STYLES {
            return Allowed::Not;
        }
        self.open.push(Open { key, is_box });
        self.n_styles += usize::from(is_style);
        let is_long = tag.end - tag.start > TAG;
        if is_long && n_attributes(&bytes[tag.start..tag.end]) > N_ATTRIBUTES { Allowed::Bare } else { Allowed::Whole }
    }

    /// A box or a part of one stands where boxes were left out, and goes with them; counts those.
    fn is_in_box_left_out(&mut self, is_box: bool, is_closing: bool) -> bool {
        if self.n_boxes_left_out == 0 || self.n_boxes() < N_BOXES {
            // What was around them has ended, and they with it.
            self.n_boxes_left_out = 0;
            return false;
        }
        match (is_box, is_closing) {
            (true, false) => self.n_boxes_left_out += 1,
            (true, true) => self.n_boxes_left_out -= 1,
            (false, _) => {}
        }
        true
    }

    fn n_boxes(&self) -> usize {
        self.open.iter().filter(|open| open.is_box).count()
    }

    fn end_own_kind(&mut self, name: &[u8], own: u64) {
        let Some((_, barriers)) = ENDING.iter().find(|(ending, _)| name.eq_ignore_ascii_case(ending)) else { return };
        let is_barrier = |open: u64| barriers.iter().any(|barrier| open == key(barrier));
        let from = self.open.iter().rposition(|open| is_barrier(open.key)).map_or(0, |barrier| barrier + 1);
        if let Some(found) = self.open[from..].iter().position(|open| open.key == own) {
            self.open.truncate(from + found);
        }
    }
}

/// At least as many as there are: what stands apart outside of quotes.
fn n_attributes(tag: &[u8]) -> usize {
    let mut quote = None;
    let mut n = 0;
    for byte in tag {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => {
                quote = None;
                n += 1;
            }
            (None, byte) => n += usize::from(byte.is_ascii_whitespace() || *byte == b'/'),
            _ => {}
        }
    }
    n
}

/// The first eight letters of a name.
fn key(name: &[u8]) -> u64 {
    name.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_somebody_wrote_stay_as_they_are() {
        let rows = "<tr><td><font size=2>a<td><b>b".repeat(500);
        for page in [
            String::from("<!doctype html><html><body><p>a<br>b<img src=c></body></html>"),
            format!("<table>{rows}</table>").replace("<b>", "").replace("<font size=2>", ""),
            "<p>a <i>b</i> ".repeat(2000),
            "<ul><li>a<li>b</ul>".repeat(2000),
            "<div><p>a</div>".repeat(2000),
            format!("<script type='application/ld+json'>{}</script><p>a", "\"a<b <div>\" ".repeat(1000)),
            String::from("<script><!-- '<script></script>' --></script>"),
            format!("<!-- {} --><p>a", "<div>".repeat(1000)),
            "<a title=\"5 > 4\" href='b'>c</a>".repeat(1000),
            format!("<div data-state=\"{}\">a</div>", "{ } ".repeat(10_000)),
            String::from("a < b, <, </, <é>, <a"),
        ] {
            assert!(matches!(prepared(&page), Cow::Borrowed(_)), "{}", &page[..page.len().min(60)]);
        }
    }

    #[test]
    fn scripts_and_styles_are_emptied() {
        let page = "<script src=a>if (a<b) '<div>';</script><p>a<STYLE>p > a {}</STYLE><script></script>";
        assert_eq!(prepared(page), "<script src=a></script><p>a<STYLE></STYLE><script></script>");
        assert_eq!(prepared("a<script>b"), "a<script>");
    }

    #[test]
    fn what_is_too_much_loses_its_tags_and_keeps_its_text() {
        let nested = format!("{}un mot{}<p>après", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let prepared_nested = prepared(&nested);
        assert_eq!(prepared_nested.matches("<div>").count(), DEPTH);
        assert!(prepared_nested.contains("un mot") && prepared_nested.ends_with("<p>après"));
        let styles: String = (0..1000).map(|n| format!("<font size={n}>a<p>")).collect();
        assert_eq!(prepared(&styles).matches("<font").count(), N_STYLES);
        assert_eq!(prepared(&styles).matches("<p>").count(), 1000);
        let tables = "<table><tr><td>".repeat(1000);
        assert_eq!(prepared(&tables).matches("<table>").count(), N_BOXES);
        for (opening, closing) in
            [("<table><tr><td>mot", "</td></tr></table>"), ("<ul><li>mot", ""), ("<dl><dt>mot<dd>", "</dl>")]
        {
            let page = format!("{}{}<table><tr><td>fin", opening.repeat(50_000), closing.repeat(50_000));
            let prepared = prepared(&page);
            let n_tags = prepared.matches('<').count();
            // What closes stays as long as something is open.
            assert!(n_tags <= 8 * N_BOXES + 3, "{opening}: {n_tags}");
            assert_eq!(prepared.matches("mot").count(), 50_000, "{opening}");
            assert!(
                !prepared.contains("motmot"),
                "words of a cell or an item do not grow together with those of the next"
            );
            assert_eq!(prepared.ends_with("<table><tr><td>fin"), !closing.is_empty(), "{opening}");
        }
        let attributes: String = (0..2000).map(|n| format!(" a{n}")).collect();
        assert_eq!(prepared(&format!("<div{attributes}>a</div>")), "<div>a</div>");
    }
}
