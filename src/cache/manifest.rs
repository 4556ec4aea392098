//! The table of contents of one archive's cache: which files belong to it, and what is known besides.
//!
//! It says what all the rest is worth, so it is believed only as a whole: its own mark, its version, its length and its sum
//! must be right. Whatever is not in it does not exist.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::problem::Problem;
use crate::store::stamp::Stamp;

/// The first bytes of a manifest.
const MARK: &[u8; 12] = b"kiosque book";

/// The version of the manifest; anything that is written otherwise raises it.
const VERSION: u32 = 2;

/// What the cache of an archive holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What the pages were read with: [`crate::tables::Tables::version`].
    pub parser: u64,
    /// The paths of the archive, absolute.
    pub archive: Vec<String>,
    /// Its segments in reading order.
    pub segments: Vec<Held>,
    /// The file that the counts of the pile are in.
    pub pile: Option<Stored>,
    /// Lines that are furniture, by their hash, as all documents were read with; ascending.
    pub furniture: Vec<u64>,
    /// Files that hold no article and need not be read again while they stay as they are.
    pub barren: Vec<Barren>,
    /// Files of which something could not be read, by the hashes of their paths; ascending.
    pub troubles: Vec<Trouble>,
    /// Files, by the hashes of their paths, that were not read to their end, or that changed while they were: whatever of
    /// them is here, they are to be read again. Ascending.
    pub partial: Vec<u64>,
    /// How it came about.
    pub made: Made,
}

/// A file of the cache, which is called by its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its name.
    pub number: u64,
    /// Its length in bytes.
    pub len: u64,
    /// What it must say of itself, or its sum.
    pub sum: u64,
}

/// A segment, and what of it no longer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Its file.
    pub stored: Stored,
    /// The numbers of documents that have changed since, or whose files are gone; ascending.
    pub dead: Vec<u32>,
}

/// A file without an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barren {
    /// Which file, and how it was.
    pub stamp: Stamp,
    /// Nothing is written in it; otherwise it is no text.
    pub is_empty: bool,
}

/// A file of which something could not be read, and will not be while it stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Which file, and how it was.
    pub stamp: Stamp,
    /// Its path from the root.
    pub path: String,
    /// What could not be read, in the order of the file; their paths are left empty.
    pub problems: Vec<Problem>,
    /// So many more could not be read either.
    pub n_more: u64,
}

/// How a cache came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// All pages are in it that there were.
    pub finished: bool,
    /// When it was last written, in seconds since 1970.
    pub at: u64,
    /// How long reading took that was not to be thrown away, in milliseconds, over all starts of the program.
    pub took: u64,
}

/// Why a manifest is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disbelief {
    /// It was written by another version of the program.
    OtherVersion,
    /// Its bytes are not what was written, or were never a manifest.
    Damaged,
}

impl Manifest {
    /// The manifest as bytes: mark, version, length, content, and the sum of all before.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Into memory, and of types that can all be written: there is nothing that could fail.
        let content = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = Vec::with_capacity(content.len() + 32);
        bytes.extend(MARK);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((content.len() as u64).to_le_bytes());
        bytes.extend(&content);
        bytes.extend(xxh3_64(&bytes).to_le_bytes());
        bytes
    }

    /// The manifest these bytes were made of.
    pub fn from_bytes(bytes: &[u8]) -> Result<Manifest, Disbelief> {
        let rest = bytes.strip_prefix(MARK).ok_or(Disbelief::Damaged)?;
        let (version, rest) = rest.split_first_chunk().ok_or(Disbelief::Damaged)?;
        if u32::from_le_bytes(*version) != VERSION {
            return Err(Disbelief::OtherVersion);
        }
        let (len, rest) = rest.split_first_chunk().ok_or(Disbelief::Damaged)?;
        let (content, sum) = rest.split_last_chunk().ok_or(Disbelief::Damaged)?;
        let is_whole = u64::from_le_bytes(*len) == content.len() as u64
            && u64::from_le_bytes(*sum) == xxh3_64(&bytes[..bytes.len() - sum.len()]);
        let manifest = postcard::from_bytes(content).ok().filter(|_| is_whole);
        manifest.ok_or(Disbelief::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            parser: 7,
            archive: vec!["/home/r/archive".to_owned()],
            segments: vec![Held { stored: Stored { number: 3, len: 4096, sum: 9 }, dead: vec![1, 5] }],
            furniture: vec![1, u64::MAX],
            troubles: vec![Trouble { path: "/home/r/archive/a.gz".to_owned(), n_more: 3, ..Trouble::default() }],
            partial: vec![7],
            ..Manifest::default()
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Manifest::from_bytes(&manifest().to_bytes()), Ok(manifest()));
    }

    #[test]
    fn nothing_but_the_whole_is_believed() {
        let bytes = manifest().to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(Manifest::from_bytes(&bytes[..end]), Err(Disbelief::Damaged), "cut at {end}");
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(Manifest::from_bytes(&damaged).is_err(), "bit {bit}");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert!(Manifest::from_bytes(&longer).is_err());
        let mut older = bytes;
        older[MARK.len()] ^= 1;
        assert_eq!(Manifest::from_bytes(&older), Err(Disbelief::OtherVersion));
    }
}
