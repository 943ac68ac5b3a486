//! The covenant command as a library: everything that touches disk, arguments and terminal, so that `covenant` and
//! this repository's `xtask` are two thin faces of the same functions.

pub mod args;
pub mod bundle;
pub mod config;
pub mod disk;
pub mod generate;
pub mod render;
pub mod report;
pub mod sync;
pub mod timings;
