//! Directions: the base direction of a paragraph, its levels, and one row in visual order (UAX #9).
//!
//! Levels are those of the whole paragraph, whatever the width; rows are only put in order here. `layout` brings both
//! together. Text without anything right-to-left takes a short way round, which a test proves to be the same.

use std::cmp::Ordering;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiDataSource, BidiInfo, HardcodedBidiData, Level};

use serde::{Deserialize, Serialize};

use crate::text::isolation::is_bare_address;

/// The base direction of a paragraph (UAX #9, paragraph level 0 or 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// Paragraph level 0: Latin, and whatever has no direction of its own.
    #[default]
    LeftToRight,
    /// Paragraph level 1: Arabic, Hebrew.
    RightToLeft,
}

impl Direction {
    /// `ltr` or `rtl`, as HTML's `dir` attribute says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// The level of a paragraph in this direction: 0 or 1.
    pub fn level(self) -> u8 {
        match self {
            Direction::LeftToRight => 0,
            Direction::RightToLeft => 1,
        }
    }
}

/// Bytes of a paragraph that are looked at for its direction: enough for any paragraph a person wrote.
const N_BYTES_LOOKED_AT: usize = 16 * 1024;

/// The direction most strong letters of `text` have; where they are as many, that of the first; left-to-right where
/// there is none. See [`majority_or`].
///
/// The first letter alone (UAX #9, P2 and P3) would lay out "Airbus" and ten Arabic words behind it from left to right.
pub fn majority(text: &str) -> Direction {
    majority_or(text, Direction::LeftToRight)
}

/// The same with what is known about the text around it: a text without letters - `2023 - 11 %`, a lone address - follows
/// the article it stands in.
///
/// Addresses and handles are not counted anywhere; at the beginning of the text, neither are hashtags and the names of
/// speakers and agencies, such as `AFP:`, or `RT`, which stand before text of either direction.
pub fn majority_or(text: &str, around: Direction) -> Direction {
    let text = &text[..text.floor_char_boundary(N_BYTES_LOOKED_AT)];
    if around == Direction::LeftToRight && !has_rtl(text) {
        return Direction::LeftToRight;
    }
    let words = || text.split_whitespace().filter(|word| !is_address(word));
    direction_of(words().skip_while(|word| stands_before_any(word))).or_else(|| direction_of(words())).unwrap_or(around)
}

fn direction_of<'t>(words: impl Iterator<Item = &'t str> + Clone) -> Option<Direction> {
    let letters = words.flat_map(str::chars).filter_map(strong);
    let (mut n_ltr, mut n_rtl) = (0usize, 0usize);
    for letter in letters.clone() {
        match letter {
            Direction::LeftToRight => n_ltr += 1,
            Direction::RightToLeft => n_rtl += 1,
        }
    }
    match n_rtl.cmp(&n_ltr) {
        Ordering::Greater => Some(Direction::RightToLeft),
        Ordering::Less => Some(Direction::LeftToRight),
        Ordering::Equal => letters.clone().next(),
    }
}

/// A Latin hashtag, a Latin word with a colon behind it, or the mark of a post that was passed on.
fn stands_before_any(word: &str) -> bool {
    (word.starts_with('#') || word.ends_with(':') || word == "RT") && !has_rtl(word)
}

/// The direction of the first letter that has one, isolates not counted (UAX #9, P2).
pub fn first(text: &str) -> Option<Direction> {
    let mut depth = 0usize;
    text.chars().find_map(|c| {
        match class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => depth += 1,
            BidiClass::PDI => depth = depth.saturating_sub(1),
            _ => {}
        }
        strong(c).filter(|_| depth == 0)
    })
}

/// The embedding levels of a paragraph.
#[derive(Clone, Debug)]
pub struct Levels {
    /// One for each byte of the text; empty where every level is that of the paragraph.
    by_byte: Vec<Level>,
    base: u8,
}

/// The embedding levels of `text` (UAX #9, up to rule I2), every line of it with the same base direction. Separators, and
/// the spaces before them, are back at the level of the paragraph already (rule L1), because no row end changes that.
pub fn levels(text: &str, base: Direction) -> Levels {
    let is_even = match base {
        Direction::LeftToRight => !has_rtl(text),
        Direction::RightToLeft => is_all_rtl(text),
    };
    match is_even {
        true => Levels { by_byte: Vec::new(), base: base.level() },
        false => resolved(text, base),
    }
}

