//! What can lie over the panes.

use crate::app::comparison::Comparison;
use crate::app::concordance::Concordance;
use crate::app::histogram::Histogram;
use crate::app::map::Map;
use crate::app::variants::Variants;
use crate::store::library::Library;
use crate::text::setting::Setting;

/// A page over the stand.
#[derive(Clone, Debug)]
pub(crate) enum Page {
    /// Outlets by years.
    Map(Box<Map>),
    /// Years, and months inside them.
    Histogram(Box<Histogram>),
    /// Two articles beside each other.
    Comparison(Box<Comparison>),
    /// Articles that tell one story.
    Variants(Box<Variants>),
    /// Every place of a word.
    Concordance(Box<Concordance>),
}

impl Page {
    /// Shows the same as another library has it; `false` where that has nothing to show.
    pub(super) fn reopen(&mut self, library: &Library) -> bool {
        match self {
            // These are made anew with the list, and a concordance is asked for again: its rows stay until it is answered.
            Page::Map(_) | Page::Histogram(_) => true,
            Page::Concordance(concordance) => concordance.leave(library),
            Page::Comparison(comparison) => comparison.reopen(library),
            Page::Variants(variants) => variants.reopen(library),
        }
    }

    /// Shows texts in another way.
    pub(super) fn set_setting(&mut self, setting: &Setting) {
        match self {
            Page::Comparison(comparison) => comparison.set_setting(setting),
            Page::Variants(variants) => variants.set_setting(setting),
            Page::Concordance(concordance) => concordance.set_setting(setting),
            Page::Map(_) | Page::Histogram(_) => {}
        }
    }

    /// The same to be kept while one is elsewhere.
    pub(super) fn laid_by(&self) -> Page {
        match self {
            Page::Concordance(concordance) => Page::Concordance(Box::new(concordance.laid_by())),
            page => page.clone(),
        }
    }
}
