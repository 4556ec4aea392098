//! The files of the journal: locked, added to, cut, replaced and moved aside.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::writing::{self, Writing};

/// The right to read or to write, until it is dropped or its process ends.
#[derive(Debug)]
pub(super) struct Lock(Option<File>);

/// Nobody holds the lock for longer, unless its process was stopped in that very moment.
const PATIENCE: Duration = Duration::from_secs(3);
/// It is asked for again after this time at first, and at the latest after
const SOON: Duration = Duration::from_micros(50);
/// this one.
const LATE: Duration = Duration::from_millis(5);

impl Lock {
    /// For who only reads. Where nothing can be locked, reading goes on without: what is half written is read again later.
    pub(super) fn of_readers(journal: &Path) -> Lock {
        let file = OpenOptions::new().read(true).write(true).open(name(journal)).or_else(|_| File::open(name(journal)));
        Lock(file.and_then(|file| locked(&file).map(|is_locked| is_locked.then_some(file))).unwrap_or_default())
    }

    /// For who writes; makes the folder. Where files cannot be locked, as on some network drives, one of two lines written
    /// in the same moment may be torn.
    pub(super) fn of_a_writer(journal: &Path) -> io::Result<Lock> {
        let name = name(journal);
        writing::make_private(name.parent().unwrap_or(Path::new("")))?;
        let file = writing::lock_file(&name)?;
        Ok(Lock(locked(&file)?.then_some(file)))
    }

    /// Nobody else has it.
    pub(super) fn is_held(&self) -> bool {
        self.0.is_some()
    }
}

/// It stands beside the journal, which is another file each time it is written anew.
fn name(journal: &Path) -> PathBuf {
    journal.with_extension("lock")
}

/// Waits for the lock of a file; `false` where there are no locks.
fn locked(file: &File) -> io::Result<bool> {
    let (began, mut pause) = (Instant::now(), SOON);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {}
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LATE);
    }
}

/// Adds bytes to the end of a file, which is made if need be, at one go.
pub(super) fn add(path: &Path, bytes: &[u8]) -> io::Result<()> {
    writing::private().append(true).create(true).open(path)?.write_all(bytes)
}

/// Cuts off what stands behind so many bytes.
pub(super) fn cut(path: &Path, len: u64) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.set_len(len)
}

/// Replaces a file as a whole, on the disk before it has its name; gives back how long it is.
pub(super) fn replace(path: &Path, lines: &[Vec<u8>]) -> io::Result<u64> {
    let mut file = Writing::locked(path)?;
    lines.iter().try_for_each(|line| file.write_all(line))?;
    file.finish()?;
    Ok(lines.iter().map(|line| line.len() as u64).sum())
}

/// Gives a file another name, which no file has yet, and says which.
pub(super) fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |n: usize| path.with_extension(if n == 1 { "aside".to_owned() } else { format!("aside-{n}") });
    let free = (1..).map(name).find(|name| fs::symlink_metadata(name).is_err()).unwrap_or_default();
    fs::rename(path, &free).map(|()| free)
}
