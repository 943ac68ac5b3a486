//! Tables that say which JSON values a type accepts.
//!
//! One table serves twice: requests are validated by it ([`super::validate`]), and the description that poem-openapi
//! derives from the running routes is made of it. So what is published is what is enforced.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use regex::{Regex, RegexBuilder};

/// A named type.
#[derive(Debug)]
pub struct Declared {
    /// Name in the description
    pub name: &'static str,
    /// What people read
    pub about: About,
    /// What it accepts
    pub schema: Schema,
}

/// Which values are accepted.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Shape of a value that is not null
    pub kind: Kind,
    /// Whether null is accepted too
    pub nullable: bool,
    /// What else must hold
    pub limits: Option<&'static Limits>,
}

/// Shapes of values.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any JSON value
    Any,
    /// No value
    Never,
    /// Only null
    Null,
    /// `true` or `false`
    Boolean,
    /// A whole number within the range of its format
    Integer(IntegerFormat),
    /// A number; `float` or `double`
    Number(&'static str),
    /// A string in this format
    Text(Format),
    /// Exactly this scalar
    Constant(Scalar),
    /// One of these scalars
    Choice(&'static [Scalar]),
    /// Items of one type
    Array(&'static Schema),
    /// Items by position
    Tuple(&'static TupleTable),
    /// Free keys, values of one type
    Map(&'static Schema),
    /// A record
    Object(&'static ObjectTable),
    /// One of several types
    Union(&'static UnionTable),
    /// A named type
    Named(&'static Declared),
}

/// Ranges of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum IntegerFormat {
    Int32,
    Int64,
    Uint32,
    Uint64,
}

/// Formats of strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Plain,
    Date,
    DateTime,
    Uuid,
    Uri,
    Base64,
    Binary,
    /// Another one by name; checked where this runtime knows it
    Other(&'static str),
}

/// A scalar of the description.
#[derive(Debug, Clone, Copy)]
pub enum Scalar {
    /// A string
    Text(&'static str),
    /// A whole number
    Integer(i64),
    /// Another value, as JSON text
    Json(&'static str),
}

/// Items by position.
#[derive(Debug)]
pub struct TupleTable {
    /// Types by position
    pub prefix: &'static [Schema],
    /// How many positions must be there
    pub required: usize,
    /// Type of what follows; none: nothing may follow
    pub rest: Option<Schema>,
}

/// A record.
#[derive(Debug)]
pub struct ObjectTable {
    /// Its properties
    pub properties: &'static [Property],
    /// What other keys may hold
    pub rest: Rest,
    /// Types of keys that match a pattern
    pub patterns: &'static [(&'static Pattern, Schema)],
}

/// What keys beside the properties may hold.
#[derive(Debug, Clone, Copy)]
pub enum Rest {
    /// Nobody said: ignored
    Ignored,
    /// Anything
    Any,
    /// Values of this type
    Typed(&'static Schema),
    /// Nothing: another key is refused
    Forbidden,
}

/// A property of a record.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// Its key
    pub name: &'static str,
    /// When it must be there
    pub presence: Presence,
    /// What it accepts
    pub schema: Schema,
    /// What people read
    pub about: About,
}

/// When a property must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Presence {
    Always,
    /// `readOnly` and required
    InResponses,
    /// `writeOnly` and required
    InRequests,
    Never,
}

/// What people read about a type, a property or a parameter.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// CommonMark
    pub description: Option<&'static str>,
    /// It goes away
    pub deprecated: bool,
    /// Not sent in requests
    pub read_only: bool,
    /// Not sent in responses
    pub write_only: bool,
    /// Default, as JSON text
    pub default: Option<&'static str>,
    /// Example, as JSON text
    pub example: Option<&'static str>,
}

/// One of several types.
#[derive(Debug)]
pub struct UnionTable {
    /// The types
    pub variants: &'static [Variant],
    /// How they are told apart
    pub tag: Tag,
    /// Exactly one (`oneOf`) rather than at least one (`anyOf`)
    pub exclusive: bool,
}

/// A type of a union.
#[derive(Debug)]
pub struct Variant {
    /// What it accepts
    pub schema: Schema,
    /// Values of the tag that choose it
    pub tags: &'static [Scalar],
    /// The required key that only it has
    pub key: Option<&'static str>,
}

/// How the types of a union are told apart.
#[derive(Debug, Clone, Copy)]
pub enum Tag {
    /// By the value of this property; whether the description declares it
    Property(&'static str, bool),
    /// By the JSON type
    JsonType,
    /// By a required key that only one has
    Key,
    /// By trying
    Untagged,
}

/// Constraints beside the shape.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Limits {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub exclusive_minimum: Option<Bound>,
    pub exclusive_maximum: Option<Bound>,
    pub multiple_of: Option<f64>,
    /// In characters
    pub min_length: Option<u64>,
    /// In characters
    pub max_length: Option<u64>,
    pub patterns: &'static [&'static Pattern],
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

/// A bound of a number.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// A whole number
    Integer(i128),
    /// Another number
    Decimal(f64),
}

/// A regular expression, compiled at its first use.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// As the description writes it (ECMA-262)
    pub source: &'static str,
    /// The same in the syntax of the `regex` crate
    pub translated: &'static str,
}

/// Compiled patterns by their text. Tables are constants, which cannot hold them.
type Compiled = RwLock<HashMap<&'static str, Option<Arc<Regex>>>>;

impl Pattern {
    /// Whether it matches somewhere in the text. A translation that does not compile matches nothing: it fails closed.
    pub fn matches(&self, text: &str) -> bool {
        static COMPILED: OnceLock<Compiled> = OnceLock::new();
        let compiled = COMPILED.get_or_init(Compiled::default);
        let known = compiled.read().unwrap_or_else(PoisonError::into_inner).get(self.translated).cloned();
        let regex = known.unwrap_or_else(|| {
            let regex = RegexBuilder::new(self.translated).size_limit(1 << 26).build().ok().map(Arc::new);
            compiled.write().unwrap_or_else(PoisonError::into_inner).insert(self.translated, regex.clone());
            regex
        });
        regex.is_some_and(|r| r.is_match(text))
    }
}

impl Schema {
    /// A schema without constraints that does not accept null.
    pub const fn of(kind: Kind) -> Self {
        Self { kind, nullable: false, limits: None }
    }

    /// Accepts null too.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// With constraints.
    #[must_use]
    pub const fn limited(mut self, limits: &'static Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// The same without names: the schema that a chain of named types leads to. Null is accepted when any of them does.
    pub fn resolved(&self) -> Self {
        let mut schema = *self;
        // A chain of names that leads back to itself has no content; sixty-four steps are more than any description has.
        for _ in 0..64 {
            let Kind::Named(declared) = schema.kind else { break };
            schema = Self { nullable: schema.nullable || declared.schema.nullable, ..declared.schema };
        }
        schema
    }
}

impl Property {
    /// A property that must always be there.
    pub const fn required(name: &'static str, schema: Schema) -> Self {
        Self { name, presence: Presence::Always, schema, about: About::NOTHING }
    }

    /// A property that may be absent.
    pub const fn optional(name: &'static str, schema: Schema) -> Self {
        Self { name, presence: Presence::Never, schema, about: About::NOTHING }
    }

    /// A property that must be there on one side.
    pub const fn sided(name: &'static str, presence: Presence, schema: Schema) -> Self {
        Self { name, presence, schema, about: About::NOTHING }
    }

    /// With what people read.
    #[must_use]
    pub const fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }
}

impl About {
    /// Nothing was said.
    pub const NOTHING: Self = Self {
        description: None,
        deprecated: false,
        read_only: false,
        write_only: false,
        default: None,
        example: None,
    };

    /// Only a description.
    pub const fn text(description: &'static str) -> Self {
        Self { description: Some(description), ..Self::NOTHING }
    }
}

impl Limits {
    /// No constraint.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        patterns: &[],
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
    };
}

impl Bound {
    /// The nearest double.
    pub fn as_f64(self) -> f64 {
        match self {
            #[allow(clippy::cast_precision_loss)]
            Self::Integer(n) => n as f64,
            Self::Decimal(n) => n,
        }
    }
}

impl Scalar {
    /// As a JSON value.
    pub fn value(self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.into(),
            Self::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        }
    }

    /// Whether the value is this scalar.
    pub fn is(self, value: &serde_json::Value) -> bool {
        match self {
            Self::Text(text) => value.as_str() == Some(text),
            Self::Integer(number) => {
                value.as_i64() == Some(number) || {
                    #[allow(clippy::cast_precision_loss)]
                    let same = value.as_f64() == Some(number as f64) && !value.is_i64() && !value.is_u64();
                    same
                }
            }
            Self::Json(_) => self.value() == *value,
        }
    }
}

impl IntegerFormat {
    /// Smallest and largest value.
    pub fn range(self) -> (i128, i128) {
        match self {
            Self::Int32 => (i32::MIN.into(), i32::MAX.into()),
            Self::Int64 => (i64::MIN.into(), i64::MAX.into()),
            Self::Uint32 => (0, u32::MAX.into()),
            Self::Uint64 => (0, u64::MAX.into()),
        }
    }

    /// Its name in the description.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Uint32 => "uint32",
            Self::Uint64 => "uint64",
        }
    }
}

impl Format {
    /// Its name in the description; none for a plain string.
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Date => Some("date"),
            Self::DateTime => Some("date-time"),
            Self::Uuid => Some("uuid"),
            Self::Uri => Some("uri"),
            Self::Base64 => Some("byte"),
            Self::Binary => Some("binary"),
            Self::Other(name) => Some(name),
        }
    }
}
