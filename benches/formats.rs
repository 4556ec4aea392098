//! How fast files become records, and records documents, format by format.
//!
//! `cargo bench --bench formats`. What the files hold are the pages of the built-in edition, over and over; a memcpy of the same
//! bytes stands beside, so that a noisy machine shows.

use std::fmt::Write;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kiosque::formats::feed::{self, Served};
use kiosque::formats::{self, Record};
use kiosque::ingest::Context;
use kiosque::model::document::Origin;

fn main() {
    divan::main();
}

/// The pages of the edition.
fn pages() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/edition");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the edition").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a page")).collect()
}

/// As many pages as make a file of about 4 MiB, each marked up as paragraphs.
fn marked_up() -> Vec<String> {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs = |page: &String| {
        let lines = page.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| format!("<p>{}</p>\n", escaped(line))).collect::<String>()
    };
    let pages: Vec<String> = pages().iter().map(paragraphs).collect();
    let n_bytes: usize = pages.iter().map(String::len).sum();
    pages.iter().cycle().take(pages.len() * (4 << 20) / n_bytes).cloned().collect()
}

/// Whether the content of entries is escaped or stands in sections of character data: both are common.
#[derive(Clone, Copy, Debug)]
enum Wrapped {
    Escaped,
    InSections,
}

fn rss(wrapped: Wrapped) -> String {
    let mut text = String::from("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Le Fanal</title>\n");
    for (n, page) in marked_up().iter().enumerate() {
        let content = match wrapped {
            Wrapped::Escaped => page.replace('&', "&amp;").replace('<', "&lt;"),
            Wrapped::InSections => format!("<![CDATA[{page}]]>"),
        };
        let _ = write!(
            text,
            "<item><title>Page {n}</title><link>https://fanal.example/{n}</link><dc:creator>Nora</dc:creator>
            <pubDate>Wed, 12 Feb 2020 10:00:00 +0100</pubDate><guid>{n}</guid><content:encoded>{content}</content:encoded></item>\n"
        );
    }
    text + "</channel></rss>\n"
}

fn mailbox() -> String {
    let letter = |(n, page): (usize, &String)| {
        format!(
            "From nora@fanal.example Wed Feb 12 10:00:00 2020\nFrom: Nora <nora@fanal.example>\nSubject: Page {n}\n\
            Date: Wed, 12 Feb 2020 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}\n"
        )
    };
    marked_up().iter().enumerate().map(letter).collect()
}

fn records(bencher: Bencher, file: &str) {
    bencher.counter(BytesCount::of_str(file)).bench_local(|| formats::records(black_box(file.as_bytes())).count());
}

fn documents(bencher: Bencher, file: &str) {
    let records: Vec<Record> = formats::records(file.as_bytes()).collect::<Result<_, _>>().expect("records");
    let context = Context::default();
    bencher.counter(BytesCount::of_str(file)).bench_local(|| {
        for record in &records {
            black_box(formats::document(&context, &Origin::default(), black_box(record)));
        }
    });
}

#[divan::bench]
fn memcpy(bencher: Bencher) {
    let file = rss(Wrapped::Escaped);
    bencher.counter(BytesCount::of_str(&file)).bench_local(|| black_box(black_box(&file).clone()));
}

#[divan::bench(args = [Wrapped::Escaped, Wrapped::InSections])]
fn feed_to_records(bencher: Bencher, wrapped: Wrapped) {
    records(bencher, &rss(wrapped));
}

#[divan::bench]
fn feed_read_for_fetching(bencher: Bencher) {
    let file = rss(Wrapped::Escaped);
    bencher
        .counter(BytesCount::of_str(&file))
        .bench_local(|| feed::read(black_box(file.as_bytes()), Served::default()));
}

#[divan::bench(sample_count = 10)]
fn feed_records_to_documents(bencher: Bencher) {
    documents(bencher, &rss(Wrapped::InSections));
}

#[divan::bench]
fn mailbox_to_records(bencher: Bencher) {
    records(bencher, &mailbox());
}
