//! The questions that a key press asks of a library, at three sizes of it.
//!
//! `cargo bench --bench store`. Articles are made up from a list of words, two kilobytes each, of two hundred outlets and
//! thirty years; they are the same at every run. Where it matters how many words there are and how rare, they are those of the
//! corpus.

use std::hint::black_box;
use std::sync::{Arc, LazyLock, Mutex};

use divan::Bencher;
use divan::counter::BytesCount;

use kiosque::model::article::{Article, Block, BlockKind, Dating};
use kiosque::model::date::PartialDate;
use kiosque::model::document::{Document, Origin};
use kiosque::model::evidence::Fact;
use kiosque::model::lang::Lang;
use kiosque::store::bits::Bits;
use kiosque::store::facets as counts;
use kiosque::store::groups::{Filter, YearKey};
use kiosque::store::index::{Field, Index, IndexBuilder, Input, merge};
use kiosque::store::library::Library;
use kiosque::store::listing::listed;
use kiosque::store::marked::Marked;
use kiosque::store::order::Order;
use kiosque::store::query::parse;
use kiosque::store::ranking::rank;
use kiosque::store::search::{Hits, search};
use kiosque::store::segment::Segment;
use kiosque::store::suggestion::suggestion;
use kiosque::text::clean::Clean;
use kiosque::text::fold::{fold, words};

use crate::corpus::Corpus;

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "corpus/mod.rs"]
mod corpus;

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

static LIBRARIES: [LazyLock<Library>; 3] =
    [LazyLock::new(|| library(SIZES[0])), LazyLock::new(|| library(SIZES[1])), LazyLock::new(|| library(SIZES[2]))];

fn of_size(size: usize) -> &'static Library {
    let place = SIZES.iter().position(|known| *known == size).unwrap_or(0);
    &LIBRARIES[place]
}

/// A word that begins many words, one that is in every article, a rare one, two, and one in Arabic.
const TYPED: [&str; 6] = ["s", "de", "alep", "zanzibar", "soldats turcs", "النظام"];

#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod keystroke {
    use super::*;

    #[divan::bench(args = SIZES)]
    fn six_searches(bencher: Bencher, size: usize) {
        let library = of_size(size);
        bencher.bench(|| TYPED.map(|typed| search(library, &parse(typed).0).len()));
    }

    #[divan::bench(args = TYPED)]
    fn search_in_10_000(bencher: Bencher, typed: &str) {
        let library = of_size(SIZES[1]);
        bencher.bench(|| search(library, &parse(typed).0));
    }
}

/// Lists and counts, of articles that hold next to nothing: a year and an outlet are all they are asked.
#[divan::bench_group(sample_count = 50, sample_size = 1)]
mod lists {
    use super::*;

    /// Counts of six tenths of the articles.
    #[divan::bench(args = list_sizes())]
    fn facets(bencher: Bencher, size: usize) {
        let (library, hits) = found(size);
        bencher.bench(|| counts::facets(black_box(&library), &Filter::default(), Some(&hits)));
    }

    #[divan::bench(args = list_sizes())]
    fn facets_within_years_and_a_language(bencher: Bencher, size: usize) {
        let (library, hits) = found(size);
        let filter = Filter { languages: [Lang::FR].into(), ..some_years() };
        bencher.bench(|| counts::facets(black_box(&library), &filter, Some(&hits)));
    }

    #[divan::bench(args = list_sizes())]
    fn map(bencher: Bencher, size: usize) {
        let (library, hits) = found(size);
        bencher.bench(|| counts::matrix(black_box(&library), &Filter::default(), Some(&hits)));
    }

    #[divan::bench(args = list_sizes())]
    fn months(bencher: Bencher, size: usize) {
        let (library, hits) = found(size);
        bencher.bench(|| counts::months(black_box(&library), &Filter::default(), Some(&hits)));
    }

    /// A new list, and as many rows of it as a tall terminal shows.
    #[divan::bench(args = orders())]
    fn listing_first_rows(bencher: Bencher, (size, order): (usize, Order)) {
        let ((library, hits), ranking) = (found(size), rank(&found(size).0, &parse("s").0));
        bencher.bench(|| {
            let list = listed(&library, &Filter::default(), Some(&hits), Some(&ranking), order);
            (0..50).filter_map(|idx| list.get(idx)).fold(0, |sum, key| sum + key.idx)
        });
    }

    /// A new list, its last row, and the place of the article in its middle.
    #[divan::bench(args = orders())]
    fn listing_far(bencher: Bencher, (size, order): (usize, Order)) {
        let ((library, hits), ranking) = (found(size), rank(&found(size).0, &parse("s").0));
        let list = || listed(&library, &Filter::default(), Some(&hits), Some(&ranking), order);
        let middle = list().get(hits.len() / 2);
        bencher.bench(|| {
            let list = list();
            (list.get(list.len() - 1), middle.and_then(|key| list.position(key)))
        });
    }

    /// A million articles where somebody asks for them: they take a gigabyte.
    fn list_sizes() -> Vec<usize> {
        let million = std::env::var_os("KIOSQUE_MILLION").map(|_| 1_000_000);
        [10_000, 100_000].into_iter().chain(million).collect()
    }

