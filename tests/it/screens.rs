//! Screens: keys in, picture out, through the real update and the real view on a backend in memory.
//!
//! A picture is kept in `tests/screens/NAME.txt`: the cells of the screen as text, from left to right, as they are drawn.
//! `KIOSQUE_UPDATE_SCREENS=1 cargo test screens` writes the pictures anew; look at the difference before keeping it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use kiosque::app::effect::Effect;
use kiosque::app::input::{Key, Mouse, MouseKind};
use kiosque::app::message::{Concorded, Failure, Message, Progress, Skipped};
use kiosque::app::panes::Size;
use kiosque::app::saved::{Edit, SavedSearch};
use kiosque::app::state::State;
use kiosque::app::{App, Setup};
use kiosque::edition;
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::model::document::Origin;
use kiosque::store::concordance::Concording;
use kiosque::store::library::Library;
use kiosque::store::proposal::proposal;
use kiosque::store::ranking::rank;
use kiosque::store::search::search_marked;
use kiosque::store::segment::Segment;
use kiosque::text::clean::Clean;
use kiosque::ui;
use kiosque::ui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

/// A reader at the keys.
pub struct Reader {
    app: App,
    theme: Theme,
    size: Size,
    /// Effects that are no searches: those are carried out at once.
    pub effects: Vec<Effect>,
    /// What has been read.
    library: Library,
}

impl Reader {
    /// Opens the built-in edition, all of it read.
    pub fn open(width: u16, height: u16) -> Reader {
        Reader::open_with(Setup::default(), width, height)
    }

    /// Opens the built-in edition with these settings.
    pub fn open_with(setup: Setup, width: u16, height: u16) -> Reader {
        let mut reader = Reader::set_up(setup, width, height, &State::default());
        reader.read_edition();
        reader
    }

    /// Opens the built-in edition with the interface in this language.
    pub fn speaking(locale: Locale, width: u16, height: u16) -> Reader {
        let setup = Setup { words: Words::of(locale), ..Setup::default() };
        Reader::open_with(setup, width, height)
    }

    /// Nothing has been read yet.
    pub fn waiting(width: u16, height: u16, state: &State) -> Reader {
        Reader::set_up(Setup::default(), width, height, state)
    }

    /// Nothing has been read yet, with these settings.
    pub fn open_empty(setup: Setup, width: u16, height: u16) -> Reader {
        Reader::set_up(setup, width, height, &State::default())
    }

    pub fn set_up(setup: Setup, width: u16, height: u16, state: &State) -> Reader {
        let size = Size { width, height };
        let app = App::new(setup, Vec::new(), state, size);
        let theme = Theme::named("paper").expect("it is built in");
        let mut reader = Reader { app, theme, size, effects: Vec::new(), library: Library::default() };
        let effects = reader.app.start();
        reader.effects.extend(effects);
        reader
    }

    pub fn read_edition(&mut self) {
        static EDITION: OnceLock<Arc<Segment>> = OnceLock::new();
        let segment = EDITION.get_or_init(|| {
            let pages = edition::PAGES.iter();
            let documents = pages.map(|(name, text)| ingest(&Origin::file(format!("edition/{name}")), text.as_bytes()));
            Arc::new(Segment::new(documents.collect()))
        });
        self.library = Library::default();
        self.read(segment);
        let n = edition::PAGES.len();
        self.tell(Message::Progress(Progress { n_read: n, n_found: n, finished: true, ..Progress::default() }));
    }

    /// Something happens, and what it asks for is not answered.
    pub fn ask(&mut self, message: Message) -> Vec<Effect> {
        self.app.update(message)
    }

    /// One more segment has been read.
    pub fn read(&mut self, segment: &Arc<Segment>) {
        self.library.push(Arc::clone(segment));
        self.tell(Message::Library(self.library.clone()));
    }

