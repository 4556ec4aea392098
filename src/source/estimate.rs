//! How long reading will take from now on.

use std::time::{Duration, Instant};

use crate::source::Progress;

/// Nothing is said before so much time has shown how fast it goes,
const SETTLING: Duration = Duration::from_secs(2);
/// nor about the last few seconds.
const FEW_SECONDS: u64 = 5;

/// Watches how fast files are read.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    began: Instant,
}

impl Estimate {
    /// Reading begins now.
    pub fn new(now: Instant) -> Estimate {
        Estimate { began: now }
    }

    /// Seconds until everything is read, if reading goes on as it did; nothing while it cannot be told.
    pub fn seconds_left(&self, progress: Progress, now: Instant) -> Option<u64> {
        let elapsed = now.saturating_duration_since(self.began);
        // Files that are as they were take no time.
        let Progress { n_found, n_read, n_same, n_bytes_found, n_bytes_read, n_bytes_same, .. } = progress;
        let n_done = Progress::work(n_read.saturating_sub(n_same), n_bytes_read.saturating_sub(n_bytes_same));
        let n_left = Progress::work(n_found.saturating_sub(n_read), n_bytes_found.saturating_sub(n_bytes_read));
        if !progress.found_all || elapsed < SETTLING || n_done == 0 {
            return None;
        }
        let left = elapsed.as_millis() * u128::from(n_left) / u128::from(n_done) / 1000;
        u64::try_from(left).ok().filter(|left| *left > FEW_SECONDS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_takes_as_long_as_what_was_done() {
        let progress =
            |n_read, n_same| Progress { n_found: 1000, n_read, n_same, found_all: true, ..Progress::default() };
        let of_bytes = |n_bytes_read| Progress {
            n_found: 1,
            n_bytes_found: 1 << 30,
            n_bytes_read,
            found_all: true,
            ..Progress::default()
        };
        for (progress, seconds, want) in [
            (progress(250, 0), 20, Some(60)),
            (progress(500, 400), 20, Some(100)),
            (of_bytes(1 << 28), 20, Some(60)),
            (progress(250, 0), 1, None),
            (progress(0, 0), 20, None),
            (progress(400, 400), 20, None),
            (progress(990, 0), 20, None),
            (Progress { found_all: false, ..progress(250, 0) }, 20, None),
        ] {
            let began = Instant::now();
            let left = Estimate::new(began).seconds_left(progress, began + Duration::from_secs(seconds));
            assert_eq!(left, want, "{progress:?} after {seconds} s");
        }
    }
}
