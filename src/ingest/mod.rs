//! Bytes become a document: pure, and never fails.
