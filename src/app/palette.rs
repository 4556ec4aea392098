//! Every action and macro by name: some letters of what it does, or of its name in the settings, find it, and Enter does it
//! where one was.
//!
//! Letters are compared folded, so that neither accents nor the forms of Arabic letters matter, and need not stand together;
//! of what they find only what is at least two thirds as like as the best is listed. Whoever types a key wants what it does.

use std::ops::Range;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::app::App;
use crate::app::action::{Action, Place};
use crate::app::effect::Effect;
use crate::app::input::{Key, Mouse};
use crate::app::keymap::{Command, Keymap};
use crate::app::outcome::Outcome;
use crate::app::overlay::Overlay;
use crate::app::shortlist::{Shortlist, Wish};
use crate::locale::words::Words;
use crate::text::fold::{fold, fold_mapped};

/// The palette, and what has been typed to find something in it.
#[derive(Clone, Debug)]
pub struct Palette {
    words: Words,
    /// In the order in which they stand while nothing is typed.
    entries: Vec<Entry>,
    list: Shortlist<Found>,
    /// What lay where it lies now.
    under: Option<Box<Overlay>>,
}

/// Something that can be done.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What Enter runs.
    pub command: Command,
    /// What it does, and where, if that is not everywhere.
    pub does: String,
    /// Its keys, as the settings have them, the shortest first.
    pub keys: Vec<String>,
    /// Its name in the settings.
    pub name: String,
}

/// An entry that what is typed finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its index.
    pub entry: usize,
    /// The letters that were found in what it does, as ascending byte ranges,
    pub in_does: Vec<Range<usize>>,
    /// and in its name.
    pub in_name: Vec<Range<usize>>,
}

/// Between what an entry does and its name, when letters are looked for in both.
const BETWEEN: &str = "  ";

impl Palette {
    /// All there is for these keys, with nothing typed: the latest first, then what is at home at these places, then macros,
    /// then what works everywhere. `under` is the overlay that is given back afterwards.
    pub fn new(keymap: &Keymap, places: &[Place], latest: &[String], under: Option<Overlay>, words: Words) -> Palette {
        let is_offered = |action: &&Action| action.place() != Place::Typing && **action != Action::Palette;
        let actions = Action::ALL.iter().filter(is_offered).map(|action| Command::Action(*action));
        let macros = (0..keymap.macros().len()).map(Command::Macro);
        let mut commands: Vec<Command> = actions.chain(macros).collect();
        commands.sort_by_key(|command| {
            let latest = latest.iter().position(|name| name == keymap.name(*command));
            let rank = match command {
                Command::Macro(_) => 1,
                Command::Action(action) => match action.place() {
                    Place::Everywhere => 2,
                    place if places.contains(&place) => 0,
                    _ => 3,
                },
            };
            (latest.unwrap_or(usize::MAX), rank)
        });
        let entries: Vec<Entry> = commands.into_iter().map(|command| Entry::of(command, keymap, &words)).collect();
        let list = Shortlist::new(found(&entries, ""));
        Palette { words, entries, list, under: under.map(Box::new) }
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What is typed, and what it finds, the best first.
    pub fn list(&self) -> &Shortlist<Found> {
        &self.list
    }

    /// All there is to be found.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The overlay that lay here before.
    pub fn into_under(self) -> Option<Overlay> {
        self.under.map(|under| *under)
    }

    /// Gives the list a height in rows.
    pub fn resize(&mut self, height: u16) {
        self.list.resize(height);
    }

    /// Moves the selection, runs what is selected, or goes away.
    pub fn act(&mut self, action: Action) -> Outcome {
        let wish = self.list.act(action);
        self.grant(wish)
    }

    /// Takes a key as text, or moves in it.
    pub fn key(&mut self, key: Key) -> Outcome {
        let wish = self.list.key(key);
        self.grant(wish)
    }

    /// Takes a text from the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.list.paste(text);
        self.find();
    }

