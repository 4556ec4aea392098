//! What the reader can want: one table, from which the keys, the help and the README's list of keys are made.
//!
//! A row is: variant => "name in the configuration", [default keys], where; what it does is said by the message of that
//! name. The same key may stand in two rows as long as these are not at work at the same place; the more particular place
//! wins.

use crate::app::input::Key;
use crate::locale::words::Words;

/// Where an action is at work. Particular places come first in a lookup, `Everywhere` last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// While text is typed: the search line, a picker, find, the help's own search.
    Typing,
    /// The left pane.
    Sources,
    /// The left pane, while a saved search is selected in it.
    SavedSearch,
    /// The reader, while a passage is selected in it.
    Passage,
    /// The map of outlets and years.
    Map,
    /// The histogram of years and months.
    Histogram,
    /// Any page and pane, outside text entry.
    Everywhere,
}

impl Place {
    /// All places, in the order in which the help lists them.
    pub const ALL: [Place; 7] = [
        Place::Everywhere,
        Place::Sources,
        Place::SavedSearch,
        Place::Passage,
        Place::Map,
        Place::Histogram,
        Place::Typing,
    ];

    /// A heading for the help.
    pub fn title(self, words: &Words) -> &str {
        words.text(match self {
            Place::Everywhere => "place-everywhere",
            Place::Sources => "place-sources",
            Place::SavedSearch => "place-saved-search",
            Place::Passage => "place-passage",
            Place::Map => "place-map",
            Place::Histogram => "place-histogram",
            Place::Typing => "place-typing",
        })
    }
}

/// What an action that works everywhere is about: a part of the table, for the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The message of its heading.
    title: &'static str,
    /// The actions from this one on, up to the next topic.
    first: Action,
}

impl Topic {
    /// All topics, in the order of the table.
    pub const ALL: [Topic; 6] = [
        Topic { title: "topic-moving", first: Action::Next },
        Topic { title: "topic-narrowing", first: Action::Search },
        Topic { title: "topic-marking", first: Action::Star },
        Topic { title: "topic-taking", first: Action::Copy },
        Topic { title: "topic-looking", first: Action::Order },
        Topic { title: "topic-kiosque", first: Action::Reload },
    ];

    /// A heading for the help.
    pub fn title(self, words: &Words) -> &str {
        words.text(self.title)
    }

    /// The actions it holds.
    pub fn actions(self) -> impl Iterator<Item = &'static Action> {
        let next = Topic::ALL.iter().map(|topic| topic.first).find(|first| *first > self.first);
        let is_own = move |action: &&Action| **action >= self.first && next.is_none_or(|next| **action < next);
        Action::ALL.iter().filter(|action| action.place() == Place::Everywhere).filter(is_own)
    }
}

macro_rules! actions {
    ($($variant:ident => $name:literal, [$($key:literal),*], $place:ident;)*) => {
        /// Something the reader wants, by whichever key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = concat!("The action `", $name, "`; the message `action-", $name, "` says what it does.")] $variant,)*
        }

        impl Action {
            /// Every action in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$variant),*];

            /// Its name in the configuration.
            pub fn name(self) -> &'static str {
                match self { $(Action::$variant => $name),* }
            }

            /// Where it is at work.
            pub fn place(self) -> Place {
                match self { $(Action::$variant => Place::$place),* }
            }

            fn default_notations(self) -> &'static [&'static str] {
                match self { $(Action::$variant => &[$($key),*]),* }
            }
        }
    };
}

