//! The file of saved searches, beside the settings: written by the program, and by hand as well.
//!
//! Each search is an entry of its own, read by itself, so that a fault costs that entry alone. An edit changes the few
//! bytes it is about in the file as it is at that moment: comments, what this version does not understand, and what another
//! kiosque has saved meanwhile stay as they are. The file is replaced as a whole, so that a crash leaves the old one or the
//! new one.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Value;
use toml::de::{DeTable, Error};

use crate::app::saved::{Edit, SavedSearch};
use crate::config::{self, Fault, line_and_column};
use crate::locale::words::Saying;
use crate::store::query::parse;
use crate::text::clean::Clean;
use crate::writing;

/// Where the searches are: beside the settings, which `--config` may have named.
pub fn path(settings: Option<&Path>) -> Option<PathBuf> {
    let settings = settings.map(Path::to_path_buf).or_else(config::default_path)?;
    Some(settings.with_file_name("searches.toml"))
}

/// Reads the searches in their order, and says what was wrong; a file that is not there yet has none.
pub fn load(path: &Path) -> (Vec<SavedSearch>, Vec<Fault>) {
    let fault = |place, message| Fault { path: path.to_path_buf(), place, message };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
        Err(error) => {
            let unread = Saying::new("searches-unread").of("error", error.to_string());
            return (Vec::new(), vec![fault(None, unread)]);
        }
    };
    let (mut searches, mut faults) = (Vec::new(), Vec::new());
    for entry in entries(&text) {
        match entry.found {
            Ok(found) => searches.extend(found.map(|found| found.search)),
            Err((at, message)) => faults.push(fault(Some(line_and_column(&text, at)), message)),
        }
    }
    (searches, faults)
}

/// Makes an edit in the file, and gives back the searches it holds now. The error is a sentence that says what was not kept
/// and why.
pub fn change(path: &Path, edit: &Edit) -> Result<Vec<SavedSearch>, Saying> {
    let change = || {
        // A link to the file stays one.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = path.parent().unwrap_or(Path::new(""));
        writing::make_private(folder)?;
        // Whoever else edits it waits. Where a folder cannot be locked, one of two edits in the same moment may be lost.
        let locked = File::open(folder).and_then(|folder| folder.lock().map(|()| folder));
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => BEGINNING.to_owned(),
            text => text?,
        };
        let edited = edited(&text, edit);
        if edited != text {
            writing::replace(&path, edited.as_bytes())?;
        }
        drop(locked);
        Ok(load(&path).0)
    };
    change().map_err(|error: io::Error| {
        Saying::new("searches-not-kept").of("path", path.display().to_string()).of("error", error.to_string())
    })
}

/// What a new file begins with.
const BEGINNING: &str = concat!(
    "# Searches saved in kiosque. Each has a name and a query, as one types it; a last word without a space\n",
    "# behind it may be the beginning of one. They are shown in this order.\n",
);

/// A stretch of the file that can be read by itself, from one header to the next.
struct Entry {
    /// Its bytes in the file, with the blanks and comments behind it.
    range: Range<usize>,
    /// The search it is; none if it says nothing. What is wrong with it, and at which byte.
    found: Result<Option<Found>, (usize, Saying)>,
}

/// A search in the file, and where in it name and query stand, quotation marks included.
struct Found {
    search: SavedSearch,
    name: Range<usize>,
    query: Range<usize>,
}

/// The file in stretches that leave nothing out.
fn entries(text: &str) -> Vec<Entry> {
    let line_starts = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let mut starts: Vec<usize> = line_starts.filter(|(_, line)| is_header(line)).map(|(at, _)| at).collect();
    starts.insert(0, 0);
    starts.push(text.len());
    starts.dedup();
    let mut names = Vec::new();
    let entry = |bounds: &[usize]| {
        let range = bounds[0]..bounds[1];
        let found = read(&text[range.clone()], range.start).and_then(|found| match found {
            Some(found) if names.contains(&found.search.name) => {
                let name = found.search.name.to_string();
                Err((found.name.start, Saying::new("searches-twice").of("name", name)))
            }
            found => Ok(found),
        });
        names.extend(found.iter().flatten().map(|found| found.search.name.clone()));
        Entry { range, found }
    };
    starts.windows(2).map(entry).collect()
}

