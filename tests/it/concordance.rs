//! Looking a word up: its places under each other, from wherever one asks, and the way to each of them and back.

use kiosque::app::effect::Effect;
use kiosque::app::message::{Answer, Message};
use kiosque::locale::Locale;

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
