//! The integration tests, as one binary.

mod bidi;
mod layers;
mod properties;
mod reading;
mod screens;
#[cfg(unix)]
mod pty;
