//! The rows of a sheet, made when they are needed and forgotten when they are far away.
//!
//! A band is what is laid out at once: a piece of a paragraph, or paragraphs that face each other and begin on the same
//! row. Until it is laid out its height is a guess from the length of its text. A place in the text is a paragraph and a
//! byte, a place among the rows is a band and a row of it; here is where one becomes the other.

use std::ops::Range;

use crate::app::sheet::frame::{Frame, Half};
use crate::app::sheet::paragraph::Paragraph;
use crate::app::sheet::rows::{Columns, SheetRow, rows_of};
use crate::text::bidi::Direction;
use crate::text::paragraph::Paragraph as TextParagraph;
use crate::text::setting::Setting;

/// Text is laid out in pieces of at most this many bytes; a paragraph that is longer breaks its row there.
const PIECE: usize = 8 * 1024;
/// Texts that face each other are laid out whole, and stand below each other where one is longer than this.
const LONGEST_FACING: usize = 8 * PIECE;
/// So many bands keep their rows, and what these are made of, before the distant ones are forgotten.
pub(super) const KEPT: usize = 1024;

/// A place in the text that no width changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Index of the paragraph at the top.
    pub paragraph: usize,
    /// The first byte of its text that shows.
    pub byte: usize,
    /// So many of the blank rows above it still show.
    pub above: u16,
}

/// Paragraphs that say the same, and stand beside each other where there is room: else the second ones below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facing {
    /// Indexes of the paragraphs at the left.
    pub first: Range<usize>,
    /// Indexes of those at the right; they follow directly.
    pub second: Range<usize>,
}

/// A row among the bands; the gap counts as the first rows of a band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) band: usize,
    pub(super) row: usize,
}

/// A row of the sheet, whether or not anything stands on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct BandRow<'a> {
    /// What stands on it: a row of one paragraph, or of two that face each other.
    pub(super) placed: &'a [Placed],
    /// The first paragraph of the band.
    pub(super) paragraph: usize,
    /// Two halves stand beside each other here, or above and below: a rule is to stand between them.
    pub(super) is_halved: bool,
}

/// A row of a paragraph in its band.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Rows of the band above it, the gap not counted.
    y: usize,
    /// Index of its paragraph.
    pub(super) paragraph: usize,
    pub(super) row: SheetRow,
}

/// Paragraphs cut into bands for a frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Bands {
    paragraphs: Vec<Paragraph>,
    bands: Vec<Band>,
    has_facings: bool,
    frame: Frame,
    /// How the screen shows texts.
    setting: Setting,
    /// Bands that keep their rows, or what these are made of.
    n_kept: usize,
}

/// What is laid out at once.
#[derive(Clone, Debug)]
struct Band {
    /// The paragraphs it shows.
    paragraphs: Range<usize>,
    /// The first of them that stands at the right.
    second: Option<usize>,
    /// The bytes of the text it shows, where it is a piece of one paragraph.
    range: Range<usize>,
    /// Blank rows above it: those of its paragraph before the first piece.
    gap: usize,
    rows: Rows,
    /// Its texts, with all that does not depend on the width.
    set: Vec<Option<TextParagraph>>,
}

#[derive(Clone, Debug)]
enum Rows {
    Guessed(usize),
    Laid { n_rows: usize, placed: Vec<Placed> },
}

impl Bands {
    /// Nothing is laid out yet. `facings` are ascending.
    pub(super) fn new(paragraphs: Vec<Paragraph>, facings: &[Facing]) -> Bands {
        let mut bands = Vec::with_capacity(paragraphs.len());
        let mut facings = facings.iter().filter(|facing| is_well_formed(facing, &paragraphs)).peekable();
        let mut idx = 0;
        while let Some(paragraph) = paragraphs.get(idx) {
            if let Some(facing) = facings.next_if(|facing| facing.first.start <= idx) {
                if facing.first.start == idx {
                    bands.push(Band::facing(facing, &paragraphs));
                    idx = facing.second.end;
                }
                continue;
            }
            let mut gap = if idx == 0 { 0 } else { usize::from(paragraph.gap) };
            // What is cut short after a few rows is cut as a whole.
            for range in cut(running_text(paragraph), paragraph.max_rows.is_some()) {
                bands.push(Band::new(idx..idx + 1, range, gap));
                gap = 0;
            }
            idx += 1;
        }
        let has_facings = bands.iter().any(|band| band.second.is_some());
        Bands { paragraphs, bands, has_facings, frame: Frame::default(), setting: Setting::screen(), n_kept: 0 }
    }

