//! An operation is gone that was never deprecated, while others stay at its path.
//!
//! Why it breaks: Every caller of it fails from one day to the next.
//! Safe path: Keep it, mark it `deprecated` with `x-deprecated-at` and `x-sunset`, publish that, and remove it after the sunset.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-removed-without-deprecation",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("endpoint-added"),
    source: include_str!("api_removed_without_deprecation.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationRemoved { whole_path: false, deprecated: false, .. } => {
            Some("the operation was removed without having been deprecated".into())
        }
        _ => None,
    }
}
