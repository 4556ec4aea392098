//! The journal of marks: what a reader has done, line by line in one file, which is only ever added to.
//!
//! ```text
//! ~/.local/share/kiosque/marks.journal
//! ```
//!
//! A [`Marking`] is a line with a checksum; `line.rs` says how it is written. What a text is marked with is what all
//! lines from the first to the last have made of it. The file is small and every line stands for itself, so that a
//! kill, a full disk or a bad sector costs what was being written, and never what was there.
//!
//! # Why a kill at any moment is harmless
//!
//! Whoever writes holds the lock of `marks.lock` beside the journal. It is advisory, and it ends with its process. In
//! this order:
//!
//! 1. *Taking in.* What stands behind the lines read last is read: others have written it. A journal that begins or goes on
//!    in another way than those lines was written anew or brought from elsewhere, and is read from its beginning.
//! 2. *Mending.* A last line without its end is of somebody who was killed while writing. Such a journal is written anew
//!    without it, and nothing is added to a journal that could not be mended: what is new waits.
//! 3. *Adding.* The line goes out as one write to a file opened for appending. It is kept from then on, however the
//!    process ends; before, it is not, and nothing else has changed. What a full disk has taken only a part of is cut
//!    off again.
//! 4. *Going to the disk* comes after that and without the lock: it is a matter of the power, not of the process.
//!
//! A journal several times longer than what it says is written anew, also under the lock: into `.marks.journal.new`, to
//! the disk, then renamed, then the folder to the disk. Until the rename the old journal is there as it was, and from
//! then on the new one is, whole. What a kill leaves of the `.new` one goes with the next.
//!
//! # What is wrong with a file
//!
//! A line that is not what was written costs itself: it is copied into `marks.damaged`, told, and left out when the
//! journal is written anew, which happens at once; while it cannot be copied, it stays and nothing is added. A whole line
//! that this version does not understand is kept as it is. A file that is no journal is moved aside under a name that was
//! free. One that is gone or empty all of a sudden is written again by who knows it. A journal of a later version is left
//! alone. And what cannot be kept is told once, stays in memory, and is tried again with the next marking.

mod file;
mod line;
mod replay;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::mem;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_64;

use crate::journal::file::Lock;
use crate::journal::line::{Header, VERSION};
use crate::journal::replay::Replay;
use crate::locale::words::Saying;
use crate::store::marks::{Change, Marking, Marks};
use crate::writing;

/// Where the journal is; none without a home.
pub fn path() -> Option<PathBuf> {
    Some(writing::data_folder()?.join("marks.journal"))
}

/// Reads all marks and changes nothing, for those who only want to know. What was wrong is said.
pub fn load(path: &Path) -> (Marks, Vec<Saying>) {
    let mut journal = Journal::new(Some(path.to_owned()));
    let _lock = Lock::of_readers(&journal.path);
    let sayings = match journal.take_in() {
        Ok(found) => journal.told(&found, false),
        Err(refusal) => vec![journal.refused(&refusal)],
    };
    (journal.marks, sayings)
}

/// Sees to it that all that was written is on the disk.
pub fn sync(path: &Path) -> io::Result<()> {
    // Some systems let only those send a file to the disk who may write to it.
    File::options().append(true).open(path)?.sync_data()
}

/// The journal as this process knows it.
#[derive(Debug)]
pub struct Journal {
    /// Empty where there is no home.
    path: PathBuf,
    /// What it says.
    marks: Marks,
    /// How far it was read; none where there is nothing that could be added to.
    seen: Option<Seen>,
    generation: u64,
    /// Whole lines that this version does not understand.
    strange: Vec<Vec<u8>>,
    /// What could not be kept yet.
    unkept: Vec<Marking>,
    /// What need not be told again.
    told: Vec<Saying>,
    /// A shorter journal is not worth being written anew,
    worth: u64,
    /// and from so many bytes on it is compared with what it says.
    long: u64,
}

/// A journal that is whole as far as it was read.
#[derive(Debug)]
struct Seen {
    len: u64,
    /// A hash of its first and its last bytes.
    edges: u64,
}

/// What came of a look into the journal.
#[derive(Debug, Default)]
pub struct News {
    /// What others did to the marks since the last look, and before anything that was kept now.
    pub others: Vec<Marking>,
    /// What went wrong and has not been told yet.
    pub sayings: Vec<Saying>,
    /// Nothing waits to be kept.
    pub is_kept: bool,
}

