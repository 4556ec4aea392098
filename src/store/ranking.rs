//! How well the articles that a search found answer it.

use std::sync::Arc;

use crate::store::library::{ArticleKey, Library};
use crate::store::query::Query;
use crate::store::search::{Marks, Searching};

/// How well the articles of a library answer a query. Cloning it is cheap. Scores of different queries cannot be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// For each segment the score of each of its articles; empty where no article has one.
    segments: Vec<Arc<[u16]>>,
}

impl Ranking {
    /// How well an article answers; more is better. Only that of an article that was found means anything.
    pub fn score(&self, key: ArticleKey) -> u16 {
        self.in_segment(key.segment as usize).get(key.idx as usize).copied().unwrap_or(0)
    }

    /// The scores of the articles of a segment, counted from 0; those that are missing at the end are 0.
    pub fn in_segment(&self, segment: usize) -> &[u16] {
        self.segments.get(segment).map(|scores| &**scores).unwrap_or_default()
    }
}

/// A ranking being made: it goes on as long as it is let.
pub struct Ranker<'a> {
    library: &'a Library,
    query: &'a Query,
    marks: Marks,
    ranking: Option<Ranking>,
}

impl<'a> Ranker<'a> {
    /// Nothing has been ranked yet.
    pub fn new(library: &'a Library, query: &'a Query) -> Ranker<'a> {
        Ranker { library, query, marks: Marks::default(), ranking: None }
    }

    /// Goes on while `go_on` says so, which is asked several times a millisecond; the ranking, once it is whole.
    pub fn step(&mut self, go_on: &mut dyn FnMut() -> bool) -> Option<Ranking> {
        if self.ranking.is_none() {
            let mut searching = Searching::new(self.library, self.query, &self.marks);
            if !searching.step(go_on) {
                return None;
            }
            let hits = searching.hits();
            let scores = |(segment, shelf): (u32, &crate::store::library::Shelf)| {
                (0..shelf.segment.len() as u32)
                    .map(|idx| u16::try_from(hits.score(ArticleKey { segment, idx })).unwrap_or(u16::MAX))
                    .collect()
            };
            self.ranking = Some(Ranking { segments: (0..).zip(&self.library.shelves).map(scores).collect() });
        }
        self.ranking.clone()
    }
}

/// The whole ranking at once.
pub fn rank(library: &Library, query: &Query) -> Ranking {
    Ranker::new(library, query).step(&mut || true).unwrap_or_default()
}
