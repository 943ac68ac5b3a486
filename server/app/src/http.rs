//! What every request goes through, whatever it is about: an id, limits of size, strict reading at the OAuth endpoints,
//! one log line, and the header fields that every response has.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use covenant_api::runtime::RequestId;
use futures::FutureExt;
use poem::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use poem::{Body, Endpoint, IntoResponse, Request, Response};

use crate::ids::{REQUEST, is_sane_request_id, new_id};
use crate::oauth_error::OauthError;
use crate::oauth_request;
use crate::problem::{Kind, Problem};
use crate::request::{self, RequestInfo};

/// Longest URI in bytes.
const MAX_URI: usize = 8 * 1024;
/// Most bytes of all header fields.
const MAX_HEADERS: usize = 32 * 1024;

/// Header field that names a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Endpoints that speak OAuth: their path, and whether they take JSON beside forms.
const OAUTH_PATHS: &[(&str, bool)] = &[("/oauth/token", true), ("/v1/token/introspect", false)];

/// Whether errors of this path are those of RFC 6749.
pub fn speaks_oauth(path: &str) -> bool {
    path.starts_with("/oauth/") || OAUTH_PATHS.iter().any(|(p, _)| *p == path)
}

/// Names the operation that a method and a path lead to: `operationId` and path template.
pub type Naming = Arc<dyn Fn(&Method, &str) -> Option<(&'static str, &'static str)> + Send + Sync>;

/// The outermost layer.
pub struct Frame<E> {
    inner: E,
    naming: Naming,
    max_body: usize,
}

impl<E> Frame<E> {
    /// A frame around an endpoint.
    pub fn new(inner: E, naming: Naming, max_body: usize) -> Self {
        Self { inner, naming, max_body }
    }
}

impl<E: Endpoint> Endpoint for Frame<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let started = Instant::now();
        let id = request
            .header(REQUEST_ID)
            .filter(|id| is_sane_request_id(id))
            .map_or_else(|| new_id(REQUEST), str::to_owned);
        let source = request.remote_addr().as_socket_addr().map(|a| a.ip().to_string()).unwrap_or_default();
        let info = Arc::new(RequestInfo::new(id, source));
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let named = (self.naming)(&method, &path);
        request.set_data(RequestId(info.id.clone()));

        let served = request::scope(Arc::clone(&info), self.serve(request, &info, &path));
        // A fault in one request must not take others with it, nor leave its caller without an answer.
        let mut response = AssertUnwindSafe(served).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!(request_id = info.id, "a request handler panicked");
            failure(&path, StatusCode::INTERNAL_SERVER_ERROR, &info.id)
        });
        finish(&mut response, &info, &path);
        log(&method, named, &response, &info, started);
        Ok(response)
    }
}

impl<E: Endpoint> Frame<E> {
    async fn serve(&self, mut request: Request, info: &RequestInfo, path: &str) -> Response {
        if request.uri().to_string().len() > MAX_URI {
            return failure(path, StatusCode::URI_TOO_LONG, &info.id);
        }
        let headers: usize = request.headers().iter().map(|(n, v)| n.as_str().len() + v.len()).sum();
        if headers > MAX_HEADERS {
            return failure(path, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, &info.id);
        }
        // RFC 9112 section 6.1: a message with both may be an attempt at smuggling.
        if request.headers().contains_key(header::CONTENT_LENGTH)
            && request.headers().contains_key(header::TRANSFER_ENCODING)
        {
            return failure(path, StatusCode::BAD_REQUEST, &info.id);
        }
        // Nothing is unpacked here, so no small body can become a large one.
        let packed =
            request.header(header::CONTENT_ENCODING).is_some_and(|e| !e.trim().eq_ignore_ascii_case("identity"));
        if packed {
            return failure(path, StatusCode::UNSUPPORTED_MEDIA_TYPE, &info.id);
        }
        if query_names(request.uri().query(), "access_token") {
            let problem = Problem::new(Kind::BadRequest).detail("A token must not be in the URI.");
            return problem.response(&info.id);
        }
        if request.method() == Method::POST
            && let Some((_, json_too)) = OAUTH_PATHS.iter().find(|(p, _)| *p == path)
            && let Err(refusal) = read_oauth(&mut request, info, *json_too, self.max_body).await
        {
            return refusal.response();
        }
        match self.inner.call(request).await {
            Ok(response) => response.into_response(),
            Err(error) => {
                let status = error.status();
                if status.is_server_error() {
                    tracing::error!(request_id = info.id, %error, "a request failed");
                }
                if error.is_from_response() { error.into_response() } else { failure(path, status, &info.id) }
            }
        }
    }
}

