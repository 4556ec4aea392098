//! What an article is known by wherever its page is kept: a hash of its headline and its text, folded.
//!
//! The short name of an article ([`ArticleId`](crate::store::id::ArticleId)) says where it stands; this says what it is. A page that is
//! moved, renamed or fetched again keeps it, because furniture, captions, case, accents, spaces and punctuation are no part of
//! it. The same words in two places are one text.

use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::article::Article;
use crate::store::sketch::words_of;
use crate::store::tokens;

/// XXH3 of the folded words of headline and text. Written as sixteen hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextHash(u64);

/// Below so many words in headline and text together, two pages may well say the same by chance: then outlet and date count too,
/// and without any text what stands below pictures, and the address.
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
        let n_words = whole.split([' ', '\0']).filter(|word| !word.is_empty()).take(FEW).count();
        if n_words < FEW {
            let outlet = article.outlet.value.as_ref().map(|outlet| outlet.as_str()).unwrap_or_default();
            whole.push('\0');
            tokens::push_words(&mut whole, outlet);
            let date = article.published.fact.value.map(|date| date.to_string()).unwrap_or_default();
            whole.extend(["\0", &date]);
            if text.trim().is_empty() {
                whole.push('\0');
                let beside = article.blocks.iter().map(|block| &block.text).chain(&article.source_url);
                beside.for_each(|words| tokens::push_words(&mut whole, words.as_str()));
            }
        }
        TextHash(xxh3_64(whole.as_bytes()))
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

/// For tables by [`TextHash`], or by what is a hash already like it.
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
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::app::sample::{article, block, caption, paragraph, stated};
    use crate::model::article::{Block, BlockKind};
    use crate::model::date::PartialDate;
    use crate::text::clean::Clean;

    const TEXT: &str =
        "Il s'agit d'une grave escalade dans les combats qui opposent, depuis février, la rébellion à l'armée.";

    fn hash(title: &str, blocks: Vec<Block>) -> TextHash {
        TextHash::of(&article(title, blocks))
    }

    #[test]
    fn what_a_page_looks_like_is_no_part_of_its_text() {
        let hash = |title: &str, text: &str| hash(title, vec![paragraph(text)]);
        let same = hash("L'escalade", TEXT);
        assert_eq!(hash("L\u{2019}ESCALADE", &TEXT.replace(", ", "  ")), same);
        assert_ne!(hash("L'escalade", &TEXT.replace("grave", "rare")), same);
        assert_ne!(hash("L'ascalade", TEXT), same);
        assert_ne!(hash("L'escalade Il", &TEXT[3..]), same);
    }

    #[test]
    fn few_words_are_told_apart_by_outlet_and_date() {
        let notice = article("", vec![paragraph("Cet article est réservé.")]);
        let mut of_an_outlet = notice.clone();
        of_an_outlet.outlet = stated("Le Monde");
        let mut of_a_day = notice.clone();
        of_a_day.published.fact.value = PartialDate::day(2020, 2, 12);
        let hashes = [&notice, &of_an_outlet, &of_a_day].map(TextHash::of);
        assert!(hashes[0] != hashes[1] && hashes[0] != hashes[2] && hashes[1] != hashes[2]);
        of_an_outlet.outlet = stated("LE MONDE");
        assert_eq!(TextHash::of(&of_an_outlet), hashes[1]);
        // Enough words are known by themselves, whatever is found out about them later.
        let mut long = article("", vec![paragraph(TEXT)]);
        let before = TextHash::of(&long);
        long.outlet = stated("Le Monde");
        assert_eq!(TextHash::of(&long), before);
    }

    #[test]
    fn without_a_text_what_is_there_tells_articles_apart() {
        let one = hash("Photos", vec![caption("Le phare de nuit", "AFP")]);
        let other = hash("Photos", vec![caption("Le phare de jour", "AFP")]);
        let mut nothing = article("", vec![]);
        let hashes = [one, other, TextHash::of(&nothing)];
        nothing.source_url = Some(Clean::new("https://quai.example/1"));
        assert!(hashes[0] != hashes[1] && hashes[1] != hashes[2] && hashes[2] != TextHash::of(&nothing));
    }

    /// Words with all that folds: accents, ligatures, vowel signs, forms of alef.
    fn words() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(
            "[a-zéçœ]{1,6}|[\u{623}\u{627}\u{628}\u{62D}\u{644}\u{649}][\u{644}\u{628}\u{64E}\u{651}\u{640}]{1,4}|[0-9٠-٩]{1,4}",
            FEW..40,
        )
    }

    proptest! {
        #[test]
        fn a_page_that_is_fetched_again_keeps_its_hash(words in words(), cuts in prop::collection::vec(0usize..40, 0..4), is_upper: bool) {
            let plain = hash("Un titre", vec![paragraph(&words.join(" "))]);
            let mut blocks = vec![caption("Une autre légende", "Reuters"), block(BlockKind::ImageName, "phare_720")];
            let mut rest = &words[..];
            for cut in cuts {
                let (first, behind) = rest.split_at(cut.min(rest.len()));
                let typed: String = first.join(" \u{a0}, ").nfd().collect();
                blocks.push(paragraph(&if is_upper { typed.to_uppercase() } else { typed }));
                blocks.push(block(BlockKind::AgencyCredit, "AFP"));
                rest = behind;
            }
            blocks.push(block(BlockKind::Quote, &format!("« {} »", rest.join("\u{2009}"))));
            prop_assert_eq!(hash("UN TITRE…", blocks), plain);
        }

        #[test]
        fn another_word_is_another_text(words in words(), at in 0usize..40) {
            let plain = hash("Un titre", vec![paragraph(&words.join(" "))]);
            let mut others = words.clone();
            let at = at % words.len();
            others[at] = "zzzzzzzz".to_owned();
            prop_assert_ne!(hash("Un titre", vec![paragraph(&others.join(" "))]), plain);
            others.remove(at);
            prop_assert_ne!(hash("Un titre", vec![paragraph(&others.join(" "))]), plain);
        }
    }
}
