//! The view of a schema, JSON Schema 2020-12 as OpenAPI 3.1 uses it.
//!
//! Unlike the other views a schema does not follow its `$ref` by itself: since 3.1 a reference may have siblings, and
//! both count. [`Schema::reference`] gives the target.

use crate::{Node, NodeId, Resolved};

/// A schema: `true`, `false` or an object.
#[derive(Clone, Copy)]
pub struct Schema<'d> {
    doc: &'d Resolved,
    id: NodeId,
}

impl std::fmt::Debug for Schema<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Schema({})", self.node().pointer())
    }
}

/// The set of JSON types of `type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Types(pub u8);

#[allow(missing_docs)]
impl Types {
    pub const NULL: Self = Self(1);
    pub const BOOLEAN: Self = Self(2);
    pub const INTEGER: Self = Self(4);
    /// `number` includes integers; the `INTEGER` bit is set only when `integer` was written.
    pub const NUMBER: Self = Self(8);
    pub const STRING: Self = Self(16);
    pub const ARRAY: Self = Self(32);
    pub const OBJECT: Self = Self(64);

    /// The type with this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// Whether all types of `other` are in it.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Without `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// `additionalProperties`, `items`, `unevaluated*`: absent, or a schema.
#[derive(Debug, Clone, Copy)]
pub enum AdditionalSchema<'d> {
    /// Not said: anything.
    Absent,
    /// `false`, alone.
    Forbidden,
    /// `true` or `{}`: anything, and the author says so.
    Anything,
    /// A schema.
    Schema(Schema<'d>),
}

/// `discriminator`.
#[derive(Debug, Clone, Copy)]
pub struct Discriminator<'d> {
    doc: &'d Resolved,
    node: Node<'d>,
}

impl<'d> Discriminator<'d> {
    /// The object.
    pub fn node(self) -> Node<'d> {
        self.node
    }

    /// `propertyName`
    pub fn property_name(self) -> Option<&'d str> {
        self.node.get("propertyName").and_then(Node::as_str)
    }

    /// `mapping`: value to schema; an entry whose target is unknown is left out (and diagnosed).
    pub fn mapping(self) -> impl Iterator<Item = (&'d str, Schema<'d>)> {
        let doc = self.doc;
        self.node
            .get("mapping")
            .into_iter()
            .flat_map(Node::entries)
            .filter_map(move |(value, node)| Some((value, Schema::at(doc, doc.target(node.id())?))))
    }
}

impl<'d> Schema<'d> {
    /// The view of a node. References are not followed.
    pub fn at(doc: &'d Resolved, id: NodeId) -> Self {
        Self { doc, id }
    }

