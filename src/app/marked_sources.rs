//! Articles with marks as sources: which rows there are, what they count, and what switching them on asks.
//!
//! A row comes with the first mark that it can count, so that who marks nothing sees none of them; from then on what is unread
//! stands there, too. They travel as queries, as saved searches do, but what they count is worked out at once: an article
//! that is marked counts before the eye is back at the sources.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::app::App;
use crate::app::filters::{Filters, Group};
use crate::app::sources::Line;
use crate::store::facets::Facet;
use crate::store::groups::{Filter, MarkKey};
use crate::store::library::ArticleKey;
use crate::store::listing::listed;
use crate::store::marked::Status;
use crate::store::order::Order;
use crate::store::query::Query;
use crate::store::remainder::Remainder;
use crate::store::search::{Hits, search_marked};
use crate::text::clean::Clean;

/// The rows in their order, before those of tags.
const STATUSES: [Status; 4] = [Status::Unread, Status::Starred, Status::Listed, Status::Noted];

/// What the marks that are switched on ask together; none if none is.
pub(super) fn question(filters: &Filters) -> Option<Query> {
    let on: Vec<Query> = filters.marks().map(MarkKey::query).collect();
    (!on.is_empty()).then(|| Query::any(on))
}

impl App {
    /// Makes the rows of marks anew; a count that cannot be told yet stays what it was.
    pub(super) fn count_marks(&mut self) {
        let selected = match self.stand.sources.selected() {
            Line::Row(Group::Marks, idx) => self.facets.marks.get(idx).map(|row| row.key.clone()),
            _ => None,
        };
        let rows = self.mark_rows();
        let counts: Option<Vec<usize>> = match rows.is_empty() {
            true => Some(Vec::new()),
            false => self.base_without(Group::Marks).map(|base| {
                let rest = Remainder::of(&self.library, &self.filters.filter(), base);
                let count = |row: &Facet<MarkKey>| match &row.key {
                    MarkKey::Is(_) => rest.n_among(&self.marked_with(&row.key)),
                    // There may be thousands of them.
                    MarkKey::Tag(folded) => self.marked.n_tagged(&self.library, &rest, folded),
                };
                rows.iter().map(count).collect()
            }),
        };
        let before = std::mem::take(&mut self.facets.marks);
        let old = |key: &MarkKey| before.iter().find(|row| row.key == *key).map_or(0, |row| row.count);
        let count = |(idx, row): (usize, Facet<MarkKey>)| {
            let known = counts.as_ref().and_then(|counts| counts.get(idx)).copied();
            Facet { count: known.unwrap_or_else(|| old(&row.key)), ..row }
        };
        self.facets.marks = rows.into_iter().enumerate().map(count).collect();
        if let Some(idx) = selected.and_then(|key| self.facets.marks.iter().position(|row| row.key == key)) {
            self.stand.sources.select(Line::Row(Group::Marks, idx), &self.facets);
        }
        self.stand.sources.reveal(&self.facets);
    }

    /// The rows there are, and how many articles of the library each stands for.
    fn mark_rows(&self) -> Vec<Facet<MarkKey>> {
        let is_on = |key: &MarkKey| self.filters.marks().any(|on| on == key);
        let row = |key: MarkKey, label: Clean, total: usize| Facet { key, label, count: 0, total };
        let tags = self.tag_rows();
        let has_marks = !tags.is_empty()
            || [Status::Read, Status::Starred, Status::Listed, Status::Noted]
                .iter()
                .any(|is| self.marked.count(*is) > 0);
        let of_status = |status: Status| row(MarkKey::Is(status), Clean::default(), self.marked.count(status));
        let rows = STATUSES.into_iter().map(of_status).filter(|row| match row.key {
            MarkKey::Is(Status::Unread) => has_marks || is_on(&row.key),
            _ => row.total > 0 || is_on(&row.key),
        });
        let mut rows: Vec<Facet<MarkKey>> = rows.chain(tags).collect();
        // What is on is there to be switched off, though nothing has this mark any more.
        for key in self.filters.marks() {
            if !rows.iter().any(|row| row.key == *key) {
                let label = match key {
                    MarkKey::Tag(folded) => Clean::new(folded),
                    MarkKey::Is(_) => Clean::default(),
                };
                rows.push(row(key.clone(), label, 0));
            }
        }
        rows
    }

    /// A row for each tag, however it is written; the most used first. It is called as it is written most.
    fn tag_rows(&self) -> Vec<Facet<MarkKey>> {
        let mut rows: BTreeMap<MarkKey, (usize, usize, Clean)> = BTreeMap::new();
        for (tag, n) in self.marked.tags() {
            let (total, most, label) = rows.entry(MarkKey::of(&tag)).or_default();
            *total += n;
            if n > *most {
                (*most, *label) = (n, Clean::new(tag.as_str()));
            }
        }
        let row = |(key, (total, _, label))| Facet { key, label, count: 0, total };
        let mut rows: Vec<Facet<MarkKey>> = rows.into_iter().map(row).collect();
        rows.sort_by_key(|row| Reverse(row.total));
        rows
    }

    /// The articles with a mark.
    fn marked_with(&self, key: &MarkKey) -> Hits {
        search_marked(&self.library, &key.query(), &self.marked)
    }

    /// The articles that the selected row among the sources counts.
    pub(super) fn articles_of_source(&self) -> Vec<ArticleKey> {
        let filter = self.filters.filter();
        let among = |filter: &Filter, base: Option<&Hits>, found: Option<&Hits>| {
            let left = listed(&self.library, filter, base, None, Order::default()).articles();
            left.into_iter().filter(|key| found.is_none_or(|found| found.contains(*key))).collect()
        };
        let base = self.search.hits.as_ref();
        let (group, idx) = match self.stand.sources.selected() {
            Line::Row(group, idx) => (group, idx),
            Line::All => {
                let base = self.base_without_groups();
                return base.map_or(Vec::new(), |base| among(&Filter::default(), base, None));
            }
            _ => return Vec::new(),
        };
        match group {
            Group::Outlets => {
                let outlets = self.facets.outlets.get(idx).map(|row| row.key.clone()).into_iter().collect();
                among(&Filter { outlets, ..filter }, base, None)
            }
            Group::Years => {
                let years = self.facets.years.get(idx).map(|row| row.key).into_iter().collect();
                among(&Filter { years, ..filter }, base, None)
            }
            Group::Languages => {
                let languages = self.facets.languages.get(idx).map(|row| row.key).into_iter().collect();
                among(&Filter { languages, ..filter }, base, None)
            }
            Group::Marks => {
                let found = self.facets.marks.get(idx).map(|row| self.marked_with(&row.key));
                let base = self.base_without(group);
                found.zip(base).map_or(Vec::new(), |(found, base)| among(&filter, base, Some(&found)))
            }
            Group::Searches => {
                let found = self.facets.searches.get(idx).and_then(|row| self.saved.found_by(&row.name));
                let base = self.base_without(group);
                found.zip(base).map_or(Vec::new(), |(found, base)| among(&filter, base, Some(found)))
            }
        }
    }
}
