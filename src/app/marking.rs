//! What the reader does to articles: read or unread, starred, on the reading list, tagged, noted.
//!
//! [`App::mark`] is the one door. It makes the change here at once, remembers what takes it back, and asks for it to be kept.
//! What happens by itself - an article becomes read because it is opened, its place is kept because it is left - goes through
//! [`App::mark_unasked`] and is no part of the history: undo takes back what somebody did, and nothing else.
//!
//! Marks change and the list stays: no article goes from under the eyes because it was marked. The next filter or search
//! finds what the marks say by then.

#[cfg(test)]
pub(super) mod sample;

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::locating::Locating;
use crate::app::marking_line::{Entry, MarkingLine, NoteLine, TagLine};
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::app::{App, Page};
use crate::locale::words::Saying;
use crate::store::library::{ArticleKey, Library};
use crate::store::marked::{Marked, Status};
use crate::store::marks::{Change, Marking, Marks, Tag};
use crate::store::query::Query;
use crate::store::text_hash::TextHash;

/// Above so many articles the number is said, and confirmed, before anything is done to them.
const MANY: usize = 20;

/// What has been done and is still to be kept.
#[derive(Debug)]
pub(super) struct Keeping {
    /// In the order it was done.
    unkept: Vec<Marking>,
    /// What was done before anybody knew what is kept.
    early: Option<Vec<Marking>>,
    /// The marks that the rows of the sources were counted with.
    counted: u64,
    pub(super) locating: Locating,
}

impl Default for Keeping {
    fn default() -> Keeping {
        Keeping { unkept: Vec::new(), early: Some(Vec::new()), counted: 0, locating: Locating::default() }
    }
}

/// What is to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// How many articles.
    pub n_articles: usize,
    /// Their texts, each once.
    pub texts: Vec<TextHash>,
}

/// Something that is done to articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// They are read, or to be read still.
    Read(bool),
    /// They get a star, or lose it.
    Starred(bool),
    /// They are put on the reading list, or taken off it.
    Listed(bool),
    /// They get some tags and lose others.
    Tags {
        /// These they get,
        put: Vec<Tag>,
        /// and these they lose.
        taken: Vec<Tag>,
    },
    /// A note is put beside them, changed or removed.
    Note {
        /// What is done.
        change: Change,
        /// There was none.
        is_new: bool,
    },
}

/// A deed that is about to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doing {
    deed: Deed,
    n_articles: usize,
    /// All of it.
    markings: Vec<Marking>,
}

impl Deed {
    fn changes(&self) -> Vec<Change> {
        match self {
            Deed::Read(is) => vec![Change::Read(*is)],
            Deed::Starred(is) => vec![Change::Starred(*is)],
            Deed::Listed(is) => vec![Change::Listed(*is)],
            Deed::Tags { put, taken } => {
                let put = put.iter().cloned().map(Change::Tagged);
                put.chain(taken.iter().cloned().map(Change::Untagged)).collect()
            }
            Deed::Note { change, .. } => vec![change.clone()],
        }
    }

    /// The messages that tell of it: of one article, of many, and whether it is to be done to many.
    fn messages(&self) -> [&'static str; 3] {
        match self {
            Deed::Read(true) => ["did-read", "did-read-many", "ask-read"],
            Deed::Read(false) => ["did-unread", "did-unread-many", "ask-unread"],
            Deed::Starred(true) => ["did-star", "did-star-many", "ask-star"],
            Deed::Starred(false) => ["did-unstar", "did-unstar-many", "ask-unstar"],
            Deed::Listed(true) => ["did-list", "did-list-many", "ask-list"],
            Deed::Listed(false) => ["did-unlist", "did-unlist-many", "ask-unlist"],
            Deed::Tags { taken, .. } if taken.is_empty() => ["did-tag", "did-tag-many", "ask-tag"],
            Deed::Tags { put, .. } if put.is_empty() => ["did-untag", "did-untag-many", "ask-untag"],
            Deed::Tags { .. } => ["did-retag", "did-retag-many", "ask-retag"],
            Deed::Note { change: Change::Unnoted(_), .. } => ["did-unnote", "did-unnote-many", "ask-unnote"],
            Deed::Note { is_new: true, .. } => ["did-note", "did-note-many", "ask-note"],
            Deed::Note { is_new: false, .. } => ["did-renote", "did-renote-many", "ask-renote"],
        }
    }

