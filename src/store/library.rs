//! All that has been read, as a list of shared segments: a clone is a snapshot.
//!
//! The totals of every group are kept while segments come in, so that a question asked at each key press need not count
//! the whole archive again.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use crate::model::document::Document;
use crate::model::lang::Lang;
use crate::store::article::ArticleRef;
use crate::store::bits::Bits;
use crate::store::facets::Rows;
use crate::store::groups::{OutletKey, YearKey};
use crate::store::id::ArticleId;
use crate::store::mined::Names;
use crate::store::segment::Segment;
use crate::store::stories::Stories;
use crate::store::text_hash::{ByText, TextHash};
use crate::text::clean::Clean;

/// Segments in the order they were read.
#[derive(Clone, Default)]
pub struct Library {
    pub(super) shelves: Vec<Shelf>,
    pub(super) totals: Arc<Totals>,
    stories: Arc<Stories>,
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
    /// The articles that are still there; all of them where it is not said.
    pub(super) live: Option<Arc<Bits>>,
    pub(super) places: Arc<Places>,
}

/// For each outlet, year and language of a segment, in its order, the index in the library's group.
pub(super) struct Places {
    pub(super) outlets: Vec<usize>,
    pub(super) years: Vec<usize>,
    pub(super) languages: Vec<usize>,
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
    /// Made when somebody asks for them.
    rows: OnceLock<Rows>,
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
        self.put(segment, None);
    }

    /// Takes in a segment of which only these articles are still there. Nothing else of it is found or counted.
    pub fn push_live(&mut self, segment: Arc<Segment>, live: Arc<Bits>) {
        let is_all = live.count() == segment.n_articles();
        self.put(segment, (!is_all).then_some(live));
    }

    fn put(&mut self, segment: Arc<Segment>, live: Option<Arc<Bits>>) {
        let places = Arc::new(Arc::make_mut(&mut self.totals).add(&segment, live.as_deref()));
        self.shelves.push(Shelf { segment, live, places });
    }

    /// The same with these stories, if they hold for it.
    pub fn with_stories(self, stories: &Arc<Stories>) -> Library {
        let stories = if stories.hold_for(&self) { Arc::clone(stories) } else { Arc::default() };
        Library { stories, ..self }
    }

    /// Which of its articles tell the same story, as far as somebody has found out.
    pub fn stories(&self) -> &Stories {
        &self.stories
    }

    /// The other library begins with all that is here: keys of this one are valid there too, and mean the same.
    pub fn is_prefix_of(&self, other: &Library) -> bool {
        let same = |(one, two): (&Shelf, &Shelf)| Arc::ptr_eq(&one.segment, &two.segment) && one.live == two.live;
        self.shelves.len() <= other.shelves.len() && self.shelves.iter().zip(&other.shelves).all(same)
    }

    /// Puts other segments in the places of some, which are counted from 0. A key into one of these places may mean
    /// another article afterwards: what has to be found again is found by its id.
    pub fn revise(&mut self, revised: impl IntoIterator<Item = (usize, Arc<Segment>)>) {
        let mut shelves: Vec<(Arc<Segment>, Option<Arc<Bits>>)> =
            std::mem::take(self).shelves.into_iter().map(|shelf| (shelf.segment, shelf.live)).collect();
        for (idx, segment) in revised {
            if let Some(place) = shelves.get_mut(idx) {
                *place = (segment, None);
            }
        }
        shelves.into_iter().for_each(|(segment, live)| self.put(segment, live));
    }

    /// All documents in the order they were read, but for those whose articles are gone.
    pub fn documents(&self) -> impl Iterator<Item = Arc<Document>> {
        self.shelves.iter().flat_map(|shelf| {
            let is_live = |number: &u32| {
                let mut articles = shelf.segment.articles_of(*number);
                articles.len() == 0 || articles.any(|idx| shelf.is_live(idx))
            };
            (0..shelf.segment.n_documents()).filter(is_live).filter_map(|number| shelf.segment.document(number))
        })
    }

    /// Names that stand in its documents in two scripts.
    pub fn names(&self) -> Names<'_> {
        Names::of(self.shelves.iter().map(|shelf| shelf.segment.names()))
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.totals.n_articles
    }

    /// It holds no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article with this key; `None` if it is gone.
    pub fn get(&self, key: ArticleKey) -> Option<ArticleRef> {
        self.shelf_of(key)?.segment.article(key.idx)
    }

    /// Whether the article can still be read; where it cannot, its segment is damaged from then on.
    pub fn check(&self, key: ArticleKey) -> bool {
        self.shelf_of(key).is_some_and(|shelf| shelf.segment.check(key.idx))
    }

    /// What the article's outlet is called in this library: its commonest spelling. `None` where the article names none.
    pub fn outlet_label(&self, key: ArticleKey) -> Option<Clean> {
        let shelf = self.shelf_of(key)?;
        let idx = shelf.outlet_of(shelf.segment.cells().run_of(key.idx)?.outlet);
        let is_named = self.totals.outlets.rows[idx].0 != OutletKey::None;
        self.totals.rows().labels.get(idx).filter(|_| is_named).cloned()
    }

    /// The article's languages, in the order of their tags; without having to read it.
    pub fn languages(&self, key: ArticleKey) -> impl Iterator<Item = Lang> {
        let languages = self.shelf_of(key).map(|shelf| shelf.segment.languages()).unwrap_or_default();
        languages.iter().filter(move |(_, written)| written.contains(key.idx)).map(|(lang, _)| *lang)
    }

    /// All articles in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleKey, ArticleRef)> {
        self.keys().filter_map(|key| Some((key, self.get(key)?)))
    }

    /// The article with this id.
    pub fn find(&self, id: ArticleId) -> Option<ArticleKey> {
        self.with_ids(id, id).next()
    }

    /// What the text of an article is known by, without having to read it; `None` if it is gone.
    pub fn text_hash(&self, key: ArticleKey) -> Option<TextHash> {
        self.shelf_of(key)?.segment.text_hash(key.idx)
    }

    /// What the texts of these articles are known by, each once.
    pub fn text_hashes(&self, keys: impl IntoIterator<Item = ArticleKey>) -> Vec<TextHash> {
        let mut known: HashSet<TextHash, ByText> = HashSet::default();
        keys.into_iter().filter_map(|key| self.text_hash(key)).filter(|text| known.insert(*text)).collect()
    }

    /// The articles with this text: one story may lie in several places, word for word.
    pub fn with_text(&self, text: TextHash) -> impl Iterator<Item = ArticleKey> {
        (0..).zip(&self.shelves).flat_map(move |(segment, shelf)| {
            let texts = (0..).zip(shelf.segment.text_hashes());
            let found = texts.filter(move |(idx, other)| other.get() == u64::from(text) && shelf.is_live(*idx));
            found.map(move |(idx, _)| ArticleKey { segment, idx })
        })
    }

    /// The article whose id begins with these characters.
    pub fn named(&self, prefix: &str) -> Named {
        if prefix.len() < ArticleId::MIN_PREFIX {
            return Named::TooShort;
        }
        let Some((first, last)) = ArticleId::all_with(prefix) else { return Named::Nothing };
        let mut found = self.with_ids(first, last);
        match (found.next(), found.count()) {
            (None, _) => Named::Nothing,
            (Some(key), 0) => Named::One(key),
            (Some(_), n_more) => Named::Several(n_more + 1),
        }
    }

    /// The article with this ordinal in the same document: how a container and the piece republished in it find each other.
    pub fn beside(&self, key: ArticleKey, ordinal: u16) -> Option<ArticleKey> {
        let idx = self.shelf_of(key)?.segment.beside(key.idx, ordinal)?;
        Some(ArticleKey { idx, ..key })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = ArticleKey> {
        (0..).zip(&self.shelves).flat_map(|(segment, shelf)| {
            let live = (0..shelf.segment.n_articles()).filter(|idx| shelf.is_live(*idx));
            live.map(move |idx| ArticleKey { segment, idx })
        })
    }

    /// The shelf of an article that is still there.
    fn shelf_of(&self, key: ArticleKey) -> Option<&Shelf> {
        self.shelves.get(key.segment as usize).filter(|shelf| shelf.is_live(key.idx))
    }

    fn with_ids(&self, first: ArticleId, last: ArticleId) -> impl Iterator<Item = ArticleKey> {
        (0..).zip(&self.shelves).flat_map(move |(segment, shelf)| {
            let found = shelf.segment.with_ids(first, last).filter(|idx| shelf.is_live(*idx));
            found.map(move |idx| ArticleKey { segment, idx })
        })
    }
}

