//! One story, many papers: rows of a list, the top line, and the page of variants, as one reads them.

use std::sync::Arc;

use kiosque::app::Setup;
use kiosque::app::message::{Message, Progress};
use kiosque::app::panes::Size;
use kiosque::app::state::State;
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::model::document::Origin;
use kiosque::store::library::Library;
use kiosque::store::segment::Segment;
use kiosque::store::stories::Stories;
use ratatui::style::Modifier;

use crate::screens::{Reader, assert_picture};

/// A page of a paper: headline, outlet and day, then its paragraphs.
fn page(headline: &str, outlet: &str, date: &str, paragraphs: &[&str]) -> String {
    format!("{headline}\n\nPublié dans {outlet} le {date}\n\n{}\n", paragraphs.join("\n\n"))
}

const FLOOD: [&str; 4] = [
    "La digue du vieux port de Ras Zahra a cédé dans la nuit de mardi à mercredi sous la pression de la crue.",
    "Deux quartiers de la basse ville ont été évacués avant l'aube par les pompiers et par les équipes de la commune, \
     venues en renfort de toute la côte.",
    "Aucune victime n'est à déplorer, a dit le maire, qui a visité les lieux dans la matinée en compagnie des ingénieurs.",
    "Les travaux de consolidation, promis depuis trois ans, devaient commencer à l'automne.",
];

const WELL: [&str; 2] = [
    "فتح المجلس البلدي في رأس زهرة يوم الاثنين البئر القديمة أمام أهالي الحي بعد سبع سنوات من الإغلاق.",
    "وقال رئيس المجلس إن مياه البئر صالحة للشرب، وإن العمال أصلحوا السور الحجري والدرج المؤدي إلى الساحة في ثلاثة أشهر.",
];

/// A flood that four papers tell, a well that two tell, and one article that stands alone.
fn press() -> Library {
    let [port, quarters, mayor, works] = FLOOD;
    let reworded = quarters.replace("avant l'aube", "dès minuit").replace("de toute la côte", "des villes voisines");
    let changed = mayor.replace("Aucune victime n'est", "Deux blessés légers sont").replace("le maire", "Mme la maire");
    let well = WELL.map(|paragraph| paragraph.replace("ثلاثة أشهر", "أربعة أشهر").replace("الاثنين", "الإثنين"));
    let pages = [
        page("La digue de Ras Zahra cède", "Le Phare", "12 - 02 - 2020", &FLOOD),
        page(
            "Ras Zahra : la digue a cédé",
            "Le Courrier du Cap",
            "12 - 02 - 2020",
            &[port, &reworded, &changed, works],
        ),
        page("LA DIGUE DE RAS ZAHRA CÈDE", "L'Estran", "13 - 02 - 2020", &FLOOD),
        page("La digue cède", "La Brève", "14 - 02 - 2020", &[port, quarters]),
        page("بئر رأس زهرة تعود إلى أهلها", "الميناء", "03 - 03 - 2021", &WELL),
        page("البئر القديمة تعود", "الساحل", "04 - 03 - 2021", &[&well[0], &well[1]]),
        page(
            "Le marché aux oiseaux déménage",
            "Le Phare",
            "15 - 02 - 2020",
            &[
                "Les oiseleurs de la place haute quitteront leurs étals de bois pour la halle neuve, au bout du quai des brumes.",
            ],
        ),
    ];
    let read = |(n, text): (usize, &String)| ingest(&Origin::file(format!("press/{n}.txt")), text.as_bytes());
    let segment = Segment::new(pages.iter().enumerate().map(read).collect());
    let mut library = Library::default();
    library.push(Arc::new(segment));
    let stories = Stories::of(&library, &Stories::default(), &mut || true).expect("nobody breaks it off");
    library.with_stories(&Arc::new(stories))
}

fn open(locale: Locale, width: u16, height: u16) -> Reader {
    let setup = Setup { words: Words::of(locale), ..Setup::default() };
    let mut reader = Reader::set_up(setup, width, height, &State::default());
    reader.tell(Message::Library(press()));
    reader.tell(Message::Progress(Progress { n_read: 7, n_found: 7, finished: true, ..Progress::default() }));
    reader
}

#[test]
fn a_story_has_one_row_and_its_variants_a_page() {
    let walks: &[(&str, &str)] = &[
        ("stories", ""),
        ("stories_of_an_outlet", "oestran<enter>"),
        ("variants", "jjd"),
        ("variants_excerpt", "jjdG"),
        ("variants_itself", "jjdg"),
        ("variants_arabic", "d"),
        ("variants_opened", "jjdj<enter>"),
    ];
    for locale in Locale::ALL {
        for size in [Size { width: 80, height: 24 }, Size { width: 120, height: 36 }, Size { width: 200, height: 50 }] {
            for (name, keys) in walks {
                let mut reader = open(locale, size.width, size.height);
                let name = format!("{name}_{}_{}x{}", locale.tag(), size.width, size.height);
                assert_picture(&name, &reader.keys(keys).picture());
            }
        }
    }
    for (width, height) in [(40, 16), (20, 5)] {
        let mut reader = open(Locale::English, width, height);
        assert_picture(&format!("variants_en_{width}x{height}"), &reader.keys("jjd").picture());
    }
}

