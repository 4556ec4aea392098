//! Laws of stories: they are those of a slow look at all pairs, whatever order segments came in and whatever is known; and a
//! list of them hides nothing but what is told by another row.

use proptest::prelude::*;

use super::*;
use crate::store::groups::Filter;
use crate::store::listing::{folded, listed};
use crate::store::order::Order;
use crate::store::query::parse;
use crate::store::ranking::rank;
use crate::store::sample::{Sample, library_of};
use crate::store::search::search;

fn found(library: &Library) -> Stories {
    Stories::of(library, &Stories::default(), &mut || true).unwrap()
}

/// Stories by the numbers of their articles, which are in the paths of their documents.
fn numbers(library: &Library, stories: &Stories) -> Vec<Vec<usize>> {
    let number = |key| library.get(key).unwrap().document().origin.path.strip_suffix(".txt").unwrap().parse().unwrap();
    let mut told: Vec<Vec<usize>> = Vec::new();
    for (key, _) in library.iter() {
        let variants: Vec<usize> = stories.variants_of(key).map(number).collect();
        if variants.first() == Some(&number(key)) {
            told.push(variants);
        }
    }
    told.sort();
    told
}

/// The same by the definition: all pairs of articles, and from the longest text down.
fn by_all_pairs(library: &Library) -> Vec<Vec<usize>> {
    let mut articles: Vec<_> =
        library.iter().map(|(key, article)| (key, Gist::of(article.article()), article)).collect();
    articles.sort_by_key(|(_, gist, article)| (Reverse(gist.n_shingles()), u64::from(article.id())));
    let mut stories: Vec<Vec<usize>> = Vec::new();
    for at in 0..articles.len() {
        let joins = stories.iter_mut().find(|story| articles[story[0]].1.is_like(&articles[at].1));
        match joins {
            Some(story) => story.push(at),
            None => stories.push(vec![at]),
        }
    }
    stories.retain(|story| story.len() > 1);
    let number = |at: usize| articles[at].2.document().origin.path.strip_suffix(".txt").unwrap().parse().unwrap();
    let rank = |at: &usize| {
        let (_, gist, article) = &articles[*at];
        let date = article.published().fact.value.map_or(u32::MAX, |date| date.oldest_rank());
        (date, Reverse(gist.n_shingles()), u64::from(article.id()))
    };
    let mut told: Vec<Vec<usize>> = stories
        .into_iter()
        .map(|mut story| {
            story.sort_by_key(rank);
            story.into_iter().map(number).collect()
        })
        .collect();
    told.sort();
    told
}

/// So many words in a row, by which a text is told from others.
fn text(source: u32, n_words: u32) -> Vec<String> {
    let word = |n: u32| format!("mot{}", n.wrapping_mul(2_654_435_761).rotate_left(source % 31) % 4000 + source * 4000);
    (0..n_words).map(word).collect()
}

/// A copy of one of a few texts: some of its words are others, and it may be a piece of it.
#[derive(Clone, Debug)]
struct Copied {
    source: u32,
    /// Of a hundred words so many are others.
    noise: u32,
    /// Words that are left, in per cent, and where they begin.
    length: u32,
    from: u32,
    seed: u32,
    date: &'static str,
    outlet: &'static str,
}

fn copied() -> impl Strategy<Value = Copied> {
    let date = prop::sample::select(vec!["2020-02-12", "2020-02-13", "2020-03", "2019", ""]);
    let outlet = prop::sample::select(vec!["Le Monde", "El Watan", ""]);
    let length = prop_oneof![3 => Just(100u32), 1 => 20u32..100];
    (0u32..6, 0u32..30, length, 0u32..100, any::<u32>(), date, outlet).prop_map(
        |(source, noise, length, from, seed, date, outlet)| Copied { source, noise, length, from, seed, date, outlet },
    )
}

