//! Which form of a word goes with a number.
//!
//! The rules for whole numbers of the Unicode CLDR, version 48:
//! <https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html>

use crate::locale::Locale;

/// A plural form, by its name in the CLDR and in Fluent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// None, in Arabic.
    Zero,
    /// One; in French none, too.
    One,
    /// Two, in Arabic.
    Two,
    /// Three to ten, and what ends so, in Arabic.
    Few,
    /// Eleven to ninety-nine, and what ends so, in Arabic; whole millions in French.
    Many,
    /// What is left.
    Other,
}

impl Form {
    /// The form that goes with so many.
    pub fn of(n: usize, locale: Locale) -> Form {
        match (locale, n) {
            (Locale::English, 1) => Form::One,
            (Locale::English, _) => Form::Other,
            (Locale::French, 0 | 1) => Form::One,
            (Locale::French, _) if n.is_multiple_of(1_000_000) => Form::Many,
            (Locale::French, _) => Form::Other,
            (Locale::Arabic, 0) => Form::Zero,
            (Locale::Arabic, 1) => Form::One,
            (Locale::Arabic, 2) => Form::Two,
            (Locale::Arabic, _) => match n % 100 {
                3..=10 => Form::Few,
                11.. => Form::Many,
                _ => Form::Other,
            },
        }
    }

    /// The forms a language has for whole numbers.
    pub fn all_of(locale: Locale) -> &'static [Form] {
        match locale {
            Locale::English => &[Form::One, Form::Other],
            Locale::French => &[Form::One, Form::Many, Form::Other],
            Locale::Arabic => &[Form::Zero, Form::One, Form::Two, Form::Few, Form::Many, Form::Other],
        }
    }

    /// Its name: `zero`, `one`, `two`, `few`, `many`, `other`.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Zero => "zero",
            Form::One => "one",
            Form::Two => "two",
            Form::Few => "few",
            Form::Many => "many",
            Form::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_form_the_cldr_says() {
        // The samples of the CLDR's chart, whole numbers only.
        let cases: &[(Locale, Form, &[usize])] = &[
            (Locale::English, Form::One, &[1]),
            (Locale::English, Form::Other, &[0, 2, 16, 100, 1000, 1_000_000]),
            (Locale::French, Form::One, &[0, 1]),
            (Locale::French, Form::Many, &[1_000_000, 2_000_000]),
            (Locale::French, Form::Other, &[2, 17, 100, 1000, 10_000, 100_000, 1_000_001]),
            (Locale::Arabic, Form::Zero, &[0]),
            (Locale::Arabic, Form::One, &[1]),
            (Locale::Arabic, Form::Two, &[2]),
            (Locale::Arabic, Form::Few, &[3, 10, 103, 110, 1003]),
            (Locale::Arabic, Form::Many, &[11, 26, 99, 111, 1011]),
            (Locale::Arabic, Form::Other, &[100, 102, 200, 202, 1000, 10_000, 1_000_000]),
        ];
        for (locale, form, numbers) in cases {
            for n in *numbers {
                assert_eq!(Form::of(*n, *locale), *form, "{n} in {locale:?}");
            }
        }
    }

    #[test]
    fn no_number_has_a_form_its_language_has_not() {
        for locale in Locale::ALL {
            let forms = Form::all_of(locale);
            assert!((0..1200).chain([1_000_000]).all(|n| forms.contains(&Form::of(n, locale))));
            assert!(forms.iter().all(|form| (0..1200).chain([1_000_000]).any(|n| Form::of(n, locale) == *form)));
        }
    }
}
