//! The articles a term stands in: a bit each where they are many, the gaps between them where they are few.
//!
//! Behind either stands a byte an article, its impact, for words of the whole text. Gaps are one less than the difference,
//! so that neighbours are zeros.

use crate::store::bits::Bits;
use crate::store::index::IMPACT_OF_A_FIELD;
use crate::store::index::dictionary::{Place, Term, is_dense, n_dense_bytes};
use crate::store::index::varint;

/// Articles in ascending order with what each has of an impact; no impacts where a field has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postings<'a> {
    pub(super) articles: &'a [u32],
    pub(super) impacts: &'a [u8],
}

impl Postings<'_> {
    /// Writes the bytes of the postings, and says what the dictionary is to hold of them. They will stand at `start`.
    pub(super) fn write(&self, field: u8, n_articles: u32, start: u64, out: &mut Vec<u8>) -> Term {
        let df = self.articles.len() as u32;
        let place = match self.articles {
            [article] => Place::Here { article: *article, impact: self.impacts.first().copied().unwrap_or(0) },
            articles if is_dense(df, n_articles) => {
                let at = out.len();
                out.resize(at + n_dense_bytes(n_articles) as usize, 0);
                let bytes = &mut out[at..];
                articles.iter().for_each(|article| bytes[*article as usize / 8] |= 1 << (article % 8));
                Place::Dense { start }
            }
            articles => {
                let at = out.len();
                let mut next = 0;
                for article in articles {
                    varint::push(out, u64::from(article - next));
                    next = article + 1;
                }
                Place::Sparse { start, n_bytes: (out.len() - at) as u32 }
            }
        };
        if df > 1 {
            out.extend_from_slice(self.impacts);
        }
        Term { field, df, place }
    }
}

/// Adds the articles of a term to a set.
pub(super) fn or_into(term: &Term, postings: &[u8], n_articles: u32, bits: &mut Bits) {
    match term.place {
        Place::Here { article, .. } => bits.set(article),
        Place::Dense { start } => bits.or_stored(part(postings, start, n_dense_bytes(n_articles)).as_chunks().0),
        Place::Sparse { start, n_bytes } => {
            let gaps = part(postings, start, u64::from(n_bytes));
            Articles::Sparse { next: 0, gaps }.for_each(|article| bits.set(article));
        }
    }
}

/// The part of some bytes; as much of it as there is.
fn part(bytes: &[u8], start: u64, n_bytes: u64) -> &[u8] {
    let start = usize::try_from(start).unwrap_or(usize::MAX).min(bytes.len());
    let rest = &bytes[start..];
    &rest[..usize::try_from(n_bytes).unwrap_or(usize::MAX).min(rest.len())]
}

/// The articles of a term, ascending, each with its impact.
#[derive(Clone, Debug)]
pub struct Scored<'a> {
    articles: Articles<'a>,
    impacts: Impacts<'a>,
    n_articles: u32,
}

#[derive(Clone, Debug)]
enum Articles<'a> {
    Here(Option<u32>),
    Dense { word: u64, base: u32, rest: std::slice::Iter<'a, [u8; 8]> },
    Sparse { next: u32, gaps: &'a [u8] },
}

#[derive(Clone, Debug)]
enum Impacts<'a> {
    One(u8),
    Each(std::slice::Iter<'a, u8>),
}

impl<'a> Scored<'a> {
    pub(super) fn none() -> Scored<'a> {
        Scored { articles: Articles::Here(None), impacts: Impacts::One(0), n_articles: 0 }
    }

    pub(super) fn new(term: &Term, postings: &'a [u8], n_articles: u32) -> Scored<'a> {
        let (articles, behind) = match term.place {
            Place::Here { article, impact } => {
                let impact = if term.has_impacts() { impact } else { IMPACT_OF_A_FIELD };
                return Scored { articles: Articles::Here(Some(article)), impacts: Impacts::One(impact), n_articles };
            }
            Place::Dense { start } => {
                let n_bytes = n_dense_bytes(n_articles);
                let rest = part(postings, start, n_bytes).as_chunks().0.iter();
                (Articles::Dense { word: 0, base: 0u32.wrapping_sub(u64::BITS), rest }, start.saturating_add(n_bytes))
            }
            Place::Sparse { start, n_bytes } => {
                let gaps = part(postings, start, u64::from(n_bytes));
                (Articles::Sparse { next: 0, gaps }, start.saturating_add(u64::from(n_bytes)))
            }
        };
        let impacts = match term.has_impacts() {
            true => Impacts::Each(part(postings, behind, u64::from(term.df)).iter()),
            false => Impacts::One(IMPACT_OF_A_FIELD),
        };
        Scored { articles, impacts, n_articles }
    }
}

impl Iterator for Articles<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match self {
            Articles::Here(article) => article.take(),
            Articles::Dense { word, base, rest } => {
                while *word == 0 {
                    *word = u64::from_le_bytes(*rest.next()?);
                    *base = base.wrapping_add(u64::BITS);
                }
                let article = *base + word.trailing_zeros();
                *word &= *word - 1;
                Some(article)
            }
            Articles::Sparse { next, gaps } => {
                let article = next.checked_add(varint::take_u32(gaps)?)?;
                *next = article.wrapping_add(1);
                Some(article)
            }
        }
    }

    /// Which of the three it is, is asked once.
    #[inline]
    fn fold<B, F: FnMut(B, u32) -> B>(self, init: B, mut each: F) -> B {
        let mut folded = init;
        match self {
            Articles::Here(article) => article.into_iter().fold(folded, each),
            Articles::Dense { mut word, mut base, rest } => {
                // As `next` leaves it: `base` belongs to the word that is being read.
                let mut rest = rest.map(|word| u64::from_le_bytes(*word));
                loop {
                    while word != 0 {
                        folded = each(folded, base + word.trailing_zeros());
                        word &= word - 1;
                    }
                    let Some(after) = rest.next() else { return folded };
                    (word, base) = (after, base.wrapping_add(u64::BITS));
                }
            }
            Articles::Sparse { mut next, mut gaps } => {
                while let Some(article) = varint::take_u32(&mut gaps).and_then(|gap| next.checked_add(gap)) {
                    folded = each(folded, article);
                    next = article.wrapping_add(1);
                }
                folded
            }
        }
    }
}

impl Iterator for Scored<'_> {
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        let article = self.articles.next()?;
        let impact = match &mut self.impacts {
            Impacts::One(impact) => *impact,
            Impacts::Each(impacts) => *impacts.next()?,
        };
        (article < self.n_articles).then_some((article, impact))
    }

    #[inline]
    fn fold<B, F: FnMut(B, (u32, u8)) -> B>(self, init: B, mut each: F) -> B {
        let n_articles = self.n_articles;
        let mut each =
            |folded, article, impact| if article < n_articles { each(folded, (article, impact)) } else { folded };
        match self.impacts {
            Impacts::One(impact) => self.articles.fold(init, |folded, article| each(folded, article, impact)),
            Impacts::Each(mut impacts) => self.articles.fold(init, |folded, article| match impacts.next() {
                Some(impact) => each(folded, article, *impact),
                None => folded,
            }),
        }
    }
}
