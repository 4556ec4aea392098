//! How fast, how small and how exact searching is, on the corpus of the benches.
//!
//! ```text
//! cargo bench --bench search                          10,000 and 100,000 articles
//! cargo bench --bench search -- --sizes 1m            a million
//! cargo bench --bench search -- --sizes 10k --check   fails where an answer differs from the slow scan, whatever the times
//! KIOSQUE_UPDATE_README=1 cargo bench --bench search -- --sizes 10k,100k,1m     keeps the figures, see ../figures
//! ```
//!
//! A key is everything the program asks of its library when one is pressed: the line parsed, the exact hits, the counts of
//! all groups, the first fifty rows. Times are those of the thread on a processor and by the clock; each size is measured in
//! processes of its own, so that the memory of one is not that of another. An index is checked before it is asked, as the
//! newsstand does in the background as soon as its first rows stand; what the disk costs a phrase before is a row of its own.

mod asked;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../corpus/mod.rs"]
mod corpus;
mod exactness;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../figures/mod.rs"]
mod figures;
mod library;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "../measure/mod.rs"]
mod measure;
#[path = "../../tests/it/oracle.rs"]
mod oracle;
mod typed;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use kiosque::store::facets::facets;
use kiosque::store::groups::Filter;
use kiosque::store::library::Library;
use kiosque::store::order::Order;
use kiosque::text::fold::fold;

use corpus::Corpus;
use figures::{Figures, KIOSQUE};
use measure::{Samples, milliseconds, rate, timed};

const SEED: u64 = 1;
/// Beside the fixed ones.
const N_RANDOM_SEARCHES: usize = 60;

fn main() -> ExitCode {
    match run(env::args().skip(1).filter(|argument| argument != "--bench").collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the benchmark of searching: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether all answers were exact, where that was asked for.
fn run(arguments: Vec<String>) -> Result<bool, Box<dyn Error>> {
    let mut arguments = arguments.iter().map(String::as_str);
    let (mut sizes, mut is_check) = (vec!["10k", "100k"], false);
    while let Some(argument) = arguments.next() {
        match argument {
            "--sizes" => sizes = arguments.next().unwrap_or_default().split(',').collect(),
            "--check" => is_check = true,
            "--build" | "--start" | "--ask" => {
                let (size, folder) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
                let n_articles = figures::n_articles(size).ok_or_else(|| format!("there is no size {size}"))?;
                let measure = match argument {
                    "--build" => build,
                    "--start" => start,
                    _ => ask,
                };
                return measure(n_articles, Path::new(folder)).map(|()| true);
            }
            _ => {
                return Err(
                    format!("there is no {argument}; the head of benches/search/main.rs says what there is").into()
                );
            }
        }
    }
    let speed = measure::speed();
    println!(
        "{}; memory is copied at {:.1} GB/s, UTF-8 checked at {:.1} GB/s",
        measure::machine(),
        speed.copy,
        speed.utf8
    );
    let mut figures = Figures::default();
    let mut is_exact = true;
    let taken = figures::taken(&measure::machine());
    for size in sizes {
        let folder = tempfile::tempdir()?;
        for part in ["--build", "--start", "--ask"] {
            let mut child = Command::new(env::current_exe()?);
            let output = child.args([part, size]).arg(folder.path()).stderr(Stdio::inherit()).output()?;
            if !output.status.success() {
                return Err(format!("{part} {size}: it ended with {}", output.status).into());
            }
            for (name, value) in String::from_utf8(output.stdout)?.lines().filter_map(|line| line.split_once(' ')) {
                let value = value.parse()?;
                is_exact &= name != "exact" || value == 100.0;
                figures.set(KIOSQUE, size, name, value, &taken);
            }
        }
    }
    println!("{}", figures.table());
    figures.keep(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    Ok(is_exact || !is_check)
}

/// Builds the library in this folder, and prints names and values.
fn build(n_articles: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let corpus = Corpus::new(SEED);
    let built = library::build(&corpus, n_articles, folder)?;
    println!("build.rate {}", built.rate);
    say("build.memory", built.most_memory);
    println!("index.bytes {}", built.index_bytes[0]);
    println!("index.bytes.phrases {}", built.index_bytes[1]);
    println!("build.two {}", library::gain_of_two_threads(&corpus));
    println!("fold {}", folding(&corpus));
    Ok(())
}

/// Opens the library in this folder, of which nothing is in memory, and prints names and values.
fn start(_: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    measure::evict(folder)?;
    let (library, took) = timed(|| opened(folder));
    println!("open.cold {}", milliseconds(took.wall));
    println!("phrase.cold {}", milliseconds(asked::phrases(&library?).first_rows));
    Ok(())
}

/// Asks the library in this folder, and prints names and values.
fn ask(n_articles: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let (library, took) = timed(|| opened(folder));
    let library = library?;
    println!("open.warm {}", milliseconds(took.wall));
    println!("open.search {}", milliseconds(asked::one_key(&library, "a", Order::Newest).wall));
    drop(library);

    let library = library::checked(folder)?;
    let keys = asked::keys(&library, Order::Newest);
    let letters = asked::letters(&library);
    println!("key.p50 {}", keys.within(50.0, Samples::CPU));
    println!("key.p99 {}", keys.within(99.0, Samples::CPU));
    println!("key.p99.wall {}", keys.within(99.0, Samples::WALL));
    println!("letters.max {}", letters.within(100.0, Samples::CPU));
    println!("letters.max.wall {}", letters.within(100.0, Samples::WALL));
    let keys = asked::keys(&library, Order::BestMatch);
    println!("best.p99 {}", keys.within(99.0, Samples::CPU));
    let phrases = asked::phrases(&library);
    println!("phrase.rows {}", milliseconds(phrases.first_rows));
    println!("phrase.slice {}", milliseconds(phrases.longest_slice));
    say("memory", measure::private_memory());

    // The slow scan of a million articles takes hours.
    let n_random = match n_articles {
        ..=10_000 => N_RANDOM_SEARCHES,
        10_001..=100_000 => 0,
        _ => return Ok(()),
    };
    let verdict = exactness::verdict(&library, n_random);
    verdict.wrong.iter().for_each(|wrong| eprintln!("WRONG {wrong}"));
    println!("exact {}", 100.0 * (1.0 - verdict.wrong.len() as f64 / verdict.n_asked as f64));
    Ok(())
}

/// The library with the counts of all groups, as the first frame shows them.
fn opened(folder: &Path) -> Result<Library, Box<dyn Error>> {
    let library = library::open(folder)?;
    drop(facets(&library, &Filter::default(), None));
    Ok(library)
}

fn say(name: &str, value: Option<f64>) {
    if let Some(value) = value {
        println!("{name} {value}");
    }
}

/// Megabytes of the corpus folded a second.
fn folding(corpus: &Corpus) -> f64 {
    let text: String = (0..2_000).map(|n| corpus.story(n).body).collect();
    let took = measure::middle_of_three(|| timed(|| fold(&text)).1);
    rate(text.len(), took.cpu)
}
