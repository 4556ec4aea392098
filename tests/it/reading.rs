//! What a reader does, and what comes of it: keys and the mouse through the real update, looked at on the screen.

use std::sync::Arc;

use kiosque::app::effect::Effect;
use kiosque::app::input::MouseKind;
use kiosque::app::message::{Message, Progress, Signal, Ticket};
use kiosque::app::state::State;
use kiosque::ingest::ingest;
use kiosque::model::document::Origin;
use kiosque::store::library::Library;
use kiosque::store::marks::Marks;
use kiosque::store::search::{Hits, Searching};
use kiosque::store::segment::Segment;

use crate::screens::Reader;

/// What was kept when the reader left.
fn kept(reader: &mut Reader) -> State {
    reader.keys("q");
    let kept = reader.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(state) => Some(state.clone()),
        _ => None,
    });
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
    kept.expect("leaving keeps the place")
}

/// What the journal of marks would say after all that was asked of it.
fn marks_kept(reader: &Reader) -> Marks {
    let mut marks = Marks::default();
    for effect in &reader.effects {
        if let Effect::Mark(markings) = effect {
            markings.iter().for_each(|marking| drop(marks.make(marking)));
        }
    }
    marks
}

/// The row of the screen that has these words, from 0.
fn row_with(picture: &str, words: &str) -> u16 {
    let row = picture.lines().position(|line| line.contains(words));
    u16::try_from(row.unwrap_or_else(|| panic!("no row has {words:?} in\n{picture}"))).unwrap()
}

fn column_of(picture: &str, words: &str) -> u16 {
    let line = picture.lines().find(|line| line.contains(words)).unwrap();
    line.chars()
        .take_while({
            let end = line[..line.find(words).unwrap()].chars().count();
            let mut n = 0;
            move |_| {
                n += 1;
                n <= end
            }
        })
        .count() as u16
}

#[test]
fn keys_that_take_back_give_the_earlier_screen() {
    for (before, keys) in [
        ("", "/phare<esc>"),
        ("jj", "/phare<down><esc>"),
        ("jjjj<enter>", "/phare<esc>"),
        ("y2022<enter>", "/zyx<esc>"),
        ("y2022<enter>", "ole<tab><tab><esc>"),
        ("", "y20<backspace><backspace><backspace>"),
        ("", "Lfr<enter>uu<tab><shift-tab>"),
        ("y2022<enter>/phare<enter>", "xu"),
        ("y2022<enter>", "<backspace>u"),
        ("jj<enter>", "fla<esc>"),
        ("jjj<enter><pgdn><pgdn>", "/phare<esc>"),
        ("jjj<enter><pgdn><pgdn>", "o<tab><esc>"),
        ("jj<enter>", "fla<enter><esc>"),
        ("", "m<esc>"),
        ("", "HH"),
        ("", "H<enter><esc><esc>"),
        ("", "H j <enter>u"),
        ("y2022<enter>/phare<enter>", "Hl<enter>u"),
        ("", "?<esc>"),
        ("jj", "i<esc>"),
        ("jj", "ii"),
        ("", "tt"),
        ("", "><"),
        ("", "ww"),
        ("jj<enter>", "zz"),
        ("jj<enter>", "z<esc>"),
        ("", "sss"),
        ("y2021<enter>Lfr<enter><enter>", "bb"),
        ("y2022<enter><enter><pgdn><pgdn>", "bb"),
        ("y2022<enter><enter>b<pgdn>", "bb"),
        ("jj", "BB"),
        ("BjB<esc>", "B<esc>"),
    ] {
        for (width, height) in [(80, 24), (120, 36), (60, 30)] {
            let mut reader = Reader::open(width, height);
            let earlier = reader.keys(before).keys("jk").picture();
            let later = reader.keys(keys).keys("jk").picture();
            // Enter in a picker goes on in the list, and so does the search.
            if !keys.contains("<enter>u") && width != 60 {
                assert!(earlier == later, "{before} then {keys} at {width}x{height}:\n{earlier}\n{later}");
            }
        }
    }
}

