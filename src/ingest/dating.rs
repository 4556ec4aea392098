//! When an article was published: all that the document says about it, resolved once, in the order of trust.
//!
//! What the head of the page states comes first, unless it contradicts a printed line and shows signs of a machine's hand:
//! the day of a change, of the first minute of a year, or of the site that took the article over. A printed date on a
//! publication line or byline states it. A relative line ("hier") needs the day the page was saved, and that is looked for
//! in the same document: names of pictures, ages of posts that name their day. Years in running text are bounds and nothing
//! more, and so is the day of an update: what was changed in 2025 may be of 2009. What does not settle the date stays
//! unknown, with the bounds and the reasons.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{self, Datelike, NaiveDate, TimeDelta, Weekday};

use crate::ingest::capture::Capture;
use crate::ingest::dates::{self, Form, Mention, NumericOrder};
use crate::ingest::heads::{Head, HeadDate, HeadKind};
use crate::ingest::lines::Line;
use crate::ingest::moments;
use crate::ingest::page::{Labels, Page, Piece, Unit};
use crate::ingest::phrases::Phrases;
use crate::ingest::stated::{Day, Stated};
use crate::model::article::Dating;
use crate::model::date::{PartialDate, Precision};
use crate::model::document::{Captured, Concern, Doubt, LineKind};
use crate::model::evidence::{Confidence, Evidence, Fact, Role, RuleId};
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// The dates of all articles of a document, in the order of the pieces.
pub struct Dated {
    /// One for each piece.
    pub articles: Vec<Dating>,
    /// When the page was saved.
    pub captured: Captured,
    /// What does not fit.
    pub doubts: Vec<Doubt>,
}

/// How dates are read.
#[derive(Clone, Copy)]
pub struct Days {
    /// Which number of a numeric date comes first.
    pub order: NumericOrder,
    /// Where it is known, the last day anything can have been published.
    pub today: Option<NaiveDate>,
}

/// Resolves the dates of a document.
pub fn resolve(lines: &[Line<'_>], labels: &Labels, stated: &Stated, days: Days) -> Dated {
    let Days { order, today } = days;
    let page = Page { lines, labels };
    let fetched = stated.captured.as_ref().filter(|day| moments::is_plausible(day.moment.date, today));
    let capture = match fetched {
        Some(day) => Capture::stated(day.moment.date.last_day(), day.evidence(Role::Anchor)),
        None => Capture::of(page, order, today),
    };
    let mentions = std::iter::repeat_with(OnceCell::new).take(labels.units.len()).collect();
    let reading = Reading { page, order, today, stated, is_fetched: fetched.is_some(), mentions };
    let mut dated = Dated { articles: Vec::new(), captured: capture.days(), doubts: Vec::new() };
    for piece in &labels.pieces {
        let container = dated.articles.first().and_then(|container| container.fact.value);
        let dating = reading.date(piece, &capture, container, &mut dated.doubts);
        dated.articles.push(dating);
    }
    dated
}

/// The page, how its numeric dates are read, and the last day anything in it can have happened.
struct Reading<'a> {
    page: Page<'a>,
    order: NumericOrder,
    today: Option<NaiveDate>,
    /// What the head of the page says.
    stated: &'a Stated,
    /// The day of capture is that of fetching, which says nothing of publication but that it was before.
    is_fetched: bool,
    /// The dates in the text of each unit, found when they are first asked for.
    mentions: Vec<OnceCell<Vec<Mention>>>,
}

