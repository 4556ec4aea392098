//! Looking a word up: its places under each other, from wherever one asks, and the way to each of them and back.

use std::sync::Arc;

use kiosque::app::effect::Effect;
use kiosque::app::message::{Answer, Concorded, Message, Progress};
use kiosque::edition;
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::model::document::Origin;
use kiosque::store::concordance::Concording;
use kiosque::store::segment::Segment;

use crate::places::seen;
use crate::screens::{Reader, assert_picture};

/// A lighthouse.
const LIGHTHOUSE: &str = "\u{645}\u{646}\u{627}\u{631}\u{629}";

#[test]
fn places_of_a_word_stand_under_each_other() {
    let arabic = format!("/{LIGHTHOUSE} <enter>#");
    let mixed = format!("/phare OR {LIGHTHOUSE} <enter>#");
    let walks: &[(&str, &str)] = &[
        ("concordance", "/port<enter>#"),
        ("concordance_behind", "/port<enter>#s"),
        ("concordance_before", "/port<enter>#ssjj"),
        ("concordance_arabic", &arabic),
        ("concordance_mixed", &mixed),
        ("concordance_opened", "/port<enter>#jj<enter>"),
    ];
    for locale in Locale::ALL {
        for (width, height) in [(80, 24), (120, 36), (200, 50)] {
            for (name, keys) in walks {
                let mut reader = Reader::speaking(locale, width, height);
                let name = format!("{name}_{}_{width}x{height}", locale.tag());
                assert_picture(&name, &reader.keys(keys).picture());
            }
        }
    }
    for (width, height) in [(60, 20), (40, 16), (20, 5)] {
        let mut reader = Reader::open(width, height);
        assert_picture(&format!("concordance_mixed_en_{width}x{height}"), &reader.keys(&mixed).picture());
    }
}

#[test]
fn a_terminal_that_orders_rows_gets_one_text_a_row() {
    let mut reader = Reader::open(80, 24);
    reader.tell(Message::Terminal(Answer { is_logical: true, ..Answer::default() }));
    assert_picture("concordance_logical_80x24", &reader.keys(&format!("/phare OR {LIGHTHOUSE} <enter>#")).picture());
}

/// The rows that begin with a date, as one reads them.
fn rows(reader: &Reader) -> Vec<String> {
    let picture = reader.picture();
    picture.lines().filter(|line| line.contains(" 20")).map(str::to_owned).collect()
}

fn has(reader: &Reader, words: &str) {
    assert!(reader.picture().contains(words), "{words} in\n{}", reader.picture());
}

#[test]
fn the_current_hit_is_looked_up_before_the_search_and_nothing_where_nothing_is_meant() {
    let mut reader = Reader::open(120, 36);
    has(reader.keys("#"), "Go to a word; # shows all its places.");
    has(reader.keys("l#"), "Concordance: ");
    reader.keys("<esc><esc><esc>");
    has(reader.keys("/port mer<enter>#"), "Concordance: port · mer");
    has(reader.keys("<esc><enter>fberceuse<enter>#"), "Concordance: berceuse");
    has(reader.keys("<esc>x/=Port<enter>#"), "Concordance: Port");
    has(reader.keys("<esc>x/lang:ar zyxwv OR lang:fr<enter>#"), "stands in none of these articles");
}

#[test]
fn a_place_is_opened_and_left_for_the_next_or_for_the_page() {
    let mut reader = Reader::open(120, 36);
    let before = reader.keys("/port<enter>jz").picture();
    let page = reader.keys("#jjj").picture();
    reader.keys("<enter>");
    let hit = reader.theme().current_hit;
    let current = |reader: &Reader| -> String {
        let buffer = reader.buffer();
        let is_current = |cell: &&ratatui::buffer::Cell| hit.bg.is_some_and(|bg| cell.bg == bg);
        buffer.content().iter().filter(is_current).map(|cell| cell.symbol()).collect()
    };
    assert_eq!(current(&reader).to_lowercase(), "port");
    assert_eq!(reader.keys("<esc>").picture(), page);
    reader.keys("<enter>nn");
    assert_eq!(current(&reader).to_lowercase(), "port");
    let after = reader.keys("<esc>").picture();
    assert_eq!(reader.keys("kk").picture(), page, "{after}");
    assert_eq!(reader.keys("<esc>").picture(), before);
}

#[test]
fn rows_follow_the_list_and_are_asked_for_once() {
    let mut reader = Reader::open(120, 36);
    reader.keys("/port<enter>#");
    let n_all = rows(&reader).len();
    reader.keys("Lar<enter>");
    assert!(rows(&reader).len() < n_all, "{}", reader.picture());
    reader.keys("u");
    assert_eq!(rows(&reader).len(), n_all);
    let asked = reader.ask(Message::Key("j".parse().unwrap()));
    assert!(!asked.iter().any(|effect| matches!(effect, Effect::Concord { .. })));
}

#[test]
fn another_order_keeps_what_is_selected() {
    let mut reader = Reader::open(120, 36);
    let selected = |reader: &Reader| {
        let picture = reader.picture();
        picture.lines().find(|line| line.starts_with('▌')).unwrap().to_owned()
    };
    reader.keys("/la <enter>#jjjjjjj");
    let row = selected(&reader);
    for _ in 0..3 {
        reader.keys("s");
        assert_eq!(selected(&reader), row);
    }
    // Another article each time, and back to its first place.
    reader.keys("g");
    let first = selected(&reader);
    assert_ne!(selected(reader.keys("J")), first);
    assert_eq!(selected(reader.keys("jK")), first);
}

