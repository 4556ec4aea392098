//! What is taken out: the built-in edition in every format, a hostile page, passages, and the command line.
//!
//! Exports of the edition stand in `tests/exports`; `KIOSQUE_UPDATE_GOLDEN=1 cargo test export` writes them anew; look at the
//! difference before keeping it.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use kiosque::app::Setup;
use kiosque::app::effect::{Effect, Export};
use kiosque::app::message::{Exporting, Message};
use kiosque::edition;
use kiosque::export::piece::Piece;
use kiosque::export::style::Style;
use kiosque::export::taken::{Taken, What};
use kiosque::export::{Exporter, Format};
use kiosque::ingest::ingest;
use kiosque::locale::Locale;
use kiosque::locale::words::Words;
use kiosque::model::article::{BlockKind, Tweet};
use kiosque::model::date::PartialDate;
use kiosque::model::document::Origin;
use kiosque::model::evidence::Confidence;
use kiosque::store::groups::Filter;
use kiosque::store::library::Library;
use kiosque::store::listing::listed;
use kiosque::store::marks::Passage;
use kiosque::store::order::Order;
use kiosque::store::segment::Segment;
use kiosque::text::clean::Clean;

use crate::screens::{Reader, assert_picture};

fn library(pages: &[(&str, &str)]) -> Library {
    let documents = pages.iter().map(|(path, text)| ingest(&Origin::file(*path), text.as_bytes()));
    Library::new([Segment::new(documents.collect())])
}

/// All of a library in a format.
fn exported(library: &Library, format: Format, locale: Locale) -> String {
    let list = listed(library, &Filter::default(), None, None, Order::Newest);
    let taken = Taken::new(library.clone(), What::List(list));
    let exporter = Exporter::new(format, Style::Press, taken.n_articles(), &Words::of(locale));
    let mut out = Vec::new();
    let n_written = taken.write(exporter, &mut out, &mut |_| ControlFlow::Continue(())).expect("memory takes all");
    assert_eq!(n_written, Some(library.len()));
    String::from_utf8(out).expect("UTF-8")
}

fn passage_of(library: &Library, block: u32, quote: &str, format: Format, locale: Locale) -> String {
    let (key, article) = library.iter().next().expect("an article");
    let passage = Passage { block, start: 0, quote: quote.to_owned() };
    Exporter::new(format, Style::Press, 1, &Words::of(locale)).whole(&Piece::new(
        &article,
        library.outlet_label(key),
        Some(&passage),
    ))
}

