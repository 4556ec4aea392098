//! How long something takes and how much memory it has: by the clock, and by the time the thread had on a processor, which
//! busy neighbours change little.

use std::fmt::{self, Display, Formatter};
use std::fs::File;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// What a piece of work cost.
#[derive(Clone, Copy, Default)]
pub struct Took {
    /// Time of this thread on a processor; the clock's where the system does not tell.
    pub cpu: Duration,
    pub wall: Duration,
}

/// Does it, and says what it cost.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (cpu, wall) = (thread_time(), Instant::now());
    let made = black_box(work());
    let wall = wall.elapsed();
    let cpu = thread_time().zip(cpu).map_or(wall, |(now, then)| now.saturating_sub(then));
    (made, Took { cpu, wall })
}

/// What this thread had of a processor so far; `None` where the system does not tell.
#[cfg(unix)]
pub fn thread_time() -> Option<Duration> {
    time_of(rustix::time::ClockId::ThreadCPUTime)
}

/// What all threads had.
#[cfg(unix)]
pub fn process_time() -> Option<Duration> {
    time_of(rustix::time::ClockId::ProcessCPUTime)
}

#[cfg(unix)]
fn time_of(clock: rustix::time::ClockId) -> Option<Duration> {
    let time = rustix::time::clock_gettime(clock);
    Some(Duration::new(time.tv_sec.try_into().ok()?, time.tv_nsec.try_into().ok()?))
}

#[cfg(not(unix))]
pub fn thread_time() -> Option<Duration> {
    None
}

#[cfg(not(unix))]
pub fn process_time() -> Option<Duration> {
    None
}

/// What many pieces of work of one kind cost.
#[derive(Clone, Default)]
pub struct Samples(Vec<Took>);

impl Samples {
    pub const CPU: fn(&Took) -> Duration = |took| took.cpu;
    pub const WALL: fn(&Took) -> Duration = |took| took.wall;

    pub fn add(&mut self, took: Took) {
        self.0.push(took);
    }

    /// The time in milliseconds that so many per cent of them stayed within.
    pub fn within(&self, percent: f64, time: fn(&Took) -> Duration) -> f64 {
        let mut times: Vec<Duration> = self.0.iter().map(time).collect();
        times.sort_unstable();
        let rank = (times.len() as f64 * percent / 100.0).ceil() as usize;
        times.get(rank.clamp(1, times.len().max(1)) - 1).map_or(0.0, |time| milliseconds(*time))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// The frames that took longest, each with the key it was painted for and the keys before.
#[derive(Default)]
pub struct Slowest(Vec<(Duration, String)>);

impl Slowest {
    /// Of 1,300 frames as many as are not within the 99th hundredth.
    const N_TOLD: usize = 13;
    const N_BEFORE: usize = 8;

    /// A frame, and all keys so far.
    pub fn add<K: AsRef<[u8]>>(&mut self, wall: Duration, keys: &[K]) {
        let rank = self.0.partition_point(|(other, _)| *other >= wall);
        let Some((key, before)) = keys.split_last().filter(|_| rank < Self::N_TOLD) else { return };
        let before = &before[before.len().saturating_sub(Self::N_BEFORE)..];
        let before: String = before.iter().map(|key| key.as_ref().escape_ascii().to_string()).collect();
        self.0.insert(rank, (wall, format!("{} behind {before}", key.as_ref().escape_ascii())));
        self.0.truncate(Self::N_TOLD);
    }
}

impl Display for Slowest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let told = self.0.iter().map(|(wall, keys)| format!("{keys} ({:.1})", milliseconds(*wall)));
        write!(f, "slowest: {}", told.collect::<Vec<_>>().join(", "))
    }
}

/// Of three attempts at the same the one in the middle: a neighbour disturbs one, but seldom two.
pub fn middle_of_three(mut work: impl FnMut() -> Took) -> Took {
    let mut tries = [work(), work(), work()];
    tries.sort_by_key(|took| took.cpu);
    tries[1]
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Megabytes a second.
pub fn rate(n_bytes: usize, time: Duration) -> f64 {
    n_bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9)
}

/// Memory of this process that no other has and that stands in no file, in megabytes; `None` where the system does not tell.
pub fn private_memory() -> Option<f64> {
    memory_of("self")
}

/// The same of a process, by its number.
pub fn memory_of(process: &str) -> Option<f64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let dirty = rollup.lines().find_map(|line| line.strip_prefix("Private_Dirty:"))?;
    let n_kilobytes: f64 = dirty.trim().trim_end_matches(" kB").parse().ok()?;
    Some(n_kilobytes * 1024.0 / 1e6)
}

/// How long the first thread of a process has run, or waited for a processor, so far; `None` where the system does not tell.
pub fn awake_of(process: &str) -> Option<Duration> {
    let told = fs::read_to_string(format!("/proc/{process}/schedstat")).ok()?;
    let mut nanoseconds = told.split_whitespace().map_while(|part| part.parse().ok().map(Duration::from_nanos));
    Some(nanoseconds.next()? + nanoseconds.next()?)
}

/// Takes all files below a folder out of memory, as far as nobody maps them, so that they are read from the disk.
#[cfg(unix)]
pub fn evict(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            evict(&path)?;
            continue;
        }
        let file = File::open(&path)?;
        // What is not on the disk yet stays in memory.
        file.sync_all()?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub fn evict(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The machine, as far as it matters: `AMD EPYC 7B13, 2 cores`.
pub fn machine() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([' ', '\t', ':']);
    let n_cores = thread::available_parallelism().map_or(1, |n| n.get());
    format!("{}, {n_cores} cores", if model.is_empty() { std::env::consts::ARCH } else { model })
}

/// How fast it is just now: 64 MB copied and checked, best of five, in gigabytes a second. When these are low, so is the rest.
pub struct Speed {
    pub copy: f64,
    pub utf8: f64,
}

pub fn speed() -> Speed {
    let text = "Les soldats ont quitté la ville. غادر الجنود المدينة. ".repeat(1 << 20);
    let best = |work: &dyn Fn()| {
        let times = (0..5).map(|_| timed(work).1.cpu);
        rate(text.len(), times.min().unwrap_or_default()) / 1e3
    };
    let mut copied = vec![0; text.len()];
    copied.copy_from_slice(text.as_bytes());
    let copied = std::cell::RefCell::new(copied);
    Speed {
        copy: best(&|| copied.borrow_mut().copy_from_slice(black_box(text.as_bytes()))),
        utf8: best(&|| assert!(std::str::from_utf8(black_box(text.as_bytes())).is_ok())),
    }
}
