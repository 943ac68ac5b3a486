//! One of several credentials is no longer needed.
//!
//! Why it breaks: It does not.
//! Safe path: None needed.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-and-scheme-removed",
    level: Level::Info,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-and-scheme-added"),
    source: include_str!("security_and_scheme_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityScheme { now: false, text } => Some(format!("credentials are no longer needed: {text}")),
        _ => None,
    }
}
