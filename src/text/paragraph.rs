//! A paragraph with all that does not depend on the width: levels, joined letters, clusters and the places where a row may end.
//!
//! This is the expensive part of laying a text out, and it is done once: [`Paragraph::rows`] only adds up the widths of
//! words. What is kept is small, twelve bytes a cluster and twenty a word; a cluster keeps the letter as it is
//! written together with its level and its links, and becomes the picture a terminal is sent when its row is drawn.
//! Text without anything right-to-left takes a short way that knows neither levels nor links; a law proves it to be the same.

use std::ops::Range;
use std::sync::Arc;

use crate::text::bidi::{self, Direction, Levels};
use crate::text::breaks::{breaks, is_line_end};
use crate::text::cells;
use crate::text::kashida::Letter;
use crate::text::layout::Laid;
use crate::text::position::Logical;
use crate::text::prepare::{self, Edits, Prepared};
use crate::text::setting::{self, Base, Order, Sequences, Setting};
use crate::text::shape::{self, Joining, Links, Meeting};
use crate::text::wrap::{End, Piece, Wrapping};

/// A paragraph that has been read, and can be broken into rows of any width. A clone is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub(super) read: Arc<Read>,
}

impl Paragraph {
    /// Reads a text as one paragraph; a line end in it ends a row.
    pub fn new(text: &str, setting: &Setting) -> Paragraph {
        Paragraph::in_direction(text, direction(text, setting.base), setting)
    }

    /// The same where the base direction is known.
    pub(super) fn in_direction(text: &str, direction: Direction, setting: &Setting) -> Paragraph {
        Paragraph { read: Arc::new(read(text, direction, setting, false)) }
    }

    /// A line being edited, as it was typed. A ligature that the cursor stands in is parted by a joiner: both letters keep
    /// their forms, and have a cell each.
    pub(super) fn edited(text: &str, cursor: usize, setting: &Setting) -> Paragraph {
        let mut edits = Edits::default();
        if is_inside_ligature(text, cursor) {
            edits.insert(cursor, '\u{200D}');
        }
        let direction = direction(text, setting.base);
        Paragraph { read: Arc::new(read_prepared(&edits.prepare(text), text.len(), direction, setting, false)) }
    }

    /// The base direction.
    pub fn direction(&self) -> Direction {
        self.read.direction
    }

    /// How many characters that override the order of others were left out: a reader should know of them.
    pub fn n_overrides(&self) -> usize {
        self.read.n_overrides
    }

    /// Its rows.
    pub fn rows(&self, wrapping: Wrapping) -> Laid {
        Laid::new(self, &wrapping, false)
    }
}

/// What is known about a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub direction: Direction,
    pub justify: bool,
    order: Order,
    n_overrides: usize,
    /// In logical order. Behind the last one stands one that only says where it ends.
    clusters: Vec<Cluster>,
    /// The rest of the picture of clusters that have more than one character, by the index of the cluster.
    tails: Vec<(u32, Range<u32>)>,
    tail: String,
    /// What rows are made of.
    pub pieces: Vec<Piece>,
}

/// One cluster: what stands in one place of a row, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    /// Where it begins in the text; it ends where the next one begins.
    start: u32,
    /// Its first character; of a ligature of lam and alef, the alef.
    letter: char,
    pub width: u16,
    level: u8,
    traits: u8,
}

/// It is a space, and may be left out at the end of a row.
const SPACE: u8 = 1;
/// It ends a line, and has no picture.
const LINE_END: u8 = 1 << 1;
/// Its picture has more characters than the letter.
const TAIL: u8 = 1 << 2;
/// It is drawn in a presentation form.
const SHAPED: u8 = 1 << 3;
/// It is joined to the letter before it.
const BEFORE: u8 = 1 << 4;
/// It is joined to the letter after it.
const AFTER: u8 = 1 << 5;
/// It is a lam and an alef.
const LIGATURE: u8 = 1 << 6;

