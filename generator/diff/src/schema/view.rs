//! What a conjunction says, keyword by keyword, merged: the strictest bound, the shared values, all patterns.

use std::collections::{BTreeMap, BTreeSet};

use model::{Node, NodeId, Schema};

use super::canon;
use super::decimal::Decimal;
use super::fact::Keyword;
use super::space::{CHOSEN, OPAQUE_ANY_OF, OPAQUE_ONE_OF, SKIP_ANY_OF, SKIP_NOT, SKIP_ONE_OF, Set, Space};

/// `null`
pub(crate) const NULL: u8 = 1;
/// `boolean`
pub(crate) const BOOLEAN: u8 = 2;
/// Numbers without a fractional part.
pub(crate) const INTEGER: u8 = 4;
/// Numbers with a fractional part.
pub(crate) const FRACTION: u8 = 8;
/// `number`
pub(crate) const NUMBER: u8 = INTEGER | FRACTION;
/// `string`
pub(crate) const STRING: u8 = 16;
/// `array`
pub(crate) const ARRAY: u8 = 32;
/// `object`
pub(crate) const OBJECT: u8 = 64;
/// All of them.
pub(crate) const ALL_TYPES: u8 = 127;

/// The types in the words of JSON Schema.
pub(crate) fn type_names(types: u8) -> String {
    let mut names = Vec::new();
    for (bit, name) in [(NULL, "null"), (BOOLEAN, "boolean"), (STRING, "string"), (ARRAY, "array"), (OBJECT, "object")]
    {
        if types & bit != 0 {
            names.push(name);
        }
    }
    match types & NUMBER {
        0 => {}
        INTEGER => names.push("integer"),
        _ => names.push("number"),
    }
    if types & ALL_TYPES == ALL_TYPES || types == ALL_TYPES & !NULL {
        return "any".into();
    }
    names.join(" | ")
}

/// The type bit of a value.
pub(crate) fn type_of(node: Node<'_>) -> u8 {
    use model::Value;
    match node.value() {
        Value::Null => NULL,
        Value::Bool(_) => BOOLEAN,
        Value::Number(text) => match Decimal::parse(text) {
            Some(d) if !d.is_integer() => FRACTION,
            _ => INTEGER,
        },
        Value::String(_) => STRING,
        Value::Array(_) => ARRAY,
        Value::Object(_) => OBJECT,
    }
}

/// A bound of a number.
#[derive(Debug, Clone)]
pub(crate) struct Bound<'d> {
    pub(crate) value: Decimal,
    pub(crate) exclusive: bool,
    pub(crate) node: Node<'d>,
    pub(crate) keyword: Keyword,
}

/// A choice with at least two branches.
#[derive(Debug, Clone)]
pub(crate) struct Union<'d> {
    /// [`Keyword::OneOf`] or [`Keyword::AnyOf`].
    pub(crate) keyword: Keyword,
    pub(crate) owner: NodeId,
    pub(crate) node: Node<'d>,
    pub(crate) branches: Vec<NodeId>,
    pub(crate) discriminated: bool,
}

/// A count and where it stands.
pub(crate) type Count<'d> = Option<(u64, Node<'d>)>;

/// `contains` with its counts.
#[derive(Debug, Clone)]
pub(crate) struct Contains<'d> {
    pub(crate) schema: NodeId,
    pub(crate) min: u64,
    pub(crate) min_node: Option<Node<'d>>,
    pub(crate) max: Count<'d>,
}

/// `if`, `then`, `else` of one object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Condition {
    pub(crate) when: NodeId,
    pub(crate) then: Option<NodeId>,
    pub(crate) otherwise: Option<NodeId>,
}

