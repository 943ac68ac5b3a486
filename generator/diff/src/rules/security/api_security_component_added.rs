//! A security scheme was added to the components.
//!
//! Why it breaks: It does not; requirements decide.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-component-added",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-security-component-removed"),
    source: include_str!("api_security_component_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeAdded { name } => Some(format!("security scheme `{name}` was added")),
        _ => None,
    }
}