/// What the top line counts, and the outlets of the rows, each with how many stand behind it.
fn told(reader: &Reader) -> (String, Vec<String>) {
    let picture = reader.picture();
    let count = picture.lines().next().unwrap_or_default().rsplit("   ").next().unwrap_or_default().trim().to_owned();
    let outlets = ["Le Phare", "Le Courrier", "L'Estran", "La Brève"];
    let list = picture.lines().filter_map(|line| line.split('│').nth(1));
    let row = |line: &str| {
        let outlet = outlets.iter().find(|outlet| line.contains("Feb 2020") && line.contains(**outlet))?;
        let behind = line.split_whitespace().find(|word| word.starts_with('+')).unwrap_or_default();
        Some(format!("{outlet} {behind}").trim_end().to_owned())
    };
    (count, list.filter_map(row).collect())
}

#[test]
fn the_first_that_was_found_stands_for_its_story_and_every_article_is_counted() {
    let mut reader = open(Locale::English, 120, 36);
    assert_eq!(told(&reader), ("7 articles in 3 stories".into(), vec!["Le Phare".into(), "Le Phare +3".into()]));
    for (keys, count, rows) in [
        ("oestran<enter>", "1 of 7 articles", &["L'Estran"][..]),
        ("x/minuit<enter>", "1 of 7 articles", &["Le Courrier"]),
        ("x/digue<enter>", "4 of 7 articles in 1 story", &["Le Phare +3"]),
        ("x/ingenieurs<enter>", "3 of 7 articles in 1 story", &["Le Phare +2"]),
    ] {
        reader.keys(keys);
        assert_eq!(told(&reader), (count.to_owned(), rows.iter().map(|row| (*row).to_owned()).collect()), "{keys}");
    }
}

#[test]
fn a_variant_that_is_opened_is_read_though_another_one_stands_in_the_list() {
    let mut reader = open(Locale::English, 120, 36);
    reader.keys("jjdjjj<enter>");
    let picture = reader.picture();
    assert!(picture.contains("La Brève · 14 February 2020"), "{picture}");
    // Its article is a variant, too: the page opens from it, and goes back to it.
    reader.keys("d");
    assert!(reader.picture().contains("fuller, 100 %"), "{}", reader.picture());
    reader.keys("<esc>");
    assert!(reader.picture().contains("La Brève · 14 February 2020"), "{}", reader.picture());
    // Nobody else tells of the birds.
    reader.keys("<esc>gjd");
    assert!(reader.picture().contains("No other article tells this story."), "{}", reader.picture());
}

#[test]
fn keys_of_marks_mean_the_variant_that_is_selected() {
    // (keys on the page, what the bottom line says, what a search for it lists then)
    for (keys, said, asks, outlet) in [
        ("*", "Starred", "is:starred", "Le Courrier du Cap"),
        ("GP", "Put on the reading list", "is:listed", "La Brève"),
        ("Evu<enter>", "Tagged #vu", "tag:vu", "Le Courrier du Cap"),
        ("Gaune brève<enter>", "Note written", "is:noted", "La Brève"),
        ("*u", "Undone: Starred", "is:starred", ""),
    ] {
        let mut reader = open(Locale::English, 120, 30);
        reader.keys("Gd").keys(keys);
        let picture = reader.picture();
        assert!(picture.lines().last().is_some_and(|row| row.contains(said)), "{keys}: {picture}");
        let picture = reader.keys(&format!("<esc>/{asks}<enter>")).picture();
        let n = if outlet.is_empty() { "0 of 7" } else { "1 of 7" };
        assert!(picture.contains(n) && picture.contains(outlet), "{keys}: {picture}");
    }
}

#[test]
fn words_of_one_alone_are_told_by_more_than_colour_in_both_directions() {
    for (keys, gone, new) in [
        // In Arabic "three" became "four": both are drawn from right to left, in the forms their letters have there.
        ("jjd", "avant l'aube", "dès minuit"),
        ("d", "\u{FE94}\u{FE9B}\u{FEFC}\u{FE9B}", "\u{FE94}\u{FECC}\u{FE91}\u{FEAD}\u{FE83}"),
    ] {
        let mut reader = open(Locale::English, 120, 36);
        reader.keys(keys);
        let buffer = reader.buffer();
        let with = |modifier: Modifier| -> String {
            let cells = buffer.content().iter().filter(|cell| cell.modifier.contains(modifier));
            cells.map(|cell| cell.symbol()).collect()
        };
        let (crossed, underlined) = (with(Modifier::CROSSED_OUT), with(Modifier::UNDERLINED));
        let escaped = |cells: &str| cells.escape_unicode().to_string();
        assert!(crossed.contains(gone) && !crossed.contains(new), "{}", escaped(&crossed));
        assert!(underlined.contains(new) && !underlined.contains(gone), "{}", escaped(&underlined));
    }
}
