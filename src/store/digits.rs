//! Hashes in a row: sixteen hexadecimal digits each, and nothing between them.
//!
//! A line of the journal may be about a hundred thousand of them; each can still be found with `grep`. The two functions are
//! what `#[serde(with)]` asks for.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};
use serde::{Deserializer, Serializer};

use crate::store::text_hash::{DIGITS, parse};

/// Writes them as one string.
pub fn serialize<T: Copy + Into<u64>, S: Serializer>(hashes: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut digits = String::with_capacity(DIGITS * hashes.len());
    for hash in hashes {
        let hash: u64 = (*hash).into();
        let digit = |n: u32| char::from_digit((hash >> (60 - 4 * n) & 15) as u32, 16).unwrap_or_default();
        digits.extend((0..DIGITS as u32).map(digit));
    }
    serializer.serialize_str(&digits)
}

/// Reads them from one string; anything but whole hashes is an error.
pub fn deserialize<'de, T: From<u64>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_str(Hashes(PhantomData))
}

struct Hashes<T>(PhantomData<T>);

impl<T: From<u64>> Visitor<'_> for Hashes<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hashes, each of sixteen hexadecimal digits")
    }

    fn visit_str<E: de::Error>(self, digits: &str) -> Result<Vec<T>, E> {
        let hashes = digits.as_bytes().chunks(DIGITS).map(|digits| parse(digits).map(T::from));
        hashes.collect::<Option<_>>().ok_or_else(|| E::custom("a hash has sixteen digits"))
    }
}
