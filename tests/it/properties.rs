//! Laws that hold for all input.

mod engine;
mod formats;
mod ingest;
mod manuscripts;
mod sheet;

use kiosque::text::bidi::Direction;
use kiosque::text::breaks::is_line_end;
use kiosque::text::cells;
use kiosque::text::clean;
use kiosque::text::layout::{Cell, Layout, edit, layout};
use kiosque::text::position::{Logical, Visual};
use kiosque::text::setting::{Base, Setting};
use kiosque::text::wrap::{Fit, Wrapping};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Spaces, line ends and what has no picture: a row may be broken there without anything being lost.
fn has_nothing_to_see(text: &str) -> bool {
    cells::clusters(text)
        .all(|cluster| cluster.text.starts_with(is_line_end) || matches!(&*cluster.drawn().symbol, "" | " "))
}

/// What a person types into a line: words of both directions with and without vowel signs, numbers, names of fields.
fn typed() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zé]{1,8}",
        "[\u{621}-\u{64A}]{1,8}",
        "(\u{644}[\u{64E}\u{651}]?\u{627}){1,3}",
        "([\u{628}-\u{64A}][\u{64E}\u{651}]{0,2}){1,5}",
        "[0-9\u{660}-\u{669}]{1,4}",
        "[a-z]{2,5}:",
        "[\"()«».-]{1,2}"
    ];
    prop::collection::vec((word, "[ ]{0,2}"), 0..8)
        .prop_map(|words| words.into_iter().map(|(word, space)| word + &space).collect())
}

/// A paragraph in which words of both directions, long words, addresses, marks, wide characters and odd ones meet.
fn paragraph() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zéœA-Z]{1,12}",
        4 => "[\u{621}-\u{64A}]{1,12}",
        1 => "[\u{5D0}-\u{5EA}]{1,6}",
        1 => "[0-9\u{660}-\u{669}]{1,5}[%€.,:/-]?",
        1 => "https?://[a-z]{1,30}(/[a-z0-9_]{1,20}){0,4}[?]?",
        1 => "[«»()\\[\\]!?;:…/.’-]{1,3}",
        1 => "([a-z\u{628}-\u{64A}][\u{301}\u{64E}\u{651}]{0,3}){1,5}",
        1 => "[汉字ﷺ🔴👍🇩🇿\u{1F3FD}\u{200D}\u{FE0F}\u{200C}\u{6DD}]{1,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec((word, prop::sample::select(vec![" ", " ", " ", " ", "", "  ", "\n"])), 0..30)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect())
}

fn settings() -> impl Strategy<Value = Layout> {
    let base = prop::sample::select(vec![
        Base::Auto,
        Base::Given(Direction::LeftToRight),
        Base::Given(Direction::RightToLeft),
    ]);
    let fit = prop::sample::select(vec![Fit::Optimal, Fit::Greedy]);
    (0u16..140, base, fit, prop::option::of(0u16..5), any::<bool>()).prop_map(
        |(width, base, fit, max_rows, whole_words)| Layout {
            setting: Setting::screen().with_base(base),
            wrapping: Wrapping { width, fit, max_rows, whole_words },
        },
    )
}

