//! A response no longer has a body.
//!
//! Why it breaks: Readers find nothing.
//! Safe path: Announce it (`x-planned-changes`), or add another operation.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-body-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-body-added"),
    source: include_str!("response_body_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseBodyRemoved if fact.provider_answers() => Some(format!("{} lost its body", fact.place)),
        _ => None,
    }
}
