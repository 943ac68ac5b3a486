//! What a schema without a name is called: by where it stands, never by how it was met.
//!
//! The name starts with the nearest thing above that has one (a component, an operation) and goes on with the way from
//! there: the property's name, `item`, `value`, `variant1`, `request`, `response`, the status, the parameter's name. The
//! key is made of the same way in the document's own words, so that the order of keys does not show in it.

use model::{Node, NodeId};

use super::Lowering;
use super::types::Way;
use crate::{DeclId, Name, naming};

/// An operation as an owner of anonymous schemas.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// `POST /v1/invoices`
    pub(super) key: String,
    /// The words of its id
    pub(super) words: Vec<String>,
    /// The success status that is `response` without a number
    pub(super) success: Option<String>,
    /// `request`, or `payload` for webhooks
    pub(super) request: &'static str,
}

/// The name of a declaration.
#[derive(Debug, Clone)]
pub(super) struct Position {
    pub(super) key: String,
    pub(super) words: Vec<String>,
    pub(super) wire: String,
    pub(super) authored: bool,
    pub(super) root: NodeId,
}

/// A step of a [`Way`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'w> {
    Decl(DeclId),
    Node(NodeId),
    Property(&'w str),
    Item,
    Value,
    Pattern(&'w str),
    Position(usize),
    Variant(usize, &'w [String]),
}

/// Where the walk from an owner to a node stands.
#[derive(Clone, Copy, PartialEq)]
enum In {
    Operation,
    PathItem,
    Callback,
    /// A request body, a response, a parameter, a header
    Carrier,
    Schema,
}

impl<'d> Lowering<'d> {
    /// The name of the schema at a node.
    pub(super) fn position(&self, node: NodeId) -> Position {
        let doc = self.doc;
        // From the node up to its owner, the keys on the way.
        let mut way: Vec<(&'d str, usize, Node<'d>)> = Vec::new();
        let mut at = doc.node(node);
        loop {
            if let Some(anchor) = self.anchors.get(&at.id()) {
                let words = anchor.words.clone();
                return self.down(anchor.key.clone(), words, at.id(), In::Operation, Some(anchor), &way);
            }
            if let Some(component) = doc.component(at.id()) {
                let name = Name::of(&component.name);
                let (start, kind, noun) = match component.kind {
                    "schemas" => (In::Schema, "", ""),
                    "parameters" => (In::Carrier, "parameters/", "param"),
                    "headers" => (In::Carrier, "headers/", "header"),
                    "responses" => (In::Carrier, "responses/", "response"),
                    "requestBodies" => (In::Carrier, "requestBodies/", "request"),
                    "callbacks" => (In::Callback, "callbacks/", ""),
                    "pathItems" => (In::PathItem, "pathItems/", ""),
                    _ => (In::Carrier, "other/", ""),
                };
                let mut words = name.words;
                if !noun.is_empty() && words.last().is_none_or(|w| w != noun) {
                    words.push(noun.to_owned());
                }
                let key = format!("{kind}{}", component.name);
                let mut position = self.down(key, words, at.id(), start, None, &way);
                if way.is_empty() {
                    position.wire.clone_from(&component.name);
                    position.authored = component.kind == "schemas";
                }
                return position;
            }
            let Some(parent) = at.parent() else {
                return self.unowned(at, &way);
            };
            let index = parent.items().position(|i| i.id() == at.id()).unwrap_or(0);
            way.push((at.key().unwrap_or(""), index, at));
            at = parent;
        }
    }

    /// Below no owner: something of the root document that is no component, such as what only a reference leads to.
    fn unowned(&self, root: Node<'d>, way: &[(&'d str, usize, Node<'d>)]) -> Position {
        let mut rest = way;
        let mut key = String::new();
        let mut words = Vec::new();
        let mut start = In::Schema;
        if let [more @ .., (path, _, _), ("paths" | "webhooks", _, _)] = way {
            key = (*path).to_owned();
            words = Name::of(path).words;
            start = In::PathItem;
            rest = more;
        }
        if words.is_empty() {
            let file = self.doc.sources.get(root.span().source).path.clone();
            let stem = file.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("").to_owned();
            words = Name::of(&stem).words;
            key = file;
        }
        self.down(key, words, root.id(), start, None, rest)
    }

    fn down(
        &self,
        mut key: String,
        mut words: Vec<String>,
        root: NodeId,
        start: In,
        anchor: Option<&Anchor>,
        way: &[(&'d str, usize, Node<'d>)],
    ) -> Position {
        let mut stands = start;
        let mut steps = way.iter().rev();
        while let Some((token, _, node)) = steps.next() {
            key.push('/');
            key.push_str(token);
            match (stands, *token) {
                (In::Schema, "properties" | "$defs" | "definitions" | "dependentSchemas") => {
                    if let Some((name, _, _)) = steps.next() {
                        key.push('/');
                        key.push_str(name);
                        words.extend(Name::of(name).words);
                    }
                }
                (In::Schema, "patternProperties") => {
                    if let Some((pattern, _, _)) = steps.next() {
                        key.push('/');
                        key.push_str(pattern);
                        words.push("value".into());
                    }
                }
                (In::Schema, "items" | "contains" | "unevaluatedItems") => words.push("item".into()),
                (In::Schema, "additionalProperties" | "unevaluatedProperties") => words.push("value".into()),
                (In::Schema, "prefixItems") => {
                    if let Some((_, index, _)) = steps.next() {
                        key.push_str(&format!("/{index}"));
                        words.push(format!("item{}", index + 1));
                    }
                }
                (In::Schema, "oneOf" | "anyOf") => {
                    if let Some((_, index, node)) = steps.next() {
                        key.push_str(&format!("/{index}"));
                        words.extend(variant_words(&words, *node, *index));
                    }
                }
                (In::Schema, "allOf") => {
                    if let Some((_, index, _)) = steps.next() {
                        key.push_str(&format!("/{index}"));
                    }
                }
                (In::Schema, other) => words.extend(Name::of(other).words),
                (In::Operation, "requestBody") => {
                    words.push(anchor.map_or("request", |a| a.request).to_owned());
                    stands = In::Carrier;
                }
                (In::Operation, "responses") => {
                    if let Some((status, _, _)) = steps.next() {
                        key.push('/');
                        key.push_str(status);
                        let plain = anchor.and_then(|a| a.success.as_deref()) == Some(*status);
                        words.push(if plain { "response".into() } else { status.to_ascii_lowercase() });
                        stands = In::Carrier;
                    }
                }
                (In::Operation | In::PathItem, "parameters") => {
                    if let Some((_, _, node)) = steps.next() {
                        let name = node.get("name").and_then(Node::as_str).unwrap_or("param");
                        key.push_str(&format!("/{}/{name}", node.get("in").and_then(Node::as_str).unwrap_or("")));
                        words.extend(Name::of(name).words);
                        stands = In::Carrier;
                    }
                }
                (In::Operation, "callbacks") => {
                    if let Some((name, _, _)) = steps.next() {
                        key.push('/');
                        key.push_str(name);
                        words.extend(Name::of(name).words);
                        stands = In::Callback;
                    }
                }
                // The token is the expression.
                (In::Callback, _) => stands = In::PathItem,
                (In::PathItem, method) => {
                    words.push(method.to_owned());
                    stands = In::Operation;
                }
                (In::Carrier, "schema") => stands = In::Schema,
                (In::Carrier, "itemSchema") => {
                    words.push("item".into());
                    stands = In::Schema;
                }
                (In::Carrier, "content") => {
                    if let Some((media_type, _, node)) = steps.next() {
                        key.push('/');
                        key.push_str(media_type);
                        if let Some(word) = media_word(*node, media_type) {
                            words.push(word.to_owned());
                        }
                    }
                }
                (In::Carrier, "headers" | "encoding") => {
                    if let Some((name, _, _)) = steps.next() {
                        key.push('/');
                        key.push_str(name);
                        words.extend(Name::of(name).words);
                    }
                }
                (In::Operation | In::Carrier, _) => {
                    // Not a place where a schema stands; name it by itself.
                    words.extend(node.key().map(|k| Name::of(k).words).unwrap_or_default());
                }
            }
        }
        let wire = words.join(" ");
        Position { key, words, wire, authored: false, root }
    }

    /// The name of something merged, by the way from its owner.
    pub(super) fn way_position(&self, way: &Way<'_>) -> Position {
        let mut steps = Vec::new();
        let mut at = Some(way);
        while let Some(here) = at {
            steps.push(here.step);
            at = here.up;
        }
        let mut key = String::new();
        let mut words = Vec::new();
        let mut root = self.doc.root;
        for step in steps.into_iter().rev() {
            match step {
                Step::Decl(id) => {
                    let slot = &self.slots[id.0 as usize];
                    key.clone_from(&slot.key);
                    words.clone_from(&slot.words);
                    root = slot.root;
                }
                Step::Node(node) => {
                    let position = self.position(node);
                    (key, words, root) = (position.key, position.words, position.root);
                }
                Step::Property(name) => {
                    key.push_str(&format!("~properties/{name}"));
                    words.extend(Name::of(name).words);
                }
                Step::Item => {
                    key.push_str("~items");
                    words.push("item".into());
                }
                Step::Value => {
                    key.push_str("~additionalProperties");
                    words.push("value".into());
                }
                Step::Pattern(pattern) => {
                    key.push_str(&format!("~patternProperties/{pattern}"));
                    words.push("value".into());
                }
                Step::Position(i) => {
                    key.push_str(&format!("~prefixItems/{i}"));
                    words.push(format!("item{}", i + 1));
                }
                Step::Variant(i, name) => {
                    key.push_str(&format!("~variant/{i:04}"));
                    if name.is_empty() {
                        words.push(format!("variant{}", i + 1));
                    } else {
                        let more = after(&words, name.to_vec());
                        words.extend(more);
                    }
                }
            }
        }
        let wire = words.join(" ");
        Position { key, words, wire, authored: false, root }
    }

    /// The node that a way starts at.
    pub(super) fn way_node(&self, way: &Way<'_>) -> NodeId {
        let mut at = way;
        while let Some(up) = at.up {
            at = up;
        }
        match at.step {
            Step::Decl(id) => self.slots[id.0 as usize].node,
            Step::Node(node) => node,
            _ => self.doc.root,
        }
    }
}

/// What tells a branch from its siblings: nothing when the others are only null, else a short title, a constant, the
/// only key, else its number.
fn variant_words(owner: &[String], node: Node<'_>, index: usize) -> Vec<String> {
    if siblings(node).next().is_none() {
        return Vec::new();
    }
    match title_words(node) {
        Some(title) => after(owner, title),
        None => telling_words(node).unwrap_or_else(|| vec![format!("variant{}", index + 1)]),
    }
}

/// The other branches of a union, without null.
fn siblings(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let null = |n: &Node<'_>| {
        n.get("type").and_then(Node::as_str) == Some("null")
            || n.get("const").is_some_and(Node::is_null)
            || n.get("enum").is_some_and(|e| e.items().len() > 0 && e.items().all(Node::is_null))
    };
    node.parent().into_iter().flat_map(Node::items).filter(move |n| *n != node && !null(n))
}

/// A property with one constant that no sibling shares, or the only property when no sibling has it.
pub(super) fn telling_words(node: Node<'_>) -> Option<Vec<String>> {
    if siblings(node).count() > 256 {
        // Comparing each with each would take too long.
        return None;
    }
    let entries = || node.get("properties").into_iter().flat_map(Node::entries);
    let mut keys: Vec<&str> = entries().filter(|(_, n)| single(*n).is_some()).map(|(key, _)| key).collect();
    keys.sort_unstable_by_key(|key| (super::tags::USUAL.iter().position(|u| u == key).unwrap_or(usize::MAX), *key));
    for key in keys {
        let value = constant_of(node, key)?;
        if siblings(node).all(|s| constant_of(s, key) != Some(value)) {
            return Some(naming::value_words(value));
        }
    }
    let mut all = entries();
    let (key, _) = all.next()?;
    let only = all.next().is_none() && siblings(node).all(|s| s.get("properties").is_none_or(|p| p.get(key).is_none()));
    only.then(|| naming::words(key))
}

fn constant_of<'d>(node: Node<'d>, key: &str) -> Option<&'d str> {
    node.get("properties")?.get(key).and_then(single)
}

