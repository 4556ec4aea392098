//! Files as bytes that the system pages in when they are looked at: the one place where `unsafe` is allowed.
//!
//! A mapped file is as true as the file is, and a file that shrinks while it is mapped ends the program (SIGBUS). That is why
//! a file of the cache is written under another name, is whole before it gets its own, and is never written to again: it is
//! only ever replaced by a rename or removed, and both leave those who have it mapped with what they have. Who changes such
//! a file with other tools, while it is open, is beyond this; what was changed before is noticed, by its length and sums.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use memmap2::Mmap;

use crate::store::segment::{Bytes, Paged};

/// The bytes of a file of the cache, paged in by small steps; `in_use` stays locked as long as somebody has them. Where files
/// cannot be mapped they are read.
pub(super) fn open(path: &Path, in_use: Option<&Arc<File>>) -> io::Result<(Bytes, Weak<Mapped>)> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    match map(&file) {
        Ok(map) => {
            let mapped = Arc::new(Mapped { map, by_small_steps: AtomicBool::new(false), _in_use: in_use.cloned() });
            mapped.read_in(Steps::Small);
            Ok((mapped.clone(), Arc::downgrade(&mapped)))
        }
        Err(_) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok((Arc::new(bytes), Weak::new()))
        }
    }
}

/// How much the system is to page in at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Steps {
    /// What is looked at and no more: the first rows stand in a few places of a large file.
    Small,
    /// As much as it thinks best, which may be megabytes.
    Usual,
}

/// A mapped file.
#[derive(Debug)]
pub(super) struct Mapped {
    map: Mmap,
    by_small_steps: AtomicBool,
    _in_use: Option<Arc<File>>,
}

impl Mapped {
    /// Asks the system for these steps. It may not know how, and pages in as it likes.
    pub(super) fn read_in(&self, steps: Steps) {
        self.by_small_steps.store(steps == Steps::Small, Ordering::Relaxed);
        #[cfg(unix)]
        let _ = self.map.advise(match steps {
            Steps::Small => memmap2::Advice::Random,
            Steps::Usual => memmap2::Advice::Normal,
        });
        #[cfg(not(unix))]
        let _ = steps;
    }
}

impl Paged for Mapped {
    fn fetch(&self, range: Range<usize>) {
        // By usual steps it comes like this anyway.
        #[cfg(unix)]
        if self.by_small_steps.load(Ordering::Relaxed) && range.start < range.end && range.end <= self.map.len() {
            let _ = self.map.advise_range(memmap2::Advice::WillNeed, range.start, range.len());
        }
        #[cfg(not(unix))]
        let _ = range;
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        &self.map
    }
}

/// SAFETY: the bytes behind the map must not change while it lives. Files of the cache never do: see above. What is read
/// from them is checked like any other input, so that even changed bytes are no more than wrong ones.
#[allow(unsafe_code)]
fn map(file: &File) -> io::Result<Mmap> {
    unsafe { Mmap::map(file) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::reversed_empty_ranges, reason = "a damaged table may say so")]
    fn whatever_is_fetched_the_bytes_are_those_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.segment");
        let content: Vec<u8> = (0..30_000u32).map(|at| at as u8).collect();
        std::fs::write(&path, &content).unwrap();
        let (bytes, _) = open(&path, None).unwrap();
        for range in [0..0, 0..1, 4095..4097, 0..30_000, 29_999..30_000, 5..3, 0..30_001, 50_000..60_000, 7..usize::MAX]
        {
            bytes.fetch(range.clone());
            assert_eq!((*bytes).as_ref(), content, "{range:?}");
        }
    }
}
