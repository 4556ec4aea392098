//! Files that are taken out by the keys of a real terminal: each is what was chosen, is whole, or is not there.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::emulator::{Emulator, Start, home};

/// Three pages, of which the list shows the newest first.
const PAGES: [(&str, &str, &str); 3] = [
    ("a.txt", "La mer monte au port", "Publié dans Le Quotidien le 03 - 07 - 2013"),
    ("b.txt", "Le phare est repeint en vert", "Publié dans Le Goéland le 12 - 02 - 2014"),
    ("c.txt", "Le marché rouvre ses portes", "Publié dans Le Quotidien le 01 - 03 - 2015"),
];

fn opened(home: &TempDir) -> Emulator {
    for (name, headline, published) in PAGES {
        let body = "Les pêcheurs du port en sont contents. Le maire, lui, ne dit rien de tout cela.";
        fs::write(home.path().join(name), format!("{headline}\n\n{published}\n\n{body}\n")).unwrap();
    }
    let emulator = Start::kiosque(home, &PAGES.map(|(name, ..)| Path::new(name))).run();
    emulator.until_shown("ne dit rien");
    emulator
}

#[test]
fn a_file_has_what_was_chosen_and_nothing_else() {
    let entry = |headline: &str, outlet: &str, date: &str, file: &str| {
        format!(
            "{headline}\n{outlet} · {date}\n\nLes pêcheurs du port en sont contents. Le maire, lui, ne dit rien de tout cela.\n\n\
             “{headline}”, {outlet}, {date}, file {file}, lines 1–5.\n"
        )
    };
    let newest = entry("Le marché rouvre ses portes", "Le Quotidien", "1 March 2015", "c.txt");
    let second = entry("Le phare est repeint en vert", "Le Goéland", "12 February 2014", "b.txt");
    let source = "“Le marché rouvre ses portes”, Le Quotidien, 1 March 2015, file c.txt, line 5.\n";
    for (keys, name, want) in [
        ("e", "article.txt", newest.clone()),
        ("vje", "selection.txt", format!("{newest}\n\n* * *\n\n{second}")),
        ("\rve", "passage.txt", format!("“Les pêcheurs du port en sont contents.”\n\n{source}")),
    ] {
        let home = home();
        let mut emulator = opened(&home);
        emulator.send(keys.as_bytes());
        emulator.until_shown("BibTeX");
        emulator.send(b"\r");
        emulator.until_shown("write to");
        emulator.send(format!("\x15{name}\r").as_bytes());
        emulator.until_shown(&format!("ritten to {name}"));
        assert_eq!(fs::read_to_string(home.path().join(name)).unwrap(), want, "{keys:?}");
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0);
    }
}

#[test]
fn who_leaves_while_a_file_is_written_is_told_and_leaves_nothing_half() {
    let home = home();
    let record = |n: usize| {
        let text = format!("Le port numéro {n} ferme ce soir, dit la préfecture aux pêcheurs.\n\n").repeat(9);
        format!("{}\n", serde_json::json!({ "title": format!("Le port {n} ferme"), "text": text }))
    };
    fs::write(home.path().join("many.jsonl"), (0..3000).map(record).collect::<String>()).unwrap();
    let mut emulator = Start::kiosque(&home, &[Path::new("many.jsonl")]).run();
    emulator.until_shown("3\u{202F}000 articles");
    emulator.send(b"e\t\r");
    emulator.until_shown("write to");
    emulator.send(b"\x15out.txt\rq");
    assert_eq!(emulator.end(), 0);
    let told = String::from_utf8_lossy(&emulator.seen.0.lock().unwrap().bytes).into_owned();
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let hidden = left.iter().filter(|name| name.to_string_lossy().ends_with(".new")).count();
    assert_eq!(hidden, 0, "{left:?}");
    match fs::read_to_string(home.path().join("out.txt")) {
        Ok(whole) => assert_eq!(whole.matches("* * *").count(), 2999),
        Err(_) => assert!(told.contains("kiosque: Stopped: nothing was written to out.txt"), "{told}"),
    }
}
