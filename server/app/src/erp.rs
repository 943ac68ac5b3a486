//! The specification's operations, implemented: this module judges callers and renders refusals, those beside it hold
//! one generated trait each.

use std::sync::Arc;

use covenant_api::runtime as rt;
use covenant_api::runtime::operation::Operation;
use covenant_api::security::Security;
use poem::http::{StatusCode, header};

use crate::gate;
use crate::http::speaks_oauth;
use crate::oauth_error::OauthError;
use crate::platform::{Contract, Platform};
use crate::problem::{FieldError, Kind, MEDIA_TYPE, Problem};
use crate::request;
use crate::scopes::OperationScopes;
use crate::store::ApiClient;

/// Name of the security scheme of access tokens.
const TOKEN_SCHEME: &str = "oauth2";

/// Implements the generated traits.
pub struct Erp(pub(crate) Arc<Platform>);

/// Judges credentials.
pub struct Judge(Arc<Platform>);

/// What serves the specification's operations.
pub type Service = rt::Service<covenant_api::Routes<Erp, Judge>>;

/// Who calls.
pub enum Caller {
    /// Somebody with an access token that was let through
    Token(Box<gate::Caller>),
    /// A client that authenticated with its secret
    Client(Arc<ApiClient>),
    /// A client that asks for a token, and is judged together with what it asks for
    Asking,
}

impl Caller {
    /// The caller of an operation that only a token opens.
    pub(crate) fn token(&self) -> Result<&gate::Caller, rt::Problem> {
        match self {
            Self::Token(caller) => Ok(caller),
            Self::Client(_) | Self::Asking => Err(refusal(&Problem::new(Kind::Forbidden))),
        }
    }

    /// The organisation that the caller belongs to.
    pub(crate) fn org_id(&self) -> Option<&str> {
        match self {
            Self::Token(caller) => Some(caller.org_id()),
            Self::Client(client) => Some(&client.org_id),
            Self::Asking => None,
        }
    }
}

/// Serves the operations on a platform.
pub fn service(platform: Arc<Platform>, max_body: usize) -> Service {
    covenant_api::service(Erp(Arc::clone(&platform)), Judge(platform))
        .failures(Refusals)
        .body_limit(max_body)
        // What does not fit the specification must be found by our tests, not by our users' clients.
        .check_responses(cfg!(debug_assertions))
        .build()
}

/// What the specification says of scopes and of its release.
pub fn contract() -> Contract {
    let operations = <covenant_api::Routes<Erp, Judge> as rt::Api>::OPERATIONS;
    let scopes = operations.iter().map(|operation| {
        let ways = operation.security.iter().filter_map(|way| match way {
            [one] if one.scheme == TOKEN_SCHEME => Some(one.scopes.iter().map(|s| (*s).to_owned()).collect()),
            _ => None,
        });
        (operation.id.to_owned(), ways.collect::<Vec<Vec<String>>>())
    });
    let (_, version) = <covenant_api::Routes<Erp, Judge> as rt::Api>::INFO;
    Contract { operations: OperationScopes::new(scopes), release: version.to_owned() }
}

impl Security for Judge {
    type Caller = Caller;

    async fn oauth2(&self, credentials: rt::Bearer, required: rt::Required) -> Result<Caller, rt::Denied> {
        let caller = self.0.gate.admit(&credentials.token, required.operation.id).await;
        caller.map(|c| Caller::Token(Box::new(c))).map_err(|problem| rt::Denied(refusal(&problem)))
    }

    async fn client_basic(&self, _: rt::Basic, required: rt::Required) -> Result<Caller, rt::Denied> {
        if required.operation.security.iter().any(|way| way.is_empty()) {
            return Ok(Caller::Asking);
        }
        // Read strictly, and decoded, before the route was found.
        let info = request::current();
        let Some(call) = info.oauth.get() else { return Err(rt::Denied::unauthenticated()) };
        let client = self.0.oauth.client(&call.credentials).await;
        client.map(Caller::Client).map_err(|error| rt::Denied(oauth_refusal(&error)))
    }
}

/// A problem of ours as one of the generated code's.
pub(crate) fn refusal(problem: &Problem) -> rt::Problem {
    let (status, _, title, code) = problem.kind.parts();
    let mut out = rt::Problem::new(status.as_u16()).kind(problem.type_uri(), title).with("code", code);
    out.detail.clone_from(&problem.detail);
    if !problem.errors.is_empty() {
        out = out.with("errors", serde_json::to_value(&problem.errors).unwrap_or_default());
    }
    out.headers.extend(problem.headers.iter().cloned());
    out
}

