//! The built-in edition: short documents written for this project, in the shapes that real archives have.
//!
//! It is the tour for a new reader, what is shown when no archive was ever opened, and the fixture of the screen tests.

/// File name and text of each page, in the order of the folder. A test compares it with `assets/edition/`.
pub const PAGES: &[(&str, &str)] = &[];
