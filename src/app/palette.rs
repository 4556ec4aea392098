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
use crate::app::cursor::Cursor;
use crate::app::effect::Effect;
use crate::app::input::{Key, Mouse, MouseKind};
use crate::app::keymap::{Command, Keymap};
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::outcome::Outcome;
use crate::app::overlay::Overlay;
use crate::locale::words::Words;
use crate::text::fold::{fold, fold_mapped};

/// The palette, and what has been typed to find something in it.
#[derive(Clone, Debug)]
pub struct Palette {
    words: Words,
    line: LineEdit,
    /// In the order in which they stand while nothing is typed.
    entries: Vec<Entry>,
    found: Vec<Found>,
    cursor: Cursor,
    /// Rows of the window over them.
    height: u16,
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
        let entries = commands.into_iter().map(|command| Entry::of(command, keymap, &words)).collect();
        let (line, cursor) = (LineEdit::default(), Cursor::default());
        let under = under.map(Box::new);
        let mut palette = Palette { words, line, entries, found: Vec::new(), cursor, height: 0, under };
        palette.find();
        palette
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What has been typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// What is listed, the best first.
    pub fn found(&self) -> impl ExactSizeIterator<Item = (&Entry, &Found)> {
        self.found.iter().map(|found| (&self.entries[found.entry], found))
    }

    /// All there is to be found.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The window over what is listed.
    pub fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// The overlay that lay here before.
    pub fn into_under(self) -> Option<Overlay> {
        self.under.map(|under| *under)
    }

    /// Gives the list a height in rows.
    pub fn resize(&mut self, height: u16) {
        self.height = height;
        self.cursor.reveal(self.found.len(), height, |_| 1);
    }

    /// Moves the selection, runs what is selected, or goes away.
    pub fn act(&mut self, action: Action) -> Outcome {
        let page = isize::try_from(self.height).unwrap_or(1).max(1);
        match action {
            Action::Accept => return self.run(),
            Action::Cancel => return Outcome::Close,
            Action::NextChoice | Action::Mark => self.step(1),
            Action::PreviousChoice => self.step(-1),
            Action::NextChoices => self.step(page),
            Action::PreviousChoices => self.step(-page),
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Takes a key as text, or moves in it.
    pub fn key(&mut self, key: Key) -> Outcome {
        match self.line.key(key) {
            Edited::Text => self.find(),
            Edited::Cursor => {}
            Edited::Not => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Takes a text from the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.find();
    }

    /// A click runs a row, the wheel scrolls; coordinates from the corner of the list.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let n = self.found.len();
        match mouse.kind {
            MouseKind::Press => {
                let Some(row) = self.cursor.at(mouse.y, n, self.height, |_| 1) else { return Outcome::Done };
                self.cursor.select(row, n, self.height, |_| 1);
                return self.run();
            }
            MouseKind::WheelDown => self.cursor.scroll(3, n, self.height, |_| 1),
            MouseKind::WheelUp => self.cursor.scroll(-3, n, self.height, |_| 1),
            MouseKind::Again(_) | MouseKind::Extend | MouseKind::Drag | MouseKind::Release => {}
        }
        Outcome::Done
    }

    fn run(&self) -> Outcome {
        let selected = self.found.get(self.cursor.selected()).and_then(|found| self.entries.get(found.entry));
        selected.map_or(Outcome::Done, |entry| Outcome::Run(entry.command))
    }

    fn step(&mut self, by: isize) {
        self.cursor.step(by, self.found.len(), self.height, |_| 1);
    }

    fn find(&mut self) {
        self.found = found(&self.entries, self.line.text());
        self.cursor.select(0, self.found.len(), self.height, |_| 1);
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
        palette.found().map(|(entry, _)| entry.name.as_str()).collect()
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
            let (entry, found) = palette.found().find(|(entry, _)| entry.name == name).expect("it is found");
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
