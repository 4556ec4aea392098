//! Turns right-to-left words round for kitty, which turns them round again.
//!
//! kitty gives each run of cells between blanks that one font can show to HarfBuzz, which takes the direction from the
//! first letter with one, and shows the run in that direction. Words in visual order would come out reversed, so they are
//! sent reversed. Which cells share a font depends on the fonts of the reader: full stops, digits and Latin letters may
//! come with the Arabic ones or not. But a font of another weight is another font, so where an Arabic word touches
//! anything else, the smaller of the two changes its weight: that is a heavier full stop, and always in its place.
//! `force_ltr yes` in kitty's settings makes all this needless. [kitty/fonts.c, `font_for_cell`, `load_hb_buffer`]
//!
//! Only what the cells show is moved: colours belong to places, and kitty colours by place.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use unicode_bidi::{BidiClass, bidi_class};

/// Turns the words of a picture, row by row.
pub fn turn_words(buf: &mut Buffer) {
    let width = usize::from(buf.area.width);
    if width == 0 {
        return;
    }
    for row in buf.content.chunks_mut(width) {
        for token in runs(row, |cell| !is_blank(cell)) {
            turn(&mut row[token]);
        }
    }
}

/// Turns the right-to-left runs of cells between two blanks, and sets them apart from what they touch.
fn turn(token: &mut [Cell]) {
    let words = runs(token, is_turned);
    let n_turned: usize = words.iter().map(ExactSizeIterator::len).sum();
    let n_others = token.len() - n_turned;
    if n_turned == 0 {
        return;
    }
    if n_others > 0 {
        let changes_others = n_others <= n_turned;
        for cell in token.iter_mut().filter(|cell| is_turned(cell) != changes_others) {
            cell.modifier.toggle(Modifier::BOLD);
        }
    }
    for word in words {
        let cells = &mut token[word];
        let n_cells = cells.len();
        for left in 0..n_cells / 2 {
            let [one, other] = [left, n_cells - 1 - left];
            let symbol = cells[one].symbol().to_owned();
            let other_symbol = cells[other].symbol().to_owned();
            cells[one].set_symbol(&other_symbol);
            cells[other].set_symbol(&symbol);
        }
    }
}

/// The longest ranges of cells that all are so.
fn runs(cells: &[Cell], is_so: impl Fn(&Cell) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (idx, _) in cells.iter().enumerate().filter(|(_, cell)| is_so(cell)) {
        match runs.last_mut() {
            Some(last) if last.end == idx => last.end = idx + 1,
            _ => runs.push(idx..idx + 1),
        }
    }
    runs
}

/// What kitty draws without a font ends a run: blanks, and the lines and blocks it draws itself.
fn is_blank(cell: &Cell) -> bool {
    matches!(cell.symbol(), "" | " " | "\u{2002}") || matches!(first(cell), '\u{2500}'..='\u{259f}')
}

/// Whether HarfBuzz takes the cell for a letter of a right-to-left script, or it may stand between two of them. Digits of
/// Arabic are letters to it, its comma, semicolon and question mark are not (Scripts.txt: they are Common).
fn is_turned(cell: &Cell) -> bool {
    let first = first(cell);
    let is_common = matches!(first, '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6dd}' | '\u{fd3e}' | '\u{fd3f}');
    let is_arabic_sign = matches!(first, '\u{66a}'..='\u{66d}' | '\u{6f0}'..='\u{6f9}');
    let is_rtl = matches!(bidi_class(first), BidiClass::R | BidiClass::AL | BidiClass::AN);
    (is_rtl || is_arabic_sign) && !is_common
}

fn first(cell: &Cell) -> char {
    cell.symbol().chars().next().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::turn_words;

    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    /// The cells of a row after turning, those of another weight than before in brackets.
    fn turned(row: &str, style: Style) -> String {
        let width = row.chars().count() as u16;
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        for (x, symbol) in (0..).zip(row.chars()) {
            buf[(x, 0)].set_char(symbol).set_style(style);
        }
        turn_words(&mut buf);
        let is_bold = style.add_modifier.contains(Modifier::BOLD);
        let cell = |cell: &ratatui::buffer::Cell| match cell.modifier.contains(Modifier::BOLD) == is_bold {
            true => cell.symbol().to_owned(),
            false => format!("[{}]", cell.symbol()),
        };
        buf.content.iter().map(cell).collect()
    }

    // Kaf at the end of a word, sheen in it, kaf at its beginning; waw alone; Arabic digits.
    #[rustfmt::skip]
    const CASES: [(&str, &str); 16] = [
        ("", ""),
        ("le kiosque, 2020", "le kiosque, 2020"),
        ("\u{feda}\u{feb8}\u{fedb}", "\u{fedb}\u{feb8}\u{feda}"),
        ("\u{feda}\u{fedb} \u{feda}\u{feb8} oui", "\u{fedb}\u{feda} \u{feb8}\u{feda} oui"),
        (".\u{feda}\u{fedb}", "[.]\u{fedb}\u{feda}"),
        ("(\u{feda}\u{fedb})", "[(]\u{fedb}\u{feda}[)]"),
        ("«\u{feda}\u{feb8}\u{fedb}»:", "[«]\u{fedb}\u{feb8}\u{feda}[»][:]"),
        ("\u{61f}\u{feda}\u{fedb}", "[\u{61f}]\u{fedb}\u{feda}"),
        ("2020\u{feed}", "2020[\u{feed}]"),
        ("Facebook\u{feda}\u{fedb}", "Facebook[\u{fedb}][\u{feda}]"),
        ("\u{feda}\u{fedb}-x", "\u{fedb}\u{feda}[-][x]"),
        ("\u{661}\u{662}\u{663}", "\u{663}\u{662}\u{661}"),
        ("\u{661}\u{66b}\u{663}", "\u{663}\u{66b}\u{661}"),
        ("\u{6f1}\u{6f2}", "\u{6f2}\u{6f1}"),
        ("\u{feda}\u{640}\u{fedb}", "\u{fedb}\u{640}\u{feda}"),
        ("▌\u{feda}\u{fedb}│\u{5d1}\u{5d0}▐", "▌\u{fedb}\u{feda}│\u{5d0}\u{5d1}▐"),
    ];

    #[test]
    fn right_to_left_words_are_turned_and_set_apart() {
        for (row, want) in CASES {
            for style in [Style::new(), Style::new().add_modifier(Modifier::BOLD)] {
                assert_eq!(turned(row, style), want, "{row}");
            }
        }
    }

    #[test]
    fn colours_stay_in_their_places() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 3, 2));
        buf[(0, 1)].set_char('\u{feda}').set_bg(Color::Red);
        buf[(1, 1)].set_char('\u{feb8}');
        buf[(2, 1)].set_char('\u{fedb}').set_fg(Color::Blue);
        turn_words(&mut buf);
        assert_eq!((buf[(0, 1)].symbol(), buf[(0, 1)].bg), ("\u{fedb}", Color::Red));
        assert_eq!((buf[(2, 1)].symbol(), buf[(2, 1)].fg), ("\u{feda}", Color::Blue));
    }
}
