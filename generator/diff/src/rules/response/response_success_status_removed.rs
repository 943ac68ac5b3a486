//! A success status is no longer documented.
//!
//! Why it breaks: Clients wait for a status that never comes; typed clients cannot read the new one.
//! Safe path: Keep it until its end was announced (`x-planned-changes`).

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::success;
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-success-status-removed",
    level: Level::Error,
    category: Category::Wire,
    sdk: Impact::Breaking,
    mirror: Mirror::Rule("response-success-status-added"),
    source: include_str!("response_success_status_removed.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseRemoved { status } if fact.provider_answers() && success(status) => {
            Some(format!("success status {status} was removed"))
        }
        _ => None,
    }
}