fn sample(copied: &Copied) -> Sample {
    let whole = text(copied.source, 60 + 50 * copied.source);
    let n = whole.len() as u32;
    let n_left = n * copied.length / 100;
    let start = (n - n_left) * copied.from / 100;
    let mut random = u64::from(copied.seed) << 1 | 1;
    let mut words = Vec::new();
    for (idx, word) in whole.iter().enumerate().skip(start as usize).take(n_left as usize) {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let is_noise = (random >> 33) % 100 < u64::from(copied.noise);
        words.push(if is_noise { format!("autre{}", random >> 40) } else { word.clone() });
        if idx % 40 == 39 {
            words.push("\n".to_owned());
        }
    }
    Sample::new(["", copied.outlet, copied.date, "fr", &words.join(" ")])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn stories_are_those_of_all_pairs(copies in prop::collection::vec(copied(), 0..24), size in 1usize..30) {
        let samples: Vec<Sample> = copies.iter().map(sample).collect();
        let library = library_of(&samples, size);
        prop_assert_eq!(numbers(&library, &found(&library)), by_all_pairs(&library));
    }

    /// Segments in any order, with what was found of some of them before.
    #[test]
    fn it_does_not_matter_in_which_order_segments_come(
        copies in prop::collection::vec(copied(), 1..20), size in 1usize..8, order in prop::collection::vec(any::<u32>(), 20),
        n_known in 0usize..20,
    ) {
        let samples: Vec<Sample> = copies.iter().map(sample).collect();
        let library = library_of(&samples, size);
        let mut shelves: Vec<_> = library.shelves.iter().map(|shelf| Arc::clone(&shelf.segment)).zip(&order).collect();
        shelves.sort_by_key(|(_, place)| **place);
        let (mut mixed, mut stories) = (Library::default(), Stories::default());
        for (n, (segment, _)) in shelves.into_iter().enumerate() {
            mixed.push(segment);
            if n < n_known {
                stories = Stories::of(&mixed, &stories, &mut || true).unwrap();
                prop_assert!(stories.hold_for(&mixed) && stories.are_of(&mixed));
            }
        }
        prop_assert_eq!(stories.are_of(&mixed), n_known >= mixed.shelves.len());
        prop_assert!(stories.hold_for(&mixed));
        let stories = Stories::of(&mixed, &stories, &mut || true).unwrap();
        prop_assert_eq!(numbers(&mixed, &stories), numbers(&library, &found(&library)));
        prop_assert_eq!(Stories::from_bytes(&stories.to_bytes()), Some(stories));
    }

    /// Every article that was found stands in the list or behind the one row that stands for it.
    #[test]
    fn what_is_hidden_is_told_by_another_row(
        copies in prop::collection::vec(copied(), 0..24), size in 1usize..30, outlet in prop::option::of(0usize..3),
        typed in prop::sample::select(vec!["", "mot1", "autre", "-autre1"]),
    ) {
        let samples: Vec<Sample> = copies.iter().map(sample).collect();
        let library = library_of(&samples, size);
        let library = library.clone().with_stories(&Arc::new(found(&library)));
        let outlets = outlet.and_then(|outlet| Some(library.totals.outlets.rows.get(outlet)?.0.clone()));
        let filter = Filter { outlets: outlets.into_iter().collect(), ..Filter::default() };
        let query = parse(typed).0;
        let (hits, ranking) = (search(&library, &query), rank(&library, &query));
        let hits = (!typed.is_empty()).then_some(&hits);
        for order in Order::ALL {
            let all = listed(&library, &filter, hits, Some(&ranking), order);
            let rows = folded(&library, &filter, hits, Some(&ranking), order);
            let shown: Vec<ArticleKey> = all.iter().filter(|key| rows.position(*key).is_some()).collect();
            prop_assert_eq!(rows.iter().collect::<Vec<_>>(), shown, "rows keep their order");
            prop_assert_eq!(rows.iter().map(|key| 1 + rows.n_behind(key)).sum::<usize>(), all.len());
            prop_assert_eq!((rows.n_articles(), all.n_articles()), (all.len(), all.len()));
            for key in all.iter() {
                let row = rows.row_of(key).unwrap();
                let first = library.stories().variants_of(key).find(|variant| all.position(*variant).is_some());
                prop_assert_eq!(row, first.unwrap_or(key));
                prop_assert!(rows.position(row).is_some() && all.n_behind(key) == 0);
            }
        }
    }
}

const NEWS: &str = "La digue du port a cédé dans la nuit de mardi à mercredi sous la pression de la crue et deux quartiers \
                    de la basse ville ont été évacués avant l'aube par les pompiers et les équipes de la commune venues en renfort";

/// The articles of each story, by their places among the rows.
fn check(rows: &[[&str; 5]], want: &[&[usize]]) {
    let library = library_of(&rows.iter().copied().map(Sample::new).collect::<Vec<_>>(), 2);
    assert_eq!(numbers(&library, &found(&library)), want, "{rows:?}");
    assert_eq!(by_all_pairs(&library), want, "{rows:?}");
}

