//! Pages nobody has seen: every document with a hand-made truth, changed in the ways pages differ, and read again.
//!
//! A variation is a pure function from a page to pages; the facts that must follow move along with the lines they stand
//! on (`page.rs`). Nothing may be read wrong, and what a variation leaves standing must be read.

use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1252, WINDOWS_1256};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use kiosque::ingest::outlets::Spellings;
use kiosque::ingest::pile::{Imprint, Pile};
use kiosque::ingest::{Context, ingest, ingest_with};
use kiosque::model::document::Origin;
use kiosque::model::json;

use crate::edition::{parse, sample, samples};
use crate::page::{Line, Page, Tally};

const NBSP: &str = "\u{a0}";

#[test]
fn the_page_itself() {
    check(|page| vec![page.clone()]);
}

#[test]
fn another_outlet_in_the_publication_line() {
    check(another_outlet);
}

#[test]
fn a_known_outlet_is_only_spelled_otherwise() {
    let names = include_str!("../../assets/outlets.toml").split('"').skip(1).step_by(2);
    let pages =
        ["concert-des-brumes", "les-hirondelles-de-la-gare", "layali-an-nujum"].map(|name| Page::new(&sample(name)));
    let without_names = Context { spellings: &Spellings::default(), ..Context::default() };
    let mut n_spelled_otherwise = 0;
    for (name, page) in names.flat_map(|name| pages.iter().map(move |page| (name, page))) {
        let page = with_outlet(page, name).expect("the page names an outlet");
        let known = parse(&page.name, page.text().as_bytes());
        let mut unknown =
            json::document(&ingest_with(&without_names, &Origin::file(&page.name), page.text().as_bytes()));
        for (unknown, known) in
            articles(&mut unknown).iter_mut().zip(known["articles"].as_array().into_iter().flatten())
        {
            n_spelled_otherwise += usize::from(unknown["outlet"] != known["outlet"]);
            unknown["outlet"] = known["outlet"].clone();
        }
        assert_eq!(unknown, known, "{name} in {}", page.name);
    }
    assert!(n_spelled_otherwise > 0, "the table of spellings is in use");
}

#[test]
fn another_date_in_the_publication_line() {
    check(another_date);
}

#[test]
fn no_publication_line() {
    check(|page| if page.heads.len() > 1 { vec![] } else { page.without(Line::is_publication) });
}

#[test]
fn no_headline() {
    check(|page| if page.heads.len() > 1 { vec![] } else { page.without(|line| line.kind == "title") });
}

#[test]
fn a_ticker_of_none_one_five_or_a_hundred() {
    check(|page| {
        [0, 1, 5, 100].into_iter().filter_map(|n| page.with_ticker(&headlines(n), &NBSP.repeat(4), true)).collect()
    });
}

#[test]
fn other_separators_in_the_ticker() {
    let separators = ["    ", "      ", &NBSP.repeat(3), &NBSP.repeat(8), "\t", "\t\t", " | ", " • "];
    check(|page| separators.iter().filter_map(|separator| page.with_ticker(&page.ticker, separator, false)).collect());
}

#[test]
fn no_furniture() {
    check(|page| page.without(|line| line.kind == "boilerplate"));
}

#[test]
fn no_furniture_and_no_ticker() {
    check(|page| page.without(|line| line.kind == "boilerplate" || line.kind == "ticker"));
}

#[test]
fn furniture_between_paragraphs() {
    check(furniture_inside);
}

#[test]
fn the_ticker_between_paragraphs_or_at_the_end() {
    check(ticker_elsewhere);
}

#[test]
fn menus_banners_and_footers_around_the_article() {
    check(whole_web_page);
}

#[test]
fn cut_off_after_some_lines() {
    check(|page| {
        [3, 4, 5, 6, 7].into_iter().filter_map(|eighths| page.cut_off(page.lines.len() * eighths / 8)).collect()
    });
}

#[test]
fn no_blank_lines() {
    check(no_blanks);
}

#[test]
fn doubled_blank_lines() {
    check(|page| vec![each_line(page, doubled)]);
}

#[test]
fn more_broken_lines() {
    check(|page| vec![each_line(page, broken)]);
}

#[test]
fn sentences_broken_at_their_links() {
    check(|page| vec![each_line(page, broken_at_a_link)]);
}

#[test]
fn paragraphs_set_to_a_width() {
    check(|page| [60, 72, 100].map(|width| each_line(page, |line| set_to(width, line))).to_vec());
}

