//! A segment of documents that were just read.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use zerocopy::little_endian::{U32, U64};

use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::lang::Lang;
use crate::store::bits::Bits;
use crate::store::cells::Outlet;
use crate::store::groups::OutletKey;
use crate::store::id::ArticleId;
use crate::store::index::IndexBuilder;
use crate::store::mined::MinedNames;
use crate::store::segment::layout::{File, Section, Writer};
use crate::store::segment::plan::{Plan, Row};
use crate::store::segment::record;
use crate::store::sketch::{self, Sketch};
use crate::store::stamp::Stamp;
use crate::store::text_hash::TextHash;
use crate::store::tokens;
use crate::text::clean::Clean;

/// The bytes of a segment of these documents, whose relative paths are meant from the folder `base`.
pub(super) fn build(base: &str, documents: &[(Document, Stamp)]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new())?;
    write_records(&mut writer, documents)?;
    let outlets = outlets(documents);
    let rows = rows(base, documents, &outlets);
    let plan = Plan::new(rows, outlets);
    let mut firsts = vec![0];
    firsts.extend(documents.iter().scan(0, |n, (document, _)| {
        *n += document.articles.len() as u32;
        Some(*n)
    }));
    let files = (0..).zip(documents).map(|(number, (_, stamp))| File::new(number, *stamp));
    plan.write(&mut writer, files.collect(), &firsts, &languages(documents, &plan))?;
    writer.write_all(&mined(documents.iter().map(|(document, _)| document)).to_bytes())?;
    writer.end(Section::Names)?;
    let Indexed { index, sketches, texts } = index(documents, &plan);
    writer.column(Section::Sketches, sketches)?;
    writer.column(Section::Texts, texts)?;
    writer.write_all(&index)?;
    writer.end(Section::Index)?;
    writer.finish(plan.n_articles(), documents.len() as u32)
}

/// Names that stand in these documents in two scripts.
pub(super) fn mined<'d>(documents: impl Iterator<Item = &'d Document>) -> MinedNames {
    let mut names = MinedNames::default();
    for document in documents {
        for pair in &document.pairs {
            let article = document.articles.iter().find(|article| article.ordinal == pair.article);
            let block = |idx: usize| article?.blocks.get(idx).map(|block| block.text.as_str());
            if let (Some(latin), Some(arabic)) = (block(pair.fr), block(pair.ar)) {
                names.take_in(latin, arabic);
            }
        }
    }
    names
}

fn write_records(writer: &mut Writer<Vec<u8>>, documents: &[(Document, Stamp)]) -> io::Result<()> {
    let (mut starts, mut sums) = (vec![0], Vec::new());
    for (document, _) in documents {
        let record = record::write(document);
        writer.write_all(&record)?;
        starts.push(starts.last().copied().unwrap_or(0) + record.len() as u64);
        sums.push(record::sum(&record));
    }
    writer.end(Section::Records)?;
    writer.column(Section::RecordStarts, starts.into_iter().map(U64::new))?;
    writer.column(Section::RecordSums, sums.into_iter().map(U32::new))
}

fn articles(documents: &[(Document, Stamp)]) -> impl Iterator<Item = &Article> {
    documents.iter().flat_map(|(document, _)| &document.articles)
}

/// The outlets that articles of these documents name, with their spellings.
fn outlets(documents: &[(Document, Stamp)]) -> Vec<Outlet> {
    let mut counts: HashMap<Clean, u32> = HashMap::new();
    for article in articles(documents) {
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

fn rows(base: &str, documents: &[(Document, Stamp)], outlets: &[Outlet]) -> Vec<Row> {
    let spellings = |(outlet, of): (u32, &Outlet)| {
        let numbered = (0..).zip(of.spellings.clone());
        numbered
            .map(move |(spelling, (name, _)): (usize, _)| (name, (outlet, u16::try_from(spelling).unwrap_or(u16::MAX))))
    };
    let numbers: HashMap<Clean, (u32, u16)> = (0..).zip(outlets).flat_map(spellings).collect();
    let nameless = numbers.get(&Clean::default()).copied().unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    for (document, _) in documents {
        let ids = ArticleId::all_of(base, &document.origin);
        for article in &document.articles {
            let name = article.outlet.value.as_ref();
            let (outlet, spelling) = name.and_then(|name| numbers.get(name)).copied().unwrap_or(nameless);
            rows.push(Row {
                date: article.published.fact.value.map_or(0, u32::from),
                outlet,
                spelling,
                read: rows.len() as u32,
                id: ids(article.ordinal).into(),
            });
        }
    }
    rows
}

/// The articles of each language.
fn languages(documents: &[(Document, Stamp)], plan: &Plan) -> Vec<(Lang, Bits)> {
    let mut languages: BTreeMap<Lang, Bits> = BTreeMap::new();
    for (article, number) in articles(documents).zip(&plan.as_read) {
        // An article without a line of text is of an undetermined language, so that some row of the languages counts it.
        let none = article.languages.is_empty().then_some(Lang::UND);
        for lang in article.languages.iter().copied().chain(none) {
            languages.entry(lang).or_insert_with(|| Bits::new(plan.n_articles())).set(*number);
        }
    }
    languages.into_iter().collect()
}

/// What is made of the folded words of articles, in the order of their numbers.
struct Indexed {
    index: Vec<u8>,
    /// What their texts are compared by.
    sketches: Vec<Sketch>,
    /// What their texts are known by.
    texts: Vec<U64>,
}

/// Folds the words of all articles, once.
fn index(documents: &[(Document, Stamp)], plan: &Plan) -> Indexed {
    let mut in_order: Vec<Option<&Article>> = vec![None; plan.as_read.len()];
    for (article, number) in articles(documents).zip(&plan.as_read) {
        if let Some(place) = in_order.get_mut(*number as usize) {
            *place = Some(article);
        }
    }
    let mut index = IndexBuilder::new();
    let mut sketches = Vec::with_capacity(in_order.len());
    let mut texts = Vec::with_capacity(in_order.len());
    for article in in_order.into_iter().flatten() {
        let title = words(article.title.value.as_ref());
        let blocks: Vec<String> = article.blocks.iter().map(|block| words([&block.text])).collect();
        let authors: Vec<String> = article.authors.iter().map(|author| words([&author.name])).collect();
        let text = article.blocks.iter().zip(&blocks).filter(|(block, _)| sketch::is_text(&block.kind));
        let text: String = text.map(|(_, words)| words.trim_start()).collect();
        sketches.push(Sketch::of_words(&text));
        texts.push(U64::new(TextHash::of_words(article, &title, &text).into()));
        index.add(&title, blocks.iter().map(String::as_str), authors.iter().map(String::as_str));
    }
    Indexed { index: index.finish(), sketches, texts }
}

/// The words of texts as search sees them.
fn words<'t>(texts: impl IntoIterator<Item = &'t Clean>) -> String {
    let mut words = String::new();
    texts.into_iter().for_each(|text| tokens::push_words(&mut words, text.as_str()));
    words
}
