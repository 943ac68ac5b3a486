//! Calling without credentials became one of the choices.
//!
//! Why it breaks: It does not break callers. Make sure that it is meant.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-anonymous-added",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-anonymous-removed"),
    source: include_str!("security_anonymous_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityAnonymous { now: true } => Some("calls without credentials are accepted now".into()),
        _ => None,
    }
}
