//! Facts as a table: a row an article, as RFC 4180 writes it, in UTF-8.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a page may hold one that does harm: an
//! apostrophe stands before such a sign (OWASP, CSV Injection). Where decimals have a comma, cells are parted at `;`, and what
//! stands in quotation marks behind a comma is not seen to be quoted: there a cell may also begin behind a `;` or an end of line.

use crate::export::piece::Piece;
use crate::export::text;
use crate::model::article::{Attribution, label};
use crate::model::date::PartialDate;
use crate::text::clean::Clean;

/// The columns, each with what an article has there; nothing for what is not known. They are called as in JSON.
type Column = (&'static str, fn(&Piece<'_>) -> Option<String>);

const COLUMNS: &[Column] = &[
    ("id", |piece| Some(piece.of().id().to_string())),
    ("title", |piece| text_of(piece.of().title())),
    ("outlet", |piece| text_of(piece.outlet())),
    ("outlet_confidence", |piece| Some(piece.article().outlet.confidence.as_str().to_owned())),
    ("date", |piece| date(piece.article().published.fact.value)),
    ("date_precision", |piece| piece.article().published.fact.value.map(|date| date.precision().as_str().to_owned())),
    ("date_confidence", |piece| Some(piece.article().published.fact.confidence.as_str().to_owned())),
    ("date_not_before", |piece| date(piece.article().published.not_before)),
    ("date_not_after", |piece| date(piece.article().published.not_after)),
    ("authors", |piece| Some(names(&piece.article().authors))),
    ("agencies", |piece| Some(names(&piece.article().agencies))),
    ("languages", |piece| {
        Some(piece.article().languages.iter().map(|lang| lang.as_str()).collect::<Vec<_>>().join("; "))
    }),
    ("source_url", |piece| text_of(piece.article().source_url.as_ref())),
    ("republished_in", |piece| piece.article().republished_in.map(label)),
    ("article", |piece| Some(piece.article().label())),
    ("path", |piece| Some(name_of(&piece.of().document().origin.path))),
    ("record", |piece| Some(piece.of().document().origin.record.to_string())),
    ("member", |piece| piece.of().document().origin.member.as_deref().map(name_of)),
    ("first_line", |piece| piece.lines().map(|(first, _)| first.to_string())),
    ("last_line", |piece| piece.lines().map(|(_, last)| last.to_string())),
    ("passage", |piece| piece.passage().map(|_| text::plain(piece))),
];

/// The names of the columns.
pub fn head() -> String {
    row(COLUMNS.iter().map(|(name, _)| (*name).to_owned()))
}

/// The row of an article.
pub fn entry(piece: &Piece<'_>) -> String {
    row(COLUMNS.iter().map(|(_, of)| of(piece).unwrap_or_default()))
}

fn text_of(text: Option<&Clean>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

/// What a file is called is somebody else's word, too.
fn name_of(file: &str) -> String {
    Clean::new(file).as_str().to_owned()
}

fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn names(names: &[Attribution]) -> String {
    names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn row(cells: impl Iterator<Item = String>) -> String {
    cells.map(|text| cell(&text)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn cell(text: &str) -> String {
    let text = guarded(text);
    let is_quoted = text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if is_quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The text with an apostrophe before what a spreadsheet would calculate.
fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len());
    let mut may_begin = true;
    for c in text.chars() {
        if may_begin && matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r') {
            guarded.push('\'');
        }
        guarded.push(c);
        may_begin = matches!(c, ';' | '\n') || (may_begin && c.is_whitespace());
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_to_every_program() {
        for (text, want) in [
            ("Le phare", "Le phare"),
            ("", ""),
            ("Alep, Homs", "\"Alep, Homs\""),
            ("« \"Oui\" »", "\"« \"\"Oui\"\" »\""),
            ("un\ndeux", "\"un\ndeux\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+33", "'+33"),
            ("-1", "'-1"),
            ("@quai", "'@quai"),
            ("2020-02", "2020-02"),
            ("a=b", "a=b"),
            (" =1", "\" '=1\""),
            ("Alep;=1+1;Homs", "Alep;'=1+1;Homs"),
            ("Alep ;\u{A0}-2 degrés", "Alep ;\u{A0}'-2 degrés"),
            ("un\n@deux", "\"un\n'@deux\""),
        ] {
            assert_eq!(cell(text), want);
        }
    }
}
