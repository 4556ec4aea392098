//! Every terminal of the table, played by a script: what it is told before the alternate screen is made, and that all of
//! it is taken back, on every way out.

use std::env;
use std::path::Path;

use portable_pty::CommandBuilder;
use rustix::process::{Signal, WaitOptions, waitpid};

use kiosque::terminal::bidi::{Dialect, Multiplexer, Switch};
use kiosque::terminal::guard::{Guard, Modes};

use crate::emulator::{Answers, Delivery, Emulator, LAST_QUESTION, Manners, Start, home, memory};

/// What a terminal answers, as it was seen to; `tmux` before it where one stands between and passes everything on.
#[rustfmt::skip]
const TERMINALS: &[(&str, &str, Answers)] = &[
    ("VTE", "VTE_VERSION=7006", &[(BACKGROUND, DARK), (BIDI, "\x1b[8;1$y"), (NUMBER, "\x1b[>65;7006;1c"), (LAST, "\x1b[?65;1;9c")]),
    ("told before", "", &[(BACKGROUND, DARK), (BIDI, "\x1b[8;2$y"), (NUMBER, "\x1b[>65;7006;1c"), (LAST, "\x1b[?65;1;9c")]),
    ("never reorders", "", &[(BIDI, "\x1b[8;4$y"), (LAST, "\x1b[?65c")]),
    ("always reorders", "", &[(BIDI, "\x1b[8;3$y"), (LAST, "\x1b[?65c")]),
    ("Konsole", "KONSOLE_VERSION=221203", &[(BACKGROUND, DARK), (NAME, "\x1bP>|Konsole 22.12.3\x1b\\"), (NUMBER, "\x1b[>1;115;0c"), (LAST, "\x1b[?62;1;4c")]),
    ("mlterm", "MLTERM=3.9.2", &[(BACKGROUND, DARK), (BIDI, "\x1b[8;0$y"), (NUMBER, "\x1b[>24;279;0c"), (LAST, "\x1b[?63;1;2;3;4;6;7;15;18;22;29c")]),
    ("kitty", "KITTY_WINDOW_ID=1", &[(BACKGROUND, DARK), (BIDI, "\x1b[8;0$y"), (NAME, "\x1bP>|kitty(0.26.5)\x1b\\"), (NUMBER, "\x1b[>1;4000;26c"), (LAST, "\x1b[?62;c")]),
    ("PuTTY", "", &[(NUMBER, "\x1b[>0;136;0c"), (LAST, "\x1b[?6c")]),
    ("Terminal", "TERM_PROGRAM=Apple_Terminal", &[(BACKGROUND, DARK), (LAST, "\x1b[?1;2c")]),
    ("alacritty", "ALACRITTY_WINDOW_ID=1", &[(BACKGROUND, DARK), (NUMBER, "\x1b[>0;1700;1c"), (LAST, "\x1b[?6c")]),
    ("st", "TERM=st-256color", &[(BACKGROUND, DARK), (LAST, "\x1b[?6c")]),
    ("xterm", "XTERM_VERSION=XTerm(379)", &[(BACKGROUND, DARK), (BIDI, "\x1b[8;0$y"), (NAME, "\x1bP>|XTerm(379)\x1b\\"), (NUMBER, "\x1b[>41;379;0c"), (LAST, "\x1b[?64;1;2c")]),
    ("xterm, started from Konsole", "KONSOLE_VERSION=221203", &[(NAME, "\x1bP>|XTerm(379)\x1b\\"), (NUMBER, "\x1b[>41;379;0c"), (LAST, "\x1b[?64;1;2c")]),
    ("urxvt", "", &[(NUMBER, "\x1b[>85;95;0c"), (LAST, "\x1b[?1;2c")]),
    ("one that answers nonsense", "", &[(BACKGROUND, "\x1b]11;\x1b\\"), (BIDI, "\x1b[8;99999999$y\x1b[;$y"), (NAME, "\x1bP>|\x1b\\\x1bP\x1b\\"), (NUMBER, "\x1b[>c"), (LAST, "\x1b[?c")]),
];
const TMUX: Answers = &[(NAME, "\x1bP>|tmux 3.3a\x1b\\"), (NUMBER, "\x1b[>84;0;0c"), (LAST, "\x1b[?1;2c")];