/// What [`levels`] says, by all the rules, whatever the text.
pub(super) fn resolved(text: &str, base: Direction) -> Levels {
    let level = if base == Direction::RightToLeft { Level::rtl() } else { Level::ltr() };
    let BidiInfo { mut levels, original_classes: classes, .. } =
        BidiInfo::new_with_data_source(&CommonFirst, text, Some(level));
    for at in 0..classes.len() {
        if matches!(classes.get(at), Some(BidiClass::S | BidiClass::B)) {
            let (before, behind) = levels.split_at_mut(at);
            behind.iter_mut().take(1).for_each(|separator| *separator = level);
            reset_trailing(before, level, |at| is_space_like(classes.get(at).copied()));
        }
    }
    Levels { by_byte: levels, base: base.level() }
}

/// The levels of the characters of one row, with the spaces at its end at the level of the paragraph (rule L1).
pub fn row_levels(text: &str, levels: &Levels, row: Range<usize>) -> Vec<u8> {
    let chars = text.get(row.clone()).unwrap_or_default().char_indices();
    let (mut of_row, classes): (Vec<u8>, Vec<BidiClass>) =
        chars.map(|(at, c)| (levels.at(row.start + at), class(c))).unzip();
    reset_trailing(&mut of_row, levels.base, |at| is_space_like(classes.get(at).copied()));
    of_row
}

/// Gives those at the end of a row for which `is_space` holds the level of the paragraph (rule L1).
pub(super) fn reset_trailing<T: Copy>(levels: &mut [T], base: T, is_space: impl Fn(usize) -> bool) {
    for (_, level) in levels.iter_mut().enumerate().rev().take_while(|(at, _)| is_space(*at)) {
        *level = base;
    }
}

/// What rule L1 counts as white space: spaces, isolates, and what rule X9 takes out.
fn is_space_like(class: Option<BidiClass>) -> bool {
    use BidiClass::{BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, WS};
    matches!(class, Some(WS | FSI | LRI | RLI | PDI | LRE | RLE | LRO | RLO | PDF | BN))
}

impl Levels {
    /// The level of the character that starts at this byte.
    pub fn at(&self, byte: usize) -> u8 {
        self.by_byte.get(byte).map_or(self.base, Level::number)
    }

    /// The level of the paragraph itself.
    pub fn base(&self) -> u8 {
        self.base
    }
}

/// The visual order of one row of clusters with these levels (rule L2): at place `i` from the left stands cluster `order[i]`.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let Some(highest) = levels.iter().copied().max() else { return order };
    let lowest_odd = levels.iter().copied().filter(|level| !level.is_multiple_of(2)).min().unwrap_or(u8::MAX);
    for level in (lowest_odd..=highest).rev() {
        let mut start = 0;
        for run in levels.chunk_by(|a, b| (*a >= level) == (*b >= level)) {
            let end = start + run.len();
            if run.first().is_some_and(|first| *first >= level) {
                // The places of a run have not been left by what was turned around inside it.
                order.get_mut(start..end).unwrap_or_default().reverse();
            }
            start = end;
        }
    }
    order
}

/// The mirror image of a character that has one (rule L4): brackets, guillemets, mathematical signs.
pub fn mirrored(c: char) -> Option<char> {
    if matches!(c, 'A'..='Z' | 'a'..='z' | '\u{600}'..='\u{6FF}') {
        return None;
    }
    let key = u16::try_from(u32::from(c)).ok()?;
    let found = MIRRORS.binary_search_by_key(&key, |(from, _)| *from).ok()?;
    char::from_u32(u32::from(MIRRORS.get(found)?.1))
}

/// Something in the text may stand right of what follows it: letters of right-to-left scripts, their digits, bidi controls.
pub fn has_rtl(text: &str) -> bool {
    // All of them are encoded with a first byte of 0xD6 or above, or in U+2000..U+206F.
    let is_suspect = |byte: u8| byte >= 0xD6 || byte == 0xE2;
    text.bytes().any(is_suspect) && text.chars().any(is_rtl)
}

