use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::locale::words::Words;
use crate::store::marks::Change;
use crate::store::marks::sample::markings;
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

fn said(sayings: &[Saying]) -> Vec<String> {
    sayings.iter().map(|saying| Words::default().saying(saying)).collect()
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_last_line_that_was_cut_short_is_dropped_and_takes_no_other_with_it() {
    let (_folder, path) = journal(&[read(1), read(2)]);
    let whole = fs::read(&path).unwrap();
    let first = whole.len() - whole.split_inclusive(|byte| *byte == b'\n').next_back().unwrap().len();
    for len in first + 1..whole.len() {
        let is_whole = len == whole.len() - 1;
        write(&path, &whole[..len]);
        let (marks, faults) = load(&path);
        // A line that lacks nothing but its end says what it says.
        assert_eq!(marks, if is_whole { made(&[read(1), read(2)]) } else { made(&[read(1)]) }, "{len}");
        assert_eq!(faults.is_empty(), is_whole, "{len}");
        assert_eq!(fs::read(&path).unwrap(), &whole[..len], "who only reads changes nothing");
        let mut journal = Journal::new(Some(path.clone()));
        let news = journal.keep(&[read(3)]);
        assert!(news.is_kept && news.sayings.len() == usize::from(!is_whole), "{len}: {news:?}");
        let before = if is_whole { vec![read(1), read(2)] } else { vec![read(1)] };
        // It has come to know where the file ends.
        for n in 4..6 {
            let news = journal.keep(&[read(n)]);
            assert!(news.is_kept && news.sayings.is_empty() && news.others.is_empty(), "{len}: {news:?}");
        }
        let wanted = made(&[before, (3..6).map(read).collect()].concat());
        assert_eq!(load(&path), (wanted.clone(), vec![]), "{len}");
        assert_eq!(*journal.marks(), wanted, "{len}");
        assert_eq!(files(&path), ["marks.journal", "marks.lock"], "{len}");
    }
    write(&path, &whole[..whole.len() - 5]);
    let told = said(&load(&path).1).join("\n");
    assert!(told.ends_with("marks.journal was cut short and is left out"), "{told}");
}

#[test]
fn a_damaged_line_costs_itself_and_is_set_aside() {
    let (_folder, path) = journal(&[read(1), read(2), read(3)]);
    let whole = fs::read_to_string(&path).unwrap();
    // The header, a line in the middle, two of them, bytes that are no text.
    for (damaged, kept, n) in [
        (whole.replace("kiosque marks", "kiosque narks"), vec![read(1), read(2), read(3)], 1),
        (whole.replace("0000000000000002", "0000000000000004"), vec![read(1), read(3)], 1),
        (whole.replace("0000000000000001", "").replace("0000000000000002", ""), vec![read(3)], 2),
        (whole.replace("000000000000000", "\u{0}\u{0}\n\u{0}"), vec![], 6),
    ] {
        write(&path, damaged.as_bytes());
        let (marks, faults) = load(&path);
        assert_eq!((&marks, faults.len()), (&made(&kept), 1), "{damaged}");
        let news = Journal::new(Some(path.clone())).keep(&[read(9)]);
        let told = said(&news.sayings).join("\n");
        assert!(news.is_kept && told.contains("marks.journal w") && told.ends_with("marks.damaged"), "{told}");
        let aside = path.with_extension("damaged");
        let lines = fs::read(&aside).unwrap().split_inclusive(|byte| *byte == b'\n').count();
        assert_eq!(lines, n, "{damaged}");
        assert_eq!(load(&path), (made(&[kept, vec![read(9)]].concat()), vec![]), "it is told once");
        fs::remove_file(aside).unwrap();
    }
}

#[test]
fn where_damaged_lines_cannot_be_copied_they_stay_and_new_ones_wait() {
    let (_folder, path) = journal(&[read(1), read(2)]);
    let whole = fs::read_to_string(&path).unwrap();
    let aside = path.with_extension("damaged");
    for (damaged, kept) in [
        (whole.replace("kiosque marks", "kiosque narks"), vec![read(1), read(2)]),
        (whole.replace("0000000000000001", "0000000000000004"), vec![read(2)]),
    ] {
        fs::create_dir(&aside).unwrap();
        write(&path, damaged.as_bytes());
        let mut journal = Journal::new(Some(path.clone())).compacted_from(0);
        journal.read();
        for n in 7..9 {
            assert!(!journal.keep(&[read(n)]).is_kept, "{damaged}");
            journal.compact();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), damaged, "nothing is lost");
        fs::remove_dir(&aside).unwrap();
        assert!(journal.keep(&[read(9)]).is_kept, "{damaged}");
        assert_eq!(load(&path), (made(&[kept, (7..10).map(read).collect()].concat()), vec![]), "{damaged}");
        fs::remove_file(&aside).unwrap();
    }
}

