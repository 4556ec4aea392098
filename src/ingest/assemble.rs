//! Labelled lines become articles: blocks, heads, and the label of every line.

use std::ops::Range;

use crate::ingest::heads::{self, HeadKind};
use crate::ingest::language;
use crate::ingest::lines::Line;
use crate::ingest::manuscript::LineLink;
use crate::ingest::markup;
use crate::ingest::outlets::{self, Spellings};
use crate::ingest::page::{Labels, Page, Piece, Unit};
use crate::ingest::social::{self, Signature};
use crate::ingest::trigrams::{self, Texts, Trigrams};
use crate::model::article::{Article, Attribution, Block, BlockKind, Link, Tweet};
use crate::model::document::{LineKind, LineLabel, TickerItem};
use crate::model::evidence::{Evidence, Fact, Role, RuleId};
use crate::model::lang::Lang;
use crate::text::bidi::{Direction, majority_or};
use crate::text::clean::Clean;

/// What articles are put together with besides their lines.
#[derive(Clone, Copy)]
pub struct Setting<'s> {
    /// The common spellings of outlets.
    pub spellings: &'s Spellings,
    /// The language the head of the page states.
    pub lang: Option<Lang>,
    /// Where words lead, in the order of lines.
    pub links: &'s [LineLink],
}

