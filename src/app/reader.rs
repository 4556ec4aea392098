//! The reader: an article as a sheet of paragraphs, with its hits, its links and its place.
//!
//! An article is turned into paragraphs once, when it is opened; the sheet lays out what the window shows. Hits are byte
//! ranges of the text, so they stay true at any width. Which article comes next is told by the caller, who has the list.

mod composition;
mod hits;
pub mod leads;
mod passage;
pub mod standing;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::app::action::Action;
use crate::app::input::{Mouse, MouseKind};
use crate::app::outcome::Outcome;
use crate::app::passage::Passage;
use crate::app::reader::composition::{Asked, Composition, Manner, compose};
use crate::app::reader::leads::{Insertions, Lead};
use crate::app::reader::passage::Held;
use crate::app::sheet::Sheet;
use crate::app::sheet::bands::{Anchor, Facing};
use crate::locale::words::Words;
use crate::store::article::ArticleRef;
use crate::store::library::{ArticleKey, Library};
use crate::store::marks::Mark as Made;
use crate::store::query::Query;
use crate::text::bidi::Direction;
use crate::text::setting::Setting;

/// Columns of a line of text, unless the reader changes it: about what a book has, long lines tire.
pub const MEASURE: u16 = 72;
/// The measures one can choose.
const MEASURES: Range<u16> = 32..201;
/// Columns one step of the measure is worth.
const STEP: u16 = 4;

/// The reader's pane.
#[derive(Clone, Debug)]
pub struct Reader {
    words: Words,
    open: Option<Open>,
    /// How the screen shows texts.
    setting: Setting,
    measure: u16,
    width: u16,
    height: u16,
    search: Query,
    /// A word that was looked up, marked in the place of the search in the article it was opened in.
    looked_up: Query,
    /// What `f` looks for; empty when it looks for nothing.
    find: String,
    /// Blocks that say the same in French and in Arabic stand beside each other …
    side_by_side: bool,
    /// … or below each other, because the terminal orders whole rows.
    whole_rows: bool,
    /// Numbers stand behind words that lead somewhere.
    is_numbered: bool,
    /// The marks of the article that is open.
    made_of_it: Made,
}

/// The article in the reader.
#[derive(Clone, Debug)]
struct Open {
    key: ArticleKey,
    next: Option<ArticleKey>,
    /// Some of its blocks say the same in French and in Arabic.
    has_pairs: bool,
    /// How it is composed.
    manner: Manner,
    sheet: Sheet,
    /// The block each paragraph shows the text of; none for what stands around the blocks.
    blocks: Vec<Option<usize>>,
    /// Paragraphs one can go across from.
    links: Vec<Link>,
    /// The link that is chosen.
    chosen: Option<usize>,
    /// Words that lead somewhere on the web, in the order of their numbers.
    leads: Vec<Lead>,
    /// What was put into the text of a paragraph, by its index.
    insertions: BTreeMap<usize, Insertions>,
    /// Paragraphs that face each other.
    facings: Vec<Facing>,
    /// What is selected.
    passage: Option<Passage>,
    /// Where the button of the mouse went down on its text, while it is down.
    held: Option<Held>,
}

/// A paragraph that names another article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Link {
    paragraph: usize,
    to: ArticleKey,
}

/// A place in an article, to be kept beyond the session: a block and a byte of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the block at the top of the window; none while the headline is there.
    pub block: Option<usize>,
    /// The first byte of its text that shows.
    pub byte: usize,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader::new(Words::default())
    }
}

