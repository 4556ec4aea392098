//! The corpus of the benches stays what it was: figures measured on another one could not be compared.

#[allow(dead_code, reason = "the benches need the rest of it")]
#[path = "../../benches/corpus/mod.rs"]
pub mod generator;

use xxhash_rust::xxh3::Xxh3;

use generator::Corpus;
use kiosque::model::lang::Lang;

const N_ARTICLES: usize = 2_000;

#[test]
fn it_has_the_same_bytes_on_every_machine() {
    for (seed, of_lines, of_pages) in
        [(1, 0x71f1_6479_bb0c_10e6, 0x5860_5715_05eb_02b6), (7, 0xf64e_9531_fcf5_7029, 0x6d38_143d_b791_bb4f)]
    {
        let corpus = Corpus::of_few_words(seed);
        let hash = |text: &dyn Fn(usize) -> String| {
            let mut hash = Xxh3::new();
            (0..N_ARTICLES).for_each(|n| hash.update(text(n).as_bytes()));
            hash.digest()
        };
        let (lines, pages) = (hash(&|n| corpus.story(n).json()), hash(&|n| corpus.page(n)));
        assert_eq!((lines, pages), (of_lines, of_pages), "seed {seed}: {lines:#x}, {pages:#x}");
    }
}

#[test]
fn a_document_of_it_is_the_article_and_a_pair_is_of_one_day() {
    let corpus = Corpus::of_few_words(1);
    let [french, arabic] = [3, 4].map(|n| corpus.story(n).document().articles.remove(0));
    assert_eq!((french.outlet, french.published), (arabic.outlet, arabic.published));
    assert_eq!([french.languages, arabic.languages], [[Lang::FR], [Lang::AR]]);
    let story = corpus.story(3);
    let paragraphs: Vec<&str> = french.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!((french.title.value.unwrap().as_str(), paragraphs.join("\n")), (story.title.as_str(), story.body));
}
