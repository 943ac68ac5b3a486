//! Checks a JSON value against a [`Schema`] and tells everything that is wrong with it, not only the first thing.
//!
//! Details never repeat the value: what a client sent by mistake (a secret in the wrong field) must not come back in an
//! error, or reach a log through one.

use std::{cell::Cell, collections::BTreeSet};

use serde_json::Value;

use super::{
    formats,
    schema::{Bound, Declared, Kind, Limits, ObjectTable, Presence, Rest, Scalar, Schema, Tag, TupleTable, UnionTable},
};

/// Which way a value travels: properties that are `readOnly` or `writeOnly` are required on one side only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    Request,
    Response,
}

/// Something that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// JSON Pointer (RFC 6901) from the value's root
    pub pointer: String,
    /// What must hold, without the value
    pub detail: String,
}

/// More faults than this are not collected: a report nobody reads is only work for the server.
const MOST_FAULTS: usize = 100;

/// Steps that one value may cost. Unions that are told apart by trying multiply; this bounds them.
const MOST_STEPS: u32 = 2_000_000;

/// Everything that is wrong with a value; empty: nothing.
pub fn faults(schema: &Schema, value: &Value, side: Side) -> Vec<Fault> {
    let steps = Cell::new(0);
    let mut check = Check::new(side, MOST_FAULTS, &steps);
    check.value(schema, value);
    check.faults
}

/// The same for what a client sent. Properties that are `readOnly` are taken out of the value: a client cannot set them.
pub fn accept(schema: &Schema, value: &mut Value) -> Vec<Fault> {
    let steps = Cell::new(0);
    let mut check = Check::new(Side::Request, MOST_FAULTS, &steps);
    check.value(schema, value);
    let Check { faults, not_ours, .. } = check;
    for pointer in not_ours {
        if let Some((parent, key)) = pointer.rsplit_once('/')
            && let Some(members) = value.pointer_mut(parent).and_then(Value::as_object_mut)
        {
            members.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
    }
    faults
}

/// The position of the variant that a value belongs to.
pub fn choose(union: &UnionTable, value: &Value, side: Side) -> Option<usize> {
    let steps = Cell::new(0);
    match pick(union, value, side, &steps) {
        Picked::One(index) => Some(index),
        Picked::Nearest(_) | Picked::None => None,
    }
}

/// The position of the variant of a named union that a value belongs to.
pub fn variant_of(declared: &Declared, value: &Value) -> Option<usize> {
    match &declared.schema.resolved().kind {
        Kind::Union(union) => choose(union, value, Side::Request),
        _ => None,
    }
}

enum Picked {
    /// It is this one
    One(usize),
    /// None fits; this one fails last
    Nearest(usize),
    /// Nothing tells
    None,
}

fn pick(union: &UnionTable, value: &Value, side: Side, steps: &Cell<u32>) -> Picked {
    match union.tag {
        Tag::Property(name, _) => {
            let Some(tag) = value.get(name) else { return Picked::None };
            let found = union.variants.iter().position(|v| v.tags.iter().any(|t| t.is(tag)));
            found.map_or(Picked::None, Picked::One)
        }
        Tag::JsonType => {
            let fitting: Vec<usize> =
                (0..union.variants.len()).filter(|i| has_type_of(&union.variants[*i].schema, value)).collect();
            match fitting.as_slice() {
                [] => Picked::None,
                [only] => Picked::One(*only),
                several => Picked::One(first_fit(union, several, value, side, steps).unwrap_or(several[0])),
            }
        }
        Tag::Key => {
            let found = union.variants.iter().position(|v| v.key.is_some_and(|key| value.get(key).is_some()));
            let rest: Vec<usize> = (0..union.variants.len()).filter(|i| union.variants[*i].key.is_none()).collect();
            match (found, rest.as_slice()) {
                (Some(index), _) => Picked::One(index),
                (None, []) => Picked::None,
                (None, rest) => try_all(union, rest, value, side, steps),
            }
        }
        Tag::Untagged => {
            let all: Vec<usize> = (0..union.variants.len()).collect();
            try_all(union, &all, value, side, steps)
        }
    }
}

fn try_all(union: &UnionTable, among: &[usize], value: &Value, side: Side, steps: &Cell<u32>) -> Picked {
    if let Some(index) = first_fit(union, among, value, side, steps) {
        return Picked::One(index);
    }
    let nearest = among.iter().copied().min_by_key(|i| {
        let mut check = Check::new(side, MOST_FAULTS, steps);
        check.value(&union.variants[*i].schema, value);
        (!has_type_of(&union.variants[*i].schema, value), check.faults.len())
    });
    nearest.map_or(Picked::None, Picked::Nearest)
}

fn first_fit(union: &UnionTable, among: &[usize], value: &Value, side: Side, steps: &Cell<u32>) -> Option<usize> {
    among.iter().copied().find(|i| {
        let mut check = Check::new(side, 1, steps);
        check.value(&union.variants[*i].schema, value);
        check.faults.is_empty()
    })
}

/// Whether the JSON type of a value is one that the schema can have.
fn has_type_of(schema: &Schema, value: &Value) -> bool {
    let schema = schema.resolved();
    if value.is_null() && schema.nullable {
        return true;
    }
    match schema.kind {
        Kind::Any => true,
        Kind::Never | Kind::Named(_) => false,
        Kind::Null => value.is_null(),
        Kind::Boolean => value.is_boolean(),
        Kind::Integer(_) => whole(value).is_some(),
        Kind::Number(_) => value.is_number(),
        Kind::Text(_) => value.is_string(),
        Kind::Constant(scalar) => same_type(scalar, value),
        Kind::Choice(scalars) => scalars.iter().any(|s| same_type(*s, value)),
        Kind::Array(_) | Kind::Tuple(_) => value.is_array(),
        Kind::Map(_) | Kind::Object(_) => value.is_object(),
        Kind::Union(union) => union.variants.iter().any(|v| has_type_of(&v.schema, value)),
    }
}

fn same_type(scalar: Scalar, value: &Value) -> bool {
    std::mem::discriminant(&scalar.value()) == std::mem::discriminant(value)
}

/// A number without a fraction; `1.0` is one (JSON Schema 2020-12, 6.1.1).
fn whole(value: &Value) -> Option<i128> {
    let Value::Number(number) = value else { return None };
    if let Some(n) = number.as_i64() {
        return Some(n.into());
    }
    if let Some(n) = number.as_u64() {
        return Some(n.into());
    }
    let n = number.as_f64()?;
    #[allow(clippy::cast_possible_truncation)]
    let whole = (n.fract() == 0.0 && n.abs() < 1e30).then_some(n as i128);
    whole
}

struct Check<'a> {
    side: Side,
    pointer: String,
    faults: Vec<Fault>,
    /// Pointers of properties that only the other side may set
    not_ours: Vec<String>,
    most: usize,
    steps: &'a Cell<u32>,
}

