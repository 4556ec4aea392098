//! A batch of documents with what lists and searches need beside them; immutable once made.
//!
//! A segment is one piece of bytes ([`layout`]), be it memory or a mapped file, and is read where it lies: opening it reads
//! the small tables, a column is a slice, and a document is decoded when somebody asks for it. There is no trust in the
//! bytes. What is read at opening is checked then; behind that, damaged bytes give wrong answers or none, and never a panic.
//! [`Segment::verify`] finds out, for whoever has the time.
//!
//! Its articles are numbered in the order of their cells (see [`Cells`]): the newest year first, then by outlet, then the
//! newest first, then as they were read. Its documents are numbered as they were read.

mod build;
mod decoded;
mod groups;
mod layout;
mod merge;
mod plan;
mod record;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem::Finder;
use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

use crate::model::date::PartialDate;
use crate::model::document::Document;
use crate::model::lang::Lang;
use crate::store::article::ArticleRef;
use crate::store::bits::Bits;
use crate::store::cells::Cells;
use crate::store::id::ArticleId;
use crate::store::index::Index;
use crate::store::segment::decoded::Decoded;
use crate::store::segment::layout::{File, Layout, Section};
use crate::store::sketch::Sketch;
use crate::store::stamp::Stamp;
use crate::store::text_hash::TextHash;

pub use crate::store::segment::layout::Damage;

/// What owns the bytes of a segment: memory, or a mapped file.
pub type Bytes = Arc<dyn Paged>;

/// Bytes that may come from a disk when they are looked at.
pub trait Paged: AsRef<[u8]> + Send + Sync {
    /// These are about to be read, from the first to the last, and are best got all at once.
    fn fetch(&self, range: Range<usize>);
}

impl Paged for Vec<u8> {
    fn fetch(&self, _: Range<usize>) {}
}

/// Paths that are stored under one name and shown under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// A file or folder as the stored paths have it.
    pub stored: String,
    /// The same as it is shown.
    pub shown: String,
}

/// A batch of documents and their articles.
pub struct Segment {
    bytes: Bytes,
    layout: Layout,
    cells: Cells,
    languages: Vec<(Lang, Bits)>,
    mounts: Arc<[Mount]>,
    decoded: Decoded,
    is_damaged: AtomicBool,
}

impl Segment {
    /// Takes in documents whose paths are absolute, or not of the file system at all.
    pub fn new(documents: Vec<Document>) -> Segment {
        Segment::seen_from("", documents)
    }

    /// Takes in documents whose relative paths are meant from the folder `base`, an absolute path: an article has the
    /// same id however its path is written.
    pub fn seen_from(base: &str, documents: Vec<Document>) -> Segment {
        Segment::stamped(base, documents.into_iter().map(|document| (document, Stamp::default())).collect())
    }

    /// Takes in documents, each with the state of the file it was read from.
    pub fn stamped(base: &str, documents: Vec<(Document, Stamp)>) -> Segment {
        // Writing to memory cannot fail, and what was just written can be read.
        let bytes = build::build(base, &documents).unwrap_or_default();
        Segment::open(Arc::new(bytes)).unwrap_or_default()
    }

    /// The segment of these bytes. Neither documents nor columns are looked at.
    pub fn open(bytes: Bytes) -> Result<Segment, Damage> {
        let layout = Layout::of((*bytes).as_ref())?;
        bytes.fetch(layout.range(Section::Languages).start..layout.range(Section::Groups).end);
        let section = |section| (*bytes).as_ref().get(layout.range(section)).unwrap_or_default();
        let groups = groups::read(section(Section::Groups), layout.n_articles);
        let (cells, tags) = groups.ok_or(Damage::Section("groups"))?;
        let languages = languages(tags, section(Section::Languages), layout.n_articles);
        let languages = languages.ok_or(Damage::Section("languages"))?;
        let index = Index::open(section(Section::Index));
        index.filter(|index| index.n_articles() == layout.n_articles).ok_or(Damage::Section("index"))?;
        Ok(Segment { bytes, layout, cells, languages, ..Segment::default() })
    }

    /// Writes one segment of several, without the documents that are gone, which are given by their numbers. What is
    /// damaged is not made part of something sound: that is an error of the kind `InvalidData`.
    pub fn merge(inputs: &[(&Segment, Option<&Bits>)], out: &mut impl Write) -> io::Result<()> {
        merge::merge(inputs, out)
    }

