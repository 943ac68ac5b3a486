//! The value of a parameter is written in another media type.
//!
//! Why it breaks: Old callers write it in the old one.
//! Safe path: Add a new parameter.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-parameter-content-media-type-changed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("request_parameter_content_media_type_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ParameterMediaType { from, to } => {
            Some(format!("{} changed its media type from {from} to {to}", fact.place))
        }
        _ => None,
    }
}
