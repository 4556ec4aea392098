//! A text whose structure is known, and what its own head says of it: what every container hands to ingest.
//!
//! A page of plain text is a manuscript without hints. One that was marked up - a web page, an entry of a feed, a letter -
//! tells more: which lines are headings, captions or entries of a list, which belong to the text of the page at all, where
//! a link leads, and, in its head, who published it, when, under which headline. Hints and statements are believed before
//! guesses and are kept as evidence; the words are those of the text, whoever found them.

use std::ops::Range;

use crate::model::document::Decoding;
use crate::model::lang::Lang;
use crate::text::bidi::Direction;

/// A text with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// The text, decoded; its lines end with line feeds.
    pub text: String,
    /// How its bytes became text.
    pub decoding: Decoding,
    /// What is known of its lines, in order from the first; lines beyond have the default.
    pub hints: Vec<Hint>,
    /// What the record says of itself, the most trustworthy of each kind first.
    pub statements: Vec<Statement>,
    /// Where its words lead, in order.
    pub links: Vec<LineLink>,
}

/// What markup tells of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// What it is marked as.
    pub form: Form,
    /// Whether it belongs to the text of the page.
    pub part: Part,
    /// The direction that is declared for it.
    pub dir: Option<Direction>,
    /// The language that is declared for it.
    pub lang: Option<Lang>,
}

/// What a line can be marked as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Nothing is known.
    #[default]
    Open,
    /// A paragraph.
    Paragraph,
    /// A heading of this rank, from 1.
    Heading(u8),
    /// An entry of a list.
    ListItem,
    /// Words of somebody else set apart.
    Quote,
    /// The words under a picture.
    Caption,
    /// A picture: the line is its alternative text, or the name of its file.
    Image,
    /// Text whose line breaks count.
    Preformatted,
    /// A row of a table.
    TableRow,
}

/// Whether a line belongs to the text of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// It is not known: the labeller decides.
    #[default]
    Unknown,
    /// It is text of the article.
    Text,
    /// It stands around the article: menus, footers, teasers. The name is the rule that is shown for it.
    Outside(&'static str),
}

/// A line, and where some of its words lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineLink {
    /// 1-based line of the text.
    pub line: u32,
    /// Which bytes of the line.
    pub range: Range<usize>,
    /// The address, absolute where it can be; `http` or `https`. For a line that is a picture: that of the picture.
    pub address: String,
}

/// Something a record says of itself: in the head of a page, in the fields of a feed's entry, in the envelope of a crawl.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it is about.
    pub about: About,
    /// Its words, as they stand there.
    pub value: String,
    /// Where it stands, as a name of a rule: `jsonld.date_published`, `meta.og_site_name`, `feed.author`, `warc.date`.
    pub rule: &'static str,
}

/// What a statement can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// The headline.
    Title,
    /// The paper, site or station.
    Outlet,
    /// The day of publication, with or without its time: ISO 8601, RFC 2822, or as people write it.
    Published,
    /// The day of the last change: it was not published after it.
    Modified,
    /// The day somebody fetched it: it was not published after it.
    Captured,
    /// One author.
    Author,
    /// The language of the text, as a BCP 47 tag.
    Language,
    /// The address it was published at.
    Address,
    /// A standfirst or summary: a line under the headline that says the same is the standfirst.
    Summary,
}