/// An OAuth error on its way to [`Refusals`].
pub(crate) fn oauth_refusal(error: &OauthError) -> rt::Problem {
    let mut out = rt::Problem::new(error.status().as_u16()).with("error", error.error());
    if !error.description().is_empty() {
        out = out.with("error_description", error.description());
    }
    if let Some(seconds) = error.retry_after() {
        out = out.header("Retry-After", &seconds.to_string());
    }
    if let Some(challenge) = error.challenge() {
        out = out.header("WWW-Authenticate", challenge);
    }
    out
}

/// Renders refusals: problems, and at the OAuth endpoints what RFC 6749 says.
struct Refusals;

impl rt::Failures for Refusals {
    fn render(&self, failure: rt::Failure, _: Option<&'static Operation>, context: &rt::RequestContext) -> rt::Reply {
        let request_id = context.request_id.clone().unwrap_or_default();
        if let Some(cause) = &failure.internal {
            tracing::error!(request_id, cause, "an operation failed");
        }
        if speaks_oauth(&context.path) && failure.problem.status != 403 {
            return oauth_reply(&failure);
        }
        problem_reply(failure, &request_id)
    }
}

fn problem_reply(failure: rt::Failure, request_id: &str) -> rt::Reply {
    let rt::Failure { reason, problem, .. } = failure;
    let mut problem = if problem.extensions.contains_key("code") { problem } else { ours(reason, &problem) };
    problem.instance = Some(format!("urn:covenant:request:{request_id}"));
    problem = problem.with("request_id", request_id);
    let mut reply = rt::Reply::json(problem.status, MEDIA_TYPE, &problem.to_value());
    reply.headers.extend(problem.headers.clone());
    reply
}

/// A problem that the generated code found, in our words.
fn ours(reason: rt::Reason, found: &rt::Problem) -> rt::Problem {
    let mut problem = Problem::new(Kind::of_status(status_of(found)));
    problem.detail.clone_from(&found.detail);
    problem.errors = found.errors.iter().map(field_error).collect();
    for (name, value) in &found.headers {
        problem.headers.push((name.clone(), value.clone()));
    }
    let challenge = header::WWW_AUTHENTICATE;
    match reason {
        rt::Reason::NoCredentials => {
            problem.headers.retain(|(name, _)| *name != challenge);
            problem = problem.detail("This operation needs an access token.").header(challenge, &gate::challenge());
        }
        rt::Reason::Denied if found.status == 400 => {
            problem = problem.header(challenge, &gate::malformed_challenge());
        }
        _ => {}
    }
    refusal(&problem)
}

fn field_error(fault: &rt::InputFault) -> FieldError {
    match fault.part {
        rt::Part::Body => FieldError::at(fault.pointer.clone(), fault.detail.clone()),
        rt::Part::Param(_, name) => FieldError::parameter(name, fault.detail.clone()),
    }
}

/// A refusal as RFC 6749 says; the specification describes nothing else for these endpoints but a 403.
fn oauth_reply(failure: &rt::Failure) -> rt::Reply {
    let found = &failure.problem;
    let said = |problem: &rt::Problem, key: &str| {
        problem.extensions.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    };
    let problem = if found.extensions.contains_key("error") {
        found.clone()
    } else if found.status == 401 && found.extensions.contains_key("code") {
        // A token that does not count, where one may be used (RFC 6750 section 3.1).
        let description = found.detail.clone().unwrap_or_default();
        found.clone().with("error", "invalid_token").with("error_description", description)
    } else {
        let mut ours = oauth_refusal(&oauth_error(failure));
        for (name, value) in &found.headers {
            // What the generated code knows better, such as `Allow`. A challenge or a wait is ours.
            ours.headers.entry(name.clone()).or_insert_with(|| value.clone());
        }
        ours
    };
    let (error, description) = (said(&problem, "error"), said(&problem, "error_description"));
    let mut body = serde_json::Map::new();
    body.insert("code".into(), error.to_ascii_uppercase().into());
    body.insert("error".into(), error.into());
    if !description.is_empty() {
        body.insert("error_description".into(), description.into());
    }
    let mut reply = rt::Reply::json(problem.status, "application/json", &body.into());
    reply.headers.extend(problem.headers.clone());
    reply
}

/// The error for what the generated code found.
fn oauth_error(failure: &rt::Failure) -> OauthError {
    let wrong = |member: &str| {
        let inside = format!("/{member}/");
        failure
            .problem
            .errors
            .iter()
            .any(|e| e.pointer[..] == inside[..inside.len() - 1] || e.pointer.starts_with(&inside))
    };
    match failure.reason {
        rt::Reason::Invalid if wrong("scope") => OauthError::invalid_scope(),
        rt::Reason::Invalid if wrong("resource") => OauthError::invalid_target(),
        _ => OauthError::of_status(status_of(&failure.problem)),
    }
}

fn status_of(problem: &rt::Problem) -> StatusCode {
    StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
