//! Which cells of a picture lead where on the web: what a terminal is told beside what the cells show.
//!
//! They are kept beside the picture and never in its cells: what stands in a cell is drawn, measured and moved. Whatever is
//! written over a cell later takes its link away, so that an overlay leads nowhere that it does not show.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::address::WebAddress;

/// A link of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// Where it leads.
    pub address: WebAddress,
    /// What its cells have in common, on however many rows they stand, and no other link of the picture has.
    pub id: String,
}

/// The cells of a picture that lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hyperlinks(BTreeMap<(u16, u16), Arc<Hyperlink>>);

impl Hyperlinks {
    /// Where a cell leads.
    pub fn at(&self, x: u16, y: u16) -> Option<&Arc<Hyperlink>> {
        self.0.get(&(y, x))
    }

    /// From now on a cell leads there, or nowhere.
    pub fn set(&mut self, x: u16, y: u16, link: Option<&Arc<Hyperlink>>) {
        match link {
            Some(link) => self.0.insert((y, x), Arc::clone(link)),
            None => self.0.remove(&(y, x)),
        };
    }

    /// The columns and rows of the cells that lead elsewhere than they did before.
    pub fn changes_from<'a>(&'a self, before: &'a Hyperlinks) -> impl Iterator<Item = (u16, u16)> + 'a {
        let gone = before.0.keys().filter(|place| !self.0.contains_key(place));
        let here = self.0.iter().filter(|(place, link)| before.0.get(place) != Some(link)).map(|(place, _)| place);
        gone.chain(here).map(|(y, x)| (*x, *y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(cells: &[(u16, &str)]) -> Hyperlinks {
        let mut links = Hyperlinks::default();
        for (x, id) in cells {
            let address = WebAddress::parse("https://quai.example/").unwrap();
            links.set(*x, 0, Some(&Arc::new(Hyperlink { address, id: (*id).to_owned() })));
        }
        links
    }

    #[test]
    fn cells_change_where_they_lead_elsewhere_than_before() {
        for (before, now, want) in [
            (&[][..], &[][..], &[][..]),
            (&[], &[(3, "a"), (4, "a")], &[3, 4]),
            (&[(3, "a"), (4, "a")], &[(3, "a"), (4, "a")], &[]),
            (&[(3, "a"), (4, "a")], &[(4, "b")], &[3, 4]),
            (&[(3, "a")], &[], &[3]),
        ] {
            let changes: Vec<u16> = links(now).changes_from(&links(before)).map(|(x, _)| x).collect();
            assert_eq!(changes, want, "{before:?} {now:?}");
        }
    }
}
