//! An article becomes paragraphs: headline and dateline, the blocks - each kind with a look of its own - and what comes
//! next. Side by side, a French block and the Arabic one that says the same come together, where the first of them stood.

use std::collections::BTreeMap;

use crate::app::headlines::OVERRIDDEN;
use crate::app::reader::Link;
use crate::app::reader::leads::{Insertions, Lead, Linked, Noted, linked, n_leads};
use crate::app::sheet::bands::Facing;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::words::Words;
use crate::model::address::WebAddress;
use crate::model::article::{Block, BlockKind, Tweet};
use crate::model::document::Pair;
use crate::store::article::ArticleRef;
use crate::store::headline::Headline;
use crate::store::library::{ArticleKey, Library};
use crate::store::marks::{Mark, Note};
use crate::store::quote;
use crate::text::bidi::Direction;
use crate::text::clean::Clean;
use crate::text::language::Language;
use crate::text::measure::columns;
use crate::text::setting::Setting;

/// The headline has no more rows than this.
const HEADLINE_ROWS: u16 = 3;
/// Columns kept free for the sign before a note.
const NOTE_INDENT: u16 = 4;
/// Stand behind words with a note, one after the other under each block.
const SIGNS: [&str; 3] = ["†", "‡", "§"];
/// Columns kept free for the words before a link.
const LINK_INDENT: u16 = 15;

/// An article as paragraphs, ready for a sheet.
#[derive(Default)]
pub(super) struct Composition {
    /// The paragraphs in order.
    pub(super) paragraphs: Vec<Paragraph>,
    /// The block each of them shows the text of; none for what stands around the blocks.
    pub(super) blocks: Vec<Option<usize>>,
    /// Those that name another article.
    pub(super) links: Vec<Link>,
    /// Those that face each other: French first, Arabic second.
    pub(super) facings: Vec<Facing>,
    /// Words that lead somewhere, each with its number; these go by the blocks.
    pub(super) leads: Vec<(usize, Lead)>,
    /// What was put into the text of a paragraph, by its index; nothing was put into others.
    pub(super) insertions: BTreeMap<usize, Insertions>,
    /// The number of the first link of each block,
    first_links: Vec<usize>,
    /// and whether such numbers stand behind the words.
    is_numbered: bool,
    /// What notes have to do with a block, by its index; they have nothing to do with others.
    noted: BTreeMap<usize, OnBlock>,
}

/// What notes have to do with a block.
#[derive(Default)]
struct OnBlock {
    /// Its words that they are about.
    words: Vec<Noted>,
    /// Those that stand under it, each with its sign.
    notes: Vec<(&'static str, Note)>,
}

/// What is asked of a composition besides the article.
pub(super) struct Asked<'a> {
    /// What comes after it.
    pub(super) next: Option<ArticleKey>,
    /// How it is composed.
    pub(super) manner: Manner,
    /// What the reader has made of it.
    pub(super) mark: &'a Mark,
    /// What the interface says.
    pub(super) words: &'a Words,
}

/// How an article is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Manner {
    /// Blocks that are paired face each other.
    pub(super) side_by_side: bool,
    /// Numbers stand behind words that lead somewhere.
    pub(super) is_numbered: bool,
}

impl Manner {
    /// The same for an article with such pairs, or without any.
    pub(super) fn of(self, has_pairs: bool) -> Manner {
        Manner { side_by_side: self.side_by_side && has_pairs, ..self }
    }
}

/// Turns an article into paragraphs.
pub(super) fn compose(library: &Library, key: ArticleKey, article: &ArticleRef, asked: &Asked<'_>) -> Composition {
    let Asked { next, manner, mark, words } = *asked;
    let blocks = article.blocks();
    let mut next_link = 1;
    let first_of = |block: &Block| {
        let first = next_link;
        next_link += n_leads(block);
        first
    };
    let first_links = blocks.iter().map(first_of).collect();
    let mut composition = Composition { first_links, is_numbered: manner.is_numbered, ..Composition::default() };
    composition.head(library, key, article, words);
    composition.marks(mark, words);
    composition.notes(mark.notes(), article, words);
    let pairs = if manner.side_by_side { pairs_by_block(article) } else { vec![None; blocks.len()] };
    for (idx, pair) in pairs.into_iter().enumerate() {
        match pair {
            None => composition.block_and_notes(idx, article, words),
            Some((french, arabic)) if idx == french.min(arabic) => composition.pair(french, arabic, article, words),
            // It stands beside the other one already.
            Some(_) => {}
        }
    }
    if blocks.is_empty() {
        let nothing = Paragraph::words(words.text("article-empty"), Look::Faint);
        composition.add(nothing.gap(1), None);
    }
    composition.end(library, next, blocks.last().map_or(words.direction(), |block| block.dir), words);
    composition
}

