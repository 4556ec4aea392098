//! Small libraries for the tests of this module, written as tables and made up by proptest.

use std::ops::Range;
use std::sync::Arc;

use proptest::prelude::*;

use crate::model::article::{Article, Attribution, Block, BlockKind, Dating};
use crate::model::date::PartialDate;
use crate::model::document::{Document, Origin};
use crate::model::evidence::{Evidence, Fact, Role, RuleId};
use crate::model::lang::Lang;
use crate::store::bits::Bits;
use crate::store::library::Library;
use crate::store::marks::{Change, Marking, Note, NoteId, Passage, Spot, Tag};
use crate::store::segment::Segment;
use crate::store::text_hash::TextHash;
use crate::text::clean::Clean;

/// One article a document; an empty text is something unknown.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub title: String,
    pub outlet: String,
    /// `2020-02-12`, `2020-02`, `2020`.
    pub date: String,
    /// `fr ar`.
    pub languages: String,
    /// A paragraph a line.
    pub body: String,
    /// A name a line.
    pub authors: String,
    /// It stands in its segment, and is no longer live.
    pub is_gone: bool,
}

impl Sample {
    /// Title, outlet, date, languages, body.
    pub fn new([title, outlet, date, languages, body]: [&str; 5]) -> Sample {
        let [title, outlet, date, languages, body] = [title, outlet, date, languages, body].map(str::to_owned);
        Sample { title, outlet, date, languages, body, ..Sample::default() }
    }

    fn document(&self, n: usize) -> Document {
        let paragraph = |text: &str| Block {
            kind: BlockKind::Paragraph,
            lang: Lang::FR,
            dir: Default::default(),
            text: Clean::new(text),
            lines: vec![],
            quoted_from: None,
            links: Vec::new(),
        };
        let article = Article {
            ordinal: 1,
            title: fact(&self.title),
            outlet: fact(&self.outlet),
            published: Dating { fact: Fact { value: date(&self.date), ..Fact::default() }, ..Dating::default() },
            languages: self.languages.split_whitespace().filter_map(Lang::parse).collect(),
            blocks: self.body.lines().map(paragraph).collect(),
            authors: self.authors.lines().map(author).collect(),
            ..Article::default()
        };
        Document { origin: Origin::file(format!("{n}.txt")), articles: vec![article], ..Document::default() }
    }
}

fn author(name: &str) -> Attribution {
    let evidence = Evidence { line: 1, role: Role::States, rule: RuleId("test.rule"), quote: Clean::new(name) };
    Attribution { name: Clean::new(name), evidence }
}

fn fact(text: &str) -> Fact<Clean> {
    Fact { value: (!text.is_empty()).then(|| Clean::new(text)), ..Fact::default() }
}

/// Reads a date as it is printed.
pub fn date(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let year = i32::try_from(parts.next()??).ok()?;
    match (parts.next().flatten(), parts.next().flatten()) {
        (Some(month), Some(day)) => PartialDate::day(year, month, day),
        (Some(month), None) => PartialDate::month(year, month),
        _ => PartialDate::year(year),
    }
}

/// A library of these articles, three to a segment.
pub fn library(samples: &[Sample]) -> Library {
    library_of(samples, 3)
}

/// A library of these articles, so many to a segment; some may be gone.
pub fn library_of(samples: &[Sample], n_to_a_segment: usize) -> Library {
    let mut library = Library::default();
    let documents: Vec<(bool, Document)> =
        samples.iter().enumerate().map(|(n, sample)| (sample.is_gone, sample.document(n))).collect();
    for chunk in documents.chunks(n_to_a_segment) {
        let segment = Segment::new(chunk.iter().map(|(_, document)| document.clone()).collect());
        let mut live = Bits::new(segment.n_articles());
        for (number, (is_gone, _)) in (0..).zip(chunk) {
            segment.articles_of(number).filter(|_| !is_gone).for_each(|idx| live.set(idx));
        }
        library.push_live(Arc::new(segment), Arc::new(live));
    }
    library
}

/// A library from rows of title, outlet, date, languages, body.
pub fn table(rows: &[[&str; 5]]) -> Library {
    library(&rows.iter().copied().map(Sample::new).collect::<Vec<_>>())
}

