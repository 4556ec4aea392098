//! What one text says otherwise than another one: both as one text, with the words that only one of them has.
//!
//! A reader wants to see rewording, and no typography: words are compared folded, so that capitals, accents, vowel signs, quotes
//! and punctuation make no difference, and shown as they are written. Everything is done on texts as they are stored; which
//! way they run is found out where they are laid out.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::article::{Article, Block, BlockKind};
use crate::store::sketch;
use crate::text::bidi::Direction;
use crate::text::clean::Clean;
use crate::text::fold::{fold, words};

/// Which of two texts has some words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// The one that is compared with.
    Before,
    /// The one that is looked at.
    After,
}

/// A piece of two texts put together.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// So many paragraphs that say the same.
    Same(usize),
    /// A paragraph with words that only one of the texts has.
    Changed(Changed),
}

/// A paragraph of two texts put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// The words of both.
    pub text: Clean,
    /// Those that only one has, ascending.
    pub only: Vec<(Range<usize>, Only)>,
    /// Which way the paragraph runs.
    pub direction: Direction,
    /// It is a heading in its text.
    pub is_heading: bool,
}

/// The text of an article as a rewording of another one.
pub fn rewording(before: &Article, after: &Article) -> Vec<Piece> {
    let blocks = |article: &'_ Article| -> Vec<Paragraph> {
        article.blocks.iter().filter(|block| sketch::is_text(&block.kind)).map(Paragraph::of).collect()
    };
    put_together(&blocks(before), &blocks(after))
}

/// A headline as a rewording of another one; none where both say the same.
pub fn reworded_headline(before: &Article, after: &Article) -> Option<Changed> {
    let line = |article: &Article| -> Vec<Paragraph> {
        let title = article.title.value.iter();
        let line = |title: &Clean| Paragraph {
            text: title.to_string(),
            direction: article.direction_of(title),
            is_heading: true,
        };
        title.map(line).collect()
    };
    put_together(&line(before), &line(after)).into_iter().find_map(|piece| match piece {
        Piece::Changed(changed) => Some(changed),
        Piece::Same(_) => None,
    })
}

struct Paragraph {
    text: String,
    direction: Direction,
    is_heading: bool,
}

impl Paragraph {
    fn of(block: &Block) -> Paragraph {
        let is_heading = matches!(block.kind, BlockKind::Subheading { .. });
        Paragraph { text: block.text.to_string(), direction: block.dir, is_heading }
    }
}

/// A word with what is written onto it.
struct Word<'t> {
    written: &'t str,
    /// What it is compared by.
    folded: String,
    paragraph: usize,
    is_first: bool,
    is_last: bool,
}

fn words_of(paragraphs: &[Paragraph]) -> Vec<Word<'_>> {
    paragraphs.iter().enumerate().flat_map(|(paragraph, of)| words_of_paragraph(paragraph, &of.text)).collect()
}

fn words_of_paragraph(paragraph: usize, text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    // Where signs begin that belong to the next word.
    let mut opening = None;
    for chunk in text.split_whitespace() {
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + chunk.len();
        let folded = words(&fold(chunk)).map(|(_, word)| word).collect::<Vec<_>>().join(" ");
        match (folded.is_empty(), found.last_mut()) {
            // A sign that stands by itself belongs to the word it closes, or else to the one it opens.
            (true, Some((last, _))) if !chunk.starts_with(OPENING) => last.end = range.end,
            (true, _) => opening = opening.or(Some(start)),
            (false, _) => found.push((opening.take().unwrap_or(start)..range.end, folded)),
        }
    }
    let n = found.len();
    let word = |(idx, (range, folded)): (usize, (Range<usize>, String))| Word {
        written: text.get(range).unwrap_or_default(),
        folded,
        paragraph,
        is_first: idx == 0,
        is_last: idx + 1 == n,
    };
    found.into_iter().enumerate().map(word).collect()
}

/// Signs that open what stands behind them.
const OPENING: [char; 7] = ['«', '“', '‹', '(', '[', '–', '—'];

/// Words that both have, or that one has: indices into both.
struct Step {
    before: Range<usize>,
    after: Range<usize>,
    is_same: bool,
}