    /// The tags it is about.
    fn tags(&self) -> String {
        let Deed::Tags { put, taken } = self else { return String::new() };
        let put = put.iter().map(|tag| format!("#{tag}"));
        let sign = if put.len() == 0 { "" } else { "\u{2212}" };
        put.chain(taken.iter().map(|tag| format!("{sign}#{tag}"))).collect::<Vec<_>>().join(" ")
    }
}

impl Doing {
    /// A deed to be done to these articles; none where it would do nothing.
    pub fn new(deed: Deed, meant: &Meant) -> Option<Doing> {
        let marking = |change| Marking { change, texts: meant.texts.clone() };
        let markings: Vec<Marking> = deed.changes().into_iter().map(marking).collect();
        let is_something = !markings.is_empty() && !meant.texts.is_empty();
        is_something.then_some(Doing { deed, n_articles: meant.n_articles, markings })
    }

    fn is_done_to(&self, text: TextHash) -> bool {
        self.markings.iter().any(|marking| marking.texts.contains(&text))
    }

    /// What is asked before it is done to many.
    pub fn question(&self) -> Saying {
        let [.., asked] = self.deed.messages();
        self.say(asked)
    }

    fn told(&self) -> Saying {
        let [one, many, _] = self.deed.messages();
        self.say(if self.n_articles == 1 { one } else { many })
    }

    fn say(&self, id: &'static str) -> Saying {
        let articles = Saying::new("articles").of("n", self.n_articles);
        Saying::new(id).of("articles", articles).of("tags", self.deed.tags())
    }
}

impl App {
    /// What the key for an action of marking does.
    pub(super) fn act_on_marks(&mut self, action: Action) {
        let deed = match action {
            Action::Star => Deed::Starred as fn(bool) -> Deed,
            Action::ReadingList => Deed::Listed,
            Action::Tag => return self.ask_for_tags(),
            Action::Note => return self.ask_for_note(),
            _ => Deed::Read,
        };
        let status = match action {
            Action::Star => Status::Starred,
            Action::ReadingList => Status::Listed,
            _ => Status::Read,
        };
        let Some(keys) = self.meant_articles() else { return };
        // Where some have it and some have not, all have it first.
        let without: Vec<ArticleKey> = keys.iter().copied().filter(|key| !self.marked.is(*key, status)).collect();
        let is = !without.is_empty();
        let texts = self.library.text_hashes(if is { without } else { keys.clone() });
        self.do_or_ask(Doing::new(deed(is), &Meant { n_articles: keys.len(), texts }));
    }

    /// Marks articles: at once, to be kept, and so that it can be undone.
    pub(super) fn mark(&mut self, doing: Doing) {
        let told = doing.told();
        // Who marks what is open as unread means it, though it stays open.
        let open = self.open_text();
        if matches!(doing.deed, Deed::Read(_)) && open.is_some_and(|open| doing.is_done_to(open)) {
            self.stand.settled = open;
        }
        let back = self.make_markings(doing.markings);
        if back.is_empty() {
            return self.say("mark-no-change");
        }
        let undo = self.keymap.hint(Action::Undo).unwrap_or_default();
        self.tell(self.words.with("did", &[("deed", told.clone().into()), ("key", undo.into())]));
        self.remember_markings(told, back);
    }

    /// Marks articles for something that happened by itself, which is never undone.
    pub(super) fn mark_unasked(&mut self, markings: Vec<Marking>) {
        self.make_markings(markings);
    }

