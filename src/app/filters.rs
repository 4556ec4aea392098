//! What the archive is narrowed down to: the rows that are switched on, and the search.
//!
//! The steps are kept in the order they were taken, because Backspace drops the last of them and the chips stand in that
//! order. The store's `Filter` is made from them.

use std::collections::BTreeSet;

use crate::locale::words::Words;
use crate::model::lang::Lang;
use crate::store::facets::{Facet, Facets};
use crate::store::groups::{Filter, MarkKey, OutletKey, YearKey};
use crate::store::marked::Status;
use crate::store::marks::Tag;
use crate::text::clean::Clean;

/// One thing the list is narrowed down by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Articles with a mark are switched on.
    Marked(MarkKey),
    /// A saved search is switched on.
    Saved(Clean),
    /// An outlet is switched on.
    Outlet(OutletKey),
    /// A year is switched on.
    Year(YearKey),
    /// A language is switched on.
    Language(Lang),
    /// The search is on.
    Search,
}

/// A group of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What the reader has done with articles.
    Marks,
    /// Searches that were saved.
    Searches,
    /// Who published it.
    Outlets,
    /// When.
    Years,
    /// In which languages.
    Languages,
}

impl Group {
    /// All of them, in the order they stand on the screen.
    pub const ALL: [Group; 5] = [Group::Marks, Group::Searches, Group::Outlets, Group::Years, Group::Languages];

    /// The message that is its title in the pane; marks have none.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Group::Marks => None,
            Group::Searches => Some("group-searches"),
            Group::Outlets => Some("group-outlets"),
            Group::Years => Some("group-years"),
            Group::Languages => Some("group-languages"),
        }
    }
}

/// One row of a group as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What switching it on adds.
    pub step: Step,
    /// What it is called.
    pub label: String,
    /// Articles that the other groups and the search leave; none while nobody has counted them yet.
    pub count: Option<usize>,
}

/// All steps, and what is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    steps: Vec<Step>,
    search: String,
}

impl Step {
    /// The group a step belongs to; the search belongs to none.
    pub fn group(&self) -> Option<Group> {
        match self {
            Step::Marked(_) => Some(Group::Marks),
            Step::Saved(_) => Some(Group::Searches),
            Step::Outlet(_) => Some(Group::Outlets),
            Step::Year(_) => Some(Group::Years),
            Step::Language(_) => Some(Group::Languages),
            Step::Search => None,
        }
    }
}

impl Filters {
    /// The steps in the order they were taken.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The search as typed.
    pub fn search(&self) -> &str {
        &self.search
    }

    /// The list is not narrowed down at all.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether this step is taken.
    pub fn has(&self, step: &Step) -> bool {
        self.steps.contains(step)
    }

