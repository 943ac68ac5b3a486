//! A more stable level is promised than before.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-stability-increased",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("api-stability-decreased"),
    source: include_str!("api_stability_increased.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::Stability { from, to, up: true } => Some(format!("the stability level went up from {from} to {to}")),
        _ => None,
    }
}
