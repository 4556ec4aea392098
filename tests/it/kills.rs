//! A thousand kills: whoever marks is killed at any moment, and every marking that was acknowledged is there afterwards.
//!
//! The one who marks is this program itself, started again for one test that does nothing otherwise. It marks on and on
//! through the journal, acknowledges each marking that is kept, and writes the journal anew every few lines, so that many
//! kills meet it there. A neighbour, who is not killed, marks in between.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use kiosque::journal::{self, Journal};
use kiosque::store::marks::{Change, Marking, Marks, Note, Spot, Tag};
use kiosque::store::text_hash::TextHash;

use crate::emulator::{Start, home};

const N_KILLS: u64 = 1_000;
/// Each has a journal of its own.
const N_WORKERS: u64 = 4;
/// From so many bytes on the journal is written anew.
const LONG: u64 = 2_000;
/// What tells the one who marks where the journal is, whose it is, and which marking is the first.
const JOURNAL: &str = "KIOSQUE_TEST_JOURNAL";
const WORKER: &str = "KIOSQUE_TEST_WORKER";
const FIRST: &str = "KIOSQUE_TEST_FIRST";
/// What it says before it begins, and for each marking that is kept.
const READY: &str = "ready";
const KEPT: &str = "kept";

/// What kills have met.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    /// Markings that were acknowledged.
    n_acknowledged: u64,
    /// Markings that were kept and not acknowledged any more.
    n_besides: u64,
    /// Lines that were cut short.
    n_torn: u64,
    /// Journals that were being written anew.
    n_unfinished: u64,
}

#[test]
fn a_thousand_kills_lose_nothing_that_was_acknowledged() {
    let workers: Vec<_> = (0..N_WORKERS).map(|worker| thread::spawn(move || kill_often(worker))).collect();
    let met: Vec<Met> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
    let sum = |of: fn(&Met) -> u64| met.iter().map(of).sum::<u64>();
    println!(
        "{N_KILLS} kills: {} markings acknowledged, {} kept besides, {} lines cut short, {} met it being written anew",
        sum(|met| met.n_acknowledged),
        sum(|met| met.n_besides),
        sum(|met| met.n_torn),
        sum(|met| met.n_unfinished),
    );
    assert!(sum(|met| met.n_acknowledged) > N_KILLS, "there was time to mark");
    assert!(sum(|met| met.n_unfinished) > 0, "some kills met the journal while it was written anew");
}

fn kill_often(worker: u64) -> Met {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.journal");
    let mut met = Met::default();
    let mut neighbour = Journal::new(Some(path.clone()));
    let mut wanted = Marks::default();
    let mut next = 0;
    for kill in 0..N_KILLS / N_WORKERS {
        let n_kept = kill_one(&path, worker, next, kill);
        (next..next + n_kept).for_each(|n| drop(wanted.make(&nth(worker, n))));
        next += n_kept;
        met.n_acknowledged += n_kept;
        met.n_unfinished += u64::from(path.with_file_name(".marks.journal.new").exists());
        let (found, faults) = journal::load(&path);
        met.n_torn += faults.len() as u64;
        if found != wanted {
            wanted.make(&nth(worker, next));
            next += 1;
            met.n_besides += 1;
        }
        let story = || format!("worker {worker}, kill {kill}, after marking {next}: {faults:?}");
        assert!(found == wanted, "all is there and at most one more: {}", story());
        let own = Marking { change: Change::Listed(true), texts: vec![TextHash::from(1 << 40 | kill)] };
        let news = neighbour.keep(std::slice::from_ref(&own));
        assert!(news.is_kept, "the neighbour is not held up: {}: {news:?}", story());
        wanted.make(&own);
        assert!(*neighbour.marks() == wanted, "the neighbour knows all: {}", story());
    }
    assert!(!path.with_extension("damaged").exists(), "no line was damaged");
    met
}

/// Starts one who marks, kills it at some moment, and says how many markings it has acknowledged.
fn kill_one(path: &Path, worker: u64, first: u64, kill: u64) -> u64 {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "kills::marks_on_and_on", "--nocapture"]);
    command.env(JOURNAL, path).env(WORKER, worker.to_string()).env(FIRST, first.to_string());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    // Now and then it is killed before it has begun.
    if !kill.is_multiple_of(10) {
        said.by_ref().find(|word| word == READY);
    }
    thread::sleep(Duration::from_micros(pause(worker, kill)));
    child.kill().unwrap();
    child.wait().unwrap();
    said.filter(|word| word == KEPT).count() as u64
}

/// Microseconds from none at all to those of many markings, as if by chance.
fn pause(worker: u64, kill: u64) -> u64 {
    let mixed = (worker << 32 | kill).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 50
}

