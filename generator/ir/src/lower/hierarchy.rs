//! A parent with a `discriminator` and children that build on it by `allOf`: the way in which 3.0 wrote unions.

use std::collections::HashMap;

use model::{NodeId, Resolved};

use super::Lowering;
use super::gather::{Merged, Part};
use super::position::Step;
use super::types::{Way, declared};
use crate::{DeclBody, DeclId, Docs, Json, Name, Openness, Tag, Type, Union, Variant};

/// Which components build on which, sorted by name.
pub(super) fn children(doc: &Resolved) -> HashMap<NodeId, Vec<NodeId>> {
    let mut all: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
    let Some(components) = doc.document().components() else { return all };
    let mut schemas: Vec<_> = components.schemas().collect();
    schemas.sort_by_key(|(name, _)| *name);
    for (_, schema) in schemas {
        for parent in schema.schemas("allOf").filter_map(|s| s.reference()) {
            all.entry(parent.id()).or_default().push(schema.id());
        }
    }
    all
}

impl<'d> Lowering<'d> {
    /// A parent that says by `discriminator` that its values are its children.
    pub(super) fn hierarchy(
        &mut self,
        merged: &Merged<'d>,
        parts: &[Part],
        way: &Way<'_>,
        into: DeclId,
    ) -> Option<Type> {
        let [part] = parts else { return None };
        if *part != Part::whole(part.node) {
            return None;
        }
        let discriminator = self.doc.schema(part.node).discriminator()?;
        let property = discriminator.property_name()?;
        if !merged.groups.is_empty() || merged.members.is_some() || merged.never {
            return None;
        }
        let mut chosen: Vec<(NodeId, Vec<Json>)> = Vec::new();
        let mut mapping: Vec<_> = discriminator.mapping().collect();
        mapping.sort_by_key(|(value, _)| *value);
        for (value, schema) in mapping {
            let node = schema.reference().map_or(schema.id(), |s| s.id());
            let value = Json::String(value.to_owned());
            match chosen.iter_mut().find(|(n, _)| *n == node) {
                Some((_, values)) => values.push(value),
                None => chosen.push((node, vec![value])),
            }
        }
        for node in self.descendants(part.node) {
            if !chosen.iter().any(|(n, _)| *n == node)
                && let Some(component) = self.doc.component(node)
            {
                chosen.push((node, vec![Json::String(component.name.clone())]));
            }
        }
        if chosen.iter().all(|(n, _)| *n == part.node) {
            return None;
        }
        let variants = chosen
            .into_iter()
            .enumerate()
            .map(|(i, (node, tag_values))| {
                let (ty, words) = if node == part.node {
                    let words = vec!["base".to_owned()];
                    let base = self.declare_parts(&[part.base()], &way.to(Step::Variant(i, &words)));
                    (declared(base), words)
                } else {
                    (declared(self.declare_node(node)), self.position(node).words)
                };
                let name = Name { wire: words.join(" "), words };
                Variant { name, ty, tag_values, tag_key: None, docs: Docs::default() }
            })
            .collect();
        let tag = Tag::Property { wire: property.to_owned(), declared: true };
        let union = Union { variants, tag, openness: Openness::Closed, exclusive: true };
        Some(self.put(parts, way, Some(into), DeclBody::Union(union)))
    }

    /// Everything that builds on a schema, nearest first.
    fn descendants(&self, node: NodeId) -> Vec<NodeId> {
        let mut all: Vec<NodeId> = Vec::new();
        let mut next = vec![node];
        while let Some(at) = next.pop() {
            for child in self.children.get(&at).into_iter().flatten() {
                if *child != node && !all.contains(child) {
                    all.push(*child);
                    next.push(*child);
                }
            }
        }
        all
    }
}
