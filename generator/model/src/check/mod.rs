//! What is wrong with a description that could be read. One file a subject; each reads the same finished tree.
//!
//! Errors are for what cannot be generated from; what real descriptions get away with is a warning.

mod keywords;
mod media;
mod mend;
mod operations;
mod patterns;
mod schemas;
mod security;

pub(crate) use mend::Mend;

use std::collections::{HashMap, HashSet};

use crate::grammar::{Kind, Shape};
use crate::{Diagnostic, Node, NodeId, OpenApiVersion, Sources, Span, Tree};

/// What the checks read, and what they write.
pub(crate) struct Check<'x> {
    pub tree: &'x Tree,
    pub sources: &'x Sources,
    pub root: NodeId,
    pub version: OpenApiVersion,
    pub visits: &'x [(NodeId, &'static Shape)],
    pub seen: &'x [Option<&'static Shape>],
    pub targets: &'x HashMap<NodeId, NodeId>,
    pub broken: &'x HashSet<NodeId>,
    pub lost: &'x [Span],
    pub diagnostics: Vec<Diagnostic>,
    /// Changes that let the rest of the road read what was meant.
    pub mends: Vec<Mend>,
}

impl<'x> Check<'x> {
    /// Runs all checks.
    pub(crate) fn run(&mut self) {
        keywords::check(self);
        schemas::check(self);
        patterns::check(self);
        operations::check(self);
        security::check(self);
        media::check(self);
        self.wrong_references();
    }

    fn node(&self, id: NodeId) -> Node<'x> {
        self.tree.node(id)
    }

    /// Every visited object of one kind that is a mapping and no reference.
    fn objects(&self, kind: Kind) -> impl Iterator<Item = Node<'x>> + use<'x> {
        let (tree, targets, broken) = (self.tree, self.targets, self.broken);
        self.visits
            .iter()
            .filter(move |(id, shape)| {
                shape.object().is_some_and(|o| o.kind == kind) && !targets.contains_key(id) && !broken.contains(id)
            })
            .map(move |(id, _)| tree.node(*id))
            .filter(|node| node.is_object())
    }

    fn follow(&self, mut node: Node<'x>) -> Node<'x> {
        while let Some(next) = self.targets.get(&node.id()) {
            node = self.node(*next);
        }
        node
    }

    /// Whether text was skipped in or right behind a mapping, so that what is missing may have stood there.
    fn is_torn(&self, node: Node<'_>) -> bool {
        if self.lost.is_empty() {
            return false;
        }
        let span = node.span();
        // Its first lines may be what was skipped: it begins behind its key.
        let key = node.key_span();
        let begin = if key.source == span.source { key.end.min(span.start) } else { span.start };
        self.lost.iter().any(|lost| {
            lost.source == span.source
                && lost.end >= begin
                && (lost.start <= span.end
                    || self
                        .sources
                        .text(Span { start: span.end, end: lost.start, ..span })
                        .bytes()
                        .all(|b| b.is_ascii_whitespace()))
        })
    }

    /// References to something that is another thing than what has to stand there.
    fn wrong_references(&mut self) {
        for (id, shape) in self.visits {
            let Some(target) = self.targets.get(id) else {
                continue;
            };
            let Some(wanted) = shape.object() else {
                continue;
            };
            let found = self.seen.get(target.0 as usize).copied().flatten();
            let found = found.and_then(Shape::object).filter(|found| found.kind != wanted.kind);
            if let Some(found) = found {
                let node = self.node(*id);
                let at = node.get("$ref").unwrap_or(node);
                // A parameter has all that a header has, and more.
                let near = (wanted.kind, found.kind) == (Kind::Header, Kind::Parameter);
                let make = if near { Diagnostic::warning } else { Diagnostic::error };
                self.diagnostics.push(
                    make(
                        "wrong-reference",
                        at.span(),
                        format!("{} belongs here, but this refers to {}", wanted.name, found.name),
                    )
                    .related(self.node(*target).key_span(), "the target"),
                );
            }
        }
    }
}
