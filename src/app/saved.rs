//! Searches that were saved: sources of the reader's own, kept by name.
//!
//! Which there are and what they ask is changed by [`Edit`]s alone. The list on the screen takes an edit at once, and the
//! file that keeps it takes the same one, whatever another kiosque has written there meanwhile. One that is switched on is
//! searched together with what is typed; what each finds for its count is asked apart, off the way of the keys.

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::filters::{Filters, Group, Step};
use crate::app::marked_sources;
use crate::app::message::Ticket;
use crate::app::name_line::{NameLine, Naming};
use crate::app::overlay::Overlay;
use crate::app::search_box::SearchBox;
use crate::app::sources::Line;
use crate::locale::words::Saying;
use crate::store::facets::SearchFacet;
use crate::store::query::{Query, parse};
use crate::store::remainder::Remainder;
use crate::store::search::Hits;
use crate::text::clean::Clean;

/// A search with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is called; no other one is called the same.
    pub name: Clean,
    /// What it asks, as typed.
    pub query: String,
}

/// A change of the saved searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The search of this name asks this from now on. A new one goes before the one named, or else to the end.
    Put(SavedSearch, Option<Clean>),
    /// The first name becomes the second.
    Rename(Clean, Clean),
    /// The search of this name goes.
    Remove(Clean),
}

impl Edit {
    /// Changes a list of searches; what it names and what is not there, or no longer, changes nothing.
    pub fn make(&self, searches: &mut Vec<SavedSearch>) {
        let place = |searches: &[SavedSearch], name: &Clean| searches.iter().position(|search| search.name == *name);
        match self {
            Edit::Put(search, before) => match place(searches, &search.name) {
                Some(idx) => searches[idx] = search.clone(),
                None => {
                    let idx = before.as_ref().and_then(|before| place(searches, before)).unwrap_or(searches.len());
                    searches.insert(idx, search.clone());
                }
            },
            Edit::Rename(_, to) if place(searches, to).is_some() => {}
            Edit::Rename(from, to) => {
                if let Some(idx) = place(searches, from) {
                    searches[idx].name = to.clone();
                }
            }
            Edit::Remove(name) => searches.retain(|search| search.name != *name),
        }
    }

    /// The change that takes this one back, if it is made in this list; none if it changes nothing there.
    pub fn undoing(&self, searches: &[SavedSearch]) -> Option<Edit> {
        let place = |name: &Clean| searches.iter().position(|search| search.name == *name);
        match self {
            Edit::Put(search, _) => match place(&search.name) {
                Some(idx) if searches[idx] == *search => None,
                Some(idx) => Some(Edit::Put(searches[idx].clone(), None)),
                None => Some(Edit::Remove(search.name.clone())),
            },
            Edit::Rename(from, to) if place(from).is_some() && place(to).is_none() => {
                Some(Edit::Rename(to.clone(), from.clone()))
            }
            Edit::Rename(..) => None,
            Edit::Remove(name) => {
                let idx = place(name)?;
                let next = searches.get(idx + 1).map(|next| next.name.clone());
                Some(Edit::Put(searches[idx].clone(), next))
            }
        }
    }
}

/// The saved searches, and what they were last found to find.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    searches: Vec<SavedSearch>,
    /// What they ask, one by one.
    queries: Vec<Query>,
    known: Vec<Known>,
    asked: Option<Asked>,
    last_ticket: Ticket,
}

/// What a query finds in the library.
#[derive(Debug)]
struct Known {
    query: Query,
    hits: Hits,
    /// How large the library was, and which marks there were, when it was asked.
    when: When,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct When {
    n_articles: usize,
    revision: u64,
}

#[derive(Debug)]
struct Asked {
    ticket: Ticket,
    queries: Vec<Query>,
    when: When,
}

impl Saved {
    pub(crate) fn new(searches: Vec<SavedSearch>) -> Saved {
        let mut saved = Saved::default();
        saved.set(searches);
        saved
    }

