//! What is laid out in place of a text: signs put in, left out or exchanged first, and the way back to the text.
//!
//! Everything that changes the picture of a text without changing the text is done here, as edits: an isolate around an
//! address is two signs put in, a possible hyphen is a soft one, a narrow space takes the place of a wide one, a digit
//! that of another. The engine behind it then needs no rule but Unicode's. What it draws it says in offsets of the text
//! that was given: [`Prepared::way_back`] knows them.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::bidi::{self, Direction};
use crate::text::isolation::{Isolate, Kind};
use crate::text::language::Language;
use crate::text::setting::{Digits, Harakat, Overrides, Setting};
use crate::text::{digits, hyphenation, isolation, spacing};

/// A text as it is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared<'a> {
    /// What is laid out.
    pub text: Cow<'a, str>,
    /// Overrides that were left out.
    pub n_overrides: usize,
    done: Vec<Done>,
}

/// Changes to a text, in any order. Of two that overlap the earlier one is done; of two at one place the one that was
/// asked for first comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    wanted: Vec<(Range<usize>, Option<char>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Done {
    prepared: Range<usize>,
    text: Range<usize>,
}

/// The text of a paragraph in this direction with everything done that the setting asks for.
pub fn prepare<'a>(text: &'a str, direction: Direction, setting: &Setting) -> Prepared<'a> {
    let mut edits = Edits::default();
    let with_isolates = setting.isolation && (direction == Direction::RightToLeft || bidi::has_rtl(text));
    let with_spaces = setting.spacing && setting.language == Language::French;
    let with_digits = setting.digits == Digits::Arabic && text.bytes().any(|byte| byte.is_ascii_digit());
    let isolates = match with_isolates || with_spaces || with_digits || setting.hyphenation {
        true => isolation::isolates(text),
        false => Vec::new(),
    };
    // At one place a part ends before the space behind it, and that space before the next part.
    if with_isolates {
        isolates.iter().for_each(|isolate| edits.insert(isolate.range.end, POP_ISOLATE));
    }
    if with_spaces {
        let gaps = spacing::french_gaps(text, &isolates);
        gaps.into_iter().for_each(|gap| edits.replace(gap.range, gap.symbol));
    } else if with_isolates {
        numbers_hold_together(text, &isolates, &mut edits);
    }
    if with_isolates {
        isolates.iter().for_each(|isolate| edits.insert(isolate.range.start, LEFT_TO_RIGHT_ISOLATE));
    }
    if setting.hyphenation {
        let points = hyphenation::division_points(text, setting.language, &isolates);
        points.into_iter().for_each(|point| edits.insert(point, SOFT_HYPHEN));
    }
    match setting.digits {
        Digits::Kept => {}
        Digits::Latin => digits::latin(text).for_each(|(at, digit)| edits.replace(at, digit)),
        Digits::Arabic => {
            digits::arabic(text, direction, setting.language, &isolates)
                .into_iter()
                .for_each(|(at, digit)| edits.replace(at, digit));
        }
    }
    if setting.harakat == Harakat::Stripped {
        strip_harakat(text, &mut edits);
    }
    // What is left out goes last: at its place a part may end.
    let n_overrides = match setting.overrides {
        Overrides::Stripped => strip_overrides(text, &mut edits),
        Overrides::Honoured => 0,
    };
    Prepared { n_overrides, ..edits.prepare(text) }
}

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const POP_ISOLATE: char = '\u{2069}';
const SOFT_HYPHEN: char = '\u{AD}';
const NO_BREAK_SPACE: char = '\u{A0}';

impl Edits {
    /// Puts a character in at this offset.
    pub fn insert(&mut self, at: usize, c: char) {
        self.wanted.push((at..at, Some(c)));
    }

    /// Leaves these bytes out.
    pub fn remove(&mut self, bytes: Range<usize>) {
        self.wanted.push((bytes, None));
    }

