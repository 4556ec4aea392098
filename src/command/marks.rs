//! `kiosque marks`: what was marked goes out as lines of JSON, and comes in again, here or on another computer.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::command::{Desk, Outcome, say};
use crate::error::Error;
use crate::journal::{self, Journal};
use crate::locale::words::Saying;
use crate::model::json::article_head;
use crate::print;
use crate::store::digits;
use crate::store::groups::Filter;
use crate::store::library::{ArticleKey, Library};
use crate::store::listing::listed;
use crate::store::marks::{Change, Mark, Marking, Note, NoteId, Passage, Spot, Tag};
use crate::store::order::Order;
use crate::store::text_hash::TextHash;
use crate::store::whereabouts;
use crate::text::clean;

/// A line: the marks of a text. What is not there is not marked.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Row {
    text: String,
    #[serde(skip_serializing_if = "is_not")]
    read: bool,
    #[serde(skip_serializing_if = "is_not")]
    starred: bool,
    #[serde(skip_serializing_if = "is_not")]
    listed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Spot>,
}

/// A note; its number is in hexadecimal digits, because many a reader of JSON rounds numbers that are so large.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct NoteRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<Passage>,
}

fn is_not(is: &bool) -> bool {
    !is
}

impl Row {
    fn of(text: TextHash, mark: &Mark) -> Row {
        let note = |note: &Note| NoteRow {
            id: Some(format!("{:016x}", note.id.0)),
            text: note.text.clone(),
            on: note.on.clone(),
        };
        Row {
            text: text.to_string(),
            read: mark.is_read(),
            starred: mark.is_starred(),
            listed: mark.is_listed(),
            tags: mark.tags().cloned().collect(),
            notes: mark.notes().iter().map(note).collect(),
            left: mark.left(),
        }
    }

