//! The body may now be left out.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-became-optional",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("request-body-became-required"),
    source: include_str!("request_body_became_optional.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyRequired { now: false } => Some("the request body became optional".into()),
        _ => None,
    }
}
