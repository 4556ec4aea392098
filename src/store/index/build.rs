//! Makes the index of a batch of articles.
//!
//! A batch is small - some hundred articles - so that its words and the table they are found in stay in the cache of the
//! processor: looking words up is what building costs. What a word is also known as is worked out once a word, and not each
//! time it is met.

use std::io::{self, Write};

use xxhash_rust::xxh3::xxh3_64;

use crate::store::index::key;
use crate::store::index::layout::Writer;
use crate::store::index::postings::Postings;
use crate::store::index::stream::BREAK;
use crate::store::index::{Field, TITLE_WEIGHT, impact, varint};
use crate::store::term;

/// Makes the index of a batch of articles, one after another in the order of their numbers.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    n_articles: u32,
    /// For each article the impact of a word that stands once in its text.
    plain: Vec<u8>,
    words: Words,
    /// Words of all articles in order, [`END`] where the title or a block ends.
    stream: Vec<u32>,
    /// Where the stream of each article ends.
    stream_ends: Vec<usize>,
    /// What was found, article after article.
    found: Vec<Found>,
    by_authors: Vec<(u32, u32)>,
    /// The words of the article that is being added.
    here: Vec<Here>,
}

/// No word: the end of a title or a block.
const END: u32 = u32::MAX;

/// A word in an article.
#[derive(Clone, Copy, Debug)]
struct Found {
    word: u32,
    article: u32,
    impact: u8,
    is_in_title: bool,
}

/// How often a word stands in the article that is being added.
#[derive(Clone, Copy, Debug)]
struct Here {
    word: u32,
    n_in_title: u32,
    n_in_text: u32,
}

impl IndexBuilder {
    /// An index of no article.
    pub fn new() -> IndexBuilder {
        IndexBuilder::default()
    }

    /// Takes in the next article: title, blocks and names of authors as `tokens` writes them, folded words between single
    /// spaces.
    pub fn add<'t>(
        &mut self,
        title: &str,
        blocks: impl IntoIterator<Item = &'t str>,
        authors: impl IntoIterator<Item = &'t str>,
    ) {
        let start = self.stream.len();
        self.add_text(title, |here| here.n_in_title += 1);
        let mut n_breaks = 0;
        for block in blocks {
            self.stream.push(END);
            n_breaks += 1;
            self.add_text(block, |here| here.n_in_text += 1);
        }
        let n_tokens = (self.stream.len() - start - n_breaks) as u32;
        let article = self.n_articles;
        self.plain.push(impact(1, n_tokens));
        for Here { word, n_in_title, n_in_text } in self.here.drain(..) {
            let tf = n_in_text.saturating_add(n_in_title.saturating_mul(TITLE_WEIGHT));
            self.found.push(Found { word, article, impact: impact(tf, n_tokens), is_in_title: n_in_title > 0 });
        }
        authors.into_iter().for_each(|name| self.add_author(name));
        self.stream_ends.push(self.stream.len());
        self.n_articles += 1;
    }

    /// The bytes of the index.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Writing to memory does not fail.
        let _ = self.finish_into(&mut bytes);
        bytes
    }

    /// Writes the index.
    pub fn finish_into(mut self, out: &mut impl Write) -> io::Result<()> {
        let mut writer = Writer::new(self.plain, out);
        self.words.become_keys();
        let order = self.words.in_order();
        let n_words = order.len();
        let found = |found: &Found| (found.word, found.article, found.impact);
        let (mut numbers, mut n_terms) = (vec![END; n_words], 0);
        let anywhere = ByWord::new(n_words, || self.found.iter().map(found));
        let title = ByWord::new(n_words, || self.found.iter().filter(|found| found.is_in_title).map(found));
        let author = ByWord::new(n_words, || self.by_authors.iter().map(|(word, article)| (*word, *article, 0)));
        let mut key = Vec::new();
        for (field, by_word) in [(Field::Anywhere, &anywhere), (Field::Title, &title), (Field::Author, &author)] {
            for word in &order {
                let postings = by_word.postings(*word, field == Field::Anywhere);
                if postings.articles.is_empty() {
                    continue;
                }
                key.clear();
                key.push(field as u8);
                key.extend_from_slice(self.words.bytes(*word));
                writer.term(&key, &postings)?;
                if field == Field::Anywhere {
                    numbers[*word as usize] = n_terms;
                    n_terms += 1;
                }
            }
        }
        let mut writer = writer.streams()?;
        numbers.iter_mut().for_each(|number| *number = writer.codes.code(*number));
        let (mut start, mut stream) = (0, Vec::new());
        for end in self.stream_ends {
            stream.clear();
            for word in self.stream.get(start..end).unwrap_or_default() {
                varint::push(&mut stream, u64::from(numbers.get(*word as usize).copied().unwrap_or(BREAK)));
            }
            writer.stream(&stream)?;
            start = end;
        }
        writer.finish()
    }

    fn add_text(&mut self, text: &str, count: impl Fn(&mut Here)) {
        for word in words(text) {
            let word = self.words.number(word);
            self.stream.push(word);
            for form in self.words.forms(word).into_iter().filter(|form| *form != END) {
                let seen = &mut self.words.entries[form as usize].seen;
                if self.here.get(*seen as usize).is_none_or(|here| here.word != form) {
                    *seen = self.here.len() as u32;
                    self.here.push(Here { word: form, n_in_title: 0, n_in_text: 0 });
                }
                count(&mut self.here[*seen as usize]);
            }
        }
    }

    fn add_author(&mut self, name: &str) {
        let article = self.n_articles;
        for word in words(name) {
            let word = self.words.number(word);
            for form in self.words.forms(word).into_iter().filter(|form| *form != END) {
                let is_new = self.by_authors.iter().rev().take_while(|(_, by)| *by == article).all(|(w, _)| *w != form);
                if is_new {
                    self.by_authors.push((form, article));
                }
            }
        }
    }
}

