//! Errors of `/v1`: `application/problem+json` (RFC 9457). The texts never repeat what was sent.

use poem::http::{HeaderName, HeaderValue, StatusCode, header};
use poem::{IntoResponse, Response};
use serde::Serialize;

/// Media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Where the kinds of problems are described; a kind's slug follows.
const TYPES: &str = "https://covenant.example/problems/";

/// The kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    BadRequest,
    Unauthorized,
    InsufficientScope,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    Conflict,
    Gone,
    PayloadTooLarge,
    UriTooLong,
    UnsupportedMediaType,
    Unprocessable,
    RateLimitExceeded,
    HeadersTooLarge,
    Internal,
    Unavailable,
}

impl Kind {
    /// Status, slug, title and code of the kind.
    pub fn parts(self) -> (StatusCode, &'static str, &'static str, &'static str) {
        match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, "bad-request", "Bad request", "BAD_REQUEST"),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized", "Unauthorized", "UNAUTHORIZED"),
            Self::InsufficientScope => (StatusCode::FORBIDDEN, "insufficient-scope", "Forbidden", "INSUFFICIENT_SCOPE"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden", "Forbidden", "FORBIDDEN"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "Not found", "NOT_FOUND"),
            Self::MethodNotAllowed => {
                (StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed", "METHOD_NOT_ALLOWED")
            }
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "not-acceptable", "Not acceptable", "NOT_ACCEPTABLE"),
            Self::Conflict => (StatusCode::CONFLICT, "conflict", "Conflict", "CONFLICT"),
            Self::Gone => (StatusCode::GONE, "gone", "Gone", "GONE"),
            Self::PayloadTooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "payload-too-large", "Payload too large", "PAYLOAD_TOO_LARGE")
            }
            Self::UriTooLong => (StatusCode::URI_TOO_LONG, "uri-too-long", "URI too long", "URI_TOO_LONG"),
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Unsupported media type",
                "UNSUPPORTED_MEDIA_TYPE",
            ),
            Self::Unprocessable => {
                (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable", "Unprocessable content", "UNPROCESSABLE")
            }
            Self::RateLimitExceeded => {
                (StatusCode::TOO_MANY_REQUESTS, "rate-limit-exceeded", "Too many requests", "RATE_LIMIT_EXCEEDED")
            }
            Self::HeadersTooLarge => (
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                "headers-too-large",
                "Request header fields too large",
                "HEADERS_TOO_LARGE",
            ),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal", "Internal server error", "INTERNAL"),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Service unavailable", "UNAVAILABLE"),
        }
    }

    /// The kind that stands for a status which something else decided on.
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::Unauthorized,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            409 => Self::Conflict,
            410 => Self::Gone,
            413 => Self::PayloadTooLarge,
            414 => Self::UriTooLong,
            415 => Self::UnsupportedMediaType,
            422 => Self::Unprocessable,
            429 => Self::RateLimitExceeded,
            431 => Self::HeadersTooLarge,
            503 => Self::Unavailable,
            400..=499 => Self::BadRequest,
            _ => Self::Internal,
        }
    }
}

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Where in the body (RFC 6901)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Which parameter
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What is wrong there
    pub detail: String,
}

impl FieldError {
    /// Something in the body.
    pub fn at(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), parameter: None, detail: detail.into() }
    }

    /// A parameter.
    pub fn parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: None, parameter: Some(name.into()), detail: detail.into() }
    }
}

/// An error on its way to the caller. The request's id is filled in by the outermost layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind
    pub kind: Kind,
    /// What happened this time
    pub detail: Option<String>,
    /// What is wrong with the request
    pub errors: Vec<FieldError>,
    /// Header fields that go with it
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// The document on the wire.
#[derive(Debug, Serialize)]
struct Wire<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    instance: String,
    request_id: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
}

impl Problem {
    /// A problem of a kind, without details.
    pub fn new(kind: Kind) -> Self {
        Self { kind, detail: None, errors: Vec::new(), headers: Vec::new() }
    }

    /// With a text about this occurrence.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With places in the request.
    #[must_use]
    pub fn errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// With a header field; a value that cannot be one is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// Status of the kind.
    pub fn status(&self) -> StatusCode {
        self.kind.parts().0
    }

    /// URI of the kind.
    pub fn type_uri(&self) -> String {
        format!("{TYPES}{}", self.kind.parts().1)
    }

    /// The response, for the request with this id.
    pub fn response(&self, request_id: &str) -> Response {
        let (status, _, title, code) = self.kind.parts();
        let wire = Wire {
            r#type: self.type_uri(),
            title,
            status: status.as_u16(),
            code,
            detail: self.detail.as_deref(),
            instance: format!("urn:covenant:request:{request_id}"),
            request_id,
            errors: &self.errors,
        };
        let body = serde_json::to_vec(&wire).unwrap_or_default();
        let mut response = body.into_response();
        response.set_status(status);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn c95_a_problem_is_the_document_of_rfc_9457() {
        let problem = Problem::new(Kind::BadRequest)
            .detail("The request is not what this operation takes.")
            .errors(vec![FieldError::parameter("limit", "must be at most 100")]);
        let response = problem.response("req_1");
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert_eq!(response.content_type(), Some(MEDIA_TYPE));
        let body: serde_json::Value =
            serde_json::from_str(&response.into_body().into_string().await.expect("text")).expect("json");
        assert_eq!(
            body,
            serde_json::json!({
                "type": "https://covenant.example/problems/bad-request",
                "title": "Bad request",
                "status": 400,
                "code": "BAD_REQUEST",
                "detail": "The request is not what this operation takes.",
                "instance": "urn:covenant:request:req_1",
                "request_id": "req_1",
                "errors": [{"parameter": "limit", "detail": "must be at most 100"}]
            })
        );
    }

    #[test]
    fn every_client_error_has_a_kind_of_its_own_class() {
        for code in 400..600_u16 {
            let status = StatusCode::from_u16(code).expect("status");
            let kind = Kind::of_status(status);
            assert_eq!(kind.parts().0.is_client_error(), status.is_client_error(), "{code}");
        }
    }
}