impl Cluster {
    fn has(&self, traits: u8) -> bool {
        self.traits & traits != 0
    }

    /// Nothing is seen of it at the end of a row.
    pub fn is_space(&self) -> bool {
        self.has(SPACE | LINE_END)
    }

    /// It ends a line.
    pub fn is_line_end(&self) -> bool {
        self.has(LINE_END)
    }

    /// It is drawn as this one ASCII character.
    pub fn is_ascii(&self, byte: u8) -> bool {
        self.letter == char::from(byte) && !self.has(TAIL)
    }

    /// The first character of its picture where rows stand in this order: terminals that order them mirror brackets, too.
    fn form(&self, order: Order) -> char {
        if self.has(LIGATURE) {
            return shape::ligature(self.letter, self.has(BEFORE)).unwrap_or(self.letter);
        }
        if self.has(SHAPED) {
            let links = Links { before: self.has(BEFORE), after: self.has(AFTER) };
            return shape::form(self.letter, links, self.level);
        }
        let is_mirrored = order == Order::Visual && !self.level.is_multiple_of(2);
        bidi::mirrored(self.letter).filter(|_| is_mirrored).unwrap_or(self.letter)
    }

    /// What justification sees of it, if it is a letter of the Arabic script.
    pub fn arabic(&self) -> Option<Letter> {
        let letter = if self.has(LIGATURE) { LAM } else { self.letter };
        let is_letter = is_arabic(letter);
        is_letter.then(|| Letter { letter, joins_next: self.has(AFTER), is_ligature: self.has(LIGATURE) })
    }

    /// It shows a letter of the Arabic script, whatever its form.
    pub fn is_arabic(&self) -> bool {
        is_arabic(self.letter)
    }
}

const LAM: char = '\u{644}';

/// A letter of the Arabic script, in any of its blocks.
fn is_arabic(letter: char) -> bool {
    let is_in_block = matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    is_in_block && letter.is_alphabetic()
}

impl Read {
    /// How many clusters there are.
    pub fn n_clusters(&self) -> usize {
        self.clusters.len().saturating_sub(1)
    }

    /// One of them.
    pub fn cluster(&self, idx: usize) -> Option<&Cluster> {
        self.clusters.get(idx).filter(|_| idx < self.n_clusters())
    }

    /// Some of them.
    pub fn clusters(&self, range: Range<usize>) -> &[Cluster] {
        self.clusters.get(range.start..range.end.min(self.n_clusters())).unwrap_or_default()
    }

    /// The level by which a cluster is put in order; where the terminal does that, there is only one.
    pub fn level(&self, cluster: &Cluster) -> u8 {
        if self.order == Order::Visual { cluster.level } else { 0 }
    }

    /// The same for what the paragraph itself has at its end.
    pub fn base_level(&self) -> u8 {
        if self.order == Order::Visual { self.direction.level() } else { 0 }
    }

    /// Where a cluster begins in the text: the first one where the text does, also in a text without any; behind the last
    /// one, the end of the text.
    pub fn start(&self, idx: usize) -> Logical {
        if idx == 0 {
            return Logical(0);
        }
        self.clusters.get(idx).or(self.clusters.last()).map_or(Logical(0), |cluster| Logical(cluster.start as usize))
    }

    /// The part of the text that a cluster shows.
    pub fn range(&self, idx: usize) -> Range<Logical> {
        self.start(idx)..self.start(idx + 1)
    }

    /// The picture of a cluster: its first character in the form it is drawn in, and the rest.
    pub fn picture(&self, idx: usize) -> (char, &str) {
        let Some(cluster) = self.cluster(idx) else { return (' ', "") };
        let tail = || {
            let found = self.tails.binary_search_by_key(&idx, |(of, _)| *of as usize).ok()?;
            let (_, tail) = self.tails.get(found)?;
            self.tail.get(tail.start as usize..tail.end as usize)
        };
        (cluster.form(self.order), if cluster.has(TAIL) { tail().unwrap_or_default() } else { "" })
    }
}

