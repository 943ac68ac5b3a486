//! An operation got an `operationId`.
//!
//! Why it breaks: It does not on the wire; generated names may move from derived to given ones.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-operation-id-added",
    level: Level::Info,
    category: Category::Sdk,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("api-operation-id-removed"),
    source: include_str!("api_operation_id_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationIdAdded { id } => Some(format!("operationId `{id}` was added")),
        _ => None,
    }
}