#[test]
fn arabic_before_french() {
    check(arabic_first);
}

#[test]
fn a_missing_half_of_a_pair() {
    check(missing_half);
}

#[test]
fn other_handles_and_ages() {
    check(other_handles);
}

#[test]
fn copies_of_a_page_in_one_pile() {
    let mut tally = Tally::default();
    for page in samples().iter().map(Page::new) {
        let copies =
            [another_outlet(&page), another_date(&page), vec![each_line(&page, broken), page.clone(), page]].concat();
        let mut pile = Pile::default();
        let alone = |copy: &Page| ingest(&Origin::file(&copy.name), copy.text().as_bytes());
        copies.iter().for_each(|copy| pile.add(&Imprint::of(&alone(copy))));
        let repeats = pile.furniture();
        for (i, copy) in copies.iter().enumerate() {
            let plain = alone(copy);
            let again = repeats.furniture(&plain).map(|furniture| {
                let context = Context { furniture: Some(furniture), ..Context::default() };
                ingest_with(&context, &Origin::file(&copy.name), copy.text().as_bytes())
            });
            let document = again.unwrap_or(plain);
            tally.compare(&format!("{} #{i}", copy.name), copy, &json::document(&document));
        }
    }
    tally.assert_all_right();
}

#[test]
fn characters_that_do_not_show() {
    check_dressed(|text| every_nth_word(text, 5, "\u{200f}", "\u{200e}"));
    check_dressed(|text| every_nth_word(text, 7, "\u{2068}", "\u{2069}"));
    check_dressed(|text| every_nth_word(text, 3, "", "\u{200b}"));
    check_dressed(|text| text.replace("ement", "e\u{ad}ment"));
}

#[test]
fn other_spaces() {
    check_dressed(|text| {
        text.replace("\u{a0}!", "\u{202f}!").replace("\u{a0}:", "\u{202f}:").replace("\u{a0};", "\u{202f};")
    });
    check_dressed(|text| text.replace(" - ", "\u{a0}-\u{a0}").replace(", ", ",\u{2009}"));
    check_dressed(|text| text.lines().map(|line| format!("  {line}\u{a0}\n")).collect());
}

#[test]
fn other_line_ends_and_normal_forms() {
    check_dressed(|text| text.replace('\n', "\r\n"));
    check_dressed(|text| text.nfd().collect());
    check_dressed(|text| text.trim_end().to_owned());
    check_dressed(|text| format!("{text}\n\n\n"));
}

