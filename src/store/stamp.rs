//! Which file a document was read from, and how that file was then: what tells whether it has to be read again.

use serde::{Deserialize, Serialize};

/// A file as it was found. Documents that are of no file have the default one, which no file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// The hash of its absolute path.
    pub file: u64,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i64,
}
