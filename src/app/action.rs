//! What the reader can want: one table, from which the keys, the help and the README's list of keys are made.
//!
//! A row is: variant => "name in the configuration", "what it does", [default keys], where. The same key may stand in
//! two rows as long as these are not at work at the same place; the more particular place wins.

use crate::app::input::Key;

/// Where an action is at work. Particular places come first in a lookup, `Everywhere` last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// While text is typed: the search line, a picker, find, the help's own search.
    Typing,
    /// The left pane.
    Sources,
    /// The map of outlets and years.
    Map,
    /// Any page and pane, outside text entry.
    Everywhere,
}

impl Place {
    /// All places, in the order in which the help lists them.
    pub const ALL: [Place; 4] = [Place::Everywhere, Place::Sources, Place::Map, Place::Typing];

    /// A heading for the help.
    pub fn title(self) -> &'static str {
        match self {
            Place::Everywhere => "Everywhere",
            Place::Sources => "In Sources",
            Place::Map => "On the map",
            Place::Typing => "While typing",
        }
    }
}

macro_rules! actions {
    ($($variant:ident => $name:literal, $help:literal, [$($key:literal),*], $place:ident;)*) => {
        /// Something the reader wants, by whichever key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $help] $variant,)*
        }

        impl Action {
            /// Every action in the order of the table.
            pub const ALL: &[Action] = &[$(Action::$variant),*];

            /// Its name in the configuration.
            pub fn name(self) -> &'static str {
                match self { $(Action::$variant => $name),* }
            }

            /// What it does, in a few words that begin a sentence.
            pub fn help(self) -> &'static str {
                match self { $(Action::$variant => $help),* }
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
    Next => "next", "Go to the next row", ["j", "down"], Everywhere;
    Previous => "previous", "Go to the previous row", ["k", "up"], Everywhere;
    First => "first", "Go to the beginning", ["g", "home"], Everywhere;
    Last => "last", "Go to the end", ["G", "end"], Everywhere;
    HalfPageDown => "half-page-down", "Half a page down", ["ctrl-d"], Everywhere;
    HalfPageUp => "half-page-up", "Half a page up", ["ctrl-u"], Everywhere;
    PageDown => "page-down", "A page down", ["pgdn", "space"], Everywhere;
    PageUp => "page-up", "A page up", ["pgup"], Everywhere;
    NextPane => "next-pane", "Go to the next pane", ["tab"], Everywhere;
    PreviousPane => "previous-pane", "Go to the previous pane", ["shift-tab"], Everywhere;
    Left => "left", "Go to the pane at the left", ["h", "left"], Everywhere;
    Right => "right", "Go to the pane at the right", ["l", "right"], Everywhere;
    Open => "open", "Open what is selected, or switch a source on or off", ["enter"], Everywhere;
    Close => "close", "Close what is on top, then go back a pane", ["esc"], Everywhere;
    NextArticle => "next-article", "Read the next article", ["J"], Everywhere;
    PreviousArticle => "previous-article", "Read the previous article", ["K"], Everywhere;
    Search => "search", "Search everything, as you type", ["/"], Everywhere;
    NextHit => "next-hit", "Go to the next hit, on into the next article", ["n"], Everywhere;
    PreviousHit => "previous-hit", "Go to the previous hit", ["N"], Everywhere;
    Find => "find", "Find in this article", ["f"], Everywhere;
    PickOutlets => "pick-outlets", "Choose outlets", ["o"], Everywhere;
    PickYears => "pick-years", "Choose years", ["y"], Everywhere;
    PickLanguages => "pick-languages", "Choose languages", ["L"], Everywhere;
    DropFilter => "drop-filter", "Drop the last filter", ["backspace"], Everywhere;
    DropFilters => "drop-filters", "Drop all filters and the search", ["x"], Everywhere;
    Undo => "undo", "Undo the last change of filters", ["u"], Everywhere;
    Order => "order", "Change the order: newest, oldest, outlet, best match", ["s"], Everywhere;
    Map => "map", "Show the map of outlets and years", ["m"], Everywhere;
    Evidence => "evidence", "Show where each fact came from", ["i"], Everywhere;
    PageHeadlines => "page-headlines", "Show the headlines that stood on the page", ["t"], Everywhere;
    SideBySide => "side-by-side", "Put French and Arabic that say the same side by side", ["b"], Everywhere;
    Compare => "compare", "Mark an article, then read another beside it", ["B"], Everywhere;
    Zen => "zen", "Show the reader alone", ["z"], Everywhere;
    Wider => "wider", "Make the lines of the reader longer", ["+"], Everywhere;
    Narrower => "narrower", "Make the lines of the reader shorter", ["-"], Everywhere;
    GrowPane => "grow-pane", "Make this pane larger", [">"], Everywhere;
    ShrinkPane => "shrink-pane", "Make this pane smaller", ["<"], Everywhere;
    Arrange => "arrange", "Put the panes beside or above each other", ["w"], Everywhere;
    Reload => "reload", "Read the archive again", ["R"], Everywhere;
    Help => "help", "Show this help", ["?"], Everywhere;
    Suspend => "suspend", "Leave kiosque in the background", ["ctrl-z"], Everywhere;
    Quit => "quit", "Quit", ["q", "ctrl-c"], Everywhere;

    SwitchSource => "switch-source", "Switch the source on or off", ["space"], Sources;

    MarkOnMap => "mark-on-map", "Mark the cell, the row or the column", ["space"], Map;

    Accept => "accept", "Keep what was typed or marked", ["enter"], Typing;
    Cancel => "cancel", "Give back the earlier state", ["esc"], Typing;
    Mark => "mark", "Mark the row and go on", ["tab"], Typing;
    NextChoice => "next-choice", "Go to the next row of the list", ["down", "ctrl-n"], Typing;
    PreviousChoice => "previous-choice", "Go to the previous row of the list", ["up", "ctrl-p"], Typing;
    NextChoices => "next-choices", "A page of the list down", ["pgdn"], Typing;
    PreviousChoices => "previous-choices", "A page of the list up", ["pgup"], Typing;
    Abort => "abort", "Quit from anywhere", ["ctrl-c"], Typing;
}

impl Action {
    /// The action with this name in the configuration.
    pub fn named(name: &str) -> Option<Action> {
        Action::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// The keys it has before the configuration is read.
    pub fn default_keys(self) -> impl Iterator<Item = Key> {
        self.default_notations().iter().filter_map(|notation| notation.parse().ok())
    }
}

/// The table as Markdown, for the README: keys, name, what it does.
pub fn markdown() -> String {
    let mut table = String::from("| keys | action | does |\n|---|---|---|\n");
    for action in Action::ALL {
        let keys: Vec<_> = action.default_notations().iter().map(|key| format!("`{key}`")).collect();
        let place = match action.place() {
            Place::Everywhere => String::new(),
            place => format!(" ({})", place.title().to_lowercase()),
        };
        table.push_str(&format!("| {} | `{}` | {}{place} |\n", keys.join(" "), action.name(), action.help()));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

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
