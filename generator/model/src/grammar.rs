//! What may stand where in an OpenAPI document: the types of the table in [`crate::table`].
//!
//! The walk that finds references, the rewriting of 3.0 and the checks of types and keywords all read this one table.

use crate::OpenApiVersion;

/// Which object of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    SecurityRequirement,
    SecurityScheme,
    Flows,
    Flow,
    Schema,
    Discriminator,
    Xml,
}

/// What a value may be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Anything; nothing in it is read as OpenAPI.
    Any,
    /// The value of an extension: anything, but files that it refers to are copied in.
    Extension,
    /// A string.
    Text,
    /// A string that is a URI reference.
    Uri,
    /// A string, one of these.
    Word(&'static [&'static str]),
    /// A truth value.
    Bool,
    /// A number.
    Number,
    /// A whole number, not negative.
    Count,
    /// A regular expression of ECMA-262.
    Regex,
    /// `type` of a schema: a type's name or a list of them.
    Types,
    /// A string or a list of strings is left to others; a list of distinct strings.
    Names,
    /// A list.
    List(&'static Shape),
    /// A list with at least one item.
    Some(&'static Shape),
    /// A mapping with free keys.
    Map(&'static Shape),
    /// A mapping whose keys are component names.
    Section(&'static str, &'static Shape),
    /// A mapping whose keys are media types.
    Media(&'static Shape),
    /// A mapping whose keys are regular expressions.
    RegexMap(&'static Shape),
    /// `discriminator.mapping`: names or URI references of schemas.
    Mapping,
    /// `operationRef` of a link.
    OperationRef,
    /// An object of OpenAPI.
    Object(&'static Object),
}

/// Whether an object can do without a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// It may be absent.
    Optional,
    /// The specification demands it, but many do without.
    Expected,
    /// Nothing can be made of the object without it.
    Required,
}

/// One keyword of an object.
#[derive(Debug)]
pub(crate) struct Row {
    pub key: &'static str,
    pub shape: &'static Shape,
    pub need: Need,
    /// The version that brought it.
    pub since: OpenApiVersion,
}

/// What stands beside the keywords of an object.
#[derive(Debug)]
pub(crate) enum Rest {
    /// Extensions (`x-...`) only.
    Extensions,
    /// Anything: JSON Schema allows unknown keywords.
    Anything,
    /// Nothing else counts: every key is an entry of this shape, but extensions.
    Entries(&'static Shape),
}

/// An object of OpenAPI.
pub(crate) struct Object {
    pub kind: Kind,
    /// Its name with article, for messages: `an operation`.
    pub name: &'static str,
    pub rows: &'static [Row],
    pub rest: Rest,
    /// Whether the views follow a reference that stands in its place; what they do not follow is copied in.
    pub follows: bool,
    /// Section of `components` that holds such objects.
    pub section: Option<&'static str>,
}

impl std::fmt::Debug for Object {
    // The table is full of circles.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Object {
    /// The row of a keyword.
    pub(crate) fn row(&self, key: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.key == key)
    }
}

pub(crate) const fn row(key: &'static str, shape: &'static Shape) -> Row {
    Row { key, shape, need: Need::Optional, since: OpenApiVersion::V3_0 }
}

impl Row {
    pub(crate) const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    pub(crate) const fn expected(mut self) -> Self {
        self.need = Need::Expected;
        self
    }

    pub(crate) const fn since(mut self, version: OpenApiVersion) -> Self {
        self.since = version;
        self
    }
}

impl Shape {
    /// The object, when it is one.
    pub(crate) fn object(&self) -> Option<&'static Object> {
        match self {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether it is a schema.
    pub(crate) fn is_schema(&self) -> bool {
        self.object().is_some_and(|o| o.kind == Kind::Schema)
    }
}
