//! From a key to the painted frame, through a pseudo-terminal: `cargo bench --bench frames`.
//!
//! The newsstand is opened on 10,000 documents written for the purpose and gets a thousand keys and more, one at a time;
//! the time runs from the write of the key to the read of the end of the frame. An echo program, which paints one cell
//! for each key, runs through the same terminal, so that what the system and this bench cost can be taken off. The best
//! of five runs counts, and copying and checking a block of memory in the same minute says how fast the machine was.
//! Then the time from the start of a process to its first frame, on the built-in edition and a terminal that answers.

#[cfg(unix)]
fn main() {
    // cargo passes --bench; the program starts itself again as the echo.
    if std::env::args().any(|argument| argument == "--echo") {
        return bench::echo();
    }
    bench::main();
}

#[cfg(not(unix))]
fn main() {
    println!("this bench needs a pseudo-terminal of Unix");
}

#[cfg(unix)]
mod bench {
    use std::env;
    use std::fs;
    use std::hint::black_box;
    use std::io::{self, Read, Write};
    use std::num::NonZeroU16;
    use std::path::Path;
    use std::sync::mpsc::{self, Receiver};
    use std::thread;
    use std::time::{Duration, Instant};

    use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
    use tempfile::TempDir;

    const N_DOCUMENTS: usize = 10_000;
    const N_RUNS: usize = 5;
    const ROWS: u16 = 40;
    const COLS: u16 = 140;
    /// Where a frame ends: the end of a synchronized update.
    const FRAME_END: &[u8] = b"\x1b[?2026l";
    /// What is written between two keys by a search that goes on is awaited so long.
    const QUIET: Duration = Duration::from_millis(3);
    /// A key that changes nothing paints nothing.
    const NOTHING_COMES: Duration = Duration::from_millis(150);

    pub fn main() {
        println!("machine: {}", machine());
        let archive = tempfile::tempdir().unwrap();
        let bytes = write_documents(archive.path());
        println!("archive: {N_DOCUMENTS} documents, {:.1} MB", bytes as f64 / 1e6);

        let echo = best("echo program", || {
            let mut command = CommandBuilder::new(env::current_exe().unwrap());
            command.arg("--echo");
            let mut terminal = Terminal::start(command);
            terminal.until(FRAME_END);
            terminal
        });
        let kiosque = best("kiosque", || {
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kiosque"));
            command.arg(archive.path());
            let mut terminal = Terminal::start(command);
            terminal.until_shown(&format!("{N_DOCUMENTS}articles"));
            terminal.until_quiet(Duration::from_millis(300));
            terminal
        });
        let above = kiosque.p99.saturating_sub(echo.p99);
        println!("key to frame, p99 above the echo program: {} (bar: 16 ms)", milliseconds(above));

        let mut first_frames: Vec<Duration> = (0..20).map(|_| first_frame()).collect();
        first_frames.sort();
        println!(
            "first frame of the edition from process start: best {}, median {} (bar: 50 ms)",
            milliseconds(first_frames[0]),
            milliseconds(first_frames[10])
        );
    }

