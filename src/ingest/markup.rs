//! What markup says of the lines of a page: where its text is, which line is its headline, what its blocks are, where its
//! words lead.
//!
//! Markup is believed before the look of a line, but not blindly: the text it delimits is labelled finely all the same, and
//! a heading is the headline only where it stands above the text and is not the name of the site.

use std::ops::Range;

use crate::ingest::lines::Line;
use crate::ingest::manuscript::{Form, LineLink, Part};
use crate::ingest::page::Unit;
use crate::ingest::stated::Stated;
use crate::model::article::Link;
use crate::model::document::LineKind;
use crate::text::clean::{self, Clean};

/// From the first to the last line that is said to be text of the page; `None` where nothing says so.
pub fn body(units: &[Unit]) -> Option<Range<usize>> {
    let first = units.iter().position(Unit::is_said_text)?;
    let last = units.iter().rposition(Unit::is_said_text)?;
    Some(first..last + 1)
}

/// What an open unit of the body is, where markup says so: its kind, and the rule it is known by.
pub fn kind(unit: &Unit) -> Option<(LineKind, Option<&'static str>)> {
    Some(match unit.hint.form {
        // Where headings are chosen by their size, standfirsts and whole paragraphs are marked as such.
        Form::Heading(_) if unit.is_paragraph() => (LineKind::Paragraph, None),
        Form::Heading(_) => (LineKind::Subheading, Some("markup.heading")),
        Form::Caption => (LineKind::Caption, Some("markup.caption")),
        Form::Quote => (LineKind::Quote, Some("markup.quote")),
        Form::ListItem | Form::TableRow | Form::Preformatted => (LineKind::Paragraph, None),
        Form::Paragraph if unit.is_text() => (LineKind::Paragraph, None),
        Form::Open | Form::Paragraph | Form::Image => return None,
    })
}

/// The headline among the lines of a page: the one the page states, or the heading of the first rank above the text.
pub fn headline(units: &[Unit], body: &Range<usize>, stated: &Stated) -> Option<(usize, &'static str)> {
    let first_text = body.clone().find(|at| units[*at].is_running_text()).unwrap_or(body.end);
    let is_headline = |at: &usize| {
        let unit = &units[*at];
        let is_free = matches!(unit.kind, None | Some(LineKind::Boilerplate));
        is_free && unit.shape.n_letters >= 2 && unit.shape.n_chars <= 400 && !stated.names_outlet(&unit.text)
    };
    let near = |at: &usize| (*at > first_text, at.abs_diff(first_text));
    let rank = |at: usize| match units[at].hint.form {
        Form::Heading(rank) => rank,
        _ => u8::MAX,
    };
    for title in stated.titles() {
        let equal = (0..units.len()).filter(is_headline).filter_map(|at| Some((title.n_missing(&units[at].text)?, at)));
        let above = equal.filter(|(_, at)| *at <= first_text || rank(*at) == 1);
        let longest = above.min_by_key(|(n_missing, at)| (*n_missing, rank(*at), near(at)));
        if let Some((_, at)) = longest {
            // "HEADLINE | NAME OF THE SITE", and both are headings: the site's stands above.
            let leads = |lead: &usize| rank(*lead) <= rank(at).min(2) && title.begins_with(&units[*lead].text);
            let above_text = (at + 1..units.len()).take_while(|lead| *lead <= first_text);
            let before = || above_text.clone().filter(is_headline).filter(leads).min_by_key(near);
            let headline = before().filter(|_| title.ends_with(&units[at].text));
            return Some((headline.unwrap_or(at), "title.stated"));
        }
    }
    let headings: Vec<usize> = (0..first_text).filter(is_headline).filter(|at| rank(*at) == 1).collect();
    let is_own = |at: &&usize| stated.titles().is_empty() || stated.speak_of(&units[**at].text);
    // A single heading inside the text is the headline, whatever a head says: some have one title for all pages of a site.
    let single = headings.first().filter(|at| headings.len() == 1 && units[**at].is_said_text());
    let own = headings.iter().filter(is_own).min_by_key(|at| near(at)).or(single);
    own.map(|at| (*at, "markup.heading"))
}

