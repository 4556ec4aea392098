//! The page of a concordance: every place of a word in the articles of the list, a row each, its word in the middle.
//!
//! Rows come while one reads, the newest articles first; the page may put them in the order of the words behind or before instead,
//! which shows what a word goes with. The library that was asked stays the page's own until another one has answered, so that
//! rows and articles always belong together. Of the articles only those in the window are read.

pub mod line;

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::concordance::line::{Axis, Line, line};
use crate::app::cursor::{Cursor, Shown};
use crate::app::headlines::{LEAD, TAIL, date};
use crate::app::input::{Mouse, MouseKind};
use crate::app::message::{Concorded, Ticket};
use crate::app::outcome::Outcome;
use crate::app::places::Place;
use crate::locale::words::Words;
use crate::model::lang::Lang;
use crate::store::article::ArticleRef;
use crate::store::concordance::{MOST_KEPT, Neighbours, Occurrence, Sought};
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library};
use crate::text::clean::Clean;
use crate::text::measure::columns;
use crate::text::setting::Setting;

/// Columns between two fields of a row.
pub const GAP: u16 = 2;
/// Rows below the others: an empty one, and the headline of the selected one.
const FOOT: u16 = 2;
/// Below this height there is no foot.
const LOW: u16 = 7;
/// Rows that one notch of the wheel scrolls.
const WHEEL: i32 = 3;
/// So many lines are remembered, many times those of a window.
const MOST_REMEMBERED: usize = 1024;
/// Rows are put in order again when they have become more by this part.
const GROWTH: usize = 4;
/// A concordance of more rows than this is asked for again when one comes back to it, and not kept.
const MOST_LAID_BY: usize = 4096;

/// In which order the rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The newest article first.
    #[default]
    Date,
    /// The word behind, then those that follow.
    WordBehind,
    /// The word before, then those before it.
    WordBefore,
}

impl By {
    fn next(self) -> By {
        match self {
            By::Date => By::WordBehind,
            By::WordBehind => By::WordBefore,
            By::WordBefore => By::Date,
        }
    }

    fn message(self) -> &'static str {
        match self {
            By::Date => "order-newest",
            By::WordBehind => "concordance-by-behind",
            By::WordBefore => "concordance-by-before",
        }
    }
}

/// A place of a word, whatever library its article stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The article.
    pub id: ArticleId,
    /// The block, from 0; none for the headline.
    pub block: Option<u32>,
    /// The first byte of the word in its text.
    pub byte: usize,
}

/// The columns of a row, counted from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Columns of the date, which begins behind [`LEAD`]; none where there is no room.
    pub date: u16,
    /// Columns of the outlet; none where there is no room.
    pub outlet: u16,
    /// The first column of the text.
    pub text_x: u16,
    /// Where the words stand in the text.
    pub axis: Axis,
}

/// What is drawn of a row.
#[derive(Clone, Debug)]
pub struct Row {
    /// When its article was published.
    pub date: String,
    /// What its outlet is called.
    pub outlet: Option<Clean>,
    /// The article.
    pub article: ArticleRef,
    /// The text.
    pub line: Line,
}

/// The page.
#[derive(Clone, Debug)]
pub struct Concordance {
    words: Words,
    setting: Setting,
    sought: Sought,
    /// What is looked up, as it was written where it was found.
    written: Clean,
    /// The library of the rows.
    library: Library,
    /// The question that the rows answer, or the next rows will.
    ticket: Option<Ticket>,
    /// The library it was asked of.
    asked_of: Library,
    /// The list is another one since it was asked.
    is_stale: bool,
    /// The newest articles first.
    found: Arc<Vec<Occurrence>>,
    n_found: usize,
    n_articles: usize,
    is_complete: bool,
    by: By,
    /// The indices of the rows in their order, where it is not that of the dates.
    ordered: Arc<Vec<u32>>,
    cursor: Cursor,
    /// What to select as soon as it comes, and on which row of the window.
    awaited: Option<(At, u16)>,
    rows: HashMap<u32, Row>,
    grid: Grid,
    width: u16,
    height: u16,
    /// Rows are one text each, because the terminal puts them in order itself.
    whole_rows: bool,
    /// What was on the screen before a place of it was first opened: that comes back when the page is closed.
    pub(super) from: Option<Box<Place>>,
}

impl Concordance {
    /// A page that has not been answered yet.
    pub fn new(sought: Sought, written: &str, words: Words, setting: &Setting) -> Concordance {
        Concordance {
            words,
            setting: *setting,
            sought,
            written: Clean::new(written),
            library: Library::default(),
            ticket: None,
            asked_of: Library::default(),
            is_stale: true,
            found: Arc::default(),
            n_found: 0,
            n_articles: 0,
            is_complete: false,
            by: By::default(),
            ordered: Arc::default(),
            cursor: Cursor::default(),
            awaited: None,
            rows: HashMap::new(),
            grid: Grid::default(),
            width: 0,
            height: 0,
            whole_rows: false,
            from: None,
        }
    }

