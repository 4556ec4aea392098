//! What is kept on disk from one start to the next: the reader's place in each archive, which terminals stay
//! silent, and what need not be said again.
//!
//! Losing it must never cost more than the place. The file is replaced as a whole, so that a crash leaves the old one or
//! the new one; a damaged one is set aside under another name, because somebody may want to look at it; a folder that
//! cannot be written is a sentence for the reader and no error. Two readers at once do not undo each other: what is to be
//! kept is put into what the file says at that moment.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

use crate::app::habits::Habits;
use crate::app::state::State;
use crate::locale::words::Saying;
use crate::writing;

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The reader's place in each archive, the one left last first.
    pub archives: Vec<State>,
    /// Terminals that did not answer questions, by the name [`crate::terminal::capabilities`] gives them.
    pub silent_terminals: BTreeSet<String>,
    /// Hints about terminals that were given, by their names; once is enough.
    pub told: BTreeSet<String>,
    /// What the reader has got used to.
    pub habits: Habits,
}

/// So many archives are remembered.
const MOST_ARCHIVES: usize = 50;

impl Memory {
    /// The place in the archive that was left last.
    pub fn last(&self) -> Option<&State> {
        self.archives.first()
    }

    /// The paths of the archive that was left last, from the root; none is the edition.
    pub fn last_archive(&self) -> Vec<PathBuf> {
        self.last().map_or_else(Vec::new, |last| last.archive.iter().map(PathBuf::from).collect())
    }

    /// The place in this archive, given by absolute paths; the edition has none.
    pub fn place_in(&self, archive: &[String]) -> Option<&State> {
        self.archives.iter().find(|state| state.archive == archive)
    }

    /// Puts a place before all others and forgets the earlier one in the same archive.
    pub fn keep(&mut self, place: State) {
        self.archives.retain(|state| state.archive != place.archive);
        self.archives.insert(0, place);
        self.archives.truncate(MOST_ARCHIVES);
    }
}

/// The platform's folder for such things, and the file in it; nothing where there is no home.
pub fn default_path() -> Option<PathBuf> {
    let folders = ProjectDirs::from("", "", "kiosque")?;
    Some(folders.state_dir().unwrap_or(folders.data_local_dir()).join("state.json"))
}

/// Reads what was kept, and says what was wrong with it; a file that is not there yet is no fault.
pub fn load(path: &Path) -> (Memory, Option<Saying>) {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Memory::default(), None),
        Err(error) => {
            let fault = Saying::new("state-unread").of("path", path.display().to_string());
            return (Memory::default(), Some(fault.of("error", error.to_string())));
        }
    };
    match serde_json::from_slice(&bytes) {
        Ok(memory) => (memory, None),
        Err(error) => (Memory::default(), Some(set_aside(path, &error))),
    }
}

/// Changes what is kept. The error is a sentence that says what was not kept and why.
pub fn change(path: &Path, change: impl FnOnce(&mut Memory)) -> Result<(), Saying> {
    let (mut memory, _) = load(path);
    change(&mut memory);
    let written = serde_json::to_vec_pretty(&memory).map_err(io::Error::from);
    let kept = written.and_then(|json| {
        writing::make_private(path.parent().unwrap_or(Path::new("")))?;
        writing::replace(path, &[&json[..], b"\n"].concat())
    });
    kept.map_err(|error| {
        Saying::new("state-not-kept").of("path", path.display().to_string()).of("error", error.to_string())
    })
}

fn set_aside(path: &Path, error: &serde_json::Error) -> Saying {
    let aside = path.with_extension("damaged.json");
    let moved = fs::rename(path, &aside);
    let damaged = Saying::new(if moved.is_ok() { "state-damaged" } else { "state-damaged-stays" });
    let damaged = damaged.of("path", path.display().to_string()).of("line", error.line().to_string());
    match moved {
        Ok(()) => damaged.of("aside", aside.display().to_string()),
        Err(rename) => damaged.of("error", rename.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_ARCHIVES, Memory, change, load};

    use std::fs;

    use crate::app::state::State;
    use crate::locale::words::Words;

    fn place(archive: &str, search: &str) -> State {
        State { archive: vec![archive.to_owned()], search: search.to_owned(), ..State::default() }
    }

    #[test]
    fn what_was_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/in/it/state.json");
        assert_eq!(load(&path), (Memory::default(), None));
        change(&path, |memory| memory.keep(place("/a", "one"))).unwrap();
        change(&path, |memory| memory.keep(place("/b", "two"))).unwrap();
        change(&path, |memory| memory.keep(place("/a", "three"))).unwrap();
        let (memory, fault) = load(&path);
        assert_eq!(fault, None);
        assert_eq!(memory.archives, [place("/a", "three"), place("/b", "two")]);
        assert_eq!(memory.last(), Some(&place("/a", "three")));
        assert_eq!(memory.place_in(&["/b".to_owned()]), Some(&place("/b", "two")));
        assert_eq!(memory.place_in(&[]), None);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        for damage in ["", "{", "3", "{\"archives\": 3}", "\u{0}\u{1}"] {
            fs::write(&path, damage).unwrap();
            let (memory, fault) = load(&path);
            assert_eq!(memory, Memory::default());
            assert!(
                fault.is_some_and(|fault| Words::default().saying(&fault).contains("is damaged; it is now ")),
                "{damage:?}"
            );
            assert_eq!(fs::read_to_string(folder.path().join("state.damaged.json")).unwrap(), damage);
            assert!(!path.exists());
        }
    }

    #[test]
    fn a_file_of_another_version_is_read_as_far_as_it_makes_sense() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        fs::write(&path, r#"{"archives": [{"search": "alep", "sound": "on"}], "weather": "fine"}"#).unwrap();
        let (memory, fault) = load(&path);
        assert_eq!((memory.archives.len(), fault), (1, None));
        assert_eq!(memory.last().map(|state| state.search.as_str()), Some("alep"));
    }

    #[test]
    fn what_cannot_be_written_is_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let below_a_file = folder.path().join("file/state.json");
        let error = change(&below_a_file, |memory| memory.keep(place("/a", ""))).unwrap_err();
        let error = Words::default().saying(&error);
        assert!(error.starts_with("your place was not kept: cannot write "), "{error}");
    }

    #[test]
    fn the_oldest_places_are_forgotten() {
        let mut memory = Memory::default();
        for n in 0..=MOST_ARCHIVES {
            memory.keep(place(&format!("/{n}"), ""));
        }
        assert_eq!(memory.archives.len(), MOST_ARCHIVES);
        assert_eq!(memory.place_in(&["/0".to_owned()]), None);
    }
}
