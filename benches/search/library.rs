//! Makes the library of the benchmark as the program makes one: small segments in memory first, which are bound into files of
//! a cache as soon as there are some.

use std::error::Error;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use kiosque::cache::manifest::{Held, Manifest, Stored};
use kiosque::cache::{Cache, Contents, Key};
use kiosque::model::article::Article;
use kiosque::model::document::Document;
use kiosque::source::{self, bound_at_the_end, bound_meanwhile};
use kiosque::store::library::Library;
use kiosque::store::segment::Segment;

use crate::corpus::Corpus;
use crate::measure::{self, Took, rate, timed};

/// Articles of a segment as it is read.
const BATCH: usize = 256;
/// So many of these are bound at once.
const LOOSE: usize = 32;

/// What a library cost.
pub struct Built {
    /// Megabytes of text that were indexed in a second on one core.
    pub rate: f64,
    /// The most memory there was meanwhile.
    pub most_memory: Option<f64>,
    /// Bytes of an article besides its document: without what only phrases need, and with it.
    pub index_bytes: [f64; 2],
}

/// Makes a library of so many articles, in this folder. Making up the articles themselves is not counted.
pub fn build(corpus: &Corpus, n_articles: usize, folder: &Path) -> Result<Built, Box<dyn Error>> {
    let opened = Cache::open(folder, key()).map_err(|refusal| format!("{refusal:?}"))?;
    let mut volumes = Volumes { loose: Vec::new(), bound: Vec::new(), cache: opened.cache };
    let (mut n_bytes, mut spent, mut most_memory) = (0, Took::default(), None);
    for first in (0..n_articles).step_by(BATCH) {
        let documents = documents(corpus, first..n_articles.min(first + BATCH));
        n_bytes += documents.iter().map(n_bytes_of_text).sum::<usize>();
        let (bound, took) = timed(|| volumes.take_in(documents));
        bound?;
        spent.cpu += took.cpu;
        if (first / BATCH).is_multiple_of(LOOSE) {
            let memory = measure::private_memory();
            most_memory = if memory > most_memory { memory } else { most_memory };
        }
    }
    let (bound, took) = timed(|| volumes.finish());
    bound?;
    spent.cpu += took.cpu;
    let bytes_an_article = |bytes: &dyn Fn(&Segment) -> usize| {
        volumes.bound.iter().map(|(_, segment)| bytes(segment)).sum::<usize>() as f64 / n_articles as f64
    };
    let all =
        bytes_an_article(&|segment| segment.n_bytes() - segment.n_bytes_of_documents() - segment.n_bytes_of_sketches());
    let of_phrases = bytes_an_article(&|segment| segment.index().n_bytes_for_phrases());
    Ok(Built { rate: rate(n_bytes, spent.cpu), most_memory, index_bytes: [all - of_phrases, all] })
}

/// The library in this folder, mapped.
pub fn open(folder: &Path) -> Result<Library, Box<dyn Error>> {
    Ok(source::library(contents(folder)?))
}

/// The same when its sums have been checked.
pub fn checked(folder: &Path) -> Result<Library, Box<dyn Error>> {
    let contents = contents(folder)?;
    let mut segments = contents.segments.iter();
    segments.try_for_each(|(_, segment)| segment.verify(&mut || true)).map_err(|damage| format!("{damage:?}"))?;
    Ok(source::library(contents))
}

fn contents(folder: &Path) -> Result<Contents, &'static str> {
    Contents::of(folder, key()).ok_or("nothing was built")
}

fn key() -> Key {
    Key { archive: vec!["/corpus".to_owned()], parser: 0 }
}

/// How many times as fast two threads are as one.
pub fn gain_of_two_threads(corpus: &Corpus) -> f64 {
    let half =
        |first: usize| (0..LOOSE).map(|n| documents(corpus, (first + n) * BATCH..(first + n + 1) * BATCH)).collect();
    let halves: [Vec<Vec<Document>>; 2] = [half(0), half(LOOSE)];
    let index = |batches: Vec<Vec<Document>>| batches.into_iter().for_each(|batch| drop(Segment::new(batch)));
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

struct Volumes {
    loose: Vec<Arc<Segment>>,
    bound: Vec<(Stored, Arc<Segment>)>,
    cache: Cache,
}

impl Volumes {
    fn take_in(&mut self, documents: Vec<Document>) -> Result<(), Box<dyn Error>> {
        self.loose.push(Arc::new(Segment::new(documents)));
        if self.loose.len() < LOOSE { Ok(()) } else { self.bind_loose() }
    }

    fn bind_loose(&mut self) -> Result<(), Box<dyn Error>> {
        let loose = std::mem::take(&mut self.loose);
        let bound = self.bind(&loose)?;
        self.bound.push(bound);
        self.bind_small_ones(bound_meanwhile)
    }

    /// As the program chooses them.
    fn bind_small_ones(&mut self, chosen: impl Fn(&[u32]) -> Option<Range<usize>>) -> Result<(), Box<dyn Error>> {
        let n_articles = |bound: &[(Stored, Arc<Segment>)]| -> Vec<u32> {
            bound.iter().map(|(_, segment)| segment.n_articles()).collect()
        };
        while let Some(range) = chosen(&n_articles(&self.bound)) {
            let segments: Vec<_> = self.bound[range.clone()].iter().map(|(_, segment)| Arc::clone(segment)).collect();
            let bound = self.bind(&segments)?;
            self.bound.splice(range, [bound]);
            self.commit()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Box<dyn Error>> {
        if !self.loose.is_empty() {
            self.bind_loose()?;
        }
        self.bind_small_ones(bound_at_the_end)?;
        self.commit()
    }

    fn commit(&mut self) -> Result<(), Box<dyn Error>> {
        let held = |(stored, _): &(Stored, Arc<Segment>)| Held { stored: *stored, dead: Vec::new() };
        let manifest = Manifest { segments: self.bound.iter().map(held).collect(), ..Manifest::default() };
        Ok(self.cache.commit(&manifest).map_err(|refusal| format!("{refusal:?}"))?)
    }

    fn bind(&mut self, segments: &[Arc<Segment>]) -> Result<(Stored, Arc<Segment>), Box<dyn Error>> {
        let inputs: Vec<_> = segments.iter().map(|segment| (&**segment, None)).collect();
        let kept = self.cache.keep_segment(|file| Segment::merge(&inputs, file));
        Ok(kept.map_err(|refusal| format!("{refusal:?}"))?)
    }
}

fn documents(corpus: &Corpus, articles: Range<usize>) -> Vec<Document> {
    articles.map(|n| corpus.story(n).document()).collect()
}

fn n_bytes_of_text(document: &Document) -> usize {
    let text = |article: &Article| {
        let title = article.title.value.as_ref().map_or(0, |title| title.as_str().len());
        title + article.blocks.iter().map(|block| block.text.as_str().len()).sum::<usize>()
    };
    document.articles.iter().map(text).sum()
}
