//! A request media type lost its schema, so that anything goes.
//!
//! Why it breaks: It does not; generated types do.
//! Safe path: Say what is accepted.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-schema-removed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-body-media-type-schema-added"),
    source: include_str!("request_body_media_type_schema_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodySchema { now: false } => Some(format!("{} lost its schema", fact.place)),
        _ => None,
    }
}
