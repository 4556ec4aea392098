//! One index of several: dictionaries are walked through side by side, and the postings of a term that stands in some of
//! them are gathered, numbered anew and written at once. What is kept in memory meanwhile is the new dictionary and, for
//! each old one, which term became which.

use std::cmp::Ordering;
use std::io::{self, Write};

use crate::store::bits::Bits;
use crate::store::index::dictionary::{Cursor, Term, has_impacts};
use crate::store::index::layout::Writer;
use crate::store::index::postings::Postings;
use crate::store::index::stream::{BREAK, Codes};
use crate::store::index::{Field, Index, TermNo, Token, varint};

/// An index that goes into a bigger one.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// It.
    pub index: Index<'a>,
    /// For each of its articles the number it gets, or [`DROPPED`].
    pub new_numbers: &'a [u32],
}

/// The new number of an article that is left out of a merged index.
pub const DROPPED: u32 = u32::MAX;

/// Writes the index of `n_articles` articles that come from several indexes. Each number below `n_articles` is that of one
/// article of one of them; one that is not remains an article without a word.
pub fn merge(inputs: &[Input<'_>], n_articles: u32, out: &mut impl Write) -> io::Result<()> {
    let places = places(inputs, n_articles);
    let plain =
        |place: &Place| inputs.get(place.input as usize)?.index.lists.plain.get(place.article as usize).copied();
    let mut writer = Writer::new(places.iter().map(|place| plain(place).unwrap_or(0)).collect(), out);
    let mut gathered = Gathered::new(n_articles);
    let mut walk = Walk::new(inputs);
    let mut n_terms = 0;
    while walk.advance() {
        let with_impacts = walk.key.first().is_some_and(|field| has_impacts(*field));
        gathered.gather(inputs, &walk);
        let postings = gathered.postings(with_impacts);
        if postings.articles.is_empty() {
            continue;
        }
        writer.term(&walk.key, &postings)?;
        if with_impacts {
            walk.becomes(n_terms);
            n_terms += 1;
        }
    }
    let new_terms = walk.new_terms;
    let mut writer = writer.streams()?;
    let codes: Vec<Vec<u32>> =
        inputs.iter().zip(new_terms).map(|(input, terms)| new_codes(&input.index, terms, &writer.codes)).collect();
    // Streams that do not follow each other are damaged, and might be of any length together.
    let are_whole: Vec<bool> = inputs.iter().map(|input| input.index.streams.follow_each_other()).collect();
    let (mut streams, mut ranges) = (Vec::new(), Vec::new());
    for places in places.chunks(GROUP) {
        // The streams of one input together: its numbers stay in the cache meanwhile.
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|idx| places[*idx].input);
        streams.clear();
        ranges.resize(places.len(), 0..0);
        for idx in order {
            let Place { input, article } = places[idx];
            let input = input as usize;
            let index = inputs.get(input).filter(|_| are_whole.get(input) == Some(&true));
            let start = streams.len();
            if let (Some(Input { index, .. }), Some(codes)) = (index, codes.get(input)) {
                let new = |old: u32| codes.get(old as usize).copied().unwrap_or(BREAK);
                varint::renumber(index.streams.of(article), &mut streams, new);
            }
            ranges[idx] = start..streams.len();
        }
        for range in &ranges {
            writer.stream(&streams[range.clone()])?;
        }
        ranges.clear();
    }
    writer.finish()
}

/// So many articles' streams are kept until they are written in order.
const GROUP: usize = 4096;

/// Where an article comes from.
#[derive(Clone, Copy, Debug)]
struct Place {
    input: u32,
    article: u32,
}

/// For each article of the new index, where it comes from.
fn places(inputs: &[Input<'_>], n_articles: u32) -> Vec<Place> {
    let mut places = vec![Place { input: DROPPED, article: 0 }; n_articles as usize];
    for (input, Input { index, new_numbers }) in (0..).zip(inputs) {
        for (article, new) in (0..index.n_articles()).zip(*new_numbers) {
            if let Some(place) = places.get_mut(*new as usize) {
                *place = Place { input, article };
            }
        }
    }
    places
}

/// For each number in streams of an index the number in new ones.
fn new_codes(index: &Index<'_>, mut terms: Vec<u32>, codes: &Codes) -> Vec<u32> {
    terms.iter_mut().for_each(|term| *term = codes.code(*term));
    let first_other = index.streams.common.len() + 1;
    let new = |code: usize| match index.streams.token(code as u32) {
        Token::Break => BREAK,
        Token::Word(term) => terms.get(term as usize).copied().unwrap_or(BREAK),
    };
    let common: Vec<u32> = (0..first_other).map(new).collect();
    terms.splice(0..0, common);
    terms
}

/// Walks through the terms of several dictionaries in order.
struct Walk<'a> {
    cursors: Vec<Cursor<'a>>,
    /// The cursors that are not at their end: a binary heap, the least key on top.
    heap: Vec<Head>,
    /// The key of the term that was met last, and where it stands.
    key: Vec<u8>,
    first_bytes: u128,
    standing: Vec<Standing>,
    /// For each dictionary, which number each of its terms of the whole text gets.
    new_terms: Vec<Vec<TermNo>>,
}

/// A cursor, with the first bytes of its key at hand.
#[derive(Clone, Copy, Debug)]
struct Head {
    first_bytes: u128,
    input: usize,
}

/// A term as one of the dictionaries has it.
#[derive(Clone, Copy, Debug)]
struct Standing {
    input: usize,
    number: TermNo,
    term: Term,
}

/// The new number of a term that no article is left of.
const GONE: TermNo = TermNo::MAX;

