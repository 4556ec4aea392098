//! What actions do on the stand: to the filters, the focus, the pane with the focus.

use crate::app::action::Action;
use crate::app::comparison::Comparison;
use crate::app::effect::Effect;
use crate::app::evidence::evidence;
use crate::app::filters::{Filters, Group, choice};
use crate::app::find::Find;
use crate::app::help::Help;
use crate::app::histogram::Histogram;
use crate::app::links::{Entry, Links};
use crate::app::map::Map;
use crate::app::message::Progress;
use crate::app::outcome::Outcome;
use crate::app::overlay::Overlay;
use crate::app::page_headlines::page_headlines;
use crate::app::panes::{Arrangement, Pane};
use crate::app::picker::Picker;
use crate::app::search_box::{Before, SearchBox};
use crate::app::sheet::frame::Frame;
use crate::app::sources::Line;
use crate::app::variants::Variants;
use crate::app::{Afterwards, App, Page};
use crate::model::address::WebAddress;
use crate::store::facets::{matrix, months};
use crate::store::library::{ArticleKey, Library};
use crate::store::order::Order;
use crate::store::query::parse;
use crate::text::units::Unit;

/// So many articles one key passes on its way to the next hit: what answers by its outlet or its author shows none, and
/// a million such articles are no way to go at once.
const MOST_PASSED: usize = 50;

impl App {
    pub(super) fn act_on_stand(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if self.act_on_passage(action) {
            return;
        }
        match action {
            Action::Search => {
                self.enter_place();
                self.overlay = Some(Overlay::Search(SearchBox::new(self.before())));
            }
            Action::Back | Action::Forth => self.step_place(action == Action::Forth),
            Action::Find => self.begin_find(),
            Action::PickOutlets => self.pick(Group::Outlets),
            Action::PickYears => self.pick(Group::Years),
            Action::PickLanguages => self.pick(Group::Languages),
            Action::PickSearches if self.saved.is_empty() && self.facets.marks.is_empty() => self.say_how_to_save(),
            Action::PickSearches => self.pick(Group::Searches),
            Action::SaveSearch => self.save_search(),
            Action::DropFilter => self.change(Filters::drop_last),
            Action::DropFilters => self.change(|filters| *filters = Filters::default()),
            Action::Undo => self.undo(effects),
            Action::Redo => self.redo(effects),
            Action::Star | Action::ReadUnread | Action::ReadingList | Action::Tag | Action::Note => {
                self.act_on_marks(action);
            }
            Action::SelectAll => self.select_all(),
            Action::Order => self.next_order(),
            Action::Map => self.show_map(),
            Action::Histogram => self.show_histogram(),
            Action::Evidence | Action::PageHeadlines | Action::Help => self.show_overlay(action),
            Action::Palette => self.show_palette(),
            Action::Links => self.show_links(effects),
            Action::SideBySide => self.side_by_side(),
            Action::Compare => self.compare(),
            Action::Variants => self.show_variants(),
            Action::Concordance => self.look_up(),
            Action::Zen => self.zen(),
            Action::Wider | Action::Narrower => drop(self.stand.reader.act(action)),
            Action::GrowPane => self.panes.resize(self.stand.focus, true, &mut self.borders),
            Action::ShrinkPane => self.panes.resize(self.stand.focus, false, &mut self.borders),
            Action::Arrange => self.arrange(),
            Action::Reload => self.reload(effects),
            Action::Fetch => self.fetch(effects),
            Action::FullText => self.fetch_full_text(effects),
            Action::Export => self.begin_export(effects),
            Action::Pipe => self.begin_pipe(),
            Action::Suspend => self.suspend(effects),
            Action::Quit => self.quit(effects),
            Action::NextPane => self.step_pane(1),
            Action::PreviousPane => self.step_pane(-1),
            Action::Left | Action::Right => self.go_beside(action == Action::Right),
            Action::Close => self.close(),
            Action::NextArticle | Action::PreviousArticle => self.step_article(action == Action::NextArticle),
            Action::NextHit | Action::PreviousHit => self.step_hit(action == Action::NextHit),
            Action::Copy | Action::CopyCited => self.copy(action == Action::CopyCited, effects),
            _ => self.act_on_stand_pane(self.stand.focus, action, effects),
        }
    }

