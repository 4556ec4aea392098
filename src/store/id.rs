//! The short name of an article, for people and scripts.
//!
//! It is a hash of where the article stands (path, record, ordinal), so that it can be given out before the rest of an
//! archive has been read, and stays the same from one start to the next.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::document::Origin;

/// Ten characters of base 32; any beginning of at least [`ArticleId::MIN_PREFIX`] that names one article alone will do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(u64);

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, which are mistaken for other characters or words.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

const N_CHARS: u32 = 10;

impl ArticleId {
    /// The fewest characters that may name an article.
    pub const MIN_PREFIX: usize = 4;

    /// The name of the article `ordinal` of the document at `origin`, whose path is taken from the folder `base`.
    pub fn of(base: &str, origin: &Origin, ordinal: u16) -> ArticleId {
        ArticleId::all_of(base, origin)(ordinal)
    }

    /// The names of all articles of a document, by their ordinals.
    pub(super) fn all_of(base: &str, origin: &Origin) -> impl Fn(u16) -> ArticleId {
        let document = format!("{}\0{}", absolute(base, &origin.path), origin.record);
        move |ordinal| ArticleId(xxh3_64(format!("{document}\0{ordinal}").as_bytes()) >> (64 - 5 * N_CHARS))
    }

    /// The name as it is printed; `None` for what is no whole name.
    pub fn parse(name: &str) -> Option<ArticleId> {
        let (first, last) = ArticleId::all_with(name)?;
        (first == last).then_some(first)
    }

    /// The first and the last of all names that begin with these characters, in whichever case; `None` if none does.
    pub fn all_with(prefix: &str) -> Option<(ArticleId, ArticleId)> {
        let n_missing = N_CHARS.checked_sub(u32::try_from(prefix.len()).ok()?)?;
        let value = |char: u8| ALPHABET.iter().position(|digit| *digit == char.to_ascii_lowercase());
        let digits = prefix.bytes().map(value).try_fold(0, |name, digit| Some(name << 5 | digit? as u64))?;
        let first = digits << (5 * n_missing);
        Some((ArticleId(first), ArticleId(first | ((1 << (5 * n_missing)) - 1))))
    }

    /// Whether it begins with these characters; case is ignored.
    pub fn starts_with(self, prefix: &str) -> bool {
        let name = self.to_string();
        name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    }
}

impl From<ArticleId> for u64 {
    fn from(id: ArticleId) -> u64 {
        id.0
    }
}

impl From<u64> for ArticleId {
    /// The name with this number; what is more than ten characters can say is left out.
    fn from(number: u64) -> ArticleId {
        ArticleId(number & (u64::MAX >> (64 - 5 * N_CHARS)))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |i: u32| char::from(ALPHABET[(self.0 >> (5 * (N_CHARS - 1 - i)) & 31) as usize]);
        f.pad(&(0..N_CHARS).map(digit).collect::<String>())
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The path from the root: `a/./b`, `b/` seen from `a`, and `/x/a/b` seen from anywhere are one place. Links are not
/// followed: no file is asked.
pub fn absolute(base: &str, path: &str) -> String {
    let mut parts: Vec<Component> = Vec::new();
    let joined = Path::new(base).join(path);
    for part in joined.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.iter().collect::<PathBuf>().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_has_one_name() {
        let id = |base: &str, path: &str| ArticleId::of(base, &Origin::file(path), 1);
        let want = id("", "/home/r/archive/2016.txt");
        for (base, path) in [
            ("/home/r", "archive/2016.txt"),
            ("/home/r/", "./archive//2016.txt"),
            ("/home/r/archive", "2016.txt"),
            ("/home/r/other", "../archive/2016.txt"),
            ("/elsewhere", "/home/r/archive/2016.txt"),
        ] {
            assert_eq!(id(base, path), want, "{path} from {base}");
        }
        assert_ne!(id("/home/r", "2016.txt"), want);
        assert_ne!(ArticleId::of("", &Origin::file("/home/r/archive/2016.txt"), 2), want);
    }

    #[test]
    fn a_name_is_ten_characters_and_knows_its_beginnings() {
        let id = ArticleId::of("", &Origin::file("edition/alep.txt"), 1);
        let name = id.to_string();
        assert_eq!(name.len(), 10);
        assert!(name.bytes().all(|byte| ALPHABET.contains(&byte)));
        assert_eq!((ArticleId::parse(&name), ArticleId::parse(&name.to_uppercase())), (Some(id), Some(id)));
        assert_eq!(["", &name[1..], "0123u56789", &format!("{name}{name}")].map(ArticleId::parse), [None; 4]);
        assert!(id.starts_with(&name) && id.starts_with(&name[..4]) && id.starts_with(&name.to_uppercase()));
        assert!(!id.starts_with("é") && !id.starts_with(&format!("{name}0")));
        for n_chars in 0..=10 {
            let (first, last) = ArticleId::all_with(&name[..n_chars].to_uppercase()).unwrap();
            assert!((first..=last).contains(&id), "{n_chars}");
            assert!(first.starts_with(&name[..n_chars]) && last.starts_with(&name[..n_chars]), "{n_chars}");
        }
        assert_eq!(ArticleId::all_with(&name), Some((id, id)));
        assert_eq!((ArticleId::all_with("abcu"), ArticleId::all_with(&format!("{name}0"))), (None, None));
    }
}
