//! A parameter of a response media type changed.
//!
//! Why it breaks: It hardly does: the essence of the type is the same.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-media-type-name-changed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_media_type_name_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseMediaTypeParameter { from, to } if fact.provider_answers() => {
            Some(format!("the media type {from} of {} became {to}", fact.place))
        }
        _ => None,
    }
}
