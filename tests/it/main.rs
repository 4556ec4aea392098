//! The integration tests, as one binary.

mod bidi;
mod cli;
mod layers;
mod properties;
#[cfg(unix)]
mod pty;
mod reading;
mod readme;
mod screens;
mod sizes;
