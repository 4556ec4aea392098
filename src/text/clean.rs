//! Untrusted text becomes `Clean`: text that cannot touch the terminal.
//!
//! The rule: NFC; every kind of space becomes U+0020 and runs of it one; zero-width space, byte order mark, soft hyphen,
//! bidi controls, escape sequences and control characters go; the ends are trimmed. No word is rewritten. One thing is
//! added for the sake of screens: of a heap of combining marks on one letter, the first few stay ([`MAX_MARKS`]).
//! File names are made safe by the same rule. Most lines of most pages are clean already, so finding that out is what
//! has to be fast; they are borrowed.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::bytes;

/// Text that has been made safe, and only here. One line, or several joined by `\n`.
///
/// A clone shares the text: the line of a page, the block it stands in and the evidence that quotes it are one.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clean(Arc<str>);

impl Clean {
    /// One line of untrusted text; line ends count as spaces.
    pub fn new(untrusted: &str) -> Clean {
        Clean(line(untrusted).into())
    }

    /// A sentence of the program's own, in which clean texts stand. They may be isolated from it (UAX #9); nothing else that
    /// would not be clean is kept.
    pub fn sentence(said: &str) -> Clean {
        let clean = Clean::new(said);
        let is_clean = said.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).eq(clean.as_str().chars());
        if is_clean { Clean(said.into()) } else { clean }
    }

    /// Joins clean texts by a space.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Clean>) -> Clean {
        Clean::join_with(parts, ' ')
    }

    /// Joins clean texts by a line end, as the lines of a tweet are.
    pub fn join_lines<'a>(parts: impl IntoIterator<Item = &'a Clean>) -> Clean {
        Clean::join_with(parts, '\n')
    }

    /// Parts of one line of untrusted text, put together without anything between them.
    pub fn from_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Clean {
        Clean::new(&parts.into_iter().collect::<String>())
    }

    /// The same text with others put into it, each behind so many of its bytes; these ascend.
    pub fn with_notes<'a>(&self, notes: impl IntoIterator<Item = (usize, &'a Clean)>) -> Clean {
        let (mut noted, mut from) = (String::with_capacity(self.0.len()), 0);
        for (at, note) in notes {
            let at = self.0.floor_char_boundary(at).max(from);
            noted.push_str(&self.0[from..at]);
            noted.push_str(note);
            from = at;
        }
        noted.push_str(&self.0[from..]);
        Clean(noted.into())
    }

    /// A part of the text, in bytes, without spaces and line ends around it. What lies outside of the text, or inside a
    /// character, is left out.
    pub fn slice(&self, bytes: Range<usize>) -> Clean {
        let start = self.0.ceil_char_boundary(bytes.start);
        let end = self.0.floor_char_boundary(bytes.end);
        Clean(self.0.get(start..end).unwrap_or_default().trim_matches([' ', '\n']).into())
    }

    /// The lines of the text: several for a tweet, one for most.
    pub fn lines(&self) -> impl Iterator<Item = Clean> {
        self.0.split('\n').map(|line| Clean(line.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn join_with<'a>(parts: impl IntoIterator<Item = &'a Clean>, separator: char) -> Clean {
        let mut joined = String::new();
        for part in parts {
            if !joined.is_empty() {
                joined.push(separator);
            }
            joined.push_str(part.as_str());
        }
        Clean(joined.into())
    }
}

impl Serialize for Clean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Clean {
    /// Stored text is as untrusted as any other.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Clean, D::Error> {
        #[derive(Deserialize)]
        struct Stored<'a>(#[serde(borrow)] Cow<'a, str>);
        let Stored(stored) = Stored::deserialize(deserializer)?;
        if !stored.contains('\n') {
            return Ok(Clean::new(&stored));
        }
        let lines: Vec<Cow<'_, str>> = stored.split('\n').map(line).collect();
        Ok(Clean(lines.join("\n").into()))
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Combining marks, joiners and variation selectors that may follow one letter. Vowelled Arabic has up to four (shadda,
/// vowel, small alef, a sign of the Quran), Vietnamese two, pointed Hebrew with accents five; heaps meant to disturb a
/// screen have dozens.
pub const MAX_MARKS: usize = 8;

/// Characters in it override the order of others (U+202D, U+202E). Cleaning leaves them out; since their only use in a
/// headline is to deceive, a reader should know of them.
pub fn has_overrides(untrusted: &str) -> bool {
    OVERRIDES.iter().any(|sign| memchr::memmem::find(untrusted.as_bytes(), sign.as_bytes()).is_some())
}

const OVERRIDES: [&str; 2] = ["\u{202D}", "\u{202E}"];

/// One line of untrusted text by the rule above; borrowed where nothing had to change but the spaces at its ends.
pub fn line(untrusted: &str) -> Cow<'_, str> {
    let text = untrusted.trim_matches([' ', '\t', '\r', '\n']);
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut has_marks = false;
    let n_kept = n_bytes_kept(text, false, &mut has_marks);
    let safe = match text.get(n_kept..) {
        None | Some("") => Cow::Borrowed(text),
        Some(rest) => Cow::Owned(rewritten(&text[..n_kept], rest, &mut has_marks)),
    };
    if has_marks { composed(safe) } else { safe }
}

/// Every character is one of the common plain ones (those of [`n_plain_bytes`] and no others) and no two spaces meet. It
/// is so for most lines, and this finds it out for many bytes at once.
fn is_clean(text: &str) -> bool {
    !bytes::any_triple(text.as_bytes(), |first, second, third| {
        let is_control = (first < b' ') | (first == 0x7F) | (first == b' ') & (second == b' ');
        let is_latin_sign = (first == 0xC2) & ((second <= 0xA0) | (second == 0xAD));
        let is_arabic_sign = (first == 0xD8) & (second < 0xA0) & (second != 0x8C)
            | (first == 0xD9) & (second > 0x8A) & (second & 0xF0 != 0xA0);
        let is_no_quotation = (first == 0xE2) & !((second == 0x80) & (0x90..=0xA7).contains(&third));
        let is_other = (0xCC..=0xD7).contains(&first) | (first >= 0xDA) & (first != 0xE2);
        is_control | is_latin_sign | is_arabic_sign | is_no_quotation | is_other
    })
}

/// The text with `rest`, which begins with something that cannot stay, made safe.
fn rewritten(kept: &str, mut rest: &str, has_marks: &mut bool) -> String {
    let mut safe = String::with_capacity(kept.len() + rest.len());
    safe.push_str(kept);
    while let Some(c) = rest.chars().next() {
        let after_space = safe.is_empty() || safe.ends_with(' ');
        let n_gone = match kind(c) {
            Kind::Space => {
                if !after_space {
                    safe.push(' ');
                }
                c.len_utf8()
            }
            Kind::Control => n_bytes_of_sequence(rest),
            _ => c.len_utf8(),
        };
        rest = rest.get(n_gone..).unwrap_or_default();
        let after_space = safe.is_empty() || safe.ends_with(' ');
        let n_kept = n_bytes_kept(rest, after_space, has_marks);
        safe.push_str(&rest[..n_kept]);
        rest = &rest[n_kept..];
    }
    safe.truncate(safe.trim_end_matches(' ').len());
    safe
}

/// What the rule says about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It stays, whatever stands beside it.
    Plain,
    /// It stays, but it or the character before it may have to be composed.
    Mark,
    /// It is, or becomes, a space.
    Space,
    /// It goes.
    Invisible,
    /// It goes, and with it the escape sequence it may begin.
    Control,
}

