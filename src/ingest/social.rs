//! The furniture of embedded posts and pictures: handles, ages, signatures, link domains, hashtags, names of image files.
//!
//! Each function looks at one cleaned line; which lines make a post together is decided in `units`.

use std::ops::Range;

use crate::ingest::dates;

/// The line is a handle and nothing else: `@HalabTodayTV`.
pub fn is_handle(text: &str) -> bool {
    let Some(name) = text.strip_prefix('@') else { return false };
    (1..=30).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Who wrote a post, as it stands below an embedded one: `— Nora (@nora) February 12, 2020`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// In bytes of the line; may be empty.
    pub author: Range<usize>,
    /// With its `@`.
    pub handle: Range<usize>,
    /// May be empty.
    pub day: Range<usize>,
}

/// Reads the last line of an embedded post.
pub fn signature(text: &str) -> Option<Signature> {
    text.strip_prefix(['\u{2014}', '\u{2013}', '-'])?;
    let open = text.rfind("(@")?;
    let close = open + text[open..].find(')')?;
    let part = |range: Range<usize>| {
        let words = text[range.clone()].trim_start_matches(['\u{2014}', '\u{2013}', '-', ' ', '\u{a0}']);
        let start = range.end - words.len();
        start..start + words.trim_end().len()
    };
    let day = part(close + 1..text.len());
    // Days are written in more languages than are read here.
    let is_day = |day: &str| day.is_empty() || day.len() <= 40 && day.contains(char::is_numeric);
    let is_signature = is_handle(&text[open + 1..close]) && is_day(&text[day.clone()]);
    is_signature.then(|| Signature { author: part(0..open), handle: open + 1..close, day })
}

/// The line is an age: `3h`, `12 min`, `il y a 2 jours`, `منذ 3 ساعات`, or the day of a post: `12 févr.`, `Feb 12, 2020`.
pub fn is_age(text: &str) -> bool {
    if text.len() > 40 || text.is_empty() {
        return false;
    }
    let is_short = dates::age_hours(text).is_some() && text.split(' ').count() <= 2;
    is_short || dates::ago(text).is_some() || is_day_of_post(text)
}

fn is_day_of_post(text: &str) -> bool {
    let found = dates::mentions(text, dates::NumericOrder::Unsure);
    let Some(first) = found.first().filter(|_| found.len() == 1) else { return false };
    let around = text.len() - first.range.len();
    around <= 2 && !matches!(first.form, dates::Form::Year(_))
}

/// The line is a bare domain or address without spaces: `halabtodaytv.net`, `www.site.org/page`.
pub fn is_link(text: &str) -> bool {
    if text.len() > 200 || text.contains(' ') {
        return false;
    }
    let bare = text.strip_prefix("https://").or(text.strip_prefix("http://")).unwrap_or(text);
    let host = bare.split('/').next().unwrap_or_default();
    let n_labels = host.split('.').count();
    let labels_fit =
        host.split('.').all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let top = host.rsplit('.').next().unwrap_or_default();
    let is_domain = n_labels >= 2 && (2..=12).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_alphabetic());
    labels_fit && is_domain && !has_image_extension(host)
}

/// Only hashtags, also one torn by a translation (`# Casques blancs`).
pub fn is_hashtags(text: &str) -> bool {
    let all_tags = || text.split(' ').all(|word| word.starts_with('#') && word.len() > 1);
    let is_torn = || text.starts_with("# ") && text.split(' ').count() <= 5;
    text.starts_with('#') && (all_tags() || is_torn())
}

/// The file name of a picture: `photo_2020-02-12_21-49-07_720x405`, `IMG_1234.jpg`, `WhatsApp Image 2020-02-12 at 21.49.07`.
pub fn is_image_name(text: &str) -> bool {
    if text.len() > 160 {
        return false;
    }
    if has_image_extension(text) && text.split(' ').count() <= 8 {
        return true;
    }
    let n_digits = || text.chars().filter(|c| c.is_numeric()).count();
    let is_one_word = !text.contains(' ') && !text.contains("//") && !text.starts_with(['@', '#']);
    let is_file_like = is_one_word && text.contains('_') && n_digits() >= 4;
    const CAMERAS: [&str; 8] = ["img-", "dsc-", "photo-", "image-", "pxl-", "dsc0", "screenshot-", "capture-"];
    let lower = text.get(..12.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    let is_camera = is_one_word && CAMERAS.iter().any(|camera| lower.starts_with(camera)) && n_digits() >= 3;
    const PHRASES: [&str; 3] = ["WhatsApp Image ", "Capture d’écran ", "Screenshot "];
    let is_phrase = PHRASES.iter().any(|phrase| text.starts_with(phrase)) && n_digits() >= 8;
    is_file_like || is_camera || is_phrase
}

fn has_image_extension(text: &str) -> bool {
    const EXTENSIONS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tiff", ".heic"];
    let n = text.len();
    EXTENSIONS.iter().any(|extension| {
        n > extension.len() && text.get(n - extension.len()..).is_some_and(|end| end.eq_ignore_ascii_case(extension))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_read_in_parts() {
        for (text, want) in [
            ("— Nora B. (@norab) February 12, 2020", Some(["Nora B.", "@norab", "February 12, 2020"])),
            ("— نورا (@nora_b) 12 février 2020", Some(["نورا", "@nora_b", "12 février 2020"])),
            ("— Digital Foundry 🎮 (@digitalfoundry)", Some(["Digital Foundry 🎮", "@digitalfoundry", ""])),
            ("— Nora (@norab) 12. Februar 2020", Some(["Nora", "@norab", "12. Februar 2020"])),
            ("—\u{a0}(@norab)\u{a0}Feb 12, 2020", Some(["", "@norab", "Feb 12, 2020"])),
            ("Nora B. (@norab) February 12, 2020", None),
            ("— Nora B. (@norab) est reporter au Fanal", None),
            ("— Nora B. (nora@fanal.org)", None),
            ("— (@", None),
        ] {
            let got =
                signature(text).map(|Signature { author, handle, day }| [author, handle, day].map(|part| &text[part]));
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn each_piece_of_furniture_is_known_by_its_form() {
        type Test = (fn(&str) -> bool, &'static [&'static str], &'static [&'static str]);
        let tests: [Test; 5] = [
            (is_handle, &["@HalabTodayTV", "@a_1"], &["@", "@deux mots", "nom@site.org", "@é"]),
            (
                is_age,
                &["3h", "12 h", "45 min", "2 j", "5d", "il y a 3 heures", "منذ 3 ساعات", "12 févr.", "Feb 12, 2020"],
                &["", "3 hommes", "2020", "Le 12 février, il a plu sur la ville", "hiérarchie"],
            ),
            (
                is_link,
                &["halabtodaytv.net", "www.site.org/page-1", "https://example.com/a"],
                &["fin.", "photo.jpg", "a.b", "M. Durand", "1.500"],
            ),
            (
                is_hashtags,
                &["#الخوذ_البيضاء", "# Casques blancs", "#a #b"],
                &["#1 du classement", "# Un titre de section qui est plus long", "a #b"],
            ),
            (
                is_image_name,
                &[
                    "photo_\u{662}\u{660}\u{662}\u{660}-\u{660}\u{662}-\u{661}\u{662}_720x405",
                    "IMG-20200212-WA0004",
                    "port au matin.JPG",
                ],
                &["snake_case", "Un port, au matin", "2020", "https://a.org/b_2020_1"],
            ),
        ];
        for (test, yes, no) in tests {
            for text in yes {
                assert!(test(text), "{text}");
            }
            for text in no {
                assert!(!test(text), "{text}");
            }
        }
    }
}
