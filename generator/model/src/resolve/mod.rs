//! Walks the description by the grammar, reads the files that it refers to, and finds the target of every reference.
//!
//! The tree is still as its authors wrote it here; 3.0 is rewritten afterwards, so that pointers mean what they say.

mod files;
mod target;

use std::collections::{HashMap, HashSet};

use crate::grammar::{Kind, Rest, Shape};
use crate::load::{Files, Limits};
use crate::table::{EXTENSION_SHAPE, OPERATION_SHAPE, ROOT_SHAPE, SCHEMA_SHAPE};
use crate::{Diagnostic, Entry, NodeId, OpenApiVersion, Severity, SourceId, Sources, Span, TreeBuilder, Value, uri};

/// How many further places of the same broken reference a diagnostic lists.
const RELATED: usize = 8;

/// The state of a load.
pub(crate) struct Resolver<'f> {
    files: &'f dyn Files,
    pub limits: Limits,
    pub builder: TreeBuilder,
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
    pub version: OpenApiVersion,
    /// Nodes that something has been said about already.
    pub broken: HashSet<NodeId>,
    /// Stretches of text that were skipped after a mistake.
    pub lost: Vec<Span>,
    /// Path (relative to the root's folder) to the text with it, or none when it cannot be read.
    documents: HashMap<String, Option<SourceId>>,
    /// Path of each text, as `documents` knows it.
    paths: Vec<String>,
    /// The root node of each text.
    pub roots: Vec<Option<NodeId>>,
    /// What each visited node was taken for.
    pub seen: Vec<Option<&'static Shape>>,
    /// The visited nodes, in order.
    pub visits: Vec<(NodeId, &'static Shape)>,
    pub targets: HashMap<NodeId, NodeId>,
    pointers: HashMap<(NodeId, Box<str>), Option<NodeId>>,
    /// The keys of big mappings.
    indexes: HashMap<NodeId, HashMap<Box<str>, NodeId>>,
    /// Absolute or relative identifier (`$id`, `$self`) to the schema or document with it.
    ids: HashMap<String, NodeId>,
    /// The base of the schemas that have an `$id`, and of documents with `$self`.
    bases: HashMap<NodeId, String>,
    anchors: HashMap<(NodeId, Box<str>), NodeId>,
    /// Broken references by what they look for, to report each once.
    unknown: HashMap<String, usize>,
    copied: usize,
    /// How bad it is when the reference at hand leads nowhere, where no more than documentation is lost.
    soft: Option<Severity>,
}

impl<'f> Resolver<'f> {
    pub(crate) fn new(files: &'f dyn Files, limits: Limits) -> Self {
        Self {
            files,
            limits,
            builder: TreeBuilder::default(),
            sources: Sources::default(),
            diagnostics: Vec::new(),
            version: OpenApiVersion::V3_1,
            broken: HashSet::new(),
            lost: Vec::new(),
            documents: HashMap::new(),
            paths: Vec::new(),
            roots: Vec::new(),
            seen: Vec::new(),
            visits: Vec::new(),
            targets: HashMap::new(),
            pointers: HashMap::new(),
            indexes: HashMap::new(),
            ids: HashMap::new(),
            bases: HashMap::new(),
            anchors: HashMap::new(),
            unknown: HashMap::new(),
            copied: 0,
            soft: None,
        }
    }

