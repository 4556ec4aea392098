//! Markdown under front matter, as site generators, note takers and clippers of web pages write it.
//!
//! Markdown without it stays text: nothing tells it from a page that has asterisks in it. The front matter is YAML between
//! `---` or TOML between `+++`. Of YAML only what such heads are made of is read - keys, words, lists, a key under a key - and
//! what is beyond that is left out.

use pulldown_cmark::{Options, Parser, html};

use crate::formats::sniff::Sample;
use crate::formats::stream::Stream;
use crate::formats::{Content, Format, Record, Records, Refusal, once};
use crate::ingest::decode;
use crate::ingest::manuscript::{About, Statement};

/// A note is one record.
pub(super) const MARKDOWN: Format = Format {
    name: "markdown",
    what: "Markdown under front matter; without it, it is text",
    known_by: "lines of keys and values between two lines of --- or +++",
    recognises,
    open: records,
};

/// So many lines a front matter may have.
const MAX_LINES: usize = 200;

/// The front matter of a text, and the text under it.
struct Front<'f> {
    is_toml: bool,
    lines: Vec<&'f str>,
    body: &'f str,
}

impl<'f> Front<'f> {
    fn of(text: &'f str) -> Option<Front<'f>> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let mut at = 0;
        let mut lines = text.split_inclusive('\n').map(|line| {
            at += line.len();
            (line.trim_end(), at)
        });
        let fence = lines.next()?.0;
        let is_toml = fence == "+++";
        if !is_toml && fence != "---" {
            return None;
        }
        let mut matter = Vec::new();
        for (line, end) in lines.take(MAX_LINES) {
            if line == fence || !is_toml && line == "..." {
                return Some(Front { is_toml, lines: matter, body: text.get(end..)? });
            }
            matter.push(line);
        }
        None
    }

    /// Keys in small letters, and what is said under them, in order. A key under a key stands by itself: `author: {name: A}`
    /// says an author.
    fn fields(&self) -> Vec<(String, String)> {
        match self.is_toml {
            true => self.lines.join("\n").parse::<toml::Table>().map(|table| of_table(&table)).unwrap_or_default(),
            false => of_yaml(&self.lines),
        }
    }
}

fn recognises(sample: &Sample<'_>) -> bool {
    if !sample.begins("---") && !sample.begins("+++") {
        return false;
    }
    let text = String::from_utf8_lossy(&sample.text);
    Front::of(&text)
        .is_some_and(|front| front.fields().iter().any(|(key, _)| about(key).is_some() || KEYS.contains(&key.as_str())))
}

/// Keys that say nothing of an article, and yet that this is one.
const KEYS: &[&str] = &["tags", "categories", "layout", "slug", "draft", "permalink", "id", "aliases", "keywords"];

/// What a key speaks of, by the habits of Jekyll, Hugo, Pelican, Obsidian and their kin.
fn about(key: &str) -> Option<(About, &'static str)> {
    Some(match key {
        "title" | "headline" => (About::Title, "front_matter.title"),
        "outlet" | "site" | "site_name" | "sitename" | "publication" | "publisher" | "newspaper" | "journal"
        | "website" => (About::Outlet, "front_matter.outlet"),
        "date" | "published" | "publishdate" | "pubdate" | "published_at" | "date_published" | "created" => {
            (About::Published, "front_matter.date")
        }
        "updated" | "modified" | "lastmod" | "last_modified" | "last_modified_at" => {
            (About::Modified, "front_matter.updated")
        }
        "captured" | "clipped" | "saved" | "retrieved" | "accessed" => (About::Captured, "front_matter.captured"),
        "author" | "authors" | "by" | "byline" => (About::Author, "front_matter.author"),
        "lang" | "language" | "locale" => (About::Language, "front_matter.lang"),
        "url" | "source" | "link" | "source_url" | "original_url" | "canonical" | "canonical_url" => {
            (About::Address, "front_matter.url")
        }
        "description" | "summary" | "excerpt" | "subtitle" | "standfirst" => (About::Summary, "front_matter.summary"),
        _ => return None,
    })
}

