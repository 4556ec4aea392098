//! What is taken out of a library: a snapshot of it, and which articles of it, one after the other.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::export::Exporter;
use crate::export::piece::Piece;
use crate::store::article::ArticleRef;
use crate::store::library::{ArticleKey, Library};
use crate::store::listing::Listing;
use crate::store::marks::Passage;
use crate::text::clean::Clean;

/// Articles, or a passage of one, with the library they stand in as it was when they were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    library: Library,
    what: What,
}

/// Which articles are taken out.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A passage of this one.
    Passage(ArticleKey, Passage),
    /// These, in this order.
    Articles(Arc<[ArticleKey]>),
    /// All of a list.
    List(Listing),
}

impl Taken {
    /// These articles of a library.
    pub fn new(library: Library, what: What) -> Taken {
        Taken { library, what }
    }

    /// Which articles they are.
    pub fn what(&self) -> &What {
        &self.what
    }

    /// How many articles they are.
    pub fn n_articles(&self) -> usize {
        match &self.what {
            What::Passage(..) => 1,
            What::Articles(keys) => keys.len(),
            What::List(list) => list.len(),
        }
    }

    /// The first of them; none where it is gone.
    pub fn first(&self) -> Option<ArticleRef> {
        self.library.get(self.key(0)?)
    }

    fn key(&self, idx: usize) -> Option<ArticleKey> {
        match &self.what {
            What::Passage(key, _) => Some(*key).filter(|_| idx == 0),
            What::Articles(keys) => keys.get(idx).copied(),
            What::List(list) => list.get(idx),
        }
    }

    /// Writes them one after the other, and gives back how many were still there. After each, `goes_on` is told how many are
    /// done; where it says no, the rest is left out, and nothing is given back: what was written is no whole file.
    pub fn write(
        &self,
        mut exporter: Exporter,
        out: &mut dyn Write,
        goes_on: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> io::Result<Option<usize>> {
        let passage = if let What::Passage(_, passage) = &self.what { Some(passage) } else { None };
        let outlet = |n| -> Option<Clean> { self.library.outlet_label(self.key(n)?) };
        let first = self.first();
        let first = first.as_ref().map(|first| Piece::new(first, outlet(0), passage));
        out.write_all(exporter.head(first.as_ref()).as_bytes())?;
        let mut n_written = 0;
        for n in 0..self.n_articles() {
            if let Some(article) = self.key(n).and_then(|key| self.library.get(key)) {
                out.write_all(exporter.entry(&Piece::new(&article, outlet(n), passage)).as_bytes())?;
                n_written += 1;
            }
            if goes_on(n + 1).is_break() {
                return Ok(None);
            }
        }
        out.write_all(exporter.tail().as_bytes())?;
        Ok(Some(n_written))
    }
}
