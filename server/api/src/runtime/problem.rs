//! Refusals: what the generated code itself answers, and how an implementation changes that.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value, json};

use super::{
    context::RequestContext,
    operation::{Location, Operation},
    reply::Reply,
};

/// Problem details (RFC 9457), with the headers that go with them. One pointer: an error that is small to carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem(Box<Details>);

/// What a [`Problem`] holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// HTTP status, 400 to 599
    pub status: u16,
    /// `type`: a URI that names the kind of problem
    pub kind: String,
    /// `title`: the kind of problem in a few words
    pub title: String,
    /// `detail`: what went wrong this time
    pub detail: Option<String>,
    /// `instance`: a URI that names this occurrence
    pub instance: Option<String>,
    /// `errors`: what is wrong with the request, piece by piece
    pub errors: Vec<InputFault>,
    /// Further members
    pub extensions: Map<String, Value>,
    /// Headers of the response
    pub headers: HeaderMap,
}

impl Problem {
    /// A problem of the kind `about:blank`: its title is the phrase of its status.
    pub fn new(status: u16) -> Self {
        let phrase = http::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason());
        Self(Box::new(Details {
            status,
            kind: "about:blank".to_owned(),
            title: phrase.unwrap_or("Error").to_owned(),
            detail: None,
            instance: None,
            errors: Vec::new(),
            extensions: Map::new(),
            headers: HeaderMap::new(),
        }))
    }

    /// With its kind and title.
    #[must_use]
    pub fn kind(mut self, uri: impl Into<String>, title: impl Into<String>) -> Self {
        self.kind = uri.into();
        self.title = title.into();
        self
    }

    /// With what went wrong this time. Never put input or secrets into it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With a further member.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.extensions.insert(key.into(), value.into());
        self
    }

    /// With a header. One that HTTP does not allow is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.headers.append(name, value);
        }
        self
    }

    /// The JSON object of it.
    pub fn to_value(&self) -> Value {
        let mut members = Map::new();
        members.insert("type".to_owned(), self.kind.as_str().into());
        members.insert("title".to_owned(), self.title.as_str().into());
        members.insert("status".to_owned(), self.status.into());
        if let Some(detail) = &self.detail {
            members.insert("detail".to_owned(), detail.as_str().into());
        }
        if let Some(instance) = &self.instance {
            members.insert("instance".to_owned(), instance.as_str().into());
        }
        if !self.errors.is_empty() {
            members.insert("errors".to_owned(), self.errors.iter().map(InputFault::to_value).collect());
        }
        for (key, value) in &self.extensions {
            members.insert(key.clone(), value.clone());
        }
        members.into()
    }

    /// As an `application/problem+json` response.
    pub fn into_reply(self) -> Reply {
        let body = self.to_value();
        let mut reply = Reply::json(self.status, "application/problem+json", &body);
        reply.headers.extend(self.0.headers);
        reply
    }
}

impl Deref for Problem {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Problem {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.title)
    }
}

impl std::error::Error for Problem {}

/// Something that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFault {
    /// In which part of the request
    pub part: Part,
    /// JSON Pointer (RFC 6901) in it; empty: all of it
    pub pointer: String,
    /// What must hold, without the value
    pub detail: String,
}

/// A part of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The body
    Body,
    /// A parameter
    Param(Location, &'static str),
}

impl InputFault {
    /// `{pointer, detail}` for the body, `{parameter, detail}` for a parameter (with a pointer where the fault is inside of it).
    pub fn to_value(&self) -> Value {
        match self.part {
            Part::Body => json!({"pointer": self.pointer, "detail": self.detail}),
            Part::Param(_, name) if self.pointer.is_empty() => json!({"parameter": name, "detail": self.detail}),
            Part::Param(_, name) => json!({"parameter": name, "pointer": self.pointer, "detail": self.detail}),
        }
    }
}

/// Why the generated code answers instead of the implementation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// 404: no operation has this path
    NoSuchPath,
    /// 405: the path has no operation of this method
    NoSuchMethod,
    /// 406: the response cannot be made in a media type that the client accepts
    NotAcceptable,
    /// 413: the body is over the limit
    TooLarge,
    /// 415: the body is in a media type that the operation does not take
    UnsupportedMediaType,
    /// 400: parameters or body are not what the operation takes
    Invalid,
    /// 401: there are no credentials
    NoCredentials,
    /// The security implementation said no
    Denied,
    /// The operation's implementation gave a [`Problem`]
    Refused,
    /// 500: the operation's implementation gave a [`Problem`] of a status that it does not document, or (in development)
    /// a response that does not fit its schema
    BadResponse,
    /// 500: table and type disagree; a fault of the generator
    Internal,
}

/// A refusal, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Why
    pub reason: Reason,
    /// What is sent unless [`Failures::render`] does otherwise
    pub problem: Problem,
    /// For the log only: what a caller must not see
    pub internal: Option<String>,
}

impl Failure {
    /// A refusal.
    pub fn new(reason: Reason, problem: Problem) -> Self {
        Self { reason, problem, internal: None }
    }

    /// 400 with what is wrong.
    pub fn invalid(errors: Vec<InputFault>) -> Self {
        let mut problem = Problem::new(400).detail("The request is not what this operation takes.");
        problem.errors = errors;
        Self::new(Reason::Invalid, problem)
    }

    /// 500 with a cause that only the log sees.
    pub fn internal(reason: Reason, cause: impl Into<String>) -> Self {
        Self { reason, problem: Problem::new(500), internal: Some(cause.into()) }
    }
}

/// How refusals are rendered. The default is `application/problem+json`.
pub trait Failures: Send + Sync + 'static {
    /// Makes a response of a refusal. `operation` is none when no operation was found.
    fn render(&self, failure: Failure, operation: Option<&'static Operation>, context: &RequestContext) -> Reply {
        let _ = (operation, context);
        failure.problem.into_reply()
    }
}

/// `application/problem+json` for everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Problems;

impl Failures for Problems {}

/// Credentials are not enough: a problem, usually 401 or 403.
#[derive(Debug, Clone, PartialEq)]
pub struct Denied(
    /// What the caller is told
    pub Problem,
);

impl Denied {
    /// 401: who is calling is not known.
    pub fn unauthenticated() -> Self {
        Self(Problem::new(401))
    }

    /// 403: who is calling may not do this.
    pub fn forbidden() -> Self {
        Self(Problem::new(403))
    }
}

impl From<Problem> for Denied {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}