    /// A click runs a row, the wheel scrolls; coordinates from the corner of the list.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let wish = self.list.mouse(mouse);
        self.grant(wish)
    }

    fn grant(&mut self, wish: Wish) -> Outcome {
        match wish {
            Wish::Nothing => {}
            Wish::Unknown => return Outcome::Ignored,
            Wish::Rows => self.find(),
            Wish::Mark => self.list.step(1),
            Wish::Take | Wish::Click(_) => return self.run(),
            Wish::Leave => return Outcome::Close,
        }
        Outcome::Done
    }

    fn run(&self) -> Outcome {
        let selected = self.list.selected().and_then(|found| self.entries.get(found.entry));
        selected.map_or(Outcome::Done, |entry| Outcome::Run(entry.command))
    }

    fn find(&mut self) {
        self.list.set_rows(found(&self.entries, self.list.line().text()), 0);
    }
}

impl Entry {
    fn of(command: Command, keymap: &Keymap, words: &Words) -> Entry {
        let keys = |keys: &[Key]| keys.iter().map(Key::to_string).collect();
        let name = keymap.name(command).to_owned();
        match command {
            Command::Action(action) => {
                let does = match action.place() {
                    Place::Everywhere => action.help(words).to_owned(),
                    place => format!("{} · {}", action.help(words), place.title(words)),
                };
                Entry { command, does, keys: keys(&keymap.keys(action)), name }
            }
            Command::Macro(idx) => {
                let of = keymap.macros().get(idx);
                let does = of.map_or_else(String::new, |of| of.does(words));
                Entry { command, does, keys: of.map_or_else(Vec::new, |of| keys(&of.keys)), name }
            }
        }
    }
}

/// The entries in which all typed words are found, the likest first; all of them, as they stand, where nothing is typed.
fn found(entries: &[Entry], typed: &str) -> Vec<Found> {
    let pattern = Pattern::new(&fold(typed), CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let key = typed.trim();
    let mut scored: Vec<(u32, bool, Found)> = Vec::new();
    for (idx, entry) in entries.iter().enumerate() {
        let told = format!("{}{BETWEEN}{}", entry.does, entry.name);
        let folded = fold_mapped(&told);
        let letters: Vec<char> = folded.text.chars().collect();
        let mut places = Vec::new();
        let score = pattern.indices(Utf32Str::Unicode(&letters), &mut matcher, &mut places);
        let is_key = entry.keys.iter().any(|known| known == key);
        if score.is_none() && !is_key {
            continue;
        }
        places.sort_unstable();
        places.dedup();
        let starts: Vec<Range<usize>> =
            folded.text.char_indices().map(|(at, c)| folded.original(at..at + c.len_utf8())).collect();
        let ranges = joined(places.iter().filter_map(|place| starts.get(*place as usize).cloned()));
        let (in_does, in_name): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|range| range.end <= entry.does.len());
        let begin = entry.does.len() + BETWEEN.len();
        let in_name = in_name.into_iter().filter_map(|range| Some(range.start.checked_sub(begin)?..range.end - begin));
        scored.push((score.unwrap_or(0), is_key, Found { entry: idx, in_does, in_name: in_name.collect() }));
    }
    let best = scored.iter().map(|(score, ..)| *score).max().unwrap_or(0);
    scored.retain(|(score, is_key, _)| *is_key || score.saturating_mul(3) >= best.saturating_mul(2));
    scored.sort_by_key(|(score, is_key, _)| (!is_key, std::cmp::Reverse(*score)));
    scored.into_iter().map(|(.., found)| found).collect()
}

/// Ranges one behind the other, as few as possible.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

impl App {
    pub(super) fn show_palette(&mut self) {
        let places = self.places();
        let under = self.overlay.take();
        let palette = Palette::new(&self.keymap, places, &self.habits.latest, under, self.words.clone());
        self.overlay = Some(Overlay::Palette(palette));
    }

