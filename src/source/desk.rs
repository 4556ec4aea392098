//! What all threads that read work with, and what they do: files, and pieces of files, become documents in segments.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{mem, thread};

use crate::cache;
use crate::formats::{self, Content, Record, Refusal};
use crate::ingest::Context;
use crate::ingest::pile::{Imprint, Repeats};
use crate::model::document::{Document, Origin};
use crate::source::reading::{Event, Request};
use crate::source::stream::{Batch, Piece, Work};
use crate::source::troubles::Tally;
use crate::source::volumes::Place;
use crate::source::walk::Task;
use crate::source::{Input, Skip, cache_key};
use crate::store::id::absolute;
use crate::store::segment::{Mount, Segment};
use crate::store::stamp::Stamp;
use crate::tables::Tables;

/// What all threads work with.
#[derive(Clone, Debug)]
pub(super) struct Desk<'a> {
    pub(super) tables: &'a Tables,
    pub(super) inputs: &'a [Input],
    pub(super) gives_way: bool,
    /// The folder from which relative paths are meant.
    pub(super) base: String,
    pub(super) mounts: Arc<[Mount]>,
    pub(super) n_threads: usize,
}

/// What became of a batch, or of a part of one that is large.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Which batch.
    pub(super) idx: usize,
    /// Which part of it, from 0.
    pub(super) part: u32,
    /// It is the last part.
    pub(super) is_last: bool,
    pub(super) segment: Option<Arc<Segment>>,
    pub(super) imprints: Vec<Imprint>,
    pub(super) stretches: Vec<Stretch>,
    pub(super) held: Vec<(String, Arc<[u8]>)>,
}

/// What was read of a file, or of a stretch of one.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// The path it is known by.
    pub(super) path: String,
    pub(super) stamp: Stamp,
    /// The path it is shown by.
    pub(super) shown: String,
    pub(super) was_named: bool,
    /// The documents it takes the place of.
    pub(super) replaces: Vec<Place>,
    /// Bytes of the file that were gone through.
    pub(super) n_bytes: u64,
    pub(super) n_documents: usize,
    pub(super) n_articles: usize,
    /// What could not be read.
    pub(super) tally: Tally,
    /// Why nothing could be.
    pub(super) skip: Option<Skip>,
    /// Nothing of the file comes behind it.
    pub(super) is_over: bool,
}

/// A part of a batch has documents of about so many bytes: a small file may hold much when it is unpacked.
const PART_BYTES: usize = 8 << 20;

impl Stretch {
    fn of(file: &Task) -> Stretch {
        Stretch {
            path: file.path.clone(),
            stamp: file.stamp,
            shown: file.page.path(),
            was_named: file.page.was_named(),
            ..Stretch::default()
        }
    }

    /// What was read behind it.
    pub(super) fn join(&mut self, other: Stretch) {
        self.n_documents += other.n_documents;
        self.n_articles += other.n_articles;
        self.tally.join(other.tally);
        self.skip = self.skip.take().or(other.skip);
        self.is_over = other.is_over;
    }
}

/// What is being read: documents that are to be a segment.
#[derive(Default)]
struct Harvest {
    documents: Vec<(Document, Stamp)>,
    imprints: Vec<Imprint>,
    n_bytes: usize,
}

