//! Where each article was left: coming back to one goes on there.
//!
//! It is kept with the marks, by the text of the article, when another article takes its place or the program ends; never at a
//! step, and not for an article that is at its beginning, at its end or all on the screen. An article that was only passed was
//! not left: what was kept of it stays. Nobody undoes it.

use crate::app::App;
use crate::app::reader::Place;
use crate::store::library::ArticleKey;
use crate::store::marks::{Change, Marking, Spot};
use crate::store::text_hash::TextHash;

/// The article in the reader, and what is known of where it is to be.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    open: Option<Open>,
    /// Somebody has said where the reader is to stand in the article that is being opened.
    is_placed: bool,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    key: ArticleKey,
    /// Which of the libraries of this session the key is of.
    library: usize,
    text: TextHash,
    /// Where the reader stood in it before anybody moved there.
    from: Place,
}

impl App {
    /// What is in the reader before something happens, and where that would be left; `None` where nobody has moved in it.
    pub(super) fn reading_at(&self) -> Option<(TextHash, Option<Spot>)> {
        let open = self.positions.open.filter(|open| open.from != self.stand.reader.place())?;
        let spot = |place: Place| {
            let (block, byte) = (u32::try_from(place.block?).ok()?, u32::try_from(place.byte).ok()?);
            Some(Spot { block, byte })
        };
        Some((open.text, self.stand.reader.left().and_then(spot)))
    }

    /// Where the reader stands was chosen: it does not go where its article was left.
    pub(super) fn place_reader(&mut self) {
        self.positions.is_placed = true;
    }

    /// After something happened: where another article is open, the one before has been left, and this one is taken up. The
    /// same one in another library has not been left.
    pub(super) fn settle_position(&mut self, before: Option<(TextHash, Option<Spot>)>) {
        let is_placed = std::mem::take(&mut self.positions.is_placed);
        let library = self.reading.n_swaps;
        let key = self.stand.reader.key();
        if key.map(|key| (key, library)) == self.positions.open.map(|open| (open.key, open.library)) {
            return;
        }
        let text = key.and_then(|key| self.library.text_hashes([key]).first().copied());
        let same = self.positions.open.filter(|open| open.library != library && Some(open.text) == text);
        if same.is_none() {
            self.leave_article(before);
            if let Some(text) = text.filter(|_| !is_placed) {
                self.take_up_article(text);
            }
        }
        let from = same.map_or_else(|| self.stand.reader.place(), |open| open.from);
        self.positions.open = key.zip(text).map(|(key, text)| Open { key, library, text, from });
    }

    /// Keeps where an article is left, if it was not left there before.
    pub(super) fn leave_article(&mut self, left: Option<(TextHash, Option<Spot>)>) {
        let Some((text, spot)) = left else { return };
        if self.marks.of(text).and_then(|mark| mark.left()) == spot {
            return;
        }
        self.mark_unasked(vec![Marking { change: Change::Left(spot), texts: vec![text] }]);
    }

    /// Goes where an article was left, unless something in it was gone to.
    fn take_up_article(&mut self, text: TextHash) {
        let is_at_beginning = self.stand.reader.way().0 == 0 && self.stand.reader.marked().1.is_none();
        let spot = self.marks.of(text).and_then(|mark| mark.left()).filter(|_| is_at_beginning);
        if let Some(Spot { block, byte }) = spot {
            self.stand.reader.go_to_place(Place { block: Some(block as usize), byte: byte as usize });
        }
    }
}
