//! Bytes become text, by whatever encoding they turn out to be in, and what was done is recorded.
//!
//! The order matters: marks first, then UTF-8 (strict, then with a few bad bytes), and only then a detector, because a
//! detector calls UTF-8 that was cut inside a character windows-1252 at once. At last, text that had been encoded twice
//! ("Ã©", "Ø§Ù„") is read back, where reading it back is possible and gives letters of the press. Text that is UTF-8
//! already is borrowed.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1252, WINDOWS_1256};
use memchr::memmem;

use crate::ingest::phrases::Phrases;
use crate::model::document::Decoding;
use crate::text::bytes;

/// Bytes of one document beyond this are left out, so that a file of any size needs a bounded amount of memory.
pub const LIMIT: usize = 64 << 20;

/// The share of non-ASCII bytes in valid sequences that makes a text UTF-8 with a few bad bytes, in per cent.
const UTF_8_SHARE: usize = 95;

/// The detector is sure long before this many bytes.
const DETECTED: usize = 64 << 10;

/// With fewer bytes beyond ASCII than this, a detector's exotic answer is worth less than the habits of the press.
const N_BYTES_FOR_EXOTIC: usize = 200;

/// Reads bytes as text. Never fails: what cannot be read becomes U+FFFD and is counted.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Decoding) {
    let (bytes, n_cut_off) = within_limit(bytes);
    let (text, decoding) = decode_all(bytes);
    (text, Decoding { n_cut_off, ..decoding })
}

/// The bytes as text if all of them are UTF-8.
pub fn utf_8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

fn decode_all(bytes: &[u8]) -> (Cow<'_, str>, Decoding) {
    if bytes.is_empty() {
        return (Cow::Borrowed(""), Decoding::default());
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, n_bytes)) if encoding == encoding_rs::UTF_8 => {
            return marked(repaired(decode_utf_8(&bytes[n_bytes..])));
        }
        Some((encoding, n_bytes)) => {
            return marked(decode_utf_16(&bytes[n_bytes..], encoding == encoding_rs::UTF_16BE));
        }
        None => {}
    }
    if let Some(big_endian) = utf_16_byte_order(bytes) {
        return decode_utf_16(bytes, big_endian);
    }
    if let Some(text) = utf_8(bytes) {
        return repaired((Cow::Borrowed(text), Decoding { encoding: "UTF-8", ..Decoding::default() }));
    }
    if is_nearly_utf_8(bytes) {
        return repaired(decode_utf_8(bytes));
    }
    decode_detected(bytes)
}

fn within_limit(bytes: &[u8]) -> (&[u8], usize) {
    let Some(kept) = bytes.get(..LIMIT) else { return (bytes, 0) };
    // Not inside a UTF-8 character; elsewhere three bytes are no loss.
    let is_continuation = |byte: &&u8| (0x80..0xc0).contains(*byte);
    let starts_next = bytes.get(LIMIT).is_some_and(|byte| !is_continuation(&byte));
    let n_split = if starts_next { 0 } else { 1 + kept.iter().rev().take(2).take_while(is_continuation).count() };
    let kept = &kept[..LIMIT - n_split];
    (kept, bytes.len() - kept.len())
}

