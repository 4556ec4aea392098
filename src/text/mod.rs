//! What a terminal can show: text made safe, measured in cells, folded, ordered and wrapped. Knows no news.

pub mod bidi;
pub mod clean;
