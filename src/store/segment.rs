//! A batch of documents with what lists and searches need beside them; immutable once made.
//!
//! Its articles are numbered in the order of their cells (see [`Cells`]): the newest year first, then by outlet, then the
//! newest first, then as they were read. Its documents are numbered as they were read. Whoever wants an article is given an
//! [`ArticleRef`], and nothing hands out what is inside, so that a segment may live on disk.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::model::article::Article;
use crate::model::date::PartialDate;
use crate::model::document::Document;
use crate::model::lang::Lang;
use crate::store::article::ArticleRef;
use crate::store::bits::Bits;
use crate::store::cells::{self, Cells, Outlet};
use crate::store::groups::{OutletKey, YearKey};
use crate::store::id::ArticleId;
use crate::store::index::{Index, IndexBuilder};
use crate::store::names::MinedNames;
use crate::store::tokens;
use crate::text::clean::Clean;

/// A batch of documents and their articles.
#[derive(Debug, Default)]
pub struct Segment {
    documents: Vec<Arc<Document>>,
    cells: Cells,
    dates: Vec<Option<PartialDate>>,
    ids: Vec<ArticleId>,
    /// For each article its document and its place in it.
    places: Vec<(u32, u32)>,
    /// The articles of one document after the other, each in its own order.
    as_read: Vec<u32>,
    /// For each document where its articles begin in `as_read`.
    firsts: Vec<u32>,
    newest: Vec<u32>,
    languages: Vec<(Lang, Bits)>,
    index: Vec<u8>,
    names: MinedNames,
}

impl Segment {
    /// Takes in documents whose paths are absolute, or not of the file system at all.
    pub fn new(documents: Vec<Document>) -> Segment {
        Segment::seen_from("", documents)
    }

    /// Takes in documents whose relative paths are meant from the folder `base`, an absolute path: an article has the
    /// same id however its path is written.
    pub fn seen_from(base: &str, documents: Vec<Document>) -> Segment {
        let documents: Vec<Arc<Document>> = documents.into_iter().map(Arc::new).collect();
        let mut segment = Segment { documents, ..Segment::default() };
        segment.put_in_order();
        segment.describe(base);
        segment.read_text();
        segment.mine_names();
        segment
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// How many articles it holds, as their numbers count them.
    pub fn n_articles(&self) -> u32 {
        self.len() as u32
    }

    /// It holds no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article with this number; `None` past the end.
    pub fn article(&self, idx: u32) -> Option<ArticleRef> {
        let (document, place) = *self.places.get(idx as usize)?;
        ArticleRef::new(self.document(document)?, place as usize, self.id(idx)?)
    }

    /// All its articles in order.
    pub fn iter(&self) -> impl Iterator<Item = ArticleRef> {
        (0..self.n_articles()).filter_map(|idx| self.article(idx))
    }

    /// How many documents it holds: those its articles stand in, and those in which none was found.
    pub fn n_documents(&self) -> u32 {
        self.documents.len() as u32
    }

    /// The document with this number; `None` past the end, or if it cannot be read any more.
    pub fn document(&self, number: u32) -> Option<Arc<Document>> {
        self.documents.get(number as usize).cloned()
    }

    /// All its documents as they were read.
    pub fn documents(&self) -> impl Iterator<Item = Arc<Document>> {
        (0..self.n_documents()).filter_map(|number| self.document(number))
    }

    /// The number of the document an article stands in.
    pub fn document_of(&self, idx: u32) -> Option<u32> {
        self.places.get(idx as usize).map(|(document, _)| *document)
    }

    /// The document an article stands in, and its place there: ascending as they were read.
    pub(super) fn place_of(&self, idx: u32) -> Option<(u32, u32)> {
        self.places.get(idx as usize).copied()
    }

    /// The articles of a document, in the order they have in it.
    pub fn articles_of(&self, document: u32) -> impl ExactSizeIterator<Item = u32> {
        let bound = |number: usize| self.firsts.get(number).map_or(self.as_read.len(), |first| *first as usize);
        self.as_read[bound(document as usize)..bound(document as usize + 1)].iter().copied()
    }

    /// Where the article with this ordinal stands that shares its document with the article `idx`.
    pub fn beside(&self, idx: u32, ordinal: u16) -> Option<u32> {
        let mut same = self.articles_of(self.document_of(idx)?);
        same.find(|other| self.article(*other).is_some_and(|other| other.article().ordinal == ordinal))
    }

    /// Its years and outlets, and which articles stand in which of them.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }

    /// When an article was published.
    pub fn date(&self, idx: u32) -> Option<PartialDate> {
        self.dates.get(idx as usize).copied().flatten()
    }

    /// The short name of an article.
    pub fn id(&self, idx: u32) -> Option<ArticleId> {
        self.ids.get(idx as usize).copied()
    }

    /// The articles whose ids are between these, both included.
    pub(super) fn with_ids(&self, first: ArticleId, last: ArticleId) -> impl Iterator<Item = u32> {
        (0..).zip(&self.ids).filter(move |(_, id)| (first..=last).contains(*id)).map(|(idx, _)| idx)
    }

    /// Its languages, in the order of their tags, and the articles that are written in each. Every article has one at least.
    pub fn languages(&self) -> &[(Lang, Bits)] {
        &self.languages
    }

    /// The article at a place of the order by year, then the newest first, whatever the outlet, and equals as they were
    /// read. So a year has the same places here as among the cells.
    pub fn newest_at(&self, place: u32) -> Option<u32> {
        self.newest.get(place as usize).copied()
    }

    /// The index of its words.
    pub fn index(&self) -> Index<'_> {
        Index::open(&self.index).unwrap_or_default()
    }