    /// Whether the saved search of this name is on.
    pub fn has_saved(&self, name: &Clean) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Saved(known) if known == name))
    }

    /// The marks that are switched on.
    pub fn marks(&self) -> impl Iterator<Item = &MarkKey> {
        self.steps.iter().filter_map(|step| match step {
            Step::Marked(key) => Some(key),
            _ => None,
        })
    }

    /// Something is searched: what is typed, a saved search, or marks.
    pub fn has_search(&self) -> bool {
        let is_searched = |step: &Step| matches!(step, Step::Saved(_) | Step::Marked(_));
        !self.search.trim().is_empty() || self.steps.iter().any(is_searched)
    }

    /// Drops the saved searches that are no more.
    pub fn keep_saved(&mut self, is_there: impl Fn(&Clean) -> bool) {
        self.steps.retain(|step| !matches!(step, Step::Saved(name) if !is_there(name)));
    }

    /// A saved search is called something else now.
    pub fn rename_saved(&mut self, from: &Clean, to: &Clean) {
        for step in &mut self.steps {
            if *step == Step::Saved(from.clone()) {
                *step = Step::Saved(to.clone());
            }
        }
    }

    /// Switches a row on or off.
    pub fn toggle(&mut self, step: Step) {
        match self.steps.iter().position(|known| *known == step) {
            Some(idx) => drop(self.steps.remove(idx)),
            None => self.steps.push(step),
        }
        self.forget_search_without_step();
    }

    /// Switches a row on.
    pub fn add(&mut self, step: Step) {
        if !self.has(&step) {
            self.steps.push(step);
        }
    }

    /// Searches for something else; blanks alone end the search.
    pub fn set_search(&mut self, search: &str) {
        search.clone_into(&mut self.search);
        match (search.trim().is_empty(), self.has(&Step::Search)) {
            (true, true) => self.steps.retain(|step| *step != Step::Search),
            (false, false) => self.steps.push(Step::Search),
            _ => {}
        }
    }

    /// Drops one step.
    pub fn remove(&mut self, step: &Step) {
        self.steps.retain(|known| known != step);
        self.forget_search_without_step();
    }

    /// Drops the step that was taken last.
    pub fn drop_last(&mut self) {
        self.steps.pop();
        self.forget_search_without_step();
    }

    /// Switches off all rows of all groups and leaves the search.
    pub fn drop_groups(&mut self) {
        self.steps.retain(|step| *step == Step::Search);
    }

    /// The filter for the store.
    pub fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        for step in &self.steps {
            match step {
                Step::Outlet(key) => drop(filter.outlets.insert(key.clone())),
                Step::Year(key) => drop(filter.years.insert(*key)),
                Step::Language(key) => drop(filter.languages.insert(*key)),
                Step::Marked(_) | Step::Saved(_) | Step::Search => {}
            }
        }
        filter
    }

    /// Takes over what a page marked: rows that stay on keep their place among the steps.
    pub fn set_filter(&mut self, filter: &Filter) {
        self.steps.retain(|step| match step {
            Step::Outlet(key) => filter.outlets.contains(key),
            Step::Year(key) => filter.years.contains(key),
            Step::Language(key) => filter.languages.contains(key),
            Step::Marked(_) | Step::Saved(_) | Step::Search => true,
        });
        filter.outlets.iter().for_each(|key| self.add(Step::Outlet(key.clone())));
        filter.years.iter().for_each(|key| self.add(Step::Year(*key)));
        filter.languages.iter().for_each(|key| self.add(Step::Language(*key)));
    }

    /// Switches on these years and no others.
    pub fn set_years(&mut self, years: BTreeSet<YearKey>) {
        self.set_filter(&Filter { years, ..self.filter() });
    }

    /// The steps as words to be kept; the search is kept apart.
    pub fn words(&self) -> Vec<String> {
        let word = |step: &Step| match step {
            Step::Marked(MarkKey::Is(status)) => format!("is:{}", status.name()),
            Step::Marked(MarkKey::Tag(tag)) => format!("tag:{tag}"),
            Step::Saved(name) => format!("saved:{name}"),
            Step::Outlet(OutletKey::Named(key)) => format!("outlet:{key}"),
            Step::Outlet(OutletKey::None) => "outlet:".to_owned(),
            Step::Year(key) => format!("year:{key}"),
            Step::Language(key) => format!("lang:{key}"),
            Step::Search => "search".to_owned(),
        };
        self.steps.iter().map(word).collect()
    }

    /// The filters that were kept as words; words that mean nothing are left out.
    pub fn from_words(words: &[String], search: &str) -> Filters {
        let mut filters = Filters::default();
        for word in words {
            match word.split_once(':') {
                Some(("is", name)) => {
                    let status = Status::ALL.into_iter().find(|status| status.name() == name);
                    status.into_iter().for_each(|status| filters.add(Step::Marked(MarkKey::Is(status))));
                }
                Some(("tag", tag)) => {
                    let tag = Tag::new(tag).map(|tag| MarkKey::of(&tag));
                    tag.into_iter().for_each(|tag| filters.add(Step::Marked(tag)));
                }
                Some(("saved", name)) => filters.add(Step::Saved(Clean::new(name))),
                Some(("outlet", "")) => filters.add(Step::Outlet(OutletKey::None)),
                Some(("outlet", key)) => filters.add(Step::Outlet(OutletKey::Named(key.into()))),
                Some(("year", "undated")) => filters.add(Step::Year(YearKey::Undated)),
                Some(("year", year)) => {
                    if let Ok(year) = year.parse() {
                        filters.add(Step::Year(YearKey::Year(year)));
                    }
                }
                Some(("lang", tag)) => {
                    if let Some(lang) = Lang::parse(tag) {
                        filters.add(Step::Language(lang));
                    }
                }
                _ if word == "search" => filters.set_search(search),
                _ => {}
            }
        }
        filters.set_search(search);
        filters
    }

    fn forget_search_without_step(&mut self) {
        if !self.has(&Step::Search) {
            self.search.clear();
        }
    }
}

/// The rows of a group.
pub fn choices(facets: &Facets, group: Group, words: &Words) -> Vec<Choice> {
    (0..n_choices(facets, group)).filter_map(|idx| choice(facets, group, idx, words)).collect()
}

/// How many rows a group has.
pub fn n_choices(facets: &Facets, group: Group) -> usize {
    match group {
        Group::Marks => facets.marks.len(),
        Group::Searches => facets.searches.len(),
        Group::Outlets => facets.outlets.len(),
        Group::Years => facets.years.len(),
        Group::Languages => facets.languages.len(),
    }
}

/// One row of a group.
pub fn choice(facets: &Facets, group: Group, idx: usize, words: &Words) -> Option<Choice> {
    match group {
        Group::Marks => facets.marks.get(idx).map(|facet| Choice {
            step: Step::Marked(facet.key.clone()),
            label: mark_name(facets, &facet.key, words),
            count: Some(facet.count),
        }),
        Group::Searches => facets.searches.get(idx).map(|row| Choice {
            step: Step::Saved(row.name.clone()),
            label: row.name.to_string(),
            count: row.count,
        }),
        Group::Outlets => facets.outlets.get(idx).map(|facet| Choice {
            step: Step::Outlet(facet.key.clone()),
            label: outlet_name(facet, words).to_owned(),
            count: Some(facet.count),
        }),
        Group::Years => facets.years.get(idx).map(|facet| Choice {
            step: Step::Year(facet.key),
            label: year_name(facet.key, words),
            count: Some(facet.count),
        }),
        Group::Languages => facets.languages.get(idx).map(|facet| Choice {
            step: Step::Language(facet.key),
            label: facet.label.to_string(),
            count: Some(facet.count),
        }),
    }
}