/// The base direction of a text.
pub(super) fn direction(text: &str, base: Base) -> Direction {
    match base {
        Base::Given(direction) => direction,
        Base::First(fallback) => bidi::first(text).unwrap_or(fallback),
        Base::Auto => bidi::majority(text),
    }
}

/// A lam stands before this byte and an alef behind it.
fn is_inside_ligature(text: &str, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text.get(..at), text.get(at..)) else { return false };
    let is_mark = |c: char| shape::joining_type(c) == shape::JoiningType::Transparent;
    let is_alef = behind.chars().next().is_some_and(|c| shape::ligature(c, false).is_some());
    is_alef && before.trim_end_matches(is_mark).ends_with(LAM)
}

fn read(text: &str, direction: Direction, setting: &Setting, the_long_way: bool) -> Read {
    let prepared = prepare::prepare(text, direction, setting);
    read_prepared(&prepared, text.len(), direction, setting, the_long_way)
}

/// Reads what is laid out in place of a text of `n_bytes`.
fn read_prepared(
    prepared: &Prepared<'_>,
    n_bytes: usize,
    direction: Direction,
    setting: &Setting,
    the_long_way: bool,
) -> Read {
    let is_plain = direction == Direction::LeftToRight && !bidi::has_rtl(&prepared.text) && !the_long_way;
    let bidi = (!is_plain).then(|| Bidi {
        levels: if the_long_way {
            bidi::resolved(&prepared.text, direction)
        } else {
            bidi::levels(&prepared.text, direction)
        },
        joining: (setting.joining == setting::Joining::Presentation).then(Joining::default),
        last_letter: None,
    });
    let mut reading = Reading::new(prepared, setting, bidi);
    reading.read_clusters();
    let read = reading.finish(n_bytes);
    Read { direction, justify: setting.justify, n_overrides: prepared.n_overrides, ..read }
}

/// What only text with something right-to-left in it needs.
struct Bidi {
    levels: Levels,
    /// Letters are to be joined.
    joining: Option<Joining>,
    /// The cluster that the next letter could be joined to.
    last_letter: Option<usize>,
}

/// A paragraph while it is being read.
struct Reading<'a> {
    prepared: &'a Prepared<'a>,
    sequences: Sequences,
    bidi: Option<Bidi>,
    breaks: Vec<u32>,
    /// The first of them that has not been passed.
    next_break: usize,
    /// The bytes of the last cluster that has a picture end here, and nothing inside them can be broken.
    last_end: usize,
    /// The piece that is being filled.
    piece: Piece,
    read: Read,
}

