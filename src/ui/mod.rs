//! A picture of the app: the first to know ratatui.

pub mod evidence;
pub mod find;
pub mod help;
pub mod line;
pub mod map;
pub mod page_headlines;
pub mod reader;
pub mod row;
pub mod sheet;
pub mod theme;