/// The markings, one after the other; the first worker marks so many texts at once that a kill can meet a line half written.
fn nth(worker: u64, n: u64) -> Marking {
    let tag = || Tag::new(["idlib", "à-lire"][n as usize / 8 % 2]).unwrap();
    let n_bulk = if worker == 0 { 2_000 } else { 40 };
    let (change, n_texts) = match n % 8 {
        0 => (Change::Read((n / 8).is_multiple_of(2)), n_bulk),
        1 => (Change::Starred(!(n / 8).is_multiple_of(3)), 1),
        2 => (Change::Tagged(tag()), 3),
        3 => (Change::Untagged(tag()), 1),
        4 => (Change::Noted(Note::new(&format!("note {}", n % 5), None)), 1),
        5 => (Change::Left(Some(Spot { block: n as u32, byte: 0 })), 1),
        6 => (Change::Left(None), 1),
        _ => (Change::Listed((n / 8).is_multiple_of(2)), 1),
    };
    Marking { change, texts: (n % 7..n % 7 + n_texts).map(TextHash::from).collect() }
}

/// What is started again and killed; by itself it has nothing to do.
#[test]
fn marks_on_and_on() {
    let number = |name: &str| env::var(name).ok()?.parse::<u64>().ok();
    let (Some(path), Some(worker), Some(first)) = (env::var_os(JOURNAL), number(WORKER), number(FIRST)) else { return };
    let mut journal = Journal::new(Some(path.into())).compacted_from(LONG);
    journal.read();
    say(READY);
    for n in first.. {
        let news = journal.keep(&[nth(worker, n)]);
        assert!(news.is_kept, "{news:?}");
        say(KEPT);
        journal.compact();
    }
}

fn say(word: &str) {
    let mut out = io::stdout().lock();
    out.write_all(format!("{word}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
}

#[test]
fn a_disk_that_is_full_takes_whole_lines_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let journal = data.join("marks.journal");
    // No file may be longer than 1 KiB, and nobody is killed for trying.
    let import = |lines: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; ulimit -f 2; exec \"$0\" marks import -", env!("CARGO_BIN_EXE_kiosque")]);
        command.env("KIOSQUE_DATA", &data).env("HOME", folder.path()).env("LANG", "C");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let starred = |texts: std::ops::Range<u64>| -> String {
        texts.map(|text| format!("{{\"text\": \"{text:016x}\", \"starred\": true}}\n")).collect()
    };
    assert_eq!(import(&starred(0..10)), (Some(0), String::new()));
    let before = fs::read(&journal).unwrap();
    let (code, said) = import(&starred(10..200));
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("kiosque: your marks are not kept: cannot write "), "{said}");
    assert_eq!(fs::read(&journal).unwrap(), before, "nothing is left of the line that had no room");
    assert_eq!(import(&starred(10..12)), (Some(0), String::new()), "a shorter one has");
    assert_eq!(journal::load(&journal).0.len(), 12);
    // The last line lacks its line feed: it is still no part of what had no room.
    let whole = fs::read(&journal).unwrap();
    fs::write(&journal, &whole[..whole.len() - 1]).unwrap();
    let (code, said) = import(&starred(20..200));
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(journal::load(&journal).0.len(), 12);
}

/// Kills of the newsstand itself.
const N_NEWSSTANDS: u64 = 30;

#[test]
fn a_newsstand_that_is_killed_has_lost_at_most_the_last_key() {
    let home = home();
    let page = home.path().join("halle.txt");
    fs::write(&page, "La halle reste fermée\n\nPersonne ne sait quand la halle aux poissons ouvrira ses portes.\n")
        .unwrap();
    let journal = home.path().join("data/marks.journal");
    // Whether each marking gives the star or takes it away.
    let kept = || -> Vec<bool> {
        let text = fs::read_to_string(&journal).unwrap_or_default();
        let stars = text.lines().filter_map(|line| line.split_once("{\"starred\":"));
        stars.map(|(_, is)| is.starts_with("true")).collect()
    };
    for kill in 0..N_NEWSSTANDS {
        let n_before = kept().len();
        let start = Start::kiosque(&home, &[&page]).env("KIOSQUE_DATA", &home.path().join("data").to_string_lossy());
        let mut emulator = start.run();
        emulator.until_shown("La halle reste fermée");
        let (given, taken) = ("Starred ·", "Star taken away");
        let n_seen = 1 + kill as usize % 3;
        emulator.send(b"*");
        let is_given = emulator.until("the first star", |sight| sight.shows(given) || sight.shows(taken)).shows(given);
        for nth in 1..n_seen {
            emulator.send(b"*");
            emulator.until_shown(if is_given == nth.is_multiple_of(2) { given } else { taken });
        }
        emulator.send(b"*");
        thread::sleep(Duration::from_micros(pause(N_WORKERS, kill)));
        emulator.signal(Signal::KILL);
        emulator.child.wait().unwrap();
        let new = kept().split_off(n_before);
        assert!((n_seen - 1..=n_seen + 1).contains(&new.len()), "kill {kill}: {n_seen} were seen, {} kept", new.len());
        assert!(new.windows(2).all(|two| two[0] != two[1]), "kill {kill}: no line is missing: {new:?}");
    }
    assert_eq!(journal::load(&journal).1, vec![]);
}
