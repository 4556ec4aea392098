//! Pages of one paper, read together: what they share is its furniture, unless it is what one of them is about.

use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const HEADLINES: [&str; 6] = [
    "Le port rouvre après trois jours de vent",
    "La criée cherche un nouveau toit",
    "Une digue neuve avant les marées d'automne",
    "Le phare éteint depuis la guerre s'allume",
    "Les pêcheurs refusent le nouveau quai",
    "La vieille grue du bassin sera repeinte",
];

/// What the paper says in the middle of every article.
const NOTICE: &str = "Retrouvez chaque matin le quai en images et en son.";

/// A page with menus around its text, with the headlines of the whole paper beside it.
fn page(at: usize) -> String {
    let menu = ["À bord", "Grand large", "Cartes marines", "Les marées", "Nos escales", "Petites annonces du quai"];
    let says = |what: &str| {
        format!("{}, et {what} ; c'est ce que disait mardi la capitainerie devant les élus.", HEADLINES[at])
    };
    let text =
        ["rien ne sera comme avant", "il faudra du temps", "les avis sont partagés", "nul ne s'en plaint"].map(says);
    let of_the_day = HEADLINES.map(str::to_owned);
    let below = ["Le courrier du quai", "La météo du large", "Écrire à la capitainerie"];
    let parts = [
        menu.join("\n"),
        HEADLINES[at].to_owned(),
        "12 mars 2019".to_owned(),
        text[..2].join("\n\n"),
        NOTICE.to_owned(),
        text[2..].join("\n\n"),
        "Au fil de l'eau".to_owned(),
        of_the_day.join("\n"),
        below.join("\n"),
    ];
    parts.join("\n\n")
}

/// What is made of all pages: a document a page.
fn documents() -> Vec<Value> {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = (0..HEADLINES.len()).map(|at| format!("{at}.txt")).collect();
    names.iter().enumerate().for_each(|(at, name)| fs::write(folder.path().join(name), page(at)).unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiosque"));
    command.args(["parse", "--json"]).args(&names).current_dir(folder.path()).env_clear().env("HOME", folder.path());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_headline_that_other_pages_link_to_and_the_day_of_all_are_no_furniture() {
    for (at, document) in documents().iter().enumerate() {
        let article = &document["articles"][0];
        let n_paragraphs = article["blocks"].as_array().unwrap().len();
        assert_eq!(
            (&article["title"], &article["date"], n_paragraphs),
            (&HEADLINES[at].into(), &"2019-03-12".into(), 4),
            "{article:#}"
        );
        let lines = document["lines"].as_array().unwrap();
        assert!(lines.iter().any(|line| line["rule"] == "pile.repeated_line"), "{lines:#?}");
    }
}
