//! Looking a word up: which word is meant, the page of its concordance, and going from place to place with it.
//!
//! The page is put aside when one of its places is opened: Esc in the reader brings it back, `n` and `N` go on to the next
//! place and the one before without it. While a place is read, the page follows the list as if it were seen. Closed, it gives
//! back what was on the screen before the first of its places was opened.

use crate::app::action::Action;
use crate::app::concordance::{At, Concordance};
use crate::app::effect::Effect;
use crate::app::message::{Concorded, Ticket};
use crate::app::panes::Pane;
use crate::app::{App, Page};
use crate::store::concordance::Sought;
use crate::store::id::ArticleId;
use crate::store::library::ArticleKey;
use crate::text::units::{Unit, without_elision};

/// What is being looked up.
#[derive(Debug, Default)]
pub(crate) struct LookingUp {
    last_ticket: Ticket,
    /// The question that somebody works on.
    running: Option<Ticket>,
    /// The page whose place is read.
    aside: Option<Aside>,
}

#[derive(Debug)]
struct Aside {
    page: Box<Concordance>,
    /// The article that was opened from it.
    opened: ArticleId,
}

impl LookingUp {
    /// Nothing is put aside any longer.
    pub(super) fn forget(&mut self) {
        self.aside = None;
    }

    /// The list is another one: the page that was put aside is to be asked again.
    pub(super) fn set_stale(&mut self) {
        self.aside.iter_mut().for_each(|aside| aside.page.set_stale());
    }

    /// Another library takes the place of the one that the page was asked of.
    pub(super) fn swap(&mut self) {
        self.aside.iter_mut().for_each(|aside| aside.page.forget());
    }

    /// The page that lies over the panes, or the one that was put aside.
    fn concordance<'a>(&'a mut self, pages: &'a mut [Page]) -> Option<&'a mut Concordance> {
        let aside = self.aside.as_mut().map(|aside| &mut *aside.page);
        let shown = pages.iter_mut().find_map(|page| match page {
            Page::Concordance(page) => Some(&mut **page),
            _ => None,
        });
        shown.or(aside)
    }
}

impl App {
    /// Looks up what is meant: the passage, the word of the current hit, or those of the search. Where nothing is, a word of
    /// the article can be chosen, and looked up then. No words are looked up across paragraphs.
    pub(super) fn look_up(&mut self) {
        let key = self.keymap.hint(Action::Concordance).unwrap_or_default();
        if self.passage_parts().len() > 1 {
            return self.tell(self.words.with("concordance-one-paragraph", &[("key", key.into())]));
        }
        let Some((sought, written)) = self.meant() else {
            self.begin_passage(Unit::Word);
            if self.is_selecting() {
                self.tell(self.words.with("concordance-how", &[("key", key.into())]));
            }
            return;
        };
        let page = Concordance::new(sought, &written, self.words.clone(), &self.setting);
        self.leave_place();
        self.looking_up.forget();
        self.pages.push(Page::Concordance(Box::new(page)));
    }

    /// The words that are meant, and how they are written.
    fn meant(&self) -> Option<(Sought, String)> {
        let of_search = || {
            let sought = Sought::of_search(&self.search.query)?;
            // As they were typed; what a saved search looks for was typed long ago.
            let typed = self.filters.search();
            let mut written: Vec<String> = sought.places_in(typed).into_iter().map(|at| typed[at].to_owned()).collect();
            if written.is_empty() {
                written = sought.texts();
            }
            Some((sought, written.join(" · ")))
        };
        let of_text = |text: &str| Some((Sought::words(text)?, text.split_whitespace().collect::<Vec<_>>().join(" ")));
        let of_passage = || of_text(without_elision(&self.passage_text()?));
        let of_hit = || of_text(&self.stand.reader.current_hit()?);
        of_passage().or_else(of_hit).or_else(of_search)
    }

