//! A parameter lost its schema.
//!
//! Why it breaks: It does not; anything may be sent.
//! Safe path: Say what is accepted.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-schema-removed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-schema-added"),
    source: include_str!("request_parameter_schema_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterSchema { now: false } => Some(format!("{} lost its schema", fact.place)),
        _ => None,
    }
}
