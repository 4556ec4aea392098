//! What is kept of a session, and taken up by the next.

use std::path::PathBuf;

use crate::app::filters::Filters;
use crate::app::panes::Pane;
use crate::app::reader::Place;
use crate::app::state::{Borders, State};
use crate::app::{App, Awaited};
use crate::locale::words::Words;
use crate::store::id::ArticleId;
use crate::store::order::Order;
use crate::text::clean::Clean;

/// What an archive is called in the top line.
pub(super) fn name(archive: &[PathBuf], words: &Words) -> Clean {
    match archive {
        [] => Clean::new(words.text("built-in-edition")),
        [only] => Clean::new(&only.to_string_lossy()),
        [first, rest @ ..] => {
            let first = first.to_string_lossy().into_owned();
            Clean::new(&words.with("archive-and-more", &[("archive", first.into()), ("n", rest.len().into())]))
        }
    }
}

impl App {
    /// What to keep for the next start.
    pub fn state(&self) -> State {
        let key = self.stand.headlines.selected();
        let id = key.and_then(|key| self.library.get(key)).map(|article| article.id());
        // Nothing has been read yet: what was waited for is still where the reader was.
        let awaited = self.awaited.as_ref();
        let y = awaited.map_or_else(|| self.stand.headlines.selected_y(&self.library), |awaited| awaited.y);
        let place = match awaited {
            Some(awaited) => awaited.place,
            None if key == self.stand.reader.key() => self.stand.reader.place(),
            None => Place::default(),
        };
        let measure = self.stand.reader.measure();
        State {
            archive: words(&self.archive),
            filters: self.filters.words(),
            search: self.filters.search().to_owned(),
            order: self.order.as_str().to_owned(),
            article: awaited.map(|awaited| awaited.id).or(id).map(|id| id.to_string()).unwrap_or_default(),
            block: place.block,
            byte: place.byte,
            list_row: y,
            // What nobody has chosen with a key stays for the settings to say.
            measure: (measure != self.measure).then_some(measure),
            borders: self.borders,
            focus: self.stand.focus.as_str().to_owned(),
            zen: self.stand.zen,
            side_by_side: self.stand.reader.is_side_by_side(),
        }
    }

    /// Takes up what was kept; an article is waited for until it has been read.
    pub(super) fn take_up(&mut self, state: &State) {
        let stacked = self.borders.stacked || state.borders.stacked;
        self.borders = Borders { stacked, ..state.borders };
        if let Some(measure) = state.measure {
            self.stand.reader.set_measure(measure);
        }
        self.filters = Filters::from_words(&state.filters, &state.search);
        self.drop_lost_searches();
        self.order = Order::parse(&state.order).unwrap_or(self.order);
        self.stand.focus = Pane::named(&state.focus).unwrap_or(Pane::Articles);
        self.stand.zen = state.zen;
        self.stand.reader.set_side_by_side(&self.library, state.side_by_side);
        let place = Place { block: state.block, byte: state.byte };
        self.awaited =
            ArticleId::parse(&state.article).map(|id| Awaited { id, place, y: state.list_row, arrival: None });
    }

    /// Waits for an article to come into the list, to select it then.
    pub(super) fn await_article(&mut self, id: ArticleId, place: Place, y: u16) {
        self.awaited = Some(Awaited { id, place, y, arrival: None });
    }
}

fn words(archive: &[PathBuf]) -> Vec<String> {
    archive.iter().map(|path| path.to_string_lossy().into_owned()).collect()
}