    /// Visits everything that can be reached from the root document.
    pub(crate) fn walk(&mut self, root: NodeId) {
        let mut here: Vec<(NodeId, &'static Shape)> = vec![(root, &ROOT_SHAPE)];
        // What only references lead to waits until all that stands in its own place has been taken for what it is.
        let mut there: std::collections::VecDeque<(NodeId, &'static Shape)> = Default::default();
        while let Some((id, shape)) = here.pop().or_else(|| there.pop_front()) {
            if matches!(shape, Shape::Any) {
                continue;
            }
            if self.seen.len() <= id.0 as usize {
                let len = self.builder.tree().len().max(id.0 as usize + 1);
                self.seen.resize(len, None);
            }
            if self.seen[id.0 as usize].is_some() {
                continue;
            }
            self.seen[id.0 as usize] = Some(shape);
            self.visits.push((id, shape));
            self.visit(id, shape, &mut here, &mut there);
        }
        self.break_cycles();
    }

    fn visit(
        &mut self,
        id: NodeId,
        shape: &'static Shape,
        here: &mut Vec<(NodeId, &'static Shape)>,
        there: &mut std::collections::VecDeque<(NodeId, &'static Shape)>,
    ) {
        let mut alone = false;
        // A copy may be a reference again; each turn makes the tree larger, and that is bounded.
        while let Some(reference) = self.reference_of(id, shape) {
            let soft = matches!(self.builder.value(reference), Value::String(text) if uri::is_absolute(text))
                && shape.object().is_some_and(|o| {
                    matches!(
                        o.kind,
                        Kind::ExternalDocs | Kind::Example | Kind::Link | Kind::Callback | Kind::SecurityScheme
                    )
                });
            self.soft = match shape {
                Shape::Extension => Some(Severity::Note),
                _ => soft.then_some(Severity::Warning),
            };
            let target = self.resolve(id, reference);
            self.soft = None;
            let Some(target) = target else {
                self.broken.insert(id);
                break;
            };
            let object = shape.object();
            if object.is_some_and(|o| o.follows && !(o.kind == Kind::PathItem && self.joins(id))) {
                self.targets.insert(id, target);
                there.push_back((target, shape));
                // 3.0 ignores what stands beside a reference; so do the objects of 3.1 that are not schemas.
                alone = !shape.is_schema() || self.version == OpenApiVersion::V3_0;
                break;
            }
            if !self.copy_in(id, target, reference) {
                self.broken.insert(id);
                break;
            }
        }
        if alone || self.broken.contains(&id) && !shape.is_schema() {
            return;
        }
        let first = here.len();
        match (shape, self.builder.value(id)) {
            (Shape::Object(object), Value::Object(entries)) => {
                for entry in entries {
                    let value = entry.value;
                    match object.row(&entry.key) {
                        Some(row) => {
                            if !is_leaf(row.shape) || matches!(self.builder.value(value), Value::Object(_)) {
                                here.push((value, row.shape));
                            }
                        }
                        None if entry.key.starts_with("x-") => {
                            if self.is_container(value) {
                                here.push((value, &EXTENSION_SHAPE));
                            }
                        }
                        None => {
                            if let Rest::Entries(shape) = &object.rest {
                                here.push((value, shape));
                            }
                        }
                    }
                }
            }
            (Shape::List(item) | Shape::Some(item), Value::Array(items)) => {
                here.extend(items.iter().map(|i| (*i, *item)));
            }
            (
                Shape::Map(item) | Shape::Section(_, item) | Shape::Media(item) | Shape::RegexMap(item),
                Value::Object(entries),
            ) => here.extend(entries.iter().map(|e| (e.value, *item))),
            (Shape::Extension, Value::Array(items)) => {
                here.extend(items.iter().filter(|i| self.is_container(**i)).map(|i| (*i, shape)));
            }
            (Shape::Extension, Value::Object(entries)) => {
                here.extend(entries.iter().map(|e| e.value).filter(|i| self.is_container(*i)).map(|i| (i, shape)));
            }
            (Shape::Mapping, Value::Object(entries)) => {
                for value in entries.iter().map(|e| e.value).collect::<Vec<_>>() {
                    if let Some(target) = self.mapped(value) {
                        self.targets.insert(value, target);
                        there.push_back((target, &SCHEMA_SHAPE));
                    }
                }
            }
            (Shape::OperationRef, Value::String(text)) if !uri::is_absolute(text) => {
                // Operations of other APIs are named by absolute URIs: nothing of ours to look up.
                self.soft = Some(Severity::Warning);
                if let Some(target) = self.resolve(id, id) {
                    self.targets.insert(id, target);
                    there.push_back((target, &OPERATION_SHAPE));
                }
                self.soft = None;
            }
            _ => {}
        }
        here[first..].reverse();
    }

    fn is_container(&self, id: NodeId) -> bool {
        matches!(self.builder.value(id), Value::Array(_) | Value::Object(_))
    }

    /// The string of `$ref` (or `$dynamicRef`) when the node is a reference.
    fn reference_of(&self, id: NodeId, shape: &Shape) -> Option<NodeId> {
        let Value::Object(entries) = self.builder.value(id) else {
            return None;
        };
        let find = |key: &str| {
            let entry = entries.iter().find(|e| &*e.key == key)?;
            matches!(self.builder.value(entry.value), Value::String(_)).then_some(entry.value)
        };
        if matches!(shape, Shape::Extension) {
            // What `$ref` means in an extension is its own affair, unless it names a file: that has to come along.
            return find("$ref").filter(|found| match self.builder.value(*found) {
                Value::String(text) => {
                    let (path, _) = uri::split(text);
                    let local = path.is_empty() && self.builder.span(*found).source.0 == 0;
                    !local && !uri::is_absolute(path)
                }
                _ => false,
            });
        }
        find("$ref").or_else(|| shape.is_schema().then(|| find("$dynamicRef"))?)
    }

    /// Whether a path item has operations or the like beside its reference: both count.
    fn joins(&self, id: NodeId) -> bool {
        match self.builder.value(id) {
            Value::Object(entries) => entries
                .iter()
                .any(|e| !matches!(&*e.key, "$ref" | "summary" | "description") && !e.key.starts_with("x-")),
            _ => false,
        }
    }

    /// Puts a copy of the target in the place of a reference, keeping what stands beside it.
    fn copy_in(&mut self, id: NodeId, target: NodeId, reference: NodeId) -> bool {
        let span = self.builder.span(reference);
        let mut depth = 0;
        let mut up = Some(id);
        while let Some(at) = up {
            if at == target {
                self.diagnostics.push(cycle(span));
                return false;
            }
            depth += 1;
            up = self.builder.tree().node(at).parent().map(|n| n.id());
        }
        let (nodes, height) = self.builder.measure(target);
        self.copied += nodes;
        if self.copied > self.limits.alias_nodes || depth + height > self.limits.depth {
            self.diagnostics.push(Diagnostic::error(
                "endless-reference",
                span,
                "references that have to be copied into their place grow beyond all bounds",
            ));
            return false;
        }
        let copy = self.builder.copy(target);
        let own = match self.builder.value(id) {
            Value::Object(entries) => entries.iter().filter(|e| &*e.key != "$ref").cloned().collect(),
            _ => Vec::<Entry>::new(),
        };
        let value = match self.builder.value(copy).clone() {
            Value::Object(entries) => Value::Object(
                entries.into_iter().filter(|e| own.iter().all(|o| o.key != e.key)).chain(own.iter().cloned()).collect(),
            ),
            value => value,
        };
        self.builder.replace(id, value);
        self.indexes.remove(&id);
        if self.broken.contains(&target) {
            self.broken.insert(id);
        }
        true
    }

    /// References that lead to each other and to nothing else lose their targets, so that following always ends.
    fn break_cycles(&mut self) {
        let mut done: HashSet<NodeId> = HashSet::new();
        let starts: Vec<NodeId> = self.visits.iter().map(|(id, _)| *id).collect();
        for start in starts {
            let mut path = Vec::new();
            let mut on_path = HashSet::new();
            let mut at = start;
            while let Some(next) = self.targets.get(&at).copied() {
                if done.contains(&at) {
                    break;
                }
                if !on_path.insert(at) {
                    let first = path.iter().position(|n| *n == at).unwrap_or(0);
                    self.report_cycle(&path[first..]);
                    break;
                }
                path.push(at);
                at = next;
            }
            done.extend(path);
        }
    }

    fn report_cycle(&mut self, members: &[NodeId]) {
        let mut spans: Vec<Span> = members
            .iter()
            .map(|id| {
                let node = self.builder.tree().node(*id);
                node.get("$ref").or_else(|| node.get("$dynamicRef")).map_or_else(|| node.span(), |n| n.span())
            })
            .collect();
        spans.sort_unstable();
        spans.dedup();
        let mut diagnostic = cycle(spans[0]);
        for span in spans.iter().skip(1).take(RELATED) {
            diagnostic = diagnostic.related(*span, "then here");
        }
        self.diagnostics.push(diagnostic);
        for id in members {
            self.targets.remove(id);
            self.broken.insert(*id);
        }
    }
}

fn cycle(span: Span) -> Diagnostic {
    Diagnostic::error(
        "reference-cycle",
        span,
        "this reference leads back to itself, and nothing else stands on the way",
    )
    .help("let one of them hold a value instead of a reference")
}

/// Whether a shape has nothing below it to visit.
fn is_leaf(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Any
            | Shape::Text
            | Shape::Uri
            | Shape::Word(_)
            | Shape::Bool
            | Shape::Number
            | Shape::Count
            | Shape::Regex
            | Shape::Types
            | Shape::Names
    )
}
