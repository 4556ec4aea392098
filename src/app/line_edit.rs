//! One line of text being typed, with a cursor.
//!
//! The cursor is a byte offset into the logical text and always stands between two grapheme clusters; all keys move it in
//! logical order. An arrow goes on or back by the direction of the line, which is that of its first letter: on an Arabic
//! line ← leads on, as the eye sees it, and through a French name on that line it leads on as well, so that holding it
//! always comes to the end. Where the cursor is drawn is the view's business.

use std::mem;

use unicode_segmentation::UnicodeSegmentation;

use crate::app::input::{Key, KeyCode};
use crate::text::bidi::{self, Direction};
use crate::text::clean;

/// No more than this can be typed or pasted into a line, in bytes, unless more is wanted: queries are short, a pasted page is
/// a slip. What a line is opened with was wanted before, and counts for nothing.
const MAX_BYTES: usize = 1000;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
    max_bytes: usize,
    opened: String,
    is_marked: bool,
}

impl Default for LineEdit {
    fn default() -> LineEdit {
        LineEdit { text: String::new(), cursor: 0, max_bytes: MAX_BYTES, opened: String::new(), is_marked: false }
    }
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text is another one.
    Text,
    /// Only the cursor moved, or nothing was there to do.
    Cursor,
    /// The key is none of this line's.
    Not,
}

impl LineEdit {
    /// A line that is opened with a text, the cursor at its end.
    pub fn new(text: &str) -> LineEdit {
        LineEdit::longer(text, MAX_BYTES)
    }

    /// The same where up to so many bytes more can be typed.
    pub fn longer(text: &str, max_bytes: usize) -> LineEdit {
        let text = in_one_line(text);
        let max_bytes = text.len().saturating_add(max_bytes);
        LineEdit { cursor: text.len(), max_bytes, opened: text.clone(), is_marked: false, text }
    }

    /// A line whose text is marked, as in the address line of a browser: what is typed takes its place, but a space or a
    /// movement goes on with it.
    pub fn marked(text: &str) -> LineEdit {
        let line = LineEdit::new(text);
        LineEdit { is_marked: !line.is_empty(), ..line }
    }

    /// What is typed next takes the place of the text.
    pub fn is_marked(&self) -> bool {
        self.is_marked
    }

    /// It says what it was opened with.
    pub fn is_as_opened(&self) -> bool {
        self.text == self.opened
    }

    /// The text as typed, in logical order.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset of the cursor in the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Writes a text at the cursor, made safe; line ends become spaces.
    pub fn paste(&mut self, text: &str) -> Edited {
        let text = in_one_line(text);
        if self.is_marked && !text.is_empty() {
            self.delete(0, self.text.len());
        }
        self.insert(&text)
    }

    /// Writes a text in the place of so many bytes before the cursor, which are to be whole characters.
    pub fn replace_before(&mut self, n_bytes: usize, text: &str) -> Edited {
        let from = self.cursor.saturating_sub(n_bytes);
        if self.text.is_char_boundary(from) {
            self.delete(from, self.cursor);
        }
        self.paste(text)
    }

    /// Does what the key does to a line: writes, deletes, moves.
    pub fn key(&mut self, key: Key) -> Edited {
        if let Some(c) = key.text() {
            self.is_marked &= c != ' ';
            return self.paste(c.encode_utf8(&mut [0; 4]));
        }
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => {
                self.delete(self.typed_last(), self.cursor)
            }
            (KeyCode::Delete, false, false) | (KeyCode::Char('d'), true, false) => {
                self.delete(self.cursor, self.after())
            }
            (KeyCode::Backspace, ..) | (KeyCode::Char('w'), true, false) => {
                self.delete(self.word_before(), self.cursor)
            }
            (KeyCode::Char('u'), true, false) => self.delete(0, self.cursor),
            (KeyCode::Char('k'), true, false) => self.delete(self.cursor, self.text.len()),
            (KeyCode::Char('b'), true, false) => self.go(self.before()),
            (KeyCode::Char('f'), true, false) => self.go(self.after()),
            (KeyCode::Char('b'), false, true) => self.go(self.word_before()),
            (KeyCode::Char('f'), false, true) => self.go(self.word_after()),
            (KeyCode::Left | KeyCode::Right, ctrl, alt) => {
                let leads_on = (key.code == KeyCode::Right) == (self.direction() == Direction::LeftToRight);
                self.go(match (leads_on, ctrl || alt) {
                    (true, false) => self.after(),
                    (true, true) => self.word_after(),
                    (false, false) => self.before(),
                    (false, true) => self.word_before(),
                })
            }
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, false) => self.go(0),
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, false) => self.go(self.text.len()),
            _ => Edited::Not,
        }
    }

    fn insert(&mut self, insert: &str) -> Edited {
        if insert.is_empty() || self.text.len() + insert.len() > self.max_bytes {
            return Edited::Cursor;
        }
        self.text.insert_str(self.cursor, insert);
        self.cursor += insert.len();
        // A mark typed after its letter joins the cluster before the cursor, and text pasted in the middle may join the next.
        self.cursor = self.boundary_from(self.cursor);
        Edited::Text
    }

    fn delete(&mut self, from: usize, to: usize) -> Edited {
        let (from, to) = if mem::take(&mut self.is_marked) { (0, self.text.len()) } else { (from, to) };
        if from >= to {
            return Edited::Cursor;
        }
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary_from(from);
        Edited::Text
    }

    fn go(&mut self, to: usize) -> Edited {
        self.is_marked = false;
        self.cursor = to;
        Edited::Cursor
    }

    /// Of the first letter; a number runs to the right.
    fn direction(&self) -> Direction {
        bidi::first(&self.text).unwrap_or_default()
    }

    /// Where the last thing typed before the cursor begins: a vowel sign goes alone, as it came; everything else goes
    /// with all that belongs to it.
    fn typed_last(&self) -> usize {
        let start = self.before();
        let cluster = &self.text[start..self.cursor];
        let last = cluster.char_indices().next_back().map_or(0, |(at, _)| at);
        if bidi::first(cluster) == Some(Direction::RightToLeft) { start + last } else { start }
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |cluster| self.cursor + cluster.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].split_word_bound_indices();
        words.rfind(|(_, word)| !word.trim().is_empty()).map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].split_word_bound_indices();
        let next = words.find(|(_, word)| !word.trim().is_empty());
        next.map_or(self.text.len(), |(start, word)| self.cursor + start + word.len())
    }

    fn boundary_from(&self, at: usize) -> usize {
        let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.find(|start| *start >= at).unwrap_or(self.text.len())
    }
}