    /// Shows the paths of its documents otherwise.
    pub fn shown_from(self, mounts: Arc<[Mount]>) -> Segment {
        Segment { mounts, ..self }
    }

    /// Its bytes: what is written to a file.
    pub fn bytes(&self) -> &[u8] {
        (*self.bytes).as_ref()
    }

    /// How many bytes it has.
    pub fn n_bytes(&self) -> usize {
        self.bytes().len()
    }

    /// How many of its bytes are documents; the others are there to find them.
    pub fn n_bytes_of_documents(&self) -> usize {
        self.section(Section::Records).len()
    }

    /// How many of its bytes are there to find articles that say the same.
    pub fn n_bytes_of_sketches(&self) -> usize {
        self.section(Section::Sketches).len()
    }

    /// Tells it from others: a sum of the sums of all its sections.
    pub fn sum(&self) -> u64 {
        self.layout.sum
    }

    /// Checks whether all its bytes but the records are as they were written, as long as `go_on` says so, which is asked
    /// before each piece of 256 KiB. A record has a sum of its own, which is checked whenever it is read.
    pub fn verify(&self, go_on: &mut dyn FnMut() -> bool) -> Result<(), Damage> {
        let sections = Section::ALL.into_iter().filter(|section| *section != Section::Records);
        sections.into_iter().try_for_each(|section| self.layout.check(section, self.bytes(), go_on))
    }

