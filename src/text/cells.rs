//! Text in cells: grapheme clusters, what a terminal is given for each, and how many columns that takes.
//!
//! Terminals disagree about the width of some sequences, so what is drawn on the screen is chosen so that all of them agree
//! (seen on nine emulators): joiners, variation selectors, bidi controls and soft hyphens are never sent, a family joined
//! by zero-width joiners shows its first member, and skin tones are left out. [`Sequences::Whole`] asks for the whole
//! picture of an emoji all the same. The text itself is not touched: only its picture.
//! Widths are taken cluster by cluster, because the width of a whole string counts lam and alef as one column, and a
//! terminal gives them two.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::setting::Sequences;

/// One grapheme cluster: what a reader calls a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Byte offset of the cluster in the text.
    pub start: usize,
    /// The cluster as it stands in the text.
    pub text: &'a str,
}

/// What a terminal is given for a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn<'a> {
    /// The characters to send; empty for a cluster that has no picture.
    pub symbol: Cow<'a, str>,
    /// Columns it takes; 0 exactly when the symbol is empty.
    pub width: u16,
}

impl<'a> Cluster<'a> {
    /// Byte offset just behind the cluster.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The bytes of the cluster in the text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// What a terminal is given for it.
    pub fn drawn(&self) -> Drawn<'a> {
        drawn(self.text, Sequences::Agreed)
    }
}

/// The grapheme clusters of `text` in logical order (UAX #29, extended), but for one thing: the signs of Arabic that are
/// written before a number stand alone instead of swallowing the digit behind them.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters { text, at: 0 }
}

/// Columns that `text` takes on one row.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return text.len();
    }
    clusters(text).map(|cluster| usize::from(cluster.drawn().width)).sum()
}

/// What a terminal is given for one cluster.
pub fn drawn(cluster: &str, sequences: Sequences) -> Drawn<'_> {
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else {
        return Drawn { symbol: Cow::Borrowed(""), width: 0 };
    };
    if is_simple(first) && chars.all(is_common_mark) {
        return Drawn { symbol: Cow::Borrowed(cluster), width: 1 };
    }
    let symbol = picture(cluster, first, sequences);
    let width = u16::try_from(symbol.width()).unwrap_or(u16::MAX);
    match width {
        0 => Drawn { symbol: Cow::Borrowed(""), width: 0 },
        _ => Drawn { symbol, width },
    }
}

/// An iterator over grapheme clusters, made by [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let rest = self.text.get(self.at..)?;
        let text = first_cluster(rest)?;
        let cluster = Cluster { start: self.at, text };
        self.at = cluster.end();
        Some(cluster)
    }
}

pub(super) fn first_cluster(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if is_number_sign(first) {
        return text.get(..first.len_utf8());
    }
    if is_simple(first) {
        // Neither two simple characters nor a mark of one and a simple one are ever one cluster, which spares the general
        // rules for nearly all text.
        let n_behind = chars.as_str().trim_start_matches(is_common_mark).len();
        let end = text.len() - n_behind;
        if text.get(end..)?.chars().next().is_none_or(is_simple) {
            return text.get(..end);
        }
    }
    let cluster = text.graphemes(true).next()?;
    match cluster.find(is_number_sign) {
        Some(n_before) => cluster.get(..n_before),
        None => Some(cluster),
    }
}

/// Characters that are one column wide, have no sequences of their own and join no neighbour of the same sort:
/// ASCII, Latin-1 and Latin Extended, letters and digits of Arabic and Hebrew, general punctuation.
pub(super) fn is_simple(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{5D0}'..='\u{5EA}' | '\u{60C}' | '\u{61B}' | '\u{61F}'..='\u{64A}'
        | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D5}' | '\u{6EE}'..='\u{6FF}' | '\u{2010}'..='\u{2027}')
}

/// Marks that stand over or under a letter of theirs and take no column: the accents of Latin, the vowels of Arabic.
pub(super) fn is_common_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{34E}' | '\u{350}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

fn picture(cluster: &str, first: char, sequences: Sequences) -> Cow<'_, str> {
    let is_whole = sequences == Sequences::Whole;
    // A joiner inside a cluster that starts with no letter joins emoji; inside one that does, it shapes letters.
    let shown = match cluster.find('\u{200D}') {
        Some(n_before) if !is_whole && !first.is_alphabetic() => cluster.get(..n_before).unwrap_or(cluster),
        _ => cluster,
    };
    let is_skin_tone = |c: char| first.width() == Some(2) && c != first && ('\u{1F3FB}'..='\u{1F3FF}').contains(&c);
    let stand_in = |c: char| match c {
        _ if is_whole && is_number_sign(c) => Some(c),
        _ if is_whole && c != first && !first.is_alphabetic() && joins_emoji(c) => Some(c),
        _ if !is_whole && is_skin_tone(c) => None,
        _ => stand_in(c),
    };
    if shown.chars().all(|c| stand_in(c) == Some(c)) && first.width() != Some(0) {
        return Cow::Borrowed(shown);
    }
    let mut symbol = String::with_capacity(shown.len() + 3);
    for c in shown.chars().filter_map(stand_in) {
        if symbol.is_empty() && c.width() == Some(0) && !is_jamo(c) {
            symbol.push('\u{25CC}'); // a mark without a letter sits on the dotted circle, as Unicode prints it
        }
        symbol.push(c);
    }
    Cow::Owned(symbol)
}

/// Invisible parts of emoji: the joiner, the selectors of text and picture, the tags of flags.
fn joins_emoji(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}')
}

