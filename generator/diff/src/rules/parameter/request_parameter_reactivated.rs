//! A parameter is no longer deprecated.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-reactivated",
    level: Level::Info,
    category: Category::Lifecycle,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-deprecated"),
    source: include_str!("request_parameter_reactivated.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterDeprecated { now: false, .. } => Some(format!("{} is no longer deprecated", fact.place)),
        _ => None,
    }
}
