//! What a search may be taken to mean besides. It is shown for the reader to take or leave, and never mixed in.

use crate::store::library::Library;
use crate::store::marked::Marked;
use crate::store::names::{Offered, offered};
use crate::store::search::Hits;
use crate::store::suggestion::{Suggestion, suggestion};

/// Something else to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A name in the search with its other spellings.
    Spellings(Offered),
    /// Words near to those that no article has.
    Meant(Suggestion),
}

impl Proposal {
    /// What was typed.
    pub fn input(&self) -> &str {
        match self {
            Proposal::Spellings(offered) => &offered.input,
            Proposal::Meant(suggestion) => &suggestion.input,
        }
    }

    /// What takes the place of it.
    pub fn taken(&self) -> String {
        match self {
            Proposal::Spellings(offered) => offered.offer.added_to(&offered.input),
            Proposal::Meant(suggestion) => suggestion.meant.clone(),
        }
    }
}

/// What is proposed for a search that found this; `None` as soon as `go_on` says so. Words are guessed at only where nothing was found.
pub fn proposal(
    library: &Library,
    input: &str,
    marked: &Marked,
    hits: &Hits,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<Proposal> {
    if let Some(offered) = offered(library, input, marked, go_on) {
        return Some(Proposal::Spellings(offered));
    }
    let meant = if hits.is_empty() { suggestion(library, input, marked, go_on) } else { None };
    meant.map(Proposal::Meant)
}