impl<'a> Check<'a> {
    fn new(side: Side, most: usize, steps: &'a Cell<u32>) -> Self {
        Self { side, pointer: String::new(), faults: Vec::new(), not_ours: Vec::new(), most, steps }
    }

    fn fault(&mut self, detail: impl Into<String>) {
        if self.faults.len() < self.most {
            self.faults.push(Fault { pointer: self.pointer.clone(), detail: detail.into() });
        }
    }

    fn at(&mut self, key: &str, run: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        run(self);
        self.pointer.truncate(length);
    }

    fn value(&mut self, schema: &Schema, value: &Value) {
        self.steps.set(self.steps.get().saturating_add(1));
        if self.steps.get() > MOST_STEPS {
            return self.fault("is too complex to check");
        }
        if self.faults.len() >= self.most {
            return;
        }
        if value.is_null() && schema.resolved().nullable {
            return;
        }
        let before = self.faults.len();
        self.kind(&schema.kind, value);
        // Bounds of something of the wrong type tell nothing more.
        if let Some(limits) = schema.limits
            && self.faults.len() == before
        {
            self.limits(limits, value);
        }
    }

    fn kind(&mut self, kind: &Kind, value: &Value) {
        match kind {
            Kind::Any => {}
            Kind::Never => self.fault("must not be there"),
            Kind::Null => self.must(value.is_null(), "must be null"),
            Kind::Boolean => self.must(value.is_boolean(), "must be true or false"),
            Kind::Integer(format) => match whole(value) {
                None => self.fault("must be a whole number"),
                Some(n) => {
                    let (least, most) = format.range();
                    if n < least || n > most {
                        self.fault(format!("must be between {least} and {most}"));
                    }
                }
            },
            Kind::Number(_) => self.must(value.is_number(), "must be a number"),
            Kind::Text(format) => match value.as_str() {
                // A part of a multipart body comes with its file name.
                None if *format == super::schema::Format::Binary && super::text::Binary::is(value) => {}
                None => self.fault("must be a string"),
                Some(text) => {
                    if let Err(detail) = formats::check(*format, text) {
                        self.fault(detail);
                    }
                }
            },
            Kind::Constant(scalar) => {
                if !scalar.is(value) {
                    self.fault(format!("must be {}", scalar.value()));
                }
            }
            Kind::Choice(scalars) => {
                if !scalars.iter().any(|s| s.is(value)) {
                    self.fault(one_of(scalars.iter().copied()));
                }
            }
            Kind::Array(item) => match value.as_array() {
                None => self.fault("must be an array"),
                Some(items) => {
                    for (i, value) in items.iter().enumerate() {
                        self.at(&i.to_string(), |c| c.value(item, value));
                    }
                }
            },
            Kind::Tuple(tuple) => self.tuple(tuple, value),
            Kind::Map(schema) => match value.as_object() {
                None => self.fault("must be an object"),
                Some(members) => {
                    for (key, value) in members {
                        self.at(key, |c| c.value(schema, value));
                    }
                }
            },
            Kind::Object(object) => self.object(object, value),
            Kind::Union(union) => self.union(union, value),
            Kind::Named(declared) => self.value(&declared.schema, value),
        }
    }