#[test]
fn an_arabic_keyboard_does_the_same_by_the_place_of_its_keys() {
    for (latin, arabic) in [
        ("jjk", "\u{62A}\u{62A}\u{646}"),
        ("G", "\u{FEF7}"),
        ("m", "\u{629}"),
        ("z", "\u{626}"),
        ("o", "\u{62E}"),
        ("/", "\u{638}"),
        ("?", "\u{61F}"),
        ("J", "\u{640}"),
    ] {
        let latin_screen = Reader::open(120, 36).keys(latin).picture();
        let arabic_screen = Reader::open(120, 36).keys(arabic).picture();
        assert_eq!(latin_screen, arabic_screen, "{latin}");
    }
}

#[test]
fn an_article_is_read_when_it_is_opened_and_not_when_it_is_passed() {
    let unread = |reader: &Reader| reader.picture().matches('•').count();
    let mut reader = Reader::open(120, 36);
    let all = unread(&reader);
    assert_eq!(unread(reader.keys("jjk")), all);
    assert_eq!(unread(reader.keys("<enter>")), all - 1);
    assert_eq!(unread(reader.keys("J")), all - 2, "turning the page while reading is opening");
}

#[test]
fn a_page_of_scrolling_is_reading() {
    let mut reader = Reader::open(120, 20);
    let unread = |reader: &Reader| reader.picture().lines().filter(|line| line.contains("▌•")).count();
    reader.keys("<tab>");
    assert_eq!(unread(&reader), 1, "the reader has the focus, and nothing was scrolled");
    reader.keys("<pgdn><pgdn>");
    assert_eq!(unread(&reader), 0);
}

#[test]
fn hits_are_walked_into_the_next_article() {
    let mut reader = Reader::open(120, 36);
    reader.keys("/phare<enter>");
    let mut positions = Vec::new();
    for _ in 0..40 {
        let picture = reader.keys("n").picture();
        let title = picture.lines().nth(1).unwrap_or_default().to_owned();
        let selected = row_with(&picture, "▌");
        positions.push((selected, title));
        if picture.contains("That was the last hit.") {
            break;
        }
    }
    let mut articles: Vec<u16> = positions.iter().map(|(selected, _)| *selected).collect();
    articles.dedup();
    assert_eq!(articles.len(), 3, "each article that was found is visited once");
    assert!(positions[0].1.contains("hit 1 of"), "{}", positions[0].1);
    let back = reader.keys("N").picture();
    assert!(!back.contains("That was"), "and back again");
}

#[test]
fn a_search_that_goes_on_says_at_least_how_many() {
    let page =
        |n| ingest(&Origin::file(format!("{n}.txt")), b"Un port\n\nIl est au bout du quai, et le phare aussi.\n");
    let mut reader = Reader::waiting(120, 36, &State::default());
    reader.read(&Arc::new(Segment::new((0..100).map(page).collect())));
    reader.tell(Message::Progress(Progress { finished: true, ..Progress::default() }));
    reader.keys("/");
    let asked = reader.ask(Message::Paste("\"bout du quai\"".to_owned()));
    let [Effect::Search { ticket, library, query, marked, .. }] = &asked[..] else { panic!("{asked:?}") };
    let mut searching = Searching::new(library, query, marked);
    while searching.hits().is_empty() {
        let mut is_first = true;
        searching.step(&mut || std::mem::take(&mut is_first));
    }
    let hits = searching.hits();
    let n_found = hits.len();
    assert!(!hits.is_complete() && n_found < 100, "{n_found}");
    reader.tell(Message::Found { ticket: *ticket, hits, ranking: None });
    let picture = reader.picture();
    assert!(picture.lines().next().unwrap().contains(&format!("≥ {n_found} of 100 articles")), "{picture}");
    assert!(picture.contains(&format!("≥ {n_found} articles")), "{picture}");
    assert!(searching.step(&mut || true));
    reader.tell(Message::Found { ticket: *ticket, hits: searching.hits(), ranking: None });
    let picture = reader.picture();
    assert!(!picture.contains('≥') && picture.contains("100 of 100 articles"), "{picture}");
}

#[test]
fn an_old_answer_is_dropped() {
    let mut reader = Reader::open(120, 36);
    let before = reader.keys("/phare<enter>").picture();
    reader.tell(Message::Found { ticket: Ticket(1), hits: Hits::default(), ranking: None });
    assert_eq!(reader.picture(), before);
}

