//! Every document with a truth beside it is read exactly so, the whole of it: facts with their evidence and rules, bounds,
//! blocks, the label of every line, ticker, pairs, duplicates, decoding, doubts.
//!
//! A new case is two files and no code: a page of text or a web page, and its truth. A page in the shape of a real one goes to `tests/golden`, where every variation is
//! tried on it, too; a page that asks one odd question goes to `tests/golden/odd` and is read as it stands, and a web page to
//! `tests/golden/html`.
//! `KIOSQUE_UPDATE_GOLDEN=1 cargo test golden` fills in what the program says. A truth is no recording, though: read
//! each changed line against the page and against what is said of titles, outlets and dates, before keeping it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kiosque::formats::{self, html};
use kiosque::ingest::{Context, decode, ingest};
use kiosque::model::document::{Document, Origin};
use kiosque::model::json;
use kiosque::text::clean;
use serde_json::{Map, Value};

use crate::edition::{parse, samples};

/// A page as bytes, and the truth about it.
struct Case {
    name: String,
    bytes: Vec<u8>,
    truth: Value,
    truth_path: PathBuf,
    /// It is a web page.
    is_web: bool,
}

impl Case {
    fn all() -> Vec<Case> {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let of_sample = |sample: crate::edition::Sample| Case {
            truth_path: golden.join(&sample.name).with_extension("json"),
            name: sample.name,
            bytes: sample.text.into_bytes(),
            truth: sample.truth,
            is_web: false,
        };
        let mut cases: Vec<Case> = samples().into_iter().map(of_sample).collect();
        for (folder, extension) in [("odd", "txt"), ("html", "html")] {
            let entries = fs::read_dir(golden.join(folder)).expect("the folders of tests/golden are there");
            let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("its entries can be read").path()).collect();
            pages.retain(|path| path.extension().is_some_and(|found| found == extension));
            pages.sort();
            cases.extend(pages.iter().map(|path| Case::odd(path, extension == "html")));
        }
        cases
    }

    /// A page without a truth has an empty one, so that an update can fill it in.
    fn odd(path: &Path, is_web: bool) -> Case {
        let name = path.file_stem().expect("a page has a name").to_string_lossy().into_owned();
        let truth_path = path.with_extension("json");
        let truth = fs::read_to_string(&truth_path).map_or_else(
            |_| Value::Object(Map::new()),
            |truth| serde_json::from_str(&truth).unwrap_or_else(|problem| panic!("{name}.json: {problem}")),
        );
        Case { bytes: fs::read(path).expect("a page can be read"), name, truth, truth_path, is_web }
    }

    /// What the program makes of it, without the place it came from.
    fn read(&self) -> Value {
        let mut got = json::document(&self.document());
        let document = got.as_object_mut().expect("a document is an object");
        document.remove("path");
        document.remove("record");
        document.remove("member");
        got
    }

    fn document(&self) -> Document {
        let origin = Origin::file(&self.name);
        if !self.is_web {
            return ingest(&origin, &self.bytes);
        }
        let record = formats::records(self.bytes.as_slice()).next().expect("a page is a record");
        let record = record.unwrap_or_else(|refusal| panic!("{}: {refusal:?}", self.name));
        formats::document(&Context::default(), &origin, &record)
    }

    /// The lines of the page, cleaned; those of a web page are what a reader of it would see.
    fn lines(&self) -> Vec<String> {
        match self.is_web {
            true => {
                html::manuscript(&self.bytes, None).text.lines().map(|line| clean::line(line).into_owned()).collect()
            }
            false => lines(&self.bytes),
        }
    }

    fn update(&self, mut got: Value) {
        keep_what_is_only_said(&self.truth, &mut got);
        let mut text = String::new();
        render(&got, 0, &mut text);
        text.push('\n');
        fs::write(&self.truth_path, text).expect("a truth can be written");
    }
}

