//! Makes the library of the benchmark as the program makes one: in batches, on all cores or on one.

use std::sync::Arc;
use std::thread;

use kiosque::model::document::Document;
use kiosque::store::library::Library;
use kiosque::store::segment::Segment;

use crate::corpus::Corpus;
use crate::measure::{self, Took, rate, timed};

/// So many articles become one segment.
const BATCH: usize = 8_192;

/// The library, and what it cost.
pub struct Built {
    pub library: Library,
    /// Megabytes of text that were indexed in a second on one core.
    pub rate: f64,
    /// The most memory there was meanwhile, the documents of one batch among it.
    pub most_memory: Option<f64>,
}

/// Makes a library of so many articles. Making up the articles themselves is not counted.
pub fn build(corpus: &Corpus, n_articles: usize) -> Built {
    let mut library = Library::default();
    let (mut n_bytes, mut took, mut most_memory) = (0, Took::default(), None);
    for first in (0..n_articles).step_by(BATCH) {
        let documents = documents(corpus, first..n_articles.min(first + BATCH));
        n_bytes += documents.iter().map(n_bytes_of_text).sum::<usize>();
        let ((), batch) = timed(|| library.push(Arc::new(Segment::seen_from("", documents))));
        took.cpu += batch.cpu;
        let memory = measure::private_memory();
        most_memory = if memory > most_memory { memory } else { most_memory };
    }
    Built { library, rate: rate(n_bytes, took.cpu), most_memory }
}

/// How many times as fast two threads are as one.
pub fn gain_of_two_threads(corpus: &Corpus) -> f64 {
    let halves = [0, 1].map(|n| documents(corpus, n * BATCH..(n + 1) * BATCH));
    let index = |documents: Vec<Document>| drop(Segment::seen_from("", documents));
    let [first, second] = halves.clone();
    let ((), alone) = timed(|| [first, second].into_iter().for_each(index));
    let [first, second] = halves;
    let ((), together) = timed(|| {
        thread::scope(|scope| {
            scope.spawn(|| index(first));
            index(second);
        });
    });
    alone.wall.as_secs_f64() / together.wall.as_secs_f64()
}

fn documents(corpus: &Corpus, articles: std::ops::Range<usize>) -> Vec<Document> {
    articles.map(|n| corpus.story(n).document()).collect()
}

fn n_bytes_of_text(document: &Document) -> usize {
    let text = |article: &kiosque::model::article::Article| {
        let title = article.title.value.as_ref().map_or(0, |title| title.as_str().len());
        title + article.blocks.iter().map(|block| block.text.as_str().len()).sum::<usize>()
    };
    document.articles.iter().map(text).sum()
}
