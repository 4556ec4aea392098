//! From a key to the painted frame, through a pseudo-terminal, and from a start to the first frame.
//!
//! ```text
//! cargo bench --bench frames                             10,000 pages
//! cargo bench --bench frames -- --sizes 100k,1m          more of them; a million pages are seven gigabytes
//! KIOSQUE_UPDATE_README=1 cargo bench --bench frames     keeps the figures, see figures/
//! ```
//!
//! The newsstand stands at 200x50 before pages of the corpus of the benches. It gets a thousand keys and more, one at a time,
//! while it reads the pages for the first time, and then five times over; the time runs from the write of the key to the read
//! of the end of the frame. An echo program, which paints one cell for each key, runs through the same terminal: what the
//! system and this bench cost is taken off. Files are evicted from memory by `posix_fadvise` for a start from the disk.

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    // cargo passes --bench; the program starts itself again as the echo.
    if std::env::args().any(|argument| argument == "--echo") {
        bench::echo();
        return std::process::ExitCode::SUCCESS;
    }
    match bench::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the benchmark of frames: {error}");
            std::process::ExitCode::from(2)
        }
    }
}

#[cfg(not(unix))]
fn main() {
    println!("this bench needs a pseudo-terminal of Unix");
}

#[cfg(unix)]
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "corpus/mod.rs"]
mod corpus;
#[cfg(unix)]
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "figures/mod.rs"]
mod figures;
#[cfg(unix)]
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "measure/mod.rs"]
mod measure;
#[cfg(unix)]
#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "pty/mod.rs"]
mod pty;

#[cfg(unix)]
mod bench {
    use std::env;
    use std::error::Error;
    use std::io::{self, Read, Write};
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use portable_pty::CommandBuilder;

    use crate::corpus::Corpus;
    use crate::figures::{self, Figures, KIOSQUE};
    use crate::measure::{Samples, Slowest, Took, evict, machine, memory_of, milliseconds, speed};
    use crate::pty::{FRAME_END, Size, Terminal};

    const SEED: u64 = 1;
    const SIZE: Size = (200, 50);
    const N_RUNS: usize = 5;
    const N_STARTS: usize = 10;