    /// What is looked up.
    pub fn sought(&self) -> &Sought {
        &self.sought
    }

    /// The same to be kept while one is elsewhere: many rows are left behind, and asked for again when one comes back.
    pub fn laid_by(&self) -> Concordance {
        let mut kept = Concordance { rows: HashMap::new(), ..self.clone() };
        if kept.found.len() > MOST_LAID_BY || !kept.is_complete {
            kept.forget();
        }
        kept
    }

    /// Leaves its rows behind, with the library they are of; what is selected will be found again.
    pub fn forget(&mut self) {
        self.awaited = self.awaited.or_else(|| self.here());
        (self.found, self.ordered, self.is_stale, self.ticket) = (Arc::default(), Arc::default(), true, None);
        (self.library, self.asked_of) = (Library::default(), Library::default());
        self.rows.clear();
    }

    /// It is to be asked again: the list is another one, or belongs to another library.
    pub fn set_stale(&mut self) {
        self.is_stale = true;
    }

    /// Another library takes the place of the one it is of: it is to be asked again, and its rows stay until that is answered.
    pub fn leave(&mut self, library: &Library) -> bool {
        self.is_stale |= !self.library.is_prefix_of(library);
        true
    }

    /// The question it has been asked and that goes on.
    pub fn running(&self) -> Option<Ticket> {
        self.ticket.filter(|_| !self.is_complete)
    }

    /// Has it asked with this ticket, if it has to be; true if it was asked.
    pub fn ask(&mut self, ticket: Ticket, library: &Library) -> bool {
        if !std::mem::take(&mut self.is_stale) {
            return false;
        }
        self.ticket = Some(ticket);
        self.asked_of = library.clone();
        self.is_complete = false;
        true
    }

    /// Takes in what was found; the answer to an old question is dropped.
    pub fn hear(&mut self, answer: Concorded) {
        if self.ticket != Some(answer.ticket) {
            return;
        }
        if answer.is_first {
            self.awaited = self.awaited.or_else(|| self.here());
            (self.found, self.ordered) = (Arc::default(), Arc::default());
            self.rows.clear();
            self.library = self.asked_of.clone();
            self.cursor = Cursor::default();
        }
        Arc::make_mut(&mut self.found).extend(answer.occurrences);
        (self.n_found, self.n_articles) = (answer.n_found, answer.n_articles);
        self.is_complete = answer.is_complete;
        let n_new = self.found.len() - self.n_rows().min(self.found.len());
        if self.by != By::Date && (self.is_complete || n_new > self.n_rows() / GROWTH) {
            let here = self.here();
            self.put_in_order();
            self.awaited = self.awaited.or(here);
        }
        self.select_awaited();
    }

    /// What is selected, and its row in the window.
    fn here(&self) -> Option<(At, u16)> {
        let height = self.height_of_one();
        let shown = self.shown().find(|shown| shown.item == self.cursor.selected());
        Some((self.at()?, shown.map_or(0, |shown| shown.y / height * height)))
    }

    fn select_awaited(&mut self) {
        let Some((at, y)) = self.awaited else { return };
        let key = self.library.find(at.id);
        let is_it = |row: &usize| {
            let found = self.occurrence(*row).filter(|found| Some(found.key) == key);
            found.is_some_and(|found| (found.block, found.range().start) == (at.block, at.byte))
        };
        if let Some(idx) = (0..self.n_rows()).find(is_it) {
            let (n, rows, height) = (self.n_rows(), self.window(), self.height_of_one());
            self.cursor.select_at(idx, y, n, rows, |_| height);
            self.awaited = None;
        } else if self.is_complete {
            self.awaited = None;
        }
    }

    /// Puts the rows in the order that is wanted.
    fn put_in_order(&mut self) {
        let beside: fn(&Occurrence) -> Neighbours = match self.by {
            By::Date => return self.ordered = Arc::default(),
            By::WordBehind => |found| found.behind,
            By::WordBefore => |found| found.before,
        };
        let mut keyed: Vec<(Neighbours, u32)> =
            (0..).zip(&*self.found).map(|(idx, found)| (beside(found), idx)).collect();
        keyed.sort_unstable();
        self.ordered = Arc::new(keyed.into_iter().map(|(_, idx)| idx).collect());
    }

    /// Puts the rows in another order; the selected one stays selected.
    pub fn set_order(&mut self, by: By) {
        let here = self.here();
        self.by = by;
        self.put_in_order();
        self.awaited = self.awaited.or(here);
        self.select_awaited();
    }

