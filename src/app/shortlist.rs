//! Rows under a line in which one types to narrow them down: what the palette, the links of an article and the pickers are.
//!
//! Keys, clicks and the wheel mean the same in all of them. Which rows what is typed leaves, and what becomes of one that is
//! taken, is answered by whoever has the list: it hears of it as a [`Wish`].

use crate::app::action::Action;
use crate::app::cursor::{Cursor, Shown};
use crate::app::input::{Key, KeyCode, Mouse, MouseKind};
use crate::app::line_edit::{Edited, LineEdit};

/// The line and the rows that it leaves.
#[derive(Clone, Debug)]
pub struct Shortlist<R> {
    line: LineEdit,
    rows: Vec<R>,
    cursor: Cursor,
    /// Rows of the window over them.
    height: u16,
}

/// What whoever has the list is to do about a key or a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing: it is done.
    Nothing,
    /// Something else, perhaps: the list does not know it.
    Unknown,
    /// Something else is typed: find the rows for it.
    Rows,
    /// Take the selected row.
    Take,
    /// Mark the selected row.
    Mark,
    /// The selected row was clicked; it was selected before, or was not.
    Click(bool),
    /// Go away.
    Leave,
}

/// Rows that one notch of the wheel scrolls.
const WHEEL: i32 = 3;

impl<R> Shortlist<R> {
    /// These rows, with nothing typed, the first one selected.
    pub fn new(rows: Vec<R>) -> Shortlist<R> {
        Shortlist { line: LineEdit::default(), rows, cursor: Cursor::default(), height: 0 }
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// The rows that are left.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The selected one.
    pub fn selected(&self) -> Option<&R> {
        self.rows.get(self.cursor.selected())
    }

    /// The rows in a window so high, each with where it stands and whether it is selected.
    pub fn shown(&self, height: u16) -> impl Iterator<Item = (Shown, &R, bool)> {
        let row = |shown: Shown| Some((shown, self.rows.get(shown.item)?, shown.item == self.cursor.selected()));
        self.cursor.shown(self.rows.len(), height, |_| 1).filter_map(row)
    }

    /// Gives the window a height in rows.
    pub fn resize(&mut self, height: u16) {
        self.height = height;
        self.cursor.reveal(self.rows.len(), height, |_| 1);
    }

    /// These rows are left now, and this one is selected.
    pub fn set_rows(&mut self, rows: Vec<R>, selected: usize) {
        self.rows = rows;
        self.cursor.select(selected, self.rows.len(), self.height, |_| 1);
    }

    /// Nothing is typed any more: the rows are to be found anew.
    pub fn clear_line(&mut self) {
        self.line = LineEdit::default();
    }

    /// Moves the selection by so many rows.
    pub fn step(&mut self, by: isize) {
        self.cursor.step(by, self.rows.len(), self.height, |_| 1);
    }

    /// Does what an action of text entry does here.
    pub fn act(&mut self, action: Action) -> Wish {
        let page = isize::try_from(self.cursor.page(self.rows.len(), self.height, |_| 1)).unwrap_or(1);
        match action {
            Action::Accept => return Wish::Take,
            Action::Mark => return Wish::Mark,
            Action::Cancel => return Wish::Leave,
            Action::NextChoice => self.step(1),
            Action::PreviousChoice => self.step(-1),
            Action::NextChoices => self.step(page),
            Action::PreviousChoices => self.step(-page),
            _ => return Wish::Unknown,
        }
        Wish::Nothing
    }

    /// Takes a key as text, or moves in it; who deletes where nothing is typed leaves.
    pub fn key(&mut self, key: Key) -> Wish {
        if key.code == KeyCode::Backspace && self.line.is_empty() {
            return Wish::Leave;
        }
        match self.line.key(key) {
            Edited::Text => Wish::Rows,
            Edited::Cursor => Wish::Nothing,
            Edited::Not => Wish::Unknown,
        }
    }

    /// Takes a text from the clipboard: the rows are to be found for it.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
    }

    /// A click selects a row, the wheel scrolls; coordinates from the corner of the rows.
    pub fn mouse(&mut self, mouse: Mouse) -> Wish {
        let n = self.rows.len();
        match mouse.kind {
            MouseKind::Press => {
                let Some(idx) = self.cursor.at(mouse.y, n, self.height, |_| 1) else { return Wish::Nothing };
                let was_selected = idx == self.cursor.selected();
                self.cursor.select(idx, n, self.height, |_| 1);
                return Wish::Click(was_selected);
            }
            MouseKind::WheelDown => self.cursor.scroll(WHEEL, n, self.height, |_| 1),
            MouseKind::WheelUp => self.cursor.scroll(-WHEEL, n, self.height, |_| 1),
            MouseKind::Again(_) | MouseKind::Extend | MouseKind::Drag | MouseKind::Release => {}
        }
        Wish::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Step<'a> = &'a dyn Fn(&mut Shortlist<usize>) -> Wish;

    #[test]
    fn keys_clicks_and_the_wheel_mean_the_same_in_every_list() {
        let mut list = Shortlist::new((0..20).collect());
        list.resize(5);
        let press = |y| Mouse { kind: MouseKind::Press, x: 0, y };
        let wheel = Mouse { kind: MouseKind::WheelDown, x: 0, y: 0 };
        let steps: [(Step<'_>, Wish, usize); 14] = [
            (&|list| list.act(Action::NextChoice), Wish::Nothing, 1),
            (&|list| list.act(Action::NextChoices), Wish::Nothing, 5),
            (&|list| list.act(Action::PreviousChoices), Wish::Nothing, 1),
            (&|list| list.act(Action::PreviousChoice), Wish::Nothing, 0),
            (&|list| list.act(Action::PreviousChoice), Wish::Nothing, 0),
            (&|list| list.act(Action::Accept), Wish::Take, 0),
            (&|list| list.act(Action::Mark), Wish::Mark, 0),
            (&|list| list.act(Action::Map), Wish::Unknown, 0),
            (&|list| list.key(Key::plain(KeyCode::Backspace)), Wish::Leave, 0),
            (&|list| list.key(Key::char('a')), Wish::Rows, 0),
            (&|list| list.key(Key::plain(KeyCode::Backspace)), Wish::Rows, 0),
            (&|list| list.mouse(press(2)), Wish::Click(false), 2),
            (&|list| list.mouse(press(2)), Wish::Click(true), 2),
            (&|list| [list.mouse(wheel), list.mouse(press(0))][1], Wish::Click(false), 3),
        ];
        for (n, (step, wish, selected)) in steps.into_iter().enumerate() {
            assert_eq!((step(&mut list), list.selected()), (wish, Some(&selected)), "step {n}");
        }
        list.set_rows(vec![7], 3);
        assert_eq!(list.selected(), Some(&7), "there are no more");
    }
}
