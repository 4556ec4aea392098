//! What a terminal can show: text made safe, measured in cells, folded, ordered and wrapped. Knows no news.

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
pub mod wrap;
