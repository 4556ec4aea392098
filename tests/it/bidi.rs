//! What stands in the cells, against cases that ICU, FriBidi and a third implementation agree about, and against the whole
//! conformance tests of Unicode.
//!
//! `golden_bidi` reads `tests/golden/bidi.json`, `../shared/golden/bidi.json` where it is there, and the file that
//! `KIOSQUE_GOLDEN_BIDI` names, all of one form. Expected cells are code points, because an editor reorders what it shows.
//! The tests of Unicode (package `unicode-data` of Debian) are read where they are; `KIOSQUE_UCD` names another folder.

use std::path::{Path, PathBuf};

use kiosque::text::bidi::Direction;
use kiosque::text::layout::{Laid, Layout, Row, layout};
use kiosque::text::position::Logical;
use kiosque::text::setting::{Base, Harakat, Setting};
use kiosque::text::wrap::{Fit, Wrapping};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

/// One case; fields that only explain are not read.
#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    width: u16,
    base: String,
    #[serde(default)]
    op: Op,
    /// What is to be marked: its columns are expected.
    highlight: Option<String>,
    #[serde(default)]
    strip_harakat: bool,
    expect: Expect,
    /// The text again.
    text_cps: Option<String>,
}

#[derive(Default, Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Op {
    #[default]
    Wrap,
    Truncate,
    Justify,
}

#[derive(Deserialize)]
struct Expect {
    base_resolved: String,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    cps: String,
    width: u16,
    logical: String,
    highlight_cols: Option<Vec<(u16, u16)>>,
}

#[test]
fn golden_bidi() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/bidi.json");
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/golden/bidi.json");
    let named = std::env::var_os("KIOSQUE_GOLDEN_BIDI").map(PathBuf::from);
    let mut failures = Vec::new();
    for (path, is_needed) in [(Some(own), false), (Some(shared), false), (named, true)] {
        let Some(path) = path else { continue };
        if !is_needed && !path.exists() {
            eprintln!("not read: there is no {}", path.display());
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let golden: Golden = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!golden.cases.is_empty(), "{} has no cases", path.display());
        let found = golden.cases.iter().filter_map(|case| Some(format!("{}: {}", case.id, failure(case)?)));
        let n_failures = failures.len();
        failures.extend(found);
        eprintln!(
            "{}: {} of {} cases",
            path.display(),
            golden.cases.len() + n_failures - failures.len(),
            golden.cases.len()
        );
    }
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}

/// What is wrong with the picture of a case.
fn failure(case: &Case) -> Option<String> {
    if let Some(cps) = &case.text_cps {
        assert_eq!(code_points(&case.text), *cps, "{}: the text is not what its code points say", case.id);
    }
    let laid = laid(case);
    let got = (laid.direction().as_str(), lines(case, &laid));
    let want =
        (case.expect.base_resolved.as_str(), case.expect.lines.iter().map(Line::as_expected).collect::<Vec<_>>());
    (got != want).then(|| format!("\n  is        {got:?}\n  should be {want:?}"))
}

/// The plain engine: greedy rows, no isolation but what the text has, overrides honoured.
fn laid(case: &Case) -> Laid {
    let base = match case.base.as_str() {
        "ltr" => Base::Given(Direction::LeftToRight),
        "rtl" => Base::Given(Direction::RightToLeft),
        "auto" => Base::First(Direction::LeftToRight),
        "auto-rtl" => Base::First(Direction::RightToLeft),
        "smart" => Base::Auto,
        other => panic!("{}: no policy is called {other}", case.id),
    };
    let setting = Setting {
        base,
        harakat: if case.strip_harakat { Harakat::Stripped } else { Harakat::Kept },
        justify: case.op == Op::Justify,
        ..Setting::default()
    };
    let wrapping = match case.op {
        Op::Truncate => Wrapping::one_row(case.width),
        Op::Wrap | Op::Justify => Wrapping { fit: Fit::Greedy, ..Wrapping::new(case.width) },
    };
    layout(&case.text, &Layout { setting, wrapping })
}

type Expected = (String, u16, String, Option<Vec<(u16, u16)>>);

impl Line {
    fn as_expected(&self) -> Expected {
        let columns = self.highlight_cols.clone().filter(|columns| !columns.is_empty());
        (self.cps.clone(), self.width, self.logical.clone(), columns)
    }
}

fn lines(case: &Case, laid: &Laid) -> Vec<Expected> {
    let marked = case.highlight.as_ref().map(|part| {
        let start = case.text.find(part.as_str()).unwrap_or_else(|| panic!("{}: no {part} in it", case.id));
        Logical(start)..Logical(start + part.len())
    });
    let line = |(row_idx, row): (usize, Row<'_>)| {
        let shown: String = row.cells().map(|cell| cell.symbol).collect();
        // A line that is cut stands for what it shows.
        let range = if laid.is_cut() { row.range() } else { row.whole_range() };
        let marked = marked.clone().map(|part| laid.columns_of(row_idx, part));
        let marked = marked.filter(|columns| !columns.is_empty());
        let columns = marked.map(|columns| columns.iter().map(|range| (range.start.0, range.end.0)).collect());
        (code_points(&shown), row.width(), case.text[Logical::bytes(range)].to_owned(), columns)
    };
    laid.rows().enumerate().map(line).collect()
}

fn code_points(text: &str) -> String {
    text.chars().map(|c| format!("{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}
