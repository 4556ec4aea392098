//! One file that waits to be read: where its bytes are.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::Arc;

use crate::source::{Reason, Skip};

/// What standard input is called.
pub(super) const STDIN: &str = "-";
/// What stands before the names of the built-in pages.
pub(super) const EDITION: &str = "edition/";

/// Something that waits to be read, perhaps for the second time.
#[derive(Clone, Debug)]
pub(super) enum Page {
    /// A file.
    File { path: PathBuf, was_named: bool },
    /// A pipe or device that was named: it can be read once.
    Pipe { path: PathBuf },
    /// Standard input: it can be read once.
    Stdin,
    /// What can be read only once and has been.
    Held { path: String, bytes: Arc<[u8]> },
    /// A page of the built-in edition.
    Edition { name: &'static str, text: &'static str },
}

/// Bytes one after the other.
pub(super) type Bytes = Box<dyn Read + Send>;

impl Page {
    /// Its path as the reader would give it.
    pub(super) fn path(&self) -> String {
        match self {
            Page::File { path, .. } | Page::Pipe { path } => path.to_string_lossy().into_owned(),
            Page::Stdin => STDIN.to_owned(),
            Page::Held { path, .. } => path.clone(),
            Page::Edition { name, .. } => format!("{EDITION}{name}"),
        }
    }

    /// The reader named it.
    pub(super) fn was_named(&self) -> bool {
        match self {
            Page::File { was_named, .. } => *was_named,
            Page::Pipe { .. } | Page::Stdin | Page::Held { .. } => true,
            Page::Edition { .. } => false,
        }
    }

    /// Its bytes.
    pub(super) fn open(&self) -> Result<Bytes, Skip> {
        let file = |path: &PathBuf| File::open(path).map_err(|error| self.skip(Reason::of(&error)));
        Ok(match self {
            Page::File { path, .. } | Page::Pipe { path } => Box::new(file(path)?),
            Page::Stdin => Box::new(io::stdin()),
            Page::Held { bytes, .. } => Box::new(Cursor::new(Arc::clone(bytes))),
            Page::Edition { text, .. } => Box::new(text.as_bytes()),
        })
    }

    /// Its being passed over.
    pub(super) fn skip(&self, reason: Reason) -> Skip {
        Skip { path: self.path(), reason, was_named: self.was_named() }
    }
}
