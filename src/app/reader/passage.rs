//! The passage in the reader: which texts it can be in, how keys and the mouse move it, and where it shows.
//!
//! Texts are asked of the sheet and freed of what was put into them, so that a passage is always in the article's own text.

use std::borrow::Cow;
use std::ops::Range;

use crate::app::action::Action;
use crate::app::input::{Mouse, MouseKind};
use crate::app::passage::{Part, Passage, Point, Text, joined};
use crate::app::reader::{Open, Reader};
use crate::app::sheet::bands::Facing;
use crate::app::sheet::marks::Mark;
use crate::app::sheet::paragraph::Look;
use crate::text::bidi::Direction;
use crate::text::units::{Unit, n_words, unit_at, units};

/// The button of the mouse while it is down on a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// The cell in which it went down.
    x: u16,
    y: u16,
    /// What is there, if there is text,
    from: Option<Point>,
    /// and what is selected at a time.
    unit: Unit,
    /// It has not moved and was pressed once.
    pub(super) is_a_click: bool,
}

impl Reader {
    /// The passage that is selected.
    pub fn passage(&self) -> Option<&Passage> {
        self.open.as_ref()?.passage.as_ref()
    }

    /// What is selected, by the texts of the article in the order of the page; nothing if there is no passage.
    pub fn passage_parts(&self) -> Vec<Part> {
        self.open.as_ref().map(Open::parts).unwrap_or_default()
    }

    /// What parts of the article say, in its own characters, with this between two of them.
    pub fn text_of_parts(&self, parts: &[Part], between: &str) -> String {
        self.open.as_ref().map_or_else(String::new, |open| joined(parts, &open.texts(), between))
    }

    /// How many words are selected.
    pub fn n_selected(&self) -> usize {
        n_words(&self.text_of_parts(&self.passage_parts(), "\n"))
    }

    /// Begins a passage: at the current hit if that shows, else at the first unit in the window. `false` if nothing
    /// there can be selected.
    pub fn begin_passage(&mut self, unit: Unit) -> bool {
        let Some(open) = &mut self.open else { return false };
        let Some(at) = open.current_hit().or_else(|| open.first_in_window(unit)) else { return false };
        open.passage = Some(Passage::new(unit, at));
        open.show_passage();
        true
    }

    /// Lets the passage go; `false` if there was none.
    pub fn leave_passage(&mut self) -> bool {
        let Some(open) = &mut self.open else { return false };
        let was_there = open.passage.take().is_some();
        open.mark_passage();
        was_there
    }

    /// Does what an action says to the passage; left and right are as the eye sees them. `false` if there is no passage,
    /// or this is nothing that moves it.
    pub fn act_on_passage(&mut self, action: Action) -> bool {
        let Some(open) = &mut self.open else { return false };
        let Some(mut passage) = open.passage else { return false };
        let texts = open.texts_for(&passage);
        match action {
            Action::Next => drop(passage.step(true, &texts)),
            Action::Previous => drop(passage.step(false, &texts)),
            Action::Right | Action::Left => {
                let forward = (action == Action::Right) == (open.direction_at(passage.at) == Direction::LeftToRight);
                passage.step(forward, &texts);
            }
            Action::First => passage.go_to_end(false, &texts),
            Action::Last => passage.go_to_end(true, &texts),
            Action::SelectFromHere => passage.hold(),
            Action::SelectWords => passage.unit = Unit::Word,
            Action::SelectSentences => passage.unit = Unit::Sentence,
            Action::SelectParagraphs => passage.unit = Unit::Paragraph,
            Action::PageDown | Action::PageUp | Action::HalfPageDown | Action::HalfPageUp => {
                drop(texts);
                return self.page_passage(action);
            }
            _ => return false,
        }
        drop(texts);
        open.passage = Some(passage);
        open.show_passage();
        self.choose_a_link(true);
        true
    }

    /// Scrolls, and puts the end that moves into the window; at the ends of the article there, where nothing scrolls.
    fn page_passage(&mut self, action: Action) -> bool {
        let before = self.anchor();
        self.scroll(action);
        let forward = matches!(action, Action::PageDown | Action::HalfPageDown);
        let has_moved = self.anchor() != before;
        let Some(open) = &mut self.open else { return true };
        let Some(mut passage) = open.passage else { return true };
        match open.first_in_window(passage.unit).filter(|point| has_moved && open.can_reach(&passage, *point)) {
            Some(at) => passage.at = at,
            None if has_moved => {}
            None => {
                let texts = open.texts_for(&passage);
                passage.go_to_end(forward, &texts);
            }
        }
        open.passage = Some(passage);
        open.mark_passage();
        true
    }

