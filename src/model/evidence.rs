//! Facts that can say where they come from.
//!
//! A fact is a value (or none), how sure it is, and the lines of the document it rests on, each with the rule that read
//! it. What is unknown keeps its evidence too: a bound, or the reason why nothing was concluded.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::interned::{self, Name};
use crate::text::clean::Clean;

/// The name of a rule, such as `pubinfo.published_in`: a row of `assets/rules/`, of the user's rules, or of the code.
///
/// Rules are read once in the life of the program, so their names live as long as it does and copying one is free.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleId(#[serde(deserialize_with = "interned::name")] pub Name);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// Nothing in the document says it.
    #[default]
    None,
    /// It follows from several lines.
    Derived,
    /// The document says so.
    Stated,
}

impl Confidence {
    /// `stated`, `derived` or `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Stated => "stated",
            Confidence::Derived => "derived",
            Confidence::None => "none",
        }
    }
}

/// One line of the document that speaks for a fact, bounds it, or is in tension with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// 1-based line of the document; 0 for what its head says: the metadata of a page, the fields of a record.
    pub line: u32,
    /// What the line does for the fact.
    pub role: Role,
    /// The rule that read it.
    pub rule: RuleId,
    /// The words it rests on, quoted.
    pub quote: Clean,
}

/// What a line does for a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// It says the fact.
    States,
    /// A relative expression ("hier") that becomes a date with an anchor.
    Relative,
    /// A full date that anchors relative ones.
    Anchor,
    /// The fact cannot lie beyond it.
    Bound,
    /// It fits the fact without being needed for it.
    Corroborates,
    /// It does not fit well; the fact stands all the same.
    Tension,
    /// It was considered and set aside.
    Rejected,
    /// It hints at the fact, too weakly to conclude.
    Hint,
}

impl Role {
    /// The role in one word of a JSON document.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::States => "states",
            Role::Relative => "relative",
            Role::Anchor => "anchor",
            Role::Bound => "bound",
            Role::Corroborates => "corroborates",
            Role::Tension => "tension",
            Role::Rejected => "rejected",
            Role::Hint => "hint",
        }
    }
}

/// A value, how sure it is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value in its normal form; `None` is an honest unknown.
    pub value: Option<T>,
    /// The value as it is printed in the document.
    pub raw: Option<Clean>,
    /// How sure it is; `None` exactly where there is no value.
    pub confidence: Confidence,
    /// The lines it rests on, the deciding one first.
    pub evidence: Vec<Evidence>,
}

impl<T> Default for Fact<T> {
    fn default() -> Fact<T> {
        Fact::unknown(Vec::new())
    }
}

impl<T> Fact<T> {
    /// A fact the document states in the words `raw`.
    pub fn stated(value: T, raw: Clean, evidence: Vec<Evidence>) -> Fact<T> {
        Fact { value: Some(value), raw: Some(raw), confidence: Confidence::Stated, evidence }
    }

    /// Nothing is known; `evidence` says what was considered.
    pub fn unknown(evidence: Vec<Evidence>) -> Fact<T> {
        Fact { value: None, raw: None, confidence: Confidence::None, evidence }
    }
}
