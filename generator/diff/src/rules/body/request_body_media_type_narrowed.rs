//! A media range of requests became one type of it.
//!
//! Why it breaks: Callers that use another type of the range meet 415.
//! Safe path: Keep the range.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-narrowed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-body-media-type-widened"),
    source: include_str!("request_body_media_type_narrowed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyMediaTypeNarrowed { from, to } => Some(format!("the request media range {from} became {to}")),
        _ => None,
    }
}