    /// Takes the text under the mouse: a word of it where the button goes down again at once, or its paragraph. One press
    /// lets go of what was selected. `x` is counted from the left.
    pub(super) fn press(&mut self, mouse: Mouse, x: u16) {
        let Some(open) = &mut self.open else { return };
        let unit = if matches!(mouse.kind, MouseKind::Again(3..)) { Unit::Paragraph } else { Unit::Word };
        let is_a_click = mouse.kind == MouseKind::Press;
        let from = open.point_at(x, mouse.y, None);
        open.held = Some(Held { x: mouse.x, y: mouse.y, from, unit, is_a_click });
        let is_on_text = open.sheet.text_at(x, mouse.y).is_some();
        open.passage = from.filter(|_| !is_a_click && is_on_text).map(|at| Passage::new(unit, at));
        open.mark_passage();
    }

    /// Selects from where the button went down to where the mouse is, and scrolls where that is at an edge.
    pub(super) fn drag(&mut self, mouse: Mouse, x: u16) {
        let Some(open) = &mut self.open else { return };
        let Some(held) = &mut open.held else { return };
        if (held.x, held.y) == (mouse.x, mouse.y) && held.is_a_click {
            return;
        }
        held.is_a_click = false;
        let Held { from: Some(from), unit, .. } = *held else { return };
        open.sheet.scroll_at_edge(mouse.y);
        if let Some(at) = open.point_at(x, mouse.y, Some(from)) {
            open.passage = Some(Passage { unit, from: Some(from), at });
            open.mark_passage();
        }
    }

    /// The passage goes to the current hit, if there is one.
    pub fn move_passage_to_hit(&mut self) {
        let Some(open) = &mut self.open else { return };
        let (Some(mut passage), Some(at)) = (open.passage, open.current_hit()) else { return };
        if open.can_reach(&passage, at) {
            passage.at = at;
            open.passage = Some(passage);
            open.show_passage();
        }
    }
}

