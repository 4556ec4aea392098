//! What must hold of any text in any of its languages at any width: nothing is lost or drawn twice, no row is too wide, and
//! no width changes a letter, a level or the direction. The rules themselves are in `bidi`, by table.

use std::collections::HashMap;
use std::ops::Range;

use kiosque::text::layout::{Cell, Laid, Layout, layout};
use kiosque::text::position::{Logical, Visual};
use kiosque::text::setting::{Base, Sequences, Setting};
use kiosque::text::wrap::{Fit, Wrapping};
use kiosque::text::{bidi, cells};
use proptest::prelude::*;
use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use crate::properties::has_nothing_to_see;

const ARABIC: &[&str] = &[
    "قال",
    "الرئيس",
    "إلّا",
    "مثلًا",
    "الآن",
    "بلاد",
    "يوم",
    "الثلاثاء",
    "سُلَّمٌ",
    "على",
    "شيء،",
    "«نعم»",
    "(لا)",
    "؟",
    "٪٥٠",
    "٢٠٢٠",
    "في",
    "وسنستقبلكم",
    "ـ",
    "نعم.",
];
const FRENCH: &[&str] = &[
    "L’armée",
    "d'Idlib",
    "est",
    "à",
    "«",
    "»",
    "oui",
    ";",
    "!",
    "n°",
    "12",
    "1\u{202F}250\u{A0}000",
    "€",
    "rendez-vous",
    "inter\u{AD}national",
    "(paix)",
    "œuvre",
    "anticonstitutionnellement",
    "https://www.exemple.fr/une/page?id=1",
    "etc.",
    "–",
];
const PERSIAN: &[&str] =
    &["می\u{200C}خواهم", "کتاب\u{200C}ها", "گفت", "پژوهش", "۱۳۹۹", "چرا؟", "ژاله", "است.", "(تهران)", "که"];
const HEBREW: &[&str] = &["שלום", "עולם", "שָׁלוֹם", "(2023)", "בשנת", "אמר:", "לא!", "3.5%", "–", "צה\"ל"];
const MIXED: &[&str] = &[
    "Airbus",
    "سلّمت",
    "735",
    "طائرة",
    "(Paris)",
    "باريس",
    "@handle",
    "#Maroc",
    "C++",
    "+213",
    "21",
    "5%",
    "-5",
    "«",
    "سلام",
    "»",
    "汉字",
    "👍",
    "\u{2067}ab",
    "\u{2069}",
    "\u{200F}",
    "\u{202E}لا",
    "\u{202C}",
    "a\u{301}",
    "שלום",
];

/// A text of words of one of the languages, with lines here and there; or any text at all.
fn text() -> impl Strategy<Value = String> {
    let of = |words: &'static [&'static str]| {
        let gap = prop::sample::select(vec![" ", " ", " ", " ", " ", "  ", "", "\n"]);
        prop::collection::vec((prop::sample::select(words), gap), 0..40)
            .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>())
    };
    prop_oneof![of(ARABIC), of(FRENCH), of(MIXED), of(PERSIAN), of(HEBREW), any::<String>()]
}

/// The engine by itself and as the screen has it, with rows of either fit.
fn settings() -> impl Strategy<Value = (Setting, Fit)> {
    let base = prop::sample::select(vec![
        Base::Auto,
        Base::Given(bidi::Direction::LeftToRight),
        Base::Given(bidi::Direction::RightToLeft),
    ]);
    let fit = prop::sample::select(vec![Fit::Greedy, Fit::Optimal]);
    (base, fit, any::<bool>(), any::<bool>()).prop_map(|(base, fit, on_the_screen, justify)| {
        let setting = if on_the_screen { Setting::screen() } else { Setting::default() };
        (Setting { base, justify, ..setting }, fit)
    })
}

fn laid(text: &str, (setting, fit): (Setting, Fit), width: u16) -> Laid {
    layout(text, &Layout { setting, wrapping: Wrapping { fit, ..Wrapping::new(width) } })
}

/// Cells that show some of the text, row by row.
fn written(laid: &Laid) -> Vec<Vec<Cell>> {
    laid.rows().map(|row| row.cells().filter(|cell| !cell.range.is_empty()).collect()).collect()
}