fn marked((text, decoding): (Cow<'_, str>, Decoding)) -> (Cow<'_, str>, Decoding) {
    (text, Decoding { byte_order_mark: true, ..decoding })
}

fn decode_utf_8(bytes: &[u8]) -> (Cow<'_, str>, Decoding) {
    let n_replaced = match utf_8(bytes) {
        Some(_) => 0,
        None => bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count(),
    };
    (String::from_utf8_lossy(bytes), Decoding { encoding: "UTF-8", n_replaced, ..Decoding::default() })
}

fn decode_utf_16(bytes: &[u8], big_endian: bool) -> (Cow<'static, str>, Decoding) {
    let read = if big_endian { u16::from_be_bytes } else { u16::from_le_bytes };
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut n_replaced = odd.len();
    let mut text = String::with_capacity(bytes.len());
    for unit in char::decode_utf16(pairs.iter().map(|pair| read(*pair))) {
        n_replaced += usize::from(unit.is_err());
        text.push(unit.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    text.extend(odd.iter().map(|_| char::REPLACEMENT_CHARACTER));
    let encoding = if big_endian { "UTF-16BE" } else { "UTF-16LE" };
    (Cow::Owned(text), Decoding { encoding, n_replaced, ..Decoding::default() })
}

/// UTF-16 without a mark, by the bytes that are NUL or name the Arabic block: `Some(true)` for big-endian.
fn utf_16_byte_order(bytes: &[u8]) -> Option<bool> {
    memchr::memchr(0, bytes)?;
    let (pairs, _) = bytes[..bytes.len().min(4096)].as_chunks::<2>();
    let is_high = |byte: u8| matches!(byte, 0x00 | 0x06 | 0x20 | 0xfb..=0xfe);
    let is_order = |high: usize| {
        let low = 1 - high;
        let n_nul = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
        let n_high = pairs.iter().filter(|pair| is_high(pair[high])).count();
        // A plain text holds no NUL character, so that the low bytes are never NUL (U+0600 is no letter either).
        n_nul(high) > 0 && n_nul(low) * 50 <= pairs.len() && n_high * 10 >= pairs.len() * 8
    };
    match (is_order(1), is_order(0)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// Most bytes beyond ASCII are in valid sequences, or the only bad ones are a character cut at the start or the end.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (whole, cut) = whole_characters(bytes);
    let (mut n_valid, mut n_bad) = (0, 0);
    for chunk in whole.utf8_chunks() {
        n_valid += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        n_bad += chunk.invalid().len();
    }
    // Without any other character beyond ASCII, a single byte at the end may be the "é" of a "café" in windows-1252,
    // but two bytes, or a byte that is no letter of French in windows-1252, are no end of a word.
    let cut_speaks = cut.len() >= 2 || cut.first().is_some_and(|byte| matches!(byte, 0xc2 | 0xc3 | 0xd8..=0xdb));
    n_valid * 100 >= (n_valid + n_bad) * UTF_8_SHARE && (n_valid > 0 || cut_speaks)
}

/// Without the rest of a character at the start (up to three bytes); and the beginning of one at the end, apart.
fn whole_characters(bytes: &[u8]) -> (&[u8], &[u8]) {
    let n_rest = bytes.iter().take(3).take_while(|byte| (0x80..0xc0).contains(*byte)).count();
    let bytes = &bytes[n_rest..];
    match bytes.utf8_chunks().last() {
        Some(last) if is_cut_character(last.invalid()) => bytes.split_at(bytes.len() - last.invalid().len()),
        _ => (bytes, &[]),
    }
}

fn is_cut_character(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn decode_detected(bytes: &[u8]) -> (Cow<'_, str>, Decoding) {
    let encoding = detect(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // A single-byte text cannot hold U+FFFD, so each one is a byte that is none of the encoding.
    let n_replaced = memmem::find_iter(text.as_bytes(), "\u{fffd}").count();
    (text, Decoding { encoding: encoding.name(), n_replaced, ..Decoding::default() })
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(DETECTED)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let is_of_the_press = [WINDOWS_1252, WINDOWS_1256, ISO_8859_6].contains(&guess);
    let n_beyond_ascii = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if is_of_the_press || n_beyond_ascii >= N_BYTES_FOR_EXOTIC { guess } else { likelier_of_the_press(sample) }
}

/// The encoding that makes words: in windows-1252 letters beyond ASCII stand among ASCII letters, in Arabic encodings
/// among themselves.
fn likelier_of_the_press(bytes: &[u8]) -> &'static Encoding {
    let n_alone =
        bytes.windows(2).filter(|pair| pair[0].is_ascii_alphabetic() != pair[1].is_ascii_alphabetic()).count();
    let n_together = bytes.windows(2).filter(|pair| !pair[0].is_ascii() && !pair[1].is_ascii()).count();
    if n_together > n_alone { WINDOWS_1256 } else { WINDOWS_1252 }
}

/// Undoes an encoding that was done twice, where that can be.
fn repaired((text, decoding): (Cow<'_, str>, Decoding)) -> (Cow<'_, str>, Decoding) {
    if !may_be_misread(text.as_bytes()) || !SIGNS.are_in(&text) {
        return (text, decoding);
    }
    for encoding in READ_AS {
        if let Some(repaired) = Table::new(encoding).undo(&text) {
            return (Cow::Owned(repaired), Decoding { repaired_from: Some(encoding.name()), ..decoding });
        }
    }
    (text, decoding)
}

/// The text has a letter that the first byte of a misread character turns into: `Â`, `Ã`, `Ø`, `Ù`, or `â` before a sign
/// beyond Latin; read as windows-1256, `آ`, `أ`, `ط` or `ظ` before one beyond Arabic. One pass settles it for most texts.
fn may_be_misread(bytes: &[u8]) -> bool {
    let is_lead = |first: u8, second: u8, third: u8| {
        let by_latin = (first == 0xC3)
            & ((second & 0xFE == 0x82) | (second & 0xFE == 0x98) | ((second == 0xA2) & (third >= 0xC2)));
        let by_arabic = (first == 0xD8)
            & ((second & 0xFE == 0xA2) | (second == 0xB7) | (second == 0xB8))
            & ((third == 0xC2) | (third == 0xCB) | (third & 0xFE == 0xDA) | (third == 0xE2));
        by_latin | by_arabic
    };
    bytes::any_triple(bytes, is_lead)
}

/// What UTF-8 is mostly misread as.
const READ_AS: [&Encoding; 2] = [WINDOWS_1252, WINDOWS_1256];

/// The misread characters that turn up in any French or Arabic text: one without them all is not looked at.
static SIGNS: LazyLock<Phrases> = LazyLock::new(|| {
    let characters =
        ["é", "è", "à", "ê", "ç", "É", "ñ", "ó", "í", "’", "«", "–", "—", "“", "…", "ا", "ل", "ي", "و", "م"];
    let signs = READ_AS.iter().flat_map(|encoding| {
        characters.map(|character| encoding.decode_without_bom_handling(character.as_bytes()).0.into_owned())
    });
    Phrases::new(signs)
});

/// The way back from characters to the bytes they were wrongly read from.
struct Table {
    /// Characters beyond ASCII with their byte, ascending.
    bytes: Vec<(char, u8)>,
}

impl Table {
    fn new(encoding: &'static Encoding) -> Table {
        let decoded = |byte: u8| encoding.decode_without_bom_handling(&[byte]).0.chars().next();
        let mut bytes: Vec<(char, u8)> = (0x80..=0xff).filter_map(|byte| Some((decoded(byte)?, byte))).collect();
        // Read as ISO-8859-1, the bytes that windows-1252 prints as dashes and quotes become control characters.
        let is_latin = encoding == WINDOWS_1252;
        bytes.extend((0x80..=0x9f).filter(|_| is_latin).map(|byte| (char::from(byte), byte)));
        bytes.sort_unstable();
        bytes.dedup_by_key(|(character, _)| *character);
        Table { bytes }
    }

    /// The text read back line by line; `None` if no line asks for it.
    fn undo(&self, text: &str) -> Option<String> {
        let mut repaired = String::with_capacity(text.len());
        let mut n_repaired = 0;
        for line in text.split_inclusive('\n') {
            let (undone, score) = self.undo_line(line);
            let is_better = score.n_undone > 4 * score.n_kept;
            repaired.push_str(if is_better { &undone } else { line });
            n_repaired += if is_better { score.n_undone } else { 0 };
        }
        (n_repaired > 0).then_some(repaired)
    }

    fn undo_line(&self, line: &str) -> (String, Score) {
        let mut undone = String::with_capacity(line.len());
        let mut score = Score::default();
        let mut rest = line;
        while let Some(start) = rest.find(|character: char| !character.is_ascii()) {
            let (before, from) = rest.split_at(start);
            undone.push_str(before);
            let n_bytes = from.find(|character: char| character.is_ascii()).unwrap_or(from.len());
            let (run, after) = from.split_at(n_bytes);
            match self.undo_run(run) {
                Some(text) => {
                    score.n_undone += text.chars().count();
                    undone.push_str(&text);
                }
                None => {
                    score.n_kept += 1;
                    undone.push_str(run);
                }
            }
            rest = after;
        }
        undone.push_str(rest);
        (undone, score)
    }

    /// A run of characters beyond ASCII, read back; `None` if that gives no text of the press.
    fn undo_run(&self, run: &str) -> Option<String> {
        let byte = |character: char| {
            let idx = self.bytes.binary_search_by_key(&character, |(known, _)| *known).ok()?;
            Some(self.bytes.get(idx)?.1)
        };
        let bytes: Vec<u8> = run.chars().map(byte).collect::<Option<_>>()?;
        let text = String::from_utf8(bytes).ok()?;
        text.chars().all(is_of_the_press).then_some(text)
    }
}

#[derive(Default)]
struct Score {
    /// Characters gained.
    n_undone: usize,
    /// Runs that are what they should be, or at least no doubly encoded text.
    n_kept: usize,
}

/// Letters and signs that French, Arabic, Spanish and English pages are made of, beyond ASCII.
fn is_of_the_press(character: char) -> bool {
    matches!(character, '\u{a0}'..='\u{17f}' | '\u{600}'..='\u{6ff}' | '\u{2000}'..='\u{206f}' | '\u{20ac}' | '\u{2122}' | '\u{fb50}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRENCH: &str = "L’été dernier, à Alger, la fête a été très réussie : « une première ».";
    const ARABIC: &str = "قال الوزير إن الحكومة ستواصل العمل في هذه المنطقة خلال السنة القادمة.";

    /// Decodes to `text`; what was done is given back.
    fn check(bytes: &[u8], text: &str) -> Decoding {
        let (decoded, decoding) = decode(bytes);
        assert_eq!(decoded, text);
        decoding
    }

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    /// UTF-8 that was read as another encoding and encoded again.
    fn encoded_twice(text: &str, read_as: &'static Encoding) -> Vec<u8> {
        read_as.decode_without_bom_handling(text.as_bytes()).0.into_owned().into_bytes()
    }

    #[test]
    fn each_encoding_of_the_press_is_recognised() {
        for (bytes, text, encoding) in [
            (FRENCH.into(), FRENCH, "UTF-8"),
            (ARABIC.into(), ARABIC, "UTF-8"),
            (b"Plain words.".to_vec(), "Plain words.", "UTF-8"),
            (utf_16(FRENCH, u16::to_le_bytes), FRENCH, "UTF-16LE"),
            (utf_16(FRENCH, u16::to_be_bytes), FRENCH, "UTF-16BE"),
            (utf_16(ARABIC, u16::to_le_bytes), ARABIC, "UTF-16LE"),
            (utf_16(ARABIC, u16::to_be_bytes), ARABIC, "UTF-16BE"),
            (WINDOWS_1252.encode(FRENCH).0.into(), FRENCH, "windows-1252"),
            (WINDOWS_1252.encode("Le café du marché").0.into(), "Le café du marché", "windows-1252"),
            (WINDOWS_1256.encode(ARABIC).0.into(), ARABIC, "windows-1256"),
            (ISO_8859_6.encode(ARABIC).0.into(), ARABIC, "ISO-8859-6"),
        ] {
            let decoding = check(&bytes, text);
            assert_eq!(decoding, Decoding { encoding, ..Decoding::default() }, "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_believed_and_taken_off() {
        for (bytes, encoding) in [
            ([b"\xef\xbb\xbf", FRENCH.as_bytes()].concat(), "UTF-8"),
            (utf_16(&format!("\u{feff}{FRENCH}"), u16::to_le_bytes), "UTF-16LE"),
            (utf_16(&format!("\u{feff}{FRENCH}"), u16::to_be_bytes), "UTF-16BE"),
        ] {
            let decoding = check(&bytes, FRENCH);
            assert_eq!(decoding, Decoding { encoding, byte_order_mark: true, ..Decoding::default() });
        }
    }

    #[test]
    fn valid_utf_8_is_borrowed() {
        assert!(matches!(decode(FRENCH.as_bytes()).0, Cow::Borrowed(_)));
        assert!(matches!(decode(ARABIC.as_bytes()).0, Cow::Borrowed(_)));
        assert_eq!(decode(b""), (Cow::Borrowed(""), Decoding::default()));
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_it_another_encoding() {
        let (before, after) = ARABIC.split_at(ARABIC.find(' ').unwrap());
        let bytes = [before.as_bytes(), b"\xff", after.as_bytes()].concat();
        let decoding = check(&bytes, &format!("{before}\u{fffd}{after}"));
        assert_eq!((decoding.encoding, decoding.n_replaced), ("UTF-8", 1));

        for text in [FRENCH, ARABIC] {
            for cut in 1..text.len() {
                let (decoded, decoding) = decode(&text.as_bytes()[..cut]);
                if cut == 2 && text == FRENCH {
                    continue; // "L" and the first byte of an apostrophe: it may as well be the "â" of windows-1252
                }
                assert!(text.starts_with(decoded.trim_end_matches('\u{fffd}')), "{decoded}");
                assert_eq!(decoding.encoding, "UTF-8", "{decoded}");
                assert_eq!(decoding.n_replaced, usize::from(!text.is_char_boundary(cut)), "{decoded}");
            }
        }
    }

    #[test]
    fn half_a_unit_of_utf_16_is_counted() {
        let mut bytes = utf_16(FRENCH, u16::to_le_bytes);
        bytes.push(b'x');
        let decoding = check(&bytes, &format!("{FRENCH}\u{fffd}"));
        assert_eq!((decoding.encoding, decoding.n_replaced), ("UTF-16LE", 1));
    }

    #[test]
    fn text_encoded_twice_is_read_back() {
        for read_as in [WINDOWS_1252, WINDOWS_1256] {
            for text in [FRENCH, ARABIC] {
                let decoding = check(&encoded_twice(text, read_as), text);
                assert_eq!(decoding.repaired_from, Some(read_as.name()), "{text}");
            }
        }
        let latin_1: String = "École à Évreux".bytes().map(char::from).collect();
        assert_eq!(check(latin_1.as_bytes(), "École à Évreux").repaired_from, Some("windows-1252"));
    }

    #[test]
    fn only_the_lines_encoded_twice_are_read_back() {
        let bytes = [FRENCH.as_bytes(), b"\n", &encoded_twice(FRENCH, WINDOWS_1252), b"\n", ARABIC.as_bytes()].concat();
        let decoding = check(&bytes, &format!("{FRENCH}\n{FRENCH}\n{ARABIC}"));
        assert_eq!(decoding.repaired_from, Some("windows-1252"));
    }

    #[test]
    fn what_only_looks_encoded_twice_stays() {
        for text in [
            "Le CAFÉ… et l’été : « OÙ\u{a0}? » demande-t-il à l’élu.",
            "IRMÃ»",
            "Un tutoriel explique pourquoi « Ã© » s’affiche à la place de « é » après la mise à jour.",
            "ظ„ حرف لا معنى له في هذه الجملة العربية الطويلة",
        ] {
            assert_eq!(check(text.as_bytes(), text).repaired_from, None, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        let text = "é".repeat(LIMIT / 2 + 10);
        let bytes = [b"a", text.as_bytes()].concat();
        let (decoded, decoding) = decode(&bytes);
        assert_eq!(decoded.len(), LIMIT - 1);
        assert_eq!(
            decoding,
            Decoding { encoding: "UTF-8", n_cut_off: bytes.len() - decoded.len(), ..Decoding::default() }
        );
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let (text, decoding) = decode(&bytes);
            prop_assert_eq!(text.is_empty(), bytes.is_empty() || decoding.byte_order_mark && text.is_empty());
        }

        #[test]
        fn any_text_in_utf_8_with_an_honest_accent_stays_as_it_is(text in "[a-z éèàçس-ي\n]{0,80}") {
            let (decoded, decoding) = decode(text.as_bytes());
            prop_assert_eq!(decoded, text.as_str());
            prop_assert_eq!(decoding.repaired_from, None);
        }
    }
}
