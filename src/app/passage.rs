//! A passage of the article in the reader: where it begins and ends, and how it moves.
//!
//! It is kept as two places in the article's own text and the unit it is taken in; which bytes that are is asked when
//! somebody wants to know, so that another unit, another width and numbers behind links change nothing. Places are in the
//! order in which the reader shows the texts: beside each other, French and Arabic are two columns, and a passage that has
//! begun stays in its own. Nothing here knows rows or keys.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::units::{Unit, unit_at, units};

/// A place in an article's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The block, from 0; none is the headline.
    pub block: Option<usize>,
    /// A byte of its text.
    pub byte: usize,
}

/// Bytes of one text of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The block, from 0; none is the headline.
    pub block: Option<usize>,
    /// Bytes of its text.
    pub range: Range<usize>,
}

/// A text of an article.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The block, from 0; none is the headline.
    pub block: Option<usize>,
    /// What it says, as the article has it.
    pub text: Cow<'a, str>,
}

/// What is selected in the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is taken in.
    pub unit: Unit,
    /// Where it was told to begin; none while it is one unit that moves as a whole.
    pub from: Option<Point>,
    /// In the unit that moves.
    pub at: Point,
}

impl Passage {
    /// The unit at a place.
    pub fn new(unit: Unit, at: Point) -> Passage {
        Passage { unit, from: None, at }
    }

