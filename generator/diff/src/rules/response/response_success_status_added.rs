//! An operation may succeed with one more status.
//!
//! Why it breaks: Clients that check for the one status they knew take the success for a failure.
//! Safe path: Keep the old status, or announce the new one.

use crate::fact::{Fact, What};
use crate::finding::{Category, Impact, Level};
use crate::rules::success;
use crate::rules::{Mirror, Rule};

pub(super) const RULE: Rule = Rule {
    id: "response-success-status-added",
    level: Level::Warning,
    category: Category::Wire,
    sdk: Impact::None,
    mirror: Mirror::Rule("response-success-status-removed"),
    source: include_str!("response_success_status_added.rs"),
    judge,
};

fn judge(fact: &Fact<'_>) -> Option<String> {
    match &fact.what {
        What::ResponseAdded { status } if fact.provider_answers() && success(status) => {
            Some(format!("success status {status} was added"))
        }
        _ => None,
    }
}
