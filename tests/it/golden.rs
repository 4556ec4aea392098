//! Every document with a truth written by hand is read exactly so: facts, blocks, labels, ticker, pairs, duplicates.
//!
//! A new case is two files and no code: a document, and `tests/golden/NAME.json` about it. What a truth leaves out (the
//! evidence, the rule of a line that may be set aside by more than one) is not compared.

use serde_json::Value;

use crate::edition::{parse, samples};

#[test]
fn every_document_is_read_as_the_hand_made_truth_says() {
    let mut differences = Vec::new();
    for sample in samples() {
        let got = parse(&sample.name, sample.text.as_bytes());
        compare_document(&sample.truth, &got, &mut Differences { place: sample.name.clone(), all: &mut differences });
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn a_truth_quotes_its_document() {
    for sample in samples() {
        let lines: Vec<String> =
            sample.text.lines().map(|line| kiosque::text::clean::line(line).into_owned()).collect();
        let mut labels = list(&sample.truth["lines"]).iter();
        for (n, line) in (1..).zip(&lines).filter(|(_, line)| !line.is_empty()) {
            let label = labels.next().and_then(|label| label["n"].as_u64());
            assert_eq!(label, Some(n), "{}: line {n} is labelled: {line}", sample.name);
        }
        assert!(labels.next().is_none(), "{}: blank lines have no label", sample.name);
        for block in list(&sample.truth["articles"]).iter().flat_map(|article| list(&article["blocks"])) {
            let source: Vec<&str> =
                list(&block["lines"]).iter().map(|n| lines[n.as_u64().unwrap() as usize - 1].as_str()).collect();
            let quoted = ["text", "author", "handle", "age", "credit", "link_domain"]
                .iter()
                .filter_map(|key| block[key].as_str());
            for part in quoted.flat_map(str::lines) {
                let is_there = source.join(" ").contains(part) || source.join(" ").replace(" .", ".").contains(part);
                let is_credit = block["credit"] == part;
                assert!(is_there || is_credit, "{}: {part:?} is not in {source:?}", sample.name);
            }
        }
    }
}

/// Where we are in the document, and what differs.
struct Differences<'a> {
    place: String,
    all: &'a mut Vec<String>,
}

impl Differences<'_> {
    fn at(&mut self, place: impl std::fmt::Display) -> Differences<'_> {
        Differences { place: format!("{} {place}", self.place), all: self.all }
    }

    fn add(&mut self, want: &Value, got: &Value) {
        self.all.push(format!("{}\n    want {want}\n    got  {got}", self.place));
    }

    fn equal(&mut self, want: &Value, got: &Value) {
        if want != got {
            self.add(want, got);
        }
    }
}

fn compare_document(want: &Value, got: &Value, differences: &mut Differences<'_>) {
    for key in ["ticker", "articles", "pairs", "duplicates", "boilerplate", "lines"] {
        let mut differences = differences.at(key);
        let (want, got) = (list(&want[key]), list(&got[key]));
        differences.at("count").equal(&want.len().into(), &got.len().into());
        for (i, want) in want.iter().enumerate() {
            let got = got.get(i).unwrap_or(&Value::Null);
            match key {
                "articles" => compare_article(want, got, &mut differences.at(i + 1)),
                _ => compare_fields(want, got, &mut differences.at(i + 1)),
            }
        }
    }
}

fn compare_article(want: &Value, got: &Value, differences: &mut Differences<'_>) {
    compare_fields(want, got, differences);
    let (want, got) = (list(&want["blocks"]), list(&got["blocks"]));
    differences.at("block count").equal(&want.len().into(), &got.len().into());
    for (i, want) in want.iter().enumerate() {
        compare_fields(want, got.get(i).unwrap_or(&Value::Null), &mut differences.at(format!("block {i}")));
    }
}

/// Every field of the truth but the blocks, which are compared one by one, and the kinds that are as right.
fn compare_fields(want: &Value, got: &Value, differences: &mut Differences<'_>) {
    let accepted = list(&want["accept"]);
    for (key, want) in want.as_object().into_iter().flatten() {
        let is_as_right = key == "kind" && accepted.contains(&got[key]);
        if key != "blocks" && key != "accept" && !is_as_right {
            differences.at(key).equal(want, &got[key]);
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
