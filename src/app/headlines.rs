//! The list: which articles stand in it, which is selected, and how tall each of them is.
//!
//! An item is a row of date, outlet and languages, one or two rows of headline, a row of context while a search is on, and
//! a blank row. Only items near the window are ever measured, so the length of the list costs nothing.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::app::action::Action;
use crate::app::cursor::{Cursor, Shown};
use crate::locale::facts::Length;
use crate::locale::words::Words;
use crate::model::article::Dating;
use crate::model::date::PartialDate;
use crate::store::article::ArticleRef;
use crate::store::headline::Headline;
use crate::store::library::{ArticleKey, Library};
use crate::store::listing::Listing;
use crate::store::query::Query;
use crate::store::snippet::{Snippet, snippet};
use crate::text::layout::{Laid, Layout, layout};
use crate::text::setting::{Base, Setting};
use crate::text::wrap::Wrapping;

/// Beside a headline: signs in it, or in the text, turned the order of letters round and were left out; the evidence has
/// the lines.
pub const OVERRIDDEN: &str = "⇄";

/// A headline in the list has no more rows than this.
const HEADLINE_ROWS: u16 = 2;
/// Columns of the ellipses at both ends of a context.
const ELLIPSES: u16 = 2;
/// Columns before the text: the bar of the selection, the mark of the unread, air.
pub const LEAD: u16 = 3;
/// Columns of air behind the text.
pub const TAIL: u16 = 1;

/// The list and its window.
#[derive(Clone, Debug, Default)]
pub struct Headlines {
    list: Listing,
    /// How the screen shows texts.
    setting: Setting,
    cursor: Cursor,
    width: u16,
    height: u16,
    /// A search is on, and each article shows a row of context.
    with_context: bool,
    /// The contexts of articles that were in the window since the search began, for the present width.
    contexts: HashMap<ArticleKey, Option<Snippet>>,
    /// What is selected besides the one article that always is.
    selection: Option<Selection>,
    /// Rows of headlines that were asked for, at the present width: every step asks for those around it again, and each may
    /// stand in a long document.
    heights: RefCell<HashMap<ArticleKey, u16>>,
}

/// More than one article of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The row it began at; none where it is all that the list shows.
    from: Option<usize>,
    /// The rows it has,
    rows: Range<usize>,
    /// and the articles in these and behind them.
    n_articles: usize,
}

impl Selection {
    /// How many articles it has, those that stand behind others with them.
    pub fn n_articles(&self) -> usize {
        self.n_articles
    }
}

/// So many heights and contexts are remembered, many times those of a window.
const MOST_REMEMBERED: usize = 4096;

impl Headlines {
    /// Shows texts in another way; the selection stays in sight.
    pub fn set_setting(&mut self, library: &Library, setting: &Setting) {
        self.setting = *setting;
        self.heights.get_mut().clear();
        self.select_idx(library, self.cursor.selected());
    }

    /// The articles in order.
    pub fn list(&self) -> &Listing {
        &self.list
    }

    /// The selected article.
    pub fn selected(&self) -> Option<ArticleKey> {
        self.list.get(self.cursor.selected())
    }

    /// The index of the selected article.
    pub fn selected_idx(&self) -> usize {
        self.cursor.selected()
    }

    /// The article after the selected one, or before it.
    pub fn neighbour(&self, forward: bool) -> Option<ArticleKey> {
        let idx = if forward { self.cursor.selected() + 1 } else { self.cursor.selected().checked_sub(1)? };
        self.list.get(idx)
    }

    /// Shows other articles; `keep` stays selected if it is among them, on the same row, or the one that stands for it;
    /// otherwise the first one is.
    pub fn set_list(&mut self, library: &Library, list: Listing, keep: Option<ArticleKey>) {
        let y = self.selected_y(library);
        let place = |key: ArticleKey| list.position(list.row_of(key)?);
        let idx = keep.and_then(place);
        let from = self.selection.take().map(|selection| match selection.from {
            Some(from) => self.list.get(from).and_then(place).map(Some),
            None => Some(None),
        });
        self.list = list;
        if let Some(Some(from)) = from {
            self.selection = Some(Selection { from, rows: 0..0, n_articles: 0 });
        }
        self.select_idx_at(library, idx.unwrap_or(0), if idx.is_some() { y } else { 0 });
    }

    /// Shows nothing: keys may mean other articles from now on.
    pub fn forget(&mut self, library: &Library) {
        self.contexts.clear();
        self.heights.get_mut().clear();
        self.set_list(library, Listing::default(), None);
    }

    /// Whether a search is on; contexts of an earlier search are forgotten.
    pub fn set_context(&mut self, with_context: bool) {
        self.with_context = with_context;
        self.contexts.clear();
    }

    /// Gives the pane a size in columns and rows; the selection stays in sight.
    pub fn resize(&mut self, library: &Library, width: u16, height: u16) {
        if self.width != width {
            self.contexts.clear();
            self.heights.get_mut().clear();
        }
        if (self.width, self.height) != (width, height) {
            (self.width, self.height) = (width, height);
            self.select_idx(library, self.cursor.selected());
        }
    }

