//! Type expressions: what stands wherever a value stands.

use model::{NodeId, Schema, Types};

use super::constraints::{self, About};
use super::gather::{Merged, Part};
use super::position::Step;
use super::{Lowering, Slot, json};
use crate::{DeclBody, DeclId, IntegerFormat, Kind, NumberFormat, StringFormat, Type};

/// How many arrays, maps, tuples and inline unions may stand in each other before the inner one becomes a declaration.
/// It bounds the recursion of lowering and of everything that walks a [`Type`].
pub(super) const INLINE_DEPTH: usize = 24;

/// The way from a declaration to the place that is being lowered. Only types that are merged from several schemas are
/// named by it; all others are named by where they stand in the document.
#[derive(Clone, Copy)]
pub(super) struct Way<'w> {
    pub(super) up: Option<&'w Way<'w>>,
    pub(super) step: Step<'w>,
    pub(super) depth: usize,
}

impl<'w> Way<'w> {
    /// The start: a declaration.
    pub(super) fn of(id: DeclId) -> Self {
        Self { up: None, step: Step::Decl(id), depth: 0 }
    }

    /// The start: a node that is no part of a declaration.
    pub(super) fn at(node: NodeId) -> Self {
        Self { up: None, step: Step::Node(node), depth: 0 }
    }

    /// One step further.
    pub(super) fn to(&'w self, step: Step<'w>) -> Way<'w> {
        Way { up: Some(self), step, depth: self.depth + 1 }
    }
}

impl<'d> Lowering<'d> {
    /// The type of a schema that stands by itself: of a parameter, a header, a body.
    pub(super) fn root_type(&mut self, schema: Schema<'d>) -> Type {
        let way = Way::at(schema.id());
        self.type_of(&[Part::whole(schema.id())], &way)
    }

    /// The type of schemas that hold together.
    pub(super) fn type_of(&mut self, parts: &[Part], way: &Way<'_>) -> Type {
        if let [part] = parts
            && *part == Part::whole(part.node)
        {
            if self.doc.component(part.node).is_some_and(|c| c.kind == "schemas") {
                return declared(self.declare_node(part.node));
            }
            if let Some(known) = self.inline.get(&part.node) {
                return known.clone();
            }
        }
        if let Some(ty) = self.reference(parts) {
            return ty;
        }
        if way.depth > INLINE_DEPTH {
            return declared(self.declare_parts(parts, way));
        }
        let merged = self.gather(parts);
        let ty = self.shape(&merged, parts, way, None);
        if let [part] = parts
            && *part == Part::whole(part.node)
            && let Kind::Declared(id) = ty.kind
        {
            if self.by_node.get(&part.node) == Some(&id) {
                // A reference may point here too.
                self.slots[id.0 as usize].nullable |= ty.nullable;
            }
            self.inline.insert(part.node, ty.clone());
        }
        ty
    }