/// The words under a picture of the text are of it, though extractors leave them out.
pub fn captions(lines: &mut [Line<'_>]) {
    for at in 1..lines.len() {
        let above = lines[at - 1].hint;
        let is_caption = lines[at].hint.form == Form::Caption && matches!(lines[at].hint.part, Part::Outside(_));
        let follows = matches!(above.form, Form::Image | Form::Caption) && above.part == Part::Text;
        if is_caption && follows {
            lines[at].hint.part = Part::Text;
        }
    }
}

/// Where the words of a block lead, as ranges of its text; `lines` are those it was made of, in order.
pub fn links(text: &Clean, lines: &[&Line<'_>], links: &[LineLink]) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    let mut cursor = 0;
    for line in lines {
        let Some(start) = place_of(text, &line.text, cursor) else { continue };
        cursor = (start + line.text.len()).min(text.len());
        for link in of_line(links, line.n) {
            let Some(range) = words_of(line, link) else { continue };
            let range = start + range.start..(start + range.end).min(text.len());
            let is_there = text.get(range.clone()).is_some_and(|words| !words.is_empty());
            let address = address(&link.address).filter(|_| is_there);
            // Markup that is broken may have a link in a link; the first has its words.
            let is_free = found.last().is_none_or(|last| last.end as usize <= range.start);
            let address = address.filter(|_| is_free);
            found.extend(address.map(|address| Link { start: range.start as u32, end: range.end as u32, address }));
        }
    }
    found
}

/// The address of the picture a line is.
pub fn picture(line: &Line<'_>, links: &[LineLink]) -> Option<Clean> {
    of_line(links, line.n).iter().find_map(|link| address(&link.address))
}

/// The links of one line; `links` are in the order of lines.
fn of_line(links: &[LineLink], n: u32) -> &[LineLink] {
    let start = links.partition_point(|link| link.line < n);
    let end = links.partition_point(|link| link.line <= n);
    links.get(start..end).unwrap_or_default()
}

/// Where a line stands in the text of its block: as a whole, or as much of it as the block has (a caption is without its
/// credit).
fn place_of(text: &Clean, line: &Clean, cursor: usize) -> Option<usize> {
    let at = text.get(cursor..)?.find(line.as_str()).map(|at| cursor + at);
    at.or_else(|| (cursor == 0 && line.starts_with(text.as_str())).then_some(0))
}

/// The words of a link, as bytes of the cleaned line.
fn words_of(line: &Line<'_>, link: &LineLink) -> Option<Range<usize>> {
    let before = clean::line(line.raw.get(..link.range.start)?);
    let words = clean::line(line.raw.get(link.range.clone())?);
    if words.is_empty() {
        return None;
    }
    // A space may stand between them; where letters before and behind the border compose, it is near.
    let from = line.text.floor_char_boundary(before.len().saturating_sub(4));
    let at = from + line.text.get(from..)?.find(words.as_ref())?;
    let is_near = at <= before.len() + 4;
    is_near.then(|| at..at + words.len())
}

/// The longest address that is kept, in bytes.
const MAX_ADDRESS: usize = 4096;

/// An address of the web, unless cleaning would change it: then it would lead elsewhere.
pub fn address(address: &str) -> Option<Clean> {
    let address = address.trim();
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let start = address.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    })?;
    let has_host = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let clean = Clean::new(address);
    let is_whole = clean.as_str() == address && !address.contains(char::is_whitespace);
    (has_host && is_whole && address.len() <= MAX_ADDRESS).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines;

    /// The words each link covers, `|` between them; `[` and `]` in the line say where they are.
    #[track_caller]
    fn check(marked: &str, want: &str) {
        let start = marked.find('[').unwrap();
        let end = marked.find(']').unwrap() - 1;
        let text = marked.replace(['[', ']'], "");
        let split = lines::split(&text);
        let link = LineLink { line: 1, range: start..end, address: "https://example.org/a".into() };
        let block = split[0].text.clone();
        let found = links(&block, &[&split[0]], &[link]);
        let words: Vec<&str> = found.iter().map(|link| &block[link.start as usize..link.end as usize]).collect();
        assert_eq!(words.join("|"), want, "{marked}");
    }

    #[test]
    fn the_words_of_a_link_are_found_in_the_cleaned_line() {
        check("Le port [rouvre] demain", "rouvre");
        check("  Le \u{a0} port\t[ rouvre ]demain", "rouvre");
        check("Le port, le port [le port] encore", "le port");
        check("\u{200f}\u{202b}[rouvre]\u{202c}", "rouvre");
        check("e\u{301}t[e\u{301}]s", "é");
        check("Le port [\u{200b}] demain", "");
    }

    #[test]
    fn an_address_is_one_of_the_web() {
        for (text, want) in [
            ("https://example.org/a?b=c", true),
            (" HTTP://example.org ", true),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https:///etc", false),
            ("https://a.example/\u{202e}x", false),
            ("https://a.example/b c", false),
            ("ftp://a.example", false),
            ("/path", false),
        ] {
            assert_eq!(address(text).is_some(), want, "{text:?}");
        }
    }
}