/// Nothing in a right-to-left paragraph stands left of what follows it: it has neither Latin letters nor digits of any
/// script, nor anything that could change directions.
fn is_all_rtl(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c,
            ' '..='/' | ':'..='@' | '['..='`' | '{'..='~' | '\u{AB}' | '\u{BB}' | '\u{5D0}'..='\u{5EA}' | '\u{60C}' | '\u{61B}'
            | '\u{61F}'..='\u{65F}' | '\u{671}'..='\u{6D5}' | '\u{2010}'..='\u{2027}')
    })
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The direction of a letter that has one.
pub(super) fn strong(c: char) -> Option<Direction> {
    match class(c) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// Unicode's classes, with a short way to those of nearly all characters.
struct CommonFirst;

impl BidiDataSource for CommonFirst {
    fn bidi_class(&self, c: char) -> BidiClass {
        class(c)
    }
}

fn class(c: char) -> BidiClass {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{17F}' => BidiClass::L,
        '\u{620}'..='\u{64A}' => BidiClass::AL,
        '\u{64B}'..='\u{65F}' => BidiClass::NSM,
        '0'..='9' => BidiClass::EN,
        ' ' => BidiClass::WS,
        _ => HardcodedBidiData.bidi_class(c),
    }
}

/// A web address, a handle or a mail address: Latin letters that say nothing about the text around them.
pub fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '<', '"', '\u{AB}', '\u{201C}']);
    word.contains("://") || word.contains('@') || starts_with_www(word) || is_bare_address(word)
}

