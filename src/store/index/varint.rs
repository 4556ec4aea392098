//! Numbers in as many bytes as they need: seven bits a byte, the lowest first, the top bit set where more follow.

/// Appends a number.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, mut number: u64) {
    let [low, middle, high] = [number as u8, (number >> 7) as u8, (number >> 14) as u8];
    match number {
        0..0x80 => out.push(low),
        0x80..0x4000 => out.extend_from_slice(&[low | 0x80, middle]),
        0x4000..0x20_0000 => out.extend_from_slice(&[low | 0x80, middle | 0x80, high]),
        _ => {
            while number >= 0x80 {
                out.push(number as u8 | 0x80);
                number >>= 7;
            }
            out.push(number as u8);
        }
    }
}

/// Takes a number from the front; `None` where the bytes end too early. What does not fit loses its high bits, so that
/// damage makes another number and no harm.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    if *first < 0x80 { Some(u64::from(*first)) } else { take_more(u64::from(*first & 0x7F), bytes) }
}

/// Takes a number that was written as one of 32 bits.
#[inline]
pub(super) fn take_u32(bytes: &mut &[u8]) -> Option<u32> {
    take(bytes).map(|number| number as u32)
}

/// Writes other numbers for some, each of 32 bits. Whether a number takes one byte or three is chance in a text, so that
/// nothing here depends on it but by reckoning: a processor that guesses wrong loses more time than all of that takes.
pub(super) fn renumber(mut bytes: &[u8], out: &mut Vec<u8>, other: impl Fn(u32) -> u32) {
    let mut at = out.len();
    // Eight bytes are written at once, of which the next number overwrites what is too much.
    out.resize(at + 5 * bytes.len() + 8, 0);
    while let Some(ahead) = bytes.first_chunk::<8>() {
        let (number, n_bytes) = first(u64::from_le_bytes(*ahead));
        bytes = bytes.get(n_bytes..).unwrap_or_default();
        let (written, n_bytes) = as_bytes(other(number));
        if let Some(place) = out.get_mut(at..at + 8) {
            place.copy_from_slice(&written.to_le_bytes());
        }
        at += n_bytes;
    }
    out.truncate(at);
    while let Some(number) = take_u32(&mut bytes) {
        push(out, u64::from(other(number)));
    }
}

const MORE: u64 = 0x80_8080_8080;

/// The number that these bytes begin with, and how many of them it takes, five at most.
#[inline]
fn first(ahead: u64) -> (u32, usize) {
    let n_bytes = ((!ahead & MORE | 1 << 39).trailing_zeros() as usize + 1) / 8;
    let own = ahead & (u64::MAX >> (64 - 8 * n_bytes));
    let seven = |byte: u32| own >> byte & 0x7F << (7 * byte);
    ((seven(0) | seven(1) | seven(2) | seven(3) | seven(4)) as u32, n_bytes)
}

/// The bytes of a number, and how many they are.
#[inline]
fn as_bytes(number: u32) -> (u64, usize) {
    let n_bytes = (u32::BITS - (number | 1).leading_zeros()).div_ceil(7);
    let seven = |byte: u32| (u64::from(number) & 0x7F << (7 * byte)) << byte;
    let bytes = seven(0) | seven(1) | seven(2) | seven(3) | seven(4);
    (bytes | MORE & ((1 << (8 * (n_bytes - 1))) - 1), n_bytes as usize)
}

fn take_more(mut number: u64, bytes: &mut &[u8]) -> Option<u64> {
    let mut shift = 7;
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if shift < u64::BITS {
            number |= u64::from(byte & 0x7F) << shift;
        }
        shift = shift.saturating_add(7);
        if *byte < 0x80 {
            return Some(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers: Vec<u64>) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| push(&mut bytes, *number));
            let mut rest = &bytes[..];
            for number in numbers {
                prop_assert_eq!(take(&mut rest), Some(number));
            }
            prop_assert_eq!(take(&mut rest), None);
        }

        #[test]
        fn other_numbers_take_the_place_of_some(numbers in prop::collection::vec(prop_oneof![0u32..200, any::<u32>()], 0..40), add in any::<u32>()) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| push(&mut bytes, u64::from(*number)));
            let mut want = Vec::new();
            numbers.iter().for_each(|number| push(&mut want, u64::from(number.wrapping_add(add))));
            let mut got = Vec::new();
            renumber(&bytes, &mut got, |number| number.wrapping_add(add));
            prop_assert_eq!(got, want);
        }

        #[test]
        fn any_bytes_are_numbers(bytes: Vec<u8>) {
            let mut rest = &bytes[..];
            while take_u32(&mut rest).is_some() {}
            prop_assert!(rest.is_empty());
            let mut out = Vec::new();
            renumber(&bytes, &mut out, |number| number);
            prop_assert!(out.len() <= bytes.len());
        }
    }
}
