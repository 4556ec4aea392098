//! Articles in memory, and finding them.