/// Reads a request to an OAuth endpoint strictly and leaves what was read with the request's information. The route gets
/// a body without the client's secret and without empty parameters; credentials are in the header, wherever they were.
async fn read_oauth(
    request: &mut Request,
    info: &RequestInfo,
    json_too: bool,
    max_body: usize,
) -> Result<(), OauthError> {
    let body = request.take_body().into_bytes_limit(max_body).await.map_err(|error| match error {
        poem::error::ReadBodyError::PayloadTooLarge => OauthError::of_status(StatusCode::PAYLOAD_TOO_LARGE),
        _ => OauthError::invalid_request("The body could not be received."),
    })?;
    let fields: Option<Vec<&str>> =
        request.headers().get_all(header::AUTHORIZATION).iter().map(|v| v.to_str().ok()).collect();
    let fields = fields.ok_or_else(OauthError::invalid_client)?;
    let content_type = request.header(header::CONTENT_TYPE);
    let call = oauth_request::read(request.uri().query(), &fields, content_type, &body, json_too)?;
    let json = content_type.is_some_and(|t| t.trim().to_ascii_lowercase().starts_with("application/json"));
    let rest = if json { call.params.to_json().to_string() } else { call.params.to_form() };
    request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(rest.len()));
    request.set_body(Body::from_string(rest));
    if let Some(field) = call.credentials.as_basic().and_then(|field| HeaderValue::from_str(&field).ok()) {
        request.headers_mut().insert(header::AUTHORIZATION, field);
    }
    let _ = info.oauth.set(call);
    Ok(())
}

fn query_names(query: Option<&str>, name: &str) -> bool {
    query.is_some_and(|q| q.split('&').any(|pair| pair.split('=').next() == Some(name)))
}

/// An error in the manner of the path.
fn failure(path: &str, status: StatusCode, request_id: &str) -> Response {
    if speaks_oauth(path) {
        return OauthError::of_status(status).response();
    }
    Problem::new(Kind::of_status(status)).response(request_id)
}

/// Sets what every response has.
fn finish(response: &mut Response, info: &RequestInfo, path: &str) {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&info.id) {
        headers.insert(REQUEST_ID, id);
    }
    if let Some(verdict) = info.limit.get() {
        let fields = [(RATE_LIMIT_POLICY, verdict.policy_field()), (RATE_LIMIT, verdict.field())];
        for (name, value) in fields {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
    }
    if speaks_oauth(path) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    }
    let or = |headers: &mut HeaderMap, name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    // Answers are an organisation's own data: nobody on the way may keep them.
    or(headers, header::CACHE_CONTROL, "no-store");
    or(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    or(headers, header::REFERRER_POLICY, "no-referrer");
    or(headers, header::X_FRAME_OPTIONS, "DENY");
    or(headers, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
}

/// One line a request. Never a header, a body, a query, or a path that does not belong to an operation: any of them may
/// hold a secret.
fn log(
    method: &Method,
    named: Option<(&'static str, &'static str)>,
    response: &Response,
    info: &RequestInfo,
    started: Instant,
) {
    let (operation, route) = named.unwrap_or(("-", "-"));
    let status = response.status().as_u16();
    let millis = started.elapsed().as_micros() as f64 / 1000.0;
    let client_id = info.client_id.get().map_or("-", String::as_str);
    tracing::info!(
        request_id = info.id,
        method = method.as_str(),
        route,
        operation,
        status,
        latency_ms = millis,
        client_id,
        source = info.source,
        "request"
    );
}
