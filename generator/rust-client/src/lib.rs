//! Makes a Rust client through progenitor from an [`Api`] levelled down to OpenAPI 3.0.
//!
//! progenitor reads 3.0 only and panics on much of it, so it is never shown the author's document: [`level`] writes a
//! small 3.0 document of the lowered Api in which every schema is named, every operation has one success and one error
//! type, and what progenitor cannot say is a [`ir::Gap`]. Enums and unions are written by [`choices`], because theirs
//! lose unknown values. [`progenitor`] is the only module that calls progenitor.

mod choices;
mod level;
mod names;
mod operation;
mod package;
mod progenitor;
mod schema;

use emit::{Package, PackageOptions};
use ir::Api;

/// Renders the package. Total: an operation that progenitor cannot say is a gap with its name.
pub fn emit(api: &Api, options: &PackageOptions) -> Package {
    package::package(api, options)
}
