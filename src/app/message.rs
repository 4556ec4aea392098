//! What happened in the world, as the app is told of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::input::{Key, Mouse};
use crate::app::panes::Size;
use crate::app::saved::SavedSearch;
use crate::model::problem::Problem;
use crate::store::concordance::Occurrence;
use crate::store::id::ArticleId;
use crate::store::library::Library;
use crate::store::marks::{Marking, Marks};
use crate::store::proposal::Proposal;
use crate::store::ranking::Ranking;
use crate::store::search::Hits;
use crate::store::whereabouts::Located;
use crate::text::setting::{Harakat, Joining, Order, Setting};

/// Something happened; `App::update` is the one door for it.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted, still untrusted.
    Paste(String),
    /// The screen has this size now.
    Resized(Size),
    /// Reading the archive got so far. The one with `finished` comes when everything has been read.
    Progress(Progress),
    /// All that has been read of the archive so far.
    Library(Library),
    /// All of the archive that could not be read, by path and record; each such message takes the place of the one before.
    Problems(Arc<[Problem]>),
    /// All feeds that could not be fetched; each such message takes the place of the one before.
    Troubles(Vec<Trouble>),
    /// Fetching the feeds got so far.
    Fetching(Fetching),
    /// The feeds have been fetched.
    Fetched(Fetched),
    /// The page of an article was asked for.
    FullText {
        /// The article.
        of: ArticleId,
        /// The article that its page has become, once the archive is read again; or why there is none, in a sentence.
        page: Result<ArticleId, String>,
    },
    /// What a search found; hits that are not complete are followed by more.
    Found {
        /// The ticket of the search it answers.
        ticket: Ticket,
        /// The articles.
        hits: Hits,
        /// How well they answer, if that was asked.
        ranking: Option<Ranking>,
    },
    /// What a search may be taken to mean besides; comes behind all that it found.
    Offered {
        /// The ticket of the search it belongs to.
        ticket: Ticket,
        /// Other spellings or other words that would find something.
        proposal: Option<Proposal>,
    },
    /// What saved searches find, in the order they were asked.
    Counted {
        /// The ticket of the question it answers.
        ticket: Ticket,
        /// The articles.
        hits: Vec<Hits>,
    },
    /// Places where a word stands.
    Concorded(Concorded),
    /// The searches that the file of saved searches holds now.
    Searches(Vec<SavedSearch>),
    /// All marks, those in them that the app has made itself.
    Marks(Marks),
    /// What another kiosque did to the marks. Where one's own markings were made after theirs, these come again behind them:
    /// whoever makes all of these in their order has the marks that are kept.
    Marked(Vec<Marking>),
    /// Where marked texts were found.
    Located(Located),
    /// Writing a file got so far, or is over.
    Export(Exporting),
    /// What begins as this does.
    Completed {
        /// What was typed.
        typed: String,
        /// All of it, with what was found in the place of the last name; folders end with a slash.
        found: Vec<String>,
    },
    /// What the terminal can show of right-to-left text; comes at the start, and again if it changes its mind.
    Terminal(Answer),
    /// A text was put on the clipboard, or could not be.
    Copied(Copied),
    /// Something could not be done; the sentence says what, where, and what next.
    Failed(Failure),
    /// The system says something.
    Signal(Signal),
}

/// What became of a text that was to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Words that were to be copied.
    pub n_words: usize,
    /// The program that has put it on the system's clipboard, if one did.
    pub by: Option<String>,
    /// It was handed to the terminal's own clipboard. Whether that took it, no terminal says.
    pub to_terminal: bool,
    /// What went wrong with the last program that was tried, its name in front.
    pub failure: Option<String>,
}

/// Places of a word: those that were found since the last of such messages.
#[derive(Clone, Debug)]
pub struct Concorded {
    /// The ticket of the question it answers.
    pub ticket: Ticket,
    /// It is the first answer to it.
    pub is_first: bool,
    /// The places, the newest articles first.
    pub occurrences: Vec<Occurrence>,
    /// How many places were found so far, those among them that are not kept.
    pub n_found: usize,
    /// In how many articles.
    pub n_articles: usize,
    /// There are no more.
    pub is_complete: bool,
}

