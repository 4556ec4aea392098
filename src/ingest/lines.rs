//! A text becomes lines with what can be seen of each without understanding it.
//!
//! Only lines that hold something are kept; blank ones are counted in the line after them. Counts are taken on bytes in
//! one pass, because every byte of an archive goes through here.

use crate::ingest::manuscript::{Form, Hint};
use crate::text::clean::Clean;

/// One line that is not blank.
#[derive(Debug)]
pub struct Line<'a> {
    /// 1-based line of the document.
    pub n: u32,
    /// As it stands in the document, without its line end: runs of spaces still tell a ticker.
    pub raw: &'a str,
    /// Cleaned.
    pub text: Clean,
    /// Blank lines before it, beyond those that the document puts between any two lines.
    pub n_blank_before: u32,
    /// What can be counted in it.
    pub shape: Shape,
    /// What markup tells of it; in plain text tables alone.
    pub hint: Hint,
}

impl Line<'_> {
    /// Markup says what it is: it is whole, and is joined to no other.
    pub fn is_marked(&self) -> bool {
        self.hint.form != Form::Open
    }
}

/// What can be counted in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Characters (Unicode scalar values).
    pub n_chars: u32,
    /// Letters; marks and signs beyond ASCII count as letters where their block is mostly letters.
    pub n_letters: u32,
    /// Letters of the Arabic blocks.
    pub n_arabic: u32,
    /// Words, counted by the spaces between them.
    pub n_words: u32,
    /// It ends as a sentence does: `.`, `!`, `?`, `…`, `؟`, `۔`, also before a closing quote or bracket.
    pub ends_sentence: bool,
    /// It begins with a lower-case letter.
    pub begins_lower: bool,
    /// It holds closing punctuation only.
    pub only_closing: bool,
}

/// Splits at line feeds (or at carriage returns, where a text has no other line end) and keeps what is not blank.
pub fn split(text: &str) -> Vec<Line<'_>> {
    let line_end = if memchr::memchr(b'\n', text.as_bytes()).is_none() { b'\r' } else { b'\n' };
    let mut lines = Vec::with_capacity(text.len() / 120 + 1);
    let mut n_blank = 0;
    let mut start = 0;
    let ends = memchr::memchr_iter(line_end, text.as_bytes()).chain(std::iter::once(text.len()));
    for (n, end) in (1..).zip(ends) {
        let raw = &text[start..end];
        start = end + 1;
        let text = if raw.is_empty() { Clean::default() } else { Clean::new(raw) };
        if text.is_empty() {
            n_blank += 1;
            continue;
        }
        let shape = shape(&text);
        lines.push(Line { n, raw, text, n_blank_before: n_blank, shape, hint: Hint::default() });
        n_blank = 0;
    }
    forget_common_blanks(&mut lines);
    if memchr::memchr(b'\t', text.as_bytes()).is_some() {
        mark_tables(&mut lines);
    }
    lines
}

/// So many rows with as many cells each make a table.
const N_ROWS: usize = 3;