    fn orders() -> Vec<(usize, Order)> {
        list_sizes().into_iter().flat_map(|size| Order::ALL.map(|order| (size, order))).collect()
    }

    /// Articles without a text, the titles of six tenths of which begin with the letter that is searched.
    fn found(size: usize) -> (Library, Hits) {
        static MADE: Mutex<Option<(usize, Library, Hits)>> = Mutex::new(None);
        let mut made = MADE.lock().unwrap();
        if made.as_ref().is_none_or(|(of, ..)| *of != size) {
            let (mut random, mut library) = (Random(7), Library::default());
            for first in (0..size).step_by(65_536) {
                let n = (size - first).min(65_536);
                let page = |n| {
                    let title = if random.below(10) < 6 { "soldats" } else { "accord" };
                    Document { articles: vec![article(title, Vec::new(), &mut random)], ..page(first + n) }
                };
                library.push(Arc::new(Segment::new((0..n).map(page).collect())));
            }
            let hits = search(&library, &parse("s").0);
            *made = Some((size, library, hits));
        }
        made.as_ref().map(|(_, library, hits)| (library.clone(), hits.clone())).unwrap_or_default()
    }
}

/// What the worker does when the best match stands first, or when nothing is found.
#[divan::bench_group(sample_count = 50, sample_size = 1)]
mod ranking {
    use super::*;

    static PRESS: [LazyLock<Library>; 2] = [LazyLock::new(|| press(SIZES[1])), LazyLock::new(|| press(SIZES[2]))];

    fn press(size: usize) -> Library {
        let corpus = Corpus::new(1);
        let segment = |first: usize| Segment::new((first..first + 5_000).map(|n| corpus.story(n).document()).collect());
        Library::new((0..size).step_by(5_000).map(segment))
    }

    /// Words of every sort: one being typed that begins many, a common one, common ones together, a rare one, one with its
    /// article, and alternatives.
    const ASKED: [&str; 6] = ["s", "de ", "président de la république ", "alep", "النظام ", "soldats OR turcs OR حلب "];

    const MISSPELT: [&str; 3] = ["alepp ", "presidnet ", "النضام "];

    #[divan::bench(args = ASKED)]
    fn best_match_in_10_000(bencher: Bencher, typed: &str) {
        let (query, _) = parse(typed);
        bencher.bench(|| rank(&PRESS[0], &query));
    }

    #[divan::bench(args = ASKED)]
    fn best_match_in_100_000(bencher: Bencher, typed: &str) {
        let (query, _) = parse(typed);
        bencher.bench(|| rank(&PRESS[1], &query));
    }

    #[divan::bench(args = MISSPELT)]
    fn did_you_mean_in_10_000(bencher: Bencher, typed: &str) {
        bencher.bench(|| suggestion(&PRESS[0], typed, &Marked::default(), &mut || true));
    }

    #[divan::bench(args = MISSPELT)]
    fn did_you_mean_in_100_000(bencher: Bencher, typed: &str) {
        bencher.bench(|| suggestion(&PRESS[1], typed, &Marked::default(), &mut || true));
    }
}

#[divan::bench_group(sample_count = 5, sample_size = 1)]
mod reading {
    use super::*;

    #[divan::bench(args = [SIZES[0]])]
    fn segment(bencher: Bencher, size: usize) {
        bencher.with_inputs(|| documents(size)).bench_values(Segment::new);
    }
}

/// The index alone, on the corpus of the benches: what it takes to make one, and to ask it what a word of a search asks.
#[divan::bench_group(sample_count = 20, sample_size = 1)]
mod index {
    use super::*;

    const BATCH: usize = 256;
    const N_BATCHES: usize = 16;

