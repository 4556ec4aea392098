//! Everything by name, and the first minutes: the palette, macros, keys that do nothing, hints, the tour.

use kiosque::app::Setup;
use kiosque::app::action::{Action, Place};
use kiosque::app::effect::Effect;
use kiosque::app::habits::Habits;
use kiosque::app::input::{Key, MouseKind};
use kiosque::app::keymap::Keymap;
use kiosque::app::macros::{Macro, Step};
use kiosque::app::message::Message;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::store::marked::Marked;
use kiosque::store::search::Searching;
use kiosque::text::clean::Clean;
use proptest::prelude::*;

use crate::screens::{Reader, assert_picture};

/// The bottom line.
fn last_row(reader: &Reader) -> String {
    reader.picture().lines().last().unwrap_or_default().trim().to_owned()
}

fn with_macros(macros: &[(&str, &str, &[&str])]) -> Reader {
    let mut keymap = Keymap::default();
    for (name, key, steps) in macros {
        let keys = vec![key.parse().expect("a key notation")];
        let steps = steps.iter().map(|step| Step::parse(step).expect("a step")).collect();
        assert_eq!(keymap.add_macro(Macro { name: Clean::new(name), keys, steps, help: None }), []);
    }
    Reader::open_with(Setup { keymap, ..Setup::default() }, 120, 36)
}

/// Somebody who is here for the first time.
fn newcomer(locale: Locale, width: u16, height: u16) -> Reader {
    Reader::open_with(Setup { words: Words::of(locale), tour: true, ..Setup::default() }, width, height)
}

#[test]
fn the_palette() {
    let both = &[(80, 24), (120, 36)][..];
    for (locale, name, keys, sizes) in [
        (Locale::English, "palette", ":", both),
        (Locale::English, "palette_typed", ":marks", both),
        (Locale::English, "palette_typed", ":marks", &[(40, 16), (20, 5)]),
        (Locale::English, "palette_nothing", ":zzz", &[(80, 24)]),
        (Locale::English, "palette_on_the_map", "m:mark", &[(80, 24)]),
        (Locale::French, "palette", ":", both),
        (Locale::French, "palette_typed", ":etoi", &[(80, 24)]),
        (Locale::Arabic, "palette", ":", both),
        (Locale::Arabic, "palette_typed", ":\u{646}\u{62C}\u{645}\u{647}", both),
    ] {
        for (width, height) in sizes {
            let mut reader = Reader::speaking(locale, *width, *height);
            let name = format!("{name}_{}_{width}x{height}", locale.tag());
            assert_picture(&name, &reader.keys(keys).picture());
        }
    }
}

#[test]
fn enter_does_what_is_selected_where_one_was() {
    // (keys, something on the screen then)
    for (keys, wanted) in [
        (":map of<enter>", "Map"),
        (":quit<esc>", "17 articles"),
        // Under the palette lies what lay there before.
        ("i:<esc>", "Evidence"),
        ("m:mark-on-map<enter>", "Map"),
        (":mark-on-map<enter>", "Mark the cell, the row or the column: On the map; m goes there"),
        // What is at home in the sources is done there.
        (":switch-source<enter>", "Sources"),
        (":rename-search<enter>", "Give the saved search another name: On a saved search"),
        ("m*", "not here; esc goes back."),
        ("HE", "not here; esc goes back."),
        ("jBjBa", "not here; esc goes back."),
        ("i:pick-outlets<enter>", "Choose outlets: not here; esc goes back."),
        (":pick-years<enter>2021<enter>", "2021 ×"),
    ] {
        let mut reader = Reader::open(120, 36);
        assert!(reader.keys(keys).picture().contains(wanted), "{keys}: {}", reader.picture());
    }
    let mut reader = Reader::open(120, 36);
    reader.keys(":quit<enter>");
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
    let kept = reader.effects.iter().find_map(|effect| match effect {
        Effect::SaveHabits(habits) => Some(habits.latest.clone()),
        _ => None,
    });
    assert_eq!(kept, Some(vec!["quit".to_owned()]));
}

#[test]
fn a_click_does_it_too_and_the_latest_stand_first() {
    let mut reader = Reader::open(120, 36);
    reader.keys(":zen<enter>z:");
    let picture = reader.picture();
    let row = picture.lines().position(|row| row.contains("▌ Show the reader alone"));
    assert_eq!(row, Some(2), "{picture}");
    reader.mouse(MouseKind::Press, 60, 2);
    assert!(!reader.picture().contains("Sources ──"), "{}", reader.picture());
}

