//! Names of the press as data: the common spelling of an outlet, and the news agencies.
//!
//! Neither list finds anything: outlets are read from publication lines and bylines. Without a name in the first list its
//! spelling stays as printed; without a name in the second, a credit in capitals is still a credit.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold::letters;

/// The name as the lists compare it: folded, with only its letters and digits.
fn key(name: &str) -> String {
    letters(name).collect()
}

/// A news agency: it says so in its name, or stands in the list of `assets/agencies.toml`.
pub fn is_agency(name: &str) -> bool {
    const FIRST: [&str; 4] = ["Agence ", "Agencia ", "Agenzia ", "وكالة "];
    const LAST: [&str; 2] = [" News Agency", " Press Agency"];
    let says_so = FIRST.iter().any(|word| name.starts_with(word)) || LAST.iter().any(|words| name.ends_with(words));
    name.len() <= 80 && (says_so || AGENCIES.contains(&key(name)))
}

static AGENCIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        names: Vec<String>,
    }
    let file: File = toml::from_str(include_str!("../../assets/agencies.toml")).unwrap_or(File { names: Vec::new() });
    file.names.iter().map(|name| key(name)).collect()
});

/// The common spelling of outlets: `L'opinion` is printed, `L'Opinion` is meant.
#[derive(Debug, Default)]
pub struct Spellings {
    by_key: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellingsFile {
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    aliases: std::collections::BTreeMap<String, Vec<String>>,
}

impl Spellings {
    /// The spellings of `assets/outlets.toml`.
    pub fn builtin() -> &'static Spellings {
        static SPELLINGS: LazyLock<Spellings> =
            LazyLock::new(|| Spellings::parse(include_str!("../../assets/outlets.toml")).unwrap_or_default());
        &SPELLINGS
    }

    /// Reads a table with `names = ["L'Opinion"]` and, for other names of the same outlet, `[aliases]` with
    /// `"Le Monde" = ["lemonde.fr"]`.
    ///
    /// # Errors
    /// Says what is wrong and where, if the text is no such table.
    pub fn parse(text: &str) -> Result<Spellings, String> {
        let file: SpellingsFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut spellings = Spellings::default();
        for name in &file.names {
            spellings.by_key.insert(key(name), name.clone());
        }
        for (name, others) in &file.aliases {
            for other in others.iter().chain(std::iter::once(name)) {
                spellings.by_key.insert(key(other), name.clone());
            }
        }
        Ok(spellings)
    }

    /// A table of outlets by the name that is shown, each with the other names it goes by.
    pub fn of(outlets: &[(String, Vec<String>)]) -> Spellings {
        let known = |(name, others): &(String, Vec<String>)| {
            others.iter().chain([name]).map(|other| (key(other), name.clone())).collect::<Vec<_>>()
        };
        Spellings { by_key: outlets.iter().flat_map(known).collect() }
    }

    /// These spellings, and those of another table before them.
    pub fn with(&self, first: &Spellings) -> Spellings {
        let mut by_key = self.by_key.clone();
        by_key.extend(first.by_key.clone());
        Spellings { by_key }
    }

    /// The common spelling of a name as printed, if it is known.
    pub fn common(&self, printed: &str) -> Option<&str> {
        self.by_key.get(&key(printed)).map(String::as_str)
    }
}

/// Splits "A, B et C" into names.
pub fn split_names(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '،', ';', '&'])
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" y "))
        .flat_map(|part| part.split(" و "))
        .filter(|part| !part.trim().is_empty())
}

/// The names of a credit such as "d’Al Jazeera, Reuters et de l’Agence France-Presse", without their articles.
pub fn credited_names(credit: &str) -> impl Iterator<Item = &str> {
    split_names(credit).map(bare_name).filter(|name| {
        let n_words = name.split(' ').count();
        let begins_large =
            name.chars().next().is_some_and(|c| c.is_uppercase() || ('\u{620}'..='\u{6ff}').contains(&c));
        begins_large && n_words <= 6 && name.chars().count() <= 60
    })
}

/// Strips prepositions and articles in front, and punctuation behind.
fn bare_name(name: &str) -> &str {
    const LEADS: [&str; 22] = [
        "de l’",
        "de l'",
        "de la ",
        "d’",
        "d'",
        "de ",
        "du ",
        "des ",
        "l’",
        "l'",
        "par ",
        "avec ",
        "et ",
        "the ",
        "The ",
        "from ",
        "by ",
        "with ",
        "and ",
        "وكالة الأنباء ",
        "من ",
        "عن ",
    ];
    let mut name = name.trim().trim_end_matches(['.', ')', ' ', ':']).trim_start_matches(['(', ' ']);
    while let Some(rest) = LEADS.iter().find_map(|lead| name.strip_prefix(lead)) {
        name = rest.trim_start();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_known_however_they_are_written() {
        for name in [
            "AFP",
            "A.F.P.",
            "Agence France-Presse",
            "reuters",
            "\u{623} \u{641} \u{628}",
            "Agence Sirocco",
            "Gulf News Agency",
        ] {
            assert!(is_agency(name), "{name}");
        }
        assert!(!is_agency("Le Courrier du Golfe"));
        assert!(!is_agency("Agences de voyage"));
    }

    #[test]
    fn the_names_of_a_credit_stand_without_their_articles() {
        let names = |credit| credited_names(credit).collect::<Vec<_>>();
        assert_eq!(
            names("d’Al Jazeera, Reuters et de l’Agence France-Presse"),
            ["Al Jazeera", "Reuters", "Agence France-Presse"]
        );
        assert_eq!(names("AFP et AP."), ["AFP", "AP"]);
        assert_eq!(names("notre correspondant"), [] as [&str; 0]);
    }

    #[test]
    fn a_spelling_is_found_whatever_its_capitals() {
        assert_eq!(Spellings::builtin().common("L'opinion"), Some("L'Opinion"));
        let user = Spellings::parse("[aliases]\n\"Le Phare\" = [\"lephare.example\"]").unwrap();
        assert_eq!(user.common("LePhare.example"), Some("Le Phare"));
        assert_eq!(user.common("Le Fanal"), None);
        assert!(Spellings::parse("nom = 1").is_err());
    }
}
