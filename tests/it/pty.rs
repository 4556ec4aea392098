//! The program in a terminal: started, used, stopped, ended and killed in a pseudo-terminal of its own.
//!
//! The terminal here understands what a real one does (vt100 keeps its screen and its modes) and answers questions at
//! once, later or never. Nothing sleeps: a test waits until the screen shows what it is to show, or fails with a picture.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::panic;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;
use vt100::{Color, MouseProtocolMode};

use kiosque::terminal::bidi::{Dialect, Switch};
use kiosque::terminal::guard::{Guard, Modes};

/// Long enough for a busy machine; a test that passes never waits so long.
const AT_MOST: Duration = Duration::from_secs(60);

/// The last of the questions a program asks at its start; every terminal answers it.
const LAST_QUESTION: &[u8] = b"\x1b[c";
/// A light background, no knowledge of bidi modes, a VT220 with colours.
const ANSWERS: &[u8] = b"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[8;0$y\x1b[?62;22c";

/// What VTE is told.
const BDSM: Switch = Switch { dialect: Dialect::Bdsm, through: None, was_so: false };

/// A terminal, and the program that runs in it.
struct Emulator {
    master: Option<Box<dyn MasterPty>>,
    child: Box<dyn Child + Send + Sync>,
    writer: Writer,
    seen: Seen,
    /// How the terminal treated lines before the program came.
    settings: String,
}

type Writer = Arc<Mutex<Box<dyn Write + Send>>>;
type Seen = Arc<(Mutex<Sight>, Condvar)>;

/// What the terminal has been sent.
struct Sight {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// The program has closed its end.
    over: bool,
}

impl Sight {
    fn shows(&self, text: &str) -> bool {
        self.parser.screen().contents().contains(text)
    }

    fn n_frames(&self) -> usize {
        self.bytes.windows(8).filter(|window| window == b"\x1b[?2026h").count()
    }
}

/// A way to start the program.
struct Start {
    command: CommandBuilder,
    answers: bool,
    stalls: bool,
    size: PtySize,
}

impl Start {
    /// The program with these arguments, in a home of its own.
    fn kiosque(home: &TempDir, arguments: &[&Path]) -> Start {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kiosque"));
        command.args(arguments);
        Start::of(command, home)
    }

    fn of(mut command: CommandBuilder, home: &TempDir) -> Start {
        command.env_clear();
        command.env("PATH", env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.cwd(home.path());
        Start {
            command,
            answers: true,
            stalls: false,
            size: PtySize { rows: 30, cols: 120, pixel_width: 0, pixel_height: 0 },
        }
    }

    fn env(mut self, name: &str, value: &str) -> Start {
        self.command.env(name, value);
        self
    }

    /// The terminal keeps its answers for itself.
    fn without_answers(self) -> Start {
        Start { answers: false, ..self }
    }

    /// The terminal takes nothing more once a frame has begun, one that is larger than what waits on the way to it.
    fn stalling(self) -> Start {
        Start { stalls: true, size: PtySize { rows: 300, cols: 500, ..self.size }, ..self }
    }

    fn run(self) -> Emulator {
        let pair = native_pty_system().openpty(self.size).unwrap();
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(self.command).unwrap();
        let writer: Writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let [rows, cols] = [self.size.rows, self.size.cols].map(|n| NonZeroU16::new(n).unwrap());
        let sight = Sight { parser: vt100::Parser::new(rows, cols, 0), bytes: Vec::new(), over: false };
        let seen: Seen = Arc::new((Mutex::new(sight), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let answers = self.answers.then(|| Arc::clone(&writer));
        let watched = Arc::clone(&seen);
        let stalls = self.stalls;
        thread::spawn(move || watch(reader, &watched, answers, stalls));
        Emulator { master: Some(pair.master), child, writer, seen, settings }
    }
}

/// Takes in what the program writes, and answers its questions if it is to.
fn watch(mut reader: Box<dyn Read + Send>, seen: &Seen, mut answers: Option<Writer>, stalls: bool) {
    let mut bytes = [0; 4096];
    loop {
        let n_bytes = reader.read(&mut bytes).unwrap_or(0);
        let mut sight = seen.0.lock().unwrap();
        sight.bytes.extend_from_slice(&bytes[..n_bytes]);
        sight.parser.process(&bytes[..n_bytes]);
        sight.over |= n_bytes == 0;
        let asked = sight.bytes.windows(LAST_QUESTION.len()).any(|window| window == LAST_QUESTION);
        if let Some(writer) = answers.take_if(|_| asked) {
            writer.lock().unwrap().write_all(ANSWERS).unwrap();
        }
        seen.1.notify_all();
        if sight.over || (stalls && sight.n_frames() > 0) {
            return;
        }
    }
}

impl Emulator {
    fn send(&self, bytes: &[u8]) {
        self.writer.lock().unwrap().write_all(bytes).unwrap();
    }

    /// Waits until the terminal has seen this.
    fn until(&self, what: &str, is_so: impl Fn(&Sight) -> bool) -> MutexGuard<'_, Sight> {
        let deadline = Instant::now() + AT_MOST;
        let mut sight = self.seen.0.lock().unwrap();
        while !is_so(&sight) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || sight.over {
                let screen = sight.parser.screen().contents();
                drop(sight);
                panic!("{what} never came; the screen:\n{screen}");
            }
            sight = self.seen.1.wait_timeout(sight, left).unwrap().0;
        }
        sight
    }

    fn until_shown(&self, text: &str) {
        drop(self.until(text, |sight| sight.shows(text)));
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn pid(&self) -> Pid {
        self.child.process_id().and_then(|pid| Pid::from_raw(pid as i32)).unwrap()
    }

    fn resize(&self, rows: u16, cols: u16) {
        let [n_rows, n_cols] = [rows, cols].map(|n| NonZeroU16::new(n).unwrap());
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(n_rows, n_cols);
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits for the end, checks that the terminal is as it was, and gives back the exit code.
    fn end(&mut self) -> u32 {
        drop(self.until_over());
        let code = self.child.wait().unwrap().exit_code();
        let settings = self.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
        assert_eq!(settings.as_ref(), Some(&self.settings), "lines are treated as before");
        self.assert_left();
        code
    }

    fn until_over(&self) -> MutexGuard<'_, Sight> {
        let sight = self.seen.0.lock().unwrap();
        let (sight, timeout) = self.seen.1.wait_timeout_while(sight, AT_MOST, |sight| !sight.over).unwrap();
        assert!(!timeout.timed_out(), "it never ended; the screen:\n{}", sight.parser.screen().contents());
        sight
    }

    /// Every mode that was switched on is off, and the shell's screen is back.
    fn assert_left(&self) {
        let sight = self.seen.0.lock().unwrap();
        let screen = sight.parser.screen();
        assert!(!screen.alternate_screen(), "the shell's screen is back");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pastes are the shell's");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is the terminal's");
        assert_eq!((screen.fgcolor(), screen.bgcolor()), (Color::Default, Color::Default));
    }

    fn assert_entered(&self) {
        drop(self.until("a screen of its own", |sight| sight.parser.screen().alternate_screen()));
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // A test that failed must not leave the program behind.
        let _ = self.child.kill();
    }
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What was kept for the next start, wherever the platform keeps such things.
fn memory(home: &TempDir) -> String {
    let mut files = walkdir::WalkDir::new(home.path()).into_iter().filter_map(Result::ok);
    let file = files.find(|file| file.file_name() == "state.json").expect("something is kept");
    fs::read_to_string(file.path()).unwrap()
}

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