    /// These are the searches from now on; what the same queries found is still known.
    fn set(&mut self, searches: Vec<SavedSearch>) {
        self.queries = searches.iter().map(|search| parse(&search.query).0).collect();
        self.searches = searches;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.searches.is_empty()
    }

    /// The search of this name.
    pub(crate) fn named(&self, name: &Clean) -> Option<&SavedSearch> {
        self.searches.iter().find(|search| search.name == *name)
    }

    /// What those that are switched on ask together; none if none is.
    fn question(&self, filters: &Filters) -> Option<Query> {
        let is_on = |(search, _): &(&SavedSearch, &Query)| filters.has_saved(&search.name);
        let on: Vec<Query> =
            self.searches.iter().zip(&self.queries).filter(is_on).map(|(_, query)| query.clone()).collect();
        (!on.is_empty()).then(|| Query::any(on))
    }

    /// What takes this edit back, if it is made now.
    pub(super) fn undoing(&self, edit: &Edit) -> Option<Edit> {
        edit.undoing(&self.searches)
    }

    /// What the search of this name finds, if that is known.
    pub(super) fn found_by(&self, name: &Clean) -> Option<&Hits> {
        let place = self.searches.iter().position(|search| search.name == *name)?;
        self.hits(self.queries.get(place)?)
    }

    /// What was found before the marks became these, and asked for marks, is to be found again.
    pub(super) fn forget_old_marks(&mut self, revision: u64) {
        self.known.retain(|known| known.when.revision == revision || !known.query.asks_for_marks());
    }

    fn hits(&self, query: &Query) -> Option<&Hits> {
        self.known.iter().find(|known| known.query == *query).map(|known| &known.hits)
    }

    /// Another library has come: nothing is known of it.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.asked = None;
    }
}

/// What an edit does, in words.
fn told_of(edit: &Edit) -> Saying {
    let of = |id, name: &Clean| Saying::new(id).of("name", name.to_string());
    match edit {
        Edit::Put(search, _) => of("did-save-search", &search.name),
        Edit::Rename(_, to) => of("did-rename-search", to),
        Edit::Remove(name) => of("did-remove-search", name),
    }
}

impl App {
    /// All that is searched: what is typed, and the saved searches and marks that are on.
    pub(super) fn question(&self) -> Query {
        self.asked_without(None)
    }

    /// The same but for what one group switches on.
    fn asked_without(&self, group: Option<Group>) -> Query {
        let typed = parse(self.filters.search()).0;
        let saved = self.saved.question(&self.filters).filter(|_| group != Some(Group::Searches));
        let marks = marked_sources::question(&self.filters).filter(|_| group != Some(Group::Marks));
        saved.into_iter().chain(marks).fold(typed, Query::and)
    }

    /// This group switches something on that is searched.
    fn asks(&self, group: Group) -> bool {
        self.filters.steps().iter().any(|step| step.group() == Some(group))
    }

    /// What the search leaves but for what one group switches on: all articles, or these; none while that is not known.
    pub(super) fn base_without(&self, group: Group) -> Option<Option<&Hits>> {
        if !self.asks(group) {
            return Some(self.search.hits.as_ref());
        }
        let query = self.asked_without(Some(group));
        if query.is_empty() { Some(None) } else { self.saved.hits(&query).map(Some) }
    }

    /// What the search leaves if no row of any group is switched on: all articles, or these; none while that is not known.
    pub(super) fn base_without_groups(&self) -> Option<Option<&Hits>> {
        if !self.asks(Group::Searches) && !self.asks(Group::Marks) {
            return Some(self.search.hits.as_ref());
        }
        let typed = parse(self.filters.search()).0;
        if typed.is_empty() { Some(None) } else { self.saved.hits(&typed).map(Some) }
    }

