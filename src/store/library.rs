//! All that has been read, as a list of shared segments: a clone is a snapshot.
//!
//! The totals of every group are kept while segments come in, so that a question asked at each key press need not count
//! the whole archive again.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use crate::model::document::Document;
use crate::model::lang::Lang;
use crate::store::groups::{OutletKey, YearKey};
use crate::store::id::ArticleId;
use crate::store::names::MinedNames;
use crate::store::segment::{ArticleRef, Row, Segment};
use crate::text::clean::Clean;

/// Segments in the order they were read.
#[derive(Clone, Default)]
pub struct Library {
    pub(super) shelves: Vec<Shelf>,
    pub(super) totals: Arc<Totals>,
}

/// Where an article stands; valid for the library it comes from and for those that grew out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleKey {
    /// Which segment, from 0.
    pub segment: u32,
    /// Which of its articles, from 0.
    pub idx: u32,
}

/// What a beginning of an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// This article alone.
    One(ArticleKey),
    /// So many articles.
    Several(usize),
    /// No article.
    Nothing,
    /// It is too short to say.
    TooShort,
}

/// A segment, and where the rows of its groups stand in the groups of the whole library.
#[derive(Clone)]
pub(super) struct Shelf {
    pub(super) segment: Arc<Segment>,
    places: Arc<Places>,
}

/// For each outlet, year and language of a segment its index in the library's group.
struct Places {
    outlets: Vec<usize>,
    years: Vec<usize>,
    languages: Vec<usize>,
}

/// The groups of a library: how many articles each row has, filters aside.
#[derive(Clone, Default)]
pub(super) struct Totals {
    n_articles: usize,
    pub(super) outlets: Group<OutletKey>,
    pub(super) years: Group<YearKey>,
    pub(super) languages: Group<Lang>,
    /// How often each spelling of an outlet occurs, by its index.
    spellings: Vec<BTreeMap<Clean, u32>>,
    names: MinedNames,
}

/// The rows of a group in the order they were first met, so that an index stays true while the library grows.
#[derive(Clone)]
pub(super) struct Group<K> {
    pub(super) rows: Vec<(K, usize)>,
    index: HashMap<K, usize>,
}

impl Library {
    /// A library of these segments.
    pub fn new(segments: impl IntoIterator<Item = Segment>) -> Library {
        let mut library = Library::default();
        for segment in segments {
            library.push(Arc::new(segment));
        }
        library
    }

    /// Takes in one more segment.
    pub fn push(&mut self, segment: Arc<Segment>) {
        let places = Arc::new(Arc::make_mut(&mut self.totals).add(&segment));
        self.shelves.push(Shelf { segment, places });
    }

    /// Puts other segments in the places of some, which are counted from 0. A key into one of these places may mean
    /// another article afterwards: what has to be found again is found by its id.
    pub fn revise(&mut self, revised: impl IntoIterator<Item = (usize, Arc<Segment>)>) {
        let mut segments: Vec<Arc<Segment>> = self.shelves.iter().map(|shelf| Arc::clone(&shelf.segment)).collect();
        for (idx, segment) in revised {
            if let Some(place) = segments.get_mut(idx) {
                *place = segment;
            }
        }
        *self = Library::default();
        segments.into_iter().for_each(|segment| self.push(segment));
    }

    /// All documents in the order they were read.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.shelves.iter().flat_map(|shelf| shelf.segment.documents())
    }

    /// Names that stand in its documents in two scripts.
    pub fn names(&self) -> &MinedNames {
        &self.totals.names
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.totals.n_articles
    }

    /// It holds no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article with this key.
    pub fn get(&self, key: ArticleKey) -> Option<ArticleRef<'_>> {
        self.shelves.get(key.segment as usize)?.segment.article(key.idx as usize)
    }

    /// What the article's outlet is called in this library: its commonest spelling. `None` where the article names none.
    pub fn outlet_label(&self, key: ArticleKey) -> Option<Clean> {
        let shelf = self.shelves.get(key.segment as usize)?;
        let idx = shelf.outlet(shelf.segment.rows().get(key.idx as usize)?);
        let is_named = self.totals.outlets.rows[idx].0 != OutletKey::None;
        is_named.then(|| self.totals.outlet_label(idx))
    }

    /// All articles in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleKey, ArticleRef<'_>)> {
        self.keys().filter_map(|key| Some((key, self.get(key)?)))
    }

    /// The article with this id.
    pub fn find(&self, id: ArticleId) -> Option<ArticleKey> {
        self.with_id(|other| other == id).next()
    }

    /// The article whose id begins with these characters.
    pub fn named(&self, prefix: &str) -> Named {
        if prefix.len() < ArticleId::MIN_PREFIX {
            return Named::TooShort;
        }
        let mut found = self.with_id(|id| id.starts_with(prefix));
        match (found.next(), found.count()) {
            (None, _) => Named::Nothing,
            (Some(key), 0) => Named::One(key),
            (Some(_), n_more) => Named::Several(n_more + 1),
        }
    }

    /// The article with this ordinal in the same document: how a container and the piece republished in it find each other.
    pub fn beside(&self, key: ArticleKey, ordinal: u16) -> Option<ArticleKey> {
        let segment = &self.shelves.get(key.segment as usize)?.segment;
        let idx = segment.beside(key.idx as usize, ordinal)?;
        Some(ArticleKey { idx: idx as u32, ..key })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = ArticleKey> {
        self.shelves.iter().enumerate().flat_map(|(segment, shelf)| {
            (0..shelf.segment.len()).map(move |idx| ArticleKey { segment: segment as u32, idx: idx as u32 })
        })
    }

    fn with_id(&self, matches: impl Fn(ArticleId) -> bool) -> impl Iterator<Item = ArticleKey> {
        self.keys().filter(move |key| matches(self.shelves[key.segment as usize].segment.ids()[key.idx as usize]))
    }
}

