//! The documents somebody looked at last, so that looking again costs nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::document::Document;

/// Bytes of records whose documents are kept. A document is some three times as big as its record.
const MAX_BYTES: usize = 128 * 1024;

/// The last documents of a segment.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Number, document and bytes of its record; the one that was asked for last is the first.
    documents: VecDeque<(u32, Arc<Document>, usize)>,
    n_bytes: usize,
}

impl Decoded {
    /// The document with this number, if it is kept.
    pub(super) fn get(&self, number: u32) -> Option<Arc<Document>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let idx = kept.documents.iter().position(|(kept, _, _)| *kept == number)?;
        let found = kept.documents.remove(idx)?;
        let document = Arc::clone(&found.1);
        kept.documents.push_front(found);
        Some(document)
    }

    /// Keeps a document, and lets go of those that were not asked for for the longest time.
    pub(super) fn put(&self, number: u32, document: &Arc<Document>, n_bytes: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.documents.push_front((number, Arc::clone(document), n_bytes));
        kept.n_bytes += n_bytes;
        while kept.n_bytes > MAX_BYTES && kept.documents.len() > 1 {
            let Some((_, _, n_bytes)) = kept.documents.pop_back() else { return };
            kept.n_bytes -= n_bytes;
        }
    }
}
