//! The help: every action with its keys, from the table of actions, and what can be typed into the search, narrowed down by
//! typing.

use crate::app::action::{Action, Place};
use crate::app::find::occurrences;
use crate::app::input::{Key, Mouse};
use crate::app::keymap::Keymap;
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::outcome::Outcome;
use crate::app::sheet::Sheet;
use crate::app::sheet::marks::Mark;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::words::Words;
use crate::text::clean::Clean;
use crate::text::fold::fold;
use crate::text::setting::Setting;

/// Columns a row may have.
const MEASURE: u16 = 96;
/// Columns for the keys before what they do.
const KEYS: u16 = 19;

/// The names of the configuration are left out where there are fewer columns than this.
const NAMED: u16 = 72;

/// The help, and what has been typed to search it.
#[derive(Clone, Debug, Default)]
pub struct Help {
    words: Words,
    line: LineEdit,
    rows: Vec<Row>,
    sheet: Sheet,
    size: (u16, u16),
    n_head: u16,
    setting: Setting,
}

/// An action as the help says it, or an example of a search.
#[derive(Clone, Debug)]
struct Row {
    heading: String,
    /// The keys, or what is typed.
    keys: String,
    does: String,
    /// Its name in the configuration; none for an example.
    name: Option<&'static str>,
}

/// What can be searched: the messages of an example and of what it finds.
const SEARCHES: [(&str, &str); 14] = [
    ("example-words", "finds-words"),
    ("example-phrase", "finds-phrase"),
    ("example-not", "finds-not"),
    ("example-or", "finds-or"),
    ("example-exactly", "finds-exactly"),
    ("example-title", "finds-title"),
    ("example-outlet", "finds-outlet"),
    ("example-year", "finds-year"),
    ("example-date", "finds-date"),
    ("example-lang", "finds-lang"),
    ("example-read", "finds-read"),
    ("example-marked", "finds-marked"),
    ("example-tag", "finds-tag"),
    ("example-note", "finds-note"),
];

impl Help {
    /// The help for these keys, with nothing typed.
    pub fn new(keymap: &Keymap, words: Words) -> Help {
        let words_of = &words;
        let at = |place: Place| {
            Action::ALL.iter().filter(move |action| action.place() == place).map(move |action| {
                let keys: Vec<String> = keymap.keys(*action).iter().map(|key| key.to_string()).collect();
                Row {
                    heading: place.title(words_of).to_owned(),
                    keys: keys.join("  "),
                    does: action.help(words_of).to_owned(),
                    name: Some(action.name()),
                }
            })
        };
        let searches = SEARCHES.iter().map(|(typed, finds)| Row {
            heading: words_of.text("help-searching").to_owned(),
            keys: words_of.text(typed).to_owned(),
            does: words_of.text(finds).to_owned(),
            name: None,
        });
        // How to search stands behind the keys that work everywhere, `/` among them.
        let (everywhere, elsewhere) = Place::ALL.split_at(1);
        let everywhere = everywhere.iter().flat_map(|place| at(*place));
        let rows: Vec<Row> = everywhere.chain(searches).chain(elsewhere.iter().flat_map(|place| at(*place))).collect();
        let mut help = Help { words, rows, ..Help::default() };
        help.narrow();
        help
    }

    /// The same with texts shown as the screen shows them.
    pub fn with_setting(self, setting: &Setting) -> Help {
        let mut help = Help { setting: *setting, ..self };
        help.narrow();
        help
    }

