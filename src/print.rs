//! Articles as plain text, Markdown and JSON for standard output.
//!
//! Text comes out in logical order, neither reordered nor shaped: what is printed may be a file's content tomorrow. All
//! of it is [`Clean`], and in JSON what a terminal could obey is written as an escape, so that nothing is lost and
//! nothing happens.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::formats::FORMATS;
use crate::locale::words::Words;
use crate::model::article::{Article, Block, BlockKind, Tweet};
use crate::model::date::PartialDate;
use crate::model::json as model_json;
use crate::store::article::ArticleRef;
use crate::store::headline::Headline;
use crate::store::id::ArticleId;
use crate::store::library::Library;
use crate::store::listing::Listing;
use crate::store::snippet::Snippet;
use crate::text::cells;
use crate::text::clean::Clean;
use crate::text::layout::{Layout, layout};
use crate::text::position::Logical;

/// How rows are printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// A person looks at a terminal: some ink is stronger than other.
    pub colored: bool,
}

const FAINT: &str = "\x1b[2m";
const BOLD: &str = "\x1b[1m";
const HIT: &str = "\x1b[1;4m";
const PLAIN: &str = "\x1b[0m";

impl Style {
    fn wrap(self, ink: &str, text: &str) -> String {
        if self.colored && !ink.is_empty() { format!("{ink}{text}{PLAIN}") } else { text.to_owned() }
    }
}

/// An article as the row of a list.
pub struct Row {
    /// The article.
    pub article: ArticleRef,
    /// Its outlet in the library's commonest spelling.
    pub outlet: Option<Clean>,
    /// What it says to a search.
    pub answer: Option<Answer>,
    /// The article that is the first to tell the same, if others do: all variants of a story have the same one.
    pub story: Option<ArticleId>,
}

/// How an article answers a search.
pub struct Answer {
    /// How well; more is better.
    pub score: u16,
    /// A piece of its body with the hits; none where it has no body.
    pub context: Option<Snippet>,
}

/// The widest column of outlets; a longer name pushes its own row to the right.
const OUTLET_WIDTH: usize = 28;

/// How wide the columns of a list are whose articles are printed one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns {
    outlet: usize,
    languages: usize,
}

impl Columns {
    /// Wide enough for all that is in a list; its articles need not be read for it.
    pub fn of(library: &Library, list: &Listing, words: &Words) -> Columns {
        let no_outlet = cells::width(words.text("no-outlet"));
        let mut columns = Columns::default();
        for key in list.iter() {
            let outlet = library.outlet_label(key).map_or(no_outlet, |outlet| cells::width(outlet.as_str()));
            let languages = library.languages(key).map(|lang| lang.as_str().len() + 1).sum::<usize>();
            columns.outlet = columns.outlet.max(outlet.min(OUTLET_WIDTH));
            columns.languages = columns.languages.max(languages.saturating_sub(1));
        }
        columns
    }
}

/// Rows of ID, date, outlet, languages and title in columns.
pub fn list(
    out: &mut dyn Write,
    rows: impl Iterator<Item = Row>,
    columns: Columns,
    words: &Words,
    style: Style,
) -> io::Result<()> {
    let no_outlet = words.text("no-outlet");
    for row in rows {
        let id = style.wrap(FAINT, &row.article.id().to_string());
        let date = padded(&date(&row.article, words), 10);
        let outlet = padded(row.outlet.as_ref().map_or(no_outlet, Clean::as_str), columns.outlet);
        let languages = padded(&languages(&row.article), columns.languages);
        let headline = match row.article.headline() {
            Headline::Printed(title) => style.wrap(BOLD, title.as_str()),
            Headline::MadeUp(sentence) => format!("«{sentence}»"),
        };
        writeln!(out, "{id}  {date}  {outlet}  {languages}  {headline}")?;
        if let Some(context) = row.answer.as_ref().and_then(|answer| answer.context.as_ref()) {
            writeln!(out, "    {}", marked(context, style))?;
        }
    }
    Ok(())
}

