//! Makes a Rust client through progenitor from a 3.1 document levelled down to 3.0.
