//! The OAuth refresh address changed.
//!
//! Why it breaks: Callers refresh at the old address.
//! Safe path: Serve the old address.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-oauth-refresh-url-changed",
    level: Level::Warning,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("security_oauth_refresh_url_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "refreshUrl", from, to } => {
            Some(format!("`refreshUrl` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
