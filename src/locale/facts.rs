//! What the model knows, in the words of a language: dates, bounds, languages, how sure a fact is.
//!
//! Months have their names of the Unicode CLDR (version 48). For Arabic these are the ones of the chart `ar`, يناير to
//! ديسمبر: Syria and Algeria each have names of their own, but these are understood in both, and an archive has pages
//! of both. Their short forms are the long ones, as Arabic does not cut words.

use crate::locale::words::Words;
use crate::model::article::Dating;
use crate::model::date::PartialDate;
use crate::model::document::Concern;
use crate::model::evidence::{Confidence, Role};
use crate::model::lang::Lang;
use crate::text::measure::columns;
use crate::text::setting::Setting;

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// `28 February 2020`.
    Long,
    /// For a column of dates: `28 Feb 2020`.
    Short,
}

impl Words {
    /// A date, cut to what is known of it: `28 February 2020`, `February 2020`, `2020`.
    pub fn date(&self, date: PartialDate, length: Length) -> String {
        let year = date.year_number().to_string();
        let Some(month) = date.month_number() else { return year };
        let month = self.month(month, length).to_owned();
        let mut arguments = vec![("month", month.into()), ("year", year.into())];
        match date.day_number() {
            Some(day) => {
                arguments.push(("day", (day as usize).into()));
                self.with("date-day", &arguments)
            }
            None => self.with("date-month", &arguments),
        }
    }

    /// A month, 1 to 12, by its name; nothing beyond.
    pub fn month(&self, number: u32, length: Length) -> &str {
        let months = match length {
            Length::Long => &MONTHS,
            Length::Short => &SHORT_MONTHS,
        };
        (number as usize).checked_sub(1).and_then(|idx| months.get(idx)).map_or("", |id| self.text(id))
    }

    /// How long something will still take, as roughly as it is known: `about 2 minutes left`.
    pub fn time_left(&self, seconds: u64) -> String {
        let minutes = (seconds + 30) / 60;
        let about = |id, n: u64| self.with(id, &[("n", usize::try_from(n).unwrap_or(usize::MAX).into())]);
        match minutes {
            0 => self.text("time-left-seconds").to_owned(),
            1..=90 => about("time-left-minutes", minutes),
            _ => about("time-left-hours", (minutes + 30) / 60),
        }
    }

    /// Columns of the longest short date, so that dates line up.
    pub fn date_width(&self) -> u16 {
        *self.date_width.get_or_init(|| {
            let date = |month| Some(self.date(PartialDate::day(2020, month, 28)?, Length::Short));
            let longest = (1..=12).filter_map(date).map(|date| columns(&date, &Setting::screen())).max();
            longest.unwrap_or(0)
        })
    }

    /// When an article was published, as its dateline says it: `28 February 2020`, `undated, after March 2020`.
    /// A derived date is followed by its sign, `(derived)`: no line of the page says it outright.
    pub fn dateline(&self, dating: &Dating) -> String {
        match dating.fact.value {
            Some(date) => {
                let written = self.date(date, Length::Long);
                match dating.fact.confidence {
                    Confidence::Derived => self.with("date-derived", &[("date", written.into())]),
                    _ => written,
                }
            }
            None => match self.bounds(dating.not_before, dating.not_after, Length::Long) {
                Some(bounds) => self.with("undated-bounds", &[("bounds", bounds.into())]),
                None => self.text("undated").to_owned(),
            },
        }
    }

