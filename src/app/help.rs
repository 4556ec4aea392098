//! The help: every action with its keys, from the table of actions, macros with theirs, and what can be typed into the
//! search, narrowed down by typing.

use crate::app::action::{Action, Place, Topic};
use crate::app::catalogue::{Catalogue, Told};
use crate::app::find::occurrences;
use crate::app::input::Key;
use crate::app::keymap::Keymap;
use crate::app::sheet::marks::Mark;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::words::Words;
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// Columns for the keys before what they do.
const KEYS: u16 = 19;

/// The names of the configuration are left out where there are fewer columns than this.
const NAMED: u16 = 72;

/// The help, and what has been typed to search it.
pub type Help = Catalogue<Rows>;

/// All that the help says.
#[derive(Clone, Debug)]
pub struct Rows(Vec<Row>);

/// An action as the help says it, or an example of a search.
#[derive(Clone, Debug)]
struct Row {
    heading: String,
    /// The keys, or what is typed.
    keys: String,
    does: String,
    /// Its name in the configuration; none for an example.
    name: Option<String>,
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

/// What can be typed into the search, and what it finds.
pub fn searches(words: &Words) -> impl Iterator<Item = (&str, &str)> {
    SEARCHES.iter().map(|(typed, finds)| (words.text(typed), words.text(finds)))
}

impl Help {
    /// The help for these keys, with nothing typed.
    pub fn new(keymap: &Keymap, words: Words) -> Help {
        Catalogue::of(Rows::of(keymap, &words), words)
    }
}

impl Rows {
    /// What works everywhere by what it is about, with how to search behind it; then macros, and what works at one place.
    fn of(keymap: &Keymap, words: &Words) -> Rows {
        let notations = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join("  ");
        let action = |heading: &str, action: &Action| Row {
            heading: heading.to_owned(),
            keys: notations(&keymap.keys(*action)),
            does: action.help(words).to_owned(),
            name: Some(action.name().to_owned()),
        };
        let everywhere =
            Topic::ALL.iter().flat_map(|topic| topic.actions().map(move |of| action(topic.title(words), of)));
        let searches = searches(words).map(|(typed, finds)| Row {
            heading: words.text("help-searching").to_owned(),
            keys: typed.to_owned(),
            does: finds.to_owned(),
            name: None,
        });
        let macros = keymap.macros().iter().map(|of| Row {
            heading: words.text("place-macros").to_owned(),
            keys: notations(&of.keys),
            does: of.does(words),
            name: Some(of.name.to_string()),
        });
        let elsewhere = Place::ALL.iter().filter(|place| **place != Place::Everywhere).flat_map(|place| {
            let own = Action::ALL.iter().filter(move |action| action.place() == *place);
            own.map(move |of| action(place.title(words), of))
        });
        Rows(everywhere.chain(searches).chain(macros).chain(elsewhere).collect())
    }
}

impl Told for Rows {
    /// The rows that have every typed word in their keys, words or name; those of searches go by their heading, too.
    fn told(&self, typed: &str, width: u16, words: &Words) -> (Vec<Paragraph>, Vec<Mark>) {
        let folded = fold(typed);
        let wanted: Vec<&str> = folded.split_whitespace().collect();
        let (mut paragraphs, mut marks) = (Vec::new(), Vec::new());
        let mut heading = "";
        for row in &self.0 {
            let name = row.name.as_deref();
            let told = fold(&format!("{} {} {}", row.keys, row.does, name.unwrap_or(&row.heading)));
            // Keys are told apart by case: whoever types `G` wants that one.
            let is_key = row.keys.split("  ").any(|key| key == typed.trim());
            if !is_key && !wanted.iter().all(|word| told.contains(word)) {
                continue;
            }
            if heading != row.heading {
                heading = &row.heading;
                paragraphs.push(Paragraph::words(heading, Look::Heading).gap(1));
            }
            let ranges = wanted.iter().flat_map(|word| occurrences(word, &row.does));
            marks.extend(ranges.map(|range| Mark { paragraph: paragraphs.len(), range }));
            // An example runs in the direction it has where it is typed.
            let keys = match name {
                Some(_) => Field::code(&row.keys, Look::Accent),
                None => Field::new(Clean::new(&row.keys), Look::Accent),
            };
            let name = name.filter(|_| width >= NAMED).map(|name| Field::code(name, Look::Faint));
            paragraphs.push(Paragraph::words(&row.does, Look::Text).indent(KEYS).label(keys).end(name));
        }
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph::words(words.text("help-nothing"), Look::Quiet));
        }
        (paragraphs, marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::outcome::Outcome;

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
