//! A batch of documents with what lists and searches need beside them; immutable once made.
//!
//! Articles are reached through [`Segment::article`] and nothing hands out the vectors inside, so that a segment may one
//! day live on disk.

use crate::model::article::{Article, Block, BlockKind, Dating};
use crate::model::date::PartialDate;
use crate::model::document::{Document, Origin, Pair};
use crate::model::lang::Lang;
use crate::store::groups::{OutletKey, YearKey};
use crate::store::id::ArticleId;
use crate::store::names::MinedNames;
use crate::store::tokens;
use crate::text::clean::Clean;

/// A batch of documents and their articles.
#[derive(Debug, Default)]
pub struct Segment {
    documents: Vec<Document>,
    rows: Vec<Row>,
    /// What search reads, one text an article: a line for the title, a line for each block.
    texts: Vec<Box<str>>,
    made_up: Vec<Option<Clean>>,
    ids: Vec<ArticleId>,
    outlets: Vec<Outlet>,
    years: Vec<YearKey>,
    languages: Vec<Lang>,
    /// Indices into `languages`; each row has a run of its own.
    row_languages: Vec<u32>,
    names: MinedNames,
}

/// What filters and orders ask of an article, small and side by side in memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    document: u32,
    article: u32,
    /// Index into the outlets of the segment.
    pub(super) outlet: u32,
    /// Index into the years of the segment.
    pub(super) year: u32,
    pub(super) published: Option<PartialDate>,
    first_language: u32,
    n_languages: u32,
}

/// An outlet as the articles of one segment name it.
#[derive(Debug)]
pub(super) struct Outlet {
    pub(super) key: OutletKey,
    /// How often each spelling occurs.
    pub(super) spellings: Vec<(Clean, u32)>,
}

impl Segment {
    /// Takes in documents whose paths are absolute, or not of the file system at all.
    pub fn new(documents: Vec<Document>) -> Segment {
        Segment::seen_from("", documents)
    }

    /// Takes in documents whose relative paths are meant from the folder `base`, an absolute path: an article has the
    /// same id however its path is written.
    pub fn seen_from(base: &str, documents: Vec<Document>) -> Segment {
        let mut segment = Segment::default();
        for (document_idx, document) in documents.iter().enumerate() {
            for (article_idx, article) in document.articles.iter().enumerate() {
                segment.add(article, document_idx as u32, article_idx as u32);
                segment.ids.push(ArticleId::of(base, &document.origin, article.ordinal));
                segment.made_up.push(made_up_headline(article, &document.origin));
            }
            segment.mine_names(document);
        }
        segment.documents = documents;
        segment
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// It holds no article.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The article at `idx`; `None` past the end.
    pub fn article(&self, idx: usize) -> Option<ArticleRef<'_>> {
        let row = self.rows.get(idx)?;
        let document = self.documents.get(row.document as usize)?;
        let article = document.articles.get(row.article as usize)?;
        Some(ArticleRef { segment: self, idx, document, article })
    }

