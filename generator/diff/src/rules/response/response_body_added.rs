//! A response now has a body.
//!
//! Why it breaks: It does not: it was ignored before.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-body-added",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-body-removed"),
    source: include_str!("response_body_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseBodyAdded if fact.provider_answers() => Some(format!("{} now has a body", fact.place)),
        _ => None,
    }
}
