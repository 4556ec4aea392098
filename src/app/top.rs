//! What keys do to the overlay or the page that lies over the stand.

use std::collections::BTreeSet;

use crate::app::action::{Action, Place};
use crate::app::effect::Effect;
use crate::app::export::Choosing;
use crate::app::filters::Filters;
use crate::app::input::{Key, KeyCode};
use crate::app::outcome::Outcome;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::app::search_box::Narrowing;
use crate::app::{App, Page};
use crate::store::query::narrowed;

impl App {
    /// A key while text is typed: an action of text entry, or text.
    pub(super) fn type_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let action = self.keymap.action(key, &[Place::Typing]);
        match action {
            Some(Action::Abort) => return self.quit(effects),
            // Ctrl-z is no text, and a shell is wanted at once wherever one is.
            None if key.ctrl && self.keymap.action(key, &[Place::Everywhere]) == Some(Action::Suspend) => {
                return self.suspend(effects);
            }
            _ => {}
        }
        self.type_in(key, action, effects);
    }

    /// A key, or the action it is, in what is typed.
    pub(super) fn type_in(&mut self, key: Key, action: Option<Action>, effects: &mut Vec<Effect>) {
        let leaves_empty_line = key.code == KeyCode::Backspace && action.is_none();
        let Some(overlay) = &mut self.overlay else { return };
        let before = self.filters.clone();
        let narrowing = match (overlay, action) {
            (Overlay::Search(search), _) if leaves_empty_line && search.line().is_empty() => Narrowing::Cancel,
            (Overlay::Search(search), Some(action)) => match (self.search.proposal_for(search), action) {
                (Some(proposal), Action::Accept) => search.replace(&proposal.taken(), &mut self.filters),
                (Some(_), Action::Cancel) => search.leave_aside(),
                _ => search.act(action),
            },
            (Overlay::Search(search), None) => search.key(key, &mut self.filters),
            (Overlay::Pick(picker), Some(action)) => picker.act(action, &mut self.filters),
            (Overlay::Pick(picker), None) => picker.key(key, &self.facets),
            (Overlay::Name(name), Some(action)) => {
                let naming = name.act(action, |name| self.saved.named(name).is_some());
                return self.name(naming, effects);
            }
            (Overlay::Name(name), None) => return name.key(key),
            (Overlay::Marking(line), Some(action)) => {
                let entry = line.act(action);
                return self.take_entry(entry);
            }
            (Overlay::Marking(line), None) => return line.key(key),
            (Overlay::File(_) | Overlay::Command(_), action) => return self.type_taking(key, action, effects),
            (Overlay::Find(find), Some(action)) => {
                let outcome = find.act(action, &mut self.stand.reader);
                return self.take(outcome, effects);
            }
            (Overlay::Find(find), None) => {
                let outcome = find.key(key, &mut self.stand.reader);
                return self.take(outcome, effects);
            }
            (Overlay::Links(links), Some(action)) => {
                let outcome = links.act(action);
                return self.take(outcome, effects);
            }
            (Overlay::Links(links), None) => {
                let outcome = links.key(key);
                return self.take(outcome, effects);
            }
            (Overlay::Problems(problems), Some(action)) => {
                let outcome = problems.act(action);
                return self.take(outcome, effects);
            }
            (Overlay::Problems(problems), None) => {
                let outcome = problems.key(key);
                return self.take(outcome, effects);
            }
            (Overlay::Help(help), Some(action)) => {
                let outcome = help.act(action);
                return self.take(outcome, effects);
            }
            (Overlay::Help(help), None) => {
                let outcome = help.key(key);
                return self.take(outcome, effects);
            }
            (Overlay::Palette(palette), Some(action)) => {
                let outcome = palette.act(action);
                return self.take(outcome, effects);
            }
            (Overlay::Palette(palette), None) => {
                let outcome = palette.key(key);
                return self.take(outcome, effects);
            }
            (Overlay::Evidence(_) | Overlay::Headlines(_) | Overlay::Export(_), _) => Narrowing::Nothing,
        };
        self.narrow_as_typed(narrowing, before != self.filters, effects);
    }

    /// Pasted text goes where text is typed, and nowhere else: a page of commands is no command.
    pub(super) fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        self.notice = None;
        let narrowing = match &mut self.overlay {
            Some(Overlay::Search(search)) => search.paste(text, &mut self.filters),
            Some(Overlay::Pick(picker)) => picker.paste(text, &self.facets),
            Some(Overlay::Name(name)) => return name.paste(text),
            Some(Overlay::Marking(line)) => return line.paste(text),
            Some(Overlay::Find(find)) => return find.paste(text, &mut self.stand.reader),
            Some(Overlay::Links(links)) => return links.paste(text),
            Some(Overlay::Problems(problems)) => return problems.paste(text),
            Some(Overlay::Help(help)) => return help.paste(text),
            Some(Overlay::Palette(palette)) => return palette.paste(text),
            Some(Overlay::File(file)) => return file.paste(text),
            Some(Overlay::Command(command)) => return command.paste(text),
            Some(Overlay::Evidence(_) | Overlay::Headlines(_) | Overlay::Export(_)) | None => {
                return self.wonder_at_paste();
            }
        };
        self.narrow_as_typed(narrowing, true, effects);
    }

    /// What a text entry that narrows the list asks for.
    pub(super) fn narrow_as_typed(&mut self, narrowing: Narrowing, has_changed: bool, effects: &mut Vec<Effect>) {
        match narrowing {
            Narrowing::Nothing => {}
            Narrowing::Changed if matches!(self.overlay, Some(Overlay::Search(_))) => self.search_again(),
            Narrowing::Changed => self.look_again(),
            Narrowing::Move(action) => self.act_on_stand_pane(Pane::Articles, action, effects),
            Narrowing::Keep => {
                let before = match self.overlay.take() {
                    Some(Overlay::Search(search)) if search.edits().is_some() => {
                        return self.keep_edited(&search, effects);
                    }
                    Some(Overlay::Search(search)) => search.before().clone(),
                    Some(Overlay::Pick(picker)) => picker.before().clone(),
                    _ => return,
                };
                if has_changed {
                    self.look_again();
                }
                self.leave_entered_place();
                self.follow_marks();
                self.remember(before.filters);
                if self.pages.is_empty() && !self.stand.zen {
                    self.stand.focus = Pane::Articles;
                }
            }
            Narrowing::Cancel => {
                let before = match self.overlay.take() {
                    Some(Overlay::Search(search)) => search.before().clone(),
                    Some(Overlay::Pick(picker)) => picker.before().clone(),
                    _ => return,
                };
                self.give_back(before);
            }
        }
    }

    pub(super) fn act_on_overlay(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let outcome = match &mut self.overlay {
            Some(Overlay::Evidence(leaf) | Overlay::Headlines(leaf)) => leaf.act(action),
            Some(Overlay::Help(help)) => help.act(action),
            Some(Overlay::Export(choice)) => match choice.act(action) {
                Choosing::Going => return,
                Choosing::Chosen => return self.choose_export(),
                Choosing::Ignored => Outcome::Ignored,
            },
            Some(
                Overlay::Search(_)
                | Overlay::Name(_)
                | Overlay::Marking(_)
                | Overlay::File(_)
                | Overlay::Command(_)
                | Overlay::Find(_)
                | Overlay::Pick(_)
                | Overlay::Links(_)
                | Overlay::Problems(_)
                | Overlay::Palette(_),
            )
            | None => Outcome::Ignored,
        };
        if outcome != Outcome::Ignored {
            return self.take(outcome, effects);
        }
        match action {
            Action::Quit => self.quit(effects),
            Action::Suspend => self.suspend(effects),
            Action::Evidence | Action::PageHeadlines | Action::Help => self.show_overlay(action),
            Action::Palette => self.show_palette(),
            Action::NextArticle | Action::PreviousArticle => {
                self.act_on_stand(action, effects);
                self.show_overlay(match self.overlay {
                    Some(Overlay::Headlines(_)) => Action::PageHeadlines,
                    _ => Action::Evidence,
                });
            }
            Action::Close => self.overlay = None,
            _ => self.say_not_here(action),
        }
    }

    pub(super) fn act_on_page(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let outcome = match self.pages.last_mut() {
            Some(Page::Map(map)) => map.act(action),
            Some(Page::Histogram(histogram)) => histogram.act(action),
            Some(Page::Comparison(comparison)) => comparison.act(action),
            Some(Page::Variants(variants)) => variants.act(action),
            Some(Page::Concordance(concordance)) => concordance.act(action),
            None => Outcome::Ignored,
        };
        if outcome != Outcome::Ignored {
            return self.take(outcome, effects);
        }
        match action {
            Action::Close => self.close_top(),
            Action::Star | Action::ReadUnread | Action::ReadingList | Action::Tag | Action::Note
                if matches!(self.pages.last(), Some(Page::Variants(_))) =>
            {
                self.act_on_marks(action);
            }
            Action::Search
            | Action::PickLanguages
            | Action::PickSearches
            | Action::SaveSearch
            | Action::DropFilter
            | Action::DropFilters
            | Action::Undo
            | Action::Redo
            | Action::Reload
            | Action::Back
            | Action::Forth
            | Action::Fetch
            | Action::Palette
            | Action::Export
            | Action::Pipe
            | Action::Help
            | Action::Suspend
            | Action::Quit => self.act_on_stand(action, effects),
            _ => self.say_not_here(action),
        }
    }

    /// Does what a page, an overlay or the reader asks for.
    pub(super) fn take(&mut self, outcome: Outcome, effects: &mut Vec<Effect>) {
        match outcome {
            Outcome::Ignored | Outcome::Done => {}
            Outcome::Close => self.close_top(),
            Outcome::Open(key) => {
                if self.overlay.is_some() || !self.pages.is_empty() {
                    self.close_top();
                }
                self.go_across(key);
            }
            Outcome::OpenAt(at) => self.open_occurrence(at),
            Outcome::OpenAddress(address) => {
                self.overlay.take_if(|overlay| matches!(overlay, Overlay::Links(_)));
                self.open_address(address, effects);
            }
            Outcome::Run(command) => {
                self.close_top();
                self.run(command, effects);
            }
            Outcome::Narrow(filter) => self.leave_narrowed(|filters| filters.set_filter(&filter)),
            Outcome::KeepYears(years) => self.leave_narrowed(|filters| filters.set_years(years)),
            Outcome::KeepTerm(term) => self.leave_narrowed(|filters| {
                filters.set_years(BTreeSet::new());
                let search = narrowed(filters.search(), &term);
                filters.set_search(&search);
            }),
        }
    }

    /// Closes what is on top, and goes to the list of what it leaves.
    fn leave_narrowed(&mut self, narrow: impl FnOnce(&mut Filters)) {
        self.close_top();
        self.change(narrow);
        self.stand.focus = Pane::Articles;
    }

    pub(super) fn close_top(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Palette(palette)) => self.overlay = palette.into_under(),
            Some(_) => {}
            None => self.close_page(),
        }
    }
}
