//! Laws of the index: it says what a plain reckoning says, a merged one is the one that would have been built, and damage
//! does no harm.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::store::term::{self, Word};

/// An article as the builder takes it: title, blocks, authors.
#[derive(Clone, Debug, Default, PartialEq)]
struct Text {
    title: String,
    blocks: Vec<String>,
    authors: Vec<String>,
}

impl Text {
    fn words(&self, field: Field) -> Vec<&str> {
        let texts: Vec<&String> = match field {
            Field::Anywhere => [&self.title].into_iter().chain(&self.blocks).collect(),
            Field::Title => vec![&self.title],
            Field::Author => self.authors.iter().collect(),
        };
        texts.into_iter().flat_map(|text| text.split_whitespace()).collect()
    }
}

fn build(texts: &[Text]) -> Vec<u8> {
    let mut builder = IndexBuilder::new();
    for text in texts {
        builder.add(&text.title, text.blocks.iter().map(String::as_str), text.authors.iter().map(String::as_str));
    }
    builder.finish()
}

const FIELDS: [Field; 3] = [Field::Anywhere, Field::Title, Field::Author];

/// What an index says, said plainly: terms with articles and impacts, and the words of each article.
#[derive(Debug, Default, PartialEq)]
struct Said {
    terms: BTreeMap<(Field, String), Vec<(u32, u8)>>,
    streams: Vec<Vec<Option<String>>>,
}

fn reckoned(texts: &[Text]) -> Said {
    let mut said = Said::default();
    for (article, text) in (0..).zip(texts) {
        let n_tokens = text.words(Field::Anywhere).len() as u32;
        for field in FIELDS {
            let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
            // The words of the title are among those of the whole text.
            let more = if field == Field::Anywhere { TITLE_WEIGHT - 1 } else { 0 };
            for (words, weight) in [(text.words(field), 1), (text.words(Field::Title), more)] {
                for word in words.into_iter().filter(|_| weight > 0) {
                    let forms: BTreeSet<&str> = term::starts(word).map(|start| &word[start..]).collect();
                    forms.into_iter().for_each(|form| *counts.entry(form).or_default() += weight);
                }
            }
            for (word, tf) in counts {
                let impact = if field == Field::Anywhere { impact(tf, n_tokens) } else { IMPACT_OF_A_FIELD };
                said.terms.entry((field, word.to_owned())).or_default().push((article, impact));
            }
        }
        let texts: Vec<Vec<Option<String>>> = [&text.title]
            .into_iter()
            .chain(&text.blocks)
            .map(|text| text.split_whitespace().map(|word| Some(word.to_owned())).collect())
            .collect();
        said.streams.push(texts.join(&None));
    }
    said
}

fn said(bytes: &[u8]) -> Said {
    let index = Index::open(bytes).expect("an index that was just built opens");
    let mut said = Said::default();
    let mut next = 0;
    for field in FIELDS {
        let terms = index.terms(field);
        assert_eq!(terms.start, next);
        next = terms.end;
        index.walk(terms, |term, word, df| {
            assert_eq!((index.text_of(term).as_deref(), index.df(term)), (Some(word), df));
            assert_eq!(index.term(field, word), Some(term));
            let scored: Vec<(u32, u8)> = index.scored(term).collect();
            let mut bits = Bits::new(index.n_articles());
            index.or_into(term, &mut bits);
            assert_eq!(bits.iter().collect::<Vec<_>>(), scored.iter().map(|(article, _)| *article).collect::<Vec<_>>());
            assert_eq!(scored.len() as u32, df);
            said.terms.insert((field, word.to_owned()), scored);
        });
    }
    for article in 0..index.n_articles() {
        let tokens = index.stream(article).map(|token| match token {
            Token::Word(term) => Some(index.text_of(term).expect("each word of a stream is a term")),
            Token::Break => None,
        });
        let tokens: Vec<Option<String>> = tokens.collect();
        assert_eq!(index.n_tokens(article) as usize, tokens.iter().flatten().count());
        said.streams.push(tokens);
    }
    said
}

/// A word of a few letters, so that words and beginnings meet; sometimes a long one or a number.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[abé]{1,3}",
        4 => "[\u{627}\u{644}\u{648}\u{628}\u{643}\u{646}]{1,6}",
        1 => "[0-9]{1,4}",
        1 => "[a-c]{10,40}",
    ]
}