    /// When the schemas are one reference with nothing beside it that changes the shape: a use of that declaration.
    fn reference(&mut self, parts: &[Part]) -> Option<Type> {
        if let [part] = parts
            && *part == Part::whole(part.node)
        {
            let schema = self.doc.schema(part.node);
            match schema.reference() {
                // By far the most frequent case: a reference and nothing else.
                Some(target) if schema.node().entries().len() == 1 => {
                    self.take(part.node);
                    return Some(declared(self.declare_node(target.id())));
                }
                None if schema.get("allOf").is_none() => return None,
                _ => {}
            }
        }
        let mut targets: Vec<NodeId> = Vec::new();
        let mut own: Vec<Part> = Vec::new();
        let mut stack: Vec<Part> = parts.to_vec();
        let mut steps = 0;
        while let Some(part) = stack.pop() {
            steps += 1;
            if steps > 64 {
                return None;
            }
            let schema = self.doc.schema(part.node);
            if !part.no_ref
                && let Some(target) = schema.reference()
            {
                if part.no_union {
                    return None;
                }
                if !targets.contains(&target.id()) {
                    targets.push(target.id());
                }
                stack.push(Part { no_ref: true, ..part });
                continue;
            }
            if !part.no_all && schema.get("allOf").is_some() {
                stack.extend(schema.schemas("allOf").map(|s| Part { no_union: part.no_union, ..Part::whole(s.id()) }));
                stack.push(Part { no_all: true, no_ref: true, ..part });
                continue;
            }
            own.push(Part { no_ref: true, no_all: true, ..part });
        }
        let [target] = targets[..] else { return None };
        let beside = self.gather(&own);
        if beside.never
            || !beside.groups.is_empty()
            || beside.members.is_some()
            || !beside.properties.is_empty()
            || !beside.patterns.is_empty()
            || !beside.required.is_empty()
            || !beside.items.is_empty()
            || beside.no_items
            || !beside.prefix.is_empty()
            || !matches!(beside.additional, super::gather::Rest::Unsaid | super::gather::Rest::Any)
        {
            return None;
        }
        if let Some(types) = beside.types {
            let there = self.gather(&[Part::whole(target)]).shape_types();
            if !there.is_empty() && !types.contains(there.without(Types::NULL)) {
                let looser = types.contains(Types::NUMBER) && there.without(Types::NULL) == Types::INTEGER;
                if !looser {
                    return None;
                }
            }
        }
        let mut ty = declared(self.declare_node(target));
        ty.nullable = beside.null_allowed || beside.types.is_some_and(|t| t.contains(Types::NULL) && t.count() > 1);
        ty.constraints = (!beside.constraints.is_empty()).then(|| Box::new(beside.constraints));
        Some(ty)
    }

    /// The type of what was gathered. `into` is the declaration that is being filled: what needs a declaration goes there.
    pub(super) fn shape(&mut self, merged: &Merged<'d>, parts: &[Part], way: &Way<'_>, into: Option<DeclId>) -> Type {
        if merged.never {
            return Type::plain(Kind::Never);
        }
        if let Some(members) = &merged.members
            && members.iter().all(|m| !m.is_object() && !m.is_array())
        {
            return self.enumeration(merged, members, parts, way, into);
        }
        if !merged.groups.is_empty() {
            if let Some(ty) = self.union(merged, parts, way, into) {
                return ty;
            }
            // They only say which keys go together.
            let mut without = merged.clone();
            let groups = std::mem::take(&mut without.groups);
            super::unions::keep(&mut without.constraints, &groups);
            return self.shape(&without, parts, way, into);
        }
        let types = merged.shape_types();
        let nullable = merged.null_allowed || (merged.types.is_some() && types.contains(Types::NULL));
        let mut kinds = types.without(Types::NULL);
        if kinds.contains(Types::NUMBER) {
            kinds = kinds.without(Types::INTEGER);
        }
        let mut ty = match kinds.count() {
            0 if merged.types.is_some() => Type::plain(Kind::Null),
            0 => self.untyped(merged),
            1 => self.single(merged, kinds, parts, way, into),
            _ if merged.types.is_none() => {
                // No `type`: the keywords speak of several. An object is what authors mean most often.
                let first = [Types::OBJECT, Types::ARRAY, Types::STRING, Types::NUMBER];
                let first = first.into_iter().find(|t| kinds.contains(*t)).unwrap_or(kinds);
                self.single(merged, first, parts, way, into)
            }
            _ => self.several(merged, kinds, parts, way, into),
        };
        ty.nullable |= nullable && !matches!(ty.kind, Kind::Any | Kind::Null | Kind::Never);
        ty
    }

    /// Nothing is said about the type, maybe a format.
    fn untyped(&mut self, merged: &Merged<'d>) -> Type {
        let kind = match merged.format {
            Some(_) | None if merged.encoding.is_some() || merged.media_type.is_some() => string(merged),
            Some("int32" | "int64") => integer(merged.format),
            Some("float" | "double") => number(merged.format),
            Some("date" | "date-time" | "uuid" | "uri" | "byte" | "binary" | "email" | "hostname") => string(merged),
            _ => Kind::Any,
        };
        Type { kind, nullable: false, constraints: constraints::only(&merged.constraints, About::Other) }
    }