/// The articles of a page; their dates are resolved elsewhere, and what its head states comes after.
pub fn articles(lines: &[Line<'_>], labels: &Labels, setting: Setting<'_>) -> (Vec<Article>, Vec<LineLabel>) {
    let mut articles = Vec::with_capacity(labels.pieces.len());
    let mut places: Vec<Option<(u16, usize)>> = vec![None; labels.units.len()];
    for (piece_idx, piece) in labels.pieces.iter().enumerate() {
        let ordinal = (piece_idx + 1) as u16;
        let lang = main_language(&labels.units[piece.units.clone()], setting.lang);
        let part = Part { page: Page { lines, labels }, piece, lang, setting };
        let (mut blocks, mut block_units) = part.blocks();
        let mut article = Article { ordinal, ..part.head() };
        article.republished_in = (ordinal > 1).then_some(1);
        article.languages = languages(&blocks);
        follow(&mut blocks, article.languages.first());
        article.blocks = blocks;
        finish_kinds(&mut article, piece.title.is_some());
        for (unit, block) in block_units.drain(..) {
            places[unit] = Some((ordinal, block));
        }
        articles.push(article);
    }
    let line_labels = line_labels(lines, labels, &articles, &places);
    (articles, line_labels)
}

/// The headlines of the ticker lines, in order; `lang` is that of the page.
pub fn ticker(lines: &[Line<'_>], labels: &Labels, lang: Option<Lang>) -> Vec<TickerItem> {
    let items = labels.headlines.iter().flat_map(|(unit, headlines)| {
        let line = lines.get(labels.units[*unit].lines.start).map_or(0, |line| line.n);
        headlines.iter().map(move |headline| (line, headline))
    });
    items
        .map(|(line, headline)| TickerItem { lang: language::language(headline, lang), text: headline.clone(), line })
        .collect()
}

/// The language of most of the text in Latin letters: what short lines of it are taken for, too. The one that is stated
/// counts where there is no long line.
fn main_language(units: &[Unit], stated: Option<Lang>) -> Lang {
    let mut n_chars: Vec<(Lang, u32)> = Vec::new();
    let texts = units
        .iter()
        .filter(|unit| matches!(unit.kind, Some(LineKind::Paragraph | LineKind::TweetText | LineKind::Dek)));
    for unit in texts.filter(|unit| unit.shape.n_chars >= 60).take(4) {
        let lang = language::language(&unit.text, None);
        if lang.direction() == Direction::RightToLeft {
            continue;
        }
        match n_chars.iter_mut().find(|(known, _)| *known == lang) {
            Some((_, n)) => *n += unit.shape.n_chars,
            None => n_chars.push((lang, unit.shape.n_chars)),
        }
    }
    if let Some(stated) = stated.filter(|lang| n_chars.is_empty() && lang.direction() == Direction::LeftToRight) {
        return stated;
    }
    if n_chars.is_empty() {
        // A page of short lines shows its language in all of them together.
        let texts = units.iter().filter(|unit| matches!(unit.kind, Some(LineKind::Paragraph | LineKind::Title)));
        let all: Vec<&str> = texts.map(|unit| unit.text.as_ref()).take(8).collect();
        return language::language(&all.join(" "), None);
    }
    n_chars.into_iter().max_by_key(|(_, n)| *n).map_or(Lang::UND, |(lang, _)| lang)
}

/// Languages of the blocks in order of first use; what has no letters has none.
fn languages(blocks: &[Block]) -> Vec<Lang> {
    let mut languages = Vec::new();
    for block in blocks.iter().filter(|block| block.lang != Lang::UND) {
        if !languages.contains(&block.lang) {
            languages.push(block.lang);
        }
    }
    languages
}

/// A block whose language nobody can tell, such as a line of figures, runs as the article does.
fn follow(blocks: &mut [Block], first: Option<&Lang>) {
    let Some(around) = first.map(|lang| lang.direction()) else { return };
    for block in blocks.iter_mut().filter(|block| block.lang == Lang::UND) {
        block.dir = majority_or(block.text.as_str(), around);
    }
}

/// One piece of a page, and what it is read with.
struct Part<'a> {
    page: Page<'a>,
    piece: &'a Piece,
    lang: Lang,
    setting: Setting<'a>,
}

impl Part<'_> {
    fn unit(&self, at: usize) -> &Unit {
        self.page.unit(at)
    }

    fn evidence(&self, at: usize, role: Role, rule: RuleId) -> Evidence {
        self.page.evidence(at, role, rule, self.unit(at).text.clone())
    }

    // ---- blocks ----

    /// The blocks of the piece, and which unit is in which block.
    fn blocks(&self) -> (Vec<Block>, Vec<(usize, usize)>) {
        let mut blocks: Vec<Block> = Vec::new();
        let mut places = Vec::new();
        let mut at = self.piece.units.start;
        while at < self.piece.units.end {
            let unit = self.unit(at);
            let end = match unit.kind {
                Some(LineKind::TweetAuthor | LineKind::TweetHandle) => self.post_end(at),
                Some(LineKind::TweetText) => self.signed_end(at),
                Some(LineKind::Caption) => self.caption_end(at),
                _ => at + 1,
            };
            if let Some(block) = self.block(at, end) {
                places.extend((at..end).map(|at| (at, blocks.len())));
                blocks.push(block);
            }
            at = end;
        }
        self.quoted_text(&mut blocks);
        (blocks, places)
    }

    fn post_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while end < self.piece.units.end {
            match self.unit(end).kind {
                Some(LineKind::TweetHandle)
                    if end == start + 1 && self.unit(start).kind == Some(LineKind::TweetAuthor) => {}
                Some(LineKind::TweetAge | LineKind::TweetText | LineKind::TweetLink) => {}
                _ => break,
            }
            end += 1;
        }
        end
    }

    /// A post that is signed below its text.
    fn signed_end(&self, start: usize) -> usize {
        let kind = |at: usize| (at < self.piece.units.end).then(|| self.unit(at).kind).flatten();
        let n_texts = (start..).take_while(|at| kind(*at) == Some(LineKind::TweetText)).count();
        let signature = start + n_texts;
        match kind(signature) {
            Some(LineKind::TweetHandle) if kind(signature + 1) == Some(LineKind::TweetAge) => signature + 2,
            Some(LineKind::TweetHandle) => signature + 1,
            _ => signature,
        }
    }

    /// A caption, its repetition, and the credit below.
    fn caption_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        let repeats = |at: usize| {
            self.unit(at).kind == Some(LineKind::Caption)
                && self.unit(at).text.starts_with(self.unit(start).text.as_ref())
        };
        if end < self.piece.units.end && repeats(end) {
            end += 1;
        }
        if end < self.piece.units.end && self.unit(end).kind == Some(LineKind::Credit) {
            end += 1;
        }
        end
    }

    fn block(&self, start: usize, end: usize) -> Option<Block> {
        let unit = self.unit(start);
        let head = self.piece.title.unwrap_or(self.piece.body.start).min(self.piece.body.start.saturating_sub(3));
        let is_beside_body = start >= head && start <= self.piece.body.end + 2;
        let (kind, text) = match unit.kind? {
            LineKind::Dek => (BlockKind::Dek, unit.text.clone()),
            LineKind::Paragraph | LineKind::Pullquote => (BlockKind::Paragraph, unit.text.clone()),
            LineKind::Subheading => (
                BlockKind::Subheading { repeats_title: unit.rule == Some(RuleId("title.repeated")) },
                unit.text.clone(),
            ),
            LineKind::Quote => (BlockKind::Quote, unit.text.clone()),
            LineKind::Caption | LineKind::Credit => self.caption(start, end),
            LineKind::AgencyCredit => (BlockKind::AgencyCredit, unit.text.clone()),
            LineKind::ImageName if is_beside_body => (BlockKind::ImageName, unit.text.clone()),
            LineKind::Image if is_beside_body || unit.is_said_text() => (self.image(start), unit.text.clone()),
            LineKind::TweetAuthor | LineKind::TweetHandle | LineKind::TweetText => self.post(start, end),
            _ => return None,
        };
        let lang = match kind {
            BlockKind::ImageName => Lang::UND,
            BlockKind::Image { .. } if social::is_image_name(&text) => Lang::UND,
            _ => language::language(text.as_str(), Some(self.language_around(unit))),
        };
        let dir = language::direction(text.as_str(), lang);
        // The line of a credit belongs to its caption, but is no line of its words.
        let is_own = |at: &usize| *at == start || self.unit(*at).kind != Some(LineKind::Credit);
        let lines = (start..end).filter(is_own).flat_map(|at| self.page.line_numbers(at)).collect();
        let links = self.links(&kind, &text, start..end);
        Some(Block { kind, lang, dir, text, lines, quoted_from: None, links })
    }

    fn image(&self, at: usize) -> BlockKind {
        let line = self.page.lines.get(self.unit(at).lines.start);
        BlockKind::Image { address: line.and_then(|line| markup::picture(line, self.setting.links)) }
    }

    /// Where the words of a block lead.
    fn links(&self, kind: &BlockKind, text: &Clean, units: Range<usize>) -> Vec<Link> {
        if self.setting.links.is_empty() || matches!(kind, BlockKind::Image { .. }) {
            return Vec::new();
        }
        let is_text = |at: &usize| match kind {
            BlockKind::Tweet(_) => self.unit(*at).kind == Some(LineKind::TweetText),
            BlockKind::Caption { .. } => *at == units.start,
            _ => true,
        };
        let units = units.clone().filter(is_text);
        let lines: Vec<&Line<'_>> = units.flat_map(|at| &self.page.lines[self.unit(at).lines.clone()]).collect();
        markup::links(text, &lines, self.setting.links)
    }

    /// The language a line is in if its words do not tell: the declared one, unless all of the page is declared to be in a
    /// language that its text is not in.
    fn language_around(&self, unit: &Unit) -> Lang {
        match unit.hint.lang {
            Some(declared) if self.setting.lang != Some(declared) => declared,
            _ => self.lang,
        }
    }

    fn caption(&self, start: usize, end: usize) -> (BlockKind, Clean) {
        let credited = (start..end).rev().find(|at| self.unit(*at).credit.is_some());
        let credit = credited.and_then(|at| self.unit(at).credit.clone().map(|range| self.unit(at).text.slice(range)));
        let credit_line = credited.map(|at| self.page.line(at));
        let first = self.unit(start);
        let text = match (&first.credit, first.kind, first.caption_end) {
            (Some(_), Some(LineKind::Caption), Some(text_end)) => first.text.slice(0..text_end),
            _ => first.text.clone(),
        };
        (BlockKind::Caption { credit, credit_line }, text)
    }

    fn post(&self, start: usize, end: usize) -> (BlockKind, Clean) {
        let first_of =
            |kind| (start..end).find(|at| self.unit(*at).kind == Some(kind)).map(|at| self.unit(at).text.clone());
        let texts: Vec<Clean> = (start..end)
            .filter(|at| self.unit(*at).kind == Some(LineKind::TweetText))
            .map(|at| self.unit(at).text.clone())
            .collect();
        let text = Clean::join_lines(&texts);
        let truncated = text.as_str().ends_with('…') || text.as_str().ends_with("...");
        let handle = first_of(LineKind::TweetHandle);
        let signature = handle.as_ref().and_then(|handle| Some((handle, social::signature(handle)?)));
        let (author, handle, day) = match signature {
            Some((line, Signature { author, handle, day })) => {
                let part = |range: Range<usize>| Some(line.slice(range)).filter(|part| !part.is_empty());
                (part(author), part(handle), part(day))
            }
            None => (first_of(LineKind::TweetAuthor), handle, None),
        };
        let tweet = Tweet {
            author,
            handle,
            age: day.or_else(|| first_of(LineKind::TweetAge)),
            link_domain: first_of(LineKind::TweetLink),
            truncated,
        };
        (BlockKind::Tweet(tweet), text)
    }

    /// Paragraphs directly below a link card are the text behind the link, up to a blank line.
    fn quoted_text(&self, blocks: &mut [Block]) {
        let mut domain: Option<Clean> = None;
        for block in blocks.iter_mut() {
            let first_line = block.lines.first().copied().unwrap_or(0);
            let line = self.page.lines.iter().find(|line| line.n >= first_line);
            match &block.kind {
                BlockKind::Tweet(tweet) => domain = tweet.link_domain.clone(),
                BlockKind::Paragraph if line.is_some_and(|line| line.n_blank_before == 0) => {
                    block.quoted_from = domain.clone()
                }
                _ => domain = None,
            }
        }
    }

    // ---- the head ----

    fn head(&self) -> Article {
        let mut article = Article::default();
        if let Some(title) = self.piece.title {
            let text = self.unit(title).text.clone();
            let rule = self.unit(title).rule.unwrap_or(RuleId("title.above_body"));
            article.title = Fact::stated(text.clone(), text, vec![self.evidence(title, Role::States, rule)]);
            article.title_line = Some(self.page.line(title));
        }
        article.outlet = self.outlet();
        let (authors, agencies) = self.credits();
        article.authors = authors;
        article.agencies = agencies;
        article
    }

    /// Heads of this piece in order, but for those of teasers deep below its text.
    fn heads(&self) -> Vec<(usize, &heads::Head)> {
        let text_start = self
            .piece
            .body
            .clone()
            .find(|at| self.unit(*at).kind == Some(LineKind::Paragraph))
            .unwrap_or(self.piece.body.start);
        let title = self.piece.title.unwrap_or(self.piece.units.start);
        let is_own = |at: usize, kind: HeadKind| {
            let is_at_head = at + 6 >= title && at <= text_start + 2;
            let is_at_end = at + 1 >= self.piece.body.end && at <= self.piece.body.end + 2;
            kind == HeadKind::Publication || is_at_head || is_at_end
        };
        let mut heads: Vec<_> = self
            .page
            .labels
            .heads
            .iter()
            .filter(|(at, head)| self.piece.units.contains(at) && is_own(**at, head.kind))
            .collect();
        heads.sort_by_key(|(at, head)| (head.kind != HeadKind::Publication, at.abs_diff(title), *at));
        heads.into_iter().map(|(at, head)| (*at, head)).collect()
    }

    fn outlet(&self) -> Fact<Clean> {
        for (at, head) in self.heads() {
            let Some(range) = head.outlet.clone() else { continue };
            let raw = self.unit(at).text.slice(range);
            let value = self.setting.spellings.common(raw.as_str()).map_or_else(|| raw.clone(), Clean::new);
            return Fact::stated(value, raw, vec![self.evidence(at, Role::States, head.rule)]);
        }
        let platform = self.piece.units.clone().find(|at| {
            let rule = self.unit(*at).rule.map_or("", |rule| rule.0);
            self.unit(*at).kind == Some(LineKind::Boilerplate) && rule.starts_with("wordpress.")
        });
        Fact::unknown(
            platform
                .map(|at| self.evidence(at, Role::Hint, RuleId("outlet.platform_is_no_name")))
                .into_iter()
                .collect(),
        )
    }

    fn credits(&self) -> (Vec<Attribution>, Vec<Attribution>) {
        let (mut authors, mut agencies): (Vec<Attribution>, Vec<Attribution>) = (Vec::new(), Vec::new());
        let add = |names: &mut Vec<Attribution>, at: usize, name: &str, rule: RuleId| {
            let name = Clean::new(name);
            if !name.is_empty() && names.iter().all(|known| known.name != name) {
                names.push(Attribution { name, evidence: self.evidence(at, Role::States, rule) });
            }
        };
        for (at, head) in self.heads() {
            if authors.is_empty() {
                head.authors
                    .iter()
                    .for_each(|range| add(&mut authors, at, &self.unit(at).text[range.clone()], head.rule));
            }
            head.agencies
                .iter()
                .for_each(|range| add(&mut agencies, at, &self.unit(at).text[range.clone()], head.rule));
        }
        let credited = self.piece.units.clone().filter(|at| self.unit(*at).credit.is_some());
        for at in credited {
            let unit = self.unit(at);
            let (Some(range), Some(rule)) = (unit.credit.clone(), unit.rule) else { continue };
            match unit.kind {
                Some(LineKind::AgencyCredit) => {
                    outlets::credited_names(&unit.text[range]).for_each(|name| add(&mut agencies, at, name, rule));
                }
                Some(LineKind::Caption | LineKind::Credit) => {
                    let credit = &unit.text[range];
                    if outlets::is_agency(credit) {
                        add(&mut agencies, at, credit, rule);
                    }
                }
                _ => {}
            }
        }
        (authors, agencies)
    }
}