fn line(n_words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), n_words).prop_map(|words| {
        words
            .into_iter()
            .fold(String::new(), |line, word| if line.is_empty() { format!(" {word} ") } else { line + &word + " " })
    })
}

fn texts(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Text>> {
    let text = (line(0..4), prop::collection::vec(line(0..12), 0..4), prop::collection::vec(line(0..3), 0..3));
    prop::collection::vec(text.prop_map(|(title, blocks, authors)| Text { title, blocks, authors }), n)
}

proptest! {
    #[test]
    fn an_index_says_what_was_put_in(texts in texts(0..40)) {
        prop_assert_eq!(said(&build(&texts)), reckoned(&texts));
    }

    #[test]
    fn a_word_of_a_query_asks_for_terms(texts in texts(1..20), wanted in word()) {
        let bytes = build(&texts);
        let index = Index::open(&bytes).unwrap();
        for field in FIELDS {
            for is_prefix in [false, true] {
                let wanted = Word::new(&wanted, is_prefix);
                let mut bits = Bits::new(index.n_articles());
                if is_prefix {
                    index.or_prefix_into(field, wanted.folded(), &mut bits);
                } else {
                    for word in wanted.forms() {
                        if let Some(term) = index.term(field, word) {
                            index.or_into(term, &mut bits);
                        }
                    }
                }
                for (article, text) in (0..).zip(&texts) {
                    let is_found = text.words(field).into_iter().any(|word| wanted.found_in(word).is_some());
                    prop_assert_eq!(bits.contains(article), is_found, "{:?} in {:?}", wanted, text);
                }
            }
        }
    }

    #[test]
    fn words_are_found_in_streams_with_what_stands_before_them(texts in texts(1..20), wanted in prop::collection::vec(word(), 1..4), n_before in 0usize..3) {
        let bytes = build(&texts);
        let index = Index::open(&bytes).unwrap();
        let terms: Option<Vec<TermNo>> = wanted.iter().map(|word| index.term(Field::Anywhere, word)).collect();
        let Some(terms) = terms else { return Ok(()) };
        let words: Vec<&[TermNo]> = terms.iter().map(std::slice::from_ref).collect();
        let finder = index.finder(&words);
        let sought: Vec<Token> = terms.iter().map(|term| Token::Word(*term)).collect();
        for article in 0..index.n_articles() {
            let tokens: Vec<Token> = index.stream(article).collect();
            let places = (n_before..tokens.len()).filter(|place| tokens[*place..].starts_with(&sought));
            let want: Vec<Vec<Token>> = places.map(|place| tokens[place - n_before..].to_vec()).collect();
            let got: Vec<Vec<Token>> = index.streams_around(article, &finder, n_before).map(Iterator::collect).collect();
            prop_assert_eq!(got, want);
        }
    }

    #[test]
    fn merging_is_building(texts in texts(1..30), order in prop::collection::vec(0u32..1000, 30), n_inputs in 1usize..5, n_dropped in 0usize..4) {
        // The articles that stay, in their new order, come from inputs by turns.
        let mut new_order: Vec<usize> = (0..texts.len()).collect();
        new_order.sort_by_key(|article| order[*article]);
        new_order.truncate(texts.len().saturating_sub(n_dropped));
        let members = |input: usize| (0..texts.len()).filter(move |article| article % n_inputs == input);
        let built: Vec<Vec<u8>> = (0..n_inputs)
            .map(|input| build(&members(input).map(|article| texts[article].clone()).collect::<Vec<_>>()))
            .collect();
        let new_number = |article: usize| new_order.iter().position(|old| *old == article).map_or(DROPPED, |new| new as u32);
        let new_numbers: Vec<Vec<u32>> = (0..n_inputs).map(|input| members(input).map(new_number).collect()).collect();
        let inputs: Vec<Input<'_>> = built
            .iter()
            .zip(&new_numbers)
            .map(|(bytes, new_numbers)| Input { index: Index::open(bytes).unwrap(), new_numbers })
            .collect();
        let mut merged = Vec::new();
        merge(&inputs, new_order.len() as u32, &mut merged).unwrap();
        let want: Vec<Text> = new_order.iter().map(|article| texts[*article].clone()).collect();
        prop_assert!(merged == build(&want), "{:?} and not {:?}", said(&merged), reckoned(&want));
    }

    #[test]
    fn damage_does_no_harm(texts in texts(1..20), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>(), is_cut: bool) {
        let mut bytes = build(&texts);
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        ask_everything(&bytes);
    }

    #[test]
    fn any_bytes_can_be_opened(bytes: Vec<u8>) {
        ask_everything(&bytes);
    }
}

/// So many articles that unions are kept: of five words each, drawn so that short beginnings stand in most articles.
fn many() -> Vec<Text> {
    let mut state = 1u64;
    let mut below = |n: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % n
    };
    let mut word = || {
        let letters = 1 + below(3);
        (0..letters).map(|_| ["a", "b", "\u{e9}", "\u{627}"][below(4) as usize]).collect::<String>()
            + &below(200).to_string()
    };
    let mut text = |n: usize| (0..n).map(|_| format!(" {} ", word())).collect::<String>().replace("  ", " ");
    (0..5000).map(|_| Text { title: text(1), blocks: vec![text(4)], authors: vec![] }).collect()
}

