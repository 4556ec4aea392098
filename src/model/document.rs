//! A document: what one page (or one record of an archive) turned out to hold.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::article::Article;
use crate::model::date::PartialDate;
use crate::model::evidence::RuleId;
use crate::model::interned::{self, Name};
use crate::model::lang::Lang;
use crate::text::clean::Clean;

/// Where a document was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// The path as the reader gave or would give it; `-` for standard input.
    pub path: String,
    /// The place of the record inside the file, from 0; 0 where the file is the record.
    pub record: u32,
    /// What the record is called inside the file, where it has a name there: the path of a member of an archive.
    pub member: Option<String>,
}

impl Origin {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Origin {
        Origin { path: path.into(), ..Origin::default() }
    }
}

/// All that was understood of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Where it was found.
    pub origin: Origin,
    /// Its structure was marked up, so that its furniture is told by that and not by the other pages of the pile.
    pub is_marked: bool,
    /// How its bytes became text.
    pub decoding: Decoding,
    /// The container first, then the pieces republished in it.
    pub articles: Vec<Article>,
    /// The headlines of other articles that stood on the page, in order.
    pub ticker: Vec<TickerItem>,
    /// Blocks that say the same in French and in Arabic.
    pub pairs: Vec<Pair>,
    /// Lines that repeat others.
    pub duplicates: Vec<Duplicate>,
    /// A label for every line that is not blank, ascending.
    pub lines: Vec<LineLabel>,
    /// When the page was saved, as far as it can be told.
    pub captured: Captured,
    /// 1-based lines, ascending, in which characters overrode the order of others; they were left out.
    pub overridden: Vec<u32>,
    /// What a careful reader should know.
    pub doubts: Vec<Doubt>,
}

/// How bytes became text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decoding {
    /// The encoding's WHATWG name, such as `UTF-8` or `windows-1256`; empty for an empty document.
    #[serde(deserialize_with = "interned::name")]
    pub encoding: Name,
    /// A byte order mark was there.
    pub byte_order_mark: bool,
    /// Bytes (or sequences) that could not be decoded and became U+FFFD.
    pub n_replaced: usize,
    /// UTF-8 had been read as this encoding and encoded again; it was undone.
    #[serde(deserialize_with = "interned::optional_name")]
    pub repaired_from: Option<Name>,
    /// The text was longer than the limit; so many bytes of its end were left out.
    pub n_cut_off: usize,
    /// What it was taken out of, the innermost first: `html`, `gzip`. A page of plain text was taken out of nothing.
    #[serde(deserialize_with = "interned::names")]
    pub formats: Vec<Name>,
}

/// A headline of another article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TickerItem {
    /// Its language.
    pub lang: Lang,
    /// Its text.
    pub text: Clean,
    /// 1-based line it stands on.
    pub line: u32,
}

/// A French block and its Arabic original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Ordinal of the article both are in.
    pub article: u16,
    /// Index of the French block.
    pub fr: usize,
    /// Index of the Arabic block.
    pub ar: usize,
    /// Tweets are paired by handle and age, paragraphs by their place between tweets.
    pub kind: PairKind,
}

/// What is paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairKind {
    /// Two posts.
    Tweet,
    /// Two paragraphs.
    Paragraph,
}

impl PairKind {
    /// `tweet` or `paragraph`.
    pub fn as_str(self) -> &'static str {
        match self {
            PairKind::Tweet => "tweet",
            PairKind::Paragraph => "paragraph",
        }
    }
}

/// Two lines of a document that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// How alike they are.
    pub kind: DuplicateKind,
    /// Ordinal of the article they are in.
    pub article: u16,
    /// The two 1-based lines, ascending.
    pub lines: [u32; 2],
}

/// How alike two lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DuplicateKind {
    /// The same after normalisation, or but for a credit at the end.
    Exact,
    /// One is the beginning of the other, up to an ellipsis.
    Prefix,
    /// Most word trigrams are shared.
    Near,
}

impl DuplicateKind {
    /// `exact`, `prefix` or `near`.
    pub fn as_str(self) -> &'static str {
        match self {
            DuplicateKind::Exact => "exact",
            DuplicateKind::Prefix => "prefix",
            DuplicateKind::Near => "near",
        }
    }
}

