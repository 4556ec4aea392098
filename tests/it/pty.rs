//! The program in a terminal: started, used, stopped, ended and killed in a pseudo-terminal of its own.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use portable_pty::CommandBuilder;
use rustix::process::{Signal, WaitOptions, waitpid};
use tempfile::TempDir;
use vt100::{Color, MouseProtocolMode};

use kiosque::terminal::bidi::{Dialect, Switch};
use kiosque::terminal::guard::{Guard, Modes};

use crate::emulator::{ANSWERS, AT_MOST, LAST_QUESTION, Start, home, memory};

/// What VTE is told.
const BDSM: Switch = Switch { dialect: Dialect::Bdsm, through: None, was_so: false };

/// A folder with two articles.
fn archive(home: &TempDir) -> std::path::PathBuf {
    let folder = home.path().join("archive");
    fs::create_dir(&folder).unwrap();
    let page = |title: &str, day: &str, body: &str| format!("{title}\n\nLe Courrier du Port - {day} 2019\n\n{body}\n");
    let long = "Les pêcheurs ont attendu le matin devant la halle fermée, et personne n'est venu leur dire pourquoi. ";
    fs::write(folder.join("a.txt"), page("La halle reste fermée", "12 mars", &long.repeat(4))).unwrap();
    fs::write(folder.join("b.txt"), page("Le phare est repeint en vert", "3 mai", &long.repeat(4))).unwrap();
    folder
}

#[test]
fn the_edition_opens_and_the_terminal_is_left_as_it_was() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[]).run();
    emulator.assert_entered();
    emulator.until_shown("kiosque");
    let background = emulator.until("paper, for the light background", |sight| {
        matches!(sight.parser.screen().cell(0, 0).map(vt100::Cell::bgcolor), Some(Color::Rgb(200.., 200.., _)))
    });
    drop(background);
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn the_screen_speaks_the_language_that_is_asked_for() {
    let home = home();
    for (arguments, lang, title) in [
        (&[][..], "fr_FR.UTF-8", "Lecture"),
        (&["--lang", "en"][..], "fr_FR.UTF-8", "Reader"),
        // The reflected panes, and the title in joined letters from right to left.
        (&["--lang", "ar"][..], "C", "\u{FE93}\u{FE80}\u{FE8D}\u{FEAE}\u{FED8}\u{FEDF}\u{FE8D}"),
    ] {
        let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
        let mut emulator = Start::kiosque(&home, &arguments).env("LANG", lang).run();
        emulator.until_shown(title);
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0);
    }
}

#[test]
fn a_folder_is_read_searched_and_left() {
    let home = home();
    let folder = archive(&home);
    let mut emulator = Start::kiosque(&home, &[&folder]).run();
    emulator.until_shown("La halle reste fermée");
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"/phare");
    drop(emulator.until("only the hit", |sight| !sight.shows("La halle reste") && sight.shows("phare est repeint")));
    emulator.send(b"\r\x03");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn paths_that_are_nowhere_open_no_screen_unless_another_is_somewhere() {
    let home = home();
    let (gone, lost) = (Path::new("gone"), Path::new("lost"));
    let mut emulator = Start::kiosque(&home, &[gone, lost]).run();
    assert_eq!(emulator.child.wait().unwrap().exit_code(), 2);
    let sight = emulator.until_over();
    assert!(sight.shows("kiosque: cannot read gone: there is no such file") && sight.shows("cannot read lost"));
    assert!(!sight.parser.screen().alternate_screen());
    drop(sight);
    let mut emulator = Start::kiosque(&home, &[gone, &archive(&home)]).run();
    emulator.until_shown("Le phare est repeint");
    emulator.until_shown("cannot read gone: there is no such file");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn signals_end_it_and_the_terminal_is_left_as_it_was() {
    let signals = [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)];
    for (signal, code) in signals {
        let home = home();
        let mut emulator = Start::kiosque(&home, &[]).run();
        emulator.until_shown("kiosque");
        emulator.signal(signal);
        assert_eq!(emulator.end(), code, "{signal:?}");
        assert!(memory(&home).contains("\"archives\": [\n    {"), "{signal:?} keeps the place");
    }
}

