//! Credentials: taken from the request here, judged by the implementation.

use std::fmt;

use base64::{Engine, engine::general_purpose};
use http::{HeaderMap, header};

use super::{
    context::RequestContext,
    operation::Operation,
    params,
    problem::{Denied, Failure, Problem, Reason},
};

/// What credentials must allow.
#[derive(Debug, Clone)]
pub struct Required {
    /// Scopes that the operation asks for; all of them
    pub scopes: &'static [&'static str],
    /// The operation
    pub operation: &'static Operation,
    /// The request
    pub context: RequestContext,
}

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),+ }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: String,)+
        }

        /// Says nothing of the secret.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

secret!(
    /// A bearer token (RFC 6750), as it was sent.
    Bearer {
        /// The token
        token
    }
);
secret!(
    /// HTTP Basic (RFC 7617), base64-decoded, split at the first colon. OAuth clients encode each half as a form value
    /// besides (RFC 6749 2.3.1): decoding that is up to the implementation.
    Basic {
        /// What stands before the first colon
        username,
        /// What stands after it
        password
    }
);
secret!(
    /// A key in a header, in the query or in a cookie.
    ApiKey {
        /// The key
        key
    }
);
secret!(
    /// Credentials of another HTTP scheme.
    Credentials {
        /// What stands after the scheme's name
        value
    }
);

/// A client certificate that the TLS layer verified, left in the request's extensions by the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// DER
    pub der: bytes::Bytes,
}

fn malformed() -> Denied {
    Denied(Problem::new(400).detail("The Authorization header is malformed."))
}

/// Scheme and credentials of the `Authorization` header: one header, one space between them.
fn authorization(headers: &HeaderMap) -> Result<Option<(&str, &str)>, Denied> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(malformed());
    }
    let text = value.to_str().map_err(|_| malformed())?;
    text.split_once(' ').map(Some).ok_or_else(malformed)
}

/// The bearer token; none: there is none.
pub fn bearer(context: &RequestContext) -> Result<Option<Bearer>, Denied> {
    match authorization(&context.headers)? {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            // RFC 6750 2.1: b64token
            let body = token.trim_end_matches('=');
            let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/');
            if body.is_empty() || !body.bytes().all(allowed) {
                return Err(malformed());
            }
            Ok(Some(Bearer { token: token.to_owned() }))
        }
        _ => Ok(None),
    }
}

/// User name and password; none: there are none.
pub fn basic(context: &RequestContext) -> Result<Option<Basic>, Denied> {
    match authorization(&context.headers)? {
        Some((scheme, text)) if scheme.eq_ignore_ascii_case("basic") => {
            let bytes = general_purpose::STANDARD.decode(text).map_err(|_| malformed())?;
            let text = String::from_utf8(bytes).map_err(|_| malformed())?;
            let (username, password) = text.split_once(':').ok_or_else(malformed)?;
            Ok(Some(Basic { username: username.to_owned(), password: password.to_owned() }))
        }
        _ => Ok(None),
    }
}

/// Credentials of another scheme; none: there are none.
pub fn http_scheme(context: &RequestContext, name: &str) -> Result<Option<Credentials>, Denied> {
    match authorization(&context.headers)? {
        Some((scheme, value)) if scheme.eq_ignore_ascii_case(name) => Ok(Some(Credentials { value: value.to_owned() })),
        _ => Ok(None),
    }
}

/// A key in a header; none: there is none.
pub fn header_key(context: &RequestContext, name: &str) -> Result<Option<ApiKey>, Denied> {
    Ok(context.header(name).map(|key| ApiKey { key: key.to_owned() }))
}

/// A key in the query; none: there is none.
pub fn query_key(context: &RequestContext, name: &str) -> Result<Option<ApiKey>, Denied> {
    let bad = |_| Denied(Problem::new(400).detail("The query is malformed."));
    let pairs = params::pairs(&context.query).map_err(bad)?;
    let raw = pairs.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw);
    raw.map(|raw| Ok(ApiKey { key: params::decode(raw, true).map_err(bad)? })).transpose()
}

/// A key in a cookie; none: there is none.
pub fn cookie_key(context: &RequestContext, name: &str) -> Result<Option<ApiKey>, Denied> {
    let cookies = context.headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut pairs = cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    Ok(pairs.find(|(key, _)| *key == name).map(|(_, key)| ApiKey { key: key.to_owned() }))
}

/// The client's certificate; none: there is none.
pub fn certificate(context: &RequestContext) -> Result<Option<ClientCertificate>, Denied> {
    Ok(context.extensions.get::<ClientCertificate>().cloned())
}

/// Judges credentials of schemes by name. Generated for every implementation of the API's `Security`.
pub trait Guard: Send + Sync {
    /// Who calls
    type Caller: Send;

    /// Judges the credentials of one scheme; none: the request has none of that scheme.
    fn meet(
        &self,
        scheme: &'static str,
        required: Required,
    ) -> impl Future<Output = Result<Option<Self::Caller>, Denied>> + Send;

    /// One caller of those that several schemes gave, which must all be met.
    fn combine(&self, callers: Vec<Self::Caller>) -> Result<Self::Caller, Denied>;

    /// What a caller without credentials is told to bring (`WWW-Authenticate`); none: HTTP has no word for it.
    fn challenge(&self, scheme: &'static str) -> Option<&'static str>;
}

/// Who calls; none: nobody said, and the operation allows that.
///
/// The first alternative whose credentials are all there and good decides. Credentials that are there but refused are
/// never taken for no credentials. An alternative that is unknown is refused.
pub async fn authorize<G: Guard>(
    guard: &G,
    operation: &'static Operation,
    context: &RequestContext,
) -> Result<Option<G::Caller>, Failure> {
    let mut optional = false;
    let mut denied = None;
    'alternatives: for alternative in operation.security {
        if alternative.is_empty() {
            optional = true;
            continue;
        }
        let mut callers = Vec::new();
        for requirement in *alternative {
            let required = Required { scopes: requirement.scopes, operation, context: context.clone() };
            match guard.meet(requirement.scheme, required).await {
                Ok(Some(caller)) => callers.push(caller),
                Ok(None) => continue 'alternatives,
                Err(refusal) => {
                    denied = Some(refusal);
                    continue 'alternatives;
                }
            }
        }
        let one = if callers.len() == 1 { callers.pop().map(Ok) } else { Some(guard.combine(callers)) };
        match one {
            Some(Ok(caller)) => return Ok(Some(caller)),
            Some(Err(refusal)) => denied = Some(refusal),
            None => {}
        }
    }
    if let Some(Denied(problem)) = denied {
        return Err(Failure::new(Reason::Denied, problem));
    }
    if optional {
        return Ok(None);
    }
    let mut problem = Problem::new(401);
    let mut seen = Vec::new();
    for requirement in operation.security.iter().flat_map(|alternative| alternative.iter()) {
        if let Some(challenge) = guard.challenge(requirement.scheme)
            && !seen.contains(&challenge)
        {
            seen.push(challenge);
            problem = problem.header("WWW-Authenticate", challenge);
        }
    }
    Err(Failure::new(Reason::NoCredentials, problem))
}

/// The same where the operation allows no caller without credentials.
pub async fn authorize_strictly<G: Guard>(
    guard: &G,
    operation: &'static Operation,
    context: &RequestContext,
) -> Result<G::Caller, Failure> {
    let caller = authorize(guard, operation, context).await?;
    caller.ok_or_else(|| Failure::new(Reason::NoCredentials, Problem::new(401)))
}
