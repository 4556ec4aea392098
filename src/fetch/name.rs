//! Names of files made of words of strangers: letters and digits of ASCII with hyphens between them, so that they are the
//! same on every platform and lead nowhere.

use unicode_normalization::UnicodeNormalization;

/// The words as a name of at most so many letters, cut between words where that is possible; none where no letter can be
/// written in ASCII.
pub(super) fn slug(words: &str, longest: usize) -> Option<String> {
    let mut name = String::new();
    // A headline has no more; what comes after it would be cut anyway.
    for c in words.nfkd().take(longest * 8).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'œ' => name.push_str("oe"),
            'æ' => name.push_str("ae"),
            'ß' => name.push_str("ss"),
            'ø' => name.push('o'),
            'ł' => name.push('l'),
            'ı' => name.push('i'),
            '\u{300}'..='\u{36f}' => {}
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    if name.len() > longest {
        let cut = name.get(..longest).unwrap_or(name);
        let between_words = cut.rfind('-').filter(|end| *end > longest / 2).unwrap_or(cut.len());
        return Some(cut[..between_words].to_owned());
    }
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_name_has_nothing_that_a_file_system_could_mistake() {
        for (words, want) in [
            ("Le phare rouvre ses portes", Some("le-phare-rouvre-ses-portes")),
            ("L'Œuvre — « été » n° 3", Some("l-oeuvre-ete-n-3")),
            ("../../etc/passwd", Some("etc-passwd")),
            ("C:\\CON", Some("c-con")),
            ("a\u{0}b\nc", Some("a-b-c")),
            ("\u{645}\u{631}\u{62d}\u{628}\u{627}", None),
            ("\u{645} 12 \u{631}", Some("12")),
            ("...", None),
            ("", None),
        ] {
            assert_eq!(slug(words, 60).as_deref(), want, "{words:?}");
        }
        assert_eq!(slug("anticonstitutionnellement vite", 27).as_deref(), Some("anticonstitutionnellement"));
        assert_eq!(slug("anticonstitutionnellement", 8).as_deref(), Some("anticons"));
    }
}
