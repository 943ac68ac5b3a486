//! A header that was always sent is gone.
//!
//! Why it breaks: Readers that rely on it fail.
//! Safe path: Deprecate the header, then remove it.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "required-response-header-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-header-added"),
    source: include_str!("required_response_header_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderRemoved { required: true } => Some(format!("{} was removed", fact.place)),
        _ => None,
    }
}
