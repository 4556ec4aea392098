//! What is taken out of one article: all of it, or a passage.

use std::ops::Range;

use crate::model::article::{Article, Block, BlockKind, Link};
use crate::model::document::LineLabel;
use crate::model::lang::Lang;
use crate::store::article::ArticleRef;
use crate::store::marks::Passage;
use crate::store::quote;
use crate::text::clean::Clean;

/// An article, or a passage of one.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    of: &'a ArticleRef,
    outlet: Option<Clean>,
    passage: Option<&'a Passage>,
    /// The blocks of the passage, cut down to it.
    cut: Option<Vec<Block>>,
}

impl<'a> Piece<'a> {
    /// The whole article, with what its outlet is called in its library.
    pub fn whole(of: &'a ArticleRef, outlet: Option<Clean>) -> Piece<'a> {
        Piece::new(of, outlet, None)
    }

    /// The passage, or the whole article where there is none.
    pub fn new(of: &'a ArticleRef, outlet: Option<Clean>, passage: Option<&'a Passage>) -> Piece<'a> {
        Piece { of, outlet, passage, cut: passage.map(|passage| blocks_of(passage, of)) }
    }

    /// The article it is, or is a part of.
    pub fn of(&self) -> &'a ArticleRef {
        self.of
    }

    /// The article itself.
    pub fn article(&self) -> &'a Article {
        self.of.article()
    }

    /// The outlet as lists and facets call it, whatever spelling this page has: who groups by it finds each outlet once.
    pub fn outlet(&self) -> Option<&Clean> {
        self.outlet.as_ref()
    }

    /// The passage, if it is one.
    pub fn passage(&self) -> Option<&'a Passage> {
        self.passage
    }

    /// The blocks of the article, or those of the passage as far as they belong to it.
    pub fn blocks(&self) -> &[Block] {
        self.cut.as_deref().unwrap_or(self.of.blocks())
    }

    /// The first and the last line of the document that it stands on, counted from 1; none where it has no lines.
    pub fn lines(&self) -> Option<(u32, u32)> {
        let title = self.article().title_line.filter(|_| self.passage.is_none());
        let lines =
            || self.blocks().iter().flat_map(|block| &block.lines).copied().chain(title).filter(|line| *line > 0);
        lines().min().zip(lines().max())
    }

    /// Whoever the article gives credit to: the people who wrote it, or else the agencies.
    pub fn credited(&self) -> impl Iterator<Item = &'a Clean> {
        let article = self.article();
        let credited = if article.authors.is_empty() { &article.agencies } else { &article.authors };
        credited.iter().map(|attribution| &attribution.name)
    }
}

/// The blocks of a passage, cut down to it. Words that are in the article no longer are kept as they were noted.
fn blocks_of(passage: &Passage, of: &ArticleRef) -> Vec<Block> {
    let spans = quote::find(passage, of.blocks());
    if spans.is_empty() {
        return passage.quote.lines().map(|line| noted(line, of.article())).collect();
    }
    let cut = |(idx, bytes)| of.blocks().get(idx).map(|block| cut(block, &bytes, &of.document().lines));
    spans.into_iter().filter_map(cut).collect()
}

fn noted(line: &str, article: &Article) -> Block {
    let text = Clean::new(line);
    let dir = article.direction_of(&text);
    let lang = article.languages.iter().copied().find(|lang| lang.direction() == dir).unwrap_or(Lang::UND);
    Block { kind: BlockKind::Paragraph, lang, dir, text, lines: Vec::new(), quoted_from: None, links: Vec::new() }
}

/// A block cut down to some of its bytes, with the lines and the links of these.
fn cut(block: &Block, bytes: &Range<usize>, labels: &[LineLabel]) -> Block {
    let within = |at: u32| (at as usize).clamp(bytes.start, bytes.end) - bytes.start;
    let link = |link: &Link| Link { start: within(link.start) as u32, end: within(link.end) as u32, ..link.clone() };
    let text = block.text.as_str().get(bytes.clone()).unwrap_or_default();
    Block {
        text: Clean::join_lines(&text.split('\n').map(Clean::new).collect::<Vec<_>>()),
        lines: lines_in(block, bytes, labels),
        links: block.links.iter().map(link).filter(|link| link.start < link.end).collect(),
        ..block.clone()
    }
}

/// The lines of a block on which some of its bytes stand; all of them where that cannot be told, because its text is not
/// simply its lines one after the other.
fn lines_in(block: &Block, bytes: &Range<usize>, labels: &[LineLabel]) -> Vec<u32> {
    let (mut at, mut lines) = (0, Vec::new());
    for n in &block.lines {
        let label = labels.binary_search_by_key(n, |label| label.n).ok().and_then(|idx| labels.get(idx));
        let found = label.and_then(|label| {
            let start = at + block.text.as_str().get(at..)?.find(label.text.as_str())?;
            Some(start..start + label.text.len())
        });
        let Some(line) = found else { return block.lines.clone() };
        if line.start < bytes.end && bytes.start < line.end {
            lines.push(*n);
        }
        at = line.end;
    }
    if lines.is_empty() { block.lines.clone() } else { lines }
}
