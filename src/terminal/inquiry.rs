//! The questions to the terminal: asked once, at the start, and how long their answers are worth waiting for.
//!
//! A terminal that answers does so at once. One that does not is waited for as long as a person would hardly notice, and
//! remembered, so that it costs that time only once; the same holds for a multiplexer that lets no question through. An
//! answer that comes late still counts, and an answer that is under way when the program ends is waited for, because it
//! would be typed into the shell.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::terminal::capabilities::{Capabilities, Environment, questions};
use crate::terminal::events::{self, Event};
use crate::terminal::guard::Guard;
use crate::terminal::sequences::Reply;

/// A terminal that answers does so within a few milliseconds, one at the other end of the world within this.
const ANSWERS_TAKE: Duration = Duration::from_millis(200);
/// So long an answer may be under way that must not land in the shell.
const ANSWERS_TRAVEL: Duration = Duration::from_secs(1);

/// How many answers to the last question (DA1) are under way: one for each terminal that was asked. Known to whoever asks
/// and to whoever reads what arrives.
#[derive(Clone, Debug, Default)]
pub struct Owed(Arc<AtomicUsize>);

impl Owed {
    /// Another one is under way: said before the question is.
    fn ask(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    /// One has arrived; more than were asked for change nothing.
    pub fn arrive(&self) {
        let _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
    }

    /// Something is under way.
    pub fn is_any(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

/// The questions, and what has come of them.
#[derive(Debug)]
pub struct Inquiry {
    /// What is known so far.
    pub capabilities: Capabilities,
    /// When the questions were sent; never where the terminal would print them.
    sent: Option<Instant>,
    owed: Owed,
    /// The terminal, or the multiplexer, was silent at an earlier start.
    was_silent: bool,
    /// The terminal outside the multiplexer was.
    outside_was_silent: bool,
}

impl Inquiry {
    /// Asks.
    pub fn ask(environment: Environment, guard: &Guard) -> io::Result<Inquiry> {
        let asked = questions(&environment);
        let capabilities = Capabilities::guess(environment);
        let owed = Owed::default();
        if asked.is_some() {
            (0..capabilities.n_asked()).for_each(|_| owed.ask());
        }
        let sent = asked.map(|asked| guard.write(asked.as_bytes()).map(|()| Instant::now())).transpose()?;
        Ok(Inquiry { capabilities, sent, owed, was_silent: false, outside_was_silent: false })
    }

    /// What is under way, for whoever reads the keys among which it comes.
    pub fn owed(&self) -> Owed {
        self.owed.clone()
    }

    /// Who was silent before is not waited for again.
    pub fn recall(&mut self, silent: &BTreeSet<String>) {
        self.was_silent = silent.contains(&self.name());
        self.outside_was_silent = silent.contains(&self.name_outside());
    }

    /// Takes an answer to heart, and asks on where it gives reason to.
    pub fn learn(&mut self, reply: &Reply, guard: &Guard) -> io::Result<()> {
        match self.capabilities.learn(reply) {
            Some(question) => {
                self.owed.ask();
                guard.write(question.as_bytes())
            }
            None => Ok(()),
        }
    }

    /// Until when the first frame waits for an answer; none is owed any more, or what is owed would change little.
    pub fn deadline(&self) -> Option<Instant> {
        let capabilities = &self.capabilities;
        // The answer at the top of the table: whatever else comes decides nothing.
        let is_decided = capabilities.is_answered() && matches!(capabilities.answers.bdsm, Some(1 | 2));
        if capabilities.is_complete() || is_decided {
            return None;
        }
        Some(self.sent? + self.patience())
    }

    /// What comes next, if it comes in time.
    pub fn next(&self, arriving: &Receiver<Event>, deadline: Instant) -> Option<Event> {
        arriving.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok()
    }

    /// Waits for what is owed, and drops what comes after that: nothing is left for the shell to read. Gives back what
    /// else has come meanwhile.
    pub fn end(&mut self, arriving: &Receiver<Event>) -> Vec<Event> {
        let mut others = Vec::new();
        let Some(sent) = self.sent.filter(|sent| sent.elapsed() < ANSWERS_TRAVEL) else { return others };
        let deadline = (sent + ANSWERS_TRAVEL).min(Instant::now() + self.patience());
        while !self.capabilities.is_complete() {
            match arriving.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Event::Reply(reply)) => drop(self.capabilities.learn(&reply)),
                Ok(Event::Gone | Event::Ended(_)) => return others,
                Ok(event) => others.push(event),
                Err(_) => {
                    events::drop_unread();
                    return others;
                }
            }
        }
        others
    }

    /// What is to be remembered that was not: who is silent now, and who is no longer.
    pub fn news(&self) -> Option<impl FnOnce(&mut BTreeSet<String>) + use<>> {
        let is_asked = self.sent.is_some();
        let is_silent = is_asked && !self.capabilities.is_answered();
        let outside_is_silent = is_asked && self.capabilities.is_answered() && !self.capabilities.is_complete();
        if (is_silent, outside_is_silent) == (self.was_silent, self.outside_was_silent) {
            return None;
        }
        let rows = [(self.name(), is_silent), (self.name_outside(), outside_is_silent)];
        Some(move |silent: &mut BTreeSet<String>| {
            for (name, is_silent) in rows {
                let _ = if is_silent { silent.insert(name) } else { silent.remove(&name) };
            }
        })
    }

    fn patience(&self) -> Duration {
        let was_silent = if self.capabilities.is_answered() { self.outside_was_silent } else { self.was_silent };
        if was_silent { Duration::ZERO } else { ANSWERS_TAKE }
    }

    fn name(&self) -> String {
        self.capabilities.environment().name()
    }

    fn name_outside(&self) -> String {
        format!("{}, outside", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::{ANSWERS_TAKE, Inquiry, Owed};

    use std::collections::BTreeSet;
    use std::time::{Duration, Instant};

    use crate::terminal::capabilities::{Capabilities, Environment};
    use crate::terminal::sequences::Reply;

    const KNOWS_MODE_8: Reply = Reply::Mode { number: 8, state: 1 };

    /// An inquiry of a terminal of this name, after these answers.
    fn inquiry(term: &str, silent: &[&str], replies: &[Reply]) -> Inquiry {
        let environment = Environment { term: term.to_owned(), ..Environment::default() };
        let capabilities = Capabilities::guess(environment);
        let mut inquiry = Inquiry {
            capabilities,
            sent: Some(Instant::now()),
            owed: Owed::default(),
            was_silent: false,
            outside_was_silent: false,
        };
        inquiry.recall(&silent.iter().map(ToString::to_string).collect());
        replies.iter().for_each(|reply| drop(inquiry.capabilities.learn(reply)));
        inquiry
    }

    #[test]
    fn silence_is_waited_for_once() {
        use Reply::Attributes;
        for (term, silent, replies, waits) in [
            ("xterm", &[][..], &[][..], Some(ANSWERS_TAKE)),
            ("xterm", &["xterm"], &[], Some(Duration::ZERO)),
            ("xterm", &["vt220"], &[], Some(ANSWERS_TAKE)),
            ("xterm", &[], &[Attributes], None),
            ("tmux", &[], &[Attributes], Some(ANSWERS_TAKE)),
            ("tmux", &["tmux, outside"], &[Attributes], Some(Duration::ZERO)),
            ("tmux", &[], &[Attributes, Attributes], None),
            ("tmux", &[], &[KNOWS_MODE_8], Some(ANSWERS_TAKE)),
            ("tmux", &[], &[KNOWS_MODE_8, Attributes], None),
        ] {
            let inquiry = inquiry(term, silent, replies);
            let deadline = inquiry.deadline().map(|deadline| deadline - inquiry.sent.unwrap());
            assert_eq!(deadline, waits, "{term} {silent:?} {replies:?}");
        }
    }

    #[test]
    fn each_terminal_owes_an_answer() {
        let owed = Owed::default();
        let mut known = Vec::new();
        for (asks, arrives) in [(2, 0), (0, 1), (1, 1), (0, 1), (0, 1), (1, 0)] {
            (0..asks).for_each(|_| owed.ask());
            (0..arrives).for_each(|_| owed.arrive());
            known.push(owed.is_any());
        }
        assert_eq!(known, [true, true, true, false, false, true]);
    }

    #[test]
    fn only_what_is_new_is_remembered() {
        use Reply::Attributes;
        for (term, silent, replies, remembered) in [
            ("xterm", &[][..], &[][..], Some(&["xterm"][..])),
            ("xterm", &["xterm"], &[], None),
            ("xterm", &["xterm"], &[Attributes], Some(&[])),
            ("xterm", &[], &[Attributes], None),
            ("tmux", &[], &[Attributes], Some(&["tmux, outside"])),
            ("tmux", &["tmux, outside"], &[Attributes], None),
            ("tmux", &["tmux, outside"], &[Attributes, Attributes], Some(&[])),
        ] {
            let mut names: BTreeSet<String> = silent.iter().map(ToString::to_string).collect();
            let news = inquiry(term, silent, replies).news();
            let is_new = news.is_some();
            news.into_iter().for_each(|news| news(&mut names));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            assert_eq!(is_new.then_some(names.as_slice()), remembered, "{term} {silent:?} {replies:?}");
        }
    }
}
