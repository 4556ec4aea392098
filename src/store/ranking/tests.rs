use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::store::article::ArticleRef;
use crate::store::groups::Filter;
use crate::store::listing::listed;
use crate::store::order::Order;
use crate::store::query::parse;
use crate::store::sample::{library, library_of, samples, table};
use crate::store::search::search;
use crate::store::term::starts;
use crate::text::clean::Clean;
use crate::text::fold::{fold, words};

/// Titles in the order of the best match; the rows are titles and bodies, the first the newest.
fn check(typed: &str, rows: &[[&str; 2]], want: &[&str]) {
    let dates: Vec<String> = (0..rows.len()).map(|n| format!("2020-02-{:02}", 28 - n)).collect();
    let rows: Vec<[&str; 5]> =
        rows.iter().zip(&dates).map(|([title, body], date)| [*title, "Le Monde", date, "fr", *body]).collect();
    let library = table(&rows);
    let query = parse(typed).0;
    let (hits, ranking) = (search(&library, &query), rank(&library, &query));
    let list = listed(&library, &Filter::default(), Some(&hits), Some(&ranking), Order::BestMatch);
    let titles: Vec<String> =
        list.iter().map(|key| library.get(key).unwrap().headline().text().as_str().to_owned()).collect();
    assert_eq!(titles, want, "{typed}");
}

#[test]
fn a_word_in_the_title_counts_as_several_in_the_text() {
    let rows = [["un", "Alep Alep"], ["Alep", "Homs"], ["deux", "Alep Alep Alep Alep Alep Alep"], ["rien", "Homs"]];
    check("alep ", &rows, &["deux", "Alep", "un"]);
    check("title:alep ", &rows, &["Alep"]);
}

#[test]
fn a_short_article_with_a_word_is_more_about_it_than_a_long_one() {
    let long = format!("Alep {}", "et ".repeat(400));
    check("alep ", &[["long", &long], ["court", "Alep"]], &["court", "long"]);
}

#[test]
fn a_rare_word_tells_more_than_a_common_one() {
    let rows = [
        ["un", "ville ville ville port"],
        ["deux", "ville port port port"],
        ["trois", "ville"],
        ["quatre", "rien"],
        ["cinq", "rien"],
        ["six", "rien"],
        ["sept", "rien"],
    ];
    check("ville port ", &rows, &["deux", "un"]);
    check("ville OR port ", &rows, &["deux", "un", "trois"]);
}

#[test]
fn words_in_most_articles_count_only_where_nothing_rarer_is_asked_for() {
    let rows = [["un", "de alep"], ["deux", "de de de alep"], ["trois", "de de"], ["quatre", "homs"], ["cinq", "homs"]];
    check("de alep ", &rows, &["un", "deux"]);
    check("de ", &rows, &["deux", "trois", "un"]);
}

#[test]
fn a_whole_word_stands_before_longer_ones() {
    let rows = [["un", "armees"], ["armees armees", "armees armees"], ["deux", "une armee"], ["trois", "rien"]];
    check("armee", &rows, &["deux", "armees armees", "un"]);
    check("arm", &rows, &["armees armees", "un", "deux"]);
}

#[test]
fn what_is_excluded_and_what_narrows_down_says_nothing_of_quality() {
    let rows = [["un", "alep"], ["deux", "alep alep monde monde"], ["trois", "alep alep alep homs"], ["quatre", ""]];
    check("alep -homs ", &rows, &["deux", "un"]);
    check("alep outlet:monde lang:fr year:2020 ", &rows, &["trois", "deux", "un"]);
    check("outlet:monde -homs ", &rows, &["un", "deux", "quatre"]);
}

#[test]
fn a_phrase_counts_as_its_words_and_equals_are_newest_first() {
    let rows = [["un", "soldats turcs"], ["deux", "soldats turcs"], ["trois", "soldats turcs, turcs"], ["quatre", ""]];
    check("\"soldats turcs\"", &rows, &["trois", "un", "deux"]);
}

