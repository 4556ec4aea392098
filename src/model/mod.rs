//! The nouns: documents, articles, blocks, dates, languages, and the evidence for each fact.

pub mod address;
pub mod article;
pub mod date;
pub mod document;
pub mod evidence;
pub mod interned;
pub mod json;
pub mod lang;
pub mod problem;
