//! A header is spelt with other capital letters.
//!
//! Why it breaks: It does not: header names ignore case.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-header-name-case-changed",
    level: Level::Info,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Waived("it is its own mirror"),
    source: include_str!("response_header_name_case_changed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::HeaderCase { from, to } => Some(format!("header {from} is now spelt {to}")),
        _ => None,
    }
}
