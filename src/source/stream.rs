//! Hands what the walk has found to those who read it, in the order of the walk; large files piece by piece.
//!
//! A small file is opened, recognised and read by one worker, as a whole. Of a large one, which may be larger than memory,
//! this thread finds the records one after the other - takes off what they are compressed with, tells where one ends and
//! the next begins - and hands them on in pieces of a few megabytes; what they say is found out by the workers, several
//! pieces of a file at once. Whoever is late holds up those before: all queues are short, so that what is in memory is
//! bounded by the largest record and the size of a piece, for each thread, whatever the size of the file.

use std::io::{self, Cursor, Read};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use crate::formats::{self, Record, Refusal};
use crate::source::page::{Bytes, Page};
use crate::source::volumes::Place;
use crate::source::walk::{Lot, Task};
use crate::source::{MAX_BYTES, Reason, Skip};

/// A file of so many bytes is large.
pub(super) const LARGE: u64 = 1 << 20;

/// A piece of a large file has records of about so many bytes,
const PIECE_BYTES: usize = 2 << 20;
/// and no more than so many. The first piece is small, because somebody waits for it; each has twice as many as the one
/// before, up to the limit.
const PIECE_RECORDS: usize = 1024;
const FIRST_PIECE: usize = 16;

/// What a worker takes at a time.
#[derive(Debug)]
pub(super) struct Batch {
    /// Its place among all.
    pub(super) idx: usize,
    pub(super) work: Work,
}

/// What is to be read.
#[derive(Debug)]
pub(super) enum Work {
    /// Small files.
    Files(Vec<Task>),
    /// A piece of a large file.
    Piece(Piece),
}

/// Some records of a large file, in their order.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) file: Arc<Task>,
    pub(super) records: Vec<Result<Record, Refusal>>,
    /// Why the file could not be read at all.
    pub(super) skip: Option<Skip>,
    /// Bytes of the file, as it is on the disk, that were gone through for it.
    pub(super) n_bytes: u64,
    /// Nothing of the file comes behind it.
    pub(super) is_last: bool,
    /// The documents the file takes the place of; known by its first piece alone.
    pub(super) replaces: Vec<Place>,
    /// Its bytes, where they cannot be read again.
    pub(super) held: Option<Arc<[u8]>>,
    /// It can be read again, if only from memory.
    pub(super) can_be_read_again: bool,
}

impl Piece {
    /// An empty piece of this file.
    fn of(file: Arc<Task>) -> Piece {
        Piece {
            file,
            records: Vec::new(),
            skip: None,
            n_bytes: 0,
            is_last: false,
            replaces: Vec::new(),
            held: None,
            can_be_read_again: true,
        }
    }
}

/// Hands on lots as batches until there are no more, or nobody wants them.
pub(super) fn forward(lots: &Receiver<Lot>, batches: SyncSender<Batch>, stopped: &AtomicBool) {
    let mut out = Out { batches, n_sent: 0 };
    for lot in lots {
        match lot {
            _ if stopped.load(Ordering::Relaxed) => {}
            Lot::Files(tasks) => out.send(Work::Files(tasks)),
            Lot::Large(task) => stream(task, &mut out, stopped),
        }
    }
}

struct Out {
    batches: SyncSender<Batch>,
    n_sent: usize,
}

impl Out {
    fn send(&mut self, work: Work) {
        let idx = self.n_sent;
        self.n_sent += 1;
        // Nobody waits for it any more only when a worker has panicked, and then the scope says so.
        let _ = self.batches.send(Batch { idx, work });
    }
}

/// Sends a large file, piece by piece.
fn stream(mut task: Task, out: &mut Out, stopped: &AtomicBool) {
    let page = task.page.clone();
    let replaces = mem::take(&mut task.replaces);
    let mut piece = Piece { replaces, ..Piece::of(Arc::new(task)) };
    let gone_through = Arc::new(AtomicU64::new(0));
    let opened = page.open().and_then(|bytes| match &page {
        Page::Stdin | Page::Pipe { .. } => once(bytes, &mut piece).map_err(|error| page.skip(Reason::of(&error))),
        _ => Ok(bytes),
    });
    let bytes = match opened {
        Ok(bytes) => bytes,
        Err(skip) => {
            return out.send(Work::Piece(Piece { skip: Some(skip), is_last: true, ..piece }));
        }
    };
    let counted = Counted { bytes, n_read: Arc::clone(&gone_through) };
    let (mut n_pieces, mut n_held, mut n_told) = (0, 0, 0);
    for record in formats::records(counted) {
        if stopped.load(Ordering::Relaxed) {
            return;
        }
        n_held += record.as_ref().map_or(0, Record::n_bytes);
        piece.records.push(record);
        let is_full =
            n_held >= PIECE_BYTES || piece.records.len() >= (FIRST_PIECE << n_pieces.min(16)).min(PIECE_RECORDS);
        if is_full {
            let now = gone_through.load(Ordering::Relaxed);
            piece.n_bytes = now - mem::replace(&mut n_told, now);
            let can_be_read_again = piece.can_be_read_again;
            let next = Piece { can_be_read_again, ..Piece::of(Arc::clone(&piece.file)) };
            out.send(Work::Piece(mem::replace(&mut piece, next)));
            (n_pieces, n_held) = (n_pieces + 1, 0);
        }
    }
    piece.n_bytes = piece.file.stamp.size.saturating_sub(n_told);
    piece.is_last = true;
    out.send(Work::Piece(piece));
}

/// What can be read only once is kept in memory if it is as small as a record may be; otherwise it is gone when it was read.
fn once(mut bytes: Bytes, piece: &mut Piece) -> io::Result<Bytes> {
    let mut head = Vec::new();
    bytes.by_ref().take(MAX_BYTES + 1).read_to_end(&mut head)?;
    if head.len() as u64 > MAX_BYTES {
        piece.can_be_read_again = false;
        return Ok(Box::new(Cursor::new(head).chain(bytes)));
    }
    let held: Arc<[u8]> = head.into();
    piece.held = Some(Arc::clone(&held));
    Ok(Box::new(Cursor::new(held)))
}

/// Bytes that are counted as they are read.
struct Counted {
    bytes: Bytes,
    n_read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.bytes.read(buffer)?;
        self.n_read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
