//! What an article is known by wherever its page is kept: a hash of its headline and its text, folded.
//!
//! The short name of an article ([`ArticleId`](crate::store::id::ArticleId)) says where it stands; this says what it is. A page that is
//! moved, renamed or fetched again keeps it, because furniture, captions, case, accents, spaces and punctuation are no part of
//! it. The same words in two places are one text.

use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::article::Article;
use crate::store::sketch::words_of;
use crate::store::tokens;

/// XXH3 of the folded words of headline and text. Written as sixteen hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextHash(u64);

/// Below so many words in headline and text together, two pages may well say the same by chance: then outlet and date count too.
const FEW: usize = 12;

impl TextHash {
    /// Of an article.
    pub fn of(article: &Article) -> TextHash {
        let mut title = String::new();
        if let Some(words) = &article.title.value {
            tokens::push_words(&mut title, words.as_str());
        }
        TextHash::of_words(article, &title, &words_of(article))
    }

    /// Of an article whose headline and text have been taken into words, with a space before or behind each.
    pub(super) fn of_words(article: &Article, title: &str, text: &str) -> TextHash {
        let mut whole = format!("{}\0{}", title.trim(), text.trim());
        if whole.split([' ', '\0']).filter(|word| !word.is_empty()).count() < FEW {
            let outlet = article.outlet.value.as_ref().map(|outlet| outlet.as_str()).unwrap_or_default();
            whole.push('\0');
            tokens::push_words(&mut whole, outlet);
            let date = article.published.fact.value.map(|date| date.to_string()).unwrap_or_default();
            whole.extend(["\0", &date]);
        }
        TextHash(xxh3_64(whole.as_bytes()))
    }

    /// The hash that is written like this.
    pub fn parse(digits: &str) -> Option<TextHash> {
        let is_hash = digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(digits, 16).ok().filter(|_| is_hash).map(TextHash)
    }
}

impl From<u64> for TextHash {
    fn from(hash: u64) -> TextHash {
        TextHash(hash)
    }
}

impl From<TextHash> for u64 {
    fn from(hash: TextHash) -> u64 {
        hash.0
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for TextHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TextHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TextHash, D::Error> {
        let digits = std::borrow::Cow::<str>::deserialize(deserializer)?;
        TextHash::parse(&digits).ok_or_else(|| de::Error::custom("a text is named by sixteen hexadecimal digits"))
    }
}

/// For tables by [`TextHash`]: it is a hash already.
pub type ByText = BuildHasherDefault<AsItIs>;

/// A hasher that hands on the number it is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{article, paragraph};

    const TEXT: &str =
        "Il s'agit d'une grave escalade dans les combats qui opposent, depuis février, la rébellion à l'armée.";

    #[test]
    fn what_a_page_looks_like_is_no_part_of_its_text() {
        let hash = |title: &str, text: &str| TextHash::of(&article(title, vec![paragraph(text)]));
        let same = hash("L'escalade", TEXT);
        assert_eq!(hash("L\u{2019}ESCALADE", &TEXT.replace(", ", "  ")), same);
        assert_ne!(hash("L'escalade", &TEXT.replace("grave", "rare")), same);
        assert_ne!(hash("L'ascalade", TEXT), same);
        assert_ne!(hash("L'escalade Il", &TEXT[3..]), same);
        assert_eq!(TextHash::parse(&same.to_string()), Some(same));
        assert_eq!(["", "12", "+123456789abcdef", "123456789abcdefg"].map(TextHash::parse), [None; 4]);
    }
}