/// The way from one text to the other. A single word in common between two changes is chance more often than not, and would
/// only break them up.
fn steps(before: &[Word<'_>], after: &[Word<'_>]) -> Vec<Step> {
    let [old, new] = [before, after].map(|words| words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>());
    let step = |op: DiffOp| Step {
        before: op.old_range(),
        after: op.new_range(),
        is_same: matches!(op, DiffOp::Equal { .. }),
    };
    let found: Vec<Step> = capture_diff_slices(Algorithm::Myers, &old, &new).into_iter().map(step).collect();
    let is_change =
        |step: Option<&Step>| step.is_some_and(|step| !step.is_same && step.before.len() + step.after.len() > 1);
    let mut steps: Vec<Step> = Vec::new();
    for (idx, step) in found.iter().enumerate() {
        let is_chance = step.is_same
            && step.after.len() == 1
            && is_change(idx.checked_sub(1).and_then(|idx| found.get(idx)))
            && is_change(found.get(idx + 1));
        let is_same = step.is_same && !is_chance;
        match steps.last_mut().filter(|last| last.is_same == is_same) {
            Some(last) => (last.before.end, last.after.end) = (step.before.end, step.after.end),
            None => steps.push(Step { before: step.before.clone(), after: step.after.clone(), is_same }),
        }
    }
    steps
}

fn put_together(before: &[Paragraph], after: &[Paragraph]) -> Vec<Piece> {
    let (old, new) = (words_of(before), words_of(after));
    let mut text = Text::default();
    for Step { before: old_range, after: new_range, is_same } in steps(&old, &new) {
        let come = new.get(new_range.clone()).unwrap_or_default();
        if is_same {
            come.iter().for_each(|word| text.go_on(word, after, None));
            continue;
        }
        let gone = old.get(old_range).unwrap_or_default();
        let parts = [gone, come].map(|words| words.chunk_by(|one, other| one.paragraph == other.paragraph).count());
        let mut gone = gone.chunk_by(|one, other| one.paragraph == other.paragraph);
        let mut come = come.chunk_by(|one, other| one.paragraph == other.paragraph);
        // A change over the ends of as many paragraphs on both sides is one in each of them.
        let n_together = if parts[0] == parts[1] { parts[0] } else { 1 };
        for nth in 0..n_together.max(1) {
            let next = come.next().unwrap_or_default();
            // What comes next in the new text begins a paragraph, or there is nothing.
            let following = next.first().or_else(|| new.get(new_range.end));
            let is_between = following.is_none_or(|word| word.is_first);
            let n_gone = if nth + 1 == n_together { usize::MAX } else { 1 };
            gone.by_ref().take(n_gone).for_each(|part| text.take_out(part, before, is_between));
            next.iter().for_each(|word| text.go_on(word, after, Some(Only::After)));
        }
        come.flatten().for_each(|word| text.go_on(word, after, Some(Only::After)));
    }
    text.end_paragraph();
    text.pieces
}

/// Two texts on their way to be put together.
#[derive(Default)]
struct Text {
    pieces: Vec<Piece>,
    written: String,
    paragraph: Changed,
    /// What is written belongs before the first word of the next paragraph.
    awaits_first: bool,
}