actions! {
    Next => "next", ["j", "down"], Everywhere;
    Previous => "previous", ["k", "up"], Everywhere;
    First => "first", ["g", "home"], Everywhere;
    Last => "last", ["G", "end"], Everywhere;
    HalfPageDown => "half-page-down", ["ctrl-d"], Everywhere;
    HalfPageUp => "half-page-up", ["ctrl-u"], Everywhere;
    PageDown => "page-down", ["pgdn", "space"], Everywhere;
    PageUp => "page-up", ["pgup"], Everywhere;
    NextPane => "next-pane", ["tab"], Everywhere;
    PreviousPane => "previous-pane", ["shift-tab"], Everywhere;
    Left => "left", ["h", "left"], Everywhere;
    Right => "right", ["l", "right"], Everywhere;
    Open => "open", ["enter"], Everywhere;
    Close => "close", ["esc"], Everywhere;
    NextArticle => "next-article", ["J"], Everywhere;
    PreviousArticle => "previous-article", ["K"], Everywhere;
    Back => "back", ["["], Everywhere;
    Forth => "forth", ["]"], Everywhere;
    Search => "search", ["/"], Everywhere;
    NextHit => "next-hit", ["n"], Everywhere;
    PreviousHit => "previous-hit", ["N"], Everywhere;
    Find => "find", ["f"], Everywhere;
    PickOutlets => "pick-outlets", ["o"], Everywhere;
    PickYears => "pick-years", ["y"], Everywhere;
    PickLanguages => "pick-languages", ["L"], Everywhere;
    PickSearches => "pick-searches", ["p"], Everywhere;
    SaveSearch => "save-search", ["S"], Everywhere;
    DropFilter => "drop-filter", ["backspace"], Everywhere;
    DropFilters => "drop-filters", ["x"], Everywhere;
    Undo => "undo", ["u"], Everywhere;
    Redo => "redo", ["ctrl-r"], Everywhere;
    Star => "star", ["*"], Everywhere;
    ReadUnread => "read-unread", ["r"], Everywhere;
    ReadingList => "reading-list", ["P"], Everywhere;
    Tag => "tag", ["E"], Everywhere;
    Note => "note", ["a"], Everywhere;
    Select => "select", ["v"], Everywhere;
    SelectAll => "select-all", ["A"], Everywhere;
    Copy => "copy", ["c"], Everywhere;
    CopyCited => "copy-cited", ["C"], Everywhere;
    Export => "export", ["e"], Everywhere;
    Pipe => "pipe", ["|"], Everywhere;
    Order => "order", ["s"], Everywhere;
    Map => "map", ["m"], Everywhere;
    Histogram => "histogram", ["H"], Everywhere;
    Evidence => "evidence", ["i"], Everywhere;
    PageHeadlines => "page-headlines", ["t"], Everywhere;
    Links => "links", ["O"], Everywhere;
    SideBySide => "side-by-side", ["b"], Everywhere;
    Compare => "compare", ["B"], Everywhere;
    Variants => "variants", ["d"], Everywhere;
    Concordance => "concordance", ["#"], Everywhere;
    Zen => "zen", ["z"], Everywhere;
    Wider => "wider", ["+"], Everywhere;
    Narrower => "narrower", ["-"], Everywhere;
    GrowPane => "grow-pane", [">"], Everywhere;
    ShrinkPane => "shrink-pane", ["<"], Everywhere;
    Arrange => "arrange", ["w"], Everywhere;
    Reload => "reload", ["R"], Everywhere;
    Fetch => "fetch", ["F"], Everywhere;
    FullText => "full-text", ["T"], Everywhere;
    Palette => "palette", [":"], Everywhere;
    Tour => "tour", [], Everywhere;
    Help => "help", ["?"], Everywhere;
    Suspend => "suspend", ["ctrl-z"], Everywhere;
    Quit => "quit", ["q", "ctrl-c"], Everywhere;

    SwitchSource => "switch-source", ["space"], Sources;

    EditSearch => "edit-search", ["e"], SavedSearch;
    RenameSearch => "rename-search", ["r"], SavedSearch;
    RemoveSearch => "remove-search", ["d", "delete"], SavedSearch;

    SelectFromHere => "select-from-here", ["v"], Passage;
    SelectWords => "select-words", ["w"], Passage;
    SelectSentences => "select-sentences", ["s"], Passage;
    SelectParagraphs => "select-paragraphs", ["p"], Passage;

    MarkOnMap => "mark-on-map", ["space"], Map;

    MarkPeriod => "mark-period", ["space"], Histogram;

    Accept => "accept", ["enter"], Typing;
    Cancel => "cancel", ["esc"], Typing;
    Mark => "mark", ["tab"], Typing;
    NextChoice => "next-choice", ["down", "ctrl-n"], Typing;
    PreviousChoice => "previous-choice", ["up", "ctrl-p"], Typing;
    NextChoices => "next-choices", ["pgdn"], Typing;
    PreviousChoices => "previous-choices", ["pgup"], Typing;
    Abort => "abort", ["ctrl-c"], Typing;
}

impl Action {
    /// The action with this name in the configuration.
    pub fn named(name: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// What it does, in a few words that begin a sentence.
    pub fn help(self, words: &Words) -> &str {
        words.find(&format!("action-{}", self.name())).unwrap_or(self.name())
    }

    /// How it is reached before the configuration is read: its keys in their notation, or else that of the palette.
    pub fn keys_or_palette(self) -> &'static [&'static str] {
        match self.default_notations() {
            [] => Action::Palette.default_notations(),
            keys => keys,
        }
    }

    /// The keys it has before the configuration is read.
    pub fn default_keys(self) -> impl Iterator<Item = Key> {
        self.default_notations().iter().filter_map(|notation| notation.parse().ok())
    }
}

/// The table as Markdown, for the README: keys, name, what it does.
pub fn markdown() -> String {
    let words = Words::default();
    let mut table = String::from("| keys | action | does |\n|---|---|---|\n");
    for action in Action::ALL {
        // A bar ends a cell, even in code (GitHub Flavored Markdown, 4.10).
        let keys: Vec<_> =
            action.keys_or_palette().iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        let place = match action.place() {
            Place::Everywhere => String::new(),
            place => format!(" ({})", place.title(&words).to_lowercase()),
        };
        table.push_str(&format!("| {} | `{}` | {}{place} |\n", keys.join(" "), action.name(), action.help(&words)));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_that_works_everywhere_has_one_topic() {
        let of_topics: Vec<Action> = Topic::ALL.iter().flat_map(|topic| topic.actions()).copied().collect();
        let everywhere = Action::ALL.iter().copied().filter(|action| action.place() == Place::Everywhere);
        assert_eq!(of_topics, everywhere.collect::<Vec<_>>());
    }

    #[test]
    fn every_row_of_the_table_has_three_cells_and_a_key() {
        for row in markdown().lines().skip(2) {
            let row = row.replace("\\|", "");
            let cells: Vec<&str> = row.split('|').collect();
            assert!(cells.len() == 5 && !cells[1].trim().is_empty(), "{row}");
        }
    }

    #[test]
    fn names_and_keys_are_told_apart() {
        let mut names = HashSet::new();
        let mut keys = HashSet::new();
        for action in Action::ALL {
            assert!(names.insert(action.name()), "{}", action.name());
            assert_eq!(Action::named(action.name()), Some(*action));
            assert_eq!(action.default_keys().count(), action.default_notations().len(), "{}", action.name());
            for key in action.default_keys() {
                assert!(keys.insert((action.place(), key)), "{key} does two things in {:?}", action.place());
            }
        }
    }
}
