//! Renders an [`ir::Api`] to files in memory, one module a target. Nothing here touches a disk.

pub mod go;
mod package;
pub mod python;
pub mod rust_server;
pub mod typescript;

pub use package::{OutFile, Package, PackageOptions};
