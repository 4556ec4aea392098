//! The terminal, as the only part that touches it: what it sends, what it can do, and how it is left behind.
pub mod capabilities;
pub mod guard;
pub mod sequences;
