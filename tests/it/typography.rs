//! Text as the screen shows it by default and by its settings, on the screen and against `tests/golden/screen_text.json`.

use std::path::Path;
use std::sync::Arc;

use kiosque::app::Setup;
use kiosque::app::message::{Answer, Message, Progress};
use kiosque::app::state::State;
use kiosque::ingest::ingest;
use kiosque::model::document::Origin;
use kiosque::model::lang::Lang;
use kiosque::store::segment::Segment;
use kiosque::text::bidi::{Direction, majority_or};
use kiosque::text::layout::{Laid, Layout, layout};
use kiosque::text::position::Logical;
use kiosque::text::setting::{Base, Digits, Harakat, Setting};
use kiosque::text::wrap::{Fit, Wrapping};
use proptest::prelude::*;
use serde::Deserialize;

use crate::screens::Reader;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

/// A text, what differs from the screen's defaults, and what stands in the cells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    text: String,
    base: String,
    width: u16,
    language: Option<String>,
    french_spaces: Option<bool>,
    digits: Option<String>,
    harakat: Option<String>,
    #[serde(default)]
    justify: bool,
    #[serde(default)]
    hyphenation: bool,
    fit: Option<String>,
    op: Option<String>,
    /// What is to be marked: its columns are expected.
    highlight: Option<String>,
    expect: Expect,
    #[serde(rename = "note")]
    _note: String,
    #[serde(rename = "verified")]
    _verified: serde_json::Value,
}

#[derive(Deserialize)]
struct Expect {
    base_resolved: String,
    lines: Vec<Row>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Row {
    cps: String,
    width: u16,
    /// Columns of what is to be marked, from the left.
    highlight_cols: Option<Vec<(u16, u16)>>,
}

#[test]
fn the_screen_shows_texts_as_its_cases_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/screen_text.json");
    let golden: Golden = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(golden.cases.len() >= 40);
    let failures: Vec<String> = golden.cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}

/// What is wrong with the picture of a case.
fn failure(case: &Case) -> Option<String> {
    let laid = layout(&case.text, &layout_of(case));
    let (base, rows) = (laid.direction().as_str(), rows(case, &laid));
    let is_right = base == case.expect.base_resolved && rows == case.expect.lines;
    (!is_right).then(|| {
        let Expect { base_resolved, lines } = &case.expect;
        format!("{}\n  is        {base} {rows:?}\n  should be {base_resolved} {lines:?}", case.id)
    })
}

fn layout_of(case: &Case) -> Layout {
    let around = |direction| Base::Given(majority_or(&case.text, direction));
    let base = match case.base.as_str() {
        "auto" => Base::Auto,
        "rtl" => Base::Given(Direction::RightToLeft),
        "around-rtl" => around(Direction::RightToLeft),
        "around-ltr" => around(Direction::LeftToRight),
        other => panic!("{}: no base is called {other}", case.id),
    };
    let setting = Setting {
        base,
        language: case.language.as_deref().and_then(Lang::parse).unwrap_or(Lang::UND).language(),
        spacing: case.french_spaces.unwrap_or(true),
        digits: match case.digits.as_deref() {
            Some("latin") => Digits::Latin,
            Some("arabic") => Digits::Arabic,
            _ => Digits::Kept,
        },
        harakat: if case.harakat.as_deref() == Some("strip") { Harakat::Stripped } else { Harakat::Kept },
        justify: case.justify,
        hyphenation: case.hyphenation,
        ..Setting::screen()
    };
    let fit = if case.fit.as_deref() == Some("greedy") { Fit::Greedy } else { Fit::Optimal };
    let wrapping = match case.op.as_deref() {
        Some("truncate") => Wrapping { whole_words: true, ..Wrapping::one_row(case.width) },
        _ => Wrapping { fit, ..Wrapping::new(case.width) },
    };
    Layout { setting, wrapping }
}

fn rows(case: &Case, laid: &Laid) -> Vec<Row> {
    let marked = case.highlight.as_ref().map(|part| {
        let start = case.text.find(part.as_str()).unwrap_or_else(|| panic!("{}: no {part} in it", case.id));
        Logical(start)..Logical(start + part.len())
    });
    laid.rows()
        .enumerate()
        .map(|(row_idx, row)| {
            let columns =
                marked.clone().map(|part| laid.columns_of(row_idx, part)).filter(|columns| !columns.is_empty());
            let columns = columns.map(|columns| columns.iter().map(|range| (range.start.0, range.end.0)).collect());
            let symbols = row.cells().flat_map(|cell| cell.symbol.chars().collect::<Vec<_>>());
            let cps: Vec<String> = symbols.map(|c| format!("{:04X}", u32::from(c))).collect();
            Row { cps: cps.join(" "), width: row.width(), highlight_cols: columns }
        })
        .collect()
}

/// A reader with one page.
fn reader_of(page: &str) -> Reader {
    reader_with(Setup::default(), page)
}

fn reader_with(setup: Setup, page: &str) -> Reader {
    let mut reader = Reader::set_up(setup, 116, 30, &State::default());
    let document = ingest(&Origin::file("page.txt"), page.as_bytes());
    reader.read(&Arc::new(Segment::new(vec![document])));
    reader.tell(Message::Progress(Progress { n_read: 1, n_found: 1, finished: true, ..Progress::default() }));
    reader
}

