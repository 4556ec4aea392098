//! The words of the interface: every message in every language, and nothing on the screen that is no message.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use kiosque::app::Setup;
use kiosque::app::action::Action;
use kiosque::app::input::Key;
use kiosque::app::message::{Message, Progress};
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::locale::plural::Form;
use kiosque::locale::words::Words;
use kiosque::model::document::Origin;
use kiosque::store::segment::Segment;
use regex::Regex;
use walkdir::WalkDir;

use crate::screens::Reader;

/// What a message is made of.
#[derive(Debug, Default)]
struct Shape {
    arguments: BTreeSet<String>,
    /// By argument, the cases that are told apart, one set a choice.
    choices: Vec<(String, BTreeSet<String>)>,
    /// Its text alone.
    text: String,
}

fn messages(locale: Locale) -> BTreeMap<String, Shape> {
    let resource = parse(locale.messages()).unwrap_or_else(|(_, faults)| panic!("{locale:?}: {faults:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            other => panic!("{locale:?}: only messages are used: {other:?}"),
        };
        let mut shape = Shape::default();
        look_at(&message.value.expect("a message says something"), &mut shape);
        let id = message.id.name.to_owned();
        assert!(messages.insert(id, shape).is_none(), "{locale:?} says {} twice", message.id.name);
    }
    messages
}

fn look_at(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => shape.text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => drop(shape.arguments.insert(id.name.to_owned())),
                InlineExpression::StringLiteral { value } => shape.text.push_str(value),
                other => panic!("a message has text, arguments and choices: {other:?}"),
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else { panic!("a choice is by an argument") };
                shape.arguments.insert(id.name.to_owned());
                let mut cases = BTreeSet::new();
                for variant in variants {
                    let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
                    cases.insert(key.to_owned());
                    shape.text.push('\n');
                    look_at(&variant.value, shape);
                }
                shape.choices.push((id.name.to_owned(), cases));
            }
        }
    }
}

#[test]
fn every_message_is_in_every_language_with_the_same_arguments() {
    let english = messages(Locale::English);
    for locale in Locale::ALL {
        let other = messages(locale);
        let ids = |messages: &BTreeMap<String, Shape>| messages.keys().cloned().collect::<Vec<_>>();
        assert_eq!(ids(&other), ids(&english), "{locale:?}");
        for (id, shape) in &other {
            assert_eq!(shape.arguments, english[id].arguments, "{id} in {locale:?}");
            assert!(
                !shape.text.contains("TODO") && (!shape.text.trim().is_empty() || !shape.arguments.is_empty()),
                "{id}"
            );
        }
    }
}

#[test]
fn a_number_has_all_the_forms_of_its_language() {
    for locale in Locale::ALL {
        let known: BTreeSet<&str> = Form::all_of(locale).iter().map(|form| form.as_str()).collect();
        // What goes with whole millions in French is said where there can be so many.
        let needed: BTreeSet<&str> =
            known.iter().copied().filter(|form| (locale, *form) != (Locale::French, "many")).collect();
        for (id, shape) in messages(locale) {
            for (argument, cases) in &shape.choices {
                let forms: BTreeSet<&str> =
                    cases.iter().map(String::as_str).filter(|case| case.parse::<u32>().is_err()).collect();
                let is_plural = forms.len() > 1;
                assert!(!is_plural || needed.is_subset(&forms), "{id}, by {argument}, in {locale:?}: {forms:?}");
                assert!(forms.is_subset(&known), "{id}, by {argument}, in {locale:?}: {forms:?}");
            }
        }
    }
}

#[test]
fn french_is_set_as_the_press_sets_it() {
    // What is between grave accents is typed as it stands.
    let typed = Regex::new("`[^`]*`").expect("a pattern of this file");
    for (id, Shape { text, .. }) in messages(Locale::French) {
        let text = typed.replace_all(&text, "");
        for wrong in [" ;", " :", " !", " ?", " %", " »", "« ", "'"] {
            assert!(!text.contains(wrong), "{id} has {wrong:?}: {text}");
        }
    }
}

/// Code that a person may hear of, without comments and tests.
fn code(folders: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let tests = Regex::new(r"(?m)^#\[cfg\(test\)\]\n(?:#\[.*\]\n)*mod \w+ \{").expect("a pattern of this file");
    let comment = Regex::new(r"(?m)(^|\s)//.*$").expect("a pattern of this file");
    let mut found = Vec::new();
    for folder in folders {
        for file in WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok) {
            let path = file.path();
            if path.extension().is_none_or(|extension| extension != "rs") || path.ends_with("sample.rs") {
                continue;
            }
            let source = fs::read_to_string(path).expect("readable source");
            let source = tests.find(&source).map_or(source.as_str(), |tests| &source[..tests.start()]).to_owned();
            found.push((
                path.strip_prefix(&root).expect("below src").display().to_string(),
                comment.replace_all(&source, "").into_owned(),
            ));
        }
    }
    found.sort();
    found
}

