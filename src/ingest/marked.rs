//! Manuscripts written down as tables, and what is made of them.

use chrono::NaiveDate;

use crate::ingest::manuscript::{About, Form, Hint, LineLink, Manuscript, Part, Statement};
use crate::ingest::{Context, ingest_manuscript};
use crate::model::article::{Article, BlockKind};
use crate::model::document::{Document, Origin};
use crate::model::evidence::Evidence;
use crate::model::lang::Lang;

const FIRST: &str = "Le port a rouvert ce matin après trois jours de vent, et les pêcheurs sont repartis avant l'aube.";
const SECOND: &str =
    "La criée a repris vers midi, avec peu de poisson mais beaucoup de monde autour des étals mouillés.";

/// A line with its form: `h1 Le port`, `p {first}`, `img Le port`, with `-` before what stands outside and `?` before what
/// nobody knows about.
fn line(marked: &str) -> (String, Hint) {
    let (tag, text) = marked.split_once(' ').unwrap_or((marked, ""));
    let part = match tag.chars().next() {
        Some('-') => Part::Outside("html.outside_text"),
        Some('?') => Part::Unknown,
        _ => Part::Text,
    };
    let form = match tag.trim_start_matches(['-', '?']) {
        "h1" => Form::Heading(1),
        "h2" => Form::Heading(2),
        "p" => Form::Paragraph,
        "li" => Form::ListItem,
        "q" => Form::Quote,
        "cap" => Form::Caption,
        "img" => Form::Image,
        "pre" => Form::Preformatted,
        "tr" => Form::TableRow,
        "open" => Form::Open,
        other => panic!("no such form: {other}"),
    };
    (text.replace("{first}", FIRST).replace("{second}", SECOND), Hint { form, part, ..Hint::default() })
}

/// `title=`, `outlet=` and so on make statements.
fn statement(said: &str) -> Statement {
    let (about, value) = said.split_once('=').expect("a statement is about=value");
    let (about, rule) = match about {
        "title" => (About::Title, "jsonld.headline"),
        "outlet" => (About::Outlet, "meta.og_site_name"),
        "published" => (About::Published, "jsonld.date_published"),
        "meta" => (About::Published, "meta.article_published_time"),
        "modified" => (About::Modified, "jsonld.date_modified"),
        "captured" => (About::Captured, "warc.date"),
        "author" => (About::Author, "jsonld.author"),
        "lang" => (About::Language, "html.lang"),
        "address" => (About::Address, "html.canonical"),
        "summary" => (About::Summary, "meta.description"),
        other => panic!("nothing is said about {other}"),
    };
    Statement { about, value: value.to_owned(), rule }
}

fn manuscript(said: &[&str], lines: &[&str]) -> Manuscript {
    let (texts, hints): (Vec<String>, Vec<Hint>) = lines.iter().map(|marked| line(marked)).unzip();
    Manuscript {
        text: texts.join("\n"),
        hints,
        statements: said.iter().map(|said| statement(said)).collect(),
        ..Manuscript::default()
    }
}

fn read(said: &[&str], lines: &[&str]) -> Document {
    let context = Context { today: NaiveDate::from_ymd_opt(2026, 1, 1), ..Context::default() };
    ingest_manuscript(&context, &Origin::default(), &manuscript(said, lines))
}

/// The kind of each line.
#[track_caller]
fn check_lines(said: &[&str], lines: &[(&str, &str)]) {
    let marked: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let got: Vec<&str> = read(said, &marked).lines.iter().map(|label| label.kind.as_str()).collect();
    let want: Vec<&str> = lines.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(got, want, "{marked:#?}");
}

fn evidence(evidence: &[Evidence]) -> String {
    let items = evidence.iter().map(|item| format!("{}{} {}", item.role.as_str(), item.line, item.rule));
    items.collect::<Vec<_>>().join(", ")
}

/// A fact of the container, and what speaks for it as `role line rule`.
#[track_caller]
fn check(said: &[&str], lines: &[&str], fact: fn(&Article) -> (String, String), want: (&str, &str)) {
    let document = read(said, lines);
    let (value, why) = fact(&document.articles[0]);
    assert_eq!((value.as_str(), why.as_str()), want, "{said:?} {lines:#?}");
}

