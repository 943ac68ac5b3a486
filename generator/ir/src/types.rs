//! Types: an expression ([`Type`]) wherever a value stands, and a declaration ([`Decl`]) for what needs a name.

use model::Place;

use crate::Name;

/// A JSON value of the document: an example, a default, an enum member. Object keys are sorted.
pub type Json = serde_json::Value;

/// Index into [`crate::Api::decls`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeclId(pub u32);

/// The type of a value. Arrays, maps and tuples stand in each other at most 25 deep; what is deeper is a declaration, so
/// that recursion over a type needs no bound of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// What it is when it is not null
    pub kind: Kind,
    /// Whether null is a value too. A declaration is never null by itself: where the author says so of a component, every
    /// use of it ([`Kind::Declared`]) says so here, and [`DeclBody::Alias`] and the variants of unions do not.
    pub nullable: bool,
    /// What else must hold; validated by servers, documented in SDKs
    pub constraints: Option<Box<Constraints>>,
}

impl Type {
    /// A type without constraints that is not nullable.
    pub fn plain(kind: Kind) -> Self {
        Self { kind, nullable: false, constraints: None }
    }
}

/// Shapes of values.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Any JSON value, also null
    Any,
    /// No value
    Never,
    /// Only null
    Null,
    /// `true` or `false`
    Boolean,
    /// A whole number
    Integer(IntegerFormat),
    /// A number
    Number(NumberFormat),
    /// A string
    String(StringFormat),
    /// Exactly this scalar (a `const` or an enum of one)
    Constant(Json),
    /// Items of one type
    Array(Box<Type>),
    /// Items by position; `rest` for those that follow (none: nothing may follow)
    Tuple {
        /// Types by position; those at or after `required` may be absent
        prefix: Vec<Type>,
        /// How many positions must be there
        required: usize,
        /// Type of what follows
        rest: Option<Box<Type>>,
    },
    /// An object with free keys and values of one type
    Map(Box<Type>),
    /// A declaration
    Declared(DeclId),
}

/// `format` of integers, by the range that it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IntegerFormat {
    /// `int32` (also int8, int16)
    Int32,
    /// `int64`, and the default
    Int64,
    /// `uint32` and smaller
    Uint32,
    /// `uint64`
    Uint64,
}

/// `format` of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `float`
    Float,
    /// `double`, and the default
    Double,
}

/// `format` of strings, as far as languages have a type of their own for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StringFormat {
    /// No format
    Plain,
    /// `date`: RFC 3339 full-date
    Date,
    /// `date-time`: RFC 3339
    DateTime,
    /// `uuid`
    Uuid,
    /// `uri`, `uri-reference`, `iri`, `url`
    Uri,
    /// `byte`, or `contentEncoding: base64`: bytes as base64 text
    Base64,
    /// `binary` (a body or part that is raw bytes)
    Binary,
    /// Any other, by name; a plain string to languages
    Other(String),
}

/// Constraints of JSON Schema beside the shape. Numbers are literals of the document.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Constraints {
    pub minimum: Option<String>,
    pub maximum: Option<String>,
    pub exclusive_minimum: Option<String>,
    pub exclusive_maximum: Option<String>,
    pub multiple_of: Option<String>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    /// ECMA-262 patterns that must all match
    pub patterns: Vec<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    /// Validation keywords that are kept as they are, as a JSON Schema (`not`, `if`, `contains`, `propertyNames`, `dependent*`, ...),
    /// documented in SDKs; sorted by keyword
    pub residual: Vec<(String, Json)>,
}

/// What people read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Docs {
    /// One line
    pub summary: Option<String>,
    /// CommonMark
    pub description: Option<String>,
    /// `externalDocs.url`
    pub url: Option<String>,
    /// Examples, in the author's order
    pub examples: Vec<Json>,
}

/// `deprecated`, with what our extensions say about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deprecation {
    /// `x-deprecated-at`, `YYYY-MM-DD`
    pub since: Option<String>,
    /// `x-sunset`, `YYYY-MM-DD`
    pub sunset: Option<String>,
    /// `x-replaced-by`: an operation id, a parameter, a property or a pointer
    pub replaced_by: Option<String>,
}

/// Where values of a declaration travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// From the client to the server (for webhooks: from the receiver back)
    pub request: bool,
    /// From the server to the client (for webhooks and callbacks: what the API sends)
    pub response: bool,
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Decl {
    /// Sort key and identity, independent of the author's order: the component name, or the owner's key and the way from it
    pub key: String,
    /// Its name; for anonymous ones made of the owner's words and the way from it
    pub name: Name,
    /// Whether the author named it (a component), or we did
    pub authored: bool,
    /// Where it stands
    pub at: Place,
    /// JSON Pointer in that text
    pub pointer: String,
    /// What people read
    pub docs: Docs,
    /// Whether it goes away
    pub deprecation: Option<Deprecation>,
    /// Where its values travel
    pub usage: Usage,
    /// What it is
    pub body: DeclBody,
}