    /// Paints one cell for each byte that comes, like the smallest program that could be asked.
    pub fn echo() {
        crossterm::terminal::enable_raw_mode().unwrap();
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

    struct Times {
        p50: Duration,
        p99: Duration,
    }

    fn best(name: &str, start: impl Fn() -> Terminal) -> Times {
        let mut runs: Vec<Times> = (1..=N_RUNS).map(|run| one_run(&format!("{name}, run {run}"), &start)).collect();
        runs.sort_by_key(|times| times.p99);
        let best = runs.swap_remove(0);
        println!("{name}, best of {N_RUNS}: p50 {}, p99 {}", milliseconds(best.p50), milliseconds(best.p99));
        best
    }

    fn one_run(name: &str, start: impl Fn() -> Terminal) -> Times {
        let mut terminal = start();
        let mut times = Vec::new();
        let mut n_silent = 0;
        for key in keys() {
            match terminal.press(key) {
                Some(time) => times.push(time),
                None => n_silent += 1,
            }
        }
        times.sort();
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        let (p50, p99, most) = (at(50), at(99), times[times.len() - 1]);
        println!(
            "  {name}: {} keys ({n_silent} changed nothing), p50 {}, p99 {}, most {}",
            times.len(),
            milliseconds(p50),
            milliseconds(p99),
            milliseconds(most)
        );
        Times { p50, p99 }
    }

    /// More than a thousand keys as a reader presses them: down the list and up, to its ends, by pages, through the
    /// panes, into the article and on to the next, a search letter by letter, a filter, the map, the help.
    fn keys() -> Vec<&'static [u8]> {
        let round: &[&[u8]] = &[
            b"jjjjjjjjkkkkjjGgjj\x04\x04\x15jjJJJKJ",
            b"\t\tjjjjjj\x04\x04\x15kk\t",
            b"\x1b[Z\x1b[Z",
            b"/soldats\rnnnN\x7f",
            b"oport\x1b",
            b"y20\x1b",
            b"smm?\x1b",
            b"zz++--",
        ];
        let single = |keys: &'static [u8]| -> Vec<&'static [u8]> {
            let mut keys = keys;
            let mut all = Vec::new();
            while !keys.is_empty() {
                let n_bytes = if keys.starts_with(b"\x1b[") { 3 } else { 1 };
                let (key, rest) = keys.split_at(n_bytes);
                all.push(key);
                keys = rest;
            }
            all
        };
        let round: Vec<_> = round.iter().flat_map(|keys| single(keys)).collect();
        round.iter().copied().cycle().take(1300).collect()
    }

    fn first_frame() -> Duration {
        let start = Instant::now();
        let mut terminal = Terminal::start(CommandBuilder::new(env!("CARGO_BIN_EXE_kiosque")));
        terminal.until(FRAME_END).duration_since(start)
    }

    /// A terminal that answers, and the program in it.
    struct Terminal {
        arriving: Receiver<(Instant, Vec<u8>)>,
        writer: Box<dyn Write + Send>,
        child: Box<dyn Child + Send + Sync>,
        /// Kept open for as long as the program runs.
        _master: Box<dyn MasterPty>,
        _home: TempDir,
        /// What came up to the end of what was awaited last.
        frame: Vec<u8>,
        /// What came after it.
        rest: Vec<u8>,
    }

    impl Terminal {
        fn start(mut command: CommandBuilder) -> Terminal {
            let home = tempfile::tempdir().unwrap();
            command.env_clear();
            command.env("HOME", home.path());
            command.env("TERM", "xterm-256color");
            command.env("COLORTERM", "truecolor");
            let size = PtySize { rows: ROWS, cols: COLS, pixel_width: 0, pixel_height: 0 };
            let pair = native_pty_system().openpty(size).unwrap();
            let child = pair.slave.spawn_command(command).unwrap();
            let mut reader = pair.master.try_clone_reader().unwrap();
            let (sender, arriving) = mpsc::channel();
            thread::spawn(move || {
                let mut bytes = [0; 65536];
                while let Ok(n_bytes @ 1..) = reader.read(&mut bytes) {
                    if sender.send((Instant::now(), bytes[..n_bytes].to_vec())).is_err() {
                        return;
                    }
                }
            });
            let writer = pair.master.take_writer().unwrap();
            Terminal { arriving, writer, child, _master: pair.master, _home: home, frame: Vec::new(), rest: Vec::new() }
        }

