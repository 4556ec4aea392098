//! kiosque: a newsstand in the terminal for a French and Arabic press archive.

pub mod app;
pub mod cli;
pub mod command;
pub mod config;
pub mod edition;
pub mod error;
pub mod ingest;
pub mod model;
pub mod print;
pub mod source;
pub mod state;
pub mod store;
pub mod tables;
pub mod terminal;
pub mod text;
pub mod ui;
