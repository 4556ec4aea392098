//! What the reader sees and may do: state and update, pure.
//!
//! How a page or an overlay plugs in: its state is a struct of its own with `resize(&mut self, width, height)` for the
//! area it is given, `act(&mut self, Action) -> Outcome`, `mouse(&mut self, Mouse) -> Outcome` with coordinates counted
//! from the corner of its area, and, if text is typed in it, `key(&mut self, Key) -> Outcome` for keys that are no action
//! of `Place::Typing`. Its view is `view(&State, Rect, &mut Buffer, &Theme)` in the twin file of `ui`.

pub mod action;
pub mod cursor;
pub mod effect;
pub mod evidence;
pub mod find;
pub mod help;
pub mod input;
pub mod keymap;
pub mod line_edit;
pub mod map;
pub mod message;
pub mod outcome;
pub mod page_headlines;
pub mod panes;
pub mod reader;
pub mod sheet;
pub mod state;
pub mod words;