#[test]
fn another_history_with_the_same_header_is_read_from_its_beginning() {
    let (_folder, path) = journal(&[]);
    let header = fs::read(&path).unwrap();
    let history = |markings: &[Marking]| {
        let lines = markings.iter().flat_map(|marking| line::of(&marking.change, &marking.texts));
        [header.clone(), lines.collect()].concat()
    };
    let here = [read(1), starred(1..4)];
    for there in [vec![starred(1..9), read(2), read(3)], vec![read(2), starred(1..4), read(5)], vec![read(7)], vec![]] {
        write(&path, &history(&here));
        let mut journal = Journal::new(Some(path.clone()));
        assert_eq!(journal.read().0, made(&here));
        write(&path, &history(&there));
        let news = journal.keep(&[read(9)]);
        assert!(news.is_kept && news.sayings.is_empty(), "{there:?}: {news:?}");
        assert_eq!(load(&path), (made(&[there.clone(), vec![read(9)]].concat()), vec![]), "{there:?}");
        assert!(fs::read(&path).unwrap().starts_with(&history(&there)), "{there:?}");
    }
}

#[test]
fn what_is_no_journal_is_set_aside_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.journal");
    for (n, bytes) in [&b"a letter\nto nobody\n"[..], &[0; 5000], b"{"].into_iter().enumerate() {
        write(&path, bytes);
        assert_eq!(said(&load(&path).1), [format!("{} holds no marks", path.display())]);
        let mut journal = Journal::new(Some(path.clone()));
        let news = journal.keep(&[read(1)]);
        assert!(news.is_kept && said(&news.sayings)[0].contains("holds no marks; it is now "), "{news:?}");
        let aside = path.with_extension(if n == 0 { "aside".to_owned() } else { format!("aside-{}", n + 1) });
        assert_eq!(fs::read(aside).unwrap(), bytes);
        assert_eq!(load(&path), (made(&[read(1)]), vec![]));
        fs::remove_file(&path).unwrap();
    }
    write(&path, b"");
    assert!(Journal::new(Some(path.clone())).keep(&[read(1)]).sayings.is_empty(), "nothing is no fault");
    assert_eq!(load(&path), (made(&[read(1)]), vec![]));
}

#[test]
fn a_journal_of_a_later_version_is_left_alone() {
    let (_folder, path) = journal(&[read(1)]);
    let mut header = Header::new(7, 7);
    header.version = VERSION + 1;
    let later = header.line();
    write(&path, &later);
    let mut journal = Journal::new(Some(path.clone()));
    let first = journal.keep(&[read(2)]);
    assert!(!first.is_kept && said(&first.sayings)[0].contains("is of a later kiosque (version 2)"), "{first:?}");
    assert_eq!(journal.keep(&[read(3)]).sayings, [], "it is said once");
    assert_eq!(fs::read(&path).unwrap(), later);
    assert_eq!(journal.unkept(), [read(2), read(3)]);
}

#[test]
fn a_line_that_only_a_later_kiosque_understands_stays() {
    let (_folder, path) = journal(&[read(1)]);
    let json = r#"{"change":{"sung":true},"texts":"0000000000000001"}"#;
    let strange = format!("{:016x} {json}\n", xxhash_rust::xxh3::xxh3_64(json.as_bytes()));
    file::add(&path, strange.as_bytes()).unwrap();
    let mut journal = Journal::new(Some(path.clone()));
    assert_eq!(journal.keep(&[read(2)]).sayings, []);
    journal.write_anew().unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains(&strange));
    assert_eq!(load(&path), (made(&[read(1), read(2)]), vec![]));
}

#[test]
fn a_long_journal_is_written_anew_and_the_other_notices() {
    let (_folder, path) = journal(&[]);
    let [mut one, mut other] = [(); 2].map(|()| Journal::new(Some(path.clone())).compacted_from(2_000));
    let toggled = |is: bool| Marking { change: Change::Read(is), texts: vec![TextHash::from(1)] };
    other.keep(&[starred(5..9)]);
    (0..100).for_each(|n| drop(one.keep(&[toggled(n % 2 == 0)])));
    assert!(one.is_long());
    let before = fs::metadata(&path).unwrap().len();
    one.compact();
    assert!(fs::metadata(&path).unwrap().len() < before / 10);
    assert_eq!(files(&path), ["marks.journal", "marks.lock"], "nothing is left beside it");
    let news = other.keep(&[read(7)]);
    assert!(news.is_kept && news.others.is_empty(), "one was marked and unmarked: {news:?}");
    other.keep(&[toggled(true)]);
    assert_eq!(one.look().others, [read(7), toggled(true)]);
    assert_eq!(*one.marks(), *other.marks());
    assert_eq!(load(&path).0, made(&[starred(5..9), read(7), toggled(true)]));
}

