//! Values of the document as JSON with sorted keys.

use model::{Node, Value};

use crate::Json;

/// The value of a node. Keys are sorted, so that the author's order of keys does not show.
pub(super) fn json(node: Node<'_>) -> Json {
    match node.value() {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Number(_) => node.to_json(),
        Value::String(text) => Json::String(text.to_string()),
        Value::Array(_) => Json::Array(node.items().map(json).collect()),
        Value::Object(_) => {
            let mut entries: Vec<_> = node.entries().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), json(value))).collect())
        }
    }
}

/// The extensions among the entries of a node, sorted by key.
pub(super) fn extensions(node: Node<'_>) -> Vec<(String, Json)> {
    let mut all: Vec<_> = node.entries().filter(|(k, _)| k.starts_with("x-")).collect();
    all.sort_unstable_by_key(|(key, _)| *key);
    all.into_iter().map(|(key, value)| (key.to_owned(), json(value))).collect()
}
