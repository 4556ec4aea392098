//! Taking out: choosing what to export and how, naming its file, and typing the command that gets a text.
//!
//! What can be taken out is the passage, the selection, the article that is open, or all the list shows; the first of these that
//! there is is proposed, and `Tab` goes to the next. Nothing here touches a file: that there is one of the name already is heard
//! from who would write it, and then it is asked.

use std::mem;

use crate::app::App;
use crate::app::action::Action;
use crate::app::cursor::Cursor;
use crate::app::effect::{Effect, Export};
use crate::app::filters::chip;
use crate::app::input::{Key, Mouse, MouseKind};
use crate::app::line_edit::{Edited, LineEdit};
use crate::app::message::Exporting;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::app::{Notice, Page};
use crate::export::Format;
use crate::export::name;
use crate::export::taken::{Taken, What};
use crate::locale::words::Words;
use crate::store::library::ArticleKey;
use crate::store::listing::listed;

/// What is known of taking out, between one time and the next.
#[derive(Debug, Default)]
pub(crate) struct Taking {
    /// The format that was chosen last.
    format: Format,
    /// The commands that were given in this session, the latest last.
    commands: Vec<String>,
    /// What is being written.
    going: Option<Going>,
}

/// A file being written.
#[derive(Debug)]
struct Going {
    export: Export,
    n_done: usize,
    is_stopping: bool,
}

impl Taking {
    /// Articles that are written and all there are to write, while that goes on.
    pub(crate) fn progress(&self) -> Option<(usize, usize)> {
        self.going.as_ref().map(|going| (going.n_done, going.export.taken.n_articles()))
    }
}

/// Something that can be taken out, and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The message that names it.
    name: &'static str,
    taken: Taken,
}

impl Scope {
    /// What it is called: `this article`, `the whole list: 312 articles`.
    pub fn title(&self, words: &Words) -> String {
        let articles = words.with("articles", &[("n", self.taken.n_articles().into())]);
        words.with(self.name, &[("articles", articles.into())])
    }
}

/// Choosing what to export and how.
#[derive(Clone, Debug)]
pub struct Choice {
    scopes: Vec<Scope>,
    scope: usize,
    cursor: Cursor,
    height: u16,
}

/// A row of the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Something that can be taken out, by its index.
    Scope(usize),
    /// Air between what and how.
    Blank,
    /// A format.
    Format(Format),
}

/// What the app is to do after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// Nothing.
    Going,
    /// Ask for the file.
    Chosen,
    /// The action is none of this choice's.
    Ignored,
}

impl Choice {
    /// Between these, the first of which is proposed, in this format.
    fn new(scopes: Vec<Scope>, format: Format) -> Choice {
        let mut choice = Choice { scopes, scope: 0, cursor: Cursor::default(), height: 0 };
        let at = choice.lines().iter().position(|line| *line == Line::Format(format)).unwrap_or(0);
        choice.cursor.select(at, choice.n_rows(), u16::MAX, |_| 1);
        choice
    }

    /// What can be taken out.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// The index of what is to be taken out.
    pub fn scope(&self) -> usize {
        self.scope
    }

    /// The rows: what there is to choose from, then the formats.
    pub fn lines(&self) -> Vec<Line> {
        let scopes = (0..self.scopes.len()).map(Line::Scope);
        scopes.chain([Line::Blank]).chain(Format::ALL.map(Line::Format)).collect()
    }

    /// How many rows there are.
    pub fn n_rows(&self) -> usize {
        self.scopes.len() + 1 + Format::ALL.len()
    }

    /// The window over them.
    pub fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    /// Gives it a height in rows.
    pub fn resize(&mut self, height: u16) {
        self.height = height;
        self.cursor.reveal(self.n_rows(), height, |_| 1);
    }

    /// Does what an action says to the choice.
    pub fn act(&mut self, action: Action) -> Choosing {
        let n = self.n_rows();
        match action {
            Action::Next => self.step(1),
            Action::Previous => self.step(-1),
            Action::First => self.cursor.select(0, n, self.height, |_| 1),
            Action::Last => self.cursor.select(n, n, self.height, |_| 1),
            Action::NextPane => self.scope = (self.scope + 1) % self.scopes.len().max(1),
            Action::PreviousPane => self.scope = (self.scope + self.scopes.len() - 1) % self.scopes.len().max(1),
            Action::Open | Action::PageDown => return self.accept(),
            _ => return Choosing::Ignored,
        }
        Choosing::Going
    }

