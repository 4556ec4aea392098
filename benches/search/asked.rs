//! Asks a library what every key asks of it, and takes the time.

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use kiosque::store::facets::facets;
use kiosque::store::groups::Filter;
use kiosque::store::library::Library;
use kiosque::store::listing::listed;
use kiosque::store::marked::Marked;
use kiosque::store::order::Order;
use kiosque::store::query::parse;
use kiosque::store::ranking::Ranker;
use kiosque::store::search::{Searching, search};

use crate::measure::{Samples, Took, middle_of_three, milliseconds, timed};
use crate::typed;

/// As many rows as any screen shows.
const N_ROWS: usize = 50;
/// So long a search may keep others waiting at a time, as in the program.
const SLICE: Duration = Duration::from_millis(4);
/// Each key is asked so often.
const N_ROUNDS: usize = 10;

/// What every key of the searches of the benchmark costs.
pub fn keys(library: &Library, order: Order) -> Samples {
    let mut keys = Samples::default();
    let keystrokes = typed::keystrokes();
    // What is asked for the first time is read into memory; that is measured apart, as the first search.
    for typed in &keystrokes {
        one_key(library, typed, order);
    }
    for _ in 0..N_ROUNDS {
        keystrokes.iter().for_each(|typed| keys.add(one_key(library, typed, order)));
    }
    tell_slowest(keystrokes.iter().map(|typed| (*typed, one_key(library, typed, order))));
    keys
}

/// Says which keys took longest, for whoever wants to make them faster.
fn tell_slowest<'t>(keys: impl Iterator<Item = (&'t str, Took)>) {
    let mut keys: Vec<(&str, Took)> = keys.collect();
    keys.sort_by_key(|(_, took)| Reverse(took.cpu));
    let told = keys.iter().take(4).map(|(typed, took)| format!("«{typed}» {:.3} ms", milliseconds(took.cpu)));
    eprintln!("  slowest: {}", told.collect::<Vec<_>>().join(", "));
}

/// What all beginnings of one and two letters cost.
pub fn letters(library: &Library) -> Samples {
    let beginnings = typed::beginnings();
    let asked = |typed: &String| middle_of_three(|| one_key(library, typed, Order::Newest));
    let took: Vec<Took> = beginnings.iter().map(asked).collect();
    let mut letters = Samples::default();
    took.iter().for_each(|took| letters.add(*took));
    tell_slowest(beginnings.iter().map(String::as_str).zip(took));
    letters
}

/// The first rows, the number of hits, and the counts of all groups, for what stands in the line.
pub fn one_key(library: &Library, typed: &str, order: Order) -> Took {
    let (n_shown, took) = timed(|| {
        let query = parse(typed).0;
        let hits = search(library, &query);
        let ranking = (order == Order::BestMatch).then(|| Ranker::new(library, &query).step(&mut || true)).flatten();
        let facets = facets(library, &Filter::default(), Some(&hits));
        let listing = listed(library, &Filter::default(), Some(&hits), ranking.as_ref(), order);
        let n_rows = (0..N_ROWS).map_while(|idx| listing.get(idx)).count();
        (n_rows, hits.len(), facets)
    });
    assert_eq!(n_shown.0, n_shown.1.min(N_ROWS), "{typed}: not all rows are there");
    took
}

/// A phrase: when its first rows are known, and the longest time it did not look at the clock.
pub struct Phrase {
    pub first_rows: Duration,
    pub longest_slice: Duration,
}

/// The slowest of the phrases of the benchmark, in slices as the program takes them.
pub fn phrases(library: &Library) -> Phrase {
    let mut slowest = Phrase { first_rows: Duration::ZERO, longest_slice: Duration::ZERO };
    for typed in typed::PHRASES {
        let phrase = phrase(library, typed);
        slowest.first_rows = slowest.first_rows.max(phrase.first_rows);
        slowest.longest_slice = slowest.longest_slice.max(phrase.longest_slice);
    }
    slowest
}

fn phrase(library: &Library, typed: &str) -> Phrase {
    let (query, marked) = (parse(typed).0, Marked::default());
    let mut searching = Searching::new(library, &query, &marked);
    let (mut spent, mut first_rows, mut longest_slice) = (Duration::ZERO, None, Duration::ZERO);
    loop {
        let (is_over, took) = timed(|| {
            let start = Instant::now();
            searching.step(&mut || start.elapsed() < SLICE)
        });
        spent += took.cpu;
        longest_slice = longest_slice.max(took.cpu);
        if searching.hits().len() >= N_ROWS {
            first_rows.get_or_insert(spent);
        }
        if is_over {
            return Phrase { first_rows: first_rows.unwrap_or(spent), longest_slice };
        }
    }
}
