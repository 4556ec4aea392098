//! An article: its head, as facts with evidence, and its blocks.

use serde::{Deserialize, Serialize};

use crate::model::date::PartialDate;
use crate::model::evidence::{Evidence, Fact};
use crate::model::lang::Lang;
use crate::text::bidi::{Direction, majority_or};
use crate::text::clean::Clean;
use crate::text::language::Language;

/// One article of a document: the container (the page's own piece) or a piece republished inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its place in the document, from 1; printed as `a1`, `a2` …
    pub ordinal: u16,
    /// The headline; unknown where the document prints none.
    pub title: Fact<Clean>,
    /// 1-based line of the headline.
    pub title_line: Option<u32>,
    /// The paper, site or station that published it; `value` may be the commoner spelling of `raw`.
    pub outlet: Fact<Clean>,
    /// When it was published.
    pub published: Dating,
    /// People who wrote it, in the order of the byline.
    pub authors: Vec<Attribution>,
    /// Agencies credited, in order of appearance.
    pub agencies: Vec<Attribution>,
    /// Languages of its blocks in order of first use.
    pub languages: Vec<Lang>,
    /// The address it was published at, if the document says so.
    pub source_url: Option<Clean>,
    /// The ordinal of the container it was republished in.
    pub republished_in: Option<u16>,
    /// The body in order.
    pub blocks: Vec<Block>,
}

/// The date of publication, with what bounds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dating {
    /// The date, how it is printed, how sure it is, and why.
    pub fact: Fact<PartialDate>,
    /// It was not published before this.
    pub not_before: Option<PartialDate>,
    /// It was not published after this.
    pub not_after: Option<PartialDate>,
}

/// A name the document gives credit to, and the line that does so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The person or agency as printed.
    pub name: Clean,
    /// The line that names it.
    pub evidence: Evidence,
}

/// One block of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is, with the details of that kind.
    pub kind: BlockKind,
    /// The language of its text.
    pub lang: Lang,
    /// The base direction of its text.
    pub dir: Direction,
    /// The text: the lines of a tweet joined by a line end, those of any other block by a space.
    pub text: Clean,
    /// 1-based lines of the document it was made of, ascending.
    pub lines: Vec<u32>,
    /// The domain it was quoted from: text behind the link of a tweet.
    pub quoted_from: Option<Clean>,
    /// Where some of its words lead, in order.
    pub links: Vec<Link>,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The first byte of these words in the text of the block.
    pub start: u32,
    /// The byte behind them.
    pub end: u32,
    /// The address; `http` or `https`.
    pub address: Clean,
}

/// The kinds of block, in the words of the press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The standfirst under the headline.
    Dek,
    /// A paragraph of the body.
    Paragraph,
    /// A heading inside the body.
    Subheading {
        /// It repeats the headline of the article.
        repeats_title: bool,
    },
    /// A sentence of the article set apart; `echoes` is the index of the block it was taken from.
    Pullquote {
        /// Index into the blocks of the same article.
        echoes: Option<usize>,
    },
    /// Words of somebody else set apart.
    Quote,
    /// The words under a picture.
    Caption {
        /// Who made the picture.
        credit: Option<Clean>,
        /// 1-based line that gives the credit.
        credit_line: Option<u32>,
    },
    /// The line that credits agencies.
    AgencyCredit,
    /// A post on a social network.
    Tweet(Tweet),
    /// The file name of a picture, all that is left of it.
    ImageName,
    /// A picture that stands there: its alternative text, or the name of its file.
    Image {
        /// Where it is.
        address: Option<Clean>,
    },
}

/// What is known of a post besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tweet {
    /// The display name above the handle.
    pub author: Option<Clean>,
    /// The handle with its `@`.
    pub handle: Option<Clean>,
    /// The age as printed: `3h`, `12 min`, `منذ 3 ساعات`.
    pub age: Option<Clean>,
    /// The bare domain that closes a link card.
    pub link_domain: Option<Clean>,
    /// The text ends with an ellipsis.
    pub truncated: bool,
}

impl BlockKind {
    /// A paragraph heading that does not repeat the headline.
    pub const SUBHEADING: BlockKind = BlockKind::Subheading { repeats_title: false };

    /// The kind in one word: `dek`, `paragraph`, `tweet` …
    pub fn as_str(&self) -> &'static str {
        match self {
            BlockKind::Dek => "dek",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Subheading { .. } => "subheading",
            BlockKind::Pullquote { .. } => "pullquote",
            BlockKind::Quote => "quote",
            BlockKind::Caption { .. } => "caption",
            BlockKind::AgencyCredit => "agency_credit",
            BlockKind::Tweet(_) => "tweet",
            BlockKind::ImageName => "image_name",
            BlockKind::Image { .. } => "image",
        }
    }
}

impl Article {
    /// The first of its languages that is written from left to right.
    pub fn latin_language(&self) -> Option<Lang> {
        self.languages.iter().copied().find(|lang| lang.direction() == Direction::LeftToRight)
    }

    /// The direction of its headline, or of any other text of it whose language is not known. One without letters
    /// follows the first language of the article.
    pub fn direction_of(&self, text: &Clean) -> Direction {
        let around = self.languages.first().map_or(Direction::LeftToRight, |lang| lang.direction());
        majority_or(text.as_str(), around)
    }

    /// The language of its headline, as far as its direction tells.
    pub fn language_of(&self, text: &Clean) -> Language {
        let direction = self.direction_of(text);
        let lang = self.languages.iter().copied().find(|lang| lang.direction() == direction);
        lang.map_or(Language::Other, Lang::language)
    }

    /// `a1`, `a2` …: its name inside the document.
    pub fn label(&self) -> String {
        label(self.ordinal)
    }
}

/// `a1`, `a2` …: the name of the article with this ordinal inside its document.
pub fn label(ordinal: u16) -> String {
    format!("a{ordinal}")
}
