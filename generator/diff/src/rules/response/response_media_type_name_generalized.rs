//! A media type of a response became a range that contains it.
//!
//! Why it breaks: Readers meet types that they cannot read.
//! Safe path: Keep the exact type.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-media-type-name-generalized",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-media-type-name-specialized"),
    source: include_str!("response_media_type_name_generalized.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseMediaTypeGeneralized { from, to } if fact.provider_answers() => {
            Some(format!("the media type {from} of {} became {to}", fact.place))
        }
        _ => None,
    }
}