/// What an outlet is called, and what stands for none.
pub fn outlet_name<'a>(facet: &'a Facet<OutletKey>, words: &'a Words) -> &'a str {
    match facet.key {
        OutletKey::Named(_) => facet.label.as_str(),
        OutletKey::None => words.text("no-outlet"),
    }
}

/// What articles with a mark are called: a tag as it is written.
pub fn mark_name(facets: &Facets, key: &MarkKey, words: &Words) -> String {
    let status = match key {
        MarkKey::Is(status) => status,
        MarkKey::Tag(folded) => {
            let known = facets.marks.iter().find(|facet| facet.key == *key);
            return format!("#{}", known.map_or(&**folded, |facet| facet.label.as_str()));
        }
    };
    let id = match status {
        Status::Read => "marked-read",
        Status::Unread => "marked-unread",
        Status::Starred => "marked-starred",
        Status::Listed => "marked-listed",
        Status::Noted => "marked-noted",
        Status::Tagged => "marked-tagged",
    };
    words.text(id).to_owned()
}

/// What a year is called, and what stands for none.
pub fn year_name(key: YearKey, words: &Words) -> String {
    match key {
        YearKey::Year(year) => year.to_string(),
        YearKey::Undated => words.text("undated").to_owned(),
    }
}

/// What the chip of a step says.
pub fn chip(facets: &Facets, filters: &Filters, step: &Step, words: &Words) -> String {
    match step {
        Step::Marked(key) => mark_name(facets, key, words),
        Step::Saved(name) => name.to_string(),
        Step::Search => format!("/{}", filters.search().trim()),
        Step::Year(key) => year_name(*key, words),
        Step::Language(key) => key.to_string(),
        Step::Outlet(key) => match facets.outlets.iter().find(|facet| facet.key == *key) {
            Some(facet) => outlet_name(facet, words).to_owned(),
            // Nothing of this outlet has been read yet.
            None => match key {
                OutletKey::Named(key) => key.to_string(),
                OutletKey::None => words.text("no-outlet").to_owned(),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filters() -> Filters {
        let mut filters = Filters::default();
        filters.toggle(Step::Year(YearKey::Year(2020)));
        filters.set_search("soldats");
        filters.toggle(Step::Outlet(OutletKey::None));
        filters
    }

    #[test]
    fn steps_are_dropped_from_the_last_one_back() {
        let mut filters = filters();
        let mut seen = Vec::new();
        while !filters.is_empty() {
            filters.drop_last();
            seen.push((filters.words().join(" "), filters.search().to_owned()));
        }
        let want = [("year:2020 search", "soldats"), ("year:2020", ""), ("", "")];
        assert_eq!(seen, want.map(|(words, search)| (words.to_owned(), search.to_owned())));
    }

    #[test]
    fn switching_twice_changes_nothing() {
        let mut twice = filters();
        twice.toggle(Step::Language(Lang::AR));
        twice.toggle(Step::Language(Lang::AR));
        assert_eq!(twice, filters());
    }

    #[test]
    fn what_is_kept_comes_back() {
        let mut kept = filters();
        kept.toggle(Step::Outlet(OutletKey::of("Le Monde")));
        kept.toggle(Step::Year(YearKey::Undated));
        kept.toggle(Step::Language(Lang::AR));
        kept.toggle(Step::Marked(MarkKey::Is(Status::Starred)));
        kept.toggle(Step::Marked(MarkKey::of(&Tag::new("\u{C0}-lire:2020").unwrap())));
        assert_eq!(Filters::from_words(&kept.words(), kept.search()), kept);
    }

    #[test]
    fn words_that_mean_nothing_are_left_out() {
        let words = ["year:soon", "lang:?", "colour:red", "", "year:2016"].map(str::to_owned);
        assert_eq!(Filters::from_words(&words, " ").words(), ["year:2016"]);
    }

    #[test]
    fn a_filter_from_a_page_replaces_the_groups_and_leaves_the_search() {
        let mut filters = filters();
        let filter = Filter { years: [YearKey::Year(2016), YearKey::Year(2020)].into(), ..Filter::default() };
        filters.set_filter(&filter);
        assert_eq!(filters.words(), ["year:2020", "search", "year:2016"]);
        assert_eq!(filters.filter(), filter);
        filters.toggle(Step::Language(Lang::AR));
        filters.set_years([YearKey::Undated].into());
        assert_eq!(filters.words(), ["search", "lang:ar", "year:undated"]);
    }
}
