//! Operations: what is called, with what, and what may come back.

use model::Place;

use crate::{Constraints, Deprecation, Docs, Json, Name, Requirement, Server, Type};

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// Upper case, as on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }

    /// Whether repeating a call does no more than one call (RFC 9110 9.2.2).
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

/// An operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `operationId`, or made of method and path; unique in the API
    pub id: Name,
    /// Name in its resource: the id without the resource's words (`listInvoices` of `invoices` is `list`); unique there
    pub method_name: Name,
    /// Method
    pub method: Method,
    /// Template as written: `/v1/invoices/{id}`
    pub path: String,
    /// The template taken apart
    pub segments: Vec<PathSegment>,
    /// `tags`; the first one is the resource
    pub tags: Vec<String>,
    /// What people read
    pub docs: Docs,
    /// Whether it goes away
    pub deprecation: Option<Deprecation>,
    /// Path parameters in the order of the template, then the others: required ones first, then by location and wire name
    pub params: Vec<Param>,
    /// `requestBody`
    pub body: Option<Body>,
    /// Exact ones by number, then ranges, then default
    pub responses: Vec<Response>,
    /// Alternatives in the author's order: one must be met in full. Empty: no credentials needed.
    /// An empty alternative means that credentials are optional.
    pub security: Vec<Vec<Requirement>>,
    /// Only when they differ from the document's
    pub servers: Vec<Server>,
    /// How the pages of a list are walked
    pub pagination: Option<Pagination>,
    /// How a repeated call is told from a new one
    pub idempotency: Option<Idempotency>,
    /// `callbacks`, sorted by name, expression, method
    pub callbacks: Vec<Callback>,
    /// Extensions (`x-...`), sorted by key
    pub extensions: Vec<(String, Json)>,
    /// Where it stands
    pub at: Place,
    /// JSON Pointer in that text
    pub pointer: String,
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathSegment {
    /// Text as it is (with the slashes)
    Literal(String),
    /// The path parameter with this wire name
    Param(String),
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter's value becomes text (OpenAPI 3.1, Parameter Object).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Name; `wire` is the one on the wire. Unique in the operation (with the location's word added where needed).
    pub name: Name,
    /// Where it travels
    pub location: Location,
    /// Whether it must be there
    pub required: bool,
    /// Type of the value
    pub ty: Type,
    /// How the value becomes text, unless `content`
    pub style: Style,
    /// `explode`
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// `content`: the value is written in this media type (`application/json`)
    pub content: Option<String>,
    /// What people read
    pub docs: Docs,
    /// Whether it goes away
    pub deprecation: Option<Deprecation>,
    /// `default` of its schema
    pub default: Option<Json>,
    /// `x-pii`
    pub pii: Option<String>,
    /// Where it stands
    pub at: Place,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Whether it must be there
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// Alternatives: the preferred one first (JSON, then form, multipart, text, binary), then by media type
    pub contents: Vec<Content>,
}

/// A media type and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// As written, lower case: `application/json`, `text/*`, `application/problem+json`
    pub media_type: String,
    /// How the bytes are made
    pub kind: ContentKind,
    /// Type of the value (of one event or line for streams)
    pub ty: Type,
    /// Examples, sorted by name
    pub examples: Vec<Example>,
    /// Where it stands
    pub at: Place,
}

/// How bytes are made of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum ContentKind {
    /// `application/json`, `*+json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form(Vec<Encoding>),
    /// `multipart/*`
    Multipart(Vec<Encoding>),
    /// `text/*` other than event streams
    Text,
    /// `text/event-stream`
    EventStream,
    /// `application/jsonl`, `application/x-ndjson`, `application/json-seq`
    JsonLines,
    /// `application/xml`, `*+xml`: carried as text; the type is a plain string, whatever the schema says
    Xml,
    /// Anything else: raw bytes
    Binary,
}

/// How one property of a form or multipart body is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    /// Key of the property
    pub property: String,
    /// `contentType` (for multipart: default by type of the property)
    pub content_type: Option<String>,
    /// `style`
    pub style: Option<Style>,
    /// `explode`
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// Headers of the part
    pub headers: Vec<Header>,
}