    /// A record was asked for that is not as it was written.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.n_articles() as usize
    }

    /// How many articles it holds, as their numbers count them.
    pub fn n_articles(&self) -> u32 {
        self.layout.n_articles
    }

    /// It holds no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article with this number; `None` past the end, or if its document cannot be read any more. Documents that were
    /// asked for last are at hand.
    pub fn article(&self, idx: u32) -> Option<ArticleRef> {
        let place = self.place_of(idx)?;
        let number = self.document_at(place)?;
        let first = self.number::<U32>(Section::Firsts, number)?;
        let document = self.decoded.get(number).or_else(|| {
            let (document, n_bytes) = self.decode(number)?;
            self.decoded.put(number, &document, n_bytes);
            Some(document)
        })?;
        let place = place.checked_sub(first.get())? as usize;
        ArticleRef::new(document, place, self.id(idx)?, self.text_hash(idx)?)
    }

    /// All its articles in order.
    pub fn iter(&self) -> impl Iterator<Item = ArticleRef> {
        (0..self.n_articles()).filter_map(|idx| self.article(idx))
    }

    /// These letters stand somewhere in the document of an article, as they are written. It takes far less time to say than
    /// to decode the document.
    pub(super) fn may_hold(&self, idx: u32, letters: &Finder<'_>) -> bool {
        let record = self.document_of(idx).and_then(|number| self.record(number));
        record.is_some_and(|record| letters.find(record).is_some())
    }

    /// How many documents it holds: those its articles stand in, and those in which none was found.
    pub fn n_documents(&self) -> u32 {
        self.layout.n_documents
    }

    /// The document with this number; `None` past the end, or if it cannot be read any more.
    pub fn document(&self, number: u32) -> Option<Arc<Document>> {
        self.decode(number).map(|(document, _)| document)
    }

    /// Whether the document an article stands in is as it was written; where it is not, the segment is damaged from then on.
    pub fn check(&self, idx: u32) -> bool {
        self.document_of(idx).and_then(|number| self.record(number)).is_some()
    }

    /// All its documents as they were read.
    pub fn documents(&self) -> impl Iterator<Item = Arc<Document>> {
        (0..self.n_documents()).filter_map(|number| self.document(number))
    }

    /// The number of the document an article stands in.
    pub fn document_of(&self, idx: u32) -> Option<u32> {
        self.document_at(self.place_of(idx)?)
    }

    /// The articles of a document, in the order they have in it.
    pub fn articles_of(&self, document: u32) -> impl ExactSizeIterator<Item = u32> {
        let first = |number| self.number::<U32>(Section::Firsts, number).map(|first| first.get() as usize);
        let range = first(document).zip(document.checked_add(1).and_then(first));
        let articles = range.and_then(|(first, end)| self.column::<U32>(Section::AsRead).get(first..end));
        articles.unwrap_or_default().iter().map(|idx| idx.get())
    }

    /// The articles that are left without these documents.
    pub fn living(&self, dead_documents: &Bits) -> Bits {
        let mut living = Bits::full(self.n_articles());
        dead_documents.iter().flat_map(|document| self.articles_of(document)).for_each(|idx| living.unset(idx));
        living
    }

    /// The documents that were read from a file, which is given by the hash of its path, and how it was then.
    pub fn documents_at(&self, file: u64) -> impl Iterator<Item = (u32, Stamp)> {
        let files = self.files();
        let first = files.partition_point(|other| other.path_hash.get() < file);
        let same = files[first..].iter().take_while(move |other| other.path_hash.get() == file);
        same.map(|file| (file.document.get(), file.stamp()))
    }

    /// The documents and the files they were read from, in the order of the hashes of their paths.
    pub fn stamps(&self) -> impl ExactSizeIterator<Item = (u32, Stamp)> {
        self.files().iter().map(|file| (file.document.get(), file.stamp()))
    }

    /// Where the article with this ordinal stands that shares its document with the article `idx`.
    pub fn beside(&self, idx: u32, ordinal: u16) -> Option<u32> {
        let article = self.article(idx)?;
        let place = article.document().articles.iter().position(|article| article.ordinal == ordinal)?;
        self.articles_of(self.document_of(idx)?).nth(place)
    }

    /// Its years and outlets, and which articles stand in which of them.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }

    /// When an article was published.
    pub fn date(&self, idx: u32) -> Option<PartialDate> {
        PartialDate::try_from(self.number::<U32>(Section::Dates, idx)?.get()).ok()
    }

    /// The short name of an article.
    pub fn id(&self, idx: u32) -> Option<ArticleId> {
        Some(ArticleId::from(self.number::<U64>(Section::Ids, idx)?.get()))
    }

    /// What the text of an article is known by; without having to read it.
    pub fn text_hash(&self, idx: u32) -> Option<TextHash> {
        Some(TextHash::from(self.number::<U64>(Section::Texts, idx)?.get()))
    }

    /// The articles whose ids are between these, both included.
    pub(super) fn with_ids(&self, first: ArticleId, last: ArticleId) -> impl Iterator<Item = u32> {
        let between = u64::from(first)..=u64::from(last);
        let ids = self.column::<U64>(Section::Ids).iter();
        ids.enumerate().filter(move |(_, id)| between.contains(&id.get())).map(|(idx, _)| idx as u32)
    }

    /// The outlet of an article and how it is spelled there, as indices into the outlets of the segment and the spellings of
    /// the outlet. Of more spellings than can be counted (65,536) the others are the last one.
    pub(super) fn spelling(&self, idx: u32) -> Option<(u32, u16)> {
        let outlet = self.cells.run_of(idx)?.outlet;
        Some((outlet, self.number::<U16>(Section::Spellings, idx)?.get()))
    }

    /// Its languages, in the order of their tags, and the articles that are written in each. Every article has one at least.
    pub fn languages(&self) -> &[(Lang, Bits)] {
        &self.languages
    }

    /// For each article its date as a number, 0 where it has none: for whoever goes through many.
    pub(super) fn dates(&self) -> &[U32] {
        self.column(Section::Dates)
    }

    /// The articles by year, then the newest first, whatever the outlet, and equals as they were read. So a year has the
    /// same places here as among the cells.
    pub(super) fn newest(&self) -> &[U32] {
        self.column(Section::Newest)
    }

    /// For each article what its text is compared by.
    pub(super) fn sketches(&self) -> &[Sketch] {
        self.column(Section::Sketches)
    }

    /// For each article what its text is known by: for whoever goes through many.
    pub(super) fn text_hashes(&self) -> &[U64] {
        self.bytes.fetch(self.layout.range(Section::Texts));
        self.column(Section::Texts)
    }

    /// The index of its words.
    pub fn index(&self) -> Index<'_> {
        Index::open(self.section(Section::Index)).unwrap_or_default()
    }

    /// Names that stand in its documents in two scripts, as they are stored.
    pub(super) fn names(&self) -> &[u8] {
        self.section(Section::Names)
    }

    /// A document, and how many bytes its record has.
    fn decode(&self, number: u32) -> Option<(Arc<Document>, usize)> {
        let record = self.record(number)?;
        let mut document = record::read(record)?;
        if let Some(shown) = self.mounts.iter().find_map(|mount| mount.shown(&document.origin.path)) {
            document.origin.path = shown;
        }
        Some((Arc::new(document), record.len()))
    }

    /// The bytes of a document; `None` if they are not as they were written.
    fn record(&self, number: u32) -> Option<&[u8]> {
        let start = |number| self.number::<U64>(Section::RecordStarts, number).map(|start| start.get() as usize);
        let range = start(number)?..start(number.checked_add(1)?)?;
        let sum = self.number::<U32>(Section::RecordSums, number)?.get();
        let records = self.layout.range(Section::Records);
        self.bytes.fetch(records.start.saturating_add(range.start)..records.start.saturating_add(range.end));
        let record = self.section(Section::Records).get(range).filter(|record| record::sum(record) == sum);
        if record.is_none() {
            self.is_damaged.store(true, Ordering::Relaxed);
        }
        record
    }

    fn files(&self) -> &[File] {
        self.column(Section::Files)
    }

    /// Where an article stands among all, as they were read.
    pub(super) fn place_of(&self, idx: u32) -> Option<u32> {
        Some(self.number::<U32>(Section::Places, idx)?.get())
    }

    /// The document of the article that stands there among all, as they were read. Documents before it have about as many
    /// articles as all have, so that it is looked for from there on: few pages of a large file are touched.
    fn document_at(&self, place: u32) -> Option<u32> {
        const STEP: usize = 256;
        let firsts = self.column::<U32>(Section::Firsts);
        let is_behind = |at: usize| firsts.get(at).is_none_or(|first| first.get() > place);
        let guess = u64::from(place) * u64::from(self.n_documents()) / u64::from(self.n_articles().max(1));
        let (mut low, mut high) = (guess as usize, guess as usize);
        let mut step = STEP;
        while !is_behind(high) {
            (low, high, step) = (high, high.saturating_add(step), 2 * step);
        }
        while low > 0 && is_behind(low) {
            (low, high, step) = (low.saturating_sub(step), low, 2 * step);
        }
        let between = firsts.get(low..high.min(firsts.len())).unwrap_or_default();
        let behind = low + between.partition_point(|first| first.get() <= place);
        u32::try_from(behind).ok()?.checked_sub(1)
    }

    fn section(&self, section: Section) -> &[u8] {
        self.bytes().get(self.layout.range(section)).unwrap_or_default()
    }

    fn column<T: FromBytes + Immutable + KnownLayout + Unaligned>(&self, section: Section) -> &[T] {
        <[T]>::ref_from_bytes(self.section(section)).unwrap_or_default()
    }

    fn number<T: FromBytes + Immutable + KnownLayout + Unaligned + Copy>(
        &self,
        section: Section,
        idx: u32,
    ) -> Option<T> {
        self.column(section).get(idx as usize).copied()
    }
}