impl<'a> Desk<'a> {
    pub(super) fn new(request: Request<'a>) -> Desk<'a> {
        let Request { tables, inputs, gives_way, .. } = request;
        // The pages of the edition have no place in the file system that would depend on where the program was started.
        let folder = std::env::current_dir().ok().filter(|_| !inputs.contains(&Input::Edition));
        let base = folder.map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
        let mount = |input: &Input| match input {
            Input::Path(path) => {
                let to = path.to_string_lossy().into_owned();
                Some(Mount { stored: absolute(&base, &to), shown: to })
            }
            Input::Stdin | Input::Edition => None,
        };
        let mounts = inputs.iter().filter_map(mount).collect();
        let n_threads = thread::available_parallelism().map_or(1, |n| n.get());
        Desk { tables, inputs, gives_way, mounts, base, n_threads }
    }

    /// What the cache of these inputs is called; none where they cannot be read again.
    pub(super) fn key(&self) -> Option<cache::Key> {
        cache_key(self.tables, self.inputs)
    }

    /// Reads batches until there are no more; when nobody wants them any more it only takes them, so that the walk can end.
    pub(super) fn work(&self, waiting: &Mutex<Receiver<Batch>>, done: SyncSender<Event>, turn: &Turn) {
        let _held_open = OpenOnPanic(turn);
        loop {
            let batch = waiting.lock().ok().and_then(|waiting| waiting.recv().ok());
            let Some(Batch { idx, work }) = batch else { return };
            if turn.is_over() {
                continue;
            }
            let furniture = turn.furniture(idx);
            let post = |part: Done| {
                if !part.is_last {
                    drop(turn.wait_for(idx));
                }
                // The other end hangs up when it is stopped.
                let _ = done.send(Event::Done(Done { idx, ..part }));
            };
            match work {
                Work::Files(tasks) => self.read_files(tasks, &furniture, post),
                Work::Piece(piece) => self.read_piece(piece, &furniture, post),
            }
        }
    }

    /// Small files, each of which may hold many records.
    fn read_files(&self, tasks: Vec<Task>, furniture: &Repeats, mut post: impl FnMut(Done)) {
        let (mut done, mut harvest) = (Done::default(), Harvest::default());
        for mut task in tasks {
            let mut stretch = Stretch { replaces: mem::take(&mut task.replaces), ..Stretch::of(&task) };
            match task.page.open() {
                Err(skip) => stretch.skip = Some(skip),
                Ok(bytes) => {
                    for record in formats::records(bytes) {
                        self.read_record(record, Some(furniture), &mut stretch, &mut harvest);
                        if harvest.n_bytes >= PART_BYTES {
                            done.stretches.push(mem::replace(&mut stretch, Stretch::of(&task)));
                            let part = done.part + 1;
                            post(self.bound(mem::replace(&mut done, Done { part, ..Done::default() }), &mut harvest));
                        }
                    }
                }
            }
            (stretch.n_bytes, stretch.is_over) = (task.stamp.size, true);
            done.stretches.push(stretch);
        }
        done.is_last = true;
        post(self.bound(done, &mut harvest));
    }

    /// Records of a large file.
    fn read_piece(&self, piece: Piece, furniture: &Repeats, mut post: impl FnMut(Done)) {
        let Piece { file, records, skip, n_bytes, is_last, held, can_be_read_again, replaces } = piece;
        let mut harvest = Harvest::default();
        let mut stretch = Stretch { replaces, n_bytes, skip, is_over: is_last, ..Stretch::of(&file) };
        let furniture = can_be_read_again.then_some(furniture);
        records.into_iter().for_each(|record| self.read_record(record, furniture, &mut stretch, &mut harvest));
        let held = held.map(|bytes| (stretch.shown.clone(), bytes)).into_iter().collect();
        post(self.bound(Done { is_last: true, stretches: vec![stretch], held, ..Done::default() }, &mut harvest));
    }

    /// One record becomes a document, or something to be told. What cannot be read a second time is read without furniture,
    /// and is none to others: otherwise it would depend on chance what is known when it is read.
    fn read_record(
        &self,
        record: Result<Record, Refusal>,
        furniture: Option<&Repeats>,
        stretch: &mut Stretch,
        harvest: &mut Harvest,
    ) {
        let record = match record {
            Ok(record) => record,
            Err(refusal) => return stretch.tally.add(refusal),
        };
        let origin = origin(&stretch.path, &record);
        let plain = self.plain(&origin, &record);
        // What the pile learns of a page must not depend on what it knew.
        if furniture.is_some() && !plain.is_marked {
            harvest.imprints.push(Imprint::of(&plain));
        }
        let document = self.furnished(plain, &origin, &record, furniture);
        stretch.n_documents += 1;
        stretch.n_articles += document.articles.len();
        harvest.n_bytes += record.n_bytes();
        harvest.documents.push((document, stretch.stamp));
    }

    /// What was read is made a segment.
    fn bound(&self, done: Done, harvest: &mut Harvest) -> Done {
        let Harvest { documents, imprints, .. } = mem::take(harvest);
        let segment = (!documents.is_empty()).then(|| Arc::new(self.segment(documents)));
        Done { segment, imprints, ..done }
    }

    pub(super) fn segment(&self, documents: Vec<(Document, Stamp)>) -> Segment {
        Segment::stamped(&self.base, documents).shown_from(Arc::clone(&self.mounts))
    }

    /// Reads a record without knowing any furniture, and with it where that makes a difference.
    pub(super) fn document(&self, path: &str, record: &Record, furniture: &Repeats) -> Document {
        let origin = origin(path, record);
        self.furnished(self.plain(&origin, record), &origin, record, Some(furniture))
    }

    fn plain(&self, origin: &Origin, record: &Record) -> Document {
        let document = formats::document(&self.tables.context(), origin, record);
        Document { is_marked: !matches!(record.content, Content::Text(_)), ..document }
    }

    /// The document of a record that was read without knowing any furniture. Where the structure of a record is marked up,
    /// that tells its furniture: it is neither looked for among that of the pile nor added to it, because a site that has
    /// one page of text among many of markup would lose the lines both have.
    fn furnished(&self, plain: Document, origin: &Origin, record: &Record, furniture: Option<&Repeats>) -> Document {
        let Some(repeats) = furniture.filter(|_| !plain.is_marked) else { return plain };
        let Some(furniture) = repeats.furniture(&plain) else { return plain };
        let context = Context { furniture: Some(furniture), ..self.tables.context() };
        let again = formats::document(&context, origin, record);
        if repeats.mislead(&plain, &again) { plain } else { again }
    }
}

/// Where a record stands.
fn origin(path: &str, record: &Record) -> Origin {
    Origin { path: path.to_owned(), record: record.number, member: record.name.clone() }
}

/// Whose turn it is: the number of the batch that is taken in next. Who has more than one part waits for it, so that no more
/// is in memory than can be taken in. And nobody reads a batch before those that stand [`Turn::lag`] before it have been
/// taken in: what is known of furniture when it is read is what they taught, whichever thread was faster.
#[derive(Debug)]
pub(super) struct Turn {
    at: Mutex<At>,
    changed: Condvar,
    /// More batches than are being read at a time, so that few wait.
    lag: usize,
}

#[derive(Debug)]
struct At {
    next: usize,
    /// The furniture that is known when so many batches have been taken in, in their order.
    known: VecDeque<(usize, Arc<Repeats>)>,
}

impl Turn {
    /// Nothing has been taken in, and this furniture is known; so many threads read.
    pub(super) fn new(furniture: Arc<Repeats>, n_threads: usize) -> Turn {
        let at = At { next: 0, known: VecDeque::from([(0, furniture)]) };
        Turn { at: Mutex::new(at), changed: Condvar::new(), lag: 2 * n_threads }
    }