impl<'a> Walk<'a> {
    fn new(inputs: &[Input<'a>]) -> Walk<'a> {
        let dictionaries = || inputs.iter().map(|input| input.index.dictionary);
        let n_terms = |input: &Input<'_>| input.index.terms(Field::Anywhere).end as usize;
        let mut cursors: Vec<Cursor<'_>> =
            dictionaries().map(|dictionary| Cursor::new(dictionary, 0..dictionary.n_terms)).collect();
        let heads = cursors.iter_mut().enumerate().filter_map(|(input, cursor)| Head::next(input, cursor));
        let heap: Vec<Head> = heads.collect();
        let new_terms = inputs.iter().map(|input| vec![GONE; n_terms(input)]).collect();
        let mut walk = Walk { cursors, heap, key: Vec::new(), first_bytes: 0, standing: Vec::new(), new_terms };
        (0..walk.heap.len()).rev().for_each(|place| walk.sink(place));
        walk
    }

    /// Goes on to the next term; false behind the last one.
    fn advance(&mut self) -> bool {
        self.standing.clear();
        while let Some(Head { input, .. }) = self.heap.first().copied() {
            let cursor = &mut self.cursors[input];
            if self.standing.is_empty() {
                self.first_bytes = cursor.first_bytes;
                self.key.clear();
                self.key.extend_from_slice(cursor.key());
            } else if self.first_bytes != cursor.first_bytes || self.key != cursor.key() {
                break;
            }
            self.standing.push(Standing { input, number: cursor.term_no(), term: cursor.term });
            match Head::next(input, cursor) {
                Some(next) => self.heap[0] = next,
                None => drop(self.heap.swap_remove(0)),
            }
            self.sink(0);
        }
        !self.standing.is_empty()
    }

    /// Remembers the number the term gets.
    fn becomes(&mut self, new: TermNo) {
        for Standing { input, number, .. } in &self.standing {
            if let Some(term) = self.new_terms[*input].get_mut(*number as usize) {
                *term = new;
            }
        }
    }

    /// Moves what stands at a place of the heap to where it belongs among what is under it.
    fn sink(&mut self, mut place: usize) {
        loop {
            let mut least = place;
            for child in [2 * place + 1, 2 * place + 2] {
                if child < self.heap.len() && self.is_below(child, least) {
                    least = child;
                }
            }
            if least == place {
                return;
            }
            self.heap.swap(place, least);
            place = least;
        }
    }

    fn is_below(&self, one: usize, two: usize) -> bool {
        let (one, two) = (self.heap[one], self.heap[two]);
        match one.first_bytes.cmp(&two.first_bytes) {
            Ordering::Equal => self.cursors[one.input].key() < self.cursors[two.input].key(),
            order => order.is_lt(),
        }
    }
}

impl Head {
    /// What the cursor comes to stand on; `None` at its end.
    fn next(input: usize, cursor: &mut Cursor<'_>) -> Option<Head> {
        cursor.advance().then_some(Head { first_bytes: cursor.first_bytes, input })
    }
}

/// The postings of one term out of several indexes.
#[derive(Debug)]
struct Gathered {
    articles: Vec<u32>,
    impacts: Vec<u8>,
    /// Articles with impacts as they come, as numbers that are sorted quickly.
    pairs: Vec<u64>,
    /// Where there are many: which articles, and the impact of each article of the segment.
    many: Bits,
    many_impacts: Vec<u8>,
}

impl Gathered {
    fn new(n_articles: u32) -> Gathered {
        Gathered {
            articles: Vec::new(),
            impacts: Vec::new(),
            pairs: Vec::new(),
            many: Bits::new(n_articles),
            many_impacts: vec![0; n_articles as usize],
        }
    }

    /// Takes in the postings of the term the walk stands on.
    fn gather(&mut self, inputs: &[Input<'_>], walk: &Walk<'_>) {
        let n_articles = self.many.n_articles();
        self.articles.clear();
        self.impacts.clear();
        self.pairs.clear();
        let n_found: u64 = walk.standing.iter().map(|standing| u64::from(standing.term.df)).sum();
        if n_found * 64 >= u64::from(n_articles) {
            // So many that going through all articles of the segment costs less than sorting them.
            each_posting(inputs, &walk.standing, n_articles, |article, impact| {
                self.many.set(article);
                self.many_impacts[article as usize] = impact;
            });
            self.articles.extend(self.many.iter());
            self.impacts.extend(self.articles.iter().map(|article| self.many_impacts[*article as usize]));
            self.many.clear();
        } else {
            each_posting(inputs, &walk.standing, n_articles, |article, impact| {
                self.pairs.push(u64::from(article) << 8 | u64::from(impact));
            });
            if !self.pairs.is_sorted() {
                self.pairs.sort_unstable();
            }
            self.pairs.dedup_by_key(|pair| *pair >> 8);
            self.articles.extend(self.pairs.iter().map(|pair| (pair >> 8) as u32));
            self.impacts.extend(self.pairs.iter().map(|pair| *pair as u8));
        }
    }

    fn postings(&self, with_impacts: bool) -> Postings<'_> {
        Postings { articles: &self.articles, impacts: if with_impacts { &self.impacts } else { &[] } }
    }
}

/// Shows the postings of a term in several indexes, as far as their articles stay, under their new numbers.
fn each_posting(inputs: &[Input<'_>], standing: &[Standing], n_articles: u32, mut each: impl FnMut(u32, u8)) {
    for Standing { input, term, .. } in standing {
        let Input { index, new_numbers } = &inputs[*input];
        index.lists.scored(term).for_each(|(old, impact)| {
            if let Some(new) = new_numbers.get(old as usize).filter(|new| **new < n_articles) {
                each(*new, impact);
            }
        });
    }
}
