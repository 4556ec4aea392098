//! The keys of the benchmark of searching, asked of other engines on the same corpus: hits, counts of outlets and years, and
//! the fifty newest rows.
//!
//! ```text
//! cargo run --release --manifest-path benches/peers/Cargo.toml                         10,000 and 100,000 articles
//! cargo run --release --manifest-path benches/peers/Cargo.toml -- --sizes 1m --engines tantivy
//! KIOSQUE_UPDATE_README=1 cargo run …                                                  keeps the figures, see ../figures
//! ```
//!
//! Each engine is given folded words, so that what is compared is finding and not folding, and all are single-threaded. Of
//! the beginnings of two letters a part is asked, because some engines take seconds for one. Whether hits are exact is judged
//! by kiosque's own, up to 100,000 articles.

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../../corpus/mod.rs"]
mod corpus;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../../figures/mod.rs"]
mod figures;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../../measure/mod.rs"]
mod measure;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../../../tests/it/oracle.rs"]
mod oracle;
mod sqlite;
mod tantivy;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../../search/typed.rs"]
mod typed;
mod words;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use kiosque::store::library::Library;
use kiosque::store::query::parse;
use kiosque::store::search::search;
use kiosque::store::segment::Segment;

use corpus::{Corpus, Story};
use figures::Figures;
use measure::{Samples, rate, timed};

const SEED: u64 = 1;
/// As many rows as any screen shows.
const N_ROWS: usize = 50;
/// Every so many-th of the beginnings of letters is asked.
const STEP: usize = 13;
/// Kiosque's own answers are made in memory, which a larger library would fill.
const MOST_JUDGED: usize = 100_000;

/// What is asked of an engine.
trait Engine: Sized {
    /// Indexes the articles into an empty folder.
    fn build(stories: &mut dyn Iterator<Item = Story>, folder: &Path) -> Result<Self, Box<dyn Error>>;

    /// What the program would ask for what stands in the line; the number of hits.
    fn key(&self, typed: &str) -> Result<usize, Box<dyn Error>>;
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let of = |name: &str, usual: &str| {
        let place = arguments.iter().position(|argument| argument == name);
        let value = place.and_then(|place| arguments.get(place + 1)).map_or(usual, String::as_str);
        value.split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let corpus = Corpus::new(SEED);
    let mut figures = Figures::default();
    for size in of("--sizes", "10k,100k") {
        let n_articles = figures::n_articles(&size).ok_or("no such size")?;
        let own = (n_articles <= MOST_JUDGED).then(|| own(&corpus, n_articles));
        for engine in of("--engines", "tantivy,sqlite") {
            let mut race = Race { corpus: &corpus, n_articles, own: own.as_ref(), size: &size, figures: &mut figures };
            match engine.as_str() {
                "tantivy" => {
                    race.run::<tantivy::Plain>("tantivy, regex of a prefix")?;
                    race.run::<tantivy::Edges>("tantivy, edge n-grams")?;
                }
                "sqlite" => race.run::<sqlite::Fts5>("SQLite FTS5")?,
                _ => return Err(format!("there is no engine {engine}").into()),
            }
        }
    }
    println!("{}", figures.table());
    figures.keep(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")))
}

/// What is done with each engine.
struct Race<'a> {
    corpus: &'a Corpus,
    n_articles: usize,
    own: Option<&'a Library>,
    size: &'a str,
    figures: &'a mut Figures,
}

impl Race<'_> {
    fn run<E: Engine>(&mut self, name: &str) -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        // Making up the articles is not counted; what threads of the engine's own cost is.
        let (mut n_bytes, mut made_up) = (0, Duration::ZERO);
        let mut stories = (0..self.n_articles).map(|n| {
            let (story, took) = timed(|| self.corpus.story(n));
            made_up += took.cpu;
            n_bytes += story.title.len() + story.body.len();
            story
        });
        let before = measure::process_time();
        let engine = E::build(&mut stories, folder.path())?;
        let spent = measure::process_time().zip(before).map(|(now, before)| now - before);
        let taken = figures::taken(&measure::machine());
        let mut set = |what: &str, value: f64| self.figures.set(name, self.size, what, value, &taken);
        if let Some(spent) = spent {
            set("build.rate", rate(n_bytes, spent.saturating_sub(made_up)));
        }
        set("index.bytes.phrases", bytes_in(folder.path())? as f64 / self.n_articles as f64);

        let mut keys = Samples::default();
        let (mut n_asked, mut n_right) = (0, 0);
        for round in 0..4 {
            for typed in typed::keystrokes() {
                let (n_hits, took) = timed(|| engine.key(typed));
                let n_hits = n_hits?;
                // The first round reads files into memory.
                if round > 0 {
                    keys.add(took);
                } else if let Some(own) = self.own {
                    n_asked += 1;
                    n_right += usize::from(search(own, &parse(typed).0).len() == n_hits);
                }
            }
        }
        let mut letters = Samples::default();
        for typed in typed::beginnings().iter().step_by(STEP) {
            letters.add(timed(|| engine.key(typed)).1);
        }
        set("key.p50", keys.within(50.0, Samples::CPU));
        set("key.p99", keys.within(99.0, Samples::CPU));
        set("key.p99.wall", keys.within(99.0, Samples::WALL));
        set("letters.max", letters.within(100.0, Samples::CPU));
        if n_asked > 0 {
            set("exact", 100.0 * n_right as f64 / n_asked as f64);
        }
        Ok(())
    }
}

/// Kiosque's library of the same articles.
fn own(corpus: &Corpus, n_articles: usize) -> Library {
    let batch = |first: usize| (first..n_articles.min(first + 8_192)).map(|n| corpus.story(n).document()).collect();
    Library::new((0..n_articles).step_by(8_192).map(|first| Segment::seen_from("", batch(first))))
}

fn bytes_in(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut n_bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        n_bytes += entry?.metadata()?.len();
    }
    Ok(n_bytes)
}
