//! Makes tables of constants, so that nothing is parsed or worked out when the program starts: one of the rules in
//! `assets/rules/*.toml`, one of what characters fold to, from the rules in `src/text/fold/rules.rs`, and one of those that are
//! letters or digits. And hashes what pages are read by, so that nothing is kept of what another version would read otherwise.
//!
//! What a rule means is checked by the tests of `src/ingest/rules/tests.rs`; what cannot be a rule at all stops the build here,
//! with its file. The tables of characters are compared with what they are made of by tests of `src/text/fold.rs`.

use std::error::Error;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::{Table, Value};

use crate::folding::fold_char;

#[path = "src/text/fold/rules.rs"]
mod folding;

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
            let of_rule = rows_of(rule).ok_or_else(|| format!("{}: not a rule: {rule}", path.display()))?;
            of_rule.iter().try_for_each(|row| writeln!(rows, "    {row},"))?;
        }
    }
    rows.push(']');
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("rules.rs"), rows)?;
    println!("cargo::rerun-if-changed=src/text/fold/rules.rs");
    fs::write(out.join("folding.rs"), foldings()? + &word_chars()?)?;
    let mut hasher = DefaultHasher::new();
    READERS.iter().try_for_each(|path| hash(Path::new(path), &mut hasher))?;
    println!("cargo::rustc-env=KIOSQUE_PARSER={:016x}", hasher.finish());
    Ok(())
}

/// What pages are read by, and what is made of them. A cache of pages that another one of these has read is not used.
const READERS: &[&str] = &[
    "assets/agencies.toml",
    "assets/names.txt",
    "assets/outlets.toml",
    FOLDER,
    "src/formats",
    "src/ingest",
    "src/model",
    "src/store",
    "src/text",
];

/// Takes in a file, or all files of a folder.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| hash(entry, hasher));
    }
    hasher.write(path.to_string_lossy().as_bytes());
    hasher.write(&fs::read(path)?);
    Ok(())
}

/// No character has this bit: a folding with it is a piece of a text.
const IS_SPELLED: u32 = 1 << 31;

/// The foldings of all characters as Rust source; `src/text/fold.rs` says how they are read.
fn foldings() -> Result<String, Box<dyn Error>> {
    let mut spelled = String::new();
    let mut pages: Vec<u8> = Vec::new();
    let mut tables: Vec<Vec<u32>> = Vec::new();
    for first in (0..=u32::from(char::MAX)).step_by(256) {
        let mut table = Vec::new();
        for code in first..first + 256 {
            // What is no character, half of a pair of UTF-16, is never looked up.
            let Some(c) = char::from_u32(code) else {
                table.push(IS_SPELLED);
                continue;
            };
            let folded = fold_char(c);
            let mut chars = folded.chars();
            table.push(match (chars.next(), chars.next()) {
                (Some(only), None) => u32::from(only),
                _ => {
                    let start = spelled.find(&folded).unwrap_or(spelled.len());
                    if start == spelled.len() {
                        spelled.push_str(&folded);
                    }
                    IS_SPELLED | u32::try_from(start << 8)? | u32::from(u8::try_from(folded.len())?)
                }
            });
        }
        let folds_nothing =
            (first..).zip(&table).all(|(code, folding)| code == *folding || char::from_u32(code).is_none());
        let number = tables.iter().position(|other| *other == table).unwrap_or(tables.len());
        pages.push(if folds_nothing { 0 } else { u8::try_from(number + 1)? });
        if !folds_nothing && number == tables.len() {
            tables.push(table);
        }
    }
    let (n_pages, n_tables) = (pages.len(), tables.len());
    Ok(format!(
        "pub const IS_SPELLED: u32 = {IS_SPELLED};\npub static PAGES: [u8; {n_pages}] = {pages:?};\n\
         pub static FOLDINGS: [[u32; 256]; {n_tables}] = {tables:?};\npub static SPELLED: &str = {spelled:?};\n"
    ))
}

/// Which characters are letters and digits, as Rust source: the standard library finds that out by a search.
fn word_chars() -> Result<String, Box<dyn Error>> {
    let (mut pages, mut tables): (Vec<u8>, Vec<[u64; 4]>) = (Vec::new(), Vec::new());
    for first in (0..=u32::from(char::MAX)).step_by(256) {
        let mut table = [0; 4];
        for n in (0..256).filter(|n| char::from_u32(first + n).is_some_and(char::is_alphanumeric)) {
            table[n as usize / 64] |= 1 << (n % 64);
        }
        let number = tables.iter().position(|other| *other == table).unwrap_or(tables.len());
        pages.push(u8::try_from(number)?);
        if number == tables.len() {
            tables.push(table);
        }
    }
    let (n_pages, n_tables) = (pages.len(), tables.len());
    Ok(format!(
        "pub static PAGES_OF_WORD_CHARS: [u8; {n_pages}] = {pages:?};\n\
         pub static WORD_CHARS: [[u64; 4]; {n_tables}] = {tables:?};\n"
    ))
}

/// The files in the order of their names: of two rules that fit a line equally well the first one wins.
fn rule_files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(FOLDER)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}

/// The rule as `Row`s of Rust source, one for each of its phrases.
fn rows_of(rule: &Value) -> Option<Vec<String>> {
    let text = |key| rule.get(key).and_then(Value::as_str);
    let (whole, patterns) = match (text("line"), rule.get("lines").and_then(Value::as_array), text("anchor")) {
        (Some(line), None, None) => (true, vec![line]),
        (None, Some(lines), None) => (true, lines.iter().map(Value::as_str).collect::<Option<_>>()?),
        (None, None, Some(anchor)) => (false, vec![anchor]),
        _ => return None,
    };
    let (id, kind, scope) = (text("id")?, variant(text("kind")?), variant(text("scope").unwrap_or("line")));
    let is = |key| rule.get(key).and_then(Value::as_bool).unwrap_or(false);
    let (long, day_first) = (is("long"), is("day_first"));
    let regex = text("regex");
    let row = |pattern| {
        format!(
            "Row {{ id: {id:?}, kind: RuleKind::{kind}, scope: Scope::{scope}, whole: {whole}, pattern: {pattern:?}, regex: {regex:?}, long: {long}, day_first: {day_first} }}"
        )
    };
    Some(patterns.into_iter().map(row).collect())
}

/// `agency_credit` -> `AgencyCredit`. A kind that is none makes the crate itself fail to compile, by its name.
fn variant(word: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    word.split('_').filter(|part| part.is_ascii() && !part.is_empty()).map(capital).collect()
}
