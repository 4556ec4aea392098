//! Marks stay with their pages when these are read otherwise from one start to the next, as another version or other rules do.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use kiosque::journal;
use tempfile::TempDir;

use crate::emulator::{Start, home};

const PAGE: &str = "La halle reste fermée\n\nPersonne ne sait quand la halle aux poissons ouvrira ses portes.\n\n\
    Notre gazette vous offre cet article pendant toute la semaine.\n\nLe maire promet une réponse avant la fin du mois.\n";

const RULE: &str = "[[rule]]\nid = \"mine\"\nkind = \"notice\"\nanchor = \"Notre gazette\"\n";

/// Some days ago: a page that has just been written may still change unseen.
fn write(home: &TempDir, page: &str, days_ago: u64) {
    let path = home.path().join("halle.txt");
    fs::write(&path, page).unwrap();
    let time = SystemTime::now() - Duration::from_secs(days_ago * 86_400);
    File::options().append(true).open(&path).unwrap().set_modified(time).unwrap();
}

fn rule(home: &TempDir, rules: &str) {
    fs::write(home.path().join("mine.toml"), rules).unwrap();
    fs::write(home.path().join("config.toml"), "rules = \"mine.toml\"\n").unwrap();
}

/// Starts a newsstand, presses keys, and waits until this is on the screen and that in the journal.
fn open(home: &TempDir, keys: &[u8], shown: &str, kept: &str) {
    let data = home.path().join("data");
    let start = Start::kiosque(home, &["--config", "config.toml", "halle.txt"].map(Path::new));
    let mut emulator = start.env("KIOSQUE_DATA", &data.to_string_lossy()).run();
    emulator.until_shown("La halle reste fermée");
    emulator.send(keys);
    emulator.until_shown(shown);
    let is_kept = || fs::read_to_string(data.join("marks.journal")).is_ok_and(|text| text.contains(kept));
    for _ in 0..2_000 {
        if is_kept() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(is_kept(), "{kept} is not kept");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

/// How many starred articles a list has.
fn n_starred(home: &TempDir) -> usize {
    let mut list = Command::new(env!("CARGO_BIN_EXE_kiosque"));
    list.args(["--config", "config.toml", "list", "--query=is:starred", "halle.txt"]).current_dir(home.path());
    list.env_clear().env("HOME", home.path()).env("KIOSQUE_DATA", home.path().join("data"));
    String::from_utf8(list.output().unwrap().stdout).unwrap().lines().count()
}

#[test]
fn a_star_stays_when_a_rule_takes_a_line_out_of_the_text() {
    let home = home();
    write(&home, PAGE, 9);
    rule(&home, "");
    open(&home, b"*", "Starred", "{\"at\":");
    let before = journal::load(&home.path().join("data/marks.journal")).0;
    assert_eq!(before.len(), 1);
    rule(&home, RULE);
    assert_eq!(n_starred(&home), 1, "a list knows it, and writes nothing");
    assert_eq!(journal::load(&home.path().join("data/marks.journal")).0, before);
    // Where the old text stood nothing stands any more.
    open(&home, b"", "Marks of 1 article follow its page", "0000000000000000");
    let (after, faults) = journal::load(&home.path().join("data/marks.journal"));
    assert_eq!((after.iter().filter(|(_, mark)| mark.is_starred()).count(), faults), (2, vec![]));
    assert_eq!(n_starred(&home), 1);
}

#[test]
fn a_page_that_was_edited_is_another_one() {
    let home = home();
    write(&home, PAGE, 9);
    rule(&home, "");
    open(&home, b"*", "Starred", "{\"at\":");
    rule(&home, RULE);
    for (page, days_ago) in [(PAGE, 8), (&PAGE.replace("du mois", "du long mois"), 9)] {
        write(&home, page, days_ago);
        assert_eq!(n_starred(&home), 0);
    }
}
