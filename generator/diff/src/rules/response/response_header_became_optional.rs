//! A header that was always sent may now be absent.
//!
//! Why it breaks: Readers that rely on it fail.
//! Safe path: Go on sending it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-header-became-optional",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-header-became-required"),
    source: include_str!("response_header_became_optional.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderRequired { now: false } => Some(format!("{} became optional", fact.place)),
        _ => None,
    }
}