#[test]
fn a_terminal_that_goes_away_takes_the_program_with_it() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[]).run();
    emulator.until_shown("kiosque");
    let dead_end: Box<dyn Write + Send> = Box::new(std::io::sink());
    *emulator.writer.lock().unwrap() = dead_end;
    let seen = Arc::clone(&emulator.seen);
    drop(emulator.master.take());
    // The watching thread holds the last end of the terminal: it lets go when the program has written once more.
    emulator.signal(Signal::HUP);
    let sight = seen.1.wait_timeout_while(seen.0.lock().unwrap(), AT_MOST, |sight| !sight.over).unwrap().0;
    assert!(sight.over);
    assert_eq!(emulator.child.wait().unwrap().exit_code(), 129);
}

#[test]
fn a_terminal_that_takes_nothing_cannot_keep_the_program() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[]).stalling().run();
    drop(emulator.until("the first frame", |sight| sight.n_frames() > 0));
    emulator.signal(Signal::TERM);
    assert_eq!(emulator.child.wait().unwrap().exit_code(), 143);
    let settings = emulator.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
    assert_eq!(settings.as_ref(), Some(&emulator.settings));
}

#[test]
fn it_stops_and_continues_as_if_nothing_had_been() {
    let home = home();
    let folder = archive(&home);
    let mut emulator = Start::kiosque(&home, &[&folder]).run();
    emulator.until_shown("Le phare est repeint");
    for stop in ["by key", "by signal"] {
        match stop {
            "by key" => emulator.send(b"\x1a"),
            _ => emulator.signal(Signal::TSTP),
        }
        let (_, status) = waitpid(Some(emulator.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "{stop}");
        drop(emulator.until("the shell's screen", |sight| !sight.parser.screen().alternate_screen()));
        emulator.assert_left();
        let settings = emulator.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
        assert_eq!(settings.as_ref(), Some(&emulator.settings), "{stop}");
        emulator.resize(24, 100);
        emulator.signal(Signal::CONT);
        emulator.assert_entered();
        emulator.until_shown("Le phare est repeint");
    }
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn it_is_drawn_anew_when_somebody_else_has_stopped_it() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[&archive(&home)]).run();
    emulator.until_shown("Le phare est repeint");
    emulator.signal(Signal::STOP);
    let (_, status) = waitpid(Some(emulator.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped());
    emulator.seen.0.lock().unwrap().parser.process(b"\x1b[?1049l\x1b[2Jsome shell");
    emulator.signal(Signal::CONT);
    emulator.assert_entered();
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn a_panic_leaves_the_screen_before_it_is_reported() {
    // This test starts itself in a terminal, and is then the program that panics.
    const INSIDE: &str = "KIOSQUE_TEST_PANICS_INSIDE";
    if env::var_os(INSIDE).is_some() {
        let guard = Guard::raw().unwrap();
        guard.enter(Modes { mouse: true, switch: Some(BDSM) }).unwrap();
        panic!("somebody made a mistake");
    }
    let home = home();
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--exact", "pty::a_panic_leaves_the_screen_before_it_is_reported", "--nocapture"]);
    let mut emulator = Start::of(command, &home).env(INSIDE, "1").run();
    assert_eq!(emulator.end(), 101);
    let sight = emulator.until_over();
    let bytes = String::from_utf8_lossy(&sight.bytes);
    let (entered, left) = (bytes.find("\x1b[?1049h"), bytes.find("\x1b[?1049l"));
    let reported = bytes.find("somebody made a mistake");
    assert!(entered < left && left < reported && entered.is_some(), "{bytes}");
    assert!(bytes.contains("\x1b[8l\x1b[?1049h") && bytes.contains("\x1b[?1049l\x1b[8h"), "{bytes}");
}

#[test]
fn a_burst_of_resizes_costs_a_frame_or_two() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[&archive(&home)]).run();
    emulator.until_shown("Le phare est repeint");
    let before = emulator.until("the first frame", |sight| sight.n_frames() > 0).n_frames();
    for step in 0..40 {
        emulator.resize(25 + step % 7, 118 - step);
    }
    emulator.resize(22, 90);
    let sight = emulator.until("the list at its new size", |sight| {
        sight.n_frames() > before && sight.shows("Le phare est repeint") && sight.shows("? help")
    });
    let n_frames = sight.n_frames() - before;
    assert!(n_frames < 20, "{n_frames} frames for 41 sizes");
    drop(sight);
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn a_terminal_that_never_answers_costs_no_key_and_is_remembered() {
    let home = home();
    let folder = archive(&home);
    let mut emulator = Start::kiosque(&home, &[&folder]).without_answers().run();
    emulator.send(b"?");
    emulator.until_shown("half-page-down");
    emulator.send(b"\x1b");
    drop(emulator.until("the help to go", |sight| !sight.shows("half-page-down")));
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    let state = memory(&home);
    assert!(state.contains("\"silent_terminals\": [\n    \"xterm-256color\""), "{state}");

    let mut emulator = Start::kiosque(&home, &[&folder]).run();
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    let state = memory(&home);
    assert!(state.contains("\"silent_terminals\": []"), "it has answered after all: {state}");
}

#[test]
fn keys_typed_before_the_answers_are_kept_in_their_order() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[&archive(&home)]).without_answers().run();
    emulator.send(b"/pha");
    drop(emulator.until("the questions", |sight| sight.bytes.windows(3).any(|window| window == LAST_QUESTION)));
    emulator.send(b"re");
    emulator.send(ANSWERS);
    emulator.send(b" ve");
    emulator.until_shown("phare ve");
    emulator.send(b"\x03");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn late_answers_are_no_keys_but_still_count() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[&archive(&home)]).without_answers().run();
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"/");
    let (first, second) = ANSWERS.split_at(7);
    emulator.send(first);
    emulator.send(second);
    emulator.send(b"vert");
    drop(emulator.until("paper, and the word alone", |sight| {
        let background = sight.parser.screen().cell(0, 0).map(vt100::Cell::bgcolor);
        matches!(background, Some(Color::Rgb(200.., 200.., _))) && sight.shows("vert") && !sight.shows("rgb")
    }));
    emulator.send(b"\x03");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn an_answer_under_way_does_not_land_in_the_shell() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[]).without_answers().run();
    emulator.assert_entered();
    emulator.send(b"q");
    emulator.send(ANSWERS);
    assert_eq!(emulator.end(), 0);
    let sight = emulator.until_over();
    let bytes = String::from_utf8_lossy(&sight.bytes);
    assert!(!bytes.contains("rgb:"), "echoed: {bytes}");
}