fn records(stream: Stream<'_>) -> Records<'_> {
    let (bytes, fault) = stream.whole();
    let refusal = fault.map(|fault| Err(Refusal::new(fault)));
    let record = (!bytes.is_empty()).then(|| note(bytes));
    match (record, refusal) {
        (Some(record), None) => once(Ok(record)),
        (record, refusal) => Box::new(record.map(Ok).into_iter().chain(refusal)),
    }
}

fn note(bytes: Vec<u8>) -> Record {
    let (text, _) = decode::decode(&bytes);
    let Some(front) = Front::of(&text) else { return Record::new(Content::Text(bytes)) };
    let mut statements = Vec::new();
    for (key, value) in front.fields() {
        let Some((about, rule)) = about(&key) else { continue };
        let is_web = value.starts_with("http://") || value.starts_with("https://");
        // `source:` is an address with some, and a paper with others; a relative `url:` is a place on the author's disk.
        let (about, rule) = match about {
            About::Address if key == "source" && !is_web => (About::Outlet, "front_matter.outlet"),
            About::Address if !is_web => continue,
            _ => (about, rule),
        };
        statements.push(Statement { about, value, rule });
    }
    let mut markup = String::new();
    html::push_html(
        &mut markup,
        Parser::new_ext(front.body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH),
    );
    let base = statements.iter().find(|statement| statement.about == About::Address).map(|found| found.value.clone());
    Record { content: Content::Fragment { html: markup, base }, statements, ..Record::default() }
}

fn of_table(table: &toml::Table) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (key, value) in table {
        push_toml(&mut fields, &key.to_lowercase(), value);
    }
    fields
}

fn push_toml(fields: &mut Vec<(String, String)>, key: &str, value: &toml::Value) {
    match value {
        toml::Value::String(words) => push(fields, key, words),
        toml::Value::Array(values) => values.iter().for_each(|value| push_toml(fields, key, value)),
        toml::Value::Table(table) => {
            if let Some(name) = table.get("name") {
                push_toml(fields, key, name);
            }
        }
        other => push(fields, key, &other.to_string()),
    }
}

fn push(fields: &mut Vec<(String, String)>, key: &str, value: &str) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if !value.is_empty() {
        fields.push((key.to_owned(), value));
    }
}

fn of_yaml(lines: &[&str]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut key = String::new();
    // The words of a value that goes on over lines: `description: >`.
    let mut folded: Option<String> = None;
    for line in lines {
        let is_under = line.starts_with([' ', '\t']) || line.starts_with("- ");
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        if let (true, Some(folded)) = (is_under, &mut folded) {
            folded.push(' ');
            folded.push_str(words);
            continue;
        }
        if let Some(folded) = folded.take() {
            push(&mut fields, &key, &folded);
        }
        if is_under {
            // An entry of a list, or the name of somebody.
            let entry = words.strip_prefix("- ").unwrap_or(words).trim();
            match pair(entry) {
                Some((below, name)) if below == "name" => push_values(&mut fields, &key, name),
                Some(_) => {}
                None => push_values(&mut fields, &key, entry),
            }
            continue;
        }
        let Some((name, value)) = pair(words) else { continue };
        key = name;
        match value {
            ">" | ">-" | ">+" | "|" | "|-" | "|+" => folded = Some(String::new()),
            value => push_values(&mut fields, &key, value),
        }
    }
    if let Some(folded) = folded {
        push(&mut fields, &key, &folded);
    }
    fields
}

/// `key: value`; the key in small letters.
fn pair(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.len() <= 40 && key.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t'])))
        .then(|| (key.trim().to_lowercase().replace('-', "_"), value.trim()))
}

/// A value, or each of `[a, "b"]`.
fn push_values(fields: &mut Vec<(String, String)>, key: &str, value: &str) {
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => {
            for value in split_list(list) {
                push(fields, key, &plain(value));
            }
        }
        None => push(fields, key, &plain(value)),
    }
}

/// The entries of a list; commas in quotes are part of them.
fn split_list(list: &str) -> Vec<&str> {
    let (mut entries, mut from, mut quote) = (Vec::new(), 0, None);
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') if list[from..at].trim().is_empty() => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, ',') => {
                entries.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    entries.push(&list[from..]);
    entries
}

