//! Where marked texts stand, so that their marks are not lost when pages are read otherwise one day.
//!
//! The app asks, and goes on: a text is looked for when it gets its first mark, and all that are marked are once the archive
//! has been read. What comes of it is kept like markings, and undo knows nothing of it.

use crate::app::App;
use crate::app::effect::Effect;
use crate::store::marks::{Change, Marking};
use crate::store::text_hash::TextHash;
use crate::store::whereabouts::{Located, Whereabouts};

/// What is to be looked for.
#[derive(Debug, Default)]
pub(super) struct Locating {
    /// All that are marked, as soon as it is known which are, and what is there.
    all: bool,
    /// Texts to which something has just been done.
    texts: Vec<TextHash>,
}

impl Locating {
    pub(super) fn look_for_all(&mut self) {
        self.all = true;
    }

    /// These markings have been made.
    pub(super) fn look_for(&mut self, markings: &[Marking]) {
        self.texts.extend(markings.iter().flat_map(|marking| &marking.texts));
    }
}

impl App {
    /// Asks where marked texts stand: all of them if that is due, or else those of which nobody knows.
    pub(super) fn locate_marks(&mut self, effects: &mut Vec<Effect>) {
        let texts = std::mem::take(&mut self.keeping.locating.texts);
        let is_read = !self.reading.is_going_on() && self.reading.again.is_none();
        let is_due = self.keeping.locating.all && is_read && !self.waits_for_marks();
        self.keeping.locating.all &= !is_due;
        let known: Vec<(TextHash, Whereabouts)> = if is_due {
            self.marks.all_whereabouts().collect()
        } else {
            let unknown = texts.into_iter().map(|text| (text, self.marks.whereabouts(text)));
            unknown.filter(|(_, at)| *at == Whereabouts::NOWHERE).collect()
        };
        if !known.is_empty() {
            let library = self.reading.renewed.as_ref().unwrap_or(&self.library).clone();
            effects.insert(0, Effect::Locate { library, known });
        }
    }

    /// Marks go where their pages have led, and where texts stand is kept.
    pub(super) fn hear_of_located(&mut self, located: Located) {
        let Located { heirs, mut whereabouts } = located;
        let mut marked: Vec<TextHash> = Vec::new();
        let back = self.make_markings(self.marks.inherited(&heirs));
        back.into_iter().for_each(|marking| marked.extend(marking.texts));
        marked.sort_unstable();
        marked.dedup();
        let is_alarmed = self.notice.as_ref().is_some_and(|notice| notice.is_warning);
        if !marked.is_empty() && !is_alarmed {
            self.tell(self.words.with("marks-inherited", &[("n", marked.len().into())]));
        }
        whereabouts.retain(|(text, at)| self.marks.whereabouts(*text) != *at);
        if whereabouts.is_empty() {
            return;
        }
        let (texts, whereabouts) = whereabouts.into_iter().unzip();
        let marking = Marking { change: Change::At(whereabouts), texts };
        self.marks.make(&marking);
        self.keep(vec![marking]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Setup;
    use crate::app::marking::sample::{press, tell};
    use crate::app::message::{Message, Progress};
    use crate::app::panes::Size;
    use crate::app::sample::{article, document, paragraph};
    use crate::app::state::State;
    use crate::store::library::Library;
    use crate::store::marks::Marks;
    use crate::store::segment::Segment;
    use crate::store::stamp::Stamp;

    /// A newsstand that has read a page of this text, whose file is always the same, and the marks that are kept.
    fn open(text: &str, marks: &Marks) -> App {
        let mut app = App::new(Setup::default(), Vec::new(), &State::default(), Size { width: 120, height: 36 });
        let page = document(vec![article("Un titre", vec![paragraph(text)])]);
        let segment = Segment::stamped("/r", vec![(page, Stamp { file: 1, size: 2, modified: 3 })]);
        tell(&mut app, Message::Library(Library::new([segment])));
        tell(&mut app, Message::Marks(marks.clone()));
        tell(&mut app, Message::Progress(Progress { finished: true, ..Progress::default() }));
        app
    }

    /// Stars and tags of its article, and what the bottom line says.
    fn seen(app: &App) -> (String, Option<&str>) {
        let key = app.library.iter().next().map(|(key, _)| key);
        let mark = key.and_then(|key| app.marks.of(app.library.text_hash(key)?));
        let star = mark.filter(|mark| mark.is_starred()).map(|_| "*").unwrap_or_default();
        let tags = mark.iter().flat_map(|mark| mark.tags()).map(|tag| format!("#{tag}"));
        (tags.fold(star.to_owned(), |seen, tag| seen + &tag), app.notice.as_ref().map(|notice| notice.text.as_str()))
    }

    const BEFORE: &str = "Un paragraphe assez long pour ne pas passer pour une annonce. Lire la suite de cet article.";
    const AFTER: &str = "Un paragraphe assez long pour ne pas passer pour une annonce.";

    #[test]
    fn marks_follow_a_page_that_is_read_otherwise_once_and_for_good() {
        let mut app = open(BEFORE, &Marks::default());
        press(&mut app, "*Eidlib\n");
        let mut app = open(AFTER, &app.marks);
        let told = "Marks of 1 article follow its page, which is read otherwise now";
        assert_eq!(seen(&app), ("*#idlib".to_owned(), Some(told)));
        press(&mut app, "u");
        assert_eq!(seen(&app).0, "*#idlib", "nobody did it, so nobody takes it back");
        press(&mut app, "*");
        assert_eq!(seen(&app).0, "#idlib");
        let kept = app.marks.clone();
        let app = open(AFTER, &kept);
        assert_eq!((seen(&app), &app.marks), (("#idlib".to_owned(), None), &kept), "what was taken away stays away");
        // Where it is read as before, it has what it had.
        assert_eq!(seen(&open(BEFORE, &kept)).0, "*#idlib");
    }
}