    /// One JSON type.
    pub(super) fn single(
        &mut self,
        merged: &Merged<'d>,
        kind: Types,
        parts: &[Part],
        way: &Way<'_>,
        into: Option<DeclId>,
    ) -> Type {
        let (kind, about) = match kind {
            Types::BOOLEAN => (Kind::Boolean, About::Other),
            Types::INTEGER => (integer(merged.format), About::Number),
            Types::NUMBER if matches!(merged.format, Some("int32" | "int64")) => {
                (integer(merged.format), About::Number)
            }
            Types::NUMBER => (number(merged.format), About::Number),
            Types::STRING => (string(merged), About::String),
            Types::ARRAY => (self.array(merged, way), About::Array),
            _ => return self.object(merged, parts, way, into),
        };
        Type { kind, nullable: false, constraints: constraints::only(&merged.constraints, about) }
    }

    fn array(&mut self, merged: &Merged<'d>, way: &Way<'_>) -> Kind {
        let items = (!merged.items.is_empty()).then(|| self.together(&merged.items, &way.to(Step::Item)));
        if merged.prefix.is_empty() {
            let item = if merged.no_items { Type::plain(Kind::Never) } else { items.unwrap_or(Type::plain(Kind::Any)) };
            return Kind::Array(Box::new(item));
        }
        let prefix: Vec<_> =
            merged.prefix.iter().enumerate().map(|(i, p)| self.together(p, &way.to(Step::Position(i)))).collect();
        let closed = merged.no_items || merged.constraints.max_items.is_some_and(|max| max as usize <= prefix.len());
        let rest = if closed { None } else { Some(Box::new(items.unwrap_or(Type::plain(Kind::Any)))) };
        let required = merged.constraints.min_items.map_or(0, |min| min as usize).min(prefix.len());
        Kind::Tuple { prefix, required, rest }
    }

    /// The type of schemas that all hold for one value.
    pub(super) fn together(&mut self, nodes: &[NodeId], way: &Way<'_>) -> Type {
        if let [one] = nodes {
            return self.type_of(&[Part::whole(*one)], way);
        }
        // Those that say nothing would only make a name necessary.
        let mut parts: Vec<_> = nodes.iter().map(|n| Part::whole(*n)).collect();
        parts.retain(|p| !self.gather(&[*p]).says_nothing());
        if parts.is_empty() {
            parts.extend(nodes.first().map(|n| Part::whole(*n)));
        }
        self.type_of(&parts, way)
    }

    /// A declaration for a node that an author named, or that a reference points to.
    pub(super) fn declare_node(&mut self, node: NodeId) -> DeclId {
        if let Some(id) = self.by_node.get(&node) {
            return *id;
        }
        let position = self.position(node);
        let id = self.slot(Slot {
            key: position.key,
            words: position.words,
            wire: position.wire,
            authored: position.authored,
            node,
            parts: vec![Part::whole(node)],
            root: position.root,
            body: None,
            nullable: false,
        });
        self.by_node.insert(node, id);
        self.queue.push_back(id);
        id
    }

    /// A declaration for schemas without a name, to be filled later.
    pub(super) fn declare_parts(&mut self, parts: &[Part], way: &Way<'_>) -> DeclId {
        let (id, new) = self.anonymous(parts, way);
        if new {
            self.queue.push_back(id);
        }
        id
    }