impl Reader {
    /// A reader without an article, that speaks these words.
    pub fn new(words: Words) -> Reader {
        Reader {
            words,
            open: None,
            setting: Setting::screen(),
            measure: MEASURE,
            width: 0,
            height: 0,
            search: Query::default(),
            looked_up: Query::default(),
            find: String::new(),
            whole_rows: false,
            side_by_side: false,
            is_numbered: false,
            made_of_it: Made::default(),
        }
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Shows texts in another way; the place stays.
    pub fn set_setting(&mut self, setting: &Setting) {
        self.setting = *setting;
        if let Some(open) = &mut self.open {
            open.sheet.set_setting(setting);
        }
    }

    /// Opens an article, and `next` is what comes after it. If it is open already, the place is kept; if it is not, `mark` is
    /// what its reader has made of it.
    pub fn open(&mut self, library: &Library, key: ArticleKey, next: Option<ArticleKey>, mark: Option<&Made>) {
        if self.key() != Some(key) {
            self.made_of_it = mark.cloned().unwrap_or_default();
        }
        self.show(library, key, next);
    }

    /// Composes an article, unless it is shown like this already.
    fn show(&mut self, library: &Library, key: ArticleKey, next: Option<ArticleKey>) {
        let manner = self.manner();
        let is_it = |open: &Open| (open.key, open.next, open.manner) == (key, next, manner.of(open.has_pairs));
        if !self.open.as_ref().is_some_and(is_it) {
            self.compose(library, key, next);
        }
    }

    /// Shows what the reader of the article has made of it; the place in it is kept.
    pub fn set_made(&mut self, library: &Library, mark: Option<&Made>) {
        let mark = mark.cloned().unwrap_or_default();
        let of = |mark: &Made| (mark.is_starred(), mark.is_listed());
        let is_same = of(&mark) == of(&self.made_of_it) && mark.tags().eq(self.made_of_it.tags());
        let is_seen = !is_same || !mark.notes().iter().eq(self.made_of_it.notes());
        self.made_of_it = mark;
        if let Some(Open { key, next, .. }) = self.open.as_ref().filter(|_| is_seen) {
            self.compose(library, *key, *next);
        }
    }

    fn manner(&self) -> Manner {
        Manner { side_by_side: self.side_by_side, is_numbered: self.is_numbered }
    }

    fn compose(&mut self, library: &Library, key: ArticleKey, next: Option<ArticleKey>) {
        let Some(article) = library.get(key) else { return self.close() };
        let asked = Asked { next, manner: self.manner(), mark: &self.made_of_it, words: &self.words };
        let mut opened = Open::new(library, key, &article, asked);
        opened.sheet.set_setting(&self.setting);
        let kept = self.open.take().filter(|open| open.key == key);
        if kept.is_none() {
            self.find.clear();
            self.looked_up = Query::default();
        }
        opened.sheet.set_whole_rows(self.whole_rows);
        opened.sheet.set_measure(self.measure);
        opened.sheet.fit(self.width, self.height);
        let mut current = None;
        if let Some(before) = kept {
            opened.sheet.go_to(opened.counterpart(&before));
            current = before.sheet.marked().1.filter(|_| before.manner.side_by_side == opened.manner.side_by_side);
            opened.passage = before.passage;
            opened.mark_passage();
        }
        self.open = Some(opened);
        self.mark();
        if let (Some(open), Some(current)) = (&mut self.open, current) {
            open.sheet.choose_mark(current - 1);
        }
        self.choose_a_link(true);
    }

    /// Shows no article.
    pub fn close(&mut self) {
        self.open = None;
        self.find.clear();
        self.looked_up = Query::default();
    }

    /// The article that is open.
    pub fn key(&self) -> Option<ArticleKey> {
        self.open.as_ref().map(|open| open.key)
    }

    /// Gives the pane a size in columns and rows; the words at the top stay there.
    pub fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        if let Some(open) = &mut self.open {
            open.sheet.fit(width, height);
        }
        self.choose_a_link(true);
    }

