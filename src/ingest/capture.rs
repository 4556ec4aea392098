//! When a page was saved, as far as the page itself shows: the day that relative dates are counted from.
//!
//! Pictures named after their moment come before it. A post whose age is printed and which names its day fixes it to some
//! hours. The ticker of an aggregator tells the days around it: good as a bound, too loose to count from.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use memchr::memmem;

use crate::ingest::dates::{self, Form, NumericOrder};
use crate::ingest::page::{Page, Unit};
use crate::model::date::PartialDate;
use crate::model::document::{Captured, LineKind};
use crate::model::evidence::{Evidence, Role, RuleId};
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// The span in which the page was saved, and what says so.
#[derive(Default)]
pub struct Capture {
    /// Not before this moment.
    pub from: Option<NaiveDateTime>,
    /// Not after this moment.
    pub to: Option<NaiveDateTime>,
    /// The lines that say so.
    pub evidence: Vec<Evidence>,
    /// Set by the ticker alone: good as a bound, too loose to count days from.
    pub is_loose: bool,
}

impl Capture {
    /// The day somebody fetched the page, as the record of it says.
    pub fn stated(day: NaiveDate, evidence: Evidence) -> Capture {
        let midnight = day.and_time(NaiveTime::MIN);
        let last = midnight + TimeDelta::days(1) - TimeDelta::seconds(1);
        Capture { from: Some(midnight), to: Some(last), evidence: vec![evidence], is_loose: false }
    }

    /// Looks for all that tells when the page was saved.
    pub fn of(page: Page<'_>, order: NumericOrder, today: Option<NaiveDate>) -> Capture {
        Search { page, order, today }.span()
    }

    /// The days of the span.
    pub fn days(&self) -> Captured {
        let day = |at: Option<NaiveDateTime>| at.map(|at| PartialDate::from(at.date()));
        Captured { not_before: day(self.from), not_after: day(self.to) }
    }

    fn not_before(&mut self, at: NaiveDateTime) {
        self.from = Some(self.from.map_or(at, |from| from.max(at)));
    }

    fn not_after(&mut self, at: NaiveDateTime) {
        self.to = Some(self.to.map_or(at, |to| to.min(at)));
    }
}

/// A post's age in hours and its text.
struct Post {
    age_hours: u32,
    texts: Vec<usize>,
}

/// The page, how its numeric dates are read, and the day of reading.
struct Search<'a> {
    page: Page<'a>,
    order: NumericOrder,
    today: Option<NaiveDate>,
}