    /// The declaration of schemas without a name; whether it is new (and has no body yet).
    pub(super) fn anonymous(&mut self, parts: &[Part], way: &Way<'_>) -> (DeclId, bool) {
        if let [part] = parts
            && *part == Part::whole(part.node)
        {
            if let Some(id) = self.by_node.get(&part.node) {
                return (*id, false);
            }
            let id = self.declare_node(part.node);
            self.queue.pop_back();
            return (id, true);
        }
        let position = self.way_position(way);
        let mut sorted = parts.to_vec();
        sorted.sort_unstable();
        let memory = (position.root, sorted);
        if let Some(id) = self.by_parts.get(&memory) {
            return (*id, false);
        }
        let id = self.slot(Slot {
            key: position.key,
            words: position.words,
            wire: position.wire,
            authored: false,
            node: parts.first().map_or(position.root, |p| p.node),
            parts: parts.to_vec(),
            root: position.root,
            body: None,
            nullable: false,
        });
        self.by_parts.insert(memory, id);
        (id, true)
    }

    /// Puts what needs a declaration into the one that is being filled, or into a new one.
    pub(super) fn put(&mut self, parts: &[Part], way: &Way<'_>, into: Option<DeclId>, body: DeclBody) -> Type {
        let id = match into {
            Some(id) => id,
            None => self.anonymous(parts, way).0,
        };
        let slot = &mut self.slots[id.0 as usize];
        if slot.body.is_none() {
            slot.body = Some(body);
        }
        declared(id)
    }

    fn slot(&mut self, slot: Slot) -> DeclId {
        self.slots.push(slot);
        DeclId(self.slots.len() as u32 - 1)
    }

    /// Gives a waiting declaration its body.
    pub(super) fn fill(&mut self, id: DeclId) {
        if self.slots[id.0 as usize].body.is_some() {
            return;
        }
        let parts = self.slots[id.0 as usize].parts.clone();
        let way = Way::of(id);
        let ty = match self.reference(&parts) {
            Some(ty) => ty,
            None => {
                let merged = self.gather(&parts);
                match self.hierarchy(&merged, &parts, &way, id) {
                    Some(ty) => ty,
                    None => self.shape(&merged, &parts, &way, Some(id)),
                }
            }
        };
        if ty.constraints.is_some() && matches!(self.slots[id.0 as usize].body, Some(DeclBody::Union(_))) {
            let node = self.slots[id.0 as usize].node;
            self.gap("union-constraints", node, "what holds for all branches is not validated; say it in each branch");
        }
        let slot = &mut self.slots[id.0 as usize];
        slot.nullable |= ty.nullable;
        if slot.body.is_none() {
            slot.body = Some(DeclBody::Alias(Type { nullable: false, ..ty }));
        }
    }
}

/// A use of a declaration.
pub(super) fn declared(id: DeclId) -> Type {
    Type::plain(Kind::Declared(id))
}

/// A constant scalar.
pub(super) fn constant(node: model::Node<'_>) -> Kind {
    if node.is_null() { Kind::Null } else { Kind::Constant(json::json(node)) }
}

fn integer(format: Option<&str>) -> Kind {
    Kind::Integer(match format {
        Some("int32" | "int16" | "int8") => IntegerFormat::Int32,
        Some("uint32" | "uint16" | "uint8") => IntegerFormat::Uint32,
        Some("uint64" | "uint") => IntegerFormat::Uint64,
        _ => IntegerFormat::Int64,
    })
}

fn number(format: Option<&str>) -> Kind {
    Kind::Number(if format == Some("float") { NumberFormat::Float } else { NumberFormat::Double })
}

fn string(merged: &Merged<'_>) -> Kind {
    let format = match merged.format {
        _ if merged.encoding.is_some_and(|e| matches!(e.to_ascii_lowercase().as_str(), "base64" | "base64url")) => {
            StringFormat::Base64
        }
        Some("byte") => StringFormat::Base64,
        Some("binary") => StringFormat::Binary,
        // 3.1 says that a string of a media type without an encoding is the raw content.
        None if merged.encoding.is_none() && merged.media_type == Some("application/octet-stream") => {
            StringFormat::Binary
        }
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("uuid") => StringFormat::Uuid,
        Some("uri" | "uri-reference" | "iri" | "iri-reference" | "url") => StringFormat::Uri,
        Some(other) if !other.is_empty() => StringFormat::Other(other.to_owned()),
        _ => StringFormat::Plain,
    };
    Kind::String(format)
}
