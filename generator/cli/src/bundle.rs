//! Bundling: many files to one text.

use model::{Resolved, bundle, write_json, write_yaml};

/// The whole description as one text.
pub fn text(document: &Resolved, json: bool) -> String {
    let bundle = bundle(document);
    let root = bundle.tree.node(bundle.root);
    if json { write_json(root) } else { write_yaml(root) }
}
