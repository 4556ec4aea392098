//! The name that is proposed for a file: made of words a page may have written, it may do no harm.
//!
//! Letters of any script, figures and hyphens are all it has, so that no shell, no folder and no system takes it for anything but
//! a name.

use unicode_normalization::UnicodeNormalization;

/// The most characters of a name without its ending: file systems count bytes, and Arabic letters have two.
const MOST_CHARS: usize = 60;

/// The words as the name of a file, without an ending; `otherwise` where no letter is in them.
pub fn proposed(words: &str, otherwise: &str) -> String {
    let composed: String = words.nfc().collect();
    let mut name = String::new();
    for word in composed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let n_chars = name.chars().count();
        let n_more = word.chars().count();
        if n_chars > 0 && n_chars + 1 + n_more > MOST_CHARS {
            break;
        }
        if n_chars > 0 {
            name.push('-');
        }
        name.extend(word.chars().take(MOST_CHARS).flat_map(char::to_lowercase));
    }
    match name.is_empty() {
        true => otherwise.to_owned(),
        // Windows keeps these for devices, whatever their ending.
        false if is_device(&name) => format!("{name}-1"),
        false => name,
    }
}

fn is_device(name: &str) -> bool {
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_letters_and_figures() {
        for (words, want) in [
            ("Le phare rouvre !", "le-phare-rouvre"),
            ("L'Opinion 2020", "l-opinion-2020"),
            ("../../etc/passwd", "etc-passwd"),
            ("-rf ~ $(id) `x`; \"y\"", "rf-id-x-y"),
            ("E\u{301}te\u{301}", "été"),
            ("\u{645}\u{646}\u{627}\u{631}\u{629}", "\u{645}\u{646}\u{627}\u{631}\u{629}"),
            ("NUL", "nul-1"),
            ("com1", "com1-1"),
            ("company", "company"),
            ("!?", "article"),
            ("", "article"),
        ] {
            assert_eq!(proposed(words, "article"), want, "{words}");
        }
    }

    #[test]
    fn a_long_name_ends_between_words() {
        let name = proposed(&"phare ".repeat(40), "article");
        assert!(name.chars().count() <= MOST_CHARS && name.ends_with("-phare"), "{name}");
        assert_eq!(proposed(&"a".repeat(300), "article").chars().count(), MOST_CHARS);
    }
}