impl Open {
    /// The texts of the article that can be selected, in the order of the page, freed of what was put into them.
    pub(super) fn texts(&self) -> Vec<Text<'_>> {
        self.texts_where(|_| true)
    }

    /// Those a passage can move through: once it has begun, those of its column.
    fn texts_for(&self, passage: &Passage) -> Vec<Text<'_>> {
        let beside = passage.from.map(|from| self.beside(from)).unwrap_or_default();
        self.texts_where(|paragraph| !beside.iter().any(|beside| beside.contains(&paragraph)))
    }

    /// The paragraphs of the other column, where two columns stand beside each other. What stands across both goes with
    /// the column of its direction.
    fn beside(&self, point: Point) -> Vec<Range<usize>> {
        if self.sheet.frame().halves.is_none() {
            return Vec::new();
        }
        let Some(paragraph) = self.paragraph_of(point.block) else { return Vec::new() };
        let is_in = |side: fn(&Facing) -> &Range<usize>| self.facings.iter().any(|of| side(of).contains(&paragraph));
        let is_left = match (is_in(|of| &of.first), is_in(|of| &of.second)) {
            (true, _) => true,
            (false, true) => false,
            (false, false) => self.direction_at(point) == Direction::LeftToRight,
        };
        self.facings.iter().map(|of| if is_left { of.second.clone() } else { of.first.clone() }).collect()
    }

    fn can_reach(&self, passage: &Passage, point: Point) -> bool {
        self.texts_for(passage).iter().any(|text| text.block == point.block)
    }

    fn texts_where(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<Text<'_>> {
        let text = |paragraph: usize| Some(Text { block: self.source(paragraph)?, text: self.text_of(paragraph)? });
        (0..self.blocks.len()).filter(|paragraph| is_wanted(*paragraph)).filter_map(text).collect()
    }

    /// The text of a paragraph, freed of what was put into it.
    pub(super) fn text_of(&self, paragraph: usize) -> Option<Cow<'_, str>> {
        let text = &self.sheet.paragraphs().get(paragraph)?.fields.first()?.text;
        Some(match self.insertions.get(&paragraph) {
            Some(insertions) => Cow::Owned(insertions.left_out_of(text)),
            None => Cow::Borrowed(text.as_str()),
        })
    }

    /// The block whose text a paragraph shows, or the headline; `None` for what is not the article's own running text. A
    /// headline that was made up is the first sentence once more.
    fn source(&self, paragraph: usize) -> Option<Option<usize>> {
        let of = self.sheet.paragraphs().get(paragraph).filter(|of| of.is_running())?;
        match self.blocks.get(paragraph)? {
            Some(block) => Some(Some(*block)),
            None => (paragraph == 0 && of.fields.first()?.look == Look::Headline).then_some(None),
        }
    }

    fn paragraph_of(&self, block: Option<usize>) -> Option<usize> {
        match block {
            Some(_) => self.blocks.iter().position(|of| *of == block),
            None => Some(0),
        }
    }

    fn direction_at(&self, point: Point) -> Direction {
        let of = self.paragraph_of(point.block).and_then(|paragraph| self.sheet.paragraphs().get(paragraph));
        of.and_then(|of| of.direction).unwrap_or_default()
    }

    /// What is selected: once the passage has begun, of its column alone.
    fn parts(&self) -> Vec<Part> {
        self.passage.map(|passage| passage.parts(&self.texts_for(&passage))).unwrap_or_default()
    }

    /// A part where it is shown: its paragraph, and bytes of that.
    fn shown(&self, part: &Part) -> Option<Mark> {
        let paragraph = self.paragraph_of(part.block)?;
        let range = match self.insertions.get(&paragraph) {
            Some(insertions) => insertions.range(part.range.clone()),
            None => part.range.clone(),
        };
        Some(Mark { paragraph, range })
    }

    /// The text nearest to a cell; once a passage has begun somewhere, of its column. Columns are counted from the left.
    fn point_at(&self, x: u16, y: u16, from: Option<Point>) -> Option<Point> {
        let beside = from.map(|from| self.beside(from)).unwrap_or_default();
        let is_wanted = |paragraph: usize| {
            self.source(paragraph).is_some() && !beside.iter().any(|beside| beside.contains(&paragraph))
        };
        let (paragraph, byte) = self.sheet.text_nearest(x, y, is_wanted)?;
        Some(Point { block: self.source(paragraph)?, byte: self.without_insertions(paragraph, byte) })
    }

    /// Gives the sheet what is selected.
    pub(super) fn mark_passage(&mut self) {
        let marks = self.parts().iter().filter_map(|part| self.shown(part)).collect();
        self.sheet.set_passage(marks);
    }

    /// The same, and moves the window so that the end that moves is in it.
    fn show_passage(&mut self) {
        self.mark_passage();
        let moving = self.passage.and_then(|passage| passage.moving(&self.texts_for(&passage)));
        if let Some(Mark { paragraph, range }) = moving.and_then(|part| self.shown(&part)) {
            self.sheet.reveal(paragraph, range);
        }
    }

    /// Where the current hit begins, if it shows.
    fn current_hit(&self) -> Option<Point> {
        let Mark { paragraph, range } = self.sheet.current_mark()?;
        let block = self.source(*paragraph)?;
        self.sheet.shows(*paragraph, range.start).then_some(())?;
        Some(Point { block, byte: self.without_insertions(*paragraph, range.start) })
    }

    /// The first unit that begins in the window, or else runs on in it; the headline only where nothing else shows.
    fn first_in_window(&self, unit: Unit) -> Option<Point> {
        let shown = self.sheet.text_in_window();
        let texts = shown.into_iter().filter_map(|(paragraph, bytes)| {
            let block = self.source(paragraph)?;
            let plain = |byte| self.without_insertions(paragraph, byte);
            Some((block, plain(bytes.start)..plain(bytes.end)))
        });
        let (heads, blocks): (Vec<_>, Vec<_>) = texts.partition(|(block, _)| block.is_none());
        let candidates: Vec<_> = blocks.into_iter().chain(heads).collect();
        let all = self.texts();
        let text_of = |block: Option<usize>| all.iter().find(|text| text.block == block);
        let beginning = candidates.iter().find_map(|(block, bytes)| {
            let units = units(&text_of(*block)?.text, unit);
            let first = units.into_iter().find(|range| bytes.contains(&range.start))?;
            Some(Point { block: *block, byte: first.start })
        });
        beginning.or_else(|| {
            candidates.iter().find_map(|(block, bytes)| {
                let range = unit_at(&text_of(*block)?.text, bytes.start, unit)?;
                Some(Point { block: *block, byte: range.start })
            })
        })
    }
}
