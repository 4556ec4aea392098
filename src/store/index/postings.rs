//! The articles a term stands in: a bit each where they are many, the gaps between them where they are few.
//!
//! Gaps are one less than the difference, so that neighbours are zeros. For words of the whole text the impacts stand around
//! them. Most words stand once in the text of an article and not in its title; the impact of that follows from the length of
//! the article, so that it is kept once an article, and a posting has a bit that says whether it is that one or has a byte of
//! its own: bits, then articles, then bytes.

use crate::store::bits::Bits;
use crate::store::index::dictionary::{Place, Term};
use crate::store::index::{IMPACT_OF_A_FIELD, varint};

/// A term in so many articles is kept as a bit for each article, because that is read faster and is not much longer.
pub(super) fn is_dense(df: u32, n_articles: u32) -> bool {
    df > 1 && u64::from(df) * 16 >= u64::from(n_articles)
}

fn n_dense_bytes(n_articles: u32) -> usize {
    n_articles.div_ceil(u64::BITS) as usize * 8
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
        let df = self.articles.len() as u32;
        if let [article] = self.articles {
            let impact = self.impacts.first().copied().unwrap_or(0);
            return Term { field, df, place: Place::Here { article: *article, impact } };
        }
        let first = out.len();
        let is_own = |(article, impact): (&u32, &u8)| plain.get(*article as usize) != Some(impact);
        let mut flags = self.articles.iter().zip(self.impacts).map(is_own);
        while let Some(flag) = flags.next() {
            let more = (1..8).zip(&mut flags).map(|(place, flag)| u8::from(flag) << place);
            out.push(more.fold(u8::from(flag), |byte, flag| byte | flag));
        }
        let at = out.len();
        if is_dense(df, plain.len() as u32) {
            out.resize(at + n_dense_bytes(plain.len() as u32), 0);
            let bytes = &mut out[at..];
            self.articles.iter().for_each(|article| bytes[*article as usize / 8] |= 1 << (article % 8));
        } else {
            let mut next = 0;
            for article in self.articles {
                varint::push(out, u64::from(article - next));
                next = article + 1;
            }
        }
        out.extend(
            self.articles.iter().zip(self.impacts).filter(|posting| is_own(*posting)).map(|(_, impact)| *impact),
        );
        Term { field, df, place: Place::Stored { start, n_bytes: (out.len() - first) as u32 } }
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
    /// A bit for each posting: it has an impact of its own.
    flags: &'a [u8],
    articles: &'a [u8],
    own_impacts: &'a [u8],
}

impl<'a> Lists<'a> {
    /// Adds the articles of a term to a set.
    pub(super) fn or_into(&self, term: &Term, bits: &mut Bits) {
        match term.place {
            Place::Here { article, .. } => bits.set(article),
            Place::Stored { .. } if is_dense(term.df, self.n_articles()) => {
                bits.or_stored(self.parts(term).articles.as_chunks().0);
            }
            Place::Stored { .. } => {
                let gaps = self.parts(term).articles;
                Articles::Sparse { next: 0, gaps }.for_each(|article| bits.set(article));
            }
        }
    }

    /// The articles of a term with their impacts.
    pub(super) fn scored(&self, term: &Term) -> Scored<'a> {
        let n_articles = self.n_articles();
        if let Place::Here { article, impact } = term.place {
            let impact = if term.has_impacts() { impact } else { IMPACT_OF_A_FIELD };
            return Scored { articles: Articles::Here(Some(article)), impacts: Impacts::One(impact), n_articles };
        }
        let parts = self.parts(term);
        let articles = match is_dense(term.df, n_articles) {
            true => {
                let rest = parts.articles.as_chunks().0.iter();
                Articles::Dense { word: 0, base: 0u32.wrapping_sub(u64::BITS), rest }
            }
            false => Articles::Sparse { next: 0, gaps: parts.articles },
        };
        let impacts = match term.has_impacts() {
            true => Impacts::Each(Each { plain: self.plain, flags: parts.flags, here: 1, own: parts.own_impacts }),
            false => Impacts::One(IMPACT_OF_A_FIELD),
        };
        Scored { articles, impacts, n_articles }
    }

    fn n_articles(&self) -> u32 {
        self.plain.len() as u32
    }

    /// As much of the postings as there is.
    fn parts(&self, term: &Term) -> Parts<'a> {
        let Place::Stored { start, n_bytes } = term.place else {
            return Parts { flags: &[], articles: &[], own_impacts: &[] };
        };
        let start = usize::try_from(start).unwrap_or(usize::MAX).min(self.bytes.len());
        let rest = &self.bytes[start..];
        let bytes = &rest[..(n_bytes as usize).min(rest.len())];
        let n_flags = if term.has_impacts() { term.df.div_ceil(8) as usize } else { 0 };
        let (flags, bytes) = bytes.split_at(n_flags.min(bytes.len()));
        let n_own = flags.iter().map(|flags| flags.count_ones() as usize).sum();
        let (articles, own_impacts) = bytes.split_at(bytes.len().saturating_sub(n_own));
        Parts { flags, articles, own_impacts }
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
    Sparse { next: u32, gaps: &'a [u8] },
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