#[test]
fn overrides_are_left_out_marked_and_told() {
    let body = "Le conseil s'est réuni lundi pour décider de la reconstruction du phare, après deux ans de débats.";
    let honest = format!("Le phare sera rebâti\n\n{body}\n");
    let overridden = format!("Le phare \u{202E}sera\u{202C} rebâti\n\n{body}\n");
    for (page, is_marked) in [(&honest, false), (&overridden, true)] {
        let mut reader = reader_of(page);
        let picture = reader.keys("<enter>").picture();
        assert!(picture.contains("Le phare sera rebâti"), "{picture}");
        // Beside the headline in the list, and in the dateline of the article.
        assert_eq!(picture.matches('⇄').count(), if is_marked { 2 } else { 0 }, "{picture}");
        let evidence = reader.keys("iG").picture();
        assert_eq!(evidence.contains("U+202E"), is_marked, "{evidence}");
    }
}

/// An Arabic page with vowel signs and Arabic-Indic digits, of more than one row.
const ARABIC: &str = "\u{645}\u{62F}\u{631}\u{633}\u{629} \u{627}\u{644}\u{633}\u{628}\u{62A} \u{645}\u{62F}\u{631}\u{633}\u{629} \u{645}\u{62C}\u{644}\u{633} \u{62C}\u{62F}\u{64A}\u{62F} \u{641}\u{64A} \u{645}\u{62F}\u{631}\u{633}\u{629} \u{661}\u{662}\n\n\u{633}\u{64E}\u{644}\u{627}\u{645}\u{64C} \u{661}\u{662} \u{639}\u{644}\u{649} \u{645}\u{62F}\u{631}\u{633}\u{629} \u{627}\u{644}\u{633}\u{628}\u{62A} \u{641}\u{64A} \u{645}\u{62F}\u{631}\u{633}\u{629} \u{645}\u{62C}\u{644}\u{633} \u{627}\u{644}\u{633}\u{628}\u{62A} \u{645}\u{646} \u{62C}\u{62F}\u{64A}\u{62F} \u{641}\u{64A} \u{645}\u{62F}\u{631}\u{633}\u{629} \u{627}\u{644}\u{645}\u{62C}\u{644}\u{633} \u{648}\u{641}\u{64A} \u{627}\u{644}\u{633}\u{628}\u{62A} \u{645}\u{62F}\u{631}\u{633}\u{629}.\n";
const HARAKAT: [char; 2] = ['\u{64E}', '\u{64C}'];
const SEEN: char = '\u{633}';

#[test]
fn vowel_signs_go_by_the_terminal_unless_the_reader_says_otherwise() {
    for (wanted, drawn, are_shown) in [
        (None, true, true),
        (None, false, false),
        (Some(Harakat::Kept), false, true),
        (Some(Harakat::Stripped), true, false),
    ] {
        let mut reader = reader_with(Setup { harakat: wanted, ..Setup::default() }, ARABIC);
        reader.tell(Message::Terminal(Answer { marks: drawn, ..Answer::default() }));
        let picture = reader.picture();
        assert_eq!(picture.contains(HARAKAT), are_shown, "{wanted:?} {drawn}\n{picture}");
    }
}

#[test]
fn a_terminal_that_orders_rows_gets_letters_as_they_are_written() {
    let mut reader = reader_of(ARABIC);
    assert!(!reader.picture().contains(SEEN));
    reader.tell(Message::Terminal(Answer { is_logical: true, ..Answer::default() }));
    assert!(reader.keys("<enter>").picture().contains(SEEN));
}

#[test]
fn one_setting_reaches_every_pane() {
    let setting = Setting { digits: Digits::Latin, justify: true, ..Setting::screen() };
    let mut reader = reader_with(Setup { setting, ..Setup::default() }, ARABIC);
    let picture = reader.picture();
    assert_eq!(picture.matches("12").count(), 3, "list, headline, text:\n{picture}");
    // The text is justified, and the text alone.
    let mut rows = picture.lines().filter(|row| row.contains('\u{640}')).peekable();
    assert!(rows.peek().is_some() && rows.all(|row| row.find('\u{640}') > row.rfind('│')), "{picture}");
    // The evidence quotes the page with the same digits.
    let evidence = reader.keys("i").picture();
    assert!(evidence.contains("12") && !evidence.contains('\u{661}'), "{evidence}");
}

/// Everything that can be put in, left out or exchanged.
fn any_setting() -> impl Strategy<Value = Setting> {
    let digits = prop::sample::select(vec![Digits::Kept, Digits::Latin, Digits::Arabic]);
    let harakat = prop::sample::select(vec![Harakat::Kept, Harakat::Stripped]);
    let language = prop::sample::select(vec![Lang::FR, Lang::EN, Lang::ES, Lang::FA, Lang::AR]);
    (digits, harakat, language, any::<[bool; 3]>()).prop_map(
        |(digits, harakat, language, [justify, hyphenation, spacing])| {
            let language = language.language();
            Setting { digits, harakat, language, justify, hyphenation, spacing, ..Setting::screen() }
        },
    )
}

proptest! {
    #[test]
    fn every_setting_keeps_the_text_and_the_width(
        words in prop::collection::vec("[a-zé]{1,12}|[ا-ي]{1,8}|[بسل]\u{64E}لا|@[a-z]{1,5}|https://[a-z]{1,4}/|[0-9١-٣]-[0-9]|«[a-z]{1,4}»[!?:;]|\\+213 21 55 66", 0..24),
        setting in any_setting(),
        width in 16u16..90,
    ) {
        let text = words.join(" ");
        let laid = layout(&text, &Layout::new(width).with_setting(setting));
        let mut shown = vec![0; text.len()];
        for row in laid.rows() {
            prop_assert!(row.width() <= width);
            prop_assert_eq!(row.cells().map(|cell| cell.width).sum::<u16>(), row.width());
            for at in row.cells().flat_map(|cell| Logical::bytes(cell.range)) {
                shown[at] += 1;
            }
        }
        for (at, c) in text.char_indices() {
            let n = shown[at];
            prop_assert!(n == 1 || n == 0 && c == ' ', "{:?} is shown {} times", c, n);
        }
    }
}
