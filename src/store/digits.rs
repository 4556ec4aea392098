//! Hashes in a row: sixteen hexadecimal digits each, and nothing between them.
//!
//! A line of the journal may be about a hundred thousand of them; each can still be found with `grep`. What writes and reads
//! a row is what `#[serde(with)]` asks for.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Visitor};
use serde::{Deserializer, Serializer};

/// Hexadecimal digits of a hash.
pub const DIGITS: usize = 16;

/// The hash that is written in so many digits, capitals or not.
pub fn parse(digits: &[u8]) -> Option<u64> {
    let values = <[u8; DIGITS]>::try_from(digits).ok()?.map(|digit| VALUES[usize::from(digit)]);
    let hash = values.iter().fold(0, |hash, value| hash << 4 | u64::from(*value));
    values.iter().all(|value| *value < 16).then_some(hash)
}

/// What each byte says as a digit: a journal is read by it a hundred thousand times at a start. 16 and more is none.
const VALUES: [u8; 256] = {
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value] as usize] = value as u8;
        values[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    values
};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_sixteen_digits_and_nothing_else() {
        for (digits, hash) in [
            ("00c0ffee00c0ffee", Some(0x00c0_ffee_00c0_ffee)),
            ("FFFFFFFFFFFFFFFF", Some(u64::MAX)),
            ("", None),
            ("12", None),
            ("+123456789abcdef", None),
            ("123456789abcdefg", None),
            ("00000000000000001", None),
        ] {
            assert_eq!(parse(digits.as_bytes()), hash, "{digits:?}");
        }
    }
}
