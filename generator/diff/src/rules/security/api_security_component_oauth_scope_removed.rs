//! A flow no longer offers a scope.
//!
//! Why it breaks: Clients that ask for it are refused.
//! Safe path: Keep the scope until nothing needs it and its end was announced.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-component-oauth-scope-removed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-security-component-oauth-scope-added"),
    source: include_str!("api_security_component_oauth_scope_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::FlowScope { name, scope, now: false } => Some(format!("scope `{scope}` of `{name}` was removed")),
        _ => None,
    }
}
