//! End to end: the live server driven by every SDK.