/// The merged keywords.
#[derive(Debug, Clone, Default)]
pub(crate) struct View<'d> {
    /// Some part is `false`, or nothing is left.
    pub(crate) never: bool,
    pub(crate) types: u8,
    pub(crate) type_node: Option<Node<'d>>,
    /// A list of types was written.
    pub(crate) type_list: bool,
    /// Canonical text to value.
    pub(crate) values: Option<BTreeMap<String, Node<'d>>>,
    pub(crate) values_node: Option<Node<'d>>,
    pub(crate) is_const: bool,
    pub(crate) lower: Option<Bound<'d>>,
    pub(crate) upper: Option<Bound<'d>>,
    pub(crate) multiples: Vec<(Decimal, Node<'d>)>,
    pub(crate) min_length: Count<'d>,
    pub(crate) max_length: Count<'d>,
    pub(crate) min_items: Count<'d>,
    pub(crate) max_items: Count<'d>,
    pub(crate) min_properties: Count<'d>,
    pub(crate) max_properties: Count<'d>,
    pub(crate) unique: Option<Node<'d>>,
    pub(crate) patterns: BTreeMap<&'d str, Node<'d>>,
    pub(crate) formats: BTreeMap<&'d str, Node<'d>>,
    pub(crate) prefix: usize,
    pub(crate) prefix_node: Option<Node<'d>>,
    pub(crate) items_node: Option<Node<'d>>,
    pub(crate) properties: BTreeMap<&'d str, Node<'d>>,
    pub(crate) properties_node: Option<Node<'d>>,
    pub(crate) required: BTreeMap<&'d str, Node<'d>>,
    pub(crate) additional_node: Option<Node<'d>>,
    pub(crate) pattern_properties: BTreeMap<&'d str, Vec<NodeId>>,
    pub(crate) property_names: Vec<NodeId>,
    pub(crate) dependent_required: BTreeMap<&'d str, (BTreeSet<&'d str>, Node<'d>)>,
    pub(crate) dependent_schemas: BTreeMap<&'d str, Vec<NodeId>>,
    pub(crate) unevaluated_properties: Vec<NodeId>,
    pub(crate) unevaluated_items: Vec<NodeId>,
    pub(crate) contains: Vec<Contains<'d>>,
    pub(crate) unions: Vec<Union<'d>>,
    /// Choices that are compared by their text only.
    pub(crate) opaque: Vec<Union<'d>>,
    pub(crate) nots: Vec<NodeId>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) content_encoding: Option<(&'d str, Node<'d>)>,
    pub(crate) content_media_type: Option<(&'d str, Node<'d>)>,
    pub(crate) content_schema: Vec<NodeId>,
    pub(crate) discriminator: Option<Node<'d>>,
    pub(crate) default: Option<Node<'d>>,
    pub(crate) extensible: Option<(BTreeSet<&'d str>, Node<'d>)>,
    pub(crate) stability: Option<Node<'d>>,
    pub(crate) deprecated: Option<NodeId>,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
}

impl<'d> View<'d> {
    pub(crate) fn of(space: &Space<'d>, set: &Set) -> Self {
        let mut view = Self { types: set.mask, ..Self::default() };
        for part in set.parts.iter() {
            let schema = Schema::at(space.doc, part.node);
            if schema.as_bool() == Some(false) {
                view.never = true;
                continue;
            }
            view.read(space, schema, part.skip);
        }
        view.settle();
        view
    }