impl Composition {
    fn add(&mut self, paragraph: Paragraph, block: Option<usize>) {
        self.paragraphs.push(paragraph);
        self.blocks.push(block);
    }

    /// What is said of another article, its headline, and its outlet; nothing if the library has none there.
    fn link(&mut self, label: Field, library: &Library, to: ArticleKey, gap: u16) {
        let Some(article) = library.get(to) else { return };
        let text = Paragraph::text(printed(&article), Look::Quiet, direction_of(&article));
        let outlet = library.outlet_label(to).map(|outlet| Field::new(outlet, Look::Faint));
        let paragraph = text.in_language(language_of(&article));
        self.links.push(Link { paragraph: self.paragraphs.len(), to });
        self.add(paragraph.label(label).indent(LINK_INDENT).end(outlet).at_most(2).gap(gap), None);
    }

    /// Headline, dateline, and the articles this one names.
    fn head(&mut self, library: &Library, key: ArticleKey, article: &ArticleRef, words: &Words) {
        let look = match article.headline() {
            Headline::Printed(_) => Look::Headline,
            Headline::MadeUp(_) => Look::MadeUp,
        };
        let headline = printed(article);
        let direction = direction_of(article);
        let headline = Paragraph::text(headline, look, direction).in_language(language_of(article));
        self.add(headline.at_most(HEADLINE_ROWS), None);

        let outlet = match library.outlet_label(key) {
            Some(outlet) => Field::new(outlet, Look::Quiet),
            None => Field::words(words.text("no-outlet"), Look::Quiet),
        };
        let source = article.article().source_url.as_deref().and_then(WebAddress::parse);
        let authors = article.article().authors.iter().map(|author| Field::new(author.name.clone(), Look::Quiet));
        let date = Field::words(&words.dateline(article.published()), Look::Quiet);
        let overridden = article.is_overridden().then(|| Field::code(OVERRIDDEN, Look::Accent));
        let fields =
            std::iter::once(outlet.leading_to(source)).chain(authors).chain([date]).chain(overridden).collect();
        self.add(Paragraph::fields(fields, direction).gap(1), None);

        let label = |id| Field::words(words.text(id), Look::Faint);
        let container = article.article().republished_in.and_then(|ordinal| library.beside(key, ordinal));
        if let Some(to) = container {
            self.link(label("link-republished-in"), library, to, 1);
        }
        let ordinal = article.article().ordinal;
        let pieces = article.document().articles.iter().filter(|piece| piece.republished_in == Some(ordinal));
        for (i, piece) in pieces.enumerate() {
            let Some(to) = library.beside(key, piece.ordinal) else { continue };
            let (id, gap) = if i == 0 { ("link-republishes", 1) } else { ("link-and", 0) };
            self.link(label(id), library, to, gap);
        }
    }

    /// What the reader has put on the article, under what the page says of itself.
    fn marks(&mut self, mark: &Mark, words: &Words) {
        let star = mark.is_starred().then(|| Field::code("*", Look::Accent));
        let listed = mark.is_listed().then(|| Field::words(words.text("marked-listed"), Look::Quiet));
        let tags = mark.tags().map(|tag| Field::new(Clean::new(&format!("#{tag}")), Look::Quiet));
        let fields: Vec<Field> = star.into_iter().chain(listed).chain(tags).collect();
        if !fields.is_empty() {
            self.add(Paragraph::fields(fields, words.direction()).gap(1), None);
        }
    }

    /// Finds the words that notes are about. A note on the whole article stands under the dateline, and so does one whose words
    /// are in the article no longer, with these words.
    fn notes(&mut self, notes: &[Note], article: &ArticleRef, words: &Words) {
        for note in notes {
            let spans = note.on.as_ref().map(|on| quote::find(on, article.blocks())).unwrap_or_default();
            let Some((last, _)) = spans.last() else {
                self.note_on_article(note, article, words);
                continue;
            };
            let under = &mut self.noted.entry(*last).or_default().notes;
            let sign = SIGNS.get(under.len() % SIGNS.len()).copied().unwrap_or_default();
            under.push((sign, note.clone()));
            for (block, range) in &spans {
                let sign = (block == last).then_some(sign);
                self.noted.entry(*block).or_default().words.push(Noted { range: range.clone(), sign });
            }
        }
    }