    /// What it has of these texts, in their order: nothing where they do not have its places.
    pub fn parts(&self, texts: &[Text<'_>]) -> Vec<Part> {
        let (Some(at), Some(from)) = (self.unit_of(self.at, texts), self.unit_of(self.from.unwrap_or(self.at), texts))
        else {
            return Vec::new();
        };
        let ((first, start), (last, end)) = if from.0 <= at.0 { (from, at) } else { (at, from) };
        let whole = first..=last;
        let part = |(idx, of): (usize, &Text<'_>)| {
            let both = start.start.min(end.start)..start.end.max(end.end);
            let range = match (idx == first, idx == last) {
                (true, true) => both,
                (true, false) => start.start..of.text.trim_end().len(),
                (false, true) => 0..end.end,
                (false, false) => 0..of.text.trim_end().len(),
            };
            Part { block: of.block, range }
        };
        let parts = texts.iter().enumerate().skip(first).take(whole.count()).map(part);
        parts.filter(|part| !part.range.is_empty()).collect()
    }

    /// The unit that moves: which text has it, and its bytes there.
    pub fn moving(&self, texts: &[Text<'_>]) -> Option<Part> {
        let (idx, range) = self.unit_of(self.at, texts)?;
        Some(Part { block: texts.get(idx)?.block, range })
    }

    /// Goes on to the next unit, or back to the one before; `false` if there is none that way.
    pub fn step(&mut self, forward: bool, texts: &[Text<'_>]) -> bool {
        let Some((idx, current)) = self.unit_of(self.at, texts) else { return false };
        let here = texts.get(idx).map(|of| units(&of.text, self.unit)).unwrap_or_default();
        let beside = match forward {
            true => here.into_iter().find(|range| range.start >= current.end),
            false => here.into_iter().rev().find(|range| range.end <= current.start),
        };
        let in_text = |idx: usize| {
            let of = texts.get(idx)?;
            let units = units(&of.text, self.unit);
            let range = if forward { units.first() } else { units.last() };
            Some(Point { block: of.block, byte: range?.start })
        };
        let beside = beside.and_then(|range| Some(Point { block: texts.get(idx)?.block, byte: range.start }));
        let next = beside.or_else(|| match forward {
            true => (idx + 1..texts.len()).find_map(in_text),
            false => (0..idx).rev().find_map(in_text),
        });
        self.at = next.unwrap_or(self.at);
        next.is_some()
    }

    /// Goes to the first unit of all, or to the last.
    pub fn go_to_end(&mut self, last: bool, texts: &[Text<'_>]) {
        let in_text = |of: &Text<'_>| {
            let units = units(&of.text, self.unit);
            let range = if last { units.last() } else { units.first() };
            Some(Point { block: of.block, byte: range?.start })
        };
        let end = if last { texts.iter().rev().find_map(in_text) } else { texts.iter().find_map(in_text) };
        self.at = end.unwrap_or(self.at);
    }

    /// Lets it begin where it stands, and grow from there; or lets go of where it began.
    pub fn hold(&mut self) {
        self.from = if self.from.is_some() { None } else { Some(self.at) };
    }

    fn unit_of(&self, point: Point, texts: &[Text<'_>]) -> Option<(usize, Range<usize>)> {
        let idx = texts.iter().position(|of| of.block == point.block)?;
        Some((idx, unit_at(&texts.get(idx)?.text, point.byte, self.unit)?))
    }
}

/// What parts of texts say, with this between two of them.
pub fn joined(parts: &[Part], texts: &[Text<'_>], between: &str) -> String {
    let say = |part: &Part| {
        let of = texts.iter().find(|of| of.block == part.block)?;
        of.text.get(part.range.clone())
    };
    parts.iter().filter_map(say).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `Nour lit. Elle rit.`, in Arabic; the second of its sentences begins with a conjunction.
    const ARABIC: &str = "\u{646}\u{648}\u{631} \u{62A}\u{642}\u{631}\u{623}. \u{648}\u{62A}\u{636}\u{62D}\u{643}.";
    const MIXED: &str = "قالت AFP: «نعم» في 2020.";

    fn texts<'a>(of: &[&'a str]) -> Vec<Text<'a>> {
        let text = |(idx, text): (usize, &&'a str)| Text { block: Some(idx), text: Cow::Borrowed(*text) };
        of.iter().enumerate().map(text).collect()
    }

    /// Begins a passage at the first byte of the first text, does what the letters say, and says what is selected then:
    /// `j` and `k` are forward and back, `g` and `G` the ends, `v` holds, `w`, `s` and `p` are the units.
    fn check(of: &[&str], moves: &str, want: &str) {
        let texts = texts(of);
        let mut passage = Passage::new(Unit::Sentence, Point { block: Some(0), byte: 0 });
        moves.chars().for_each(|letter| go(&mut passage, letter, &texts));
        assert_eq!(joined(&passage.parts(&texts), &texts, "\n"), want, "{moves} in {of:?}");
    }

    fn go(passage: &mut Passage, letter: char, texts: &[Text<'_>]) {
        match letter {
            'j' => drop(passage.step(true, texts)),
            'k' => drop(passage.step(false, texts)),
            'g' => passage.go_to_end(false, texts),
            'G' => passage.go_to_end(true, texts),
            'v' => passage.hold(),
            'w' => passage.unit = Unit::Word,
            's' => passage.unit = Unit::Sentence,
            _ => passage.unit = Unit::Paragraph,
        }
    }

    #[test]
    fn a_passage_moves_and_grows_by_its_unit() {
        const TWO: &[&str] = &["Nour lit. Elle rit.", "", "Fin du jour."];
        for (moves, want) in [
            ("", "Nour lit."),
            ("j", "Elle rit."),
            ("jj", "Fin du jour."),
            ("jjj", "Fin du jour."),
            ("jjkk", "Nour lit."),
            ("k", "Nour lit."),
            ("G", "Fin du jour."),
            ("Gg", "Nour lit."),
            ("vj", "Nour lit. Elle rit."),
            ("vjj", "Nour lit. Elle rit.\nFin du jour."),
            ("Gvk", "Elle rit.\nFin du jour."),
            ("Gvg", "Nour lit. Elle rit.\nFin du jour."),
            ("vjv", "Elle rit."),
            ("p", "Nour lit. Elle rit."),
            ("pj", "Fin du jour."),
            ("jp", "Nour lit. Elle rit."),
            ("jps", "Elle rit."),
            ("w", "Nour"),
            ("wj", "lit"),
            ("wjj", "Elle"),
            ("wjjvj", "Elle rit"),
            ("wjvkk", "Nour lit"),
            ("wvjs", "Nour lit."),
            ("wG", "jour"),
        ] {
            check(TWO, moves, want);
        }
    }

    #[test]
    fn arabic_and_mixed_texts_move_in_the_order_they_are_read() {
        for (moves, want) in [
            ("", "\u{646}\u{648}\u{631} \u{62A}\u{642}\u{631}\u{623}."),
            ("j", "\u{648}\u{62A}\u{636}\u{62D}\u{643}."),
            ("w", "\u{646}\u{648}\u{631}"),
            ("wj", "\u{62A}\u{642}\u{631}\u{623}"),
            ("wjj", "\u{648}\u{62A}\u{636}\u{62D}\u{643}"),
            ("wvj", "\u{646}\u{648}\u{631} \u{62A}\u{642}\u{631}\u{623}"),
        ] {
            check(&[ARABIC], moves, want);
        }
        for (moves, want) in [
            ("wj", "AFP"),
            ("wjj", "\u{646}\u{639}\u{645}"),
            ("wjvjj", "AFP: «\u{646}\u{639}\u{645}» \u{641}\u{64A}"),
            ("wG", "2020"),
        ] {
            check(&[MIXED], moves, want);
        }
    }

    #[test]
    fn texts_that_are_not_there_select_nothing() {
        for of in [&[][..], &[""], &["  "]] {
            check(of, "jkgGvwjsp", "");
        }
    }

    proptest! {
        #[test]
        fn what_is_selected_stands_in_the_article(
            of in prop::collection::vec("[a-zé .!?»A-Z\u{627}\u{628}\u{61F}«]{0,30}", 0..5), moves in "[jkgGvwsp]{0,20}"
        ) {
            let of: Vec<String> = of.iter().map(|text| text.trim().to_owned()).collect();
            let of: Vec<&str> = of.iter().map(String::as_str).collect();
            let texts = texts(&of);
            let mut passage = Passage::new(Unit::Sentence, Point { block: Some(0), byte: 0 });
            moves.chars().for_each(|letter| go(&mut passage, letter, &texts));
            let shown: Vec<&str> = of.iter().copied().filter(|text| !text.is_empty()).collect();
            let selected = joined(&passage.parts(&texts), &texts, "\n");
            prop_assert!(shown.join("\n").contains(&selected), "{selected:?}");
        }

        #[test]
        fn forward_and_back_is_where_one_was(
            of in prop::collection::vec("[a-zé .!?A-Z\u{627}\u{628}\u{61F}]{0,30}", 1..5), start in 0usize..9, unit in 0usize..3
        ) {
            let of: Vec<&str> = of.iter().map(String::as_str).collect();
            let texts = texts(&of);
            let unit = [Unit::Word, Unit::Sentence, Unit::Paragraph][unit];
            let mut passage = Passage::new(unit, Point { block: Some(0), byte: 0 });
            passage.go_to_end(false, &texts);
            for _ in 0..start {
                passage.step(true, &texts);
            }
            let before = passage;
            if passage.step(true, &texts) {
                prop_assert_ne!(passage, before);
                prop_assert!(passage.step(false, &texts));
                prop_assert_eq!(passage, before);
            }
        }
    }
}