impl PartialEq for Library {
    /// The same snapshot: the very same segments in the same order, with the same articles and stories.
    fn eq(&self, other: &Library) -> bool {
        let has_same_stories = Arc::ptr_eq(&self.stories, &other.stories) || self.stories == other.stories;
        self.shelves.len() == other.shelves.len() && self.is_prefix_of(other) && has_same_stories
    }
}

impl Eq for Library {}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Library({} segments, {} articles)", self.shelves.len(), self.len())
    }
}

impl Shelf {
    /// The article is still there.
    pub(super) fn is_live(&self, idx: u32) -> bool {
        self.live.as_ref().is_none_or(|live| live.contains(idx))
    }

    /// The index in the library of an outlet of the segment.
    pub(super) fn outlet_of(&self, outlet: u32) -> usize {
        self.places.outlets[outlet as usize]
    }

    /// The index in the library of a language of the segment.
    pub(super) fn language_of(&self, language: usize) -> usize {
        self.places.languages[language]
    }

    /// The index in the library of a year of the segment.
    pub(super) fn year_of(&self, year: u32) -> usize {
        self.places.years[year as usize]
    }
}

impl Totals {
    /// Counts in what is live of a segment, and says where the rows of its groups are here. A row may be there with a total
    /// of 0, if nothing of it is live.
    fn add(&mut self, segment: &Segment, live: Option<&Bits>) -> Places {
        self.rows.take();
        let cells = segment.cells();
        let places = Places {
            outlets: cells.outlets().iter().map(|outlet| self.outlets.place(&outlet.key)).collect(),
            years: cells.years().iter().map(|year| self.years.place(year)).collect(),
            languages: segment.languages().iter().map(|(lang, _)| self.languages.place(lang)).collect(),
        };
        self.spellings.resize_with(self.outlets.rows.len(), BTreeMap::new);
        for (outlet, idx) in cells.outlets().iter().zip(&places.outlets) {
            for (spelling, count) in &outlet.spellings {
                *self.spellings[*idx].entry(spelling.clone()).or_default() += count;
            }
        }
        self.forget_spellings(segment, live, &places);
        for run in cells.runs() {
            let n_live = live.map_or(run.end - run.start, |live| live.count_in(run.articles())) as usize;
            self.n_articles += n_live;
            self.outlets.rows[places.outlets[run.outlet as usize]].1 += n_live;
            self.years.rows[places.years[run.year as usize]].1 += n_live;
        }
        for ((_, articles), idx) in segment.languages().iter().zip(&places.languages) {
            let mut articles = Cow::Borrowed(articles);
            if let Some(live) = live {
                articles.to_mut().and(live);
            }
            self.languages.rows[*idx].1 += articles.count() as usize;
        }
        places
    }