    /// Asks what saved searches find that are new, or were asked when less of the archive had been read. One that asks for
    /// marks is asked again when there are others, unless it is on: no article leaves the list because it is opened.
    pub(super) fn ask_saved(&mut self, effects: &mut Vec<Effect>) {
        if self.saved.asked.is_some() || self.library.is_empty() || self.reading.renewed.is_some() {
            return;
        }
        let when = When { n_articles: self.library.len(), revision: self.marked.revision() };
        let n_shown = self.reading.n_shown;
        let is_known = |query: &Query, is_on: bool| {
            let is_as_marked = |known: &Known| is_on || known.when.revision == when.revision || !query.asks_for_marks();
            let known = self.saved.known.iter().find(|known| known.query == *query);
            known.is_some_and(|known| known.when.n_articles >= n_shown && is_as_marked(known))
        };
        let wanted = self.wanted();
        let mut queries: Vec<Query> = Vec::new();
        for (query, is_on) in &wanted {
            if !is_known(query, *is_on) && !queries.contains(query) {
                queries.push(query.clone());
            }
        }
        self.saved.known.retain(|known| wanted.iter().any(|(query, _)| *query == known.query));
        if queries.is_empty() {
            return;
        }
        let ticket = Ticket(self.saved.last_ticket.0 + 1);
        let marked = self.marked_for(&self.library, &queries);
        effects.push(Effect::Count { ticket, library: self.library.clone(), queries: queries.clone(), marked });
        self.saved.last_ticket = ticket;
        self.saved.asked = Some(Asked { ticket, queries, when });
    }

    /// The queries whose hits are needed for the counts, and whether each is on.
    fn wanted(&self) -> Vec<(Query, bool)> {
        let saved = self.saved.searches.iter().zip(&self.saved.queries);
        let is_on = |search: &SavedSearch| self.filters.has_saved(&search.name);
        let mut wanted: Vec<(Query, bool)> = saved.map(|(search, query)| (query.clone(), is_on(search))).collect();
        // The list shows what all of them find together; the counts of a group are of what the others leave.
        let groups = [Group::Searches, Group::Marks].into_iter().filter(|group| self.asks(*group));
        let others: Vec<Query> = groups.map(|group| self.asked_without(Some(group))).collect();
        let typed = parse(self.filters.search()).0;
        let typed = (!others.is_empty()).then_some(typed);
        wanted.extend(others.into_iter().chain(typed).filter(|query| !query.is_empty()).map(|query| (query, true)));
        wanted
    }

    /// What queries find; the answer to an old question is dropped.
    pub(super) fn counted(&mut self, ticket: Ticket, hits: Vec<Hits>) {
        let Some(asked) = self.saved.asked.take_if(|asked| asked.ticket == ticket) else { return };
        for (query, hits) in asked.queries.into_iter().zip(hits) {
            self.saved.known.retain(|known| known.query != query);
            self.saved.known.push(Known { query, hits, when: asked.when });
        }
        self.count_saved();
    }

    /// Makes the rows of the saved searches anew; a count that cannot be told yet stays what it was.
    pub(super) fn count_saved(&mut self) {
        let filter = self.filters.filter();
        let base = self.base_without(Group::Searches);
        let is_told = base.is_some();
        // Nothing is worked out for nobody.
        let rest = match base.filter(|_| !self.saved.is_empty()) {
            None => Remainder::default(),
            Some(base) => Remainder::of(&self.library, &filter, base),
        };
        let before = &self.facets.searches;
        let row = |(search, query): (&SavedSearch, &Query)| {
            let hits = self.saved.hits(query).filter(|_| is_told);
            let old = before.iter().find(|row| row.name == search.name).and_then(|row| row.count);
            let count = hits.map(|hits| rest.n_among(hits)).or(old);
            SearchFacet { name: search.name.clone(), count }
        };
        self.facets.searches = self.saved.searches.iter().zip(&self.saved.queries).map(row).collect();
        self.count_marks();
        if let Some(Overlay::Pick(picker)) = &mut self.overlay {
            picker.refresh(&self.facets);
        }
    }