    /// A click on what to take out takes that, a click on a format chooses it; `true` if one is chosen.
    pub fn mouse(&mut self, mouse: Mouse) -> bool {
        let n = self.n_rows();
        match mouse.kind {
            MouseKind::Press | MouseKind::Again(_) => {
                let Some(idx) = self.cursor.at(mouse.y, n, self.height, |_| 1) else { return false };
                if self.lines().get(idx) == Some(&Line::Blank) {
                    return false;
                }
                self.cursor.select(idx, n, self.height, |_| 1);
                return self.accept() == Choosing::Chosen;
            }
            MouseKind::WheelDown => self.cursor.scroll(3, n, self.height, |_| 1),
            MouseKind::WheelUp => self.cursor.scroll(-3, n, self.height, |_| 1),
            MouseKind::Extend | MouseKind::Drag | MouseKind::Release => {}
        }
        false
    }

    fn accept(&mut self) -> Choosing {
        match self.lines().get(self.cursor.selected()) {
            Some(Line::Scope(scope)) => self.scope = *scope,
            Some(Line::Format(_)) => return Choosing::Chosen,
            Some(Line::Blank) | None => {}
        }
        Choosing::Going
    }

    /// The blank row is passed over.
    fn step(&mut self, by: isize) {
        let n = self.n_rows();
        self.cursor.step(by, n, self.height, |_| 1);
        if self.lines().get(self.cursor.selected()) == Some(&Line::Blank) {
            self.cursor.step(by, n, self.height, |_| 1);
        }
    }

    fn chosen(&self) -> Option<(&Scope, Format)> {
        match self.lines().get(self.cursor.selected()) {
            Some(Line::Format(format)) => Some((self.scopes.get(self.scope)?, *format)),
            _ => None,
        }
    }
}

/// The line in which an export is given its file.
#[derive(Clone, Debug)]
pub struct FileLine {
    line: LineEdit,
    taken: Taken,
    format: Format,
    /// There is a file of this name: `Enter` replaces it.
    exists: Option<String>,
    /// What begins as what is typed does, where there are several.
    found: Vec<String>,
}

impl FileLine {
    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// There is a file of the name that is typed, and `Enter` replaces it.
    pub fn replaces(&self) -> bool {
        self.exists.as_deref() == Some(self.line.text())
    }

    /// What begins as what is typed does, where there are several: their last names.
    pub fn found(&self) -> impl Iterator<Item = &str> {
        let last = |found: &'_ String| found.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
        self.found.iter().map(move |found| found.get(last(found)..).unwrap_or(found))
    }

    fn key(&mut self, key: Key) {
        if self.line.key(key) == Edited::Text {
            self.found.clear();
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
        self.found.clear();
    }
}

/// The line in which the command is typed that gets the text.
#[derive(Clone, Debug)]
pub struct CommandLine {
    line: LineEdit,
    scopes: Vec<Scope>,
    scope: usize,
    /// Commands given before, the latest last, and at the end what is being typed.
    lines: Vec<String>,
    at: usize,
}

impl CommandLine {
    fn new(scopes: Vec<Scope>, commands: &[String]) -> CommandLine {
        let lines: Vec<String> = commands.iter().cloned().chain([String::new()]).collect();
        CommandLine { line: LineEdit::default(), scopes, scope: 0, at: lines.len() - 1, lines }
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// What the command gets.
    pub fn scope(&self) -> Option<&Scope> {
        self.scopes.get(self.scope)
    }

    /// It could get something else as well.
    pub fn has_choice(&self) -> bool {
        self.scopes.len() > 1
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.line.paste(text);
    }

    /// Goes to a command given before, or back to what is being typed.
    fn recall(&mut self, earlier: bool) {
        let to = if earlier { self.at.checked_sub(1) } else { Some(self.at + 1).filter(|to| *to < self.lines.len()) };
        let Some(to) = to else { return };
        if let Some(line) = self.lines.get_mut(self.at) {
            *line = self.line.text().to_owned();
        }
        self.at = to;
        self.line = self.lines.get(to).map(|line| LineEdit::new(line)).unwrap_or_default();
    }
}

/// So many commands are remembered.
const MOST_COMMANDS: usize = 100;

impl App {
    /// Asks what to export and how; while something is being written, ends that.
    pub(super) fn begin_export(&mut self, effects: &mut Vec<Effect>) {
        if let Some(going) = &mut self.taking.going {
            if !mem::replace(&mut going.is_stopping, true) {
                effects.push(Effect::StopExport);
            }
            return self.say("export-stopping");
        }
        let scopes = self.scopes();
        if scopes.is_empty() {
            return self.say("export-nothing");
        }
        self.overlay = Some(Overlay::Export(Choice::new(scopes, self.taking.format)));
    }

