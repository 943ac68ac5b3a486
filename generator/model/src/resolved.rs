//! A description whose references are known.

use std::collections::{HashMap, HashSet};

use std::collections::BTreeMap;

use crate::grammar::{Kind, Shape};
use crate::{Document, Node, NodeId, Place, Schema, Sources, Span, Tree};

/// The version that the root document declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenApiVersion {
    /// 3.0.x, rewritten to the 3.1 shape in the tree
    V3_0,
    /// 3.1.x
    V3_1,
    /// 3.2.x; what is new in it is reported
    V3_2,
}

/// A name that the author gave: `kind` is the section of `components` (`schemas`), `name` its key.
/// Schemas in `$defs` and whole files that a reference points to have a name too (the key; the file's stem).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Component {
    /// `schemas`, `parameters`, `responses`, ...
    pub kind: &'static str,
    /// The name as written.
    pub name: String,
}

/// A whole description: tree in the shape of 3.1, texts, and the target of every reference.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// All nodes of all texts.
    pub tree: Tree,
    /// All texts.
    pub sources: Sources,
    /// The root object of the root document.
    pub root: NodeId,
    /// What the root document declares.
    pub version: OpenApiVersion,
    /// From the node that is a reference (the object that holds `$ref` or `$dynamicRef`, the string of a discriminator's mapping,
    /// or of a link's `operationRef`) to its direct target, which may be a reference again. Never a cycle of nothing but references.
    pub(crate) targets: HashMap<NodeId, NodeId>,
    /// Nodes that are references to what does not exist, and values that could not be read. They have been reported.
    pub(crate) broken: HashSet<NodeId>,
    /// What each visited node is, by number.
    pub(crate) shapes: Vec<Option<&'static Shape>>,
    /// From a node to the name its author gave it.
    pub(crate) names: HashMap<NodeId, Component>,
}

impl Resolved {
    /// The document view.
    pub fn document(&self) -> Document<'_> {
        Document::at(self, self.root)
    }

    /// A node by number.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }

    /// A schema by the number of its node.
    pub fn schema(&self, id: NodeId) -> Schema<'_> {
        Schema::at(self, id)
    }

    /// The direct target of a reference node.
    pub fn target(&self, id: NodeId) -> Option<NodeId> {
        self.targets.get(&id).copied()
    }

    /// Follows references to what is not one.
    pub fn follow(&self, mut id: NodeId) -> NodeId {
        while let Some(next) = self.target(id) {
            id = next;
        }
        id
    }

    /// Whether nothing is known of a node: it refers to something that could not be found or read. Whoever generates from
    /// it lists a gap there.
    pub fn is_broken(&self, id: NodeId) -> bool {
        self.broken.contains(&id)
    }

    /// References that lead nowhere and stand where an object other than a schema belongs (a response, a parameter, a path
    /// item), in the order of the tree. Schemas show theirs by [`Schema::reference`].
    pub fn broken_references(&self) -> Vec<NodeId> {
        let of_object = |id: &NodeId| self.shape(*id).and_then(Shape::object).is_some_and(|o| o.kind != Kind::Schema);
        let mut found: Vec<NodeId> =
            self.broken.iter().copied().filter(|id| of_object(id) && self.node(*id).get("$ref").is_some()).collect();
        found.sort_unstable();
        found
    }

    /// What a node is, if the walk came to it.
    pub(crate) fn shape(&self, id: NodeId) -> Option<&'static Shape> {
        self.shapes.get(id.0 as usize).copied().flatten()
    }

    /// Everything of a kind (`schemas`) that has a name, by name, whatever file it stands in.
    pub fn named(&self, kind: &str) -> BTreeMap<&str, NodeId> {
        let mut all: Vec<_> =
            self.names.iter().filter(|(_, c)| c.kind == kind).map(|(id, c)| (c.name.as_str(), *id)).collect();
        // Of two with one name the earlier one counts.
        all.sort_by_key(|(_, id)| std::cmp::Reverse(*id));
        all.into_iter().collect()
    }

    /// The name that the author gave a node.
    pub fn component(&self, id: NodeId) -> Option<&Component> {
        self.names.get(&id)
    }

    /// Where a span starts.
    pub fn place(&self, span: Span) -> Place {
        self.sources.place(span)
    }

    /// Where a node stands: its key when it has one.
    pub fn place_of(&self, id: NodeId) -> Place {
        self.sources.place(self.node(id).key_span())
    }
}