const BACKGROUND: &str = "\x1b]11;?\x07";
const BIDI: &str = "\x1b[8$p";
const NAME: &str = "\x1b[>q";
const NUMBER: &str = "\x1b[>c";
const LAST: &str = "\x1b[c";
const DARK: &str = "\x1b]11;rgb:1010/1414/1818\x1b\\";

const BDSM: [&str; 2] = ["\x1b[8l", "\x1b[8h"];
const KONSOLE: [&str; 2] = ["\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"];
const MLTERM: [&str; 2] = ["\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"];
const NOTHING: [&str; 2] = ["", ""];

/// The program in the terminal of this name, or in tmux in it.
fn in_terminal(name: &str, delivery: Delivery, home: &tempfile::TempDir, arguments: &[&str]) -> Start {
    let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
    dressed(Start::kiosque(home, &arguments), name, delivery)
}

fn dressed(mut start: Start, name: &str, delivery: Delivery) -> Start {
    let (tmux, name) = match name.split_once(" in ") {
        Some((tmux, name)) => (Some(tmux), name),
        None => (None, name),
    };
    let (_, variables, answers) = TERMINALS.iter().find(|(known, ..)| *known == name).expect("a terminal of the table");
    for word in variables.split_whitespace() {
        let (variable, value) = word.split_once('=').expect("NAME=value");
        start = start.env(variable, value);
    }
    let manners = match tmux {
        None => Manners { answers, outside: &[], delivery },
        Some("tmux far away") => {
            return start.env("TERM", "screen").with_manners(Manners { answers: TMUX, outside: answers, delivery });
        }
        Some(tmux) => {
            start = start.env("TERM", "tmux-256color").env("TMUX", "/tmp/tmux-0/default,1,0");
            let outside: Answers = if tmux == "closed tmux" { &[] } else { answers };
            Manners { answers: TMUX, outside, delivery }
        }
    };
    start.with_manners(manners)
}

/// What is sent through tmux.
fn through_tmux(bytes: &str) -> String {
    match bytes {
        "" => String::new(),
        _ => format!("\x1bPtmux;{}\x1b\\", bytes.replace('\x1b', "\x1b\x1b")),
    }
}

/// Every time a screen of its own was made, the terminal had just been told; every time the shell's came back, it was
/// taken back with it; and nothing else of the kind was ever said.
fn assert_told(name: &str, bytes: &[u8], [entering, leaving]: [&str; 2]) {
    let bytes = String::from_utf8_lossy(bytes);
    let made: Vec<&str> = bytes.split("\x1b[?1049h").collect();
    assert!(made.len() > 1, "{name}: no screen was made");
    for before in &made[..made.len() - 1] {
        assert!(before.ends_with(entering), "{name}: before the screen: {:?}", last_of(before));
    }
    let given_back: Vec<&str> = bytes.split("\x1b[?1049l").collect();
    assert_eq!(given_back.len(), made.len(), "{name}");
    let is_wrapped = leaving.starts_with("\x1bPtmux;");
    for (before, behind) in given_back.iter().zip(&given_back[1..]) {
        // tmux passes nothing on while it draws the shell's screen again.
        let is_taken_back = if is_wrapped { before.ends_with(leaving) } else { behind.starts_with(leaving) };
        assert!(is_taken_back, "{name}: {:?} and then {behind:?}", last_of(before));
    }
    let without = |text: String, said: &str| if said.is_empty() { text } else { text.replace(said, "") };
    let rest = without(without(bytes.to_string(), entering), leaving);
    for word in ["\x1b[8l", "\x1b[8h", "\x1b]50;", "\x1b]5379;"] {
        assert!(!rest.contains(word), "{name}: {word:?} was said besides");
    }
    let end = given_back.last().unwrap_or(&"");
    assert!(!end.contains("^["), "{name}: an answer was typed into the shell: {end:?}");
}

