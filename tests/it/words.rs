//! The words of the interface: every message in every language, and nothing on the screen that is no message.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use kiosque::app::action::Action;
use kiosque::app::input::Key;
use kiosque::locale::Locale;
use kiosque::locale::plural::Form;
use regex::Regex;
use walkdir::WalkDir;

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
    for (id, Shape { text, .. }) in messages(Locale::French) {
        // What is between grave accents is typed as it stands.
        let text = Regex::new("`[^`]*`").expect("a pattern of this file").replace_all(&text, "");
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
    for (path, code) in code(&["."]) {
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
    ("app/filters.rs", &["lang", "lang:{key}", "outlet", "outlet:", "outlet:{key}", "year", "year:{key}", "undated"]),
    ("app/input.rs", &[]),
    ("app/keymap.rs", &[]),
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
