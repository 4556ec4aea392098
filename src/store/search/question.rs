//! A query made ready for a library, and answered by the index of each of its segments.
//!
//! Words are unions of stored sets, outlets and years are runs of articles, dates are stretches of these runs, languages
//! are sets: no article is looked at. Of parts that must all be answered, those that cost nothing come first, and once no
//! article is left the others are not asked.

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::bits::Bits;
use crate::store::groups::{self, OutletKey, YearKey};
use crate::store::index::{Field, Index};
use crate::store::library::{Library, Shelf};
use crate::store::marked::{Sets, Status};
use crate::store::query::{Node, OutletName, Part, Period, Text, Unit, Word};
use crate::store::search::answer::{self, All, Answer};
use crate::store::search::phrase::Phrase;
use crate::store::segment::Segment;

/// A part of a query, with what it means in one library.
pub(super) enum Question<'a> {
    All(Vec<Question<'a>>),
    Any(Vec<Question<'a>>),
    Not(Box<Question<'a>>),
    Text(&'a Text),
    Fact(Fact<'a>),
}

/// What can be known of an article beside its text.
pub(super) enum Fact<'a> {
    /// For each outlet of the library whether it is meant.
    Outlet(Vec<bool>),
    Dated(Period),
    Undated,
    Lang(Lang),
    Is(Status),
    /// With a tag that is named so.
    Tagged(&'a [Word]),
    /// With a note in which these words stand.
    Noted(&'a Text),
}

/// Where a question is asked.
pub(super) struct Place<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) index: Index<'a>,
    /// The marks of its articles; none where nobody knows of any.
    pub(super) marks: Option<&'a Sets>,
}

impl<'a> Place<'a> {
    pub(super) fn new(shelf: &'a Shelf, marks: Option<&'a Sets>) -> Place<'a> {
        Place { shelf, index: shelf.segment.index(), marks }
    }

    fn segment(&self) -> &'a Segment {
        &self.shelf.segment
    }

    fn none(&self) -> Bits {
        Bits::new(self.segment().n_articles())
    }

    /// The articles that are still there.
    fn live(&self) -> Bits {
        self.shelf.live.as_deref().cloned().unwrap_or_else(|| Bits::full(self.segment().n_articles()))
    }
}

impl<'a> Question<'a> {
    pub(super) fn new(node: &'a Node, library: &Library) -> Question<'a> {
        let all = |nodes: &'a [Node]| {
            let mut questions: Vec<Question<'a>> = nodes.iter().map(|node| Question::new(node, library)).collect();
            questions.sort_by_key(Question::cost);
            questions
        };
        match node {
            Node::All(nodes) => Question::All(all(nodes)),
            Node::Any(nodes) => Question::Any(all(nodes)),
            Node::Not(node) => Question::Not(Box::new(Question::new(node, library))),
            Node::Text(text) => Question::Text(text),
            Node::Outlet(name) => Question::Fact(Fact::Outlet(outlets_meant(name, library))),
            Node::Dated(period) => Question::Fact(Fact::Dated(*period)),
            Node::Undated => Question::Fact(Fact::Undated),
            Node::Lang(lang) => Question::Fact(Fact::Lang(*lang)),
            Node::Is(status) => Question::Fact(Fact::Is(*status)),
            Node::Tagged(name) => Question::Fact(Fact::Tagged(name)),
            Node::Noted(words) => Question::Fact(Fact::Noted(words)),
        }
    }

    /// What is asked first of parts that must all be answered.
    fn cost(&self) -> usize {
        match self {
            Question::Fact(Fact::Noted(_)) => 1,
            Question::Fact(_) => 0,
            Question::Text(text) if !is_phrase(text) && !text.words.iter().any(Word::is_prefix) => 2,
            Question::Text(text) if !is_phrase(text) => 3,
            Question::Text(text) => 3 + text.words.len(),
            Question::All(parts) | Question::Any(parts) => parts.iter().map(Question::cost).sum(),
            Question::Not(part) => part.cost(),
        }
    }

    /// Which articles of a segment answer, those left out that are no longer there.
    pub(super) fn answer(&self, place: &Place<'_>) -> Answer<'a> {
        let mut all = All::of(place.live());
        match self {
            Question::All(parts) => ask_all(parts, place, &mut all),
            part => all.and(part.ask(place)),
        }
        all.answer()
    }

    fn ask(&self, place: &Place<'_>) -> Answer<'a> {
        let n_articles = place.segment().n_articles();
        match self {
            Question::All(parts) => {
                let mut all = All::of(Bits::full(n_articles));
                ask_all(parts, place, &mut all);
                all.answer()
            }
            Question::Any(parts) => answer::any(n_articles, parts.iter().map(|part| part.ask(place))),
            Question::Not(part) => part.ask(place).not(),
            Question::Text(text) => ask_text(text, place),
            Question::Fact(fact) => Answer::Known(fact.articles(place)),
        }
    }
}

impl Fact<'_> {
    /// The articles it is true of.
    fn articles(&self, place: &Place<'_>) -> Bits {
        let segment = place.segment();
        let cells = segment.cells();
        let mut found = place.none();
        match self {
            Fact::Outlet(is_meant) => {
                let is_meant = |idx: &usize| is_meant.get(*idx).copied().unwrap_or(false);
                let places = place.shelf.places.outlets.iter().enumerate();
                for outlet in places.filter(|(_, idx)| is_meant(idx)).map(|(outlet, _)| outlet) {
                    let years = 0..cells.years().len();
                    years.for_each(|year| found.set_range(cells.of(year, outlet)));
                }
            }
            Fact::Dated(period) => period.articles_of(segment, &mut found),
            Fact::Undated => {
                let undated = cells.years().iter().position(|year| *year == YearKey::Undated);
                undated.into_iter().for_each(|year| found.set_range(cells.of_year(year)));
            }
            Fact::Lang(lang) => {
                let written_in = segment.languages().iter().find(|(known, _)| known == lang);
                written_in.into_iter().for_each(|(_, articles)| found.or(articles));
            }
            Fact::Is(status) => match place.marks {
                Some(marks) => marks.or_into(*status, &mut found),
                None if *status == Status::Unread => found.flip(),
                None => {}
            },
            Fact::Tagged(name) => place.marks.iter().for_each(|marks| marks.or_tagged_into(name, &mut found)),
            Fact::Noted(words) => place.marks.iter().for_each(|marks| marks.or_noted_into(words, &mut found)),
        }
        found
    }
}

/// Asks all parts, as long as there is an article that may answer them.
fn ask_all<'a>(parts: &[Question<'a>], place: &Place<'_>, all: &mut All<'a>) {
    for part in parts {
        if all.is_empty() {
            return;
        }
        all.and(part.ask(place));
    }
}

