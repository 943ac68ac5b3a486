//! The OpenID Connect discovery address changed.
//!
//! Why it breaks: Callers that know only the old address cannot log in.
//! Safe path: Serve the old address, or redirect it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-oidc-url-changed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("security_oidc_url_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "openIdConnectUrl", from, to } => {
            Some(format!("`openIdConnectUrl` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
