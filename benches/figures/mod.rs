//! The figures of the benchmark: what is measured, what was demanded, and what was found, as tables.
//!
//! A bench prints its own figures, and with `KIOSQUE_UPDATE_README=1` keeps them in `figures.json` and writes the tables of the
//! README anew. Nobody writes either by hand: a test compares the two.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use serde_json::{Map, Value, json};

/// The program itself, among its peers.
pub const KIOSQUE: &str = "kiosque";

/// The sizes of the table: how many articles.
const SIZES: [&str; 3] = ["10k", "100k", "1m"];

/// How many articles a size stands for: `500`, `10k`, `1m`.
pub fn n_articles(size: &str) -> Option<usize> {
    let (number, unit) = match size.split_at_checked(size.len().checked_sub(1)?)? {
        (number, "k") => (number, 1_000),
        (number, "m") => (number, 1_000_000),
        _ => (size, 1),
    };
    number.parse::<usize>().ok()?.checked_mul(unit)
}

/// Something that is measured.
struct Measured {
    /// How benches call it.
    name: &'static str,
    /// How people call it.
    words: &'static str,
    unit: &'static str,
    /// What is demanded at the three sizes.
    bar: [Option<Bar>; 3],
}

impl Measured {
    /// What is demanded, in words.
    fn bars(&self) -> String {
        match self.bar {
            [_, None, None] => String::new(),
            [_, None, Some(bar)] => format!("{} at 1,000,000", said(bar)),
            [_, Some(Bar::AtMost(bar)), Some(Bar::AtMost(at_1m))] if bar != at_1m => {
                format!("≤ {bar}, ≤ {at_1m} at 1,000,000")
            }
            [_, Some(bar), _] => said(bar),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Bar {
    AtMost(f64),
    AtLeast(f64),
}

impl Bar {
    fn is_held(self, value: f64) -> bool {
        match self {
            Bar::AtMost(most) => value <= most,
            Bar::AtLeast(least) => value >= least,
        }
    }
}

const NONE: [Option<Bar>; 3] = [None; 3];

const fn of_large(at_100k: f64, at_1m: f64) -> [Option<Bar>; 3] {
    [None, Some(Bar::AtMost(at_100k)), Some(Bar::AtMost(at_1m))]
}

const fn of_largest(bar: Bar) -> [Option<Bar>; 3] {
    [None, None, Some(bar)]
}

const fn of_all(bar: Bar) -> [Option<Bar>; 3] {
    [Some(bar); 3]
}

const fn row(name: &'static str, words: &'static str, unit: &'static str, bar: [Option<Bar>; 3]) -> Measured {
    Measured { name, words, unit, bar }
}

/// The rows of the table.
const MEASURED: &[Measured] = &[
    row("key.p50", "a key in the search line (hits, all counts, first 50 rows): half within", "ms", NONE),
    row("key.p99", "99 of 100 keys within", "ms", of_large(0.5, 3.0)),
    row("key.p99.wall", "the same by the clock", "ms", NONE),
    row("letters.max", "the slowest of all beginnings of one and two letters", "ms", of_large(2.0, 8.0)),
    row("letters.max.wall", "the same by the clock", "ms", NONE),
    row("best.p99", "best match first: 99 of 100 keys within", "ms", of_largest(Bar::AtMost(8.0))),
    row("phrase.rows", "a phrase: its first 50 rows, the slowest of six", "ms", of_large(16.0, 16.0)),
    row("phrase.slice", "and the longest it keeps others waiting", "ms", NONE),
    row("phrase.cold", "those rows with nothing of the index in memory", "ms", NONE),
    row("exact", "searches with all hits, rows and counts of a slow scan", "%", of_all(Bar::AtLeast(100.0))),
    row("build.rate", "text indexed a second, one core", "MB", of_all(Bar::AtLeast(15.0))),
    row("build.two", "two cores index faster", "times", of_all(Bar::AtLeast(1.7))),
    row("build.memory", "private memory while indexing", "MB", of_largest(Bar::AtMost(600.0))),
    row("index.bytes", "index, an article, without what only phrases need", "bytes", of_all(Bar::AtMost(700.0))),
    row("index.bytes.phrases", "index, an article", "bytes", of_all(Bar::AtMost(1300.0))),
    row("open.warm", "index opened, all counts made, by the clock", "ms", NONE),
    row("open.cold", "the same with nothing of it in memory", "ms", NONE),
    row("open.search", "and the first search then", "ms", of_largest(Bar::AtMost(60.0))),
    row("memory", "private memory after all these searches", "MB", of_largest(Bar::AtMost(60.0))),
    row("fold", "text folded a second", "MB", of_all(Bar::AtLeast(400.0))),
    row(
        "frame.p99",
        "a key until its frame is painted, above an echo program: 99 of 100 within",
        "ms",
        of_large(8.0, 16.0),
    ),
    row("frame.indexing.p99", "the same while pages are indexed", "ms", of_large(8.0, 16.0)),
    row("frame.memory", "private memory after a thousand keys", "MB", of_largest(Bar::AtMost(60.0))),
    row("start.warm", "a start to its first frame", "ms", of_largest(Bar::AtMost(50.0))),
    row("start.cold", "the same with nothing of the index in memory", "ms", of_largest(Bar::AtMost(150.0))),
    row("start.search", "and the frame of the first search then", "ms", of_largest(Bar::AtMost(60.0))),
    row("soak.frame", "typing at random for minutes: the longest frame", "ms", of_all(Bar::AtMost(50.0))),
    row("soak.growth", "and how much memory it grew by", "MB", NONE),
];

/// What peers are compared by.
const COMPARED: [(&str, &str); 6] = [
    ("build.rate", "indexed a second, MB"),
    ("index.bytes.phrases", "index, bytes an article"),
    ("key.p50", "a key: half within, ms"),
    ("key.p99", "99 of 100 within, ms"),
    ("letters.max", "slowest of one or two letters, ms"),
    ("exact", "same hits as a slow scan, %"),
];

/// What no bench measures, said where the figures are read.
const NOT_MEASURED: &str = "Not measured: the text of real papers, of which there are few to be had and whose words differ from \
those of a corpus drawn by chance; how good an order by best match is; more than a million articles; other processors than those \
named; Windows and macOS.";

/// Values by engine, size and name.
#[derive(Default)]
pub struct Figures {
    values: BTreeMap<(String, String, String), Figure>,
}

struct Figure {
    value: f64,
    /// When and where it was taken.
    taken: String,
}

impl Figures {
    /// Those that are kept in this repository.
    pub fn kept(root: &Path) -> Result<Figures, Box<dyn Error>> {
        let kept: Vec<Value> = match fs::read_to_string(path(root)) {
            Ok(text) => serde_json::from_str(&text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let mut figures = Figures::default();
        for figure in &kept {
            let text = |field: &str| figure[field].as_str().unwrap_or_default().to_owned();
            let taken = text("taken");
            let values = figure["values"].as_object().into_iter().flatten();
            for (name, value) in values {
                let value = Figure { value: value.as_f64().unwrap_or_default(), taken: taken.clone() };
                figures.values.insert((text("engine"), text("size"), name.clone()), value);
            }
        }
        Ok(figures)
    }

    /// Notes a value.
    pub fn set(&mut self, engine: &str, size: &str, name: &str, value: f64, taken: &str) {
        assert!(MEASURED.iter().any(|measured| measured.name == name), "there is no row {name}");
        let figure = Figure { value: (value * 1e3).round() / 1e3, taken: taken.to_owned() };
        self.values.insert((engine.to_owned(), size.to_owned(), name.to_owned()), figure);
    }

    /// Notes a value that this system may not be able to tell.
    pub fn set_known(&mut self, engine: &str, size: &str, name: &str, value: Option<f64>, taken: &str) {
        if let Some(value) = value {
            self.set(engine, size, name, value, taken);
        }
    }

    fn get(&self, engine: &str, size: &str, name: &str) -> Option<f64> {
        self.values.get(&(engine.to_owned(), size.to_owned(), name.to_owned())).map(|figure| figure.value)
    }

    /// For the terminal: what was found, what was demanded, and whether it was reached.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let columns: BTreeSet<(&String, &String)> =
            self.values.keys().map(|(engine, size, _)| (engine, size)).collect();
        for (engine, size) in columns {
            let _ = writeln!(table, "\n{engine}, {size} articles");
            let place = SIZES.iter().position(|known| known == size);
            for measured in MEASURED {
                let Some(value) = self.get(engine, size, measured.name) else { continue };
                let verdict = match place.and_then(|place| measured.bar[place]) {
                    Some(bar) if bar.is_held(value) => format!("(bar: {})", said(bar)),
                    Some(bar) => format!("(bar: {}) MISSED", said(bar)),
                    None => String::new(),
                };
                let _ = writeln!(table, "  {:>10} {:<5} {} {verdict}", number(value), measured.unit, measured.words);
            }
        }
        table
    }

    /// For the README.
    pub fn markdown(&self) -> String {
        let mut page = String::from("| | 10,000 | 100,000 | 1,000,000 | | bar |\n|---|---:|---:|---:|---|---|\n");
        let cell =
            |engine: &str, size: &str, name: &str| self.get(engine, size, name).map_or("\u{2013}".to_owned(), number);
        let is_measured =
            |measured: &&Measured| SIZES.iter().any(|size| self.get(KIOSQUE, size, measured.name).is_some());
        for measured in MEASURED.iter().filter(is_measured) {
            let cells = SIZES.map(|size| cell(KIOSQUE, size, measured.name)).join(" | ");
            let _ = writeln!(page, "| {} | {cells} | {} | {} |", measured.words, measured.unit, measured.bars());
        }
        page.push_str(&self.markdown_of_peers());
        let missing: Vec<&str> =
            MEASURED.iter().filter(|measured| !is_measured(measured)).map(|measured| measured.words).collect();
        let taken: BTreeSet<&str> = self.values.values().map(|figure| figure.taken.as_str()).collect();
        let taken = taken.into_iter().collect::<Vec<_>>().join("; ");
        page.push_str(
            "\nTimes are those of one thread on a processor, unless the clock is named or something is painted.",
        );
        for (words, told) in [("Taken", taken), ("Not taken yet", missing.join("; "))] {
            if !told.is_empty() {
                let _ = write!(page, " {words}: {told}.");
            }
        }
        let _ = writeln!(page, "\n{NOT_MEASURED}");
        page
    }

    fn markdown_of_peers(&self) -> String {
        let engines: BTreeSet<&String> = self.values.keys().map(|(engine, ..)| engine).collect();
        if engines.iter().all(|engine| *engine == KIOSQUE) {
            return String::new();
        }
        let heads = COMPARED.map(|(_, words)| words).join(" | ");
        let columns = "---:|".repeat(COMPARED.len());
        let mut page = format!("\nThe same keys, asked of others:\n\n| | articles | {heads} |\n|---|---|{columns}\n");
        for size in SIZES {
            for engine in &engines {
                let cells = COMPARED.map(|(name, _)| self.get(engine, size, name));
                if cells.iter().any(Option::is_some) {
                    let cells = cells.map(|cell| cell.map_or("\u{2013}".to_owned(), number)).join(" | ");
                    let _ = writeln!(page, "| {engine} | {size} | {cells} |");
                }
            }
        }
        page
    }

    /// Keeps them and writes the README anew, where that is asked for.
    pub fn keep(self, root: &Path) -> Result<(), Box<dyn Error>> {
        if std::env::var_os("KIOSQUE_UPDATE_README").is_none() {
            return Ok(());
        }
        let mut kept = Figures::kept(root)?;
        kept.values.extend(self.values);
        let mut columns: BTreeMap<(&str, &str, &str), Map<String, Value>> = BTreeMap::new();
        for ((engine, size, name), figure) in &kept.values {
            columns.entry((engine, size, &figure.taken)).or_default().insert(name.clone(), json!(figure.value));
        }
        let column = |((engine, size, taken), values)| json!({"engine": engine, "size": size, "taken": taken, "values": Value::Object(values)});
        let columns: Vec<Value> = columns.into_iter().map(column).collect();
        fs::write(path(root), serde_json::to_string_pretty(&columns)? + "\n")?;
        let readme = fs::read_to_string(root.join("README.md"))?;
        let [begin, end] = MARKS;
        let (before, rest) = readme.split_once(begin).ok_or("the README has no place for figures")?;
        let (_, after) = rest.split_once(end).ok_or("their place has no end")?;
        fs::write(root.join("README.md"), format!("{before}{begin}{}{end}{after}", kept.markdown()))?;
        Ok(())
    }
}

/// When and on what machine a figure is being taken.
pub fn taken(machine: &str) -> String {
    let seconds = SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs() as i64);
    let day = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().date_naive();
    format!("{day}, {machine}")
}

/// What the figures stand between in the README.
const MARKS: [&str; 2] = ["<!-- performance -->\n", "<!-- /performance -->"];

fn path(root: &Path) -> PathBuf {
    root.join("benches/figures/figures.json")
}

/// Three digits are all that a measurement can claim.
fn number(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value if value >= 1.0 => format!("{value:.2}"),
        value => format!("{value:.3}"),
    }
}

fn said(bar: Bar) -> String {
    match bar {
        Bar::AtMost(most) => format!("≤ {most}"),
        Bar::AtLeast(least) => format!("≥ {least}"),
    }
}
