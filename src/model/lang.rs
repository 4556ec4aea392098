//! The language of a piece of text.
//!
//! A language is a BCP 47 primary tag. Only what a page is written in matters here, so regions and scripts are left out.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::bidi::Direction;
use crate::text::language::Language;

/// A BCP 47 primary language subtag of two or three letters: `fr`, `ar`, `en`; `und` where there is nothing to tell by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "[u8; 3]", into = "[u8; 3]")]
pub struct Lang([u8; 3]);

impl Lang {
    /// Arabic.
    pub const AR: Lang = Lang(*b"ar\0");
    /// English.
    pub const EN: Lang = Lang(*b"en\0");
    /// Spanish.
    pub const ES: Lang = Lang(*b"es\0");
    /// Persian.
    pub const FA: Lang = Lang(*b"fa\0");
    /// French.
    pub const FR: Lang = Lang(*b"fr\0");
    /// Hebrew.
    pub const HE: Lang = Lang(*b"he\0");
    /// Urdu.
    pub const UR: Lang = Lang(*b"ur\0");
    /// Undetermined (ISO 639-2 `und`): no letters to tell by.
    pub const UND: Lang = Lang(*b"und");

    /// Reads a tag such as `fr`, `FR` or `fr-MA`; `None` if its first subtag is not two or three ASCII letters.
    pub fn parse(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?.as_bytes();
        if !(2..=3).contains(&primary.len()) || !primary.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut bytes = [0; 3];
        for (to, from) in bytes.iter_mut().zip(primary) {
            *to = from.to_ascii_lowercase();
        }
        Some(Lang(bytes))
    }

    /// The tag in lower case.
    pub fn as_str(&self) -> &str {
        let n_bytes = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..n_bytes]).unwrap_or("und")
    }

    /// The direction this language is written in.
    pub fn direction(self) -> Direction {
        match self {
            Lang::AR | Lang::FA | Lang::UR | Lang::HE => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// What text has to know of it to set it well.
    pub fn language(self) -> Language {
        match self {
            Lang::FR => Language::French,
            Lang::EN => Language::English,
            Lang::ES => Language::Spanish,
            Lang::FA | Lang::UR => Language::Persian,
            _ => Language::Other,
        }
    }
}

impl From<Lang> for [u8; 3] {
    fn from(lang: Lang) -> [u8; 3] {
        lang.0
    }
}

impl TryFrom<[u8; 3]> for Lang {
    type Error = &'static str;

    /// The letters of a tag, the last one 0 if there are two.
    fn try_from(letters: [u8; 3]) -> Result<Lang, &'static str> {
        let is_tag = letters[..2].iter().all(u8::is_ascii_lowercase) && matches!(letters[2], 0 | b'a'..=b'z');
        if is_tag { Ok(Lang(letters)) } else { Err("no tag of a language") }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_keeps_its_primary_subtag() {
        for (tag, want) in [
            ("fr", Some("fr")),
            ("FR-ma", Some("fr")),
            ("ar_EG", Some("ar")),
            ("und", Some("und")),
            ("français", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(Lang::parse(tag).as_ref().map(Lang::as_str), want, "{tag}");
        }
    }
}
