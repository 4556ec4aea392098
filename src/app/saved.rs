//! Searches that were saved: sources of the reader's own, kept by name.
//!
//! Which there are and what they ask is changed by [`Edit`]s alone. The list on the screen takes an edit at once, and the
//! file that keeps it takes the same one, whatever another kiosque has written there meanwhile.

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