    /// What the pane with the focus does.
    pub(super) fn act_on_stand_pane(&mut self, pane: Pane, action: Action, effects: &mut Vec<Effect>) {
        match (pane, action) {
            (Pane::Sources, Action::Open) => {
                self.switch_source(effects);
                if self.overlay.is_none() && self.panes.arrangement == Arrangement::Single {
                    self.stand.focus = Pane::Articles;
                }
            }
            (Pane::Sources, Action::SwitchSource) => self.switch_source(effects),
            (Pane::Sources, Action::EditSearch) => self.edit_search(),
            (Pane::Sources, Action::RenameSearch) => self.rename_search(),
            (Pane::Sources, Action::RemoveSearch) => self.remove_search(effects),
            (Pane::Sources, _) => drop(self.stand.sources.act(action, &self.facets)),
            (Pane::Articles, Action::Open) => self.open_selected(),
            (Pane::Articles, Action::Select) => self.stand.headlines.begin_selection(),
            (Pane::Articles, _) => {
                if self.stand.headlines.act(&self.library, action) {
                    self.touch();
                }
            }
            (Pane::Reader, Action::Select) => self.begin_passage(Unit::Sentence),
            (Pane::Reader, _) => {
                let outcome = self.stand.reader.act(action);
                if outcome != Outcome::Ignored {
                    self.take(outcome, effects);
                }
            }
        }
    }

    /// What a text entry that narrows the list would give back.
    pub(super) fn before(&self) -> Before {
        let y = self.stand.headlines.selected_y(&self.library);
        let selected = self.stand.headlines.selected().and_then(|key| self.library.get(key));
        let selected = selected.map(|article| (article.id(), y));
        Before { filters: self.filters.clone(), selected, place: self.place_in_selected() }
    }

