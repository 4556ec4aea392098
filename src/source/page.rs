//! One page that waits to be read: where its bytes are, and whether they are text.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use crate::source::{MAX_BYTES, Reason, Skip};

/// What standard input is called.
pub(super) const STDIN: &str = "-";
/// What stands before the names of the built-in pages.
pub(super) const EDITION: &str = "edition/";

/// A page that waits to be read, perhaps for the second time.
#[derive(Debug)]
pub(super) enum Page {
    /// A file; or a pipe or device that was named, which becomes `Held` once it is read.
    File { path: PathBuf, was_named: bool },
    /// Standard input, not read yet.
    Stdin,
    /// What can be read only once.
    Held { path: String, bytes: Vec<u8> },
    /// A page of the built-in edition.
    Edition { name: &'static str, text: &'static str },
}

impl Page {
    /// Its path as the reader would give it.
    pub(super) fn path(&self) -> String {
        match self {
            Page::File { path, .. } => path.to_string_lossy().into_owned(),
            Page::Stdin => STDIN.to_owned(),
            Page::Held { path, .. } => path.clone(),
            Page::Edition { name, .. } => format!("{EDITION}{name}"),
        }
    }

    /// Its bytes, if they are text.
    pub(super) fn bytes(&mut self) -> Result<Cow<'_, [u8]>, Skip> {
        let (read, was_named) = match self {
            Page::Held { bytes, .. } => return Ok(Cow::Borrowed(bytes)),
            Page::Edition { text, .. } => return Ok(Cow::Borrowed(text.as_bytes())),
            Page::File { path, was_named } => (file_bytes(path), *was_named),
            Page::Stdin => (bytes_of(io::stdin().lock()).map(Bytes::Once), true),
        };
        match read {
            Ok(Bytes::Again(bytes)) => Ok(Cow::Owned(bytes)),
            Ok(Bytes::Once(bytes)) => {
                *self = Page::Held { path: self.path(), bytes: bytes.clone() };
                Ok(Cow::Owned(bytes))
            }
            Err(reason) => Err(Skip { path: self.path(), reason, was_named }),
        }
    }
}

enum Bytes {
    /// They can be read again.
    Again(Vec<u8>),
    /// They are gone.
    Once(Vec<u8>),
}

fn file_bytes(path: &PathBuf) -> Result<Bytes, Reason> {
    let unreadable = |error: io::Error| Reason::of(&error);
    let file = File::open(path).map_err(unreadable)?;
    let is_file = file.metadata().map_err(unreadable)?.is_file();
    bytes_of(file).map(if is_file { Bytes::Again } else { Bytes::Once })
}

/// So much of a file is looked at to tell whether it is text.
const SAMPLE: u64 = 8 << 10;

fn bytes_of(mut file: impl Read) -> Result<Vec<u8>, Reason> {
    let unreadable = |error: io::Error| Reason::of(&error);
    let mut bytes = Vec::new();
    file.by_ref().take(SAMPLE).read_to_end(&mut bytes).map_err(unreadable)?;
    if is_binary(&bytes) {
        return Err(Reason::Binary);
    }
    let rest = MAX_BYTES + 1 - bytes.len() as u64;
    file.take(rest).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Reason::TooLarge) } else { Ok(bytes) }
}

/// How common files begin that are no text but may look like it for a while: PDF, PostScript, pictures, archives,
/// programs, sound. From the database of file(1).
const MAGIC: &[&[u8]] = &[
    b"%PDF-",
    b"%!PS",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"OggS",
];

/// Content with many zero bytes or control characters is no text, unless it is UTF-16.
fn is_binary(sample: &[u8]) -> bool {
    if MAGIC.iter().any(|magic| sample.starts_with(magic)) {
        return true;
    }
    if is_utf16(sample) {
        return false;
    }
    // Escape is left out: terminal output that was saved has many of them.
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let n_controls = sample.iter().filter(is_control).count();
    // Compressed data has one in ten; a text that was damaged has a few.
    n_controls > 3 && n_controls * 25 > sample.len()
}

/// A byte order mark, or zero bytes at one parity alone: the high halves of Latin letters, spaces and digits.
fn is_utf16(sample: &[u8]) -> bool {
    if sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff") {
        return true;
    }
    let n_zero = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (n_zero(0), n_zero(1));
    let enough = sample.len() / 20; // Arabic has zeros only in its spaces
    (even == 0 && odd > enough) || (odd == 0 && even > enough)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_what_is_not() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let noise: Vec<u8> = (0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, binary, what) in [
            (b"".to_vec(), false, "nothing"),
            ("L'armée syrienne\r\n".into(), false, "UTF-8"),
            (b"\xc8\xc7\xe1\xe1\xdb\xc9 \xc7\xe1\xda\xd1\xc8\xed\xc9".to_vec(), false, "windows-1256"),
            (utf16("L'armée syrienne progresse"), false, "UTF-16"),
            (utf16("حلب مدينة في شمال سوريا"), false, "UTF-16 in Arabic"),
            (b"\x1b[31mrouge\x1b[0m\x07 et un z\0ro".to_vec(), false, "a few control characters"),
            (b"\0\x01\x02\x03 un peu de texte \0\0".to_vec(), true, "many control characters"),
            (b"%PDF-1.4 all text so far".to_vec(), true, "PDF"),
            (noise, true, "noise"),
        ] {
            assert_eq!(is_binary(&bytes), binary, "{what}");
        }
    }
}
