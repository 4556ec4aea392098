//! What changes the picture of a paragraph, whatever the width: the settings travel together, as one [`Setting`].
//!
//! [`Setting::default`] is the plain engine, Unicode's rules and nothing else; [`Setting::screen`] is what the reader sees.

use crate::text::bidi::Direction;
use crate::text::language::Language;
use crate::text::wrap::Fit;

/// Everything that decides how a paragraph looks, but for its width and its row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Where the base direction comes from.
    pub base: Base,
    /// Addresses, handles, Latin hashtags, phone numbers and scores are isolated, so that the signs at their ends stay
    /// with them.
    pub isolation: bool,
    /// What becomes of characters that override the order of others.
    pub overrides: Overrides,
    /// What becomes of Arabic vowel signs.
    pub harakat: Harakat,
    /// Which digits are shown.
    pub digits: Digits,
    /// What Arabic letters are sent as.
    pub joining: Joining,
    /// In which order the cells of a row stand.
    pub order: Order,
    /// How sequences are drawn that terminals disagree about.
    pub sequences: Sequences,
    /// The language of the text, where it has habits that the next two ask for.
    pub language: Language,
    /// French text has French spaces: narrow and unbroken before ; ! ? and inside « ».
    pub spacing: bool,
    /// Words may be divided at the end of a row, by the patterns of their language; without it, at soft hyphens alone.
    pub hyphenation: bool,
    /// How the row ends of a paragraph are chosen.
    pub fit: Fit,
    /// Rows but the last are stretched to the full width: Arabic by kashida, other text by spaces.
    pub justify: bool,
}

/// Where the base direction of a paragraph comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// From the text: the direction of most of its letters.
    #[default]
    Auto,
    /// From the first letter (UAX #9, P2 and P3); this one where there is none.
    First(Direction),
    /// From what is known about the text.
    Given(Direction),
}

/// Characters that override the order of others: LRO and RLO, with the PDF that ends them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overrides {
    /// They do what Unicode says.
    #[default]
    Honoured,
    /// They do nothing, and are counted: their only use in a headline is to deceive.
    Stripped,
}

/// Arabic vowel signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Harakat {
    /// Shown in the cell of their letter.
    #[default]
    Kept,
    /// Left out, for terminals that draw them on a wrong letter; the letters join as before.
    Stripped,
}

/// Digits of Arabic text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// As they are written.
    #[default]
    Kept,
    /// 0123456789 in place of Arabic-Indic and Persian digits.
    Latin,
    /// Arabic-Indic digits in place of Latin ones, in Arabic text.
    Arabic,
}

/// What Arabic letters are sent as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Joining {
    /// In the presentation form their neighbours give them: no terminal has to know how letters join.
    #[default]
    Presentation,
    /// As they are written, for terminals that join them.
    Nominal,
}

/// In which order the cells of a row stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As the eye sees them, from left to right.
    #[default]
    Visual,
    /// As they are written, for terminals that order them.
    Logical,
}

/// Sequences whose width terminals disagree about: joined emoji, variation selectors, signs around numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sequences {
    /// As they are written, as wide as Unicode has them.
    #[default]
    Whole,
    /// In the one way that is equally wide everywhere: the first emoji of a family, no variation selector.
    Agreed,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting {
            base: Base::Auto,
            isolation: false,
            overrides: Overrides::Honoured,
            harakat: Harakat::Kept,
            digits: Digits::Kept,
            joining: Joining::Presentation,
            order: Order::Visual,
            sequences: Sequences::Whole,
            language: Language::Other,
            spacing: false,
            hyphenation: false,
            fit: Fit::Optimal,
            justify: false,
        }
    }
}

impl Setting {
    /// What the reader sees unless he wants it otherwise.
    pub fn screen() -> Setting {
        Setting {
            isolation: true,
            overrides: Overrides::Stripped,
            sequences: Sequences::Agreed,
            spacing: true,
            ..Setting::default()
        }
    }

    /// The same with another base direction.
    pub fn with_base(self, base: Base) -> Setting {
        Setting { base, ..self }
    }

    /// The same for a text that is no prose - a headline, words of the interface -, which is neither justified nor divided.
    pub fn unjustified(self) -> Setting {
        Setting { justify: false, hyphenation: false, ..self }
    }

    /// The same for a text in this language.
    pub fn with_language(self, language: Language) -> Setting {
        Setting { language, ..self }
    }
}
