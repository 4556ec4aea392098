//! Choosing outlets, years or languages: type to narrow the rows, mark some, keep them.
//!
//! Marks are the filters themselves, so that the list and all counts follow at once; leaving without keeping gives the
//! earlier filters back.

use crate::app::action::Action;
use crate::app::cursor::Cursor;
use crate::app::filters::{self, Choice, Filters, Group, Step, choices};
use crate::app::find::occurrences;
use crate::app::input::{Key, Mouse, MouseKind};
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::search_box::{Before, Narrowing};
use crate::locale::words::Words;
use crate::store::facets::Facets;

/// A group being chosen from.
#[derive(Clone, Debug)]
pub struct Picker {
    words: Words,
    group: Group,
    line: LineEdit,
    /// The rows that what is typed leaves.
    choices: Vec<Choice>,
    n_rows: usize,
    cursor: Cursor,
    /// Rows of the window over them.
    height: u16,
    /// Something was marked or unmarked since it opened.
    has_marked: bool,
    before: Before,
}

impl Picker {
    /// A picker for a group, with all its rows.
    pub fn new(group: Group, facets: &Facets, before: Before, words: Words) -> Picker {
        let choices = named(facets, group, &words);
        let (line, cursor) = (LineEdit::default(), Cursor::default());
        let n_rows = choices.len();
        Picker { words, group, line, choices, n_rows, cursor, height: 0, has_marked: false, before }
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What is chosen from.
    pub fn group(&self) -> Group {
        self.group
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// The rows that what is typed leaves.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Rows of the group, whatever is typed: the list keeps its height while one types.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// What was there before.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// The window over the rows.
    pub fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// Gives the list of rows a height.
    pub fn resize(&mut self, height: u16) {
        self.height = height;
        self.cursor.reveal(self.choices.len(), height, |_| 1);
    }

    /// Takes over new counts; the selected row stays selected.
    pub fn refresh(&mut self, facets: &Facets) {
        let selected = self.choices.get(self.cursor.selected()).map(|choice| choice.step.clone());
        let typed = self.line.text();
        let fits = |choice: &Choice| typed.trim().is_empty() || !occurrences(typed, &choice.label).is_empty();
        let choices = named(facets, self.group, &self.words);
        self.n_rows = choices.len();
        self.choices = choices.into_iter().filter(fits).collect();
        let idx = selected.and_then(|step| self.choices.iter().position(|choice| choice.step == step));
        self.cursor.select(idx.unwrap_or(0), self.choices.len(), self.height, |_| 1);
    }

    /// Does what an action of text entry does here.
    pub fn act(&mut self, action: Action, filters: &mut Filters) -> Narrowing {
        let page = isize::try_from(self.height).unwrap_or(1).max(1);
        match action {
            Action::Accept => {
                if let Some(choice) = self.choices.get(self.cursor.selected()).filter(|_| !self.has_marked) {
                    filters.add(choice.step.clone());
                }
                return Narrowing::Keep;
            }
            Action::Cancel => return Narrowing::Cancel,
            Action::Mark => return self.mark(filters),
            Action::NextChoice => self.step(1),
            Action::PreviousChoice => self.step(-1),
            Action::NextChoices => self.step(page),
            Action::PreviousChoices => self.step(-page),
            _ => {}
        }
        Narrowing::Nothing
    }

    /// Types a key.
    pub fn key(&mut self, key: Key, facets: &Facets) -> Narrowing {
        let edited = self.line.key(key);
        self.narrow(edited, facets)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, facets: &Facets) -> Narrowing {
        let edited = self.line.paste(text);
        self.narrow(edited, facets)
    }

    /// A click marks a row, the wheel scrolls; coordinates from the corner of the list of rows.
    pub fn mouse(&mut self, mouse: Mouse, filters: &mut Filters) -> Narrowing {
        let n = self.choices.len();
        match mouse.kind {
            MouseKind::Press => {
                let Some(idx) = self.cursor.at(mouse.y, n, self.height, |_| 1) else { return Narrowing::Nothing };
                self.cursor.select(idx, n, self.height, |_| 1);
                self.switch(filters)
            }
            MouseKind::WheelDown => self.wheel(3),
            MouseKind::WheelUp => self.wheel(-3),
            MouseKind::Again(_) | MouseKind::Extend | MouseKind::Drag | MouseKind::Release => Narrowing::Nothing,
        }
    }

    fn wheel(&mut self, by: i32) -> Narrowing {
        self.cursor.scroll(by, self.choices.len(), self.height, |_| 1);
        Narrowing::Nothing
    }

    fn mark(&mut self, filters: &mut Filters) -> Narrowing {
        let narrowing = self.switch(filters);
        self.step(1);
        narrowing
    }

    fn switch(&mut self, filters: &mut Filters) -> Narrowing {
        let Some(choice) = self.choices.get(self.cursor.selected()) else { return Narrowing::Nothing };
        filters.toggle(choice.step.clone());
        self.has_marked = true;
        Narrowing::Changed
    }

    fn step(&mut self, by: isize) {
        self.cursor.step(by, self.choices.len(), self.height, |_| 1);
    }

    fn narrow(&mut self, edited: Edited, facets: &Facets) -> Narrowing {
        if edited == Edited::Text {
            self.refresh(facets);
            self.cursor.select(0, self.choices.len(), self.height, |_| 1);
        }
        Narrowing::Nothing
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