#[test]
fn a_copy_with_other_capitals_and_signs_is_a_variant_and_the_earliest_comes_first() {
    let shouted = NEWS.to_uppercase();
    let changed = NEWS.replace("mercredi", "jeudi").replace("renfort", "nombre");
    let rows = [
        ["La crue", "Le Monde", "2020-02-13", "fr", NEWS],
        ["Autre chose", "El Watan", "2020-02-12", "fr", shouted.as_str()],
        ["Digue", "", "", "fr", changed.as_str()],
        [
            "Digue",
            "",
            "2020-02-13",
            "fr",
            "Autre texte, qui ne dit rien de la crue ni de la digue, mais qui a plus de douze mots tout de même.",
        ],
    ];
    check(&rows, &[&[1, 0, 2]]);
}

#[test]
fn a_piece_is_a_variant_of_the_whole_and_of_one_day_the_whole_comes_first() {
    let long = format!("{NEWS} {}", text(1, 300).join(" "));
    let piece = text(1, 300)[100..160].join(" ");
    check(&[["", "", "2020-02-12", "fr", &piece], ["", "", "2020-02-12", "fr", &long]], &[&[1, 0]]);
}

#[test]
fn the_same_sentences_with_other_figures_are_another_story() {
    const CURRENCIES: [&str; 8] = ["dinar", "franc", "dollar", "yen", "rouble", "rial", "yuan", "peso"];
    let day = |first: u32| {
        let line = |(n, name): (u32, &&str)| {
            format!(
                "à la clôture de la bourse le {name} valait hier soir {} dirhams selon la banque centrale",
                first + n
            )
        };
        (0..).zip(&CURRENCIES).map(line).collect::<Vec<_>>().join(". ")
    };
    let (monday, tuesday, corrected) = (day(100), day(200), day(101));
    let row = |date, body| ["Les cours", "", date, "fr", body];
    check(&[row("2020-02-10", &monday), row("2020-02-11", &tuesday), row("2020-02-12", &corrected)], &[&[0, 2]]);
}

#[test]
fn a_notice_in_the_place_of_an_article_is_no_story() {
    let notice = "Cet article est réservé aux abonnés du journal, qui peuvent le lire dès maintenant sur tous leurs écrans en se \
                  connectant ici";
    let row = |title, date| [title, "", date, "fr", notice];
    check(&[row("La crue", "2020"), row("Le concert", "2020"), row("La crue", "2021")], &[&[0, 2]]);
    check(&[["", "", "", "fr", "Trop court pour être comparé à quoi que ce soit"]; 2], &[]);
}

#[test]
fn what_is_like_a_variant_and_not_like_the_longest_has_a_story_of_its_own() {
    // Each page shares two thirds with the next one, and less than half with the one behind it.
    let words = text(2, 260);
    let pages: Vec<String> = (0..6).map(|n| words[n * 20..n * 20 + 110 - n].join(" ")).collect();
    let dates = ["2015", "2016", "2017", "2018", "2019", "2020"];
    let rows: Vec<[&str; 5]> =
        pages.iter().zip(dates).map(|(page, date)| ["", "", date, "fr", page.as_str()]).collect();
    check(&rows, &[&[0, 1], &[2, 3], &[4, 5]]);
}

#[test]
fn a_hundred_copies_are_one_story_and_a_thousand_pages_of_one_frame_none() {
    let copy = |seed| Copied { source: 3, noise: 4, length: 100, from: 0, seed, date: "2020-02-12", outlet: "" };
    let copies: Vec<Sample> = (0..100).map(|seed| sample(&copy(seed))).collect();
    let library = library_of(&copies, 40);
    assert_eq!(numbers(&library, &found(&library)).iter().map(Vec::len).collect::<Vec<_>>(), [100]);
    let frame = text(1, 24).join(" ");
    let page = |n: u32| format!("{frame} {} {frame}", text(4 + n, 60).join(" "));
    let pages: Vec<Sample> = (0..1000).map(|n| Sample::new(["", "", "", "fr", &page(n)])).collect();
    let library = library_of(&pages, 400);
    assert_eq!(numbers(&library, &found(&library)), Vec::<Vec<usize>>::new());
}

#[test]
fn damaged_bytes_are_no_stories() {
    let twice = || Sample::new(["", "", "2020", "fr", NEWS]);
    let bytes = found(&library_of(&[twice(), twice()], 2)).to_bytes();
    assert!(Stories::from_bytes(&bytes).is_some_and(|stories| stories.len() == 1));
    for end in 0..bytes.len() {
        assert_eq!(Stories::from_bytes(&bytes[..end]), None, "cut at {end}");
    }
    for bit in 0..8 * bytes.len() {
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(Stories::from_bytes(&damaged), None, "bit {bit}");
    }
}
