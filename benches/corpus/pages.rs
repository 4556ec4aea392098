//! Articles of the corpus as pages, in the four shapes in which archives have them.

use std::fmt::Write;

use super::prose::Subject;
use super::random::Random;
use super::vocabulary::Language;
use super::{Corpus, Story};

/// The page of an article, with all that stands around it on a site.
pub fn page(corpus: &Corpus, story: &Story) -> String {
    let mut random = Random::new(corpus.seed, story.n as u64 ^ 0x5348_4150);
    let mut page = String::new();
    match story.n % 4 {
        0 => portal(corpus, story, &[Language::French], &mut random, &mut page),
        1 => digest(corpus, story, &mut random, &mut page),
        2 => bare(corpus, story, &mut random, &mut page),
        _ => portal(corpus, story, &[Language::French, Language::English], &mut random, &mut page),
    }
    page
}

/// A portal with a ticker of headlines, some of them in the second of its languages.
fn portal(corpus: &Corpus, story: &Story, languages: &[Language], random: &mut Random, page: &mut String) {
    let writer = &corpus.writer;
    for _ in 0..38 + random.below(12) {
        let language = match languages {
            [_, second] if random.chance(0.12) => *second,
            _ => Language::French,
        };
        let topic = writer.subject(language, &[], random).topic;
        let names = [random.below(writer.names.len())];
        writer.headline(&Subject { language, topic, names: &names }, random, page);
        page.push_str("    ");
    }
    let Story { title, outlet, day, month, year, body, .. } = story;
    page.push_str(
        "\n\n\n\n\n\n\n\nMerci d'avoir signalé!\nCette image sera automatiquement bloquée après qu'elle soit signalée par plusieurs \
         personnes.\n\n\n\n",
    );
    let _ = write!(page, "{title}\nPublié dans {outlet} le {day:02} - {month:02} - {year}\n\n{body}\n");
    let subject = writer.subject(Language::French, &[0, 1, 2], random);
    let n_bytes = 1000 + random.below(2500);
    writer.paragraphs(&subject, n_bytes, random, page);
    page.push_str("\n\n\nCliquez ici pour lire l'article depuis sa source.");
}

/// A blog that collects posts in two languages and closes with a piece from a paper.
fn digest(corpus: &Corpus, story: &Story, random: &mut Random, page: &mut String) {
    let writer = &corpus.writer;
    let Story { title, outlet, body, .. } = story;
    let _ = write!(page, "{title}\n\n\n \n\nphoto_٢٠٢٠-٠٢-١٢_٢١-٤٩-٠٧_720x405\n\n");
    for n in 0..3 + random.below(4) {
        let (language, mark) = match n % 2 {
            0 => (Language::French, "\n# Casques blancs\n\n"),
            _ => (Language::Arabic, " #الخوذ_البيضاء\n\n"),
        };
        let topic = writer.subject(language, &[], random).topic;
        let names = [random.below(20), random.below(20)];
        let handle = random.any(&["HalabTodayTV", "SyriaCivilDefe", "EnabBaladi"]);
        let _ = write!(page, "{outlet}\n@{handle}\n{}h\n", 1 + random.below(23));
        let n_bytes = 500 + random.below(900);
        writer.paragraphs(&Subject { language, topic, names: &names }, n_bytes, random, page);
        page.push_str(mark);
    }
    let (author, _) = writer.names[FIRST_PERSON + random.below(10)];
    let (hour, minute) = (6 + random.below(14), random.below(60));
    let _ = write!(page, "\nLe Monde – Par {author} Publié hier à {hour:02}h{minute:02}, mis à jour à 09h40\n\n \n\n");
    let _ = write!(page, "{body}\n\n%d bloggers like this:");
}

/// A body as a program scraped it, one sentence a line, with what followed it on the page.
fn bare(corpus: &Corpus, story: &Story, random: &mut Random, page: &mut String) {
    page.push_str(&story.body.replace(". ", ".\n"));
    page.push_str("\nPhoto : Getty Images / RAMI AL SAYED\n");
    let subject = corpus.writer.subject(Language::French, &[0, 1], random);
    let n_bytes = 800 + random.below(2000);
    corpus.writer.paragraphs(&subject, n_bytes, random, page);
    page.push_str(
        "\n.\nOuvrir en mode plein écran\nAvec des informations d\u{2019}Al Jazeera, Reuters et de l\u{2019}Agence France-Presse\n\
         Related News :",
    );
}

/// Names of places come before those of people.
const FIRST_PERSON: usize = 40;
