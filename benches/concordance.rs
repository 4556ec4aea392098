//! How soon the first screen of a concordance is there, and how long all of it takes, for the commonest words of the corpus.
//!
//! ```text
//! cargo bench --bench concordance                      100,000 articles
//! cargo bench --bench concordance -- 10000             so many
//! ```
//!
//! The first screen is everything from the key to the picture: the index is asked, articles are read until a screen of 36 rows
//! is full, the page takes the rows in and is drawn. The bar is 16 ms of a processor. Times are those of the thread.

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "corpus/mod.rs"]
mod corpus;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "search/library.rs"]
mod library;
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "measure/mod.rs"]
mod measure;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use kiosque::app::effect::Effect;
use kiosque::app::message::{Concorded, Message, Progress};
use kiosque::app::panes::Size;
use kiosque::app::state::State;
use kiosque::app::{App, Setup};
use kiosque::store::concordance::Concording;
use kiosque::store::library::Library;
use kiosque::store::search::search;
use kiosque::ui;
use kiosque::ui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use corpus::Corpus;
use measure::{Samples, Took, milliseconds, timed};

const SEED: u64 = 1;
const SIZE: Size = Size { width: 120, height: 36 };
/// A first screen may take so long: the time of a frame.
const BAR: Duration = Duration::from_millis(16);
/// Each first screen is asked for so often.
const N_ROUNDS: usize = 20;
/// What stands in most articles of a language, words of the middle, and two words one behind the other.
const SEARCHES: [&str; 8] =
    ["de ", "la ", "\u{641}\u{64a} ", "\u{645}\u{646} ", "the ", "=\"de la\"", "ville ", "\"dans la ville\""];

fn main() -> ExitCode {
    let size = env::args().skip(1).find(|argument| argument != "--bench").unwrap_or_else(|| "100000".to_owned());
    match size.parse().map_err(Into::into).and_then(run) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the benchmark of concordances: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether all first screens were there within a frame.
fn run(n_articles: usize) -> Result<bool, Box<dyn Error>> {
    let speed = measure::speed();
    println!("{}; memory is copied at {:.1} GB/s", measure::machine(), speed.copy);
    let folder = tempfile::tempdir()?;
    library::build(&Corpus::new(SEED), n_articles, folder.path())?;
    let library = library::open(folder.path())?;
    let mut is_within = true;
    println!("{n_articles} articles      first screen p50    p99   all of it     places   in order");
    for typed in SEARCHES {
        let mut first = Samples::default();
        for _ in 0..N_ROUNDS {
            first.add(Page::open(&library, typed)?.first_screen().1);
        }
        let (page, n_found, all, order) = Page::open(&library, typed)?.whole();
        drop(page);
        let (p50, p99) = (first.within(50.0, Samples::CPU), first.within(99.0, Samples::CPU));
        is_within &= p99 <= milliseconds(BAR);
        println!(
            "{typed:<22} {p50:>8.2} ms {p99:>6.2} ms {:>8.0} ms {n_found:>10} {:>7.1} ms",
            milliseconds(all.cpu),
            milliseconds(order.cpu),
        );
    }
    Ok(is_within)
}

/// The program with a search on, and a concordance asked for.
struct Page {
    app: App,
    terminal: Terminal<TestBackend>,
    theme: Theme,
    question: Effect,
}

impl Page {
    fn open(library: &Library, typed: &str) -> Result<Page, Box<dyn Error>> {
        let mut app = App::new(Setup::default(), Vec::new(), &State::default(), SIZE);
        app.update(Message::Library(library.clone()));
        app.update(Message::Progress(Progress { finished: true, ..Progress::default() }));
        press(&mut app, "/")?;
        let asked = app.update(Message::Paste(typed.to_owned()));
        for effect in asked {
            if let Effect::Search { ticket, library, query, .. } = effect {
                let hits = search(&library, &query);
                app.update(Message::Found { ticket, hits, ranking: None });
            }
        }
        press(&mut app, "enter")?;
        let question = press(&mut app, "#")?.into_iter().find(|effect| matches!(effect, Effect::Concord { .. }));
        let terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height))?;
        let theme = Theme::named("paper").ok_or("there is no theme")?;
        Ok(Page { app, terminal, theme, question: question.ok_or("nothing was looked up")? })
    }

    fn draw(&mut self) {
        let _ = self.terminal.draw(|frame| drop(ui::view(&self.app, &self.theme, frame)));
    }

    fn hear(&mut self, concording: &mut Concording<'_>, is_first: bool, is_complete: bool) {
        let Effect::Concord { ticket, .. } = self.question else { return };
        let occurrences = concording.take();
        let (n_found, n_articles) = (concording.n_found(), concording.n_articles());
        let answer = Concorded { ticket, is_first, occurrences, n_found, n_articles, is_complete };
        self.app.update(Message::Concorded(answer));
    }

    /// From the question to the picture.
    fn first_screen(mut self) -> (Page, Took) {
        let question = self.question.clone();
        let Effect::Concord { library, sought, filter, hits, .. } = &question else { return (self, Took::default()) };
        let ((), took) = timed(|| {
            let mut concording = Concording::new(library, sought, filter, hits.as_ref());
            let mut is_complete = false;
            while !is_complete && concording.n_found() < usize::from(SIZE.height) {
                let mut n = 0;
                is_complete = concording.step(&mut || {
                    n += 1;
                    n == 1
                });
            }
            self.hear(&mut concording, true, is_complete);
            self.draw();
        });
        (self, took)
    }

    /// All places, how many they are, what finding them takes, and what putting those that are kept in another order does.
    fn whole(mut self) -> (Page, usize, Took, Took) {
        let question = self.question.clone();
        let Effect::Concord { library, sought, filter, hits, .. } = &question else {
            return (self, 0, Took::default(), Took::default());
        };
        let (n_found, all) = timed(|| {
            let mut concording = Concording::new(library, sought, filter, hits.as_ref());
            concording.step(&mut || true);
            self.hear(&mut concording, true, true);
            concording.n_found()
        });
        let (_, order) = timed(|| {
            let _ = press(&mut self.app, "s");
            self.draw();
        });
        (self, n_found, all, order)
    }
}

fn press(app: &mut App, key: &str) -> Result<Vec<Effect>, Box<dyn Error>> {
    Ok(app.update(Message::Key(key.parse().map_err(|_| format!("there is no key {key}"))?)))
}