impl<'a> Reading<'a> {
    fn new(prepared: &'a Prepared<'a>, setting: &Setting, bidi: Option<Bidi>) -> Reading<'a> {
        let breaks = breaks(&prepared.text);
        let n_bytes_a_cluster = if bidi.is_some() { 2 } else { 1 };
        let read = Read {
            direction: Direction::default(),
            justify: false,
            order: setting.order,
            n_overrides: 0,
            clusters: Vec::with_capacity(prepared.text.len() / n_bytes_a_cluster + 1),
            tails: Vec::new(),
            tail: String::new(),
            pieces: Vec::with_capacity(breaks.len()),
        };
        let sequences = setting.sequences;
        Reading { prepared, sequences, bidi, breaks, next_break: 0, last_end: 0, piece: Piece::default(), read }
    }

    fn read_clusters(&mut self) {
        let text: &str = &self.prepared.text;
        let mut way_back = self.prepared.way_back();
        let mut rest = text.chars();
        let mut current = rest.next();
        while let Some(c) = current {
            let at = text.len() - rest.as_str().len() - c.len_utf8();
            let start = offset(way_back(at));
            let next = rest.next();
            if cells::is_simple(c) && next.is_none_or(cells::is_simple) {
                self.add(at, at + c.len_utf8(), start, c, "", 1);
                current = next;
                continue;
            }
            let cluster = text.get(at..).and_then(cells::first_cluster).unwrap_or_default();
            let end = at + cluster.len().max(c.len_utf8());
            self.read_cluster(at, end, start, cluster);
            rest = text.get(end..).unwrap_or_default().chars();
            current = rest.next();
        }
    }

    /// A cluster that may be anything.
    fn read_cluster(&mut self, at: usize, end: usize, start: u32, cluster: &str) {
        if cluster.starts_with(is_line_end) {
            self.end_line(at, end, start);
            return;
        }
        let drawn = cells::drawn(cluster, self.sequences);
        let mut symbol = drawn.symbol.chars();
        if let Some(first) = symbol.next() {
            self.add(at, end, start, first, symbol.as_str(), drawn.width);
        }
        // Marks join nothing; a joiner, behind a letter or by itself, does, or keeps letters apart.
        let n_passed = if drawn.symbol.is_empty() { 0 } else { 1 };
        cluster.chars().skip(n_passed).for_each(|c| self.pass(c, at));
    }

    /// A cluster with a picture: its bytes in what is laid out, its first byte in the text.
    fn add(&mut self, at: usize, end: usize, start: u32, letter: char, tail: &str, width: u16) {
        self.pass_breaks(at);
        let idx = self.read.clusters.len();
        let mut traits = if letter == ' ' && tail.is_empty() { SPACE } else { 0 };
        let mut level = 0;
        if let Some(bidi) = &mut self.bidi {
            level = bidi.levels.at(at);
            match bidi.meet(letter, level, idx) {
                (Meeting::Apart, _) => {}
                (Meeting::Ligature, Some(lam)) if lam + 1 == idx => {
                    self.merge(lam, letter, tail);
                    self.last_end = end;
                    return;
                }
                (_, before) => {
                    traits |= BEFORE;
                    join_after(&mut self.read.clusters, before);
                }
            }
            // Unicode has presentation forms for letters of this block alone.
            if bidi.joining.is_some() && matches!(letter, '\u{620}'..='\u{6D5}') {
                traits |= SHAPED;
            }
        }
        if !tail.is_empty() {
            traits |= TAIL;
            self.add_tail(idx, tail);
        }
        // At the beginning of the text, what has no picture belongs to the first that has one.
        let start = if idx == 0 { 0 } else { start };
        self.read.clusters.push(Cluster { start, letter, width, level, traits });
        self.last_end = end;
        self.piece.n_spaces = if traits & SPACE == 0 { 0 } else { self.piece.n_spaces + 1 };
        self.piece.width += u32::from(width);
    }

    /// Makes a ligature of the last cluster, a lam, and an alef with its marks.
    fn merge(&mut self, lam: usize, alef: char, tail: &str) {
        let Some(cluster) = self.read.clusters.get_mut(lam) else { return };
        cluster.letter = alef;
        cluster.traits |= LIGATURE | if tail.is_empty() { 0 } else { TAIL };
        if tail.is_empty() {
            return;
        }
        match self.read.tails.last_mut().filter(|(of, _)| *of as usize == lam) {
            Some((_, of_lam)) => {
                self.read.tail.push_str(tail);
                of_lam.end = offset(self.read.tail.len());
            }
            None => self.add_tail(lam, tail),
        }
    }

    fn add_tail(&mut self, idx: usize, tail: &str) {
        let start = offset(self.read.tail.len());
        self.read.tail.push_str(tail);
        self.read.tails.push((offset(idx), start..offset(self.read.tail.len())));
    }

    fn end_line(&mut self, at: usize, end: usize, start: u32) {
        self.pass_breaks(at);
        let level = self.bidi.as_ref().map_or(0, |bidi| bidi.levels.base());
        let start = if self.read.clusters.is_empty() { 0 } else { start };
        self.read.clusters.push(Cluster { start, letter: '\n', width: 0, level, traits: LINE_END });
        self.last_end = end;
        self.pass('\n', at);
        self.end_piece(End::Line);
    }

    /// A character that letters may be joined to, without a cluster of its own.
    fn pass(&mut self, c: char, at: usize) {
        let Some(bidi) = &mut self.bidi else { return };
        if let (Meeting::Joined | Meeting::Ligature, before) = bidi.meet(c, bidi.levels.at(at), usize::MAX) {
            join_after(&mut self.read.clusters, before);
        }
    }

    /// Ends the piece if a row may end before the cluster at this byte. A place among characters that have no picture is as
    /// good as one behind them.
    fn pass_breaks(&mut self, at: usize) {
        let mut found = None;
        while let Some(byte) = self.breaks.get(self.next_break).map(|byte| *byte as usize).filter(|byte| *byte <= at) {
            found = found.or(Some(byte).filter(|byte| *byte >= self.last_end));
            self.next_break += 1;
        }
        let Some(byte) = found else { return };
        let is_hyphen = self.prepared.text.get(..byte).is_some_and(|before| before.ends_with('\u{AD}'));
        self.end_piece(if is_hyphen { End::Hyphen } else { End::Word });
    }

    fn end_piece(&mut self, kind: End) {
        let end = offset(self.read.clusters.len());
        if end == self.piece.start {
            return;
        }
        let width = self.piece.width - self.piece.n_spaces;
        self.read.pieces.push(Piece { end, width, kind, ..self.piece });
        self.piece = Piece { start: end, ..Piece::default() };
    }

    fn finish(mut self, n_bytes: usize) -> Read {
        self.end_piece(End::Word);
        self.read.clusters.push(Cluster { start: offset(n_bytes), letter: '\0', width: 0, level: 0, traits: LINE_END });
        self.read
    }
}