    fn must(&mut self, holds: bool, detail: &str) {
        if !holds {
            self.fault(detail);
        }
    }

    fn tuple(&mut self, tuple: &TupleTable, value: &Value) {
        let Some(items) = value.as_array() else { return self.fault("must be an array") };
        if items.len() < tuple.required {
            self.fault(format!("must have at least {} items", tuple.required));
        }
        for (i, value) in items.iter().enumerate() {
            match (tuple.prefix.get(i), &tuple.rest) {
                (Some(schema), _) => self.at(&i.to_string(), |c| c.value(schema, value)),
                (None, Some(schema)) => self.at(&i.to_string(), |c| c.value(schema, value)),
                (None, None) => return self.fault(format!("must have at most {} items", tuple.prefix.len())),
            }
        }
    }

    fn object(&mut self, object: &ObjectTable, value: &Value) {
        let Some(members) = value.as_object() else { return self.fault("must be an object") };
        // What is missing first: it tells the variants of a union apart without looking into them.
        for property in object.properties {
            let required = match property.presence {
                Presence::Always => true,
                Presence::InRequests => self.side == Side::Request,
                Presence::InResponses => self.side == Side::Response,
                Presence::Never => false,
            };
            if required && !members.contains_key(property.name) {
                self.at(property.name, |c| c.fault("is required"));
            }
        }
        for (key, value) in members {
            let mut known = false;
            if let Some(property) = object.properties.iter().find(|p| p.name == key) {
                known = true;
                if property.about.read_only && self.side == Side::Request {
                    // What only the other side may send is not looked at, and not used.
                    self.at(key, |c| c.not_ours.push(c.pointer.clone()));
                } else {
                    self.at(key, |c| c.value(&property.schema, value));
                }
            }
            for (pattern, schema) in object.patterns {
                if pattern.matches(key) {
                    known = true;
                    self.at(key, |c| c.value(schema, value));
                }
            }
            match object.rest {
                _ if known => {}
                Rest::Ignored | Rest::Any => {}
                Rest::Typed(schema) => self.at(key, |c| c.value(schema, value)),
                Rest::Forbidden => self.at(key, |c| c.fault("is not a property of this object")),
            }
        }
    }

    fn union(&mut self, union: &UnionTable, value: &Value) {
        match pick(union, value, self.side, self.steps) {
            Picked::One(index) | Picked::Nearest(index) => self.value(&union.variants[index].schema, value),
            Picked::None => match union.tag {
                Tag::Property(_, _) if !value.is_object() => self.fault("must be an object"),
                Tag::Property(name, _) => {
                    let tags = union.variants.iter().flat_map(|v| v.tags.iter().copied());
                    let detail = if value.get(name).is_none() { "is required".to_owned() } else { one_of(tags) };
                    self.at(name, |c| c.fault(detail));
                }
                Tag::Key => {
                    let keys: Vec<_> = union.variants.iter().filter_map(|v| v.key).collect();
                    self.fault(format!("must be an object with one of the properties {}", keys.join(", ")));
                }
                Tag::JsonType | Tag::Untagged => self.fault("is of none of the types that are accepted here"),
            },
        }
    }