    /// The article that is open has blocks that say the same in French and in Arabic.
    pub fn has_pairs(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.has_pairs)
    }

    /// Blocks that say the same in French and in Arabic are to stand beside each other.
    pub fn is_side_by_side(&self) -> bool {
        self.side_by_side
    }

    /// Puts what says the same in French and in Arabic beside each other, or back in the order of the page; the place in
    /// the article is kept.
    pub fn set_side_by_side(&mut self, library: &Library, side_by_side: bool) {
        self.side_by_side = side_by_side;
        if let Some(Open { key, next, .. }) = self.open {
            self.show(library, key, next);
        }
    }

    /// Puts the numbers of links behind their words, or takes them away; the place in the article is kept.
    pub fn set_numbered(&mut self, library: &Library, is_numbered: bool) {
        if self.is_numbered == is_numbered {
            return;
        }
        self.is_numbered = is_numbered;
        if let Some(Open { key, next, .. }) = self.open {
            self.show(library, key, next);
        }
    }

    /// Words of the article that lead somewhere on the web; the first has the number 1.
    pub fn leads(&self) -> &[Lead] {
        self.open.as_ref().map_or(&[], |open| &open.leads)
    }

    /// Rows are one text each, or may be two that stand beside each other.
    pub fn set_whole_rows(&mut self, whole_rows: bool) {
        if self.whole_rows == whole_rows {
            return;
        }
        self.whole_rows = whole_rows;
        if let Some(open) = &mut self.open {
            open.sheet.set_whole_rows(whole_rows);
        }
    }

    /// Columns a line may have at most.
    pub fn measure(&self) -> u16 {
        self.measure
    }

    /// Sets the measure, within what is sensible.
    pub fn set_measure(&mut self, measure: u16) {
        self.measure = measure.clamp(MEASURES.start, MEASURES.end - 1);
        if let Some(open) = &mut self.open {
            open.sheet.set_measure(self.measure);
        }
        self.choose_a_link(true);
    }

    /// Does what an action says to this pane.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Wider => self.set_measure(self.measure.saturating_add(STEP)),
            // Where the pane is narrower than the measure, the first steps would be lost.
            Action::Narrower => {
                let halves = self.sheet().and_then(|sheet| sheet.frame().measure_of_halves());
                self.set_measure(self.measure.min(halves.unwrap_or(self.width)).saturating_sub(STEP));
            }
            Action::Open => return self.across().map_or(Outcome::Ignored, Outcome::Open),
            _ if self.scroll(action) => {}
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Scrolls by the wheel or the scroll bar, and selects words. A click on a link goes across, or asks for its address to
    /// be opened, once the button is up: who drags from there selects.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let Some(open) = &mut self.open else { return Outcome::Ignored };
        let held = open.held.take_if(|_| mouse.kind == MouseKind::Release);
        if open.sheet.mouse(mouse) && held.is_none() {
            self.choose_a_link(mouse.kind != MouseKind::WheelUp);
            return Outcome::Done;
        }
        let x = self.column_from_left(mouse.x);
        match mouse.kind {
            MouseKind::Press | MouseKind::Extend | MouseKind::Again(_) => self.press(mouse, x),
            MouseKind::Drag => self.drag(mouse, x),
            MouseKind::Release if held.is_some_and(|held| held.is_a_click) => return self.click(mouse, x),
            MouseKind::Release | MouseKind::WheelDown | MouseKind::WheelUp => {}
        }
        Outcome::Done
    }

    fn click(&self, mouse: Mouse, x: u16) -> Outcome {
        let address = self.open.as_ref().and_then(|open| open.sheet.address_at(x, mouse.y));
        match address {
            Some(address) => Outcome::OpenAddress(address.clone()),
            None => self.across_at(mouse.y).map_or(Outcome::Done, Outcome::Open),
        }
    }

    /// The column counted from the left edge of the place: text stands in its column as it runs, whichever side that is
    /// reached from.
    fn column_from_left(&self, x: u16) -> u16 {
        let frame = self.open.as_ref().map(|open| *open.sheet.frame()).unwrap_or_default();
        match self.words.direction() {
            Direction::LeftToRight => x,
            Direction::RightToLeft => (2 * frame.left + frame.width).saturating_sub(x + 1),
        }
    }

    fn scroll(&mut self, action: Action) -> bool {
        let Some(open) = &mut self.open else { return false };
        if !open.sheet.act(action) {
            return false;
        }
        let forward = !matches!(action, Action::Previous | Action::PageUp | Action::HalfPageUp | Action::First);
        match action {
            Action::Next | Action::Previous => self.step_link(forward),
            _ => self.choose_a_link(forward),
        }
        true
    }

    /// The article that the chosen link names: where `Enter` goes across to.
    pub fn across(&self) -> Option<ArticleKey> {
        let open = self.open.as_ref()?;
        open.links.get(open.chosen?).map(|link| link.to)
    }

    /// The article named by the link on row `y` of the pane.
    fn across_at(&self, y: u16) -> Option<ArticleKey> {
        let open = self.open.as_ref()?;
        let paragraph = open.sheet.paragraph_at(y)?;
        open.links.iter().find(|link| link.paragraph == paragraph).map(|link| link.to)
    }

    /// Rows above the window, and how many these can become.
    pub fn way(&self) -> (usize, usize) {
        self.open.as_ref().map_or((0, 0), |open| open.sheet.way())
    }

    /// Moves the window to about `part` of `whole` of its way.
    pub fn go_to_part(&mut self, part: usize, whole: usize) {
        if let Some(open) = &mut self.open {
            open.sheet.go_to_part(part, whole);
        }
        self.choose_a_link(true);
    }

    /// Where the window stands, for as long as the article stays open.
    pub fn anchor(&self) -> Anchor {
        self.open.as_ref().map(|open| open.sheet.anchor()).unwrap_or_default()
    }

    /// Goes back to where the window stood.
    pub fn go_to(&mut self, anchor: Anchor) {
        if let Some(open) = &mut self.open {
            open.sheet.go_to(anchor);
        }
        self.choose_a_link(true);
    }

    /// Where the window stands, in words of the article: what is kept beyond the session.
    pub fn place(&self) -> Place {
        let Some(open) = &self.open else { return Place::default() };
        let anchor = open.sheet.anchor();
        match open.blocks.get(anchor.paragraph).copied().flatten() {
            Some(block) => Place { block: Some(block), byte: open.without_insertions(anchor.paragraph, anchor.byte) },
            // What stands between blocks belongs to the next one.
            None if anchor.paragraph > 0 => {
                Place { block: open.blocks.iter().skip(anchor.paragraph).copied().flatten().next(), byte: 0 }
            }
            None => Place::default(),
        }
    }

    /// Goes to a place that was kept; the top of the article if it has no such block any more.
    pub fn go_to_place(&mut self, place: Place) {
        let Some(open) = &self.open else { return };
        let paragraph = open.blocks.iter().position(|block| block.is_some() && *block == place.block);
        let anchor = |paragraph| Anchor { paragraph, byte: open.with_insertions(paragraph, place.byte), above: 0 };
        self.go_to(paragraph.map_or(Anchor::default(), anchor));
    }

    /// So much was scrolled that it counts as reading: a page, or to the end of something longer than the window.
    pub fn is_a_page_in(&self) -> bool {
        let Some(open) = &self.open else { return false };
        let (n_above, _) = open.sheet.extent();
        n_above > 0 && (n_above >= open.sheet.page() || open.sheet.is_at_end())
    }

    /// What is drawn; none if no article is open.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.open.as_ref().map(|open| &open.sheet)
    }

    /// The paragraph of the link that is chosen.
    pub fn chosen(&self) -> Option<usize> {
        let open = self.open.as_ref()?;
        open.links.get(open.chosen?).map(|link| link.paragraph)
    }

    /// Keeps the chosen link if it shows, or else chooses the first that does, or the last.
    fn choose_a_link(&mut self, first: bool) {
        let Some(open) = &mut self.open else { return };
        let shown = open.links_shown();
        if open.chosen.is_none_or(|chosen| !shown.contains(&chosen)) {
            open.chosen = if first { shown.first() } else { shown.last() }.copied();
        }
    }

    /// Chooses the next link that shows, or the one before. A short article cannot scroll, so `j` still gets somewhere.
    fn step_link(&mut self, forward: bool) {
        let Some(open) = &mut self.open else { return };
        let shown = open.links_shown();
        let at = open.chosen.and_then(|chosen| shown.iter().position(|link| *link == chosen));
        let next = match (at, forward) {
            (Some(at), true) => (at + 1).min(shown.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
            (None, true) => 0,
            (None, false) => shown.len().saturating_sub(1),
        };
        open.chosen = shown.get(next).copied();
    }
}

