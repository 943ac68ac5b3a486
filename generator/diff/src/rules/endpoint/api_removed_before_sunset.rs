//! A deprecated operation is gone although its promised sunset is still ahead.
//!
//! Why it breaks: Callers planned with the promised date.
//! Safe path: Wait for the sunset that was published, or publish a later release date.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-removed-before-sunset",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Waived("its opposite, keeping the promise, is no change"),
    source: include_str!("api_removed_before_sunset.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::OperationRemoved { whole_path: false, deprecated: true, sunset: Some(sunset) } if fact.before(sunset) => {
            Some(format!("the operation was removed before its sunset {}", sunset.text))
        }
        _ => None,
    }
}
