//! What leads out of the newsstand: links of an article, pictures, and the program that opens an address.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use kiosque::app::Setup;
use kiosque::app::effect::Effect;
use kiosque::app::input::MouseKind;
use kiosque::app::message::{Message, Progress};
use kiosque::app::state::State;
use kiosque::cache;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::model::address::WebAddress;
use kiosque::model::article::{Article, Block, BlockKind, Link};
use kiosque::model::document::{Document, Origin, Pair, PairKind};
use kiosque::model::evidence::Fact;
use kiosque::model::lang::Lang;
use kiosque::store::segment::Segment;
use kiosque::tables::Tables;
use kiosque::terminal::effects::Effects;
use kiosque::terminal::events::Event;
use kiosque::terminal::opener::NAME;
use kiosque::text::clean::Clean;

use crate::emulator::{Start, home};
use crate::screens::{Reader, assert_picture, look_of};

/// A paragraph whose words in brackets lead to what stands behind them: `le [phare](https://…)`.
fn paragraph(marked: &str, lang: Lang) -> Block {
    let (mut text, mut links, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, behind)) = rest.split_once('[') {
        let (words, behind) = behind.split_once("](").expect("an address behind the words");
        let (address, behind) = behind.split_once(')').expect("its end");
        text.push_str(before);
        let start = text.len() as u32;
        text.push_str(words);
        links.push(Link { start, end: text.len() as u32, address: Clean::new(address) });
        rest = behind;
    }
    text.push_str(rest);
    block(BlockKind::Paragraph, &text, lang, links)
}

fn block(kind: BlockKind, text: &str, lang: Lang, links: Vec<Link>) -> Block {
    let (text, dir) = (Clean::new(text), lang.direction());
    Block { kind, lang, dir, text, lines: Vec::new(), quoted_from: None, links }
}

fn picture(text: &str, address: &str) -> Block {
    block(BlockKind::Image { address: Some(Clean::new(address)) }, text, Lang::FR, Vec::new())
}

fn caption(text: &str) -> Block {
    let credit = Some(Clean::new("Lina Haddad"));
    block(BlockKind::Caption { credit, credit_line: None }, text, Lang::FR, Vec::new())
}

/// A page with links in two scripts and with pictures; the lighthouse is told of twice.
fn page(source: Option<&str>) -> Document {
    let arabic = "أعيد فتح [المنارة القديمة](https://manara.example/تاريخ/المنارة) في [رأس الزهراء](https://xn--mgbh0fb.example/) أمام الزوار بعد تسع سنوات.";
    let blocks = vec![
        paragraph(
            "Le vieux [phare de Ras Zahra](https://phare.example/histoire) rouvre, annonce [la mairie](http://mairie.example/communiques/2019/03/12/reouverture-du-phare-de-ras-zahra-et-de-son-musee.html?langue=fr&page=1) dans un communiqué.",
            Lang::FR,
        ),
        picture(
            "Le phare au matin",
            "https://images.example/archives/2019/03/12/le-phare-de-ras-zahra-au-petit-matin-1280x720.jpg",
        ),
        caption("Le phare, vu du quai."),
        paragraph(arabic, Lang::AR),
        paragraph(
            "Un site [qu\u{430}i.example](https://qu\u{430}i.example/) vend des billets\u{a0}: ce n'est pas celui de la mairie.",
            Lang::FR,
        ),
        picture("", "https://images.example/2.jpg"),
        paragraph("Rien ici ne [court](javascript:alert%281%29) ni ne [lit](file:///etc/passwd).", Lang::FR),
    ];
    let title = Clean::new("Le phare rouvre");
    let article = Article {
        ordinal: 1,
        title: Fact::stated(title.clone(), title, Vec::new()),
        languages: vec![Lang::FR, Lang::AR],
        source_url: source.map(Clean::new),
        blocks,
        ..Article::default()
    };
    let pairs = vec![Pair { article: 1, fr: 0, ar: 3, kind: PairKind::Paragraph }];
    Document { origin: Origin::file("phare.html"), articles: vec![article], pairs, ..Document::default() }
}

fn reader(source: Option<&str>, locale: Locale, width: u16, height: u16) -> Reader {
    let setup = Setup { words: Words::of(locale), ..Setup::default() };
    let mut reader = Reader::set_up(setup, width, height, &State::default());
    reader.read(&Arc::new(Segment::new(vec![page(source)])));
    reader.tell(Message::Progress(Progress { n_read: 1, n_found: 1, finished: true, ..Progress::default() }));
    reader.effects.clear();
    reader
}

