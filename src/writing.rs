//! A file that is written beside its place and takes it when it is whole: what has a file's name is never half of it, and
//! never somebody else's file that was there before. And what is kept for a reader, in files and folders of their own.

use std::env;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use directories::ProjectDirs;

/// A file being written. Dropping it leaves nothing of it.
#[derive(Debug)]
pub struct Writing {
    path: PathBuf,
    beside: PathBuf,
    replaces: bool,
    file: Option<BufWriter<File>>,
}

/// Files that this process has begun to write.
static N_BEGUN: AtomicU64 = AtomicU64::new(0);
/// So much is written at one go.
const BUFFER: usize = 1 << 17;

impl Writing {
    /// Begins to write what a reader wants to be at `path`, or where a link there leads. The error is `AlreadyExists` where a
    /// file is there that is not to be replaced; the new one is as open to others as that was.
    pub fn begin(path: &Path, replaces: bool) -> io::Result<Writing> {
        let there = match fs::metadata(path) {
            Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // A device, a pipe: what is moved into its place would not go through it.
            Ok(there) if !there.is_file() => return Err(io::ErrorKind::InvalidInput.into()),
            Ok(_) if !replaces => return Err(io::ErrorKind::AlreadyExists.into()),
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let path = followed(path);
        let (beside, file) = create_beside(&path, OpenOptions::new())?;
        // Where this cannot be, a file system has one mode for all.
        let _ = there.map(|there| file.set_permissions(there.permissions()));
        Ok(Writing { replaces, path, beside, file: buffered(file) })
    }

    /// Begins to write what is kept for a reader and is nobody else's business. Others may be writing the same file: what
    /// is finished last stays, as a whole.
    pub fn private(path: &Path) -> io::Result<Writing> {
        let path = followed(path);
        let (beside, file) = create_beside(&path, private())?;
        Ok(Writing { path, beside, replaces: true, file: buffered(file) })
    }

    /// The same for who holds a lock, so that nobody else writes this file: what a kill has left of it goes.
    pub fn locked(path: &Path) -> io::Result<Writing> {
        let beside = beside(path, "")?;
        let _ = fs::remove_file(&beside);
        let file = private().write(true).create_new(true).open(&beside)?;
        Ok(Writing { path: path.to_owned(), beside, replaces: true, file: buffered(file) })
    }

    /// Puts it in its place, when all of it is on the disk; and its name goes there, too.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        self.take_its_place()?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Systems whose folders cannot be opened keep names in their own way.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }

    fn take_its_place(&self) -> io::Result<()> {
        if self.replaces {
            return fs::rename(&self.beside, &self.path);
        }
        // A link takes no name that somebody has taken meanwhile; not every file system has them.
        match fs::hard_link(&self.beside, &self.path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            Err(_) if self.path.exists() => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(&self.beside, &self.path),
            Ok(()) => Ok(()),
        }
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}

/// Where a link leads, whether something is there or not: a file takes the place of the file, and the link stays.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    path
}

/// A system follows no more of them either (MAXSYMLINKS of Linux).
const MOST_LINKS: usize = 40;

/// A new file in the folder of the other, under a name that nobody has taken: what was killed may have left one.
fn create_beside(path: &Path, mut options: OpenOptions) -> io::Result<(PathBuf, File)> {
    for _ in 0..MOST_LEFT_OVER {
        let n = N_BEGUN.fetch_add(1, Ordering::Relaxed);
        let beside = beside(path, &format!("{}-{n}.", process::id()))?;
        match options.write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return Ok((beside, created?)),
        }
    }
    // It is not the file itself that is there.
    Err(io::Error::other(beside(path, "*.")?.display().to_string()))
}

const MOST_LEFT_OVER: u32 = 1000;

/// The name of a file while it is being written: hidden, and whose it is.
fn beside(path: &Path, whose: &str) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
    // Names have at most 255 bytes, and a character at most four.
    let name: String = name.chars().take(50).collect();
    Ok(path.with_file_name(format!(".{name}.{whose}new")))
}

fn buffered(file: File) -> Option<BufWriter<File>> {
    Some(BufWriter::with_capacity(BUFFER, file))
}

/// Replaces a private file as a whole, or makes it.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Writing::private(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A way to open files: those it makes can be read by their owner alone.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Where a reader's own things are kept: in the folder that `KIOSQUE_DATA` names, or in the platform's folder for data; none
/// without a home.
pub fn data_folder() -> Option<PathBuf> {
    let named = env::var_os("KIOSQUE_DATA").filter(|value| !value.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(ProjectDirs::from("", "", "kiosque")?.data_dir().to_owned()))
}

