//! Marks on their way between the app and the journal.
//!
//! One thread has the journal, so that a slow disk or another kiosque holds up no key. What the app has done is remembered
//! here until it is kept: when others turn out to have done something before it, the app is told both, theirs first, and has
//! then what the journal says. Going to the disk is left to a thread of its own, because nothing may wait for it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::app::message::{Failure, Message};
use crate::journal::{self, Journal, News};
use crate::locale::words::Words;
use crate::store::marks::{Marking, Marks};
use crate::terminal::events::Event;

/// The loop's end of the way.
#[derive(Debug)]
pub struct Keeper {
    /// None once it is to end.
    orders: Option<Sender<Order>>,
    ended: Receiver<()>,
    /// What the app has done and is not known to be kept, the earliest first.
    underway: RefCell<VecDeque<Arc<[Marking]>>>,
}

#[derive(Debug)]
enum Order {
    Read,
    Look,
    Keep(Arc<[Marking]>),
}

/// What the thread of the journal says.
#[derive(Debug)]
pub struct Report {
    /// All marks, if they were read for the first time.
    marks: Option<Marks>,
    /// What others did before anything that is kept now.
    others: Vec<Marking>,
    /// Orders to keep something that are done with.
    n_kept: usize,
}

impl Keeper {
    /// Ready to read and to keep; the journal is in this file. Without one, marks live as long as the window.
    pub fn new(path: Option<PathBuf>, words: Words, inbox: Sender<Event>) -> io::Result<Keeper> {
        let (orders, given) = mpsc::channel();
        let (ending, ended) = mpsc::channel();
        let (syncing, asked) = mpsc::channel();
        if let Some(path) = path.clone() {
            // What does not reach the disk is still with the system, which alone could lose it.
            let sync = move || asked.iter().for_each(|()| drop(journal::sync(&path)));
            thread::Builder::new().name("marks to disk".to_owned()).spawn(sync)?;
        }
        let clerk = Clerk { journal: Journal::new(path), was_read: false, n_waiting: 0, words, inbox, syncing };
        let work = move || {
            clerk.work(&given);
            drop(ending);
        };
        thread::Builder::new().name("marks".to_owned()).spawn(work)?;
        Ok(Keeper { orders: Some(orders), ended, underway: RefCell::default() })
    }

    /// Reads all marks, or looks for what others did if they were read before.
    pub fn read(&self) {
        self.order(Order::Read);
    }

    /// Looks for what others did.
    pub fn look(&self) {
        self.order(Order::Look);
    }

    /// Keeps what the app has done.
    pub fn keep(&self, markings: Vec<Marking>) {
        let markings: Arc<[Marking]> = markings.into();
        self.underway.borrow_mut().push_back(Arc::clone(&markings));
        self.order(Order::Keep(markings));
    }

    /// What the app is to be told of a report.
    pub fn hear(&self, report: Report) -> Option<Message> {
        let Report { marks, mut others, n_kept } = report;
        let mut underway = self.underway.borrow_mut();
        let own = || underway.iter().flat_map(|markings| markings.iter());
        let message = match marks {
            Some(mut marks) => {
                own().for_each(|marking| drop(marks.make(marking)));
                Some(Message::Marks(marks))
            }
            None if others.is_empty() => None,
            None => {
                others.extend(own().cloned());
                Some(Message::Marked(others))
            }
        };
        let n_done = n_kept.min(underway.len());
        underway.drain(..n_done);
        message
    }

    /// Waits until all is kept that can be, within reason.
    pub fn finish(&mut self) {
        self.orders = None;
        let _ = self.ended.recv_timeout(PATIENCE);
    }

    fn order(&self, order: Order) {
        // The thread lives as long as this end of the channel does.
        let _ = self.orders.as_ref().map(|orders| orders.send(order));
    }
}

/// A disk that takes nothing for so long is not waited for any longer.
const PATIENCE: Duration = Duration::from_secs(4);

/// The thread's end of the way.
#[derive(Debug)]
struct Clerk {
    journal: Journal,
    was_read: bool,
    /// Orders to keep something that are not done yet.
    n_waiting: usize,
    words: Words,
    inbox: Sender<Event>,
    syncing: Sender<()>,
}

impl Clerk {
    fn work(mut self, orders: &Receiver<Order>) {
        loop {
            // A journal that is long is written anew while nobody marks anything.
            let order = match self.journal.is_long() {
                true => orders.recv_timeout(QUIET),
                false => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(order) => self.do_it(order),
                Err(RecvTimeoutError::Timeout) => {
                    let news = self.journal.compact();
                    self.report(None, news, 0);
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if !self.journal.unkept().is_empty() {
            let news = self.journal.keep(&[]);
            self.report(None, news, 0);
        }
    }

    fn do_it(&mut self, order: Order) {
        match order {
            Order::Read if !self.was_read => {
                self.was_read = true;
                let (marks, news) = self.journal.read();
                self.report(Some(marks), news, 0);
            }
            Order::Read | Order::Look => {
                let news = self.journal.look();
                self.report(None, news, 0);
            }
            Order::Keep(markings) => {
                self.n_waiting += 1;
                let news = self.journal.keep(&markings);
                let n_kept = if news.is_kept { std::mem::take(&mut self.n_waiting) } else { 0 };
                self.report(None, news, n_kept);
                let _ = self.syncing.send(());
            }
        }
    }

    fn report(&self, marks: Option<Marks>, news: News, n_kept: usize) {
        // Nobody hears it only when the program ends.
        for saying in &news.sayings {
            let failure = Failure { text: self.words.saying(saying) };
            let _ = self.inbox.send(Event::Message(Message::Failed(failure)));
        }
        let report = Report { marks, others: news.others, n_kept };
        if report.marks.is_some() || !report.others.is_empty() || n_kept > 0 {
            let _ = self.inbox.send(Event::Marks(report));
        }
    }
}

/// Who has marked nothing for so long has paused.
const QUIET: Duration = Duration::from_secs(1);