const SOURCE: Option<&str> = Some("https://goeland.example/2019/03/12/phare");

/// The addresses that were asked to be opened.
fn opened(reader: &mut Reader) -> Vec<String> {
    let effects = std::mem::take(&mut reader.effects);
    let opened = effects.into_iter().filter_map(|effect| match effect {
        Effect::Open(address) => Some(address.as_str().to_owned()),
        _ => None,
    });
    opened.collect()
}

#[test]
fn links_and_pictures_on_the_screen() {
    let sizes = &[(80, 24), (120, 36), (200, 50)][..];
    let small = &[(40, 16), (20, 5)][..];
    for (name, locale, keys, sizes) in [
        ("links", Locale::English, "<enter>", sizes),
        ("links_listed", Locale::English, "<enter>O<down>", sizes),
        ("links_listed", Locale::English, "<enter>O", small),
        ("links_narrowed", Locale::English, "<enter>Oqu", &[(80, 24)][..]),
        ("links_disguised", Locale::English, "<enter>O5", &[(80, 24), (120, 36)][..]),
        ("links_zen", Locale::English, "<enter>zO", &[(120, 36)][..]),
        ("links_side_by_side", Locale::English, "<enter>bO", &[(120, 36)][..]),
        ("links_listed_fr", Locale::French, "<enter>O<down><down>", &[(80, 24)][..]),
        ("links_ar", Locale::Arabic, "<enter>", sizes),
        ("links_listed_ar", Locale::Arabic, "<enter>O<down><down><down>", &[(80, 24), (120, 36), (40, 16)][..]),
    ] {
        for (width, height) in sizes {
            let mut reader = reader(SOURCE, locale, *width, *height);
            assert_picture(&format!("{name}_{width}x{height}"), &reader.keys(keys).picture());
        }
    }
}

#[test]
fn the_source_or_a_numbered_link_is_opened() {
    let source = "https://goeland.example/2019/03/12/phare";
    for (source_of_page, keys, want) in [
        (SOURCE, "O<enter>", &[source][..]),
        (SOURCE, "O1", &["https://phare.example/histoire"]),
        (
            SOURCE,
            "O<down><down><enter>",
            &[
                "http://mairie.example/communiques/2019/03/12/reouverture-du-phare-de-ras-zahra-et-de-son-musee.html?langue=fr&page=1",
            ],
        ),
        (SOURCE, "O4", &["https://xn--mgbh0fb.example/"]),
        // Its host is not what it looks like: that is said before it is opened.
        (SOURCE, "O5<enter>", &["https://xn--qui-7cd.example/"]),
        (
            SOURCE,
            "Omanara<enter>",
            &["https://manara.example/%D8%AA%D8%A7%D8%B1%D9%8A%D8%AE/%D8%A7%D9%84%D9%85%D9%86%D8%A7%D8%B1%D8%A9"],
        ),
        (SOURCE, "O<esc>", &[]),
        (SOURCE, "Ozyx<enter><esc><esc>", &[]),
        (None, "O<enter>", &["https://phare.example/histoire"]),
        (Some("file:///etc/passwd"), "O<enter>", &["https://phare.example/histoire"]),
        (SOURCE, "O6<enter><esc><esc>", &[]),
    ] {
        let mut reader = reader(source_of_page, Locale::English, 120, 36);
        reader.keys("<enter>").keys(keys);
        assert_eq!(opened(&mut reader), want, "{keys}");
        assert!(!reader.picture().contains("Links"), "{keys}: the list is gone");
    }
}

#[test]
fn an_article_without_links_opens_its_source_at_once() {
    for (source, want, told) in [
        (SOURCE, Some("https://goeland.example/2019/03/12/phare"), "Opening https://goeland.example/2019/03/12/phare"),
        (None, None, "The page names no address of its own, and has no links."),
        (Some("javascript:alert(1)"), None, "The page names no address of its own, and has no links."),
    ] {
        let mut document = page(source);
        document.articles[0].blocks.iter_mut().for_each(|block| block.links.clear());
        let mut reader = Reader::set_up(Setup::default(), 80, 24, &State::default());
        reader.read(&Arc::new(Segment::new(vec![document])));
        reader.keys("O");
        assert_eq!(opened(&mut reader).first().map(String::as_str), want, "{source:?}");
        assert!(reader.picture().contains(told), "{}", reader.picture());
    }
}