    /// What has been typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// Gives the help a size in columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        let place = self.sheet.anchor();
        // The line, and an empty row where there is room.
        self.n_head = if height > 3 { 2 } else { 1 };
        self.size = (width, height.saturating_sub(self.n_head));
        self.narrow();
        self.sheet.go_to(place);
    }

    /// Scrolls; gives the whole list back, or goes away.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Cancel if !self.line.is_empty() => {
                self.line = LineEdit::default();
                self.narrow();
            }
            Action::Cancel | Action::Accept => return Outcome::Close,
            Action::NextChoice => self.sheet.scroll(1),
            Action::PreviousChoice => self.sheet.scroll(-1),
            Action::NextChoices => return self.page(Action::PageDown),
            Action::PreviousChoices => return self.page(Action::PageUp),
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Takes a key as text, or moves in it.
    pub fn key(&mut self, key: Key) -> Outcome {
        match self.line.key(key) {
            Edited::Text => self.narrow(),
            Edited::Cursor => {}
            Edited::Not => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Takes a text from the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.narrow();
    }

    /// Scrolls by the wheel or the scroll bar.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let below_head = Mouse { y: mouse.y.saturating_sub(self.n_head), ..mouse };
        if self.sheet.mouse(below_head) { Outcome::Done } else { Outcome::Ignored }
    }

    fn page(&mut self, action: Action) -> Outcome {
        self.sheet.act(action);
        Outcome::Done
    }

    /// Rows above the list.
    pub fn n_head(&self) -> u16 {
        self.n_head
    }

    /// What is drawn under the line.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Lists the rows that have every typed word in their keys, words or name; those of searches go by their heading, too.
    fn narrow(&mut self) {
        let typed = fold(self.line.text());
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut paragraphs = Vec::new();
        let mut marks = Vec::new();
        let mut heading = "";
        for row in &self.rows {
            let name = row.name.unwrap_or(&row.heading);
            let told = fold(&format!("{} {} {name}", row.keys, row.does));
            // Keys are told apart by case: whoever types `G` wants that one.
            let is_key = row.keys.split("  ").any(|key| key == self.line.text().trim());
            if !is_key && !words.iter().all(|word| told.contains(word)) {
                continue;
            }
            if heading != row.heading {
                heading = &row.heading;
                paragraphs.push(Paragraph::words(heading, Look::Heading).gap(1));
            }
            let ranges = words.iter().flat_map(|word| occurrences(word, &row.does));
            marks.extend(ranges.map(|range| Mark { paragraph: paragraphs.len(), range }));
            // An example runs in the direction it has where it is typed.
            let keys = match row.name {
                Some(_) => Field::code(&row.keys, Look::Accent),
                None => Field::new(Clean::new(&row.keys), Look::Accent),
            };
            let does = Paragraph::words(&row.does, Look::Text);
            let name = row.name.filter(|_| self.size.0 >= NAMED).map(|name| Field::code(name, Look::Faint));
            paragraphs.push(does.indent(KEYS).label(keys).end(name));
        }
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph::words(self.words.text("help-nothing"), Look::Quiet));
        }
        self.sheet =
            Sheet::new(paragraphs).with_setting(&self.setting).with_measure(MEASURE).read_from(self.words.direction());
        self.sheet.fit(self.size.0, self.size.1);
        self.sheet.set_marks(marks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the actions that are listed.
    fn listed(help: &Help) -> Vec<String> {
        let ends = help.sheet().paragraphs().iter().filter_map(|paragraph| paragraph.end.as_ref());
        ends.map(|end| end.text.to_string()).collect()
    }

    fn help(typed: &str) -> Help {
        let mut help = Help::new(&Keymap::default(), Words::default());
        help.resize(100, 20);
        help.paste(typed);
        help
    }

    #[test]
    fn every_action_is_listed_with_its_keys() {
        let help = help("");
        assert_eq!(listed(&help).len(), Action::ALL.len());
        let keys: Vec<String> =
            help.sheet().paragraphs().iter().filter_map(|row| Some(row.label.as_ref()?.text.to_string())).collect();
        for key in Action::ALL.iter().flat_map(|action| action.default_keys()) {
            assert!(keys.iter().any(|row| row.split(' ').any(|known| known == key.to_string())), "{key}");
        }
    }

    #[test]
    fn typing_narrows_by_words_names_and_keys() {
        for (typed, wanted) in [
            ("half down", vec!["half-page-down"]),
            ("DOWN HALF", vec!["half-page-down"]),
            ("pick-y", vec!["pick-years"]),
            ("ctrl-d", vec!["half-page-down"]),
            ("zzz", vec![]),
        ] {
            assert_eq!(listed(&help(typed)), wanted, "{typed}");
        }
        assert!(listed(&help("G")).contains(&"last".to_owned()));
    }

    #[test]
    fn how_to_search_is_found_by_what_it_is_and_by_what_is_typed() {
        let examples = |typed: &str| {
            let help = help(typed);
            let is_example = |row: &&Paragraph| row.end.is_none() && row.label.is_some();
            help.sheet().paragraphs().iter().filter(is_example).count()
        };
        for (typed, want) in [("", SEARCHES.len()), ("searching", SEARCHES.len()), ("outlet:", 1), ("page down", 0)] {
            assert_eq!(examples(typed), want, "{typed}");
        }
    }

    #[test]
    fn escape_gives_the_list_back_before_it_closes() {
        let mut help = help("zzz");
        assert_eq!(help.act(Action::Cancel), Outcome::Done);
        assert_eq!(listed(&help).len(), Action::ALL.len());
        assert_eq!(help.act(Action::Cancel), Outcome::Close);
    }
}