        /// Waits for these bytes and says when they came; answers the questions a program asks at its start.
        fn until(&mut self, awaited: &[u8]) -> Instant {
            let mut at = Instant::now();
            loop {
                if let Some(place) = memchr::memmem::find(&self.rest, awaited) {
                    self.frame = self.rest.drain(..place + awaited.len()).collect();
                    return at;
                }
                let next = self.arriving.recv_timeout(Duration::from_secs(60));
                let (arrived, bytes) = next.expect("the program says nothing");
                at = arrived;
                self.rest.extend(bytes);
                if self.rest.ends_with(b"\x1b[c") {
                    self.writer.write_all(b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[8;0$y\x1b[?62;22c").unwrap();
                }
            }
        }

        /// Waits until the screen shows these letters and digits, whatever stands between them.
        fn until_shown(&mut self, text: &str) {
            let [rows, cols] = [ROWS, COLS].map(|n| NonZeroU16::new(n).unwrap());
            let mut screen = vt100::Parser::new(rows, cols, 0);
            let letters = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            while !letters(screen.screen().contents()).contains(text) {
                self.until(FRAME_END);
                screen.process(&std::mem::take(&mut self.frame));
            }
        }

        /// From this key to the end of the frame it makes, if it makes one.
        fn press(&mut self, key: &[u8]) -> Option<Duration> {
            self.until_quiet(QUIET);
            self.rest.clear();
            let pressed = Instant::now();
            self.writer.write_all(key).unwrap();
            loop {
                let (at, bytes) = self.arriving.recv_timeout(NOTHING_COMES).ok()?;
                self.rest.extend(bytes);
                if memchr::memmem::find(&self.rest, FRAME_END).is_some() {
                    return Some(at.duration_since(pressed));
                }
            }
        }

        fn until_quiet(&mut self, quiet: Duration) {
            while self.arriving.recv_timeout(quiet).is_ok() {}
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    /// Documents of a few paragraphs from forty outlets and thirty years, French and Arabic; their size in bytes.
    fn write_documents(folder: &Path) -> usize {
        const WORDS: [&str; 24] = [
            "soldats",
            "port",
            "marché",
            "ville",
            "ministre",
            "frontière",
            "récolte",
            "annonce",
            "depuis",
            "selon",
            "habitants",
            "route",
            "hôpital",
            "grève",
            "école",
            "rivière",
            "accord",
            "demande",
            "nuit",
            "pont",
            "prix",
            "conseil",
            "élection",
            "train",
        ];
        const ARABIC: [&str; 12] = [
            "الميناء",
            "السوق",
            "المدينة",
            "الوزير",
            "الحدود",
            "المستشفى",
            "المدرسة",
            "الطريق",
            "الاتفاق",
            "السكان",
            "الليلة",
            "القطار",
        ];
        let mut seed = 0x2545_f491_u32;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let mut n_bytes = 0;
        for n in 0..N_DOCUMENTS {
            let is_arabic = n % 5 == 0;
            let words: &[&str] = if is_arabic { &ARABIC } else { &WORDS };
            let mut sentence =
                |n_words: usize| (0..n_words).map(|_| words[random(words.len())]).collect::<Vec<_>>().join(" ");
            let (outlet, day, month, year) = (n % 40, 1 + n % 28, 1 + n % 12, 1994 + n % 30);
            let published = format!("Publié dans Le Courrier {outlet} le {day:02} - {month:02} - {year}");
            let mut text = format!("Après {}\n\n{published}\n\n", sentence(8));
            for _ in 0..6 {
                text += &format!("{}. {}.\n\n", sentence(22), sentence(18));
            }
            fs::write(folder.join(format!("{n:05}.txt")), &text).unwrap();
            n_bytes += text.len();
        }
        n_bytes
    }

    /// How fast this machine is just now: copying and checking 64 MB, best of five.
    fn machine() -> String {
        let text = "Les soldats ont quitté la ville. غادر الجنود المدينة. ".repeat(1 << 20);
        let gigabytes = |work: &dyn Fn()| {
            let times = (0..5).map(|_| {
                let start = Instant::now();
                work();
                start.elapsed()
            });
            text.len() as f64 / 1e9 / times.min().unwrap_or_default().as_secs_f64()
        };
        let copy = gigabytes(&|| drop(black_box(text.as_bytes().to_vec())));
        let check = gigabytes(&|| assert!(std::str::from_utf8(black_box(text.as_bytes())).is_ok()));
        format!("memory is copied at {copy:.1} GB/s, UTF-8 checked at {check:.1} GB/s")
    }

    fn milliseconds(time: Duration) -> String {
        format!("{:.2} ms", time.as_secs_f64() * 1e3)
    }
}
