//! What could not be read, in the words of a language: where, why, and what next.

use crate::locale::words::{Saying, Words};
use crate::model::problem::{Fault, Problem};

impl Words {
    /// A problem in one sentence: `cannot read archive/2016.jsonl, line 812: the data ends early; 811 articles were read and
    /// are shown`.
    pub fn problem(&self, problem: &Problem) -> String {
        let next = match problem.n_read {
            0 => remedy(&problem.fault),
            n => Saying::new("problem-read").of("n", usize::try_from(n).unwrap_or(usize::MAX)),
        };
        let told = Saying::new("problem").of("where", self.problem_place(problem));
        self.saying(&told.of("why", fault(&problem.fault)).of("next", next))
    }

    /// Where a problem is: the file, the name of the record in it, its line or its number.
    pub fn problem_place(&self, problem: &Problem) -> String {
        let Problem { path, record, line, name, .. } = problem;
        let mut place = path.clone();
        if let Some(name) = name {
            place = self.with("problem-member", &[("path", place.into()), ("name", name.clone().into())]);
        }
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).into();
        match (line, record) {
            (Some(line), _) => self.with("problem-line", &[("path", place.into()), ("line", number(*line))]),
            (None, Some(record)) if name.is_none() => {
                self.with("problem-record", &[("path", place.into()), ("n", number(u64::from(*record) + 1))])
            }
            (None, _) => place,
        }
    }

    /// What is the matter.
    pub fn fault(&self, what: &Fault) -> String {
        self.saying(&fault(what))
    }

    /// What the reader can do about it.
    pub fn remedy(&self, fault: &Fault) -> String {
        self.saying(&remedy(fault))
    }
}

fn fault(fault: &Fault) -> Saying {
    match fault {
        Fault::CutOff => Saying::new("fault-cut-off"),
        Fault::Malformed(what) => Saying::new("fault-malformed").of("what", what.clone()),
        Fault::TooLarge(n) => Saying::new("fault-too-large").of("n", (n >> 20) as usize),
        Fault::TooDeep => Saying::new("fault-too-deep"),
        Fault::Unsupported(kind) => Saying::new("fault-unsupported").of("kind", kind.clone()),
        Fault::NoText => Saying::new("fault-no-text"),
        Fault::Binary => Saying::new("unread-binary"),
        Fault::Encrypted => Saying::new("fault-encrypted"),
        Fault::Unreadable(error) => Saying::new("skip-error").of("error", error.clone()),
        Fault::NotFetched(answer) => Saying::new("fault-not-fetched").of("what", answer.clone()),
        Fault::More(n) => Saying::new("fault-more").of("n", usize::try_from(*n).unwrap_or(usize::MAX)),
    }
}

fn remedy(fault: &Fault) -> Saying {
    Saying::new(match fault {
        Fault::CutOff | Fault::Malformed(_) => "remedy-get-again",
        Fault::TooLarge(_) => "remedy-split",
        Fault::TooDeep => "remedy-unpack",
        Fault::Unsupported(_) | Fault::Binary => "remedy-convert",
        Fault::NoText => "remedy-fields",
        Fault::Encrypted => "remedy-password",
        Fault::Unreadable(_) => "remedy-look",
        Fault::NotFetched(_) => "remedy-later",
        Fault::More(_) => "remedy-first-ones",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_why_and_what_next() {
        let problem = |record, line, name: Option<&str>, fault, n_read| Problem {
            path: "archive/2016.jsonl".to_owned(),
            record,
            line,
            name: name.map(str::to_owned),
            fault,
            n_read,
        };
        for (problem, want) in [
            (
                problem(Some(811), Some(812), None, Fault::CutOff, 811),
                "cannot read archive/2016.jsonl, line 812: the data ends early; 811 articles of this file were read and are shown",
            ),
            (
                problem(Some(2), None, None, Fault::NoText, 1),
                "cannot read archive/2016.jsonl, record 3: it has no text; 1 article of this file was read and is shown",
            ),
            (
                problem(Some(2), None, Some("a/b.txt"), Fault::Encrypted, 0),
                "cannot read archive/2016.jsonl, a/b.txt: it is encrypted; unpack it with its password and open what comes out",
            ),
            (
                problem(None, None, None, Fault::TooLarge(32 << 20), 0),
                "cannot read archive/2016.jsonl: it is larger than 32 MiB; split it into smaller files",
            ),
        ] {
            assert_eq!(Words::default().for_answers().problem(&problem), want);
        }
    }
}
