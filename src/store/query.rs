//! What is searched for: a tree of words, phrases, fields and periods, typed or said on the command line.
//!
//! A query never fails: what cannot be understood is left out or read as plain words, and a doubt beside it says so. Printing a
//! query and reading it again gives the same query. `parse` reads, `search` finds; what one word means is the business of `term`.

mod narrowed;
mod parse;

use std::fmt;
use std::ops::Range;

pub use crate::store::query::narrowed::{months_term, narrowed};
pub use crate::store::query::parse::parse;
pub(super) use crate::store::query::parse::{TypedWord, typed_words};
pub use crate::store::term::Word;

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::index::Field;
use crate::store::marked::Status;

/// Something to search for; its default asks for nothing, and everything answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) root: Node,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// All of these; with none of them, everything.
    All(Vec<Node>),
    /// One of these at least.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// These words.
    Text(Text),
    /// Of an outlet in whose name these words stand.
    Outlet(OutletName),
    /// Published in this period.
    Dated(Period),
    /// Without a date.
    Undated,
    /// With text in this language.
    Lang(Lang),
    /// This can be said of it.
    Is(Status),
    /// With a tag of these words; where the last one is being typed, they are its beginning.
    Tagged(Vec<Word>),
    /// With a note in which these words stand, the reader's own.
    Noted(Text),
}

/// Words that must stand one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where they are looked for.
    pub part: Part,
    /// One at least; each folded.
    pub words: Vec<Word>,
    /// The same words as they were written, where exactly these are meant.
    pub exactly: Option<Box<str>>,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// In title and body.
    Anywhere,
    /// In the title.
    Title,
    /// In the names of the authors.
    Author,
}

impl Part {
    /// Where the index has its words.
    pub(super) fn field(self) -> Field {
        match self {
            Part::Anywhere => Field::Anywhere,
            Part::Title => Field::Title,
            Part::Author => Field::Author,
        }
    }
}

/// How an outlet is named in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutletName {
    /// By words of its name.
    Words(Vec<Word>),
    /// Articles that name no outlet.
    None,
}

/// From the first day of one date to the last of another; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// It begins with the first day this may mean.
    pub from: Option<PartialDate>,
    /// It ends with the last day this may mean.
    pub to: Option<PartialDate>,
    /// What is asked of dates at its ends.
    pub unit: Unit,
}

/// Which field a period was typed in, and so what is asked of a date known only to the month or the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// `year:`, whole years: the year of an article is enough.
    #[default]
    Year,
    /// `date:`: all days that the date of an article may mean lie in the period.
    Day,
}

/// Something in a query that was read otherwise than it may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The part of the input it is about, in bytes.
    pub range: Range<usize>,
    /// That part.
    pub quote: String,
    /// What was made of it.
    pub reading: Reading,
}

/// What was made of a doubtful part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// There is no letter and no digit in it, and it was left out.
    NoWord,
    /// Nothing stands behind this field, minus or equals sign, and it was left out.
    Nothing,
    /// A quotation or a bracket that is not closed ends with the query.
    NotClosed,
    /// A closing bracket without an opening one was left out.
    NotOpened,
    /// Brackets within so many brackets were left out.
    TooDeep,
    /// `OR` has nothing on one side of it, and was left out.
    LonelyOr,
    /// `AND` is not needed, and was left out.
    NeedlessAnd,
    /// There is no such field; its words are searched as they stand.
    NoField,
    /// There is no such year, date, language or state; it was left out.
    NoSuch,
    /// A year being typed stands for all years that begin like it.
    Years(i32, i32),
    /// A date being typed counts as far as it goes.
    AsFar(PartialDate),
    /// A period whose end is before its beginning was turned round.
    TurnedRound,
}

impl Default for Query {
    fn default() -> Query {
        Query { root: Node::All(Vec::new()) }
    }
}

impl Query {
    /// It asks for nothing, and everything answers it.
    pub fn is_empty(&self) -> bool {
        matches!(&self.root, Node::All(nodes) if nodes.is_empty())
    }

    /// What is asked for, as a tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// What answers both.
    pub fn and(self, other: Query) -> Query {
        let parts = |root| match root {
            Node::All(nodes) => nodes,
            node => vec![node],
        };
        let nodes: Vec<Node> = parts(self.root).into_iter().chain(parts(other.root)).collect();
        Query { root: Node::All(nodes) }
    }

    /// What answers one of them at least; none of them asks for nothing.
    pub fn any(queries: impl IntoIterator<Item = Query>) -> Query {
        let mut roots: Vec<Node> = queries.into_iter().map(|query| query.root).collect();
        match (roots.pop(), roots.is_empty()) {
            (None, _) => Query::default(),
            (Some(only), true) => Query { root: only },
            (Some(last), false) => {
                roots.push(last);
                Query { root: Node::Any(roots) }
            }
        }
    }

    /// It asks for marks: what was read, starred, tagged, noted.
    pub fn asks_for_marks(&self) -> bool {
        fn asks(node: &Node) -> bool {
            match node {
                Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(asks),
                Node::Not(node) => asks(node),
                Node::Is(_) | Node::Tagged(_) | Node::Noted(_) => true,
                _ => false,
            }
        }
        asks(&self.root)
    }

    /// An answer shows words of it; one that asks for an outlet alone has none to show.
    pub fn has_words_to_show(&self) -> bool {
        !self.shown_texts().is_empty()
    }