    /// What has to be done for a text that has these marks already to have those of the line, too.
    fn changes(self, mark: Option<&Mark>) -> Vec<Change> {
        let is = |is: bool, change: fn(bool) -> Change| is.then_some(change(true));
        let mut changes: Vec<Change> =
            [is(self.read, Change::Read), is(self.starred, Change::Starred), is(self.listed, Change::Listed)]
                .into_iter()
                .flatten()
                .chain(self.tags.into_iter().map(Change::Tagged))
                .collect();
        let mut notes = mark.map(Mark::notes).unwrap_or_default().to_vec();
        for row in self.notes {
            // A note is one line, and says something.
            let text = clean::line(&row.text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
            let mut note = Note::new(&text, row.on);
            if text.is_empty() || notes.iter().any(|known| (&known.text, &known.on) == (&note.text, &note.on)) {
                continue;
            }
            note.id = row.id.and_then(|id| digits::parse(id.as_bytes())).map_or(note.id, NoteId);
            // One that was rewritten here stays beside what it was elsewhere.
            let mut salted = text;
            while notes.iter().any(|known| known.id == note.id) {
                salted.push('\n');
                note.id = Note::new(&salted, note.on.clone()).id;
            }
            notes.push(note.clone());
            changes.push(Change::Noted(note));
        }
        if mark.and_then(Mark::left).is_none() && self.left.is_some() {
            changes.push(Change::Left(self.left));
        }
        changes
    }
}

/// Prints all marks: those of the archive as it lists them, then those whose pages are not there.
pub(super) fn export(desk: &Desk, paths: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Error> {
    let (mut marks, faults) = journal::load(&journal::path().ok_or(Error::NoData)?);
    faults.iter().for_each(|fault| say(desk.words.saying(fault)));
    if marks.is_empty() {
        say(desk.words.text("marks-none-kept"));
        return Ok(Outcome { found: false, missed_something: !faults.is_empty() });
    }
    // Marks are there without the archive, too.
    let (library, missed) = match desk.read(paths) {
        Ok((library, report)) => (library, report.misses_something()),
        Err(Error::NothingReadable) => (Library::default(), true),
        Err(error) => return Err(error),
    };
    whereabouts::hand_on(&mut marks, &library);
    let mut left: HashMap<TextHash, &Mark> = marks.iter().collect();
    for key in listed(&library, &Filter::default(), None, None, Order::Newest).iter() {
        let Some(text) = library.text_hash(key) else { continue };
        if let Some(mark) = left.remove(&text) {
            print::json_line(out, &line(&Row::of(text, mark), named(&library, key)))?;
        }
    }
    let mut rest: Vec<(TextHash, &Mark)> = left.into_iter().collect();
    rest.sort_unstable_by_key(|(text, _)| *text);
    rest.iter().try_for_each(|(text, mark)| print::json_line(out, &line(&Row::of(*text, mark), Map::new())))?;
    Ok(Outcome { found: true, missed_something: missed || !faults.is_empty() })
}

/// What an article is called, and where it is.
fn named(library: &Library, key: ArticleKey) -> Map<String, Value> {
    let Some(article) = library.get(key) else { return Map::new() };
    let mut named = article_head(article.article());
    named.retain(|name, _| ["title", "outlet", "date"].contains(&name.as_str()));
    named.insert("id".to_owned(), json!(article.id().to_string()));
    named.insert("path".to_owned(), json!(article.document().origin.path));
    named
}

fn line(row: &Row, article: Map<String, Value>) -> Value {
    let mut line = serde_json::to_value(row).unwrap_or_default();
    if let Value::Object(fields) = &mut line {
        fields.extend(article);
    }
    line
}

/// No line of marks is longer.
const LONGEST_LINE: u64 = 16 << 20;

/// Adds the marks of a file to those that are kept.
pub(super) fn import(desk: &Desk, file: &Path, out: &mut dyn Write) -> Result<Outcome, Error> {
    let path = journal::path().ok_or(Error::NoData)?;
    let named = file.display().to_string();
    let unread = |error: io::Error| Error::MarksUnread { path: named.clone(), error };
    let mut input: Box<dyn BufRead> = match file.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(BufReader::new(File::open(file).map_err(unread)?)),
    };
    let mut journal = Journal::new(Some(path));
    let (mut marks, news) = journal.read();
    news.sayings.iter().for_each(|saying| say(desk.words.saying(saying)));
    let (mut n_lines, mut n_right, mut n_wrong) = (0, 0, 0);
    while let Some(line) = next_line(&mut input).map_err(unread)? {
        n_lines += 1;
        if line.as_ref().is_ok_and(|line| line.trim_ascii().is_empty()) {
            continue;
        }
        match line.and_then(|line| read(&line, n_lines == 1)) {
            Ok((text, row)) => {
                n_right += 1;
                for change in row.changes(marks.of(text)) {
                    marks.make(&Marking { change, texts: vec![text] });
                }
            }
            Err(error) => {
                n_wrong += 1;
                let wrong = Saying::new("marks-line").of("path", named.clone()).of("line", n_lines.to_string());
                say(desk.words.saying(&wrong.of("error", error)));
            }
        }
    }
    if n_right == 0 {
        return if n_wrong == 0 { Ok(Outcome { found: false, missed_something: false }) } else { Err(Error::NoMarks) };
    }
    let added = journal.marks().difference(&marks);
    if !added.is_empty() {
        let news = journal.keep(&added);
        let is_synced = if news.is_kept { journal.sync() } else { Ok(()) };
        news.sayings.iter().chain(is_synced.as_ref().err()).for_each(|saying| say(desk.words.saying(saying)));
        if !news.is_kept || is_synced.is_err() {
            return Err(Error::MarksNotKept);
        }
    }
    let mut texts: Vec<TextHash> = added.into_iter().flat_map(|marking| marking.texts).collect();
    texts.sort_unstable();
    texts.dedup();
    writeln!(out, "{}", desk.words.with("marks-imported", &[("n", texts.len().into())]))?;
    Ok(Outcome { found: true, missed_something: n_wrong > 0 })
}

/// The next line; what is too long to be one is passed over, and said. None at the end.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Result<Vec<u8>, Saying>>> {
    let mut line = Vec::new();
    if input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") || (line.len() as u64) < LONGEST_LINE {
        return Ok(Some(Ok(line)));
    }
    input.skip_until(b'\n')?;
    Ok(Some(Err(Saying::new("marks-line-long"))))
}

