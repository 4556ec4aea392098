//! Somebody at the keys, for the tests of what is done to articles.

use crate::app::effect::Effect;
use crate::app::input::{Key, KeyCode};
use crate::app::message::{Message, Progress};
use crate::app::panes::Size;
use crate::app::sample::{article, document, paragraph};
use crate::app::state::State;
use crate::app::{App, Setup};
use crate::store::library::Library;
use crate::store::ranking::rank;
use crate::store::search::search_marked;
use crate::store::segment::Segment;
use crate::store::whereabouts::locate;

/// An archive of so many articles, every other one with a word that can be searched.
pub fn open(n_articles: usize) -> App {
    open_with(n_articles, 1)
}

/// The same of articles with so many paragraphs.
pub fn open_with(n_articles: usize, n_paragraphs: usize) -> App {
    let words = ["alep", "homs"];
    let page = |n: usize| {
        let text = format!("{} num\u{e9}ro {n} et quelques mots qui le disent {n}", words[n % 2]);
        document(vec![article(&format!("Titre {n}"), vec![paragraph(&text); n_paragraphs])])
    };
    let mut app = App::new(Setup::default(), Vec::new(), &State::default(), Size { width: 120, height: 36 });
    let library = Library::new([Segment::new((0..n_articles).map(page).collect())]);
    tell(&mut app, Message::Library(library));
    tell(&mut app, Message::Progress(Progress { finished: true, ..Progress::default() }));
    app
}

/// Something happens; what is searched or looked for is found at once.
pub fn tell(app: &mut App, message: Message) -> Vec<Effect> {
    let mut others = Vec::new();
    let mut asked = app.update(message);
    let mut n_answered = 0;
    while !asked.is_empty() {
        n_answered += 1;
        assert!(n_answered < 50, "it asks for ever: {:?}", app.question());
        let effect = asked.remove(0);
        let answer = match effect {
            Effect::Search { ticket, library, query, marked, is_ranked, .. } => {
                let hits = search_marked(&library, &query, &marked);
                let ranking = is_ranked.then(|| rank(&library, &query));
                Message::Found { ticket, hits, ranking }
            }
            Effect::Count { ticket, library, queries, marked } => {
                let hits = queries.iter().map(|query| search_marked(&library, query, &marked)).collect();
                Message::Counted { ticket, hits }
            }
            Effect::Locate { library, known } => Message::Located(locate(&library, &known)),
            other => {
                others.push(other);
                continue;
            }
        };
        asked.extend(app.update(answer));
    }
    others
}

/// Presses keys, each a character: control characters are those a terminal sends.
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let key = |c: char| match c {
        '\n' => Key::plain(KeyCode::Enter),
        '\t' => Key::plain(KeyCode::Tab),
        '\u{1b}' => Key::plain(KeyCode::Esc),
        '\u{8}' => Key::plain(KeyCode::Backspace),
        '\u{1}'..='\u{1a}' => Key::ctrl(char::from(b'a' - 1 + c as u8)),
        _ => Key::char(c),
    };
    keys.chars().flat_map(|c| tell(app, Message::Key(key(c)))).collect()
}