/// Standfirst and pull quotes need all blocks of the article to be seen.
fn finish_kinds(article: &mut Article, has_title: bool) {
    pull_quotes(&mut article.blocks);
    if has_title {
        standfirst(&mut article.blocks);
    }
}

/// Every sentence stands in one later paragraph that is not the next one, which holds more than it.
fn pull_quotes(blocks: &mut [Block]) {
    let mut found = Vec::new();
    {
        let texts = Texts::new(blocks.iter().map(|block| block.text.as_str()).collect());
        for (at, block) in blocks.iter().enumerate().skip(1) {
            let text = block.text.as_str();
            if block.kind != BlockKind::Paragraph || !(40..=480).contains(&text.len()) {
                continue;
            }
            let source = texts.that_may_hold(at).into_iter().find(|later| {
                let source = &blocks[*later];
                let is_later =
                    *later >= at + 2 && source.kind == BlockKind::Paragraph && source.text.as_str().len() > text.len();
                is_later && Trigrams::of(text).contained_in(&Trigrams::of(&source.text)) >= trigrams::EXCERPT
            });
            found.extend(source.map(|source| (at, source)));
        }
    }
    for (at, source) in found {
        blocks[at].kind = BlockKind::Pullquote { echoes: Some(source) };
    }
}

/// The first block under the headline, if it is much shorter than the paragraphs.
fn standfirst(blocks: &mut [Block]) {
    let is_paragraph = |block: &&Block| block.kind == BlockKind::Paragraph;
    let Some(first) = blocks.iter().position(|block| block.kind == BlockKind::Paragraph) else { return };
    let is_first =
        blocks[..first].iter().all(|block| matches!(block.kind, BlockKind::Caption { .. } | BlockKind::ImageName));
    let mut lengths: Vec<usize> =
        blocks[first + 1..].iter().filter(is_paragraph).map(|block| block.text.as_str().len()).collect();
    lengths.sort_unstable();
    let n_bytes = blocks[first].text.as_str().len();
    let is_short = lengths.get(lengths.len() / 2).is_some_and(|median| n_bytes * 10 <= median * 6);
    if is_first && lengths.len() >= 2 && is_short && blocks[first].quoted_from.is_none() {
        blocks[first].kind = BlockKind::Dek;
    }
}

