//! A named schema is gone.
//!
//! Why it breaks: Its generated type is gone with it.
//! Safe path: Keep it, marked deprecated.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-schema-removed",
    level: Level::Warning,
    category: Category::Sdk,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("a new type breaks nobody and the catalogue has no row for it"),
    source: include_str!("api_schema_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ComponentSchemaRemoved { name } => Some(format!("schema `{name}` was removed")),
        _ => None,
    }
}
