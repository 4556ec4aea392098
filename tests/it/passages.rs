//! Passages: selected by keys and by the mouse, copied as the page has them, and noted.

use std::sync::Arc;

use kiosque::app::Setup;
use kiosque::app::effect::Effect;
use kiosque::app::input::MouseKind;
use kiosque::app::message::{Copied, Message, Progress};
use kiosque::edition;
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::model::document::Origin;
use kiosque::store::library::Library;
use kiosque::store::marks::{Change, Marking, Note, Passage};
use kiosque::store::segment::Segment;
use proptest::prelude::*;

use crate::screens::{Reader, assert_picture};

/// A reader with the first article of a page of the edition open, and what the blocks of that say.
fn open(page: &str, locale: Locale, width: u16, height: u16) -> (Reader, Library, Vec<String>) {
    let (name, text) = edition::PAGES.iter().find(|(name, _)| name.starts_with(page)).expect("it is in the edition");
    let document = ingest(&Origin::file(format!("edition/{name}")), text.as_bytes());
    let segment = Arc::new(Segment::new(vec![document]));
    let mut library = Library::default();
    library.push(Arc::clone(&segment));
    let setup = Setup { words: Words::of(locale), ..Setup::default() };
    let mut reader = Reader::open_empty(setup, width, height);
    reader.read(&segment);
    reader.tell(Message::Progress(Progress { n_read: 1, n_found: 1, finished: true, ..Progress::default() }));
    reader.keys("<enter>");
    let blocks = library.iter().next().map(|(_, article)| article.blocks().to_vec()).unwrap_or_default();
    (reader, library, blocks.into_iter().map(|block| block.text.as_str().to_owned()).collect())
}

/// What the last key that copies asked to be copied.
fn copied(reader: &mut Reader, keys: &str) -> String {
    reader.effects.clear();
    reader.keys(keys);
    let text = reader.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.clone()),
        _ => None,
    });
    text.unwrap_or_default()
}

/// The screen, and below it which columns of which rows are selected.
fn picture(reader: &Reader) -> String {
    let buffer = reader.buffer();
    let mut picture = reader.picture();
    for y in 0..buffer.area.height {
        let is_selected = |x: &u16| buffer[(*x, y)].bg == reader.theme().passage.bg.expect("paper has colours");
        let columns: Vec<u16> = (0..buffer.area.width).filter(is_selected).collect();
        if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
            picture.push_str(&format!("selected on row {y}: {first} to {last}, {} cells\n", columns.len()));
        }
    }
    picture
}

const FRENCH: &str = "le-kiosque-ouvre";
const ARABIC: &str = "yad-al-khattat";
const BOTH: &str = "communique-du-phare";

#[test]
fn a_passage_shows_where_it_is_and_what_the_keys_do() {
    for (name, page, locale, keys) in [
        ("passage_fr", FRENCH, Locale::English, "vj"),
        ("passage_words_fr", FRENCH, Locale::French, "vjwllvll"),
        ("passage_ar", ARABIC, Locale::English, "v<left>v<left>"),
        ("passage_mirrored_ar", ARABIC, Locale::Arabic, "v<left>v<left>"),
        ("passage_mirrored_fr", FRENCH, Locale::Arabic, "vjpj"),
        ("passage_beside", BOTH, Locale::English, "zbvvjj"),
    ] {
        for (width, height) in [(80, 24), (120, 36)] {
            let (mut reader, ..) = open(page, locale, width, height);
            reader.keys(keys);
            assert_picture(&format!("{name}_{width}x{height}"), &picture(&reader));
        }
    }
}

