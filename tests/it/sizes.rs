//! Laws that hold at every size, whatever keys are pressed: nothing panics, no rule is lost, nothing runs over one.

use kiosque::app::input::MouseKind;
use kiosque::locale::Locale;
use proptest::prelude::*;
use ratatui::buffer::Buffer;

use crate::screens::{Reader, picture};

/// Keys a hand may fall on, those that leave or turn the arrangement left out.
const KEYS: &[&str] = &[
    "j",
    "k",
    "g",
    "G",
    "h",
    "l",
    "J",
    "K",
    "n",
    "N",
    "f",
    "o",
    "y",
    "L",
    "x",
    "u",
    "s",
    "m",
    "H",
    "i",
    "t",
    "b",
    "B",
    "+",
    "-",
    "<",
    ">",
    "/",
    "?",
    "a",
    "2",
    "0",
    " ",
    "enter",
    "esc",
    "tab",
    "shift-tab",
    "backspace",
    "pgup",
    "pgdn",
    "ctrl-d",
    "ctrl-u",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "é",
    "\u{645}",
    "\u{62A}",
];

#[derive(Clone, Debug)]
enum Deed {
    Key(usize),
    Mouse(u8, u16, u16),
    Resize(u16, u16),
    Zen,
    Arrange,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        20 => (0..KEYS.len()).prop_map(Deed::Key),
        6 => (0u8..5, 0u16..130, 0u16..60).prop_map(|(kind, x, y)| Deed::Mouse(kind, x, y)),
        1 => sizes().prop_map(|(width, height)| Deed::Resize(width, height)),
        1 => Just(Deed::Zen),
        1 => Just(Deed::Arrange),
    ];
    proptest::collection::vec(deed, 0..25)
}

/// Small screens are where things go wrong; large ones are tried too.
fn sizes() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        4 => (1u16..130, 1u16..45),
        2 => (20u16..80, 5u16..26),
        1 => (1u16..=500, 1u16..=200),
    ]
}

fn locales() -> impl Strategy<Value = Locale> {
    proptest::sample::select(Locale::ALL.to_vec())
}

fn act(reader: &mut Reader, deed: &Deed) {
    match deed {
        Deed::Key(idx) => reader.press(KEYS[*idx]),
        Deed::Mouse(kind, x, y) => {
            let kind = match kind {
                0 => MouseKind::Press,
                1 => MouseKind::Drag,
                2 => MouseKind::Release,
                3 => MouseKind::WheelDown,
                _ => MouseKind::WheelUp,
            };
            reader.mouse(kind, *x, *y);
        }
        Deed::Resize(width, height) => reader.resize(*width, *height),
        Deed::Zen => reader.press("z"),
        Deed::Arrange => reader.press("w"),
    }
}

/// Columns of the symbol in a row.
fn columns(buffer: &Buffer, y: u16, symbol: &str) -> Vec<u16> {
    (0..buffer.area.width).filter(|x| buffer[(*x, y)].symbol() == symbol).collect()
}

/// Every rule that begins in the row of titles goes down to the bottom line, and there are as many as there are panes.
fn assert_rules(buffer: &Buffer) {
    let (width, height) = (buffer.area.width, buffer.area.height);
    if width < 20 || height < 5 {
        return;
    }
    let titles = columns(buffer, 1, "─").len();
    if titles == 0 {
        // The reader alone.
        return;
    }
    let starts = columns(buffer, 1, "┬");
    // Read from right to left, the sources stand at the right, and the rule between list and reader leads to the left.
    let n_tees = |sign: &str| (2..height - 1).map(|y| columns(buffer, y, sign).len()).sum::<usize>();
    let tees = n_tees("├") + n_tees("┤");
    let want: &[(usize, usize)] = match (width, height) {
        (..70, _) | (70..110, ..10) => &[(0, 0)],
        (70..110, 10..24) => &[(0, 0)],
        (70..110, _) => &[(1, 1)],
        (_, ..10) => &[(2, 0), (0, 0)],
        (_, 10..24) => &[(2, 0), (0, 0)],
        _ => &[(2, 0), (1, 1)],
    };
    assert!(want.contains(&(starts.len(), tees)), "{width}x{height}: {starts:?} and {tees}\n{}", picture(buffer));
    for x in starts {
        for y in 2..height - 1 {
            let symbol = buffer[(x, y)].symbol();
            assert!(matches!(symbol, "│" | "├" | "┤"), "{symbol:?} at {x},{y}\n{}", picture(buffer));
        }
    }
}

/// A cell shows one thing: no control character, nothing that would move the cells after it.
fn assert_cells(buffer: &Buffer) {
    for (i, cell) in buffer.content().iter().enumerate() {
        let symbol = cell.symbol();
        let is_one = kiosque::text::cells::width(symbol) <= 2 && !symbol.chars().any(char::is_control);
        assert!(is_one && !symbol.is_empty(), "cell {i} holds {symbol:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_key_at_any_size_breaks_the_screen((width, height) in sizes(), deeds in deeds(), locale in locales()) {
        let mut reader = Reader::speaking(locale, width, height);
        assert_rules(&reader.buffer());
        for deed in &deeds {
            act(&mut reader, deed);
            assert_cells(&reader.buffer());
        }
        // What lies on top is taken away, and the panes are whole.
        for _ in 0..6 {
            reader.press("esc");
        }
        let buffer = reader.buffer();
        assert_cells(&buffer);
        assert_rules(&buffer);
    }
}

#[test]
fn every_width_and_height_has_its_screen() {
    for locale in [Locale::English, Locale::Arabic] {
        let mut reader = Reader::speaking(locale, 1, 1);
        for (widths, heights) in [(1..131, 5..6), (20..21, 1..60), (70..71, 1..60), (110..111, 1..60), (1..131, 24..25)]
        {
            for width in widths {
                for height in heights.clone() {
                    reader.resize(width, height);
                    let buffer = reader.buffer();
                    assert_cells(&buffer);
                    assert_rules(&buffer);
                }
            }
        }
        for (width, height) in [(500, 200), (500, 1), (1, 200)] {
            reader.resize(width, height);
            assert_cells(&reader.buffer());
        }
    }
}