fn kind(c: char) -> Kind {
    match c {
        ' '
        | '\t'
        | '\n'
        | '\r'
        | '\u{A0}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Kind::Space,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Kind::Control,
        '\u{AD}'
        | '\u{61C}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => Kind::Invisible,
        // Ranges in which nothing composes, decomposes or is reordered: NFC_QC is Yes and the combining class 0.
        '!'..='~'
        | '\u{A1}'..='\u{2FF}'
        | '\u{37F}'
        | '\u{388}'..='\u{482}'
        | '\u{48A}'..='\u{58F}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{600}'..='\u{60F}'
        | '\u{61B}'..='\u{64A}'
        | '\u{660}'..='\u{66F}'
        | '\u{671}'..='\u{6D5}'
        | '\u{6EE}'..='\u{6FF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{20A0}'..='\u{20C0}'
        | '\u{2100}'..='\u{2125}'
        | '\u{2190}'..='\u{22FF}'
        | '\u{2500}'..='\u{27BF}'
        | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{FB50}'..='\u{FBB1}'
        | '\u{FBD3}'..='\u{FD3D}'
        | '\u{FE70}'..='\u{FE74}'
        | '\u{FE76}'..='\u{FEFC}'
        | '\u{FFFD}'
        | '\u{1F300}'..='\u{1FAFF}' => Kind::Plain,
        _ => Kind::Mark,
    }
}