    /// Selects an article; `false` if it is not in the list.
    pub fn select(&mut self, library: &Library, key: ArticleKey) -> bool {
        let Some(idx) = self.list.position(key) else { return false };
        self.select_idx(library, idx);
        true
    }

    /// Selects an article, or the one that stands for it, and shows it on row `y` of the pane; `false` if it is not in the
    /// list.
    pub fn select_at(&mut self, library: &Library, key: ArticleKey, y: u16) -> bool {
        let idx = self.list.row_of(key).and_then(|key| self.list.position(key));
        let Some(idx) = idx else { return false };
        self.select_idx_at(library, idx, y);
        true
    }

    /// The row of the pane on which the selected article begins; 0 if it is out of sight.
    pub fn selected_y(&self, library: &Library) -> u16 {
        let selected = self.shown(library).find(|shown| shown.item == self.cursor.selected());
        selected.map_or(0, |shown| shown.y)
    }

    /// Moves the selection; `false` for what does not move it.
    pub fn act(&mut self, library: &Library, action: Action) -> bool {
        let page = self.cursor.page(self.list.len(), self.height, |idx| self.rows_of(library, idx)) as isize;
        let by = match action {
            Action::Next => 1,
            Action::Previous => -1,
            Action::PageDown => page,
            Action::PageUp => -page,
            Action::HalfPageDown => (page / 2).max(1),
            Action::HalfPageUp => -(page / 2).max(1),
            Action::First => isize::MIN,
            Action::Last => isize::MAX,
            _ => return false,
        };
        self.select_idx(library, self.cursor.selected().saturating_add_signed(by));
        true
    }

    /// Scrolls the window by rows, the selection stays.
    pub fn wheel(&mut self, library: &Library, by: i32) {
        let mut cursor = self.cursor;
        cursor.scroll(by, self.list.len(), self.height, |idx| self.rows_of(library, idx));
        self.cursor = cursor;
    }

    /// The index of the article on row `y` of the pane.
    pub fn idx_at(&self, library: &Library, y: u16) -> Option<usize> {
        self.cursor.at(y, self.list.len(), self.height, |idx| self.rows_of(library, idx))
    }

    /// Selects by index.
    pub fn select_idx(&mut self, library: &Library, idx: usize) {
        let mut cursor = self.cursor;
        cursor.select(idx, self.list.len(), self.height, |idx| self.rows_of(library, idx));
        self.cursor = cursor;
        self.follow_selection();
    }

    fn select_idx_at(&mut self, library: &Library, idx: usize, y: u16) {
        let mut cursor = self.cursor;
        cursor.select_at(idx, y, self.list.len(), self.height, |idx| self.rows_of(library, idx));
        self.cursor = cursor;
        self.follow_selection();
    }

    /// A selection begins at the selected article, and goes as far as that moves.
    pub fn begin_selection(&mut self) {
        self.begin_selection_at(self.cursor.selected());
    }

    /// Selects everything from the article that was selected to this one.
    pub fn extend_selection(&mut self, library: &Library, idx: usize) {
        if self.selection.as_ref().is_none_or(|selection| selection.from.is_none()) {
            self.begin_selection();
        }
        self.select_idx(library, idx);
    }

    /// Selects all that the list shows.
    pub fn select_all(&mut self) {
        let all = Selection { from: None, rows: 0..self.list.len(), n_articles: self.list.n_articles() };
        self.selection = Some(all).filter(|_| !self.list.is_empty());
    }

    /// Lets go what is selected besides the one article that always is; `false` if nothing was.
    pub fn let_go(&mut self) -> bool {
        self.selection.take().is_some()
    }

    /// What is selected besides the one article that always is.
    pub fn selection(&self) -> Option<&Selection> {
        self.selection.as_ref()
    }

    /// The article at this index is in the selection.
    pub fn is_in_selection(&self, idx: usize) -> bool {
        self.selection.as_ref().is_some_and(|selection| selection.rows.contains(&idx))
    }

    /// The articles of the selection, with those that stand behind others.
    pub fn selected_articles(&self) -> Vec<ArticleKey> {
        let Some(selection) = &self.selection else { return Vec::new() };
        if selection.rows.len() == self.list.len() {
            return self.list.articles();
        }
        self.in_rows(selection.rows.clone()).collect()
    }

    fn begin_selection_at(&mut self, from: usize) {
        self.selection =
            Some(Selection { from: Some(from), rows: 0..0, n_articles: 0 }).filter(|_| !self.list.is_empty());
        self.follow_selection();
    }