#[test]
fn what_nobody_waits_for_is_ended() {
    let mut reader = Reader::open(80, 24);
    reader.keys("/port<enter>");
    let asked = reader.ask(Message::Key("#".parse().unwrap()));
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Concord { .. })));
    let ended = reader.ask(Message::Key("esc".parse().unwrap()));
    assert!(ended.contains(&Effect::StopConcording));
}

#[test]
fn from_place_to_place_one_is_where_the_rows_say_however_the_word_was_chosen() {
    for chosen in ["/port<enter>#", "/port<enter><enter>n#", "/port<enter><enter>nvw#", "<enter>vwjjjj#"] {
        for n in 0..5 {
            let mut by_rows = Reader::open(120, 36);
            by_rows.keys(chosen).keys(&"j".repeat(n));
            let mut by_places = Reader::open(120, 36);
            by_places.keys(chosen).keys("<enter>").keys(&"n".repeat(n)).keys("<esc>");
            assert_eq!(by_places.picture(), by_rows.picture(), "{chosen}, {n} places on");
        }
    }
}

#[test]
fn what_is_selected_behind_the_page_is_nothing_to_it() {
    let mut reader = Reader::open(120, 36);
    has(reader.keys("<enter>vw"), "1 word");
    assert!(!reader.keys("#").picture().contains("1 word"), "{}", reader.picture());
    has(reader.keys("<esc>"), "1 word");
}

#[test]
fn words_are_looked_up_in_one_paragraph() {
    for (selected, told) in [
        ("vw", "Concordance: "),
        ("vs", "Concordance: "),
        ("vp", "Concordance: "),
        ("vpvj", "words of one paragraph; # shows"),
        ("vwGvg", "words of one paragraph; # shows"),
    ] {
        has(Reader::open(120, 36).keys("<enter>").keys(selected).keys("#"), told);
    }
}

#[test]
fn the_sign_of_a_note_is_no_part_of_what_is_looked_up() {
    let mut reader = Reader::open(120, 36);
    has(reader.keys("/\"phare de\"<enter><enter>nvwaQui le garde ?<enter><esc>"), "phare† de");
    has(reader.keys("#"), "Concordance: phare de");
}

#[test]
fn a_page_that_was_put_aside_follows_the_list() {
    let wide = rows(Reader::open(120, 36).keys("/port<enter>#"));
    for narrowed in ["y2022<enter>", "y2021<enter>"] {
        let mut reader = Reader::open(120, 36);
        let n_narrowed = rows(reader.keys("/port<enter>").keys(narrowed).keys("#")).len();
        let found = rows(reader.keys("<enter><backspace><esc>"));
        assert!((1..wide.len()).contains(&n_narrowed), "{narrowed}: {n_narrowed}");
        assert_eq!(found.len(), wide.len(), "{narrowed}");
    }
}

#[test]
fn a_page_that_was_put_aside_outlasts_another_reading_of_the_archive() {
    let pages = edition::PAGES.iter().take(edition::PAGES.len() / 2);
    let documents = pages.map(|(name, text)| ingest(&Origin::file(format!("edition/{name}")), text.as_bytes()));
    let half = Arc::new(Segment::new(documents.collect()));
    let mut reader = Reader::waiting(120, 36, &kiosque::app::state::State::default());
    reader.read(&half);
    reader.tell(Message::Progress(Progress { finished: true, ..Progress::default() }));
    let n_before = rows(reader.keys("/port<enter>#")).len();
    reader.keys("<enter>R");
    reader.read_edition();
    let n_all = rows(Reader::open(120, 36).keys("/port<enter>#")).len();
    assert_eq!(rows(reader.keys("n<esc>")).len(), n_all, "{n_before} before\n{}", reader.picture());
}

#[test]
fn a_concordance_gives_back_what_it_was_asked_from_and_not_another_one() {
    let mut reader = Reader::open(120, 36);
    // One is read, so that the sources have their row of the unread from the start.
    let list = seen(reader.keys("/port<enter>jrk"));
    reader.keys("#G<enter>vw#jj<enter>");
    has(reader.keys("[[["), "Concordance: port");
    assert_eq!(seen(reader.keys("<esc>")), list);
}

#[test]
fn while_places_are_looked_for_none_is_called_the_last() {
    let mut reader = Reader::open(120, 36);
    reader.keys("/port<enter>");
    let asked = reader.ask(Message::Key("#".parse().unwrap()));
    let Some(Effect::Concord { ticket, library, sought, filter, hits }) =
        asked.into_iter().find(|effect| matches!(effect, Effect::Concord { .. }))
    else {
        panic!("it is asked")
    };
    let mut concording = Concording::new(&library, &sought, &filter, hits.as_ref());
    concording.step(&mut || true);
    let (n_found, n_articles) = (concording.n_found(), concording.n_articles());
    let mut first = concording.take();
    let rest = first.split_off(2);
    let answer = |is_first, occurrences, is_complete| {
        Message::Concorded(Concorded { ticket, is_first, occurrences, n_found, n_articles, is_complete })
    };
    reader.tell(answer(true, first, false));
    has(reader.keys("<enter>nn"), "More places are still being looked for.");
    reader.tell(answer(false, rest, true));
    has(reader.keys("n<esc>"), "Concordance: port");
    has(reader.keys("G<enter>n"), "That was the last hit.");
}
