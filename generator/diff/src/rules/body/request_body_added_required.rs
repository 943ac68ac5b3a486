//! A request now needs a body.
//!
//! Why it breaks: Old calls without a body are refused.
//! Safe path: Make it optional.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-added-required",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-body-removed"),
    source: include_str!("request_body_added_required.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyAdded { required: true } => Some("a required request body was added".into()),
        _ => None,
    }
}
