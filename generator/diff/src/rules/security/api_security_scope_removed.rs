//! A scope is no longer needed.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-scope-removed",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-security-scope-added"),
    source: include_str!("api_security_scope_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityScopes { now: false, text } => Some(format!("scopes are no longer needed: {text}")),
        _ => None,
    }
}
