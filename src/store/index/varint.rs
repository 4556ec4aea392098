//! Numbers in as many bytes as they need: seven bits a byte, the lowest first, the top bit set where more follow.

/// Appends a number.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
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
        fn any_bytes_are_numbers(bytes: Vec<u8>) {
            let mut rest = &bytes[..];
            while !rest.is_empty() && take_u32(&mut rest).is_some() {}
        }
    }
}