/// The one string that a schema allows.
fn single(node: Node<'_>) -> Option<&str> {
    let listed = node.get("enum").filter(|e| e.items().len() == 1).and_then(|e| e.items().next());
    node.get("const").or(listed).and_then(Node::as_str)
}

/// The words of a title that is a name rather than a sentence.
pub(super) fn title_words(node: Node<'_>) -> Option<Vec<String>> {
    let title = node.get("title").and_then(Node::as_str)?;
    if !title.is_ascii() || title.contains(['.', ',', ':', '\n']) {
        return None;
    }
    let words = naming::words(title);
    // FastAPI and others write the type's name as the title: that names nothing.
    let generic = ["array", "string", "object", "integer", "number", "boolean", "null", "list", "value", "any"];
    if let [one] = &words[..]
        && generic.contains(&one.as_str())
    {
        return None;
    }
    (words.len() <= 5 && title.chars().any(|c| c.is_ascii_alphabetic())).then_some(words)
}

/// Words without those with which they repeat their owner: `invoice` + `invoice item` is `item`.
fn after(owner: &[String], mut words: Vec<String>) -> Vec<String> {
    let longest = (1..words.len()).rev().find(|n| owner.ends_with(&words[..*n]));
    if let Some(n) = longest {
        words.drain(..n);
    }
    words
}

/// A media type's word, when it is not the only or the preferred one of its body.
fn media_word(node: Node<'_>, media_type: &str) -> Option<&'static str> {
    let siblings: Vec<&str> = node.parent()?.entries().map(|(k, _)| k).collect();
    if siblings.len() < 2 {
        return None;
    }
    let best = siblings.iter().min_by_key(|s| (super::bodies::rank(s), **s))?;
    (*best != media_type).then(|| super::bodies::word(media_type))
}