/// Folded words between spaces.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    // Words are short: to look at each byte is quicker than to look for the next space.
    text.as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty())
}

/// The different words of a batch, each with a number.
#[derive(Debug, Default)]
struct Words {
    entries: Vec<Entry>,
    bytes: Vec<u8>,
    /// Numbers of words where their hash leads to, with the upper half of the hash; a power of two of them.
    table: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: usize,
    n_bytes: usize,
    /// Numbers of what it is also known as; itself where that is not known yet.
    others: [u32; 2],
    /// Where it stood among the words of an article when it was met last.
    seen: u32,
}

impl Words {
    /// The number of a word, which it gets if it is new.
    fn number(&mut self, word: &[u8]) -> u32 {
        if self.entries.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = xxh3_64(word);
        let mark = (hash >> 32) as u32;
        let last = self.table.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let (number, marked) = self.table[at];
            if number == END {
                break;
            }
            if marked == mark && self.bytes(number) == word {
                return number;
            }
            at = (at + 1) & last;
        }
        let number = self.entries.len() as u32;
        self.table[at] = (number, mark);
        let start = self.bytes.len();
        self.bytes.extend_from_slice(word);
        self.entries.push(Entry { start, n_bytes: word.len(), others: [number; 2], seen: END });
        number
    }

    fn grow(&mut self) {
        let n_places = (self.table.len() * 2).max(1 << 12);
        let mut table = vec![(END, 0); n_places];
        for (number, entry) in (0..).zip(&self.entries) {
            let hash = xxh3_64(&self.bytes[entry.start..entry.start + entry.n_bytes]);
            let mut at = hash as usize & (n_places - 1);
            while table[at].0 != END {
                at = (at + 1) & (n_places - 1);
            }
            table[at] = (number, (hash >> 32) as u32);
        }
        self.table = table;
    }

    /// The numbers of a word of a text and of what else it is found as; [`END`] where there is none.
    fn forms(&mut self, number: u32) -> [u32; 3] {
        let [mut first, mut second] = self.entries[number as usize].others;
        if first == number {
            [first, second] = self.other_forms(number);
            self.entries[number as usize].others = [first, second];
        }
        [number, first, second]
    }

    fn other_forms(&mut self, number: u32) -> [u32; 2] {
        let is_arabic = self.bytes(number).first().is_some_and(|byte| matches!(byte, 0xD8 | 0xD9));
        let mut others = [END; 2];
        if !is_arabic {
            return others;
        }
        let Ok(word) = String::from_utf8(self.bytes(number).to_vec()) else { return others };
        let mut starts: Vec<usize> = term::starts(&word).filter(|start| *start > 0).collect();
        starts.dedup();
        for (other, start) in others.iter_mut().zip(starts) {
            *other = self.number(&word.as_bytes()[start..]);
        }
        others
    }

    fn bytes(&self, number: u32) -> &[u8] {
        let entry = &self.entries[number as usize];
        &self.bytes[entry.start..entry.start + entry.n_bytes]
    }

    /// Writes all words as the dictionary has them: none is looked up any more.
    fn become_keys(&mut self) {
        let mut key = Vec::new();
        for entry in &mut self.entries {
            key.clear();
            key::push(&mut key, &self.bytes[entry.start..entry.start + entry.n_bytes]);
            entry.n_bytes = key.len();
            self.bytes[entry.start..entry.start + key.len()].copy_from_slice(&key);
        }
    }

    /// The numbers in the order of the words.
    fn in_order(&self) -> Vec<u32> {
        let head = |number: u32| {
            let mut head = [0; 8];
            self.bytes(number).iter().zip(&mut head).for_each(|(byte, place)| *place = *byte);
            u64::from_be_bytes(head)
        };
        let mut order: Vec<(u64, u32)> = (0..self.entries.len() as u32).map(|number| (head(number), number)).collect();
        order.sort_unstable_by(|one, two| one.0.cmp(&two.0).then_with(|| self.bytes(one.1).cmp(self.bytes(two.1))));
        order.into_iter().map(|(_, number)| number).collect()
    }
}

/// Articles with impacts, word by word.
struct ByWord {
    /// Where the articles of each word begin, and where the last ones end.
    starts: Vec<u32>,
    articles: Vec<u32>,
    impacts: Vec<u8>,
}

impl ByWord {
    /// Sorts (word, article, impact) by word; those of a word keep their order.
    fn new<I: Iterator<Item = (u32, u32, u8)>>(n_words: usize, found: impl Fn() -> I) -> ByWord {
        let mut starts = vec![0u32; n_words + 1];
        found().for_each(|(word, ..)| starts[word as usize + 1] += 1);
        for word in 0..n_words {
            starts[word + 1] += starts[word];
        }
        let n_found = starts[n_words] as usize;
        let (mut articles, mut impacts, mut next) = (vec![0; n_found], vec![0; n_found], starts.clone());
        for (word, article, impact) in found() {
            let at = &mut next[word as usize];
            articles[*at as usize] = article;
            impacts[*at as usize] = impact;
            *at += 1;
        }
        ByWord { starts, articles, impacts }
    }

    fn postings(&self, word: u32, has_impacts: bool) -> Postings<'_> {
        let range = self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize;
        let impacts = if has_impacts { &self.impacts[range.clone()] } else { &[] };
        Postings { articles: &self.articles[range], impacts }
    }
}
