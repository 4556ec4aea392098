//! Searches of a thousand articles find what a slow scan finds, in whatever segments the articles lie.

use std::sync::Arc;

use kiosque::model::document::Document;
use kiosque::store::bits::Bits;
use kiosque::store::library::{ArticleKey, Library};
use kiosque::store::marked::Marked;
use kiosque::store::marks::{Change, Marking, Marks, Note, Tag};
use kiosque::store::query::parse;
use kiosque::store::search::search_marked;
use kiosque::store::segment::Segment;

use crate::corpus::generator::Corpus;
use crate::oracle;

/// Of every kind, and in their mixtures: in an archive of this size, beginnings have stored unions and words are stored
/// both ways.
const TYPED: &[&str] = &[
    "s",
    "de",
    "ال",
    "و",
    "alep",
    "Alep ",
    "النظام السوري",
    "والنظام ",
    "soldats turcs -russes",
    "\"bachar al-assad\"",
    "\"de la\"",
    "\"l'armée s",
    "\"في سوريا\"",
    "=Alep ",
    "=alep",
    "=\"de la\"",
    "title:armée OR title:الجيش",
    "(alep OR حلب) year:2010..2016 lang:fr",
    "date:2015-11..2016-02-10 -lang:ar",
    "outlet:alger -outlet:none de",
    "lang:ar \"de la\" OR is:read",
    "-\"de la\" -\"في\" is:unread",
    "is:starred -is:listed",
    "is:noted OR tag:a",
    "tag:alep s",
    "note:armée de",
    "note:\"l'armée d'A",
    "-note:armée is:noted",
    "zzqxwk",
];

#[test]
fn searches_find_what_a_slow_scan_finds() {
    let library = library();
    let marks = marks(&library);
    let marked = Marked::new(&library, &marks);
    let mut without = Vec::new();
    for typed in TYPED {
        let query = parse(typed).0;
        let hits = search_marked(&library, &query, &marked);
        let want = oracle::found(&library, &query, &marks);
        assert_eq!(hits.len(), want.len(), "{typed}");
        assert_eq!(hits.keys().collect::<Vec<ArticleKey>>(), want, "{typed}");
        without.extend(want.is_empty().then_some(*typed));
    }
    assert_eq!(without, ["zzqxwk"], "these find nothing");
}

/// Every seventh article is read, every eleventh has a star, and so on.
fn marks(library: &Library) -> Marks {
    let note = |text| Change::Noted(Note::new(text, None));
    let tag = |word| Change::Tagged(Tag::new(word).expect("it is one word"));
    let deeds = [
        (7, Change::Read(true)),
        (11, Change::Starred(true)),
        (22, Change::Listed(true)),
        (5, tag("Alep")),
        (13, tag("à-lire")),
        (17, note("L'armée d'Alep, encore")),
        (19, note("النظام")),
    ];
    let mut marks = Marks::default();
    for (step, change) in deeds {
        let texts = library.iter().step_by(step).map(|(_, article)| article.text_hash()).collect();
        marks.make(&Marking { change, texts });
    }
    marks
}

const N_TOGETHER: usize = 150;

/// Articles in a segment that was put together of others, without some of its documents, and in segments as they are read.
fn library() -> Library {
    let corpus = Corpus::of_few_words(7);
    let batch =
        |first: usize| -> Vec<Document> { (first..first + N_TOGETHER).map(|n| corpus.story(n).document()).collect() };
    let read: Vec<Segment> = (0..4).map(|n| Segment::new(batch(N_TOGETHER * n))).collect();
    let mut dead = Bits::new(N_TOGETHER as u32);
    dead.set_range(20..45);
    let inputs: Vec<(&Segment, Option<&Bits>)> = read.iter().map(|segment| (segment, Some(&dead))).collect();
    let mut bytes = Vec::new();
    Segment::merge(&inputs, &mut bytes).expect("memory is written to");
    let mut library = Library::default();
    library.push(Arc::new(Segment::open(Arc::new(bytes)).expect("it was written whole")));
    for n in 4..7 {
        let segment = Segment::new(batch(N_TOGETHER * n));
        let live = segment.living(&dead);
        library.push_live(Arc::new(segment), Arc::new(live));
    }
    library
}