proptest! {
    #[test]
    fn wrapping_loses_no_text(text in paragraph(), settings in settings()) {
        let laid = layout(&text, &Layout { wrapping: Wrapping { max_rows: None, ..settings.wrapping }, ..settings });
        let mut at = 0;
        for row in laid.rows() {
            let gap = text.get(at..row.range().start.0);
            prop_assert!(gap.is_some_and(has_nothing_to_see), "{gap:?}");
            at = row.range().end.0;
        }
        prop_assert!(has_nothing_to_see(&text[at..]), "{:?}", &text[at..]);
        prop_assert!(!laid.is_cut());
    }

    #[test]
    fn the_cells_of_a_row_are_the_clusters_of_its_text(text in paragraph(), settings in settings()) {
        for row in layout(&text, &settings).rows() {
            let mut cells: Vec<_> = row.cells().filter(|cell| !cell.range.is_empty()).collect();
            cells.sort_by_key(|cell| cell.range.start);
            let mut at = row.range().start;
            for cell in &cells {
                prop_assert_eq!(cell.range.start, at);
                let pictured = cells::clusters(&text[Logical::bytes(cell.range.clone())]).filter(|cluster| cluster.drawn().width > 0).count();
                // A lam and an alef are one picture.
                let is_ligature = cell.symbol.starts_with(|c| ('\u{FEF5}'..='\u{FEFC}').contains(&c)) && pictured == 2;
                prop_assert!(pictured == 1 || is_ligature, "{:?}", cell);
                at = cell.range.end;
            }
        }
    }

    #[test]
    fn no_row_is_too_wide(text in paragraph(), settings in settings()) {
        let laid = layout(&text, &settings);
        for row in laid.rows() {
            prop_assert!(row.width() <= settings.wrapping.width.max(1) || row.cells().count() == 1);
            let mut column = Visual(0);
            for cell in row.cells() {
                prop_assert_eq!(cell.column, column);
                prop_assert_eq!(usize::from(cell.width), cell.symbol.width());
                column = cell.end();
            }
            prop_assert_eq!(column, Visual(row.width()));
        }
        prop_assert!(settings.wrapping.max_rows.is_none_or(|max_rows| laid.n_rows() <= usize::from(max_rows)));
    }

    #[test]
    fn nothing_unsafe_is_drawn(text in any::<String>(), settings in settings()) {
        let laid = layout(&text, &settings);
        prop_assert!(laid.rows().flat_map(|row| row.cells()).all(|cell| !cell.symbol.chars().any(char::is_control)));
    }

    #[test]
    fn every_byte_shown_has_its_columns_and_back(text in paragraph(), settings in settings()) {
        let laid = layout(&text, &settings);
        for (row_idx, row) in laid.rows().enumerate() {
            for cell in row.cells().filter(|cell| !cell.range.is_empty()) {
                prop_assert_eq!(laid.columns_of(row_idx, cell.range.clone()), vec![cell.column..cell.end()]);
                prop_assert_eq!(laid.logical_at(row_idx, cell.column), Some(cell.range.start));
                prop_assert!(laid.rows_of(cell.range.clone()).contains(&row_idx));
            }
            // Only what was put in at the ends of the text is not part of it.
            let all = laid.columns_of(row_idx, Logical(0)..Logical(text.len()));
            let is_inside = |cell: &Cell| Logical(0) < cell.range.end && cell.range.start < Logical(text.len());
            prop_assert_eq!(all.iter().map(|columns| columns.end.0 - columns.start.0).sum::<u16>(),
                row.cells().filter(is_inside).map(|cell| cell.width).sum::<u16>());
        }
    }

    #[test]
    fn the_direction_does_not_depend_on_the_width(text in paragraph(), width in 1u16..100) {
        prop_assert_eq!(layout(&text, &Layout::new(width)).direction(), layout(&text, &Layout::one_row(7)).direction());
    }

    #[test]
    fn the_cursor_is_always_seen(text in paragraph(), cursor in 0usize..200, width in 1u16..40) {
        let cursor = text.floor_char_boundary(cursor);
        let edited = edit(&text, Logical(cursor), width, &Setting::screen());
        prop_assert!(edited.cursor.0 < width);
        prop_assert!(edited.laid.rows().flat_map(|row| row.cells()).all(|cell| cell.end().0 <= width));
    }

    #[test]
    fn every_place_of_the_cursor_has_a_column(text in typed()) {
        let boundaries = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
        for cursor in boundaries {
            let edited = edit(&text, Logical(cursor), u16::MAX, &Setting::default());
            let cells: Vec<_> = edited.laid.rows().flat_map(|row| row.cells()).collect();
            let on: Vec<_> = cells.iter().filter(|cell| cell.column == edited.cursor).collect();
            prop_assert_eq!(on.len(), 1, "the cursor at {} stands on a cell of {:?}", cursor, text);
            prop_assert_eq!(on[0].range.start, Logical(cursor), "and on that of what comes next");
        }
    }

    #[test]
    fn clean_text_is_drawn_whole(text in paragraph()) {
        // Cleaning leaves nothing behind that would be drawn as a replacement.
        let clean = clean::line(&text);
        let laid = layout(&clean, &Layout::new(80));
        let replaced = laid.rows().flat_map(|row| row.cells()).filter(|cell| cell.symbol.contains('\u{FFFD}')).count();
        prop_assert_eq!(replaced, clean.matches('\u{FFFD}').count());
    }
}
