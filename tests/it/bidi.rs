//! What stands in the cells, against cases that ICU, FriBidi and a third implementation agree about, and against the whole
//! conformance tests of Unicode.
//!
//! `golden_bidi` reads `tests/golden/bidi.json`, `../shared/golden/bidi.json` where it is there, and the file that
//! `KIOSQUE_GOLDEN_BIDI` names, all of one form. Expected cells are code points, because an editor reorders what it shows.
//! The tests of Unicode (package `unicode-data` of Debian) are read where they are; `KIOSQUE_UCD` names another folder.

use std::path::{Path, PathBuf};

use kiosque::text::bidi::{self, Direction};
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
    if std::env::var_os("KIOSQUE_UPDATE_GOLDEN").is_some() {
        update(&own);
    }
    let mut failures = Vec::new();
    for (path, is_needed) in [(Some(own), true), (Some(shared), false), (named, true)] {
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

/// Writes down what the program makes of the cases of a file, one case a line. That is no proof: the new lines have to be
/// checked by other means.
fn update(path: &Path) {
    let text = std::fs::read_to_string(path).expect("the cases can be read");
    let mut golden: serde_json::Value = serde_json::from_str(&text).expect("the cases are JSON");
    let mut lines_of_file = Vec::new();
    for value in golden["cases"].as_array_mut().expect("there are cases") {
        let nothing = serde_json::json!({ "base_resolved": "", "lines": [] });
        value.as_object_mut().expect("a case is an object").insert("expect".to_owned(), nothing);
        let case: Case = serde_json::from_value(value.clone()).expect("a case");
        let laid = laid(&case);
        let lines: Vec<_> = lines(&case, &laid)
            .into_iter()
            .map(|(cps, width, logical, highlight_cols)| {
                serde_json::json!({ "cps": cps, "width": width, "logical": logical, "highlight_cols": highlight_cols })
            })
            .collect();
        value["expect"] = serde_json::json!({ "base_resolved": laid.direction().as_str(), "lines": lines });
        lines_of_file.push(value.to_string());
    }
    let text = format!("{{\"about\": {},\n\"cases\": [\n{}\n]}}\n", golden["about"], lines_of_file.join(",\n"));
    std::fs::write(path, text).expect("the cases can be written");
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

/// The folder of the Unicode Character Database, if it is there.
fn unicode() -> Option<PathBuf> {
    let folder = std::env::var_os("KIOSQUE_UCD").map_or_else(|| PathBuf::from("/usr/share/unicode"), PathBuf::from);
    let is_there = folder.join("BidiTest.txt").exists();
    if !is_there {
        assert!(std::env::var_os("KIOSQUE_UCD").is_none(), "there is no BidiTest.txt in {}", folder.display());
        eprintln!(
            "not done: there is no {}; Debian's package unicode-data has it",
            folder.join("BidiTest.txt").display()
        );
    }
    is_there.then_some(folder)
}

/// What a line of the tests of Unicode expects: the level of each character, `None` for those that rule X9 takes out, and
/// which of the others stand where from left to right.
#[derive(Debug, PartialEq)]
struct Resolved {
    levels: Vec<Option<u8>>,
    order: Vec<usize>,
}

impl Resolved {
    fn parse(levels: &str, order: &str) -> Resolved {
        let level = |level: &str| level.parse().ok();
        let place = |place: &str| place.parse().expect("an index");
        Resolved {
            levels: levels.split_whitespace().map(level).collect(),
            order: order.split_whitespace().map(place).collect(),
        }
    }

    /// What the engine makes of a text; of what is taken out it need not know a level.
    fn of(text: &str, base: Direction, expected: &Resolved) -> Resolved {
        let levels = bidi::levels(text, base);
        let row = bidi::row_levels(text, &levels, 0..text.len());
        let is_kept = |idx: &usize| expected.levels.get(*idx).is_none_or(Option::is_some);
        let kept: Vec<usize> = (0..row.len()).filter(is_kept).collect();
        let kept_levels: Vec<u8> = kept.iter().map(|idx| row[*idx]).collect();
        let order = bidi::visual_order(&kept_levels).into_iter().map(|place| kept[place]).collect();
        Resolved { levels: (0..row.len()).map(|idx| is_kept(&idx).then(|| row[idx])).collect(), order }
    }
}

/// Checks the cases of a file on all processors; the check of a case says what is wrong.
fn check<T: Sync>(path: &Path, cases: &[T], check: impl Fn(&T) -> Option<String> + Sync) {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let check = &check;
    let failures: Vec<String> = std::thread::scope(|scope| {
        let parts = cases.chunks(cases.len().div_ceil(n_threads).max(1));
        let threads: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().filter_map(check).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a check does not panic")).collect()
    });
    eprintln!("{}: {} lines, {} failures", path.display(), cases.len(), failures.len());
    assert!(cases.len() > 90_000, "{} has been cut off", path.display());
    let shown: Vec<&str> = failures.iter().take(20).map(String::as_str).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), shown.join("\n"));
}

#[test]
fn unicode_bidi_test() {
    let Some(folder) = unicode() else { return };
    let path = folder.join("BidiTest.txt");
    let text = std::fs::read_to_string(&path).expect("a file of the Unicode Character Database");
    // What a case expects stands above it, for all the cases up to the next of these lines.
    let (mut levels, mut order) = ("", "");
    let mut cases = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("@Levels:"), line.strip_prefix("@Reorder:")) {
            (Some(of_all), _) => levels = of_all,
            (_, Some(of_all)) => order = of_all,
            _ => cases.push((line, levels, order)),
        }
    }
    check(&path, &cases, |(line, levels, order)| {
        let (classes, bits) = line.split_once(';').expect("classes and directions");
        let text: String = classes.split_whitespace().map(of_class).collect();
        let bits: u8 = bits.trim().parse().expect("which directions are asked for");
        let bases = [bidi::first(&text).unwrap_or_default(), Direction::LeftToRight, Direction::RightToLeft];
        let expected = Resolved::parse(levels, order);
        let asked = (0..3).filter(|bit| bits & (1 << bit) != 0).map(|bit| Resolved::of(&text, bases[bit], &expected));
        asked.filter(|resolved| *resolved != expected).map(|resolved| format!("{line}: {resolved:?}")).next()
    });
}

/// A character of a class.
fn of_class(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5D0}',
        "AL" => '\u{627}',
        "EN" => '1',
        "AN" => '\u{661}',
        "ES" => '-',
        "ET" => '%',
        "CS" => ',',
        "NSM" => '\u{64E}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("no class is called {other}"),
    }
}

#[test]
fn unicode_bidi_character_test() {
    let Some(folder) = unicode() else { return };
    let path = folder.join("BidiCharacterTest.txt");
    let text = std::fs::read_to_string(&path).expect("a file of the Unicode Character Database");
    let cases: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    check(&path, &cases, |line| {
        let fields: Vec<&str> = line.split(';').collect();
        let [code_points, base, base_level, levels, order] = fields[..] else { return Some((*line).to_owned()) };
        let c = |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a code point");
        let text: String = code_points.split(' ').map(c).collect();
        let base = match base {
            "0" => Direction::LeftToRight,
            "1" => Direction::RightToLeft,
            _ => bidi::first(&text).unwrap_or_default(),
        };
        let expected = Resolved::parse(levels, order);
        let resolved = Resolved::of(&text, base, &expected);
        let is_right = resolved == expected && base.level().to_string() == base_level;
        (!is_right).then(|| format!("{line}: {resolved:?}"))
    });
}
