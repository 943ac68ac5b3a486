//! The tree of a JSON or YAML text: key order, key spans and the literal text of scalars are kept.
//!
//! All texts of a load share one arena, so that a node's number names it across files.

use crate::Span;

/// A node's number in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as a JSON number literal (YAML's `0x1F`, `+1`, `.5` are rewritten; digits are never lost).
    Number(Box<str>),
    /// A string.
    String(Box<str>),
    /// A sequence.
    Array(Vec<NodeId>),
    /// A mapping, in the author's order. Keys are unique (a duplicate is a diagnostic and the first one stays).
    Object(Vec<Entry>),
}

/// One key and value of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key's text.
    pub key: Box<str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: NodeId,
}

#[derive(Debug, Clone)]
struct Data {
    value: Value,
    span: Span,
    parent: Option<NodeId>,
    /// Its index among the parent's entries or items, so that its key is found without a search.
    slot: u32,
}

/// The arena. Built by [`TreeBuilder`], then read through [`Node`].
#[derive(Debug, Clone, Default)]
pub struct Tree {
    nodes: Vec<Data>,
}

impl Tree {
    /// The node with this number.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Goes back to building, to rewrite or to add.
    pub fn into_builder(self) -> TreeBuilder {
        TreeBuilder { tree: self }
    }
}

/// Makes and rewrites a [`Tree`].
#[derive(Debug, Default)]
pub struct TreeBuilder {
    tree: Tree,
}

impl TreeBuilder {
    /// Adds a node whose children exist already; sets their parent.
    pub fn add(&mut self, value: Value, span: Span) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        self.adopt(id, &value);
        self.tree.nodes.push(Data { value, span, parent: None, slot: 0 });
        id
    }

    /// A deep copy: new nodes with the spans of the old ones.
    pub fn copy(&mut self, id: NodeId) -> NodeId {
        let span = self.tree.nodes[id.0 as usize].span;
        let value = match self.tree.nodes[id.0 as usize].value.clone() {
            Value::Array(items) => Value::Array(items.into_iter().map(|i| self.copy(i)).collect()),
            Value::Object(entries) => {
                Value::Object(entries.into_iter().map(|e| Entry { value: self.copy(e.value), ..e }).collect())
            }
            scalar => scalar,
        };
        self.add(value, span)
    }

    /// How many nodes a subtree has and how deeply they nest (a scalar: 1 and 0).
    pub fn measure(&self, id: NodeId) -> (usize, usize) {
        let (mut nodes, mut height) = (0, 0);
        let mut stack = vec![(id, 0)];
        while let Some((id, depth)) = stack.pop() {
            nodes += 1;
            height = height.max(depth);
            match self.value(id) {
                Value::Array(items) => stack.extend(items.iter().map(|i| (*i, depth + 1))),
                Value::Object(entries) => {
                    stack.extend(entries.iter().map(|e| (e.value, depth + 1)));
                }
                _ => {}
            }
        }
        (nodes, height)
    }

    /// Where a node stands.
    pub fn span(&self, id: NodeId) -> Span {
        self.tree.nodes[id.0 as usize].span
    }

    /// Forgets all nodes from this number on. Only for nodes that nothing earlier holds.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.tree.nodes.truncate(len);
    }

    /// Replaces what a node holds (its number and span stay); sets the parent of the new children.
    pub fn replace(&mut self, id: NodeId, value: Value) {
        self.adopt(id, &value);
        self.tree.nodes[id.0 as usize].value = value;
    }

    /// What a node holds now.
    pub fn value(&self, id: NodeId) -> &Value {
        &self.tree.nodes[id.0 as usize].value
    }

    /// The tree as it stands.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Ends building.
    pub fn finish(self) -> Tree {
        self.tree
    }

    fn adopt(&mut self, parent: NodeId, value: &Value) {
        match value {
            Value::Array(items) => {
                for (slot, item) in items.iter().enumerate() {
                    self.hold(*item, parent, slot);
                }
            }
            Value::Object(entries) => {
                for (slot, entry) in entries.iter().enumerate() {
                    self.hold(entry.value, parent, slot);
                }
            }
            _ => {}
        }
    }

    fn hold(&mut self, child: NodeId, parent: NodeId, slot: usize) {
        let data = &mut self.tree.nodes[child.0 as usize];
        data.parent = Some(parent);
        data.slot = slot as u32;
    }
}

