//! What the reader does within a frame when the article has two megabytes: open it, resize it, find in it, scroll.
//!
//! `cargo bench --bench reader`; each figure is the time of `update` and of drawing what came of it on a screen in memory
//! of 120 by 36 cells, and the bar is 16 ms.

use divan::{Bencher, black_box};
use kiosque::app::input::Key;
use kiosque::app::message::{Message, Progress};
use kiosque::app::panes::Size;
use kiosque::app::state::State;
use kiosque::app::{App, Setup};
use kiosque::ingest::ingest;
use kiosque::model::document::{Document, Origin};
use kiosque::store::library::Library;
use kiosque::store::segment::Segment;
use kiosque::ui;
use kiosque::ui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

const N_BYTES: usize = 2 << 20;
const SIZE: Size = Size { width: 120, height: 36 };

#[derive(Clone, Copy, Debug)]
enum Text {
    French,
    Arabic,
}

const TEXTS: &[Text] = &[Text::French, Text::Arabic];

impl Text {
    fn sentence(self) -> &'static str {
        match self {
            Text::French => {
                "Le conseil du port de Mersaline informe le public que le phare de Ras Zahra, fermé depuis 2009, rouvrira à \
                 la visite du mardi au dimanche, de 9 heures à 18 heures."
            }
            Text::Arabic => {
                "يعلن مجلس ميناء مرسالين للعموم أن منارة رأس زهرة، المغلقة منذ سنة 2009، ستفتح أبوابها للزوار من الثلاثاء إلى \
                 الأحد، من الساعة 9 إلى الساعة 18."
            }
        }
    }

    /// A page of ordinary paragraphs, no two of them the same.
    fn page(self) -> Document {
        let mut page = String::from("Le phare de Ras Zahra rouvre\n\nMersaline, le 4 juin 2021\n\n");
        for n in 1.. {
            let sentence = self.sentence();
            page.push_str(&format!("{n} {sentence} {sentence} {n} {sentence}\n\n"));
            if page.len() >= N_BYTES {
                break;
            }
        }
        ingest(&Origin::file("long.txt"), page.as_bytes())
    }
}

struct Stand {
    app: App,
    terminal: Terminal<TestBackend>,
    theme: Theme,
}

impl Stand {
    /// A telegram is selected, and the long article stands after it.
    fn open(text: Text) -> Stand {
        let telegram = "Une dépêche\n\nMersaline, le 5 juin 2021\n\nLe phare de Ras Zahra rouvrira le 8 juin.\n";
        let telegram = ingest(&Origin::file("telegram.txt"), telegram.as_bytes());
        let app = App::new(Setup::default(), Vec::new(), &State::default(), SIZE);
        let terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height)).unwrap();
        let mut stand = Stand { app, terminal, theme: Theme::named("paper").unwrap() };
        stand.app.update(Message::Library(Library::new([Segment::new(vec![telegram, text.page()])])));
        let progress = Progress { n_read: 2, n_found: 2, finished: true, ..Progress::default() };
        stand.app.update(Message::Progress(progress));
        stand.draw();
        stand
    }

    fn opened(text: Text) -> Stand {
        let mut stand = Stand::open(text);
        stand.keys("J enter G");
        stand
    }

    fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            black_box(self.app.update(Message::Key(key.parse::<Key>().unwrap())));
            self.draw();
        }
    }

    fn resize(&mut self, width: u16) {
        let size = Size { width, ..SIZE };
        self.terminal.backend_mut().resize(size.width, size.height);
        black_box(self.app.update(Message::Resized(size)));
        self.draw();
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| drop(ui::view(&self.app, &self.theme, frame))).unwrap();
    }
}

#[divan::bench(args = TEXTS)]
fn open(bencher: Bencher<'_, '_>, text: Text) {
    bencher.with_inputs(|| Stand::open(text)).bench_local_refs(|stand| stand.keys("J"));
}

#[divan::bench(args = TEXTS)]
fn resize(bencher: Bencher<'_, '_>, text: Text) {
    let mut stand = Stand::opened(text);
    stand.keys("pgup pgup");
    let mut width = SIZE.width;
    bencher.bench_local(|| {
        width = if width == 120 { 140 } else { 120 };
        stand.resize(width);
    });
}

#[divan::bench(args = TEXTS)]
fn to_the_end_and_back(bencher: Bencher<'_, '_>, text: Text) {
    let mut stand = Stand::opened(text);
    bencher.bench_local(|| stand.keys("g G"));
}

#[divan::bench(args = TEXTS)]
fn a_page_down(bencher: Bencher<'_, '_>, text: Text) {
    let mut stand = Stand::opened(text);
    stand.keys("g");
    bencher.bench_local(|| stand.keys("pgdn"));
}

/// One letter typed after `f`, and the hits of what is typed marked in all of it.
#[divan::bench(args = TEXTS)]
fn find(bencher: Bencher<'_, '_>, text: Text) {
    let mut stand = Stand::opened(text);
    stand.keys("g f 2 0 0");
    bencher.bench_local(|| stand.keys("9 backspace"));
}