    /// How many rows there are.
    pub fn n_rows(&self) -> usize {
        if self.by == By::Date { self.found.len() } else { self.ordered.len() }
    }

    /// Nothing was found, and nothing will be.
    pub fn has_nothing(&self) -> bool {
        self.is_complete && self.n_rows() == 0
    }

    fn number_of(&self, row: usize) -> Option<u32> {
        match self.by {
            By::Date => u32::try_from(row).ok().filter(|_| row < self.found.len()),
            _ => self.ordered.get(row).copied(),
        }
    }

    fn occurrence(&self, row: usize) -> Option<&Occurrence> {
        self.found.get(self.number_of(row)? as usize)
    }

    /// The place of the word that is selected.
    pub fn at(&self) -> Option<At> {
        let found = self.occurrence(self.cursor.selected())?;
        let id = self.library.get(found.key)?.id();
        Some(At { id, block: found.block, byte: found.range().start })
    }

    /// The row of the selected one.
    pub fn selected_idx(&self) -> usize {
        self.cursor.selected()
    }

    /// Goes to the next row, or to the one before; `false` at the ends, and while the selected one has not been found again.
    pub fn step(&mut self, forward: bool) -> bool {
        if self.awaited.is_some() {
            return false;
        }
        let before = self.cursor.selected();
        self.select(if forward { before.saturating_add(1) } else { before.saturating_sub(1) });
        self.cursor.selected() != before
    }

    /// Shows texts in another way.
    pub fn set_setting(&mut self, setting: &Setting) {
        self.setting = *setting;
        self.rows.clear();
        self.measure();
    }

    /// Gives the page a size in columns and rows, the row of its title left out; with whole rows nothing stands beside a text.
    pub fn resize(&mut self, width: u16, height: u16, whole_rows: bool) {
        if (self.width, self.height, self.whole_rows) != (width, height, whole_rows) {
            (self.width, self.height, self.whole_rows) = (width, height, whole_rows);
            self.measure();
            let (n, rows, height) = (self.n_rows(), self.window(), self.height_of_one());
            self.cursor.reveal(n, rows, |_| height);
        }
    }

    /// Makes the rows of the window: this reads their articles, so it is done once for each.
    pub fn find_rows(&mut self) {
        if self.rows.len() > MOST_REMEMBERED {
            self.rows.clear();
        }
        let shown: Vec<u32> = self.shown().filter_map(|shown| self.number_of(shown.item)).collect();
        for number in shown {
            if !self.rows.contains_key(&number)
                && let Some(row) = self.found.get(number as usize).and_then(|found| self.row_of(found))
            {
                self.rows.insert(number, row);
            }
        }
    }

    fn row_of(&self, found: &Occurrence) -> Option<Row> {
        let article = self.library.get(found.key)?;
        let text = found.text_in(&article)?;
        let (direction, language) = match found.block.and_then(|block| article.blocks().get(block as usize)) {
            Some(block) => (block.dir, Lang::language(block.lang)),
            None => article
                .title()
                .map(|title| (article.article().direction_of(title), article.article().language_of(title)))?,
        };
        let setting = self.setting.unjustified().with_language(language);
        let mut line = line(text, found.range(), direction, &self.grid.axis, &setting);
        if self.whole_rows {
            // The terminal finds the side of a text, and blanks before it are a part of that.
            line.x = 0;
        }
        let date = date(article.published(), &self.words);
        Some(Row { date, outlet: self.library.outlet_label(found.key), line, article })
    }

    /// Where things stand in a row.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// A row has two rows of the screen: what is known of its article, and below it the text.
    pub fn is_on_two_rows(&self) -> bool {
        self.whole_rows
    }

    fn height_of_one(&self) -> u16 {
        if self.whole_rows { 2 } else { 1 }
    }

    /// Rows of the screen for rows.
    pub fn window(&self) -> u16 {
        self.height - self.foot()
    }

    /// Rows of the screen below them.
    pub fn foot(&self) -> u16 {
        if self.height < LOW { 0 } else { FOOT }
    }

    fn measure(&mut self) {
        let texts = self.sought.texts();
        let word = texts.iter().map(|text| columns(text, &self.setting)).max().unwrap_or(0);
        let room = self.width.saturating_sub(LEAD + TAIL);
        let (date, outlet) = match (self.whole_rows, self.width) {
            (true, _) | (_, ..NARROW) => (0, 0),
            (_, NARROW..MIDDLING) => (self.words.date_width(), 0),
            (_, width) => (self.words.date_width(), ((width - 44) / 4).min(WIDEST_OUTLET)),
        };
        let facts = [date, outlet].into_iter().filter(|width| *width > 0).map(|width| width + GAP).sum::<u16>();
        let facts = facts.min(room);
        let grid = Grid { date, outlet, text_x: LEAD + facts, axis: Axis::new(room - facts, word) };
        if self.grid != grid {
            self.grid = grid;
            self.rows.clear();
        }
    }

