use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::sample::markings;
use super::*;
use crate::store::marks::Change;
use crate::store::text_hash::TextHash;

fn read(text: u64) -> Marking {
    Marking { change: Change::Read(true), texts: vec![TextHash::from(text)] }
}

fn starred(texts: impl IntoIterator<Item = u64>) -> Marking {
    Marking { change: Change::Starred(true), texts: texts.into_iter().map(TextHash::from).collect() }
}

fn made(markings: &[Marking]) -> Marks {
    let mut marks = Marks::default();
    markings.iter().for_each(|marking| drop(marks.make(marking)));
    marks
}

/// A journal in a folder of its own, with these markings.
fn journal(markings: &[Marking]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/marks.journal");
    let news = Journal::new(Some(path.clone())).keep(markings);
    assert!(news.is_kept && news.sayings.is_empty(), "{news:?}");
    (folder, path)
}

/// The files beside a journal, by name.
fn files(path: &Path) -> Vec<String> {
    let files = fs::read_dir(path.parent().unwrap()).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_kept_comes_back() {
    let bulk = starred(0..1000);
    let (_folder, path) = journal(&[read(1), bulk.clone()]);
    Journal::new(Some(path.clone())).keep(&[read(2)]);
    assert_eq!(load(&path), (made(&[read(1), bulk, read(2)]), vec![]));
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 4, "a header, and a line a marking");
    assert_eq!(files(&path), ["marks.journal", "marks.lock"]);
}

#[test]
fn who_has_no_journal_has_no_marks_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/marks.journal");
    assert_eq!(load(&path), (Marks::default(), vec![]));
    let mut journal = Journal::new(Some(path.clone()));
    assert_eq!(journal.read().0, Marks::default());
    assert!(!path.parent().unwrap().exists());
}

#[test]
fn what_another_did_is_taken_in_before_ones_own_is_written() {
    let (_folder, path) = journal(&[read(1)]);
    let [mut one, mut other] = [(); 2].map(|()| Journal::new(Some(path.clone())));
    one.read();
    other.read();
    assert_eq!(one.keep(&[read(2)]).others, []);
    assert_eq!(other.keep(&[read(3)]).others, [read(2)]);
    assert_eq!(one.look().others, [read(3)]);
    assert_eq!(one.look().others, []);
    assert_eq!(one.read().0, other.read().0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn writing_it_anew_changes_nothing(before in markings(), after in markings()) {
        let (_folder, path) = journal(&before);
        let mut other = Journal::new(Some(path.clone()));
        other.read();
        let mut one = Journal::new(Some(path.clone())).compacted_from(0);
        one.read();
        one.write_anew().unwrap();
        prop_assert_eq!(load(&path), (made(&before), vec![]));
        one.keep(&after);
        let seen = made(&[before.clone(), other.look().others].concat());
        let all = made(&[before, after].concat());
        prop_assert_eq!(&seen, &all);
        prop_assert_eq!(load(&path), (all, vec![]));
    }
}