fn title(article: &Article) -> (String, String) {
    let line = article.title_line.map_or(String::new(), |line| format!("{line}: "));
    let value = article.title.value.as_ref().map_or("-", |title| title.as_str());
    (format!("{line}{value}"), evidence(&article.title.evidence))
}

fn outlet(article: &Article) -> (String, String) {
    let value = article.outlet.value.as_ref().map_or("-", |outlet| outlet.as_str());
    (value.to_owned(), evidence(&article.outlet.evidence))
}

fn date(article: &Article) -> (String, String) {
    let published = &article.published;
    let bound = || published.not_after.map_or("-".to_owned(), |date| format!("until {date}"));
    (published.fact.value.map_or_else(bound, |date| date.to_string()), evidence(&published.fact.evidence))
}

fn people(article: &Article) -> (String, String) {
    let names = |names: &[crate::model::article::Attribution]| {
        names.iter().map(|name| name.name.to_string()).collect::<Vec<_>>().join("+")
    };
    (names(&article.authors), names(&article.agencies))
}

#[test]
fn text_is_what_markup_says_is_text() {
    check_lines(
        &[],
        &[
            ("-li Accueil", "boilerplate"),
            ("-p {second}", "boilerplate"),
            ("h1 Le port rouvre", "title"),
            ("p {first}", "paragraph"),
            ("p Une phrase courte.", "paragraph"),
            ("-p Une publicité au milieu, qui est longue et qui finit comme une phrase.", "boilerplate"),
            ("p {second}", "paragraph"),
            ("-h2 Nos autres titres", "boilerplate"),
            ("-p {second}", "boilerplate"),
        ],
    );
}

#[test]
fn furniture_inside_the_text_is_known_as_in_plain_text() {
    check_lines(
        &["title=Le port rouvre"],
        &[
            ("-h1 Le port rouvre", "title"),
            ("p Publié le 12 mars 2019 à 08h15", "pubinfo"),
            ("p Partager sur Facebook", "boilerplate"),
            ("p {first}", "paragraph"),
            ("h2 Une criée animée", "subheading"),
            ("p {second}", "paragraph"),
            ("cap Un chalutier quitte la passe. Photo : Nora Belkacem", "caption"),
            ("p Lire aussi : Une digue neuve pour l'été", "boilerplate"),
            ("q « La mer a été dure », dit le gardien.", "quote"),
            ("li Trois bateaux", "paragraph"),
            ("li et deux barques", "paragraph"),
        ],
    );
}

#[test]
fn text_ends_at_the_comments_and_at_what_heads_links() {
    let text = [("h1 Le port rouvre", "title")]
        .into_iter()
        .chain([("p {first}", "paragraph"), ("p {second}", "paragraph")].repeat(4));
    let below = |heading, kind| {
        let rest = [(heading, kind), ("p Un lecteur dit que la passe est trop étroite.", kind), ("p {first}", kind)];
        text.clone().chain(rest).collect::<Vec<_>>()
    };
    check_lines(&[], &below("h2 3 commentaires", "boilerplate"));
    check_lines(&[], &below("h2 La passe", "subheading")[..10]);
    let teasers = [("h2 Sur le même sujet", "boilerplate"), ("li Une digue neuve pour l'été", "boilerplate")];
    check_lines(&[], &text.clone().chain(teasers).collect::<Vec<_>>());
    // A text goes on below links in its middle.
    let more = [("li Le phare est repeint", "boilerplate")].into_iter().chain(text.clone().skip(1));
    check_lines(&[], &text.clone().chain(teasers).chain(more).collect::<Vec<_>>());
}

#[test]
fn embedded_posts_are_posts() {
    let lines = [
        "p {first}",
        "q Capitainerie",
        "q @capitainerie",
        "q 12 février 2020",
        "q Le port rouvre demain à l'aube #port",
        "p {second}",
        "q « Enfin », dit le gardien.",
    ];
    let document = read(&[], &lines);
    let blocks = &document.articles[0].blocks;
    let kinds: Vec<&str> = blocks.iter().map(|block| block.kind.as_str()).collect();
    assert_eq!(kinds, ["paragraph", "tweet", "paragraph", "quote"]);
    let BlockKind::Tweet(tweet) = &blocks[1].kind else { panic!("{:?}", blocks[1].kind) };
    let parts = [&tweet.author, &tweet.handle, &tweet.age].map(|part| part.as_ref().map_or("-", |part| part.as_str()));
    assert_eq!(parts, ["Capitainerie", "@capitainerie", "12 février 2020"]);
}

