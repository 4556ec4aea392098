//! Lends the terminal to a command that somebody typed, which gets articles on its standard input.
//!
//! The command is what was typed and nothing else: no word of a page is in it or in its surroundings. While it runs the terminal is
//! its own - its keys, its screen, Ctrl-c - and what it leaves of the terminal's settings is put right afterwards.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::export::Exporter;
use crate::export::taken::Taken;
use crate::locale::words::Words;
use crate::terminal::events;
use crate::text::clean::Clean;

/// Runs the command to its end, and says how it ended in a sentence.
pub fn run(command: &str, taken: Taken, words: &Words) -> String {
    let settings = events::settings();
    let _foreground = events::lend_signals();
    println(&format!("$ {}", Clean::new(command)));
    let ended = feed(command, taken, words);
    settings.restore();
    match ended {
        Ok(status) => told(status, words),
        Err(error) => words.with("pipe-not-begun", &[("error", error.to_string().into())]),
    }
}

fn feed(command: &str, taken: Taken, words: &Words) -> io::Result<ExitStatus> {
    let mut child = shell(command).stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        let exporter = Exporter::bare(taken.n_articles(), words);
        // A command need not read what it gets: then writing fails, and nobody is waited for.
        let write = move || taken.write(exporter, &mut input, &mut |_| ControlFlow::Continue(())).map(drop);
        thread::Builder::new().name("pipe".to_owned()).spawn(write)?;
    }
    child.wait()
}

fn told(status: ExitStatus, words: &Words) -> String {
    match (status.success(), status.code()) {
        (true, _) => words.text("pipe-done").to_owned(),
        (false, Some(code)) => words.with("pipe-failed", &[("code", code.to_string().into())]),
        (false, None) => words.with(
            "pipe-killed",
            &[("signal", signal(status).map(|signal| signal.to_string()).unwrap_or_default().into())],
        ),
    }
}

/// Says a line on the screen that the command had. A terminal that is gone is noticed by who reads its keys.
pub fn println(text: &str) {
    let mut out = io::stdout().lock();
    let _ = write!(out, "\x1b[0m{text}\r\n").and_then(|()| out.flush());
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    // What begins with a hyphen is no option of the shell.
    shell.args(["-c", "--", command]);
    shell
}

#[cfg(windows)]
fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt;
    let mut shell = Command::new("cmd");
    // It takes the rest of its line as it is.
    shell.arg("/C").raw_arg(command);
    shell
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    status.signal()
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}
