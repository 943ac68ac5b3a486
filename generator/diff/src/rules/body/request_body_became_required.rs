//! The body may no longer be left out.
//!
//! Why it breaks: Old calls without a body are refused.
//! Safe path: Keep it optional with stated defaults.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "request-body-became-required",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("request-body-became-optional"),
    source: include_str!("request_body_became_required.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::BodyRequired { now: true } => Some("the request body became required".into()),
        _ => None,
    }
}
