//! A media type of requests became a range that contains it.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-media-type-widened",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-body-media-type-narrowed"),
    source: include_str!("request_body_media_type_widened.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyMediaTypeWidened { from, to } => Some(format!("the request media type {from} became {to}")),
        _ => None,
    }
}