    /// Puts a character in the place of these bytes.
    pub fn replace(&mut self, bytes: Range<usize>, c: char) {
        self.wanted.push((bytes, Some(c)));
    }

    /// Does them. What lies outside of the text or inside a character is not done.
    pub fn prepare(mut self, text: &str) -> Prepared<'_> {
        if self.wanted.is_empty() {
            return Prepared { text: Cow::Borrowed(text), n_overrides: 0, done: Vec::new() };
        }
        self.wanted.sort_by_key(|(bytes, _)| bytes.start);
        let mut prepared = String::with_capacity(text.len() + self.wanted.len() * 3);
        let mut done = Vec::with_capacity(self.wanted.len());
        let mut at = 0;
        for (bytes, c) in self.wanted {
            let Some(kept) = text.get(at..bytes.start).filter(|_| text.get(bytes.clone()).is_some()) else { continue };
            prepared.push_str(kept);
            let start = prepared.len();
            prepared.extend(c);
            at = bytes.end;
            done.push(Done { prepared: start..prepared.len(), text: bytes });
        }
        prepared.push_str(text.get(at..).unwrap_or_default());
        Prepared { text: Cow::Owned(prepared), n_overrides: 0, done }
    }
}

impl Prepared<'_> {
    /// Tells for ascending offsets of what is laid out where in the text they are. What was left out belongs to what
    /// stands before it, as a mark does.
    pub fn way_back(&self) -> impl FnMut(usize) -> usize {
        let mut rest = self.done.iter().peekable();
        let (mut prepared, mut text) = (0, 0);
        move |offset| {
            while let Some(done) = rest.next_if(|done| done.prepared.end <= offset && offset > 0) {
                (prepared, text) = (done.prepared.end, done.text.end);
            }
            match rest.peek().filter(|done| done.prepared.start < offset) {
                Some(inside) => inside.text.start,
                None => text + offset.saturating_sub(prepared),
            }
        }
    }
}

/// The groups of a number stay on one row, at their distance.
fn numbers_hold_together(text: &str, isolates: &[Isolate], edits: &mut Edits) {
    for Isolate { range, .. } in isolates.iter().filter(|isolate| isolate.kind == Kind::Number) {
        let spaces = text.get(range.clone()).unwrap_or_default().match_indices(' ');
        spaces.for_each(|(at, _)| edits.replace(range.start + at..range.start + at + 1, NO_BREAK_SPACE));
    }
}

/// Takes out LRO and RLO with the PDF that ends them, and counts them.
fn strip_overrides(text: &str, edits: &mut Edits) -> usize {
    let mut n_overrides = 0;
    if !text.contains(['\u{202D}', '\u{202E}']) {
        return n_overrides;
    }
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        let is_override = match c {
            '\u{202D}' | '\u{202E}' => {
                n_overrides += 1;
                open.push(true);
                true
            }
            '\u{202A}' | '\u{202B}' => {
                open.push(false);
                false
            }
            '\u{202C}' => open.pop().unwrap_or(false),
            _ => false,
        };
        if is_override {
            edits.remove(at..at + c.len_utf8());
        }
    }
    n_overrides
}

fn strip_harakat(text: &str, edits: &mut Edits) {
    for (at, c) in text.char_indices().filter(|(_, c)| is_haraka(*c)) {
        edits.remove(at..at + c.len_utf8());
    }
}

