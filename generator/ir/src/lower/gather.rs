//! What a schema says once its references and `allOf` are taken together.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;
use model::{AdditionalSchema, Discriminator, Node, NodeId, Resolved, Schema, Types};

use super::constraints;
use crate::Constraints;

/// A schema that counts, without some of its keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Part {
    pub(super) node: NodeId,
    /// Without `$ref`: its target counts elsewhere or not at all.
    pub(super) no_ref: bool,
    /// Without `allOf`.
    pub(super) no_all: bool,
    /// Without `oneOf`, `anyOf` and `discriminator`: the base that each branch is merged with.
    pub(super) no_union: bool,
    /// Only what it says about objects: one variant of several types.
    pub(super) as_object: bool,
}

impl Part {
    /// All of it.
    pub(super) fn whole(node: NodeId) -> Self {
        Self { node, no_ref: false, no_all: false, no_union: false, as_object: false }
    }

    /// What it says beside references and branches.
    pub(super) fn own(self) -> Self {
        Self { no_ref: true, no_all: true, ..self }
    }

    /// What every branch of its unions has in common.
    pub(super) fn base(self) -> Self {
        Self { no_union: true, ..self }
    }

    /// Its objects only.
    pub(super) fn object(self) -> Self {
        Self { as_object: true, ..self }
    }
}

/// `oneOf` or `anyOf`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'d> {
    /// The list
    pub(super) list: Node<'d>,
    /// `oneOf`
    pub(super) exclusive: bool,
}

/// What keys that are no property may hold.
#[derive(Debug, Clone, Default)]
pub(super) enum Rest {
    #[default]
    Unsaid,
    Any,
    Schemas(Vec<NodeId>),
    Forbidden,
}

/// Several schemas as one.
#[derive(Debug, Default, Clone)]
pub(super) struct Merged<'d> {
    /// `false` is among them.
    pub(super) never: bool,
    /// The types that all allow; none: nobody said.
    pub(super) types: Option<Types>,
    /// 3.0's `nullable` without a type
    pub(super) null_allowed: bool,
    pub(super) properties: IndexMap<&'d str, Vec<NodeId>>,
    pub(super) required: BTreeSet<&'d str>,
    pub(super) additional: Rest,
    pub(super) patterns: IndexMap<&'d str, Vec<NodeId>>,
    pub(super) items: Vec<NodeId>,
    /// `items: false`
    pub(super) no_items: bool,
    pub(super) prefix: Vec<Vec<NodeId>>,
    /// `enum` and `const`, intersected
    pub(super) members: Option<Vec<Node<'d>>>,
    /// All of them that were met, also those that fell out by the intersection
    pub(super) all_members: Vec<NodeId>,
    /// The schema with `enum`, for what is said about its members
    pub(super) members_owner: Option<NodeId>,
    pub(super) groups: Vec<Group<'d>>,
    pub(super) discriminator: Option<Discriminator<'d>>,
    pub(super) format: Option<&'d str>,
    pub(super) encoding: Option<&'d str>,
    pub(super) media_type: Option<&'d str>,
    pub(super) constraints: Constraints,
    /// Types that keywords speak of, when `type` is absent
    pub(super) implied: Types,
    /// Schemas that were met on the way, references included: more than the parts that were asked for.
    pub(super) seen: Vec<Part>,
}

/// Takes schemas together. Safe in the face of cycles of `allOf` and `$ref`: a schema counts once.
pub(super) fn gather<'d>(doc: &'d Resolved, parts: &[Part]) -> Merged<'d> {
    let mut merged = Merged::default();
    // References and branches come before what stands beside them, so that the outermost word is the last.
    let mut stack: Vec<Part> = parts.iter().rev().copied().collect();
    while let Some(part) = stack.pop() {
        if merged.seen.contains(&part) {
            continue;
        }
        merged.seen.push(part);
        let schema = doc.schema(part.node);
        if schema.as_bool() == Some(false) {
            merged.never = true;
            continue;
        }
        let target = if part.no_ref { None } else { schema.reference() };
        let has_all = !part.no_all && schema.get("allOf").is_some();
        if target.is_some() || has_all {
            stack.push(part.own());
            if has_all {
                for branch in schema.schemas("allOf").rev() {
                    stack.push(Part { no_union: part.no_union, ..Part::whole(branch.id()) });
                }
            }
            if let Some(target) = target {
                stack.push(Part { no_union: part.no_union, ..Part::whole(target.id()) });
            }
            continue;
        }
        merged.absorb(schema, part);
    }
    if parts.iter().any(|p| p.as_object) {
        merged.types = Some(Types::OBJECT);
    }
    merged
}