    pub fn run() -> Result<(), Box<dyn Error>> {
        let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
        let sizes = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] => "10k".to_owned(),
            ["--sizes", sizes] => (*sizes).to_owned(),
            _ => return Err("the head of benches/frames.rs says what can be asked".into()),
        };
        let (machine, speed) = (machine(), speed());
        println!("{machine}; memory is copied at {:.1} GB/s, UTF-8 checked at {:.1} GB/s", speed.copy, speed.utf8);
        let taken = figures::taken(&machine);
        let home = tempfile::tempdir()?;
        let echo = best("echo program", || Ok(echo_program(home.path())))?;
        first_frame_of_the_edition()?;

        let corpus = Corpus::new(SEED);
        let mut figures = Figures::default();
        for size in sizes.split(',') {
            let n_pages = figures::n_articles(size).ok_or("no such size")?;
            let (archive, home) = (tempfile::tempdir()?, tempfile::tempdir()?);
            let n_bytes = corpus.write_pages(0..n_pages, archive.path())?;
            println!("{n_pages} pages, {:.0} MB", n_bytes as f64 / 1e6);
            let open = || Terminal::kiosque(home.path(), &[archive.path()], SIZE);
            let mut set = |name: &str, value: f64| figures.set(KIOSQUE, size, name, value, &taken);

            let mut first = open();
            first.until(has_articles);
            let indexing = one_run("while indexing", &mut first, 1);
            set("frame.indexing.p99", (indexing.p99 - echo.p99).max(0.0));
            drop(first);
            finish_reading(home.path(), archive.path())?;
            drop_the_search(&mut open());

            let (warm, _) = starts(|| Ok(()), open)?;
            let (cold, search) = starts(|| Ok(evict(home.path())?), open)?;
            set("start.warm", warm);
            set("start.cold", cold);
            set("start.search", search);
            let times = best("kiosque", || {
                let mut terminal = open();
                terminal.until(has_articles);
                terminal.until_quiet(Duration::from_secs(1));
                Ok(terminal)
            })?;
            set("frame.p99", (times.p99 - echo.p99).max(0.0));
            if let Some(memory) = times.memory {
                set("frame.memory", memory);
            }
        }
        println!("{}", figures.table());
        figures.keep(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// Paints one cell for each byte that comes, like the smallest program that could be asked.
    pub fn echo() {
        crossterm::terminal::enable_raw_mode().expect("a terminal");
        let (mut stdin, mut stdout) = (io::stdin().lock(), io::stdout().lock());
        let mut key = [0];
        loop {
            let frame = [b"\x1b[?2026h\x1b[1;1H".as_slice(), &key, FRAME_END].concat();
            let painted = stdout.write_all(&frame).and_then(|()| stdout.flush());
            if painted.is_err() || !matches!(stdin.read(&mut key), Ok(1)) {
                return;
            }
        }
    }

    fn echo_program(home: &Path) -> Terminal {
        let mut command = CommandBuilder::new(env::current_exe().expect("this program"));
        command.arg("--echo");
        let mut terminal = Terminal::start(command, home, SIZE);
        terminal.next_frame();
        terminal
    }

    /// The rest of the archive is read, and all of it bound, as the newsstand does in the background.
    fn finish_reading(home: &Path, archive: &Path) -> Result<(), Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosque"));
        let status = command.env_clear().env("HOME", home).arg("index").arg(archive).stderr(Stdio::null()).status()?;
        if status.success() { Ok(()) } else { Err(format!("kiosque index: {status}").into()) }
    }

    /// The thousand keys left one behind.
    fn drop_the_search(terminal: &mut Terminal) {
        terminal.until(has_articles);
        terminal.until_quiet(Duration::from_secs(1));
        terminal.press(b"\x7f");
        terminal.until_quiet(Duration::from_millis(100));
    }

    struct Times {
        /// Milliseconds.
        p99: f64,
        /// Private memory afterwards, in megabytes, where the system tells.
        memory: Option<f64>,
    }

    fn best(name: &str, start: impl Fn() -> Result<Terminal, Box<dyn Error>>) -> Result<Times, Box<dyn Error>> {
        let mut best = one_run(name, &mut start()?, 1);
        for run in 2..=N_RUNS {
            let times = one_run(name, &mut start()?, run);
            if times.p99 < best.p99 {
                best = times;
            }
        }
        println!(
            "{name}, best of {N_RUNS}: 99 of 100 within {:.2} ms; {:.1} MB of private memory",
            best.p99,
            best.memory.unwrap_or(f64::NAN)
        );
        Ok(best)
    }

    fn one_run(name: &str, terminal: &mut Terminal, run: usize) -> Times {
        let mut frames = Samples::default();
        let mut slowest = Slowest::default();
        let mut n_silent = 0;
        let keys = keys();
        for (n, key) in keys.iter().enumerate() {
            match terminal.press(key) {
                Some(wall) => {
                    frames.add(Took { cpu: wall, wall });
                    slowest.add(wall, &keys[..=n]);
                }
                None => n_silent += 1,
            }
            // A search that goes on paints after the key; it is not the next key's. Nor does the next key make an Alt of
            // an Escape.
            terminal.until_quiet(Duration::from_millis(if *key == b"\x1b" { 10 } else { 3 }));
        }
        let [p50, p99, most] = [50.0, 99.0, 100.0].map(|percent| frames.within(percent, Samples::WALL));
        println!(
            "  {name}, run {run}: {} keys ({n_silent} changed nothing), half within {p50:.2} ms, 99 of 100 within {p99:.2}, all within {most:.2}",
            frames.len()
        );
        println!("    {slowest}");
        Times { p99, memory: terminal.process().and_then(|process| memory_of(&process)) }
    }

    /// More than a thousand keys as a reader presses them: down the list and up, to its ends, by pages, through the
    /// panes, into the article and on to the next, searches and a phrase letter by letter, a filter, the map, the months.
    /// Each of them changes something: what paints nothing would be given the time of the next progress, while pages are
    /// indexed.
    fn keys() -> Vec<&'static [u8]> {
        let round: &[&[u8]] = &[
            b"jjjjjjjjkkkkjjGgjj\x04\x15\x04\x15jjJJJKJ",
            b"\t\tjjjjjj\x04\x04\x15kk\t",
            b"\x1b[Z\x1b[Z\x1b[Z",
            b"/soldats\rnnnN\x7fkg",
            b"/\"de la\"\x1b",
            b"/\xd8\xad\xd9\x84\xd8\xa8\x1b\x1b",
            b"ole \x1b",
            b"y20\x1b",
            b"sssmm?\x1b",
            b"HjjlH",
            b"zz++--",
        ];
        let single = |keys: &'static [u8]| -> Vec<&'static [u8]> {
            let mut keys = keys;
            let mut all = Vec::new();
            while !keys.is_empty() {
                let n_bytes = match keys {
                    [0x1b, b'[', ..] => 3,
                    // A letter of two bytes of UTF-8.
                    [0xc0..=0xdf, ..] => 2,
                    _ => 1,
                };
                let (key, rest) = keys.split_at(n_bytes);
                all.push(key);
                keys = rest;
            }
            all
        };
        let round: Vec<_> = round.iter().flat_map(|keys| single(keys)).collect();
        round.iter().copied().cycle().take(1300).collect()
    }

    /// A frame counts as the first one when articles stand in it.
    fn has_articles(screen: &str) -> bool {
        let top = screen.lines().next().unwrap_or_default();
        top.trim_end().ends_with(" articles") && !top.trim_end().ends_with(" 0 articles")
    }

    /// From the start of the process to the first frame with articles, and then from the last key of a search to what it
    /// finds: medians in milliseconds.
    fn starts(
        prepare: impl Fn() -> Result<(), Box<dyn Error>>,
        open: impl Fn() -> Terminal,
    ) -> Result<(f64, f64), Box<dyn Error>> {
        let (mut starts, mut searches) = (Samples::default(), Samples::default());
        let both = |wall| Took { cpu: wall, wall };
        for _ in 0..N_STARTS {
            prepare()?;
            let start = Instant::now();
            let mut terminal = open();
            starts.add(both(terminal.until(has_articles).duration_since(start)));
            terminal.press(b"/");
            let answered = terminal.press_and_settle(b"a").ok_or("a search paints nothing")?;
            searches.add(both(answered));
            // What was searched for at the end would be searched for at the next start.
            terminal.press(b"\x1b");
        }
        Ok((starts.within(50.0, Samples::WALL), searches.within(50.0, Samples::WALL)))
    }

    fn first_frame_of_the_edition() -> Result<(), Box<dyn Error>> {
        let home = tempfile::tempdir()?;
        let frame = |_| {
            let start = Instant::now();
            Terminal::kiosque(home.path(), &[], SIZE).next_frame().duration_since(start)
        };
        let mut frames: Vec<Duration> = (0..20).map(frame).collect();
        frames.sort();
        let [best, median] = [frames[0], frames[10]].map(milliseconds);
        println!(
            "first frame of the edition from process start: best {best:.1} ms, median {median:.1} ms (bar: 50 ms)"
        );
        Ok(())
    }
}