/// What was read since the last look.
#[derive(Debug, Default)]
struct Found {
    replay: Replay,
    /// The marks before, if the journal is another one now.
    before: Option<Marks>,
    /// It is no journal that could be added to.
    is_ill: bool,
}

/// Why a journal is not used.
#[derive(Debug)]
enum Refusal {
    NoJournal,
    /// Of this version.
    Later(u32),
    Unread(io::Error),
}

/// A shorter journal is not worth being written anew, unless somebody says otherwise.
const SHORT: u64 = 64 << 10;
/// It is written anew when it is so many times longer than it would be then.
const TIMES: u64 = 4;
/// So much of the beginning and so much of the end tells one journal from another: dozens of lines, and the header with the
/// time at which it was written.
const EDGE: u64 = 4 << 10;
/// Texts of a line of a journal that is written anew: what is damaged costs no more.
const TEXTS_A_LINE: usize = 512;

impl Journal {
    /// The journal in this file, which need not be there yet; nothing is read. Without a path, marks stay in memory.
    pub fn new(path: Option<PathBuf>) -> Journal {
        // A link to the file stays one.
        let path = path.map(|path| fs::canonicalize(&path).unwrap_or(path)).unwrap_or_default();
        Journal {
            path,
            marks: Marks::default(),
            seen: None,
            generation: 0,
            strange: Vec::new(),
            unkept: Vec::new(),
            told: Vec::new(),
            worth: SHORT,
            long: SHORT,
        }
    }

    /// The same, written anew from this length on if it is several times longer than it need be.
    pub fn compacted_from(self, n_bytes: u64) -> Journal {
        Journal { worth: n_bytes, long: n_bytes, ..self }
    }

    /// Reads all there is: the marks that are kept, and what else there is to tell.
    pub fn read(&mut self) -> (Marks, News) {
        let news = News { others: Vec::new(), ..self.look() };
        (self.marks.clone(), news)
    }

    /// Looks for what others did.
    pub fn look(&mut self) -> News {
        self.visit(|journal, news| {
            let lock = Lock::of_readers(&journal.path);
            // What cannot be mended can still be read.
            journal.catch_up(lock.is_held(), news).map(drop)
        })
    }

    /// The marks that are kept, as they were read last.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Keeps markings, and what could not be kept before. Who has nothing new and tries again is told again what is wrong.
    pub fn keep(&mut self, markings: &[Marking]) -> News {
        if markings.is_empty() {
            self.told.clear();
        }
        self.unkept.extend_from_slice(markings);
        self.visit(|journal, news| {
            let _lock = Lock::of_a_writer(&journal.path).map_err(|error| journal.not_kept(&error))?;
            let mended = journal.catch_up(true, news)?;
            mended.and_then(|()| journal.add()).map_err(|error| journal.not_kept(&error))
        })
    }

    /// Waits until all that was written is on the disk.
    pub fn sync(&self) -> Result<(), Saying> {
        sync(&self.path).map_err(|error| self.not_kept(&error))
    }

    /// What could not be kept yet.
    pub fn unkept(&self) -> &[Marking] {
        &self.unkept
    }

