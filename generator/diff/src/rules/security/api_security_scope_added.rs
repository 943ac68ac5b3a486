//! A scope is needed that was not.
//!
//! Why it breaks: Tokens of old callers lack it.
//! Safe path: Grant the scope to the callers of today before demanding it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-scope-added",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-security-scope-removed"),
    source: include_str!("api_security_scope_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityScopes { now: true, text } => Some(format!("scopes are needed now: {text}")),
        _ => None,
    }
}