    /// What bounds a date: `after March 2020`, `before 3 May 2021`, `between 2019 and 2021`. A bound is itself a day it may
    /// have been, but so the press says it.
    pub fn bounds(
        &self,
        not_before: Option<PartialDate>,
        not_after: Option<PartialDate>,
        length: Length,
    ) -> Option<String> {
        let written = |date: PartialDate| match (self.date(date, length), date.day_number()) {
            (day, Some(_)) => self.with("date-in-sentence", &[("date", day.into())]),
            (period, None) => period,
        };
        let one = |id, date| Some(self.with(id, &[("date", written(date).into())]));
        match (not_before, not_after) {
            (Some(first), Some(last)) if first == last => one("date-about", first),
            (Some(first), Some(last)) => {
                Some(self.with("date-between", &[("first", written(first).into()), ("last", written(last).into())]))
            }
            (Some(first), None) => one("date-after", first),
            (None, Some(last)) => one("date-before", last),
            (None, None) => None,
        }
    }

    /// How sure a fact is, for somebody who never saw a rule.
    pub fn confidence(&self, confidence: Confidence) -> &str {
        self.text(match confidence {
            Confidence::Stated => "fact-stated",
            Confidence::Derived => "fact-derived",
            Confidence::None => "fact-unknown",
        })
    }

    /// What a line does for a fact.
    pub fn role(&self, role: Role) -> &str {
        self.text(match role {
            Role::States => "line-states",
            Role::Relative => "line-relative",
            Role::Anchor => "line-anchor",
            Role::Bound => "line-bound",
            Role::Corroborates => "line-corroborates",
            Role::Tension => "line-tension",
            Role::Rejected => "line-rejected",
            Role::Hint => "line-hint",
        })
    }

    /// What one may doubt of a page.
    pub fn doubt(&self, concern: &Concern) -> String {
        match concern {
            Concern::AfterSaved(date) => {
                self.with("doubt-after-saved", &[("date", self.date(*date, Length::Long).into())])
            }
            Concern::NotInCalendar => self.text("doubt-not-in-calendar").to_owned(),
            Concern::LaterInText { quote, published } => {
                let published = self.date(*published, Length::Long);
                self.with("doubt-later", &[("quote", quote.as_str().into()), ("date", published.into())])
            }
            Concern::TwoDates { other, taken } => {
                let dates = [("other", *other), ("taken", *taken)];
                let dates = dates.map(|(name, date)| (name, self.date(date, Length::Long).into()));
                self.with("doubt-two-dates", &dates)
            }
            Concern::Overridden => self.text("doubt-overridden").to_owned(),
            Concern::Undecodable(n) => self.with("doubt-undecodable", &[("n", (*n).into())]),
            Concern::Repaired(encoding) => self.with("doubt-repaired", &[("encoding", (*encoding).into())]),
            Concern::CutOff(n) => self.with("doubt-cut", &[("n", (*n).into())]),
        }
    }

    /// When a feed is tried again: `it is tried again in about 2 hours; F tries at once`, by this key.
    pub fn tried_again(&self, seconds: u64, key: &str) -> String {
        let minutes = seconds.div_ceil(60);
        let (id, n) = match minutes {
            0..=90 => ("again-minutes", minutes.max(1)),
            91..=2880 => ("again-hours", (minutes + 30) / 60),
            _ => ("again-days", (minutes + 720) / 1440),
        };
        self.with(id, &[("n", usize::try_from(n).unwrap_or(usize::MAX).into()), ("key", key.into())])
    }

    /// The name of a language; its tag where the interface has no name for it.
    pub fn language(&self, lang: Lang) -> String {
        let tag = lang.as_str();
        self.find(&format!("language-{tag}")).unwrap_or(tag).to_owned()
    }
}

const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