/// Words that have to stand one behind the other, or are meant exactly: the index alone does not know.
fn is_phrase(text: &Text) -> bool {
    text.words.len() > 1 || text.exactly.is_some()
}

fn ask_text<'a>(text: &'a Text, place: &Place<'_>) -> Answer<'a> {
    let field = match text.part {
        Part::Anywhere => Field::Anywhere,
        Part::Title => Field::Title,
        Part::Author => Field::Author,
    };
    let mut words = text.words.iter();
    let mut found = words.next().map_or_else(|| place.none(), |word| with_word(word, field, place));
    if !is_phrase(text) {
        return Answer::Known(found);
    }
    for word in words {
        if found.is_empty() {
            return Answer::Known(found);
        }
        found.and(&with_word(word, field, place));
    }
    Answer::phrase(found, Phrase::new(text, &place.index))
}

/// The articles that hold a word.
fn with_word(word: &Word, field: Field, place: &Place<'_>) -> Bits {
    let mut found = place.none();
    if word.is_prefix() {
        place.index.or_prefix_into(field, word.folded(), &mut found);
        return found;
    }
    for form in word.forms() {
        if let Some(term) = place.index.term(field, form) {
            place.index.or_into(term, &mut found);
        }
    }
    found
}

/// For each outlet of the library whether it is meant by a name. What has no article any more is not meant.
fn outlets_meant(name: &OutletName, library: &Library) -> Vec<bool> {
    let rows = &library.totals.outlets.rows;
    let live: Vec<&OutletKey> = rows.iter().filter(|(_, total)| *total > 0).map(|(key, _)| key).collect();
    let meant = match name {
        OutletName::None => vec![&OutletKey::None],
        OutletName::Words(words) => {
            let name: Vec<&str> = words.iter().map(Word::folded).collect();
            let is_prefix = words.last().is_some_and(Word::is_prefix);
            groups::outlets_named(&name.join(" "), is_prefix, &live)
        }
    };
    rows.iter().map(|(key, _)| meant.contains(&key)).collect()
}

impl Period {
    /// Adds the articles of a segment that were published in the period.
    fn articles_of(&self, segment: &Segment, found: &mut Bits) {
        let cells = segment.cells();
        for (idx, year) in cells.years().iter().enumerate() {
            let YearKey::Year(year) = *year else { continue };
            match self.holds_year(year) {
                Some(true) => found.set_range(cells.of_year(idx)),
                Some(false) => {}
                None => {
                    cells.runs_of_year(idx).iter().for_each(|run| self.articles_of_run(run.articles(), segment, found))
                }
            }
        }
    }

    /// Whether all dates in a year lie in the period, or none does; `None` if some do.
    fn holds_year(&self, year: i32) -> Option<bool> {
        let begins = self.from.is_none_or(|from| from.year_number() <= year);
        let ends = self.to.is_none_or(|to| year <= to.year_number());
        if !begins || !ends || self.unit == Unit::Year {
            return Some(begins && ends);
        }
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let is_whole = self.from.is_none_or(|from| from.first_day() <= day(1, 1))
            && self.to.is_none_or(|to| day(12, 31) <= to.last_day());
        is_whole.then_some(true)
    }

    /// Adds what lies in the period of a run, which is ordered by date: each date is asked once.
    fn articles_of_run(&self, run: Range<u32>, segment: &Segment, found: &mut Bits) {
        let mut start = run.start;
        while start < run.end {
            let date = segment.date(start);
            let end = end_of_equals(start..run.end, |idx| segment.date(idx) == date);
            if date.is_some_and(|date| self.holds_day(date)) {
                found.set_range(start..end);
            }
            start = end;
        }
    }

    /// All days the date may mean lie in the period.
    fn holds_day(&self, date: PartialDate) -> bool {
        self.from.is_none_or(|from| from.first_day() <= date.first_day())
            && self.to.is_none_or(|to| date.last_day() <= to.last_day())
    }
}

/// Where a stretch of equals at the beginning of a sorted range ends; found by steps that double, then halve.
fn end_of_equals(range: Range<u32>, is_equal: impl Fn(u32) -> bool) -> u32 {
    let mut step = 1;
    let mut last = range.start;
    while last + step < range.end && is_equal(last + step) {
        last += step;
        step *= 2;
    }
    while step > 0 {
        if last + step < range.end && is_equal(last + step) {
            last += step;
        } else {
            step /= 2;
        }
    }
    last + 1
}