/// A row as JSON: the head of the article, with `id` for its short name, `article` for its name in the document,
/// `path`, and `story` for the ID that all variants of one story share.
pub fn list_json(row: &Row) -> Value {
    let mut head = model_json::article_head(row.article.article());
    name(&mut head, &row.article);
    head.insert("story".into(), json!(row.story.map(|story| story.to_string())));
    if let Some(answer) = &row.answer {
        head.insert("score".into(), json!(answer.score));
        head.insert("context".into(), answer.context.as_ref().map_or(Value::Null, context_json));
    }
    Value::Object(head)
}

/// A whole article as JSON, named as in a row.
pub fn article_json(article: &ArticleRef) -> Value {
    let mut whole = model_json::article(article.article());
    name(&mut whole, article);
    Value::Object(whole)
}

fn name(object: &mut Map<String, Value>, article: &ArticleRef) {
    object.insert("id".into(), json!(article.id().to_string()));
    object.insert("article".into(), json!(article.article().label()));
    object.insert("path".into(), json!(article.document().origin.path));
    object.insert("record".into(), json!(article.document().origin.record));
    object.insert("member".into(), json!(article.document().origin.member));
}

/// One value on one line, safe on a terminal.
pub fn json_line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    let mut line = String::new();
    for c in value.to_string().chars() {
        if is_obeyed(c) {
            // Such characters occur in strings alone, and are below U+10000: one escape says them.
            let _ = write!(line, "\\u{:04x}", u32::from(c));
        } else {
            line.push(c);
        }
    }
    writeln!(out, "{line}")
}

/// Characters that JSON leaves as they are and a terminal may act upon: DEL, C1 controls, line separators, and the bidi
/// controls of UAX #9.
fn is_obeyed(c: char) -> bool {
    let is_control = matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    let is_bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_control || is_bidi
}

/// Its hits as ranges of bytes.
fn context_json(context: &Snippet) -> Value {
    let hits: Vec<[usize; 2]> = context.hits.iter().map(|hit| [hit.start, hit.end]).collect();
    json!({ "text": context.text.as_str(), "hits": hits })
}

fn marked(context: &Snippet, style: Style) -> String {
    let text = context.text.as_str();
    let mut marked = String::new();
    let mut done = 0;
    for hit in &context.hits {
        marked.push_str(&text[done..hit.start]);
        marked.push_str(&style.wrap(HIT, &text[hit.clone()]));
        done = hit.end;
    }
    marked + &text[done..]
}

/// Prints the formats that are read, each with what becomes of it and what it is known by.
pub fn formats(out: &mut dyn Write) -> io::Result<()> {
    let width = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or_default();
    FORMATS.iter().try_for_each(|format| {
        writeln!(out, "{:width$}  {}", format.name, format.what)?;
        writeln!(out, "{:width$}  known by {}", "", format.known_by)
    })
}

/// A group's rows: the number at the right of its column, then the name.
pub fn counts(out: &mut dyn Write, rows: &[(usize, String)]) -> io::Result<()> {
    let width = rows.iter().map(|(count, _)| count.to_string().len()).max().unwrap_or(0);
    rows.iter().try_for_each(|(count, label)| writeln!(out, "{count:>width$}  {label}"))
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(cells::width(text));
    format!("{text}{}", " ".repeat(missing))
}

fn date(article: &ArticleRef, words: &Words) -> String {
    article.published().fact.value.map_or_else(|| words.text("undated").to_owned(), |date| date.to_string())
}

fn languages(article: &ArticleRef) -> String {
    let languages: Vec<&str> = article.languages().iter().map(|lang| lang.as_str()).collect();
    languages.join(",")
}

/// Outlet, date and authors, as far as they are known.
fn dateline(article: &Article, outlet: Option<&Clean>, words: &Words) -> String {
    let published = &article.published;
    let date = match (published.fact.value, published.not_before, published.not_after) {
        (Some(date), _, _) => date.to_string(),
        (None, None, None) => words.text("undated").to_owned(),
        (None, first, last) => {
            let bound = |id, date: PartialDate| words.with(id, &[("date", date.to_string().into())]);
            let bounds = match (first, last) {
                (Some(first), Some(last)) => words
                    .with("date-between", &[("first", first.to_string().into()), ("last", last.to_string().into())]),
                (first, last) => {
                    let first = first.map(|date| bound("evidence-not-before", date));
                    first.or(last.map(|date| bound("evidence-not-after", date))).unwrap_or_default()
                }
            };
            words.with("undated-bounds", &[("bounds", bounds.into())])
        }
    };
    let outlet = outlet.map_or(words.text("no-outlet"), Clean::as_str);
    let names = article.authors.iter().chain(&article.agencies).map(|name| name.name.as_str());
    [outlet, &date].into_iter().chain(names).collect::<Vec<_>>().join(" · ")
}

