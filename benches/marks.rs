//! What marks cost: at a start, at a key that marks all an archive holds, and at the key that takes it back.
//!
//! `cargo bench --bench marks`, `-- 1000000` for another number of articles. Times are those of the processor, the middle of
//! five; every article is marked as read, one of ten has a star, one of a hundred a tag, one of a thousand a note of its own,
//! and where each stands is known; rows of many tags are counted among the sources at every mark.

use kiosque::journal::{self, Journal};
use kiosque::model::article::{Article, Block, BlockKind};
use kiosque::model::document::{Document, Origin};
use kiosque::model::lang::Lang;
use kiosque::store::groups::Filter;
use kiosque::store::library::Library;
use kiosque::store::marked::Marked;
use kiosque::store::marks::{Change, Marking, Marks, Note, Tag};
use kiosque::store::query::parse;
use kiosque::store::remainder::Remainder;
use kiosque::store::search::search_marked;
use kiosque::store::segment::Segment;
use kiosque::store::stamp::Stamp;
use kiosque::store::text_hash::TextHash;
use kiosque::store::whereabouts::locate;
use kiosque::text::clean::Clean;
use xxhash_rust::xxh3::xxh3_64;

use crate::measure::{machine, milliseconds, timed};

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "measure/mod.rs"]
mod measure;

const N_TIMES: usize = 5;

fn main() {
    let n: usize = std::env::args().skip(1).find_map(|number| number.parse().ok()).unwrap_or(100_000);
    let library = library(n);
    let keys: Vec<_> = library.iter().map(|(key, _)| key).collect();
    let texts = library.text_hashes(keys.iter().copied());
    println!("{n} articles, {}", machine());

    let (mut marks, mut markings) = marks(&texts);
    let unknown: Vec<_> = marks.all_whereabouts().collect();
    let (texts_there, whereabouts) = locate(&library, &unknown).whereabouts.into_iter().unzip();
    markings.push(Marking { change: Change::At(whereabouts), texts: texts_there });
    markings.last().into_iter().for_each(|marking| drop(marks.make(marking)));
    let marked = Marked::new(&library, &marks);

    let folder = tempfile::tempdir().expect("a folder for the journal");
    let path = folder.path().join("marks.journal");
    Journal::new(Some(path.clone())).keep(&markings);
    middle("start: the journal is read", || journal::load(&path).0.len());
    middle("start: which articles have marks", || Marked::new(&library, &marks));
    let known: Vec<_> = marks.all_whereabouts().collect();
    middle("start: all texts are where they were", || locate(&library, &known));
    let elsewhere: Vec<_> = known.iter().map(|(text, at)| (TextHash::from(!u64::from(*text)), *at)).collect();
    middle("start: all texts have become others", || locate(&library, &elsewhere));

    let unmarked = Marked::new(&library, &Marks::default());
    for (name, change) in [("read", Change::Read(true)), ("tagged", Change::Tagged(tag("archive")))] {
        let all = || (Marks::default(), unmarked.clone());
        middle_of(&format!("all are {name}"), all, |(mut marks, mut marked)| {
            let texts = library.text_hashes(keys.iter().copied());
            let marking = Marking { change: change.clone(), texts };
            let back = marks.make(&marking);
            marked.change(&marks, &[marking]);
            (marks, marked, back)
        });
        let done = || {
            let (mut marks, mut marked) = all();
            let marking = Marking { change: change.clone(), texts: texts.clone() };
            let back = marks.make(&marking);
            marked.change(&marks, &[marking]);
            (marks, marked, back)
        };
        middle_of(&format!("all are {name}, undone"), done, |(mut marks, mut marked, back)| {
            back.iter().for_each(|marking| drop(marks.make(marking)));
            marked.change(&marks, &back);
            (marks, marked)
        });
    }
    let one = Marking { change: Change::Starred(true), texts: texts.iter().take(1).copied().collect() };
    middle_of(
        "one gets a star, while a search has a copy",
        || (marks.clone(), marked.clone()),
        |(mut marks, mut marked)| {
            let copy = marked.clone();
            marks.make(&one);
            marked.change(&marks, std::slice::from_ref(&one));
            (marks, marked, copy)
        },
    );
    for n_tags in [500, 2_000] {
        let tags: Vec<Tag> = (0..n_tags).map(|n| tag(&format!("dossier-{n}"))).collect();
        let changes = tags.iter().cloned().map(Change::Tagged).zip(texts.chunks(5).cycle());
        let mut marks = marks.clone();
        changes.for_each(|(change, texts)| drop(marks.make(&Marking { change, texts: texts.to_vec() })));
        let marked = Marked::new(&library, &marks);
        let rest = Remainder::of(&library, &Filter::default(), None);
        let count = |tag: &Tag| marked.n_tagged(&library, &rest, &tag.folded());
        middle(&format!("rows of {n_tags} tags are counted"), || tags.iter().map(count).sum::<usize>());
    }
    for typed in ["is:unread ", "tag:arch", "note:armee "] {
        let query = parse(typed).0;
        middle(&format!("search for {typed}"), || search_marked(&library, &query, &marked));
    }
}

fn middle<T>(name: &str, mut work: impl FnMut() -> T) {
    middle_of(name, || (), |()| work());
}

/// Does it five times with what is made ready each time, and says how long the middle one took.
fn middle_of<I, T>(name: &str, ready: impl Fn() -> I, mut work: impl FnMut(I) -> T) {
    let mut times = [0; N_TIMES].map(|_| {
        let input = ready();
        timed(|| work(input)).1.cpu
    });
    times.sort_unstable();
    println!("{name:<46} {:8.2} ms", milliseconds(times[N_TIMES / 2]));
}

fn tag(word: &str) -> Tag {
    Tag::new(word).expect("it is one word")
}

fn marks(texts: &[TextHash]) -> (Marks, Vec<Marking>) {
    let every = |step: usize| texts.iter().step_by(step).copied().collect::<Vec<TextHash>>();
    let mut markings = vec![
        Marking { change: Change::Read(true), texts: every(1) },
        Marking { change: Change::Starred(true), texts: every(10) },
        Marking { change: Change::Tagged(tag("archive")), texts: every(100) },
    ];
    for (n, text) in every(1_000).into_iter().enumerate() {
        let note = Note::new(&format!("L'armée, encore : à comparer avec la dépêche {n}."), None);
        markings.push(Marking { change: Change::Noted(note), texts: vec![text] });
    }
    let mut marks = Marks::default();
    markings.iter().for_each(|marking| drop(marks.make(marking)));
    (marks, markings)
}

/// Short articles, each with a text of its own.
fn library(n: usize) -> Library {
    let document = |n: usize| {
        let text = Clean::new(&format!("Les soldats ont quitté la ville, dit la dépêche numéro {n} de ce matin-là."));
        let dir = kiosque::text::bidi::Direction::LeftToRight;
        let block = Block {
            kind: BlockKind::Paragraph,
            lang: Lang::FR,
            dir,
            text,
            lines: vec![],
            quoted_from: None,
            links: vec![],
        };
        let article = Article { ordinal: 1, blocks: vec![block], ..Article::default() };
        let origin = Origin::file(format!("{n}.txt"));
        let stamp = Stamp { file: xxh3_64(origin.path.as_bytes()), size: 100, modified: n as i64 };
        (Document { origin, articles: vec![article], ..Document::default() }, stamp)
    };
    let segment = |first: usize| Segment::stamped("/", (first..n.min(first + 50_000)).map(document).collect());
    Library::new((0..n).step_by(50_000).map(segment))
}
