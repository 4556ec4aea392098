//! The test card of `kiosque doctor`: Arabic as the reader will see it, beside what it has to look like.
//!
//! Who cannot read Arabic can compare two pictures: the first word of the card is drawn large above it, in blocks that no
//! terminal turns round and no font misses.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::locale::words::Words;
use crate::text::bidi::Direction;
use crate::text::layout::{Layout, layout};
use crate::text::setting::Setting;
use crate::ui::canvas::Canvas;
use crate::ui::theme::Theme;
use crate::ui::{row, rules};

/// What is on the card.
#[derive(Debug)]
pub struct Card<'a> {
    /// The interface's words.
    pub words: &'a Words,
    /// How texts are shown here.
    pub setting: Setting,
    /// What was decided, and what could be better: a paragraph each.
    pub verdict: Vec<String>,
}

/// The first word of the card, drawn large: `kiosque`, kaf at the right with its slant, sheen with three dots, and kaf at
/// the left with its tall stroke.
const PICTURE: [&str; 8] = [
    "       ███                   ▄▄",
    "       ███    ██        ▄▄███▀▀",
    "  █▀▀  ███   ▄▄ ▄▄      ██▀    ",
    "  ▀▀█  ███   ▀▀ ▀▀ ▄▄   ▀██▄   ",
    " ▀▀▀▀  ███  ▄▄  ▄▄ ██     ▀██  ",
    "▄▄     ███  ██  ██ ██      ███ ",
    "██▄▄▄▄██████████████▀███████▀  ",
    " ▀▀▀▀▀▀                        ",
];

/// Every joint and every trap in a few rows: joined letters, lam-alef, vowel signs, digits of both kinds, brackets, and two
/// scripts on one row.
const SAMPLES: [&str; 5] =
    ["كشك", "السلام لا لأ لإ لآ بلا ثلاثاء", "كِتَابٌ، مَدْرَسَةٌ", "عام ٢٠٢٠ = 2020 (الصحف)", "Le kiosque « كشك » ouvre à 8 h."];

/// Columns of the box with the samples.
const BOX_WIDTH: u16 = 40;

/// Draws the card from the top down; what has no room is left out, but for the last row.
pub fn view(card: &Card<'_>, theme: &Theme, cells: &mut Buffer) {
    let area = cells.area;
    let canvas = &mut Canvas::new(cells, card.words.direction()).with_setting(&card.setting);
    row::fill(area, canvas, theme.text);
    let words = card.words;
    let (title, contents) = rules::page(area, canvas, theme);
    rules::title(words.text("doctor-title"), "", true, title, canvas, theme);
    let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..inner(area) };
    let rest = Rect { height: contents.height.saturating_sub(1), ..inner(contents) };
    let rest = picture(rest, canvas, theme);
    let rest = samples(rest, canvas, theme);
    let questions = ["doctor-question-word", "doctor-question-lines", "doctor-question-brackets"];
    let asked = questions.iter().map(|id| (words.text(id), theme.text));
    let told = card.verdict.iter().map(|told| (told.as_str(), theme.quiet));
    asked.chain(told).fold(rest, |rest, (text, style)| paragraph(text, rest, canvas, style));
    row::words(words.text("doctor-any-key"), last, canvas, theme.accent);
}

fn inner(area: Rect) -> Rect {
    Rect { x: area.x + area.width.min(1), width: area.width.saturating_sub(2), ..area }
}

fn below(area: Rect, n_rows: u16) -> Rect {
    let n_rows = n_rows.min(area.height);
    Rect { y: area.y + n_rows, height: area.height - n_rows, ..area }
}

/// The picture at the left, whichever side reading begins at.
fn picture(area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let mut rest = area;
    for line in PICTURE {
        let laid = layout(line, &Layout::one_row(rest.width).with_base(Direction::LeftToRight));
        row::draw(&laid, 0, rest, canvas, theme.text);
        rest = below(rest, 1);
    }
    rest
}

fn samples(area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let n_rows = SAMPLES.len() as u16 + 2;
    let frame = Rect { height: n_rows.min(area.height), width: BOX_WIDTH.min(area.width), ..area };
    rules::around(frame, canvas, theme.rule);
    for (line, y) in SAMPLES.into_iter().zip(1..frame.height.saturating_sub(1)) {
        let place = Rect { x: frame.x + 2, y: frame.y + y, width: frame.width.saturating_sub(4), height: 1 };
        let laid = layout(line, &canvas.one_row(place.width));
        row::draw(&laid, 0, place, canvas, theme.text);
    }
    below(area, n_rows)
}

/// Words of the interface over as many rows as they take; gives back what is left below.
fn paragraph(words: &str, area: Rect, canvas: &mut Canvas<'_>, style: Style) -> Rect {
    let laid = layout(words, &Layout::new(area.width).with_base(canvas.direction()));
    let n_rows = laid.n_rows().min(usize::from(area.height)) as u16;
    for row_idx in 0..n_rows {
        row::draw(&laid, usize::from(row_idx), below(area, row_idx), canvas, style);
    }
    below(area, n_rows)
}