fn last_of(text: &str) -> String {
    let mut last: Vec<char> = text.chars().rev().take(60).collect();
    last.reverse();
    last.into_iter().collect()
}

fn bytes(emulator: &Emulator) -> Vec<u8> {
    emulator.until_over().bytes.clone()
}

/// Terminals, what they are told, and what the bottom line says at the first start.
#[rustfmt::skip]
const ROWS: &[(&str, [&str; 2], Option<&str>)] = &[
    ("VTE", BDSM, None),
    ("told before", [BDSM[0], ""], None),
    ("never reorders", NOTHING, None),
    ("always reorders", NOTHING, Some("one pane at a time")),
    ("Konsole", KONSOLE, None),
    ("mlterm", MLTERM, None),
    ("kitty", NOTHING, Some("force_ltr yes")),
    ("PuTTY", NOTHING, Some("Disable bidirectional text display")),
    ("Terminal", NOTHING, Some("one pane at a time")),
    ("alacritty", NOTHING, None),
    ("st", NOTHING, None),
    ("xterm", NOTHING, None),
    ("xterm, started from Konsole", NOTHING, None),
    ("urxvt", NOTHING, None),
    ("one that answers nonsense", NOTHING, None),
    ("tmux in VTE", BDSM, None),
    ("tmux far away in VTE", BDSM, None),
    ("tmux in Konsole", KONSOLE, None),
    ("tmux in mlterm", MLTERM, None),
    ("tmux in kitty", NOTHING, Some("force_ltr yes")),
    ("tmux in PuTTY", NOTHING, Some("Disable bidirectional text display")),
    ("tmux in xterm", NOTHING, None),
    ("closed tmux in VTE", NOTHING, Some("allow-passthrough on")),
    ("closed tmux in Konsole", NOTHING, Some("allow-passthrough on")),
    ("closed tmux in mlterm", NOTHING, Some("allow-passthrough on")),
    ("closed tmux in xterm", NOTHING, None),
];

/// What a terminal is told, wrapped where tmux stands between. The mode is then set in each row that is there.
fn told(name: &str, words: [&str; 2]) -> [String; 2] {
    let in_rows = |mode: &str| format!("\x1b7\x1b[H{}\x1b8", format!("{mode}\x1b[B").repeat(120));
    match name.starts_with("tmux") {
        true if words == BDSM => words.map(|mode| through_tmux(mode) + &through_tmux(&in_rows(mode))),
        true => words.map(through_tmux),
        false => words.map(str::to_owned),
    }
}

#[test]
fn every_terminal_is_told_what_it_knows_and_given_back() {
    for (name, words, hint) in ROWS {
        for delivery in [Delivery::AtOnce, Delivery::ByteByByte] {
            let home = home();
            let mut emulator = in_terminal(name, delivery, &home, &[]).run();
            emulator.until_shown(hint.unwrap_or("? help"));
            emulator.send(b"q");
            assert_eq!(emulator.end(), 0, "{name}");
            let [entering, leaving] = told(name, *words);
            assert_told(name, &bytes(&emulator), [&entering, &leaving]);
            let Some(hint) = hint else { continue };

            let mut again = in_terminal(name, delivery, &home, &[]).run();
            drop(again.until("the keys instead of the hint", |sight| sight.shows("help") && !sight.shows(hint)));
            again.send(b"q");
            assert_eq!(again.end(), 0, "{name}");
        }
    }
}

