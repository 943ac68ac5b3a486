//! A new operation is offered.
//!
//! Why it breaks: It does not; nobody calls it yet.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "endpoint-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-removed-without-deprecation"),
    source: include_str!("endpoint_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationAdded => Some("the operation was added".into()),
        _ => None,
    }
}