#[test]
fn the_words_under_a_picture_of_the_text_are_of_it() {
    check_lines(
        &[],
        &[
            ("p {first}", "paragraph"),
            ("img Le port", "image"),
            ("-cap Le port, mardi. Photo : Nora Belkacem", "caption"),
            ("p {second}", "paragraph"),
            ("-cap Un autre article", "boilerplate"),
        ],
    );
}

#[test]
fn the_standfirst_is_the_line_under_the_headline_that_is_stated_as_the_summary() {
    let summary = "summary=Trois jours durant, personne n'a pu sortir. Une chronique du vent…";
    let standfirst = "-p Trois jours durant, personne n'a pu sortir. Une chronique du vent et de l'attente.";
    let lines = |want| {
        [
            ("-p Trois jours durant, personne n'a pu sortir. Une chronique du vent et de l'attente.", "boilerplate"),
            ("-h1 Le port rouvre", "title"),
            ("-p Abonnez-vous", "boilerplate"),
            (standfirst, want),
            ("-p Partager", "boilerplate"),
            ("p {first}", "paragraph"),
            ("p {second}", "paragraph"),
        ]
    };
    check_lines(&["title=Le port rouvre", summary], &lines("dek"));
    check_lines(&["title=Le port rouvre"], &lines("boilerplate"));
    check_lines(&["title=Le port rouvre", "summary=Trois jours durant"], &lines("boilerplate"));
    let document = read(&["title=Le port rouvre", summary], &lines("dek").map(|(line, _)| line));
    let kinds: Vec<&str> = document.articles[0].blocks.iter().map(|block| block.kind.as_str()).collect();
    assert_eq!(kinds, ["dek", "paragraph", "paragraph"]);
}

#[test]
fn lines_that_are_marked_are_never_joined() {
    let document = read(&[], &["p {first}", "p et puis", "tr Lundi 3 12", "tr mardi 4 13", "pre if (a) {", "pre }"]);
    let texts: Vec<&str> = document.articles[0].blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, [FIRST, "et puis", "Lundi 3 12", "mardi 4 13", "if (a) {", "}"]);
}

#[test]
fn words_lead_somewhere_and_pictures_are_somewhere() {
    let link = |line, range, address: &str| LineLink { line, range, address: address.to_owned() };
    let lines = ["p {first}", "img Le port au matin", "cap Le port  au matin. Photo : Nora Belkacem"];
    let manuscript = Manuscript {
        links: vec![
            link(1, 3..7, "https://port.example/"),
            link(1, 10..17, "javascript:alert(1)"),
            link(2, 0..20, "https://port.example/a.jpg"),
            link(3, 0..11, "https://port.example/b"),
        ],
        ..manuscript(&[], &lines)
    };
    let document = ingest_manuscript(&Context::default(), &Origin::default(), &manuscript);
    let blocks = &document.articles[0].blocks;
    let shown = |at: usize| {
        let block = &blocks[at];
        let links = block
            .links
            .iter()
            .map(|link| format!("{}->{}", &block.text[link.start as usize..link.end as usize], link.address));
        links.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(0), "port->https://port.example/");
    let BlockKind::Image { address } = &blocks[1].kind else { panic!("{:?}", blocks[1].kind) };
    assert_eq!(address.as_ref().map(|address| address.as_str()), Some("https://port.example/a.jpg"));
    assert_eq!(shown(1), "");
    assert_eq!(
        (blocks[2].text.as_str(), shown(2).as_str()),
        ("Le port au matin.", "Le port au->https://port.example/b")
    );
}