    /// Names that stand in its documents in two scripts.
    pub(super) fn names(&self) -> &MinedNames {
        &self.names
    }

    /// Numbers the articles.
    fn put_in_order(&mut self) {
        let outlets = outlets(&self.documents);
        let numbers: HashMap<&Clean, u32> = (0..)
            .zip(&outlets)
            .flat_map(|(number, outlet)| outlet.spellings.iter().map(move |(spelling, _)| (spelling, number)))
            .collect();
        let mut rows = Vec::new();
        for (document, articles) in (0..).zip(&self.documents) {
            for (place, article) in (0..).zip(&articles.articles) {
                let date = article.published.fact.value;
                let outlet = numbers.get(article.outlet.value.as_ref().unwrap_or(&Clean::default())).copied();
                let cell = (cells::newest_first(YearKey::of(date)), outlet.unwrap_or_default());
                rows.push((cell, date.map(PartialDate::newest_rank), (document, place), date));
            }
        }
        rows.sort_unstable_by_key(|(cell, rank, place, _)| (*cell, *rank, *place));
        let mut years: Vec<YearKey> = rows.iter().map(|(_, _, _, date)| YearKey::of(*date)).collect();
        years.dedup();
        let mut starts: Vec<[u32; 3]> = Vec::new();
        let mut year_idx = 0;
        for (start, ((_, outlet), _, _, date)) in (0..).zip(&rows) {
            while years.get(year_idx).is_some_and(|year| *year != YearKey::of(*date)) {
                year_idx += 1;
            }
            let year = year_idx as u32;
            if starts.last().is_none_or(|[last_year, last_outlet, _]| (*last_year, *last_outlet) != (year, *outlet)) {
                starts.push([year, *outlet, start]);
            }
        }
        self.dates = rows.iter().map(|(_, _, _, date)| *date).collect();
        self.places = rows.iter().map(|(_, _, place, _)| *place).collect();
        self.cells = Cells::new(years, outlets, &starts, rows.len() as u32).unwrap_or_default();
        self.as_read = (0..rows.len() as u32).collect();
        self.as_read.sort_unstable_by_key(|idx| self.places[*idx as usize]);
        let mut first = 0;
        for document in &self.documents {
            self.firsts.push(first);
            first += document.articles.len() as u32;
        }
        self.newest = (0..rows.len() as u32).collect();
        for year in 0..self.cells.years().len() {
            let Range { start, end } = self.cells.of_year(year);
            let rank = |idx: &u32| (rows[*idx as usize].1, self.places[*idx as usize]);
            self.newest[start as usize..end as usize].sort_unstable_by_key(rank);
        }
    }