/// An article as text, with lines of at most `width` columns; 0 leaves them whole.
pub fn text(out: &mut dyn Write, article: &ArticleRef, width: u16, words: &Words, style: Style) -> io::Result<()> {
    let paragraph = |out: &mut dyn Write, indent: &str, text: &str, ink: &str| -> io::Result<()> {
        let rows = if width == 0 { vec![text] } else { broken(text, width.saturating_sub(indent.len() as u16)) };
        rows.into_iter().try_for_each(|row| writeln!(out, "{indent}{}", style.wrap(ink, row)))
    };
    paragraph(out, "", article.headline().text().as_str(), BOLD)?;
    paragraph(out, "", &dateline(article.article(), article.outlet(), words), FAINT)?;
    if let Some(address) = &article.article().source_url {
        writeln!(out, "{}", style.wrap(FAINT, address.as_str()))?;
    }
    for block in article.blocks() {
        writeln!(out)?;
        let indent = indent(&block.kind);
        let ink = if matches!(block.kind, BlockKind::Subheading { .. }) { BOLD } else { "" };
        if let BlockKind::Tweet(tweet) = &block.kind {
            paragraph(out, indent, &tweet_head(tweet), FAINT)?;
        }
        for line in block.text.as_str().split('\n') {
            paragraph(out, indent, line, ink)?;
        }
        match &block.kind {
            BlockKind::Caption { credit: Some(credit), .. } => paragraph(out, indent, credit.as_str(), FAINT)?,
            // An address that is broken leads nowhere.
            BlockKind::Image { address: Some(address) } => {
                writeln!(out, "{indent}{}", style.wrap(FAINT, address.as_str()))?
            }
            _ => {}
        }
    }
    Ok(())
}

fn indent(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Tweet(_) => "| ",
        BlockKind::Caption { .. } | BlockKind::ImageName | BlockKind::Image { .. } => "  ",
        BlockKind::Pullquote { .. } | BlockKind::Quote => "    ",
        _ => "",
    }
}

fn tweet_head(tweet: &Tweet) -> String {
    let parts = [&tweet.author, &tweet.handle, &tweet.age, &tweet.link_domain];
    parts.into_iter().flatten().map(Clean::as_str).collect::<Vec<_>>().join(" · ")
}

/// The text in rows of at most so many columns, in logical order.
fn broken(text: &str, width: u16) -> Vec<&str> {
    let laid = layout(text, &Layout::new(width));
    laid.rows().filter_map(|row| text.get(Logical::bytes(row.range()))).map(str::trim_end).collect()
}

/// An article as Markdown (CommonMark 0.31).
pub fn markdown(out: &mut dyn Write, article: &ArticleRef, words: &Words) -> io::Result<()> {
    match article.headline() {
        Headline::Printed(title) => writeln!(out, "# {}", escaped(title.as_str()))?,
        Headline::MadeUp(_) => writeln!(out, "# ({})", words.text("no-headline"))?,
    }
    writeln!(out, "\n{}", escaped(&dateline(article.article(), article.outlet(), words)))?;
    if let Some(url) = &article.article().source_url {
        writeln!(out, "\n{}", escaped(url.as_str()))?;
    }
    for block in article.blocks() {
        writeln!(out, "\n{}", markdown_block(block))?;
    }
    Ok(())
}