    /// Titles and paragraphs as an index takes them.
    static TEXTS: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| {
        let corpus = Corpus::new(1);
        let folded = |text: &str| words(&fold(text)).map(|(_, word)| word).collect::<Vec<_>>().join(" ");
        let stories = (0..BATCH * N_BATCHES).map(|n| corpus.story(n));
        stories.map(|story| (folded(&story.title), story.body.lines().map(folded).collect())).collect()
    });

    static BATCHES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| TEXTS.chunks(BATCH).map(built).collect());

    static MERGED: LazyLock<Vec<u8>> = LazyLock::new(merged);

    fn built(texts: &[(String, Vec<String>)]) -> Vec<u8> {
        let mut builder = IndexBuilder::new();
        texts.iter().for_each(|(title, blocks)| builder.add(title, blocks.iter().map(String::as_str), []));
        builder.finish()
    }

    /// The batches as one, their articles by turns.
    fn merged() -> Vec<u8> {
        let new_number = |batch: usize, article: usize| (article * N_BATCHES + batch) as u32;
        let new_numbers: Vec<Vec<u32>> =
            (0..N_BATCHES).map(|batch| (0..BATCH).map(|article| new_number(batch, article)).collect()).collect();
        let opened = BATCHES.iter().zip(&new_numbers);
        let inputs: Vec<Input<'_>> = opened
            .map(|(bytes, new_numbers)| Input { index: Index::open(bytes).unwrap_or_default(), new_numbers })
            .collect();
        let mut merged = Vec::new();
        merge(&inputs, TEXTS.len() as u32, &mut merged).expect("memory takes what is written to it");
        merged
    }

    fn n_bytes(texts: &[(String, Vec<String>)]) -> BytesCount {
        let n_bytes =
            |(title, blocks): &(String, Vec<String>)| title.len() + blocks.iter().map(String::len).sum::<usize>();
        BytesCount::new(texts.iter().map(n_bytes).sum::<usize>())
    }

    #[divan::bench]
    fn index_build(bencher: Bencher) {
        let texts = &TEXTS[..BATCH];
        bencher.counter(n_bytes(texts)).bench(|| built(black_box(texts)));
    }

    #[divan::bench]
    fn index_merge(bencher: Bencher) {
        let n_bytes = n_bytes(&TEXTS);
        LazyLock::force(&BATCHES);
        bencher.counter(n_bytes).bench(merged);
    }

    #[divan::bench(args = ["de", "alep", "zanzibar", "\u{627}\u{644}\u{646}\u{638}\u{627}\u{645}"])]
    fn term_union(bencher: Bencher, word: &str) {
        let index = Index::open(&MERGED).unwrap_or_default();
        bencher.bench(|| {
            let mut found = Bits::new(index.n_articles());
            let term = index.term(Field::Anywhere, black_box(word));
            term.into_iter().for_each(|term| index.or_into(term, &mut found));
            found
        });
    }

    #[divan::bench(args = ["s", "al", "alep", "\u{627}\u{644}", "\u{628}\u{62a}"])]
    fn prefix_union(bencher: Bencher, beginning: &str) {
        let index = Index::open(&MERGED).unwrap_or_default();
        bencher.bench(|| {
            let mut found = Bits::new(index.n_articles());
            index.or_prefix_into(Field::Anywhere, black_box(beginning), &mut found);
            found
        });
    }
}

fn some_years() -> Filter {
    Filter { years: (2010..2016).map(YearKey::Year).collect(), ..Filter::default() }
}

fn library(size: usize) -> Library {
    let mut documents = documents(size).into_iter();
    let segments = std::iter::from_fn(move || {
        let batch: Vec<Document> = documents.by_ref().take(256).collect();
        (!batch.is_empty()).then(|| Segment::new(batch))
    });
    Library::new(segments)
}

/// Common words first: a word's place decides how often it is drawn.
const WORDS: &str = "de la le les et à des en du l'armée syrienne que dans pour un une sur par au qui est plus ont été avec soldats \
    turcs région Idlib février russe rebelles forces régime Damas ville civils frappes aériennes président Erdoğan Alep \
    frontière Turquie accord cessez-le-feu combats أن في من على إلى النظام السوري حلب الجيش التركي إدلب المدنيين قصف اليوم \
    opposition désertification réfugiés négociations Astana Sotchi œuvre humanitaire convoi hôpital école témoins Zanzibar";

fn documents(size: usize) -> Vec<Document> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut random = Random(7);
    (0..size).map(|n| document(n, &words, &mut random)).collect()
}

fn document(n: usize, words: &[&str], random: &mut Random) -> Document {
    let mut text = |n_words: usize| {
        let drawn = (0..n_words).map(|_| {
            let place = random.below(words.len()).min(random.below(words.len())).min(random.below(words.len()));
            words[place]
        });
        Clean::new(&drawn.collect::<Vec<_>>().join(" "))
    };
    let title = text(9);
    let blocks = (0..8).map(|_| Block {
        kind: BlockKind::Paragraph,
        lang: Lang::FR,
        dir: Default::default(),
        text: text(45),
        lines: Vec::new(),
        quoted_from: None,
        links: Vec::new(),
    });
    let blocks = blocks.collect();
    Document { articles: vec![article(title.as_str(), blocks, random)], ..page(n) }
}

fn page(n: usize) -> Document {
    Document { origin: Origin::file(format!("{n}.txt")), ..Document::default() }
}

/// An article of some outlet and day.
fn article(title: &str, blocks: Vec<Block>, random: &mut Random) -> Article {
    let outlet = format!("Le Journal {}", random.below(200).min(random.below(200)));
    let (year, month, day) = (1995 + random.below(31) as i32, 1 + random.below(12) as u32, 1 + random.below(28) as u32);
    let date = Fact { value: PartialDate::day(year, month, day), ..Fact::default() };
    Article {
        ordinal: 1,
        title: Fact { value: Some(Clean::new(title)), ..Fact::default() },
        outlet: Fact { value: Some(Clean::new(&outlet)), ..Fact::default() },
        published: Dating { fact: date, ..Dating::default() },
        languages: if random.below(2) == 0 { vec![Lang::FR, Lang::AR] } else { vec![Lang::AR] },
        blocks,
        ..Article::default()
    }
}

/// A linear congruential generator with the constants of Knuth's MMIX.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}