    /// What is known of each article.
    fn describe(&mut self, base: &str) {
        let mut languages: BTreeMap<Lang, Bits> = BTreeMap::new();
        for (idx, (document, place)) in (0..).zip(&self.places) {
            let document = &self.documents[*document as usize];
            let article = &document.articles[*place as usize];
            self.ids.push(ArticleId::of(base, &document.origin, article.ordinal));
            for lang in languages_of(article) {
                languages.entry(lang).or_insert_with(|| Bits::new(self.places.len() as u32)).set(idx);
            }
        }
        self.languages = languages.into_iter().collect();
    }

    fn read_text(&mut self) {
        let mut index = IndexBuilder::new();
        for (document, place) in &self.places {
            let article = &self.documents[*document as usize].articles[*place as usize];
            let title = words(article.title.value.as_ref());
            let blocks: Vec<String> = article.blocks.iter().map(|block| words([&block.text])).collect();
            let authors: Vec<String> = article.authors.iter().map(|author| words([&author.name])).collect();
            index.add(&title, blocks.iter().map(String::as_str), authors.iter().map(String::as_str));
        }
        self.index = index.finish();
    }

    fn mine_names(&mut self) {
        for document in &self.documents {
            for pair in &document.pairs {
                let article = document.articles.iter().find(|article| article.ordinal == pair.article);
                let block = |idx: usize| article?.blocks.get(idx).map(|block| block.text.as_str());
                if let (Some(latin), Some(arabic)) = (block(pair.fr), block(pair.ar)) {
                    self.names.take_in(latin, arabic);
                }
            }
        }
    }
}

/// The outlets that articles of these documents name, with their spellings.
fn outlets(documents: &[Arc<Document>]) -> Vec<Outlet> {
    let mut counts: HashMap<Clean, u32> = HashMap::new();
    for article in documents.iter().flat_map(|document| &document.articles) {
        match article.outlet.value.as_ref().and_then(|name| counts.get_mut(name)) {
            Some(count) => *count += 1,
            None => *counts.entry(article.outlet.value.clone().unwrap_or_default()).or_default() += 1,
        }
    }
    let mut outlets: BTreeMap<OutletKey, Vec<(Clean, u32)>> = BTreeMap::new();
    for (spelling, count) in counts {
        outlets.entry(OutletKey::of(spelling.as_str())).or_default().push((spelling, count));
    }
    outlets.values_mut().for_each(|spellings| spellings.sort_unstable());
    outlets.into_iter().map(|(key, spellings)| Outlet { key, spellings }).collect()
}

/// The words of texts as search sees them.
fn words<'t>(texts: impl IntoIterator<Item = &'t Clean>) -> String {
    let mut words = String::new();
    texts.into_iter().for_each(|text| tokens::push_words(&mut words, text.as_str()));
    words
}

/// An article without a line of text is of an undetermined language, so that some row of the languages counts it.
fn languages_of(article: &Article) -> impl Iterator<Item = Lang> {
    let none = article.languages.is_empty().then_some(Lang::UND);
    article.languages.iter().copied().chain(none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_a_document_find_each_other() {
        let article = |ordinal| Article { ordinal, ..Article::default() };
        let one = Document { articles: vec![article(1)], ..Document::default() };
        let two = Document { articles: vec![article(1), article(2)], ..Document::default() };
        let segment = Segment::new(vec![one, two]);
        assert_eq!((segment.beside(1, 2), segment.beside(2, 1)), (Some(2), Some(1)));
        assert_eq!(segment.articles_of(1).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((segment.beside(0, 2), segment.beside(1, 3), segment.beside(9, 1)), (None, None, None));
    }
}
