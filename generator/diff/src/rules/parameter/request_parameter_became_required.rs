//! A parameter may no longer be left out.
//!
//! Why it breaks: Old calls without it are refused.
//! Safe path: Keep it optional with a stated default.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-became-required",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-parameter-became-optional"),
    source: include_str!("request_parameter_became_required.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterRequired { now: true } => Some(format!("{} became required", fact.place)),
        _ => None,
    }
}
