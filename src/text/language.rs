//! The languages whose habits at the end of a row or before a sign are known here.

/// The language a paragraph is set in; the caller knows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Any that has no habits of its own here.
    #[default]
    Other,
    /// Narrow spaces before signs; words divided.
    French,
    /// Words divided.
    English,
    /// Words divided.
    Spanish,
    /// Persian, and Urdu: digits of their own (U+06F0 to U+06F9).
    Persian,
}