/// What the terminal can show of right-to-left text, and who puts it in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The terminal orders rows itself, or nobody does: they are to be in the order they are read, with plain letters, and
    /// each belongs to one pane, because a terminal that orders rows knows no panes.
    pub is_logical: bool,
    /// Vowel signs stand where they belong.
    pub marks: bool,
    /// What the reader could do to have it better, if it has not been said before.
    pub hint: Option<Hint>,
}

impl Answer {
    /// How texts are shown: as the settings say and this terminal can. What becomes of vowel signs is left to the terminal
    /// where the reader has no wish.
    pub fn shown(self, setting: Setting, harakat: Option<Harakat>) -> Setting {
        let drawn = if self.marks { Harakat::Kept } else { Harakat::Stripped };
        let (order, joining) = match self.is_logical {
            true => (Order::Logical, Joining::Nominal),
            false => (Order::Visual, Joining::Presentation),
        };
        Setting { harakat: harakat.unwrap_or(drawn), order, joining, ..setting }
    }
}

impl Default for Answer {
    /// A terminal that shows cells as they come.
    fn default() -> Answer {
        Answer { is_logical: false, marks: true, hint: None }
    }
}

/// Something the reader can do about a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// It reorders and cannot be told to stop.
    CannotBeTold,
    /// PuTTY reorders unless a box in its settings is ticked.
    Putty,
    /// tmux does not pass on what the terminal outside should be told.
    AllowPassthrough,
    /// kitty shows cells as they come, vowel signs too, if its settings say so.
    KittyForceLtr,
}

impl Hint {
    /// The message that says it; its id is also remembered, so that it is said once.
    pub fn message(self) -> &'static str {
        match self {
            Hint::CannotBeTold => "hint-cannot-be-told",
            Hint::Putty => "hint-putty",
            Hint::AllowPassthrough => "hint-allow-passthrough",
            Hint::KittyForceLtr => "hint-kitty-force-ltr",
        }
    }
}

/// The number of a question; an answer carries it back, so that the answer to an old question is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// How far reading the archive is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files read so far, skipped ones included.
    pub n_read: usize,
    /// Files found so far; grows while folders are still being walked.
    pub n_found: usize,
    /// How much of the work is done, in thousandths, where that is not told by numbers of files: some are large.
    pub share: Option<u16>,
    /// Seconds that it will take from now on, as far as can be told.
    pub seconds_left: Option<u64>,
    /// What was skipped, by reason.
    pub skipped: Vec<Skipped>,
    /// Everything has been read.
    pub finished: bool,
}

/// How far fetching the feeds is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetching {
    /// Feeds done with, however they ended.
    pub n_done: usize,
    /// All feeds of this round.
    pub n_feeds: usize,
}

/// What came of fetching the feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Feeds that are followed.
    pub n_feeds: usize,
    /// Those of them that failed.
    pub n_failed: usize,
    /// Entries that were not there before.
    pub n_new: usize,
    /// Entries that were, and have changed.
    pub n_changed: usize,
    /// The folder of all feeds, where it is no part of what is open.
    pub folder: Option<PathBuf>,
    /// It was told to stop before it had come to all of them.
    pub was_stopped: bool,
}

/// How far writing a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exporting {
    /// So many articles are written.
    Going(usize),
    /// All are, so many.
    Done(usize),
    /// There is a file of that name already; nothing was done.
    Exists,
    /// It was told to stop; nothing is left of it.
    Stopped,
    /// It could not be done, for this reason; nothing is left of it.
    Failed(String),
}

/// A feed that could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What it is called, still untrusted.
    pub name: String,
    /// Where it is fetched from.
    pub address: String,
    /// Why, in a few words.
    pub why: String,
    /// When it will be tried again: in so many seconds; never by itself where that is not known.
    pub again: Option<u64>,
}

/// Files that were skipped for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Why, in words that can follow a number of files: `not text`, `permission denied`.
    pub reason: String,
    /// How many.
    pub n_files: usize,
    /// One of them.
    pub example: String,
}

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// One sentence: what, where, what next.
    pub text: String,
}

/// What the system can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Leave now: SIGTERM, SIGHUP.
    Terminate,
    /// Back in the foreground; the screen has to be drawn again.
    Continue,
}
