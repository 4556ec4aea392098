//! Text as search sees it: folded words, one space before and after each.
//!
//! With a space on both sides, "the word alep" is the string ` alep ` and "a word that begins with ale" the string
//! ` ale`: a scan needs to look for nothing else, and cannot stop inside a word.

use crate::text::fold;

/// Appends the words of `text` to `line`, which comes to hold ` word word `; nothing where there are none.
pub fn push_words(line: &mut String, text: &str) {
    let folded = fold::fold(text);
    // There is something between two words, which becomes their space.
    line.reserve(folded.len() + 2);
    for (at, (_, word)) in fold::words(&folded).enumerate() {
        if at == 0 && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
        line.push(' ');
    }
}
