//! The archive while it is read: how far that is, and how one library takes the place of another.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::feeds::Afterwards;
use crate::app::message::{Failure, Progress, Skipped};
use crate::app::overlay::Overlay;
use crate::app::{App, Awaited};
use crate::locale::words::Words;
use crate::model::problem::Problem;
use crate::store::library::{ArticleKey, Library};

/// How far reading the archive is.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) progress: Progress,
    /// What could not be read.
    pub(crate) failures: Vec<Failure>,
    /// What of the archive could not be read.
    pub(crate) problems: Arc<[Problem]>,
    /// What is done once it has been read again,
    pub(super) afterwards: Vec<Afterwards>,
    /// and that it is to be read again as soon as it has been read.
    pub(super) is_wanted_again: bool,
    /// The new library while the archive is read again; the old one is shown meanwhile.
    pub(super) again: Option<Library>,
    /// A library that takes the place of the one on the screen once the search that is on is answered for it.
    pub(super) renewed: Option<Library>,
    /// Articles when list and counts were last made.
    pub(super) n_shown: usize,
    /// How often another library took the place of the one on the screen.
    pub(super) n_swaps: usize,
}

/// The list is made anew when the library has grown by this part since the last time, so that reading a large archive
/// does not sort it again at every step.
const GROWTH: usize = 16;

impl Reading {
    /// More may still come.
    pub(crate) fn is_going_on(&self) -> bool {
        !self.progress.finished
    }
}

impl App {
    /// What of the archive could not be read.
    pub fn problems(&self) -> &[Problem] {
        &self.reading.problems
    }

    pub(super) fn progress(&mut self, progress: Progress, effects: &mut Vec<Effect>) {
        self.reading.progress = progress;
        if !self.reading.progress.finished {
            return;
        }
        if let Some(library) = self.reading.again.take() {
            self.renew(library);
            if !self.reading.is_wanted_again {
                self.do_afterwards();
            }
        }
        self.refresh(false);
        self.keeping.locating.look_for_all();
        if std::mem::take(&mut self.reading.is_wanted_again) {
            // Nobody is told before it has been read once more.
            let mut wanted = std::mem::take(&mut self.reading.afterwards);
            if let Some(last) = wanted.pop() {
                self.reading.afterwards = wanted;
                self.read_again(last, effects);
            }
        }
        let skipped = &self.reading.progress.skipped;
        if !skipped.is_empty() && !self.library.is_empty() && self.notice.is_none() {
            self.tell(words_of_skipped(skipped, &self.words));
        }
    }

    /// More has been read. A library that grew out of the one on the screen keeps its keys; in another one they are found
    /// again. While the archive is read again, the old library is shown until the new one is whole.
    pub(super) fn take_in(&mut self, library: Library) {
        if let Some(again) = &mut self.reading.again {
            *again = library;
        } else if let Some(renewed) = self.reading.renewed.as_mut().filter(|renewed| renewed.is_prefix_of(&library)) {
            *renewed = library;
        } else if self.reading.renewed.is_none() && self.library.is_prefix_of(&library) {
            let has_stories_anew = self.library.stories() != library.stories();
            self.library = library;
            self.marked.follow(&self.library, &self.marks);
            let n_new = self.library.len() - self.reading.n_shown.min(self.library.len());
            if has_stories_anew || n_new >= self.reading.n_shown / GROWTH {
                self.refresh(false);
            }
        } else {
            self.renew(library);
        }
    }

    /// Another library takes the place of the old one. Hits belong to the library that was searched: while a search is
    /// on, the old library stays until the new one has been searched, so that the list is never one without the other.
    pub(super) fn renew(&mut self, library: Library) {
        if !self.filters.has_search() || library.is_empty() {
            self.swap(library);
            self.refresh(false);
            return self.look_into_again();
        }
        self.reading.renewed = Some(library);
        self.search.asked = None;
    }

    /// Another library takes the place of the old one; the same article stays selected, by its id.
    pub(super) fn swap(&mut self, library: Library) {
        self.reading.renewed = None;
        let id = |key: Option<ArticleKey>| key.and_then(|key| self.library.get(key)).map(|article| article.id());
        let is_free = self.awaited.is_none();
        if let Some(id) = id(self.stand.headlines.selected()).filter(|_| is_free) {
            let place = self.place_in_selected();
            let y = self.stand.headlines.selected_y(&self.library);
            self.awaited = Some(Awaited { id, place, y, arrival: None });
        }
        self.library = library;
        self.reading.n_swaps += 1;
        self.marked.follow(&self.library, &self.marks);
        self.stand.reader.close();
        self.stand.shown = None;
        self.search.hits = None;
        self.search.ranking = None;
        self.search.asked = None;
        self.saved.forget();
        self.stand.headlines.forget(&self.library);
        self.pages.retain_mut(|page| page.reopen(&self.library));
        self.places.swap(&self.library);
        self.looking_up.swap();
    }

    /// What lies over the article tells of it as it is in the library now.
    pub(super) fn look_into_again(&mut self) {
        let action = match &self.overlay {
            Some(Overlay::Evidence(_)) => Action::Evidence,
            Some(Overlay::Headlines(_)) => Action::PageHeadlines,
            Some(Overlay::Links(_)) => {
                self.show_selected();
                let links = self.links();
                self.overlay.take_if(|overlay| {
                    matches!(overlay, Overlay::Links(shown) if !links.is_some_and(|links| shown.are_those_of(&links)))
                });
                return;
            }
            _ => return,
        };
        self.show_selected();
        self.overlay = None;
        self.show_overlay(action);
    }
}

/// `2 files skipped: not text`, or `3 files skipped: not text (2), hidden (1)`.
fn words_of_skipped(skipped: &[Skipped], words: &Words) -> String {
    let n_files = skipped.iter().map(|skipped| skipped.n_files).sum::<usize>();
    let reason = |of: &Skipped| match skipped {
        [_] => of.reason.clone(),
        _ => words.with("skipped-reason", &[("reason", of.reason.as_str().into()), ("n", of.n_files.into())]),
    };
    let reasons: Vec<String> = skipped.iter().map(reason).collect();
    words.with("skipped", &[("n", n_files.into()), ("reasons", reasons.join(words.text("comma")).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Setup;
    use crate::app::marking::sample::{press, tell};
    use crate::app::message::Message;
    use crate::app::panes::Size;
    use crate::app::sample::{article, document, library, linked_paragraph};
    use crate::app::state::State;

    #[test]
    fn links_stay_while_an_archive_is_read_if_they_are_still_those_of_the_article() {
        let page = |words: &[&str]| {
            library(document(vec![article("Le phare", vec![linked_paragraph("Le port, la mairie, le phare.", words)])]))
        };
        for (words, stay) in [(["port", "mairie"], true), (["port", "phare"], false)] {
            let mut app = App::new(Setup::default(), Vec::new(), &State::default(), Size { width: 120, height: 36 });
            tell(&mut app, Message::Library(page(&["port", "mairie"])));
            press(&mut app, "Omai");
            tell(&mut app, Message::Library(page(&words)));
            let typed = app.overlay.as_ref().map(|overlay| match overlay {
                Overlay::Links(links) => links.list().line().text().to_owned(),
                other => format!("{other:?}"),
            });
            assert_eq!(typed, stay.then(|| "mai".to_owned()), "{words:?}");
        }
    }
}
