//! A document as bytes.
//!
//! Most lines of a page are a block or a part of one, a headline or an item of the ticker, word for word. Such a line does
//! not repeat its text, and shares it again with them after reading. Nothing in a record says where in a segment it lies, so that merging copies it.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::article::Article;
use crate::model::document::{
    Captured, Decoding, Document, Doubt, Duplicate, LineKind, LineLabel, Origin, Pair, TickerItem,
};
use crate::model::evidence::RuleId;
use crate::text::clean::Clean;

/// The bytes of a document.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let mut rules: Vec<RuleId> = Vec::new();
    let mut numbers: HashMap<RuleId, u32> = HashMap::new();
    let mut number = |rule: RuleId| {
        *numbers.entry(rule).or_insert_with(|| {
            rules.push(rule);
            rules.len() as u32 - 1
        })
    };
    let mut lines = Vec::with_capacity(document.lines.len());
    for label in &document.lines {
        let LineLabel { n, kind, rule, article, block, text: _ } = *label;
        let text = Text::of(label, &document.articles, &document.ticker);
        lines.push(Line { n, kind, rule: rule.map(&mut number), article, block, text });
    }
    let record = Record {
        origin: Cow::Borrowed(&document.origin),
        is_marked: document.is_marked,
        decoding: Cow::Borrowed(&document.decoding),
        articles: Cow::Borrowed(&document.articles),
        ticker: Cow::Borrowed(&document.ticker),
        pairs: Cow::Borrowed(&document.pairs),
        duplicates: Cow::Borrowed(&document.duplicates),
        captured: document.captured,
        overridden: Cow::Borrowed(&document.overridden),
        doubts: Cow::Borrowed(&document.doubts),
        rules,
        lines,
    };
    postcard::to_stdvec(&record).unwrap_or_default()
}

/// The document of these bytes; `None` if they are of none.
pub(super) fn read(bytes: &[u8]) -> Option<Document> {
    let record: Record<'_> = postcard::from_bytes(bytes).ok()?;
    let articles = record.articles.into_owned();
    let ticker = record.ticker.into_owned();
    let label = |line: Line<'_>| {
        let Line { n, kind, rule, article, block, text } = line;
        let rule = match rule {
            Some(number) => Some(*record.rules.get(number as usize)?),
            None => None,
        };
        let text = match text {
            Text::Own(text) => text.into_owned(),
            Text::Block => block_text(article, block, &articles)?.clone(),
            Text::Part { start, len } => {
                let whole = block_text(article, block, &articles)?.as_str();
                Clean::new(whole.get(start as usize..)?.get(..len as usize)?)
            }
            Text::Title => title(article, &articles)?.clone(),
            Text::Ticker => ticker_text(n, &ticker)?.clone(),
        };
        Some(LineLabel { n, kind, rule, article, block, text })
    };
    let lines = record.lines.into_iter().map(label).collect::<Option<_>>()?;
    Some(Document {
        origin: record.origin.into_owned(),
        is_marked: record.is_marked,
        decoding: record.decoding.into_owned(),
        pairs: record.pairs.into_owned(),
        duplicates: record.duplicates.into_owned(),
        captured: record.captured,
        overridden: record.overridden.into_owned(),
        doubts: record.doubts.into_owned(),
        lines,
        articles,
        ticker,
    })
}

/// What tells whether a record is as it was written.
pub(super) fn sum(bytes: &[u8]) -> u32 {
    xxh3_64(bytes) as u32
}

/// A document but for what its lines share with the rest of it.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    origin: Cow<'a, Origin>,
    is_marked: bool,
    decoding: Cow<'a, Decoding>,
    articles: Cow<'a, [Article]>,
    ticker: Cow<'a, [TickerItem]>,
    pairs: Cow<'a, [Pair]>,
    duplicates: Cow<'a, [Duplicate]>,
    captured: Captured,
    overridden: Cow<'a, [u32]>,
    doubts: Cow<'a, [Doubt]>,
    /// The rules of its lines.
    rules: Vec<RuleId>,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    n: u32,
    kind: LineKind,
    /// Index into the rules.
    rule: Option<u32>,
    article: Option<u16>,
    block: Option<usize>,
    text: Text<'a>,
}

/// The text of a line: its own, or that of its block, some bytes of that, that of the headline of its article, of the ticker's
/// item on this line.
#[derive(Serialize, Deserialize)]
enum Text<'a> {
    Own(Cow<'a, Clean>),
    Block,
    Part { start: u32, len: u32 },
    Title,
    Ticker,
}

impl<'a> Text<'a> {
    fn of(line: &'a LineLabel, articles: &[Article], ticker: &[TickerItem]) -> Text<'a> {
        let is_it = |text: Option<&Clean>| text == Some(&line.text);
        let block = block_text(line.article, line.block, articles);
        let part = || part_of(block?.as_str(), line.text.as_str());
        if is_it(block) {
            Text::Block
        } else if let Some(part) = part() {
            part
        } else if is_it(title(line.article, articles)) {
            Text::Title
        } else if is_it(ticker_text(line.n, ticker)) {
            Text::Ticker
        } else {
            Text::Own(Cow::Borrowed(&line.text))
        }
    }
}

/// Where a line stands in its block; `None` if it does not, or is too short to be worth a place.
fn part_of(block: &str, line: &str) -> Option<Text<'static>> {
    let start = (line.len() > MIN_PART).then(|| memmem::find(block.as_bytes(), line.as_bytes())).flatten()?;
    Some(Text::Part { start: start.try_into().ok()?, len: line.len().try_into().ok()? })
}

/// A place takes up to so many bytes.
const MIN_PART: usize = 8;

fn block_text(article: Option<u16>, block: Option<usize>, articles: &[Article]) -> Option<&Clean> {
    Some(&article_at(article, articles)?.blocks.get(block?)?.text)
}

fn title(article: Option<u16>, articles: &[Article]) -> Option<&Clean> {
    article_at(article, articles)?.title.value.as_ref()
}

/// The article with this ordinal, if it stands where its ordinal says.
fn article_at(ordinal: Option<u16>, articles: &[Article]) -> Option<&Article> {
    let place = usize::from(ordinal?).checked_sub(1)?;
    articles.get(place).filter(|article| Some(article.ordinal) == ordinal)
}

fn ticker_text(line: u32, ticker: &[TickerItem]) -> Option<&Clean> {
    let idx = ticker.binary_search_by_key(&line, |item| item.line).ok()?;
    ticker.get(idx).map(|item| &item.text)
}