    /// Makes markings here, and keeps them; answers with what takes them back, in the order to be made.
    pub(super) fn make_markings(&mut self, markings: Vec<Marking>) -> Vec<Marking> {
        let mut back: Vec<Marking> = markings.iter().flat_map(|marking| self.marks.make(marking)).collect();
        if back.is_empty() {
            return back;
        }
        back.reverse();
        self.marked.change(&self.marks, &markings);
        self.keeping.locating.look_for(&markings);
        self.keep(markings);
        back
    }

    /// Keeps markings that have been made here.
    pub(super) fn keep(&mut self, markings: Vec<Marking>) {
        if let Some(early) = &mut self.keeping.early {
            early.extend(markings.iter().cloned());
        }
        self.keeping.unkept.extend(markings);
    }

    /// Nobody has said yet which marks are kept.
    pub(super) fn waits_for_marks(&self) -> bool {
        self.keeping.early.is_some()
    }

    /// All marks that are kept have been read. What was done before anybody knew them is done to them again.
    pub(super) fn hear_of_marks(&mut self, marks: Marks) {
        self.marks = marks;
        for marking in self.keeping.early.take().unwrap_or_default() {
            self.marks.make(&marking);
        }
        self.marked.replace(&self.marks);
        self.keeping.locating.look_for_all();
    }

    /// Another kiosque has made these.
    pub(super) fn hear_of_markings(&mut self, markings: &[Marking]) {
        markings.iter().for_each(|marking| drop(self.marks.make(marking)));
        self.marked.change(&self.marks, markings);
    }

    /// Asks for what was done to be kept, before anything else that is asked: the last thing may be to end.
    pub(super) fn keep_marks(&mut self, effects: &mut Vec<Effect>) {
        if !self.keeping.unkept.is_empty() {
            effects.insert(0, Effect::Mark(std::mem::take(&mut self.keeping.unkept)));
        }
    }

    /// The article that is open has been read: once, so that it can be marked as unread while it is open.
    pub(super) fn mark_read(&mut self) {
        let text = self.open_text();
        if self.stand.settled != text {
            self.stand.settled = text;
            self.mark_as_read(self.stand.reader.key());
        }
    }

    /// What the article that is open is known by.
    fn open_text(&self) -> Option<TextHash> {
        self.stand.reader.key().and_then(|key| self.library.text_hash(key))
    }

    /// These articles have been opened.
    pub(super) fn mark_as_read(&mut self, keys: impl IntoIterator<Item = ArticleKey>) {
        let unread: Vec<ArticleKey> = keys.into_iter().filter(|key| !self.marked.is_read(*key)).collect();
        let texts = self.library.text_hashes(unread);
        if !texts.is_empty() {
            self.mark_unasked(vec![Marking { change: Change::Read(true), texts }]);
        }
    }

    /// The marks of the articles of a library, as far as these queries ask for them.
    pub(super) fn marked_for(&self, library: &Library, queries: &[Query]) -> Marked {
        let mut marked = Marked::default();
        if queries.iter().any(Query::asks_for_marks) {
            marked.clone_from(&self.marked);
            marked.follow(library, &self.marks);
        }
        marked
    }

    /// The sources count the marks as they are now.
    pub(super) fn show_marks(&mut self) {
        if self.keeping.counted != self.marked.revision() {
            self.keeping.counted = self.marked.revision();
            self.count_marks();
        }
    }

    /// The filters are others: what asks for marks is to be found by those there are now.
    pub(super) fn follow_marks(&mut self) {
        let revision = self.marked.revision();
        self.saved.forget_old_marks(revision);
        self.search.is_stale |= self.search.revision != revision && self.search.query.asks_for_marks();
    }

    /// Selects all that the list shows, and goes there: what is selected is to be seen.
    pub(super) fn select_all(&mut self) {
        self.stand.headlines.select_all();
        self.stand.zen = false;
        self.stand.focus = Pane::Articles;
    }