/// A node of a tree. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: NodeId,
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({} at {})", self.id.0, self.pointer())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl<'t> Node<'t> {
    /// Its number.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The tree it stands in.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What it holds.
    pub fn value(self) -> &'t Value {
        &self.tree.nodes[self.id.0 as usize].value
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        self.tree.nodes[self.id.0 as usize].span
    }

    /// The mapping or sequence that holds it; none for the root of a text.
    pub fn parent(self) -> Option<Node<'t>> {
        self.tree.nodes[self.id.0 as usize].parent.map(|id| self.tree.node(id))
    }

    /// The entries of a mapping; empty for anything else.
    pub fn entries(self) -> impl ExactSizeIterator<Item = (&'t str, Node<'t>)> + DoubleEndedIterator + Clone {
        let entries: &'t [Entry] = match self.value() {
            Value::Object(entries) => entries,
            _ => &[],
        };
        entries.iter().map(move |e| (&*e.key, self.tree.node(e.value)))
    }

    /// The items of a sequence; empty for anything else.
    pub fn items(self) -> impl ExactSizeIterator<Item = Node<'t>> + DoubleEndedIterator + Clone {
        let items: &'t [NodeId] = match self.value() {
            Value::Array(items) => items,
            _ => &[],
        };
        items.iter().map(move |id| self.tree.node(*id))
    }

    /// The value under a key of a mapping.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entry(key).map(|e| self.tree.node(e.value))
    }

    /// The entry under a key of a mapping, with the key's own span.
    pub fn entry(self, key: &str) -> Option<&'t Entry> {
        match self.value() {
            Value::Object(entries) => entries.iter().find(|e| &*e.key == key),
            _ => None,
        }
    }

    /// Where the key stands under which this node is held; the node's own span in a sequence or at the root.
    pub fn key_span(self) -> Span {
        self.own_entry().map_or_else(|| self.span(), |e| e.key_span)
    }

    fn slot(self) -> usize {
        self.tree.nodes[self.id.0 as usize].slot as usize
    }

    fn own_entry(self) -> Option<&'t Entry> {
        match self.parent()?.value() {
            Value::Object(entries) => entries.get(self.slot()).filter(|e| e.value == self.id),
            _ => None,
        }
    }

    /// The key under which this node is held in a mapping.
    pub fn key(self) -> Option<&'t str> {
        self.own_entry().map(|e| &*e.key)
    }

    /// The text of a string.
    pub fn as_str(self) -> Option<&'t str> {
        match self.value() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value.
    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// The literal of a number.
    pub fn as_number(self) -> Option<&'t str> {
        match self.value() {
            Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// A non-negative whole number (`3`, also `3.0`).
    pub fn as_u64(self) -> Option<u64> {
        let text = self.as_number()?;
        text.parse()
            .ok()
            .or_else(|| text.parse::<f64>().ok().filter(|f| f.fract() == 0.0 && *f >= 0.0).map(|f| f as u64))
    }

    /// Whether it is a mapping.
    pub fn is_object(self) -> bool {
        matches!(self.value(), Value::Object(_))
    }

    /// Whether it is a sequence.
    pub fn is_array(self) -> bool {
        matches!(self.value(), Value::Array(_))
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        matches!(self.value(), Value::Null)
    }

    /// The JSON Pointer from the root of its text, `""` for the root.
    pub fn pointer(self) -> String {
        let mut parts = Vec::new();
        let mut at = self;
        while let Some(parent) = at.parent() {
            parts.push(match parent.value() {
                Value::Array(_) => at.slot().to_string(),
                _ => at.key().map_or_else(String::new, |key| key.replace('~', "~0").replace('/', "~1")),
            });
            at = parent;
        }
        parts.iter().rev().fold(String::new(), |mut all, part| {
            all.push('/');
            all.push_str(part);
            all
        })
    }

    /// The value as `serde_json` knows it. Numbers that an `f64` cannot hold exactly lose digits there, not here.
    pub fn to_json(self) -> serde_json::Value {
        use serde_json::Value as J;
        match self.value() {
            Value::Null => J::Null,
            Value::Bool(b) => J::Bool(*b),
            Value::Number(text) => serde_json::from_str(text).unwrap_or(J::Null),
            Value::String(text) => J::String(text.to_string()),
            Value::Array(_) => J::Array(self.items().map(Node::to_json).collect()),
            Value::Object(_) => J::Object(self.entries().map(|(k, v)| (k.to_owned(), v.to_json())).collect()),
        }
    }
}
