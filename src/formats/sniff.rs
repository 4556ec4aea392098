//! What the first bytes of a file tell of it.
//!
//! A name says nothing: the beginning of the file decides. Where no format is sure of it, it is text, unless it is plainly
//! something that is no text at all.

use std::borrow::Cow;

/// So much of a file is looked at.
pub const SAMPLE: usize = 64 << 10;

/// The first bytes of a file, as those who recognise formats look at them.
pub(super) struct Sample<'s> {
    /// As they are.
    pub(super) bytes: &'s [u8],
    /// As text in UTF-8 or any encoding that has ASCII in it, without a byte order mark and blanks before its first word.
    pub(super) text: Cow<'s, [u8]>,
}

impl<'s> Sample<'s> {
    pub(super) fn new(bytes: &'s [u8]) -> Sample<'s> {
        let bytes = bytes.get(..SAMPLE).unwrap_or(bytes);
        let text = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                let (text, ..) = encoding_rs::UTF_16LE.decode(bytes);
                Cow::Owned(text.trim_start().as_bytes().to_vec())
            }
            _ => Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()),
        };
        Sample { bytes, text }
    }

    /// Whether the file may go on behind it.
    pub(super) fn is_cut(&self) -> bool {
        self.bytes.len() >= SAMPLE
    }

    /// Whether its text begins with these letters, in any case.
    pub(super) fn begins(&self, letters: &str) -> bool {
        self.text.get(..letters.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(letters.as_bytes()))
    }

    /// The lines of its text that end within it, without their line feeds.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[u8]> {
        self.text.split_inclusive(|byte| *byte == b'\n').filter_map(|line| {
            let line = line.strip_suffix(b"\n")?;
            Some(line.strip_suffix(b"\r").unwrap_or(line))
        })
    }
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

/// So much is looked at to tell whether a file is text.
const TEXT_SAMPLE: usize = 8 << 10;

/// Content with many zero bytes or control characters is no text, unless it is UTF-16.
pub fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..TEXT_SAMPLE).unwrap_or(bytes);
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

    #[test]
    fn the_text_of_a_sample_begins_with_its_first_word() {
        let utf16: Vec<u8> = "\u{feff}\n <a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, begin) in
            [(b"\xef\xbb\xbf \r\n<a>".as_slice(), "<A>"), (b"<a>\n", "<a>"), (utf16.as_slice(), "<a>")]
        {
            assert!(Sample::new(bytes).begins(begin), "{bytes:?}");
        }
        assert!(!Sample::new(b"<").begins("<a>"));
    }
}
