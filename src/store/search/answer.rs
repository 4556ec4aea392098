//! What the index of a segment says to a question: which articles answer, and which may and have to be read first.
//!
//! Words are known from the index. Whether they stand one behind the other, or are written exactly so, is not: for such a
//! part there are articles that answer for sure and articles that may. Both go through `and`, `or` and `not` as sets, and
//! what is left in doubt at the end is asked article by article.

use crate::store::bits::Bits;
use crate::store::search::phrase::Phrase;
use crate::store::search::question::Place;

/// Which articles of a segment answer a part of a question.
pub(super) enum Answer<'a> {
    /// These and no others.
    Known(Bits),
    /// Some have to be read.
    Open(Open<'a>),
}

/// A part of a question that is not known for every article.
pub(super) struct Open<'a> {
    /// These answer.
    pub(super) sure: Bits,
    /// No others than these do; the sure ones are among them.
    pub(super) may: Bits,
    of: Of<'a>,
}

/// What is asked of an article that may answer.
enum Of<'a> {
    Phrase(Box<Phrase<'a>>),
    All(Vec<Open<'a>>),
    Any(Vec<Open<'a>>),
    Not(Box<Open<'a>>),
}

impl<'a> Answer<'a> {
    /// Articles that hold the words of a phrase; each of them has to be read.
    pub(super) fn phrase(may: Bits, phrase: Phrase<'a>) -> Answer<'a> {
        let sure = Bits::new(may.n_articles());
        Answer::Open(Open { sure, may, of: Of::Phrase(Box::new(phrase)) })
    }

    /// What answers none of what answers this.
    pub(super) fn not(self) -> Answer<'a> {
        let flipped = |bits: &Bits| {
            let mut bits = bits.clone();
            bits.flip();
            bits
        };
        match self {
            Answer::Known(mut bits) => {
                bits.flip();
                Answer::Known(bits)
            }
            Answer::Open(open) => {
                let (sure, may) = (flipped(&open.may), flipped(&open.sure));
                Answer::Open(Open { sure, may, of: Of::Not(Box::new(open)) })
            }
        }
    }
}

/// Narrows down what is asked next by what was answered before: all parts have to be answered.
pub(super) struct All<'a> {
    known: Bits,
    open: Vec<Open<'a>>,
}

impl<'a> All<'a> {
    /// Only these articles matter.
    pub(super) fn of(articles: Bits) -> All<'a> {
        All { known: articles, open: Vec::new() }
    }

    /// No article is left; what is asked next changes nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// One more part has to be answered.
    pub(super) fn and(&mut self, answer: Answer<'a>) {
        match answer {
            Answer::Known(bits) => self.known.and(&bits),
            Answer::Open(open) => self.open.push(open),
        }
    }

    /// What answers all parts.
    pub(super) fn answer(self) -> Answer<'a> {
        let All { known, open } = self;
        if open.is_empty() {
            return Answer::Known(known);
        }
        let (mut sure, mut may) = (known.clone(), known);
        for part in &open {
            sure.and(&part.sure);
            may.and(&part.may);
        }
        Answer::Open(Open { sure, may, of: Of::All(open) })
    }
}

/// What answers one of these parts of a question about so many articles.
pub(super) fn any<'a>(n_articles: u32, answers: impl Iterator<Item = Answer<'a>>) -> Answer<'a> {
    let mut known = Bits::new(n_articles);
    let mut open = Vec::new();
    for answer in answers {
        match answer {
            Answer::Known(bits) => known.or(&bits),
            Answer::Open(part) => open.push(part),
        }
    }
    if open.is_empty() {
        return Answer::Known(known);
    }
    let (mut sure, mut may) = (known.clone(), known);
    for part in &open {
        sure.or(&part.sure);
        may.or(&part.may);
    }
    Answer::Open(Open { sure, may, of: Of::Any(open) })
}

impl Open<'_> {
    /// Asking an article may mean to decode it, however long it is.
    pub(super) fn reads_articles(&self) -> bool {
        match &self.of {
            Of::Phrase(phrase) => phrase.reads_articles(),
            Of::All(parts) | Of::Any(parts) => parts.iter().any(Open::reads_articles),
            Of::Not(part) => part.reads_articles(),
        }
    }

    /// The article answers; it is read if that is not known.
    pub(super) fn is_answered_by(&self, article: u32, place: &Place<'_>) -> bool {
        if self.sure.contains(article) || !self.may.contains(article) {
            return self.sure.contains(article);
        }
        match &self.of {
            Of::Phrase(phrase) => phrase.stands_in(article, place),
            Of::All(parts) => parts.iter().all(|part| part.is_answered_by(article, place)),
            Of::Any(parts) => parts.iter().any(|part| part.is_answered_by(article, place)),
            Of::Not(part) => !part.is_answered_by(article, place),
        }
    }
}
