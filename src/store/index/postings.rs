//! The articles a term stands in: a bit each where they are many, as [`elias_fano`] has them where they are few.
//!
//! For words of the whole text the impacts stand around them. Most words stand once in the text of an article and not in its
//! title; the impact of that follows from the length of the article, so that it is kept once an article, and a posting has a
//! bit that says whether it is that one or has a byte of its own: bits, then articles, then bytes. Where none has one there
//! are no bits.

use crate::store::bits::Bits;
use crate::store::index::IMPACT_OF_A_FIELD;
use crate::store::index::dictionary::{Place, Term};
use crate::store::index::elias_fano::{self, Numbers};

/// A term in so many articles is kept as a bit for each article, because that is read faster and is not much longer.
pub(super) fn is_dense(df: u32, n_articles: u32) -> bool {
    df > 1 && u64::from(df) * 16 >= u64::from(n_articles)
}

fn n_dense_bytes(n_articles: u32) -> usize {
    n_articles.div_ceil(u64::BITS) as usize * 8
}

/// A bit for each posting, where one has an impact of its own.
fn n_flag_bytes(df: u32, n_own: u32) -> usize {
    if n_own > 0 { df.div_ceil(8) as usize } else { 0 }
}

/// How many bytes the postings of a term take that stands in `df` articles, more than one, in so many of which it has an
/// impact of its own.
pub(super) fn n_bytes(df: u32, n_own: u32, n_articles: u32) -> u64 {
    let articles = match is_dense(df, n_articles) {
        true => n_dense_bytes(n_articles) as u64,
        false => elias_fano::n_bytes(df, n_articles),
    };
    n_flag_bytes(df, n_own) as u64 + articles + u64::from(n_own)
}

/// Articles in ascending order with what each has of an impact; no impacts where a field has none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Postings<'a> {
    pub(super) articles: &'a [u32],
    pub(super) impacts: &'a [u8],
}

impl Postings<'_> {
    /// Writes the bytes of the postings, and says what the dictionary is to hold of them. They will stand at `start`.
    /// `plain` is the impact of a word that stands once in the text, for each article.
    pub(super) fn write(&self, field: u8, plain: &[u8], start: u64, out: &mut Vec<u8>) -> Term {
        let (df, n_articles) = (self.articles.len() as u32, plain.len() as u32);
        let is_own = |(article, impact): &(&u32, &u8)| plain.get(**article as usize) != Some(*impact);
        let postings = || self.articles.iter().zip(self.impacts);
        if let [article] = self.articles {
            let own_impact = postings().find(is_own).map(|(_, impact)| *impact);
            return Term { field, df, place: Place::Here { article: *article, own_impact } };
        }
        let n_own = postings().filter(is_own).count() as u32;
        let first = out.len();
        out.resize(first + n_flag_bytes(df, n_own), 0);
        if n_own > 0 {
            let flags = &mut out[first..];
            (0..).zip(postings()).for_each(|(i, posting)| flags[i / 8] |= u8::from(is_own(&posting)) << (i % 8));
        }
        if is_dense(df, n_articles) {
            let at = out.len();
            out.resize(at + n_dense_bytes(n_articles), 0);
            let bytes = &mut out[at..];
            self.articles.iter().for_each(|article| bytes[*article as usize / 8] |= 1 << (article % 8));
        } else {
            elias_fano::push(out, self.articles, n_articles);
        }
        out.extend(postings().filter(is_own).map(|(_, impact)| *impact));
        Term { field, df, place: Place::Stored { start, n_own } }
    }
}

/// The postings of all terms where their bytes are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lists<'a> {
    pub(super) bytes: &'a [u8],
    /// For each article the impact of a word that stands once in its text: as many as there are articles.
    pub(super) plain: &'a [u8],
}

/// The bytes of the postings of a term.
struct Parts<'a> {
    /// A bit for each posting: it has an impact of its own. None where none has.
    flags: &'a [u8],
    articles: Articles<'a>,
    own_impacts: &'a [u8],
}

impl<'a> Lists<'a> {
    /// Adds the articles of a term to a set.
    pub(super) fn or_into(&self, term: &Term, bits: &mut Bits) {
        match self.parts(term).articles {
            Articles::Dense { rest, .. } => bits.or_stored(rest.as_slice()),
            articles => articles.for_each(|article| bits.set(article)),
        }
    }

