//! Errors of OAuth endpoints (RFC 6749 section 5.2), with the platform's code beside the RFC's one.
//!
//! Every text is one of ours: nothing that was sent can come back, so no character outside %x20-21 / %x23-5B / %x5D-7E
//! can either.

use poem::http::{HeaderValue, StatusCode, header};
use poem::{IntoResponse, Response};
use serde::Serialize;

/// An error of an OAuth endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OauthError {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
    retry_after: Option<u32>,
    basic_challenge: bool,
}

#[derive(Serialize)]
struct Wire<'a> {
    error: &'a str,
    code: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    error_description: &'a str,
}

impl OauthError {
    fn new(status: StatusCode, error: &'static str, description: &'static str) -> Self {
        Self { status, error, description, retry_after: None, basic_challenge: false }
    }

    /// The request is malformed.
    pub fn invalid_request(description: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// The client could not be authenticated. Whatever the reason, the answer is the same.
    pub fn invalid_client() -> Self {
        // 401 needs a challenge (RFC 9110 section 15.5.2), so there is one after an attempt in the body too.
        let mut error = Self::new(StatusCode::UNAUTHORIZED, "invalid_client", "Client authentication failed.");
        error.basic_challenge = true;
        error
    }

    /// The client may not use this grant.
    pub fn unauthorized_client() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unauthorized_client", "The client may not use this grant type.")
    }

    /// No such grant here.
    pub fn unsupported_grant_type() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", "This grant type is not supported.")
    }

    /// A scope that cannot be granted, for whichever reason.
    pub fn invalid_scope() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_scope", "A requested scope cannot be granted to this client.")
    }

    /// A resource server that tokens are not issued for (RFC 8707).
    pub fn invalid_target() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_target", "Tokens are not issued for this resource.")
    }

    /// Too many failed attempts.
    pub fn slow_down(retry_after: u32) -> Self {
        let mut error =
            Self::new(StatusCode::TOO_MANY_REQUESTS, "slow_down", "Too many attempts. Wait before the next one.");
        error.retry_after = Some(retry_after.max(1));
        error
    }

    /// Too busy, or something that is needed is not there.
    pub fn temporarily_unavailable() -> Self {
        let mut error =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "The service is busy. Try again.");
        error.retry_after = Some(1);
        error
    }

    /// Our fault.
    pub fn server_error() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "")
    }

    /// For a status that something else decided on.
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::invalid_client(),
            429 => Self::slow_down(1),
            503 => Self::temporarily_unavailable(),
            code @ 400..=499 => {
                let description = match code {
                    404 => "There is nothing here.",
                    405 => "This method is not supported here.",
                    413 => "The body is too large.",
                    _ => "The request is malformed.",
                };
                Self::new(if code == 415 { StatusCode::BAD_REQUEST } else { status }, "invalid_request", description)
            }
            _ => Self::server_error(),
        }
    }

    /// The RFC's code.
    pub fn error(&self) -> &'static str {
        self.error
    }

    /// The platform's code: the RFC's one in capitals.
    pub fn code(&self) -> String {
        self.error.to_ascii_uppercase()
    }

    /// The text, if there is one.
    pub fn description(&self) -> &'static str {
        self.description
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Seconds to wait.
    pub fn retry_after(&self) -> Option<u32> {
        self.retry_after
    }

    /// The `WWW-Authenticate` field that goes with it.
    pub fn challenge(&self) -> Option<&'static str> {
        self.basic_challenge.then_some(BASIC_CHALLENGE)
    }

    /// The response. Header fields that every response has are set by the outermost layer.
    pub fn response(&self) -> Response {
        let wire = Wire { error: self.error, code: self.code(), error_description: self.description };
        let mut response = serde_json::to_vec(&wire).unwrap_or_default().into_response();
        response.set_status(self.status);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(challenge) = self.challenge() {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response
    }
}

/// Challenge of OAuth endpoints (RFC 7617).
pub const BASIC_CHALLENGE: &str = "Basic realm=\"covenant\", charset=\"UTF-8\"";

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<OauthError> {
        let mut all = vec![
            OauthError::invalid_request("x"),
            OauthError::invalid_client(),
            OauthError::unauthorized_client(),
            OauthError::unsupported_grant_type(),
            OauthError::invalid_scope(),
            OauthError::invalid_target(),
            OauthError::slow_down(0),
            OauthError::temporarily_unavailable(),
            OauthError::server_error(),
        ];
        all.extend((400..600).filter_map(|c| StatusCode::from_u16(c).ok()).map(OauthError::of_status));
        all
    }

    #[test]
    fn c11_errors_are_json_that_nobody_keeps() {
        for error in all() {
            let response = error.response();
            assert_eq!(response.content_type(), Some("application/json"));
            assert_eq!(response.header("cache-control"), Some("no-store"));
            assert_eq!(response.header("pragma"), Some("no-cache"));
        }
    }

    #[test]
    fn c13_descriptions_hold_only_the_allowed_characters() {
        for error in all() {
            assert!(
                error.description.bytes().all(|b| matches!(b, 0x20 | 0x21 | 0x23..=0x5B | 0x5D..=0x7E)),
                "{}",
                error.description
            );
        }
    }

    #[tokio::test]
    async fn c27_invalid_scope_has_both_codes() {
        let response = OauthError::invalid_scope().response();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        let body: serde_json::Value =
            serde_json::from_str(&response.into_body().into_string().await.expect("text")).expect("json");
        assert_eq!(body["error"], "invalid_scope");
        assert_eq!(body["code"], "INVALID_SCOPE");
    }

    #[test]
    fn c06_a_failed_authentication_is_401_with_a_challenge() {
        let response = OauthError::invalid_client().response();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.header("www-authenticate"), Some(BASIC_CHALLENGE));
    }
}
