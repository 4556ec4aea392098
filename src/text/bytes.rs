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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