    /// The rows of the groups in their order.
    pub(super) fn rows(&self) -> &Rows {
        self.rows.get_or_init(|| Rows::new(self))
    }

    /// Takes out how the articles that are gone spell their outlets; most often there are few.
    fn forget_spellings(&mut self, segment: &Segment, live: Option<&Bits>, places: &Places) {
        let Some(live) = live else { return };
        let mut gone = Bits::full(segment.n_articles());
        gone.and_not(live);
        for (outlet, spelling) in gone.iter().filter_map(|idx| segment.spelling(idx)) {
            let name = segment.cells().outlets()[outlet as usize].spellings.get(usize::from(spelling));
            let counts = &mut self.spellings[places.outlets[outlet as usize]];
            if let Some(count) = name.and_then(|(name, _)| counts.get_mut(name)) {
                *count = count.saturating_sub(1);
            }
        }
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
    fn what_is_not_live_is_neither_found_nor_counted() {
        let whole = table(&[
            ["Alep", "Le Monde", "2020", "fr", ""],
            ["Homs", "", "2016", "fr ar", ""],
            ["Idlib", "", "", "ar", ""],
        ]);
        let segment = &whole.shelves[0].segment;
        let (gone, article) = whole.iter().nth(1).unwrap();
        let mut live = Bits::full(3);
        live.unset(gone.idx);
        let mut library = Library::default();
        library.push_live(Arc::clone(segment), Arc::new(live));
        assert_eq!((library.len(), library.iter().count(), library.documents().count()), (2, 2, 2));
        assert_eq!((library.get(gone).is_none(), library.find(article.id())), (true, None));
        let facets = crate::store::facets::facets(&library, &crate::store::groups::Filter::default(), None);
        assert!(facets.outlets.iter().map(|row| row.total).eq([1, 1]));
        assert!(facets.years.iter().map(|row| row.total).filter(|total| *total > 0).eq([1, 1]));
        assert!(facets.languages.iter().map(|row| row.total).eq([1, 1]));
        assert!(!whole.is_prefix_of(&library) && !library.is_prefix_of(&whole));
    }

    #[test]
    fn what_is_gone_has_no_say_in_what_an_outlet_is_called() {
        let names = ["LE MONDE", "LE MONDE", "Le Monde"];
        let whole = table(&names.map(|name| ["", name, "2020", "fr", ""]));
        let mut live = Bits::full(3);
        let shouted =
            whole.iter().filter(|(_, article)| article.outlet().is_some_and(|name| name.as_str() == names[0]));
        shouted.for_each(|(key, _)| live.unset(key.idx));
        let mut library = Library::default();
        library.push_live(Arc::clone(&whole.shelves[0].segment), Arc::new(live));
        let label = |library: &Library| library.outlet_label(library.iter().next().unwrap().0).unwrap().to_string();
        assert_eq!((label(&whole), label(&library)), ("LE MONDE".to_owned(), "Le Monde".to_owned()));
    }

    #[test]
    fn keys_stay_valid_in_a_library_that_begins_with_this_one() {
        let one = table(&[["Alep", "", "", "", ""]]);
        let mut grown = one.clone();
        grown.push(Arc::default());
        assert!(one.is_prefix_of(&grown) && one.is_prefix_of(&one) && Library::default().is_prefix_of(&one));
        assert!(!grown.is_prefix_of(&one) && !one.is_prefix_of(&table(&[["Alep", "", "", "", ""]])));
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