impl PartialEq for Library {
    /// The same snapshot: the very same segments in the same order.
    fn eq(&self, other: &Library) -> bool {
        let same = |(a, b): (&Shelf, &Shelf)| Arc::ptr_eq(&a.segment, &b.segment);
        self.shelves.len() == other.shelves.len() && self.shelves.iter().zip(&other.shelves).all(same)
    }
}

impl Eq for Library {}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Library({} segments, {} articles)", self.shelves.len(), self.len())
    }
}

impl Shelf {
    /// The index of the row's outlet in the library.
    pub(super) fn outlet(&self, row: &Row) -> usize {
        self.places.outlets[row.outlet as usize]
    }

    /// The index of the row's year in the library.
    pub(super) fn year(&self, row: &Row) -> usize {
        self.places.years[row.year as usize]
    }

    /// The indices of the row's languages in the library.
    pub(super) fn languages(&self, row: &Row) -> impl Iterator<Item = usize> {
        self.segment.languages_of(row).iter().map(|local| self.places.languages[*local as usize])
    }
}

impl Totals {
    /// Counts a segment in, and says where the rows of its groups are here.
    fn add(&mut self, segment: &Segment) -> Places {
        let places = Places {
            outlets: segment.outlets().iter().map(|outlet| self.outlets.place(&outlet.key)).collect(),
            years: segment.years().iter().map(|year| self.years.place(year)).collect(),
            languages: segment.languages().iter().map(|lang| self.languages.place(lang)).collect(),
        };
        self.spellings.resize_with(self.outlets.rows.len(), BTreeMap::new);
        for (outlet, idx) in segment.outlets().iter().zip(&places.outlets) {
            for (spelling, count) in &outlet.spellings {
                *self.spellings[*idx].entry(spelling.clone()).or_default() += count;
            }
        }
        self.names.merge(segment.names());
        for row in segment.rows() {
            self.n_articles += 1;
            self.outlets.rows[places.outlets[row.outlet as usize]].1 += 1;
            self.years.rows[places.years[row.year as usize]].1 += 1;
            for local in segment.languages_of(row) {
                self.languages.rows[places.languages[*local as usize]].1 += 1;
            }
        }
        places
    }

    /// What an outlet is called: its commonest spelling. Between equals the more careful one: capitals and small letters
    /// rather than one of them alone, then the longer one, which has the article and the accents.
    pub(super) fn outlet_label(&self, idx: usize) -> Clean {
        let care = |(spelling, count): &(&Clean, &u32)| {
            let text = spelling.as_str();
            let mixed = text.chars().any(char::is_uppercase) && text.chars().any(char::is_lowercase);
            (**count, mixed, text.len())
        };
        let commonest = self.spellings.get(idx).and_then(|spellings| spellings.iter().max_by_key(care));
        commonest.map(|(spelling, _)| spelling.clone()).unwrap_or_default()
    }
}

impl<K: Clone + Eq + Hash> Group<K> {
    /// The index of `key`, which is added with a total of 0 if it is new.
    fn place(&mut self, key: &K) -> usize {
        if let Some(idx) = self.index.get(key) {
            return *idx;
        }
        self.rows.push((key.clone(), 0));
        self.index.insert(key.clone(), self.rows.len() - 1);
        self.rows.len() - 1
    }
}

impl<K> Default for Group<K> {
    fn default() -> Group<K> {
        Group { rows: Vec::new(), index: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::table;

    #[test]
    fn a_snapshot_stays_as_it_was() {
        let mut library = table(&[["Alep", "Le Monde", "2020", "fr", ""]]);
        let before = library.clone();
        library.push(Arc::new(Segment::default()));
        let other = table(&[["Idlib", "Le Monde", "2020", "fr", ""]]);
        library.push(other.shelves[0].segment.clone());
        assert_eq!((before.len(), library.len()), (1, 2));
        assert_eq!(before, before.clone());
        assert_ne!(before, library);
    }

    #[test]
    fn a_revised_segment_counts_as_if_it_had_always_been_there() {
        let mut library = table(&[["Alep", "Le Monde", "2020", "fr", ""]]);
        let other = table(&[["Alep", "L'Opinion", "2016", "ar", ""]]);
        library.revise([(0, other.shelves[0].segment.clone()), (7, Arc::default())]);
        assert_eq!(library, other);
        let filter = crate::store::groups::Filter::default();
        let facets = |library| crate::store::facets::facets(library, &filter, None);
        assert_eq!(facets(&library), facets(&other));
    }

    #[test]
    fn articles_are_found_by_the_beginning_of_their_id() {
        let library = table(&[["Alep", "", "", "", ""], ["Idlib", "", "", "", ""]]);
        for (key, article) in library.iter() {
            let id = article.id().to_string();
            assert_eq!(library.find(article.id()), Some(key));
            assert_eq!(library.named(&id), Named::One(key));
            assert_eq!(library.named(&id[..4].to_uppercase()), Named::One(key));
            assert_eq!(library.named(&id[..3]), Named::TooShort);
            assert_eq!(library.named(&format!("{id}0")), Named::Nothing);
        }
    }

    #[test]
    fn the_same_document_twice_makes_an_id_stand_for_several() {
        let library = table(&[["Alep", "", "", "", ""]]);
        let mut twice = library.clone();
        twice.push(library.shelves[0].segment.clone());
        let id = library.iter().next().unwrap().1.id();
        assert_eq!(twice.named(&id.to_string()), Named::Several(2));
    }
}