/// The character itself, the one drawn in its place, or `None` where nothing is drawn.
fn stand_in(c: char) -> Option<char> {
    match c {
        '\t' => Some(' '),
        '\u{2028}' | '\u{2029}' => Some('\u{FFFD}'),
        _ if c.is_control() => Some('\u{FFFD}'),
        // Terminals give it no column or one; a circle has one everywhere.
        '\u{6DD}' | '\u{8E2}' => Some('\u{25CB}'),
        _ if is_invisible(c) => None,
        _ => Some(c),
    }
}

/// The signs of Arabic that Unicode has before a number, and around it in print: of years, pages, verses.
fn is_number_sign(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{890}' | '\u{891}' | '\u{8E2}')
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}')
}

/// Default-ignorable characters, and number signs that terminals disagree about.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{70F}' | '\u{890}' | '\u{891}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cluster is one, and is drawn as this symbol in so many columns.
    fn check(cluster: &str, symbol: &str, width: u16) {
        assert_eq!(clusters(cluster).count(), 1, "{cluster:?}");
        assert_eq!(drawn(cluster, Sequences::Agreed), Drawn { symbol: Cow::Borrowed(symbol), width }, "{cluster:?}");
    }

    #[test]
    fn a_cluster_is_a_letter_with_its_marks() {
        check("a", "a", 1);
        check("é", "é", 1);
        check("e\u{301}", "e\u{301}", 1);
        check("\u{628}\u{651}\u{64E}", "\u{628}\u{651}\u{64E}", 1);
        check("汉", "汉", 2);
        check("한", "한", 2);
        check("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2);
        check("ﷺ", "ﷺ", 1);
    }

    #[test]
    fn what_terminals_disagree_about_is_not_sent() {
        check("☀\u{FE0F}", "☀", 1);
        check("1\u{FE0F}\u{20E3}", "1\u{20E3}", 1);
        check("👨\u{200D}👩\u{200D}👧", "👨", 2);
        check("👍\u{1F3FD}", "👍", 2);
        check("\u{1F3FD}", "\u{1F3FD}", 2);
        check(" \u{1F3FD}", " \u{1F3FD}", 3);
        check("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴", 2);
        check("🇩🇿", "🇩🇿", 2);
        check("\u{6CC}\u{200C}", "\u{6CC}", 1);
        check("\u{644}\u{200D}", "\u{644}", 1);
        check("\u{6DD}", "\u{25CB}", 1);
    }

    #[test]
    fn emoji_can_be_had_whole() {
        for (cluster, width) in [
            ("👨\u{200D}👩\u{200D}👧", 2),
            ("👍\u{1F3FD}", 2),
            ("☀\u{FE0F}", 2),
            ("🇩🇿", 2),
            ("\u{600}", 1),
            ("\u{6DD}", 1),
        ] {
            assert_eq!(drawn(cluster, Sequences::Whole), Drawn { symbol: Cow::Borrowed(cluster), width });
        }
        for cluster in ["\u{644}\u{200D}", "\u{644}\u{200C}", "\u{644}\u{FE00}"] {
            assert_eq!(drawn(cluster, Sequences::Whole), Drawn { symbol: Cow::Borrowed("\u{644}"), width: 1 });
        }
        assert_eq!(drawn("\u{200D}", Sequences::Whole).width, 0);
    }

    #[test]
    fn what_has_no_picture_takes_no_column() {
        for cluster in ["\u{AD}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{2067}", "\u{FEFF}", "\u{600}", "\u{E0041}"] {
            check(cluster, "", 0);
        }
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        check("\u{1B}", "\u{FFFD}", 1);
        check("\r\n", "\u{FFFD}\u{FFFD}", 2);
        check("\u{9B}", "\u{FFFD}", 1);
        check("\u{2028}", "\u{FFFD}", 1);
        check("\t", " ", 1);
        check("\u{64E}", "\u{25CC}\u{64E}", 1);
        check("\u{301}\u{302}", "\u{25CC}\u{301}\u{302}", 1);
    }

    #[test]
    fn widths_are_those_of_the_clusters() {
        for (text, n_columns) in [
            ("", 0),
            ("L'armée", 7),
            ("\u{633}\u{644}\u{627}\u{645}", 4), // lam and alef take two columns until they are joined
            ("\u{6DD}\u{661}\u{662}", 3),
            ("\u{600}1", 1),
            ("e\u{301}\u{200B}汉", 3),
        ] {
            assert_eq!(width(text), n_columns, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_unicode(text in "[ a-zé'©\u{301}\u{64E}\u{60C}-\u{60F}\u{61E}-\u{6D6}\u{6EC}-\u{6FF}\u{5D0}-\u{5EA}\u{200C}\u{200D}\u{FE0F}👩👧🇩🇿\u{1F3FD}\u{AD}\r\n\u{1112}\u{1161}क्ष]{0,24}") {
            let ours: Vec<&str> = clusters(&text).map(|cluster| cluster.text).collect();
            prop_assert_eq!(ours, text.graphemes(true).collect::<Vec<_>>());
        }

        #[test]
        fn clusters_cover_any_text(text in any::<String>()) {
            prop_assert_eq!(clusters(&text).map(|cluster| cluster.text).collect::<String>(), text);
        }

        #[test]
        fn symbols_are_as_wide_as_they_say(text in any::<String>()) {
            for cluster in clusters(&text) {
                let drawn = cluster.drawn();
                prop_assert_eq!(drawn.symbol.width(), usize::from(drawn.width));
                prop_assert_eq!(drawn.symbol.is_empty(), drawn.width == 0);
                prop_assert!(!drawn.symbol.chars().any(|c| c.is_control() || is_invisible(c)));
            }
        }
    }
}
