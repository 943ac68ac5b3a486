//! An OAuth scheme offers one more flow.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-oauth-flow-added",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-oauth-flow-removed"),
    source: include_str!("security_oauth_flow_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::FlowAdded { name, flow } => Some(format!("OAuth flow {flow} of `{name}` was added")),
        _ => None,
    }
}