impl Default for Segment {
    /// A segment without a document.
    fn default() -> Segment {
        Segment {
            bytes: Arc::new(Vec::new()),
            layout: Layout::default(),
            cells: Cells::default(),
            languages: Vec::new(),
            mounts: Arc::default(),
            decoded: Decoded::default(),
            is_damaged: AtomicBool::new(false),
        }
    }
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Segment({} documents, {} articles)", self.n_documents(), self.n_articles())
    }
}

impl Mount {
    /// How a stored path is shown, if it is this one or within it.
    pub fn shown(&self, stored: &str) -> Option<String> {
        let rest = Path::new(stored).strip_prefix(&self.stored).ok()?;
        let is_it = rest.as_os_str().is_empty();
        let shown = if is_it { Path::new(&self.shown).to_owned() } else { Path::new(&self.shown).join(rest) };
        Some(shown.to_string_lossy().into_owned())
    }
}

/// The bits of each language, which stand one after the other.
fn languages(tags: Vec<Lang>, bits: &[u8], n_articles: u32) -> Option<Vec<(Lang, Bits)>> {
    let words = <[[u8; 8]]>::ref_from_bytes(bits).ok()?;
    let n_words = n_articles.div_ceil(u64::BITS) as usize;
    if words.len() != tags.len() * n_words {
        return None;
    }
    let articles = |place: usize| {
        let mut articles = Bits::new(n_articles);
        articles.or_stored(&words[place * n_words..(place + 1) * n_words]);
        articles
    };
    Some(tags.into_iter().enumerate().map(|(place, lang)| (lang, articles(place))).collect())
}
