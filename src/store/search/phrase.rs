//! Whether words stand one behind the other in an article, and are written as they were typed.
//!
//! The stream of an article is its words as numbers, so that a phrase is looked for by comparing numbers. Only where words
//! have to be written exactly so, or are names of authors, which no stream holds, is the article itself read.

use std::ops::Range;

use memchr::memmem;

use crate::store::article::ArticleRef;
use crate::store::index::{Field, Finder, Index, Stream, TermNo, Token};
use crate::store::query::{Part, Text, Word};
use crate::store::search::question::Place;
use crate::text::clean::Clean;

/// The words of a phrase as the index of one segment numbers them.
pub(super) struct Phrase<'a> {
    text: &'a Text,
    /// One for each word; none where the stream cannot tell.
    words: Vec<Meant<'a>>,
    /// Letters that stand in every article in which the words are written exactly so.
    letters: Option<memmem::Finder<'a>>,
    /// The first of those words that are looked for as bytes, and what finds them in streams: most are not read further.
    sought: Option<(usize, Finder)>,
}

/// The words of texts that are meant by a word of a phrase.
struct Meant<'a> {
    word: &'a Word,
    /// These.
    terms: Vec<TermNo>,
    /// All of these.
    begins: Range<TermNo>,
    /// Some of these: the beginning stands behind what may be written onto a word, or may belong to it.
    may_begin: Vec<Range<TermNo>>,
}

/// Words that can be written in more ways together are not looked for as bytes: each way is looked for by itself.
const MAX_SPELLINGS: usize = 8;

/// Places of a phrase are the bits of a number; who pastes more words than it has does not mind that articles are read.
const MAX_WORDS: usize = u64::BITS as usize;

impl<'a> Phrase<'a> {
    pub(super) fn new(text: &'a Text, index: &Index<'_>) -> Phrase<'a> {
        let is_in_streams = text.part != Part::Author && text.words.len() <= MAX_WORDS;
        let is_exact = text.exactly.is_some();
        let words: Vec<Meant<'_>> =
            text.words.iter().filter(|_| is_in_streams).map(|word| Meant::new(word, is_exact, index)).collect();
        let run = longest_run(&words).filter(|_| text.part == Part::Anywhere);
        let sought = run.map(|run| {
            let terms: Vec<&[TermNo]> = words[run.clone()].iter().map(|word| word.terms.as_slice()).collect();
            (run.start, index.finder(&terms))
        });
        let letters = text.longest_piece().map(memmem::Finder::new);
        Phrase { text, words, letters, sought }
    }

    /// Articles are decoded for it, and not their streams alone.
    pub(super) fn reads_articles(&self) -> bool {
        self.words.is_empty() || self.text.exactly.is_some()
    }

    /// The phrase stands in this article.
    pub(super) fn stands_in(&self, article: u32, place: &Place<'_>) -> bool {
        let segment = &place.shelf.segment;
        let may_be_written = || self.letters.as_ref().is_none_or(|letters| segment.may_hold(article, letters));
        let is_written = || segment.article(article).is_some_and(|article| self.is_written_in(&article));
        (self.words.is_empty() || self.stands_in_stream(article, &place.index))
            && (!self.reads_articles() || may_be_written() && is_written())
    }

    fn stands_in_stream(&self, article: u32, index: &Index<'_>) -> bool {
        let Some((place, finder)) = &self.sought else { return self.is_in_stream(article, index) };
        let is_next = |stream: &mut Stream<'_>, word: &Meant<'_>| match stream.next() {
            Some(Token::Word(term)) => word.means(term, index),
            _ => false,
        };
        let begins = |mut stream| self.words.iter().all(|word| is_next(&mut stream, word));
        index.streams_around(article, finder, *place).any(begins)
    }

    /// The words stand one behind the other, as the shift-and algorithm finds them (Baeza-Yates and Gonnet 1992): bit `i` of
    /// `begun` says that the first `i + 1` words end where the stream is read.
    fn is_in_stream(&self, article: u32, index: &Index<'_>) -> bool {
        let Some(last) = self.words.len().checked_sub(1) else { return false };
        let mut begun: u64 = 0;
        for token in index.stream(article) {
            let Token::Word(term) = token else {
                if self.text.part == Part::Title {
                    return false;
                }
                begun = 0;
                continue;
            };
            let mut may_end = begun << 1 | 1;
            begun = 0;
            while may_end != 0 {
                let idx = may_end.trailing_zeros() as usize;
                may_end &= may_end - 1;
                if self.words.get(idx).is_some_and(|word| word.means(term, index)) {
                    if idx == last {
                        return true;
                    }
                    begun |= 1 << idx;
                }
            }
        }
        false
    }

    fn is_written_in(&self, article: &ArticleRef) -> bool {
        let is_in = |text: &Clean| self.text.stands_in(text.as_str());
        match self.text.part {
            Part::Author => article.article().authors.iter().map(|author| &author.name).any(is_in),
            Part::Title => article.title().is_some_and(is_in),
            Part::Anywhere => {
                article.title().into_iter().chain(article.blocks().iter().map(|block| &block.text)).any(is_in)
            }
        }
    }
}

/// The longest run of words that can be written in a few ways together.
fn longest_run(words: &[Meant<'_>]) -> Option<Range<usize>> {
    let run_from = |start: usize| {
        let mut n_ways = 1;
        let fits = |word: &&Meant<'_>| {
            n_ways *= word.n_spellings().unwrap_or(usize::MAX).min(MAX_SPELLINGS + 1);
            n_ways <= MAX_SPELLINGS
        };
        start..start + words[start..].iter().take_while(fits).count()
    };
    (0..words.len()).map(run_from).max_by_key(ExactSizeIterator::len).filter(|run| !run.is_empty())
}

impl<'a> Meant<'a> {
    fn new(word: &'a Word, is_exact: bool, index: &Index<'_>) -> Meant<'a> {
        let field = Field::Anywhere;
        let mut meant = Meant { word, terms: Vec::new(), begins: 0..0, may_begin: Vec::new() };
        match word.is_prefix() {
            true => meant.begins = index.terms_with_prefix(field, word.folded()),
            false => meant.terms.extend(index.term(field, word.folded())),
        }
        if is_exact {
            return meant;
        }
        if word.is_prefix() {
            let ranges = word.written_onto().map(|longer| index.terms_with_prefix(field, &longer));
            meant.may_begin = ranges.filter(|terms| !terms.is_empty()).collect();
        } else {
            let others = word.written_onto().filter(|longer| word.found_in(longer).is_some());
            meant.terms.extend(others.filter_map(|longer| index.term(field, &longer)));
        }
        meant
    }

    /// In how many ways it is written, if these terms are all of them.
    fn n_spellings(&self) -> Option<usize> {
        (!self.terms.is_empty() && self.begins.is_empty() && self.may_begin.is_empty()).then_some(self.terms.len())
    }

    fn means(&self, term: TermNo, index: &Index<'_>) -> bool {
        let is_in_text = || index.text_of(term).is_some_and(|text| self.word.found_in(&text).is_some());
        self.terms.contains(&term)
            || self.begins.contains(&term)
            || self.may_begin.iter().any(|terms| terms.contains(&term)) && is_in_text()
    }
}