    /// The articles of a term with their impacts.
    pub(super) fn scored(&self, term: &Term) -> Scored<'a> {
        let n_articles = self.n_articles();
        if let Place::Here { article, own_impact } = term.place {
            let plain = || self.plain.get(article as usize).copied().unwrap_or(0);
            let impact = if term.has_impacts() { own_impact.unwrap_or_else(plain) } else { IMPACT_OF_A_FIELD };
            return Scored { articles: Articles::Here(Some(article)), impacts: Impacts::One(impact), n_articles };
        }
        let Parts { flags, articles, own_impacts } = self.parts(term);
        let impacts = match term.has_impacts() {
            true => Impacts::Each(Each { plain: self.plain, flags, here: 1, own: own_impacts }),
            false => Impacts::One(IMPACT_OF_A_FIELD),
        };
        Scored { articles, impacts, n_articles }
    }

    fn n_articles(&self) -> u32 {
        self.plain.len() as u32
    }

    /// As much of the postings as there is.
    fn parts(&self, term: &Term) -> Parts<'a> {
        let (start, n_own) = match term.place {
            Place::Here { article, .. } => {
                return Parts { flags: &[], articles: Articles::Here(Some(article)), own_impacts: &[] };
            }
            Place::Stored { start, n_own } => (start, n_own),
        };
        let n_articles = self.n_articles();
        let from =
            |start: u64| usize::try_from(start).ok().and_then(|start| self.bytes.get(start..)).unwrap_or_default();
        let rest = from(start);
        let (flags, rest) = rest.split_at(n_flag_bytes(term.df, n_own).min(rest.len()));
        let articles = match is_dense(term.df, n_articles) {
            true => {
                let words = &rest[..n_dense_bytes(n_articles).min(rest.len())];
                Articles::Dense { word: 0, base: 0u32.wrapping_sub(u64::BITS), rest: words.as_chunks().0.iter() }
            }
            false => Articles::Sparse(Numbers::new(rest, term.df, n_articles)),
        };
        let end = start.saturating_add(n_bytes(term.df, n_own, n_articles));
        let own_impacts = from(end.saturating_sub(u64::from(n_own)));
        Parts { flags, articles, own_impacts: &own_impacts[..(n_own as usize).min(own_impacts.len())] }
    }
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
    Sparse(Numbers<'a>),
}

#[derive(Clone, Debug)]
enum Impacts<'a> {
    One(u8),
    Each(Each<'a>),
}

/// Impacts posting after posting.
#[derive(Clone, Debug)]
struct Each<'a> {
    plain: &'a [u8],
    flags: &'a [u8],
    /// What is left of the flags that are being read, behind a bit that is always 1.
    here: u32,
    own: &'a [u8],
}

impl Each<'_> {
    /// The impact of the next posting, which is of this article. It is chosen without a branch: nobody can guess it.
    #[inline]
    fn next(&mut self, article: u32) -> u8 {
        if self.here == 1 {
            let (flags, behind) = self.flags.split_first().unwrap_or((&0, &[]));
            (self.here, self.flags) = (u32::from(*flags) | 0x100, behind);
        }
        let is_own = self.here & 1;
        self.here >>= 1;
        let plain = self.plain.get(article as usize).copied().unwrap_or(0);
        let own = self.own.first().copied().unwrap_or(0);
        self.own = self.own.get(is_own as usize..).unwrap_or_default();
        let own_bits = 0u8.wrapping_sub(is_own as u8);
        own & own_bits | plain & !own_bits
    }
}

impl<'a> Scored<'a> {
    pub(super) fn none() -> Scored<'a> {
        Scored { articles: Articles::Here(None), impacts: Impacts::One(0), n_articles: 0 }
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
            Articles::Sparse(numbers) => numbers.next(),
        }
    }

    /// Which of the three it is, is asked once.
    #[inline]
    fn fold<B, F: FnMut(B, u32) -> B>(self, init: B, mut each: F) -> B {
        match self {
            Articles::Here(article) => article.into_iter().fold(init, each),
            Articles::Sparse(numbers) => numbers.fold(init, each),
            Articles::Dense { mut word, mut base, rest } => {
                let mut folded = init;
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
        }
    }
}

impl Iterator for Scored<'_> {
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        let article = self.articles.next().filter(|article| *article < self.n_articles)?;
        let impact = match &mut self.impacts {
            Impacts::One(impact) => *impact,
            Impacts::Each(impacts) => impacts.next(article),
        };
        Some((article, impact))
    }

    #[inline]
    fn fold<B, F: FnMut(B, (u32, u8)) -> B>(self, init: B, mut each: F) -> B {
        let n_articles = self.n_articles;
        let mut each =
            |folded, article, impact| if article < n_articles { each(folded, (article, impact)) } else { folded };
        match self.impacts {
            Impacts::One(impact) => self.articles.fold(init, |folded, article| each(folded, article, impact)),
            Impacts::Each(mut impacts) => {
                self.articles.fold(init, |folded, article| each(folded, article, impacts.next(article)))
            }
        }
    }
}