    fn limits(&mut self, limits: &Limits, value: &Value) {
        match value {
            Value::Number(_) => self.number(limits, value),
            Value::String(text) => {
                let length = text.chars().count() as u64;
                if limits.min_length.is_some_and(|least| length < least) {
                    self.fault(match limits.min_length {
                        Some(1) => "must not be empty".to_owned(),
                        least => format!("must have at least {} characters", least.unwrap_or_default()),
                    });
                }
                if let Some(most) = limits.max_length.filter(|most| length > *most) {
                    self.fault(format!("must have at most {most} characters"));
                }
                for pattern in limits.patterns {
                    if !pattern.matches(text) {
                        self.fault(format!("must match the pattern {}", pattern.source));
                    }
                }
            }
            Value::Array(items) => {
                let length = items.len() as u64;
                if let Some(least) = limits.min_items.filter(|least| length < *least) {
                    self.fault(format!("must have at least {least} items"));
                }
                if let Some(most) = limits.max_items.filter(|most| length > *most) {
                    self.fault(format!("must have at most {most} items"));
                }
                if limits.unique_items {
                    let mut seen = BTreeSet::new();
                    if !items.iter().all(|item| seen.insert(canonical(item))) {
                        self.fault("must not hold the same item twice");
                    }
                }
            }
            Value::Object(members) => {
                let length = members.len() as u64;
                if let Some(least) = limits.min_properties.filter(|least| length < *least) {
                    self.fault(format!("must have at least {least} properties"));
                }
                if let Some(most) = limits.max_properties.filter(|most| length > *most) {
                    self.fault(format!("must have at most {most} properties"));
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn number(&mut self, limits: &Limits, value: &Value) {
        use std::cmp::Ordering::{Greater, Less};
        let compare = |bound: Bound| match (whole(value), bound) {
            (Some(n), Bound::Integer(bound)) => Some(n.cmp(&bound)),
            _ => value.as_f64().and_then(|n| n.partial_cmp(&bound.as_f64())),
        };
        if let Some(bound) = limits.minimum.filter(|b| compare(*b) == Some(Less)) {
            self.fault(format!("must be at least {}", text(bound)));
        }
        if let Some(bound) = limits.maximum.filter(|b| compare(*b) == Some(Greater)) {
            self.fault(format!("must be at most {}", text(bound)));
        }
        if let Some(bound) = limits.exclusive_minimum.filter(|b| compare(*b) != Some(Greater)) {
            self.fault(format!("must be more than {}", text(bound)));
        }
        if let Some(bound) = limits.exclusive_maximum.filter(|b| compare(*b) != Some(Less)) {
            self.fault(format!("must be less than {}", text(bound)));
        }
        if let (Some(step), Some(n)) = (limits.multiple_of, value.as_f64()) {
            // 0.3 is a multiple of 0.1 to people, not to doubles: the quotient may be off by rounding.
            let quotient = n / step;
            if (quotient - quotient.round()).abs() > 1e-9 * quotient.abs().max(1.0) {
                self.fault(format!("must be a multiple of {step}"));
            }
        }
    }
}

fn text(bound: Bound) -> String {
    match bound {
        Bound::Integer(n) => n.to_string(),
        Bound::Decimal(n) => n.to_string(),
    }
}

fn one_of(scalars: impl Iterator<Item = Scalar>) -> String {
    let mut names: Vec<_> = scalars.map(|s| s.value().to_string()).collect();
    if names.len() > 20 {
        let more = names.len() - 20;
        names.truncate(20);
        names.push(format!("or {more} others"));
    }
    format!("must be one of {}", names.join(", "))
}

/// Text that is the same for equal values: keys sorted, whole numbers written without a fraction.
fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut parts: Vec<_> =
                members.iter().map(|(k, v)| format!("{}:{}", Value::from(k.as_str()), canonical(v))).collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        Value::Number(_) => whole(value).map_or_else(|| value.to_string(), |n| n.to_string()),
        other => other.to_string(),
    }
}
