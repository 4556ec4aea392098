//! How fast files become records, and records documents, format by format.
//!
//! `cargo bench --bench formats`. What the files hold are the pages of the built-in edition, over and over; a memcpy of the same
//! bytes stands beside, so that a noisy machine shows.

use std::fmt::Write as _;
use std::io::Write as _;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use flate2::Compression;
use flate2::write::GzEncoder;
use kiosque::formats::feed::{self, Served};
use kiosque::formats::{self, Content, Record};
use kiosque::ingest::Context;
use kiosque::model::document::Origin;
use kiosque::store::segment::Segment;
use serde_json::json;

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

/// A crawl of the pages, a WARC record each.
fn warc() -> Vec<Vec<u8>> {
    let record = |(n, page): (usize, &String)| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!DOCTYPE html>\n{page}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://fanal.example/{n}\r\n\
            WARC-Date: 2020-02-28T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n\
            Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
        .into_bytes()
    };
    marked_up().iter().enumerate().map(record).collect()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes everything")
}

/// As many pages as make a corpus of about 4 MiB.
fn texts() -> impl Iterator<Item = (usize, String)> {
    let pages = pages();
    let n_bytes: usize = pages.iter().map(String::len).sum();
    let n_pages = pages.len() * (4 << 20) / n_bytes;
    (0..n_pages).zip(pages.into_iter().cycle())
}

fn jsonl() -> String {
    let line = |(n, text): (usize, String)| {
        let address = format!("https://fanal.example/{n}");
        format!(
            "{}\n",
            json!({ "text": text, "url": address, "timestamp": "2020-02-28T10:00:00Z", "source": "mC4", "id": n })
        )
    };
    texts().map(line).collect()
}

fn table() -> String {
    let row = |(n, text): (usize, String)| format!("{n},https://fanal.example/{n},\"{}\"\n", text.replace('"', "\"\""));
    format!("id,url,text\n{}", texts().map(row).collect::<String>())
}

fn records(bencher: Bencher, file: impl AsRef<[u8]>) {
    let file = file.as_ref();
    bencher.counter(BytesCount::of_slice(file)).bench_local(|| formats::records(black_box(file)).count());
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
    records(bencher, rss(wrapped));
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
    records(bencher, mailbox());
}

#[divan::bench]
fn warc_to_records(bencher: Bencher) {
    records(bencher, warc().concat());
}

/// By the bytes that come out.
#[divan::bench]
fn warc_in_gzip_to_records(bencher: Bencher) {
    let n_bytes: usize = warc().iter().map(Vec::len).sum();
    let file: Vec<u8> = warc().iter().flat_map(|record| gzipped(record)).collect();
    bencher.counter(BytesCount::new(n_bytes)).bench_local(|| formats::records(black_box(file.as_slice())).count());
}

#[divan::bench]
fn jsonl_to_records(bencher: Bencher) {
    records(bencher, jsonl());
}

#[divan::bench]
fn table_to_records(bencher: Bencher) {
    records(bencher, table());
}

/// From the bytes of a file to what is kept of it.
#[divan::bench(sample_count = 10)]
fn jsonl_to_segment(bencher: Bencher) {
    let file = jsonl();
    let context = Context::default();
    bencher.counter(BytesCount::of_str(&file)).bench_local(|| {
        let records = formats::records(black_box(file.as_bytes())).flatten();
        Segment::new(records.map(|record| formats::document(&context, &Origin::default(), &record)).collect())
    });
}

/// Web pages as seven hundred saved ones of newspapers are in the middle: some 120 kB, of which 27 % are scripts and 8 % text,
/// with six elements to a kilobyte, and with menus and teasers around the article.
fn web_pages() -> Vec<Record> {
    let script =
        format!("<script>{}</script>\n", "window.a = window.a || []; a.push(function () { return 0; });\n".repeat(28));
    let menu = |n: usize| {
        format!(
            "<li id=\"menu-item-{n}\" class=\"menu-item menu-item-type-taxonomy menu-item-object-category menu-item-{n}\">\
             <a href=\"https://fanal.example/rubrique/{n}/\" class=\"nav-link\" title=\"Rubrique {n}\">Rubrique {n}</a></li>\n"
        )
    };
    let teaser = |n: usize| {
        format!(
            "<div class=\"teaser teaser--small teaser--with-picture col-6 col-md-4\" data-id=\"{n}\" data-position=\"{n}\">\
             <a href=\"https://fanal.example/2020/02/12/le-titre-de-la-page-{n}\" class=\"teaser__link\" data-track=\"teaser\">\
             <img src=\"https://images.fanal.example/2020/02/{n}-300x200.jpg\" srcset=\"https://images.fanal.example/2020/02/{n}-600x400.jpg 2x\" \
             width=\"300\" height=\"200\" loading=\"lazy\" alt=\"\"><h3 class=\"teaser__title\">Le titre de la page {n}</h3></a></div>\n"
        )
    };
    let scripts = script.repeat(10);
    let (menus, teasers): (String, String) = ((0..120).map(menu).collect(), (0..110).map(teaser).collect());
    let page = |text: String| {
        let head = "<meta property=\"og:site_name\" content=\"Le Fanal\"><meta property=\"article:published_time\" content=\"2020-02-12\">";
        let html = format!(
            "<!doctype html><html lang=\"fr\"><head><title>Une page</title>{head}{scripts}</head><body><nav><ul>{menus}</ul></nav>
            <div id=\"content\"><article class=\"post\"><h1>Une page</h1>{text}</article></div><aside>{teasers}</aside>
            <footer><p>Le Fanal, tous droits réservés</p></footer>{scripts}</body></html>"
        );
        Record::new(Content::Html { bytes: html.into_bytes(), charset: None })
    };
    marked_up().chunks(3).take(100).map(|pages| page(pages.concat())).collect()
}

#[divan::bench(sample_count = 10)]
fn web_pages_to_documents(bencher: Bencher) {
    let records = web_pages();
    let n_bytes = |record: &Record| match &record.content {
        Content::Html { bytes, .. } | Content::Text(bytes) => bytes.len(),
        _ => 0,
    };
    let context = Context::default();
    bencher.counter(BytesCount::new(records.iter().map(n_bytes).sum::<usize>())).bench_local(|| {
        for record in &records {
            black_box(formats::document(&context, &Origin::default(), black_box(record)));
        }
    });
}