/// The string literals of some code, without raw ones.
fn literals(code: &str) -> Vec<String> {
    let literal = Regex::new(r#""((?:[^"\\]|\\.)*)""#).expect("a pattern of this file");
    literal.captures_iter(code).map(|found| found[1].to_owned()).collect()
}

/// Ids that are put together where they are said.
const FAMILIES: &[&str] = &["action-", "language-"];

#[test]
fn every_message_is_said_somewhere() {
    let said: BTreeSet<String> = code(&["."]).iter().flat_map(|(_, code)| literals(code)).collect();
    let actions: BTreeSet<String> = Action::ALL.iter().map(|action| format!("action-{}", action.name())).collect();
    for id in messages(Locale::English).keys() {
        let is_said = match FAMILIES.iter().find(|family| id.starts_with(**family)) {
            Some(&"action-") => actions.contains(id),
            Some(_) => true,
            None => said.contains(id),
        };
        assert!(is_said, "nothing says {id}");
    }
    let english = messages(Locale::English);
    assert!(actions.iter().all(|id| english.contains_key(id)), "every action is described");
}

#[test]
fn every_id_in_the_code_is_a_message() {
    let call = Regex::new(r#"\b(?:text|with|say|find|heading)\(\s*(?:self\.)?"([a-z0-9-]+)""#)
        .expect("a pattern of this file");
    let english = messages(Locale::English);
    let mut n_seen = 0;
    // Formats have no words, only fields whose names look like them.
    for (path, code) in code(&["."]).into_iter().filter(|(path, _)| !path.starts_with("formats")) {
        for found in call.captures_iter(&code) {
            n_seen += 1;
            assert!(english.contains_key(&found[1]) || found[1].len() < 3, "{path}: {} is no message", &found[1]);
        }
    }
    assert!(n_seen > 100, "the calls were not found");
}

/// Literals of `app` and `ui` that are no words of the interface, by file: what is written in settings and in what is kept
/// of a session, and a sample for the test card. An empty list lets the whole file pass.
const NO_WORDS: &[(&str, &[&str])] = &[
    // The README's table, and what the documentation of the code says of an action.
    (
        "app/action.rs",
        &[
            "The action `",
            "`; the message `action-",
            "` says what it does.",
            "| keys | action | does |\\n|---|---|---|\\n",
        ],
    ),
    (
        "app/filters.rs",
        &[
            "is",
            "is:{}",
            "lang",
            "lang:{key}",
            "outlet",
            "outlet:",
            "outlet:{key}",
            "saved",
            "saved:{name}",
            "tag",
            "tag:{tag}",
            "year",
            "year:{key}",
            "undated",
        ],
    ),
    ("app/input.rs", &["alt-", "ctrl-", "shift-"]),
    ("app/macros.rs", &["search:"]),
    ("app/panes.rs", &["sources", "articles", "reader"]),
    ("app/top_line.rs", &["kiosque"]),
    ("ui/card.rs", &["Le kiosque « كشك » ouvre à 8 h."]),
    ("ui/theme.rs", &[]),
];

#[test]
fn no_other_words_stand_in_the_views() {
    let english = messages(Locale::English);
    let names: BTreeSet<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    let letters = Regex::new(r"[A-Za-z]{2,}").expect("a pattern of this file");
    let holes = Regex::new(r"\{[^}]*\}|\\u\{[^}]*\}").expect("a pattern of this file");
    let argument = Regex::new(r#"\("[a-z-]+",\s"#).expect("a pattern of this file");
    let mut faults = Vec::new();
    for (path, code) in code(&["app", "ui"]) {
        let allowed = NO_WORDS.iter().find(|(file, _)| *file == path).map(|(_, literals)| *literals);
        if allowed == Some(&[]) {
            continue;
        }
        for literal in literals(&argument.replace_all(&code, "(")) {
            let words = holes.replace_all(&literal, "");
            let is_id = english.contains_key(&literal) || FAMILIES.contains(&words.as_ref());
            let is_name = names.contains(literal.as_str()) || literal.parse::<Key>().is_ok();
            let is_allowed = allowed.is_some_and(|allowed| allowed.contains(&literal.as_str()));
            if letters.is_match(&words) && !is_id && !is_name && !is_allowed {
                faults.push(format!("{path}: {literal:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "these are words that no language has another one for:\n{}", faults.join("\n"));
}

/// Pages without a letter of ours but in what a reading of pages knows them by; the edition would hide words of the
/// interface behind its own.
const PAGES: &[(&str, &str)] = &[
    (
        "α.txt",
        "Το φως του κόλπου\n\nPublié dans Le Phare le 03 - 07 - 2013\n\nΟ παλιός φάρος άναψε ξανά χθες το βράδυ, και το \
         χωριό βγήκε στον δρόμο να τον δει.\n\nΤο φως φάνηκε ως τα νησιά, είπαν οι ψαράδες που γύριζαν.\n",
    ),
    ("β.txt", "Η βάρκα γύρισε μόνη της στο λιμάνι. Κανείς δεν ξέρει από πού ήρθε, ούτε ποιος την έδεσε στον μόλο.\n"),
    (
        "γ.txt",
        "Νύχτα στο λιμάνι\n\nPublié dans Le Phare le 05 - 08 - 2014\n\nΤο λιμάνι κοιμάται νωρίς τον χειμώνα, όταν ο \
         αέρας κατεβαίνει από το βουνό.\n",
    ),
];

/// A letter of ours as a letter of another script that is as wide and runs the same way.
fn marked(c: char) -> char {
    let nth = |first: char| char::from_u32(u32::from(first) + u32::from(c.to_ascii_lowercase()) - u32::from('a'));
    match c {
        'a'..='z' => nth('\u{561}').unwrap_or(c),
        'A'..='Z' => nth('\u{531}').unwrap_or(c),
        c => c,
    }
}

/// The English messages with every letter marked.
fn marked_messages() -> String {
    let key = Regex::new(r"^(?:[a-z0-9-]+ =|\s+\*?\[[a-z0-9]+\])").expect("a pattern of this file");
    let mut marked_lines = String::new();
    for line in Locale::English.messages().lines() {
        let start = key.find(line).map_or(0, |key| key.end());
        let is_said = start > 0;
        let mut in_braces = false;
        marked_lines.push_str(&line[..start]);
        for c in line[start..].chars() {
            in_braces = (in_braces || c == '{') && c != '}';
            marked_lines.push(if is_said && !in_braces { marked(c) } else { c });
        }
        marked_lines.push('\n');
    }
    marked_lines
}

/// What may stand on the screen in our letters, though it is no message: what the pages say, names of keys, actions
/// and languages, and the program's own. Names of rules have a dot in them.
fn known_words() -> BTreeSet<String> {
    let words = Regex::new("[A-Za-z]+").expect("a pattern of this file");
    let mut known: BTreeSet<String> = ["kiosque", "txt", "und", "fr", "vi", "UTF"].map(str::to_owned).into();
    let mut add = |text: &str| known.extend(words.find_iter(text).map(|word| word.as_str().to_owned()));
    PAGES.iter().for_each(|(_, text)| add(text));
    for action in Action::ALL {
        add(action.name());
        action.default_keys().for_each(|key| add(&key.to_string()));
    }
    known
}

#[test]
fn every_word_on_the_screen_is_a_message_or_of_the_archive() {
    let known = known_words();
    let documents = PAGES.iter().map(|(path, text)| ingest(&Origin::file(*path), text.as_bytes())).collect();
    let segment = Arc::new(Segment::new(documents));
    let words = Words::read(Locale::English, &marked_messages());
    let ours = Regex::new("[A-Za-z]{2,}").expect("a pattern of this file");
    let rules = Regex::new(r"\b[a-z_]+\.[a-z_]+\b").expect("a pattern of this file");
    let mut n_marked = 0;
    for (width, height) in [(40, 16), (80, 24), (120, 36), (200, 50), (19, 5)] {
        for keys in [
            "",
            "j",
            "G",
            "<shift-tab>jj<space>",
            "<enter>",
            "<enter>z",
            "o",
            "o\u{3b1}\u{3b1}",
            "y",
            "L",
            "m",
            "m ",
            "i",
            "Gi",
            "t",
            "?",
            "?\u{3b1}",
            "/\u{3c6}\u{3c9}\u{3c2}",
            "/\u{3c6}\u{3c9}\u{3c2}<enter>",
            "/\u{3c8}\u{3c8}<enter>",
            "/\"\u{3c6}",
            "/-",
            "/)",
            "f\u{3c6}",
            "f\u{3c8}",
            "s",
            "ss",
            "u",
            "w",
            "J",
            "GJ",
            "K",
            "n",
            "b",
            "B",
            "BB",
            "BGB",
            "R",
            "o<enter>y<enter>",
        ] {
            let setup = Setup { words: words.clone(), ..Setup::default() };
            let mut reader = Reader::open_empty(setup, width, height);
            let waiting = reader.picture();
            reader.read(&segment);
            reader.tell(Message::Progress(Progress { n_read: 3, n_found: 3, finished: true, ..Progress::default() }));
            let picture = reader.keys(keys).picture();
            for shown in [waiting, picture] {
                n_marked += shown.chars().filter(|c| ('\u{531}'..'\u{57B}').contains(c)).count();
                let shown = rules.replace_all(&shown, "");
                for word in ours.find_iter(&shown).map(|word| word.as_str()) {
                    assert!(
                        known.contains(word),
                        "{word:?}, after {keys:?} at {width}x{height}, is no message:\n{shown}"
                    );
                }
            }
        }
    }
    assert!(n_marked > 10_000, "the messages were not marked");
}