    /// Articles that would be listed if no row of any group were switched on; none while that is not known.
    pub(crate) fn n_without_groups(&self) -> Option<usize> {
        self.base_without_groups().map(|base| base.map_or(self.library.len(), Hits::len))
    }

    /// What the file of searches holds now.
    pub(super) fn hear_of_searches(&mut self, searches: Vec<SavedSearch>) {
        if self.saved.searches != searches {
            self.saved.set(searches);
            self.drop_lost_searches();
            self.look_again();
        }
    }

    /// Switches off the saved searches that are no more.
    pub(super) fn drop_lost_searches(&mut self) {
        self.filters.keep_saved(|name| self.saved.named(name).is_some());
    }

    /// Asks for a name for the search that is on.
    pub(super) fn save_search(&mut self) {
        let typed = self.filters.search().trim_start();
        if parse(typed).0.is_empty() {
            return self.say_how_to_save();
        }
        self.overlay = Some(Overlay::Name(NameLine::for_search(typed)));
    }

    pub(super) fn say_how_to_save(&mut self) {
        let key = |action| self.keymap.hint(action).unwrap_or_default().into();
        let keys = [("search", key(Action::Search)), ("save", key(Action::SaveSearch))];
        self.tell(self.words.with("save-no-search", &keys));
    }

    /// The row of a saved search is selected.
    pub(crate) fn is_on_saved_search(&self) -> bool {
        matches!(self.stand.sources.selected(), Line::Row(Group::Searches, _))
    }

    /// The saved search whose row is selected.
    fn selected_search(&self) -> Option<SavedSearch> {
        let Line::Row(Group::Searches, idx) = self.stand.sources.selected() else { return None };
        let name = &self.facets.searches.get(idx)?.name;
        self.saved.named(name).cloned()
    }

    pub(super) fn rename_search(&mut self) {
        if let Some(search) = self.selected_search() {
            self.overlay = Some(Overlay::Name(NameLine::for_name(search.name)));
        }
    }

    pub(super) fn remove_search(&mut self, effects: &mut Vec<Effect>) {
        let Some(search) = self.selected_search() else { return };
        let before = self.filters.clone();
        self.filters.remove(&Step::Saved(search.name.clone()));
        self.edit_searches(Edit::Remove(search.name.clone()), before, effects);
        let undo = self.keymap.hint(Action::Undo).unwrap_or_default();
        let told = [("name", search.name.as_str().into()), ("key", undo.into())];
        self.tell(self.words.with("saved-removed", &told));
    }

    /// Opens a saved search in the search line: what it finds is seen while it is changed.
    pub(super) fn edit_search(&mut self) {
        let Some(search) = self.selected_search() else { return };
        let before = self.before();
        self.filters.remove(&Step::Saved(search.name.clone()));
        self.filters.set_search(&search.query);
        self.overlay = Some(Overlay::Search(SearchBox::editing(&search, before)));
        self.look_again();
    }

    /// The search line is done with a saved search: it asks this from now on, and is switched on.
    pub(super) fn keep_edited(&mut self, typed: &SearchBox, effects: &mut Vec<Effect>) {
        let before = typed.before().clone();
        let (Some(name), false) = (typed.edits(), parse(typed.line().text()).0.is_empty()) else {
            return self.give_back(before);
        };
        let query = typed.line().text().trim_start().to_owned();
        self.filters = before.filters.clone();
        self.filters.add(Step::Saved(name.clone()));
        self.edit_searches(Edit::Put(SavedSearch { name: name.clone(), query }, None), before.filters, effects);
    }

