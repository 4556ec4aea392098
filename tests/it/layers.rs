//! Keeps the picture of who knows whom true, by reading the source: an arrow that is not in the table is an error, and a
//! new one is a change to the table, made on purpose. Tests inside the source may look further than the code they test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use walkdir::WalkDir;

/// A layer, and the layers it may know besides itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("ingest", &["model", "text"]),
    ("formats", &["ingest", "model", "text"]),
    ("store", &["model", "text"]),
    ("locale", &["model", "text"]),
    ("export", &["store", "locale", "model", "text"]),
    ("app", &["export", "store", "locale", "model", "text"]),
    ("ui", &["app", "export", "store", "locale", "model", "text"]),
];

/// The layers of the rim that keep to themselves. They may open files and read the clock.
const RIM: &[(&str, &[&str])] = &[
    ("cache", &["ingest", "store", "locale", "model", "text", "writing"]),
    ("journal", &["store", "locale", "text", "writing"]),
    ("fetch", &["formats", "ingest", "locale", "model", "text", "writing"]),
];

/// What a layer of the table may not name: files, clock, screen, threads, the process and its surroundings.
const WORLD: &[&str] = &[
    r"\bstd::fs\b",
    r"\bFile::(open|create)\b",
    r"\bstd::(env|net|process|thread)\b",
    r"\b(stdout|stderr|stdin)\(\)",
    r"\b(e?print(ln)?|dbg)!",
    r"\b(Instant|SystemTime|Utc|Local)::now\b",
    r"\bthread::(spawn|sleep|scope)\b",
];

/// A crate that only some modules may name.
const CRATES: &[(&str, &[&str])] = &[
    ("ratatui", &["ui", "terminal"]),
    ("crossterm", &["terminal", "main", "command", "config", "cli", "source", "error", "state"]),
];

/// How text gets into cells: by these ways of ratatui in the files named here alone. Text of any other way would be neither
/// laid out nor reflected. The terminal's own files move cells that are drawn already.
const DOORS: &[(&str, &[&str])] = &[
    (r"\bratatui::(?:text|widgets|prelude)\b", &[]),
    (r"\b(?:set_stringn?|set_line|set_span|render_widget|render_stateful_widget)\(", &[]),
    (r"\bset_(?:symbol|char)\(", &["ui/row.rs", "terminal/kitty.rs"]),
    (r"\bcell_mut\(", &["ui/row.rs", "ui/canvas.rs", "terminal/screen.rs"]),
    (r"\bbuffer_mut\(", &["ui/mod.rs", "terminal/mod.rs", "terminal/doctor.rs"]),
];