fn markdown_block(block: &Block) -> String {
    let text = markdown_text(block);
    match &block.kind {
        BlockKind::Dek => format!("**{text}**"),
        BlockKind::Subheading { .. } => format!("## {text}"),
        BlockKind::Pullquote { .. } | BlockKind::Quote => format!("> {text}"),
        BlockKind::Caption { credit: Some(credit), .. } => format!("*{text}* ({})", escaped(credit.as_str())),
        BlockKind::Caption { credit: None, .. } => format!("*{text}*"),
        BlockKind::Tweet(tweet) => {
            let lines = [escaped(&tweet_head(tweet)), String::new(), text];
            let quoted = lines.iter().flat_map(|line| line.split('\n')).map(|line| format!("> {line}"));
            quoted.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
        }
        BlockKind::Image { address: Some(address) } => format!("![{text}]({})", destination(address)),
        BlockKind::Paragraph | BlockKind::AgencyCredit | BlockKind::ImageName | BlockKind::Image { address: None } => {
            text
        }
    }
}

/// The text of a block with its links.
fn markdown_text(block: &Block) -> String {
    let text = block.text.as_str();
    let mut marked = String::with_capacity(text.len());
    let mut done = 0;
    for link in &block.links {
        let (start, end) = (link.start as usize, link.end as usize);
        let (Some(before), Some(words)) = (text.get(done..start), text.get(start..end)) else { continue };
        marked.push_str(&escaped(before));
        // Behind an exclamation mark a link would be a picture.
        if marked.ends_with('!') {
            marked.insert(marked.len() - 1, '\\');
        }
        let _ = write!(marked, "[{}]({})", escaped(words), destination(&link.address));
        done = end;
    }
    marked + &escaped(text.get(done..).unwrap_or_default())
}

/// An address as Markdown leads to it: in angle brackets, which nothing in it may close.
fn destination(address: &Clean) -> String {
    let mut safe = String::from("<");
    for c in address.chars() {
        match c {
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' | '&' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    safe + ">"
}

/// The text with a backslash before whatever Markdown would read as more than text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let opens_block = line.starts_with(['#', '>', '-', '+', '=', '~']);
        if opens_block {
            escaped.push('\\');
        }
        for (i, c) in line.char_indices() {
            let is_markup = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&');
            // `1.` and `1)` begin a list at the beginning of a line.
            let is_number = i > 0 && matches!(c, '.' | ')') && line[..i].bytes().all(|byte| byte.is_ascii_digit());
            if is_markup || is_number {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Link;
    use crate::model::lang::Lang;
    use crate::text::bidi::Direction;

    /// The Markdown of a block of this kind whose words between brackets are a link.
    #[track_caller]
    fn check(kind: BlockKind, marked: &str, address: &str, want: &str) {
        let link = marked.find('⟦').zip(marked.find('⟧'));
        let text = Clean::new(&marked.replace(['⟦', '⟧'], ""));
        let address = Clean::new(address);
        let links = link.map(|(start, end)| Link {
            start: start as u32,
            end: (end - '⟦'.len_utf8()) as u32,
            address: address.clone(),
        });
        let block = Block {
            kind,
            lang: Lang::FR,
            dir: Direction::LeftToRight,
            text,
            lines: vec![1],
            quoted_from: None,
            links: links.into_iter().collect(),
        };
        assert_eq!(markdown_block(&block), want);
    }

    #[test]
    fn links_and_pictures_are_those_of_markdown() {
        check(
            BlockKind::Paragraph,
            "Le ⟦port⟧ rouvre",
            "https://a.example/b",
            "Le [port](<https://a.example/b>) rouvre",
        );
        check(BlockKind::SUBHEADING, "⟦Le port⟧", "https://a.example/b", "## [Le port](<https://a.example/b>)");
        check(BlockKind::Paragraph, "Enfin!⟦[ici]⟧", "https://a.example/", "Enfin\\![\\[ici\\]](<https://a.example/>)");
        check(
            BlockKind::Paragraph,
            "⟦a⟧",
            "https://a.example/(x)>)[y](z)?b&copy=1\\",
            "[a](<https://a.example/(x)%3E)[y](z)?b\\&copy=1\\\\>)",
        );
        let picture = BlockKind::Image { address: Some(Clean::new("https://a.example/a.jpg")) };
        check(picture, "Le port_1", "", "![Le port\\_1](<https://a.example/a.jpg>)");
        check(BlockKind::Image { address: None }, "Le port", "", "Le port");
    }
}