#[test]
fn every_document_is_read_as_its_truth_says() {
    let updates = std::env::var_os("KIOSQUE_UPDATE_GOLDEN").is_some();
    let mut differences = Vec::new();
    for case in Case::all() {
        let got = case.read();
        if updates {
            case.update(got);
        } else {
            compare(&case.name, &case.truth, &got, &mut differences);
        }
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn a_label_holds_its_line() {
    for case in Case::all() {
        let document = case.document();
        let lines = case.lines();
        for label in &document.lines {
            assert_eq!(label.text.as_str(), lines[label.n as usize - 1], "{} line {}", case.name, label.n);
        }
    }
}

#[test]
fn a_truth_quotes_its_document() {
    for case in Case::all() {
        let lines = case.lines();
        let mut labels = list(&case.truth["lines"]).iter();
        for (n, line) in (1..).zip(&lines).filter(|(_, line)| !line.is_empty()) {
            let label = labels.next().and_then(|label| label["n"].as_u64());
            assert_eq!(label, Some(n), "{}: line {n} is labelled: {line}", case.name);
        }
        assert!(labels.next().is_none(), "{}: blank lines have no label", case.name);
        for block in list(&case.truth["articles"]).iter().flat_map(|article| list(&article["blocks"])) {
            let source: Vec<&str> =
                list(&block["lines"]).iter().map(|n| lines[n.as_u64().unwrap() as usize - 1].as_str()).collect();
            let quoted = ["text", "author", "handle", "age", "credit", "link_domain"]
                .iter()
                .filter_map(|key| block[key].as_str());
            for part in quoted.flat_map(str::lines) {
                let is_there = source.join(" ").contains(part) || source.join(" ").replace(" .", ".").contains(part);
                let is_credit = block["credit"] == part;
                assert!(is_there || is_credit, "{}: {part:?} is not in {source:?}", case.name);
            }
        }
    }
}

/// Too long for a file that a person is to read.
#[test]
fn a_line_of_a_hundred_kilobytes_is_one_paragraph() {
    let paragraph = "La mer monte, et personne ne le dit. ".repeat(2_800);
    let page = format!("La mer monte\n\nPublié dans Le Quotidien le 03 - 07 - 2013\n\n{paragraph}\n");
    let got = parse("long", page.as_bytes());
    let article = &got["articles"][0];
    assert_eq!((&article["title"], &article["outlet"]), (&"La mer monte".into(), &"Le Quotidien".into()));
    assert_eq!(article["date"], "2013-07-03");
    let blocks: Vec<_> = list(&article["blocks"]).iter().map(|block| (&block["kind"], &block["text"])).collect();
    assert_eq!(blocks, [(&"paragraph".into(), &paragraph.trim_end().into())]);
}

/// The lines of a page, cleaned.
fn lines(bytes: &[u8]) -> Vec<String> {
    decode::decode(bytes).0.lines().map(|line| clean::line(line).into_owned()).collect()
}

/// What a truth says and the program does not print: the page it is about, and the kinds that are as right.
const ONLY_SAID: [&str; 2] = ["text", "accept"];

/// Both ways: nothing may be missing, and nothing may be there that the truth does not say.
fn compare(place: &str, want: &Value, got: &Value, differences: &mut Vec<String>) {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            for key in got.keys().filter(|key| !want.contains_key(*key)) {
                differences.push(format!("{place} {key}\n    the truth does not say it\n    got  {}", got[key]));
            }
            let accepted = want.get("accept").map_or(&[][..], list);
            for (key, want) in want {
                let have = got.get(key).unwrap_or(&Value::Null);
                let is_as_right = key == "kind" && accepted.contains(have);
                let is_only_said = ONLY_SAID.contains(&key.as_str()) && !got.contains_key(key);
                if !is_as_right && !is_only_said {
                    compare(&format!("{place} {key}"), want, have, differences);
                }
            }
        }
        (Value::Array(want), Value::Array(got)) if want.len() == got.len() => {
            for (i, (want, got)) in want.iter().zip(got).enumerate() {
                compare(&format!("{place} {i}"), want, got, differences);
            }
        }
        (want, got) if want == got => {}
        (want, got) => differences.push(format!("{place}\n    want {want}\n    got  {got}")),
    }
}

/// Puts into `got` what only the truth says, and the kinds it prefers.
fn keep_what_is_only_said(truth: &Value, got: &mut Value) {
    match (truth, got) {
        (Value::Object(truth), Value::Object(got)) => {
            for key in ONLY_SAID.into_iter().filter(|key| truth.contains_key(*key)) {
                got.entry(key).or_insert_with(|| truth[key].clone());
            }
            if truth.get("accept").is_some_and(|accepted| list(accepted).contains(&got["kind"])) {
                got.insert("kind".to_owned(), truth["kind"].clone());
            }
            for (key, truth) in truth {
                if let Some(got) = got.get_mut(key) {
                    keep_what_is_only_said(truth, got);
                }
            }
        }
        (Value::Array(truth), Value::Array(got)) => {
            truth.iter().zip(got).for_each(|(truth, got)| keep_what_is_only_said(truth, got));
        }
        _ => {}
    }
}

/// The order in which a person reads a truth; what is not named here comes after, by name.
const READING_ORDER: [&str; 34] = [
    "text",
    "decoding",
    "captured",
    "ticker",
    "articles",
    "pairs",
    "duplicates",
    "boilerplate",
    "n",
    "line",
    "i",
    "id",
    "kind",
    "accept",
    "rule",
    "title",
    "title_line",
    "title_evidence",
    "outlet",
    "outlet_raw",
    "outlet_confidence",
    "outlet_evidence",
    "date",
    "year",
    "date_raw",
    "date_precision",
    "date_confidence",
    "date_not_before",
    "date_not_after",
    "date_evidence",
    "authors",
    "authors_evidence",
    "agencies",
    "lang",
];

/// Documents and articles with a line for each field, lists of objects with a line for each object.
fn render(value: &Value, depth: usize, out: &mut String) {
    const LAST: [&str; 3] = ["blocks", "lines", "doubts"];
    let indent = |depth: usize| "  ".repeat(depth);
    match value {
        Value::Object(map) => {
            let rank = |key: &str| match LAST.iter().position(|last| *last == key) {
                Some(last) if depth < 4 => 1000 + last,
                _ => READING_ORDER.iter().position(|known| *known == key).unwrap_or(500),
            };
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_by_key(|key| rank(key));
            let is_tall = map.contains_key("articles") || map.contains_key("blocks");
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                let separator = if i == 0 { "" } else { "," };
                match is_tall {
                    true => write!(out, "{separator}\n{}{key:?}: ", indent(depth + 1)),
                    false => write!(out, "{}{key:?}: ", if i == 0 { "" } else { ", " }),
                }
                .expect("a string takes everything");
                render(&map[key], depth + 1, out);
            }
            out.push_str(&if is_tall { format!("\n{}}}", indent(depth)) } else { "}".to_owned() });
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                let separator = if i == 0 { "" } else { "," };
                write!(out, "{separator}\n{}", indent(depth + 1)).expect("a string takes everything");
                render(item, depth + 1, out);
            }
            write!(out, "\n{}]", indent(depth)).expect("a string takes everything");
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(Value::to_string).collect();
            write!(out, "[{}]", items.join(", ")).expect("a string takes everything");
        }
        plain => out.push_str(&plain.to_string()),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