const SHORT_MONTHS: [&str; 12] = [
    "month-jan",
    "month-feb",
    "month-mar",
    "month-apr",
    "month-may-short",
    "month-jun",
    "month-jul",
    "month-aug",
    "month-sep",
    "month-oct",
    "month-nov",
    "month-dec",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::model::evidence::Fact;
    use crate::text::clean::Clean;

    fn dating(confidence: Confidence, value: Option<PartialDate>, bounds: [Option<PartialDate>; 2]) -> Dating {
        let fact = Fact { value, raw: None::<Clean>, confidence, evidence: Vec::new() };
        Dating { fact, not_before: bounds[0], not_after: bounds[1] }
    }

    #[test]
    fn a_dateline_says_no_more_than_is_known() {
        let day = PartialDate::day(2020, 2, 28);
        let month = PartialDate::month(2020, 3);
        let year = PartialDate::year(2021);
        for (confidence, value, bounds, english, french) in [
            (Confidence::Stated, day, [None, None], "28 February 2020", "28 février 2020"),
            (Confidence::Stated, month, [None, None], "March 2020", "mars 2020"),
            (Confidence::Stated, year, [month, None], "2021", "2021"),
            (Confidence::Derived, day, [day, day], "28 February 2020 (derived)", "28 février 2020 (déduite)"),
            (Confidence::None, None, [month, None], "undated, after March 2020", "sans date, après mars 2020"),
            (
                Confidence::None,
                None,
                [day, None],
                "undated, after 28 February 2020",
                "sans date, après le 28 février 2020",
            ),
            (Confidence::None, None, [None, year], "undated, before 2021", "sans date, avant 2021"),
            (
                Confidence::None,
                None,
                [month, year],
                "undated, between March 2020 and 2021",
                "sans date, entre mars 2020 et 2021",
            ),
            (Confidence::None, None, [month, month], "undated, about March 2020", "sans date, vers mars 2020"),
            (Confidence::None, None, [None, None], "undated", "sans date"),
        ] {
            assert_eq!(Words::of(Locale::English).dateline(&dating(confidence, value, bounds)), english);
            assert_eq!(Words::of(Locale::French).dateline(&dating(confidence, value, bounds)), french);
        }
    }

    #[test]
    fn a_date_is_written_as_its_language_writes_it() {
        let mars = "\u{645}\u{627}\u{631}\u{633}";
        let december = "\u{62F}\u{64A}\u{633}\u{645}\u{628}\u{631}";
        for (locale, date, long, short) in [
            (Locale::English, PartialDate::day(2016, 11, 5), "5 November 2016", "5 Nov 2016"),
            (Locale::English, PartialDate::month(2020, 5), "May 2020", "May 2020"),
            (Locale::English, PartialDate::year(2021), "2021", "2021"),
            (Locale::French, PartialDate::day(2019, 3, 1), "1er mars 2019", "1er mars 2019"),
            (Locale::French, PartialDate::day(2020, 2, 28), "28 février 2020", "28 févr. 2020"),
            (Locale::French, PartialDate::month(2020, 8), "août 2020", "août 2020"),
            (Locale::Arabic, PartialDate::day(2019, 3, 1), &format!("1 {mars} 2019"), &format!("1 {mars} 2019")),
            (Locale::Arabic, PartialDate::month(2020, 12), &format!("{december} 2020"), &format!("{december} 2020")),
        ] {
            let words = Words::of(locale);
            for (length, want) in [(Length::Long, long), (Length::Short, short)] {
                assert_eq!(date.map(|date| words.date(date, length)).as_deref(), Some(want));
            }
        }
    }

    #[test]
    fn every_month_has_a_name() {
        for locale in Locale::ALL {
            let words = Words::of(locale);
            assert!(MONTHS.iter().chain(&SHORT_MONTHS).all(|id| words.find(id).is_some()), "{locale:?}");
        }
    }

    #[test]
    fn a_column_of_dates_is_as_wide_as_the_longest() {
        assert_eq!(Locale::ALL.map(|locale| Words::of(locale).date_width()), [11, 13, 14]);
    }

    #[test]
    fn a_language_without_a_name_is_called_by_its_tag() {
        let words = Words::of(Locale::French);
        assert_eq!(Lang::parse("ar").map(|lang| words.language(lang)).as_deref(), Some("arabe"));
        assert_eq!(Lang::parse("xx").map(|lang| words.language(lang)).as_deref(), Some("xx"));
    }
}
