//! A media range of a response became one type of it.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-media-type-name-specialized",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-media-type-name-generalized"),
    source: include_str!("response_media_type_name_specialized.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseMediaTypeSpecialized { from, to } if fact.provider_answers() => {
            Some(format!("the media range {from} of {} became {to}", fact.place))
        }
        _ => None,
    }
}
