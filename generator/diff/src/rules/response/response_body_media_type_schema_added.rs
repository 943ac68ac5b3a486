//! A response that was anything now has a schema.
//!
//! Why it breaks: It does not: more is promised than before.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-body-media-type-schema-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-body-media-type-schema-removed"),
    source: include_str!("response_body_media_type_schema_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseSchema { now: true } if fact.provider_answers() => {
            Some(format!("{} now has a schema", fact.place))
        }
        _ => None,
    }
}