#[test]
fn with_its_article_a_word_means_the_one_without_too() {
    let rows = [["un", "نظام"], ["deux", "والنظام النظام"], ["trois", "حلب"], ["quatre", "حلب"], ["cinq", "حلب"]];
    check("النظام ", &rows, &["deux", "un"]);
    check("نظام ", &rows, &["deux", "un"]);
}

#[test]
fn the_same_word_twice_is_asked_for_once() {
    let library = table(&[["Alep", "", "", "", "homs"], ["", "", "", "", "alep homs homs"], ["", "", "", "", "idlib"]]);
    let ranking = |typed| rank(&library, &parse(typed).0);
    assert_eq!(ranking("alep alep homs "), ranking("alep homs "));
    assert_ne!(ranking("alep homs "), ranking("homs "));
}

#[test]
fn beginnings_of_too_many_words_tell_nothing() {
    assert_eq!(most_longer(100), N_LONGER);
    assert_eq!(most_longer(1_000_000), 250_000);
    let asked = |n_longer| Asked {
        field: Field::Anywhere,
        word: Word::new("al", true),
        n_articles: 10,
        n_longer,
        worths: None,
    };
    let mut words = [asked(0), asked(250_000), asked(250_001)];
    weigh(&mut words, 1_000_000);
    let has_longer = words.map(|word| word.worths.is_some_and(|worths| worths.longer.is_some()));
    assert_eq!(has_longer, [false, true, false]);
}

const QUERIES: &str =
    "((-|)(title:|=|\"|)(alep|al|l'armée|armee|arm|حلب|وحل|oeuvre|20|\"alep d'idlib\")( | OR |)){1,4} ?";

/// Impacts are bytes, and so no farther than this from what they stand for, as parts of the best possible score; rounding the parts
/// of a few words to 16 bits is forgotten beside that.
const TOLERANCE: f64 = 0.5 / 255.0 + 0.0002;

proptest! {
    #[test]
    fn scores_are_those_of_bm25(mut samples in samples(), typed in QUERIES) {
        // What is gone still counts in how rare a word is, but cannot be seen any more.
        samples.iter_mut().for_each(|sample| sample.is_gone = false);
        let library = library(&samples);
        let query = parse(&typed).0;
        let ranking = rank(&library, &query);
        let oracle = Oracle::new(&library, &query);
        for (key, article) in library.iter() {
            let (score, want) = (f64::from(ranking.score(key)) / f64::from(u16::MAX), oracle.score(&article));
            prop_assert!((score - want).abs() <= TOLERANCE, "{} is {score} and not {want} for {:?}", query, article.article());
        }
    }

    #[test]
    fn it_does_not_matter_how_articles_are_spread(samples in samples(), typed in QUERIES, n in 1usize..20) {
        let query = parse(&typed).0;
        let scores = |n_together| {
            let library = library_of(&samples, n_together);
            let ranking = rank(&library, &query);
            library.iter().map(|(key, article)| (article.id(), ranking.score(key))).collect::<HashMap<_, _>>()
        };
        prop_assert_eq!(scores(n), scores(samples.len().max(1)));
    }

    #[test]
    fn it_does_not_matter_how_often_it_is_interrupted(samples in samples(), typed in QUERIES, mut interrupted in prop::collection::vec(any::<bool>(), 0..200)) {
        let library = library(&samples);
        let query = parse(&typed).0;
        let mut ranker = Ranker::new(&library, &query);
        let ranking = loop {
            if let Some(ranking) = ranker.step(&mut || interrupted.pop().unwrap_or(true)) {
                break ranking;
            }
        };
        prop_assert_eq!(&ranking, &rank(&library, &query));
        prop_assert_eq!(ranker.step(&mut || false), Some(ranking));
    }
}

/// The same in floats and from the texts, one article after another.
struct Oracle<'a> {
    /// Each word with its rarity.
    words: Vec<(Part, &'a Word, f64)>,
}

