//! What could not be read, file by file: kept in bounds, and told in the order of their paths.

use std::collections::BTreeMap;

use crate::cache::manifest::Trouble;
use crate::formats::Refusal;
use crate::model::problem::{Fault, Problem};
use crate::source::Skip;
use crate::store::segment::Mount;

/// So many problems of a file are kept one by one; the others are counted.
const MAX_OF_A_FILE: usize = 500;

/// So many problems of an archive are told one by one.
const MAX_TOLD: usize = 4000;

/// What of one file could not be read, so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) problems: Vec<Problem>,
    pub(super) n_more: u64,
    /// It may be read better at another time.
    pub(super) may_pass: bool,
}

impl Tally {
    /// One more record that could not be read.
    pub(super) fn add(&mut self, refusal: Refusal) {
        let Refusal { record, line, name, fault } = refusal;
        // Pictures lie beside pages, in archives as in folders.
        if fault == Fault::Binary {
            return;
        }
        self.may_pass |= matches!(fault, Fault::Unreadable(_));
        if self.problems.len() < MAX_OF_A_FILE {
            self.problems.push(Problem { path: String::new(), record, line, name, fault, n_read: 0 });
        } else {
            self.n_more += 1;
        }
    }

    /// What could not be read behind it.
    pub(super) fn join(&mut self, other: Tally) {
        let room = MAX_OF_A_FILE - self.problems.len().min(MAX_OF_A_FILE);
        self.n_more += other.n_more + other.problems.len().saturating_sub(room) as u64;
        self.problems.extend(other.problems.into_iter().take(room));
        self.may_pass |= other.may_pass;
    }

    /// Everything could be read.
    pub(super) fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Everything that could not be read, by path; paths are shown as the archive is named this time.
pub(super) fn problems(troubles: &BTreeMap<u64, Trouble>, mounts: &[Mount]) -> Vec<Problem> {
    let shown = |stored: &str| mounts.iter().find_map(|mount| mount.shown(stored)).unwrap_or_else(|| stored.to_owned());
    let mut files: Vec<(String, &Trouble)> = troubles.values().map(|trouble| (shown(&trouble.path), trouble)).collect();
    files.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let n_problems = |trouble: &Trouble| trouble.problems.len() as u64 + trouble.n_more;
    let mut n_untold: u64 = files.iter().map(|(_, trouble)| n_problems(trouble)).sum();
    let mut told = Vec::new();
    for (path, trouble) in files {
        if told.len() + trouble.problems.len() > MAX_TOLD {
            break;
        }
        let n_read = trouble.problems.first().map_or(0, |problem| problem.n_read);
        told.extend(trouble.problems.iter().map(|problem| Problem { path: path.clone(), ..problem.clone() }));
        if trouble.n_more > 0 {
            told.push(Problem { n_read, ..whole_file(path, Fault::More(trouble.n_more)) });
        }
        n_untold -= n_problems(trouble);
    }
    if n_untold > 0 {
        told.push(whole_file(String::new(), Fault::More(n_untold)));
    }
    told
}

/// How a file that was not read at all is told among the problems; nothing where nobody misses it.
pub(super) fn problem_of(skip: &Skip) -> Option<Problem> {
    skip.is_failure().then(|| whole_file(skip.path.clone(), skip.reason.fault()))
}

fn whole_file(path: String, fault: Fault) -> Problem {
    Problem { path, record: None, line: None, name: None, fault, n_read: 0 }
}