    /// The rows in their window.
    pub fn shown(&self) -> impl Iterator<Item = Shown> {
        let height = self.height_of_one();
        self.cursor.shown(self.n_rows(), self.window(), move |_| height)
    }

    /// What is drawn of a row in the window.
    pub fn row(&self, row: usize) -> Option<&Row> {
        self.rows.get(&self.number_of(row)?)
    }

    /// Its title, with what is looked up.
    pub fn title(&self) -> String {
        self.words.with("title-concordance", &[("word", self.written.as_str().into())])
    }

    /// How often the word stands where, and in which order.
    pub fn remark(&self) -> String {
        let n = self.words.with("concordance-places", &[("n", self.n_found.into())]);
        let n = if self.is_complete { n } else { format!("\u{2265} {n}") };
        let kept = (self.n_found > MOST_KEPT).then(|| self.words.with("concordance-kept", &[("n", MOST_KEPT.into())]));
        let articles = self.words.with("articles", &[("n", self.n_articles.into())]);
        let order = self.words.text(self.by.message()).to_owned();
        let parts = [Some(n), kept, Some(articles), Some(order)].into_iter().flatten();
        parts.map(|part| format!("\u{2068}{part}\u{2069}")).collect::<Vec<_>>().join(" · ")
    }

    /// Says that the word stands nowhere.
    pub fn nothing(&self) -> String {
        self.words.with("concordance-none", &[("word", self.written.as_str().into())])
    }

    /// Goes from row to row, opens an article, or puts the rows in another order.
    pub fn act(&mut self, action: Action) -> Outcome {
        let height = self.height_of_one();
        let page = self.cursor.page(self.n_rows(), self.window(), |_| height);
        let here = self.cursor.selected();
        let last = self.n_rows().saturating_sub(1);
        match action {
            Action::Next | Action::NextHit => self.select(here.saturating_add(1)),
            Action::Previous | Action::PreviousHit => self.select(here.saturating_sub(1)),
            Action::PageDown => self.select(here.saturating_add(page)),
            Action::PageUp => self.select(here.saturating_sub(page)),
            Action::HalfPageDown => self.select(here.saturating_add((page / 2).max(1))),
            Action::HalfPageUp => self.select(here.saturating_sub((page / 2).max(1))),
            Action::First => self.select(0),
            Action::Last => self.select(last),
            Action::NextArticle => self.select(self.end_of_run(here, true).min(last)),
            Action::PreviousArticle => {
                let first = self.end_of_run(here, false);
                self.select(self.end_of_run(first.saturating_sub(1), false));
            }
            Action::Order => self.set_order(self.by.next()),
            Action::Open => return self.at().map_or(Outcome::Ignored, Outcome::OpenAt),
            Action::Concordance => return Outcome::Close,
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// The row behind those of the article of a row, or the first of them.
    fn end_of_run(&self, row: usize, forward: bool) -> usize {
        let key = |row: usize| self.occurrence(row).map(|found| found.key);
        let of: Option<ArticleKey> = key(row);
        match forward {
            true => (row..self.n_rows()).find(|row| key(*row) != of).unwrap_or(self.n_rows()),
            false => (0..row).rev().find(|row| key(*row) != of).map_or(0, |before| before + 1),
        }
    }

    /// A click selects a row, a second one opens its article; the wheel scrolls.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let (n, rows, height) = (self.n_rows(), self.window(), self.height_of_one());
        match mouse.kind {
            MouseKind::WheelDown => self.cursor.scroll(WHEEL, n, rows, |_| height),
            MouseKind::WheelUp => self.cursor.scroll(-WHEEL, n, rows, |_| height),
            MouseKind::Press => match self.cursor.at(mouse.y, n, rows, |_| height) {
                Some(row) if row == self.cursor.selected() => return self.act(Action::Open),
                Some(row) => self.select(row),
                None => return Outcome::Ignored,
            },
            MouseKind::Again(_) | MouseKind::Extend | MouseKind::Drag | MouseKind::Release => return Outcome::Ignored,
        }
        Outcome::Done
    }

    fn select(&mut self, row: usize) {
        self.awaited = None;
        let (n, rows, height) = (self.n_rows(), self.window(), self.height_of_one());
        self.cursor.select(row, n, rows, |_| height);
    }
}

/// Below this width there is no room for dates,
const NARROW: u16 = 56;
/// and below this one for outlets.
const MIDDLING: u16 = 76;
const WIDEST_OUTLET: u16 = 22;
