//! A file that is written beside its place and takes it when it is whole: what has a file's name is never half of it, and
//! never somebody else's file that was there before.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

/// A file being written. Dropping it leaves nothing of it.
#[derive(Debug)]
pub struct Writing {
    path: PathBuf,
    beside: PathBuf,
    replaces: bool,
    file: Option<BufWriter<File>>,
}

impl Writing {
    /// Begins to write what is to be at `path`. The error is `AlreadyExists` where a file is there that is not to be replaced.
    pub fn begin(path: &Path, replaces: bool) -> io::Result<Writing> {
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // A device, a pipe: what is moved into its place would not go through it.
            Ok(there) if !there.is_file() => return Err(io::ErrorKind::InvalidInput.into()),
            Ok(_) if !replaces => return Err(io::ErrorKind::AlreadyExists.into()),
            _ => {}
        }
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let beside = path.with_file_name(format!(
            ".{}.{}.new",
            name.to_string_lossy().chars().take(60).collect::<String>(),
            process::id()
        ));
        let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        Ok(Writing { path: path.to_owned(), beside, replaces, file: Some(BufWriter::new(file)) })
    }

    /// Puts it in its place.
    pub fn finish(mut self) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        file.into_inner().map_err(|error| error.into_error())?.sync_data()?;
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