impl Bidi {
    /// How a letter meets the one before it, and which cluster that is. `idx` is its own.
    fn meet(&mut self, letter: char, level: u8, idx: usize) -> (Meeting, Option<usize>) {
        let Some(joining) = &mut self.joining else { return (Meeting::Apart, None) };
        let meeting = joining.meet(letter, level);
        let is_mark = shape::joining_type(letter) == shape::JoiningType::Transparent;
        (meeting, if is_mark { None } else { self.last_letter.replace(idx) })
    }
}

fn join_after(clusters: &mut [Cluster], idx: Option<usize>) {
    if let Some(cluster) = idx.and_then(|idx| clusters.get_mut(idx)) {
        cluster.traits |= AFTER;
    }
}

/// Offsets are kept in 32 bits: a paragraph of four gigabytes is not laid out whole.
fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is drawn of a paragraph.
    fn drawn(read: &Read) -> Vec<(String, Range<Logical>, u16)> {
        let clusters = (0..read.n_clusters()).map(|idx| {
            let (first, tail) = read.picture(idx);
            (format!("{first}{tail}"), read.range(idx), read.clusters[idx].width)
        });
        clusters.collect()
    }

    proptest! {
        #[test]
        fn the_short_way_is_the_long_way(text in "[ -~éàœ«»’…€\u{202F}\u{A0}\u{301}\u{AD}\u{200D}汉🔴🇩\n\t]{0,40}") {
            for setting in [Setting::default(), Setting::screen()] {
                let [short, long] = [false, true].map(|the_long_way| read(&text, Direction::LeftToRight, &setting, the_long_way));
                prop_assert_eq!(drawn(&short), drawn(&long));
                prop_assert_eq!(&short.pieces, &long.pieces);
            }
        }

        #[test]
        fn clusters_cover_the_text(text in any::<String>()) {
            let read = read(&text, Direction::RightToLeft, &Setting::screen(), false);
            // A text may be of letters alone that show nothing without those before them, such as U+D7B0.
            let end = if read.n_clusters() == 0 { 0 } else { text.len() };
            prop_assert_eq!((read.start(0), read.start(read.n_clusters())), (Logical(0), Logical(end)));
            prop_assert!(read.clusters.is_sorted_by_key(|cluster| cluster.start));
            prop_assert!(read.clusters.iter().all(|cluster| text.is_char_boundary(cluster.start as usize)));
        }
    }
}