/// With a multiplexer two terminals answer; the second answer is no keys, either, however slowly it comes.
#[test]
fn no_answer_is_typed_that_comes_in_pieces() {
    for name in ["VTE", "tmux in Konsole", "tmux far away in VTE", "closed tmux in xterm"] {
        let home = home();
        let mut emulator = in_terminal(name, Delivery::Haltingly, &home, &[]).run();
        emulator.until_shown("Sources");
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0, "{name}");
    }
}

#[test]
fn it_is_taken_back_on_every_way_out() {
    for (name, words) in [("VTE", BDSM), ("Konsole", KONSOLE), ("mlterm", MLTERM), ("tmux in VTE", BDSM)] {
        let [entering, leaving] = told(name, words);
        let ways: [(&str, Option<Signal>, &[u8], u32); 6] = [
            ("q", None, b"q", 0),
            ("Ctrl-c", None, b"\x03", 0),
            ("SIGTERM", Some(Signal::TERM), b"", 143),
            ("SIGHUP", Some(Signal::HUP), b"", 129),
            ("SIGINT", Some(Signal::INT), b"", 130),
            ("SIGQUIT", Some(Signal::QUIT), b"", 131),
        ];
        for (way, signal, keys, code) in ways {
            let home = home();
            let mut emulator = in_terminal(name, Delivery::AtOnce, &home, &[]).run();
            emulator.until_shown("? help");
            emulator.send(keys);
            signal.into_iter().for_each(|signal| emulator.signal(signal));
            assert_eq!(emulator.end(), code, "{name}, {way}");
            assert_told(&format!("{name}, {way}"), &bytes(&emulator), [&entering, &leaving]);
        }
    }
}

#[test]
fn it_is_taken_back_while_the_program_is_stopped_and_said_again() {
    for (name, words) in [("VTE", BDSM), ("Konsole", KONSOLE), ("mlterm", MLTERM), ("tmux in Konsole", KONSOLE)] {
        let [entering, leaving] = told(name, words);
        let home = home();
        let mut emulator = in_terminal(name, Delivery::AtOnce, &home, &[]).run();
        emulator.until_shown("? help");
        emulator.send(b"\x1a");
        let (_, status) = waitpid(Some(emulator.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped());
        let is_back = |sight: &crate::emulator::Sight| !sight.parser.screen().alternate_screen();
        let stopped = emulator.until("the shell's screen", is_back).bytes.clone();
        assert_told(name, &stopped, [&entering, &leaving]);
        emulator.signal(Signal::CONT);
        emulator.assert_entered();
        emulator.until_shown("? help");
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0, "{name}");
        assert_told(name, &bytes(&emulator), [&entering, &leaving]);
    }
}

#[test]
fn it_is_taken_back_before_a_panic_is_reported() {
    // This test starts itself in a terminal, and is then the program that panics.
    const INSIDE: &str = "KIOSQUE_TEST_PANICS_TOLD";
    let switch = |dialect, through| Switch { dialect, through, was_so: false };
    let rows = [
        ("VTE", switch(Dialect::Bdsm, None), BDSM),
        ("Konsole", switch(Dialect::Konsole, None), KONSOLE),
        ("mlterm", switch(Dialect::Mlterm, None), MLTERM),
        ("tmux in VTE", switch(Dialect::Bdsm, Some(Multiplexer::Tmux)), BDSM),
    ];
    if let Ok(inside) = env::var(INSIDE) {
        let (_, switch, _) = rows.iter().find(|(name, ..)| *name == inside).unwrap();
        let guard = Guard::raw().unwrap();
        guard.enter(Modes { mouse: true, switch: Some(*switch) }).unwrap();
        panic!("somebody made a mistake");
    }
    for (name, _, words) in rows {
        let home = home();
        let mut command = CommandBuilder::new(env::current_exe().unwrap());
        command.args(["--exact", "terminals::it_is_taken_back_before_a_panic_is_reported", "--nocapture"]);
        let mut emulator = Start::of(command, &home).env(INSIDE, name).run();
        assert_eq!(emulator.end(), 101, "{name}");
        let [entering, leaving] = told(name, words);
        let bytes = bytes(&emulator);
        assert_told(name, &bytes, [&entering, &leaving]);
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.find("\x1b[?1049l") < text.find("somebody made a mistake"), "{name}");
    }
}