/// How many bytes of the beginning can stay as they are; `has_marks` is set if there is a [`Kind::Mark`] among them.
fn n_bytes_kept(text: &str, mut after_space: bool, has_marks: &mut bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let n_bytes = match byte {
            b'!'..=b'~' => 1,
            b' ' if !after_space => {
                after_space = true;
                at += 1;
                continue;
            }
            0..=0x7F => return at,
            _ => match n_plain_bytes(&bytes[at..]) {
                Some(n_bytes) => n_bytes,
                None => {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return at };
                    match kind(c) {
                        Kind::Plain => {}
                        Kind::Mark => *has_marks = true,
                        _ => return at,
                    }
                    c.len_utf8()
                }
            },
        };
        after_space = false;
        at += n_bytes;
    }
    at
}

/// The length of the character if it is one of the plain ones (see `kind`) that make up nearly all of the text beyond
/// ASCII: the letters of Latin scripts, most Arabic letters, quotation marks, dashes.
fn n_plain_bytes(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xC3..=0xCB, ..] => Some(2), // U+00C0..U+02FF
        [0xD8, 0xA0..=0xBF, ..] | [0xD9, 0x80..=0x8A | 0xA0..=0xAF, ..] => Some(2), // U+0620..U+064A, U+0660..U+066F
        [0xC2, 0xA1..=0xAC | 0xAE..=0xBF, ..] => Some(2), // U+00A1..U+00BF
        [0xE2, 0x80, 0x90..=0xA7, ..] => Some(3), // U+2010..U+2027
        _ => None,
    }
}

/// The length of the control at the start of `text`, with the escape sequence it begins (ECMA-48, in its 7-bit and 8-bit
/// forms). A sequence that does not end, ends with the line.
fn n_bytes_of_sequence(text: &str) -> usize {
    let mut chars = text.chars();
    let rest = match (chars.next(), chars.clone().next()) {
        (Some('\u{1B}'), Some('[')) => after_control_sequence(&chars.as_str()[1..]),
        (Some('\u{1B}'), Some(']' | 'P' | 'X' | '^' | '_')) => after_control_string(&chars.as_str()[1..]),
        (Some('\u{1B}'), Some(' '..='~')) => {
            after_final(chars.as_str().trim_start_matches(|c| matches!(c, ' '..='/')), '0')
        }
        (Some('\u{9B}'), _) => after_control_sequence(chars.as_str()),
        // Left over from a wrong decoding these stand in ordinary text, and only a string that ends may go with them.
        (Some('\u{90}' | '\u{98}' | '\u{9D}'..='\u{9F}'), _) => match chars.as_str().find(char::is_control) {
            Some(end) if chars.as_str()[end..].starts_with(ends_string) => after_control_string(chars.as_str()),
            _ => chars.as_str(),
        },
        _ => chars.as_str(),
    };
    text.len() - rest.len()
}