    /// Asks for the command that is to get the text.
    pub(super) fn begin_pipe(&mut self) {
        let scopes = self.scopes();
        if scopes.is_empty() {
            return self.say("export-nothing");
        }
        self.overlay = Some(Overlay::Command(CommandLine::new(scopes, &self.taking.commands)));
    }

    /// What can be taken out now, what is meant most likely first.
    fn scopes(&self) -> Vec<Scope> {
        let scope = |name, what| Scope { name, taken: Taken::new(self.library.clone(), what) };
        let filter = self.filters.filter();
        let (hits, ranking) = (self.search.hits.as_ref(), self.search.ranking.as_ref());
        let list = || listed(&self.library, &filter, hits, ranking, self.order);
        let meant = self.article_meant();
        let passage = self.stand.reader.key().zip(self.passage()).map(|(key, passage)| What::Passage(key, passage));
        let passage = passage.map(|what| scope("taken-passage", what));
        let article = meant.map(|key| scope("taken-article", What::Articles([key].into())));
        let headlines = &self.stand.headlines;
        let selection = headlines.selection().map(|_| What::Articles(headlines.selected_articles().into()));
        let selection = selection.map(|what| scope("taken-selection", what));
        let all = Some(list()).filter(|list| !list.is_empty());
        let all = all.map(|list| scope("taken-list", What::List(list)));
        // Over a whole page of the archive the list is what is looked at.
        match self.pages.last() {
            Some(Page::Map(_) | Page::Histogram(_)) => all.into_iter().chain(article).collect(),
            _ => passage.into_iter().chain(selection).chain(article).chain(all).collect(),
        }
    }

    /// The article the reader is at.
    fn article_meant(&self) -> Option<ArticleKey> {
        let (open, selected) = (self.stand.reader.key(), self.stand.headlines.selected());
        let meant = if self.stand.focus == Pane::Reader { open.or(selected) } else { selected.or(open) };
        meant.filter(|key| self.library.get(*key).is_some())
    }

    /// What and how is chosen: now the file is asked for.
    pub(super) fn choose_export(&mut self) {
        let Some(Overlay::Export(choice)) = &self.overlay else { return };
        let Some((scope, format)) = choice.chosen() else { return };
        let taken = scope.taken.clone();
        let path = format!("{}.{}", self.proposed_name(&taken), format.extension(taken.n_articles()));
        self.taking.format = format;
        let line = LineEdit::new(&path);
        self.overlay = Some(Overlay::File(FileLine { line, taken, format, exists: None, found: Vec::new() }));
    }

    /// The headline of one article, or what the list shows.
    fn proposed_name(&self, taken: &Taken) -> String {
        let first = taken.first();
        let of_list = || {
            let chips = self.filters.steps().iter().map(|step| chip(&self.facets, &self.filters, step, &self.words));
            let words = chips.collect::<Vec<_>>().join(" ");
            name::proposed(&words, &name::proposed(&self.name, self.words.text("title-export")))
        };
        match (first, taken.what()) {
            (_, What::List(_)) => of_list(),
            (Some(article), _) if taken.n_articles() == 1 => {
                name::proposed(article.headline().text(), &article.id().to_string())
            }
            _ => of_list(),
        }
    }

    /// A key while a file or a command is typed.
    pub(super) fn type_taking(&mut self, key: Key, action: Option<Action>, effects: &mut Vec<Effect>) {
        match (&mut self.overlay, action) {
            (_, Some(Action::Cancel)) => self.overlay = None,
            (Some(Overlay::File(_)), Some(Action::Accept)) => self.write_file(effects),
            (Some(Overlay::File(file)), Some(Action::Mark)) => {
                effects.push(Effect::Complete(file.line.text().to_owned()));
            }
            (Some(Overlay::File(file)), None) => file.key(key),
            (Some(Overlay::Command(_)), Some(Action::Accept)) => self.give_to_command(effects),
            (Some(Overlay::Command(command)), Some(Action::Mark)) => {
                command.scope = (command.scope + 1) % command.scopes.len().max(1);
            }
            (Some(Overlay::Command(command)), Some(Action::PreviousChoice)) => command.recall(true),
            (Some(Overlay::Command(command)), Some(Action::NextChoice)) => command.recall(false),
            (Some(Overlay::Command(command)), None) => drop(command.line.key(key)),
            _ => {}
        }
    }