    fn read(&mut self, space: &Space<'d>, schema: Schema<'d>, skip: u8) {
        let node = schema.node();
        if let Some(types) = schema.types() {
            let mut mask = types.0 & !(model::Types::NUMBER.0 | model::Types::INTEGER.0);
            if types.contains(model::Types::NUMBER) {
                mask |= NUMBER;
            } else if types.contains(model::Types::INTEGER) {
                mask |= INTEGER;
            }
            self.types &= mask;
            self.type_node = self.type_node.or(node.get("type"));
            self.type_list |= node.get("type").is_some_and(Node::is_array);
        }
        self.read_values(schema);
        self.read_numbers(schema);
        self.read_sizes(schema);
        if let Some(pattern) = schema.text("pattern") {
            self.patterns.entry(pattern).or_insert_with(|| node.get("pattern").unwrap_or(node));
        }
        if let Some(format) = schema.text("format") {
            self.formats.entry(format).or_insert_with(|| node.get("format").unwrap_or(node));
        }
        let text = |key: &str| schema.text(key).zip(schema.get(key));
        self.content_encoding = self.content_encoding.or(text("contentEncoding"));
        self.content_media_type = self.content_media_type.or(text("contentMediaType"));
        self.content_schema.extend(schema.get("contentSchema").map(Node::id));
        self.read_object(schema);
        self.read_array(schema);
        self.read_logic(space, schema, skip);
        self.read_only |= schema.flag("readOnly");
        self.write_only |= schema.flag("writeOnly");
        if skip & CHOSEN == 0 {
            self.read_notes(schema);
        }
    }

    fn read_values(&mut self, schema: Schema<'d>) {
        let listed = schema.enumeration().map(|v| (v, "enum"));
        let fixed = schema.constant().map(|v| (vec![v], "const"));
        for (values, key) in listed.into_iter().chain(fixed) {
            let own: BTreeMap<String, Node<'d>> = values.into_iter().map(|v| (canon(v), v)).collect();
            self.values = Some(match self.values.take() {
                None => own,
                Some(before) => before.into_iter().filter(|(k, _)| own.contains_key(k)).collect(),
            });
            self.values_node = self.values_node.or(schema.get(key));
            self.is_const |= key == "const";
        }
    }

    fn read_numbers(&mut self, schema: Schema<'d>) {
        for (key, keyword, exclusive) in [
            ("minimum", Keyword::Minimum, false),
            ("exclusiveMinimum", Keyword::ExclusiveMinimum, true),
            ("maximum", Keyword::Maximum, false),
            ("exclusiveMaximum", Keyword::ExclusiveMaximum, true),
        ] {
            let Some(node) = schema.get(key) else { continue };
            let Some(value) = node.as_number().and_then(Decimal::parse) else { continue };
            let bound = Bound { value, exclusive, node, keyword };
            let upper = matches!(keyword, Keyword::Maximum | Keyword::ExclusiveMaximum);
            let slot = if upper { &mut self.upper } else { &mut self.lower };
            let stricter = slot.as_ref().is_none_or(|s| {
                let order = if upper { s.value.cmp(&bound.value) } else { bound.value.cmp(&s.value) };
                order.is_gt() || order.is_eq() && exclusive && !s.exclusive
            });
            if stricter {
                *slot = Some(bound);
            }
        }
        if let Some(node) = schema.get("multipleOf")
            && let Some(value) = node.as_number().and_then(Decimal::parse)
        {
            self.multiples.push((value, node));
        }
    }

