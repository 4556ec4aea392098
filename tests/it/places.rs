//! Back and forth through the places one has been, and where each article was left.

use kiosque::app::effect::Effect;
use kiosque::app::message::{Message, Progress};
use kiosque::store::marks::Change;
use proptest::prelude::*;

use crate::screens::Reader;

/// The screen but for the bottom line, which says what was done, for the signs and the number of the unread (what was read
/// stays read), and for the scroll bar and the share that was read, which reckon with the height of paragraphs not shown yet.
pub fn seen(reader: &Reader) -> String {
    let picture = reader.picture().replace(['•', '▐'], " ");
    let mut lines: Vec<String> = picture.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.pop();
    for line in lines.iter_mut().filter(|line| line.ends_with(" %")) {
        *line = line.trim_end_matches(|c: char| c.is_ascii_digit() || " %─".contains(c)).to_owned();
    }
    for line in lines.iter_mut().filter(|line| line.contains(" Unread ")) {
        let (sources, rest) = line.split_once('│').unwrap_or((line, ""));
        *line = format!("{}│{rest}", sources.replace(|c: char| c.is_ascii_digit(), " "));
    }
    lines.join("\n")
}

#[test]
fn what_is_gone_back_through_is_gone_forth_through_again() {
    let jumps =
        "jj<enter><pgdn><esc>jjj<enter>/port<enter><enter>nnn#jj<enter>nxm<right><esc>o<tab><enter>H<enter><enter>";
    for (width, height) in [(120, 36), (80, 24), (40, 16)] {
        let mut reader = Reader::open(width, height);
        let mut back = vec![seen(reader.keys(jumps))];
        while !reader.keys("[").picture().contains("There is no place") {
            back.push(seen(&reader));
        }
        assert!(back.len() > 8, "{width}x{height}: {} places", back.len());
        for place in back.iter().rev().skip(1) {
            assert_eq!(&seen(reader.keys("]")), place, "{width}x{height}");
        }
        reader.keys("]");
        assert!(reader.picture().contains("no place to go forth"), "{}", reader.picture());
    }
}

#[test]
fn the_article_one_read_before_is_gone_back_to() {
    for (width, height) in [(120, 36), (40, 16)] {
        let mut reader = Reader::open(width, height);
        let read = seen(reader.keys("jj<enter><pgdn>"));
        let other = seen(reader.keys("<esc>jjj<enter>"));
        assert_eq!(seen(reader.keys("[")), read, "{width}x{height}");
        assert_eq!(seen(reader.keys("]")), other, "{width}x{height}");
    }
}

#[test]
fn going_back_says_what_the_list_shows_and_a_new_jump_drops_what_lay_ahead() {
    let mut reader = Reader::open(120, 36);
    reader.keys("y2022<enter>/phare<enter>[");
    assert!(reader.picture().contains("Back at 2022"), "{}", reader.picture());
    reader.keys("[");
    assert!(reader.picture().contains("Back at All articles"), "{}", reader.picture());
    reader.keys("m<esc>]");
    assert!(reader.picture().contains("no place to go forth"), "{}", reader.picture());
    // It is no undo: that gives the filters back one by one, whatever the place.
    reader.keys("<esc>[");
    assert!(reader.picture().contains("Map"), "{}", reader.picture());
}

#[test]
fn places_outlast_another_reading_of_the_archive() {
    let mut reader = Reader::open(120, 36);
    let place = seen(reader.keys("/port<enter>jj<enter><pgdn>"));
    reader.keys("x<esc>G<enter>");
    reader.keys("R");
    reader.read_edition();
    reader.keys("[[");
    assert_eq!(seen(&reader), place);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn back_and_forth_again_changes_nothing(
        keys in proptest::collection::vec(prop::sample::select(vec![
            "j", "k", "<enter>", "<esc>", "<tab>", " ", "n", "N", "J", "K", "G", "m", "H", "d", "b", "z", "#", "s", "x", "[", "]", "<pgdn>",
            "/port<enter>", "/la <enter>", "y<tab><enter>", "fmer<enter>", "u",
        ]), 1..30),
        size in prop::sample::select(vec![(120, 36), (80, 24), (40, 16)]),
    ) {
        let mut reader = Reader::open(size.0, size.1);
        keys.iter().for_each(|keys| { reader.keys(keys); });
        reader.keys("<esc>");
        let here = seen(&reader);
        reader.keys("[");
        if !reader.picture().contains("There is no place") {
            reader.keys("]");
            prop_assert_eq!(seen(&reader), here, "{:?}", keys);
        }
    }
}

/// Where articles were left, as it is kept.
fn left(effects: &[Effect]) -> Vec<Option<u32>> {
    let markings = effects.iter().flat_map(|effect| match effect {
        Effect::Mark(markings) => markings.as_slice(),
        _ => &[],
    });
    let of = |change: &Change| match change {
        Change::Left(spot) => Some(spot.map(|spot| spot.block)),
        _ => None,
    };
    markings.filter_map(|marking| of(&marking.change)).collect()
}

#[test]
fn an_article_goes_on_where_it_was_left() {
    let mut reader = Reader::open(60, 14);
    reader.keys("<enter><pgdn>");
    let place = seen(&reader);
    reader.effects.clear();
    reader.keys("jjkk");
    assert_eq!(left(&reader.effects), [], "no line at a step");
    reader.keys("JKJ");
    assert_eq!(left(&reader.effects).len(), 1, "and one for leaving, however often it is passed");
    reader.keys("K");
    assert_eq!(seen(&reader), place);
    // The top of an article is nothing to remember: what was kept goes.
    reader.effects.clear();
    reader.keys("gJ");
    assert_eq!(left(&reader.effects), [None]);
    reader.keys("K<pgdn>");
    reader.effects.clear();
    reader.keys("GJ");
    assert_eq!(left(&reader.effects), [], "nor is its end");
    reader.keys("K<pgdn>q");
    assert_eq!(left(&reader.effects).len(), 1, "the end of the program leaves it, too");
}

#[test]
fn an_article_that_is_passed_stays_where_it_was_left() {
    for (width, height) in [(60, 14), (80, 24), (200, 50), (200, 200)] {
        let mut reader = Reader::open(60, 14);
        reader.keys("<enter><pgdn>J");
        reader.resize(width, height);
        reader.effects.clear();
        reader.keys("KJK");
        assert_eq!(left(&reader.effects), [], "passed at {width}x{height}");
        reader.keys("q");
        assert_eq!(left(&reader.effects), [], "and at the end of the program");
    }
}

#[test]
fn what_is_gone_to_comes_before_where_an_article_was_left() {
    let mut reader = Reader::open(60, 14);
    let id = |reader: &Reader| reader.state().article;
    reader.keys("/cornes<enter><enter>x<pgdn><pgdn>");
    let first = id(&reader);
    let left_at = reader.state().block;
    reader.keys("J/cornes<enter><enter>N");
    assert_eq!(id(&reader), first);
    assert_ne!(reader.state().block, left_at);
    // All is read again: it stands where it stood, and not where it was left.
    let place = |reader: &Reader| (reader.state().article, reader.state().block, reader.state().byte);
    let before = place(&reader);
    reader.keys("R");
    reader.read_edition();
    reader.tell(Message::Progress(Progress { finished: true, ..Progress::default() }));
    assert_eq!(place(&reader), before);
}
