//! An interface that is read from right to left is the exact reflection of the other one: the same areas, the same rules
//! and signs, and keys and the mouse at work where the eye sees things.

use kiosque::app::Setup;
use kiosque::app::input::MouseKind;
use kiosque::app::message::Message;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::ui::theme::Theme;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::screens::{Reader, picture};

/// The same screen, read from right to left; its words stay English.
fn mirrored(width: u16, height: u16) -> Reader {
    let setup = Setup { words: Words::read(Locale::Arabic, Locale::English.messages()), ..Setup::default() };
    Reader::open_with(setup, width, height)
}

/// Signs of the interface that stand at one side, each with its reflection. Texts of pages hold none of them.
const SIGNS: &[(&str, &str)] = &[
    ("─", "─"),
    ("│", "│"),
    ("┬", "┬"),
    ("├", "┤"),
    ("▌", "▐"),
    ("▐", "▌"),
    ("┌", "┐"),
    ("└", "┘"),
    ("┐", "┌"),
    ("┘", "└"),
    ("┤", "├"),
    ("•", "•"),
    ("✓", "✓"),
    ("◧", "◨"),
    ("◨", "◧"),
];

/// Where the signs stand, as they are or reflected.
fn signs(buffer: &Buffer, is_reflected: bool) -> Vec<(u16, u16, &'static str)> {
    let width = buffer.area.width;
    let mut found: Vec<_> = buffer
        .area
        .positions()
        .filter_map(|at| {
            let (sign, reflection) = SIGNS.iter().find(|(sign, _)| *sign == buffer[at].symbol())?;
            Some(if is_reflected { (at.y, width - 1 - at.x, *reflection) } else { (at.y, at.x, *sign) })
        })
        .collect();
    found.sort_unstable();
    found
}

fn assert_reflection(left: &Reader, right: &Reader, told: &str) {
    let (left, right) = (left.buffer(), right.buffer());
    assert!(signs(&left, true) == signs(&right, false), "{told}\n{}\n{}", picture(&left), picture(&right));
}

#[test]
fn every_page_and_overlay_is_reflected() {
    for (width, height) in [(40, 16), (80, 24), (109, 20), (120, 36), (200, 50)] {
        for keys in [
            "",
            "<shift-tab>jj<space>",
            "jj<enter><ctrl-d>",
            "o",
            "y20<down><tab>",
            "m",
            "m <left><up> ",
            "H<enter> j ",
            "i",
            "t",
            "?",
            "/phare",
            "zz",
            "y2021<enter>Lfr<enter>b",
            "y2021<enter>BjB<pgdn>",
            "jB",
            "w",
            "/zyxwv<enter>",
        ] {
            let (mut left, mut right) = (Reader::open(width, height), mirrored(width, height));
            left.keys(keys);
            // The hand goes to where the eye sees things.
            right.keys(&keys.replace("<left>", "<right>"));
            assert_reflection(&left, &right, &format!("{keys} at {width}x{height}"));
        }
    }
}

#[test]
fn the_mouse_hits_what_is_seen() {
    for (width, height) in [(40, 16), (80, 24), (120, 36)] {
        for x in (0..width).step_by(5) {
            for y in (0..height).step_by(3) {
                let (mut left, mut right) = (Reader::open(width, height), mirrored(width, height));
                left.keys("o<tab><enter>");
                right.keys("o<tab><enter>");
                left.mouse(MouseKind::Press, x, y).mouse(MouseKind::Drag, x + 4, y).mouse(MouseKind::WheelDown, x, y);
                let at = |x: u16| width - 1 - x.min(width - 1);
                right.mouse(MouseKind::Press, at(x), y).mouse(MouseKind::Drag, at(x + 4), y);
                right.mouse(MouseKind::WheelDown, at(x), y);
                assert_reflection(&left, &right, &format!("{x},{y} at {width}x{height}"));
            }
        }
    }
}

#[test]
fn left_and_right_go_where_the_eye_sees_it() {
    // The pane with the focus has its title in the accent: its column says where it is.
    let focus = |reader: &Reader| {
        let buffer = reader.buffer();
        let accent = Theme::named("paper").expect("it is built in").focused_title.fg;
        (0..buffer.area.width).find(|x| Some(buffer[(*x, 1)].fg) == accent)
    };
    for mut reader in [Reader::open(120, 36), mirrored(120, 36)] {
        reader.keys("hh");
        let mut columns = vec![focus(&reader)];
        for key in ["l", "right"] {
            reader.press(key);
            columns.push(focus(&reader));
        }
        assert!(columns.is_sorted() && columns[0] < columns[1] && columns[1] < columns[2], "{columns:?}");
    }
    let mut reader = mirrored(120, 36);
    reader.keys("<right>");
    let sources = focus(&reader);
    reader.keys("<tab>");
    assert!(focus(&reader) < sources, "after the sources, reading goes on to the left of them");
}

/// Cells that are reversed: the cursor of a line being typed.
fn cursors(reader: &Reader) -> usize {
    let buffer = reader.buffer();
    buffer.content().iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_wherever_the_cursor_is_seen(
        (width, height) in (20u16..130, 5u16..40),
        locale in proptest::sample::select(Locale::ALL.to_vec()),
        line in proptest::sample::select(vec!["/", "o", "f", "?"]),
        typed in "([a-zé]{1,9}|[\u{621}-\u{64A}]{1,9}|\u{644}\u{64E}?\u{627}|[0-9(«:.]{1,3}| ){0,20}",
        moves in proptest::collection::vec(
            proptest::sample::select(vec!["left", "right", "home", "end", "ctrl-left", "ctrl-right", "delete"]), 0..12),
    ) {
        let mut reader = Reader::speaking(locale, width, height);
        reader.press(line);
        reader.tell(Message::Paste(typed));
        for key in moves {
            reader.press(key);
            prop_assert_eq!(cursors(&reader), 1, "after {}:\n{}", key, reader.picture());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    // Behind `o` letters are text, and `h` is no way to go any more.
    #[test]
    fn panes_are_reflected_at_every_size(width in 20u16..=500, height in 5u16..=200, keys in "[wzjh><tm]{0,5}(o[wzjtm]{0,2}|)") {
        let (mut left, mut right) = (Reader::open(width, height), mirrored(width, height));
        left.keys(&keys.replace('<', "<<>"));
        right.keys(&keys.replace('<', "<<>").replace('h', "l"));
        assert_reflection(&left, &right, &format!("{keys} at {width}x{height}"));
    }
}
