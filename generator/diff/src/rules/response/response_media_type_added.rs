//! A response may be asked for in one more media type.
//!
//! Why it breaks: It does not: clients get what they accept.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-media-type-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-media-type-removed"),
    source: include_str!("response_media_type_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseMediaTypeAdded { name } if fact.provider_answers() => {
            Some(format!("{} may now be {name}", fact.place))
        }
        _ => None,
    }
}
