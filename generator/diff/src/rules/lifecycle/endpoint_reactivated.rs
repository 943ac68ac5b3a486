//! An operation is no longer deprecated.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "endpoint-reactivated",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("endpoint-deprecated"),
    source: include_str!("endpoint_reactivated.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Reactivated => Some("the operation is no longer deprecated".into()),
        _ => None,
    }
}
