//! A response lost its schema, so that anything may come.
//!
//! Why it breaks: Readers can rely on nothing.
//! Safe path: Keep the schema.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-body-media-type-schema-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-body-media-type-schema-added"),
    source: include_str!("response_body_media_type_schema_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseSchema { now: false } if fact.provider_answers() => {
            Some(format!("{} lost its schema", fact.place))
        }
        _ => None,
    }
}
