//! What the bottom line asks about marks: which tags, what note, and whether so many articles are really meant.

use std::collections::BTreeSet;

use crate::app::action::Action;
use crate::app::input::Key;
use crate::app::line_edit::LineEdit;
use crate::app::marking::{Deed, Doing, Meant};
use crate::store::marks::{Change, Note, Passage, Tag};
use crate::text::fold::fold;

/// Something that is asked.
#[derive(Clone, Debug)]
pub enum MarkingLine {
    /// Which tags articles are to have.
    Tags(TagLine),
    /// What is to be written beside them.
    Note(NoteLine),
    /// Whether it is to be done to so many.
    Confirm(Doing),
}

/// What the app is to do after a key.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Nothing.
    Going,
    /// Close the line.
    Left,
    /// Close the line and do this.
    Done(Doing),
}

/// Tags being typed: words with blanks or commas between them. What stands on the line of a single article is what it has.
#[derive(Clone, Debug)]
pub struct TagLine {
    line: LineEdit,
    meant: Meant,
    /// The tags of the article, where it is one.
    before: BTreeSet<Tag>,
    /// All tags there are and of how many articles, the most used first.
    known: Vec<(Tag, usize)>,
    /// Which of the tags that may be meant Tab takes.
    chosen: usize,
}

/// A note being typed.
#[derive(Clone, Debug)]
pub struct NoteLine {
    line: LineEdit,
    meant: Meant,
    /// The note that is changed; none for a new one.
    before: Option<Note>,
    on: Option<Passage>,
}

/// So much can be written to a note at a time, in bytes.
const LONGEST_NOTE: usize = 20_000;
/// No more tags than these are offered.
const MOST_OFFERED: usize = 8;

impl MarkingLine {
    /// Does what an action of text entry does here.
    pub fn act(&mut self, action: Action) -> Entry {
        match (self, action) {
            (_, Action::Cancel) => Entry::Left,
            (MarkingLine::Confirm(doing), Action::Accept) => Entry::Done(doing.clone()),
            (MarkingLine::Tags(tags), _) => tags.act(action),
            (MarkingLine::Note(note), Action::Accept) => note.done().map_or(Entry::Left, Entry::Done),
            (MarkingLine::Note(_) | MarkingLine::Confirm(_), _) => Entry::Going,
        }
    }

    /// Types a key.
    pub fn key(&mut self, key: Key) {
        match self {
            MarkingLine::Tags(tags) => {
                tags.line.key(key);
                tags.chosen = 0;
            }
            MarkingLine::Note(note) => drop(note.line.key(key)),
            MarkingLine::Confirm(_) => {}
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            MarkingLine::Tags(tags) => {
                tags.line.paste(text);
                tags.chosen = 0;
            }
            MarkingLine::Note(note) => drop(note.line.paste(text)),
            MarkingLine::Confirm(_) => {}
        }
    }
}