#[test]
fn the_headline_is_the_one_that_is_stated() {
    let page = ["-h1 Le Fanal", "-li Accueil", "h2 Le port rouvre enfin", "p {first}", "p {second}"];
    check(
        &["title=Le port rouvre enfin - Le Fanal"],
        &page,
        title,
        ("3: Le port rouvre enfin", "states0 jsonld.headline, states3 title.stated"),
    );
    check(
        &["title=Trois jours de vent | Le Fanal", "outlet=Le Fanal"],
        &page,
        title,
        ("Trois jours de vent", "states0 jsonld.headline"),
    );
    check(
        &["outlet=Le Fanal"],
        &["-h1 Le port rouvre", "-li Partager", "p {first}", "p {second}"],
        title,
        ("1: Le port rouvre", "states1 markup.heading"),
    );
    check(
        &["title=Le port a rouvert ce matin"],
        &["?open {first}", "?open {second}"],
        title,
        ("Le port a rouvert ce matin", "states0 jsonld.headline"),
    );
    check(
        &["title=Le port rouvre"],
        &["?open Le port rouvre", "?open {first}", "?open {second}"],
        title,
        ("1: Le port rouvre", "states0 jsonld.headline, states1 title.stated"),
    );
    // The name of the site may be longer, and is the first heading; the headline stands nearer to the text.
    check(
        &["title=Vent d'ouest | La gazette des ports de pêche"],
        &["-h1 La gazette des ports de pêche", "-li Accueil", "h1 Vent d'ouest", "p {first}", "p {second}"],
        title,
        ("3: Vent d'ouest", "states3 title.stated, corroborates0 jsonld.headline"),
    );
    check(
        &["title=La gazette | Le vent d'ouest ferme le port"],
        &["-h1 La gazette", "-li Accueil", "h1 Le vent d'ouest ferme le port", "p {first}", "p {second}"],
        title,
        ("3: Le vent d'ouest ferme le port", "states0 jsonld.headline, states3 title.stated"),
    );
}

#[test]
fn the_outlet_is_a_paper_and_no_agency_or_platform() {
    let page = ["h1 Le port rouvre", "p {first}", "p {second}"];
    check(&["outlet=L'opinion"], &page, outlet, ("L'Opinion", "states0 meta.og_site_name"));
    check(&["outlet=https://www.lemonde.fr/"], &page, outlet, ("Le Monde", "states0 meta.og_site_name"));
    check(
        &["outlet=AFP", "outlet=Le Fanal | Actualités du large"],
        &page,
        outlet,
        ("Le Fanal", "states0 meta.og_site_name, rejected0 meta.og_site_name"),
    );
    check(&["outlet=WordPress.com"], &page, outlet, ("-", "rejected0 meta.og_site_name"));
    let aggregated = ["h1 Le port rouvre", "p Publié dans Le Fanal le 12 - 03 - 2019", "p {first}", "p {second}"];
    check(
        &["outlet=Kiosques réunis"],
        &aggregated,
        outlet,
        ("Le Fanal", "states2 pubinfo.published_in, rejected0 meta.og_site_name"),
    );
}

#[test]
fn authors_are_people() {
    let page = ["h1 Le port rouvre", "p Par Paul Durand", "p {first}", "p {second}"];
    for (said, want) in [
        (&["author=Nora Belkacem, Paul Martin et Anne Roux"][..], ("Nora Belkacem+Paul Martin+Anne Roux", "")),
        (&["author=Par Nora Belkacem avec AFP"], ("Nora Belkacem", "AFP")),
        (&["author=https://www.facebook.com/nora", "author=nora@fanal.example"], ("Paul Durand", "")),
        (&["outlet=Le Fanal", "author=Le Fanal", "author=La rédaction"], ("Paul Durand", "")),
        (&["author=admin", "author=Plantu"], ("Plantu", "")),
        (&["author=Nora Belkacem (Rabat, correspondance)"], ("Nora Belkacem", "")),
        (&["author=أحمد العلوي"], ("أحمد العلوي", "")),
    ] {
        check(said, &page, people, want);
    }
}

