//! Goes round the hosts: several at a time, and for each of them one job after the other.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::fetch::client::Client;
use crate::formats::caught::caught;

/// Where a round is.
pub(super) enum Step<'r, T> {
    /// This job is done with, and this came of it; `None` where a parser gave up on it.
    Done(usize, Option<&'r T>),
    /// Nothing has happened for a moment.
    Meanwhile,
}

/// So often is asked whether to go on while nothing happens: nobody notices a shorter time.
const MOMENT: Duration = Duration::from_millis(100);

/// Does the work of all jobs, and tells of each as it is done with; gives back what came of them, in the order of the jobs.
/// Told to stop, it lets the client end what is going on, and the work that is left fails at once.
pub(super) fn go<J: Sync, T: Send>(
    client: &Client,
    jobs: &[J],
    host: impl Fn(&J) -> String,
    work: impl Fn(&J) -> T + Sync,
    mut tell: impl FnMut(Step<'_, T>) -> ControlFlow<()>,
) -> Vec<Option<T>> {
    let queue = Mutex::new(queue(jobs, host));
    let n_threads = client.settings().n_at_once.min(queue.lock().unwrap_or_else(PoisonError::into_inner).len());
    let mut done: Vec<Option<T>> = jobs.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let (results, arriving) = mpsc::channel();
        for _ in 0..n_threads {
            let (results, queue, work) = (results.clone(), &queue, &work);
            scope.spawn(move || {
                let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                while let Some(of_host) = next() {
                    for n in of_host {
                        let Some(job) = jobs.get(n) else { continue };
                        let result = caught(|| work(job)).ok();
                        if results.send((n, result)).is_err() {
                            return;
                        }
                    }
                }
            });
        }
        drop(results);
        loop {
            let (told, arrived) = match arriving.recv_timeout(MOMENT) {
                Ok((n, result)) => (tell(Step::Done(n, result.as_ref())), Some((n, result))),
                Err(RecvTimeoutError::Timeout) => (tell(Step::Meanwhile), None),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if told.is_break() {
                client.stop();
            }
            if let Some((n, result)) = arrived
                && let Some(place) = done.get_mut(n)
            {
                *place = result;
            }
        }
    });
    done
}

/// The jobs of each host, hosts with many of them first: they take longest.
fn queue<J>(jobs: &[J], host: impl Fn(&J) -> String) -> VecDeque<Vec<usize>> {
    let mut by_host: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, job) in jobs.iter().enumerate() {
        by_host.entry(host(job)).or_default().push(n);
    }
    let mut queue: Vec<Vec<usize>> = by_host.into_values().collect();
    queue.sort_by_key(|jobs| std::cmp::Reverse(jobs.len()));
    queue.into()
}