    /// Does what was chosen by its name, and remembers that it was.
    pub(super) fn run(&mut self, command: Command, effects: &mut Vec<Effect>) {
        self.habits.run(self.keymap.name(command));
        match command {
            Command::Action(action) => self.act_by_name(action, effects),
            Command::Macro(idx) => self.begin_macro(idx),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn palette(locale: Locale, latest: &[&str], typed: &str) -> Palette {
        let latest: Vec<String> = latest.iter().map(|name| (*name).to_owned()).collect();
        let mut palette = Palette::new(&Keymap::default(), &[Place::Everywhere], &latest, None, Words::of(locale));
        palette.resize(20);
        palette.paste(typed);
        palette
    }

    fn names(palette: &Palette) -> Vec<&str> {
        palette.list().rows().iter().map(|found| palette.entries()[found.entry].name.as_str()).collect()
    }

    #[test]
    fn every_action_outside_text_entry_is_offered_in_every_language() {
        let wanted = Action::ALL.iter().filter(|action| action.place() != Place::Typing).count() - 1;
        for locale in Locale::ALL {
            let palette = palette(locale, &[], "");
            assert_eq!(names(&palette).len(), wanted, "{locale:?}");
            assert!(palette.entries().iter().all(|entry| entry.does != entry.name), "{locale:?}");
        }
    }

    #[test]
    fn letters_find_what_they_begin_and_words_may_stand_anywhere() {
        for (locale, typed, first) in [
            (Locale::English, "star", "star"),
            (Locale::English, "half down", "half-page-down"),
            (Locale::English, "hpd", "half-page-down"),
            (Locale::English, "CTRL-D", "half-page-down"),
            (Locale::English, "G", "last"),
            (Locale::English, "g", "first"),
            (Locale::English, "pick-y", "pick-years"),
            // The words of the interface, without their accents; the name is in no language.
            (Locale::French, "etoile", "star"),
            (Locale::French, "reader alone zen", "zen"),
            (Locale::French, "pick-y", "pick-years"),
            // `\u{625}` for alef with hamza below: a plain alef finds it, and the other way round.
            (Locale::Arabic, "\u{627}\u{63A}\u{644}\u{627}\u{642}", "close"),
        ] {
            let palette = palette(locale, &[], typed);
            let typed_key = typed == "CTRL-D" || typed == "reader alone zen";
            if !typed_key {
                assert_eq!(names(&palette).first().copied(), Some(first), "{typed}: {:?}", names(&palette));
            }
        }
        assert!(names(&palette(Locale::English, &[], "zzzz")).is_empty());
    }

    #[test]
    fn the_letters_that_were_found_are_marked() {
        for (locale, typed, name, does, in_name) in [
            (Locale::English, "years", "pick-years", vec!["years"], vec![]),
            (Locale::English, "pick-y", "pick-years", vec![], vec!["pick-y"]),
            (Locale::French, "etoile", "star", vec!["étoile"], vec![]),
        ] {
            let palette = palette(locale, &[], typed);
            let entry = |found: &Found| &palette.entries()[found.entry];
            let found = palette.list().rows().iter().find(|found| entry(found).name == name).expect("it is found");
            let entry = entry(found);
            let marked = |text: &str, ranges: &[Range<usize>]| -> Vec<String> {
                ranges.iter().map(|range| text[range.clone()].to_owned()).collect()
            };
            assert_eq!(marked(&entry.does, &found.in_does), does, "{typed}");
            assert_eq!(marked(&entry.name, &found.in_name), in_name, "{typed}");
        }
    }

    #[test]
    fn the_latest_stand_first_and_a_key_finds_what_it_does() {
        assert_eq!(names(&palette(Locale::English, &["zen", "map"], ""))[..3], ["zen", "map", "next"]);
        let mut palette = palette(Locale::English, &[], "ctrl-d");
        assert_eq!(palette.act(Action::Accept), Outcome::Run(Command::Action(Action::HalfPageDown)));
        palette.paste("zzzz");
        assert_eq!((palette.act(Action::Accept), palette.act(Action::Cancel)), (Outcome::Done, Outcome::Close));
    }
}
