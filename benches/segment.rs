//! What it takes to build, merge, open and check a segment, and to read a document of one.
//!
//! `cargo bench --bench segment`. The documents are pages of the corpus, read as the program reads pages; bytes are those of
//! their texts.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;

use kiosque::ingest::ingest;
use kiosque::model::document::{Document, Origin};
use kiosque::store::bits::Bits;
use kiosque::store::segment::{Bytes, Segment};

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "corpus/mod.rs"]
mod corpus;

use self::corpus::Corpus;

fn main() {
    divan::main();
}

/// Documents of a segment.
const N_BUILT: usize = 1_000;
/// Segments that become one.
const N_MERGED: usize = 8;

#[divan::bench(sample_count = 10, sample_size = 1)]
fn build(bencher: Bencher) {
    let documents = pages(0..N_BUILT);
    let bytes = BytesCount::new(n_bytes_of_text(&documents));
    bencher.counter(bytes).with_inputs(|| documents.clone()).bench_values(Segment::new);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn merge(bencher: Bencher) {
    let parts: Vec<Vec<Document>> = (0..N_MERGED).map(|n| pages(n * N_BUILT..(n + 1) * N_BUILT)).collect();
    let n_bytes: usize = parts.iter().map(|documents| n_bytes_of_text(documents)).sum();
    let segments: Vec<Segment> = parts.into_iter().map(Segment::new).collect();
    let inputs: Vec<(&Segment, Option<&Bits>)> = segments.iter().map(|segment| (segment, None)).collect();
    bencher.counter(BytesCount::new(n_bytes)).bench(|| Segment::merge(&inputs, &mut io::sink()).is_ok());
}

#[divan::bench(sample_size = 100)]
fn open(bencher: Bencher) {
    let segment = Segment::new(pages(0..N_BUILT));
    let bytes: Bytes = Arc::new(segment.bytes().to_vec());
    bencher.bench(|| Segment::open(Arc::clone(&bytes)));
}

#[divan::bench(sample_size = 1000)]
fn decode_one(bencher: Bencher) {
    let segment = Segment::new(pages(0..N_BUILT));
    let mut number = 0;
    bencher.bench_local(|| {
        number = (number + 7) % segment.n_documents();
        segment.document(number)
    });
}

#[divan::bench(sample_size = 10)]
fn check(bencher: Bencher) {
    let segment = Segment::new(pages(0..N_BUILT));
    bencher.bench(|| segment.verify(&mut || true));
}

fn pages(pages: Range<usize>) -> Vec<Document> {
    let corpus = Corpus::new(1);
    let read = |n: usize| ingest(&Origin::file(format!("{n}.txt")), corpus.page(n).as_bytes());
    pages.map(read).collect()
}

fn n_bytes_of_text(documents: &[Document]) -> usize {
    let articles = documents.iter().flat_map(|document| &document.articles);
    articles.flat_map(|article| &article.blocks).map(|block| block.text.len()).sum()
}
