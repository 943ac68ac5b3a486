//! Tables that say what an operation takes and gives.

use super::schema::{About, Schema};

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`
    pub id: &'static str,
    /// Upper case
    pub method: &'static str,
    /// Template: `/v1/invoices/{invoice_id}`
    pub path: &'static str,
    /// Groups that it belongs to
    pub tags: &'static [&'static str],
    /// One line
    pub summary: Option<&'static str>,
    /// CommonMark
    pub description: Option<&'static str>,
    /// It goes away
    pub deprecated: bool,
    /// Parameters
    pub params: &'static [Param],
    /// Request body
    pub body: Option<Body>,
    /// Responses
    pub responses: &'static [Response],
    /// Alternatives of credentials. Empty: none needed; an empty one: optional.
    pub security: &'static [&'static [Requirement]],
}

/// Credentials of one scheme.
#[derive(Debug, Clone, Copy)]
pub struct Requirement {
    /// Name of the scheme
    pub scheme: &'static str,
    /// What they must allow
    pub scopes: &'static [&'static str],
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a value becomes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug)]
pub struct Param {
    /// Name on the wire
    pub name: &'static str,
    /// Where it travels
    pub location: Location,
    /// Whether it must be there
    pub required: bool,
    /// What it accepts
    pub schema: Schema,
    /// How it becomes text
    pub style: Style,
    /// `explode`
    pub explode: bool,
    /// It is written in this media type instead
    pub content: Option<&'static str>,
    /// What counts when it is absent, as JSON text
    pub default: Option<&'static str>,
    /// What people read
    pub about: About,
}

/// A request body.
#[derive(Debug)]
pub struct Body {
    /// Whether it must be there
    pub required: bool,
    /// CommonMark
    pub description: Option<&'static str>,
    /// Alternatives
    pub contents: &'static [Content],
}

/// A media type and what it holds.
#[derive(Debug)]
pub struct Content {
    /// Lower case, without parameters
    pub media_type: &'static str,
    /// How its bytes are read
    pub kind: ContentKind,
    /// What it accepts
    pub schema: Schema,
    /// How its properties are written (form and multipart)
    pub encodings: &'static [Encoding],
}

/// How bytes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ContentKind {
    Json,
    Form,
    Multipart,
    Text,
    EventStream,
    JsonLines,
    /// Handed over as they are
    Raw,
}

/// How a property of a form is written.
#[derive(Debug)]
pub struct Encoding {
    /// Its key
    pub property: &'static str,
    /// Media type of its text
    pub content_type: Option<&'static str>,
    /// How it becomes text
    pub style: Style,
    /// `explode`
    pub explode: bool,
}

/// Which responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// `200`
    Exact(u16),
    /// `4XX`, by its first digit
    Range(u8),
    /// `default`
    Default,
}

/// A response.
#[derive(Debug)]
pub struct Response {
    /// Which
    pub status: Status,
    /// CommonMark
    pub description: &'static str,
    /// Headers
    pub headers: &'static [Header],
    /// Alternatives; empty: no body
    pub contents: &'static [Content],
}

/// A response header.
#[derive(Debug)]
pub struct Header {
    /// Name
    pub name: &'static str,
    /// Whether it is always there
    pub required: bool,
    /// What it holds
    pub schema: Schema,
    /// `explode`
    pub explode: bool,
    /// What people read
    pub about: About,
}

impl Operation {
    /// The documented response for a status: the exact one, its range, or the default.
    pub fn response(&self, status: u16) -> Option<&'static Response> {
        let rank = |response: &Response| match response.status {
            Status::Exact(code) => (code == status).then_some(0),
            Status::Range(digit) => (u16::from(digit) == status / 100).then_some(1),
            Status::Default => Some(2),
        };
        self.responses.iter().filter_map(|r| Some((rank(r)?, r))).min_by_key(|(rank, _)| *rank).map(|(_, r)| r)
    }

    /// Media types of its successes, as documented.
    pub fn offers(&self) -> impl Iterator<Item = &'static str> {
        let success = |status: Status| matches!(status, Status::Exact(200..=299) | Status::Range(2));
        self.responses.iter().filter(move |r| success(r.status)).flat_map(|r| r.contents.iter().map(|c| c.media_type))
    }
}
