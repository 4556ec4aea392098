//! What a word of a field is in the dictionary: the byte of the field, and the letters of the word as UTF-8 has them, but
//! those from U+0620 to U+065F - Arabic - in one byte each, where UTF-8 takes two. It is one that in UTF-8 goes on a letter
//! and begins none, 80 to BF: where a letter ends is seen in a key as it is there, words that begin alike have keys that do,
//! and those that do not have others.

use crate::store::index::Field;

/// The first letter that takes one byte.
const FIRST: u32 = 0x620;

/// The bytes that go on a letter in UTF-8.
const BEHIND: std::ops::RangeInclusive<u8> = 0x80..=0xBF;

/// What a word of a field is in the dictionary.
pub(super) fn key(field: Field, word: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(word.len() + 1);
    key.push(field as u8);
    push(&mut key, word.as_bytes());
    key
}

/// Appends the letters of a word in UTF-8, in as many bytes or fewer.
pub(super) fn push(key: &mut Vec<u8>, mut word: &[u8]) {
    while let Some((first, rest)) = word.split_first() {
        // U+0620 to U+063F are D8 A0 to D8 BF, U+0640 to U+065F are D9 80 to D9 9F.
        let short = match (first, rest.first()) {
            (0xD8, Some(second @ 0xA0..=0xBF)) => Some(second - 0x20),
            (0xD9, Some(second @ 0x80..=0x9F)) => Some(second + 0x20),
            _ => None,
        };
        let n_bytes = if short.is_some() { 2 } else { n_bytes(*first).min(word.len()) };
        let (letter, behind) = word.split_at(n_bytes);
        match short {
            Some(short) => key.push(short),
            None => key.extend_from_slice(letter),
        }
        word = behind;
    }
}

/// Writes the word of a key into `word`; nothing where damage left none.
pub(super) fn read(key: &[u8], word: &mut String) {
    word.clear();
    let mut rest = key.get(1..).unwrap_or_default();
    while let Some(first) = rest.first() {
        if BEHIND.contains(first) {
            word.extend(char::from_u32(FIRST + u32::from(first & 0x3F)));
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        // As many letters of UTF-8 as stand here: a letter of one byte would be no beginning of one.
        let mut n = 0;
        while let Some(first) = rest.get(n).filter(|first| !BEHIND.contains(first)) {
            n += n_bytes(*first);
        }
        let Some(letters) = rest.get(..n).and_then(|letters| std::str::from_utf8(letters).ok()) else {
            return word.clear();
        };
        word.push_str(letters);
        rest = rest.get(n..).unwrap_or_default();
    }
}

/// How many bytes of a key the first letter of its word takes with the field, the first two letters, and so on.
pub(super) fn beginnings(key: &[u8]) -> impl Iterator<Item = usize> {
    let next = |at: &usize| Some(at + n_bytes(*key.get(*at)?)).filter(|end| *end <= key.len());
    std::iter::successors(next(&1), move |at| next(at))
}

/// How many bytes a letter of a key takes that begins with this one.
fn n_bytes(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_has_a_byte_for_each_letter_of_the_two_scripts() {
        let cases: [(&str, &[u8]); 5] = [
            ("", &[1]),
            ("alep2", b"\x01alep2"),
            ("\u{62D}\u{644}\u{628}", &[1, 0x8D, 0xA4, 0x88]),
            ("\u{620}\u{63F}\u{640}\u{65F}", &[1, 0x80, 0x9F, 0xA0, 0xBF]),
            ("a\u{61F}\u{660}\u{67E}\u{3B1}", &[1, b'a', 0xD8, 0x9F, 0xD9, 0xA0, 0xD9, 0xBE, 0xCE, 0xB1]),
        ];
        for (word, want) in cases {
            assert_eq!(key(Field::Title, word), want, "{word}");
        }
    }

    fn words() -> impl Strategy<Value = [String; 2]> {
        prop::array::uniform2("[a\u{e9}\u{618}-\u{630}\u{648}-\u{668}\u{1F600}\u{4E2D}]{0,5}")
    }

    proptest! {
        #[test]
        fn a_word_comes_back_with_its_beginnings([word, other] in words()) {
            let key = key(Field::Author, &word);
            let mut read_again = String::from("before");
            read(&key, &mut read_again);
            prop_assert_eq!(&read_again, &word);
            let want: Vec<Vec<u8>> = word.char_indices().map(|(at, c)| super::key(Field::Author, &word[..at + c.len_utf8()])).collect();
            prop_assert_eq!(beginnings(&key).map(|end| key[..end].to_vec()).collect::<Vec<_>>(), want);
            prop_assert_eq!(key.starts_with(&super::key(Field::Author, &other)), word.starts_with(&other));
        }

        #[test]
        fn any_bytes_are_a_word_or_none(bytes: Vec<u8>) {
            let mut word = String::new();
            read(&bytes, &mut word);
            prop_assert!(beginnings(&bytes).all(|end| end <= bytes.len()));
        }
    }
}
