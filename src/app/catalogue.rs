//! A sheet under a line in which one types to narrow it down: the help, what could not be read.
//!
//! What stands on the sheet is told anew whenever something is typed, or the width is another one.

use crate::app::action::Action;
use crate::app::input::{Key, Mouse};
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::outcome::Outcome;
use crate::app::sheet::Sheet;
use crate::app::sheet::marks::Mark;
use crate::app::sheet::paragraph::Paragraph;
use crate::locale::words::Words;
use crate::text::setting::Setting;

/// Columns a row may have.
const MEASURE: u16 = 96;

/// Something that can be narrowed down by typing.
pub trait Told {
    /// What is left of it by what is typed, for a sheet of so many columns, and the letters that were found.
    fn told(&self, typed: &str, width: u16, words: &Words) -> (Vec<Paragraph>, Vec<Mark>);
}

/// The line and the sheet.
#[derive(Clone, Debug)]
pub struct Catalogue<T> {
    words: Words,
    of: T,
    line: LineEdit,
    sheet: Sheet,
    size: (u16, u16),
    n_head: u16,
    setting: Setting,
}

impl<T: Told> Catalogue<T> {
    /// All of it, with nothing typed.
    pub fn of(of: T, words: Words) -> Catalogue<T> {
        let (line, sheet) = (LineEdit::default(), Sheet::default());
        let mut catalogue = Catalogue { words, of, line, sheet, size: (0, 0), n_head: 0, setting: Setting::screen() };
        catalogue.tell();
        catalogue
    }

    /// The same with texts shown as the screen shows them.
    pub fn with_setting(self, setting: &Setting) -> Catalogue<T> {
        let mut catalogue = Catalogue { setting: *setting, ..self };
        catalogue.tell();
        catalogue
    }

    /// Something else takes the place of what was narrowed down; what is typed and the place stay.
    pub fn replace(&mut self, of: T) {
        self.of = of;
        self.tell_at_the_same_place();
    }

    /// What is narrowed down.
    pub fn told_of(&self) -> &T {
        &self.of
    }

    /// What has been typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Gives it a size in columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        // The line, and an empty row where there is room.
        self.n_head = if height > 3 { 2 } else { 1 };
        let size = (width, height.saturating_sub(self.n_head));
        if size != self.size {
            self.size = size;
            self.tell_at_the_same_place();
        }
    }

    /// Scrolls; gives the whole list back, or goes away.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Cancel if !self.line.is_empty() => {
                self.line = LineEdit::default();
                self.tell();
            }
            Action::Cancel | Action::Accept => return Outcome::Close,
            Action::NextChoice => self.sheet.scroll(1),
            Action::PreviousChoice => self.sheet.scroll(-1),
            Action::NextChoices => drop(self.sheet.act(Action::PageDown)),
            Action::PreviousChoices => drop(self.sheet.act(Action::PageUp)),
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Takes a key as text, or moves in it.
    pub fn key(&mut self, key: Key) -> Outcome {
        match self.line.key(key) {
            Edited::Text => self.tell(),
            Edited::Cursor => {}
            Edited::Not => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Takes a text from the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.tell();
    }

    /// Scrolls by the wheel or the scroll bar.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let below_head = Mouse { y: mouse.y.saturating_sub(self.n_head), ..mouse };
        if self.sheet.mouse(below_head) { Outcome::Done } else { Outcome::Ignored }
    }

    /// Rows above the list.
    pub fn n_head(&self) -> u16 {
        self.n_head
    }

    /// What is drawn under the line.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    fn tell_at_the_same_place(&mut self) {
        let place = self.sheet.anchor();
        self.tell();
        self.sheet.go_to(place);
    }

    fn tell(&mut self) {
        let (width, height) = self.size;
        let (paragraphs, marks) = self.of.told(self.line.text(), width, &self.words);
        let sheet = Sheet::new(paragraphs).with_setting(&self.setting).with_measure(MEASURE);
        self.sheet = sheet.read_from(self.words.direction());
        self.sheet.fit(width, height);
        self.sheet.set_marks(marks);
    }
}
