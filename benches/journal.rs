//! What it takes to replay the journal of marks, to add to it and to write it anew.
//!
//! `cargo bench --bench journal`. A journal of single markings is what months of reading leave; one of bulk markings is what
//! comes of marking whole archives. Bytes are those of the journal.

use std::path::PathBuf;

use divan::Bencher;
use divan::counter::BytesCount;
use tempfile::TempDir;

use kiosque::journal::{self, Journal};
use kiosque::store::marks::{Change, Marking, Note, Spot, Tag};
use kiosque::store::text_hash::TextHash;

fn main() {
    divan::main();
}

/// Texts that are marked.
const N_TEXTS: u64 = 100_000;

/// Reading, one article at a time: each is read and left, every tenth is starred, tagged and noted.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn replay_single_markings(bencher: Bencher) {
    replay(bencher, &singles());
}

/// One line about all texts, again and again.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn replay_bulk_markings(bencher: Bencher) {
    let bulk = |n: u64| marking(Change::Read(n.is_multiple_of(2)), 0..N_TEXTS);
    replay(bencher, &(0..10).map(bulk).collect::<Vec<_>>());
}

/// A key that marks one article: the lock, a look at what others did, one write.
#[divan::bench(sample_count = 100, sample_size = 10)]
fn keep_one(bencher: Bencher) {
    let (_folder, path) = journal(&singles());
    let mut journal = Journal::new(Some(path));
    journal.read();
    bencher.bench_local(|| journal.keep(&[marking(Change::Listed(true), 0..1)]).is_kept);
}

/// A key that marks all articles of an archive.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn keep_100_000(bencher: Bencher) {
    let (_folder, path) = journal(&[]);
    let all = [marking(Change::Read(true), 0..N_TEXTS)];
    bencher
        .with_inputs(|| Journal::new(Some(path.clone())))
        .bench_local_values(|mut journal| journal.keep(&all).is_kept);
}

/// A journal that has become several times longer than what it says.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn write_anew(bencher: Bencher) {
    let often: Vec<Marking> = (0..20).flat_map(|n| [marking(Change::Read(n % 2 == 0), 0..N_TEXTS)]).collect();
    bencher
        .with_inputs(|| {
            let (folder, path) = journal(&often);
            let mut journal = Journal::new(Some(path));
            journal.read();
            (folder, journal)
        })
        .bench_local_values(|(folder, mut journal)| {
            journal.compact();
            folder
        });
}

fn replay(bencher: Bencher, markings: &[Marking]) {
    let (_folder, path) = journal(markings);
    let n_bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
    bencher.counter(BytesCount::new(n_bytes)).bench_local(|| journal::load(&path));
}

fn journal(markings: &[Marking]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the journal");
    let path = folder.path().join("marks.journal");
    assert!(Journal::new(Some(path.clone())).keep(markings).is_kept);
    (folder, path)
}

fn singles() -> Vec<Marking> {
    let tag = Tag::new("à-relire").expect("a tag");
    let mut markings = Vec::new();
    for text in 0..N_TEXTS {
        markings.push(marking(Change::Read(true), text..text + 1));
        markings.push(marking(Change::Left(Some(Spot { block: text as u32 % 20, byte: 0 })), text..text + 1));
        if text.is_multiple_of(10) {
            markings.push(marking(Change::Starred(true), text..text + 1));
            markings.push(marking(Change::Tagged(tag.clone()), text..text + 1));
            let note = Note::new(&format!("Voir aussi le numéro {text}, qui dit le contraire."), None);
            markings.push(marking(Change::Noted(note), text..text + 1));
        }
    }
    markings
}

/// Hashes are as far from each other as those of texts.
fn marking(change: Change, texts: std::ops::Range<u64>) -> Marking {
    let hash = |text: u64| TextHash::from((text + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    Marking { change, texts: texts.map(hash).collect() }
}