#[test]
fn the_place_is_found_again() {
    // The words at the top of the reader are the same again, a blank row above them is not: what was scrolled is compared
    // from its beginning.
    for (keys, then) in [
        ("jjjj<enter><pgdn>", "g"),
        ("Lfr<enter>jj", ""),
        ("/phare<enter>j<enter><ctrl-d>", "g"),
        ("sjj>>", ""),
        ("<esc>", ""),
        ("y2022<enter>x", ""),
        ("y2021<enter>Lfr<enter>b<pgdn>", "g"),
    ] {
        for (width, height) in [(120, 36), (80, 24)] {
            let mut reader = Reader::open(width, height);
            reader.keys(keys);
            let state = kept(&mut reader);
            let mut again = Reader::waiting(width, height, &state);
            again.tell(Message::Marks(marks_kept(&reader)));
            again.read_edition();
            let mut before_leaving = Reader::open(width, height);
            let screen = |reader: &mut Reader| reader.keys(then).picture();
            let earlier = screen(before_leaving.keys(keys));
            assert_eq!(kept(&mut again), state);
            assert_eq!(screen(&mut again), earlier, "{keys} at {width}x{height}");
        }
    }
}

#[test]
fn leaving_before_the_archive_is_read_forgets_nothing() {
    let mut reader = Reader::open(120, 36);
    reader.keys("Lfr<enter>jj<enter><pgdn>");
    let state = kept(&mut reader);
    let mut early = Reader::waiting(120, 36, &state);
    assert_eq!(kept(&mut early), state);
}

#[test]
fn reading_the_archive_again_keeps_what_is_selected() {
    let mut reader = Reader::open(120, 36);
    let before = reader.keys("Lfr<enter>jj").picture();
    reader.keys("R");
    assert!(matches!(reader.effects.last(), Some(Effect::Read(paths)) if paths.is_empty()));
    reader.read_edition();
    let after = reader.picture();
    let contents = |picture: &str| picture.lines().take(35).collect::<Vec<_>>().join("\n");
    assert_eq!(contents(&before), contents(&after));
    assert!(after.contains("read again"));
}

#[test]
fn first_headlines_stand_while_the_rest_is_read() {
    let mut reader = Reader::waiting(120, 36, &State::default());
    let pages = kiosque::edition::PAGES;
    for (i, (name, text)) in pages.iter().enumerate() {
        let origin = kiosque::model::document::Origin::file(*name);
        let document = kiosque::ingest::ingest(&origin, text.as_bytes());
        reader.read(&Arc::new(Segment::new(vec![document])));
        reader.tell(Message::Progress(Progress { n_read: i + 1, n_found: pages.len(), ..Progress::default() }));
        let picture = reader.picture();
        assert!(picture.contains("▌"), "{picture}");
        assert!(picture.contains(&format!("{} of {} files", i + 1, pages.len())), "{picture}");
    }
    reader.tell(Message::Progress(Progress { n_read: 16, n_found: 16, finished: true, ..Progress::default() }));
    assert_eq!(reader.picture(), Reader::open(120, 36).picture());
}

#[test]
fn what_somebody_chose_stays_while_more_is_read() {
    let mut reader = Reader::waiting(120, 36, &State::default());
    let pages = kiosque::edition::PAGES;
    let mut chosen = String::new();
    for (i, (name, text)) in pages.iter().enumerate() {
        let origin = kiosque::model::document::Origin::file(*name);
        let document = kiosque::ingest::ingest(&origin, text.as_bytes());
        reader.read(&Arc::new(Segment::new(vec![document])));
        let shown = |reader: &Reader| {
            let picture = reader.picture();
            let line = picture.lines().nth(2).unwrap_or_default();
            line.rsplit('│').next().unwrap_or_default().to_owned()
        };
        if i == 5 {
            reader.keys("Gk");
            chosen = shown(&reader);
        } else if i > 5 {
            assert_eq!(shown(&reader), chosen, "after {name}");
        }
    }
}