#[test]
fn the_edition_in_every_format() {
    let library = library(&edition::PAGES.iter().map(|(path, text)| (*path, *text)).collect::<Vec<_>>());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports");
    for (format, locale) in
        Format::ALL.into_iter().zip([Locale::English, Locale::French, Locale::Arabic].into_iter().cycle())
    {
        let export = exported(&library, format, locale);
        let path = folder.join(format!("edition.{}", format.extension(library.len())));
        if std::env::var_os("KIOSQUE_UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &export).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(export == kept, "{} is another now", path.display());
    }
}

/// A page that tries to be more than a page.
const HOSTILE: &str = "<script>alert(\"1\")</script> & =1+1\n\nPublié dans Le Quotidien le 03 - 07 - 2013\n\n\
    =cmd|' /C calc'!A0 est une formule, } \\input{/etc/passwd} une commande, et <img src=x onerror=alert(1)> une image, dit le maire.\n\n\
    ER  - \nTY  - BOOK\n\n--- # [x](javascript:alert(1)) est un lien qui ne mène nulle part, dit-il encore aux habitants.\n";

#[test]
fn a_hostile_page_is_text_in_every_format() {
    let library = library(&[("a \"b\" <c>.txt", HOSTILE)]);
    let export = |format| exported(&library, format, Locale::English);

    let html = export(Format::Html);
    let tags: BTreeSet<&str> = html.split('<').skip(1).filter_map(|tag| tag.split([' ', '>', '\n']).next()).collect();
    let known = "!DOCTYPE a article bdi body br footer h1 h2 head header html main meta p style time title \
        /a /article /bdi /body /footer /h1 /h2 /head /header /html /main /p /style /time /title blockquote /blockquote";
    let strange: Vec<_> = tags.iter().filter(|tag| !known.split(' ').any(|known| known == **tag)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(html.contains("default-src 'none'") && !html.contains("href=\"javascript"));

    let ris = export(Format::Ris);
    assert_eq!(ris.matches("\r\nER  - \r\n").count(), 1);
    assert!(ris.lines().skip(1).all(|line| !line.starts_with("TY")), "{ris}");
    assert_eq!(ris.matches('\n').count(), ris.matches("\r\n").count());

    let csv = export(Format::Csv);
    assert!(csv.split(',').all(|cell| !cell.trim_start_matches('"').starts_with('=')), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 2);

    let markdown = export(Format::Markdown);
    assert!(markdown.contains("\\<script\\>") || markdown.contains("\\<script>"), "{markdown}");
    assert!(!markdown.contains("[x]("), "{markdown}");
}

#[test]
fn what_is_not_known_is_in_no_reference() {
    let library = library(&[(
        "x.txt",
        "La rivière est sortie de son lit dans la nuit, inondant les quartiers bas. Les gens dorment à l'école.\n",
    )]);
    for format in [Format::Bibtex, Format::Ris] {
        let export = exported(&library, format, Locale::French);
        for made_up in ["year", "title", "author", "journal", "PY", "TI", "AU", "T2", "DA"] {
            assert!(!export.contains(made_up), "{made_up} in {export}");
        }
        assert!(export.contains("fichier x.txt"), "{export}");
    }
}

#[test]
fn a_passage_is_quoted_with_its_source() {
    let page = "La mer monte à Saint-Guénolé\n\nPublié dans Le Quotidien le 03 - 07 - 2013\n\nLes pêcheurs du port ont sorti \
        leurs filets de la cale avant la grande marée.\n\nLe maire a demandé aux habitants de fermer leurs portes.\n";
    let library = library(&[("mer.txt", page)]);
    let quote = "Le maire a demandé";
    let cited = "«\u{A0}La mer monte à Saint-Guénolé\u{A0}», Le Quotidien, 3 juillet 2013, fichier mer.txt, ligne 7.\n";
    let export = |format| passage_of(&library, 1, quote, format, Locale::French);
    assert_eq!(export(Format::Text), format!("«\u{A0}{quote}\u{A0}»\n\n{cited}"));
    assert!(export(Format::Markdown).ends_with(&format!("---\n\n> {quote}\n\n{cited}")));
    assert!(export(Format::Html).contains(&format!("<p lang=\"fr\" dir=\"ltr\">{quote}</p>")));
    assert!(export(Format::Csv).ends_with(&format!(",7,7,{quote}\r\n")));
    assert!(export(Format::Bibtex).contains(&format!("  annotation = {{{quote}}},\n")));
    assert!(export(Format::Ris).contains(&format!("\r\nN1  - {quote}\r\n")));
    let json: serde_json::Value = serde_json::from_str(&export(Format::Json)).unwrap();
    assert_eq!((&json["passage"]["text"], &json["passage"]["lines"][0]), (&quote.into(), &7.into()));
}

#[test]
fn an_outlet_is_called_as_in_the_list_and_a_file_harms_nobody() {
    let page = |outlet| {
        format!(
            "La mer monte\n\nPublié dans {outlet} le 03 - 07 - 2013\n\nLes pêcheurs ont sorti leurs filets de la cale.\n"
        )
    };
    let pages = ["Le Goéland", "Le goéland", "Le Goéland"].map(page);
    let names = ["a\u{1b}[2J.txt", "b\u{202e}.txt", "c.txt"];
    let pages: Vec<_> = names.into_iter().zip(&pages).map(|(name, page)| (name, page.as_str())).collect();
    let library = library(&pages);
    for format in Format::ALL {
        let export = exported(&library, format, Locale::English);
        let own_spelling = export.lines().filter(|line| line.contains("Le goéland")).count();
        let want = if format == Format::Json { 1 } else { 0 };
        assert_eq!((own_spelling, export.contains("Le Goéland")), (want, true), "{export}");
        assert!(!export.contains(['\u{1b}', '\u{202e}']), "{export}");
    }
}

#[test]
fn a_guessed_date_is_said_to_be_one_in_every_line() {
    let page = "La mer monte à Saint-Guénolé\n\nLe Quotidien, publié hier à 10h, mis à jour le 4 juillet 2013\n\n\
        Les pêcheurs du port ont sorti leurs filets de la cale avant la grande marée.\n";
    let mut document = ingest(&Origin::file("mer.txt"), page.as_bytes());
    let published = &mut document.articles[0].published;
    published.fact.value = PartialDate::day(2013, 7, 3);
    published.fact.confidence = Confidence::Derived;
    let library = Library::new([Segment::new(vec![document])]);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let export = exported(&library, format, Locale::English);
        assert_eq!(export.matches("3 July 2013 (derived)").count(), 2, "{export}");
        assert!(!export.contains("· 2013"), "{export}");
    }
    for format in [Format::Bibtex, Format::Ris] {
        assert!(exported(&library, format, Locale::English).contains("3 July 2013 (derived)"));
    }
}

#[test]
fn lines_of_a_post_end_where_they_do() {
    let text = "Tempête au large\nLe port ferme\nRestez chez vous";
    let mut document = ingest(&Origin::file("mer.txt"), b"La mer monte.\n");
    let block = &mut document.articles[0].blocks[0];
    block.kind = BlockKind::Tweet(Tweet::default());
    block.text = Clean::join_lines(&text.split('\n').map(Clean::new).collect::<Vec<_>>());
    let library = Library::new([Segment::new(vec![document])]);
    let quotation = passage_of(&library, 0, "au large\nLe port ferme\nRestez", Format::Markdown, Locale::English);
    assert!(quotation.contains("> au large\\\n> Le port ferme\\\n> Restez\n"), "{quotation}");
}

#[test]
fn a_style_is_dressed_as_the_format_can() {
    let page = |outlet| {
        format!(
            "La mer [monte]\n\nPublié dans {outlet} le 03 - 07 - 2013\n\nLes pêcheurs ont sorti leurs filets de la cale.\n"
        )
    };
    let [latin, arabic] = ["Le Quotidien", "\u{627}\u{644}\u{646}\u{647}\u{627}\u{631}"];
    for (format, outlet, want) in [
        (
            Format::Text,
            latin,
            "\nLe Quotidien. “La mer [monte].” July 3, 2013. [file mer.txt, lines 1–5].\n".to_owned(),
        ),
        (
            Format::Markdown,
            latin,
            "\n*Le Quotidien*. “La mer \\[monte\\].” July 3, 2013. \\[file mer.txt, lines 1–5\\].\n".to_owned(),
        ),
        (
            Format::Html,
            latin,
            "><cite><bdi>Le Quotidien</bdi></cite>. “<bdi>La mer [monte]</bdi>.” <bdi>July".to_owned(),
        ),
        (Format::Markdown, arabic, format!("\n{arabic}. “La mer")),
        (Format::Html, arabic, format!("><bdi>{arabic}</bdi>. “<bdi>La mer")),
    ] {
        let mut document = ingest(&Origin::file("mer.txt"), page(latin).as_bytes());
        document.articles[0].outlet.value = Some(Clean::new(outlet));
        let library = Library::new([Segment::new(vec![document])]);
        let (key, article) = library.iter().next().expect("an article");
        let piece = Piece::whole(&article, library.outlet_label(key));
        let export = Exporter::new(format, Style::Chicago, 1, &Words::of(Locale::English)).whole(&piece);
        assert!(export.contains(&want), "{want:?} is not in {export}");
    }
}

#[test]
fn the_setting_is_for_copies_and_for_files() {
    let mut reader = Reader::open_with(Setup { citation: Style::Mla, ..Setup::default() }, 100, 30);
    reader.keys("<enter>C");
    let copied = asked(&mut reader).into_iter().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text),
        _ => None,
    });
    assert!(
        copied.as_ref().is_some_and(|text| text.contains("Castel, Nour. “") && text.contains("2 Oct. 2024")),
        "{copied:?}"
    );
    reader.keys("e<enter><ctrl-u>a.txt<enter>");
    assert_eq!(export_of(asked(&mut reader)).map(|export| export.citation), Some(Style::Mla));
}