#[test]
fn what_cannot_be_kept_is_said_once_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::write(&data, "a file where the folder should be").unwrap();
    let path = data.join("marks.journal");
    let mut journal = Journal::new(Some(path.clone()));
    let news = journal.keep(&[read(1)]);
    assert!(!news.is_kept && said(&news.sayings)[0].starts_with("your marks are not kept: cannot write "), "{news:?}");
    let news = journal.keep(&[read(2)]);
    assert!(!news.is_kept && news.sayings.is_empty(), "{news:?}");
    assert_eq!(journal.keep(&[]).sayings.len(), 1, "and at the end once more");
    fs::remove_file(&data).unwrap();
    let news = journal.keep(&[read(3)]);
    assert!(news.is_kept && news.others.is_empty(), "{news:?}");
    assert_eq!(load(&path), (made(&[read(1), read(2), read(3)]), vec![]));

    let mut nowhere = Journal::new(None);
    assert_eq!(nowhere.read().1.sayings, []);
    assert!(said(&nowhere.keep(&[read(1)]).sayings)[0].contains("there is no home folder"));
    assert_eq!(nowhere.keep(&[read(2)]).sayings, []);
}

#[test]
fn a_journal_that_is_lost_is_written_again_by_who_knows_it() {
    let (_folder, path) = journal(&[read(1)]);
    let mut journal = Journal::new(Some(path.clone()));
    journal.read();
    for (n, lose) in [|path: &Path| fs::remove_file(path), |path: &Path| fs::write(path, "")].into_iter().enumerate() {
        lose(&path).unwrap();
        assert_eq!(journal.look().others, []);
        journal.keep(&[read(2 + n as u64)]);
    }
    assert_eq!(load(&path), (made(&[read(1), read(2), read(3)]), vec![]));
}

#[cfg(unix)]
#[test]
fn a_link_to_the_journal_stays_one() {
    let (folder, path) = journal(&[read(1)]);
    let link = folder.path().join("link.journal");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let mut journal = Journal::new(Some(link.clone()));
    journal.keep(&[read(2)]);
    journal.write_anew().unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(load(&path).0, made(&[read(1), read(2)]));
}

/// What one kiosque does next.
fn step() -> impl Strategy<Value = (usize, usize, Vec<Marking>)> {
    (0..3usize, 0..6usize, markings())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn several_at_once_end_with_the_same_marks(steps in proptest::collection::vec(step(), 0..40)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.journal");
        let mut all: Vec<(Journal, Marks)> =
            (0..3).map(|_| (Journal::new(Some(path.clone())).compacted_from(0), Marks::default())).collect();
        let take = |shown: &mut Marks, own: &[Marking], news: News| {
            // As the window does: what others did before, then one's own again.
            let others = if news.others.is_empty() { [].iter() } else { own.iter() };
            news.others.iter().chain(others).for_each(|marking| drop(shown.make(marking)));
        };
        for (who, what, markings) in steps {
            let (journal, shown) = &mut all[who];
            match what {
                0 => { let news = journal.look(); take(shown, &[], news); }
                1 => { let news = journal.compact(); take(shown, &[], news); }
                2 => journal.long = 0,
                _ => {
                    markings.iter().for_each(|marking| drop(shown.make(marking)));
                    let news = journal.keep(&markings);
                    take(shown, &markings, news);
                }
            }
        }
        let kept = load(&path);
        prop_assert_eq!(&kept.1, &[]);
        for (journal, shown) in &mut all {
            let news = journal.look();
            take(shown, &[], news);
            prop_assert_eq!(&*shown, &kept.0);
            prop_assert_eq!(journal.marks(), &kept.0);
        }
    }

    #[test]
    fn any_file_is_read_and_what_is_kept_in_it_comes_back(bytes: Vec<u8>, lines in markings()) {
        let (_folder, path) = journal(&lines);
        let whole = fs::read(&path).unwrap();
        let at = bytes.first().map_or(0, |at| usize::from(*at) * whole.len() / 256);
        write(&path, &[&whole[..at], &bytes, &whole[at..]].concat());
        load(&path);
        let mut journal = Journal::new(Some(path.clone()));
        journal.read();
        prop_assert!(journal.keep(&[read(77)]).is_kept);
        let (marks, faults) = load(&path);
        prop_assert_eq!(&marks, journal.marks());
        prop_assert_eq!((marks.of(TextHash::from(77)).is_some(), faults), (true, vec![]));
    }
}

#[test]
fn threads_that_mark_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.journal");
    let mark = |who: u64| {
        let mut journal = Journal::new(Some(path.clone())).compacted_from(1_000);
        for n in 0..150 {
            assert!(journal.keep(&[read((who << 32) + n % 20), starred([(who << 32) + n])]).is_kept);
            journal.compact();
        }
        journal
    };
    let mut journals: Vec<Journal> = std::thread::scope(|scope| {
        let mark = &mark;
        let threads: Vec<_> = (0..4).map(|who| scope.spawn(move || mark(who))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let all: Vec<Marking> = (0..4)
        .flat_map(|who| {
            [starred(who << 32..(who << 32) + 150)].into_iter().chain((0..20).map(move |n| read((who << 32) + n)))
        })
        .collect();
    assert_eq!(load(&path), (made(&all), vec![]));
    for journal in &mut journals {
        journal.look();
        assert!(*journal.marks() == made(&all));
    }
}