    /// What a line that asks for marks wants.
    pub(super) fn take_entry(&mut self, entry: Entry) {
        let was_asked = matches!(self.overlay, Some(Overlay::Marking(MarkingLine::Confirm(_))));
        match entry {
            Entry::Going => {}
            Entry::Left => self.overlay = None,
            Entry::Done(doing) => {
                self.overlay = None;
                if was_asked { self.mark(doing) } else { self.do_or_ask(Some(doing)) }
            }
        }
    }

    /// Does it, or asks first where it is to be done to many.
    fn do_or_ask(&mut self, doing: Option<Doing>) {
        match doing {
            None => {}
            Some(doing) if doing.n_articles > MANY => {
                self.overlay = Some(Overlay::Marking(MarkingLine::Confirm(doing)));
            }
            Some(doing) => self.mark(doing),
        }
    }

    fn ask_for_tags(&mut self) {
        let Some(keys) = self.meant_articles() else { return };
        let meant = self.meant_by(&keys);
        let before = match meant.texts.as_slice() {
            [text] if keys.len() == 1 => self.marks.of(*text).map(|mark| mark.tags().cloned().collect()),
            _ => None,
        };
        let mut known = self.marked.tags();
        known.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let line = TagLine::new(meant, before.unwrap_or_default(), known);
        self.overlay = Some(Overlay::Marking(MarkingLine::Tags(line)));
    }

    fn ask_for_note(&mut self) {
        let Some(keys) = self.meant_articles() else { return };
        let meant = self.meant_by(&keys);
        let notes = match meant.texts.as_slice() {
            [text] if keys.len() == 1 => self.marks.of(*text).map_or(&[][..], |mark| mark.notes()),
            _ => &[],
        };
        let on = self.passage().filter(|_| self.pages.is_empty());
        let before = notes.iter().find(|note| note.on == on).cloned();
        self.overlay = Some(Overlay::Marking(MarkingLine::Note(NoteLine::new(meant, on, before))));
    }

    fn meant_by(&self, keys: &[ArticleKey]) -> Meant {
        Meant { n_articles: keys.len(), texts: self.library.text_hashes(keys.iter().copied()) }
    }