    /// The selection goes from where it began to the selected article. What comes and goes at its ends is counted, and not
    /// all of it at every step.
    fn follow_selection(&mut self) {
        let Some(selection) = &self.selection else { return };
        let (at, n) = (self.cursor.selected(), self.list.len());
        let rows = match selection.from {
            Some(from) => from.min(at)..(from.max(at) + 1).min(n),
            None => 0..n,
        };
        let old = selection.rows.clone();
        let n_articles = if rows.len() == n {
            self.list.n_articles()
        } else if old.is_empty() || rows.end <= old.start || old.end <= rows.start {
            self.in_rows(rows.clone()).count()
        } else {
            let n_come = self.in_rows(rows.start..old.start).count() + self.in_rows(old.end..rows.end).count();
            let n_gone = self.in_rows(old.start..rows.start).count() + self.in_rows(rows.end..old.end).count();
            (selection.n_articles + n_come).saturating_sub(n_gone)
        };
        self.selection = Some(Selection { rows, n_articles, ..*selection }).filter(|_| n > 0);
    }

    /// The articles in these rows, and behind them.
    fn in_rows(&self, rows: Range<usize>) -> impl Iterator<Item = ArticleKey> {
        rows.filter_map(|idx| self.list.get(idx)).flat_map(|key| self.list.with_behind(key))
    }

    /// The items in the window.
    pub fn shown(&self, library: &Library) -> impl Iterator<Item = Shown> {
        self.cursor.shown(self.list.len(), self.height, |idx| self.rows_of(library, idx))
    }

    /// Finds the contexts of the articles in the window: this reads their bodies, so it is done once for each.
    pub fn find_contexts(&mut self, library: &Library, query: &Query) {
        if !self.with_context {
            return;
        }
        let keys: Vec<_> = self.shown(library).filter_map(|shown| self.list.get(shown.item)).collect();
        // What the row has no room for is no context: the piece with the most hits is to be one whose hits are seen.
        let n_chars = usize::from(self.text_width().saturating_sub(ELLIPSES).max(1));
        if self.contexts.len() > MOST_REMEMBERED {
            self.contexts.clear();
        }
        for key in keys {
            self.contexts.entry(key).or_insert_with(|| snippet(query, &library.get(key)?, n_chars));
        }
    }

    /// The context of an article: none without a search or a body.
    pub fn context(&self, key: ArticleKey) -> Option<&Snippet> {
        self.contexts.get(&key)?.as_ref()
    }

    /// Columns of a headline.
    pub fn text_width(&self) -> u16 {
        self.width.saturating_sub(LEAD + TAIL).max(1)
    }

    /// The headline of an article, laid out.
    pub fn headline(&self, article: &ArticleRef) -> Laid {
        let title = article.headline().text();
        let setting = self
            .setting
            .unjustified()
            .with_base(Base::Given(article.article().direction_of(title)))
            .with_language(article.article().language_of(title));
        let wrapping = Wrapping {
            fit: setting.fit,
            max_rows: Some(HEADLINE_ROWS),
            whole_words: true,
            ..Wrapping::new(self.text_width())
        };
        layout(&headline_text(article), &Layout { setting, wrapping })
    }

    fn headline_rows(&self, library: &Library, key: ArticleKey) -> u16 {
        let mut heights = self.heights.borrow_mut();
        if heights.len() > MOST_REMEMBERED {
            heights.clear();
        }
        let rows = || library.get(key).map_or(1, |article| self.headline(&article).n_rows().max(1) as u16);
        *heights.entry(key).or_insert_with(rows)
    }

    /// Rows of an item, the blank one included.
    fn rows_of(&self, library: &Library, idx: usize) -> u16 {
        let headline = self.list.get(idx).map_or(1, |key| self.headline_rows(library, key));
        1 + headline + u16::from(self.with_context) + 1
    }
}

/// The words of the headline as the list shows them; a made-up one stands in guillemets.
pub fn headline_text(article: &ArticleRef) -> Cow<'_, str> {
    match article.headline() {
        Headline::Printed(text) => Cow::Borrowed(text.as_str()),
        Headline::MadeUp(text) => Cow::Owned(format!("\u{ab}{text}\u{bb}")),
    }
}

/// The date of an article for the column of dates; an undated one shows its bound.
pub fn date(dating: &Dating, words: &Words) -> String {
    if let Some(date) = dating.fact.value {
        return words.date(date, Length::Short);
    }
    match (dating.not_before, dating.not_after) {
        (Some(first), Some(last)) if first.year_number() != last.year_number() => {
            format!("{}\u{2013}{}", first.year_number(), last.year_number())
        }
        (Some(first), Some(_)) => words.with("date-about", &[("date", first.year_number().to_string().into())]),
        (first, last) => words
            .bounds(first.map(month_of), last.map(month_of), Length::Short)
            .unwrap_or_else(|| words.text("undated").to_owned()),
    }
}

/// A bound says no more than the month: the list has no room for the day.
fn month_of(date: PartialDate) -> PartialDate {
    let month = date.month_number().and_then(|month| PartialDate::month(date.year_number(), month));
    month.unwrap_or(date)
}
