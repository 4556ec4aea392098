//! The small tables of a segment: years, outlets, languages, and which articles stand in which cell. They are read when it is
//! opened, and checked then, so that nobody has to doubt them afterwards.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::lang::Lang;
use crate::store::cells::{Cells, Outlet};
use crate::store::groups::{OutletKey, YearKey};
use crate::text::clean::Clean;

/// The tables as they are stored.
#[derive(Serialize, Deserialize)]
pub(super) struct Groups<'a> {
    /// 0 for undated: a year has four digits and is at least 1.
    years: Vec<i32>,
    #[serde(borrow)]
    outlets: Vec<StoredOutlet<'a>>,
    languages: Vec<Lang>,
    /// Year, outlet and first article of each run.
    starts: Vec<[u32; 3]>,
}

#[derive(Serialize, Deserialize)]
struct StoredOutlet<'a> {
    #[serde(borrow)]
    words: Option<Cow<'a, str>>,
    spellings: Cow<'a, [(Clean, u32)]>,
}

/// The bytes of the tables.
pub(super) fn write(cells: &Cells, languages: impl Iterator<Item = Lang>) -> Vec<u8> {
    let year = |year: &YearKey| match year {
        YearKey::Year(year) => *year,
        YearKey::Undated => 0,
    };
    fn outlet(outlet: &Outlet) -> StoredOutlet<'_> {
        let words = match &outlet.key {
            OutletKey::Named(words) => Some(Cow::Borrowed(&**words)),
            OutletKey::None => None,
        };
        StoredOutlet { words, spellings: Cow::Borrowed(&outlet.spellings) }
    }
    let groups = Groups {
        years: cells.years().iter().map(year).collect(),
        outlets: cells.outlets().iter().map(outlet).collect(),
        languages: languages.collect(),
        starts: cells.runs().iter().map(|run| [run.year, run.outlet, run.start]).collect(),
    };
    postcard::to_stdvec(&groups).unwrap_or_default()
}

/// The tables of these bytes; `None` if they contradict themselves.
pub(super) fn read(bytes: &[u8], n_articles: u32) -> Option<(Cells, Vec<Lang>)> {
    let groups: Groups<'_> = postcard::from_bytes(bytes).ok()?;
    let year = |year| if year == 0 { YearKey::Undated } else { YearKey::Year(year) };
    let outlet = |outlet: StoredOutlet<'_>| Outlet {
        key: outlet.words.map_or(OutletKey::None, |words| OutletKey::Named(words.into())),
        spellings: outlet.spellings.into_owned(),
    };
    let years = groups.years.into_iter().map(year).collect();
    let outlets = groups.outlets.into_iter().map(outlet).collect();
    Some((Cells::new(years, outlets, &groups.starts, n_articles)?, groups.languages))
}
