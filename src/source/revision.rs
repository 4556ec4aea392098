//! The second reading: pages in which furniture was taken for text, because it was not known for furniture yet, are read
//! again when all of it is known.
//!
//! A page that is a file is read again by itself. Those that stand in a file with others are gathered first, so that each of
//! these files is gone through once, however many of its records are to be read again.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::edition;
use crate::formats::{self, Record};
use crate::ingest::pile::Repeats;
use crate::model::document::Document;
use crate::source::Input;
use crate::source::desk::Desk;
use crate::source::page::{EDITION, Page, STDIN};
use crate::source::volumes::{Place, Volume};
use crate::store::id::absolute;
use crate::store::segment::Segment;
use crate::store::stamp::Stamp;

/// Documents that are looked through at a time for furniture.
const N_LOOKED_THROUGH: u32 = 1024;

/// What can be read only once, by its path.
pub(super) type Held = HashMap<String, Arc<[u8]>>;

/// Documents of one volume.
#[derive(Clone, Debug)]
pub(super) struct Part {
    volume: usize,
    documents: Range<u32>,
}

/// A document that was read again, and where it stood.
pub(super) type Revised = (Place, Document, Stamp);

/// What became of a part that was looked through.
#[derive(Default)]
pub(super) struct Revision {
    /// The volume is another one now.
    pub(super) whole: Option<(usize, Arc<Segment>)>,
    /// These documents are others now.
    pub(super) some: Vec<Revised>,
    /// These are to be read again, and stand in a file with others.
    pub(super) contained: Vec<(String, Contained)>,
}

/// A document that stands in a file with others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contained {
    place: Place,
    record: u32,
    stamp: Stamp,
}

/// The documents of files that hold several, by the paths of these files.
pub(super) type Containers = BTreeMap<String, Vec<Contained>>;

/// The parts of a volume; one that was made just now is small, and a part of its own.
pub(super) fn parts(at: usize, volume: &Volume) -> Vec<Part> {
    let n = volume.segment.n_documents();
    if !volume.is_bound() {
        return vec![Part { volume: at, documents: 0..n }];
    }
    let part = |first: u32| Part { volume: at, documents: first..n.min(first + N_LOOKED_THROUGH) };
    (0..n).step_by(N_LOOKED_THROUGH as usize).map(part).collect()
}

/// What the second reading knows.
#[derive(Clone, Copy)]
pub(super) struct Revising<'r> {
    pub(super) desk: &'r Desk<'r>,
    pub(super) volumes: &'r [Volume],
    pub(super) furniture: &'r Repeats,
    pub(super) held: &'r Held,
}

