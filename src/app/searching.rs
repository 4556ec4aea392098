//! The search that is on: what is asked of the library, and what comes of the answers.
//!
//! A question is asked off the way of the keys and carries a ticket; until its answer comes, the list shows the hits of the last one.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::message::Ticket;
use crate::app::search_box::SearchBox;
use crate::store::order::Order;
use crate::store::proposal::Proposal;
use crate::store::query::{Doubt, Query, parse};
use crate::store::ranking::Ranking;
use crate::store::search::Hits;

/// The search whose hits are shown, and the one that was asked.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub(crate) query: Query,
    /// What in it may have been meant otherwise.
    pub(crate) doubts: Vec<Doubt>,
    /// What else it may be taken to mean, if the reader likes.
    pub(crate) proposal: Option<Proposal>,
    /// What it found; none if nothing is searched.
    pub(crate) hits: Option<Hits>,
    /// How well the articles answer, as far as it was asked.
    pub(crate) ranking: Option<Ranking>,
    /// Articles of the library that was searched,
    pub(super) n_searched: usize,
    /// and the revision of the marks it was asked with.
    pub(super) revision: u64,
    /// Marks have become others since, and the filters after them: it is to be asked again.
    pub(super) is_stale: bool,
    pub(super) asked: Option<Asked>,
    pub(super) last_ticket: Ticket,
    /// The first article is to be selected when the answer comes: another word was typed.
    pub(super) starts_over: bool,
    /// The part of the query that was typed.
    pub(super) typed: Query,
}

#[derive(Debug)]
pub(super) struct Asked {
    pub(super) ticket: Ticket,
    pub(super) query: Query,
    /// The part of it that was typed.
    pub(super) typed: Query,
    pub(super) is_ranked: bool,
    pub(super) doubts: Vec<Doubt>,
    /// Articles of the library that was asked.
    pub(super) n_articles: usize,
}

impl Search {
    /// What is proposed for what is typed, unless the reader left it aside.
    pub(crate) fn proposal_for(&self, typed: &SearchBox) -> Option<&Proposal> {
        self.proposal
            .as_ref()
            .filter(|proposal| proposal.input() == typed.line().text() && !typed.has_left_aside(proposal.input()))
    }
}

impl App {
    /// Asks for hits if the search is not the one that was answered or asked, or the library has grown since.
    pub(super) fn ask(&mut self, effects: &mut Vec<Effect>) {
        if !self.filters.has_search() {
            if let Some(library) = self.reading.renewed.take() {
                self.swap(library);
                self.refresh(false);
                self.look_into_again();
            }
            if self.search.hits.is_some() || self.search.asked.is_some() {
                let last_ticket = self.search.last_ticket;
                self.search = Search { last_ticket, ..Search::default() };
                self.stand.headlines.set_context(false);
                self.stand.reader.set_search(&Query::default());
                self.refresh(false);
                self.show_selected();
            }
            return;
        }
        let (typed, doubts) = parse(self.filters.search());
        let query = self.question();
        let is_ranked = self.order == Order::BestMatch;
        let is_asked = match &self.search.asked {
            Some(asked) => asked.query == query && asked.is_ranked >= is_ranked,
            None => {
                let is_searched = self.reading.renewed.is_none() && self.search.n_searched == self.library.len();
                is_searched
                    && !self.search.is_stale
                    && self.search_is_answered()
                    && self.search.ranking.is_some() >= is_ranked
            }
        };
        let library = self.reading.renewed.as_ref().unwrap_or(&self.library);
        if is_asked || library.is_empty() {
            return;
        }
        let ticket = Ticket(self.search.last_ticket.0 + 1);
        self.search.last_ticket = ticket;
        self.search.is_stale = false;
        self.search.revision = self.marked.revision();
        let n_articles = library.len();
        self.search.asked = Some(Asked { ticket, query: query.clone(), typed, is_ranked, doubts, n_articles });
        let marked = self.marked_for(library, std::slice::from_ref(&query));
        let typed = self.filters.search().to_owned();
        effects.push(Effect::Search { ticket, library: library.clone(), query, typed, is_ranked, marked });
    }

    /// The hits that are shown are those of the search that is on, though more may have been read since.
    pub(super) fn search_is_answered(&self) -> bool {
        let query = self.question();
        match &self.search.hits {
            Some(_) => self.search.query == query,
            None => query.is_empty(),
        }
    }

    /// What a search found so far; the answer to an old question is dropped.
    pub(super) fn found(&mut self, ticket: Ticket, hits: Hits, ranking: Option<Ranking>) {
        let goes_on = !hits.is_complete();
        let Some(asked) = self.search.asked.take_if(|asked| asked.ticket == ticket) else { return };
        let renewed = self.reading.renewed.take();
        let is_renewed = renewed.is_some();
        if let Some(library) = renewed {
            self.swap(library);
        }
        let is_first_answer = self.search.hits.is_none() || self.search.query != asked.query;
        self.search.hits = Some(hits);
        self.search.ranking = ranking;
        self.search.doubts.clone_from(&asked.doubts);
        self.search.typed.clone_from(&asked.typed);
        self.search.n_searched = asked.n_articles;
        if is_first_answer {
            self.search.query.clone_from(&asked.query);
            self.stand.headlines.set_context(true);
            self.stand.reader.set_search(&self.search.query);
        }
        let starts_over = std::mem::take(&mut self.search.starts_over);
        self.refresh(starts_over);
        if is_renewed {
            self.look_into_again();
        }
        if goes_on {
            self.search.asked = Some(asked);
        }
    }

    /// What else the search may be taken to mean; of an old question it is dropped.
    pub(super) fn offered(&mut self, ticket: Ticket, proposal: Option<Proposal>) {
        if ticket == self.search.last_ticket {
            self.search.proposal = proposal;
        }
    }
}
