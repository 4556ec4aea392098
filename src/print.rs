//! Lists, groups and articles on standard output; what an article is as text, Markdown or JSON is said by
//! [`export`](crate::export).
//!
//! Text comes out in logical order, neither reordered nor shaped: what is printed may be a file's content tomorrow. All
//! of it is [`Clean`], and in JSON what a terminal could obey is written as an escape, so that nothing is lost and
//! nothing happens.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::export::piece::Piece;
use crate::export::style::Style as CitationStyle;
use crate::export::text::Role;
use crate::export::{json, markdown, text};
use crate::formats::FORMATS;
use crate::locale::words::Words;
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
    json::name(&mut head, &row.article, row.outlet.as_ref());
    head.insert("story".into(), json!(row.story.map(|story| story.to_string())));
    if let Some(answer) = &row.answer {
        head.insert("score".into(), json!(answer.score));
        head.insert("context".into(), answer.context.as_ref().map_or(Value::Null, context_json));
    }
    Value::Object(head)
}

/// A whole article as JSON, named as in a row.
pub fn article_json(out: &mut dyn Write, article: &Piece<'_>, words: &Words) -> io::Result<()> {
    out.write_all(json::entry(article, CitationStyle::default(), words).as_bytes())
}

/// One value on one line, safe on a terminal.
pub fn json_line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    out.write_all(json::line(value).as_bytes())
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

/// An article as text, with lines of at most `width` columns; 0 leaves them whole.
pub fn text(out: &mut dyn Write, article: &Piece<'_>, width: u16, words: &Words, style: Style) -> io::Result<()> {
    for line in text::lines(article, words) {
        let ink = match line.role {
            Role::Heading => BOLD,
            Role::Quiet | Role::Address => FAINT,
            Role::Text => "",
        };
        let is_whole = width == 0 || line.text.is_empty() || line.role == Role::Address;
        let rows = match is_whole {
            true => vec![line.text.as_str()],
            false => broken(&line.text, width.saturating_sub(line.indent.len() as u16)),
        };
        rows.into_iter().try_for_each(|row| writeln!(out, "{}{}", line.indent, style.wrap(ink, row)))?;
    }
    Ok(())
}

/// The text in rows of at most so many columns, in logical order.
fn broken(text: &str, width: u16) -> Vec<&str> {
    let laid = layout(text, &Layout::new(width));
    laid.rows().filter_map(|row| text.get(Logical::bytes(row.range()))).map(str::trim_end).collect()
}

/// An article as Markdown.
pub fn markdown(out: &mut dyn Write, article: &Piece<'_>, words: &Words) -> io::Result<()> {
    out.write_all(markdown::article(article, words).as_bytes())
}