#[test]
fn every_arrow_is_in_the_table() {
    let faults: Vec<String> = sources().iter().flat_map(|source| source.faults()).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_forbidden_arrow_is_seen() {
    let cases: &[(&str, &str, usize)] = &[
        ("text/clean.rs", "use crate::text::cells;\nuse std::fmt;", 0),
        ("text/clean.rs", "use crate::model::lang::Lang;", 1),
        ("text/clean.rs", "fn f() -> crate::app::App { super::super::ui::view() }", 2),
        ("text/deep/est.rs", "use super::super::cells;", 0),
        ("store/mod.rs", "use crate::{model::article, ingest};", 1),
        ("store/mod.rs", "use crate::{\n    model::{article, ingest},\n    text,\n};", 0),
        ("ingest/mod.rs", "use std::fs; // and\nfn f() { println!(\"{}\", 1); let now = Instant::now(); }", 3),
        ("ingest/mod.rs", "//! `std::fs` is for crate::source alone\nfn f() {} // crate::ui", 0),
        ("ingest/mod.rs", "let web = \"https://\"; crate::ui::view()", 1),
        ("ingest/mod.rs", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::ui::view; }", 0),
        ("app/mod.rs", "use ratatui::layout::Rect;\nuse crossterm::event::Event;", 2),
        ("ui/mod.rs", "use ratatui::Frame;\nuse crate::app::App;\nuse crate::terminal::run;", 1),
        (
            "terminal/mod.rs",
            "use crossterm::event;\nuse ratatui::Terminal;\nuse std::thread;\nuse crate::ingest::ingest;",
            0,
        ),
        ("ui/help.rs", "use ratatui::text::Line;\nbuf.set_stringn(0, 0, line, 9, style);", 2),
        ("ui/help.rs", "frame.render_widget(list, area); cell.set_symbol(word);", 2),
        ("ui/row.rs", "cell.set_symbol(part); row::symbol(sign, x, y, canvas, style);", 0),
        ("terminal/mod.rs", "use ratatui::widgets::Paragraph;", 1),
        ("cache/mod.rs", "use std::fs;\nuse crate::store::library::Library;\nuse crate::app::App;", 1),
        ("main.rs", "use crate::cli::Cli;\nprintln!()", 0),
        ("new_layer/mod.rs", "use crate::text::clean::Clean;", 0),
    ];
    for (path, code, n_faults) in cases {
        let source = Source { path: PathBuf::from(path), code: without_comments_and_tests(code) };
        assert_eq!(source.faults().len(), *n_faults, "{path}: {code}\n{:?}", source.faults());
    }
}

struct Source {
    /// Below `src`.
    path: PathBuf,
    code: String,
}

impl Source {
    /// The first module of its path: `text` for `text/clean.rs`, `main` for `main.rs`.
    fn layer(&self) -> String {
        let first = self.path.iter().next().unwrap_or_default().to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }

    fn faults(&self) -> Vec<String> {
        let layer = self.layer();
        let mut faults = Vec::new();
        if let Some((_, known)) = ARROWS.iter().chain(RIM).find(|(name, _)| *name == layer) {
            let strangers =
                self.modules_named().into_iter().filter(|name| *name != layer && !known.contains(&name.as_str()));
            faults.extend(strangers.map(|name| format!("{}: {layer} may not know {name}", self.path.display())));
        }
        if ARROWS.iter().any(|(name, _)| *name == layer) {
            let touched = WORLD.iter().filter(|pattern| regex(pattern).is_match(&self.code));
            faults.extend(touched.map(|pattern| format!("{}: {layer} may not touch {pattern}", self.path.display())));
        }
        for (name, users) in CRATES {
            if regex(&format!(r"\b{name}::")).is_match(&self.code) && !users.contains(&layer.as_str()) {
                faults.push(format!("{}: {layer} may not know the crate {name}", self.path.display()));
            }
        }
        for (pattern, files) in DOORS {
            let is_door = files.iter().any(|file| self.path == Path::new(file));
            if regex(pattern).is_match(&self.code) && !is_door {
                faults.push(format!("{}: text gets into cells by ui::row, not by {pattern}", self.path.display()));
            }
        }
        faults
    }

    /// The modules right below the root of the crate that the code names.
    fn modules_named(&self) -> BTreeSet<String> {
        let mut named: BTreeSet<String> =
            regex(r"\bcrate::(\w+)").captures_iter(&self.code).map(|found| found[1].to_owned()).collect();
        for group in regex(r"\bcrate::\{").find_iter(&self.code) {
            named.extend(names_of_group(&self.code[group.end()..]));
        }
        // `super` often enough is the root of the crate: once for each part of the module's own path.
        let is_mod = self.path.file_name().is_some_and(|name| name == "mod.rs");
        let depth = self.path.components().count() - usize::from(is_mod);
        for found in regex(r"\b((?:super::)+)(\w+)").captures_iter(&self.code) {
            if found[1].matches("super").count() >= depth {
                named.insert(found[2].to_owned());
            }
        }
        named
    }
}

/// The first names in `a::b, c::{d, e}, f}` …: `a`, `c` and `f`.
fn names_of_group(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut expects_name) = (1, true);
    for token in regex(r"\w+|[{},]").find_iter(group) {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => expects_name = true,
            "," => {}
            name if depth == 1 && expects_name => {
                names.push(name.to_owned());
                expects_name = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&root).into_iter().filter_map(Result::ok);
    let rust = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    let sources: Vec<Source> = rust
        .filter(|file| file.file_name() != "tests.rs")
        .map(|file| Source {
            path: file.path().strip_prefix(&root).expect("below src").to_owned(),
            code: without_comments_and_tests(&fs::read_to_string(file.path()).expect("readable source")),
        })
        .collect();
    assert!(sources.iter().any(|source| source.layer() == "text"), "the source was not found");
    sources
}

/// The code up to its test module, which stands last, without what is said about it.
fn without_comments_and_tests(source: &str) -> String {
    let code = regex(r"(?m)^#\[cfg\(test\)\]\n(?:#\[.*\]\n)*mod ")
        .find(source)
        .map_or(source, |tests| &source[..tests.start()]);
    regex(r"(?m)(^|\s)//.*$").replace_all(code, "").into_owned()
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}
