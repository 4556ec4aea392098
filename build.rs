//! Turns `assets/rules/*.toml` into a table of constants, so that no rule is parsed when the program starts.
//!
//! What a rule means is checked by the tests of `src/ingest/rules/tests.rs`; what cannot be a rule at all stops the build here,
//! with its file.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

const FOLDER: &str = "assets/rules";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut rows = String::from("&[\n");
    for path in rule_files()? {
        println!("cargo::rerun-if-changed={}", path.display());
        let table: Table =
            fs::read_to_string(&path)?.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        let rules = table.get("rule").and_then(Value::as_array).ok_or("a file of rules holds [[rule]] tables")?;
        for rule in rules {
            let row = row(rule).ok_or_else(|| format!("{}: not a rule: {rule}", path.display()))?;
            writeln!(rows, "    {row},")?;
        }
    }
    rows.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("rules.rs"), rows)?;
    Ok(())
}

/// The files in the order of their names: of two rules that fit a line equally well the first one wins.
fn rule_files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(FOLDER)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}

/// The rule as a `Row` of Rust source.
fn row(rule: &Value) -> Option<String> {
    let text = |key| rule.get(key).and_then(Value::as_str);
    let (whole, pattern) = match (text("line"), text("anchor")) {
        (Some(line), None) => (true, line),
        (None, Some(anchor)) => (false, anchor),
        _ => return None,
    };
    let (id, kind, scope) = (text("id")?, variant(text("kind")?), variant(text("scope").unwrap_or("line")));
    let is = |key| rule.get(key).and_then(Value::as_bool).unwrap_or(false);
    let (long, day_first) = (is("long"), is("day_first"));
    let regex = text("regex");
    Some(format!(
        "Row {{ id: {id:?}, kind: RuleKind::{kind}, scope: Scope::{scope}, whole: {whole}, pattern: {pattern:?}, regex: {regex:?}, long: {long}, day_first: {day_first} }}"
    ))
}

/// `agency_credit` -> `AgencyCredit`. A kind that is none makes the crate itself fail to compile, by its name.
fn variant(word: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    word.split('_').filter(|part| part.is_ascii() && !part.is_empty()).map(capital).collect()
}