#[test]
fn a_macro_does_its_steps_in_order_and_waits_for_what_it_searches() {
    let mut reader = with_macros(&[
        ("last-of-lighthouses", "X", &["search: phare ", "last", "open"]),
        ("outlet", "Z", &["pick-outlets", "next-choice", "mark", "accept", "map"]),
        ("beside", "U", &["switch-source", "mark-on-map", "zen"]),
    ]);
    reader.keys("/phare <enter>G<enter>");
    let by_hand = reader.state();
    reader.keys("x<esc>gX");
    let macro_made = reader.state();
    assert_eq!(
        (macro_made.article, macro_made.search, macro_made.focus),
        (by_hand.article, by_hand.search, by_hand.focus)
    );
    // Until the search is answered nothing goes on; a key ends the waiting.
    let mut waiting = with_macros(&[("m", "X", &["search:phare", "map"])]);
    let asked = waiting.ask(Message::Key(Key::char('X')));
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Search { .. })));
    assert!(!waiting.picture().contains("Map"));
    waiting.keys("j/ <enter>");
    assert!(!waiting.picture().contains("Map"));
    // Through an overlay that opens in between.
    reader.keys("x<esc>Z");
    assert!(reader.picture().contains("Map") && reader.state().filters.len() == 1, "{}", reader.picture());
    reader.keys("<esc>x");
    // What cannot be done is said, and the rest is done.
    reader.keys("U");
    assert!(!reader.picture().contains("Sources ──"));
}

#[test]
fn a_macro_waits_for_all_that_its_search_finds() {
    let mut reader = with_macros(&[("m", "X", &["search:phare ", "map"])]);
    let asked = reader.ask(Message::Key(Key::char('X')));
    let found = asked.iter().find_map(|effect| match effect {
        Effect::Search { ticket, library, query, .. } => Some((*ticket, library.clone(), query.clone())),
        _ => None,
    });
    let (ticket, library, query) = found.expect("it searches");
    let marked = Marked::default();
    let mut searching = Searching::new(&library, &query, &marked);
    for is_whole in [false, true] {
        if is_whole {
            searching.step(&mut || true);
        }
        let hits = searching.hits();
        assert_eq!(hits.is_complete(), is_whole);
        reader.ask(Message::Found { ticket, hits, ranking: None });
        assert_eq!(reader.picture().contains("Map"), is_whole, "{}", reader.picture());
    }
}

#[test]
fn where_a_macro_comes_upon_a_question_that_is_said_and_the_rest_is_left() {
    let mut reader = with_macros(&[("m", "X", &["search:of OR the OR a", "pick-outlets", "zen", "accept", "map"])]);
    let picture = reader.keys("X").picture();
    assert!(picture.contains("type to find"), "{picture}");
    assert!(last_row(&reader).starts_with("Show the reader alone: not here; esc goes back."), "{picture}");
    // Over a line at the bottom it stands above.
    let mut reader = with_macros(&[("m", "X", &["find", "zen", "accept", "map"])]);
    let picture = reader.keys("X").picture();
    let rows: Vec<&str> = picture.lines().collect();
    assert!(rows[rows.len() - 2].contains("Show the reader alone: not here; esc goes back."), "{picture}");
    assert!(!reader.keys("<esc>").picture().contains("not here"));
}

#[test]
fn macros_stand_in_the_help_and_in_the_palette() {
    let mut reader = with_macros(&[("unread-arabic", "X", &["search:is:unread lang:ar", "first"])]);
    for keys in [":unread-ar", "<esc>?unread-ar"] {
        let picture = reader.keys(keys).picture();
        let row = picture.lines().find(|row| row.contains("/is:unread lang:ar, Go to the beginning"));
        assert!(row.is_some_and(|row| row.contains('X') && row.contains("unread-arabic")), "{picture}");
    }
}

#[test]
fn a_key_that_does_nothing_says_what_it_may_have_meant() {
    for (keys, said) in [
        ("M", "M does nothing here; m: Show the map of outlets and years"),
        ("<ctrl-f>", "ctrl-f does nothing here; f: Find in this article"),
        ("<alt-x>", "alt-x does nothing here; x: Drop all filters and the search"),
        ("<ctrl-down>", "ctrl-down does nothing here; down: Go to the next row"),
        ("D", "D does nothing here; d: Show who else tells this story, and what each says otherwise"),
        ("<delete>", "On a saved search, delete does this: Remove the saved search"),
        ("é", "é does nothing here; to search, press /"),
        ("7", "7 does nothing here; to search, press /"),
        ("<f5>", "f5 does nothing here; ? shows all keys"),
        // On top of something else.
        ("io", "Choose outlets: not here; esc goes back."),
        ("mi", "Show where each fact came from: not here; esc goes back."),
        ("mM", "M does nothing here; m: Show the map of outlets and years"),
    ] {
        let mut reader = Reader::open(120, 36);
        assert_eq!(last_row(reader.keys(keys)), said, "{keys}");
        reader.keys("<up>");
        assert!(!last_row(&reader).contains(said), "it goes with the next key: {keys}");
    }
    // Whoever moves knows where one is, and whoever types is told nothing.
    for keys in ["i<left>", "i<tab>", "/<f5>", "?<f5>", ":<f5>"] {
        let mut reader = Reader::open(120, 36);
        assert!(!last_row(reader.keys(keys)).contains("here"), "{keys}: {}", last_row(&reader));
    }
}