impl Reading<'_> {
    fn unit(&self, at: usize) -> &Unit {
        self.page.unit(at)
    }

    fn mentions(&self, at: usize) -> &[Mention] {
        self.mentions[at].get_or_init(|| dates::mentions(&self.unit(at).text, self.order))
    }

    fn evidence(&self, at: usize, role: Role, rule: &'static str, quote: Clean) -> Evidence {
        self.page.evidence(at, role, RuleId(rule), quote)
    }

    fn date(
        &self,
        piece: &Piece,
        capture: &Capture,
        container: Option<PartialDate>,
        doubts: &mut Vec<Doubt>,
    ) -> Dating {
        let is_container = piece.units.start == 0;
        let latest = self.latest_possible(capture);
        let mut rejected = Vec::new();
        if is_container {
            let printed = self.first_printed(piece, capture, latest);
            if let Some(dating) = self.by_statement(piece, printed, latest, doubts, &mut rejected) {
                return dating;
            }
        }
        let mut updated: Option<(NaiveDate, Evidence)> = None;
        for (_, at, head) in self.heads(piece) {
            match &head.date {
                Some(HeadDate::Printed(mention)) if head.is_update => {
                    let day = mention
                        .form
                        .known()
                        .map(PartialDate::last_day)
                        .filter(|day| latest.is_none_or(|latest| *day <= latest));
                    let bound =
                        day.map(|day| (day, self.evidence(at, Role::Bound, head.rule.0, self.unit(at).text.clone())));
                    updated = [updated, bound].into_iter().flatten().min_by_key(|(day, _)| *day);
                }
                Some(HeadDate::Relative(..)) if head.is_update => {}
                Some(HeadDate::Printed(mention)) => {
                    let Some(date) = self.printed(piece, mention, capture) else { continue };
                    if latest.is_some_and(|latest| date.first_day() > latest) || date.first_day().year() < 1800 {
                        let about = Concern::AfterSaved(date);
                        doubts.push(Doubt { line: Some(self.page.line(at)), about });
                        rejected.push(self.evidence(
                            at,
                            Role::Rejected,
                            "date.after_capture",
                            self.unit(at).text.clone(),
                        ));
                        continue;
                    }
                    let mut dating = self.stated(piece, at, head, mention, date, doubts);
                    dating.fact.evidence.append(&mut rejected);
                    return dating;
                }
                Some(HeadDate::Relative(range, ago)) => {
                    let raw = self.unit(at).text.slice(range.clone());
                    if let Some(dating) =
                        self.relative(piece, at, &raw, *ago, capture, container.filter(|_| !is_container))
                    {
                        return dating;
                    }
                    rejected.push(self.evidence(at, Role::Relative, "date.relative_without_anchor", raw));
                }
                Some(HeadDate::NotInCalendar) | None => {}
            }
        }
        let is_saved_at_once = is_container && !self.is_fetched;
        if is_saved_at_once && let Some(mut dating) = self.by_capture(piece, capture) {
            dating.fact.evidence.extend(rejected);
            return dating;
        }
        rejected.extend(self.impossible(piece, doubts));
        let changed = self.stated.modified.iter().filter(|_| is_container);
        let changed = changed.filter(|day| moments::is_plausible(day.moment.date, latest));
        let changed = changed.map(|day| (day.moment.date.last_day(), day.evidence(Role::Bound)));
        updated = updated.into_iter().chain(changed).min_by_key(|(day, _)| *day);
        self.unknown(piece, capture, updated, rejected)
    }

    /// A publication line whose date is not in the calendar (29 February of a common year) says nothing, and is shown.
    fn impossible(&self, piece: &Piece, doubts: &mut Vec<Doubt>) -> Option<Evidence> {
        let is_impossible = |at: &usize| {
            let head = self.page.labels.heads.get(at);
            head.is_some_and(|head| head.date == Some(HeadDate::NotInCalendar))
        };
        let at = piece.units.clone().find(is_impossible)?;
        doubts.push(Doubt { line: Some(self.page.line(at)), about: Concern::NotInCalendar });
        Some(self.evidence(at, Role::Rejected, "date.not_in_calendar", self.unit(at).text.clone()))
    }

    fn latest_possible(&self, capture: &Capture) -> Option<NaiveDate> {
        let saved = capture.to.map(|to| to.date() + chrono::Days::new(if capture.is_loose { 2 } else { 1 }));
        [saved, self.today].into_iter().flatten().min()
    }

    /// Heads that may date the piece, in the order of trust.
    fn heads(&self, piece: &Piece) -> Vec<(u8, usize, &Head)> {
        let is_text = |at: &usize| self.unit(*at).kind == Some(LineKind::Paragraph);
        let text_start = piece.body.clone().find(is_text);
        let text_start = text_start.unwrap_or(piece.body.start);
        let title = piece.title.unwrap_or(text_start);
        // Several dates between headline and text are those of a list of other articles.
        let is_bare_date =
            |at: usize| self.page.labels.heads.get(&at).is_some_and(|head| head.kind == HeadKind::BareDate);
        let is_list_of_dates = (title..text_start).filter(|at| is_bare_date(*at)).count() > 2;
        let mut heads: Vec<(u8, usize, usize, &Head)> = Vec::new();
        for (&at, head) in
            self.page.labels.heads.iter().filter(|(at, head)| piece.units.contains(at) && head.date.is_some())
        {
            let from_title = at.abs_diff(title);
            let is_near_head = at + 8 >= title && at <= text_start + 3;
            let is_close = at + 3 >= title && at <= text_start + 1;
            let is_after_body = at >= piece.body.end && at <= piece.body.end + 3;
            let trust = match head.kind {
                HeadKind::Publication => 0,
                HeadKind::Byline | HeadKind::DateCue if !head.is_update && is_near_head => 1,
                HeadKind::BareDate if is_close && !is_list_of_dates => 2,
                HeadKind::Byline | HeadKind::DateCue if !head.is_update && is_after_body => 3,
                HeadKind::Byline | HeadKind::DateCue if head.is_update && (is_near_head || is_after_body) => 4,
                _ => continue,
            };
            heads.push((trust, from_title, at, head));
        }
        heads.sort_by_key(|(trust, from_title, at, _)| (*trust, *from_title, *at));
        heads.into_iter().map(|(trust, _, at, head)| (trust, at, head)).collect()
    }

    /// The most trustworthy date that a line prints as that of publication.
    fn first_printed(&self, piece: &Piece, capture: &Capture, latest: Option<NaiveDate>) -> Option<Printed> {
        self.heads(piece).into_iter().filter(|(_, _, head)| !head.is_update).find_map(|(trust, at, head)| {
            let Some(HeadDate::Printed(mention)) = &head.date else { return None };
            let date = self.printed(piece, mention, capture)?;
            moments::is_plausible(date, latest).then_some(Printed { date, at, trust, rule: head.rule })
        })
    }

    /// The date the head of the page states; `None` where it states none, or a printed one is more trustworthy.
    fn by_statement(
        &self,
        piece: &Piece,
        printed: Option<Printed>,
        latest: Option<NaiveDate>,
        doubts: &mut Vec<Doubt>,
        rejected: &mut Vec<Evidence>,
    ) -> Option<Dating> {
        let (possible, late): (Vec<&Day>, Vec<&Day>) =
            self.stated.published.iter().partition(|day| moments::is_plausible(day.moment.date, latest));
        for day in &late {
            rejected.push(Evidence { rule: RuleId("date.after_capture"), ..day.evidence(Role::Rejected) });
        }
        if let Some(day) = late.first().filter(|_| possible.is_empty()) {
            doubts.push(Doubt { line: None, about: Concern::AfterSaved(day.moment.date) });
        }
        let in_address = self.stated.in_address.as_ref().filter(|day| moments::is_plausible(day.moment.date, latest));
        // What a page prints with a word for it outweighs its address.
        let only_address =
            in_address.filter(|_| possible.is_empty() && printed.as_ref().is_none_or(|line| line.trust >= 2));
        let day = self.best_of(&possible).or(only_address)?;
        let date = day.moment.date;
        let mut evidence = vec![day.evidence(Role::States)];
        if let Some(line) = &printed {
            let is_apart = moments::days_between(date, line.date) > 1;
            let is_finer = !is_apart && line.date.precision() > date.precision();
            let is_day_there = moments::is_day_in_zone(&day.raw, line.date);
            if is_finer || is_day_there || (is_apart && self.is_more_trustworthy(line, day, in_address)) {
                if is_apart {
                    doubts.push(disagreement(Some(self.page.line(line.at)), date, line.date));
                }
                rejected.push(day.evidence(if is_apart { Role::Rejected } else { Role::Corroborates }));
                return None;
            }
            if is_apart {
                doubts.push(disagreement(Some(self.page.line(line.at)), line.date, date));
            }
            let role = if is_apart { Role::Tension } else { Role::Corroborates };
            evidence.push(self.evidence(line.at, role, line.rule.0, self.unit(line.at).text.clone()));
        }
        let other = possible.iter().find(|other| moments::days_between(other.moment.date, date) > 1);
        evidence.extend(other.map(|other| other.evidence(Role::Tension)));
        let before = self.stated.modified.iter().find(|changed| changed.moment.date.last_day() < date.first_day());
        let before = before.filter(|changed| moments::days_between(changed.moment.date, date) > 1);
        evidence.extend(before.map(|changed| changed.evidence(Role::Tension)));
        evidence.append(rejected);
        evidence.extend(self.corroboration(piece, date));
        if let Some(later) = self.later_in_text(piece, date) {
            let about = Concern::LaterInText { quote: later.quote.clone(), published: date };
            doubts.push(Doubt { line: Some(later.line), about });
            evidence.push(later);
        }
        let fact = Fact::stated(date, day.raw.clone(), evidence);
        Some(Dating { fact, not_before: Some(date), not_after: Some(date) })
    }

    /// The first statement, unless it is the moment of a change and another says an earlier day.
    fn best_of<'d>(&self, possible: &[&'d Day]) -> Option<&'d Day> {
        let first = *possible.first()?;
        let earlier = possible.iter().find(|other| other.moment.date.last_day() < first.moment.date.first_day());
        earlier.filter(|_| self.is_change(first)).or(Some(&first)).copied()
    }

    /// The page was changed at the very moment it states as that of publication.
    fn is_change(&self, day: &Day) -> bool {
        self.stated.modified.iter().any(|changed| changed.raw == day.raw)
    }

    /// A printed line against a statement that says another day: it is believed where it names the paper the page was taken
    /// from, where the address says the same, and where the statement is of the kind that machines make up.
    fn is_more_trustworthy(&self, line: &Printed, day: &Day, in_address: Option<&Day>) -> bool {
        let fits = |address: &Day, date: PartialDate| moments::days_between(address.moment.date, date) <= 1;
        let is_earlier = line.date.first_day() < day.moment.date.first_day();
        match (line.trust, in_address) {
            (0, _) => true,
            (_, Some(address)) if fits(address, line.date) => true,
            (_, Some(address)) if fits(address, day.moment.date) => false,
            _ => line.trust == 1 && ((is_earlier && self.is_change(day)) || day.moment.is_new_year),
        }
    }

    /// The date a printed mention says: a day and month need their year found.
    fn printed(&self, piece: &Piece, mention: &Mention, capture: &Capture) -> Option<PartialDate> {
        match mention.form {
            Form::DayMonth { day, month } => self.year_found(piece, day, month, mention.weekday?, capture),
            form => form.known(),
        }
    }

    /// The one year in which the weekday fits, between the latest past year of the text and the capture.
    fn year_found(
        &self,
        piece: &Piece,
        day: u32,
        month: u32,
        weekday: Weekday,
        capture: &Capture,
    ) -> Option<PartialDate> {
        let from = self.past(piece)?.0.year_number();
        let to = capture.to?.date().year();
        match dates::years_with_weekday(day, month, weekday, from..=to).as_slice() {
            [year] => PartialDate::day(*year, month, day),
            _ => None,
        }
    }

    fn stated(
        &self,
        piece: &Piece,
        at: usize,
        head: &Head,
        mention: &Mention,
        date: PartialDate,
        doubts: &mut Vec<Doubt>,
    ) -> Dating {
        let line = &self.unit(at).text;
        let is_stated = !matches!(mention.form, Form::DayMonth { .. });
        let mut evidence = vec![self.evidence(at, Role::States, head.rule.0, line.clone())];
        evidence.extend(self.corroboration(piece, date));
        if let Some(later) = self.later_in_text(piece, date) {
            let about = Concern::LaterInText { quote: later.quote.clone(), published: date };
            doubts.push(Doubt { line: Some(later.line), about });
            evidence.push(later);
        }
        Dating {
            fact: Fact {
                value: Some(date),
                raw: Some(line.slice(mention.range.clone())),
                confidence: if is_stated { Confidence::Stated } else { Confidence::Derived },
                evidence,
            },
            not_before: Some(date),
            not_after: Some(date),
        }
    }

    /// A weekday with day and month in the text that fits the year of publication.
    fn corroboration(&self, piece: &Piece, date: PartialDate) -> Option<Evidence> {
        let published = date.last_day();
        self.text_units(piece).take(4).find_map(|at| {
            let text = &self.unit(at).text;
            self.mentions(at).iter().find_map(|mention| {
                let Form::DayMonth { day, month } = mention.form else { return None };
                let named = NaiveDate::from_ymd_opt(date.year_number(), month, day)?;
                let fits = mention.weekday == Some(named.weekday()) && (published - named).num_days().abs() <= 31;
                fits.then(|| {
                    self.evidence(at, Role::Corroborates, "date.weekday_fits", text.slice(mention.range.clone()))
                })
            })
        })
    }

    /// A full date of the text that lies after the day of publication by more than a day, and is not said to be ahead.
    fn later_in_text(&self, piece: &Piece, date: PartialDate) -> Option<Evidence> {
        let last = date.last_day().checked_add_days(chrono::Days::new(1))?;
        self.text_units(piece).find_map(|at| {
            let text = &self.unit(at).text;
            self.mentions(at).iter().find_map(|mention| match mention.form {
                Form::Full(named) if named > last && is_past(text, mention) => {
                    Some(self.evidence(at, Role::Tension, "date.later_in_text", text.slice(mention.range.clone())))
                }
                _ => None,
            })
        })
    }

    /// "hier", counted back from the container's date, or from the day the page was saved.
    fn relative(
        &self,
        piece: &Piece,
        at: usize,
        raw: &Clean,
        ago: dates::Ago,
        capture: &Capture,
        container: Option<PartialDate>,
    ) -> Option<Dating> {
        let base = container.filter(|date| date.precision() == Precision::Day).map(|date| date.first_day());
        let base = base.or_else(|| self.saved_on(capture))?;
        let back = chrono::Days::new(u64::from(ago.n_days));
        let date = base.checked_sub_days(back)?;
        let saved = capture.to.filter(|_| !capture.is_loose).map(|to| to.date()).unwrap_or(base);
        let not_after = saved.checked_sub_days(back)?.max(date);
        let earliest = if ago.may_be_day_before { date.pred_opt()? } else { date };
        let mut evidence = vec![self.evidence(at, Role::Relative, "date.relative", raw.clone())];
        evidence.extend(capture.evidence.iter().cloned());
        let bound = self.day_in_text(piece, not_after);
        let not_before = match &bound {
            Some((day, item)) if *day <= date => {
                evidence.push(item.clone());
                (*day).min(earliest)
            }
            _ => earliest,
        };
        Some(Dating {
            fact: Fact {
                value: Some(PartialDate::from(date)),
                raw: Some(raw.clone()),
                confidence: Confidence::Derived,
                evidence,
            },
            not_before: Some(PartialDate::from(not_before)),
            not_after: Some(PartialDate::from(not_after)),
        })
    }

    /// The day the page was saved, where the span is short enough to say it: the first of its days.
    fn saved_on(&self, capture: &Capture) -> Option<NaiveDate> {
        let from = capture.from.filter(|_| !capture.is_loose)?;
        let is_short = capture.to.is_none_or(|to| to.date() - from.date() <= TimeDelta::days(1));
        is_short.then(|| from.date())
    }

    /// The latest day of the text not after the given day: a full date, or one whose weekday fits the year before that day.
    fn day_in_text(&self, piece: &Piece, not_after: NaiveDate) -> Option<(NaiveDate, Evidence)> {
        let mut best: Option<(NaiveDate, Evidence)> = None;
        for at in self.text_units(piece) {
            let text = &self.unit(at).text;
            for mention in self.mentions(at).iter().filter(|mention| is_past(text, mention)) {
                let day = match (mention.form, mention.weekday) {
                    (Form::Full(date), _) => Some(date),
                    (Form::DayMonth { day, month }, Some(weekday)) => [not_after.year(), not_after.year() - 1]
                        .iter()
                        .filter_map(|year| NaiveDate::from_ymd_opt(*year, month, day))
                        .find(|named| *named <= not_after && named.weekday() == weekday),
                    _ => None,
                };
                let Some(day) = day.filter(|day| *day <= not_after) else { continue };
                if best.as_ref().is_none_or(|(latest, _)| day > *latest) {
                    best = Some((
                        day,
                        self.evidence(at, Role::Bound, "date.day_in_text", text.slice(mention.range.clone())),
                    ));
                }
            }
        }
        best
    }

    /// The container of posts and pictures was published when the page was saved.
    fn by_capture(&self, piece: &Piece, capture: &Capture) -> Option<Dating> {
        let from = capture.from.filter(|_| !capture.is_loose)?.date();
        let to = capture.to.map(|to| to.date());
        let date = match to {
            Some(to) if to - from > TimeDelta::days(1) => {
                let same_month = (from.year(), from.month()) == (to.year(), to.month());
                let month = PartialDate::month(from.year(), from.month()).filter(|_| same_month);
                month.or(PartialDate::year(from.year()).filter(|_| from.year() == to.year()))?
            }
            _ => PartialDate::from(from),
        };
        let mut evidence = capture.evidence.clone();
        for at in piece.units.clone().filter(|at| self.unit(*at).kind == Some(LineKind::Caption)) {
            let text = &self.unit(at).text;
            let fits = |mention: &&Mention| {
                mention.form.known().is_some_and(|known| known.first_day() <= from && from <= known.last_day())
            };
            if let Some(mention) = self.mentions(at).iter().find(fits) {
                evidence.push(self.evidence(at, Role::Corroborates, "date.caption", text.slice(mention.range.clone())));
            }
        }
        Some(Dating {
            fact: Fact { value: Some(date), raw: None, confidence: Confidence::Derived, evidence },
            not_before: Some(PartialDate::from(from)),
            not_after: to.map(PartialDate::from),
        })
    }

    /// The bounds alone. A day that the text speaks of as past may lie beyond the dates of the ticker, which say little, but
    /// not beyond a post that names its day.
    /// It was published before it was changed.
    fn unknown(
        &self,
        piece: &Piece,
        capture: &Capture,
        updated: Option<(NaiveDate, Evidence)>,
        mut evidence: Vec<Evidence>,
    ) -> Dating {
        let saved = capture.to.map(|to| to.date());
        let is_possible = |date: PartialDate| saved.is_none_or(|saved| date.first_day() <= saved);
        let past = self.past(piece).filter(|(date, _)| capture.is_loose || is_possible(*date));
        let not_before = past.as_ref().map(|(date, _)| *date);
        evidence.extend(past.map(|(_, item)| item));
        let not_after = saved.filter(|_| not_before.is_none_or(is_possible)).map(PartialDate::from);
        if let Some((day, item)) = updated {
            evidence.push(item);
            let not_before = not_before.filter(|date| date.first_day() <= day);
            return Dating { fact: Fact::unknown(evidence), not_before, not_after: Some(PartialDate::from(day)) };
        }
        if not_after.is_some() {
            evidence.extend(capture.evidence.iter().cloned());
        }
        Dating { fact: Fact::unknown(evidence), not_before, not_after }
    }

    /// Units of the piece that hold running text.
    fn text_units(&self, piece: &Piece) -> impl Iterator<Item = usize> + '_ {
        piece.body.clone().filter(|at| {
            matches!(
                self.unit(*at).kind,
                Some(LineKind::Paragraph | LineKind::Dek | LineKind::TweetText | LineKind::Pullquote | LineKind::Quote)
            )
        })
    }

    /// The latest year, month or day that the text speaks of as past.
    fn past(&self, piece: &Piece) -> Option<(PartialDate, Evidence)> {
        let mut best: Option<(PartialDate, Evidence)> = None;
        for at in self.text_units(piece) {
            let text = &self.unit(at).text;
            for mention in self.mentions(at) {
                let is_behind = |date: &PartialDate| self.today.is_none_or(|today| date.first_day() <= today);
                let date = mention.form.known().filter(|date| is_behind(date) && is_past(text, mention));
                let Some(date) = date else { continue };
                if best.as_ref().is_none_or(|(latest, _)| date.first_day() > latest.first_day()) {
                    best = Some((
                        date,
                        self.evidence(
                            at,
                            Role::Bound,
                            "date.past_in_text",
                            text.slice(sentence_around(text, mention.range.start)),
                        ),
                    ));
                }
            }
        }
        best
    }
}

