//! What is kept from one start to the next.
//!
//! Plain words and numbers, because a file may be edited, or come from another version: whatever does not make sense any
//! more is left out when it is taken up.

use serde::{Deserialize, Serialize};

/// Where the reader was, in one archive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// The paths of the archive as given; none is the edition built into the program.
    pub archive: Vec<String>,
    /// The filters in the order they were switched on, such as `outlet:opinion`, `year:2020`, `year:undated`, `lang:ar`,
    /// `saved:` and the name of a saved search.
    pub filters: Vec<String>,
    /// The search as typed.
    pub search: String,
    /// The name of the order: `newest` …
    pub order: String,
    /// The id of the selected article.
    pub article: String,
    /// The row of the list's pane on which it begins.
    pub list_row: u16,
    /// The block at the top of the reader, counted from 0; none while the headline is there.
    pub block: Option<usize>,
    /// The first byte of that block's text that shows.
    pub byte: usize,
    /// Columns a line of the reader may have.
    pub measure: Option<u16>,
    /// Where the panes' borders are.
    pub borders: Borders,
    /// The pane with the focus: `sources`, `articles`, `reader`.
    pub focus: String,
    /// The reader stands alone.
    pub zen: bool,
    /// French and Arabic that say the same stand side by side.
    pub side_by_side: bool,
}

/// Where the reader put the borders between panes; what was never moved follows the size of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Borders {
    /// Columns of the sources.
    pub sources: Option<u16>,
    /// Columns of the list, where it stands beside the reader.
    pub list_width: Option<u16>,
    /// Rows of the list, where it stands above the reader.
    pub list_height: Option<u16>,
    /// The list stands above the reader on wide screens too.
    pub stacked: bool,
}