    /// All its articles in order.
    pub fn iter(&self) -> impl Iterator<Item = ArticleRef<'_>> {
        (0..self.len()).filter_map(|idx| self.article(idx))
    }

    /// The documents its articles stand in, and those in which none was found.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter()
    }

    /// Where the article with this ordinal stands that shares its document with the article at `idx`.
    pub fn beside(&self, idx: usize, ordinal: u16) -> Option<usize> {
        let document = self.rows.get(idx)?.document;
        let first = self.rows.partition_point(|row| row.document < document);
        let same = self.rows[first..].iter().take_while(|row| row.document == document);
        (first..first + same.count()).find(|other| self.article(*other).is_some_and(|a| a.article.ordinal == ordinal))
    }

    /// Names that stand in its documents in two scripts.
    pub(super) fn names(&self) -> &MinedNames {
        &self.names
    }

    fn mine_names(&mut self, document: &Document) {
        for pair in &document.pairs {
            let article = document.articles.iter().find(|article| article.ordinal == pair.article);
            let block = |idx: usize| article?.blocks.get(idx).map(|block| block.text.as_str());
            if let (Some(latin), Some(arabic)) = (block(pair.fr), block(pair.ar)) {
                self.names.take_in(latin, arabic);
            }
        }
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(super) fn texts(&self) -> &[Box<str>] {
        &self.texts
    }

    pub(super) fn ids(&self) -> &[ArticleId] {
        &self.ids
    }

    pub(super) fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    pub(super) fn years(&self) -> &[YearKey] {
        &self.years
    }

    pub(super) fn languages(&self) -> &[Lang] {
        &self.languages
    }

    /// Indices into the languages of the segment for one of its rows.
    pub(super) fn languages_of(&self, row: &Row) -> &[u32] {
        let first = row.first_language as usize;
        self.row_languages.get(first..first + row.n_languages as usize).unwrap_or_default()
    }

    fn add(&mut self, article: &Article, document: u32, article_idx: u32) {
        let published = article.published.fact.value;
        let outlet = self.outlet(article.outlet.value.as_ref());
        let year = place(&mut self.years, YearKey::of(published));
        let first_language = self.row_languages.len() as u32;
        for lang in languages_of(article) {
            let idx = place(&mut self.languages, lang);
            self.row_languages.push(idx);
        }
        let n_languages = self.row_languages.len() as u32 - first_language;
        self.rows.push(Row { document, article: article_idx, outlet, year, published, first_language, n_languages });
        self.texts.push(searchable(article).into());
    }

    /// The index of the outlet with this name, whose spelling is counted.
    fn outlet(&mut self, name: Option<&Clean>) -> u32 {
        let spelled = |outlet: &Outlet| outlet.spellings.iter().any(|(spelling, _)| Some(spelling) == name);
        let idx = self.outlets.iter().position(spelled).unwrap_or_else(|| {
            let key = name.map_or(OutletKey::None, |name| OutletKey::of(name.as_str()));
            self.outlets.iter().position(|outlet| outlet.key == key).unwrap_or_else(|| {
                self.outlets.push(Outlet { key, spellings: Vec::new() });
                self.outlets.len() - 1
            })
        });
        let spelling = name.cloned().unwrap_or_default();
        let spellings = &mut self.outlets[idx].spellings;
        match spellings.iter_mut().find(|(known, _)| *known == spelling) {
            Some((_, count)) => *count += 1,
            None => spellings.push((spelling, 1)),
        }
        idx as u32
    }
}

/// An article where it stands, with its document.
#[derive(Clone, Copy, Debug)]
pub struct ArticleRef<'a> {
    segment: &'a Segment,
    idx: usize,
    document: &'a Document,
    article: &'a Article,
}

/// What stands at the head of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline<'a> {
    /// The document prints it.
    Printed(&'a Clean),
    /// The document prints none; this is its first sentence, to be shown as such.
    MadeUp(&'a Clean),
}

impl<'a> Headline<'a> {
    /// The words, whoever wrote them.
    pub fn text(self) -> &'a Clean {
        match self {
            Headline::Printed(text) | Headline::MadeUp(text) => text,
        }
    }
}

impl<'a> ArticleRef<'a> {
    /// Its short name.
    pub fn id(self) -> ArticleId {
        self.segment.ids[self.idx]
    }

    /// The headline the document prints.
    pub fn title(self) -> Option<&'a Clean> {
        self.article.title.value.as_ref()
    }

    /// The headline, or the first sentence in its place.
    pub fn headline(self) -> Headline<'a> {
        match (&self.segment.made_up[self.idx], &self.article.title.value) {
            (Some(made_up), _) => Headline::MadeUp(made_up),
            (None, Some(title)) => Headline::Printed(title),
            // Cannot be: what has no title has a made-up headline.
            (None, None) => Headline::MadeUp(EMPTY.get_or_init(Clean::default)),
        }
    }

    /// The outlet as this article names it; the group's commonest spelling is its facet's label.
    pub fn outlet(self) -> Option<&'a Clean> {
        self.article.outlet.value.as_ref()
    }

    /// When it was published, with bounds.
    pub fn published(self) -> &'a Dating {
        &self.article.published
    }

    /// Its languages in order of first use.
    pub fn languages(self) -> &'a [Lang] {
        &self.article.languages
    }

    /// Its body.
    pub fn blocks(self) -> &'a [Block] {
        &self.article.blocks
    }

    /// Characters in its headline or its text overrode the order of others.
    pub fn is_overridden(self) -> bool {
        let overridden = &self.document.overridden;
        let is_in = |line: &u32| overridden.binary_search(line).is_ok();
        !overridden.is_empty()
            && (self.article.title_line.iter().any(is_in)
                || self.blocks().iter().flat_map(|block| &block.lines).any(is_in))
    }

    /// Its blocks that say the same in French and in Arabic.
    pub fn pairs(self) -> impl Iterator<Item = Pair> + 'a {
        let ordinal = self.article.ordinal;
        self.document.pairs.iter().filter(move |pair| pair.article == ordinal).copied()
    }

    /// The article itself.
    pub fn article(self) -> &'a Article {
        self.article
    }

    /// The document it stands in.
    pub fn document(self) -> &'a Document {
        self.document
    }
}

