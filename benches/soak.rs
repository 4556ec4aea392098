//! Types at random for as long as one likes, through a pseudo-terminal: memory stays flat, no frame takes long, and the screen
//! is never without its frame.
//!
//! ```text
//! cargo bench --bench soak -- --minutes 10
//! cargo bench --bench soak -- --seconds 20
//! cargo bench --bench soak -- --minutes 10 --pages 100k     of other than 2,000 pages
//! KIOSQUE_UPDATE_README=1 cargo bench --bench soak -- --minutes 10     keeps the figures, see figures/
//! ```
//!
//! It fails where the program ends, the screen loses its frame or memory grows. The longest frame is printed: on a machine with
//! other work it says more of the machine. A key that changes nothing paints nothing, and while a search goes on behind it, the
//! next frame is the search's: a frame before which the thread of the screen slept most of the time belongs to no key. This is
//! known from the system, where it is Linux; otherwise such frames count.

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    match bench::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the soak: {error}");
            std::process::ExitCode::FAILURE
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
    use std::error::Error;
    use std::path::Path;
    use std::time::{Duration, Instant};

    use crate::corpus::Corpus;
    use crate::corpus::random::Random;
    use crate::figures::{self, Figures, KIOSQUE};
    use crate::measure::{Samples, Slowest, Took, awake_of, machine, memory_of};
    use crate::pty::{Size, Terminal};

    const SEED: u64 = 1;
    const SIZES: [Size; 6] = [(200, 50), (140, 40), (110, 30), (80, 24), (60, 20), (20, 5)];
    /// Caches fill at the beginning; afterwards memory may grow by so much, in megabytes.
    const MOST_GROWTH: f64 = 8.0;
    /// The program may sleep so long before a frame of a key: after a resize, for the rest of an Escape, or for a search that
    /// has an answer at once.
    const LONG: Duration = Duration::from_millis(15);
    /// How often memory is looked at.
    const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

    /// What somebody might do, as keys. Nothing that leaves the program or starts another.
    const DEEDS: [&str; 30] = [
        "j", "j", "jjjj", "k", "kk", "G", "g", "\x04", "\x15", " ", "\r", "\x1b", "\t", "\x1b[Z", "J", "K", "n", "N",
        "s", "m", "H", "i", "t", "b", "z", "+-", "oal\t\r", "y20\t\r", "x", "u",
    ];
    /// What somebody might search for.
    const SEARCHES: [&str; 12] = [
        "alep",
        "soldats turcs",
        "حلب",
        "النظام السوري",
        "\"de la\"",
        "président -turcs",
        "year:2010.. syrie",
        "lang:ar",
        "title:damas",
        "zzz",
        "(alep OR homs) ",
        "=Alep",
    ];

    pub fn run() -> Result<(), Box<dyn Error>> {
        let (mut duration, mut size) = (Duration::from_secs(20), "2k".to_owned());
        let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
        while let Some(argument) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
            match argument.as_str() {
                "--minutes" => duration = Duration::from_secs(60 * value.parse::<u64>()?),
                "--seconds" => duration = Duration::from_secs(value.parse()?),
                "--pages" => size = value,
                _ => return Err("the head of benches/soak.rs says what can be asked".into()),
            }
        }
        let n_pages = figures::n_articles(&size).ok_or("no such size")?;
        let (archive, home) = (tempfile::tempdir()?, tempfile::tempdir()?);
        Corpus::new(SEED).write_pages(0..n_pages, archive.path())?;
        let mut terminal = Terminal::kiosque(home.path(), &[archive.path()], SIZES[0]);
        terminal.until(|screen| screen.contains("articles"));
        terminal.until_quiet(Duration::from_secs(1));
        let soaked = soak(&mut terminal, duration)?;
        let (most, grown) = (soaked.frames.within(100.0, Samples::WALL), soaked.growth());
        println!(
            "{} keys on {n_pages} pages: half of the frames within {:.1} ms, 99 of 100 within {:.1}, all within {most:.1}",
            soaked.n_keys,
            soaked.frames.within(50.0, Samples::WALL),
            soaked.frames.within(99.0, Samples::WALL),
        );
        println!("{}; {} other frames belong to no key", soaked.slowest, soaked.n_of_no_key);
        match grown {
            Some(grown) => println!("private memory grew by {grown:.1} MB: {}", soaked.memory_told()),
            None => println!("this system does not tell how much memory a process has"),
        }
        let taken = figures::taken(&machine());
        let mut figures = Figures::default();
        figures.set(KIOSQUE, &size, "soak.frame", most, &taken);
        figures.set_known(KIOSQUE, &size, "soak.growth", grown, &taken);
        figures.keep(Path::new(env!("CARGO_MANIFEST_DIR")))?;
        match grown {
            Some(grown) if grown > MOST_GROWTH => Err(format!("memory grows: {}", soaked.memory_told()).into()),
            _ => Ok(()),
        }
    }

    #[derive(Default)]
    struct Soaked {
        frames: Samples,
        n_keys: usize,
        n_of_no_key: usize,
        slowest: Slowest,
        /// In megabytes, twice a second.
        memory: Vec<f64>,
    }

    impl Soaked {
        /// From the second fifth to the last one, each by what is usual in it.
        fn growth(&self) -> Option<f64> {
            let fifth = self.memory.len() / 5;
            let usual = |part: &[f64]| {
                let mut part = part.to_vec();
                part.sort_by(f64::total_cmp);
                part.get(part.len() / 2).copied()
            };
            Some(usual(&self.memory[4 * fifth..])? - usual(&self.memory[fifth..2 * fifth])?)
        }

        /// What `act` does to the terminal, behind all these keys, and the frame it makes.
        fn frame(
            &mut self,
            terminal: &mut Terminal,
            keys: &[String],
            act: impl FnOnce(&mut Terminal) -> Option<Duration>,
        ) {
            let process = terminal.process();
            let awake = || awake_of(process.as_deref()?);
            let before = awake();
            let Some(wall) = act(terminal) else { return };
            let awake = awake().zip(before).map_or(wall, |(after, before)| after.saturating_sub(before));
            if awake < wall / 2 && wall > LONG {
                self.n_of_no_key += 1;
                return;
            }
            self.frames.add(Took { cpu: wall, wall });
            self.slowest.add(wall, keys);
        }

        /// Ten values on the way.
        fn memory_told(&self) -> String {
            let some = self.memory.iter().step_by(self.memory.len().div_ceil(10).max(1));
            some.map(|memory| format!("{memory:.1}")).collect::<Vec<_>>().join(", ") + " MB"
        }
    }

    fn soak(terminal: &mut Terminal, duration: Duration) -> Result<Soaked, Box<dyn Error>> {
        let mut random = Random::new(SEED, 9);
        let mut soaked = Soaked::default();
        let mut keys: Vec<String> = Vec::new();
        let (start, mut looked) = (Instant::now(), Instant::now());
        while start.elapsed() < duration {
            if random.chance(0.02) {
                let size = SIZES[random.below(SIZES.len())];
                keys.push(format!("<{}x{}>", size.0, size.1));
                soaked.frame(terminal, &keys, |terminal| terminal.resize(size));
            }
            for key in deed(&mut random) {
                soaked.n_keys += 1;
                keys.push(key.clone());
                soaked.frame(terminal, &keys, |terminal| terminal.press(key.as_bytes()));
                if !terminal.is_alive() {
                    return Err(format!("the program ended at key {} ({key:?})", soaked.n_keys).into());
                }
                if is_empty(terminal) {
                    let last = keys[keys.len().saturating_sub(20)..].join(" ");
                    return Err(format!("the screen is empty after key {}: {last}", soaked.n_keys).into());
                }
            }
            if looked.elapsed() >= BETWEEN_LOOKS {
                looked = Instant::now();
                soaked.memory.extend(terminal.process().and_then(|process| memory_of(&process)));
            }
        }
        Ok(soaked)
    }

    /// Nothing stands on the screen, and nothing comes. A frame that was painted before the program knew of another size of
    /// the terminal may stand beside it for a moment.
    fn is_empty(terminal: &mut Terminal) -> bool {
        let is_blank = |terminal: &Terminal| terminal.text().trim().is_empty();
        is_blank(terminal) && {
            terminal.until_quiet(Duration::from_secs(1));
            is_blank(terminal)
        }
    }

    /// The keys of something to do; a search is kept, or given up.
    fn deed(random: &mut Random) -> Vec<String> {
        let keys = if random.chance(0.25) {
            let end = random.any(&["\r", "\x1b"]);
            format!("/{}{end}", random.any(&SEARCHES))
        } else {
            random.any(&DEEDS).to_owned()
        };
        match keys.starts_with("\x1b[") {
            true => vec![keys],
            false => keys.chars().map(String::from).collect(),
        }
    }
}