    /// Words of the interface begin where it is read from.
    pub(super) fn read_from(&mut self, direction: Direction) {
        self.paragraphs.iter_mut().for_each(|paragraph| paragraph.read_from(direction));
    }

    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    pub(super) fn frame(&self) -> &Frame {
        &self.frame
    }

    /// Some of them face each other.
    pub(super) fn has_facings(&self) -> bool {
        self.has_facings
    }

    /// Bands that keep their rows, or what these are made of.
    #[cfg(test)]
    pub(super) fn n_kept(&self) -> usize {
        self.n_kept
    }

    /// Gives them other columns; rows of another width are only guessed at.
    pub(super) fn set_frame(&mut self, frame: Frame) {
        let is_same = (self.frame.width, self.frame.halves) == (frame.width, frame.halves);
        self.frame = frame;
        if !is_same {
            self.guess_all();
        }
    }

    /// Shows texts in another way; rows that were laid out are only guessed at.
    pub(super) fn set_setting(&mut self, setting: &Setting) {
        if self.setting != *setting {
            self.setting = *setting;
            self.bands.iter_mut().for_each(|band| band.set.clear());
            self.n_kept = 0;
            self.guess_all();
        }
    }

    fn guess_all(&mut self) {
        for idx in 0..self.bands.len() {
            self.bands[idx].rows = Rows::Guessed(self.guess(idx));
        }
    }

    /// The index of the last band; 0 if there is none.
    pub(super) fn last(&self) -> usize {
        self.bands.len().saturating_sub(1)
    }

    /// Rows of a band, those above it included; a guess until it is laid out.
    pub(super) fn n_rows(&self, band: usize) -> usize {
        self.bands.get(band).map_or(0, Band::n_rows)
    }

    /// Rows above a spot, as far as they are known.
    pub(super) fn n_above(&self, spot: Spot) -> usize {
        self.bands.iter().take(spot.band).map(Band::n_rows).sum::<usize>() + spot.row
    }

    /// All rows, as far as they are known.
    pub(super) fn n_total(&self) -> usize {
        self.bands.iter().map(Band::n_rows).sum()
    }

