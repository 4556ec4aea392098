//! How well the articles that a search found answer it: the order *best match*.
//!
//! The score is BM25 (Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009): for each word
//! that is asked for, how much an article is about it, times how rare the word is, all added up. How much an article is about
//! a word is its *impact*, which the index keeps as a byte: BM25F's saturated frequency, in which an occurrence in the title
//! weighs as much as several in the text, and which is measured against a fixed length rather than the mean of an archive.
//! How rare a word is follows from the number of articles it stands in, of all that the segments hold, those too that
//! have been replaced and wait to be merged away: leaving them out would mean looking at each of them for each word.
//! Nothing here depends on how articles are spread over segments.
//!
//! What counts:
//!
//! - The words that are asked for, each once. What is excluded, authors, outlets, dates and languages narrow the hits down and
//!   say nothing of how good they are. The words of a phrase count as if they stood apart, as every hit has them together; the
//!   alternatives of `OR` add up; a word of the title that was asked for with `title:` counts by its rarity in titles.
//! - A word with its article means the word without it too, and counts as the better of the two.
//! - Of a word being typed, the word itself counts in full, and longer words that begin with it less than half: an article
//!   that has it stands before all that have only longer ones. Of several longer words the best one counts. Where these stand in
//!   too many places ([`N_LONGER`]), they tell nothing and do not count at all.
//! - Words in more than half of all articles count only where nothing rarer is asked for: *de* and *la* would cost more
//!   than they tell.
//!
//! Among equals the newest comes first, which is the business of the listing. A score has 16 bits, and the best answer a query could
//! possibly have has all of them set. Scores are added up in small steps, so that a newer question need not wait
//! for a million articles of an older one.

use std::collections::{HashSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use crate::store::index::{Field, Index, Scored, TermNo};
use crate::store::library::{ArticleKey, Library};
use crate::store::query::{Part, Query};
use crate::store::term::Word;

/// How well the articles of a library answer a query. Cloning it is cheap. Scores of different queries cannot be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// For each segment the score of each of its articles; empty where no article has one.
    segments: Vec<Arc<Vec<u16>>>,
}

impl Ranking {
    /// How well an article answers; more is better. Only that of an article that was found means anything.
    pub fn score(&self, key: ArticleKey) -> u16 {
        self.in_segment(key.segment as usize).get(key.idx as usize).copied().unwrap_or(0)
    }

    /// The scores of the articles of a segment, counted from 0; those that are missing at the end are 0.
    pub fn in_segment(&self, segment: usize) -> &[u16] {
        self.segments.get(segment).map(|scores| scores.as_slice()).unwrap_or_default()
    }
}

/// The whole ranking at once.
pub fn rank(library: &Library, query: &Query) -> Ranking {
    Ranker::new(library, query).step(&mut || true).unwrap_or_default()
}

/// A ranking being made: it goes on as long as it is let.
pub struct Ranker<'a> {
    indexes: Vec<Index<'a>>,
    /// How many articles they have.
    n_articles: u64,
    words: Vec<Asked>,
    /// What is left to do.
    jobs: VecDeque<Job<'a>>,
    /// The scores of the segments that are done.
    segments: Vec<Arc<Vec<u16>>>,
    /// The scores of the segment in work.
    scores: Vec<u16>,
    /// What the best term of the word in work gives each of its articles.
    best: Vec<u16>,
}

/// A word that is asked for.
struct Asked {
    field: Field,
    word: Word,
    /// In how many articles it stands.
    n_articles: u64,
    /// In how many places longer words stand that begin with it, as far as they were counted.
    n_longer: u64,
    /// What it is worth; `None` where it does not count.
    worths: Option<Worths>,
}

/// What a word is worth.
struct Worths {
    exact: Worth,
    /// `None` where longer words do not count.
    longer: Option<Worth>,
}

/// The part of a score for each impact.
type Worth = Box<[u16; 256]>;

/// A step on the way to a ranking, or what is left of one.
enum Job<'a> {
    /// Counts the longer words of a word in an index.
    Count { word: usize, index: usize, terms: Range<TermNo> },
    /// Finds what each word is worth.
    Weigh,
    /// Adds up what a word gives the articles of an index.
    Add(Adding<'a>),
    /// Ends a segment.
    Close { index: usize },
}

