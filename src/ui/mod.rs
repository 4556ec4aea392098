//! A picture of the app: the first to know ratatui.

pub mod row;
pub mod theme;