/// Makes a folder and those above it, for their owner alone. One that is there stays as it is.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file that is there to be locked, and is made if need be.
pub fn lock_file(path: &Path) -> io::Result<File> {
    private().read(true).write(true).create(true).truncate(false).open(path)
}

/// A path as somebody types it: `~/` is their home, as in a shell.
pub fn typed(path: &str) -> PathBuf {
    let home = || env::home_dir().filter(|home| !home.as_os_str().is_empty());
    match (path.strip_prefix('~'), home()) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with(std::path::is_separator) => {
            home.join(rest.trim_start_matches(std::path::is_separator))
        }
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_until_somebody_says_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let write = |replaces, text: &str| {
            let mut writing = Writing::begin(&path, replaces)?;
            writing.write_all(text.as_bytes())?;
            writing.finish()
        };
        write(false, "one").unwrap();
        assert_eq!(write(false, "two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        write(true, "three").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");

        let other = folder.path().join("b.txt");
        let mut slow = Writing::begin(&other, false).unwrap();
        slow.write_all(b"mine").unwrap();
        fs::write(&other, "somebody else's").unwrap();
        assert_eq!(slow.finish().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&other).unwrap(), "somebody else's");

        drop(Writing::begin(&folder.path().join("c.txt"), false).unwrap());
        assert!(Writing::begin(folder.path(), true).is_err());
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a.txt", "b.txt"], "nothing else is left");
    }

    #[test]
    fn what_was_left_over_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let next = N_BEGUN.load(Ordering::Relaxed);
        for n in next..next + 100 {
            fs::write(beside(&path, &format!("{}-{n}.", process::id())).unwrap(), "theirs").unwrap();
        }
        let mut writing = Writing::begin(&path, false).unwrap();
        writing.write_all(b"mine").unwrap();
        writing.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 101, "what others left is theirs");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_what_it_leads_to_as_open_as_it_was() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("there")).unwrap();
        for (link, target, mode) in
            [("open", "there/open", Some(0o664)), ("closed", "there/closed", Some(0o600)), ("away", "there/new", None)]
        {
            if let Some(mode) = mode {
                fs::write(at(target), "old").unwrap();
                fs::set_permissions(at(target), fs::Permissions::from_mode(mode)).unwrap();
            }
            symlink(target, at(link)).unwrap();
            symlink(at(link), at(&format!("{link} twice"))).unwrap();
            let mut writing = Writing::begin(&at(&format!("{link} twice")), true).unwrap();
            writing.write_all(b"new").unwrap();
            writing.finish().unwrap();
            assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink(), "{link}");
            assert_eq!(fs::read_to_string(at(target)).unwrap(), "new", "{link}");
            let now = fs::metadata(at(target)).unwrap().permissions().mode() & 0o777;
            assert!(mode.is_none_or(|mode| now == mode), "{link}: {now:o}");
        }
        symlink("round", at("round")).unwrap();
        assert!(Writing::begin(&at("round"), true).is_err());
        assert_eq!(fs::read_dir(at("there")).unwrap().count(), 3, "nothing else is left");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_kept_for_a_reader_is_nobody_elses_business() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("share/kiosque");
        make_private(&data).unwrap();
        let [one, two, three] = ["one", "two", "three"].map(|name| data.join(name));
        replace(&one, b"1").unwrap();
        lock_file(&two).unwrap();
        // A kill has left something, which somebody else was able to read.
        drop(Writing::locked(&three).unwrap());
        fs::write(beside(&three, "").unwrap(), "half").unwrap();
        Writing::locked(&three).unwrap().finish().unwrap();
        for (path, mode) in [(data.clone(), 0o700), (one, 0o600), (two, 0o600), (three, 0o600)] {
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
        }
        assert_eq!(fs::read_dir(&data).unwrap().count(), 3, "nothing else is left");
    }

    #[test]
    fn a_tilde_is_the_readers_home() {
        let home = env::home_dir().unwrap();
        for (path, want) in [
            ("~/a.txt", home.join("a.txt")),
            ("~", home.clone()),
            ("~someone/a.txt", PathBuf::from("~someone/a.txt")),
            ("a/~/b", PathBuf::from("a/~/b")),
        ] {
            assert_eq!(typed(path), want);
        }
    }
}
