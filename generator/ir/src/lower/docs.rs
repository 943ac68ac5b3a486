//! What people read, and what goes away.

use model::Node;

use super::json::json;
use crate::{Deprecation, Docs};

/// The texts of any object that has `description`: `title` or `summary`, `externalDocs`, `examples`.
pub(super) fn docs(node: Node<'_>) -> Docs {
    let mut docs = Docs::default();
    for (key, value) in node.entries() {
        match key {
            "title" | "summary" => docs.summary = text(value),
            "description" => docs.description = text(value),
            "externalDocs" => docs.url = value.get("url").and_then(text),
            "examples" if value.is_array() => docs.examples = value.items().map(json).collect(),
            _ => {}
        }
    }
    docs
}

/// `deprecated`, or an extension that says so.
pub(super) fn deprecation(node: Node<'_>) -> Option<Deprecation> {
    let mut found = false;
    let mut deprecation = Deprecation::default();
    for (key, value) in node.entries() {
        match key {
            "deprecated" => found |= value.as_bool() == Some(true),
            "x-deprecated-at" => deprecation.since = text(value),
            "x-sunset" => deprecation.sunset = text(value),
            "x-replaced-by" => deprecation.replaced_by = text(value),
            _ => {}
        }
    }
    (found || deprecation != Deprecation::default()).then_some(deprecation)
}

/// A text that says something.
pub(super) fn text(node: Node<'_>) -> Option<String> {
    node.as_str().map(str::trim_end).filter(|t| !t.trim().is_empty()).map(str::to_owned)
}
