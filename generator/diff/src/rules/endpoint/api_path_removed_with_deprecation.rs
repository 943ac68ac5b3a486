//! A deprecated path is gone, and no promised date stands against it.
//!
//! Why it breaks: Callers were warned; those who did not listen fail.
//! Safe path: This is the safe path, provided that the notice period has passed: the gate checks that.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-path-removed-with-deprecation",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("endpoint-added"),
    source: include_str!("api_path_removed_with_deprecation.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationRemoved { whole_path: true, deprecated: true, sunset }
            if sunset.as_ref().is_none_or(|s| !fact.before(s)) =>
        {
            Some("the path was removed after having been deprecated".into())
        }
        _ => None,
    }
}
