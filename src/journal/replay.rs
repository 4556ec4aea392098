//! Bytes of a journal, read line by line.

use memchr::memchr_iter;

use crate::journal::line::{self, Header, Line};
use crate::store::marks::Marking;

/// What some bytes of a journal say, and what is wrong with them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Replay {
    /// The header, if they begin with one.
    pub(super) header: Option<Header>,
    /// What is done, in order.
    pub(super) markings: Vec<Marking>,
    /// Whole lines that this version does not understand, with their line feeds.
    pub(super) strange: Vec<Vec<u8>>,
    /// Lines that are not what was written, with their line feeds.
    pub(super) damaged: Vec<Vec<u8>>,
    /// The last line has no line feed.
    pub(super) has_no_end: bool,
    /// It has nothing else that it should have, either.
    pub(super) is_torn: bool,
    /// Lines that are what was written.
    pub(super) n_whole: usize,
}

impl Replay {
    /// Reads bytes, which are the beginning of a journal or stand behind a line feed.
    pub(super) fn of(bytes: &[u8], is_beginning: bool) -> Replay {
        let mut replay = Replay::default();
        let mut start = 0;
        for end in memchr_iter(b'\n', bytes) {
            replay.take(&bytes[start..=end], is_beginning && start == 0);
            start = end + 1;
        }
        let rest = &bytes[start..];
        if !rest.is_empty() {
            let n_damaged = replay.damaged.len();
            replay.take(rest, is_beginning && start == 0);
            replay.has_no_end = true;
            replay.is_torn = replay.damaged.len() > n_damaged;
            replay.damaged.truncate(n_damaged);
        }
        replay
    }

    fn take(&mut self, bytes: &[u8], is_first: bool) {
        self.n_whole += 1;
        match line::read(bytes.strip_suffix(b"\n").unwrap_or(bytes)) {
            Line::Header(header) if is_first => self.header = Some(header),
            // Two journals were put together by hand.
            Line::Header(_) => {}
            Line::Marking(marking) => self.markings.push(marking),
            Line::Strange => self.strange.push(bytes.to_vec()),
            Line::Damaged => {
                self.n_whole -= 1;
                self.damaged.push(bytes.to_vec());
            }
        }
    }
}