/// The signs that Arabic is vowelled with, and those of the Quran; a hamza or madda that has been taken apart is a part
/// of its letter.
fn is_haraka(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{897}'..='\u{89F}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The edits make this of the text, and its offsets are these of the text.
    fn check(text: &str, edit: impl FnOnce(&mut Edits), want: &str, offsets: &[usize]) {
        let mut edits = Edits::default();
        edit(&mut edits);
        let prepared = edits.prepare(text);
        assert_eq!(prepared.text, want);
        let starts = want.char_indices().map(|(at, _)| at).chain([want.len()]);
        assert_eq!(starts.map(prepared.way_back()).collect::<Vec<_>>(), offsets);
    }

    #[test]
    fn an_edited_text_knows_the_way_back() {
        check("abc", |_| {}, "abc", &[0, 1, 2, 3]);
        check("abc", |edits| edits.insert(1, 'x'), "axbc", &[0, 1, 1, 2, 3]);
        check("abc", |edits| edits.insert(3, 'x'), "abcx", &[0, 1, 2, 3, 3]);
        check("abc", |edits| edits.remove(1..2), "ac", &[0, 2, 3]);
        check("abc", |edits| edits.remove(0..1), "bc", &[0, 2, 3]);
        check("a c", |edits| edits.replace(1..2, '\u{202F}'), "a\u{202F}c", &[0, 1, 2, 3]);
        let several = |edits: &mut Edits| {
            edits.insert(1, 'y');
            edits.remove(1..2);
            edits.insert(0, 'x');
            edits.remove(1..3); // overlaps
        };
        check("abc", several, "xayc", &[0, 0, 1, 2, 3]);
    }

    #[test]
    fn overrides_are_taken_out_and_counted() {
        let stripped = Setting { overrides: Overrides::Stripped, ..Setting::default() };
        let check = |text: &str, want: &str, n_overrides: usize| {
            let prepared = prepare(text, Direction::LeftToRight, &stripped);
            assert_eq!((&*prepared.text, prepared.n_overrides), (want, n_overrides), "{text:?}");
        };
        check("abc", "abc", 0);
        check("a\u{202E}b\u{202C}c", "abc", 1);
        check("a\u{202E}b", "ab", 1);
        check("a\u{202B}b\u{202D}c\u{202C}d\u{202C}", "a\u{202B}bcd\u{202C}", 1);
        check("a\u{2067}b\u{2069}", "a\u{2067}b\u{2069}", 0);
        assert_eq!(prepare("\u{202E}b", Direction::LeftToRight, &Setting::default()).text, "\u{202E}b");
    }

    #[test]
    fn what_the_setting_asks_for_is_put_in() {
        let french = Setting { hyphenation: true, ..Setting::screen().with_language(Language::French) };
        let check = |text: &str, direction: Direction, want: &str| {
            assert_eq!(prepare(text, direction, &french).text, want, "{text:?}");
        };
        check("Le mot", Direction::LeftToRight, "Le mot");
        check("«@ab» 2-1 !", Direction::LeftToRight, "«\u{202F}@ab\u{202F}» 2-1\u{202F}!");
        check(
            "«@ab» 1 250",
            Direction::RightToLeft,
            "«\u{202F}\u{2066}@ab\u{2069}\u{202F}» \u{2066}1\u{202F}250\u{2069}",
        );
        check("\u{628} @ab/", Direction::LeftToRight, "\u{628} \u{2066}@ab\u{2069}/");
        check("une information", Direction::LeftToRight, "une in\u{AD}for\u{AD}ma\u{AD}tion");
        check("\u{628} @ab\u{202E}", Direction::RightToLeft, "\u{628} \u{2066}@ab\u{2069}");
        let arabic = Setting { digits: Digits::Arabic, ..Setting::screen() };
        let text = "\u{628} 2-1";
        let want = "\u{628} \u{2066}\u{662}-\u{661}\u{2069}";
        assert_eq!(prepare(text, Direction::RightToLeft, &arabic).text, want);
    }

    #[test]
    fn harakat_are_taken_out() {
        let stripped = Setting { harakat: Harakat::Stripped, ..Setting::default() };
        let text = "\u{628}\u{650}\u{633}\u{652}\u{645} \u{627}\u{653}";
        let prepared = prepare(text, Direction::RightToLeft, &stripped);
        assert_eq!(prepared.text, "\u{628}\u{633}\u{645} \u{627}\u{653}");
    }
}