    /// The rows from a spot on: those of bands that are not laid out are blank.
    pub(super) fn rows_from(&self, from: Spot) -> impl Iterator<Item = BandRow<'_>> {
        let bands = self.bands.iter().enumerate().skip(from.band);
        bands.flat_map(move |(idx, band)| {
            let first = if idx == from.band { from.row } else { 0 };
            let is_halved = self.is_halved(idx);
            let is_between = is_halved && idx.checked_sub(1).is_some_and(|before| self.is_halved(before));
            (first..band.n_rows()).map(move |row| BandRow {
                placed: row.checked_sub(band.gap).map_or(&[], |y| band.placed_at(y)),
                paragraph: band.paragraphs.start,
                is_halved: if row < band.gap { is_between } else { is_halved },
            })
        })
    }

    fn is_halved(&self, band: usize) -> bool {
        self.frame.halves.is_some() && self.bands.get(band).is_some_and(|band| band.second.is_some())
    }

    /// Lays out a band, unless it is.
    pub(super) fn lay_out(&mut self, band: usize) {
        let Some(of @ Band { rows: Rows::Guessed(_), .. }) = self.bands.get_mut(band) else { return };
        self.n_kept += usize::from(of.set.is_empty());
        of.set.resize(of.paragraphs.len(), None);
        let (Range { start, end }, second) = (of.paragraphs.clone(), of.second);
        let mut column = |paragraphs, half| of.column(paragraphs, half, &self.paragraphs, &self.setting);
        of.rows = match (second, self.frame.halves) {
            (Some(second), Some([left, right])) => {
                let (mut placed, n_left) = column(start..second, left);
                let (beside, n_right) = column(second..end, right);
                placed.extend(beside);
                placed.sort_by_key(|placed| placed.y);
                Rows::Laid { n_rows: n_left.max(n_right), placed }
            }
            _ => {
                let (placed, n_rows) = column(start..end, Half { x: 0, width: self.frame.width });
                Rows::Laid { n_rows, placed }
            }
        };
    }

    fn guess(&self, band: usize) -> usize {
        let Some(band) = self.bands.get(band) else { return 0 };
        let column = |paragraphs: Range<usize>, width| -> usize {
            let first = paragraphs.start;
            let rows = |idx: usize| {
                let of = self.paragraphs.get(idx)?;
                let gap = if idx == first { 0 } else { usize::from(of.gap) };
                Some(gap + guess(of, band.range_of(of), width, &self.setting))
            };
            paragraphs.filter_map(rows).sum()
        };
        let Range { start, end } = band.paragraphs;
        match (band.second, self.frame.halves) {
            (Some(second), Some([left, right])) => {
                column(start..second, left.width).max(column(second..end, right.width))
            }
            _ => column(start..end, self.frame.width),
        }
    }

    /// The spot so many rows above; lays out what is passed.
    pub(super) fn up(&mut self, from: Spot, n_rows: usize) -> Spot {
        let (mut spot, mut left) = (from, n_rows);
        while left > spot.row && spot.band > 0 {
            left -= spot.row + 1;
            let band = spot.band - 1;
            self.lay_out(band);
            spot = Spot { band, row: self.n_rows(band).saturating_sub(1) };
        }
        Spot { row: spot.row.saturating_sub(left), ..spot }
    }

    /// The spot so many rows below; lays out what is passed.
    pub(super) fn down(&mut self, from: Spot, n_rows: usize) -> Spot {
        let (mut spot, mut left) = (from, n_rows);
        loop {
            self.lay_out(spot.band);
            let n_below = self.n_rows(spot.band).saturating_sub(spot.row + 1);
            if left <= n_below || spot.band >= self.last() {
                return Spot { row: spot.row + left.min(n_below), ..spot };
            }
            left -= n_below + 1;
            spot = Spot { band: spot.band + 1, row: 0 };
        }
    }

    /// Lays out up to `height` rows from `spot` on; returns how many there are.
    pub(super) fn lay_out_from(&mut self, spot: Spot, height: usize) -> usize {
        let mut n_shown = 0;
        for band in spot.band..self.bands.len() {
            if n_shown >= height {
                break;
            }
            self.lay_out(band);
            n_shown += self.n_rows(band).saturating_sub(if band == spot.band { spot.row } else { 0 });
        }
        n_shown.min(height)
    }

    /// Gives up the rows of bands far from this one, but not how many there were.
    pub(super) fn forget_far_from(&mut self, band: usize, height: usize) {
        if self.n_kept <= KEPT {
            return;
        }
        let near = band.saturating_sub(KEPT / 4)..band + KEPT / 4 + height;
        self.n_kept = 0;
        for (idx, band) in self.bands.iter_mut().enumerate() {
            if near.contains(&idx) {
                self.n_kept += usize::from(!band.set.is_empty());
                continue;
            }
            band.set = Vec::new();
            if let Rows::Laid { n_rows, .. } = band.rows {
                band.rows = Rows::Guessed(n_rows);
            }
        }
    }

    /// The row that shows a place; lays out its band.
    pub(super) fn spot(&mut self, anchor: Anchor) -> Spot {
        let is_before = |band: &Band| (band.paragraphs.start, band.range.start) <= (anchor.paragraph, anchor.byte);
        let idx = self.bands.partition_point(is_before).saturating_sub(1);
        self.lay_out(idx);
        let Some(Band { gap, rows: Rows::Laid { placed, .. }, .. }) = self.bands.get(idx) else {
            return Spot::default();
        };
        let of_it = || placed.iter().filter(|placed| placed.paragraph == anchor.paragraph);
        let found = of_it().take_while(|placed| placed.row.start <= anchor.byte).last().or_else(|| of_it().next());
        let row = gap + found.map_or(0, |placed| placed.y);
        Spot { band: idx, row: row.saturating_sub(usize::from(anchor.above)) }
    }

    /// The place in the text that a row shows: of two that face each other, the left one while it lasts.
    pub(super) fn anchor_at(&self, spot: Spot) -> Anchor {
        let Some(band) = self.bands.get(spot.band) else { return Anchor::default() };
        let above = |row: usize| u16::try_from(row.saturating_sub(spot.row)).unwrap_or(u16::MAX);
        let y = spot.row.saturating_sub(band.gap);
        match band.placed().iter().find(|placed| placed.y >= y) {
            Some(Placed { y, paragraph, row }) => {
                Anchor { paragraph: *paragraph, byte: row.start, above: above(band.gap + y) }
            }
            None => Anchor { paragraph: band.paragraphs.start, byte: band.range.start, above: above(band.gap) },
        }
    }

    /// Where the band of a spot begins: its first paragraph, and the first byte it shows of that.
    pub(super) fn start_of(&self, spot: Spot) -> (usize, usize) {
        self.bands.get(spot.band).map_or((0, 0), |band| (band.paragraphs.start, band.range.start))
    }
}

