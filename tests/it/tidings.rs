//! What is told while one reads: what could not be read, what has come from feeds, and the full text of an entry.

use std::path::PathBuf;
use std::sync::Arc;

use kiosque::app::Setup;
use kiosque::app::effect::Effect;
use kiosque::app::input::MouseKind;
use kiosque::app::message::{Fetched, Fetching, Message, Progress, Trouble};
use kiosque::app::state::State;
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::model::document::Origin;
use kiosque::model::problem::{Fault, Problem};
use kiosque::store::id::ArticleId;
use kiosque::store::library::Library;
use kiosque::store::segment::Segment;

use crate::screens::{Reader, assert_picture};

fn problem(path: &str, record: Option<u32>, fault: Fault) -> Problem {
    Problem { path: path.to_owned(), record, line: None, name: None, fault, n_read: 0 }
}

fn problems() -> Arc<[Problem]> {
    Arc::new([
        problem("archive/2016/pages.zip", None, Fault::Encrypted),
        Problem {
            n_read: 811,
            ..problem("archive/crawl-2020-02.warc.gz", Some(811), Fault::Malformed("no length".into()))
        },
        Problem { n_read: 811, ..problem("archive/crawl-2020-02.warc.gz", Some(813), Fault::CutOff) },
        Problem { line: Some(12), ..problem("archive/dump.jsonl", Some(11), Fault::NoText) },
        Problem { n_read: 40, ..problem("archive/dump.jsonl", None, Fault::More(250)) },
        Problem {
            name: Some("2019/\u{645}\u{62C}\u{644}\u{629}/scan.pdf".into()),
            ..problem("archive/saved.zip", Some(3), Fault::Unsupported("PDF".into()))
        },
    ])
}

fn troubles() -> Vec<Trouble> {
    let trouble = |name: &str, address: &str, why: &str, again| Trouble {
        name: name.to_owned(),
        address: address.to_owned(),
        why: why.to_owned(),
        again,
    };
    vec![
        trouble("Le Goéland", "https://goeland.example/rss", "it took too long to answer", Some(7200)),
        trouble("https://gone.example/feed", "https://gone.example/feed", "it is gone for good", None),
    ]
}

fn reader(locale: Locale, width: u16, height: u16) -> Reader {
    let mut reader = Reader::speaking(locale, width, height);
    reader.tell(Message::Problems(problems()));
    reader.tell(Message::Troubles(troubles()));
    reader.effects.clear();
    reader
}

#[test]
fn problems_on_the_screen() {
    let sizes = &[(80, 24), (120, 36), (200, 50)][..];
    let small = &[(40, 16), (20, 5)][..];
    for (name, locale, keys, sizes) in [
        ("problems_source", Locale::English, "<esc>G", &[(80, 24), (120, 36), (40, 16), (20, 5)][..]),
        ("problems", Locale::English, "<esc>G<enter>", sizes),
        ("problems", Locale::English, "<esc>G<enter>", small),
        ("problems_narrowed", Locale::English, "<esc>G<enter>warc", &[(80, 24)]),
        ("problems_fr", Locale::French, "<esc>G<enter>", &[(80, 24)]),
        ("problems_ar", Locale::Arabic, "<esc>G<enter>", &[(80, 24), (120, 36)]),
        ("problems_source_ar", Locale::Arabic, "<esc>G", &[(120, 36)]),
    ] {
        for (width, height) in sizes {
            let mut reader = reader(locale, *width, *height);
            assert_picture(&format!("{name}_{width}x{height}"), &reader.keys(keys).picture());
        }
    }
}

#[test]
fn problems_are_counted_and_gone_when_there_are_none() {
    let row = |reader: &Reader| reader.picture().lines().find(|row| row.contains("Problems")).map(str::to_owned);
    let mut reader = Reader::open(120, 36);
    assert_eq!(row(&reader), None);
    reader.tell(Message::Problems(problems()));
    assert!(row(&reader).is_some_and(|row| row.contains(" 255 ")), "five of them, and 250 that are only counted");
    reader.tell(Message::Troubles(troubles()));
    assert!(row(&reader).is_some_and(|row| row.contains(" 257 ")));
    // A click opens the page, which follows what is told meanwhile.
    let y = reader.picture().lines().position(|row| row.contains("Problems")).unwrap_or_default() as u16;
    reader.effects.clear();
    reader.mouse(MouseKind::Press, 4, y).mouse(MouseKind::Release, 4, y);
    assert_eq!(reader.effects, [Effect::LookAtFeeds { archive: Vec::new() }]);
    assert!(reader.picture().contains("goeland.example") && reader.picture().contains("257 not read"));
    reader.tell(Message::Troubles(Vec::new()));
    assert!(!reader.picture().contains("goeland.example"));
    reader.tell(Message::Problems(Arc::new([])));
    assert!(reader.picture().contains("There are none."));
    reader.keys("<esc>");
    assert_eq!(row(&reader), None);
}

/// The effects that came since, but for what keeps the place.
fn effects(reader: &mut Reader) -> Vec<Effect> {
    std::mem::take(&mut reader.effects)
}