#[test]
fn a_late_answer_is_heard_and_the_screen_made_anew() {
    for (name, words) in [("VTE", BDSM), ("Konsole", KONSOLE), ("mlterm", MLTERM), ("tmux in VTE", BDSM)] {
        let [entering, leaving] = told(name, words);
        let home = home();
        // What the variables tell is believed while nothing is heard; this terminal is far away.
        let start = in_terminal(name, Delivery::Late, &home, &[]).env("KONSOLE_VERSION", "").env("MLTERM", "");
        let mut emulator = start.run();
        let second = |sight: &crate::emulator::Sight| {
            let made = String::from_utf8_lossy(&sight.bytes).matches("\x1b[?1049h").count();
            made == 2 && sight.shows("? help")
        };
        drop(emulator.until("the screen, made anew", second));
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0, "{name}");
        let bytes = bytes(&emulator);
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains(&format!("\x1b[?1049l{entering}\x1b[?1049h")), "{name}: {text}");
        let end = if name.starts_with("tmux") { leaving + "\x1b[?1049l" } else { "\x1b[?1049l".to_owned() + &leaving };
        assert!(text.ends_with(&end), "{name}: {text}");
    }
}

#[test]
fn the_readers_setting_is_obeyed() {
    // The first word of an Arabic headline: as the eye sees it, as it is read, and turned round for kitty.
    let (visual, logical, turned) = ("\u{feaa}\u{fef3}", "\u{64a}\u{62f} ", "\u{fef3}\u{feaa}");
    for (setting, name, words, shows, is_one_pane) in [
        ("app", "VTE", BDSM, visual, false),
        ("app", "PuTTY", NOTHING, visual, false),
        ("app", "kitty", NOTHING, visual, false),
        ("auto", "kitty", NOTHING, turned, false),
        ("kitty", "xterm", NOTHING, turned, false),
        ("auto", "PuTTY", NOTHING, logical, true),
        ("terminal", "VTE", NOTHING, logical, true),
        ("terminal", "Konsole", NOTHING, logical, true),
        ("off", "mlterm", NOTHING, logical, true),
    ] {
        let home = home();
        let mut emulator = in_terminal(name, Delivery::AtOnce, &home, &["--bidi", setting]).run();
        // The tour of the first start takes the rows that the headline stands on.
        emulator.until_shown("1 of 6");
        emulator.send(b"\x1b");
        drop(emulator.until("no tour", |sight| !sight.shows("of 6")));
        let sight = emulator.until(shows, |sight| sight.shows(shows));
        assert_eq!(!sight.shows("Sources"), is_one_pane, "{setting} in {name}");
        drop(sight);
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0);
        assert_told(name, &bytes(&emulator), words);
    }
}

#[test]
fn a_tmux_that_passes_nothing_on_is_remembered() {
    let home = home();
    for n_starts in 1..=2 {
        let mut emulator = in_terminal("closed tmux in xterm", Delivery::AtOnce, &home, &[]).run();
        emulator.until_shown("? help");
        emulator.send(b"q");
        assert_eq!(emulator.end(), 0);
        assert!(memory(&home).contains("\"tmux-256color, outside\""), "start {n_starts}: {}", memory(&home));
    }
    let mut emulator = in_terminal("tmux in xterm", Delivery::AtOnce, &home, &[]).run();
    emulator.until_shown("? help");
    emulator.send(b"q");
    assert_eq!(emulator.end(), 0);
    assert!(memory(&home).contains("\"silent_terminals\": []"), "it answers after all: {}", memory(&home));
}