    /// What a name that is being typed asks for.
    pub(super) fn name(&mut self, naming: Naming, effects: &mut Vec<Effect>) {
        let edit = match naming {
            Naming::Going => return,
            Naming::Left => None,
            Naming::Done(edit) => Some(edit),
        };
        self.overlay = None;
        let before = self.filters.clone();
        match &edit {
            Some(Edit::Rename(from, to)) => self.filters.rename_saved(from, to),
            Some(Edit::Put(search, _)) => {
                let told = self.words.with("saved-done", &[("name", search.name.as_str().into())]);
                self.tell(told);
            }
            Some(Edit::Remove(_)) | None => {}
        }
        let named = match &edit {
            Some(Edit::Put(search, _)) => search.name.clone(),
            Some(Edit::Rename(_, to)) => to.clone(),
            Some(Edit::Remove(_)) | None => return,
        };
        if let Some(edit) = edit {
            self.edit_searches(edit, before, effects);
        }
        // What was given a name is seen among the sources.
        if let Some(idx) = self.facets.searches.iter().position(|row| row.name == named) {
            self.stand.sources.select(Line::Row(Group::Searches, idx), &self.facets);
        }
    }

    /// Makes an edit here and in the file, so that it can be undone together with what it did to the filters.
    pub(super) fn edit_searches(&mut self, edit: Edit, before: Filters, effects: &mut Vec<Effect>) {
        match self.saved.undoing(&edit) {
            Some(back) => {
                let told = told_of(&edit);
                self.make(edit, effects);
                self.remember_edit(before, told, back);
            }
            None => self.remember(before),
        }
        self.look_again();
    }

    /// Makes an edit here and in the file.
    pub(super) fn make(&mut self, edit: Edit, effects: &mut Vec<Effect>) {
        let mut searches = self.saved.searches.clone();
        edit.make(&mut searches);
        self.saved.set(searches);
        effects.push(Effect::EditSearches(edit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn searches(names: &str) -> Vec<SavedSearch> {
        let search = |name: &str| SavedSearch { name: Clean::new(name), query: format!("{name} ") };
        names.split_whitespace().map(search).collect()
    }

    #[test]
    fn an_edit_is_made_and_taken_back() {
        let put = |name: &str, query: &str, before: Option<&str>| {
            Edit::Put(SavedSearch { name: Clean::new(name), query: query.to_owned() }, before.map(Clean::new))
        };
        let name = Clean::new;
        for (edit, want) in [
            (put("Homs", "Homs ", None), "Alep Idlib Homs"),
            (put("Homs", "Homs ", Some("Idlib")), "Alep Homs Idlib"),
            (put("Homs", "Homs ", Some("Hama")), "Alep Idlib Homs"),
            (Edit::Rename(name("Idlib"), name("Hama")), "Alep Hama"),
            (Edit::Remove(name("Alep")), "Idlib"),
            (Edit::Remove(name("Idlib")), "Alep"),
        ] {
            let mut list = searches("Alep Idlib");
            let back = edit.undoing(&list).expect("it changes something");
            edit.make(&mut list);
            let names: Vec<&str> = list.iter().map(|search| search.name.as_str()).collect();
            assert_eq!(names.join(" "), want, "{edit:?}");
            back.make(&mut list);
            assert_eq!(list, searches("Alep Idlib"), "{edit:?} and {back:?}");
        }
        let mut list = searches("Alep Idlib");
        put("Alep", "halab", None).make(&mut list);
        assert_eq!((list.len(), list[0].query.as_str()), (2, "halab"));
    }

    #[test]
    fn what_changes_nothing_is_not_taken_back() {
        for edit in [
            Edit::Rename(Clean::new("Alep"), Clean::new("Idlib")),
            Edit::Rename(Clean::new("Hama"), Clean::new("Homs")),
            Edit::Remove(Clean::new("Hama")),
            Edit::Put(searches("Alep").remove(0), None),
        ] {
            let mut list = searches("Alep Idlib");
            assert_eq!(edit.undoing(&list), None);
            edit.make(&mut list);
            assert_eq!(list, searches("Alep Idlib"), "{edit:?}");
        }
    }
}
