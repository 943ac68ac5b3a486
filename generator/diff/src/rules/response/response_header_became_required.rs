//! A header is now always sent.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-header-became-required",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-header-became-optional"),
    source: include_str!("response_header_became_required.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderRequired { now: true } => Some(format!("{} became required", fact.place)),
        _ => None,
    }
}