impl<'a> Oracle<'a> {
    fn new(library: &Library, query: &'a Query) -> Oracle<'a> {
        let mut words: Vec<(Part, &Word)> = Vec::new();
        for text in query.shown_texts().into_iter().filter(|text| text.part != Part::Author) {
            for word in &text.words {
                if !words.contains(&(text.part, word)) {
                    words.push((text.part, word));
                }
            }
        }
        let articles: Vec<ArticleRef> = library.iter().map(|(_, article)| article).collect();
        let n = articles.len() as f64;
        let n_articles = |(part, word): &(Part, &Word)| {
            let n_with = |form: &str| articles.iter().filter(|article| frequency(article, *part, form) > 0.0).count();
            let longer = articles.iter().flat_map(|article| longer_words(article, *part, word));
            let exact = forms(word).into_iter().map(n_with).max().unwrap_or(0);
            ((exact + longer.count()) as f64).min(n)
        };
        let counts: Vec<f64> = words.iter().map(n_articles).collect();
        let has_rare = counts.iter().any(|count| *count > 0.0 && count * 2.0 <= n);
        let rarity = |count: f64| match count {
            0.0 => 0.0,
            count if has_rare && count * 2.0 > n => 0.0,
            count => (1.0 + (n - count + 0.5) / (count + 0.5)).ln(),
        };
        let words = words.into_iter().zip(counts).map(|((part, word), count)| (part, word, rarity(count)));
        Oracle { words: words.collect() }
    }

    /// A part of the best possible score.
    fn score(&self, article: &ArticleRef) -> f64 {
        let sum: f64 = self.words.iter().map(|(.., rarity)| rarity).sum();
        let gives = |(part, word, rarity): &(Part, &Word, f64)| rarity * share(article, *part, word);
        if sum == 0.0 { 0.0 } else { self.words.iter().map(gives).sum::<f64>() / sum }
    }
}

/// How much an article is about a word.
fn share(article: &ArticleRef, part: Part, word: &Word) -> f64 {
    let best = |shares: &mut dyn Iterator<Item = f64>| shares.fold(0.0, f64::max);
    let exact = best(&mut forms(word).into_iter().map(|form| impact(article, part, form)));
    if !word.is_prefix() {
        return exact;
    }
    let longer = longer_words(article, part, word);
    let longer = best(&mut longer.iter().map(|form| impact(article, part, form)));
    if exact > 0.0 { (1.0 + exact) / 2.0 } else { longer / 2.0 }
}

fn impact(article: &ArticleRef, part: Part, form: &str) -> f64 {
    let frequency = frequency(article, part, form);
    let length = texts(article, Part::Anywhere).iter().map(|(_, text)| words(text).count()).sum::<usize>() as f64;
    match part {
        _ if frequency == 0.0 => 0.0,
        Part::Anywhere => frequency / (frequency + 1.2 * (0.25 + 0.75 * length / 350.0)),
        _ => 128.0 / 255.0,
    }
}

/// How often a word stands in an article, in the title four times as much.
fn frequency(article: &ArticleRef, part: Part, form: &str) -> f64 {
    let n_in = |text: &str| words(text).filter(|(_, word)| starts(word).any(|start| word[start..] == *form)).count();
    texts(article, part).iter().map(|(weight, text)| weight * n_in(text) as f64).sum()
}

/// The words of an article that begin with one being typed, each once.
fn longer_words(article: &ArticleRef, part: Part, wanted: &Word) -> Vec<String> {
    let mut longer = Vec::new();
    for (_, text) in texts(article, part) {
        for (_, word) in words(&text) {
            longer.extend(starts(word).map(|start| word[start..].to_owned()));
        }
    }
    longer.retain(|word| wanted.is_prefix() && word != wanted.folded() && word.starts_with(wanted.folded()));
    longer.sort();
    longer.dedup();
    longer
}

fn forms(word: &Word) -> Vec<&str> {
    if word.is_prefix() { vec![word.folded()] } else { vec![word.folded(), word.without_article()] }
}

/// The folded texts of a part, each with its weight.
fn texts(article: &ArticleRef, part: Part) -> Vec<(f64, String)> {
    let folded = |weight, text: &Clean| (weight, fold(text.as_str()));
    let title = article.title().map(|title| folded(4.0, title));
    let blocks = article.blocks().iter().filter(|_| part == Part::Anywhere).map(|block| folded(1.0, &block.text));
    title.into_iter().chain(blocks).collect()
}
