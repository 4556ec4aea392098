//! Choosing outlets, years or languages: type to narrow the rows, mark some, keep them.
//!
//! Marks are the filters themselves, so that the list and all counts follow at once; leaving without keeping gives the
//! earlier filters back.

use crate::app::action::Action;
use crate::app::filters::{self, Choice, Filters, Group, Step, choices};
use crate::app::find::occurrences;
use crate::app::input::{Key, Mouse};
use crate::app::search_box::{Before, Narrowing};
use crate::app::shortlist::{Shortlist, Wish};
use crate::locale::words::Words;
use crate::store::facets::Facets;

/// A group being chosen from.
#[derive(Clone, Debug)]
pub struct Picker {
    words: Words,
    group: Group,
    list: Shortlist<Choice>,
    n_rows: usize,
    /// Something was marked or unmarked since it opened.
    has_marked: bool,
    before: Before,
}

impl Picker {
    /// A picker for a group, with all its rows.
    pub fn new(group: Group, facets: &Facets, before: Before, words: Words) -> Picker {
        let choices = named(facets, group, &words);
        let n_rows = choices.len();
        Picker { words, group, list: Shortlist::new(choices), n_rows, has_marked: false, before }
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What is chosen from.
    pub fn group(&self) -> Group {
        self.group
    }

    /// What is typed, and the rows that it leaves.
    pub fn list(&self) -> &Shortlist<Choice> {
        &self.list
    }

    /// Rows of the group, whatever is typed: the list keeps its height while one types.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// What was there before.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// Gives the list of rows a height.
    pub fn resize(&mut self, height: u16) {
        self.list.resize(height);
    }

    /// Takes over new counts; the selected row stays selected.
    pub fn refresh(&mut self, facets: &Facets) {
        let selected = self.list.selected().map(|choice| choice.step.clone());
        let left = self.left(facets);
        let idx = selected.and_then(|step| left.iter().position(|choice| choice.step == step));
        self.list.set_rows(left, idx.unwrap_or(0));
    }

    /// Does what an action of text entry does here.
    pub fn act(&mut self, action: Action, filters: &mut Filters) -> Narrowing {
        match self.list.act(action) {
            Wish::Take => {
                if let Some(choice) = self.list.selected().filter(|_| !self.has_marked) {
                    filters.add(choice.step.clone());
                }
                Narrowing::Keep
            }
            Wish::Mark => {
                let narrowing = self.switch(filters);
                self.list.step(1);
                narrowing
            }
            Wish::Leave => Narrowing::Cancel,
            Wish::Nothing | Wish::Unknown | Wish::Rows | Wish::Click(_) => Narrowing::Nothing,
        }
    }

    /// Types a key.
    pub fn key(&mut self, key: Key, facets: &Facets) -> Narrowing {
        match self.list.key(key) {
            Wish::Rows => self.narrow(facets),
            Wish::Leave => return Narrowing::Cancel,
            Wish::Nothing | Wish::Unknown | Wish::Take | Wish::Mark | Wish::Click(_) => {}
        }
        Narrowing::Nothing
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, facets: &Facets) -> Narrowing {
        self.list.paste(text);
        self.narrow(facets);
        Narrowing::Nothing
    }

    /// A click marks a row, the wheel scrolls; coordinates from the corner of the list of rows.
    pub fn mouse(&mut self, mouse: Mouse, filters: &mut Filters) -> Narrowing {
        match self.list.mouse(mouse) {
            Wish::Click(_) => self.switch(filters),
            _ => Narrowing::Nothing,
        }
    }

    fn switch(&mut self, filters: &mut Filters) -> Narrowing {
        let Some(choice) = self.list.selected() else { return Narrowing::Nothing };
        filters.toggle(choice.step.clone());
        self.has_marked = true;
        Narrowing::Changed
    }

    fn narrow(&mut self, facets: &Facets) {
        let left = self.left(facets);
        self.list.set_rows(left, 0);
    }

    /// The rows that what is typed leaves.
    fn left(&mut self, facets: &Facets) -> Vec<Choice> {
        let typed = self.list.line().text();
        let fits = |choice: &Choice| typed.trim().is_empty() || !occurrences(typed, &choice.label).is_empty();
        let choices = named(facets, self.group, &self.words);
        self.n_rows = choices.len();
        choices.into_iter().filter(fits).collect()
    }
}

/// The rows of a group, marks before saved searches; languages with their names, because one types what one calls them.
fn named(facets: &Facets, group: Group, words: &Words) -> Vec<Choice> {
    let mut choices = choices(facets, group, words);
    if group == Group::Searches {
        // Both are what the reader has made, and neither has room in a low pane.
        choices.splice(0..0, filters::choices(facets, Group::Marks, words));
    }
    for choice in &mut choices {
        if let Step::Language(lang) = choice.step {
            choice.label = format!("{lang}  {}", words.language(lang));
        }
    }
    choices
}
