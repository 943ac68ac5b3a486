//! A security scheme was removed from the components.
//!
//! Why it breaks: Requirements that name it cannot be met.
//! Safe path: Remove the requirements first.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-component-removed",
    level: Level::Warning,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-security-component-added"),
    source: include_str!("api_security_component_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeRemoved { name } => Some(format!("security scheme `{name}` was removed")),
        _ => None,
    }
}