#[test]
fn a_terminal_that_reorders_is_told_not_to_and_told_again() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[]).without_answers().run();
    drop(emulator.until("the questions", |sight| sight.bytes.windows(3).any(|window| window == LAST_QUESTION)));
    emulator.send(b"\x1b[8;1$y\x1b[?65;1;9c");
    emulator.until_shown("kiosque");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    let sight = emulator.until_over();
    let bytes = String::from_utf8_lossy(&sight.bytes);
    assert!(bytes.contains("\x1b[8l\x1b[?1049h") && bytes.contains("\x1b[?1049l\x1b[8h"), "{bytes}");
}

#[test]
fn the_place_comes_back_at_the_next_start() {
    let home = home();
    let folder = archive(&home);
    let mut emulator = Start::kiosque(&home, &[&folder]).run();
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"/reste\r");
    drop(emulator.until("only the hit", |sight| !sight.shows("Le phare est repeint")));
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);

    let mut emulator = Start::kiosque(&home, &[]).run();
    emulator.until_shown("La halle reste fermée");
    drop(emulator.until("the search", |sight| sight.shows("/reste") && !sight.shows("Le phare est repeint")));
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn a_home_that_cannot_be_written_is_a_sentence_and_no_error() {
    let home = home();
    for folder in [".local", "Library"] {
        fs::write(home.path().join(folder), "a file where a folder should be").unwrap();
    }
    let mut emulator = Start::kiosque(&home, &[&archive(&home)]).run();
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    assert!(emulator.until_over().shows("your place was not kept"));
}

#[test]
fn a_page_from_a_pipe_leaves_the_keys_to_the_terminal() {
    let home = home();
    let page = archive(&home).join("b.txt");
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!("cat '{}' | '{}' -", page.display(), env!("CARGO_BIN_EXE_kiosque")));
    let mut emulator = Start::of(command, &home).run();
    emulator.until_shown("Le phare est repeint");
    emulator.send(b"?");
    emulator.until_shown("half-page-down");
    emulator.send(b"\x03");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn a_faulty_settings_file_is_said_and_the_rest_of_it_holds() {
    let home = home();
    let settings = home.path().join("mine.toml");
    fs::write(&settings, "mouse = false\ntheme = \"papr\"\n[keys]\nquit = [\"Q\"]\n").unwrap();
    let mut emulator = Start::kiosque(&home, &[Path::new("--config"), &settings, &archive(&home)]).run();
    emulator.until_shown("line 2, column 9");
    emulator.until_shown("Le phare est repeint");
    assert_eq!(emulator.seen.0.lock().unwrap().parser.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    emulator.send(b"q");
    emulator.send(b"Q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn terminals_without_colour_or_cursor() {
    let home = home();
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "vt100")] {
        let mut emulator = Start::kiosque(&home, &[]).env(name, value).run();
        emulator.until_shown("kiosque");
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0);
        let sight = emulator.until_over();
        let bytes = String::from_utf8_lossy(&sight.bytes);
        assert!(!bytes.contains("\x1b[38;") && !bytes.contains("\x1b[48;"), "{name}={value}: {bytes}");
    }
    let mut emulator = Start::kiosque(&home, &[]).env("TERM", "dumb").run();
    assert_eq!(emulator.end(), 2);
    assert!(emulator.until_over().shows("TERM says that it is dumb"));
}