impl Open {
    fn new(library: &Library, key: ArticleKey, article: &ArticleRef, asked: Asked<'_>) -> Open {
        let has_pairs = article.pairs().next().is_some();
        let asked = Asked { manner: asked.manner.of(has_pairs), ..asked };
        let composition = compose(library, key, article, &asked);
        let Asked { next, manner, words, .. } = asked;
        let Composition { paragraphs, blocks, links, facings, mut leads, insertions, .. } = composition;
        leads.sort_by_key(|(number, _)| *number);
        let leads = leads.into_iter().map(|(_, lead)| lead).collect();
        let sheet = Sheet::facing(paragraphs, &facings).read_from(words.direction());
        Open {
            key,
            next,
            has_pairs,
            manner,
            sheet,
            blocks,
            links,
            chosen: None,
            leads,
            insertions,
            facings,
            passage: None,
            held: None,
        }
    }

    /// The byte of a block's text that is shown at this byte of its paragraph.
    fn without_insertions(&self, paragraph: usize, byte: usize) -> usize {
        self.insertions.get(&paragraph).map_or(byte, |insertions| insertions.without(byte))
    }

    /// The byte of a paragraph that shows this byte of its block's text.
    fn with_insertions(&self, paragraph: usize, byte: usize) -> usize {
        self.insertions.get(&paragraph).map_or(byte, |insertions| insertions.range(byte..byte).start)
    }