    /// It is so long that it may have to be written anew.
    pub fn is_long(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.len >= self.long)
    }

    /// Writes the journal anew if it is several times longer than it would be then. Where that cannot be done it stays as
    /// it is, which costs nothing but room.
    pub fn compact(&mut self) -> News {
        let Some(seen) = self.seen.as_ref().filter(|_| self.is_long()) else { return News::default() };
        let len = seen.len;
        let shortest: u64 = self.lines().iter().map(|line| line.len() as u64).sum();
        self.long = self.worth.max(TIMES * shortest);
        if len < self.long {
            return News::default();
        }
        // Where it cannot be done now, it is tried again when there is more to win.
        self.long = 2 * len;
        self.visit(|journal, news| {
            let Some(_lock) = Lock::of_a_writer(&journal.path).ok().filter(Lock::is_held) else { return Ok(()) };
            let mended = journal.catch_up(true, news)?;
            if mended.and_then(|()| journal.write_anew()).is_ok() {
                journal.long = journal.worth.max(TIMES * shortest);
            }
            Ok(())
        })
    }

    fn visit(&mut self, visit: impl FnOnce(&mut Journal, &mut News) -> Result<(), Saying>) -> News {
        let mut news = News::default();
        let failure = visit(self, &mut news).err();
        news.sayings.extend(failure);
        news.is_kept = self.unkept.is_empty();
        news.sayings.retain(|saying| !self.told.contains(saying));
        self.told.extend(news.sayings.iter().cloned());
        news
    }

    /// Takes in what others have written, and mends the journal where this process may write: the error inside is of that.
    fn catch_up(&mut self, may_write: bool, news: &mut News) -> Result<io::Result<()>, Saying> {
        let found = match self.take_in() {
            Ok(found) => found,
            Err(Refusal::NoJournal) if may_write => {
                news.sayings.push(self.move_aside()?);
                return Ok(Ok(()));
            }
            Err(refusal) => return Err(self.refused(&refusal)),
        };
        let mended = match found.is_ill {
            true if may_write => self.mend(&found.replay.damaged.concat()),
            true => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
            false => Ok(()),
        };
        news.sayings.extend(self.told(&found, mended.is_ok()));
        news.others = match found.before {
            Some(before) => before.difference(&self.marks),
            None => found.replay.markings,
        };
        Ok(mended)
    }

    /// Reads what was not read yet, and all of it where the journal is another one.
    fn take_in(&mut self) -> Result<Found, Refusal> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                self.seen = None;
                return Ok(Found::default());
            }
            Err(error) => return Err(Refusal::Unread(error)),
        };
        let goes_on_at = self.goes_on_at(&mut file);
        let start = goes_on_at.unwrap_or(0);
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(start)).and_then(|_| file.read_to_end(&mut bytes)).map_err(Refusal::Unread)?;
        let replay = Replay::of(&bytes, goes_on_at.is_none());
        let mut before = None;
        if goes_on_at.is_none() {
            if bytes.is_empty() {
                self.seen = None;
                return Ok(Found::default());
            }
            let version = replay.header.as_ref().map(|header| header.version);
            if let Some(later) = version.filter(|version| *version > VERSION) {
                return Err(Refusal::Later(later));
            }
            if replay.n_whole == 0 {
                return Err(Refusal::NoJournal);
            }
            self.generation = replay.header.as_ref().map_or(self.generation, |header| header.generation);
            self.strange.clear();
            before = Some(mem::take(&mut self.marks));
        }
        replay.markings.iter().for_each(|marking| drop(self.marks.make(marking)));
        self.strange.extend(replay.strange.iter().cloned());
        let has_header = goes_on_at.is_some() || replay.header.is_some();
        let is_ill = !has_header || replay.has_no_end || !replay.damaged.is_empty();
        let len = start + bytes.len() as u64;
        self.seen = match is_ill {
            true => None,
            false => Some(Seen { len, edges: edges(&mut file, len).map_err(Refusal::Unread)? }),
        };
        Ok(Found { replay, before, is_ill })
    }

    /// Where what was read before ends in this file; none where it is another one.
    fn goes_on_at(&self, file: &mut File) -> Option<u64> {
        let seen = self.seen.as_ref()?;
        edges(file, seen.len).is_ok_and(|edges| edges == seen.edges).then_some(seen.len)
    }

    /// Sees to it that the journal is one that can be added to. Its damaged lines are copied before they are left out.
    fn mend(&mut self, damaged: &[u8]) -> io::Result<()> {
        let aside = self.damaged();
        // They are there already if it was to be mended before and could not be.
        if !fs::read(&aside).unwrap_or_default().ends_with(damaged) {
            let copied = file::add(&aside, damaged).and_then(|()| sync(&aside));
            copied.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", aside.display())))?;
        }
        self.write_anew()
    }

    /// Adds what waits to be kept.
    fn add(&mut self) -> io::Result<()> {
        if self.seen.is_none() {
            self.write_anew()?;
        }
        let lines: Vec<u8> = self.unkept.iter().flat_map(|marking| line::of(&marking.change, &marking.texts)).collect();
        let Some(seen) = &self.seen else { return Err(io::ErrorKind::NotFound.into()) };
        if let Err(error) = file::add(&self.path, &lines) {
            // The next one who writes cuts it off where this cannot be done now.
            let _ = file::cut(&self.path, seen.len);
            return Err(error);
        }
        let len = seen.len + lines.len() as u64;
        self.seen = self.written(len);
        self.unkept.drain(..).for_each(|marking| drop(self.marks.make(&marking)));
        self.told.clear();
        Ok(())
    }

    /// What was seen of a journal that has just been written and is to be so long. One that somebody else was able to write
    /// to is read again.
    fn written(&self, len: u64) -> Option<Seen> {
        let mut file = File::open(&self.path).ok()?;
        let is_as_long = file.metadata().ok()?.len() == len;
        let edges = edges(&mut file, len).ok()?;
        is_as_long.then_some(Seen { len, edges })
    }

    fn write_anew(&mut self) -> io::Result<()> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let head = Header::new(self.generation + 1, now.as_nanos() as u64).line();
        let mut lines = self.lines();
        lines.insert(0, head);
        let len = file::replace(&self.path, &lines)?;
        self.generation += 1;
        self.seen = self.written(len);
        Ok(())
    }

    /// What the journal says, in as few bytes as can be.
    fn lines(&self) -> Vec<Vec<u8>> {
        let markings = Marks::default().difference(&self.marks);
        let split = |marking: &Marking| -> Vec<Vec<u8>> {
            let texts = marking.texts.chunks(TEXTS_A_LINE);
            match &marking.change {
                Change::At(whereabouts) => {
                    let whereabouts = whereabouts.chunks(TEXTS_A_LINE).map(|some| Change::At(some.to_vec()));
                    whereabouts.zip(texts).map(|(change, texts)| line::of(&change, texts)).collect()
                }
                change => texts.map(|texts| line::of(change, texts)).collect(),
            }
        };
        markings.iter().flat_map(split).chain(self.strange.iter().cloned()).collect()
    }

    /// What is no journal keeps its bytes under another name.
    fn move_aside(&mut self) -> Result<Saying, Saying> {
        let path = self.path.display().to_string();
        self.seen = None;
        match file::move_aside(&self.path) {
            Ok(aside) => Ok(Saying::new("marks-no-journal").of("path", path).of("aside", aside.display().to_string())),
            Err(error) => Err(Saying::new("marks-no-journal-stays").of("path", path).of("error", error.to_string())),
        }
    }

    /// Where damaged lines are copied.
    fn damaged(&self) -> PathBuf {
        self.path.with_extension("damaged")
    }

    /// What was wrong with the lines that were read.
    fn told(&self, found: &Found, is_mended: bool) -> Vec<Saying> {
        let path = || self.path.display().to_string();
        let mut sayings = Vec::new();
        if found.replay.is_torn {
            sayings.push(Saying::new("marks-torn").of("path", path()));
        }
        match found.replay.damaged.len() {
            0 => {}
            n if is_mended => {
                let aside = self.damaged().display().to_string();
                sayings.push(Saying::new("marks-damaged").of("path", path()).of("n", n).of("aside", aside));
            }
            n => sayings.push(Saying::new("marks-damaged-stay").of("path", path()).of("n", n)),
        }
        sayings
    }

    fn refused(&self, refusal: &Refusal) -> Saying {
        let path = self.path.display().to_string();
        match refusal {
            Refusal::NoJournal => Saying::new("marks-none").of("path", path),
            Refusal::Later(version) => Saying::new("marks-later").of("path", path).of("version", version.to_string()),
            Refusal::Unread(error) => Saying::new("marks-unread").of("path", path).of("error", error.to_string()),
        }
    }

    fn not_kept(&self, error: &io::Error) -> Saying {
        if self.path.as_os_str().is_empty() {
            return Saying::new("marks-no-home");
        }
        Saying::new("marks-not-kept").of("path", self.path.display().to_string()).of("error", error.to_string())
    }
}

/// A hash of the first and the last of so many bytes of a file. The error is `UnexpectedEof` where it has fewer.
fn edges(file: &mut File, len: u64) -> io::Result<u64> {
    let n = len.min(EDGE);
    let mut bytes = vec![0; 2 * n as usize];
    let (first, last) = bytes.split_at_mut(n as usize);
    file.rewind()?;
    file.read_exact(first)?;
    file.seek(SeekFrom::Start(len - n))?;
    file.read_exact(last)?;
    Ok(xxh3_64(&bytes))
}
