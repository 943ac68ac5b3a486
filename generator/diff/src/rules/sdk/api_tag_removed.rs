//! An operation lost a tag.
//!
//! Why it breaks: Generated clients group methods by tags; the method moves.
//! Safe path: Keep the first tag of an operation.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-tag-removed",
    level: Level::Warning,
    category: Category::Sdk,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("api-tag-added"),
    source: include_str!("api_tag_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::TagRemoved { name } => Some(format!("tag `{name}` was removed")),
        _ => None,
    }
}
