//! A parameter changed between a plain value and a media type.
//!
//! Why it breaks: The text of the value is read differently.
//! Safe path: Add a new parameter.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-schema-to-content",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_parameter_schema_to_content.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterSchemaToContent => Some(format!("{} changed between `schema` and `content`", fact.place)),
        _ => None,
    }
}