impl TagLine {
    /// For these articles; `before` are the tags of a single one, `known` all tags, the most used first.
    pub fn new(meant: Meant, before: BTreeSet<Tag>, known: Vec<(Tag, usize)>) -> TagLine {
        let written: String = before.iter().flat_map(|tag| [tag.as_str(), " "]).collect();
        TagLine { line: LineEdit::new(&written), meant, before, known, chosen: 0 }
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// Of how many articles.
    pub fn n_articles(&self) -> usize {
        self.meant.n_articles
    }

    /// Tags that may be meant by the word before the cursor, the most used first, and which of them Tab takes.
    pub fn offered(&self) -> (Vec<&(Tag, usize)>, usize) {
        let (word, is_taken_away) = self.word();
        let typed = fold(word);
        let stands_there: Vec<&str> = words(self.line.text()).collect();
        let is_offered = |(tag, _): &&(Tag, usize)| {
            tag.folded().starts_with(&typed)
                && tag.as_str() != word
                && (is_taken_away || !stands_there.contains(&tag.as_str()))
        };
        let offered: Vec<&(Tag, usize)> = self.known.iter().filter(is_offered).take(MOST_OFFERED).collect();
        let chosen = self.chosen.min(offered.len().saturating_sub(1));
        (offered, chosen)
    }

    /// The word that ends at the cursor, without the sign that takes it away, and whether it has that sign.
    fn word(&self) -> (&str, bool) {
        let before = self.line.text().get(..self.line.cursor()).unwrap_or_default();
        let word = before.rsplit(Tag::is_between).next().unwrap_or_default();
        match word.strip_prefix(Tag::TAKES_AWAY) {
            Some(word) => (word, true),
            None => (word.trim_start_matches('#'), false),
        }
    }

    fn act(&mut self, action: Action) -> Entry {
        match action {
            Action::Accept => return self.done().map_or(Entry::Left, Entry::Done),
            Action::Mark => self.complete(),
            Action::NextChoice => self.chosen = self.offered().1 + 1,
            Action::PreviousChoice => self.chosen = self.offered().1.saturating_sub(1),
            _ => {}
        }
        Entry::Going
    }

    /// Writes the tag that is offered in the place of what was typed of it.
    fn complete(&mut self) {
        let (offered, chosen) = self.offered();
        let Some((tag, _)) = offered.get(chosen) else { return };
        let (written, n_bytes) = (format!("{tag} "), self.word().0.len());
        self.line.replace_before(n_bytes, &written);
        self.chosen = 0;
    }

    /// What the line asks for; none where it asks for nothing.
    fn done(&self) -> Option<Doing> {
        if self.line.is_as_opened() {
            return None;
        }
        let is_one = self.meant.n_articles == 1;
        let mut put: BTreeSet<Tag> = BTreeSet::new();
        let mut taken: BTreeSet<Tag> = BTreeSet::new();
        for word in words(self.line.text()) {
            match word.strip_prefix(Tag::TAKES_AWAY).map(fold) {
                Some(folded) => {
                    taken.extend(self.known.iter().map(|(tag, _)| tag).filter(|tag| tag.folded() == folded).cloned());
                }
                None => put.extend(Tag::new(word)),
            }
        }
        if is_one {
            taken = taken.into_iter().chain(self.before.difference(&put).cloned()).collect();
            taken.retain(|tag| self.before.contains(tag));
            put.retain(|tag| !self.before.contains(tag));
        }
        put.retain(|tag| !taken.contains(tag));
        let deed = Deed::Tags { put: put.into_iter().collect(), taken: taken.into_iter().collect() };
        Doing::new(deed, &self.meant)
    }
}

impl NoteLine {
    /// A note on these articles, or on a passage of one; `before` is one that is there already and is to be changed.
    pub fn new(meant: Meant, on: Option<Passage>, before: Option<Note>) -> NoteLine {
        let line = LineEdit::longer(before.as_ref().map_or("", |note| &note.text), LONGEST_NOTE);
        NoteLine { line, meant, before, on }
    }

    /// What is typed.
    pub fn line(&self) -> &LineEdit {
        &self.line
    }

    /// Of how many articles.
    pub fn n_articles(&self) -> usize {
        self.meant.n_articles
    }

    /// It is about a passage.
    pub fn is_on_passage(&self) -> bool {
        self.on.is_some()
    }

    /// There is a note already, which is changed.
    pub fn is_changing(&self) -> bool {
        self.before.is_some()
    }

    fn done(&self) -> Option<Doing> {
        if self.line.is_as_opened() {
            return None;
        }
        let text = self.line.text().trim();
        let change = match &self.before {
            None if text.is_empty() => return None,
            None => Change::Noted(Note::new(text, self.on.clone())),
            Some(before) if text.is_empty() => Change::Unnoted(before.id),
            Some(before) => Change::Noted(Note { text: text.to_owned(), ..before.clone() }),
        };
        Doing::new(Deed::Note { change, is_new: self.before.is_none() }, &self.meant)
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(Tag::is_between).filter(|word| !word.is_empty())
}
