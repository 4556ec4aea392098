//! What the world is asked to do: plain values, so that deciding can be tested without doing.

use std::path::PathBuf;

use crate::app::habits::Habits;
use crate::app::message::Ticket;
use crate::app::saved::Edit;
use crate::app::state::State;
use crate::export::Format;
use crate::export::style::Style;
use crate::export::taken::Taken;
use crate::model::address::WebAddress;
use crate::store::concordance::Sought;
use crate::store::groups::Filter;
use crate::store::id::ArticleId;
use crate::store::library::Library;
use crate::store::marked::Marked;
use crate::store::marks::Marking;
use crate::store::query::Query;
use crate::store::search::Hits;
use crate::store::text_hash::TextHash;
use crate::store::whereabouts::Whereabouts;

/// A file to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// What.
    pub taken: Taken,
    /// How.
    pub format: Format,
    /// How its sources are cited.
    pub citation: Style,
    /// Where, as it was typed: a beginning `~/` is the reader's home.
    pub path: String,
    /// A file of this name is to be replaced: somebody has said so.
    pub replaces: bool,
}

/// A wish of the app; answers come back as messages.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read these files and folders from the beginning; no path means the edition built into the program.
    Read(Vec<PathBuf>),
    /// Search a snapshot of the library, off the keys' way; answered by `Found`. A newer search makes it needless.
    Search {
        /// To be carried back by the answer.
        ticket: Ticket,
        /// The snapshot.
        library: Library,
        /// What to search.
        query: Query,
        /// The query as it was typed: names in it may be written otherwise.
        typed: String,
        /// The hits are wanted with how well they answer.
        is_ranked: bool,
        /// The marks of its articles, as far as the query asks for them.
        marked: Marked,
    },
    /// Find what saved searches find in a snapshot of the library, with time; answered by `Counted`.
    Count {
        /// To be carried back by the answer.
        ticket: Ticket,
        /// The snapshot.
        library: Library,
        /// What to search, one by one.
        queries: Vec<Query>,
        /// The marks of its articles, as far as one of the queries asks for them.
        marked: Marked,
    },
    /// Find every place where a word stands, off the keys' way; answered by `Concorded`. A newer question makes it needless.
    Concord {
        /// To be carried back by the answer.
        ticket: Ticket,
        /// The snapshot.
        library: Library,
        /// What is looked up.
        sought: Sought,
        /// In the articles that this leaves,
        filter: Filter,
        /// and that are among these.
        hits: Option<Hits>,
    },
    /// Nobody waits for more places any longer.
    StopConcording,
    /// Make this change in the file of saved searches; answered by `Searches`.
    EditSearches(Edit),
    /// Read the file of saved searches again; answered by `Searches`.
    ReadSearches,
    /// Read the marks that are kept; answered by `Marks`, and by `Marked` where they were read before.
    ReadMarks,
    /// Keep these markings, which the app has made already. What others did meanwhile comes as `Marked`.
    Mark(Vec<Marking>),
    /// Find where marked texts stand in a snapshot of the library, off the keys' way; answered by `Located`.
    Locate {
        /// The snapshot.
        library: Library,
        /// The texts, and where they were known to stand. Those that were known somewhere are looked for in an archive that has
        /// been read whole.
        known: Vec<(TextHash, Whereabouts)>,
    },
    /// Fetch all feeds that are followed, off the keys' way; answered by `Fetching`, `Fetched` and `Troubles`.
    Fetch {
        /// What is open: the folder of the feeds may be a part of it.
        archive: Vec<PathBuf>,
    },
    /// End fetching as soon as can be.
    StopFetching,
    /// Tell how the feeds are, if their folder is a part of what is open; answered by `Troubles`.
    LookAtFeeds {
        /// What is open.
        archive: Vec<PathBuf>,
    },
    /// Fetch the page of an article that is the entry of a feed; answered by `FullText`.
    FetchFullText {
        /// The article.
        of: ArticleId,
        /// Its file.
        path: String,
    },
    /// Hand this address to the program that opens addresses here.
    Open(WebAddress),
    /// Put this text on the clipboard, off the keys' way; answered by `Copied`.
    Copy {
        /// The text, in logical order.
        text: String,
        /// How many words of the reader's choice are in it.
        n_words: usize,
    },
    /// Write these articles to a file, off the keys' way; answered by `Export`.
    Export(Box<Export>),
    /// End writing as soon as can be: what has been written is thrown away.
    StopExport,
    /// Find files and folders whose names begin as what is typed does; answered by `Completed`.
    Complete(String),
    /// Lend the terminal to this command, which gets these articles as text on its standard input.
    Pipe {
        /// The articles.
        taken: Box<Taken>,
        /// As somebody typed it: nothing of a page is in it.
        command: String,
    },
    /// Keep this for the next start.
    Save(State),
    /// Keep what the reader has got used to, beside what other sessions have kept of it.
    SaveHabits(Habits),
    /// Leave the terminal to the shell until told to go on.
    Suspend,
    /// End.
    Quit,
}
