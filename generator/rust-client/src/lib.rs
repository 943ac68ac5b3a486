//! Makes a Rust client through progenitor from a 3.1 document levelled down to 3.0.

use emit::{Package, PackageOptions};
use ir::Api;
use model::Resolved;

/// Renders the package.
pub fn emit(document: &Resolved, api: &Api, options: &PackageOptions) -> Package {
    let _ = (document, api, options);
    Package::default()
}
