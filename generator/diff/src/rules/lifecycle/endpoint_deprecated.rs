//! An operation is newly marked deprecated, without a date.
//!
//! Why it breaks: It does not yet.
//! Safe path: Give it `x-deprecated-at` and `x-sunset`.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "endpoint-deprecated",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("endpoint-reactivated"),
    source: include_str!("endpoint_deprecated.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Deprecated { sunset: None } => Some("the operation was deprecated".into()),
        _ => None,
    }
}
