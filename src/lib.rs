//! kiosque: a newsstand in the terminal for a French and Arabic press archive.

pub mod app;
pub mod config;
pub mod ingest;
pub mod model;
pub mod store;
pub mod terminal;
pub mod text;
pub mod ui;