#[test]
fn numbers_come_with_the_list_and_go_with_it_and_the_place_and_the_hits_stay() {
    let mut reader = reader(SOURCE, Locale::English, 69, 12);
    reader.keys("/mairie<enter>n");
    reader.keys("<enter>");
    let before = reader.picture();
    assert_eq!(look_of(&reader.buffer(), "mairie dans").bg, reader.theme().current_hit.bg);
    reader.keys("O");
    assert_eq!(
        look_of(&reader.buffer(), "mairie\u{B2} dans").bg,
        reader.theme().current_hit.bg,
        "it stays on its word"
    );
    reader.keys("<esc>");
    assert_eq!(reader.picture(), before);
    for n_rows in 0..16 {
        reader.keys("<esc>x<enter>g").keys(&"j".repeat(n_rows));
        let (before, state) = (reader.picture(), reader.state());
        reader.keys("O");
        assert_eq!((reader.state().block, reader.state().byte), (state.block, state.byte), "{n_rows} rows down");
        reader.keys("<esc>");
        // How far one has come is told by rows that were guessed at: it may change.
        assert!(
            reader.picture().lines().skip(2).eq(before.lines().skip(2)),
            "{n_rows} rows down: {}",
            reader.picture()
        );
    }
}

#[test]
fn words_that_lead_somewhere_look_so_and_a_click_on_them_opens() {
    for locale in [Locale::English, Locale::Arabic] {
        let mut reader = reader(SOURCE, locale, 120, 36);
        reader.keys("<enter>");
        let buffer = reader.buffer();
        let width = usize::from(buffer.area.width);
        let rows: Vec<String> =
            buffer.content().chunks(width).map(|row| row.iter().map(|cell| cell.symbol()).collect()).collect();
        let at = |words: &str| {
            let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains(words)).expect("the words are shown");
            (row[..row.find(words).unwrap_or(0)].chars().count() as u16, y as u16)
        };
        assert_eq!(look_of(&buffer, "phare de Ras").fg, reader.theme().link.fg);
        assert_eq!(look_of(&buffer, "rouvre, annonce").fg, reader.theme().text.fg);
        for (words, want) in [
            ("phare de Ras", Some("https://phare.example/histoire")),
            ("rouvre, annonce", None),
            // The first word of the Arabic link as it is drawn: its last letter stands at the left.
            (
                "\u{FE93}\u{FEAD}\u{FE8E}\u{FEE8}\u{FEE4}\u{FEDF}\u{FE8D}",
                Some(
                    "https://manara.example/%D8%AA%D8%A7%D8%B1%D9%8A%D8%AE/%D8%A7%D9%84%D9%85%D9%86%D8%A7%D8%B1%D8%A9",
                ),
            ),
            ("court", None),
        ] {
            let (x, y) = at(words);
            reader.mouse(MouseKind::Press, x, y).mouse(MouseKind::Release, x, y);
            assert_eq!(opened(&mut reader).first().map(String::as_str), want, "{words} in {locale:?}");
        }
    }
}

/// A folder for `PATH` in which the program that opens addresses writes down its arguments, one a line, and ends so; and the
/// file in which they stand.
fn opener(folder: &Path, ending: &str) -> (PathBuf, PathBuf) {
    let (bin, told) = (folder.join("bin"), folder.join("opened"));
    fs::create_dir_all(&bin).unwrap();
    let script = format!(
        "#!/bin/sh\necho noise; echo noise >&2\nfor it; do printf '%s\\n' \"$#:$it\"; done >> '{}'\n{ending}\n",
        told.display()
    );
    let program = bin.join(NAME);
    fs::write(&program, script).unwrap();
    fs::set_permissions(program, fs::Permissions::from_mode(0o755)).unwrap();
    (bin, told)
}

/// What the program in this folder is given for these texts, and what the reader is told.
fn given(folder: &Path, bin: &Path, texts: &[&str]) -> Vec<String> {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "links::an_address_is_one_argument_and_nothing_else", "--nocapture"]);
    // The script is found by its folder, and needs no other program.
    let output = command.current_dir(folder).env("PATH", bin).env(INSIDE, texts.join("\n")).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !printed.contains("noise"), "{printed}");
    printed.lines().filter_map(|line| line.strip_prefix("told: ")).map(str::to_owned).collect()
}

/// The texts that this test opens where it is started by itself.
const INSIDE: &str = "KIOSQUE_TEST_OPENS_INSIDE";