/// What the app asks of the world since the last time.
fn asked(reader: &mut Reader) -> Vec<Effect> {
    reader.effects.drain(..).collect()
}

fn export_of(effects: Vec<Effect>) -> Option<Export> {
    effects.into_iter().find_map(|effect| if let Effect::Export(export) = effect { Some(*export) } else { None })
}

#[test]
fn an_export_is_chosen_and_named() {
    for (locale, name) in [(Locale::English, "en"), (Locale::French, "fr"), (Locale::Arabic, "ar")] {
        for (width, height) in [(80, 24), (120, 36)] {
            let mut reader = Reader::speaking(locale, width, height);
            reader.keys("e");
            assert_picture(&format!("export_choice_{name}_{width}"), &reader.picture());
            reader.keys("jj<enter>");
            assert_picture(&format!("export_file_{name}_{width}"), &reader.picture());
            reader.keys("<esc>|");
            assert_picture(&format!("export_command_{name}_{width}"), &reader.picture());
        }
    }
}

#[test]
fn a_small_screen_has_room_for_the_choice() {
    for (width, height) in [(20, 5), (40, 10)] {
        let mut reader = Reader::open(width, height);
        reader.keys("e");
        assert_picture(&format!("export_choice_{width}x{height}"), &reader.picture());
    }
}