#[test]
fn a_hint_whose_key_is_known_gives_its_room_to_the_next() {
    let mut habits = Habits::default();
    for _ in 0..10 {
        [Action::Search, Action::Map, Action::Help].into_iter().for_each(|action| habits.press(action));
    }
    let mut reader = Reader::open_with(Setup { habits, ..Setup::default() }, 120, 36);
    let before = last_row(&reader);
    let want = "o outlets   y years   i evidence   ? help   b side by side   H histogram   * star   : all actions";
    assert_eq!(before, want);
    // Nothing changes under the eyes.
    reader.keys("i<esc>i<esc>i<esc>i<esc>i<esc>i<esc>");
    assert_eq!(last_row(&reader), before);
    reader.keys("q");
    let kept = reader.effects.iter().find_map(|effect| match effect {
        Effect::SaveHabits(habits) => Some(habits.clone()),
        _ => None,
    });
    let next = Reader::open_with(Setup { habits: kept.expect("it is kept"), ..Setup::default() }, 120, 36);
    assert!(!last_row(&next).contains("evidence") && last_row(&next).contains("note"), "{}", last_row(&next));
}

#[test]
fn whoever_knows_every_key_still_finds_the_way_out() {
    let mut habits = Habits::default();
    for action in Action::ALL.iter().flat_map(|action| [action; 10]) {
        habits.press(*action);
    }
    for (keys, size, hints) in [
        ("", (120, 36), "? help"),
        ("", (40, 16), "? help   esc back"),
        ("i", (120, 36), "esc close"),
        ("m", (120, 36), "esc close   ? help"),
        ("o", (120, 36), "enter keep   esc give back"),
        ("?", (120, 36), "esc close"),
    ] {
        let setup = Setup { habits: habits.clone(), ..Setup::default() };
        let mut reader = Reader::open_with(setup, size.0, size.1);
        assert_eq!(last_row(reader.keys(keys)), hints, "{keys} at {size:?}");
    }
}

#[test]
fn the_tour() {
    let sizes = &[(80, 24), (120, 36), (40, 16)];
    for locale in Locale::ALL {
        for (width, height) in sizes {
            let mut reader = newcomer(locale, *width, *height);
            // Each step is done in the usual way; what is opened is left again.
            for (step, keys) in ["", "j", "<enter><shift-tab>", "o<esc>", "/<esc>", "*", "?"].into_iter().enumerate() {
                let name = format!("tour_{}_{}_{width}x{height}", step + 1, locale.tag());
                assert_picture(&name, &reader.keys(keys).picture());
            }
        }
    }
    assert_picture("tour_1_en_20x5", &newcomer(Locale::English, 20, 5).picture());
    assert_picture("tour_1_en_80x12", &newcomer(Locale::English, 80, 12).picture());
}

#[test]
fn the_tour_goes_on_when_its_step_was_done_in_whatever_way() {
    let mut reader = newcomer(Locale::English, 120, 36);
    let step = |reader: &Reader, wanted: &str| {
        let picture = reader.picture();
        assert!(picture.contains(wanted), "{wanted}: {picture}");
    };
    step(&reader, "Tour, 1 of 6");
    // Other keys do what they do.
    reader.keys("s");
    step(&reader, "oldest first");
    step(&reader, "Tour, 1 of 6");
    reader.mouse(MouseKind::Press, 40, 8);
    step(&reader, "Tour, 2 of 6");
    reader.keys(":open<enter>");
    step(&reader, "Tour, 3 of 6");
    // Esc closes what is open, and the tour waits.
    reader.keys("i<esc>");
    step(&reader, "Tour, 3 of 6");
    reader.keys("m");
    step(&reader, "Tour, 4 of 6");
    reader.keys("<esc>");
    assert!(!reader.picture().contains("of 6"));
    step(&reader, "The tour is over; : tour brings it back.");
    step(&reader, "Map");
    reader.keys(":tour<enter>");
    step(&reader, "Tour, 1 of 6");
}

#[test]
fn no_tour_without_being_asked_for() {
    assert!(!Reader::open(120, 36).picture().contains("of 6"));
}

/// Keys as they may come, those of the palette and the tour above all.
fn keys() -> impl Strategy<Value = Vec<String>> {
    let named = ["enter", "esc", "tab", "up", "down", "pgdn", "pgup", "backspace", "ctrl-w", "ctrl-d", "f5", "delete"];
    let own: Vec<String> = Action::ALL
        .iter()
        .filter(|action| !matches!(action.place(), Place::Typing))
        .flat_map(|action| action.default_keys())
        .map(|key| key.to_string())
        .filter(|key| key != "ctrl-z")
        .collect();
    let key = prop_oneof![
        3 => Just(":".to_owned()),
        3 => prop::sample::select(named.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(own),
        3 => "[a-zéX\u{627}-\u{64A}]".prop_map(|letter| letter),
    ];
    prop::collection::vec(key, 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_typed_into_palette_or_tour_is_too_much(
        keys in keys(),
        size in prop::sample::select(vec![(120, 36), (80, 24), (40, 16), (20, 5), (10, 3)]),
        locale in prop::sample::select(Locale::ALL.to_vec()),
    ) {
        let mut reader = newcomer(locale, size.0, size.1);
        for key in &keys {
            reader.press(key);
            reader.picture();
        }
    }
}