/// Up to twenty articles that have much in common.
pub fn samples() -> impl Strategy<Value = Vec<Sample>> {
    let words = || {
        let word = prop::sample::select(vec![
            "alep",
            "Alep,",
            "l'armée",
            "armées",
            "d'Idlib",
            "حَلَب",
            "وحلب",
            "والنظام",
            "النظام",
            "نظام",
            "للولد",
            "ولد",
            "œuvre",
            "-",
            "2020",
        ]);
        prop::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
    };
    let outlet = prop::sample::select(vec!["", "Le Monde", "LE MONDE", "Monde", "L'Opinion", "El Watan", "??"]);
    let date = prop::sample::select(vec!["", "2020", "2020-02", "2020-02-12", "2020-02-11", "2016-11-05", "2016"]);
    let languages = prop::sample::select(vec!["", "fr", "fr ar", "ar", "en fr"]);
    let bodies = prop::collection::vec(words(), 0..3).prop_map(|lines| lines.join("\n"));
    let authors = prop::collection::vec(prop::sample::select(vec!["Alep Monde", "L'Armée", "حلب النظام"]), 0..2);
    let is_gone = prop::bool::weighted(0.15);
    let sample = (words(), outlet, date, languages, bodies, authors, is_gone).prop_map(
        |(title, outlet, date, languages, body, authors, is_gone)| {
            let sample = Sample::new([&title, outlet, date, languages, &body]);
            Sample { authors: authors.join("\n"), is_gone, ..sample }
        },
    );
    prop::collection::vec(sample, 0..20)
}

/// Up to eight things that are done to some of the articles, given by their numbers, which may be larger than there are articles.
pub fn deeds() -> impl Strategy<Value = Vec<(Change, Vec<usize>)>> {
    let tag =
        || prop::sample::select(vec!["Idlib", "idlib", "à-lire", "حَلَب", "20"]).prop_map(|tag| Tag::new(tag).unwrap());
    let on = (0u32..2).prop_map(|block| Passage { block, start: 0, quote: String::new() });
    let text = prop::sample::select(vec!["Alep !", "l'armée d'Alep", "à voir : النظام", "alep", "-"]);
    let note = ((0u64..4).prop_map(NoteId), text, proptest::option::of(on));
    let note = note.prop_map(|(id, text, on)| Note { id, text: text.to_owned(), on });
    let change = prop_oneof![
        any::<bool>().prop_map(Change::Read),
        any::<bool>().prop_map(Change::Starred),
        any::<bool>().prop_map(Change::Listed),
        tag().prop_map(Change::Tagged),
        tag().prop_map(Change::Untagged),
        note.prop_map(Change::Noted),
        (0u64..4).prop_map(|id| Change::Unnoted(NoteId(id))),
        (0u32..3).prop_map(|block| Change::Left(Some(Spot { block, byte: 0 }))),
    ];
    prop::collection::vec((change, prop::collection::vec(0usize..24, 0..12)), 0..8)
}

/// These deeds, done to articles of a library; numbers beyond them are texts that it does not have.
pub fn markings(library: &Library, deeds: &[(Change, Vec<usize>)]) -> Vec<Marking> {
    let texts: Vec<TextHash> = library.iter().map(|(_, article)| article.text_hash()).collect();
    let text = |n: &usize| texts.get(*n).copied().unwrap_or(TextHash::from(*n as u64));
    let marking = |(change, articles): &(Change, Vec<usize>)| Marking {
        change: change.clone(),
        texts: articles.iter().map(text).collect(),
    };
    deeds.iter().map(marking).collect()
}

/// Many short articles in segments of different sizes, of which some articles are gone; dates and outlets come again and
/// again.
pub fn many(n: Range<usize>) -> impl Strategy<Value = Library> {
    let title = prop::sample::select(vec!["Alep", "Alep", "Homs", "Homs et Alep", "Alep Alep", "Zanzibar"]);
    let outlet = prop::sample::select(vec!["", "Le Monde", "MONDE", "L'Opinion", "El Watan", "Zaman"]);
    let date = prop::sample::select(vec![
        "",
        "2020",
        "2020-02",
        "2020-02-12",
        "2020-02-11",
        "2020-03-11",
        "2019-02",
        "2016-11-05",
        "2016",
        "2015-01-31",
    ]);
    let languages = prop::sample::select(vec!["", "fr", "fr ar", "ar"]);
    let sample = (title, outlet, date, languages, 0..8).prop_map(|(title, outlet, date, languages, gone)| Sample {
        is_gone: gone == 0,
        ..Sample::new([title, outlet, date, languages, ""])
    });
    (prop::collection::vec(sample, n), 1usize..200).prop_map(|(samples, size)| library_of(&samples, size))
}
