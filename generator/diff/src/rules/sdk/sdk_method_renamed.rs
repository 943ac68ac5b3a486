//! An operation has another `operationId`.
//!
//! Why it breaks: Generated methods get another name; source code that calls them no longer compiles.
//! Safe path: Keep the `operationId`; change the summary instead.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "sdk-method-renamed",
    level: Level::Warning,
    category: Category::Sdk,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("sdk_method_renamed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationIdChanged { from, to } => Some(format!("operationId `{from}` became `{to}`")),
        _ => None,
    }
}
