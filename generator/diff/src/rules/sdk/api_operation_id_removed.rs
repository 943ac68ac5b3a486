//! An operation lost its `operationId`.
//!
//! Why it breaks: Generated method names change.
//! Safe path: Keep it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-operation-id-removed",
    level: Level::Warning,
    category: Category::Sdk,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("api-operation-id-added"),
    source: include_str!("api_operation_id_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationIdRemoved { id } => Some(format!("operationId `{id}` was removed")),
        _ => None,
    }
}
