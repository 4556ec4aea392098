//! Something of an archive that could not be read, and what can be done about it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One record, or one file, that could not be read as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The file, as the reader gave or would give it.
    pub path: String,
    /// The place of the record in the file, from 0; `None` where the file as a whole is meant.
    pub record: Option<u32>,
    /// The line of the file, from 1, where it consists of lines.
    pub line: Option<u64>,
    /// What the record is called inside the file: the path of a member of an archive.
    pub name: Option<String>,
    /// What is the matter.
    pub fault: Fault,
    /// How many articles of the file were read all the same.
    pub n_read: u64,
}

impl Problem {
    /// How many records it stands for.
    pub fn n_records(&self) -> u64 {
        if let Fault::More(n) = self.fault { n } else { 1 }
    }
}

/// What can be the matter with a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Fault {
    /// The data ends before the record does: cut off while copying or downloading.
    CutOff,
    /// It is not what it says it is; what the parser said.
    Malformed(String),
    /// It is larger than what is read of one record, in bytes.
    TooLarge(u64),
    /// Archives inside archives, deeper than is read.
    TooDeep,
    /// It is of a kind that is known and not read: `ARC`, `PDF`.
    Unsupported(String),
    /// It has no text: none of the fields that would hold it is there, or all are empty.
    NoText,
    /// It is no page: a picture, a program, data without text. Such files are passed over in silence unless they were named.
    Binary,
    /// It is encrypted.
    Encrypted,
    /// The system did not give it: what it said.
    Unreadable(String),
    /// A feed or page could not be fetched: what was answered.
    NotFetched(String),
    /// So many other records of the file could not be read either; they are counted and not kept one by one.
    More(u64),
}

impl fmt::Display for Fault {
    /// A sentence in English; the interface says it in its own language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::CutOff => write!(f, "the data ends early"),
            Fault::Malformed(what) => write!(f, "it is damaged: {what}"),
            Fault::TooLarge(n) => write!(f, "it has more than {n} bytes"),
            Fault::TooDeep => write!(f, "archives lie too deep in each other"),
            Fault::Unsupported(kind) => write!(f, "{kind} is not read"),
            Fault::NoText => write!(f, "it has no text"),
            Fault::Binary => write!(f, "it is not text"),
            Fault::Encrypted => write!(f, "it is encrypted"),
            Fault::Unreadable(what) => write!(f, "it cannot be read: {what}"),
            Fault::NotFetched(what) => write!(f, "it could not be fetched: {what}"),
            Fault::More(n) => write!(f, "{n} more records could not be read"),
        }
    }
}
