//! Questions to many bytes at once.
//!
//! Every byte of an archive passes here, so nothing branches: compilers make of such loops instructions that look at
//! sixteen bytes or more.

/// So many bytes are looked at before asking whether to stop.
const STRETCH: usize = 256;

/// Some byte is such together with the two after it; beyond the end are zeros. The question must do without branches,
/// too (`&`, not `&&`).
#[inline]
pub fn any_triple(bytes: &[u8], is: impl Fn(u8, u8, u8) -> bool) -> bool {
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let mut stretches = bytes.chunks(STRETCH).zip(second.chunks(STRETCH)).zip(third.chunks(STRETCH));
    let in_stretch = |firsts: &[u8], seconds: &[u8], thirds: &[u8]| {
        let triples = firsts.iter().zip(seconds).zip(thirds);
        triples.fold(false, |found, ((first, second), third)| found | is(*first, *second, *third))
    };
    let at_end = match bytes {
        [.., first, second] => is(*first, *second, 0) | is(*second, 0, 0),
        [first] => is(*first, 0, 0),
        [] => false,
    };
    at_end || stretches.any(|((firsts, seconds), thirds)| in_stretch(firsts, seconds, thirds))
}

/// Calls with the place of each such byte; where every few bytes one is found this is faster than a search from one to the next.
#[inline]
pub fn each(byte: u8, bytes: &[u8], mut call: impl FnMut(usize)) {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (eight, at) in eights.iter().zip((0..).step_by(8)) {
        let mut found = lanes::equal(u64::from_le_bytes(*eight), byte);
        while found != 0 {
            call(at + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
    }
    let n_before = bytes.len() - rest.len();
    rest.iter().enumerate().filter(|(_, other)| **other == byte).for_each(|(at, _)| call(n_before + at));
}

/// Eight bytes at once in a number, the first one lowest, with answers in the top bit of each byte.
pub mod lanes {
    const ONE: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * ONE;

    /// Which are this byte.
    pub fn equal(eight: u64, byte: u8) -> u64 {
        let differing = eight ^ (ONE * byte as u64);
        !(((differing & !TOP) + !TOP) | differing) & TOP
    }

    /// Which are letters of ASCII; the other bits mean nothing.
    pub fn letter(eight: u64) -> u64 {
        let small = (eight | (0x20 * ONE)) & !TOP;
        let from_a = small + (0x80 - b'a' as u64) * ONE;
        let behind_z = small + (0x7F - b'z' as u64) * ONE;
        from_a & !behind_z & !eight
    }

    /// Which stand so many bytes behind these, or behind those of the eight bytes before.
    pub fn behind(answers: u64, before: u64, n_bytes: u32) -> u64 {
        answers << (8 * n_bytes) | before >> (64 - 8 * n_bytes)
    }

    /// The answers as the lowest eight bits.
    pub fn gathered(answers: u64) -> u64 {
        ((answers & TOP) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_such_byte_is_found(bytes in prop::collection::vec(0u8..4, 0..100)) {
            let mut found = Vec::new();
            each(1, &bytes, |at| found.push(at));
            prop_assert_eq!(found, memchr::memchr_iter(1, &bytes).collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn one_of_many_bytes_is_found(n_before in 0usize..600, n_after in 0usize..600) {
            let bytes = [vec![0; n_before], vec![1, 2, 3], vec![0; n_after]].concat();
            prop_assert!(any_triple(&bytes, |first, second, third| (first == 1) & (second == 2) & (third == 3)));
            prop_assert!(!any_triple(&bytes, |first, _, third| (first == 1) & (third == 2)));
            let cut = &bytes[..n_before + 1];
            prop_assert!(any_triple(cut, |first, second, _| (first == 1) & (second == 0)));
        }
    }
}