impl Revising<'_> {
    /// Looks through these parts on all cores; in their order.
    pub(super) fn all(&self, parts: &[Part]) -> Vec<Revision> {
        let mut revisions = Vec::new();
        self.desk.in_parallel(parts.iter(), |part| self.part(part), |revision| revisions.extend(revision));
        revisions
    }

    fn part(&self, part: &Part) -> Option<Revision> {
        let volume = self.volumes.get(part.volume)?;
        let of_part = volume.segment.stamps().filter(|(document, _)| part.documents.contains(document));
        let stamps: HashMap<u32, Stamp> = of_part.collect();
        let stamp = |number: u32| stamps.get(&number).copied().unwrap_or_default();
        let mut revision = Revision::default();
        let mut changed: BTreeMap<u32, Document> = BTreeMap::new();
        for number in volume.holding().iter_in(part.documents.clone()) {
            let touched = |document: &Arc<Document>| !document.is_marked && self.furniture.touch(document);
            let Some(document) = volume.segment.document(number).filter(touched) else { continue };
            let place = Place { volume: part.volume, document: number };
            if self.is_contained(&document, stamp(number)) {
                let contained = Contained { place, record: document.origin.record, stamp: stamp(number) };
                revision.contained.push((document.origin.path.clone(), contained));
            } else if let Some(again) = self.again(&document) {
                changed.insert(number, again);
            }
        }
        if volume.is_bound() || volume.dead().is_some() {
            let row = |(document, again)| (Place { volume: part.volume, document }, again, stamp(document));
            revision.some = changed.into_iter().map(row).collect();
        } else if !changed.is_empty() {
            revision.whole = Some((part.volume, self.made_again(volume, changed)));
        }
        Some(revision)
    }

    /// A segment that was made just now is made again: what stands in it keeps its place in the order of reading.
    pub(super) fn made_again(&self, volume: &Volume, mut changed: BTreeMap<u32, Document>) -> Arc<Segment> {
        let stamps: HashMap<u32, Stamp> = volume.segment.stamps().collect();
        let document = |number| {
            let document = changed.remove(&number).or_else(|| self.as_it_was(&volume.segment, number))?;
            Some((document, stamps.get(&number).copied().unwrap_or_default()))
        };
        Arc::new(self.desk.segment((0..volume.segment.n_documents()).filter_map(document).collect()))
    }

    /// Other documents were read from its file.
    fn is_contained(&self, document: &Document, stamp: Stamp) -> bool {
        let of_file = |volume: &Volume| volume.segment.documents_at(stamp.file).take(2).count();
        let has_company = || stamp != Stamp::default() && self.volumes.iter().map(of_file).sum::<usize>() > 1;
        document.origin.record > 0 || document.origin.member.is_some() || has_company()
    }

    /// The document read again, if it is another one now. A file that has vanished meanwhile stays as it was read.
    fn again(&self, document: &Document) -> Option<Document> {
        let (page, known_as) = self.page_of(&document.origin.path)?;
        let mut records = formats::records(page.open().ok()?).filter_map(Result::ok);
        let record = records.find(|record| record.number == document.origin.record)?;
        self.revised(document, &known_as, &record)
    }

    fn revised(&self, document: &Document, known_as: &str, record: &Record) -> Option<Document> {
        let again = self.desk.document(known_as, record, self.furniture);
        (again.articles != document.articles || again.lines != document.lines).then_some(again)
    }

    /// Goes through a file once and reads those of its records again that are to be; in their order.
    pub(super) fn container(&self, path: &str, contained: &[Contained], mut take: impl FnMut(Revised)) {
        let Some((page, known_as)) = self.page_of(path) else { return };
        let Ok(bytes) = page.open() else { return };
        let wanted: HashMap<u32, Contained> =
            contained.iter().map(|contained| (contained.record, *contained)).collect();
        let records = formats::records(bytes).filter_map(Result::ok);
        let records = records.filter_map(|record| Some((*wanted.get(&record.number)?, record))).take(wanted.len());
        let again = |(contained, record): (Contained, Record)| {
            let Contained { place, stamp, .. } = contained;
            let document = self.volumes.get(place.volume)?.segment.document(place.document)?;
            Some((place, self.revised(&document, &known_as, &record)?, stamp))
        };
        self.desk.in_parallel(records, again, |revised| revised.into_iter().for_each(&mut take));
    }

    /// The page a document was made of, and the path it is known by; nothing where it can not be read again.
    fn page_of(&self, path: &str) -> Option<(Page, String)> {
        let edition = edition::PAGES.iter().find(|(name, _)| path.strip_prefix(EDITION) == Some(name));
        let known_as = self.desk.known_as(path);
        match (self.held.get(path), edition.filter(|_| self.desk.inputs.contains(&Input::Edition))) {
            (Some(bytes), _) => Some((Page::Held { path: path.to_owned(), bytes: Arc::clone(bytes) }, known_as)),
            (None, Some((name, text))) => Some((Page::Edition { name, text }, path.to_owned())),
            (None, None) => {
                // To open a pipe would be to wait for somebody at its other end.
                let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
                is_file.then(|| (Page::File { path: PathBuf::from(path), was_named: false }, known_as))
            }
        }
    }

    /// A document of a segment, under the path it is known by.
    fn as_it_was(&self, segment: &Segment, number: u32) -> Option<Document> {
        let mut document = Document::clone(&*segment.document(number)?);
        let is_edition = self.desk.inputs.contains(&Input::Edition) && document.origin.path.starts_with(EDITION);
        if !is_edition {
            document.origin.path = self.desk.known_as(&document.origin.path);
        }
        Some(document)
    }
}

impl Desk<'_> {
    /// The path from the root; standard input has none.
    fn known_as(&self, path: &str) -> String {
        if path == STDIN { path.to_owned() } else { absolute(&self.base, path) }
    }

    /// Does some work on all cores, and takes what comes of it in the order of the work.
    fn in_parallel<T: Send, R: Send>(
        &self,
        tasks: impl Iterator<Item = T> + Send,
        work: impl Fn(T) -> R + Sync,
        mut take: impl FnMut(R),
    ) {
        let waiting = Mutex::new(tasks.enumerate());
        let (done, arriving) = mpsc::sync_channel(2 * self.n_threads);
        thread::scope(|scope| {
            for _ in 0..self.n_threads {
                let (done, waiting, work) = (done.clone(), &waiting, &work);
                scope.spawn(move || {
                    while let Some((at, task)) = next(waiting) {
                        // The other end waits for all of them.
                        let _ = done.send((at, work(task)));
                    }
                });
            }
            drop(done);
            let (mut early, mut at) = (BTreeMap::new(), 0);
            for (done, result) in arriving {
                early.insert(done, result);
                while let Some(result) = early.remove(&at) {
                    at += 1;
                    take(result);
                }
            }
        });
    }
}

fn next<T>(waiting: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    waiting.lock().ok().and_then(|mut waiting| waiting.next())
}
