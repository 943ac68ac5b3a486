//! The names that authors gave: of components, of `$defs`, of files and of places in other files.

use std::collections::HashMap;

use crate::grammar::Shape;
use crate::{Component, NodeId, Sources, Tree, Value};

/// Words that are keywords, not names, when a pointer ends with them.
const KEYWORDS: [&str; 16] = [
    "schema",
    "items",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "additionalProperties",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "requestBody",
    "itemSchema",
    "default",
    "properties",
];

/// Names every node that has one.
pub(crate) fn names(
    tree: &Tree,
    sources: &Sources,
    roots: &[Option<NodeId>],
    visits: &[(NodeId, &'static Shape)],
    targets: &HashMap<NodeId, NodeId>,
) -> HashMap<NodeId, Component> {
    let mut names = HashMap::new();
    let mut aliases = Vec::new();
    for (id, shape) in visits {
        let Shape::Section(kind, _) = shape else {
            continue;
        };
        for (name, node) in tree.node(*id).entries() {
            names.insert(node.id(), Component { kind, name: name.to_owned() });
            if let Some(target) = targets.get(&node.id())
                && node.entries().len() == 1
            {
                aliases.push((*target, kind, name));
            }
        }
    }
    // `schemas: {Pet: {$ref: pet.yaml}}` names the file's content as well.
    for (mut target, kind, name) in aliases {
        // What has a name already has given it to what it refers to, or will.
        while !names.contains_key(&target) {
            names.insert(target, Component { kind, name: name.to_owned() });
            match targets.get(&target) {
                Some(next) if tree.node(target).entries().len() == 1 => target = *next,
                _ => break,
            }
        }
    }
    for (id, shape) in visits {
        if !shape.is_schema() {
            continue;
        }
        for section in ["$defs", "definitions"] {
            let Some(section) = tree.node(*id).get(section) else {
                continue;
            };
            for (name, node) in section.entries() {
                names.entry(node.id()).or_insert_with(|| Component { kind: "schemas", name: name.to_owned() });
            }
        }
    }
    for (id, shape) in visits {
        let (Some(target), Some(kind)) = (targets.get(id), shape.object().and_then(|o| o.section)) else {
            continue;
        };
        if names.contains_key(target) {
            continue;
        }
        let node = tree.node(*target);
        let source = node.span().source;
        let name = if roots.get(source.0 as usize) == Some(&Some(*target)) {
            stem(&sources.get(source).path)
        } else {
            match node.key() {
                Some(key) if source.0 != 0 && !KEYWORDS.contains(&key) => Some(key.to_owned()),
                _ => None,
            }
        };
        if let Some(name) = name.filter(|_| !matches!(node.value(), Value::Null)) {
            names.insert(*target, Component { kind, name });
        }
    }
    names
}

/// The name of a file without folder and extension.
fn stem(path: &str) -> Option<String> {
    let file = path.rsplit('/').next()?;
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
    (!stem.is_empty()).then(|| stem.to_owned())
}
