//! Articles and passages as texts of other programs: what is taken out of an archive, with where it came from.
//!
//! An [`Exporter`] gives a file in parts - what stands before, an article at a time, what stands behind - so that a hundred
//! thousand articles are never in memory at once. It opens no file: who asks for the parts writes them.
//!
//! Unknown stays out, and nothing is made up: a first sentence in the place of a headline is no title, and an undated article
//! has no year, but what bounds its date is told. Text is in logical order, neither reordered nor shaped.

pub mod bibtex;
pub mod citation;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod name;
pub mod person;
pub mod piece;
pub mod ris;
pub mod style;
pub mod taken;
pub mod text;

use crate::export::piece::Piece;
use crate::export::style::Style;
use crate::locale::words::Words;

/// How what is taken out is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown (CommonMark 0.31); a single article begins with its facts in YAML.
    Markdown,
    /// A page for a browser.
    Html,
    /// JSON, an object a line.
    Json,
    /// A table of facts, a row an article (RFC 4180).
    Csv,
    /// Entries for BibTeX and biblatex.
    Bibtex,
    /// References as reference managers exchange them.
    Ris,
}

impl Format {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Format; 7] =
        [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Csv, Format::Bibtex, Format::Ris];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Bibtex => "bibtex",
            Format::Ris => "ris",
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// How the names of its files end: JSON of several articles is a file of lines.
    pub fn extension(self, n_articles: usize) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Json if n_articles != 1 => "jsonl",
            Format::Bibtex => "bib",
            Format::Html | Format::Json | Format::Csv | Format::Ris => self.as_str(),
        }
    }

    /// What it is called where it is chosen.
    pub fn title(self, words: &Words) -> &str {
        words.text(match self {
            Format::Text => "format-text",
            Format::Markdown => "format-markdown",
            Format::Html => "format-html",
            Format::Json => "format-json",
            Format::Csv => "format-csv",
            Format::Bibtex => "format-bibtex",
            Format::Ris => "format-ris",
        })
    }
}

/// Writes articles in one format, part by part.
#[derive(Clone, Debug)]
pub struct Exporter {
    format: Format,
    words: Words,
    n_articles: usize,
    n_written: usize,
    /// Each article is followed by where it comes from; none where that is not wanted.
    citation: Option<Style>,
}

impl Exporter {
    /// For so many articles, cited in this style. What is said about them is said in these words.
    pub fn new(format: Format, citation: Style, n_articles: usize, words: &Words) -> Exporter {
        // Marks that isolate are for a screen, and would stay in a file.
        Exporter { format, words: words.clone().for_answers(), n_articles, n_written: 0, citation: Some(citation) }
    }

    /// Plain text without citations: what another program is to work on.
    pub fn bare(n_articles: usize, words: &Words) -> Exporter {
        Exporter { citation: None, ..Exporter::new(Format::Text, Style::default(), n_articles, words) }
    }

    /// What stands before the first article. A page is called by its only article, or else by their number.
    pub fn head(&self, first: Option<&Piece<'_>>) -> String {
        match self.format {
            Format::Html => html::head(first.filter(|_| self.n_articles == 1), self.n_articles, &self.words),
            Format::Csv => csv::head(),
            _ => String::new(),
        }
    }

    /// An article, with what stands between it and the one before.
    pub fn entry(&mut self, piece: &Piece<'_>) -> String {
        let is_first = self.n_written == 0;
        self.n_written += 1;
        let words = &self.words;
        let style = self.citation.unwrap_or_default();
        let parted = |between: &str, entry: String| if is_first { entry } else { format!("{between}{entry}") };
        match self.format {
            Format::Text => parted("\n\n* * *\n\n", text::entry(piece, self.citation, words)),
            Format::Markdown => parted("\n* * *\n\n", markdown::entry(piece, self.n_articles == 1, style, words)),
            Format::Html => html::entry(piece, style, words),
            Format::Json => json::entry(piece, style, words),
            Format::Csv => csv::entry(piece),
            Format::Bibtex => parted("\n", bibtex::entry(piece, words)),
            Format::Ris => ris::entry(piece, words),
        }
    }

    /// What stands behind the last article.
    pub fn tail(&self) -> &'static str {
        if self.format == Format::Html { html::TAIL } else { "" }
    }

    /// All of one article.
    pub fn whole(mut self, piece: &Piece<'_>) -> String {
        let head = self.head(Some(piece));
        let entry = self.entry(piece);
        head + &entry + self.tail()
    }
}
