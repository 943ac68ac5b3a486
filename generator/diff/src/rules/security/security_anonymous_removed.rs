//! Calling without credentials was one of the choices and no longer is.
//!
//! Why it breaks: Callers without credentials are refused.
//! Safe path: Announce it (`x-planned-changes`), accept both for the notice period.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-anonymous-removed",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-anonymous-added"),
    source: include_str!("security_anonymous_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityAnonymous { now: false } => Some("calls without credentials are no longer accepted".into()),
        _ => None,
    }
}