    /// This batch is next.
    pub(super) fn set(&self, next: usize) {
        let mut at = self.lock();
        at.next = next;
        // Nobody asks any more what was known before.
        let n_sure = next.saturating_sub(self.lag);
        while at.known.get(1).is_some_and(|(n_taken_in, _)| *n_taken_in <= n_sure) {
            at.known.pop_front();
        }
        self.changed.notify_all();
    }

    /// With this batch more furniture is known.
    pub(super) fn learn(&self, batch: usize, furniture: Arc<Repeats>) {
        self.lock().known.push_back((batch + 1, furniture));
    }

    /// The furniture to read this batch with.
    fn furniture(&self, batch: usize) -> Arc<Repeats> {
        let n_needed = (batch + 1).saturating_sub(self.lag);
        let at = self.wait_for(n_needed);
        let known = at.known.iter().take_while(|(n_taken_in, _)| *n_taken_in <= n_needed).last();
        known.map(|(_, furniture)| Arc::clone(furniture)).unwrap_or_default()
    }

    /// Nothing is taken in any more.
    pub(super) fn end(&self) {
        self.set(usize::MAX);
    }

    fn is_over(&self) -> bool {
        self.lock().next == usize::MAX
    }

    fn wait_for(&self, batch: usize) -> MutexGuard<'_, At> {
        let at = self.lock();
        self.changed.wait_while(at, |at| at.next < batch).unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, At> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Nobody waits for a thread that has panicked.
struct OpenOnPanic<'t>(&'t Turn);

impl Drop for OpenOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_read_with_what_those_before_it_taught_however_late_it_is() {
        let furniture = |n: u64| Arc::new(Repeats::new(0..n));
        let turn = Turn::new(furniture(0), 1);
        for batch in 0..4 {
            // A batch of two parts.
            turn.learn(batch, furniture(10 * batch as u64 + 1));
            turn.learn(batch, furniture(10 * batch as u64 + 2));
        }
        turn.set(2);
        for (batch, want) in [(1, 0), (2, 2), (3, 12)] {
            assert_eq!(turn.furniture(batch).len(), want, "{batch}");
        }
        turn.set(4);
        for (batch, want) in [(3, 12), (4, 22), (5, 32)] {
            assert_eq!(turn.furniture(batch).len(), want, "{batch}");
        }
    }
}
