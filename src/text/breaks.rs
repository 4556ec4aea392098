//! Where a row may end: Unicode's line breaking (UAX #14), but not inside a web address.
//!
//! The rules are those of `icu_segmenter`, whose version knows French guillemets. Most of a text is words of letters with
//! single signs that never matter to the rules, between spaces: those are broken here without asking, which a law proves to
//! be the same. A stretch that has anything else in it is given to the rules as a whole.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::text::bidi;

/// The byte offsets at which a row may end, ascending; the end of the text is the last of them.
pub fn breaks(text: &str) -> Vec<u32> {
    let mut breaks = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = 0;
    while start < text.len() {
        let stretch = stretch(text, start);
        if !stretch.is_plain {
            rules(text, start, stretch.end, &mut breaks);
        }
        breaks.push(offset(stretch.end));
        start = stretch.end;
    }
    breaks
}

/// A row ends here whether it is full or not (UAX #14, rules LB4 and LB5).
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Part of a text that can be broken without looking at the rest.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    end: usize,
    /// Nowhere inside it may a row end.
    is_plain: bool,
}

/// What a character is to plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A letter or a digit (classes AL and NU).
    Letter,
    /// A mark on what stands before it (CM).
    Mark,
    /// A full stop or a comma (IS).
    Stop,
    /// A quotation mark that may be an apostrophe (QU).
    Apostrophe,
    Space,
    Other,
}

/// The stretch from `start` to the first place where a word that ends with a letter, a mark or a full stop is followed by
/// spaces and a letter. By rule LB18 a row may end there, and none of the rules looks across such a place.
fn stretch(text: &str, start: usize) -> Stretch {
    let mut chars =
        text.get(start..).unwrap_or_default().char_indices().map(|(at, c)| (start + at, kind(c))).peekable();
    let mut is_plain = true;
    // The kind of the last character that is no space; `Other` if anything but a plain word ends there.
    let mut last = Kind::Other;
    let mut after_space = false;
    while let Some((at, kind)) = chars.next() {
        last = match (last, kind) {
            (Kind::Letter | Kind::Stop, Kind::Letter) if after_space => return Stretch { end: at, is_plain },
            (_, Kind::Letter) => Kind::Letter,
            (Kind::Letter | Kind::Stop, Kind::Space) => last,
            (Kind::Letter, Kind::Mark) if !after_space => Kind::Letter,
            (Kind::Letter, Kind::Stop) if !after_space => Kind::Stop,
            (Kind::Letter, Kind::Apostrophe)
                if !after_space && chars.peek().is_some_and(|(_, next)| *next == Kind::Letter) =>
            {
                Kind::Other
            }
            _ => {
                is_plain = false;
                Kind::Other
            }
        };
        after_space = kind == Kind::Space;
    }
    Stretch { end: text.len(), is_plain }
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Letter,
        ' ' => Kind::Space,
        '\u{620}'..='\u{64A}' => Kind::Letter,
        '.' | ',' | '\u{60C}' => Kind::Stop,
        '\'' | '\u{2019}' => Kind::Apostrophe,
        '\u{64B}'..='\u{65F}' | '\u{670}' => Kind::Mark,
        '\u{D7}' | '\u{F7}' => Kind::Other,
        '\u{C0}'..='\u{17F}' | '\u{660}'..='\u{669}' | '\u{671}'..='\u{6D3}' | '\u{6F0}'..='\u{6F9}' => Kind::Letter,
        _ => Kind::Other,
    }
}

/// The longest word that is looked at as a web address.
const N_BYTES_ADDRESS: usize = 2048;

/// Asks the rules about a stretch.
fn rules(text: &str, start: usize, end: usize, breaks: &mut Vec<u32>) {
    let stretch = text.get(start..end).unwrap_or_default();
    let mut word = 0..0;
    let mut word_is_address = false;
    for at in segmenter().segment_str(stretch).filter(|at| 0 < *at && *at < stretch.len()) {
        if at >= word.end {
            let before = stretch.get(word.end..at).unwrap_or_default();
            let word_start = before.rfind(ends_word).map_or(word.end, |space| word.end + space + 1);
            let behind = stretch.get(at..).and_then(|rest| rest.find(ends_word));
            word = word_start..behind.map_or(stretch.len(), |n_bytes| at + n_bytes);
            word_is_address = stretch.get(word.clone()).is_some_and(is_address);
        }
        let is_inside_address = word_is_address && word.start < at && at < word.end;
        if !is_inside_address {
            breaks.push(offset(start + at));
        }
    }
}

fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '\n')
}

fn is_address(word: &str) -> bool {
    word.len() <= N_BYTES_ADDRESS && bidi::is_address(word)
}

fn segmenter() -> LineSegmenterBorrowed<'static> {
    // Made of references into static tables: nothing is read or built here.
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
}

/// Offsets are kept in 32 bits: a paragraph of four gigabytes is not laid out whole.
fn offset(n_bytes: usize) -> u32 {
    u32::try_from(n_bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text, with a bar where a row may end.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let mut shown = String::new();
        let mut start = 0;
        for end in breaks(&text) {
            shown.push_str(&text[start..end as usize]);
            start = end as usize;
            if start < text.len() {
                shown.push('|');
            }
        }
        assert_eq!(shown, marked);
    }

    #[test]
    fn rows_end_behind_spaces_and_hyphens() {
        check("");
        check("un |deux  |trois");
        check("rendez-|vous, |demain. |Oui");
        check("l’armée |d'Alger");
        check("une\n|ligne");
        check("قال |إنّ |الوزير، |أمس");
    }

    #[test]
    fn french_signs_stay_with_their_words() {
        check("Le |mot |« oui » ! |Et |« non »");
        check("Qui ? |Lui ; |moi : |n° |12 |%");
    }

    #[test]
    fn an_address_is_whole() {
        check("voir |https://exemple.fr/a-b/?c=d |ici");
        check("a/|b |@un-nom |fin");
        check("(https://exemple.fr/a-b) |fin");
        check("https://a.fr/b-c\n|d-|e");
    }

    proptest! {
        #[test]
        fn plain_words_are_broken_as_the_rules_have_it(
            text in "([a-zé]{1,4}|[ابتس]{1,3}\u{64E}?|[0-9]{1,3}|[ ]{1,2}|[.,'’،\u{64B}]|[-«»()!?;:/%$\u{A0}\u{202F}\u{200D}\u{301}\u{2066}\u{AD}\u{200B}\u{2060}汉🇩אp\n\t”“]){0,24}"
        ) {
            prop_assume!(!text.split([' ', '\n']).any(bidi::is_address));
            let ours: Vec<usize> = breaks(&text).into_iter().map(|at| at as usize).collect();
            let theirs: Vec<usize> = segmenter().segment_str(&text).filter(|at| *at > 0).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn any_text_is_broken_as_the_rules_have_it(text in any::<String>()) {
            prop_assume!(!text.split([' ', '\n']).any(bidi::is_address));
            let ours: Vec<usize> = breaks(&text).into_iter().map(|at| at as usize).collect();
            let theirs: Vec<usize> = segmenter().segment_str(&text).filter(|at| *at > 0).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
