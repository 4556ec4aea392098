//! How the reader stands in an article: all that is seen of it beside the text, to be found again.

use crate::app::reader::{Place, Reader};
use crate::app::sheet::bands::Anchor;
use crate::store::query::Query;

/// Where the window is, what is marked in it, and which mark is the current one.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The same in words of the article, which hold in every library.
    pub place: Place,
    anchor: Anchor,
    /// Which of the libraries of this session it was in.
    library: usize,
    find: String,
    looked_up: Query,
    hit: Option<usize>,
    chosen: Option<usize>,
}

impl Reader {
    /// How it stands; `library` is the number of the library.
    pub fn standing(&self, library: usize) -> Standing {
        Standing {
            place: self.place(),
            anchor: self.anchor(),
            library,
            find: self.find.clone(),
            looked_up: self.looked_up.clone(),
            hit: self.marked().1,
            chosen: self.open.as_ref().and_then(|open| open.chosen),
        }
    }

    /// Stands as it stood, to the row in the same library.
    pub fn stand(&mut self, standing: &Standing, library: usize) {
        self.find.clone_from(&standing.find);
        self.looked_up.clone_from(&standing.looked_up);
        self.mark();
        match standing.library == library {
            true => self.go_to(standing.anchor),
            false => self.go_to_place(standing.place),
        }
        let Some(open) = &mut self.open else { return };
        standing.hit.into_iter().for_each(|hit| open.sheet.choose_mark(hit - 1));
        open.chosen = standing.chosen.filter(|chosen| *chosen < open.links.len());
    }

    /// Where the article is left: a place to come back to. `None` at its beginning, at its end, and where all of it is seen.
    pub fn left(&self) -> Option<Place> {
        let sheet = self.sheet()?;
        let (n_above, _) = sheet.extent();
        Some(self.place()).filter(|place| n_above > 0 && !sheet.is_at_end() && place.block.is_some())
    }
}
