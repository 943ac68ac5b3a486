//! A request media type that took anything now has a schema.
//!
//! Why it breaks: What does not fit the schema is refused.
//! Safe path: Start with a schema that accepts what is sent today.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-schema-added",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-body-media-type-schema-removed"),
    source: include_str!("request_body_media_type_schema_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodySchema { now: true } => Some(format!("{} now has a schema", fact.place)),
        _ => None,
    }
}