/// A value without its quotes, or without the comment behind it. Links of note takers (`[[Nora]]`) are the words in them.
fn plain(value: &str) -> String {
    let value = value.trim();
    let value = match value.chars().next() {
        Some('"') => value[1..].strip_suffix('"').map(|inner| inner.replace("\\\"", "\"").replace("\\\\", "\\")),
        Some('\'') => value[1..].strip_suffix('\'').map(|inner| inner.replace("''", "'")),
        _ => Some(value.split_once(" #").map_or(value, |(value, _)| value).trim().to_owned()),
    }
    .unwrap_or_else(|| value.to_owned());
    let bare = value.strip_prefix("[[").and_then(|inner| inner.strip_suffix("]]")).map(str::to_owned);
    bare.unwrap_or(if matches!(value.as_str(), "null" | "~" | "{}") { String::new() } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{format, records};

    /// What the head of a note says, and the markup of its text.
    #[track_caller]
    fn check(note: &str, said: &[(&str, &str)], want: &str) {
        assert_eq!(format(note.as_bytes()).map(|format| format.name), Some("markdown"), "{note}");
        for note in [note.to_owned(), note.replace('\n', "\r\n"), format!("\u{feff}{note}")] {
            let records: Vec<_> = records(note.as_bytes()).collect();
            let [Ok(record)] = records.as_slice() else { panic!("{records:?}") };
            let Content::Fragment { html, .. } = &record.content else { panic!("{record:?}") };
            let found: Vec<_> = record.statements.iter().map(|said| (said.rule, said.value.as_str())).collect();
            let said: Vec<_> = said.iter().map(|(rule, value)| (format!("front_matter.{rule}"), *value)).collect();
            assert_eq!(found, said.iter().map(|(rule, value)| (rule.as_str(), *value)).collect::<Vec<_>>(), "{note}");
            assert_eq!(html.trim(), want, "{note}");
        }
    }

    #[test]
    fn front_matter_is_read_as_people_write_it() {
        check(
            "---\ntitle: \"Le port : il \\\"rouvre\\\"\"\ndate: 2020-02-12T10:00:00+01:00 # hier\nauthors:\n  - Nora Belkacem\n  - name: Ali\n    role: photo\ntags: [port, vent]\nlang: fr\nsource: Le Fanal\nurl: https://fanal.example/port\n---\n# Un\n\nLe **port** rouvre.\n",
            &[
                ("title", "Le port : il \"rouvre\""),
                ("date", "2020-02-12T10:00:00+01:00"),
                ("author", "Nora Belkacem"),
                ("author", "Ali"),
                ("lang", "fr"),
                ("outlet", "Le Fanal"),
                ("url", "https://fanal.example/port"),
            ],
            "<h1>Un</h1>\n<p>Le <strong>port</strong> rouvre.</p>",
        );
        check(
            "---\ntitle: 'L''été'\nauthor: [\"Belkacem, Nora\", Ali]\ndescription: >\n  Trois jours\n  de vent.\nsource: https://fanal.example/1\nsite:\n  name: Le Fanal\nurl: /port/\nlang: null\n...\nTexte.",
            &[
                ("title", "L'été"),
                ("author", "Belkacem, Nora"),
                ("author", "Ali"),
                ("summary", "Trois jours de vent."),
                ("url", "https://fanal.example/1"),
                ("outlet", "Le Fanal"),
            ],
            "<p>Texte.</p>",
        );
        check(
            "+++\ntitle = \"Le port\"\ndate = 2020-02-12\nauthors = [\"Nora\"]\n[params]\nx = 1\n+++\nTexte.",
            &[("author", "Nora"), ("date", "2020-02-12"), ("title", "Le port")],
            "<p>Texte.</p>",
        );
        check("---\ntags:\n  - port\n---\n", &[], "");
    }

    #[test]
    fn a_text_with_lines_of_dashes_is_text() {
        for text in [
            "---\nLe port rouvre : il était temps.\n---\nTexte",
            "---\ntitle: jamais fermé\n\nTexte",
            "# Titre\n\nDu *texte*.",
            "---\n---\nTexte",
            "+++\nce n'est pas du TOML\n+++\nTexte",
            "----\ntitle: A\n----\n",
        ] {
            assert_eq!(format(text.as_bytes()).map(|format| format.name), Some("text"), "{text}");
        }
    }
}
