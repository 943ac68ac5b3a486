//! A parameter without a schema now has one.
//!
//! Why it breaks: What was anything is now limited.
//! Safe path: Start with a schema that accepts what is sent today.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-schema-added",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-parameter-schema-removed"),
    source: include_str!("request_parameter_schema_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterSchema { now: true } => Some(format!("{} now has a schema", fact.place)),
        _ => None,
    }
}