/// What follows the parameters and the final character of a control sequence. Terminals carry out controls inside it.
fn after_control_sequence(text: &str) -> &str {
    let is_inside =
        |c: char| matches!(c, ' '..='?' | '\0'..='\u{17}' | '\u{19}' | '\u{1C}'..='\u{1F}') && !is_line_end(c);
    after_final(text.trim_start_matches(is_inside), '@')
}

/// What follows a final character, which is `first` or above, if there is one.
fn after_final(text: &str, first: char) -> &str {
    text.strip_prefix(|c| (first..='~').contains(&c)).unwrap_or(text)
}

/// What follows an operating system command, a device control string or the like, or the line it does not end on.
fn after_control_string(text: &str) -> &str {
    let rest = text.trim_start_matches(|c| !ends_string(c) && !is_line_end(c));
    // An escape sequence other than the string terminator ends the string as well, and is looked at by itself.
    rest.strip_prefix("\u{1B}\\").or_else(|| rest.strip_prefix(['\u{7}', '\u{18}', '\u{1A}', '\u{9C}'])).unwrap_or(rest)
}

fn ends_string(c: char) -> bool {
    matches!(c, '\u{7}' | '\u{18}' | '\u{1A}' | '\u{1B}' | '\u{9C}')
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// NFC, with heaps of marks made smaller.
fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut composed = String::new();
    let mut n_done = 0;
    for marked in marked_parts(&text) {
        let part = &text[marked.clone()];
        if is_nfc_quick(part.chars()) == IsNormalized::Yes && !has_heap_of_marks(part) {
            continue;
        }
        composed.push_str(&text[n_done..marked.start]);
        composed.extend(few_marks(part.nfc()));
        n_done = marked.end;
    }
    if n_done == 0 {
        return text;
    }
    composed.push_str(&text[n_done..]);
    Cow::Owned(composed)
}

/// The parts of the text in which something may compose: a plain character, and what follows it up to the next one.
/// Plain characters never compose with what stands before them, so each part can be looked at by itself.
fn marked_parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let mut start = 0;
        while let Some((at, _)) = chars.next_if(|(_, c)| kind(*c) != Kind::Mark) {
            start = at;
        }
        chars.next()?;
        while chars.next_if(|(_, c)| kind(*c) == Kind::Mark).is_some() {}
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        Some(start..end)
    })
}

fn has_heap_of_marks(text: &str) -> bool {
    few_marks(text.chars()).count() < text.chars().count()
}

/// The characters, but at most [`MAX_MARKS`] marks in a row.
fn few_marks(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut n_marks = 0;
    chars.filter(move |c| {
        n_marks = if is_attached(*c) { n_marks + 1 } else { 0 };
        n_marks <= MAX_MARKS
    })
}

