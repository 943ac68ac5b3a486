//! A less stable level is promised than before.
//!
//! Why it breaks: Callers relied on the promise.
//! Safe path: Keep the level; deprecate the operation instead.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-stability-decreased",
    level: Level::Error,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-stability-increased"),
    source: include_str!("api_stability_decreased.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Stability { from, to, up: false } => Some(format!("the stability level went down from {from} to {to}")),
        _ => None,
    }
}