/// `[[search]]`, or another table: a line of a list in brackets is none.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_matches(['[', ']']).trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c));
    is_name && line.starts_with('[') && line.ends_with(']')
}

/// Reads one stretch, which begins at `start` of the file.
fn read(text: &str, start: usize) -> Result<Option<Found>, (usize, Saying)> {
    let no_toml = |error: Error| {
        let message = error.message().lines().collect::<Vec<_>>().join("; ");
        (start + error.span().unwrap_or_default().start, Saying::new("searches-no-toml").of("error", message))
    };
    let table = DeTable::parse(text).map_err(no_toml)?;
    let mut keys = table.get_ref().iter();
    let Some((key, value)) = keys.next() else { return Ok(None) };
    let unknown = |at: usize| (start + at, Saying::new("searches-unknown"));
    if key.get_ref() != "search" {
        return Err(unknown(key.span().start));
    }
    let only = value.get_ref().as_array().filter(|array| array.len() == 1 && is_header(first_line(text)));
    let search = only.and_then(|array| array.iter().next()?.get_ref().as_table()).ok_or(unknown(key.span().start))?;
    let text_of = |key: &str| {
        let value = search.get(key)?;
        Some((value.get_ref().as_str()?, start + value.span().start..start + value.span().end))
    };
    let lacks = |id| (start + key.span().start, Saying::new(id));
    let (name, name_range) = text_of("name").ok_or(lacks("searches-no-name"))?;
    let (query, query_range) = text_of("query").ok_or(lacks("searches-no-query"))?;
    let name = Clean::new(name);
    if name.is_empty() {
        return Err((name_range.start, Saying::new("searches-no-name")));
    }
    if parse(query).0.is_empty() {
        return Err((query_range.start, Saying::new("searches-no-query")));
    }
    let search = SavedSearch { name, query: query.to_owned() };
    Ok(Some(Found { search, name: name_range, query: query_range }))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The file after an edit.
fn edited(text: &str, edit: &Edit) -> String {
    let entries = entries(text);
    let found = |name: &Clean| {
        let of = |entry: &'_ &Entry| matches!(&entry.found, Ok(Some(found)) if found.search.name == *name);
        entries.iter().find(of)
    };
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    let mut edited = text.to_owned();
    match edit {
        Edit::Put(search, before) => match found(&search.name) {
            Some(Entry { found: Ok(Some(found)), .. }) => {
                edited.replace_range(found.query.clone(), &quoted(&search.query));
            }
            _ => {
                let next = before.as_ref().and_then(found).map(|entry| entry.range.start);
                let at = next.unwrap_or(text.len());
                let before = &text[..at];
                let gap = match before.trim_end_matches(' ') {
                    "" => "",
                    before if before.ends_with("\n\n") => "",
                    before if before.ends_with('\n') => "\n",
                    _ => "\n\n",
                };
                let behind = if next.is_some() { "\n" } else { "" };
                let (name, query) = (quoted(search.name.as_str()), quoted(&search.query));
                edited.insert_str(at, &format!("{gap}[[search]]\nname = {name}\nquery = {query}\n{behind}"));
            }
        },
        Edit::Rename(from, to) => {
            if let (Some(Entry { found: Ok(Some(found)), .. }), None) = (found(from), found(to)) {
                edited.replace_range(found.name.clone(), &quoted(to.as_str()));
            }
        }
        Edit::Remove(name) => {
            if let Some(entry) = found(name) {
                edited.replace_range(without_comments_behind(text, entry.range.clone()), "");
            }
        }
    }
    edited
}

/// Comments at the end of an entry belong to the next one, and so does the blank line before them.
fn without_comments_behind(text: &str, range: Range<usize>) -> Range<usize> {
    let mut end = range.start;
    let mut at = range.start;
    let mut blank_end = None;
    for line in text[range.clone()].split_inclusive('\n') {
        at += line.len();
        match line.trim() {
            "" => blank_end = blank_end.or(Some(at)),
            line if line.starts_with('#') => {}
            _ => (end, blank_end) = (at, None),
        }
    }
    // One blank line goes with it, so that none is left over.
    end = blank_end.filter(|blank| text[end..*blank].trim().is_empty()).unwrap_or(end);
    range.start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::locale::words::Words;

    fn said(text: &str) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("searches.toml");
        fs::write(&path, text).unwrap();
        let (searches, faults) = load(&path);
        let words = Words::default();
        let fault = |fault: &Fault| {
            let said = words.saying(&fault.saying());
            said.split_once("searches.toml, ").map_or(said.clone(), |(_, rest)| rest.to_owned())
        };
        let found = searches.iter().map(|search| format!("{}: {}", search.name, search.query)).collect();
        (found, faults.iter().map(fault).collect())
    }

    const FILE: &str = "# mine\n\n[[search]]\nname = \"Alep\" # the town\nquery = 'alep OR halab '\ncolour = \"red\"\n\n# about Idlib\n\
                        [[search]]\nname = \"Idlib\"\nquery = \"idlib\"\n\n[[search]]\nquery = \"homs\"\nname = \"Homs\"\n";

    fn put(name: &str, query: &str, before: Option<&str>) -> Edit {
        Edit::Put(SavedSearch { name: Clean::new(name), query: query.to_owned() }, before.map(Clean::new))
    }

    #[test]
    fn an_edit_changes_what_it_is_about_and_leaves_the_rest() {
        let name = Clean::new;
        for (edit, from, to) in [
            (put("Alep", "halab \"x\"", None), "'alep OR halab '", "'halab \"x\"'"),
            (Edit::Rename(name("Alep"), name("Halab")), "\"Alep\"", "\"Halab\""),
            (
                Edit::Remove(name("Alep")),
                "[[search]]\nname = \"Alep\" # the town\nquery = 'alep OR halab '\ncolour = \"red\"\n\n",
                "",
            ),
            (Edit::Remove(name("Idlib")), "[[search]]\nname = \"Idlib\"\nquery = \"idlib\"\n\n", ""),
            (
                put("Hama", "hama", None),
                "name = \"Homs\"\n",
                "name = \"Homs\"\n\n[[search]]\nname = \"Hama\"\nquery = \"hama\"\n",
            ),
            (
                put("Hama", "hama", Some("Homs")),
                "[[search]]\nquery = \"homs\"",
                "[[search]]\nname = \"Hama\"\nquery = \"hama\"\n\n[[search]]\nquery = \"homs\"",
            ),
            (Edit::Rename(name("Alep"), name("Homs")), "", ""),
            (Edit::Remove(name("Nothing")), "", ""),
        ] {
            assert_eq!(edited(FILE, &edit), FILE.replacen(from, to, 1), "{edit:?}");
        }
    }

    #[test]
    fn a_fault_costs_its_own_entry() {
        let good = "[[search]]\nname = \"Alep\"\nquery = \"alep\"\n";
        for (bad, want) in [
            ("[[search]]\nname = \"Homs\n", "line 2, column 13: this is no TOML"),
            ("[[search]]\nname = \"Homs\"\n", "line 1, column 3: a saved search needs a query"),
            ("[[search]]\nname = \"Homs\"\nquery = \" - \"\n", "line 3, column 9: a saved search needs a query"),
            ("[[search]]\nname = 3\nquery = \"homs\"\n", "line 1, column 3: a saved search needs a name"),
            ("[[search]]\nname = \" \"\nquery = \"homs\"\n", "line 2, column 8: a saved search needs a name"),
            ("[seach]\nname = \"Homs\"\nquery = \"homs\"\n", "line 1, column 2: this is no saved search"),
            ("search = [{ name = \"Homs\", query = \"homs\" }]\n", "line 1, column 1: this is no saved search"),
            ("x = \n", "line 1, column 5: this is no TOML"),
        ] {
            let (found, faults) = said(&format!("{bad}{good}"));
            assert_eq!(found, ["Alep: alep"], "{bad}");
            assert!(faults.len() == 1 && faults[0].starts_with(want), "{bad}: {faults:?}");
            // What is not understood is not lost.
            let edit = put("Hama", "hama", None);
            assert!(edited(&format!("{bad}{good}"), &edit).starts_with(&format!("{bad}{good}")));
        }
        let (found, faults) = said(&format!("{good}\n{good}"));
        assert_eq!((found.len(), faults.len()), (1, 1), "{faults:?}");
    }

    #[test]
    fn two_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/searches.toml");
        assert_eq!(load(&path), (vec![], vec![]));
        let save = |by: &str| {
            for n in 0..20 {
                change(&path, &put(&format!("{by} {n}"), "alep", None)).unwrap();
            }
        };
        std::thread::scope(|scope| {
            for by in ["one", "other"] {
                scope.spawn(move || save(by));
            }
        });
        let (searches, faults) = load(&path);
        assert_eq!((searches.len(), faults), (40, vec![]));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
        assert!(fs::read_to_string(&path).unwrap().starts_with("# Searches saved in kiosque."));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_file_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("searches.toml"), folder.path().join("mine.toml"));
        fs::write(&file, FILE).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(change(&link, &Edit::Remove(Clean::new("Homs"))).unwrap().len(), 2);
        assert!(link.is_symlink() && !fs::read_to_string(&file).unwrap().contains("Homs"));
    }

    #[test]
    fn what_cannot_be_written_is_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let error = change(&folder.path().join("file/searches.toml"), &put("Alep", "alep", None)).unwrap_err();
        let error = Words::default().saying(&error);
        assert!(error.starts_with("the change is not kept: cannot write "), "{error}");
        // What is no text is not written over.
        let path = folder.path().join("searches.toml");
        fs::write(&path, b"\xFF").unwrap();
        assert!(change(&path, &put("Alep", "alep", None)).is_err());
        assert_eq!((fs::read(&path).unwrap(), load(&path).1.len()), (b"\xFF".to_vec(), 1));
    }

    proptest! {
        #[test]
        fn the_file_and_the_list_take_the_same_edits(edits in proptest::collection::vec(edits(), 0..8), damage in "[a-z\\[\\]\"'=#\n]{0,12}") {
            let mut text = format!("{BEGINNING}{damage}\n");
            let read = |text: &str| -> Vec<SavedSearch> {
                entries(text).into_iter().filter_map(|entry| Some(entry.found.ok()??.search)).collect()
            };
            let mut searches = read(&text);
            for edit in edits {
                text = edited(&text, &edit);
                edit.make(&mut searches);
                prop_assert_eq!(&read(&text), &searches, "{}", text);
            }
            prop_assert!(text.contains(&damage));
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let ranges: Vec<Range<usize>> = entries(&text).into_iter().map(|entry| entry.range).collect();
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }

    /// Edits with few names, so that they meet, and with queries that need quoting.
    fn edits() -> impl Strategy<Value = Edit> {
        let name =
            || prop_oneof!["[abc]", Just("a \"quoted\" 'one'".to_owned()), Just("\u{62d}\u{644}\u{628}".to_owned())];
        let name = move || name().prop_map(|name| Clean::new(&name));
        prop_oneof![
            3 => (name(), "[a-z][a-z\"'\\\\#]{0,6} ?", proptest::option::of(name()))
                .prop_map(|(name, query, before)| Edit::Put(SavedSearch { name, query }, before)),
            1 => (name(), name()).prop_map(|(from, to)| Edit::Rename(from, to)),
            1 => name().prop_map(Edit::Remove),
        ]
    }
}
