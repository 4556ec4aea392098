//! Laws of the sheet: what is laid out when it comes into view is what would have been there all along.

use std::collections::BTreeMap;

use kiosque::app::sheet::bands::{Anchor, Facing};
use kiosque::app::sheet::frame::Frame;
use kiosque::app::sheet::paragraph::{Field, Look, Paragraph};
use kiosque::app::sheet::{Sheet, Visible};
use kiosque::text::bidi::majority;
use kiosque::text::clean::Clean;
use proptest::prelude::*;

/// Paragraphs, and which of them face each other.
#[derive(Clone, Debug)]
struct Text {
    paragraphs: Vec<Paragraph>,
    facings: Vec<Facing>,
}

impl Text {
    fn sheet(&self, width: u16, height: u16) -> Sheet {
        let mut sheet = Sheet::facing(self.paragraphs.clone(), &self.facings).with_measure(MEASURE);
        sheet.fit(width, height);
        sheet
    }

    /// All rows at a width, laid out at once.
    fn whole(&self, width: u16) -> Vec<Row> {
        rows(&self.sheet(width, u16::MAX))
    }
}

const MEASURE: u16 = 60;

/// A row of the window: the parts of paragraphs on it. A blank row is empty.
type Row = Vec<PartOfRow>;

#[derive(Clone, Debug, PartialEq, Eq)]
struct PartOfRow {
    paragraph: usize,
    start: usize,
    /// Columns and what stands there, from the left.
    cells: Vec<(u16, String)>,
}

fn rows(sheet: &Sheet) -> Vec<Row> {
    let mut rows: BTreeMap<u16, Row> = BTreeMap::new();
    for Visible { y, paragraph, row, .. } in sheet.visible() {
        let on_row = rows.entry(y).or_default();
        let Some(row) = row else { continue };
        let mut cells = Vec::new();
        for part in &row.parts {
            let (laid, row_idx) = part.laid();
            for cell in laid.row(row_idx).iter().flat_map(|row| row.cells()) {
                cells.push((part.x + cell.column.0, cell.symbol.to_string()));
            }
        }
        on_row.push(PartOfRow { paragraph, start: row.start, cells });
    }
    rows.into_values().collect()
}

/// A paragraph whose first word is its own, so that its rows are like no others.
fn paragraph(idx: usize, kind: u8, words: &str) -> Paragraph {
    let text = Clean::new(&format!("{idx}. {words}"));
    let direction = majority(text.as_str());
    let paragraph = match kind {
        0 => Paragraph { bar: true, indent: 2, ..Paragraph::text(text, Look::Text, direction) },
        1 => Paragraph::text(text, Look::Quiet, direction).end(Some(Field::words("crédit", Look::Faint))),
        2 => Paragraph::fields(words.split(' ').map(|word| Field::words(word, Look::Quiet)).collect(), direction),
        3 => Paragraph::text(text, Look::Headline, direction).at_most(2),
        _ => Paragraph::text(text, Look::Text, direction),
    };
    paragraph.gap(u16::from(kind % 3 != 1))
}

fn texts() -> impl Strategy<Value = Text> {
    let words = prop_oneof![
        3 => "([a-z]{1,9} ){0,40}",
        3 => "([\u{628}-\u{64A}]{1,9} ){0,40}",
        1 => "([a-z]{1,9} ){300,2500}",
    ];
    // How many paragraphs stand alone before the next ones that face each other, and how many these are on each side.
    let group = (0usize..4, 1usize..3, 1usize..3);
    (prop::collection::vec((0u8..8, words), 1..24), prop::collection::vec(group, 0..6)).prop_map(
        |(paragraphs, groups)| {
            let paragraphs: Vec<Paragraph> =
                paragraphs.iter().enumerate().map(|(idx, (kind, words))| paragraph(idx, *kind, words)).collect();
            let mut facings = Vec::new();
            let mut at = 0usize;
            for (n_alone, n_first, n_second) in groups {
                let start = at + n_alone;
                let second = start + n_first;
                at = second + n_second;
                if at <= paragraphs.len() {
                    facings.push(Facing { first: start..second, second: second..at });
                }
            }
            Text { paragraphs, facings }
        },
    )
}