#[test]
fn expensive_beginnings_have_unions() {
    let texts = many();
    let bytes = build(&texts);
    let index = Index::open(&bytes).unwrap();
    let mut n_unions = 0;
    for prefix in ["a", "b", "\u{627}", "ab", "aba", "\u{e9}", "\u{e9}\u{e9}b1", "\u{627}a", "b1", "c", "ab17", ""] {
        let mut bits = Bits::new(index.n_articles());
        index.or_prefix_into(Field::Anywhere, prefix, &mut bits);
        let begins = |text: &Text| text.words(Field::Anywhere).iter().any(|word| word.starts_with(prefix));
        let want: Vec<u32> = (0..).zip(&texts).filter(|(_, text)| begins(text)).map(|(article, _)| article).collect();
        assert_eq!(bits.iter().collect::<Vec<_>>(), want, "{prefix}");
        let terms = index.terms_with_prefix(Field::Anywhere, prefix);
        let cost: u32 = terms.clone().map(|term| index.df(term)).sum();
        let has_union = index.nodes.union(&terms, index.n_articles()).is_some();
        // All terms together are asked for by nobody.
        assert_eq!(has_union, cost > index.n_articles() / 4 && !prefix.is_empty(), "{prefix}: {cost}");
        n_unions += u32::from(has_union);
    }
    assert!(n_unions > 3);
}

#[test]
fn merging_many_is_building_them() {
    let texts = many();
    let inputs: Vec<Vec<u8>> = texts.chunks(700).map(build).collect();
    let mut merged = Vec::new();
    let numbers: Vec<u32> = (0..texts.len() as u32).collect();
    let open = |bytes| Index::open(bytes).unwrap();
    let inputs: Vec<Input<'_>> = inputs
        .iter()
        .zip(numbers.chunks(700))
        .map(|(bytes, new_numbers)| Input { index: open(bytes), new_numbers })
        .collect();
    merge(&inputs, texts.len() as u32, &mut merged).unwrap();
    assert!(merged == build(&texts));
}

/// Asks all there is to ask, of bytes that may be anything.
fn ask_everything(bytes: &[u8]) {
    let Some(index) = Index::open(bytes) else { return };
    let n_articles = index.n_articles();
    let mut bits = Bits::new(n_articles);
    for field in FIELDS {
        index.walk(index.terms(field), |_, word, _| {
            index.term(field, word);
        });
        for prefix in ["", "a", "\u{627}", "\u{627}\u{644}", "zz", "1"] {
            index.or_prefix_into(field, prefix, &mut bits);
        }
    }
    for term in [0, 1, 15, 16, 17, 1000, u32::MAX] {
        index.or_into(term, &mut bits);
        let scored: Vec<u32> = index.scored(term).map(|(article, _)| article).collect();
        assert!(scored.is_sorted() && scored.iter().all(|article| *article < n_articles));
        assert!(index.df(term) <= n_articles);
        index.text_of(term);
    }
    for article in [0, 1, n_articles.saturating_sub(1), n_articles, u32::MAX] {
        index.stream(article).for_each(drop);
        let finder = index.finder(&[&[0, 7, u32::MAX], &[3]]);
        index.streams_around(article, &finder, 2).for_each(|stream| stream.for_each(drop));
        index.n_tokens(article);
    }
    assert!(bits.iter().all(|article| article < n_articles));
    let new_numbers: Vec<u32> = (0..n_articles).rev().collect();
    let inputs = [Input { index, new_numbers: &new_numbers }, Input { index, new_numbers: &[0] }];
    let mut merged = Vec::new();
    merge(&inputs, n_articles, &mut merged).unwrap();
    assert!(Index::open(&merged).is_some());
}