    /// Something happens; searches are answered at once.
    pub fn tell(&mut self, message: Message) {
        for effect in self.app.update(message) {
            match effect {
                Effect::Search { ticket, library, query, typed, is_ranked, marked } => {
                    let hits = search_marked(&library, &query, &marked);
                    let ranking = is_ranked.then(|| rank(&library, &query));
                    let proposal = proposal(&library, &typed, &marked, &hits, &mut || true);
                    self.tell(Message::Found { ticket, hits, ranking });
                    self.tell(Message::Offered { ticket, proposal });
                }
                Effect::Count { ticket, library, queries, marked } => {
                    let hits = queries.iter().map(|query| search_marked(&library, query, &marked)).collect();
                    self.tell(Message::Counted { ticket, hits });
                }
                Effect::Concord { ticket, library, sought, filter, hits } => {
                    let mut concording = Concording::new(&library, &sought, &filter, hits.as_ref());
                    let is_complete = concording.step(&mut || true);
                    let (n_found, n_articles) = (concording.n_found(), concording.n_articles());
                    let occurrences = concording.take();
                    let answer = Concorded { ticket, is_first: true, occurrences, n_found, n_articles, is_complete };
                    self.tell(Message::Concorded(answer));
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Presses keys: characters as they are, others in angle brackets: `jj<enter>/alep<esc>`.
    pub fn keys(&mut self, keys: &str) -> &mut Reader {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let key = match named {
                Some((name, after)) => {
                    rest = after;
                    name.parse().expect("a key notation")
                }
                None => {
                    rest = &rest[c.len_utf8()..];
                    Key::char(c)
                }
            };
            self.tell(Message::Key(key));
        }
        self
    }

    /// Presses one key, in its notation.
    pub fn press(&mut self, notation: &str) {
        self.tell(Message::Key(notation.parse().expect("a key notation")));
    }

    pub fn mouse(&mut self, kind: MouseKind, x: u16, y: u16) -> &mut Reader {
        self.tell(Message::Mouse(Mouse { kind, x, y }));
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = Size { width, height };
        self.tell(Message::Resized(self.size));
    }

    pub fn buffer(&self) -> Buffer {
        let backend = TestBackend::new(self.size.width, self.size.height);
        let mut terminal = Terminal::new(backend).expect("memory does not fail");
        terminal.draw(|frame| drop(ui::view(&self.app, &self.theme, frame))).expect("memory does not fail");
        terminal.backend().buffer().clone()
    }

    /// What would be kept of this session.
    pub fn state(&self) -> State {
        self.app.state()
    }

    /// What the screen looks like.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The screen as text.
    pub fn picture(&self) -> String {
        picture(&self.buffer())
    }
}

/// The cells of a buffer as rows of text, blanks at the ends left out.
pub fn picture(buffer: &Buffer) -> String {
    let mut picture = String::new();
    for row in buffer.content().chunks(usize::from(buffer.area.width.max(1))) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            covered = kiosque::text::cells::width(cell.symbol()).saturating_sub(1);
            line.push_str(cell.symbol());
        }
        let _ = writeln!(picture, "{}", line.trim_end());
    }
    picture
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"))
}

/// Compares a screen with the picture that is kept of it.
pub fn assert_picture(name: &str, picture: &str) {
    let path = path(name);
    if std::env::var_os("KIOSQUE_UPDATE_SCREENS").is_some() {
        std::fs::write(&path, picture).expect("the folder of screens can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == picture, "the screen {name} is another one; it is now:\n{picture}");
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

#[test]
fn the_stand() {
    for (width, height) in SIZES {
        assert_picture(&format!("stand_{width}x{height}"), &Reader::open(width, height).picture());
    }
}

#[test]
fn the_interface_speaks_other_languages() {
    let low = (80, 24);
    let wide = (120, 36);
    let walks: &[Walk] = &[
        ("stand", "", &SIZES),
        ("help", "?", &[low, wide]),
        ("help_searching", "?:", &[low, wide]),
        ("evidence", "jjjji", &[low, wide]),
        ("map", "m <left><left><up> ", &[low]),
        ("histogram", "H j ", &[low]),
        ("histogram_months", "H<enter> j ", &[low, wide]),
        ("picker_outlets", "o", &[low]),
        ("picker_languages", "Lar", &[low]),
        ("search", "/phare", &[low]),
        ("search_meant", "/phrae", &[low]),
        ("search_meant_kept", "/phrae<esc><enter>", &[low]),
        ("nothing_left", "/zyxwv<enter>", &[low]),
        ("page_headlines", "y2013<enter>t", &[low]),
        ("filtered", "ygo<esc>y2022<enter>Lfr<enter><tab>", &[wide]),
        ("single_sources", "<esc>", &[(40, 16)]),
    ];
    for locale in [Locale::French, Locale::Arabic] {
        for (name, keys, sizes) in walks {
            for (width, height) in sizes.iter() {
                let mut reader = Reader::speaking(locale, *width, *height);
                let name = format!("{name}_{}_{width}x{height}", locale.tag());
                assert_picture(&name, &reader.keys(keys).picture());
            }
        }
        let setup = Setup { words: Words::of(locale), ..Setup::default() };
        let mut reader = Reader::open_empty(setup, 80, 24);
        reader.tell(Message::Progress(Progress { n_read: 312, n_found: 1000, ..Progress::default() }));
        assert_picture(&format!("loading_{}_80x24", locale.tag()), &reader.picture());
        reader.tell(Message::Progress(Progress { n_read: 3, n_found: 3, finished: true, ..Progress::default() }));
        assert_picture(&format!("empty_{}_80x24", locale.tag()), &reader.picture());
    }
}

#[test]
fn marks_stand_in_the_list_in_the_reader_and_among_the_sources() {
    const MARKED: &str = "*PEphare \u{645}\u{646}\u{627}\u{631}\u{629}<enter>a\u{c0} relire<enter>jr<esc>";
    let all = &[(80, 24), (120, 36), (200, 50)];
    let walks: &[Walk] = &[
        ("marks", &format!("{MARKED}k"), all),
        ("marks_on", &format!("{MARKED}gjj "), &[(80, 24), (120, 36)]),
        ("marks_picker", &format!("{MARKED}p"), &[(80, 20)]),
        ("marks_tagging", &format!("{MARKED}<tab>jEph"), &[(80, 24)]),
        ("marks_noting", &format!("{MARKED}<tab>ka"), &[(80, 24)]),
        ("marks_selected", "jvjj", &[(80, 24), (120, 36)]),
        ("marks_undone", "A*uu", &[(80, 24)]),
    ];
    for locale in Locale::ALL {
        for (name, keys, sizes) in walks {
            for (width, height) in sizes.iter() {
                let mut reader = Reader::speaking(locale, *width, *height);
                let name = format!("{name}_{}_{width}x{height}", locale.tag());
                assert_picture(&name, &reader.keys(keys).picture());
            }
        }
    }
}

#[test]
fn saved_searches_stand_among_the_sources() {
    const SAVED: &str = "/phare<enter>S<enter>x/\u{645}\u{646}\u{627}\u{631}\u{629} <enter>S<enter>x<esc><esc>gj ";
    let both = &[(80, 24), (120, 36)];
    let walks: &[Walk] = &[
        ("saved_naming", "/phare -mer<enter>S", &[(80, 24)]),
        ("saved_taken", "/phare<enter>S<enter>S", &[(80, 24)]),
        ("saved", SAVED, both),
        ("saved_both", &format!("{SAVED}j y2022<enter>"), &[(120, 36)]),
        ("saved_renaming", &format!("{SAVED}r 2"), &[(80, 24)]),
        ("saved_renamed", &format!("{SAVED}r 2<enter>"), &[(80, 24)]),
        ("saved_edited", &format!("{SAVED}e mer"), both),
        ("saved_removed", &format!("{SAVED}d"), &[(80, 24)]),
        ("saved_picker", &format!("{SAVED}p"), &[(80, 24), (80, 20), (40, 16)]),
        ("saved_nothing", "S", &[(80, 24)]),
        ("saved_single", SAVED, &[(40, 16), (20, 5)]),
    ];
    for locale in Locale::ALL {
        for (name, keys, sizes) in walks {
            for (width, height) in sizes.iter() {
                let mut reader = Reader::speaking(locale, *width, *height);
                let name = format!("{name}_{}_{width}x{height}", locale.tag());
                assert_picture(&name, &reader.keys(keys).picture());
            }
        }
    }
}

/// A reader with these saved searches, by name and query, and with these filters on.
fn with_searches(searches: &[(&str, &str)], filters: &[&str]) -> Reader {
    let setup = Setup { searches: saved(searches), ..Setup::default() };
    let filters = filters.iter().map(|filter| (*filter).to_owned()).collect();
    let mut reader = Reader::set_up(setup, 120, 36, &State { filters, ..State::default() });
    reader.read_edition();
    reader.effects.clear();
    reader
}

fn saved(searches: &[(&str, &str)]) -> Vec<SavedSearch> {
    searches.iter().map(|(name, query)| SavedSearch { name: Clean::new(name), query: (*query).to_owned() }).collect()
}

/// The count of a row of the sources, and what the top line says is listed.
fn counts(reader: &Reader, row: &str) -> (String, String) {
    let picture = reader.picture();
    let last_word = |text: &str| text.split_whitespace().last().unwrap_or_default().to_owned();
    let sources = picture.lines().filter_map(|line| line.split('│').next());
    let count = sources.filter(|line| line.contains(row)).map(last_word).next_back().unwrap_or_default();
    let listed = picture.lines().next().unwrap_or_default().trim_end().rsplit("   ").next().unwrap_or_default();
    (count, listed.trim().to_owned())
}

#[test]
fn saved_searches_come_back_and_follow_their_file() {
    let kept = [("phares", "phare "), ("mer", "mer")];
    let mut reader = with_searches(&kept, &["saved:phares", "saved:lost"]);
    let is = |reader: &Reader, row, count: &str, listed: &str| {
        assert_eq!(counts(reader, row), (count.to_owned(), listed.to_owned()), "{row} in\n{}", reader.picture());
    };
    is(&reader, "phares", "3", "3 of 17 articles");
    assert_eq!(reader.app.state().filters, ["saved:phares"]);
    // They unite, and intersect with what is typed; its own group does not narrow a row.
    reader.keys("<esc><esc>gjj ");
    is(&reader, "mer", "9", "9 of 17 articles");
    reader.keys("/orgue<enter>");
    is(&reader, "mer", "1", "1 of 17 articles");
    is(&reader, "phares", "0", "1 of 17 articles");
    is(&reader, "All articles", "1", "1 of 17 articles");
    reader.keys("x");
    is(&reader, "phares", "3", "17 articles");
    // Another kiosque saves one, and removes one that is on here.
    reader.keys("u");
    reader.tell(Message::Searches(saved(&[("mer", "mer"), ("orgue", "orgue ")])));
    is(&reader, "orgue", "1", "1 of 17 articles");
    assert_eq!(reader.app.state().filters, ["saved:mer", "search"]);
}

#[test]
fn an_edit_of_the_saved_searches_is_made_in_the_file_and_taken_back() {
    let mut reader = with_searches(&[("phares", "phare "), ("mer", "mer ")], &["saved:phares"]);
    let [phares, mer] = ["phares", "mer"].map(Clean::new);
    let put =
        |name: &str, query: &str, before| Effect::EditSearches(Edit::Put(saved(&[(name, query)]).remove(0), before));
    for (keys, want, listed) in [
        ("<esc><esc>gjd", Effect::EditSearches(Edit::Remove(phares.clone())), "17 articles"),
        ("u", put("phares", "phare ", Some(mer)), "3 of 17 articles"),
        (
            "gjr 2<enter>",
            Effect::EditSearches(Edit::Rename(phares.clone(), Clean::new("phares 2"))),
            "3 of 17 articles",
        ),
        ("u", Effect::EditSearches(Edit::Rename(Clean::new("phares 2"), phares)), "3 of 17 articles"),
        ("gje<ctrl-u>orgue<enter>", put("phares", "orgue", None), "1 of 17 articles"),
        ("u", put("phares", "phare ", None), "3 of 17 articles"),
    ] {
        reader.effects.clear();
        reader.keys(keys);
        assert_eq!((&reader.effects[..], counts(&reader, "phares").1.as_str()), (&[want][..], listed), "{keys}");
    }
    // What is left while it is changed is as before.
    reader.keys("gje<ctrl-u>orgue");
    assert_eq!(counts(&reader, "phares").1, "1 of 17 articles");
    reader.keys("<esc>");
    assert_eq!(counts(&reader, "phares").1, "3 of 17 articles");
}

#[test]
fn an_article_does_not_leave_the_list_because_it_is_read() {
    let mut reader = with_searches(&[("new", "is:unread ")], &[]);
    assert_eq!(counts(&reader, "new").0, "17");
    reader.keys("<enter><esc>");
    assert_eq!(counts(&reader, "new").0, "16", "it is off, and counted again");
    reader.keys("<esc><esc>gj <tab><enter>");
    assert_eq!(counts(&reader, "new").1, "16 of 17 articles");
    reader.keys("<esc><esc>gj  ");
    assert_eq!(counts(&reader, "new").1, "15 of 17 articles");
}

#[test]
fn arabic_in_a_mirrored_stand() {
    let (wide, small) = ((120, 36), (40, 16));
    let walks: &[Walk] = &[
        ("search", "/phare", &[small]),
        ("search_arabic", "/\u{645}\u{646}\u{627}\u{631}\u{629}", &[(80, 24)]),
        ("picker_outlets", "o", &[small]),
        ("arabic_article", "Lar<enter>j<enter>", &[wide]),
        ("map", "m", &[wide]),
        ("help", "?", &[small]),
        ("single_reader", "jj<enter>", &[small]),
    ];
    for (name, keys, sizes) in walks {
        for (width, height) in sizes.iter() {
            let mut reader = Reader::speaking(Locale::Arabic, *width, *height);
            assert_picture(&format!("{name}_ar_{width}x{height}"), &reader.keys(keys).picture());
        }
    }
}

/// A name, keys, and the sizes it is seen at.
type Walk<'w> = (&'w str, &'w str, &'w [(u16, u16)]);

#[test]
fn walks() {
    let small = (40, 16);
    let walks: &[Walk] = &[
        ("french_article", "jj<enter><ctrl-d>", &SIZES),
        ("arabic_article", "ooo<esc>yy<esc>L<esc>Lar<enter><enter>", &SIZES),
        ("search", "/phare", &SIZES),
        ("search_kept", "/phare<enter>nn", &SIZES),
        ("search_arabic", "/\u{645}\u{646}\u{627}\u{631}\u{629}", &[(80, 24), (120, 36)]),
        ("search_name", "/zahra", &[(80, 24), (120, 36)]),
        ("search_name_added", "/zahra<enter><enter>", &[(80, 24)]),
        ("search_name_left", "/zahra<esc><enter>", &[(80, 24)]),
        ("search_meant", "/phrae", &[(80, 24), (120, 36), small]),
        ("search_meant_taken", "/phrae<enter><enter>", &[(80, 24)]),
        ("search_meant_kept", "/phrae<esc><enter>", &[(80, 24), (120, 36)]),
        ("best_match", "/phare<enter>sss", &[(80, 24), (120, 36)]),
        ("picker_outlets", "o", &SIZES),
        ("picker_years", "y20<down><tab><tab>", &SIZES),
        ("picker_languages", "Lar", &[(80, 24)]),
        ("filtered", "ygo<esc>y2022<enter>Lfr<enter><tab>", &SIZES),
        ("nothing_left", "/zyxwv<enter>", &SIZES),
        ("sources", "<shift-tab>jjj<space>jj", &SIZES),
        ("map", "m", &SIZES),
        ("map_marked", "m <left><left><up> ", &[(80, 24), small, (20, 5)]),
        ("histogram", "H", &[(80, 24), (120, 36), (200, 50), small, (20, 5)]),
        ("histogram_marked", "H j ", &[(80, 24)]),
        ("histogram_months", "H<enter> j ", &[(80, 24), (120, 36), (200, 50), small, (20, 5)]),
        ("histogram_kept", "/phare<enter>H<enter> j <enter>", &[(80, 24), (120, 36)]),
        ("evidence", "jjjji", &[(80, 24), (120, 36), (200, 50), small, (20, 5)]),
        ("evidence_arabic", "y2018<enter>i<pgdn>", &[(80, 24), (120, 36)]),
        ("page_headlines", "y2013<enter>t", &[(80, 24), (120, 36), (200, 50), small]),
        ("page_headlines_none", "t", &[(80, 24)]),
        ("help", "?", &[(80, 24), (120, 36), (200, 50), small, (20, 5)]),
        ("help_narrowed", "?page", &[(80, 24)]),
        ("help_searching", "?searching", &[(80, 24), (120, 36)]),
        ("across", "jjj<enter><enter>", &[(80, 24), (120, 36)]),
        ("zen", "jj<enter>z", &SIZES),
        ("find", "j<enter>fla", &SIZES),
        ("marked", "y2022<enter>B", &[(80, 24), (120, 36)]),
        ("comparison", "/phare<enter>BjjjBn", &SIZES),
        ("comparison_alone", "y2021<enter>BjB<tab><tab>jjj", &[(80, 24), (120, 36)]),
        ("comparison_below", "BjjB<pgdn>", &[small, (20, 5)]),
        ("side_by_side", "y2021<enter>Lfr<enter>b", &SIZES),
        ("side_by_side_posts", "y2022<enter>Lar<enter>b<pgdn>", &SIZES),
        ("side_by_side_found", "y2021<enter>Lfr<enter>/2009<enter>bnn", &[(80, 24), (120, 36)]),
        ("side_by_side_none", "b", &[(80, 24)]),
        ("side_by_side_below", "y2021<enter>Lfr<enter><enter>b<pgdn>", &[small]),
        ("stacked_by_choice", "w", &[(120, 36), (200, 50)]),
        ("single_list", "", &[small]),
        ("single_reader", "jj<enter>", &[small]),
        ("single_sources", "<esc>", &[small, (20, 5)]),
        ("single_search", "/phare", &[small, (20, 5)]),
        ("single_picker", "y", &[small, (20, 5)]),
        ("smallest", "", &[(20, 5), (19, 5)]),
    ];
    for (name, keys, sizes) in walks {
        for (width, height) in sizes.iter() {
            let mut reader = Reader::open(*width, *height);
            assert_picture(&format!("{name}_{width}x{height}"), &reader.keys(keys).picture());
        }
    }
}

#[test]
fn nothing_there_yet_or_at_all() {
    let skipped =
        |reason: &str, n_files, example: &str| Skipped { reason: reason.into(), n_files, example: example.into() };
    let finished =
        |n_read, skipped| Progress { n_read, n_found: n_read, skipped, finished: true, ..Progress::default() };
    let failure =
        Failure { text: "cannot read archive/2016: permission denied; the other folders were read".to_owned() };
    for (width, height) in [(80, 24), (40, 16), (20, 5)] {
        let mut reader = Reader::waiting(width, height, &State::default());
        reader.tell(Message::Progress(Progress { n_read: 312, n_found: 1000, ..Progress::default() }));
        assert_picture(&format!("loading_{width}x{height}"), &reader.picture());
        reader.tell(Message::Progress(finished(
            3,
            vec![skipped("not text", 2, "archive/photo.jpg"), skipped("permission denied", 1, "archive/b.txt")],
        )));
        assert_picture(&format!("empty_{width}x{height}"), &reader.picture());
        reader.tell(Message::Failed(failure.clone()));
        assert_picture(&format!("unreadable_{width}x{height}"), &reader.picture());
    }
}

/// The style of the first cell of some words on the screen.
pub fn look_of(buffer: &Buffer, words: &str) -> Style {
    let width = usize::from(buffer.area.width);
    let rows = buffer.content().chunks(width);
    let found = rows.filter_map(|row| {
        let line: String = row.iter().map(|cell| cell.symbol().chars().next().unwrap_or(' ')).collect();
        let at = line.find(words)?;
        row.get(line[..at].chars().count()).map(|cell| cell.style())
    });
    found.into_iter().next().unwrap_or_else(|| panic!("{words:?} is not in\n{}", picture(buffer)))
}

#[test]
fn meaning_has_a_look_of_its_own() {
    let theme = Theme::named("paper").expect("it is built in");
    let mut reader = Reader::open(120, 36);
    let buffer = reader.buffer();
    let is_bold = |style: Style| style.add_modifier.contains(Modifier::BOLD);
    assert_eq!(look_of(&buffer, "Articles ─").fg, theme.focused_title.fg, "the title with the focus has the accent");
    assert_eq!(look_of(&buffer, "Sources ─").fg, theme.title.fg);
    assert_eq!(look_of(&buffer, "2 Oct 2024").bg, theme.selected.bg, "the selected row is tinted");
    assert!(is_bold(look_of(&buffer, "Le kiosque ouvre")), "unread is bold");
    reader.keys("j<enter><esc>k");
    assert!(!is_bold(look_of(&reader.buffer(), "Le kiosque ouvre")), "read is not");
    reader.keys("/phare<enter>");
    assert_eq!(look_of(&reader.buffer(), "phare de Ras Zahra aux").bg, theme.hit.bg, "a hit in a headline is tinted");
    assert_eq!(look_of(&reader.buffer(), "phare de Ras Zahra …").bg, theme.hit.bg, "and one in its context");
    assert_eq!(look_of(&reader.buffer(), "Le Sémaphore").fg, theme.faint.fg, "nothing to find is faint");
    reader.keys("y2022<enter>");
    assert_eq!(look_of(&reader.buffer(), "✓ 2022").fg, theme.accent.fg, "what is switched on has the accent");
}
