//! What a terminal can show: text made safe, measured in cells, folded, ordered, joined and wrapped. Knows no news.
//!
//! The heart of it is an engine that draws French, Arabic, Persian, Urdu, Hebrew and whatever mixes them into the cells
//! of any terminal, which then has nothing left to do but to show them from left to right:
//!
//! ```
//! use kiosque::text::layout::{Layout, layout};
//! use kiosque::text::position::{Logical, Visual};
//!
//! // "Airbus" and four Arabic words: a text from right to left, although it begins with a Latin letter.
//! let text = "Airbus سلّمت 735 طائرة بلا تأخير";
//! let laid = layout(text, &Layout::new(20));
//!
//! let rows: Vec<String> = laid.rows().map(|row| row.cells().map(|cell| cell.symbol).collect()).collect();
//! assert_eq!(rows, [
//!     "735 \u{FE96}\u{FEE4}\u{FEE0}\u{651}\u{FEB3} Airbus", // joined, and in visual order
//!     "\u{FEAE}\u{FEF4}\u{FEA7}\u{FE84}\u{FE97} \u{FEFC}\u{FE91} \u{FE93}\u{FEAE}\u{FE8B}\u{FE8E}\u{FEC3}", // lam and alef in one cell
//! ]);
//! assert_eq!(laid.indent(1, 20), 6); // such a row stands at the right of its place
//!
//! // A search hit is a range of the text; where it stands is asked afterwards.
//! let start = text.find("بلا").unwrap();
//! let hit = Logical(start)..Logical(start + "بلا".len());
//! assert_eq!(laid.rows_of(hit.clone()), 1..2);
//! assert_eq!(laid.columns_of(1, hit.clone()), [Visual(6)..Visual(8)]);
//! assert_eq!(laid.logical_at(1, Visual(7)), Some(hit.start)); // and a click finds the way back
//! ```
//!
//! # How the parts fit
//!
//! ```text
//! text --prepare--> what is laid out --read--> Paragraph --rows--> Laid --cells--> what a terminal is sent
//! ```
//!
//! - [`setting`] holds all that changes a picture: what is on in the plain engine ([`Setting::default`](setting::Setting))
//!   and on the [screen](setting::Setting::screen).
//! - [`prepare`] does to a text what its setting asks for - isolates, French spaces, soft hyphens, other digits, no vowel
//!   signs - as edits that know the way back. [`isolation`], [`spacing`], [`hyphenation`] and [`digits`] find the places.
//! - [`paragraph`] reads what is laid out, once, whatever the width: levels ([`bidi`]), joined letters ([`shape`]), clusters
//!   with the widths of what will be drawn ([`cells`]), and the places where a row may end ([`breaks`]).
//! - [`wrap`] chooses among these places for one width, and only adds up. [`justify`] and [`kashida`] fill rows.
//! - [`layout`](mod@layout) puts it together, and makes the cells of a row when it is drawn: visual order, presentation forms,
//!   mirrored brackets. Its [`edit`](layout::edit) does the same for a line being typed, with a cursor.
//! - [`position`] has the two types that keep offsets in the text and columns on the screen apart.
//!
//! Beside the engine, [`clean`] makes untrusted text safe before anything else sees it, [`fold`] makes it searchable, and
//! [`units`] finds its words and sentences.
//!
//! # What is promised
//!
//! Shapes, levels and the direction of a paragraph never depend on the width; each cluster is drawn once; no row is wider
//! than its place unless a single cluster is; text without anything right-to-left is drawn exactly as it would be without
//! a bidi algorithm. `tests/it/properties/engine.rs` holds these laws, `tests/it/bidi.rs` the conformance tests of Unicode
//! and the cases, and `benches/text.rs` says how fast it is.

pub mod bidi;
pub mod breaks;
pub mod bytes;
pub mod cells;
pub mod clean;
pub mod digits;
pub mod fold;
pub mod hyphenation;
pub mod isolation;
pub mod justify;
pub mod kashida;
pub mod language;
pub mod layout;
pub mod measure;
pub mod paragraph;
pub mod position;
pub mod prepare;
pub mod setting;
pub mod shape;
pub mod spacing;
pub mod units;
pub mod wrap;
