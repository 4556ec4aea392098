//! Names that live as long as the program, read back from where they were stored.
//!
//! Rules and encodings are known by names that are part of the program, or of tables it read once. A stored document has
//! copies of them; each different one is kept once and for good. So many different ones cannot be honest: they come from
//! damaged bytes, and are refused before they fill the memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{PoisonError, RwLock};

use serde::{Deserialize, Deserializer, de};

/// The name of something that is part of the program, or of a table it read.
pub type Name = &'static str;

/// Different names there may be: far more than all rules of anybody.
const MAX_NAMES: usize = 16 * 1024;

/// Bytes a name may have.
const MAX_LEN: usize = 256;

static NAMES: RwLock<Option<HashSet<Name>>> = RwLock::new(None);

/// A name.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    // Borrowed where the format can: a name is most often known already.
    #[derive(Deserialize)]
    struct Stored<'a>(#[serde(borrow)] Cow<'a, str>);
    let Stored(name) = Stored::deserialize(deserializer)?;
    interned(&name).ok_or_else(|| de::Error::custom("more names than there can be"))
}

/// A name that may be missing.
pub(super) fn optional_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Name>, D::Error> {
    #[derive(Deserialize)]
    struct Stored(#[serde(deserialize_with = "name")] Name);
    Ok(Option::<Stored>::deserialize(deserializer)?.map(|Stored(name)| name))
}

/// Names, one after the other.
pub(super) fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Name>, D::Error> {
    #[derive(Deserialize)]
    struct Stored(#[serde(deserialize_with = "name")] Name);
    Ok(Vec::<Stored>::deserialize(deserializer)?.into_iter().map(|Stored(name)| name).collect())
}

fn interned(name: &str) -> Option<Name> {
    let known =
        NAMES.read().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(|names| names.get(name).copied());
    if known.is_some() {
        return known;
    }
    let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
    let names = names.get_or_insert_default();
    if let Some(known) = names.get(name) {
        return Some(known);
    }
    if names.len() >= MAX_NAMES || name.len() > MAX_LEN {
        return None;
    }
    let kept: Name = Box::leak(name.into());
    names.insert(kept);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once_and_a_book_is_none() {
        let (one, two) = (interned("pubinfo.published_in").unwrap(), interned("pubinfo.published_in").unwrap());
        assert!(std::ptr::eq(one, two));
        assert_eq!(interned(&"x".repeat(MAX_LEN + 1)), None);
    }
}
