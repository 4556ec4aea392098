//! Marks on their way between the app and the journal.
//!
//! One thread has the journal, so that a slow disk or another kiosque holds up no key. What the app has done is remembered
//! here until it is kept: when others turn out to have done something before it, the app is told both, theirs first, and has
//! then what the journal says. Going to the disk is left to a thread of its own, because no key may wait for it; the end does.

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
    /// Hangs up when the last order to keep something is done.
    last: RefCell<Option<Receiver<()>>>,
}

#[derive(Debug)]
enum Order {
    Read,
    Look,
    /// The other end hears when it is done, by being hung up on.
    Keep(Arc<[Marking]>, Sender<()>),
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
            let ending = ending.clone();
            // What does not reach the disk is still with the system, which alone could lose it.
            let sync = move || {
                while asked.recv().is_ok() {
                    asked.try_iter().for_each(drop);
                    let _ = journal::sync(&path);
                }
                drop(ending);
            };
            thread::Builder::new().name("marks to disk".to_owned()).spawn(sync)?;
        }
        let clerk = Clerk { journal: Journal::new(path), was_read: false, n_waiting: 0, words, inbox, syncing };
        let work = move || {
            clerk.work(&given);
            drop(ending);
        };
        thread::Builder::new().name("marks".to_owned()).spawn(work)?;
        Ok(Keeper { orders: Some(orders), ended, underway: RefCell::default(), last: RefCell::default() })
    }

    /// Reads all marks, or looks for what others did if they were read before.
    pub fn read(&self) {
        self.order(Order::Read);
    }

    /// Looks for what others did.
    pub fn look(&self) {
        self.order(Order::Look);
    }

    /// Keeps what the app has done. What was done before is kept by then, so that a kill can lose no more than the last key.
    pub fn keep(&self, markings: Vec<Marking>) {
        if markings.is_empty() {
            return;
        }
        let (done, last) = mpsc::channel();
        if let Some(before) = self.last.replace(Some(last)) {
            let _ = before.recv_timeout(A_KEY_TAKES);
        }
        let markings: Arc<[Marking]> = markings.into();
        self.underway.borrow_mut().push_back(Arc::clone(&markings));
        self.order(Order::Keep(markings, done));
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

    /// Waits until all is kept that can be, and on the disk, within reason.
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

/// Where keeping takes longer, the next key is not held up.
const A_KEY_TAKES: Duration = Duration::from_millis(100);

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
            let _ = self.syncing.send(());
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
            Order::Keep(markings, _done) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    use std::path::Path;

    use crate::store::marks::Change;
    use crate::store::text_hash::TextHash;

    /// A window as far as marks go: what it shows follows what it is told.
    struct Window {
        keeper: Keeper,
        arriving: Receiver<Event>,
        shown: Marks,
        failures: Vec<String>,
    }

    impl Window {
        fn open(journal: &Path) -> Window {
            let (inbox, arriving) = mpsc::channel();
            let keeper = Keeper::new(Some(journal.to_owned()), Words::default(), inbox).unwrap();
            keeper.read();
            Window { keeper, arriving, shown: Marks::default(), failures: Vec::new() }
        }

        fn mark(&mut self, marking: Marking) {
            self.shown.make(&marking);
            self.keeper.keep(vec![marking]);
        }

        fn hear(&mut self, event: Event) {
            match event {
                Event::Marks(report) => match self.keeper.hear(report) {
                    Some(Message::Marks(marks)) => self.shown = marks,
                    Some(Message::Marked(markings)) => {
                        markings.iter().for_each(|marking| drop(self.shown.make(marking)));
                    }
                    _ => {}
                },
                Event::Message(Message::Failed(failure)) => self.failures.push(failure.text),
                _ => {}
            }
        }

        /// Waits until all that was done is kept.
        fn settle(&mut self) {
            while !self.keeper.underway.borrow().is_empty() {
                let event = self.arriving.recv_timeout(PATIENCE).unwrap();
                self.hear(event);
            }
        }

        /// Looks for what others did, and closes.
        fn close(&mut self) {
            self.keeper.look();
            self.keeper.finish();
            while let Ok(event) = self.arriving.recv() {
                self.hear(event);
            }
        }
    }

    fn read(text: u64, is: bool) -> Marking {
        Marking { change: Change::Read(is), texts: vec![TextHash::from(text)] }
    }

    #[test]
    fn two_windows_end_with_the_marks_of_the_journal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.journal");
        let mut windows = [Window::open(&path), Window::open(&path)];
        // They mark the same few texts, and hear of each other whenever it happens to be.
        for n in 0u64..600 {
            let mixed = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let window = &mut windows[(mixed >> 60 & 1) as usize];
            window.mark(read(mixed >> 40 & 3, mixed >> 50 & 1 == 0));
            if mixed >> 55 & 3 == 0 {
                while let Ok(event) = window.arriving.try_recv() {
                    window.hear(event);
                }
            }
        }
        windows.iter_mut().for_each(Window::settle);
        windows.iter_mut().for_each(Window::close);
        let (kept, faults) = journal::load(&path);
        assert_eq!(faults, vec![]);
        for window in &windows {
            assert_eq!(window.failures, Vec::<String>::new());
            assert_eq!(window.shown, kept);
        }
    }

    #[test]
    fn what_is_done_right_before_the_end_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.journal");
        let mut window = Window::open(&path);
        (0..50).for_each(|text| window.mark(read(text, true)));
        window.close();
        assert_eq!(journal::load(&path).0, window.shown);
        assert_eq!(window.shown.len(), 50);
    }

    #[test]
    fn what_cannot_be_kept_is_told_and_stays_on_the_screen() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("data"), "a file where the folder should be").unwrap();
        let mut window = Window::open(&folder.path().join("data/marks.journal"));
        (0..3).for_each(|text| window.mark(read(text, true)));
        window.close();
        assert_eq!(window.failures.len(), 2, "at first and at the end: {:?}", window.failures);
        assert_eq!(window.shown.len(), 3);
    }
}