/// What a declaration declares.
#[derive(Debug, Clone, PartialEq)]
pub enum DeclBody {
    /// A record
    Object(Object),
    /// A set of scalars
    Enum(Enum),
    /// One of several types
    Union(Union),
    /// Another name for a type. May be recursive through arrays and maps only.
    Alias(Type),
}

/// A record.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Required ones first, then by wire name
    pub fields: Vec<Field>,
    /// What other keys may hold
    pub additional: Additional,
    /// `patternProperties`: pattern to type, sorted by pattern
    pub patterns: Vec<(String, Type)>,
    /// Constraints of the object itself
    pub constraints: Option<Box<Constraints>>,
}

/// Keys that are no field.
#[derive(Debug, Clone, PartialEq)]
pub enum Additional {
    /// The author did not say: kept by clients, ignored by servers
    Unsaid,
    /// The author allows any
    Any,
    /// Values of this type
    Typed(Type),
    /// The author forbids them: refused by servers, kept by clients
    Forbidden,
}

/// Whether a key must be there. Independent of whether its value may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Must be there
    Required,
    /// May be absent
    Optional,
}

/// A property.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Name; `wire` is the key
    pub name: Name,
    /// Type of the value
    pub ty: Type,
    /// As the schema says, with the exception of `read_only` and `write_only`: see there
    pub presence: Presence,
    /// `readOnly`: not sent in requests. Where the record travels both ways a required one is `Optional` here and
    /// `required_on_its_side` tells that responses always have it.
    pub read_only: bool,
    /// `writeOnly`: not sent in responses; likewise
    pub write_only: bool,
    /// Whether the schema requires it (see `read_only`)
    pub required_on_its_side: bool,
    /// What people read
    pub docs: Docs,
    /// Whether it goes away
    pub deprecation: Option<Deprecation>,
    /// `default`
    pub default: Option<Json>,
    /// `x-pii`: personal data, what kind
    pub pii: Option<String>,
    /// Where it stands
    pub at: Place,
}

/// Whether unknown values are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// A reader keeps an unknown value and writes it back unchanged (anything that a response holds)
    Open,
    /// Only requests hold it: the list is complete
    Closed,
}

/// A set of scalars. All members are strings, or all are integers, or it is mixed (then `base` is `Any`).
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Shape of the members (`String(Plain)`, `Integer`, `Number`, `Boolean` or `Any`)
    pub base: Kind,
    /// In the author's order, without null (see [`Type::nullable`]) and without duplicates
    pub members: Vec<EnumMember>,
    /// Whether unknown values are expected
    pub openness: Openness,
    /// Whether the author allows other values too (`anyOf` of the values and of their type). Then a server accepts them;
    /// otherwise it refuses them, however open the enum is to clients.
    pub extensible: bool,
}

/// A member of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumMember {
    /// Made of the value, or `x-enum-varnames` / `x-enumNames`
    pub name: Name,
    /// The value
    pub value: Json,
    /// `x-enum-descriptions`, or the `description` of a `oneOf` of `const`s
    pub docs: Docs,
    /// Whether it goes away
    pub deprecation: Option<Deprecation>,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// In the author's order, without null
    pub variants: Vec<Variant>,
    /// How a reader tells them apart
    pub tag: Tag,
    /// Whether unknown variants are expected
    pub openness: Openness,
    /// `oneOf` (exactly one) rather than `anyOf` (at least one)
    pub exclusive: bool,
}

/// A type of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Name: the declaration's, or made of the shape
    pub name: Name,
    /// The type; never nullable
    pub ty: Type,
    /// For [`Tag::Property`]: the values of the property that choose it
    pub tag_values: Vec<Json>,
    /// For [`Tag::Key`]: the required key that only it has
    pub tag_key: Option<String>,
    /// What people read
    pub docs: Docs,
}

/// How a reader tells the variants of a union apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// By the value of a property: a declared discriminator, or one inferred from `const` or enum values
    Property {
        /// Its key
        wire: String,
        /// Whether the author declared it
        declared: bool,
    },
    /// By the JSON type of the value
    JsonType,
    /// By a required key that only one variant has
    Key,
    /// Only by trying, JSON types first: the first variant (in the author's order) that fits best
    Untagged,
}
