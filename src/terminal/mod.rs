//! The terminal, as the only part that touches it: what it sends, what it can do, and how it is left behind.

pub mod capabilities;
pub mod effects;
pub mod events;
pub mod guard;
pub mod screen;
pub mod sequences;
