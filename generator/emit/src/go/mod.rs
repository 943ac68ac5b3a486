//! The Go target.

use ir::Api;

use crate::{Package, PackageOptions};

/// Renders the package.
pub fn emit(api: &Api, options: &PackageOptions) -> Package {
    let _ = (api, options);
    Package::default()
}