#[test]
fn an_address_is_one_argument_and_nothing_else() {
    if let Ok(texts) = env::var(INSIDE) {
        let (inbox, arriving) = mpsc::channel();
        let mut effects =
            Effects::new(inbox, Words::default(), Tables::default(), cache::Place::Nowhere, None).unwrap();
        for address in texts.lines().filter_map(WebAddress::parse) {
            effects.carry_out(Effect::Open(address));
        }
        while let Ok(Event::Message(Message::Failed(failure))) = arriving.recv_timeout(Duration::from_secs(1)) {
            println!("told: {}", failure.text);
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (bin, told) = opener(folder.path(), "exit 0");
    let hostile = [
        "http://x/$(touch pwned)",
        "http://x/`touch pwned`;touch pwned|touch pwned&",
        "https://x/' \" \\ * ~ %41",
        "http://-x/--version",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--version",
        "-x http://x/",
        "data:text/html,x",
    ];
    assert_eq!(given(folder.path(), &bin, &hostile), [""; 0]);
    let mut lines: Vec<String> = fs::read_to_string(told).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "1:http://-x/--version",
            "1:http://x/$(touch%20pwned)",
            "1:http://x/%60touch%20pwned%60;touch%20pwned|touch%20pwned&",
            "1:https://x/'%20%22%20/%20*%20~%20%41",
        ]
    );
    assert!(!folder.path().join("pwned").exists());
}

#[test]
fn what_cannot_be_opened_is_said_with_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let (bin, _) = opener(folder.path(), "exit 3");
    let told = given(folder.path(), &bin, &["https://quai.example/a"]);
    assert_eq!(told, [format!("{NAME} could not open https://quai.example/a: exit status: 3")]);
    fs::remove_file(bin.join(NAME)).unwrap();
    let told = given(folder.path(), &bin, &["https://quai.example/a"]);
    assert_eq!(told, [format!("{NAME} is not there to open it; the address is https://quai.example/a")]);
}

/// A page with a link that leads nowhere, and with one that leads there.
fn linked_page(address: &str) -> String {
    format!(
        "<html><head><title>Le phare rouvre</title></head><body><article><h1>Le phare rouvre</h1>\
        <p>Les pêcheurs ont attendu le matin devant la halle fermée, et personne n'est venu leur dire pourquoi, \
        <a href=\"javascript:alert(1)\">ni ici</a> <a href=\"{address}\">ni à la mairie</a>, \
        qui se tait depuis trois jours et trois nuits.</p></article></body></html>"
    )
}

#[test]
fn the_program_hands_a_link_of_a_page_to_the_opener() {
    let home = home();
    let (bin, told) = opener(home.path(), "exit 0");
    let page = home.path().join("page.html");
    fs::write(&page, linked_page("http://x.example/$(touch pwned)")).unwrap();
    let mut emulator = Start::kiosque(&home, &[&page]).env("PATH", &bin.to_string_lossy()).run();
    emulator.until_shown("devant la halle");
    emulator.send(b"O");
    emulator.until_shown("x.example");
    emulator.send(b"1");
    emulator.until_shown("Opening http://x.example/");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    let given = (0..200).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        fs::read_to_string(&told).ok().filter(|given| given.ends_with('\n'))
    });
    assert_eq!(given.as_deref(), Some("1:http://x.example/$(touch%20pwned)\n"));
    assert!(!home.path().join("pwned").exists());
}

#[test]
fn the_terminal_is_told_where_words_lead_and_no_cell_changes() {
    let home = home();
    let page = home.path().join("page.html");
    fs::write(&page, linked_page("http://mairie.example/avis?n=3")).unwrap();
    let screens = ["auto", "never"].map(|told| {
        let settings = home.path().join(format!("{told}.toml"));
        fs::write(&settings, format!("hyperlinks = \"{told}\"\n")).unwrap();
        let mut emulator = Start::kiosque(&home, &[Path::new("--config"), &settings, &page]).run();
        emulator.until_shown("la mairie");
        // The list of links lies over the page, and goes again.
        emulator.send(b"O");
        emulator.until_shown("mairie.example");
        emulator.send(b"\x1b");
        let sight =
            emulator.until("the page again", |sight| !sight.shows("mairie.example") && sight.shows("la mairie"));
        let screen = sight.parser.screen().contents_formatted();
        drop(sight);
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0);
        let bytes = String::from_utf8_lossy(&emulator.until_over().bytes).into_owned();
        let [n_links, n_closed] = ["\x1b]8;id=", "\x1b]8;;\x1b\\"].map(|sequence| bytes.matches(sequence).count());
        assert_eq!((n_links > 0, n_links), (told == "auto", n_closed), "every link is closed behind its cells");
        assert_eq!(bytes.contains(";http://mairie.example/avis?n=3\x1b\\"), told == "auto");
        screen
    });
    assert_eq!(screens[0], screens[1]);
}
