//! Bytes become a document: pure, and never fails.

pub mod decode;
pub mod language;
pub mod rules;