/// Takes no place of its own: it is drawn on the letter before it, or changes it.
fn is_attached(c: char) -> bool {
    !matches!(kind(c), Kind::Plain | Kind::Space)
        && (is_combining_mark(c)
            || matches!(c, '\u{200C}' | '\u{200D}' | '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E0FFF}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::canonical_combining_class;

    use super::*;

    fn check(untrusted: &str, clean: &str) {
        assert_eq!(line(untrusted), clean, "{untrusted:?}");
    }

    #[test]
    fn spaces_of_every_kind_become_one() {
        check("  deux   mots ", "deux mots");
        check("\u{A0}«\u{202F}oui\u{A0}»\t!\u{3000}", "« oui » !");
        check("\u{2000}a\u{2003}\u{2009} b\u{200A}\u{205F}c\u{2028}d", "a b c d");
        check("fin de ligne\r\n", "fin de ligne");
        check("une\r\ndeux\ntrois", "une deux trois");
        check(" \t\u{A0}\u{200B} ", "");
    }

    #[test]
    fn what_nobody_sees_goes_and_joiners_stay() {
        check("\u{FEFF}com\u{AD}mu\u{200B}niqué", "communiqué");
        check("\u{202E}abc\u{202C} \u{2067}d\u{2069}\u{200F}\u{61C}\u{200E}", "abc d");
        check(
            "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
            "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
        );
        check("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧");
        check("a \u{200B} b", "a b");
    }

    #[test]
    fn overrides_are_noticed() {
        for (untrusted, want) in
            [("abc", false), ("\u{202E}cba", true), ("a\u{202D}b\u{202C}", true), ("\u{202B}a\u{2067}", false)]
        {
            assert_eq!(has_overrides(untrusted), want, "{untrusted:?}");
        }
    }

    #[test]
    fn letters_are_composed() {
        check("L'arme\u{301}e", "L'armée");
        check("\u{627}\u{653}\u{644}", "\u{622}\u{644}");
        check("\u{644}\u{650}\u{651}", "\u{644}\u{650}\u{651}");
        check("\u{644}\u{651}\u{64E}", "\u{644}\u{64E}\u{651}"); // shadda has a higher class than fatha
        check("e\u{200B}\u{301}", "é");
        check("\u{1112}\u{1161}\u{11AB}", "한");
        check("\u{212B}", "Å");
        check("\u{301}e\u{301}le\u{300}ve, e\u{323}\u{302} \u{301}!", "\u{301}élève, ệ \u{301}!");
    }

    #[test]
    fn escape_sequences_go_whole() {
        check("\u{1B}[31mrouge\u{1B}[0m", "rouge");
        check("a\u{1B}[?25lb\u{1B}[1;2 qc", "abc");
        check("a\u{9B}31mb", "ab");
        check("\u{1B}]0;titre\u{7}texte", "texte");
        check("\u{1B}]8;;http://x\u{1B}\\lien\u{1B}]8;;\u{1B}\\", "lien");
        check("\u{9D}52;c;QQ==\u{9C}texte", "texte");
        check("a\u{1B}P1$r0m\u{1B}\\b\u{1B}_apc\u{1B}\\c\u{1B}^pm\u{9C}d", "abcd");
        check("a\u{1B}(Bb\u{1B}7c\u{1B}#8d\u{1B}cé", "abcdé");
    }

    #[test]
    fn sequences_that_do_not_end_stop_at_the_line() {
        check("a\u{1B}]0;titre\nb", "a b");
        check("a\u{1B}]0;titre", "a");
        check("a\u{1B}[31\nb", "a b");
        check("a\u{1B}[31é", "aé");
        check("a\u{1B}", "a");
        check("a\u{1B}\u{1B}[1mb", "ab");
        check("a\u{1B}[1\u{1B}[2mb", "ab");
        check("a\u{1B}]0;t\u{1B}[1mb", "ab");
        check("a\u{1B}[3\u{8}1mb", "ab");
    }

    #[test]
    fn a_stray_control_takes_nothing_with_it() {
        // A closing quotation mark of UTF-8, read as windows-1252.
        check("â€œoui, dit-ilâ€\u{9D} à tous", "â€œoui, dit-ilâ€ à tous");
        check("a\0b\u{7}c\u{7F}d\u{85}e\u{C}f", "abcdef");
    }

    #[test]
    fn a_heap_of_marks_keeps_its_first_few() {
        check(&format!("e{}x", "\u{332}".repeat(100)), &format!("e{}x", "\u{332}".repeat(MAX_MARKS)));
        check(&format!("a{}b", "\u{200D}".repeat(100)), &format!("a{}b", "\u{200D}".repeat(MAX_MARKS)));
        for real in
            ["\u{671}\u{644}\u{644}\u{64E}\u{651}\u{670}\u{647}\u{650}", "ở ệ", "\u{5D1}\u{5BC}\u{5B0}\u{596}\u{5BD}"]
        {
            let composed: String = real.nfc().collect();
            check(real, &composed);
        }
    }

    #[test]
    fn clean_lines_are_borrowed() {
        for clean in
            ["L'armée syrienne, « oui » !", "\u{642}\u{627}\u{644} \u{64A}\u{64F}\u{648}\u{642}\u{639}", "", "한국 🔴"]
        {
            assert!(matches!(line(clean), Cow::Borrowed(_)), "{clean:?}");
            assert!(matches!(line(&format!("\t {clean} \r\n")), Cow::Borrowed(_)), "{clean:?}");
        }
    }

    #[test]
    fn plain_characters_are_plain_to_unicode_too() {
        for c in ('\0'..=char::MAX).filter(|c| kind(*c) == Kind::Plain) {
            let is_yes = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
            assert!(is_yes && canonical_combining_class(c) == 0 && !is_combining_mark(c), "{c:?} {:04X}", u32::from(c));
        }
    }

    #[test]
    fn the_short_ways_say_what_the_rule_says() {
        for c in '\u{80}'..=char::MAX {
            let n_bytes = n_plain_bytes(c.encode_utf8(&mut [0; 4]).as_bytes());
            let is_right = n_bytes.is_none_or(|n_bytes| n_bytes == c.len_utf8() && kind(c) == Kind::Plain);
            assert!(is_right, "{:04X}", u32::from(c));
            assert!(!is_clean(&String::from(c)) || kind(c) == Kind::Plain, "{:04X}", u32::from(c));
        }
    }

    #[test]
    fn slices_are_trimmed_and_total() {
        let text = Clean::new("Le Monde – Par Marie");
        for (bytes, want) in [
            (0..9, "Le Monde"),
            (8..12, "–"),
            (10..12, ""),
            (9..10, ""),
            (13..99, "Par Marie"),
            (50..60, ""),
            (0..usize::MAX, text.as_str()),
        ] {
            assert_eq!(text.slice(bytes.clone()).as_str(), want, "{bytes:?}");
        }
        assert_eq!(Clean::from_parts(["a\u{1B}", "[1mb", " ", "\u{301}"]).as_str(), "ab \u{301}");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in hostile_text()) {
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
        }

        #[test]
        fn nothing_unsafe_survives(text in hostile_text()) {
            let clean = line(&text);
            prop_assert!(clean.chars().all(|c| matches!(kind(c), Kind::Plain | Kind::Mark) || c == ' '), "{clean:?}");
            prop_assert!(!clean.contains("  ") && clean.trim_matches(' ') == clean);
            prop_assert!(unicode_normalization::is_nfc(&clean));
        }

        #[test]
        fn parts_of_clean_text_are_clean(text in hostile_text(), start in 0usize..40, n_bytes in 0usize..40) {
            let part = Clean::new(&text).slice(start..start + n_bytes);
            prop_assert_eq!(line(&part), part.as_str());
        }

        #[test]
        fn words_without_controls_are_kept(words in prop::collection::vec("[a-zéàçœ\u{627}-\u{64A}]{1,8}", 0..8), gap in "[ \t\u{A0}\u{2009}]{1,3}") {
            let untrusted = words.join(&gap);
            prop_assert_eq!(line(&untrusted), words.join(" "));
        }
    }

    /// Text in which the characters that matter here are not rare.
    fn hostile_text() -> impl Strategy<Value = String> {
        let parts = prop_oneof![
            "[ -~]{0,6}",
            "\\PC{0,3}",
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                " ",
                "\t",
                "\n",
                "\r",
                "\u{1B}",
                "\u{1B}[",
                "\u{1B}]",
                "\u{9B}",
                "\u{9D}",
                "\u{9C}",
                "\u{7}",
                "\u{1B}\\",
                "\u{90}",
                "m",
                "\u{A0}",
                "\u{200B}",
                "\u{FEFF}",
                "\u{AD}",
                "\u{202E}",
                "\u{2069}",
                "\u{301}",
                "\u{653}",
                "\u{64E}",
                "\u{651}",
                "\u{627}",
                "\u{200D}",
                "e",
                "é",
                "\u{1100}",
                "\u{1161}",
                "\u{11A8}",
                "\u{9C7}",
                "\u{9BE}",
                "\u{344}",
                "\u{332}\u{332}\u{332}\u{332}\u{332}\u{332}",
                "\u{2028}",
                "\u{85}",
            ])
            .prop_map(String::from),
        ];
        prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
    }
}
