//! The integration tests, as one binary.

mod bidi;
mod cache;
mod cli;
mod concordance;
mod corpus;
mod edition;
#[cfg(unix)]
mod emulator;
mod export;
mod fetching;
mod golden;
#[cfg(unix)]
mod inheriting;
#[cfg(unix)]
mod kills;
mod layers;
#[cfg(unix)]
mod links;
mod mirror;
mod names;
mod oracle;
mod page;
mod papers;
mod passages;
#[cfg(unix)]
mod pipe;
mod places;
mod properties;
#[cfg(unix)]
mod pty;
mod reading;
mod readme;
mod screens;
mod searching;
mod seeds;
mod server;
mod sizes;
mod stories;
#[cfg(unix)]
mod taking;
#[cfg(unix)]
mod terminals;
mod tidings;
mod typography;
mod variations;
mod words;