    /// Has the concordance asked, if it has to be and somebody looks at it or reads one of its places; ends what nobody waits
    /// for.
    pub(super) fn ask_concordance(&mut self, effects: &mut Vec<Effect>) {
        let ticket = Ticket(self.looking_up.last_ticket.0 + 1);
        let is_shown = self.pages.iter().any(|page| matches!(page, Page::Concordance(_)));
        let is_wanted = is_shown || self.is_at_occurrence();
        let mut page = self.looking_up.concordance(&mut self.pages);
        if let Some(page) = page.as_mut().filter(|_| is_wanted)
            && page.ask(ticket, &self.library)
        {
            let (library, sought) = (self.library.clone(), page.sought().clone());
            let (filter, hits) = (self.filters.filter(), self.search.hits.clone());
            self.looking_up.last_ticket = ticket;
            self.looking_up.running = Some(ticket);
            effects.push(Effect::Concord { ticket, library, sought, filter, hits });
        } else if page.is_none_or(|page| page.running().is_none()) && self.looking_up.running.take().is_some() {
            effects.push(Effect::StopConcording);
        }
    }

    /// More places were found, for the page or for the one that was put aside.
    pub(super) fn concorded(&mut self, answer: Concorded) {
        self.looking_up.running.take_if(|running| answer.is_complete && *running == answer.ticket);
        if let Some(page) = self.looking_up.concordance(&mut self.pages) {
            page.hear(answer);
        }
    }

    /// Puts the page aside and shows a place of its word.
    pub(super) fn open_occurrence(&mut self, at: At) {
        let Some(key) = self.library.find(at.id) else { return };
        self.leave_place();
        let Some(Page::Concordance(mut page)) = self.pages.pop_if(|page| matches!(page, Page::Concordance(_))) else {
            return;
        };
        page.from.get_or_insert_with(|| Box::new(self.here()));
        self.show_occurrence(page, key, at);
    }

    fn show_occurrence(&mut self, page: Box<Concordance>, key: ArticleKey, at: At) {
        self.go_across(key);
        // The keys that lead from place to place and back are those of a passage while there is one.
        self.stand.reader.leave_passage();
        self.stand.reader.look_up(page.sought().query(), at.block.map(|block| block as usize), at.byte);
        self.looking_up.aside = Some(Aside { page, opened: at.id });
    }

    /// The article that was opened from a concordance is still the one that is read.
    fn is_at_occurrence(&self) -> bool {
        let open =
            |aside: &Aside| self.library.find(aside.opened).is_some_and(|key| Some(key) == self.stand.reader.key());
        self.stand.focus == Pane::Reader && self.looking_up.aside.as_ref().is_some_and(open)
    }

    /// Goes on to the next place of the word that is read, or to the one before; `false` if none is.
    pub(super) fn step_occurrence(&mut self, forward: bool) -> bool {
        if !self.is_at_occurrence() {
            return false;
        }
        let Some(Aside { mut page, opened }) = self.looking_up.aside.take() else { return false };
        let has_moved = page.step(forward);
        let next = page.at().and_then(|at| Some((self.library.find(at.id)?, at)));
        match next.filter(|_| has_moved) {
            Some((key, at)) => self.show_occurrence(page, key, at),
            None => {
                let goes_on = page.running().is_some();
                self.looking_up.aside = Some(Aside { page, opened });
                self.say(match forward {
                    _ if goes_on => "concordance-goes-on",
                    true => "last-hit",
                    false => "first-hit",
                });
            }
        }
        true
    }

    /// Brings back the page that was put aside; `false` if none was, or something else is read by now.
    pub(super) fn go_back_to_concordance(&mut self) -> bool {
        if !self.is_at_occurrence() {
            return false;
        }
        self.leave_place();
        let Some(Aside { mut page, .. }) = self.looking_up.aside.take() else { return false };
        page.set_setting(&self.setting);
        self.pages.push(Page::Concordance(page));
        true
    }

    /// Takes the page on top away. What a concordance was asked from comes back, unless the list has become another one.
    pub(super) fn close_page(&mut self) {
        self.leave_place();
        if let Some(Page::Concordance(page)) = self.pages.pop()
            && let Some(place) = page.from
            && self.is_list_of(&place)
        {
            self.go_to_place(*place);
        }
    }
}