/// A text made safe, with a blank at an end that has some.
fn in_one_line(text: &str) -> String {
    let starts_with_space = text.starts_with(char::is_whitespace);
    let ends_with_space = text.ends_with(char::is_whitespace);
    let cleaned = clean::line(text);
    let before = if starts_with_space && !cleaned.is_empty() { " " } else { "" };
    let behind = if ends_with_space { " " } else { "" };
    format!("{before}{cleaned}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types keys in their notation, and shows the line with its cursor.
    fn typed(mut line: LineEdit, keys: &str) -> String {
        for notation in keys.split(' ') {
            line.key(notation.parse().unwrap());
        }
        let (before, after) = line.text().split_at(line.cursor());
        format!("{before}|{after}")
    }

    fn check(keys: &str, want: &str) {
        assert_eq!(typed(LineEdit::default(), keys), want, "{keys}");
    }

    #[test]
    fn keys_edit_the_line() {
        check("a b c", "abc|");
        check("a b c left left x", "ax|bc");
        check("a b c home delete", "|bc");
        check("a b space c d ctrl-w", "ab |");
        check("a b space c ctrl-u", "|");
        check("a b space c ctrl-left left left ctrl-k", "a|");
        check("a b space c home ctrl-right", "ab| c");
        check("a left left right right right", "a|");
        check("e \u{301} x left backspace", "|x");
        // A vowel sign is taken back alone, and goes with its letter when that is deleted from before.
        check("\u{62D} \u{64E} \u{644} right backspace", "\u{62D}|\u{644}");
        check("\u{62D} \u{64E} \u{644} right backspace backspace", "|\u{644}");
        check("\u{62D} \u{64E} \u{644} home delete", "|\u{644}");
        check("\u{1F469} \u{200D} \u{1F467} backspace", "|");
        // ← leads on where the line runs to the left, and Home is where it begins.
        check("\u{62D} \u{644} \u{628} home left", "\u{62D}|\u{644}\u{628}");
        check("\u{62D} \u{644} \u{628} right right", "\u{62D}|\u{644}\u{628}");
        check("\u{62D} \u{644} space a b ctrl-right", "\u{62D}\u{644} |ab");
        check("\u{62D} space a b home left left left", "\u{62D} a|b");
        check("2 0 left x", "2x|0");
    }

    #[test]
    fn what_is_typed_takes_the_place_of_a_marked_text() {
        for (opened, keys, want) in [
            ("alep", "h o m s", "homs|"),
            ("alep", "space h", "alep h|"),
            ("alep", "left h", "aleh|p"),
            ("alep", "end h", "aleph|"),
            ("alep", "backspace h o", "ho|"),
            ("alep", "delete", "|"),
            ("alep", "ctrl-w", "|"),
            ("alep", "f5 h", "h|"),
            ("", "h space o", "h o|"),
        ] {
            assert_eq!(typed(LineEdit::marked(opened), keys), want, "{opened} {keys}");
        }
        let mut line = LineEdit::marked("alep");
        assert_eq!((line.paste(" homs"), line.text()), (Edited::Text, " homs"));
        assert!(LineEdit::marked("alep").is_marked() && !LineEdit::marked("").is_marked());
    }

    #[test]
    fn pasted_text_is_one_safe_line() {
        let mut line = LineEdit::new("alep");
        assert_eq!(line.paste(" et\nidlib\u{202E} "), Edited::Text);
        assert!(line.text().starts_with("alep et idlib"));
        assert_eq!(line.paste(&"x".repeat(2 * MAX_BYTES)), Edited::Cursor);
    }

    #[test]
    fn what_a_line_is_opened_with_is_there_however_long_it_is() {
        for (opened, typed, want) in
            [("x".repeat(MAX_BYTES + 1), "", 0), ("x".repeat(30 * MAX_BYTES), "y", 1), (String::new(), "", 0)]
        {
            let mut line = LineEdit::new(&opened);
            assert!(line.is_as_opened() && line.text() == opened);
            line.paste(typed);
            assert_eq!((line.text().len() - opened.len(), line.is_as_opened()), (want, want == 0));
        }
    }
}