/// An example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Key in `examples`; empty for `example`
    pub name: String,
    /// `summary`
    pub summary: Option<String>,
    /// `value`
    pub value: Json,
}

/// Which responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `200`
    Exact(u16),
    /// `4XX`, by its first digit
    Range(u8),
    /// `default`
    Default,
}

impl Status {
    /// Whether it is (or, for default, whether it may be taken as) a success.
    pub fn is_success(self) -> bool {
        match self {
            Self::Exact(code) => (200..300).contains(&code),
            Self::Range(digit) => digit == 2,
            Self::Default => false,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Which
    pub status: Status,
    /// `description`
    pub description: Option<String>,
    /// Sorted by wire name
    pub headers: Vec<Header>,
    /// As in [`Body::contents`]; empty: no body
    pub contents: Vec<Content>,
    /// Sorted by name
    pub links: Vec<Link>,
    /// Where it stands
    pub at: Place,
}

/// A response header, or a header of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Name; `wire` as written
    pub name: Name,
    /// Whether it is always there
    pub required: bool,
    /// Type; written in style `simple`
    pub ty: Type,
    /// `explode`
    pub explode: bool,
    /// What people read
    pub docs: Docs,
    /// Whether it goes away
    pub deprecation: Option<Deprecation>,
    /// Where it stands
    pub at: Place,
}

/// A link to a further call.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Key in `links`
    pub name: String,
    /// Id (wire) of the operation that it leads to, if known
    pub operation: Option<String>,
    /// Parameter to runtime expression or constant, sorted by name
    pub parameters: Vec<(String, Json)>,
    /// `description`
    pub description: Option<String>,
}

/// How the pages of a list are walked.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// The way
    pub kind: PaginationKind,
    /// Keys that lead to the items in the response body; empty: the body is the list
    pub items: Vec<String>,
    /// Type of one item
    pub item: Type,
    /// Wire name of the query parameter with the size of a page
    pub limit_param: Option<String>,
    /// Whether the author declared it (`x-covenant-pagination`), or it was found by its structure
    pub declared: bool,
}

/// Ways to walk pages. Parameters are wire names of query parameters, paths are keys in the response body.
#[derive(Debug, Clone, PartialEq)]
pub enum PaginationKind {
    /// The response says where the next page starts
    Cursor {
        /// Parameter that takes it
        param: String,
        /// Where it stands; null, absent or empty: the end
        next: Vec<String>,
        /// A boolean that tells whether there is more
        has_more: Option<Vec<String>>,
    },
    /// The id of the last item is where the next page starts
    LastItem {
        /// Parameter that takes it
        param: String,
        /// Key of the item
        key: String,
        /// A boolean that tells whether there is more
        has_more: Option<Vec<String>>,
    },
    /// Pages are numbered, from 1 unless the parameter's default or minimum is 0
    Page {
        /// Parameter with the number
        param: String,
        /// First page
        first: u64,
    },
    /// Items are skipped
    Offset {
        /// Parameter with how many
        param: String,
    },
    /// RFC 8288 `Link` header with `rel="next"`
    LinkHeader,
    /// A URL in the body
    NextUrl {
        /// Where it stands
        next: Vec<String>,
    },
}

/// How a server tells a repeated call from a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Idempotency {
    /// A header parameter with this wire name; SDKs make a key for each call
    Header(String),
    /// A property of the body (`x-covenant-idempotency: {body: external_id}`); a call that sets it may be retried
    Body(String),
}

/// A request that the API sends to a URL that this call told it.
#[derive(Debug, Clone, PartialEq)]
pub struct Callback {
    /// Key in `callbacks`
    pub name: Name,
    /// Runtime expression that gives the URL
    pub expression: String,
    /// What is sent
    pub operation: Operation,
}

impl Operation {
    /// The success responses.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|r| r.status.is_success())
    }

    /// Everything that is not a success, `default` included.
    pub fn errors(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|r| !r.status.is_success())
    }

    /// Parameters of one location.
    pub fn params_in(&self, location: Location) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(move |p| p.location == location)
    }
}

impl Constraints {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
