//! A flow offers one more scope.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-component-oauth-scope-added",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-security-component-oauth-scope-removed"),
    source: include_str!("api_security_component_oauth_scope_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::FlowScope { name, scope, now: true } => Some(format!("scope `{scope}` of `{name}` was added")),
        _ => None,
    }
}