#[test]
fn a_stated_day_comes_before_all_guesses() {
    let page = ["h1 Le port rouvre", "p {first}", "p {second}"];
    let dated = ["h1 Le port rouvre", "p Publié le 12 mars 2019 à 08h15", "p {first}", "p {second}"];
    let aggregated = ["h1 Le port rouvre", "p Publié dans Le Fanal le 12 - 03 - 2019", "p {first}", "p {second}"];
    for (said, lines, want) in [
        (&["published=2019-03-12T23:30:00+01:00"][..], &page[..], ("2019-03-12", "states0 jsonld.date_published")),
        (
            &["published=2019-03-12"],
            &dated,
            ("2019-03-12", "states0 jsonld.date_published, corroborates2 pubinfo.published_on.fr"),
        ),
        (
            &["published=2019"],
            &dated,
            ("2019-03-12", "states2 pubinfo.published_on.fr, corroborates0 jsonld.date_published"),
        ),
        (
            &["published=2020-05-01"],
            &dated,
            ("2020-05-01", "states0 jsonld.date_published, tension2 pubinfo.published_on.fr"),
        ),
        (
            &["published=2020-05-01", "modified=2020-05-01"],
            &dated,
            ("2019-03-12", "states2 pubinfo.published_on.fr, rejected0 jsonld.date_published"),
        ),
        (
            &["published=2019-01-01T00:00:00Z"],
            &dated,
            ("2019-03-12", "states2 pubinfo.published_on.fr, rejected0 jsonld.date_published"),
        ),
        (&["published=2019-01-01T00:00:00Z"], &page, ("2019-01-01", "states0 jsonld.date_published")),
        (
            &["published=2020-05-01", "address=https://fanal.example/2019/03/12/port"],
            &dated,
            ("2019-03-12", "states2 pubinfo.published_on.fr, rejected0 jsonld.date_published"),
        ),
        (
            &["published=2020-05-01"],
            &aggregated,
            ("2019-03-12", "states2 pubinfo.published_in, rejected0 jsonld.date_published"),
        ),
        (
            &["published=1970-01-01T00:00:00Z", "meta=2019-03-12"],
            &page,
            ("2019-03-12", "states0 meta.article_published_time"),
        ),
        (
            &["published=2020-05-01", "modified=2020-05-01", "meta=2019-03-12"],
            &page,
            ("2019-03-12", "states0 meta.article_published_time, tension0 jsonld.date_published"),
        ),
        (
            &["published=2099-05-01", "meta=2019-03-12"],
            &page,
            ("2019-03-12", "states0 meta.article_published_time, rejected0 date.after_capture"),
        ),
        (
            &["published=2020-05-01", "captured=2019-12-01"],
            &page,
            ("until 2019-12-01", "rejected0 date.after_capture, anchor0 warc.date"),
        ),
        (&["modified=2020-05-01"], &page, ("until 2020-05-01", "bound0 jsonld.date_modified")),
        (&["address=https://fanal.example/2019/03/12/port"], &page, ("2019-03-12", "states0 address.date_in_path")),
    ] {
        check(said, lines, date, want);
    }
}

#[test]
fn relative_days_are_counted_from_the_day_of_fetching() {
    let page = ["h1 Le port rouvre", "p Publié hier à 11h21", "p {first}", "p {second}"];
    check(
        &["captured=2019-03-12T08:15:00Z"],
        &page,
        date,
        ("2019-03-11", "relative2 date.relative, anchor0 warc.date"),
    );
    let undated = ["h1 Le port rouvre", "p {first}", "p {second}"];
    check(&["captured=2019-03-12T08:15:00Z"], &undated, date, ("until 2019-03-12", "anchor0 warc.date"));
}

#[test]
fn a_script_speaks_louder_than_a_declared_language() {
    let french = Lang::parse("fr");
    let mut arabic = manuscript(
        &["lang=fr"],
        &["h1 عنوان قصير", "p أعلنت السلطات يوم الأربعاء أن الميناء سيفتح أبوابه من جديد بعد عامين من الأشغال."],
    );
    arabic.hints.iter_mut().for_each(|hint| hint.lang = french);
    let document = ingest_manuscript(&Context::default(), &Origin::default(), &arabic);
    assert_eq!(document.articles[0].languages, [Lang::AR]);
    let names = manuscript(&["lang=en"], &["p Nora Belkacem", "p Oslo"]);
    let document = ingest_manuscript(&Context::default(), &Origin::default(), &names);
    assert_eq!(document.articles[0].languages, [Lang::EN]);
    // The name of a file is in none.
    let document = read(&[], &["p {first}", "img Former-Prime-Minister-Tony-Blair-venxfrqg.jpeg", "p {second}"]);
    assert_eq!(document.articles[0].languages, [Lang::FR]);
}