#[test]
fn the_article_the_list_and_the_format_are_as_chosen() {
    let mut reader = Reader::open(100, 30);
    reader.keys("e<enter>a.txt<enter>");
    let first = export_of(asked(&mut reader)).expect("a file is to be written");
    assert_eq!((first.taken.n_articles(), first.format, first.replaces), (1, Format::Text, false));
    assert!(first.path.ends_with(".txta.txt"), "what is proposed stays while more is typed: {}", first.path);
    reader.tell(Message::Export(Exporting::Done(1)));
    assert!(reader.picture().contains(&format!("Written to {}", first.path)));

    reader.keys("e<tab>G<ctrl-u><enter><ctrl-u>refs.ris<enter>");
    let all = export_of(asked(&mut reader)).expect("a file is to be written");
    assert_eq!((all.format, all.path.as_str()), (Format::Ris, "refs.ris"));
    assert!(all.taken.n_articles() > 10);
    reader.tell(Message::Export(Exporting::Going(3)));
    assert!(reader.picture().contains("3 of "), "{}", reader.picture());
    reader.keys("e");
    assert_eq!(asked(&mut reader), [Effect::StopExport]);
    reader.tell(Message::Export(Exporting::Stopped));
    assert!(reader.picture().contains("Stopped: nothing was written to refs.ris"));
}

#[test]
fn a_file_that_is_there_is_replaced_when_somebody_says_so() {
    let mut reader = Reader::open(100, 30);
    reader.keys("e<enter><ctrl-u>a.txt<enter>");
    assert_eq!(export_of(asked(&mut reader)).map(|export| export.replaces), Some(false));
    reader.tell(Message::Export(Exporting::Exists));
    assert_picture("export_exists", &reader.picture());
    reader.keys("<enter>");
    assert_eq!(
        export_of(asked(&mut reader)).map(|export| (export.path, export.replaces)),
        Some(("a.txt".into(), true))
    );
    reader.tell(Message::Export(Exporting::Failed("the disk is full".into())));
    assert!(reader.picture().contains("a.txt cannot be written: the disk is full"));

    reader.keys("e<enter><ctrl-u>a.txt<enter>");
    reader.tell(Message::Export(Exporting::Exists));
    reader.keys("2<enter>");
    let other = asked(&mut reader).into_iter().rfind(|effect| matches!(effect, Effect::Export(_)));
    assert!(matches!(other, Some(Effect::Export(export)) if !export.replaces && export.path == "a.txt2"));
}

#[test]
fn a_name_is_completed_as_far_as_the_files_agree() {
    let mut reader = Reader::open(100, 30);
    reader.keys("e<enter><ctrl-u>arch<tab>");
    assert_eq!(asked(&mut reader).last(), Some(&Effect::Complete("arch".to_owned())));
    let found = ["archive-2019/", "archive-2020/"].map(str::to_owned).to_vec();
    reader.tell(Message::Completed { typed: "arch".to_owned(), found: found.clone() });
    let picture = reader.picture();
    assert!(picture.contains("write to archive-20 ") && picture.contains("archive-2019/  archive-2020/"), "{picture}");
    reader.tell(Message::Completed { typed: "arch".to_owned(), found });
    assert_eq!(reader.picture(), picture, "an answer to what is typed no longer is dropped");
}

#[test]
fn commands_of_the_session_come_again() {
    let mut reader = Reader::open(100, 30);
    for command in ["wc -w", "cat"] {
        reader.keys("|").keys(command).keys("<enter>");
        let effects = asked(&mut reader);
        assert!(matches!(&effects[..], [.., Effect::Save(_), Effect::Pipe { command: given, .. }] if given == command));
    }
    reader.keys("|<up><up>");
    assert!(reader.picture().contains("| wc -w"));
    reader.keys("<down> -n<down><enter>");
    assert!(export_of(asked(&mut reader)).is_none());
    reader.keys("<up><enter>");
    assert!(matches!(asked(&mut reader).last(), Some(Effect::Pipe { command, .. }) if command == "cat -n"));
}
