//! The README says what the program does: its keys are those of the table of actions, its formats those that are read, its
//! picture is what is on the screen, its figures are those the benchmarks have kept, and each of its commands is run.
//!
//! `KIOSQUE_UPDATE_README=1 cargo test readme` writes table and picture anew.

use std::path::{Path, PathBuf};

use kiosque::app::action;
use kiosque::formats;
use unicode_normalization::UnicodeNormalization;

use crate::fetching::PHARE;
use crate::screens::Reader;
use crate::server::{Reply, Server};

#[allow(dead_code, reason = "the benches need the rest of it")]
#[path = "../../benches/figures/mod.rs"]
mod figures;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn readme() -> String {
    std::fs::read_to_string(path()).expect("there is a README")
}

/// What stands between the marks of this name is what it should be.
fn assert_part(name: &str, wanted: &str) {
    let readme = readme();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&begin).expect("the part begins somewhere");
    let (part, after) = rest.split_once(&end).expect("and ends");
    if std::env::var_os("KIOSQUE_UPDATE_README").is_some() {
        std::fs::write(path(), format!("{before}{begin}{wanted}{end}{after}")).expect("the README can be written");
        return;
    }
    assert_eq!(part, wanted);
}

/// Arabic as it is written down rather than as it stands in cells, because what shows a README orders and joins it again;
/// a mark after it keeps what follows on the same row at its place.
fn in_logical_order(picture: &str) -> String {
    const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
    let is_arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let mut text = String::new();
    let mut run = String::new();
    for c in picture.chars().chain(['\n']) {
        if is_arabic(c) || (c == ' ' && !run.is_empty()) {
            run.insert_str(0, &c.nfkc().collect::<String>());
            continue;
        }
        let arabic = run.trim_start();
        let n_spaces = run.len() - arabic.len();
        text.push_str(arabic);
        if !arabic.is_empty() {
            text.push(LEFT_TO_RIGHT_MARK);
        }
        text.push_str(&" ".repeat(n_spaces));
        run.clear();
        text.push(c);
    }
    text.pop();
    text
}

// All parts are of one file, so one test writes them.
#[test]
fn its_tables_its_picture_and_its_figures_are_those_of_the_program() {
    let figures = figures::Figures::kept(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the figures can be read");
    assert_part("performance", &figures.markdown());
    assert_part("keys", &action::markdown());
    assert_part("formats", &formats::markdown());
    let mut reader = Reader::open(110, 30);
    let picture = in_logical_order(&reader.keys("j").picture());
    assert_part("screen", &format!("```text\n{picture}```\n"));
}

/// The lines of its `sh` blocks.
fn commands() -> Vec<String> {
    let readme = readme();
    let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

#[test]
fn its_cargo_commands_are_those_of_the_checks() {
    let checks = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run");
    // The checks are no part of a package.
    let Ok(checks) = std::fs::read_to_string(checks) else { return };
    let own: Vec<String> = commands().into_iter().filter(|command| command.starts_with("cargo ")).collect();
    assert_eq!(own, ["cargo run --release", "cargo test"]);
    for command in own {
        assert!(checks.lines().any(|line| line.contains(&command)), "nothing runs {command}");
    }
}

/// In a home of their own, beside an archive, in the order of the page.
#[cfg(unix)]
#[test]
fn its_other_commands_do_what_they_say() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("archive")).unwrap();
    for (name, text) in kiosque::edition::PAGES {
        std::fs::write(home.path().join("archive").join(name), text).unwrap();
    }
    let folder = Path::new(env!("CARGO_BIN_EXE_kiosque")).parent().unwrap().display().to_string();
    let commands: Vec<String> = commands().into_iter().filter(|command| !command.starts_with("cargo ")).collect();
    assert!(commands.iter().filter(|command| command.contains("kiosque ")).count() >= 10, "{commands:?}");
    // The page names a site that is nowhere; for the test it is on this machine.
    let site = Server::new(|_| Reply::of("application/rss+xml", PHARE));
    for command in commands {
        let here = command.replace("https://phare.example", &site.url(""));
        let output = std::process::Command::new("sh")
            .args(["-c", &here])
            .current_dir(home.path())
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", format!("{folder}:/usr/bin:/bin"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{command}: {}: {said}", output.status);
        let is_silent = command.contains(" > ") || command.starts_with("mkdir ");
        assert_eq!(output.stdout.is_empty(), is_silent, "{command}");
    }
}
