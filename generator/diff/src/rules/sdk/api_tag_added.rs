//! An operation got a tag.
//!
//! Why it breaks: It does not; generated clients may offer it in one more group.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-tag-added",
    level: Level::Info,
    category: Category::Sdk,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-tag-removed"),
    source: include_str!("api_tag_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::TagAdded { name } => Some(format!("tag `{name}` was added")),
        _ => None,
    }
}
