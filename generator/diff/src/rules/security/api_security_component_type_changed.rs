//! A security scheme is of another type.
//!
//! Why it breaks: Callers authenticate in the old way.
//! Safe path: Add a new scheme beside the old one.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-component-type-changed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("api_security_component_type_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SchemeChanged { name, part: "type", from, to } => {
            Some(format!("`type` of security scheme `{name}` changed from `{from}` to `{to}`"))
        }
        _ => None,
    }
}