impl Band {
    fn new(paragraphs: Range<usize>, range: Range<usize>, gap: usize) -> Band {
        Band { paragraphs, second: None, range, gap, rows: Rows::Guessed(1), set: Vec::new() }
    }

    fn facing(facing: &Facing, paragraphs: &[Paragraph]) -> Band {
        let gap = |idx: usize| paragraphs.get(idx).map_or(0, |paragraph| usize::from(paragraph.gap));
        let Range { start, end: second } = facing.first;
        let gap = if start == 0 { 0 } else { gap(start).max(gap(second)) };
        Band { second: Some(second), ..Band::new(start..facing.second.end, 0..0, gap) }
    }

    /// Some of its paragraphs below each other, and how many rows they take.
    fn column(
        &mut self,
        paragraphs: Range<usize>,
        half: Half,
        all: &[Paragraph],
        setting: &Setting,
    ) -> (Vec<Placed>, usize) {
        let mut placed = Vec::new();
        let mut n_rows = 0;
        let first = paragraphs.start;
        for (paragraph, of) in paragraphs.clone().zip(all.get(paragraphs).unwrap_or_default()) {
            if paragraph > first {
                n_rows += usize::from(of.gap);
            }
            let range = self.range_of(of);
            let is_last = range.end >= running_text(of).len();
            let Some(set) = self.set.get_mut(paragraph - self.paragraphs.start) else { continue };
            for row in rows_of(of, range, is_last, half.width, setting, set) {
                placed.push(Placed { y: n_rows, paragraph, row: row.shifted(half.x) });
                n_rows += 1;
            }
        }
        (placed, n_rows)
    }

    fn n_rows(&self) -> usize {
        let n_rows = match &self.rows {
            Rows::Guessed(n_rows) | Rows::Laid { n_rows, .. } => *n_rows,
        };
        self.gap + n_rows
    }

    fn placed(&self) -> &[Placed] {
        match &self.rows {
            Rows::Guessed(_) => &[],
            Rows::Laid { placed, .. } => placed,
        }
    }

    fn placed_at(&self, y: usize) -> &[Placed] {
        let placed = self.placed();
        let start = placed.partition_point(|placed| placed.y < y);
        let end = placed.partition_point(|placed| placed.y <= y);
        placed.get(start..end).unwrap_or_default()
    }

    /// The bytes it shows of one of its paragraphs.
    fn range_of(&self, paragraph: &Paragraph) -> Range<usize> {
        if self.second.is_some() { 0..running_text(paragraph).len() } else { self.range.clone() }
    }
}

/// Rows that a text may take, from its length alone.
fn guess(paragraph: &Paragraph, range: Range<usize>, width: u16, setting: &Setting) -> usize {
    let width = usize::from(Columns::of(paragraph, width, setting).width.max(1));
    let n_chars = running_text(paragraph).get(range).unwrap_or_default().chars().count();
    // Rows are rarely full to the last column.
    let n_rows = n_chars / width + n_chars / (width * 12) + 1;
    paragraph.max_rows.map_or(n_rows, |max_rows| n_rows.min(usize::from(max_rows)))
}

fn running_text(paragraph: &Paragraph) -> &str {
    paragraph.fields.first().filter(|_| paragraph.is_running()).map_or("", |field| field.text.as_str())
}

/// Both sides have paragraphs, the second ones follow the first, and neither is too long to be laid out whole.
fn is_well_formed(facing: &Facing, paragraphs: &[Paragraph]) -> bool {
    let Facing { first, second } = facing;
    let n_bytes = |side: &Range<usize>| {
        let texts = paragraphs.get(side.clone()).unwrap_or_default().iter().map(running_text);
        texts.map(str::len).sum::<usize>()
    };
    let follows = first.start < first.end && first.end == second.start && second.start < second.end;
    follows && second.end <= paragraphs.len() && n_bytes(first).max(n_bytes(second)) <= LONGEST_FACING
}

/// Cuts running text at line ends, and at a space before `PIECE` bytes, if it is not to stay `whole`. Leaves out no
/// byte but those line ends.
fn cut(text: &str, whole: bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if whole {
        ranges.push(0..text.len());
        return ranges;
    }
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        while end - start > PIECE {
            let limit = (start + PIECE - 3..=start + PIECE).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(end);
            let space = text[start..limit].rfind(' ').map_or(limit, |space| start + space + 1);
            ranges.push(start..space);
            start = space;
        }
        ranges.push(start..end);
        start = end + 1;
    }
    ranges
}
