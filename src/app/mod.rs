//! What the reader sees and may do: state and update, pure.

pub mod action;
pub mod cursor;
pub mod input;
pub mod keymap;
pub mod line_edit;
pub mod panes;
pub mod words;