    fn note_on_article(&mut self, note: &Note, article: &ArticleRef, words: &Words) {
        let text = |text: Clean, look| {
            let direction = article.article().direction_of(&text);
            Paragraph::text(text, look, direction).indent(LINK_INDENT)
        };
        let label = Field::words(words.text("note-label"), Look::Faint);
        self.add(text(Clean::new(&note.text), Look::Quiet).label(label).gap(1), None);
        if let Some(on) = &note.on {
            self.add(text(Clean::new(&format!("«{}»", on.quote)), Look::MadeUp), None);
        }
    }

    /// A block, and under it the notes on words that end in it.
    fn block_and_notes(&mut self, idx: usize, article: &ArticleRef, words: &Words) {
        self.block(idx, article.blocks(), words);
        let OnBlock { notes, .. } = self.noted.remove(&idx).unwrap_or_default();
        for (sign, note) in notes {
            let text = Clean::new(&note.text);
            let direction = article.article().direction_of(&text);
            let label = Field::code(sign, Look::Accent);
            self.add(Paragraph::text(text, Look::Quiet, direction).label(label).indent(NOTE_INDENT), None);
        }
    }

    fn pair(&mut self, french: usize, arabic: usize, article: &ArticleRef, words: &Words) {
        let start = self.paragraphs.len();
        self.block_and_notes(french, article, words);
        let second = self.paragraphs.len();
        self.block_and_notes(arabic, article, words);
        self.facings.push(Facing { first: start..second, second: second..self.paragraphs.len() });
    }

    fn block(&mut self, idx: usize, blocks: &[Block], words: &Words) {
        let Some(block) = blocks.get(idx) else { return };
        let before = idx.checked_sub(1).and_then(|before| blocks.get(before));
        let text = |look| Paragraph::text(block.text.clone(), look, block.dir).gap(1);
        let mut address_below = None;
        let mut paragraph = match &block.kind {
            BlockKind::Dek => text(Look::Strong).prose(),
            BlockKind::Paragraph => text(Look::Text).prose(),
            BlockKind::Subheading { .. } => text(Look::Heading),
            BlockKind::Pullquote { .. } => Paragraph { indent_end: 6, ..text(Look::Pullquote).prose().indent(6) },
            BlockKind::Quote => Paragraph { indent_end: 4, ..text(Look::Text).prose().indent(4) },
            BlockKind::Caption { credit, .. } => {
                let credit = credit.as_ref().map(|credit| Field::new(credit.clone(), Look::Faint));
                // Words under a picture that is named stand right under it.
                let is_below = before.is_some_and(|before| matches!(before.kind, BlockKind::Image { .. }));
                text(Look::Quiet).prose().indent(2).end(credit).gap(u16::from(!is_below))
            }
            BlockKind::AgencyCredit => text(Look::Quiet),
            BlockKind::Tweet(tweet) => return self.tweet(idx, block, tweet),
            BlockKind::ImageName => picture(text(Look::Faint), words),
            BlockKind::Image { address } => {
                let address = address
                    .as_ref()
                    .map(|address| Field::address(address, Look::Faint).leading_to(WebAddress::parse(address)));
                let address = address.map(|field| picture(Paragraph::fields(vec![field], block.dir), words));
                match address {
                    // It says nothing of itself but where it is.
                    Some(address) if block.text.is_empty() => return self.add(address.gap(1), Some(idx)),
                    address => address_below = address.map(|address| Paragraph { label: None, ..address }),
                }
                picture(text(Look::Quiet), words)
            }
        };
        let quoted_before = before.and_then(|before| before.quoted_from.as_ref());
        if let Some(domain) = &block.quoted_from {
            if quoted_before != Some(domain) {
                let from = words.with("block-quoted-from", &[("domain", domain.as_str().into())]);
                let from = Field::words(&from, Look::Faint);
                self.add(Paragraph::fields(vec![from], block.dir).gap(1).indent(2), None);
                paragraph.gap = 0;
            }
            paragraph.indent += 2;
            address_below = address_below.map(|address| Paragraph { indent: address.indent + 2, ..address });
        }
        self.text_of(idx, block, paragraph);
        if let Some(address) = address_below {
            self.add(address, None);
        }
    }

