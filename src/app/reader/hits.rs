//! What is marked in the reader, and the way from mark to mark: hits of the search, in their place a word that was looked up, and
//! before both what `f` looks for.
//!
//! Marks are found in the article's own text and shown in the one on the screen, which may have signs and numbers put into it.

use crate::app::find::occurrences;
use crate::app::reader::Reader;
use crate::app::sheet::marks::Mark;
use crate::store::query::{Part, Query};
use crate::store::search::hits_in;

impl Reader {
    /// The search whose hits are marked.
    pub fn set_search(&mut self, search: &Query) {
        if self.search != *search {
            self.search = search.clone();
            self.mark();
        }
    }

    /// Marks a word that was looked up, and goes to the place of it at this byte of a block, or of the headline where it is in
    /// none.
    pub fn look_up(&mut self, word: &Query, block: Option<usize>, byte: usize) {
        self.find.clear();
        self.looked_up = word.clone();
        self.mark();
        let Some(open) = &mut self.open else { return };
        let paragraph = open.blocks.iter().position(|of| block.is_some() && *of == block).unwrap_or(0);
        let byte = open.with_insertions(paragraph, byte);
        open.sheet.step_to(paragraph, byte);
        self.choose_a_link(true);
    }

    /// The words of the current hit, in the characters of the article.
    pub fn current_hit(&self) -> Option<String> {
        let open = self.open.as_ref()?;
        let Mark { paragraph, range } = open.sheet.current_mark()?;
        let plain = |byte| open.without_insertions(*paragraph, byte);
        open.text_of(*paragraph)?.get(plain(range.start)..plain(range.end)).map(str::to_owned)
    }

    /// What `f` looks for.
    pub fn find(&self) -> &str {
        &self.find
    }

    /// Marks these words in the article, folded; with none, the hits of the search are marked again.
    pub fn set_find(&mut self, find: &str) {
        if self.find != find.trim() {
            find.trim().clone_into(&mut self.find);
            self.mark();
        }
    }

    /// Goes to the next hit in this article, or to the one before, and round its ends; `false` if there is none at all.
    pub fn step_round(&mut self, forward: bool) -> bool {
        self.step(forward) || self.step_to_end(!forward)
    }

    /// Goes to the next hit in this article, or to the one before; `false` if there is none that way.
    pub fn step(&mut self, forward: bool) -> bool {
        let moved = self.open.as_mut().is_some_and(|open| open.sheet.step(forward));
        self.choose_a_link(true);
        moved
    }

    /// Goes to the first hit of this article, or to the last.
    pub fn step_to_end(&mut self, last: bool) -> bool {
        let moved = self.open.as_mut().is_some_and(|open| open.sheet.step_to_end(last));
        self.choose_a_link(true);
        moved
    }

    /// How many hits are marked, and which is the current one, from 1.
    pub fn marked(&self) -> (usize, Option<usize>) {
        self.open.as_ref().map_or((0, None), |open| open.sheet.marked())
    }

    /// Finds the marks anew.
    pub(super) fn mark(&mut self) {
        let Some(open) = &mut self.open else { return };
        let mut marks = Vec::new();
        for (paragraph, of) in open.sheet.paragraphs().iter().enumerate() {
            let is_text = paragraph == 0 || open.blocks.get(paragraph).is_some_and(Option::is_some);
            let Some(text) = open.text_of(paragraph).filter(|_| is_text && of.is_running()) else { continue };
            let hits = match self.find.is_empty() {
                true => {
                    let part = if paragraph == 0 { Part::Title } else { Part::Anywhere };
                    hits_in(if self.looked_up.is_empty() { &self.search } else { &self.looked_up }, part, &text)
                }
                false => occurrences(&self.find, &text),
            };
            let shown = hits.into_iter().map(|range| match open.insertions.get(&paragraph) {
                Some(insertions) => insertions.range(range),
                None => range,
            });
            marks.extend(shown.map(|range| Mark { paragraph, range }));
        }
        open.sheet.set_marks(marks);
    }
}