    /// The words that an answer shows: those that are not excluded.
    pub(super) fn shown_texts(&self) -> Vec<&Text> {
        fn collect<'a>(node: &'a Node, texts: &mut Vec<&'a Text>) {
            match node {
                Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| collect(node, texts)),
                Node::Text(text) => texts.push(text),
                _ => {}
            }
        }
        let mut texts = Vec::new();
        collect(&self.root, &mut texts);
        texts
    }
}

impl fmt::Display for Query {
    /// The query as it can be typed, its words folded; a space behind the last word says that it is complete.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let printed = match &self.root {
            Node::All(nodes) => joined(nodes, " ", Side::All),
            Node::Any(nodes) => joined(nodes, " OR ", Side::Any),
            node => print(node, Side::All),
        };
        // A word that is still being typed ends the input: what would close behind it does not stand there yet.
        match printed.find(BEING_TYPED) {
            Some(end) => f.write_str(&printed[..end]),
            None if printed.ends_with(char::is_alphanumeric) => write!(f, "{printed} "),
            None => f.write_str(&printed),
        }
    }
}

/// Stands behind a word being typed while a query is put together; no folded word holds it.
const BEING_TYPED: char = '\u{1}';

/// What a part of a query stands in, and so whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    All,
    Any,
    Not,
}

fn joined(nodes: &[Node], between: &str, side: Side) -> String {
    nodes.iter().map(|node| print(node, side)).collect::<Vec<_>>().join(between)
}

fn print(node: &Node, side: Side) -> String {
    match node {
        Node::All(nodes) if side == Side::Any && nodes.len() > 1 => joined(nodes, " ", Side::All),
        Node::All(nodes) => format!("({})", joined(nodes, " ", Side::All)),
        Node::Any(nodes) => format!("({})", joined(nodes, " OR ", Side::Any)),
        Node::Not(node) => format!("-{}", print(node, Side::Not)),
        Node::Text(text) => print_text(field_of(text.part), text),
        Node::Outlet(OutletName::None) => "outlet:none".to_owned(),
        Node::Outlet(OutletName::Words(words)) => format!("outlet:{}", quoted(&written(words))),
        Node::Dated(period) => period.to_string(),
        Node::Undated => "year:undated".to_owned(),
        Node::Lang(lang) => format!("lang:{}", lang.as_str()),
        Node::Is(status) => format!("is:{}", status.name()),
        Node::Tagged(words) => format!("tag:{}", quoted(&written(words))),
        Node::Noted(text) => print_text("note:", text),
    }
}

fn field_of(part: Part) -> &'static str {
    match part {
        Part::Anywhere => "",
        Part::Title => "title:",
        Part::Author => "author:",
    }
}

fn print_text(field: &str, text: &Text) -> String {
    match &text.exactly {
        Some(exactly) if text.words.last().is_some_and(Word::is_prefix) => {
            format!("{field}={}", quoted(&format!("{exactly}{BEING_TYPED}")))
        }
        Some(exactly) => format!("{field}={}", quoted(exactly)),
        None => format!("{field}{}", quoted(&written(&text.words))),
    }
}

fn written(words: &[Word]) -> String {
    let word = |word: &Word| match word.is_prefix() {
        true => format!("{}{BEING_TYPED}", word.folded()),
        false => word.folded().to_owned(),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// In quotation marks, unless it is one plain word that cannot be taken for anything else.
fn quoted(words: &str) -> String {
    let is_plain = words.chars().all(|c| c.is_alphanumeric() || c == BEING_TYPED);
    let is_plain = is_plain && !matches!(words, "OR" | "AND" | "none");
    if is_plain { words.to_owned() } else { format!("\"{words}\"") }
}

impl fmt::Display for Period {
    /// `year:2016..2020`, `date:2020-02..`, `year:2016`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = match self.unit {
            Unit::Year => "year",
            Unit::Day => "date",
        };
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        match (self.from, self.to) {
            (from, to) if from == to => write!(f, "{field}:{}", date(from)),
            (from, to) => write!(f, "{field}:{}..{}", date(from), date(to)),
        }
    }
}

impl fmt::Display for Doubt {
    /// A line for whoever asked, in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = &self.quote;
        match &self.reading {
            Reading::NoWord => write!(f, "{quote} is no word, and was left out"),
            Reading::Nothing => write!(f, "nothing stands behind {quote}: it was left out"),
            Reading::NotClosed => write!(f, "{quote} is not closed, and ends with the query"),
            Reading::NotOpened => write!(f, "{quote} closes nothing, and was left out"),
            Reading::TooDeep => write!(f, "{quote} stands in too many brackets, and was left out"),
            Reading::LonelyOr => write!(f, "{quote} stands between nothing, and was left out"),
            Reading::NeedlessAnd => write!(f, "{quote} is not needed: all words must occur"),
            Reading::NoField => write!(f, "{quote} is no field, and is searched as plain words"),
            Reading::NoSuch => write!(f, "{quote} is not known, and was left out"),
            Reading::Years(from, to) => write!(f, "{quote} is read as {from} to {to}"),
            Reading::AsFar(date) => write!(f, "{quote} is read as {date}"),
            Reading::TurnedRound => write!(f, "{quote} ends before it begins, and was turned round"),
        }
    }
}
