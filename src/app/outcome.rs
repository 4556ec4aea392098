//! What a page or an overlay asks of the app after it has seen an action.

use std::collections::BTreeSet;

use crate::app::concordance::At;
use crate::app::keymap::Command;
use crate::model::address::WebAddress;
use crate::store::groups::{Filter, YearKey};
use crate::store::library::ArticleKey;

/// The answer of a page or an overlay to an action, a key or a click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not mine: the app may do something about it.
    Ignored,
    /// Done, or deliberately nothing.
    Done,
    /// Take me away; the app goes on as before.
    Close,
    /// Take me away and show this article in the reader.
    Open(ArticleKey),
    /// Take me away and show this place of a word in the reader.
    OpenAt(At),
    /// Take me away and open this address.
    OpenAddress(WebAddress),
    /// Take me away and do this where one was.
    Run(Command),
    /// Take me away and let the list show what this filter leaves.
    Narrow(Filter),
    /// Take me away and let the list show these years.
    KeepYears(BTreeSet<YearKey>),
    /// Take me away and put this term into the search, in the place of years that are switched on.
    KeepTerm(String),
}