#[derive(Clone, Debug)]
enum Deed {
    Scroll(isize),
    First,
    Last,
    ToPart(usize),
    Resize(u16, u16),
    ComeBack,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        6 => (-40isize..40).prop_map(Deed::Scroll),
        1 => Just(Deed::First),
        1 => Just(Deed::Last),
        1 => (0usize..11).prop_map(Deed::ToPart),
        3 => (4u16..130, 3u16..40).prop_map(|(width, height)| Deed::Resize(width, height)),
        1 => Just(Deed::ComeBack),
    ];
    prop::collection::vec(deed, 1..12)
}

/// Where the window is among all rows; rows are like no others, so that there is one answer.
fn place_of(window: &[Row], whole: &[Row]) -> Option<usize> {
    (0..=whole.len().checked_sub(window.len())?).find(|at| whole[*at..*at + window.len()] == *window)
}

/// The place of the row that shows an anchor.
fn row_of(anchor: Anchor, whole: &[Row]) -> usize {
    let shows = |part: &PartOfRow| part.paragraph == anchor.paragraph && part.start <= anchor.byte;
    let last = whole.iter().rposition(|row| row.iter().any(shows));
    last.unwrap_or(0).saturating_sub(usize::from(anchor.above))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_comes_into_view_is_what_was_there_all_along(text in texts(), deeds in deeds()) {
        let (mut width, mut height) = (80, 24);
        let mut sheet = text.sheet(width, height);
        let mut whole = text.whole(width);
        let mut at = 0usize;
        for deed in deeds {
            let most = |whole: &[Row], height: u16| whole.len().saturating_sub(usize::from(height));
            match deed {
                Deed::Scroll(by) => {
                    sheet.scroll(by);
                    at = at.saturating_add_signed(by).min(most(&whole, height));
                }
                Deed::First => { sheet.first(); at = 0; }
                Deed::Last => { sheet.last(); at = most(&whole, height); }
                Deed::ToPart(part) => {
                    sheet.go_to_part(part, 10);
                    at = place_of(&rows(&sheet), &whole).unwrap_or(usize::MAX);
                }
                Deed::Resize(to_width, to_height) => {
                    (width, height) = (to_width, to_height);
                    sheet.fit(width, height);
                    whole = text.whole(width);
                    // The words that were at the top still are, as far as the end allows.
                    at = row_of(sheet.anchor(), &whole).min(most(&whole, height));
                }
                Deed::ComeBack => {
                    let anchor = sheet.anchor();
                    sheet.first();
                    sheet.go_to(anchor);
                    at = row_of(anchor, &whole).min(most(&whole, height));
                }
            }
            let window = rows(&sheet);
            prop_assert_eq!(place_of(&window, &whole), Some(at), "{:?} at {}x{}", deed, width, height);
            prop_assert_eq!(window.len(), usize::from(height).min(whole.len()));
            prop_assert_eq!(sheet.is_at_end(), at + window.len() == whole.len());
        }
    }

    #[test]
    fn every_paragraph_stands_once_and_those_that_face_each_other_begin_together(text in texts(), width in 1u16..140) {
        let whole = text.whole(width);
        let first_row = |paragraph| whole.iter().position(|row| row.iter().any(|part| part.paragraph == paragraph));
        let mut shown = vec![0; text.paragraphs.len()];
        for row in &whole {
            for part in row {
                // Ascending, so that no row of a paragraph comes twice.
                prop_assert!(shown[part.paragraph] <= part.start, "{:?}", part);
                shown[part.paragraph] = part.start + 1;
            }
        }
        prop_assert!(shown.iter().all(|shown| *shown > 0));
        let frame = Frame::new(width, MEASURE, !text.facings.is_empty());
        for row in &whole {
            let facing = |paragraph| {
                text.facings.iter().position(|Facing { first, second }| (first.start..second.end).contains(&paragraph))
            };
            let may_share = row.len() < 2 || frame.halves.is_some() && facing(row[0].paragraph).is_some();
            prop_assert!(may_share && row.iter().all(|part| facing(part.paragraph) == facing(row[0].paragraph)));
            for part in row.iter().filter(|part| frame.halves.is_some() && facing(part.paragraph).is_some()) {
                let [left, right] = frame.halves.unwrap();
                let is_first = text.facings.iter().any(|facing| facing.first.contains(&part.paragraph));
                let half = if is_first { left } else { right };
                prop_assert!(part.cells.iter().all(|(x, _)| (half.x..half.x + half.width).contains(x)), "{:?}", part);
            }
        }
        for Facing { first, second } in &text.facings {
            let [first, second] = [first, second].map(|side| first_row(side.start));
            prop_assert_eq!(first == second, frame.halves.is_some());
        }
    }
}
