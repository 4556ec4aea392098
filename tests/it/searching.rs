//! Searches of a thousand articles find what a slow scan finds, in whatever segments the articles lie.

use std::collections::HashSet;
use std::sync::Arc;

use kiosque::model::document::Document;
use kiosque::store::bits::Bits;
use kiosque::store::id::ArticleId;
use kiosque::store::library::{ArticleKey, Library};
use kiosque::store::query::parse;
use kiosque::store::search::{Marks, search_marked};
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
    "zzqxwk",
];

#[test]
fn searches_find_what_a_slow_scan_finds() {
    let library = library();
    let read: HashSet<ArticleId> = library.iter().step_by(7).map(|(_, article)| article.id()).collect();
    let marks = Marks { read: Arc::new(read.clone()) };
    let mut without = Vec::new();
    for typed in TYPED {
        let query = parse(typed).0;
        let hits = search_marked(&library, &query, &marks);
        let want = oracle::found(&library, &query, &read);
        assert_eq!(hits.len(), want.len(), "{typed}");
        assert_eq!(hits.keys().collect::<Vec<ArticleKey>>(), want, "{typed}");
        without.extend(want.is_empty().then_some(*typed));
    }
    assert_eq!(without, ["zzqxwk"], "these find nothing");
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