/// What a line was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineLabel {
    /// 1-based line.
    pub n: u32,
    /// What it is.
    pub kind: LineKind,
    /// The rule that set it aside or recognised it.
    pub rule: Option<RuleId>,
    /// Ordinal of its article.
    pub article: Option<u16>,
    /// Index of its block in that article.
    pub block: Option<usize>,
    /// The line itself, so that evidence can quote it and nothing set aside is hidden.
    pub text: Clean,
}

/// What a line can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // the words of the gold's README, which explains them
pub enum LineKind {
    Title,
    Pubinfo,
    Byline,
    Ticker,
    Dek,
    Paragraph,
    Subheading,
    Pullquote,
    Caption,
    Credit,
    AgencyCredit,
    TweetAuthor,
    TweetHandle,
    TweetAge,
    TweetText,
    TweetLink,
    ImageName,
    Image,
    Quote,
    Duplicate,
    Boilerplate,
}

impl LineKind {
    /// The kind in one word of a JSON document.
    pub fn as_str(self) -> &'static str {
        match self {
            LineKind::Title => "title",
            LineKind::Pubinfo => "pubinfo",
            LineKind::Byline => "byline",
            LineKind::Ticker => "ticker",
            LineKind::Dek => "dek",
            LineKind::Paragraph => "paragraph",
            LineKind::Subheading => "subheading",
            LineKind::Pullquote => "pullquote",
            LineKind::Caption => "caption",
            LineKind::Credit => "credit",
            LineKind::AgencyCredit => "agency_credit",
            LineKind::TweetAuthor => "tweet_author",
            LineKind::TweetHandle => "tweet_handle",
            LineKind::TweetAge => "tweet_age",
            LineKind::TweetText => "tweet_text",
            LineKind::TweetLink => "tweet_link",
            LineKind::ImageName => "image_name",
            LineKind::Image => "image",
            LineKind::Quote => "quote",
            LineKind::Duplicate => "duplicate",
            LineKind::Boilerplate => "boilerplate",
        }
    }
}

/// The days between which a page was saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    /// Not before this day.
    pub not_before: Option<PartialDate>,
    /// Not after this day.
    pub not_after: Option<PartialDate>,
}

/// Something a careful reader should know: a line, and a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// 1-based line it is about, where there is one.
    pub line: Option<u32>,
    /// What it is.
    pub about: Concern,
}

/// What one may doubt of a page. As text it is a sentence in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Concern {
    /// A date lies after the page was saved, and was not taken.
    AfterSaved(PartialDate),
    /// A date is not in the calendar, and was not taken.
    NotInCalendar,
    /// The text names a day after the date of publication.
    LaterInText {
        /// How the text names it.
        quote: Clean,
        /// The date of publication.
        published: PartialDate,
    },
    /// The page names two days of publication.
    TwoDates {
        /// The one that was not taken.
        other: PartialDate,
        /// The one that was.
        taken: PartialDate,
    },
    /// Signs that turn the order of letters round stood there, and were left out.
    Overridden,
    /// So many sequences of bytes could not be decoded.
    Undecodable(usize),
    /// The text had been read in this encoding and encoded again; that was undone.
    Repaired(#[serde(deserialize_with = "interned::name")] Name),
    /// So many bytes at the end lie beyond the size limit, and were not read.
    CutOff(usize),
}

impl fmt::Display for Concern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Concern::AfterSaved(date) => {
                write!(f, "the date {date} lies after the page was saved and was not taken")
            }
            Concern::NotInCalendar => {
                write!(f, "the date of the publication line is not in the calendar and was not taken")
            }
            Concern::LaterInText { quote, published } => {
                write!(f, "the text names {quote}, after the date of publication {published}")
            }
            Concern::TwoDates { other, taken } => {
                write!(f, "the page also gives {other} as its date; {taken} was taken")
            }
            Concern::Overridden => {
                write!(f, "signs that turn the order of letters round (U+202D, U+202E) stood here and were left out")
            }
            Concern::Undecodable(n) => {
                write!(f, "{n} byte sequences could not be decoded and are shown as \u{fffd}")
            }
            Concern::Repaired(encoding) => {
                write!(f, "the text had been read as {encoding} and encoded again; this was undone")
            }
            Concern::CutOff(n) => write!(f, "the last {n} bytes lie beyond the size limit and were not read"),
        }
    }
}