#[test]
fn segments_that_are_revised_change_all_that_is_seen_of_them() {
    let page = |title: &str, day: u8, words: &str| {
        let text =
            format!("{title}\n\nPubli\u{e9} dans Le Phare le {day:02} - 03 - 2019\n\nLe port de la ville {words}.\n");
        ingest(&Origin::file(format!("{title}.txt")), text.as_bytes())
    };
    let one = || page("La digue est finie", 4, "a une nouvelle digue depuis la semaine");
    let two = |words| page("Le bac est parti", 9, words);
    for keys in ["", "/port<enter>", "/port<enter>m", "y2019<enter>m", "ji", "/port<enter>ji", "/port"] {
        let mut reader = Reader::waiting(120, 36, &State::default());
        let before = "a perdu un port de p\u{ea}che et un bac";
        let segments = [vec![one(), two(before)], vec![page("Le vent tombe", 2, "dort")]];
        for documents in segments {
            reader.read(&Arc::new(Segment::new(documents)));
        }
        reader.keys(keys);
        let revised = Segment::new(vec![two("attend encore un bac et des passagers")]);
        let other = Segment::new(vec![page("Le vent tombe", 2, "dort")]);
        let library = Library::new([revised, other]);
        reader.tell(Message::Library(library));
        reader.tell(Message::Progress(Progress { n_read: 3, n_found: 3, finished: true, ..Progress::default() }));
        let picture = reader.picture();
        assert!(picture.contains("2 articles") || picture.contains("2 of 2 articles"), "{keys}:\n{picture}");
        assert!(!picture.contains("La digue est finie"), "{keys}:\n{picture}");
        if keys.ends_with('m') {
            assert!(picture.contains("Le Phare      2"), "{keys}:\n{picture}");
        }
        if keys == "/port" {
            let picture = reader.keys("<esc>").picture();
            assert!(picture.contains("\u{258c}\u{2022}  9 Mar 2019"), "what was selected is again:\n{picture}");
        }
        if keys.ends_with('i') {
            assert!(picture.contains("Le bac est parti"), "the article stays: {keys}:\n{picture}");
        }
    }
}

#[test]
fn what_lies_over_an_empty_archive_covers_it() {
    let mut reader = Reader::waiting(80, 24, &State::default());
    reader.tell(Message::Progress(Progress { finished: true, ..Progress::default() }));
    let behind = "No articles here";
    assert!(reader.picture().contains(behind));
    let picture = reader.keys("?").picture();
    let left: String = picture.lines().skip(2).map(|line| line.chars().take(20).collect::<String>()).collect();
    assert!(left.contains("Moving") && !left.contains("No article"), "{picture}");
}

#[test]
fn a_screen_made_larger_is_the_screen_it_would_have_been() {
    for keys in ["", "/phare<enter>", "oga", "m", "?", "i", "y2022<enter>"] {
        for (width, height) in [(120, 36), (80, 24), (69, 20), (40, 12)] {
            let mut reader = Reader::open(width, height);
            reader.keys(keys).resize(200, 50);
            let picture = reader.picture();
            assert!(picture == Reader::open(200, 50).keys(keys).picture(), "{keys} at {width}x{height}:\n{picture}");
        }
    }
}

#[test]
fn choosing_outlets_leaves_the_list_in_sight() {
    let mut reader = Reader::open(80, 24);
    let list = |reader: &Reader| {
        let picture = reader.picture();
        picture
            .lines()
            .filter_map(|line| line.split_once('\u{2502}'))
            .map(|(_, list)| list.to_owned())
            .collect::<Vec<_>>()
    };
    let before = list(&reader);
    assert_eq!(list(reader.keys("o")), before);
    assert_ne!(list(reader.keys("<tab>")), before, "a mark is followed at once");
    let picture = reader.keys("merst").keys("<backspace>").picture();
    assert!(picture.lines().last().unwrap_or_default().ends_with("La Gazette de Mersaline"), "{picture}");
}

