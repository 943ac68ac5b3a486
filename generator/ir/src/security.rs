//! Credentials.

use crate::{Docs, Name};

/// One scheme that must be met, with scopes. A list of them is met together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Wire name of a [`SecurityScheme`]
    pub scheme: String,
    /// Scopes (OAuth 2.0, OpenID Connect) or roles (others, since 3.1), in the author's order
    pub scopes: Vec<String>,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Key in `components.securitySchemes`
    pub name: Name,
    /// What people read
    pub docs: Docs,
    /// What it is
    pub kind: SecurityKind,
}

/// Kinds of security schemes.
#[derive(Debug, Clone, PartialEq)]
pub enum SecurityKind {
    /// A key in a header
    ApiKeyHeader(String),
    /// A key in the query
    ApiKeyQuery(String),
    /// A key in a cookie
    ApiKeyCookie(String),
    /// HTTP Basic (RFC 7617)
    Basic,
    /// HTTP Bearer (RFC 6750); `bearerFormat`
    Bearer(Option<String>),
    /// Another HTTP scheme, by its name
    Http(String),
    /// OAuth 2.0
    OAuth2(Vec<Flow>),
    /// OpenID Connect discovery URL
    OpenIdConnect(String),
    /// A client certificate
    MutualTls,
}

/// A flow of OAuth 2.0.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Which
    pub kind: FlowKind,
    /// `authorizationUrl`
    pub authorization_url: Option<String>,
    /// `tokenUrl`
    pub token_url: Option<String>,
    /// `refreshUrl`
    pub refresh_url: Option<String>,
    /// Scope to description, sorted by scope
    pub scopes: Vec<(String, String)>,
}

/// Flows of OAuth 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum FlowKind {
    AuthorizationCode,
    ClientCredentials,
    DeviceAuthorization,
    Implicit,
    Password,
}
