//! Finding words in the article that is open, as they are typed.
//!
//! The words need not be whole and may be several: what is looked for is the text as typed, folded. `Esc` gives back the
//! place and the words of before; after `Enter` the hits stay, and `n` and `N` go through them.

use std::ops::Range;

use crate::app::action::Action;
use crate::app::input::Key;
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::outcome::Outcome;
use crate::app::reader::Reader;
use crate::app::sheet::bands::Anchor;
use crate::text::fold::{fold, fold_mapped};

/// The line in which one types what to find.
#[derive(Clone, Debug, Default)]
pub struct Find {
    line: LineEdit,
    /// Where the reader stood when it began.
    from: Anchor,
    /// What was looked for before.
    before: String,
}

impl Find {
    /// An empty line; what was found before stays marked until something is typed.
    pub fn new(reader: &Reader) -> Find {
        Find { line: LineEdit::default(), from: reader.anchor(), before: reader.find().to_owned() }
    }

    /// What is being typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// Does what an action says to the line or to the reader.
    pub fn act(&mut self, action: Action, reader: &mut Reader) -> Outcome {
        match action {
            Action::Accept => {
                reader.set_find(self.line.text());
                return Outcome::Close;
            }
            Action::Cancel => {
                reader.set_find(&self.before);
                reader.go_to(self.from);
                return Outcome::Close;
            }
            Action::NextChoice | Action::Mark | Action::NextChoices => reader.step_round(true),
            Action::PreviousChoice | Action::PreviousChoices => reader.step_round(false),
            _ => return Outcome::Ignored,
        };
        Outcome::Done
    }

    /// Takes a key as text, or moves in it.
    pub fn key(&mut self, key: Key, reader: &mut Reader) -> Outcome {
        let edited = self.line.key(key);
        self.look(edited, reader)
    }

    /// Takes a text from the clipboard.
    pub fn paste(&mut self, text: &str, reader: &mut Reader) {
        let edited = self.line.paste(text);
        self.look(edited, reader);
    }

    fn look(&mut self, edited: Edited, reader: &mut Reader) -> Outcome {
        match edited {
            Edited::Not => return Outcome::Ignored,
            Edited::Cursor => {}
            Edited::Text => {
                reader.set_find(self.line.text());
                reader.go_to(self.from);
                if !self.line.text().trim().is_empty() {
                    reader.step_round(true);
                }
            }
        }
        Outcome::Done
    }
}

/// Where `words` stand in `text`, both folded, as ascending byte ranges of `text`.
pub fn occurrences(words: &str, text: &str) -> Vec<Range<usize>> {
    let wanted = fold(words.trim());
    if wanted.is_empty() {
        return Vec::new();
    }
    let folded = fold_mapped(text);
    folded.text.match_indices(wanted.as_str()).map(|(at, found)| folded.original(at..at + found.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{article, document, library, paragraph};

    #[test]
    fn words_are_found_however_they_are_spelled() {
        for (words, text, found) in [
            ("etait", "Il était, elle ÉTAIT.", vec!["était", "ÉTAIT"]),
            ("coeur", "au cœur de la ville", vec!["cœur"]),
            ("sold", "soldats, soldat", vec!["sold", "sold"]),
            ("du  ", "du du", vec!["du", "du"]),
            ("", "du du", vec![]),
            ("xyz", "du du", vec![]),
            // Alef with hamza is found by a plain alef, and keeps its vowel signs.
            ("\u{627}\u{645}\u{631}", "\u{623}\u{64E}\u{645}\u{631}", vec!["\u{623}\u{64E}\u{645}\u{631}"]),
        ] {
            let ranges = occurrences(words, text);
            let got: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
            assert_eq!(got, found, "{words} in {text}");
        }
    }

    fn reader() -> Reader {
        let text = "Le vieux phare a gardé la côte. ".repeat(40);
        let library = library(document(vec![article("", vec![paragraph(&text)])]));
        let mut reader = Reader::default();
        reader.resize(40, 6);
        reader.open(&library, library.iter().map(|(key, _)| key).next().unwrap(), None, None);
        reader
    }

    #[test]
    fn typing_finds_from_where_one_is_and_escape_goes_back() {
        let mut reader = reader();
        reader.act(Action::PageDown);
        let from = reader.anchor();
        let mut find = Find::new(&reader);
        find.paste("cote", &mut reader);
        let (n_hits, first) = reader.marked();
        assert!(n_hits == 41 && first > Some(1), "{first:?}");
        for _ in 0..20 {
            find.act(Action::NextChoice, &mut reader);
        }
        assert_ne!(reader.anchor(), from);
        assert_eq!(find.act(Action::Cancel, &mut reader), Outcome::Close);
        assert_eq!((reader.anchor(), reader.find()), (from, ""));
    }

    #[test]
    fn enter_keeps_the_hits_and_an_empty_line_takes_them_away() {
        let mut reader = reader();
        let mut find = Find::new(&reader);
        for key in ["p", "h", "x", "backspace"] {
            assert_eq!(find.key(key.parse().unwrap(), &mut reader), Outcome::Done);
        }
        assert_eq!(find.act(Action::Accept, &mut reader), Outcome::Close);
        assert_eq!((reader.find(), reader.marked().1), ("ph", Some(1)));
        Find::new(&reader).act(Action::Accept, &mut reader);
        assert_eq!((reader.find(), reader.marked()), ("", (0, None)));
    }
}