/// Lines one below the other with as many tabs each are the rows of a table, as a browser copies it.
fn mark_tables(lines: &mut [Line<'_>]) {
    let n_tabs = |line: &Line<'_>| memchr::memchr_iter(b'\t', line.raw.trim().as_bytes()).count();
    let is_next = |row: &Line<'_>, next: &Line<'_>| next.n_blank_before == 0 && n_tabs(row) == n_tabs(next);
    for rows in lines.chunk_by_mut(is_next).filter(|rows| rows.len() >= N_ROWS && n_tabs(&rows[0]) > 0) {
        rows.iter_mut().for_each(|row| row.hint.form = Form::TableRow);
    }
}

/// Gives each line what markup tells of it; the hints are those of all lines, blank ones too.
pub fn hint(lines: &mut [Line<'_>], hints: &[Hint]) {
    for line in lines {
        line.hint = hints.get(line.n as usize - 1).copied().unwrap_or_default();
    }
}

/// A document whose lines are all set apart by blanks says nothing with one blank line: the common number is taken off.
fn forget_common_blanks(lines: &mut [Line<'_>]) {
    let common = lines.iter().skip(1).map(|line| line.n_blank_before).min().unwrap_or(0);
    for line in lines.iter_mut().skip(1) {
        line.n_blank_before -= common;
    }
}

/// Counts one cleaned line.
pub fn shape(text: &str) -> Shape {
    let mut shape = Shape { n_words: 1, ..Shape::default() };
    // Counts of so many bytes fit into a byte each, and many of those are added at once.
    for bytes in text.as_bytes().chunks(usize::from(u8::MAX)) {
        let (mut n_chars, mut n_letters, mut n_arabic, mut n_spaces) = (0u8, 0u8, 0u8, 0u8);
        for &byte in bytes {
            n_chars += u8::from(byte & 0xC0 != 0x80);
            n_spaces += u8::from(byte == b' ');
            n_letters += u8::from(byte.is_ascii_alphabetic() | ((byte >= 0xC3) & (byte != 0xE2) & (byte != 0xEF)));
            n_arabic += u8::from(byte & 0xFC == 0xD8);
        }
        shape.n_chars += u32::from(n_chars);
        shape.n_words += u32::from(n_spaces);
        shape.n_letters += u32::from(n_letters);
        shape.n_arabic += u32::from(n_arabic);
    }
    shape.ends_sentence = ends_sentence(text);
    shape.begins_lower = text.chars().next().is_some_and(char::is_lowercase);
    shape.only_closing = shape.n_chars <= 6 && text.chars().all(is_closing);
    shape
}

/// The last sign that is no closing quote or bracket ends a sentence.
pub fn ends_sentence(text: &str) -> bool {
    let is_wrapper = |c: char| matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | ')' | ']' | ' ' | '›');
    let last = text.trim_end_matches(is_wrapper).chars().next_back();
    match last {
        Some('.' | '!' | '?' | '…' | '؟' | '۔' | '‼' | '⁉') => true,
        // "…, a-t-il dit »" closes a quotation: what is quoted whole is a sentence.
        _ => text.ends_with('»') && text.starts_with('«'),
    }
}

/// Punctuation that belongs to the line before it.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '"' | '؟' | '،' | '؛' | '۔' | ' '
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(u32, u32, String)> {
        split(text).iter().map(|line| (line.n, line.n_blank_before, line.text.to_string())).collect()
    }

    #[test]
    fn blank_lines_are_counted_and_left_out() {
        let want = vec![(1, 0, "a".into()), (2, 0, "b".into()), (5, 2, "c".into())];
        assert_eq!(seen("a\nb\n\n\u{a0}\nc\n"), want);
        assert_eq!(seen("a\r\nb\r\n\r\n\u{a0}\r\nc\r\n"), want);
        assert_eq!(seen("a\rb\r\r\rc"), want);
        assert_eq!(seen(""), vec![]);
    }

    #[test]
    fn a_blank_after_every_line_says_nothing() {
        assert_eq!(seen("a\n\nb\n\n\n\nc"), vec![(1, 0, "a".into()), (3, 0, "b".into()), (7, 2, "c".into())]);
    }

    #[test]
    fn rows_with_as_many_tabs_are_a_table() {
        for (text, n_rows) in [
            ("Port\tPrise\nFanal\tSole\nAnse\tThon", 3),
            ("Les prises\nPort\tPrise\nFanal\tSole\r\nAnse\tThon\r\nOursin", 3),
            ("Port\tPrise\nFanal\tSole\nAnse\tThon\t12\nSud\tThon", 0),
            ("Port\tPrise\nFanal\tSole\n\nAnse\tThon\nSud\tThon\n\n\nEst", 0),
            ("\tPort\n\tFanal\n\tAnse", 0),
            ("Port\nFanal\nAnse", 0),
        ] {
            let lines = split(text);
            assert_eq!(lines.iter().filter(|line| line.hint.form == Form::TableRow).count(), n_rows, "{text}");
        }
    }

    #[test]
    fn the_end_of_a_sentence_is_seen_behind_quotes() {
        for (text, want) in [
            ("Il pleut.", true),
            ("Il pleut", false),
            ("« Il pleut. »", true),
            ("a-t-il dit)", false),
            ("هل تمطر\u{61f}", true),
            ("Il a dit «non»", false),
            ("«Les pluies, demain, seront fortes»", true),
        ] {
            assert_eq!(ends_sentence(text), want, "{text}");
        }
    }

    #[test]
    fn a_line_is_counted() {
        let shape = shape("Le 12 شباط");
        assert_eq!((shape.n_chars, shape.n_letters, shape.n_arabic, shape.n_words), (10, 6, 4, 3));
        assert!(super::shape(").").only_closing && super::shape("à ce sujet").begins_lower);
    }
}