    /// Where the top of another composition of the same article is in this one: the same byte of the same block. What
    /// stands around blocks belongs to the next one, or stands at the same place of the head.
    fn counterpart(&self, other: &Open) -> Anchor {
        let anchor = other.sheet.anchor();
        let next = (anchor.paragraph..).zip(other.blocks.iter().skip(anchor.paragraph));
        let next = next.into_iter().find_map(|(paragraph, block)| Some((paragraph, (*block)?)));
        let is_head = other.blocks.iter().take(anchor.paragraph + 1).all(Option::is_none);
        let Some((paragraph, block)) = next.filter(|_| !is_head) else { return anchor };
        let n_before = paragraph - anchor.paragraph;
        let here = self.blocks.iter().position(|here| *here == Some(block));
        here.map_or(anchor, |here| {
            let (here, plain) =
                (here.saturating_sub(n_before), other.without_insertions(anchor.paragraph, anchor.byte));
            Anchor { paragraph: here, byte: self.with_insertions(here, plain), ..anchor }
        })
    }

    fn links_shown(&self) -> Vec<usize> {
        let shows = |link: &Link| self.sheet.visible().any(|row| row.paragraph == link.paragraph && row.row.is_some());
        self.links.iter().enumerate().filter(|(_, link)| shows(link)).map(|(idx, _)| idx).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{ARABIC, article, document, library, paragraph, rich_document, tweet};
    use crate::model::document::{Document, Pair, PairKind};
    use crate::store::marks::{Change, Marking, Marks};
    use crate::store::query::parse;

    fn reader(document: Document) -> (Reader, Library, Vec<ArticleKey>) {
        let library = library(document);
        let keys: Vec<ArticleKey> = library.iter().map(|(key, _)| key).collect();
        let mut reader = Reader::default();
        reader.resize(40, 8);
        reader.open(&library, keys[0], keys.get(1).copied(), None);
        (reader, library, keys)
    }

    /// An article of `n` paragraphs, each with the same words.
    fn long(n: usize) -> Document {
        let text = "Le vieux phare a gardé la côte pendant un siècle, et la côte a gardé le phare.";
        document(vec![article("Le phare", (0..n).map(|_| paragraph(text)).collect())])
    }

    #[test]
    fn container_and_piece_lead_to_each_other() {
        let (mut reader, library, keys) = reader(rich_document());
        assert_eq!(reader.act(Action::Open), Outcome::Open(keys[1]));
        reader.open(&library, keys[1], None, None);
        assert_eq!(reader.act(Action::Open), Outcome::Open(keys[0]));
    }

    #[test]
    fn a_step_down_reaches_the_next_link_even_where_nothing_scrolls() {
        let library = library(document(vec![article("Un", vec![]), article("Deux", vec![]), article("Trois", vec![])]));
        let keys: Vec<ArticleKey> = library.iter().map(|(key, _)| key).collect();
        let mut reader = Reader::default();
        reader.resize(40, 30);
        reader.open(&library, keys[0], Some(keys[2]), None);
        let mut reached = vec![reader.across()];
        for action in [Action::Next, Action::Next, Action::Next, Action::Previous, Action::Previous, Action::Previous] {
            reader.act(action);
            reached.push(reader.across());
        }
        let [one, two] = [Some(keys[1]), Some(keys[2])];
        assert_eq!(reached, [one, two, two, two, two, one, one]);
    }

    #[test]
    fn a_click_on_a_link_goes_across() {
        let (mut reader, _, keys) = reader(rich_document());
        let mut click = |y| {
            reader.mouse(Mouse { kind: MouseKind::Press, x: 20, y });
            reader.mouse(Mouse { kind: MouseKind::Release, x: 20, y })
        };
        assert_eq!(click(0), Outcome::Done);
        assert_eq!(click(5), Outcome::Open(keys[1]));
    }

    #[test]
    fn the_place_outlasts_another_size_and_another_session() {
        let (mut reader, library, keys) = reader(long(40));
        for _ in 0..9 {
            reader.act(Action::PageDown);
        }
        let place = reader.place();
        assert!(place.block.is_some());
        for (width, height) in [(120, 50), (20, 5), (5, 3), (70, 9)] {
            reader.resize(width, height);
            assert_eq!(reader.place(), place, "{width}x{height}");
        }
        reader.act(Action::Narrower);
        assert_eq!(reader.place(), place);

        let mut later = Reader::default();
        later.open(&library, keys[0], None, None);
        later.resize(61, 12);
        later.go_to_place(place);
        assert_eq!(later.place(), place);
        later.go_to_place(Place { block: Some(4000), byte: 7 });
        assert_eq!(later.place(), Place::default());
    }

    /// Some paragraphs in French alone, then each in French and in Arabic, three of them before their Arabic.
    fn bilingual() -> Document {
        let french = "Le phare de Ras Zahra, fermé depuis 2009, rouvrira à la visite du mardi au dimanche.";
        let arabic = format!("{ARABIC} 2009 {ARABIC} {ARABIC} {ARABIC} {ARABIC} {ARABIC}");
        let mut blocks = vec![tweet("Le quai", french), paragraph(french)];
        let mut pairs = Vec::new();
        for _ in 0..12 {
            let fr = blocks.len();
            blocks.extend([french, french, french, &arabic, &arabic, &arabic].map(paragraph));
            pairs.extend((fr..fr + 3).map(|fr| Pair { article: 1, fr, ar: fr + 3, kind: PairKind::Paragraph }));
        }
        let mut document = document(vec![article("Le phare", blocks)]);
        document.pairs = pairs;
        document
    }

    #[test]
    fn the_place_outlasts_side_by_side_and_back() {
        let (mut reader, library, _) = reader(bilingual());
        reader.resize(90, 12);
        for n_rows in 0..60 {
            reader.act(Action::First);
            (0..n_rows).for_each(|_| drop(reader.act(Action::Next)));
            let place = reader.place();
            for side_by_side in [true, false] {
                reader.set_side_by_side(&library, side_by_side);
                for (width, height) in [(50, 9), (200, 12), (90, 12)] {
                    reader.resize(width, height);
                    assert_eq!(reader.place(), place, "{n_rows} rows down, {side_by_side}, {width}x{height}");
                }
            }
        }
    }

    #[test]
    fn hits_are_gone_through_pair_by_pair() {
        let (mut reader, library, _) = reader(bilingual());
        reader.resize(90, 12);
        reader.set_side_by_side(&library, true);
        reader.set_find("2009");
        let n_hits = reader.marked().0;
        assert_eq!(n_hits, 2 + 12 * 6);
        let mut rows = Vec::new();
        for hit in 1..=n_hits {
            assert!(reader.step(true));
            assert_eq!(reader.marked().1, Some(hit));
            rows.push(reader.way().0);
        }
        assert!(rows.is_sorted(), "never back: {rows:?}");
        assert!(!reader.step(true));
    }

    #[test]
    fn an_article_without_pairs_is_the_same_side_by_side() {
        let (mut reader, library, _) = reader(long(9));
        reader.act(Action::PageDown);
        let anchor = reader.anchor();
        reader.set_side_by_side(&library, true);
        assert!(!reader.has_pairs() && reader.anchor() == anchor);
        assert_eq!(reader.sheet().map(|sheet| sheet.frame().halves), Some(None));
    }

    #[test]
    fn an_article_opens_with_what_was_made_of_it() {
        let (mut reader, library, keys) = reader(document(vec![article("Un", vec![]), article("Deux", vec![])]));
        let text = |reader: &Reader| {
            let paragraphs = reader.sheet().map(Sheet::paragraphs).unwrap_or_default();
            paragraphs.iter().map(|of| format!("{:?}", of.fields)).collect::<String>()
        };
        let texts = library.text_hashes(keys.iter().copied());
        let mut marks = Marks::default();
        marks.make(&Marking { change: Change::Starred(true), texts: vec![texts[0]] });
        let plain = text(&reader);
        reader.set_made(&library, marks.of(texts[0]));
        let starred = text(&reader);
        assert_ne!(starred, plain);
        for (mark, want) in [(marks.of(texts[0]), &starred), (None, &plain)] {
            reader.open(&library, keys[1], None, None);
            reader.open(&library, keys[0], keys.get(1).copied(), mark);
            assert_eq!(&text(&reader), want);
        }
    }

    #[test]
    fn the_next_article_may_change_while_one_reads() {
        let (mut reader, library, keys) = reader(long(40));
        reader.act(Action::PageDown);
        let place = reader.place();
        reader.open(&library, keys[0], Some(keys[0]), None);
        assert_eq!(reader.place(), place);
    }

    #[test]
    fn hits_of_the_search_and_of_find_are_gone_through() {
        let (mut reader, ..) = reader(long(3));
        reader.set_search(&parse("phare ").0);
        assert_eq!(reader.marked(), (7, None));
        assert!((0..7).all(|_| reader.step(true)));
        assert!(!reader.step(true), "on into the next article");
        reader.set_find("COTE PEND");
        assert_eq!(reader.marked(), (3, None));
        assert!(reader.step_to_end(true) && !reader.step(true) && reader.step_round(true));
        assert_eq!(reader.marked(), (3, Some(1)));
        reader.set_find("");
        assert_eq!(reader.marked(), (7, None));
    }

    #[test]
    fn arabic_is_found_without_its_vowel_signs() {
        let (mut reader, ..) =
            reader(document(vec![article("", vec![paragraph(&format!("{ARABIC}\u{64E} {ARABIC}"))])]));
        reader.set_find(ARABIC);
        // Twice in the paragraph, twice in the headline made from it.
        assert_eq!(reader.marked().0, 4);
    }

    #[test]
    fn a_page_of_scrolling_is_reading_and_passing_is_not() {
        let (mut reader, ..) = reader(long(40));
        assert!(!reader.is_a_page_in());
        reader.act(Action::Next);
        assert!(!reader.is_a_page_in());
        reader.act(Action::PageDown);
        assert!(reader.is_a_page_in());
    }

    #[test]
    fn the_measure_stays_within_what_is_sensible() {
        let (mut reader, ..) = reader(long(1));
        for (action, n, measure) in [(Action::Wider, 1, 76), (Action::Wider, 100, 200), (Action::Narrower, 100, 32)] {
            (0..n).for_each(|_| assert_eq!(reader.act(action), Outcome::Done));
            assert_eq!(reader.measure(), measure);
        }
    }

    #[test]
    fn side_by_side_the_first_step_narrower_is_seen() {
        let (mut reader, library, _) = reader(bilingual());
        reader.resize(80, 12);
        reader.set_side_by_side(&library, true);
        let half =
            |reader: &Reader| reader.sheet().and_then(|sheet| sheet.frame().halves).map(|[first, _]| first.width);
        let before = half(&reader);
        reader.act(Action::Narrower);
        assert!(before.is_some() && half(&reader) < before, "{before:?}");
    }

    #[test]
    fn in_a_narrow_pane_the_first_step_narrower_is_seen() {
        let (mut reader, ..) = reader(long(1));
        reader.resize(60, 8);
        reader.act(Action::Narrower);
        assert_eq!(reader.measure(), 56);
    }
}
