//! kiosque: a newsstand in the terminal for a French and Arabic press archive. This page is its architecture.
//!
//! Two streams of data, both going one way. Pages become a library:
//!
//! ```text
//! bytes -> Document -> Segment -> Library
//! ```
//!
//! A [`Document`](model::document::Document) is all that was understood of one page: its articles, a label for every
//! line, and the evidence for each fact. A [`Segment`](store::segment::Segment) is a batch of documents that never
//! changes again, and a [`Library`](store::library::Library) is a list of segments, so that taking a snapshot for a
//! search is copying a few pointers. And what happens becomes a picture:
//!
//! ```text
//! Message -> App -> Effect        &App -> frame
//! ```
//!
//! [`App::update`](app::App::update) is the one door for change: it is told a [`Message`](app::message::Message) (a
//! key, a segment that was read, hits that were found) and answers with [`Effect`](app::effect::Effect)s, which are
//! plain values. [`terminal`] carries them out, and their answers come back as messages. [`ui::view`] looks at the
//! app and changes nothing.
//!
//! # The modules in reading order
//!
//! - [`text`]: what a terminal can show. Untrusted text becomes [`Clean`](text::clean::Clean); a paragraph becomes
//!   rows of cells, in one place, [`layout`](text::layout::layout).
//! - [`model`]: the nouns - document, article, block, date, language - and facts that say where they come from.
//! - [`ingest`]: bytes become a document. [`ingest_with`](ingest::ingest_with) is its list of steps; it never
//!   fails, and the phrases that sites speak in are data in `assets/rules`.
//! - [`formats`]: containers and markup become records, one at a time: text, and whatever archives and feeds are made of.
//! - [`store`]: articles in segments, in memory or on disk, and finding them: groups with live counts, orders, search,
//!   context.
//! - [`locale`]: the language of the interface and its words, from `assets/locales`.
//! - [`export`]: articles and passages as texts of other programs, with where they come from.
//! - [`app`]: what the reader sees and may do. The files of pages and overlays hold state and update; their twins in
//!   `ui` of the same name hold the view.
//! - [`ui`]: a picture of the app, and the themes.
//! - [`terminal`]: the loop between keys and pictures, the threads, the signals, and the screen that is always given
//!   back.
//! - [`cache`]: what was read of an archive, kept between starts as files that are mapped into memory.
//! - [`source`]: finds and reads input with as many threads as there are cores, but for what the cache has; [`edition`] is
//!   what is read when there is nothing else, [`tables`] what pages are read with.
//! - [`fetch`]: live feeds: what is followed, how it is fetched, and the folders it is kept in, which are read like any other.
//! - [`config`] and [`state`]: the settings, which only the reader writes, and the place, which only the program
//!   writes; [`searches`]: those that were saved, which both write; [`journal`]: the marks, line by line.
//! - [`writing`]: files that are exported, whole or not at all.
//! - [`cli`], [`command`], [`print`](mod@print), [`error`]: the command line: what can be said, what is done about
//!   it, how answers look, and what can go wrong.
//!
//! # Who knows whom
//!
//! `text` knows nobody. `model` knows `text`. `ingest`, `store` and `locale` know `model` and `text`, but not each other.
//! `formats` knows `ingest`, `model` and `text`. `export` knows `store`, `locale`, `model`
//! and `text`; `app` knows these too and `export`; `ui` knows `app` besides, and is the first to know ratatui. None of these nine opens a file, reads the clock, prints or starts a thread: all of that is at the rim, in the modules after them.
//! `cache` knows what it keeps, and nobody who asks for it. `terminal` may know everybody and is where crossterm is at home. `tests/it/layers.rs` reads the `use` lines and
//! keeps this picture true.
//!
//! # Where to begin
//!
//! - *A notice that still stands in an article*: a row in `assets/rules`, with a line that matches and one that must
//!   not; its README names the fields. No code. A date or a byline nobody has seen yet: `ingest/dates.rs`,
//!   `ingest/heads.rs`.
//! - *A page that is read wrongly*: two files in `tests/golden` that say how it should be read.
//! - *A row that is ordered, joined or broken wrongly*: a case in `tests/golden/bidi.json`, checked by other means than this
//!   program; [`text`] says which of its files does what.
//! - *A key*: a row in the table of [`app::action`], from which keymap and help are made, and what it does in
//!   `app/stand.rs`, or in the pane or overlay it belongs to. Tests ask for its message, and for its line in the settings
//!   and in the README.
//! - *A page or an overlay*: a state in `app` and a view in `ui`, of one name; `app/mod.rs` says how they plug in.
//! - *A sentence on the screen*: a message in each file of `assets/locales`; another language is one more file there, and
//!   its row in [`locale::Locale`].
//! - *A setting*: a line in `assets/config.toml` and its part in [`config`].
//! - *A kind of input*: a row of [`formats::FORMATS`], whose file gives one record at a time; [`source`] opens files and hands
//!   their records on, whatever they are.

// The oracle of the tests speaks of this crate by name, wherever it is included.
#[cfg(test)]
extern crate self as kiosque;

// Pages are many small texts, and a twentieth of their reading was asking the system's allocator for them. It stands here and
// not in the program, so that tests and benches run with what people run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod app;
pub mod cache;
pub mod cli;
pub mod command;
pub mod config;
pub mod edition;
pub mod error;
pub mod export;
pub mod fetch;
pub mod formats;
pub mod ingest;
pub mod journal;
pub mod locale;
pub mod model;
pub mod print;
pub mod searches;
pub mod source;
pub mod state;
pub mod store;
pub mod tables;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod writing;