#[test]
fn other_encodings() {
    check_encoded(|text| Some([b"\xef\xbb\xbf", text.as_bytes()].concat()));
    check_encoded(|text| {
        Some("\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect())
    });
    check_encoded(|text| {
        Some("\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect())
    });
    check_encoded(|text| encoded(text, WINDOWS_1252));
    check_encoded(|text| encoded(text, WINDOWS_1256));
    check_encoded(|text| {
        Some(WINDOWS_1252.decode_without_bom_handling_and_without_replacement(text.as_bytes())?.into_owned().into())
    });
}

/// ISO-8859-6 has no accented letters, so the French headlines of the ticker are left out.
#[test]
fn arabic_in_its_iso_encoding() {
    let mut tally = Tally::default();
    for page in samples().iter().flat_map(|sample| Page::new(sample).without(|line| line.kind == "ticker")) {
        if let Some(bytes) = encoded(&page.text(), ISO_8859_6) {
            tally.compare(&page.name, &page, &parse(&page.name, &bytes));
        }
    }
    tally.assert_all_right();
}

/// Puts every page through the variation and adds up the facts.
fn check(vary: impl Fn(&Page) -> Vec<Page>) {
    let mut tally = Tally::default();
    for page in samples().iter().map(Page::new) {
        for (i, variant) in vary(&page).iter().enumerate() {
            tally.compare(&format!("{} #{i}", page.name), variant, &parse(&page.name, variant.text().as_bytes()));
        }
    }
    tally.assert_all_right();
}

/// Puts the text of every page through a change that changes no fact.
fn check_dressed(dress: impl Fn(&str) -> String) {
    check_encoded(|text| Some(dress(text).into_bytes()));
}

/// Puts every page into other bytes that say the same; `None` where these cannot say it.
fn check_encoded(encode: impl Fn(&str) -> Option<Vec<u8>>) {
    let mut tally = Tally::default();
    for page in samples().iter().map(Page::new) {
        if let Some(bytes) = encode(&page.text()) {
            tally.compare(&page.name, &page, &parse(&page.name, &bytes));
        }
    }
    tally.assert_all_right();
}

/// Names of one word to five, in both scripts, among them names that hold the words around a name.
const OUTLETS: [&str; 16] = [
    "Phare",
    "Le Grain",
    "La Gazette du Quai",
    "Le Courrier des Trois Rivières",
    "Le Matin le Soir",
    "LE PHARE",
    "le petit quai",
    "24 Heures du Port",
    "L’Écho-Libre",
    "Al-Manar Al-Bahri",
    "The Harbour Post",
    "النهضة",
    "صوت الميناء",
    "جريدة بلاد الزيتون",
    "مرآة الشرق والغرب اليوم",
    "أخبار يوم الجمعة",
];

fn another_outlet(page: &Page) -> Vec<Page> {
    OUTLETS.iter().filter_map(|name| with_outlet(page, name)).collect()
}

/// The page from another outlet, if it names one.
fn with_outlet(page: &Page, name: &str) -> Option<Page> {
    let article = page.heads.iter().position(|head| head.outlet.is_some())?;
    let mut page = with_publication(page, article, page.heads[article].outlet.as_deref()?, name);
    page.heads[article].outlet = Some(name.to_owned());
    Some(page)
}

fn articles(document: &mut Value) -> &mut [Value] {
    document["articles"].as_array_mut().map_or(&mut [], Vec::as_mut_slice)
}

/// Dates as they are printed, and what they mean. French and Arabic pages never put the month first.
const NUMERIC_DATES: [(&str, &str); 11] = [
    ("3-7-2013", "2013-07-03"),
    ("3/7/2013", "2013-07-03"),
    ("03/07/2013", "2013-07-03"),
    ("03 - 07 - 2013", "2013-07-03"),
    ("03  -  07  -  2013", "2013-07-03"),
    ("03\u{a0}-\u{a0}07\u{a0}-\u{a0}2013", "2013-07-03"),
    ("03.07.2013", "2013-07-03"),
    ("٠٣ - ٠٧ - ٢٠١٣", "2013-07-03"),
    ("31 - 01 - 2022", "2022-01-31"),
    ("29 - 02 - 2012", "2012-02-29"),
    ("2013-07-03", "2013-07-03"),
];

/// Dates in words, with their language. A month or a year alone stays one.
const WORDED_DATES: [(&str, &str, &str); 20] = [
    ("fr", "3 juillet 2013", "2013-07-03"),
    ("fr", "mercredi 3 juillet 2013", "2013-07-03"),
    ("fr", "1er août 2011", "2011-08-01"),
    ("fr", "29 févr. 2012", "2012-02-29"),
    ("fr", "18 juil. 2024", "2024-07-18"),
    ("fr", "août 2011", "2011-08"),
    ("fr", "déc. 1998", "1998-12"),
    ("fr", "03/07/2013", "2013-07-03"),
    ("fr", "3-7-2013", "2013-07-03"),
    ("ar", "3 تموز 2013", "2013-07-03"),
    ("ar", "03 يوليوز 2013", "2013-07-03"),
    ("ar", "3 يوليو 2013", "2013-07-03"),
    ("ar", "3 جويلية 2013", "2013-07-03"),
    ("ar", "٣ تموز/يوليو ٢٠١٣", "2013-07-03"),
    ("ar", "03 - 07 - 2013", "2013-07-03"),
    ("en", "3 July 2013", "2013-07-03"),
    ("en", "July 3, 2013", "2013-07-03"),
    ("en", "Wed 3 Jul 2013", "2013-07-03"),
    ("es", "3 de julio de 2013", "2013-07-03"),
    ("es", "1 de septiembre de 2011", "2011-09-01"),
];

fn another_date(page: &Page) -> Vec<Page> {
    let Some(head) = page.heads.first().filter(|head| head.is_date_stated) else { return Vec::new() };
    let (Some(old), Some(old_date)) = (&head.date_raw, &head.date) else { return Vec::new() };
    let worded =
        WORDED_DATES.iter().filter(|(lang, ..)| *lang == page.lang()).map(|(_, printed, date)| (*printed, *date));
    let dates: Vec<(&str, &str)> = if old.contains(" - ") { NUMERIC_DATES.to_vec() } else { worded.collect() };
    let redated = |(printed, date): (&str, &str)| {
        let mut page = with_publication(page, 0, old, printed);
        page.heads[0].date = Some(date.to_owned());
        page
    };
    // "en février 2014" takes another month, "le 4 juin 2021" another day.
    dates.into_iter().filter(|(_, date)| date.len() == old_date.len()).map(redated).collect()
}

/// The page with other words in the lines that say where and when an article was published.
fn with_publication(page: &Page, article: usize, old: &str, new: &str) -> Page {
    let mut page = page.clone();
    for line in page.lines.iter_mut().filter(|line| line.is_publication() && line.article == Some(article)) {
        line.text = line.text.replacen(old, new, 1);
    }
    page
}

/// `n` headlines, none like another, with the punctuation and the dates that headlines have.
fn headlines(n: usize) -> Vec<String> {
    let subjects = ["Le bac de nuit", "L'orgue du port", "Budget : la criée", "«Le Sel», un film", "CNM. Le chantier"];
    let ends = [
        "change d'horaires le 14 juin 2031",
        "cherche un toit",
        "rouvre enfin !",
        "divise le conseil",
        "fête ses cent ans, ou presque",
    ];
    (0..n).map(|i| format!("{} n° {} {}", subjects[i % 5], i + 1, ends[i / 5 % 5])).collect()
}

/// Lines that stand between the paragraphs of a page, by language.
const INSIDE: [(&str, &str); 14] = [
    ("fr", "Lire aussi : Le bac de nuit change d’horaires"),
    ("fr", "A lire également"),
    ("fr", "Partager sur Facebook"),
    ("fr", "Publicité"),
    ("fr", "Inscrivez-vous à notre newsletter"),
    ("fr", "Merci d'avoir signalé!"),
    ("ar", "اقرأ أيضا: موسم جني الزيتون يبدأ مبكرا هذا العام"),
    ("ar", "إعلان"),
    ("ar", "شارك على فيسبوك"),
    ("ar", "شكرا على الإبلاغ!"),
    ("en", "Read more: The ferry timetable changes again"),
    ("en", "Advertisement"),
    ("es", "Lea también: El mercado de abastos recupera su reloj"),
    ("es", "Publicidad"),
];

fn furniture_inside(page: &Page) -> Vec<Page> {
    let own = INSIDE.iter().filter(|(lang, _)| *lang == page.lang());
    own.filter_map(|(_, text)| page.with_inside(&[Line::furniture(text)])).collect()
}

fn ticker_elsewhere(page: &Page) -> Vec<Page> {
    let Some(at) = page.lines.iter().position(|line| line.kind == "ticker") else { return Vec::new() };
    let mut rest = page.clone();
    let ticker = rest.lines.remove(at);
    let last = Page { lines: [&rest.lines[..], &[Line::default(), ticker.clone()]].concat(), ..rest.clone() };
    rest.with_inside(&[ticker]).into_iter().chain([last]).collect()
}

/// What stands around an article on a web page, in four languages; the article stands in the place of the `#`.
const WEB_PAGES: [&str; 4] = [
    "\
Aller au contenu principal
Menu
Accueil
Monde
Culture
Sports
Météo
Rechercher
S’abonner
Se connecter

Ce site utilise des cookies pour mesurer son audience.
Tout accepter
Tout refuser

#

Partager
Imprimer

À lire aussi
Le bac de nuit change d’horaires
Une fontaine retrouvée sous la place du marché
Agenda du 14 juin 2031

Les plus lus
1. Faut-il tailler les figuiers en mars ?
2. La recette du pain de criée

Newsletter
Recevez chaque matin l’essentiel de l’actualité

Qui sommes-nous ?
Mentions légales
Gestion des cookies
© 2031 Tous droits réservés",
    "\
الانتقال إلى المحتوى
القائمة
الرئيسية
أخبار
ثقافة
رياضة
الطقس
بحث
تسجيل الدخول

يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتكم.
قبول الكل
رفض

#

شارك
طباعة

مواضيع ذات صلة
افتتاح ورشة لترميم المراكب الخشبية
توزيع شتلات الزيتون على ألف فلاح
برنامج يوم 14 يونيو 2031

الأكثر قراءة
1. أسعار السمك تتراجع في سوق الجملة

من نحن
اتصل بنا
سياسة الخصوصية
جميع الحقوق محفوظة © 2031",
    "\
Skip to content
Menu
Home
News
Culture
Sport
Weather
Search
Sign in

We use cookies to improve your experience.
Accept all
Reject all

#

Share this article
Print

Related articles
The ferry timetable changes again this summer
In pictures: the flower market on 2 June 2031

Most read
1. Storm warning lifted for the islands

Sign up for our newsletter

About us
Contact us
Privacy policy
Terms of use
© 2031 All rights reserved",
    "\
Saltar al contenido
Menú
Inicio
Sociedad
Cultura
Deportes
El tiempo
Buscar
Iniciar sesión

Utilizamos cookies para mejorar su experiencia.
Aceptar
Rechazar

#

Compartir
Imprimir

Noticias relacionadas
La biblioteca del puerto abre los domingos
Las fotos de la romería del 12 de mayo de 2031

Lo más leído
1. Cortes de agua en el casco antiguo

Quiénes somos
Aviso legal
Política de privacidad
© 2031 Todos los derechos reservados",
];

fn whole_web_page(page: &Page) -> Vec<Page> {
    if page.heads.len() > 1 {
        return Vec::new();
    }
    let furniture = |line: &&Line| line.kind == "boilerplate" || line.kind == "ticker";
    let bare: Vec<Line> = page.lines.iter().filter(|line| !furniture(line)).cloned().collect();
    let bare: Vec<Line> = bare.into_iter().skip_while(|line| line.kind.is_empty()).collect();
    let around = |web_page: &&str| {
        let lines = web_page.lines().flat_map(|text| match text {
            "#" => bare.clone(),
            "" => vec![Line::default()],
            _ => vec![Line::furniture(text)],
        });
        page.with_lines(lines.collect())
    };
    WEB_PAGES.iter().map(around).collect()
}

fn each_line(page: &Page, change: impl Fn(&Line) -> Vec<Line>) -> Page {
    page.with_lines(page.lines.iter().flat_map(change).collect())
}

fn no_blanks(page: &Page) -> Vec<Page> {
    let has_tweets = page.lines.iter().any(|line| line.kind == "tweet_text");
    page.without(|line| line.kind.is_empty())
        .into_iter()
        .map(|page| Page { is_body_decidable: !has_tweets, ..page })
        .collect()
}

fn doubled(line: &Line) -> Vec<Line> {
    if line.kind.is_empty() { vec![line.clone(), line.clone()] } else { vec![line.clone()] }
}

/// A long paragraph broken in its second half, before a word that begins with a small letter.
fn broken(line: &Line) -> Vec<Line> {
    let is_break = |at: &usize| {
        let (before, after) = (line.text[..*at].chars().next_back(), line.text[at + 1..].chars().next());
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_lowercase)
    };
    let mut breaks = line.text.match_indices(' ').map(|(at, _)| at).filter(|at| *at > line.text.len() / 2);
    match breaks.find(is_break).filter(|_| line.kind == "paragraph" && line.text.len() > 160) {
        Some(at) => parts(line, &[&line.text[..at], &line.text[at + 1..]]),
        None => vec![line.clone()],
    }
}

/// A long paragraph broken around a word that begins large, in the middle of a sentence: a link that was a line of its own.
fn broken_at_a_link(line: &Line) -> Vec<Line> {
    let words: Vec<&str> = line.text.split(' ').collect();
    let begins = |word: &str, is: fn(char) -> bool| word.chars().next().is_some_and(is);
    let is_link = |at: &usize| {
        let goes_on = begins(words[at + 1], char::is_lowercase) || words[at + 1].starts_with('»');
        let stands_in_sentence = words[at - 1].ends_with(char::is_alphanumeric);
        begins(words[*at], char::is_uppercase)
            && words[*at].ends_with(char::is_alphanumeric)
            && goes_on
            && stands_in_sentence
    };
    let link = (words.len() / 3..words.len().saturating_sub(1)).filter(|at| *at > 0).find(is_link);
    match link.filter(|_| line.kind == "paragraph" && line.text.len() > 160) {
        Some(at) => parts(line, &[&words[..at].join(" "), words[at], &words[at + 1..].join(" ")]),
        None => vec![line.clone()],
    }
}

/// A paragraph broken where its next word would not fit into so many characters, and a blank line.
fn set_to(width: usize, line: &Line) -> Vec<Line> {
    if line.kind != "paragraph" {
        return vec![line.clone()];
    }
    let mut rows: Vec<String> = Vec::new();
    for word in line.text.split(' ') {
        match rows.last_mut().filter(|row| row.chars().count() + 1 + word.chars().count() <= width) {
            Some(row) => *row = format!("{row} {word}"),
            None => rows.push(word.to_owned()),
        }
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    parts(line, &rows).into_iter().chain([Line::default()]).collect()
}

/// The line in parts, each on a line of its own.
fn parts(line: &Line, texts: &[&str]) -> Vec<Line> {
    texts.iter().map(|text| Line { text: (*text).to_owned(), ..line.clone() }).collect()
}

fn arabic_first(page: &Page) -> Vec<Page> {
    if page.pairs.is_empty() {
        return Vec::new();
    }
    let own =
        |block: usize| page.lines.iter().enumerate().filter(move |(_, line)| line.block == Some(block)).map(|(n, _)| n);
    let french: Vec<usize> = page.pairs.iter().flat_map(|(fr, _)| own(*fr)).collect();
    let arabic: Vec<usize> = page.pairs.iter().flat_map(|(_, ar)| own(*ar)).collect();
    let span = |lines: &[usize]| {
        (lines.iter().min().copied().unwrap_or_default(), lines.iter().max().map_or(0, |last| last + 1))
    };
    let ((fr_start, fr_end), (ar_start, ar_end)) = (span(&french), span(&arabic));
    let lines = &page.lines;
    if fr_end <= ar_start {
        let parts = [
            &lines[..fr_start],
            &lines[ar_start..ar_end],
            &lines[fr_end..ar_start],
            &lines[fr_start..fr_end],
            &lines[ar_end..],
        ];
        return vec![page.with_lines(parts.concat())];
    }
    // French and Arabic in turn: every two change places.
    let mut swapped = lines.clone();
    for (fr, ar) in french.iter().zip(&arabic) {
        swapped.swap(*fr, *ar);
    }
    vec![page.with_lines(swapped)]
}

/// Drops one half of each pair in turn, with the text behind its link.
fn missing_half(page: &Page) -> Vec<Page> {
    let halves = page.pairs.iter().flat_map(|(fr, ar)| [*fr, *ar]).filter(|half| !page.blocks[*half].is_quoted);
    let dropped = |half: usize| {
        let n_quoted = page.blocks[half + 1..].iter().take_while(|block| block.is_quoted).count();
        page.without(|line| line.block.is_some_and(|block| (half..=half + n_quoted).contains(&block)))
    };
    halves.flat_map(dropped).collect()
}

/// Other names, and ages as other platforms and languages print them. No age is longer than the day its tweet speaks of.
fn other_handles(page: &Page) -> Vec<Page> {
    let handles = [["@port_matin", "@Quai_99"], ["@A1", "@A1"]];
    let ages = [[("2h", "5 min"), ("6h", "2 j"), ("11h", "14h")], [("2h", "55m"), ("6h", "7 h"), ("11h", "13 h")]];
    let renamed = |(handles, ages): ([&str; 2], [(&str, &str); 3])| {
        let mut page = page.clone();
        let old: Vec<String> = page.blocks.iter().filter_map(|block| block.handle.clone()).collect();
        let handle = |text: &str| {
            old.iter().position(|old| old == text).map(|n| handles[usize::from(old[n] != old[0])].to_owned())
        };
        let age = |text: &str| ages.iter().find(|(old, _)| *old == text).map(|(_, new)| (*new).to_owned());
        for line in &mut page.lines {
            let new = match line.kind.as_str() {
                "tweet_handle" => handle(&line.text),
                "tweet_age" => age(&line.text),
                _ => None,
            };
            line.text = new.unwrap_or_else(|| line.text.clone());
        }
        for block in &mut page.blocks {
            block.handle = block.handle.as_deref().and_then(handle);
            block.age = block.age.as_deref().and_then(age);
        }
        page
    };
    let has_tweets = page.blocks.iter().any(|block| block.handle.is_some());
    handles.into_iter().zip(ages).filter(|_| has_tweets).map(renamed).collect()
}

fn every_nth_word(text: &str, n: usize, before: &str, after: &str) -> String {
    let mut words = 0;
    let mut mark = |word: &str| {
        words += 1;
        if words % n == 0 && !word.is_empty() { format!("{before}{word}{after}") } else { word.to_owned() }
    };
    let line = |line: &str| line.split(' ').map(&mut mark).collect::<Vec<_>>().join(" ");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, has_unmappable) = encoding.encode(text);
    (!has_unmappable).then(|| bytes.into_owned())
}
