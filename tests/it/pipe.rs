//! Commands that get the text of an article, in a terminal of their own for the time they run.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::emulator::{Emulator, Start, home};

const BACK: &str = "Any key leads back to kiosque.";

/// An archive of one article whose words a shell would take for its own, opened.
fn opened(home: &TempDir) -> Emulator {
    let page = home.path().join("page.txt");
    let text = "Le phare $(touch evil) `touch evil`; touch evil\n\nPublié dans Le Quotidien le 03 - 07 - 2013\n\nLe phare de la \
        pointe est repeint en vert, et les pêcheurs du port en sont contents.\n";
    fs::write(&page, text).unwrap();
    let emulator = Start::kiosque(home, &[&page]).run();
    emulator.until_shown("repeint en vert");
    emulator
}

/// Types a command, and waits until it has ended.
fn pipe(emulator: &Emulator, command: &str) {
    emulator.send(b"|");
    emulator.until_shown("This article |");
    emulator.send(command.as_bytes());
    emulator.send(b"\r");
    emulator.until_shown(BACK);
}

/// Goes back, where the article is.
fn back(emulator: &Emulator) {
    assert!(!emulator.seen.0.lock().unwrap().parser.screen().alternate_screen());
    emulator.send(b"x");
    drop(emulator.until("the newsstand", |sight| {
        sight.parser.screen().alternate_screen() && sight.shows("repeint en vert") && !sight.shows(BACK)
    }));
}

fn out(home: &TempDir) -> PathBuf {
    home.path().join("out.txt")
}

#[test]
fn a_command_gets_the_text_and_nothing_of_it_is_a_command() {
    let home = home();
    let mut emulator = opened(&home);
    let out = out(&home);
    pipe(&emulator, &format!("cd {} && cat > out.txt", home.path().display()));
    back(&emulator);
    let text = fs::read_to_string(&out).unwrap();
    assert!(
        text.starts_with("Le phare $(touch evil) `touch evil`; touch evil\n") && text.contains("repeint en vert"),
        "{text}"
    );
    assert!(!home.path().join("evil").exists());
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn how_a_command_ended_is_said_and_one_that_reads_nothing_is_no_error() {
    let home = home();
    let mut emulator = opened(&home);
    for (command, told) in [
        ("true", "The command has ended."),
        ("false", "exit code 1"),
        ("head -c1", "The command has ended."),
        ("exit 7", "exit code 7"),
        ("kill -9 $$", "ended by signal 9"),
        ("no-such-command-here", "exit code 127"),
    ] {
        pipe(&emulator, command);
        drop(emulator.until(told, |sight| sight.shows(told) && sight.shows(BACK)));
        back(&emulator);
    }
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn keys_and_interrupts_are_the_commands_while_it_runs() {
    let home = home();
    let mut emulator = opened(&home);
    let out = out(&home);
    emulator.send(b"|");
    emulator.until_shown("This article |");
    // As a pager does, it reads keys one by one from the terminal itself.
    let pager = format!(
        "stty -icanon -echo < /dev/tty; echo ready; dd bs=1 count=3 < /dev/tty > {} 2> /dev/null",
        out.display()
    );
    emulator.send(format!("{pager}\r").as_bytes());
    emulator.until_shown("ready");
    emulator.send(b"jqk");
    emulator.until_shown(BACK);
    assert_eq!(fs::read_to_string(&out).unwrap(), "jqk");
    back(&emulator);

    emulator.send(b"|");
    emulator.until_shown("This article |");
    // A shell that is just about to fork may lose a signal: there is one process alone.
    emulator.send(b"echo be''gun; exec sleep 60\r");
    emulator.until_shown("begun");
    emulator.send(b"\x03");
    emulator.until_shown("signal 2");
    back(&emulator);
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0, "and the terminal is as it was, whatever a command did to it");
}
