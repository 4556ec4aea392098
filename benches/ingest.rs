//! How fast pages become documents: the whole step, and its parts apart.
//!
//! `cargo bench --bench ingest`. The pages are those of the built-in edition, so every kind of page is in them. A memcpy and a
//! UTF-8 check of the same bytes stand beside, so that a noisy machine shows.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kiosque::ingest::{self, decode, language, rules::Rules};
use kiosque::model::document::Origin;
use kiosque::text::clean;

fn main() {
    divan::main();
}

/// The pages of the edition, and all their bytes in one.
fn pages() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/edition");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the edition").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a page")).collect()
}

fn n_bytes(pages: &[Vec<u8>]) -> BytesCount {
    BytesCount::new(pages.iter().map(Vec::len).sum::<usize>())
}

#[divan::bench]
fn memcpy(bencher: Bencher) {
    let all = pages().concat();
    bencher.counter(BytesCount::new(all.len())).bench_local(|| black_box(black_box(&all).clone()));
}

#[divan::bench]
fn utf8_check(bencher: Bencher) {
    let all = pages().concat();
    bencher.counter(BytesCount::new(all.len())).bench_local(|| std::str::from_utf8(black_box(&all)).is_ok());
}

#[divan::bench]
fn decode_only(bencher: Bencher) {
    let pages = pages();
    bencher.counter(n_bytes(&pages)).bench_local(|| {
        for page in &pages {
            black_box(decode::decode(black_box(page)));
        }
    });
}

#[divan::bench]
fn clean_lines(bencher: Bencher) {
    let pages = pages();
    bencher.counter(n_bytes(&pages)).bench_local(|| {
        for line in pages.iter().filter_map(|page| std::str::from_utf8(page).ok()).flat_map(str::lines) {
            black_box(clean::line(black_box(line)));
        }
    });
}

#[divan::bench]
fn find_rules(bencher: Bencher) {
    let pages = pages();
    let rules = Rules::builtin();
    bencher.counter(n_bytes(&pages)).bench_local(|| {
        for line in pages.iter().filter_map(|page| std::str::from_utf8(page).ok()).flat_map(str::lines) {
            black_box(rules.find(black_box(line)));
        }
    });
}

#[divan::bench]
fn tell_languages(bencher: Bencher) {
    let pages = pages();
    bencher.counter(n_bytes(&pages)).bench_local(|| {
        for line in pages.iter().filter_map(|page| std::str::from_utf8(page).ok()).flat_map(str::lines) {
            black_box(language::language(black_box(line), None));
        }
    });
}

#[divan::bench]
fn bytes_to_documents(bencher: Bencher) {
    let pages = pages();
    let origin = Origin::file("page.txt");
    bencher.counter(n_bytes(&pages)).bench_local(|| {
        for page in &pages {
            black_box(ingest::ingest(&origin, black_box(page)));
        }
    });
}