#[test]
fn feeds_are_fetched_and_what_has_come_is_in_the_list() {
    let folder = PathBuf::from("/home/reader/feeds");
    let mut reader = Reader::open(120, 36);
    reader.keys("jj<enter>").effects.clear();
    reader.keys("F");
    assert_eq!(effects(&mut reader), [Effect::Fetch { archive: Vec::new() }]);
    reader.tell(Message::Fetching(Fetching { n_done: 2, n_feeds: 5 }));
    assert_picture("fetching_120x36", &reader.picture());
    let place = (reader.state().article, reader.state().block);
    let fetched = Fetched { n_feeds: 5, n_failed: 1, n_new: 12, folder: Some(folder.clone()), ..Fetched::default() };
    reader.tell(Message::Fetched(fetched));
    assert_eq!(effects(&mut reader), [Effect::Read(vec![folder.clone()])]);
    assert!(!reader.picture().contains("12 new articles"), "not before they are there");
    reader.read_edition();
    assert!(reader.picture().contains("12 new articles from 5 feeds; 1 failed: see Problems among the sources"));
    assert_eq!((reader.state().article, reader.state().block), place, "the place stays");
    assert_eq!(reader.state().archive, [folder.to_string_lossy()]);
}

#[test]
fn what_fetching_came_to_is_said() {
    let fetched =
        |n_feeds, n_new, n_failed, was_stopped| Fetched { n_feeds, n_new, n_failed, was_stopped, ..Fetched::default() };
    for (fetched, told, is_read_again) in [
        (fetched(0, 0, 0, false), "No feed is followed yet: `kiosque add ADDRESS` follows one.", false),
        (fetched(1, 0, 0, false), "No new articles from 1 feed", false),
        (fetched(3, 0, 2, true), "No new articles from 3 feeds; it was stopped; 2 failed: see Problems", false),
        (fetched(3, 1, 0, false), "1 new article from 3 feeds", true),
        (Fetched { n_changed: 2, ..fetched(3, 0, 0, false) }, "No new articles from 3 feeds", true),
    ] {
        let mut reader = Reader::open(120, 36);
        reader.keys("F").effects.clear();
        reader.tell(Message::Fetched(fetched));
        let read = effects(&mut reader).iter().any(|effect| matches!(effect, Effect::Read(_)));
        assert_eq!(read, is_read_again, "{told}");
        if is_read_again {
            reader.read_edition();
        }
        assert!(reader.picture().contains(told), "{told} in\n{}", reader.picture());
    }
}

#[test]
fn fetching_is_ended_by_the_same_key_and_waits_for_reading_that_goes_on() {
    let mut reader = Reader::set_up(Setup::default(), 120, 36, &State::default());
    reader.effects.clear();
    reader.keys("FFF");
    assert_eq!(effects(&mut reader), [Effect::Fetch { archive: Vec::new() }, Effect::StopFetching]);
    assert!(reader.picture().contains("Fetching ends as soon as it can."));
    reader.tell(Message::Fetched(Fetched { n_feeds: 1, n_new: 1, ..Fetched::default() }));
    assert_eq!(effects(&mut reader), [], "the archive is being read still");
    reader.read_edition();
    assert_eq!(effects(&mut reader), [Effect::Read(Vec::new())]);
    reader.read_edition();
    assert!(reader.picture().contains("1 new article from 1 feed"));
    assert_eq!(effects(&mut reader), []);
    reader.keys("F");
    assert_eq!(effects(&mut reader), [Effect::Fetch { archive: Vec::new() }]);
}

/// An entry of a feed, and its page.
fn entry(path: &str, text: &str) -> Arc<Segment> {
    Arc::new(Segment::new(vec![ingest(&Origin::file(path), text.as_bytes())]))
}

const ENTRY: &str = "/feeds/a/entry.html";
const FULL: &str = "/feeds/a/entry.full.html";
const OTHER: &str = "/feeds/a/other.html";

#[test]
fn the_full_text_takes_the_place_of_the_entry() {
    let teaser = entry(ENTRY, "La halle rouvre\n\nLes pêcheurs attendent depuis le matin devant la halle.\n");
    let whole =
        entry(FULL, "La halle rouvre\n\nLes pêcheurs attendent depuis le matin, et la halle a ouvert à midi.\n");
    let other = entry(OTHER, "Le phare s'éteint\n\nPersonne ne sait pourquoi le phare s'est éteint cette nuit-là.\n");
    let mut reader = Reader::set_up(Setup::default(), 120, 36, &State::default());
    reader.read(&other);
    reader.read(&teaser);
    reader.keys("j");
    let finished = || Message::Progress(Progress { n_read: 1, n_found: 1, finished: true, ..Progress::default() });
    reader.tell(finished());
    reader.effects.clear();
    reader.keys("T");
    let of = ArticleId::of("", &Origin::file(ENTRY), 1);
    assert_eq!(effects(&mut reader), [Effect::FetchFullText { of, path: ENTRY.to_owned() }]);
    assert!(reader.picture().contains("Fetching the full text"));
    reader.keys("T");
    assert!(reader.picture().contains("A full text is being fetched already."));
    // It cannot be had, and then it can.
    reader.tell(Message::FullText { of, page: Err("it took too long to answer".to_owned()) });
    assert!(reader.picture().contains("There is no full text: it took too long to answer; O opens the page."));
    reader.keys("T").effects.clear();
    let page = ArticleId::of("", &Origin::file(FULL), 1);
    reader.tell(Message::FullText { of, page: Ok(page) });
    assert_eq!(effects(&mut reader), [Effect::Read(Vec::new())]);
    let mut library = Library::default();
    // The page takes the place of its entry in the folder of the feed.
    [other, whole].into_iter().for_each(|segment| library.push(segment));
    reader.tell(Message::Library(library));
    reader.tell(finished());
    let picture = reader.picture();
    assert!(picture.contains("ouvert à midi") && picture.contains("The full text is here."), "{picture}");
    assert_eq!(reader.state().article, page.to_string());
}
