//! Text as search sees it: folded words, one space before and after each.
//!
//! A word is a run of letters and digits after folding; everything else only separates. With a space on both sides,
//! "the word alep" is the string ` alep ` and "a word that begins with ale" the string ` ale`: a scan needs to look for
//! nothing else, and cannot stop inside a word.

use std::ops::Range;

/// Appends the words of `text` to `line`, which comes to hold ` word word `; nothing where there are none.
pub fn push_words(line: &mut String, text: &str) {
    let folded = fold(text);
    for word in words(&folded) {
        if !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(&folded[word]);
        line.push(' ');
    }
}

/// The byte ranges of the words of an already folded text, in order.
pub fn words(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = folded.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|(_, c)| is_word_char(*c))?;
        while chars.next_if(|(_, c)| is_word_char(*c)).is_some() {}
        let end = chars.peek().map_or(folded.len(), |(at, _)| *at);
        Some(start..end)
    })
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
}

/// The text without case and accents.
pub fn fold(text: &str) -> String {
    fold_mapped(text).0
}

/// The folded text, and for each of its bytes (and its end) the place in `text` it came from.
pub fn fold_mapped(text: &str) -> (String, Vec<usize>) {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let mut folded = String::with_capacity(text.len());
    let mut map = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(|part| !is_combining_mark(*part)) {
            folded.push(part);
            map.resize(folded.len(), at);
        }
    }
    map.push(text.len());
    (folded, map)
}
