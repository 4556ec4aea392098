//! A page on its way to articles: its units, its parts, and who may be asked about them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ingest::heads::Head;
use crate::ingest::lines::{Line, Shape};
use crate::ingest::manuscript::{Hint, Part};
use crate::ingest::rules::Scope;
use crate::model::document::LineKind;
use crate::model::evidence::{Evidence, Role, RuleId};
use crate::text::clean::Clean;

/// One or more lines that are one piece of text: a paragraph that was broken is one unit, anything else is a line.
#[derive(Debug)]
pub struct Unit {
    /// Indices into the lines.
    pub lines: Range<usize>,
    /// The joined text.
    pub text: Clean,
    /// Counted over the joined text.
    pub shape: Shape,
    /// What it is; `None` until it is decided.
    pub kind: Option<LineKind>,
    /// The rule that decided.
    pub rule: Option<RuleId>,
    /// The credit inside a caption or credit line, in bytes of the text.
    pub credit: Option<Range<usize>>,
    /// Where the words of a caption end and its credit begins, in bytes of the text.
    pub caption_end: Option<usize>,
    /// How a rule's match reaches on.
    pub scope: Scope,
    /// It heads or belongs to the readers' comments.
    pub is_comments: bool,
    /// A short line that the page has in many places: `Article content`, `Advertisement`, the button below each picture.
    pub recurs: bool,
    /// Blank lines stand above and below it, on a page where that is not so everywhere: menus and lists are seldom set so.
    pub is_apart: bool,
    /// Blank lines before it.
    pub n_blank_before: u32,
    /// What markup tells of it; nothing in plain text.
    pub hint: Hint,
}

/// A page with every line in its place.
#[derive(Debug)]
pub struct Labels {
    /// Every unit in order; every kind is decided.
    pub units: Vec<Unit>,
    /// Heads by unit.
    pub heads: BTreeMap<usize, Head>,
    /// The headlines of ticker lines by unit.
    pub headlines: BTreeMap<usize, Vec<Clean>>,
    /// The container, then the pieces republished in it.
    pub pieces: Vec<Piece>,
}

/// The units of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The headline.
    pub title: Option<usize>,
    /// Its part of the page.
    pub units: Range<usize>,
    /// From the first to the last unit of its body; empty if it has none.
    pub body: Range<usize>,
}

impl Unit {
    /// Running text by its look: long, or a sentence of some words. Arabic says the same in fewer letters.
    pub fn is_text(&self) -> bool {
        let shape = &self.shape;
        let long = if shape.n_arabic * 2 > shape.n_letters { 60 } else { 80 };
        // Entries of a list that begin small were joined as if they were one broken line.
        let is_list = self.lines.len() >= 5 && (shape.n_chars as usize) < 28 * self.lines.len() && !shape.ends_sentence;
        // Tags and names without a sign between them are a list, too.
        let is_bare = shape.n_chars > 200
            && memchr::memchr3(b'.', b',', b':', self.text.as_bytes()).is_none()
            && !self.text.contains([';', '!', '?', '…', '،', '؛', '؟']);
        !is_list && !is_bare && (shape.n_chars >= long || (shape.ends_sentence && shape.n_words >= 6))
    }

    /// It is open and looks like text, or is the text of a post.
    pub fn is_running_text(&self) -> bool {
        match self.kind {
            None => self.is_text(),
            kind => kind == Some(LineKind::TweetText),
        }
    }

    /// Open running text that ends like a sentence.
    pub fn is_sentence(&self) -> bool {
        self.kind.is_none() && self.is_text() && self.shape.ends_sentence
    }

    /// A sentence too long for a teaser's.
    pub fn is_paragraph(&self) -> bool {
        self.is_sentence() && self.shape.n_chars >= 100
    }

    /// It can be a headline by its look: begins large, is not too long, and has no full stop.
    pub fn is_title_like(&self) -> bool {
        let shape = &self.shape;
        let ends_like_text = shape.ends_sentence
            && self.text.trim_end_matches(['"', '”', '»', ' ', ')']).ends_with('.')
            && !self.text.ends_with("...");
        (4..=250).contains(&shape.n_chars)
            && shape.n_letters >= 3
            && !ends_like_text
            && !shape.begins_lower
            && !self.text.ends_with([',', ';', '،'])
    }

    /// Markup says that it is text of the article.
    pub fn is_said_text(&self) -> bool {
        self.hint.part == Part::Text
    }

    /// The rule by which it was found to stand around the article, before its words were looked at.
    pub fn outside(&self) -> Option<RuleId> {
        match self.hint.part {
            Part::Outside(rule) => Some(RuleId(rule)),
            _ => None,
        }
    }

    /// It heads what stands below an article: related links, comments.
    pub fn is_tail(&self) -> bool {
        self.kind == Some(LineKind::Boilerplate) && self.scope == Scope::Tail
    }
}

/// Blank lines stand above and below a unit, or there is nothing below it.
pub fn is_set_apart(units: &[Unit], at: usize) -> bool {
    units[at].n_blank_before > 0 && is_above_a_gap(units, at)
}

/// Blank lines stand below a unit, or nothing does.
pub fn is_above_a_gap(units: &[Unit], at: usize) -> bool {
    units.get(at + 1).is_none_or(|below| below.n_blank_before > 0)
}

/// The lines of a page with their labels, for the steps that ask about them.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The lines that are not blank.
    pub lines: &'a [Line<'a>],
    /// Their places.
    pub labels: &'a Labels,
}

impl<'a> Page<'a> {
    /// One unit.
    pub fn unit(&self, at: usize) -> &'a Unit {
        &self.labels.units[at]
    }

    /// The 1-based number of the first line of a unit.
    pub fn line(&self, at: usize) -> u32 {
        self.lines.get(self.unit(at).lines.start).map_or(0, |line| line.n)
    }

    /// The numbers of all lines of a unit.
    pub fn line_numbers(&self, at: usize) -> impl Iterator<Item = u32> + 'a {
        self.lines[self.unit(at).lines.clone()].iter().map(|line| line.n)
    }

    /// A unit that speaks for a fact, with the words it does it in.
    pub fn evidence(&self, at: usize, role: Role, rule: RuleId, quote: Clean) -> Evidence {
        Evidence { line: self.line(at), role, rule, quote }
    }
}
