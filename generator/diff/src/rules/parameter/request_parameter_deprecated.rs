//! A parameter is newly marked deprecated.
//!
//! Why it breaks: It does not yet.
//! Safe path: Give it `x-sunset` and name its successor.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-deprecated",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-reactivated"),
    source: include_str!("request_parameter_deprecated.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterDeprecated { now: true, .. } => Some(format!("{} was deprecated", fact.place)),
        _ => None,
    }
}