    /// Changes the filters, so that it can be undone.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Filters)) {
        self.leave_place();
        let before = self.filters.clone();
        change(&mut self.filters);
        if self.filters == before {
            return;
        }
        self.remember(before);
        self.look_again();
    }

    /// The filters have changed. A new search is answered later; until then the list shows the hits of the last one.
    pub(super) fn look_again(&mut self) {
        self.search_again();
        self.follow_marks();
        self.refresh(false);
    }

    /// Only the search has changed, perhaps: its answer will make the list anew.
    pub(super) fn search_again(&mut self) {
        self.stand.headlines.let_go();
        let (query, _) = parse(self.filters.search());
        self.search.starts_over |= !query.is_empty() && query != self.search.typed;
    }

    /// Filters of before, with the article that was selected then and the place in it.
    pub(super) fn give_back(&mut self, before: Before) {
        let Before { filters, selected, place } = before;
        self.filters = filters;
        self.search.starts_over = false;
        self.refresh(false);
        let Some((id, y)) = selected else { return };
        if !self.search_is_answered() {
            return self.await_article(id, place, y);
        }
        if let Some(key) = self.library.find(id) {
            self.stand.headlines.select_at(&self.library, key, y);
            self.show_selected();
            self.stand.reader.go_to_place(place);
            self.place_reader();
        }
    }

    fn pick(&mut self, group: Group) {
        self.enter_place();
        let picker = Picker::new(group, &self.facets, self.before(), self.words.clone());
        self.overlay = Some(Overlay::Pick(picker));
    }

    fn begin_find(&mut self) {
        if self.stand.reader.key().is_none() {
            return self.say("find-no-article");
        }
        self.stand.focus = Pane::Reader;
        self.overlay = Some(Overlay::Find(Find::new(&self.stand.reader)));
    }

    fn show_map(&mut self) {
        self.leave_place();
        let filter = self.filters.filter();
        let matrix = matrix(&self.library, &filter, self.search.hits.as_ref());
        self.pages.push(Page::Map(Box::new(Map::new(matrix, &filter, self.words.clone()))));
    }

    fn show_histogram(&mut self) {
        self.leave_place();
        let filter = self.filters.filter();
        let years = months(&self.library, &filter, self.search.hits.as_ref());
        self.pages.push(Page::Histogram(Box::new(Histogram::new(years, &filter, self.words.clone()))));
    }

    /// The links of the article to choose from; where there is only its own address, that is opened at once.
    fn show_links(&mut self, effects: &mut Vec<Effect>) {
        let Some(links) = self.links() else { return self.say("no-article-open") };
        match (links.n_links(), links.entry(0)) {
            (1, Some(Entry { number: None, address, .. })) => self.open_address(address.clone(), effects),
            (0, _) => self.say("links-none"),
            _ => self.overlay = Some(Overlay::Links(links)),
        }
    }

    /// The links of the open article.
    pub(super) fn links(&self) -> Option<Links> {
        let article = self.stand.reader.key().and_then(|key| self.library.get(key))?;
        let source = article.article().source_url.as_deref().and_then(WebAddress::parse);
        Some(Links::new(source, self.stand.reader.leads()))
    }

    pub(super) fn open_address(&mut self, address: WebAddress, effects: &mut Vec<Effect>) {
        self.tell(self.words.with("opening", &[("address", address.as_str().into())]));
        effects.push(Effect::Open(address));
    }

    pub(super) fn show_overlay(&mut self, action: Action) {
        let article = self.stand.reader.key().and_then(|key| self.library.get(key));
        self.overlay = match (action, article) {
            (Action::Help, _) => {
                Some(Overlay::Help(Help::new(&self.keymap, self.words.clone()).with_setting(&self.setting)))
            }
            (Action::Evidence, Some(article)) => {
                Some(Overlay::Evidence(evidence(&article, &self.words).with_setting(&self.setting)))
            }
            (Action::PageHeadlines, Some(article)) => {
                Some(Overlay::Headlines(page_headlines(article.document(), &self.words).with_setting(&self.setting)))
            }
            _ => return self.say("no-article-open"),
        };
    }

    fn next_order(&mut self) {
        let is_searching = self.search.hits.is_some();
        let orders: Vec<Order> =
            Order::ALL.into_iter().filter(|order| *order != Order::BestMatch || is_searching).collect();
        let at = orders.iter().position(|order| *order == self.order);
        self.stand.headlines.let_go();
        self.order = at.and_then(|at| orders.get(at + 1)).copied().unwrap_or_default();
        // Until the answer comes, the list stays as it is: nothing is ordered twice.
        let is_awaited = self.order == Order::BestMatch && self.search.ranking.is_none();
        if !is_awaited {
            self.refresh(false);
        }
    }

    fn zen(&mut self) {
        self.stand.zen = !self.stand.zen;
        if self.stand.zen {
            self.stand.focus = Pane::Reader;
        }
    }

    /// Switches side by side on or off, and goes to the reader, where it is seen.
    fn side_by_side(&mut self) {
        let reader = &mut self.stand.reader;
        if reader.key().is_none() {
            return self.say("no-article-open");
        }
        if !reader.has_pairs() {
            let compare = self.keymap.hint(Action::Compare).unwrap_or_default();
            return self.tell(self.words.with("side-by-side-none", &[("key", compare.into())]));
        }
        reader.set_side_by_side(&self.library, !reader.is_side_by_side());
        let has_room = Frame::has_room_for_halves(self.size.width) && !self.terminal.is_logical;
        if reader.is_side_by_side() && !has_room {
            self.say("side-by-side-narrow");
        }
        self.stand.focus = Pane::Reader;
    }

    /// Marks the article, takes its mark away, or puts the one that was marked and this one beside each other.
    fn compare(&mut self) {
        let article = self.stand.reader.key().and_then(|key| self.library.get(key));
        let Some(id) = article.map(|article| article.id()) else { return self.say("no-article-open") };
        let marked = self.stand.marked.filter(|marked| self.library.find(*marked).is_some());
        match marked {
            None => {
                self.stand.marked = Some(id);
                let compare = self.keymap.hint(Action::Compare).unwrap_or_default();
                self.tell(self.words.with("compare-marked", &[("key", compare.into())]));
            }
            Some(marked) if marked == id => {
                self.stand.marked = None;
                self.say("compare-unmarked");
            }
            Some(marked) => {
                self.leave_place();
                let (measure, search) = (self.stand.reader.measure(), &self.search.query);
                let comparison = Comparison::new(&self.library, [marked, id], measure, search, &self.words);
                if comparison.is_some() {
                    let keys: Vec<ArticleKey> =
                        [marked, id].into_iter().filter_map(|id| self.library.find(id)).collect();
                    self.mark_as_read(keys);
                }
                self.pages.extend(comparison.map(Box::new).map(Page::Comparison));
            }
        }
    }

    /// Shows who else tells the story of the article that is open.
    fn show_variants(&mut self) {
        let Some(key) = self.stand.reader.key() else { return self.say("no-article-open") };
        self.leave_place();
        match Variants::new(&self.library, key, &self.words, &self.setting) {
            Some(variants) => self.pages.push(Page::Variants(Box::new(variants))),
            None => self.say("variants-none"),
        }
    }

    fn arrange(&mut self) {
        self.borders.stacked = !self.borders.stacked;
        if !matches!(self.panes.arrangement, Arrangement::Wide | Arrangement::Stacked) || self.size.width < 110 {
            self.say("arrange-narrow");
        }
    }

    fn reload(&mut self, effects: &mut Vec<Effect>) {
        if !self.reading.progress.finished {
            return self.say("reload-busy");
        }
        effects.extend([Effect::ReadSearches, Effect::ReadMarks]);
        self.read_again(Afterwards::SayAgain, effects);
    }

    /// Reads the archive again, or as soon as it has been read; then does what is to be done.
    pub(super) fn read_again(&mut self, afterwards: Afterwards, effects: &mut Vec<Effect>) {
        self.reading.afterwards.push(afterwards);
        if self.reading.is_going_on() {
            self.reading.is_wanted_again = true;
            return;
        }
        self.reading.is_wanted_again = false;
        self.reading.progress = Progress::default();
        self.reading.failures.clear();
        self.reading.again = Some(Library::default());
        effects.push(Effect::Read(self.archive.clone()));
    }

    pub(super) fn suspend(&mut self, effects: &mut Vec<Effect>) {
        self.save(effects);
        effects.push(Effect::Suspend);
    }

    /// The next pane in reading order that has a place; with a single pane all three have.
    fn step_pane(&mut self, by: isize) {
        let panes: Vec<Pane> = match self.panes.arrangement {
            Arrangement::Single => Pane::ALL.to_vec(),
            _ => self.panes.places.iter().map(|place| place.pane).collect(),
        };
        let at = panes.iter().position(|pane| *pane == self.stand.focus).unwrap_or(0);
        let n = panes.len().max(1);
        let to = (at + n).saturating_add_signed(by) % n;
        self.stand.focus = panes.get(to).copied().unwrap_or_default();
    }

    /// The pane beside this one, left and right as areas have them: from where reading begins.
    fn go_beside(&mut self, right: bool) {
        let focus = match (self.panes.arrangement, self.stand.focus, right) {
            (Arrangement::Stacked, Pane::Sources, true) => Pane::Articles,
            (Arrangement::Stacked, Pane::Articles | Pane::Reader, false) => Pane::Sources,
            (Arrangement::Wide | Arrangement::Single, Pane::Sources, true) => Pane::Articles,
            (Arrangement::Wide | Arrangement::Single, Pane::Articles, true) => Pane::Reader,
            (Arrangement::Wide | Arrangement::Single, Pane::Reader, false) => Pane::Articles,
            (Arrangement::Wide | Arrangement::Single, Pane::Articles, false) => Pane::Sources,
            _ => return,
        };
        if self.panes.arrangement == Arrangement::Single || self.panes.place(focus).is_some() {
            self.stand.focus = focus;
        }
    }

    /// Esc where nothing lies on top: what was found, then the reader alone, then back a pane.
    fn close(&mut self) {
        if !self.stand.reader.find().is_empty() {
            return self.stand.reader.set_find("");
        }
        if self.go_back_to_concordance() || (self.stand.focus == Pane::Articles && self.stand.headlines.let_go()) {
            return;
        }
        if self.stand.zen {
            self.stand.zen = false;
            return;
        }
        let back = match self.stand.focus {
            Pane::Reader => Pane::Articles,
            Pane::Articles | Pane::Sources => Pane::Sources,
        };
        if self.panes.arrangement == Arrangement::Single || self.panes.place(back).is_some() {
            self.stand.focus = back;
        }
    }

    pub(super) fn switch_source(&mut self, effects: &mut Vec<Effect>) {
        match self.stand.sources.selected() {
            Line::Row(group, idx) => {
                if let Some(choice) = choice(&self.facets, group, idx, &self.words) {
                    self.change(|filters| filters.toggle(choice.step));
                }
            }
            Line::All => self.change(Filters::drop_groups),
            Line::Problems => self.show_problems(effects),
            Line::Blank | Line::Title(..) => {}
        }
    }

    pub(super) fn open_selected(&mut self) {
        if self.stand.headlines.selected().is_none() {
            return;
        }
        self.leave_last_read();
        self.touch();
        if self.stand.reader.key() != self.stand.headlines.selected() {
            self.stand.shown = None;
            self.show_selected();
        }
        self.stand.settled = None;
        self.mark_read();
        self.stand.focus = Pane::Reader;
    }

    /// Somebody chose an article: it stays selected while the list grows, and nothing else is waited for.
    pub(super) fn touch(&mut self) {
        self.stand.is_untouched = false;
        self.awaited = None;
    }

    /// Shows an article that another one names, whether the list has it or not.
    pub(super) fn go_across(&mut self, key: ArticleKey) {
        self.leave_place();
        self.touch();
        if self.stand.headlines.select(&self.library, key) {
            self.show_selected();
        } else if let Some(row) = self.stand.headlines.list().row_of(key) {
            // The list shows another variant of its story.
            self.stand.headlines.select(&self.library, row);
            self.stand.shown = self.stand.headlines.selected();
            self.open_in_reader(key, self.stand.headlines.neighbour(true));
        } else {
            self.stand.shown = self.stand.headlines.selected();
            self.open_in_reader(key, None);
            self.say("not-in-list");
        }
        self.mark_read();
        self.stand.focus = Pane::Reader;
    }

    fn step_article(&mut self, forward: bool) {
        let Some(key) = self.stand.headlines.neighbour(forward) else {
            return self.say(if forward { "last-article" } else { "first-article" });
        };
        self.touch();
        self.stand.headlines.select(&self.library, key);
        self.show_selected();
        if self.stand.focus == Pane::Reader {
            self.mark_read();
        }
    }

    /// After `f` through this article and round its ends; after a search on into the next article.
    fn step_hit(&mut self, forward: bool) {
        if !self.stand.reader.find().is_empty() {
            if !self.stand.reader.step_round(forward) {
                self.say("find-none");
            }
            return;
        }
        if self.step_occurrence(forward) {
            return;
        }
        if self.search.hits.is_none() {
            let search = self.keymap.hint(Action::Search).unwrap_or_default();
            return self.tell(self.words.with("no-hits", &[("key", search.into())]));
        }
        self.touch();
        if self.stand.reader.step(forward) {
            return;
        }
        self.leave_place();
        let n_passed = if self.search.query.has_words_to_show() { MOST_PASSED } else { 1 };
        for _ in 0..n_passed {
            let Some(key) = self.stand.headlines.neighbour(forward) else {
                return self.say(if forward { "last-hit" } else { "first-hit" });
            };
            self.stand.headlines.select(&self.library, key);
            self.show_selected();
            if self.stand.reader.step_to_end(!forward) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Setup;
    use crate::app::message::{Message, Ticket};
    use crate::app::panes::Size;
    use crate::app::sample::{article, document, paragraph};
    use crate::app::state::State;
    use crate::store::query::Query;
    use crate::store::ranking::rank;
    use crate::store::search::search;
    use crate::store::segment::Segment;

    /// Presses keys; what is asked meanwhile, the ranking with it or not.
    fn press(app: &mut App, keys: &str) -> Vec<(Ticket, Query, bool)> {
        let effects = keys.chars().flat_map(|c| app.update(Message::Key(c.to_string().parse().unwrap())));
        let asked = |effect| match effect {
            Effect::Search { ticket, query, is_ranked, .. } => Some((ticket, query, is_ranked)),
            _ => None,
        };
        effects.collect::<Vec<_>>().into_iter().filter_map(asked).collect()
    }

    fn answer(app: &mut App, (ticket, query, is_ranked): (Ticket, Query, bool)) {
        let hits = search(&app.library, &query);
        let ranking = is_ranked.then(|| rank(&app.library, &query));
        app.update(Message::Found { ticket, hits, ranking });
    }

    fn titles(app: &App) -> Vec<String> {
        let title = |key| app.library.get(key).unwrap().headline().text().as_str().to_owned();
        app.stand.headlines.list().iter().map(title).collect()
    }

    #[test]
    fn the_best_match_is_asked_for_when_it_is_wanted_and_the_list_waits_for_it() {
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(Setup::default(), Vec::new(), &State::default(), size);
        let pages = [("Homs", "Alep"), ("Alep", "Alep"), ("Idlib", "")];
        let pages = pages.map(|(title, text)| article(title, vec![paragraph(text)]));
        app.update(Message::Library(Library::new([Segment::new(vec![document(pages.to_vec())])])));
        app.update(Message::Progress(Progress { finished: true, ..Progress::default() }));

        let asked = press(&mut app, "/alep");
        assert!(asked.iter().all(|(.., is_ranked)| !is_ranked));
        answer(&mut app, asked.last().unwrap().clone());
        app.update(Message::Key("enter".parse().unwrap()));
        assert_eq!((press(&mut app, "ss"), titles(&app)), (vec![], vec!["Homs".to_owned(), "Alep".to_owned()]));

        let asked = press(&mut app, "s");
        assert_eq!((app.order, asked.len(), titles(&app)[0].as_str()), (Order::BestMatch, 1, "Homs"));
        assert_eq!(press(&mut app, "j"), [], "it is asked once");
        answer(&mut app, asked[0].clone());
        assert_eq!(titles(&app), ["Alep", "Homs"]);

        let asked = press(&mut app, "/ OR idlib");
        assert!(asked.iter().all(|(.., is_ranked)| *is_ranked), "and with every search from then on");
    }

    #[test]
    fn the_next_search_takes_the_place_of_the_last_one_or_goes_on_with_it() {
        for (first, next, want) in
            [("/alep", "/homs", "homs"), ("/alep", "/ homs", "alep homs"), ("/", "/homs", "homs")]
        {
            let size = Size { width: 80, height: 24 };
            let mut app = App::new(Setup::default(), Vec::new(), &State::default(), size);
            press(&mut app, first);
            app.update(Message::Key("enter".parse().unwrap()));
            press(&mut app, next);
            assert_eq!(app.filters.search(), want, "{first} {next}");
        }
    }
}