#[test]
fn the_mouse_selects_opens_switches_drags_and_scrolls() {
    let mut reader = Reader::open(120, 36);
    let picture = reader.picture();
    let third = row_with(&picture, "Le vieux phare");
    let picture = reader.mouse(MouseKind::Press, 40, third).mouse(MouseKind::Release, 40, third).picture();
    assert_eq!(row_with(&picture, "▌"), third - 1, "a click selects");
    let picture = reader.mouse(MouseKind::Press, 40, third).mouse(MouseKind::Release, 40, third).picture();
    assert!(
        picture.lines().nth(usize::from(third) - 1).unwrap().contains("▌  18 May"),
        "a second one opens\n{picture}"
    );

    let year = row_with(&picture, "    2022");
    let picture = reader.mouse(MouseKind::Press, 6, year).picture();
    assert!(picture.contains("2022 ×") && picture.contains("2 of 17 articles"), "{picture}");
    let chip = column_of(&picture, "2022 ×");
    let picture = reader.mouse(MouseKind::Press, chip, 0).picture();
    assert!(!picture.contains('×'), "a click on its chip drops a filter");

    let border = column_of(&picture, "┬");
    reader.mouse(MouseKind::Press, border, 5).mouse(MouseKind::Drag, border + 6, 5);
    let picture = reader.mouse(MouseKind::Release, border + 6, 5).picture();
    assert_eq!(column_of(&picture, "┬"), border + 6);

    let first = picture.lines().nth(2).unwrap().to_owned();
    let picture = reader.mouse(MouseKind::WheelDown, border + 20, 9).picture();
    assert_ne!(picture.lines().nth(2).unwrap(), first, "the wheel scrolls the list");
}

#[test]
fn narrow_screens_show_one_pane_and_enter_goes_in() {
    let mut reader = Reader::open(60, 20);
    let title = |reader: &Reader| {
        let picture = reader.picture();
        picture.lines().nth(1).unwrap_or_default().split_whitespace().next().unwrap_or_default().to_owned()
    };
    for (keys, want) in [
        ("", "Articles"),
        ("<enter>", "Reader"),
        ("<esc>", "Articles"),
        ("<esc>", "Sources"),
        ("j<enter>", "Articles"),
        ("h", "Sources"),
        ("<tab><tab>", "Reader"),
        ("<tab>", "Sources"),
        ("fla<esc>", "Reader"),
    ] {
        assert_eq!(title(reader.keys(keys)), want, "{keys}");
    }
}

#[test]
fn low_screens_choose_sources_by_picker() {
    let mut reader = Reader::open(80, 20);
    assert!(!reader.picture().contains(" Sources ─"));
    let picture = reader.keys("ogo\u{E9}land<enter>").picture();
    assert!(picture.contains("3 of 17 articles"), "{picture}");
}

#[test]
fn typing_is_text_and_a_pasted_page_is_no_command() {
    let mut reader = Reader::open(120, 36);
    let without_last_row = |picture: String| picture.lines().take(35).map(str::to_owned).collect::<Vec<_>>();
    let before = without_last_row(reader.picture());
    reader.tell(Message::Paste("qqqxyz\nq".to_owned()));
    assert!(!reader.effects.contains(&Effect::Quit));
    assert!(reader.picture().contains("Nothing is typed here: / searches; then paste again."));
    assert_eq!(without_last_row(reader.picture()), before);
    reader.keys("/q");
    assert!(!reader.effects.contains(&Effect::Quit));
    reader.keys("<ctrl-c>");
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_signal_to_end_keeps_the_place_and_quits() {
    let mut reader = Reader::open(120, 36);
    reader.tell(Message::Signal(Signal::Terminate));
    assert!(matches!(reader.effects[reader.effects.len() - 2..], [Effect::Save(_), Effect::Quit]));
}

#[test]
fn counts_are_of_what_the_other_groups_leave() {
    let picture = Reader::open(120, 36).keys("y2022<enter>").picture();
    let count = |name: &str| {
        let line = picture.lines().find(|line| line.contains(name)).unwrap_or_default();
        line.split('│').next().unwrap_or_default().split_whitespace().last().unwrap_or_default().to_owned()
    };
    assert_eq!(count("✓ 2022"), "2");
    assert_eq!(count("    2023"), "1", "a year does not narrow the years");
    assert_eq!(count("Le Goéland"), "0", "it narrows the outlets");
}
