//! Documents with the truth about them, written by hand: the built-in edition and the pages of `tests/golden`.
//!
//! A truth is a JSON file in the words the program prints, so that a comparison needs no translation. Its `text` names the
//! document, its `accept` lists other kinds that are as right.

use std::fs;
use std::path::Path;

use kiosque::ingest::ingest;
use kiosque::model::document::Origin;
use kiosque::model::json;
use serde_json::Value;

/// A document and the truth about it.
pub struct Sample {
    /// The base name of both files.
    pub name: String,
    /// The document as it is stored: UTF-8 with LF.
    pub text: String,
    /// What ingest must make of it.
    pub truth: Value,
}

/// Every document of `tests/golden`, in the order of their names; truths about rows and signs stand beside them.
pub fn samples() -> Vec<Sample> {
    let entries = fs::read_dir(root().join("tests/golden")).expect("tests/golden is there");
    let names = entries.map(|entry| entry.expect("its entries can be read").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).collect();
    names.retain(|name| !NOT_DOCUMENTS.contains(&name.as_str()));
    names.sort();
    names.iter().map(|name| sample(name)).collect()
}

/// Truths about text on the screen, read by `bidi` and `typography`.
const NOT_DOCUMENTS: [&str; 2] = ["bidi", "screen_text"];

/// The document of this base name.
pub fn sample(name: &str) -> Sample {
    let path = root().join("tests/golden").join(name).with_extension("json");
    let truth: Value = serde_json::from_str(&read(&path)).unwrap_or_else(|problem| panic!("{name}.json: {problem}"));
    let text = read(&root().join(truth["text"].as_str().expect("a truth names its text")));
    Sample { name: name.to_owned(), text, truth }
}

/// What the program prints about these bytes.
pub fn parse(name: &str, bytes: &[u8]) -> Value {
    json::document(&ingest(&Origin::file(name), bytes))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
