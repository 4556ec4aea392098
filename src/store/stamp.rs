//! Which file a document was read from, and how that file was then: what tells whether it has to be read again.

use serde::{Deserialize, Serialize};

/// A file as it was found. Documents that are of no file have the default one, which no file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// The hash of its absolute path.
    pub file: u64,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; [`Stamp::UNSURE`] where that would not tell of a change.
    pub modified: i64,
}

impl Stamp {
    /// The time of a file that may have changed since within one tick of the clock.
    pub const UNSURE: i64 = i64::MIN;

    /// It is of a file, and not of something that can be read only once.
    pub fn is_of_a_file(self) -> bool {
        self != Stamp::default()
    }

    /// An equal stamp means an equal file.
    pub fn is_sure(self) -> bool {
        self.modified != Stamp::UNSURE
    }
}