impl<'d> Merged<'d> {
    fn absorb(&mut self, schema: Schema<'d>, part: Part) {
        for (key, value) in schema.node().entries() {
            match key {
                "type" => {
                    if let Some(types) = schema.types() {
                        self.types = Some(self.types.map_or(types, |old| intersect(old, types)));
                        self.never |= self.types.is_some_and(Types::is_empty) && !types.is_empty();
                    }
                }
                "nullable" => self.null_allowed |= value.as_bool() == Some(true),
                "properties" => {
                    for (name, node) in value.entries() {
                        push(self.properties.entry(name).or_default(), node.id());
                    }
                    self.imply(Types::OBJECT);
                }
                "required" => {
                    self.required.extend(value.items().filter_map(Node::as_str));
                    self.imply(Types::OBJECT);
                }
                "additionalProperties" | "unevaluatedProperties" => {
                    self.rest(schema.additional(key));
                    self.imply(Types::OBJECT);
                }
                "patternProperties" => {
                    for (pattern, node) in value.entries() {
                        push(self.patterns.entry(pattern).or_default(), node.id());
                    }
                    self.imply(Types::OBJECT);
                }
                "items" => {
                    match value.as_bool() {
                        Some(false) => self.no_items = true,
                        _ => push(&mut self.items, value.id()),
                    }
                    self.imply(Types::ARRAY);
                }
                "prefixItems" => {
                    for (i, item) in value.items().enumerate() {
                        if self.prefix.len() <= i {
                            self.prefix.push(Vec::new());
                        }
                        push(&mut self.prefix[i], item.id());
                    }
                    self.imply(Types::ARRAY);
                }
                // An empty list is a generator's slip: it would allow nothing.
                "enum" if value.items().len() > 0 => self.restrict(value.items().collect(), schema.id()),
                "const" => self.restrict(vec![value], schema.id()),
                "oneOf" | "anyOf" if !part.no_union && value.items().len() > 0 && !self.leads_back(schema, key) => {
                    self.groups.push(Group { list: value, exclusive: key == "oneOf" });
                }
                "discriminator" if !part.no_union => {
                    self.discriminator = self.discriminator.or_else(|| schema.discriminator());
                }
                "format" => self.format = value.as_str().or(self.format),
                "contentEncoding" => self.encoding = value.as_str().or(self.encoding),
                "contentMediaType" => self.media_type = value.as_str().or(self.media_type),
                _ => {
                    if constraints::absorb(&mut self.constraints, key, value) {
                        self.imply(match key {
                            "minLength" | "maxLength" | "pattern" => Types::STRING,
                            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                                Types::NUMBER
                            }
                            "minItems" | "maxItems" | "uniqueItems" | "contains" => Types::ARRAY,
                            "minProperties" | "maxProperties" | "propertyNames" | "dependentRequired"
                            | "dependentSchemas" => Types::OBJECT,
                            _ => Types::default(),
                        });
                    }
                }
            }
        }
    }

    /// Whether a union names a schema that is being built on it: the parent of a hierarchy lists its children.
    fn leads_back(&self, schema: Schema<'d>, key: &str) -> bool {
        schema
            .schemas(key)
            .filter_map(Schema::reference)
            .any(|target| target.id() != schema.id() && self.seen.iter().any(|p| p.node == target.id()))
    }

    fn imply(&mut self, types: Types) {
        self.implied = self.implied.with(types);
    }

    fn rest(&mut self, new: AdditionalSchema<'d>) {
        let old = std::mem::take(&mut self.additional);
        self.additional = match (old, new) {
            (Rest::Forbidden, _) | (_, AdditionalSchema::Forbidden) => Rest::Forbidden,
            (Rest::Schemas(mut all), AdditionalSchema::Schema(schema)) => {
                push(&mut all, schema.id());
                Rest::Schemas(all)
            }
            (_, AdditionalSchema::Schema(schema)) => Rest::Schemas(vec![schema.id()]),
            (Rest::Schemas(all), _) => Rest::Schemas(all),
            (_, AdditionalSchema::Anything) | (Rest::Any, AdditionalSchema::Absent) => Rest::Any,
            (Rest::Unsaid, AdditionalSchema::Absent) => Rest::Unsaid,
        };
    }

    fn restrict(&mut self, members: Vec<Node<'d>>, owner: NodeId) {
        self.members_owner = Some(owner);
        self.all_members.extend(members.iter().map(|m| m.id()));
        self.members = Some(match self.members.take() {
            None => members,
            Some(old) => {
                let allowed: HashSet<String> = members.iter().map(|m| identity(*m)).collect();
                old.into_iter().filter(|m| allowed.contains(&identity(*m))).collect()
            }
        });
    }

    /// `type`, or what the keywords speak of.
    pub(super) fn shape_types(&self) -> Types {
        match self.types {
            Some(types) => types,
            None => self.implied,
        }
    }

    /// Whether it says nothing about the shape.
    pub(super) fn says_nothing(&self) -> bool {
        !self.never
            && self.types.is_none()
            && self.implied.is_empty()
            && self.members.is_none()
            && self.groups.is_empty()
            && self.format.is_none()
            && self.constraints.is_empty()
    }
}

fn push(list: &mut Vec<NodeId>, id: NodeId) {
    if !list.contains(&id) {
        list.push(id);
    }
}

/// The types that both allow; `number` includes `integer`.
pub(super) fn intersect(a: Types, b: Types) -> Types {
    let both = Types(a.0 & b.0);
    let whole = (a.contains(Types::INTEGER) && b.contains(Types::NUMBER))
        || (b.contains(Types::INTEGER) && a.contains(Types::NUMBER));
    if whole && !both.contains(Types::NUMBER) { both.with(Types::INTEGER) } else { both }
}

/// A text that two nodes share when they hold the same JSON value.
pub(super) fn identity(node: Node<'_>) -> String {
    use model::Value as V;
    match node.value() {
        V::String(text) => format!("s{text}"),
        V::Number(text) => match text.parse::<f64>() {
            Ok(number) if number.abs() < 9e15 => format!("n{number}"),
            _ => format!("n{text}"),
        },
        _ => super::json::json(node).to_string(),
    }
}
