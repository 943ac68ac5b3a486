//! An OAuth flow is no longer offered.
//!
//! Why it breaks: Clients that use it get no tokens.
//! Safe path: Announce its end and offer the successor meanwhile.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-oauth-flow-removed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-oauth-flow-added"),
    source: include_str!("security_oauth_flow_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::FlowRemoved { name, flow } => Some(format!("OAuth flow {flow} of `{name}` was removed")),
        _ => None,
    }
}