/// A date that a line prints.
struct Printed {
    date: PartialDate,
    /// The unit of the line.
    at: usize,
    /// How it is trusted among heads, the most trustworthy 0.
    trust: u8,
    rule: RuleId,
}

/// The page names two days of publication, and the second was taken.
fn disagreement(line: Option<u32>, other: PartialDate, taken: PartialDate) -> Doubt {
    Doubt { line, about: Concern::TwoDates { other, taken } }
}

/// The words before a date say that it is behind: a preposition of place in time, and none of what lies ahead.
fn is_past(text: &str, mention: &Mention) -> bool {
    static AHEAD: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "d'ici",
            "horizon",
            "jusqu",
            "prevu",
            "prevoi",
            "sera",
            "seront",
            "aura",
            "auront",
            "devra",
            "devrait",
            "doit",
            "avant",
            "vision",
            "objectif",
            "edition",
            "plan",
            "futur",
            "prochain",
            "projet",
            "mondial",
            "coupe",
            "candidat",
            "reporte",
            "expire",
            "echeance",
            "until",
            "will",
            "by ",
            "expected",
            "scheduled",
            "next",
            "target",
            "due",
            "بحلول",
            "حتى",
            "المقبل",
            "القادم",
            "سوف",
            "سيتم",
            "المقرر",
            "رويه",
            "مونديال",
            "hasta",
            "proximo",
            "sera ",
        ])
    });
    let start = text.floor_char_boundary(mention.range.start.saturating_sub(70));
    let before = &text[start..mention.range.start];
    let clause = before.rsplit(['.', ';', ':', '(']).next().unwrap_or(before);
    let clause = fold(clause);
    if AHEAD.are_in(&clause) {
        return false;
    }
    match mention.form {
        Form::Year(_) => {
            const PREPOSITIONS: [&str; 21] = [
                "en",
                "depuis",
                "de",
                "entre",
                "et",
                "annee",
                "fin",
                "debut",
                "since",
                "in",
                "of",
                "between",
                "and",
                "from",
                "منذ",
                "عام",
                "سنه",
                "في",
                "desde",
                "a",
                "العام",
            ];
            let word = clause.trim_end().rsplit(' ').next().unwrap_or_default();
            PREPOSITIONS.contains(&word)
        }
        _ => true,
    }
}

fn sentence_around(text: &str, at: usize) -> Range<usize> {
    let start = text.floor_char_boundary(at.saturating_sub(80));
    let start = text[start..at].find(' ').map_or(start, |space| if start == 0 { 0 } else { start + space + 1 });
    let end = text.floor_char_boundary((at + 60).min(text.len()));
    start..end
}