fn starts_with_www(word: &str) -> bool {
    word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// Bidi_Mirroring_Glyph of the Unicode Character Database, sorted.
#[rustfmt::skip]
static MIRRORS: [(u16, u16); 428] = [
    (0x0028, 0x0029), (0x0029, 0x0028), (0x003C, 0x003E), (0x003E, 0x003C), (0x005B, 0x005D), (0x005D, 0x005B), (0x007B, 0x007D), (0x007D, 0x007B),
    (0x00AB, 0x00BB), (0x00BB, 0x00AB), (0x0F3A, 0x0F3B), (0x0F3B, 0x0F3A), (0x0F3C, 0x0F3D), (0x0F3D, 0x0F3C), (0x169B, 0x169C), (0x169C, 0x169B),
    (0x2039, 0x203A), (0x203A, 0x2039), (0x2045, 0x2046), (0x2046, 0x2045), (0x207D, 0x207E), (0x207E, 0x207D), (0x208D, 0x208E), (0x208E, 0x208D),
    (0x2208, 0x220B), (0x2209, 0x220C), (0x220A, 0x220D), (0x220B, 0x2208), (0x220C, 0x2209), (0x220D, 0x220A), (0x2215, 0x29F5), (0x221F, 0x2BFE),
    (0x2220, 0x29A3), (0x2221, 0x299B), (0x2222, 0x29A0), (0x2224, 0x2AEE), (0x223C, 0x223D), (0x223D, 0x223C), (0x2243, 0x22CD), (0x2245, 0x224C),
    (0x224C, 0x2245), (0x2252, 0x2253), (0x2253, 0x2252), (0x2254, 0x2255), (0x2255, 0x2254), (0x2264, 0x2265), (0x2265, 0x2264), (0x2266, 0x2267),
    (0x2267, 0x2266), (0x2268, 0x2269), (0x2269, 0x2268), (0x226A, 0x226B), (0x226B, 0x226A), (0x226E, 0x226F), (0x226F, 0x226E), (0x2270, 0x2271),
    (0x2271, 0x2270), (0x2272, 0x2273), (0x2273, 0x2272), (0x2274, 0x2275), (0x2275, 0x2274), (0x2276, 0x2277), (0x2277, 0x2276), (0x2278, 0x2279),
    (0x2279, 0x2278), (0x227A, 0x227B), (0x227B, 0x227A), (0x227C, 0x227D), (0x227D, 0x227C), (0x227E, 0x227F), (0x227F, 0x227E), (0x2280, 0x2281),
    (0x2281, 0x2280), (0x2282, 0x2283), (0x2283, 0x2282), (0x2284, 0x2285), (0x2285, 0x2284), (0x2286, 0x2287), (0x2287, 0x2286), (0x2288, 0x2289),
    (0x2289, 0x2288), (0x228A, 0x228B), (0x228B, 0x228A), (0x228F, 0x2290), (0x2290, 0x228F), (0x2291, 0x2292), (0x2292, 0x2291), (0x2298, 0x29B8),
    (0x22A2, 0x22A3), (0x22A3, 0x22A2), (0x22A6, 0x2ADE), (0x22A8, 0x2AE4), (0x22A9, 0x2AE3), (0x22AB, 0x2AE5), (0x22B0, 0x22B1), (0x22B1, 0x22B0),
    (0x22B2, 0x22B3), (0x22B3, 0x22B2), (0x22B4, 0x22B5), (0x22B5, 0x22B4), (0x22B6, 0x22B7), (0x22B7, 0x22B6), (0x22B8, 0x27DC), (0x22C9, 0x22CA),
    (0x22CA, 0x22C9), (0x22CB, 0x22CC), (0x22CC, 0x22CB), (0x22CD, 0x2243), (0x22D0, 0x22D1), (0x22D1, 0x22D0), (0x22D6, 0x22D7), (0x22D7, 0x22D6),
    (0x22D8, 0x22D9), (0x22D9, 0x22D8), (0x22DA, 0x22DB), (0x22DB, 0x22DA), (0x22DC, 0x22DD), (0x22DD, 0x22DC), (0x22DE, 0x22DF), (0x22DF, 0x22DE),
    (0x22E0, 0x22E1), (0x22E1, 0x22E0), (0x22E2, 0x22E3), (0x22E3, 0x22E2), (0x22E4, 0x22E5), (0x22E5, 0x22E4), (0x22E6, 0x22E7), (0x22E7, 0x22E6),
    (0x22E8, 0x22E9), (0x22E9, 0x22E8), (0x22EA, 0x22EB), (0x22EB, 0x22EA), (0x22EC, 0x22ED), (0x22ED, 0x22EC), (0x22F0, 0x22F1), (0x22F1, 0x22F0),
    (0x22F2, 0x22FA), (0x22F3, 0x22FB), (0x22F4, 0x22FC), (0x22F6, 0x22FD), (0x22F7, 0x22FE), (0x22FA, 0x22F2), (0x22FB, 0x22F3), (0x22FC, 0x22F4),
    (0x22FD, 0x22F6), (0x22FE, 0x22F7), (0x2308, 0x2309), (0x2309, 0x2308), (0x230A, 0x230B), (0x230B, 0x230A), (0x2329, 0x232A), (0x232A, 0x2329),
    (0x2768, 0x2769), (0x2769, 0x2768), (0x276A, 0x276B), (0x276B, 0x276A), (0x276C, 0x276D), (0x276D, 0x276C), (0x276E, 0x276F), (0x276F, 0x276E),
    (0x2770, 0x2771), (0x2771, 0x2770), (0x2772, 0x2773), (0x2773, 0x2772), (0x2774, 0x2775), (0x2775, 0x2774), (0x27C3, 0x27C4), (0x27C4, 0x27C3),
    (0x27C5, 0x27C6), (0x27C6, 0x27C5), (0x27C8, 0x27C9), (0x27C9, 0x27C8), (0x27CB, 0x27CD), (0x27CD, 0x27CB), (0x27D5, 0x27D6), (0x27D6, 0x27D5),
    (0x27DC, 0x22B8), (0x27DD, 0x27DE), (0x27DE, 0x27DD), (0x27E2, 0x27E3), (0x27E3, 0x27E2), (0x27E4, 0x27E5), (0x27E5, 0x27E4), (0x27E6, 0x27E7),
    (0x27E7, 0x27E6), (0x27E8, 0x27E9), (0x27E9, 0x27E8), (0x27EA, 0x27EB), (0x27EB, 0x27EA), (0x27EC, 0x27ED), (0x27ED, 0x27EC), (0x27EE, 0x27EF),
    (0x27EF, 0x27EE), (0x2983, 0x2984), (0x2984, 0x2983), (0x2985, 0x2986), (0x2986, 0x2985), (0x2987, 0x2988), (0x2988, 0x2987), (0x2989, 0x298A),
    (0x298A, 0x2989), (0x298B, 0x298C), (0x298C, 0x298B), (0x298D, 0x2990), (0x298E, 0x298F), (0x298F, 0x298E), (0x2990, 0x298D), (0x2991, 0x2992),
    (0x2992, 0x2991), (0x2993, 0x2994), (0x2994, 0x2993), (0x2995, 0x2996), (0x2996, 0x2995), (0x2997, 0x2998), (0x2998, 0x2997), (0x299B, 0x2221),
    (0x29A0, 0x2222), (0x29A3, 0x2220), (0x29A4, 0x29A5), (0x29A5, 0x29A4), (0x29A8, 0x29A9), (0x29A9, 0x29A8), (0x29AA, 0x29AB), (0x29AB, 0x29AA),
    (0x29AC, 0x29AD), (0x29AD, 0x29AC), (0x29AE, 0x29AF), (0x29AF, 0x29AE), (0x29B8, 0x2298), (0x29C0, 0x29C1), (0x29C1, 0x29C0), (0x29C4, 0x29C5),
    (0x29C5, 0x29C4), (0x29CF, 0x29D0), (0x29D0, 0x29CF), (0x29D1, 0x29D2), (0x29D2, 0x29D1), (0x29D4, 0x29D5), (0x29D5, 0x29D4), (0x29D8, 0x29D9),
    (0x29D9, 0x29D8), (0x29DA, 0x29DB), (0x29DB, 0x29DA), (0x29E8, 0x29E9), (0x29E9, 0x29E8), (0x29F5, 0x2215), (0x29F8, 0x29F9), (0x29F9, 0x29F8),
    (0x29FC, 0x29FD), (0x29FD, 0x29FC), (0x2A2B, 0x2A2C), (0x2A2C, 0x2A2B), (0x2A2D, 0x2A2E), (0x2A2E, 0x2A2D), (0x2A34, 0x2A35), (0x2A35, 0x2A34),
    (0x2A3C, 0x2A3D), (0x2A3D, 0x2A3C), (0x2A64, 0x2A65), (0x2A65, 0x2A64), (0x2A79, 0x2A7A), (0x2A7A, 0x2A79), (0x2A7B, 0x2A7C), (0x2A7C, 0x2A7B),
    (0x2A7D, 0x2A7E), (0x2A7E, 0x2A7D), (0x2A7F, 0x2A80), (0x2A80, 0x2A7F), (0x2A81, 0x2A82), (0x2A82, 0x2A81), (0x2A83, 0x2A84), (0x2A84, 0x2A83),
    (0x2A85, 0x2A86), (0x2A86, 0x2A85), (0x2A87, 0x2A88), (0x2A88, 0x2A87), (0x2A89, 0x2A8A), (0x2A8A, 0x2A89), (0x2A8B, 0x2A8C), (0x2A8C, 0x2A8B),
    (0x2A8D, 0x2A8E), (0x2A8E, 0x2A8D), (0x2A8F, 0x2A90), (0x2A90, 0x2A8F), (0x2A91, 0x2A92), (0x2A92, 0x2A91), (0x2A93, 0x2A94), (0x2A94, 0x2A93),
    (0x2A95, 0x2A96), (0x2A96, 0x2A95), (0x2A97, 0x2A98), (0x2A98, 0x2A97), (0x2A99, 0x2A9A), (0x2A9A, 0x2A99), (0x2A9B, 0x2A9C), (0x2A9C, 0x2A9B),
    (0x2A9D, 0x2A9E), (0x2A9E, 0x2A9D), (0x2A9F, 0x2AA0), (0x2AA0, 0x2A9F), (0x2AA1, 0x2AA2), (0x2AA2, 0x2AA1), (0x2AA6, 0x2AA7), (0x2AA7, 0x2AA6),
    (0x2AA8, 0x2AA9), (0x2AA9, 0x2AA8), (0x2AAA, 0x2AAB), (0x2AAB, 0x2AAA), (0x2AAC, 0x2AAD), (0x2AAD, 0x2AAC), (0x2AAF, 0x2AB0), (0x2AB0, 0x2AAF),
    (0x2AB1, 0x2AB2), (0x2AB2, 0x2AB1), (0x2AB3, 0x2AB4), (0x2AB4, 0x2AB3), (0x2AB5, 0x2AB6), (0x2AB6, 0x2AB5), (0x2AB7, 0x2AB8), (0x2AB8, 0x2AB7),
    (0x2AB9, 0x2ABA), (0x2ABA, 0x2AB9), (0x2ABB, 0x2ABC), (0x2ABC, 0x2ABB), (0x2ABD, 0x2ABE), (0x2ABE, 0x2ABD), (0x2ABF, 0x2AC0), (0x2AC0, 0x2ABF),
    (0x2AC1, 0x2AC2), (0x2AC2, 0x2AC1), (0x2AC3, 0x2AC4), (0x2AC4, 0x2AC3), (0x2AC5, 0x2AC6), (0x2AC6, 0x2AC5), (0x2AC7, 0x2AC8), (0x2AC8, 0x2AC7),
    (0x2AC9, 0x2ACA), (0x2ACA, 0x2AC9), (0x2ACB, 0x2ACC), (0x2ACC, 0x2ACB), (0x2ACD, 0x2ACE), (0x2ACE, 0x2ACD), (0x2ACF, 0x2AD0), (0x2AD0, 0x2ACF),
    (0x2AD1, 0x2AD2), (0x2AD2, 0x2AD1), (0x2AD3, 0x2AD4), (0x2AD4, 0x2AD3), (0x2AD5, 0x2AD6), (0x2AD6, 0x2AD5), (0x2ADE, 0x22A6), (0x2AE3, 0x22A9),
    (0x2AE4, 0x22A8), (0x2AE5, 0x22AB), (0x2AEC, 0x2AED), (0x2AED, 0x2AEC), (0x2AEE, 0x2224), (0x2AF7, 0x2AF8), (0x2AF8, 0x2AF7), (0x2AF9, 0x2AFA),
    (0x2AFA, 0x2AF9), (0x2BFE, 0x221F), (0x2E02, 0x2E03), (0x2E03, 0x2E02), (0x2E04, 0x2E05), (0x2E05, 0x2E04), (0x2E09, 0x2E0A), (0x2E0A, 0x2E09),
    (0x2E0C, 0x2E0D), (0x2E0D, 0x2E0C), (0x2E1C, 0x2E1D), (0x2E1D, 0x2E1C), (0x2E20, 0x2E21), (0x2E21, 0x2E20), (0x2E22, 0x2E23), (0x2E23, 0x2E22),
    (0x2E24, 0x2E25), (0x2E25, 0x2E24), (0x2E26, 0x2E27), (0x2E27, 0x2E26), (0x2E28, 0x2E29), (0x2E29, 0x2E28), (0x2E55, 0x2E56), (0x2E56, 0x2E55),
    (0x2E57, 0x2E58), (0x2E58, 0x2E57), (0x2E59, 0x2E5A), (0x2E5A, 0x2E59), (0x2E5B, 0x2E5C), (0x2E5C, 0x2E5B), (0x3008, 0x3009), (0x3009, 0x3008),
    (0x300A, 0x300B), (0x300B, 0x300A), (0x300C, 0x300D), (0x300D, 0x300C), (0x300E, 0x300F), (0x300F, 0x300E), (0x3010, 0x3011), (0x3011, 0x3010),
    (0x3014, 0x3015), (0x3015, 0x3014), (0x3016, 0x3017), (0x3017, 0x3016), (0x3018, 0x3019), (0x3019, 0x3018), (0x301A, 0x301B), (0x301B, 0x301A),
    (0xFE59, 0xFE5A), (0xFE5A, 0xFE59), (0xFE5B, 0xFE5C), (0xFE5C, 0xFE5B), (0xFE5D, 0xFE5E), (0xFE5E, 0xFE5D), (0xFE64, 0xFE65), (0xFE65, 0xFE64),
    (0xFF08, 0xFF09), (0xFF09, 0xFF08), (0xFF1C, 0xFF1E), (0xFF1E, 0xFF1C), (0xFF3B, 0xFF3D), (0xFF3D, 0xFF3B), (0xFF5B, 0xFF5D), (0xFF5D, 0xFF5B),
    (0xFF5F, 0xFF60), (0xFF60, 0xFF5F), (0xFF62, 0xFF63), (0xFF63, 0xFF62),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Direction::{LeftToRight, RightToLeft};
    use super::*;

    #[test]
    fn the_majority_of_letters_decides() {
        for (text, want) in [
            ("", LeftToRight),
            ("2023 - 11 %", LeftToRight),
            ("L'armée", LeftToRight),
            ("سلام", RightToLeft),
            ("שלום", RightToLeft),
            ("Airbus تسلّم 735 طائرة في 2023", RightToLeft),
            ("Le mot « سلام » en une du quotidien الأهرام !", LeftToRight),
            ("https://www.exemple.fr/une/longue/adresse سلام", RightToLeft),
            ("www.exemple.fr/une/longue/adresse سلام", RightToLeft),
            ("@quotidien_national سلام", RightToLeft),
            ("(@quotidien_national) سلام", RightToLeft),
            ("ab اب", LeftToRight),
            ("اب ab", RightToLeft),
            ("https://exemple.fr ١٢", LeftToRight),
            ("#Maroc_Algerie_Tunisie سلام", RightToLeft),
            ("سلام عليكم #Maroc_Algerie_Tunisie", LeftToRight),
            ("exemple.fr/une/longue/adresse سلام", RightToLeft),
            ("et/ou l'un سلام", LeftToRight),
            ("REUTERS: سلام", RightToLeft),
            ("RT @quotidien: AFP: #Alger سلام ab", RightToLeft),
            ("AFP:", LeftToRight),
        ] {
            assert_eq!(majority(text), want, "{text}");
        }
    }

    #[test]
    fn a_text_without_letters_follows_the_one_around_it() {
        for (text, want) in [
            ("2023 - 11 %", RightToLeft),
            ("", RightToLeft),
            ("https://exemple.fr/une", RightToLeft),
            ("@quotidien", RightToLeft),
            ("AFP:", LeftToRight),
            ("Le mot", LeftToRight),
            ("سلام", RightToLeft),
        ] {
            assert_eq!(majority_or(text, RightToLeft), want, "{text}");
        }
    }

    #[test]
    fn mirrors_come_in_pairs() {
        for (from, to) in MIRRORS {
            let (from, to) = (char::from_u32(from.into()), char::from_u32(to.into()));
            assert_eq!(to.and_then(mirrored), from);
        }
        assert!(MIRRORS.is_sorted());
        assert_eq!(mirrored('«'), Some('»'));
        assert_eq!(mirrored('a'), None);
    }

    #[test]
    fn rows_turn_level_by_level() {
        let order = visual_order;
        assert_eq!(order(&[]), [0; 0]);
        assert_eq!(order(&[0, 0, 0]), [0, 1, 2]);
        assert_eq!(order(&[2, 2]), [0, 1]);
        assert_eq!(order(&[0, 1, 1, 0]), [0, 2, 1, 3]);
        assert_eq!(order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
        assert_eq!(order(&[0, 1, 2, 3, 3, 2, 1, 0]), [0, 6, 2, 4, 3, 5, 1, 7]);
    }

    #[test]
    fn every_right_to_left_class_is_noticed() {
        use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
        for c in '\0'..=char::MAX {
            if matches!(unicode_bidi::bidi_class(c), R | AL | AN | RLE | RLO | LRE | LRO | PDF | RLI | LRI | FSI | PDI)
            {
                assert!(has_rtl(&c.to_string()), "{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn classes_are_those_of_unicode() {
        assert!(('\0'..=char::MAX).all(|c| class(c) == unicode_bidi::bidi_class(c)));
    }

    proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in "[ -~éà«»’…€\u{202F}\u{301}汉🔴]{0,40}") {
            prop_assert!(!has_rtl(&text));
            prop_assert!(resolved(&text, Direction::LeftToRight).by_byte.iter().all(|level| level.number() == 0));
        }

        #[test]
        fn the_short_way_through_arabic_is_the_long_way(text in "[ -/:-@\\[-`{-~«»،؛؟ء-\u{65F}\u{671}-\u{6D5}א-ת\u{2010}-\u{2027}]{0,40}") {
            prop_assert!(is_all_rtl(&text));
            prop_assert!(resolved(&text, Direction::RightToLeft).by_byte.iter().all(|level| level.number() == 1));
        }

        #[test]
        fn rows_turn_as_unicode_bidi_turns_them(levels in prop::collection::vec(0u8..6, 0..40)) {
            prop_assert_eq!(visual_order(&levels), BidiInfo::reorder_visual(&Level::vec(&levels)));
        }
    }
}
