//! What it takes to find the articles that tell one story, and what they cost a key press.
//!
//! `cargo bench --bench stories`. The articles are those of the corpus of the benches; three of ten are copies of one of the
//! seven before them, in which some words are others, and one of these is cut off.

use std::hint::black_box;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::ItemsCount;

use kiosque::model::document::Document;
use kiosque::store::groups::Filter;
use kiosque::store::library::Library;
use kiosque::store::listing::{folded, listed};
use kiosque::store::order::Order;
use kiosque::store::query::parse;
use kiosque::store::search::{Hits, search};
use kiosque::store::segment::Segment;
use kiosque::store::stories::Stories;
use kiosque::text::clean::Clean;

use crate::corpus::Corpus;
use crate::corpus::random::Random;

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "corpus/mod.rs"]
mod corpus;

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [10_000, 100_000];

struct Press {
    library: Library,
    stories: Arc<Stories>,
    hits: Hits,
}

static PRESS: [LazyLock<Press>; 2] = [LazyLock::new(|| press(SIZES[0])), LazyLock::new(|| press(SIZES[1]))];

fn of_size(size: usize) -> &'static Press {
    &PRESS[usize::from(size == SIZES[1])]
}

fn press(size: usize) -> Press {
    let corpus = Corpus::new(1);
    let segment = |first: usize| Segment::new((first..first + 5_000).map(|n| document(&corpus, n)).collect());
    let library = Library::new((0..size).step_by(5_000).map(segment));
    let stories = Arc::new(found(&library, &Stories::default()));
    let library = library.with_stories(&stories);
    let hits = search(&library, &parse("de").0);
    println!("{size} articles: {} stories are told more than once", stories.len());
    Press { library, stories, hits }
}

fn found(library: &Library, known: &Stories) -> Stories {
    Stories::of(library, known, &mut || true).unwrap_or_default()
}

/// The article of this number, or in its place the copy of another one.
fn document(corpus: &Corpus, n: usize) -> Document {
    let of_ten = n % 10;
    let mut document = corpus.story(n).document();
    if of_ten < 7 {
        return document;
    }
    let mut random = Random::new(2, n as u64);
    let copied = corpus.story(n - of_ten + random.below(7)).document();
    for (article, copied) in document.articles.iter_mut().zip(copied.articles) {
        article.blocks = copied.blocks;
        if of_ten == 9 {
            article.blocks.truncate(article.blocks.len().div_ceil(2));
        }
        for block in &mut article.blocks {
            let word = |word: &str| if random.below(20) == 0 { word.to_uppercase() + "x" } else { word.to_owned() };
            block.text = Clean::new(&block.text.as_str().split(' ').map(word).collect::<Vec<_>>().join(" "));
        }
    }
    document
}

/// All pairs have to be found and read.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn found_afresh(bencher: Bencher, size: usize) {
    let library = &of_size(size).library;
    bencher.counter(ItemsCount::new(size)).bench(|| found(black_box(library), &Stories::default()).len());
}

/// Segments were bound, or a few came in: pairs have to be found, and are known.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn found_again(bencher: Bencher, size: usize) {
    let Press { library, stories, .. } = of_size(size);
    bencher.counter(ItemsCount::new(size)).bench(|| found(black_box(library), stories).len());
}

/// From the bytes of a file.
#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn opened(bencher: Bencher, size: usize) {
    let bytes = of_size(size).stories.to_bytes();
    bencher.counter(divan::counter::BytesCount::new(bytes.len())).bench(|| Stories::from_bytes(black_box(&bytes)));
}

/// A list of what a common word finds, its first rows, and what stands behind them.
#[divan::bench(args = SIZES, sample_count = 100, sample_size = 1)]
fn a_row_for_each_story(bencher: Bencher, size: usize) {
    let Press { library, hits, .. } = of_size(size);
    bencher.bench(|| {
        let list = folded(library, &Filter::default(), Some(black_box(hits)), None, Order::Newest);
        (0..50).filter_map(|idx| list.get(idx)).map(|key| list.n_behind(key)).sum::<usize>()
    });
}

/// The same with a row for each article.
#[divan::bench(args = SIZES, sample_count = 100, sample_size = 1)]
fn a_row_for_each_article(bencher: Bencher, size: usize) {
    let Press { library, hits, .. } = of_size(size);
    bencher.bench(|| {
        let list = listed(library, &Filter::default(), Some(black_box(hits)), None, Order::Newest);
        (0..50).filter_map(|idx| list.get(idx)).map(|key| list.n_behind(key)).sum::<usize>()
    });
}
