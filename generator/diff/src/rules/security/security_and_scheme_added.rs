//! A second credential is needed together with the first.
//!
//! Why it breaks: Callers that send only the first are refused.
//! Safe path: Announce it and accept both for the notice period.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "security-and-scheme-added",
    level: Level::Error,
    category: Category::Auth,
    sdk: Impact::None,
    mirror: Mirror::Rule("security-and-scheme-removed"),
    source: include_str!("security_and_scheme_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::SecurityScheme { now: true, text } => {
            Some(format!("further credentials are needed together with the known ones: {text}"))
        }
        _ => None,
    }
}
