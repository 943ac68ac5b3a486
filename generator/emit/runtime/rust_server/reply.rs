//! Responses, on their way out.

use std::{borrow::Cow, fmt, pin::Pin};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde_json::Value;

use super::{json::Json, operation::Content, params, problem::Problem, schema::Schema};

/// A response as it is sent.
#[derive(Debug)]
pub struct Reply {
    /// HTTP status
    pub status: u16,
    /// Headers
    pub headers: HeaderMap,
    /// Bytes
    pub body: ReplyBody,
}

/// Bytes of a response.
pub enum ReplyBody {
    /// All of them
    Bytes(Bytes),
    /// One after the other
    Stream(Pin<Box<dyn Stream<Item = Bytes> + Send>>),
}

impl fmt::Debug for ReplyBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Stream(_) => f.write_str("stream"),
        }
    }
}

impl Reply {
    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: HeaderMap::new(), body: ReplyBody::Bytes(Bytes::new()) }
    }

    /// A JSON response in this media type.
    pub fn json(status: u16, media_type: &str, value: &Value) -> Self {
        Self::empty(status).body(media_type, ReplyBody::Bytes(value.to_string().into()))
    }

    fn body(mut self, media_type: &str, body: ReplyBody) -> Self {
        if let Ok(value) = HeaderValue::try_from(media_type) {
            self.headers.insert(header::CONTENT_TYPE, value);
        }
        self.body = body;
        self
    }

    /// With a header in place of what was there. One that HTTP does not allow is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.headers.insert(name, value);
        }
        self
    }
}

/// Bytes with their media type, where the description names only a range of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Media type
    pub content_type: String,
    /// The bytes
    pub bytes: Bytes,
}

/// Values one after the other: events (server-sent events) or lines (JSON lines).
pub struct Values<T>(Pin<Box<dyn Stream<Item = T> + Send>>);

impl<T> Values<T> {
    /// Values of a stream.
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self {
        Self(Box::pin(stream))
    }
}

impl<T> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stream of values")
    }
}

/// What an operation's implementation gave, before it is rendered.
#[derive(Debug)]
pub struct Answer(pub(super) Given);

#[derive(Debug)]
pub(super) enum Given {
    Response { status: u16, headers: HeaderMap, content: Option<Payload> },
    Problem(Problem),
}

#[derive(Debug)]
pub(super) struct Payload {
    pub(super) media_type: Cow<'static, str>,
    pub(super) kind: PayloadKind,
}

#[derive(Debug)]
pub(super) enum PayloadKind {
    Json(Value, &'static Schema),
    Body(ReplyBody),
}

/// An outcome that can be sent.
pub trait Outcome {
    /// What is sent.
    fn answer(self) -> Answer;
}

impl Answer {
    /// A documented response.
    pub fn new(status: u16) -> Self {
        Self(Given::Response { status, headers: HeaderMap::new(), content: None })
    }

    /// A problem, rendered by [`super::Failures`].
    pub fn problem(problem: Problem) -> Self {
        Self(Given::Problem(problem))
    }

    /// With a header.
    #[must_use]
    pub fn header<T: Json>(mut self, name: &'static str, explode: bool, value: Option<&T>) -> Self {
        if let Given::Response { headers, .. } = &mut self.0
            && let Some(value) = value
            && let (Ok(name), Ok(text)) =
                (HeaderName::try_from(name), HeaderValue::try_from(params::simple(&value.write(), explode)))
        {
            headers.append(name, text);
        }
        self
    }

    fn content(mut self, media_type: impl Into<Cow<'static, str>>, kind: PayloadKind) -> Self {
        if let Given::Response { content, .. } = &mut self.0 {
            *content = Some(Payload { media_type: media_type.into(), kind });
        }
        self
    }

    /// With a JSON body.
    #[must_use]
    pub fn json<T: Json>(self, content: &'static Content, value: &T) -> Self {
        self.content(content.media_type, PayloadKind::Json(value.write(), &content.schema))
    }

    /// With a text body.
    #[must_use]
    pub fn text(self, media_type: &'static str, text: String) -> Self {
        self.content(format!("{media_type}; charset=utf-8"), PayloadKind::Body(ReplyBody::Bytes(text.into())))
    }

    /// With a body of bytes.
    #[must_use]
    pub fn bytes(self, media_type: &'static str, bytes: Bytes) -> Self {
        self.content(media_type, PayloadKind::Body(ReplyBody::Bytes(bytes)))
    }

    /// With a body of bytes in a media type of its own.
    #[must_use]
    pub fn media(self, media: Media) -> Self {
        self.content(media.content_type, PayloadKind::Body(ReplyBody::Bytes(media.bytes)))
    }

    /// With server-sent events, one a value.
    #[must_use]
    pub fn events<T: Json + 'static>(self, media_type: &'static str, values: Values<T>) -> Self {
        let events = values.0.map(|value| Bytes::from(format!("data: {}\n\n", value.write())));
        self.content(media_type, PayloadKind::Body(ReplyBody::Stream(Box::pin(events))))
    }

    /// With JSON lines, one a value.
    #[must_use]
    pub fn lines<T: Json + 'static>(self, media_type: &'static str, values: Values<T>) -> Self {
        let lines = values.0.map(|value| Bytes::from(format!("{}\n", value.write())));
        self.content(media_type, PayloadKind::Body(ReplyBody::Stream(Box::pin(lines))))
    }
}

impl Payload {
    pub(super) fn attach(self, reply: Reply) -> Reply {
        match self.kind {
            PayloadKind::Json(value, _) => reply.body(&self.media_type, ReplyBody::Bytes(value.to_string().into())),
            PayloadKind::Body(body) => reply.body(&self.media_type, body),
        }
    }
}