/// What is left of a word in an index.
struct Adding<'a> {
    word: usize,
    index: usize,
    /// There is but one term, and no article can have another.
    is_only: bool,
    /// The articles of each of its terms, those of longer words behind those of the word itself.
    terms: Box<dyn Iterator<Item = (Scored<'a>, Length)> + 'a>,
    /// What is left of the articles of the term in work.
    open: Option<(Scored<'a>, Length)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Exact,
    Longer,
}

/// Longer words in more places than this, and than a quarter of all articles, tell nothing: it is from a quarter on that
/// the index has unions ready, and the number is for small archives, in which a quarter is soon reached.
pub const N_LONGER: u64 = 1 << 16;

/// So many terms are counted, or articles gone through, before asking whether to go on: some dozen microseconds.
const AT_A_TIME: u32 = 8192;

/// What opening a term costs, in articles.
const COST_OF_A_TERM: usize = 8;

impl<'a> Ranker<'a> {
    /// Nothing has been ranked yet.
    pub fn new(library: &'a Library, query: &Query) -> Ranker<'a> {
        let indexes: Vec<Index<'a>> = library.shelves.iter().map(|shelf| shelf.segment.index()).collect();
        let words = Asked::all_of(query, &indexes);
        let mut jobs = VecDeque::new();
        for (index, index_of) in indexes.iter().enumerate() {
            for (word, asked) in words.iter().enumerate().filter(|(_, asked)| asked.word.is_prefix()) {
                jobs.push_back(Job::Count { word, index, terms: asked.longer(index_of) });
            }
        }
        jobs.push_back(Job::Weigh);
        for (index, index_of) in indexes.iter().enumerate() {
            for (word, asked) in words.iter().enumerate() {
                let (exact, longer) = (asked.exact(index_of), asked.longer(index_of));
                let is_only = exact.len() == 1 && longer.is_empty();
                let exact = exact.into_iter().map(|term| (index_of.scored(term), Length::Exact));
                let longer = index_of.scored_each(longer).map(|articles| (articles, Length::Longer));
                let terms = Box::new(exact.collect::<Vec<_>>().into_iter().chain(longer));
                jobs.push_back(Job::Add(Adding { word, index, is_only, terms, open: None }));
            }
            jobs.push_back(Job::Close { index });
        }
        let n_articles = indexes.iter().map(|index| u64::from(index.n_articles())).sum();
        Ranker { indexes, n_articles, words, jobs, segments: vec![], scores: vec![], best: vec![] }
    }

    /// Goes on while `go_on` says so, which is asked several times a millisecond; the ranking, once it is whole.
    pub fn step(&mut self, go_on: &mut dyn FnMut() -> bool) -> Option<Ranking> {
        while !self.jobs.is_empty() && go_on() {
            if let Some(rest) = self.jobs.pop_front().and_then(|job| self.work_on(job)) {
                self.jobs.push_front(rest);
            }
        }
        self.jobs.is_empty().then(|| Ranking { segments: self.segments.clone() })
    }

    /// Does some of a job, and gives back what is left of it.
    fn work_on(&mut self, job: Job<'a>) -> Option<Job<'a>> {
        match job {
            Job::Count { word, index, terms } => {
                let terms = self.count(word, index, terms);
                (!terms.is_empty()).then_some(Job::Count { word, index, terms })
            }
            Job::Weigh => {
                weigh(&mut self.words, self.n_articles);
                None
            }
            Job::Add(adding) => self.add(adding).map(Job::Add),
            Job::Close { index } => {
                let scores = std::mem::take(&mut self.scores);
                self.segments.resize_with(index, Arc::default);
                self.segments.push(Arc::new(scores));
                None
            }
        }
    }

    /// Counts some of the longer words of a word, and gives back those that are left to be counted.
    fn count(&mut self, word: usize, index: usize, terms: Range<TermNo>) -> Range<TermNo> {
        let (Some(index), Some(asked)) = (self.indexes.get(index), self.words.get_mut(word)) else { return 0..0 };
        if asked.n_longer > most_longer(self.n_articles) {
            return 0..0;
        }
        let end = terms.end.min(terms.start.saturating_add(AT_A_TIME));
        index.walk(terms.start..end, |_, _, n_articles| asked.n_longer += u64::from(n_articles));
        end..terms.end
    }

    /// Adds up some of what a word gives the articles of an index, and gives back what is left to be added.
    fn add(&mut self, mut adding: Adding<'a>) -> Option<Adding<'a>> {
        let (index, asked) = (self.indexes.get(adding.index)?, self.words.get(adding.word)?);
        let worths = asked.worths.as_ref()?;
        self.scores.resize(index.n_articles() as usize, 0);
        self.best.resize(self.scores.len(), 0);
        let mut n_left = AT_A_TIME as usize;
        while n_left > 0 {
            let term = adding.open.take().or_else(|| adding.terms.next());
            let term = term.and_then(|(articles, length)| Some((articles, length, worths.of(length)?)));
            let Some((mut articles, length, worth)) = term else {
                if !adding.is_only {
                    add_best(&mut self.scores, &mut self.best);
                }
                return None;
            };
            let some = articles.by_ref().take(n_left);
            let n_taken = match adding.is_only {
                true => add_each(&mut self.scores, some, worth),
                false => keep_best(&mut self.best, some, worth),
            };
            if n_taken == n_left {
                adding.open = Some((articles, length));
            }
            n_left = n_left.saturating_sub(n_taken + COST_OF_A_TERM);
        }
        Some(adding)
    }
}

/// Adds what a term gives its articles; says how many they are.
fn add_each(scores: &mut [u16], articles: impl Iterator<Item = (u32, u8)>, worth: &Worth) -> usize {
    let add = |(article, impact): (u32, u8)| {
        if let Some(score) = scores.get_mut(article as usize) {
            *score = score.saturating_add(worth[usize::from(impact)]);
        }
    };
    articles.map(add).count()
}

/// Keeps for each article of a term the best that any term gives it; says how many they are.
fn keep_best(best: &mut [u16], articles: impl Iterator<Item = (u32, u8)>, worth: &Worth) -> usize {
    let keep = |(article, impact): (u32, u8)| {
        if let Some(best) = best.get_mut(article as usize) {
            *best = (*best).max(worth[usize::from(impact)]);
        }
    };
    articles.map(keep).count()
}

/// Adds the best of all terms of a word, and forgets it for the next word.
fn add_best(scores: &mut [u16], best: &mut [u16]) {
    for (score, best) in scores.iter_mut().zip(best) {
        *score = score.saturating_add(std::mem::take(best));
    }
}

impl Asked {
    /// The words of a query that count, each once.
    fn all_of(query: &Query, indexes: &[Index<'_>]) -> Vec<Asked> {
        let mut words: Vec<Asked> = Vec::new();
        let mut known: HashSet<(Field, &str, bool)> = HashSet::new();
        for text in query.shown_texts().into_iter().filter(|text| text.part != Part::Author) {
            for word in &text.words {
                let field = text.part.field();
                if known.insert((field, word.folded(), word.is_prefix())) {
                    words.push(Asked { field, word: word.clone(), n_articles: 0, n_longer: 0, worths: None });
                }
            }
        }
        for asked in &mut words {
            let n_articles = |form: &str| {
                let terms = indexes.iter().filter_map(|index| Some(index.df(index.term(asked.field, form)?)));
                terms.map(u64::from).sum::<u64>()
            };
            asked.n_articles = asked.forms().map(n_articles).max().unwrap_or(0);
        }
        words
    }

    /// The words that are this one: itself, and where it is complete, what is left without its article.
    fn forms(&self) -> impl Iterator<Item = &str> {
        let (folded, bare) = (self.word.folded(), self.word.without_article());
        let has_bare = !self.word.is_prefix() && bare != folded;
        [Some(folded), has_bare.then_some(bare)].into_iter().flatten()
    }

    /// The terms that are this word.
    fn exact(&self, index: &Index<'_>) -> Vec<TermNo> {
        self.forms().filter_map(|form| index.term(self.field, form)).collect()
    }

    /// The terms that begin with it and are longer; none where it is complete.
    fn longer(&self, index: &Index<'_>) -> Range<TermNo> {
        if !self.word.is_prefix() {
            return 0..0;
        }
        let terms = index.terms_with_prefix(self.field, self.word.folded());
        // The word itself is the first of those that begin with it.
        let has_word = index.term(self.field, self.word.folded()).is_some();
        terms.end.min(terms.start + u32::from(has_word))..terms.end
    }

    /// The longer words count.
    fn has_longer(&self, n_articles: u64) -> bool {
        (1..=most_longer(n_articles)).contains(&self.n_longer)
    }

    /// In how many of all articles the word stands, as far as it counts.
    fn n_counted(&self, n_articles: u64) -> u64 {
        let n_longer = if self.has_longer(n_articles) { self.n_longer } else { 0 };
        n_articles.min(self.n_articles + n_longer)
    }
}

fn most_longer(n_articles: u64) -> u64 {
    N_LONGER.max(n_articles / 4)
}

/// Finds what the words are worth in a library of so many articles.
fn weigh(words: &mut [Asked], n_articles: u64) {
    let is_common = |asked: &Asked| asked.n_counted(n_articles) * 2 > n_articles;
    let has_rare = words.iter().any(|asked| asked.n_counted(n_articles) > 0 && !is_common(asked));
    let rarity = |asked: &Asked| match asked.n_counted(n_articles) {
        0 => 0.0,
        _ if has_rare && is_common(asked) => 0.0,
        n => {
            let (all, n) = (n_articles as f64, n as f64);
            (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
        }
    };
    let rarities: Vec<f64> = words.iter().map(rarity).collect();
    let sum: f64 = rarities.iter().sum();
    for (asked, rarity) in words.iter_mut().zip(rarities).filter(|(_, rarity)| *rarity > 0.0) {
        let share = f64::from(u16::MAX) * rarity / sum;
        let worth = |from: f64, to: f64| {
            Box::new(std::array::from_fn(|impact| {
                (share * (from + (to - from) * impact as f64 / 255.0)).round() as u16
            }))
        };
        asked.worths = Some(match asked.word.is_prefix() {
            false => Worths { exact: worth(0.0, 1.0), longer: None },
            true => Worths { exact: worth(0.5, 1.0), longer: asked.has_longer(n_articles).then(|| worth(0.0, 0.5)) },
        });
    }
}

impl Worths {
    /// `None` where such words do not count.
    fn of(&self, length: Length) -> Option<&Worth> {
        match length {
            Length::Exact => Some(&self.exact),
            Length::Longer => self.longer.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests;
