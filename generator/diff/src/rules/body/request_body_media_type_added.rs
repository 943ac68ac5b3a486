//! Requests may be written in one more media type.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-body-media-type-removed"),
    source: include_str!("request_body_media_type_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyMediaTypeAdded { name } => Some(format!("the request body may now be {name}")),
        _ => None,
    }
}