/// A symbol as it is written: letters in place of their forms, brackets by what they do.
fn letters(symbol: &str) -> String {
    let letter = |c: char| {
        if matches!(c, '\u{FB50}'..='\u{FBFF}' | '\u{FE70}'..='\u{FEFC}') { c.nfkc().collect() } else { c.to_string() }
    };
    symbol.chars().map(letter).collect()
}

/// What is seen of a part of the text, as it is written.
fn seen(text: &str, part: Range<Logical>) -> String {
    cells::clusters(&text[Logical::bytes(part)]).map(|cluster| cluster.drawn().symbol.into_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_cluster_is_drawn_once(text in text(), settings in settings(), width in 1u16..=200) {
        let laid = laid(&text, settings, width);
        let mut cells: Vec<Cell> = written(&laid).concat();
        cells.sort_by_key(|cell| cell.range.start);
        let mut at = Logical(0);
        for cell in &cells {
            prop_assert!(at <= cell.range.start, "{:?} is drawn twice", cell);
            prop_assert!(has_nothing_to_see(&text[Logical::bytes(at..cell.range.start)]));
            at = cell.range.end;
        }
        prop_assert!(has_nothing_to_see(&text[at.0..]));
    }

    #[test]
    fn a_cell_shows_its_part_of_the_text(text in text(), base in settings(), width in 1u16..=200) {
        let (Setting { base, .. }, fit) = base;
        // With the pictures of the screen, but without the spaces and digits that it shows in place of others.
        let setting = Setting { base, sequences: Sequences::Agreed, ..Setting::default() };
        for cell in written(&laid(&text, (setting, fit), width)).concat() {
            let (shown, meant) = (letters(&cell.symbol), letters(&seen(&text, cell.range.clone())));
            let mirrored = |c: char| bidi::mirrored(c).unwrap_or(c);
            // Marks of a lam stand behind the alef of its ligature, so only the set of letters is the same.
            let sorted = |text: &str| { let mut chars: Vec<char> = text.chars().map(|c| c.min(mirrored(c))).collect(); chars.sort(); chars };
            prop_assert_eq!(sorted(&shown), sorted(&meant), "{:?}", cell);
        }
    }

    #[test]
    fn no_row_is_wider_than_its_place(text in text(), settings in settings(), width in 1u16..=200) {
        let laid = laid(&text, settings, width);
        for row in laid.rows() {
            prop_assert!(row.width() <= width || row.cells().count() == 1, "{:?}", row);
        }
    }

    #[test]
    fn a_row_is_as_wide_as_its_symbols(text in text(), settings in settings(), width in 1u16..=200) {
        for row in laid(&text, settings, width).rows() {
            let mut column = Visual(0);
            for cell in row.cells() {
                prop_assert_eq!((cell.column, usize::from(cell.width)), (column, cell.symbol.width()));
                column = cell.end();
            }
            prop_assert_eq!(column, Visual(row.width()));
        }
    }

    #[test]
    fn no_width_changes_a_picture(text in text(), settings in settings(), widths in prop::collection::vec(1u16..=200, 4)) {
        let wide: HashMap<Logical, String> = written(&laid(&text, settings, u16::MAX))
            .concat().into_iter().map(|cell| (cell.range.start, cell.symbol.to_string())).collect();
        for width in widths {
            for cell in written(&laid(&text, settings, width)).concat() {
                // A space at the end of the wide row is not drawn there.
                if let Some(symbol) = wide.get(&cell.range.start) {
                    prop_assert_eq!(symbol, cell.symbol.as_str(), "{:?}", cell);
                }
            }
        }
    }

    #[test]
    fn rows_turn_by_the_levels_of_the_paragraph(text in text(), base in settings(), width in 1u16..=200) {
        let (Setting { base, .. }, fit) = base;
        let laid = laid(&text, (Setting::default().with_base(base), fit), width);
        let base = if laid.direction() == bidi::Direction::LeftToRight { Level::ltr() } else { Level::rtl() };
        let levels = BidiInfo::new(&text, Some(base)).levels;
        for shown in written(&laid) {
            // A tab goes back to the level of the paragraph, and so do the spaces before it (L1); that has tables of its own.
            prop_assume!(!shown.iter().any(|cell| text[Logical::bytes(cell.range.clone())].contains(['\t', '\u{B}', '\u{1F}', '\u{1C}', '\u{1D}', '\u{1E}'])));
            let mut logical = shown.clone();
            logical.sort_by_key(|cell| cell.range.start);
            // What has no picture belongs to the cluster before it, or at the beginning of the text to the one behind it.
            let first = |cell: &Cell| cells::clusters(&text[cell.range.start.0..]).find(|cluster| cluster.drawn().width > 0).map_or(0, |cluster| cell.range.start.0 + cluster.start);
            let of_row: Vec<Level> = logical.iter().map(|cell| levels[first(cell)]).collect();
            let ordered: Vec<Cell> = BidiInfo::reorder_visual(&of_row).into_iter().map(|idx| logical[idx].clone()).collect();
            prop_assert_eq!(&shown, &ordered);
        }
    }

    #[test]
    fn text_from_left_to_right_is_shown_as_it_stands(
        words in prop::collection::vec(prop::sample::select(FRENCH), 0..40), width in 1u16..=200
    ) {
        let text = words.join(" ").replace('\u{AD}', "");
        let laid = laid(&text, (Setting::default(), Fit::Greedy), width);
        for row in laid.rows() {
            prop_assert_eq!(row.cells().map(|cell| cell.symbol).collect::<String>(), &text[Logical::bytes(row.range())]);
        }
    }

    #[test]
    fn columns_and_places_in_the_text_lead_to_each_other(text in text(), settings in settings(), width in 1u16..=200) {
        let laid = laid(&text, settings, width);
        for (row_idx, row) in laid.rows().enumerate() {
            let cells: Vec<Cell> = row.cells().collect();
            for cell in cells.iter().filter(|cell| !cell.range.is_empty()) {
                for column in cell.column.0..cell.end().0 {
                    prop_assert_eq!(laid.logical_at(row_idx, Visual(column)), Some(cell.range.start));
                }
                prop_assert_eq!(laid.columns_of(row_idx, cell.range.clone()), vec![cell.column..cell.end()]);
                // Part of a cluster has the columns of all of it.
                let part = cell.range.start..Logical(cell.range.start.0 + 1);
                prop_assert_eq!(laid.columns_of(row_idx, part), vec![cell.column..cell.end()]);
                prop_assert!(laid.rows_of(cell.range.clone()).contains(&row_idx));
            }
            let n_columns: u16 = laid.columns_of(row_idx, row.range()).iter().map(|columns| columns.end.0 - columns.start.0).sum();
            let inside = |cell: &&Cell| row.range().start < cell.range.end && cell.range.start < row.range().end;
            prop_assert_eq!(n_columns, cells.iter().filter(inside).map(|cell| cell.width).sum::<u16>());
        }
    }

    #[test]
    fn no_width_changes_the_direction(text in text(), settings in settings(), width in 1u16..=200) {
        prop_assert_eq!(laid(&text, settings, width).direction(), laid(&text, settings, u16::MAX).direction());
    }

    #[test]
    fn rows_stand_for_the_whole_text(text in text(), settings in settings(), width in 1u16..=200) {
        let laid = laid(&text, settings, width);
        let mut at = Logical(0);
        for row in laid.rows() {
            prop_assert_eq!(row.whole_range().start, at.min(Logical(text.len())));
            at = row.whole_range().end;
        }
        prop_assert!(at == Logical(text.len()) || has_nothing_to_see(&text));
    }

    #[test]
    fn a_full_row_is_full(words in prop::collection::vec(prop::sample::select(ARABIC), 0..40), width in 20u16..=200) {
        let text = words.join(" ");
        let [ragged, full] = [false, true].map(|justify| laid(&text, (Setting { justify, ..Setting::default() }, Fit::Greedy), width));
        for (row, natural) in full.rows().zip(ragged.rows()) {
            prop_assert!(row.width() == natural.width() || row.width() == width);
            prop_assert_eq!(row.whole_range(), natural.whole_range());
        }
        let last = |laid: &Laid| laid.rows().last().map(|row| row.width());
        prop_assert_eq!(last(&full), last(&ragged));
    }
}
