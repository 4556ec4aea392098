//! Names of people with the family first, where it is certain which part of a name is the family's.
//!
//! That is a name of two words in Latin letters. An Arabic name has no family name in that sense, `Al` and `Ben` begin one that is
//! whole, and `La Rédaction` is nobody: all these stay as they are printed.

/// `Castel, Nour`, or `Castel, N.`; none where the name is to stay as it is.
pub fn family_first(name: &str, initials: bool) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [given, family] = words[..] else { return None };
    let is_certain = is_proper(given) && is_proper(family) && !begins_a_name(given);
    let given = if initials { initials_of(given) } else { given.to_owned() };
    is_certain.then(|| format!("{family}, {given}"))
}

/// Latin letters, of which the first is a capital and another is not; hyphens, apostrophes, and the point of an initial.
fn is_proper(word: &str) -> bool {
    // Basic Latin to Latin Extended-B, and Latin Extended Additional.
    let is_latin = |c: char| c.is_alphabetic() && matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    let is_in_name = |c: char| is_latin(c) || matches!(c, '-' | '\'' | '’' | '.');
    let is_written_small = word.chars().any(char::is_lowercase) || word.ends_with('.');
    word.starts_with(char::is_uppercase) && word.chars().all(is_in_name) && is_written_small
}

/// Articles of French, and what begins names that are one: of Arabic families, and Spanish articles.
fn begins_a_name(word: &str) -> bool {
    let begins = ["le", "la", "les", "al", "el", "ben", "bin", "bou", "ibn", "abou", "abu", "aït", "the"];
    begins.contains(&word.to_lowercase().as_str())
}

/// `N.`, `J.-P.`
fn initials_of(given: &str) -> String {
    let initial = |part: &str| part.chars().next().map(|first| format!("{first}."));
    given.split('-').filter_map(initial).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_name_goes_first_only_where_it_is_certain() {
        for (name, whole, short) in [
            ("Nour Castel", "Castel, Nour", "Castel, N."),
            ("Jean-Pierre Élie", "Élie, Jean-Pierre", "Élie, J.-P."),
            ("N. O’Brien", "O’Brien, N.", "O’Brien, N."),
        ] {
            let names = [false, true].map(|initials| family_first(name, initials));
            assert_eq!(names, [Some(whole.to_owned()), Some(short.to_owned())]);
        }
        for name in [
            "Nour",
            "Jean Paul Castel",
            "Nour de Castel",
            "de Castel",
            "Al Jazeera",
            "Ben Ali",
            "La Rédaction",
            "AFP Paris",
            "Radio 3",
            "\u{633}\u{644}\u{645}\u{649} \u{627}\u{644}\u{639}\u{637}\u{627}\u{631}",
            "Иван Петров",
        ] {
            assert_eq!(family_first(name, false), None, "{name}");
        }
    }
}
