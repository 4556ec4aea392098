//! Selecting a passage in the reader: who begins one, who moves it, and what others may ask of it.

use crate::app::App;
use crate::app::action::Action;
use crate::app::panes::Pane;
use crate::app::passage::Part;
use crate::store::marks;
use crate::text::units::Unit;

impl App {
    /// The passage that is selected in the article that is open, for a note or a citation. `None` without one, and where
    /// all of it is the headline: that stands for the whole article.
    pub fn passage(&self) -> Option<marks::Passage> {
        let parts: Vec<Part> = self.passage_parts().into_iter().filter(|part| part.block.is_some()).collect();
        let first = parts.first()?;
        Some(marks::Passage {
            block: u32::try_from(first.block?).ok()?,
            start: u32::try_from(first.range.start).ok()?,
            quote: self.stand.reader.text_of_parts(&parts, "\n"),
        })
    }

    /// What is selected of the article that is open, by its blocks; the headline is none of them. Empty without a passage.
    pub fn passage_parts(&self) -> Vec<Part> {
        if self.is_selecting() { self.stand.reader.passage_parts() } else { Vec::new() }
    }

    /// What the passage says, in the characters of the article; a blank line stands between two of its blocks. `None` without
    /// a passage.
    pub fn passage_text(&self) -> Option<String> {
        let text = self.stand.reader.text_of_parts(&self.passage_parts(), "\n\n");
        Some(text).filter(|text| !text.is_empty())
    }

    /// A passage is selected, in the pane that the keys go to, and no page lies over it.
    pub(crate) fn is_selecting(&self) -> bool {
        self.stand.focus == Pane::Reader && self.pages.is_empty() && self.stand.reader.passage().is_some()
    }

    /// Begins a passage in the reader and goes there; says so where nothing can be selected.
    pub(super) fn begin_passage(&mut self, unit: Unit) {
        match self.stand.reader.begin_passage(unit) {
            true => self.stand.focus = Pane::Reader,
            false => self.say("passage-none"),
        }
    }

    /// Does what an action says to the passage; `false` if there is none, or this is nothing to it.
    pub(super) fn act_on_passage(&mut self, action: Action) -> bool {
        if !self.is_selecting() {
            return false;
        }
        match action {
            Action::Close => self.stand.reader.leave_passage(),
            // What leads across is not what is chosen now.
            Action::Open => true,
            // A text is where it is, whichever side the interface begins at.
            Action::Left | Action::Right => {
                let seen = self.as_seen(action);
                self.stand.reader.act_on_passage(seen)
            }
            Action::NextHit | Action::PreviousHit if self.stand.reader.marked().0 > 0 => {
                self.stand.reader.step_round(action == Action::NextHit);
                self.stand.reader.move_passage_to_hit();
                true
            }
            _ => self.stand.reader.act_on_passage(action),
        }
    }

    /// A passage is let go with the pane it is in; notes on passages stand in the text.
    pub(super) fn settle_passage(&mut self) {
        let article = self.stand.reader.key().and_then(|key| self.library.get(key));
        let mark = article.and_then(|article| self.marks.of(article.text_hash()));
        self.stand.reader.set_made(&self.library, mark);
        if self.stand.focus != Pane::Reader {
            self.stand.reader.leave_passage();
        }
    }
}