    /// The number of its node: its identity.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Its node.
    pub fn node(self) -> Node<'d> {
        self.doc.node(self.id)
    }

    /// The document that it stands in.
    pub fn resolved(self) -> &'d Resolved {
        self.doc
    }

    /// `true` or `false`, when it is a boolean schema.
    pub fn as_bool(self) -> Option<bool> {
        self.node().as_bool()
    }

    /// The name its author gave it.
    pub fn name(self) -> Option<&'d str> {
        self.doc.component(self.id).map(|c| c.name.as_str())
    }

    /// The direct target of `$ref`, or of `$dynamicRef` as far as it is static.
    pub fn reference(self) -> Option<Schema<'d>> {
        self.doc.target(self.id).map(|id| Self::at(self.doc, id))
    }

    /// Whether keywords stand beside the reference that change what is valid (annotations do not count).
    pub fn has_siblings(self) -> bool {
        self.node().entries().any(|(key, _)| !is_annotation(key) && !matches!(key, "$ref" | "$dynamicRef"))
    }

    /// Any keyword.
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        self.node().get(key)
    }

    /// A keyword that holds a string.
    pub fn text(self, key: &str) -> Option<&'d str> {
        self.get(key).and_then(Node::as_str)
    }

    /// A keyword that holds a truth value, absent being false: `deprecated`, `readOnly`, `writeOnly`, `uniqueItems`.
    pub fn flag(self, key: &str) -> bool {
        self.get(key).and_then(Node::as_bool).unwrap_or(false)
    }

    /// A keyword that holds a count: `minLength`, `maxItems`, ...
    pub fn count(self, key: &str) -> Option<u64> {
        self.get(key).and_then(Node::as_u64)
    }

    /// A keyword that holds a number, as its literal: `minimum`, `multipleOf`, ...
    pub fn number(self, key: &str) -> Option<&'d str> {
        self.get(key).and_then(Node::as_number)
    }

    /// A keyword that holds a schema: `not`, `if`, `items`, `contains`, `propertyNames`, ...
    pub fn schema(self, key: &str) -> Option<Schema<'d>> {
        self.get(key).map(|n| Self::at(self.doc, n.id()))
    }

    /// A keyword that holds a list of schemas: `allOf`, `oneOf`, `anyOf`, `prefixItems`.
    pub fn schemas(self, key: &str) -> impl ExactSizeIterator<Item = Schema<'d>> + DoubleEndedIterator {
        let doc = self.doc;
        let items: Vec<_> = self.get(key).into_iter().flat_map(Node::items).collect();
        items.into_iter().map(move |n| Self::at(doc, n.id()))
    }

    /// A keyword that maps names to schemas: `properties`, `patternProperties`, `$defs`, `dependentSchemas`.
    pub fn schema_map(self, key: &str) -> impl Iterator<Item = (&'d str, Schema<'d>)> {
        let doc = self.doc;
        self.get(key).into_iter().flat_map(Node::entries).map(move |(k, n)| (k, Self::at(doc, n.id())))
    }

    /// `properties`
    pub fn properties(self) -> impl Iterator<Item = (&'d str, Schema<'d>)> {
        self.schema_map("properties")
    }

    /// `required`
    pub fn required(self) -> impl Iterator<Item = &'d str> {
        self.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str)
    }

    /// `type` as a set; none when absent (all types).
    pub fn types(self) -> Option<Types> {
        let node = self.get("type")?;
        match node.as_str() {
            Some(name) => Types::named(name),
            None => {
                Some(node.items().filter_map(Node::as_str).filter_map(Types::named).fold(Types::default(), Types::with))
            }
        }
    }

    /// `enum`
    pub fn enumeration(self) -> Option<Vec<Node<'d>>> {
        self.get("enum").filter(|n| n.is_array()).map(|n| n.items().collect())
    }

    /// `const`
    pub fn constant(self) -> Option<Node<'d>> {
        self.get("const")
    }

    /// `additionalProperties`, `items`, `unevaluatedItems` or `unevaluatedProperties`.
    pub fn additional(self, key: &str) -> AdditionalSchema<'d> {
        let Some(schema) = self.schema(key) else {
            return AdditionalSchema::Absent;
        };
        match schema.as_bool() {
            Some(true) => AdditionalSchema::Anything,
            Some(false) => AdditionalSchema::Forbidden,
            None if schema.node().entries().all(|(k, _)| is_annotation(k)) && schema.reference().is_none() => {
                AdditionalSchema::Anything
            }
            None => AdditionalSchema::Schema(schema),
        }
    }

    /// `discriminator`
    pub fn discriminator(self) -> Option<Discriminator<'d>> {
        self.get("discriminator").filter(|n| n.is_object()).map(|node| Discriminator { doc: self.doc, node })
    }

    /// `examples`, and the deprecated `example`.
    pub fn examples(self) -> impl Iterator<Item = Node<'d>> {
        self.get("examples").into_iter().flat_map(Node::items).chain(self.get("example"))
    }
}

/// Keywords that change no verdict of validation. `format` counts as one, as in 2020-12.
pub(crate) fn is_annotation(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(
            key,
            "title"
                | "description"
                | "default"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "examples"
                | "example"
                | "externalDocs"
                | "xml"
                | "format"
                | "contentEncoding"
                | "contentMediaType"
                | "contentSchema"
                | "$comment"
                | "$id"
                | "$schema"
                | "$anchor"
                | "$dynamicAnchor"
                | "$defs"
                | "discriminator"
                | "nullable"
        )
}
