//! The language the interface speaks: which there are, how one is chosen, and its words.
//!
//! What a page says is never translated; this is about everything else on the screen. The messages stand in
//! `assets/locales`, a file a language, in the syntax of Fluent (projectfluent.org), because plural forms differ more
//! than a table of words can say: Arabic has six.

pub mod facts;
pub mod plural;
mod problems;
pub mod words;

use crate::model::lang::Lang;
use crate::text::bidi::Direction;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English, which is also spoken where nothing says which language is wanted.
    #[default]
    English,
    /// French.
    French,
    /// Modern Standard Arabic.
    Arabic,
}

impl Locale {
    /// All there are.
    pub const ALL: [Locale; 3] = [Locale::English, Locale::French, Locale::Arabic];

    /// Its tag: `en`, `fr`, `ar`.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::English => "en",
            Locale::French => "fr",
            Locale::Arabic => "ar",
        }
    }

    /// Its language.
    pub fn lang(self) -> Lang {
        match self {
            Locale::English => Lang::EN,
            Locale::French => Lang::FR,
            Locale::Arabic => Lang::AR,
        }
    }

    /// Where its lines begin, and with them the panes.
    pub fn direction(self) -> Direction {
        self.lang().direction()
    }

    /// The locale with this name: `fr`, or as the system writes it, `fr_MA.UTF-8`. None for a language the interface
    /// does not speak.
    pub fn named(name: &str) -> Option<Locale> {
        let tag = name.split(['.', '@']).next().and_then(Lang::parse)?;
        Locale::ALL.into_iter().find(|locale| locale.lang() == tag)
    }

    /// The messages, in the syntax of Fluent.
    pub fn messages(self) -> &'static str {
        match self {
            Locale::English => include_str!("../assets/locales/en.ftl"),
            Locale::French => include_str!("../assets/locales/fr.ftl"),
            Locale::Arabic => include_str!("../assets/locales/ar.ftl"),
        }
    }
}

/// What the system says about the reader's language; an empty value says as little as none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// `LANGUAGE`: several languages, the dearest first, with colons between them.
    pub language: String,
    /// `LC_ALL`.
    pub lc_all: String,
    /// `LC_MESSAGES`.
    pub lc_messages: String,
    /// `LANG`.
    pub lang: String,
}

impl Surroundings {
    /// The locale they ask for, by the rules of gettext: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set
    /// names the locale, and `LANGUAGE` goes before it, unless it is `C` or `POSIX`, which ask for no translation at
    /// all. A language the interface does not speak gives way to the next one of the list, and in the end to English.
    /// <https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html>
    pub fn locale(&self) -> Locale {
        let set = [&self.lc_all, &self.lc_messages, &self.lang].into_iter().find(|value| !value.is_empty());
        let base = set.map_or("", |value| value.split(['.', '@']).next().unwrap_or_default());
        if matches!(base, "C" | "POSIX") {
            return Locale::English;
        }
        self.language.split(':').chain([base]).find_map(Locale::named).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_name_of_the_system() {
        for (name, want) in [
            ("fr", Some(Locale::French)),
            ("FR", Some(Locale::French)),
            ("fr_MA.UTF-8", Some(Locale::French)),
            ("ar_DZ@latin", Some(Locale::Arabic)),
            ("en-GB", Some(Locale::English)),
            ("de_DE.UTF-8", None),
            ("C.UTF-8", None),
            ("", None),
            ("français", None),
        ] {
            assert_eq!(Locale::named(name), want, "{name}");
        }
    }

    #[test]
    fn the_surroundings_choose_as_gettext_does() {
        for (language, lc_all, lc_messages, lang, want) in [
            ("", "", "", "", Locale::English),
            ("", "", "", "fr_FR.UTF-8", Locale::French),
            ("", "", "ar_SY.UTF-8", "fr_FR.UTF-8", Locale::Arabic),
            ("", "en_GB.UTF-8", "ar_SY.UTF-8", "fr_FR.UTF-8", Locale::English),
            ("ar:fr", "", "", "fr_FR.UTF-8", Locale::Arabic),
            ("de:fr", "", "", "en_US.UTF-8", Locale::French),
            ("de", "", "", "ar_EG.UTF-8", Locale::Arabic),
            ("fr", "", "", "", Locale::French),
            ("fr", "C", "", "ar_EG.UTF-8", Locale::English),
            ("fr", "C.UTF-8", "", "", Locale::English),
            ("", "", "", "de_DE.UTF-8", Locale::English),
        ] {
            let [language, lc_all, lc_messages, lang] = [language, lc_all, lc_messages, lang].map(str::to_owned);
            let surroundings = Surroundings { language, lc_all, lc_messages, lang };
            assert_eq!(surroundings.locale(), want, "{surroundings:?}");
        }
    }
}
