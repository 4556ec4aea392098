//! A page of text that lies over the stand: it is scrolled, and goes away by the key that brought it.

use crate::app::action::Action;
use crate::app::input::Mouse;
use crate::app::outcome::Outcome;
use crate::app::sheet::Sheet;
use crate::app::sheet::paragraph::Paragraph;
use crate::locale::words::Words;
use crate::text::setting::Setting;

/// Columns a row may have: lines of a page are quoted here, so more than the reader's.
const MEASURE: u16 = 96;

/// A page of text.
#[derive(Clone, Debug)]
pub struct Leaf {
    sheet: Sheet,
    remark: String,
    brought_by: Action,
}

impl Leaf {
    /// A page of these paragraphs, with a remark for the rule above it.
    pub fn new(paragraphs: Vec<Paragraph>, remark: String, brought_by: Action, words: &Words) -> Leaf {
        let sheet = Sheet::new(paragraphs).with_measure(MEASURE).read_from(words.direction());
        Leaf { sheet, remark, brought_by }
    }

    /// The same with texts shown as the screen shows them.
    pub fn with_setting(self, setting: &Setting) -> Leaf {
        Leaf { sheet: self.sheet.with_setting(setting), ..self }
    }

    /// What there is to say about it beside its title.
    pub fn remark(&self) -> &str {
        &self.remark
    }

    /// Gives the page a size in columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.sheet.fit(width, height);
    }

    /// Scrolls, or goes away.
    pub fn act(&mut self, action: Action) -> Outcome {
        if action == Action::Close || action == self.brought_by {
            return Outcome::Close;
        }
        if self.sheet.act(action) { Outcome::Done } else { Outcome::Ignored }
    }

    /// Scrolls by the wheel or the scroll bar.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        if self.sheet.mouse(mouse) { Outcome::Done } else { Outcome::Ignored }
    }

    /// What is drawn.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sheet::paragraph::Look;

    #[test]
    fn it_scrolls_and_goes_away_by_the_key_that_brought_it() {
        let paragraphs = (0..40).map(|_| Paragraph::words("a line", Look::Text)).collect();
        let mut leaf = Leaf::new(paragraphs, String::new(), Action::Evidence, &Words::default());
        leaf.resize(40, 10);
        for (action, outcome, n_above) in [
            (Action::Next, Outcome::Done, 1),
            (Action::Last, Outcome::Done, 30),
            (Action::PageHeadlines, Outcome::Ignored, 30),
            (Action::Evidence, Outcome::Close, 30),
            (Action::Close, Outcome::Close, 30),
        ] {
            assert_eq!((leaf.act(action), leaf.sheet().way().0), (outcome, n_above), "{action:?}");
        }
    }
}