/// A sentence of the archive's articles, as its terminal gets it: OSC 52 with the text in base64.
fn in_osc_52(text: &str) -> Vec<u8> {
    format!("\x1b]52;c;{}\x07", base64::engine::general_purpose::STANDARD.encode(text)).into_bytes()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_passage_is_copied_by_the_terminal_and_by_the_program_that_is_there() {
    let sentence =
        "Les pêcheurs ont attendu le matin devant la halle fermée, et personne n'est venu leur dire pourquoi.";
    let home = home();
    let folder = archive(&home);
    let programs = home.path().join("bin");
    fs::create_dir(&programs).unwrap();
    let pasted = home.path().join("pasted");
    let script = |name: &str, does: &str| {
        use std::os::unix::fs::PermissionsExt;
        let path = programs.join(name);
        fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    // One that fails, one that takes what comes, and one that is never asked.
    script("xclip", "exit 3");
    script("xsel", &format!("cat > {}.part; mv {0}.part {0}", pasted.display()));
    script("tmux", &format!("touch {}.tmux", pasted.display()));
    let path = format!("{}:{}", programs.display(), env::var("PATH").unwrap_or_default());
    let mut emulator =
        Start::kiosque(&home, &[&folder]).env("PATH", &path).env("DISPLAY", ":9").env("WAYLAND_DISPLAY", "").run();
    emulator.until_shown("La halle reste fermée");
    emulator.send(b"\rvc");
    emulator.until_shown("17 words copied, by xsel and by the terminal.");
    let told = emulator.until("the text", |sight| contains(&sight.bytes, &in_osc_52(sentence)));
    drop(told);
    assert_eq!(fs::read_to_string(&pasted).unwrap(), sentence);
    assert!(!home.path().join("pasted.tmux").exists());
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn in_tmux_it_is_asked_as_tmux_wants_it() {
    let home = home();
    let folder = archive(&home);
    // Without programs there is only the terminal.
    let mut emulator = Start::kiosque(&home, &[&folder])
        .env("PATH", "")
        .env("DISPLAY", "")
        .env("WAYLAND_DISPLAY", "")
        .env("TMUX", "/tmp/none,1,0")
        .env("TERM", "tmux-256color")
        .run();
    emulator.until_shown("La halle reste fermée");
    emulator.send(b"\rvwc");
    emulator.until_shown("1 word given to the terminal’s clipboard.");
    let plain = in_osc_52("Les");
    let mut wrapped = b"\x1bPtmux;\x1b".to_vec();
    wrapped.extend_from_slice(&plain);
    wrapped.extend_from_slice(b"\x1b\\");
    drop(emulator.until("both", |sight| contains(&sight.bytes, &plain) && contains(&sight.bytes, &wrapped)));
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}

#[test]
fn the_tour_begins_by_itself_the_very_first_time_and_never_again() {
    let home = home();
    let mut emulator = Start::kiosque(&home, &[]).env("LANG", "C.UTF-8").run();
    emulator.until_shown("Tour, 1 of 6");
    emulator.send(b"j");
    emulator.until_shown("Tour, 2 of 6");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    let mut emulator = Start::kiosque(&home, &[]).env("LANG", "C.UTF-8").run();
    let shows_tour = emulator.until("the stand", |sight| sight.shows("/ search")).shows("of 6");
    assert!(!shows_tour);
    emulator.send(b":tour\r");
    emulator.until_shown("Tour, 1 of 6");
    emulator.send(b"\x1b");
    emulator.until_shown("brings it back");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    // An archive of one's own is no place to be shown around in.
    let other = tempfile::tempdir().unwrap();
    let folder = archive(&other);
    let mut emulator = Start::kiosque(&other, &[&folder]).env("LANG", "C.UTF-8").run();
    let shows_tour = emulator.until("the archive", |sight| sight.shows("La halle reste")).shows("of 6");
    assert!(!shows_tour);
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
}