    /// Adds the paragraph of a block, with the words of it that lead somewhere.
    fn text_of(&mut self, idx: usize, block: &Block, paragraph: Paragraph) {
        let first = self.first_links.get(idx).copied().unwrap_or(1);
        let noted = self.noted.get(&idx).map_or(&[][..], |of| &of.words);
        let Linked { text, spans, insertions, leads } = linked(block, self.is_numbered.then_some(first), noted);
        let at = self.paragraphs.len();
        let led: Vec<_> = leads.iter().map(|lead| (lead.range.clone(), lead.address.clone())).collect();
        self.leads.extend((first..).zip(leads));
        if !insertions.is_empty() {
            self.insertions.insert(at, insertions);
        }
        let linked = |field: Field| Field { text: text.clone(), spans: spans.clone(), leads: led.clone(), ..field };
        let fields = paragraph.fields.into_iter().map(linked).collect();
        self.add(Paragraph { fields, ..paragraph }.in_language(block.lang.language()), Some(idx));
    }

    /// A post behind its bar: who and when, what, and where its link leads.
    fn tweet(&mut self, idx: usize, block: &Block, tweet: &Tweet) {
        let behind_bar = |paragraph: Paragraph| Paragraph { bar: true, indent: 2, ..paragraph };
        let author = tweet.author.clone().map(|author| Field::new(author, Look::Quiet));
        // A handle has its @ in front in any script.
        let handle = tweet.handle.as_ref().map(|handle| Field::code(handle.as_str(), Look::Quiet));
        let age = tweet.age.clone().map(|age| Field::new(age, Look::Quiet));
        let head: Vec<Field> = [author, handle, age].into_iter().flatten().collect();
        let mut gap = 1;
        if !head.is_empty() {
            self.add(behind_bar(Paragraph::fields(head, block.dir).gap(gap)), None);
            gap = 0;
        }
        let text = Paragraph::text(block.text.clone(), Look::Text, block.dir).prose();
        self.text_of(idx, block, behind_bar(text.gap(gap)));
        if let Some(domain) = &tweet.link_domain {
            let link = Paragraph::fields(vec![Field::code(domain.as_str(), Look::Faint)], block.dir);
            self.add(behind_bar(link), None);
        }
    }

    /// A small mark where the last row began, and what comes next.
    fn end(&mut self, library: &Library, next: Option<ArticleKey>, direction: Direction, words: &Words) {
        self.add(Paragraph::fields(vec![Field::code("■", Look::Accent)], direction).gap(1), None);
        if let Some(to) = next {
            self.link(Field::words(words.text("link-next"), Look::Faint), library, to, 1);
        }
    }
}

/// The same behind the word that says that a picture stood there.
fn picture(paragraph: Paragraph, words: &Words) -> Paragraph {
    let label = words.text("block-picture");
    let indent = columns(label, &Setting::screen()) + 2;
    paragraph.label(Field::words(label, Look::Faint)).indent(indent)
}

/// For each block of an article the French and the Arabic block of its pair; a block is in one pair.
fn pairs_by_block(article: &ArticleRef) -> Vec<Option<(usize, usize)>> {
    let mut pairs = vec![None; article.blocks().len()];
    for Pair { fr, ar, .. } in article.pairs() {
        let is_free = |idx: usize| pairs.get(idx) == Some(&None);
        if fr != ar && is_free(fr) && is_free(ar) {
            pairs[fr] = Some((fr, ar));
            pairs[ar] = Some((fr, ar));
        }
    }
    pairs
}

/// The direction of the headline.
fn direction_of(article: &ArticleRef) -> Direction {
    article.article().direction_of(article.headline().text())
}

/// The language of the headline.
fn language_of(article: &ArticleRef) -> Language {
    article.article().language_of(article.headline().text())
}

/// The headline as it is shown: in guillemets if the page prints none and it is made up.
fn printed(article: &ArticleRef) -> Clean {
    match article.headline() {
        Headline::Printed(text) => text.clone(),
        Headline::MadeUp(text) => Clean::new(&format!("«{text}»")),
    }
}
