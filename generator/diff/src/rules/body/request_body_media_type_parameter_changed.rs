//! A parameter of a request media type changed (charset, profile, version).
//!
//! Why it breaks: A server that looks at it refuses the old one.
//! Safe path: Accept both.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-parameter-changed",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_body_media_type_parameter_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyMediaTypeParameter { from, to } => Some(format!("the request media type {from} became {to}")),
        _ => None,
    }
}
