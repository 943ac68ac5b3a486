//! The OAuth token address changed.
//!
//! Why it breaks: Callers ask for tokens at the old address.
//! Safe path: Serve the old address.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-component-oauth-token-url-changed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("api_security_component_oauth_token_url_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "tokenUrl", from, to } => {
            Some(format!("`tokenUrl` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