static EMPTY: std::sync::OnceLock<Clean> = std::sync::OnceLock::new();

/// An article without a line of text is of an undetermined language, so that some row of the languages counts it.
fn languages_of(article: &Article) -> impl Iterator<Item = Lang> {
    let none = article.languages.is_empty().then_some(Lang::UND);
    article.languages.iter().copied().chain(none)
}

/// The index of `key`, which is added if it is new.
fn place<K: PartialEq>(keys: &mut Vec<K>, key: K) -> u32 {
    let idx = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
        keys.push(key);
        keys.len() - 1
    });
    idx as u32
}

fn searchable(article: &Article) -> String {
    let mut text = String::new();
    if let Some(title) = &article.title.value {
        tokens::push_words(&mut text, title.as_str());
    }
    for block in &article.blocks {
        text.push('\n');
        tokens::push_words(&mut text, block.text.as_str());
    }
    text
}

fn made_up_headline(article: &Article, origin: &Origin) -> Option<Clean> {
    if article.title.value.is_some() {
        return None;
    }
    let speaks = |block: &&Block| !matches!(block.kind, BlockKind::ImageName | BlockKind::AgencyCredit);
    let body = |block: &&Block| matches!(block.kind, BlockKind::Dek | BlockKind::Paragraph | BlockKind::Quote);
    let blocks = &article.blocks;
    let first = blocks.iter().find(body).or_else(|| blocks.iter().find(speaks)).or_else(|| blocks.first());
    let text = match first {
        Some(block) => first_sentence(block.text.as_str()),
        // Nothing was said at all: the name of the file is the only thing to know it by.
        None => origin.path.rsplit('/').next().unwrap_or_default(),
    };
    Some(shortened(text))
}

/// The text with an ellipsis after the last word that fits into [`MADE_UP_CHARS`].
fn shortened(text: &str) -> Clean {
    match text.char_indices().nth(MADE_UP_CHARS) {
        None => Clean::new(text),
        Some((end, _)) => {
            let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            Clean::new(&format!("{}…", &text[..end]))
        }
    }
}

/// Two rows of the widest list: more of a made-up headline is never seen.
const MADE_UP_CHARS: usize = 160;

/// The text up to its first full stop.
fn first_sentence(text: &str) -> &str {
    let mut word_len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            '.' => word_len > 2, // `M.`, `J.-C.`, `n. 3`
            '!' | '?' | '…' | '؟' | '۔' => true,
            _ => false,
        };
        word_len = if c.is_alphanumeric() { word_len + 1 } else { 0 };
        if ends && chars.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            return &text[..at + c.len_utf8()];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::table;

    #[test]
    fn a_document_without_a_headline_gives_its_first_sentence() {
        for (body, want) in [
            ("Un convoi est arrivé. Il repart demain.", "Un convoi est arrivé."),
            ("M. Erdogan a parlé. Puis rien.", "M. Erdogan a parlé."),
            ("Pourquoi ? Nul ne le sait.", "Pourquoi ?"),
            ("Rien ne finit", "Rien ne finit"),
            ("Une ligne\nUne autre", "Une ligne"),
            ("", "0.txt"),
        ] {
            let library = table(&[["", "", "", "", body]]);
            let (_, article) = library.iter().next().unwrap();
            assert_eq!(article.headline(), Headline::MadeUp(&Clean::new(want)));
        }
    }

    #[test]
    fn a_long_first_sentence_is_cut_between_words() {
        let library = table(&[["", "", "", "", &"mot ".repeat(100)]]);
        let (_, article) = library.iter().next().unwrap();
        let headline = article.headline().text().as_str();
        assert!(headline.ends_with("mot…") && headline.chars().count() <= MADE_UP_CHARS + 1, "{headline}");
    }

    #[test]
    fn a_printed_headline_is_kept() {
        let library = table(&[["Le titre", "", "", "", "Le texte."]]);
        let (_, article) = library.iter().next().unwrap();
        assert_eq!(article.headline(), Headline::Printed(&Clean::new("Le titre")));
    }

    #[test]
    fn articles_of_a_document_find_each_other() {
        let article = |ordinal| Article { ordinal, ..Article::default() };
        let one = Document { articles: vec![article(1)], ..Document::default() };
        let two = Document { articles: vec![article(1), article(2)], ..Document::default() };
        let segment = Segment::new(vec![one, two]);
        assert_eq!((segment.beside(1, 2), segment.beside(2, 1)), (Some(2), Some(1)));
        assert_eq!((segment.beside(0, 2), segment.beside(1, 3), segment.beside(9, 1)), (None, None, None));
    }
}
