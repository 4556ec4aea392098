//! Feeds as somebody at the keys has them: all are fetched at once, and the full text of an entry on request.
//!
//! Nothing waits for the network. What has come is in the list when the archive has been read again, and the place stays.

use std::mem;
use std::sync::Arc;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::message::{Fetched, Fetching, Trouble};
use crate::app::overlay::Overlay;
use crate::app::problems::{Problems, n_problems};
use crate::app::reader::Place;
use crate::app::{App, Notice, session};
use crate::model::problem::Problem;
use crate::store::id::ArticleId;

/// What is known of the feeds, and asked of them.
#[derive(Debug, Default)]
pub(crate) struct Feeds {
    /// How far fetching is, while it goes on.
    pub(super) progress: Option<Fetching>,
    /// It was told to stop.
    is_stopping: bool,
    /// Feeds that could not be fetched.
    troubles: Vec<Trouble>,
    /// The article whose full text is being fetched.
    full_text: Option<ArticleId>,
}

impl Feeds {
    /// How far fetching is, while it goes on.
    pub(crate) fn progress(&self) -> Option<Fetching> {
        self.progress
    }
}

/// What is done once the archive has been read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Afterwards {
    /// Say that it has been, and take away what lies over the stand.
    SayAgain,
    /// Say this.
    Say(String),
    /// Show this page in the place of that article, if it is still open.
    Show { page: ArticleId, of: ArticleId },
}

impl App {
    /// Fetches all feeds; while that goes on, ends it.
    pub(super) fn fetch(&mut self, effects: &mut Vec<Effect>) {
        if self.feeds.progress.is_none() {
            self.feeds.progress = Some(Fetching::default());
            return effects.push(Effect::Fetch { archive: self.archive.clone() });
        }
        if !mem::replace(&mut self.feeds.is_stopping, true) {
            effects.push(Effect::StopFetching);
        }
        self.say("fetch-stopping");
    }

    /// Takes in what has come, and says how many.
    pub(super) fn fetched(&mut self, fetched: Fetched, effects: &mut Vec<Effect>) {
        self.feeds.progress = None;
        self.feeds.is_stopping = false;
        if fetched.n_feeds == 0 {
            return self.say("fetch-none");
        }
        let told = self.words_of_fetched(&fetched);
        let has_news = fetched.n_new + fetched.n_changed > 0 || fetched.folder.is_some();
        if let Some(folder) = fetched.folder {
            self.archive.push(folder);
            self.name = session::name(&self.archive, &self.words);
        }
        match has_news {
            true => self.read_again(Afterwards::Say(told), effects),
            false => self.tell(told),
        }
    }

    /// `12 new articles from 5 feeds; 1 failed: see Problems`.
    fn words_of_fetched(&self, fetched: &Fetched) -> String {
        let words = &self.words;
        let n = |id, n: usize| words.with(id, &[("n", n.into())]);
        let (new, feeds) = (n("fetched-new", fetched.n_new), n("fetched-feeds", fetched.n_feeds));
        let told = words.with("fetched", &[("new", new.into()), ("feeds", feeds.into())]);
        let failed = (fetched.n_failed > 0).then(|| n("fetched-failed", fetched.n_failed));
        let stopped = fetched.was_stopped.then(|| words.text("fetched-stopped").to_owned());
        let parts: Vec<String> = [Some(told), stopped, failed].into_iter().flatten().collect();
        parts.join(words.text("semicolon"))
    }

    /// Fetches the page of the article that is open.
    pub(super) fn fetch_full_text(&mut self, effects: &mut Vec<Effect>) {
        let article = self.stand.reader.key().and_then(|key| self.library.get(key));
        let Some(article) = article else { return self.say("no-article-open") };
        if self.feeds.full_text.is_some() {
            return self.say("full-text-busy");
        }
        let (of, path) = (article.id(), article.document().origin.path.clone());
        self.feeds.full_text = Some(of);
        self.say("full-text-begun");
        effects.push(Effect::FetchFullText { of, path });
    }

    /// The page of an article is there, or is not to be had.
    pub(super) fn full_text(&mut self, of: ArticleId, page: Result<ArticleId, String>, effects: &mut Vec<Effect>) {
        self.feeds.full_text = None;
        match page {
            Ok(page) => {
                let y = self.stand.headlines.selected_y(&self.library);
                let is_open = self.open() == Some(of);
                self.read_again(Afterwards::Show { page, of }, effects);
                // The page stands in the place of its entry, which will not be there any more.
                if is_open {
                    self.await_article(page, Place::default(), y);
                }
            }
            Err(why) => {
                let links = self.keymap.hint(Action::Links).unwrap_or_default();
                let text = self.words.with("full-text-failed", &[("why", why.into()), ("key", links.into())]);
                self.notice = Some(Notice { text, is_warning: true });
            }
        }
    }

    /// The archive has been read again.
    pub(super) fn do_afterwards(&mut self) {
        for afterwards in mem::take(&mut self.reading.afterwards) {
            match afterwards {
                Afterwards::SayAgain => {
                    self.pages.clear();
                    self.overlay = None;
                    self.say("reload-done");
                }
                Afterwards::Say(told) => self.tell(told),
                Afterwards::Show { page, of } => self.show_full_text(page, of),
            }
        }
    }

    fn show_full_text(&mut self, page: ArticleId, of: ArticleId) {
        self.select_awaited();
        self.show_selected();
        if self.open() == Some(of) {
            match self.library.find(page) {
                Some(key) => self.go_across(key),
                None => self.await_article(page, Place::default(), 0),
            }
        }
        self.say("full-text-done");
    }

    /// The article in the reader.
    fn open(&self) -> Option<ArticleId> {
        self.stand.reader.key().and_then(|key| self.library.get(key)).map(|article| article.id())
    }

    /// What of the archive could not be read.
    pub(super) fn hear_of_problems(&mut self, problems: Arc<[Problem]>) {
        self.reading.problems = problems;
        self.renew_problems();
    }

    /// What feeds could not be fetched.
    pub(super) fn hear_of_troubles(&mut self, troubles: Vec<Trouble>) {
        self.feeds.troubles = troubles;
        self.renew_problems();
    }

    fn renew_problems(&mut self) {
        if let Some(Overlay::Problems(problems)) = &mut self.overlay {
            problems.renew(&self.reading.problems, &self.feeds.troubles);
        }
    }

    /// How many records, files and feeds could not be read.
    pub(crate) fn n_problems(&self) -> usize {
        n_problems(&self.reading.problems).saturating_add(self.feeds.troubles.len())
    }

    /// Lists what could not be read; how the feeds are is looked up anew.
    pub(super) fn show_problems(&mut self, effects: &mut Vec<Effect>) {
        let fetch_key = self.keymap.hint(Action::Fetch).unwrap_or_default();
        let problems = Problems::new(&self.reading.problems, &self.feeds.troubles, fetch_key, self.words.clone());
        self.overlay = Some(Overlay::Problems(problems.with_setting(&self.setting)));
        effects.push(Effect::LookAtFeeds { archive: self.archive.clone() });
    }
}