    fn read_sizes(&mut self, schema: Schema<'d>) {
        let least = |slot: &mut Count<'d>, key: &str| {
            if let (Some(n), Some(node)) = (schema.count(key), schema.get(key))
                && n > 0
                && slot.is_none_or(|(s, _)| n > s)
            {
                *slot = Some((n, node));
            }
        };
        least(&mut self.min_length, "minLength");
        least(&mut self.min_items, "minItems");
        least(&mut self.min_properties, "minProperties");
        let most = |slot: &mut Count<'d>, key: &str| {
            if let (Some(n), Some(node)) = (schema.count(key), schema.get(key))
                && slot.is_none_or(|(s, _)| n < s)
            {
                *slot = Some((n, node));
            }
        };
        most(&mut self.max_length, "maxLength");
        most(&mut self.max_items, "maxItems");
        most(&mut self.max_properties, "maxProperties");
    }

    fn read_object(&mut self, schema: Schema<'d>) {
        for (name, property) in schema.properties() {
            self.properties.entry(name).or_insert(property.node());
        }
        self.properties_node = self.properties_node.or(schema.get("properties"));
        for name in schema.get("required").into_iter().flat_map(Node::items) {
            if let Some(text) = name.as_str() {
                self.required.entry(text).or_insert(name);
            }
        }
        self.additional_node = self.additional_node.or(schema.get("additionalProperties"));
        for (pattern, own) in schema.schema_map("patternProperties") {
            self.pattern_properties.entry(pattern).or_default().push(own.id());
        }
        self.property_names.extend(schema.get("propertyNames").map(Node::id));
        self.unevaluated_properties.extend(schema.get("unevaluatedProperties").map(Node::id));
        for (name, list) in schema.get("dependentRequired").into_iter().flat_map(Node::entries) {
            let entry = self.dependent_required.entry(name).or_insert_with(|| (BTreeSet::new(), list));
            entry.0.extend(list.items().filter_map(Node::as_str));
        }
        for (name, own) in schema.schema_map("dependentSchemas") {
            self.dependent_schemas.entry(name).or_default().push(own.id());
        }
    }

    fn read_array(&mut self, schema: Schema<'d>) {
        if let Some(node) = schema.get("prefixItems") {
            self.prefix = self.prefix.max(node.items().len());
            self.prefix_node = self.prefix_node.or(Some(node));
        }
        self.items_node = self.items_node.or(schema.get("items"));
        self.unevaluated_items.extend(schema.get("unevaluatedItems").map(Node::id));
        if schema.flag("uniqueItems") {
            self.unique = self.unique.or(schema.get("uniqueItems"));
        }
        if let Some(contains) = schema.get("contains") {
            self.contains.push(Contains {
                schema: contains.id(),
                min: schema.count("minContains").unwrap_or(1),
                min_node: schema.get("minContains"),
                max: schema.count("maxContains").zip(schema.get("maxContains")),
            });
        }
    }

    fn read_logic(&mut self, space: &Space<'d>, schema: Schema<'d>, skip: u8) {
        for (key, keyword, bit, opaque) in [
            ("oneOf", Keyword::OneOf, SKIP_ONE_OF, OPAQUE_ONE_OF),
            ("anyOf", Keyword::AnyOf, SKIP_ANY_OF, OPAQUE_ANY_OF),
        ] {
            if skip & bit == 0
                && let Some(node) = schema.get(key)
                && node.items().len() > 1
            {
                let union = Union {
                    keyword,
                    owner: schema.id(),
                    node,
                    branches: node.items().map(Node::id).collect(),
                    discriminated: schema.discriminator().is_some(),
                };
                if skip & opaque == 0 {
                    self.unions.push(union);
                } else {
                    self.opaque.push(union);
                }
            }
        }
        if let Some(not) = schema.get("not")
            && skip & SKIP_NOT == 0
        {
            match plain_types(space, not) {
                Some(mask) => self.types &= !mask,
                None => self.nots.push(not.id()),
            }
        }
        if let Some(when) = schema.get("if") {
            let then = schema.get("then").map(Node::id);
            let otherwise = schema.get("else").map(Node::id);
            if then.is_some() || otherwise.is_some() {
                self.conditions.push(Condition { when: when.id(), then, otherwise });
            }
        }
    }

    fn read_notes(&mut self, schema: Schema<'d>) {
        self.discriminator = self.discriminator.or(schema.discriminator().map(|d| d.node()));
        self.default = self.default.or(schema.get("default"));
        if schema.flag("deprecated") {
            self.deprecated = self.deprecated.or(Some(schema.id()));
        }
        self.stability = self.stability.or(schema.get("x-stability-level"));
        if let Some(node) = schema.get("x-extensible-enum") {
            let own = node.items().filter_map(Node::as_str);
            self.extensible.get_or_insert_with(|| (BTreeSet::new(), node)).0.extend(own);
        }
    }

    /// Lets the keywords tell each other what they imply.
    fn settle(&mut self) {
        if let Some(values) = &mut self.values {
            let types = self.types;
            values.retain(|_, v| types & type_of(*v) != 0);
            self.types &= values.values().fold(0, |all, v| all | type_of(*v));
        }
        if self.types & FRACTION == 0 {
            // Of an integer: `> 2` is `>= 3`.
            if let Some(b) = &mut self.lower
                && let Some(value) = b.value.integer_from(b.exclusive)
            {
                b.value = value;
                b.exclusive = false;
            }
            if let Some(b) = &mut self.upper
                && let Some(value) = b.value.integer_to(b.exclusive)
            {
                b.value = value;
                b.exclusive = false;
            }
            self.multiples.retain(|(m, _)| Decimal::parse("1").as_ref() != Some(m));
        } else if self.multiples.iter().any(|(m, _)| m.is_integer()) {
            self.types &= !FRACTION;
            self.multiples.retain(|(m, _)| Decimal::parse("1").as_ref() != Some(m));
        }
        self.drop_empty_types();
        self.never |= self.types == 0;
    }

    /// A type whose bounds contradict each other has no values; a bound that others imply says nothing.
    fn drop_empty_types(&mut self) {
        let crossed = |low: Count<'_>, high: Count<'_>| matches!((low, high), (Some((l, _)), Some((h, _))) if l > h);
        if crossed(self.min_length, self.max_length) {
            self.types &= !STRING;
        }
        if crossed(self.min_items, self.max_items) {
            self.types &= !ARRAY;
        }
        let needed = self.required.len() as u64;
        if crossed(self.min_properties, self.max_properties) || self.max_properties.is_some_and(|(n, _)| n < needed) {
            self.types &= !OBJECT;
        }
        if self.min_properties.is_some_and(|(n, _)| n <= needed) {
            self.min_properties = None;
        }
        if let (Some(low), Some(high)) = (&self.lower, &self.upper)
            && (low.value > high.value || low.value == high.value && (low.exclusive || high.exclusive))
        {
            self.types &= !NUMBER;
        }
    }

    /// Whether nothing but annotations is said.
    pub(crate) fn says_nothing(&self) -> bool {
        !self.never
            && self.types & !NULL == ALL_TYPES & !NULL
            && self.values.is_none()
            && self.lower.is_none()
            && self.upper.is_none()
            && self.multiples.is_empty()
            && self.min_length.is_none()
            && self.max_length.is_none()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && self.min_properties.is_none()
            && self.max_properties.is_none()
            && self.unique.is_none()
            && self.patterns.is_empty()
            && self.prefix == 0
            && self.items_node.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional_node.is_none()
            && self.pattern_properties.is_empty()
            && self.property_names.is_empty()
            && self.dependent_required.is_empty()
            && self.dependent_schemas.is_empty()
            && self.unevaluated_properties.is_empty()
            && self.unevaluated_items.is_empty()
            && self.contains.is_empty()
            && self.unions.is_empty()
            && self.opaque.is_empty()
            && self.nots.is_empty()
            && self.conditions.is_empty()
    }
}

/// The types of a schema that says nothing else: `not: {type: string}` takes strings away.
fn plain_types(space: &Space<'_>, node: Node<'_>) -> Option<u8> {
    if node.as_bool() == Some(true) {
        return Some(ALL_TYPES);
    }
    if Schema::at(space.doc, node.id()).has_siblings() && space.doc.target(node.id()).is_some() {
        return None;
    }
    let schema = Schema::at(space.doc, space.doc.follow(node.id()));
    let only_type = node.is_object()
        && schema.node().entries().all(|(k, _)| matches!(k, "type" | "title" | "description" | "$comment"));
    if !only_type {
        return None;
    }
    let types = schema.types()?;
    let mut mask = types.0 & !(model::Types::NUMBER.0 | model::Types::INTEGER.0);
    if types.contains(model::Types::NUMBER) {
        mask |= NUMBER;
    } else if types.contains(model::Types::INTEGER) {
        mask |= INTEGER;
    }
    Some(mask)
}
