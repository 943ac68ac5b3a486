//! Requests may no longer be written in a media type.
//!
//! Why it breaks: Callers that use it meet 415.
//! Safe path: Announce the end of the media type (`x-planned-changes`), then remove it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-body-media-type-added"),
    source: include_str!("request_body_media_type_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyMediaTypeRemoved { name } => Some(format!("the request body may no longer be {name}")),
        _ => None,
    }
}
