//! Credentials.

use model::{Document, Node};

use super::docs::{docs, text};
use crate::{Flow, FlowKind, Name, Requirement, SecurityKind, SecurityScheme};

/// `components.securitySchemes`, sorted by name.
pub(super) fn schemes(document: Document<'_>) -> Vec<SecurityScheme> {
    let mut all: Vec<_> = document
        .components()
        .into_iter()
        .flat_map(|c| c.security_schemes())
        .map(|(name, scheme)| SecurityScheme { name: Name::of(name), docs: docs(scheme.node()), kind: kind(scheme) })
        .collect();
    all.sort_by(|a, b| a.name.wire.cmp(&b.name.wire));
    all
}

fn kind(scheme: model::SecurityScheme<'_>) -> SecurityKind {
    let name = scheme.name().unwrap_or_default().to_owned();
    match scheme.kind().unwrap_or_default() {
        "apiKey" => match scheme.location() {
            Some("query") => SecurityKind::ApiKeyQuery(name),
            Some("cookie") => SecurityKind::ApiKeyCookie(name),
            _ => SecurityKind::ApiKeyHeader(name),
        },
        "oauth2" => SecurityKind::OAuth2(flows(scheme)),
        "openIdConnect" => SecurityKind::OpenIdConnect(scheme.open_id_connect_url().unwrap_or_default().to_owned()),
        "mutualTLS" => SecurityKind::MutualTls,
        _ => match scheme.scheme().unwrap_or_default().to_ascii_lowercase().as_str() {
            "basic" => SecurityKind::Basic,
            "bearer" => SecurityKind::Bearer(scheme.bearer_format().map(str::to_owned)),
            other => SecurityKind::Http(other.to_owned()),
        },
    }
}

fn flows(scheme: model::SecurityScheme<'_>) -> Vec<Flow> {
    let mut flows: Vec<Flow> = scheme
        .flows()
        .filter_map(|(name, node)| {
            let kind = match name {
                "authorizationCode" => FlowKind::AuthorizationCode,
                "clientCredentials" => FlowKind::ClientCredentials,
                "deviceAuthorization" => FlowKind::DeviceAuthorization,
                "implicit" => FlowKind::Implicit,
                "password" => FlowKind::Password,
                _ => return None,
            };
            let url = |key: &str| node.get(key).and_then(text);
            let mut scopes: Vec<(String, String)> = node
                .get("scopes")
                .into_iter()
                .flat_map(Node::entries)
                .map(|(scope, about)| (scope.to_owned(), about.as_str().unwrap_or_default().to_owned()))
                .collect();
            scopes.sort();
            Some(Flow {
                kind,
                authorization_url: url("authorizationUrl").or_else(|| url("deviceAuthorizationUrl")),
                token_url: url("tokenUrl"),
                refresh_url: url("refreshUrl"),
                scopes,
            })
        })
        .collect();
    flows.sort_by_key(|f| f.kind);
    flows
}

/// Alternatives, in the author's order; the schemes of one are sorted by name.
pub(super) fn requirements(all: &[model::SecurityRequirement<'_>]) -> Vec<Vec<Requirement>> {
    all.iter()
        .map(|requirement| {
            let mut schemes: Vec<_> = requirement
                .schemes()
                .map(|(scheme, scopes)| Requirement {
                    scheme: scheme.to_owned(),
                    scopes: scopes.into_iter().map(str::to_owned).collect(),
                })
                .collect();
            schemes.sort_by(|a, b| a.scheme.cmp(&b.scheme));
            schemes
        })
        .collect()
}