impl Text {
    /// Words that are gone, all of one paragraph.
    fn take_out(&mut self, words: &[Word<'_>], paragraphs: &[Paragraph], is_between: bool) {
        let begins = words.first().is_some_and(|word| word.is_first) && is_between;
        let is_whole = begins && words.last().is_some_and(|word| word.is_last);
        if begins {
            self.end_paragraph();
        }
        for word in words {
            self.write(word, paragraphs, Some(Only::Before));
        }
        if is_whole {
            self.end_paragraph();
        } else {
            self.awaits_first |= begins;
        }
    }

    /// The next word of the new text.
    fn go_on(&mut self, word: &Word<'_>, paragraphs: &[Paragraph], only: Option<Only>) {
        if word.is_first && !std::mem::take(&mut self.awaits_first) {
            self.end_paragraph();
        }
        self.write(word, paragraphs, only);
    }

    fn write(&mut self, word: &Word<'_>, paragraphs: &[Paragraph], only: Option<Only>) {
        if self.written.is_empty()
            && let Some(of) = paragraphs.get(word.paragraph)
        {
            (self.paragraph.direction, self.paragraph.is_heading) = (of.direction, of.is_heading);
        }
        let n_before = self.written.len();
        if n_before > 0 {
            self.written.push(' ');
        }
        let start = self.written.len();
        self.written.push_str(word.written);
        let end = self.written.len();
        let Some(only) = only else { return };
        match self.paragraph.only.last_mut() {
            Some((last, of)) if *of == only && last.end == n_before => last.end = end,
            _ => self.paragraph.only.push((start..end, only)),
        }
    }

    fn end_paragraph(&mut self) {
        let (written, paragraph) = (std::mem::take(&mut self.written), std::mem::take(&mut self.paragraph));
        self.awaits_first = false;
        match (written.is_empty(), paragraph.only.is_empty(), self.pieces.last_mut()) {
            (true, ..) => {}
            (false, true, Some(Piece::Same(n))) => *n += 1,
            (false, true, _) => self.pieces.push(Piece::Same(1)),
            // Words of clean texts with a space between two are one.
            (false, false, _) => {
                self.pieces.push(Piece::Changed(Changed { text: Clean::new(&written), ..paragraph }));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bidi::Direction;

    /// Both texts as one, a paragraph a line: `[-only before-]`, `{+only after+}`.
    fn check(before: &str, after: &str, want: &[&str]) {
        let paragraphs = |text: &str| -> Vec<Paragraph> {
            let paragraph = |line: &str| Paragraph {
                text: Clean::new(line).to_string(),
                direction: Direction::LeftToRight,
                is_heading: false,
            };
            text.lines().map(paragraph).collect()
        };
        let pieces = put_together(&paragraphs(before), &paragraphs(after));
        let told: Vec<String> = pieces.iter().map(told).collect();
        assert_eq!(told, want, "{before:?} -> {after:?}");
    }

    fn told(piece: &Piece) -> String {
        let Changed { text, only, .. } = match piece {
            Piece::Same(n) => return format!("= {n}"),
            Piece::Changed(changed) => changed,
        };
        let (mut told, mut at) = (String::new(), 0);
        for (range, only) in only {
            told.push_str(&text.as_str()[at..range.start]);
            let words = &text.as_str()[range.clone()];
            told.push_str(&match only {
                Only::Before => format!("[-{words}-]"),
                Only::After => format!("{{+{words}+}}"),
            });
            at = range.end;
        }
        told + &text.as_str()[at..]
    }

    #[test]
    fn words_that_only_one_has_are_told_and_no_typography() {
        check(
            "La digue a cédé mardi soir",
            "La digue a cédé jeudi soir",
            &["La digue a cédé [-mardi-] {+jeudi+} soir"],
        );
        check("«L'Armée», dit-il.", "« L\u{2019}armee » dit-il", &["= 1"]);
        check("Un deux", "Un deux trois quatre", &["Un deux {+trois quatre+}"]);
        check("Un « deux » trois", "Un trois", &["Un [-« deux »-] trois"]);
        check("", "Un deux", &["{+Un deux+}"]);
        check("", "", &[]);
    }

    #[test]
    fn a_word_in_common_by_chance_does_not_break_up_a_change() {
        check(
            "Il pleut sur la ville et le vent de mer se lève",
            "Il neige à gros flocons et nul chemin de fer se lève",
            &["Il [-pleut sur la ville et le vent de mer-] {+neige à gros flocons et nul chemin de fer+} se lève"],
        );
    }

    #[test]
    fn whole_paragraphs_stand_by_themselves_and_those_that_are_the_same_are_counted() {
        check("Un\nDeux\nTrois\nQuatre", "Un\nDeux\nQuatre", &["= 2", "[-Trois-]", "= 1"]);
        check("Un\nDeux", "Un\nTrois\nDeux", &["= 1", "{+Trois+}", "= 1"]);
        check("Un deux\ntrois quatre", "Un deux trois quatre", &["= 1"]);
        check("Un\nAlors deux trois", "Un\nDeux trois", &["= 1", "[-Alors-] Deux trois"]);
        check(
            "Un deux trois\nQuatre cinq six",
            "Un deux alors\nDonc cinq six",
            &["Un deux [-trois-] {+alors+}", "[-Quatre-] {+Donc+} cinq six"],
        );
        check("Un deux trois\nQuatre\nCinq", "Un deux alors\nCinq", &["Un deux [-trois Quatre-] {+alors+}", "= 1"]);
        check("Un deux alors\nTrois", "Un deux\nTrois", &["Un deux [-alors-]", "= 1"]);
    }

    #[test]
    fn arabic_is_compared_without_its_vowel_signs_in_the_order_it_is_stored() {
        // حلب and حَلَب are one word; ثلاثة became أربعة.
        let (alep, vowelled) = ("\u{62d}\u{644}\u{628}", "\u{62d}\u{64e}\u{644}\u{64e}\u{628}");
        let (three, four) = ("\u{62b}\u{644}\u{627}\u{62b}\u{629}", "\u{623}\u{631}\u{628}\u{639}\u{629}");
        check(
            &format!("{alep} {three}"),
            &format!("{vowelled} {four}"),
            &[&format!("{vowelled} [-{three}-] {{+{four}+}}")],
        );
    }
}
