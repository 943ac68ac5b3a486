//! A response is no longer offered in a media type.
//!
//! Why it breaks: Clients that accept only this one meet 406 or cannot read the answer.
//! Safe path: Announce the end of the media type (`x-planned-changes`), then remove it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-media-type-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-media-type-added"),
    source: include_str!("response_media_type_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseMediaTypeRemoved { name } if fact.provider_answers() => {
            Some(format!("{} is no longer offered as {name}", fact.place))
        }
        _ => None,
    }
}
