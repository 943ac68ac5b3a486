//! An operation that was open to everyone now needs credentials.
//!
//! Why it breaks: Callers without credentials are refused.
//! Safe path: Announce it (`x-planned-changes`), accept both for the notice period.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "api-security-added",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("security-anonymous-added"),
    source: include_str!("api_security_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityAdded { text } => Some(format!("credentials are needed now: {text}")),
        _ => None,
    }
}
