//! The questions that a key press asks of a library, at three sizes of it.
//!
//! `cargo bench --bench store`. Articles are made up from a list of words, two kilobytes each, of two hundred outlets and
//! thirty years; they are the same at every run.

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;

use kiosque::model::article::{Article, Block, BlockKind, Dating};
use kiosque::model::date::PartialDate;
use kiosque::model::document::{Document, Origin};
use kiosque::model::evidence::Fact;
use kiosque::model::lang::Lang;
use kiosque::store::facets::{facets, matrix};
use kiosque::store::groups::{Filter, YearKey};
use kiosque::store::library::Library;
use kiosque::store::listing::listed;
use kiosque::store::order::Order;
use kiosque::store::query::parse;
use kiosque::store::ranking::rank;
use kiosque::store::search::search;
use kiosque::store::segment::Segment;
use kiosque::text::clean::Clean;

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

    #[divan::bench(args = SIZES)]
    fn facets_of_all(bencher: Bencher, size: usize) {
        let library = of_size(size);
        bencher.bench(|| facets(black_box(library), &some_years(), None));
    }

    #[divan::bench(args = SIZES)]
    fn facets_of_hits(bencher: Bencher, size: usize) {
        let library = of_size(size);
        let hits = search(library, &parse("s").0);
        bencher.bench(|| facets(black_box(library), &some_years(), Some(&hits)));
    }

    #[divan::bench(args = SIZES)]
    fn map(bencher: Bencher, size: usize) {
        let library = of_size(size);
        bencher.bench(|| matrix(black_box(library), &some_years(), None));
    }

    #[divan::bench(args = SIZES)]
    fn listed_newest(bencher: Bencher, size: usize) {
        let library = of_size(size);
        bencher.bench(|| listed(black_box(library), &Filter::default(), None, None, Order::Newest));
    }

    #[divan::bench(args = SIZES)]
    fn listed_by_outlet(bencher: Bencher, size: usize) {
        let library = of_size(size);
        bencher.bench(|| listed(black_box(library), &Filter::default(), None, None, Order::Outlet));
    }

    #[divan::bench(args = SIZES)]
    fn listed_best_match(bencher: Bencher, size: usize) {
        let library = of_size(size);
        let (query, _) = parse("s");
        let (hits, ranking) = (search(library, &query), rank(library, &query));
        bencher.bench(|| listed(black_box(library), &Filter::default(), Some(&hits), Some(&ranking), Order::BestMatch));
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
    });
    let blocks = blocks.collect();
    let outlet = format!("Le Journal {}", random.below(200).min(random.below(200)));
    let (year, month, day) = (1995 + random.below(31) as i32, 1 + random.below(12) as u32, 1 + random.below(28) as u32);
    let date = Fact { value: PartialDate::day(year, month, day), ..Fact::default() };
    let article = Article {
        ordinal: 1,
        title: Fact { value: Some(title), ..Fact::default() },
        outlet: Fact { value: Some(Clean::new(&outlet)), ..Fact::default() },
        published: Dating { fact: date, ..Dating::default() },
        languages: vec![Lang::FR, Lang::AR],
        blocks,
        ..Article::default()
    };
    Document { origin: Origin::file(format!("{n}.txt")), articles: vec![article], ..Document::default() }
}

/// A linear congruential generator with the constants of Knuth's MMIX.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}
