//! The last operation of a path is gone and was never deprecated.
//!
//! Why it breaks: Every caller of the path fails from one day to the next.
//! Safe path: Keep it, mark it `deprecated` with `x-deprecated-at` and `x-sunset`, publish that, and remove it after the sunset.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-path-removed-without-deprecation",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("endpoint-added"),
    source: include_str!("api_path_removed_without_deprecation.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationRemoved { whole_path: true, deprecated: false, .. } => {
            Some("the path was removed without having been deprecated".into())
        }
        _ => None,
    }
}
