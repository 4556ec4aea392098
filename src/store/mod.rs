//! Articles where they are kept, and finding them.
//!
//! Documents come in as immutable [`segment::Segment`]s, pieces of bytes in memory or on disk; a [`library::Library`] is a
//! list of them, and cloning it is taking a snapshot. Everything else here asks questions of a library: what the groups
//! hold (`facets`), which articles stand in the list and in which order (`listing`, `order`), which of them tell
//! one story (`sketch`, `stories`), what a search finds (`query`,
//! `search`, `snippet`, `concordance`).

pub mod article;
pub mod bits;
pub mod cells;
pub mod concordance;
pub mod digits;
pub mod facets;
pub mod groups;
pub mod headline;
pub mod id;
pub mod index;
pub mod library;
pub mod listing;
pub mod marked;
pub mod marks;
pub mod mined;
pub mod names;
#[cfg(test)]
#[path = "../../tests/it/oracle.rs"]
mod oracle;
pub mod order;
pub mod proposal;
pub mod query;
pub mod quote;
pub mod ranking;
pub mod remainder;
#[cfg(test)]
mod sample;
pub mod search;
pub mod segment;
pub mod sketch;
pub mod snippet;
pub mod stamp;
pub mod stories;
pub mod suggestion;
mod term;
pub mod text_hash;
mod tokens;
pub mod whereabouts;