    fn write_file(&mut self, effects: &mut Vec<Effect>) {
        let Some(Overlay::File(file)) = &self.overlay else { return };
        let path = file.line.text().trim().to_owned();
        if path.is_empty() || self.taking.going.is_some() {
            return;
        }
        let (taken, format, replaces) = (file.taken.clone(), file.format, file.replaces());
        let export = Export { taken, format, citation: self.citation, path, replaces };
        effects.push(Effect::Export(Box::new(export.clone())));
        self.taking.going = Some(Going { export, n_done: 0, is_stopping: false });
        self.overlay = None;
    }

    fn give_to_command(&mut self, effects: &mut Vec<Effect>) {
        let Some(Overlay::Command(line)) = &self.overlay else { return };
        let command = line.line.text().trim().to_owned();
        let Some(scope) = line.scope().filter(|_| !command.is_empty()) else { return };
        let taken = Box::new(scope.taken.clone());
        self.taking.commands.retain(|known| *known != command);
        self.taking.commands.push(command.clone());
        let n_too_many = self.taking.commands.len().saturating_sub(MOST_COMMANDS);
        self.taking.commands.drain(..n_too_many);
        self.overlay = None;
        effects.push(Effect::Save(self.state()));
        effects.push(Effect::Pipe { taken, command });
    }

    /// How far writing is; where there is a file of that name already, it is asked what to do.
    pub(super) fn hear_of_export(&mut self, exporting: Exporting) {
        if let Exporting::Going(n_done) = exporting {
            self.taking.going.iter_mut().for_each(|going| going.n_done = n_done);
            return;
        }
        let Some(Going { export, .. }) = self.taking.going.take() else { return };
        // Whoever has begun something else meanwhile is not interrupted.
        if exporting == Exporting::Exists && self.overlay.is_none() {
            let Export { taken, format, path, .. } = export;
            let (line, exists) = (LineEdit::new(&path), Some(path));
            self.overlay = Some(Overlay::File(FileLine { line, taken, format, exists, found: Vec::new() }));
            return;
        }
        let is_warning = matches!(exporting, Exporting::Exists | Exporting::Failed(_));
        let text = self.told_of_export(&export.path, &exporting);
        self.notice = text.map(|text| Notice { text, is_warning });
    }

    /// What became of the file that was being written when the reader left.
    pub fn end_export(&mut self, exporting: Exporting) -> Option<String> {
        let path = self.taking.going.as_ref().map(|going| going.export.path.as_str())?;
        self.told_of_export(path, &exporting)
    }

    fn told_of_export(&self, path: &str, exporting: &Exporting) -> Option<String> {
        let path = ("path", path.into());
        Some(match exporting {
            Exporting::Going(_) => return None,
            Exporting::Done(n) => {
                let articles = self.words.with("articles", &[("n", (*n).into())]);
                let told = if *n == 1 { "export-done-one" } else { "export-done" };
                self.words.with(told, &[path, ("articles", articles.into())])
            }
            Exporting::Stopped => self.words.with("export-stopped", &[path]),
            Exporting::Exists => self.words.with("export-exists", &[path]),
            Exporting::Failed(why) => self.words.with("export-failed", &[path, ("error", why.as_str().into())]),
        })
    }

    /// Files and folders that begin as the name does that is typed: it goes on as far as they agree.
    pub(super) fn hear_of_files(&mut self, typed: &str, found: Vec<String>) {
        let Some(Overlay::File(file)) = &mut self.overlay else { return };
        if file.line.text() != typed {
            return;
        }
        if let Some(common) = common_beginning(&found).filter(|common| common.len() > typed.len()) {
            file.line = LineEdit::new(common);
        }
        file.found = if found.len() > 1 { found } else { Vec::new() };
    }
}

/// What all of these begin with.
fn common_beginning(found: &[String]) -> Option<&str> {
    let (first, others) = found.split_first()?;
    let agree =
        |other: &String| first.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let common = others.iter().map(|other| agree(other).unwrap_or(first.len().min(other.len()))).min();
    first.get(..common.unwrap_or(first.len()))
}
