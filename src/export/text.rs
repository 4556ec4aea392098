//! An article as plain text, in logical order, with a blank line between its blocks.

use crate::export::citation::{citation, quoted};
use crate::export::piece::Piece;
use crate::export::style::Style;
use crate::locale::words::Words;
use crate::model::article::{BlockKind, Tweet};
use crate::text::clean::Clean;

/// A line of an article as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it, and before each row of it where it is broken.
    pub indent: &'static str,
    /// Its text.
    pub text: String,
    /// What it is there for.
    pub role: Role,
}

/// What a line is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The headline, or a heading inside the body.
    Heading,
    /// The text itself, and nothing between blocks.
    Text,
    /// What is told about the text: when it was published, who posted it, who took the picture.
    Quiet,
    /// An address, which is never broken: it would lead nowhere.
    Address,
}

/// An article or a passage, and where it comes from in this style, if that is wanted.
pub fn entry(piece: &Piece<'_>, style: Option<Style>, words: &Words) -> String {
    let text = match piece.passage() {
        Some(_) if style.is_none() => format!("{}\n", plain(piece)),
        Some(_) => format!("{}\n", quoted(&plain(piece), words)),
        None => lines(piece, words).iter().map(|line| format!("{}{}\n", line.indent, line.text)).collect(),
    };
    match style {
        Some(style) => format!("{text}\n{}\n", citation(piece, style, words)),
        None => text,
    }
}

/// The text of the blocks alone, a blank line between them.
pub fn plain(piece: &Piece<'_>) -> String {
    piece.blocks().iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// An article line by line: headline, dateline, address, then its blocks.
pub fn lines(piece: &Piece<'_>, words: &Words) -> Vec<Line> {
    let line = |indent, text: &str, role| Line { indent, text: text.to_owned(), role };
    let mut lines =
        vec![line("", piece.of().headline().text(), Role::Heading), line("", &dateline(piece, words), Role::Quiet)];
    lines.extend(piece.article().source_url.as_deref().map(|address| line("", address, Role::Address)));
    for block in piece.blocks() {
        lines.push(line("", "", Role::Text));
        let indent = indent(&block.kind);
        let role = if matches!(block.kind, BlockKind::Subheading { .. }) { Role::Heading } else { Role::Text };
        if let BlockKind::Tweet(tweet) = &block.kind {
            lines.push(line(indent, &tweet_head(tweet), Role::Quiet));
        }
        lines.extend(block.text.split('\n').map(|text| line(indent, text, role)));
        match &block.kind {
            BlockKind::Caption { credit: Some(credit), .. } => lines.push(line(indent, credit, Role::Quiet)),
            BlockKind::Image { address: Some(address) } => lines.push(line(indent, address, Role::Address)),
            _ => {}
        }
    }
    lines
}

/// Outlet, date and authors, as far as they are known.
pub fn dateline(piece: &Piece<'_>, words: &Words) -> String {
    let article = piece.article();
    let outlet = piece.outlet().map_or(words.text("no-outlet"), Clean::as_str);
    let names = article.authors.iter().chain(&article.agencies).map(|name| name.name.as_str());
    let date = words.dateline(&article.published);
    [outlet, &date].into_iter().chain(names).collect::<Vec<_>>().join(" · ")
}

fn indent(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Tweet(_) => "| ",
        BlockKind::Caption { .. } | BlockKind::ImageName | BlockKind::Image { .. } => "  ",
        BlockKind::Pullquote { .. } | BlockKind::Quote => "    ",
        _ => "",
    }
}

/// Who posted it and when, as far as the page says.
pub(super) fn tweet_head(tweet: &Tweet) -> String {
    let parts = [&tweet.author, &tweet.handle, &tweet.age, &tweet.link_domain];
    parts.into_iter().flatten().map(Clean::as_str).collect::<Vec<_>>().join(" · ")
}