    /// The articles that a key for marks means: those of the selection or of the row among the sources, or else the one that
    /// is shown, or the variant that is selected. Says so where there are none.
    fn meant_articles(&mut self) -> Option<Vec<ArticleKey>> {
        let keys = match (self.pages.last(), self.stand.focus) {
            (Some(Page::Variants(variants)), _) => variants.selected().map(|variant| variant.key).into_iter().collect(),
            (Some(_), _) => Vec::new(),
            (None, Pane::Sources) => self.articles_of_source(),
            (None, Pane::Articles) => match self.stand.headlines.selection() {
                Some(_) => self.stand.headlines.selected_articles(),
                None => self.stand.headlines.selected().into_iter().collect(),
            },
            (None, Pane::Reader) => self.stand.reader.key().into_iter().collect(),
        };
        if keys.is_empty() {
            self.say("mark-nothing");
        }
        (!keys.is_empty()).then_some(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::sample::{open, open_with, press, tell};
    use super::*;
    use crate::app::message::Message;
    use crate::store::library::ArticleKey;
    use crate::store::marks::Note;

    /// The marks of each article of the list: `r` read, `*` starred, `P` on the reading list, tags and notes.
    fn marks(app: &App) -> String {
        let list: Vec<ArticleKey> = app.stand.headlines.list().iter().collect();
        let of = |key: &ArticleKey| {
            let Some(mark) = app.library.text_hash(*key).and_then(|text| app.marks.of(text)) else {
                return String::new();
            };
            let flags = [(mark.is_read(), 'r'), (mark.is_starred(), '*'), (mark.is_listed(), 'P')];
            let mut written: String = flags.iter().filter(|(is, _)| *is).map(|(_, sign)| *sign).collect();
            mark.tags().for_each(|tag| written.push_str(&format!("#{tag}")));
            mark.notes().iter().for_each(|note| written.push_str(&format!("\"{}\"", note.text)));
            written
        };
        list.iter().map(of).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn keys_mark_what_is_selected() {
        for (keys, want) in [
            ("*", "* |  | "),
            ("**", " |  | "),
            ("jrP", " | rP | "),
            ("vjr", "r | r | "),
            ("vj*r\u{1b}k*", "r | r* | "),
            ("*vj*", "* | * | "),
            ("*vj**", " |  | "),
            ("AP", "P | P | P"),
            ("AP\u{1b}P", " | P | P"),
            ("Eidlib, \u{e0}-lire\n", "#idlib#\u{e0}-lire |  | "),
            ("Eidlib b\nE-b\n", "#idlib |  | "),
            ("Eidlib b\nE\u{15}c\n", "#c |  | "),
            ("Eidlib\njEid\t\n", "#idlib | #idlib | "),
            ("AEa b\njjE-A\n\u{1b}", "#b | #b | #b"),
            ("Ea\u{1b}*", "* |  | "),
            ("aune note\n", "\"une note\" |  | "),
            ("aune note\na, longue\n", "\"une note, longue\" |  | "),
            ("aune note\na\u{15}\n", " |  | "),
            ("Aatoutes\n", "\"toutes\" | \"toutes\" | \"toutes\""),
            ("*u", " |  | "),
            ("A*uu\u{12}", "* | * | *"),
            ("hgjj*", "* | * | *"),
        ] {
            let mut app = open(3);
            press(&mut app, keys);
            assert_eq!(marks(&app), want, "{keys:?}");
        }
    }

    #[test]
    fn many_are_confirmed_first() {
        let mut app = open(MANY + 1);
        press(&mut app, "A*");
        assert!(matches!(app.overlay, Some(Overlay::Marking(MarkingLine::Confirm(_)))));
        press(&mut app, "\u{1b}");
        assert_eq!((app.overlay.is_none(), app.marks.len()), (true, 0));
        press(&mut app, "Ea\n");
        assert_eq!(app.marks.len(), 0);
        let effects = press(&mut app, "\n");
        assert_eq!(app.marks.len(), MANY + 1);
        assert!(matches!(&effects[..], [Effect::Mark(markings)] if markings[0].texts.len() == MANY + 1));
        let effects = press(&mut app, "u");
        assert_eq!((app.marks.len(), effects.len()), (0, 1));
    }

    #[test]
    fn what_is_opened_becomes_read_and_is_not_undone() {
        let mut app = open(2);
        press(&mut app, "*\n");
        assert_eq!(marks(&app), "r* | ");
        press(&mut app, "u");
        assert_eq!(marks(&app), "r | ");
        press(&mut app, "rjk");
        assert_eq!(marks(&app), " | ", "it stays open, and unread");
        press(&mut app, "u");
        assert_eq!(marks(&app), "r | ");
    }

    #[test]
    fn what_an_article_has_is_not_lost_by_opening_its_line() {
        let tags: String = (0..70).map(|n| format!("#etiquette-numero-{n:02}")).collect();
        let note = "mot ".repeat(6_000).trim_end().to_owned();
        let kept = |note: &str| format!("{tags}\"{note}\"");
        for (keys, note, want) in [
            ("E\n", "court", kept("court")),
            ("Ez\n", "court", format!("{tags}#z\"court\"")),
            ("Ez\u{8}\n", "court", kept("court")),
            ("a\n", "un\ndeux", kept("un\ndeux")),
            ("ax\u{8}\n", "un\ndeux", kept("un\ndeux")),
            ("ax\n", &note, kept(&format!("{note}x"))),
        ] {
            let mut app = open(1);
            let texts = app.library.text_hashes(app.stand.headlines.list().iter());
            let tags = tags.split('#').filter_map(Tag::new).map(Change::Tagged);
            let changes = tags.chain([Change::Noted(Note::new(note, None))]);
            let markings = changes.map(|change| Marking { change, texts: texts.clone() }).collect();
            tell(&mut app, Message::Marked(markings));
            press(&mut app, keys);
            assert!(marks(&app) == want, "{keys:?}: {}", marks(&app));
        }
    }

    #[test]
    fn only_what_is_made_unread_by_hand_does_not_become_read_by_reading() {
        for (keys, want) in [
            ("", "r | "),
            ("*", "r* | "),
            ("Ez\n", "r#z | "),
            ("az\n", "r\"z\" | "),
            ("rr", " | "),
            ("Arr\u{1b}", " | "),
            ("A*\u{1b}", "r* | *"),
        ] {
            let mut app = open_with(2, 100);
            press(&mut app, &format!("{keys}\t   "));
            assert_eq!(marks(&app), want, "{keys:?}");
        }
    }

    #[test]
    fn rows_of_sources_are_marked_by_the_keys_of_marks_whatever_else_these_do_on_saved_searches() {
        // Right below all articles stands the saved search, which counts the second one.
        for (keys, want) in [("hgr", "r | r | r"), ("hgjrX\n", " |  | "), ("hgjP", " | P | ")] {
            let mut app = open(3);
            press(&mut app, "/homs\nS\u{15}V\nx\u{1b}");
            press(&mut app, keys);
            assert_eq!(marks(&app), want, "{keys:?}");
        }
    }

    #[test]
    fn all_that_is_selected_is_seen() {
        for (keys, want) in [("A*", "* | * | *"), ("zA*", "* | * | *"), ("\tA*", "* | * | *"), ("Az*", "* |  | ")] {
            let mut app = open(3);
            press(&mut app, keys);
            assert_eq!(marks(&app), want, "{keys:?}");
        }
    }

    #[test]
    fn no_article_goes_from_the_list_because_it_was_marked() {
        let mut app = open(3);
        press(&mut app, "/is:unread\n");
        press(&mut app, "r");
        assert_eq!(marks(&app), "r |  | ");
        press(&mut app, "y\n");
        assert_eq!(marks(&app), " | ");
        press(&mut app, "uu");
        assert_eq!((marks(&app).as_str(), app.marks.len()), (" | ", 0), "and none comes");
    }

    #[test]
    fn marks_that_are_kept_come_later_than_the_first_key() {
        let mut app = open(2);
        press(&mut app, "*");
        let texts = app.library.text_hashes(app.stand.headlines.list().iter());
        let mut kept = Marks::default();
        kept.make(&Marking { change: Change::Listed(true), texts: texts.clone() });
        tell(&mut app, Message::Marks(kept));
        assert_eq!(marks(&app), "*P | P");
        tell(&mut app, Message::Marked(vec![Marking { change: Change::Starred(false), texts }]));
        assert_eq!(marks(&app), "P | P");
        press(&mut app, "u");
        assert_eq!(marks(&app), "P | P");
    }

    #[test]
    fn rows_of_marks_come_with_the_first_mark_and_count_live() {
        let mut app = open(4);
        let rows = |app: &App| {
            let row = |row: &crate::store::facets::Facet<crate::store::groups::MarkKey>| match &row.key {
                crate::store::groups::MarkKey::Is(status) => format!("{} {}", status.name(), row.count),
                crate::store::groups::MarkKey::Tag(_) => format!("#{} {}", row.label, row.count),
            };
            app.facets.marks.iter().map(row).collect::<Vec<_>>().join(", ")
        };
        for (keys, want) in [
            ("", ""),
            ("*", "unread 4, starred 1"),
            ("vj\u{1b}vjr", "unread 2, starred 1"),
            ("\u{1b}EHoms\n", "unread 2, starred 1, #Homs 1"),
            ("jEhoms\n", "unread 2, starred 1, #Homs 2"),
            ("/homs\n", "unread 1, starred 0, #Homs 1"),
            ("x", "unread 2, starred 1, #Homs 2"),
            ("hgjj ", "unread 2, starred 1, #Homs 2"),
        ] {
            press(&mut app, keys);
            assert_eq!(rows(&app), want, "{keys:?}");
        }
        assert_eq!((app.filters.words(), app.stand.headlines.list().len()), (vec!["is:starred".to_owned()], 1));
    }
}