fn line_labels(
    lines: &[Line<'_>],
    labels: &Labels,
    articles: &[Article],
    places: &[Option<(u16, usize)>],
) -> Vec<LineLabel> {
    let mut line_labels = Vec::with_capacity(lines.len());
    for (at, unit) in labels.units.iter().enumerate() {
        let place = places[at];
        let block = place.and_then(|(ordinal, block)| articles.get(usize::from(ordinal) - 1)?.blocks.get(block));
        let kind = match (unit.kind.unwrap_or(LineKind::Boilerplate), block.map(|block| &block.kind)) {
            (LineKind::Paragraph, Some(BlockKind::Dek)) => LineKind::Dek,
            (LineKind::Paragraph, Some(BlockKind::Pullquote { .. })) => LineKind::Pullquote,
            (LineKind::ImageName | LineKind::Image, None) => LineKind::Boilerplate,
            (kind, _) => kind,
        };
        let is_of_article = block.is_some() || matches!(kind, LineKind::Title | LineKind::Pubinfo | LineKind::Byline);
        let article = labels.pieces.iter().position(|piece| piece.units.contains(&at)).map(|piece| (piece + 1) as u16);
        for line in &lines[unit.lines.clone()] {
            line_labels.push(LineLabel {
                n: line.n,
                kind,
                rule: unit.rule,
                article: article.filter(|_| is_of_article),
                block: place.map(|(_, block)| block),
                text: line.text.clone(),
            });
        }
    }
    line_labels
}