#[test]
fn nothing_of_an_answer_is_left_for_the_shell() {
    for name in ["VTE", "xterm", "kitty", "tmux in VTE", "tmux far away in VTE"] {
        for delivery in [Delivery::AtOnce, Delivery::ByteByByte, Delivery::Late] {
            let home = home();
            let mut command = CommandBuilder::new("sh");
            command.arg("-c");
            // What is left to read is read by who comes next.
            let kiosque = env!("CARGO_BIN_EXE_kiosque");
            let next = "stty -icanon min 0 time 1; echo \"left: [$(dd bs=4096 count=1 2>/dev/null | od -An -c)]\"; stty icanon";
            command.arg(format!("'{kiosque}'; {next}"));
            let emulator = dressed(Start::of(command, &home), name, delivery).run();
            // It is asked to end while the answers are still under way.
            drop(emulator.until("the questions", |sight| sight.bytes.windows(3).any(|window| window == LAST_QUESTION)));
            emulator.send(b"q");
            emulator.until_shown("left: [");
            assert!(emulator.until_over().shows("left: []"), "{name}");
        }
    }
}

#[test]
fn the_doctor_shows_its_card_and_then_what_was_found() {
    #[rustfmt::skip]
    let rows: [(&str, [&str; 2], &[&str]); 7] = [
        ("VTE", BDSM, &["DECRQM 8: 1", "DA2: 65;7006", "XTVERSION: no answer", "It is told: ESC [8l", "When kiosque leaves: ESC [8h"]),
        ("Konsole", KONSOLE, &["XTVERSION: Konsole 22.12.3", "ESC ]50;BidiRenderingEnabled=false BEL"]),
        ("kitty", NOTHING, &["XTVERSION: kitty(0.26.5)", "It is told nothing.", "Vowel signs are left out.", "force_ltr yes"]),
        ("PuTTY", NOTHING, &["DA2: 0;136", "one pane at a time", "Disable bidirectional text display"]),
        ("xterm", NOTHING, &["XTVERSION: XTerm(379)", "nothing says that this terminal reorders", "DejaVu Sans Mono"]),
        ("closed tmux in VTE", NOTHING, &["set -g allow-passthrough on", "is not heard"]),
        ("tmux in VTE", BDSM, &["answers", "It is told: ESC [8l"]),
    ];
    for (name, words, found) in rows {
        let home = home();
        let mut emulator = in_terminal(name, Delivery::AtOnce, &home, &["doctor"]).run();
        emulator.until_shown("2  The lines at both sides");
        emulator.assert_entered();
        emulator.send(b" ");
        assert_eq!(emulator.end(), 0, "{name}");
        let [entering, leaving] = told(name, words);
        assert_told(name, &bytes(&emulator), [&entering, &leaving]);
        let shell = emulator.until_over().parser.screen().contents();
        found.iter().for_each(|part| assert!(shell.contains(part), "{name}: {part}\n{shell}"));
    }
}

#[test]
fn the_doctor_leaves_like_the_newsstand() {
    let home = home();
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130)] {
        let mut emulator = in_terminal("VTE", Delivery::AtOnce, &home, &["doctor"]).run();
        emulator.until_shown("2  The lines at both sides");
        emulator.signal(signal);
        assert_eq!(emulator.end(), code);
        assert_told("VTE", &bytes(&emulator), BDSM);
    }
    let mut emulator = in_terminal("Konsole", Delivery::AtOnce, &home, &["doctor"]).run();
    emulator.until_shown("2  The lines at both sides");
    emulator.signal(Signal::TSTP);
    let (_, status) = waitpid(Some(emulator.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped());
    drop(emulator.until("the shell's screen", |sight| !sight.parser.screen().alternate_screen()));
    emulator.signal(Signal::CONT);
    emulator.assert_entered();
    emulator.send(b"x");
    assert_eq!(emulator.end(), 0);
    assert_told("Konsole", &bytes(&emulator), KONSOLE);
}
