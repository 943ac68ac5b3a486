//! Records and maps.

use model::NodeId;

use super::constraints::{self, About};
use super::docs::{deprecation, docs};
use super::gather::{Merged, Part, Rest};
use super::json::json;
use super::position::Step;
use super::types::Way;
use super::unique::Unique;
use super::{Lowering, docs::text};
use crate::{Additional, DeclBody, DeclId, Deprecation, Docs, Field, Json, Kind, Name, Object, Presence, Type};

/// What stands around the type of a property or parameter.
pub(super) struct Annotations {
    pub(super) docs: Docs,
    pub(super) deprecation: Option<Deprecation>,
    pub(super) default: Option<Json>,
    pub(super) pii: Option<String>,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
}

impl<'d> Lowering<'d> {
    /// An object: a map when no key is known, else a declaration.
    pub(super) fn object(&mut self, merged: &Merged<'d>, parts: &[Part], way: &Way<'_>, into: Option<DeclId>) -> Type {
        let known = !merged.properties.is_empty() || !merged.required.is_empty() || !merged.patterns.is_empty();
        let empty = matches!(merged.additional, Rest::Forbidden);
        if !known && !empty {
            let value = match &merged.additional {
                Rest::Schemas(schemas) => self.together(schemas, &way.to(Step::Value)),
                _ => Type::plain(Kind::Any),
            };
            return Type {
                kind: Kind::Map(Box::new(value)),
                nullable: false,
                constraints: constraints::only(&merged.constraints, About::Object),
            };
        }
        let Some(id) = into else {
            return super::types::declared(self.declare_parts(parts, way));
        };
        let way = Way::of(id);
        let object = self.record(merged, &way);
        self.slots[id.0 as usize].body = Some(DeclBody::Object(object));
        super::types::declared(id)
    }

    fn record(&mut self, merged: &Merged<'d>, way: &Way<'_>) -> Object {
        let mut names: Vec<&str> = merged.properties.keys().copied().collect();
        names.extend(merged.required.iter().filter(|r| !merged.properties.contains_key(*r)));
        names.sort_unstable();
        let additional = match &merged.additional {
            Rest::Unsaid => Additional::Unsaid,
            Rest::Any => Additional::Any,
            Rest::Forbidden => Additional::Forbidden,
            Rest::Schemas(schemas) => Additional::Typed(self.together(schemas, &way.to(Step::Value))),
        };
        let mut unique = Unique::default();
        let mut fields: Vec<Field> = names
            .into_iter()
            .map(|key| {
                let required = merged.required.contains(key);
                let mut field = match merged.properties.get(key) {
                    Some(nodes) => self.field(key, nodes, required, way),
                    None => self.undefined(key, &additional, way),
                };
                field.name.words = unique.claim(std::mem::take(&mut field.name.words));
                field
            })
            .collect();
        fields.sort_by_key(|f| f.presence != Presence::Required);
        let mut patterns: Vec<_> = merged.patterns.iter().collect();
        patterns.sort_unstable_by_key(|(p, _)| **p);
        let patterns = patterns
            .into_iter()
            .map(|(pattern, nodes)| ((*pattern).to_owned(), self.together(nodes, &way.to(Step::Pattern(pattern)))))
            .collect();
        let constraints = constraints::only(&merged.constraints, About::Object);
        Object { fields, additional, patterns, constraints }
    }

    fn field(&mut self, key: &str, nodes: &[NodeId], required: bool, way: &Way<'_>) -> Field {
        self.made(nodes.iter().copied());
        let ty = self.together(nodes, &way.to(Step::Property(key)));
        let notes = self.annotations(nodes);
        let site = nodes.last().copied().unwrap_or(self.doc.root);
        Field {
            name: Name::of(key),
            ty,
            presence: if required { Presence::Required } else { Presence::Optional },
            read_only: notes.read_only,
            write_only: notes.write_only,
            required_on_its_side: required,
            docs: notes.docs,
            deprecation: notes.deprecation,
            default: notes.default,
            pii: notes.pii,
            at: self.doc.place_of(site),
        }
    }

    /// A key that is required, but that no property defines.
    fn undefined(&mut self, key: &str, additional: &Additional, way: &Way<'_>) -> Field {
        let ty = match additional {
            Additional::Typed(ty) => ty.clone(),
            _ => Type::plain(Kind::Any),
        };
        let site = self.way_node(way);
        Field {
            name: Name::of(key),
            ty,
            presence: Presence::Required,
            read_only: false,
            write_only: false,
            required_on_its_side: true,
            docs: Docs::default(),
            deprecation: None,
            default: None,
            pii: None,
            at: self.doc.place_of(site),
        }
    }

    /// What is said at the place of use, and in branches of `allOf` that stand there. What a reference's target says about
    /// itself belongs to its declaration; only what is about the place counts from there (`readOnly`, `default`).
    pub(super) fn annotations(&self, nodes: &[NodeId]) -> Annotations {
        let mut notes = Annotations {
            docs: Docs::default(),
            deprecation: None,
            default: None,
            pii: None,
            read_only: false,
            write_only: false,
        };
        // The outermost and last word wins: it is read first and fills what is empty.
        let mut stack: Vec<(NodeId, bool)> = nodes.iter().map(|n| (*n, true)).collect();
        let mut steps = 0;
        while let Some((id, here)) = stack.pop() {
            steps += 1;
            if steps > 256 {
                break;
            }
            let schema = self.doc.schema(id);
            let node = schema.node();
            if here {
                fill(&mut notes.docs, docs(node));
                notes.deprecation = notes.deprecation.or_else(|| deprecation(node));
            }
            notes.default = notes.default.or_else(|| schema.get("default").map(json));
            notes.pii = notes.pii.or_else(|| schema.get("x-pii").and_then(pii));
            notes.read_only |= schema.flag("readOnly");
            notes.write_only |= schema.flag("writeOnly");
            let branches: Vec<_> = schema.schemas("allOf").map(|s| (s.id(), here)).collect();
            stack.extend(branches);
            if let Some(target) = schema.reference() {
                stack.insert(0, (target.id(), false));
            }
        }
        notes
    }
}

/// `x-pii`: a word, or `true`.
pub(super) fn pii(node: model::Node<'_>) -> Option<String> {
    match node.as_bool() {
        Some(true) => Some("personal".to_owned()),
        Some(false) => None,
        None => text(node),
    }
}

/// Fills what is empty.
pub(super) fn fill(docs: &mut Docs, more: Docs) {
    docs.summary = docs.summary.take().or(more.summary);
    docs.description = docs.description.take().or(more.description);
    docs.url = docs.url.take().or(more.url);
    if docs.examples.is_empty() {
        docs.examples = more.examples;
    }
}