impl Search<'_> {
    fn unit(&self, at: usize) -> &Unit {
        self.page.unit(at)
    }

    fn evidence(&self, at: usize, role: Role, rule: &'static str, quote: Clean) -> Evidence {
        self.page.evidence(at, role, RuleId(rule), quote)
    }

    fn span(&self) -> Capture {
        let mut capture = Capture::default();
        self.images(&mut capture);
        let posts = self.posts();
        for post in &posts {
            self.post_that_names_its_day(post, &mut capture);
        }
        for post in &posts {
            self.post_that_names_its_weekday(post, &mut capture);
        }
        let contradicts = matches!((capture.from, capture.to), (Some(from), Some(to)) if from > to);
        let is_ahead = matches!((capture.from, self.today), (Some(from), Some(today)) if from.date() > today);
        if contradicts || is_ahead {
            return Capture::default();
        }
        if capture.from.is_none() && capture.to.is_none() {
            self.ticker(&mut capture);
        }
        capture
    }

    /// A picture named after its moment was taken before the page was saved.
    fn images(&self, capture: &mut Capture) {
        for (at, unit) in
            self.page.labels.units.iter().enumerate().filter(|(_, unit)| unit.kind == Some(LineKind::ImageName))
        {
            let Some(mention) = dates::first_full(&unit.text, NumericOrder::Unsure) else { continue };
            if let Form::Full(date) = mention.form {
                capture.not_before(date.and_time(NaiveTime::MIN));
                capture.evidence.push(self.evidence(at, Role::Anchor, "date.image_name", unit.text.clone()));
            }
        }
    }

    fn posts(&self) -> Vec<Post> {
        let units = &self.page.labels.units;
        let mut posts = Vec::new();
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind == Some(LineKind::TweetAge)) {
            let Some(age_hours) = dates::age_hours(&unit.text) else { continue };
            let texts = (at + 1..units.len()).take_while(|at| units[*at].kind == Some(LineKind::TweetText)).collect();
            posts.push(Post { age_hours, texts });
        }
        posts
    }

    /// A post of a known age that says "this morning, 12 February 2020" was written on that day.
    fn post_that_names_its_day(&self, post: &Post, capture: &mut Capture) {
        for at in &post.texts {
            let text = &self.unit(*at).text;
            let named = dates::mentions(text, self.order).into_iter().find_map(|mention| match mention.form {
                Form::Full(date) if says_today_near(text, mention.range.clone()) => Some(date),
                _ => None,
            });
            let Some(date) = named else { continue };
            let midnight = date.and_time(NaiveTime::MIN);
            let age = TimeDelta::hours(i64::from(post.age_hours));
            // An age of 3h means under 4h.
            let latest = midnight + TimeDelta::hours(24) + age + TimeDelta::hours(1) - TimeDelta::seconds(1);
            capture.not_before(midnight + age);
            capture.not_after(latest);
            capture.evidence.push(self.evidence(*at, Role::Anchor, "date.post_names_its_day", text.clone()));
        }
    }

    /// A young post that says "today, Wednesday" narrows a span that holds one such day.
    fn post_that_names_its_weekday(&self, post: &Post, capture: &mut Capture) {
        let Some(from) = capture.from.filter(|_| post.age_hours < 24) else { return };
        for at in &post.texts {
            let text = &self.unit(*at).text;
            let Some(weekday) = today_weekday(text) else { continue };
            let age = TimeDelta::hours(i64::from(post.age_hours));
            let day = (0..7).map(|n| (from - age).date() + Days::new(n)).find(|day| day.weekday() == weekday);
            let Some(day) = day else { continue };
            let midnight = day.and_time(NaiveTime::MIN);
            let latest = midnight + TimeDelta::hours(24) + age + TimeDelta::hours(1) - TimeDelta::seconds(1);
            let fits = latest >= from && capture.to.is_none_or(|to| midnight + age <= to);
            if fits {
                capture.not_before(midnight + age);
                capture.not_after(latest);
                capture.evidence.push(self.evidence(*at, Role::Anchor, "date.post_names_its_weekday", text.clone()));
            }
        }
    }

    /// The ticker's dates are those of the days around the capture.
    fn ticker(&self, capture: &mut Capture) {
        let mut days: Vec<(NaiveDate, usize, &Clean)> = Vec::new();
        for (at, headlines) in &self.page.labels.headlines {
            for headline in headlines {
                let found =
                    dates::mentions(headline, self.order).into_iter().filter_map(|mention| match mention.form {
                        Form::Full(date) => Some((date, *at, headline)),
                        _ => None,
                    });
                days.extend(found);
            }
        }
        let Some((latest, at, headline)) = days.iter().copied().max_by_key(|(date, at, _)| (*date, *at)) else {
            return;
        };
        let around = days
            .iter()
            .map(|(date, _, _)| *date)
            .filter(|date| latest - *date <= TimeDelta::days(10))
            .min()
            .unwrap_or(latest);
        capture.is_loose = true;
        capture.not_before((around - Days::new(2)).and_time(NaiveTime::MIN));
        capture.not_after(latest.and_time(NaiveTime::MIN));
        capture.evidence.push(self.evidence(at, Role::Bound, "date.ticker", headline.clone()));
    }
}

/// Within some words of the date, the text says that it is today, or a part of that day.
fn says_today_near(text: &str, range: std::ops::Range<usize>) -> bool {
    let start = text.floor_char_boundary(range.start.saturating_sub(60));
    let end = text.floor_char_boundary((range.end + 40).min(text.len()));
    let around = fold(&text[start..end]);
    const WORDS: [&str; 17] = [
        "aujourd'hui",
        "matin",
        "soir",
        "apres-midi",
        "ce jour",
        "cette nuit",
        "اليوم",
        "صباح",
        "مساء",
        "الليله",
        "today",
        "tonight",
        "this morning",
        "this evening",
        "hoy",
        "esta manana",
        "ce midi",
    ];
    WORDS.iter().any(|word| around.contains(word))
}

/// "aujourd'hui, mercredi", "اليوم الأربعاء", "today, Wednesday": the weekday the text says it is.
fn today_weekday(text: &str) -> Option<Weekday> {
    let folded = fold(text);
    ["aujourd'hui", "اليوم", "today", "hoy", "ce "].iter().find_map(|word| {
        memmem::find_iter(folded.as_bytes(), word).find_map(|at| {
            let is_word = !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let after = folded[at + word.len()..].trim_start_matches([',', ' ', '،']);
            dates::weekday(after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()).filter(|_| is_word)
        })
    })
}
