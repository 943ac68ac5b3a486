//! From a resolved document to an [`Api`].
//!
//! Nothing here follows the author's order of mapping keys: operations are walked by path and method, components by name,
//! and what has to be named is named by where it stands ([`position`]). Schemas are lowered from a work list, so the
//! depth of recursion is bounded by [`types::INLINE_DEPTH`], however deep the document is.

mod bodies;
mod constraints;
mod coverage;
mod cycles;
mod docs;
mod enums;
mod finish;
mod gather;
mod hierarchy;
mod info;
mod json;
mod keywords;
mod objects;
mod operations;
mod pagination;
mod params;
mod position;
mod responses;
mod security;
mod tags;
mod types;
mod unions;
mod unique;
mod usage;

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};

use model::{NodeId, Resolved};

use crate::{Api, DeclBody, DeclId, Gap, Type};
pub use coverage::{Coverage, CoverageEntry, CoverageKind, CoverageStatus};
use gather::{Merged, Part};

/// What lowering gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The API
    pub api: Api,
    /// What lowering touched, by node: the ground of [`Lowered::coverage`].
    touched: Vec<u8>,
}

/// A schema was taken in.
const TAKEN: u8 = 1;
/// A property or a member of an enum is in the API.
const MADE: u8 = 2;

/// Lowers a resolved document. Total: what cannot be carried over is a [`crate::Gap`].
pub fn lower(document: &Resolved) -> Lowered {
    let mut lowering = Lowering {
        doc: document,
        slots: Vec::new(),
        by_node: HashMap::new(),
        by_parts: HashMap::new(),
        inline: HashMap::new(),
        anchors: HashMap::new(),
        queue: VecDeque::new(),
        gaps: Vec::new(),
        touched: RefCell::new(vec![0; document.tree.len()]),
        children: hierarchy::children(document),
    };
    let draft = lowering.operations();
    lowering.components();
    lowering.drain();
    for node in document.broken_references() {
        lowering.gap("unresolved-reference", node, "nothing is known of what should stand here; mend the reference");
    }
    let touched = lowering.touched.take();
    Lowered { api: finish::finish(lowering, draft), touched }
}

/// The state of one run.
struct Lowering<'d> {
    doc: &'d Resolved,
    /// Declarations in the order in which they were met; sorted at the end.
    slots: Vec<Slot>,
    /// Declarations that stand for one node.
    by_node: HashMap<NodeId, DeclId>,
    /// Declarations that merge several nodes, by the outermost owner and those nodes.
    by_parts: HashMap<(NodeId, Vec<Part>), DeclId>,
    /// Types of nodes that were found to need a declaration, so that a node met twice has one.
    inline: HashMap<NodeId, Type>,
    /// Operations, by node: what names of anonymous schemas below them start with.
    anchors: HashMap<NodeId, position::Anchor>,
    queue: VecDeque<DeclId>,
    gaps: Vec<Gap>,
    touched: RefCell<Vec<u8>>,
    /// Components that build on another one by `allOf`, sorted by name.
    children: HashMap<NodeId, Vec<NodeId>>,
}

/// A declaration in the making.
struct Slot {
    key: String,
    words: Vec<String>,
    wire: String,
    authored: bool,
    /// Where it stands; docs come from here.
    node: NodeId,
    /// What it is made of.
    parts: Vec<Part>,
    /// The nearest authored owner: names the memory of merged declarations.
    root: NodeId,
    body: Option<DeclBody>,
    /// Whether the author lets it be null. Declarations themselves never are: every use of it says so.
    nullable: bool,
}

impl<'d> Lowering<'d> {
    /// All components, used or not.
    fn components(&mut self) {
        let Some(components) = self.doc.document().components() else { return };
        let mut schemas: Vec<_> = components.schemas().collect();
        schemas.sort_by_key(|(name, _)| *name);
        for (_, schema) in schemas {
            self.declare_node(schema.id());
        }
    }

    /// Lowers what is waiting.
    fn drain(&mut self) {
        while let Some(id) = self.queue.pop_front() {
            self.fill(id);
        }
    }

    /// Takes schemas together.
    fn gather(&self, parts: &[Part]) -> Merged<'d> {
        let merged = gather::gather(self.doc, parts);
        let mut touched = self.touched.borrow_mut();
        for part in &merged.seen {
            touched[part.node.0 as usize] |= TAKEN;
        }
        merged
    }

    fn take(&self, node: NodeId) {
        self.touched.borrow_mut()[node.0 as usize] |= TAKEN;
    }

    fn made(&self, nodes: impl Iterator<Item = NodeId>) {
        let mut touched = self.touched.borrow_mut();
        nodes.for_each(|n| touched[n.0 as usize] |= MADE);
    }

    fn gap(&mut self, feature: &str, node: NodeId, advice: impl Into<String>) {
        let gap = Gap {
            feature: feature.to_owned(),
            target: None,
            at: self.doc.place_of(node),
            pointer: self.doc.node(node).pointer(),
            advice: advice.into(),
        };
        self.gaps.push(gap);
    }
}
