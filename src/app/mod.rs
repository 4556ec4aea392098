//! What the reader sees and may do: state and update, pure.

pub mod words;