fn read(line: &[u8], is_first: bool) -> Result<(TextHash, Row), Saying> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).filter(|_| is_first).unwrap_or(line);
    let row: Row =
        serde_json::from_slice(line).map_err(|error| Saying::new("marks-line-json").of("error", error.to_string()))?;
    let text = digits::parse(row.text.as_bytes()).map(TextHash::from).ok_or(Saying::new("marks-line-text"))?;
    Ok((text, row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::marks::Marks;

    fn marked(changes: Vec<Change>) -> Mark {
        let mut marks = Marks::default();
        let text = TextHash::from(1);
        changes.into_iter().for_each(|change| drop(marks.make(&Marking { change, texts: vec![text] })));
        marks.of(text).cloned().unwrap_or_default()
    }

    #[test]
    fn a_note_that_was_rewritten_here_stays_beside_what_it_was_elsewhere() {
        let elsewhere = Note::new("first", None);
        let here = Note { text: "second".to_owned(), ..elsewhere.clone() };
        let row = || Row::of(TextHash::from(1), &marked(vec![Change::Noted(elsewhere.clone())]));
        let mut mark = marked(vec![Change::Noted(here.clone())]);
        let changes = row().changes(Some(&mark));
        mark = marked([vec![Change::Noted(here)], changes].concat());
        let texts: Vec<&str> = mark.notes().iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert_eq!(row().changes(Some(&mark)), [], "a second time changes nothing");
        // Rewritten here once more, it is still not lost.
        let second = mark.notes().iter().find(|note| note.text == "first").unwrap();
        let third = Note { text: "third".to_owned(), ..second.clone() };
        mark = marked(mark.notes().iter().cloned().chain([third]).map(Change::Noted).collect());
        let changes = row().changes(Some(&mark));
        assert_eq!(changes.len(), 1);
        assert!(mark.notes().iter().all(|note| !matches!(&changes[0], Change::Noted(new) if new.id == note.id)));
    }

    #[test]
    fn notes_come_in_as_they_could_be_typed() {
        let id = Some("0000000000000007");
        for (rows, texts) in [
            (&[(None, "one")][..], &["one"][..]),
            (&[(None, ""), (id, " \n\t\u{200B}")], &[]),
            (&[(id, "one"), (id, "two")], &["one", "two"]),
            (&[(id, "one"), (id, "one"), (None, "one")], &["one"]),
            (&[(None, " line one\r\nline  two\u{2028}\u{7}three\n")], &["line one line two three"]),
        ] {
            let note = |(id, text): &(Option<&str>, &str)| NoteRow {
                id: id.map(str::to_owned),
                text: (*text).to_owned(),
                on: None,
            };
            let row = Row { notes: rows.iter().map(note).collect(), ..Row::default() };
            let mark = marked(row.changes(None));
            let mut found: Vec<&str> = mark.notes().iter().map(|note| note.text.as_str()).collect();
            found.sort_unstable();
            assert_eq!(found, texts, "{rows:?}");
        }
    }

    #[test]
    fn a_place_that_was_left_here_is_not_moved() {
        let row = Row { left: Some(Spot { block: 3, byte: 0 }), ..Row::default() };
        let here = Some(Spot { block: 1, byte: 2 });
        assert_eq!(row.changes(Some(&marked(vec![Change::Left(here)]))), []);
    }
}
