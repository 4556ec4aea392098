//! Ascending numbers below a bound in little more room than they need, as Elias (1974) and Fano (1971) wrote them and Vigna
//! did postings (Quasi-Succinct Indices, 2013): the low bits of each as they are, and a string of bits in which the `i`th
//! number sets bit `high + i`, `high` being the rest of it. How many bits are low, and how many bytes all take, follows from
//! how many numbers there are and from the bound.
//!
//! The string of high bits stands first. Numbers that are read of damaged bytes still do not descend.

/// What follows from how many numbers there are below which bound.
#[derive(Clone, Copy, Debug)]
struct Shape {
    n_numbers: u32,
    /// So many bits of each number are low.
    n_low: u32,
    /// The length of the string of high bits.
    n_high: u64,
}

impl Shape {
    fn new(n_numbers: u32, bound: u32) -> Shape {
        // About as many as the mean gap has, without a division: whoever walks through terms asks this for each.
        let n_bits = |number: u32| number.checked_ilog2().unwrap_or(0);
        let n_low = n_bits(bound).saturating_sub(n_bits(n_numbers));
        let last = bound.saturating_sub(1) >> n_low;
        Shape { n_numbers, n_low, n_high: u64::from(n_numbers) + u64::from(last) }
    }

    fn n_bytes(&self) -> u64 {
        (self.n_high + u64::from(self.n_numbers) * u64::from(self.n_low)).div_ceil(8)
    }
}

/// How many bytes so many numbers below a bound take.
pub(super) fn n_bytes(n_numbers: u32, bound: u32) -> u64 {
    Shape::new(n_numbers, bound).n_bytes()
}

/// Appends numbers that ascend and are below the bound.
pub(super) fn push(out: &mut Vec<u8>, numbers: &[u32], bound: u32) {
    let shape = Shape::new(numbers.len() as u32, bound);
    let start = out.len();
    let end = start + shape.n_bytes() as usize;
    // Low bits are written with eight bytes at once.
    out.resize(end + 8, 0);
    let bytes = &mut out[start..];
    let mut low_at = shape.n_high as usize;
    for (i, number) in numbers.iter().enumerate() {
        let high = (number >> shape.n_low) as usize + i;
        bytes[high / 8] |= 1 << (high % 8);
        let low = number & !(u32::MAX << shape.n_low);
        if let Some(eight) = bytes[low_at / 8..].first_chunk_mut() {
            *eight = (u64::from_le_bytes(*eight) | u64::from(low) << (low_at % 8)).to_le_bytes();
        }
        low_at += shape.n_low as usize;
    }
    out.truncate(end);
}

/// Numbers where their bytes are.
#[derive(Clone, Debug)]
pub(super) struct Numbers<'a> {
    /// Their bytes begin these.
    bytes: &'a [u8],
    shape: Shape,
    /// How many were read.
    n_read: u32,
    /// What is left of the 64 high bits that are being read, and where those begin.
    word: u64,
    base: u64,
    last: u32,
}

impl<'a> Numbers<'a> {
    /// So many numbers below the bound, whose bytes begin these: more behind makes reading the last ones faster.
    pub(super) fn new(bytes: &'a [u8], n_numbers: u32, bound: u32) -> Numbers<'a> {
        let shape = Shape::new(n_numbers, bound);
        Numbers { bytes, shape, n_read: 0, word: load(bytes, 0), base: 0, last: 0 }
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let Shape { n_numbers, n_low, n_high } = self.shape;
        if self.n_read >= n_numbers {
            return None;
        }
        while self.word == 0 {
            self.base += u64::from(u64::BITS);
            if self.base >= n_high {
                return None;
            }
            self.word = load(self.bytes, self.base / 8);
        }
        let i = u64::from(self.n_read);
        let high = self.base + u64::from(self.word.trailing_zeros()) - i;
        self.word &= self.word - 1;
        self.n_read += 1;
        let low_at = n_high + i * u64::from(n_low);
        let low = load(self.bytes, low_at / 8) >> (low_at % 8) & !(u64::MAX << n_low);
        self.last = self.last.max((high << n_low | low) as u32);
        Some(self.last)
    }
}

/// The eight bytes from this one on, zeros where there are none.
#[inline]
fn load(bytes: &[u8], at: u64) -> u64 {
    let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    match rest.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => rest.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn many_numbers_take_few_bits() {
        let cases = [(1, 1 << 20, 3), (2, 12_500, 4), (100, 12_500, 113), (1000, 16_001, 750)];
        for (n_numbers, bound, want) in cases {
            assert_eq!(n_bytes(n_numbers, bound), want, "{n_numbers} below {bound}");
        }
    }

    fn numbers() -> impl Strategy<Value = (BTreeSet<u32>, u32)> {
        let bound = prop_oneof![1u32..300, 1u32..100_000, Just(u32::MAX)];
        bound.prop_flat_map(|bound| (prop::collection::btree_set(0..bound, 0..200.min(bound as usize)), Just(bound)))
    }

    proptest! {
        #[test]
        fn numbers_come_back((numbers, bound) in numbers(), behind in any::<[u8; 9]>(), n_behind in 0usize..9) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut bytes = vec![7];
            push(&mut bytes, &numbers, bound);
            prop_assert_eq!(bytes.len() as u64, 1 + n_bytes(numbers.len() as u32, bound));
            bytes.extend_from_slice(&behind[..n_behind]);
            let got: Vec<u32> = Numbers::new(&bytes[1..], numbers.len() as u32, bound).collect();
            prop_assert_eq!(got, numbers);
        }

        #[test]
        fn any_bytes_are_numbers_that_do_not_descend(bytes: Vec<u8>, n_numbers in any::<u32>(), bound: u32) {
            let n_numbers = n_numbers.min(bound).min(10_000);
            let got: Vec<u32> = Numbers::new(&bytes, n_numbers, bound).collect();
            prop_assert!(got.len() <= n_numbers as usize && got.is_sorted());
        }
    }
}