#[test]
fn what_is_copied_is_what_the_page_says() {
    let (mut reader, _, blocks) = open(ARABIC, Locale::English, 80, 24);
    assert_eq!(copied(&mut reader, "vpc"), blocks[0]);
    assert_eq!(copied(&mut reader, "vjc"), format!("{}\n\n{}", blocks[0], blocks[1]));
    let whole = copied(&mut reader, "<esc>c");
    assert!(whole.ends_with(&blocks.join("\n\n")), "{whole}");
    assert_eq!(whole.split("\n\n").count(), blocks.len() + 2, "headline and dateline stand before it");
    // Two sentences, the second of them with its guillemets and vowel signs.
    let (mut reader, _, blocks) = open(ARABIC, Locale::Arabic, 120, 36);
    assert!(blocks[1].contains(&copied(&mut reader, "vpjsc")));
    assert!(!whole.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{640}']));
    assert!(!whole.chars().any(|c| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')), "{whole}");
}

#[test]
fn a_copy_with_its_source_ends_with_a_citation() {
    let (mut reader, _, blocks) = open(FRENCH, Locale::English, 80, 24);
    let (text, cited) = (copied(&mut reader, "vc"), copied(&mut reader, "C"));
    let (before, citation) = cited.rsplit_once("\n\n").expect("a line of its own");
    assert_eq!(before, text);
    assert!(blocks[0].starts_with(&text));
    assert!(citation.contains(FRENCH), "{citation}");
}

#[test]
fn a_citation_is_printed_as_its_language_prints_it() {
    let (mut reader, ..) = open(FRENCH, Locale::French, 80, 24);
    let cited = copied(&mut reader, "C");
    assert!(cited.contains("«\u{A0}Le kiosque") && cited.contains("\u{A0}», "), "{cited}");
    let (mut reader, ..) = open(FRENCH, Locale::Arabic, 80, 24);
    let cited = copied(&mut reader, "C");
    assert!(!cited.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']), "{cited}");
}

#[test]
fn side_by_side_a_passage_stays_in_its_column() {
    let (mut reader, _, blocks) = open(BOTH, Locale::English, 120, 36);
    let arabic: Vec<&String> = blocks.iter().filter(|text| text.contains('\u{627}')).collect();
    let french: Vec<&String> = blocks.iter().filter(|text| !text.contains('\u{627}')).collect();
    let text = copied(&mut reader, "zbvpvGc");
    assert!(french.iter().all(|block| text.contains(*block)) && arabic.iter().all(|block| !text.contains(*block)));
    let text = copied(&mut reader, "vgjjvGc");
    assert!(arabic.iter().all(|block| text.contains(*block)) && french.iter().all(|block| !text.contains(*block)));
}

#[test]
fn the_mouse_takes_words_paragraphs_and_what_it_is_dragged_over() {
    let (mut reader, _, blocks) = open(FRENCH, Locale::English, 80, 24);
    let screen = reader.picture();
    let start = blocks[0].split(',').next().expect("it has words").to_owned();
    let word = start.split(' ').next_back().expect("it has words").to_owned();
    let y = screen.lines().position(|line| line.contains(&start)).expect("it shows");
    let row: Vec<char> = screen.lines().nth(y).expect("it shows").chars().collect();
    let n_before = start.chars().count() - word.chars().count();
    let row_text: String = row.iter().collect();
    let x = row_text[..row_text.find(&start).expect("it shows")].chars().count() + n_before;
    let (x, y) = (x as u16, y as u16);
    assert_eq!(copied_by_mouse(&mut reader, &[(MouseKind::Again(2), x, y)]), Some(word.clone()));
    assert_eq!(copied_by_mouse(&mut reader, &[(MouseKind::Again(3), x, y)]), Some(blocks[0].clone()));
    let drag = [(MouseKind::Press, x, y), (MouseKind::Drag, x - 2, y), (MouseKind::Release, x - 2, y)];
    assert_eq!(copied_by_mouse(&mut reader, &drag), Some(start));
    // One click lets go: the article is what is copied then.
    let click = [(MouseKind::Press, x, y), (MouseKind::Release, x, y)];
    let whole = copied_by_mouse(&mut reader, &click).expect("the article is open");
    assert!(whole.ends_with(&blocks.join("\n\n")));
    // Far out of the pane the drag takes what is nearest, and nothing is lost on the way.
    let out = [(MouseKind::Press, x, y), (MouseKind::Drag, 79, 23), (MouseKind::Drag, 0, 0), (MouseKind::Drag, 79, 23)];
    let text = copied_by_mouse(&mut reader, &out).expect("it is selected");
    assert!(blocks.join("\n\n").contains(&text) && text.starts_with(&word), "{text}");
}

fn copied_by_mouse(reader: &mut Reader, events: &[(MouseKind, u16, u16)]) -> Option<String> {
    for (kind, x, y) in events {
        reader.mouse(*kind, *x, *y);
    }
    Some(copied(reader, "c")).filter(|text| !text.is_empty())
}

#[test]
fn the_way_it_was_copied_is_said() {
    let all = Copied { n_words: 12, by: Some("xclip".to_owned()), to_terminal: true, failure: None };
    let failure = Some("xclip: exit status: 1".to_owned());
    for (copied, want) in [
        (all.clone(), "12 words copied, by xclip and by the terminal."),
        (
            Copied { to_terminal: false, ..all.clone() },
            "12 words copied by xclip; too long for the terminal’s own clipboard.",
        ),
        (Copied { by: None, n_words: 1, ..all.clone() }, "1 word given to the terminal’s clipboard."),
        (
            Copied { by: None, failure: failure.clone(), ..all.clone() },
            "12 words given to the terminal’s clipboard alone: xclip: exit status: 1",
        ),
        (
            Copied { by: None, to_terminal: false, ..all.clone() },
            "Nothing was copied: too long for the terminal’s clipboard, and no program for the system’s was found.",
        ),
        (
            Copied { by: None, to_terminal: false, failure, ..all },
            "Nothing was copied: too long for the terminal’s clipboard, and xclip: exit status: 1",
        ),
    ] {
        let (mut reader, ..) = open(FRENCH, Locale::English, 120, 36);
        reader.tell(Message::Copied(copied));
        let picture = reader.picture();
        assert!(picture.lines().last().unwrap_or_default().contains(want), "{want} in\n{picture}");
    }
}

#[test]
fn notes_stand_under_the_words_they_are_about() {
    for (name, page, locale) in [
        ("noted_fr", FRENCH, Locale::English),
        ("noted_ar", ARABIC, Locale::English),
        ("noted_mirrored_ar", ARABIC, Locale::Arabic),
    ] {
        for (width, height) in [(80, 24), (120, 36)] {
            let (mut reader, library, blocks) = open(page, locale, width, height);
            let (_, article) = library.iter().next().expect("it is there");
            let quote: String = blocks[0].split(' ').skip(2).take(4).collect::<Vec<_>>().join(" ");
            let on = |quote: &str| Some(Passage { block: 0, start: 3, quote: quote.to_owned() });
            let notes = [
                Note::new("À relire.", None),
                Note::new("Qui le dit ?", on(&quote)),
                Note::new("ملاحظة", on(&blocks[0].split(' ').take(2).collect::<Vec<_>>().join(" "))),
                Note::new("Où est-ce ?", on("ce que la page ne dit plus")),
            ];
            let markings = notes.map(|note| Marking { change: Change::Noted(note), texts: vec![article.text_hash()] });
            reader.tell(Message::Marked(markings.to_vec()));
            assert_picture(&format!("{name}_{width}x{height}"), &reader.picture());
            // What stands in the text besides is no part of what is copied.
            assert_eq!(copied(&mut reader, "vpc"), blocks[0]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_keys_at_any_size_select_what_the_article_says(
        page in 0usize..3, width in 20u16..130, height in 5u16..40,
        keys in prop::collection::vec(prop::sample::select(vec![
            "v", "j", "k", "h", "l", "g", "G", "w", "s", "p", "b", "z", "+", "-", "<ctrl-d>", "<pgup>", "<esc>", "<tab>",
            "<enter>", "n", "N", "J", "O", "<left>", "<right>", "c", "C",
        ]), 0..40),
        clicks in prop::collection::vec((0u8..5, 0u16..140, 0u16..45), 0..6),
    ) {
        let (mut reader, ..) = open([FRENCH, ARABIC, BOTH][page], Locale::ALL[page], width, height);
        let whole = copied(&mut reader, "c");
        reader.keys("v");
        for (keys, click) in keys.iter().zip(clicks.into_iter().map(Some).chain(std::iter::repeat(None))) {
            reader.keys(keys);
            if let Some((kind, x, y)) = click {
                let kind = [MouseKind::Press, MouseKind::Drag, MouseKind::Release, MouseKind::Again(2), MouseKind::Again(3)][usize::from(kind)];
                reader.mouse(kind, x, y);
            }
            drop(reader.picture());
        }
        let text = copied(&mut reader, "<esc><esc><esc><esc><enter>vc");
        prop_assert!(text.split("\n\n").all(|part| whole.contains(part)), "{text}");
    }
}
