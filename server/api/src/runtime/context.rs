//! What is known of a request beside its typed parameters.

use std::{ops::Deref, sync::Arc};

use http::{Extensions, HeaderMap};

use super::media;

/// Metadata of a request. Cheap to clone.
#[derive(Debug, Clone)]
pub struct RequestContext(Arc<Metadata>);

/// What a [`RequestContext`] holds.
#[derive(Debug, Default)]
pub struct Metadata {
    /// Id that the server gave to the request ([`RequestId`]), or else the client's `X-Request-Id` if it is sane
    pub request_id: Option<String>,
    /// Address of the other end of the connection, as `ip:port`
    pub peer: Option<String>,
    /// Upper case
    pub method: String,
    /// As it was sent: percent-encoded
    pub path: String,
    /// As it was sent, without `?`
    pub query: String,
    /// Headers as they were sent
    pub headers: HeaderMap,
    /// What middleware left
    pub extensions: Extensions,
}

/// Left in a request's extensions by middleware: the id of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(
    /// The id
    pub String,
);

impl RequestContext {
    /// A context of this metadata; takes the request's id from its extensions or headers when it has none.
    pub fn new(mut metadata: Metadata) -> Self {
        if metadata.request_id.is_none() {
            let given = metadata.extensions.get::<RequestId>().map(|id| id.0.clone());
            let sent = metadata.headers.get("x-request-id").and_then(|v| v.to_str().ok()).filter(|id| is_sane(id));
            metadata.request_id = given.or_else(|| sent.map(str::to_owned));
        }
        Self(Arc::new(metadata))
    }

    /// The first value of a header that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// Which of the media types the client likes best; the first one when it does not say; none when it takes none of them.
    pub fn prefers<'a>(&self, offers: &[&'a str]) -> Option<&'a str> {
        media::prefer(&self.headers, offers)
    }
}

impl Deref for RequestContext {
    type Target = Metadata;

    fn deref(&self) -> &Metadata {
        &self.0
    }
}

/// Short, and nothing in it that a log or a header would choke on.
fn is_sane(id: &str) -> bool {
    (1..=128).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':'))
}
